//! Building a segment of the index from articles.
//!
//! Owns what happens between an article and the files of a segment: its words become numbered terms, their occurrences are
//! collected, and everything is written in one go with the engine's own serializers, so that the result is a segment like
//! any other. Must not know where articles come from, nor of commits. The surprise: the engine's own writer of documents is
//! not used, because it looks a term up and jumps to its postings for every word of every article; see [`postings`].

mod build;
mod limit;
mod postings;
mod vocabulary;

use tantivy::index::SegmentMeta;
use tantivy::{Index, TantivyError};

use super::document::IndexDocument;
use super::schema::Fields;
use build::SegmentBuilder;
pub(crate) use limit::InSegments;

/// Writes documents as segments, in the thread that holds it.
pub(crate) struct SegmentWriter {
    index: Index,
    fields: Fields,
    budget: usize,
    /// The segment that documents are added to, from the first one on.
    open: Option<SegmentBuilder>,
    written: Vec<SegmentMeta>,
}

impl SegmentWriter {
    /// One that writes a segment whenever it has gathered `budget` bytes.
    pub(crate) fn new(index: &Index, fields: &Fields, budget: usize) -> SegmentWriter {
        SegmentWriter { index: index.clone(), fields: fields.clone(), budget, open: None, written: Vec::new() }
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When a segment cannot be written: a full disk, say.
    pub(crate) fn add(&mut self, document: IndexDocument) -> Result<(), TantivyError> {
        let builder = match &mut self.open {
            Some(builder) => builder,
            open => open.insert(SegmentBuilder::new(&self.index, &self.fields)?),
        };
        builder.add(document)?;
        if builder.memory() < self.budget && builder.has_room() {
            return Ok(());
        }
        self.close()
    }

    /// Writes what was gathered, and gives all segments.
    ///
    /// # Errors
    /// As for [`SegmentWriter::add`].
    pub(crate) fn finish(mut self) -> Result<Vec<SegmentMeta>, TantivyError> {
        self.close()?;
        Ok(self.written)
    }

    fn close(&mut self) -> Result<(), TantivyError> {
        if let Some(builder) = self.open.take() {
            self.written.push(builder.finish()?);
        }
        Ok(())
    }
}
