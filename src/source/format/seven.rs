//! 7-Zip archives: each file in one is read like a file of a folder.
//!
//! Files lie one behind the other in blocks, and one can only be had by unpacking those before it in its block. The surprise:
//! where a block is broken, the files behind that place are lost with it, which is said in one line for all of them.

use std::io::Read;
use std::rc::Rc;
use std::time::SystemTime;

use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};

use super::sink::{Counting, Packed};
use super::tarball::is_system_file;
use super::zipped::seekable;
use super::{Detection, Format, Frame, Halt, Probe, Sink};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;

/// 7-Zip.
pub static FORMAT: Format = Format { name: "7z", extensions: &["7z"], detect, read };

const SIGNATURE: &[u8] = b"7z\xbc\xaf\x27\x1c";

/// How much memory may be needed to unpack a block, in KiB. What is packed as tightly as programs offer needs 65 MiB; who
/// sets the size of the dictionary by hand can ask for gigabytes.
const MEMORY: usize = 320 << 10;

fn detect(probe: &Probe<'_>) -> Detection {
    if probe.head.starts_with(SIGNATURE) { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let outer = input.name().to_owned();
    let (mut source, packed) = Counting::new(seekable(input, sink.options().max_record_bytes)?);
    let password = Password::empty();
    let archive = match Archive::read_with_memory_limit(&mut source, &password, MEMORY) {
        Ok(archive) => archive,
        Err(error) if is_encrypted(&error) => return sink.skip(None, SkipReason::Encrypted),
        Err(error) => return Err(broken(&error, 0).into()),
    };
    for (index, files) in files_of_blocks(&archive).iter().enumerate() {
        if files.first().is_some_and(|file| archive.is_file_encrypted(*file)) {
            for file in files {
                sink.skip(Some(&inner_name(&archive.files[*file])), SkipReason::Encrypted)?;
            }
            continue;
        }
        let mut walk = Walk::new(&outer, Packed::Counted(Rc::clone(&packed)), sink);
        let decoder = BlockDecoder::new_with_memory_limit(1, MEMORY, index, &archive, &password, &mut source);
        let read = decoder.for_each_entries(&mut |file, reader| Ok(walk.file(file, reader)));
        let Walk { streams, halt, .. } = walk;
        if let Some(halt) = halt {
            return Err(halt);
        }
        // What is wrong with the last file that was handed over is said of it already.
        if let (Err(error), Some((next, behind))) = (read, files.get(streams..).and_then(<[usize]>::split_first)) {
            sink.fail_at(Some(&inner_name(&archive.files[*next])), broken(&error, behind.len()))?;
        }
    }
    let mut walk = Walk::new(&outer, Packed::Stored, sink);
    for (file, block) in archive.files.iter().zip(&archive.stream_map.file_block_index) {
        if block.is_none() && !walk.file(file, &mut std::io::empty()) {
            break;
        }
    }
    walk.halt.map_or(Ok(()), Err)
}

/// Of each block the numbers of its files, in its order, without the empty ones.
fn files_of_blocks(archive: &Archive) -> Vec<Vec<usize>> {
    let mut files = vec![Vec::new(); archive.blocks.len()];
    for (file, block) in archive.stream_map.file_block_index.iter().enumerate() {
        if let Some(block) = block.and_then(|block| files.get_mut(block))
            && archive.files[file].has_stream()
        {
            block.push(file);
        }
    }
    files
}

/// Hands files over as they come.
struct Walk<'w, 's> {
    outer: &'w str,
    packed: Packed,
    sink: &'w mut Sink<'s>,
    /// Files that were handed over, without the empty ones.
    streams: usize,
    /// Why no more is wanted.
    halt: Option<Halt>,
}

impl<'w, 's> Walk<'w, 's> {
    fn new(outer: &'w str, packed: Packed, sink: &'w mut Sink<'s>) -> Self {
        Self { outer, packed, sink, streams: 0, halt: None }
    }

    /// Whether more is wanted.
    fn file(&mut self, file: &ArchiveEntry, reader: &mut dyn Read) -> bool {
        self.streams += usize::from(file.has_stream());
        if file.is_directory() || file.is_anti_item() {
            return true;
        }
        let inner = inner_name(file);
        let handed = if is_system_file(&inner) {
            self.sink.skip(Some(&inner), SkipReason::NotAnArticle("a file of the system"))
        } else {
            let modified = file.has_last_modified_date.then(|| SystemTime::from(file.last_modified_date()));
            let name = format!("{}/{inner}", self.outer);
            let frame = Frame { name, locator: Some(inner), modified, ..Frame::default() };
            self.sink.member(frame, Box::new(reader), self.packed.clone())
        };
        self.halt = handed.err();
        self.halt.is_none()
    }
}

fn inner_name(file: &ArchiveEntry) -> String {
    file.name().replace('\\', "/")
}

/// Whether it takes a password to read the list of files.
fn is_encrypted(error: &Error) -> bool {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => true,
        Error::UnsupportedCompressionMethod(method) => method.starts_with("AES"),
        _ => false,
    }
}

/// What is wrong with a block, and how many files behind the one that is named are lost with it.
fn broken(error: &Error, behind: usize) -> ReadError {
    let cause = match error {
        Error::MaxMemLimited { actaul_kb, max_kb } => {
            format!("to unpack it takes {} MiB of memory, and {} are the most", actaul_kb / 1024, max_kb / 1024)
        }
        Error::UnsupportedCompressionMethod(method) => format!("it is packed with {method}, which is not read"),
        Error::Io(error, _) => error.to_string(),
        Error::Other(cause) | Error::Unsupported(cause) => cause.to_string(),
        Error::ChecksumVerificationFailed | Error::NextHeaderCrcMismatch => "its checksum is wrong".to_owned(),
        Error::BadSignature(_) => "it begins as none".to_owned(),
        _ => "its lists contradict each other".to_owned(),
    };
    let message = match behind {
        0 => cause,
        1 => format!("{cause}; one more file of it is lost"),
        _ => format!("{cause}; {behind} more files of it are lost"),
    };
    ReadError::Malformed { format: "7z archive", message }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use sevenz_rust2::encoder_options::{EncoderOptions, Lzma2Options};
    use sevenz_rust2::{ArchiveWriter, EncoderConfiguration, EncoderMethod, SourceReader};

    use super::super::testing::{archive as zip_archive, headlines, outcomes, spoilt};
    use super::*;
    use crate::source::read::ReadOptions;

    /// An archive of these files, in one block or each in its own.
    fn archive(files: &[(&str, &[u8])], solid: bool, method: EncoderConfiguration) -> Vec<u8> {
        let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).expect("memory takes everything");
        writer.set_content_methods(vec![method]);
        let entries: Vec<ArchiveEntry> = files
            .iter()
            .map(|(name, _)| {
                let mut entry = ArchiveEntry::new_file(name);
                entry.has_last_modified_date = true;
                // 2024-03-07 10:00.
                entry.last_modified_date = 133_542_792_000_000_000.into();
                entry
            })
            .collect();
        if solid {
            let readers = files.iter().map(|(_, bytes)| SourceReader::from(*bytes)).collect();
            writer.push_archive_entries(entries, readers).expect("memory");
        } else {
            for (entry, (_, bytes)) in entries.into_iter().zip(files) {
                writer.push_archive_entry(entry, Some(*bytes)).expect("memory");
            }
        }
        writer.finish().expect("memory").into_inner()
    }

    fn lzma2() -> EncoderConfiguration {
        EncoderMethod::LZMA2.into()
    }

    const FILES: [(&str, &[u8]); 4] = [
        ("2024-04-01\\a.txt", b"Headline A\n\nText."),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("b.jsonl", b"{\"title\": \"B\", \"body\": \"y\"}\n{\"title\": \"C\", \"body\": \"z\"}\n"),
        ("d.txt", b"Headline D\n\nIt rained."),
    ];

    #[test]
    fn members_are_read_with_their_place_however_they_are_packed() {
        let methods = [
            EncoderMethod::COPY,
            EncoderMethod::LZMA,
            EncoderMethod::LZMA2,
            EncoderMethod::PPMD,
            EncoderMethod::BZIP2,
            EncoderMethod::DEFLATE,
        ];
        for (method, solid) in methods.into_iter().flat_map(|method| [(method, false), (method, true)]) {
            let (articles, others) = outcomes("a.7z", &archive(&FILES, solid, method.into()), &ReadOptions::default());
            assert_eq!(
                headlines(&articles),
                [("2024-04-01/a.txt", "Headline A"), ("b.jsonl!1", "B"), ("b.jsonl!2", "C"), ("d.txt", "Headline D")],
                "{} {solid}",
                method.name()
            );
            assert_eq!(articles[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
            assert_eq!(
                articles[3].date.as_ref().map(|date| date.start.to_string()).as_deref(),
                Some("2024-03-07T10:00:00")
            );
            assert_eq!(others, ["photo.jpg: not text: JPEG picture"]);
        }
    }

    #[test]
    fn archives_lie_in_archives_and_bounds_hold_for_them() {
        let inner = archive(&FILES, true, lzma2());
        let (articles, _) =
            outcomes("a.zip", &zip_archive::<&str, &[u8]>(&[("in.7z", &inner)]), &ReadOptions::default());
        assert_eq!(articles.len(), 4);
        assert_eq!(articles[1].locator.as_deref(), Some("in.7z!b.jsonl!1"));
        let bomb = archive(&[("a.txt", &vec![b'a'; 20 << 20])], true, lzma2());
        let (articles, others) = outcomes("a.7z", &bomb, &ReadOptions::default());
        assert!(articles.is_empty() && others[0].contains("unpacks to more than"), "{others:?}");
    }

    #[test]
    fn a_block_that_takes_too_much_memory_is_listed_and_the_others_are_read() {
        let mut large = Lzma2Options::from_level(1);
        large.set_dictionary_size(384 << 20);
        let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).expect("memory takes everything");
        writer.push_archive_entry(ArchiveEntry::new_file("first.txt"), Some(&b"First\n\nText."[..])).expect("memory");
        writer.set_content_methods(vec![
            EncoderConfiguration::new(EncoderMethod::LZMA2).with_options(EncoderOptions::Lzma2(large)),
        ]);
        let entries = ["x.txt", "y.txt", "z.txt"].map(ArchiveEntry::new_file).to_vec();
        let readers = [&b"X\n\nText."[..], b"Y\n\nText.", b"Z\n\nText."].map(SourceReader::from).into();
        writer.push_archive_entries(entries, readers).expect("memory");
        let (articles, others) =
            outcomes("a.7z", &writer.finish().expect("memory").into_inner(), &ReadOptions::default());
        assert_eq!(headlines(&articles), [("first.txt", "First")]);
        assert_eq!(others.len(), 1);
        assert!(
            others[0].contains("x.txt")
                && others[0].ends_with("of memory, and 320 are the most; 2 more files of it are lost"),
            "{others:?}"
        );
    }

    #[test]
    fn torn_and_changed_archives_end_in_what_is_listed() {
        let whole = archive(&FILES, true, lzma2());
        for end in [7, 31, 40, whole.len() / 2, whole.len() - 1] {
            let (articles, others) = outcomes("a.7z", &whole[..end], &ReadOptions::default());
            assert!(articles.is_empty() && others.len() == 1, "{end} {others:?}");
        }
        for bytes in spoilt(&whole, 300) {
            let (articles, others) = outcomes("a.7z", &bytes, &ReadOptions::default());
            assert!(!articles.is_empty() || !others.is_empty());
        }
    }
}
