//! Articles on their way into the index, in the thread that has read them.
//!
//! Owns what a thread writes: documents of articles and of files, and the segments that they become. Must not know of other
//! threads, nor of deletions and commits, which are the writer's. The surprise: an article never changes threads once its
//! names have been looked for, since what one thread has claimed and another gives back costs both a lock, and its words
//! would have to come near another processor.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::index::SegmentMeta;

use super::EngineError;
use super::document::{FileRecord, FileStamp, IndexDocument, IndexedArticle};
use super::index::ArticleIndex;
use super::schema::Fields;
use super::segment::SegmentWriter;
use super::text_store::TextStore;
use crate::article::ArticleId;

/// Writes articles into segments of its own, which are no part of the index before
/// [`ArticleWriter::take`](super::ArticleWriter::take) has them and a commit follows.
pub struct ArticleSink {
    path: PathBuf,
    fields: Fields,
    text: TextStore,
    before: Option<Arc<ArticleIndex>>,
    segments: SegmentWriter,
}

/// What a sink has written.
#[derive(Default)]
pub struct NewSegments {
    pub(super) segments: Vec<SegmentMeta>,
}

impl ArticleSink {
    pub(super) fn new(
        path: &Path,
        fields: &Fields,
        text: TextStore,
        before: Option<Arc<ArticleIndex>>,
        segments: SegmentWriter,
    ) -> ArticleSink {
        ArticleSink { path: path.to_owned(), fields: fields.clone(), text, before, segments }
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
        // One step after the other for all of them: what each step looks up stays near the processor meanwhile.
        let documents =
            articles.into_iter().map(|(article, stamp)| article.into_document(&self.fields, stamp, self.text));
        let documents: Vec<IndexDocument> = documents.collect();
        let added = documents.into_iter().try_for_each(|document| self.segments.add(document));
        added.map_err(|error| EngineError::at(&self.path)(error))
    }

    /// Adds what is known of a file that is not itself one article.
    ///
    /// # Errors
    /// As for [`ArticleSink::add`].
    pub fn add_record(&mut self, record: &FileRecord, stamp: FileStamp) -> Result<(), EngineError> {
        let added = self.segments.add(record.to_document(&self.fields, stamp));
        added.map_err(|error| EngineError::at(&self.path)(error))
    }

    /// Writes what is not yet written.
    ///
    /// # Errors
    /// As for [`ArticleSink::add`].
    pub fn finish(self) -> Result<NewSegments, EngineError> {
        Ok(NewSegments { segments: self.segments.finish().map_err(EngineError::at(self.path))? })
    }
}
