//! The rows of a table, wherever it lies: in a CSV file or in a sheet.
//!
//! Owns the choice between rows that are articles, whose columns are read through the table of names, and those that
//! [`super::ledger`] puts together by the hundred. The surprise: only the names of the columns decide.

use serde_json::Value;

use super::ledger::{Ledger, More};
use super::{Halt, Sink};
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

/// A table that is read row by row.
#[derive(Debug)]
pub(super) struct Rows {
    /// The sheet, where a file has several.
    sheet: Option<String>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Articles {
        names: Vec<String>,
        /// What stands above the names.
        title: String,
    },
    Ledger(Box<Ledger>),
}

impl Rows {
    /// A table with number and cells of the line that should hold the names of its columns, in the file of that path and, where that
    /// has several, the sheet of that name.
    pub(super) fn new(path: &str, sheet: Option<&str>, first: (u64, Vec<String>), sink: &Sink<'_>) -> Self {
        let (number, names) = first;
        let kind = if has_text(&known_fields(&names, &sink.options().mapping)) {
            Kind::Articles { names, title: String::new() }
        } else {
            Kind::Ledger(Box::new(Ledger::new(path, sheet, number, names)))
        };
        Self { sheet: sheet.map(str::to_owned), kind }
    }

    /// Whether the first line was that of the names.
    pub(super) fn is_named(&self) -> bool {
        match &self.kind {
            Kind::Articles { .. } => true,
            Kind::Ledger(ledger) => ledger.is_named(),
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
        }
    }

    /// Takes the next row; `link` is where a cell of it leads to.
    pub(super) fn add<'a>(
        &mut self,
        number: u64,
        cells: impl Iterator<Item = &'a str>,
        link: Option<&str>,
        sink: &mut Sink<'_>,
    ) -> Result<More, Halt> {
        let (names, title) = match &mut self.kind {
            Kind::Ledger(ledger) => return ledger.add(number, cells, sink),
            Kind::Articles { names, title } => (names, title),
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
        let place = self.sheet.as_ref().map_or_else(|| number.to_string(), |sheet| format!("{sheet}/{number}"));
        sink.article(Draft { locator: Some(place), ..draft })?;
        Ok(More::Yes)
    }

    /// Hands over what is left.
    pub(super) fn finish(self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        match self.kind {
            Kind::Articles { .. } => Ok(()),
            Kind::Ledger(mut ledger) => ledger.finish(sink),
        }
    }
}
