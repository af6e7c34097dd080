//! `dateline check`: whether every file of the index is as it was written.

use std::io::Write;

use indicatif::HumanBytes;
use serde::Serialize;

use super::PageArgs;
use crate::cli::Context;
use crate::cli::error::{CliError, Outcome};
use crate::engine::{ArticleIndex, IndexCheck};
use crate::render::counted;
use crate::source::guard;

/// Read every file of the index and compare it with its checksum
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exits with 2 when a file is damaged; `dateline index FOLDER --full` builds the index anew.

Examples:
  dateline check
  dateline check --index /mnt/archive/index --json")]
pub struct CheckArgs {
    #[command(flatten)]
    page: PageArgs,
}

#[derive(Serialize)]
struct Checked<'a> {
    version: u32,
    index: String,
    #[serde(flatten)]
    check: &'a IndexCheck,
}

/// Runs the command.
///
/// # Errors
/// When there is no index, its list of segments cannot be read, or a file is damaged.
pub fn run(args: &CheckArgs, context: &Context) -> Result<Outcome, CliError> {
    let check = match guard::fenced(|| ArticleIndex::check(&context.index)) {
        Ok(check) => check.map_err(|error| CliError::engine("check the index", &error))?,
        Err(_) => return Err(CliError::damaged(&context.index, &[])),
    };
    let mut out = std::io::stdout().lock();
    let index = context.index.display().to_string();
    if args.page.is_json() {
        let checked = Checked { version: 1, index, check: &check };
        serde_json::to_writer_pretty(&mut out, &checked).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else if check.damaged.is_empty() {
        let files = counted(check.files as u64, "file");
        writeln!(out, "{files}, {}: all as they were written", HumanBytes(check.bytes)).map_err(CliError::output)?;
    }
    match &check.damaged[..] {
        [] => Ok(Outcome::Done),
        damaged => Err(CliError::damaged(&context.index, damaged)),
    }
}
