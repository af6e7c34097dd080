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

/// What is added to the score of each of some documents, in their order.
pub(crate) fn rewards(
    index: &ArticleIndex,
    names: &[AskedName],
    documents: &[DocAddress],
) -> Result<Vec<f32>, EngineError> {
    let mut rewards = vec![0.0; documents.len()];
    if names.is_empty() {
        return Ok(rewards);
    }
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|&at| documents[at]);
    for (segment, _) in index.searcher.segment_readers().iter().enumerate() {
        let here: Vec<usize> =
            order.iter().copied().filter(|&at| documents[at].segment_ord as usize == segment).collect();
        if here.is_empty() {
            continue;
        }
        for asked in names.iter().filter(|asked| !asked.found.is_empty()) {
            let mut open = Opened::new(index, segment, asked)?;
            let holding = asked.found.iter().map(|named| named.articles).sum::<u64>();
            let weight = Ranking::idf(index.searcher.num_docs() as f64, holding as f64);
            for &at in &here {
                rewards[at] += weight * open.reward(documents[at].doc_id);
            }
        }
    }
    Ok(rewards)
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
    fn reward(&mut self, document: u32) -> f32 {
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
        // Every list has to be moved on, so the first that has the document does not end it.
        let stands_in = |lists: &mut Vec<SegmentPostings>| {
            lists.iter_mut().filter_map(|list| move_to(list, document).then_some(())).count() > 0
        };
        let headline = f32::from(u8::from(stands_in(&mut self.headline)));
        let lede = f32::from(u8::from(stands_in(&mut self.lede)));
        let share = mine as f32 / all.max(1) as f32;
        HEADLINE * headline + LEDE * lede + SHARE * share + AS_ASKED * f32::from(u8::from(as_asked))
    }
}
