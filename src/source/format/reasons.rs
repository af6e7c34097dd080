//! What is said of files that give no article or not all of theirs, word for word.

use super::testing::{archive, outcomes};
use crate::source::read::ReadOptions;

/// What is said of a file; nothing else comes of it.
fn said(name: &str, bytes: &[u8]) -> Vec<String> {
    let (articles, said) = outcomes(name, bytes, &ReadOptions::default());
    assert!(articles.is_empty(), "{name}: {:?}", articles[0].headline.text);
    said
}

#[test]
fn what_holds_no_article_says_what_it_is() {
    for (name, bytes, reason) in [
        ("talks.mp4", &b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2"[..], "not text: MP4 video or sound"),
        ("talks.dat", b"\x05\x06\x07ab\x0e\x0fcd\x10\x11ef", "not text: full of control characters"),
        ("empty.enex", b"<?xml version='1.0'?><en-export></en-export>", "no article in it: an export without notes"),
        (
            "empty.rss",
            b"<?xml version='1.0'?><rss version='2.0'><channel><title>The Daily Example</title></channel></rss>",
            "no article in it: a feed without entries",
        ),
        ("empty.json", b"[]", "no article in it: no value in it"),
        (
            "picture.json",
            b"{\"uri\": \"http://example.com/1\", \"versioncreated\": \"2024-04-01T10:20:30Z\", \"type\": \"picture\", \
              \"renditions\": {}}",
            "no article in it: a ninjs item without text",
        ),
        ("silent.anpa", b"\x16\x16\x01V0001\x02", "empty"),
        (
            "messages.html",
            b"<!DOCTYPE html><html><body class=\"page_wrap\"><div class=\"page_wrap\"><div class=\"message service\">\
              <div class=\"body details\">1 May 2024</div></div></div></body></html>",
            "no article in it: no messages in it",
        ),
    ] {
        assert_eq!(said(name, bytes), [format!(": {reason}")], "{name}");
    }
}

#[test]
fn what_is_left_aside_within_a_file_says_where_it_stands() {
    let read = |name: &str, text: &str| {
        let (articles, said) = outcomes(name, text.as_bytes(), &ReadOptions::default());
        (articles.len(), said)
    };
    assert_eq!(
        read("list.json", "[{\"title\": \"Talks go on\", \"body\": \"No date is set.\"}, 17]"),
        (1, vec!["2: no article in it: a JSON value that is no object".to_owned()])
    );
    let chat = "{\"name\": \"Desk\", \"type\": \"private_group\", \"id\": 1, \"messages\": [\
                {\"id\": 1, \"type\": \"message\", \"date\": \"2024-05-01T10:00:00\", \"from\": \"Jane Doe\", \
                \"text\": \"The talks go on.\"}, {\"id\": 2, \"text\": \"Who said this, and when?\"}]}";
    assert_eq!(
        read("result.json", chat),
        (1, vec!["message 2: no article in it: a message without time or sender".to_owned()])
    );
    let pages = "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All Pages\"}\n\
                 {\"id\": \"1\", \"url\": \"https://example.com/talks\", \"title\": \"Talks go on\", \"text\": \"No date is set.\"}\n";
    assert_eq!(read("pages.jsonl", pages), (1, vec!["1: no article in it: the head of a list of pages".to_owned()]));
    let signed = "From: jane@example.com\r\nSubject: Talks go on\r\nDate: Fri, 1 Mar 2024 10:00:00 +0000\r\n\
                  Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n\
                  Content-Transfer-Encoding: base64\r\n\r\nMIIB\r\n";
    let (_, said) = read("signed.eml", signed);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with(": no article in it: a message inside its S/MIME signature"), "{said:?}");
}

#[test]
fn what_is_broken_says_what_is_wrong_with_it() {
    let nested = "<div>".repeat(400);
    let page = format!(
        "<!DOCTYPE html><html><body><div class=\"page_wrap\"><div class=\"message default\">{nested}</div></div></body></html>"
    );
    let warc = |record: &str| format!("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n{record}");
    for (name, text, cause) in [
        ("cut.rtf", "{\\rtf1\\ansi", "cannot read cut.rtf: the file ends inside an RTF group".to_owned()),
        (
            "messages.html",
            &page,
            "cannot read messages.html: broken Telegram export: its elements are too many or nest too deeply"
                .to_owned(),
        ),
        (
            "a.warc",
            &warc("stray words\r\n"),
            "cannot read a.warc!1: broken web archive: text between two records".to_owned(),
        ),
        (
            "b.warc",
            &warc("WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
            "cannot read b.warc!2: broken web archive: a record without its length".to_owned(),
        ),
    ] {
        assert_eq!(said(name, text.as_bytes()), [cause], "{name}");
    }
}

#[test]
fn office_files_without_text_or_without_their_parts_say_so() {
    let odt = ("mimetype", "application/vnd.oasis.opendocument.text");
    let container = "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>";
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
                   <spine><itemref idref='a'/></spine></package>";
    for (name, files, said_of_it) in [
        (
            "a.docx",
            &[("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<w:styles/>")][..],
            "cannot read a.docx: broken DOCX: it has no main part",
        ),
        (
            "a.odt",
            &[odt, ("content.xml", "<office:text><text:p></text:p></office:text>")],
            ": no article in it: a document without text",
        ),
        (
            "a.epub",
            &[
                ("mimetype", "application/epub+zip"),
                ("META-INF/container.xml", container),
                ("book.opf", package),
                ("a.xhtml", "<html><body><p>Cover</p></body></html>"),
            ],
            ": no article in it: a book without text",
        ),
    ] {
        assert_eq!(said(name, &archive(files)), [said_of_it], "{name}");
    }
}
