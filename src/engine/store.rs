//! What was stored of each document.
//!
//! Owns the readers of the segments' stored records, each made when the first of its documents is wanted, and of what is kept of
//! names behind them. The surprise: their files
//! are opened with the index, so that a search outlives them.

use std::io;
use std::sync::OnceLock;

use tantivy::directory::FileSlice;
use tantivy::{DocAddress, Searcher};

use super::document::NameClass;
use super::lead::{self, LISTS, Leads};
use super::packed::{PackedReader, Record};
use super::register::{self, Check, Register};

/// The stored records of an index at one commit.
pub(crate) struct Store {
    segments: Vec<(FileSlice, OnceLock<PackedReader>, [OnceLock<Leads>; LISTS])>,
}

impl Store {
    pub(crate) fn new(searcher: &Searcher) -> io::Result<Store> {
        let files = searcher.segment_readers().iter().map(PackedReader::file);
        let segments = files.map(|file| Ok((file?, OnceLock::new(), Default::default()))).collect::<io::Result<_>>()?;
        Ok(Store { segments })
    }

    /// The stored record of a document.
    pub(crate) fn read(&self, address: DocAddress) -> io::Result<Record> {
        let (file, slot, _) = &self.segments[address.segment_ord as usize];
        match slot.get() {
            Some(reader) => reader.get(address.doc_id),
            None => {
                let reader = PackedReader::over(file)?;
                slot.get_or_init(|| reader).get(address.doc_id)
            }
        }
    }

    /// What a segment keeps of names.
    pub(crate) fn register(&self, segment: usize) -> io::Result<Register> {
        Register::open(&PackedReader::appendix(&self.segments[segment].0)?, Check::Nothing)
    }

    /// What leads to the names of a class in a segment.
    pub(crate) fn leads(&self, segment: usize, class: NameClass) -> io::Result<&Leads> {
        let (file, _, slots) = &self.segments[segment];
        let list = lead::list_of(class);
        let slot = &slots[list];
        match slot.get() {
            Some(leads) => Ok(leads),
            None => {
                let leads = Leads::read(PackedReader::appendix(file)?, list).ok_or_else(register::damaged)?;
                Ok(slot.get_or_init(|| leads))
            }
        }
    }
}
