//! Evernote's export (`.enex`): one article a note, with its tags, its author and the page it was clipped from.
//!
//! Read note by note. The surprise: pictures and files lie in the notes as text in base 64 and are passed over with their elements.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::outcome::SkipReason;
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream, root_name};

/// Notes of Evernote.
pub static FORMAT: Format = Format { name: "evernote", extensions: &["enex"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    if root_name(probe.text) == Some("en-export") { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut xml = XmlStream::new(Utf8Stream::new(input, limit)?, limit);
    let mut number = 0_u64;
    while let Some(note) = xml.next(&|_, element| element.name == "note")? {
        number += 1;
        sink.article(Draft { locator: Some(number.to_string()), ..read_note(&note) })?;
    }
    if number == 0 { sink.skip(None, SkipReason::NotAnArticle("an export without notes")) } else { Ok(()) }
}

fn read_note(note: &Element) -> Draft {
    let mut draft = Draft::default();
    let text = |name: &str| note.child(name).and_then(Element::text).unwrap_or_default();
    fill(&mut draft.headline, text("title"));
    for name in ["created", "updated"] {
        let date = text(name);
        if !date.is_empty() {
            draft.date(date);
        }
    }
    if let Some(about) = note.child("note-attributes") {
        let text = |name: &str| about.child(name).and_then(Element::text).unwrap_or_default();
        fill(&mut draft.byline, text("author"));
        fill(&mut draft.url, text("source-url"));
        draft.note("source", text("source"));
    }
    let tags: Vec<String> = note.elements().filter(|element| element.name == "tag").filter_map(Element::text).collect();
    draft.note("keywords", tags.join(", "));
    draft.body = match note.child("content") {
        Some(content) if content.elements().next().is_some() => content.pieces(|element| Some(element.name.as_str())),
        Some(content) => markup::read_pieces(&content.raw_text(), Keep::All),
        None => Vec::new(),
    };
    layout::complete_from_lede(&mut draft);
    draft
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines};

    #[test]
    fn a_note_is_an_article() {
        let export = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export3.dtd">
            <en-export export-date="20240401T100000Z"><note><title>Talks go on</title><created>20240301T100000Z</created><updated>20240302T100000Z</updated>
            <tag>cairo</tag><tag>talks</tag><note-attributes><author>Jane Doe</author><source-url>https://example.com/1</source-url></note-attributes>
            <content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note><div>No date is set.</div><div>Both sides left.</div></en-note>]]></content>
            <resource><data encoding="base64">QUJD</data></resource></note><note><title>B</title><content><![CDATA[<en-note>Two.</en-note>]]></content></note></en-export>"#;
        let found = articles("notes.enex", export.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on"), ("2", "B")]);
        let first = &found[0];
        assert_eq!(
            (first.lede.as_str(), first.sections[0].paragraphs[0].as_str()),
            ("No date is set.", "Both sides left.")
        );
        assert_eq!((first.byline.as_deref(), first.url.as_deref()), (Some("Jane Doe"), Some("https://example.com/1")));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-01"));
        assert_eq!(first.metadata, [("keywords".to_owned(), "cairo, talks".to_owned())]);
        assert_eq!((first.format.as_str(), found[1].lede.as_str()), ("evernote", "Two."));
    }
}
