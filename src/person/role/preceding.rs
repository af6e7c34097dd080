//! The words before a name, as far as they may be a title of its bearer.
//!
//! Cuts text and knows no titles. Its surprise: it reads from the name backwards, and stops where a phrase ends.

use super::{LONGEST, is_abbreviation};

/// The words before a name back to the last mark that ends a phrase, at most [`LONGEST`].
pub(in crate::person) struct Preceding<'t> {
    /// Filled from the end.
    room: [&'t str; LONGEST],
    from: usize,
    /// Whether that mark is `'s`.
    pub owned: bool,
}

/// Characters in which words before a name are looked for.
const REACH: usize = 121;

impl<'t> Preceding<'t> {
    /// Those that a text ends with.
    pub fn of(before: &'t str) -> Self {
        let line = last_characters(last_line(before), REACH);
        let mut found = Self { room: [""; LONGEST], from: LONGEST, owned: false };
        for word in words_backwards(line) {
            if is_plain(word) && found.from > 0 {
                found.from -= 1;
                found.room[found.from] = word;
                continue;
            }
            let owned = word.ends_with("'s") || word.ends_with("’s");
            let closes = owned || word.trim_end_matches('.').ends_with([',', ';', ':', '!', '?', ')', '"', '”', '—']);
            let full_stop = word.ends_with('.') && !is_abbreviation(word);
            if closes || full_stop || found.from == 0 {
                found.owned = owned;
                break;
            }
            found.from -= 1;
            found.room[found.from] = word.trim_start_matches(['(', '"', '“', '\'', '[']);
            if word.starts_with(['(', '"', '“', '[']) {
                break;
            }
        }
        found
    }

    /// In the order of the text.
    pub fn words(&self) -> &[&'t str] {
        &self.room[self.from..]
    }
}

/// Whether a word has a letter or digit at both ends, and is no `'s`, as most words.
fn is_plain(word: &str) -> bool {
    let (bytes, plain) = (word.as_bytes(), |byte: &u8| byte.is_ascii_alphanumeric());
    bytes.first().is_some_and(plain)
        && bytes.last().is_some_and(plain)
        && (bytes[bytes.len() - 1] != b's' || !word.ends_with("'s") && !word.ends_with("’s"))
}

/// What stands behind the last end of a line.
pub(super) fn last_line(text: &str) -> &str {
    memchr::memrchr(b'\n', text.as_bytes()).map_or(text, |at| &text[at + 1..])
}

/// The end of a text, so many characters or fewer.
pub(super) fn last_characters(text: &str, most: usize) -> &str {
    let tail = text.len().saturating_sub(most);
    if text.as_bytes()[tail..].is_ascii() {
        return &text[tail..];
    }
    text.char_indices().rev().nth(most - 1).map_or(text, |(at, _)| &text[at..])
}

/// The words of a text from the last to the first.
pub(super) fn words_backwards(text: &str) -> impl Iterator<Item = &str> {
    let ascii = text.is_ascii();
    let mut rest = text;
    let blank = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
    std::iter::from_fn(move || {
        let start = match ascii {
            true => {
                rest = &rest[..rest.bytes().rposition(|byte| !blank(byte)).map_or(0, |at| at + 1)];
                rest.bytes().rposition(blank).map_or(0, |at| at + 1)
            }
            false => {
                rest = rest.trim_end();
                rest.trim_end_matches(|c: char| !c.is_whitespace()).len()
            }
        };
        let word = &rest[start..];
        rest = &rest[..start];
        (!word.is_empty()).then_some(word)
    })
}
