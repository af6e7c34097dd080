//! Plain text to drafts: header lines, headline, byline, date line, agency dateline, headings, paragraphs.
//!
//! Used by the text format and by every format whose body is plain text. It reads characters only. The surprise: the words
//! are never changed, but line breaks are, because a line of a wrapped text or of a scanned column is not a paragraph.

mod block;
mod dateline;
mod head;

use super::draft::{DateClue, Draft, Piece, fill};
use super::field::FieldMapping;
use crate::article::DateProvenance;

pub use dateline::{Dateline, find_dateline};

/// Paragraphs at the top of a document among which a header is looked for.
const HEAD_PIECES: usize = 8;

/// Reads a whole plain text file.
pub fn parse_text(text: &str, mapping: &FieldMapping) -> Draft {
    let mut draft = Draft::default();
    let mut lines = block::split_lines(text);
    let body = head::parse_head(&mut lines, mapping, &mut draft);
    for piece in block::build_pieces(&lines[body..]) {
        draft.body.push(piece);
    }
    complete_from_lede(&mut draft);
    draft
}

/// The paragraphs and headings of a plain text without a header of its own.
pub fn parse_body(text: &str) -> Vec<Piece> {
    block::build_pieces(&block::split_lines(text))
}

/// Takes headline, byline and date out of the first paragraphs of a document that marks none of them.
pub fn complete_head(draft: &mut Draft, mapping: &FieldMapping) {
    let texts: Vec<String> = draft.body.iter().take(HEAD_PIECES).map(|piece| piece.text().replace('\n', " ")).collect();
    // Every piece is a line of its own between blank ones.
    let mut lines: Vec<&str> = texts.iter().flat_map(|text| [text.as_str(), ""]).collect();
    let used = head::parse_head(&mut lines, mapping, draft).div_ceil(2).min(draft.body.len());
    // The line with a date and the beginning of the text was cut down to the text.
    if let (Some(Piece::Paragraph(text)), Some(line)) = (draft.body.get_mut(used), lines.get(used * 2))
        && text.ends_with(line)
    {
        *text = (*line).to_owned();
    }
    draft.body.drain(..used);
}

/// Takes place and agency from the beginning of the first paragraph, where nothing else names them.
pub fn complete_from_lede(draft: &mut Draft) {
    let Some(Piece::Paragraph(lede)) = draft.body.iter().find(|piece| matches!(piece, Piece::Paragraph(_))) else {
        return;
    };
    let Some(found) = find_dateline(lede) else { return };
    if let Some(place) = found.place {
        fill(&mut draft.dateline, place);
    }
    if let Some(agency) = found.agency {
        fill(&mut draft.publisher, agency);
    }
    if let Some(date) = found.date {
        draft.dates.push(DateClue { text: date, provenance: DateProvenance::TextLine });
    }
}

#[cfg(test)]
mod tests;
