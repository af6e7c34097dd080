//! The weights of hashed features, laid out for looking up many features that mostly have none.
//!
//! Layout of the bytes, little endian: the scale as `f32`, the transitions as 13 x 13 `f32`, the number of features, their
//! hashes in ascending order as `u32`, then thirteen signed bytes for each. Its surprise: the bytes are spread out when
//! they are opened, a millisecond spent once, so that a feature costs one look at a filter and mostly no more.

use super::label::LABELS;
use super::lattice::Transitions;

/// Sums of weights, one for each label; the lanes beyond the labels hold nothing of use.
pub type Sums = [i16; LANES];
/// Lanes of a row: the labels, rounded up for the machine.
pub const LANES: usize = 16;

/// Features that share a line of the cache: sixteen bits of the hash of each (0 for an open place), which are compared
/// together, then the weights of each, one behind the other, and room behind the last.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Line {
    marks: [u16; ROWS],
    weights: [i8; 56],
}

/// Features of a line.
const ROWS: usize = 4;
const FILTER_BITS: u32 = 19;

/// One set of weights, open.
#[derive(Debug)]
pub struct Weights {
    /// What a step of the weights is worth.
    pub scale: f32,
    /// Scores of label pairs.
    pub transitions: Transitions,
    filter: Box<[u64]>,
    lines: Box<[Line]>,
}

impl Weights {
    /// Opens weights; `None` when the bytes are not weights.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let (scale, transitions, rest) = open_head(bytes)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (keys, values) = rest.split_at_checked(count.checked_mul(4)?)?;
        if values.len() != count * LABELS {
            return None;
        }
        let mut weights = Self {
            scale,
            transitions,
            filter: vec![0; 1 << (FILTER_BITS - 6)].into_boxed_slice(),
            lines: vec![Line { marks: [0; ROWS], weights: [0; 56] }; (count * 10 / 28).max(1) + 1].into_boxed_slice(),
        };
        for (key, value) in keys.chunks_exact(4).zip(values.chunks_exact(LABELS)) {
            weights.put(u32::from_le_bytes([key[0], key[1], key[2], key[3]]), value);
        }
        Some(weights)
    }

    fn put(&mut self, key: u32, value: &[u8]) {
        let bit = filter_bit(key);
        self.filter[bit >> 6] |= 1 << (bit & 63);
        let mut line = self.line_of(key);
        loop {
            let Line { marks, weights } = &mut self.lines[line];
            if let Some(at) = marks.iter().position(|mark| *mark == 0) {
                marks[at] = mark(key);
                weights[at * LABELS..].iter_mut().zip(value).for_each(|(weight, byte)| *weight = *byte as i8);
                return;
            }
            line = if line + 1 == self.lines.len() { 0 } else { line + 1 };
        }
    }

    #[inline(always)]
    fn line_of(&self, key: u32) -> usize {
        ((u64::from(key) * self.lines.len() as u64) >> 32) as usize
    }

    /// Adds the weights of a feature to `sums`.
    #[inline(always)]
    pub fn add(&self, key: u32, sums: &mut Sums) {
        if self.may_have(key) {
            self.add_filtered(key, sums);
        }
    }

    /// Adds the weights of a feature that [`Weights::may_have`] let through.
    #[inline(always)]
    pub fn add_filtered(&self, key: u32, sums: &mut Sums) {
        const EACH: u64 = 0x0001_0001_0001_0001;
        let sought = u64::from(mark(key)) * EACH;
        let mut line = self.line_of(key);
        loop {
            let Line { marks, weights } = &self.lines[line];
            let marks = marks.iter().rev().fold(0, |all, mark| all << 16 | u64::from(*mark));
            // The lowest place that is equal has the lowest of these bits; what stands above it may be wrong.
            let other = marks ^ sought;
            let equal = other.wrapping_sub(EACH) & !other & EACH << 15;
            if equal != 0 {
                let at = equal.trailing_zeros() as usize / 16 * LABELS;
                // The lanes behind the labels get weights of another feature, and nobody looks at them.
                for (sum, weight) in sums.iter_mut().zip(&weights[at..at + LANES]) {
                    *sum = sum.wrapping_add(i16::from(*weight));
                }
                return;
            }
            // Lines fill from the front, so an open place at the end says that nothing went on to the next.
            if marks >> 48 == 0 {
                return;
            }
            line = if line + 1 == self.lines.len() { 0 } else { line + 1 };
        }
    }

    /// False for nearly every feature without weights.
    #[inline(always)]
    pub fn may_have(&self, key: u32) -> bool {
        let bit = filter_bit(key);
        self.filter[bit >> 6] >> (bit & 63) & 1 == 1
    }
}

#[inline(always)]
fn filter_bit(key: u32) -> usize {
    (key & ((1 << FILTER_BITS) - 1)) as usize
}

#[inline(always)]
fn mark(key: u32) -> u16 {
    (key as u16).max(1)
}

/// Reads the scale and the transitions; returns what follows.
pub(super) fn open_head(bytes: &[u8]) -> Option<(f32, Transitions, &[u8])> {
    let (head, rest) = bytes.split_at_checked(4 * (1 + LABELS * LABELS))?;
    let mut floats = head.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let scale = floats.next()?;
    let mut scores = [[0.0; LABELS]; LABELS];
    for (score, value) in scores.iter_mut().flatten().zip(floats) {
        *score = value;
    }
    Some((scale, Transitions::new(scores), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(rows: &[(u32, i8)]) -> Vec<u8> {
        let mut bytes = vec![0; 4 * (1 + LABELS * LABELS)];
        bytes.extend((rows.len() as u32).to_le_bytes());
        rows.iter().for_each(|(key, _)| bytes.extend(key.to_le_bytes()));
        rows.iter().for_each(|(_, weight)| bytes.extend([*weight as u8; LABELS]));
        bytes
    }

    #[test]
    fn features_add_their_weights_and_unknown_ones_nothing() {
        let rows: Vec<(u32, i8)> = (0..3000_u32).map(|n| (n * 1_431_655, (n % 100) as i8 - 50)).collect();
        let weights = Weights::open(&bytes(&rows)).unwrap();
        for (key, weight) in &rows {
            let mut sums = [1; LANES];
            weights.add(*key, &mut sums);
            assert_eq!(sums[..LABELS], [1 + i16::from(*weight); LABELS]);
            weights.add(key + 9, &mut sums);
            assert_eq!(sums[0], 1 + i16::from(*weight));
        }
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let good = bytes(&[(1, 1), (2, 2)]);
        assert!(Weights::open(&good).is_some());
        assert!(Weights::open(&good[..good.len() - 1]).is_none());
        assert!(Weights::open(&good[..100]).is_none());
        assert!(Weights::open(&[]).is_none());
    }
}
