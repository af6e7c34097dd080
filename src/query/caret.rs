//! Points at a stretch of a query: the text on one line, carets under the stretch on the next.
//!
//! Columns are counted as a terminal shows them. The one surprise: a long text is shown as a window around the stretch,
//! with `…` where something was cut off, and what would disturb a terminal is shown as a blank.

use unicode_width::UnicodeWidthChar;

use super::tree::Span;

/// Blanks before both lines.
const INDENT: &str = "  ";

/// Longest piece of a query that a message quotes, in characters.
const MAX_QUOTED: usize = 60;

/// A piece of a query as a message can quote it: on one line, cut off where it is long.
pub(super) fn quotable(text: &str) -> String {
    let blank = |c: char| if c.is_control() || c.is_whitespace() { ' ' } else { c };
    let mut quoted: String = text.trim().chars().take(MAX_QUOTED).map(blank).collect();
    if text.trim().chars().nth(MAX_QUOTED).is_some() {
        quoted.push('…');
    }
    quoted
}

/// A character as shown: how many columns it takes and where it stands in the text.
struct Cell {
    shown: char,
    width: usize,
    start: usize,
}

/// The text and, under `span`, the carets: two lines, indented by two, at most `width` columns wide (but at least 20).
///
/// A stretch that is empty, or lies behind the end, gets one caret.
pub fn point_at(text: &str, span: Span, width: usize) -> String {
    let room = width.max(20) - INDENT.len() - 2;
    let cells: Vec<Cell> = text.char_indices().map(|(start, c)| cell(c, start)).collect();
    let first = cells.partition_point(|cell| cell.start < span.start);
    let after = cells.partition_point(|cell| cell.start < span.end).max(first);
    let (left, right) = window(&cells, first, after, room);
    let columns = |from: usize, to: usize| cells[from..to].iter().map(|cell| cell.width).sum::<usize>();

    let mut lines = String::from(INDENT);
    let mut before = columns(left, first.min(right));
    if left > 0 {
        lines.push('…');
        before += 1;
    }
    lines.extend(cells[left..right].iter().map(|cell| cell.shown));
    if right < cells.len() {
        lines.push('…');
    }
    lines.push('\n');
    lines.push_str(INDENT);
    lines.extend(std::iter::repeat_n(' ', before));
    let carets = columns(first.min(right), after.min(right)).max(1);
    lines.extend(std::iter::repeat_n('^', carets));
    lines.push('\n');
    lines
}

fn cell(c: char, start: usize) -> Cell {
    let shown =
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            ' '
        } else {
            c
        };
    Cell { shown, width: shown.width().unwrap_or(0), start }
}

/// The cells to show: all when they fit, otherwise as many as fit around the beginning of the stretch.
fn window(cells: &[Cell], first: usize, after: usize, room: usize) -> (usize, usize) {
    let (mut left, mut right) = (first, first);
    let mut used = 0;
    // The stretch itself comes first, then both sides in turn, so that it stands in the middle where it can.
    while right < after && used + cells[right].width <= room {
        used += cells[right].width;
        right += 1;
    }
    loop {
        let mut grown = false;
        if left > 0 && used + cells[left - 1].width <= room {
            left -= 1;
            used += cells[left].width;
            grown = true;
        }
        if right < cells.len() && used + cells[right].width <= room {
            used += cells[right].width;
            right += 1;
            grown = true;
        }
        if !grown {
            return (left, right);
        }
    }
}
