//! Tables in JSON, whichever way they lie: by columns, by rows below a list of names, by the numbers of their rows.
//!
//! So do pandas, Datasette and the like write them. Rows become records of named values; the surprise: an article may be made of
//! objects and lists too (`{"title": {"rendered": "A"}, ...}`), so that a table is only what is nothing else.

use serde_json::Value;

use super::super::row::{has_text, known_fields};
use crate::source::field::{FieldMapping, lookup};
use crate::source::record::{Record, read_record};
use crate::source::spare;

/// Names under which the names of columns stand, and those of the rows beside them.
const NAMES: &[&str] = &["columns", "header", "headers", "fields", "column_names"];
const ROWS: &[&str] = &["data", "rows", "values", "records"];

/// Depth to which lists of records are looked for under any name.
const DEPTH: usize = 3;

/// The rows of a table, each with its place.
pub(super) fn rows_of(record: &Record, mapping: &FieldMapping) -> Option<Vec<(String, Record)>> {
    named_rows(record, mapping).or_else(|| columns(record, mapping))
}

/// `{"columns": ["title", "text"], "data": [["A", "x"], ["B", "y"]]}`.
fn named_rows(record: &Record, mapping: &FieldMapping) -> Option<Vec<(String, Record)>> {
    let rows = ROWS.iter().find_map(|name| record.get(*name)?.as_array())?;
    rows.first()?.as_array()?;
    let names = names_of(NAMES.iter().find_map(|name| record.get(*name)?.as_array())?)?;
    has_text(&known_fields(&names, mapping)).then_some(())?;
    let index = record.get("index").and_then(Value::as_array).filter(|index| index.len() == rows.len());
    let rows = rows.iter().enumerate().filter_map(|(at, row)| {
        let place = index.and_then(|index| place_of(&index[at])).unwrap_or_else(|| (at + 1).to_string());
        Some((place, row_of(&names, row.as_array()?)))
    });
    Some(rows.collect())
}

fn place_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Names of columns, as texts or as objects with a name.
pub(super) fn names_of(values: &[Value]) -> Option<Vec<String>> {
    let name = |value: &Value| value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned);
    values.iter().map(name).collect()
}

/// A row as a record.
pub(super) fn row_of(names: &[String], cells: &[Value]) -> Record {
    let cells = names.iter().zip(cells).filter(|(_, cell)| !cell.is_null());
    cells.map(|(name, cell)| (name.clone(), cell.clone())).collect()
}

/// `{"title": {"0": "A", "1": "B"}, "text": {"0": "x", "1": "y"}}`, or lists of one length in place of the inner objects.
fn columns(record: &Record, mapping: &FieldMapping) -> Option<Vec<(String, Record)>> {
    // Nearly every record ends here, at its first text.
    if record.is_empty() || !record.values().all(|value| value.is_object() || value.is_array()) {
        return None;
    }
    let names: Vec<String> = record.keys().cloned().collect();
    has_text(&known_fields(&names, mapping)).then_some(())?;
    let telling = |name: &str| lookup(name, mapping).is_some_and(|(field, _)| has_text(&[field]));
    let (_, first) = record.iter().find(|(name, _)| telling(name))?;
    match first {
        Value::Object(cells) => {
            let numbered = cells.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit()));
            let plain = cells.values().all(|cell| cell.is_string() || cell.is_null());
            let same = record.values().all(|column| {
                column.as_object().is_some_and(|column| column.len() == cells.len() && column.keys().eq(cells.keys()))
            });
            (numbered && plain && same).then_some(())?;
            let row = |key: &String| {
                let cells = record.iter().filter_map(|(name, column)| Some((name.clone(), column.get(key)?.clone())));
                cells.filter(|(_, cell)| !cell.is_null()).collect()
            };
            Some(cells.keys().map(|key| (key.clone(), row(key))).collect())
        }
        Value::Array(cells) => {
            let plain = cells.len() > 1 && cells.iter().all(|cell| cell.is_string() || cell.is_null());
            let same = record.values().all(|column| column.as_array().is_some_and(|other| other.len() == cells.len()));
            (plain && same && record.len() > 1).then_some(())?;
            let row = |at: usize| {
                let cells = record.iter().filter_map(|(name, column)| Some((name.clone(), column.get(at)?.clone())));
                cells.filter(|(_, cell)| !cell.is_null()).collect()
            };
            Some((0..cells.len()).map(|at| ((at + 1).to_string(), row(at))).collect())
        }
        _ => None,
    }
}

/// The articles in an object that is none itself, under whatever name they lie: a list, or objects by their names or numbers.
pub(super) fn items_of<'v>(record: &'v Record, mapping: &FieldMapping) -> Vec<(String, &'v Value)> {
    let mut found = Vec::new();
    find_items(record, mapping, DEPTH, &mut found);
    found
}

fn find_items<'v>(record: &'v Record, mapping: &FieldMapping, depth: usize, out: &mut Vec<(String, &'v Value)>) {
    let is_article = |value: &Value| {
        value.as_object().is_some_and(|inner| {
            let draft = super::particular::read(inner, mapping);
            draft.headline.is_some() && !draft.body.is_empty()
                || depth > 0 && {
                    let mut within = Vec::new();
                    find_items(inner, mapping, depth - 1, &mut within);
                    !within.is_empty()
                }
        })
    };
    let values = || record.iter().filter(|(name, _)| !spare::is_foreign(name));
    for (_, value) in values() {
        if let Value::Array(items) = value
            && items.first().is_some_and(is_article)
        {
            out.extend(items.iter().enumerate().map(|(at, item)| ((at + 1).to_string(), item)));
            return;
        }
    }
    let objects = || values().filter(|(_, value)| value.is_object());
    let named = objects().take(2).filter(|(_, value)| {
        let draft = value.as_object().map(|inner| read_record(inner, mapping));
        draft.is_some_and(|draft| draft.headline.is_some() && !draft.body.is_empty())
    });
    if named.count() == 2 {
        out.extend(objects().map(|(name, value)| (name.clone(), value)));
    } else if depth > 0 {
        for (_, value) in objects() {
            if out.is_empty()
                && let Value::Object(inner) = value
            {
                find_items(inner, mapping, depth - 1, out);
            }
        }
    }
}
