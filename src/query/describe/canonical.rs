//! A query in dateline's own syntax, with every operator written out. Reading it again gives the same tree.
//!
//! There are exceptions, which no query typed in this syntax produces: [`Query::Words`] beside anything but phrases, a
//! [`Prefer`] that prefers more than words and phrases, and a phrase with a word that ends in the wildcard `?`.

use std::fmt::{self, Display, Formatter, Write};

use super::spelling;
use crate::query::field::{DateBound, Prefix};
use crate::query::tree::{
    CountRange, DateRange, DateTest, Filter, FilterTest, FilterValue, In, Near, Order, Prefer, Query, Within,
};

/// How tightly a place binds: a query that binds more loosely is put into parentheses there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Beside,
    Not,
    Near,
    Operand,
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Query::And(parts) if parts.iter().any(|part| matches!(part, Query::Words(_))) => side_by_side(parts, f),
            other => write_at(other, Binding::Or, f),
        }
    }
}

fn binding(query: &Query) -> Binding {
    match query {
        Query::Or(_) => Binding::Or,
        Query::And(_) => Binding::And,
        Query::Words(_) | Query::Prefer(_) => Binding::Beside,
        Query::Not(_) => Binding::Not,
        Query::Near(_) => Binding::Near,
        _ => Binding::Operand,
    }
}

fn write_at(query: &Query, place: Binding, f: &mut Formatter<'_>) -> fmt::Result {
    if binding(query) >= place {
        return write_bare(query, f);
    }
    f.write_char('(')?;
    write_bare(query, f)?;
    f.write_char(')')
}

fn write_bare(query: &Query, f: &mut Formatter<'_>) -> fmt::Result {
    match query {
        Query::All => f.write_char('*'),
        Query::Words(words) => separated(words, " ", f, |word, f| f.write_str(&spelling::word(word))),
        Query::Term(word) => f.write_str(&spelling::word(word)),
        Query::Phrase(phrase) => f.write_str(&spelling::phrase(phrase)),
        Query::Near(near) => write_near(near, f),
        Query::AtLeast(at_least) => {
            write!(f, "atleast{}(", at_least.times)?;
            write_at(&at_least.operand, Binding::Or, f)?;
            f.write_char(')')
        }
        Query::In(inside) => write_in(inside, f),
        Query::Name(name) => write!(f, "{}:{}", name.kind.prefix(), spelling::name(&name.text)),
        Query::Filter(filter) => write_filter(filter, f),
        Query::And(parts) => separated(parts, " AND ", f, |part, f| write_at(part, Binding::Not, f)),
        Query::Or(parts) => separated(parts, " OR ", f, |part, f| write_at(part, Binding::Not, f)),
        Query::Prefer(prefer) => write_prefer(prefer, f),
        Query::Not(inner) => {
            f.write_str("NOT ")?;
            write_at(inner, Binding::Near, f)
        }
        Query::Boost(inner, weight) => {
            let runs_on = match inner.as_ref() {
                Query::Filter(_) | Query::Boost(..) => true,
                Query::Term(word) => spelling::runs_on(word),
                _ => false,
            };
            if runs_on {
                f.write_char('(')?;
                write_bare(inner, f)?;
                f.write_char(')')?;
            } else {
                write_at(inner, Binding::Operand, f)?;
            }
            write!(f, "^{weight}")
        }
    }
}

fn separated<T>(
    parts: &[T],
    separator: &str,
    f: &mut Formatter<'_>,
    write: impl Fn(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write(part, f)?;
    }
    Ok(())
}

/// Plain words with phrases beside them, as at the root of a lenient query.
fn side_by_side(parts: &[Query], f: &mut Formatter<'_>) -> fmt::Result {
    separated(parts, " ", f, |part, f| match part {
        Query::Words(words) => separated(words, " ", f, |word, f| f.write_str(&spelling::word_beside_phrase(word))),
        // A word that is required although it stands beside plain ones was written in quotes.
        Query::Term(word) => f.write_str(&spelling::quoted_word(word)),
        other => write_at(other, Binding::Not, f),
    })
}

fn write_near(near: &Near, f: &mut Formatter<'_>) -> fmt::Result {
    write_at(&near.left, Binding::Near, f)?;
    f.write_str(match near.order {
        Order::Any => " w/",
        Order::AsWritten => " pre/",
    })?;
    match near.within {
        Within::Words(words) => write!(f, "{words} ")?,
        Within::Sentence => f.write_str("s ")?,
        Within::Paragraph => f.write_str("p ")?,
    }
    write_at(&near.right, Binding::Operand, f)
}

fn write_in(inside: &In, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "{}:", inside.field)?;
    if matches!(*inside.operand, Query::Term(_) | Query::Phrase(_)) {
        return write_bare(&inside.operand, f);
    }
    f.write_char('(')?;
    write_at(&inside.operand, Binding::Or, f)?;
    f.write_char(')')
}

fn write_prefer(prefer: &Prefer, f: &mut Formatter<'_>) -> fmt::Result {
    let required = match prefer.required.as_ref() {
        Query::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    separated(required, " ", f, |part, f| match part {
        Query::Not(inner) => {
            f.write_char('-')?;
            write_at(inner, Binding::Operand, f)
        }
        other => {
            f.write_char('+')?;
            write_at(other, Binding::Operand, f)
        }
    })?;
    for part in &prefer.preferred {
        f.write_char(' ')?;
        write_at(part, Binding::Not, f)?;
    }
    Ok(())
}

fn write_filter(filter: &Filter, f: &mut Formatter<'_>) -> fmt::Result {
    match &filter.test {
        FilterTest::Source(value) => write_value(Prefix::Source, value, f),
        FilterTest::Section(value) => write_value(Prefix::Section, value, f),
        FilterTest::Path(value) => write_value(Prefix::Path, value, f),
        FilterTest::Site(site) => write!(f, "{}:{site}", Prefix::Site.name()),
        FilterTest::Language(code) => write!(f, "{}:{code}", Prefix::Language.name()),
        FilterTest::Date(DateTest::Unknown) => write!(f, "{}:unknown", Prefix::Date(DateBound::Within).name()),
        FilterTest::Date(DateTest::Within(range)) => {
            write!(f, "{}:{range}", Prefix::Date(DateBound::Within).name())
        }
        FilterTest::WordCount(range) => write_count(*range, f),
    }
}

fn write_value(prefix: Prefix, value: &FilterValue, f: &mut Formatter<'_>) -> fmt::Result {
    let value = match value {
        FilterValue::Whole(text) => spelling::whole_value(text),
        FilterValue::Pattern { text, .. } => spelling::pattern_value(text),
    };
    write!(f, "{}:{value}", prefix.name())
}

fn write_count(range: CountRange, f: &mut Formatter<'_>) -> fmt::Result {
    let name = Prefix::WordCount.name();
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => write!(f, "{name}:{min}"),
        (Some(min), Some(max)) => write!(f, "{name}:{min}..{max}"),
        (Some(min), None) => write!(f, "{name}>={min}"),
        (None, Some(max)) => write!(f, "{name}<={max}"),
        (None, None) => write!(f, "{name}>=0"),
    }
}

impl Display for DateRange {
    /// Writes as short as it can be: `2024`, `2024-03`, `2024-03-01`, `2024-03-01..2024-04-15`, `2024-03-01..`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) if from == from.first_of_year() && to == from.last_of_year() => {
                write!(f, "{}", from.strftime("%Y"))
            }
            (Some(from), Some(to)) if from == from.first_of_month() && to == from.last_of_month() => {
                write!(f, "{}", from.strftime("%Y-%m"))
            }
            (from, to) => {
                if let Some(from) = from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
        }
    }
}
