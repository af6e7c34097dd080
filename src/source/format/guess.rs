//! What the columns of a table hold, told from its first rows where the names of the columns do not say it.
//!
//! The surprise: only a column of sentences makes articles of rows. Payments and members stay a table, whatever else their columns may
//! look like.

use std::collections::HashSet;

use super::mail::header_names;
use crate::source::date;
use crate::source::field::{FieldMapping, fold, lookup};
use crate::source::spare;

/// Characters that the texts of a column have on average, where it has a name that no table knows, and where it has none.
const NAMED: usize = 150;
const NAMELESS: usize = 60;

/// Characters of a headline on average.
const HEADLINE: std::ops::RangeInclusive<usize> = 15..=250;

/// Endings of longer names, and the name that they are read as.
const ENDINGS: &[(&[&str], &str)] = &[
    (&["subject", "title", "headline"], "title"),
    (&["datesent", "date", "published"], "date"),
    (&["from", "author", "sender"], "author"),
    (&["url", "link"], "url"),
];

/// How the names begin that are given to columns of which nothing is known.
pub(super) const NAMELESS_COLUMN: &str = "column ";

/// What the rows of a table are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Records with columns of these names.
    Records(Vec<String>),
    /// Messages with their headers, in the column of that number.
    Messages(usize),
}

/// What a column is like.
struct Column<'r> {
    cells: Vec<&'r str>,
    mean: usize,
}

impl<'r> Column<'r> {
    fn new(rows: &'r [&'r [String]], at: usize) -> Self {
        let cells: Vec<&str> =
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let mean = cells.iter().map(|cell| cell.chars().count()).sum::<usize>() / cells.len().max(1);
        Self { cells, mean }
    }

    /// Whether so many cells in ten are such.
    fn mostly(&self, tenths: usize, is: impl Fn(&str) -> bool) -> bool {
        !self.cells.is_empty() && self.cells.iter().filter(|cell| is(cell)).count() * 10 >= self.cells.len() * tenths
    }

    fn differs(&self) -> bool {
        let values: HashSet<&&str> = self.cells.iter().collect();
        values.len() * 10 >= self.cells.len() * 8
    }
}

/// Looks at the first rows of a table; `names` are those of its columns, empty where it has none.
pub(super) fn guess(names: &[String], rows: &[&[String]]) -> Option<Guess> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    let columns: Vec<Column<'_>> = (0..width).map(|at| Column::new(rows, at)).collect();
    if let Some(at) = columns.iter().position(|column| column.mostly(8, is_message)) {
        return Some(Guess::Messages(at));
    }
    let least = if names.is_empty() { NAMELESS } else { NAMED };
    let is_text = |at: &usize| {
        let column = &columns[*at];
        column.mean >= least && column.cells.len() * 3 >= rows.len() && column.mostly(6, spare::is_running)
    };
    let named = |at: usize| names.get(at).map(|name| fold(name)).unwrap_or_default();
    let said = |at: usize| ["body", "text", "content", "message", "speech"].iter().any(|word| named(at).contains(word));
    let body = (0..width).filter(is_text).max_by_key(|at| {
        // Of two texts that are called so the plain one: beside the body of a message stands the whole of it.
        (said(*at) && !named(*at).starts_with("raw"), columns[*at].mean)
    })?;
    let mut guessed: Vec<String> = (0..width)
        .map(|at| {
            names
                .get(at)
                .filter(|name| !name.trim().is_empty())
                .cloned()
                .unwrap_or_else(|| format!("{NAMELESS_COLUMN}{}", at + 1))
        })
        .collect();
    guessed[body] = "text".to_owned();
    if names.is_empty() {
        name_columns(&columns, body, &mut guessed);
    } else {
        rename_columns(&columns, body, &mut guessed);
    }
    Some(Guess::Records(guessed))
}

/// Gives names to columns that have none.
fn name_columns(columns: &[Column<'_>], body: usize, names: &mut [String]) {
    let is_headline = |at: &usize| {
        let column = &columns[*at];
        let worded = |cell: &str| cell.split_whitespace().count() >= 3 && !cell.contains('\n') && !cell.contains("://");
        HEADLINE.contains(&column.mean)
            && column.mean < columns[body].mean
            && column.differs()
            && column.mostly(8, worded)
    };
    let headline = (0..columns.len()).filter(|at| *at != body && is_headline(at)).min_by_key(|at| at.abs_diff(body));
    headline.into_iter().for_each(|at| names[at] = "title".to_owned());
    let mut name_first = |name: &str, is: &dyn Fn(&Column<'_>) -> bool| {
        let found = (0..columns.len()).find(|at| names[*at].starts_with(NAMELESS_COLUMN) && is(&columns[*at]));
        found.into_iter().for_each(|at| names[at] = name.to_owned());
    };
    name_first("url", &|column| column.mostly(8, |cell| cell.starts_with("http") && !cell.contains(' ')));
    name_first("date", &|column| column.mostly(8, is_date));
    let is_number =
        |cell: &str| cell.len() <= 40 && !cell.contains(' ') && cell.bytes().any(|byte| byte.is_ascii_digit());
    name_first("id", &|column| column.differs() && column.mostly(10, is_number));
}

/// Gives columns the names that the table of names knows, by the endings of their own: `MetadataSubject`, `ExtractedDateSent`.
fn rename_columns(columns: &[Column<'_>], body: usize, names: &mut [String]) {
    for (endings, name) in ENDINGS {
        let known = names.iter().any(|own| {
            let field = |name: &str| lookup(name, &FieldMapping::default()).map(|(field, _)| field);
            field(own).is_some() && field(own) == field(name)
        });
        let ends = |at: &usize| {
            let folded = fold(&names[*at]);
            endings.iter().any(|ending| folded.ends_with(ending))
                && (*name != "date" || columns[*at].mostly(8, is_date))
        };
        let found = (0..names.len()).filter(|at| *at != body).find(ends);
        if let Some(at) = found.filter(|_| !known) {
            names[at] = (*name).to_owned();
        }
    }
}

fn is_date(cell: &str) -> bool {
    (6..=40).contains(&cell.len()) && date::parse(cell, None).is_some()
}

/// Whether a cell is a message: headers, a blank line, a text.
fn is_message(cell: &str) -> bool {
    let names = header_names(cell);
    let has = |name: &str| names.iter().any(|own| own == name);
    has("from")
        && (has("message-id") || has("date") && has("subject"))
        && (cell.contains("\n\n") || cell.contains("\r\n\r\n"))
}
