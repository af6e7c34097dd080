//! The terms under which a name is filed: its mark, and what leads to it.
//!
//! Owns how those terms are spelled; who looks for them is not known here. The mark of a name stands in the text. Leads ([`super::lead`]) go from a spelling of a person's surname to the part as
//! written, and from a part of a person's name or a word of another to the keys that have it. Keys are
//! looked up by what they begin with in the list of names ([`super::roster`]), which has them in order. The surprise: a
//! dictionary pays for every letter that a term does not share with its neighbours, so nothing is filed under what its key
//! begins with, and what leads to keys gives their numbers in the order of names and not their letters.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::analyzer::NAME_MARK;
use super::document::NameClass;
use crate::person;

/// What spellings of a surname have in common, as [`person::spelling_keys`] gives it, begins with one of these.
const SPELLINGS: [char; 2] = ['#', '~'];

/// Letters of a mark. A dictionary has one byte for each of the sixty-three most frequent, and two for others; what branches
/// into more than thirty-two has a table of 256 places, so the first letters are of half of them.
const LETTERS: &[u8; 64] = b"012345bcdefghilmnoprstuvw./-&:=_6789ajkqxyzABCDEFHILMNOPRSTWGUV+";

/// The term that stands for a name in the text: forty-four bits of a hash of its class and key, since the
/// dictionary of a text pays for every letter and never has to tell which name it was.
pub(crate) fn name_mark_term(class: NameClass, key: &str) -> String {
    let mut term = String::with_capacity(9);
    term.push(NAME_MARK);
    // An odd number with no pattern in its bits keeps the classes apart.
    let mut hash = xxh3_64(key.as_bytes()) ^ u64::from(class.code()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for bits in [5, 5, 5, 5, 6, 6, 6, 6] {
        term.push(char::from(LETTERS[(hash & ((1 << bits) - 1)) as usize]));
        hash >>= bits;
    }
    term
}

/// What the terms begin with that lead on from a part of a person's name, or a word of another.
pub(crate) fn part_term(class: NameClass, part: &str) -> String {
    let mut term = String::with_capacity(part.len() + 2);
    term.push(class.code());
    term.push_str(part);
    term.push('\0');
    term
}

/// True when what a part leads to is a part as written, and not keys.
pub(crate) fn is_spelling(part: &str) -> bool {
    part.starts_with(SPELLINGS)
}

/// The surname that a person's key begins with.
pub(crate) fn surname_of(key: &str) -> &str {
    key.split_once(", ").map_or(key, |(surname, _)| surname)
}

/// A person's name by its parts.
pub(crate) struct PersonParts {
    /// Words of the surname, without particles.
    pub(crate) surname: Vec<String>,
    /// Given names that are more than an initial or an abbreviation.
    pub(crate) given: Vec<String>,
}

impl PersonParts {
    /// The parts of a key, and of the written name that it was made of, since a key has no dots.
    pub(crate) fn of(written: &str, key: &str) -> PersonParts {
        let parsed = person::parse_name(key);
        let mut given: Vec<String> = parsed.given.iter().map(|part| person::fold_part(part)).collect();
        given.retain(|part| part.chars().count() > 1);
        if !given.is_empty() && written.contains('.') {
            let written = person::fold_part(written);
            let words: FxHashSet<&str> = written.split([' ', ',', '"', '(', ')']).collect();
            given.retain(|part| words.contains(part.as_str()));
        }
        PersonParts { surname: parsed.surname.split_whitespace().map(person::fold_part).collect(), given }
    }
}

/// What leads to the surname word of a person: its other spellings.
pub(crate) fn spelling_terms(word: &str) -> Vec<String> {
    let spellings = person::spelling_keys(word).into_iter().filter(|key| is_spelling(key));
    spellings.map(|spelling| part_term(NameClass::Person, &spelling) + word).collect()
}

/// The parts of a person's name that lead to its key: all that the key does not begin with, and a surname in other
/// letters as it is in Latin ones.
pub(crate) fn leading_parts<'p>(parts: &'p PersonParts, key: &str) -> Vec<Cow<'p, str>> {
    let surname = surname_of(key);
    let latin = parts.surname.iter().flat_map(|word| person::latin_parts(word)).map(Cow::Owned);
    let own = parts.surname.iter().chain(&parts.given).filter(|word| *word != surname);
    let mut words: Vec<Cow<'p, str>> = own.map(|word| Cow::Borrowed(word.as_str())).chain(latin).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What the keys of organisations and places that begin with a word may begin with; see [`begins_with`].
pub(crate) fn beginnings(word: &str) -> Vec<String> {
    let mut beginnings = vec![word.to_owned(), format!("{ARTICLE}{word}")];
    if word.len() > 1 && word.len() <= LONGEST_DOTTED && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        beginnings.push(letters.join("."));
    }
    beginnings
}

/// Before the first word of some keys.
const ARTICLE: &str = "the ";
/// Longest abbreviation that is looked for with its dots: `u.s.s.r.`
const LONGEST_DOTTED: usize = 6;

/// True when a key has one of the [`beginnings`] of a word.
fn begins_with(key: &str, word: &str) -> bool {
    let dotted = || {
        let abbreviation = word.len() <= LONGEST_DOTTED && key.as_bytes().get(1) == Some(&b'.');
        abbreviation && beginnings(word).iter().any(|beginning| key.starts_with(beginning))
    };
    key.starts_with(word) || key.strip_prefix(ARTICLE).is_some_and(|rest| rest.starts_with(word)) || dotted()
}

/// The words of an organisation or a place that lead to it: all that its key does not begin with.
pub(crate) fn further_words(key: &str) -> Vec<String> {
    let mut words = lookup_words(key);
    words.retain(|word| !begins_with(key, word));
    words
}

/// Whether an organisation or a place is filed under a word, wherever in the name that stands.
pub(crate) fn has_word(key: &str, word: &str) -> bool {
    let is_looked_up = word.chars().nth(1).is_some();
    is_looked_up && may_have_word(key, word) && telling_words(&dotless(key)).any(|other| other == word)
}

/// Letters of the longest of [`JOINTS`].
const LONGEST_JOINT: usize = 3;
/// Words inside names that say nothing.
const JOINTS: &[&str] = &[
    "the", "of", "and", "for", "in", "on", "at", "to", "de", "la", "le", "les", "du", "des", "del", "el", "et", "di",
    "da", "do", "der", "die", "das", "und", "al",
];

/// The parts by which a name that was asked for is looked up: the surname in all its spellings and the given names, or words.
pub(crate) fn asked_parts(class: NameClass, name: &str) -> Vec<String> {
    if class != NameClass::Person {
        return lookup_words(&super::fold::fold(&name.to_lowercase()));
    }
    let parsed = person::parse_name(name);
    let mut parts: Vec<String> = parsed.surname.split_whitespace().flat_map(person::spelling_keys).collect();
    parts.extend(parsed.surname.split_whitespace().flat_map(person::asked_latin_parts));
    let given = parsed.given.iter().map(|part| person::fold_part(part));
    parts.extend(given.filter(|part| part.chars().count() > 1));
    parts.sort();
    parts.dedup();
    parts
}

fn is_joint(word: &str) -> bool {
    word.len() <= LONGEST_JOINT && JOINTS.contains(&word)
}

/// The telling words of an organisation's or a place's folded name, in order; `u.n.` is one word.
pub(crate) fn name_words(folded: &str) -> Vec<String> {
    telling_words(&dotless(folded)).map(Cow::into_owned).collect()
}

/// How many words a folded name has by [`name_words`], where it has some words in their order; `None` where it does not. Makes no
/// list of them.
pub(crate) fn count_with_row(folded: &str, words: &[String]) -> Option<usize> {
    let (mut count, mut rest) = (0, words);
    for word in telling_words(&dotless(folded)) {
        count += 1;
        if rest.first().is_some_and(|next| word == *next) {
            rest = &rest[1..];
        }
    }
    rest.is_empty().then_some(count)
}

fn dotless(folded: &str) -> Cow<'_, str> {
    if memchr::memchr(b'.', folded.as_bytes()).is_some() { folded.replace('.', "").into() } else { folded.into() }
}

/// The telling words of a name without dots; all where none is telling.
fn telling_words(dotless: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = || dotless.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = words().any(|word| !is_joint(word));
    words().filter(move |word| !telling || !is_joint(word)).map(american)
}

/// False when no word of a folded name can be `word`, as [`name_words`] gives them. Costs next to nothing.
pub(crate) fn may_have_word(folded: &str, word: &str) -> bool {
    let has = |piece: &str| memchr::memmem::find(folded.as_bytes(), piece.as_bytes()).is_some();
    let altered = || BRITISH.iter().find(|(_, american)| *american == word).is_some_and(|(british, _)| has(british));
    has(word) || folded.contains('.') || altered() || word.contains("ization") && has("isation")
}

/// True for a word that names may have in another spelling, dots apart.
pub(crate) fn may_be_altered(word: &str) -> bool {
    word.contains("ization") || BRITISH.iter().any(|(_, american)| *american == word)
}

/// Words in two spellings.
const BRITISH: [(&str, &str); 4] =
    [("centre", "center"), ("defence", "defense"), ("labour", "labor"), ("theatre", "theater")];

/// Letters of the shortest word in two spellings.
const SHORTEST_BRITISH: usize = 6;

/// A word of a name in one of its two English spellings.
fn american(word: &str) -> Cow<'_, str> {
    if word.len() < SHORTEST_BRITISH {
        return word.into();
    }
    if let Some((_, american)) = BRITISH.iter().find(|(british, _)| *british == word) {
        return (*american).into();
    }
    if !word.contains("isation") {
        return word.into();
    }
    word.replace("isation", "ization").into()
}

/// The words of an organisation's or a place's folded name by which it is looked up.
fn lookup_words(folded: &str) -> Vec<String> {
    let mut words = name_words(folded);
    words.retain(|word| word.chars().count() > 1);
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_short_and_tell_classes_apart() {
        let mark = name_mark_term(NameClass::Person, "lima, ana");
        assert_eq!(mark.len(), 9);
        assert_ne!(mark, name_mark_term(NameClass::Place, "lima, ana"));
        assert_ne!(mark, name_mark_term(NameClass::Person, "lima, anna"));
        let mut letters = LETTERS.to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 64, "each letter once");
    }

    #[test]
    fn what_a_persons_key_does_not_begin_with_leads_to_it() {
        let of_both = |written: &str, key: &str| {
            let parts = PersonParts::of(written, key);
            leading_parts(&parts, key).into_iter().map(Cow::into_owned).collect::<Vec<String>>()
        };
        let parts = |key: &str| of_both(key, key);
        assert_eq!(parts("hopper, ann b"), ["ann"]);
        assert_eq!(of_both("Wm. Henry Hopper", "hopper, wm henry"), ["henry"]);
        assert_eq!(parts("von der leyen, ursula"), ["leyen", "ursula"]);
        assert_eq!(parts("hannibal"), [""; 0]);
        assert_eq!(parts("king, martin luther jr"), ["luther", "martin"]);
        let spellings = spelling_terms("netanyahu");
        assert!(!spellings.is_empty());
        assert!(spellings.iter().all(|term| term.ends_with("\0netanyahu") && is_spelling(&term[1..])), "{spellings:?}");
    }

    #[test]
    fn an_organisation_is_filed_under_the_words_that_do_not_begin_it() {
        assert_eq!(further_words("committee on foreign relations"), ["foreign", "relations"]);
        assert_eq!(further_words("the united nations"), ["nations"]);
        assert_eq!(further_words("u.s. senate"), ["senate"]);
        assert_eq!(further_words("centre for women"), ["center", "women"]);
        assert_eq!(further_words("hamas"), [""; 0]);
    }

    #[test]
    fn an_organisation_has_the_words_that_it_is_found_by() {
        for (key, word, expected) in [
            ("ministry of defence", "defense", true),
            ("ministry of defence", "of", false),
            ("organisation of states", "organization", true),
            ("labourers", "labor", false),
            ("u.s.", "us", true),
            ("united states", "state", false),
        ] {
            assert_eq!(has_word(key, word), expected, "{key} {word}");
        }
    }

    #[test]
    fn a_row_of_words_is_looked_for_in_its_order() {
        let row = |key: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            count_with_row(key, &words)
        };
        assert_eq!(row("ministry of defence", &["ministry", "defense"]), Some(2));
        assert_eq!(row("u.s. house of representatives", &["us", "representatives"]), Some(3));
        assert_eq!(row("bank of england", &["england", "bank"]), None);
        assert_eq!(row("bank of england", &["of"]), None, "it says nothing beside others");
        assert_eq!(row("the of", &["of"]), Some(2), "where nothing else is left it counts");
    }
}
