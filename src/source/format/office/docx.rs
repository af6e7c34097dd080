//! DOCX: the paragraphs of the main part, then footnotes and endnotes; headings by their styles.
//!
//! The surprise: text boxes are stored twice, for new and old programs, and deleted text is stored too; the copy for old
//! programs and what was deleted or moved away are left out.

use super::{finish, read_elements, read_member, read_properties};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::format::zipped::Archive;
use crate::source::format::{Halt, Sink};
use crate::source::outcome::ReadError;
use crate::source::xml::{Element, Node};

/// Reads the document.
pub(super) fn read(archive: &mut Archive<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut draft = Draft::default();
    if let Some(bytes) = read_member(archive, "docProps/core.xml", limit)? {
        read_properties(&bytes, limit, &mut draft)?;
    }
    let mut main = String::from("word/document.xml");
    if archive.index_for_name(&main).is_none() {
        // Some programs number the main part.
        let numbered = |name: &str| name.starts_with("word/document") && name.ends_with(".xml");
        main = archive
            .file_names()
            .filter_map(Result::ok)
            .find(|name| numbered(name))
            .map(|name| name.into_owned())
            .unwrap_or(main);
    }
    let Some(bytes) = read_member(archive, &main, limit)? else {
        return Err(ReadError::Malformed { format: "DOCX", message: "it has no main part".to_owned() }.into());
    };
    let mut title = None;
    read_part(&bytes, limit, &mut title, &mut draft)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(bytes) = read_member(archive, notes, limit)? {
            read_part(&bytes, limit, &mut None, &mut draft)?;
        }
    }
    finish(title, draft, sink)
}

/// Adds the paragraphs of one part; the first one in the style of a title goes to `title`.
fn read_part(bytes: &[u8], limit: usize, title: &mut Option<String>, draft: &mut Draft) -> Result<(), ReadError> {
    read_elements(bytes, limit, &|_, element| element.name == "p" && element.prefix != "a", |_, paragraph| {
        let style = paragraph.at(&["pPr", "pStyle"]).and_then(|style| style.attribute("val")).unwrap_or_default();
        let style = style.to_ascii_lowercase();
        for text in texts_of(&paragraph) {
            if style == "title" && title.is_none() {
                fill(title, text);
            } else if style.starts_with("heading") || style.starts_with("berschrift") || style == "subtitle" {
                draft.heading(text);
            } else {
                draft.body.push(Piece::Paragraph(text));
            }
        }
    })
}

/// The text of a paragraph, and of the paragraphs inside its text boxes, which come after it.
fn texts_of(paragraph: &Element) -> Vec<String> {
    let (mut texts, mut boxes) = (Vec::new(), vec![paragraph]);
    let mut at = 0;
    while let Some(&current) = boxes.get(at) {
        at += 1;
        let mut text = String::new();
        let mut stack: Vec<&Node> = current.children.iter().rev().collect();
        while let Some(node) = stack.pop() {
            let Node::Element(element) = node else { continue };
            match element.name.as_str() {
                "t" => text.push_str(&element.raw_text()),
                "tab" => text.push('\t'),
                "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('-'),
                "Fallback" | "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" => {}
                "p" => boxes.push(element),
                _ => stack.extend(element.children.iter().rev()),
            }
        }
        if !text.trim().is_empty() {
            texts.push(text.trim().to_owned());
        }
    }
    texts
}
