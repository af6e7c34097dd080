//! How the path of a folder is written into a commit: as text, or byte by byte where it is none.
//!
//! Folders may have names that are no Unicode, from systems before it. Such a path is a list of numbers in the commit.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Bytes(Vec<u8>),
}

/// Writes a path.
pub(super) fn serialize<S: Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
    match path.as_deref().map(|path| path.to_str().ok_or(path)) {
        None => to.serialize_none(),
        Some(Ok(text)) => to.serialize_str(text),
        Some(Err(path)) => bytes_of(path).serialize(to),
    }
}

/// Reads a path.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
    let written = Option::<Written>::deserialize(from)?;
    Ok(written.map(|written| match written {
        Written::Text(text) => PathBuf::from(text),
        Written::Bytes(bytes) => path_of(bytes),
    }))
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    PathBuf::from(name)
}

// Elsewhere names are Unicode but for halves of characters, which are lost: the folder then has to be named again.
#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}
