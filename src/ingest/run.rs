//! Writing what the reading threads find, in the order of the files.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::bounded;
use rustc_hash::FxHashMap;

use super::read::{Inbox, Message, Outbox, read_job};
use super::survey::{Job, Jobs, Known};
use super::{IngestError, IngestEvent, IngestOptions, IngestSummary};
use crate::article::ArticleId;
use crate::engine::{ArticleWriter, FileStamp, KnownFile};

/// Lots of messages that a reading thread may be ahead of the writer: 256 articles at most.
const AHEAD: usize = 8;

/// The writing side of a run.
pub(super) struct Run<'a> {
    pub(super) corpus: &'a Path,
    pub(super) writer: ArticleWriter,
    pub(super) known: Known,
    pub(super) summary: IngestSummary,
    /// Hashes of new files, to tell moved ones from added ones.
    pub(super) new_hashes: FxHashMap<u64, u64>,
}

impl Run<'_> {
    pub(super) fn read_all(
        &mut self,
        jobs: &Jobs,
        options: &IngestOptions,
        stop: &AtomicBool,
        report: &mut dyn FnMut(IngestEvent),
    ) -> Result<(), IngestError> {
        let threads = options.threads.clamp(1, jobs.len().max(1));
        let (maker, corpus) = (self.writer.maker(), self.corpus);
        let (mut files, mut bytes) = (0, 0);
        std::thread::scope(|scope| {
            let mut channels: Vec<Inbox> = Vec::new();
            for thread in 0..threads {
                let (sender, receiver) = bounded(AHEAD);
                channels.push(Inbox::new(receiver));
                let maker = maker.clone();
                let mut outbox = Outbox::new(sender);
                scope.spawn(move || {
                    for job in jobs.iter().skip(thread).step_by(threads) {
                        if stop.load(Ordering::Relaxed)
                            || read_job(corpus, job, options, &maker, &mut outbox).is_break()
                        {
                            break;
                        }
                    }
                    // Nobody may listen any more, and then there is nobody to tell either.
                    let _ = outbox.send();
                });
            }
            let mut reported = Instant::now();
            for (index, job) in jobs.iter().enumerate() {
                let Some(read) = self.write_job(job, &mut channels[index % threads])? else { break };
                files += 1;
                bytes += read;
                if reported.elapsed() > Duration::from_millis(50) {
                    reported = Instant::now();
                    report(IngestEvent::Progress { files, bytes, articles: self.summary.articles });
                }
            }
            // Receivers that go out of scope end the threads that still want to send.
            Ok::<(), IngestError>(())
        })?;
        self.summary.bytes = bytes;
        report(IngestEvent::Progress { files, bytes, articles: self.summary.articles });
        Ok(())
    }

    /// Writes what a thread found in one file. `None` when the thread has been stopped.
    fn write_job(&mut self, job: Job<'_>, messages: &mut Inbox) -> Result<Option<u64>, IngestError> {
        let key = job.key();
        let known = self.known.get(&key).map(|before| before.file);
        let mut before: Option<FxHashMap<_, u64>> = None;
        let mut problems = Vec::new();
        loop {
            let Some(message) = messages.next() else { return Ok(None) };
            match message {
                Message::Article(article) => {
                    let before = match &mut before {
                        Some(before) => before,
                        None => before.insert(self.begin_container(job, known)?),
                    };
                    if before.remove(&article.id).is_some() {
                        self.writer.delete_article(article.id)?;
                    }
                    self.summary.articles += 1;
                    self.writer.add_article(article)?;
                }
                Message::Unchanged(id) => {
                    let before = match &mut before {
                        Some(before) => before,
                        None => before.insert(self.begin_container(job, known)?),
                    };
                    before.remove(&id);
                }
                Message::Whole(article, stamp) => {
                    if known.is_some() {
                        self.writer.delete_file(key)?;
                    }
                    self.summary.articles += 1;
                    self.writer.add_article(article)?;
                    self.count(known, stamp);
                }
                Message::Record(record, stamp) => {
                    let before = match before.take() {
                        Some(before) => before,
                        None => self.begin_container(job, known)?,
                    };
                    for id in before.into_keys() {
                        self.writer.delete_article(id)?;
                    }
                    if known.is_some_and(|known| known.record) {
                        self.writer.delete_record(key)?;
                    }
                    self.writer.add_record(&record, stamp)?;
                    if record.articles > 0 {
                        self.count(known, stamp);
                    }
                }
                Message::Problem(problem) | Message::Unreadable(problem) => problems.push(problem),
                Message::Done { bytes } => {
                    match problems.iter().any(|problem| problem.failed) {
                        true => self.summary.failed += 1,
                        false if !problems.is_empty() => self.summary.skipped += 1,
                        false => {}
                    }
                    self.summary.problems.append(&mut problems);
                    return Ok(Some(bytes));
                }
            }
        }
    }

    /// The articles that the index has of a file with several; of a file that was one article, that one is deleted.
    fn begin_container(
        &mut self,
        job: Job<'_>,
        known: Option<KnownFile>,
    ) -> Result<FxHashMap<ArticleId, u64>, IngestError> {
        match known {
            Some(known) if known.record => Ok(self.writer.articles_of(job.path)?),
            Some(_) => {
                self.writer.delete_file(job.key())?;
                Ok(FxHashMap::default())
            }
            None => Ok(FxHashMap::default()),
        }
    }

    fn count(&mut self, known: Option<KnownFile>, stamp: FileStamp) {
        match known {
            None => {
                self.summary.added += 1;
                *self.new_hashes.entry(stamp.hash).or_default() += 1;
            }
            Some(known) if known.stamp.hash == stamp.hash => self.summary.unchanged += 1,
            Some(_) => self.summary.updated += 1,
        }
    }

    /// Deletes what the index has of files that are gone, except below folders that could not be read.
    pub(super) fn remove_gone(&mut self, unreadable: &[String]) -> Result<(), IngestError> {
        let unseen = self.known.iter().filter(|(_, before)| !before.seen);
        let gone: Vec<(u64, KnownFile)> = unseen.map(|(key, before)| (*key, before.file)).collect();
        for (key, known) in gone {
            if !unreadable.is_empty()
                && let Some(path) = self.writer.path_of(key)?
                && unreadable.iter().any(|folder| is_below(&path, folder))
            {
                self.summary.unchanged += 1;
                continue;
            }
            self.writer.delete_file(key)?;
            match self.new_hashes.get_mut(&known.stamp.hash) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    self.summary.added -= 1;
                    self.summary.moved += 1;
                }
                _ => self.summary.removed += 1,
            }
        }
        Ok(())
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
