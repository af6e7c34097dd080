//! Header values as they were meant: who wrote to whom, about what, and when.
//!
//! Owns what the parser leaves broken in headers: bytes of legacy encodings without a declaration, and encoded words that
//! were cut inside a character. Such a value is mended and handed to the parser once more. The surprise: nearly every header
//! is plain ASCII, which a look at its bytes shows, and costs nothing more.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use mail_parser::parsers::MessageStream;
use mail_parser::{Header, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};
use regex::Regex;

use crate::source::encoding::{self, Charset};

/// Somebody in a header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Contact {
    /// As people call him: `Margaret Thornbury`; empty when only the address is known.
    pub(super) name: String,
    /// The address, empty when only the name is known.
    pub(super) address: String,
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name.is_empty(), self.address.is_empty()) {
            (true, _) => f.write_str(&self.address),
            (false, true) => f.write_str(&self.name),
            (false, false) => write!(f, "{} <{}>", self.name, self.address),
        }
    }
}

/// All headers of a name, mended where that is needed.
fn values<'m, 'x>(message: &'m Message<'x>, name: &HeaderName<'_>) -> impl Iterator<Item = Cow<'m, HeaderValue<'x>>> {
    message
        .headers()
        .iter()
        .filter(move |header| header.name == *name)
        .map(|header| mended(header, message).map_or(Cow::Borrowed(&header.value), Cow::Owned))
}

/// The text of a header; of several of the name the last, as the parser has it.
pub(super) fn text(message: &Message<'_>, name: HeaderName<'_>) -> String {
    let value = values(message, &name).last();
    value.as_deref().and_then(HeaderValue::as_text).unwrap_or_default().trim().to_owned()
}

/// Everybody in the headers of a name.
pub(super) fn contacts(message: &Message<'_>, name: HeaderName<'_>) -> Vec<Contact> {
    let mut found = Vec::new();
    for value in values(message, &name) {
        let Some(address) = value.as_address() else { continue };
        found.extend(address.iter().map(|one| {
            let address = one.address().unwrap_or_default().trim().to_owned();
            let name = one.name().unwrap_or_default().trim().trim_matches(['"', '\'']).trim();
            let name = if name.eq_ignore_ascii_case(&address) { Cow::Borrowed("") } else { in_order(name) };
            Contact { name: name.into_owned(), address }
        }));
    }
    found.retain(|contact| !(contact.name.is_empty() && contact.address.is_empty()));
    found
}

/// The identifiers in a header such as `References`, with a blank between them.
pub(super) fn ids(message: &Message<'_>, name: HeaderName<'_>) -> String {
    let value = message.header(name);
    value.and_then(HeaderValue::as_text_list).map(|ids| ids.join(" ")).unwrap_or_default()
}

/// The name of a file that a part of a message is.
pub(super) fn file_name(part: &mail_parser::MessagePart<'_>, message: &Message<'_>) -> String {
    let name = part.attachment_name().unwrap_or_default();
    if !name.contains(char::REPLACEMENT_CHARACTER) {
        return name.to_owned();
    }
    let attribute = |header: HeaderName<'_>, attribute: &str| {
        let header = part.headers.iter().rfind(|known| known.name == header)?;
        let value = mended(header, message)?;
        Some(value.as_content_type()?.attribute(attribute)?.to_owned())
    };
    attribute(HeaderName::ContentDisposition, "filename")
        .or_else(|| attribute(HeaderName::ContentType, "name"))
        .unwrap_or_else(|| name.to_owned())
}

/// What a header says once its bytes are decoded and its words mended; `None` where nothing is wrong with it.
fn mended(header: &Header<'_>, message: &Message<'_>) -> Option<HeaderValue<'static>> {
    let raw = message.raw_message().get(header.offset_start as usize..header.offset_end as usize)?;
    let shifted = memchr::memchr(0x1b, raw).is_some();
    let text = match std::str::from_utf8(raw) {
        Ok(_) if !shifted && !has_adjacent_words(raw) => return None,
        Ok(text) if !shifted => Cow::Borrowed(text),
        _ => Cow::Owned(decode(raw, message)),
    };
    let source = format!("{}: {}\n\n", header.name.as_str(), mend_words(&text).trim());
    let again = MessageParser::default().parse_headers(source.as_bytes())?;
    let value = again.headers().first()?.value.clone();
    Some(value.into_owned())
}

/// Bytes of a header that declares no encoding: most are in that of the text below.
fn decode(raw: &[u8], message: &Message<'_>) -> String {
    let charset = |part: &mail_parser::MessagePart<'_>| {
        part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned)
    };
    let declared = message.parts.iter().find_map(charset).filter(|label| !is_ascii_label(label));
    if declared.is_some() || memchr::memchr(0x1b, raw).is_some() {
        return encoding::decode(raw, declared.as_deref()).text.into_owned();
    }
    // A few bytes tell less than those of all headers together.
    let head = message.parts.first().map(|root| root.raw_header_offset() as usize..root.raw_body_offset() as usize);
    let head = head.and_then(|range| message.raw_message().get(range)).unwrap_or(raw);
    let guessed = encoding::decode_as(raw, encoding::decode(head, None).charset);
    if guessed.replaced { encoding::decode(raw, None).text.into_owned() } else { guessed.text.into_owned() }
}

/// Labels that say nothing of the bytes beyond ASCII.
pub(super) fn is_ascii_label(label: &str) -> bool {
    ["us-ascii", "ascii", "us_ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "7bit", "8bit"]
        .iter()
        .any(|known| label.trim().eq_ignore_ascii_case(known))
}

/// Whether two encoded words follow each other, with nothing but blanks between them.
fn has_adjacent_words(raw: &[u8]) -> bool {
    memchr::memmem::find_iter(raw, b"?=").any(|at| raw[at + 2..].trim_ascii_start().starts_with(b"=?"))
}

/// An encoded word: `=?utf-8?B?w5xiZXI=?=`.
struct Word<'t> {
    charset: &'t str,
    /// True for base64, false for the other coding.
    base64: bool,
    data: &'t str,
    place: Range<usize>,
}

/// Mends encoded words that mean nothing one by one: those that follow each other in one encoding, since a character may have been
/// cut between them, and those that were not encoded to the end.
fn mend_words(text: &str) -> Cow<'_, str> {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?\s]*)\?=").expect("a valid pattern"));
    let mut runs: Vec<Vec<Word<'_>>> = Vec::new();
    for found in WORD.captures_iter(text) {
        let (Some(whole), Some(charset), Some(kind), Some(data)) =
            (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let base64 = kind.as_str().eq_ignore_ascii_case("b");
        let word = Word { charset: charset.as_str(), base64, data: data.as_str(), place: whole.range() };
        let follows = |last: &Word<'_>| {
            last.charset.eq_ignore_ascii_case(word.charset) && text[last.place.end..word.place.start].trim().is_empty()
        };
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(follows) => run.push(word),
            _ => runs.push(vec![word]),
        }
    }
    let (mut mended, mut from) = (String::with_capacity(text.len() * 2), 0);
    for run in runs {
        let ([first, ..], [.., last]) = (&run[..], &run[..]) else { continue };
        let Some(meant) = encoding::label(first.charset).and_then(|charset| read_words(&run, charset)) else {
            continue;
        };
        mended.push_str(&text[from..first.place.start]);
        mended.push_str("=?utf-8?Q?");
        meant.bytes().for_each(|byte| mended.push_str(&format!("={byte:02X}")));
        mended.push_str("?=");
        from = last.place.end;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[from..]);
    Cow::Owned(mended)
}

/// What words in a row mean; `None` where each means something by itself, as most do.
fn read_words(words: &[Word<'_>], charset: Charset) -> Option<String> {
    if words.iter().any(|word| !word.data.is_ascii()) {
        return Some(words.iter().map(|word| read_half_encoded(word.data, charset)).collect());
    }
    let mut bytes = Vec::new();
    let mut whole = true;
    for word in words {
        let end = format!("{}?=", word.data);
        let mut stream = MessageStream::new(end.as_bytes());
        let own = if word.base64 { stream.decode_base64_word() } else { stream.decode_quoted_printable_word() }?;
        whole &= !encoding::decode_as(&own, charset).replaced;
        bytes.extend(own);
    }
    (!whole).then(|| encoding::decode_as(&bytes, charset).text.into_owned())
}

/// A word in which some characters stand as they are, and were decoded with the header.
fn read_half_encoded(data: &str, charset: Charset) -> String {
    let (mut read, mut rest) = (String::with_capacity(data.len()), data);
    while let Some(character) = rest.chars().next() {
        let code = rest.get(1..3).filter(|_| character == '=').and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) => read.push_str(&encoding::decode_as(&[byte], charset).text),
            None => read.push(if character == '_' { ' ' } else { character }),
        }
        rest = &rest[if code.is_some() { 3 } else { character.len_utf8() }..];
    }
    read
}

/// `Thornbury, Margaret` as `Margaret Thornbury`: programs of offices sort by surname.
fn in_order(name: &str) -> Cow<'_, str> {
    const NO_GIVEN_NAMES: &[&str] = &[
        "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq", "mba", "cpa", "dds", "rn", "qc", "kc", "mp",
        "mep", "mdb", "mdl", "inc", "ltd", "llc", "llp", "plc", "corp", "co", "gmbh", "ag", "kg", "se", "sa", "s.a",
        "spa", "s.p.a", "srl", "sas", "bv", "b.v", "nv", "n.v", "as", "a/s", "ab", "oy", "oyj", "aps",
    ];
    // What a house adds behind the name stays there: `Thornbury, Margaret (Legal)`.
    let (own, added) = name.split_at(name.find(['(', '[']).unwrap_or(name.len()));
    let Some((last, first)) = own.split_once(',') else { return Cow::Borrowed(name) };
    let (last, first) = (last.trim(), first.trim());
    let is_name = |part: &str| {
        (1..=3).contains(&part.split_whitespace().count())
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'))
    };
    let is_suffix = || {
        let word = first.split_whitespace().next().unwrap_or_default();
        NO_GIVEN_NAMES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
    };
    if !is_name(last) || !is_name(first) || is_suffix() {
        return Cow::Borrowed(name);
    }
    let added = added.trim();
    Cow::Owned(if added.is_empty() { format!("{first} {last}") } else { format!("{first} {last} {added}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(raw: &[u8]) -> String {
        let source = [b"Subject: ".as_slice(), raw, b"\r\nFrom: a@example.com\r\n\r\ntext\r\n"].concat();
        let message = MessageParser::default().parse(&source).expect("a message");
        text(&message, HeaderName::Subject)
    }

    fn senders(raw: &[u8], charset: &str) -> Vec<String> {
        let kind = format!("\r\nContent-Type: text/plain{charset}\r\n\r\ntext\r\n");
        let source = [b"From: ".as_slice(), raw, kind.as_bytes()].concat();
        let message = MessageParser::default().parse(&source).expect("a message");
        contacts(&message, HeaderName::From).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_character_cut_between_two_encoded_words_is_one() {
        // "Über Ärger": the second letter with dots is cut between its two bytes.
        assert_eq!(subject(b"=?utf-8?B?w5xiZXIgww==?=\r\n =?utf-8?B?hHJnZXI=?="), "Über Ärger");
        assert_eq!(subject(b"=?utf-8?Q?=C3?= =?UTF-8?Q?=9Cber?= alles"), "Über alles");
        assert_eq!(subject(b"Re: =?utf-8?Q?=C3=9C?==?utf-8?Q?ber?="), "Re: Über");
        // One word, and words of two encodings, are what they were.
        assert_eq!(subject(b"=?utf-8?Q?=C3=9Cber?= =?iso-8859-1?Q?_=C4rger?="), "Über Ärger");
        assert_eq!(subject(b"plain words"), "plain words");
        // Each word of ISO-2022-JP begins and ends in ASCII, so that two of them together are no text of it.
        assert_eq!(subject(b"=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?="), "テストテスト");
        assert_eq!(subject(b"=?iso-8859-1?Q?Die_Fr\xf6sche_=DCben?="), "Die Frösche Üben");
    }

    #[test]
    fn names_in_legacy_encodings_are_decoded() {
        assert_eq!(
            senders(b"Ren\xe9 Lef\xe8vre <r@example.fr>", "; charset=iso-8859-1"),
            ["René Lefèvre <r@example.fr>"]
        );
        assert_eq!(senders("Jörg Hüttner <j@example.de>".as_bytes(), ""), ["Jörg Hüttner <j@example.de>"]);
        assert_eq!(senders(b"\xcd\xf5\xcf\xfe\xc3\xf7 <w@example.cn>", "; charset=gb2312"), ["王晓明 <w@example.cn>"]);
        // "東京" with the shifts of ISO-2022-JP.
        assert_eq!(subject(b"\x1b$BEl5~\x1b(B"), "東京");
    }

    #[test]
    fn surnames_written_first_come_last() {
        for (written, meant) in [
            ("Thornbury, Margaret", "Margaret Thornbury"),
            ("Müller-Lüdenscheidt, Dr. Karl Heinz", "Dr. Karl Heinz Müller-Lüdenscheidt"),
            ("Thornbury, Margaret (Legal)", "Margaret Thornbury (Legal)"),
            ("King, Jr.", "King, Jr."),
            ("Crestfield, Ltd", "Crestfield, Ltd"),
            ("Desk, Room 5", "Desk, Room 5"),
            ("Smith, Jones, Brown", "Smith, Jones, Brown"),
            ("Margaret Thornbury", "Margaret Thornbury"),
        ] {
            assert_eq!(in_order(written), meant);
        }
        assert_eq!(senders(b"\"Thornbury, Margaret\" <m@example.com>", ""), ["Margaret Thornbury <m@example.com>"]);
        assert_eq!(senders(b"m@example.com <m@example.com>", ""), ["m@example.com"]);
    }
}
