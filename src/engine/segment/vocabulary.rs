//! The terms of a segment under construction: bytes to numbers, and the numbers in the order of the bytes.
//!
//! Owns the numbering of terms. Knows nothing of fields or postings. The surprise: a term of up to fifteen bytes, nearly
//! every word, is kept inside its own key, so that finding it again touches one place in memory and compares one number.

use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Longest term that fits in a key beside its length.
pub(super) const SHORT: usize = 15;
/// Stands where a short term has its length; greater than any.
const LONG: u8 = u8::MAX;
/// Places in the table of recent terms: as many as stay near the processor.
const RECENT: usize = 16384;
/// Terms that there is room for from the beginning.
const FIRST: usize = 100_000;
/// In [`Vocabulary::places`]: the term is a short one.
const NOT_LONG: u32 = u32::MAX;

/// The bytes of a short term, or the first of a long one, then its length: as two numbers that compare as the bytes do.
type Key = (u64, u64);

/// Numbers terms in the order of their first occurrence.
pub(super) struct Vocabulary {
    /// The last term that fell on each place: the few words that make up most of a text are found here.
    recent: Box<[(Key, u32)]>,
    short: FxHashMap<Key, u32>,
    long: FxHashMap<Rc<[u8]>, u32>,
    /// Key of each term; that of a long one is its beginning.
    keys: Vec<Key>,
    /// Of each term, its place in `longs`.
    places: Vec<u32>,
    longs: Vec<Rc<[u8]>>,
    long_bytes: usize,
}

impl Vocabulary {
    pub(super) fn new() -> Vocabulary {
        Vocabulary {
            // No term has this key: its length would be that of a long one.
            recent: vec![((u64::MAX, u64::MAX), 0); RECENT].into(),
            short: FxHashMap::with_capacity_and_hasher(FIRST, FxBuildHasher),
            long: FxHashMap::default(),
            keys: Vec::new(),
            places: Vec::new(),
            longs: Vec::new(),
            long_bytes: 0,
        }
    }

    /// The number of a term, a new one when it has none yet.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        let next = self.keys.len() as u32;
        if term.len() <= SHORT {
            let key = key(term, term.len() as u8);
            let place = &mut self.recent[place(key)];
            if place.0 == key {
                return place.1;
            }
            let number = *self.short.entry(key).or_insert(next);
            if number == next {
                self.keys.push(key);
                self.places.push(NOT_LONG);
            }
            *place = (key, number);
            return number;
        }
        if let Some(&number) = self.long.get(term) {
            return number;
        }
        let bytes: Rc<[u8]> = term.into();
        self.long.insert(Rc::clone(&bytes), next);
        self.keys.push(key(&term[..SHORT], LONG));
        self.places.push(self.longs.len() as u32);
        self.longs.push(bytes);
        self.long_bytes += term.len();
        next
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        // A key, a number and a place in the table that is half empty, twice for the list; a long one has two counts more.
        self.keys.len() * 96 + self.longs.len() * 64 + self.long_bytes
    }

    /// The bytes of a term. Those of a short one are put together in `room`.
    pub(super) fn bytes<'v>(&'v self, number: u32, room: &'v mut [u8; SHORT + 1]) -> &'v [u8] {
        match self.places[number as usize] {
            NOT_LONG => {
                let (high, low) = self.keys[number as usize];
                room[..8].copy_from_slice(&high.to_be_bytes());
                room[8..].copy_from_slice(&low.to_be_bytes());
                let length = usize::from(room[SHORT]);
                &room[..length]
            }
            place => &self.longs[place as usize],
        }
    }

    /// All numbers in the order of their terms' bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<(Key, u32)> = self.keys.iter().copied().zip(0..).collect();
        order.sort_unstable_by(|(left_key, left), (right_key, right)| {
            left_key.cmp(right_key).then_with(|| self.long_of(*left).cmp(&self.long_of(*right)))
        });
        order.into_iter().map(|(_, number)| number).collect()
    }

    fn long_of(&self, number: u32) -> Option<&[u8]> {
        self.longs.get(self.places[number as usize] as usize).map(|bytes| &**bytes)
    }
}

fn place((high, low): Key) -> usize {
    // An odd number with no pattern in its bits; the highest bits of a product depend on all bits of its factors.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (high ^ low.rotate_left(29)).wrapping_mul(MIX);
    (mixed >> (64 - RECENT.trailing_zeros())) as usize
}

fn key(term: &[u8], length: u8) -> Key {
    let mut bytes = [0; SHORT + 1];
    bytes[..term.len()].copy_from_slice(term);
    bytes[SHORT] = length;
    let number = u128::from_be_bytes(bytes);
    ((number >> 64) as u64, number as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_term_keeps_its_number_and_gives_back_its_bytes() {
        let mut vocabulary = Vocabulary::new();
        let words: [&[u8]; 6] = [b"rafah", b"", b"\0", b"exactly fifteen", b"sixteen letters!", b"sixteen letters?"];
        for (number, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.number(word), number as u32);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.number(word), number as u32);
            assert_eq!(vocabulary.bytes(number as u32, &mut [0; 16]), *word);
        }
        assert_eq!(vocabulary.len(), 6);
        assert_eq!(vocabulary.sorted(), [1, 2, 3, 0, 4, 5]);
    }

    proptest! {
        #[test]
        fn numbers_are_sorted_as_their_bytes_are(
            words in prop::collection::btree_set(prop::collection::vec(prop_oneof![Just(0u8), Just(1), Just(255)], 0..20), 0..60)
        ) {
            let mut vocabulary = Vocabulary::new();
            for word in words.iter().rev() {
                vocabulary.number(word);
            }
            let sorted: Vec<Vec<u8>> = vocabulary.sorted().iter().map(|&n| vocabulary.bytes(n, &mut [0; 16]).to_vec()).collect();
            prop_assert_eq!(sorted, words.into_iter().collect::<Vec<_>>());
        }
    }
}
