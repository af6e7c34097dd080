//! Outlook's messages (`.msg`): the properties of a message in a compound file. The names of the streams are those of [MS-OXMSG].

use std::io::Read;

use super::letter::{DATA, Item, OF_ATTACHMENT, OF_MESSAGE, OF_RECIPIENT, Value};
use crate::source::format::bytes::{number, short};
use crate::source::format::compound::Compound;
use crate::source::guard::fenced;
use crate::source::outcome::ReadError;

/// Messages in messages, recipients and attachments that are read.
const DEPTH: usize = 16;
const RECIPIENTS: usize = 5000;
const ATTACHED: usize = 5000;

/// Kinds of values.
const WIDE: u16 = 0x001f;
const NARROW: u16 = 0x001e;
const BINARY: u16 = 0x0102;
const OBJECT: u16 = 0x000d;

/// The message in `file`, of no more than `limit` bytes.
pub(super) fn read(file: &mut Compound<'_>, limit: usize) -> Result<Item, ReadError> {
    let mut reader = Reader { file, left: limit, limit };
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
}

impl Reader<'_, '_> {
    /// The message in the storage at `path`, whose list of numbers begins behind `head` bytes.
    fn message(&mut self, path: &str, head: usize, depth: usize) -> Result<Item, ReadError> {
        let mut message = self.item(path, head, OF_MESSAGE)?;
        for storage in self.storages(path, "__recip_version1.0_", RECIPIENTS) {
            message.recipients.push(self.item(&storage, 8, OF_RECIPIENT)?);
        }
        for storage in self.storages(path, "__attach_version1.0_", ATTACHED) {
            message.attachments.extend(self.attachment(&storage, depth)?);
        }
        Ok(message)
    }

    /// A file or a message that is attached.
    fn attachment(&mut self, path: &str, depth: usize) -> Result<Option<Item>, ReadError> {
        let inner = format!("{path}/{}", stream_name(DATA, OBJECT));
        if !self.file.is_storage(&inner) {
            return self.item(path, 8, OF_ATTACHMENT).map(Some);
        }
        // Other objects are drawings and tables that lie in the text.
        if depth >= DEPTH || !self.file.exists(format!("{inner}/__properties_version1.0")) {
            return Ok(None);
        }
        let message = self.message(&inner, 24, depth + 1)?;
        Ok(Some(Item { message: Some(Box::new(message)), ..Item::default() }))
    }

    /// The properties in a storage: all numbers, and some that are texts or bytes.
    fn item(&mut self, path: &str, head: usize, asked: &[u16]) -> Result<Item, ReadError> {
        let bytes = self.bytes(&format!("{path}/__properties_version1.0"))?.unwrap_or_default();
        let entries = bytes.get(head..).unwrap_or_default().chunks_exact(16);
        let mut values = Vec::new();
        for name in asked {
            for kind in [WIDE, NARROW, BINARY] {
                if let Some(bytes) = self.bytes(&format!("{path}/{}", stream_name(*name, kind)))? {
                    let value = match kind {
                        WIDE => Value::Wide(bytes),
                        NARROW => Value::Narrow(bytes),
                        _ => Value::Binary(bytes),
                    };
                    values.push((*name, value));
                    break;
                }
            }
        }
        // The number of a property follows its kind, and the value comes after what may be done with it.
        let one = |entry: &[u8]| Some((short(entry, 2)?, Value::Number(number(entry, 8, 8)?)));
        values.extend(entries.filter_map(one));
        Ok(Item { values, ..Item::default() })
    }

    /// The storages of that beginning in the one at `path`.
    fn storages(&self, path: &str, beginning: &str, most: usize) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(if path.is_empty() { "/" } else { path }) else { return Vec::new() };
        let names = entries.filter(|entry| entry.is_storage() && entry.name().starts_with(beginning));
        names.take(most).map(|entry| format!("{path}/{}", entry.name())).collect()
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

fn broken(message: impl ToString) -> ReadError {
    ReadError::Malformed { format: "Outlook message", message: message.to_string() }
}
