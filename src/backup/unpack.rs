//! A backup that has been read, before it is put into its place.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::read::{Members, read_backup};
use super::{BackupError, Damage, Manifest, UserFile, Watcher};
use crate::engine::{ArticleIndex, Commit, EngineError, IndexTarget};

/// A backup in a passing folder, whole and as it was written.
pub struct Unpacked {
    // Dropped first: the folder may lie in one that the target has made.
    draft: TempDir,
    target: IndexTarget,
    manifest: Manifest,
    commit: Commit,
}

impl Unpacked {
    /// Reads a backup near the place where it is to be put, compares everything with its checksums, and opens its index.
    /// `path` is what the backup is called in errors.
    ///
    /// # Errors
    /// When it is no backup, of another version or damaged, or the disk is full. Nothing is left of it then.
    pub fn read(
        path: &Path,
        input: impl Read,
        target: IndexTarget,
        watcher: &mut Watcher<'_>,
    ) -> Result<Unpacked, BackupError> {
        let draft = target.draft()?;
        let made = draft.path().join(IndexTarget::MADE);
        fs::create_dir(&made).map_err(|source| BackupError::Write { path: target.path().to_owned(), source })?;
        let members = Members::Below { folder: draft.path(), called: target.path() };
        let (mut manifest, commit) = read_backup(path, input, members, watcher)?;
        let unusable = |error: EngineError| BackupError::Damaged {
            path: path.to_owned(),
            damage: Damage::Index(error.to_string()),
        };
        let check = ArticleIndex::check(&made).map_err(unusable)?;
        if let Some(name) = check.damaged.first() {
            return Err(BackupError::Damaged { path: path.to_owned(), damage: Damage::Contents(name.clone()) });
        }
        manifest.articles = ArticleIndex::open(&made).and_then(|index| index.article_count()).map_err(unusable)?;
        Ok(Unpacked { draft, target, manifest, commit })
    }

    /// What is in it. Its articles are counted in its index.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The commit in it.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// Whether there is an index already where it is to be put.
    pub fn replaces(&self) -> bool {
        self.target.is_taken()
    }

    /// A file of the user's, where it lies until then.
    pub fn user_file(&self, file: UserFile) -> Option<PathBuf> {
        self.manifest.has(file).then(|| self.draft.path().join(file.name()))
    }

    /// Notes that the articles lie in another folder now.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub fn relocate(&mut self, corpus: &Path) -> Result<(), BackupError> {
        let path = self.draft.path().join(IndexTarget::MADE).join(Commit::LIST);
        let refused = |source| BackupError::Write { path: self.target.path().to_owned(), source };
        let list = Commit::relocated(&path, &fs::read(&path).map_err(refused)?, corpus)?;
        let mut file = File::create(&path).map_err(refused)?;
        file.write_all(&list).and_then(|()| file.sync_all()).map_err(refused)?;
        self.commit = Commit::read(&path, &list)?;
        Ok(())
    }

    /// Puts the index into its place.
    ///
    /// # Errors
    /// When the system refuses; what was there then stays.
    pub fn put(self) -> Result<(), BackupError> {
        Ok(self.target.put(self.draft, &self.commit)?)
    }
}
