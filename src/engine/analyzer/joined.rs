//! Words that are one with the word before: both halves of `cease-fire`, `F-16`, the parts of a Persian word.

use super::{Hyphen, Tokens, is_arabic_letter};
use crate::engine::designation;

/// What stands between the parts of a Persian word that do not touch: `کتاب‌ها`.
pub(super) const NON_JOINER: char = '\u{200c}';
/// The same.
pub(super) const NON_JOINER_TEXT: &str = "\u{200c}";

impl Tokens<'_> {
    /// Remembers a word before a hyphen; joins it with the one after: `cease-fire` is also `ceasefire`. What Persian has between
    /// the parts of a word is left out as often as it is written as a blank, and it may stand there more than once.
    pub(super) fn join_hyphen(&mut self) {
        let bytes = self.text.as_bytes();
        let hyphen_before = self.start > 0 && bytes[self.start - 1] == b'-';
        let hyphen_after = bytes.get(self.end) == Some(&b'-');
        let parted_before = self.text[..self.start].ends_with(NON_JOINER);
        let parted_after = self.text[self.end..].starts_with(NON_JOINER);
        match self.hyphen.take() {
            Some(first) if parted_before => {
                let joined = Hyphen { term: format!("{}{}", first.term, self.term), start: first.start };
                *(if parted_after { &mut self.hyphen } else { &mut self.joined }) = Some(joined);
            }
            // `F-16-Kampfjets`
            Some(first) if hyphen_before && (!hyphen_after || designation::ends(&self.term)) => {
                self.joined = Some(Hyphen { term: format!("{}{}", first.term, self.term), start: first.start });
            }
            _ if parted_after && self.term.chars().next_back().is_some_and(is_arabic_letter) => {
                self.hyphen = Some(Hyphen { term: self.term.clone(), start: self.start });
            }
            _ if hyphen_after && !hyphen_before && self.term.bytes().all(|b| b.is_ascii_lowercase()) => {
                let behind = &self.text[self.end + 1..];
                let small = behind.chars().next().is_some_and(char::is_lowercase);
                let number = || behind.starts_with(|c: char| c.is_ascii_digit()) && designation::begins(&self.term);
                if small || number() {
                    self.hyphen = Some(Hyphen { term: self.term.clone(), start: self.start });
                }
            }
            _ => {}
        }
    }
}
