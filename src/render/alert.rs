//! What is new in the saved searches: as a page, as lines, as paths and as JSON.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::lines::{FilePaths, RecordEnd};
use super::text::{TextOptions, render_text as render_hits};
use super::{Column, clean};
use crate::engine::{SearchPage, Unseen};

/// A saved search that was looked at.
#[derive(Debug, Clone)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// The query as understood.
    pub query: String,
    /// The day on which it was looked at before; `None` for never.
    pub since: Option<String>,
}

impl Alert {
    /// How much is new, in a line.
    pub fn summary(&self, found: &Unseen) -> String {
        let name = clean(&self.name);
        let since = self.since.as_ref().map_or(String::new(), |day| format!(" since {}", clean(day)));
        match found.new {
            0 => format!("@{name}: nothing new{since}, {} in all", found.full),
            new => format!("@{name}: {new} new{since}, {} in all", found.full),
        }
    }
}

/// Writes the searches in which something is new, each with its hits.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(alerts: &[(Alert, Unseen)], options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let news = alerts.iter().filter(|(_, found)| found.new > 0);
    for (index, (alert, found)) in news.enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "== {}\n", alert.summary(found))?;
        let page = SearchPage { hits: found.hits.clone(), full: found.new, ..SearchPage::default() };
        render_hits(&page, options, out)?;
    }
    Ok(())
}

/// Writes the usual columns of each hit, with the search's name before them.
///
/// # Errors
/// When the writer refuses.
pub fn render_lines(alerts: &[(Alert, Unseen)], out: &mut dyn Write) -> io::Result<()> {
    for (alert, hit) in alerts.iter().flat_map(|(alert, found)| found.hits.iter().map(move |hit| (alert, hit))) {
        let values = Column::values(&Column::FULL, hit);
        writeln!(out, "{}\t{}", clean(&alert.name), values.join("\t"))?;
    }
    Ok(())
}

/// Writes the path of each hit's file below `corpus`, with the search's name and a tab before it.
///
/// # Errors
/// When the writer refuses.
pub fn render_paths(alerts: &[(Alert, Unseen)], corpus: &Path, out: &mut dyn Write) -> io::Result<()> {
    alerts.iter().try_for_each(|(alert, found)| {
        let lead = format!("{}\t", clean(&alert.name));
        FilePaths::new(corpus.to_owned(), RecordEnd::Newline).write_hits(&lead, &found.hits, out)
    })
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    version: u32,
    new: u64,
    searches: Vec<AlertOut<'a>>,
}

#[derive(Serialize)]
struct AlertOut<'a> {
    name: &'a str,
    query: &'a str,
    since: &'a Option<String>,
    new: u64,
    total: u64,
    hits: Vec<super::json::HitOut<'a>>,
}

/// Writes one JSON document, with the searches in which nothing is new too.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(alerts: &[(Alert, Unseen)], out: &mut dyn Write) -> io::Result<()> {
    let searches = alerts.iter().map(|(alert, found)| AlertOut {
        name: &alert.name,
        query: &alert.query,
        since: &alert.since,
        new: found.new,
        total: found.full,
        hits: found.hits.iter().map(super::json::hit).collect(),
    });
    let document = DocumentOut {
        version: super::json::VERSION,
        new: alerts.iter().map(|(_, found)| found.new).sum(),
        searches: searches.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
