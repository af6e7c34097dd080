//! `dateline alias`: which written names belong to one person.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::cli::Context;
use crate::cli::error::{CliError, Outcome};
use crate::person::compare_pairs;

/// Judge whether pairs of written names may belong to one person
///
/// Prints `yes` or `no` and a score between 0 and 1, a line for each pair.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline alias --compare pairs.csv        a table with the columns name1 and name2")]
pub struct AliasArgs {
    /// CSV file with the columns name1 and name2
    #[arg(long, value_name = "FILE")]
    compare: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// When the table cannot be read.
pub fn run(args: &AliasArgs, _context: &Context) -> Result<Outcome, CliError> {
    let action = || format!("compare the names in {}", args.compare.display());
    let text = std::fs::read_to_string(&args.compare).map_err(|error| CliError::new(action(), error))?;
    let pairs = compare_pairs(&text).map_err(|error| CliError::new(action(), error))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for pair in &pairs {
        let verdict = if pair.same { "yes" } else { "no" };
        writeln!(out, "{verdict}\t{:.3}", pair.score).map_err(CliError::output)?;
    }
    out.flush().map_err(CliError::output)?;
    Ok(Outcome::Done)
}
