//! The place and agency that stand before a lede: `WASHINGTON (AP) — `, `CAIRO, March 3 (CWS) - `, `(Reuters) - `.
//!
//! The text itself is left as it is. The surprise: a place in ordinary capitals counts only when an agency, a date or a
//! state comes with it, because "Obama - the president" begins the same way.

use std::sync::LazyLock;

use regex::{Regex, bytes};
use unicode_normalization::char::is_combining_mark;

use super::place::read_opening;
use crate::article::DatePrecision;
use crate::source::classes::{self, Classes};
use crate::source::date;

/// What a dateline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place, as written.
    pub place: Option<String>,
    /// The agency.
    pub agency: Option<String>,
    /// A date with a year.
    pub date: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
}

/// Place, what follows it up to the bracket, agency, dash, in a text's [`Classes`]. Bounded repetitions keep it linear on hostile text.
static PATTERN: LazyLock<bytes::Regex> = LazyLock::new(|| {
    classes::pattern(
        r#"(?x)^\s*
        (?P<place>[A-Za-z\x80][^\s\d\x81,:;()\[\]\x82\x83"]{0,30}(?:[\ /][A-Za-z\x80][^\s\d\x81,:;()\[\]\x82\x83"]{0,30}){0,4})?
        (?P<more>,\s?[^:;()\[\]\x82\x83"]{1,50}?)?
        \s?(?:[(\[](?P<agency>[^()\[\]]{2,40})[)\]])?
        \s?(?P<dash>\s[-\x82\x83\x84_]{1,2}\s|\s?[\x82\x83]\s?|\s?--\s?|:\s)
        \s*(?P<next>\S)"#,
    )
});

/// `(부산=연합뉴스) 박지은 기자 = `, `新华社北京3月15日电（记者 张伟）`.
static EAST_ASIAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\s*(?:
        [(\[](?P<place>\p{Hangul}{2,8})=(?P<agency>[\p{Hangul}A-Za-z0-9]{2,10})[)\]]\s*
            (?:(?P<by>\p{Hangul}{2,4}(?:[·,ㆍ]\s?\p{Hangul}{2,4}){0,3})\s?(?:기자|특파원))?
        |(?P<han_agency>\p{Han}{2,5}[社网網])(?P<han_place>\p{Han}{2,8}?)[0-9]{1,2}月[0-9]{1,2}日[电電讯訊]
            (?:\s*[（(]记者\s*(?P<han_by>\p{Han}{2,4}(?:[\s、]\p{Han}{2,4}){0,4})[）)])?
        )",
    )
    .expect("the pattern is part of the program")
});

/// No letter of Hangul comes before it.
const FIRST_HANGUL: char = '\u{1100}';
/// No Chinese character comes before it.
const FIRST_HAN: char = '\u{2e80}';

/// Reads what agencies of China and Korea put before the first sentence.
fn find_east_asian(paragraph: &str) -> Option<Dateline> {
    let mut opening = paragraph.trim_start().chars();
    let first = opening.next()?;
    let bracketed = matches!(first, '(' | '[') && opening.next().is_some_and(|second| second >= FIRST_HANGUL);
    if !bracketed && first < FIRST_HAN {
        return None;
    }
    let start = paragraph.char_indices().nth(60).map_or(paragraph, |(end, _)| &paragraph[..end]);
    // The pattern is compiled where a text has what each match has.
    let possible = match bracketed {
        true => start.contains('='),
        false => start.contains('月') && start.contains(['电', '電', '讯', '訊']),
    };
    if !possible {
        return None;
    }
    let parts = EAST_ASIAN.captures(start)?;
    let text = |name: &str, other: &str| parts.name(name).or(parts.name(other)).map(|found| found.as_str().to_owned());
    Some(Dateline {
        place: text("place", "han_place"),
        agency: text("agency", "han_agency"),
        date: None,
        byline: text("by", "han_by"),
    })
}

/// Agencies whose brackets need not be explained; others must look like a name.
const NOT_AGENCIES: &[&str] = &["updated", "update", "video", "photos", "photo", "pictures", "corrected", "live"];

/// Agencies that write themselves in small letters.
const SMALL_AGENCIES: &[&str] = &[
    "dpa", "apa", "sda", "epd", "kna", "sid", "afp", "ap", "rtr", "dapd", "ots", "awp", "anp", "ntb", "stt", "pap",
    "mti",
];

/// Reads the dateline at the beginning of a paragraph.
pub fn find_dateline(paragraph: &str) -> Option<Dateline> {
    if let Some(found) = read_opening(paragraph) {
        return Some(Dateline {
            place: found.place.map(str::to_owned),
            agency: found.agency.map(str::to_owned),
            date: Some(found.day.to_owned()),
            byline: None,
        });
    }
    if let Some(found) = find_east_asian(paragraph) {
        return Some(found);
    }
    let start = paragraph.char_indices().nth(160).map_or(paragraph, |(end, _)| &paragraph[..end]);
    if !has_end(start.as_bytes()) {
        return None;
    }
    let classes = Classes::of(start);
    let parts = PATTERN.captures(classes.bytes())?;
    let text = |name: &str| parts.name(name).map(|found| classes.text(found.range()).trim());
    let agency = text("agency").filter(|agency| is_agency(agency));
    if text("agency").is_some() && agency.is_none() {
        return None;
    }
    let colon = text("dash").is_some_and(|dash| dash.starts_with(':'));
    let place = text("place").filter(|place| place.chars().count() >= 2);
    let (state, day) = text("more").map(split_more).unwrap_or_default();
    let opens = text("next").and_then(|next| next.chars().next()).is_some_and(|c| !c.is_lowercase());
    let shouted =
        place.is_some_and(|place| !place.chars().any(char::is_lowercase) && place.chars().any(char::is_uppercase));
    let convincing = match place {
        None => agency.is_some() && !colon,
        Some(place) => {
            let capitals = place.split([' ', '/']).all(|word| starts_high(word) || is_particle(word));
            capitals
                && (agency.is_some()
                    || !colon && opens && (shouted && place.len() > 2 || state.is_some() || day.is_some()))
        }
    };
    if !convincing {
        return None;
    }
    let place = place.map(|place| match &state {
        Some(state) => format!("{place}, {state}"),
        None => place.to_owned(),
    });
    let date = day.filter(|day| date::parse(day, None).is_some());
    Some(Dateline { place, agency: agency.map(str::to_owned), date, byline: None })
}

/// Whether something stands there that may end a dateline: a dash between blanks (`_` on wires that had none), a long or a double one, or a
/// colon before a blank. Most beginnings have none.
fn has_end(start: &[u8]) -> bool {
    memchr::memchr3_iter(b'-', b':', 0xe2, start).chain(memchr::memchr_iter(b'_', start)).any(|at| {
        let (before, rest) = start.split_at(at);
        let may_be_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b || !byte.is_ascii();
        match rest {
            [b':', next, ..] => may_be_blank(next),
            [b'-', b'-', ..] => true,
            [b'-' | b'_', ..] => before.last().is_some_and(may_be_blank),
            // "–", "—" and "−".
            [0xe2, 0x80, 0x93 | 0x94, ..] | [0xe2, 0x88, 0x92, ..] => true,
            _ => false,
        }
    })
}

/// State or country, and date, of what stands behind the place: `, Israel, March 3`.
fn split_more(more: &str) -> (Option<String>, Option<String>) {
    let parts: Vec<&str> = more.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let dated = parts.iter().position(|part| names_day(part));
    let (before, after) = parts.split_at(dated.unwrap_or(parts.len()));
    let state = before.first().filter(|part| part.split(' ').count() <= 3 && starts_high(part));
    let day = (!after.is_empty()).then(|| after.join(" "));
    (state.map(|part| (*part).to_owned()), day)
}

/// "March 3", "3 March", "Monday".
fn names_day(part: &str) -> bool {
    let with_year = format!("{part} 2000");
    date::parse(&with_year, None).is_some_and(|date| date.precision == DatePrecision::Day)
        || matches!(part, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}

pub(super) fn starts_high(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "la"
            | "el"
            | "al"
            | "of"
            | "the"
            | "and"
            | "am"
            | "an"
            | "der"
            | "di"
            | "do"
            | "da"
            | "sur"
            | "upon"
    )
}

/// A short name in capitals or with a capital: `AP`, `Reuters`, `CWS/AFP`.
pub(super) fn is_agency(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let lower = text.to_lowercase();
    words <= 4
        && (starts_high(text) || SMALL_AGENCIES.contains(&text))
        && !NOT_AGENCIES.contains(&lower.as_str())
        && text.chars().all(|c| {
            c.is_alphanumeric() || is_combining_mark(c) || matches!(c, ' ' | '/' | '.' | '-' | '&' | '\'' | '’')
        })
        && !text.chars().all(|c| c.is_ascii_digit())
        // "(R-TN)", "(D-N.Y.)" is a senator, not an agency.
        && !(text.len() <= 8 && matches!(text.as_bytes(), [b'R' | b'D' | b'I', b'-', ..]))
}
