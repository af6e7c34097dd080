//! A run from its files to the commit: the threads are started, and what they say of each file is taken down in order.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::bounded;
use rustc_hash::FxHashMap;

use super::read::{Inbox, Message};
use super::survey::{Job, Known, Survey, is_unread, unread_stamp};
use super::work::{Worker, help};
use super::{IngestError, IngestEvent, IngestOptions, IngestSummary};
use crate::article::ArticleId;
use crate::engine::{ArticleWriter, FileStamp, KnownFile};

/// Lots of messages that a reading thread may be ahead of what has been taken down, some tens of thousands of articles.
const AHEAD: usize = 256;
/// What holds fewer bytes is read by one thread: each has to get to know the words anew, and the more there are, the more
/// segments they may leave.
const LITTLE: u64 = 256 << 10;

/// The side of a run that takes down what the threads have read and written, and deletes what was there before.
pub(super) struct Run<'a> {
    pub(super) corpus: &'a Path,
    pub(super) writer: ArticleWriter,
    pub(super) known: Arc<Known>,
    pub(super) summary: IngestSummary,
    /// Hashes of new files, to tell moved ones from added ones.
    pub(super) new_hashes: FxHashMap<u64, u64>,
}

impl Run<'_> {
    pub(super) fn read_all(
        &mut self,
        survey: &Survey,
        options: &IngestOptions,
        stop: &AtomicBool,
        report: &mut dyn FnMut(IngestEvent),
    ) -> Result<(), IngestError> {
        let (corpus, jobs) = (self.corpus, &survey.jobs);
        let threads = if survey.bytes < LITTLE { 1 } else { options.threads.max(1) };
        let readers = threads.min(jobs.len().max(1));
        let known = Arc::clone(&self.known);
        survey.outlived.iter().try_for_each(|key| self.writer.delete_file(*key))?;
        let (mut files, mut bytes) = (0, 0);
        std::thread::scope(|scope| {
            let (offers, offered) = bounded(threads - 1);
            let (mut channels, mut handles) = (Vec::new(), Vec::new());
            for thread in 0..threads {
                let (sink, offered) = (self.writer.sink(), offered.clone());
                if thread >= readers {
                    handles.push(scope.spawn(move || help(options, sink, &offered)));
                    continue;
                }
                let (sender, receiver) = bounded(AHEAD);
                channels.push(Inbox::new(receiver));
                let mut worker = Worker::new(options, &known, sink, sender, offers.clone());
                if thread == 0 {
                    worker.remember(survey.unread.iter().cloned());
                }
                let jobs = jobs.iter().skip(thread).step_by(readers);
                handles.push(scope.spawn(move || worker.run(corpus, jobs, stop, &offered)));
            }
            drop((offers, offered));
            let mut reported = Instant::now();
            for (index, job) in jobs.iter().enumerate() {
                match self.take_down(job, &mut channels[index % readers])? {
                    Some(read) => {
                        files += 1;
                        bytes += read;
                    }
                    // What the others read before they stopped is written as well.
                    None if stop.load(Ordering::Relaxed) => {}
                    None => break,
                }
                if reported.elapsed() > Duration::from_millis(50) {
                    reported = Instant::now();
                    report(IngestEvent::Progress { files, bytes, articles: self.summary.articles });
                }
            }
            // Threads that still want to say something end without receivers.
            drop(channels);
            let mut failed = None;
            for handle in handles {
                match handle.join() {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => failed = failed.or(Some(error)),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            failed.map_or(Ok(()), |error| Err(IngestError::Engine(self.writer.gone_or(error))))
        })?;
        self.summary.bytes = bytes;
        report(IngestEvent::Progress { files, bytes, articles: self.summary.articles });
        Ok(())
    }

    /// Takes down what a thread wrote of one file. `None` when the thread has ended before it.
    fn take_down(&mut self, job: Job<'_>, messages: &mut Inbox) -> Result<Option<u64>, IngestError> {
        let key = job.key();
        let known = self.known.get(&key).map(|before| before.file);
        let mut before: Option<FxHashMap<_, u64>> = None;
        let mut problems = Vec::new();
        loop {
            let Some(message) = messages.next() else { return Ok(None) };
            match message {
                Message::Article(id) => {
                    let before = match &mut before {
                        Some(before) => before,
                        None => before.insert(self.begin_container(job, known)?),
                    };
                    if before.remove(&id).is_some() {
                        self.writer.delete_article(id)?;
                    }
                    self.summary.articles += 1;
                }
                Message::Unchanged(id) => {
                    let before = match &mut before {
                        Some(before) => before,
                        None => before.insert(self.begin_container(job, known)?),
                    };
                    before.remove(&id);
                }
                Message::Whole(stamp) => {
                    if known.is_some() {
                        self.writer.delete_file(key)?;
                    }
                    // Of a file that was only touched nothing but its time is another.
                    let touched = |known: KnownFile| known.stamp.hash == stamp.hash && known.stamp != stamp;
                    self.summary.articles += u64::from(!known.is_some_and(touched));
                    self.count(known, stamp);
                }
                Message::Record { articles, stamp } => {
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
                    if articles > 0 {
                        self.count(known, stamp);
                    }
                }
                Message::Problem(problem) => problems.push(problem),
                Message::Unreadable(problem) => {
                    if known.is_some_and(|known| is_unread(&known) && known.stamp != unread_stamp(&problem.cause)) {
                        self.writer.delete_record(key)?;
                    }
                    problems.push(problem);
                }
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
        match known.filter(|known| !is_unread(known)) {
            None => {
                self.summary.added += 1;
                // Where nothing was known nothing can have moved.
                if !self.known.is_empty() {
                    *self.new_hashes.entry(stamp.hash).or_default() += 1;
                }
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
                self.summary.unchanged += u64::from(!is_unread(&known));
                continue;
            }
            self.writer.delete_file(key)?;
            if is_unread(&known) {
                continue;
            }
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
