//! Dates of publication as columns have them.
//!
//! Owns how a date becomes its first second and how finely it is known, and how its last second follows from that. The
//! surprise: the last second is not stored, since it would take as much room as the first.

use jiff::civil::{Date, DateTime};

use crate::article::{ArticleDate, DatePrecision, DateProvenance};

pub(crate) const EPOCH: Date = jiff::civil::date(1970, 1, 1);
/// Seconds of a day.
const DAY: i64 = 86_400;
/// No date spans more seconds: a leap year.
pub(crate) const LONGEST_DATE: i64 = 366 * DAY;

/// Seconds since 1970 of a civil time, as if it were UTC.
pub(crate) fn seconds(time: DateTime) -> i64 {
    let days = i64::from((time.date() - EPOCH).get_days());
    let clock = time.time();
    days * DAY + i64::from(clock.hour()) * 3_600 + i64::from(clock.minute()) * 60 + i64::from(clock.second())
}

/// Added to how finely a date is known when it is no more than the time of the file.
const OF_FILE: u64 = 8;

/// What the column has of how a date is known.
pub(crate) fn precision_of(date: &ArticleDate) -> u64 {
    let of_file = if date.provenance == DateProvenance::FileTime { OF_FILE } else { 0 };
    date.precision as u64 + of_file
}

/// Whether a date is no more than the time of the file, as [`precision_of`] tells it.
pub(crate) fn is_of_file(precision: u64) -> bool {
    precision >= OF_FILE
}

/// Whether the month of a date is known, as [`precision_of`] tells it.
pub(crate) fn tells_month(precision: u64) -> bool {
    precision % OF_FILE != DatePrecision::Year as u64
}

/// The last second of a date that begins with `start`; `precision` as [`precision_of`] tells it.
pub(crate) fn last_second(start: i64, precision: u64) -> i64 {
    let precision = precision % OF_FILE;
    if precision == DatePrecision::Time as u64 {
        return start;
    }
    let day = start.div_euclid(DAY);
    let of_day = (day * DAY).saturating_add(DAY - 1);
    if precision == DatePrecision::Day as u64 {
        return of_day;
    }
    let date = i32::try_from(day).ok().and_then(|day| EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok());
    let last = if precision == DatePrecision::Month as u64 { Date::last_of_month } else { Date::last_of_year };
    date.map_or(of_day, |date| seconds(last(date).at(23, 59, 59, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_follows_from_the_first() {
        // 2024-02-10T12:00:00 and 1969-03-01, as `date -u +%s` tells them.
        let (leap, before) = (1_707_566_400, -26_438_400);
        for (start, precision, expected) in [
            (leap, DatePrecision::Time, leap),
            (leap, DatePrecision::Day, 1_707_609_599),
            (leap, DatePrecision::Month, 1_709_251_199),
            (leap, DatePrecision::Year, 1_735_689_599),
            (before, DatePrecision::Day, -26_352_001),
            (before, DatePrecision::Year, -1),
        ] {
            assert_eq!(last_second(start, precision as u64), expected, "{start} {precision:?}");
        }
        assert_eq!(last_second(leap, DatePrecision::Day as u64 + OF_FILE), 1_707_609_599);
        assert_eq!(seconds(jiff::civil::date(2024, 2, 10).at(12, 0, 0, 0)), leap);
        // Damage.
        assert_eq!(last_second(i64::MAX / 2, 0) - i64::MAX / 2, 58_496);
    }
}
