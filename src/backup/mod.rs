//! An index with all that belongs to it in one file, and back.
//!
//! A backup is a tar archive packed with zstd. Its first member says what the others are, with their lengths and checksums; then
//! come the files of one commit, as they lie in the index's folder, and the user's own files: aliases, saved searches, what alerts
//! have shown. Owns that format and nothing of where it is put: [`crate::engine::IndexTarget`] does. The surprise: what reads a
//! backup follows its own list and never the archive's. A member that is not the next one of the list, with its name, kind and
//! length, ends the reading, so there is no name, link or length in an archive that could do harm.

mod error;
mod manifest;
mod read;
mod staged;
mod unpack;
mod write;

use std::sync::atomic::{AtomicBool, Ordering};

pub use error::{BackupError, Damage};
pub use manifest::{BACKUP_VERSION, Manifest, Member, UserFile};
pub use read::verify;
pub use staged::StagedFile;
pub use unpack::Unpacked;
pub use write::{BackupOptions, write_backup};

/// Bytes that are hashed, written and reported at a time.
const PIECE: usize = 1 << 20;

/// What is being done with a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The index is read and compared with its checksums.
    Checking,
    /// It is packed and written.
    Packing,
    /// A backup is read and compared with its checksums.
    Reading,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Bytes that are done, unpacked.
    pub done: u64,
    /// Bytes of all.
    pub total: u64,
}

/// Who is told how far it is, and who may stop it.
pub struct Watcher<'a> {
    /// Set when the user wants an end.
    pub stop: &'a AtomicBool,
    /// Told at every piece.
    pub report: &'a mut dyn FnMut(Progress),
}

impl Watcher<'_> {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn show(&mut self, step: Step, done: u64, total: u64) -> Result<(), BackupError> {
        if self.is_stopped() {
            return Err(BackupError::Interrupted);
        }
        (self.report)(Progress { step, done, total });
        Ok(())
    }
}
