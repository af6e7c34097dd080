//! Mail: press releases and newsletters, one article a message, and what is attached to it.
//!
//! Reads single messages, whatever their files are called, so that a maildir is a folder like any other; [`super::mbox`]
//! brings the messages of a mailbox. The surprise: the parser builds messages inside messages to any depth, and dropping
//! those would recurse as deep, so `Parsed` takes them apart.

use mail_parser::{Address, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::sink::Packed;
use super::{Detection, Format, Frame, Halt, Probe, Sink, html};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::encoding;
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::outcome::{ReadError, SkipReason, UnpackLimit};
use crate::source::read::Input;

/// One message.
pub static FORMAT: Format = Format { name: "mail", extensions: &["eml", "mht", "mhtml", "emlx", "msg"], detect, read };

/// Messages in messages are read to this depth.
const DEPTH: usize = 16;

/// Headers that only mail has.
const MAIL_ONLY: &[&str] = &[
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "x-mailer",
    "in-reply-to",
    "references",
    "content-transfer-encoding",
    "dkim-signature",
    "list-id",
    "list-unsubscribe",
    "x-original-to",
    "reply-to",
];

fn detect(probe: &Probe<'_>) -> Detection {
    let names = header_names(probe.text);
    let count = |wanted: &[&str]| names.iter().filter(|name| wanted.contains(&name.as_str())).count();
    let usual = count(&["from", "to", "subject", "date"]);
    match (count(MAIL_ONLY), usual) {
        (1.., 1..) => Detection::Certain,
        (_, 3..) if names.iter().any(|name| name == "from") => Detection::Certain,
        (0, 0) => Detection::No,
        _ if names.len() >= 2 => Detection::Possible,
        _ => Detection::No,
    }
}

/// Names of the header lines at the beginning of a text, in lower case; empty when it does not begin with headers.
pub(super) fn header_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            break;
        }
        names.push(name.to_ascii_lowercase());
    }
    names
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    read_message(&bytes, None, sink)
}

/// Reads the message that `bytes` are, and what is attached to it.
pub fn read_message(bytes: &[u8], locator: Option<&str>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let cause = ReadError::Malformed { format: "mail", message: "no header lines".to_owned() };
        return sink.fail_at(locator, cause);
    };
    let parsed = Parsed(message);
    report(&parsed.0, locator, 0, sink)
}

/// A message that can be dropped however deep others are nested in it.
struct Parsed<'x>(Message<'x>);

impl Drop for Parsed<'_> {
    fn drop(&mut self) {
        let mut open = vec![std::mem::take(&mut self.0)];
        while let Some(mut message) = open.pop() {
            for part in &mut message.parts {
                if let PartType::Message(inner) = std::mem::take(&mut part.body) {
                    open.push(inner);
                }
            }
        }
    }
}

/// The article of a message, then those of its attachments.
fn report(message: &Message<'_>, locator: Option<&str>, depth: usize, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let mut draft = read_draft(message);
    draft.locator = locator.map(str::to_owned);
    let saved_page = draft.format.is_some();
    sink.article(draft)?;
    if saved_page {
        // What comes with it is its pictures, styles and frames.
        return Ok(());
    }
    for (index, part) in message.attachments().enumerate() {
        let number = (index + 1).to_string();
        let place = locator.map_or_else(|| number.clone(), |outer| format!("{outer}/{number}"));
        if let PartType::Message(inner) = &part.body {
            if depth >= DEPTH {
                sink.skip(Some(&place), SkipReason::Limit(UnpackLimit::Depth(DEPTH as u8)))?;
            } else {
                report(inner, Some(&place), depth + 1, sink)?;
            }
            continue;
        }
        read_attachment(part, &place, message, sink)?;
    }
    Ok(())
}

/// Documents are read, pictures that belong to the layout of the message are not worth a line.
fn read_attachment(
    part: &MessagePart<'_>,
    place: &str,
    message: &Message<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let kind = part.content_type().map(|kind| kind.ctype().to_ascii_lowercase()).unwrap_or_default();
    let in_layout = part.content_id().is_some() || part.attachment_name().is_none();
    if matches!(kind.as_str(), "image" | "audio" | "video" | "application") && in_layout && kind != "application" {
        return Ok(());
    }
    let subtype = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
    if matches!(
        subtype.as_str(),
        "pgp-signature" | "pkcs7-signature" | "delivery-status" | "rfc822-headers" | "disposition-notification"
    ) {
        return Ok(());
    }
    let name = part.attachment_name().map(|name| name.replace(['/', '\\', '\n', '\r'], "_")).unwrap_or_default();
    let locator = if name.is_empty() { place.to_owned() } else { format!("{place}/{name}") };
    let modified = message.date().and_then(|date| u64::try_from(date.to_timestamp()).ok());
    let modified = modified
        .and_then(|seconds| std::time::SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds)));
    let frame = Frame {
        name: if name.is_empty() { "attachment".to_owned() } else { name },
        locator: Some(locator),
        modified,
        url: None,
    };
    sink.member(frame, Box::new(part.contents()), Packed::Stored)
}

/// The page of an MHTML file: a browser saved it as a message, whose sender and date say nothing of the article.
fn read_saved_page(message: &Message<'_>) -> Option<Draft> {
    let from = message.header_raw("From").unwrap_or_default();
    let address = message.header_raw("Snapshot-Content-Location").or_else(|| message.header_raw("Content-Location"));
    if !from.contains("<Saved by ") && address.is_none() {
        return None;
    }
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html::read_page(html)),
        _ => None,
    });
    let mut draft = page?;
    fill(&mut draft.headline, subject(message));
    fill(&mut draft.url, address.unwrap_or_default().trim());
    draft.format = Some("mhtml");
    Some(draft)
}

fn read_draft(message: &Message<'_>) -> Draft {
    if let Some(draft) = read_saved_page(message) {
        return draft;
    }
    let mut draft = Draft::default();
    fill(&mut draft.headline, subject(message));
    fill(&mut draft.external_id, message.message_id().unwrap_or_default());
    let (name, address) = sender(message);
    fill(&mut draft.byline, name.clone());
    draft.note("from", address);
    fill(&mut draft.publisher, list_name(message).unwrap_or_default());
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        draft.date(date.to_rfc3339());
    }
    // What the parser does not read may still be a date to us.
    draft.date(message.header_raw("Date").unwrap_or_default().trim());
    fill(&mut draft.language, message.content_language().as_text().unwrap_or_default());
    fill(&mut draft.url, message.header_raw("Archived-At").unwrap_or_default().trim().trim_matches(['<', '>']));
    draft.note("keywords", message.keywords().as_text_list().map(|words| words.join(", ")).unwrap_or_default());
    draft.body = read_body(message);
    layout::complete_from_lede(&mut draft);
    draft
}

/// The subject; where it was written in a legacy encoding without saying so, its bytes are decoded again.
fn subject(message: &Message<'_>) -> String {
    let subject = message.subject().unwrap_or_default();
    if !subject.contains(char::REPLACEMENT_CHARACTER) {
        return subject.to_owned();
    }
    let header = message.headers().iter().rfind(|header| header.name == HeaderName::Subject);
    let raw =
        header.and_then(|header| message.raw_message().get(header.offset_start as usize..header.offset_end as usize));
    raw.map_or_else(|| subject.to_owned(), |raw| encoding::decode(raw, None).text.trim().to_owned())
}

/// Name and address of the sender.
fn sender(message: &Message<'_>) -> (String, String) {
    let first = message.from().or_else(|| message.sender()).and_then(Address::first);
    let Some(first) = first else { return Default::default() };
    (first.name().unwrap_or_default().to_owned(), first.address().unwrap_or_default().to_owned())
}

/// What the mailing list calls itself: `The Daily <daily.example.com>`.
fn list_name(message: &Message<'_>) -> Option<String> {
    let raw = message.header_raw("List-Id")?.trim();
    let name = raw.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains("=?")).then(|| name.to_owned())
}

/// The plain text, unless the HTML says clearly more.
fn read_body(message: &Message<'_>) -> Vec<Piece> {
    let mut plain = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            plain.push_str(text);
            plain.push_str("\n\n");
        }
    }
    let mut pieces = Vec::new();
    for part in message.html_bodies() {
        if let PartType::Html(html) = &part.body {
            pieces.extend(read_html(html));
        }
    }
    let marked: usize = pieces.iter().map(|piece| piece.text().len()).sum();
    if plain.trim().len() * 5 >= marked * 3 { layout::parse_body(&plain) } else { pieces }
}

/// A newsletter of one story has a main text; one of many has none, and is taken whole.
fn read_html(html: &str) -> Vec<Piece> {
    let whole = markup::read_pieces(html, Keep::All);
    let main = html::read_page(html).body;
    let size = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text().len()).sum::<usize>();
    if size(&main) * 2 >= size(&whole) { main } else { whole }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    const HEAD: &str = "Return-Path: <j@example.com>\r\nFrom: =?utf-8?q?Jane_Do=C3=AB?= <jane@example.com>\r\nTo: desk@example.com\r\nSubject: Talks\r\n go on\r\nDate: Mon, 1 Apr 2024 10:20:30 +0200\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn a_message_is_an_article() {
        let mail = format!(
            "{HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCAIRO (EX) - Talks go on in the caf=E9, and no date is set=\r\n for the next round.\r\n\r\nThe end.\r\n"
        );
        let found = articles("cur/1234.M1:2,S", mail.as_bytes());
        let article = &found[0];
        assert_eq!((article.format.as_str(), article.headline.text.as_str()), ("mail", "Talks go on"));
        assert_eq!(
            (article.byline.as_deref(), article.external_id.as_deref()),
            (Some("Jane Doë"), Some("1@example.com"))
        );
        assert_eq!(article.lede, "CAIRO (EX) - Talks go on in the café, and no date is set for the next round.");
        let date = article.date.as_ref().expect("it has one");
        assert_eq!((date.start.to_string().as_str(), date.utc_offset), ("2024-04-01T10:20:30", Some(7200)));
        assert!(article.metadata.contains(&("from".into(), "jane@example.com".into())));
    }

    #[test]
    fn the_richer_of_two_bodies_is_read_and_attachments_are_articles() {
        let inner = "From: John Roe <r@example.com>\r\nSubject: Inner\r\nDate: Tue, 2 Apr 2024 00:00:00 +0000\r\n\r\nForwarded text.\r\n";
        let mail = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nView in browser.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Talks go on in Cairo.</p><p>No date is set for the next round.</p>\r\n--c--\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nA note\r\n\r\nIts text.\r\n--b--\r\n"
        );
        let found = articles("a.eml", mail.as_bytes());
        assert_eq!(headlines(&found), [("-", "Talks go on"), ("1", "Inner"), ("2/note.txt", "A note")]);
        assert_eq!(found[0].lede, "Talks go on in Cairo.");
        assert_eq!(found[1].lede, "Forwarded text.");
        assert_eq!(found[2].format, "text");
    }

    #[test]
    fn a_page_saved_as_a_message_is_read_as_a_page() {
        let mail = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/talks\r\nSubject: Talks go on - Example\r\nDate: Mon, 1 Jul 2024 10:20:30 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.com/talks\r\n\r\n<html><head><meta property=3D\"article:published_time\" content=3D\"2024-04-01\"><title>Talks go on</title></head><body><p>No date is set.</p></body></html>\r\n--b\r\nContent-Type: text/css\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\nbody { color: red }\r\n--b--\r\n";
        let (found, others) = outcomes("a.mhtml", mail.as_bytes(), &ReadOptions::default());
        assert_eq!((headlines(&found), others.len()), (vec![("-", "Talks go on")], 0), "{others:?}");
        assert_eq!((found[0].format.as_str(), found[0].url.as_deref()), ("mhtml", Some("https://example.com/talks")));
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
        assert_eq!((found[0].byline.as_deref(), found[0].lede.as_str()), (None, "No date is set."));
    }

    #[test]
    fn nesting_without_end_is_cut_off() {
        let mut mail = String::from(HEAD);
        mail.push_str(&"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n".repeat(50_000));
        mail.push_str("\r\nhello\r\n");
        let (_, others) = outcomes("a.eml", mail.as_bytes(), &ReadOptions::default());
        assert!(
            others.last().is_some_and(|other| other.ends_with("containers are nested more than 16 deep")),
            "{others:?}"
        );
    }

    #[test]
    fn header_lines_of_other_texts_are_no_mail() {
        let article = "Title: Talks go on\nDate: 1 April 2024\nAuthor: Jane Doe\n\nNo date is set.";
        assert_eq!(articles("a.txt", article.as_bytes())[0].format, "text");
        let short =
            "From: Jane Doe <j@example.com>\nSubject: Talks\nDate: 1 Apr 2024 10:00:00 +0000\n\nNo date is set.";
        assert_eq!(articles("a.txt", short.as_bytes())[0].format, "mail");
    }

    proptest::proptest! {
        #[test]
        fn any_message_is_read(body in "((Content-Type: (multipart/mixed; boundary=b|text/html|message/rfc822)|--b|Subject: x|From: y|<p>|[a-z=?]{0,8})\r?\n{1,2}){0,25}") {
            outcomes("a.eml", format!("From: a\nSubject: b\nDate: c\n{body}").as_bytes(), &ReadOptions::default());
        }
    }
}
