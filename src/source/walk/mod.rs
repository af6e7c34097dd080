//! Finding the files of a corpus.
//!
//! Owns which files of a folder are looked at: not the hidden ones (but for folders of mail), not those that a `.datelineignore` names, not the parts of
//! a page that was saved whole, no folder twice through a link. It opens no file but `.datelineignore`. The surprise: folders are listed by several threads, yet
//! the order is that of the names' bytes, folder by folder, on every machine, so that two runs over one folder do the same.

mod folders;
mod ignored;
mod listing;
mod mailbox;
mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use thiserror::Error;

pub use self::folders::{WalkedFolder, list_folders};
use self::listing::{Entry, Folder, Listing, Look};

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
    /// Threads that list folders.
    pub threads: usize,
}

impl Default for WalkOptions {
    fn default() -> WalkOptions {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        WalkOptions { max_file_bytes: 256 << 20, exclude: Vec::new(), threads }
    }
}

/// A file of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundFile<'a> {
    /// Its path relative to the corpus, with `/` between the parts.
    pub relative: &'a str,
    /// Bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: Option<SystemTime>,
}

/// What a walk comes upon.
#[derive(Debug)]
pub enum WalkEvent<'a> {
    /// A file to read.
    File(FoundFile<'a>),
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
    /// A frame, script, style or picture of a web page that was saved whole and lies beside it.
    #[error("a part of the saved page beside its folder")]
    PagePart,
    /// A name that is not Unicode, which no index entry can hold.
    #[error("its name is not Unicode: rename it to have it read")]
    Name,
}

/// Why something could not be looked at.
#[derive(Debug, Clone, Error)]
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
    /// A folder whose name is not Unicode, which no index entry can hold.
    #[error("its name is not Unicode: rename it to have what is in it read")]
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
pub fn walk_corpus(
    corpus: &Path,
    options: &WalkOptions,
    visit: &mut dyn FnMut(WalkEvent<'_>),
) -> Result<(), CorpusError> {
    Walk::scan(corpus, options)?.visit(visit);
    Ok(())
}

/// A corpus that has been walked: what it holds, some thirty bytes and its name for each file.
#[derive(Debug)]
pub struct Walk {
    listings: Vec<Option<Listing>>,
}

impl Walk {
    /// Lists a corpus folder by folder, with so many threads as the options say.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn scan(corpus: &Path, options: &WalkOptions) -> Result<Walk, CorpusError> {
        let metadata = fs::metadata(corpus).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => CorpusError::Missing(corpus.to_owned()),
            _ => CorpusError::Io { path: corpus.to_owned(), source },
        })?;
        if !metadata.is_dir() {
            return Err(CorpusError::NotAFolder(corpus.to_owned()));
        }
        fs::read_dir(corpus).map_err(|source| CorpusError::Io { path: corpus.to_owned(), source })?;
        let work = Work {
            corpus,
            options,
            state: Mutex::new(State { waiting: vec![(0, Folder::top(corpus))], open: 1, listings: vec![None] }),
            changed: Condvar::new(),
        };
        std::thread::scope(|scope| {
            for _ in 1..options.threads.max(1) {
                scope.spawn(|| work.run());
            }
            work.run();
        });
        let state = work.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Walk { listings: state.listings })
    }

    /// Whether there is any file to read.
    pub fn has_files(&self) -> bool {
        self.listings.iter().flatten().any(Listing::has_files)
    }

    /// Hands everything to `visit`, in order.
    pub fn visit(mut self, visit: &mut dyn FnMut(WalkEvent<'_>)) {
        // Folders that are being gone through, each with where it goes on.
        let mut path = String::new();
        let mut stack: Vec<(Listing, usize)> = self.listings[0].take().map(|top| (top, 0)).into_iter().collect();
        while let Some((listing, next)) = stack.last_mut() {
            let Some(entry) = listing.entries.get(*next) else {
                stack.pop();
                continue;
            };
            *next += 1;
            path.clear();
            path.push_str(&listing.prefix);
            let below = match entry {
                Entry::File { name, size, modified } => {
                    path.push_str(&listing.names[name.0 as usize..name.1 as usize]);
                    visit(WalkEvent::File(FoundFile { relative: &path, size: *size, modified: *modified }));
                    None
                }
                Entry::Folder(number) => self.listings[*number].take(),
                Entry::Other(other) => {
                    visit(other.event(&path));
                    None
                }
            };
            stack.extend(below.map(|below| (below, 0)));
        }
    }
}

/// Folders that wait to be listed, and those that are.
struct Work<'a> {
    corpus: &'a Path,
    options: &'a WalkOptions,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<(usize, Folder)>,
    /// Folders that wait or are being listed.
    open: usize,
    listings: Vec<Option<Listing>>,
}

impl Work<'_> {
    /// Lists folders until there is none left.
    fn run(&self) {
        let mut state = self.lock();
        while state.open > 0 {
            let Some((number, folder)) = state.waiting.pop() else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            drop(state);
            let (mut listing, below) = Listing::read(self.corpus, folder, self.options, Look::All);
            state = self.lock();
            let first = state.listings.len();
            state.listings.resize_with(first + below.len(), || None);
            listing.number_folders(first);
            // The first one comes last, so that it is the next to be listed.
            state.waiting.extend(below.into_iter().enumerate().map(|(index, folder)| (first + index, folder)).rev());
            state.open += state.listings.len() - first;
            state.open -= 1;
            state.listings[number] = Some(listing);
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
                WalkEvent::File(file) => file.relative.to_owned(),
                WalkEvent::Skipped { relative, reason } => format!("{relative}: {reason}"),
                // What the system says differs from one to the next.
                WalkEvent::Failed { relative, error: WalkError::Io(_) } => format!("{relative}: failed"),
                WalkEvent::Failed { relative, error } => format!("{relative}: {error}"),
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
    fn hidden_folders_of_mail_are_read_and_no_others() {
        let folder = corpus(&[
            ("Maildir/cur/1.M1P1.host:2,S", ""),
            ("Maildir/new/2.M1P1.host", ""),
            ("Maildir/.Archive.2024/cur/3.M1P1.host:2,RS", ""),
            ("Maildir/.Archive.2024/.hidden", ""),
            ("Maildir/.Sent/new/4.M1P1.host", ""),
            ("Maildir/.cache/state", ""),
            ("Maildir/.dovecot.index", ""),
            (".maildir/cur/5.M1P1.host:2,S", ""),
            (".maildir/new/6.M1P1.host", ""),
            (".git/new/a.txt", ""),
        ]);
        assert_eq!(
            seen(folder.path(), &WalkOptions::default()),
            [
                ".maildir/cur/5.M1P1.host:2,S",
                ".maildir/new/6.M1P1.host",
                "Maildir/.Archive.2024/cur/3.M1P1.host:2,RS",
                "Maildir/.Sent/new/4.M1P1.host",
                "Maildir/cur/1.M1P1.host:2,S",
                "Maildir/new/2.M1P1.host",
            ]
        );
    }

    #[test]
    fn large_files_are_named_unless_they_are_read_piece_by_piece() {
        let folder = corpus(&[("big.txt", "0123456789"), ("big.jsonl", "0123456789"), ("small.txt", "01")]);
        let options = WalkOptions { max_file_bytes: 5, ..WalkOptions::default() };
        assert_eq!(seen(folder.path(), &options), ["big.jsonl", "big.txt: larger than 5 bytes", "small.txt"]);
    }

    #[test]
    fn the_parts_of_a_saved_page_are_named_and_documents_among_them_are_read() {
        let part = "a part of the saved page beside its folder";
        let folder = corpus(&[
            ("Talks go on.html", ""),
            ("Talks go on_files/saved_resource.html", ""),
            ("Talks go on_files/ad/frame.html", ""),
            ("Talks go on_files/app.js.download", ""),
            ("Talks go on_files/f.txt", ""),
            ("Talks go on_files/report.pdf", ""),
            ("entretien.htm", ""),
            ("entretien_fichiers/style.css", ""),
            // Without its page, or with pages that somebody collected, a folder is one of articles.
            ("Gone_files/a.css", ""),
            ("index.html", ""),
            ("index-Dateien/one.html", ""),
            ("index-Dateien/two.html", ""),
            ("index-Dateien/photo.jpg", ""),
            ("notes.html", ""),
            ("notes_files/letter.html", ""),
        ]);
        assert_eq!(
            seen(folder.path(), &WalkOptions::default()),
            [
                "Gone_files/a.css",
                "Talks go on.html",
                &format!("Talks go on_files/ad/frame.html: {part}"),
                &format!("Talks go on_files/app.js.download: {part}"),
                &format!("Talks go on_files/f.txt: {part}"),
                "Talks go on_files/report.pdf",
                &format!("Talks go on_files/saved_resource.html: {part}"),
                "entretien.htm",
                &format!("entretien_fichiers/style.css: {part}"),
                "index-Dateien/one.html",
                "index-Dateien/photo.jpg",
                "index-Dateien/two.html",
                "index.html",
                "notes.html",
                "notes_files/letter.html",
            ]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_text_is_shown_and_passed_over() {
        use std::os::unix::ffi::OsStrExt;
        let folder = corpus(&[("one.txt", "")]);
        for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt"] {
            fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "").expect("a file");
        }
        let reason = "its name is not Unicode: rename it to have it read";
        let expected = [format!("caf\\xe8.txt: {reason}"), format!("caf\\xe9.txt: {reason}"), "one.txt".to_owned()];
        assert_eq!(seen(folder.path(), &WalkOptions::default()), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_reported_and_ends() {
        let folder = corpus(&[("a/one.txt", "")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/again")).expect("a link");
        std::os::unix::fs::symlink("nowhere", folder.path().join("a/broken")).expect("a link");
        let back = format!("a/again: the link leads back to {}", folder.path().display());
        assert_eq!(seen(folder.path(), &WalkOptions::default()), [&*back, "a/broken: failed", "a/one.txt"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_and_a_folder_whose_name_is_no_text_are_named() {
        use std::os::unix::ffi::OsStrExt;
        let folder = corpus(&[("one.txt", "")]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).expect("a socket");
        fs::create_dir(folder.path().join(std::ffi::OsStr::from_bytes(b"\xe9t\xe9"))).expect("a folder");
        let name = "its name is not Unicode: rename it to have what is in it read";
        assert_eq!(
            seen(folder.path(), &WalkOptions::default()),
            ["one.txt", "socket: not a regular file", &format!("\\xe9t\\xe9: {name}")]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn links_to_what_the_kernel_tells_of_itself_are_left_aside() {
        let folder = corpus(&[("one.txt", "")]);
        for (target, link) in [("/proc/kmsg", "log.txt"), ("/proc/self", "self")] {
            std::os::unix::fs::symlink(target, folder.path().join(link)).expect("a link");
        }
        assert_eq!(
            seen(folder.path(), &WalkOptions::default()),
            ["log.txt: not a regular file", "one.txt", "self: not a regular file"]
        );
    }

    #[test]
    fn a_missing_corpus_is_an_error() {
        let folder = corpus(&[("file", "")]);
        let said = |path: &Path| {
            let walked = walk_corpus(path, &WalkOptions::default(), &mut |_| {});
            walked.expect_err("there is nothing to walk").to_string()
        };
        assert_eq!(
            said(&folder.path().join("missing")),
            format!("there is no folder {}", folder.path().join("missing").display())
        );
        assert_eq!(
            said(&folder.path().join("file")),
            format!("{} is not a folder", folder.path().join("file").display())
        );
    }
}
