//! JSON in its three shapes: a record a line, an array of records, one object.
//!
//! Records become drafts through the table of names; those of ninjs, whose names differ, through [`super::ninjs`]. The
//! surprise: an array or a run of objects is cut into its values before they are parsed, so that a file of any size needs
//! the memory of one record only.

pub(super) mod particular;
mod shape;
mod stream;

use std::io::BufRead;

use serde_json::Value;

use super::row::{has_text, known_fields};
use super::{Detection, Format, Halt, Probe, Sink, ninjs};
use crate::source::draft::{Draft, fill};
use crate::source::encoding::{self, Content};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::{Input, Line, read_line};
use crate::source::record::{Record, text_of};
use crate::source::transcode::Utf8Stream;

/// A record a line.
pub static LINES: Format = Format {
    name: "json-lines",
    extensions: &["jsonl", "ndjson", "jl", "json"],
    detect: detect_lines,
    read: read_lines,
};

/// One value, an array, or several values in a row.
pub static WHOLE: Format = Format { name: "json", extensions: &["json"], detect: detect_whole, read: read_whole };

/// Keys whose arrays hold the records of a file that is one object.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "docs",
    "documents",
    "results",
    "entries",
    "stories",
    "posts",
    "news",
    "hits",
    "data",
    "response",
    "feed",
];

/// Values of one record, each up to two hundred bytes in memory.
const VALUES: usize = 1 << 20;

/// Depth to which lists are looked for in an object.
const LIST_DEPTH: usize = 3;

fn detect_lines(probe: &Probe<'_>) -> Detection {
    let text = probe.text.trim_start();
    if !text.starts_with('{') {
        return Detection::No;
    }
    if matches!(probe.extension().as_str(), "jsonl" | "ndjson" | "jl") {
        return Detection::Certain;
    }
    // The preview is shorter than the head, and lines may be long: look at the bytes.
    let first = probe.head.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let whole = first.is_some_and(|line| {
        line.trim_ascii_end().ends_with(b"}") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
    });
    let rest = first.map_or(0, |line| line.as_ptr() as usize - probe.head.as_ptr() as usize + line.len());
    let second = probe.head.get(rest..).unwrap_or_default().trim_ascii_start();
    if whole && second.starts_with(b"{") { Detection::Certain } else { Detection::No }
}

fn detect_whole(probe: &Probe<'_>) -> Detection {
    let text = probe.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) => Detection::Certain,
        // An array of other things than objects may be any text in brackets.
        (Some('['), Some('{')) => Detection::Certain,
        (Some('['), Some(']' | '"' | '[')) => Detection::Possible,
        _ => Detection::No,
    }
}

fn read_lines(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut reader = widened(input)?;
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        match read_line(&mut reader, &mut line, limit)? {
            Line::End => return Ok(()),
            Line::TooLong => {
                number += 1;
                sink.fail_at(Some(&number.to_string()), ReadError::RecordTooLarge { limit })?;
            }
            Line::Read => {
                number += 1;
                let place = number.to_string();
                if !line.trim_ascii().is_empty() && sink.wants(Some(&place)) {
                    read_value(&line, Some(place), sink)?;
                }
            }
        }
    }
}

/// UTF-16 and UTF-32 have no lines of bytes: such an input is turned into UTF-8 on the way.
fn widened<'a, 'b>(input: &'a mut Input<'b>) -> Result<Box<dyn BufRead + 'a>, ReadError> {
    input.fill_head()?;
    match encoding::classify(input.head()) {
        Content::Text(charset) if !charset.has_byte_lines() => Ok(Box::new(Utf8Stream::new(input, usize::MAX)?)),
        _ => Ok(Box::new(input)),
    }
}

fn read_whole(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut reader = widened(input)?;
    let mut values = Values::new(&mut reader, limit);
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    // The first value is held back: a file of one value has no locators.
    let mut held: Option<Vec<u8>> = None;
    // The names of columns, where the first row of a table has them.
    let mut names: Option<Vec<String>> = None;
    values.whole = true;
    loop {
        match values.next(&mut bytes)? {
            Next::End => break,
            Next::Begun => return stream::read(bytes, &mut *reader, sink),
            Next::TooLarge => {
                number += 1;
                sink.fail_at(Some(&number.to_string()), ReadError::RecordTooLarge { limit })?;
            }
            Next::Value => {
                number += 1;
                if values.in_array && bytes.starts_with(b"[") {
                    let Ok(row) = serde_json::from_slice::<Vec<Value>>(&bytes) else {
                        read_value(&bytes, Some(number.to_string()), sink)?;
                        continue;
                    };
                    if let Some(names) = &names {
                        let row = Value::Object(shape::row_of(names, &row));
                        read_item(&Record::new(), &row, (number - 1).to_string(), 0, sink)?;
                        continue;
                    }
                    names = shape::names_of(&row)
                        .filter(|names| number == 1 && has_text(&known_fields(names, &sink.options().mapping)));
                    if names.is_some() {
                        continue;
                    }
                }
                if number == 1 && !values.in_array {
                    held = Some(std::mem::take(&mut bytes));
                    continue;
                }
                if let Some(first) = held.take() {
                    read_value(&first, Some("1".to_owned()), sink)?;
                }
                read_value(&bytes, Some(number.to_string()), sink)?;
            }
        }
    }
    match held {
        Some(only) => read_value(&only, None, sink),
        None if number == 0 => sink.skip(None, SkipReason::NotAnArticle("no value in it")),
        None => Ok(()),
    }
}

/// Parses one value and hands over the articles in it.
fn read_value(bytes: &[u8], locator: Option<String>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if bytes.len() > VALUES && values_in(bytes) > VALUES {
        let message = format!("one record holds more than {VALUES} values");
        return sink.fail_at(locator.as_deref(), ReadError::Malformed { format: "JSON", message });
    }
    let parsed = match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => Ok(value),
        // Not UTF-8, or a byte order mark: decode and try again.
        Err(_) => serde_json::from_str::<Value>(&encoding::decode(bytes, None).text),
    };
    match parsed {
        Err(error) => sink.fail_at(locator.as_deref(), error.into()),
        Ok(Value::Object(record)) => read_object(&record, locator, 0, sink),
        Ok(_) => sink.skip(locator.as_deref(), SkipReason::NotAnArticle("a JSON value that is no object")),
    }
}

/// How many values a record has, or a few more.
fn values_in(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut count = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b',' | b'[' | b'{' => count += 1,
            b'"' => {
                while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
                    at += found + 1;
                    if bytes[at - 1] == b'"' {
                        break;
                    }
                    at += 1;
                    if at >= bytes.len() {
                        return count;
                    }
                }
            }
            _ => {}
        }
    }
    count
}

/// One article, or the articles of a list inside the object.
fn read_object(record: &Record, locator: Option<String>, depth: usize, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if ninjs::is_ninjs(record) {
        return match ninjs::read_item(record) {
            Some(draft) => sink.article(Draft { locator, ..draft }),
            None => sink.skip(locator.as_deref(), SkipReason::NotAnArticle("a ninjs item without text")),
        };
    }
    if record.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("json-pages")) {
        return sink.skip(locator.as_deref(), SkipReason::NotAnArticle("the head of a list of pages"));
    }
    let within = |number: String| locator.as_ref().map_or(number.clone(), |outer| format!("{outer}/{number}"));
    if let Some(rows) = shape::rows_of(record, &sink.options().mapping) {
        for (place, row) in rows {
            read_item(record, &Value::Object(row), within(place), depth, sink)?;
        }
        return Ok(());
    }
    let Some(list) = find_list(record, 0) else {
        let draft = particular::read(record, &sink.options().mapping);
        if !draft.body.is_empty() || draft.headline.is_some() {
            return sink.article(Draft { locator, ..draft });
        }
        let items = if depth < LIST_DEPTH { shape::items_of(record, &sink.options().mapping) } else { Vec::new() };
        if items.is_empty() {
            return sink.skip(locator.as_deref(), SkipReason::NotAnArticle("an object without headline and text"));
        }
        for (place, item) in items {
            read_item(record, item, within(place), depth + 1, sink)?;
        }
        return Ok(());
    };
    for (index, item) in list.iter().enumerate() {
        read_item(record, item, within((index + 1).to_string()), depth, sink)?;
    }
    Ok(())
}

/// An item of the list in `around`.
fn read_item(around: &Record, item: &Value, place: String, depth: usize, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let Value::Object(item) = item else {
        return sink.skip(Some(&place), SkipReason::NotAnArticle("a JSON value that is no object"));
    };
    if ninjs::is_ninjs(item) {
        return read_object(item, Some(place), depth + 1, sink);
    }
    let mut draft = particular::read(item, &sink.options().mapping);
    // A list of lists, such as the hits of each kind of source.
    if draft.body.is_empty() && draft.headline.is_none() && depth < LIST_DEPTH && holds_more(item, sink) {
        return read_object(item, Some(place), depth + 1, sink);
    }
    draft.locator = Some(place);
    if around.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org")) {
        draft.format = Some("json-feed");
        let of_feed = |key: &str| around.get(key).and_then(|value| text_of(value, ", ")).unwrap_or_default();
        fill(&mut draft.publisher, of_feed("title"));
        fill(&mut draft.language, of_feed("language"));
        fill(&mut draft.byline, of_feed("authors"));
    }
    sink.article(draft)
}

/// Whether articles lie in an item that is none.
fn holds_more(item: &Record, sink: &Sink<'_>) -> bool {
    find_list(item, 0).is_some() || !shape::items_of(item, &sink.options().mapping).is_empty()
}

/// The list of records in an object that is not a record itself.
fn find_list(record: &Record, depth: usize) -> Option<&Vec<Value>> {
    LISTS
        .iter()
        .filter_map(|key| record.get(*key))
        .find_map(|value| match value {
            Value::Array(items) if items.first().is_some_and(Value::is_object) => Some(items),
            Value::Object(inner) if depth < LIST_DEPTH => find_list(inner, depth + 1),
            _ => None,
        })
        .or_else(|| trove_list(record))
}

/// The list in an answer of Trove: one of zones or categories, and in each the articles as `records.article`.
///
/// These names say too little by themselves: articles have categories too.
fn trove_list(record: &Record) -> Option<&Vec<Value>> {
    let articles = |value: &'_ Value| value.pointer("/records/article").is_some_and(Value::is_array);
    if let Some(Value::Array(items)) = record.get("records").and_then(|records| records.get("article")) {
        return Some(items);
    }
    let lists = ["zone", "category"].into_iter().filter_map(|key| record.get(key)?.as_array());
    lists.into_iter().find(|list| list.iter().any(articles))
}

/// What comes next in a file of values.
pub(super) enum Next {
    Value,
    TooLarge,
    /// The file is an object that is too large; its beginning is there, and the rest is left in the reader.
    Begun,
    End,
}

/// Cuts values out of an array, or out of a file with one after the other, without parsing them.
pub(super) struct Values<'a> {
    reader: &'a mut dyn BufRead,
    limit: usize,
    in_array: bool,
    started: bool,
    /// The first value is looked at that may be the whole file.
    whole: bool,
}

impl<'a> Values<'a> {
    pub(super) fn new(reader: &'a mut dyn BufRead, limit: usize) -> Self {
        Self { reader, limit, in_array: false, started: false, whole: false }
    }

    /// Puts the next value's bytes into `out`.
    pub(super) fn next(&mut self, out: &mut Vec<u8>) -> Result<Next, ReadError> {
        out.clear();
        let mut scan = Scan { depth: 0, in_string: false, escaped: false };
        let mut dropped = false;
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() {
                return match (out.is_empty(), dropped) {
                    (true, _) => Ok(Next::End),
                    (_, true) => Ok(Next::TooLarge),
                    _ => Ok(Next::Value),
                };
            }
            let mut used = available.len();
            let mut ended = false;
            let mut from = 0;
            for (index, &byte) in available.iter().enumerate() {
                if out.is_empty() && from == index && scan.depth == 0 && !scan.in_string {
                    let opens_array = !self.started && byte == b'[';
                    let between = byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | 0x1e | 0xef | 0xbb | 0xbf);
                    if opens_array || between {
                        self.in_array |= opens_array;
                        self.started |= opens_array;
                        from = index + 1;
                        continue;
                    }
                    self.started = true;
                }
                match scan.step(byte) {
                    Step::Inside => {}
                    Step::EndsAfter => (used, ended) = (index + 1, true),
                    // A stray bracket is a broken value of its own: it must be passed, or nothing after it is reached.
                    Step::EndsBefore if out.is_empty() && index == from => {}
                    Step::EndsBefore => (used, ended) = (index, true),
                }
                if ended {
                    break;
                }
            }
            let part = &available[from.min(used)..used];
            let room = self.limit.saturating_sub(out.len());
            if part.len() > room && self.whole && !self.in_array && out.first().or(part.first()) == Some(&b'{') {
                return Ok(Next::Begun);
            }
            dropped |= part.len() > room;
            out.extend_from_slice(&part[..part.len().min(room)]);
            self.reader.consume(used);
            if ended {
                self.whole = false;
                return Ok(if dropped { Next::TooLarge } else { Next::Value });
            }
        }
    }
}

struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

enum Step {
    Inside,
    EndsAfter,
    EndsBefore,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_string = false;
                return if self.depth == 0 { Step::EndsAfter } else { Step::Inside };
            }
            return Step::Inside;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 0 => return Step::EndsBefore,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Step::EndsAfter;
                }
            }
            b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => return Step::EndsBefore,
            _ => {}
        }
        Step::Inside
    }
}

#[cfg(test)]
mod apis;
#[cfg(test)]
mod tests;
