//! Dates in the paths of addresses: `/2024/03/07/talks`, `/world/2024/mar/07/talks`, `/2024/0307/c10.html`.
//!
//! The surprise: eight digits behind a hyphen (`/news/world-20121107`) are the number of an article as often as a day, and a
//! day among the words of a title (`/eclipse-8-april-2024`) is as often that of the event, so the first are not read, and the
//! second not trusted.

use super::name::{day_in, has_year};
use super::{ParsedDate, civil_date, month};
use crate::article::DatePrecision;

/// A date that an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressDate {
    /// The date.
    pub date: ParsedDate,
    /// Whether it stands where sites put the day or month of publication.
    pub certain: bool,
}

/// Parts of a path that are looked at.
const PARTS: usize = 24;

/// The date that the path of an address names; what stands behind `?` and `#` is left out of account.
///
/// ```
/// use dateline::source::date::find_in_address;
///
/// let found = find_in_address("/world/2024/mar/07/talks-go-on?from=2020-01-01").expect("it names a day");
/// assert_eq!((found.date.start.date().to_string().as_str(), found.certain), ("2024-03-07", true));
/// assert!(find_in_address("/news/world-20121107").is_none());
/// ```
pub fn find_in_address(path: &str) -> Option<AddressDate> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if !has_year(path) {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).take(PARTS).collect();
    let tails = || (0..parts.len()).map(|at| &parts[at..]);
    let certain = tails().find_map(day_at).or_else(|| tails().find_map(month_at));
    if let Some(date) = certain {
        return Some(AddressDate { date, certain: true });
    }
    let named = parts.iter().rev().find_map(|part| day_in_words(part));
    // The last part is the page itself, whose name may be a number.
    let years =
        || parts.split_last().map_or(&[][..], |(_, folders)| folders).iter().rev().find_map(|part| year_of(part));
    let date = named.or_else(|| whole(years()?, 1, 1, DatePrecision::Year))?;
    Some(AddressDate { date, certain: false })
}

/// The day that the first of these parts of a path begin with.
fn day_at(parts: &[&str]) -> Option<ParsedDate> {
    let (first, rest) = parts.split_first()?;
    if let Some(day) = leading_day(first) {
        return Some(day);
    }
    let second = rest.first()?;
    if let (Some(year), Some(month), Some(third)) = (year_of(first), month_of(second), rest.get(1)) {
        let day = number_of(page_name(third), 1..=2).or_else(|| day_of_short(third, year, month));
        return whole(year, month, day?, DatePrecision::Day);
    }
    // 2024/0307, 202403/07, 2024-03/07: as Chinese sites write it.
    let (year, month, day) = match (first.len(), second.len()) {
        (4, 4) => (year_of(first)?, number_of(second.get(..2)?, 2..=2), number_of(second.get(2..)?, 2..=2)),
        (6, 2) => (year_of(first.get(..4)?)?, number_of(first.get(4..)?, 2..=2), number_of(second, 2..=2)),
        (7, 2) => {
            let (year, month) = first.split_once(['-', '_'])?;
            (year_of(year)?, number_of(month, 2..=2), number_of(second, 2..=2))
        }
        _ => return None,
    };
    whole(year, month?, day?, DatePrecision::Day)
}

/// The day of a page below the folders of its year and month that repeats these: `2024/03/240307_talks`.
fn day_of_short(page: &str, year: i16, month: i16) -> Option<i16> {
    let digits = page.get(..6).filter(|_| !page.as_bytes().get(6).is_some_and(u8::is_ascii_alphanumeric))?;
    let number = |at: usize| number_of(digits.get(at..at + 2)?, 2..=2);
    (number(0)? == year % 100 && number(2)? == month).then(|| number(4)).flatten()
}

/// `2024-03-07`, `2024-03-07-talks-go-on`, `20240307`, `20240307_1`, `t20240307_1`.
fn leading_day(part: &str) -> Option<ParsedDate> {
    // The page of a whole week or month of a blog.
    if part.ends_with("archive.html") {
        return None;
    }
    let (text, marked) = match part.strip_prefix('t') {
        Some(rest) if rest.as_bytes().get(8) == Some(&b'_') => (rest, true),
        _ => (part, false),
    };
    let end = |at: usize| text.as_bytes().get(at).is_none_or(|byte| matches!(byte, b'-' | b'_' | b'.' | b'T'));
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (year, month, day) = match (digits, bytes.get(4)) {
        (8 | 12 | 14, _) if end(digits) => (&text[..4], &text[4..6], &text[6..8]),
        (4, Some(sign @ (b'-' | b'_' | b'.'))) if !marked && bytes.get(7) == Some(sign) && end(10) => {
            (&text[..4], text.get(5..7)?, text.get(8..10)?)
        }
        _ => return None,
    };
    whole(year_of(year)?, number_of(month, 2..=2)?, number_of(day, 2..=2)?, DatePrecision::Day)
}

/// The month that the first of these parts of a path are, when more follows.
fn month_at(parts: &[&str]) -> Option<ParsedDate> {
    let (first, rest) = parts.split_first()?;
    if let (Some(year), [second, _, ..]) = (year_of(first), rest) {
        return whole(year, month_of(second)?, 1, DatePrecision::Month);
    }
    let (year, month) = first.split_once(['-', '_']).filter(|_| !rest.is_empty())?;
    whole(year_of(year)?, number_of(month, 2..=2)?, 1, DatePrecision::Month)
}

/// A day among other words, with signs between its parts.
fn day_in_words(part: &str) -> Option<ParsedDate> {
    // Digits in a row are a number.
    let runs = part.split(|c: char| !c.is_ascii_digit());
    if runs.map(str::len).max() == Some(4) { day_in(part) } else { None }
}

/// The name of a page without its ending: `07` of `07.html`.
fn page_name(part: &str) -> &str {
    part.split('.').next().unwrap_or(part)
}

fn year_of(part: &str) -> Option<i16> {
    number_of(part, 4..=4).filter(|year| (1500..2100).contains(year))
}

/// A month in one or two digits or by its name.
fn month_of(part: &str) -> Option<i16> {
    let named = || part.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| month::month(part, None)).flatten();
    number_of(part, 1..=2).or_else(|| named().map(i16::from))
}

fn number_of(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn whole(year: i16, month: i16, day: i16, precision: DatePrecision) -> Option<ParsedDate> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    civil_date(year, month, day).map(|date| ParsedDate::whole(date, precision))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::DateProvenance;

    fn found(path: &str) -> Option<(String, bool)> {
        let found = find_in_address(path)?;
        Some((found.date.into_article_date(DateProvenance::Metadata).to_string(), found.certain))
    }

    #[test]
    fn sites_write_the_day_in_many_ways() {
        for path in [
            "/2024/03/07/talks-go-on",
            "/2024/3/7/talks-go-on/",
            "/world/2024/mar/07/talks-go-on",
            "/news/2024/march/7/talks",
            "/politik/2024-03-07/gespraeche-gehen-weiter",
            "/blog/2024-03-07-talks-go-on.html",
            "/news/20240307/talks",
            "/news/20240307-talks-go-on",
            "/20240307103000",
            "/n1/2024/0307/c1002-4019.html",
            "/a/202403/07/WS65e9.html",
            "/world/2024-03/07/c_1127.htm",
            "/zhengce/202403/t20240307_6937.htm",
            "/2024/03/07.html",
            "/story/2024/03/240307_talks.shtml",
            "/2024/03/07/what-happened-on-2020-01-06",
        ] {
            assert_eq!(found(path), Some(("2024-03-07".into(), true)), "{path}");
        }
        for path in
            ["/2024/03/10-things-to-know", "/2024/03/talks/", "/2024-03/talks", "/wp-content/uploads/2024/03/a.pdf"]
        {
            assert_eq!(found(path), Some(("2024-03".into(), true)), "{path}");
        }
    }

    #[test]
    fn a_day_among_words_and_a_year_alone_are_doubtful() {
        for (path, date) in [
            ("/news/eclipse-april-8-2024", "2024-04-08"),
            ("/news/live-updates-2024-03-07", "2024-03-07"),
            ("/elections/2020/results", "2020"),
            ("/blog/2024_03_01_archive.html", "2024-03-01"),
        ] {
            assert_eq!(found(path), Some((date.into(), false)), "{path}");
        }
    }

    #[test]
    fn numbers_of_articles_are_no_dates() {
        for path in [
            "/news/world-20121107",
            "/news/20241399/talks",
            "/story/1234567820240307",
            "/a/2024",
            "/talks?date=2024-03-07",
            "/talks#2024/03/07/",
            "/20240307123/x",
            "/2024/13/45/",
            "/node/2019é/07",
            "/é024/é307/1999/ü1/2",
            "",
        ] {
            let none = found(path).filter(|(_, certain)| *certain);
            assert_eq!(none, None, "{path}");
        }
        assert_eq!(found("/news/world-20121107"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_path_is_dated_or_not(path in "(/[0-9a-zé._-]{0,9}){0,5}|[\\PC]{0,30}|(/20[0-9]{2}[0-9é/_-]{0,8}){1,3}") {
            find_in_address(&path);
        }
    }
}
