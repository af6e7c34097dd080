//! What a segment keeps of names, beside their marks in the text: which there are, and which article has which.
//!
//! Owns the form of it, an appendix of the segment's stored records: the names with their written forms in order, the titles of
//! persons in order, for each document a row of both, and what leads to names ([`super::lead`]). How it is asked is in
//! [`super::roster`]. The surprise: a name goes by its number in the order, so rows and leads are numbers, and segments are merged
//! by making new ones of them.

mod build;
mod filed;
mod given;
mod merge;
mod numbers;
mod row;

use std::io;
use std::ops::Deref;

use tantivy::directory::OwnedBytes;
use xxhash_rust::xxh3::xxh3_64;

use super::census::Census;
use super::sorted::SortedList;
pub(crate) use build::RegisterBuilder;
pub(crate) use filed::Filed;
use filed::FiledTable;
pub(crate) use given::GivenNames;
pub(crate) use merge::write_merged;
pub(crate) use row::Rows;

/// What there is, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Class, key and written form of each name: see [`super::roster`].
    Names,
    /// Key and title of persons.
    Titles,
    /// For each document the numbers of its names, and how often it has each.
    NameRows,
    /// For each document the numbers of its titles.
    TitleRows,
    /// How many articles have each name, and where it stands.
    Filed,
    /// What leads to persons.
    PersonLeads,
    /// What leads to other names.
    OtherLeads,
    /// What names and titles come to: see [`super::census`].
    Census,
}

/// Bytes before a section: its length and its hash.
const HEAD: usize = 16;

/// Takes bytes that are written.
pub(crate) type Write<'w> = dyn FnMut(&[u8]) -> io::Result<()> + 'w;

/// Writes a section behind its length and its hash. Sections come in order.
fn seal(section: impl Deref<Target = [u8]>, write: &mut Write<'_>) -> io::Result<()> {
    write(&(section.len() as u64).to_le_bytes())?;
    write(&xxh3_64(&section).to_le_bytes())?;
    write(&section)
}

/// Whether a section is compared with its hash: reading all of it costs a cold search more than what it looks for there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Hash,
    Nothing,
}

/// A section of what [`seal`] wrote; `None` when it is something else.
pub(crate) fn section(mut bytes: OwnedBytes, section: Section, check: Check) -> Option<OwnedBytes> {
    let (mut hash, mut own) = ([0; 8], OwnedBytes::empty());
    for _ in 0..=section as usize {
        let length = usize::try_from(u64::from_le_bytes(*bytes.first_chunk()?)).ok()?;
        hash = *bytes.get(8..)?.first_chunk()?;
        bytes.advance(HEAD);
        bytes.get(..length)?;
        (own, bytes) = bytes.split(length);
    }
    (check == Check::Nothing || xxh3_64(&own).to_le_bytes() == hash).then_some(own)
}

pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the list of names of a segment is damaged")
}

/// Names, titles and who has them.
#[derive(Debug)]
pub(crate) struct Register {
    pub(crate) names: SortedList,
    pub(crate) titles: SortedList,
    pub(crate) name_rows: Rows,
    pub(crate) title_rows: Rows,
    pub(crate) filed: FiledTable,
    pub(crate) census: Option<Census>,
}

impl Register {
    /// Reads what [`RegisterBuilder::finish`] or [`write_merged`] gave.
    pub(crate) fn open(bytes: &OwnedBytes, check: Check) -> io::Result<Register> {
        let section = |number| section(bytes.clone(), number, check);
        let open = || {
            let names = SortedList::open(section(Section::Names)?)?;
            let titles = SortedList::open(section(Section::Titles)?)?;
            let census = Census::read(&section(Section::Census)?);
            Some(Register {
                filed: FiledTable::open(section(Section::Filed)?, names.len())?,
                census: census.filter(|census| census.suits(names.len(), titles.len())),
                names,
                titles,
                name_rows: Rows::open(section(Section::NameRows)?)?,
                title_rows: Rows::open(section(Section::TitleRows)?)?,
            })
        };
        open().ok_or_else(damaged)
    }
}
