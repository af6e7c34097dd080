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

/// What [`Closeness::reward`] never exceeds in a document that has the words of a query with these weights so often, in the
/// order of the query: at best every occurrence of a word stands beside every one of the next word.
pub(crate) fn most(words: impl Iterator<Item = (f32, f32)>, ranking: &Ranking) -> f32 {
    let (mut before, mut most) = (None, 0.0);
    for (weight, occurrences) in words {
        if let Some((other, others)) = before.replace((weight, occurrences)) {
            most += pair_reward((other, weight), (NEAR_SHARE + 1.0) * occurrences * others, ranking);
        }
    }
    // A little more for what is lost in rounding.
    ranking.proximity * most * 1.001
}

/// What two words are worth that stand together so often.
fn pair_reward((one, other): (f32, f32), pair: f32, ranking: &Ranking) -> f32 {
    (one + other) / 2.0 * pair * (ranking.k1 + 1.0) / (pair + ranking.k1)
}

/// The words of a query, opened with positions for one segment.
pub(crate) struct Closeness {
    areas: Vec<Vec<OpenWord>>,
    /// By area, the words from the rarest to the most frequent.
    order: Vec<Vec<usize>>,
    weights: Vec<f32>,
    /// How often each word and the next one of the query stand together in the document that is looked at.
    pairs: Vec<f32>,
    occurrences: Vec<(u32, usize)>,
    buffer: Vec<u32>,
}

/// A word in one area.
struct OpenWord {
    lists: Vec<SegmentPostings>,
    /// Whether the document that is looked at has it there; `None` while nobody knows.
    stands: Option<bool>,
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
        let (mut areas, mut orders) = (Vec::new(), Vec::new());
        for area in super::plan::default_areas() {
            let mut here = Vec::with_capacity(words.len());
            let mut counts = Vec::with_capacity(words.len());
            for (_, forms, within) in &words {
                let lists = if within.contains(area) {
                    open_forms(forms, lexicon, segment, *area, IndexRecordOption::WithFreqsAndPositions)?
                } else {
                    Vec::new()
                };
                counts.push(lists.iter().map(|list| u64::from(list.doc_freq())).sum::<u64>());
                here.push(OpenWord { lists, stands: None });
            }
            let mut order: Vec<usize> = (0..words.len()).collect();
            order.sort_by_key(|word| counts[*word]);
            areas.push(here);
            orders.push(order);
        }
        Ok(Some(Closeness {
            areas,
            order: orders,
            weights: words.iter().map(|(weight, ..)| *weight).collect(),
            pairs: vec![0.0; words.len()],
            occurrences: Vec::new(),
            buffer: Vec::new(),
        }))
    }

    /// The reward for a document. Documents have to come in ascending order.
    pub(crate) fn reward(&mut self, document: u32, ranking: &Ranking) -> f32 {
        let Closeness { areas, order, weights, pairs, occurrences, buffer } = self;
        pairs.fill(0.0);
        for (words, order) in areas.iter_mut().zip(order) {
            occurrences.clear();
            words.iter_mut().for_each(|word| word.stands = None);
            for &word in &*order {
                // A word whose neighbours in the query do not stand here is near none of them.
                let absent = |other: Option<&OpenWord>| other.is_none_or(|other| other.stands == Some(false));
                let lonely =
                    absent(word.checked_sub(1).and_then(|before| words.get(before))) && absent(words.get(word + 1));
                let mut stands = false;
                if !lonely {
                    for list in &mut words[word].lists {
                        if move_to(list, document) {
                            stands = true;
                            list.positions(buffer);
                            occurrences.extend(buffer.iter().map(|&position| (position, word)));
                        }
                    }
                }
                words[word].stands = Some(stands);
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
            .map(|(pair, weights)| pair_reward((weights[0], weights[1]), *pair, ranking))
            .sum();
        ranking.proximity * reward
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ranking;

    #[test]
    fn at_most_every_occurrence_stands_beside_every_other() {
        let most = |words: &[(f32, f32)]| most(words.iter().copied(), &ranking::DEFAULT);
        // Weights 2 and 4, once each: 0.6 * 3 * 1.5 * 3.4 / (1.5 + 2.4), and a thousandth more.
        assert!((most(&[(2.0, 1.0), (4.0, 1.0)]) - 2.356_2).abs() < 1e-3);
        // The third stands beside the second alone, twice three times: 0.6 * 4 * 9 * 3.4 / (9 + 2.4).
        assert!((most(&[(9.0, 0.0), (5.0, 2.0), (3.0, 3.0)]) - 6.448_5).abs() < 1e-3);
        assert_eq!((most(&[(2.0, 1.0)]), most(&[])), (0.0, 0.0));
    }
}
