//! Names in Cyrillic letters: in the nominative, as far as the lists tell it, and in Latin letters.
//!
//! A Russian name is written with the ending of its case; it is filed, compared and given to the model without. Its surprise: a
//! woman's surname looks like a man's in another case (`Немцова`), so the given name before it decides.

use std::borrow::Cow;

use deunicode::deunicode;

use super::greek::{self, is_greek};
use super::model::lexicon::spread_of;
use super::name::fold;

/// Case endings of names, and what may stand in their place in the nominative.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ого", &["ий", "ой", "ый"]),
    ("ому", &["ий", "ой", "ый"]),
    ("ым", &["", "ый"]),
    ("им", &["ий", ""]),
    ("ою", &["а"]),
    ("ой", &["а", "ая"]),
    ("ей", &["я", "ья", "а"]),
    ("ем", &["й", "ь", ""]),
    ("ом", &[""]),
    ("ии", &["ия", "ий"]),
    ("а", &[""]),
    ("у", &["", "а"]),
    ("е", &["", "а", "я", "й"]),
    ("ы", &["а"]),
    ("и", &["а", "я", "ь"]),
    ("я", &["й", "ь"]),
    ("ю", &["я", "й", "ь"]),
];
/// The same of surnames that no list has; the ending of an adjective or of a possessive tells that they are some.
const SURNAMES: &[(&str, &str)] = &[
    ("ского", "ский"),
    ("скому", "ский"),
    ("ским", "ский"),
    ("ской", "ская"),
    ("скую", "ская"),
    ("цкого", "цкий"),
    ("цкому", "цкий"),
    ("цким", "цкий"),
    ("цкой", "цкая"),
    ("цкую", "цкая"),
    ("ського", "ський"),
    ("ському", "ський"),
    ("ським", "ський"),
    ("ської", "ська"),
    ("ську", "ська"),
    ("цького", "цький"),
    ("цькому", "цький"),
    ("цьким", "цький"),
    ("цької", "цька"),
    ("цьку", "цька"),
    ("овым", "ов"),
    ("евым", "ев"),
    ("ёвым", "ёв"),
    ("иным", "ин"),
    ("овой", "ова"),
    ("евой", "ева"),
    ("ёвой", "ёва"),
    ("иной", "ина"),
];
/// How surnames end that are a man's with another letter, too.
const POSSESSIVE: [&str; 5] = ["ов", "ев", "ёв", "ин", "ын"];

pub(super) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..'\u{500}').contains(&c)
}

/// What a capitalised word is read as: in Latin letters, without its case ending.
pub(super) fn read_as(word: &str) -> String {
    let Some(first) = word.chars().next() else { return String::new() };
    if word.chars().filter(|c| c.is_alphabetic()).count() == 1 {
        // "Ю." is one letter, whatever it takes to spell it.
        let initial = deunicode(&first.to_string()).chars().take(1).collect::<String>();
        return initial + &word[first.len_utf8()..];
    }
    let mut latin = deunicode(&nominative(word));
    latin.retain(|c| c != '\'' && c != '"');
    latin
}

/// A name with every part in the nominative, a Greek one too; one in other letters as it is.
pub(super) fn in_nominative(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return name.into();
    }
    if !name.contains(is_cyrillic) {
        return if name.contains(is_greek) { greek::in_nominative(name).into() } else { name.into() };
    }
    let words: Vec<&str> = name.split(' ').collect();
    let mut parts: Vec<Cow<'_, str>> = words.iter().map(|word| nominative(word)).collect();
    // "Дмитрия Пескова": a man's given name in another case.
    let man = |given: usize| parts[given] != words[given] && !parts[given].ends_with(['а', 'я']);
    if let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0 && man(0))
        && let Some(stem) = parts[last].strip_suffix(['а', 'у'])
        && POSSESSIVE.iter().any(|ending| stem.ends_with(ending))
    {
        parts[last] = stem.to_owned().into();
    }
    parts.join(" ").into()
}

/// A word without its case ending, where that leaves a name that the lists know better, or a surname by its form.
pub(super) fn nominative(word: &str) -> Cow<'_, str> {
    if !word.contains(char::is_lowercase) || !word.ends_with(is_cyrillic) {
        return word.into();
    }
    let endings = ENDINGS.iter().filter_map(|(ending, others)| Some((word.strip_suffix(ending)?, others)));
    let candidates = endings.flat_map(|(stem, others)| others.iter().map(move |other| format!("{stem}{other}")));
    let known = spread(word);
    let mut best: Option<(u8, String)> = None;
    for candidate in candidates.filter(|candidate| candidate.chars().count() > 2) {
        let spread = spread(&candidate);
        if spread > best.as_ref().map_or(known, |(spread, _)| *spread) {
            best = Some((spread, candidate));
        }
    }
    if let Some((_, listed)) = best {
        return listed.into();
    }
    let surname = || SURNAMES.iter().find_map(|(ending, other)| Some(word.strip_suffix(ending)?.to_owned() + other));
    match known {
        0 => surname().map_or(word.into(), Cow::Owned),
        _ => word.into(),
    }
}

/// How many spellings the lists have of a word, 0 to 3.
fn spread(word: &str) -> u8 {
    spread_of(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_latin_letters_and_in_the_nominative() {
        assert_eq!(read_as("Путин"), "Putin");
        assert_eq!(read_as("Сергеем"), read_as("Сергей"));
        assert_eq!(read_as("Собчак"), "Sobchak");
        assert_eq!(read_as("Дурицкого"), "Duritskii");
        assert_eq!(read_as("Ю."), "I.");
        assert_eq!(read_as("МОСКВА"), "MOSKVA");
    }

    #[test]
    fn names_lose_their_case_endings() {
        for (written, filed) in [
            ("Владимира Путина", "Владимир Путин"),
            ("Дмитрием Песковым", "Дмитрий Песков"),
            ("Дмитрия Пескова", "Дмитрий Песков"),
            ("Жоресу Алфёрову", "Жорес Алфёров"),
            ("Ольги Липницкой", "Ольга Липницкая"),
            ("Мария Шарапова", "Мария Шарапова"),
            ("Ксения Собчак", "Ксения Собчак"),
            ("Немцовым", "Немцов"),
            ("Angela Merkel", "Angela Merkel"),
        ] {
            assert_eq!(in_nominative(written), filed, "{written}");
        }
    }
}
