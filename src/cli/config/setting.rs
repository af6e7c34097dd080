//! The settings there are: one row each, from which the files, the environment, the template and the schema are read off.
//!
//! Plain data. The surprise: a setting's name in the environment is not written down but derived, so that the two cannot
//! drift apart.

use std::path::PathBuf;

use clap::ValueEnum;

use super::ColorChoice;

/// A thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Folder of the articles.
    Corpus,
    /// Folder of the index.
    Index,
    /// File of the user's corrections of names.
    Aliases,
    /// File of the user's saved searches.
    Searches,
    /// When colours are used.
    Color,
    /// Say nothing but results and errors.
    Quiet,
    /// Threads to read and write with; 0 for one for each processor.
    Threads,
    /// Find persons, organisations and places.
    Names,
    /// Where the text of articles is kept.
    Text,
    /// Largest file that is read whole.
    MaxFileSize,
    /// Largest record that is held in memory.
    MaxRecordSize,
    /// How deep containers may be nested.
    MaxDepth,
    /// How many times its size a container may unpack to.
    MaxRatio,
    /// How much one file may unpack to.
    MaxUnpackedSize,
    /// Hits of a search.
    Limit,
    /// Passages of a hit.
    Snippets,
}

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A file or folder.
    Path(PathBuf),
    /// One of some words.
    Word(String),
    /// Yes or no.
    Switch(bool),
    /// A count or a number of bytes.
    Number(u64),
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A path; in a file it is relative to the folder of that file.
    Path,
    /// `auto`, `always` or `never`.
    When,
    /// `stored` or `source`.
    Text,
    /// `true` or `false`.
    Switch,
    /// A whole number from this on.
    Count(u64),
    /// A whole number up to this.
    Few(u64),
    /// Bytes: a whole number, or one with K, M or G.
    Bytes,
}

/// Which files may hold a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The corpus's and the user's.
    Both,
    /// The user's alone.
    User,
}

/// What there is to know of a setting.
#[derive(Debug)]
pub struct Row {
    /// Which one.
    pub setting: Setting,
    /// Its name in a file.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Where it may stand.
    pub scope: Scope,
    /// Its value when nobody says anything, as it would be written in a file.
    pub default: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
}

/// Threads that may be asked for; more are a slip of the finger, and each costs memory.
pub const MOST_THREADS: u64 = 1024;

/// Every setting.
#[rustfmt::skip]
pub static SETTINGS: &[Row] = &[
    Row { setting: Setting::Corpus, key: "corpus", kind: Kind::Path, scope: Scope::User, default: "corpus",
        help: "Folder of the articles" },
    Row { setting: Setting::Index, key: "index", kind: Kind::Path, scope: Scope::Both, default: "index",
        help: "Folder of the index" },
    Row { setting: Setting::Aliases, key: "aliases", kind: Kind::Path, scope: Scope::Both, default: "dateline-aliases.txt",
        help: "File of corrections of names; by default beside the index" },
    Row { setting: Setting::Searches, key: "searches", kind: Kind::Path, scope: Scope::Both, default: "dateline-searches.toml",
        help: "File of saved searches; by default beside the index" },
    Row { setting: Setting::Color, key: "color", kind: Kind::When, scope: Scope::Both, default: "auto",
        help: "When to use colours: auto, always, never" },
    Row { setting: Setting::Quiet, key: "quiet", kind: Kind::Switch, scope: Scope::Both, default: "false",
        help: "Say nothing but results and errors" },
    Row { setting: Setting::Threads, key: "threads", kind: Kind::Few(MOST_THREADS), scope: Scope::Both, default: "0",
        help: "Threads to read and write with; 0: one for each processor" },
    Row { setting: Setting::Names, key: "names", kind: Kind::Switch, scope: Scope::Both, default: "true",
        help: "Look for persons, organisations and places" },
    Row { setting: Setting::Text, key: "text", kind: Kind::Text, scope: Scope::Both, default: "stored",
        help: "Where the text of articles is kept: stored (in the index) or source (in their files alone)" },
    Row { setting: Setting::MaxFileSize, key: "max-file-size", kind: Kind::Bytes, scope: Scope::Both, default: "256M",
        help: "Files larger than this are left aside, unless they are read piece by piece" },
    Row { setting: Setting::MaxRecordSize, key: "max-record-size", kind: Kind::Bytes, scope: Scope::Both, default: "64M",
        help: "Largest record (a line, a message, a page) that is held in memory" },
    Row { setting: Setting::MaxDepth, key: "max-depth", kind: Kind::Count(0), scope: Scope::Both, default: "4",
        help: "How deep archives may be nested" },
    Row { setting: Setting::MaxRatio, key: "max-ratio", kind: Kind::Count(1), scope: Scope::Both, default: "100",
        help: "How many times its own size an archive may unpack to" },
    Row { setting: Setting::MaxUnpackedSize, key: "max-unpacked-size", kind: Kind::Bytes, scope: Scope::Both, default: "64G",
        help: "How much one file may unpack to" },
    Row { setting: Setting::Limit, key: "limit", kind: Kind::Count(0), scope: Scope::Both, default: "10",
        help: "Most hits of a search to show" },
    Row { setting: Setting::Snippets, key: "snippets", kind: Kind::Count(0), scope: Scope::Both, default: "2",
        help: "Passages to show of each article" },
];

impl Row {
    /// Its name in the environment: `DATELINE_MAX_FILE_SIZE`.
    pub fn variable(&self) -> String {
        format!("DATELINE_{}", self.key.to_uppercase().replace('-', "_"))
    }

    /// Its default as a value.
    pub fn default_value(&self) -> Value {
        self.kind.parse(self.default).expect("the table holds values of the right kind")
    }
}

impl Kind {
    /// A value from text, as the environment has it, or what was expected instead.
    pub fn parse(self, text: &str) -> Result<Value, String> {
        match self {
            Kind::Path => Ok(Value::Path(PathBuf::from(text))),
            Kind::When => ColorChoice::from_str(text, true)
                .map(|_| Value::Word(text.to_lowercase()))
                .map_err(|_| self.expected().to_owned()),
            Kind::Text => match text {
                "stored" | "source" => Ok(Value::Word(text.to_owned())),
                _ => Err(self.expected().to_owned()),
            },
            Kind::Switch => match text {
                "true" | "1" | "yes" => Ok(Value::Switch(true)),
                "false" | "0" | "no" => Ok(Value::Switch(false)),
                _ => Err(self.expected().to_owned()),
            },
            Kind::Count(least) => match text.parse() {
                Ok(number) if number >= least => Ok(Value::Number(number)),
                Ok(_) => Err(format!("a whole number from {least} on")),
                Err(_) => Err(self.expected().to_owned()),
            },
            Kind::Few(most) => match text.parse() {
                Ok(number) if number <= most => Ok(Value::Number(number)),
                Ok(_) => Err(format!("a whole number up to {most}")),
                Err(_) => Err(self.expected().to_owned()),
            },
            Kind::Bytes => parse_bytes(text).map(Value::Number).ok_or_else(|| self.expected().to_owned()),
        }
    }

    /// What may stand there, in words.
    pub fn expected(self) -> &'static str {
        match self {
            Kind::Path => "a path in quotes",
            Kind::When => "\"auto\", \"always\" or \"never\"",
            Kind::Text => "\"stored\" or \"source\"",
            Kind::Switch => "true or false",
            Kind::Count(_) | Kind::Few(_) => "a whole number",
            Kind::Bytes => "a number of bytes, or one like \"64M\"",
        }
    }

    /// A default of this kind as it is written in a file.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Kind::Path | Kind::When | Kind::Text | Kind::Bytes => format!("\"{text}\""),
            Kind::Switch | Kind::Count(_) | Kind::Few(_) => text.to_owned(),
        }
    }
}

/// A number of bytes: `1048576`, `1M`, `64 MB`, `2 GiB`. K, M and G are powers of 1024.
pub fn parse_bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, bytes) in [("0", 0), ("12", 12), ("1K", 1024), ("64 MB", 67_108_864), ("2GiB", 2_147_483_648)] {
            assert_eq!(parse_bytes(text), Some(bytes), "{text}");
        }
        for text in ["", "M", "1.5M", "-1", "12 parsecs", "99999999999T"] {
            assert_eq!(parse_bytes(text), None, "{text}");
        }
    }

    #[test]
    fn every_default_is_of_its_kind_and_stands_at_its_place() {
        for (index, row) in SETTINGS.iter().enumerate() {
            row.default_value();
            assert_eq!(row.setting as usize, index, "{}", row.key);
        }
        assert_eq!(SETTINGS[Setting::MaxFileSize as usize].variable(), "DATELINE_MAX_FILE_SIZE");
    }
}
