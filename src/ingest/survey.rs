//! The corpus held against the index: what has to be read.

use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{IngestOptions, IngestSummary, Problem};
use crate::engine::{ArticleIndex, EngineError, KnownFile, file_key};
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

/// What a walk came upon, held against what the index knows.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) jobs: Jobs,
    pub(super) bytes: u64,
    pub(super) found: u64,
    /// Folders and files that could not be looked at; what the index knows of them stays.
    pub(super) unreadable: Vec<String>,
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
                self.problem(relative, reason.to_string(), false);
            }
            WalkEvent::Failed { relative, error } => {
                self.summary.failed += 1;
                self.unreadable.push(relative.clone());
                self.problem(relative, error.to_string(), true);
            }
        });
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
        let same = stamp.size == file.size && stamp.modified == nanoseconds(file.modified);
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
