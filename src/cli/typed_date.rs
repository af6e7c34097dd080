//! Dates of `--on`, `--from` and `--to`: what the query language reads, and else whatever an article may be dated by.
//!
//! The surprise: a date that an article could have in two ways is no date here, since nobody is asked what was meant; only a day
//! of the Islamic calendar, which differs between countries, is both of its days.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::article::DatePrecision;
use crate::query::{DateError, DateRange, DateSpan, parse_date_range, parse_from, parse_to};
use crate::source::date;

/// The days of `--on`, which may be open at one end.
///
/// # Errors
/// Whatever [`parse_date_range`] says.
pub fn read_range(text: &str, today: Date) -> Result<DateRange, DateError> {
    let range = |span: DateSpan| DateRange { from: Some(span.from), to: Some(span.to) };
    parse_date_range(text, today).or_else(|error| as_in_articles(text, &error).map(range).ok_or(error))
}

/// The first day of `--from`.
///
/// # Errors
/// Whatever [`parse_from`] says.
pub fn read_from(text: &str, today: Date) -> Result<Date, DateError> {
    parse_from(text, today).or_else(|error| as_in_articles(text, &error).map(|span| span.from).ok_or(error))
}

/// The last day of `--to`.
///
/// # Errors
/// Whatever [`parse_to`] says.
pub fn read_to(text: &str, today: Date) -> Result<Date, DateError> {
    parse_to(text, today).or_else(|error| as_in_articles(text, &error).map(|span| span.to).ok_or(error))
}

/// Reads a date of another language or calendar as those of articles are read.
fn as_in_articles(text: &str, error: &DateError) -> Option<DateSpan> {
    // What has another error was understood.
    if !matches!(error, DateError::Unreadable { .. }) {
        return None;
    }
    let found = date::parse(text, None)?;
    let from = found.start.date();
    let to = match found.precision {
        DatePrecision::Time => return None,
        DatePrecision::Day => from,
        DatePrecision::Month => from.last_of_month(),
        DatePrecision::Year => from.last_of_year(),
    };
    let next = to.checked_add(1.day()).ok();
    match found.alternative {
        None => Some(DateSpan { from, to }),
        Some(other) if next == Some(other) => Some(DateSpan { from, to: other }),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2024, 6, 1);

    #[test]
    fn dates_of_articles_can_be_asked_for_as_they_are_written() {
        for text in [
            "7 Mart 2024",
            "7 марта 2024",
            "7 березня 2024 року",
            "2024年3月7日",
            "7 Maret 2024",
            "7 Μαρτίου 2024",
            "7 मार्च 2024",
            "7 במרץ 2024",
            "7 maart 2024",
            "民國113年3月7日",
            "令和6年3月7日",
            "۱۷ اسفند ۱۴۰۲",
            "7 มีนาคม 2567",
        ] {
            let day = date(2024, 3, 7);
            assert_eq!(read_range(text, TODAY), Ok(DateRange { from: Some(day), to: Some(day) }), "{text}");
            assert_eq!((read_from(text, TODAY), read_to(text, TODAY)), (Ok(day), Ok(day)), "{text}");
        }
        let range = |from, to| Ok(DateRange { from, to });
        let day = |month, day| Some(date(2024, month, day));
        assert_eq!(read_range("Mart 2024", TODAY), range(day(3, 1), day(3, 31)));
        assert_eq!(read_range("26 شعبان 1445", TODAY), range(day(3, 7), day(3, 8)));
        assert_eq!(read_range("3m..", TODAY), range(day(3, 1), None));
        assert_eq!(read_range("..2024-03", TODAY), range(None, day(3, 31)));
    }

    #[test]
    fn what_is_no_day_keeps_its_error() {
        for text in [
            "soon",
            "04/05/2024",
            "2024-04-01T12:00Z",
            "30 Mart 2024 14:00",
            "31 Haziran 2024",
            "30 February 2023",
            "1 April 24",
            "Tuesday, 1 April 2024",
            "",
        ] {
            assert!(read_range(text, TODAY).is_err(), "{text}");
            assert_eq!(read_from(text, TODAY), parse_from(text, TODAY), "{text}");
        }
    }
}
