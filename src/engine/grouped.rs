//! Hits with their near copies gathered below them.
//!
//! Owns how far down the ranking copies are looked for. The surprise: a copy that ranks far below its original, because it
//! was cut to a few lines, may be beyond that and stand for itself.

use super::EngineError;
use super::copy::{Bridge, Originals, Runs};
use super::document::IndexedArticle;
use super::lexicon::Area;
use super::search::{Candidate, Found, Run, TextUse, Wanted};
use crate::query::Query;

/// So many hits at least are looked at for copies.
const DEPTH: usize = 200;

impl Run<'_> {
    /// As [`Run::find_somehow`], with the near copies of a hit beside it instead of among the hits.
    pub(crate) fn find_grouped(
        &mut self,
        query: &Query,
        areas: &[Area],
        wanted: Wanted,
    ) -> Result<(Found, Vec<Vec<IndexedArticle>>), EngineError> {
        let needed = wanted.offset.saturating_add(wanted.limit);
        let mut depth = needed.saturating_mul(2).max(DEPTH);
        loop {
            let mut found = self.find_somehow(query, areas, Wanted { offset: 0, limit: depth, ..wanted })?;
            let exhausted = found.hits.len() < depth;
            let (originals, copies) = self.grouped(&found.hits)?;
            if originals.len() < needed && !exhausted {
                depth = depth.saturating_mul(4);
                continue;
            }
            found.hits = originals.into_iter().skip(wanted.offset).take(wanted.limit).collect();
            return Ok((found, copies.into_iter().skip(wanted.offset).take(wanted.limit).collect()));
        }
    }

    /// The hits that are no copies of better ones, and the copies of each.
    fn grouped(&self, hits: &[Candidate]) -> Result<(Vec<Candidate>, Vec<Vec<IndexedArticle>>), EngineError> {
        let articles = self.articles(hits, TextUse::Read)?;
        let mut originals = Originals::default();
        for (number, article) in articles.iter().enumerate() {
            // Whatever page is asked for, so many are looked at: what joins groups there joins them on every page.
            originals.place(Runs::of(article), if number < DEPTH { Bridge::Joins } else { Bridge::Chooses });
        }
        let (mut kept, mut copies): (Vec<Candidate>, Vec<Vec<IndexedArticle>>) = (Vec::new(), Vec::new());
        let mut places = vec![0; hits.len()];
        for (number, (hit, article)) in hits.iter().zip(articles).enumerate() {
            let original = originals.original(number);
            if original == number {
                places[number] = kept.len();
                kept.push(*hit);
                copies.push(Vec::new());
            } else {
                copies[places[original]].push(article);
            }
        }
        Ok((kept, copies))
    }
}
