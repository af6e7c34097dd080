//! `dateline count`: how many articles match.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::cli::Context;
use crate::cli::commands::batch::{self, Answer, BatchQuery};
use crate::cli::commands::filter::FilterArgs;
use crate::cli::commands::names;
use crate::cli::error::{CliError, Outcome};
use crate::query::Query;

/// Print how many articles match; all of them without a query
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline count
  dateline count ceasefire --lang fr
  dateline count --person Netanyahu --on 2024
  dateline count --batch queries.txt        a line for each query: number, tab, count

Exit status: 0 some match, 1 none does, 2 an error.")]
pub struct CountArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Read queries from this file, one a line; - for standard input. Prints the line's number, a tab and the count
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    batch: Option<PathBuf>,
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
        Some(args.filter.resolve(&args.query, context.screen.width)?)
    };
    let index = names::open(context, args.filter.spelling())?;
    let (full, partial) = match &asked {
        None => index.count(&Query::All, None).map_err(|error| CliError::engine("count", &error))?,
        Some(asked) => index
            .count(&asked.query, asked.field)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?,
    };
    writeln!(std::io::stdout(), "{full}").map_err(CliError::output)?;
    if full == 0 && partial > 0 {
        context.say(&format!("{partial} articles have some of the words"));
    }
    Ok(if full > 0 { Outcome::Done } else { Outcome::NothingFound })
}

fn count_batch(args: &CountArgs, queries: &[BatchQuery], context: &Context) -> Result<Outcome, CliError> {
    let index = names::open(context, args.filter.spelling())?;
    let answer = |query: &BatchQuery| -> Result<Answer, CliError> {
        let asked = args.filter.resolve(std::slice::from_ref(&query.text), context.screen.width)?;
        let (full, _) = index
            .count(&asked.query, asked.field)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
        Ok(Answer { output: format!("{}\t{full}\n", query.number).into_bytes(), found: full > 0 })
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let outcome = batch::run(queries, answer, b"", &mut out)?;
    out.flush().map_err(CliError::output)?;
    Ok(outcome)
}
