//! In which of the articles that have a surname alone it is one known person's.
//!
//! Owns whom that is asked for and what a title says; which names answer to a question is decided in [`super::names`], and
//! what the index shows of the bearers is weighed in [`super::evidence`]. The surprise: it is decided when a name is asked
//! for, from what the index shows by then, and directories never count by it.

use rustc_hash::FxHashSet;

use super::EngineError;
use super::document::NameClass;
use super::evidence::{Decided, Evidence, KNOWN, Rivals};
use super::filing::surname_of;
use super::index::ArticleIndex;
use super::names::{self, NameSpelling, NamedKey};
use super::people::DocumentSets;
use super::titled;
use super::united::{advance, unite};
use crate::person;

/// A surname as it is filed where it stands alone, and the articles in which it stands for the person asked for.
#[derive(Debug, Clone)]
pub(crate) struct Alone {
    pub(crate) key: String,
    /// `None` for all that have it.
    pub(crate) documents: Option<DocumentSets>,
}

/// What a surname alone comes to for a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    /// Where it is the person's.
    pub(crate) alone: Vec<Alone>,
    /// Where nothing says whose it is.
    pub(crate) open: Vec<DocumentSets>,
}

/// So many other spellings of a surname are looked for where they stand alone.
const MOST_SPELLINGS: usize = 4;
/// What is not even one in so many of the articles found is not worth telling.
const SUBSTANTIAL: u64 = 20;

/// The ways to file the surname of a person alone: with and without its particle or its Arabic article.
fn filed_alone(asked: &str) -> Vec<String> {
    let parsed = person::parse_name(asked);
    let surname = person::fold_part(&parsed.surname);
    if surname.is_empty() || person::is_surname_alone(&parsed.key()) {
        return Vec::new();
    }
    let mut keys = vec![surname.clone()];
    if !parsed.particles.is_empty() {
        let particles: Vec<String> = parsed.particles.iter().map(|particle| person::fold_part(particle)).collect();
        let particles = particles.join(" ");
        keys.push(format!("{particles} {surname}"));
        // A particle with a capital at its head is read as a given name.
        keys.push(format!("{surname}, {particles}"));
        if matches!(particles.as_str(), "al" | "el") {
            keys.push(format!("{particles}-{surname}"));
        }
    }
    if let Some(bare) = person::without_article(&surname) {
        keys.push(bare.to_owned());
        for article in ["al", "el"] {
            keys.push(format!("{article} {bare}"));
            keys.push(format!("{bare}, {article}"));
        }
    }
    keys
}

/// Whether a filed name is no more than the surname of a full name that was asked for.
pub(crate) fn is_surname_of(key: &str, asked: &str) -> bool {
    filed_alone(asked).iter().any(|alone| alone == key)
}

/// A filed surname without particles and article.
fn base(surname: &str) -> &str {
    let last = surname.rsplit(' ').next().unwrap_or(surname);
    person::without_article(last).unwrap_or(last)
}

/// The filed surnames that stand for the person asked for where they stand alone, and in which articles they do.
///
/// `found` is what answers to `asked`. Empty when the question names no full name.
pub(crate) fn standing_for(index: &ArticleIndex, asked: &str, found: &[NamedKey]) -> Result<Standing, EngineError> {
    let mut standing = Standing::default();
    let mut filed = filed_alone(asked);
    let Some(surname) = filed.first().cloned().filter(|_| index.names.spelling == NameSpelling::Variants) else {
        return Ok(standing);
    };
    let known: u64 = found.iter().filter(|named| named.key.contains(", ")).map(|named| named.articles).sum();
    filed.extend(other_spellings(&surname, found));
    let class = NameClass::Person;
    // Whoever has a surname in one alphabet has it in all.
    filed.extend(names::in_other_letters(index, &surname)?);
    let bases: Vec<String> = filed.iter().map(|key| base(surname_of(key)).to_owned()).collect();
    filed.retain(|key| !found.iter().any(|named| named.key == *key));
    let mut alone = names::named(index, class, &filed)?;
    alone.retain(|named| named.articles > 0);
    if alone.is_empty() {
        return Ok(standing);
    }
    let rare = person::is_rare_surname(base(&surname));
    let common = person::is_common_surname(base(&surname));
    let open = || -> Result<Vec<DocumentSets>, EngineError> {
        alone.iter().map(|it| names::documents(index, std::slice::from_ref(it))).collect()
    };
    if known == 0 {
        standing.open = open()?;
        return Ok(standing);
    }
    let bears = |key: &str| {
        let own = key.split_once(", ").map(|(own, _)| base(own));
        f32::from(u8::from(own.is_some_and(|own| bases.iter().any(|base| base == own))))
    };
    let mut parts = vec![surname.clone()];
    parts.extend(person::without_article(&surname).map(str::to_owned));
    parts.extend(bases.iter().filter(|base| **base != surname).cloned());
    parts.sort();
    parts.dedup();
    let mut others = names::with_parts(index, class, &parts, &bears)?;
    others.retain(|named| ![found, &alone].iter().any(|list| list.iter().any(|own| own.key == named.key)));
    let is_misread =
        |named: &NamedKey| named.key.split_once(", ").is_some_and(|(_, given)| person::is_misread_title(given));
    others.retain(|named| !is_misread(named));
    let hardly_known = known < KNOWN && common;
    if hardly_known && !others.is_empty() {
        standing.open = open()?;
        return Ok(standing);
    }
    let rivals = match others.is_empty() {
        true if hardly_known => Rivals::Common,
        true if rare => Rivals::Unheard,
        true if !common => Rivals::Nobody,
        _ => Rivals::Others,
    };
    let evidence = Evidence::read(index, found, &others, &alone, rivals)?;
    for (at, named) in alone.iter().enumerate() {
        let Decided { own, all, open } = evidence.decide(at);
        // A few articles tell nothing beside other bearers.
        let counts = rivals != Rivals::Others || known >= KNOWN;
        if counts && own.iter().any(|documents| !documents.is_empty()) {
            standing.alone.push(Alone { key: named.key.clone(), documents: (!all).then_some(own) });
        }
        standing.open.push(open);
    }
    Ok(standing)
}

/// The surname of a full name, as it was asked for, and how many articles have it alone and are not found, where that is no little
/// beside those that are.
pub(crate) fn left_open(
    index: &ArticleIndex,
    asked: &str,
    found: &[NamedKey],
    standing: &Standing,
) -> Result<Option<(String, u64)>, EngineError> {
    let mut articles = 0;
    let mut known = 0;
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let mut open: Vec<u32> = standing.open.iter().filter_map(|sets| sets.get(segment)).flatten().copied().collect();
        if standing.open.len() > 1 {
            unite(&mut open, reader.max_doc());
        }
        let mut own = names::documents_in(index, found, segment)?;
        for alone in &standing.alone {
            if let Some(documents) = alone.documents.as_ref().and_then(|sets| sets.get(segment)) {
                own.extend_from_slice(documents);
            }
        }
        unite(&mut own, reader.max_doc());
        let mut at = 0;
        open.retain(|document| {
            at = advance(&own, at, *document);
            own.get(at) != Some(document)
        });
        articles += open.len() as u64;
        known += own.len() as u64;
    }
    let parsed = person::parse_name(titled::in_full(asked, found));
    let surname = parsed.particles.iter().chain([&parsed.surname]).map(String::as_str).collect::<Vec<_>>().join(" ");
    // As it was typed, where the filed name of the bearer gave it.
    let typed = asked.split(|c: char| c.is_whitespace() || c == ',').find(|word| person::fold_part(word) == surname);
    let surname = typed.map_or(surname, str::to_owned);
    Ok((articles > 0 && articles * SUBSTANTIAL >= known).then_some((surname, articles)))
}

/// The surname as other full names have it that answer to the one asked for, the most frequent first: `Zelenskyy` for `Zelensky`.
fn other_spellings(surname: &str, found: &[NamedKey]) -> Vec<String> {
    let mut full: Vec<&NamedKey> = found.iter().filter(|named| named.articles >= KNOWN).collect();
    full.sort_by_key(|named| std::cmp::Reverse(named.articles));
    let mut spellings: Vec<String> = Vec::new();
    for (other, _) in full.iter().filter_map(|named| named.key.split_once(", ")) {
        let is_new = other != surname && !spellings.iter().any(|known| known == other);
        if is_new && spellings.len() < MOST_SPELLINGS && person::compare(surname, other).same {
            spellings.push(other.to_owned());
        }
    }
    spellings
}

/// The share of the titles of one person that another has too; `None` when the first has none.
pub(crate) fn fitting_roles(of: &[super::people::Role], other: &[super::people::Role]) -> Option<f64> {
    let held: FxHashSet<String> = other.iter().map(|role| head(&role.role)).collect();
    let all: u64 = of.iter().map(|role| role.articles).sum();
    let same: u64 = of.iter().filter(|role| held.contains(&head(&role.role))).map(|role| role.articles).sum();
    (all > 0).then(|| same as f64 / all as f64)
}

/// The last word of a title, which says what it is: `United States Senator`; of a deputy with the word that says so. One of
/// several is called as they are.
pub(crate) fn head(role: &str) -> String {
    if let Some(head) = person::foreign_title_head(role) {
        return head;
    }
    let office = role.split(" of ").next().unwrap_or(role);
    let words = office.rsplit(|c: char| c.is_whitespace() || c == '-');
    let mut words = words.map(person::fold_part).filter(|word| !word.is_empty());
    let Some(mut last) = words.next() else { return person::fold_part(role) };
    if last.len() > 4 && last.ends_with('s') && !last.ends_with("ss") {
        last.pop();
    }
    let last = person::title_head(&last);
    match words.next() {
        Some(before) if before == "prime" && last == "minister" => "premier".to_owned(),
        Some(before) if person::is_deputy(&before) => format!("{before} {last}"),
        _ => last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::people::Role;

    fn called(roles: &[(&str, u64)]) -> Vec<Role> {
        roles.iter().map(|(role, articles)| Role { role: (*role).to_owned(), articles: *articles }).collect()
    }

    #[test]
    fn titles_of_one_person_fit_those_of_another() {
        let bearer = called(&[("Senator", 9), ("Republican leader", 2)]);
        assert_eq!(fitting_roles(&called(&[("U.S. Senator", 2), ("Leader", 1)]), &bearer), Some(1.0));
        assert_eq!(fitting_roles(&called(&[("Judge", 3), ("Senator", 1)]), &bearer), Some(0.25));
        assert_eq!(fitting_roles(&called(&[]), &bearer), None);
    }

    #[test]
    fn the_head_of_a_title_is_its_last_word() {
        assert_eq!(head("Secretary of State"), "secretary");
        assert_eq!(head("United States Senator"), "senator");
        assert_eq!(
            (head("Vice President"), head("Vice-President")),
            ("vice president".into(), "vice president".into())
        );
        assert_eq!(
            (head("Under Secretary of State"), head("Lieutenant General")),
            ("under secretary".into(), "lieutenant general".into())
        );
        assert_eq!((head("Senators"), head("mistress")), ("senator".into(), "mistress".into()));
        assert_eq!((head("Bundeskanzler"), head("Chancellor")), ("chancellor".into(), "chancellor".into()));
        assert_eq!(head("ministre de l'Intérieur"), "minister");
        for role in ["Prime Minister", "Israeli Prime Minister", "Premier", "Premier ministre israélien"] {
            assert_eq!(head(role), "premier", "{role}");
        }
    }

    #[test]
    fn a_surname_alone_is_filed_with_or_without_particle_and_article() {
        assert_eq!(filed_alone("Trent Lott"), ["lott"]);
        assert_eq!(filed_alone("Osama bin Laden"), ["laden", "bin laden", "laden, bin"]);
        assert!(is_surname_of("maliki", "Nouri al-Maliki") && is_surname_of("al-maliki", "Nouri al-Maliki"));
        assert!(!is_surname_of("lott", "Lott"));
    }
}
