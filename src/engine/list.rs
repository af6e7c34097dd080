//! The documents of one term with how often each has it.
//!
//! Owns a cursor over the blocks of a list of postings. Tantivy's own cursor moves on by one document at a time; a window
//! takes hundreds at once, and here they are taken from the unpacked block in one go. Positions are left to Tantivy's.

use std::cell::RefCell;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, TERMINATED};

use super::clause::Frame;
use super::window::{DocBits, WINDOW};

/// A list of postings, moved forward only.
pub(crate) struct List {
    block: BlockSegmentPostings,
    /// Where it stands in the block; behind its last document when there is no more.
    at: usize,
}

/// What the lists of one clause have in a window.
pub(crate) struct Sums {
    /// The documents that any of them holds.
    pub(crate) found: DocBits,
    /// How often each document has the terms, weighted; 0 for all others.
    pub(crate) frequency: Box<[f32]>,
    /// Whether `found` lacks some of them, see [`List::add_dense`].
    unfound: bool,
}

thread_local! {
    /// Room for frequencies, all of them 0. What was used for one query is kept for the next: to clear it takes longer than to read
    /// many a list.
    static ROOMS: RefCell<Vec<Box<[f32]>>> = const { RefCell::new(Vec::new()) };
}

/// Most that are kept.
const KEPT: usize = 32;

impl Sums {
    pub(crate) fn new() -> Sums {
        let kept = ROOMS.try_with(|rooms| rooms.borrow_mut().pop()).ok().flatten();
        let frequency = kept.unwrap_or_else(|| vec![0.0; WINDOW as usize].into_boxed_slice());
        Sums { found: DocBits::none(), frequency, unfound: false }
    }

    pub(crate) fn add(&mut self, offset: u32, amount: f32) {
        self.found.insert(offset);
        self.frequency[offset as usize] += amount;
    }

    /// Adds so much for each of some documents, which have all that there is.
    pub(crate) fn add_most(&mut self, weight: f32, documents: &DocBits, most: &[u32; WINDOW as usize]) {
        self.found.or(documents);
        self.frequency.iter_mut().zip(most).for_each(|(frequency, &most)| *frequency += weight * most as f32);
    }

    /// Finds the documents that [`List::add_dense`] left out, by how often they have the terms.
    pub(crate) fn find(&mut self) {
        if !std::mem::take(&mut self.unfound) {
            return;
        }
        let (stretches, _) = self.frequency.as_chunks();
        for (number, stretch) in stretches.iter().enumerate() {
            self.found.insert_word(number, positive(stretch));
        }
    }

    /// Makes ready for the next window.
    pub(crate) fn clear(&mut self) {
        // Beyond this it is cheaper not to ask which.
        if self.found.holds_more_than(WINDOW / 16) {
            self.frequency.fill(0.0);
        } else {
            let frequency = &mut self.frequency;
            self.found.for_each(|offset| frequency[offset as usize] = 0.0);
        }
        self.found = DocBits::none();
    }
}

impl Drop for Sums {
    fn drop(&mut self) {
        // Who panics may have added to sums whose documents are not told yet.
        if std::thread::panicking() || self.unfound || !self.found.is_empty() {
            return;
        }
        // Where the thread ends there is nobody to keep it for.
        let _ = ROOMS.try_with(|rooms| {
            let mut rooms = rooms.borrow_mut();
            if rooms.len() < KEPT {
                rooms.push(std::mem::take(&mut self.frequency));
            }
        });
    }
}

/// What [`Sums`] has of the documents of a window, whose number the compiler knows: no place is looked at for whether it is one.
fn whole(frequency: &mut [f32]) -> &mut [f32; WINDOW as usize] {
    frequency.try_into().expect("a window's length")
}

/// Which of the numbers are above zero, the first in the lowest bit.
fn positive(numbers: &[f32; 64]) -> u64 {
    let above = numbers.map(|number| u8::from(number > 0.0));
    let (eights, _) = above.as_chunks();
    eights.iter().rev().fold(0, |bits, eight| {
        // Each byte lands in the bit of its number in the topmost byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << 8 | gathered
    })
}

/// How often the documents of a window have something.
pub(crate) struct Counts {
    /// The documents that have it.
    pub(crate) found: DocBits,
    /// How often each does; 0 for all others.
    pub(crate) of: Box<[u32; WINDOW as usize]>,
}

impl Counts {
    pub(crate) fn new() -> Counts {
        let of = vec![0; WINDOW as usize].into_boxed_slice().try_into().expect("a window's length");
        Counts { found: DocBits::none(), of }
    }

    /// Makes ready for the next window.
    pub(crate) fn clear(&mut self) {
        let of = &mut self.of;
        if self.found.holds_more_than(WINDOW / 16) {
            of.fill(0);
        } else {
            self.found.for_each(|offset| of[offset as usize] = 0);
        }
        self.found = DocBits::none();
    }
}

/// A set that ascending documents are added to, a word of it at a time: to change it document by document would wait for each
/// change before.
struct WordByWord<'f> {
    found: &'f mut DocBits,
    number: usize,
    bits: u64,
}

impl WordByWord<'_> {
    fn insert(&mut self, offset: usize) {
        if offset / 64 != self.number {
            self.found.insert_word(self.number, self.bits);
            (self.number, self.bits) = (offset / 64, 0);
        }
        self.bits |= 1 << (offset % 64);
    }
}

impl List {
    pub(crate) fn open(reader: &InvertedIndexReader, info: &TermInfo) -> std::io::Result<List> {
        let block = reader.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(List { block, at: 0 })
    }

    /// As [`List::open`], for somebody who does not ask how often a document has the term.
    pub(crate) fn documents(reader: &InvertedIndexReader, info: &TermInfo) -> std::io::Result<List> {
        let block = reader.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        Ok(List { block, at: 0 })
    }

    /// Number of its documents.
    pub(crate) fn len(&self) -> u64 {
        u64::from(self.block.doc_freq())
    }

    /// The document that it stands at, or [`TERMINATED`].
    pub(crate) fn doc(&self) -> u32 {
        self.block.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// How often that document has the term.
    pub(crate) fn term_freq(&self) -> u32 {
        self.block.freqs()[self.at]
    }

    /// Moves to the first document from `target` on and returns it.
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        if self.doc() < target {
            self.at = self.block.seek(target);
        }
        self.doc()
    }

    /// Moves to a document; true when it is in the list.
    pub(crate) fn move_to(&mut self, document: u32) -> bool {
        self.seek(document) == document
    }

    /// Calls back with those of some documents of a window that it holds, by their distance from its beginning, and how often each has
    /// the term. They come in ascending order.
    pub(crate) fn for_each_of(&mut self, frame: Frame, documents: &[u32], mut call: impl FnMut(u32, u32)) {
        let mut rest = documents;
        while let Some((&offset, behind)) = rest.split_first() {
            let found = self.seek(frame.start + offset) - frame.start;
            if found == offset {
                call(offset, self.term_freq());
                rest = behind;
            } else {
                let passed = behind.iter().take_while(|other| **other < found).count();
                rest = &behind[passed..];
            }
        }
    }

    /// Adds the documents of a window, and how often each has the term times `weight`, and moves behind it.
    pub(crate) fn add_to(&mut self, frame: Frame, weight: f32, sums: &mut Sums) {
        let Sums { found, frequency, .. } = sums;
        let frequency = whole(frequency);
        self.each_block_in(frame, found, |block, at, within, found| {
            let counts = &block.freqs()[at..at + within];
            for (&document, &count) in block.docs()[at..at + within].iter().zip(counts) {
                let offset = (document - frame.start) as usize % WINDOW as usize;
                frequency[offset] += weight * count as f32;
                found.insert(offset);
            }
        });
    }

    /// As [`List::add_to`], but leaves it to [`Sums::find`] to find the documents: for a list that has most of them. The weight is
    /// above zero.
    pub(crate) fn add_dense(&mut self, frame: Frame, weight: f32, sums: &mut Sums) {
        let Sums { found, frequency, unfound } = sums;
        *unfound = true;
        let frequency = whole(frequency);
        self.each_block_in(frame, found, |block, at, within, _| {
            let counts = &block.freqs()[at..at + within];
            for (&document, &count) in block.docs()[at..at + within].iter().zip(counts) {
                frequency[(document - frame.start) as usize % WINDOW as usize] += weight * count as f32;
            }
        });
    }

    /// Adds how often the documents of a window have the term, of those that are allowed, and moves behind it.
    pub(crate) fn count(&mut self, frame: Frame, allowed: &DocBits, counts: &mut Counts) {
        let Counts { found, of } = counts;
        self.each_block_in(frame, found, |block, at, within, found| {
            let times = &block.freqs()[at..at + within];
            for (&document, &times) in block.docs()[at..at + within].iter().zip(times) {
                let offset = (document - frame.start) as usize % WINDOW as usize;
                if allowed.contains(offset as u32) {
                    of[offset] += times;
                    found.insert(offset);
                }
            }
        });
    }

    /// Adds the documents of a window to a set, and moves behind it.
    pub(crate) fn mark(&mut self, frame: Frame, found: &mut DocBits) {
        self.each_block_in(frame, found, |block, at, within, found| {
            for &document in &block.docs()[at..at + within] {
                found.insert((document - frame.start) as usize % WINDOW as usize);
            }
        });
    }

    /// Calls back with what each block has in a window: the block, the first document and how many there are.
    fn each_block_in(
        &mut self,
        frame: Frame,
        found: &mut DocBits,
        mut call: impl FnMut(&BlockSegmentPostings, usize, usize, &mut WordByWord<'_>),
    ) {
        if self.seek(frame.start) - frame.start >= WINDOW {
            return;
        }
        let mut found = WordByWord { found, number: 0, bits: 0 };
        loop {
            let documents = &self.block.docs()[self.at..];
            let within = match documents.last() {
                None => break,
                Some(last) if last - frame.start < WINDOW => documents.len(),
                Some(_) => documents.partition_point(|document| document - frame.start < WINDOW),
            };
            call(&self.block, self.at, within, &mut found);
            if within < documents.len() {
                self.at += within;
                break;
            }
            self.block.advance();
            self.at = 0;
        }
        found.found.insert_word(found.number, found.bits);
    }

    /// Calls back for the documents of a window, by their distance from its beginning, and moves behind it.
    pub(crate) fn for_each_in(&mut self, frame: Frame, mut call: impl FnMut(u32, u32)) {
        self.seek(frame.start);
        loop {
            let (documents, counts) = (self.block.docs(), self.block.freqs());
            for (&document, &count) in documents.iter().zip(counts).skip(self.at) {
                let offset = document - frame.start;
                if offset >= WINDOW {
                    return;
                }
                call(offset, count);
                self.at += 1;
            }
            if documents.is_empty() {
                return;
            }
            self.block.advance();
            self.at = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_zero_is_found_by_its_place() {
        let mut sums = Sums::new();
        for offset in [0, 7, 8, 63, 64, 2049, 4095] {
            sums.frequency[offset] = 0.25;
        }
        sums.find();
        assert!(sums.found.is_empty(), "nothing was left out");
        sums.unfound = true;
        sums.find();
        assert_eq!(sums.found.iter().collect::<Vec<_>>(), [0, 7, 8, 63, 64, 2049, 4095]);
    }
}
