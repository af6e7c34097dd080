//! Which filed names are spellings of one person.
//!
//! Owns putting names together, and keeping apart father and son and those whom the user calls two. Which names answer to a
//! question is found in [`super::names`]; how alike two are is decided by [`crate::person`]. The surprise: a short form that
//! would gather two who are not the same gathers neither.

use tantivy::DocAddress;

use super::EngineError;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::meant::has_initials_alone;
use super::names::{NameSpelling, NamedKey, documents, find, kind};
use super::people::Role;
use super::same;
use crate::person::{self, Verdict};

/// Names less alike than this are not taken for spellings of one.
const CLOSE: f32 = 0.02;
/// So well do surnames agree that are spellings of one name, and not two names that sound alike.
pub(crate) const SPELLING: f32 = 0.93;
/// With more names than this under one surname, only the most frequent are looked at as spellings of one another.
const CROWD: usize = 200;

/// So many names are put together to show `limit` of them: one may gain by other spellings what lifts it over those before it, and
/// none far below.
pub(crate) fn with_margin(limit: usize) -> usize {
    limit.saturating_add(limit / 4 + 3)
}

/// The spellings of one name, given by its key, that one first: what is surely the same and what the user says is.
pub(crate) fn spellings_of(
    index: &ArticleIndex,
    class: NameClass,
    key: &str,
    articles: u64,
) -> Result<Vec<NamedKey>, EngineError> {
    let mut found = find(index, class, key)?;
    if !found.iter().any(|named| named.key == key) {
        // A name that its own parts do not lead to stands alone.
        return Ok(vec![NamedKey { key: key.to_owned(), articles, ..NamedKey::default() }]);
    }
    if class == NameClass::Person && !key.contains(", ") {
        // A bare surname is nobody's full name.
        found.retain(|named| !named.key.contains(", "));
    }
    found.truncate(CROWD);
    let groups = group(index, class, found);
    let own = groups.into_iter().find(|group| group.iter().any(|named| named.key == key));
    Ok(own.unwrap_or_default())
}

/// Puts names together that are spellings of one person, the most frequent person first and within a person the most
/// frequent spelling.
///
/// The most frequent name gathers the others that are the same as it. One that is as close to a second, such as an
/// initial that fits two given names, stays alone, and so does a short form that would gather two who are not the same,
/// "George Bush" both George W. and George H. W. A bare surname is never the same as a full name.
pub(crate) fn group(index: &ArticleIndex, class: NameClass, mut found: Vec<NamedKey>) -> Vec<Vec<NamedKey>> {
    // Initials are looked at last: they fit whoever is known by then.
    let rank = |named: &NamedKey| (has_initials_alone(&named.key), std::cmp::Reverse(named.articles));
    found.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key)));
    let compared: Vec<ComparedName> = found.iter().map(|named| ComparedName::new(class, &named.key)).collect();
    let mut shared: Vec<usize> = Vec::new();
    let groups = loop {
        match grouped(index, class, &found, &compared, &shared) {
            Ok(groups) => break groups,
            Err(leader) => shared.push(leader),
        }
    };
    let mut slots: Vec<Option<NamedKey>> = found.into_iter().map(Some).collect();
    let take = |group: Vec<usize>| group.into_iter().filter_map(|at| slots[at].take()).collect();
    let mut groups: Vec<Vec<NamedKey>> = groups.into_iter().map(take).collect();
    groups.iter_mut().for_each(|group| group.sort_by_key(|named| std::cmp::Reverse(named.articles)));
    groups.sort_by_key(|group| std::cmp::Reverse(group.iter().map(|named| named.articles).sum::<u64>()));
    groups
}

/// What has so many times the articles of another name is not parted for it.
pub(crate) const PREVAILING: u64 = 4;

/// [`group`] by place in the list, with the short forms in `shared` alone; an error names another that is.
fn grouped(
    index: &ArticleIndex,
    class: NameClass,
    found: &[NamedKey],
    compared: &[ComparedName],
    shared: &[usize],
) -> Result<Vec<Vec<usize>>, usize> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut undecided: Vec<usize> = shared.to_vec();
    for at in (0..found.len()).filter(|at| !shared.contains(at)) {
        let mut fitting: Vec<(usize, f32)> = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            let leader = group[0];
            let Some(score) = sameness(index, class, &compared[leader], &compared[at]) else { continue };
            let kin = |other: usize| class == NameClass::Person && are_kin(index, &found[other], &found[at]);
            if group.iter().any(|other| kin(*other)) {
                continue;
            }
            let another = group[1..].iter().find(|other| are_two(index, class, compared, leader, **other, at));
            let rare = |other: usize| found[other].articles >= PREVAILING * found[at].articles;
            match another {
                None => fitting.push((number, score)),
                // Not to be told from a slip of the pen, and no reason to part what is frequent.
                Some(other) if rare(*other) || rare(leader) => {}
                Some(_) => return Err(leader),
            }
        }
        let best = fitting.iter().map(|(_, score)| *score).fold(0.0, f32::max);
        fitting.retain(|(_, score)| *score >= best - CLOSE);
        if has_initials_alone(&found[at].key) {
            prevailing(found, &groups, &mut fitting);
        }
        match fitting[..] {
            [] => groups.push(vec![at]),
            [(number, _)] => groups[number].push(at),
            _ => undecided.push(at),
        }
    }
    groups.extend(undecided.into_iter().map(|at| vec![at]));
    Ok(groups)
}

/// Keeps of the groups that an initial fits the one that is named far more often than each of the others, when one is.
fn prevailing(found: &[NamedKey], groups: &[Vec<usize>], fitting: &mut Vec<(usize, f32)>) {
    let articles = |number: usize| groups[number].iter().map(|at| found[*at].articles).sum::<u64>();
    let Some(&(first, _)) = fitting.iter().max_by_key(|(number, _)| articles(*number)) else { return };
    if fitting.iter().all(|(number, _)| *number == first || articles(first) >= PREVAILING * articles(*number)) {
        fitting.retain(|(number, _)| *number == first);
    }
}

/// Whether two names that are the same as a third are of two: each has middle names that the third lacks, and other ones, or
/// the user says so.
fn are_two(
    index: &ArticleIndex,
    class: NameClass,
    compared: &[ComparedName],
    common: usize,
    a: usize,
    b: usize,
) -> bool {
    let (common, a, b) = (&compared[common], &compared[a], &compared[b]);
    if index.names.aliases.verdict(kind(class), &a.key, &b.key) == Some(Verdict::Different) {
        return true;
    }
    let (Some(less), Some(one), Some(other)) = (&common.person, &a.person, &b.person) else { return false };
    less.is_short_of(one) && less.is_short_of(other) && one.differs_inside(other)
}

/// Whether two names that differ in a suffix, or in what is given first, are of father and son.
///
/// `Joseph Biden Jr.` is mostly Joe Biden, and an article may well write both: with the suffix in its first sentence and
/// without it later. `Donald Trump Jr.` is not his father: he is called something else, or an article that names both says whose
/// son he is, or names both side by side.
fn are_kin(index: &ArticleIndex, a: &NamedKey, b: &NamedKey) -> bool {
    let suffix = |named: &NamedKey| person::parse_name(&named.key).suffix.map(|suffix| person::fold_part(&suffix));
    let (first, second) = (suffix(a), suffix(b));
    if first == second {
        return are_told_apart(index, a, b);
    }
    if first.is_some() && second.is_some() {
        return true;
    }
    let both = naming_both(index, a, b);
    let (marked, plain) = if suffix(a).is_some() { (a, b) } else { (b, a) };
    let roles = |named: &NamedKey| index.roles(std::slice::from_ref(named)).unwrap_or_default();
    if both.is_empty() {
        return are_called_apart(&roles(marked), &roles(plain));
    }
    // Nobody is called "Sr." but to tell him from another.
    if [first, second].into_iter().flatten().any(|suffix| suffix.starts_with("sr")) {
        return true;
    }
    let of_marked = roles(marked);
    let alike = if of_marked.is_empty() { None } else { super::surname::fitting_roles(&of_marked, &roles(plain)) };
    alike.is_some_and(|share| share < ALIKE) || say_kin(index, &both, a, b)
}

/// Whether what two names are called in different articles is of two: both have titles, none in common, and no two that one person may
/// hold one after the other.
fn are_called_apart(one: &[Role], other: &[Role]) -> bool {
    !one.is_empty() && !other.is_empty() && !super::meant::may_be_called(one, other)
}

/// Whether one of two names has more given names, and first one that the other lacks: Mohammad Reza Pahlavi and Reza Pahlavi.
fn leads_with_more(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let (Some((surname, given)), Some((other, beginning))) = (long.split_once(", "), short.split_once(", ")) else {
        return false;
    };
    surname == other && given.split_once(' ').is_some_and(|(_, rest)| rest == beginning)
}

/// Whether one of two names has another given name first, and articles tell their bearers apart as relatives.
pub(crate) fn are_told_apart(index: &ArticleIndex, a: &NamedKey, b: &NamedKey) -> bool {
    leads_with_more(&a.key, &b.key) && say_kin(index, &naming_both(index, a, b), a, b)
}

/// The articles in which two names stand for two persons.
fn naming_both(index: &ArticleIndex, a: &NamedKey, b: &NamedKey) -> Vec<DocAddress> {
    let sets = |named: &NamedKey| documents(index, std::slice::from_ref(named)).unwrap_or_default();
    let mut both: Vec<DocAddress> = Vec::new();
    for (segment, (of_a, of_b)) in sets(a).iter().zip(&sets(b)).enumerate() {
        let (few, many) = if of_a.len() < of_b.len() { (of_a, of_b) } else { (of_b, of_a) };
        let shared = few.iter().filter(|document| many.binary_search(document).is_ok());
        both.extend(shared.map(|document| DocAddress::new(segment as u32, *document)));
    }
    both
}

/// Of what a name with a suffix is called, so much has to be what the name without is called, to be one person.
const ALIKE: f64 = 0.6;
/// Most articles that are read for words of kinship.
const READ_FOR_KIN: usize = 8;
/// So many bytes around a name are looked at for words of kinship.
const KIN_REACH: usize = 40;
/// What tells father and son apart.
const KIN: &str = "son sons stepson grandson nephew father dad grandfather uncle cousin brother namesake elder younger";

/// Whether any of some articles says of the bearers of two names whose son or father they are, or names both in full in one
/// breath.
fn say_kin(index: &ArticleIndex, articles: &[DocAddress], one: &NamedKey, other: &NamedKey) -> bool {
    let read = index.articles_of_documents(&articles[..articles.len().min(READ_FOR_KIN)]).unwrap_or_default();
    read.iter().any(|article| {
        let blocks: Vec<&str> = article.article.blocks().map(|block| block.text).collect();
        let places = |key: &str| -> Vec<(usize, std::ops::Range<usize>)> {
            let names = article.names.iter().filter(|name| name.class == NameClass::Person && name.key == key);
            let mentions = names.flat_map(|name| &name.mentions);
            mentions.map(|at| (at.block as usize, at.start as usize..at.end as usize)).collect()
        };
        let (of_one, of_other) = (places(&one.key), places(&other.key));
        let kin = of_one.iter().chain(&of_other).any(|(block, place)| {
            let around = around(blocks.get(*block).copied().unwrap_or_default(), place.clone(), KIN_REACH);
            around
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| KIN.split(' ').any(|kin| kin.eq_ignore_ascii_case(word)))
        });
        let full = |(block, place): &&(usize, std::ops::Range<usize>)| {
            blocks.get(*block).and_then(|text| text.get(place.clone())).is_some_and(|text| text.trim().contains(' '))
        };
        let close = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| {
            b.start.max(a.start).saturating_sub(a.end.min(b.end)) <= KIN_REACH
        };
        kin || of_one
            .iter()
            .filter(full)
            .any(|(block, place)| of_other.iter().filter(full).any(|(at, there)| at == block && close(place, there)))
    })
}

/// A piece of a text and so many bytes to either side, at whole characters.
fn around(text: &str, place: std::ops::Range<usize>, reach: usize) -> &str {
    let whole = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let from = whole(place.start.saturating_sub(reach));
    text.get(from..whole(place.end.saturating_add(reach))).unwrap_or_default()
}

/// A filed name that is compared with many others; a person's is taken apart once for all of them.
struct ComparedName {
    key: String,
    person: Option<person::SoughtName>,
    /// Telling words of what is no person, and the line of [`same`] that has them.
    words: Vec<String>,
    line: Option<usize>,
}

impl ComparedName {
    fn new(class: NameClass, key: &str) -> ComparedName {
        let person = (class == NameClass::Person).then(|| person::SoughtName::new(key));
        let words = if person.is_none() { super::filing::name_words(key) } else { Vec::new() };
        let line = same::line(class, &words);
        let words = if class == NameClass::Organisation { super::entity::same_words(words) } else { words };
        ComparedName { key: key.to_owned(), person, line, words }
    }
}

/// How surely two filed names are of one bearer; `None` when they are not.
fn sameness(index: &ArticleIndex, class: NameClass, a: &ComparedName, b: &ComparedName) -> Option<f32> {
    if a.key == b.key {
        return Some(1.0);
    }
    if index.names.spelling == NameSpelling::AsWritten {
        return None;
    }
    match index.names.aliases.verdict(kind(class), &a.key, &b.key) {
        Some(Verdict::Same) => return Some(1.0),
        Some(Verdict::Different) => return None,
        None => {}
    }
    let (Some(first), Some(second)) = (&a.person, &b.person) else {
        return (a.words == b.words || a.line.is_some() && a.line == b.line).then_some(1.0);
    };
    let compared = first.compare(second);
    // Clark is not Clarke where nothing else is known of them.
    let bare = !a.key.contains(' ') && !b.key.contains(' ');
    if bare && compared.score < SPELLING {
        return None;
    }
    compared.same.then_some(compared.score)
}
