//! BibTeX and BibLaTeX: what reference managers and some archives export, an entry between `@article{` and its closing brace.
//!
//! Entries are cut out and taken apart one by one, so that a broken one ends none but itself, and without recursion: the libraries for it
//! follow abbreviations and commands as deep as a file says. The surprise: `publisher` is the company, and what articles call the
//! publisher is the journal.

mod latex;

use std::collections::HashMap;

use serde_json::Value;

use super::citation::turned;
use crate::source::draft::Draft;
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::{Input, Line, read_line};
use crate::source::record::{Record, read_record};
use crate::source::transcode::Utf8Stream;

/// BibTeX.
pub static FORMAT: Format = Format { name: "bibtex", extensions: &["bib"], detect, read };

/// Entries that are none: abbreviations, which are kept for those that follow, and what is for LaTeX or for nobody.
const ABBREVIATION: &str = "string";
const OTHERS: &[&str] = &["comment", "preamble"];

/// Abbreviations that are kept, and the bytes of one.
const ABBREVIATIONS: usize = 5000;
const ABBREVIATION_BYTES: usize = 1000;

/// Fields that lead nowhere: files of whoever exported, and what programs note for themselves.
const DROPPED: &[&str] = &["file", "owner", "timestamp", "groups"];
/// What the names of such fields of one program begin with.
const OF_BIBDESK: &str = "bdsk-";

fn detect(probe: &Probe<'_>) -> Detection {
    let mut lines = probe.text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%')).unwrap_or_default();
    if kind_of(first).is_none() {
        return Detection::No;
    }
    let is_key = |key: &str| !key.trim().is_empty() && !key.trim().contains([' ', '=', ';', '}']);
    let is_entry = |(kind, rest): (String, &str)| {
        kind != ABBREVIATION
            && !OTHERS.contains(&kind.as_str())
            && rest.split_once(',').is_some_and(|(key, _)| is_key(key))
    };
    if std::iter::once(first).chain(lines).filter_map(kind_of).any(is_entry) {
        Detection::Certain
    } else {
        Detection::No
    }
}

/// The kind of the entry that a line begins, in lower case, and what follows its brace.
fn kind_of(line: &str) -> Option<(String, &str)> {
    let (kind, rest) = line.trim_start_matches('\u{feff}').strip_prefix('@')?.split_once('{')?;
    let kind = kind.trim();
    let sound = (2..=30).contains(&kind.len()) && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
    sound.then(|| (kind.to_ascii_lowercase(), rest.trim()))
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut stream = Utf8Stream::new(input, usize::MAX)?;
    let mut line = Vec::new();
    let mut cut = Cut { limit, ..Cut::default() };
    loop {
        let kind = read_line(&mut stream, &mut line, limit)?;
        let text = String::from_utf8_lossy(&line);
        let mut rest = text.trim_start();
        if kind == Line::End || kind_of(rest).is_some() {
            cut.close(sink)?;
        }
        if kind == Line::End {
            break;
        }
        // Several entries may share a line.
        loop {
            if cut.open.is_none() {
                let Some((kind, _)) = kind_of(rest) else { break };
                cut.open = Some(Open { kind, text: String::new(), depth: 0, large: false });
            }
            let Some(end) = cut.take(rest) else { break };
            cut.close(sink)?;
            rest = rest[end..].trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
        }
    }
    if cut.number == 0 { sink.skip(None, SkipReason::NotAnArticle("no reference in it")) } else { Ok(()) }
}

/// Cuts entries out of lines.
#[derive(Default)]
struct Cut {
    limit: usize,
    open: Option<Open>,
    abbreviations: HashMap<String, String>,
    number: u64,
}

struct Open {
    kind: String,
    text: String,
    /// Braces that are open.
    depth: i64,
    large: bool,
}

impl Cut {
    /// Adds what a line has of the open entry; where that ends, if it does in this line.
    fn take(&mut self, line: &str) -> Option<usize> {
        let open = self.open.as_mut()?;
        let mut end = None;
        for (at, byte) in line.bytes().enumerate() {
            open.depth += i64::from(byte == b'{') - i64::from(byte == b'}');
            if byte == b'}' && open.depth <= 0 {
                end = Some(at + 1);
                break;
            }
        }
        let line = &line[..end.unwrap_or(line.len())];
        open.large |= open.text.len() + line.len() > self.limit;
        if !open.large {
            open.text.push_str(line);
            open.text.push('\n');
        }
        end
    }

    /// Reads the entry that is open.
    fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        let Some(open) = self.open.take() else { return Ok(()) };
        if open.kind == ABBREVIATION {
            // As fields without a key before them.
            let fields = fields_in(open.text.split_once('{').map_or("", |(_, fields)| fields), &self.abbreviations);
            for (name, value) in fields.unwrap_or_default() {
                if self.abbreviations.len() < ABBREVIATIONS && value.len() <= ABBREVIATION_BYTES {
                    self.abbreviations.insert(name, value);
                }
            }
            return Ok(());
        }
        if OTHERS.contains(&open.kind.as_str()) {
            return Ok(());
        }
        self.number += 1;
        let place = self.number.to_string();
        if open.large {
            return sink.fail_at(Some(&place), ReadError::RecordTooLarge { limit: self.limit });
        }
        let parts = open.text.split_once('{').and_then(|(_, rest)| rest.split_once(','));
        let fields = parts.and_then(|(key, rest)| Some((key.trim(), fields_in(rest, &self.abbreviations)?)));
        let Some((key, fields)) = fields.filter(|_| open.depth == 0) else {
            let message = "its braces or fields cannot be told apart".to_owned();
            return sink.fail_at(Some(&place), ReadError::Malformed { format: "reference", message });
        };
        let draft = read_record(&record_of(key, &open.kind, &fields), &sink.options().mapping);
        if draft.headline.is_none() && draft.body.is_empty() {
            return sink.skip(Some(&place), SkipReason::NotAnArticle("a reference without title and text"));
        }
        sink.article(Draft { locator: Some(place), ..draft })
    }
}

/// Names, in lower case, and values of the fields in a text, which ends at a closing brace; `None` when they cannot be told apart.
fn fields_in(text: &str, abbreviations: &HashMap<String, String>) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
        if rest.is_empty() || rest.starts_with('}') {
            return Some(fields);
        }
        let (name, value) = rest.split_once('=')?;
        let mut whole = String::new();
        rest = value;
        loop {
            let part;
            (part, rest) = part_of(rest.trim_start(), abbreviations)?;
            whole.push_str(&part);
            rest = rest.trim_start();
            match rest.strip_prefix('#') {
                Some(next) => rest = next,
                None => break,
            }
        }
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty() || name.contains(|sign: char| sign.is_whitespace() || matches!(sign, '{' | '}' | '"')) {
            return None;
        }
        fields.push((name, whole));
    }
}

/// The first part of a value and what follows it.
fn part_of<'t>(text: &'t str, abbreviations: &HashMap<String, String>) -> Option<(String, &'t str)> {
    let closing = match text.as_bytes().first()? {
        b'{' => b'}',
        b'"' => b'"',
        _ => {
            let end =
                text.find(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '#' | '}')).unwrap_or(text.len());
            let (word, rest) = text.split_at(end);
            let value = abbreviations.get(&word.to_ascii_lowercase()).cloned().unwrap_or_else(|| word.to_owned());
            return (!word.is_empty()).then_some((value, rest));
        }
    };
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if byte == closing && depth == 0 => return Some((text[1..at].to_owned(), &text[at + 1..])),
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// An entry under the names that records have.
fn record_of(key: &str, kind: &str, fields: &[(String, String)]) -> Record {
    let get = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let mut record = Record::new();
    record.insert("id".to_owned(), Value::String(key.to_owned()));
    record.insert("type".to_owned(), Value::String(kind.to_owned()));
    for (name, value) in
        fields.iter().filter(|(name, _)| !DROPPED.contains(&name.as_str()) && !name.starts_with(OF_BIBDESK))
    {
        let text = latex::plain(value);
        let (name, value) = match name.as_str() {
            "journal" | "journaltitle" => ("newspaper", text),
            "publisher" => ("publisher-company", text),
            "author" => ("author", text.split(" and ").map(|name| turned(name.trim())).collect::<Vec<_>>().join(", ")),
            "langid" => ("language", text),
            "annote" | "annotation" => ("note", text),
            "url" | "doi" => (name.as_str(), value.replace(['\\', '{', '}'], "").trim().to_owned()),
            "year" if !get("date").is_empty() => continue,
            "year" => ("date", format!("{} {} {text}", get("day"), get("month")).trim().to_owned()),
            "month" | "day" => continue,
            other => (other, text),
        };
        record.insert(name.to_owned(), Value::String(value));
    }
    record
}
