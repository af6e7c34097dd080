//! Pages of many queries in one output: every record says which query it answers.
//!
//! A number is that of the query's line in the batch.

use std::io::{self, Write};

use super::Column;
use super::csv::{Separator, harmless};
use crate::engine::SearchPage;

/// Writes the chosen columns of each hit with the query's number before them and tabs between.
///
/// # Errors
/// When the writer refuses.
pub fn render_columns(number: usize, page: &SearchPage, columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    for hit in &page.hits {
        let values = Column::values(columns, hit);
        writeln!(out, "{number}\t{}", values.join("\t"))?;
    }
    Ok(())
}

/// Writes the header of a table of many queries.
///
/// # Errors
/// When the writer refuses.
pub fn render_csv_header(columns: &[Column], separator: Separator, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(separator.byte()).from_writer(out);
    table.write_record(std::iter::once("query").chain(columns.iter().map(|column| column.name())))?;
    table.flush()
}

/// Writes a row for each hit, without a header.
///
/// # Errors
/// When the writer refuses.
pub fn render_csv(
    number: usize,
    page: &SearchPage,
    columns: &[Column],
    separator: Separator,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(separator.byte()).from_writer(out);
    for hit in &page.hits {
        let values = Column::values(columns, hit).into_iter().map(harmless);
        table.write_record(std::iter::once(number.to_string()).chain(values))?;
    }
    table.flush()
}
