//! What a word before a name is by itself: the same few thousand words stand there in all articles.
//!
//! Asks the lists and keeps the answer. Its surprise: a thread keeps it across articles, until there are many.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::before::{OPENERS, PLACED};
use super::field::is_field;
use super::{
    COURTESY, OPENING, Sex, entry_of, is_former, is_of, is_one_of, is_plural, is_unlisted_title, lowered, sex_of,
};
use crate::person::model::class;

/// What is known of a word, as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) classes: u16,
    marks: u16,
    pub(super) sex: Option<Sex>,
}

/// Marks of words.
pub(super) mod mark {
    /// See [`is_unlisted_title`](super::is_unlisted_title).
    pub(in super::super) const UNLISTED: u16 = 1;
    /// It begins with a capital.
    pub(in super::super) const CAPITAL: u16 = 1 << 1;
    /// `Mr`, which is no role.
    pub(in super::super) const COURTESY: u16 = 1 << 2;
    /// What opens a sentence.
    pub(in super::super) const OPENER: u16 = 1 << 3;
    /// What stands between the words of a title: `of`, `for`, `and`, `the`.
    pub(in super::super) const JOINT: u16 = 1 << 4;
    pub(in super::super) const AND: u16 = 1 << 5;
    /// `of`, `for`.
    pub(in super::super) const OF: u16 = 1 << 6;
    pub(in super::super) const UNDER: u16 = 1 << 7;
    /// What stands before a place.
    pub(in super::super) const PLACED: u16 = 1 << 8;
    /// It ends with `s`.
    pub(in super::super) const ENDS_IN_S: u16 = 1 << 9;
    /// The title of several.
    pub(in super::super) const PLURAL: u16 = 1 << 10;
    /// See [`is_field`](super::is_field).
    pub(in super::super) const FIELD: u16 = 1 << 11;
    /// As much a given name as a surname or more, and nothing else.
    pub(in super::super) const GIVEN: u16 = 1 << 12;
    /// A surname, maybe a given name too, and nothing else.
    pub(in super::super) const SURNAME: u16 = 1 << 13;
}

/// Words of these classes are rather something else where they could be names.
const NO_NAMES: u16 = class::TITLE
    | class::ROLE
    | class::MODIFIER
    | class::NATIONALITY
    | class::ORGANISATION
    | class::GEOGRAPHY
    | class::PLACE
    | class::COUNTRY
    | class::BRAND
    | class::CALENDAR
    | class::KIN;

/// Words after which a thread forgets them and begins anew.
const MOST_WORDS: usize = 8_192;

/// The words that a thread has met.
#[derive(Default)]
struct Known {
    /// By what [`short`] makes of them.
    short: FxHashMap<[u64; 2], Word>,
    long: FxHashMap<String, Word>,
}

thread_local! {
    static WORDS: RefCell<Known> = RefCell::default();
}

/// Up to fifteen bytes as two numbers, which no others have, without a copy through memory.
fn short(bytes: &[u8]) -> Option<[u64; 2]> {
    let length = bytes.len();
    let (low, high) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) if length < 16 => {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last).checked_shr(8 * (16 - length as u32)).unwrap_or(0))
        }
        (Some(_), _) => return None,
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let rest = u64::from(u32::from_le_bytes(*last)) >> (8 * (8 - length as u32));
                (u64::from(u32::from_le_bytes(*first)) | rest << 32, 0)
            }
            _ => (bytes.iter().rev().fold(0, |low, byte| low << 8 | u64::from(*byte)), 0),
        },
    };
    Some([low, high | (length as u64) << 56])
}

impl Word {
    /// What is known of a word, or remembered.
    pub(super) fn of(word: &str) -> Word {
        WORDS.with_borrow_mut(|words| {
            let key = short(word.as_bytes());
            let known = match key {
                Some(key) => words.short.get(&key),
                None => words.long.get(word),
            };
            if let Some(known) = known {
                return *known;
            }
            if words.short.len() + words.long.len() >= MOST_WORDS {
                *words = Known::default();
            }
            let known = Word::new(word);
            match key {
                Some(key) => words.short.insert(key, known),
                None => words.long.insert(word.to_owned(), known),
            };
            known
        })
    }

    fn new(word: &str) -> Word {
        let one_of = |list: &[&str]| is_one_of(word, list);
        let entry = entry_of(word);
        let capital = word.starts_with(char::is_uppercase);
        let unlisted = is_unlisted_title(word);
        let name = capital && !entry.is(NO_NAMES) && !unlisted;
        // "Edward" is a part of "Prince Edward Island".
        let given = name || capital && entry.given() > 2 && !entry.is(NO_NAMES & !class::PLACE) && !unlisted;
        let marks = [
            (mark::UNLISTED, unlisted),
            (mark::CAPITAL, capital),
            (mark::COURTESY, one_of(COURTESY)),
            (mark::OPENER, one_of(OPENERS)),
            (mark::JOINT, one_of(&["of", "for", "and", "the", "&"])),
            (mark::AND, one_of(&["and", "&"])),
            (mark::OF, one_of(&["of", "for"])),
            (mark::UNDER, one_of(&["under"])),
            (mark::PLACED, one_of(PLACED)),
            (mark::ENDS_IN_S, lowered(word, |low| low.ends_with(b"s"))),
            (mark::PLURAL, is_plural(word)),
            (mark::FIELD, is_field(word)),
            (mark::GIVEN, given && entry.given() >= 2 && entry.given() >= entry.surname()),
            (mark::SURNAME, name && entry.surname() >= 2),
        ];
        let marks = marks.iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).sum();
        // "ex-prime minister"
        let former =
            word.split_once('-').is_some_and(|(before, rest)| is_former(before) && is_of(rest, class::MODIFIER));
        let classes = entry.classes | if former { class::MODIFIER } else { 0 };
        Word { classes, marks, sex: sex_of(word, classes) }
    }

    pub(super) fn is(self, marks: u16) -> bool {
        self.marks & marks != 0
    }

    /// Whether a title may begin with it.
    pub(super) fn opens(self) -> bool {
        self.classes & OPENING != 0 || self.is(mark::UNLISTED)
    }

    /// Whether it is a title.
    pub(super) fn is_title(self) -> bool {
        self.classes & (class::TITLE | class::ROLE) != 0 || self.is(mark::UNLISTED)
    }

    /// Whether it has a capital and is nothing but a name as far as the lists tell.
    pub(super) fn may_be_name(self) -> bool {
        self.is(mark::CAPITAL) && self.classes & NO_NAMES == 0 && !self.is(mark::UNLISTED)
    }

    /// Whether it is a relative, and no title.
    pub(super) fn is_kin(self) -> bool {
        self.classes & class::KIN != 0 && !self.is_title()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_up_to_fifteen_bytes_are_numbers_of_their_own() {
        assert_eq!(short(b"").unwrap(), [0, 0]);
        assert_eq!(short(b"of").unwrap(), [0x666f, 2 << 56]);
        assert_eq!(short(b"judge").unwrap(), [0x65_6764_756a, 5 << 56]);
        assert_eq!(short(b"minister").unwrap(), [0x7265_7473_696e_696d, 8 << 56]);
        assert_eq!(short(b"secretaries").unwrap(), [0x7261_7465_7263_6573, 0x73_6569 | 11 << 56]);
        assert_eq!(short(b"vice-presidents").unwrap()[1], 0x0f_73_74_6e_65_64_69_73);
        assert_eq!(short(b"vice-presidential"), None);
        assert_ne!(short(b"a\0"), short(b"a"));
    }
}
