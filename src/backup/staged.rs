//! A file that is written beside its place and put there when it is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::engine::{folder_of, sync_folder};

/// A file that is removed when it is dropped before [`StagedFile::put`].
#[derive(Debug)]
pub struct StagedFile {
    draft: NamedTempFile,
    place: PathBuf,
}

impl StagedFile {
    /// Makes an empty file beside this one, which need not be there. Where that is a link the file it leads to is meant.
    ///
    /// # Errors
    /// When the folder is not there or cannot be written.
    pub fn beside(file: &Path) -> io::Result<StagedFile> {
        let place = match fs::canonicalize(file) {
            Ok(place) => place,
            Err(error) if error.kind() == ErrorKind::NotFound => file.to_owned(),
            Err(error) => return Err(error),
        };
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let prefix = format!(".{name}.");
        let mut draft = tempfile::Builder::new();
        draft.prefix(&prefix).suffix(".tmp");
        // As any other new file: who may read it says the system's mask.
        #[cfg(unix)]
        draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let draft = draft.tempfile_in(folder_of(&place)).map_err(without_name)?;
        Ok(StagedFile { draft, place })
    }

    /// What is to be written to.
    pub fn file(&self) -> &File {
        self.draft.as_file()
    }

    /// Writes it to the disk to the end and puts it in its place.
    ///
    /// # Errors
    /// When the disk is full or the system refuses.
    pub fn put(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        self.draft.persist(&self.place).map_err(|error| error.error)?;
        sync_folder(folder_of(&self.place))
    }
}

/// The name of a passing file says nothing to anybody.
fn without_name(error: io::Error) -> io::Error {
    match error.raw_os_error().or_else(|| {
        let inner = error.get_ref()?.source()?;
        inner.downcast_ref::<io::Error>()?.raw_os_error()
    }) {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error,
    }
}
