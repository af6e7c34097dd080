//! Who may be meant by initials: `MBS`, `JFK`.
//!
//! Owns reading the names of persons for their first letters. It must not decide that anybody is meant: letters are only suggested.
//! The surprise: the names are read from end to end, so that this is for what nobody answers to.

use rustc_hash::FxHashSet;

use super::super::EngineError;
use super::super::document::NameClass;
use super::super::index::ArticleIndex;
use super::super::names;
use super::super::roster::Roster;
use super::Spelling;
use crate::person;

/// Most names that are counted.
const MOST: usize = 2_000;

/// The keys of the persons whose names have these first letters, the most frequent first.
pub(super) fn bearers(index: &ArticleIndex, letters: &str) -> Result<Vec<Spelling>, EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let class = NameClass::Person;
    let mut keys: FxHashSet<String> = FxHashSet::default();
    for segment in index.searcher.segment_readers() {
        let roster = Roster::open(index, segment)?;
        // The surname comes first in the key and begins with one of the letters.
        for first in letters.chars().collect::<std::collections::BTreeSet<char>>() {
            let full = |key: &[u8]| memchr::memmem::find(key, b", ").is_some();
            let add = |key: &str| {
                if has_initials(key, letters) {
                    keys.insert(key.to_owned());
                }
            };
            roster.keys_beginning(class, first.encode_utf8(&mut [0; 4]), full, add).map_err(io)?;
        }
    }
    let mut keys: Vec<String> = keys.into_iter().collect();
    keys.sort();
    keys.truncate(MOST);
    let mut found = names::named(index, class, &keys)?;
    found.retain(|named| named.articles > 0);
    found.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    Ok(found.into_iter().map(|named| Spelling { text: named.key, articles: named.articles }).collect())
}

/// Whether the words of a filed name begin with these letters, in the order in which it is written, particles with or without.
fn has_initials(key: &str, letters: &str) -> bool {
    let name = person::parse_name(key);
    let of = |words: &mut dyn Iterator<Item = &String>| -> String {
        let parts = words.flat_map(|word| word.split([' ', '-']));
        parts.filter_map(|part| part.chars().next()).collect()
    };
    let surname = || std::iter::once(&name.surname);
    of(&mut name.given.iter().chain(&name.particles).chain(surname())) == letters
        || !name.particles.is_empty() && of(&mut name.given.iter().chain(surname())) == letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_name_as_it_is_written() {
        for (key, letters) in [
            ("bin salman, mohammed", "mbs"),
            ("lopez obrador, andres manuel", "amlo"),
            ("kennedy, john f", "jfk"),
            ("king, martin luther jr", "mlk"),
            ("von der leyen, ursula", "uvdl"),
            ("von der leyen, ursula", "ul"),
        ] {
            assert!(has_initials(key, letters), "{key} {letters}");
        }
        for (key, letters) in [("kennedy, john", "jfk"), ("brown, mary s", "mbs")] {
            assert!(!has_initials(key, letters), "{key} {letters}");
        }
    }
}
