//! The weights of hashed features, laid out for looking up many features that mostly have none.
//!
//! Layout of the bytes, little endian: the scale as `f32`, the transitions as 13 x 13 `f32`, the number of features, their
//! hashes in ascending order as `u32`, then thirteen signed bytes for each. Its surprise: the bytes are spread out when
//! they are opened, a millisecond spent once, so that a feature costs one look at a filter and mostly no more.

use std::num::NonZeroU64;

use super::label::LABELS;
use super::lattice::Transitions;

/// Sums of weights, one for each label; the lanes beyond the labels hold nothing of use.
pub type Sums = [i16; LANES];
/// Lanes of a row: the labels, rounded up for the machine.
pub const LANES: usize = 16;

/// The weights of a feature; the lanes beyond the labels hold 0.
#[derive(Debug, Clone, Copy)]
#[repr(align(16))]
struct Row([i8; LANES]);

/// Features whose hashes begin alike: sixteen other bits of each hash (0 for an open place), the first lowest, which are compared
/// together.
type Marks = u64;

/// Features of a line of marks.
const ROWS: usize = 4;
/// One in each mark of a line.
const EACH: u64 = 0x0001_0001_0001_0001;
const FILTER_BITS: u32 = 19;
const FILTER_WORDS: usize = 1 << (FILTER_BITS - 6);

/// One set of weights, open.
#[derive(Debug)]
pub struct Weights {
    /// What a step of the weights is worth.
    pub scale: f32,
    /// Scores of label pairs.
    pub transitions: Transitions,
    filter: Box<[u64; FILTER_WORDS]>,
    lines: Box<[Marks]>,
    /// By line and place; behind the last line a row without weights.
    rows: Box<[Row]>,
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
        let lines = (count * 10 / 28).max(1) + 1;
        let mut weights = Self {
            scale,
            transitions,
            filter: Box::new([0; FILTER_WORDS]),
            lines: vec![0; lines].into_boxed_slice(),
            rows: vec![Row([0; LANES]); lines * ROWS + 1].into_boxed_slice(),
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
            let marks = &mut self.lines[line];
            if let Some(at) = (0..ROWS).find(|at| *marks >> (16 * at) & 0xffff == 0) {
                *marks |= u64::from(mark(key)) << (16 * at);
                let row = &mut self.rows[line * ROWS + at];
                row.0.iter_mut().zip(value).for_each(|(weight, byte)| *weight = *byte as i8);
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
            add_row(&self.rows[self.row_of(key) as usize].0, sums);
        }
    }

    /// The number of the row of a feature that [`Weights::may_have`] let through.
    ///
    /// Marks and rows lie all over the memory. Looking for the rows of many features before any is added keeps many look-ups
    /// under way at a time.
    #[inline(always)]
    pub fn row_of(&self, key: u32) -> u32 {
        let sought = u64::from(mark(key)) * EACH;
        let mut line = self.line_of(key);
        loop {
            let marks = self.lines[line];
            // The lowest place that is equal has the lowest of these bits; what stands above it may be wrong.
            let other = marks ^ sought;
            if let Some(equal) = NonZeroU64::new(other.wrapping_sub(EACH) & !other & EACH << 15) {
                return (line * ROWS) as u32 + equal.trailing_zeros() / 16;
            }
            // Lines fill from the front, so an open place at the end says that nothing went on to the next.
            if marks >> 48 == 0 {
                return (self.lines.len() * ROWS) as u32;
            }
            line = if line + 1 == self.lines.len() { 0 } else { line + 1 };
        }
    }

    /// Adds rows of weights to `sums`.
    #[inline(always)]
    pub fn add_rows(&self, rows: &[u32], sums: &mut Sums) {
        let row = |row: u32| self.rows[row as usize].0.map(i16::from);
        let (fours, rest) = rows.as_chunks();
        for [a, b, c, d] in fours {
            let (a, b, c, d) = (row(*a), row(*b), row(*c), row(*d));
            let four: Sums = std::array::from_fn(|lane| a[lane] + b[lane] + c[lane] + d[lane]);
            let added: Sums = std::array::from_fn(|lane| sums[lane].wrapping_add(four[lane]));
            *sums = added;
        }
        rest.iter().for_each(|row| add_row(&self.rows[*row as usize].0, sums));
    }

    /// False for nearly every feature without weights.
    #[inline(always)]
    pub fn may_have(&self, key: u32) -> bool {
        let bit = filter_bit(key);
        self.filter[bit >> 6] >> (bit & 63) & 1 == 1
    }
}

/// Adds a row of weights. All lanes are read before any is written, so that they are done at once.
#[inline(always)]
pub(super) fn add_row(row: &[i8], sums: &mut Sums) {
    let mut wide = [0; LANES];
    wide.iter_mut().zip(row).for_each(|(wide, weight)| *wide = i16::from(*weight));
    let mut added = *sums;
    added.iter_mut().zip(wide).for_each(|(sum, weight)| *sum = sum.wrapping_add(weight));
    *sums = added;
}

/// Adds sums to others.
#[inline(always)]
pub(super) fn add_sums(more: &Sums, sums: &mut Sums) {
    let mut added = *sums;
    added.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.wrapping_add(*more));
    *sums = added;
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
