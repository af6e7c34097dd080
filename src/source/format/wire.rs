//! Wire transmissions as agencies sent them before XML: IPTC 7901 and ANPA 1312.
//!
//! Messages between control characters: a header with number, priority, category and length, then the text. The surprise:
//! the two standards differ in little that matters here, so they share a reader, and the name of the format tells which one
//! it was.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::encoding;
use crate::source::field::FieldMapping;
use crate::source::layout;
use crate::source::outcome::ReadError;
use crate::source::read::Input;

/// IPTC 7901 and ANPA 1312.
pub static FORMAT: Format = Format { name: "iptc7901", extensions: &["iptc", "tst", "anpa"], detect, read };

/// Name of articles in ANPA 1312.
const ANPA: &str = "anpa1312";

/// Start of header, start of text, end of text, idle.
const SOH: u8 = 1;
const STX: u8 = 2;
const ETX: u8 = 3;
const SYN: u8 = 0x16;

fn detect(probe: &Probe<'_>) -> Detection {
    // Idle signs and line ends may come first; what stands between the starts is a line of print.
    let idle = probe.head.iter().take(64).take_while(|byte| matches!(**byte, SYN | b'\r' | b'\n' | b' ' | 0)).count();
    let Some((&SOH, rest)) = probe.head[idle..].split_first() else { return Detection::No };
    let header = rest.iter().take(512).position(|&byte| byte == STX).map(|end| &rest[..end]);
    let printed = |byte: &u8| matches!(*byte, b'\r' | b'\n' | b'\t' | 0x0e..=0x1f | b' '..=b'~');
    if header.is_some_and(|header| header.iter().all(printed)) { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut messages = Messages { reader: input, limit, message: Vec::new() };
    let (mut number, mut held) = (0_u64, None::<Draft>);
    // The first message is held back: a file of one has no locators.
    while let Some(fits) = messages.next()? {
        number += 1;
        if let Some(first) = held.take() {
            sink.article(first)?;
        }
        if !fits {
            sink.fail_at(Some(&number.to_string()), ReadError::RecordTooLarge { limit })?;
            continue;
        }
        let draft =
            Draft { locator: Some(number.to_string()), ..read_message(&messages.message, &sink.options().mapping) };
        if number == 1 {
            held = Some(draft);
        } else {
            sink.article(draft)?;
        }
    }
    match held {
        Some(only) => sink.article(Draft { locator: None, ..only }),
        None => Ok(()),
    }
}

/// Cuts a transmission into messages, from the start of the header to the end of the text.
struct Messages<'a> {
    reader: &'a mut dyn std::io::BufRead,
    limit: usize,
    message: Vec<u8>,
}

impl Messages<'_> {
    /// Puts the next message into `message`; false when it was larger than the limit and is not whole.
    fn next(&mut self) -> Result<Option<bool>, ReadError> {
        self.message.clear();
        let (mut inside, mut fits) = (false, true);
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() {
                return Ok(inside.then_some(fits));
            }
            let sign = if inside { ETX } else { SOH };
            let found = memchr::memchr(sign, available);
            let part = &available[..found.unwrap_or(available.len())];
            if inside {
                let room = self.limit.saturating_sub(self.message.len());
                fits &= part.len() <= room;
                self.message.extend_from_slice(&part[..part.len().min(room)]);
            }
            let used = part.len() + usize::from(found.is_some());
            self.reader.consume(used);
            match (found, inside) {
                (Some(_), false) => inside = true,
                (Some(_), true) => return Ok(Some(fits)),
                (None, _) => {}
            }
        }
    }
}

fn read_message(message: &[u8], mapping: &FieldMapping) -> Draft {
    let cut = message.iter().position(|&byte| byte == STX).unwrap_or(message.len());
    let (header, text) = message.split_at(cut);
    let text = encoding::decode(text.strip_prefix(&[STX]).unwrap_or(text), None).text.into_owned();
    let anpa = header.contains(&SYN) || text.contains('^');
    let header = encoding::decode(header, None).text.into_owned();
    let mut draft = layout::parse_text(&text_of(&text), mapping);
    if anpa {
        draft.format = Some(ANPA);
    }
    read_header(&header, &mut draft);
    draft
}

/// `abc0123 4 pol 00234 talks/`: source and number, priority, category, length, keywords.
fn read_header(header: &str, draft: &mut Draft) {
    let header: String = header.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = header.split_whitespace();
    let Some(number) = words.next() else { return };
    fill(&mut draft.external_id, number);
    let source: String = number.chars().take_while(|c| c.is_alphabetic()).collect();
    let mut keywords = Vec::new();
    for word in words {
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        if digits && word.len() == 1 {
            draft.note("urgency", word);
        } else if !digits && draft.rubric.is_none() && word.len() <= 4 && word.chars().all(char::is_alphabetic) {
            draft.rubric = Some(word.to_owned());
        } else if !digits && word.len() > 1 {
            keywords.push(word.trim_matches('/'));
        }
    }
    draft.note("slug", keywords.join(" "));
    draft.note("wire", source);
}

/// The text without the marks of typesetting: `^` before and `<` behind the lines of an ANPA headline, fillers and codes.
fn text_of(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_end_matches(['\r', '<', '\u{10}']);
        let shown: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        shown
            .strip_prefix('^')
            .map_or_else(|| shown.clone(), |headline| headline.trim_end_matches(['<', '^']).to_owned())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines};

    #[test]
    fn messages_stand_between_control_characters() {
        let text = b"\x01exa0123 4 pol 00012 Egypt/talks/\r\n\x02\r\nTalks go on in Cairo\r\n\r\nCAIRO, April 1, 2024 (EXA) - No date is set.\r\n\r\nA second round follows.\r\n\r\nexa jd\x03\x04\r\n\x01exa0124 5 spo 00003 Cup\r\n\x02Cup final drawn\r\n\r\nIt ended without a goal.\x03";
        let found = articles("feed.iptc", text);
        assert_eq!(headlines(&found), [("1", "Talks go on in Cairo"), ("2", "Cup final drawn")]);
        let first = &found[0];
        assert_eq!((first.format.as_str(), first.rubric.as_deref()), ("iptc7901", Some("pol")));
        assert_eq!((first.external_id.as_deref(), first.dateline.as_deref()), (Some("exa0123"), Some("CAIRO")));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        assert!(first.metadata.contains(&("urgency".into(), "4".into())));
        assert!(first.metadata.contains(&("slug".into(), "Egypt/talks".into())));
    }

    #[test]
    fn marks_of_typesetting_are_no_text() {
        let text = b"\x16\x16\x01a0123\x1f\r\nr i \x1f\r\n\x02^Talks Go On in Cairo<\r\n\r\n   CAIRO (EX) _ No date is set.\r\n\x03";
        let found = articles("a", text);
        assert_eq!((headlines(&found), found[0].format.as_str()), (vec![("-", "Talks Go On in Cairo")], "anpa1312"));
        assert_eq!(found[0].lede, "CAIRO (EX) _ No date is set.");
    }
}
