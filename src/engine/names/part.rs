//! The names that have a part: a surname in any spelling, a given name, a word of an organisation or a place.
//!
//! Walks through the list of names ([`super::super::roster`]) and through what leads on to others ([`super::super::lead`]). The surprise: a name that has a
//! part in two ways comes twice.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::super::EngineError;
use super::super::document::NameClass;
use super::super::filing::{asked_parts, beginnings, has_word, is_spelling, may_be_altered};
use super::super::index::ArticleIndex;
use super::super::roster::Roster;
use super::{AGREEMENT, NamedKey, place};
use crate::person;

/// The names that have any of some parts and agree well enough.
pub(crate) fn with_parts(
    index: &ArticleIndex,
    class: NameClass,
    parts: &[String],
    agreement: &dyn Fn(&str) -> f32,
) -> Result<Vec<NamedKey>, EngineError> {
    let mut found: Vec<NamedKey> = Vec::new();
    let mut known: FxHashSet<String> = FxHashSet::default();
    for part in parts {
        each_with_part(index, class, part, |key| {
            if known.contains(key) {
                return;
            }
            let agreement = agreement(key);
            // Most keys that begin like a word do not agree, which takes less to tell than whether they have it.
            let agrees = agreement >= AGREEMENT && (class == NameClass::Person || has_word(key, part));
            // A person may come by several parts, and to compare takes long; of the others few that come are found.
            if agrees || class == NameClass::Person {
                known.insert(key.to_owned());
            }
            if agrees {
                found.push(NamedKey { key: key.to_owned(), agreement, ..NamedKey::default() });
            }
        })?;
    }
    place(index, class, &mut found)?;
    Ok(found)
}

/// Calls back with the keys of the names that have a part. A name may come more than once.
fn each_with_part(
    index: &ArticleIndex,
    class: NameClass,
    part: &str,
    mut call: impl FnMut(&str),
) -> Result<(), EngineError> {
    if class != NameClass::Person {
        return each_with_word(index, class, part, call);
    }
    if !is_spelling(part) {
        return each_person(index, part, call);
    }
    let mut written: BTreeSet<String> = BTreeSet::new();
    for segment in 0..index.searcher.segment_readers().len() {
        let read = index.leads(segment, class)?.each_word(part, |word| {
            written.insert(word.to_owned());
        });
        read.map_err(|error| EngineError::io(&index.path, error))?;
    }
    for part in written {
        each_person(index, &part, &mut call)?;
    }
    Ok(())
}

/// Spellings of a surname that the index has in another alphabet: `拜登` for `biden`.
pub(crate) fn in_other_letters(index: &ArticleIndex, surname: &str) -> Result<BTreeSet<String>, EngineError> {
    let latin = |text: &str| text.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
    let class = NameClass::Person;
    let mut written: BTreeSet<String> = BTreeSet::new();
    for part in asked_parts(class, surname).iter().filter(|part| is_spelling(part)) {
        for segment in 0..index.searcher.segment_readers().len() {
            let read = index.leads(segment, class)?.each_word(part, |other| {
                if latin(other) != latin(surname) && person::compare(surname, other).same {
                    written.insert(other.to_owned());
                }
            });
            read.map_err(|error| EngineError::io(&index.path, error))?;
        }
    }
    Ok(written)
}

/// Calls back with the persons who have a part as written.
fn each_person(index: &ArticleIndex, part: &str, mut call: impl FnMut(&str)) -> Result<(), EngineError> {
    let class = NameClass::Person;
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let of_surname = |key: &[u8]| matches!(key.get(part.len()), None | Some(b','));
        let (roster, leads) = (Roster::open(index, reader)?, index.leads(segment, class)?);
        let read = roster.keys_beginning(class, part, of_surname, &mut call);
        let read = read.and_then(|()| roster.each_name_key(&leads.names(class, part)?, |_, key| call(key)));
        read.map_err(|error| EngineError::io(&index.path, error))?;
    }
    Ok(())
}

/// Calls back with the organisations or places that have a word, and with some that begin like it.
fn each_with_word(
    index: &ArticleIndex,
    class: NameClass,
    word: &str,
    mut call: impl FnMut(&str),
) -> Result<(), EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let finder = memchr::memmem::Finder::new(word);
    let altered = may_be_altered(word);
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let roster = Roster::open(index, reader)?;
        let wanted = |key: &[u8]| altered || finder.find(key).is_some() || key.contains(&b'.');
        for beginning in beginnings(word) {
            roster.keys_beginning(class, &beginning, wanted, &mut call).map_err(io)?;
        }
        let led = index.leads(segment, class)?.names(class, word).map_err(io)?;
        roster.each_name_key(&led, |_, key| call(key)).map_err(io)?;
    }
    Ok(())
}
