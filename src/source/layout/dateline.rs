//! The place and agency that stand before a lede: `WASHINGTON (AP) — `, `CAIRO, March 3 (CWS) - `, `(Reuters) - `.
//!
//! The text itself is left as it is. The surprise: a place in ordinary capitals counts only when an agency, a date or a
//! state comes with it, because "Obama - the president" begins the same way.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::DatePrecision;
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
}

/// Place, what follows it up to the bracket, agency, dash. Bounded repetitions keep it linear on hostile text.
static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)^\s*
        (?P<place>\p{L}[^\s\d,:;()\[\]–—"“”]{0,30}(?:[\ /]\p{L}[^\s\d,:;()\[\]–—"“”]{0,30}){0,4})?
        (?P<more>,\s?[^:;()\[\]–—"“”]{1,50}?)?
        \s?(?:[(\[](?P<agency>[^()\[\]]{2,40})[)\]])?
        \s?(?P<dash>\s[-–—−]{1,2}\s|\s?[–—]\s?|\s?--\s?|:\s)
        \s*(?P<next>\S)"#,
    )
    .expect("the pattern is part of the program")
});

/// Agencies whose brackets need not be explained; others must look like a name.
const NOT_AGENCIES: &[&str] = &["updated", "update", "video", "photos", "photo", "pictures", "corrected", "live"];

/// Reads the dateline at the beginning of a paragraph.
pub fn find_dateline(paragraph: &str) -> Option<Dateline> {
    let start = paragraph.char_indices().nth(160).map_or(paragraph, |(end, _)| &paragraph[..end]);
    // Without a dash or colon there is none; most beginnings have neither.
    memchr::memchr3(b'-', b':', 0xe2, start.as_bytes())?;
    let parts = PATTERN.captures(start)?;
    let text = |name: &str| parts.name(name).map(|found| found.as_str().trim());
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
    Some(Dateline { place, agency: agency.map(str::to_owned), date })
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

fn starts_high(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
}

fn is_particle(word: &str) -> bool {
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
fn is_agency(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let lower = text.to_lowercase();
    words <= 4
        && starts_high(text)
        && !NOT_AGENCIES.contains(&lower.as_str())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | '-' | '&' | '\'' | '’'))
        && !text.chars().all(|c| c.is_ascii_digit())
        // "(R-TN)", "(D-N.Y.)" is a senator, not an agency.
        && !(text.len() <= 8 && matches!(text.as_bytes(), [b'R' | b'D' | b'I', b'-', ..]))
}
