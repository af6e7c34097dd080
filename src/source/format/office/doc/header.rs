//! The header of a Word document: where its parts lie.

use std::ops::Range;

use crate::source::format::bytes::{self, short};

/// Kinds of documents: since 1997, and of the two versions before.
const SINCE_97: u16 = 0xa5ec;
const BEFORE: u16 = 0xa5dc;

/// Versions of the format below this one are older than Word 97, whatever the kind is.
const FIRST_OF_97: u16 = 0x00c1;

/// Flags: text that was added lies elsewhere, encrypted, the second of two tables.
const COMPLEX: u16 = 0x0004;
const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLE: u16 = 0x0200;

/// Where a header has the number of characters of the main text; those of the other parts follow.
const LENGTHS: usize = 0x4c;
const OLD_LENGTHS: usize = 0x34;

/// The parts in the order of their characters: text, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers.
const PARTS: usize = 8;
/// Those that are read.
const READ: [usize; 4] = [0, 1, 5, 6];

/// Where a header has place and size of a table.
const PIECES: usize = 0x01a2;
const OLD_PIECES: usize = 0x0160;
const STYLES: usize = 0x00a2;
const CHARACTER_PAGES: usize = 0x00fa;
const PARAGRAPH_PAGES: usize = 0x0102;

/// What begins a part of the table of pieces: formatting, or the pieces.
const FORMATTING: u8 = 1;
const TABLE: u8 = 2;

/// The bit that says that a piece has a byte a character.
const NARROW: u32 = 1 << 30;

/// The header.
#[derive(Debug)]
pub(super) struct Header {
    /// Only a password opens it.
    pub(super) encrypted: bool,
    /// Older than Word 97: a byte a character, of any code page.
    pub(super) is_old: bool,
    /// The stream with the tables, where that is not the main one.
    pub(super) table: Option<&'static str>,
    /// Characters of each part.
    lengths: [usize; PARTS],
    /// Bytes of the whole text, where it lies in one piece.
    whole: Range<usize>,
    complex: bool,
    pieces: Range<usize>,
    /// In the stream with the tables: styles, and where formatting of characters and of paragraphs lies.
    pub(super) styles: Range<usize>,
    pub(super) character_pages: Range<usize>,
    pub(super) paragraph_pages: Range<usize>,
}

/// Characters that lie side by side in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The characters of the document that it is.
    pub(super) characters: Range<usize>,
    /// The byte at which it begins.
    pub(super) at: usize,
    /// Two bytes a character.
    pub(super) wide: bool,
}

impl Piece {
    /// The part of it within some characters.
    pub(super) fn within(&self, characters: &Range<usize>) -> Piece {
        let start = self.characters.start.max(characters.start);
        let end = self.characters.end.min(characters.end).max(start);
        let at = self.at + (start - self.characters.start) * self.width();
        Piece { characters: start..end, at, wide: self.wide }
    }

    /// Where it lies.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.at..self.at + self.characters.len() * self.width()
    }

    fn width(&self) -> usize {
        1 + usize::from(self.wide)
    }
}

impl Header {
    /// Reads it; `None` when it is cut off or no header.
    pub(super) fn read(main: &[u8]) -> Option<Header> {
        let (kind, version, flags) = (short(main, 0)?, short(main, 2)?, short(main, 0x0a)?);
        if kind != SINCE_97 && kind != BEFORE {
            return None;
        }
        let is_old = kind == BEFORE || version < FIRST_OF_97;
        let place = |at: usize| Some(long(main, at)?..long(main, at)?.saturating_add(long(main, at + 4)?));
        let unless_old = |at: usize| if is_old { Some(0..0) } else { place(at) };
        let mut lengths = [0; PARTS];
        for (number, length) in lengths.iter_mut().enumerate() {
            *length = long(main, if is_old { OLD_LENGTHS } else { LENGTHS } + number * 4)?;
        }
        Some(Header {
            encrypted: flags & ENCRYPTED != 0,
            is_old,
            table: (!is_old).then_some(if flags & SECOND_TABLE == 0 { "0Table" } else { "1Table" }),
            lengths,
            whole: long(main, 0x18)?..long(main, 0x1c)?,
            complex: flags & COMPLEX != 0,
            pieces: place(if is_old { OLD_PIECES } else { PIECES })?,
            styles: unless_old(STYLES)?,
            character_pages: unless_old(CHARACTER_PAGES)?,
            paragraph_pages: unless_old(PARAGRAPH_PAGES)?,
        })
    }

    /// The characters of the parts that are read.
    pub(super) fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        READ.into_iter().map(|part| {
            let start = self.lengths[..part].iter().fold(0_usize, |sum, length| sum.saturating_add(*length));
            start..start.saturating_add(self.lengths[part])
        })
    }

    /// The pieces in the order of their characters; `None` when they contradict each other.
    pub(super) fn pieces(&self, main: &[u8], table: &[u8]) -> Option<Vec<Piece>> {
        if self.is_old && !self.complex {
            let characters = 0..self.whole.end.min(main.len()).checked_sub(self.whole.start)?;
            return Some(vec![Piece { characters, at: self.whole.start, wide: false }]);
        }
        let mut rest = if self.is_old { main } else { table }.get(self.pieces.clone())?;
        while let Some((&FORMATTING, behind)) = rest.split_first() {
            rest = behind.get(2 + usize::from(short(behind, 0)?)..)?;
        }
        let (&TABLE, behind) = rest.split_first()? else { return None };
        let list = behind.get(4..)?.get(..long(behind, 0)?)?;
        // Ends of characters, and what is known of each piece.
        let count = list.len().checked_sub(4)? / 12;
        let about = list.get((count + 1) * 4..)?;
        let mut pieces = Vec::with_capacity(count);
        let mut bytes = 0;
        for number in 0..count {
            let (start, end) = (long(list, number * 4)?, long(list, number * 4 + 4)?);
            let place = long(about, number * 8 + 2)?;
            let narrow = self.is_old || place & NARROW as usize != 0;
            let at = match (self.is_old, narrow) {
                (true, _) => place,
                (false, true) => (place & !(NARROW as usize)) / 2,
                (false, false) => place,
            };
            let piece = Piece { characters: start..end, at, wide: !narrow };
            let grows = start <= end && pieces.last().is_none_or(|last: &Piece| last.characters.end <= start);
            // Pieces that lie in each other would make a text larger than its file.
            bytes += piece.bytes().len();
            if !grows || piece.bytes().end > main.len() || bytes > main.len() {
                return None;
            }
            pieces.push(piece);
        }
        Some(pieces)
    }
}

/// The number of four bytes at a place, as one of characters or bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(bytes::long(bytes, at)?).ok()
}
