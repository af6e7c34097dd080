//! What the index shows of those who bear a surname, and whose it is by that where it stands alone.
//!
//! Owns the decision for each article: what the article itself shows comes first, the title beside the surname and another
//! bearer named in full; then what is near it in time, and last the whole index. Which names are asked about is decided in
//! [`super::surname`]. The surprise: articles of one day with the same titles are decided alike, so where there are many most are not weighed.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::Column;

use super::EngineError;
use super::index::ArticleIndex;
use super::meant::POLITICS;
use super::names::{self, NamedKey};
use super::people::DocumentSets;
use super::roster::Roster;
use super::rows::each_first;
use super::surname::head;
use super::times::{ALONE, NEAR, Times, weigh};
use super::united::{advance, unite};
use crate::person;

/// With this many times only, titles have to speak for the bearer.
const LEADING: u64 = 4;
/// The bearer has to be named in full in so many articles; one whose surname is in no list and who alone has it, in one.
pub(super) const KNOWN: u64 = 3;
/// Of what the surname alone is called, so much has to be what the bearer is called in other articles.
const FITTING: f64 = 0.6;
/// As much for a bearer that only leads.
const TELLING: f64 = 0.8;

/// Offices that one person of a nation or a body has at a time.
const SINGLE: &[&str] = &["president", "premier", "chancellor", "king", "queen", "emperor", "pope"];
/// In so many articles the person has to be called so where the nation is not said.
const TWICE: u64 = 2;

/// With more articles than this many of them are of one day and have the same titles.
const REMEMBERED: usize = 20_000;

/// Who a role or a whole name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// The person asked for.
    Own,
    /// Another bearer of the surname.
    Other,
    /// The surname alone, by its number.
    Alone(usize),
}

/// What the index shows of a bearer, or of several together.
#[derive(Debug, Default)]
struct Record {
    named: Times,
    /// By the number of a title's head; dates only of what the surname alone is called somewhere.
    titled: FxHashMap<u32, Times>,
    /// The numbers of the heads of titles that say of which nation, and of which.
    nations: FxHashSet<(u32, u32)>,
}

impl Record {
    fn settle(&mut self) {
        self.named.settle();
        self.titled.values_mut().for_each(Times::settle);
    }
}

/// An article that has the surname alone.
#[derive(Debug, Clone, Copy)]
struct LoneArticle {
    document: u32,
    date: Option<i64>,
    /// The titles beside the surname, by the number of the set of their heads.
    called: u32,
    /// True when it names another bearer in full.
    other: bool,
}

/// The articles of one segment that have the surname alone, part by part: there may be very many.
#[derive(Debug, Default)]
struct LoneArticles {
    documents: Vec<u32>,
    /// [`i64::MIN`] for none; empty where dates do not matter.
    dates: Vec<i64>,
    called: Vec<u32>,
    other: Vec<bool>,
}

impl LoneArticles {
    fn iter(&self) -> impl Iterator<Item = LoneArticle> {
        self.documents.iter().enumerate().map(|(at, &document)| LoneArticle {
            document,
            date: self.dates.get(at).copied().filter(|date| *date != i64::MIN),
            called: self.called[at],
            other: self.other[at],
        })
    }
}

/// Heads of titles, and sets of them, by numbers.
#[derive(Debug)]
struct Heads {
    numbers: FxHashMap<String, u32>,
    heads: Vec<String>,
    /// By their numbers titles of a nation: that of the head, and the nation.
    of_nations: FxHashMap<u32, (u32, u32)>,
    sets: Vec<Vec<u32>>,
    /// The set that one becomes by a head.
    larger: FxHashMap<(u32, u32), u32>,
}

/// The set of no heads.
const NO_HEADS: u32 = 0;

impl Heads {
    fn new() -> Heads {
        Heads {
            numbers: FxHashMap::default(),
            heads: Vec::new(),
            of_nations: FxHashMap::default(),
            sets: vec![Vec::new()],
            larger: FxHashMap::default(),
        }
    }

    /// The number of a title with its nation, where it says one.
    fn number_of_nation(&mut self, head: String, nation: Option<u32>) -> u32 {
        let Some(nation) = nation else { return self.number(head) };
        let number = self.number(format!("{nation}\0{head}"));
        let head = self.number(head);
        self.of_nations.insert(number, (head, nation));
        number
    }

    /// The number of a head without its nation.
    fn plain(&self, head: u32) -> u32 {
        self.of_nations.get(&head).map_or(head, |(head, _)| *head)
    }

    /// The head of a title as it is written.
    fn written(&self, head: u32) -> &str {
        &self.heads[self.plain(head) as usize]
    }

    fn number(&mut self, head: String) -> u32 {
        let next = self.heads.len() as u32;
        *self.numbers.entry(head).or_insert_with_key(|head| {
            self.heads.push(head.clone());
            next
        })
    }

    /// The number of a set with a head more.
    fn with(&mut self, set: u32, head: u32) -> u32 {
        if let Some(&known) = self.larger.get(&(set, head)) {
            return known;
        }
        let mut heads = self.sets[set as usize].clone();
        let is_new = !heads.contains(&head);
        let number = if is_new { self.sets.len() as u32 } else { set };
        if is_new {
            heads.push(head);
            self.sets.push(heads);
        }
        self.larger.insert((set, head), number);
        number
    }

    /// The heads that are in any set, without their nations.
    fn called(&self) -> FxHashSet<u32> {
        self.larger.keys().map(|(_, head)| self.plain(*head)).collect()
    }

    /// The number of that of which a head is the deputy's, or its own.
    fn office(&self, head: u32) -> Option<u32> {
        let office = self.written(head).rsplit(' ').next()?;
        self.numbers.get(office).copied()
    }
}

/// Whether somebody else of the index bears the surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rivals {
    /// Others are named so in full, or may be: the surname is common.
    Others,
    /// Nobody else is named so in full, the surname is common, and the person is hardly known.
    Common,
    /// Nobody else is named so in full, and the surname is not common.
    Nobody,
    /// Nor is the surname in any list.
    Unheard,
}

/// In which articles a surname alone is the person's.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) own: DocumentSets,
    /// Whether that is all that have it.
    pub(super) all: bool,
    /// Those that say nothing of whose it is.
    pub(super) open: DocumentSets,
}

/// What is known of those who bear a surname.
pub(super) struct Evidence {
    rivals: Rivals,
    own: Record,
    others: Record,
    /// By filed surname and segment.
    alone: Vec<Vec<LoneArticles>>,
    heads: Heads,
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

/// The articles of one segment.
struct Documents {
    own: Vec<u32>,
    others: Vec<u32>,
    /// By filed surname.
    alone: Vec<Vec<u32>>,
}

impl Evidence {
    /// Reads what the index has of the person, of the others who bear the surname, and of the surname alone.
    pub(super) fn read(
        index: &ArticleIndex,
        found: &[NamedKey],
        others: &[NamedKey],
        alone: &[NamedKey],
        rivals: Rivals,
    ) -> Result<Evidence, EngineError> {
        let io = |error| EngineError::io(&index.path, error);
        let mut sides: FxHashMap<&str, Side> = FxHashMap::default();
        sides.extend(others.iter().map(|named| (named.key.as_str(), Side::Other)));
        sides.extend(found.iter().map(|named| (named.key.as_str(), Side::Own)));
        sides.extend(alone.iter().enumerate().map(|(at, named)| (named.key.as_str(), Side::Alone(at))));
        let readers = index.searcher.segment_readers();
        let mut evidence = Evidence {
            rivals,
            own: Record::default(),
            others: Record::default(),
            alone: alone.iter().map(|_| readers.iter().map(|_| LoneArticles::default()).collect()).collect(),
            heads: Heads::new(),
        };
        let mut opened = Vec::new();
        for (segment, reader) in readers.iter().enumerate() {
            let of = |named: &[NamedKey]| names::documents_in(index, named, segment);
            let lone = alone.iter().map(|named| of(std::slice::from_ref(named))).collect::<Result<_, _>>()?;
            let mut documents = Documents { own: of(found)?, others: of(others)?, alone: lone };
            if documents.is_empty() {
                continue;
            }
            // Only beside other bearers does it matter when an article is from.
            let dates = if others.is_empty() { None } else { Some(reader.fast_fields().i64("date_start")) };
            let dates = dates.transpose().map_err(EngineError::at(&index.path))?;
            let roster = Roster::open(index, reader)?;
            let titles = Titles::read(&roster, &sides, others, &mut evidence.heads).map_err(io)?;
            evidence.add_alone(segment, &mut documents, dates.as_ref(), &titles, &roster).map_err(io)?;
            opened.push((documents, dates, titles, roster));
        }
        let called = evidence.heads.called();
        for (documents, dates, titles, roster) in opened {
            for (side, documents, record) in
                [(Side::Own, &documents.own, &mut evidence.own), (Side::Other, &documents.others, &mut evidence.others)]
            {
                record.named.add(documents, dates.as_ref());
                if called.is_empty() {
                    continue;
                }
                for (head, documents) in titles.by_head(side, documents, &roster).map_err(io)? {
                    record.nations.extend(evidence.heads.of_nations.get(&head));
                    let head = evidence.heads.plain(head);
                    let dates = dates.as_ref().filter(|_| called.contains(&head));
                    record.titled.entry(head).or_default().add(&documents, dates);
                }
            }
        }
        evidence.own.settle();
        evidence.others.settle();
        Ok(evidence)
    }

    /// Adds the articles of a segment that have the surname alone.
    fn add_alone(
        &mut self,
        segment: usize,
        documents: &mut Documents,
        dates: Option<&Column<i64>>,
        titles: &Titles,
        roster: &Roster,
    ) -> std::io::Result<()> {
        for (number, alone) in std::mem::take(&mut documents.alone).into_iter().enumerate() {
            let mut by_head: Vec<(u32, Vec<u32>)> =
                titles.by_head(Side::Alone(number), &alone, roster)?.into_iter().collect();
            // Always in the same order, so that the same heads are the same set.
            by_head.sort_unstable_by_key(|(head, _)| *head);
            let mut called = vec![NO_HEADS; alone.len()];
            for (head, documents) in by_head {
                let mut at = 0;
                for document in documents {
                    at = advance(&alone, at, document);
                    if alone.get(at) == Some(&document) {
                        called[at] = self.heads.with(called[at], head);
                    }
                }
            }
            let mut dated = Vec::new();
            if let Some(dates) = dates {
                dated.resize(alone.len(), i64::MIN);
                let mut at = 0;
                each_first(dates, &alone, |document, date| {
                    while alone[at] != document {
                        at += 1;
                    }
                    dated[at] = date;
                });
            }
            let mut at = 0;
            let others = alone.iter().map(|document| {
                at = advance(&documents.others, at, *document);
                documents.others.get(at) == Some(document)
            });
            let other = others.collect();
            self.alone[number][segment] = LoneArticles { documents: alone, dates: dated, called, other };
        }
        Ok(())
    }

    /// The articles in which a surname alone is the person's.
    pub(super) fn decide(&self, at: usize) -> Decided {
        let fitting = self.fitting(at);
        let mut all = true;
        let mut left: DocumentSets = self.alone[at].iter().map(|_| Vec::new()).collect();
        let remembers = self.alone[at].iter().map(|articles| articles.documents.len()).sum::<usize>() > REMEMBERED;
        let mut said: FxHashMap<(u32, Option<i64>), Said> = FxHashMap::default();
        let mut silent: FxHashMap<Option<i64>, bool> = FxHashMap::default();
        let mut is_own = |segment: usize, article: LoneArticle| {
            let date = self.date_of(&article);
            let said = match article.called {
                NO_HEADS => Said::Nothing,
                called if remembers => *said.entry((called, date)).or_insert_with(|| self.said(called, date)),
                called => self.said(called, date),
            };
            let own = match said {
                Said::Own => true,
                Said::Another => false,
                Said::Nothing => !article.other && *silent.entry(date).or_insert_with(|| self.silent(date, fitting)),
            };
            all &= own;
            if !own && said == Said::Nothing && !article.other {
                left[segment].push(article.document);
            }
            own.then_some(article.document)
        };
        let own = self.alone[at].iter().enumerate();
        let own =
            own.map(|(segment, articles)| articles.iter().filter_map(|it| is_own(segment, it)).collect()).collect();
        Decided { own, all, open: left }
    }

    /// The share of the titles of a surname that are those of the person, in the person's time; `None` when it has none.
    fn fitting(&self, at: usize) -> Option<f64> {
        let [.., longest] = NEAR;
        let (mut all, mut same) = (0_u64, 0_u64);
        let fits: Vec<bool> = (0..self.heads.heads.len() as u32).map(|head| self.fits(head)).collect();
        let articles = self.alone[at].iter().flat_map(LoneArticles::iter).filter(|article| {
            article.called != NO_HEADS
                && article.date.is_none_or(|date| self.own.named.within(date, longest) + self.own.named.undated > 0)
        });
        for &head in articles.flat_map(|article| &self.heads.sets[article.called as usize]) {
            all += 1;
            same += u64::from(fits[head as usize]);
        }
        (all > 0).then(|| same as f64 / all as f64)
    }

    /// Whether the person is called by a title, or by that of which it is the deputy's. Where nobody else has the surname, one office of
    /// politics is as good as another of the same nation.
    fn fits(&self, head: u32) -> bool {
        let titled = |head: u32| self.own.titled.contains_key(&head);
        let politics = || {
            let office = |head: u32| POLITICS.contains(&self.heads.written(head));
            office(head) && self.own.titled.keys().any(|own| office(*own))
        };
        let alone = self.rivals != Rivals::Others && self.nobody_else();
        !(alone && self.is_foreign(head))
            && (titled(self.heads.plain(head)) || self.heads.office(head).is_some_and(titled) || alone && politics())
    }

    fn nobody_else(&self) -> bool {
        self.others.named.all() == 0
    }

    /// Whether a title says another nation than all titles of the person that say one.
    fn is_foreign(&self, head: u32) -> bool {
        let nation = self.heads.of_nations.get(&head).map(|(_, nation)| nation);
        let own = &self.own.nations;
        nation.is_some_and(|nation| !own.is_empty() && own.iter().all(|(_, own)| own != nation))
    }

    /// Whether a title is an office of which there is one, and the person's: of the same nation, or in two articles where one of the
    /// two says none.
    fn is_held(&self, head: u32) -> bool {
        let plain = self.heads.plain(head);
        let Some(own) = self.own.titled.get(&plain).filter(|_| SINGLE.contains(&self.heads.written(head))) else {
            return false;
        };
        let same = self.heads.of_nations.get(&head).is_some_and(|of| self.own.nations.contains(of));
        same || own.all() >= TWICE && !self.is_foreign(head)
    }

    /// When an article is from, where that matters: there are several bearers.
    fn date_of(&self, article: &LoneArticle) -> Option<i64> {
        article.date.filter(|_| self.others.named.all() > 0)
    }

    /// Whose the surname is by the titles that stand beside it in an article of a date.
    fn said(&self, called: u32, date: Option<i64>) -> Said {
        let mut another = false;
        for head in &self.heads.sets[called as usize] {
            let plain = self.heads.plain(*head);
            let own = self.own.titled.get(&plain);
            let others = self.others.titled.get(&plain);
            if self.nobody_else() && self.is_held(*head) {
                return Said::Own;
            }
            if self.rivals == Rivals::Unheard && own.is_none() {
                continue;
            }
            let Some(own) = own.filter(|_| self.rivals != Rivals::Nobody || self.fits(*head)) else {
                // Who is known by titles is called none that nobody knows; the deputy of an office that the person has
                // may be either.
                let unknown = !self.fits(*head) && self.own.titled.values().any(|times| times.all() >= self.least());
                another |= others.is_some() || unknown;
                continue;
            };
            let nobody = Times::default();
            let others = others.unwrap_or(&nobody);
            if weigh(own, others, date).is_some_and(|it| it.mine >= self.least() && it.leads(LEADING)) {
                return Said::Own;
            }
            another |= others.all() > own.all();
        }
        if another { Said::Another } else { Said::Nothing }
    }

    /// In so many articles the person has to be called by a title for it to tell.
    fn least(&self) -> u64 {
        if matches!(self.rivals, Rivals::Others | Rivals::Common) { KNOWN } else { 1 }
    }

    /// Whether a surname without a telling title is the person's: near in time the others are few, and what it is called
    /// elsewhere fits.
    fn silent(&self, date: Option<i64>, fitting: Option<f64>) -> bool {
        let Some(weighed) = weigh(&self.own.named, &self.others.named, date) else { return false };
        match fitting {
            _ if self.rivals == Rivals::Common => false,
            // Titles change and are many; a surname that nobody else has does not.
            _ if self.rivals == Rivals::Unheard => true,
            Some(share) if self.rivals == Rivals::Nobody => share >= FITTING,
            _ if !weighed.leads(LEADING) => false,
            // Who is hardly known and has no title may be anybody.
            None if self.rivals == Rivals::Nobody && self.own.named.all() < KNOWN => false,
            // Nothing speaks against a surname that is called nothing, whatever its bearer is.
            None => weighed.leads(ALONE),
            Some(share) => share >= if weighed.leads(ALONE) { FITTING } else { TELLING },
        }
    }
}

impl Documents {
    fn is_empty(&self) -> bool {
        self.own.is_empty() && self.others.is_empty() && self.alone.iter().all(Vec::is_empty)
    }
}

/// The titles of some persons in one segment.
struct Titles {
    /// By ordinal, ascending: whose the title is, and the number of its head.
    roles: Vec<(u64, Side, u32)>,
}

impl Titles {
    fn read(
        roster: &Roster,
        sides: &FxHashMap<&str, Side>,
        others: &[NamedKey],
        heads: &mut Heads,
    ) -> std::io::Result<Titles> {
        // Of several bearers it is not asked of which nation they are.
        let nation = |role: &str| if others.is_empty() { person::nation_of(role) } else { None };
        // Names of one surname are neighbours, and so are their roles.
        let surname = |key: &str| key.split_once(", ").map(|(surname, _)| surname.to_owned());
        let mut surnames: Vec<String> = others.iter().filter_map(|named| surname(&named.key)).collect();
        surnames.sort_unstable();
        surnames.dedup();
        let mut ranges = Vec::new();
        for surname in &surnames {
            ranges.push(roster.roles_beginning(surname)?);
        }
        for (key, side) in sides {
            let surname = surname(key).unwrap_or_else(|| (*key).to_owned());
            if *side != Side::Other && surnames.binary_search(&surname).is_err() {
                ranges.push(roster.roles_of(key)?);
            }
        }
        // One surname may begin with another, and its range lies in that one's then.
        let mut ordinals: Vec<u64> = ranges.into_iter().flatten().collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        let mut roles = Vec::with_capacity(ordinals.len());
        roster.each_role(&ordinals, |ordinal, key, role| {
            if let Some(side) = sides.get(key) {
                roles.push((ordinal, *side, heads.number_of_nation(head(role), nation(role))));
            }
        })?;
        Ok(Titles { roles })
    }

    /// By the heads of the titles of one side its documents that have them, ascending.
    fn by_head(&self, side: Side, documents: &[u32], roster: &Roster) -> std::io::Result<FxHashMap<u32, Vec<u32>>> {
        let mut called: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        if let Some(census) = roster.census() {
            for (ordinal, _, head) in self.roles.iter().filter(|(_, of, _)| *of == side) {
                let documents = called.entry(*head).or_default();
                census.each_called(*ordinal, |document| {
                    if roster.deleted().binary_search(&document).is_err() {
                        documents.push(document);
                    }
                })?;
            }
            called.retain(|_, documents| !documents.is_empty());
            called.values_mut().for_each(|documents| unite(documents, roster.documents()));
            return Ok(called);
        }
        let (Some(first), Some(last)) = (self.roles.first(), self.roles.last()) else { return Ok(called) };
        let mut row = Vec::new();
        for &document in documents {
            roster.read_roles(document, &mut row);
            for ordinal in row.iter().filter(|ordinal| (first.0..=last.0).contains(ordinal)) {
                if let Ok(at) = self.roles.binary_search_by_key(ordinal, |(ordinal, ..)| *ordinal)
                    && self.roles[at].1 == side
                {
                    let documents = called.entry(self.roles[at].2).or_default();
                    if documents.last() != Some(&document) {
                        documents.push(document);
                    }
                }
            }
        }
        Ok(called)
    }
}

#[cfg(test)]
mod tests;
