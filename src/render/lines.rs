//! One record per line, for other programs: hits with tabs between their columns, or paths alone.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

use super::{Column, clean};
use crate::article::Article;
use crate::engine::{Hit, SearchPage};

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

/// Paths of files as other programs open them.
///
/// A file that holds several articles stands there once, and without the place in it.
#[derive(Debug)]
pub struct FilePaths {
    corpus: PathBuf,
    end: RecordEnd,
    written: HashSet<String>,
}

impl FilePaths {
    /// Paths below `corpus`, which is where the corpus lies as seen from here.
    pub fn new(corpus: PathBuf, end: RecordEnd) -> FilePaths {
        FilePaths { corpus, end, written: HashSet::new() }
    }

    /// Writes the path of an article's file behind `lead`, unless it has been written.
    ///
    /// With [`RecordEnd::Zero`] paths are written as they are; otherwise what would break a line becomes a blank.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&mut self, lead: &str, article: &Article, out: &mut dyn Write) -> io::Result<()> {
        if !self.written.insert(article.path.clone()) {
            return Ok(());
        }
        let path = self.corpus.join(&article.path);
        let path = path.to_string_lossy();
        match self.end {
            RecordEnd::Newline => writeln!(out, "{lead}{}", clean(&path)),
            RecordEnd::Zero => write!(out, "{lead}{path}\0"),
        }
    }

    /// As [`FilePaths::write`] for each hit.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write_hits(mut self, lead: &str, hits: &[Hit], out: &mut dyn Write) -> io::Result<()> {
        hits.iter().try_for_each(|hit| self.write(lead, &hit.article.article, out))
    }
}
