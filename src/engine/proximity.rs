//! Closeness of a query's words in an article.
//!
//! Owns the reward that is added to the scores of the best hits. Follows the sequential dependence of Metzler and Croft, "A
//! Markov random field model for term dependencies" (2005): words that are neighbours in the query are looked for side by
//! side in the same order, and within a few words of each other in any order. Each such pair is scored like a word, with
//! the mean rarity of its two words. Occurrences count area by area, so that the end of a headline is not near the beginning
//! of the lede.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::EngineError;
use super::clause::{Clause, Matcher};
use super::lexicon::Lexicon;
use super::ranking::Ranking;
use crate::query::SENTENCE_WORDS;

/// Two words within so many words of each other are near.
const NEAR: u32 = 8;
/// How much of an occurrence it is when two words are near; side by side in the order of the query they are a whole one
/// more.
const NEAR_SHARE: f32 = 0.5;

/// Most words whose bounds are told: of a sentence all articles are looked at.
pub(crate) const WORDS: usize = SENTENCE_WORDS - 1;
const PAIRS: usize = WORDS - 1;

/// What closeness may be worth in a document at most, by pair of words that are neighbours in the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Most([f32; PAIRS]);

impl Most {
    /// That of a document of which nothing is known.
    pub(crate) const UNKNOWN: Most = Most([f32::INFINITY; PAIRS]);

    /// In a document that has the words of a query with these weights so often, in the order of the query: at best every
    /// occurrence of a word stands beside every one of the next word.
    pub(crate) fn new(words: impl Iterator<Item = (f32, f32)>, ranking: &Ranking) -> Most {
        let mut most = [0.0; PAIRS];
        let mut before = None;
        let pairs = words.filter_map(|word| before.replace(word).map(|before| (before, word)));
        for (number, ((one, ones), (other, others))) in pairs.enumerate() {
            let Some(pair) = most.get_mut(number) else { return Most::UNKNOWN };
            let together = (NEAR_SHARE + 1.0) * ones * others;
            // A little more for what is lost in rounding.
            *pair = ranking.proximity * pair_reward((one, other), together, ranking) * 1.001;
        }
        Most(most)
    }

    /// Of all pairs together.
    pub(crate) fn sum(&self) -> f32 {
        self.0.iter().sum()
    }
}

/// What two words are worth that stand together so often.
fn pair_reward((one, other): (f32, f32), pair: f32, ranking: &Ranking) -> f32 {
    (one + other) / 2.0 * pair * (ranking.k1 + 1.0) / (pair + ranking.k1)
}

/// The words of a query, with their positions in one segment.
pub(crate) struct Closeness {
    areas: Vec<Vec<AreaWord>>,
    weights: Vec<f32>,
    /// The pairs of neighbours, those first that may be worth most.
    order: Vec<usize>,
    /// How often each word and the next one of the query stand together in the document that is looked at.
    pairs: Vec<f32>,
}

/// A word in one area.
struct AreaWord {
    terms: Vec<(Arc<InvertedIndexReader>, TermInfo)>,
    /// Opened when it is first looked for.
    lists: Vec<SegmentPostings>,
    /// None has a document from the last one looked at to this one; 0 until they are opened.
    next: u32,
    articles: u64,
    /// Whether the document that is looked at has it there; `None` while nobody knows.
    stands: Option<bool>,
    /// Where it stands there, once that has been read.
    positions: Vec<u32>,
    read: bool,
}

impl Closeness {
    /// The plain words among the clauses. `None` when there are fewer than two.
    pub(crate) fn open(
        clauses: &[&Clause],
        lexicon: &mut Lexicon<'_>,
        segment: usize,
    ) -> Result<Option<Closeness>, EngineError> {
        let words: Vec<_> = clauses
            .iter()
            .filter_map(|clause| match &clause.matcher {
                Matcher::Terms(forms) => Some((clause.weight, forms, &clause.areas)),
                Matcher::Spans(_) => None,
            })
            .collect();
        if words.len() < 2 {
            return Ok(None);
        }
        let mut areas = Vec::new();
        for area in super::plan::default_areas() {
            let mut here = Vec::with_capacity(words.len());
            for (_, forms, within) in &words {
                let mut terms = Vec::new();
                for place in forms.places_in(segment, *area).filter(|_| within.contains(area)) {
                    terms.push((lexicon.reader(segment, *area)?, place.info.clone()));
                }
                here.push(AreaWord {
                    articles: terms.iter().map(|(_, term)| u64::from(term.doc_freq)).sum(),
                    next: if terms.is_empty() { TERMINATED } else { 0 },
                    terms,
                    lists: Vec::new(),
                    stands: None,
                    positions: Vec::new(),
                    read: false,
                });
            }
            areas.push(here);
        }
        let weights: Vec<f32> = words.iter().map(|(weight, ..)| *weight).collect();
        let mut order: Vec<usize> = (0..weights.len() - 1).collect();
        order.sort_by(|a, b| (weights[*b] + weights[b + 1]).total_cmp(&(weights[*a] + weights[a + 1])));
        Ok(Some(Closeness { areas, pairs: vec![0.0; weights.len()], weights, order }))
    }

    /// The reward for a document. Documents have to come in ascending order. `None` when it is less than `least`, as far as that
    /// is seen before all is known; no pair is worth more than `most` tells.
    pub(crate) fn reward(
        &mut self,
        document: u32,
        ranking: &Ranking,
        most: &Most,
        least: f32,
    ) -> std::io::Result<Option<f32>> {
        let Closeness { areas, weights, order, pairs } = self;
        pairs.fill(0.0);
        areas.iter_mut().flatten().for_each(AreaWord::forget);
        let mut possible = most.sum();
        for &pair in &*order {
            if possible < least {
                return Ok(None);
            }
            for words in areas.iter_mut() {
                let [one, other] = &mut words[pair..pair + 2] else { continue };
                let (rarer, other) = if one.articles <= other.articles { (one, other) } else { (other, one) };
                if rarer.stands_in(document)? && other.stands_in(document)? {
                    let [one, other] = &mut words[pair..pair + 2] else { continue };
                    pairs[pair] += together(one.positions(document), other.positions(document));
                }
            }
            if let Some(bound) = most.0.get(pair) {
                possible +=
                    ranking.proximity * pair_reward((weights[pair], weights[pair + 1]), pairs[pair], ranking) - bound;
            }
        }
        let reward: f32 = pairs
            .iter()
            .zip(weights.windows(2))
            .map(|(pair, weights)| pair_reward((weights[0], weights[1]), *pair, ranking))
            .sum();
        Ok(Some(ranking.proximity * reward))
    }
}

impl AreaWord {
    /// Makes ready for the next document.
    fn forget(&mut self) {
        self.stands = None;
        self.read = false;
    }

    /// Whether a document has it there.
    fn stands_in(&mut self, document: u32) -> std::io::Result<bool> {
        if let Some(known) = self.stands {
            return Ok(known);
        }
        if self.lists.is_empty() && !self.terms.is_empty() {
            // A list is kilobytes, and to make room for more copies those that are there.
            self.lists.reserve_exact(self.terms.len());
            for (reader, term) in &self.terms {
                let option = IndexRecordOption::WithFreqsAndPositions;
                self.lists.push(reader.read_postings_from_terminfo(term, option)?);
            }
            self.next = self.lists.iter().map(SegmentPostings::doc).min().unwrap_or(TERMINATED);
        }
        if self.next < document {
            let ahead =
                |list: &mut SegmentPostings| if list.doc() < document { list.seek(document) } else { list.doc() };
            self.next = self.lists.iter_mut().map(ahead).min().unwrap_or(TERMINATED);
        }
        let stands = self.next == document;
        self.stands = Some(stands);
        Ok(stands)
    }

    /// Where it stands in a document that has it, which [`AreaWord::stands_in`] was asked about last; ascending.
    fn positions(&mut self, document: u32) -> &[u32] {
        if !self.read {
            self.read = true;
            self.positions.clear();
            let mut holding = 0;
            for list in self.lists.iter_mut().filter(|list| list.doc() == document) {
                list.append_positions_with_offset(0, &mut self.positions);
                holding += 1;
            }
            if holding > 1 {
                self.positions.sort_unstable();
            }
        }
        &self.positions
    }
}

/// How often two words stand together: near, and once more side by side in their order.
fn together(one: &[u32], other: &[u32]) -> f32 {
    let (mut count, mut from) = (0.0, 0);
    for &position in one {
        from += other[from..].iter().take_while(|near| near.saturating_add(NEAR) < position).count();
        let near = other[from..].iter().take_while(|near| **near <= position.saturating_add(NEAR));
        for &near in near.filter(|near| **near != position) {
            count += NEAR_SHARE + if near.checked_sub(1) == Some(position) { 1.0 } else { 0.0 };
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ranking;

    #[test]
    fn near_is_half_of_side_by_side_and_once_more() {
        // Beside 0 in order, near it, and near 10 before and behind; 9 and 1 away is too far.
        assert_eq!(together(&[0, 10], &[1, 3, 18, 19]), 1.5 + 0.5 + 0.5 + 0.5);
        // In the other order no more than near, and nothing is near itself.
        assert_eq!((together(&[5], &[4]), together(&[5], &[5]), together(&[], &[1])), (0.5, 0.0, 0.0));
    }

    #[test]
    fn at_most_every_occurrence_stands_beside_every_other() {
        let most = |words: &[(f32, f32)]| Most::new(words.iter().copied(), &ranking::DEFAULT).sum();
        // Weights 2 and 4, once each: 0.6 * 3 * 1.5 * 3.4 / (1.5 + 2.4), and a thousandth more.
        assert!((most(&[(2.0, 1.0), (4.0, 1.0)]) - 2.356_2).abs() < 1e-3);
        // The third stands beside the second alone, twice three times: 0.6 * 4 * 9 * 3.4 / (9 + 2.4).
        assert!((most(&[(9.0, 0.0), (5.0, 2.0), (3.0, 3.0)]) - 6.448_5).abs() < 1e-3);
        assert_eq!((most(&[(2.0, 1.0)]), most(&[])), (0.0, 0.0));
    }
}
