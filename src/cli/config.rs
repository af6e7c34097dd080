//! Flags and environment into settings. The only place where the environment is read.

use std::env;
use std::io::IsTerminal;
use std::path::PathBuf;

use jiff::civil::Date;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where results go and how they may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Standard output is a terminal.
    pub terminal: bool,
    /// Standard error is a terminal.
    pub terminal_error: bool,
    /// Colours and styles may be used on standard output.
    pub styled: bool,
    /// Paths may be links.
    pub links: bool,
    /// Lines may be drawn with block characters; otherwise with ASCII alone.
    pub blocks: bool,
    /// Columns.
    pub width: usize,
}

impl Screen {
    /// Looks at the terminal and the environment.
    pub fn detect(choice: ColorChoice) -> Screen {
        let terminal = std::io::stdout().is_terminal();
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
        let styled = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !no_color && !dumb,
        };
        let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = if terminal { measured.or(asked) } else { asked }.unwrap_or(100).clamp(20, 120);
        let hyperlinks = || supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        Screen {
            terminal,
            terminal_error: std::io::stderr().is_terminal(),
            styled,
            links: terminal && !dumb && choice != ColorChoice::Never && hyperlinks(),
            blocks: !(terminal && dumb),
            width,
        }
    }
}

/// The program that long pages are read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// The command, for the shell.
    pub command: String,
    /// Whether `LESS` is to be set for it: the user has not.
    pub set_less: bool,
}

/// The pager: `DATELINE_PAGER`, `PAGER` or `less`; none when it is empty or `cat`.
pub fn pager() -> Option<Pager> {
    let command = env::var("DATELINE_PAGER").or_else(|_| env::var("PAGER")).unwrap_or_else(|_| "less".to_owned());
    let command = command.trim().to_owned();
    let wanted = !command.is_empty() && command != "cat";
    wanted.then(|| Pager { command, set_less: env::var_os("LESS").is_none() })
}

/// The folder of what is remembered between runs: `DATELINE_STATE` (nothing is remembered when that is empty or `none`),
/// `XDG_STATE_HOME/dateline` or `~/.local/state/dateline`.
pub fn state_folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("DATELINE_STATE") {
        return (!folder.is_empty() && folder != "none").then(|| PathBuf::from(folder));
    }
    // The specification has relative paths ignored.
    let absolute = |variable| folder_from(variable).filter(|path| path.is_absolute());
    let base = absolute("XDG_STATE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/state")));
    base.map(|base| base.join("dateline"))
}

/// The folder of the index: the flag, `DATELINE_INDEX`, or `index`.
pub fn index_folder(flag: Option<PathBuf>) -> PathBuf {
    flag.or_else(|| folder_from("DATELINE_INDEX")).unwrap_or_else(|| PathBuf::from("index"))
}

/// The folder of the corpus: the argument, `DATELINE_CORPUS`, or `corpus`.
pub fn corpus_folder(argument: Option<PathBuf>) -> PathBuf {
    argument.or_else(|| folder_from("DATELINE_CORPUS")).unwrap_or_else(|| PathBuf::from("corpus"))
}

fn folder_from(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The day that "today" means: the system's, or `DATELINE_TODAY` (for repeatable runs).
pub fn today() -> Date {
    env::var("DATELINE_TODAY").ok().and_then(|day| day.parse().ok()).unwrap_or_else(|| jiff::Zoned::now().date())
}
