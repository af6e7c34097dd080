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
            Size::Whole => read_message(&messages.message, Some(&locator), messages.received(), sink)?,
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
    /// The line before the message.
    separator: Vec<u8>,
    /// The separator that was read and belongs to the next message.
    next_separator: Option<Vec<u8>>,
}

impl<'a> Messages<'a> {
    fn new(reader: &'a mut dyn BufRead, limit: usize) -> Self {
        Self { reader, limit, message: Vec::new(), line: Vec::new(), separator: Vec::new(), next_separator: None }
    }

    /// Puts the next message into `message`.
    fn next(&mut self) -> Result<Option<Size>, ReadError> {
        self.message.clear();
        let before = self.next_separator.take();
        let (mut size, mut any) = (Size::Whole, before.is_some());
        self.separator = before.unwrap_or_default();
        let mut blank = !any;
        loop {
            let kind = read_line(self.reader, &mut self.line, self.limit)?;
            if kind == Line::End {
                return Ok(any.then_some(size));
            }
            if blank && self.line.starts_with(b"From ") && self.header_follows()? {
                if any {
                    self.next_separator = Some(self.line.clone());
                    return Ok(Some(size));
                }
                self.separator.clone_from(&self.line);
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

    /// When the message came, as the line before it says: `From jane@example.com Mon Apr  1 10:20:30 2024`.
    fn received(&self) -> Option<&str> {
        let line = std::str::from_utf8(&self.separator).ok()?;
        Some(line.strip_prefix("From ")?.trim().split_once(' ')?.1.trim())
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
        assert_eq!(
            articles[0].sections[0].paragraphs,
            ["From now on talks go on.", "From here too.", "from: Jane Doe <jane@example.com>"]
        );
    }

    #[test]
    fn a_message_without_a_date_has_that_of_the_line_before_it() {
        let text = "From - Tue Mar  5 23:30:00 2024\nFrom: Jane Doe <jane@example.com>\nSubject: A\n\nx\n";
        let (articles, _) = outcomes("inbox", text.as_bytes(), &ReadOptions::default());
        let date = articles[0].date.as_ref().expect("it has one");
        assert_eq!((date.start.to_string().as_str(), date.certain), ("2024-03-05T23:30:00", false));
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
