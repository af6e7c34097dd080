//! What is stored of the documents of a segment, in a file of its own.
//!
//! Owns the file and how a document becomes few bytes in it: a document is numbers and texts, the texts are words and gaps, and
//! a frequent word is a few bits by a code that suits the corpus. Must not know what a document is. The surprise: each document
//! is packed by itself, so to read one takes no block of others, and yet all share what is known of the corpus.

mod code;
mod file;
mod model;
mod pack;
mod piece;
mod sample;

use std::ops::Range;

use super::ascii::AsciiWord;
pub(crate) use file::{PackedPlugin, PackedReader, PackedWriter, component};
use piece::{Case, case_of};

/// A word of the text of a record whose number somebody else knows, so that it need not be looked up to be packed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered {
    /// Where it begins in [`Record::text`].
    start: usize,
    /// Its number.
    pub(crate) number: u32,
    length: u8,
    case: Case,
}

impl Numbered {
    /// A word at a place of a text, whose [`Numbered::number`] is still to be set. `None` for one that is cut otherwise when it is packed, or kept as it is written.
    #[inline]
    pub(crate) fn new(text: &[u8], start: usize, word: &AsciiWord) -> Option<Numbered> {
        let apart =
            start.checked_sub(1).is_none_or(|before| text[before].is_ascii() && !text[before].is_ascii_alphanumeric());
        let case = case_of(word.capitals).filter(|_| apart)?;
        Some(Numbered { start, number: 0, length: word.length, case })
    }

    /// The word when the text lies at `by` in the record.
    #[inline]
    pub(crate) fn moved(self, by: usize) -> Numbered {
        Numbered { start: self.start + by, ..self }
    }

    fn end(&self) -> usize {
        self.start + usize::from(self.length)
    }
}

/// Tells the number of a word of up to fifteen bytes.
pub(crate) type NumberOf<'n> = dyn Fn(&[u8]) -> Option<u32> + 'n;

/// Bytes of a group in [`Record::groups`].
pub(crate) const GROUP: usize = 4;

/// What is stored of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Record {
    /// All that is not text.
    pub(crate) other: Vec<u8>,
    /// Bytes that come [`GROUP`] by `GROUP`, each of a kind of its own and mostly small.
    pub(crate) groups: Vec<u8>,
    /// Its texts, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Record {
    /// One with room for so many bytes in so many texts.
    pub(crate) fn with_room(bytes: usize, texts: usize) -> Record {
        Record { text: String::with_capacity(bytes), ends: Vec::with_capacity(texts), ..Record::default() }
    }

    /// The texts, one behind the other.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a text lies in [`Record::text`].
    pub(crate) fn range(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        start..self.ends.get(number).copied().unwrap_or(start)
    }

    /// Adds a text.
    pub(crate) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.text.get(start..end).unwrap_or_default())
    }

    /// Bytes of it all.
    fn len(&self) -> usize {
        self.other.len() + self.groups.len() + self.text.len()
    }

    /// As bytes that any packer can have.
    fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(&(&self.other, &self.groups, &self.text, &self.ends)).expect("plain data is always written")
    }

    /// Reads what [`Record::to_bytes`] wrote.
    fn from_bytes(bytes: &[u8]) -> Option<Record> {
        let (other, groups, text, ends) = postcard::from_bytes(bytes).ok()?;
        Some(Record { other, groups, text, ends })
    }
}
