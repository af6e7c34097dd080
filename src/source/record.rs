//! Records of named values to drafts: JSON objects, rows of a table, front matter.
//!
//! Uses the one table of names in [`super::field`]; the parsers only bring the record. The surprise: of several names for
//! one field the most telling that has a value wins, and the others are kept as metadata instead of being dropped.

use serde_json::{Map, Value};

use super::draft::{Draft, Piece, fill};
use super::field::{Field, FieldMapping, lookup};
use super::layout;
use super::markup::{self, Keep};

/// A record, as JSON has them.
pub type Record = Map<String, Value>;

/// Keys under which exports wrap the record proper.
const WRAPPERS: &[&str] = &["_source", "fields", "article", "attributes", "doc", "item", "story"];

/// Depth to which nested values are followed.
const DEPTH: usize = 8;

/// Longest value that is kept as metadata, in bytes.
const NOTE_BYTES: usize = 2000;

/// Makes a draft of a record.
pub fn read_record(record: &Record, mapping: &FieldMapping) -> Draft {
    let mut found: Vec<(Field, usize, &str, &Value)> = Vec::new();
    let mut draft = Draft::default();
    collect(record, mapping, &mut found, &mut draft, 0);
    found.sort_by_key(|(field, rank, ..)| (*field, *rank));
    for (field, _, name, value) in &found {
        apply(*field, name, value, &mut draft);
    }
    if draft.body.is_empty() {
        for (_, _, name, value) in found.iter().filter(|(field, ..)| *field == Field::Summary) {
            if draft.body.is_empty() {
                draft.body = pieces_of(value);
                draft.metadata.retain(|(key, _)| key != name);
            }
        }
    }
    layout::complete_from_lede(&mut draft);
    draft
}

fn collect<'a>(
    record: &'a Record,
    mapping: &FieldMapping,
    found: &mut Vec<(Field, usize, &'a str, &'a Value)>,
    draft: &mut Draft,
    depth: usize,
) {
    for (name, value) in record {
        if let Value::Object(inner) = value
            && depth < DEPTH
            && WRAPPERS.contains(&name.as_str())
            && inner.len() > 1
        {
            collect(inner, mapping, found, draft, depth + 1);
        } else if let Some((field, rank)) = lookup(name, mapping) {
            // What is wrapped comes after what is not.
            found.push((field, rank + depth * 1000, name, value));
        } else if let (Value::Object(inner), true) = (value, name == "entities") {
            collect(inner, mapping, found, draft, depth + 1);
        } else {
            note(draft, name, value);
        }
    }
}

fn apply(field: Field, name: &str, value: &Value, draft: &mut Draft) {
    let place = match field {
        Field::Id => &mut draft.external_id,
        Field::Headline => &mut draft.headline,
        Field::Byline => &mut draft.byline,
        Field::Publisher => &mut draft.publisher,
        Field::Rubric => &mut draft.rubric,
        Field::Language => &mut draft.language,
        Field::Url => &mut draft.url,
        Field::Dateline => &mut draft.dateline,
        Field::Date => {
            if let Some(text) = text_of(value, ", ") {
                draft.date(text);
            }
            return;
        }
        Field::Body => {
            let pieces = if draft.body.is_empty() { pieces_of(value) } else { Vec::new() };
            if pieces.is_empty() {
                note(draft, name, value);
            } else {
                draft.body = pieces;
            }
            return;
        }
        Field::Persons => return note_each(draft, "person", value),
        Field::Organisations => return note_each(draft, "organisation", value),
        Field::Places => return note_each(draft, "place", value),
        Field::Summary => return note(draft, name, value),
        Field::Ignore => return,
    };
    let Some(text) = text_of(value, ", ") else { return };
    let text = if field == Field::Headline && markup::is_markup(&text) { markup::read_line(&text) } else { text };
    if place.is_some() {
        if place.as_deref() != Some(text.as_str()) {
            note(draft, name, value);
        }
    } else {
        fill(place, text);
    }
}

/// Keeps a short value as metadata; long ones are texts, and metadata is not searched.
fn note(draft: &mut Draft, name: &str, value: &Value) {
    if let Some(text) = text_of(value, ", ")
        && text.len() <= NOTE_BYTES
    {
        draft.note(name, text);
    }
}

fn note_each(draft: &mut Draft, name: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| note(draft, name, item)),
        _ => note(draft, name, value),
    }
}

/// A value as one text: strings, numbers, arrays joined, and of objects the part that names them.
pub fn text_of(value: &Value, joint: &str) -> Option<String> {
    text_within(value, joint, 0)
}

fn text_within(value: &Value, joint: &str, depth: usize) -> Option<String> {
    if depth > DEPTH {
        return None;
    }
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Null => return None,
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().filter_map(|item| text_within(item, joint, depth + 1)).collect();
            texts.join(joint)
        }
        Value::Object(object) => {
            let keys = [
                "name",
                "main",
                "rendered",
                "value",
                "text",
                "original",
                "literal",
                "title",
                "#text",
                "@value",
                "$date",
                "$oid",
                "$t",
                "_",
                "$numberLong",
                "url",
                "href",
                "id",
                "@id",
            ];
            return keys.iter().find_map(|key| text_within(object.get(*key)?, joint, depth + 1));
        }
    };
    (!text.is_empty()).then_some(text)
}

/// The body's value as paragraphs: a text, an array of paragraphs, or objects that hold them.
fn pieces_of(value: &Value) -> Vec<Piece> {
    match value {
        Value::Array(items) => items.iter().flat_map(pieces_of).collect(),
        Value::Object(object) => {
            let text = text_of(value, "\n\n").unwrap_or_default();
            let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
            if kind.contains("head") || kind == "crosshead" {
                vec![Piece::Heading(text)]
            } else {
                pieces_of_text(&text)
            }
        }
        _ => text_of(value, "\n\n").map(|text| pieces_of_text(&text)).unwrap_or_default(),
    }
}

/// The pieces of a text that may be plain or HTML.
pub fn pieces_of_text(text: &str) -> Vec<Piece> {
    if markup::is_markup(text) { markup::read_pieces(text, Keep::All) } else { layout::parse_field(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::DateProvenance;
    use serde_json::json;

    fn draft(value: Value) -> Draft {
        read_record(value.as_object().expect("the test writes objects"), &FieldMapping::default())
    }

    #[test]
    fn values_may_be_texts_arrays_and_objects() {
        let draft = draft(json!({
            "_id": {"$oid": "5f"}, "title": {"rendered": "Talks go on"},
            "authors": [{"name": "Jane Doe"}, "John Roe"], "source": {"id": null, "name": "Daily Example"},
            "published_at": 1711966830, "content": ["One.", {"type": "paragraph", "text": "Two."}],
            "entities": {"persons": ["Jake Sullivan", "Ron Dermer"]}, "stars": 5, "empty": ""
        }));
        assert_eq!(draft.external_id.as_deref(), Some("5f"));
        assert_eq!(draft.headline.as_deref(), Some("Talks go on"));
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe, John Roe"));
        assert_eq!(draft.publisher.as_deref(), Some("Daily Example"));
        assert_eq!(draft.dates[0].text, "1711966830");
        assert_eq!(draft.dates[0].provenance, DateProvenance::Metadata);
        assert_eq!(draft.body, [Piece::Paragraph("One.".into()), Piece::Paragraph("Two.".into())]);
        let notes = [("person", "Jake Sullivan"), ("person", "Ron Dermer"), ("stars", "5")];
        for (name, value) in notes {
            assert!(draft.metadata.contains(&(name.into(), value.into())), "{name} {value}");
        }
        assert_eq!(draft.metadata.len(), 3);
    }

    #[test]
    fn the_more_telling_name_wins_and_a_summary_is_the_last_resort() {
        let full = draft(json!({"description": "Short.", "body": "Long text.", "title": "B", "headline": "A"}));
        assert_eq!(full.headline.as_deref(), Some("A"));
        assert_eq!(full.body, [Piece::Paragraph("Long text.".into())]);
        assert!(full.metadata.contains(&("description".into(), "Short.".into())));
        let bare = draft(json!({"description": "Short.", "title": "B"}));
        assert_eq!(bare.body, [Piece::Paragraph("Short.".into())]);
        assert!(bare.metadata.is_empty());
    }

    #[test]
    fn wrapped_records_are_unwrapped() {
        let wrapped = draft(json!({"_index": "news", "_source": {"headline": "A", "body": "Text."}}));
        assert_eq!((wrapped.headline.as_deref(), wrapped.body.len()), (Some("A"), 1));
    }
}
