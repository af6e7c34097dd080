//! Who is named in the same articles: how many of some articles have each name of a class.
//!
//! Owns the counting in one segment, from the rows of the articles ([`super::roster`]). Whose articles they are, and which names are
//! one person's, is not known here. The surprise: names are given numbers as they are met, so that what is counted lies side by side
//! however many names a segment has, and only those that were met are ever looked at; what is spelled are the few that are asked for.

use std::ops::Range;
use std::sync::Arc;

use tantivy::SegmentReader;

use super::EngineError;
use super::document::NameClass;
use super::facet::Counted;
use super::index::ArticleIndex;
use super::roster::{Roster, RosterName};

/// The names of a class in some articles of a segment.
pub(crate) struct Company {
    roster: Arc<Roster>,
    class: NameClass,
    /// The ordinals that were met, ascending: the forms of one key follow one another.
    ordinals: Vec<u64>,
    /// How often the articles have each of them.
    mentions: Vec<u64>,
    /// Where the forms of each key begin among them.
    keys: Vec<u32>,
    /// How many of the articles have each key.
    articles: Vec<u32>,
}

impl Company {
    /// Counts the names of a class in some documents.
    pub(crate) fn of(
        index: &ArticleIndex,
        segment: &SegmentReader,
        class: NameClass,
        documents: &[u32],
    ) -> Result<Company, EngineError> {
        let io = |error| EngineError::io(&index.path, error);
        let roster = Roster::open(index, segment)?;
        let Range { start, end } = roster.beginning(class, "").map_err(io)?;
        // The number of each ordinal from 1, 0 for what was not met.
        let mut number_of = vec![0_u32; (end - start) as usize];
        let (mut met, mut mentions) = (Vec::new(), Vec::new());
        // The numbers of all rows, and where each row ends.
        let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(documents.len()));
        for &document in documents {
            roster.each_in(document, |ordinal, count| {
                let Some(number) = number_of.get_mut(ordinal.wrapping_sub(start) as usize) else { return };
                if *number == 0 {
                    met.push(ordinal);
                    mentions.push(0);
                    *number = met.len() as u32;
                }
                mentions[*number as usize - 1] += count;
                numbers.push(*number - 1);
            });
            ends.push(numbers.len());
        }
        let mut order: Vec<u32> = (0..met.len() as u32).collect();
        order.sort_unstable_by_key(|number| met[*number as usize]);
        let ordinals: Vec<u64> = order.iter().map(|number| met[*number as usize]).collect();
        let (mut key_of, mut keys) = (vec![0_u32; met.len()], Vec::new());
        let mut place = 0;
        let begins = |begins_key| {
            if begins_key {
                keys.push(place);
            }
            key_of[order[place as usize] as usize] = keys.len() as u32 - 1;
            place += 1;
        };
        roster.each_key_among(&ordinals, begins).map_err(io)?;
        let mut articles = vec![0_u32; keys.len()];
        let mut last = vec![u32::MAX; keys.len()];
        let mut from = 0;
        for (row, end) in (0..).zip(ends) {
            for number in &numbers[from..end] {
                let key = key_of[*number as usize] as usize;
                articles[key] += u32::from(last[key] != row);
                last[key] = row;
            }
            from = end;
        }
        let mentions = order.iter().map(|number| mentions[*number as usize]).collect();
        Ok(Company { roster, class, ordinals, mentions, keys, articles })
    }

    /// Calls back with each form of a key that the articles have, and how often they do.
    pub(crate) fn each_form(&self, key: &str, mut call: impl FnMut(String, u64)) -> std::io::Result<()> {
        let Some(key) = self.find(key)? else { return Ok(()) };
        let start = self.keys[key] as usize;
        let end = self.keys.get(key + 1).map_or(self.ordinals.len(), |end| *end as usize);
        let (ordinals, mentions) = (&self.ordinals[start..end], &self.mentions[start..end]);
        self.roster.each_name(ordinals, |ordinal, RosterName { form, .. }| {
            if let Ok(place) = ordinals.binary_search(&ordinal) {
                call(form, mentions[place]);
            }
        })
    }
}

impl Counted for Company {
    fn counts(&self) -> &[u32] {
        &self.articles
    }

    fn spell(&self, numbers: &[u32], call: &mut dyn FnMut(u32, &str)) -> std::io::Result<()> {
        let first = |number: &u32| self.ordinals[self.keys[*number as usize] as usize];
        let ordinals: Vec<u64> = numbers.iter().map(first).collect();
        let mut numbers = numbers.iter();
        self.roster.each_name_key(&ordinals, |_, key| {
            if let Some(&number) = numbers.next() {
                call(number, key);
            }
        })
    }

    fn find(&self, value: &str) -> std::io::Result<Option<usize>> {
        let forms = self.roster.forms(self.class, value)?;
        let place = self.ordinals.partition_point(|ordinal| *ordinal < forms.start) as u32;
        let is_met = self.ordinals.get(place as usize).is_some_and(|ordinal| forms.contains(ordinal));
        Ok(if is_met { self.keys.binary_search(&place).ok() } else { None })
    }
}
