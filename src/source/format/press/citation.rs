//! RIS: what ProQuest, EBSCO, Gale and reference managers export, a record between `TY  -` and `ER  -`.
//!
//! The surprise: the abstract stands under one of two tags and often holds the whole text; a record without either is an article
//! of a headline alone, since a library is searched for titles too.

use super::label::{Fields, Part};
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::layout;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;

/// RIS.
pub static FORMAT: Format = Format { name: "ris", extensions: &["ris"], detect, read };

/// Tags and what they say; the first that is given for a part wins.
const TAGS: &[(&str, Part, &str)] = &[
    ("TI", Part::Headline, ""),
    ("T1", Part::Headline, ""),
    ("AU", Part::Byline, ""),
    ("A1", Part::Byline, ""),
    ("T2", Part::Publisher, ""),
    ("JF", Part::Publisher, ""),
    ("JO", Part::Publisher, ""),
    ("DA", Part::Date, ""),
    ("Y1", Part::Date, ""),
    ("PY", Part::Date, ""),
    ("AB", Part::Body, ""),
    ("N2", Part::Body, ""),
    ("SE", Part::Rubric, ""),
    ("LA", Part::Language, ""),
    ("UR", Part::Url, ""),
    ("AN", Part::Id, ""),
    ("ID", Part::Id, ""),
    ("KW", Part::Subject, ""),
    ("TY", Part::Note, "type"),
    ("PB", Part::Note, "publisher-company"),
    ("CY", Part::Note, "place-of-publication"),
    ("PP", Part::Note, "place-of-publication"),
    ("SP", Part::Note, "page"),
    ("ET", Part::Note, "edition"),
    ("SN", Part::Note, "issn"),
    ("DB", Part::Note, "database"),
    ("DP", Part::Note, "database"),
    ("N1", Part::Note, "note"),
];

fn detect(probe: &Probe<'_>) -> Detection {
    match tag_of(probe.text.trim_start().lines().next().unwrap_or_default()) {
        Some(("TY", kind)) if !kind.is_empty() && kind.len() <= 8 => Detection::Certain,
        _ => Detection::No,
    }
}

/// `TI  - A title`: two capitals or a capital and a digit, two blanks, a hyphen.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start_matches('\u{feff}').split_at_checked(2)?;
    let bytes = tag.as_bytes();
    let sound = bytes[0].is_ascii_uppercase() && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
    let value = rest.strip_prefix("  -")?;
    (sound && (value.is_empty() || value.starts_with(' '))).then(|| (tag, value.trim()))
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut stream = Utf8Stream::new(input, usize::MAX)?;
    let (mut line, mut size, mut number) = (Vec::new(), 0, 0_u64);
    let mut values: Vec<(String, String)> = Vec::new();
    loop {
        let kind = read_line(&mut stream, &mut line, limit)?;
        let text = String::from_utf8_lossy(&line);
        let tag = tag_of(&text);
        // A record that lacks its end is ended by the next one.
        let ends = kind == Line::End || matches!(tag, Some(("ER" | "TY", _)));
        if ends && !values.is_empty() {
            number += 1;
            let place = number.to_string();
            let record = std::mem::take(&mut values);
            if size > limit {
                sink.fail_at(Some(&place), ReadError::RecordTooLarge { limit })?;
            } else {
                read_record(record, &place, sink)?;
            }
            size = 0;
        }
        if kind == Line::End {
            return Ok(());
        }
        size += line.len();
        if size > limit {
            values.truncate(1);
        }
        match (tag, values.last_mut()) {
            (Some(("ER", _)), _) => {}
            (Some((tag, value)), _) => values.push((tag.to_owned(), value.to_owned())),
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(&text);
            }
            (None, None) => {}
        }
    }
}

fn read_record(values: Vec<(String, String)>, place: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let mut fields = Fields::default();
    let mut body = String::new();
    for (tag, value) in &values {
        let Some((_, part, note)) = TAGS.iter().find(|(known, ..)| known == tag) else { continue };
        match part {
            Part::Body if body.is_empty() => body.clone_from(value),
            Part::Body => {}
            Part::Byline => fields.set(Part::Byline, "", &turned(value)),
            Part::Date => fields.set(Part::Date, "", value.trim_matches(['/', ' '])),
            _ => fields.set(*part, note, value),
        }
    }
    let mut draft = fields.finish(layout::parse_body(&body));
    if draft.body.is_empty() && draft.headline.is_none() {
        return sink.skip(Some(place), SkipReason::NotAnArticle("a reference without title and text"));
    }
    draft.locator = Some(place.to_owned());
    sink.article(draft)
}

/// `Doe, Jane` with the given name first.
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') => {
            format!("{} {}", given.trim(), surname.trim()).trim().to_owned()
        }
        _ => name.to_owned(),
    }
}
