//! Dates as people write them: `2024-04-01`, `1. März 2024`, `yesterday`, `3 days ago`, `2024-01..2024-03`.
//!
//! Owns the reading of typed dates into whole days. It must not look at a clock: "today" is always handed in, so that
//! the same text means the same days in a test, in a saved search and on the command line. The one surprise: a length
//! of time such as `3m` is a day when it begins or ends a range (`..3m`: until three months ago) and a stretch of that
//! length until today when it stands alone: `7d` is today and the six days before.
//!
//! A day and a month without a year mean the latest that has begun; weeks begin on Monday; `last month` and `1 month
//! ago` are the whole calendar month before this one, `3m`, `last 3 months` and `past month` end today.

#[cfg(test)]
mod example;
mod name;
mod read;

use jiff::civil;

pub(super) use self::name::{MonthName, month_name, month_named};
use self::read::Moment;
use super::caret::quotable;
use super::tree::DateRange;

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateSpan {
    /// The first day.
    pub from: civil::Date,
    /// The last day.
    pub to: civil::Date,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing to read.
    #[error("the date is missing")]
    Empty,
    /// Not a date in any form that is known.
    #[error("`{text}` is not a date")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// Day and month can be told apart in two ways.
    #[error("`{text}` can be {} or {}", spelled(*.day_first), spelled(*.month_first))]
    Ambiguous {
        /// What was typed.
        text: String,
        /// Read with the day first.
        day_first: civil::Date,
        /// Read with the month first.
        month_first: civil::Date,
    },
    /// A day that the calendar does not have.
    #[error("`{text}` is not in the calendar")]
    Impossible {
        /// What was typed.
        text: String,
    },
    /// A year with fewer than four digits.
    #[error("the year of `{text}` has to have four digits")]
    ShortYear {
        /// What was typed.
        text: String,
    },
    /// A date before the year 1000 or after the year 9999.
    #[error("`{text}` lies outside the years 1000 to 9999")]
    OutOfRange {
        /// What was typed.
        text: String,
    },
    /// The day of the week and the date contradict each other.
    #[error("{} is not a {weekday}", spelled(*.date))]
    WrongWeekday {
        /// The day of the week, as typed.
        weekday: String,
        /// The date beside it.
        date: civil::Date,
    },
    /// A range whose end lies before its beginning.
    #[error("the range ends on {to}, before it begins on {from}")]
    Reversed {
        /// Where it begins.
        from: civil::Date,
        /// Where it ends.
        to: civil::Date,
        /// The range with its ends exchanged, as it is typed.
        exchanged: String,
    },
    /// Two conditions that no day meets: it would have to come after one and before the other.
    #[error("the range ends on {to}, before it begins on {from}")]
    Crossed {
        /// The first day that one of them allows.
        from: civil::Date,
        /// The last day that the other allows.
        to: civil::Date,
    },
    /// `..` with nothing on either side.
    #[error("the range has neither a beginning nor an end")]
    Unbounded,
    /// A range with both ends, where one day is asked for: to take one of them would leave out or let in what the other says.
    #[error("`{text}` is a range with two ends")]
    Range {
        /// What was typed.
        text: String,
    },
    /// A range with an open end, where a first and a last day are needed.
    #[error("`{text}` is open at one end")]
    OpenEnd {
        /// What was typed.
        text: String,
    },
}

impl DateError {
    /// What to write instead.
    pub fn hint(&self) -> String {
        match self {
            DateError::Ambiguous { day_first, month_first, .. } => format!("write {day_first} or {month_first}"),
            DateError::Impossible { text } => match read::shorter_month(text) {
                Some((month, days)) => format!("{month} has {days} days"),
                None => "months go from 1 to 12, days from 1 to 31; write 2024-04-01".to_owned(),
            },
            DateError::ShortYear { .. } => "write 2024 rather than 24".to_owned(),
            DateError::WrongWeekday { date, .. } => format!("leave the day of the week out: {date}"),
            DateError::Reversed { exchanged, .. } => format!("write {exchanged}"),
            DateError::Crossed { .. } => "exchange the two dates".to_owned(),
            DateError::Unbounded => "write 2024-01.., ..2024-03 or 2024-01..2024-03".to_owned(),
            DateError::Range { text } if text.contains(' ') => format!("write date:\"{text}\""),
            DateError::Range { text } => format!("write date:{text}"),
            DateError::OpenEnd { .. } => "write both ends: 2024-01..2024-03".to_owned(),
            DateError::Empty | DateError::Unreadable { .. } | DateError::OutOfRange { .. } => {
                "write 2024-04-01, 2024-04, 2024, \"1 April 2024\", yesterday, \"last week\", 2024-01..2024-03 or 3m.."
                    .to_owned()
            }
        }
    }
}

/// Words that stand for an article without a date.
const NO_DATE: &[&str] = &["unknown", "none", "missing"];

/// True for a word that stands for articles without a date.
pub fn is_unknown(text: &str) -> bool {
    NO_DATE.contains(&text.trim().to_lowercase().as_str())
}

/// Reads a date or a range of dates, which may be open at one end: `2024-01..`.
///
/// # Errors
/// Whatever [`DateError`] lists, except [`DateError::OpenEnd`].
pub fn parse_date_range(text: &str, today: civil::Date) -> Result<DateRange, DateError> {
    let Some((left, right)) = read::range_ends(text) else {
        let span = Moment::read(text, today)?.span(today);
        return Ok(DateRange { from: Some(span.from), to: Some(span.to) });
    };
    let end = |text: &str| if text.trim().is_empty() { Ok(None) } else { Moment::read(text, today).map(Some) };
    let from = end(left)?.map(Moment::first);
    let to = end(right)?.map(Moment::last);
    match (from, to) {
        (None, None) => Err(DateError::Unbounded),
        (Some(from), Some(to)) if to < from => {
            let exchanged = quotable(&format!("{}..{}", right.trim(), left.trim()));
            Err(DateError::Reversed { from, to, exchanged })
        }
        _ => Ok(DateRange { from, to }),
    }
}

/// Reads a date, or a range with both ends, as the days it covers.
///
/// ```
/// # use dateline::query::parse_date_span;
/// use jiff::civil::date;
/// let span = parse_date_span("Feb 2024", date(2026, 11, 22))?;
/// assert_eq!((span.from, span.to), (date(2024, 2, 1), date(2024, 2, 29)));
/// # Ok::<(), dateline::query::DateError>(())
/// ```
///
/// # Errors
/// Whatever [`DateError`] lists.
pub fn parse_date_span(text: &str, today: civil::Date) -> Result<DateSpan, DateError> {
    match parse_date_range(text, today)? {
        DateRange { from: Some(from), to: Some(to) } => Ok(DateSpan { from, to }),
        _ => Err(DateError::OpenEnd { text: quotable(text) }),
    }
}

/// Reads a date as the beginning of a range: its first day. `3m` is the day three months ago.
///
/// # Errors
/// Whatever [`DateError`] lists; a range is an error unless it has a beginning and nothing else.
pub fn parse_from(text: &str, today: civil::Date) -> Result<civil::Date, DateError> {
    match lone_end(text, today)? {
        DateRange { from: Some(from), .. } => Ok(from),
        _ => Err(DateError::OpenEnd { text: quotable(text) }),
    }
}

/// Reads a date as the end of a range: its last day. `3m` is the day three months ago.
///
/// # Errors
/// Whatever [`DateError`] lists; a range is an error unless it has an end and nothing else.
pub fn parse_to(text: &str, today: civil::Date) -> Result<civil::Date, DateError> {
    match lone_end(text, today)? {
        DateRange { to: Some(to), .. } => Ok(to),
        _ => Err(DateError::OpenEnd { text: quotable(text) }),
    }
}

/// A date with its first and last day, or a range that is open at one end.
fn lone_end(text: &str, today: civil::Date) -> Result<DateRange, DateError> {
    let is_range = read::range_ends(text).is_some();
    if !is_range && !read::is_span_of_years(text) {
        let moment = Moment::read(text, today)?;
        return Ok(DateRange { from: Some(moment.first()), to: Some(moment.last()) });
    }
    match parse_date_range(text, today)? {
        DateRange { from: Some(_), to: Some(_) } => Err(DateError::Range { text: quotable(text) }),
        open => Ok(open),
    }
}

/// Writes a day in words: `1 April 2024`.
fn spelled(date: civil::Date) -> String {
    format!("{} {} {}", date.day(), name::month_name(date.month()), date.year())
}
