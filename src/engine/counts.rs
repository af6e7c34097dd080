//! How often the articles of a segment have each form and each role of some names.
//!
//! Owns counting by ordinal: from the census of a segment less what was deleted, or from the rows of the articles. Which names belong
//! together is not its business.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::EngineError;
use super::census::Written;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names::{self, NamedKey};
use super::roster::{Roster, RosterName};

/// Counts by ordinal, for the ordinals of some keys.
struct OrdinalCounts<C> {
    /// Ascending.
    ranges: Vec<OrdinalRange<C>>,
    /// From the first of the first to the last of the last.
    whole: Range<u64>,
}

/// The ordinals of one key.
struct OrdinalRange<C> {
    ordinals: Range<u64>,
    /// Number of the key.
    key: usize,
    counts: Vec<C>,
}

impl<C: Clone + Default> OrdinalCounts<C> {
    fn new(ranges: impl Iterator<Item = std::io::Result<Range<u64>>>) -> std::io::Result<OrdinalCounts<C>> {
        let with_counts = |(key, ordinals): (usize, std::io::Result<Range<u64>>)| {
            let ordinals = ordinals?;
            let counts = vec![C::default(); (ordinals.end - ordinals.start) as usize];
            Ok(OrdinalRange { ordinals, key, counts })
        };
        let mut ranges: Vec<OrdinalRange<C>> = ranges.enumerate().map(with_counts).collect::<std::io::Result<_>>()?;
        ranges.retain(|range| !range.ordinals.is_empty());
        ranges.sort_by_key(|range| range.ordinals.start);
        let start = ranges.first().map_or(0, |range| range.ordinals.start);
        let end = ranges.last().map_or(0, |range| range.ordinals.end);
        Ok(OrdinalCounts { ranges, whole: start..end })
    }

    fn of(&mut self, ordinal: u64) -> Option<&mut C> {
        // The spellings of a name are neighbours, and most names of an article are others.
        if !self.whole.contains(&ordinal) {
            return None;
        }
        let at = self.ranges.partition_point(|range| range.ordinals.start <= ordinal).checked_sub(1)?;
        let range = &mut self.ranges[at];
        range.counts.get_mut((ordinal - range.ordinals.start) as usize)
    }

    /// Sets every count from what `read` calls back with for each of some ordinals.
    fn fill<V>(
        &mut self,
        mut set: impl FnMut(&mut C, V),
        read: impl Fn(Range<u64>, &mut dyn FnMut(u64, V)) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        for range in &mut self.ranges {
            let mut counts = range.counts.iter_mut();
            read(range.ordinals.clone(), &mut |_, value| {
                if let Some(count) = counts.next() {
                    set(count, value);
                }
            })?;
        }
        Ok(())
    }

    /// Ascending ordinals with the numbers of their keys and their counts.
    fn iter(&self) -> impl Iterator<Item = (u64, usize, &C)> {
        self.ranges.iter().flat_map(|range| {
            range.ordinals.clone().zip(&range.counts).map(|(ordinal, count)| (ordinal, range.key, count))
        })
    }
}

impl OrdinalCounts<(u64, u64)> {
    /// Calls back for each form that some documents have, with its counts and how often the document has it.
    fn each_form(&mut self, roster: &Roster, documents: &[u32], change: impl Fn(&mut (u64, u64), u64)) {
        for &document in documents {
            roster.each_in(document, |ordinal, count| {
                if let Some(counts) = self.of(ordinal) {
                    change(counts, count);
                }
            });
        }
    }
}

impl OrdinalCounts<u64> {
    /// Calls back for each role that some documents have, with its count.
    fn each_role(&mut self, roster: &Roster, documents: &[u32], change: impl Fn(&mut u64)) {
        let mut row = Vec::new();
        for &document in documents {
            roster.read_roles(document, &mut row);
            for &ordinal in &row {
                if let Some(count) = self.of(ordinal) {
                    change(count);
                }
            }
        }
    }
}

/// Adds how often the articles of a segment have each form of some keys, and in how many of them it stands; returns all
/// mentions.
pub(super) fn count_forms(
    index: &ArticleIndex,
    roster: &Roster,
    class: NameClass,
    keys: &[NamedKey],
    segment: usize,
    forms: &mut FxHashMap<(usize, String), (u64, u64)>,
) -> Result<u64, EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let ranges = keys.iter().map(|named| roster.forms(class, &named.key));
    let mut counts: OrdinalCounts<(u64, u64)> = OrdinalCounts::new(ranges).map_err(io)?;
    if let Some(census) = roster.census() {
        let set = |count: &mut (u64, u64), written: Written| *count = (written.mentions, written.articles);
        counts.fill(set, |range, call| census.each_written(range, call)).map_err(io)?;
        counts.each_form(roster, roster.deleted(), |(mentions, articles), times| {
            *mentions = mentions.saturating_sub(times);
            *articles = articles.saturating_sub(1);
        });
    } else {
        let documents = names::documents_in(index, keys, segment)?;
        counts.each_form(roster, &documents, |(mentions, articles), times| {
            *mentions += times;
            *articles += 1;
        });
    }
    let mentions = counts.iter().map(|(.., count)| count.0).sum();
    let counted: Vec<_> = counts.iter().filter(|(_, _, count)| count.1 > 0).collect();
    let ordinals: Vec<u64> = counted.iter().map(|(ordinal, ..)| *ordinal).collect();
    let mut rest = counted.iter();
    // A value that cannot be read is passed over.
    let add = |ordinal, name: RosterName| {
        if let Some((_, key, (times, in_articles))) = rest.find(|(counted, ..)| *counted == ordinal) {
            let known = forms.entry((*key, name.form)).or_default();
            known.0 += times;
            known.1 += in_articles;
        }
    };
    roster.each_name(&ordinals, add).map_err(io)?;
    Ok(mentions)
}

/// Adds in how many articles of a segment the persons of some keys are called what.
pub(super) fn count_roles(
    index: &ArticleIndex,
    roster: &Roster,
    keys: &[NamedKey],
    segment: usize,
    roles: &mut FxHashMap<String, u64>,
) -> Result<(), EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let ranges = keys.iter().map(|named| roster.roles_of(&named.key));
    let mut counts: OrdinalCounts<u64> = OrdinalCounts::new(ranges).map_err(io)?;
    if counts.ranges.is_empty() {
        return Ok(());
    }
    if let Some(census) = roster.census() {
        let set = |count: &mut u64, articles| *count = articles;
        counts.fill(set, |range, call| census.each_role(range, call)).map_err(io)?;
        counts.each_role(roster, roster.deleted(), |articles| *articles = articles.saturating_sub(1));
    } else {
        let documents = names::documents_in(index, keys, segment)?;
        counts.each_role(roster, &documents, |articles| *articles += 1);
    }
    let counted: Vec<_> = counts.iter().filter(|(_, _, count)| **count > 0).collect();
    let ordinals: Vec<u64> = counted.iter().map(|(ordinal, ..)| *ordinal).collect();
    let mut rest = counted.iter();
    let add = |ordinal, _: &str, role: &str| {
        if let Some((_, _, count)) = rest.find(|(counted, ..)| *counted == ordinal) {
            *roles.entry(role.to_owned()).or_default() += **count;
        }
    };
    roster.each_role(&ordinals, add).map_err(io)
}
