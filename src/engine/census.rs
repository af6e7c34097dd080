//! What the names of a segment come to: how often each is written so, and which articles call whom what.
//!
//! Owns two tables, a section of what a segment keeps of names ([`super::register`]): for every name the articles that have it and
//! how often they do, and for every title of a person its articles. Both say nothing that the rows of the articles do not say, so
//! a segment without them is searched all the same; but who asks for a person named in thousands of articles reads hundreds of
//! bytes here, and there a row for each. The surprise: articles that have been deleted since count as well, and have to be
//! taken off by whoever asks.

use std::io;
use std::ops::Range;

use tantivy::directory::OwnedBytes;

use super::bits::{Bits, rice};

/// Values between two of which the place is kept.
const STRIDE: usize = 32;
/// The last bytes.
const SIGN: &[u8; 8] = b"census 2";
/// Bytes behind the tables: values and bytes of both, the number of articles, and the sign.
const TAIL: usize = 5 * 4 + SIGN.len();
/// Bytes behind the last list that may be read with it.
const BEHIND: usize = 8;

/// The tables of a segment.
#[derive(Debug)]
pub(crate) struct Census {
    names: Table,
    roles: Table,
    /// Articles of the segment.
    documents: u32,
}

/// How often a name is written in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Written {
    /// Articles that have it, with those that have no more than its full form to show.
    pub(crate) articles: u64,
    /// How often they do.
    pub(crate) mentions: u64,
}

/// Entries of any length, and where every [`STRIDE`]th begins.
#[derive(Debug)]
struct Table {
    places: OwnedBytes,
    entries: OwnedBytes,
    len: usize,
}

/// Counts what the names of a segment come to.
pub(crate) struct CensusBuilder {
    /// Articles and mentions of each.
    names: Vec<(u32, u32)>,
    titles: Vec<Vec<u32>>,
}

impl CensusBuilder {
    /// Begins with so many names and titles that no article has.
    pub(crate) fn new(names: usize, titles: usize) -> CensusBuilder {
        CensusBuilder { names: vec![(0, 0); names], titles: vec![Vec::new(); titles] }
    }

    /// An article has a name so often.
    pub(crate) fn add_name(&mut self, name: u32, mentions: u32) {
        if let Some((articles, all_mentions)) = self.names.get_mut(name as usize) {
            *articles += 1;
            *all_mentions = all_mentions.saturating_add(mentions);
        }
    }

    /// An article has a title; articles come in order.
    pub(crate) fn add_title(&mut self, title: u32, document: u32) {
        if let Some(documents) = self.titles.get_mut(title as usize) {
            documents.push(document);
        }
    }

    /// The tables of so many articles.
    pub(crate) fn finish(self, documents: u32) -> Vec<u8> {
        let mut names = TableBuilder::default();
        for (articles, mentions) in self.names {
            names.begin();
            put(&mut names.entries, u64::from(articles));
            put(&mut names.entries, u64::from(mentions));
        }
        let mut titles = TableBuilder::default();
        self.titles.iter().for_each(|list| titles.add_list(list, documents));
        titles.entries.extend([0; BEHIND]);
        let mut bytes = Vec::new();
        write(&mut bytes, [names, titles], documents);
        bytes
    }
}

/// Bits of the lower part of a step from one article of a list to the next, in Rice's code: as many as suit the mean.
fn step_width(documents: u32, listed: u64) -> u32 {
    // Half of the steps to what lies at random are less than 0.69 of the mean.
    (u64::from(documents) * 11 / 16 / listed.max(1)).max(1).ilog2()
}

fn write(to: &mut Vec<u8>, tables: [TableBuilder; 2], documents: u32) {
    let sizes: Result<Vec<u32>, _> =
        tables.iter().flat_map(|table| [table.len, table.entries.len()]).map(u32::try_from).collect();
    // A segment too large for that goes without.
    let Ok(sizes) = sizes else { return };
    for table in tables {
        table.places.iter().for_each(|place| to.extend(place.to_le_bytes()));
        to.extend(table.entries);
    }
    sizes.iter().chain([&documents]).for_each(|size| to.extend(size.to_le_bytes()));
    to.extend(SIGN);
}

#[derive(Default)]
struct TableBuilder {
    places: Vec<u32>,
    entries: Vec<u8>,
    len: usize,
}

impl TableBuilder {
    /// Adds some of so many articles.
    fn add_list(&mut self, list: &[u32], documents: u32) {
        self.begin();
        let width = step_width(documents, list.len() as u64);
        let (mut steps, mut last) = (Bits::default(), 0);
        for document in list {
            steps.push_rice(u64::from(document - last), width);
            last = *document;
        }
        let steps = steps.finish();
        put(&mut self.entries, list.len() as u64);
        put(&mut self.entries, steps.len() as u64);
        self.entries.extend(steps);
    }

    /// Begins an entry.
    fn begin(&mut self) {
        if self.len.is_multiple_of(STRIDE) {
            // What does not fit is told by the length.
            self.places.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        }
        self.len += 1;
    }
}

impl Census {
    /// Reads what [`CensusBuilder::finish`] gave; `None` for something else.
    pub(crate) fn read(bytes: &OwnedBytes) -> Option<Census> {
        let tail = bytes.len().checked_sub(TAIL)?;
        let (sizes, sign) = bytes[tail..].split_at(TAIL - SIGN.len());
        if sign != SIGN {
            return None;
        }
        let size = |at: usize| sizes.get(at * 4..)?.first_chunk().map(|size| u32::from_le_bytes(*size) as usize);
        let mut end = tail;
        let mut table = |len: usize, entries: usize| {
            let places = len.div_ceil(STRIDE) * 4;
            let middle = end.checked_sub(entries)?;
            let start = middle.checked_sub(places)?;
            let table = Table { places: bytes.slice(start..middle), entries: bytes.slice(middle..end), len };
            end = start;
            Some(table)
        };
        let roles = table(size(2)?, size(3)?)?;
        let names = table(size(0)?, size(1)?)?;
        Some(Census { names, roles, documents: size(4)? as u32 })
    }

    /// Whether it is of columns with so many names and roles.
    pub(crate) fn suits(&self, names: usize, roles: usize) -> bool {
        (self.names.len, self.roles.len) == (names, roles)
    }

    /// Calls back with how often each of some names is written, by their ordinals.
    pub(crate) fn each_written(&self, names: Range<u64>, mut call: impl FnMut(u64, Written)) -> io::Result<()> {
        self.names.each(names, Content::Numbers, |ordinal, articles, mentions, _| {
            call(ordinal, Written { articles, mentions });
            Some(())
        })
    }

    /// Calls back with the number of the articles of each of some roles, by their ordinals.
    pub(crate) fn each_role(&self, roles: Range<u64>, mut call: impl FnMut(u64, u64)) -> io::Result<()> {
        self.roles.each(roles, Content::Lists, |ordinal, articles, _, _| {
            call(ordinal, articles);
            Some(())
        })
    }

    /// Calls back with the articles of a role, ascending; more than once with one that has it twice.
    pub(crate) fn each_called(&self, role: u64, mut call: impl FnMut(u32)) -> io::Result<()> {
        self.roles.each(role..role.saturating_add(1), Content::Lists, |_, articles, length, list| {
            let width = step_width(self.documents, articles);
            let (mut document, mut at) = (0u32, 0);
            for _ in 0..articles {
                let (step, behind) = rice(list, at, width)?;
                at = behind;
                document = document.checked_add(u32::try_from(step).ok()?)?;
                call(document);
            }
            (at as u64 <= length.checked_mul(8)?).then_some(())
        })
    }
}

/// What an entry has: two numbers, or as many bytes more as the second says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Numbers,
    Lists,
}

impl Table {
    /// Calls back with each of some entries: its ordinal, its numbers, and its list with what comes behind it.
    fn each(
        &self,
        ordinals: Range<u64>,
        content: Content,
        mut call: impl FnMut(u64, u64, u64, &[u8]) -> Option<()>,
    ) -> io::Result<()> {
        if ordinals.is_empty() {
            return Ok(());
        }
        let mut read = || {
            let first = usize::try_from(ordinals.start).ok()?;
            let end = usize::try_from(ordinals.end).ok().filter(|end| *end <= self.len)?;
            let place = self.places.get(first / STRIDE * 4..)?.first_chunk()?;
            let mut bytes = self.entries.get(u32::from_le_bytes(*place) as usize..)?;
            for ordinal in first / STRIDE * STRIDE..end {
                let (one, two) = (take(&mut bytes)?, take(&mut bytes)?);
                let length = if content == Content::Lists { usize::try_from(two).ok()? } else { 0 };
                let list = bytes;
                bytes = bytes.get(length..)?;
                if ordinal >= first {
                    call(ordinal as u64, one, two, list)?;
                }
            }
            Some(())
        };
        read()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "what the names of a segment come to is damaged"))
    }
}

/// Adds a number, seven bits to a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes what [`put`] added.
fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
        if shift > 63 {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> OwnedBytes {
        let mut names = TableBuilder::default();
        // More than one stretch.
        for number in 0..100 {
            names.begin();
            put(&mut names.entries, number);
            put(&mut names.entries, number * 1000);
        }
        let mut roles = TableBuilder::default();
        for list in [&[][..], &[7], &[0, 1, 300, 70_000]] {
            roles.add_list(list, 70_001);
        }
        roles.entries.extend([0; BEHIND]);
        let mut bytes = b"before".to_vec();
        write(&mut bytes, [names, roles], 70_001);
        OwnedBytes::new(bytes)
    }

    #[test]
    fn tables_are_read_as_they_were_written() {
        let census = Census::read(&tables()).expect("they are there");
        assert!(census.suits(100, 3) && !census.suits(99, 3));
        let mut seen = Vec::new();
        census.each_written(30..34, |ordinal, written| seen.push((ordinal, written))).expect("they are whole");
        let written = |articles| Written { articles, mentions: articles * 1000 };
        assert_eq!(seen, [(30, written(30)), (31, written(31)), (32, written(32)), (33, written(33))]);
        let mut articles = Vec::new();
        census.each_role(0..3, |ordinal, count| articles.push((ordinal, count))).expect("they are whole");
        assert_eq!(articles, [(0, 0), (1, 1), (2, 4)]);
        let mut called = Vec::new();
        census.each_called(2, |document| called.push(document)).expect("they are whole");
        assert_eq!(called, [0, 1, 300, 70_000]);
    }

    #[test]
    fn what_is_no_census_or_damaged_is_told() {
        assert!(Census::read(&OwnedBytes::new(b"something else, long enough".to_vec())).is_none());
        assert!(Census::read(&OwnedBytes::empty()).is_none());
        let whole = tables();
        let mut bytes = whole.to_vec();
        // The sizes say more than there is.
        let sizes = bytes.len() - TAIL;
        bytes[sizes + 4..sizes + 8].fill(255);
        assert!(Census::read(&OwnedBytes::new(bytes)).is_none());
        let census = Census::read(&whole).expect("they are there");
        assert!(census.each_written(99..101, |_, _| {}).is_err(), "there are only a hundred");
        let mut bytes = whole.to_vec();
        // Every number goes on.
        bytes.iter_mut().take(sizes).for_each(|byte| *byte |= 0x80);
        if let Some(census) = Census::read(&OwnedBytes::new(bytes)) {
            assert!(census.each_called(2, |_| {}).is_err());
        }
    }
}
