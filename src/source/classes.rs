//! A text as one byte a character, which is enough for a pattern to tell letters, digits and dashes of all scripts.
//!
//! The surprise: a regular expression that repeats a class of Unicode's letters up to thirty times is a program of thousands of states.
//! To compile one takes longer than to index a few articles, and every start of the program would do so again; with classes
//! of bytes it is small.

use std::borrow::Cow;
use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder};
use unicode_normalization::char::is_combining_mark;

/// A letter that is not ASCII.
const LETTER: u8 = 0x80;
/// A decimal digit that is not ASCII.
const DIGIT: u8 = 0x81;
/// `–`.
const EN_DASH: u8 = 0x82;
/// `—`.
const EM_DASH: u8 = 0x83;
/// `−`.
const MINUS: u8 = 0x84;
/// Any other character that is not ASCII.
const OTHER: u8 = 0x85;

/// A text and what each of its characters is: ASCII is itself; of the rest letters are `\x80`, decimal digits `\x81`, blanks a tab,
/// the double quotation marks of English `"`, the dashes `–`, `—` and `−` `\x82` to `\x84`, and all others `\x85`.
pub(crate) struct Classes<'t> {
    text: &'t str,
    bytes: Cow<'t, [u8]>,
}

impl<'t> Classes<'t> {
    pub(crate) fn of(text: &'t str) -> Classes<'t> {
        let bytes = match text.is_ascii() {
            true => Cow::Borrowed(text.as_bytes()),
            false => Cow::Owned(text.chars().map(class).collect()),
        };
        Classes { text, bytes }
    }

    /// One byte for each character.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of a range of [`Classes::bytes`].
    pub(crate) fn text(&self, range: Range<usize>) -> &'t str {
        if self.bytes.len() == self.text.len() {
            return &self.text[range];
        }
        let mut places = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let start = places.nth(range.start).unwrap_or(self.text.len());
        let end = if range.is_empty() { Some(start) } else { places.nth(range.len() - 1) };
        &self.text[start..end.unwrap_or(self.text.len())]
    }
}

fn class(character: char) -> u8 {
    match character {
        _ if character.is_ascii() => character as u8,
        '–' => EN_DASH,
        '—' => EM_DASH,
        '−' => MINUS,
        '“' | '”' => b'"',
        _ if character.is_whitespace() => b'\t',
        _ if is_letter(character) => LETTER,
        _ if super::date::is_digit(character) => DIGIT,
        _ => OTHER,
    }
}

/// What is alphabetic without the marks, numerals (`Ⅷ`) and enclosed letters (`Ⓐ`) among it: the letters of regular expressions.
fn is_letter(character: char) -> bool {
    let enclosed = matches!(character, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    character.is_alphabetic() && !is_combining_mark(character) && !character.is_numeric() && !enclosed
}

/// A pattern for [`Classes::bytes`]: its classes know no other letters than those of ASCII and `\x80`.
///
/// # Panics
/// When it is none, as patterns of the program are not.
pub(crate) fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text).unicode(false).build().expect("the pattern is part of the program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_one_byte_that_says_what_it_is() {
        let text = "Łódź, ٣ März – “é” 東京\u{a0}한—−…a\u{301}";
        let classes = Classes::of(text);
        let expected = b"\x80\x80d\x80, \x81 M\x80rz \x82 \"\x80\" \x80\x80\t\x80\x83\x84\x85a\x85";
        assert_eq!(classes.bytes(), expected);
        assert_eq!(classes.text(0..4), "Łódź");
        assert_eq!(classes.text(8..12), "März");
        assert_eq!(classes.text(19..21), "東京");
        assert_eq!(classes.text(27..28), "\u{301}");
        assert_eq!(classes.text(5..5), "");
        assert_eq!(Classes::of("Paris (AFP)").text(7..10), "AFP");
    }

    #[test]
    fn a_pattern_finds_letters_of_all_scripts() {
        let words = pattern(r"^[A-Za-z\x80]{3,12}$");
        for (text, is_word) in [
            ("März", true),
            ("марта", true),
            ("مارس", true),
            ("มีนาคม", false),
            ("a1b", false),
            ("ⅧⅨⅩ", false),
            ("ⒶⒷⒸ", false),
        ] {
            assert_eq!(words.is_match(Classes::of(text).bytes()), is_word, "{text}");
        }
    }
}
