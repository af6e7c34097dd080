//! What was stored of each document.
//!
//! Owns the readers of the segments' stored records, each opened when the first of its documents is wanted.

use std::io;
use std::sync::OnceLock;

use tantivy::{DocAddress, Searcher};

use super::packed::{PackedReader, Record};

/// The stored records of an index at one commit.
pub(crate) struct Store {
    segments: Vec<OnceLock<PackedReader>>,
}

impl Store {
    pub(crate) fn new(searcher: &Searcher) -> Store {
        Store { segments: searcher.segment_readers().iter().map(|_| OnceLock::new()).collect() }
    }

    /// The stored record of a document.
    pub(crate) fn read(&self, searcher: &Searcher, address: DocAddress) -> io::Result<Record> {
        let slot = &self.segments[address.segment_ord as usize];
        match slot.get() {
            Some(reader) => reader.get(address.doc_id),
            None => {
                let reader = PackedReader::open(searcher.segment_reader(address.segment_ord))?;
                slot.get_or_init(|| reader).get(address.doc_id)
            }
        }
    }
}
