//! A line that is typed: text, cursor, and the keys that every shell has for it.
//!
//! Owns moving and deleting by characters as readers see them (grapheme clusters) and by words. The surprise: what is
//! pasted becomes one line, without what a terminal would obey.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::clean;
use crate::render::text::columns;

/// Something done to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// One character to the left.
    Left,
    /// One character to the right.
    Right,
    /// To the beginning of the word.
    WordLeft,
    /// To the end of the word.
    WordRight,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
    /// Deletes the character before the cursor.
    Backspace,
    /// Deletes the character at the cursor.
    Delete,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Deletes what is before the cursor.
    DeleteToStart,
    /// Deletes what is behind the cursor.
    DeleteToEnd,
}

/// A line with a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editor {
    text: String,
    cursor: usize,
}

impl Editor {
    /// A line with its cursor at the end.
    pub fn new(text: impl Into<String>) -> Editor {
        let text = text.into();
        Editor { cursor: text.len(), text }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte that the cursor stands before.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts text in at the cursor; whether anything changed.
    pub fn insert(&mut self, typed: &str) -> bool {
        let typed = clean(typed);
        self.text.insert_str(self.cursor, &typed);
        self.cursor += typed.len();
        !typed.is_empty()
    }

    /// Moves or deletes; whether the text changed.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        match edit {
            Edit::Left => self.cursor = self.left(),
            Edit::Right => self.cursor = self.right(),
            Edit::WordLeft => self.cursor = self.word_left(),
            Edit::WordRight => self.cursor = self.word_right(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Backspace => self.delete(self.left(), self.cursor),
            Edit::Delete => self.delete(self.cursor, self.right()),
            Edit::DeleteWord => self.delete(self.word_left(), self.cursor),
            Edit::DeleteToStart => self.delete(0, self.cursor),
            Edit::DeleteToEnd => self.delete(self.cursor, self.text.len()),
        }
        self.text.len() != before
    }

    /// The part of the line that fits into so many columns with the cursor in it, and the column of the cursor.
    pub fn window(&self, width: usize) -> (&str, usize) {
        let mut start = self.cursor;
        let mut used = 0;
        // A column is left for the cursor itself.
        for (at, cluster) in self.text[..self.cursor].grapheme_indices(true).rev() {
            used += columns(cluster);
            if used >= width.max(1) {
                break;
            }
            start = at;
        }
        (&self.text[start..], columns(&self.text[start..self.cursor]))
    }

    fn delete(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    fn left(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |cluster| self.cursor + cluster.len())
    }

    fn word_left(&self) -> usize {
        let before = &self.text[..self.cursor];
        let trimmed = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        trimmed
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(0, char::len_utf8))
    }

    fn word_right(&self) -> usize {
        let after = &self.text[self.cursor..];
        let start = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let length = after[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len() - start);
        self.cursor + start + length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_that_readers_see() {
        let mut line = Editor::new("e\u{301}t\u{e9}");
        assert!(line.edit(Edit::Backspace));
        assert_eq!(line.text(), "e\u{301}t");
        line.edit(Edit::Left);
        line.edit(Edit::Backspace);
        assert_eq!((line.text(), line.cursor()), ("t", 0));
        assert!(!line.edit(Edit::Backspace));
        line.edit(Edit::Right);
        line.edit(Edit::Right);
        assert_eq!(line.cursor(), 1);
    }

    #[test]
    fn words_are_passed_and_deleted() {
        let mut line = Editor::new("headline:rafah AND \u{441}\u{438}\u{43b}\u{430}");
        line.edit(Edit::WordLeft);
        assert_eq!(line.cursor(), 19);
        line.edit(Edit::WordLeft);
        line.edit(Edit::WordLeft);
        assert_eq!(line.cursor(), 9);
        line.edit(Edit::WordRight);
        assert_eq!(line.cursor(), 14);
        line.edit(Edit::DeleteWord);
        assert_eq!(line.text(), "headline: AND \u{441}\u{438}\u{43b}\u{430}");
        line.edit(Edit::DeleteToEnd);
        assert_eq!(line.text(), "headline:");
        line.edit(Edit::DeleteToStart);
        assert_eq!(line.text(), "");
    }

    #[test]
    fn what_is_pasted_is_one_harmless_line() {
        let mut line = Editor::new("");
        line.insert("two\nlines\u{1b}[2J");
        assert_eq!(line.text(), "two lines [2J");
    }

    #[test]
    fn a_long_line_shows_the_part_with_the_cursor() {
        let mut line = Editor::new("abcdefgh");
        assert_eq!(line.window(20), ("abcdefgh", 8));
        assert_eq!(line.window(5), ("efgh", 4));
        line.edit(Edit::Home);
        assert_eq!(line.window(5), ("abcdefgh", 0));
        assert_eq!(Editor::new("\u{5185}\u{5854}").window(4), ("\u{5854}", 2));
    }
}
