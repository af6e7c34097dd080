//! The first member of a backup, which says what the others are.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{BackupError, Damage};
use crate::engine::{Commit, FORMAT_VERSION, TextStore};

/// Version of the format of backups.
pub const BACKUP_VERSION: u32 = 1;

/// Name of the member with the manifest.
pub(super) const NAME: &str = "manifest.json";
/// Most characters of a manifest's words that are shown in a message.
const MOST_SHOWN: usize = 100;
/// What stands before the names of files of the index.
pub(super) const INDEX: &str = "index/";

/// A file of the user's that belongs to an index and lies beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserFile {
    /// Corrections of names.
    Aliases,
    /// Saved searches.
    Searches,
    /// Which articles of these have been shown by alerts.
    Seen,
}

impl UserFile {
    /// All there are, in the order in which they stand in a backup.
    pub const ALL: [UserFile; 3] = [UserFile::Aliases, UserFile::Searches, UserFile::Seen];

    /// Its name in a backup, whatever it is called outside.
    pub fn name(self) -> &'static str {
        match self {
            UserFile::Aliases => "aliases.txt",
            UserFile::Searches => "searches.toml",
            UserFile::Seen => "searches.seen.json",
        }
    }
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`BACKUP_VERSION`] of the writer.
    pub dateline_backup: u32,
    /// Version of the program that wrote it.
    pub dateline: String,
    /// When it was written.
    pub created: Timestamp,
    /// Version of the index's format.
    pub index_format: u32,
    /// Number of the commit.
    pub generation: u64,
    /// The folder that the articles were read from.
    pub corpus: Option<String>,
    /// Where the text of articles is.
    pub text: TextStore,
    /// Number of articles.
    pub articles: u64,
    /// The members that follow, in their order.
    pub members: Vec<Member>,
}

/// A member of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name in the archive.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// XXH3 of its contents, 128 bits as 32 hexadecimal digits.
    pub xxh3: String,
}

impl Member {
    /// The user's file that it is.
    pub fn user_file(&self) -> Option<UserFile> {
        UserFile::ALL.into_iter().find(|file| file.name() == self.name)
    }

    /// The name of the file of the index that it is.
    pub(super) fn index_file(&self) -> Option<&str> {
        self.name.strip_prefix(INDEX)
    }
}

/// What a stranger wrote, no longer than a message can bear.
fn shortened(text: &str) -> String {
    text.chars().take(MOST_SHOWN).collect()
}

/// The part of a manifest that every version has.
#[derive(Deserialize)]
struct Versions {
    dateline_backup: u32,
}

impl Manifest {
    /// Reads a manifest. `path` is the backup, for errors.
    pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Manifest, BackupError> {
        let foreign = BackupError::Foreign {
            path: path.to_owned(),
            what: "its first member is not the one that says what is in it",
        };
        let Ok(versions) = serde_json::from_slice::<Versions>(bytes) else { return Err(foreign) };
        if versions.dateline_backup != BACKUP_VERSION {
            let (found, known) = (versions.dateline_backup, BACKUP_VERSION);
            return Err(BackupError::Version { path: path.to_owned(), found, known });
        }
        let damaged = |damage| BackupError::Damaged { path: path.to_owned(), damage };
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| damaged(Damage::Manifest(error)))?;
        if manifest.index_format != FORMAT_VERSION {
            return Err(BackupError::IndexFormat {
                path: path.to_owned(),
                found: manifest.index_format,
                expected: FORMAT_VERSION,
                writer: shortened(&manifest.dateline),
            });
        }
        if manifest.members.first().and_then(Member::index_file) != Some(Commit::LIST) {
            return Err(damaged(Damage::NoSegments));
        }
        Ok(manifest)
    }

    /// That the members are the files of this commit behind its list, and user's files behind them, each once.
    pub(super) fn check(&self, commit: &Commit) -> Result<(), Damage> {
        let members = &self.members[1..];
        let files = members.iter().map_while(Member::index_file);
        if !files.eq(commit.files().iter().map(String::as_str)) {
            return Err(Damage::OtherFiles);
        }
        let mut wanted = UserFile::ALL.into_iter();
        for member in &members[commit.files().len()..] {
            // In their order, so that each is met once at most.
            if !wanted.any(|file| member.user_file() == Some(file)) {
                return Err(Damage::Name(shortened(&member.name)));
            }
        }
        Ok(())
    }

    /// Number of files of the index.
    pub fn index_files(&self) -> usize {
        self.members.iter().filter(|member| member.index_file().is_some()).count()
    }

    /// Bytes of all members, unpacked.
    pub fn bytes(&self) -> u64 {
        self.members.iter().fold(0, |bytes, member| bytes.saturating_add(member.bytes))
    }

    /// Whether it has this file of the user's.
    pub fn has(&self, file: UserFile) -> bool {
        self.members.iter().any(|member| member.user_file() == Some(file))
    }
}
