//! ODS: one member with all sheets, read row by row.
//!
//! Read here and not by the library, which holds all sheets in memory. The surprise: what repeats is written once with a number, and the
//! blanks below a table are a row that is repeated a million times.

use std::cell::RefCell;

use super::{COLUMNS, Sheet, Workbook, broken, render_number};
use crate::source::format::ledger::More;
use crate::source::format::office;
use crate::source::format::sink::Packed;
use crate::source::format::zipped::Archive;
use crate::source::format::{Halt, Sink};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{Element, XmlStream};

/// How often a row with something in it is read; no list repeats one as often.
const REPEATS: u64 = 1000;

/// Reads the workbook at `path`.
pub(in crate::source::format) fn read(archive: &mut Archive<'_>, path: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    if let Some(bytes) = office::read_member(archive, "META-INF/manifest.xml", limit)?
        && memchr::memmem::find(&bytes, b"encryption-data").is_some()
    {
        return sink.skip(None, SkipReason::Encrypted);
    }
    let several = count_tables(archive, sink)? > 1;
    let Some(index) = archive.index_for_name("content.xml") else { return Err(broken("it has no content").into()) };
    let entry = archive.by_index(index).map_err(broken)?;
    let packed = Packed::Bytes(entry.compressed_size());
    let mut input = Input::from_reader(sink.metered(Box::new(entry), packed), "content.xml".to_owned(), None);
    let mut xml = XmlStream::new(Utf8Stream::new(&mut input, limit)?, limit);
    let mut workbook = Workbook::new(path, several, false);
    // Names of the sheets so far: the last is that of the row.
    let names = RefCell::new(Vec::new());
    let wanted = |open: &[String], element: &Element| {
        // Copies of tables in other files, and what was deleted.
        if open.iter().any(|name| matches!(name.as_str(), "dde-links" | "tracked-changes")) {
            return false;
        }
        if element.name == "table" && !open.iter().any(|name| name == "table") {
            names.borrow_mut().push(element.attribute("name").unwrap_or_default().to_owned());
        }
        element.name == "table-row"
    };
    let mut present: Option<(usize, String, Option<Sheet<'_>>)> = None;
    let (mut number, mut done) = (0_u64, false);
    loop {
        let row = xml.next(&wanted);
        let at = names.borrow().len();
        if !matches!(row, Ok(Some(_))) || present.as_ref().is_none_or(|(known, ..)| *known != at) {
            if let Some((_, name, Some(sheet))) = present.take() {
                let ended = row.as_ref().map(drop).map_err(ReadError::to_string);
                workbook.end_with(sheet, &name, ended.clone(), sink)?;
                if ended.is_err() {
                    return Ok(());
                }
            }
            let Some(name) = names.borrow().last().cloned() else {
                row?;
                return workbook.finish(sink);
            };
            let sheet = workbook.sheet(&name, sink);
            present = Some((at, name, sheet));
            (number, done) = (0, false);
        }
        let Some(row) = row? else { return workbook.finish(sink) };
        let repeats = repeats_of(&row, "number-rows-repeated");
        let (first, rows) = (number + 1, repeats.min(REPEATS));
        number = number.saturating_add(repeats);
        let Some((.., Some(sheet))) = &mut present else { continue };
        let cells = cells_of(&row, first, sheet);
        if done || cells.is_empty() {
            continue;
        }
        for number in first..first + rows {
            if sheet.add(number, cells.clone(), link_of(&row), sink)? == More::No {
                done = true;
                break;
            }
        }
    }
}

/// How many tables a file has, by a look at its bytes: places of articles begin with the name of the sheet where there are several.
fn count_tables(archive: &mut Archive<'_>, sink: &mut Sink<'_>) -> Result<usize, Halt> {
    let Some(index) = archive.index_for_name("content.xml") else { return Ok(0) };
    let entry = archive.by_index(index).map_err(broken)?;
    let packed = Packed::Bytes(entry.compressed_size());
    let mut count = 0;
    let mut reader = sink.metered(Box::new(entry), packed);
    super::excel::scan(&mut *reader, u64::MAX, |part| {
        // The overlap of two parts may hold a whole one, which only makes two of one.
        count += memchr::memmem::find_iter(part, b"<table:table ").count();
    })?;
    Ok(count)
}

fn repeats_of(element: &Element, name: &str) -> u64 {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// The texts of the cells of a row, each at the place of its column; cells that go on below are told to the sheet.
fn cells_of(row: &Element, number: u64, sheet: &mut Sheet<'_>) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut blanks = 0_usize;
    for cell in row.elements().filter(|cell| matches!(cell.name.as_str(), "table-cell" | "covered-table-cell")) {
        let repeats = usize::try_from(repeats_of(cell, "number-columns-repeated")).unwrap_or(COLUMNS).min(COLUMNS);
        let text = text_of(cell);
        if text.trim().is_empty() {
            blanks = (blanks + repeats).min(COLUMNS);
            continue;
        }
        let at = cells.len() + blanks;
        blanks = 0;
        if at >= COLUMNS {
            break;
        }
        cells.resize(at, String::new());
        let rows = repeats_of(cell, "number-rows-spanned");
        if rows > 1 {
            sheet.merge(at, number.saturating_add(rows - 1), &text);
        }
        // A row of equal texts is a line of dashes at most.
        let repeats = if text.len() > super::MERGED_BYTES { 1 } else { repeats.min(COLUMNS - at) };
        cells.extend(std::iter::repeat_n(text, repeats));
    }
    cells
}

fn text_of(cell: &Element) -> String {
    let text = || {
        let lines =
            cell.elements().filter(|inner| matches!(inner.name.as_str(), "p" | "h")).map(office::text_of_paragraph);
        lines.collect::<Vec<_>>().join("\n")
    };
    match cell.attribute("value-type").unwrap_or_default() {
        "float" | "percentage" | "currency" => {
            let number = cell.attribute("value").and_then(|value| value.parse::<f64>().ok());
            number.map_or_else(text, render_number)
        }
        "date" => match cell.attribute("date-value") {
            Some(date) => date.strip_suffix("T00:00:00").unwrap_or(date).replacen('T', " ", 1),
            None => text(),
        },
        "string" => match text() {
            shown if shown.trim().is_empty() => cell.attribute("string-value").unwrap_or_default().to_owned(),
            shown => shown,
        },
        // What a formula in error shows is no text.
        _ if cell.attribute("formula").is_some()
            && text().starts_with(['#', 'E'])
            && cell.attribute("value-type").is_none() =>
        {
            String::new()
        }
        _ => text(),
    }
}

/// Where the first link in a row leads to.
fn link_of(row: &Element) -> Option<String> {
    let link = row.find("a")?.attribute("href")?;
    link.starts_with("http").then(|| link.to_owned())
}
