//! The documents of one term with how often each has it.
//!
//! Owns a cursor over the blocks of a list of postings. Tantivy's own cursor moves on by one document at a time; a window
//! takes hundreds at once, and here they are taken from the unpacked block in one go. Positions are left to Tantivy's.

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, TERMINATED};

use super::clause::Frame;
use super::window::WINDOW;

/// A list of postings, moved forward only.
pub(crate) struct List {
    block: BlockSegmentPostings,
    /// Where it stands in the block; behind its last document when there is no more.
    at: usize,
}

impl List {
    pub(crate) fn open(reader: &InvertedIndexReader, info: &TermInfo) -> std::io::Result<List> {
        let block = reader.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(List { block, at: 0 })
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
