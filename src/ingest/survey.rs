//! The corpus held against the index: what has to be read.

use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{IngestOptions, IngestSummary, Problem};
use crate::engine::{ArticleIndex, EngineError, FileProblem, FileRecord, FileStamp, KnownFile, file_key};
use crate::source::format::uses_mapping;
use crate::source::walk::{FoundFile, Walk, WalkEvent};

/// What the index knows, by [`file_key`].
pub(super) type Known = FxHashMap<u64, Before>;

/// What the index knows of a file, and whether the walk came upon it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) file: KnownFile,
    pub(super) seen: bool,
}

/// Stands for the hash of a file of which no byte was read, so that it is tried again every time.
const UNREAD: u64 = 0;

impl Before {
    /// True when the index has nothing of the file but why it was not read.
    pub(super) fn is_unread(&self) -> bool {
        is_unread(&self.file)
    }
}

/// As [`Before::is_unread`].
pub(super) fn is_unread(file: &KnownFile) -> bool {
    file.record && file.stamp.hash == UNREAD
}

/// What the index remembers of a file that was not opened, and by what it knows the same cause again.
pub(super) fn unread_record(path: &str, cause: &str, failed: bool) -> (FileRecord, FileStamp) {
    let problems = vec![FileProblem { locator: None, cause: cause.to_owned(), failed }];
    (FileRecord { path: path.to_owned(), format: None, articles: 0, problems }, unread_stamp(cause))
}

/// The stamp of [`unread_record`].
pub(super) fn unread_stamp(cause: &str) -> FileStamp {
    // The time of the file says nothing here; in its place stands what tells one cause from another.
    FileStamp { size: 0, modified: xxhash_rust::xxh3::xxh3_64(cause.as_bytes()).cast_signed(), hash: UNREAD }
}

/// What a walk came upon, held against what the index knows.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) jobs: Jobs,
    pub(super) bytes: u64,
    pub(super) found: u64,
    /// Folders and files that could not be looked at; what the index knows of them stays.
    pub(super) unreadable: Vec<String>,
    /// What the index is to remember of files and folders that are not opened.
    pub(super) unread: Vec<(FileRecord, FileStamp)>,
    /// Files by their keys of which something else is to be remembered, or nothing: what the index has of them goes.
    pub(super) outlived: Vec<u64>,
    pub(super) summary: IngestSummary,
}

/// The files to read, in order. There may be millions: their paths lie in one piece of memory.
#[derive(Default)]
pub(super) struct Jobs {
    paths: String,
    rows: Vec<Row>,
}

struct Row {
    /// Where its path ends in [`Jobs::paths`].
    end: usize,
    size: u64,
    modified: Option<SystemTime>,
}

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) path: &'a str,
    pub(super) size: u64,
    pub(super) modified: Option<SystemTime>,
}

impl Job<'_> {
    pub(super) fn key(&self) -> u64 {
        file_key(self.path)
    }
}

impl Jobs {
    fn push(&mut self, file: FoundFile<'_>) {
        self.paths.push_str(file.relative);
        self.rows.push(Row { end: self.paths.len(), size: file.size, modified: file.modified });
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Job<'_>> {
        (0..self.rows.len()).map(|number| self.get(number))
    }

    pub(super) fn get(&self, number: usize) -> Job<'_> {
        let row = &self.rows[number];
        let start = number.checked_sub(1).map_or(0, |last| self.rows[last].end);
        Job { path: &self.paths[start..row.end], size: row.size, modified: row.modified }
    }
}

impl Survey {
    pub(super) fn sort_out(
        &mut self,
        walk: Walk,
        known: &mut Known,
        outdated: &FxHashSet<u64>,
        options: &IngestOptions,
    ) {
        walk.visit(&mut |event| match event {
            WalkEvent::File(file) => {
                self.found += 1;
                if self.is_unchanged(file, known, outdated, options) {
                    self.summary.unchanged += 1;
                } else {
                    self.bytes += file.size;
                    self.jobs.push(file);
                }
            }
            WalkEvent::Skipped { relative, reason } => {
                self.summary.skipped += 1;
                let cause = reason.to_string();
                self.remember(&relative, &cause, false, known);
                self.problem(relative, cause, false);
            }
            WalkEvent::Failed { relative, error } => {
                self.summary.failed += 1;
                self.unreadable.push(relative.clone());
                let cause = error.to_string();
                self.remember(&relative, &cause, true, known);
                self.problem(relative, cause, true);
            }
        });
    }

    /// Has the index remember why something is not read, unless it does, or has articles that are to stay.
    fn remember(&mut self, path: &str, cause: &str, failed: bool, known: &mut Known) {
        let key = file_key(path);
        match known.get_mut(&key) {
            Some(before) if before.is_unread() => {
                before.seen = true;
                if before.file.stamp == unread_stamp(cause) {
                    return;
                }
                self.outlived.push(key);
            }
            // What could be read once stays until it can be read again, or is found to be gone.
            Some(before) if failed => {
                before.seen = true;
                return;
            }
            // What is left aside on purpose is no article any more.
            Some(before) => {
                before.seen = true;
                self.outlived.push(key);
                self.summary.removed += 1;
            }
            None => {}
        }
        self.unread.push(unread_record(path, cause, failed));
    }

    fn is_unchanged(
        &self,
        file: FoundFile<'_>,
        known: &mut Known,
        outdated: &FxHashSet<u64>,
        options: &IngestOptions,
    ) -> bool {
        if known.is_empty() {
            return false;
        }
        let key = file_key(file.relative);
        let Some(before) = known.get_mut(&key) else { return false };
        before.seen = true;
        let stamp = before.file.stamp;
        let same = !before.is_unread() && stamp.size == file.size && stamp.modified == nanoseconds(file.modified);
        let retry = options.retry_failed && before.file.record;
        same && !retry && !outdated.contains(&key)
    }

    fn problem(&mut self, path: String, cause: String, failed: bool) {
        self.summary.problems.push(Problem { path, locator: None, format: None, cause, failed });
    }
}

/// Every source file that an index knows.
pub(super) fn known_files(index: &ArticleIndex) -> Result<Known, EngineError> {
    let mut known = Known::default();
    known.reserve(index.most_files()?);
    index.each_known_file(&mut |key, file| {
        known.insert(key, Before { file, seen: false });
    })?;
    Ok(known)
}

/// The known files that the present settings may read otherwise than they were read: the user's names of fields have
/// changed, and the file is of a format that asks for them.
pub(super) fn outdated(
    index: Option<&ArticleIndex>,
    known: &Known,
    options: &IngestOptions,
) -> Result<FxHashSet<u64>, EngineError> {
    let Some(index) = index.filter(|index| index.reading() != options.read.mapping.fingerprint()) else {
        return Ok(FxHashSet::default());
    };
    let formats = index.file_formats()?;
    let asks = |key: &u64| formats.get(key).is_none_or(|format| uses_mapping(format));
    Ok(known.keys().copied().filter(asks).collect())
}

/// Nanoseconds since 1970, negative before it: a clock that was set wrong gives such times.
pub(super) fn nanoseconds(time: Option<SystemTime>) -> i64 {
    let nanoseconds = |time: SystemTime| match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanoseconds| -nanoseconds),
    };
    time.map_or(0, nanoseconds)
}
