//! The command line: what can be typed, and the door from there into the library.
//!
//! Owns clap, the terminal and standard output. A command's file resolves what was typed, calls the library and renders
//! what comes back; nothing further down sees a flag.

pub mod commands;
pub mod config;
pub mod error;
pub mod memory;
pub mod pager;
pub mod reference;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::commands::{alias, count, eval, index, scan, search, show, status};
use self::config::{ColorChoice, Screen};
use self::pager::Paging;
use crate::engine::ArticleIndex;
use crate::render::text::{Emphasis, TextOptions};

/// Full-text search over a folder of news articles: ranked, with snippets, by keyword, date and person.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dateline index corpus                        read a folder, build the index in ./index
  dateline search rafah offensive              articles with both words first
  dateline search --person netanyahu --from 2024-03
  dateline search 'headline:ceasefire AND NOT \"prisoner swap\"' --format json";

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Folder of the index [default: index, or DATELINE_INDEX]
    #[arg(long, global = true, value_name = "DIR")]
    index: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorChoice,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Do not show long pages in a pager
    #[arg(long, global = true)]
    no_pager: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Count(count::CountArgs),
    Scan(scan::ScanArgs),
    Alias(alias::AliasArgs),
    Status(status::StatusArgs),
    Eval(eval::EvalArgs),
}

/// What every command is given besides its own arguments.
#[derive(Debug)]
pub struct Context {
    /// Folder of the index.
    pub index: PathBuf,
    /// Terminal, colours, width.
    pub screen: Screen,
    /// Whether messages are wanted.
    pub messages: Messages,
    /// Whether long pages may go through a pager.
    pub paging: Paging,
}

/// Whether messages besides results and errors are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Messages {
    /// Yes.
    Shown,
    /// No.
    Quiet,
}

impl Context {
    /// How pages to read are laid out.
    pub fn text_options(&self, index: &ArticleIndex) -> TextOptions {
        TextOptions {
            width: self.screen.width,
            emphasis: if self.screen.styled { Emphasis::Styled } else { Emphasis::Plain },
            links: index.corpus().filter(|_| self.screen.links).map(PathBuf::from),
        }
    }

    /// Prints a line on standard error, unless messages are not wanted.
    pub fn say(&self, line: &str) {
        if self.messages == Messages::Shown {
            // A message that nobody can read is no reason to stop.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }
}

/// Runs the program with these arguments, the program's own name first, and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let context = Context {
        index: config::index_folder(cli.global.index),
        screen: Screen::detect(cli.global.color),
        messages: if cli.global.quiet { Messages::Quiet } else { Messages::Shown },
        paging: if cli.global.no_pager { Paging::Off } else { Paging::Allowed },
    };
    let done = match cli.command {
        Command::Index(args) => index::run(&args, &context),
        Command::Search(args) => search::run(&args, &context),
        Command::Show(args) => show::run(&args, &context),
        Command::Count(args) => count::run(&args, &context),
        Command::Scan(args) => scan::run(&args, &context),
        Command::Alias(args) => alias::run(&args, &context),
        Command::Status(args) => status::run(&args, &context),
        Command::Eval(args) => eval::run(&args, &context),
    };
    match done {
        Ok(outcome) => outcome.code(),
        Err(error) => {
            error.print(&mut std::io::stderr());
            error.code()
        }
    }
}
