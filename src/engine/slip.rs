//! Names that differ from the one asked for by a slip of the pen in the surname: `Lincoln Chaffee`, `Kay Bailey Hutchinson`.
//!
//! Owns whether a misspelt name and a much more frequent one with the same given names are one bearer's, in either direction: who asks
//! for the right name finds the article with the slip, and who makes the slip finds the rest. Spellings that are known as such are
//! found by [`super::names`]. The surprise: two surnames that are both common stay two (Tim Johnston is not Tim Johnson), unless
//! the rarer bearer is called what the other is called or has more than one given name in common with him.

use super::EngineError;
use super::bearer::PREVAILING;
use super::document::NameClass;
use super::filing::surname_of;
use super::index::ArticleIndex;
use super::names::{NamedKey, named};
use super::roster::Roster;
use super::surname::fitting_roles;
use crate::person;

/// Surnames of fewer letters differ by one in too many ways.
const LETTERS: usize = 5;
/// A name in more articles than this is no slip.
const MOST_SLIPS: u64 = 3;
/// The rarer bearer is called so to this share what the other is called.
const FITTING: f64 = 0.6;
/// With more names than this of one given name in a segment they are looked through only for a name that is hardly found as asked.
const CROWD: usize = 1_000;

/// Adds to what was found as asked the names that are a slip away, where one of the two is much rarer.
pub(super) fn add_slips(
    index: &ArticleIndex,
    asked: &person::PersonName,
    sought: &person::SoughtName,
    found: &mut Vec<NamedKey>,
) -> Result<(), EngineError> {
    let surname = asked.surname_key();
    let given: Vec<String> = asked.given.iter().map(|part| person::fold_part(part)).collect();
    let spelled_out = given.iter().filter(|part| part.chars().count() > 2).count();
    let Some(first) = given.first().filter(|part| part.chars().count() > 2) else { return Ok(()) };
    if surname.chars().count() < LETTERS || found.is_empty() {
        return Ok(());
    }
    let own: Vec<NamedKey> = found.iter().filter(|named| surname_of(&named.key) == surname).cloned().collect();
    let known: u64 = own.iter().map(|named| named.articles).sum();
    let keys = candidates(index, first, &surname, sought, known <= MOST_SLIPS)?;
    let mut names = named(index, NameClass::Person, &keys)?;
    names.retain(|named| named.articles > 0 && !found.iter().any(|known| known.key == named.key));
    names.sort_by(|a, b| surname_of(&a.key).cmp(surname_of(&b.key)));
    let mut frequent: Vec<Vec<NamedKey>> = Vec::new();
    for names in names.chunk_by(|a, b| surname_of(&a.key) == surname_of(&b.key)) {
        let articles: u64 = names.iter().map(|named| named.articles).sum();
        let other = surname_of(&names[0].key);
        let (rare, common, slip) =
            if articles < known { (names, &own[..], other) } else { (&own[..], names, &*surname) };
        let (less, more) = (articles.min(known), articles.max(known));
        if !is_slip(less, more) {
            continue;
        }
        if spelled_out < 2 && person::is_common_surname(slip) && !are_called_alike(index, rare, common)? {
            continue;
        }
        if articles < known {
            found.extend_from_slice(names);
        } else {
            frequent.push(names.to_vec());
        }
    }
    // A slip that could be of two says nothing.
    if let [meant] = &frequent[..] {
        found.extend_from_slice(meant);
    }
    Ok(())
}

/// Whether a name in so few articles may be a slip for one in so many.
pub(super) fn is_slip(less: u64, more: u64) -> bool {
    less <= MOST_SLIPS && more >= PREVAILING * less.max(1)
}

/// Whether a surname in few articles may be a slip for one in many, going by the full names of those who bear them: none of the rare
/// one's has to have a given name that the others lack. One that nobody has in full is a name of its own when the lists have it.
pub(super) fn may_be_of(rare: &str, of_rare: &[person::SoughtName], of_frequent: &[person::SoughtName]) -> bool {
    if of_rare.is_empty() {
        return !person::is_listed_surname(rare);
    }
    of_rare.iter().all(|rare| of_frequent.iter().any(|frequent| rare.compare(frequent).same))
}

/// Keys that have the given name, a surname one letter away, and agree as whole names.
fn candidates(
    index: &ArticleIndex,
    given: &str,
    surname: &str,
    sought: &person::SoughtName,
    hardly_known: bool,
) -> Result<Vec<String>, EngineError> {
    let class = NameClass::Person;
    let io = |error| EngineError::io(&index.path, error);
    let mut keys: Vec<String> = Vec::new();
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let leads = index.leads(segment, class)?.names(class, given).map_err(io)?;
        if leads.len() > CROWD && !hardly_known {
            continue;
        }
        let roster = Roster::open(index, reader)?;
        let near = |_, key: &str| {
            let other = surname_of(key);
            let may_be =
                other.as_bytes().first() == surname.as_bytes().first() && other.len().abs_diff(surname.len()) <= 2;
            if may_be
                && other != surname
                && strsim::osa_distance(other, surname) == 1
                && sought.compare(&person::SoughtName::new(key)).same
            {
                keys.push(key.to_owned());
            }
        };
        roster.each_name_key(&leads, near).map_err(io)?;
    }
    keys.sort();
    keys.dedup();
    Ok(keys)
}

/// Whether the rarer bearer has titles, and they are those of the other.
fn are_called_alike(index: &ArticleIndex, rare: &[NamedKey], common: &[NamedKey]) -> Result<bool, EngineError> {
    let roles = index.roles(rare)?;
    Ok(fitting_roles(&roles, &index.roles(common)?).is_some_and(|share| share >= FITTING))
}
