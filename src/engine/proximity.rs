//! Closeness of a query's words in an article.
//!
//! Owns the reward that is added to the scores of the best hits. Follows the sequential dependence of Metzler and Croft, "A
//! Markov random field model for term dependencies" (2005): words that are neighbours in the query are looked for side by
//! side in the same order, and within a few words of each other in any order. Each such pair is scored like a word, with
//! the mean rarity of its two words. Occurrences count area by area, so that the end of a headline is not near the beginning
//! of the lede.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::clause::{Clause, Matcher, move_to, open_forms};
use super::lexicon::Lexicon;
use super::ranking::Ranking;

/// Two words within so many words of each other are near.
const NEAR: u32 = 8;
/// How much of an occurrence it is when two words are near; side by side in the order of the query they are a whole one
/// more.
const NEAR_SHARE: f32 = 0.5;

/// The words of a query, opened with positions for one segment.
pub(crate) struct Closeness {
    /// By area: for each word, its weight and lists.
    areas: Vec<Vec<(f32, Vec<SegmentPostings>)>>,
    words: usize,
}

impl Closeness {
    /// Opens the plain words among the clauses. `None` when there are fewer than two.
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
            let mut lists = Vec::new();
            for (weight, forms, within) in &words {
                let open = if within.contains(area) {
                    open_forms(forms, lexicon, segment, *area, IndexRecordOption::WithFreqsAndPositions)?
                } else {
                    Vec::new()
                };
                lists.push((*weight, open));
            }
            areas.push(lists);
        }
        Ok(Some(Closeness { areas, words: words.len() }))
    }

    /// The reward for a document. Documents have to come in ascending order.
    pub(crate) fn reward(&mut self, document: u32, ranking: &Ranking) -> f32 {
        // How often each word and the next one of the query stand together.
        let mut pairs = vec![0.0f32; self.words];
        let mut weights = vec![0.0f32; self.words];
        let mut occurrences: Vec<(u32, usize)> = Vec::new();
        let mut buffer = Vec::new();
        for words in &mut self.areas {
            occurrences.clear();
            for (word, (weight, lists)) in words.iter_mut().enumerate() {
                weights[word] = *weight;
                for list in lists {
                    if move_to(list, document) {
                        list.positions(&mut buffer);
                        occurrences.extend(buffer.iter().map(|&position| (position, word)));
                    }
                }
            }
            occurrences.sort_unstable();
            for (index, &(first, one)) in occurrences.iter().enumerate() {
                let near = occurrences[index + 1..].iter().take_while(|(second, _)| second - first <= NEAR);
                for &(second, other) in near.filter(|(second, _)| *second > first) {
                    if other == one + 1 {
                        pairs[one] += NEAR_SHARE + if second - first == 1 { 1.0 } else { 0.0 };
                    } else if one == other + 1 {
                        pairs[other] += NEAR_SHARE;
                    }
                }
            }
        }
        let reward: f32 = pairs
            .iter()
            .zip(weights.windows(2))
            .map(|(pair, weights)| (weights[0] + weights[1]) / 2.0 * pair * (ranking.k1 + 1.0) / (pair + ranking.k1))
            .sum();
        ranking.proximity * reward
    }
}
