//! A stream of bytes in any encoding as a stream of UTF-8, without holding it.
//!
//! For formats that are read record by record. The encoding is decided once, by the first 64 KiB; what means nothing in it
//! becomes U+FFFD. The surprise: the stream carries a budget, because a parser below it may otherwise collect one endless
//! token; the owner renews the budget with every record.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder};

use super::encoding::{self, Charset, Content};
use super::read::{HEAD_BYTES, Input};

/// Message of the error for a record beyond the budget; [`is_over_budget`] recognises it.
pub(super) const OVER_BUDGET: &str = "one record is larger than a record may be";

/// Reads an input as UTF-8.
pub struct Utf8Stream<'a, 'b> {
    input: &'a mut Input<'b>,
    transcoder: Transcoder,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    budget: usize,
    spent: usize,
}

enum Transcoder {
    Web(Box<Decoder>),
    /// UTF-32: how four bytes make a number, and the bytes that are not four yet.
    Wide(fn([u8; 4]) -> u32, Vec<u8>),
    /// A byte a character.
    Table(fn(u8) -> char),
    /// What is decoded by whole lines, and the beginning of the next one.
    Lines(Charset, Vec<u8>),
}

/// The character set of an input, by its beginning and by what it declares.
///
/// # Errors
/// When its beginning cannot be read.
pub fn charset_of(input: &mut Input<'_>) -> io::Result<Charset> {
    let complete = input.fill_head()?;
    let head = input.head();
    let declared = encoding::declared_in_markup(head).map(str::to_owned);
    match encoding::classify(head) {
        Content::Text(charset) if !charset.has_byte_lines() => Ok(charset),
        _ if complete => Ok(encoding::decode(head, declared.as_deref()).charset),
        // The end of the head may cut a character; the last line end does not.
        _ => {
            let cut = memchr::memrchr(b'\n', head).map_or(head.len(), |at| at + 1);
            Ok(encoding::decode(&head[..cut], declared.as_deref()).charset)
        }
    }
}

impl<'a, 'b> Utf8Stream<'a, 'b> {
    /// Decides the encoding and starts; `budget` is the largest record in bytes.
    ///
    /// # Errors
    /// As for [`charset_of`].
    pub fn new(input: &'a mut Input<'b>, budget: usize) -> io::Result<Self> {
        let transcoder = match charset_of(input)? {
            Charset::Web(encoding) => Transcoder::Web(Box::new(encoding.new_decoder_with_bom_removal())),
            Charset::Utf32Le => Transcoder::Wide(u32::from_le_bytes, Vec::new()),
            Charset::Utf32Be => Transcoder::Wide(u32::from_be_bytes, Vec::new()),
            Charset::Ibm855 => Transcoder::Table(encoding::ibm855),
            charset @ (Charset::Johab | Charset::EucTw | Charset::Iso2022Kr | Charset::Hz) => {
                Transcoder::Lines(charset, Vec::new())
            }
        };
        Ok(Self { input, transcoder, buffer: Vec::new(), start: 0, end: 0, ended: false, budget, spent: 0 })
    }

    /// Starts a new record.
    pub fn renew_budget(&mut self) {
        self.spent = 0;
    }

    fn refill(&mut self) -> io::Result<()> {
        // A byte of a legacy encoding becomes three bytes at most.
        self.buffer.resize(HEAD_BYTES * 3 + 16, 0);
        (self.start, self.end) = (0, 0);
        while self.end == 0 && !self.ended {
            let available = self.input.fill_buf()?;
            self.ended = available.is_empty();
            let used = match &mut self.transcoder {
                Transcoder::Web(decoder) => {
                    let (result, used, written, _) = decoder.decode_to_utf8(available, &mut self.buffer, self.ended);
                    debug_assert!(
                        result == CoderResult::InputEmpty || used > 0 || written > 0,
                        "the buffer is large enough"
                    );
                    self.end = written;
                    used
                }
                Transcoder::Wide(unit, pending) => {
                    let used = available.len().min(HEAD_BYTES / 2);
                    pending.extend_from_slice(&available[..used]);
                    self.end = decode_wide(*unit, pending, &mut self.buffer);
                    used
                }
                Transcoder::Table(character) => {
                    let used = available.len().min(HEAD_BYTES);
                    for &byte in &available[..used] {
                        self.end += character(byte).encode_utf8(&mut self.buffer[self.end..]).len();
                    }
                    used
                }
                Transcoder::Lines(charset, pending) => {
                    let used = available.len().min(HEAD_BYTES / 2);
                    pending.extend_from_slice(&available[..used]);
                    let line_end = memchr::memrchr(b'\n', pending).map(|at| at + 1);
                    // A line without end is cut where it stands: two bytes at most are lost.
                    let whole = if self.ended {
                        pending.len()
                    } else if pending.len() >= HEAD_BYTES / 2 {
                        line_end.unwrap_or(pending.len())
                    } else {
                        line_end.unwrap_or(0)
                    };
                    let text = encoding::decode_as(&pending[..whole], *charset).text;
                    self.buffer[..text.len()].copy_from_slice(text.as_bytes());
                    self.end = text.len();
                    pending.drain(..whole);
                    used
                }
            };
            self.input.consume(used);
        }
        Ok(())
    }
}

/// Decodes all whole units of `pending` into `out` and keeps the rest.
fn decode_wide(unit: fn([u8; 4]) -> u32, pending: &mut Vec<u8>, out: &mut [u8]) -> usize {
    let whole = pending.len() / 4 * 4;
    let mut end = 0;
    for chunk in pending[..whole].chunks_exact(4) {
        let code = unit(chunk.try_into().expect("chunks_exact gives four bytes"));
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        if character != '\u{feff}' {
            end += character.encode_utf8(&mut out[end..]).len();
        }
    }
    pending.drain(..whole);
    end
}

impl Read for Utf8Stream<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Utf8Stream<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            if self.spent > self.budget {
                return Err(io::Error::new(io::ErrorKind::InvalidData, OVER_BUDGET));
            }
            self.refill()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.end);
        self.spent += count;
    }
}

/// Whether an error says that a record was larger than the budget.
pub fn is_over_budget(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData && error.to_string() == OVER_BUDGET
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut input = Input::from_reader(Box::new(bytes), "x".to_owned(), None);
        let mut text = String::new();
        Utf8Stream::new(&mut input, usize::MAX)
            .and_then(|mut stream| stream.read_to_string(&mut text))
            .expect("readable");
        text
    }

    #[test]
    fn every_encoding_comes_out_as_utf8() {
        let text = "Gespräche über Öl.\n".repeat(20_000);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let widest: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        for bytes in [text.as_bytes(), &wide, &widest, &latin] {
            assert!(read(bytes) == text, "a difference in {} bytes", bytes.len());
        }
    }

    #[test]
    fn what_is_decoded_by_lines_comes_out_whole() {
        let line = b"<?xml version='1.0' encoding='euc-tw'?>\n".as_slice();
        let mut bytes = line.to_vec();
        bytes.extend(b"<a>\xc4\xe3\xc5\xc6</a>\n".repeat(20_000));
        bytes.extend(b"<b>\xc4\xe3\xc5\xc6</b>");
        let expected = format!("{}{}<b>中文</b>", String::from_utf8_lossy(line), "<a>中文</a>\n".repeat(20_000));
        assert!(read(Box::leak(bytes.into_boxed_slice())) == expected);
    }

    #[test]
    fn the_declaration_decides_where_statistics_could_not() {
        assert_eq!(
            read(b"<?xml version=\"1.0\" encoding=\"iso-8859-7\"?><a>\xc1</a>"),
            "<?xml version=\"1.0\" encoding=\"iso-8859-7\"?><a>Α</a>"
        );
    }

    #[test]
    fn a_record_beyond_the_budget_is_an_error() {
        let bytes = vec![b'x'; 400_000];
        let mut input = Input::from_reader(Box::new(&bytes[..]), "x".to_owned(), None);
        let mut stream = Utf8Stream::new(&mut input, 100_000).expect("readable");
        let error = stream.read_to_string(&mut String::new()).expect_err("too long");
        assert!(is_over_budget(&error));
    }
}
