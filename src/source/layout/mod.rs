//! Plain text to drafts: header lines, headline, byline, date line, agency dateline, headings, paragraphs.
//!
//! Used by the text format and by every format whose body is plain text. It reads characters only. The surprise: the words
//! are never changed, but line breaks are, because a line of a wrapped text or of a scanned column is not a paragraph.

mod block;
mod broken;
mod byline;
mod dateline;
mod head;
mod headline;
mod page;
mod place;
mod stamp;

use self::block::Gaps;
use super::date;
use super::draft::{DateClue, Draft, Piece, fill};
use super::field::FieldMapping;
use jiff::civil;

use crate::article::DateProvenance;

pub(in crate::source) use broken::Breaks;
pub use dateline::{Dateline, find_dateline};
pub use page::{has_page_head, read_page_head};
use stamp::{Stamp, day_of};

/// Paragraphs at the top of a document among which a header is looked for.
const HEAD_PIECES: usize = 8;

/// Whether a text has so many characters at most; a long one is not counted.
fn is_at_most(text: &str, chars: usize) -> bool {
    text.len() <= chars || text.len() <= chars * 4 && text.chars().count() <= chars
}

/// Reads a whole plain text file.
pub fn parse_text(text: &str, mapping: &FieldMapping) -> Draft {
    let mut draft = Draft::default();
    let mut lines = block::split_lines(text, Gaps::Breaks);
    let body = head::parse_head(&mut lines, mapping, &mut draft);
    for piece in block::build_pieces(&lines[body..]) {
        draft.body.push(piece);
    }
    complete_from_lede(&mut draft);
    draft
}

/// The paragraphs and headings of a plain text without a header of its own.
pub fn parse_body(text: &str) -> Vec<Piece> {
    block::build_pieces(&block::split_lines(text, Gaps::Breaks))
}

/// The paragraphs and headings of the field of a record, whose lines are no more broken than the record says.
///
/// Blanks in a row are what programs leave of tags and odd signs: they end a paragraph only behind a sentence, and never
/// make a heading. Only a field that is laid out in columns is read as a file would be.
pub fn parse_field(text: &str) -> Vec<Piece> {
    if block::has_columns(text) {
        return parse_body(text);
    }
    let pieces = block::build_pieces(&block::split_lines(text, Gaps::Blanks));
    let gap = block::field_gap(text);
    let mut parts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => block::split_paragraph(&text, gap, &mut |part| {
                parts.push(Piece::Paragraph(part.to_owned()));
            }),
            heading @ Piece::Heading(_) => parts.push(heading),
        }
    }
    parts
}

/// Takes headline, byline and date out of the first paragraphs of a document that marks none of them.
pub fn complete_head(draft: &mut Draft, mapping: &FieldMapping) {
    let texts: Vec<String> = draft.body.iter().take(HEAD_PIECES).map(|piece| piece.text().replace('\n', " ")).collect();
    // Every piece is a line of its own between blank ones.
    let mut lines: Vec<&str> = texts.iter().flat_map(|text| [text.as_str(), ""]).collect();
    let used = head::parse_head(&mut lines, mapping, draft).div_ceil(2).min(draft.body.len());
    // What was taken from below a standfirst.
    let taken: Vec<usize> =
        (used..texts.len()).filter(|at| lines[at * 2].is_empty() && !texts[*at].is_empty()).collect();
    // The line with a date and the beginning of the text was cut down to the text.
    if let (Some(Piece::Paragraph(text)), Some(line)) = (draft.body.get_mut(used), lines.get(used * 2))
        && text.ends_with(line)
    {
        *text = (*line).to_owned();
    }
    taken.iter().rev().for_each(|at| drop(draft.body.remove(*at)));
    draft.body.drain(..used);
}

/// Takes bylines, dates and offers to the reader from between the headline and the text of a document that says elsewhere who wrote it
/// and when, such as a web page. A line that names another day than the document stays.
pub fn strip_stamps(draft: &mut Draft) {
    let days: Vec<civil::Date> = draft.dates.iter().filter_map(|clue| day_of(&clue.text)).collect();
    // Several days in a row are a programme or a chronicle.
    let texts = draft.body.iter().take(HEAD_PIECES).map(|piece| piece.text().replace('\n', " ")).collect::<Vec<_>>();
    let stamps: Vec<Option<Stamp<'_>>> = texts.iter().map(|text| stamp::read_stamp(text)).collect();
    let printed = |stamp: &Option<Stamp<'_>>| stamp.as_ref().and_then(|stamp| stamp.published).and_then(day_of);
    let days_at: Vec<(usize, civil::Date)> =
        stamps.iter().enumerate().filter_map(|(at, stamp)| Some((at, printed(stamp)?))).collect();
    if let ([(first, day), ..], [.., (last, _)]) = (&days_at[..], &days_at[..])
        && (days_at.iter().any(|(_, other)| other != day)
            || (*first..*last).any(|at| stamps[at].is_none() && !stamp::is_offer(&texts[at])))
    {
        return;
    }
    let near = |day: civil::Date| {
        // A day to come is one of what the page announces.
        let apart = |own: &civil::Date| (day - *own).get_days();
        days.is_empty() || days.iter().any(|own| (-NEAR_DAYS..=1).contains(&apart(own)))
    };
    let mut between = 0;
    let mut keep = vec![true; draft.body.len()];
    // The last piece stays whatever it is.
    for (at, (text, stamp)) in texts.iter().zip(&stamps).enumerate().take(draft.body.len().saturating_sub(1)) {
        let heading = matches!(draft.body[at], Piece::Heading(_));
        let taken = stamp.as_ref().filter(|stamp| {
            let own = stamp.published.filter(|_| stamp.updated.is_none()).and_then(day_of);
            // A place that stands nowhere else has to be found.
            let known = |place: &str| {
                let other = |(index, piece): (usize, &Piece)| index != at && piece.text().contains(place);
                draft.body.iter().enumerate().any(other)
            };
            own.is_none_or(near)
                && stamp.agrees_with(draft)
                && (!heading || stamp.published.is_some())
                && stamp.place.is_none_or(known)
        });
        if let Some(stamp) = taken {
            stamp.fill(draft, days.is_empty());
        }
        if taken.is_some() || stamp::is_offer(text) {
            keep[at] = false;
        } else if between < head::STANDFIRST_LINES && is_at_most(text, head::STANDFIRST_CHARS) {
            between += 1;
        } else {
            break;
        }
    }
    let mut keep = keep.into_iter();
    draft.body.retain(|_| keep.next().unwrap_or(true));
}

/// So many days a page may print another day than it says in its facts.
const NEAR_DAYS: i32 = 7;

/// Takes place and agency from the beginning of the first paragraph, where nothing else names them.
pub fn complete_from_lede(draft: &mut Draft) {
    let Some(Piece::Paragraph(lede)) = draft.body.iter().find(|piece| matches!(piece, Piece::Paragraph(_))) else {
        return;
    };
    let alone = || {
        let found = place::read_line(lede)?;
        Some(Dateline {
            place: found.place.map(str::to_owned),
            agency: found.agency.map(str::to_owned),
            date: Some(found.day.to_owned()),
            byline: None,
        })
    };
    let Some(found) = find_dateline(lede).or_else(alone) else { return };
    if let Some(place) = found.place {
        fill(&mut draft.dateline, place);
    }
    if let Some(agency) = found.agency {
        fill(&mut draft.publisher, agency);
    }
    if let Some(byline) = found.byline {
        fill(&mut draft.byline, byline);
    }
    if let Some(date) = found.date {
        draft.dates.push(DateClue { text: date, provenance: DateProvenance::TextLine });
    }
}

/// Takes agency and day out of a dateline that stands in a field of its own: `Easterhaven, Dec 6, 2010 (AFP)`, `WASHINGTON, March 3 -`. One that is a day names no
/// place.
pub fn read_dateline_field(draft: &mut Draft) {
    let Some(line) = draft.dateline.take() else { return };
    let line = line.trim().trim_end_matches(['-', '_', '–', '—']).trim_end();
    let agency = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    let (line, agency) = agency.map_or((line, None), |(before, agency)| (before.trim_end(), Some(agency)));
    if let Some(agency) = agency.filter(|agency| agency.len() <= 20) {
        fill(&mut draft.publisher, agency.trim());
    }
    let mut day = |text: &str| {
        let read = date::parse(text, None).is_some();
        if read {
            draft.dates.push(DateClue { text: text.to_owned(), provenance: DateProvenance::TextLine });
        }
        read
    };
    let (place, behind) = line.split_once(',').unwrap_or((line, ""));
    if date::is_weekday(place) || day(line) {
        let digits = |c: char| c.is_ascii_digit();
        if behind.contains(digits) {
            // What follows the year is a number of the paper.
            let end = behind.rfind(", ").and_then(|at| behind.get(..at + 6)).unwrap_or(behind);
            day(end.trim());
        }
        return;
    }
    if behind.contains(|c: char| c.is_ascii_digit()) {
        day(behind.trim());
    }
    // `LONDON 2010-12-07 12:01:22 UTC`.
    let digit = place.find(|c: char| c.is_ascii_digit());
    let place = match digit {
        Some(at) if day(&place[at..]) => place[..at].trim_end(),
        _ => place,
    };
    fill(&mut draft.dateline, place.trim());
}

#[cfg(test)]
mod tests;
