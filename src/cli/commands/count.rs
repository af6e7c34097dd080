//! `dateline count`: how many articles match.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use super::PageFormat;
use crate::cli::Context;
use crate::cli::commands::batch::{self, Answer, BatchQuery};
use crate::cli::commands::filter::FilterArgs;
use crate::cli::commands::names;
use crate::cli::error::{CliError, Outcome};
use crate::query::Query;
use crate::render::json;

/// Print how many articles match; all of them without a query
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline count
  dateline count ceasefire --lang fr
  dateline count --person Netanyahu --on 2024
  dateline count --batch queries.txt        a line for each query: number, tab, count
  dateline count @rafah --format json       a saved search

Exit status: 0 some match, 1 none does, 2 an error.")]
pub struct CountArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Read queries from this file, one a line; - for standard input. Prints the line's number, a tab and the count
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    batch: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: PageFormat,
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read or the index cannot be searched.
pub fn run(args: &CountArgs, context: &Context) -> Result<Outcome, CliError> {
    if let Some(file) = &args.batch {
        return count_batch(args, &batch::read_queries(file)?, context);
    }
    let asked = if args.query.is_empty() && args.filter.is_empty() {
        None
    } else {
        Some(args.filter.resolve(&args.query, context)?)
    };
    let spelling = asked.as_ref().map_or(args.filter.spelling(), |asked| asked.spelling);
    let index = names::open(context, spelling)?;
    let (text, counts) = match &asked {
        None => ("", index.count(&Query::All, None).map_err(|error| CliError::engine("count", &error))?),
        Some(asked) => {
            for note in &asked.notes {
                context.say(&format!("note: {note}"));
            }
            let counts = index
                .count_reaching(&asked.query, asked.field, asked.reach)
                .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
            (asked.text.as_str(), counts)
        }
    };
    print(text, counts, args.format, context)?;
    Ok(if counts.0 > 0 { Outcome::Done } else { Outcome::NothingFound })
}

/// Prints how many articles match in full, and says how many hold some of the words when none does.
pub(super) fn print(query: &str, counts: (u64, u64), format: PageFormat, context: &Context) -> Result<(), CliError> {
    let (total, partial) = counts;
    let mut out = std::io::stdout().lock();
    match format {
        PageFormat::Text => writeln!(out, "{total}"),
        PageFormat::Json => json::render_count(query, counts, &mut out),
    }
    .map_err(CliError::output)?;
    if total == 0 && partial > 0 {
        context.say(&format!("{partial} articles have some of the words"));
    }
    Ok(())
}

fn count_batch(args: &CountArgs, queries: &[BatchQuery], context: &Context) -> Result<Outcome, CliError> {
    let index = names::open(context, args.filter.spelling())?;
    let corrected = names::Corrected::new(&index, context);
    let answer = |query: &BatchQuery| -> Result<Answer, CliError> {
        let asked = args.filter.resolve(std::slice::from_ref(&query.text), context)?;
        let counts = corrected
            .get(asked.spelling)?
            .count_reaching(&asked.query, asked.field, asked.reach)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
        let mut output = Vec::new();
        match args.format {
            PageFormat::Text => writeln!(output, "{}\t{}", query.number, counts.0),
            PageFormat::Json => json::render_numbered_count(query.number, &query.text, counts, &mut output),
        }
        .map_err(CliError::output)?;
        Ok(Answer { output, found: counts.0 > 0, notes: context.wanted_notes(asked.notes) })
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.format == PageFormat::Text {
        let outcome = batch::run(queries, answer, b"", &mut out)?;
        out.flush().map_err(CliError::output)?;
        return Ok(outcome);
    }
    writeln!(out, "{{\"version\":{},\"queries\":[", json::VERSION).map_err(CliError::output)?;
    let outcome = batch::run(queries, answer, b",\n", &mut out)?;
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(CliError::output)?;
    Ok(outcome)
}
