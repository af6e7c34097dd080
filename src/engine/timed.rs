//! Which articles of a segment are of a time that a word tells.
//!
//! Owns the comparison of a [`WordTime`] with dates. The surprise: a date that is no more than the time of the
//! file counts for nothing, and one known only by its year is of no month.

use tantivy::TantivyError;
use tantivy::columnar::Column;
use tantivy::fastfield::FastFieldReaders;

use super::date::{EPOCH, is_of_file, last_second, precision_of, seconds};
use crate::article::ArticleDate;
use crate::query::WordTime;

/// Articles whose date lies wholly in a time.
pub(crate) struct TimedArticles {
    start: Column<i64>,
    precision: Column<u64>,
    /// First and last seconds, ascending, apart.
    ranges: Vec<(i64, i64)>,
}

impl TimedArticles {
    /// Opens the columns of a segment.
    pub(crate) fn open(columns: &FastFieldReaders, time: WordTime) -> Result<TimedArticles, TantivyError> {
        let start = columns.i64("date_start")?;
        let years = match time.year {
            Some(year) => year..=year,
            None => year_of(start.min_value())..=year_of(start.max_value()),
        };
        let ranges = years.filter_map(|year| range(time, year)).collect();
        Ok(TimedArticles { ranges, start, precision: columns.u64("date_precision")? })
    }

    /// Whether an article is of the time.
    pub(crate) fn have(&self, document: u32) -> bool {
        let Some(start) = self.start.first(document) else { return false };
        let at = self.ranges.partition_point(|(_, to)| *to < start);
        let Some(range) = self.ranges.get(at) else { return false };
        lies_in(*range, start, self.precision.first(document).unwrap_or_default())
    }
}

/// Whether a date lies wholly in a time.
pub(crate) fn is_of(date: &ArticleDate, time: WordTime) -> bool {
    let range = range(time, date.start.year());
    range.is_some_and(|range| lies_in(range, seconds(date.start), precision_of(date)))
}

/// The first and the last second of a time in a year.
fn range(time: WordTime, year: i16) -> Option<(i64, i64)> {
    let (from, to) = time.in_year(year)?;
    Some((seconds(from.at(0, 0, 0, 0)), seconds(to.at(23, 59, 59, 0))))
}

fn lies_in((from, to): (i64, i64), start: i64, precision: u64) -> bool {
    from <= start && !is_of_file(precision) && last_second(start, precision) <= to
}

/// The year of a second of the calendar; the nearest that a date may have for one that lies beyond.
fn year_of(second: i64) -> i16 {
    let day = jiff::Span::new().try_days(second.div_euclid(86_400));
    let date = day.and_then(|day| EPOCH.checked_add(day));
    date.map_or(if second < 0 { 1000 } else { 9999 }, |date| date.year()).clamp(1000, 9999)
}
