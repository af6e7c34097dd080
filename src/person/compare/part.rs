//! The parts of a name, taken apart for comparison: without titles, particles and marks, and with their Latin letters.
//!
//! Compares nothing. The surprise: a particle that names the father (`bin`, `ben`) is no part, but is remembered with the one
//! behind it.

use std::sync::OnceLock;

use crate::person::cyrillic::in_nominative;
use crate::person::name::{fold, honorifics, is_suffix, key_part, split_whole};
use crate::person::patronymic::is_arabic;
use crate::person::script::Script;
use crate::person::spelling::{groups, letters_of, romanise, sound};

/// One part of a name, ready to be compared.
#[derive(Debug, Clone)]
pub(in crate::person) struct Part {
    pub(super) folded: String,
    pub(super) latin: String,
    /// How many letters `latin` has, and which, see [`letters_of`].
    pub(super) length: usize,
    pub(super) letters: u32,
    /// Worked out when it is asked for: most parts are the same in letters or have no counterpart.
    sound: OnceLock<String>,
    pub(super) groups: Vec<u32>,
    /// Stands after `bin`, `ben`, `ibn`: the name of the father.
    pub(super) patronymic: bool,
    pub(super) script: Script,
}

/// The parts of a name without titles, articles and endings of companies.
pub(in crate::person) fn parts(name: &str) -> Vec<Part> {
    let mut words: Vec<String> = Vec::new();
    let ordered = match name.split_once(',') {
        Some((surname, given)) if !given.trim().is_empty() => {
            // A number stands last, wherever the name is filed.
            let last = given.split_whitespace().next_back().filter(|last| is_suffix(last));
            let given = last.map_or(given, |last| given.trim_end().trim_end_matches(last));
            format!("{given} {surname} {}", last.unwrap_or_default())
        }
        _ => in_nominative(name).into_owned(),
    };
    let split = |c: char| c.is_whitespace() || matches!(c, '-' | '·' | '・' | '_' | '/' | '‐' | '‑' | '–' | '=' | ',');
    let keys = ordered.split(split).map(|word| (word, key_part(word)));
    let raw: Vec<(&str, String)> = keys.filter(|(_, key)| !key.is_empty()).collect();
    let titles = honorifics(&raw.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    // "K.P." as one word is two initials.
    let dotted = |word: &str| {
        word.len() >= 3
            && word
                .split_inclusive('.')
                .all(|letter| letter.len() <= 2 && letter.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    for (written, key) in &raw[titles..] {
        if dotted(written.trim_end_matches(',')) && key.len() > 1 {
            words.extend(key.chars().map(String::from));
            continue;
        }
        let mut word = unleet(key.clone());
        word.retain(|c| c != '\'');
        let company = ["llc", "ltd", "inc", "jr", "sr", "dr", "gmbh"].contains(&word.as_str());
        if !word.is_empty() && !company && (words.last() != Some(&word) || words.len() > 1) {
            words.push(word);
        }
    }
    if words.len() > 2 && words.first() == words.last() {
        words.pop();
    } else if words.len() > 2 && words[0] == words[1] {
        words.remove(0);
    }
    let mut result: Vec<Part> = Vec::new();
    let mut father = false;
    let arabic = words.iter().any(|word| word == "b") && words.iter().any(|word| is_arabic(word));
    // "Ben" by itself is a given name.
    let particle = ordered.contains("Ben-") || ordered.contains("ben-");
    for word in words {
        match word.as_str() {
            "bin" | "ibn" | "bint" | "بن" | "ابن" => father = true,
            "b" if arabic && !result.is_empty() => father = true,
            "ben" if particle || !result.is_empty() => father = true,
            "al" | "el" | "ul" | "ال" | "אל" | "א" | "de" | "da" | "di" | "la" | "von" | "van" | "der" | "den"
            | "du" | "ad" | "ar" | "as" | "az" => {}
            _ => {
                for piece in pieces(&word, name.contains(',')) {
                    result.push(part_of(&piece, std::mem::take(&mut father)));
                }
            }
        }
    }
    if result.is_empty() {
        result.extend(raw.iter().map(|(_, key)| part_of(key, false)));
    }
    result
}

/// A name in Chinese characters without blanks becomes surname and given name.
///
/// What is filed has its parts apart already: the given name of `김, 정은` is no name by itself.
fn pieces(word: &str, filed: bool) -> Vec<String> {
    match split_whole(word).filter(|_| !filed) {
        Some((surname, given)) => vec![surname.to_owned(), given.to_owned()],
        None => vec![word.to_owned()],
    }
}

fn part_of(folded: &str, patronymic: bool) -> Part {
    let latin = match romanise(folded) {
        latin if latin.is_empty() => folded.to_owned(),
        latin => latin,
    };
    let latin = match latin.strip_prefix("al-").or(latin.strip_prefix("el-")) {
        Some(bare) => bare.to_owned(),
        None => latin,
    };
    Part {
        length: latin.chars().count(),
        letters: letters_of(latin.as_bytes()),
        sound: OnceLock::new(),
        groups: groups(folded),
        folded: folded.to_owned(),
        latin,
        patronymic,
        script: Script::of(folded),
    }
}

impl Part {
    pub(super) fn is_initial(&self) -> bool {
        self.latin.len() == 1
    }

    pub(super) fn sound(&self) -> &str {
        self.sound.get_or_init(|| sound(&self.latin))
    }
}

/// Digits that stand for letters: `Sech1n`.
fn unleet(word: String) -> String {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) || !word.chars().any(char::is_alphabetic) {
        return word;
    }
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        c => c,
    };
    word.chars().map(letter).collect()
}

/// The form in which the parts of names in one article are the same or not: folded, without article and marks.
pub(in crate::person) fn plain_part(part: &str) -> String {
    let folded = fold(part);
    let bare = folded.strip_prefix("al-").or(folded.strip_prefix("el-")).unwrap_or(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}
