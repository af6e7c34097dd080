//! Whether a surname that stands alone in some articles is one known person's.
//!
//! Owns that decision and nothing else: which names answer to a question is decided in [`super::names`]. The surprise: it
//! is made when a name is asked for, from what the whole index shows by then, so that a second bearer who comes in later
//! takes it back; and directories never count by it.

use rustc_hash::FxHashSet;

use super::EngineError;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names::{self, NameSpelling, NamedKey};
use super::people::Role;
use crate::person;

/// The bearer has so many times the articles of all others of the surname.
const ALONE: u64 = 12;
/// With this many times only, titles have to speak for the bearer.
const LEADING: u64 = 4;
/// The bearer has to be named in full in so many articles.
const KNOWN: u64 = 3;
/// Of what the surname alone is called, so much has to be what the bearer is called in other articles.
const FITTING: f64 = 0.6;
/// As much for a bearer that only leads.
const TELLING: f64 = 0.8;

/// The filed surname that stands for the person asked for wherever it stands alone, if there is one.
///
/// `found` is what answers to `asked`. `None` when the question names no full name, when others bear the surname, or when
/// the articles that have it alone give it other titles.
pub(crate) fn standing_for(
    index: &ArticleIndex,
    asked: &str,
    found: &[NamedKey],
) -> Result<Option<NamedKey>, EngineError> {
    let known: u64 = found.iter().filter(|named| named.key.contains(", ")).map(|named| named.articles).sum();
    if index.names.spelling == NameSpelling::AsWritten || known < KNOWN {
        return Ok(None);
    }
    let parsed = person::parse_name(asked);
    let surname = person::fold_part(&parsed.surname);
    if parsed.given.is_empty() || surname.is_empty() || found.iter().any(|named| named.key == surname) {
        return Ok(None);
    }
    let class = NameClass::Person;
    let Some(alone) = names::named(index, class, std::slice::from_ref(&surname))?.pop().filter(|it| it.articles > 0)
    else {
        return Ok(None);
    };
    let bears = |key: &str| {
        let own = key.split_once(", ").is_some_and(|(other, _)| other == surname);
        f32::from(u8::from(own))
    };
    let bearers = names::with_parts(index, class, std::slice::from_ref(&surname), &bears)?;
    let is_own = |named: &&NamedKey| found.iter().any(|own| own.key == named.key);
    let others: u64 = bearers.iter().filter(|named| !is_own(named)).map(|named| named.articles).sum();
    if others * LEADING > known {
        return Ok(None);
    }
    let called = index.roles(std::slice::from_ref(&alone))?;
    // Nothing speaks against a surname that is called nothing, whatever its bearer is.
    let fitting = if called.is_empty() { None } else { fitting(&called, &index.roles(found)?) };
    let needed = if others * ALONE > known { TELLING } else { FITTING };
    let silent = fitting.is_none() && others * ALONE <= known;
    Ok((silent || fitting.is_some_and(|share| share >= needed)).then_some(alone))
}

/// The share of the titles of a surname that are those of the person; `None` when it has none.
fn fitting(alone: &[Role], bearer: &[Role]) -> Option<f64> {
    let held: FxHashSet<String> = bearer.iter().map(|role| person::title_head(&role.role)).collect();
    let all: u64 = alone.iter().map(|role| role.articles).sum();
    let same: u64 =
        alone.iter().filter(|role| held.contains(&person::title_head(&role.role))).map(|role| role.articles).sum();
    (all > 0).then(|| same as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(roles: &[(&str, u64)]) -> Vec<Role> {
        roles.iter().map(|(role, articles)| Role { role: (*role).to_owned(), articles: *articles }).collect()
    }

    #[test]
    fn a_surname_alone_has_to_be_called_what_its_bearer_is_called() {
        let bearer = called(&[("Senator", 9), ("Republican leader", 2)]);
        assert_eq!(fitting(&called(&[("U.S. Sen.", 2), ("Leader", 1)]), &bearer), Some(1.0));
        assert_eq!(fitting(&called(&[("Judge", 3), ("Senator", 1)]), &bearer), Some(0.25));
        assert_eq!(fitting(&called(&[]), &bearer), None, "nothing speaks against it");
    }
}
