//! Lucene's classic syntax, as in Elasticsearch and Solr: `+title:rafah -egypt date:[2024-01-01 TO 2024-03-31] truce~`.
//!
//! Clauses side by side are optional unless marked with `+`; AND binds before OR. A `~` without a number means two
//! edits, as it does there. Fields are ours by name; `text` and `content` are the whole article.

use jiff::civil;
use winnow::combinator::{alt, delimited, not, opt, peek, preceded, separated_pair, terminated};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{one_of, take_till, take_while};

use super::range::{count_filter, date_filter, keyword};
use super::{Dialect, address_word, blanks, lex_with, run};
use crate::query::date::DateError;
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::{self, DateBound, Prefix};
use crate::query::note::Note;
use crate::query::parse::character::{is_blank, is_close, is_open, is_quote};
use crate::query::parse::grammar::{Beside, Level, NearOrder, Rules};
use crate::query::parse::token::{Parsing, Token, TokenKind, TokenList, refuse};
use crate::query::parse::word::{self, Input, PLAIN_STYLE, PhraseWords, here, since};
use crate::query::tree::{CountRange, DateRange, DateTest, Field, FilterTest, Span, WordMatch};

pub(super) const RULES: Rules = Rules {
    levels: &[Level::Beside, Level::Or, Level::And, Level::Not],
    beside: Beside::Any,
    near_order: NearOrder::LeftToRight,
};

/// Names of fields that differ from ours.
const FIELDS: &[(&str, Option<Prefix>)] = &[
    ("text", None),
    ("content", None),
    ("contents", None),
    ("subject", Some(Prefix::In(Field::Headline))),
    ("category", Some(Prefix::Section)),
    ("published", Some(Prefix::Date(DateBound::Within))),
    ("pubdate", Some(Prefix::Date(DateBound::Within))),
    ("mod_date", Some(Prefix::Date(DateBound::Within))),
    ("timestamp", Some(Prefix::Date(DateBound::Within))),
    ("word_count", Some(Prefix::WordCount)),
    ("length", Some(Prefix::WordCount)),
];

/// One end of a range: its text and whether it belongs to it.
struct End {
    text: String,
    inclusive: Inclusive,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inclusive {
    Yes,
    No,
}

pub(super) fn lex(text: &str, today: civil::Date, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    lex_with(text, notes, |input, list| token(input, list, today))
}

fn token(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<()> {
    let start = here(input);
    let is_attached = list.tokens.last().is_some_and(|last| last.span.end == start && last.kind.ends_operand());
    let bracket = alt((one_of(is_open).value(TokenKind::Open), one_of(is_close).value(TokenKind::Close)));
    if let Some(kind) = opt(bracket).parse_next(input)? {
        list.push(kind, since(start, input));
        return Ok(());
    }
    if is_attached {
        if let Some(weight) = opt(word::boost).parse_next(input)? {
            list.push(TokenKind::Boost(weight), since(start, input));
            return Ok(());
        }
        if let Some(mark) = opt(one_of(['~', '^'])).parse_next(input)? {
            return refuse(Kind::MisplacedMark { mark }, since(start, input));
        }
    } else if sign(input, list)? {
        return Ok(());
    }
    if input.starts_with(is_quote) {
        let quoted = word::quoted(input, PhraseWords::Stem, PLAIN_STYLE)?;
        list.push(TokenKind::Quoted(quoted), since(start, input));
        return Ok(());
    }
    if address_word(input, list)? || all(input, list)? || clause(input, list, today)? || operator(input, list)? {
        return Ok(());
    }
    refuse_foreign(input)?;
    let (mut word, written) =
        (|input: &mut Input<'_>| word::word(input, PLAIN_STYLE)).with_taken().parse_next(input)?;
    // A bare `~` stands for the largest distance there, whatever the word.
    if word.matching == WordMatch::Fuzzy(1) && written.ends_with('~') {
        word.matching = WordMatch::Fuzzy(2);
    }
    list.push(TokenKind::Word(word), since(start, input));
    Ok(())
}

/// `+`, `-` and `!` before a clause.
fn sign(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let sign = alt((
        '+'.value(TokenKind::Plus),
        terminated('-', peek(not('-'))).value(TokenKind::Minus),
        terminated('!', peek(not('='))).value(TokenKind::Minus),
    ));
    let attached = peek(not(alt((winnow::combinator::eof.void(), one_of(|c| is_blank(c) || is_close(c)).void()))));
    match opt(terminated(sign, attached)).parse_next(input)? {
        Some(kind) => {
            list.push(kind, since(start, input));
            Ok(true)
        }
        None => Ok(false),
    }
}

/// `*:*` and `*`.
fn all(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    match opt(run).parse_next(input)? {
        Some("*:*" | "*") => {
            list.push(TokenKind::All, since(start, input));
            Ok(true)
        }
        _ => {
            input.reset(&checkpoint);
            Ok(false)
        }
    }
}

/// `title:x`, `date:[a TO b]`, `words:>500`.
fn clause(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<bool> {
    let start = here(input);
    let name = terminated(take_while(2.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')), ':');
    let attached = peek(not(alt((one_of(is_blank).void(), "//".void(), winnow::combinator::eof.void()))));
    let name = terminated(name.verify(|name: &str| !name.starts_with(|c: char| c.is_ascii_digit())), attached);
    let Some(name) = opt(name).parse_next(input)? else { return Ok(false) };
    let span = Span::new(start, start + name.len());
    let lower = name.to_ascii_lowercase();
    let foreign = FIELDS.iter().find(|(field, _)| *field == lower).map(|(_, prefix)| *prefix);
    let prefix = match foreign.or_else(|| Prefix::named(&lower).map(Some)) {
        Some(prefix) => prefix,
        None if lower == "_exists_" => {
            return refuse(unsupported("_exists_:".to_owned(), "date:unknown finds articles without a date"), span);
        }
        None => {
            let rest = opt(run).parse_next(input)?.unwrap_or_default();
            let (text, nearest) = (format!("{name}:{rest}"), field::nearest(&lower));
            return refuse(Kind::UnknownField { name: name.to_owned(), text, nearest }, span);
        }
    };
    let written = since(start, input);
    if let Some((from, to)) = opt(range).parse_next(input)? {
        return push_range(prefix, from, to, since(start, input), list, today).map(|()| true);
    }
    let Some(prefix) = prefix else { return Ok(true) };
    list.push(TokenKind::Prefix(prefix), written);
    let is_raw = !matches!(prefix, Prefix::In(_) | Prefix::Name(_))
        && !input.starts_with(is_open)
        && !input.starts_with(is_quote);
    if is_raw {
        let start = here(input);
        let value: &str = take_till(0.., |c| is_blank(c) || is_close(c) || c == '^').parse_next(input)?;
        if value.is_empty() {
            return refuse(Kind::MissingValue { prefix: format!("{name}:") }, written);
        }
        list.push(TokenKind::Raw(value.replace('\\', "")), since(start, input));
    }
    Ok(true)
}

/// `[a TO b]`, `{a TO b}`, and the two mixed.
fn range(input: &mut Input<'_>) -> Parsing<(End, End)> {
    let start = here(input);
    let end = || {
        take_till(1.., |c: char| is_blank(c) || matches!(c, ']' | '}'))
            .map(|text: &str| text.trim_matches('"').to_owned())
    };
    let open = alt(('['.value(Inclusive::Yes), '{'.value(Inclusive::No)));
    let from_inclusive = terminated(open, blanks).parse_next(input)?;
    let ends = opt(separated_pair(end(), delimited(blanks, keyword("TO"), blanks), end())).parse_next(input)?;
    let close = preceded(blanks, alt((']'.value(Inclusive::Yes), '}'.value(Inclusive::No))));
    match (ends, opt(close).parse_next(input)?) {
        (Some((from, to)), Some(to_inclusive)) => {
            Ok((End { text: from, inclusive: from_inclusive }, End { text: to, inclusive: to_inclusive }))
        }
        _ => {
            take_till(0.., is_blank).void().parse_next(input)?;
            refuse(unsupported("range".to_owned(), "write date:[2024-01-01 TO 2024-03-31]"), since(start, input))
        }
    }
}

/// The filter for a range; `*` leaves an end open.
fn push_range(
    prefix: Option<Prefix>,
    from: End,
    to: End,
    span: Span,
    list: &mut TokenList<'_>,
    today: civil::Date,
) -> Parsing<()> {
    let lower = if from.inclusive == Inclusive::Yes { DateBound::From } else { DateBound::After };
    let upper = if to.inclusive == Inclusive::Yes { DateBound::To } else { DateBound::Before };
    let filter = |bound, text: &str| match (prefix, text) {
        (_, "*") => Ok(None),
        (Some(Prefix::Date(_)), text) => date_filter(bound, day_of(text), span, today).map(Some),
        (Some(Prefix::WordCount), text) => count_filter(bound, text, span).map(Some),
        _ => refuse(unsupported("range of words".to_owned(), "ranges are for date: and words:"), span),
    };
    let kind = match (filter(lower, &from.text)?, filter(upper, &to.text)?) {
        (None, None) => TokenKind::All,
        (Some(one), None) | (None, Some(one)) => TokenKind::Filter(one),
        (Some(lower), Some(upper)) => TokenKind::Filter(between(lower, upper, span)?),
    };
    list.push(kind, span);
    Ok(())
}

/// One filter out of two, each with one end.
fn between(lower: FilterTest, upper: FilterTest, span: Span) -> Parsing<FilterTest> {
    match (lower, upper) {
        (FilterTest::Date(DateTest::Within(lower)), FilterTest::Date(DateTest::Within(upper))) => {
            match (lower.from, upper.to) {
                (Some(from), Some(to)) if to < from => {
                    let exchanged = format!("[{to} TO {from}]");
                    refuse(Kind::Date(DateError::Reversed { from, to, exchanged }), span)
                }
                (from, to) => Ok(FilterTest::Date(DateTest::Within(DateRange { from, to }))),
            }
        }
        (
            FilterTest::WordCount(CountRange { min: Some(min), .. }),
            FilterTest::WordCount(CountRange { max: Some(max), .. }),
        ) if max < min => refuse(Kind::WordCount { text: format!("{min} TO {max}") }, span),
        (FilterTest::WordCount(lower), FilterTest::WordCount(upper)) => {
            Ok(FilterTest::WordCount(CountRange { min: lower.min, max: upper.max }))
        }
        (lower, _) => Ok(lower),
    }
}

/// The day of a moment that is midnight: `2024-01-01T00:00:00Z`.
fn day_of(text: &str) -> &str {
    fn midnight<'i>(text: &mut &'i str) -> Parsing<&'i str> {
        terminated(
            take_while(10..=10, |c: char| c.is_ascii_digit() || c == '-'),
            ("T00:00", opt(":00"), opt((".", take_while(1.., '0'))), opt('Z')),
        )
        .parse_next(text)
    }
    midnight.parse(text).unwrap_or(text)
}

fn unsupported(what: String, instead: &'static str) -> Kind {
    Kind::Unsupported { dialect: Dialect::Lucene, what, instead }
}

/// `AND`, `OR`, `NOT`, `&&`, `||`.
fn operator(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let kind = match opt(run).parse_next(input)? {
        Some("AND" | "&&") => TokenKind::And,
        Some("OR" | "||") => TokenKind::Or,
        Some("NOT" | "!") => TokenKind::Not,
        _ => {
            input.reset(&checkpoint);
            return Ok(false);
        }
    };
    list.push(kind, since(start, input));
    Ok(true)
}

/// Refuses a range without a field and a regular expression.
fn refuse_foreign(input: &mut Input<'_>) -> Parsing<()> {
    let start = here(input);
    if opt(peek(range)).parse_next(input)?.is_some() {
        range(input)?;
        return refuse(
            unsupported("range without a field".to_owned(), "write date:[2024-01-01 TO 2024-03-31]"),
            since(start, input),
        );
    }
    let expression = ('/', take_till(1.., |c: char| is_blank(c) || c == '/'), '/').take();
    match opt(expression).parse_next(input)? {
        Some(_) => {
            refuse(unsupported("regular expression".to_owned(), "write a wildcard: rafa*, r?fah"), since(start, input))
        }
        None => Ok(()),
    }
}
