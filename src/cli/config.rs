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
        let width = if terminal { measured.or(asked) } else { asked }.unwrap_or(100).clamp(40, 120);
        Screen { terminal, terminal_error: std::io::stderr().is_terminal(), styled, width }
    }
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
