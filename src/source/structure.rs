//! Text that a record keeps in a structure: rich text of editors, blocks in blocks, sections with headings.
//!
//! Follows names (through the one table in [`super::field`]) and shapes, and knows no product: what editors, interfaces and scrapers
//! write differs in names more than in shape. The surprise: whether the strings of a list are paragraphs or pieces of one sentence is
//! not said anywhere; pieces are told by what they lie in, by their kinds, and by the blanks at their ends.

use serde_json::{Map, Value};

use super::draft::Piece;
use super::field::{Field, FieldMapping, beside_rank, fold, lookup};
use super::record::pieces_of_text;
use super::spare;

/// Depth to which a structure is followed: more than any has, since the reader of JSON ends at 128 levels, each of which may
/// count twice here.
const DEPTH: usize = 300;

/// Kinds of nodes that are a piece of a line.
const INLINE: &[&str] = &[
    "text",
    "span",
    "link",
    "hyperlink",
    "textlink",
    "entryhyperlink",
    "a",
    "b",
    "bold",
    "strong",
    "i",
    "italic",
    "em",
    "emphasis",
    "u",
    "underline",
    "s",
    "strike",
    "strikethrough",
    "code",
    "spoiler",
    "mention",
    "mentionname",
    "hashtag",
    "cashtag",
    "botcommand",
    "email",
    "phone",
    "plain",
    "customemoji",
    "emoji",
    "br",
    "break",
    "hardbreak",
    "linebreak",
    "softbreak",
    "sub",
    "sup",
    "mark",
    "highlight",
];

/// Kinds of nodes that end a line.
const BREAKS: &[&str] = &["br", "break", "hardbreak", "linebreak", "softbreak"];

/// Kinds of nodes whose text is no part of the story.
const APART: &[&str] =
    &["ad", "ads", "advert", "advertisement", "promo", "embed", "rawhtml", "script", "style", "interstitial"];

/// Names of what lies in a structure and not in it as a text of its own.
const CONTAINERS: &[&str] = &[
    "children",
    "model",
    "blocks",
    "contentelements",
    "contentblocks",
    "bodyblocks",
    "bodyelements",
    "elements",
    "nodes",
    "root",
    "document",
    "doc",
    "sections",
    "chapters",
    "parts",
    "pages",
    "items",
    "data",
    "attributes",
    "attrs",
    "props",
    "components",
    "segments",
    "richtext",
    "runs",
    "spans",
    "list",
    "rows",
    "cells",
    "paras",
    "lines",
    "node",
    "edges",
];

/// Names of containers of a record that hold its story and little else.
const STORIES: &[&str] = &[
    "sections",
    "chapters",
    "blocks",
    "contentelements",
    "contentblocks",
    "bodyblocks",
    "bodyelements",
    "segments",
    "richtext",
    "pages",
];

/// Names of strings that are text where they stand in a text.
const TEXTS: &[&str] = &[
    "value",
    "rendered",
    "main",
    "original",
    "literal",
    "text",
    "_",
    "t",
    "quote",
    "quotation",
    "answer",
    "message",
    "msg",
    "copy",
    "paragraph",
    "para",
    "p",
    "line",
    "transcript",
    "markdown",
    "items",
    "bodytextsummary",
];

/// Names of what stands above a text.
const HEADINGS: &[&str] =
    &["subheading", "subheadline", "subhead", "subtitle", "sectiontitle", "question", "crosshead"];

/// How much a string must show to be taken for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// The names around it say that it is text.
    Text,
    /// Nothing does: it has to read like one.
    Unknown,
}

/// What the name of a value in a structure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Heading,
    Text,
    /// Text only where the names around say so.
    SoftText,
    Container,
    /// A fact: a date, an address, who wrote it.
    Fact,
    /// Text of others.
    Foreign,
    Unknown,
}

fn role_of(name: &str) -> Role {
    let folded = fold(name);
    let among = |names: &[&str]| names.contains(&folded.as_str());
    if among(HEADINGS) {
        return Role::Heading;
    }
    if among(CONTAINERS) {
        return Role::Container;
    }
    if spare::is_foreign(name) {
        return Role::Foreign;
    }
    match lookup(name, &FieldMapping::default()) {
        Some((Field::Headline, _)) => Role::Heading,
        Some((Field::Body, _)) => Role::Text,
        Some((Field::Summary, _)) => Role::SoftText,
        _ if among(TEXTS) || beside_rank(name).is_some() => Role::SoftText,
        Some(_) => Role::Fact,
        None => Role::Unknown,
    }
}

/// The pieces of a value whose name says that it is the text.
pub(super) fn body_pieces(value: &Value) -> Vec<Piece> {
    let mut pieces = Vec::new();
    read(value, Trust::Text, 0, &mut pieces);
    pieces
}

/// The pieces of a value whose name no table has: what reads as text, and what names within say is one.
pub(super) fn unknown_pieces(name: &str, value: &Value) -> Vec<Piece> {
    let story = STORIES.contains(&fold(name).as_str()) && has_text(value, 0);
    let mut pieces = Vec::new();
    read(value, if story { Trust::Text } else { Trust::Unknown }, 0, &mut pieces);
    pieces
}

fn read(value: &Value, trust: Trust, depth: usize, out: &mut Vec<Piece>) {
    match value {
        _ if depth > DEPTH => {}
        Value::String(text) if trust == Trust::Text || spare::is_telling("", text) => out.extend(pieces_of_text(text)),
        Value::Array(items) => read_items(items, false, trust, depth, out),
        Value::Object(node) => read_node(node, trust, depth, out),
        _ => {}
    }
}

/// The kind that a node says it is, as it is written.
fn written_kind(node: &Map<String, Value>) -> Option<&str> {
    let names = ["type", "_type", "nodeType", "node_type", "kind", "__typename", "tag", "blockType"];
    let kind = names.iter().find_map(|name| node.get(*name).and_then(Value::as_str))?;
    Some(kind.rsplit('/').next().unwrap_or(kind))
}

/// The kind of a node as kinds are compared.
fn kind_of(node: &Map<String, Value>) -> Option<String> {
    written_kind(node).map(fold)
}

/// Whether a kind, or the style of a block, is that of a heading.
fn is_heading(node: &Map<String, Value>, kind: Option<&str>) -> bool {
    let level = |name: &str| name.len() == 2 && name.starts_with('h') && name.ends_with(|c: char| c.is_ascii_digit());
    let style = node.get("style").and_then(Value::as_str).unwrap_or_default();
    let named = |kind: &str| {
        kind.contains("heading")
            || kind.contains("headline")
            || kind.starts_with("header")
            || kind == "crosshead"
            || level(kind)
    };
    kind.is_some_and(named) || level(style)
}

/// Whether an item of a list may be a piece of a line.
fn is_inline(value: &Value) -> bool {
    let Value::Object(node) = value else { return value.is_string() };
    let kind = kind_of(node);
    let text = ["text", "value"].iter().any(|name| node.get(*name).is_some_and(Value::is_string));
    match kind.as_deref() {
        Some(kind) if BREAKS.contains(&kind) => true,
        Some(kind) if INLINE.contains(&kind) => {
            text || ["children", "content"].iter().any(|name| node.get(*name).is_some_and(Value::is_array))
        }
        Some(_) => false,
        None => text && !node.values().any(|value| matches!(value, Value::Object(_))),
    }
}

/// Whether the inline items of a list are pieces of one text and not paragraphs.
fn are_runs(items: &[Value]) -> bool {
    let inline = |item: &&Value| is_inline(item);
    let strings = items.iter().any(Value::is_string);
    let nodes = items.iter().filter(inline).any(Value::is_object);
    let open = |item: &Value| {
        let text = item.get("text").or(item.get("value")).and_then(Value::as_str).unwrap_or_default();
        text.starts_with(' ') || text.ends_with(' ')
    };
    strings && nodes || items.iter().filter(inline).any(open)
}

fn read_items(items: &[Value], in_line: bool, trust: Trust, depth: usize, out: &mut Vec<Piece>) {
    if items.iter().all(Value::is_string) && trust == Trust::Unknown {
        // Paragraphs may be short where the others are long.
        if spare::are_telling(items.iter().filter_map(Value::as_str)) {
            items.iter().filter_map(Value::as_str).for_each(|text| out.extend(pieces_of_text(text)));
        }
        return;
    }
    let runs = in_line && items.iter().any(Value::is_object) || are_runs(items);
    let start = out.len();
    // A picture above the text is no beginning of it.
    let mut above = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if !runs || !is_inline(item) {
            if out.len() == start && is_picture(item) {
                above.push(item);
            } else {
                read(item, trust, depth + 1, out);
            }
            at += 1;
            continue;
        }
        let mut text = String::new();
        while let Some(item) = items.get(at).filter(|item| is_inline(item)) {
            push_inline(item, in_line, depth, &mut text);
            at += 1;
        }
        if trust == Trust::Text || spare::is_telling("", &text) || reads_enough(&text) {
            out.extend(pieces_of_text(&text));
        }
    }
    above.into_iter().for_each(|item| read(item, trust, depth + 1, out));
}

/// Whether an item of a list is a picture or film, whose caption is all the text it has.
fn is_picture(value: &Value) -> bool {
    const KINDS: &[&str] = &["image", "photo", "picture", "gallery", "video", "figure", "slideshow"];
    value.as_object().and_then(kind_of).is_some_and(|kind| KINDS.contains(&kind.as_str()))
}

/// Adds a piece of a line. Where nothing says that it is one, a sentence that ends at its end is a paragraph.
fn push_inline(value: &Value, in_line: bool, depth: usize, text: &mut String) {
    let mut push = |part: &str| {
        let ended = text.ends_with(['.', '!', '?', '…', '。', '؟']);
        if ended && !in_line && part.starts_with(char::is_alphanumeric) {
            text.push_str("\n\n");
        }
        text.push_str(part);
    };
    match value {
        Value::String(part) => push(part),
        Value::Object(node) => {
            if kind_of(node).is_some_and(|kind| BREAKS.contains(&kind.as_str())) {
                text.push('\n');
            } else if let Some(part) = ["text", "value"].iter().find_map(|name| node.get(*name).and_then(Value::as_str))
            {
                push(part);
            } else if depth < DEPTH {
                let inner = ["children", "content"].iter().find_map(|name| node.get(*name).and_then(Value::as_array));
                inner.into_iter().flatten().for_each(|item| push_inline(item, true, depth + 1, text));
            }
        }
        _ => {}
    }
}

fn read_node(node: &Map<String, Value>, trust: Trust, depth: usize, out: &mut Vec<Piece>) {
    let kind = kind_of(node);
    let heading = is_heading(node, kind.as_deref());
    if !heading
        && kind.as_deref().is_some_and(|kind| {
            APART.contains(&kind) || !INLINE.contains(&kind) && written_kind(node).is_some_and(spare::is_foreign)
        })
    {
        return;
    }
    let line = heading || kind.as_deref().is_some_and(is_line);
    let (mut titles, mut pieces) = (Vec::new(), Vec::new());
    for (name, value) in node {
        let role = role_of(name);
        match value {
            _ if role == Role::Foreign => {}
            Value::String(text) => {
                let sure = trust == Trust::Text;
                let is_text = match role {
                    Role::Heading => {
                        let title = super::markup::read_line(text);
                        titles.extend((!title.trim().is_empty() && !is_address(text)).then_some(title));
                        false
                    }
                    Role::Text => sure || reads_enough(text),
                    Role::SoftText => sure && !is_address(text),
                    _ => false,
                };
                if is_text || role != Role::Heading && spare::is_telling(name, text) {
                    pieces.extend(pieces_of_text(text));
                }
            }
            Value::Array(_) | Value::Object(_) => {
                let trust = match role {
                    Role::Fact if value.is_object() => continue,
                    Role::Fact | Role::Unknown => Trust::Unknown,
                    Role::Text if trust == Trust::Unknown && has_text(value, 0) => Trust::Text,
                    _ => trust,
                };
                match value {
                    Value::Array(items) => {
                        read_items(items, line && role != Role::Unknown, trust, depth + 1, &mut pieces)
                    }
                    _ => read(value, trust, depth + 1, &mut pieces),
                }
            }
            _ => {}
        }
    }
    if heading {
        titles.extend(pieces.iter().map(|piece| piece.text().to_owned()));
        out.extend((!titles.is_empty()).then(|| Piece::Heading(titles.join(" "))));
    } else if pieces.iter().any(|piece| matches!(piece, Piece::Paragraph(_))) {
        // A title without a text below it names something else: another article, a picture.
        out.extend(titles.into_iter().map(Piece::Heading));
        out.append(&mut pieces);
    }
}

/// Kinds of nodes that are one paragraph, so that what lies in them is pieces of it.
fn is_line(kind: &str) -> bool {
    matches!(kind, "p" | "li" | "block" | "unstyled" | "td" | "th" | "cell" | "lead" | "standfirst" | "lede")
        || ["paragraph", "listitem", "quote", "textblock"].iter().any(|part| kind.contains(part))
}

fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace) && (text.contains("://") || text.starts_with('/'))
}

/// Whether a string under a name of texts reads like one, though it may be short.
fn reads_enough(text: &str) -> bool {
    if is_address(text.trim()) || text.len() < 8 || spare::is_page(text) {
        return false;
    }
    let start = text.char_indices().nth(400).map_or(text, |(end, _)| &text[..end]);
    if super::markup::is_markup(start) {
        return true;
    }
    let letters = start.chars().filter(|c| c.is_alphabetic()).count();
    let shown = start.chars().filter(|c| !c.is_whitespace()).count();
    let words = start.split_whitespace().count();
    let commas = start.chars().filter(|c| matches!(c, ',' | ';' | '|' | '،')).count();
    let ends = start.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '"', '”', '»']);
    // Scripts without blanks have no words to count.
    let unspaced = !start.is_ascii() && start.chars().filter(|c| *c >= '\u{e00}').count() >= 8;
    letters * 10 >= shown * 6 && (words >= 4 && commas * 2 < words || words >= 2 && ends || unspaced)
}

/// Whether there is a text anywhere in a value.
fn has_text(value: &Value, depth: usize) -> bool {
    match value {
        Value::String(text) => reads_enough(text),
        Value::Array(items) => depth < DEPTH && items.iter().any(|item| has_text(item, depth + 1)),
        Value::Object(node) => {
            let told = |name: &str| !matches!(role_of(name), Role::Foreign | Role::Fact);
            depth < DEPTH && node.iter().any(|(name, value)| told(name) && has_text(value, depth + 1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Headings with a sign before them.
    fn shown(pieces: Vec<Piece>) -> Vec<String> {
        let shown = |piece| match piece {
            Piece::Heading(text) => format!("# {text}"),
            Piece::Paragraph(text) => text,
        };
        pieces.into_iter().map(shown).collect()
    }

    #[test]
    fn rich_text_of_editors_is_read_with_its_headings_and_whole_lines() {
        let expected = ["# The third day", "Talks went on in Cairo.", "No date is set."];
        let text = |text: &str| json!({"type": "text", "text": text});
        for (editor, value) in [
            (
                "ProseMirror",
                json!({"type": "doc", "content": [{"type": "heading", "attrs": {"level": 2}, "content": [text("The third day")]},
                    {"type": "paragraph", "content": [text("Talks "), {"type": "text", "marks": [{"type": "bold"}], "text": "went"}, text(" on in Cairo.")]},
                    {"type": "paragraph", "content": [text("No date is set.")]}]}),
            ),
            (
                "Contentful",
                json!({"nodeType": "document", "data": {}, "content": [
                    {"nodeType": "heading-2", "data": {}, "content": [{"nodeType": "text", "value": "The third day", "marks": []}]},
                    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "Talks went on in "},
                        {"nodeType": "hyperlink", "data": {"uri": "https://example.com"}, "content": [{"nodeType": "text", "value": "Cairo"}]},
                        {"nodeType": "text", "value": "."}]},
                    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "No date is set."}]}]}),
            ),
            (
                "Slate",
                json!([{"type": "h2", "children": [{"text": "The third day"}]},
                    {"type": "paragraph", "children": [{"text": "Talks "}, {"text": "went", "bold": true}, {"text": " on in Cairo."}]},
                    {"type": "paragraph", "children": [{"text": "No date is set."}]}]),
            ),
            (
                "Portable Text",
                json!([{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "The third day"}]},
                    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "Talks went on"}, {"_type": "span", "text": " in Cairo."}]},
                    {"_type": "image", "asset": {"_ref": "image-1", "_type": "reference"}},
                    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "No date is set."}]}]),
            ),
            (
                "Editor.js",
                json!({"time": 1, "blocks": [{"id": "a", "type": "header", "data": {"text": "The third day", "level": 2}},
                    {"id": "b", "type": "paragraph", "data": {"text": "Talks <b>went</b> on in Cairo."}},
                    {"id": "c", "type": "list", "data": {"style": "ordered", "items": ["No date is set."]}}], "version": "2.2"}),
            ),
            (
                "Draft.js",
                json!({"blocks": [{"key": "a", "text": "The third day", "type": "header-two", "inlineStyleRanges": []},
                    {"key": "b", "text": "Talks went on in Cairo.", "type": "unstyled", "entityRanges": []},
                    {"key": "c", "text": "No date is set.", "type": "unstyled"}], "entityMap": {}}),
            ),
            (
                "blocks in models",
                json!([{"type": "subheadline", "model": {"blocks": [{"type": "text", "model": {"text": "The third day"}}]}},
                    {"type": "text", "model": {"blocks": [{"type": "paragraph", "model": {"text": "Talks went on in Cairo."}},
                        {"type": "paragraph", "model": {"text": "No date is set."}}]}}]),
            ),
            (
                "content elements",
                json!([{"_id": "A1", "type": "header", "content": "The third day"}, {"type": "text", "content": "<p>Talks went on in Cairo.</p>"},
                    {"type": "raw_html", "content": "<div>Subscribe now to our letter.</div>"}, {"type": "interstitial_link", "content": "Read more", "url": "https://example.com"},
                    {"type": "text", "content": "No date is set."}]),
            ),
            ("strings and pieces", json!(["<h2>The third day</h2>", "Talks went on in Cairo.", "No date is set."])),
            (
                "sections",
                json!([{"paragraphs": ["Talks went on in Cairo.", "No date is set."], "heading": "The third day", "id": "s1"}]),
            ),
        ] {
            assert_eq!(shown(body_pieces(&value)), expected, "{editor}");
        }
        let mixed = json!(["Talks ", {"type": "bold", "text": "went on"}, ", see ", {"type": "link", "text": "https://example.com"}]);
        assert_eq!(shown(body_pieces(&mixed)), ["Talks went on, see https://example.com"]);
        let blocks = json!([{"text": "Talks went on."}, {"text": "No date is set."}]);
        assert_eq!(shown(body_pieces(&blocks)), ["Talks went on.", "No date is set."]);
    }

    #[test]
    fn text_is_found_as_deep_as_json_may_be_nested() {
        let text = json!("Talks went on in Cairo.");
        let lists = (0..120).fold(text.clone(), |value, _| json!([value]));
        let nodes =
            (0..60).fold(json!({"type": "text", "text": text}), |value, _| json!({"type": "doc", "content": [value]}));
        for value in [lists, nodes] {
            assert_eq!(shown(body_pieces(&value)), ["Talks went on in Cairo."]);
        }
    }

    #[test]
    fn below_an_unknown_name_only_what_reads_or_is_named_like_text_counts() {
        let sections = json!([{"heading": "Day three", "paragraphs": ["Talks went on in Cairo.", "More"]}]);
        for name in ["sections", "dossier"] {
            assert_eq!(
                shown(unknown_pieces(name, &sections)),
                ["# Day three", "Talks went on in Cairo.", "More"],
                "{name}"
            );
        }
        for value in [
            json!([{"title": "Other talks go on", "url": "https://example.com/2", "id": "x-2"}]),
            json!([{"text": "Jake Sullivan", "label": "PERSON", "start": 3}, {"text": "Cairo", "label": "GPE"}]),
            json!({"text": "/path/to", "content": "text/html", "type": "page", "body": "a1b2"}),
            json!({"related": [{"body": "Talks in Doha went on for a third day."}], "author": {"text": "She writes about talks in Cairo."}}),
            json!({"caption": "https://example.com/a b", "link": {"text": "Read more about the talks."}}),
            json!([[1, 2], ["a", "b"], [null]]),
        ] {
            assert_eq!(shown(unknown_pieces("data", &value)), [""; 0], "{value}");
        }
    }
}
