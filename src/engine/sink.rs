//! Articles on their way into the index, in the thread that has read them.
//!
//! Owns the step from articles and files to documents. Must not know of deletions and commits, which are the writer's. The
//! surprise: an article never changes threads once its names have been looked for, since what one thread has claimed and
//! another gives back costs both a lock. It is the segments that are shared, a lot of articles at a time.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::EngineError;
use super::document::{FileRecord, FileStamp, IndexDocument, IndexedArticle};
use super::index::ArticleIndex;
use super::schema::Fields;
use super::segment::SegmentWriter;
use super::text_store::TextStore;
use crate::article::ArticleId;

/// Adds articles to an index, for one thread of several. They become a part of it with the writer's commit.
pub struct ArticleSink {
    path: PathBuf,
    fields: Fields,
    text: TextStore,
    before: Option<Arc<ArticleIndex>>,
    segments: Arc<SegmentWriter>,
    /// Documents that wait while other threads add theirs.
    waiting: VecDeque<IndexDocument>,
    /// Bytes of their texts, or more.
    bytes: usize,
}

/// Bytes of documents that may wait; more would be memory that nobody counts.
const PATIENCE: usize = 2 << 20;

impl ArticleSink {
    pub(super) fn new(
        path: &Path,
        fields: &Fields,
        text: TextStore,
        before: Option<Arc<ArticleIndex>>,
        segments: Arc<SegmentWriter>,
    ) -> ArticleSink {
        ArticleSink {
            path: path.to_owned(),
            fields: fields.clone(),
            text,
            before,
            segments,
            waiting: VecDeque::new(),
            bytes: 0,
        }
    }

    /// As [`ArticleWriter::articles_of`](super::ArticleWriter::articles_of).
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles_of(&self, path: &str) -> Result<FxHashMap<ArticleId, u64>, EngineError> {
        self.before.as_deref().map_or_else(|| Ok(FxHashMap::default()), |before| before.articles_of(path))
    }

    /// Adds articles, each with its file's stamp where it is a whole file, and without one where it is one of several.
    ///
    /// # Errors
    /// When a segment cannot be written: a full disk, say.
    pub fn add(
        &mut self,
        articles: impl IntoIterator<Item = (IndexedArticle, Option<FileStamp>)>,
    ) -> Result<(), EngineError> {
        for (article, stamp) in articles {
            self.push(article.into_document(&self.fields, stamp, self.text));
        }
        self.settle(self.bytes < PATIENCE)
    }

    /// Adds what is known of files that are not themselves one article.
    ///
    /// # Errors
    /// As for [`ArticleSink::add`].
    pub fn add_records(&mut self, records: &[(FileRecord, FileStamp)]) -> Result<(), EngineError> {
        records.iter().for_each(|(record, stamp)| self.push(record.to_document(&self.fields, *stamp)));
        self.settle(self.bytes < PATIENCE)
    }

    /// Adds what waits. Without it that is lost.
    ///
    /// # Errors
    /// As for [`ArticleSink::add`].
    pub fn finish(mut self) -> Result<(), EngineError> {
        self.settle(false)
    }

    fn push(&mut self, document: IndexDocument) {
        self.bytes += document.bytes();
        self.waiting.push_back(document);
    }

    fn settle(&mut self, there_is_time: bool) -> Result<(), EngineError> {
        let settled = self.segments.add(&mut self.waiting, there_is_time);
        if self.waiting.is_empty() {
            self.bytes = 0;
        }
        settled.map_err(|error| EngineError::at(&self.path)(error))
    }
}
