//! Where the terms of a word stand in one document after another.
//!
//! Owns the way to positions, term by term, from blocks of postings and of positions as they are unpacked. Tantivy's own cursor
//! finds the positions of every document anew, which is the shorter way to a few documents; for a phrase of frequent words, which
//! is looked for in most documents, it was nearly all of the time. The surprise: where the positions of a document begin is known
//! only from how many the documents before it have, so no block is ever jumped over.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::directory::FileSlice;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::clause::move_to;
use super::lexicon::Area;
use super::people::DocumentSets;

/// Positions that are packed together.
const BLOCK: usize = 128;
/// Documents that are passed over together.
const STEP: usize = 8;

/// The positions of a word, document by document.
pub(crate) struct Places {
    segment: usize,
    /// The lists, and the documents of each segment in which one counts, when those are not all: the longest of each area in the order
    /// of the text, so that positions mostly ascend, and then the others.
    lists: Vec<(PlaceList, Option<Arc<DocumentSets>>)>,
    /// How many of them are the longest of an area: of the forms of a word one mostly is far more frequent.
    longest: usize,
    /// None of the others has a document from the last one read to this one; and by list, where each has its next.
    others_from: u32,
    nexts: Vec<u32>,
    /// The document that was read last.
    document: u32,
    /// The positions there, ascending and without repeats.
    positions: Vec<u32>,
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
    /// The document that it stands at, or [`TERMINATED`], and its place in the block.
    document: u32,
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
    /// Lists with the area that each is of.
    pub(crate) fn new(segment: usize, mut lists: Vec<(Area, PlaceList, Option<Arc<DocumentSets>>)>) -> Places {
        lists.sort_by_key(|(area, list, _)| (*area, std::cmp::Reverse(list.len())));
        let mut last = None;
        let (mut sorted, others): (Vec<_>, Vec<_>) =
            lists.into_iter().partition(|(area, ..)| last.replace(*area) != Some(*area));
        let longest = sorted.len();
        sorted.extend(others);
        let lists: Vec<_> = sorted.into_iter().map(|(_, list, only)| (list, only)).collect();
        let nexts = vec![0; lists.len() - longest];
        Places { segment, lists, longest, others_from: 0, nexts, document: TERMINATED, positions: Vec::new() }
    }

    /// Reads the positions in a document. Documents come in ascending order; the same may come again.
    pub(crate) fn read(&mut self, document: u32) {
        if self.document == document {
            return;
        }
        self.document = document;
        let Places { segment, lists, longest, positions, .. } = self;
        positions.clear();
        let (longest, others) = lists.split_at_mut(*longest);
        let mut holding = 0;
        for list in longest {
            holding += u32::from(read_one(list, *segment, document, positions));
        }
        if self.others_from <= document {
            self.others_from = TERMINATED;
            for (list, next) in others.iter_mut().zip(&mut self.nexts) {
                if *next <= document {
                    holding += u32::from(read_one(list, *segment, document, positions));
                    *next = list.0.document().max(document + 1);
                }
                self.others_from = self.others_from.min(*next);
            }
        }
        // Two terms may have one position, a name's mark and its word for example.
        if holding > 1 && !positions.is_sorted_by(|a, b| a < b) {
            positions.sort_unstable();
            positions.dedup();
        }
    }

    /// What was read last.
    pub(crate) fn positions(&self) -> &[u32] {
        &self.positions
    }
}

/// Appends the positions of a term in a document, if it is in the list and counts there.
fn read_one(
    (list, only): &mut (PlaceList, Option<Arc<DocumentSets>>),
    segment: usize,
    document: u32,
    out: &mut Vec<u32>,
) -> bool {
    if only.as_ref().is_some_and(|only| only[segment].binary_search(&document).is_err()) {
        return false;
    }
    match list {
        PlaceList::Dense(list) => {
            let count = list.move_to(document);
            if let Some(count) = count {
                list.append(count, out);
            }
            count.is_some()
        }
        PlaceList::Sparse(list) => {
            let holds = move_to(list, document);
            if holds {
                list.append_positions_with_offset(0, out);
            }
            holds
        }
    }
}

impl PlaceList {
    fn len(&self) -> u32 {
        match self {
            PlaceList::Dense(list) => list.block.doc_freq(),
            PlaceList::Sparse(list) => list.doc_freq(),
        }
    }

    /// The document that it stands at, or [`TERMINATED`].
    fn document(&self) -> u32 {
        match self {
            PlaceList::Dense(list) => list.document,
            PlaceList::Sparse(list) => list.doc(),
        }
    }
}

impl DenseList {
    /// Opens the list of a term; `positions` are those of its field.
    pub(crate) fn open(reader: &InvertedIndexReader, positions: &FileSlice, info: &TermInfo) -> io::Result<DenseList> {
        let block = reader.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let reached = total(block.freqs());
        let document = block.docs().first().copied().unwrap_or(TERMINATED);
        let reader = PositionReader::open(positions.slice(info.positions_range.clone()).read_bytes()?)?;
        Ok(DenseList { block, document, at: 0, passed: 0, reached, reader, unpacked: [0; BLOCK], range: 0..0 })
    }

    /// Moves to a document; how often it has the term, if it does.
    fn move_to(&mut self, document: u32) -> Option<u32> {
        if self.document < document {
            self.advance(document);
        }
        (self.document == document).then(|| self.block.freqs()[self.at])
    }

    /// Moves to the first document from one on.
    fn advance(&mut self, document: u32) {
        while self.block.docs().last().is_some_and(|last| *last < document) {
            self.passed = self.reached;
            self.block.advance();
            self.reached += total(self.block.freqs());
            self.at = 0;
        }
        let (documents, counts) = (&self.block.docs()[self.at..], &self.block.freqs()[self.at..]);
        let (mut before, mut passed) = (0, 0);
        // What is far is looked for so many at a time.
        for (documents, counts) in documents.as_chunks::<STEP>().0.iter().zip(counts.as_chunks::<STEP>().0) {
            if documents[STEP - 1] >= document {
                break;
            }
            before += STEP;
            passed += total(counts);
        }
        let rest = documents[before..].iter().zip(&counts[before..]);
        for (_, &count) in rest.take_while(|(other, _)| **other < document) {
            before += 1;
            passed += u64::from(count);
        }
        self.document = documents.get(before).copied().unwrap_or(TERMINATED);
        self.at += before;
        self.passed += passed;
    }

    /// Appends the positions in the document that it stands at, which has so many.
    fn append(&mut self, count: u32, out: &mut Vec<u32>) {
        let (mut from, end) = (self.passed, self.passed + u64::from(count));
        let mut position = 0u32;
        loop {
            if !self.range.contains(&from) {
                self.unpack(from);
            }
            let first = (from - self.range.start) as usize;
            let stop = end.min(self.range.end);
            // Each is told as its distance from the one before.
            out.extend(self.unpacked[first..first + (stop - from) as usize].iter().map(|step| {
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
        self.range = start..(start + BLOCK as u64).min(self.reached);
        let length = (self.range.end - start) as usize;
        self.reader.read(start, &mut self.unpacked[..length]);
    }
}

fn total(counts: &[u32]) -> u64 {
    u64::from(counts.iter().sum::<u32>())
}
