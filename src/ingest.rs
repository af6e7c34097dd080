//! A folder into an index: what is new, what has changed, what is gone.
//!
//! Owns the run: which files are read again, the threads that read them, the order of what is written, counts, failures
//! and progress. It must not print. The surprise: file number `n` is always read by thread `n mod threads`, and what the
//! threads find is written in the order of the files, so that runs are repeatable while memory stays bounded.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use thiserror::Error;

use crate::article::{Article, Zone};
use crate::engine::{
    ArticleName, ArticleWriter, DocumentMaker, EngineError, ExistingIndex, FileProblem, FileRecord, FileStamp,
    IndexedArticle, KnownFile, NameClass, NameMention, PreparedArticle, WriterOptions, file_key, lookup_parts,
};
use crate::person::{self, BlockKind, EntityKind, TextBlock};
use crate::source::walk::{CorpusError, FoundFile, WalkEvent, WalkOptions, walk_corpus};
use crate::source::{Outcome, ReadError, ReadOptions, read_source};

/// Articles that a reading thread may be ahead of the writer.
const AHEAD: usize = 256;

/// Settings of a run.
#[derive(Debug, Clone)]
pub struct IngestOptions {
    /// Threads that read, and threads that write.
    pub threads: usize,
    /// Forget what the index holds and read everything again.
    pub full: bool,
    /// Read again what could not be read before, changed or not.
    pub retry_failed: bool,
    /// Find persons, organisations and places in the articles.
    pub names: bool,
    /// Which files are looked at.
    pub walk: WalkOptions,
    /// How they are read.
    pub read: ReadOptions,
}

impl Default for IngestOptions {
    fn default() -> IngestOptions {
        IngestOptions {
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            full: false,
            retry_failed: false,
            names: true,
            walk: WalkOptions::default(),
            read: ReadOptions::default(),
        }
    }
}

/// Why a run ends without a result. The index is then as it was before.
#[derive(Debug, Error)]
pub enum IngestError {
    /// The corpus cannot be walked.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The index cannot be written.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// There is nothing in the corpus.
    #[error("there is no file to index in {}", .0.display())]
    Empty(PathBuf),
    /// There is nothing in the corpus any more, and bringing the index up to date would empty it.
    #[error("{} is empty now, but the index holds {files} files of it", corpus.display())]
    Emptied {
        /// The corpus.
        corpus: PathBuf,
        /// Files in the index.
        files: usize,
    },
    /// The index belongs to another corpus.
    #[error("the index was built from {}, not from {}", of.display(), asked.display())]
    OtherCorpus {
        /// What it was built from.
        of: PathBuf,
        /// What was asked for.
        asked: PathBuf,
    },
}

/// What a run did, in files unless said otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct IngestSummary {
    /// New ones.
    pub added: u64,
    /// Changed ones.
    pub updated: u64,
    /// Ones that lie elsewhere now.
    pub moved: u64,
    /// Ones that are gone.
    pub removed: u64,
    /// Ones that are as they were.
    pub unchanged: u64,
    /// Ones left aside on purpose, each in [`IngestSummary::problems`].
    pub skipped: u64,
    /// Ones that could not be read, wholly or in part, each in [`IngestSummary::problems`].
    pub failed: u64,
    /// Articles written.
    pub articles: u64,
    /// Bytes read.
    pub bytes: u64,
    /// False when the index needed no change.
    pub written: bool,
    /// True when the run was stopped before its end; what was done until then is in the index.
    pub interrupted: bool,
    /// Seconds that it took.
    pub seconds: f64,
    /// What was left aside and what could not be read, by path.
    pub problems: Vec<Problem>,
}

/// A file, or a part of one, that was not indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Path relative to the corpus.
    pub path: String,
    /// Where in the file; `None` for all of it.
    pub locator: Option<String>,
    /// Format that it was read as, when it got that far.
    pub format: Option<String>,
    /// Why.
    pub cause: String,
    /// True when it could not be read, false when it was left aside on purpose.
    pub failed: bool,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IngestEvent {
    /// The corpus has been walked: so much has to be read.
    Walked {
        /// Files.
        files: u64,
        /// Bytes.
        bytes: u64,
    },
    /// So much has been read and written.
    Progress {
        /// Files.
        files: u64,
        /// Bytes.
        bytes: u64,
        /// Articles.
        articles: u64,
    },
    /// Everything is read; the index is being committed and its segments merged.
    Committing,
}

/// What a run would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IngestPlan {
    /// Paths of new files.
    pub new: Vec<String>,
    /// Paths of files whose size or time is another.
    pub changed: Vec<String>,
    /// Paths of files that are gone.
    pub gone: Vec<String>,
    /// Number of files that are as they were.
    pub unchanged: u64,
}

/// Brings the index in folder `index` up to date with the corpus.
///
/// `stop` is looked at between articles: once true, what is done is committed and the run ends.
///
/// # Errors
/// When the corpus cannot be walked or the index not be written; single files that cannot be read are in the summary.
pub fn ingest(
    corpus: &Path,
    index: &Path,
    options: &IngestOptions,
    stop: &AtomicBool,
    report: &mut dyn FnMut(IngestEvent),
) -> Result<IngestSummary, IngestError> {
    let began = Instant::now();
    let mut survey = Survey::default();
    let corpus_path = canonical(corpus)?;
    let existing = if options.full { ExistingIndex::Replace } else { ExistingIndex::Update };
    // Finding the names in an article is the larger half of the work; and what one thread writes needs no merging.
    let writer_options = WriterOptions { threads: options.threads.div_ceil(2), existing };
    let walk = exclude_index(&options.walk, index);
    // The corpus is looked at before the index is touched, so that a mistyped path creates nothing.
    let mut events = Vec::new();
    walk_corpus(corpus, &walk, &mut |event| events.push(event))?;
    if !events.iter().any(|event| matches!(event, WalkEvent::File(_))) && !index.join("meta.json").exists() {
        return Err(IngestError::Empty(corpus.to_owned()));
    }
    let writer = ArticleWriter::open(index, &writer_options)?;
    check_corpus(&writer, &corpus_path, options)?;
    let known = writer.known_files()?;
    survey.sort_out(events, &known, options);
    if survey.found == 0 {
        return Err(match known.len() {
            0 => IngestError::Empty(corpus.to_owned()),
            files => IngestError::Emptied { corpus: corpus.to_owned(), files },
        });
    }
    report(IngestEvent::Walked { files: survey.jobs.len() as u64, bytes: survey.bytes });
    let mut run = Run { writer, known, summary: survey.summary, new_hashes: FxHashMap::default() };
    run.read_all(&survey.jobs, options, stop, report)?;
    run.summary.interrupted = stop.load(Ordering::Relaxed);
    if !run.summary.interrupted {
        run.remove_gone(&survey.seen, &survey.unreadable)?;
    }
    report(IngestEvent::Committing);
    let mut summary = run.summary;
    summary.problems.sort_by(|a, b| (&a.path, &a.locator).cmp(&(&b.path, &b.locator)));
    summary.written = run.writer.commit(&corpus_path)?;
    summary.seconds = began.elapsed().as_secs_f64();
    Ok(summary)
}

/// Says what [`ingest`] would do, without reading any file of the corpus or writing anything.
///
/// # Errors
/// As for [`ingest`].
pub fn plan_ingest(corpus: &Path, index: &Path, options: &IngestOptions) -> Result<IngestPlan, IngestError> {
    let mut events = Vec::new();
    walk_corpus(corpus, &exclude_index(&options.walk, index), &mut |event| events.push(event))?;
    let (known, paths) = match crate::engine::ArticleIndex::open(index) {
        Ok(index) if !options.full => (index.known_files()?, Some(index)),
        Ok(_) | Err(EngineError::Missing { .. }) => (FxHashMap::default(), None),
        Err(error) => return Err(error.into()),
    };
    let mut survey = Survey::default();
    survey.sort_out(events, &known, options);
    let mut plan = IngestPlan { unchanged: survey.summary.unchanged, ..IngestPlan::default() };
    for job in survey.jobs {
        if job.known.is_some() { &mut plan.changed } else { &mut plan.new }.push(job.file.relative);
    }
    for key in known.keys().filter(|key| !survey.seen.contains(key)) {
        if let Some(index) = &paths {
            plan.gone.extend(index.path_of(*key)?);
        }
    }
    plan.gone.sort();
    Ok(plan)
}

fn canonical(corpus: &Path) -> Result<PathBuf, IngestError> {
    std::fs::canonicalize(corpus).map_err(|source| {
        IngestError::Corpus(match source.kind() {
            std::io::ErrorKind::NotFound => CorpusError::Missing(corpus.to_owned()),
            _ => CorpusError::Io { path: corpus.to_owned(), source },
        })
    })
}

/// An index that lies inside its corpus must not index itself.
fn exclude_index(walk: &WalkOptions, index: &Path) -> WalkOptions {
    let mut walk = walk.clone();
    walk.exclude.extend(std::fs::canonicalize(index));
    walk
}

fn check_corpus(writer: &ArticleWriter, corpus: &Path, options: &IngestOptions) -> Result<(), IngestError> {
    match writer.corpus() {
        Some(of) if of != corpus && !options.full => {
            Err(IngestError::OtherCorpus { of: of.to_owned(), asked: corpus.to_owned() })
        }
        _ => Ok(()),
    }
}

/// What a walk came upon, held against what the index knows.
#[derive(Default)]
struct Survey {
    jobs: Vec<Job>,
    bytes: u64,
    found: u64,
    seen: FxHashSet<u64>,
    /// Folders and files that could not be looked at; what the index knows of them stays.
    unreadable: Vec<String>,
    summary: IngestSummary,
}

/// A file to read.
struct Job {
    file: FoundFile,
    key: u64,
    known: Option<KnownFile>,
}

impl Survey {
    fn sort_out(&mut self, events: Vec<WalkEvent>, known: &FxHashMap<u64, KnownFile>, options: &IngestOptions) {
        for event in events {
            match event {
                WalkEvent::File(file) => {
                    self.found += 1;
                    let key = file_key(&file.relative);
                    self.seen.insert(key);
                    let before = known.get(&key).copied();
                    let retry = options.retry_failed && before.is_some_and(|before| before.record);
                    let same = |before: KnownFile| {
                        before.stamp.size == file.size && before.stamp.modified == nanoseconds(file.modified)
                    };
                    if before.is_some_and(same) && !retry {
                        self.summary.unchanged += 1;
                        continue;
                    }
                    self.bytes += file.size;
                    self.jobs.push(Job { file, key, known: before });
                }
                WalkEvent::Skipped { relative, reason } => {
                    self.summary.skipped += 1;
                    self.problem(relative, reason.to_string(), false);
                }
                WalkEvent::Failed { relative, error } => {
                    self.summary.failed += 1;
                    self.unreadable.push(relative.clone());
                    self.problem(relative, error.to_string(), true);
                }
            }
        }
    }

    fn problem(&mut self, path: String, cause: String, failed: bool) {
        self.summary.problems.push(Problem { path, locator: None, format: None, cause, failed });
    }
}

fn nanoseconds(time: Option<SystemTime>) -> i64 {
    time.and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}

/// What a reading thread says of the file that it is at.
enum Message {
    /// An article of a file that holds several, or of one that is not done.
    Article(PreparedArticle),
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

/// The writing side of a run.
struct Run {
    writer: ArticleWriter,
    known: FxHashMap<u64, KnownFile>,
    summary: IngestSummary,
    /// Hashes of new files, to tell moved ones from added ones.
    new_hashes: FxHashMap<u64, u64>,
}

impl Run {
    fn read_all(
        &mut self,
        jobs: &[Job],
        options: &IngestOptions,
        stop: &AtomicBool,
        report: &mut dyn FnMut(IngestEvent),
    ) -> Result<(), IngestError> {
        let threads = options.threads.clamp(1, jobs.len().max(1));
        let maker = self.writer.maker();
        let (mut files, mut bytes) = (0, 0);
        std::thread::scope(|scope| {
            let mut channels: Vec<Receiver<Message>> = Vec::new();
            for thread in 0..threads {
                let (sender, receiver) = bounded(AHEAD);
                channels.push(receiver);
                let maker = maker.clone();
                scope.spawn(move || {
                    for job in jobs.iter().skip(thread).step_by(threads) {
                        if stop.load(Ordering::Relaxed) || read_job(job, options, &maker, &sender).is_break() {
                            break;
                        }
                    }
                });
            }
            let mut reported = Instant::now();
            for (index, job) in jobs.iter().enumerate() {
                let Some(read) = self.write_job(job, &channels[index % threads])? else { break };
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
    fn write_job(&mut self, job: &Job, messages: &Receiver<Message>) -> Result<Option<u64>, IngestError> {
        let mut before: Option<FxHashMap<_, u64>> = None;
        let mut problems = Vec::new();
        loop {
            let Ok(message) = messages.recv() else { return Ok(None) };
            match message {
                Message::Article(article) => {
                    let before = match &mut before {
                        Some(before) => before,
                        None => before.insert(self.begin_container(job)?),
                    };
                    match before.remove(&article.id) {
                        Some(content) if content == article.content => continue,
                        Some(_) => self.writer.delete_article(article.id),
                        None => {}
                    }
                    self.summary.articles += 1;
                    self.writer.add_article(article)?;
                }
                Message::Whole(article, stamp) => {
                    if job.known.is_some() {
                        self.writer.delete_file(job.key);
                    }
                    self.summary.articles += 1;
                    self.writer.add_article(article)?;
                    self.count(job, stamp);
                }
                Message::Record(record, stamp) => {
                    let before = match before.take() {
                        Some(before) => before,
                        None => self.begin_container(job)?,
                    };
                    for id in before.into_keys() {
                        self.writer.delete_article(id);
                    }
                    if job.known.is_some_and(|known| known.record) {
                        self.writer.delete_record(job.key)?;
                    }
                    self.writer.add_record(&record, stamp)?;
                    if record.articles > 0 {
                        self.count(job, stamp);
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
    fn begin_container(&mut self, job: &Job) -> Result<FxHashMap<crate::article::ArticleId, u64>, IngestError> {
        match job.known {
            Some(known) if known.record => Ok(self.writer.articles_of(&job.file.relative)?),
            Some(_) => {
                self.writer.delete_file(job.key);
                Ok(FxHashMap::default())
            }
            None => Ok(FxHashMap::default()),
        }
    }

    fn count(&mut self, job: &Job, stamp: FileStamp) {
        match job.known {
            None => {
                self.summary.added += 1;
                *self.new_hashes.entry(stamp.hash).or_default() += 1;
            }
            Some(known) if known.stamp.hash == stamp.hash => self.summary.unchanged += 1,
            Some(_) => self.summary.updated += 1,
        }
    }

    /// Deletes what the index has of files that are gone, except below folders that could not be read.
    fn remove_gone(&mut self, seen: &FxHashSet<u64>, unreadable: &[String]) -> Result<(), IngestError> {
        let gone: Vec<(u64, KnownFile)> =
            self.known.iter().filter(|(key, _)| !seen.contains(key)).map(|(key, known)| (*key, *known)).collect();
        for (key, known) in gone {
            if !unreadable.is_empty()
                && let Some(path) = self.writer.path_of(key)?
                && unreadable.iter().any(|folder| is_below(&path, folder))
            {
                self.summary.unchanged += 1;
                continue;
            }
            self.writer.delete_file(key);
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

/// Reads one file and sends what is in it; breaks when nobody listens any more.
fn read_job(job: &Job, options: &IngestOptions, maker: &DocumentMaker, sender: &Sender<Message>) -> ControlFlow<()> {
    let file = &job.file;
    // An article is held back until it is known whether it is the only one.
    let mut held: Option<Article> = None;
    let mut several = false;
    let mut record = FileRecord { path: file.relative.clone(), format: None, articles: 0, problems: Vec::new() };
    let send = |message| match sender.send(message) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    let mut ended = ControlFlow::Continue(());
    let summary = read_source(&file.path, &file.relative, file.modified, &options.read, &mut |outcome| {
        ended = match outcome {
            Outcome::Article(article) => {
                record.articles += 1;
                let first = held.replace(article);
                several |= first.is_some();
                match first {
                    Some(first) => send(Message::Article(maker.prepare(&indexed(first, options), None))),
                    None => ControlFlow::Continue(()),
                }
            }
            Outcome::Failure(failure) => {
                several = true;
                let format = failure.format.map(str::to_owned);
                note(&mut record, failure.locator, format, failure.cause.to_string(), true, &send)
            }
            Outcome::Skip(skip) => {
                several = true;
                note(&mut record, skip.locator, None, skip.reason.to_string(), false, &send)
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
        FileStamp { size: file.size, modified: nanoseconds(file.modified), hash: summary.hash.unwrap_or_default() };
    record.format = summary.format.map(str::to_owned);
    let whole = !several && held.as_ref().is_some_and(|article| article.locator.is_none());
    if let Some(article) = held {
        let article = indexed(article, options);
        if whole {
            send(Message::Whole(maker.prepare(&article, Some(stamp)), stamp))?;
        } else {
            send(Message::Article(maker.prepare(&article, None)))?;
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
    send: &impl Fn(Message) -> ControlFlow<()>,
) -> ControlFlow<()> {
    record.problems.push(FileProblem { locator: locator.clone(), cause: cause.clone(), failed });
    send(Message::Problem(Problem { path: record.path.clone(), locator, format, cause, failed }))
}

fn indexed(article: Article, options: &IngestOptions) -> IndexedArticle {
    let names = if options.names { names_of(&article) } else { Vec::new() };
    IndexedArticle { article, names }
}

/// Finds the persons, organisations and places of an article.
pub fn names_of(article: &Article) -> Vec<ArticleName> {
    let blocks: Vec<_> = article.blocks().collect();
    let texts: Vec<TextBlock<'_>> = blocks
        .iter()
        .map(|block| TextBlock {
            kind: match block.zone {
                Zone::Headline | Zone::Heading => BlockKind::Heading,
                Zone::Lede | Zone::Body => BlockKind::Prose,
            },
            text: block.text,
        })
        .collect();
    let mentions = person::extract_blocks(&texts, article.language.as_deref());
    let place = |index: usize| {
        let mention = &mentions[index];
        NameMention { block: mention.block as u32, start: mention.span.start as u32, end: mention.span.end as u32 }
    };
    let mut names: Vec<ArticleName> = Vec::new();
    for resolved in person::resolve(&texts, &mentions) {
        let key = person::parse_name(&resolved.name).key();
        names.push(ArticleName {
            class: NameClass::Person,
            parts: lookup_parts(NameClass::Person, &resolved.name),
            key,
            name: resolved.name,
            roles: resolved.roles,
            mentions: resolved.mentions.iter().map(|&index| place(index)).collect(),
        });
    }
    let mut others: FxHashMap<(NameClass, String), usize> = FxHashMap::default();
    for (index, mention) in mentions.iter().enumerate() {
        let class = match mention.kind {
            EntityKind::Person => continue,
            EntityKind::Organisation => NameClass::Organisation,
            EntityKind::Place => NameClass::Place,
        };
        let name = &texts[mention.block].text[mention.span.clone()];
        let key = crate::engine::analyzer::fold(&name.to_lowercase());
        let known = *others.entry((class, key.clone())).or_insert_with(|| {
            let parts = lookup_parts(class, name);
            names.push(ArticleName {
                class,
                name: name.to_owned(),
                key,
                parts,
                roles: Vec::new(),
                mentions: Vec::new(),
            });
            names.len() - 1
        });
        names[known].mentions.push(place(index));
    }
    names
}
