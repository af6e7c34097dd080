//! Flags, environment and files into settings. The only place where the environment is read.
//!
//! Owns the terminal's properties and everything that comes from variables; [`settings`] says what counts for more. The
//! surprise: a variable that is set to nothing counts as not set, except where that has a meaning of its own.

mod corpus_file;
pub mod file;
pub mod setting;
pub mod settings;
pub mod template;

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub use self::file::SETTINGS_FILE;
pub use self::setting::{MOST_THREADS, Setting};
use self::setting::{Row, SETTINGS};
pub use self::settings::{Access, GlobalFlags, Origin, Settings};

/// Variables that are no settings of a file.
const OTHER_VARIABLES: [&str; 3] = ["DATELINE_TODAY", "DATELINE_PAGER", "DATELINE_STATE"];

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
        let dumb = is_dumb();
        let styled = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !is_colour_unwanted() && !dumb,
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

/// Whether the terminal can do no more than print lines.
pub fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// Whether no program is to use colours by itself.
pub fn is_colour_unwanted() -> bool {
    variable("NO_COLOR").is_some()
}

/// The user's editor as a command for the shell: `VISUAL`, `EDITOR`, or the one that every such system has.
pub fn editor() -> String {
    let set =
        ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|text| !text.trim().is_empty()));
    set.unwrap_or_else(|| "vi".to_owned())
}

/// The program that opens a file as the desktop would; none where there is no desktop.
pub fn desktop_opener() -> Option<&'static str> {
    if cfg!(target_os = "macos") {
        Some("open")
    } else if cfg!(windows) {
        Some("explorer")
    } else {
        (variable("WAYLAND_DISPLAY").is_some() || variable("DISPLAY").is_some()).then_some("xdg-open")
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

/// Whether [`state_folder`] is none because it is to be none.
pub fn is_memory_off() -> bool {
    env::var_os("DATELINE_STATE").is_some_and(|folder| folder.is_empty() || folder == "none")
}

/// The value of a variable, unless it is empty.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn folder_from(name: &str) -> Option<PathBuf> {
    variable(name).map(PathBuf::from)
}

/// Variables that look like settings and are none, each with the one that may be meant.
pub fn unknown_variables() -> Vec<(String, Option<String>)> {
    let known: Vec<String> = SETTINGS.iter().map(Row::variable).chain(OTHER_VARIABLES.map(str::to_owned)).collect();
    let mut unknown: Vec<(String, Option<String>)> = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("DATELINE_") && !known.contains(name))
        .map(|name| {
            let meant = nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
            (name, meant)
        })
        .collect();
    unknown.sort();
    unknown
}

/// The `dateline.toml` that counts for a single file: that of the nearest folder above it.
pub fn folder_above(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    file.ancestors().skip(1).find(|folder| folder.join(SETTINGS_FILE).is_file()).map(Path::to_owned)
}

/// The name that was meant, when one is near enough.
fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}

/// The user's own file: in `XDG_CONFIG_HOME`, in `.config` of the home folder, or in `APPDATA`.
fn user_file() -> Option<PathBuf> {
    let folder = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let configuration = folder("XDG_CONFIG_HOME")
        .or_else(|| if cfg!(windows) { folder("APPDATA") } else { None })
        .or_else(|| home_folder().map(|home| home.join(".config")))?;
    Some(configuration.join("dateline").join(SETTINGS_FILE))
}

/// The folder that the program was started in.
pub fn working_folder() -> Option<PathBuf> {
    env::current_dir().and_then(std::fs::canonicalize).ok()
}

/// The user's home folder, as the environment names it.
fn home_folder() -> Option<PathBuf> {
    ["HOME", "USERPROFILE"]
        .into_iter()
        .find_map(|name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute()))
}

/// The day that "today" means: the system's, or `DATELINE_TODAY` (for repeatable runs).
pub fn today() -> Date {
    env::var("DATELINE_TODAY").ok().and_then(|day| day.parse().ok()).unwrap_or_else(|| now().date())
}

/// The time on the machine's clock.
pub fn now() -> Zoned {
    // A batch asks for every query.
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    let zone = ZONE.get_or_init(|| local_zone().unwrap_or_else(TimeZone::system));
    Timestamp::now().to_zoned(zone.clone())
}

/// The machine's own zone from its file. [`TimeZone::system`] lists every zone there is before it reads that one, which
/// took a seventh of the time of a search.
fn local_zone() -> Option<TimeZone> {
    if env::var_os("TZ").is_some() {
        return None;
    }
    TimeZone::tzif("", &std::fs::read("/etc/localtime").ok()?).ok()
}
