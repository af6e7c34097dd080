//! Names that are asked for with a title: `Vice President Cheney`, `Secretary of State Rubio`, `PM Modi`.
//!
//! Owns whom a title and a name mean among those who bear the name: they who are called so in the index. Which names there are is
//! found by [`super::names`]. The surprise: with a title, or where only the surname is misspelt, it is the full name of the bearer
//! that says whose a surname is where it stands alone.

use std::borrow::Cow;

use super::EngineError;
use super::bearer::{self, PREVAILING};
use super::document::NameClass;
use super::filing::surname_of;
use super::index::ArticleIndex;
use super::names::{AGREEMENT, NamedKey, find_one};
use super::surname::head;
use crate::person;

/// Titles that texts leave out where they say what somebody commands.
const RANKS: &[&str] = &["general", "marshal", "admiral", "colonel", "major", "captain", "commander", "lieutenant"];

/// Whether a filed surname is the one asked for, its Arabic article apart.
fn is_surname(filed: &str, asked: &str) -> bool {
    filed == asked || person::without_article(filed) == Some(asked)
}

/// Offices that are letters before a name, and are not read as a title in texts, where `8 PM` stands.
const LETTERS: &[(&str, &str)] = &[
    ("PM", "Prime Minister"),
    ("FM", "Foreign Minister"),
    ("CM", "Chief Minister"),
    ("VP", "Vice President"),
    ("AG", "Attorney General"),
];
/// Offices that are written shorter before a name, and never the name.
const SHORTENED: &[(&str, &str)] = &[
    ("Sec", "Secretary"),
    ("Secy", "Secretary"),
    ("Sec'y", "Secretary"),
    ("Pres", "President"),
    ("Atty", "Attorney"),
    ("Dir", "Director"),
    ("Chmn", "Chairman"),
    ("Amb", "Ambassador"),
    ("Min", "Minister"),
    ("Dep", "Deputy"),
    ("Asst", "Assistant"),
    ("Supt", "Superintendent"),
];

/// The office that letters before a name stand for, with full stops or without.
fn of_letters(word: &str) -> Option<&'static str> {
    let plain = word.replace('.', "");
    LETTERS.iter().find(|(letters, _)| *letters == plain).map(|(_, office)| *office)
}

/// The office that a word with a full stop is short for; some are hardly anything else without it.
fn of_shortened(word: &str) -> Option<&'static str> {
    let plain = word.strip_suffix('.').or(matches!(word, "Sec" | "Pres" | "Atty").then_some(word))?;
    SHORTENED.iter().find(|(short, _)| *short == plain).map(|(_, office)| *office)
}

/// A person's name as it was asked for, its office in full.
pub(super) fn spelled_out(asked: &str) -> Cow<'_, str> {
    let words: Vec<&str> = asked.split_whitespace().collect();
    let office = |at: usize| {
        let before_name = at + 1 < words.len();
        let letters = of_letters(words[at]).filter(|_| at == 0);
        letters.or_else(|| of_shortened(words[at])).filter(|_| before_name)
    };
    if !(0..words.len()).any(|at| office(at).is_some()) {
        return asked.into();
    }
    words.iter().enumerate().map(|(at, word)| office(at).unwrap_or(word)).collect::<Vec<_>>().join(" ").into()
}

/// Whether letters that may be an office are somebody's initials in the index: `VP Singh`.
pub(super) fn is_called_by_letters(index: &ArticleIndex, asked: &str) -> Result<bool, EngineError> {
    let Some(letters) = asked.split_whitespace().next().filter(|word| of_letters(word).is_some()) else {
        return Ok(false);
    };
    let letters = letters.replace('.', "").to_lowercase();
    let initials = |named: &NamedKey| {
        named.key.split_once(", ").is_some_and(|(_, given)| given.replace([' ', '.'], "").starts_with(&letters))
    };
    Ok(find_one(index, NameClass::Person, asked)?.iter().any(initials))
}

/// Of those who answer to a title and a surname they who are called so, when any is: `Vice President Cheney`, `President Clinton`.
///
/// A slip of a paper calls somebody so once; it takes a fifth of the articles of whoever is called so most.
pub(super) fn called_so(index: &ArticleIndex, asked: &str, found: Vec<NamedKey>) -> Result<Vec<NamedKey>, EngineError> {
    // A king has the name alone in one article and with his father's in another, and it is no surname.
    let Some(title) = title_of_surname(asked).filter(|title| !person::goes_with_given_names(title)) else {
        return Ok(found);
    };
    Ok(bearers_called(index, &title, &found)?.unwrap_or(found))
}

/// Of some names those whose bearers are called by a title; `None` when nobody is.
fn bearers_called(index: &ArticleIndex, title: &str, found: &[NamedKey]) -> Result<Option<Vec<NamedKey>>, EngineError> {
    let title = head(title);
    let full: Vec<NamedKey> = found.iter().filter(|named| named.key.contains(", ")).cloned().collect();
    let mut bearers: Vec<(u64, Vec<NamedKey>)> = Vec::new();
    for bearer in bearer::group(index, NameClass::Person, full) {
        let roles = index.roles(&bearer)?;
        let called = roles.iter().filter(|role| head(&role.role) == title);
        bearers.push((called.map(|role| role.articles).sum(), bearer));
    }
    let most = bearers.iter().map(|(called, _)| *called).max().filter(|most| *most > 0);
    Ok(most.map(|most| {
        bearers.into_iter().filter(|(called, _)| called * 5 >= most).flat_map(|(_, bearer)| bearer).collect()
    }))
}

/// Of those who answer to a courtesy and a surname they whom it may be for: `Mrs. Clinton` is not Bill Clinton where there is another.
pub(super) fn keep_addressed(asked: &str, found: &mut Vec<NamedKey>) {
    let parsed = person::parse_name(asked);
    let Some(courtesy) = parsed.honorific.filter(|_| parsed.given.is_empty()) else { return };
    let may_be = |named: &NamedKey| !person::is_for_the_other_sex(&courtesy, &named.key);
    // The surname alone may be anybody's; where it is the bearer's is told article by article.
    if found.iter().any(|named| named.key.contains(", ") && may_be(named)) {
        found.retain(|named| named.key.contains(", ") && may_be(named));
    }
}

/// Whom a name behind an office and what it is of means: `Secretary of State Rubio`, `Prime Minister of Israel Benjamin Netanyahu`.
pub(super) fn behind_office(index: &ArticleIndex, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let words: Vec<&str> = asked.split_whitespace().collect();
    let Some((title, of)) = office(&words) else { return Ok(Vec::new()) };
    for from in (of + 2)..words.len() {
        let name = words[from..].join(" ");
        let mut found = find_one(index, NameClass::Person, &name)?;
        if from + 1 == words.len() {
            found = called_so(index, &format!("{title} {name}"), found)?;
            found.retain(|named| named.key.contains(", "));
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The title that a name begins with, and the place of the `of` behind it: `Secretary` in `Secretary of State Rubio`.
fn office(words: &[&str]) -> Option<(String, usize)> {
    let of = words.iter().position(|word| matches!(*word, "of" | "for"))?;
    let title = words[..of].join(" ");
    // Where a title is, whatever stands behind it would be read as the name.
    let honorific = person::parse_name(&format!("{title} {}", words[of])).honorific;
    honorific.is_some_and(|found| found == title).then_some((title, of))
}

/// Whom a name means that stands behind a title with what says whose or which it is: `FBI Director Mueller`, `Senate Majority Leader
/// Frist`, `UK PM Starmer`. Somebody has to be called so.
pub(super) fn behind_qualifier(index: &ArticleIndex, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    for (title, name) in qualified(asked) {
        let found = find_one(index, NameClass::Person, &name)?;
        let found = if name.contains(' ') { Some(found) } else { bearers_called(index, &title, &found)? };
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The ways to read a title and a name behind other words, that with the longest title first.
fn qualified(asked: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = asked.split_whitespace().collect();
    let first = words.first().map(|word| person::fold_part(word)).unwrap_or_default();
    // "Mary Pope Osborne"
    if words.len() < 3 || asked.contains(',') || person::is_given_name(&first) {
        return Vec::new();
    }
    let read = |from: usize| {
        let rest = words[from..].join(" ");
        let rest = spelled_out(&rest);
        let certain = person::parse_name(&rest).honorific;
        let (title, name) = match certain {
            Some(title) => (title.clone(), rest.strip_prefix(&*title)?.trim().to_owned()),
            None => person::leading_title(&rest).map(|(title, name)| (title, name.to_owned()))?,
        };
        Some((title, name)).filter(|(_, name)| !name.is_empty())
    };
    (1..words.len() - 1).filter_map(read).collect()
}

/// The title before a surname alone: `Prime Minister` of `Prime Minister Netanyahu`, `Judge` of `Judge Roberts`.
fn title_of_surname(asked: &str) -> Option<String> {
    if let Some((title, rest)) = person::leading_title(asked) {
        return Some(title).filter(|_| !rest.contains(' '));
    }
    let parsed = person::parse_name(asked);
    parsed.honorific.filter(|_| parsed.given.is_empty() && parsed.particles.is_empty())
}

/// The name whose bearer is asked for: the full name of whom a title and a surname, another order of the parts or a misspelt name mean,
/// else the name as it was typed.
pub(super) fn in_full<'q>(asked: &'q str, found: &'q [NamedKey]) -> &'q str {
    let full = |named: &&NamedKey| named.key.contains(", ");
    let most = found.iter().filter(full).max_by_key(|named| named.articles);
    let meant = |most: &NamedKey| {
        found.iter().all(|named| full(&named)) && is_titled(asked)
            || is_another_order(asked, most)
            || is_misspelt(asked, found, most)
    };
    most.filter(|most| meant(most)).map_or(asked, |named| &named.key)
}

/// Whether a name has a title, and behind it a surname alone or what the title is of.
pub(super) fn is_titled(asked: &str) -> bool {
    let asked = spelled_out(asked);
    title_of_surname(&asked).is_some()
        || office(&asked.split_whitespace().collect::<Vec<_>>()).is_some()
        || !qualified(&asked).is_empty()
}

/// Whether a full name has the parts of the most frequent one, and another of them for its surname: `netanyahu benjamin`, `Claudia
/// Sheinbaum Pardo`.
fn is_another_order(asked: &str, most: &NamedKey) -> bool {
    let parsed = person::parse_name(asked);
    let surname = surname_of(&most.key);
    let has_it = parsed.given.iter().any(|part| person::fold_part(part) == surname);
    has_it && parsed.surname_key() != surname && person::compare(asked, &most.key).same
}

/// Whether nearly all that a full name finds have another surname than it has, and the same: `Dick Chaney`.
fn is_misspelt(asked: &str, found: &[NamedKey], most: &NamedKey) -> bool {
    let own = person::parse_name(asked).surname_key();
    let other = surname_of(&most.key);
    let rest: u64 = found.iter().filter(|named| surname_of(&named.key) != other).map(|named| named.articles).sum();
    let last = |surname: &str| surname.rsplit(' ').next().map(str::to_owned);
    asked.contains(' ') && !own.is_empty() && last(other) != last(&own) && PREVAILING * rest <= most.articles
}

/// Adds whom a title that may be a name means, when it is one: `General Milley`, `Pope Benedict`.
///
/// Of those with nothing but the name behind it in common, they who are called so; when nobody is, the name by itself.
pub(super) fn add_titled(index: &ArticleIndex, asked: &str, found: &mut Vec<NamedKey>) -> Result<(), EngineError> {
    let Some((title, name)) = person::leading_title(asked) else { return Ok(()) };
    // "Dean Smith" is rather somebody of that name than a dean.
    if !found.is_empty() && person::is_given_name(&title) {
        return Ok(());
    }
    let mut meant = find_one(index, NameClass::Person, name)?;
    if !name.contains(' ') {
        // "Pope Francis" is not Robert Francis Prevost.
        let sought = person::SoughtName::new(name);
        meant.retain(|named| {
            let (surname, given) = named.key.split_once(", ").unwrap_or((&named.key, ""));
            let first = given.split(' ').next().unwrap_or_default();
            [surname, first].iter().any(|part| sought.agreement(part) >= AGREEMENT)
        });
        let mut called_so = Vec::new();
        for named in &meant {
            called_so.push(index.is_called(&named.key, &title)?);
        }
        let surname = person::fold_part(name);
        let nobody = found.is_empty() && !called_so.contains(&true);
        let mut called_so = called_so.into_iter();
        // Where nobody is called so, whoever has the surname may be; "Army chief Burhan" is a general, and nobody a pope.
        let rank = RANKS.contains(&head(&title).as_str());
        let own = |named: &NamedKey| {
            named.key == surname || rank && named.key.split(", ").next().is_some_and(|own| is_surname(own, &surname))
        };
        meant.retain(|named| called_so.next() == Some(true) || nobody && own(named));
    }
    meant.retain(|named| !found.iter().any(|known| known.key == named.key));
    found.append(&mut meant);
    Ok(())
}
