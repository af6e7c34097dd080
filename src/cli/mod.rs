//! The command line: what can be typed, and the door from there into the library.
//!
//! Owns clap, the terminal and standard output. A command's file resolves what was typed, calls the library and renders
//! what comes back; nothing further down sees a flag.

pub mod allocator;
pub mod bounded;
pub mod commands;
pub mod completion;
pub mod config;
pub mod error;
pub mod manual;
pub mod memory;
pub mod negation;
pub mod pager;
pub mod reference;
pub mod saved;
pub mod transfer;
pub mod typed_date;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use self::commands::{
    alerts, alias, backup, check, complete, completions, config as config_command, count, dups, eval, index, man,
    people, person, restore, save, scan, search, show, similar, status, timeline, tui,
};
use self::config::{Access, ColorChoice, GlobalFlags, Screen, Setting, Settings};
use self::error::{CliError, Outcome};
use self::pager::Paging;
use crate::engine::{ArticleIndex, EngineError};
use crate::render::clean;
use crate::render::text::{Emphasis, TextOptions};
use crate::source::guard;

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
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Folder of the index [default: index, or DATELINE_INDEX]
    #[arg(long, global = true, value_name = "DIR")]
    index: Option<PathBuf>,
    /// File of the user's aliases [default: dateline-aliases.txt beside the index, or DATELINE_ALIASES]
    #[arg(long, global = true, value_name = "FILE")]
    aliases: Option<PathBuf>,
    /// File of the saved searches [default: dateline-searches.toml beside the index, or DATELINE_SEARCHES]
    #[arg(long, global = true, value_name = "FILE")]
    searches: Option<PathBuf>,
    /// When to use colours [default: auto, or DATELINE_COLOR]
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    color: Option<ColorChoice>,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say more: what is used, and how long it takes
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Do not show long pages in a pager
    #[arg(long, global = true)]
    no_pager: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Similar(similar::SimilarArgs),
    Dups(dups::DupsArgs),
    Timeline(timeline::TimelineArgs),
    Count(count::CountArgs),
    Tui(tui::TuiArgs),
    Save(save::SaveArgs),
    Alerts(alerts::AlertsArgs),
    Person(person::PersonArgs),
    People(people::PeopleArgs),
    Scan(scan::ScanArgs),
    Alias(alias::AliasArgs),
    Status(status::StatusArgs),
    Check(check::CheckArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    Eval(eval::EvalArgs),
    Config(config_command::ConfigArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    #[command(hide = true)]
    Complete(complete::CompleteArgs),
}

impl Command {
    /// The corpus folder, for a command that is told one.
    fn corpus(&self) -> Option<PathBuf> {
        match self {
            Command::Index(args) => args.corpus.clone(),
            Command::Search(args) => args.corpus.clone(),
            Command::Tui(args) => args.corpus.clone(),
            Command::Scan(args) => args.corpus(),
            Command::Config(args) => args.corpus(),
            _ => None,
        }
    }
}

/// What every command is given besides its own arguments.
#[derive(Debug)]
pub struct Context {
    /// Folder of the index.
    pub index: PathBuf,
    /// The user's aliases; the file need not be there.
    pub aliases: PathBuf,
    /// The user's saved searches; the file need not be there.
    pub searches: PathBuf,
    /// Terminal, colours, width.
    pub screen: Screen,
    /// Whether messages are wanted.
    pub messages: Messages,
    /// Whether long pages may go through a pager.
    pub paging: Paging,
    /// Everything that can be set, with where it comes from.
    pub settings: Settings,
}

/// Whether messages besides results and errors are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Messages {
    /// Yes.
    Shown,
    /// No.
    Quiet,
    /// Also those that only somebody who looks for a fault wants.
    Verbose,
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

    /// Where the corpus of an index lies: below here if it does, otherwise from the root.
    pub fn corpus_from_here(&self, index: &ArticleIndex) -> PathBuf {
        let corpus = index.corpus().map_or_else(|| self.settings.corpus(), PathBuf::from);
        config::working_folder().and_then(|here| corpus.strip_prefix(here).ok().map(PathBuf::from)).unwrap_or(corpus)
    }

    /// Opens the index for searching.
    ///
    /// # Errors
    /// As for [`ArticleIndex::open`].
    pub fn open_index(&self) -> Result<ArticleIndex, EngineError> {
        crate::ingest::open_index(&self.index, &index::read_options(&self.settings))
    }

    /// Prints a line on standard error when messages beyond the usual are wanted.
    pub fn detail(&self, line: impl FnOnce() -> String) {
        if self.messages == Messages::Verbose {
            self.say(&line());
        }
    }

    /// Whether anything but results and errors is said.
    pub fn says(&self) -> bool {
        self.messages != Messages::Quiet
    }

    /// The notes, unless messages are not wanted.
    pub fn wanted_notes(&self, notes: Vec<String>) -> Vec<String> {
        if self.messages == Messages::Quiet { Vec::new() } else { notes }
    }

    /// Prints a line on standard error, unless messages are not wanted.
    pub fn say(&self, line: &str) {
        if self.messages != Messages::Quiet {
            // In one piece, since nothing is kept back of what goes to standard error. A message that nobody can read is no reason
            // to stop.
            let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
        }
    }
}

/// Runs the program with these arguments, the program's own name first, and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match parsed(arguments.into_iter().collect()) {
        Ok(Ok(cli)) => Ok(cli),
        Ok(Err(error)) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            print_usage(&error);
            return ExitCode::from(code);
        }
        Err(error) => Err(error),
    };
    match cli.and_then(dispatch) {
        Ok(outcome) => outcome.code(),
        Err(error) => {
            error.print(&mut std::io::stderr());
            error.code()
        }
    }
}

/// Prints help or what is wrong with the arguments, which may hold what a terminal obeys.
fn print_usage(error: &clap::Error) {
    let text = error.to_string();
    if error.use_stderr() && text.lines().any(|line| clean(line) != line) {
        let lines: Vec<_> = text.lines().map(clean).collect();
        let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
        return;
    }
    let _ = error.print();
}

/// What was typed. The definitions of all commands are a tenth of a millisecond's work, so they are made once for both who
/// need them.
fn parsed(arguments: Vec<OsString>) -> Result<Result<Cli, clap::Error>, CliError> {
    if let Some(cli) = parsed_search(&arguments) {
        return Ok(Ok(cli));
    }
    let mut program = Cli::command();
    let arguments = negation::behind_dashes(arguments, &program)?;
    let matches = program.try_get_matches_from_mut(arguments);
    Ok(matches
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut program))))
}

/// What was typed when it is a search without a mistake, for which nothing is made of the other commands. Help, errors and
/// words to leave out, which may be flags of theirs, are left to [`parsed`].
fn parsed_search(arguments: &[OsString]) -> Option<Cli> {
    arguments.get(1).filter(|verb| *verb == "search")?;
    let search = search::SearchArgs::augment_args(clap::Command::new("search"));
    let mut program = Global::augment_args(clap::Command::new("dateline")).subcommand(search);
    let as_typed = negation::behind_dashes(arguments.to_vec(), &program).ok()?;
    if as_typed != arguments {
        return None;
    }
    let mut matches = program.try_get_matches_from_mut(as_typed).ok()?;
    Cli::from_arg_matches_mut(&mut matches).ok()
}

fn dispatch(cli: Cli) -> Result<Outcome, CliError> {
    // What may stand in a file of settings must be told even where one is broken.
    if let Command::Config(args) = &cli.command
        && let Some(done) = args.run_without_settings()
    {
        return done;
    }
    let flags = GlobalFlags {
        index: cli.global.index,
        aliases: cli.global.aliases,
        searches: cli.global.searches,
        color: cli.global.color,
        quiet: cli.global.quiet,
    };
    let access = if matches!(cli.command, Command::Index(_)) { Access::Write } else { Access::Read };
    let corpus = cli.command.corpus();
    let (settings, faults) = match &cli.command {
        // Whoever looks for what is wrong is shown the rest too.
        Command::Config(_) => Settings::load_with_faults(flags, corpus.as_deref())?,
        _ => (Settings::load(flags, corpus.as_deref(), access)?, Vec::new()),
    };
    let context = Context {
        index: settings.index(),
        aliases: settings.aliases(),
        searches: settings.searches(),
        screen: Screen::detect(settings.color()),
        messages: match (cli.global.verbose, settings.switch(Setting::Quiet)) {
            (true, _) => Messages::Verbose,
            (false, true) => Messages::Quiet,
            (false, false) => Messages::Shown,
        },
        paging: if cli.global.no_pager { Paging::Off } else { Paging::Allowed },
        settings,
    };
    let done = match guard::caught(|| run_command(cli.command, &context)) {
        Ok(done) => done,
        Err(panic) => Err(after_panic(&context, &panic)),
    };
    faults.iter().for_each(|fault| fault.print(&mut std::io::stderr()));
    if faults.is_empty() { done } else { done.map(|_| Outcome::Incomplete) }
}

fn run_command(command: Command, context: &Context) -> Result<Outcome, CliError> {
    match command {
        Command::Index(args) => index::run(&args, context),
        Command::Search(args) => search::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Similar(args) => similar::run(&args, context),
        Command::Dups(args) => dups::run(&args, context),
        Command::Timeline(args) => timeline::run(&args, context),
        Command::Count(args) => count::run(&args, context),
        Command::Tui(args) => tui::run(&args, context),
        Command::Save(args) => save::run(&args, context),
        Command::Alerts(args) => alerts::run(&args, context),
        Command::Person(args) => person::run(&args, context),
        Command::People(args) => people::run(&args, context),
        Command::Scan(args) => scan::run(&args, context),
        Command::Alias(args) => alias::run(&args, context),
        Command::Status(args) => status::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Backup(args) => backup::run(&args, context),
        Command::Restore(args) => restore::run(&args, context),
        Command::Eval(args) => eval::run(&args, context),
        Command::Config(args) => config_command::run(&args, context),
        Command::Completions(args) => completions::run(&args, context),
        Command::Man(args) => man::run(&args, context),
        Command::Complete(args) => complete::run(&args),
    }
}

/// What to say when something gave way that nobody thought of: the engine takes the files of its index for sound, so they are looked at
/// first.
fn after_panic(context: &Context, panic: &str) -> CliError {
    match guard::fenced(|| ArticleIndex::check(&context.index)) {
        Ok(Ok(check)) if !check.damaged.is_empty() => CliError::damaged(&context.index, &check.damaged),
        Err(_) => CliError::damaged(&context.index, &[]),
        Ok(_) => {
            CliError::new("go on", panic).hint("this is a fault of dateline; the index is as it was at its last commit")
        }
    }
}
