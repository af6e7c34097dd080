//! What can go wrong with a backup.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::engine::EngineError;

/// Why a backup could not be written or read. Nothing is left of it then.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The file is something else.
    #[error("{} is no backup of dateline: {what}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it lacks.
        what: &'static str,
    },
    /// The file was written in a later format than this version knows.
    #[error("the backup {} has format {found}, this version reads formats up to {known}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The last format that is known.
        known: u32,
    },
    /// The index in the backup has another format than this version reads.
    #[error("the index in the backup {} has format {found}, this version reads format {expected}", path.display())]
    IndexFormat {
        /// The file.
        path: PathBuf,
        /// The format of its index.
        found: u32,
        /// The format that is read.
        expected: u32,
        /// The version of dateline that wrote it.
        writer: String,
    },
    /// The file is not as it was written.
    #[error("the backup {} is damaged: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },
    /// The index that was to be backed up is not as it was written.
    #[error("the index in {} is damaged", path.display())]
    DamagedIndex {
        /// Its folder.
        path: PathBuf,
        /// Names of the files that are not as they were written.
        files: Vec<String>,
    },
    /// The backup cannot be read.
    #[error("{source}")]
    Read {
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to write.
    #[error("{}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The user stopped it.
    #[error("it was interrupted")]
    Interrupted,
    /// The index cannot be used.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// What is wrong with a backup.
#[derive(Debug, Error)]
pub enum Damage {
    /// It is not packed as a backup is, or its end is missing.
    #[error("it cannot be unpacked: {0}")]
    Packing(io::Error),
    /// There is less in it than it says.
    #[error("it ends within {0}")]
    Cut(String),
    /// A member that it names first is not in it.
    #[error("{0} is missing")]
    Missing(String),
    /// The list of its members cannot be read.
    #[error("its manifest cannot be read: {0}")]
    Manifest(serde_json::Error),
    /// The list of its members is not one that dateline writes.
    #[error("its manifest is too long")]
    LongManifest,
    /// The list of its members does not begin with the list of segments.
    #[error("its manifest does not begin with the list of segments")]
    NoSegments,
    /// A name that no member of a backup has, or that another one has.
    #[error("its manifest names \"{0}\", which is no member of a backup, or one that is named twice")]
    Name(String),
    /// The members are not the files of the index.
    #[error("its manifest does not name the files of its index")]
    OtherFiles,
    /// A member has another name than the one that should come now.
    #[error("it has \"{found}\" where {expected} should be")]
    Order {
        /// What should come.
        expected: String,
        /// What came.
        found: String,
    },
    /// A member is no plain file.
    #[error("{0} is no plain file in it")]
    Kind(String),
    /// A member has another length than the manifest says.
    #[error("{name} has {found} bytes in it instead of {expected}")]
    Length {
        /// The member.
        name: String,
        /// Bytes by the manifest.
        expected: u64,
        /// Bytes by the archive.
        found: u64,
    },
    /// A member has other contents than the manifest says.
    #[error("{0} is not as it was written")]
    Contents(String),
    /// Something comes behind the last member.
    #[error("there is something behind its end")]
    Trailing,
    /// The files of the index are not as they were written, or do not make an index.
    #[error("its index cannot be used: {0}")]
    Index(String),
}
