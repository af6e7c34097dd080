//! What an article loses that lacks some of the words.
//!
//! Owns the factor of such an article's score. A rare word that stands often in an article is worth more than two others
//! together, so that by the sum alone what lacks two words comes before what lacks one. The surprise: words count half by
//! their rarity and half by their number, since who types a word wants it, however frequent it is.

use super::clause::OpenClause;
use crate::query::WordRole;

/// The shares of the words, all of them 1 together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lacking {
    /// By word; empty where nothing is lost.
    shares: Vec<f32>,
    most: f32,
}

impl Lacking {
    /// Nothing is lost.
    pub(super) fn nothing() -> Lacking {
        Lacking { shares: Vec::new(), most: 1.0 }
    }

    /// By the weights of words of which an article may lack some; what only joins them is not missed.
    pub(super) fn of(bag: &[OpenClause]) -> Lacking {
        Lacking::by_weights(
            bag.iter().map(|word| (word.role() != WordRole::Joining).then_some(word.weight())).collect(),
        )
    }

    fn by_weights(weights: Vec<Option<f32>>) -> Lacking {
        let number = weights.iter().flatten().count();
        let all: f32 = weights.iter().flatten().sum();
        if number < 2 || all <= 0.0 {
            return Lacking::nothing();
        }
        let share = |weight: &Option<f32>| weight.map_or(0.0, |weight| (weight / all + 1.0 / number as f32) / 2.0);
        let shares: Vec<f32> = weights.iter().map(share).collect();
        let least = shares.iter().zip(&weights).filter(|(_, weight)| weight.is_some()).map(|(share, _)| *share);
        let least = least.fold(1.0, f32::min);
        // A little more for what is lost in rounding.
        Lacking { most: ((1.0 - least).sqrt() * 1.0001).min(1.0), shares }
    }

    /// What the score of an article is multiplied by that has only some of the words.
    pub(super) fn factor(&self, has: impl Fn(usize) -> bool) -> f32 {
        if self.shares.is_empty() {
            return 1.0;
        }
        let had = self.shares.iter().enumerate().filter(|(word, _)| has(*word));
        had.map(|(_, share)| share).sum::<f32>().sqrt()
    }

    /// The most that the score of an article that lacks a word is multiplied by.
    pub(super) fn most(&self) -> f32 {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_are_missed_more_than_frequent_ones() {
        // Half by rarity, half by number: 0.5, 0.3, 0.2; a joining word counts for nothing.
        let lacking = Lacking::by_weights(vec![Some(4.0), None, Some(1.6), Some(0.4)]);
        let factor = |missing: &[usize]| lacking.factor(|word| !missing.contains(&word));
        let near = |one: f32, other: f32| (one - other).abs() < 1e-3;
        assert!(near(factor(&[0]), 0.5_f32.sqrt()) && near(factor(&[2]), 0.7_f32.sqrt()));
        assert!(near(factor(&[3]), 0.8_f32.sqrt()) && near(factor(&[1]), 1.0));
        assert!(factor(&[3]) <= lacking.most() && lacking.most() < 0.9);
    }

    #[test]
    fn one_word_alone_loses_nothing() {
        for weights in [vec![Some(3.0)], vec![Some(0.0), Some(0.0)], vec![None, Some(2.0)], vec![]] {
            assert_eq!(Lacking::by_weights(weights), Lacking::nothing());
        }
        assert_eq!((Lacking::nothing().factor(|_| false), Lacking::nothing().most()), (1.0, 1.0));
    }
}
