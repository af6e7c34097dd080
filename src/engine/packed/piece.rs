//! A text as words and what stands between them.
//!
//! Owns what is a word here and how its capitals are taken off. This has nothing to do with the words that are searched for
//! ([`super::super::analyzer`]): whatever is cut here is put together again byte by byte.

use crate::engine::analyzer::is_paired;
use crate::engine::ascii::{self, AsciiWord, Capitals};

/// Capitals of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Case {
    /// As its letters are.
    Own = 0,
    /// The first letter is a capital.
    First = 1,
    /// All letters are capitals.
    All = 2,
}

/// Longest word that a model knows, in bytes.
pub(super) const KNOWN: usize = 16;

/// A word of up to [`KNOWN`] bytes, without its capitals, the first byte the lowest; zeros behind its end, which no word has
/// inside.
pub(super) type Word = u128;

/// In [`CLASS`]: ends a word.
const GAP: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
const WIDE: u8 = 8;

const CLASS: [u8; 256] = {
    let mut table = [GAP; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            0x80.. => WIDE,
            _ => GAP,
        };
        byte += 1;
    }
    table
};

/// A word as it was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'t> {
    /// What stands before it.
    pub(super) gap: &'t [u8],
    /// Its bytes as written.
    pub(super) written: &'t [u8],
    /// Its capitals.
    pub(super) case: Case,
    /// The word, when it is not too long to be known.
    pub(super) word: Option<Word>,
}

/// Hands every word of a text to `each` and gives what stands behind the last.
pub(super) fn cut<'t>(text: &'t str, mut each: impl FnMut(Found<'t>)) -> &'t [u8] {
    let bytes = text.as_bytes();
    let mut gap = 0;
    let mut at = 0;
    while at < bytes.len() {
        match CLASS[usize::from(bytes[at])] {
            GAP => {
                at += 1;
                continue;
            }
            WIDE => {
                let c = text[at..].chars().next().unwrap_or_default();
                if !c.is_alphanumeric() {
                    at += c.len_utf8();
                    continue;
                }
            }
            _ => {}
        }
        let start = at;
        let (case, word) = match ascii::word_at(bytes, start) {
            Some(AsciiWord { length, lowered, capitals }) => {
                at += usize::from(length);
                match case_of(capitals) {
                    Some(case) => (case, Some(lowered)),
                    None => (Case::Own, known(bytes, start, at, Case::Own)),
                }
            }
            None => {
                let case;
                (at, case) = long_word(text, start);
                (case, known(bytes, start, at, case))
            }
        };
        each(Found { gap: &bytes[gap..start], written: &bytes[start..at], case, word });
        gap = at;
    }
    &bytes[gap..]
}

/// Whether there may be words in what stands between two others.
#[inline]
pub(super) fn has_words(gap: &[u8]) -> bool {
    gap.iter().any(|byte| CLASS[usize::from(*byte)] != GAP)
}

/// How the capitals of a word are kept; `None` when the word is kept with them.
#[inline]
pub(super) fn case_of(capitals: Capitals) -> Option<Case> {
    match capitals {
        Capitals::None => Some(Case::Own),
        Capitals::First => Some(Case::First),
        Capitals::All => Some(Case::All),
        Capitals::Some => None,
    }
}

/// The end of any word and its capitals.
fn long_word(text: &str, start: usize) -> (usize, Case) {
    let bytes = text.as_bytes();
    let first = CLASS[usize::from(bytes[start])];
    let mut at = start;
    // The classes that were met behind the first byte.
    let mut met = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASS[usize::from(byte)];
        if class == GAP {
            break;
        }
        if class == WIDE {
            let c = text[at..].chars().next().unwrap_or_default();
            let alone = is_paired(c);
            if !c.is_alphanumeric() || (alone && at > start) {
                break;
            }
            at += c.len_utf8();
            if alone {
                break;
            }
        } else {
            at += 1;
        }
        if at - start > 1 {
            met |= class;
        }
    }
    let case = match first {
        CAPITAL if met & CAPITAL == 0 => Case::First,
        CAPITAL if met & (SMALL | WIDE) == 0 => Case::All,
        _ => Case::Own,
    };
    (at, case)
}

/// The word at a place without its capitals, when it is short enough.
fn known(text: &[u8], start: usize, end: usize, case: Case) -> Option<Word> {
    let length = end - start;
    if length > KNOWN {
        return None;
    }
    let word = match text[start..].first_chunk::<KNOWN>() {
        // Sixteen bytes are read at once, and those behind the word taken off.
        Some(bytes) => Word::from_le_bytes(*bytes) & Word::MAX >> (8 * (KNOWN - length)),
        None => word_of(&text[start..end])?,
    };
    Some(match case {
        Case::Own => word,
        Case::First => word | Word::from(b'a' ^ b'A'),
        Case::All => Word::from_le_bytes(word.to_le_bytes().map(|byte| byte.to_ascii_lowercase())),
    })
}

/// A word of these bytes, when they are few enough.
pub(super) fn word_of(bytes: &[u8]) -> Option<Word> {
    let mut word = [0; KNOWN];
    word.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(Word::from_le_bytes(word))
}

/// Bytes of a word.
pub(super) fn length_of(word: Word) -> usize {
    KNOWN - word.leading_zeros() as usize / 8
}

/// Gives a word its capitals back.
pub(super) fn capitalize(word: &mut [u8], case: Case) {
    match (case, word.first_mut()) {
        (Case::First, Some(first)) => *first = first.to_ascii_uppercase(),
        (Case::All, _) => word.make_ascii_uppercase(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<(String, String, Case)> {
        let mut words = Vec::new();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let end = cut(text, |found| words.push((show(found.gap), show(found.written), found.case)));
        words.push((show(end), String::new(), Case::Own));
        words
    }

    #[test]
    fn words_and_gaps_are_cut_and_capitals_told() {
        let expected = [
            ("", "NATO", Case::All),
            (" ", "talks", Case::Own),
            (", ", "Rafah", Case::First),
            (" \u{201c}", "McCain", Case::Own),
            ("\u{201d} ", "A", Case::First),
            (" ", "B52", Case::First),
            (" ", "\u{c9}tat", Case::Own),
            (".\n", "", Case::Own),
        ];
        let found = words("NATO talks, Rafah \u{201c}McCain\u{201d} A B52 \u{c9}tat.\n");
        let found: Vec<_> = found.iter().map(|(gap, word, case)| (gap.as_str(), word.as_str(), *case)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn scripts_without_blanks_are_cut_at_every_character() {
        let found = words("\u{4e2d}\u{56fd}a");
        let found: Vec<_> = found.iter().map(|(_, word, _)| word.as_str()).collect();
        assert_eq!(found, ["\u{4e2d}", "\u{56fd}", "a", ""]);
    }

    proptest! {
        #[test]
        fn words_of_ascii_are_told_as_any_word_is(text in "[A-Za-z0-9]{1,17}[\\[@`/:{.]?[ -~]{9}") {
            if let Some(word) = ascii::word_at(text.as_bytes(), 0) {
                let case = case_of(word.capitals);
                let length = usize::from(word.length);
                prop_assert_eq!((length, case.unwrap_or(Case::Own)), long_word(&text, 0));
                if let Some(case) = case {
                    prop_assert_eq!(Some(word.lowered), known(text.as_bytes(), 0, length, case));
                }
            }
        }

        #[test]
        fn a_text_can_be_put_together_again(text in "([A-Za-z]{1,20}|[ .,'\0]|\\PC){0,30}") {
            let mut again = Vec::new();
            let end = cut(&text, |found| {
                again.extend(found.gap);
                match found.word {
                    Some(word) => {
                        let mut bytes = word.to_le_bytes();
                        capitalize(&mut bytes, found.case);
                        again.extend(&bytes[..length_of(word)]);
                    }
                    None => again.extend(found.written),
                }
            }).to_vec();
            again.extend(end);
            prop_assert_eq!(again, text.into_bytes());
        }
    }
}
