//! `dateline man`: the manual pages.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::CommandFactory;

use crate::cli::error::{CliError, Outcome};
use crate::cli::{Cli, Context, manual};

/// Show or write the manual pages
///
/// Without a page that of the program itself. Piped, the page comes as roff.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline man search                        the page of a verb
  dateline man query                         the query language
  dateline man --out ~/.local/share/man      every page, into man1 and man7 below it")]
pub struct ManArgs {
    /// A verb, or `query` for the query language
    page: Option<String>,
    /// Write every page into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    out: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such page or it cannot be written.
pub fn run(args: &ManArgs, context: &Context) -> Result<Outcome, CliError> {
    let mut program = Cli::command();
    program.build();
    if let Some(folder) = &args.out {
        return write_all(&program, folder, context);
    }
    let mut page = Vec::new();
    let page_name = args.page.as_deref();
    if !manual::render_page(&program, page_name, &mut page).map_err(CliError::output)? {
        let names: Vec<String> = manual::pages(&program).into_iter().filter_map(|(_, name)| name).collect();
        return Err(CliError::new("show the manual", format!("there is no page `{}`", page_name.unwrap_or_default()))
            .hint(format!("there are: {}", names.join(", "))));
    }
    if context.screen.terminal && shown_by_man(&page) {
        return Ok(Outcome::Done);
    }
    std::io::stdout().write_all(&page).map_err(CliError::output)?;
    Ok(Outcome::Done)
}

/// Hands a page to the system's own reader; false when there is none.
fn shown_by_man(page: &[u8]) -> bool {
    let child = Command::new("man").args(["-l", "-"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(page).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

fn write_all(program: &clap::Command, folder: &Path, context: &Context) -> Result<Outcome, CliError> {
    let failed =
        |path: &Path, error: std::io::Error| CliError::new("write the manual", format!("{}: {error}", path.display()));
    let pages = manual::pages(program);
    for (file, page) in &pages {
        let section = if file.ends_with('7') { "man7" } else { "man1" };
        let below = folder.join(section);
        fs::create_dir_all(&below).map_err(|error| failed(&below, error))?;
        let path = below.join(file);
        let mut text = Vec::new();
        manual::render_page(program, page.as_deref(), &mut text).map_err(|error| failed(&path, error))?;
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    context.say(&format!("{} pages written to {}", pages.len(), folder.display()));
    Ok(Outcome::Done)
}
