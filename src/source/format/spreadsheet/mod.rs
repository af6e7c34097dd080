//! Spreadsheets: XLSX and its kin, XLSB, XLS, ODS. A sheet is a table, and its rows become what those of a CSV file would.
//!
//! The formats hand the cells of row after row to a [`Sheet`], which finds the line with the names of the columns, since titles stand
//! above it, and gives cells that are merged over several rows to each of them. The surprise: the place of an article is the number that
//! its row has in the sheet, titles and names counted, since that is what one looks up.

pub(super) mod excel;
pub(super) mod ods;
pub(super) mod xls;

#[cfg(test)]
mod tests;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::ledger::More;
use super::row::{Rows, has_text, known_fields};
use super::{Halt, Sink};
use crate::source::field::{Field, lookup};
use crate::source::outcome::{ReadError, SkipReason};

/// Columns that a sheet can have.
const COLUMNS: usize = 16_384;

/// Rows with something in them by which the line of names is found.
const AHEAD: usize = 20;

/// Names of columns are no longer than this.
const NAME_CHARS: usize = 40;

/// Merged cells over several rows that are followed at a time, and the bytes of their text: a date or a name, not an article.
const MERGED: usize = 256;
const MERGED_BYTES: usize = 1024;

/// Numbers in a column of dates that are days: from 1927 to 2119, which no year, day of fourteen digits or second is.
const DAYS: std::ops::RangeInclusive<f64> = 10_000.0..=80_000.0;

/// The sheets of a file.
struct Workbook<'p> {
    path: &'p str,
    /// The places of articles begin with the name of the sheet.
    several: bool,
    from_1904: bool,
    /// A sheet had something in it.
    filled: bool,
}

impl<'p> Workbook<'p> {
    fn new(path: &'p str, several: bool, from_1904: bool) -> Self {
        Self { path, several, from_1904, filled: false }
    }

    /// The sheet of that name; `None` when nothing in it is wanted.
    fn sheet(&mut self, name: &str, sink: &Sink<'_>) -> Option<Sheet<'p>> {
        let name = self.several.then(|| name.to_owned());
        if name.is_some() && !sink.wants(name.as_deref()) {
            self.filled = true;
            return None;
        }
        Some(Sheet {
            path: self.path,
            name,
            from_1904: self.from_1904,
            ahead: Some(Vec::new()),
            rows: None,
            dates: Vec::new(),
            merged: Vec::new(),
        })
    }

    /// Ends a sheet, with what broke it off. Those with nothing in them are listed only when all are empty, since a new workbook has
    /// three.
    fn end_with(
        &mut self,
        sheet: Sheet<'_>,
        name: &str,
        ended: Result<(), String>,
        sink: &mut Sink<'_>,
    ) -> Result<(), Halt> {
        self.filled |= sheet.finish(sink)?;
        match ended {
            Ok(()) => Ok(()),
            Err(message) => {
                self.filled = true;
                sink.fail_at(Some(name), broken(message))
            }
        }
    }

    fn finish(self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        if self.filled { Ok(()) } else { sink.skip(None, SkipReason::Empty) }
    }
}

/// A sheet that is read row by row.
struct Sheet<'p> {
    path: &'p str,
    /// Its name, where the file has several.
    name: Option<String>,
    from_1904: bool,
    /// Rows that wait for the line of names, each with its number and where it leads to; `None` once that was found.
    ahead: Option<Vec<Row>>,
    rows: Option<Rows>,
    /// Columns that hold dates.
    dates: Vec<usize>,
    /// Cells that go on below: column, last row and text.
    merged: Vec<(usize, u64, String)>,
}

/// A row with something in it.
struct Row {
    number: u64,
    cells: Vec<String>,
    link: Option<String>,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

impl Sheet<'_> {
    /// Says that the cell of that text and column goes on down to the row `last`.
    fn merge(&mut self, column: usize, last: u64, text: &str) {
        if self.merged.len() < MERGED && text.len() <= MERGED_BYTES && !text.trim().is_empty() {
            self.merged.push((column, last, text.to_owned()));
        }
    }

    /// Takes the row of that number, counted from one; `link` is where a cell of it leads to.
    fn add(
        &mut self,
        number: u64,
        mut cells: Vec<String>,
        link: Option<String>,
        sink: &mut Sink<'_>,
    ) -> Result<More, Halt> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(More::Yes);
        }
        self.merged.retain(|(_, last, _)| *last >= number);
        for (column, _, text) in &self.merged {
            if *column >= cells.len() {
                cells.resize(column + 1, String::new());
            }
            if cells[*column].is_empty() {
                cells[*column].clone_from(text);
            }
        }
        let row = Row { number, cells, link };
        match &mut self.ahead {
            None => self.give(row, sink),
            Some(ahead) => {
                ahead.push(row);
                if ahead.len() < AHEAD { Ok(More::Yes) } else { self.begin(sink) }
            }
        }
    }

    /// Finds the line of names among the rows that wait, and hands on the others.
    fn begin(&mut self, sink: &mut Sink<'_>) -> Result<More, Halt> {
        let mut ahead = self.ahead.take().unwrap_or_default();
        if ahead.is_empty() {
            return Ok(More::Yes);
        }
        let behind = ahead.split_off(names_in(&ahead, sink) + 1);
        let Some(names) = ahead.pop() else { return Ok(More::Yes) };
        let is_date =
            |name: &String| lookup(name, &sink.options().mapping).is_some_and(|(field, _)| field == Field::Date);
        self.dates = (0..names.cells.len()).filter(|column| is_date(&names.cells[*column])).collect();
        let mut rows = Rows::new(self.path, self.name.as_deref(), (names.number, names.cells), sink);
        for row in ahead {
            rows.add_above(row.number, row.cells.iter().map(String::as_str), sink)?;
        }
        self.rows = Some(rows);
        for row in behind {
            if self.give(row, sink)? == More::No {
                return Ok(More::No);
            }
        }
        Ok(More::Yes)
    }

    fn give(&mut self, mut row: Row, sink: &mut Sink<'_>) -> Result<More, Halt> {
        let Some(rows) = &mut self.rows else { return Ok(More::Yes) };
        for column in &self.dates {
            // A date that was never given the look of one.
            let Some(cell) = row.cells.get_mut(*column) else { continue };
            if let Some(days) = cell.trim().parse::<f64>().ok().filter(|days| DAYS.contains(days)) {
                *cell = render_date(&ExcelDateTime::new(days, ExcelDateTimeType::DateTime, self.from_1904));
            }
        }
        rows.add(row.number, row.cells.iter().map(String::as_str), row.link.as_deref(), sink)
    }

    /// Hands over what is left; false when there was nothing in the sheet.
    fn finish(mut self, sink: &mut Sink<'_>) -> Result<bool, Halt> {
        if self.ahead.is_some() {
            self.begin(sink)?;
        }
        match self.rows {
            Some(rows) => rows.finish(sink).map(|()| true),
            None => Ok(false),
        }
    }
}

/// Which of the rows holds the names of the columns: the first that names parts of articles; else the first with several cells and half as
/// many as any other, since a title may have its date beside it; else the first.
fn names_in(rows: &[Row], sink: &Sink<'_>) -> usize {
    let names = |row: &Row| {
        let known = known_fields(&row.cells, &sink.options().mapping);
        let short = row.cells.iter().all(|cell| cell.chars().count() <= NAME_CHARS);
        short && known.len() >= 2 && has_text(&known)
    };
    let widest = rows.iter().map(Row::filled).max().unwrap_or_default();
    let several = || rows.iter().position(|row| row.filled() >= 2 && row.filled() * 2 >= widest);
    rows.iter().position(names).or_else(several).unwrap_or_default()
}

/// A number as a sheet shows it: without the digits that only the machine has.
fn render_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    f64::to_string(&rounded)
}

/// A day, with the time where it has one; a time without a day; a span of time as hours.
fn render_date(date: &ExcelDateTime) -> String {
    let value = date.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return render_number(value);
    }
    if date.is_duration() {
        let seconds = (value * 86_400.0).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let clock = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match (value < 1.0, value.fract() == 0.0) {
        (true, false) => clock,
        (_, true) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

fn broken(message: impl ToString) -> ReadError {
    ReadError::Malformed { format: "spreadsheet", message: message.to_string() }
}
