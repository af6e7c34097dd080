//! Mailboxes in one file (mbox): message after message, each behind a line that begins with `From `.
//!
//! Cut message by message without holding the file. The surprise: a line of a text may begin with `From ` too, so a message
//! begins only where a blank line stands before such a line and a header after it.

use std::io::BufRead;

use super::mail::{header_names, read_message};
use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::outcome::ReadError;
use crate::source::read::{Input, Line, read_line};

/// A mailbox.
pub static FORMAT: Format = Format { name: "mbox", extensions: &["mbox", "mbx"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    let Some((first, rest)) = probe.text.split_once('\n') else { return Detection::No };
    if first.starts_with("From ") && !header_names(rest).is_empty() { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut messages = Messages::new(input, limit);
    let mut number = 0_u64;
    while let Some(size) = messages.next()? {
        number += 1;
        let locator = number.to_string();
        match size {
            Size::Whole => read_message(&messages.message, Some(&locator), sink)?,
            Size::TooLarge => sink.fail_at(Some(&locator), ReadError::RecordTooLarge { limit })?,
        }
    }
    Ok(())
}

enum Size {
    Whole,
    TooLarge,
}

/// Cuts a mailbox into messages.
struct Messages<'a> {
    reader: &'a mut dyn BufRead,
    limit: usize,
    message: Vec<u8>,
    line: Vec<u8>,
    /// A separator was read that belongs to the next message.
    at_separator: bool,
}

impl<'a> Messages<'a> {
    fn new(reader: &'a mut dyn BufRead, limit: usize) -> Self {
        Self { reader, limit, message: Vec::new(), line: Vec::new(), at_separator: false }
    }

    /// Puts the next message into `message`.
    fn next(&mut self) -> Result<Option<Size>, ReadError> {
        self.message.clear();
        let (mut size, mut any) = (Size::Whole, std::mem::take(&mut self.at_separator));
        let mut blank = !any;
        loop {
            let kind = read_line(self.reader, &mut self.line, self.limit)?;
            if kind == Line::End {
                return Ok(any.then_some(size));
            }
            if blank && self.line.starts_with(b"From ") && self.header_follows()? {
                if any {
                    self.at_separator = true;
                    return Ok(Some(size));
                }
                (any, blank) = (true, false);
                continue;
            }
            any |= !self.line.is_empty();
            blank = self.line.is_empty();
            let quoted = self
                .line
                .strip_prefix(b">")
                .filter(|rest| rest.trim_ascii_start().starts_with(b"From ") || rest.starts_with(b">"));
            let line =
                quoted.filter(|rest| rest.iter().find(|byte| **byte != b'>') == Some(&b'F')).unwrap_or(&self.line);
            if kind == Line::TooLong || self.message.len() + line.len() >= self.limit {
                size = Size::TooLarge;
            } else {
                self.message.extend_from_slice(line);
                self.message.push(b'\n');
            }
        }
    }

    /// Whether the line behind a separator is a header; nothing is consumed.
    fn header_follows(&mut self) -> Result<bool, ReadError> {
        let next = self.reader.fill_buf()?;
        let line = next.split(|&byte| byte == b'\n').next().unwrap_or_default();
        // At the very end of the buffer only a part of the line is seen, which is enough unless it is empty.
        let name = line.iter().position(|&byte| byte == b':').map_or(line, |colon| &line[..colon]);
        let named =
            !name.is_empty() && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        Ok(named)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{headlines, outcomes};
    use crate::source::read::ReadOptions;

    fn message(subject: &str, body: &str) -> String {
        format!(
            "From jane@example.com Mon Apr  1 10:20:30 2024\nFrom: Jane Doe <jane@example.com>\nSubject: {subject}\nDate: Mon, 1 Apr 2024 10:20:30 +0000\n\n{body}\n\n"
        )
    }

    #[test]
    fn a_mailbox_is_cut_at_its_separators_only() {
        let text = [message("A", "x\n\nFrom now on talks go on.\n>From here too."), message("B", "y")].concat();
        let (articles, others) = outcomes("inbox", text.as_bytes(), &ReadOptions::default());
        assert!(others.is_empty(), "{others:?}");
        assert_eq!(headlines(&articles), [("1", "A"), ("2", "B")]);
        assert_eq!(articles[0].sections[0].paragraphs, ["From now on talks go on.", "From here too."]);
    }

    #[test]
    fn a_message_larger_than_the_limit_fails_alone() {
        let text = [message("A", "x"), message("B", &"long line\n".repeat(100)), message("C", "z")].concat();
        let (articles, others) =
            outcomes("inbox", text.as_bytes(), &ReadOptions { max_record_bytes: 500, ..ReadOptions::default() });
        assert_eq!(headlines(&articles), [("1", "A"), ("3", "C")]);
        assert_eq!(others, ["cannot read inbox!2: one record is larger than 500 bytes"]);
    }
}
