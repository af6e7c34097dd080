//! How much an article is about a person, an organisation or a place that was asked for.
//!
//! Owns what is added to the scores of the best hits of a name. A name's mentions are counted and weighed like those of a word before this; here an article gains when the name stands in its headline or
//! its first paragraph, by the share of all mentions of its kind that are this name's, and a little when it is written as
//! it was asked for. The surprise: shares come from columns, so that no article is read for them.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::DocAddress;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::clause::move_to;
use super::document::zone_index;
use super::filing::name_mark_term;
use super::index::ArticleIndex;
use super::plan::AskedName;
use super::ranking::Ranking;
use super::roster::{Roster, RosterRow};
use crate::article::Zone;

/// Weights of the reward, relative to the rarity of the name; chosen by measurement, figures in `docs/persons.md`.
const HEADLINE: f32 = 0.5;
const LEDE: f32 = 0.25;
const SHARE: f32 = 1.0;
const AS_ASKED: f32 = 0.2;

/// What is added to the scores of some documents.
///
/// Where a name stands is told from lists of documents; its share of all names is in the rows of the documents, which lie far
/// apart, so that they are read only for those that ask for it.
pub(crate) struct Rewards {
    /// By segment, the names with their weights; opened for those that have any of the documents.
    segments: Vec<Vec<(f32, Opened)>>,
    documents: Vec<DocAddress>,
    /// By document and name.
    stands: Vec<Vec<Stands>>,
}

/// In which of the parts of an article that count more a name stands.
#[derive(Debug, Clone, Copy, Default)]
struct Stands {
    headline: bool,
    lede: bool,
}

impl Rewards {
    /// Looks some names up in some documents.
    pub(crate) fn open(
        index: &ArticleIndex,
        names: &[AskedName],
        documents: Vec<DocAddress>,
    ) -> Result<Rewards, EngineError> {
        let mut stands: Vec<Vec<Stands>> = vec![Vec::new(); documents.len()];
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|&at| documents[at]);
        let mut segments = Vec::new();
        for segment in 0..index.searcher.segment_readers().len() {
            let here: Vec<usize> =
                order.iter().copied().filter(|&at| documents[at].segment_ord as usize == segment).collect();
            let mut opened = Vec::new();
            for asked in names.iter().filter(|asked| !asked.found.is_empty() && !here.is_empty()) {
                let mut open = Opened::new(index, segment, asked)?;
                let holding = asked.found.iter().map(|named| named.articles).sum::<u64>();
                let weight = Ranking::idf(index.searcher.num_docs() as f64, holding as f64);
                here.iter().for_each(|&at| stands[at].push(open.stands_in(documents[at].doc_id)));
                opened.push((weight, open));
            }
            segments.push(opened);
        }
        Ok(Rewards { segments, documents, stands })
    }

    /// What is added to the score of a document at most.
    pub(crate) fn most(&self, at: usize) -> f32 {
        let names = &self.segments[self.documents[at].segment_ord as usize];
        let most = |stands: &Stands| stands.worth() + SHARE + AS_ASKED;
        let most: f32 = names.iter().zip(&self.stands[at]).map(|((weight, _), stands)| weight * most(stands)).sum();
        // A little more for what is lost in rounding.
        most * 1.001
    }

    /// What is added to the score of a document.
    pub(crate) fn of(&mut self, at: usize) -> f32 {
        let DocAddress { segment_ord, doc_id } = self.documents[at];
        let names = &mut self.segments[segment_ord as usize];
        let mut reward = 0.0;
        for ((weight, open), stands) in names.iter_mut().zip(&self.stands[at]) {
            reward += *weight * open.reward(doc_id, *stands);
        }
        reward
    }
}

impl Stands {
    fn worth(self) -> f32 {
        HEADLINE * f32::from(u8::from(self.headline)) + LEDE * f32::from(u8::from(self.lede))
    }
}

/// One name in one segment.
struct Opened {
    roster: Arc<Roster>,
    row: RosterRow,
    class: std::ops::Range<u64>,
    own: FxHashSet<u64>,
    as_asked: FxHashSet<u64>,
    headline: Vec<SegmentPostings>,
    lede: Vec<SegmentPostings>,
}

impl Opened {
    fn new(index: &ArticleIndex, segment: usize, asked: &AskedName) -> Result<Opened, EngineError> {
        let io = |error| EngineError::io(&index.path, error);
        let reader = index.searcher.segment_reader(segment as u32);
        let roster = Roster::open(index, reader)?;
        let mut own = FxHashSet::default();
        for named in &asked.found {
            own.extend(roster.forms(asked.class, &named.key).map_err(io)?);
        }
        let mut ordinals: Vec<u64> = own.iter().copied().collect();
        ordinals.sort_unstable();
        let typed = super::fold::fold(&asked.asked.to_lowercase());
        let mut as_asked = FxHashSet::default();
        roster
            .each_name(&ordinals, |ordinal, name| {
                if super::fold::fold(&name.form.to_lowercase()) == typed {
                    as_asked.insert(ordinal);
                }
            })
            .map_err(io)?;
        let open = |zone: Zone| -> Result<Vec<SegmentPostings>, EngineError> {
            let inverted =
                reader.inverted_index(index.fields.zones[zone_index(zone)]).map_err(EngineError::at(&index.path))?;
            let mut lists = Vec::new();
            for named in &asked.found {
                let term = name_mark_term(asked.class, &named.key);
                if let Some(info) = inverted.terms().get(term.as_bytes()).map_err(io)? {
                    lists.push(inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic).map_err(io)?);
                }
            }
            Ok(lists)
        };
        Ok(Opened {
            class: roster.beginning(asked.class, "").map_err(io)?,
            headline: open(Zone::Headline)?,
            lede: open(Zone::Lede)?,
            roster,
            row: RosterRow::default(),
            own,
            as_asked,
        })
    }

    /// Documents have to come in ascending order.
    fn stands_in(&mut self, document: u32) -> Stands {
        // Every list has to be moved on, so the first that has the document does not end it.
        let stands_in = |lists: &mut Vec<SegmentPostings>| {
            lists.iter_mut().filter_map(|list| move_to(list, document).then_some(())).count() > 0
        };
        Stands { headline: stands_in(&mut self.headline), lede: stands_in(&mut self.lede) }
    }

    fn reward(&mut self, document: u32, stands: Stands) -> f32 {
        let (mut mine, mut all, mut as_asked) = (0, 0, false);
        self.roster.read_names(document, &mut self.row);
        for (ordinal, count) in self.row.iter() {
            if self.class.contains(&ordinal) {
                all += count;
            }
            if self.own.contains(&ordinal) {
                mine += count;
                as_asked |= self.as_asked.contains(&ordinal) && count > 0;
            }
        }
        let share = mine as f32 / all.max(1) as f32;
        stands.worth() + SHARE * share + AS_ASKED * f32::from(u8::from(as_asked))
    }
}
