//! The index's folder for those who only read it.
//!
//! The engine takes a lock even to search, for the moment in which it opens its files, and needs to write for that. Here a
//! search goes on without where the folder cannot be written: an index on a read-only disk, or somebody else's.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};

/// A folder that is only read.
#[derive(Debug, Clone)]
pub(crate) struct ReadDirectory {
    folder: MmapDirectory,
}

impl ReadDirectory {
    pub(crate) fn open(path: &Path) -> tantivy::Result<ReadDirectory> {
        Ok(ReadDirectory { folder: MmapDirectory::open(path)? })
    }
}

impl Directory for ReadDirectory {
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
        self.folder.open_write(path)
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
            Err(LockError::IoError(error)) if cannot_write(&error) => Ok(DirectoryLock::from(Box::new(()))),
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
    use super::*;

    #[test]
    fn only_a_folder_that_cannot_be_written_goes_unlocked() {
        assert!(cannot_write(&io::Error::from(io::ErrorKind::PermissionDenied)));
        assert!(cannot_write(&io::Error::from(io::ErrorKind::ReadOnlyFilesystem)));
        assert!(!cannot_write(&io::Error::from(io::ErrorKind::StorageFull)));
    }
}
