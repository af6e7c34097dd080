//! What is frequent in a sample of records, written as a model.
//!
//! Owns what a model takes in and how it is written; [`super::model`] reads it. Its surprise: what is left out of the lists is spelled
//! when it comes, so it is counted as spelled.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Record;
use super::code::{Shape, canonical, lengths};
use super::model::{
    AFTERS, After, GapKey, KNOWN_GAP, PLACES, Places, RARE, STOP, STRIDE, SYMBOLS, UNKNOWN, gap_key, group_place,
    other_place, spelling_place,
};
use super::piece::{Word, cut, length_of};

/// Most words of a model.
const MOST_WORDS: usize = 1 << 16;
/// Most gaps of a model.
const MOST_GAPS: usize = 1 << 12;

/// Counts of what stands in some records.
pub(super) struct Sample {
    words: FxHashMap<Word, u64>,
    gaps: FxHashMap<GapKey, u64>,
    /// Of gaps of one byte, by the byte and what follows.
    short_gaps: Vec<[u64; AFTERS]>,
    places: Places<u64>,
    spelled: u64,
}

/// Whether a sample is all that will be packed by its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Nothing else will be.
    Whole,
    /// Much else will be.
    Part,
}
impl Default for Sample {
    fn default() -> Sample {
        Sample {
            words: FxHashMap::default(),
            gaps: FxHashMap::default(),
            short_gaps: vec![[0; AFTERS]; 256],
            places: Places(vec![[0; SYMBOLS]; PLACES]),
            spelled: 0,
        }
    }
}

impl Sample {
    /// Counts what stands in a record.
    pub(super) fn add(&mut self, record: &Record) {
        let mut before = 0;
        for (number, &byte) in record.other.iter().enumerate() {
            self.places.0[other_place(number, before)][usize::from(byte)] += 1;
            before = byte;
        }
        self.places.0[other_place(record.other.len(), before)][STOP] += 1;
        let mut before = 0;
        for (number, &byte) in record.groups.iter().enumerate() {
            self.places.0[group_place(number, before)][usize::from(byte)] += 1;
            before = byte;
        }
        self.places.0[group_place(record.groups.len(), before)][STOP] += 1;
        for text in record.texts() {
            let end = cut(text, |found| {
                self.count_gap(found.gap, After::Word(found.case));
                match found.word {
                    Some(word) => *self.words.entry(word).or_default() += 1,
                    None => {
                        self.spelled += 1;
                        spell_counts(&mut self.places, found.written, 1);
                    }
                }
            });
            self.count_gap(end, After::End);
        }
    }

    fn count_gap(&mut self, gap: &[u8], after: After) {
        if let [byte] = gap {
            self.short_gaps[usize::from(*byte)][after.number()] += 1;
            return;
        }
        *self.gaps.entry(gap_key(gap, after)).or_default() += 1;
        if gap.len() > KNOWN_GAP {
            spell_counts(&mut self.places, gap, 1);
        }
    }

    /// The model for what was counted, as it is kept.
    pub(super) fn model(mut self, extent: Extent) -> Vec<u8> {
        // A word in the list takes half a dozen bytes, and saves two or three each time.
        let least = if extent == Extent::Whole { 3 } else { 2 };
        let mut words: Vec<(u64, Word)> = Vec::new();
        for (word, count) in std::mem::take(&mut self.words) {
            if count >= least {
                words.push((count, word));
            } else {
                self.drop_word(word, count);
            }
        }
        words.sort_unstable_by_key(|(count, word)| (Reverse(*count), *word));
        for (count, word) in words.split_off(words.len().min(MOST_WORDS)) {
            self.drop_word(word, count);
        }
        words.push((self.spelled.max(1), UNKNOWN));
        let mut gaps: Vec<(u64, GapKey)> = Vec::new();
        let mut dropped = [1; AFTERS];
        let short = (0..=u8::MAX).zip(&self.short_gaps).flat_map(|(byte, counts)| {
            counts.iter().zip(0..).map(move |(&count, after)| (gap_key(&[byte], After::from_number(after)), count))
        });
        self.gaps.extend(short.filter(|(_, count)| *count > 0));
        for (key, count) in std::mem::take(&mut self.gaps) {
            let bytes = key.to_le_bytes();
            let length = usize::from(bytes[7] >> 2);
            if count >= least && length <= KNOWN_GAP {
                gaps.push((count, key));
            } else {
                dropped[usize::from(bytes[7] & 3)] += count;
                if let Some(gap) = bytes[..7].get(..length) {
                    spell_counts(&mut self.places, gap, count);
                }
            }
        }
        gaps.sort_unstable_by_key(|gap| Reverse(*gap));
        gaps.truncate(MOST_GAPS);
        let long = [0; KNOWN_GAP + 1];
        gaps.extend((0..).zip(dropped).map(|(number, count)| (count, gap_key(&long, After::from_number(number)))));
        let mut out = Vec::new();
        write_words(&words, &mut out);
        write_gaps(&gaps, &mut out);
        for counts in &mut self.places.0 {
            // Whatever was not met in a place must still have a way to be written there.
            counts[RARE] += 1;
            counts[STOP] += 1;
            let (symbols, shape) = canonical(&lengths(counts));
            write_shape(&shape, &mut out);
            symbols.iter().for_each(|symbol| out.extend((*symbol as u16).to_le_bytes()));
        }
        out
    }

    fn drop_word(&mut self, word: Word, count: u64) {
        self.spelled += count;
        spell_counts(&mut self.places, &word.to_le_bytes()[..length_of(word)], count);
    }
}

fn spell_counts(places: &mut Places<u64>, bytes: &[u8], count: u64) {
    let mut before = 0;
    for &byte in bytes {
        places.0[spelling_place(before)][usize::from(byte)] += count;
        before = byte;
    }
    places.0[spelling_place(before)][STOP] += count;
}

/// Shape, bytes of the list, where every eighth begins, then each word behind its length.
fn write_words(words: &[(u64, Word)], out: &mut Vec<u8>) {
    let counts: Vec<u64> = words.iter().map(|(count, _)| *count).collect();
    let (order, shape) = canonical(&lengths(&counts));
    write_shape(&shape, out);
    let (mut starts, mut list) = (Vec::new(), Vec::new());
    for (place, &number) in order.iter().enumerate() {
        if place % STRIDE == 0 {
            starts.extend((list.len() as u32).to_le_bytes());
        }
        let word = words[number as usize].1;
        list.push(length_of(word) as u8);
        list.extend(&word.to_le_bytes()[..length_of(word)]);
    }
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(starts);
    out.extend(list);
}

fn write_gaps(gaps: &[(u64, GapKey)], out: &mut Vec<u8>) {
    let counts: Vec<u64> = gaps.iter().map(|(count, _)| *count).collect();
    let (order, shape) = canonical(&lengths(&counts));
    write_shape(&shape, out);
    order.iter().for_each(|&number| out.extend(gaps[number as usize].1.to_le_bytes()));
}

/// How many codes there are of each length, with seven bits in a byte.
fn write_shape(shape: &Shape, out: &mut Vec<u8>) {
    for &count in shape {
        let mut rest = count;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }
}
