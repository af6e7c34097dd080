//! Sums of the weights of what is around a word as far as it has few values: shapes, its place in a run, pairs of clusters.
//!
//! Its surprise: pairs are numbered in the order in which they are met, so that those that come often lie side by side, and
//! all pairs without weights, which are most, are one.

use rustc_hash::FxHashMap;

use super::feature::{Around, Pair};
use super::weights::{LANES, Sums, Weights, add_row, add_sums};

/// The sums, once they were asked for.
#[derive(Debug, Default)]
pub(super) struct AroundSums {
    shapes: Vec<Row>,
    places: Vec<Row>,
    /// The number of each pair in `rows`; [`UNKNOWN`] for one that was not met. When there are no more numbers, all are
    /// forgotten.
    pairs: Vec<u16>,
    rows: Vec<Row>,
    /// Sums that are too large for a row, by their number.
    large: FxHashMap<u16, Sums>,
}

/// A sum, in one part of a line of memory.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(16))]
struct Row([i8; LANES]);

/// Pairs of clusters of each kind of pair.
const PAIRS: usize = 1 << 16;
const UNKNOWN: u16 = 0;
/// The number of all pairs without weights.
const NOTHING: u16 = 1;

impl AroundSums {
    /// Makes the tables if they are not there.
    pub(super) fn begin(&mut self, weights: &Weights) {
        if !self.rows.is_empty() {
            return;
        }
        // The weights of one feature, so they fit.
        let sums_of = |key: u32| {
            let mut sums = [0; LANES];
            weights.add(key, &mut sums);
            Row(sums.map(|sum| sum as i8))
        };
        self.shapes.extend((0..Around::SHAPES).map(|shapes| sums_of(Around::of_shapes(shapes))));
        self.places.extend((0..Around::PLACES).map(|place| sums_of(Around::of_place(place))));
        self.pairs.resize((Pair::BesideAlone as usize + 1) * PAIRS, 0);
        self.rows.resize(usize::from(NOTHING) + 1, Row([0; LANES]));
    }

    /// Adds what is around a word; the tables are there.
    #[inline(always)]
    pub(super) fn add(&mut self, around: Around, weights: &Weights, sums: &mut Sums) {
        add_row(&self.shapes[around.shapes()].0, sums);
        add_row(&self.places[around.place()].0, sums);
        for pair in around.pairs() {
            self.add_pair(pair, weights, sums);
        }
    }

    #[inline(always)]
    fn add_pair(&mut self, pair: (Pair, u8, u8), weights: &Weights, sums: &mut Sums) {
        if self.pairs[index_of(pair)] == UNKNOWN {
            self.learn(pair, weights);
        }
        let number = self.pairs[index_of(pair)];
        add_row(&self.rows[usize::from(number)].0, sums);
        // The others are weights of one feature.
        if pair.0 == Pair::BesideAlone && !self.large.is_empty() {
            self.add_large(number, sums);
        }
    }

    #[cold]
    #[inline(never)]
    fn add_large(&self, number: u16, sums: &mut Sums) {
        if let Some(own) = self.large.get(&number) {
            add_sums(own, sums);
        }
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, pair: (Pair, u8, u8), weights: &Weights) {
        let mut own = [0; LANES];
        Around::of_pair(pair, &mut |key| weights.add(key, &mut own));
        if own == [0; LANES] {
            self.pairs[index_of(pair)] = NOTHING;
            return;
        }
        if self.rows.len() > usize::from(u16::MAX) {
            self.pairs.fill(UNKNOWN);
            self.rows.truncate(usize::from(NOTHING) + 1);
            self.large.clear();
        }
        let number = self.rows.len() as u16;
        self.pairs[index_of(pair)] = number;
        let fits = own.iter().all(|sum| i8::try_from(*sum).is_ok());
        self.rows.push(Row(if fits { own.map(|sum| sum as i8) } else { [0; LANES] }));
        if !fits {
            self.large.insert(number, own);
        }
    }
}

#[inline(always)]
fn index_of((pair, a, b): (Pair, u8, u8)) -> usize {
    pair as usize * PAIRS + (usize::from(a) << 8 | usize::from(b))
}

#[cfg(test)]
mod tests {
    use super::super::label::LABELS;
    use super::*;

    /// Weights of these features, all the same.
    fn weights(keys: &[u32], weight: i8) -> Weights {
        let mut bytes = 1.0_f32.to_le_bytes().to_vec();
        bytes.resize(4 * (1 + LABELS * LABELS), 0);
        bytes.extend((keys.len() as u32).to_le_bytes());
        keys.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
        keys.iter().for_each(|_| bytes.extend([weight as u8; LABELS]));
        Weights::open(&bytes).unwrap()
    }

    fn sum_of(sums: &mut AroundSums, pair: (Pair, u8, u8), weights: &Weights) -> i16 {
        let mut sum = [1; LANES];
        sums.add_pair(pair, weights, &mut sum);
        sum[0] - 1
    }

    #[test]
    fn sums_too_large_for_a_row_are_kept_elsewhere() {
        let mut keys = Vec::new();
        Around::of_pair((Pair::BesideAlone, 3, 7), &mut |key| keys.push(key));
        assert_eq!(keys.len(), 2);
        for (weight, sum) in [(100, 200), (-100, -200), (40, 80)] {
            let weights = weights(&keys, weight);
            let mut sums = AroundSums::default();
            sums.begin(&weights);
            for _ in 0..2 {
                assert_eq!(sum_of(&mut sums, (Pair::BesideAlone, 3, 7), &weights), sum);
                assert_eq!(sum_of(&mut sums, (Pair::BesideAlone, 7, 3), &weights), 0);
                assert_eq!(sum_of(&mut sums, (Pair::Beside, 3, 7), &weights), i16::from(weight));
            }
        }
    }

    #[test]
    fn more_pairs_than_there_are_numbers_are_forgotten_and_learned_again() {
        let all = || (0..=u8::MAX).flat_map(|a| (0..=u8::MAX).map(move |b| (Pair::Before, a, b)));
        let mut keys = Vec::new();
        all().for_each(|pair| Around::of_pair(pair, &mut |key| keys.push(key)));
        keys.sort_unstable();
        keys.dedup();
        let weights = weights(&keys, 5);
        let mut sums = AroundSums::default();
        sums.begin(&weights);
        for _ in 0..2 {
            assert!(all().all(|pair| sum_of(&mut sums, pair, &weights) == 5));
        }
        assert!(sums.rows.len() < 10, "{} rows", sums.rows.len());
    }
}
