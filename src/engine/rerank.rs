//! Scoring the best hits again: which of them may go without.
//!
//! Owns the order in which hits are looked at again and when no more of them can come onto the page. What a hit gains is told by
//! whoever asks. The surprise: the first to be looked at are not the best but those that may become it, since by what they gain most
//! of the others are told to be worse.

use std::cmp::Ordering;

use super::EngineError;
use super::best::{Precedence, by_words};
use super::search::Candidate;

/// Adds to hits what they gain, `gains` at most. Those that cannot come among the first `shown` by it are left as they are. They
/// come in the order in which they are stored, first the most promising and then the others.
pub(crate) fn raise(
    candidates: &mut [Candidate],
    precedence: Precedence,
    shown: usize,
    gains: &[f32],
    add: &mut AddGain<'_>,
) -> Result<(), EngineError> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    if candidates.len() <= shown {
        order.sort_by_key(|&at| candidates[at].address);
        return order.into_iter().try_for_each(|at| add(&mut candidates[at], at, None));
    }
    let raised = candidates.iter().zip(gains);
    let raised = raised.map(|(hit, gain)| Candidate { score: hit.score + gain * hit.recency, ..*hit });
    let bounds: Vec<Candidate> = raised.collect();
    let by_bound = |&a: &usize, &b: &usize| by_words(precedence, &bounds[a], &bounds[b]);
    order.sort_by(by_bound);
    let mut shown = Shown::new(candidates, precedence, shown);
    let promising = shown.places.len().saturating_mul(2).min(order.len());
    for part in [0..promising, promising..order.len()] {
        order[part.clone()].sort_by_key(|&at| candidates[at].address);
        for &at in &order[part] {
            let worst = candidates[shown.worst];
            // Whatever comes is better or not shown.
            if by_words(precedence, &bounds[at], &worst) != Ordering::Greater {
                add(&mut candidates[at], at, Some(&worst))?;
                shown.hear_of(candidates, precedence, at);
            }
        }
    }
    Ok(())
}

/// Adds to a hit what it gains: given it, its place, and the worst of those that are shown so far.
pub(crate) type AddGain<'a> = dyn FnMut(&mut Candidate, usize, Option<&Candidate>) -> Result<(), EngineError> + 'a;

/// Those of some hits that would be shown.
struct Shown {
    places: Vec<usize>,
    worst: usize,
}

impl Shown {
    fn new(candidates: &[Candidate], precedence: Precedence, count: usize) -> Shown {
        let mut places: Vec<usize> = (0..candidates.len()).collect();
        places.sort_by(|&a, &b| by_words(precedence, &candidates[a], &candidates[b]));
        places.truncate(count);
        let worst = places.last().copied().unwrap_or_default();
        Shown { places, worst }
    }

    /// A hit has become better.
    fn hear_of(&mut self, candidates: &[Candidate], precedence: Precedence, at: usize) {
        let worse = |&a: &usize, &b: &usize| by_words(precedence, &candidates[a], &candidates[b]);
        if !self.places.contains(&at) {
            if worse(&at, &self.worst) != Ordering::Less {
                return;
            }
            self.places.retain(|place| *place != self.worst);
            self.places.push(at);
        }
        self.worst = self.places.iter().copied().max_by(worse).unwrap_or_default();
    }
}

/// What a hit has to gain, to be no worse than another whose score is known.
pub(crate) fn least_gain(precedence: Precedence, hit: &Candidate, other: &Candidate) -> f32 {
    if precedence == Precedence::AllWords && (hit.missing > 0) != (other.missing > 0) {
        return f32::NEG_INFINITY;
    }
    // A little less, since sums in another order are rounded in another way.
    (other.score - other.score.abs() * 1e-4 - hit.score) / hit.recency
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use tantivy::DocAddress;

    use super::*;
    use crate::engine::proximity::WORDS;

    fn hit(document: usize, score: u8, lacks: bool) -> Candidate {
        Candidate {
            address: DocAddress::new(0, document as u32),
            score: f32::from(score),
            frequencies: [0.0; WORDS],
            closeness: 0.0,
            about: 0.0,
            likeness: 0.0,
            recency: 1.0,
            missing: u16::from(lacks),
            present: 0,
            told: None,
        }
    }

    proptest! {
        #[test]
        fn whoever_is_left_out_would_not_be_shown(
            hits in prop::collection::vec((0u8..40, any::<bool>(), 0u8..20, 0u8..20), 1..60),
            shown in 1usize..12,
        ) {
            let mut raised: Vec<Candidate> =
                hits.iter().enumerate().map(|(at, (score, lacks, ..))| hit(at, *score, *lacks)).collect();
            let mut all = raised.clone();
            let gain = |at: usize| f32::from(hits[at].2.min(hits[at].3));
            let most: Vec<f32> = hits.iter().map(|hit| f32::from(hit.2)).collect();
            all.iter_mut().enumerate().for_each(|(at, hit)| hit.score += gain(at));
            let added = raise(&mut raised, Precedence::AllWords, shown, &most, &mut |hit, at, worst| {
                let worst = worst.map_or(f32::NEG_INFINITY, |worst| least_gain(Precedence::AllWords, hit, worst));
                if gain(at) >= worst {
                    hit.score += gain(at);
                }
                Ok(())
            });
            prop_assert!(added.is_ok());
            let first = |mut hits: Vec<Candidate>| -> Vec<(bool, f32)> {
                hits.sort_by(|a, b| by_words(Precedence::AllWords, a, b));
                hits.iter().take(shown).map(|hit| (hit.missing > 0, hit.score)).collect()
            };
            prop_assert_eq!(first(raised), first(all));
        }
    }
}
