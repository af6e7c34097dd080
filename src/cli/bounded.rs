//! Reading what the user names as a whole, up to a bound: what has no end is an error and not the end of the memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a list of queries or names.
pub const LIST: u64 = 64 << 20;

/// Everything that `reader` gives, when that is no more than `limit` bytes.
///
/// # Errors
/// When it cannot be read, or is more.
pub fn read_to_end(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MB", limit >> 20)));
    }
    Ok(bytes)
}

/// The text of a file of at most [`LIST`] bytes.
///
/// # Errors
/// As for [`read_to_end`], and when it is no text.
pub fn read_text(path: &Path) -> io::Result<String> {
    let bytes = read_to_end(File::open(path)?, LIST)?;
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_an_error() {
        assert_eq!(read_to_end(&b"abc"[..], 3).expect("it fits"), b"abc");
        let error = read_to_end(io::repeat(0), 1 << 20).expect_err("it has no end");
        assert_eq!(error.to_string(), "it is larger than 1 MB");
    }
}
