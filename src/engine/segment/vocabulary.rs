//! The terms of a segment under construction: bytes to numbers, and the numbers in the order of the bytes.
//!
//! Owns the numbering of terms. Knows nothing of fields or postings. The surprise: a term of up to fifteen bytes, nearly
//! every word, is one number, and many are looked up together, because what a look-up costs is waiting for memory, and one can
//! wait for many places at the same time.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::engine::ascii::{self, AsciiWord};

/// Longest term that is a [`ShortTerm`].
pub(super) const SHORT: usize = ascii::LONGEST;
/// Stands where a short term has its length; greater than any.
const LONG: u8 = u8::MAX;
/// Terms that are looked up together at most.
pub(super) const TOGETHER: usize = 64;
/// Places in the table of recent terms: as many as stay near the processor.
const RECENT: usize = 16384;
/// Places in the table of all short terms at the beginning.
const FIRST: usize = 1 << 18;
/// In [`Vocabulary::places`]: the term is a short one.
const NOT_LONG: u32 = u32::MAX;

/// The bytes of a term of up to [`SHORT`], the first the lowest, zeros behind the last, and how many they are as the highest.
pub(super) type ShortTerm = u128;

/// The short term of these bytes.
pub(super) fn short_term(term: &[u8]) -> Option<ShortTerm> {
    (term.len() <= SHORT).then(|| beginning(term, term.len() as u8))
}

/// The term of a plain word, which [`ascii::LONGEST`] keeps short enough.
#[inline]
pub(super) fn plain_term(word: &AsciiWord) -> ShortTerm {
    word.lowered | (word.length as u128) << (8 * SHORT)
}

/// Up to fifteen bytes with one behind them.
fn beginning(term: &[u8], last: u8) -> ShortTerm {
    let mut bytes = [0; SHORT + 1];
    bytes[..term.len()].copy_from_slice(term);
    bytes[SHORT] = last;
    u128::from_le_bytes(bytes)
}

/// Two halves, which need not lie at a multiple of sixteen bytes.
type Halves = [u64; 2];

fn halves(term: ShortTerm) -> Halves {
    [term as u64, (term >> 64) as u64]
}

/// Numbers terms in the order of their first occurrence.
pub(super) struct Vocabulary {
    /// The last term that fell on each place: the few words that make up most of a text are found here.
    recent: Box<[(Halves, u32)]>,
    /// For each place the lower half of a short term's hash and its number, from 1; 0 where there is none. A term that
    /// finds its place taken has the next free one.
    table: Vec<u64>,
    long: FxHashMap<Arc<[u8]>, u32>,
    /// Each term; of a long one its beginning.
    terms: Vec<Halves>,
    /// Of each term, its place in `longs`.
    places: Vec<u32>,
    longs: Vec<Arc<[u8]>>,
    long_bytes: usize,
}

/// A hash of which all bits depend on all bits of the term.
#[inline]
fn hash([low, high]: Halves) -> u64 {
    // An odd number with no pattern in its bits; the highest bits of a product depend on all bits of its factors.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let product = (low ^ high.rotate_left(29)).wrapping_mul(MIX);
    product ^ product >> 32
}

/// The place of a hash in a table of a power of two of places.
#[inline]
fn place(hash: u64, places: usize) -> usize {
    (hash >> (64 - places.trailing_zeros())) as usize
}

impl Vocabulary {
    pub(super) fn new() -> Vocabulary {
        Vocabulary {
            // No term is this: its length would be that of a long one.
            recent: vec![([u64::MAX; 2], 0); RECENT].into(),
            table: vec![0; FIRST],
            long: FxHashMap::default(),
            terms: Vec::new(),
            places: Vec::new(),
            longs: Vec::new(),
            long_bytes: 0,
        }
    }

    /// The number of a term, a new one when it has none yet.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        if let Some(short) = short_term(term) {
            let short = halves(short);
            let hash = hash(short);
            let (recent, number) = self.recent[place(hash, RECENT)];
            if recent == short {
                return number;
            }
            let number = self.find(short, hash);
            self.recent[place(hash, RECENT)] = (short, number);
            return number;
        }
        if let Some(&number) = self.long.get(term) {
            return number;
        }
        let next = self.terms.len() as u32;
        let bytes: Arc<[u8]> = term.into();
        self.long.insert(Arc::clone(&bytes), next);
        self.terms.push(halves(beginning(&term[..SHORT], LONG)));
        self.places.push(self.longs.len() as u32);
        self.longs.push(bytes);
        self.long_bytes += term.len();
        next
    }

    /// The numbers of up to [`TOGETHER`] terms, new ones for those that have none yet.
    pub(super) fn numbers(&mut self, terms: &[ShortTerm], numbers: &mut [u32]) {
        let mut hashes = [0; TOGETHER];
        // Those that are not among the recent ones, and what stands at their places in the table.
        let mut missed = [0; TOGETHER];
        let mut found = [0; TOGETHER];
        let mut count = 0;
        // Nothing branches here, so that no place is waited for before the next is asked for.
        for ((index, &term), number) in terms.iter().enumerate().zip(numbers.iter_mut()) {
            let term = halves(term);
            let hash = hash(term);
            hashes[index] = hash;
            let (recent, its) = self.recent[place(hash, RECENT)];
            *number = its;
            missed[count] = index;
            count += usize::from(recent != term);
        }
        for (found, &index) in found.iter_mut().zip(&missed[..count]) {
            *found = self.table[place(hashes[index], self.table.len())];
        }
        for (&found, &index) in found.iter().zip(&missed[..count]) {
            let (term, hash) = (halves(terms[index]), hashes[index]);
            let candidate = (found as u32).wrapping_sub(1);
            let number = match self.terms.get(candidate as usize) {
                Some(other) if *other == term => candidate,
                _ => self.find(term, hash),
            };
            numbers[index] = number;
            self.recent[place(hash, RECENT)] = (term, number);
        }
    }

    /// The number of a short term, when it has one.
    pub(super) fn known(&self, term: &[u8]) -> Option<u32> {
        let term = halves(short_term(term)?);
        self.seek(term, hash(term)).ok()
    }

    /// The number of a short term by the table alone, or the place where it would stand there.
    fn seek(&self, term: Halves, hash: u64) -> Result<u32, usize> {
        let last = self.table.len() - 1;
        let mut at = place(hash, self.table.len());
        loop {
            let found = self.table[at];
            if found == 0 {
                return Err(at);
            }
            let number = found as u32 - 1;
            if found >> 32 == hash & 0xffff_ffff && self.terms[number as usize] == term {
                return Ok(number);
            }
            at = (at + 1) & last;
        }
    }

    /// The number of a short term by the table alone, a new one when it has none yet.
    fn find(&mut self, term: Halves, hash: u64) -> u32 {
        let at = match self.seek(term, hash) {
            Ok(number) => return number,
            Err(at) => at,
        };
        let number = self.terms.len() as u32;
        self.table[at] = hash << 32 | u64::from(number + 1);
        self.terms.push(term);
        self.places.push(NOT_LONG);
        // A quarter of the places stay free at least.
        if self.terms.len() - self.longs.len() > self.table.len() / 4 * 3 {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mut table = vec![0; self.table.len() * 2];
        let last = table.len() - 1;
        for (number, term) in (1u64..).zip(&self.terms) {
            if self.places[number as usize - 1] != NOT_LONG {
                continue;
            }
            let hash = hash(*term);
            let mut at = place(hash, table.len());
            while table[at] != 0 {
                at = (at + 1) & last;
            }
            table[at] = hash << 32 | number;
        }
        self.table = table;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        // A key, a number and a place in the table that is half empty, twice for the list; a long one has two counts more.
        self.terms.len() * 96 + self.longs.len() * 64 + self.long_bytes
    }

    /// The bytes of a term. Those of a short one are put together in `room`.
    pub(super) fn bytes<'v>(&'v self, number: u32, room: &'v mut [u8; SHORT + 1]) -> &'v [u8] {
        match self.places[number as usize] {
            NOT_LONG => {
                let [low, high] = self.terms[number as usize];
                room[..8].copy_from_slice(&low.to_le_bytes());
                room[8..].copy_from_slice(&high.to_le_bytes());
                let length = usize::from(room[SHORT]);
                &room[..length]
            }
            place => &self.longs[place as usize],
        }
    }

    /// All numbers in the order of their terms' bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        // With the first byte as the highest, terms compare as their bytes do.
        let turned = self.terms.iter().map(|[low, high]| [low.swap_bytes(), high.swap_bytes()]);
        let mut order: Vec<(Halves, u32)> = turned.zip(0..).collect();
        order.sort_unstable_by(|(left_term, left), (right_term, right)| {
            left_term.cmp(right_term).then_with(|| self.long_of(*left).cmp(&self.long_of(*right)))
        });
        order.into_iter().map(|(_, number)| number).collect()
    }

    fn long_of(&self, number: u32) -> Option<&[u8]> {
        self.longs.get(self.places[number as usize] as usize).map(|bytes| &**bytes)
    }
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

    #[test]
    fn many_terms_are_numbered_together_as_one_after_the_other() {
        let words: Vec<String> =
            (0..FIRST as u32).map(|number| format!("{:x}", number.wrapping_mul(40503) % 250_000)).collect();
        let mut together = Vocabulary::new();
        // By hand: a number for each word at its first occurrence, around which the table has to grow.
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        for chunk in words.chunks(TOGETHER) {
            let terms: Vec<ShortTerm> =
                chunk.iter().map(|word| short_term(word.as_bytes()).expect("it is short")).collect();
            let mut numbers = [0; TOGETHER];
            together.numbers(&terms, &mut numbers);
            for (word, number) in chunk.iter().zip(numbers) {
                let next = known.len() as u32;
                assert_eq!(number, *known.entry(word).or_insert(next));
            }
        }
        assert_eq!(together.len(), known.len());
        assert!(together.len() > FIRST / 4 * 3, "the table has grown");
        for (word, number) in known {
            assert_eq!(together.bytes(number, &mut [0; 16]), word.as_bytes());
        }
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
