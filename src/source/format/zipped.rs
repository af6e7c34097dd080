//! zip archives: each file in one is read like a file of a folder, and the office formats that are archives by themselves.
//!
//! A zip has its directory at its end, so the reader seeks: in the file on disk, or in memory when the archive lies in
//! another container. The surprise: DOCX, ODT and EPUB are told from plain archives by the names of their members, not by
//! their beginning.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use zip::ZipArchive;
use zip::result::ZipError;

use super::chat::directory::{self, Directory};
use super::sink::Packed;
use super::tarball::is_system_file;
use super::{Detection, Format, Frame, Halt, Probe, Sink, office};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;

/// zip and what is built on it.
pub static FORMAT: Format =
    Format { name: "zip", extensions: &["zip", "docx", "odt", "epub", "xlsx", "xlsm", "xlsb", "ods"], detect, read };

/// Somewhere to seek in.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// An archive on disk or in memory.
pub type Archive<'a> = ZipArchive<Box<dyn ReadSeek + 'a>>;

fn detect(probe: &Probe<'_>) -> Detection {
    let signatures: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
    if signatures.iter().any(|signature| probe.head.starts_with(signature)) {
        Detection::Certain
    } else {
        Detection::No
    }
}

/// The bytes of an input that one must seek in: the file on disk, or in memory what lies in a container.
pub(super) fn seekable<'a>(input: &mut Input<'a>, limit: usize) -> Result<Box<dyn ReadSeek + 'a>, ReadError> {
    match input.file() {
        Some(path) => Ok(Box::new(BufReader::new(File::open(path)?))),
        None => Ok(Box::new(Cursor::new(input.read_all(limit)?))),
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let outer = input.name().to_owned();
    let bytes = seekable(input, sink.options().max_record_bytes)?;
    let mut archive = ZipArchive::new(bytes).map_err(|error| broken(&error))?;
    if let Some(kind) = office::kind_of(&mut archive) {
        return office::read(kind, &outer, archive, sink);
    }
    let crawl = is_crawl(&archive);
    let directory = read_directory(&mut archive, sink);
    let mut advised = false;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned());
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                report(name.as_deref(), &error, sink)?;
                continue;
            }
        };
        if !entry.is_file() {
            continue;
        }
        let inner = name.unwrap_or_else(|| String::from_utf8_lossy(entry.name_raw()).into_owned()).replace('\\', "/");
        if is_system_file(&inner) {
            sink.skip(Some(&inner), SkipReason::NotAnArticle("a file of the system"))?;
            continue;
        }
        if is_message_of_olm(&inner) {
            // A mailbox has hundreds of thousands.
            if !std::mem::replace(&mut advised, true) {
                sink.skip(Some(&inner), SkipReason::NotAnArticle(OLM))?;
            }
            continue;
        }
        if crawl && !inner.starts_with("archive/") {
            sink.skip(Some(&inner), SkipReason::NotAnArticle("a list of what the web archive holds"))?;
            continue;
        }
        let modified = entry.last_modified().and_then(moment);
        let within = directory.as_ref().filter(|(root, _)| inner.starts_with(root.as_str()));
        let directory = within.map(|(_, directory)| Rc::clone(directory));
        let frame =
            Frame { name: format!("{outer}/{inner}"), locator: Some(inner), modified, directory, ..Frame::default() };
        let packed = Packed::Bytes(entry.compressed_size());
        sink.member(frame, Box::new(&mut entry), packed)?;
    }
    Ok(())
}

/// What to do with the export of Outlook for Mac.
const OLM: &str = "the messages of an Outlook store of a Mac (.olm; drag its folders out of the program, as .eml or mbox files, to have them read)";

fn is_message_of_olm(name: &str) -> bool {
    name.ends_with(".xml") && name.contains("com.microsoft.__Messages/")
}

/// The folder in which the lists of an export of Slack lie, and what they say; `None` for every other archive.
fn read_directory(archive: &mut Archive<'_>, sink: &Sink<'_>) -> Option<(String, Rc<Directory>)> {
    let root = archive.file_names().filter_map(Result::ok).find_map(|name| {
        let root = name.strip_suffix("users.json").filter(|root| root.is_empty() || root.ends_with('/'))?;
        archive.index_for_name(&format!("{root}channels.json")).map(|_| root.to_owned())
    })?;
    let mut directory = Directory::default();
    for name in directory::LISTS {
        let Some(index) = archive.index_for_name(&format!("{root}{name}")) else { continue };
        let Ok(entry) = archive.by_index(index) else { continue };
        let packed = Packed::Bytes(entry.compressed_size());
        directory.add(&mut BufReader::new(sink.metered(Box::new(entry), packed)));
    }
    Some((root, Rc::new(directory)))
}

/// Whether an archive is a WACZ: web archives in a folder, and beside them lists of their pages, which are no pages themselves.
fn is_crawl(archive: &Archive<'_>) -> bool {
    let warc = |name: &str| name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"));
    archive.index_for_name("datapackage.json").is_some()
        && archive.file_names().filter_map(Result::ok).any(|name| warc(&name))
}

/// Says of one member that it cannot be read, or that it is protected.
fn report(name: Option<&str>, error: &ZipError, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if is_encrypted(error) { sink.skip(name, SkipReason::Encrypted) } else { sink.fail_at(name, broken(error)) }
}

fn is_encrypted(error: &ZipError) -> bool {
    matches!(error, ZipError::UnsupportedArchive(message) if *message == ZipError::PASSWORD_REQUIRED)
        || matches!(error, ZipError::InvalidPassword)
}

fn broken(error: &ZipError) -> ReadError {
    ReadError::Malformed { format: "zip archive", message: error.to_string() }
}

/// The time in an archive, which has no zone and is taken as UTC.
fn moment(time: zip::DateTime) -> Option<SystemTime> {
    let small = |value: u8| i8::try_from(value).ok();
    let date =
        jiff::civil::Date::new(i16::try_from(time.year()).ok()?, small(time.month())?, small(time.day())?).ok()?;
    let clock =
        jiff::civil::Time::new(small(time.hour())?, small(time.minute())?, small(time.second().min(59))?, 0).ok()?;
    let seconds = date.to_datetime(clock).to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    // 1980-01-01 is what tools write when they have no time.
    let known = date.year() > 1980;
    u64::try_from(seconds).ok().filter(|_| known).map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{archive, headlines, outcomes};
    use super::*;
    use crate::source::read::ReadOptions;

    #[test]
    fn archives_in_archives_are_read_with_the_whole_way_in() {
        let inner = archive::<&str, &[u8]>(&[(
            "page.html",
            b"<html><body><h1>Talks go on</h1><p>No date is set.</p></body></html>",
        )]);
        let outer = archive::<&str, &[u8]>(&[
            ("2024-04-01/a.txt", b"Headline A\n\nText."),
            ("deep/inner.zip", &inner),
            ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ]);
        let (articles, others) = outcomes("a.zip", &outer, &ReadOptions::default());
        assert_eq!(
            headlines(&articles),
            [("2024-04-01/a.txt", "Headline A"), ("deep/inner.zip!page.html", "Talks go on")]
        );
        assert_eq!(articles[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        assert_eq!(others, ["photo.jpg: not text: JPEG picture"]);
    }

    #[test]
    fn of_a_packed_crawl_only_the_pages_themselves_are_read() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Talks go on</h1><p>No date is set.</p></body></html>";
        let warc = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.com/\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let bytes = archive::<&str, &[u8]>(&[
            ("archive/data.warc", warc.as_bytes()),
            ("datapackage.json", b"{\"title\": \"A crawl\", \"resources\": []}"),
            ("pages/pages.jsonl", b"{\"format\": \"json-pages-1.0\", \"title\": \"All Pages\"}\n{\"title\": \"Talks go on\", \"text\": \"No date is set.\"}\n"),
        ]);
        let (articles, others) = outcomes("a.wacz", &bytes, &ReadOptions::default());
        assert_eq!(headlines(&articles), [("archive/data.warc!1", "Talks go on")]);
        let cause = "no article in it: a list of what the web archive holds";
        assert_eq!(others, [format!("datapackage.json: {cause}"), format!("pages/pages.jsonl: {cause}")]);
    }

    #[test]
    fn of_a_store_of_outlook_the_attachments_are_read_and_its_messages_are_advised_on() {
        let messages = "Local/com.microsoft.__Messages/Inbox";
        let bytes = archive::<&str, &[u8]>(&[
            (&format!("{messages}/message_00000.xml"), b"<emails><email/></emails>"),
            (&format!("{messages}/message_00001.xml"), b"<emails><email/></emails>"),
            ("Local/com.microsoft.__Attachments/note.txt", b"Headline A\n\nText."),
        ]);
        let (articles, others) = outcomes("a.olm", &bytes, &ReadOptions::default());
        assert_eq!(headlines(&articles), [("Local/com.microsoft.__Attachments/note.txt", "Headline A")]);
        assert_eq!(others, [format!("{messages}/message_00000.xml: no article in it: {OLM}")]);
    }

    #[test]
    fn a_bomb_is_listed_and_its_neighbours_are_read() {
        let bytes = archive::<&str, &[u8]>(&[("bomb.txt", &vec![b'a'; 40 << 20]), ("a.txt", b"Headline A\n\nText.")]);
        let (articles, others) = outcomes("a.zip", &bytes, &ReadOptions { max_ratio: 10, ..ReadOptions::default() });
        assert_eq!(headlines(&articles), [("a.txt", "Headline A")]);
        assert_eq!(others, ["bomb.txt: unpacks to more than 10 times its size"]);
        let total = ReadOptions { max_unpacked_bytes: 1000, ..ReadOptions::default() };
        let (articles, others) = outcomes("a.zip", &bytes, &total);
        assert!(articles.is_empty());
        assert_eq!(others, ["bomb.txt: unpacks to more than 1000 bytes"]);
    }

    #[test]
    fn a_torn_archive_fails() {
        let bytes = archive::<&str, &[u8]>(&[("a.txt", b"Headline A\n\nText.")]);
        let (_, others) = outcomes("a.zip", &bytes[..bytes.len() - 30], &ReadOptions::default());
        assert_eq!(others.len(), 1);
        assert!(others[0].starts_with("cannot read a.zip: broken zip archive: "), "{others:?}");
    }
}
