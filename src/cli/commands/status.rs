//! `dateline status`: what is in the index.

use std::io::Write;

use serde::Serialize;

use super::PageArgs;
use crate::cli::Context;
use crate::cli::commands::dates;
use crate::cli::error::{CliError, Outcome};
use crate::engine::{ArticleIndex, EngineError, FileRecord, IndexSize, NameSearch, TextStore};
use crate::render::{clean, counted};

/// Say what is in the index, and what could not be read
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline status
  dateline status --failures            every file and record that could not be read, with the cause
  dateline status --dates               every article whose sources disagree about its date
  dateline status --json")]
pub struct StatusArgs {
    /// List what could not be read and what was left aside
    #[arg(long)]
    failures: bool,
    /// List articles whose sources disagree about the date: what it says itself, its text, the name and the time of its file
    #[arg(long, conflicts_with = "failures")]
    dates: bool,
    #[command(flatten)]
    page: PageArgs,
}

#[derive(Serialize)]
struct Status<'a> {
    version: u32,
    index: String,
    corpus: Option<String>,
    format: u32,
    generation: u64,
    articles: u64,
    #[serde(flatten)]
    size: IndexSize,
    text: TextStore,
    names: Option<NameSearch>,
    languages: Vec<(String, u64)>,
    files_with_problems: Vec<&'a FileRecord>,
}

/// Runs the command.
///
/// # Errors
/// When there is no index or it cannot be read.
pub fn run(args: &StatusArgs, context: &Context) -> Result<Outcome, CliError> {
    let failed = |error: EngineError| CliError::engine("read the index", &error);
    let index = ArticleIndex::open(&context.index).map_err(failed)?;
    if args.dates {
        return dates::run(&index, args.page.is_json());
    }
    let records = index.file_records().map_err(failed)?;
    let status = Status {
        version: 1,
        index: index.path().display().to_string(),
        corpus: index.corpus().map(|path| path.display().to_string()),
        format: crate::engine::FORMAT_VERSION,
        generation: index.generation(),
        articles: index.article_count().map_err(failed)?,
        size: index.size(),
        text: index.text_store(),
        names: index.name_search(),
        languages: index.language_counts().map_err(failed)?,
        files_with_problems: records.iter().filter(|record| !record.problems.is_empty()).collect(),
    };
    let mut out = std::io::stdout().lock();
    if args.page.is_json() {
        serde_json::to_writer_pretty(&mut out, &status).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else if args.failures {
        print_failures(&status, &mut out).map_err(CliError::output)?;
    } else {
        print_status(&status, &mut out).map_err(CliError::output)?;
    }
    Ok(Outcome::Done)
}

fn print_status(status: &Status<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let bytes = indicatif::HumanBytes(status.size.bytes);
    writeln!(out, "index      {} (format {}, generation {})", clean(&status.index), status.format, status.generation)?;
    writeln!(out, "corpus     {}", status.corpus.as_deref().map_or("unknown".into(), clean))?;
    writeln!(out, "articles   {}", status.articles)?;
    writeln!(
        out,
        "size       {bytes} in {}, {} in them",
        counted(status.size.segments as u64, "segment"),
        counted(status.size.deleted, "deleted article")
    )?;
    if status.text == TextStore::Source {
        writeln!(out, "text       in the source files alone")?;
    }
    if status.names == Some(NameSearch::Skipped) {
        writeln!(out, "names      not looked for (dateline index --full looks for them)")?;
    }
    let languages: Vec<String> = status.languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
    writeln!(out, "languages  {}", languages.join(", "))?;
    writeln!(
        out,
        "problems   {} (dateline status --failures)",
        counted(status.files_with_problems.len() as u64, "file")
    )
}

/// One line each: failed or skipped, place, format, cause.
fn print_failures(status: &Status<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    for record in &status.files_with_problems {
        for problem in &record.problems {
            let place = match &problem.locator {
                Some(locator) => format!("{}!{locator}", record.path),
                None => record.path.clone(),
            };
            let kind = if problem.failed { "failed" } else { "skipped" };
            let format = record.format.as_deref().unwrap_or("-");
            writeln!(out, "{kind}\t{}\t{format}\t{}", clean(&place), clean(&problem.cause))?;
        }
    }
    Ok(())
}
