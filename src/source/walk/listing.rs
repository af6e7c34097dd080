//! What lies in one folder.
//!
//! Owns the look at each entry: one call of the system for a file, none for a folder. The surprise: a folder of very many
//! files is looked at by several threads, since each look waits for the disk.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::ignored::IgnoreRules;
use super::{IGNORE_FILE, SETTINGS_FILE, WalkError, WalkEvent, WalkOptions, WalkSkip, is_streamed, mailbox, page};

/// Entries of a folder from which on several threads share them.
const MANY_ENTRIES: usize = 4096;

/// A folder to list.
#[derive(Debug)]
pub(super) struct Folder {
    above: Option<Arc<Folder>>,
    path: PathBuf,
    /// Relative path with a `/` at its end; empty for the corpus itself.
    prefix: String,
    rules: IgnoreRules,
    content: Content,
}

/// What a folder may hold, by its name and what lies beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Files of a corpus.
    Files,
    /// Perhaps the parts of a saved page, which what lies in it decides.
    PartsPerhaps,
    /// The parts of a saved page.
    Parts,
}

impl Folder {
    /// The corpus.
    pub(super) fn top(corpus: &Path) -> Folder {
        Folder {
            above: None,
            path: corpus.to_owned(),
            prefix: String::new(),
            rules: IgnoreRules::default(),
            content: Content::Files,
        }
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What is left out in it.
    pub(super) fn rules(&self) -> IgnoreRules {
        self.rules.clone().enter(&self.path).0
    }

    /// The folder above, or this one, that a link leads back to.
    fn leads_back(&self, target: &Path) -> Option<PathBuf> {
        let mut next = Some(self);
        while let Some(folder) = next {
            if fs::canonicalize(&folder.path).is_ok_and(|path| path == target) {
                return Some(folder.path.clone());
            }
            next = folder.above.as_deref();
        }
        None
    }
}

/// What is asked of what lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Everything that a walk tells.
    All,
    /// Which folders there are: the system is asked nothing about files.
    Folders,
}

/// A folder that has been listed.
#[derive(Debug)]
pub(super) struct Listing {
    /// As in [`Folder`].
    pub(super) prefix: String,
    /// The names of its files, one after the other.
    pub(super) names: String,
    /// In the order of their names.
    pub(super) entries: Vec<Entry>,
}

/// What lies in a folder.
#[derive(Debug)]
pub(super) enum Entry {
    /// A file to read.
    File {
        /// Where its name begins and ends in [`Listing::names`].
        name: (u32, u32),
        size: u64,
        modified: Option<SystemTime>,
    },
    /// A folder: its number.
    Folder(usize),
    /// Anything that is not read.
    Other(Box<Other>),
}

/// What is not read, and why.
#[derive(Debug)]
pub(super) enum Other {
    /// A file that is left aside.
    Skipped(String, WalkSkip),
    /// Something that cannot be looked at; without a name the folder itself.
    Failed(String, WalkError),
}

impl Other {
    /// As an event; `prefix` is that of the folder.
    pub(super) fn event(&self, prefix: &str) -> WalkEvent<'static> {
        match self {
            Other::Skipped(name, reason) => WalkEvent::Skipped { relative: format!("{prefix}{name}"), reason: *reason },
            Other::Failed(name, error) => {
                let relative = format!("{prefix}{name}");
                WalkEvent::Failed { relative: relative.trim_end_matches('/').to_owned(), error: error.clone() }
            }
        }
    }
}

/// An entry before it has its place.
enum Found {
    Nothing,
    File(u64, Option<SystemTime>),
    Folder,
    Other(Other),
}

impl Listing {
    /// Lists a folder, and gives the folders in it that are to be listed next, in order.
    pub(super) fn read(corpus: &Path, folder: Folder, options: &WalkOptions, look: Look) -> (Listing, Vec<Folder>) {
        let (rules, wrong) = folder.rules.clone().enter(&folder.path);
        let mut folder = Folder { rules, ..folder };
        let mut listing = Listing { prefix: folder.prefix.clone(), names: String::new(), entries: Vec::new() };
        let failed = |name: &str, error| Entry::Other(Box::new(Other::Failed(name.to_owned(), error)));
        listing.entries.extend(wrong.iter().map(|error| failed(IGNORE_FILE, WalkError::Ignore(error.to_string()))));
        let mut below = Vec::new();
        let mut entries: Vec<(OsString, DirEntry)> = Vec::new();
        match fs::read_dir(&folder.path) {
            Err(error) => listing.entries.push(failed("", io_error(&error))),
            Ok(found) => {
                for entry in found {
                    match entry {
                        Ok(entry) => entries.push((entry.file_name(), entry)),
                        Err(error) => listing.entries.push(failed("", io_error(&error))),
                    }
                }
            }
        }
        let in_mailbox = mailbox::is_one(&entries);
        entries.retain(|(name, entry)| {
            !name.as_encoded_bytes().starts_with(b".") || mailbox::is_folder(entry, in_mailbox)
        });
        entries.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        if folder.content == Content::PartsPerhaps {
            folder.content = if page::holds_parts(&entries) { Content::Parts } else { Content::Files };
        }
        let folder = Arc::new(folder);
        let found = look_at_all(corpus, &folder, &entries, options, look);
        for ((name, entry), found) in entries.iter().zip(found) {
            let name = shown(name);
            listing.entries.push(match found {
                Found::Nothing => continue,
                Found::File(size, modified) => {
                    let start = listing.names.len() as u32;
                    listing.names.push_str(&name);
                    Entry::File { name: (start, listing.names.len() as u32), size, modified }
                }
                Found::Folder => {
                    below.push(Folder {
                        above: Some(Arc::clone(&folder)),
                        path: entry.path(),
                        prefix: format!("{}{name}/", folder.prefix),
                        rules: folder.rules.clone(),
                        content: match folder.content {
                            Content::Parts => Content::Parts,
                            _ if page::has_page(&name, &entries) => Content::PartsPerhaps,
                            _ => Content::Files,
                        },
                    });
                    Entry::Folder(below.len() - 1)
                }
                Found::Other(other) => Entry::Other(Box::new(other)),
            });
        }
        listing.names.shrink_to_fit();
        listing.entries.shrink_to_fit();
        (listing, below)
    }

    /// Gives the folders in it the numbers from `first` on.
    pub(super) fn number_folders(&mut self, first: usize) {
        for entry in &mut self.entries {
            if let Entry::Folder(number) = entry {
                *number += first;
            }
        }
    }

    /// Whether there is any file to read in it.
    pub(super) fn has_files(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::File { .. }))
    }
}

fn look_at_all(
    corpus: &Path,
    folder: &Folder,
    entries: &[(OsString, DirEntry)],
    options: &WalkOptions,
    look: Look,
) -> Vec<Found> {
    let look_at_part = |part: &[(OsString, DirEntry)]| -> Vec<Found> {
        part.iter().map(|(_, entry)| look_at(corpus, folder, entry, options, look)).collect()
    };
    if look == Look::Folders || entries.len() < MANY_ENTRIES || options.threads < 2 {
        return look_at_part(entries);
    }
    std::thread::scope(|scope| {
        let look_at_part = &look_at_part;
        let parts = entries.chunks(entries.len().div_ceil(options.threads));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || look_at_part(part))).collect();
        // A panic of a thread is a defect and goes on here.
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn look_at(corpus: &Path, folder: &Folder, entry: &DirEntry, options: &WalkOptions, look: Look) -> Found {
    let name = entry.file_name();
    let failed = |error| Found::Other(Other::Failed(shown(&name).into_owned(), error));
    if folder.path == corpus && name == SETTINGS_FILE {
        return Found::Nothing;
    }
    let (kind, metadata) = match kind(folder, entry) {
        Ok((kind, _)) if look == Look::Folders && !kind.is_dir() => return Found::Nothing,
        Ok(kind) => kind,
        // What is ignored may be broken.
        Err(_) if folder.rules.ignores(&entry.path(), false) => return Found::Nothing,
        Err(error) => return failed(error),
    };
    if !folder.rules.is_empty() && folder.rules.ignores(&entry.path(), kind.is_dir()) {
        return Found::Nothing;
    }
    if metadata.is_some() && leads_to_kernel(&entry.path()) {
        return Found::Other(Other::Skipped(shown(&name).into_owned(), WalkSkip::NotAFile));
    }
    if kind.is_dir() {
        return match options.exclude.iter().any(|path| is_folder(path, entry)) {
            true => Found::Nothing,
            false if name.to_str().is_none() => failed(WalkError::Name),
            false => Found::Folder,
        };
    }
    let skipped = |reason| Found::Other(Other::Skipped(shown(&name).into_owned(), reason));
    let Some(text) = name.to_str() else { return skipped(WalkSkip::Name) };
    if folder.content == Content::Parts && page::is_part(text) {
        return skipped(WalkSkip::PagePart);
    }
    let metadata = match metadata.map_or_else(|| entry.metadata(), Ok) {
        Ok(metadata) => metadata,
        Err(error) => return failed(io_error(&error)),
    };
    if !metadata.is_file() {
        return skipped(WalkSkip::NotAFile);
    }
    let limit = options.max_file_bytes;
    if metadata.len() > limit && !is_streamed(text) {
        return skipped(WalkSkip::TooLarge { limit });
    }
    Found::File(metadata.len(), metadata.modified().ok())
}

/// A name as it can be read, with the bytes that are no text as `\xe9`, so that two names never become one.
fn shown(name: &OsStr) -> Cow<'_, str> {
    if let Some(text) = name.to_str() {
        return Cow::Borrowed(text);
    }
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    Cow::Owned(text)
}

/// What an entry is, or what a link leads to.
fn kind(folder: &Folder, entry: &DirEntry) -> Result<(FileType, Option<Metadata>), WalkError> {
    let kind = entry.file_type().map_err(|error| io_error(&error))?;
    if !kind.is_symlink() {
        return Ok((kind, None));
    }
    let metadata = fs::metadata(entry.path()).map_err(|error| io_error(&error))?;
    if metadata.is_dir()
        && let Ok(target) = fs::canonicalize(entry.path())
        && let Some(above) = folder.leads_back(&target)
    {
        return Err(WalkError::Loop(above));
    }
    Ok((metadata.file_type(), Some(metadata)))
}

/// Whether a link leads to what the kernel tells of itself, which looks like files and may have no end.
fn leads_to_kernel(link: &Path) -> bool {
    fs::canonicalize(link).is_ok_and(|target| ["/proc", "/sys"].iter().any(|root| target.starts_with(root)))
}

/// Whether a folder is the one at `path`, which has no links in it. Folders of other names are not asked about.
fn is_folder(path: &Path, entry: &DirEntry) -> bool {
    let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
    (link || path.file_name() == Some(&entry.file_name()))
        && fs::canonicalize(entry.path()).is_ok_and(|entry| entry == path)
}

/// What the operating system said, without the path, which stands beside it.
fn io_error(error: &io::Error) -> WalkError {
    WalkError::Io(error.to_string())
}
