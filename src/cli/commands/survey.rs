//! `dateline scan --survey`: what a folder holds, by format, and how well it is read.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::cli::Context;
use crate::cli::commands::index::ingest_options;
use crate::cli::error::{CliError, Outcome};
use crate::render::clean;
use crate::source::survey::{FormatRow, Survey, survey_folder};

#[derive(Serialize)]
struct Shown<'a> {
    version: u32,
    folder: String,
    #[serde(flatten)]
    survey: &'a Survey,
}

/// Runs the command over `folder`.
///
/// # Errors
/// When the folder cannot be walked.
pub fn run(folder: &Path, json: bool, context: &Context) -> Result<Outcome, CliError> {
    let options = ingest_options(&context.settings);
    let survey = survey_folder(folder, &options.walk, &options.read, options.threads)
        .map_err(|error| CliError::new(format!("survey {}", folder.display()), error))?;
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        let shown = Shown { version: 1, folder: folder.display().to_string(), survey: &survey };
        serde_json::to_writer_pretty(&mut out, &shown).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else {
        print(&survey, &mut out).map_err(CliError::output)?;
    }
    out.flush().map_err(CliError::output)?;
    Ok(match survey.formats.values().map(|row| row.failures).sum::<u64>() {
        _ if survey.formats.is_empty() => Outcome::NothingFound,
        0 => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}

/// A table of the formats, then the causes, failures first.
fn print(survey: &Survey, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<12} {:>7} {:>10} {:>8} {:>7} {:>7}  {:>8} {:>5} {:>6} {:>5}",
        "format", "files", "size", "articles", "failed", "skipped", "headline", "date", "byline", "body"
    )?;
    let mut total = FormatRow::default();
    for (format, row) in &survey.formats {
        print_row(format, row, out)?;
        total.files += row.files;
        total.bytes += row.bytes;
        total.articles += row.articles;
        total.failures += row.failures;
        total.skips += row.skips;
        total.headline += row.headline;
        total.date += row.date;
        total.byline += row.byline;
        total.body += row.body;
    }
    print_row("all", &total, out)?;
    if !survey.causes.is_empty() {
        writeln!(out)?;
    }
    for cause in &survey.causes {
        let kind = if cause.failed { "failed" } else { "skipped" };
        let (format, text, example) = (clean(&cause.format), clean(&cause.cause), clean(&cause.example));
        writeln!(out, "{:>5} {kind:<7} {format}: {text}; first {example}", cause.count)?;
    }
    Ok(())
}

fn print_row(format: &str, row: &FormatRow, out: &mut dyn Write) -> io::Result<()> {
    let share = |count: u64| match row.articles {
        0 => "-".to_owned(),
        all => format!("{}%", (count * 100 + all / 2) / all),
    };
    let bytes = indicatif::HumanBytes(row.bytes).to_string();
    writeln!(
        out,
        "{:<12} {:>7} {bytes:>10} {:>8} {:>7} {:>7}  {:>8} {:>5} {:>6} {:>5}",
        clean(format),
        row.files,
        row.articles,
        row.failures,
        row.skips,
        share(row.headline),
        share(row.date),
        share(row.byline),
        share(row.body)
    )
}
