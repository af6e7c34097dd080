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

use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded};
use tantivy::index::SegmentMeta;
use tantivy::{Index, TantivyError};

use super::document::IndexDocument;
use super::schema::Fields;
use build::SegmentBuilder;
pub(crate) use limit::InSegments;

/// Documents that are handed over together, so that no thread is woken for each.
const TOGETHER: usize = 16;
/// Bytes of documents that do not wait for others.
const ENOUGH: usize = 256 << 10;
/// Lots of documents that may wait for a thread that builds.
const WAITING: usize = 4;

/// Threads that build segments of what they are given.
pub(crate) struct SegmentPool {
    sender: Option<Sender<Vec<IndexDocument>>>,
    /// Documents that have not been handed over.
    waiting: Vec<IndexDocument>,
    bytes: usize,
    threads: Vec<JoinHandle<Result<Vec<SegmentMeta>, TantivyError>>>,
}

impl SegmentPool {
    /// Starts `threads` threads, each of which writes a segment when it has gathered `budget` bytes.
    pub(crate) fn start(index: &Index, fields: &Fields, threads: usize, budget: usize) -> SegmentPool {
        let (sender, receiver) = bounded(WAITING);
        let threads = (0..threads)
            .map(|_| {
                let (index, fields, receiver) = (index.clone(), fields.clone(), receiver.clone());
                std::thread::spawn(move || build_segments(&index, &fields, &receiver, budget))
            })
            .collect();
        SegmentPool { sender: Some(sender), waiting: Vec::new(), bytes: 0, threads }
    }

    /// Hands an article over.
    ///
    /// # Errors
    /// When a thread has failed: the error that it failed with.
    pub(crate) fn add(&mut self, document: IndexDocument) -> Result<(), TantivyError> {
        self.bytes += document.bytes();
        self.waiting.push(document);
        if self.waiting.len() < TOGETHER && self.bytes < ENOUGH || self.hand_over() {
            return Ok(());
        }
        // Nobody listens any more only when every thread has failed.
        self.finish()?;
        Err(TantivyError::ErrorInThread("no thread builds segments any more".into()))
    }

    /// Hands over what waits; false when nobody takes it.
    fn hand_over(&mut self) -> bool {
        self.bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        waiting.is_empty() || self.sender.as_ref().is_some_and(|sender| sender.send(waiting).is_ok())
    }

    /// Waits until everything is written and gives the new segments.
    ///
    /// # Errors
    /// What a thread failed with.
    pub(crate) fn finish(&mut self) -> Result<Vec<SegmentMeta>, TantivyError> {
        // When nobody takes the last ones, every thread has failed, and says below why.
        self.hand_over();
        self.sender = None;
        let mut segments = Vec::new();
        let mut failed = None;
        for thread in self.threads.drain(..) {
            match thread.join() {
                Ok(Ok(built)) => segments.extend(built),
                Ok(Err(error)) => failed = failed.or(Some(error)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        failed.map_or(Ok(segments), Err)
    }
}

impl Drop for SegmentPool {
    fn drop(&mut self) {
        // What was gathered is not committed; the files of its segments are cleared away with the next commit.
        self.sender = None;
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}

fn build_segments(
    index: &Index,
    fields: &Fields,
    documents: &Receiver<Vec<IndexDocument>>,
    budget: usize,
) -> Result<Vec<SegmentMeta>, TantivyError> {
    let mut built = Vec::new();
    let mut open: Option<SegmentBuilder> = None;
    for document in documents.iter().flatten() {
        let mut builder = match open.take() {
            Some(builder) => builder,
            None => SegmentBuilder::new(index, fields)?,
        };
        builder.add(document)?;
        if builder.memory() < budget && builder.has_room() {
            open = Some(builder);
        } else {
            built.push(builder.finish()?);
        }
    }
    if let Some(builder) = open {
        built.push(builder.finish()?);
    }
    Ok(built)
}
