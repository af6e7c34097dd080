//! Nicknames in quotation marks inside names: `Dwayne "The Rock" Johnson`, `Vincent ‘the Chin’ Gigante`.
//!
//! Looks for the marks in a text, whatever was found there. Its surprise: titles of works stand between names too (`Ann Lee
//! "Yesterday" Tour`), so what is behind has to be a surname.

use std::ops::Range;

use super::super::known::known_word;
use super::super::model::class;
use super::super::model::lexicon::spread_of;
use super::super::name::fold;

/// A nickname has at most so many bytes, and so many words.
const LONGEST: usize = 32;
const MOST_WORDS: usize = 3;

/// A nickname with what stands around it.
pub(super) struct Quoted {
    /// The word before the marks.
    given: Range<usize>,
    /// The word behind them.
    surname: Range<usize>,
    /// Whether it begins with an article, as hardly a title between names does.
    has_article: bool,
}

impl Quoted {
    /// From the word before the marks to the one behind them.
    pub(super) fn around(&self) -> Range<usize> {
        self.given.start..self.surname.end
    }
}

/// Calls `each` with the nicknames of a text that may stand inside names.
pub(super) fn find(text: &str, mut each: impl FnMut(Quoted)) {
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'"', b'\'', 0xe2, bytes) {
        // Behind a name stands a blank, and before most apostrophes a letter.
        let (Some(b' '), Some(letter)) = (at.checked_sub(1).map(|at| bytes[at]), at.checked_sub(2).map(|at| bytes[at]))
        else {
            continue;
        };
        if letter.is_ascii_lowercase() || letter >= 0x80 || letter == b'.' {
            parts(text, at).into_iter().for_each(&mut each);
        }
    }
}

/// What is around a nickname whose opening mark stands here.
fn parts(text: &str, opening: usize) -> Option<Quoted> {
    let (mark, closing) = [("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’")]
        .into_iter()
        .find(|(mark, _)| text[opening..].starts_with(mark))?;
    let from = opening + mark.len();
    let near = &text[from..text.ceil_char_boundary((from + LONGEST).min(text.len()))];
    let length = near.find(closing)?;
    let (nickname, behind) = (&near[..length], from + length + closing.len());
    let rest = text[behind..].strip_prefix(' ')?;
    let first = nickname.split(' ').next()?;
    let has_article = matches!(first, "the" | "The" | "el" | "El" | "la" | "La");
    let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.' | '’'));
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && plain(word);
    let words = nickname.split(' ').count();
    if words > MOST_WORDS || !nickname.split(' ').skip(usize::from(has_article && words > 1)).all(capital) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '’')).unwrap_or(rest.len());
    let end = rest[..end].strip_suffix("’s").map_or(end, str::len);
    let start = text[..opening - 1].rfind([' ', '\n']).map_or(0, |at| at + 1);
    let (given, surname) = (start..opening - 1, behind + 1..behind + 1 + end);
    let name_like = |word: &str| word.starts_with(char::is_uppercase) && word.len() > 1;
    (name_like(&text[given.clone()]) && is_surname_like(&text[surname.clone()])).then_some(Quoted {
        given,
        surname,
        has_article,
    })
}

/// Whether a word may be a surname: `Smith`, not `Monday` or `Tour`.
fn is_surname_like(word: &str) -> bool {
    let entry = known_word(word);
    let other = class::CALENDAR | class::ORGANISATION | class::TITLE | class::GEOGRAPHY | class::COUNTRY;
    word.len() > 1
        && word.starts_with(char::is_uppercase)
        && !entry.is(other)
        && (entry.lower() < 2 || entry.surname() > 1)
}

/// The whole name around a nickname, of what was found of it; `persons` are the spans of those that it touches, in reading order.
pub(super) fn whole(
    text: &str,
    quoted: Quoted,
    persons: &mut dyn Iterator<Item = &Range<usize>>,
) -> Option<Range<usize>> {
    let Quoted { given, surname, has_article } = quoted;
    let (mut start, mut end) = (given.start, surname.end);
    let (mut met_first, mut met_last) = (false, false);
    for person in persons {
        // Where only the nickname was taken for a name, it tells nothing of what is around it.
        if person.start <= given.start {
            (start, met_first) = (start.min(person.start), true);
        }
        if person.end > surname.start {
            (end, met_last) = (end.max(person.end), true);
        }
    }
    let (before, last) = (&text[given], &text[surname]);
    let (first, entry) = (known_word(before.trim_end_matches('.')), known_word(last));
    let initial = before.ends_with('.') && before.len() == 2;
    let unlisted = |listed: u8, word: &str| listed == 0 && spread_of(&fold(word)) > 0;
    let known_first = first.given() > 0 || initial || unlisted(first.names & 15, before);
    let other = class::TITLE
        | class::ROLE
        | class::PLACE
        | class::COUNTRY
        | class::BRAND
        | class::ORGANISATION
        | class::CALENDAR;
    let may_be_first = !first.is(other) && first.lower() < 2 && first.names & 15 == 0;
    let known_last = entry.surname() > 0 || unlisted(entry.names & 15, last);
    let sure = match (met_first || known_first) && first.lower() < 3 {
        true => met_last || known_last || has_article,
        false => met_last && may_be_first,
    };
    sure.then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        find(text, |quoted| {
            let whole = whole(text, quoted, &mut std::iter::empty());
            all.extend(whole.map(|whole| text[whole].to_owned()));
        });
        all
    }

    #[test]
    fn a_nickname_joins_what_is_around_it() {
        for name in [
            "Dwayne \"The Rock\" Johnson",
            "Vincent “the Chin” Gigante",
            "Diana 'Lady Di' Spencer",
            "Tony ‘Big Tuna’ Hall",
            "Charles \"Lucky\" Luciano",
            "Anthony \"The Ant\" Zzyrko",
        ] {
            assert_eq!(found(&format!("The police said that {name} had come.")), [name]);
        }
    }

    #[test]
    fn works_and_speech_between_names_join_nothing() {
        for text in [
            "The singer Ann \"Yesterday\" Tour dates are known.",
            "Ann said \"Yes\" Monday.",
            "He saw Susan \"yesterday and today\" Smith said.",
            "the Browns' Smith, the Lees' Jones",
            "Her film \"The Rock\" Johnson saw.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
