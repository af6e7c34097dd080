//! Rows of numbers, one for each document, in as many bits as they need.
//!
//! Owns how a row is written: each number by its rank among the most frequent, as it is, or by how far it is from the one before
//! it, whatever takes least; and how often it counts. Knows nothing of what the numbers stand for. The surprise: where a row
//! begins is kept for every [`STRIDE`]th only, and each row says how many bytes it has, from which follows how many numbers.

use std::io;
use std::sync::OnceLock;

use tantivy::directory::OwnedBytes;

use super::damaged;
use crate::engine::bits::{Bits, gamma, gamma_bits, peek};
use crate::engine::sorted::{push_number, read_number, width_of};

/// Rows between two of which the place is kept.
const STRIDE: usize = 8;
/// Bytes behind the places: number of rows, number of frequent ones, bytes of a place and of a frequent one, bits of a number.
const TAIL: usize = 15;
/// Bits of the ranks of the most frequent numbers, and of those that come after them.
const FIRST_BITS: u32 = 8;
const NEXT_BITS: u32 = 11;
/// Numbers that have ranks.
const FREQUENT: usize = (1 << FIRST_BITS) + (1 << NEXT_BITS);
/// Places of a table of them that needs no look at whether a rank is one.
const RANKS: usize = FREQUENT.next_power_of_two();
/// What has no number is damaged.
const NO_NUMBER: u32 = u32::MAX;

/// Bits of a number that is written as it is, at least: what fills the last byte of a row is too short to be one, and looks like
/// nothing else.
const LEAST_WIDTH: u32 = 6;

/// What stands before a number, in two bits, and how it is written then.
const WHOLE: u64 = 0;
const FIRST: u64 = 1;
const NEXT: u64 = 2;
/// One of the above comes behind, and how often it counts behind the number; or else this again, and it is told from the one
/// before it.
const OTHER: u64 = 3;

/// Writes rows.
#[derive(Debug)]
pub(crate) struct RowWriter {
    bytes: Vec<u8>,
    places: Vec<u64>,
    bits: Bits,
    /// Bits of a number that is written as it is.
    width: u32,
    /// The most frequent numbers, and of each number its rank there.
    frequent: Vec<u32>,
    ranks: Vec<u32>,
    rows: u64,
}

impl RowWriter {
    /// Begins rows in which each number occurs so often.
    pub(crate) fn new(occurrences: &[u32]) -> RowWriter {
        let width = (usize::BITS - occurrences.len().saturating_sub(1).leading_zeros()).max(LEAST_WIDTH);
        let mut frequent: Vec<u32> = Vec::new();
        // A number of fewer bits is shorter than a rank.
        if width > FIRST_BITS {
            frequent.extend(0..occurrences.len() as u32);
            let rarity = |number: &u32| (std::cmp::Reverse(occurrences[*number as usize]), *number);
            if frequent.len() > FREQUENT {
                frequent.select_nth_unstable_by_key(FREQUENT, rarity);
                frequent.truncate(FREQUENT);
                frequent.shrink_to_fit();
            }
            frequent.sort_unstable_by_key(rarity);
        }
        let mut ranks = vec![u32::MAX; occurrences.len()];
        for (rank, number) in (0..).zip(&frequent) {
            ranks[*number as usize] = rank;
        }
        RowWriter { bytes: Vec::new(), places: Vec::new(), bits: Bits::default(), width, frequent, ranks, rows: 0 }
    }

    /// Adds the row of the next document: numbers, each with how often it counts.
    pub(crate) fn push(&mut self, row: impl Iterator<Item = (u32, u32)>) {
        if self.rows.is_multiple_of(STRIDE as u64) {
            self.places.push(self.bytes.len() as u64);
        }
        self.rows += 1;
        self.bits.clear();
        let mut last = 0;
        for (number, count) in row {
            self.push_one(last, number, count);
            last = number;
        }
        let row = self.bits.finish();
        push_number(&mut self.bytes, row.len() as u64);
        self.bytes.extend_from_slice(row);
    }

    fn push_one(&mut self, last: u32, number: u32, count: u32) {
        let (kind, payload, width) = match self.ranks[number as usize] {
            rank if rank < 1 << FIRST_BITS => (FIRST, rank, FIRST_BITS),
            rank if (rank as usize) < FREQUENT && NEXT_BITS < self.width => (NEXT, rank - (1 << FIRST_BITS), NEXT_BITS),
            _ => (WHOLE, number, self.width),
        };
        let bits = &mut self.bits;
        let near = near(last, number);
        // Two bits more say that it is near, and one how often it counts at least.
        if gamma_bits(near) + 3 < width {
            bits.push(OTHER << 2 | OTHER, 4);
            bits.push_gamma(near);
            bits.push_gamma(coded_count(count));
        } else if count == 1 {
            bits.push(kind, 2);
            bits.push(u64::from(payload), width);
        } else {
            bits.push(OTHER << 2 | kind, 4);
            bits.push(u64::from(payload), width);
            bits.push_gamma(coded_count(count));
        }
    }

    /// The rows.
    pub(crate) fn finish(self) -> Vec<u8> {
        let RowWriter { mut bytes, places, width, frequent, ranks, rows, .. } = self;
        let place_width = width_of(bytes.len() as u64);
        let frequent_width = width_of(ranks.len() as u64);
        for number in &frequent {
            bytes.extend_from_slice(&number.to_le_bytes()[..frequent_width]);
        }
        for place in places {
            bytes.extend_from_slice(&place.to_le_bytes()[..place_width]);
        }
        bytes.extend_from_slice(&rows.to_le_bytes());
        bytes.extend_from_slice(&(frequent.len() as u32).to_le_bytes());
        bytes.extend([place_width as u8, frequent_width as u8, width as u8]);
        bytes
    }
}

/// How far a number is from the one before it, from 1: ahead even, behind odd.
fn near(last: u32, number: u32) -> u64 {
    let distance = u64::from(number.abs_diff(last)) * 2;
    if number >= last { distance + 1 } else { distance }
}

/// The number of [`near`].
fn number_near(last: u32, near: u64) -> u32 {
    let distance = (near / 2) as u32;
    if near % 2 == 1 { last.wrapping_add(distance) } else { last.wrapping_sub(distance) }
}

/// What is counted never comes after what is counted thrice.
fn coded_count(count: u32) -> u64 {
    match count {
        0 => 4,
        1..=3 => u64::from(count),
        more => u64::from(more) + 1,
    }
}

/// The count of [`coded_count`].
fn count_of(code: u64) -> u32 {
    match code {
        1..=3 => code as u32,
        4 => 0,
        more => u32::try_from(more - 1).unwrap_or(u32::MAX),
    }
}

/// Rows of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    bytes: OwnedBytes,
    /// The most frequent numbers, read with the first row: who only counts reads none.
    frequent: OnceLock<Box<[u32; RANKS]>>,
    /// Where the rows end, and where the places begin.
    end: usize,
    places: usize,
    place_width: usize,
    frequent_width: usize,
    width: u32,
    rows: usize,
}

impl Rows {
    /// Opens what [`RowWriter::finish`] gave; `None` for what is surely something else.
    pub(crate) fn open(bytes: OwnedBytes) -> Option<Rows> {
        let (rest, tail) = bytes.split_last_chunk::<TAIL>()?;
        let (rows, tail) = tail.split_first_chunk::<8>()?;
        let (frequent, widths) = tail.split_first_chunk::<4>()?;
        let rows = usize::try_from(u64::from_le_bytes(*rows)).ok()?;
        let &[place_width, frequent_width, width] = widths else { return None };
        let (place_width, frequent_width) = (usize::from(place_width), usize::from(frequent_width));
        let is_width = (LEAST_WIDTH..=32).contains(&u32::from(width));
        if !(1..=8).contains(&place_width) || !(1..=4).contains(&frequent_width) || !is_width {
            return None;
        }
        let places = rest.len().checked_sub(rows.div_ceil(STRIDE).checked_mul(place_width)?)?;
        let count = usize::try_from(u32::from_le_bytes(*frequent)).ok()?;
        let end = places.checked_sub(count.checked_mul(frequent_width)?)?;
        let (frequent, width) = (OnceLock::new(), u32::from(width));
        Some(Rows { bytes, frequent, end, places, place_width, frequent_width, width, rows })
    }

    /// The most frequent numbers by their ranks, and [`NO_NUMBER`] behind them.
    fn frequent(&self) -> &[u32; RANKS] {
        self.frequent.get_or_init(|| {
            let mut listed = Box::new([NO_NUMBER; RANKS]);
            let numbers = self.bytes[self.end..self.places].chunks_exact(self.frequent_width);
            for (place, number) in listed.iter_mut().zip(numbers) {
                *place = number.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            }
            listed
        })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// Calls back with the numbers of a row and how often each counts. Of a row that is damaged not with all of them.
    #[inline]
    pub(crate) fn each(&self, row: u32, call: impl FnMut(u32, u32)) {
        let _ = self.try_each(row, call);
    }

    /// As [`Rows::each`], and tells what is damaged.
    #[inline]
    pub(crate) fn try_each(&self, row: u32, call: impl FnMut(u32, u32)) -> io::Result<()> {
        if row as usize >= self.rows {
            return Ok(());
        }
        self.find(row as usize).and_then(|(start, end)| self.decode(start, end, call)).ok_or_else(damaged)
    }

    /// Where the bits of a row lie.
    #[inline]
    fn find(&self, row: usize) -> Option<(usize, usize)> {
        let place = number_at(&self.bytes, self.places, row / STRIDE, self.place_width)?;
        let mut at = usize::try_from(place).ok()?;
        let bytes = &self.bytes[..self.end];
        let behind = |at: &mut usize| match bytes.get(*at) {
            // Nearly every row is as short.
            Some(&length) if length < 0x80 => {
                *at += 1;
                Some(*at + usize::from(length))
            }
            _ => {
                let length = read_number(bytes, at)?;
                at.checked_add(usize::try_from(length).ok()?)
            }
        };
        for _ in 0..row % STRIDE {
            at = behind(&mut at)?;
        }
        let end = behind(&mut at)?;
        (end <= bytes.len()).then_some((at, end))
    }

    /// Reads the bits of a row. What lies behind it is read along and not used: the file goes on for more than a number.
    ///
    /// Which of three ways a number is written in is as good as chance, so that these are told apart without a branch; and what comes
    /// next waits for how many bits it takes, so that those are not looked up.
    #[inline]
    fn decode(&self, start: usize, end: usize, mut call: impl FnMut(u32, u32)) -> Option<()> {
        let (bytes, frequent) = (&self.bytes[..], self.frequent());
        // Of each way its bits, a byte each.
        let widths = self.width | FIRST_BITS << (8 * FIRST) | NEXT_BITS << (8 * NEXT);
        let (mut at, end) = (start * 8, end * 8);
        let mut last = 0;
        while at < end {
            let word = peek(bytes, at)?;
            // What fills the last byte.
            if end - at < 8 && word >> 63 == 0 {
                break;
            }
            let kind = word >> 62;
            let count;
            if kind == OTHER {
                (last, count, at) = self.other(frequent, last, at + 2)?;
            } else {
                let width = widths >> (8 * kind) & 0xff;
                let payload = (word << 2 >> 1 >> (63 - width)) as u32;
                let listed = frequent[(payload as usize + (usize::from(kind == NEXT) << FIRST_BITS)) % RANKS];
                let is_whole = u32::from(kind == WHOLE).wrapping_neg();
                last = payload & is_whole | listed & !is_whole;
                at += 2 + width as usize;
                count = 1;
            }
            if at > end || last == NO_NUMBER {
                return None;
            }
            call(last, count);
        }
        Some(())
    }

    /// A number that does not count once, or is told from the one before it; with its count and where its bits end.
    fn other(&self, frequent: &[u32; RANKS], last: u32, at: usize) -> Option<(u32, u32, usize)> {
        let word = peek(&self.bytes, at)?;
        let (payload, at) = (word << 2, at + 2);
        let (number, at) = match word >> 62 {
            FIRST => (frequent[(payload >> (64 - FIRST_BITS)) as usize], at + FIRST_BITS as usize),
            NEXT => {
                let rank = (payload >> (64 - NEXT_BITS)) as usize + (1 << FIRST_BITS);
                (frequent[rank % RANKS], at + NEXT_BITS as usize)
            }
            WHOLE => ((payload >> 1 >> (63 - self.width)) as u32, at + self.width as usize),
            _ => {
                let (near, at) = gamma(&self.bytes, at)?;
                (number_near(last, near), at)
            }
        };
        let (count, at) = gamma(&self.bytes, at)?;
        Some((number, count_of(count), at))
    }
}

/// One of numbers of `width` bytes each that begin at `start`.
#[inline]
fn number_at(bytes: &[u8], start: usize, number: usize, width: usize) -> Option<u64> {
    let at = start + number * width;
    let mut bits = [0; 8];
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        // A copy of a length that is known is one instruction.
        Some(chunk) => bits = *chunk,
        None => bits[..width].copy_from_slice(bytes.get(at..at + width)?),
    }
    Some(u64::from_le_bytes(bits) & (u64::MAX >> (64 - 8 * width)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(rows: &[Vec<(u32, u32)>], occurrences: &[u32]) -> Vec<u8> {
        let mut writer = RowWriter::new(occurrences);
        rows.iter().for_each(|row| writer.push(row.iter().copied()));
        writer.finish()
    }

    #[test]
    fn a_row_takes_few_bits() {
        let mut occurrences = vec![0; 5000];
        occurrences[4000] = 2;
        let bytes = written(&[vec![(4000, 1), (4001, 3), (4999, 1)], vec![]], &occurrences);
        // The most frequent one 01 00000000. One further on 1111 011, three times 011. As it is 00 1001110000111.
        let bits = [0b0100_0000, 0b0011_1101, 0b1011_0010, 0b0111_0000, 0b1110_0000];
        let expected = [&[5], &bits[..], &[0]].concat();
        assert_eq!(bytes[..expected.len()], expected);
    }

    proptest! {
        #[test]
        fn rows_come_back(
            rows in prop::collection::vec(
                prop::collection::vec((prop_oneof![0u32..30, 0u32..9000], prop_oneof![0u32..6, 0u32..=u32::MAX]), 0..6),
                0..40,
            ),
            count in prop_oneof![Just(9000usize), 30usize..31],
        ) {
            let mut rows = rows;
            rows.iter_mut().flatten().for_each(|(number, _)| *number %= count as u32);
            let mut occurrences = vec![0; count];
            rows.iter().flatten().for_each(|(number, _)| occurrences[*number as usize] += 1);
            let opened = Rows::open(OwnedBytes::new(written(&rows, &occurrences))).expect("it can be opened");
            prop_assert_eq!(opened.len(), rows.len());
            for (number, row) in (0..).zip(&rows) {
                let mut read = Vec::new();
                opened.try_each(number, |number, count| read.push((number, count))).expect("it is whole");
                prop_assert_eq!(&read, row);
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..80),
            tail in (0u64..40, 0u32..20, 0u8..4, 0u8..4, 0u8..40),
        ) {
            let (rows, frequent, place_width, frequent_width, width) = tail;
            let numbers = [&rows.to_le_bytes()[..], &frequent.to_le_bytes()].concat();
            let bytes = [bytes, numbers, vec![place_width, frequent_width, width]].concat();
            if let Some(rows) = Rows::open(OwnedBytes::new(bytes)) {
                (0..41).for_each(|row| rows.each(row, |_, _| {}));
            }
        }
    }
}
