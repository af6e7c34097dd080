//! Whether the files of an index are as they were written.
//!
//! Every file of a segment ends in a checksum of what stands before it, which nobody looks at while searching: that would mean
//! reading all of it. Here all of it is read.

use std::fs;
use std::path::Path;

use serde::Serialize;
use tantivy::Index;

use super::EngineError;
use super::directory::{Access, IndexDirectory};
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
        for segment in segments {
            let stem = segment.id().uuid_string();
            let mut components = 0;
            for entry in fs::read_dir(path).map_err(|error| EngineError::io(path, error))? {
                let entry = entry.map_err(|error| EngineError::io(path, error))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                // Deletions of earlier commits may lie there still.
                let deletions = segment.delete_opstamp().map(|stamp| format!("{stem}.{stamp}.del"));
                let outdated = name.ends_with(".del") && deletions.as_deref() != Some(name.as_str());
                if !name.starts_with(&stem) || outdated {
                    continue;
                }
                components += 1;
                check.files += 1;
                check.bytes += entry.metadata().map_or(0, |file| file.len());
                // A file that is cut off has no checksum to compare with.
                if !index.directory().validate_checksum(Path::new(&name)).unwrap_or(false) {
                    check.damaged.push(name);
                }
            }
            if components == 0 {
                check.damaged.push(format!("{stem}.*"));
            }
        }
        check.damaged.sort();
        Ok(check)
    }
}
