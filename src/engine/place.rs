//! Where the terms of a word stand in the documents of a window.
//!
//! Owns the way to positions, term by term: all that are wanted of a window are gathered at once, from blocks of postings and of
//! positions as they are unpacked. Tantivy's own cursor finds the positions of every document anew, which is the shorter way
//! to a few documents; for a phrase of frequent words, which is looked for in most documents, it was nearly all of the time. The
//! surprise: where the positions of a document begin is known only from how many the documents before it have, so no block is
//! ever jumped over.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::directory::FileSlice;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

use super::clause::{Frame, move_to};
use super::people::DocumentSets;
use super::window::{DocBits, WINDOW};

/// Positions that are packed together.
const BLOCK: usize = 128;

/// The positions of a word in the documents of a window.
pub(crate) struct Places {
    segment: usize,
    /// The lists, and the documents of each segment in which one counts, when those are not all.
    lists: Vec<(PlaceList, Option<Arc<DocumentSets>>)>,
    /// Positions of one document after another, ascending and without repeats.
    positions: Vec<u32>,
    /// By document of the window, where its own positions begin and end.
    ranges: Vec<(u32, u32)>,
}

/// The positions of one term.
pub(crate) enum PlaceList {
    /// Read one after another.
    Dense(Box<DenseList>),
    /// Looked for document by document.
    Sparse(Box<SegmentPostings>),
}

/// A list of postings with positions, moved forward only.
pub(crate) struct DenseList {
    block: BlockSegmentPostings,
    /// Where it stands in the block.
    at: usize,
    /// Positions of all documents before that.
    passed: u64,
    /// Positions of all documents up to the end of the block.
    reached: u64,
    reader: PositionReader,
    unpacked: [u32; BLOCK],
    /// Which positions of the list are unpacked.
    range: Range<u64>,
}

impl Places {
    pub(crate) fn new(segment: usize, lists: Vec<(PlaceList, Option<Arc<DocumentSets>>)>) -> Places {
        Places { segment, lists, positions: Vec::new(), ranges: Vec::new() }
    }

    /// Gathers the positions in some documents of a window, which come in ascending order from window to window.
    pub(crate) fn gather(&mut self, frame: Frame, wanted: &DocBits) {
        let Places { segment, lists, positions, ranges } = self;
        positions.clear();
        ranges.resize(WINDOW as usize, (0, 0));
        wanted.for_each(|offset| ranges[offset as usize] = (0, 0));
        for (list, only) in lists {
            let mut counting = DocBits::none();
            let wanted = match only {
                None => wanted,
                Some(only) => {
                    let counts = |offset: u32| only[*segment].binary_search(&(frame.start + offset)).is_ok();
                    wanted.for_each(|offset| {
                        if counts(offset) {
                            counting.insert(offset);
                        }
                    });
                    &counting
                }
            };
            match list {
                PlaceList::Dense(list) => list.gather(frame, wanted, positions, ranges),
                PlaceList::Sparse(list) => wanted.for_each(|offset| {
                    if move_to(list, frame.start + offset) {
                        let append = |out: &mut Vec<u32>| list.append_positions_with_offset(0, out);
                        add(positions, &mut ranges[offset as usize], append);
                    }
                }),
            }
        }
    }

    /// The positions in one of the documents that were wanted, by its distance from the beginning of the window.
    pub(crate) fn of(&self, offset: u32) -> &[u32] {
        let (from, to) = self.ranges[offset as usize];
        &self.positions[from as usize..to as usize]
    }
}

/// Adds positions to those that a document has already.
fn add(positions: &mut Vec<u32>, range: &mut (u32, u32), append: impl FnOnce(&mut Vec<u32>)) {
    let (from, to) = *range;
    let start = positions.len();
    if from < to {
        positions.extend_from_within(from as usize..to as usize);
        append(positions);
        sort_end(positions, start);
    } else {
        append(positions);
    }
    *range = (start as u32, positions.len() as u32);
}

/// Sorts what stands from `start` on and drops repeats: two terms may have one position, a name's mark and its word for example.
fn sort_end(positions: &mut Vec<u32>, start: usize) {
    let end = &mut positions[start..];
    end.sort_unstable();
    let mut kept = 1;
    for at in 1..end.len() {
        if end[at] != end[kept - 1] {
            end[kept] = end[at];
            kept += 1;
        }
    }
    positions.truncate(start + kept);
}

impl DenseList {
    /// Opens the list of a term; `positions` are those of its field.
    pub(crate) fn open(reader: &InvertedIndexReader, positions: &FileSlice, info: &TermInfo) -> io::Result<DenseList> {
        let block = reader.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let reached = total(block.freqs());
        let reader = PositionReader::open(positions.slice(info.positions_range.clone()).read_bytes()?)?;
        Ok(DenseList { block, at: 0, passed: 0, reached, reader, unpacked: [0; BLOCK], range: 0..0 })
    }

    /// Adds the positions in the documents of a window that it holds and that are wanted.
    fn gather(&mut self, frame: Frame, wanted: &DocBits, positions: &mut Vec<u32>, ranges: &mut [(u32, u32)]) {
        loop {
            match self.block.docs().last() {
                None => return,
                Some(last) if *last < frame.start => {
                    self.next_block();
                    continue;
                }
                Some(_) => {}
            }
            let mut unpacked = Unpacked {
                reader: &mut self.reader,
                steps: &mut self.unpacked,
                range: &mut self.range,
                reached: self.reached,
            };
            let (documents, counts) = (&self.block.docs()[self.at..], &self.block.freqs()[self.at..]);
            let mut passed = self.passed;
            for (number, (&document, &count)) in documents.iter().zip(counts).enumerate() {
                let offset = document.wrapping_sub(frame.start);
                if offset < WINDOW {
                    if wanted.contains(offset) {
                        let append = |out: &mut Vec<u32>| unpacked.append(passed, count, out);
                        add(positions, &mut ranges[offset as usize], append);
                    }
                } else if document >= frame.start {
                    (self.at, self.passed) = (self.at + number, passed);
                    return;
                }
                passed += u64::from(count);
            }
            self.next_block();
        }
    }

    fn next_block(&mut self) {
        self.passed = self.reached;
        self.block.advance();
        self.reached += total(self.block.freqs());
        self.at = 0;
    }
}

/// A block of positions, each as its distance from the one before in its document.
struct Unpacked<'l> {
    reader: &'l mut PositionReader,
    steps: &'l mut [u32; BLOCK],
    range: &'l mut Range<u64>,
    reached: u64,
}

impl Unpacked<'_> {
    /// Appends so many positions from one on.
    fn append(&mut self, mut from: u64, count: u32, out: &mut Vec<u32>) {
        let end = from + u64::from(count);
        let mut position = 0u32;
        loop {
            if !self.range.contains(&from) {
                self.unpack(from);
            }
            let first = (from - self.range.start) as usize;
            let stop = end.min(self.range.end);
            let steps = &self.steps[first..first + (stop - from) as usize];
            out.extend(steps.iter().map(|step| {
                position = position.wrapping_add(*step);
                position
            }));
            if stop >= end || stop == from {
                return;
            }
            from = stop;
        }
    }

    /// Unpacks the block that holds this position, as far as it belongs to documents that have been reached.
    fn unpack(&mut self, position: u64) {
        let start = position / BLOCK as u64 * BLOCK as u64;
        *self.range = start..(start + BLOCK as u64).min(self.reached);
        let length = (self.range.end - start) as usize;
        self.reader.read(start, &mut self.steps[..length]);
    }
}

fn total(counts: &[u32]) -> u64 {
    u64::from(counts.iter().sum::<u32>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_terms_at_one_position_are_one_place() {
        let mut positions = vec![9, 9, 7, 3, 7, 5];
        sort_end(&mut positions, 2);
        assert_eq!(positions, [9, 9, 3, 5, 7]);
        sort_end(&mut positions, 5);
        assert_eq!(positions.len(), 5, "nothing stays nothing");
    }
}
