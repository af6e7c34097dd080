//! Counts over everything that a query finds: by day of publication, and by the values of a property.
//!
//! Owns the counting, over columns and never over stored articles. What is counted are the articles that match in full;
//! when there are none, those that hold some of the words. The surprise: values are counted by their number in each
//! segment's dictionary and only the most frequent are spelled out, which is exact all the same: a value that is not among
//! the first of any segment cannot be among the first of all, see [`most_frequent`].

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use super::EngineError;
use super::index::ArticleIndex;
use super::page::areas_of;
use super::search::Run;
use super::window::DocBits;
use crate::query::{Field, Query};

const DAY: i64 = 86_400;

/// A property whose values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Publisher.
    Source,
    /// Rubric.
    Section,
    /// Language code, `und` when not known.
    Lang,
    /// Month of publication, `2024-03`.
    Month,
}

/// A value of a [`Facet`] with its articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value as it is shown.
    pub value: String,
    /// Articles that have it.
    pub articles: u64,
}

/// The most frequent values of a [`Facet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCounts {
    /// What was counted.
    pub facet: Facet,
    /// The most frequent values, the most frequent first.
    pub values: Vec<FacetValue>,
    /// True when there are values besides these.
    pub more: bool,
    /// Articles that have no value.
    pub without: u64,
}

/// Articles that were published within the same span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateCount {
    /// First day, in days since 1970.
    pub first: i64,
    /// Last day: the same one unless only the month or the year is known.
    pub last: i64,
    /// Articles.
    pub articles: u64,
}

/// When the articles of a query were published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateCounts {
    /// By span, ascending.
    pub spans: Vec<DateCount>,
    /// Articles without a date.
    pub undated: u64,
}

/// Counts the documents of one segment.
pub(crate) trait SegmentTally {
    /// Counts what matches among the documents from `start` on.
    fn count(&mut self, start: u32, bits: &DocBits);
}

/// For when only the number matters.
#[derive(Debug)]
pub(crate) struct Uncounted;

impl SegmentTally for Uncounted {
    fn count(&mut self, _: u32, _: &DocBits) {}
}

impl ArticleIndex {
    /// Counts the articles of a query by their dates.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn date_counts(&self, query: &Query, field: Option<Field>) -> Result<DateCounts, EngineError> {
        let mut spans: BTreeMap<(i64, i64), u64> = BTreeMap::new();
        let mut undated = 0;
        for tally in self.tally(query, field, DateTally::open)? {
            tally.spans.into_iter().for_each(|(span, count)| *spans.entry(span).or_default() += count);
            undated += tally.undated;
        }
        let spans = spans.into_iter().map(|((first, last), articles)| DateCount { first, last, articles }).collect();
        Ok(DateCounts { spans, undated })
    }

    /// Counts the values of some properties over the articles of a query; of each the `limit` most frequent.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn facet_counts(
        &self,
        query: &Query,
        field: Option<Field>,
        facets: &[Facet],
        limit: usize,
    ) -> Result<Vec<FacetCounts>, EngineError> {
        self.count_facets(&mut Run::new(self, query, areas_of(field))?, facets, limit)
    }

    /// As [`ArticleIndex::facet_counts`], for a query that is planned already.
    pub(crate) fn count_facets(
        &self,
        run: &mut Run<'_>,
        facets: &[Facet],
        limit: usize,
    ) -> Result<Vec<FacetCounts>, EngineError> {
        let segments = run.tally(&|index, segment| FacetTally::open(index, segment, facets))?.segments;
        let mut by_facet: Vec<Vec<FacetColumn>> = facets.iter().map(|_| Vec::new()).collect();
        for segment in segments {
            by_facet.iter_mut().zip(segment.columns).for_each(|(columns, column)| columns.push(column));
        }
        facets.iter().zip(by_facet).map(|(&facet, columns)| self.facet(facet, columns, limit)).collect()
    }

    /// Runs a query over every segment and hands what matches to a tally of its own.
    fn tally<T: SegmentTally>(
        &self,
        query: &Query,
        field: Option<Field>,
        open: impl Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
    ) -> Result<Vec<T>, EngineError> {
        let mut run = Run::new(self, query, areas_of(field))?;
        Ok(run.tally(&open)?.segments)
    }

    fn facet(&self, facet: Facet, columns: Vec<FacetColumn>, limit: usize) -> Result<FacetCounts, EngineError> {
        let mut without = 0;
        let mut months: BTreeMap<i64, u64> = BTreeMap::new();
        let mut words = Vec::new();
        for column in columns {
            match column {
                FacetColumn::Months { counts, without: none, .. } => {
                    counts.into_iter().for_each(|(month, count)| *months.entry(month).or_default() += count);
                    without += none;
                }
                FacetColumn::Words { column, counts, without: none } => {
                    without += none;
                    words.push(OrdinalCounts { column, counts });
                }
                FacetColumn::Absent { articles } => without += articles,
            }
        }
        if facet == Facet::Month {
            return Ok(month_counts(months, without, limit));
        }
        let (values, more) = most_frequent(&words, limit).map_err(|error| EngineError::io(&self.path, error))?;
        Ok(FacetCounts { facet, values, more, without })
    }
}

fn month_counts(months: BTreeMap<i64, u64>, without: u64, limit: usize) -> FacetCounts {
    let mut months: Vec<(i64, u64)> = months.into_iter().collect();
    months.sort_by_key(|(month, articles)| (std::cmp::Reverse(*articles), *month));
    let more = months.len() > limit;
    let value = |month: i64| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
    let shown = months.into_iter().take(limit);
    let values = shown.map(|(month, articles)| FacetValue { value: value(month), articles }).collect();
    FacetCounts { facet: Facet::Month, values, more, without }
}

struct DateTally {
    start: Column<i64>,
    end: Column<i64>,
    spans: FxHashMap<(i64, i64), u64>,
    undated: u64,
}

impl DateTally {
    fn open(index: &ArticleIndex, segment: &SegmentReader) -> Result<DateTally, EngineError> {
        let column = |name| segment.fast_fields().i64(name).map_err(EngineError::at(&index.path));
        Ok(DateTally {
            start: column("date_start")?,
            end: column("date_end")?,
            spans: FxHashMap::default(),
            undated: 0,
        })
    }
}

impl SegmentTally for DateTally {
    fn count(&mut self, start: u32, bits: &DocBits) {
        for offset in bits.iter() {
            match (self.start.first(start + offset), self.end.first(start + offset)) {
                (Some(first), Some(last)) => {
                    *self.spans.entry((first.div_euclid(DAY), last.div_euclid(DAY))).or_default() += 1;
                }
                _ => self.undated += 1,
            }
        }
    }
}

struct FacetTally {
    columns: Vec<FacetColumn>,
}

enum FacetColumn {
    Words {
        column: StrColumn,
        counts: Vec<u32>,
        without: u64,
    },
    /// Months since the year 0.
    Months {
        start: Column<i64>,
        counts: FxHashMap<i64, u64>,
        without: u64,
        last: (i64, i64),
    },
    /// No article of the segment has a value.
    Absent {
        articles: u64,
    },
}

impl FacetTally {
    fn open(index: &ArticleIndex, segment: &SegmentReader, facets: &[Facet]) -> Result<FacetTally, EngineError> {
        let columns = facets.iter().map(|&facet| FacetColumn::open(index, segment, facet)).collect::<Result<_, _>>()?;
        Ok(FacetTally { columns })
    }
}

impl SegmentTally for FacetTally {
    fn count(&mut self, start: u32, bits: &DocBits) {
        self.columns.iter_mut().for_each(|column| column.count(start, bits));
    }
}

impl FacetColumn {
    fn open(index: &ArticleIndex, segment: &SegmentReader, facet: Facet) -> Result<FacetColumn, EngineError> {
        let name = match facet {
            Facet::Source => "source_value",
            Facet::Section => "rubric_value",
            Facet::Lang => "language",
            Facet::Month => {
                let start = segment.fast_fields().i64("date_start").map_err(EngineError::at(&index.path))?;
                let nothing = (i64::MIN, i64::MIN);
                return Ok(FacetColumn::Months { start, counts: FxHashMap::default(), without: 0, last: nothing });
            }
        };
        Ok(match segment.fast_fields().str(name).map_err(EngineError::at(&index.path))? {
            Some(column) => {
                let counts = vec![0; column.dictionary().num_terms()];
                FacetColumn::Words { column, counts, without: 0 }
            }
            None => FacetColumn::Absent { articles: 0 },
        })
    }

    fn count(&mut self, start: u32, bits: &DocBits) {
        match self {
            FacetColumn::Words { column, counts, without } => {
                for offset in bits.iter() {
                    let mut some = false;
                    for ordinal in column.term_ords(start + offset) {
                        counts[ordinal as usize] += 1;
                        some = true;
                    }
                    *without += u64::from(!some);
                }
            }
            FacetColumn::Months { start: column, counts, without, last } => {
                for offset in bits.iter() {
                    let Some(time) = column.first(start + offset) else {
                        *without += 1;
                        continue;
                    };
                    let day = time.div_euclid(DAY);
                    // Articles that lie together are often of the same day.
                    if last.0 != day {
                        *last = (day, month_of(day));
                    }
                    *counts.entry(last.1).or_default() += 1;
                }
            }
            FacetColumn::Absent { articles } => *articles += u64::from(bits.count()),
        }
    }
}

/// Months since the year 0 of a day since 1970.
fn month_of(day: i64) -> i64 {
    let date = date_of(day);
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// The date of a day since 1970; the last there is for one out of range.
pub fn date_of(day: i64) -> jiff::civil::Date {
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(day).ok();
    span.and_then(|span| epoch.checked_add(span).ok()).unwrap_or(jiff::civil::Date::MAX)
}

/// Counts of one segment by the number of the value in its dictionary.
struct OrdinalCounts {
    column: StrColumn,
    counts: Vec<u32>,
}

/// The most frequent values over all segments, and whether there are others.
///
/// The first `depth` of every segment are candidates, each then counted in all segments. What is no candidate has at most
/// the sum of the segments' last counts; as long as that is more than the least of the values taken, more are looked at.
/// (The threshold algorithm of Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware", 2001.)
fn most_frequent(segments: &[OrdinalCounts], limit: usize) -> std::io::Result<(Vec<FacetValue>, bool)> {
    let mut orders: Vec<Vec<u32>> = Vec::new();
    for segment in segments {
        let counted = segment.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut order: Vec<u32> = counted.map(|(ordinal, _)| ordinal as u32).collect();
        order.sort_unstable_by_key(|&ordinal| std::cmp::Reverse(segment.counts[ordinal as usize]));
        orders.push(order);
    }
    let mut depth = limit.max(1);
    loop {
        let mut values = candidates(segments, &orders, depth)?;
        values.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
        let rest = |(segment, order): (&OrdinalCounts, &Vec<u32>)| {
            order.get(depth).map_or(0, |&ordinal| u64::from(segment.counts[ordinal as usize]))
        };
        let unseen: u64 = segments.iter().zip(&orders).map(rest).sum();
        let least = values.get(limit.saturating_sub(1)).map_or(0, |value| value.articles);
        // With a tie the alphabet decides, so the tied ones have to be seen too.
        if unseen == 0 || unseen < least {
            let more = unseen > 0 || values.len() > limit;
            values.truncate(limit);
            return Ok((values, more));
        }
        depth = depth.saturating_mul(4);
    }
}

/// The first `depth` values of every segment with their counts in all of them.
fn candidates(segments: &[OrdinalCounts], orders: &[Vec<u32>], depth: usize) -> std::io::Result<Vec<FacetValue>> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut values = Vec::new();
    for (segment, order) in segments.iter().zip(orders) {
        for &ordinal in order.iter().take(depth) {
            let mut value = String::new();
            if !segment.column.ord_to_str(u64::from(ordinal), &mut value)? || !seen.insert(value.clone()) {
                continue;
            }
            let mut articles = 0;
            for other in segments {
                let known = other.column.dictionary().term_ord(value.as_bytes())?;
                articles += known.map_or(0, |ordinal| u64::from(other.counts[ordinal as usize]));
            }
            values.push(FacetValue { value, articles });
        }
    }
    Ok(values)
}
