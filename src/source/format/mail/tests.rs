//! Whole messages of every build, through the choice of formats.

use crate::source::format::testing::{articles, headlines, outcomes};
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
    let note = |name: &str| article.metadata.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!((note("from"), note("to")), (Some("jane@example.com"), Some("desk@example.com")));
    assert_eq!(
        article.sections[0].paragraphs,
        ["The end.", "from: Jane Doë <jane@example.com>", "to: desk@example.com"]
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
    own.filter(|text| !text.starts_with("from: Jane") && !text.starts_with("to: desk")).collect()
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
            "from: Margaret Thornbury <m.thornbury@example.com>",
            "to: Oliver Prendergast <o@example.com>, x@example.com",
            "bcc: Nils Halvorsen <nils@example.com>"
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
    assert_eq!(found[0].sections[0].paragraphs[2], "attachments: note.txt, cat.txt");
    assert_eq!((found[1].lede.as_str(), found[2].lede.as_str()), ("The agreement was signed.", "Cat"));
    assert_eq!(found[1].sections[0].paragraphs, ["attachment: note.txt"]);
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
    let counted = format!("{:<10}\n{message}{list}", message.len());
    // On the way the ends of lines became longer than when the bytes were counted.
    let changed = counted.replace('\n', "\r\n");
    for file in [counted, changed] {
        let found = articles("4711.emlx", file.as_bytes());
        assert_eq!((found[0].format.as_str(), found[0].lede.as_str()), ("mail", "No date is set."));
        assert_eq!(found[0].sections[0].paragraphs, ["from: Jane Doe <jane@example.com>"]);
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-06"));
    }
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
    let short = "From: Jane Doe <j@example.com>\nSubject: Talks\nDate: 1 Apr 2024 10:00:00 +0000\n\nNo date is set.";
    assert_eq!(articles("a.txt", short.as_bytes())[0].format, "mail");
}

proptest::proptest! {
    #[test]
    fn any_message_is_read(body in "((Content-Type: (multipart/mixed; boundary=b|text/html|message/rfc822)|--b|Subject: x|From: y|<p>|[a-z=?]{0,8})\r?\n{1,2}){0,25}") {
        outcomes("a.eml", format!("From: a\nSubject: b\nDate: c\n{body}").as_bytes(), &ReadOptions::default());
    }
}
