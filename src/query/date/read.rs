//! Reads one date: cuts the text into numbers, names and marks, then looks which form of date they make.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use winnow::ascii::multispace0;
use winnow::combinator::{alt, preceded, repeat, terminated};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::{any, rest, take_while};

use super::name::{self, Unit};
use super::{DateError, DateSpan};
use crate::query::caret::quotable;

/// Longest text that is looked at; longer ones are not dates.
const MAX_LENGTH: usize = 100;

/// What a text names: days of the calendar, or a length of time before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// These days.
    Days(DateSpan),
    /// So long ago that it was this day.
    Since(Date),
}

/// A piece of a typed date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// A number, and how many digits it was written with.
    Number(u32, usize),
    /// A word in lower case.
    Word(String),
    /// One of `-` `/` `.`.
    Mark(char),
}

impl Moment {
    /// Reads a date that is not a range.
    pub(super) fn read(text: &str, today: Date) -> Result<Moment, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        let unreadable = || DateError::Unreadable { text: quotable(text) };
        if text.len() > MAX_LENGTH {
            return Err(unreadable());
        }
        let pieces = pieces(text).ok_or_else(unreadable)?;
        let reader = Reader { text, today };
        reader.numeric(&pieces)?.or(reader.relative(&pieces)?).or(reader.named(&pieces)?).ok_or_else(unreadable)
    }

    /// Its days, when it stands alone.
    pub(super) fn span(self, today: Date) -> DateSpan {
        match self {
            Moment::Days(span) => span,
            Moment::Since(day) => lasting(day, today),
        }
    }

    /// Its first day, when it begins a range.
    pub(super) fn first(self) -> Date {
        match self {
            Moment::Days(span) => span.from,
            Moment::Since(day) => day,
        }
    }

    /// Its last day, when it ends a range.
    pub(super) fn last(self) -> Date {
        match self {
            Moment::Days(span) => span.to,
            Moment::Since(day) => day,
        }
    }
}

/// The days since one, without it: seven since a week ago, today among them.
fn lasting(since: Date, today: Date) -> DateSpan {
    DateSpan { from: since.tomorrow().unwrap_or(since).min(today), to: today }
}

/// The two ends of a range, `a..b`, either of which may be empty; `None` when the text is not a range.
pub(super) fn range_ends(text: &str) -> Option<(&str, &str)> {
    fn dots<'i>(input: &mut &'i str) -> winnow::Result<&'i str, EmptyError> {
        alt(("...", "..", "…")).parse_next(input)
    }
    fn until_dots<'i>(input: &mut &'i str) -> winnow::Result<&'i str, EmptyError> {
        repeat::<_, _, (), _, _>(0.., (winnow::combinator::not(dots), any)).take().parse_next(input)
    }
    (terminated(until_dots, dots), rest).parse(text).ok()
}

/// True for `2007-2008`, which is as much a range as `2007..2008`.
pub(super) fn is_span_of_years(text: &str) -> bool {
    let pieces = pieces(text.trim());
    matches!(pieces.as_deref(), Some([Piece::Number(_, 4), Piece::Mark('-'), Piece::Number(_, 4)]))
}

/// For `2024-02-30`: the name of the month with its year, and how many days it has.
pub(super) fn shorter_month(text: &str) -> Option<(String, i8)> {
    let (year, month) = match pieces(text)?.as_slice() {
        [Piece::Number(year, 4), Piece::Mark(_), Piece::Number(month, _), Piece::Mark(_), Piece::Number(..)] => {
            (*year, i8::try_from(*month).ok()?)
        }
        [Piece::Number(date, 8)] => (date / 10_000, i8::try_from(date / 100 % 100).ok()?),
        parts => {
            let year = parts.iter().find_map(|piece| match piece {
                Piece::Number(year, 4) => Some(*year),
                _ => None,
            })?;
            let month = parts.iter().find_map(|piece| match piece {
                Piece::Word(word) => name::month(word),
                _ => None,
            })?;
            (year, month)
        }
    };
    let first = Date::new(i16::try_from(year).ok()?, month, 1).ok()?;
    Some((format!("{} {year}", name::month_name(month)), first.days_in_month()))
}

/// Cuts a date into pieces; `None` when it holds a character that no date does.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    fn number(input: &mut &str) -> winnow::Result<Piece, EmptyError> {
        take_while(1..=9, |c: char| digit_value(c).is_some())
            .map(|digits: &str| {
                let value = digits.chars().filter_map(digit_value).fold(0, |value, digit| value * 10 + digit);
                Piece::Number(value, digits.chars().count())
            })
            .parse_next(input)
    }
    fn word(input: &mut &str) -> winnow::Result<Piece, EmptyError> {
        take_while(1.., |c: char| {
            (c.is_alphabetic() || matches!(c, '\'' | '’' | 'º' | 'ª')) && digit_value(c).is_none()
        })
        .map(|word: &str| Piece::Word(word.to_lowercase().replace('’', "'")))
        .parse_next(input)
    }
    fn mark(input: &mut &str) -> winnow::Result<Piece, EmptyError> {
        alt((
            alt(('-', '\u{2010}', '\u{2011}', '\u{2013}')).value(Piece::Mark('-')),
            '/'.value(Piece::Mark('/')),
            '.'.value(Piece::Mark('.')),
        ))
        .parse_next(input)
    }
    fn blank<'i>(input: &mut &'i str) -> winnow::Result<&'i str, EmptyError> {
        (multispace0, take_while(0.., |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '\u{200e}' | '\u{200f}')))
            .take()
            .parse_next(input)
    }
    let cut: Vec<Piece> =
        terminated(repeat(0.., preceded(blank, alt((number, word, mark)))), blank).parse(text).ok()?;
    Some(tidied(cut))
}

/// The value of a decimal digit: European, Arabic-Indic, Persian or full-width.
fn digit_value(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// Takes out what only decorates: "of", "de", the dot after a name or after "1.", the ending of "1st"; joins the two
/// words of a Levantine month.
fn tidied(cut: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(cut.len());
    for piece in cut {
        match (&piece, kept.last_mut()) {
            (Piece::Mark('.'), Some(Piece::Word(_))) => continue,
            (Piece::Word(word), Some(Piece::Number(..))) if name::is_ordinal_ending(word) => continue,
            (Piece::Word(word), Some(Piece::Word(before))) if name::month(&format!("{before} {word}")).is_some() => {
                *before = format!("{before} {word}");
                continue;
            }
            (Piece::Word(word), last) => {
                if name::is_filler(word) {
                    continue;
                }
                if matches!(last, Some(Piece::Mark('.'))) {
                    kept.pop();
                }
            }
            _ => {}
        }
        kept.push(piece);
    }
    kept
}

/// One text being read.
struct Reader<'a> {
    text: &'a str,
    today: Date,
}

type Reading = Result<Option<Moment>, DateError>;

impl Reader<'_> {
    /// Forms made of numbers: `2024-04-01`, `2024-04`, `2024`, `20240401`, `2024-W14`, `01.04.2024`, `04/05/2024`.
    fn numeric(&self, pieces: &[Piece]) -> Reading {
        use Piece::{Mark, Number, Word};
        let found = match *pieces {
            [Number(year, 4)] => self.year(year)?,
            [Number(date, 8)] => self.day(date / 10_000, date / 100 % 100, date % 100)?,
            [Number(month, 6)] => self.month(month / 100, month % 100)?,
            [Number(year, 4), Mark('-' | '/' | '.'), Number(month, 1..=2)] => self.month(year, month)?,
            [Number(month, 1..=2), Mark('/' | '.' | '-'), Number(year, 4)] => self.month(year, month)?,
            [Number(first, 4), Mark('-'), Number(last, 4)] if first <= last => {
                self.days(self.date(first, 1, 1)?, self.date(last, 12, 31)?)?
            }
            [Number(year, 4), Mark(a), Number(month, 1..=2), Mark(b), Number(day, 1..=2)] if a == b => {
                self.day(year, month, day)?
            }
            // With dots the day always comes first; with slashes and dashes either may.
            [Number(day, 1..=2), Mark('.'), Number(month, 1..=2), Mark('.'), Number(year, 4)] => {
                self.day(year, month, day)?
            }
            [Number(a, 1..=2), Mark(x), Number(b, 1..=2), Mark(y), Number(year, 4)] if x == y => {
                self.either_order(a, b, year)?
            }
            [Number(_, 1..=2), Mark(x), Number(_, 1..=2), Mark(y), Number(_, 2)] if x == y => {
                return Err(DateError::ShortYear { text: quotable(self.text) });
            }
            [Number(year, 4), Mark('-'), Word(ref w), Number(week, 1..=2)] if w == "w" => self.week(year, week)?,
            [Number(year, 4), Word(ref w), Number(week, 1..=2)] if w == "w" => self.week(year, week)?,
            [Word(ref q), Number(quarter, 1), Number(year, 4)]
            | [Word(ref q), Number(quarter, 1), Mark('/' | '-'), Number(year, 4)]
            | [Number(year, 4), Mark('-' | '/'), Word(ref q), Number(quarter, 1)]
            | [Number(year, 4), Word(ref q), Number(quarter, 1)]
                if q == "q" =>
            {
                self.quarter(year, quarter)?
            }
            _ => return Ok(None),
        };
        Ok(Some(found))
    }

    /// Forms that count from today: `yesterday`, `monday`, `last week`, `3 days ago`, `3m`, `last 3 months`.
    fn relative(&self, pieces: &[Piece]) -> Reading {
        use Piece::{Number, Word};
        let found = match pieces {
            [Word(word)] => {
                if let Some(days) = name::days_back(word) {
                    self.one_day(self.back(days.days())?)?
                } else if let Some(weekday) = name::weekday(word) {
                    self.one_day(self.latest(weekday, 0)?)?
                } else {
                    return Ok(None);
                }
            }
            [Word(which), Word(what)] if which == "this" || which == "last" => {
                let back = i64::from(which == "last");
                if let Some(unit) = name::unit(what) {
                    self.calendar(unit, back)?
                } else if let (Some(weekday), true) = (name::weekday(what), which == "last") {
                    self.one_day(self.latest(weekday, 1)?)?
                } else {
                    return Ok(None);
                }
            }
            [Word(which), Word(what)] if which == "past" => return self.past(1, what),
            [Word(one), Word(unit), Word(ago)] if ago == "ago" && matches!(one.as_str(), "a" | "an" | "one") => {
                match name::unit(unit) {
                    Some(unit) => self.calendar(unit, 1)?,
                    None => return Ok(None),
                }
            }
            [Number(count, _), Word(unit), Word(ago)] if ago == "ago" => match name::unit(unit) {
                Some(unit) => self.calendar(unit, i64::from(*count))?,
                None => return Ok(None),
            },
            [Word(which), Number(count, _), Word(unit)] if which == "last" || which == "past" => {
                return self.past(*count, unit);
            }
            [Number(count, _), Word(unit)] => return self.since(*count, unit),
            _ => return Ok(None),
        };
        Ok(Some(found))
    }

    /// Forms with the name of a month: `1 April 2024`, `April 1, 2024`, `Apr 2024`, `Monday, 1 April`, `April`.
    fn named(&self, pieces: &[Piece]) -> Reading {
        use Piece::{Mark, Number, Word};
        if let [Word(word), rest @ ..] = pieces
            && let Some(weekday) = name::weekday(word)
            && !rest.is_empty()
        {
            let reading = match self.named(rest)? {
                Some(found) => found,
                None => match self.numeric(rest)? {
                    Some(found) => found,
                    None => return Ok(None),
                },
            };
            let date = reading.first();
            if reading.last() != date || date.weekday() != weekday {
                return Err(DateError::WrongWeekday { weekday: capitalised(word), date });
            }
            return Ok(Some(reading));
        }
        let month_of = |word: &str| name::month(word);
        let found = match pieces {
            [Number(day, 1..=2), Word(word), Number(year, 4)]
            | [Word(word), Number(day, 1..=2), Number(year, 4)]
            | [Number(year, 4), Word(word), Number(day, 1..=2)]
            | [Number(day, 1..=2), Mark('-' | '/'), Word(word), Mark('-' | '/'), Number(year, 4)] => {
                let Some(month) = month_of(word) else { return Ok(None) };
                self.day(*year, month.unsigned_abs().into(), *day)?
            }
            [Word(word), Number(year, 4)]
            | [Number(year, 4), Word(word)]
            | [Word(word), Mark('-' | '/'), Number(year, 4)] => {
                let Some(month) = month_of(word) else { return Ok(None) };
                self.month(*year, month.unsigned_abs().into())?
            }
            [Number(day, 1..=2), Word(word)] | [Word(word), Number(day, 1..=2)] => {
                let Some(month) = month_of(word) else { return Ok(None) };
                self.latest_day(month, *day)?
            }
            [Number(_, 1..=2), Word(word), Number(_, 2)] | [Word(word), Number(_, 1..=2), Number(_, 2)]
                if month_of(word).is_some() =>
            {
                return Err(DateError::ShortYear { text: quotable(self.text) });
            }
            [Word(word)] => {
                let Some(month) = month_of(word) else { return Ok(None) };
                self.latest_month(month)?
            }
            _ => return Ok(None),
        };
        Ok(Some(found))
    }

    fn year(&self, year: u32) -> Result<Moment, DateError> {
        let first = self.date(year, 1, 1)?;
        self.days(first, first.last_of_year())
    }

    fn month(&self, year: u32, month: u32) -> Result<Moment, DateError> {
        let first = self.date(year, month, 1)?;
        self.days(first, first.last_of_month())
    }

    fn day(&self, year: u32, month: u32, day: u32) -> Result<Moment, DateError> {
        self.one_day(self.date(year, month, day)?)
    }

    fn quarter(&self, year: u32, quarter: u32) -> Result<Moment, DateError> {
        if !(1..=4).contains(&quarter) {
            return Err(DateError::Impossible { text: quotable(self.text) });
        }
        let first = self.date(year, quarter * 3 - 2, 1)?;
        self.days(first, self.date(year, quarter * 3, 1)?.last_of_month())
    }

    fn week(&self, year: u32, week: u32) -> Result<Moment, DateError> {
        let impossible = || DateError::Impossible { text: quotable(self.text) };
        let year = i16::try_from(year).map_err(|_| impossible())?;
        let week = i8::try_from(week).map_err(|_| impossible())?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| impossible())?.date();
        self.days(monday, monday.checked_add(6.days()).map_err(|_| self.out_of_range())?)
    }

    /// `04/05/2024`: accepted when only one order gives a date, or both the same.
    fn either_order(&self, a: u32, b: u32, year: u32) -> Result<Moment, DateError> {
        match (self.date(year, b, a), self.date(year, a, b)) {
            (Ok(day_first), Ok(month_first)) if day_first != month_first => {
                Err(DateError::Ambiguous { text: quotable(self.text), day_first, month_first })
            }
            (Ok(date), _) | (_, Ok(date)) => self.one_day(date),
            (Err(error), Err(_)) => Err(error),
        }
    }

    /// The calendar day, week, month or year that lies so many back.
    fn calendar(&self, unit: Unit, back: i64) -> Result<Moment, DateError> {
        let day = self.back(self.length(unit, back)?)?;
        match unit {
            Unit::Day => self.one_day(day),
            Unit::Week => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                let monday = monday.map_err(|_| self.out_of_range())?;
                self.days(monday, monday.checked_add(6.days()).map_err(|_| self.out_of_range())?)
            }
            Unit::Month => self.days(day.first_of_month(), day.last_of_month()),
            Unit::Year => self.days(day.first_of_year(), day.last_of_year()),
        }
    }

    fn since(&self, count: u32, unit: &str) -> Reading {
        let Some(unit) = name::unit(unit) else { return Ok(None) };
        let day = self.back(self.length(unit, i64::from(count))?)?;
        self.checked(day).map(|day| Some(Moment::Since(day)))
    }

    /// So many days, weeks, months or years that end today.
    fn past(&self, count: u32, unit: &str) -> Reading {
        let found = self.since(count, unit)?;
        Ok(found.map(|found| Moment::Days(found.span(self.today))))
    }

    /// The latest such weekday that lies at least so many days back.
    fn latest(&self, weekday: Weekday, at_least: i64) -> Result<Date, DateError> {
        let mut back = i64::from(self.today.weekday().since(weekday));
        if back < at_least {
            back += 7;
        }
        self.back(back.days())
    }

    /// The latest such month that has begun.
    fn latest_month(&self, month: i8) -> Result<Moment, DateError> {
        let year = self.today.year() - i16::from(month > self.today.month());
        self.month(u32::from(year.unsigned_abs()), month.unsigned_abs().into())
    }

    /// The latest such day that is not in the future. 29 February is looked for in the leap years before.
    fn latest_day(&self, month: i8, day: u32) -> Result<Moment, DateError> {
        let this_year = u32::from(self.today.year().unsigned_abs());
        let candidates =
            (0..=8).map(|back| self.date(this_year.saturating_sub(back), month.unsigned_abs().into(), day));
        let past = candidates.flatten().find(|date| *date <= self.today);
        self.one_day(past.ok_or_else(|| DateError::Impossible { text: quotable(self.text) })?)
    }

    fn length(&self, unit: Unit, count: i64) -> Result<Span, DateError> {
        let span = Span::new();
        match unit {
            Unit::Day => span.try_days(count),
            Unit::Week => span.try_weeks(count),
            Unit::Month => span.try_months(count),
            Unit::Year => span.try_years(count),
        }
        .map_err(|_| self.out_of_range())
    }

    fn back(&self, length: Span) -> Result<Date, DateError> {
        self.today.checked_sub(length).map_err(|_| self.out_of_range())
    }

    fn date(&self, year: u32, month: u32, day: u32) -> Result<Date, DateError> {
        let impossible = || DateError::Impossible { text: quotable(self.text) };
        let year = i16::try_from(year).map_err(|_| self.out_of_range())?;
        let month = i8::try_from(month).map_err(|_| impossible())?;
        let day = i8::try_from(day).map_err(|_| impossible())?;
        self.checked(Date::new(year, month, day).map_err(|_| impossible())?)
    }

    fn one_day(&self, day: Date) -> Result<Moment, DateError> {
        self.days(day, day)
    }

    fn days(&self, from: Date, to: Date) -> Result<Moment, DateError> {
        Ok(Moment::Days(DateSpan { from: self.checked(from)?, to: self.checked(to)? }))
    }

    fn checked(&self, date: Date) -> Result<Date, DateError> {
        if date.year() < 1000 { Err(self.out_of_range()) } else { Ok(date) }
    }

    fn out_of_range(&self) -> DateError {
        DateError::OutOfRange { text: quotable(self.text) }
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
