//! How many articles have each name, and in which parts of their text it stands.
//!
//! Owns a few bits for each name, at the place that the first form of its key has in the order. The surprise: no
//! list of articles is kept beside those of the marks in the text. Which of these there are is told here, so that no
//! dictionary is asked in vain; and how many articles they have together, so that mostly none is.

use tantivy::directory::OwnedBytes;

use crate::engine::bits::{Bits, gamma, peek};
use crate::engine::schema::ZONES;
use crate::engine::sorted::width_of;

/// Bits that say where a name stands: the zones of the text, and outside of them.
const PLACES: usize = ZONES + 1;
/// Names between two of which the place is kept.
const STRIDE: usize = 32;
/// Bytes behind the last name that may be read with it.
const BEHIND: usize = 8;

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

/// What is told of all names, by their numbers; nothing for what is not the first form of its key.
pub(super) fn written(filed: &[Filed]) -> Vec<u8> {
    let (mut bytes, mut places) = (Vec::new(), Vec::new());
    let mut bits = Bits::default();
    for filed in filed.chunks(STRIDE) {
        places.push(bytes.len() as u64);
        bits.clear();
        for &Filed { articles, standing } in filed {
            if (articles, standing) == (0, Standing::default()) {
                bits.push(0, 1);
            } else {
                bits.push(1 << PLACES | u64::from(standing.0), 1 + PLACES as u32);
                bits.push_gamma(u64::from(articles) + 1);
            }
        }
        bytes.extend_from_slice(bits.finish());
    }
    bytes.extend([0; BEHIND]);
    let width = width_of(bytes.len() as u64);
    places.iter().for_each(|place| bytes.extend_from_slice(&place.to_le_bytes()[..width]));
    bytes.push(width as u8);
    bytes
}

/// Reads what [`written`] gave.
#[derive(Debug, Clone)]
pub(crate) struct FiledTable {
    bytes: OwnedBytes,
    names: usize,
    /// Where the places begin, and bytes of each.
    places: usize,
    width: usize,
}

impl FiledTable {
    /// Opens what [`written`] gave for so many names; `None` for something else.
    pub(crate) fn open(bytes: OwnedBytes, names: usize) -> Option<FiledTable> {
        let width = usize::from(*bytes.last()?);
        let places = (bytes.len() - 1).checked_sub(names.div_ceil(STRIDE).checked_mul(width)?)?;
        ((1..=8).contains(&width) && places >= BEHIND).then_some(FiledTable { bytes, names, places, width })
    }

    /// What is told of a name.
    pub(crate) fn get(&self, name: usize) -> Option<Filed> {
        if name >= self.names {
            return None;
        }
        let place = self.places + name / STRIDE * self.width;
        let mut number = [0; 8];
        number[..self.width].copy_from_slice(self.bytes.get(place..place + self.width)?);
        let mut at = usize::try_from(u64::from_le_bytes(number)).ok()?.checked_mul(8)?;
        let bytes = &self.bytes[..self.places];
        let mut filed = Filed::default();
        for _ in 0..=name % STRIDE {
            let word = peek(bytes, at)?;
            filed = Filed::default();
            at += 1;
            if word >> 63 == 1 {
                filed.standing = Standing((word << 1 >> (64 - PLACES)) as u8);
                let (articles, end) = gamma(bytes, at + PLACES)?;
                filed.articles = u32::try_from(articles - 1).ok()?;
                at = end;
            }
        }
        Some(filed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_told_comes_back() {
        let mut standing = Standing::default();
        standing.add(3);
        standing.add(0);
        let mut all = vec![Filed { articles: 6, standing }, Filed::default()];
        all.extend((0..40).map(|articles| Filed { articles: articles * 70_000, standing }));
        let bytes = written(&all);
        // 1, the bits of places 01001, seven 00111; and 0.
        assert_eq!(bytes[..2], [0b1010_0100, 0b1110_1010]);
        let table = FiledTable::open(OwnedBytes::new(bytes.clone()), all.len()).expect("it can be opened");
        for (name, filed) in all.iter().enumerate() {
            assert_eq!(table.get(name), Some(*filed), "{name}");
        }
        assert_eq!(table.get(all.len()), None);
        assert_eq!(standing.zones().collect::<Vec<_>>(), [0, 3]);
        assert!(FiledTable::open(OwnedBytes::new(vec![1]), 2).is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80), width in 0u8..5) {
            let bytes = [bytes, vec![width]].concat();
            if let Some(table) = FiledTable::open(OwnedBytes::new(bytes), 70) {
                let told = (0..71).filter_map(|name| table.get(name)).count();
                prop_assert!(told <= 70);
            }
        }
    }
}
