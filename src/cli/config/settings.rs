//! What counts for more: a flag, then the environment (`DATELINE_*`), then `dateline.toml` in the corpus folder, then the
//! user's own, then the default. Each value is kept with where it comes from.
//!
//! Reads files through [`super::file`] and variables through [`super`]. The surprise: an index knows which corpus it was built
//! from, and a corpus's file may say where its index lies. So the index is settled first, and then whose file counts.

use std::fmt;
use std::path::{Path, PathBuf};

use super::corpus_file::{CorpusFile, Recorded};
use super::file::{FileError, FileSettings, read_settings_file};
use super::setting::{SETTINGS, Scope, Setting, Value};
use super::{ColorChoice, user_file, variable};
use crate::cli::error::CliError;
use crate::source::{Field, FieldMapping, HeaderPattern};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag or argument of this call.
    Flag,
    /// This variable.
    Environment(String),
    /// This line of this file.
    File(PathBuf, usize),
    /// What the index in this folder knows of itself.
    Index(PathBuf),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Flag => write!(f, "command line"),
            Origin::Environment(variable) => write!(f, "environment {variable}"),
            Origin::File(path, line) => write!(f, "{}, line {line}", path.display()),
            Origin::Index(path) => write!(f, "index {}", path.display()),
            Origin::Default => write!(f, "default"),
        }
    }
}

/// What the flags of every command say.
#[derive(Debug, Clone, Default)]
pub struct GlobalFlags {
    /// `--index`.
    pub index: Option<PathBuf>,
    /// `--aliases`.
    pub aliases: Option<PathBuf>,
    /// `--searches`.
    pub searches: Option<PathBuf>,
    /// `--color`.
    pub color: Option<ColorChoice>,
    /// `--quiet`.
    pub quiet: bool,
}

/// What a call does with the index that its settings are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Asks it. The corpus that it was built from need not be there.
    Read,
    /// Brings it up to date with its corpus, or with another one that is named, by a variable too.
    Write,
}

/// Every setting with its value and where it comes from.
#[derive(Debug, Clone)]
pub struct Settings {
    flags: GlobalFlags,
    /// In the order of [`SETTINGS`].
    values: Vec<(Value, Origin)>,
    /// Names of fields: the corpus's, then the user's.
    pub fields: Vec<(String, Field, Origin)>,
    /// Header lines: the corpus's, then the user's.
    pub headers: Vec<(HeaderPattern, Origin)>,
    /// The files that were looked for, and whether they are there.
    pub files: Vec<(PathBuf, bool)>,
}

impl Settings {
    /// Settles everything. `corpus` is the corpus folder when the call names one; otherwise it is the one that the index was built
    /// from, and without an index the one that settings name.
    ///
    /// # Errors
    /// When a file or variable holds something that is no setting.
    pub fn load(flags: GlobalFlags, corpus: Option<&Path>, access: Access) -> Result<Settings, CliError> {
        Settings::settle(flags, corpus, access, &mut Err)
    }

    /// As [`Settings::load`] for an index that is asked, with what is no setting beside the others rather than in their place.
    pub fn load_with_faults(flags: GlobalFlags, corpus: Option<&Path>) -> Result<(Settings, Vec<CliError>), CliError> {
        let mut faults = Vec::new();
        let settings = Settings::settle(flags, corpus, Access::Read, &mut |fault| {
            faults.push(fault);
            Ok(())
        })?;
        Ok((settings, faults))
    }

    fn settle(
        flags: GlobalFlags,
        corpus: Option<&Path>,
        access: Access,
        fault: &mut dyn FnMut(CliError) -> Result<(), CliError>,
    ) -> Result<Settings, CliError> {
        let user_path = user_file();
        let user = match user_path.as_ref().map(|path| read_settings_file(path, Scope::User)) {
            Some(Ok(user)) => user,
            Some(Err(error)) => fault(refused(&error)).map(|()| None)?,
            None => None,
        };
        let found = match CorpusFile::find(&flags, corpus, user.as_ref(), access) {
            Ok(found) => found,
            Err(error) => {
                fault(refused(&error))?;
                CorpusFile { path: error.path, file: None, recorded: None }
            }
        };
        let CorpusFile { path, file: folder, recorded } = found;
        let defaults = SETTINGS.iter().map(|row| (row.default_value(), Origin::Default)).collect();
        let mut settings =
            Settings { flags, values: defaults, fields: Vec::new(), headers: Vec::new(), files: Vec::new() };
        settings.files.push((path, folder.is_some()));
        settings.files.extend(user_path.map(|path| (path, user.is_some())));
        // Of values the last one stays, of names the first one wins.
        for file in user.iter().chain(&folder) {
            settings.apply_values(file);
        }
        for file in folder.iter().chain(&user) {
            settings.apply_mapping(file);
        }
        if let Some(Recorded { corpus, index, index_origin }) = recorded {
            // Where an index lies is known before the file of its corpus is, which may name another.
            settings.set(Setting::Index, Value::Path(index.clone()), index_origin.unwrap_or(Origin::Default));
            settings.set(Setting::Corpus, Value::Path(corpus), Origin::Index(index));
        }
        settings.apply_environment(fault)?;
        settings.apply_flags(corpus);
        Ok(settings)
    }

    /// The same call's settings for another corpus folder, which is to be read; the index stays the one that it is.
    ///
    /// # Errors
    /// As for [`Settings::load`].
    pub fn of_corpus(&self, corpus: &Path) -> Result<Settings, CliError> {
        Settings::load(GlobalFlags { index: Some(self.index()), ..self.flags.clone() }, Some(corpus), Access::Write)
    }

    fn apply_values(&mut self, file: &FileSettings) {
        for (setting, value, line) in &file.values {
            self.set(*setting, value.clone(), Origin::File(file.path.clone(), *line));
        }
    }

    fn apply_mapping(&mut self, file: &FileSettings) {
        let origin = |line: usize| Origin::File(file.path.clone(), line);
        self.fields.extend(file.fields.iter().map(|(name, field, line)| (name.clone(), *field, origin(*line))));
        self.headers.extend(file.headers.iter().map(|(header, line)| (header.clone(), origin(*line))));
    }

    fn apply_environment(&mut self, fault: &mut dyn FnMut(CliError) -> Result<(), CliError>) -> Result<(), CliError> {
        for row in SETTINGS {
            let name = row.variable();
            let Some(text) = variable(&name) else { continue };
            let value = match row.default_value() {
                // A path need not be Unicode.
                Value::Path(_) => Ok(Value::Path(PathBuf::from(text))),
                _ => row.kind.parse(&text.to_string_lossy()),
            };
            match value {
                Ok(value) => self.set(row.setting, value, Origin::Environment(name)),
                Err(what) => {
                    let wrong = CliError::new("read the settings", format!("{name} must be {what}"));
                    fault(wrong.hint("all settings and where they come from: dateline config show"))?;
                }
            }
        }
        Ok(())
    }

    fn apply_flags(&mut self, corpus: Option<&Path>) {
        if let Some(corpus) = corpus {
            self.set(Setting::Corpus, Value::Path(corpus.to_owned()), Origin::Flag);
        }
        if let Some(index) = self.flags.index.clone() {
            self.set(Setting::Index, Value::Path(index), Origin::Flag);
        }
        if let Some(aliases) = self.flags.aliases.clone() {
            self.set(Setting::Aliases, Value::Path(aliases), Origin::Flag);
        }
        if let Some(searches) = self.flags.searches.clone() {
            self.set(Setting::Searches, Value::Path(searches), Origin::Flag);
        }
        if let Some(color) = self.flags.color {
            let word = format!("{color:?}").to_lowercase();
            self.set(Setting::Color, Value::Word(word), Origin::Flag);
        }
        if self.flags.quiet {
            self.set(Setting::Quiet, Value::Switch(true), Origin::Flag);
        }
    }

    fn set(&mut self, setting: Setting, value: Value, origin: Origin) {
        self.values[setting as usize] = (value, origin);
    }

    /// A setting with its value and where that comes from.
    pub fn get(&self, setting: Setting) -> (&Value, &Origin) {
        let (value, origin) = &self.values[setting as usize];
        (value, origin)
    }

    /// The value of a setting that is a number.
    pub fn number(&self, setting: Setting) -> u64 {
        match self.get(setting).0 {
            Value::Number(number) => *number,
            _ => 0,
        }
    }

    /// The value of a count.
    pub fn count(&self, setting: Setting) -> usize {
        usize::try_from(self.number(setting)).unwrap_or(usize::MAX)
    }

    /// The value of a switch.
    pub fn switch(&self, setting: Setting) -> bool {
        matches!(self.get(setting).0, Value::Switch(true))
    }

    /// The folder of the index.
    pub fn index(&self) -> PathBuf {
        self.path(Setting::Index)
    }

    /// The user's aliases: by default a file in the folder that the index lies in.
    pub fn aliases(&self) -> PathBuf {
        self.beside_index(Setting::Aliases)
    }

    /// The user's saved searches: by default a file in the folder that the index lies in.
    pub fn searches(&self) -> PathBuf {
        self.beside_index(Setting::Searches)
    }

    fn beside_index(&self, setting: Setting) -> PathBuf {
        let path = self.path(setting);
        match self.get(setting).1 {
            Origin::Default => self.index().parent().unwrap_or(Path::new("")).join(path),
            _ => path,
        }
    }

    /// The folder of the corpus.
    pub fn corpus(&self) -> PathBuf {
        self.path(Setting::Corpus)
    }

    fn path(&self, setting: Setting) -> PathBuf {
        match self.get(setting).0 {
            Value::Path(path) => path.clone(),
            _ => PathBuf::new(),
        }
    }

    /// When colours are used.
    pub fn color(&self) -> ColorChoice {
        match self.get(Setting::Color).0 {
            Value::Word(word) if word == "always" => ColorChoice::Always,
            Value::Word(word) if word == "never" => ColorChoice::Never,
            _ => ColorChoice::Auto,
        }
    }

    /// The user's own names of fields and header lines.
    pub fn mapping(&self) -> FieldMapping {
        FieldMapping {
            fields: self.fields.iter().map(|(name, field, _)| (name.clone(), *field)).collect(),
            headers: self.headers.iter().map(|(header, _)| header.clone()).collect(),
        }
    }
}

fn refused(error: &FileError) -> CliError {
    let refused = CliError::new("read the settings", error);
    match &error.hint {
        Some(hint) => refused.hint(hint.clone()),
        None => refused.hint("what may stand there: dateline config schema"),
    }
}
