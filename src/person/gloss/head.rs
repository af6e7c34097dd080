//! What titles of other languages are in English: `minister` for `ministre de l'Intérieur`, so that titles of one office are equal.
//!
//! Asks the lists of all languages at once, since a title that is kept does not say which it is of. Its surprise: English titles
//! are passed over at once, so that nothing is read for them.

use super::role::{ROLES, courtesy};
use super::{LISTS, SHORTEST_TITLE};
use crate::person::model::class;
use crate::person::model::lexicon::is_class;

/// The lists in the order in which they are asked: of each language its titles, then its other words.
const TEXTS: [(&str, &str); 2 * ROLES.len()] = {
    let mut texts = [("", ""); 2 * ROLES.len()];
    let mut at = 0;
    while at < ROLES.len() {
        // Russian, the last, has no titles of its own.
        assert!(
            LISTS[at].0.as_bytes()[0] == ROLES[at].0.as_bytes()[0]
                && LISTS[at].0.as_bytes()[1] == ROLES[at].0.as_bytes()[1]
        );
        texts[2 * at] = ROLES[at];
        texts[2 * at + 1] = LISTS[at];
        at += 1;
    }
    texts
};

/// Where a word stands: its text, its line and itself in that, and its bytes; none for an open place.
#[derive(Clone, Copy)]
struct Listed {
    text: u8,
    bytes: u8,
    line: u16,
    start: u16,
}

/// Twice as many as there are words, about.
const PLACES: usize = 1 << 13;

/// The words of all lists by their hash, worked out when the program is built, since few searches ask for them. One that finds its place
/// taken has the next free one, so that a word that is in several lists is found in their order.
static WORDS: [Listed; PLACES] = {
    let mut words = [Listed { text: 0, bytes: 0, line: 0, start: 0 }; PLACES];
    let mut text = 0;
    while text < TEXTS.len() {
        let bytes = TEXTS[text].1.as_bytes();
        let (mut line, mut start, mut in_words, mut at) = (0, 0, false, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            let ends = byte == b' ' || byte == b'\n';
            if in_words && ends && at > start && bytes[line] != b'#' {
                let mut place = place_of(bytes, start, at);
                while words[place].bytes > 0 {
                    place = (place + 1) % PLACES;
                }
                assert!(at < 1 << 16 && at - start < 1 << 8);
                words[place] =
                    Listed { text: text as u8, bytes: (at - start) as u8, line: line as u16, start: start as u16 };
            }
            in_words = byte != b'\n' && (in_words || byte == b':');
            if ends || byte == b':' {
                start = at + 1;
            }
            if byte == b'\n' {
                line = at + 1;
            }
            at += 1;
        }
        text += 1;
    }
    words
};

/// Where the bytes `start..end` are looked for.
const fn place_of(bytes: &[u8], start: usize, end: usize) -> usize {
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325_u64, start);
    while at < end {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    (hash >> 32) as usize % PLACES
}

/// What a word in small letters is in English as a title, and whether it is German, in which other words may be written before it.
fn head_of(word: &str) -> Option<(&'static str, bool)> {
    let mut place = place_of(word.as_bytes(), 0, word.len());
    loop {
        let Listed { text, bytes, line, start } = WORDS[place];
        if bytes == 0 {
            return None;
        }
        let (language, list) = TEXTS[usize::from(text)];
        let (line, start) = (usize::from(line), usize::from(start));
        if &list.as_bytes()[start..start + usize::from(bytes)] == word.as_bytes()
            && let Some((english, _)) = list[line..].split_once(':')
            && courtesy(english).is_none()
            && match text % 2 {
                0 => !matches!(english, "qualifier" | "adjective" | "relative"),
                _ => is_class(english, class::TITLE | class::ROLE),
            }
        {
            return Some((english, language == "de"));
        }
        place = (place + 1) % PLACES;
    }
}

/// Words before what a title is of.
const BELONGING: &[&str] = &[
    "de", "du", "des", "d", "del", "della", "dello", "dei", "degli", "delle", "dell", "di", "do", "da", "dos", "das",
    "der", "vom", "von", "für", "pour", "para", "por", "per",
];

/// Words that titles of these languages have not, so that most English ones are told before a list is read.
const ENGLISH: &[&str] = &[
    "of",
    "for",
    "to",
    "at",
    "the",
    "and",
    "with",
    "from",
    "under",
    "on",
    "senator",
    "senators",
    "sen",
    "president",
    "secretary",
    "chairman",
    "attorney",
    "judge",
    "officer",
    "congressman",
    "governor",
    "chief",
    "former",
];

/// What a title of another language is in English (`minister` for `ministre de l'Intérieur`); none for other titles.
pub(in crate::person) fn english_title(role: &str) -> Option<String> {
    let is_told = |word: &str| ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word.trim_end_matches('.')));
    if role.split([' ', '-']).any(is_told) {
        return None;
    }
    let low = role.to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    let mut of = false;
    for word in low.split([' ', '\'', '’']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
        of = BELONGING.contains(&word);
        if of {
            break;
        }
        words.push(word);
    }
    let is_english = |word: &str| is_class(word, class::TITLE | class::ROLE);
    let at_end = |word: &str| {
        let mut ends = word.char_indices().map(|(at, _)| at).skip(2).take_while(|at| word.len() - at >= SHORTEST_TITLE);
        ends.find_map(|at| head_of(&word[at..]).filter(|(_, german)| *german)).map(|(english, _)| english)
    };
    let found =
        |word: &&str| head_of(word).map(|(english, _)| english).or_else(|| at_end(word)).filter(|_| !is_english(word));
    let english = || words.iter().copied().find(|word| of && is_english(word));
    let head = words.iter().find_map(found).or_else(english)?;
    let has =
        |beginnings: &[&str]| words.iter().any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)));
    Some(match head {
        "minister" if has(&["premier", "première", "primer", "primo", "primeir"]) => "premier".to_owned(),
        "vice-president" => "vice president".to_owned(),
        head if has(&["vice", "vize"]) => format!("vice {head}"),
        head => head.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::role::role_lines;
    use super::{ROLES, courtesy, english_title, head_of};

    #[test]
    fn each_title_of_the_lists_is_found_and_nothing_else() {
        for (language, _) in ROLES {
            for (english, words) in role_lines(language) {
                let title = !matches!(english, "qualifier" | "adjective" | "relative") && courtesy(english).is_none();
                for word in words.split_whitespace().filter(|_| title) {
                    assert!(head_of(word).is_some(), "{word} of {language}");
                }
            }
        }
        assert_eq!(head_of("obmann"), Some(("leader", true)));
        assert_eq!(head_of("ministre"), Some(("minister", false)));
        for word in ["", "der", "frau", "monsieur", "bürgermeisterinnenwahl", "#", ":"] {
            assert_eq!(head_of(word), None, "{word}");
        }
    }

    #[test]
    fn titles_of_one_office_are_equal_in_all_languages() {
        for (role, english) in [
            ("ministre de l'Intérieur", "minister"),
            ("Premier ministre israélien", "premier"),
            ("primer ministro", "premier"),
            ("primeiro-ministro de Portugal", "premier"),
            ("Bundeskanzler", "chancellor"),
            ("französischer Präsident", "president"),
            ("presidenta del Gobierno", "president"),
            ("vicepresidente", "vice president"),
            ("Vizekanzler", "vice chancellor"),
            ("Kanzlerkandidatin", "candidate"),
            ("secretario general del PSOE", "secretary"),
            ("candidate du Nouveau Front populaire", "candidate"),
            ("CDU-Vorsitzende", "leader"),
        ] {
            assert_eq!(english_title(role).as_deref(), Some(english), "{role}");
        }
        for role in ["Minister for Strategic Affairs", "Israeli Prime Minister", "Administrator", "Law", ""] {
            assert_eq!(english_title(role), None, "{role}");
        }
    }
}
