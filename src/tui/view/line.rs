//! A line of text in so many columns: cut with an ellipsis where it is longer, and never in the middle of a character.
//!
//! Columns are counted by clusters, as they are drawn: a terminal gives each its own place, also where the letters of
//! Arabic would be written as one.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::engine::Marked;
use crate::render::pieces;

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The beginning of a text that fits into so many columns.
pub fn fitting(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// A place on the screen where a line is written.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The first column.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// Columns.
    pub width: u16,
}

/// Writes pieces of text behind one another; how many columns they took.
pub fn put(buffer: &mut Buffer, place: Place, spans: &[(&str, Style)]) -> u16 {
    let width = usize::from(place.width);
    let all: usize = spans.iter().map(|(text, _)| columns(text)).sum();
    let room = if all > width { width.saturating_sub(1) } else { width };
    let mut used = 0;
    let mut last = Style::new();
    for (text, style) in spans {
        let shown = fitting(text, room - used);
        buffer.set_stringn(place.x + used as u16, place.y, shown, room - used, *style);
        used += columns(shown);
        last = *style;
        if shown.len() < text.len() {
            break;
        }
    }
    if all > width && width > 0 {
        buffer.set_stringn(place.x + used as u16, place.y, "…", 1, last);
        used += 1;
    }
    used as u16
}

/// Writes one text.
pub fn put_text(buffer: &mut Buffer, place: Place, text: &str, style: Style) -> u16 {
    put(buffer, place, &[(text, style)])
}

/// Writes a text that ends where the place ends; where it begins.
pub fn put_right(buffer: &mut Buffer, place: Place, text: &str, style: Style) -> u16 {
    let used = columns(text).min(usize::from(place.width)) as u16;
    let x = place.x + place.width - used;
    put_text(buffer, Place { x, width: used, ..place }, text, style);
    x
}

/// The pieces of a marked text with their styles.
pub fn spans(marked: &Marked, base: Style, matched: Style) -> Vec<(&str, Style)> {
    let style = |is_match| if is_match { base.patch(matched) } else { base };
    pieces(marked).into_iter().map(|(text, is_match)| (text, style(is_match))).collect()
}

/// The part of a text that shows its first match in so many columns.
pub fn around_match(marked: &Marked, width: usize) -> Marked {
    let Some(first) = marked.highlights.first() else { return marked.clone() };
    if columns(&marked.text[..first.end]) < width {
        return marked.clone();
    }
    let before = &marked.text[..first.start];
    let mut start = first.start;
    let mut used = 0;
    for (at, cluster) in before.grapheme_indices(true).rev() {
        used += cluster.width();
        if used > width / 3 {
            break;
        }
        // Words are not cut, unless there are no blanks between them.
        if at == 0 || before[..at].ends_with(' ') || !before.contains(' ') {
            start = at;
        }
    }
    let lead = "… ";
    let shift = |at: usize| at - start + lead.len();
    let kept = marked.highlights.iter().filter(|range| range.start >= start);
    Marked {
        text: format!("{lead}{}", &marked.text[start..]),
        highlights: kept.map(|range| shift(range.start)..shift(range.end)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn written(text: &str, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "............", Style::new());
        put_text(&mut buffer, Place { x: 0, y: 0, width }, text, Style::new());
        let cells: Vec<&str> = (0..12).map(|x| buffer[(x, 0)].symbol()).collect();
        let mut shown = String::new();
        let mut skip = 0;
        for symbol in cells {
            if skip == 0 {
                shown.push_str(symbol);
                skip = symbol.width().max(1);
            }
            skip -= 1;
        }
        shown
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        assert_eq!(written("Rafah", 5), "Rafah.......");
        assert_eq!(written("Rafah talks", 8), "Rafah t…....");
        // A character of two columns is not cut in two.
        assert_eq!(written("内塔尼亚胡", 8), "内塔尼….....");
        assert_eq!(written("内塔尼亚", 8), "内塔尼亚....");
        assert_eq!(written("e\u{301}te\u{301} chaud", 4), "e\u{301}te\u{301}…........");
        assert_eq!(written("x", 0), "............");
    }

    #[test]
    fn letters_that_join_have_a_column_each() {
        assert_eq!(columns("سلام"), 4);
        assert_eq!(fitting("سلام", 3), "سلا");
    }

    #[test]
    fn a_late_match_is_brought_into_sight() {
        let text = "The delegations that had come to Cairo spoke of Rafah again.";
        let at = text.find("Rafah").expect("it is there");
        let marked = Marked { text: text.into(), highlights: std::iter::once(at..at + 5).collect() };
        let shown = around_match(&marked, 30);
        assert_eq!(shown.text, "… spoke of Rafah again.");
        assert_eq!(&shown.text[shown.highlights[0].clone()], "Rafah");
        assert_eq!(around_match(&marked, 80), marked);
    }
}
