//! tar archives: each file in one is read like a file of a folder.
//!
//! Read in one pass, so that an archive of any size, compressed or not, needs no seeking and no room. The surprise: sizes in
//! its headers are never trusted with memory, only with how much is passed on.

use std::time::{Duration, SystemTime};

use super::sink::Packed;
use super::{Detection, Format, Frame, Halt, Probe, Sink};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;

/// tar.
pub static FORMAT: Format = Format { name: "tar", extensions: &["tar"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    let marked = probe.head.get(257..262) == Some(b"ustar");
    if marked { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let outer = input.name().to_owned();
    let mut archive = tar::Archive::new(input);
    for entry in archive.entries()? {
        let entry = entry?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let inner = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if is_system_file(&inner) {
            sink.skip(Some(&inner), SkipReason::NotAnArticle("a file of the system"))?;
            continue;
        }
        let modified = entry
            .header()
            .mtime()
            .ok()
            .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        let frame = Frame { name: format!("{outer}/{inner}"), locator: Some(inner), modified, ..Frame::default() };
        sink.member(frame, Box::new(entry), Packed::Stored)?;
    }
    Ok(())
}

/// What operating systems and tools leave in archives beside the files.
pub(super) fn is_system_file(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with("._") || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn members_are_read_with_their_place() {
        let mut builder = tar::Builder::new(Vec::new());
        let files: [(&str, &[u8]); 4] = [
            ("news/2024-04-01-a.txt", b"Talks go on\n\nNo date is set."),
            ("news/b.jsonl", b"{\"title\": \"B\", \"body\": \"y\"}\n"),
            ("__MACOSX/._b.jsonl", b"x"),
            ("empty.txt", b""),
        ];
        for (name, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mtime(1_711_966_830);
            builder.append_data(&mut header, name, bytes).expect("memory takes everything");
        }
        let bytes = builder.into_inner().expect("memory takes everything");
        let (articles, others) = outcomes("a.tar", &bytes, &ReadOptions::default());
        assert_eq!(headlines(&articles), [("news/2024-04-01-a.txt", "Talks go on"), ("news/b.jsonl!1", "B")]);
        assert_eq!(articles[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        assert_eq!(articles[0].path, "a.tar");
        assert_eq!(others, ["__MACOSX/._b.jsonl: no article in it: a file of the system", "empty.txt: empty"]);
    }
}
