//! What a search finds that somebody has not seen yet, for alerts.
//!
//! Owns the difference between what matches and what was seen; who saw what is remembered elsewhere. The surprise: an
//! article with some of the plain words only is never news, whatever a search would show at its end.

use tantivy::columnar::Column;

use super::EngineError;
use super::highlight::Emphasis;
use super::index::ArticleIndex;
use super::page::{Hit, SearchRequest, areas_of, hit};
use super::search::{Candidate, Run, TextUse, Wanted};
use crate::article::ArticleId;

/// What a search finds beyond what was seen.
#[derive(Debug, Clone, Default)]
pub struct Unseen {
    /// The hits to show.
    pub hits: Vec<Hit>,
    /// Number of articles that match and were not seen, shown or not.
    pub new: u64,
    /// Number of articles that match.
    pub full: u64,
    /// The articles that match.
    pub matching: Vec<ArticleId>,
}

impl ArticleIndex {
    /// Searches, and leaves out what `is_seen`. Order, passages and limit are those of the request, and hold for
    /// what is left.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn search_unseen(
        &self,
        request: &SearchRequest,
        is_seen: impl Fn(ArticleId) -> bool,
    ) -> Result<Unseen, EngineError> {
        let areas = areas_of(request.field);
        let mut run = Run::new(self, &request.query, areas)?;
        let all = Wanted { offset: 0, limit: usize::MAX, order: request.order };
        let mut found = run.find_somehow(&request.query, areas, all)?;
        found.hits.retain(|candidate| candidate.missing == 0);
        let matching = self.ids(&found.hits)?;
        let mut ids = matching.iter();
        found.hits.retain(|_| ids.next().is_some_and(|id| !is_seen(*id)));
        let new = found.hits.len() as u64;
        found.hits.truncate(request.limit);
        let clauses = run.clauses();
        let emphasis = Emphasis::new(&clauses, run.is_sentence(), &run.plan.pairs);
        let articles = run.articles(&found.hits, TextUse::Read)?;
        let hits = found.hits.iter().zip(articles).enumerate();
        let hits = hits.map(|(at, (candidate, article))| hit(request, &run, &emphasis, at, candidate, article));
        Ok(Unseen { hits: hits.collect(), new, full: found.full, matching })
    }

    /// The ids of some hits.
    fn ids(&self, hits: &[Candidate]) -> Result<Vec<ArticleId>, EngineError> {
        let segments = self.searcher.segment_readers().iter();
        let columns: Vec<Column<u64>> = segments
            .map(|segment| segment.fast_fields().u64("id").map_err(EngineError::at(&self.path)))
            .collect::<Result<_, _>>()?;
        let id = |hit: &Candidate| columns[hit.address.segment_ord as usize].first(hit.address.doc_id);
        Ok(hits.iter().map(|hit| ArticleId(id(hit).unwrap_or_default())).collect())
    }
}
