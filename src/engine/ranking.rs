//! How hits are scored.
//!
//! Owns the formula and its weights. A word is scored over all parts of an article at once, as if the article were one
//! text in which a word of the headline stood several times (Robertson, Zaragoza and Taylor, "Simple BM25 extension to
//! multiple weighted fields", 2004), so that a word in headline and lede does not count as two words. Closeness of the
//! words is rewarded afterwards, for the best hits only, see [`super::proximity`].

use jiff::civil::Date;

use super::date::seconds;
use super::lexicon::{AREAS, Area};

/// How much later articles are preferred: a score is multiplied by `(1 + 2^(-age / half-life)) / 2`.
///
/// So an article of today keeps its score, one as old as the half-life three quarters of it, and a very old or undated one
/// half: age can decide between articles that match about equally well, and never hides one that matches twice as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recency {
    /// Half-life in days, more than 0.
    pub half_life: f64,
    /// The day that age is counted from.
    pub today: Date,
}

impl Recency {
    /// The factor for an article by the first second of its date, seconds since 1970; `i64::MIN` without one.
    pub(crate) fn factor(&self, date: i64) -> f32 {
        if date == i64::MIN {
            return 0.5;
        }
        let end_of_today = seconds(self.today.at(23, 59, 59, 0));
        let age = (end_of_today - date).max(0) / 86_400;
        (0.5 + 0.5 * (-(age as f64) / self.half_life).exp2()) as f32
    }
}

/// The weights of the formula.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranking {
    /// How often a word counts that stands once in the area.
    pub(crate) area_weight: [f32; AREAS],
    /// How soon further occurrences stop to matter.
    pub(crate) k1: f32,
    /// How much longer articles are marked down, 0 to 1.
    pub(crate) b: f32,
    /// Weight of the reward for closeness, relative to the weight of the words.
    pub(crate) proximity: f32,
    /// Weight of the reward for a passage that has several of the words, relative to the weight of all.
    pub(crate) passage: f32,
    /// Weight of the reward for likeness to the best hits, relative to the best score.
    pub(crate) likeness: f32,
}

/// Chosen on the judged collections; figures in `docs/ranking.md`.
pub(crate) const DEFAULT: Ranking = Ranking {
    area_weight: [2.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    k1: 2.4,
    b: 0.8,
    proximity: 0.6,
    passage: 1.2,
    likeness: 1.5,
};

/// So often an article has a word that tells a time which it is of, beside where it stands in the text.
pub(crate) const TIMED: f32 = 5.0;

impl Ranking {
    /// Weight of an area.
    pub(crate) fn weight(&self, area: Area) -> f32 {
        self.area_weight[area]
    }

    /// Rarity of a word: `ln(1 + (N - n + 0.5) / (n + 0.5))` with `n` of `N` articles holding it.
    pub(crate) fn idf(articles: f64, holding: f64) -> f32 {
        let holding = holding.min(articles);
        (1.0 + (articles - holding + 0.5) / (holding + 0.5)).ln() as f32
    }

    /// What a word adds to the score: `frequency` weighted by area, and the article's [`Ranking::dampening`].
    pub(crate) fn saturate(&self, frequency: f32, dampening: f32) -> f32 {
        frequency * (self.k1 + 1.0) / (frequency + dampening)
    }

    /// What an article's length takes from all its words: `length` relative to the average.
    pub(crate) fn dampening(&self, length: f32) -> f32 {
        self.k1 * (1.0 - self.b + self.b * length)
    }

    /// How often a word stands in an article at most that has this weighted frequency.
    pub(crate) fn most_occurrences(&self, frequency: f32) -> f32 {
        frequency / self.area_weight.iter().copied().fold(f32::INFINITY, f32::min)
    }

    /// What [`Ranking::saturate`] never exceeds, with a little more for what is lost in rounding.
    pub(crate) fn most(&self) -> f32 {
        (self.k1 + 1.0) * 1.001
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_halves_what_recency_adds() {
        let recency = Recency { half_life: 10.0, today: jiff::civil::date(2024, 3, 31) };
        let factor = |day: i8| recency.factor(seconds(jiff::civil::date(2024, 3, day).at(12, 0, 0, 0)));
        assert_eq!((factor(31), factor(21), factor(11)), (1.0, 0.75, 0.625));
        assert_eq!(recency.factor(i64::MIN), 0.5);
        assert_eq!(recency.factor(seconds(jiff::civil::date(2025, 1, 1).at(0, 0, 0, 0))), 1.0);
        assert!((recency.factor(0) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn the_formula_is_that_of_bm25() {
        // N = 10, n = 2: ln(1 + 8.5 / 2.5) = ln 4.4
        assert!((Ranking::idf(10.0, 2.0) - 1.481_604_5).abs() < 1e-5);
        let ranking = Ranking { k1: 1.2, b: 0.75, ..DEFAULT };
        // tf = 3, twice the average length: 3 * 2.2 / (3 + 1.2 * (0.25 + 1.5)) = 6.6 / 5.1
        assert!((ranking.saturate(3.0, ranking.dampening(2.0)) - 1.294_117_6).abs() < 1e-5);
    }
}
