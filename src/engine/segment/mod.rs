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

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentMeta;
use tantivy::{Index, TantivyError};

use super::document::IndexDocument;
use super::schema::Fields;
use build::SegmentBuilder;
pub(crate) use limit::InSegments;

/// Threads that one segment has time for: adding documents is less than a third of what a thread does with them.
const SERVED: usize = 3;

/// Writes documents as segments, from several threads.
pub(crate) struct SegmentWriter {
    index: Index,
    fields: Fields,
    /// Bytes of memory at which a segment is written, until one has been.
    budget: usize,
    /// Whether one has been: those that follow are filled while another is written, and lie in what others left of the memory.
    full: AtomicBool,
    /// Segments that documents are added to, each from the first one on.
    open: Vec<Mutex<Option<SegmentBuilder>>>,
    written: Mutex<Vec<SegmentMeta>>,
    /// Counts threads that found all segments taken, so that they do not all wait for the same one.
    waited: AtomicUsize,
}

impl SegmentWriter {
    /// One for so many threads, with so many bytes of memory for documents that are not yet on disk.
    pub(crate) fn new(index: &Index, fields: &Fields, threads: usize, memory: usize) -> SegmentWriter {
        let open: Vec<_> = (0..threads.div_ceil(SERVED).max(1)).map(|_| Mutex::default()).collect();
        SegmentWriter {
            index: index.clone(),
            fields: fields.clone(),
            budget: memory / open.len(),
            full: AtomicBool::new(false),
            open,
            written: Mutex::default(),
            waited: AtomicUsize::new(0),
        }
    }

    /// Adds documents, in the thread that asks. Where other threads add theirs at the moment, they are waited for, unless
    /// there is time: then documents may stay where they are.
    ///
    /// # Errors
    /// When a segment cannot be written: a full disk, say.
    pub(crate) fn add(&self, documents: &mut VecDeque<IndexDocument>, there_is_time: bool) -> Result<(), TantivyError> {
        while !documents.is_empty() {
            let free = self.open.iter().find_map(|open| open.try_lock().ok());
            let open = match free {
                Some(open) => open,
                None if there_is_time => break,
                None => {
                    let turn = self.waited.fetch_add(1, Ordering::Relaxed) % self.open.len();
                    // What a thread leaves behind that panics is not committed.
                    self.open[turn].lock().unwrap_or_else(PoisonError::into_inner)
                }
            };
            if let Some(full) = self.fill(open, documents)? {
                self.close(full)?;
            }
        }
        Ok(())
    }

    /// Adds documents to a segment until there are no more or it is full. Gives a full one, so that it is written while others
    /// fill the next.
    fn fill(
        &self,
        mut open: MutexGuard<'_, Option<SegmentBuilder>>,
        documents: &mut VecDeque<IndexDocument>,
    ) -> Result<Option<SegmentBuilder>, TantivyError> {
        let builder = match &mut *open {
            Some(builder) => builder,
            open => open.insert(SegmentBuilder::new(&self.index, &self.fields)?),
        };
        let budget = if self.full.load(Ordering::Relaxed) { self.budget / 4 * 3 } else { self.budget };
        while let Some(document) = documents.pop_front() {
            builder.add(document)?;
            if builder.memory() >= budget || !builder.has_room() {
                self.full.store(true, Ordering::Relaxed);
                return Ok(open.take());
            }
        }
        Ok(None)
    }

    fn close(&self, builder: SegmentBuilder) -> Result<(), TantivyError> {
        let segment = builder.finish()?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push(segment);
        Ok(())
    }

    /// Writes what was gathered, and gives all segments since the last time.
    ///
    /// # Errors
    /// As for [`SegmentWriter::add`].
    pub(crate) fn finish(&self) -> Result<Vec<SegmentMeta>, TantivyError> {
        let close = |open: &Mutex<Option<SegmentBuilder>>| {
            let open = open.lock().unwrap_or_else(PoisonError::into_inner).take();
            open.map_or(Ok(()), |builder| self.close(builder))
        };
        std::thread::scope(|scope| {
            let (own, others) = self.open.split_first().expect("there is always one");
            let others: Vec<_> = others.iter().map(|open| scope.spawn(|| close(open))).collect();
            let first = close(own);
            let others = others.into_iter();
            others
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .fold(first, Result::and)
        })?;
        Ok(std::mem::take(&mut *self.written.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::document::{FileRecord, FileStamp};

    fn documents(fields: &Fields, count: u64) -> VecDeque<IndexDocument> {
        let document = |n: u64| {
            let record = FileRecord { path: format!("{n}.txt"), format: None, articles: 0, problems: Vec::new() };
            record.to_document(fields, FileStamp { size: n, modified: 1, hash: n })
        };
        (0..count).map(document).collect()
    }

    #[test]
    fn a_segment_that_is_full_is_written_and_the_next_goes_on() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let (index, fields) = super::super::index::create(home.path()).expect("an empty folder");
        for (memory, sizes) in [(1, vec![1, 1, 1]), (1 << 30, vec![3])] {
            let writer = SegmentWriter::new(&index, &fields, 2, memory);
            let mut waiting = documents(&fields, 3);
            writer.add(&mut waiting, false).expect("room for it");
            assert!(waiting.is_empty());
            let written = writer.finish().expect("room for it");
            assert_eq!(written.iter().map(SegmentMeta::num_docs).collect::<Vec<_>>(), sizes);
            assert!(writer.finish().expect("nothing to write").is_empty());
        }
    }

    #[test]
    fn a_segment_that_is_taken_is_waited_for_only_without_time() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let (index, fields) = super::super::index::create(home.path()).expect("an empty folder");
        let writer = SegmentWriter::new(&index, &fields, SERVED, 1 << 30);
        let mut waiting = documents(&fields, 2);
        let taken = writer.open[0].lock().expect("nobody panicked");
        writer.add(&mut waiting, true).expect("nothing is written");
        assert_eq!(waiting.len(), 2);
        drop(taken);
        writer.add(&mut waiting, true).expect("room for it");
        assert!(waiting.is_empty());
        assert_eq!(writer.finish().expect("room for it").len(), 1);
        assert_eq!(SegmentWriter::new(&index, &fields, SERVED + 1, 1).open.len(), 2);
    }
}
