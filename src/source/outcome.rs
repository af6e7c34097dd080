//! What comes of reading a file: an article, a failure, or a thing left aside for a stated reason.
//!
//! Plain values for whoever drives the reading; nothing here reads or prints. A skip is not an error: a photograph in a
//! news folder is left aside, a torn archive is a failure.

use std::io;

use thiserror::Error;

use crate::article::Article;

/// One result of reading a source file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every outcome is an article, and a box would be one more allocation for each"
)]
pub enum Outcome {
    /// An article with text in it.
    Article(Article),
    /// A file or a part of one that should have given an article and did not.
    Failure(Failure),
    /// A file or a part of one that holds no article to read.
    Skip(Skip),
}

/// A file or a part of one that could not be read.
#[derive(Debug, Error)]
#[error("cannot read {}: {cause}", place(.path, .locator))]
pub struct Failure {
    /// Path of the source file relative to the corpus folder.
    pub path: String,
    /// Where in the file, when a part of it failed; as in [`Article::locator`].
    pub locator: Option<String>,
    /// Name of the format it was being read as, when it got that far.
    pub format: Option<&'static str>,
    /// Why.
    #[source]
    pub cause: ReadError,
}

/// Why a file or a part of one could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The operating system or a decompressor refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// One record is larger than a record may be.
    #[error("one record is larger than {limit} bytes")]
    RecordTooLarge {
        /// [`super::ReadOptions::max_record_bytes`].
        limit: usize,
    },
    /// Not the JSON it should be.
    #[error("broken JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The format's own grammar is violated.
    #[error("broken {format}: {message}")]
    Malformed {
        /// What it was read as.
        format: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// Something that a format announced did not follow.
    #[error("the file ends inside {inside}")]
    Truncated {
        /// What was being read.
        inside: &'static str,
    },
}

/// A file or a part of one that was left aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Path of the source file relative to the corpus folder.
    pub path: String,
    /// Where in the file, when a part of it was left aside; as in [`Article::locator`].
    pub locator: Option<String>,
    /// Why.
    pub reason: SkipReason,
}

/// Why something holds no article to read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// Nothing in it, or nothing but blanks.
    #[error("empty")]
    Empty,
    /// Not text and no format that is read; what it looks like.
    #[error("not text: {0}")]
    Binary(&'static str),
    /// Well-formed, and no article: a schema, an index of files, a picture's record.
    #[error("no article in it: {0}")]
    NotAnArticle(&'static str),
    /// Protected with a password.
    #[error("encrypted")]
    Encrypted,
    /// Pages without a text layer.
    #[error("only images, no text layer")]
    ImageOnly,
    /// More of something than can be held; the rest was left aside.
    #[error("too much to read: {0}")]
    TooMuch(&'static str),
    /// A bound on unpacking was reached and the rest was left aside.
    #[error("{0}")]
    Limit(UnpackLimit),
}

/// A bound on what is unpacked from containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UnpackLimit {
    /// Containers in containers.
    #[error("containers are nested more than {0} deep")]
    Depth(u8),
    /// The unpacked bytes are out of proportion to the packed ones.
    #[error("unpacks to more than {0} times its size")]
    Ratio(u64),
    /// Unpacked bytes of one source file in all.
    #[error("unpacks to more than {0} bytes")]
    Total(u64),
    /// Members of one source file in all.
    #[error("holds more than {0} members")]
    Members(u64),
}

/// What was read from one source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// Name of the outermost format: `text`, `json-lines`, `zip`; `None` when no format knew the file.
    pub format: Option<&'static str>,
    /// xxh3 (64 bits) of the file's bytes as they lie on disk; `None` when the sink stopped the reading.
    pub hash: Option<u64>,
    /// Number of bytes of the file that were read.
    pub bytes: u64,
    /// Number of articles.
    pub articles: u64,
    /// Number of failures.
    pub failures: u64,
    /// Number of skips.
    pub skips: u64,
}

/// `path` or `path!locator`.
fn place(path: &str, locator: &Option<String>) -> String {
    match locator {
        Some(locator) => format!("{path}!{locator}"),
        None => path.to_owned(),
    }
}
