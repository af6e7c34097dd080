//! `dateline status --dates`: where the dates come from, and which of them are in doubt.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::article::{Article, ArticleDate, DateProvenance};
use crate::cli::error::{CliError, Outcome};
use crate::engine::ArticleIndex;
use crate::render::{clean, counted};
use crate::source::finish::DATE_CONFLICT;

#[derive(Serialize)]
struct Report {
    version: u32,
    /// Articles by what their date was read from.
    sources: BTreeMap<&'static str, u64>,
    /// Articles whose date may be read in two ways.
    ambiguous: u64,
    conflicts: Vec<Conflict>,
}

#[derive(Serialize)]
struct Conflict {
    id: String,
    path: String,
    locator: Option<String>,
    headline: String,
    date: Option<String>,
    source: &'static str,
    /// What the others say: date and source.
    others: Vec<Other>,
}

#[derive(Serialize)]
struct Other {
    date: String,
    source: String,
}

/// Runs the command over an open index.
///
/// # Errors
/// When the index cannot be read.
pub fn run(index: &ArticleIndex, json: bool) -> Result<Outcome, CliError> {
    let mut report = Report { version: 1, sources: BTreeMap::new(), ambiguous: 0, conflicts: Vec::new() };
    index
        .for_each_article(&mut |found| {
            let article = &found.article;
            let source = source_of(article.date.as_ref());
            *report.sources.entry(source).or_default() += 1;
            let doubtful = |date: &ArticleDate| !date.certain && date.provenance != DateProvenance::FileTime;
            report.ambiguous += u64::from(article.date.as_ref().is_some_and(doubtful));
            let others: Vec<Other> = conflicts_of(article).collect();
            if !others.is_empty() {
                report.conflicts.push(Conflict {
                    id: found.id().to_string(),
                    path: article.path.clone(),
                    locator: article.locator.clone(),
                    headline: article.headline.text.clone(),
                    date: article.date.as_ref().map(ToString::to_string),
                    source,
                    others,
                });
            }
        })
        .map_err(|error| CliError::engine("read the index", &error))?;
    report.conflicts.sort_by(|a, b| (&a.path, &a.locator).cmp(&(&b.path, &b.locator)));
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        serde_json::to_writer_pretty(&mut out, &report).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else {
        print(&report, &mut out).map_err(CliError::output)?;
    }
    out.flush().map_err(CliError::output)?;
    Ok(Outcome::Done)
}

fn source_of(date: Option<&ArticleDate>) -> &'static str {
    match date.map(|date| date.provenance) {
        Some(DateProvenance::Metadata) => "metadata",
        Some(DateProvenance::TextLine) => "text",
        Some(DateProvenance::FileName) => "file name",
        Some(DateProvenance::FileTime) => "file time",
        None => "none",
    }
}

/// The dates that an article's reading noted as impossible beside the chosen one, which stands first in each note.
fn conflicts_of(article: &Article) -> impl Iterator<Item = Other> {
    let notes = article.metadata.iter().filter(|(name, _)| name == DATE_CONFLICT);
    notes.filter_map(|(_, note)| {
        let (_, other) = note.split_once("), ")?;
        let (date, source) = other.trim_end_matches(')').split_once(" (")?;
        Some(Other { date: date.to_owned(), source: source.to_owned() })
    })
}

/// A line for each conflict: place, chosen date and source, the others; then the counts.
fn print(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for conflict in &report.conflicts {
        let place = match &conflict.locator {
            Some(locator) => format!("{}!{locator}", conflict.path),
            None => conflict.path.clone(),
        };
        let date = conflict.date.as_deref().unwrap_or("none");
        write!(out, "{}\t{} ({})", clean(&place), clean(date), conflict.source)?;
        for other in &conflict.others {
            write!(out, "\t{} ({})", clean(&other.date), clean(&other.source))?;
        }
        writeln!(out)?;
    }
    if !report.conflicts.is_empty() {
        writeln!(out)?;
    }
    let sources: Vec<String> = report.sources.iter().map(|(source, count)| format!("{source} {count}")).collect();
    writeln!(out, "conflicts  {}", counted(report.conflicts.len() as u64, "article"))?;
    writeln!(out, "ambiguous  {}", counted(report.ambiguous, "article"))?;
    writeln!(out, "sources    {}", sources.join(", "))
}
