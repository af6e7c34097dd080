//! The index's folder, for those who only read it and for those who write it.
//!
//! The engine takes a lock even to search, for the moment in which it opens its files, and needs to write for that. Here a
//! search goes on without where the folder cannot be written: an index on a read-only disk, or somebody else's.
//!
//! The surprise: in what pieces a file was written is felt by every search that comes after. The system keeps it in memory in
//! these pieces, and where they are large it maps more of the file for less work.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};

/// Bytes that are written at a time. Seven files are open for each segment that is made.
const PIECE: usize = 256 * 1024;

/// What is done in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// The folder of an index.
#[derive(Debug, Clone)]
pub(crate) struct IndexDirectory {
    folder: MmapDirectory,
    access: Access,
}

impl IndexDirectory {
    pub(crate) fn open(path: &Path, access: Access) -> tantivy::Result<IndexDirectory> {
        Ok(IndexDirectory { folder: MmapDirectory::open(path)?, access })
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.folder.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.folder.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        // The engine has a small buffer of its own in front of what it is given, and takes this one's insides, hence two.
        let file = self.folder.open_write(path)?.into_inner();
        let file = file.map_err(|error| OpenWriteError::wrap_io_error(error.into_error(), path.to_owned()))?;
        Ok(WritePtr::new(Box::new(WritePtr::with_capacity(PIECE, file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.folder.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.folder.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.folder.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.folder.acquire_lock(lock) {
            Err(LockError::IoError(error)) if self.access == Access::Read && cannot_write(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.folder.watch(callback)
    }
}

fn cannot_write(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tantivy::directory::TerminatingWrite;

    use super::*;

    #[test]
    fn what_is_written_in_small_pieces_reaches_the_file_in_large_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = IndexDirectory::open(folder.path(), Access::Write).expect("a folder");
        let mut file = directory.open_write(Path::new("a.text")).expect("a new file");
        let size = || std::fs::metadata(folder.path().join("a.text")).expect("the file").len();
        for _ in 0..300 {
            file.write_all(&[7; 1000]).expect("writing");
        }
        // A piece, of which the engine's own small buffer may have taken the last part, and nothing of the rest.
        assert!((PIECE as u64 - 8192..=PIECE as u64).contains(&size()), "{}", size());
        file.terminate().expect("writing");
        assert_eq!(size(), 300_000);
    }

    #[test]
    fn only_a_folder_that_cannot_be_written_goes_unlocked() {
        assert!(cannot_write(&io::Error::from(io::ErrorKind::PermissionDenied)));
        assert!(cannot_write(&io::Error::from(io::ErrorKind::ReadOnlyFilesystem)));
        assert!(!cannot_write(&io::Error::from(io::ErrorKind::StorageFull)));
    }
}
