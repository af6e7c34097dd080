//! Whom a person's name means among those who answer to it.
//!
//! Owns what follows from the bearers that an index has: the shorter and the other spellings of the one who is meant, and initials
//! that may be another's. Which names answer by themselves is found in [`super::names`], what a title says in [`super::titled`].
//! The surprise: a name finds what the most frequent name of its bearer finds, so that it does not matter which is asked for.

use rustc_hash::FxHashSet;

use super::EngineError;
use super::bearer::{self, PREVAILING};
use super::document::NameClass;
use super::filing::surname_of;
use super::index::ArticleIndex;
use super::names::{NamedKey, find_one, find_person, with_parts};
use super::people::Role;
use super::surname::{fitting_roles, head};
use super::titled;
use crate::person;

/// So much of what one of a shorter and a longer name is called has to be what the other is called.
const FITTING: f64 = 0.3;

/// Offices of politics, of which one person holds several one after the other.
pub(super) const POLITICS: &[&str] = &[
    "president",
    "premier",
    "minister",
    "senator",
    "candidate",
    "governor",
    "mayor",
    "deputy",
    "congressman",
    "lawmaker",
    "leader",
    "politician",
    "vice president",
    "chancellor",
];

/// The names that a person's name means, other spellings included.
pub(super) fn find(index: &ArticleIndex, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let mut found = find_one(index, NameClass::Person, asked)?;
    titled::add_titled(index, asked, &mut found)?;
    found = titled::called_so(index, asked, found)?;
    titled::keep_addressed(asked, &mut found);
    let parsed = person::parse_name(asked);
    add_shorter(index, asked, &parsed, &mut found)?;
    drop_initials(index, asked, &parsed, &mut found)?;
    add_of_bearer(index, asked, &parsed, &mut found)?;
    if found.is_empty() {
        found = titled::behind_office(index, asked)?;
    }
    if found.is_empty() {
        found = titled::behind_qualifier(index, asked)?;
    }
    Ok(found)
}

fn is_full(named: &NamedKey) -> bool {
    named.key.contains(", ")
}

fn articles(names: &[NamedKey]) -> u64 {
    names.iter().map(|named| named.articles).sum()
}

/// Whether a filed name has nothing but initials for given names: `davis, m j`.
pub(super) fn has_initials_alone(key: &str) -> bool {
    key.split_once(", ").is_some_and(|(_, given)| given.split([' ', '-']).all(|part| part.chars().nth(1).is_none()))
}

/// Adds those who are called by the first of two surnames, or by a Chinese one without what follows it, where the longer name was
/// asked for: `Rodrigo Paz` for `Rodrigo Paz Pereira`, `Joshua Wong` for `Joshua Wong Chi-fung`.
///
/// A second given name is no surname (`John Fitzgerald Kennedy`), so that the titles have to fit, or the last part be no known
/// surname. A shorter name that is as well that of another stays out.
fn add_shorter(
    index: &ArticleIndex,
    asked: &str,
    parsed: &person::PersonName,
    found: &mut Vec<NamedKey>,
) -> Result<(), EngineError> {
    let own: Vec<NamedKey> = found.iter().filter(|named| is_full(named)).cloned().collect();
    let inner = parsed.given.iter().skip(1).map(|part| person::fold_part(part));
    let inner: Vec<String> = inner.filter(|part| person::is_rather_surname(part)).collect();
    if own.is_empty() || inner.is_empty() || parsed.suffix.is_some() {
        return Ok(());
    }
    let sought = person::SoughtName::new(asked);
    let shorter = |key: &str| {
        let surname = inner.iter().any(|part| surname_of(key) == part);
        let is = surname && !has_initials_alone(key) && sought.compare(&person::SoughtName::new(key)).same;
        f32::from(u8::from(is))
    };
    let mut short = with_parts(index, NameClass::Person, &inner, &shorter)?;
    short.retain(|named| !found.iter().any(|known| known.key == named.key));
    let listed = person::is_listed_surname(&person::fold_part(&parsed.surname));
    let called = if listed && !short.is_empty() { index.roles(&own)? } else { Vec::new() };
    for named in short {
        let fits = !listed || may_be_called(&index.roles(std::slice::from_ref(&named))?, &called);
        if fits && !is_shared(index, &sought, &named, articles(&own))? {
            found.push(named);
        }
    }
    Ok(())
}

/// Whether what two names are called may be said of one person.
pub(super) fn may_be_called(one: &[Role], other: &[Role]) -> bool {
    let fits = |one: &[Role], other: &[Role]| fitting_roles(one, other).is_some_and(|share| share >= FITTING);
    let politics = |roles: &[Role]| roles.iter().any(|role| POLITICS.contains(&head(&role.role).as_str()));
    fits(one, other) || fits(other, one) || politics(one) && politics(other)
}

/// Whether a shorter name may as well be that of somebody else whose longer name begins so, and who is about as frequent.
fn is_shared(
    index: &ArticleIndex,
    asked: &person::SoughtName,
    short: &NamedKey,
    own: u64,
) -> Result<bool, EngineError> {
    let mut others = find_person(index, &short.key)?;
    others.retain(|other| {
        let name = person::SoughtName::new(&other.key);
        is_full(other)
            && other.key != short.key
            && person::compare(&short.key, &other.key).same
            && !asked.compare(&name).same
    });
    Ok(others.iter().any(|other| own < PREVAILING * other.articles))
}

/// Drops initials that fit somebody else of the surname as well: `M. Davis` is neither Mary nor Michael Davis where both are about as
/// frequent.
fn drop_initials(
    index: &ArticleIndex,
    asked: &str,
    parsed: &person::PersonName,
    found: &mut Vec<NamedKey>,
) -> Result<(), EngineError> {
    let spelled_out = |key: &str| key.contains(", ") && !has_initials_alone(key);
    if !spelled_out(&parsed.key()) {
        return Ok(());
    }
    let own: u64 = found.iter().filter(|named| spelled_out(&named.key)).map(|named| named.articles).sum();
    let short: Vec<NamedKey> = found.iter().filter(|named| has_initials_alone(&named.key)).cloned().collect();
    if short.is_empty() {
        return Ok(());
    }
    let sought = person::SoughtName::new(asked);
    let mut surnames: Vec<String> = short.iter().map(|named| surname_of(&named.key).to_owned()).collect();
    surnames.sort();
    surnames.dedup();
    let letters: Vec<person::SoughtName> = short.iter().map(|named| person::SoughtName::new(&named.key)).collect();
    let rival = |key: &str| {
        let other = person::SoughtName::new(key);
        let is = spelled_out(key) && !sought.compare(&other).same && letters.iter().any(|it| it.compare(&other).same);
        f32::from(u8::from(is))
    };
    let rivals = with_parts(index, NameClass::Person, &surnames, &rival)?;
    let mut shared: FxHashSet<&str> = FxHashSet::default();
    for (named, name) in short.iter().zip(&letters) {
        let most = rivals.iter().filter(|other| name.compare(&person::SoughtName::new(&other.key)).same);
        if most.map(|other| other.articles).max().is_some_and(|most| most > 0 && own < PREVAILING * most) {
            shared.insert(&named.key);
        }
    }
    found.retain(|named| !shared.contains(named.key.as_str()));
    Ok(())
}

/// Adds what the most frequent name of the bearer leads to, where a full name has one: `Bibi Netanyahu` finds Benjamin Netanyahu, and by
/// that name also what is written in other letters.
fn add_of_bearer(
    index: &ArticleIndex,
    asked: &str,
    parsed: &person::PersonName,
    found: &mut Vec<NamedKey>,
) -> Result<(), EngineError> {
    if parsed.given.is_empty() {
        return Ok(());
    }
    let key = parsed.key();
    let full: Vec<NamedKey> = found.iter().filter(|named| is_full(named)).cloned().collect();
    let groups = bearer::group(index, NameClass::Person, full);
    let has_it = |group: &&Vec<NamedKey>| group.iter().any(|named| named.key == key);
    let Some(names) = (if groups.len() == 1 { groups.first() } else { groups.iter().find(has_it) }) else {
        return Ok(());
    };
    // A number or `Jr.` says which of several is meant, unless the index has it of this one.
    if parsed.suffix.is_some() && !has_it(&names) {
        return Ok(());
    }
    let leader = &names[0].key;
    if *leader == key || has_initials_alone(leader) || !person::compare(asked, leader).same {
        return Ok(());
    }
    let groups = bearer::group(index, NameClass::Person, find_person(index, leader)?);
    let own = groups.into_iter().find(|group| group.iter().any(|named| named.key == *leader)).unwrap_or_default();
    // What the index takes for two is not put together by asking for one of them.
    if are_apart(names, &own) {
        return Ok(());
    }
    let known: FxHashSet<String> = found.iter().map(|named| named.key.clone()).collect();
    found.extend(own.into_iter().filter(|named| !known.contains(&named.key)));
    Ok(())
}

/// Whether two groups have no name in common but the first of one.
fn are_apart(names: &[NamedKey], own: &[NamedKey]) -> bool {
    names.len() > 1 && !names[1..].iter().any(|named| own.iter().any(|other| other.key == named.key))
}

/// The most frequent full name of whom a full name means that nobody of the index is filed under, as it is written: `Osama bin Laden`
/// for `Usama bin Ladin`.
pub(super) fn usual_form(asked: &str, found: &[NamedKey]) -> Option<String> {
    let parsed = person::parse_name(asked);
    let own = parsed.key();
    if parsed.given.is_empty() || found.iter().any(|named| named.key == own) {
        return None;
    }
    let full = found.iter().filter(|named| is_full(named) && named.key.is_ascii() && !has_initials_alone(&named.key));
    let most = full.max_by_key(|named| named.articles)?;
    person::compare(asked, &most.key).same.then(|| displayed(&most.key))
}

/// Most forms of a name that are looked for as they are written.
const MOST_FORMS: usize = 6;

/// The full names of the same surname that a full name, or a title and a surname, finds, the most frequent first, as they are written:
/// each of them may stand where it was not recognised, whichever was asked for. What has the asked one in it is found by that. A surname
/// alone asks for those who were recognised, and no ship that is named after its bearer.
pub(super) fn forms(asked: &str, found: &[NamedKey]) -> Vec<String> {
    // Where another spelling was typed, what has that comes first, and is found by its marks.
    let meant = if titled::is_titled(asked) { titled::in_full(asked, found) } else { asked };
    let meant = person::parse_name(meant);
    if meant.given.is_empty() {
        return Vec::new();
    }
    let (sought, surname) = (person::SoughtName::new(&meant.key()), meant.surname_key());
    let full = found.iter().filter(|named| surname_of(&named.key) == surname && is_full(named));
    let full = full.filter(|named| named.key.is_ascii() && !has_initials_alone(&named.key));
    let mut full: Vec<&NamedKey> =
        full.filter(|named| sought.compare(&person::SoughtName::new(&named.key)).same).collect();
    full.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    let typed = person::parse_name(asked);
    let own = format!(" {} ", displayed(&typed.key()));
    let is_found = |form: &String| !typed.given.is_empty() && format!(" {form} ").contains(&own);
    let forms = full.into_iter().map(|named| displayed(&named.key));
    forms.filter(|form| !is_found(form)).take(MOST_FORMS).collect()
}

/// A filed name in the order in which it is written.
fn displayed(key: &str) -> String {
    let name = person::parse_name(key);
    let words = name.given.iter().chain(&name.particles).chain([&name.surname]).chain(&name.suffix);
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filed_name_is_written_with_its_surname_behind_and_a_number_last() {
        assert_eq!(displayed("bin laden, osama"), "osama bin laden");
        assert_eq!(displayed("biden, joseph r jr"), "joseph r biden jr");
    }

    #[test]
    fn one_person_holds_several_offices_and_not_any_two_callings() {
        let called = |role: &str| [Role { role: role.to_owned(), articles: 2 }];
        assert!(may_be_called(&called("Senator"), &called("Bolivian president")));
        assert!(may_be_called(&called("the coach"), &called("coach")));
        assert!(!may_be_called(&called("coach"), &called("president")) && !may_be_called(&[], &called("president")));
    }

    #[test]
    fn initials_alone_are_told() {
        assert!(has_initials_alone("davis, m") && has_initials_alone("pershing, j j"));
        assert!(!has_initials_alone("davis, mary m") && !has_initials_alone("davis"));
    }
}
