//! Packing records by a model.
//!
//! Owns the tables that a model is turned into for that, and the order of a record's bits: bytes of no text, groups, the number of texts,
//! and each text as gaps and words in turn. [`Model::unpack`] reads them in this order.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::code::{BitWriter, Code, codes};
use super::model::{
    AFTERS, After, GapKey, KNOWN_GAP, Model, PLACES, Places, RARE, SPELLED, STOP, SYMBOLS, UNKNOWN, gap_key,
    group_place, other_place, spelling_place,
};
use super::piece::{Found, Word, cut, has_words, length_of, word_of};
use super::{NumberOf, Numbered, Record};
use crate::engine::ascii;

/// The codes of a model by what they stand for.
pub(super) struct Packer {
    words: Words,
    /// What is known of words by the number that somebody else gave them.
    numbered: Vec<Known>,
    unknown: Code,
    gaps: FxHashMap<GapKey, Code>,
    /// Of gaps of one byte, by the byte and what follows.
    short_gaps: Vec<[Code; AFTERS]>,
    spelled: [Code; AFTERS],
    places: Places<Code>,
    bits: BitWriter,
}

/// What is known of a word that has a number.
#[derive(Debug, Clone, Copy, Default)]
enum Known {
    /// It has not been looked up.
    #[default]
    Nothing,
    /// The model has no such word.
    Absent,
    Code(Code),
}

/// Places in [`Words`] for the most frequent short words, and for longer ones: as many as stay near the processor.
const HOT_SHORT: usize = 2048;
const HOT_LONG: usize = 1024;

/// Codes of words. Words of up to eight bytes, nearly all of a text, lie in a table of their own in which a word is found at
/// one place in memory. Before that and before the table of longer words stands a small one of the most frequent, which are most
/// of a text.
struct Words {
    hot_short: Vec<(u64, Code)>,
    hot_long: Vec<(Word, Code)>,
    short: Vec<(u64, Code)>,
    long: FxHashMap<Word, Code>,
}

/// The place of a number in a table of a power of two of places.
fn first_place(number: u64, places: usize) -> usize {
    // An odd number with no pattern in its bits; the highest bits of a product depend on all bits of its factors.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    (number.wrapping_mul(MIX) >> (64 - places.trailing_zeros())) as usize
}

fn hot_place(word: Word) -> usize {
    first_place((word >> 64) as u64 ^ (word as u64).rotate_left(29), HOT_LONG)
}

impl Words {
    fn with_capacity(words: usize) -> Words {
        // Half of the places stay empty.
        let places = (words * 2).next_power_of_two().max(64);
        Words {
            hot_short: vec![(0, Code::default()); HOT_SHORT],
            hot_long: vec![(0, Code::default()); HOT_LONG],
            short: vec![(0, Code::default()); places],
            long: FxHashMap::default(),
        }
    }

    /// Adds a word, the most frequent first.
    fn insert(&mut self, word: Word, code: Code) {
        let Ok(short) = u64::try_from(word) else {
            match &mut self.hot_long[hot_place(word)] {
                place if place.0 == 0 => *place = (word, code),
                _ => {
                    self.long.insert(word, code);
                }
            }
            return;
        };
        match &mut self.hot_short[first_place(short, HOT_SHORT)] {
            place if place.0 == 0 => *place = (short, code),
            _ => {
                let last = self.short.len() - 1;
                let mut place = first_place(short, self.short.len());
                while self.short[place].0 != 0 {
                    place = (place + 1) & last;
                }
                self.short[place] = (short, code);
            }
        }
    }

    #[inline]
    fn get(&self, word: Word) -> Option<Code> {
        let Ok(short) = u64::try_from(word) else {
            let (hot, code) = self.hot_long[hot_place(word)];
            return if hot == word { Some(code) } else { self.long.get(&word).copied() };
        };
        let (hot, code) = self.hot_short[first_place(short, HOT_SHORT)];
        if hot == short {
            return Some(code);
        }
        let last = self.short.len() - 1;
        let mut place = first_place(short, self.short.len());
        loop {
            match self.short[place & last] {
                (0, _) => return None,
                (other, code) if other == short => return Some(code),
                _ => place += 1,
            }
        }
    }
}

/// What is known of the word with a number.
#[inline]
fn entry(numbered: &mut Vec<Known>, number: u32) -> &mut Known {
    let number = number as usize;
    if number >= numbered.len() {
        numbered.resize(number + 1, Known::default());
    }
    &mut numbered[number]
}

impl Packer {
    /// `None` when these bytes are no model. `number_of` is how [`Numbered`] words are numbered.
    pub(super) fn new(bytes: &[u8], number_of: &NumberOf<'_>) -> Option<Packer> {
        let model = Model::read(bytes)?;
        let codes_of_words = codes(&model.words);
        let mut words = Words::with_capacity(codes_of_words.len());
        let mut numbered = Vec::new();
        let mut unknown = Code::default();
        let mut rest = &bytes[model.list.clone()];
        for code in codes_of_words {
            let (&length, behind) = rest.split_first()?;
            let (word, behind) = behind.split_at_checked(usize::from(length))?;
            rest = behind;
            match word_of(word)? {
                UNKNOWN => unknown = code,
                known => {
                    words.insert(known, code);
                    if let Some(number) = number_of(word) {
                        *entry(&mut numbered, number) = Known::Code(code);
                    }
                }
            }
        }
        let mut gaps = FxHashMap::default();
        let mut short_gaps = vec![[Code::default(); AFTERS]; 256];
        let mut spelled = [Code::default(); AFTERS];
        for (key, code) in bytes[model.gap_list.clone()].as_chunks::<8>().0.iter().zip(codes(&model.gaps)) {
            let after = usize::from(key[7] & 3);
            match key[7] >> 2 {
                1 => short_gaps[usize::from(key[0])][after] = code,
                SPELLED => spelled[after] = code,
                _ => {
                    gaps.insert(u64::from_le_bytes(*key), code);
                }
            }
        }
        let mut places = Places(vec![[Code::default(); SYMBOLS]; PLACES]);
        for ((shape, list), place) in model.places.iter().zip(&mut places.0) {
            for (symbol, code) in bytes[list.clone()].as_chunks::<2>().0.iter().zip(codes(shape)) {
                *place.get_mut(usize::from(u16::from_le_bytes(*symbol)))? = code;
            }
        }
        Some(Packer { words, numbered, unknown, gaps, short_gaps, spelled, places, bits: BitWriter::default() })
    }

    /// The bits of a record, some words of which have numbers.
    pub(super) fn pack(&mut self, record: &Record, words: &[Numbered]) -> &[u8] {
        let mut bits = std::mem::take(&mut self.bits);
        bits.clear();
        self.push_bytes(&record.other, other_place, &mut bits);
        self.push_bytes(&record.groups, group_place, &mut bits);
        let mut count = record.ends.len();
        while count >= 0x80 {
            bits.push_byte(count as u8 | 0x80);
            count >>= 7;
        }
        bits.push_byte(count as u8);
        let mut known = std::mem::take(&mut self.numbered);
        let mut rest = words;
        for (number, text) in record.texts().enumerate() {
            let Range { start, end } = record.range(number);
            let (numbered, later) = rest.split_at(rest.iter().take_while(|word| word.start < end).count());
            rest = later;
            self.push_text(text, start, numbered, &mut known, &mut bits);
        }
        self.numbered = known;
        bits.finish();
        self.bits = bits;
        &self.bits.bytes
    }

    /// Adds a text that begins at `start` of its record. What stands between numbered words is cut into words.
    fn push_text(&self, text: &str, start: usize, numbered: &[Numbered], known: &mut Vec<Known>, bits: &mut BitWriter) {
        let mut at = 0;
        for word in numbered {
            let begin = word.start - start;
            let mut gap = &text.as_bytes()[at..begin];
            if has_words(gap) {
                gap = cut(&text[at..begin], |found| self.push_word(&found, bits));
            }
            self.push_gap(gap, After::Word(word.case), bits);
            at = word.end() - start;
            let lowered = || ascii::word_at(text.as_bytes(), begin).map_or(UNKNOWN, |word| word.lowered);
            let known = entry(known, word.number);
            if let Known::Nothing = known {
                *known = self.words.get(lowered()).map_or(Known::Absent, Known::Code);
            }
            match *known {
                Known::Code(code) => bits.push(code),
                _ => self.push_spelled(lowered(), bits),
            }
        }
        let end = cut(&text[at..], |found| self.push_word(&found, bits));
        self.push_gap(end, After::End, bits);
    }

    #[inline]
    fn push_word(&self, found: &Found<'_>, bits: &mut BitWriter) {
        self.push_gap(found.gap, After::Word(found.case), bits);
        match &found.word {
            &Some(word) => self.push_known(word, bits),
            None => {
                bits.push(self.unknown);
                self.push_bytes(found.written, |_, before| spelling_place(before), bits);
            }
        }
    }

    /// Adds a word that is short enough to be known.
    #[inline]
    fn push_known(&self, word: Word, bits: &mut BitWriter) {
        match self.words.get(word) {
            Some(code) => bits.push(code),
            None => self.push_spelled(word, bits),
        }
    }

    fn push_spelled(&self, word: Word, bits: &mut BitWriter) {
        bits.push(self.unknown);
        self.push_bytes(&word.to_le_bytes()[..length_of(word)], |_, before| spelling_place(before), bits);
    }

    #[inline]
    fn push_gap(&self, gap: &[u8], after: After, bits: &mut BitWriter) {
        let code = match gap {
            [byte] => self.short_gaps[usize::from(*byte)][after.number()],
            gap if gap.len() <= KNOWN_GAP => self.gaps.get(&gap_key(gap, after)).copied().unwrap_or_default(),
            _ => Code::default(),
        };
        if code.is_some() {
            bits.push(code);
        } else {
            bits.push(self.spelled[after.number()]);
            self.push_bytes(gap, |_, before| spelling_place(before), bits);
        }
    }

    fn push_bytes(&self, bytes: &[u8], place: impl Fn(usize, u8) -> usize, bits: &mut BitWriter) {
        let mut before = 0;
        for (number, &byte) in bytes.iter().enumerate() {
            let codes = &self.places.0[place(number, before)];
            let code = codes[usize::from(byte)];
            if code.is_some() {
                bits.push(code);
            } else {
                bits.push(codes[RARE]);
                bits.push_byte(byte);
            }
            before = byte;
        }
        bits.push(self.places.0[place(bytes.len(), before)][STOP]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::{Extent, Sample};
    use super::*;

    const WORDS: [&str; 7] = ["the", "talks", "negotiations", "nato", "on", "b52", "2024"];

    fn number_of(word: &[u8]) -> Option<u32> {
        WORDS.iter().position(|known| known.as_bytes() == word).map(|place| place as u32)
    }

    /// Every plain word of a record with its number, as whoever goes through the text for another purpose finds them.
    fn numbered(record: &Record) -> Vec<Numbered> {
        let mut words = Vec::new();
        let mut others: FxHashMap<String, u32> = FxHashMap::default();
        for (number, text) in record.texts().enumerate() {
            let mut at = 0;
            while at < text.len() {
                let before = at.checked_sub(1).is_some_and(|before| text.as_bytes()[before].is_ascii_alphanumeric());
                match ascii::word_at(text.as_bytes(), at).filter(|_| !before) {
                    Some(word) => {
                        let known = Numbered::new(text.as_bytes(), at, &word)
                            .map(|word| word.moved(record.range(number).start));
                        let lowered = text[at..at + usize::from(word.length)].to_ascii_lowercase();
                        // A word that the packer was not told of when it was made.
                        let next = WORDS.len() as u32 + others.len() as u32;
                        let mut other = |lowered| *others.entry(lowered).or_insert(next);
                        let number = number_of(lowered.as_bytes()).unwrap_or_else(|| other(lowered));
                        words.extend(known.map(|word| Numbered { number, ..word }));
                        at += usize::from(word.length);
                    }
                    None => at += 1,
                }
            }
        }
        words
    }

    proptest! {
        #[test]
        fn a_word_has_one_code_with_its_number_and_without(
            texts in prop::collection::vec("((The|the|TALKS|Negotiations|NATO|Nato|nAto|B52|on|2024|U\\.S|caf\u{e9}|\u{e9}on|unmet|McCain)[ .,\u{2019}-]{0,2}){0,20}", 1..4)
        ) {
            let mut record = Record { other: vec![1, 2], ..Record::default() };
            texts.iter().for_each(|text| record.push_text(text));
            let mut sample = Sample::default();
            let mut usual = Record::default();
            usual.push_text("The talks of NATO on negotiations. The B52, on 2024, talks on U.S. talks. ".repeat(3).as_str());
            sample.add(&usual);
            let model = sample.model(Extent::Part);
            let mut packer = Packer::new(&model, &number_of).expect("a model");
            let plain = packer.pack(&record, &[]).to_vec();
            prop_assert_eq!(packer.pack(&record, &numbered(&record)), &plain);
            let read = Model::read(&model).and_then(|read| read.unpack(&model, &plain));
            prop_assert_eq!(read, Some(record));
        }
    }
}
