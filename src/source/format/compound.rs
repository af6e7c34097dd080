//! Compound files: what Office wrote before 2007, Outlook's messages, and what Office encrypts.
//!
//! All begin alike, and only the names of the streams inside say what a file is. The surprise: an encrypted `.docx` or `.xlsx` is one.

use std::io::Read;

use cfb::CompoundFile;

use super::zipped::{ReadSeek, seekable};
use super::{Detection, Format, Halt, Probe, Sink, mail, office, outlook, spreadsheet};
use crate::source::guard::fenced;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;

/// Compound files.
pub static FORMAT: Format =
    Format { name: "compound", extensions: &["xls", "xlt", "msg", "oft", "doc", "ppt"], detect, read };

/// An opened file.
pub(super) type Compound<'a> = CompoundFile<Box<dyn ReadSeek + 'a>>;

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn detect(probe: &Probe<'_>) -> Detection {
    if probe.head.starts_with(SIGNATURE) { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let path = input.name().to_owned();
    let bytes = seekable(input, sink.options().max_record_bytes)?;
    let mut file: Compound<'_> = match fenced(|| CompoundFile::open(bytes)) {
        Ok(Ok(file)) => file,
        Ok(Err(error)) => return Err(broken(error).into()),
        Err(_) => return Err(broken("its sectors contradict each other").into()),
    };
    let has = |name: &str| file.exists(name);
    if has("EncryptedPackage") {
        return sink.skip(None, SkipReason::Encrypted);
    }
    if let Some(name) = ["Workbook", "Book"].into_iter().find(|name| has(name)) {
        sink.read_instead("xls");
        let stream = stream_of(&mut file, name, sink.options().max_record_bytes)?;
        return spreadsheet::xls::read(file.into_inner(), &stream, &path, sink);
    }
    if has("__properties_version1.0") {
        sink.read_instead("mail");
        let message = outlook::read(&mut file, sink.options().max_record_bytes)?;
        return mail::read_message(&message, None, None, sink);
    }
    if has("WordDocument") {
        sink.read_instead("doc");
        return office::doc::read(&mut file, sink);
    }
    let kind = if has("PowerPoint Document") {
        "old slides (save them as .pdf to have them read)"
    } else {
        "a file of an old Office program"
    };
    sink.skip(None, SkipReason::Binary(kind))
}

/// The moment of a number of tenths of microseconds since 1601.
pub(super) fn moment(ticks: u64) -> Option<jiff::Timestamp> {
    let seconds = i64::try_from(ticks).ok().filter(|ticks| *ticks > 0)? / 10_000_000 - 11_644_473_600;
    jiff::Timestamp::from_second(seconds).ok()
}

/// The bytes of a stream.
///
/// # Errors
/// When it is larger than `limit`, or broken.
pub(super) fn stream_of(file: &mut Compound<'_>, name: &str, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = fenced(|| file.open_stream(name)?.take(limit as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(Ok(count)) if count > limit => Err(ReadError::RecordTooLarge { limit }),
        Ok(Ok(_)) => Ok(bytes),
        Ok(Err(error)) => Err(broken(error)),
        Err(_) => Err(broken("its sectors contradict each other")),
    }
}

fn broken(message: impl ToString) -> ReadError {
    ReadError::Malformed { format: "Office file", message: message.to_string() }
}
