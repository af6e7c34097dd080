//! `dateline completions`: what makes a shell complete verbs, flags, and names from the index.

use std::io::Write;

use crate::cli::Context;
use crate::cli::error::{CliError, Outcome};

/// Print the script that makes a shell complete verbs, flags, fields, and names from the index
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  echo 'eval \"$(dateline completions bash)\"' >> ~/.bashrc
  dateline completions zsh > ~/.zfunc/_dateline        a folder of $fpath, before compinit
  dateline completions fish > ~/.config/fish/completions/dateline.fish

With that, --person neta<TAB> asks the index who there is.")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("../completion/dateline.bash"),
            Shell::Zsh => include_str!("../completion/dateline.zsh"),
            Shell::Fish => include_str!("../completion/dateline.fish"),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// When standard output refuses.
pub fn run(args: &CompletionsArgs, _context: &Context) -> Result<Outcome, CliError> {
    std::io::stdout().write_all(args.shell.script().as_bytes()).map_err(CliError::output)?;
    Ok(Outcome::Done)
}
