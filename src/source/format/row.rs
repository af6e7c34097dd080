//! The rows of a table, wherever it lies: in a CSV file or in a sheet.
//!
//! Owns the choice between rows that are articles, whose columns are read through the table of names, and those that
//! [`super::ledger`] puts together by the hundred. The surprise: where the names of the columns do not say that rows are articles, the first
//! rows are held until what they hold has told it.

use std::io::Cursor;

use serde_json::Value;

use super::guess::{self, Guess, NAMELESS_COLUMN};
use super::ledger::{Ledger, More, is_heading};
use super::sink::Packed;
use super::{Frame, Halt, Sink};
use crate::source::draft::Draft;
use crate::source::field::{Field, FieldMapping, lookup};
use crate::source::record::{Record, read_record};

/// The fields that columns of these names have, each once.
pub(super) fn known_fields(names: &[String], mapping: &FieldMapping) -> Vec<Field> {
    let mut fields: Vec<Field> =
        names.iter().filter_map(|name| lookup(name, mapping)).map(|(field, _)| field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Whether fields are those of articles: one of them is read.
pub(super) fn has_text(known: &[Field]) -> bool {
    known.iter().any(|field| matches!(field, Field::Headline | Field::Body | Field::Summary))
}

/// Rows that are held until it is known what they are, and their size in bytes from which on fewer are enough.
const SAMPLE: usize = 50;
const SAMPLE_BYTES: usize = 1 << 20;

/// Bytes of a cell that says something in a word or two.
const WORDS_BYTES: usize = 200;

/// The words in columns of which nothing is known, on one line, so that they are found: a rating, a speaker, a section.
fn nameless(record: &Record) -> Option<String> {
    let cells =
        record.iter().filter(|(name, _)| name.starts_with(NAMELESS_COLUMN)).filter_map(|(_, cell)| cell.as_str());
    let worded = |cell: &&str| {
        cell.len() <= WORDS_BYTES && cell.chars().any(char::is_alphabetic) && !cell.starts_with(['[', '{'])
    };
    let words: Vec<&str> = cells.map(str::trim).filter(worded).collect();
    (!words.is_empty()).then(|| words.join(" | "))
}

/// A table that is read row by row.
#[derive(Debug)]
pub(super) struct Rows {
    /// The sheet, where a file has several.
    sheet: Option<String>,
    /// The file.
    path: String,
    kind: Kind,
}

/// A row with its number and where a cell of it leads to.
#[derive(Debug)]
struct Row {
    number: u64,
    cells: Vec<String>,
    link: Option<String>,
}

#[derive(Debug)]
enum Kind {
    Articles {
        names: Vec<String>,
        /// What stands above the names.
        title: String,
    },
    /// Messages in the column of that number.
    Messages(usize),
    Ledger(Box<Ledger>),
    /// Not known yet.
    Open {
        /// The line that should hold the names.
        first: (u64, Vec<String>),
        rows: Vec<Row>,
        bytes: usize,
    },
}

impl Rows {
    /// A table with number and cells of the line that should hold the names of its columns, in the file of that path and, where that
    /// has several, the sheet of that name.
    pub(super) fn new(path: &str, sheet: Option<&str>, first: (u64, Vec<String>), sink: &Sink<'_>) -> Self {
        let (number, names) = first;
        let kind = if has_text(&known_fields(&names, &sink.options().mapping)) {
            Kind::Articles { names, title: String::new() }
        } else {
            Kind::Open { first: (number, names), rows: Vec::new(), bytes: 0 }
        };
        Self { sheet: sheet.map(str::to_owned), path: path.to_owned(), kind }
    }

    /// Whether the first line was that of the names.
    pub(super) fn is_named(&self) -> bool {
        match &self.kind {
            Kind::Articles { .. } | Kind::Messages(_) => true,
            Kind::Ledger(ledger) => ledger.is_named(),
            Kind::Open { first, .. } => is_heading(&first.1),
        }
    }

    /// Takes a row that stands above the names: a title of the table, its date.
    pub(super) fn add_above<'a>(
        &mut self,
        number: u64,
        cells: impl Iterator<Item = &'a str>,
        sink: &mut Sink<'_>,
    ) -> Result<More, Halt> {
        let cells: Vec<&str> = cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
        match &mut self.kind {
            Kind::Articles { title, .. } => {
                title.push_str(if title.is_empty() { "" } else { ", " });
                title.push_str(&cells.join(", "));
                Ok(More::Yes)
            }
            // In one cell, since the names below are not theirs.
            Kind::Ledger(ledger) => ledger.add(number, std::iter::once(cells.join(" | ").as_str()), sink),
            Kind::Open { rows, .. } => {
                rows.push(Row { number, cells: vec![cells.join(" | ")], link: None });
                Ok(More::Yes)
            }
            Kind::Messages(_) => Ok(More::Yes),
        }
    }

    /// Takes the next row; `link` is where a cell of it leads to.
    pub(super) fn add<'a>(
        &mut self,
        number: u64,
        mut cells: impl Iterator<Item = &'a str>,
        link: Option<&str>,
        sink: &mut Sink<'_>,
    ) -> Result<More, Halt> {
        let (names, title) = match &mut self.kind {
            Kind::Ledger(ledger) => return ledger.add(number, cells, sink),
            Kind::Articles { names, title } => (names, title),
            Kind::Messages(at) => {
                let cell = cells.nth(*at).unwrap_or_default().to_owned();
                return self.add_message(number, cell, sink).map(|()| More::Yes);
            }
            Kind::Open { rows, bytes, .. } => {
                let cells: Vec<String> = cells.map(str::to_owned).collect();
                *bytes += cells.iter().map(String::len).sum::<usize>();
                rows.push(Row { number, cells, link: link.map(str::to_owned) });
                return if rows.len() < SAMPLE && *bytes < SAMPLE_BYTES { Ok(More::Yes) } else { self.decide(sink) };
            }
        };
        let cells = names.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
        let mut record: Record = cells.map(|(name, cell)| (name.clone(), Value::String(cell.to_owned()))).collect();
        if record.is_empty() {
            return Ok(More::Yes);
        }
        let addressed = || record.values().any(|value| value.as_str().is_some_and(|cell| cell.contains("://")));
        if let Some(link) = link.filter(|_| !addressed()) {
            // Under the name of the column that says `link` or `here`, or one of its own.
            let url =
                |name: &&String| lookup(name, &sink.options().mapping).is_some_and(|(field, _)| field == Field::Url);
            let name = names.iter().find(url).map_or("url", String::as_str).to_owned();
            record.insert(name, Value::String(link.to_owned()));
        }
        let mut draft = read_record(&record, &sink.options().mapping);
        draft.note("table-title", title.as_str());
        draft.beside.extend(nameless(&record));
        let place = self.place(number);
        sink.article(Draft { locator: Some(place), ..draft })?;
        Ok(More::Yes)
    }

    /// Reads a message as a file of its own.
    fn add_message(&mut self, number: u64, cell: String, sink: &mut Sink<'_>) -> Result<(), Halt> {
        if cell.trim().is_empty() {
            return Ok(());
        }
        let place = self.place(number);
        let frame = Frame { name: format!("{}/{place}.eml", self.path), locator: Some(place), ..Frame::default() };
        sink.member(frame, Box::new(Cursor::new(cell)), Packed::Stored)
    }

    fn place(&self, number: u64) -> String {
        self.sheet.as_ref().map_or_else(|| number.to_string(), |sheet| format!("{sheet}/{number}"))
    }

    /// Decides by the first rows what the rows are, and hands them on.
    fn decide(&mut self, sink: &mut Sink<'_>) -> Result<More, Halt> {
        let Kind::Open { first: (number, names), mut rows, .. } = std::mem::replace(&mut self.kind, Kind::Messages(0))
        else {
            return Ok(More::Yes);
        };
        let named = is_heading(&names);
        let mut cells: Vec<&[String]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        if !named {
            cells.insert(0, &names);
        }
        match guess::guess(if named { &names } else { &[] }, &cells) {
            Some(guess) => {
                self.kind = match guess {
                    Guess::Records(names) => Kind::Articles { names, title: String::new() },
                    Guess::Messages(at) => Kind::Messages(at),
                };
                if !named {
                    rows.insert(0, Row { number, cells: names, link: None });
                }
            }
            // It takes the line of the names itself.
            None => self.kind = Kind::Ledger(Box::new(Ledger::new(&self.path, self.sheet.as_deref(), number, names))),
        }
        for Row { number, cells, link } in rows {
            if self.add(number, cells.iter().map(String::as_str), link.as_deref(), sink)? == More::No {
                return Ok(More::No);
            }
        }
        Ok(More::Yes)
    }

    /// Hands over what is left.
    pub(super) fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        if matches!(self.kind, Kind::Open { .. }) && self.decide(sink)? == More::No {
            return Ok(());
        }
        match self.kind {
            Kind::Ledger(mut ledger) => ledger.finish(sink),
            _ => Ok(()),
        }
    }
}
