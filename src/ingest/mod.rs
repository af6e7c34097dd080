//! A folder into an index: what is new, what has changed, what is gone.
//!
//! Owns the run: which files are read again, the threads that read and write them, counts, failures and progress. It must
//! not print. The surprise: file number `n` is always read by thread `n mod threads`, and what the threads say of it is taken
//! down in the order of the files, so that what a run deletes and reports is repeatable while memory stays bounded.

mod again;
mod name;
mod read;
mod run;
mod survey;
mod work;

pub use again::open_index;
pub use name::names_of;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use rustc_hash::FxHashMap;
use serde::Serialize;
use thiserror::Error;

use self::run::Run;
use self::survey::{Known, Survey, known_files, nanoseconds};
use crate::engine::{ArticleWriter, EngineError, ExistingIndex, NameSearch, TextStore, WriterOptions};
use crate::source::ReadOptions;
use crate::source::walk::{CorpusError, Walk, WalkOptions};

/// Settings of a run.
#[derive(Debug, Clone)]
pub struct IngestOptions {
    /// Threads that read and write.
    pub threads: usize,
    /// Forget what the index holds and read everything again.
    pub full: bool,
    /// Read again what could not be read before, changed or not.
    pub retry_failed: bool,
    /// Whether persons, organisations and places are looked for in the articles; as before when `None`, and they are where there was
    /// no index before.
    pub names: Option<NameSearch>,
    /// Where the text of articles is kept; as before when `None`, and in the index when there was none before.
    pub text: Option<TextStore>,
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
            names: None,
            text: None,
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
    /// The index keeps the text of articles elsewhere than was asked.
    #[error("{}", match now { TextStore::Stored => "the index holds the text of articles", TextStore::Source => "the index leaves the text of articles to their files" })]
    OtherText {
        /// Where it keeps it.
        now: TextStore,
    },
    /// Names were looked for in the articles of the index and are not to be now, or the other way round.
    #[error("names were {}looked for in the articles of the index", match now { NameSearch::Done => "", NameSearch::Skipped => "not " })]
    OtherNames {
        /// Whether they were.
        now: NameSearch,
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
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
    /// Everything is read; the index is being committed.
    Committing,
    /// What was read is in the index, whose segments are being merged.
    Merging,
}

/// What a run would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IngestPlan {
    /// Paths of new files.
    pub new: Vec<String>,
    /// Paths of files whose size or time is another.
    pub changed: Vec<String>,
    /// Files that lie elsewhere now, as far as their size and time tell.
    pub moved: Vec<PlannedMove>,
    /// Paths of files that are gone.
    pub gone: Vec<String>,
    /// Number of files that are as they were.
    pub unchanged: u64,
}

/// A file that lies elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedMove {
    /// Where it was.
    pub from: String,
    /// Where it is.
    pub to: String,
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
    let writer_options = WriterOptions { threads: options.threads, existing };
    let walk = WalkOptions { threads: options.threads, ..exclude_index(&options.walk, index) };
    let mut opened = Opened::new(corpus, index, &walk, &writer_options)?;
    check_corpus(&opened.writer, &corpus_path, options)?;
    if options.text.is_some_and(|text| !opened.writer.set_text_store(text)) {
        return Err(IngestError::OtherText { now: opened.writer.text_store() });
    }
    let Some(names) = opened.writer.set_name_search(options.names) else {
        let now = if options.names == Some(NameSearch::Done) { NameSearch::Skipped } else { NameSearch::Done };
        return Err(IngestError::OtherNames { now });
    };
    let options = &IngestOptions { names: Some(names), ..options.clone() };
    let outdated = survey::outdated(opened.writer.before(), &opened.known, options)?;
    survey.sort_out(opened.walk, &mut opened.known, &outdated, options);
    if survey.found == 0 {
        return Err(match opened.known.len() {
            0 => IngestError::Empty(corpus.to_owned()),
            files => IngestError::Emptied { corpus: corpus.to_owned(), files },
        });
    }
    report(IngestEvent::Walked { files: survey.jobs.len() as u64, bytes: survey.bytes });
    let Opened { writer, known, .. } = opened;
    let summary = std::mem::take(&mut survey.summary);
    let mut run = Run { corpus, writer, known: Arc::new(known), summary, new_hashes: FxHashMap::default() };
    run.read_all(&survey, options, stop, report)?;
    run.summary.interrupted = stop.load(Ordering::Relaxed);
    if !run.summary.interrupted {
        run.remove_gone(&survey.unreadable)?;
        // Not before every file has been read with them.
        run.writer.set_reading(options.read.mapping.fingerprint());
    }
    drop((survey.jobs, run.known));
    report(IngestEvent::Committing);
    let mut summary = run.summary;
    summary.problems.sort_by(|a, b| (&a.path, &a.locator).cmp(&(&b.path, &b.locator)));
    summary.written = run.writer.commit_and_merge(&corpus_path, &mut || report(IngestEvent::Merging))?;
    summary.seconds = began.elapsed().as_secs_f64();
    Ok(summary)
}

/// An index opened for writing, what it knows, and the corpus that was walked meanwhile.
struct Opened {
    writer: ArticleWriter,
    known: Known,
    walk: Walk,
}

impl Opened {
    fn new(corpus: &Path, index: &Path, walk: &WalkOptions, options: &WriterOptions) -> Result<Opened, IngestError> {
        if !index.join("meta.json").exists() {
            // The corpus is looked at before the index is touched, so that a mistyped path creates nothing.
            let walk = Walk::scan(corpus, walk)?;
            if !walk.has_files() {
                return Err(IngestError::Empty(corpus.to_owned()));
            }
            let writer = ArticleWriter::open(index, options)?;
            let known = writer.before().map_or_else(|| Ok(Known::default()), known_files)?;
            return Ok(Opened { writer, known, walk });
        }
        let writer = ArticleWriter::open(index, options)?;
        let (walk, known) = std::thread::scope(|scope| {
            let walk = scope.spawn(|| Walk::scan(corpus, walk));
            let known = writer.before().map_or_else(|| Ok(Known::default()), known_files);
            // A panic of the thread is a defect and goes on here.
            (walk.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), known)
        });
        Ok(Opened { walk: walk?, known: known?, writer })
    }
}

/// Says what [`ingest`] would do, without reading any file of the corpus or writing anything.
///
/// # Errors
/// As for [`ingest`].
pub fn plan_ingest(corpus: &Path, index: &Path, options: &IngestOptions) -> Result<IngestPlan, IngestError> {
    let walk = Walk::scan(corpus, &exclude_index(&options.walk, index))?;
    let (mut known, paths) = match crate::engine::ArticleIndex::open(index) {
        Ok(index) if !options.full => (known_files(&index)?, Some(index)),
        Ok(_) | Err(EngineError::Missing { .. }) => (Known::default(), None),
        Err(error) => return Err(error.into()),
    };
    let mut survey = Survey::default();
    let outdated = survey::outdated(paths.as_ref(), &known, options)?;
    survey.sort_out(walk, &mut known, &outdated, options);
    let mut plan = IngestPlan { unchanged: survey.summary.unchanged, ..IngestPlan::default() };
    // No file is read, so that what has moved is told by size and time, which a file keeps on its way.
    let mut gone: FxHashMap<(u64, i64), Vec<String>> = FxHashMap::default();
    for (key, before) in known.iter().filter(|(_, before)| !before.seen && !before.is_unread()) {
        let stamp = before.file.stamp;
        if let Some(path) = paths.as_ref().map(|index| index.path_of(*key)).transpose()?.flatten() {
            gone.entry((stamp.size, stamp.modified)).or_default().push(path);
        }
    }
    gone.values_mut().for_each(|paths| paths.sort_by(|a, b| b.cmp(a)));
    for job in survey.jobs.iter() {
        let to = job.path.to_owned();
        if known.get(&job.key()).is_some_and(|before| !before.is_unread()) {
            plan.changed.push(to);
        } else if let Some(from) = gone.get_mut(&(job.size, nanoseconds(job.modified))).and_then(Vec::pop) {
            plan.moved.push(PlannedMove { from, to });
        } else {
            plan.new.push(to);
        }
    }
    plan.gone = gone.into_values().flatten().collect();
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

/// The settings of a walk with the index left out: one that lies inside its corpus must not index itself.
pub fn exclude_index(walk: &WalkOptions, index: &Path) -> WalkOptions {
    let mut walk = walk.clone();
    walk.exclude.extend(std::fs::canonicalize(index).or_else(|_| canonical_to_be(index)));
    walk
}

/// Where a folder will lie that is not there yet.
fn canonical_to_be(folder: &Path) -> std::io::Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    let there = folder.ancestors().find_map(|above| Some((above, std::fs::canonicalize(above).ok()?)));
    let to_be = there.and_then(|(above, path)| Some(path.join(folder.strip_prefix(above).ok()?)));
    Ok(to_be.unwrap_or(folder))
}

fn check_corpus(writer: &ArticleWriter, corpus: &Path, options: &IngestOptions) -> Result<(), IngestError> {
    match writer.corpus() {
        Some(of) if of != corpus && !options.full => {
            Err(IngestError::OtherCorpus { of: of.to_owned(), asked: corpus.to_owned() })
        }
        _ => Ok(()),
    }
}
