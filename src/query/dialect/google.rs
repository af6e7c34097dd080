//! Google and Google News: `intitle:rafah "ceasefire talks" site:bbc.co.uk after:2024-02-01 -egypt`.
//!
//! Everything side by side is required; OR and `|` bind tighter than that; AROUND is proximity in any order. `site:` is
//! taken for the publisher. `after:` is read from the first day of what it names, since Google reads a year as its
//! first of January.

use jiff::civil;
use winnow::ascii::digit1;
use winnow::combinator::{alt, delimited, eof, not, opt, peek, terminated};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{one_of, take_while};

use super::range::{date_filter, operand};
use super::{Dialect, address_word, blanks, lex_with, run};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::{DateBound, Prefix};
use crate::query::note::Note;
use crate::query::parse::MAX_DISTANCE;
use crate::query::parse::character::{is_blank, is_close, is_open, is_quote};
use crate::query::parse::grammar::{Beside, Level, NearOrder, Rules};
use crate::query::parse::token::{Parsing, Token, TokenKind, TokenList, refuse};
use crate::query::parse::word::{self, Input, PLAIN_STYLE, PhraseWords, ends_word, here, since};
use crate::query::tree::{Field, Order, Span, Within};

pub(super) const RULES: Rules = Rules {
    levels: &[Level::And, Level::Beside, Level::Or, Level::Near],
    beside: Beside::All,
    near_order: NearOrder::LeftToRight,
};

/// Operators with a colon that have an equal here.
const OPERATORS: &[(&str, Prefix)] = &[
    ("intitle", Prefix::In(Field::Headline)),
    ("intext", Prefix::In(Field::Body)),
    ("inbody", Prefix::In(Field::Body)),
    ("author", Prefix::In(Field::Byline)),
    ("site", Prefix::Site),
    ("source", Prefix::Source),
];

/// Operators with a colon that take a date; `when:7d` is a time up to today.
const DATES: &[(&str, DateBound)] =
    &[("before", DateBound::Before), ("after", DateBound::From), ("when", DateBound::From)];

/// Operators with a colon that have none.
const UNKNOWN: &[&str] = &[
    "inurl",
    "allinurl",
    "inanchor",
    "allinanchor",
    "filetype",
    "ext",
    "cache",
    "related",
    "link",
    "define",
    "info",
    "map",
    "movie",
    "weather",
    "stocks",
    "loc",
    "location",
    "daterange",
    "numrange",
    "imagesize",
    "src",
    "blogurl",
];

pub(super) fn lex(text: &str, today: civil::Date, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    lex_with(text, notes, |input, list| token(input, list, today))
}

fn token(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<()> {
    let start = here(input);
    let bracket = alt((one_of(is_open).value(TokenKind::Open), one_of(is_close).value(TokenKind::Close)));
    let sign = alt(('-'.value(TokenKind::Minus), '+'.value(TokenKind::Plus)));
    let sign = terminated(sign, peek(not(alt((one_of(is_blank), one_of(is_close), one_of(['-', '+']))))));
    let is_sign = list.tokens.last().is_none_or(|last| last.span.end < start || last.kind == TokenKind::Open);
    let kind = match opt(bracket).parse_next(input)? {
        Some(bracket) => Some(bracket),
        None if is_sign && input.chars().nth(1).is_some() => opt(sign).parse_next(input)?,
        None => None,
    };
    if let Some(kind) = kind {
        list.push(kind, since(start, input));
        return Ok(());
    }
    if input.starts_with(is_quote) {
        let quoted = word::quoted(input, PhraseWords::Exact, PLAIN_STYLE)?;
        list.push(TokenKind::Quoted(quoted), since(start, input));
        return Ok(());
    }
    if address_word(input, list)? || colon_operator(input, list, today)? || word_operator(input, list)? {
        return Ok(());
    }
    let word = word::word(input, PLAIN_STYLE)?;
    if word.text.split_once("..").is_some_and(|(from, to)| digits(from) && digits(to)) {
        list.note(Note::DateAsWord { word: word.text.clone(), span: word.span });
    }
    list.push(TokenKind::Word(word), since(start, input));
    Ok(())
}

/// True for a number, of which two with dots between them are a range.
fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `intitle:x`, `before:2024`.
fn colon_operator(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let name = terminated(take_while(2.., |c: char| c.is_ascii_alphabetic()), ':');
    let Some(name) = opt(name).parse_next(input)? else { return Ok(false) };
    let span = since(start, input);
    let lower = name.to_ascii_lowercase();
    if matches!(lower.as_str(), "allintitle" | "allintext") {
        let instead = "write the operator before each word: intitle:a intitle:b";
        return refuse(unsupported(format!("{lower}:"), instead), span);
    }
    if UNKNOWN.contains(&lower.as_str()) {
        return refuse(unsupported(format!("{lower}:"), instead_of(&lower)), span);
    }
    let is_operator =
        OPERATORS.iter().any(|(operator, _)| *operator == lower) || DATES.iter().any(|(date, _)| *date == lower);
    if is_operator && input.chars().next().is_none_or(is_close) {
        return refuse(Kind::MissingValue { prefix: format!("{name}:") }, span);
    }
    if input.chars().next().is_none_or(|c| is_blank(c) || c == '/') {
        input.reset(&checkpoint);
        return Ok(false);
    }
    if let Some((_, prefix)) = OPERATORS.iter().find(|(operator, _)| *operator == lower) {
        list.push(TokenKind::Prefix(*prefix), span);
        if !input.starts_with(is_open) && !matches!(prefix, Prefix::In(_)) {
            let (value, span) = value(input, name, span)?;
            list.push(TokenKind::Raw(value), span);
        }
        return Ok(true);
    }
    let bound = match lower.as_str() {
        date if let Some((_, bound)) = DATES.iter().find(|(name, _)| *name == date) => *bound,
        _ if Prefix::named(&lower).is_some() => {
            let rest = opt(run).parse_next(input)?.unwrap_or_default();
            let (text, nearest) = (format!("{name}:{rest}"), Vec::new());
            return refuse(Kind::UnknownField { name: name.to_owned(), text, nearest }, span);
        }
        _ => {
            input.reset(&checkpoint);
            return Ok(false);
        }
    };
    let (text, place) = value(input, name, span)?;
    list.push(TokenKind::Filter(date_filter(bound, &text, place, today)?), since(start, input));
    Ok(true)
}

/// What to do without an operator.
fn instead_of(name: &str) -> &'static str {
    match name {
        "loc" | "location" | "map" => "write place: with the name of a place",
        "inurl" | "allinurl" | "filetype" | "ext" => "leave it out; path: searches the names of files",
        "daterange" => "write after:2024-01-01 before:2024-04-01",
        _ => "leave it out",
    }
}

/// What stands behind the colon.
fn value(input: &mut Input<'_>, name: &str, place: Span) -> Parsing<(String, Span)> {
    match opt(operand).parse_next(input)? {
        Some(value) => Ok(value),
        None => refuse(Kind::MissingValue { prefix: format!("{name}:") }, place),
    }
}

fn unsupported(what: String, instead: &'static str) -> Kind {
    Kind::Unsupported { dialect: Dialect::Google, what, instead }
}

/// `OR`, `|`, `AND`, `AROUND(5)`, `*` for any word.
fn word_operator(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    if opt("AROUND").parse_next(input)?.is_some() {
        let number = delimited((blanks, one_of(is_open), blanks), digit1::<_, _>, (blanks, one_of(is_close)));
        if let Some(digits) = opt(number).parse_next(input)? {
            let span = since(start, input);
            return match str::parse::<u32>(digits) {
                Ok(words) if (1..=MAX_DISTANCE).contains(&words) => {
                    list.push(TokenKind::Near(Within::Words(words), Order::Any), span);
                    Ok(true)
                }
                _ => refuse(Kind::Distance { limit: MAX_DISTANCE }, span),
            };
        }
        input.reset(&checkpoint);
        if let Some(word) = opt(run).parse_next(input)?.filter(|run| *run == "AROUND") {
            list.note(Note::NoOperator { word: word.to_owned(), span: since(start, input) });
        }
        input.reset(&checkpoint);
    }
    let star = terminated('*', peek(alt((eof.void(), one_of(ends_word).void()))));
    if let Some(kind) = opt(alt(('|'.value(TokenKind::Or), star.value(TokenKind::All)))).parse_next(input)? {
        list.push(kind, since(start, input));
        return Ok(true);
    }
    let kind = match opt(run).parse_next(input)? {
        Some("OR") => TokenKind::Or,
        Some("AND") => TokenKind::And,
        _ => {
            input.reset(&checkpoint);
            return Ok(false);
        }
    };
    list.push(kind, since(start, input));
    Ok(true)
}
