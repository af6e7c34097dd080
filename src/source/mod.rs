//! From a folder to articles: [`walk`] finds the files, [`read`] and [`encoding`] turn bytes into text, [`format`](mod@format) turns
//! text into drafts, and [`finish`] makes an [`Article`](crate::article::Article) of each draft by the same rules whatever it was read from.
//!
//! Nothing here knows of the index. Whatever cannot be read ends as a [`Failure`] or a [`Skip`] value with a path and a
//! cause: nothing panics, nothing is dropped in silence. The one surprise: [`read_source`] fails as a whole only when the
//! bytes of the file cannot be had; a file that is broken inside gives outcomes, and a hash to remember it by.

pub mod address;
mod allowance;
mod byline;
mod classes;
pub mod date;
pub mod draft;
pub mod encoding;
pub mod field;
pub mod finish;
pub mod format;
pub(crate) mod guard;
pub mod language;
pub mod layout;
mod legacy;
pub mod markup;
pub mod outcome;
pub mod read;
pub mod record;
pub mod sentence;
mod spare;
mod structure;
mod suffix;
pub mod survey;
pub mod transcode;
pub mod walk;
pub mod watch;
pub mod xml;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

pub use allowance::release as release_allowance;
pub use field::{Field, FieldMapping, HeaderPattern};
pub use outcome::{Failure, Outcome, ReadError, Skip, SkipReason, SourceSummary, UnpackLimit};
pub use read::{ReadOptions, hash_file};

use format::{Halt, Sink};
use read::{HashingReader, Input};

/// Reads one source file and hands every article, failure and skip in it to `sink`, in the order of the file.
///
/// `path` is where the file lies, `relative` its path inside the corpus with `/` between the parts, `modified` the time
/// of its last change, the date of last resort. Memory stays bounded by [`ReadOptions::max_record_bytes`] and not by the
/// size of the file. When `sink` breaks, reading stops and the summary has no hash.
///
/// Any number of threads may call it at once.
///
/// # Errors
/// Only when the bytes of the file cannot be read; what is wrong inside it goes to `sink`.
///
/// ```
/// use std::ops::ControlFlow;
/// use dateline::source::{Outcome, ReadOptions, read_source};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("rafah.txt");
/// std::fs::write(&file, "date 2024-04-01 Talks on Rafah go on.\n\nNo date is set.\n")?;
///
/// let mut articles = Vec::new();
/// let summary = read_source(&file, "rafah.txt", None, &ReadOptions::default(), &mut |outcome| {
///     if let Outcome::Article(article) = outcome {
///         articles.push(article);
///     }
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(summary.articles, 1);
/// assert_eq!(articles[0].headline.text, "Talks on Rafah go on.");
/// assert_eq!(articles[0].date.as_ref().expect("it has a date line").to_string(), "2024-04-01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_source(
    path: &Path,
    relative: &str,
    modified: Option<SystemTime>,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) -> Result<SourceSummary, Failure> {
    let unreadable =
        |error| Failure { path: relative.to_owned(), locator: None, format: None, cause: ReadError::Io(error) };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let _releasing = allowance::Releasing;
    let mut bytes = HashingReader::new(file);
    let mut sink = Sink::new(relative, modified, options, sink).with_size(size);
    let mut input = Input::from_file(&mut bytes, relative, path, size, modified);
    let ended = format::read_any(&mut input, &mut sink);
    drop(input);
    let stopped = match ended {
        Ok(()) | Err(Halt::Exhausted) => false,
        Err(Halt::Stopped) => true,
        Err(Halt::Failed(cause)) => sink.fail(cause).is_err(),
    };
    if let Some(error) = bytes.take_error() {
        return Err(unreadable(error));
    }
    let hash = if stopped { None } else { Some(bytes.finish().map_err(unreadable)?) };
    Ok(sink.summary(hash, bytes.bytes_read()))
}

#[cfg(test)]
mod tests;
