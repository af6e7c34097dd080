//! Whether the files of an index are as they were written.
//!
//! Every file of a segment ends in a checksum of what stands before it, which nobody looks at while searching: that would mean
//! reading all of it. Here all of it is read.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tantivy::Index;
use tantivy::index::{SegmentComponent, SegmentMeta};

use super::EngineError;
use super::directory::{Access, IndexDirectory, components};
use super::index::{ArticleIndex, Folder, inspect};

/// What was found when the files of an index were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IndexCheck {
    /// Files of segments.
    pub files: usize,
    /// Bytes of them.
    pub bytes: u64,
    /// Names of those that are not as they were written, in order.
    pub damaged: Vec<String>,
}

impl ArticleIndex {
    /// Reads every file of the last commit and compares it with its checksum. Needs nothing but the folder: an index that can
    /// no longer be opened can be checked as long as its list of segments can be read.
    ///
    /// # Errors
    /// As [`ArticleIndex::open`], but for damaged segments.
    pub fn check(path: &Path) -> Result<IndexCheck, EngineError> {
        let Folder::Index(_) = inspect(path)? else { return Err(EngineError::Missing { path: path.to_owned() }) };
        let directory = IndexDirectory::open(path, Access::Read).map_err(EngineError::at(path))?;
        let index = Index::open(directory).map_err(EngineError::at(path))?;
        let segments = index.searchable_segment_metas().map_err(EngineError::at(path))?;
        let mut check = IndexCheck::default();
        for name in segments.iter().flat_map(file_names) {
            check.files += 1;
            check.bytes += fs::metadata(path.join(&name)).map_or(0, |file| file.len());
            // A file that is missing or cut off has no checksum to compare with.
            if !index.directory().validate_checksum(&name).unwrap_or(false) {
                check.damaged.push(name.display().to_string());
            }
        }
        check.damaged.sort();
        Ok(check)
    }
}

/// The files of a segment: those that each has, and its deletions where there are any.
pub(super) fn file_names(segment: &SegmentMeta) -> Vec<PathBuf> {
    let deletions = segment.has_deletes().then_some(SegmentComponent::Delete);
    components().into_iter().chain(deletions).map(|component| segment.relative_path(component)).collect()
}
