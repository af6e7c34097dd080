//! A folder that an index is put into which was made elsewhere: a backup that is restored.
//!
//! Owns the last step, from a folder with the whole index to the place where it is searched, and the lock for as long as it
//! takes. The surprise: where there is an index already its folder stays, and files change places in it, the list of segments
//! last. So there is an index at every moment, the old one or the new one; a folder that is a mounted disk, or holds a README,
//! can be restored into; and a search that has opened the old files reads on in them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK, META_LOCK};
use tantivy::{Directory, TantivyError};
use tempfile::TempDir;

use super::EngineError;
use super::commit::{Commit, LIST};
use super::directory::{Access, IndexDirectory};
use super::hold::Hold;
use super::index::{Folder, inspect, is_segment_file};
use super::writer::{LOCK_PAUSE, LOCK_TRIES};

/// The engine's list of the files that it may clear away.
const MANAGED: &str = ".managed.json";

/// What drafts in an index's folder begin with. Whoever looks for an index knows such names as passing.
const DRAFT: &str = ".tmp-restore-";

/// What becomes of an index that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occupant {
    /// It stays, and nothing is put there.
    Stays,
    /// It is replaced when the other one is whole.
    Goes,
}

/// A folder that an index is to be put into. While there is an index in it nobody else can write to that.
pub struct IndexTarget {
    path: PathBuf,
    place: Place,
}

enum Place {
    /// There is no such folder; those above it that had to be made.
    Absent(NewFolders),
    /// There is a folder without an index.
    Bare,
    /// There is an index, whole or not.
    Taken(Lock),
}

/// The lock of a writer, with the number of this process in its file.
type Lock = (DirectoryLock, Hold);

impl IndexTarget {
    /// Name of the folder in a draft that the index is made in.
    pub const MADE: &str = "index";

    /// Looks at a folder, which need not be there.
    ///
    /// # Errors
    /// [`EngineError::Foreign`] for a folder of other things, [`EngineError::Occupied`] for an index that is to stay,
    /// [`EngineError::Locked`] for one that somebody writes to.
    pub fn open(path: &Path, occupant: Occupant) -> Result<IndexTarget, EngineError> {
        let io = |error| EngineError::io(path, error);
        let place = match (fs::metadata(path), inspect(path)) {
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => {
                Place::Absent(NewFolders::above(path).map_err(io)?)
            }
            (Err(error), _) => return Err(io(error)),
            (_, Ok(Folder::Empty)) => Place::Bare,
            // Its first run was broken off before it had written anything.
            (_, Ok(Folder::Unborn)) => Place::Taken(lock(path)?),
            (_, Ok(Folder::Index(_)) | Err(EngineError::Format { .. } | EngineError::Corrupt { .. })) => match occupant
            {
                Occupant::Stays => return Err(EngineError::Occupied { path: path.to_owned() }),
                Occupant::Goes => Place::Taken(lock(path)?),
            },
            (_, Err(error)) => return Err(error),
        };
        Ok(IndexTarget { path: path.to_owned(), place })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is an index already, or what is left of one.
    pub fn is_taken(&self) -> bool {
        matches!(self.place, Place::Taken(_))
    }

    /// A folder on the same disk to make the index in. It is removed with everything in it when it is dropped.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn draft(&self) -> Result<TempDir, EngineError> {
        let mut name = tempfile::Builder::new();
        let made = match &self.place {
            Place::Absent(_) => name.prefix(".dateline-restore-").tempdir_in(folder_of(&self.path)),
            Place::Bare => name.prefix(DRAFT).tempdir_in(&self.path),
            Place::Taken(_) => {
                remove_drafts(&self.path);
                name.prefix(DRAFT).tempdir_in(&self.path)
            }
        };
        made.map_err(|error| EngineError::io(&self.path, error))
    }

    /// Puts the index there that lies as [`IndexTarget::MADE`] in a draft, with the files of this commit and no others.
    ///
    /// # Errors
    /// When the system refuses, or somebody else has put an index there meanwhile. What was there then stays.
    pub fn put(self, draft: TempDir, commit: &Commit) -> Result<(), EngineError> {
        let (path, made) = (self.path, &draft.path().join(IndexTarget::MADE));
        let io = |error| EngineError::io(&path, error);
        let mut files: BTreeSet<String> = commit.files().iter().cloned().collect();
        files.insert(LIST.to_owned());
        write_managed(made, &files).map_err(io)?;
        sync_folder(made).map_err(io)?;
        let held = match self.place {
            Place::Absent(folders) => {
                let moved = fs::rename(made, &path);
                // What is left of the one lies in the other.
                drop(draft);
                drop(folders);
                return match moved {
                    Ok(()) => sync_folder(folder_of(&path)).map_err(io),
                    Err(_) if path.exists() => Err(EngineError::Occupied { path: path.clone() }),
                    Err(error) => Err(io(error)),
                };
            }
            Place::Bare => {
                let held = lock(&path)?;
                match inspect(&path)? {
                    Folder::Empty => held,
                    Folder::Unborn | Folder::Index(_) => return Err(EngineError::Occupied { path }),
                }
            }
            Place::Taken(held) => held,
        };
        if !held.1.is_there(&path) {
            return Err(EngineError::Vanished { path });
        }
        exchange(&path, made, &files).map_err(io)
    }
}

/// Moves the files of an index over those of another one.
fn exchange(path: &Path, made: &Path, files: &BTreeSet<String>) -> io::Result<()> {
    let before: BTreeSet<String> = fs::read_dir(path)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_segment_file(name))
        .collect();
    let mut moved: Vec<&String> = Vec::new();
    let done = (|| {
        // Whatever happens from here on, the next writer clears away what belongs to neither list of segments.
        write_managed(made, &before.union(files).cloned().collect())?;
        fs::rename(made.join(MANAGED), path.join(MANAGED))?;
        // Those that both have come last: where they differ, the old index is one of the two for a moment only.
        let segments = files.iter().filter(|name| is_segment_file(name));
        let (common, new): (Vec<_>, Vec<_>) = segments.partition(|name| before.contains(*name));
        for name in new.into_iter().chain(common) {
            fs::rename(made.join(name), path.join(name))?;
            moved.push(name);
        }
        sync_folder(path)?;
        fs::rename(made.join(LIST), path.join(LIST))?;
        sync_folder(path)
    })();
    if let Err(error) = done {
        for name in moved.into_iter().filter(|name| !before.contains(*name)) {
            let _ = fs::remove_file(path.join(name));
        }
        return Err(error);
    }
    clear_away(path, made, &before, files);
    Ok(())
}

/// Removes files of the old index. One that cannot be removed, since somebody reads it, is left to the next writer.
fn clear_away(path: &Path, made: &Path, before: &BTreeSet<String>, files: &BTreeSet<String>) {
    // A search holds this lock from the list to the last file that it opens. Whoever comes later has the new list.
    let opened = IndexDirectory::open(path, Access::Write).ok();
    let _opening = opened.as_ref().and_then(|directory| directory.acquire_lock(&META_LOCK).ok());
    let mut kept = files.clone();
    for name in before.difference(files) {
        if fs::remove_file(path.join(name)).is_err() {
            kept.insert(name.clone());
        }
    }
    let _ = write_managed(made, &kept).and_then(|()| fs::rename(made.join(MANAGED), path.join(MANAGED)));
}

/// Removes what is left of restoring that was killed. The lock must be held: nobody else makes a draft there then.
fn remove_drafts(path: &Path) {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(DRAFT)) {
        // What cannot be removed takes room and does no harm.
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// Writes the engine's list of files. It is never taken from a backup, since the engine removes what it names.
fn write_managed(folder: &Path, files: &BTreeSet<String>) -> io::Result<()> {
    let mut file = File::create(folder.join(MANAGED))?;
    file.write_all(&serde_json::to_vec(files)?)?;
    file.sync_all()
}

/// Takes the lock of a writer.
fn lock(path: &Path) -> Result<Lock, EngineError> {
    let directory = IndexDirectory::open(path, Access::Write).map_err(EngineError::at(path))?;
    let mut tries = 0;
    let lock = loop {
        match directory.acquire_lock(&INDEX_WRITER_LOCK) {
            Ok(lock) => break lock,
            Err(LockError::LockBusy) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_PAUSE);
            }
            Err(error) => return Err(EngineError::at(path)(TantivyError::LockFailure(error, None))),
        }
    };
    let hold = Hold::take(path).map_err(|error| EngineError::io(path, error))?;
    Ok((lock, hold))
}

/// Folders that were made on the way to one. Those that are still empty are removed when it is dropped.
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes the folders above a path.
    fn above(path: &Path) -> io::Result<NewFolders> {
        let folder = folder_of(path);
        let missing = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let made = NewFolders(missing.map(Path::to_owned).collect());
        fs::create_dir_all(folder)?;
        Ok(made)
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folder that something lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that the names in a folder are on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems do so by themselves.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
