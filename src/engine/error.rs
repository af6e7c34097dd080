//! What can go wrong with an index.

use std::io;
use std::path::PathBuf;

use tantivy::directory::error::{LockError, OpenWriteError};
use thiserror::Error;

use super::hold;
use crate::query::Span;

/// Why the engine could not do what was asked.
#[derive(Debug, Error)]
pub enum EngineError {
    /// There is no index at this place.
    #[error("no index in {}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds something else.
    #[error("{} holds other files and is no index of dateline", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// There is an index where another one was to be put.
    #[error("there is an index in {} already", path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
    },
    /// The index is committed to again and again while somebody tries to look at one commit.
    #[error("the index in {} changes all the time", path.display())]
    Restless {
        /// The folder.
        path: PathBuf,
    },
    /// The index was written by another version of the program.
    #[error("the index in {} has format {found}, this version reads format {expected}", path.display())]
    Format {
        /// The folder.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version that is read and written.
        expected: u32,
    },
    /// Another process is writing to the index.
    #[error("the index in {} is locked: another dateline{} is writing to it", path.display(), process(*.holder))]
    Locked {
        /// The folder.
        path: PathBuf,
        /// The number of that process, when it left one.
        holder: Option<u32>,
    },
    /// The folder was deleted, or is another one now, while it was written to.
    #[error("the index in {} was deleted while it was written to", path.display())]
    Vanished {
        /// The folder.
        path: PathBuf,
    },
    /// A file of the index cannot be read as what it should be.
    #[error("the index in {} is damaged: {cause}", path.display())]
    Corrupt {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The disk is full.
    #[error("no space left for the index in {}", path.display())]
    DiskFull {
        /// The folder.
        path: PathBuf,
    },
    /// An article in the index cannot be read back.
    #[error("a stored article cannot be read")]
    StoredArticle,
    /// A part of the query cannot be honoured.
    #[error("{message}")]
    Unsupported {
        /// What cannot be done.
        message: String,
        /// Where in the query it stands.
        span: Option<Span>,
    },
    /// Anything else that the engine reports.
    #[error("{0}")]
    Engine(tantivy::TantivyError),
}

impl EngineError {
    /// Gives an error of the engine its place and, where it is a known one, its kind.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(tantivy::TantivyError) -> EngineError {
        use tantivy::TantivyError as Engine;
        let path = path.into();
        move |error| match error {
            Engine::LockFailure(LockError::IoError(source), _) => EngineError::io(path, again(&source)),
            Engine::LockFailure(LockError::LockBusy, _) => {
                let holder = hold::holder(&path);
                EngineError::Locked { path, holder }
            }
            Engine::IoError(source) => EngineError::io(path, again(&source)),
            Engine::OpenDirectoryError(error) => EngineError::Corrupt { path, cause: error.to_string() },
            Engine::OpenReadError(error) => open_read(path, error),
            Engine::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => EngineError::io(path, again(&io_error)),
            // It says what it is in no other way.
            Engine::DataCorruption(data) => EngineError::Corrupt { path, cause: format!("{data:?}") },
            error @ Engine::IncompatibleIndex(_) => EngineError::Corrupt { path, cause: error.to_string() },
            other => engine_or_full(path, other),
        }
    }

    /// An error of the operating system at a place.
    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> EngineError {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => EngineError::DiskFull { path },
            // An error that was handed on by a thread has lost its kind and kept its words.
            _ if is_full(&source.to_string()) => EngineError::DiskFull { path },
            // What was read is not what was written, or ends before it should.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                EngineError::Corrupt { path, cause: source.to_string() }
            }
            _ => EngineError::Io { path, source },
        }
    }
}

fn process(holder: Option<u32>) -> String {
    holder.map_or_else(String::new, |number| format!(" (process {number})"))
}

fn open_read(path: PathBuf, error: tantivy::directory::error::OpenReadError) -> EngineError {
    use tantivy::directory::error::OpenReadError;
    match error {
        OpenReadError::FileDoesNotExist(file) => {
            EngineError::Corrupt { path, cause: format!("{} is missing", file.display()) }
        }
        OpenReadError::IoError { io_error, .. } => EngineError::io(path, again(&io_error)),
        other => EngineError::Corrupt { path, cause: other.to_string() },
    }
}

/// The error of opening a file of a segment as one of reading it.
pub(crate) fn reading(error: tantivy::directory::error::OpenReadError) -> io::Error {
    use tantivy::directory::error::OpenReadError;
    match error {
        OpenReadError::IoError { io_error, .. } => again(&io_error),
        other => io::Error::new(io::ErrorKind::InvalidData, other.to_string()),
    }
}

/// The same error once more; the engine shares its own among threads.
fn again(error: &io::Error) -> io::Error {
    let words = error.to_string();
    // The name of a passing file, which the engine puts behind the system's words, says nothing to anybody.
    let words = words.split(" at path ").next().unwrap_or_default();
    io::Error::new(error.kind(), words)
}

fn is_full(words: &str) -> bool {
    words.contains("No space left") || words.contains("StorageFull")
}

/// A worker thread that meets a full disk dies with its error in words; they are all there is to go by.
fn engine_or_full(path: PathBuf, error: tantivy::TantivyError) -> EngineError {
    if is_full(&error.to_string()) {
        return EngineError::DiskFull { path };
    }
    EngineError::Engine(error)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_full_disk_and_damage_are_told_from_other_errors_however_they_come() {
        let at = |error| EngineError::at("index")(error);
        let full = |kind| tantivy::TantivyError::IoError(Arc::new(io::Error::new(kind, "No space left on device")));
        assert!(matches!(at(full(io::ErrorKind::StorageFull)), EngineError::DiskFull { .. }));
        assert!(matches!(at(full(io::ErrorKind::Other)), EngineError::DiskFull { .. }));
        let thread = tantivy::TantivyError::ErrorInThread("No space left on device (os error 28)".into());
        assert!(matches!(at(thread), EngineError::DiskFull { .. }));
        let denied = Arc::new(io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(matches!(at(tantivy::TantivyError::IoError(denied)), EngineError::Io { .. }));
        let cut_off = Arc::new(io::Error::new(io::ErrorKind::UnexpectedEof, "cut off"));
        assert!(matches!(at(tantivy::TantivyError::IoError(cut_off)), EngineError::Corrupt { .. }));
        let busy = tantivy::TantivyError::LockFailure(LockError::LockBusy, None);
        assert!(matches!(at(busy), EngineError::Locked { .. }));
    }
}
