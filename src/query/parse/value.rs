//! The values of filters: `source:reut*`, `lang:French`, `date:>=2024-02`, `words:500..800`.

use jiff::ToSpan;
use jiff::civil;
use winnow::ascii::digit1;
use winnow::combinator::{alt, opt, preceded, separated_pair};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::rest;

use super::character::is_searchable;
use super::word::{Piece, build_pattern, literal_text, unescaped, value_pieces};
use crate::query::caret::quotable;
use crate::query::date::{self, DateError};
use crate::query::error::QueryErrorKind as Kind;
use crate::query::field::{DateBound, Prefix};
use crate::query::language::{language_code, nearest_languages};
use crate::query::tree::{CountRange, DateRange, DateTest, FilterTest, FilterValue};

/// What a filter tests, from its prefix and its value as typed; `None` for a prefix that is no filter.
pub(crate) fn filter_test(prefix: Prefix, value: &str, today: civil::Date) -> Option<Result<FilterTest, Kind>> {
    Some(match prefix {
        Prefix::In(_) | Prefix::Name(_) => return None,
        Prefix::Source => filter_value(value).map(FilterTest::Source),
        Prefix::Section => filter_value(value).map(FilterTest::Section),
        Prefix::Path => filter_value(value).map(FilterTest::Path),
        Prefix::Site => site(&unescaped(value)).map(FilterTest::Site),
        Prefix::Language => language(value).map(FilterTest::Language),
        Prefix::Date(bound) => {
            let value = unescaped(value);
            date_test(bound, &value, today).map(FilterTest::Date).map_err(|error| not_a_date(bound, &value, error))
        }
        Prefix::WordCount => word_count(&unescaped(value)).map(FilterTest::WordCount),
    })
}

fn filter_value(text: &str) -> Result<FilterValue, Kind> {
    let pieces = value_pieces(text.trim());
    let has_wildcard = pieces.iter().any(|piece| matches!(piece, Piece::AnyRun | Piece::AnyOne));
    if !is_searchable(&literal_text(&pieces)) {
        return Err(if has_wildcard { Kind::BareWildcard } else { Kind::NotSearchable { text: text.to_owned() } });
    }
    Ok(if has_wildcard {
        let pattern = build_pattern(&pieces);
        FilterValue::Pattern { text: pattern.to_string(), pattern }
    } else {
        FilterValue::Whole(unescaped(text))
    })
}

/// A site as people write it: `bbc.co.uk`, `www.bbc.co.uk`, `*.gov`, `https://www.bbc.co.uk/`.
fn site(text: &str) -> Result<String, Kind> {
    let lower = text.trim().to_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.strip_suffix('/').unwrap_or(host).trim_start_matches("*.").trim_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    match host.split('.').all(is_label) {
        true => Ok(host.to_owned()),
        false => Err(Kind::Site { text: text.to_owned() }),
    }
}

fn language(text: &str) -> Result<String, Kind> {
    language_code(text)
        .map(str::to_owned)
        .ok_or_else(|| Kind::UnknownLanguage { text: text.to_owned(), nearest: nearest_languages(text) })
}

/// A date behind `date:`, `from:` and so on, with a sign of comparison before it or not.
pub(crate) fn date_test(bound: DateBound, text: &str, today: civil::Date) -> Result<DateTest, DateError> {
    let (bound, value) = match compared(text) {
        (Some(sign), value) if bound == DateBound::Within => (sign, value),
        (Some(_), _) => return Err(DateError::Unreadable { text: quotable(text) }),
        (None, _) => (bound, text),
    };
    if bound == DateBound::Within && date::is_unknown(value) {
        return Ok(DateTest::Unknown);
    }
    let outside = |_| DateError::OutOfRange { text: quotable(value) };
    let range = match bound {
        DateBound::Within => date::parse_date_range(value, today)?,
        DateBound::From => DateRange { from: Some(date::parse_from(value, today)?), to: None },
        DateBound::To => DateRange { from: None, to: Some(date::parse_to(value, today)?) },
        DateBound::Before => {
            let first = date::parse_from(value, today)?;
            DateRange { from: None, to: Some(first.checked_sub(1.day()).map_err(outside)?) }
        }
        DateBound::After => {
            let last = date::parse_to(value, today)?;
            DateRange { from: Some(last.checked_add(1.day()).map_err(outside)?), to: None }
        }
    };
    Ok(DateTest::Within(range))
}

/// What is wrong with a value that is no date: behind `from:` and `to:` it may be somebody who wrote or got a message.
fn not_a_date(bound: DateBound, value: &str, error: DateError) -> Kind {
    let named = matches!(error, DateError::Unreadable { .. }) && value.chars().any(char::is_alphabetic);
    match bound {
        DateBound::From if named => Kind::Sender { text: value.to_owned() },
        DateBound::To if named => Kind::Recipient { text: value.to_owned() },
        _ => Kind::Date(error),
    }
}

/// Takes the sign of comparison off a value.
fn compared(text: &str) -> (Option<DateBound>, &str) {
    fn sign(input: &mut &str) -> winnow::Result<DateBound, EmptyError> {
        alt((
            ">=".value(DateBound::From),
            "<=".value(DateBound::To),
            ">".value(DateBound::After),
            "<".value(DateBound::Before),
            "=".value(DateBound::Within),
        ))
        .parse_next(input)
    }
    (opt(sign), rest).parse(text).unwrap_or((None, text))
}

/// `>1000`, `>=1000`, `<200`, `=500`, `500`, `500..800`, `500..`, `..800`.
pub(crate) fn word_count(text: &str) -> Result<CountRange, Kind> {
    fn number(input: &mut &str) -> winnow::Result<u32, EmptyError> {
        digit1.parse_to().parse_next(input)
    }
    fn range(input: &mut &str) -> winnow::Result<CountRange, EmptyError> {
        let exactly = |count| CountRange { min: Some(count), max: Some(count) };
        alt((
            separated_pair(opt(number), "..", opt(number)).map(|(min, max)| CountRange { min, max }),
            preceded(">=", number).map(|min| CountRange { min: Some(min), max: None }),
            preceded("<=", number).map(|max| CountRange { min: None, max: Some(max) }),
            preceded(">", number)
                .verify_map(|below: u32| Some(CountRange { min: Some(below.checked_add(1)?), max: None })),
            preceded("<", number)
                .verify_map(|above: u32| Some(CountRange { min: None, max: Some(above.checked_sub(1)?) })),
            preceded(opt("="), number).map(exactly),
        ))
        .parse_next(input)
    }
    let is_sound = |range: &CountRange| match (range.min, range.max) {
        (None, None) => false,
        (Some(min), Some(max)) => min <= max,
        _ => true,
    };
    range.verify(is_sound).parse(text.trim()).map_err(|_| Kind::WordCount { text: text.to_owned() })
}
