//! A message of Outlook, written down as the mail that it was.
//!
//! Knows the numbers of properties, those of [MS-OXPROPS]; where they were read is left to [`super::message`] and [`super::store`].
//! The surprise: nothing is encoded for the way, since the parts are parted by a line that stands in none of them.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use super::rich::unpack_rich;
use crate::source::format::compound::moment;
use crate::source::format::rtf;

/// Numbers of properties.
pub(super) const SUBJECT: u16 = 0x0037;
pub(super) const SENT: u16 = 0x0039;
const RECEIVED: u16 = 0x0e06;
const HEADERS: u16 = 0x007d;
pub(super) const SENDER_NAME: u16 = 0x0c1a;
pub(super) const SENDER_ADDRESS: u16 = 0x0c1f;
const SENDER: [(u16, [u16; 2]); 2] = [(0x0042, [0x5d02, 0x0065]), (SENDER_NAME, [0x5d01, SENDER_ADDRESS])];
const SHOWN: [(u16, &str); 3] = [(0x0e04, "To"), (0x0e03, "Cc"), (0x0e02, "Bcc")];
const MESSAGE_ID: u16 = 0x1035;
const REFERENCES: u16 = 0x1039;
const IN_REPLY_TO: u16 = 0x1042;
pub(super) const BODY: u16 = 0x1000;
const HTML: u16 = 0x1013;
const RICH: u16 = 0x1009;
const RECIPIENT_KIND: u16 = 0x0c15;
pub(super) const NAME: u16 = 0x3001;
const ADDRESSES: [u16; 2] = [0x39fe, 0x3003];
pub(super) const DATA: u16 = 0x3701;
pub(super) const FILE_NAME: u16 = 0x3704;
const FILE_NAMES: [u16; 3] = [0x3707, FILE_NAME, 0x3001];
const MIME: u16 = 0x370e;
const CONTENT_ID: u16 = 0x3712;
pub(super) const CODE_PAGE: u16 = 0x3ffd;
const HTML_CODE_PAGE: u16 = 0x3fde;
pub(super) const CLASS: u16 = 0x001a;

/// The properties whose texts or bytes are asked for.
pub(super) const OF_MESSAGE: &[u16] = &[
    CLASS,
    SUBJECT,
    HEADERS,
    0x0042,
    0x5d02,
    0x0065,
    0x0c1a,
    0x5d01,
    0x0c1f,
    0x0e04,
    0x0e03,
    0x0e02,
    MESSAGE_ID,
    REFERENCES,
    IN_REPLY_TO,
    BODY,
    HTML,
    RICH,
];
pub(super) const OF_RECIPIENT: &[u16] = &[NAME, 0x39fe, 0x3003];
pub(super) const OF_ATTACHMENT: &[u16] = &[DATA, 0x3707, 0x3704, NAME, MIME, CONTENT_ID];

/// What a property holds.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Number(u64),
    /// Text in UTF-16.
    Wide(Vec<u8>),
    /// Text in the code page of the message.
    Narrow(Vec<u8>),
    Binary(Vec<u8>),
}

/// A message, a recipient or an attachment.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Properties by number.
    pub(super) values: Vec<(u16, Value)>,
    pub(super) recipients: Vec<Item>,
    pub(super) attachments: Vec<Item>,
    /// Of an attachment: the message that it is.
    pub(super) message: Option<Box<Item>>,
}

impl Item {
    fn get(&self, number: u16) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == number).map(|(_, value)| value)
    }

    fn number(&self, number: u16) -> Option<u64> {
        match self.get(number)? {
            Value::Number(value) => Some(*value),
            _ => None,
        }
    }

    fn encoding(&self, number: u16) -> Option<&'static Encoding> {
        codepage::to_encoding(u16::try_from(self.number(number)? & 0xffff_ffff).ok()?)
    }

    /// The code page of its texts.
    fn narrow(&self) -> &'static Encoding {
        self.encoding(CODE_PAGE).unwrap_or(WINDOWS_1252)
    }

    /// A moment as mail writes it.
    fn date(&self, number: u16) -> Option<String> {
        Some(moment(self.number(number)?)?.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
    }

    /// A text, in a code page where it says none.
    pub(super) fn text(&self, number: u16, narrow: &'static Encoding) -> Option<String> {
        match self.get(number)? {
            Value::Wide(bytes) => Some(decode(bytes, UTF_16LE)),
            Value::Narrow(bytes) => Some(decode(bytes, narrow)),
            _ => None,
        }
    }

    fn bytes(&self, number: u16) -> Option<&[u8]> {
        match self.get(number)? {
            Value::Binary(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The first of these properties that is an address as the mail has them, not as Exchange does.
    fn address(&self, numbers: &[u16], narrow: &'static Encoding) -> Option<String> {
        let addresses = numbers.iter().filter_map(|number| self.text(*number, narrow));
        addresses.into_iter().find(|address| address.contains('@') && !address.contains(' '))
    }
}

/// The message as mail; `limit` bytes at most of text that is packed.
pub(super) fn write(message: &Item, limit: usize) -> Vec<u8> {
    Writer { limit, boundary: 0 }.message(message)
}

/// The same without who wrote to whom: a part that holds text and attachments.
pub(super) fn write_part(message: &Item, limit: usize) -> Vec<u8> {
    Writer { limit, boundary: 0 }.parts(message)
}

struct Writer {
    limit: usize,
    /// Boundaries so far.
    boundary: u32,
}

impl Writer {
    fn message(&mut self, message: &Item) -> Vec<u8> {
        let mut out = headers(message);
        out.extend(self.parts(message));
        out
    }

    /// Text and attachments.
    fn parts(&mut self, message: &Item) -> Vec<u8> {
        let mut parts = self.texts(message);
        for attached in &message.attachments {
            parts.extend(self.attachment(attached, message.narrow()));
        }
        let boundary = self.boundary_for(&parts);
        let mut out =
            format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n").into_bytes();
        for part in parts {
            out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            out.extend_from_slice(&part);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        out
    }

    /// The text in the forms that the message has it in, as parts.
    fn texts(&mut self, message: &Item) -> Vec<Vec<u8>> {
        let narrow = message.narrow();
        let plain = message.text(BODY, narrow).filter(|text| !text.trim().is_empty());
        let html = message.text(HTML, narrow).or_else(|| {
            let encoding = message.encoding(HTML_CODE_PAGE).unwrap_or(narrow);
            let bytes = message.bytes(HTML)?;
            Some(std::str::from_utf8(bytes).map_or_else(|_| decode(bytes, encoding), str::to_owned))
        });
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
            return vec![both];
        }
        let rich = || Some(rtf::text_of(&unpack_rich(message.bytes(RICH)?, self.limit)?));
        if parts.is_empty()
            && let Some(text) = rich().filter(|text| !text.trim().is_empty())
        {
            return vec![part("text/plain", text)];
        }
        parts
    }

    /// A file or a message that is attached.
    fn attachment(&mut self, attached: &Item, narrow: &'static Encoding) -> Option<Vec<u8>> {
        if let Some(message) = &attached.message {
            let message = self.message(message);
            let head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: binary\r\n\r\n";
            return Some([&head[..], &message].concat());
        }
        let bytes = attached.bytes(DATA)?;
        let names = FILE_NAMES.iter().filter_map(|number| attached.text(*number, narrow));
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let name = name.replace(['"', '\\', '\r', '\n'], "_");
        let kind = attached
            .text(MIME, narrow)
            .filter(|kind| kind.contains('/') && kind.bytes().all(|byte| byte.is_ascii_graphic()));
        // What is not text and no message is taken byte for byte.
        let kind = kind.filter(|kind| {
            !kind.starts_with("text/") && !kind.starts_with("message/") && !kind.starts_with("multipart/")
        });
        let kind = kind.unwrap_or_else(|| "application/octet-stream".to_owned());
        let mut head = format!(
            "Content-Type: {kind}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: binary\r\n"
        );
        let id = attached.text(CONTENT_ID, narrow).unwrap_or_default();
        if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic()) {
            head.push_str(&format!("Content-ID: <{}>\r\n", id.trim_matches(['<', '>'])));
        }
        head.push_str("\r\n");
        Some([head.as_bytes(), bytes].concat())
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
}

/// The header lines: those that the mail came with, and what they lack by the properties.
fn headers(message: &Item) -> Vec<u8> {
    let narrow = message.narrow();
    let mut out = String::new();
    let mut known: Vec<String> = Vec::new();
    let mut kept = false;
    for line in message.text(HEADERS, narrow).unwrap_or_default().lines() {
        if line.is_empty() {
            break;
        }
        if !line.starts_with([' ', '\t']) {
            let name = line.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
            // What the parts are is said anew.
            kept = line.contains(':') && !name.contains(' ') && !name.starts_with("content-") && name != "mime-version";
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
    let senders =
        SENDER.iter().map(|(name, addresses)| mailbox(message.text(*name, narrow), message.address(addresses, narrow)));
    add("From", senders.into_iter().find(|sender| !sender.is_empty()).unwrap_or_default());
    let mut recipients = recipients(message);
    for ((number, name), kind) in SHOWN.into_iter().zip(1..) {
        let listed: Vec<String> = recipients.extract_if(.., |(known, _)| *known == kind).map(|(_, who)| who).collect();
        let shown = if listed.is_empty() { message.text(number, narrow) } else { None };
        add(name, shown.map_or_else(|| listed.join(", "), |shown| shown.replace(';', ",")));
    }
    add("Subject", without_mark(message.text(SUBJECT, narrow).unwrap_or_default()));
    add("Date", message.date(SENT).or_else(|| message.date(RECEIVED)).unwrap_or_default());
    for (number, name) in [(MESSAGE_ID, "Message-ID"), (IN_REPLY_TO, "In-Reply-To"), (REFERENCES, "References")] {
        add(name, message.text(number, narrow).unwrap_or_default());
    }
    out.into_bytes()
}

/// Kind and name with address of each recipient.
fn recipients(message: &Item) -> Vec<(u64, String)> {
    let narrow = message.narrow();
    let one = |recipient: &Item| {
        let who = mailbox(recipient.text(NAME, narrow), recipient.address(&ADDRESSES, narrow));
        (!who.is_empty()).then(|| (recipient.number(RECIPIENT_KIND).unwrap_or(1) & 0xf, who))
    };
    message.recipients.iter().filter_map(one).collect()
}

/// A subject without the mark of where its "Re:" ends: a sign and a number as a letter.
fn without_mark(subject: String) -> String {
    match subject.strip_prefix('\u{1}') {
        Some(rest) => rest.chars().skip(1).collect(),
        None => subject,
    }
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
