//! Paths as links that a terminal opens (OSC 8).
//!
//! The surprise: everything of the path but letters, digits and a few signs is written as `%20` is, so that no file name
//! can end the link early.

use std::path::Path;

/// `text` as a link to a file.
pub fn link(file: &Path, text: &str) -> String {
    format!("\u{1b}]8;;{}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\", file_uri(file))
}

/// The address of a file: `file:///srv/news/a%20b.txt`.
pub fn file_uri(file: &Path) -> String {
    let mut uri = String::from("file://");
    for &byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_link() {
        let uri = file_uri(Path::new("/news/a b\u{1b}\\ä!1.txt"));
        assert_eq!(uri, "file:///news/a%20b%1B%5C%C3%A4%211.txt");
        assert_eq!(link(Path::new("/a"), "a"), "\u{1b}]8;;file:///a\u{1b}\\a\u{1b}]8;;\u{1b}\\");
    }
}
