//! What a commit is made of, told from its list of segments alone, wherever that list comes from.
//!
//! Owns which files belong to a commit. Looks at none of them: the list may come out of a backup whose files are still to be
//! read.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tantivy::directory::RamDirectory;
use tantivy::{Directory, Index};

use super::EngineError;
use super::check::file_names;
use super::index::{self, CommitNote, Folder};
use super::text_store::TextStore;

/// The file of an index's folder that lists the segments of its last commit.
pub(super) const LIST: &str = "meta.json";

/// A commit.
#[derive(Debug, Clone)]
pub struct Commit {
    pub(super) note: CommitNote,
    files: Vec<String>,
}

impl Commit {
    /// Name of the file that it is read from.
    pub const LIST: &str = LIST;

    /// Reads the list of segments of an index. `place` is where that index is, for errors.
    ///
    /// # Errors
    /// As [`super::ArticleIndex::open`] has them, as far as the list tells.
    pub fn read(place: &Path, list: &[u8]) -> Result<Commit, EngineError> {
        let Folder::Index(note) = index::judge(place, list)? else {
            return Err(EngineError::Missing { path: place.to_owned() });
        };
        // The engine reads its list in a folder, which need have nothing else.
        let folder = RamDirectory::create();
        folder.atomic_write(Path::new(LIST), list).map_err(|error| EngineError::io(place, error))?;
        let opened = Index::open(folder).map_err(EngineError::at(place))?;
        let (opened, _) = index::checked(place, opened)?;
        let segments = opened.searchable_segment_metas().map_err(EngineError::at(place))?;
        let names = segments.iter().flat_map(file_names);
        let mut files: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        files.sort();
        Ok(Commit { note, files })
    }

    /// Names of the files that belong to it besides the list, in order.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Its number.
    pub fn generation(&self) -> u64 {
        self.note.generation
    }

    /// The corpus folder that its articles were read from.
    pub fn corpus(&self) -> Option<&Path> {
        self.note.corpus.as_deref()
    }

    /// Where the text of its articles is.
    pub fn text_store(&self) -> TextStore {
        self.note.text
    }

    /// The same list of segments for a corpus that lies elsewhere now.
    ///
    /// # Errors
    /// As [`Commit::read`].
    pub fn relocated(place: &Path, list: &[u8], corpus: &Path) -> Result<Vec<u8>, EngineError> {
        let corrupt = |error: serde_json::Error| EngineError::Corrupt {
            path: place.to_owned(),
            cause: format!("{LIST}: {error}"),
        };
        let note = CommitNote { corpus: Some(PathBuf::from(corpus)), ..Commit::read(place, list)?.note };
        let note = serde_json::to_string(&note).map_err(corrupt)?;
        let mut list: Value = serde_json::from_slice(list).map_err(corrupt)?;
        list["payload"] = Value::String(note);
        serde_json::to_vec_pretty(&list).map_err(corrupt)
    }
}
