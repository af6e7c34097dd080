//! Who writes to an index, and whether it is still the one that was opened.
//!
//! The engine locks a file in the index's folder. Here that file is given the number of the process that holds it, so that
//! another can say who is in its way, and is looked at again before a commit: a folder that was deleted in the meantime,
//! and perhaps made anew by somebody else, must not be committed to. Owns nothing else of the lock.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The file that the engine locks.
const LOCK_FILE: &str = ".tantivy-writer.lock";
/// The lists of files that the engine writes for its user alone, wherever everybody may read the rest.
const LISTS: [&str; 2] = ["meta.json", ".managed.json"];

/// The lock file of an index that this process writes to.
#[derive(Debug)]
pub(super) struct Hold {
    file: File,
}

impl Hold {
    /// Leaves the number of this process in the lock file, which the engine must have locked.
    pub(super) fn take(path: &Path) -> io::Result<Hold> {
        let file = File::options().read(true).write(true).open(path.join(LOCK_FILE))?;
        file.set_len(0)?;
        // Without room for it nobody is told who writes; the lock holds all the same.
        let _ = io::Write::write_all(&mut &file, std::process::id().to_string().as_bytes());
        Ok(Hold { file })
    }

    /// Whether the folder still has the file that was locked.
    pub(super) fn is_there(&self, path: &Path) -> bool {
        match (self.file.metadata(), fs::metadata(path.join(LOCK_FILE))) {
            (Ok(held), Ok(found)) => same_file(&held, &found),
            _ => false,
        }
    }

    /// Lets everybody read the lists of files who may read the lock file, as the system's mask for new files says.
    pub(super) fn share_lists(&self, path: &Path) {
        let Ok(held) = self.file.metadata() else { return };
        for list in LISTS {
            // A list of somebody else's stays as it is.
            let _ = fs::set_permissions(path.join(list), held.permissions());
        }
    }
}

/// The process that holds the lock of an index, as far as it said so.
pub(super) fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path.join(LOCK_FILE)).ok()?.trim().parse().ok()
}

#[cfg(unix)]
fn same_file(held: &fs::Metadata, found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (held.dev(), held.ino()) == (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn same_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}
