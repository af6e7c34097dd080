//! Strings in order, in few bytes, which are looked up by their beginning, by their number or with an automaton.
//!
//! Owns the form of such a list: each string is what it shares with the one before it and the rest, every [`BLOCK`]th is
//! whole, and where those lie stands behind them. Knows nothing of what the strings are. The surprise: it takes hardly more room
//! than an automaton of the same strings and a hundredth of the work to make, since nothing is looked for in it while it grows;
//! and of several such lists one is made by reading each once.

use std::io;
use std::ops::Range;

use tantivy::directory::OwnedBytes;
use tantivy_fst::Automaton;

/// Strings of which the first is whole.
const BLOCK: usize = 16;
/// The most that half a byte says; that and more is told by a number behind it.
const HALF: usize = 15;
/// Bytes behind the places of blocks: the number of strings, and how many bytes a place has.
const TAIL: usize = 9;

/// Writes a list.
#[derive(Debug, Default)]
pub(crate) struct SortedWriter {
    bytes: Vec<u8>,
    blocks: Vec<u64>,
    last: Vec<u8>,
    count: u64,
}

impl SortedWriter {
    /// Adds a string; strings come in order, and each once.
    pub(crate) fn push(&mut self, string: &[u8]) {
        debug_assert!(self.count == 0 || self.last.as_slice() < string, "strings come in order");
        let begins = self.count.is_multiple_of(BLOCK as u64);
        if begins {
            self.blocks.push(self.bytes.len() as u64);
        }
        let shared = if begins { 0 } else { common(&self.last, string) };
        let rest = &string[shared..];
        self.bytes.push((shared.min(HALF) << 4 | rest.len().min(HALF)) as u8);
        for number in [shared, rest.len()] {
            if let Some(more) = number.checked_sub(HALF) {
                push_number(&mut self.bytes, more as u64);
            }
        }
        self.bytes.extend_from_slice(rest);
        self.last.truncate(shared);
        self.last.extend_from_slice(rest);
        self.count += 1;
    }

    /// Adds a string unless it is the last that was added.
    pub(crate) fn push_new(&mut self, string: &[u8]) {
        if self.count == 0 || self.last != string {
            self.push(string);
        }
    }

    /// The list.
    pub(crate) fn finish(self) -> Vec<u8> {
        let SortedWriter { mut bytes, blocks, count, .. } = self;
        let width = width_of(bytes.len() as u64);
        for place in blocks {
            bytes.extend_from_slice(&place.to_le_bytes()[..width]);
        }
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.push(width as u8);
        bytes
    }
}

/// Bytes that a number takes.
pub(crate) fn width_of(number: u64) -> usize {
    (8 - number.leading_zeros() as usize / 8).max(1)
}

/// How many bytes two strings begin with alike.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Seven bits a byte, the lowest first; the last has no high bit.
pub(crate) fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads what [`push_number`] wrote, and moves behind it.
#[inline]
pub(crate) fn read_number(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a list of names of a segment is damaged")
}

/// A list of strings in order.
#[derive(Debug, Clone)]
pub(crate) struct SortedList {
    bytes: OwnedBytes,
    /// Where the places of blocks begin.
    places: usize,
    /// Bytes of each.
    width: usize,
    count: usize,
}

impl SortedList {
    /// Opens what [`SortedWriter::finish`] gave; `None` for what is surely something else.
    pub(crate) fn open(bytes: OwnedBytes) -> Option<SortedList> {
        let (rest, tail) = bytes.split_last_chunk::<TAIL>()?;
        let [count @ .., width] = tail;
        let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        let width = usize::from(*width);
        if !(1..=8).contains(&width) {
            return None;
        }
        let places = rest.len().checked_sub(count.div_ceil(BLOCK).checked_mul(width)?)?;
        Some(SortedList { bytes, places, width, count })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Where a block begins.
    fn place(&self, block: usize) -> io::Result<usize> {
        let at = self.places + block * self.width;
        let mut place = [0; 8];
        let bytes = self.bytes.get(at..at + self.width).ok_or_else(damaged)?;
        place[..self.width].copy_from_slice(bytes);
        let place = usize::try_from(u64::from_le_bytes(place)).map_err(|_| damaged())?;
        if place < self.places { Ok(place) } else { Err(damaged()) }
    }

    /// The first string of a block, which is whole.
    fn first_of(&self, block: usize) -> io::Result<&[u8]> {
        let mut at = self.place(block)?;
        let (shared, length) = self.lengths(&mut at)?;
        if shared > 0 { Err(damaged()) } else { self.rest(at, length) }
    }

    /// What a string shares with the one before it and the length of the rest, which lies at `at` then.
    #[inline]
    fn lengths(&self, at: &mut usize) -> io::Result<(usize, usize)> {
        let head = usize::from(*self.bytes[..self.places].get(*at).ok_or_else(damaged)?);
        *at += 1;
        let (mut shared, mut length) = (head >> 4, head & HALF);
        for number in [&mut shared, &mut length] {
            if *number == HALF {
                let more = read_number(&self.bytes[..self.places], at).ok_or_else(damaged)?;
                *number = usize::try_from(more).ok().and_then(|more| more.checked_add(HALF)).ok_or_else(damaged)?;
            }
        }
        Ok((shared, length))
    }

    #[inline]
    fn rest(&self, at: usize, length: usize) -> io::Result<&[u8]> {
        let end = at.checked_add(length).ok_or_else(damaged)?;
        self.bytes[..self.places].get(at..end).ok_or_else(damaged)
    }

    /// Before the first string.
    pub(crate) fn start(&self) -> Cursor<'_> {
        Cursor { list: self, next: 0, at: 0, string: Vec::new(), shared: 0, read_ahead: false }
    }

    /// Before the string with a number; behind the last when there is none.
    pub(crate) fn before(&self, number: usize) -> io::Result<Cursor<'_>> {
        let mut cursor = self.start();
        cursor.move_before(number)?;
        Ok(cursor)
    }

    /// Before the first string that is not less than `string`; behind the last when all are.
    pub(crate) fn seek(&self, string: &[u8]) -> io::Result<Cursor<'_>> {
        // Blocks of which the first string is less.
        let (mut from, mut to) = (0, self.count.div_ceil(BLOCK));
        while from < to {
            let middle = from.midpoint(to);
            if self.first_of(middle)? < string { from = middle + 1 } else { to = middle }
        }
        let Some(block) = from.checked_sub(1) else { return Ok(self.start()) };
        let mut cursor = self.before(block * BLOCK)?;
        let end = ((block + 1) * BLOCK).min(self.count);
        while cursor.next < end {
            cursor.advance()?;
            if cursor.string.as_slice() >= string {
                cursor.read_ahead = true;
                break;
            }
        }
        Ok(cursor)
    }

    /// The numbers of the strings that begin so.
    pub(crate) fn beginning(&self, prefix: &[u8]) -> io::Result<Range<usize>> {
        let from = self.seek(prefix)?.next_number();
        let to = match after(prefix) {
            Some(after) => self.seek(&after)?.next_number(),
            None => self.count,
        };
        // They are the other way round in a damaged list only.
        Ok(from..to.max(from))
    }

    /// Calls back with the strings that an automaton lets through.
    pub(crate) fn search<A: Automaton>(&self, automaton: &A, mut call: impl FnMut(&[u8])) -> io::Result<()> {
        let mut cursor = self.start();
        // The state after each byte of the string, as far as it can still be let through.
        let mut states = vec![automaton.start()];
        while cursor.advance()? {
            states.truncate(cursor.shared + 1);
            // What it shares with the string before it was no dead end, or it would have been passed over.
            for &byte in &cursor.string[states.len() - 1..] {
                let next = automaton.accept(&states[states.len() - 1], byte);
                let dead = !automaton.can_match(&next);
                states.push(next);
                if dead {
                    break;
                }
            }
            let read = states.len() - 1;
            if !automaton.can_match(&states[read]) {
                cursor.pass_over(read)?;
                states.truncate(read);
            } else if read == cursor.string.len() && automaton.is_match(&states[read]) {
                call(&cursor.string);
            }
        }
        Ok(())
    }
}

/// The least string that is greater than all that begin so; `None` when there is none.
fn after(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut next = prefix.to_vec();
    while let Some(last) = next.pop() {
        if last < u8::MAX {
            next.push(last + 1);
            return Some(next);
        }
    }
    None
}

/// A place in a list.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'l> {
    list: &'l SortedList,
    /// The number of the next string, and where it begins.
    next: usize,
    at: usize,
    string: Vec<u8>,
    /// What the string shares with the one before it, at least.
    shared: usize,
    /// Whether the string is read, but not yet moved on to.
    read_ahead: bool,
}

impl Cursor<'_> {
    /// Moves on to the next string; false when there is none.
    #[inline]
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.read_ahead) {
            return Ok(true);
        }
        if self.next >= self.list.count {
            return Ok(false);
        }
        let mut at = self.at;
        let (shared, length) = self.list.lengths(&mut at)?;
        if shared > self.string.len() {
            return Err(damaged());
        }
        let rest = self.list.rest(at, length)?;
        // The first of a block is whole, and may begin like the one before it all the same.
        self.shared = if self.next.is_multiple_of(BLOCK) { common(&self.string, rest) } else { shared };
        self.string.truncate(shared);
        self.string.extend_from_slice(rest);
        self.at = at + length;
        self.next += 1;
        Ok(true)
    }

    /// The number of the string that is moved on to next.
    pub(crate) fn next_number(&self) -> usize {
        self.next - usize::from(self.read_ahead)
    }

    /// The string.
    pub(crate) fn string(&self) -> &[u8] {
        &self.string
    }

    /// Bytes that it begins with like the string before it; at least so many when some were passed over.
    pub(crate) fn shared(&self) -> usize {
        self.shared
    }

    /// Moves before the string with a number, which may not be one that was passed already in this block.
    pub(crate) fn move_before(&mut self, number: usize) -> io::Result<()> {
        let number = number.min(self.list.count);
        if number / BLOCK != self.next / BLOCK || number < self.next || self.next.is_multiple_of(BLOCK) {
            self.next = number / BLOCK * BLOCK;
            self.string.clear();
            if self.next < self.list.count {
                self.at = self.list.place(self.next / BLOCK)?;
            }
        }
        while self.next < number {
            self.advance()?;
        }
        Ok(())
    }

    /// Passes over the strings behind this one that begin with the same `bytes` bytes.
    pub(crate) fn pass_over(&mut self, bytes: usize) -> io::Result<()> {
        loop {
            // As long as the next block begins so, all before it do.
            let block = self.next.div_ceil(BLOCK);
            let whole = block * BLOCK < self.list.count && {
                let first = self.list.first_of(block)?;
                first.get(..bytes) == self.string.get(..bytes)
            };
            if !whole {
                break;
            }
            let at = self.list.place(block)?;
            let first = self.list.first_of(block)?;
            self.string.clear();
            self.string.extend_from_slice(first);
            let mut behind = at;
            let (_, length) = self.list.lengths(&mut behind)?;
            (self.next, self.at) = (block * BLOCK + 1, behind + length);
        }
        while self.next < self.list.count {
            let mut at = self.at;
            let (shared, length) = self.list.lengths(&mut at)?;
            let begins = if self.next.is_multiple_of(BLOCK) {
                self.list.rest(at, length)?.get(..bytes) == self.string.get(..bytes)
            } else {
                shared >= bytes
            };
            if !begins {
                break;
            }
            self.advance()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn list(strings: &BTreeSet<Vec<u8>>) -> Vec<u8> {
        let mut writer = SortedWriter::default();
        strings.iter().for_each(|string| writer.push(string));
        writer.finish()
    }

    fn open(strings: &BTreeSet<Vec<u8>>) -> SortedList {
        SortedList::open(OwnedBytes::new(list(strings))).expect("it can be opened")
    }

    /// Lets strings through that begin with some bytes.
    struct Begins<'p>(&'p [u8]);

    impl Automaton for Begins<'_> {
        type State = Option<usize>;

        fn start(&self) -> Option<usize> {
            Some(0)
        }

        fn is_match(&self, state: &Option<usize>) -> bool {
            *state == Some(self.0.len())
        }

        fn can_match(&self, state: &Option<usize>) -> bool {
            state.is_some()
        }

        fn accept(&self, state: &Option<usize>, byte: u8) -> Option<usize> {
            match self.0.get((*state)?) {
                Some(next) => (*next == byte).then(|| state.unwrap_or_default() + 1),
                None => *state,
            }
        }
    }

    #[test]
    fn a_string_is_what_it_does_not_share() {
        let mut writer = SortedWriter::default();
        writer.push(b"lima, ana");
        writer.push(b"lima, ana maria");
        writer.push(b"lime");
        let expected = b"\x09lima, ana\x96 maria\x31e";
        assert_eq!(writer.finish()[..expected.len()], *expected);
    }

    #[test]
    fn of_no_strings_nothing_is_found() {
        let empty = open(&BTreeSet::new());
        assert_eq!((empty.len(), empty.beginning(b"a").expect("whole")), (0, 0..0));
        assert!(!empty.start().advance().expect("whole"));
        empty.search(&Begins(b""), |_| panic!("there is none")).expect("whole");
    }

    proptest! {
        #[test]
        fn strings_come_back_and_are_found(
            strings in prop::collection::btree_set(prop::collection::vec(prop_oneof![Just(0u8), Just(b'a'), Just(255)], 0..22), 0..90),
            prefix in prop::collection::vec(prop_oneof![Just(0u8), Just(b'a'), Just(255)], 0..4),
            from in 0usize..100,
        ) {
            let sorted = open(&strings);
            let all: Vec<&Vec<u8>> = strings.iter().collect();
            let mut cursor = sorted.before(from).expect("whole");
            let mut read = Vec::new();
            while cursor.advance().expect("whole") {
                read.push(cursor.string().to_vec());
            }
            prop_assert_eq!(read.iter().collect::<Vec<_>>(), &all[from.min(all.len())..]);
            let begin: Vec<usize> = (0..all.len()).filter(|&number| all[number].starts_with(&prefix)).collect();
            let range = sorted.beginning(&prefix).expect("whole");
            prop_assert_eq!(range.clone().collect::<Vec<_>>(), begin.clone());
            let mut found = Vec::new();
            sorted.search(&Begins(&prefix), |string| found.push(string.to_vec())).expect("whole");
            prop_assert_eq!(found, begin.iter().map(|&number| all[number].clone()).collect::<Vec<_>>());
            if let Some(&first) = begin.first() {
                let mut cursor = sorted.before(first).expect("whole");
                cursor.advance().expect("whole");
                cursor.pass_over(prefix.len()).expect("whole");
                let next = cursor.advance().expect("whole").then(|| cursor.string().to_vec());
                prop_assert_eq!(next.as_ref(), all.get(range.end).copied());
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(
            strings in prop::collection::btree_set("[a-c]{0,20}", 0..40),
            at in any::<prop::sample::Index>(),
            by in 1u8..,
        ) {
            let mut bytes = list(&strings.into_iter().map(String::into_bytes).collect());
            let at = at.index(bytes.len());
            bytes[at] ^= by;
            if let Some(sorted) = SortedList::open(OwnedBytes::new(bytes)) {
                let _ = sorted.beginning(b"ab");
                let _ = sorted.search(&Begins(b"b"), |_| {});
                let mut cursor = sorted.start();
                while let Ok(true) = cursor.advance() {}
                let _ = sorted.before(17).and_then(|mut cursor| cursor.pass_over(1));
            }
        }
    }
}
