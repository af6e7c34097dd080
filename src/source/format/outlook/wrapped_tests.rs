use std::fmt::Write;

use super::super::testing::{articles, headlines, outcomes, spoilt};
use crate::source::read::ReadOptions;

fn attribute(level: u8, name: u16, data: &[u8]) -> Vec<u8> {
    let sum = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    let kind = 6_u16;
    [
        &[level][..],
        &name.to_le_bytes(),
        &kind.to_le_bytes(),
        &(data.len() as u32).to_le_bytes(),
        data,
        &sum.to_le_bytes(),
    ]
    .concat()
}

/// Bytes behind their length, filled up to whole lots of four.
fn counted(data: &[u8]) -> Vec<u8> {
    let mut out = [&(data.len() as u32).to_le_bytes()[..], data].concat();
    out.resize(out.len().next_multiple_of(4), 0);
    out
}

fn property(kind: u16, number: u16, data: &[u8]) -> Vec<u8> {
    let value = match kind {
        0x1e | 0x1f | 0x0d | 0x102 => [vec![1, 0, 0, 0], counted(data)].concat(),
        _ => data.to_vec(),
    };
    [&kind.to_le_bytes()[..], &number.to_le_bytes(), &value].concat()
}

fn list(properties: &[Vec<u8>]) -> Vec<u8> {
    [&(properties.len() as u32).to_le_bytes()[..], &properties.concat()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn wrapped(attributes: &[Vec<u8>]) -> Vec<u8> {
    [b"\x78\x9f\x3e\x22\x01\0".to_vec(), attributes.concat()].concat()
}

fn message() -> Vec<u8> {
    let inner = wrapped(&[
        attribute(1, 0x8004, b"The first one\0"),
        attribute(1, 0x800c, b"It rained.\0"),
        attribute(1, 0x8005, &[0xe8, 7, 3, 0, 6, 0, 9, 0, 0, 0, 0, 0, 3, 0]),
    ]);
    let interface = b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";
    let named = [
        [&0x1f_u16.to_le_bytes()[..], &0x8001_u16.to_le_bytes(), &[9; 16], &1_u32.to_le_bytes()].concat(),
        counted(&wide("Keyword")),
        vec![1, 0, 0, 0],
        counted(&wide("secret")),
    ]
    .concat();
    let list_of_two =
        [&0x101e_u16.to_le_bytes()[..], &0x3001_u16.to_le_bytes(), &[2, 0, 0, 0], &counted(b"a"), &counted(b"bcdef")];
    wrapped(&[
        attribute(1, 0x9007, &1251_u32.to_le_bytes()),
        attribute(1, 0x8004, b"An older subject\0"),
        attribute(1, 0x9003, &list(&[
            named,
            list_of_two.concat(),
            property(0x0b, 0x0e1f, &[1, 0, 0, 0]),
            property(0x40, 0x0039, &133_542_792_000_000_000_u64.to_le_bytes()),
            property(0x1f, 0x0037, &wide("Talks go on")),
            property(0x1e, 0x0c1a, b"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2\0"),
            property(0x1f, 0x5d01, &wide("ivan@example.com")),
            property(0x102, 0x1013, b"<p>No date is set for the next round of the talks, the mediators say in Cairo on Monday.</p><p>The delegations met again.</p>"),
        ])),
        attribute(1, 0x9004, &[&1_u32.to_le_bytes()[..], &list(&[
            property(3, 0x0c15, &1_u32.to_le_bytes()),
            property(0x1e, 0x3001, b"Thornbury, Margaret\0"),
            property(0x1e, 0x3003, b"m@example.com\0"),
        ])].concat()),
        attribute(2, 0x9002, &[0; 14]),
        attribute(2, 0x800f, b"title,text\nBudget,It grows.\n"),
        attribute(2, 0x8010, b"BUDGET~1.CSV\0"),
        attribute(2, 0x9005, &list(&[property(0x1f, 0x3707, &wide("budget of May.csv"))])),
        attribute(2, 0x9002, &[0; 14]),
        attribute(2, 0x9005, &list(&[property(0x0d, 0x3701, &[&interface[..], &inner].concat())])),
    ])
}

#[test]
fn a_wrapped_message_is_a_mail_with_what_is_attached_to_it() {
    let bytes = [message(), b"\0\0rest".to_vec()].concat();
    let found = articles("winmail.dat", &bytes);
    assert_eq!(headlines(&found), [("-", "Talks go on"), ("1/budget of May.csv!1", "Budget"), ("2", "The first one")]);
    let mail = &found[0];
    assert_eq!(mail.format, "mail");
    assert_eq!(mail.byline.as_deref(), Some("Иван Петров <ivan@example.com>"));
    assert!(mail.metadata.contains(&("to".to_owned(), "Margaret Thornbury <m@example.com>".to_owned())));
    assert_eq!(mail.date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2024-03-07T10:00:00"));
    assert!(!format!("{mail:?}").contains("secret"));
    assert_eq!(found[2].lede, "It rained.");
    assert_eq!(found[2].date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2024-03-06T09:00:00"));
}

/// Bytes as quoted-printable.
fn quoted(bytes: &[u8]) -> String {
    bytes.chunks(24).fold(String::new(), |mut out, line| {
        line.iter().for_each(|byte| write!(out, "={byte:02X}").expect("memory takes everything"));
        out + "=\r\n"
    })
}

/// A mail of a text and what is attached, wrapped.
fn mail(text: &str, bytes: &[u8]) -> String {
    let coded = quoted(bytes);
    format!(
        "From: Jane Doe <jane@example.com>\r\nTo: desk@example.com\r\nSubject: The talks\r\nDate: Mon, 1 Apr 2024 10:20:30 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--b\r\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Disposition: attachment; filename=\"winmail.dat\"\r\n\r\n{}\r\n--b\r\nContent-Type: text/plain; name=last.txt\r\nContent-Disposition: attachment; filename=last.txt\r\n\r\nA last word\r\n\r\nIt is short.\r\n--b--\r\n",
        coded
    )
}

#[test]
fn what_a_mail_has_wrapped_is_attached_to_it_and_its_text_is_there_once() {
    let said = "No date is set for the next round of the talks, the mediators say in Cairo on Monday.";
    let found = articles("a.eml", mail(&format!("{said}\r\n\r\nThe delegations met again."), &message()).as_bytes());
    assert_eq!(
        headlines(&found),
        [
            ("-", "The talks"),
            ("1/budget of May.csv!1", "Budget"),
            ("2", "The first one"),
            ("3/last.txt", "A last word")
        ]
    );
    assert_eq!(found[0].byline.as_deref(), Some("Jane Doe <jane@example.com>"));
    let text: Vec<&str> = found[0].blocks().skip(1).map(|block| block.text).collect();
    assert_eq!(text[..2], [said, "The delegations met again."], "{text:?}");
    assert_eq!(text.iter().filter(|text| text.contains("mediators")).count(), 1);
    assert!(text.iter().any(|text| text.contains("budget of May.csv") && !text.contains("winmail")), "{text:?}");
    // Its only text is the wrapped one.
    let found = articles("a.eml", mail("", &message()).as_bytes());
    assert_eq!((found.len(), found[0].lede.as_str()), (4, said));
}

#[test]
fn a_mail_that_is_wrapped_as_a_whole_keeps_its_header_lines() {
    let coded = quoted(&message());
    let mail = format!(
        "From: Jane Doe <jane@example.com>\r\nSubject: The talks\r\nDate: Mon, 1 Apr 2024 10:20:30 +0200\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef;\r\n name=winmail.dat\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{coded}\r\n"
    );
    let found = articles("a.eml", mail.as_bytes());
    assert_eq!(headlines(&found), [("-", "The talks"), ("1/budget of May.csv!1", "Budget"), ("2", "The first one")]);
    assert_eq!(found[0].byline.as_deref(), Some("Jane Doe <jane@example.com>"));
    assert!(found[0].lede.starts_with("No date is set"), "{}", found[0].lede);
}

#[test]
fn a_torn_wrapping_is_listed_and_the_mail_around_it_read() {
    let whole = message();
    let torn = &whole[..whole.len() - 60];
    let cause = "broken TNEF: it ends in the middle of an attribute";
    let (found, others) = outcomes("winmail.dat", torn, &ReadOptions::default());
    assert!(found.is_empty() && others.len() == 1 && others[0].ends_with(cause), "{others:?}");
    let (found, others) = outcomes("a.eml", mail("It rained.", torn).as_bytes(), &ReadOptions::default());
    assert_eq!(headlines(&found), [("-", "The talks"), ("2/last.txt", "A last word")]);
    assert!(others.len() == 1 && others[0].ends_with(cause), "{others:?}");
}

#[test]
fn bytes_that_were_changed_never_make_it_panic_or_go_on_for_ever() {
    let whole = message();
    for bytes in spoilt(&whole, 400) {
        let (found, others) = outcomes("winmail.dat", &bytes, &ReadOptions::default());
        assert!(!found.is_empty() || !others.is_empty());
    }
    // Thousands of millions of values that take no room.
    let endless =
        attribute(1, 0x9003, &[&1_u32.to_le_bytes()[..], &[1, 0x10, 0x37, 0, 0xff, 0xff, 0xff, 0xff]].concat());
    let (_, others) = outcomes("winmail.dat", &wrapped(&[endless]), &ReadOptions::default());
    assert_eq!(others, [": empty"]);
}
