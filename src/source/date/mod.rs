//! Dates as news writes them: in mail headers, in meta tags, in a line of text, in the name of a file.
//!
//! Reads; never looks at a clock, so that the same file gives the same date on every day. [`parse`] wants a text that is a
//! date and nothing else, apart from weekdays and words such as "Published:". The surprise: `04/05/2024` has two readings,
//! and the article's language decides; where it does not, the date is marked uncertain and keeps its other reading.

mod address;
mod calendar;
mod digit;
mod month;
mod name;
mod thai;
mod token;

use jiff::{Timestamp, civil};

pub(super) fn is_digit(character: char) -> bool {
    digit::digit(character).is_some()
}

pub use address::{AddressDate, find_in_address};
pub use month::fold as fold_word;
pub use name::find_in_name;
pub use token::is_weekday;

use crate::article::{ArticleDate, DatePrecision, DateProvenance};
use calendar::{Calendar, Era};
use token::{Separator, Token};

/// A date that was read, not yet tied to where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedDate {
    /// The first moment of the named span in the zone of the source.
    pub start: civil::DateTime,
    /// How much the text gives.
    pub precision: DatePrecision,
    /// Offset from UTC in seconds, when a zone is named.
    pub utc_offset: Option<i32>,
    /// The other reading of an ambiguous date; [`None`] when there is one reading only or the language decides.
    pub alternative: Option<civil::Date>,
}

impl ParsedDate {
    /// As a part of an article.
    pub fn into_article_date(self, provenance: DateProvenance) -> ArticleDate {
        ArticleDate {
            start: self.start,
            precision: self.precision,
            utc_offset: self.utc_offset,
            provenance,
            certain: self.alternative.is_none(),
        }
    }

    fn whole(date: civil::Date, precision: DatePrecision) -> Self {
        Self { start: date.at(0, 0, 0, 0), precision, utc_offset: None, alternative: None }
    }
}

/// Years outside of these are taken for something else than a date of publication.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// Reads a text that is a date as a whole.
///
/// `language` is a language tag (`en`, `en-GB`) or nothing; it decides the names of months and `04/05/2024`.
///
/// ```
/// use dateline::source::date::parse;
///
/// let date = parse("Mon, 1 Apr 2024 15:04:05 -0400", None).expect("a mail header's date");
/// assert_eq!(date.start.to_string(), "2024-04-01T15:04:05");
/// assert_eq!(date.utc_offset, Some(-4 * 3600));
/// assert!(parse("Talks on Rafah go on", None).is_none());
/// ```
pub fn parse(text: &str, language: Option<&str>) -> Option<ParsedDate> {
    let text = text.trim();
    // Longer than any date: do not even look. Letters of other scripts have up to three bytes.
    if text.is_empty() || text.len() > 160 && (text.len() > 480 || text.is_ascii()) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return parse_digits(text);
    }
    if let Some(found) = parse_fraction(text).or_else(|| parse_partial(text)) {
        return Some(found);
    }
    // Every date has a digit; those of other scripts are not ASCII, and Chinese numerals are letters.
    if !text.bytes().any(|byte| byte.is_ascii_digit())
        && (text.is_ascii() || !text.chars().any(|c| c.is_numeric() || c == '年'))
    {
        return None;
    }
    if let Some(spaced) = space_out(text) {
        return parse(&spaced, language);
    }
    let spelled = thai::spell_out(text);
    let mut tokens = token::tokenize(spelled.as_deref().unwrap_or(text))?;
    let time = token::take_time(&mut tokens);
    let hints = Hints {
        language,
        code: language.and_then(super::language::normalize),
        thai: spelled.is_some(),
        persian: !text.is_ascii() && text.contains(digit::is_persian),
    };
    let date = read_date(&tokens, &hints).or_else(|| read_twice(&tokens, &hints))?;
    let Some(time) = time else { return Some(date) };
    if date.precision != DatePrecision::Day {
        return Some(date);
    }
    // A leap second has no civil time of its own.
    let clock = civil::Time::new(time.hour, time.minute, time.second.min(59), 0).ok()?;
    Some(ParsedDate {
        start: date.start.date().to_datetime(clock),
        precision: DatePrecision::Time,
        utc_offset: time.utc_offset,
        ..date
    })
}

/// `20240401T102030Z` and `20240401T102030+0200` with the signs that they lack.
fn space_out(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked(8)?;
    let clock = rest.strip_prefix(['T', 't'])?;
    let digits = clock.bytes().take_while(u8::is_ascii_digit).count();
    if !day.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits, 4 | 6) {
        return None;
    }
    let second = if digits == 6 { &clock[4..6] } else { "00" };
    let (hour, minute, zone) = (&clock[..2], &clock[2..4], &clock[digits..]);
    Some(format!("{}-{}-{}T{hour}:{minute}:{second}{zone}", &day[..4], &day[4..6], &day[6..]))
}

/// Seconds with a fraction, and what tables make of numbers where some are missing: `1493510400.25`, `20240401.0`.
fn parse_fraction(text: &str) -> Option<ParsedDate> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = matches!(whole.len(), 9 | 10);
    let zero = fraction.bytes().all(|byte| byte == b'0') && matches!(whole.len(), 4 | 8 | 12 | 13);
    if digits(whole) && digits(fraction) && (seconds || zero) { parse_digits(whole) } else { None }
}

/// Days of which only the month or the year is known: `00/03/2010`, `2010-03-00`, `2010-00-00`.
fn parse_partial(text: &str) -> Option<ParsedDate> {
    // Nearly every date is told apart by its length or by its zeros.
    if text.len() != 10 || !text.is_ascii() || !text.contains("00") {
        return None;
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 && day.len() == 2 => (year, month, day),
        _ => return None,
    };
    if day != "00" || month.len() != 2 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    if month == "00" {
        return civil_date(year, 1, 1).map(|day| ParsedDate::whole(day, DatePrecision::Year));
    }
    civil_date(year, month.parse().ok()?, 1).map(|day| ParsedDate::whole(day, DatePrecision::Month))
}

/// Digits alone: a year, `20240401`, `20240401120000`, or seconds and their fractions since 1970.
fn parse_digits(text: &str) -> Option<ParsedDate> {
    let number: i64 = text.parse().ok()?;
    let part = |from: usize, to: usize| text[from..to].parse::<i16>().ok();
    let day = || civil_date(part(0, 4)?, part(4, 6)? as i8, part(6, 8)? as i8);
    match text.len() {
        4 => Some(ParsedDate::whole(civil_date(part(0, 4)?, 1, 1)?, DatePrecision::Year)),
        // 202404, or 880212 as news wires of the last century wrote it.
        6 => match civil_date(part(0, 4)?, part(4, 6)? as i8, 1) {
            Some(month) => Some(ParsedDate::whole(month, DatePrecision::Month)),
            None => {
                let year = token::Number { value: part(0, 2)? as u32, digits: 2 }.year()?;
                civil_date(year, part(2, 4)? as i8, part(4, 6)? as i8)
                    .map(|day| ParsedDate::whole(day, DatePrecision::Day))
            }
        },
        8 => Some(ParsedDate::whole(day()?, DatePrecision::Day)),
        9 | 10 => from_epoch(number),
        12 | 13 => from_epoch(number / 1000),
        14 if day().is_some() => {
            let time = civil::Time::new(part(8, 10)? as i8, part(10, 12)? as i8, part(12, 14)? as i8, 0).ok()?;
            let start = day()?.to_datetime(time);
            Some(ParsedDate { start, precision: DatePrecision::Time, utc_offset: None, alternative: None })
        }
        15 | 16 => from_epoch(number / 1_000_000),
        _ => None,
    }
}

fn from_epoch(seconds: i64) -> Option<ParsedDate> {
    let moment = Timestamp::from_second(seconds).ok()?;
    let start = jiff::tz::Offset::UTC.to_datetime(moment);
    let known = YEARS.contains(&start.year());
    known.then_some(ParsedDate { start, precision: DatePrecision::Time, utc_offset: Some(0), alternative: None })
}

fn civil_date(year: i16, month: i8, day: i8) -> Option<civil::Date> {
    if YEARS.contains(&year) { civil::Date::new(year, month, day).ok() } else { None }
}

/// What tells how the numbers of a date are meant.
struct Hints<'l> {
    language: Option<&'l str>,
    /// Its ISO 639-1 code.
    code: Option<&'static str>,
    /// The text has Thai letters.
    thai: bool,
    /// The text has the digits of Persian.
    persian: bool,
}

/// A month that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month {
    number: i8,
    /// Not the Gregorian calendar.
    calendar: Option<Calendar>,
}

fn month_of(name: &str, hints: &Hints<'_>) -> Option<Month> {
    let gregorian = month::month(name, hints.code).map(|number| Month { number, calendar: None });
    let other = || calendar::month(name).map(|(calendar, number)| Month { number, calendar: Some(calendar) });
    gregorian.or_else(other)
}

/// Puts the numbers and the month's name together.
fn read_date(tokens: &[Token<'_>], hints: &Hints<'_>) -> Option<ParsedDate> {
    let mut numbers: Vec<token::Number> = Vec::with_capacity(3);
    let mut named: Option<(Month, usize)> = None;
    let mut era: Option<Era> = None;
    let mut weekday = false;
    let mut separator = Separator::Blank;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        match token {
            Token::Number(number) => numbers.push(*number),
            Token::Separator(sign) => {
                if !numbers.is_empty() && numbers.len() < 3 && separator == Separator::Blank {
                    separator = *sign;
                }
            }
            Token::Era(mark) => era = Some(*mark),
            Token::Word(word) => {
                // "تشرين الأول", "كانون الثاني": two words for one month.
                let pair = match tokens.get(index + 1) {
                    Some(Token::Word(next)) => month_of(&format!("{word} {next}"), hints),
                    _ => None,
                };
                index += usize::from(pair.is_some());
                let month = pair.or_else(|| month_of(word, hints));
                match (named, month) {
                    (None, Some(month)) => {
                        named = Some((month, numbers.len()));
                        weekday = numbers.is_empty() && token::may_be_weekday(word);
                    }
                    // "7 آذار/مارس 2024" names it twice; "mar. 5 avril 2024" begins with a day of the week.
                    (Some((known, _)), Some(month)) if known == month => {}
                    (Some(_), Some(month)) if weekday => {
                        named = Some((month, numbers.len()));
                        weekday = false;
                    }
                    _ if numbers.last().is_some_and(|year| year.digits == 4)
                        && calendar::mark_behind(word).is_some() =>
                    {
                        // "ه.ش" is solar, "هـ" alone is not.
                        era = calendar::mark_behind(word);
                    }
                    _ if token::may_stand_in_date(word) => {}
                    _ => return None,
                }
            }
        }
        index += 1;
    }
    if let Some(Era::Years(before)) = era {
        return if named.is_none() { read_era(&numbers, before) } else { None };
    }
    let buddhist = era == Some(Era::Buddhist) || hints.thai || hints.code == Some("th");
    match named {
        Some((month, before)) => read_named(&numbers, month, before, buddhist),
        None => read_numeric(&numbers, separator, era, buddhist, hints),
    }
}

/// A date in two calendars, one behind the other: `26 شعبان 1445هـ الموافق 7 مارس 2024م`. The one that is certain counts.
fn read_twice(tokens: &[Token<'_>], hints: &Hints<'_>) -> Option<ParsedDate> {
    let other = |token: &Token<'_>| match token {
        Token::Word(word) => calendar::month(word).is_some() || calendar::mark_behind(word).is_some(),
        _ => false,
    };
    let pair = |at: usize| match tokens.get(at..at + 2) {
        Some([Token::Word(one), Token::Word(two)]) => calendar::month(&format!("{one} {two}")).is_some(),
        _ => false,
    };
    if !(0..tokens.len()).any(|at| other(&tokens[at]) || pair(at)) {
        return None;
    }
    let year = |token: &Token<'_>| matches!(token, Token::Number(number) if number.digits == 4);
    let mut end = tokens.iter().position(year)? + 1;
    while matches!(tokens.get(end), Some(Token::Word(word)) if calendar::mark_behind(word).is_some()) {
        end += 1;
    }
    let (first, second) = (read_date(&tokens[..end], hints)?, read_date(&tokens[end..], hints)?);
    Some(if second.alternative.is_none() { second } else { first })
}

/// A date of an era whose years are counted from one on: `令和6年3月7日`, `民國113年3月7日`.
fn read_era(numbers: &[token::Number], before: i16) -> Option<ParsedDate> {
    let small = |number: token::Number| i8::try_from(number.value).ok();
    let [year, month, rest @ ..] = numbers else { return None };
    let year = i16::try_from(year.value).ok().filter(|_| year.digits <= 3)?.checked_add(before)?;
    match rest {
        [] => Some(ParsedDate::whole(civil_date(year, small(*month)?, 1)?, DatePrecision::Month)),
        [day] => Some(ParsedDate::whole(civil_date(year, small(*month)?, small(*day)?)?, DatePrecision::Day)),
        _ => None,
    }
}

/// A day of the Gregorian or another calendar.
fn day_in(calendar: Option<Calendar>, year: i16, month: i8, day: i8) -> Option<ParsedDate> {
    let Some(calendar) = calendar else {
        return Some(ParsedDate::whole(civil_date(year, month, day)?, DatePrecision::Day));
    };
    let first = calendar::day(calendar, year, month, day)?;
    // Countries see the moon on different days.
    let alternative = if calendar == Calendar::Islamic { first.tomorrow().ok() } else { None };
    Some(ParsedDate { alternative, ..ParsedDate::whole(first, DatePrecision::Day) })
}

/// The year of a number; a Buddhist one where years may be such.
fn year_of(number: token::Number, buddhist: bool) -> Option<i16> {
    match number.digits {
        // "67" is 2567, and which two digits are meant stands nowhere.
        2 if buddhist => None,
        4 if buddhist => number.year().map(|year| calendar::buddhist(year).unwrap_or(year)),
        _ => number.year(),
    }
}

/// A date whose month is a word; `before` numbers stand before it.
fn read_named(numbers: &[token::Number], month: Month, before: usize, buddhist: bool) -> Option<ParsedDate> {
    let day = |number: token::Number| i8::try_from(number.value).ok();
    let Month { number, calendar } = month;
    match *numbers {
        [year] if year.digits == 4 => match calendar {
            None => Some(ParsedDate::whole(civil_date(year_of(year, buddhist)?, number, 1)?, DatePrecision::Month)),
            // A month of another calendar lies in two of this one.
            Some(_) => None,
        },
        [first, second] => {
            let (year, day) = if first.digits == 4 || before == 2 && first.value > 31 {
                (year_of(first, buddhist)?, day(second)?)
            } else {
                (year_of(second, buddhist)?, day(first)?)
            };
            day_in(calendar, year, number, day)
        }
        _ => None,
    }
}

/// Years of the Persian calendar that digits alone may mean: those from 1921 to 2041.
const PERSIAN_YEARS: std::ops::RangeInclusive<i16> = 1300..=1420;

/// A date in numbers alone.
fn read_numeric(
    numbers: &[token::Number],
    separator: Separator,
    era: Option<Era>,
    buddhist: bool,
    hints: &Hints<'_>,
) -> Option<ParsedDate> {
    let small = |number: token::Number| i8::try_from(number.value).ok();
    let full = |number: token::Number| number.digits == 4;
    // No paper dates itself by a Gregorian year of these, so the language or the digits are enough.
    let persian = |year: i16| PERSIAN_YEARS.contains(&year) && (hints.persian || hints.code == Some("fa"));
    let calendar = |year: i16| match era {
        Some(Era::Of(calendar)) => Some(calendar),
        _ => persian(year).then_some(Calendar::Persian),
    };
    match *numbers {
        [year] if full(year) => {
            Some(ParsedDate::whole(civil_date(year_of(year, buddhist)?, 1, 1)?, DatePrecision::Year))
        }
        [compact] if compact.digits == 8 => parse_digits(&format!("{:08}", compact.value)),
        [year, month] if full(year) && month.digits <= 2 => {
            Some(ParsedDate::whole(civil_date(year_of(year, buddhist)?, small(month)?, 1)?, DatePrecision::Month))
        }
        [month, year] if full(year) && month.digits <= 2 && separator != Separator::Blank => {
            Some(ParsedDate::whole(civil_date(year_of(year, buddhist)?, small(month)?, 1)?, DatePrecision::Month))
        }
        [year, month, day] if full(year) => {
            let year = year_of(year, buddhist)?;
            day_in(calendar(year), year, small(month)?, small(day)?)
        }
        [day, month, year] if full(year) && calendar(year.year()?).is_some() => {
            let year = year.year()?;
            day_in(calendar(year), year, small(month)?, small(day)?)
        }
        // Two digits after hyphens may as well be a day: 14-12-28.
        [first, second, year]
            if full(year) || year.digits == 2 && matches!(separator, Separator::Slash | Separator::Dot) =>
        {
            let year = year_of(year, buddhist)?;
            read_day_and_month(small(first)?, small(second)?, year, separator, hints.language)
        }
        _ => None,
    }
}

/// `04/05/2024`: which is the day?
fn read_day_and_month(
    first: i8,
    second: i8,
    year: i16,
    separator: Separator,
    language: Option<&str>,
) -> Option<ParsedDate> {
    let day_first = civil_date(year, second, first);
    let month_first = civil_date(year, first, second);
    let (chosen, other) = match (day_first, month_first) {
        (Some(day_first), Some(month_first)) => match order(separator, language) {
            Order::Day => (day_first, None),
            Order::Month => (month_first, None),
            Order::ProbablyDay => (day_first, Some(month_first)),
            Order::ProbablyMonth => (month_first, Some(day_first)),
        },
        (Some(only), None) | (None, Some(only)) => (only, None),
        (None, None) => return None,
    };
    let alternative = other.filter(|other| *other != chosen);
    Some(ParsedDate { alternative, ..ParsedDate::whole(chosen, DatePrecision::Day) })
}

/// Which of day and month stands first, and how surely.
enum Order {
    Day,
    Month,
    ProbablyDay,
    ProbablyMonth,
}

/// Who writes the month first: the United States, and with slashes and hyphens only.
fn order(separator: Separator, language: Option<&str>) -> Order {
    if separator == Separator::Dot {
        return Order::Day;
    }
    let Some(tag) = language else { return Order::ProbablyDay };
    let region = tag.split(['-', '_']).nth(1).map(str::to_ascii_uppercase);
    match (super::language::normalize(tag), region.as_deref()) {
        (Some("en"), Some("US")) => Order::Month,
        (Some("en"), Some(_)) => Order::Day,
        (Some("en"), None) => Order::ProbablyMonth,
        (Some(_), _) => Order::Day,
        (None, _) => Order::ProbablyDay,
    }
}

#[cfg(test)]
mod tests;
