//! Dates and word counts as other languages compare them: `aft 2024-01-01`, `geq(500)`, `from 20240101 to 20240301`.

use jiff::civil;
use winnow::ascii::Caseless;
use winnow::combinator::{alt, not, opt, preceded, terminated};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::blanks;
use crate::query::error::QueryErrorKind as Kind;
use crate::query::field::DateBound;
use crate::query::parse::character::{is_close, is_open, is_quote};
use crate::query::parse::token::{Parsing, refuse};
use crate::query::parse::value::{date_test, word_count};
use crate::query::parse::word::{Input, PLAIN_STYLE, PhraseWords, here, quoted, since};
use crate::query::parse::{Mode, bare_value};
use crate::query::tree::{FilterTest, Span};

/// A sign or word of comparison: `>`, `aft`, `geq`, `is`.
pub(super) fn comparison(input: &mut Input<'_>) -> Parsing<DateBound> {
    let sign = alt((
        alt((">=", "=>")).value(DateBound::From),
        alt(("<=", "=<")).value(DateBound::To),
        ">".value(DateBound::After),
        "<".value(DateBound::Before),
        "=".value(DateBound::Within),
    ));
    let name = take_while(1.., |c: char| c.is_ascii_alphabetic()).verify_map(|name: &str| {
        Some(match name.to_ascii_lowercase().as_str() {
            "geq" | "from" => DateBound::From,
            "leq" | "to" => DateBound::To,
            "gtr" | "aft" | "after" => DateBound::After,
            "lss" | "bef" | "before" => DateBound::Before,
            "is" | "on" | "eq" => DateBound::Within,
            _ => return None,
        })
    });
    alt((sign, name)).parse_next(input)
}

/// The text of a date or number: a quoted one, or whatever stands before the next blank or parenthesis.
pub(super) fn operand(input: &mut Input<'_>) -> Parsing<(String, Span)> {
    let start = here(input);
    if input.starts_with(is_quote) {
        let text = quoted(input, PhraseWords::None, PLAIN_STYLE)?.text;
        return Ok((text, since(start, input)));
    }
    let text = bare_value.verify(|text: &str| !text.is_empty()).parse_next(input)?;
    Ok((text.to_owned(), since(start, input)))
}

/// A date with its comparison: `aft 2024-01-01`, `geq(2024-01-01)`.
pub(super) fn compared(input: &mut Input<'_>) -> Parsing<(DateBound, String, Span)> {
    let bound = comparison(input)?;
    blanks(input)?;
    let bracket = opt(terminated(one_of(is_open), blanks)).parse_next(input)?;
    let (text, span) = operand(input)?;
    if bracket.is_some() && opt(preceded(blanks, one_of(is_close))).parse_next(input)?.is_none() {
        return refuse(Kind::UnclosedGroup, span);
    }
    Ok((bound, text, span))
}

/// The filter for a date.
pub(super) fn date_filter(bound: DateBound, text: &str, span: Span, today: civil::Date) -> Parsing<FilterTest> {
    match date_test(bound, text, today) {
        Ok(test) => Ok(FilterTest::Date(test)),
        Err(error) => refuse(Kind::Date(error), span),
    }
}

/// The filter for a number of words.
pub(super) fn count_filter(bound: DateBound, text: &str, span: Span) -> Parsing<FilterTest> {
    let sign = match bound {
        DateBound::Within => "",
        DateBound::From => ">=",
        DateBound::To => "<=",
        DateBound::Before => "<",
        DateBound::After => ">",
    };
    match word_count(&format!("{sign}{text}")) {
        Ok(range) => Ok(FilterTest::WordCount(range)),
        Err(kind) => refuse(kind, span),
    }
}

/// A whole word in any case.
pub(super) fn keyword<'i>(word: &'static str) -> impl Parser<Input<'i>, (), Mode> {
    let ends = not(one_of(char::is_alphanumeric));
    terminated(Caseless(word), ends).void()
}
