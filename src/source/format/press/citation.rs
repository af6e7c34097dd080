//! RIS and EndNote's own form: what ProQuest, EBSCO, Gale and reference managers export, a record between `TY  -` and `ER  -`, or from
//! `%0` on.
//!
//! The surprise: the abstract stands under one of two tags and often holds the whole text; a record without either is an article
//! of a headline alone, since a library is searched for titles too.

use super::label::{Fields, Part};
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::layout;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;

/// RIS, and EndNote's export.
pub static FORMAT: Format = Format { name: "ris", extensions: &["ris", "enw"], detect, read };

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

/// Signs of EndNote's export, and the tags that say the same.
const SIGNS: &[(&str, &str)] = &[
    ("0", "TY"),
    ("T", "TI"),
    ("A", "AU"),
    ("B", "T2"),
    ("J", "JF"),
    ("8", "DA"),
    ("D", "PY"),
    ("X", "AB"),
    ("K", "KW"),
    ("U", "UR"),
    ("G", "LA"),
    ("M", "AN"),
    ("I", "PB"),
    ("C", "CY"),
    ("P", "SP"),
    ("7", "ET"),
    ("@", "SN"),
    ("W", "DB"),
    ("~", "DP"),
    ("Z", "N1"),
];

fn detect(probe: &Probe<'_>) -> Detection {
    match tag_of(probe.text.trim_start().lines().next().unwrap_or_default()) {
        Some(("TY", kind)) if !kind.is_empty() && kind.len() <= 8 => Detection::Certain,
        Some(("TY", _)) if probe.text.trim_start().starts_with("%0 ") && probe.text.contains("\n%T ") => {
            Detection::Certain
        }
        _ => Detection::No,
    }
}

/// `TI  - A title`: two capitals or a capital and a digit, two blanks, a hyphen.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    if let Some((sign, value)) = line.strip_prefix('%').and_then(|rest| rest.split_once(' ')) {
        let (_, tag) = SIGNS.iter().find(|(known, _)| *known == sign)?;
        return Some((tag, value.trim()));
    }
    let (tag, rest) = line.split_at_checked(2)?;
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
            // The abstract stands twice at times, and what stands under the second tag may be the text.
            Part::Body if body.contains(value.trim()) => {}
            Part::Body => {
                body = if body.is_empty() || value.contains(body.trim()) {
                    value.clone()
                } else {
                    format!("{body}\n\n{value}")
                }
            }
            Part::Byline => fields.set(Part::Byline, "", &turned(value)),
            Part::Date => {
                let day = value.trim_matches(['/', ' ']);
                // EndNote parts `March 7` from the year.
                let year = values.iter().find(|(tag, _)| tag == "PY").map_or("", |(_, year)| year.trim());
                let whole = day.contains(year) || day.bytes().filter(u8::is_ascii_digit).count() >= 4;
                fields.set(Part::Date, "", &if whole { day.to_owned() } else { format!("{day} {year}") });
            }
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
pub(super) fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') => {
            format!("{} {}", given.trim(), surname.trim()).trim().to_owned()
        }
        _ => name.to_owned(),
    }
}
