//! Stories: the articles of a query in groups of near copies, as agencies' reports are printed by many papers.
//!
//! Owns how copies are found among many articles: only those that share marks are compared, by all their text. The
//! surprise: what is a copy of a copy belongs to the group too, so that two of its articles may have less in common than
//! each has with a third.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::{DocAddress, SegmentReader};

use super::EngineError;
use super::copy::{Runs, marks};
use super::document::IndexedArticle;
use super::index::ArticleIndex;
use super::page::areas_of;
use super::search::Run;
use super::tally::SegmentTally;
use super::window::DocBits;
use crate::query::{Field, Query};

/// A mark that more articles have leads each of them to the first alone: among so many nearly every pair would be looked at
/// twice.
const CROWD: usize = 40;
/// Share of common marks from which two articles are compared.
const WORTH_COMPARING: f32 = 0.2;

/// An article of a story.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The article.
    pub article: IndexedArticle,
    /// Share of the shorter text that stands in the longer, of this one and the longest of the group; 1 for that itself.
    pub overlap: f32,
}

/// Articles that are near copies of one another, the earliest first.
#[derive(Debug, Clone)]
pub struct Story {
    /// Two or more.
    pub articles: Vec<Telling>,
}

/// The stories among some articles.
#[derive(Debug, Clone, Default)]
pub struct Stories {
    /// Articles that were looked at.
    pub articles: u64,
    /// Groups of copies.
    pub groups: u64,
    /// Articles that are in one.
    pub grouped: u64,
    /// Articles that hold some of the plain words only, which are not looked at.
    pub partial: u64,
    /// Patterns that stand for more words than are looked at.
    pub cut: Vec<String>,
    /// The largest groups, the largest first.
    pub largest: Vec<Story>,
}

impl ArticleIndex {
    /// Groups the articles that match a query in full by what they copy from one another; of the groups the `limit` largest are returned.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn stories(&self, query: &Query, field: Option<Field>, limit: usize) -> Result<Stories, EngineError> {
        let Matching { addresses, partial, cut } = self.matching(query, field)?;
        let marked = self.map_articles(&addresses, &|article| marks(&article))?;
        let pairs = likely_pairs(&marked);
        let mut involved: Vec<u32> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        involved.sort_unstable();
        involved.dedup();
        let places: Vec<DocAddress> = involved.iter().map(|number| addresses[*number as usize]).collect();
        let runs = self.map_articles(&places, &|article| Runs::of(&article))?;
        let place = |number: u32| involved.binary_search(&number).unwrap_or_default();
        let mut groups = Groups::new(involved.len());
        for (a, b) in pairs {
            let (a, b) = (place(a), place(b));
            if groups.root(a) != groups.root(b) && runs[a].is_copy(&runs[b]) {
                groups.join(a, b);
            }
        }
        let groups = groups.of_two_or_more();
        let mut stories = Stories {
            articles: addresses.len() as u64,
            groups: groups.len() as u64,
            grouped: groups.iter().map(|group| group.len() as u64).sum(),
            partial,
            cut,
            largest: Vec::new(),
        };
        for group in groups.iter().take(limit) {
            stories.largest.push(self.story(group, &places, &runs)?);
        }
        Ok(stories)
    }

    fn story(&self, group: &[usize], places: &[DocAddress], runs: &[Runs]) -> Result<Story, EngineError> {
        let longest = group.iter().copied().max_by_key(|member| (runs[*member].len(), std::cmp::Reverse(*member)));
        let longest = longest.unwrap_or_default();
        let mut articles = Vec::with_capacity(group.len());
        for &member in group {
            let overlap = if member == longest { 1.0 } else { runs[member].containment(&runs[longest]) };
            articles.push(Telling { article: self.article_at(places[member])?, overlap });
        }
        articles.sort_by(|a, b| {
            let key = |telling: &Telling| {
                let article = &telling.article.article;
                let date = article.date.as_ref().map(ToString::to_string);
                (date.is_none(), date, article.path.clone(), article.locator.clone())
            };
            key(a).cmp(&key(b))
        });
        Ok(Story { articles })
    }

    fn matching(&self, query: &Query, field: Option<Field>) -> Result<Matching, EngineError> {
        let areas = areas_of(field);
        let mut run = Run::counting(self, query, areas)?;
        let tallied = run.tally_somehow(query, areas, &|_, _: &SegmentReader| Ok(Documents(Vec::new())))?;
        let segments = tallied.segments.into_iter().enumerate();
        let addresses = segments.flat_map(|(segment, documents)| {
            documents.0.into_iter().map(move |document| DocAddress::new(segment as u32, document))
        });
        Ok(Matching { addresses: addresses.collect(), partial: tallied.partial, cut: run.plan.cut })
    }

    /// Reads articles on all processors and keeps what `map` makes of each, in their order.
    fn map_articles<T: Send>(
        &self,
        addresses: &[DocAddress],
        map: &(dyn Fn(IndexedArticle) -> T + Sync),
    ) -> Result<Vec<T>, EngineError> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = addresses.len().div_ceil(threads).max(1);
        let read = |part: &[DocAddress]| -> Result<Vec<T>, EngineError> {
            part.iter().map(|address| self.article_at(*address).map(map)).collect()
        };
        let parts: Vec<Result<Vec<T>, EngineError>> = std::thread::scope(|scope| {
            let threads: Vec<_> = addresses.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
            let joined = threads.into_iter().map(|thread| match thread.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.collect()
        });
        let mut all = Vec::with_capacity(addresses.len());
        for part in parts {
            all.append(&mut part?);
        }
        Ok(all)
    }
}

/// What a query finds.
struct Matching {
    /// The documents of the articles that match in full, in the order of the index.
    addresses: Vec<DocAddress>,
    /// How many more hold some of the words.
    partial: u64,
    cut: Vec<String>,
}

/// The documents that match.
struct Documents(Vec<u32>);

impl SegmentTally for Documents {
    fn count(&mut self, start: u32, bits: &DocBits) {
        self.0.extend(bits.iter().map(|offset| start + offset));
    }
}

/// Pairs of articles that share enough marks to be compared, those that share most first.
fn likely_pairs(marked: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let numbered = marked.iter().enumerate();
    let mut postings: Vec<(u32, u32)> =
        numbered.flat_map(|(number, marks)| marks.iter().map(move |mark| (*mark, number as u32))).collect();
    postings.sort_unstable();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for group in postings.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let leading = if group.len() > CROWD { 1 } else { group.len() };
        for (index, (_, a)) in group.iter().take(leading).enumerate() {
            for (_, b) in &group[index + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let smaller = |(a, b): (u32, u32)| marked[a as usize].len().min(marked[b as usize].len()) as f32;
    let mut pairs: Vec<((u32, u32), u32)> =
        shared.into_iter().filter(|(pair, marks)| *marks as f32 >= WORTH_COMPARING * smaller(*pair)).collect();
    pairs.sort_unstable_by_key(|(pair, marks)| (std::cmp::Reverse(*marks), *pair));
    pairs.into_iter().map(|(pair, _)| pair).collect()
}

/// Numbers that are joined to groups.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(length: usize) -> Groups {
        Groups { parents: (0..length).collect() }
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.parents[member] != member {
            self.parents[member] = self.parents[self.parents[member]];
            member = self.parents[member];
        }
        member
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// The groups, the largest first, of equals the one with the first member.
    fn of_two_or_more(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in 0..self.parents.len() {
            groups.entry(self.root(member)).or_default().push(member);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_those_with_common_marks() {
        let marked = [vec![1, 2, 3], vec![3, 9], vec![7, 8], vec![1, 2, 3, 7], vec![]];
        assert_eq!(likely_pairs(&marked), [(0, 3), (0, 1), (1, 3), (2, 3)]);
        let crowd: Vec<Vec<u32>> = (0..60).map(|_| vec![5]).collect();
        assert_eq!(likely_pairs(&crowd).len(), 59);
        // One mark of ten is a quotation.
        let quoting = [(0..10).collect(), (9..20).collect()];
        assert!(likely_pairs(&quoting).is_empty());
    }

    #[test]
    fn groups_join_through_their_members() {
        let mut groups = Groups::new(6);
        for (a, b) in [(4, 5), (0, 1), (1, 3)] {
            groups.join(a, b);
        }
        assert_eq!(groups.of_two_or_more(), [vec![0, 1, 3], vec![4, 5]]);
    }
}
