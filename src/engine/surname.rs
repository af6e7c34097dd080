//! In which of the articles that have a surname alone it is one known person's.
//!
//! Owns that decision and nothing else: which names answer to a question is decided in [`super::names`]. What the article
//! itself shows comes first: the title beside the surname, another bearer named in full. Then what is near it in time, and
//! last the whole index. The surprise: it is made when a name is asked for, from what the index shows by then, and
//! directories never count by it.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::Column;

use super::EngineError;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names::{self, NameSpelling, NamedKey};
use super::people::DocumentSets;
use super::roster::Roster;
use crate::person;

/// The bearer has so many times the articles of all others of the surname.
const ALONE: u64 = 12;
/// With this many times only, titles have to speak for the bearer.
const LEADING: u64 = 4;
/// The bearer has to be named in full in so many articles; one whose surname is in no list and who alone has it, in one.
const KNOWN: u64 = 3;
/// Of what the surname alone is called, so much has to be what the bearer is called in other articles.
const FITTING: f64 = 0.6;
/// As much for a bearer that only leads.
const TELLING: f64 = 0.8;
/// What is near in time, in seconds: a year to either side, five when nobody is named [`ALONE`] times in that, then twenty.
const NEAR: [i64; 3] = [YEAR, 5 * YEAR, 20 * YEAR];
const YEAR: i64 = 366 * 24 * 60 * 60;

/// A surname as it is filed where it stands alone, and the articles in which it stands for the person asked for.
#[derive(Debug)]
pub(crate) struct Alone {
    pub(crate) key: String,
    /// `None` for all that have it.
    pub(crate) documents: Option<DocumentSets>,
}

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
/// `found` is what answers to `asked`. Empty when the question names no full name or nobody well enough known.
pub(crate) fn standing_for(index: &ArticleIndex, asked: &str, found: &[NamedKey]) -> Result<Vec<Alone>, EngineError> {
    let known: u64 = found.iter().filter(|named| named.key.contains(", ")).map(|named| named.articles).sum();
    if index.names.spelling == NameSpelling::AsWritten || known == 0 {
        return Ok(Vec::new());
    }
    let mut filed = filed_alone(asked);
    let Some(surname) = filed.first().cloned() else { return Ok(Vec::new()) };
    let rare = person::is_rare_surname(base(&surname));
    if known < KNOWN && !rare {
        return Ok(Vec::new());
    }
    filed.retain(|key| !found.iter().any(|named| named.key == *key));
    let class = NameClass::Person;
    let mut alone = names::named(index, class, &filed)?;
    alone.retain(|named| named.articles > 0);
    if alone.is_empty() {
        return Ok(Vec::new());
    }
    let bears =
        |key: &str| f32::from(u8::from(key.split_once(", ").is_some_and(|(own, _)| base(own) == base(&surname))));
    let mut parts = vec![surname.clone()];
    parts.extend(person::without_article(&surname).map(str::to_owned));
    let mut others = names::with_parts(index, class, &parts, &bears)?;
    others.retain(|named| ![found, &alone].iter().any(|list| list.iter().any(|own| own.key == named.key)));
    let only = rare && others.is_empty();
    if known < KNOWN && !only {
        return Ok(Vec::new());
    }
    let evidence = Evidence { only, ..Evidence::read(index, found, &others, &alone)? };
    let chosen = alone.iter().enumerate().map(|(at, named)| {
        let (documents, all) = evidence.decide(at);
        let any = documents.iter().any(|documents| !documents.is_empty());
        any.then(|| Alone { key: named.key.clone(), documents: (!all).then_some(documents) })
    });
    Ok(chosen.flatten().collect())
}

/// Who a role or a whole name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The person asked for.
    Own,
    /// Another bearer of the surname.
    Other,
    /// The surname alone, by its number.
    Alone(usize),
}

/// Articles by date.
#[derive(Debug, Default, Clone)]
struct Times {
    /// Ascending.
    dates: Vec<i64>,
    undated: u64,
}

impl Times {
    fn add(&mut self, date: Option<i64>) {
        match date {
            Some(date) => self.dates.push(date),
            None => self.undated += 1,
        }
    }

    fn all(&self) -> u64 {
        self.dates.len() as u64 + self.undated
    }

    /// How many lie at most so many seconds from a date.
    fn within(&self, date: i64, seconds: i64) -> u64 {
        let from = self.dates.partition_point(|other| *other < date.saturating_sub(seconds));
        let to = self.dates.partition_point(|other| *other <= date.saturating_add(seconds));
        (to - from) as u64
    }
}

/// What the index shows of a bearer, or of several together.
#[derive(Debug, Default)]
struct Record {
    named: Times,
    /// By the head of a title.
    titled: FxHashMap<String, Times>,
}

impl Record {
    fn sort(&mut self) {
        self.named.dates.sort_unstable();
        self.titled.values_mut().for_each(|times| times.dates.sort_unstable());
    }
}

/// An article that has the surname alone.
#[derive(Debug)]
struct LoneArticle {
    segment: usize,
    document: u32,
    date: Option<i64>,
    /// Heads of the titles beside the surname.
    called: Vec<String>,
    /// True when it names another bearer in full.
    other: bool,
}

struct Evidence {
    segments: usize,
    /// Whether the surname is in no list, and nobody else of the index is named so in full.
    only: bool,
    own: Record,
    others: Record,
    /// By filed surname.
    alone: Vec<Vec<LoneArticle>>,
}

/// What the titles of one article say of the surname alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It is the person asked for.
    Own,
    /// It is another.
    Another,
    /// Nothing.
    Nothing,
}

impl Evidence {
    fn read(
        index: &ArticleIndex,
        found: &[NamedKey],
        others: &[NamedKey],
        alone: &[NamedKey],
    ) -> Result<Evidence, EngineError> {
        let io = |error| EngineError::io(&index.path, error);
        let sets_of = |named: &[NamedKey]| names::documents(index, named);
        let own_documents = sets_of(found)?;
        let other_documents = sets_of(others)?;
        let alone_documents: Vec<DocumentSets> =
            alone.iter().map(|named| sets_of(std::slice::from_ref(named))).collect::<Result<_, _>>()?;
        let mut sides: FxHashMap<&str, Side> = FxHashMap::default();
        sides.extend(others.iter().map(|named| (named.key.as_str(), Side::Other)));
        sides.extend(found.iter().map(|named| (named.key.as_str(), Side::Own)));
        sides.extend(alone.iter().enumerate().map(|(at, named)| (named.key.as_str(), Side::Alone(at))));
        // Names of one surname are neighbours, and so are their roles.
        let surnames: FxHashSet<&str> = others.iter().filter_map(|named| Some(named.key.split_once(", ")?.0)).collect();
        let mut evidence = Evidence {
            segments: own_documents.len(),
            only: false,
            own: Record::default(),
            others: Record::default(),
            alone: alone.iter().map(|_| Vec::new()).collect(),
        };
        for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
            let lone = alone_documents.iter().any(|documents| !documents[segment].is_empty());
            if !lone && own_documents[segment].is_empty() && other_documents[segment].is_empty() {
                continue;
            }
            let roster = Roster::open(index, reader)?;
            let mut ranges: Vec<Range<u64>> = Vec::new();
            for surname in &surnames {
                ranges.push(roster.roles_beginning(surname).map_err(io)?);
            }
            for named in found.iter().chain(alone) {
                let surname = named.key.split_once(", ").map_or(named.key.as_str(), |(surname, _)| surname);
                if !surnames.contains(surname) {
                    ranges.push(roster.roles_of(&named.key).map_err(io)?);
                }
            }
            let roles = Roles::read(&roster, ranges, &sides).map_err(io)?;
            // Only beside other bearers does it matter when an article is from.
            let dates: Option<Column<i64>> = if others.is_empty() {
                None
            } else {
                Some(reader.fast_fields().i64("date_start").map_err(EngineError::at(&index.path))?)
            };
            let date = |document: u32| dates.as_ref().and_then(|dates| dates.first(document));
            let mut row = Vec::new();
            for (side, documents, record) in [
                (Side::Own, &own_documents[segment], &mut evidence.own),
                (Side::Other, &other_documents[segment], &mut evidence.others),
            ] {
                for &document in documents {
                    let date = date(document);
                    record.named.add(date);
                    for head in roles.heads(&roster, document, side, &mut row) {
                        match record.titled.get_mut(head) {
                            Some(times) => times.add(date),
                            None => record.titled.entry(head.to_owned()).or_default().add(date),
                        }
                    }
                }
            }
            for (at, documents) in alone_documents.iter().enumerate() {
                for &document in &documents[segment] {
                    let called = roles.heads(&roster, document, Side::Alone(at), &mut row);
                    evidence.alone[at].push(LoneArticle {
                        segment,
                        document,
                        date: date(document),
                        called: called.into_iter().map(str::to_owned).collect(),
                        other: other_documents[segment].binary_search(&document).is_ok(),
                    });
                }
            }
        }
        evidence.own.sort();
        evidence.others.sort();
        Ok(evidence)
    }

    /// The articles in which a surname alone is the person's, and whether they are all that have it.
    fn decide(&self, at: usize) -> (DocumentSets, bool) {
        let mut documents: DocumentSets = vec![Vec::new(); self.segments];
        let fitting = self.fitting(at);
        let mut all = true;
        for article in &self.alone[at] {
            let own = match self.said(article) {
                Said::Own => true,
                Said::Another => false,
                Said::Nothing => !article.other && self.silent(article, fitting),
            };
            if own {
                documents[article.segment].push(article.document);
            }
            all &= own;
        }
        (documents, all)
    }

    /// The share of the titles of a surname that are those of the person, in the person's time; `None` when it has none.
    fn fitting(&self, at: usize) -> Option<f64> {
        let [.., longest] = NEAR;
        let (mut all, mut same) = (0_u64, 0_u64);
        let articles = self.alone[at].iter().filter(|article| {
            article.date.is_none_or(|date| self.own.named.within(date, longest) + self.own.named.undated > 0)
        });
        for head in articles.flat_map(|article| &article.called) {
            all += 1;
            same += u64::from(self.fits(head));
        }
        (all > 0).then(|| same as f64 / all as f64)
    }

    /// Whether the person is called by a title, or by that of which it is the deputy's.
    fn fits(&self, head: &str) -> bool {
        let office = head.rsplit(' ').next().unwrap_or(head);
        self.own.titled.contains_key(head) || self.own.titled.contains_key(office)
    }

    /// When an article is from, where that matters: there are several bearers.
    fn date_of(&self, article: &LoneArticle) -> Option<i64> {
        article.date.filter(|_| self.others.named.all() > 0)
    }

    /// Whose the surname is by the titles that stand beside it in the article.
    fn said(&self, article: &LoneArticle) -> Said {
        let mut another = false;
        for head in &article.called {
            let own = self.own.titled.get(head);
            let others = self.others.titled.get(head);
            if self.only && own.is_none() {
                continue;
            }
            let Some(own) = own else {
                // Who is known by titles is called none that nobody knows; the deputy of an office that the person has
                // may be either.
                let unknown = !self.fits(head) && self.own.titled.values().any(|times| times.all() >= KNOWN);
                another |= others.is_some() || unknown;
                continue;
            };
            let nobody = Times::default();
            let others = others.unwrap_or(&nobody);
            if weigh(own, others, self.date_of(article)).is_some_and(|it| it.mine >= KNOWN && it.leads(LEADING)) {
                return Said::Own;
            }
            another |= others.all() > own.all();
        }
        if another { Said::Another } else { Said::Nothing }
    }

    /// Whether a surname without a telling title is the person's: near in time the others are few, and what it is called
    /// elsewhere fits.
    fn silent(&self, article: &LoneArticle, fitting: Option<f64>) -> bool {
        let Some(weighed) = weigh(&self.own.named, &self.others.named, self.date_of(article)) else { return false };
        match fitting {
            // Titles change and are many; a surname that nobody else has does not.
            _ if self.only => true,
            _ if !weighed.leads(LEADING) => false,
            // Nothing speaks against a surname that is called nothing, whatever its bearer is.
            None => weighed.leads(ALONE),
            Some(share) => share >= if weighed.leads(ALONE) { FITTING } else { TELLING },
        }
    }
}

/// How often the person asked for is named, and how often the others.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    mine: u64,
    theirs: u64,
}

impl Weighed {
    /// Whether the person is named so many times as often as the others.
    fn leads(self, times: u64) -> bool {
        self.theirs * times <= self.mine
    }
}

/// How often two are named, near a date or everywhere, whichever is better for the first; `None` when it is as well the
/// other's time.
fn weigh(own: &Times, others: &Times, date: Option<i64>) -> Option<Weighed> {
    let everywhere = Weighed { mine: own.all(), theirs: others.all() };
    let Some(date) = date.filter(|_| own.undated * 2 <= own.all()) else { return Some(everywhere) };
    let mut last = everywhere;
    for seconds in NEAR {
        last = Weighed { mine: own.within(date, seconds), theirs: others.within(date, seconds) };
        // Fewer say no more than the whole index does.
        if last.mine.max(last.theirs) >= ALONE {
            let better = last.mine * everywhere.theirs >= everywhere.mine * last.theirs;
            return last.leads(2).then_some(if better { last } else { everywhere });
        }
    }
    // Nobody is talked about so long before or after their time.
    (last.mine > 0).then_some(everywhere)
}

/// The roles of some persons in one segment.
struct Roles {
    /// By ordinal, ascending.
    roles: Vec<(u64, Side, String)>,
}

impl Roles {
    fn read(roster: &Roster, mut ranges: Vec<Range<u64>>, sides: &FxHashMap<&str, Side>) -> std::io::Result<Roles> {
        ranges.sort_by_key(|range| range.start);
        let mut ordinals: Vec<u64> = ranges.into_iter().flatten().collect();
        ordinals.dedup();
        let mut roles = Vec::with_capacity(ordinals.len());
        roster.each_role(&ordinals, |ordinal, key, role| {
            if let Some(side) = sides.get(key) {
                roles.push((ordinal, *side, head(role)));
            }
        })?;
        Ok(Roles { roles })
    }

    /// The heads of the titles of one side in a document, each once.
    fn heads(&self, roster: &Roster, document: u32, side: Side, row: &mut Vec<u64>) -> Vec<&str> {
        let mut heads: Vec<&str> = Vec::new();
        let (Some(first), Some(last)) = (self.roles.first(), self.roles.last()) else { return heads };
        roster.read_roles(document, row);
        for ordinal in row.iter().filter(|ordinal| (first.0..=last.0).contains(ordinal)) {
            if let Ok(at) = self.roles.binary_search_by_key(ordinal, |(ordinal, ..)| *ordinal)
                && self.roles[at].1 == side
                && !heads.contains(&self.roles[at].2.as_str())
            {
                heads.push(&self.roles[at].2);
            }
        }
        heads
    }
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
    let office = role.split(" of ").next().unwrap_or(role);
    let words = office.rsplit(|c: char| c.is_whitespace() || c == '-');
    let mut words = words.map(person::fold_part).filter(|word| !word.is_empty());
    let Some(mut last) = words.next() else { return person::fold_part(role) };
    if last.len() > 4 && last.ends_with('s') && !last.ends_with("ss") {
        last.pop();
    }
    let last = person::title_head(&last);
    match words.next() {
        Some(before) if DEPUTIES.contains(&before.as_str()) => format!("{before} {last}"),
        _ => last,
    }
}

/// Before a title, these make it another's.
const DEPUTIES: &[&str] = &["vice", "deputy", "lieutenant", "assistant"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::people::Role;

    fn times(dates: &[i64]) -> Times {
        Times { dates: dates.iter().map(|years| years * YEAR).collect(), undated: 0 }
    }

    fn record(named: &[i64], titled: &[(&str, &[i64])]) -> Record {
        let titled = titled.iter().map(|(head, dates)| ((*head).to_owned(), times(dates))).collect();
        Record { named: times(named), titled }
    }

    fn alone(year: i64, called: &[&str]) -> LoneArticle {
        LoneArticle {
            segment: 0,
            document: year as u32,
            date: Some(year * YEAR),
            called: called.iter().map(|head| (*head).to_owned()).collect(),
            other: false,
        }
    }

    fn decided(own: Record, others: Record, alone: Vec<LoneArticle>) -> Vec<u32> {
        let evidence = Evidence { segments: 1, only: false, own, others, alone: vec![alone] };
        evidence.decide(0).0.swap_remove(0)
    }

    #[test]
    fn the_title_of_the_article_decides_first() {
        let own = record(&[30, 30, 30, 31], &[("secretary", &[30, 30, 30, 31])]);
        let others = record(&[30, 30, 31, 31, 31, 31], &[("judge", &[30, 30, 31])]);
        let articles = vec![alone(30, &["secretary"]), alone(31, &["judge"]), alone(32, &[]), alone(33, &["pastor"])];
        assert_eq!(decided(own, others, articles), [30]);
    }

    #[test]
    fn a_title_that_two_bear_decides_nothing() {
        let own = |articles: usize| record(&vec![30; articles], &[("senator", &[30; 40])]);
        let others = || record(&[30; 12], &[("senator", &[30; 12])]);
        let articles = || vec![alone(30, &["senator"])];
        assert_eq!(decided(own(40), others(), articles()), [0_u32; 0]);
        // Then the articles do: here forty-eight are four times twelve.
        assert_eq!(decided(own(48), others(), articles()), [30]);
        // A title that is rather another's makes it that one's.
        let rather = record(&[30; 41], &[("senator", &[30; 41])]);
        assert_eq!(decided(record(&[30; 400], &[("senator", &[30; 40])]), rather, articles()), [0_u32; 0]);
    }

    #[test]
    fn a_deputy_of_the_office_that_the_person_has_may_be_either() {
        let own = || record(&[30; 40], &[("chairman", &[30; 40])]);
        assert_eq!(decided(own(), record(&[], &[]), vec![alone(30, &["vice chairman"])]), [30]);
        let others = record(&[30; 2], &[("vice chairman", &[30; 2])]);
        assert_eq!(decided(own(), others, vec![alone(30, &["vice chairman"])]), [0_u32; 0]);
    }

    #[test]
    fn bearers_of_another_time_take_nothing_away() {
        let own = || record(&[104; 30], &[("president", &[104; 30])]);
        let others = || record(&[16; 20], &[("mr", &[16; 20])]);
        let articles = || vec![alone(104, &[]), alone(16, &[]), alone(17, &["president"]), alone(106, &["president"])];
        assert_eq!(decided(own(), others(), articles()), [104, 106]);
        // In their own time they do.
        let others = record(&[104; 20], &[]);
        assert_eq!(decided(own(), others, articles()), [106]);
    }

    #[test]
    fn a_surname_that_nobody_else_has_needs_no_title() {
        let decided = |only: bool| {
            let own = record(&[30, 30], &[("president", &[30, 30])]);
            let alone = vec![alone(30, &[]), alone(31, &["secretary"])];
            Evidence { segments: 1, only, own, others: record(&[], &[]), alone: vec![alone] }.decide(0).0.swap_remove(0)
        };
        assert_eq!(decided(true), [30, 31]);
        assert_eq!(decided(false), [0_u32; 0]);
    }

    #[test]
    fn another_bearer_in_the_article_keeps_a_silent_surname() {
        let own = record(&[30; 90], &[]);
        let other = LoneArticle { other: true, ..alone(31, &[]) };
        assert_eq!(decided(own, record(&[30], &[]), vec![alone(30, &[]), other]), [30]);
    }

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
        assert_eq!((head("Senators"), head("mistress")), ("senator".into(), "mistress".into()));
    }

    #[test]
    fn a_surname_alone_is_filed_with_or_without_particle_and_article() {
        assert_eq!(filed_alone("Trent Lott"), ["lott"]);
        assert_eq!(filed_alone("Osama bin Laden"), ["laden", "bin laden", "laden, bin"]);
        assert!(is_surname_of("maliki", "Nouri al-Maliki") && is_surname_of("al-maliki", "Nouri al-Maliki"));
        assert!(!is_surname_of("lott", "Lott"));
    }
}
