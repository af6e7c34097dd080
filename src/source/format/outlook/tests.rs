use std::io::{Cursor, Write};

use super::super::testing::{articles, headlines, outcomes};
use super::rich::unpack_rich;
use crate::article::Article;
use crate::source::read::ReadOptions;

/// Streams of a message, by path; the storages are made where they are missing.
fn message(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes everything");
    for (path, bytes) in streams {
        let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder);
        file.create_storage_all(format!("/{}", folder.trim_start_matches('/'))).expect("memory");
        file.create_stream(format!("/{path}")).and_then(|mut part| part.write_all(bytes)).expect("memory");
    }
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A list of numbers behind a head of that size.
fn numbers(head: usize, entries: &[(u16, u16, u64)]) -> Vec<u8> {
    let entry = |(kind, number, value): &(u16, u16, u64)| {
        [&kind.to_le_bytes()[..], &number.to_le_bytes(), &[6, 0, 0, 0], &value.to_le_bytes()].concat()
    };
    [vec![0; head], entries.iter().flat_map(entry).collect()].concat()
}

fn sent(mail: &Article) -> String {
    mail.date.as_ref().map(|date| date.start.to_string()).unwrap_or_default()
}

/// 2024-03-07 10:00 in UTC.
const MOMENT: u64 = 133_542_792_000_000_000;

fn letter() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("__properties_version1.0", numbers(32, &[(0x40, 0x0039, MOMENT), (3, 0x3ffd, 1251)])),
        ("__substg1.0_0037001F", wide("Talks go on")),
        (
            "__substg1.0_1000001F",
            wide("No date is set.\r\n\r\n=_part_1_of_message=_\r\n\r\nThe delegations met again."),
        ),
        ("__substg1.0_0C1A001E", b"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2".to_vec()),
        ("__substg1.0_0C1F001F", wide("/O=EXAMPLE/CN=RECIPIENTS/CN=IVAN")),
        ("__substg1.0_5D01001F", wide("ivan@example.com")),
        ("__recip_version1.0_#00000000/__properties_version1.0", numbers(8, &[(3, 0x0c15, 1)])),
        ("__recip_version1.0_#00000000/__substg1.0_3001001F", wide("Thornbury, Margaret")),
        ("__recip_version1.0_#00000000/__substg1.0_39FE001F", wide("m@example.com")),
        ("__recip_version1.0_#00000001/__properties_version1.0", numbers(8, &[(3, 0x0c15, 2)])),
        ("__recip_version1.0_#00000001/__substg1.0_3001001F", wide("Jane Doe")),
    ]
}

#[test]
fn a_message_of_outlook_is_a_mail() {
    let found = articles("box/talks.msg", &message(&letter()));
    let mail = &found[0];
    assert_eq!((mail.format.as_str(), mail.headline.text.as_str()), ("mail", "Talks go on"));
    assert_eq!(mail.byline.as_deref(), Some("Иван Петров <ivan@example.com>"));
    assert_eq!(sent(mail), "2024-03-07T10:00:00");
    assert_eq!(mail.lede, "No date is set.");
    let paragraphs: Vec<&str> =
        mail.sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str).collect();
    assert_eq!(paragraphs[..2], ["=_part_1_of_message=_", "The delegations met again."]);
    assert!(
        mail.metadata.contains(&("to".to_owned(), "Margaret Thornbury <m@example.com>".to_owned())),
        "{:?}",
        mail.metadata
    );
    assert!(mail.metadata.contains(&("cc".to_owned(), "Jane Doe".to_owned())), "{:?}", mail.metadata);
}

#[test]
fn files_and_messages_that_are_attached_are_read() {
    let mut streams = letter();
    streams.extend([
        ("__substg1.0_007D001F", wide("Received: by example.com; Thu, 7 Mar 2024 12:00:00 +0200\r\nDate: Wed, 6 Mar 2024 09:00:00 +0000\r\nContent-Type: text/plain;\r\n charset=koi8-r\r\nMessage-ID: <1@example.com>\r\n")),
        ("__substg1.0_10130102", b"<html><body><p>No date is set.</p><p>The delegations met again.</p><p>Only the page says that the mediators, all of them, have left the town by night.</p></body></html>".to_vec()),
        ("__attach_version1.0_#00000000/__properties_version1.0", numbers(8, &[])),
        ("__attach_version1.0_#00000000/__substg1.0_3707001F", wide("budget \"a\".csv")),
        ("__attach_version1.0_#00000000/__substg1.0_37010102", b"title,text\nBudget,It grows.\n".to_vec()),
        ("__attach_version1.0_#00000001/__properties_version1.0", numbers(8, &[])),
        ("__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0", numbers(24, &[])),
        ("__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_0037001F", wide("The first one")),
        ("__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F", wide("It rained.")),
    ]);
    let found = articles("talks.msg", &message(&streams));
    assert_eq!(headlines(&found), [("-", "Talks go on"), ("1/budget _a_.csv!1", "Budget"), ("2", "The first one")]);
    assert_eq!(sent(&found[0]), "2024-03-06T09:00:00");
    assert_eq!(found[0].external_id.as_deref(), Some("1@example.com"));
    let text = format!("{:?}", found[0].sections);
    assert!(text.contains("all of them, have left the town by night"), "{text}");
}

#[test]
fn rich_text_is_read_where_there_is_no_other() {
    // {\rtf1\ansi\mac\deff0\deftab720 as a reference of 17 and one of 14 bytes, then letters.
    let said = b"\\pard It rained.}";
    let mut packed = [&[0; 8][..], b"LZFu", &[0; 4], &[0b0000_0011, 0, 15, 1, 0x1c]].concat();
    let (first, rest) = said.split_at(6);
    packed.extend_from_slice(first);
    for part in rest.chunks(8) {
        packed.push(0);
        packed.extend_from_slice(part);
    }
    let unpacked = unpack_rich(&packed, 1000).expect("it is packed");
    assert_eq!(String::from_utf8_lossy(&unpacked), "{\\rtf1\\ansi\\mac\\deff0\\deftab720\\pard It rained.}");
    let streams = [
        ("__properties_version1.0", numbers(32, &[])),
        ("__substg1.0_0037001F", wide("Weather")),
        ("__substg1.0_10090102", packed),
    ];
    let found = articles("weather.msg", &message(&streams));
    assert_eq!((found.len(), found[0].headline.text.as_str(), found[0].lede.as_str()), (1, "Weather", "It rained."));
}

#[test]
fn messages_that_are_torn_or_made_to_hurt_end() {
    let whole = message(&letter());
    for end in [8, 100, 512, 1500, whole.len() / 2, whole.len() - 100] {
        let (_, others) = outcomes("a.msg", &whole[..end], &ReadOptions::default());
        assert!(others.iter().all(|other| other.starts_with("cannot read a.msg: broken O")), "{end} {others:?}");
    }
    let small = ReadOptions { max_record_bytes: 50, ..ReadOptions::default() };
    let path = "a.msg";
    let mut streams = letter();
    streams.push(("__substg1.0_10130102", vec![b'a'; 100_000]));
    let bytes = message(&streams);
    let middling = ReadOptions { max_record_bytes: 100_000, ..ReadOptions::default() };
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join(path);
    std::fs::write(&file, &bytes).expect("writable");
    for options in [small, middling] {
        let mut others = Vec::new();
        crate::source::read_source(&file, path, None, &options, &mut |outcome| {
            others.push(format!("{outcome:?}"));
            std::ops::ControlFlow::Continue(())
        })
        .expect("readable");
        assert!(others.len() == 1 && others[0].contains("RecordTooLarge"), "{others:?}");
    }
    assert_eq!(unpack_rich(b"short", 10), None);
    assert_eq!(
        unpack_rich(&[&[0; 8][..], b"LZFu", &[0; 4], &[255; 100]].concat(), 10).map(|out| out.len() < 400),
        Some(true)
    );
}
