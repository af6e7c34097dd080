//! Mail: press releases, newsletters and whole mailboxes, one article a message, and what is attached to it.
//!
//! Reads single messages, whatever their files are called, so that a maildir is a folder like any other; [`super::mbox`]
//! brings the messages of a mailbox. Who wrote to whom, and what is attached, stands at the end of the text, since it is
//! looked for as words are. The surprise: the parser builds messages inside messages to any depth, and dropping
//! those would recurse as deep, so `Parsed` takes them apart.

mod body;
mod encoded;
mod header;

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
    let (message, properties) = rest.split_at(count.unwrap_or(rest.len()).min(rest.len()));
    let received = memchr::memmem::find(properties, b"<key>date-received</key>").and_then(|at| {
        let value = std::str::from_utf8(&properties[at + 24..]).ok()?.trim_start().strip_prefix("<integer>")?;
        Some(value.split('<').next()?.trim().to_owned())
    });
    (message, received)
}

/// Reads the message that `bytes` are, and what is attached to it. `received` is what is known from outside of when it came.
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
    if uuencoded
        && let Ok(text) = std::str::from_utf8(part.contents())
        && let Some((_, blocks)) = encoded::cut(text)
    {
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
    beside("From", &letter.from);
    let mut notes: Vec<(&str, String)> = Vec::new();
    for (name, label, key) in
        [(HeaderName::To, "To", "to"), (HeaderName::Cc, "Cc", "cc"), (HeaderName::Bcc, "Bcc", "bcc")]
    {
        let contacts = header::contacts(message, name);
        let shown = contacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        beside(label, &shown);
        notes.push((key, shown));
    }
    beside(if attachments.len() == 1 { "Attachment" } else { "Attachments" }, &attachments.join(", "));
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
            (Some("Jane Doë <jane@example.com>"), Some("1@example.com"))
        );
        assert_eq!(article.lede, "CAIRO (EX) - Talks go on in the café, and no date is set for the next round.");
        let date = article.date.as_ref().expect("it has one");
        assert_eq!((date.start.to_string().as_str(), date.utc_offset), ("2024-04-01T10:20:30", Some(7200)));
        let note =
            |name: &str| article.metadata.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!((note("from"), note("to")), (Some("jane@example.com"), Some("desk@example.com")));
        assert_eq!(
            article.sections[0].paragraphs,
            ["The end.", "From: Jane Doë <jane@example.com>", "To: desk@example.com"]
        );
    }

    /// A message of parts, each with its headers.
    fn parts(kind: &str, parts: &[&str]) -> String {
        let parts: String = parts.iter().map(|part| format!("--b\r\n{part}\r\n")).collect();
        format!("{HEAD}Content-Type: multipart/{kind}; boundary=b\r\n\r\n{parts}--b--\r\n")
    }

    /// The text of a message without what its headers say.
    fn texts(mail: &str) -> Vec<String> {
        let found = articles("a.eml", mail.as_bytes());
        let own = found[0].blocks().skip(1).map(|block| block.text.to_owned());
        own.filter(|text| !text.starts_with("From: Jane") && !text.starts_with("To: desk")).collect()
    }

    const PLAIN: &str = "Content-Type: text/plain\r\n\r\n";
    const MARKED: &str = "Content-Type: text/html\r\n\r\n";

    #[test]
    fn every_text_beside_others_is_read_in_order() {
        let (plain, marked) =
            (format!("{PLAIN}Sent on the way."), format!("{MARKED}<p>The contract was signed on Monday.</p>"));
        let footer = format!("{PLAIN}The list of the house.");
        let inline = "Content-Type: text/html\r\nContent-Disposition: inline\r\n\r\n<p>Shown below.</p>";
        let cases: [(&[&str], &[&str]); 4] = [
            (&[&plain, &marked], &["Sent on the way.", "The contract was signed on Monday."]),
            (&[&marked, &footer], &["The contract was signed on Monday.", "The list of the house."]),
            (&[&plain, inline], &["Sent on the way.", "Shown below."]),
            (
                &[&plain, &footer, &marked],
                &["Sent on the way.", "The list of the house.", "The contract was signed on Monday."],
            ),
        ];
        for (given, read) in cases {
            assert_eq!(texts(&parts("mixed", given)), read);
        }
    }

    #[test]
    fn of_two_forms_the_richer_is_read_with_what_only_the_other_says() {
        let story = "The bank vanished overnight, and with it the deposits of pensioners, prosecutors said on Friday.";
        let rest = "Regulators in the capital did not answer questions about the licence.";
        let marked = format!("{MARKED}<html><body><p>{story}</p><p>{rest}</p></body></html>");
        let stub = format!("{PLAIN}Read the latest newsletter online: https://example.com/nl");
        let read = texts(&parts("alternative", &[&stub, &marked]));
        assert_eq!(read[..2], [story, rest]);
        assert_eq!(read[2], "Read the latest newsletter online: https://example.com/nl");
        // What both say is read once, and in plain text.
        let same = format!("{PLAIN}{story}\r\n\r\n{rest}");
        assert_eq!(texts(&parts("alternative", &[&same, &marked])), [story, rest]);
        assert_eq!(texts(&parts("mixed", &[&same, &marked])), [story, rest]);
        let shorter = format!("{PLAIN}{story}");
        assert_eq!(texts(&parts("alternative", &[&shorter, &marked])), [story, rest]);
        let one = (
            format!("{PLAIN}The plain version is about the dam."),
            format!("{MARKED}<p>The marked form is about the dam.</p>"),
        );
        let read = texts(&parts("alternative", &[&one.0, &one.1]));
        assert_eq!(read, ["The plain version is about the dam.", "The marked form is about the dam."]);
        // Of scripts without blanks pairs of characters are compared.
        let (first, second) = ("会议讨论了稀土出口管制的问题。", "公司将在下个月调整生产计划。");
        let (plain, marked) = (format!("{PLAIN}{first}"), format!("{MARKED}<p>{first}</p><p>{second}</p>"));
        assert_eq!(texts(&parts("alternative", &[&plain, &marked])), [first, second]);
    }

    #[test]
    fn who_wrote_to_whom_is_found_and_told() {
        let mail = "From: \"Thornbury, Margaret\" <m.thornbury@example.com>\r\nTo: Team: Oliver Prendergast <o@example.com>, x@example.com;\r\nCc: undisclosed-recipients:;\r\nBcc: \"Halvorsen, Nils\" <nils@example.com>\r\nIn-Reply-To: <1@example.com>\r\nReferences: <0@example.com> <1@example.com>\r\nMessage-ID: <2@example.com>\r\nDate: Tue, 12 Mar 2024 10:00:00 +0000\r\n\r\n";
        let found = articles("a.eml", mail.as_bytes());
        let article = &found[0];
        assert_eq!(article.byline.as_deref(), Some("Margaret Thornbury <m.thornbury@example.com>"));
        assert_eq!(
            article.sections[0].paragraphs,
            [
                "From: Margaret Thornbury <m.thornbury@example.com>",
                "To: Oliver Prendergast <o@example.com>, x@example.com",
                "Bcc: Nils Halvorsen <nils@example.com>"
            ]
        );
        let notes = [
            ("from", "m.thornbury@example.com"),
            ("to", "Oliver Prendergast <o@example.com>, x@example.com"),
            ("bcc", "Nils Halvorsen <nils@example.com>"),
            ("in-reply-to", "1@example.com"),
            ("references", "0@example.com 1@example.com"),
        ];
        assert_eq!(article.metadata, notes.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((article.lede.as_str(), article.language.as_deref()), ("", None));
    }

    #[test]
    fn attachments_say_what_they_were_attached_to() {
        let file = "Content-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nThe agreement was signed.";
        let block = format!("{PLAIN}See the files.\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n");
        let found = articles("a.eml", parts("mixed", &[&block, file]).as_bytes());
        let places: Vec<_> = found.iter().map(|article| article.locator.as_deref().unwrap_or("-")).collect();
        assert_eq!(places, ["-", "1/note.txt", "2/cat.txt"]);
        assert_eq!(found[0].lede, "See the files.");
        assert_eq!(found[0].sections[0].paragraphs[2], "Attachments: note.txt, cat.txt");
        assert_eq!((found[1].lede.as_str(), found[2].lede.as_str()), ("The agreement was signed.", "Cat"));
        assert_eq!(found[1].sections[0].paragraphs, ["Attachment: note.txt"]);
        let date = found[1].date.as_ref().expect("that of the message");
        assert_eq!((date.to_string().as_str(), date.certain), ("2024-04-01", false));
        let notes = [
            ("file", "note.txt"),
            ("mail-subject", "Talks go on"),
            ("mail-from", "Jane Doë <jane@example.com>"),
            ("mail-id", "1@example.com"),
        ];
        assert_eq!(found[1].metadata, notes.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn what_is_encrypted_is_named_and_its_headers_are_read() {
        let mail = parts(
            "encrypted",
            &[
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                "Content-Type: application/octet-stream\r\n\r\nhQEMA",
            ],
        );
        let smime = format!(
            "{HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIF\r\n"
        );
        for mail in [mail, smime] {
            let (found, others) = outcomes("a.eml", mail.as_bytes(), &ReadOptions::default());
            assert_eq!((headlines(&found), others), (vec![("-", "Talks go on")], vec!["1: encrypted".to_owned()]));
        }
    }

    #[test]
    fn a_message_of_apples_program_is_read_without_what_it_adds() {
        let message = "From: Jane Doe <jane@example.com>\nSubject: Talks\nMIME-Version: 1.0\n\nNo date is set.\n";
        let list = "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict>\n\t<key>date-received</key>\n\t<integer>1709700000</integer>\n</dict></plist>\n";
        let file = format!("{:<10}\n{message}{list}", message.len());
        let found = articles("4711.emlx", file.as_bytes());
        assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("mail", "No date is set."));
        assert_eq!(found[0].sections[0].paragraphs, ["From: Jane Doe <jane@example.com>"]);
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-06"));
    }

    #[test]
    fn a_message_without_a_date_was_sent_when_the_first_server_had_it() {
        let mail = "Received: from b by c; Tue, 12 Mar 2024 10:05:00 +0000\r\nReceived: from a by b; Tue, 12 Mar 2024 10:00:00 +0000\r\nFrom: a@example.com\r\nSubject: Talks\r\n\r\nText.\r\n";
        let found = articles("a.eml", mail.as_bytes());
        let date = found[0].date.as_ref().expect("it has one");
        assert_eq!((date.start.to_string().as_str(), date.certain), ("2024-03-12T10:00:00", false));
    }

    #[test]
    fn texts_in_encodings_that_are_not_declared_are_read() {
        let cyrillic: Vec<u8> = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<html><head><meta charset='windows-1251'></head><body><p>"
            .iter()
            .copied()
            // "Контракт подписан" in windows-1251.
            .chain(*b"\xca\xee\xed\xf2\xf0\xe0\xea\xf2 \xef\xee\xe4\xef\xe8\xf1\xe0\xed")
            .chain(*b"</p></body></html>\r\n")
            .collect();
        assert_eq!(articles("a.eml", &cyrillic)[0].lede, "Контракт подписан");
        let ascii = "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nКонтракт подписан\r\n";
        assert_eq!(articles("a.eml", ascii.as_bytes())[0].lede, "Контракт подписан");
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
