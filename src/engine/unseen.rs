//! What a search finds that somebody has not seen yet, for alerts.
//!
//! Owns the difference between what matches and what was seen; who saw what is remembered elsewhere. The surprise: an
//! article with some of the plain words only is never news, whatever a search would show at its end, and neither is one whose
//! file only lies elsewhere now: its id is new then, its content is not.

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::EngineError;
use super::document::file_key;
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
    /// What the files hold that they come from, as far as it was looked at: see [`Seen::contents`].
    pub contents: Vec<u64>,
}

/// What somebody has seen.
pub struct Seen<'s> {
    /// Whether an article was.
    pub ids: &'s dyn Fn(ArticleId) -> bool,
    /// Whether what a file holds at the place of an article was, by a hash that does not depend on where the file lies.
    pub contents: &'s dyn Fn(u64) -> bool,
    /// False when of what was seen ids alone are known.
    pub has_contents: bool,
}

impl ArticleIndex {
    /// Searches, and leaves out what was `seen`. Order, passages and limit are those of the request, and hold for
    /// what is left.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn search_unseen(&self, request: &SearchRequest, seen: &Seen<'_>) -> Result<Unseen, EngineError> {
        let areas = areas_of(request.field);
        let mut run = Run::new(self, &request.query, areas)?;
        let all = Wanted { offset: 0, limit: usize::MAX, order: request.order };
        let mut found = run.find_somehow(&request.query, areas, all)?;
        found.hits.retain(|candidate| candidate.missing == 0);
        let matching = self.ids(&found.hits)?;
        let contents = self.contents(&found.hits, &matching, seen)?;
        let mut known = matching.iter().zip(&contents);
        found.hits.retain(|_| {
            known.next().is_some_and(|(id, content)| {
                !(seen.ids)(*id) && !content.is_some_and(|content| (seen.contents)(content))
            })
        });
        let contents = contents.into_iter().flatten().collect();
        let new = found.hits.len() as u64;
        found.hits.truncate(request.limit);
        let clauses = run.clauses();
        let emphasis = Emphasis::new(&clauses, run.is_sentence(), &run.plan.pairs);
        let articles = run.articles(&found.hits, TextUse::Read)?;
        let hits = found.hits.iter().zip(articles).enumerate();
        let hits = hits.map(|(at, (candidate, article))| hit(request, &run, &emphasis, at, candidate, article));
        Ok(Unseen { hits: hits.collect(), new, full: found.full, matching, contents })
    }

    /// What the files of some hits hold at their places. That of an article which is one of several in its file takes longer to
    /// find out, and is left open for one that was seen.
    fn contents(
        &self,
        hits: &[Candidate],
        ids: &[ArticleId],
        seen: &Seen<'_>,
    ) -> Result<Vec<Option<u64>>, EngineError> {
        let segments = self.searcher.segment_readers().iter();
        let columns: Vec<Column<u64>> = segments
            .map(|segment| segment.fast_fields().u64("hash").map_err(EngineError::at(&self.path)))
            .collect::<Result<_, _>>()?;
        let mut files: Option<FxHashMap<u64, u64>> = None;
        let mut contents = Vec::with_capacity(hits.len());
        for (hit, id) in hits.iter().zip(ids) {
            if let Some(hash) = columns[hit.address.segment_ord as usize].first(hit.address.doc_id) {
                contents.push(Some(hash));
                continue;
            }
            if seen.has_contents && (seen.ids)(*id) {
                contents.push(None);
                continue;
            }
            let files = match &mut files {
                Some(files) => files,
                none => {
                    let mut hashes = FxHashMap::default();
                    self.each_known_file(&mut |key, file| {
                        hashes.insert(key, file.stamp.hash);
                    })?;
                    none.insert(hashes)
                }
            };
            let article = self.facts_at(hit.address)?.article;
            let place = article.locator.unwrap_or_default();
            let file = files.get(&file_key(&article.path));
            contents.push(file.map(|hash| xxh3_64_with_seed(place.as_bytes(), *hash)));
        }
        Ok(contents)
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
