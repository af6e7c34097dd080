//! One record per line, for other programs: hits with tabs between their columns, or paths alone.

use std::io::{self, Write};

use super::{Column, clean, full_path};
use crate::engine::SearchPage;

/// What ends a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordEnd {
    /// A line break.
    Newline,
    /// A zero byte, as `xargs -0` wants it.
    Zero,
}

/// Writes the chosen columns of each hit with tabs between them, and no header. As in the text for readers, a date that may be
/// another has a question mark.
///
/// # Errors
/// When the writer refuses.
pub fn render_columns(page: &SearchPage, columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    for hit in &page.hits {
        let mut values = Column::values(columns, hit);
        if hit.article.article.date.as_ref().is_some_and(|date| !date.certain) {
            let dates = values.iter_mut().zip(columns).filter(|(_, column)| **column == Column::Date);
            dates.for_each(|(value, _)| value.push('?'));
        }
        writeln!(out, "{}", values.join("\t"))?;
    }
    Ok(())
}

/// Writes the path of each hit, with `!` and the place in the file where that holds several articles.
///
/// With [`RecordEnd::Zero`] paths are written as they are; otherwise what would break a line becomes a blank.
///
/// # Errors
/// When the writer refuses.
pub fn render_paths(page: &SearchPage, end: RecordEnd, out: &mut dyn Write) -> io::Result<()> {
    page.hits.iter().try_for_each(|hit| render_path(&full_path(hit), end, out))
}

/// Writes one path as [`render_paths`] does.
///
/// # Errors
/// When the writer refuses.
pub fn render_path(path: &str, end: RecordEnd, out: &mut dyn Write) -> io::Result<()> {
    match end {
        RecordEnd::Newline => writeln!(out, "{}", clean(path)),
        RecordEnd::Zero => write!(out, "{path}\0"),
    }
}
