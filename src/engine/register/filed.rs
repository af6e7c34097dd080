//! How many articles have each name, and in which parts of their text it stands.
//!
//! Owns one number for each name, a few bytes at the place that the first form of its key has in the order. The surprise: no
//! list of articles is kept beside those of the marks in the text. Which of these there are is told here, so that no
//! dictionary is asked in vain; and how many articles they have together, so that mostly none is.

use tantivy::directory::OwnedBytes;

use crate::engine::schema::ZONES;
use crate::engine::sorted::width_of;

/// Bits that say where a name stands: the zones of the text, and outside of them.
const PLACES: usize = ZONES + 1;

/// Where a name stands, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing(u8);

impl Standing {
    /// In a zone, by its number; [`ZONES`] for what has no mark in the text.
    pub(crate) fn add(&mut self, zone: usize) {
        self.0 |= 1 << zone;
    }

    /// In all that another is in as well.
    pub(crate) fn add_all(&mut self, other: Standing) {
        self.0 |= other.0;
    }

    /// The numbers of the zones.
    pub(crate) fn zones(self) -> impl Iterator<Item = usize> {
        (0..PLACES).filter(move |zone| self.0 >> zone & 1 == 1)
    }
}

/// What is told of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Filed {
    /// Articles, deleted ones included.
    pub(crate) articles: u32,
    pub(crate) standing: Standing,
}

impl Filed {
    fn to_number(self) -> u64 {
        u64::from(self.articles) << PLACES | u64::from(self.standing.0)
    }

    fn from_number(number: u64) -> Filed {
        let standing = Standing((number & ((1 << PLACES) - 1)) as u8);
        Filed { articles: u32::try_from(number >> PLACES).unwrap_or(u32::MAX), standing }
    }
}

/// What is told of all names, by their numbers; nothing for what is not the first form of its key.
pub(super) fn written(filed: &[Filed]) -> Vec<u8> {
    let width = width_of(filed.iter().map(|filed| filed.to_number()).max().unwrap_or(0));
    let mut bytes = Vec::with_capacity(filed.len() * width + 1);
    for filed in filed {
        bytes.extend_from_slice(&filed.to_number().to_le_bytes()[..width]);
    }
    bytes.push(width as u8);
    bytes
}

/// Reads what [`written`] gave.
#[derive(Debug, Clone)]
pub(crate) struct FiledTable {
    bytes: OwnedBytes,
    width: usize,
}

impl FiledTable {
    /// Opens what [`written`] gave for so many names; `None` for something else.
    pub(crate) fn open(bytes: OwnedBytes, names: usize) -> Option<FiledTable> {
        let width = usize::from(*bytes.last()?);
        let whole = (1..=8).contains(&width) && names.checked_mul(width)? == bytes.len() - 1;
        whole.then_some(FiledTable { bytes, width })
    }

    /// What is told of a name.
    pub(crate) fn get(&self, name: usize) -> Option<Filed> {
        let at = name.checked_mul(self.width)?;
        let mut number = [0; 8];
        number[..self.width].copy_from_slice(self.bytes[..self.bytes.len() - 1].get(at..at + self.width)?);
        Some(Filed::from_number(u64::from_le_bytes(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back() {
        let mut standing = Standing::default();
        standing.add(3);
        standing.add(0);
        let all = [Filed { articles: 70_000, standing }, Filed::default()];
        let bytes = written(&all);
        assert_eq!(bytes.len(), 7, "three bytes each, and how many");
        let table = FiledTable::open(OwnedBytes::new(bytes.clone()), 2).expect("it can be opened");
        assert_eq!((table.get(0), table.get(1), table.get(2)), (Some(all[0]), Some(all[1]), None));
        assert_eq!(standing.zones().collect::<Vec<_>>(), [0, 3]);
        assert!(FiledTable::open(OwnedBytes::new(bytes), 3).is_none());
    }
}
