//! One commit of an index, held fast while others are made.
//!
//! A merge or a rebuild clears away the files of earlier commits. Here all files of the last one are opened at once, in a few
//! milliseconds and without a lock that a writer would have to wait for, and stay readable for as long as somebody needs to
//! copy them. The surprise: nothing but the list of segments is looked at to know that they belong together. While it is the
//! same, none of the files that it names can have been cleared away.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::OwnedBytes;
use tantivy::{Directory, Index};

use super::EngineError;
use super::commit::{Commit, LIST};
use super::directory::{Access, IndexDirectory};
use super::index::{self, ArticleIndex, Folder, inspect};

/// So many commits may come between the list and its files, one right after the other.
const TRIES: usize = 10;

/// The files of one commit. Reads nothing of what is committed later.
pub struct IndexSnapshot {
    path: PathBuf,
    list: Vec<u8>,
    commit: Commit,
    files: Vec<(String, OwnedBytes)>,
    articles: u64,
    /// Has the files open.
    index: Index,
}

/// A file of a commit.
#[derive(Debug, Clone, Copy)]
pub struct SnapshotFile<'a> {
    /// Its name in the index's folder.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

impl IndexSnapshot {
    /// The last commit of the index in a folder.
    ///
    /// # Errors
    /// As [`ArticleIndex::open`]; [`EngineError::Restless`] when commits come faster than their files can be opened.
    pub fn take(path: &Path) -> Result<IndexSnapshot, EngineError> {
        IndexSnapshot::take_while(path, &mut || {})
    }

    /// As [`IndexSnapshot::take`]; `between` is called each time when the list has been read and its files have not been opened.
    fn take_while(path: &Path, between: &mut dyn FnMut()) -> Result<IndexSnapshot, EngineError> {
        for _ in 0..TRIES {
            let Folder::Index(_) = inspect(path)? else { return Err(EngineError::Missing { path: path.to_owned() }) };
            let Ok(list) = fs::read(path.join(LIST)) else { continue };
            between();
            let taken = IndexSnapshot::of(path, &list);
            // What went wrong with an older list is no fault of the index.
            if fs::read(path.join(LIST)).is_ok_and(|now| now == list) {
                return taken;
            }
        }
        Err(EngineError::Restless { path: path.to_owned() })
    }

    fn of(path: &Path, list: &[u8]) -> Result<IndexSnapshot, EngineError> {
        let commit = Commit::read(path, list)?;
        let directory = IndexDirectory::open(path, Access::Read).map_err(EngineError::at(path))?;
        let mut files = Vec::with_capacity(commit.files().len());
        for name in commit.files() {
            let file = directory.get_file_handle(Path::new(name));
            let file = file.map_err(|error| EngineError::at(path)(error.into()))?;
            files.push((name.clone(), file.read_bytes(0..file.len()).map_err(|error| EngineError::io(path, error))?));
        }
        // It finds the files that are open already, whatever has become of their names.
        let index = Index::open(directory).map_err(EngineError::at(path))?;
        let (index, fields) = index::checked(path, index)?;
        let articles = ArticleIndex::over(path, &index, fields, commit.note.clone())?.article_count()?;
        Ok(IndexSnapshot { path: path.to_owned(), list: list.to_owned(), commit, files, articles, index })
    }

    /// The folder of the index.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The commit.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// Number of its articles.
    pub fn articles(&self) -> u64 {
        self.articles
    }

    /// Its list of segments.
    pub fn list(&self) -> SnapshotFile<'_> {
        SnapshotFile { name: LIST, bytes: &self.list }
    }

    /// Its files besides the list, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = SnapshotFile<'_>> {
        self.files.iter().map(|(name, bytes)| SnapshotFile { name, bytes })
    }

    /// Whether a file is as it was written, by the checksum at its end. Reads all of it.
    pub fn is_as_written(&self, file: SnapshotFile<'_>) -> bool {
        self.index.directory().validate_checksum(Path::new(file.name)).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::ingest::{IngestOptions, ingest};

    fn index_anew(corpus: &Path, index: &Path, text: &str) {
        fs::write(corpus.join("a.txt"), text).expect("a folder to write to");
        let options = IngestOptions { threads: 1, full: true, ..IngestOptions::default() };
        ingest(corpus, index, &options, &AtomicBool::new(false), &mut |_| {}).expect("it can be indexed");
    }

    fn is_complete(snapshot: &IndexSnapshot) -> bool {
        snapshot.files().all(|file| snapshot.is_as_written(file)) && snapshot.files().count() == 7
    }

    #[test]
    fn a_commit_stays_whole_when_others_clear_its_files_away() {
        let home = tempfile::tempdir().expect("a folder");
        let (corpus, index) = (home.path().join("corpus"), home.path().join("index"));
        fs::create_dir(&corpus).expect("a folder");
        index_anew(&corpus, &index, "date 2024-01-01 Alpha.");
        let first = IndexSnapshot::take(&index).expect("it is there");
        index_anew(&corpus, &index, "date 2024-01-01 Beta and more.");
        assert!(first.files().all(|file| !index.join(file.name).exists()), "the second commit replaced all files");
        assert!(is_complete(&first));
        assert_eq!((first.commit().generation(), first.articles()), (1, 1));
    }

    #[test]
    fn a_commit_in_between_is_the_one_that_is_taken() {
        let home = tempfile::tempdir().expect("a folder");
        let (corpus, index) = (home.path().join("corpus"), home.path().join("index"));
        fs::create_dir(&corpus).expect("a folder");
        index_anew(&corpus, &index, "date 2024-01-01 Alpha.");
        let mut commits = 0;
        let taken = IndexSnapshot::take_while(&index, &mut || {
            if commits < 3 {
                commits += 1;
                index_anew(&corpus, &index, &format!("date 2024-01-01 Beta {commits}."));
            }
        });
        let taken = taken.expect("it rests after three");
        assert_eq!((commits, taken.commit().generation()), (3, 4));
        assert!(is_complete(&taken));
        assert!(taken.files().all(|file| index.join(file.name).exists()));
    }

    #[test]
    fn an_index_that_never_rests_and_one_that_lacks_a_file_are_told_apart() {
        let home = tempfile::tempdir().expect("a folder");
        let (corpus, index) = (home.path().join("corpus"), home.path().join("index"));
        fs::create_dir(&corpus).expect("a folder");
        index_anew(&corpus, &index, "date 2024-01-01 Alpha.");
        let mut commits = 0;
        let restless = IndexSnapshot::take_while(&index, &mut || {
            commits += 1;
            index_anew(&corpus, &index, &format!("date 2024-01-01 Beta {commits}."));
        });
        assert!(matches!(restless, Err(EngineError::Restless { .. })) && commits == TRIES);
        let file = IndexSnapshot::take(&index).expect("it rests").files().next().expect("a file").name.to_owned();
        fs::remove_file(index.join(&file)).expect("a file");
        let Err(EngineError::Corrupt { cause, .. }) = IndexSnapshot::take(&index) else { panic!("it lacks a file") };
        assert!(cause.ends_with(&format!("{file} is missing")), "{cause}");
    }
}
