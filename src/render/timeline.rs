//! A timeline: articles by day, week, month or year, as bars, as a table and as JSON.
//!
//! Owns the cutting of time into periods. The surprise: an article of which only the month or the year is known has no
//! place on a finer timeline; it is counted apart and said, not put on the first day.

use std::io::{self, Write};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use thiserror::Error;

use super::clean;
use super::text::{FACTS, HEADLINE, TextOptions, columns};
use crate::engine::{DateCounts, date_of};

/// Most periods of a timeline.
const MOST_PERIODS: usize = 40_000;
/// So many empty periods in a row are shown one by one; of more, their number.
const SHOWN_EMPTY: usize = 24;
/// Most periods that fit a screen, for the choice of their length.
const FITTING: i64 = 48;

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    /// The first day of the period that a day lies in.
    fn begin(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(back.days()).unwrap_or(Date::MIN)
            }
            Period::Month => day.first_of_month(),
            Period::Year => day.first_of_year(),
        }
    }

    /// The first day of the next one, `None` at the end of time.
    fn next(self, begin: Date) -> Option<Date> {
        let span = match self {
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Year => 1.year(),
        };
        begin.checked_add(span).ok()
    }

    fn label(self, begin: Date) -> String {
        match self {
            Period::Day | Period::Week => begin.to_string(),
            Period::Month => format!("{:04}-{:02}", begin.year(), begin.month()),
            Period::Year => format!("{:04}", begin.year()),
        }
    }

    /// The shortest in which the time from `first` to `last` fits a screen.
    fn fitting(first: Date, last: Date) -> Period {
        let days = i64::from((last - first).get_days());
        match days {
            days if days < FITTING => Period::Day,
            days if days / 7 < FITTING => Period::Week,
            days if days / 30 < FITTING * 2 => Period::Month,
            _ => Period::Year,
        }
    }
}

/// Why a timeline cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimelineError {
    /// The time is too long for such periods.
    #[error("from {first} to {last} there are more than {MOST_PERIODS} {}s", by.name())]
    TooMany {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
        /// The period.
        by: Period,
    },
}

/// Articles by period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The query as typed.
    pub query: String,
    /// Length of a period.
    pub by: Period,
    /// First days of the periods, without a gap.
    pub periods: Vec<Date>,
    /// What is counted in them.
    pub series: Vec<Series>,
}

/// One column of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Articles in each period.
    pub counts: Vec<u64>,
    /// Articles in all, with those that have no place.
    pub total: u64,
    /// Articles without a date.
    pub undated: u64,
    /// Articles of which no more is known than a span that is longer than a period.
    pub vague: u64,
    /// Articles whose date is no more than the time of their file; they are counted.
    pub of_file: u64,
    /// Articles that hold some of the plain words only; they are not counted.
    pub partial: u64,
    /// Patterns that stand for more words than were looked at.
    pub cut: Vec<String>,
}

impl Timeline {
    /// Puts counts into periods; `by` of `None` takes what fits a screen.
    ///
    /// # Errors
    /// When there would be too many periods.
    pub fn build(
        query: &str,
        counted: Vec<(String, DateCounts)>,
        by: Option<Period>,
    ) -> Result<Timeline, TimelineError> {
        let spans = || counted.iter().flat_map(|(_, counts)| &counts.spans);
        // What is known to the day decides how fine the timeline is, unless nothing is.
        let exact = || spans().filter(|span| span.first == span.last);
        let range = |fine: bool| {
            let days = |span: &crate::engine::DateCount| (!fine || span.first == span.last).then_some(*span);
            let first = spans().filter_map(days).map(|span| span.first).min()?;
            Some((date_of(first), date_of(spans().filter_map(days).map(|span| span.last).max()?)))
        };
        let fine = exact().next().is_some();
        let by = by.unwrap_or_else(|| match range(fine) {
            Some((first, last)) if fine => Period::fitting(first, last),
            Some((first, last)) if spans().all(|span| span.last - span.first < 31) => {
                Period::fitting(first, last).max_with(Period::Month)
            }
            Some(_) => Period::Year,
            None => Period::Month,
        });
        let placed = |span: &&crate::engine::DateCount| by.begin(date_of(span.first)) == by.begin(date_of(span.last));
        let first = spans().filter(placed).map(|span| by.begin(date_of(span.first))).min();
        let last = spans().filter(placed).map(|span| by.begin(date_of(span.first))).max();
        let mut periods = Vec::new();
        if let (Some(first), Some(last)) = (first, last) {
            let mut next = Some(first);
            while let Some(begin) = next.filter(|begin| *begin <= last) {
                if periods.len() == MOST_PERIODS {
                    return Err(TimelineError::TooMany { first, last, by });
                }
                periods.push(begin);
                next = by.next(begin);
            }
        }
        let series = counted.into_iter().map(|(name, counts)| Series::build(name, &counts, by, &periods)).collect();
        Ok(Timeline { query: query.to_owned(), by, periods, series })
    }

    /// Adds the periods without an article from one day to another, so that what was counted for the same days can be laid side by
    /// side; none where nothing was found or where there would be too many.
    pub fn cover(&mut self, from: Option<Date>, to: Option<Date>) {
        let (Some(&first), Some(&last)) = (self.periods.first(), self.periods.last()) else { return };
        let begin = from.map_or(first, |from| self.by.begin(from).min(first));
        let end = to.map_or(last, |to| self.by.begin(to).max(last));
        let mut periods = Vec::new();
        let mut next = Some(begin);
        while let Some(period) = next.filter(|period| *period <= end) {
            if periods.len() == MOST_PERIODS {
                return;
            }
            periods.push(period);
            next = self.by.next(period);
        }
        let before = periods.iter().take_while(|period| **period < first).count();
        for series in &mut self.series {
            series.counts.splice(0..0, std::iter::repeat_n(0, before));
            series.counts.resize(periods.len(), 0);
        }
        self.periods = periods;
    }

    fn most(&self) -> u64 {
        self.series.iter().flat_map(|series| &series.counts).copied().max().unwrap_or(0)
    }
}

impl Period {
    fn max_with(self, other: Period) -> Period {
        let length =
            |period| [Period::Day, Period::Week, Period::Month, Period::Year].iter().position(|p| *p == period);
        if length(self) >= length(other) { self } else { other }
    }
}

impl Series {
    fn build(name: String, counts: &DateCounts, by: Period, periods: &[Date]) -> Series {
        let mut series = Series {
            name,
            counts: vec![0; periods.len()],
            total: counts.undated,
            undated: counts.undated,
            vague: 0,
            of_file: counts.of_file,
            partial: counts.partial,
            cut: counts.cut.clone(),
        };
        for span in &counts.spans {
            series.total += span.articles;
            let begin = by.begin(date_of(span.first));
            match periods.binary_search(&begin) {
                Ok(place) if by.begin(date_of(span.last)) == begin => series.counts[place] += span.articles,
                _ => series.vague += span.articles,
            }
        }
        series
    }
}

/// What bars are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bars {
    /// Block characters, to an eighth of a column.
    Blocks,
    /// ASCII.
    Ascii,
}

/// Writes bars: a line for each period, the series side by side.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(timeline: &Timeline, options: &TextOptions, bars: Bars, out: &mut dyn Write) -> io::Result<()> {
    let label_width = timeline.periods.first().map_or(0, |begin| timeline.by.label(*begin).len());
    let count_width = timeline.most().to_string().len();
    let room = options.width.saturating_sub(label_width) / timeline.series.len().max(1);
    // Two blanks, the bar, a blank, the number.
    let bar_width = room.saturating_sub(count_width + 3).max(4);
    if timeline.series.len() > 1 {
        write!(out, "{:label_width$}", "")?;
        for series in &timeline.series {
            let name = shortened(&clean(&series.name), bar_width + count_width + 1);
            let pad = " ".repeat((bar_width + count_width + 1).saturating_sub(columns(&name)));
            write!(out, "  {}{pad}", options.style(HEADLINE, &name))?;
        }
        writeln!(out)?;
    }
    let most = timeline.most();
    let mut index = 0;
    while index < timeline.periods.len() {
        let empty = timeline.series.iter().map(|series| empty_run(&series.counts[index..])).min().unwrap_or(0);
        if empty > SHOWN_EMPTY {
            let line = format!("{:>label_width$}  {empty} {}s without an article", "...", timeline.by.name());
            writeln!(out, "{}", options.style(FACTS, &line))?;
            index += empty;
            continue;
        }
        write!(out, "{}", timeline.by.label(timeline.periods[index]))?;
        let last = timeline.series.len() - 1;
        for (place, series) in timeline.series.iter().enumerate() {
            let count = series.counts[index];
            let bar = bar(count, most, bar_width, bars);
            let pad = " ".repeat(if place == last { 0 } else { bar_width.saturating_sub(columns(&bar)) });
            let number = if place == last { format!("{count}") } else { format!("{count:<count_width$}") };
            let gap = if bar.is_empty() { "" } else { " " };
            let rest = if bar.is_empty() && place != last { " " } else { "" };
            write!(
                out,
                "  {}{gap}{}{pad}{rest}",
                options.style(super::text::BAR, &bar),
                options.style(FACTS, &number)
            )?;
        }
        writeln!(out)?;
        index += 1;
    }
    Ok(())
}

fn empty_run(counts: &[u64]) -> usize {
    counts.iter().take_while(|count| **count == 0).count()
}

fn shortened(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if columns(&out) + columns(c.encode_utf8(&mut [0; 4])) + 1 > width {
            break;
        }
        out.push(c);
    }
    out + "…"
}

/// A bar of `count` where `most` takes the whole width. What is not nothing is never invisible.
fn bar(count: u64, most: u64, width: usize, bars: Bars) -> String {
    if count == 0 || most == 0 {
        return String::new();
    }
    let share = count as f64 / most as f64;
    match bars {
        Bars::Ascii => "#".repeat(((share * width as f64).round() as usize).max(1)),
        Bars::Blocks => {
            const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
            let eighths = ((share * width as f64 * 8.0).round() as usize).max(1);
            format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
        }
    }
}

/// Writes a table: first and last day of each period, and a column for each series.
///
/// # Errors
/// When the writer refuses.
pub fn render_csv(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let names = timeline.series.iter().map(|series| super::csv::harmless(clean(&series.name).into_owned()));
    table.write_record(["from".to_owned(), "to".to_owned()].into_iter().chain(names))?;
    for (index, begin) in timeline.periods.iter().enumerate() {
        let counts = timeline.series.iter().map(|series| series.counts[index].to_string());
        let end = last_day(*begin, timeline.by).to_string();
        table.write_record([begin.to_string(), end].into_iter().chain(counts))?;
    }
    table.flush()
}

/// The last day of a period.
pub(super) fn last_day(begin: Date, by: Period) -> Date {
    by.next(begin).and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX)
}

#[derive(Serialize)]
struct TimelineOut<'a> {
    version: u32,
    query: &'a str,
    by: Period,
    periods: Vec<PeriodOut>,
    series: Vec<SeriesOut<'a>>,
}

#[derive(Serialize)]
struct PeriodOut {
    from: Date,
    to: Date,
}

#[derive(Serialize)]
struct SeriesOut<'a> {
    name: &'a str,
    total: u64,
    partial: u64,
    undated: u64,
    vague: u64,
    of_file: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    shortened_patterns: &'a [String],
    counts: &'a [u64],
}

/// Writes JSON.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let document = TimelineOut {
        version: super::json::VERSION,
        query: &timeline.query,
        by: timeline.by,
        periods: timeline
            .periods
            .iter()
            .map(|begin| PeriodOut { from: *begin, to: last_day(*begin, timeline.by) })
            .collect(),
        series: timeline
            .series
            .iter()
            .map(|series| SeriesOut {
                name: &series.name,
                total: series.total,
                partial: series.partial,
                undated: series.undated,
                vague: series.vague,
                of_file: series.of_file,
                shortened_patterns: &series.cut,
                counts: &series.counts,
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// The label of a period.
pub(super) fn label(begin: Date, by: Period) -> String {
    by.label(begin)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::engine::DateCount;
    use crate::render::text::Emphasis;

    /// Days since 1970 of a day.
    fn day(year: i16, month: i8, day: i8) -> i64 {
        i64::from((date(year, month, day) - date(1970, 1, 1)).get_days())
    }

    fn on(days: &[(i64, u64)]) -> DateCounts {
        let spans = days.iter().map(|&(day, articles)| DateCount { first: day, last: day, articles }).collect();
        DateCounts { spans, ..DateCounts::default() }
    }

    fn drawn(timeline: &Timeline, width: usize, bars: Bars) -> String {
        let options = TextOptions { width, emphasis: Emphasis::Plain, links: None };
        let mut out = Vec::new();
        render_text(timeline, &options, bars, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn the_days_asked_for_are_covered() {
        let counts = on(&[(day(2024, 3, 5), 2), (day(2024, 4, 1), 1)]);
        let mut timeline = Timeline::build("q", vec![("a".into(), counts)], Some(Period::Month)).expect("short");
        timeline.cover(Some(date(2024, 1, 15)), Some(date(2024, 6, 30)));
        let begins: Vec<i8> = timeline.periods.iter().map(|period| period.month()).collect();
        assert_eq!((begins, &timeline.series[0].counts[..]), (vec![1, 2, 3, 4, 5, 6], &[0, 0, 2, 1, 0, 0][..]));
        let mut days =
            Timeline::build("q", vec![("a".into(), on(&[(day(2024, 3, 5), 2)]))], Some(Period::Day)).expect("short");
        days.cover(Some(date(1, 1, 1)), None);
        assert_eq!(days.periods.len(), 1, "too many are not added");
    }

    #[test]
    fn empty_months_are_shown() {
        let counts = on(&[(day(2024, 1, 31), 4), (day(2024, 3, 1), 1), (day(2024, 3, 9), 1)]);
        let timeline = Timeline::build("q", vec![("articles".into(), counts)], Some(Period::Month)).expect("short");
        assert_eq!(drawn(&timeline, 20, Bars::Ascii), "2024-01  ######### 4\n2024-02  0\n2024-03  ##### 2\n");
        assert_eq!(drawn(&timeline, 16, Bars::Blocks), "2024-01  █████ 4\n2024-02  0\n2024-03  ██▌ 2\n");
    }

    #[test]
    fn series_stand_side_by_side() {
        let (a, b) = (on(&[(day(2023, 5, 1), 2)]), on(&[(day(2024, 5, 1), 4)]));
        let series = vec![("Kim".to_owned(), a), ("A very long name".to_owned(), b)];
        let timeline = Timeline::build("", series, Some(Period::Year)).expect("short");
        assert_eq!(
            drawn(&timeline, 30, Bars::Ascii),
            "      Kim          A very lon…\n2023  ##### 2      0\n2024  0            ######### 4\n"
        );
    }

    #[test]
    fn weeks_begin_on_monday_and_years_are_cut_as_calendars_are() {
        assert_eq!(Period::Week.begin(date(2024, 12, 31)), date(2024, 12, 30));
        assert_eq!(Period::Week.begin(date(2024, 12, 30)), date(2024, 12, 30));
        assert_eq!(last_day(date(2024, 2, 1), Period::Month), date(2024, 2, 29));
        assert_eq!(last_day(date(9999, 1, 1), Period::Year), date(9999, 12, 31));
    }

    #[test]
    fn the_period_fits_what_there_is() {
        let by = |first, last| {
            Timeline::build("", vec![("a".into(), on(&[(first, 1), (last, 1)]))], None).expect("short").by
        };
        assert_eq!(by(day(2024, 1, 1), day(2024, 2, 10)), Period::Day);
        assert_eq!(by(day(2024, 1, 1), day(2024, 8, 1)), Period::Week);
        assert_eq!(by(day(2020, 1, 1), day(2024, 8, 1)), Period::Month);
        assert_eq!(by(day(1890, 1, 1), day(1924, 8, 1)), Period::Year);
    }

    #[test]
    fn what_is_known_to_the_month_only_has_no_day() {
        let march = DateCount { first: day(2024, 3, 1), last: day(2024, 3, 31), articles: 5 };
        let mut counts = on(&[(day(2024, 3, 5), 1)]);
        counts.spans.push(march);
        counts.undated = 2;
        let build = |by| Timeline::build("", vec![("a".into(), counts.clone())], by).expect("short");
        let days = build(Some(Period::Day));
        assert_eq!((days.periods.len(), days.series[0].vague, days.series[0].total), (1, 5, 8));
        let months = build(Some(Period::Month));
        assert_eq!((months.series[0].counts.as_slice(), months.series[0].vague), (&[6][..], 0));
        let only_months = DateCounts { spans: vec![march], ..DateCounts::default() };
        let timeline = Timeline::build("", vec![("a".into(), only_months)], None).expect("short");
        assert_eq!((timeline.by, timeline.series[0].counts.as_slice()), (Period::Month, &[5][..]));
    }

    #[test]
    fn a_long_emptiness_is_one_line_and_an_endless_one_an_error() {
        let counts = on(&[(day(1900, 1, 1), 1), (day(1990, 1, 1), 1)]);
        let timeline = Timeline::build("", vec![("a".into(), counts.clone())], Some(Period::Year)).expect("short");
        assert_eq!(timeline.periods.len(), 91);
        assert_eq!(
            drawn(&timeline, 12, Bars::Ascii),
            "1900  #### 1\n ...  89 years without an article\n1990  #### 1\n"
        );
        let wide = on(&[(day(1, 1, 1), 1), (day(1990, 1, 1), 1)]);
        assert!(Timeline::build("", vec![("a".into(), wide)], Some(Period::Day)).is_err());
    }
}
