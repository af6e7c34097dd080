//! Folders of mail whose names begin with a dot.
//!
//! Knows names only, and looks into no message. Mail servers keep the folders of a mailbox beside its inbox as
//! `.Archive.2024`, each with `cur`, `new` and `tmp` in it (Maildir++). The surprise: a hidden folder is read only when what
//! lies in it says so, since programs keep all else of theirs in hidden ones.

use std::ffi::OsString;
use std::fs::DirEntry;

/// Whether these are the entries of a mailbox: messages that were seen lie in `cur`, others in `new`.
pub(super) fn is_one(entries: &[(OsString, DirEntry)]) -> bool {
    let is_there = |wanted: &str| entries.iter().any(|(name, _)| name == wanted);
    // Nearly no folder has either.
    is_there("cur") || is_there("new") && is_there("tmp")
}

/// Whether a hidden entry is a folder of mail; in a mailbox one of both folders is enough.
pub(super) fn is_folder(entry: &DirEntry, in_mailbox: bool) -> bool {
    if entry.file_type().is_ok_and(|kind| kind.is_file()) {
        return false;
    }
    let path = entry.path();
    let holds = |name: &str| path.join(name).is_dir();
    if in_mailbox { holds("cur") || holds("new") } else { holds("cur") && holds("new") }
}
