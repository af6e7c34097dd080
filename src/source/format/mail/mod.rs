//! Mail: press releases, newsletters and whole mailboxes, one article a message, and what is attached to it.
//!
//! Reads single messages, whatever their files are called, so that a maildir is a folder like any other; [`super::mbox`]
//! brings the messages of a mailbox. Who wrote to whom, and what is attached, stands at the end of the text, since it is
//! looked for as words are. The surprise: the parser builds messages inside messages to any depth, and dropping
//! those would recurse as deep, so `Parsed` takes them apart.

mod body;
mod encoded;
mod header;
mod quoted;
mod wrapped;

use std::rc::Rc;
use std::time::{Duration, SystemTime};

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use self::body::Attached;
use self::encoded::Block;
use super::sink::{Letter, Packed};
use super::{Detection, Format, Frame, Halt, Probe, Sink, html};
use crate::source::draft::{Draft, fill};
use crate::source::layout;
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
    let names = header_names(without_count(probe.text));
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
    let (message, received) = unwrap(&bytes);
    read_message(message, None, received.as_deref(), sink)
}

/// What stands behind the line of Apple's program that says how many bytes the message has; the whole text elsewhere.
fn without_count(text: &str) -> &str {
    match text.split_once('\n') {
        Some((count, rest)) if is_count(count.as_bytes()) => rest,
        _ => text,
    }
}

fn is_count(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    (1..=10).contains(&line.len()) && line.iter().all(u8::is_ascii_digit)
}

/// The message in a file of Apple's program (`.emlx`), without the count before and the list of properties behind it, and
/// when it was received. Any other file is the message.
fn unwrap(bytes: &[u8]) -> (&[u8], Option<String>) {
    let Some(end) = memchr::memchr(b'\n', &bytes[..bytes.len().min(32)]).filter(|end| is_count(&bytes[..*end])) else {
        return (bytes, None);
    };
    let rest = &bytes[end + 1..];
    let count = std::str::from_utf8(&bytes[..end]).ok().and_then(|count| count.trim().parse::<usize>().ok());
    let (mut message, mut properties) = rest.split_at(count.unwrap_or(rest.len()).min(rest.len()));
    let is_list = |bytes: &[u8]| bytes.trim_ascii_start().starts_with(b"<?xml");
    if !properties.trim_ascii().is_empty() && !is_list(properties) {
        // Line ends were changed on the way, and the count is wrong now.
        let list =
            memchr::memmem::rfind(rest, b"<?xml ").filter(|at| memchr::memmem::find(&rest[*at..], b"<plist").is_some());
        (message, properties) = rest.split_at(list.unwrap_or(rest.len()));
    }
    let received = memchr::memmem::find(properties, b"<key>date-received</key>").and_then(|at| {
        let value = std::str::from_utf8(&properties[at + 24..]).ok()?.trim_start().strip_prefix("<integer>")?;
        Some(value.split('<').next()?.trim().to_owned())
    });
    (message, received)
}

/// Reads the message that `bytes` are, and what is attached to it. `received` is what is known from outside of when it came.
///
/// # Errors
/// [`Halt::Stopped`] when no more is wanted; a message that is none is reported and no error.
pub fn read_message(
    bytes: &[u8],
    locator: Option<&str>,
    received: Option<&str>,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let cause = ReadError::Malformed { format: "mail", message: "no header lines".to_owned() };
        return sink.fail_at(locator, cause);
    };
    let parsed = Parsed(message);
    report(&parsed.0, locator, received, 0, sink)
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
fn report(
    message: &Message<'_>,
    locator: Option<&str>,
    received: Option<&str>,
    depth: usize,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    if depth < DEPTH
        && let Some(bytes) = wrapped::unwrap(message, sink.options().max_record_bytes)
        && let Some(unwrapped) = MessageParser::default().parse(&bytes)
    {
        return report(&Parsed(unwrapped).0, locator, received, depth + 1, sink);
    }
    if let Some(mut draft) = read_saved_page(message) {
        // What comes with it is its pictures, styles and frames.
        draft.locator = locator.map(str::to_owned);
        return sink.article(draft);
    }
    let content = body::read(message);
    let names: Vec<String> = content.attached.iter().filter_map(|attached| shown_name(attached, message)).collect();
    let (mut draft, letter) = read_head(message, &names, received);
    draft.locator = locator.map(str::to_owned);
    draft.body = content.pieces;
    layout::complete_from_lede(&mut draft);
    if draft.headline.is_none()
        && draft.body.is_empty()
        && draft.metadata.iter().all(|(name, _)| name == "from")
        && names.is_empty()
    {
        draft.beside.clear();
    }
    sink.article(draft)?;
    let letter = Rc::new(letter);
    for (index, attached) in content.attached.into_iter().enumerate() {
        let number = (index + 1).to_string();
        let place = locator.map_or_else(|| number.clone(), |outer| format!("{outer}/{number}"));
        match attached {
            Attached::Part(part) => match &part.body {
                PartType::Message(_) if depth >= DEPTH => {
                    sink.skip(Some(&place), SkipReason::Limit(UnpackLimit::Depth(DEPTH as u8)))?;
                }
                PartType::Message(inner) => report(inner, Some(&place), None, depth + 1, sink)?,
                _ => read_attachment(part, &place, message, &letter, sink)?,
            },
            Attached::Digest(_) if depth >= DEPTH => {
                sink.skip(Some(&place), SkipReason::Limit(UnpackLimit::Depth(DEPTH as u8)))?;
            }
            Attached::Digest(text) => {
                if let Some(inner) = MessageParser::default().parse(text.as_bytes()) {
                    report(&Parsed(inner).0, Some(&place), None, depth + 1, sink)?;
                }
            }
            Attached::Block(block) => read_block(block, &place, &letter, sink)?,
            Attached::Encrypted => sink.skip(Some(&place), SkipReason::Encrypted)?,
        }
    }
    Ok(())
}

/// Documents are read, pictures that belong to the layout of the message are not worth a line.
fn read_attachment(
    part: &MessagePart<'_>,
    place: &str,
    message: &Message<'_>,
    letter: &Rc<Letter>,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    if is_layout(part) {
        return Ok(());
    }
    let subtype = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
    if matches!(
        subtype.as_str(),
        "pgp-signature"
            | "pkcs7-signature"
            | "x-pkcs7-signature"
            | "delivery-status"
            | "rfc822-headers"
            | "disposition-notification"
    ) {
        return Ok(());
    }
    let name = header::file_name(part, message);
    let uuencoded = part.content_transfer_encoding().is_some_and(|encoding| {
        matches!(encoding.trim().to_ascii_lowercase().as_str(), "x-uuencode" | "uuencode" | "x-uue")
    });
    if uuencoded && let Some((_, blocks)) = encoded::cut(&body::decode(part, message)) {
        return blocks.into_iter().try_for_each(|block| read_block(block, place, letter, sink));
    }
    read_file(&name, part.contents(), place, letter, sink)
}

/// A file that stood between the lines of the text.
fn read_block(block: Block, place: &str, letter: &Rc<Letter>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    match block {
        Block::File { name, bytes } => read_file(&name, &bytes, place, letter, sink),
        Block::Unread(kind) => sink.skip(Some(place), SkipReason::NotAnArticle(kind)),
        Block::Encrypted => sink.skip(Some(place), SkipReason::Encrypted),
    }
}

fn read_file(name: &str, bytes: &[u8], place: &str, letter: &Rc<Letter>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let name = name.replace(['/', '\\', '\n', '\r'], "_");
    let frame = Frame {
        locator: Some(if name.is_empty() { place.to_owned() } else { format!("{place}/{name}") }),
        name: if name.is_empty() { "attachment".to_owned() } else { name.clone() },
        modified: letter.sent,
        url: None,
        directory: None,
        letter: Some(Rc::new(Letter { file: name, ..Letter::clone(letter) })),
    };
    sink.member(frame, Box::new(bytes), Packed::Stored)
}

/// Pictures and sounds that the text shows itself.
fn is_layout(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().map(|kind| kind.ctype().to_ascii_lowercase()).unwrap_or_default();
    matches!(kind.as_str(), "image" | "audio" | "video")
        && (part.content_id().is_some() || part.attachment_name().is_none())
}

/// The name by which an attachment is looked for.
fn shown_name(attached: &Attached<'_, '_>, message: &Message<'_>) -> Option<String> {
    let name = match attached {
        Attached::Part(part) if !is_layout(part) => header::file_name(part, message),
        Attached::Block(Block::File { name, .. }) => name.clone(),
        _ => String::new(),
    };
    // Signatures are files that nobody looks for.
    let noise = ["smime.p7s", "signature.asc"].iter().any(|known| name.eq_ignore_ascii_case(known));
    (!name.trim().is_empty() && !noise).then_some(name)
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
    fill(&mut draft.headline, header::text(message, HeaderName::Subject));
    fill(&mut draft.url, address.unwrap_or_default().trim());
    draft.format = Some("mhtml");
    Some(draft)
}

/// What the headers say, with the names of what is attached, and what of it goes with each attachment.
fn read_head(message: &Message<'_>, attachments: &[String], received: Option<&str>) -> (Draft, Letter) {
    let mut draft = Draft::default();
    let mut letter = Letter { subject: header::text(message, HeaderName::Subject), ..Letter::default() };
    fill(&mut draft.headline, letter.subject.as_str());
    fill(&mut draft.external_id, message.message_id().unwrap_or_default());
    letter.id = draft.external_id.clone().unwrap_or_default();
    let mut senders = header::contacts(message, HeaderName::From);
    if senders.is_empty() {
        senders = header::contacts(message, HeaderName::Sender);
    }
    let listed =
        |parts: &mut dyn Iterator<Item = &str>| parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let names = listed(&mut senders.iter().map(|sender| sender.name.as_str()));
    let addresses = listed(&mut senders.iter().map(|sender| sender.address.as_str()));
    fill(&mut draft.byline, names);
    draft.note("from", addresses.as_str());
    fill(&mut draft.byline_address, addresses);
    letter.from = listed(&mut senders.iter().map(ToString::to_string).collect::<Vec<_>>().iter().map(String::as_str));
    let mut beside = |label: &str, text: &str| {
        if !text.is_empty() {
            draft.beside.push(format!("{label}: {text}"));
        }
    };
    beside("from", &letter.from);
    let mut notes: Vec<(&str, String)> = Vec::new();
    for (name, key) in [(HeaderName::To, "to"), (HeaderName::Cc, "cc"), (HeaderName::Bcc, "bcc")] {
        let contacts = header::contacts(message, name);
        let shown = contacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        beside(key, &shown);
        notes.push((key, shown));
    }
    beside(if attachments.len() == 1 { "attachment" } else { "attachments" }, &attachments.join(", "));
    notes.push(("in-reply-to", header::ids(message, HeaderName::InReplyTo)));
    notes.push(("references", header::ids(message, HeaderName::References)));
    notes.into_iter().for_each(|(key, value)| draft.note(key, value));
    fill(&mut draft.publisher, list_name(message).unwrap_or_default());
    read_dates(message, received, &mut draft, &mut letter);
    fill(&mut draft.language, message.content_language().as_text().unwrap_or_default());
    fill(&mut draft.url, message.header_raw("Archived-At").unwrap_or_default().trim().trim_matches(['<', '>']));
    draft.note("keywords", message.keywords().as_text_list().map(|words| words.join(", ")).unwrap_or_default());
    (draft, letter)
}

fn read_dates(message: &Message<'_>, received: Option<&str>, draft: &mut Draft, letter: &mut Letter) {
    let date = message.date().filter(|date| date.is_valid());
    if let Some(date) = date {
        draft.date(date.to_rfc3339());
    }
    // What the parser does not read may still be a date to us.
    let written = message.header_raw("Date").unwrap_or_default().trim();
    draft.date(written);
    // The first server that had it, which is the last to be named, knew within seconds when it was sent.
    let passed = message.received_all().filter_map(|hop| hop.date()).filter(|date| date.is_valid()).last();
    draft.weak_dates.extend(passed.map(|date| date.to_rfc3339()));
    draft.weak_dates.extend(received.map(str::to_owned));
    letter.date = match date {
        Some(date) => date.to_rfc3339(),
        None if !written.is_empty() => written.to_owned(),
        None => draft.weak_dates.first().cloned().unwrap_or_default(),
    };
    let seconds = date.or(passed.as_ref()).and_then(|date| u64::try_from(date.to_timestamp()).ok());
    letter.sent = seconds.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
}

/// What the mailing list calls itself: `The Daily <daily.example.com>`; its address where it has no name.
fn list_name(message: &Message<'_>) -> Option<String> {
    let value = message.header(HeaderName::ListId)?;
    let list = match value {
        HeaderValue::Address(_) => header::contacts(message, HeaderName::ListId).into_iter().next()?,
        _ => return None,
    };
    // Services of bulk mail write numbers of theirs.
    let telling = !list.address.bytes().any(|byte| byte.is_ascii_digit());
    Some(list.name).filter(|name| !name.is_empty()).or(Some(list.address).filter(|_| telling))
}

#[cfg(test)]
mod tests;
