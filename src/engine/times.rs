//! When somebody is named, and how often one person is beside others.
//!
//! Owns the counting of articles by date and the weighing of two persons near a date; who they are is not known here. The
//! surprise: many dates are not put in order. How many are from before each day is counted, and only those with a time of the day,
//! which few have, are looked at then.

use tantivy::columnar::Column;

use super::rows::each_first;

/// The bearer has so many times the articles of all others of the surname.
pub(super) const ALONE: u64 = 12;
/// What is near in time, in seconds: a year to either side, five when nobody is named [`ALONE`] times in that, then twenty.
pub(super) const NEAR: [i64; 3] = [YEAR, 5 * YEAR, 20 * YEAR];
pub(super) const YEAR: i64 = 366 * DAY;
const DAY: i64 = 24 * 60 * 60;
/// Dates are counted by day when there are no more than so many days to a date.
const SPARSE: usize = 4;

/// Articles by date.
#[derive(Debug, Default, Clone)]
pub(super) struct Times {
    /// Ascending once [`Times::settle`] was called, unless they are counted by day.
    dates: Vec<i64>,
    pub(super) undated: u64,
    days: Option<Days>,
}

/// How many articles are from before each day.
#[derive(Debug, Clone)]
struct Days {
    /// Days since 1970.
    first: i64,
    /// For the first day and every one after that, and last all of them.
    before: Vec<u32>,
    /// The dates that are not the beginning of a day, ascending.
    timed: Vec<i64>,
}

impl Times {
    /// Adds articles whose dates are of no interest, or those of a column.
    pub(super) fn add(&mut self, documents: &[u32], dates: Option<&Column<i64>>) {
        let before = self.dates.len();
        if let Some(dates) = dates {
            self.dates.reserve(documents.len());
            each_first(dates, documents, |_, date| self.dates.push(date));
        }
        self.undated += (documents.len() - (self.dates.len() - before)) as u64;
    }

    /// Makes ready to be asked.
    pub(super) fn settle(&mut self) {
        self.days = Days::of(&self.dates);
        if self.days.is_none() {
            self.dates.sort_unstable();
        }
    }

    pub(super) fn all(&self) -> u64 {
        self.dates.len() as u64 + self.undated
    }

    /// How many lie at most so many seconds from a date.
    pub(super) fn within(&self, date: i64, seconds: i64) -> u64 {
        (self.up_to(date.saturating_add(seconds)) - self.up_to(date.saturating_sub(seconds).saturating_sub(1))) as u64
    }

    /// How many are from a time or before it.
    fn up_to(&self, time: i64) -> usize {
        match &self.days {
            Some(days) => days.up_to(time),
            None => self.dates.partition_point(|date| *date <= time),
        }
    }
}

impl Days {
    /// `None` for dates that lie too far apart to be worth it.
    fn of(dates: &[i64]) -> Option<Days> {
        let (first, last) =
            dates.iter().fold((i64::MAX, i64::MIN), |(first, last), date| (first.min(*date), last.max(*date)));
        let (first, last) = (first.div_euclid(DAY), last.div_euclid(DAY));
        let days = usize::try_from(last.checked_sub(first)?).ok().filter(|days| *days < dates.len() * SPARSE)? + 1;
        let mut before = vec![0u32; days + 1];
        let mut timed = Vec::new();
        for date in dates {
            before[(date.div_euclid(DAY) - first) as usize + 1] += 1;
            if date.rem_euclid(DAY) != 0 {
                timed.push(*date);
            }
        }
        timed.sort_unstable();
        let mut sum = 0;
        for count in &mut before {
            sum += *count;
            *count = sum;
        }
        Some(Days { first, before, timed })
    }

    /// How many dates are from a time or before it.
    #[inline]
    fn up_to(&self, time: i64) -> usize {
        let next = time.div_euclid(DAY).saturating_add(1);
        let at = next.saturating_sub(self.first).clamp(0, self.before.len() as i64 - 1);
        let before = self.before[at as usize] as usize;
        let end = next.saturating_mul(DAY);
        // Of most days every date counts.
        if time >= end - 1 || self.timed.last().is_none_or(|last| *last <= time) || self.timed[0] >= end {
            return before;
        }
        let later = &self.timed[self.timed.partition_point(|date| *date <= time)..];
        before - later.partition_point(|date| *date < end)
    }
}

/// How often the person asked for is named, and how often the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) mine: u64,
    pub(super) theirs: u64,
}

impl Weighed {
    /// Whether the person is named so many times as often as the others.
    pub(super) fn leads(self, times: u64) -> bool {
        self.theirs * times <= self.mine
    }
}

/// How often two are named, near a date or everywhere, whichever is better for the first; `None` when it is as well the
/// other's time.
pub(super) fn weigh(own: &Times, others: &Times, date: Option<i64>) -> Option<Weighed> {
    let everywhere = Weighed { mine: own.all(), theirs: others.all() };
    let Some(date) = date.filter(|_| own.undated * 2 <= own.all()) else { return Some(everywhere) };
    let mut last = everywhere;
    for seconds in NEAR {
        last = Weighed { mine: own.within(date, seconds), theirs: others.within(date, seconds) };
        // Fewer say no more than the whole index does.
        if last.mine.max(last.theirs) >= ALONE {
            let better = last.mine * everywhere.theirs >= everywhere.mine * last.theirs;
            return last.leads(2).then_some(if better { last } else { everywhere });
        }
    }
    // Nobody is talked about so long before or after their time.
    (last.mine > 0).then_some(everywhere)
}

#[cfg(test)]
impl Times {
    /// Articles of these dates.
    pub(super) fn of(dates: impl IntoIterator<Item = i64>) -> Times {
        let mut times = Times { dates: dates.into_iter().collect(), ..Times::default() };
        times.settle();
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_count() {
        let day = |day: i64| day * DAY;
        for times in [1, 100] {
            let of = Times::of([9, 3, 3, -4, 700].map(day).repeat(times));
            assert_eq!(of.days.is_some(), times > 1);
            for (date, days, expected) in
                [(0, 3, 2), (0, 2, 0), (0, 9, 4), (-8, 4, 1), (-9, 4, 0), (700, 0, 1), (9000, 8000, 0), (0, 9000, 5)]
            {
                assert_eq!(of.within(day(date), day(days)), expected * times as u64, "{date} {days}");
            }
        }
    }

    #[test]
    fn the_time_of_the_day_counts() {
        for far in [3 * DAY, 300 * DAY] {
            let of = Times::of([DAY + 1, DAY, DAY + 7, far]);
            assert_eq!(of.days.is_some(), far == 3 * DAY);
            for (date, seconds, expected) in [(DAY, 0, 1), (DAY, 1, 2), (DAY + 4, 3, 2), (DAY + 4, 4, 3), (far, far, 4)]
            {
                assert_eq!(of.within(date, seconds), expected, "{date} {seconds}");
            }
            assert_eq!(of.within(i64::MIN, i64::MAX), 0);
        }
    }
}
