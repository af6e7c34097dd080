//! Strings and their numbers while a segment is built.
//!
//! Owns the numbering and the order of the strings in the end. Knows nothing of what they stand for. The surprise: the strings of an
//! article are looked up together, because what a look-up costs is waiting for memory, and one can wait for many places at the
//! same time.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::engine::sorted::SortedWriter;

/// Places in the table at the beginning.
const FIRST: usize = 1 << 10;

/// Strings numbered in the order of their first occurrence.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// All strings, one behind the other, and where each ends.
    text: String,
    ends: Vec<u32>,
    /// For each place the upper half of a string's hash and its number, from 1; 0 where there is none. A string that finds its
    /// place taken has the next free one.
    table: Vec<u64>,
}

/// A string that is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    hash: u64,
    /// Its number, when it has one.
    pub(super) number: Option<u32>,
}

impl Numbers {
    /// Looks strings up, into a buffer.
    pub(super) fn find_all<'s>(&self, strings: impl Iterator<Item = &'s str> + Clone, into: &mut Vec<Sought>) {
        into.clear();
        into.extend(strings.clone().map(|string| {
            let hash = xxh3_64(string.as_bytes());
            Sought { hash, number: self.candidate(hash) }
        }));
        // The first letter of each is asked for before any is compared, and stands for those beside it.
        let mut letters = 0;
        for range in into.iter().filter_map(|sought| self.range(sought.number?)) {
            letters ^= self.text.as_bytes().get(range.start).copied().unwrap_or_default();
        }
        std::hint::black_box(letters);
        for (sought, string) in into.iter_mut().zip(strings) {
            if sought.number.is_some_and(|candidate| self.get(candidate) != string) {
                sought.number = self.seek(string, sought.hash).ok();
            }
        }
    }

    /// The number of a string, a new one when it has none yet.
    pub(super) fn number(&mut self, string: &str) -> u32 {
        self.number_hashed(string, xxh3_64(string.as_bytes())).0
    }

    /// As [`Numbers::number`] of what was looked up before, and whether the number is new.
    pub(super) fn number_sought(&mut self, string: &str, sought: Sought) -> (u32, bool) {
        match sought.number {
            Some(number) => (number, false),
            // It may have got its number since.
            None => self.number_hashed(string, sought.hash),
        }
    }

    fn number_hashed(&mut self, string: &str, hash: u64) -> (u32, bool) {
        // Half of the places stay free at least.
        if (self.len() + 1) * 2 > self.table.len() {
            self.grow();
        }
        let place = match self.seek(string, hash) {
            Ok(number) => return (number, false),
            Err(place) => place,
        };
        let number = self.len() as u32;
        self.table[place] = hash >> 32 << 32 | u64::from(number + 1);
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
        (number, true)
    }

    /// The number of the first string with the same upper half of its hash, which nearly always is the same.
    fn candidate(&self, hash: u64) -> Option<u32> {
        let mut place = self.place(hash);
        loop {
            let entry = *self.table.get(place)?;
            if entry == 0 || entry >> 32 == hash >> 32 {
                return (entry as u32).checked_sub(1);
            }
            place = (place + 1) & (self.table.len() - 1);
        }
    }

    /// The number of a string, or the place where it would stand; there is one.
    fn seek(&self, string: &str, hash: u64) -> Result<u32, usize> {
        let mut place = self.place(hash);
        loop {
            let entry = self.table.get(place).copied().unwrap_or_default();
            if entry == 0 {
                return Err(place);
            }
            let number = entry as u32 - 1;
            if entry >> 32 == hash >> 32 && self.get(number) == string {
                return Ok(number);
            }
            place = (place + 1) & (self.table.len() - 1);
        }
    }

    /// The place of a hash in the table, of which it takes the lowest bits.
    fn place(&self, hash: u64) -> usize {
        hash as usize & self.table.len().wrapping_sub(1)
    }

    fn grow(&mut self) {
        let places = (self.table.len() * 2).max(FIRST);
        self.table.clear();
        self.table.resize(places, 0);
        for number in 0..self.len() as u32 {
            let hash = xxh3_64(self.get(number).as_bytes());
            let mut place = self.place(hash);
            while self.table[place] != 0 {
                place = (place + 1) & (places - 1);
            }
            self.table[place] = hash >> 32 << 32 | u64::from(number + 1);
        }
    }

    fn range(&self, number: u32) -> Option<Range<usize>> {
        let number = number as usize;
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(start as usize..end as usize)
    }

    /// The string with a number.
    pub(super) fn get(&self, number: u32) -> &str {
        self.range(number).map_or("", |range| &self.text[range])
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// False when no further strings of an article may be added.
    pub(super) fn has_room(&self) -> bool {
        self.text.len() < 1 << 31
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        self.text.len() + self.len() * MEMORY
    }

    /// All numbers in the order of the strings.
    pub(super) fn sorted(&self) -> Vec<u32> {
        sorted(&self.text, &self.ends)
    }

    /// Writes all, each as `spell` gives it, in order, and gives for each number the number in that order.
    pub(super) fn ordered(&self, mut spell: impl FnMut(&str, &mut String)) -> (Vec<u8>, Vec<u32>) {
        let mut text = String::with_capacity(self.text.len());
        let mut ends = Vec::with_capacity(self.len());
        for number in 0..self.len() as u32 {
            spell(self.get(number), &mut text);
            ends.push(text.len() as u32);
        }
        let mut writer = SortedWriter::default();
        let mut order = vec![0; ends.len()];
        for (place, number) in (0..).zip(sorted(&text, &ends)) {
            writer.push(piece(&text, &ends, number).as_bytes());
            order[number as usize] = place;
        }
        (writer.finish(), order)
    }
}

/// What a string is reckoned to take beside its letters: two places in a table of pointers, lengths and numbers, half of which
/// are free, and what an allocator adds. It takes less, but how many articles a segment has follows from it.
const MEMORY: usize = 2 * size_of::<(Box<str>, u32)>() + 16;

fn piece<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let start = (number as usize).checked_sub(1).map_or(0, |before| ends[before]);
    &text[start as usize..ends[number as usize] as usize]
}

/// The numbers of the pieces of a text in the order of the pieces.
fn sorted(text: &str, ends: &[u32]) -> Vec<u32> {
    let beginning = |number| {
        let bytes = piece(text, ends, number).as_bytes();
        let mut eight = [0; 8];
        let length = bytes.len().min(8);
        eight[..length].copy_from_slice(&bytes[..length]);
        u64::from_be_bytes(eight)
    };
    // Most pieces are told apart by how they begin.
    let mut order: Vec<(u64, u32)> = (0..ends.len() as u32).map(|number| (beginning(number), number)).collect();
    order.sort_unstable_by(|(one_begins, one), (other_begins, other)| {
        one_begins.cmp(other_begins).then_with(|| piece(text, ends, *one).cmp(piece(text, ends, *other)))
    });
    order.into_iter().map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_numbers() {
        let mut numbers = Numbers::default();
        let mut found = Vec::new();
        numbers.find_all(["a", "b"].into_iter(), &mut found);
        assert_eq!(found.iter().map(|sought| sought.number).collect::<Vec<_>>(), [None, None]);
        assert_eq!(numbers.number_sought("a", found[0]), (0, true));
        assert_eq!(numbers.number_sought("a", found[0]), (0, false), "it has got one since");
        for number in 0..5000 {
            assert_eq!(numbers.number(&format!("name {number}")), number + 1);
        }
        numbers.find_all(["name 4999", "name", "a", "name 0", "a"].into_iter(), &mut found);
        let known: Vec<Option<u32>> = found.iter().map(|sought| sought.number).collect();
        assert_eq!(known, [Some(5000), None, Some(0), Some(1), Some(0)]);
        assert_eq!(numbers.number_sought("name 0", found[3]), (1, false));
        assert_eq!(numbers.len(), 5001);
    }

    #[test]
    fn strings_are_put_in_the_order_of_their_bytes() {
        let mut numbers = Numbers::default();
        for string in ["lima, ben", "lima", "", "lima\0", "lima, ana", "\u{e9}mile", "lima, ana maria"] {
            numbers.number(string);
        }
        assert_eq!(numbers.sorted(), [2, 1, 3, 4, 6, 0, 5]);
        let (_, order) = numbers.ordered(|string, text| text.extend(string.chars().rev()));
        // elimé, a, amil, anA... by hand: "" "\0amil" "airam ana ,amil" "amil" "ana ,amil" "elim\u{e9}" "neb ,amil"
        assert_eq!(order, [6, 3, 0, 1, 4, 5, 2]);
    }
}
