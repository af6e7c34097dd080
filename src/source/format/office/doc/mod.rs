//! DOC: what Word wrote from 1993 to 2007, in a compound file. [`super::super::compound`] opens that and asks here.
//!
//! The text lies in pieces that a table puts in order, and formatting is told apart from it, for stretches of the file. Source: the
//! open specification [MS-DOC]. The surprise: behind the main text come footnotes, headers, comments and text boxes, told apart
//! by nothing but their lengths; headers and comments are left out, as they are of DOCX.

mod header;
mod properties;
mod runs;

#[cfg(test)]
mod tests;

use self::header::{Header, Piece};
use self::runs::{Runs, Style};
use super::finish;
use crate::source::draft::{Draft, fill};
use crate::source::encoding;
use crate::source::format::compound::{Compound, stream_of};
use crate::source::format::{Halt, Sink};
use crate::source::outcome::{ReadError, SkipReason};

/// What marks the text of a document: ends, breaks, fields, signs.
const CELL: char = '\u{7}';
const LINE: char = '\u{b}';
const PAGE: char = '\u{c}';
const PARAGRAPH: char = '\r';
const COLUMN: char = '\u{e}';
const FIELD: char = '\u{13}';
const FIELD_RESULT: char = '\u{14}';
const FIELD_END: char = '\u{15}';
const HYPHEN: char = '\u{1e}';
const SOFT_HYPHEN: char = '\u{1f}';

/// Fields in fields; what lies deeper counts as no field.
const FIELDS: usize = 64;

/// Reads the document in a compound file.
pub(in crate::source::format) fn read(file: &mut Compound<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let main = stream_of(file, "WordDocument", limit)?;
    let header = Header::read(&main).ok_or_else(|| broken("its header is not whole"))?;
    if header.encrypted {
        return sink.skip(None, SkipReason::Encrypted);
    }
    let mut draft = Draft::default();
    if file.exists(properties::STREAM) {
        properties::read(&stream_of(file, properties::STREAM, limit)?, &mut draft);
    }
    let table = match header.table {
        Some(name) if file.exists(name) => stream_of(file, name, limit)?,
        Some(_) => return Err(broken("it has no table of its pieces").into()),
        None => Vec::new(),
    };
    let pieces = header.pieces(&main, &table).ok_or_else(|| broken("its pieces cannot be told apart"))?;
    let runs = Runs::read(&header, &main, &table);
    let mut text = Text { runs: &runs, draft: &mut draft, title: None, open: String::new(), fields: Vec::new() };
    for part in header.parts() {
        match header.is_old {
            true => text.add_old(&main, &pieces, part),
            false => pieces.iter().for_each(|piece| text.add(&main, &piece.within(&part))),
        }
        text.end(None);
    }
    let title = text.title.take();
    finish(title, draft, sink)
}

fn broken(message: &str) -> ReadError {
    ReadError::Malformed { format: "Word document", message: message.to_owned() }
}

/// Puts paragraphs together from characters.
struct Text<'a> {
    runs: &'a Runs,
    draft: &'a mut Draft,
    /// The first paragraph in the style of a title.
    title: Option<String>,
    /// The paragraph that is open.
    open: String,
    /// Fields that are open; true while their instruction lasts, which is not shown.
    fields: Vec<bool>,
}

impl Text<'_> {
    /// Adds the characters of a piece.
    fn add(&mut self, main: &[u8], piece: &Piece) {
        let Some(bytes) = main.get(piece.bytes()) else { return };
        if piece.wide {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let mut at = piece.at;
            for letter in char::decode_utf16(units) {
                let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
                self.push(letter, at);
                at += letter.len_utf16() * 2;
            }
        } else {
            // A character is a byte here, and stays one character.
            let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            decoded.chars().zip(piece.at..).for_each(|(letter, at)| self.push(letter, at));
        }
    }

    /// Adds a part of a document of before 1997, whose bytes are of the code page of whoever wrote it.
    fn add_old(&mut self, main: &[u8], pieces: &[Piece], part: std::ops::Range<usize>) {
        let bytes = pieces.iter().filter_map(|piece| main.get(piece.within(&part).bytes()));
        let bytes: Vec<u8> = bytes.flatten().copied().collect();
        let decoded = encoding::decode(&bytes, None);
        if decoded.replaced {
            self.draft.note("encoding-errors", decoded.charset.name());
        }
        decoded.text.chars().for_each(|letter| self.push(letter, usize::MAX));
    }

    /// Adds the character that stands at a byte of the file.
    fn push(&mut self, letter: char, at: usize) {
        if self.runs.is_deleted(at) {
            return;
        }
        match letter {
            FIELD if self.fields.len() < FIELDS => self.fields.push(true),
            FIELD_RESULT => self.fields.last_mut().into_iter().for_each(|instruction| *instruction = false),
            FIELD_END => drop(self.fields.pop()),
            PARAGRAPH | CELL | PAGE => self.end(Some(at)),
            _ if self.fields.contains(&true) => {}
            LINE | COLUMN | '\n' => self.open.push(' '),
            HYPHEN => self.open.push('-'),
            '\t' => self.open.push('\t'),
            SOFT_HYPHEN => {}
            letter if letter < ' ' => {}
            letter => self.open.push(letter),
        }
    }

    /// Ends the paragraph whose mark stands at a byte of the file.
    fn end(&mut self, mark: Option<usize>) {
        let text = self.open.trim();
        if !text.is_empty() {
            match mark.map_or(Style::Text, |at| self.runs.style(at)) {
                Style::Title if self.title.is_none() => fill(&mut self.title, text),
                Style::Heading | Style::Subtitle => self.draft.heading(text),
                Style::Title | Style::Text => self.draft.paragraph(text),
            }
        }
        self.open.clear();
    }
}
