//! Web archives, WARC and the older ARC: the pages in them, each read like a saved page, with its address.
//!
//! Read record by record in one pass. Of a crawl only answers of pages and documents count; requests, redirects, pictures,
//! styles and the records of the crawler itself are passed over without a word, as they are most of every archive. The
//! surprise: the date of a record is that of the crawl, and serves as the time of a file, never as a date of publication.

use std::io::{self, BufRead, BufReader, Read};
use std::time::{Duration, SystemTime};

use super::sink::{Counting, Packed};
use super::{Detection, Format, Frame, Halt, Probe, Sink};
use crate::source::date;
use crate::source::outcome::ReadError;
use crate::source::read::{Input, Line, read_line};

/// WARC.
pub static WARC: Format = Format { name: "warc", extensions: &["warc"], detect: detect_warc, read: read_warc };

/// ARC.
pub static ARC: Format = Format { name: "arc", extensions: &["arc"], detect: detect_arc, read: read_arc };

/// Longest line of a header, in bytes.
const LINE_BYTES: usize = 64 << 10;

/// Most lines of a header.
const HEADER_LINES: usize = 2000;

fn detect_warc(probe: &Probe<'_>) -> Detection {
    if probe.head.starts_with(b"WARC/") { Detection::Certain } else { Detection::No }
}

fn detect_arc(probe: &Probe<'_>) -> Detection {
    if probe.head.starts_with(b"filedesc://") { Detection::Certain } else { Detection::No }
}

/// Header lines as names in lower case and values.
#[derive(Debug, Default)]
struct Header(Vec<(String, String)>);

impl Header {
    /// Reads lines up to a blank one.
    fn read(reader: &mut dyn BufRead) -> io::Result<Self> {
        let (mut header, mut line) = (Self::default(), Vec::new());
        for _ in 0..HEADER_LINES {
            if read_line(reader, &mut line, LINE_BYTES)? == Line::End || line.is_empty() {
                break;
            }
            let text = String::from_utf8_lossy(&line);
            match text.split_once(':') {
                Some((name, value)) if !text.starts_with([' ', '\t']) => {
                    header.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {
                    if let Some((_, value)) = header.0.last_mut() {
                        value.push(' ');
                        value.push_str(text.trim());
                    }
                }
            }
        }
        Ok(header)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A record as its header describes it.
#[derive(Debug, Default)]
struct Record {
    number: u64,
    url: String,
    fetched: Option<SystemTime>,
    length: u64,
    /// The content is an answer of a server, with its own header, and not the page itself.
    is_answer: bool,
    /// The content is the text of a page, without its markup.
    is_converted: bool,
    kind: String,
}

fn read_warc(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let (mut line, mut number, mut lost) = (Vec::new(), 0_u64, false);
    loop {
        if read_line(input, &mut line, LINE_BYTES)? == Line::End {
            return Ok(());
        }
        if !line.starts_with(b"WARC/") {
            // Between records stand blank lines; anything else is passed over up to the next record, and said once.
            if !line.is_empty() && !lost {
                lost = true;
                sink.fail_at(Some(&number.to_string()), broken("text between two records"))?;
            }
            continue;
        }
        number += 1;
        let header = Header::read(input)?;
        let Some(length) = header.get("content-length").and_then(|length| length.parse().ok()) else {
            sink.fail_at(Some(&number.to_string()), broken("a record without its length"))?;
            continue;
        };
        let kind = header.get("content-type").unwrap_or_default().to_ascii_lowercase();
        let record = Record {
            number,
            url: header.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned(),
            fetched: header.get("warc-date").and_then(moment),
            length,
            is_answer: kind.starts_with("application/http"),
            is_converted: header.get("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("conversion")),
            kind,
        };
        let wanted = match header.get("warc-type").map(str::to_ascii_lowercase).as_deref() {
            Some("response") => true,
            Some("resource" | "conversion") => is_document(&record.kind),
            _ => false,
        };
        read_record(input, &record, wanted, sink)?;
    }
}

fn read_arc(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let (mut line, mut number, mut lost) = (Vec::new(), 0_u64, false);
    loop {
        if read_line(input, &mut line, LINE_BYTES)? == Line::End {
            return Ok(());
        }
        if line.is_empty() {
            continue;
        }
        // Address, host, date, content type, and, last, the length; addresses may hold blanks.
        let text = String::from_utf8_lossy(&line).into_owned();
        let mut fields = text.rsplitn(5, ' ');
        let (length, kind) = (fields.next().and_then(|length| length.parse().ok()), fields.next().unwrap_or_default());
        let (fetched, _host, url) = (fields.next().unwrap_or_default(), fields.next(), fields.next());
        let (Some(length), Some(url)) = (length, url) else {
            if !lost {
                lost = true;
                sink.fail_at(Some(&number.to_string()), broken("text between two records"))?;
            }
            continue;
        };
        number += 1;
        let wanted = url.starts_with("http");
        let record = Record {
            number,
            url: url.to_owned(),
            fetched: moment(fetched),
            length,
            is_answer: true,
            is_converted: false,
            kind: kind.to_owned(),
        };
        read_record(input, &record, wanted, sink)?;
    }
}

/// Reads the content of a record, and passes over what is left of it.
fn read_record(input: &mut Input<'_>, record: &Record, wanted: bool, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let mut content = BufReader::new(input.by_ref().take(record.length));
    let ended = if wanted { read_content(&mut content, record, sink) } else { Ok(()) };
    match ended {
        Err(Halt::Failed(cause)) => sink.fail_at(Some(&record.number.to_string()), cause)?,
        other => other?,
    }
    io::copy(&mut content, &mut io::sink())?;
    if content.get_ref().limit() > 0 {
        return sink.fail_at(Some(&record.number.to_string()), ReadError::Truncated { inside: "a record" });
    }
    Ok(())
}

fn read_content(
    content: &mut BufReader<io::Take<&mut Input<'_>>>,
    record: &Record,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    if record.is_converted && record.kind.starts_with("text/plain") {
        return sink.member(frame(record), Box::new(Blocks { lines: content, pending: false }), Packed::Stored);
    }
    if !record.is_answer {
        return sink.member(frame(record), Box::new(content), Packed::Stored);
    }
    let mut status = Vec::new();
    read_line(content, &mut status, LINE_BYTES)?;
    let header = Header::read(content)?;
    let succeeded = status.split(|byte| *byte == b' ').nth(1).is_some_and(|code| code.starts_with(b"200"));
    let kind = header.get("content-type").unwrap_or(&record.kind).to_ascii_lowercase();
    if !status.starts_with(b"HTTP/") || !succeeded || !is_document(&kind) {
        return Ok(());
    }
    let chunked = header.get("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    let body: Box<dyn Read + '_> = if chunked { Box::new(Chunked::new(content)) } else { Box::new(content) };
    let (body, packed) = Counting::new(body);
    let coding = header.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    match coding.as_str() {
        "" | "identity" => sink.member(frame(record), Box::new(body), Packed::Stored),
        // Some archives keep the header of a coding that they have undone: the bytes decide.
        "gzip" | "x-gzip" | "deflate" => {
            let mut body = BufReader::new(body);
            let start = body.fill_buf()?;
            match start {
                [0x1f, 0x8b, ..] => sink.member(
                    frame(record),
                    Box::new(flate2::bufread::MultiGzDecoder::new(body)),
                    Packed::Counted(packed),
                ),
                [0x78, ..] => sink.member(
                    frame(record),
                    Box::new(flate2::bufread::ZlibDecoder::new(body)),
                    Packed::Counted(packed),
                ),
                _ => sink.member(frame(record), Box::new(body), Packed::Stored),
            }
        }
        "br" => {
            let body = brotli_decompressor::Decompressor::new(body, 64 << 10);
            sink.member(frame(record), Box::new(body), Packed::Counted(packed))
        }
        "zstd" => {
            let body = zstd::stream::read::Decoder::new(body)?;
            sink.member(frame(record), Box::new(body), Packed::Counted(packed))
        }
        _ => Err(broken(&format!("a page in the coding {coding}")).into()),
    }
}

fn frame(record: &Record) -> Frame {
    let address = record.url.split(['?', '#']).next().unwrap_or_default();
    let name = address.split_once("://").map_or(address, |(_, rest)| rest);
    Frame {
        locator: Some(record.number.to_string()),
        name: name.to_owned(),
        modified: record.fetched,
        url: Some(record.url.clone()),
        letter: None,
        directory: None,
    }
}

/// Content types that may hold an article.
fn is_document(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let subtype = kind.rsplit('/').next().unwrap_or_default();
    matches!(
        kind,
        "text/html"
            | "text/plain"
            | "text/xml"
            | "text/markdown"
            | "text/rtf"
            | "application/pdf"
            | "application/rtf"
            | "application/msword"
    ) || matches!(subtype, "xhtml+xml" | "rss+xml" | "atom+xml" | "rdf+xml" | "xml" | "ld+json" | "feed+json")
        || kind.starts_with("application/vnd.oasis.opendocument.text")
        || kind.starts_with("application/vnd.openxmlformats-officedocument.wordprocessingml")
        || subtype == "epub+zip"
}

/// The moment of `2024-04-01T10:20:30Z` or `20240401102030`.
fn moment(text: &str) -> Option<SystemTime> {
    let start = date::parse(text, None)?.start;
    let seconds = start.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    u64::try_from(seconds).ok().and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
}

fn broken(what: &str) -> ReadError {
    ReadError::Malformed { format: "web archive", message: what.to_owned() }
}

/// A text in which every line is a block of the page it was taken from: each line end comes out twice.
struct Blocks<R> {
    lines: R,
    /// The second line end is due.
    pending: bool,
}

impl<R: BufRead> Read for Blocks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(first) = buffer.first_mut() else { return Ok(0) };
        if std::mem::take(&mut self.pending) {
            *first = b'\n';
            return Ok(1);
        }
        let available = self.lines.fill_buf()?;
        let end = memchr::memchr(b'\n', available).map_or(available.len(), |at| at + 1).min(buffer.len());
        buffer[..end].copy_from_slice(&available[..end]);
        self.pending = end > 0 && available[end - 1] == b'\n';
        self.lines.consume(end);
        Ok(end)
    }
}

/// Undoes the chunked coding; bytes that are no chunks are passed on as they are.
struct Chunked<'a> {
    reader: &'a mut dyn BufRead,
    left: u64,
    state: Chunk,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Chunk {
    First,
    Inside,
    Plain,
    Ended,
}

impl<'a> Chunked<'a> {
    fn new(reader: &'a mut dyn BufRead) -> Self {
        Self { reader, left: 0, state: Chunk::First }
    }

    /// Reads the line with the size of the next chunk.
    fn next_chunk(&mut self) -> io::Result<()> {
        let available = self.reader.fill_buf()?;
        let looks_like_size = available.first().is_some_and(u8::is_ascii_hexdigit);
        if self.state == Chunk::First && !looks_like_size {
            self.state = Chunk::Plain;
            return Ok(());
        }
        let mut line = Vec::new();
        read_line(self.reader, &mut line, LINE_BYTES)?;
        if line.is_empty() && self.state == Chunk::Inside {
            read_line(self.reader, &mut line, LINE_BYTES)?;
        }
        let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let size = std::str::from_utf8(&line[..digits]).ok().and_then(|digits| u64::from_str_radix(digits, 16).ok());
        match size {
            Some(0) | None => self.state = Chunk::Ended,
            Some(size) => (self.left, self.state) = (size, Chunk::Inside),
        }
        Ok(())
    }
}

impl Read for Chunked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && matches!(self.state, Chunk::First | Chunk::Inside) {
            self.next_chunk()?;
        }
        match self.state {
            Chunk::Ended => Ok(0),
            Chunk::Plain => self.reader.read(buffer),
            Chunk::First | Chunk::Inside => {
                let count = self.reader.take(self.left).read(buffer)?;
                self.left -= count as u64;
                if count == 0 {
                    self.state = Chunk::Ended;
                }
                Ok(count)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    fn page(title: &str) -> String {
        format!("<html><body><h1>{title}</h1><p>No date is set.</p></body></html>")
    }

    fn record(kind: &str, url: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-04-02T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        )
        .into_bytes();
        bytes.extend_from_slice(content);
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes
    }

    fn answer(header: &str, body: &[u8]) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n").into_bytes();
        bytes.extend_from_slice(body);
        bytes
    }

    #[test]
    fn lines_of_a_converted_page_are_its_blocks() {
        let text = "Talks go on\nThe delegations met in Cairo for a third day, and no date was set\nBoth sides left the hotel at night";
        let archive = format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.com/a\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        );
        let found = articles("a.warc.wet", archive.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on")]);
        assert_eq!(found[0].lede, "The delegations met in Cairo for a third day, and no date was set");
        assert_eq!(found[0].sections[0].paragraphs, ["Both sides left the hotel at night"]);
    }

    #[test]
    fn pages_are_read_whatever_their_coding() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(page("Packed").as_bytes()).expect("memory takes everything");
        let packed = encoder.finish().expect("memory takes everything");
        let whole = page("In chunks");
        let (first, second) = whole.split_at(40);
        let chunks = format!("{:x}\r\n{first}\r\n{:X};x=y\r\n{second}\r\n0\r\n\r\n", first.len(), second.len());
        let archive = [
            record("warcinfo", "", b"software: x"),
            record("request", "http://example.com/", b"GET / HTTP/1.1\r\n\r\n"),
            record("response", "http://example.com/2024/04/01/a.html?x=1", &answer("", page("Plain").as_bytes())),
            record("response", "http://example.com/b", &answer("Transfer-Encoding: chunked\r\n", chunks.as_bytes())),
            record("response", "http://example.com/c", &answer("Content-Encoding: gzip\r\n", &packed)),
            // One stored piece of five bytes and the end.
            record("response", "http://example.com/f", &answer("Content-Encoding: br\r\n", b"\x0b\x02\x80hello\x03")),
            record("response", "http://example.com/d", b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\nx"),
        ]
        .concat();
        let found = articles("crawl-20240402.warc", &archive);
        assert_eq!(headlines(&found), [("3", "Plain"), ("4", "In chunks"), ("5", "Packed"), ("6", "hello")]);
        assert_eq!(
            (found[0].format.as_str(), found[0].url.as_deref()),
            ("html", Some("http://example.com/2024/04/01/a.html?x=1"))
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        let crawled = found[1].date.as_ref().expect("from the crawl");
        assert_eq!((crawled.to_string().as_str(), crawled.certain), ("2024-04-02", false));
    }

    #[test]
    fn arc_is_read_too() {
        let content = answer("", page("Plain").as_bytes());
        let mut archive = b"filedesc://x.arc 0.0.0.0 20240402000000 text/plain 5\n1 0 x\n\n".to_vec();
        archive.extend(
            format!("http://example.com/a page 1.2.3.4 20240402000000 text/html {}\n", content.len()).into_bytes(),
        );
        archive.extend(content);
        archive.push(b'\n');
        let found = articles("x.arc", &archive);
        assert_eq!(headlines(&found), [("2", "Plain")]);
        assert_eq!(found[0].url.as_deref(), Some("http://example.com/a page"));
    }

    #[test]
    fn a_torn_archive_gives_what_it_has_and_fails() {
        let whole = [
            record("response", "http://example.com/a", &answer("", page("Page A").as_bytes())),
            record("response", "http://example.com/b", &answer("", page("Page B").as_bytes())),
        ]
        .concat();
        let (found, others) = outcomes("a.warc", &whole[..whole.len() - 30], &ReadOptions::default());
        assert_eq!(headlines(&found), [("1", "Page A"), ("2", "Page B")]);
        assert_eq!(others, ["cannot read a.warc!2: the file ends inside a record"]);
    }

    proptest::proptest! {
        #[test]
        fn any_archive_is_read(body in "(WARC/1.0\r\n|Content-Length: [0-9]{1,3}\r\n|WARC-Type: response\r\n|Content-Type: application/http\r\n|\r\n|HTTP/1.1 200 OK\r\n|Transfer-Encoding: chunked\r\n|[0-9a-f]{1,3}\r\n|[a-z]{0,9}){0,30}") {
            outcomes("a.warc", format!("WARC/1.0\r\n{body}").as_bytes(), &ReadOptions::default());
        }
    }
}
