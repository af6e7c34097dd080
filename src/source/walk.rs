//! Finding the files of a corpus.
//!
//! Owns which files of a folder are looked at: not the hidden ones, not those that a `.datelineignore` names, no folder
//! twice through a link. It opens no file but `.datelineignore`. The surprise: the order is that of the paths' bytes,
//! folder by folder, on every machine, so that two runs over one folder do the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

/// Name of the file that says what to leave out, in the syntax of gitignore.
pub const IGNORE_FILE: &str = ".datelineignore";

/// Name of the file of settings at the top of a corpus, which is no article.
pub const SETTINGS_FILE: &str = "dateline.toml";

/// Settings of a walk.
#[derive(Debug, Clone)]
pub struct WalkOptions {
    /// Files larger than this, in bytes, are left aside; the formats that are read piece by piece are not bound by it.
    pub max_file_bytes: u64,
    /// Folders that are never entered: the index, when it lies inside the corpus.
    pub exclude: Vec<PathBuf>,
}

impl Default for WalkOptions {
    fn default() -> WalkOptions {
        WalkOptions { max_file_bytes: 256 << 20, exclude: Vec::new() }
    }
}

/// A file of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its path relative to the corpus, with `/` between the parts.
    pub relative: String,
    /// Bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: Option<SystemTime>,
}

/// What a walk comes upon.
#[derive(Debug)]
pub enum WalkEvent {
    /// A file to read.
    File(FoundFile),
    /// A file that is left aside.
    Skipped {
        /// Relative path.
        relative: String,
        /// Why.
        reason: WalkSkip,
    },
    /// A folder, link or file that cannot be looked at.
    Failed {
        /// Relative path.
        relative: String,
        /// Why.
        error: WalkError,
    },
}

/// Why a file is left aside without being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WalkSkip {
    /// Larger than [`WalkOptions::max_file_bytes`] and of a kind that must be read at once.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The bound.
        limit: u64,
    },
    /// A pipe, a socket, a device.
    #[error("not a regular file")]
    NotAFile,
}

/// Why something could not be looked at.
#[derive(Debug, Error)]
pub enum WalkError {
    /// A link leads back to a folder above it.
    #[error("the link leads back to {}", .0.display())]
    Loop(PathBuf),
    /// The operating system refused.
    #[error("{0}")]
    Io(String),
    /// A line of a `.datelineignore` is not in the syntax of gitignore.
    #[error("{0}")]
    Ignore(String),
    /// A name that is not Unicode, which no index entry can hold.
    #[error("its name is not Unicode")]
    Name,
}

/// Why a walk cannot begin.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// There is no such folder.
    #[error("there is no folder {}", .0.display())]
    Missing(PathBuf),
    /// It is no folder.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
}

/// Walks a corpus and hands everything it comes upon to `visit`, in order.
///
/// # Errors
/// When the folder itself cannot be read; whatever is wrong inside it goes to `visit`.
pub fn walk_corpus(corpus: &Path, options: &WalkOptions, visit: &mut dyn FnMut(WalkEvent)) -> Result<(), CorpusError> {
    let metadata = fs::metadata(corpus).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => CorpusError::Missing(corpus.to_owned()),
        _ => CorpusError::Io { path: corpus.to_owned(), source },
    })?;
    if !metadata.is_dir() {
        return Err(CorpusError::NotAFolder(corpus.to_owned()));
    }
    fs::read_dir(corpus).map_err(|source| CorpusError::Io { path: corpus.to_owned(), source })?;
    let mut rules = IgnoreRules::new(corpus);
    rules.enter(corpus, 0, visit);
    let mut entries = WalkDir::new(corpus).follow_links(true).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let folder = entry.file_type().is_dir();
                if is_hidden(&entry)
                    || entry.depth() == 1 && entry.file_name() == SETTINGS_FILE
                    || rules.ignores(entry.path(), folder)
                    || options.exclude.iter().any(|path| same_folder(path, &entry))
                {
                    if folder {
                        entries.skip_current_dir();
                    }
                } else if folder {
                    rules.enter(entry.path(), entry.depth(), visit);
                } else {
                    visit(look_at(corpus, &entry, options));
                }
            }
            Err(error) => visit(failed(corpus, &error)),
        }
    }
    Ok(())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn same_folder(path: &Path, entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && fs::canonicalize(entry.path()).is_ok_and(|entry| entry == path)
}

fn look_at(corpus: &Path, entry: &DirEntry, options: &WalkOptions) -> WalkEvent {
    let Some(relative) = relative_path(corpus, entry.path()) else {
        let relative = entry.path().strip_prefix(corpus).unwrap_or(entry.path()).to_string_lossy().into_owned();
        return WalkEvent::Failed { relative, error: WalkError::Name };
    };
    let metadata = match entry.metadata() {
        Ok(metadata) => metadata,
        Err(error) => return WalkEvent::Failed { relative, error: WalkError::Io(cause(&error)) },
    };
    if !metadata.is_file() {
        return WalkEvent::Skipped { relative, reason: WalkSkip::NotAFile };
    }
    let limit = options.max_file_bytes;
    if metadata.len() > limit && !is_streamed(&relative) {
        return WalkEvent::Skipped { relative, reason: WalkSkip::TooLarge { limit } };
    }
    WalkEvent::File(FoundFile {
        path: entry.path().to_owned(),
        relative,
        size: metadata.len(),
        modified: metadata.modified().ok(),
    })
}

/// True for files that are read record by record, however large.
fn is_streamed(relative: &str) -> bool {
    const STREAMED: [&str; 24] = [
        "jsonl", "ndjson", "jl", "csv", "tsv", "mbox", "mbx", "sgm", "sgml", "trec", "warc", "arc", "gz", "bz2", "xz",
        "zst", "zip", "tar", "tgz", "tbz2", "txz", "warc.gz", "wet", "7z",
    ];
    let name = relative.rsplit('/').next().unwrap_or_default().to_lowercase();
    name.rsplit_once('.').is_some_and(|(_, ending)| STREAMED.contains(&ending))
}

fn relative_path(corpus: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(corpus).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn failed(corpus: &Path, error: &walkdir::Error) -> WalkEvent {
    let relative = error
        .path()
        .map(|path| path.strip_prefix(corpus).unwrap_or(path).to_string_lossy().into_owned())
        .unwrap_or_default();
    let error = match error.loop_ancestor() {
        Some(ancestor) => WalkError::Loop(ancestor.to_owned()),
        None => WalkError::Io(cause(error)),
    };
    WalkEvent::Failed { relative, error }
}

/// What the operating system said, without the path, which stands beside it.
fn cause(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

/// The `.datelineignore` files from the corpus down to the folder that is being walked.
struct IgnoreRules {
    corpus: PathBuf,
    /// Folder, its depth, its rules.
    stack: Vec<(PathBuf, usize, Gitignore)>,
}

impl IgnoreRules {
    fn new(corpus: &Path) -> IgnoreRules {
        IgnoreRules { corpus: corpus.to_owned(), stack: Vec::new() }
    }

    fn enter(&mut self, folder: &Path, depth: usize, visit: &mut dyn FnMut(WalkEvent)) {
        self.stack.retain(|(above, ..)| folder.starts_with(above) && folder != above);
        let file = folder.join(IGNORE_FILE);
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder);
        let mut complain = |error: ignore::Error| {
            let relative = relative_path(&self.corpus, &file).unwrap_or_else(|| IGNORE_FILE.to_owned());
            visit(WalkEvent::Failed { relative, error: WalkError::Ignore(error.to_string()) });
        };
        if let Some(error) = builder.add(&file) {
            complain(error);
        }
        match builder.build() {
            Ok(rules) => self.stack.push((folder.to_owned(), depth, rules)),
            Err(error) => complain(error),
        }
    }

    /// The innermost folder that has a rule for the path decides.
    fn ignores(&self, path: &Path, folder: bool) -> bool {
        for (above, _, rules) in self.stack.iter().rev().filter(|(above, ..)| path.starts_with(above)) {
            debug_assert!(path.starts_with(above));
            match rules.matched(path, folder) {
                ignore::Match::Ignore(_) => return true,
                ignore::Match::Whitelist(_) => return false,
                ignore::Match::None => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn seen(folder: &Path, options: &WalkOptions) -> Vec<String> {
        let mut seen = Vec::new();
        walk_corpus(folder, options, &mut |event| {
            seen.push(match event {
                WalkEvent::File(file) => file.relative,
                WalkEvent::Skipped { relative, reason } => format!("{relative}: {reason}"),
                WalkEvent::Failed { relative, .. } => format!("{relative}: failed"),
            });
        })
        .expect("the folder is there");
        seen
    }

    #[test]
    fn hidden_and_ignored_files_are_passed_over_in_order() {
        let folder = corpus(&[
            (".datelineignore", "*.log\n/drafts/\n"),
            (".hidden/a.txt", ""),
            ("dateline.toml", ""),
            ("b/two.txt", ""),
            ("b/.datelineignore", "!keep.log\nx*.txt\n"),
            ("b/keep.log", ""),
            ("b/xyz.txt", ""),
            ("a.log", ""),
            ("a/one.txt", ""),
            ("a/xyz.txt", ""),
            ("drafts/d.txt", ""),
        ]);
        assert_eq!(seen(folder.path(), &WalkOptions::default()), ["a/one.txt", "a/xyz.txt", "b/keep.log", "b/two.txt"]);
    }

    #[test]
    fn large_files_are_named_unless_they_are_read_piece_by_piece() {
        let folder = corpus(&[("big.txt", "0123456789"), ("big.jsonl", "0123456789"), ("small.txt", "01")]);
        let options = WalkOptions { max_file_bytes: 5, ..WalkOptions::default() };
        assert_eq!(seen(folder.path(), &options), ["big.jsonl", "big.txt: larger than 5 bytes", "small.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_reported_and_ends() {
        let folder = corpus(&[("a/one.txt", "")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/again")).expect("a link");
        std::os::unix::fs::symlink("nowhere", folder.path().join("a/broken")).expect("a link");
        assert_eq!(seen(folder.path(), &WalkOptions::default()), ["a/again: failed", "a/broken: failed", "a/one.txt"]);
    }

    #[test]
    fn a_missing_corpus_is_an_error() {
        let missing = Path::new("no such folder");
        assert!(matches!(walk_corpus(missing, &WalkOptions::default(), &mut |_| {}), Err(CorpusError::Missing(_))));
        let folder = corpus(&[("file", "")]);
        assert!(matches!(
            walk_corpus(&folder.path().join("file"), &WalkOptions::default(), &mut |_| {}),
            Err(CorpusError::NotAFolder(_))
        ));
    }
}
