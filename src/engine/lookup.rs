//! Finding one article by its id or its path, and what a query emphasises in the whole of it.
//!
//! Owns the ways in which a single article is named; it ranks nothing. The surprise: the dictionary of paths is in lower
//! case, so a path is found however its letters are typed, and the stored article says how they are really written.

use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, TERMINATED};

use super::EngineError;
use super::document::IndexedArticle;
use super::highlight::Highlighter;
use super::identity::Number;
use super::index::ArticleIndex;
use super::page::areas_of;
use super::search::Run;
use super::snippet::Marked;
use crate::article::ArticleId;
use crate::query::{Field, Query};

impl ArticleIndex {
    /// The article with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<IndexedArticle>, EngineError> {
        self.document_with(Number::Article(id.0))?.map(|address| self.article_at(address)).transpose()
    }

    /// Articles of the source file with this path: at most `limit`, by path and place in the file.
    ///
    /// A path that no file has is taken for the end of one, from a `/` on: `talks.txt` finds `2024/talks.txt`. Of files
    /// whose paths differ in nothing but capitals those written as asked are taken.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles_at(&self, path: &str, limit: usize) -> Result<Vec<IndexedArticle>, EngineError> {
        let asked = path.to_lowercase();
        let mut found = Vec::new();
        for segment in 0..self.searcher.segment_readers().len() {
            let paths = self.paths(segment)?;
            let info = paths.terms().get(asked.as_bytes()).map_err(|error| EngineError::io(&self.path, error))?;
            self.collect(segment, &paths, info, limit, &mut found)?;
        }
        if found.is_empty() {
            self.articles_ending(&format!("/{asked}"), limit, &mut found)?;
        }
        if found.iter().any(|article| article.article.path == path) {
            found.retain(|article| article.article.path == path);
        }
        // Threads write articles in no order of their own; of two locators with the same words the shorter has the lower number.
        found.sort_by_cached_key(|IndexedArticle { article, .. }| {
            let locator = article.locator.clone().unwrap_or_default();
            (article.path.clone(), locator.len(), locator)
        });
        Ok(found)
    }

    /// Articles of files whose path has this end.
    fn articles_ending(&self, end: &str, limit: usize, found: &mut Vec<IndexedArticle>) -> Result<(), EngineError> {
        for segment in 0..self.searcher.segment_readers().len() {
            let paths = self.paths(segment)?;
            let mut stream = paths.terms().stream().map_err(|error| EngineError::io(&self.path, error))?;
            while found.len() < limit && stream.advance() {
                if stream.key().ends_with(end.as_bytes()) {
                    self.collect(segment, &paths, Some(stream.value().clone()), limit, found)?;
                }
            }
        }
        Ok(())
    }

    fn paths(&self, segment: usize) -> Result<Arc<InvertedIndexReader>, EngineError> {
        let reader = &self.searcher.segment_readers()[segment];
        reader.inverted_index(self.fields.path).map_err(EngineError::at(&self.path))
    }

    fn collect(
        &self,
        segment: usize,
        paths: &InvertedIndexReader,
        info: Option<TermInfo>,
        limit: usize,
        found: &mut Vec<IndexedArticle>,
    ) -> Result<(), EngineError> {
        let Some(info) = info else { return Ok(()) };
        let postings = paths.read_postings_from_terminfo(&info, IndexRecordOption::Basic);
        let mut postings = postings.map_err(|error| EngineError::io(&self.path, error))?;
        while postings.doc() != TERMINATED && found.len() < limit {
            if !self.searcher.segment_readers()[segment].is_deleted(postings.doc()) {
                found.push(self.article_at(DocAddress::new(segment as u32, postings.doc()))?);
            }
            postings.advance();
        }
        Ok(())
    }

    /// The blocks of an article, each with what a query matches in it.
    ///
    /// # Errors
    /// As for [`ArticleIndex::search`].
    pub fn emphasised(
        &self,
        article: &IndexedArticle,
        query: &Query,
        field: Option<Field>,
    ) -> Result<Vec<Marked>, EngineError> {
        let run = Run::new(self, query, areas_of(field))?;
        let clauses = run.clauses();
        let highlights = Highlighter::new(&clauses).highlights(article);
        let blocks = article.article.blocks().zip(highlights);
        Ok(blocks.map(|(block, highlights)| Marked { text: block.text.to_owned(), highlights }).collect())
    }

    /// What tells this state of the index from every other: it changes with each commit, also with one that begins anew.
    pub fn fingerprint(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for reader in self.searcher.segment_readers() {
            parts.push(format!("{}.{}", reader.segment_id().short_uuid_string(), reader.num_deleted_docs()));
        }
        parts.sort();
        let hash = xxhash_rust::xxh3::xxh3_64(parts.join(" ").as_bytes());
        format!("{}-{hash:016x}", self.generation())
    }
}
