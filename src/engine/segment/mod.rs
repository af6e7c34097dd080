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
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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
    /// Bytes of memory of those that are being written, and whoever waits for that.
    writing: AtomicUsize,
    wait: Mutex<()>,
    ended: Condvar,
    /// As many as those that are filled and written may have together.
    most: usize,
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
            writing: AtomicUsize::new(0),
            wait: Mutex::default(),
            ended: Condvar::new(),
            most: memory / 4 * 5,
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
            let memory = builder.memory();
            if memory >= budget || !builder.has_room() {
                self.full.store(true, Ordering::Relaxed);
                return Ok(open.take());
            }
            self.wait_for_memory(memory);
        }
        Ok(None)
    }

    /// Waits while a segment with so many bytes of memory has no room beside those that are being written. Mostly these are written
    /// long before; but names that are all new take far longer to write than to add.
    fn wait_for_memory(&self, memory: usize) {
        let is_full = || self.is_writing() && memory.saturating_add(self.writing.load(Ordering::Acquire)) > self.most;
        if !is_full() {
            return;
        }
        let mut waiting = self.wait.lock().unwrap_or_else(PoisonError::into_inner);
        while is_full() {
            waiting = self.ended.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_writing(&self) -> bool {
        self.writing.load(Ordering::Acquire) > 0
    }

    fn close(&self, builder: SegmentBuilder) -> Result<(), TantivyError> {
        let _writing = Writing::begin(self, builder.memory());
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

/// A segment that is being written.
struct Writing<'w> {
    writer: &'w SegmentWriter,
    memory: usize,
}

impl Writing<'_> {
    fn begin(writer: &SegmentWriter, memory: usize) -> Writing<'_> {
        writer.writing.fetch_add(memory, Ordering::AcqRel);
        Writing { writer, memory }
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        // With the lock, so that nobody looks before and begins to wait after.
        let _waiting = self.writer.wait.lock().unwrap_or_else(PoisonError::into_inner);
        self.writer.writing.fetch_sub(self.memory, Ordering::AcqRel);
        self.writer.ended.notify_all();
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
    fn a_segment_waits_for_memory_while_another_is_written() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let (index, fields) = super::super::index::create(home.path()).expect("an empty folder");
        let writer = SegmentWriter::new(&index, &fields, 2, 100);
        writer.wait_for_memory(usize::MAX);
        let others = Writing::begin(&writer, 60);
        writer.wait_for_memory(65);
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                writer.wait_for_memory(66);
                assert!(done.load(Ordering::SeqCst));
            });
            std::thread::yield_now();
            done.store(true, Ordering::SeqCst);
            drop(others);
        });
        assert!(!writer.is_writing());
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
