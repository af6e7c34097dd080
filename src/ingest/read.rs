//! Reading one file in a thread of its own, and what the thread says of it.

use std::ops::ControlFlow;
use std::path::Path;

use crossbeam_channel::{Receiver, Sender};

use super::name::names_of;
use super::survey::{Job, nanoseconds};
use super::{IngestOptions, Problem};
use crate::article::{Article, ArticleId};
use crate::engine::{
    DocumentMaker, FileProblem, FileRecord, FileStamp, IndexedArticle, PreparedArticle, article_id, content_hash,
};
use crate::source::{Outcome, ReadError, read_source};

/// What a reading thread says of the file that it is at.
pub(super) enum Message {
    /// An article of a file that holds several, or of one that is not done.
    Article(PreparedArticle),
    /// An article of a file that holds several, which the index has as it is.
    Unchanged(ArticleId),
    /// The file is one article.
    Whole(PreparedArticle, FileStamp),
    /// A part of the file was not read.
    Problem(Problem),
    /// The file holds several articles, or none.
    Record(FileRecord, FileStamp),
    /// The file itself could not be read; what the index knows of it stays.
    Unreadable(Problem),
    /// On to the next file.
    Done { bytes: u64 },
}

/// Messages that are sent together. A thread that waits for one has to be woken, which costs as much as reading a short article.
const TOGETHER: usize = 32;
/// Bytes of articles that are not held back for others.
const ENOUGH: usize = 256 << 10;

/// Where a reading thread puts what it has to say.
pub(super) struct Outbox {
    sender: Sender<Vec<Message>>,
    waiting: Vec<Message>,
    bytes: usize,
}

impl Outbox {
    pub(super) fn new(sender: Sender<Vec<Message>>) -> Outbox {
        Outbox { sender, waiting: Vec::with_capacity(TOGETHER), bytes: 0 }
    }

    /// Breaks when nobody listens any more.
    fn put(&mut self, message: Message) -> ControlFlow<()> {
        if let Message::Article(article) | Message::Whole(article, _) = &message {
            self.bytes += article.bytes();
        }
        self.waiting.push(message);
        if self.waiting.len() < TOGETHER && self.bytes < ENOUGH {
            return ControlFlow::Continue(());
        }
        self.send()
    }

    /// Sends what waits.
    pub(super) fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let waiting = std::mem::replace(&mut self.waiting, Vec::with_capacity(TOGETHER));
        match waiting.is_empty() || self.sender.send(waiting).is_ok() {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }
}

/// What a reading thread says, message by message.
pub(super) struct Inbox {
    receiver: Receiver<Vec<Message>>,
    waiting: std::vec::IntoIter<Message>,
}

impl Inbox {
    pub(super) fn new(receiver: Receiver<Vec<Message>>) -> Inbox {
        Inbox { receiver, waiting: Vec::new().into_iter() }
    }

    /// The next message; `None` when the thread has ended.
    pub(super) fn next(&mut self) -> Option<Message> {
        loop {
            if let Some(message) = self.waiting.next() {
                return Some(message);
            }
            self.waiting = self.receiver.recv().ok()?.into_iter();
        }
    }
}

/// Reads one file and says what is in it; breaks when nobody listens any more.
pub(super) fn read_job(
    corpus: &Path,
    job: Job<'_>,
    options: &IngestOptions,
    maker: &DocumentMaker,
    outbox: &mut Outbox,
) -> ControlFlow<()> {
    // An article is held back until it is known whether it is the only one.
    let mut held: Option<Article> = None;
    let mut several = false;
    let mut record = FileRecord { path: job.path.to_owned(), format: None, articles: 0, problems: Vec::new() };
    let mut send = |message| outbox.put(message);
    // What goes wrong here goes wrong for the writer too, which says so.
    let known = maker.articles_of(job.path).unwrap_or_default();
    let part = |article: Article| {
        let id = article_id(&article.path, article.locator.as_deref());
        match known.get(&id) {
            Some(content) if *content == content_hash(&article) => Message::Unchanged(id),
            _ => Message::Article(maker.prepare(indexed(article, options), None)),
        }
    };
    let mut ended = ControlFlow::Continue(());
    let summary = read_source(&corpus.join(job.path), job.path, job.modified, &options.read, &mut |outcome| {
        ended = match outcome {
            Outcome::Article(article) => {
                record.articles += 1;
                let first = held.replace(article);
                several |= first.is_some();
                match first {
                    Some(first) => send(part(first)),
                    None => ControlFlow::Continue(()),
                }
            }
            Outcome::Failure(failure) => {
                several = true;
                let format = failure.format.map(str::to_owned);
                note(&mut record, failure.locator, format, failure.cause.to_string(), true, &mut send)
            }
            Outcome::Skip(skip) => {
                several = true;
                note(&mut record, skip.locator, None, skip.reason.to_string(), false, &mut send)
            }
        };
        ended
    });
    ended?;
    let summary = match summary {
        Ok(summary) => summary,
        Err(failure) => {
            let vanished =
                matches!(&failure.cause, ReadError::Io(error) if error.kind() == std::io::ErrorKind::NotFound);
            let cause =
                if vanished { "it vanished while the folder was read".to_owned() } else { failure.cause.to_string() };
            send(Message::Unreadable(Problem {
                path: failure.path,
                locator: failure.locator,
                format: failure.format.map(str::to_owned),
                cause,
                failed: true,
            }))?;
            return send(Message::Done { bytes: 0 });
        }
    };
    let stamp =
        FileStamp { size: job.size, modified: nanoseconds(job.modified), hash: summary.hash.unwrap_or_default() };
    record.format = summary.format.map(str::to_owned);
    let whole = !several && held.as_ref().is_some_and(|article| article.locator.is_none());
    if let Some(article) = held {
        if whole {
            send(Message::Whole(maker.prepare(indexed(article, options), Some(stamp)), stamp))?;
        } else {
            send(part(article))?;
        }
    }
    if !whole {
        send(Message::Record(record, stamp))?;
    }
    send(Message::Done { bytes: summary.bytes })
}

fn note(
    record: &mut FileRecord,
    locator: Option<String>,
    format: Option<String>,
    cause: String,
    failed: bool,
    send: &mut impl FnMut(Message) -> ControlFlow<()>,
) -> ControlFlow<()> {
    record.problems.push(FileProblem { locator: locator.clone(), cause: cause.clone(), failed });
    send(Message::Problem(Problem { path: record.path.clone(), locator, format, cause, failed }))
}

fn indexed(article: Article, options: &IngestOptions) -> IndexedArticle {
    let names = if options.names { names_of(&article) } else { Vec::new() };
    IndexedArticle { article, names, lost: None }
}
