//! Closeness of a query's words in an article.
//!
//! Owns the reward that is added to the scores of the best hits. Follows Büttcher, Clarke and Lushman, "Term proximity
//! scoring for ad-hoc retrieval on very large text collections" (2006): every pair of neighbouring occurrences of two
//! different words adds the words' weight divided by the square of their distance, and the sum is saturated like a word's
//! frequency. Occurrences count area by area, so that the end of a headline is not near the beginning of the lede.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::clause::{Clause, Matcher, move_to, open_forms};
use super::lexicon::Lexicon;
use super::ranking::Ranking;

/// Occurrences farther apart than this, in words, add nothing.
const REACH: u32 = 24;

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
        let mut sums = vec![0.0f32; self.words];
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
            for pair in occurrences.windows(2) {
                let ((first, one), (second, other)) = (pair[0], pair[1]);
                let distance = second - first;
                if one != other && (1..=REACH).contains(&distance) {
                    let closeness = 1.0 / (distance * distance) as f32;
                    sums[one] += weights[other] * closeness;
                    sums[other] += weights[one] * closeness;
                }
            }
        }
        let reward: f32 = sums
            .iter()
            .zip(&weights)
            .map(|(sum, weight)| weight.min(1.0) * sum * (ranking.k1 + 1.0) / (sum + ranking.k1))
            .sum();
        ranking.proximity * reward
    }
}
