//! What is frequent in a corpus, and reading records that are packed by it.
//!
//! Owns the places of bytes and gaps, and how bits become a record again; [`super::sample`] writes models. Must not know what a
//! record holds, nor where it is kept. The surprise: a model is read where it lies, in the index's file, without being taken apart; only
//! to write is it turned into tables ([`super::pack`]).

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::code::{BitReader, LONGEST, Shape, Shortcuts};
use super::piece::{Case, KNOWN, Word, capitalize};
use super::{GROUP, Record};

/// What follows a gap: a word with these capitals, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Word(Case),
    End,
}

/// Number of values of [`After`].
pub(super) const AFTERS: usize = 4;

impl After {
    pub(super) fn number(self) -> usize {
        match self {
            After::Word(case) => case as usize,
            After::End => 3,
        }
    }

    pub(super) fn from_number(number: u8) -> After {
        match number {
            0 => After::Word(Case::Own),
            1 => After::Word(Case::First),
            2 => After::Word(Case::All),
            _ => After::End,
        }
    }
}

/// Longest gap that a model knows.
pub(super) const KNOWN_GAP: usize = 7;
/// A gap that is spelled has no bytes but this length.
pub(super) const SPELLED: u8 = 31;

/// A gap of up to [`KNOWN_GAP`] bytes, or one that is spelled, with what follows it.
pub(super) type GapKey = u64;

pub(super) fn gap_key(gap: &[u8], after: After) -> GapKey {
    let mut bytes = [0; 8];
    let length = match bytes.get_mut(..gap.len()) {
        Some(place) if gap.len() <= KNOWN_GAP => {
            place.copy_from_slice(gap);
            gap.len() as u8
        }
        _ => SPELLED,
    };
    bytes[7] = length << 2 | after.number() as u8;
    u64::from_le_bytes(bytes)
}

/// A word that is spelled.
pub(super) const UNKNOWN: Word = 0;

/// Ends what is spelled.
pub(super) const STOP: usize = 256;
/// Stands before a byte that was not met in its place.
pub(super) const RARE: usize = 257;
pub(super) const SYMBOLS: usize = 258;
/// Places in which bytes are counted apart: what is spelled by the byte before, and of the bytes of no text each of the first, and
/// the others by the byte before.
const SPELLING: usize = 40;
const FIRST_OTHER: usize = 16;
const OTHER: usize = FIRST_OTHER + 17;
/// Places of the bytes of a group: of each but the first by what the one before it is.
const GROUPS: usize = 10;
pub(super) const PLACES: usize = SPELLING + OTHER + GROUPS;

/// The place of a byte of a word or gap behind another.
pub(super) fn spelling_place(before: u8) -> usize {
    match before {
        b'a'..=b'z' => usize::from(before - b'a') + 1,
        b'A'..=b'Z' => 27,
        b'0'..=b'9' => 28,
        b' ' => 29,
        0x80..=0xbf => 30 + usize::from(before >> 4 & 3),
        0xc0..=0xdf => 34 + usize::from(before & 1),
        0xe0.. => 36,
        1..=31 => 37,
        0 => 0,
        _ => 38,
    }
}

/// The place of the byte with this number among those of no text, which stands behind another.
pub(super) fn other_place(number: usize, before: u8) -> usize {
    SPELLING + if number < FIRST_OTHER { number } else { FIRST_OTHER + usize::from(before.min(16)) }
}

/// The place of the byte with this number in groups, which stands behind another.
pub(super) fn group_place(number: usize, before: u8) -> usize {
    let place = match number % GROUP {
        0 => 0,
        1 => 1 + usize::from(before.min(1)),
        2 => 3 + usize::from(before.min(2)),
        _ => 6 + usize::from(before / 24).min(3),
    };
    SPELLING + OTHER + place
}

pub(super) struct Places<T>(pub(super) Vec<[T; SYMBOLS]>);

/// Words between two of which the place is kept.
pub(super) const STRIDE: usize = 8;

/// Where every word begins is worth to know once so many records have been read.
const MANY_READ: usize = 128;

/// A model where it lies.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) words: Shape,
    word_shortcuts: Shortcuts,
    /// Where every eighth word begins, and the words.
    starts: Range<usize>,
    pub(super) list: Range<usize>,
    /// Where every word begins, once so many records have been read that it is worth while to know.
    every_start: OnceLock<Vec<u32>>,
    /// So many records have been read.
    read: AtomicUsize,
    pub(super) gaps: Shape,
    gap_shortcuts: Shortcuts,
    pub(super) gap_list: Range<usize>,
    pub(super) places: Vec<(Shape, Range<usize>)>,
}

/// Reads the parts of a model one after the other.
struct Parts<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Parts<'_> {
    fn take(&mut self, length: usize) -> Option<Range<usize>> {
        let range = self.at..self.at.checked_add(length)?;
        self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(range)
    }

    fn number(&mut self) -> Option<u32> {
        let range = self.take(4)?;
        self.bytes[range].try_into().ok().map(u32::from_le_bytes)
    }

    fn shape(&mut self) -> Option<(Shape, usize)> {
        let mut shape = [0; LONGEST];
        let mut sum = 0usize;
        for count in &mut shape {
            for shift in (0..=28).step_by(7) {
                let range = self.take(1)?;
                let byte = self.bytes[range.start];
                *count |= u32::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
            }
            sum = sum.checked_add(*count as usize)?;
        }
        Some((shape, sum))
    }
}

impl Model {
    /// Finds the parts of a model; `None` when these bytes are none.
    pub(super) fn read(bytes: &[u8]) -> Option<Model> {
        let mut parts = Parts { bytes, at: 0 };
        let (words, count) = parts.shape()?;
        let length = parts.number()? as usize;
        let starts = parts.take(count.div_ceil(STRIDE).checked_mul(4)?)?;
        let list = parts.take(length)?;
        let (gaps, count) = parts.shape()?;
        let gap_list = parts.take(count.checked_mul(8)?)?;
        let mut places = Vec::with_capacity(PLACES);
        for _ in 0..PLACES {
            let (shape, count) = parts.shape()?;
            places.push((shape, parts.take(count.checked_mul(2)?)?));
        }
        let (word_shortcuts, gap_shortcuts) = (Shortcuts::new(&words), Shortcuts::new(&gaps));
        Some(Model {
            words,
            word_shortcuts,
            starts,
            list,
            every_start: OnceLock::new(),
            read: AtomicUsize::new(0),
            gaps,
            gap_shortcuts,
            gap_list,
            places,
        })
    }

    /// Reads a record; `None` when these bits are none of this model.
    pub(super) fn unpack(&self, model: &[u8], bits: &[u8]) -> Option<Record> {
        let mut reader = BitReader::new(bits);
        let mut record = Record::default();
        self.read_bytes(model, &mut reader, other_place, &mut record.other)?;
        self.read_bytes(model, &mut reader, group_place, &mut record.groups)?;
        let mut count = 0u32;
        for shift in (0..=28).step_by(7) {
            let byte = reader.byte()?;
            count |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        let mut text = Vec::with_capacity(bits.len() * 4);
        let mut ends = Vec::new();
        let every_start = self.every_start(model);
        let list = model.get(self.list.clone())?;
        for _ in 0..count {
            loop {
                let place = reader.short_place(&self.gap_shortcuts, &self.gaps)? as usize;
                let key = model.get(self.gap_list.clone())?.get(place * 8..)?.first_chunk::<8>()?;
                match usize::from(key[7] >> 2) {
                    length @ ..=KNOWN_GAP => {
                        // All eight bytes are faster than some of them.
                        text.extend_from_slice(key);
                        text.truncate(text.len() + length - key.len());
                    }
                    _ => self.read_spelled(model, &mut reader, &mut text)?,
                }
                let After::Word(case) = After::from_number(key[7] & 3) else { break };
                let start = text.len();
                let place = reader.short_place(&self.word_shortcuts, &self.words)? as usize;
                let word = match every_start {
                    Some(starts) => list.get(*starts.get(place)? as usize..)?,
                    None => self.list_at(model, list, place)?,
                };
                let (&length, behind) = word.split_first()?;
                match (usize::from(length), behind.first_chunk::<KNOWN>()) {
                    (0, _) => self.read_spelled(model, &mut reader, &mut text)?,
                    (length @ ..=KNOWN, Some(sixteen)) => {
                        text.extend_from_slice(sixteen);
                        text.truncate(text.len() + length - KNOWN);
                    }
                    (length, _) => text.extend_from_slice(behind.get(..length)?),
                }
                capitalize(&mut text[start..], case);
            }
            ends.push(text.len());
        }
        record.text = String::from_utf8(text).ok()?;
        record.ends = ends;
        Some(record)
    }

    /// The list of words from one on.
    fn list_at<'m>(&self, model: &[u8], list: &'m [u8], place: usize) -> Option<&'m [u8]> {
        let start = model.get(self.starts.clone())?.get(place / STRIDE * 4..)?.first_chunk::<4>()?;
        let mut rest = list.get(u32::from_le_bytes(*start) as usize..)?;
        for _ in 0..place % STRIDE {
            let (&length, behind) = rest.split_first()?;
            rest = behind.get(usize::from(length)..)?;
        }
        Some(rest)
    }

    /// Where every word begins in the list, when many records are read.
    fn every_start(&self, model: &[u8]) -> Option<&[u32]> {
        if self.read.load(Ordering::Relaxed) < MANY_READ {
            self.read.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let starts = self.every_start.get_or_init(|| {
            let list = model.get(self.list.clone()).unwrap_or_default();
            let (mut starts, mut at) = (Vec::new(), 0);
            while let Some(&length) = list.get(at) {
                starts.push(at as u32);
                at += 1 + usize::from(length);
            }
            starts
        });
        Some(starts)
    }

    fn symbol(&self, model: &[u8], reader: &mut BitReader<'_>, place: usize) -> Option<usize> {
        let (shape, list) = self.places.get(place)?;
        let symbol = reader.place(shape)? as usize;
        let symbol = model.get(list.clone())?.get(symbol * 2..)?.first_chunk::<2>()?;
        Some(usize::from(u16::from_le_bytes(*symbol)))
    }

    fn read_bytes(
        &self,
        model: &[u8],
        reader: &mut BitReader<'_>,
        place: impl Fn(usize, u8) -> usize,
        out: &mut Vec<u8>,
    ) -> Option<()> {
        let mut before = 0;
        for number in 0.. {
            let byte = match self.symbol(model, reader, place(number, before))? {
                STOP => break,
                RARE => reader.byte()?,
                symbol => symbol as u8,
            };
            out.push(byte);
            before = byte;
        }
        Some(())
    }

    fn read_spelled(&self, model: &[u8], reader: &mut BitReader<'_>, out: &mut Vec<u8>) -> Option<()> {
        self.read_bytes(model, reader, |_, before| spelling_place(before), out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::pack::Packer;
    use super::super::sample::{Extent, Sample};
    use super::*;

    fn record(other: &[u8], texts: &[String]) -> Record {
        let groups = other.iter().map(|byte| byte / 3).collect();
        let mut record = Record { other: other.to_vec(), groups, ..Record::default() };
        texts.iter().for_each(|text| record.push_text(text));
        record
    }

    fn model_of(records: &[Record], extent: Extent) -> Vec<u8> {
        let mut sample = Sample::default();
        records.iter().for_each(|record| sample.add(record));
        sample.model(extent)
    }

    #[test]
    fn text_that_was_counted_takes_a_third_or_less() {
        let text =
            "The talks on Rafah went on for a third day, officials said. NATO was not part of the talks. ".repeat(20);
        let records = [record(&[0, 1, 0, 0, 7], std::slice::from_ref(&text))];
        let model = model_of(&records, Extent::Whole);
        let bits = Packer::new(&model, &|_| None).expect("a model").pack(&records[0], &[]).to_vec();
        assert!(bits.len() * 3 < text.len(), "{} of {}", bits.len(), text.len());
        assert_eq!(Model::read(&model).and_then(|read| read.unpack(&model, &bits)).as_ref(), Some(&records[0]));
    }

    #[test]
    fn the_last_of_many_records_is_read_like_the_first() {
        let text = "The talks on Rafah went on, on a third day in Rafah; antidisestablishmentarianism, day and talks.";
        let records = [record(&[3, 2], &[text.repeat(3), "Rafah".into()])];
        let model = model_of(&records, Extent::Whole);
        let bits = Packer::new(&model, &|_| None).expect("a model").pack(&records[0], &[]).to_vec();
        let read = Model::read(&model).expect("a model");
        for _ in 0..MANY_READ + 2 {
            assert_eq!(read.unpack(&model, &bits).as_ref(), Some(&records[0]));
        }
        assert!(read.every_start.get().is_some());
        for end in 0..bits.len() {
            assert_ne!(read.unpack(&model, &bits[..end]).as_ref(), Some(&records[0]));
        }
    }

    #[test]
    fn damage_is_told_or_gives_another_text() {
        let records = [record(&[9; 40], &["Rafah talks, talks, talks on Rafah and Rafah, and talks.".repeat(9)])];
        let model = model_of(&records, Extent::Whole);
        let bits = Packer::new(&model, &|_| None).expect("a model").pack(&records[0], &[]).to_vec();
        let read = Model::read(&model).expect("a model");
        for end in 0..bits.len() {
            assert_ne!(read.unpack(&model, &bits[..end]).as_ref(), Some(&records[0]));
        }
        for at in 0..model.len() {
            let mut damaged = model.clone();
            damaged[at] ^= 0x55;
            Model::read(&damaged).and_then(|read| read.unpack(&damaged, &bits));
            assert!(Model::read(&model[..at]).is_none());
            Packer::new(&damaged, &|_| None);
        }
    }

    #[test]
    fn a_record_may_have_many_texts_and_none() {
        let records = [record(&[], &vec![String::new(); 300]), record(&[1], &[])];
        let model = model_of(&records, Extent::Whole);
        let mut packer = Packer::new(&model, &|_| None).expect("a model");
        for record in &records {
            let bits = packer.pack(record, &[]).to_vec();
            assert_eq!(Model::read(&model).and_then(|read| read.unpack(&model, &bits)).as_ref(), Some(record));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_packed_comes_back(
            counted in prop::collection::vec("([A-Za-z]{1,3}|[ .,'\0]|\\PC){0,40}", 0..6),
            texts in prop::collection::vec("([A-Za-z]{1,20}|[ .,'\0]|\\PC){0,40}", 0..20),
            other in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let known = record(&other[other.len() / 2..], &counted);
            for extent in [Extent::Whole, Extent::Part] {
                let model = model_of(&[known.clone(), known.clone(), known.clone()], extent);
                let mut packer = Packer::new(&model, &|_| None).expect("a model");
                let read = Model::read(&model).expect("a model");
                for record in [&record(&other, &texts), &known] {
                    let bits = packer.pack(record, &[]).to_vec();
                    let unpacked = read.unpack(&model, &bits);
                    prop_assert_eq!(unpacked.as_ref(), Some(record));
                }
            }
        }
    }
}
