//! Counts over everything that a query finds: by day of publication, and by the values of a property.
//!
//! Owns the counting, over columns and never over stored articles. What is counted are the articles that match in full; of
//! values, which are shown beside hits, those that hold some of the words when there are no others. The surprise: an article whose date is known to the month only
//! counts in the span that is known, and whoever draws the counts decides what becomes of that.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy::SegmentReader;
use tantivy::columnar::Column;

use super::EngineError;
use super::date::{is_of_file, last_second, tells_month};
use super::document::NameClass;
use super::facet::{Counting, NameColumn, NameTally, WordColumn, most_frequent, most_frequent_names};
use super::index::ArticleIndex;
use super::page::areas_of;
use super::rows::{Rows, each_of_both};
use super::search::Run;
use super::window::DocBits;
use crate::query::{Field, Query};

const DAY: i64 = 86_400;

/// A property whose values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Person.
    Person,
    /// Organisation.
    Org,
    /// Place.
    Place,
    /// Publisher.
    Source,
    /// Rubric.
    Section,
    /// Language code, `und` when not known.
    Lang,
    /// Month of publication, `2024-03`, where it is known.
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
    /// Articles that have no value; for the month also those of which no more than the year is known.
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
    /// Articles whose date is no more than the time of their file; they are among the others too.
    pub of_file: u64,
    /// Articles that hold some of the plain words only, of which nothing else is counted.
    pub partial: u64,
    /// Patterns that stand for more words than are looked at.
    pub cut: Vec<String>,
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
    /// Counts the articles that match a query in full by their dates.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn date_counts(&self, query: &Query, field: Option<Field>) -> Result<DateCounts, EngineError> {
        let mut spans: BTreeMap<(i64, i64), u64> = BTreeMap::new();
        let (mut undated, mut of_file) = (0, 0);
        let areas = areas_of(field);
        let mut run = Run::counting(self, query, areas)?;
        let tallied = run.tally_somehow(query, areas, &DateTally::open)?;
        for tally in tallied.segments {
            tally.spans.into_iter().for_each(|(span, count)| *spans.entry(span).or_default() += count);
            undated += tally.undated;
            of_file += tally.of_file;
        }
        let spans = spans.into_iter().map(|((first, last), articles)| DateCount { first, last, articles }).collect();
        Ok(DateCounts { spans, undated, of_file, partial: tallied.partial, cut: run.plan.cut })
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
        let mut counted = Vec::new();
        for mut segment in segments {
            counted.push(std::mem::take(&mut segment.counted));
            by_facet.iter_mut().zip(segment.into_columns()).for_each(|(columns, column)| columns.push(column));
        }
        facets.iter().zip(by_facet).map(|(&facet, columns)| self.facet(facet, columns, &counted, limit)).collect()
    }

    fn facet(
        &self,
        facet: Facet,
        columns: Vec<FacetColumn>,
        counted: &[Counting],
        limit: usize,
    ) -> Result<FacetCounts, EngineError> {
        let mut without = 0;
        let mut months: BTreeMap<i64, u64> = BTreeMap::new();
        let (mut words, mut names, mut class) = (Vec::new(), Vec::new(), None);
        for column in columns {
            match column {
                FacetColumn::Names(of, column) => {
                    class = Some(of);
                    names.extend(column.map(|column| {
                        without += column.without;
                        *column
                    }));
                }
                FacetColumn::Months { counts, without: none, .. } => {
                    counts.into_iter().for_each(|(day, count)| *months.entry(month_of(day)).or_default() += count);
                    without += none;
                }
                FacetColumn::Words(column) => {
                    without += column.without;
                    words.push(column);
                }
                FacetColumn::Absent { articles } => without += articles,
            }
        }
        if facet == Facet::Month {
            return Ok(month_counts(months, without, limit));
        }
        let (values, more) = match class {
            Some(class) => most_frequent_names(self, class, &names, counted, limit)?,
            None => most_frequent(&words, limit).map_err(|error| EngineError::io(&self.path, error))?,
        };
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
    precision: Column<u64>,
    /// The documents that are being counted.
    documents: Vec<u32>,
    spans: FxHashMap<(i64, i64), u64>,
    undated: u64,
    of_file: u64,
}

impl DateTally {
    fn open(index: &ArticleIndex, segment: &SegmentReader) -> Result<DateTally, EngineError> {
        let (at, columns) = (EngineError::at(&index.path), segment.fast_fields());
        let open = || Ok((columns.i64("date_start")?, columns.u64("date_precision")?));
        let (start, precision) = open().map_err(at)?;
        let documents = Vec::new();
        Ok(DateTally { start, precision, documents, spans: FxHashMap::default(), undated: 0, of_file: 0 })
    }
}

impl SegmentTally for DateTally {
    fn count(&mut self, start: u32, bits: &DocBits) {
        let DateTally { start: starts, precision, documents, spans, undated, of_file } = self;
        documents.clear();
        bits.for_each(|offset| documents.push(start + offset));
        *undated += documents.len() as u64;
        each_of_both(starts, precision, documents, |_, first, precision| {
            let last = last_second(first, precision);
            *of_file += u64::from(is_of_file(precision));
            *spans.entry((first.div_euclid(DAY), last.div_euclid(DAY))).or_default() += 1;
            *undated -= 1;
        });
    }
}

struct FacetTally {
    columns: Vec<FacetColumn>,
    names: Option<NameTally>,
    /// What was counted, where names are.
    counted: Counting,
    /// The documents that are being counted, and what they have in a column.
    documents: Vec<u32>,
    rows: Rows,
}

enum FacetColumn {
    Words(WordColumn),
    /// Counted by itself, and here once that is done.
    Names(NameClass, Option<Box<NameColumn>>),
    Months {
        start: Column<i64>,
        precision: Column<u64>,
        /// By day since 1970.
        counts: FxHashMap<i64, u64>,
        without: u64,
    },
    /// No article of the segment has a value.
    Absent {
        articles: u64,
    },
}

impl FacetTally {
    fn open(index: &ArticleIndex, segment: &SegmentReader, facets: &[Facet]) -> Result<FacetTally, EngineError> {
        let columns: Vec<FacetColumn> =
            facets.iter().map(|&facet| FacetColumn::open(index, segment, facet)).collect::<Result<_, _>>()?;
        let class = |column: &FacetColumn| match column {
            FacetColumn::Names(class, _) => Some(*class),
            _ => None,
        };
        let classes: Vec<NameClass> = columns.iter().filter_map(class).collect();
        let names = if classes.is_empty() { None } else { Some(NameTally::open(index, segment, classes)?) };
        Ok(FacetTally { columns, names, counted: Vec::new(), documents: Vec::new(), rows: Rows::default() })
    }

    /// The columns, all of them counted.
    fn into_columns(self) -> Vec<FacetColumn> {
        let mut names = self.names.map(NameTally::into_columns).unwrap_or_default().into_iter();
        let filled = |column| match column {
            FacetColumn::Names(class, _) => FacetColumn::Names(class, names.next().map(Box::new)),
            other => other,
        };
        self.columns.into_iter().map(filled).collect()
    }
}

impl SegmentTally for FacetTally {
    fn count(&mut self, start: u32, bits: &DocBits) {
        let FacetTally { columns, names, counted, documents, rows } = self;
        documents.clear();
        bits.for_each(|offset| documents.push(start + offset));
        for column in columns {
            match column {
                FacetColumn::Words(column) => column.count(documents, rows),
                FacetColumn::Names(..) => {}
                FacetColumn::Months { start, precision, counts, without } => {
                    *without += documents.len() as u64;
                    each_of_both(start, precision, documents, |_, time, precision| {
                        if tells_month(precision) {
                            *counts.entry(time.div_euclid(DAY)).or_default() += 1;
                            *without -= 1;
                        }
                    });
                }
                FacetColumn::Absent { articles } => *articles += documents.len() as u64,
            }
        }
        if let Some(names) = names {
            counted.push((start, bits.clone()));
            names.count(documents);
        }
    }
}

impl FacetColumn {
    fn open(index: &ArticleIndex, segment: &SegmentReader, facet: Facet) -> Result<FacetColumn, EngineError> {
        let name = match facet {
            Facet::Person => return Ok(FacetColumn::Names(NameClass::Person, None)),
            Facet::Org => return Ok(FacetColumn::Names(NameClass::Organisation, None)),
            Facet::Place => return Ok(FacetColumn::Names(NameClass::Place, None)),
            Facet::Source => "source_value",
            Facet::Section => "rubric_value",
            Facet::Lang => "language",
            Facet::Month => {
                let columns = segment.fast_fields();
                let start = columns.i64("date_start").map_err(EngineError::at(&index.path))?;
                let precision = columns.u64("date_precision").map_err(EngineError::at(&index.path))?;
                return Ok(FacetColumn::Months { start, precision, counts: FxHashMap::default(), without: 0 });
            }
        };
        Ok(match segment.fast_fields().str(name).map_err(EngineError::at(&index.path))? {
            Some(column) => FacetColumn::Words(WordColumn::new(column)),
            None => FacetColumn::Absent { articles: 0 },
        })
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
