//! The index's folder, for those who only read it and for those who write it.
//!
//! The engine takes a lock even to search, for the moment in which it opens its files, and needs to write for that. Here a
//! search goes on without where the folder cannot be written: an index on a read-only disk, or somebody else's.
//!
//! The surprise: in what pieces a file was written is felt by every search that comes after. The system keeps it in memory in
//! these pieces, and where they are large it maps more of the file for less work.
//!
//! A run that writes little mostly waits for the disk, each time it is asked whether it has something. So small files are brought there
//! together before a list of segments names them, and the list of the engine's own files is written once for all files of a
//! segment (`list_of_files`).

mod list_of_files;
mod mapped;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};

pub(crate) use list_of_files::components;
use list_of_files::{LIST_OF_FILES, ListOfFiles};
use mapped::MappedFiles;

/// Bytes that are written at a time. Seven files are open for each segment that is made.
const PIECE: usize = 256 * 1024;
/// Files up to this size are brought to the disk together. Of larger ones the disk has something to do while others are written.
const SMALL: u64 = 1 << 20;
/// How many of them.
const AT_A_TIME: usize = 8;
/// The list of segments, which may name only what is on the disk.
const LIST_OF_SEGMENTS: &str = "meta.json";

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
    root: PathBuf,
    access: Access,
    files: Arc<Mutex<Files>>,
}

/// What is known of the files that were written.
#[derive(Debug, Default)]
struct Files {
    /// Those that are not surely on the disk, by path.
    waiting: BTreeSet<PathBuf>,
    list: ListOfFiles,
    mapped: MappedFiles,
}

/// A file of the index that is being written.
struct IndexFile {
    file: File,
    path: PathBuf,
    files: Arc<Mutex<Files>>,
}

impl Write for IndexFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        locked(&self.files).mapped.written(written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for IndexFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.file.flush()?;
        if self.file.metadata()?.len() > SMALL {
            return self.file.sync_data();
        }
        locked(&self.files).waiting.insert(self.path.clone());
        Ok(())
    }
}

fn locked(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

impl IndexDirectory {
    pub(crate) fn open(path: &Path, access: Access) -> tantivy::Result<IndexDirectory> {
        Ok(IndexDirectory { folder: MmapDirectory::open(path)?, root: path.to_owned(), access, files: Arc::default() })
    }

    /// Brings to the disk what waits for it, all at the same time: a disk has as much to do for a file as for several.
    fn sync_files(&self) -> io::Result<()> {
        let waiting: Vec<PathBuf> = std::mem::take(&mut locked(&self.files).waiting).into_iter().collect();
        let sync = |path: &PathBuf| File::options().write(true).open(path)?.sync_data();
        let result = std::thread::scope(|scope| {
            let some = waiting.chunks(waiting.len().div_ceil(AT_A_TIME).max(1));
            let threads: Vec<_> = some.map(|some| scope.spawn(move || some.iter().try_for_each(sync))).collect();
            let results = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            results.fold(Ok(()), Result::and)
        });
        if result.is_err() {
            locked(&self.files).waiting.extend(waiting);
        }
        result
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.folder.get_file_handle(path)?;
        if self.access == Access::Write {
            locked(&self.files).mapped.add(path, &*file);
        }
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut files = locked(&self.files);
        files.waiting.remove(&self.root.join(path));
        files.list.something_goes();
        files.mapped.remove(path);
        drop(files);
        self.folder.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let whole = self.root.join(path);
        let file = File::options().write(true).create_new(true).open(&whole).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        let file = IndexFile { file, path: whole, files: Arc::clone(&self.files) };
        // The engine has a small buffer of its own in front of what it is given, and takes this one's insides, hence two.
        Ok(WritePtr::new(Box::new(WritePtr::with_capacity(PIECE, Box::new(file)))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.folder.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(LIST_OF_SEGMENTS) {
            self.sync_files()?;
        }
        if path != Path::new(LIST_OF_FILES) {
            return self.folder.atomic_write(path, data);
        }
        let mut files = locked(&self.files);
        match files.list.to_write(data) {
            Some(data) => {
                self.folder.atomic_write(path, &data)?;
                files.list.is_written(&data);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.sync_files()?;
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
    fn small_files_wait_until_a_list_may_name_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = IndexDirectory::open(folder.path(), Access::Write).expect("a folder");
        let write = |name: &str, bytes: usize| {
            let mut file = directory.open_write(Path::new(name)).expect("a new file");
            file.write_all(&vec![7; bytes]).expect("writing");
            file.terminate().expect("writing");
        };
        let waiting = || -> Vec<String> {
            let files = locked(&directory.files);
            let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
            files.waiting.iter().filter_map(name).collect()
        };
        (0..10).for_each(|n| write(&format!("{n}.idx"), 100));
        write("large.pos", SMALL as usize + 1);
        directory.delete(Path::new("9.idx")).expect("it is there");
        let expected: Vec<String> = (0..9).map(|n| format!("{n}.idx")).collect();
        assert_eq!(waiting(), expected);
        assert!(matches!(directory.open_write(Path::new("0.idx")), Err(OpenWriteError::FileAlreadyExists(_))));

        // What cannot be brought to the disk is not taken for written.
        std::fs::rename(folder.path().join("5.idx"), folder.path().join("away")).expect("it is there");
        assert!(directory.atomic_write(Path::new(LIST_OF_SEGMENTS), b"[]").is_err());
        assert_eq!(waiting(), expected);
        assert!(!folder.path().join(LIST_OF_SEGMENTS).exists());

        std::fs::rename(folder.path().join("away"), folder.path().join("5.idx")).expect("it is there");
        directory.atomic_write(Path::new(LIST_OF_SEGMENTS), b"[]").expect("writing");
        assert!(waiting().is_empty());
        write("del", 1);
        directory.sync_directory().expect("a folder");
        assert!(waiting().is_empty());
    }

    #[test]
    fn only_a_folder_that_cannot_be_written_goes_unlocked() {
        assert!(cannot_write(&io::Error::from(io::ErrorKind::PermissionDenied)));
        assert!(cannot_write(&io::Error::from(io::ErrorKind::ReadOnlyFilesystem)));
        assert!(!cannot_write(&io::Error::from(io::ErrorKind::StorageFull)));
    }
}
