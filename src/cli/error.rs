//! What went wrong, in words, with a hint and an exit code. The only place where errors are printed.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::backup::BackupError;
use crate::engine::EngineError;
use crate::ingest::IngestError;
use crate::query::{QueryError, point_at};
use crate::source::walk::CorpusError;

/// How a command ends when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done; a search found something.
    Done,
    /// A search ran and found nothing.
    NothingFound,
    /// Done, but some files could not be read.
    Incomplete,
    /// Stopped by the user.
    Interrupted,
}

impl Outcome {
    /// How a command ends that brought the index up to date first: a failure there outweighs what it found.
    pub fn after(self, state: Outcome) -> Outcome {
        if state == Outcome::Done { self } else { state }
    }

    /// The program's exit code.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Done => 0,
            Outcome::NothingFound => 1,
            Outcome::Incomplete => 2,
            Outcome::Interrupted => 130,
        })
    }
}

/// An error with what the user needs to get over it.
#[derive(Debug)]
pub struct CliError {
    /// What could not be done: `search index`.
    action: String,
    /// Why.
    cause: String,
    /// The place in the query.
    place: Option<String>,
    /// What to do next.
    hint: Option<String>,
    /// A reader that went away is no error.
    quiet: bool,
}

impl CliError {
    /// `cannot <action>: <cause>`.
    pub fn new(action: impl Into<String>, cause: impl fmt::Display) -> CliError {
        CliError { action: action.into(), cause: cause.to_string(), place: None, hint: None, quiet: false }
    }

    /// Says which query of a batch it was.
    pub fn in_batch(self, number: usize) -> CliError {
        CliError { action: format!("answer query {number}"), ..self }
    }

    /// Says which saved search it was.
    pub fn in_saved(self, name: &str) -> CliError {
        CliError { action: format!("run the saved search `{name}`"), ..self }
    }

    /// Says what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> CliError {
        self.hint = Some(hint.into());
        self
    }

    /// An error of writing to standard output.
    pub fn output(error: io::Error) -> CliError {
        let quiet = error.kind() == io::ErrorKind::BrokenPipe;
        CliError { quiet, ..CliError::new("write the result", error) }
    }

    /// A query that cannot be read.
    pub fn query(text: &str, error: &QueryError, width: usize) -> CliError {
        CliError {
            place: Some(point_at(text, error.span, width)),
            hint: error.hint(),
            ..CliError::new("read the query", error)
        }
    }

    /// An error of the engine while it did `action`.
    pub fn engine(action: &str, error: &EngineError) -> CliError {
        let made = CliError::new(action, error);
        match engine_hint(error) {
            Some(hint) => made.hint(hint),
            None => made,
        }
    }

    /// Files of the index are not as they were written; none is named where they could not even be looked at.
    pub fn damaged(index: &Path, files: &[String]) -> CliError {
        const NAMED: usize = 5;
        let named = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = match files.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = if files.is_empty() { String::new() } else { format!(": not as written are {named}{more}") };
        CliError::new("use the index", format!("the index in {} is damaged{what}", index.display()))
            .hint("build it anew with: dateline index FOLDER --full")
    }

    /// An error of a backup while `action` was done.
    pub fn backup(action: &str, error: &BackupError) -> CliError {
        let made = CliError::new(action, error);
        let hint = match error {
            BackupError::DamagedIndex { path, files } => {
                return CliError { action: action.to_owned(), ..CliError::damaged(path, files) };
            }
            BackupError::Engine(error) => return CliError::engine(action, error),
            BackupError::Write { source, .. } if is_full(source) => {
                "free some space and run the same command again; nothing was left behind".to_owned()
            }
            BackupError::Write { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "may you write there?".to_owned()
            }
            BackupError::Foreign { .. } => "a backup is made with: dateline backup FILE".to_owned(),
            BackupError::Version { .. } => {
                "read it with the version of dateline that wrote it, or a later one".to_owned()
            }
            BackupError::IndexFormat { found, expected, writer, .. } if found > expected => {
                format!("it was written by dateline {writer}; use that version or a later one")
            }
            BackupError::IndexFormat { writer, .. } => {
                format!(
                    "it was written by dateline {writer}; use that version, or build the index anew with: dateline index FOLDER"
                )
            }
            BackupError::Damaged { .. } => "is there another copy of it?".to_owned(),
            BackupError::Read { .. } | BackupError::Write { .. } | BackupError::Interrupted => return made,
        };
        made.hint(hint)
    }

    /// As [`CliError::engine`], for an error that may point into the query.
    pub fn search(query: &str, error: &EngineError, width: usize) -> CliError {
        let mut made = CliError::engine("search", error);
        if let EngineError::Unsupported { span: Some(span), .. } = error {
            made.place = Some(point_at(query, *span, width));
        }
        made
    }

    /// An error of indexing.
    pub fn ingest(corpus: &Path, error: &IngestError) -> CliError {
        let made = CliError::new(format!("index {}", corpus.display()), error);
        let hint = match error {
            IngestError::Corpus(CorpusError::Missing(_)) => {
                Some("name the folder of your articles: dateline index FOLDER".to_owned())
            }
            IngestError::Corpus(CorpusError::NotAFolder(_)) => Some("name the folder that the file lies in".to_owned()),
            IngestError::Corpus(CorpusError::Io { .. }) => Some("may you read that folder?".to_owned()),
            IngestError::Empty(_) => Some("hidden files and those named in .datelineignore are left out".to_owned()),
            IngestError::Emptied { .. } => {
                Some("is the disk mounted? to empty the index all the same, delete its folder".to_owned())
            }
            IngestError::OtherCorpus { .. } => Some(
                "give this corpus an index of its own with --index DIR, or rebuild this one with --full".to_owned(),
            ),
            IngestError::OtherText { .. } | IngestError::OtherNames { .. } => {
                Some("rebuild it with --full, or give the corpus another index with --index DIR".to_owned())
            }
            IngestError::Engine(error) => engine_hint(error),
        };
        match hint {
            Some(hint) => made.hint(hint),
            None => made,
        }
    }

    /// Prints it.
    pub fn print(&self, out: &mut dyn Write) {
        if self.quiet {
            return;
        }
        let clean = crate::render::clean(&self.cause);
        // Nothing is left to do when even standard error is gone.
        let _ = writeln!(out, "dateline: cannot {}: {clean}", crate::render::clean(&self.action));
        if let Some(place) = &self.place {
            let _ = write!(out, "{place}");
        }
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "hint: {}", crate::render::clean(hint));
        }
    }

    /// The program's exit code.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(if self.quiet { 0 } else { 2 })
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn engine_hint(error: &EngineError) -> Option<String> {
    Some(match error {
        EngineError::Missing { .. } => "build one with: dateline index FOLDER".into(),
        EngineError::Foreign { .. } => "name another folder with --index DIR; it is made when it is not there".into(),
        EngineError::Occupied { .. } => "add --force to replace it, or name another folder with --index DIR".into(),
        EngineError::Restless { .. } => "try again when the other dateline has less to do".into(),
        EngineError::Format { .. } => "rebuild it with: dateline index FOLDER --full".into(),
        EngineError::Corrupt { .. } => "rebuild it with: dateline index FOLDER --full".into(),
        EngineError::Locked { .. } => "wait until the other one is done, or use --index DIR for another index".into(),
        EngineError::Vanished { .. } => "run the same command again to build it anew".into(),
        EngineError::DiskFull { .. } => {
            "free some space and run the same command again; nothing that was there is lost".into()
        }
        EngineError::StoredArticle => "rebuild the index with: dateline index FOLDER --full".into(),
        EngineError::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
            "may you read and write that folder?".into()
        }
        EngineError::Io { source, .. } if source.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            "it can be searched as it is; to write an index elsewhere, name another folder with --index DIR".into()
        }
        EngineError::Io { .. } | EngineError::Unsupported { .. } | EngineError::Engine(_) => return None,
    })
}
