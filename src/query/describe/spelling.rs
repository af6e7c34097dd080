//! Words, names and values as they have to be typed: with a backslash or quotes wherever a sign would mean something.

use crate::query::field::Prefix;
use crate::query::parse::character::{is_close, is_open, is_quote, is_separator};
use crate::query::parse::word::ends_word;
use crate::query::parse::{is_address, is_operator_like};
use crate::query::tree::{PatternPart, Phrase, PhrasePart, Word, WordMatch};

/// Where a word stands, which decides what has to be escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On its own.
    Free,
    /// Between quotes.
    Quoted,
}

/// What comes after a piece of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// The word ends.
    Nothing,
    /// A wildcard.
    Wildcard,
}

/// A word with its marks.
pub(super) fn word(word: &Word) -> String {
    match &word.matching {
        WordMatch::Stem if is_address(&word.text) => word.text.clone(),
        WordMatch::Stem => literal(&word.text, Place::Free),
        WordMatch::Exact => format!("={}", literal(&word.text, Place::Free)),
        WordMatch::Fuzzy(edits) => format!("{}~{edits}", literal(&word.text, Place::Free)),
        WordMatch::Wildcard(_) => bare(word, Place::Free),
    }
}

/// A word that would be an operator in lower case, kept from being one.
pub(super) fn word_beside_phrase(typed: &Word) -> String {
    match typed.text.as_str() {
        "and" | "or" | "not" if typed.matching == WordMatch::Stem => format!("\\{}", typed.text),
        _ => word(typed),
    }
}

/// A single word in quotes.
pub(super) fn quoted_word(word: &Word) -> String {
    let mark = if word.matching == WordMatch::Exact { "=" } else { "" };
    format!("{mark}\"{}\"", unmarked(bare(word, Place::Quoted)))
}

/// True for a word that would swallow a `^2` behind it.
pub(super) fn runs_on(word: &Word) -> bool {
    word.matching == WordMatch::Stem && is_address(&word.text)
}

/// The first word in quotes: a `=` that begins it is no mark.
fn unmarked(text: String) -> String {
    if text.starts_with('=') { format!("\\{text}") } else { text }
}

/// A phrase with its quotes and its slop.
pub(super) fn phrase(phrase: &Phrase) -> String {
    let is_exact = |part: &PhrasePart| matches!(part, PhrasePart::Word(Word { matching: WordMatch::Exact, .. }));
    let mut text = String::from(if phrase.parts.iter().any(is_exact) { "=\"" } else { "\"" });
    for (index, part) in phrase.parts.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        match part {
            PhrasePart::Word(word) if index == 0 => text.push_str(&unmarked(bare(word, Place::Quoted))),
            PhrasePart::Word(word) => text.push_str(&bare(word, Place::Quoted)),
            PhrasePart::AnyWord(_) => text.push('*'),
        }
    }
    text.push('"');
    if phrase.slop > 0 {
        text.push_str(&format!("~{}", phrase.slop));
    }
    text
}

/// A name: bare when it is one plain word, otherwise in quotes.
pub(super) fn name(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let is_inner = |c: char| is_plain(c) || matches!(c, '-' | '.');
    if text.starts_with(is_plain) && text.chars().all(is_inner) { text.to_owned() } else { in_quotes(text, &[]) }
}

/// The whole value of a filter: `*` and `?` in it are no wildcards.
pub(super) fn whole_value(text: &str) -> String {
    if is_plain_value(text) { text.to_owned() } else { in_quotes(text, &['*', '?']) }
}

/// The value of a filter with wildcards, its own escapes in place.
pub(super) fn pattern_value(text: &str) -> String {
    if text.chars().all(|c| is_plain_value_character(c) || matches!(c, '*' | '?')) {
        return text.to_owned();
    }
    let escaped: String =
        text.chars().flat_map(|c| is_quote(c).then_some('\\').into_iter().chain(std::iter::once(c))).collect();
    format!("\"{escaped}\"")
}

fn is_plain_value(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || c == '/') && text.chars().all(is_plain_value_character)
}

fn is_plain_value_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')
}

fn in_quotes(text: &str, also: &[char]) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c == '\\' || is_quote(c) || also.contains(&c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// A word without marks; a wildcard with its wildcards.
fn bare(word: &Word, place: Place) -> String {
    let WordMatch::Wildcard(pattern) = &word.matching else { return literal(&word.text, place) };
    let mut text = String::new();
    for (index, part) in pattern.parts.iter().enumerate() {
        let follows = if index + 1 < pattern.parts.len() { Follows::Wildcard } else { Follows::Nothing };
        match part {
            PatternPart::Literal(characters) => text.push_str(&escaped(characters, place, follows)),
            PatternPart::AnyRun => text.push('*'),
            PatternPart::AnyOne => text.push('?'),
        }
    }
    if place == Place::Free && begins_with_syntax(&text) { format!("\\{text}") } else { text }
}

fn literal(text: &str, place: Place) -> String {
    let escaped = escaped(text, place, Follows::Nothing);
    let is_bare = place == Place::Free && !escaped.starts_with('\\');
    if is_bare && begins_with_syntax(text) { format!("\\{escaped}") } else { escaped }
}

/// Puts a backslash before each character that would not be read as part of a word.
fn escaped(text: &str, place: Place, follows: Follows) -> String {
    let mut escaped = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    for (index, &c) in characters.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        let in_number = c == ',' && digit(index.checked_sub(1)) && digit(Some(index + 1));
        let ends = ends_word(c) || is_open(c) || is_close(c) || is_separator(c) && !in_number;
        let is_mark = place == Place::Free && matches!(c, '~' | '^');
        // A colon or a sign of comparison behind nothing but letters would make a prefix of them.
        let behind_name = place == Place::Free
            && matches!(c, ':' | '<' | '>' | '=')
            && index > 0
            && characters[..index].iter().all(|c| c.is_ascii_alphabetic() || *c == '_')
            && (index + 1 < characters.len()
                || follows == Follows::Wildcard
                || Prefix::before_colon(&text[..index]).is_some());
        let in_address = place == Place::Free && c == ':' && characters[index + 1..].starts_with(&['/', '/']);
        if ends || is_mark || behind_name || in_address || matches!(c, '\\' | '*' | '?') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// True for a word whose first character needs a backslash, lest the whole be an operator or the character a sign.
fn begins_with_syntax(text: &str) -> bool {
    text.starts_with(['-', '−', '+', '!', '=', '<', '>', ':']) || is_operator_like(text)
}
