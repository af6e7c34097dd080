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

/// A character as shown, and how many columns it takes.
#[derive(Clone, Copy)]
struct Cell {
    shown: char,
    width: usize,
}

/// The text and, under `span`, the carets: two lines, indented by two, at most `width` columns wide (but at least 20).
///
/// A stretch that is empty, or lies behind the end, gets one caret.
///
/// ```
/// use dateline::query::{Span, point_at};
///
/// assert_eq!(point_at("rafah AND", Span::new(6, 9), 80), "  rafah AND\n        ^^^\n");
/// ```
pub fn point_at(text: &str, span: Span, width: usize) -> String {
    let room = width.max(20) - INDENT.len() - 2;
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let (before, within, after) = (&text[..start], &text[start..end], &text[end..]);

    let marked = fitting(within.chars(), room);
    let used = columns(&marked);
    // The stretch stands in the middle where it can; what one side does not need is the other's.
    let left_room = (room - used) / 2;
    let right = fitting(after.chars(), room - used - columns(&fitting(before.chars().rev(), left_room)));
    let mut left = fitting(before.chars().rev(), room - used - columns(&right));
    left.reverse();

    let is_cut_left = left.len() < before.chars().rev().take(left.len() + 1).count();
    let is_cut_right = marked.len() + right.len() < text[start..].chars().take(marked.len() + right.len() + 1).count();
    let mut lines = String::from(INDENT);
    lines.push_str(if is_cut_left { "…" } else { "" });
    lines.extend(left.iter().chain(&marked).chain(&right).map(|cell| cell.shown));
    lines.push_str(if is_cut_right { "…" } else { "" });
    lines.push('\n');
    lines.push_str(INDENT);
    lines.extend(std::iter::repeat_n(' ', usize::from(is_cut_left) + columns(&left)));
    lines.extend(std::iter::repeat_n('^', used.max(1)));
    lines.push('\n');
    lines
}

/// The nearest place at or before an offset where a character begins.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// As many of the characters as fit into so many columns. Those without a width fit anywhere, but not without end.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> Vec<Cell> {
    let mut used = 0;
    let fits = |cell: &Cell| {
        used += cell.width;
        used <= room
    };
    characters.take(room * 4).map(cell).take_while(fits).collect()
}

fn cell(c: char) -> Cell {
    let disturbs = matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = if c.is_control() || disturbs { ' ' } else { c };
    Cell { shown, width: shown.width().unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointed(text: &str, start: usize, end: usize, width: usize) -> Vec<String> {
        point_at(text, Span::new(start, end), width).lines().map(str::to_owned).collect()
    }

    #[test]
    fn carets_stand_under_their_columns() {
        assert_eq!(pointed("a OR", 2, 4, 80), ["  a OR", "    ^^"]);
        assert_eq!(pointed("北京 OR", 7, 9, 80), ["  北京 OR", "       ^^"]);
        assert_eq!(pointed("e\u{301} OR", 4, 6, 80), ["  e\u{301} OR", "    ^^"]);
        assert_eq!(pointed("\"北京", 1, 7, 80), ["  \"北京", "   ^^^^"]);
    }

    #[test]
    fn the_end_and_what_lies_behind_it_get_one_caret() {
        assert_eq!(pointed("ab", 2, 2, 80), ["  ab", "    ^"]);
        assert_eq!(pointed("ab", 9, 12, 80), ["  ab", "    ^"]);
        assert_eq!(pointed("", 0, 0, 80), ["  ", "  ^"]);
        assert_eq!(pointed("é", 1, 1, 80), ["  é", "  ^"]);
    }

    #[test]
    fn what_disturbs_a_terminal_is_shown_as_a_blank() {
        assert_eq!(pointed("a\tb\nc\u{1b}[2J\u{202e}d", 2, 3, 80), ["  a b c [2J d", "    ^"]);
    }

    #[test]
    fn a_long_text_is_shown_as_a_window() {
        let text = format!("{} HERE {}", "a".repeat(100), "b".repeat(100));
        let lines = pointed(&text, 101, 105, 24);
        assert_eq!(lines, ["  …aaaaaaa HERE bbbbbbb…", "           ^^^^"]);
        let lines = pointed(&text, 0, 1, 24);
        assert_eq!(lines, ["  aaaaaaaaaaaaaaaaaaaa…", "  ^"]);
        let lines = pointed(&text, 205, 206, 24);
        assert_eq!(lines, ["  …bbbbbbbbbbbbbbbbbbbb", "                      ^"]);
        let lines = pointed(&text, 0, 206, 24);
        assert_eq!(lines, ["  aaaaaaaaaaaaaaaaaaaa…", "  ^^^^^^^^^^^^^^^^^^^^"]);
    }

    #[test]
    fn a_quoted_piece_is_one_line_and_not_long() {
        assert_eq!(quotable(" a\nb\tc "), "a b c");
        assert_eq!(quotable(&"x".repeat(61)), format!("{}…", "x".repeat(60)));
    }
}
