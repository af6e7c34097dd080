//! The corpus held against the index: what has to be read.

use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{IngestOptions, IngestSummary, Problem};
use crate::engine::{ArticleIndex, EngineError, KnownFile, file_key};
use crate::source::format::uses_mapping;
use crate::source::walk::{FoundFile, WalkEvent};

/// What a walk came upon, held against what the index knows.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) jobs: Vec<Job>,
    pub(super) bytes: u64,
    pub(super) found: u64,
    pub(super) seen: FxHashSet<u64>,
    /// Folders and files that could not be looked at; what the index knows of them stays.
    pub(super) unreadable: Vec<String>,
    pub(super) summary: IngestSummary,
}

/// A file to read.
pub(super) struct Job {
    pub(super) file: FoundFile,
    pub(super) key: u64,
    pub(super) known: Option<KnownFile>,
}

impl Survey {
    pub(super) fn sort_out(
        &mut self,
        events: Vec<WalkEvent>,
        known: &FxHashMap<u64, KnownFile>,
        outdated: &FxHashSet<u64>,
        options: &IngestOptions,
    ) {
        for event in events {
            match event {
                WalkEvent::File(file) => {
                    self.found += 1;
                    let key = file_key(&file.relative);
                    self.seen.insert(key);
                    let before = known.get(&key).copied();
                    let retry = options.retry_failed && before.is_some_and(|before| before.record);
                    let same = |before: KnownFile| {
                        before.stamp.size == file.size && before.stamp.modified == nanoseconds(file.modified)
                    };
                    if before.is_some_and(same) && !retry && !outdated.contains(&key) {
                        self.summary.unchanged += 1;
                        continue;
                    }
                    self.bytes += file.size;
                    self.jobs.push(Job { file, key, known: before });
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
            }
        }
    }

    fn problem(&mut self, path: String, cause: String, failed: bool) {
        self.summary.problems.push(Problem { path, locator: None, format: None, cause, failed });
    }
}

/// The known files that the present settings may read otherwise than they were read: the user's names of fields have
/// changed, and the file is of a format that asks for them.
pub(super) fn outdated(
    index: Option<&ArticleIndex>,
    known: &FxHashMap<u64, KnownFile>,
    options: &IngestOptions,
) -> Result<FxHashSet<u64>, EngineError> {
    let Some(index) = index.filter(|index| index.reading() != options.read.mapping.fingerprint()) else {
        return Ok(FxHashSet::default());
    };
    let formats = index.file_formats()?;
    let asks = |key: &u64| formats.get(key).is_none_or(|format| uses_mapping(format));
    Ok(known.keys().copied().filter(asks).collect())
}

pub(super) fn nanoseconds(time: Option<SystemTime>) -> i64 {
    time.and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
