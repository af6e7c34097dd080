//! Who is called by an office: `pope`, `prime minister of Israel`.
//!
//! Owns counting over the roles of [`super::roster`]; whether a role is the office is [`crate::person::Office`]'s. Its surprise: the
//! roles of a segment are read from end to end, since they are filed by person.

use std::io;

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;

use super::EngineError;
use super::index::ArticleIndex;
use super::people::NameEntry;
use super::roster::Roster;
use crate::person::Office;

impl ArticleIndex {
    /// The keys of those who are called by an office, with the number of articles that do, the most frequent first.
    pub(crate) fn keys_called(&self, office: &Office) -> Result<Vec<(String, u64)>, EngineError> {
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let roster = Roster::open(self, segment)?;
            let read = count_called(&roster, segment, office, &mut counts);
            read.map_err(|error| EngineError::io(&self.path, error))?;
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts)
    }
}

/// Adds in how many articles of a segment each person is called by an office.
fn count_called(
    roster: &Roster,
    segment: &SegmentReader,
    office: &Office,
    counts: &mut FxHashMap<String, u64>,
) -> io::Result<()> {
    let mut keys: Vec<String> = Vec::new();
    // For each ordinal of a role that is the office, whose it is.
    let mut key_of: FxHashMap<u64, usize> = FxHashMap::default();
    // The same few roles are most persons'.
    let mut known: FxHashMap<String, bool> = FxHashMap::default();
    roster.each_role(&roster.all_roles(), |ordinal, key, role| {
        let is = match known.get(role) {
            Some(is) => *is,
            None => *known.entry(role.to_owned()).or_insert(office.is(role)),
        };
        if is {
            if keys.last().is_none_or(|last| last != key) {
                keys.push(key.to_owned());
            }
            key_of.insert(ordinal, keys.len() - 1);
        }
    })?;
    if keys.is_empty() {
        return Ok(());
    }
    let mut articles = vec![0_u64; keys.len()];
    let mut last = vec![u32::MAX; keys.len()];
    let mut row = Vec::new();
    for document in segment.doc_ids_alive() {
        roster.read_roles(document, &mut row);
        for &key in row.iter().filter_map(|ordinal| key_of.get(ordinal)) {
            if last[key] != document {
                last[key] = document;
                articles[key] += 1;
            }
        }
    }
    for (key, articles) in keys.into_iter().zip(articles).filter(|(_, articles)| *articles > 0) {
        *counts.entry(key).or_default() += articles;
    }
    Ok(())
}

/// In how many articles somebody is called by an office, about: one that has two ways of it counts twice.
pub(crate) fn times_called(entry: &NameEntry, office: &Office) -> u64 {
    entry.roles.iter().filter(|role| office.is(&role.role)).map(|role| role.articles).sum()
}
