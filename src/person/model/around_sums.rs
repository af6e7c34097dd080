//! Sums of the weights of what is around a word as far as it has few values: shapes, its place in a run, pairs of clusters.
//!
//! Its surprise: pairs are numbered in the order in which they are met, so that those that come often lie side by side.

use super::feature::{Around, Pair};
use super::weights::{LANES, Sums, Weights, add_sums};

/// The sums, once they were asked for.
#[derive(Debug, Default)]
pub(super) struct AroundSums {
    shapes: Vec<Sums>,
    places: Vec<Sums>,
    /// The number of each pair in `rows`; 0 for one that was not met. When there are no more numbers, all are forgotten.
    pairs: Vec<u16>,
    rows: Vec<Sums>,
}

/// Pairs of clusters of each kind of pair.
const PAIRS: usize = 1 << 16;

impl AroundSums {
    /// Makes the tables if they are not there.
    pub(super) fn begin(&mut self, weights: &Weights) {
        if !self.rows.is_empty() {
            return;
        }
        let sums_of = |key: u32| {
            let mut sums = [0; LANES];
            weights.add(key, &mut sums);
            sums
        };
        self.shapes.extend((0..Around::SHAPES).map(|shapes| sums_of(Around::of_shapes(shapes))));
        self.places.extend((0..Around::PLACES).map(|place| sums_of(Around::of_place(place))));
        self.pairs.resize((Pair::BesideAlone as usize + 1) * PAIRS, 0);
        self.rows.push([0; LANES]);
    }

    /// Adds what is around a word; the tables are there.
    #[inline(always)]
    pub(super) fn add(&mut self, around: Around, weights: &Weights, sums: &mut Sums) {
        add_sums(&self.shapes[around.shapes()], sums);
        add_sums(&self.places[around.place()], sums);
        for pair in around.pairs() {
            if self.pairs[index_of(pair)] == 0 {
                self.learn(pair, weights);
            }
            add_sums(&self.rows[usize::from(self.pairs[index_of(pair)])], sums);
        }
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, pair: (Pair, u8, u8), weights: &Weights) {
        let mut own = [0; LANES];
        Around::of_pair(pair, &mut |key| weights.add(key, &mut own));
        if self.rows.len() > usize::from(u16::MAX) {
            self.pairs.fill(0);
            self.rows.truncate(1);
        }
        self.pairs[index_of(pair)] = self.rows.len() as u16;
        self.rows.push(own);
    }
}

#[inline(always)]
fn index_of((pair, a, b): (Pair, u8, u8)) -> usize {
    pair as usize * PAIRS + (usize::from(a) << 8 | usize::from(b))
}
