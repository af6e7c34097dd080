//! Lines to paragraphs and headings.
//!
//! The surprise: a very long run of blanks inside a line is taken for a lost line break, because texts copied out of pages
//! and tables keep those. In the field of a record it is one only behind the end of a sentence.

use super::broken::Breaks;
use crate::source::draft::Piece;

/// Blanks in a row that stand for a lost line break.
const LOST_BREAK: usize = 5;

/// Lines of about this many characters are paragraphs, not lines of a wrapped text.
const LONG_LINE: usize = 120;

/// Rows that are enough to make a column, and bytes beyond which a line is no row.
const COLUMN_ROWS: usize = 3;
const COLUMNS_LINE: usize = 300;

/// A heading has no more words than this.
const HEADING_WORDS: usize = 12;

/// A heading has no more characters than this.
const HEADING_CHARS: usize = 90;

/// Ends of a line besides `\n` and `\r`, and of a paragraph.
const RARE_ENDS: [char; 4] = ['\u{c}', '\u{85}', '\u{2028}', PARAGRAPH_END];
const PARAGRAPH_END: char = '\u{2029}';

/// What a run of blanks inside a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gaps {
    /// A lost line break, when it is long.
    Breaks,
    /// Blanks.
    Blanks,
}

/// Splits a text at line ends, form feeds, and runs of blanks that stand for them. Blank lines stay as empty ones.
pub(super) fn split_lines(text: &str, gaps: Gaps) -> Vec<&str> {
    let gap = match gaps {
        // A file of one line has lost all its breaks; two or three blanks are all that is left of them.
        Gaps::Breaks if is_one_line(text) => 3,
        Gaps::Breaks => LOST_BREAK,
        Gaps::Blanks => usize::MAX,
    };
    // Files of old Macintoshes have `\r` at the ends of their lines, word processors a vertical tab inside a paragraph.
    let returns = memchr::memchr2(b'\r', 0xb, text.as_bytes()).is_some();
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_end_matches('\r');
        start = end + 1;
        if returns && memchr::memchr2(b'\r', 0xb, line.as_bytes()).is_some() {
            let paragraphs = is_unwrapped(line);
            for part in line.split(['\r', '\u{b}']) {
                if paragraphs && !lines.is_empty() && !lines.ends_with(&[""]) {
                    lines.push("");
                }
                split_rare_ends(part, gap, &mut lines);
            }
        } else {
            split_rare_ends(line, gap, &mut lines);
        }
    }
    lines
}

/// Whether a text has lost its line ends. The few that are left between paragraphs of one do not count.
fn is_one_line(text: &str) -> bool {
    let text = text.trim();
    memchr::memchr(b'\n', text.as_bytes()).is_none()
        && (memchr::memchr(b'\r', text.as_bytes()).is_none() || is_unwrapped(text))
        && (memchr::memchr3(0xc, 0xc2, 0xe2, text.as_bytes()).is_none() || !text.contains(RARE_ENDS))
}

/// Whether the returns of a text end paragraphs: some stand too far apart for the lines of a wrapped one.
fn is_unwrapped(text: &str) -> bool {
    text.split(['\r', '\u{b}']).any(|part| part.len() > LONG_LINE * 2)
}

/// Splits at the rarer ends of a line, which are looked for only where one of their first bytes stands.
fn split_rare_ends<'t>(line: &'t str, gap: usize, lines: &mut Vec<&'t str>) {
    if memchr::memchr3(0xc, 0xc2, 0xe2, line.as_bytes()).is_none() {
        return push_line(line, gap, lines);
    }
    for (index, paragraph) in line.split(PARAGRAPH_END).enumerate() {
        if index > 0 && !lines.ends_with(&["", ""]) {
            lines.push("");
        }
        paragraph.split(RARE_ENDS).for_each(|line| push_line(line, gap, lines));
    }
}

/// Adds the parts of a line, with an empty line between them unless they are lines of one wrapped paragraph.
fn push_line<'t>(line: &'t str, gap: usize, lines: &mut Vec<&'t str>) {
    let before = lines.len();
    let mut behind = Vec::new();
    split_at_gaps(line, gap, &mut |part| match lines.len() == before {
        true => lines.push(part),
        false => behind.push(part),
    });
    if let (Some(&first), false) = (lines.get(before), behind.is_empty()) {
        let wrapped = has_lost_line_ends(first, &behind);
        let mut last = first;
        for part in behind {
            if !(wrapped && goes_on(last, part)) {
                lines.push("");
            }
            lines.push(part);
            last = part;
        }
    }
    // Two blank lines say as much as a million.
    if lines.len() == before && !lines.ends_with(&["", ""]) {
        lines.push("");
    }
}

/// Characters of a line of a wrapped text.
const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 40..=100;
/// No sentence ends with one of these.
const BEFORE_MORE: &[&str] =
    &["the", "a", "an", "of", "and", "to", "in", "for", "on", "by", "with", "from", "at", "as", "that"];
/// So many lines have to go on in the next, and one in three of all.
const WRAPPED_LINES: usize = 3;

/// Whether the parts of a line are lines of wrapped paragraphs: the text has lost its line ends, and its paragraphs are broken within
/// sentences.
fn has_lost_line_ends(first: &str, behind: &[&str]) -> bool {
    let before = std::iter::once(first).chain(behind.iter().copied());
    let within = |(last, next): &(&str, &str)| goes_on(last, next) && next.starts_with(char::is_lowercase);
    let broken = before.zip(behind.iter().copied()).filter(within).count();
    broken >= WRAPPED_LINES && broken * 3 >= behind.len()
}

/// Whether a line ends within a sentence that the next goes on with, as a small letter shows, or may go on with, when it is as long
/// as the lines of wrapped texts.
fn goes_on(last: &str, next: &str) -> bool {
    let last = last.trim_start();
    let open = last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-'));
    let small = last.split(' ').next_back().is_some_and(|word| BEFORE_MORE.contains(&word));
    // Bytes are at most four times as many as characters.
    let may_be_long = (*WRAPPED_LINE.start()..=4 * WRAPPED_LINE.end()).contains(&last.len());
    open && (next.starts_with(char::is_lowercase)
        || small
        || may_be_long
            && WRAPPED_LINE.contains(&last.chars().count())
            && next.len() >= *WRAPPED_LINE.start()
            && !is_capitalised(last)
            && next.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '(' | '$')))
}

/// Whether more than half of the words begin with capitals, as in a headline.
fn is_capitalised(line: &str) -> bool {
    let words = || line.split_whitespace();
    words().filter(|word| word.starts_with(char::is_uppercase)).count() * 2 > words().count()
}

/// Gives the parts of a line between runs of `gap` and more blanks; the indentation stays with the first part.
fn split_at_gaps<'t>(line: &'t str, gap: usize, part: &mut dyn FnMut(&'t str)) {
    let trimmed = line.trim_end();
    let text = trimmed.trim_start();
    if text.is_empty() {
        return;
    }
    if gap == usize::MAX || line.is_ascii() && !has_gap(text.as_bytes(), gap) {
        return part(trimmed);
    }
    let indent = line.len() - line.trim_start().len();
    let (mut start, mut blanks, mut text_end) = (0, 0, indent);
    for (index, character) in line[indent..].char_indices() {
        let index = index + indent;
        if character.is_whitespace() {
            blanks += 1;
            continue;
        }
        if blanks >= gap && text_end > start {
            part(&line[start..text_end]);
            start = index;
        }
        blanks = 0;
        text_end = index + character.len_utf8();
    }
    if !line[start..text_end].trim().is_empty() {
        part(&line[start..text_end]);
    }
}

/// True when `gap` bytes in a row may be blanks.
fn has_gap(text: &[u8], gap: usize) -> bool {
    // A run of that length covers every `gap`th byte.
    let mut at = gap - 1;
    while at < text.len() {
        if text[at] <= b' ' {
            let before = text[..at].iter().rev().take(gap).take_while(|byte| **byte <= b' ').count();
            let after = text[at..].iter().take(gap).take_while(|byte| **byte <= b' ').count();
            if before + after >= gap {
                return true;
            }
        }
        at += gap;
    }
    false
}

/// Whether the lines are rows of a table or lie in columns: long runs of blanks end at one place in several of them.
pub(super) fn has_columns(text: &str) -> bool {
    if memchr::memmem::find(text.as_bytes(), b"     ").is_none() {
        return false;
    }
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| line.len() < COLUMNS_LINE) {
        let line = line.trim_end();
        let mut blanks = 0;
        let indented = line.len() - line.trim_start().len();
        for (column, character) in line.chars().enumerate() {
            if character.is_whitespace() {
                blanks += 1;
                continue;
            }
            if blanks >= LOST_BREAK && column > indented {
                rows.push((column, number));
            }
            blanks = 0;
        }
    }
    rows.sort_unstable();
    rows.chunk_by(|one, other| one.0 == other.0).any(|column| column.len() >= COLUMN_ROWS)
}

/// Splits a paragraph where a run of blanks behind the end of a sentence stands for a lost break.
pub(super) fn split_paragraph(text: &str, gap: usize, part: &mut dyn FnMut(&str)) {
    let mut start = 0;
    let mut end = 0;
    split_at_gaps(text, gap, &mut |piece| {
        let (from, to) = place_in(text, piece);
        let opens = piece.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
        if end > start && opens && ends_sentence(&text[start..end]) {
            part(&text[start..end]);
            start = from;
        }
        end = to;
    });
    if end > start {
        part(&text[start..end]);
    }
}

/// Where a part of a text begins and ends in it.
fn place_in(text: &str, part: &str) -> (usize, usize) {
    let from = part.as_ptr() as usize - text.as_ptr() as usize;
    (from, from + part.len())
}

/// The least run of blanks in a field that may stand for a lost break: a field of one line has lost all the others.
pub(super) fn field_gap(text: &str) -> usize {
    if is_one_line(text) { 3 } else { LOST_BREAK }
}

/// Paragraphs and headings of the lines.
pub(super) fn build_pieces(lines: &[&str]) -> Vec<Piece> {
    let breaks = Breaks::find(lines);
    let mut units: Vec<Unit> = Vec::new();
    for group in lines.split(|line| line.trim().is_empty()) {
        if !group.is_empty() {
            join_group(group, &breaks, &mut units);
        }
    }
    let heading = |index: usize| {
        let (Some(unit), Some(next)) = (units.get(index), units.get(index + 1)) else { return false };
        unit.underlined || unit.single && may_be_heading(&unit.text) && !(next.single && may_be_heading(&next.text))
    };
    let headings: Vec<bool> = (0..units.len()).map(heading).collect();
    let pieces = units
        .into_iter()
        .zip(headings)
        .map(|(unit, heading)| if heading { Piece::Heading(unit.text) } else { Piece::Paragraph(unit.text) });
    pieces.collect()
}

/// A paragraph in the making.
struct Unit {
    text: String,
    /// It was one line of the source.
    single: bool,
    /// The source marks it as a heading with a line of signs below it.
    underlined: bool,
}

/// Whether a line that stands alone reads as a heading.
pub(super) fn may_be_heading(text: &str) -> bool {
    let text = text.trim();
    let Some(first) = text.chars().next() else { return false };
    let Some(last) = text.chars().next_back() else { return false };
    // Scripts without capitals have nothing else to show than their shortness and the missing full stop.
    let starts = first.is_uppercase() || first.is_ascii_digit() || first.is_alphabetic() && !first.is_lowercase();
    let quoted = matches!(first, '"' | '“' | '«' | '„' | '‘' | '¿' | '¡');
    let ends =
        !matches!(last, '.' | ',' | ';' | '!' | '…' | '-' | '–' | '—' | '。' | '！' | '،' | '؛' | '।' | '۔' | ')');
    let bare = last != ':' || text.split_whitespace().count() <= 4;
    super::is_at_most(text, HEADING_CHARS)
        && text.split_whitespace().count() <= HEADING_WORDS
        && (starts || quoted)
        && ends
        && bare
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// Turns a group of lines without a blank one into paragraphs.
fn join_group(group: &[&str], breaks: &Breaks, units: &mut Vec<Unit>) {
    if let [line] = group {
        let text = strip_marks(line);
        if !is_rule(text) {
            units.push(Unit { text: text.to_owned(), single: true, underlined: false });
        }
        return;
    }
    let wrapped = is_wrapped(group);
    let width = typical_width(group);
    let mut open: Option<Unit> = None;
    for (index, line) in group.iter().enumerate() {
        let text = line.trim();
        if is_rule(text) {
            if let Some(unit) = open.as_mut()
                && unit.single
                && unit.text.chars().count() <= text.chars().count() + 2
            {
                unit.underlined = true;
            }
            units.extend(open.take());
            continue;
        }
        let previous = index.checked_sub(1).map(|before| group[before]);
        let fresh = !wrapped || previous.is_none_or(|before| starts_paragraph(before, line, width));
        match open.as_mut() {
            Some(unit) if !fresh => {
                breaks.append(&mut unit.text, text);
                unit.single = false;
            }
            _ => {
                units.extend(open.take());
                open = Some(Unit { text: strip_marks(line).to_owned(), single: true, underlined: false });
            }
        }
    }
    units.extend(open);
}

/// Takes the marks of a heading in light markup away: `## Heading`, `== Heading ==`.
fn strip_marks(line: &str) -> &str {
    let text = line.trim();
    match text.chars().next() {
        Some(mark @ ('#' | '=')) if text.trim_start_matches(mark).starts_with(' ') => text.trim_matches(mark).trim(),
        _ => text,
    }
}

/// A line of one repeated sign, as below headings and between parts.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let mut signs = line.chars();
    match signs.next() {
        Some(sign @ ('=' | '-' | '~' | '^' | '*' | '_' | '#' | '+' | '—' | '–')) => {
            line.len() >= 3 && signs.all(|other| other == sign)
        }
        _ => false,
    }
}

/// Whether the lines are pieces of longer paragraphs.
pub(super) fn is_wrapped(group: &[&str]) -> bool {
    let Some((_, inner)) = group.split_last() else { return false };
    if inner.is_empty() {
        return false;
    }
    let lengths: usize = inner.iter().map(|line| line.trim().chars().count()).sum();
    if lengths / inner.len() > LONG_LINE {
        return false;
    }
    let broken = inner.iter().filter(|line| !ends_sentence(line)).count();
    broken * 2 >= inner.len()
}

pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '”', '’', '»', ')', '\'', ']']);
    line.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '।', '۔'])
}

/// The length that three quarters of the lines do not exceed.
fn typical_width(group: &[&str]) -> usize {
    let mut lengths: Vec<usize> = group.iter().map(|line| line.trim().chars().count()).collect();
    lengths.sort_unstable();
    lengths[lengths.len() * 3 / 4]
}

/// Whether a line of a wrapped text begins a new paragraph after `before`.
fn starts_paragraph(before: &str, line: &str, width: usize) -> bool {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    let first = line.trim_start().chars().next();
    let opens = first.is_some_and(|c| !c.is_lowercase());
    if indent(line) >= indent(before) + 2 && opens {
        return true;
    }
    if is_shouted(before) != is_shouted(line) && opens {
        return true;
    }
    let length = before.trim().chars().count();
    ends_sentence(before) && opens && length * 5 < width * 4
}

/// All capitals, as headlines of old papers and releases are.
pub(super) fn is_shouted(line: &str) -> bool {
    let (mut letters, mut capitals) = (0, false);
    for character in line.chars() {
        if character.is_lowercase() {
            return false;
        }
        letters += usize::from(character.is_alphabetic());
        capitals |= character.is_uppercase();
    }
    letters >= 3 && capitals
}
