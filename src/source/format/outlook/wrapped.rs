//! Outlook's own wrapping of a message (TNEF), as a file or attached to a mail (`winmail.dat`). Source: [MS-OXTNEF].
//!
//! A mail that Outlook wrote for Outlook has what is attached to it in there, and often nothing else. The surprise: the same
//! is said twice, by attributes of 1993 and by properties; the properties know more, and come first.

use super::letter::{self, CODE_PAGE, DATA, Item, Value};
use crate::source::format::bytes::{long, number, short};
use crate::source::format::{Detection, Format, Halt, Probe, Sink, mail};
use crate::source::outcome::ReadError;
use crate::source::read::Input;

/// Wrapped messages as files.
pub static FORMAT: Format = Format { name: "tnef", extensions: &["tnef"], detect, read: read_file };

const SIGNATURE: &[u8] = b"\x78\x9f\x3e\x22";
/// Behind the signature stands a key.
const HEAD: usize = SIGNATURE.len() + 2;

/// Levels of attributes.
const OF_MESSAGE: u8 = 1;
const OF_ATTACHMENT: u8 = 2;

/// Numbers of attributes, without their kinds.
const FROM: u16 = 0x8000;
const SUBJECT: u16 = 0x8004;
const SENT: u16 = 0x8005;
const CLASS: u16 = 0x8008;
const BODY: u16 = 0x800c;
const FILE_DATA: u16 = 0x800f;
const TITLE: u16 = 0x8010;
const ATTACHMENT_BEGINS: u16 = 0x9002;
const PROPERTIES: u16 = 0x9003;
const RECIPIENTS: u16 = 0x9004;
const ATTACHMENT_PROPERTIES: u16 = 0x9005;
const CODE_PAGES: u16 = 0x9007;

/// Messages in messages, recipients, attachments, and properties of one of them, that are read.
const DEPTH: usize = 16;
const MOST: usize = 5000;

/// What begins an attached message, and a compound file that lies in the text: the names of their interfaces.
const MESSAGE_OBJECT: &[u8] = b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";
const STORAGE_OBJECT: &[u8] = b"\x0b\0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";

/// Whether a file or a part of a mail begins as a wrapped message.
pub fn is_wrapped(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

fn detect(probe: &Probe<'_>) -> Detection {
    if is_wrapped(probe.head) { Detection::Certain } else { Detection::No }
}

fn read_file(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let bytes = input.read_all(limit)?;
    sink.read_instead("mail");
    mail::read_message(&unwrap(&bytes, limit)?, None, None, sink)
}

/// The message that is wrapped in `bytes` as mail; `limit` bytes at most of text that is packed.
///
/// # Errors
/// When it is broken, or ends too early.
fn unwrap(bytes: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
    Ok(letter::write(&message(bytes, 0).ok_or_else(torn)?, limit))
}

/// The same as a part of the mail that it is attached to.
///
/// # Errors
/// As above.
pub fn unwrap_part(bytes: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
    Ok(letter::write_part(&message(bytes, 0).ok_or_else(torn)?, limit))
}

fn torn() -> ReadError {
    ReadError::Malformed { format: "TNEF", message: "it ends in the middle of an attribute".to_owned() }
}

/// Reads a message; `None` where it is broken.
fn message(bytes: &[u8], depth: usize) -> Option<Item> {
    let mut reader = Reader { message: Item::default(), attached: Vec::new(), others: Vec::new(), depth };
    let mut rest = bytes.get(HEAD..)?;
    // Behind the last attribute may stand anything.
    while let Some(level @ (OF_MESSAGE | OF_ATTACHMENT)) = rest.first().copied() {
        let count = long(rest, 5)? as usize;
        let data = rest.get(9..)?.get(..count)?;
        reader.attribute(level, short(rest, 1)?, data);
        // The sum at its end is not looked at: what it is of would be shown all the same.
        rest = rest.get(9 + count + 2..).unwrap_or_default();
    }
    let Reader { mut message, attached, others, .. } = reader;
    message.values.extend(others);
    message.attachments = attached.into_iter().filter_map(Attachment::finish).collect();
    Some(message)
}

/// A file or a message that is attached.
#[derive(Default)]
struct Attachment {
    item: Item,
    /// What the attributes say, which counts where the properties say nothing.
    others: Vec<(u16, Value)>,
    /// It is an object that lies in the text, and no file. What the attributes have of it is a picture.
    object: bool,
}

impl Attachment {
    fn finish(mut self) -> Option<Item> {
        self.item.values.extend(self.others);
        (self.item.message.is_some() || !self.object).then_some(self.item)
    }
}

struct Reader {
    message: Item,
    attached: Vec<Attachment>,
    /// What the attributes say of the message.
    others: Vec<(u16, Value)>,
    depth: usize,
}

impl Reader {
    fn attribute(&mut self, level: u8, name: u16, data: &[u8]) {
        if level == OF_ATTACHMENT {
            self.of_attachment(name, data);
            return;
        }
        match name {
            PROPERTIES => {
                self.message.values.extend(properties(data, &mut 0).iter().map(Property::value));
            }
            RECIPIENTS => {
                let rows = long(data, 0).unwrap_or_default() as usize;
                let mut at = 4;
                for _ in 0..rows.min(MOST) {
                    let row = properties(data, &mut at);
                    if row.is_empty() {
                        break;
                    }
                    let values = row.iter().map(Property::value).collect();
                    self.message.recipients.push(Item { values, ..Item::default() });
                }
            }
            CODE_PAGES => {
                let page = long(data, 0).unwrap_or_default();
                self.others.push((CODE_PAGE, Value::Number(u64::from(page))));
            }
            SUBJECT => self.others.push((letter::SUBJECT, Value::Narrow(data.to_vec()))),
            CLASS => self.others.push((letter::CLASS, Value::Narrow(data.to_vec()))),
            BODY => self.others.push((letter::BODY, Value::Narrow(data.to_vec()))),
            SENT => self.others.extend(ticks(data).map(|ticks| (letter::SENT, Value::Number(ticks)))),
            FROM => self.sender(data),
            _ => {}
        }
    }

    /// A name and an address, each behind its length.
    fn sender(&mut self, data: &[u8]) {
        let lengths = (short(data, 4).unwrap_or_default().into(), short(data, 6).unwrap_or_default().into());
        let (name, address): (usize, usize) = lengths;
        let Some((name, address)) = data.get(8..8 + name + address).map(|both| both.split_at(name)) else {
            return;
        };
        // `SMTP:jane@example.com`.
        let address = address.iter().position(|byte| *byte == b':').map_or(address, |at| &address[at + 1..]);
        self.others.push((letter::SENDER_NAME, Value::Narrow(name.to_vec())));
        self.others.push((letter::SENDER_ADDRESS, Value::Narrow(address.to_vec())));
    }

    fn of_attachment(&mut self, name: u16, data: &[u8]) {
        if name == ATTACHMENT_BEGINS && self.attached.len() < MOST {
            self.attached.push(Attachment::default());
            return;
        }
        let Some(attached) = self.attached.last_mut() else { return };
        match name {
            FILE_DATA => attached.others.push((DATA, Value::Binary(data.to_vec()))),
            TITLE => attached.others.push((letter::FILE_NAME, Value::Narrow(data.to_vec()))),
            ATTACHMENT_PROPERTIES => {
                for found in properties(data, &mut 0) {
                    let object = (found.number == DATA && found.kind == OBJECT).then_some(found.holds);
                    let Some(Holds::Bytes(bytes)) = object else {
                        attached.item.values.push(found.value());
                        continue;
                    };
                    if let Some(file) = bytes.strip_prefix(STORAGE_OBJECT) {
                        attached.item.values.push((DATA, Value::Binary(file.to_vec())));
                        continue;
                    }
                    attached.object = true;
                    let inner = bytes.strip_prefix(MESSAGE_OBJECT).filter(|_| self.depth < DEPTH);
                    attached.item.message = inner.and_then(|inner| message(inner, self.depth + 1)).map(Box::new);
                }
            }
            _ => {}
        }
    }
}

/// A property and what it holds.
struct Property<'d> {
    kind: u16,
    number: u16,
    holds: Holds<'d>,
}

#[derive(Clone, Copy)]
enum Holds<'d> {
    Number(u64),
    Bytes(&'d [u8]),
}

impl Property<'_> {
    fn value(&self) -> (u16, Value) {
        let value = match (self.holds, self.kind) {
            (Holds::Number(number), _) => Value::Number(number),
            (Holds::Bytes(bytes), NARROW) => Value::Narrow(bytes.to_vec()),
            (Holds::Bytes(bytes), WIDE) => Value::Wide(bytes.to_vec()),
            (Holds::Bytes(bytes), _) => Value::Binary(bytes.to_vec()),
        };
        (self.number, value)
    }
}

/// Kinds of values.
const NARROW: u16 = 0x001e;
const WIDE: u16 = 0x001f;
const OBJECT: u16 = 0x000d;
const BINARY: u16 = 0x0102;
/// A list of values.
const MANY: u16 = 0x1000;
/// Properties from this number on have names.
const NAMED: u16 = 0x8000;

/// The properties in a list that begins at `at`, which is moved behind it; those before what is broken.
fn properties<'d>(data: &'d [u8], at: &mut usize) -> Vec<Property<'d>> {
    let count = long(data, *at).unwrap_or_default();
    *at += 4;
    // The count may be anything, the properties are as many as there are bytes for.
    (0..count).map_while(|_| property(data, at)).flatten().take(MOST).collect()
}

/// The property at `at`, or broken; none where it is a list, or has a name of its own.
fn property<'d>(data: &'d [u8], at: &mut usize) -> Option<Option<Property<'d>>> {
    let (kind, number) = (short(data, *at)?, short(data, *at + 2)?);
    *at += 4;
    if number >= NAMED {
        // Who named it, and a number or a text.
        let by_text = long(data, *at + 16)? == 1;
        let length = long(data, *at + 20)? as usize;
        *at += 24 + if by_text { padded(length) } else { 0 };
    }
    let (single, many) = (kind & !MANY, kind & MANY != 0);
    if !many && !matches!(single, NARROW | WIDE | OBJECT | BINARY) {
        let holds = value(data, at, single)?;
        return Some((number < NAMED).then_some(Property { kind, number, holds }));
    }
    let count = long(data, *at)?;
    *at += 4;
    let mut first = None;
    for _ in 0..count {
        let before = *at;
        let holds = value(data, at, single)?;
        first.get_or_insert(holds);
        if *at == before {
            break;
        }
    }
    let wanted = first.filter(|_| number < NAMED && !many);
    Some(wanted.map(|holds| Property { kind, number, holds }))
}

/// What stands at `at`, of that kind.
fn value<'d>(data: &'d [u8], at: &mut usize, kind: u16) -> Option<Holds<'d>> {
    let width = match kind {
        NARROW | WIDE | OBJECT | BINARY => {
            let length = long(data, *at)? as usize;
            let bytes = data.get(*at + 4..)?.get(..length)?;
            *at += 4 + padded(length);
            return Some(Holds::Bytes(bytes));
        }
        // The name of an interface.
        0x0048 => {
            let bytes = data.get(*at..*at + 16)?;
            *at += 16;
            return Some(Holds::Bytes(bytes));
        }
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => 8,
        0x0001 => 0,
        _ => 4,
    };
    // Half of the room of a small number is not filled.
    let filled = if matches!(kind, 0x0002 | 0x000b) { 2 } else { width };
    let number = number(data, *at, filled)?;
    *at += width;
    Some(Holds::Number(number))
}

/// A length with what fills it up to whole lots of four bytes.
fn padded(length: usize) -> usize {
    length.saturating_add(3) & !3
}

/// The tenths of microseconds since 1601 of a date whose parts are numbers of two bytes each.
fn ticks(data: &[u8]) -> Option<u64> {
    let part = |index: usize| i16::try_from(short(data, 2 * index)?).ok();
    let small = |index: usize| i8::try_from(part(index)?).ok();
    let date = jiff::civil::DateTime::new(part(0)?, small(1)?, small(2)?, small(3)?, small(4)?, small(5)?, 0).ok()?;
    let moment = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    u64::try_from(moment.as_second() + 11_644_473_600).ok()?.checked_mul(10_000_000)
}
