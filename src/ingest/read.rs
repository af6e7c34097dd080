//! Reading one file in a thread of its own, and what the thread says of it.

use std::ops::ControlFlow;
use std::path::Path;

use crossbeam_channel::Receiver;

use super::survey::{Job, nanoseconds};
use super::work::Worker;
use super::{IngestOptions, Problem};
use crate::article::{Article, ArticleId};
use crate::engine::{FileProblem, FileRecord, FileStamp, article_id, content_hash};
use crate::source::{Outcome, ReadError, read_source};

/// What a reading thread says of the file that it is at.
pub(super) enum Message {
    /// An article of a file that holds several, or of one that is not done, goes into the index.
    Article(ArticleId),
    /// An article of a file that holds several, which the index has as it is.
    Unchanged(ArticleId),
    /// The file is one article, which goes into the index.
    Whole(FileStamp),
    /// A part of the file was not read.
    Problem(Problem),
    /// The file holds several articles, or none; what is known of it goes into the index.
    Record { articles: u64, stamp: FileStamp },
    /// The file itself could not be read; what the index knows of it stays.
    Unreadable(Problem),
    /// On to the next file.
    Done { bytes: u64 },
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
    worker: &mut Worker<'_>,
) -> ControlFlow<()> {
    // An article is held back until it is known whether it is the only one.
    let mut held: Option<Article> = None;
    let mut several = false;
    let mut record = FileRecord { path: job.path.to_owned(), format: None, articles: 0, problems: Vec::new() };
    // What goes wrong here goes wrong for the writer too, which says so.
    let known = worker.articles_of(job.path).unwrap_or_default();
    let part = |article: Article, worker: &mut Worker<'_>| {
        let id = article_id(&article.path, article.locator.as_deref());
        match known.get(&id) {
            Some(content) if *content == content_hash(&article) => worker.say(Message::Unchanged(id)),
            _ => worker.write(article, id),
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
                    Some(first) => part(first, worker),
                    None => ControlFlow::Continue(()),
                }
            }
            Outcome::Failure(failure) => {
                several = true;
                let format = failure.format.map(str::to_owned);
                note(&mut record, failure.locator, format, failure.cause.to_string(), true, worker)
            }
            Outcome::Skip(skip) => {
                several = true;
                note(&mut record, skip.locator, None, skip.reason.to_string(), false, worker)
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
            worker.remember_failure(job, &cause);
            worker.say(Message::Unreadable(Problem {
                path: failure.path,
                locator: failure.locator,
                format: failure.format.map(str::to_owned),
                cause,
                failed: true,
            }))?;
            return worker.say(Message::Done { bytes: 0 });
        }
    };
    let stamp =
        FileStamp { size: job.size, modified: nanoseconds(job.modified), hash: summary.hash.unwrap_or_default() };
    record.format = summary.format.map(str::to_owned);
    let whole = !several && held.as_ref().is_some_and(|article| article.locator.is_none());
    if let Some(article) = held {
        if whole {
            worker.write_whole(article, stamp)?;
        } else {
            part(article, worker)?;
        }
    }
    if !whole {
        worker.write_record(record, stamp)?;
    }
    worker.say(Message::Done { bytes: summary.bytes })
}

fn note(
    record: &mut FileRecord,
    locator: Option<String>,
    format: Option<String>,
    cause: String,
    failed: bool,
    worker: &mut Worker<'_>,
) -> ControlFlow<()> {
    record.problems.push(FileProblem { locator: locator.clone(), cause: cause.clone(), failed });
    worker.say(Message::Problem(Problem { path: record.path.clone(), locator, format, cause, failed }))
}
