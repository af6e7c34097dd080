//! What a thread of a run does: reading files, finding names and writing segments.
//!
//! Owns the lots in which articles go through those steps, and who takes which lot. Must not know of the index as it was,
//! which is the run's. The surprise: a thread writes what it has read, unless another has nothing to do; so memory is
//! claimed and given back by the same thread, and one large file keeps all of them busy all the same.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender};
use rustc_hash::FxHashMap;

use super::IngestOptions;
use super::name::names_of_all;
use super::read::{Message, read_job};
use super::survey::{Job, Known, unread_record};
use crate::article::{Article, ArticleId};
use crate::engine::{ArticleSink, EngineError, FileRecord, FileStamp, IndexedArticle, NameSearch};
use crate::source::release_allowance;

/// Articles that go through each step together, so that what a step looks up is still near for the next article.
const TOGETHER: usize = 128;
/// Bytes of articles that do not wait for others.
const ENOUGH: usize = 512 << 10;
/// Messages that are sent together. A thread that waits for one has to be woken, which costs as much as reading a short article.
const SAID: usize = 256;

/// Articles, and what is known of files, on their way into the index.
#[derive(Default)]
pub(super) struct Lot {
    articles: Vec<(Article, Option<FileStamp>)>,
    records: Vec<(FileRecord, FileStamp)>,
    bytes: usize,
}

impl Lot {
    fn is_full(&self) -> bool {
        self.articles.len() + self.records.len() >= TOGETHER || self.bytes >= ENOUGH
    }

    fn write(self, options: &IngestOptions, sink: &mut ArticleSink) -> Result<(), EngineError> {
        let mut names = match options.names {
            Some(NameSearch::Skipped) => Vec::new(),
            Some(NameSearch::Done) | None => names_of_all(self.articles.iter().map(|(article, _)| article)),
        };
        names.resize_with(self.articles.len(), Vec::new);
        sink.add(
            (self.articles.into_iter().zip(names))
                .map(|((article, stamp), names)| (IndexedArticle { article, names, lost: None }, stamp)),
        )?;
        sink.add_records(&self.records)
    }
}

/// A thread of a run, as it reads.
pub(super) struct Worker<'a> {
    options: &'a IngestOptions,
    known: &'a Known,
    sink: ArticleSink,
    lot: Lot,
    waiting: Vec<Message>,
    messages: Sender<Vec<Message>>,
    /// Takes a lot for whoever has nothing to do, as long as there is room.
    offers: Sender<Lot>,
    failed: Option<EngineError>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        options: &'a IngestOptions,
        known: &'a Known,
        sink: ArticleSink,
        messages: Sender<Vec<Message>>,
        offers: Sender<Lot>,
    ) -> Worker<'a> {
        Worker { options, known, sink, lot: Lot::default(), waiting: Vec::new(), messages, offers, failed: None }
    }

    /// Reads files, as long as nobody says stop, and writes what is in them.
    ///
    /// # Errors
    /// When a segment cannot be written.
    pub(super) fn run<'j>(
        mut self,
        corpus: &Path,
        jobs: impl Iterator<Item = Job<'j>>,
        stop: &AtomicBool,
        offered: &Receiver<Lot>,
    ) -> Result<(), EngineError> {
        for job in jobs {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            if read_job(corpus, job, self.options, &mut self).is_break() {
                return self.failed.map_or(Ok(()), Err);
            }
        }
        let Worker { options, mut sink, lot, waiting, messages, offers, .. } = self;
        // Whoever no longer listens has failed, and says so.
        let _ = messages.send(waiting);
        drop((messages, offers));
        lot.write(options, &mut sink)?;
        help(options, sink, offered)
    }

    /// As [`ArticleSink::articles_of`].
    pub(super) fn articles_of(&self, path: &str) -> Result<FxHashMap<ArticleId, u64>, EngineError> {
        self.sink.articles_of(path)
    }

    /// Writes one of the articles of a file.
    pub(super) fn write(&mut self, article: Article, id: ArticleId) -> ControlFlow<()> {
        self.add(article, None)?;
        self.say(Message::Article(id))
    }

    /// Writes an article that is a whole file.
    pub(super) fn write_whole(&mut self, article: Article, stamp: FileStamp) -> ControlFlow<()> {
        self.add(article, Some(stamp))?;
        self.say(Message::Whole(stamp))
    }

    /// Writes what is known of a file that is not itself one article.
    pub(super) fn write_record(&mut self, record: FileRecord, stamp: FileStamp) -> ControlFlow<()> {
        let articles = record.articles;
        self.lot.records.push((record, stamp));
        self.hand_over()?;
        self.say(Message::Record { articles, stamp })
    }

    /// Has the index remember files that were not opened.
    pub(super) fn remember(&mut self, unread: impl IntoIterator<Item = (FileRecord, FileStamp)>) {
        self.lot.records.extend(unread);
    }

    /// Has the index remember why a file could not be opened, unless it does, or has articles of it, which stay.
    pub(super) fn remember_failure(&mut self, job: Job<'_>, cause: &str) {
        let unread = unread_record(job.path, cause, true);
        let known = self.known.get(&job.key());
        if known.is_none_or(|before| before.is_unread() && before.file.stamp != unread.1) {
            self.lot.records.push(unread);
        }
    }

    /// Says something; breaks when nobody listens any more.
    pub(super) fn say(&mut self, message: Message) -> ControlFlow<()> {
        self.waiting.push(message);
        if self.waiting.len() < SAID { ControlFlow::Continue(()) } else { self.send() }
    }

    fn send(&mut self) -> ControlFlow<()> {
        let waiting = std::mem::replace(&mut self.waiting, Vec::with_capacity(SAID));
        let waiting = match self.messages.try_send(waiting) {
            Ok(()) => return ControlFlow::Continue(()),
            // The others have to be read first, and may need what this thread holds.
            Err(refused) => refused.into_inner(),
        };
        release_allowance();
        if self.messages.send(waiting).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn add(&mut self, article: Article, stamp: Option<FileStamp>) -> ControlFlow<()> {
        self.lot.bytes += article.blocks().map(|block| block.text.len()).sum::<usize>();
        self.lot.articles.push((article, stamp));
        self.hand_over()
    }

    /// Has a full lot written, by another thread where one takes it.
    fn hand_over(&mut self) -> ControlFlow<()> {
        if !self.lot.is_full() {
            return ControlFlow::Continue(());
        }
        let lot = std::mem::take(&mut self.lot);
        if let Err(refused) = self.offers.try_send(lot)
            && let Err(error) = refused.into_inner().write(self.options, &mut self.sink)
        {
            self.failed = Some(error);
            return ControlFlow::Break(());
        }
        self.send()
    }
}

/// Writes what others have read, until they have read everything.
///
/// # Errors
/// When a segment cannot be written.
pub(super) fn help(options: &IngestOptions, mut sink: ArticleSink, offered: &Receiver<Lot>) -> Result<(), EngineError> {
    offered.iter().try_for_each(|lot| lot.write(options, &mut sink))?;
    sink.finish()
}
