//! The values of a property and their articles: publishers, languages, persons.
//!
//! Owns the columns that are counted and the choice of the most frequent values. The surprise: values are counted by their
//! number in each segment's dictionary and only the most frequent are spelled out, which is exact all the same: a value that
//! is not among the first of any segment cannot be among the first of all.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::EngineError;
use super::bearer;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names;
use super::roster::Roster;
use super::rows::Rows;
use super::tally::FacetValue;
use super::window::{DocBits, WINDOW};

/// Counts of a column with the values themselves, in one segment.
pub(crate) struct WordColumn {
    column: StrColumn,
    counts: Vec<u32>,
    /// Articles without a value.
    pub(crate) without: u64,
}

impl WordColumn {
    pub(crate) fn new(column: StrColumn) -> WordColumn {
        let counts = vec![0; column.dictionary().num_terms()];
        WordColumn { column, counts, without: 0 }
    }

    /// Counts what some ascending documents have.
    pub(crate) fn count(&mut self, documents: &[u32], rows: &mut Rows) {
        rows.read(self.column.ords(), documents);
        for row in rows.iter() {
            for &ordinal in row {
                self.counts[ordinal as usize] += 1;
            }
            self.without += u64::from(row.is_empty());
        }
    }
}

/// Counts of the names of some classes in one segment. All classes are in one column, so one reading is enough for all.
pub(crate) struct NameTally {
    roster: Arc<Roster>,
    classes: Vec<NameClass>,
    /// The ordinals of each class of the column.
    ranges: [Range<u64>; CLASSES.len()],
    /// The numbers of the keys of each class.
    keys: [Range<u32>; CLASSES.len()],
    /// The classes in the order of their keys.
    order: [usize; CLASSES.len()],
    /// The ordinals that are counted.
    whole: Range<u64>,
    /// For each of them the number of its key; the forms of one key follow one another.
    key_of: Vec<u32>,
    /// First ordinal of each key.
    first: Vec<u64>,
    /// Which of the ordinals begin a key, a bit each: few enough to stay next to the processor.
    begins: Vec<u64>,
    /// The most forms of a key.
    longest: usize,
    /// How often each ordinal was the fullest form of an article, which comes first there.
    shown: Vec<u32>,
    /// Articles without a name of each class.
    without: [u64; CLASSES.len()],
}

const CLASSES: [NameClass; 3] = [NameClass::Person, NameClass::Organisation, NameClass::Place];

/// Counts of the names of a class in one segment, by the key that a name is filed under.
pub(crate) struct NameColumn {
    roster: Arc<Roster>,
    class: NameClass,
    /// The ordinals of the class.
    range: Range<u64>,
    /// For each of them the number of its key; the forms of one key follow one another.
    key_of: Vec<u32>,
    /// First ordinal of each key.
    first: Vec<u64>,
    counts: Vec<u32>,
    /// How often each ordinal was the fullest form of an article, which comes first there.
    shown: Vec<u32>,
    pub(crate) without: u64,
}

impl NameTally {
    pub(crate) fn open(
        index: &ArticleIndex,
        segment: &SegmentReader,
        classes: Vec<NameClass>,
    ) -> Result<NameTally, EngineError> {
        let io = |error| EngineError::io(&index.path, error);
        let roster = Roster::open(index, segment)?;
        let mut ranges: [Range<u64>; CLASSES.len()] = Default::default();
        for (range, class) in ranges.iter_mut().zip(CLASSES) {
            *range = roster.beginning(class, "").map_err(io)?;
        }
        let wanted =
            || ranges.iter().zip(CLASSES).filter(|(range, class)| !range.is_empty() && classes.contains(class));
        let start = wanted().map(|(range, _)| range.start).min().unwrap_or(0);
        let end = wanted().map(|(range, _)| range.end).max().unwrap_or(0);
        let (mut key_of, mut first) = (Vec::with_capacity((end - start) as usize), Vec::new());
        let add = |ordinal, new_key| {
            if new_key {
                first.push(ordinal);
            }
            key_of.push((first.len() - 1) as u32);
        };
        roster.each_key(start..end, add).map_err(io)?;
        let shown = vec![0; key_of.len()];
        let mut begins = vec![0_u64; key_of.len().div_ceil(64)];
        let places = || first.iter().map(|ordinal| (ordinal - start) as usize);
        places().for_each(|place| begins[place / 64] |= 1 << (place % 64));
        let ends = places().skip(1).chain([key_of.len()]);
        let longest = places().zip(ends).map(|(place, end)| end - place).max().unwrap_or(0);
        let key_from = |ordinal: u64| first.partition_point(|other| *other < ordinal) as u32;
        let keys = ranges.clone().map(|range| key_from(range.start)..key_from(range.end));
        let mut order = [0, 1, 2];
        order.sort_by_key(|number| (ranges[*number].start, ranges[*number].end));
        Ok(NameTally {
            keys,
            order,
            roster,
            classes,
            ranges,
            whole: start..end,
            key_of,
            first,
            begins,
            longest,
            shown,
            without: [0; CLASSES.len()],
        })
    }

    /// Counts the names of some documents.
    pub(crate) fn count(&mut self, documents: &[u32]) {
        let NameTally { roster, whole, shown, order, without, ranges, begins, longest, .. } = self;
        let bound = |number: usize| ranges[order[number]].start.saturating_sub(whole.start) as usize;
        let (second, third) = (bound(1), bound(2));
        let (shown, begins, longest) = (shown.as_mut_slice(), begins.as_slice(), *longest);
        for &document in documents {
            let mut last = usize::MAX;
            // Of each class in their order whether it was seen.
            let mut seen = 0u8;
            roster.each_in(document, |ordinal, _| {
                let place = ordinal.wrapping_sub(whole.start) as usize;
                let Some(shown) = shown.get_mut(place) else { return };
                // The forms of a name follow one another in an article too, and only the first is shown.
                let again = place.abs_diff(last) < longest && are_of_one_key(begins, place, last);
                *shown += u32::from(!again);
                last = place;
                seen |= 1 << (u8::from(place >= second) + u8::from(place >= third));
            });
            for (place, number) in order.iter().enumerate() {
                without[*number] += u64::from(seen >> place & 1 == 0);
            }
        }
    }

    /// What was counted of each class.
    pub(crate) fn into_columns(self) -> Vec<NameColumn> {
        let mut counts = vec![0; self.first.len()];
        self.key_of.iter().zip(&self.shown).for_each(|(key, shown)| counts[*key as usize] += shown);
        let column = |&class: &NameClass| {
            let number = CLASSES.iter().position(|other| *other == class).unwrap_or(0);
            let range = self.ranges[number].clone();
            // One without names lies anywhere.
            let start = if range.is_empty() { 0 } else { (range.start - self.whole.start) as usize };
            let places = start..start + (range.end - range.start) as usize;
            let Range { start: first_key, end } = self.keys[number].clone();
            let keys = first_key as usize..end as usize;
            NameColumn {
                roster: self.roster.clone(),
                class,
                key_of: self.key_of[places.clone()].iter().map(|key| key - first_key).collect(),
                first: self.first[keys.clone()].to_vec(),
                counts: counts[keys].to_vec(),
                shown: self.shown[places].to_vec(),
                without: self.without[number],
                range,
            }
        };
        self.classes.iter().map(column).collect()
    }
}

/// Whether no key begins between two ordinals: one bit each.
fn are_of_one_key(begins: &[u64], one: usize, other: usize) -> bool {
    let (first, last) = (one.min(other), one.max(other));
    (first + 1..=last).all(|place| begins[place / 64] >> (place % 64) & 1 == 0)
}

impl NameColumn {
    /// The ordinals of a key's forms, from the first of them.
    fn forms(&self, key: usize) -> Range<u64> {
        self.first[key]..self.first.get(key + 1).copied().unwrap_or(self.range.end)
    }
}

/// What a segment has counted, by the number of a value.
pub(crate) trait Counted {
    /// Of each value.
    fn counts(&self) -> &[u32];
    /// Calls back with the values of some ascending numbers.
    fn spell(&self, numbers: &[u32], call: &mut dyn FnMut(u32, &str)) -> std::io::Result<()>;
    /// The number of a value.
    fn find(&self, value: &str) -> std::io::Result<Option<usize>>;
}

impl Counted for WordColumn {
    fn counts(&self) -> &[u32] {
        &self.counts
    }

    fn spell(&self, numbers: &[u32], call: &mut dyn FnMut(u32, &str)) -> std::io::Result<()> {
        let mut value = String::new();
        for &number in numbers {
            value.clear();
            if self.column.ord_to_str(u64::from(number), &mut value)? {
                call(number, &value);
            }
        }
        Ok(())
    }

    fn find(&self, value: &str) -> std::io::Result<Option<usize>> {
        Ok(self.column.dictionary().term_ord(value.as_bytes())?.map(|ordinal| ordinal as usize))
    }
}

impl Counted for NameColumn {
    fn counts(&self) -> &[u32] {
        &self.counts
    }

    fn spell(&self, numbers: &[u32], call: &mut dyn FnMut(u32, &str)) -> std::io::Result<()> {
        let ordinals: Vec<u64> = numbers.iter().map(|&number| self.first[number as usize]).collect();
        let mut numbers = numbers.iter();
        self.roster.each_name(&ordinals, |_, name| {
            if let Some(&number) = numbers.next() {
                call(number, &name.key);
            }
        })
    }

    fn find(&self, value: &str) -> std::io::Result<Option<usize>> {
        let forms = self.roster.forms(self.class, value)?;
        Ok((!forms.is_empty()).then(|| self.key_of[(forms.start - self.range.start) as usize] as usize))
    }
}

/// The most frequent values over all segments, and whether there are others.
pub(crate) fn most_frequent(segments: &[WordColumn], limit: usize) -> std::io::Result<(Vec<FacetValue>, bool)> {
    first_of_all(segments, limit)
}

/// The windows of a segment in which documents were counted, by the first of each.
pub(crate) type Counting = Vec<(u32, DocBits)>;

/// As [`most_frequent`] for names: spellings of one bearer are one value, in the form that articles have most often as its
/// fullest. `counted` has for each segment the documents that were.
pub(crate) fn most_frequent_names(
    index: &ArticleIndex,
    class: NameClass,
    segments: &[NameColumn],
    counted: &[Counting],
    limit: usize,
) -> Result<(Vec<FacetValue>, bool), EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let (keys, mut more) = first_of_all(segments, bearer::with_margin(limit)).map_err(io)?;
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut values: Vec<FacetValue> = Vec::new();
    for FacetValue { value: key, mut articles } in keys {
        if taken.contains(&key) {
            continue;
        }
        let mut spellings = bearer::spellings_of(index, class, &key, articles)?;
        spellings.retain(|named| taken.insert(named.key.clone()));
        if spellings.len() > 1 {
            articles = 0;
            for (segment, counted) in counted.iter().enumerate() {
                articles += among(&names::documents_in(index, &spellings, segment)?, counted);
            }
        }
        let value = shown_form(segments, &key).map_err(io)?.unwrap_or(key);
        values.push(FacetValue { value, articles });
    }
    values.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
    more |= values.len() > limit;
    values.truncate(limit);
    Ok((values, more))
}

/// How many of some ascending documents were counted.
fn among(documents: &[u32], counted: &Counting) -> u64 {
    let mut windows = counted.iter().peekable();
    let mut found = 0;
    for &document in documents {
        while windows.next_if(|(start, _)| start + WINDOW <= document).is_some() {}
        let Some((start, bits)) = windows.peek() else { break };
        found += u64::from(document >= *start && bits.contains(document - start));
    }
    found
}

/// The form of a key that articles have most often as its fullest.
fn shown_form(segments: &[NameColumn], key: &str) -> std::io::Result<Option<String>> {
    let mut forms: FxHashMap<String, u64> = FxHashMap::default();
    for segment in segments {
        let Some(key) = segment.find(key)? else { continue };
        let range = segment.forms(key);
        let shown = |ordinal: &u64| segment.shown[(ordinal - segment.range.start) as usize];
        let ordinals: Vec<u64> = range.filter(|ordinal| shown(ordinal) > 0).collect();
        segment.roster.each_name(&ordinals, |ordinal, name| {
            *forms.entry(name.form).or_default() += u64::from(shown(&ordinal));
        })?;
    }
    let best = forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    Ok(best.map(|(form, _)| form))
}

/// The first `depth` values of every segment are candidates, each then counted in all segments. What is no candidate has at
/// most the sum of the segments' next counts; as long as the least of the values taken has no more than that, more are
/// looked at. (The threshold algorithm of Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware", 2001.)
pub(crate) fn first_of_all<C: Counted>(segments: &[C], limit: usize) -> std::io::Result<(Vec<FacetValue>, bool)> {
    let orders: Vec<Vec<u32>> = segments.iter().map(|segment| descending(segment.counts())).collect();
    let mut depth = limit.max(1);
    loop {
        let mut values = candidates(segments, &orders, depth)?;
        values.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
        let next = |(segment, order): (&C, &Vec<u32>)| {
            order.get(depth).map_or(0, |&number| u64::from(segment.counts()[number as usize]))
        };
        let unseen: u64 = segments.iter().zip(&orders).map(next).sum();
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

/// The numbers of the values that were counted at all, the most frequent first.
fn descending(counts: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..counts.len() as u32).filter(|&number| counts[number as usize] > 0).collect();
    order.sort_unstable_by_key(|&number| Reverse(counts[number as usize]));
    order
}

/// The first `depth` values of every segment with their counts in all of them.
fn candidates<C: Counted>(segments: &[C], orders: &[Vec<u32>], depth: usize) -> std::io::Result<Vec<FacetValue>> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut values: Vec<FacetValue> = Vec::new();
    for (segment, order) in segments.iter().zip(orders) {
        let mut numbers: Vec<u32> = order.iter().take(depth).copied().collect();
        numbers.sort_unstable();
        segment.spell(&numbers, &mut |number, value| {
            if seen.insert(value.to_owned()) {
                let articles = if segments.len() == 1 { u64::from(segment.counts()[number as usize]) } else { 0 };
                values.push(FacetValue { value: value.to_owned(), articles });
            }
        })?;
    }
    if segments.len() > 1 {
        for value in &mut values {
            for segment in segments {
                let number = segment.find(&value.value)?;
                value.articles += number.map_or(0, |number| u64::from(segment.counts()[number]));
            }
        }
    }
    Ok(values)
}
