//! `dateline complete`: what the scripts of `dateline completions` ask while somebody types.

use std::ffi::OsString;
use std::io::{BufWriter, Write};

use crate::cli::completion::candidates;
use crate::cli::error::{CliError, Outcome};

/// Print what can stand in place of the last of these words, one a line, a tab before what it is
#[derive(Debug, clap::Args)]
pub struct CompleteArgs {
    /// The words of a command line up to the cursor, the program's name first
    #[arg(last = true)]
    words: Vec<OsString>,
}

/// Runs the command.
///
/// # Errors
/// When standard output refuses.
pub fn run(args: &CompleteArgs) -> Result<Outcome, CliError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for candidate in candidates(&args.words) {
        match &candidate.help {
            Some(help) => writeln!(out, "{}\t{help}", candidate.value),
            None => writeln!(out, "{}", candidate.value),
        }
        .map_err(CliError::output)?;
    }
    out.flush().map_err(CliError::output)?;
    Ok(Outcome::Done)
}
