//! Outlook's messages (`.msg`): the properties of a message in a compound file, written down as the mail that it was.
//!
//! [`super::compound`] opens the file and asks here; what is written is read by [`super::mail`], so that a message is the same article
//! whatever it was saved as. The names of the streams are those of [MS-OXMSG], the numbers of properties those of [MS-OXPROPS]. The surprise:
//! nothing is encoded for the way, since the parts are parted by a line that stands in none of them.

use std::io::Read;

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use super::compound::{Compound, moment};
use crate::source::guard::fenced;
use crate::source::outcome::ReadError;

/// Messages in messages, recipients and attachments that are read.
const DEPTH: usize = 16;
const RECIPIENTS: usize = 5000;
const ATTACHED: usize = 5000;

/// Numbers of properties.
const SUBJECT: u16 = 0x0037;
const SENT: u16 = 0x0039;
const RECEIVED: u16 = 0x0e06;
const HEADERS: u16 = 0x007d;
const SENDER: [(u16, [u16; 2]); 2] = [(0x0042, [0x5d02, 0x0065]), (0x0c1a, [0x5d01, 0x0c1f])];
const SHOWN: [(u16, &str); 3] = [(0x0e04, "To"), (0x0e03, "Cc"), (0x0e02, "Bcc")];
const MESSAGE_ID: u16 = 0x1035;
const REFERENCES: u16 = 0x1039;
const IN_REPLY_TO: u16 = 0x1042;
const BODY: u16 = 0x1000;
const HTML: u16 = 0x1013;
const RICH: u16 = 0x1009;
const RECIPIENT_KIND: u16 = 0x0c15;
const NAME: u16 = 0x3001;
const ADDRESSES: [u16; 2] = [0x39fe, 0x3003];
const DATA: u16 = 0x3701;
const FILE_NAMES: [u16; 3] = [0x3707, 0x3704, 0x3001];
const MIME: u16 = 0x370e;
const CONTENT_ID: u16 = 0x3712;
const CODE_PAGE: u16 = 0x3ffd;
const HTML_CODE_PAGE: u16 = 0x3fde;

/// Kinds of values.
const WIDE: u16 = 0x001f;
const NARROW: u16 = 0x001e;
const BINARY: u16 = 0x0102;
const OBJECT: u16 = 0x000d;

/// The message in `file` as mail, of no more than `limit` bytes.
pub(super) fn read(file: &mut Compound<'_>, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut reader = Reader { file, left: limit, limit, boundary: 0 };
    match fenced(|| reader.message("", 32, 0)) {
        Ok(read) => read,
        Err(_) => Err(broken("its properties contradict each other")),
    }
}

struct Reader<'f, 'a> {
    file: &'f mut Compound<'a>,
    /// Bytes that may still be read.
    left: usize,
    limit: usize,
    /// Boundaries so far.
    boundary: u32,
}

/// What a storage says of itself in numbers: number and value of each property.
struct Numbers(Vec<(u16, u64)>);

impl Numbers {
    fn get(&self, number: u16) -> Option<u64> {
        self.0.iter().find(|(known, _)| *known == number).map(|(_, value)| *value)
    }

    fn encoding(&self, number: u16) -> Option<&'static Encoding> {
        codepage::to_encoding(u16::try_from(self.get(number)? & 0xffff_ffff).ok()?)
    }

    /// A moment as mail writes it.
    fn date(&self, number: u16) -> Option<String> {
        Some(moment(self.get(number)?)?.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
    }
}

impl Reader<'_, '_> {
    /// The message in the storage at `path`, whose list of numbers begins behind `head` bytes.
    fn message(&mut self, path: &str, head: usize, depth: usize) -> Result<Vec<u8>, ReadError> {
        let numbers = self.numbers(path, head)?;
        let narrow = numbers.encoding(CODE_PAGE).unwrap_or(WINDOWS_1252);
        let mut out = self.headers(path, &numbers, narrow)?;
        let mut parts = self.texts(path, &numbers, narrow)?;
        for storage in self.storages(path, "__attach_version1.0_", ATTACHED) {
            parts.extend(self.attachment(&storage, narrow, depth)?);
        }
        let boundary = self.boundary_for(&parts);
        out.extend_from_slice(
            format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n").as_bytes(),
        );
        for part in parts {
            out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            out.extend_from_slice(&part);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok(out)
    }

    /// The header lines: those that the mail came with, and what they lack by the properties.
    fn headers(&mut self, path: &str, numbers: &Numbers, narrow: &'static Encoding) -> Result<Vec<u8>, ReadError> {
        let mut out = String::new();
        let mut known: Vec<String> = Vec::new();
        let mut kept = false;
        for line in self.text(path, HEADERS, narrow)?.unwrap_or_default().lines() {
            if line.is_empty() {
                break;
            }
            if !line.starts_with([' ', '\t']) {
                let name = line.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
                // What the parts are is said anew.
                kept = line.contains(':')
                    && !name.contains(' ')
                    && !name.starts_with("content-")
                    && name != "mime-version";
                known.extend(kept.then_some(name));
            }
            if kept {
                out.push_str(line);
                out.push_str("\r\n");
            }
        }
        let mut add = |name: &str, value: String| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() && !known.contains(&name.to_ascii_lowercase()) {
                out.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        let mut sender = String::new();
        for (name, addresses) in SENDER {
            if sender.is_empty() {
                let name = self.text(path, name, narrow)?;
                sender = mailbox(name, self.address(path, &addresses, narrow)?);
            }
        }
        add("From", sender);
        let mut recipients = self.recipients(path, narrow)?;
        for ((number, name), kind) in SHOWN.into_iter().zip(1..) {
            let listed: Vec<String> =
                recipients.extract_if(.., |(known, _)| *known == kind).map(|(_, who)| who).collect();
            let shown = if listed.is_empty() {
                self.text(path, number, narrow)?.map(|shown| shown.replace(';', ","))
            } else {
                None
            };
            add(name, shown.unwrap_or_else(|| listed.join(", ")));
        }
        add("Subject", self.text(path, SUBJECT, narrow)?.unwrap_or_default());
        add("Date", numbers.date(SENT).or_else(|| numbers.date(RECEIVED)).unwrap_or_default());
        for (number, name) in [(MESSAGE_ID, "Message-ID"), (IN_REPLY_TO, "In-Reply-To"), (REFERENCES, "References")] {
            add(name, self.text(path, number, narrow)?.unwrap_or_default());
        }
        Ok(out.into_bytes())
    }

    /// Kind and name with address of each recipient.
    fn recipients(&mut self, path: &str, narrow: &'static Encoding) -> Result<Vec<(u64, String)>, ReadError> {
        let mut found = Vec::new();
        for storage in self.storages(path, "__recip_version1.0_", RECIPIENTS) {
            let kind = self.numbers(&storage, 8)?.get(RECIPIENT_KIND).unwrap_or(1) & 0xf;
            let name = self.text(&storage, NAME, narrow)?;
            let who = mailbox(name, self.address(&storage, &ADDRESSES, narrow)?);
            found.extend((!who.is_empty()).then_some((kind, who)));
        }
        Ok(found)
    }

    /// The first of these properties that is an address as the mail has them, not as Exchange does.
    fn address(&mut self, path: &str, numbers: &[u16], narrow: &'static Encoding) -> Result<Option<String>, ReadError> {
        for number in numbers {
            let address =
                self.text(path, *number, narrow)?.filter(|address| address.contains('@') && !address.contains(' '));
            if address.is_some() {
                return Ok(address);
            }
        }
        Ok(None)
    }

    /// The text in the forms that the message has it in, as parts.
    fn texts(&mut self, path: &str, numbers: &Numbers, narrow: &'static Encoding) -> Result<Vec<Vec<u8>>, ReadError> {
        let plain = self.text(path, BODY, narrow)?.filter(|text| !text.trim().is_empty());
        let wide = self.stream(path, HTML, WIDE)?.map(|bytes| decode(&bytes, UTF_16LE));
        let html = match wide {
            Some(html) => Some(html),
            None => {
                let encoding = numbers.encoding(HTML_CODE_PAGE).unwrap_or(narrow);
                self.stream(path, HTML, BINARY)?.map(|bytes| match String::from_utf8(bytes) {
                    Ok(html) => html,
                    Err(error) => decode(error.as_bytes(), encoding),
                })
            }
        };
        let part = |kind: &str, text: String| {
            let head = format!("Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
            [head.as_bytes(), text.as_bytes()].concat()
        };
        let parts: Vec<Vec<u8>> = plain
            .map(|text| part("text/plain", text))
            .into_iter()
            .chain(html.map(|text| part("text/html", text)))
            .collect();
        if parts.len() == 2 {
            let boundary = self.boundary_for(&parts);
            let mut both = format!("Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n").into_bytes();
            for part in &parts {
                both.extend_from_slice(&[format!("--{boundary}\r\n").as_bytes(), part, b"\r\n"].concat());
            }
            both.extend_from_slice(format!("--{boundary}--").as_bytes());
            return Ok(vec![both]);
        }
        if parts.is_empty()
            && let Some(packed) = self.stream(path, RICH, BINARY)?
            && let Some(rich) = unpack_rich(&packed, self.limit)
        {
            let head =
                b"Content-Type: application/rtf; name=\"message.rtf\"\r\nContent-Transfer-Encoding: binary\r\n\r\n";
            return Ok(vec![[&head[..], &rich].concat()]);
        }
        Ok(parts)
    }

    /// A file or a message that is attached.
    fn attachment(
        &mut self,
        path: &str,
        narrow: &'static Encoding,
        depth: usize,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        let inner = format!("{path}/{}", stream_name(DATA, OBJECT));
        if self.file.is_storage(&inner) {
            // Other objects are drawings and tables that lie in the text.
            if depth >= DEPTH || !self.file.exists(format!("{inner}/__properties_version1.0")) {
                return Ok(None);
            }
            let message = self.message(&inner, 24, depth + 1)?;
            let head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: binary\r\n\r\n";
            return Ok(Some([&head[..], &message].concat()));
        }
        let Some(bytes) = self.stream(path, DATA, BINARY)? else { return Ok(None) };
        let mut name = String::new();
        for number in FILE_NAMES {
            if name.is_empty() {
                name = self.text(path, number, narrow)?.unwrap_or_default().replace(['"', '\\', '\r', '\n'], "_");
            }
        }
        let kind = self
            .text(path, MIME, narrow)?
            .filter(|kind| kind.contains('/') && kind.bytes().all(|byte| byte.is_ascii_graphic()));
        // What is not text and no message is taken byte for byte.
        let kind = kind.filter(|kind| {
            !kind.starts_with("text/") && !kind.starts_with("message/") && !kind.starts_with("multipart/")
        });
        let kind = kind.unwrap_or_else(|| "application/octet-stream".to_owned());
        let mut head = format!(
            "Content-Type: {kind}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: binary\r\n"
        );
        let id = self.text(path, CONTENT_ID, narrow)?.unwrap_or_default();
        if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic()) {
            head.push_str(&format!("Content-ID: <{}>\r\n", id.trim_matches(['<', '>'])));
        }
        head.push_str("\r\n");
        Ok(Some([head.as_bytes(), &bytes].concat()))
    }

    /// A line that stands in none of the parts.
    fn boundary_for(&mut self, parts: &[Vec<u8>]) -> String {
        loop {
            self.boundary += 1;
            let boundary = format!("=_part_{}_of_message=_", self.boundary);
            if parts.iter().all(|part| memchr::memmem::find(part, boundary.as_bytes()).is_none()) {
                return boundary;
            }
        }
    }

    /// The storages of that beginning in the one at `path`.
    fn storages(&self, path: &str, beginning: &str, most: usize) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(if path.is_empty() { "/" } else { path }) else { return Vec::new() };
        let names = entries.filter(|entry| entry.is_storage() && entry.name().starts_with(beginning));
        names.take(most).map(|entry| format!("{path}/{}", entry.name())).collect()
    }

    fn numbers(&mut self, path: &str, head: usize) -> Result<Numbers, ReadError> {
        let bytes = self.bytes(&format!("{path}/__properties_version1.0"))?.unwrap_or_default();
        // The number of a property follows its kind.
        let number = |entry: &[u8]| u16::from_le_bytes([entry[2], entry[3]]);
        let entries = bytes.get(head..).unwrap_or_default().chunks_exact(16);
        let value = |entry: &[u8]| entry[8..16].iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        Ok(Numbers(entries.map(|entry| (number(entry), value(entry))).collect()))
    }

    fn text(&mut self, path: &str, number: u16, narrow: &'static Encoding) -> Result<Option<String>, ReadError> {
        if let Some(bytes) = self.stream(path, number, WIDE)? {
            return Ok(Some(decode(&bytes, UTF_16LE)));
        }
        Ok(self.stream(path, number, NARROW)?.map(|bytes| decode(&bytes, narrow)))
    }

    fn stream(&mut self, path: &str, number: u16, kind: u16) -> Result<Option<Vec<u8>>, ReadError> {
        self.bytes(&format!("{path}/{}", stream_name(number, kind)))
    }

    /// The bytes of the stream at `path`; `None` when there is none.
    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let stream = self.file.open_stream(path).map_err(broken)?;
        let count = stream.take(self.left as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
        if count > self.left {
            return Err(ReadError::RecordTooLarge { limit: self.limit });
        }
        self.left -= count;
        Ok(Some(bytes))
    }
}

fn stream_name(number: u16, kind: u16) -> String {
    format!("__substg1.0_{number:04X}{kind:04X}")
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.trim_end_matches('\0').to_owned()
}

/// A name and an address as mail writes them.
fn mailbox(name: Option<String>, address: Option<String>) -> String {
    let name = name.unwrap_or_default().replace(['"', '\\'], "");
    match address {
        Some(address) if name.is_empty() || name == address => address,
        Some(address) => format!("\"{name}\" <{address}>"),
        None if name.contains(',') => format!("\"{name}\""),
        None => name,
    }
}

/// Unpacks rich text, as [MS-OXRTFCP] says: runs of letters and of what stood before, which begins with words that are frequent.
fn unpack_rich(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    const FREQUENT: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
    let (head, data) = packed.split_at_checked(16)?;
    match &head[8..12] {
        b"MELA" => return Some(data.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; 4096];
    window[..FREQUENT.len()].copy_from_slice(FREQUENT);
    let mut at = FREQUENT.len();
    let mut out = Vec::new();
    let mut bytes = data.iter().copied();
    while out.len() < limit {
        let Some(control) = bytes.next() else { break };
        for bit in 0..8 {
            let Some(first) = bytes.next() else { return Some(out) };
            let (from, count) = if control >> bit & 1 == 0 {
                window[at] = first;
                (at, 1)
            } else {
                let Some(second) = bytes.next() else { return Some(out) };
                let from = usize::from(first) << 4 | usize::from(second >> 4);
                if from == at {
                    return Some(out);
                }
                (from, usize::from(second & 15) + 2)
            };
            for step in 0..count {
                let byte = window[(from + step) % 4096];
                out.push(byte);
                window[at] = byte;
                at = (at + 1) % 4096;
            }
        }
    }
    Some(out)
}

fn broken(message: impl ToString) -> ReadError {
    ReadError::Malformed { format: "Outlook message", message: message.to_string() }
}

#[cfg(test)]
mod tests;
