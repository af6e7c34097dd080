//! Dates in the names of files and folders.
//!
//! The surprise: a year alone counts only as the name of a folder, because numbers of four digits in file names are mostly
//! something else.

use std::sync::LazyLock;

use jiff::civil;
use regex::bytes::{Captures, Regex};

use super::digit::digit;
use super::{ParsedDate, Separator, civil_date, month, parse, read_day_and_month};
use crate::article::DatePrecision;
use crate::source::classes::{Classes, pattern};

/// `2024-04-01`, `2024_04_01`, `20240401`, `2024.04.01`.
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^0-9])((?:1[5-9]|20)[0-9][0-9])([-_.]?)(0[1-9]|1[0-2])([-_.]?)(0[1-9]|[12][0-9]|3[01])(?:T?[0-9]{6}Z?)?(?:[^0-9]|$)",
    )
});

/// `24Jan2006`, `24-January-2006`, `1_avril_2024`.
static DAY_NAME_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^0-9])([0-9]{1,2})[-_. ]{0,2}([A-Za-z\x80]{3,12})\.?[-_. ]?((?:1[5-9]|20)[0-9][0-9])(?:[^0-9]|$)")
});

/// `Jan-24-2006`, `april 1 2024`.
static NAME_DAY_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^A-Za-z\x80])([A-Za-z\x80]{3,12})[-_. ]?([0-9]{1,2})[-_., ]{1,2}((?:1[5-9]|20)[0-9][0-9])(?:[^0-9]|$)",
    )
});

/// `01-04-2024`, `01.04.2024`.
static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^0-9])([0-9]{1,2})([-_.])([0-9]{1,2})([-_.])((?:1[5-9]|20)[0-9][0-9])(?:[^0-9]|$)")
});

/// `2024年4月1日`, `2024년 4월 1일`, `令和6年4月1日`.
static EAST_ASIAN: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new(r"\p{Han}{0,4}[0-9元]{1,4} ?[年년] ?[0-9]{1,2} ?[月월] ?[0-9]{1,2} ?[日일號号]")
        .expect("the pattern is part of the program")
});

/// `2024-04`, `2024_04`, but not `2020_10K`.
static YEAR_MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9])((?:1[5-9]|20)[0-9][0-9])[-_.](0[1-9]|1[0-2])(?:[^0-9A-Za-z]|$)"));

/// `1916020501`: an issue in the folders of American libraries, the day with the number of the edition.
static ISSUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((?:1[5-9]|20)[0-9][0-9])(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{2}$"));

/// `1916/0205/`, as British libraries do.
static YEAR_AND_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|/)((?:1[5-9]|20)[0-9][0-9])/(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])/"));

/// `2024/04/01/`, `2024/04/`, `2024/` among the folders.
static FOLDERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|/)((?:1[5-9]|20)[0-9][0-9])(?:/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12][0-9]|3[01]))?)?/")
});

/// The date that a path names: the file's own name first, then the folders from the inside out.
pub fn find_in_name(path: &str) -> Option<ParsedDate> {
    if !path.is_ascii() {
        let plain: String = path.chars().map(|c| digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)).collect();
        let found = find_in_plain_name(&plain);
        if found.as_ref().is_some_and(|found| found.precision == DatePrecision::Day) {
            return found;
        }
        return plain.rsplit('/').find_map(day_in_script).or(found);
    }
    find_in_plain_name(path)
}

/// A date in a name of another script: as East Asia writes it, or the name as a whole.
fn day_in_script(name: &str) -> Option<ParsedDate> {
    // The pattern is compiled where a name has what each match has.
    if name.contains(['月', '월'])
        && let Some(found) = EAST_ASIAN.find(name)
    {
        let found = found.as_str();
        // What stands before the year need not belong to it.
        let starts = found.char_indices().map(|(at, _)| at);
        return starts.take(6).find_map(|at| parse(&found[at..], None));
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let day = |text: &str| parse(text, None).filter(|found| found.precision == DatePrecision::Day);
    day(stem).or_else(|| day(name))
}

fn find_in_plain_name(path: &str) -> Option<ParsedDate> {
    // Every pattern has a year, and most names have none.
    if !has_year(path) {
        return None;
    }
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    if let Some(found) = day_in(file) {
        return Some(found);
    }
    // The folder knows the day where the file knows the month: 2024-04/01.txt has neither.
    folders.rsplit('/').find_map(|folder| day_in(folder).or_else(|| whole(&ISSUE, folder))).or_else(|| {
        if let Some(found) = whole(&YEAR_AND_DAY, path) {
            return Some(found);
        }
        let tree = FOLDERS.captures_iter(path.as_bytes()).last().and_then(|parts| {
            let number = |index: usize| parts.get(index).and_then(|part| path[part.range()].parse::<i16>().ok());
            let (year, month, day) = (number(1)?, number(2), number(3));
            let precision = match (month, day) {
                (Some(_), Some(_)) => DatePrecision::Day,
                (Some(_), None) => DatePrecision::Month,
                _ => DatePrecision::Year,
            };
            dated(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8, precision)
        });
        let month = month_in(file).or_else(|| folders.rsplit('/').find_map(month_in));
        match (tree, month) {
            (Some(tree), Some(month)) => Some(if month.precision > tree.precision { month } else { tree }),
            (tree, month) => tree.or(month),
        }
    })
}

/// Whether four digits stand somewhere that may be a year.
pub(super) fn has_year(name: &str) -> bool {
    let mut windows = name.as_bytes().windows(4);
    windows.any(|four| {
        matches!(four, [b'1', b'5'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'2', b'0', b'0'..=b'9', b'0'..=b'9'])
    })
}

fn dated(year: i16, month: i8, day: i8, precision: DatePrecision) -> Option<ParsedDate> {
    civil_date(year, month, day).map(|date| ParsedDate::whole(date, precision))
}

/// A whole date in one name.
pub(super) fn day_in(name: &str) -> Option<ParsedDate> {
    let classes = Classes::of(name);
    let text = |parts: &Captures<'_>, index: usize| parts.get(index).map_or("", |part| classes.text(part.range()));
    let number = |parts: &Captures<'_>, index: usize| text(parts, index).parse::<i16>().ok();
    if let Some(parts) = YEAR_FIRST.captures(classes.bytes())
        && parts[2] == parts[4]
    {
        return dated(number(&parts, 1)?, number(&parts, 3)? as i8, number(&parts, 5)? as i8, DatePrecision::Day);
    }
    for (pattern, day, word) in [(&DAY_NAME_YEAR, 1, 2), (&NAME_DAY_YEAR, 2, 1)] {
        if let Some(parts) = pattern.captures(classes.bytes())
            && let Some(month) = month::month(text(&parts, word), None)
            && let Some(found) = dated(number(&parts, 3)?, month, number(&parts, day)? as i8, DatePrecision::Day)
        {
            return Some(found);
        }
    }
    let parts = YEAR_LAST.captures(classes.bytes()).filter(|parts| parts[2] == parts[4])?;
    let separator = if &parts[2] == b"." { Separator::Dot } else { Separator::Hyphen };
    read_day_and_month(number(&parts, 1)? as i8, number(&parts, 3)? as i8, number(&parts, 5)?, separator, None)
}

/// The day of a pattern whose parts are year, month and day.
fn whole(pattern: &Regex, text: &str) -> Option<ParsedDate> {
    let parts = pattern.captures(text.as_bytes())?;
    let part = |index: usize| parts.get(index).map_or("", |part| &text[part.range()]);
    dated(part(1).parse().ok()?, part(2).parse().ok()?, part(3).parse().ok()?, DatePrecision::Day)
}

fn month_in(name: &str) -> Option<ParsedDate> {
    let parts = YEAR_MONTH.captures(name.as_bytes())?;
    let part = |index: usize| parts.get(index).map_or("", |part| &name[part.range()]);
    let first: civil::Date = civil_date(part(1).parse().ok()?, part(2).parse().ok()?, 1)?;
    Some(ParsedDate::whole(first, DatePrecision::Month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<String> {
        find_in_name(path).map(|date| date.into_article_date(crate::article::DateProvenance::FileName).to_string())
    }

    #[test]
    fn names_carry_dates_in_many_ways() {
        let cases = [
            ("2024-04-01-title.txt", "2024-04-01"),
            ("20240401_x.txt", "2024-04-01"),
            ("Hatch/24Jan2006Hatch439.txt", "2006-01-24"),
            ("8Mar2006Santorum249.txt", "2006-03-08"),
            ("JA-politic-110-20170204.txt", "2017-02-04"),
            ("2024/04/01/story.txt", "2024-04-01"),
            ("news/2024/4/story.txt", "2024-04"),
            ("2024-04/story.txt", "2024-04"),
            ("2024/story.txt", "2024"),
            ("19161229/sn88077067-ed-1_seq-1.txt", "1916-12-29"),
            ("sn83045462/00271743914/1916020501/0012.xml", "1916-02-05"),
            ("0002088/1870/0105/0002088_0003.xml", "1870-01-05"),
            ("story-25.12.2023.html", "2023-12-25"),
            ("april-1-2024.md", "2024-04-01"),
            ("crawl-20240401123000.warc", "2024-04-01"),
            ("2024年3月7日.txt", "2024-03-07"),
            ("日报/人民日报2024年3月7日.txt", "2024-03-07"),
            ("民國113年3月7日.txt", "2024-03-07"),
            ("記事 令和6年3月7日.txt", "2024-03-07"),
            ("2024년 3월 7일.txt", "2024-03-07"),
            ("خبر ٢٠٢٤-٠٣-٠٧.txt", "2024-03-07"),
            ("7. März 2024.txt", "2024-03-07"),
            ("7 मार्च 2024.txt", "2024-03-07"),
            ("7 มีนาคม 2567.txt", "2024-03-07"),
            ("2024/04/2023-11-05.txt", "2023-11-05"),
        ];
        for (path, date) in cases {
            assert_eq!(found(path).as_deref(), Some(date), "{path}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for path in [
            "report2024.txt",
            "sn89066314-ed-1.txt",
            "12345678.txt",
            "2024131.txt",
            "page-1234-56-78.html",
            "x.txt",
            "1712010203.txt",
            "1916130501/1.xml",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
