//! OpenDocument text: paragraphs and headings in their order.
//!
//! The surprise: comments and tracked deletions stand as paragraphs among the others, and are left out; so are documents of
//! the same packing that hold no text, such as spreadsheets.

use super::{read_elements, read_member, read_properties};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::format::zipped::Archive;
use crate::source::format::{Halt, Sink, press};
use crate::source::layout;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::xml::{Element, Node};

/// Reads the document.
pub(super) fn read(archive: &mut Archive<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut draft = Draft::default();
    if let Some(bytes) = read_member(archive, "META-INF/manifest.xml", limit)?
        && memchr::memmem::find(&bytes, b"encryption-data").is_some()
    {
        return sink.skip(None, SkipReason::Encrypted);
    }
    if let Some(bytes) = read_member(archive, "meta.xml", limit)? {
        read_properties(&bytes, limit, &mut draft)?;
    }
    let Some(bytes) = read_member(archive, "content.xml", limit)? else {
        return Err(ReadError::Malformed { format: "ODT", message: "it has no content".to_owned() }.into());
    };
    let inside =
        |open: &[String]| open.iter().any(|name| name == "text") && !open.iter().any(|name| name == "tracked-changes");
    let wanted = |open: &[String], element: &Element| matches!(element.name.as_str(), "p" | "h") && inside(open);
    read_elements(&bytes, limit, &wanted, |_, element| {
        let text = text_of(&element);
        if text.trim().is_empty() {
            return;
        }
        draft.body.push(if element.name == "h" { Piece::Heading(text) } else { Piece::Paragraph(text) });
    })?;
    if press::read_pieces_within(None, &draft.body, sink)? {
        return Ok(());
    }
    if draft.body.is_empty() {
        return sink.skip(None, SkipReason::NotAnArticle("a document without text"));
    }
    // Who made the file is not always who wrote the text.
    let maker = draft.byline.take();
    layout::complete_head(&mut draft, &sink.options().mapping);
    fill(&mut draft.byline, maker.unwrap_or_default());
    layout::complete_from_lede(&mut draft);
    sink.article(draft)
}

/// The text of a paragraph, without the comments in it.
pub(in crate::source::format) fn text_of(paragraph: &Element) -> String {
    let mut text = String::new();
    let mut stack: Vec<&Node> = paragraph.children.iter().rev().collect();
    while let Some(node) = stack.pop() {
        match node {
            Node::Text(part) => text.push_str(
                &part
                    .split_inclusive(char::is_whitespace)
                    .map(|word| word.replace(['\n', '\t'], " "))
                    .collect::<String>(),
            ),
            Node::Element(element) => match element.name.as_str() {
                "annotation" | "note-citation" | "bookmark" => {}
                "s" | "tab" | "line-break" => text.push(' '),
                _ => stack.extend(element.children.iter().rev()),
            },
        }
    }
    text.trim().to_owned()
}
