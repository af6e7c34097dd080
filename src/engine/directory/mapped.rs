//! Files of the index that whoever writes reads as memory.
//!
//! Owns giving back what a merge has read: all of the index goes through it, and counts as memory of the program until the system
//! wants the room for something else. The surprise: pages that are given back are read again where they are asked for, from what the
//! system has of the file in memory, so that nothing but a little time is lost with those that are still needed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tantivy::directory::{FileHandle, OwnedBytes};

/// What is read is given back whenever so many bytes have been written.
const GIVEN_BACK_EVERY: u64 = 32 << 20;

/// Files that are mapped, and how much has been written since they were last given back.
#[derive(Debug, Default)]
pub(super) struct MappedFiles {
    files: BTreeMap<PathBuf, OwnedBytes>,
    written: u64,
}

impl MappedFiles {
    /// Takes note of a file of the index, which the engine must have mapped.
    pub(super) fn add(&mut self, path: &Path, file: &dyn FileHandle) {
        if cfg!(target_os = "linux")
            && let Ok(bytes) = file.read_bytes(0..file.len())
        {
            self.files.insert(path.to_owned(), bytes);
        }
    }

    /// Forgets a file, which is about to be deleted.
    pub(super) fn remove(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// Takes note that so many bytes were written.
    pub(super) fn written(&mut self, bytes: usize) {
        self.written += bytes as u64;
        if self.written >= GIVEN_BACK_EVERY {
            self.written = 0;
            self.files.values().for_each(|bytes| give_back(bytes));
        }
    }
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the system has no other door")]
fn give_back(file: &[u8]) {
    use std::ffi::{c_int, c_void};

    const MADV_DONTNEED: c_int = 4;
    unsafe extern "C" {
        fn madvise(start: *mut c_void, length: usize, advice: c_int) -> c_int;
    }
    if !file.is_empty() {
        // SAFETY: these are the pages of a file that the engine has mapped for reading, from the first one on, and nobody writes to
        // files of segments once they are finished. The system reads a page again when it is looked at the next time. What it
        // refuses stays as it was.
        unsafe { madvise(file.as_ptr().cast_mut().cast(), file.len(), MADV_DONTNEED) };
    }
}

#[cfg(not(target_os = "linux"))]
fn give_back(_: &[u8]) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use tantivy::Directory;
    use tantivy::directory::MmapDirectory;

    use super::*;

    #[test]
    fn what_is_given_back_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let expected: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        std::fs::write(folder.path().join("a.pos"), &expected).expect("writing");
        std::fs::write(folder.path().join("empty"), b"").expect("writing");
        let directory = MmapDirectory::open(folder.path()).expect("a folder");
        let mut files = MappedFiles::default();
        for name in ["a.pos", "empty"] {
            files.add(Path::new(name), &*directory.get_file_handle(Path::new(name)).expect("it is there"));
        }
        let bytes = files.files[Path::new("a.pos")].clone();
        assert_eq!(bytes.as_slice(), expected);
        files.written(GIVEN_BACK_EVERY as usize - 1);
        assert_eq!(files.written, GIVEN_BACK_EVERY - 1);
        files.written(1);
        assert_eq!(files.written, 0);
        assert_eq!(bytes.as_slice(), expected);
        files.remove(Path::new("a.pos"));
        assert_eq!(files.files.len(), 1);
    }
}
