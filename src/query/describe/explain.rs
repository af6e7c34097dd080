//! A query in words, one line for each part, indented under what holds it.

use super::spelling;
use crate::query::language::language_name;
use crate::query::role::{WordRole, word_roles};
use crate::query::tree::{
    CountRange, DateRange, DateTest, Filter, FilterTest, FilterValue, Near, Order, Phrase, Query, SENTENCE_WORDS,
    Within, Word, WordMatch,
};

/// The query in words: lines that end in a line break, parts indented by two blanks.
///
/// ```
/// use dateline::query::{Dialect, ParseContext, explain, parse};
/// use jiff::civil::date;
///
/// let context = ParseContext { today: date(2026, 11, 22), dialect: Dialect::Dateline };
/// let parsed = parse("rafah -egypt", &context)?;
/// assert_eq!(
///     explain(&parsed.query),
///     "all of:\n  the word `rafah` in any form\n  not:\n    the word `egypt` in any form\n"
/// );
/// # Ok::<(), dateline::query::QueryError>(())
/// ```
pub fn explain(query: &Query) -> String {
    let mut lines = String::new();
    write(query, 0, &mut lines);
    lines
}

fn line(text: &str, indent: usize, lines: &mut String) {
    lines.extend(std::iter::repeat_n("  ", indent));
    lines.push_str(text);
    lines.push('\n');
}

fn write(query: &Query, indent: usize, lines: &mut String) {
    let mut list = |heading: &str, parts: &[&Query]| {
        line(heading, indent, lines);
        parts.iter().for_each(|part| write(part, indent + 1, lines));
    };
    match query {
        Query::Words(words) => {
            let heading = if words.len() < SENTENCE_WORDS {
                "first the articles with all of these words, then those with most of them:"
            } else {
                "articles with all or most of these words, those that fit best first:"
            };
            line(heading, indent, lines);
            for (word, role) in words.iter().zip(word_roles(words)) {
                line(&(word_line(word) + &role_text(role)), indent + 1, lines);
            }
        }
        Query::Near(near) => list(&near_line(near), &[&near.left, &near.right]),
        Query::AtLeast(at_least) => {
            let times = if at_least.times == 1 { "once".to_owned() } else { format!("{} times", at_least.times) };
            list(&format!("at least {times}:"), &[&at_least.operand]);
        }
        Query::In(inside) => list(&format!("in {}:", inside.field.in_words()), &[&inside.operand]),
        Query::And(parts) => list("all of:", &parts.iter().collect::<Vec<_>>()),
        Query::Or(parts) => list("any of:", &parts.iter().collect::<Vec<_>>()),
        Query::Prefer(prefer) => {
            list("required:", &[&prefer.required]);
            list("and ranked higher with any of:", &prefer.preferred.iter().collect::<Vec<_>>());
        }
        Query::Not(inner) => list("not:", &[inner]),
        Query::Boost(inner, weight) => list(&format!("counting {weight} times as much:"), &[inner]),
        leaf => line(&leaf_line(leaf), indent, lines),
    }
}

/// What has no parts, on one line.
fn leaf_line(query: &Query) -> String {
    match query {
        Query::Term(word) => word_line(word),
        Query::Phrase(phrase) => phrase_line(phrase),
        Query::Name(name) => format!("the {} `{}`, under all spellings", name.kind, name.text),
        Query::Filter(filter) => filter_line(filter),
        _ => "every article".to_owned(),
    }
}

/// What is said of a plain word that is there for something else than to be looked for.
fn role_text(role: WordRole) -> String {
    match role {
        WordRole::Sought => String::new(),
        WordRole::Joining => ", which may be missing".to_owned(),
        WordRole::Timed(time) => format!(", or an article of {time}"),
    }
}

fn word_line(word: &Word) -> String {
    let text = &word.text;
    match &word.matching {
        WordMatch::Stem => format!("the word `{text}` in any form"),
        WordMatch::Exact => format!("the word `{text}` as written"),
        WordMatch::Wildcard(_) => format!("words of the form `{text}`"),
        WordMatch::Fuzzy(1) => format!("words that differ from `{text}` in at most 1 character"),
        WordMatch::Fuzzy(edits) => format!("words that differ from `{text}` in at most {edits} characters"),
    }
}

fn phrase_line(phrase: &Phrase) -> String {
    let words = spelling::phrase(&Phrase { slop: 0, ..phrase.clone() });
    match phrase.slop {
        0 => format!("the phrase {words}"),
        slop => format!("the words {words} with at most {} between them, in any order", counted(slop, "other word")),
    }
}

fn near_line(near: &Near) -> String {
    let order = match near.order {
        Order::Any => "in any order",
        Order::AsWritten => "in this order",
    };
    match near.within {
        Within::Words(1) => format!("side by side, {order}:"),
        Within::Words(words) => format!("within {words} words, {order}:"),
        Within::Sentence => format!("in one sentence, {order}:"),
        Within::Paragraph => format!("in one paragraph, {order}:"),
    }
}

fn filter_line(filter: &Filter) -> String {
    match &filter.test {
        FilterTest::Source(value) => format!("published by {}", value_text(value)),
        FilterTest::Section(value) => format!("in the section {}", value_text(value)),
        FilterTest::Path(value) => format!("read from {}", value_text(value)),
        FilterTest::Site(site) => format!("of the site `{site}`"),
        FilterTest::Language(code) => match language_name(code) {
            Some(name) => format!("in the language `{name}` ({code})"),
            None => "in a language that is not known".to_owned(),
        },
        FilterTest::Date(DateTest::Unknown) => "without a known date".to_owned(),
        FilterTest::Date(DateTest::Within(range)) => date_line(*range),
        FilterTest::WordCount(range) => count_line(*range),
    }
}

fn value_text(value: &FilterValue) -> String {
    match value {
        FilterValue::Whole(text) => format!("`{text}`"),
        FilterValue::Pattern { text, .. } => format!("a name of the form `{text}`"),
    }
}

fn date_line(range: DateRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => format!("published on {from}"),
        (Some(from), Some(to)) => format!("published from {from} to {to}"),
        (Some(from), None) => format!("published on {from} or later"),
        (None, Some(to)) => format!("published on {to} or earlier"),
        (None, None) => "published on any day".to_owned(),
    }
}

fn count_line(range: CountRange) -> String {
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {} long", counted(min, "word")),
        (Some(min), Some(max)) => format!("from {min} to {} long", counted(max, "word")),
        (Some(min), None) => format!("at least {} long", counted(min, "word")),
        (None, Some(max)) => format!("at most {} long", counted(max, "word")),
        (None, None) => "of any length".to_owned(),
    }
}

fn counted(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
