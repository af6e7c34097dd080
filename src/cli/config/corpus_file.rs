//! Whose `dateline.toml` counts: that of the corpus an index was built from, wherever one stands.
//!
//! Owns the way from flags, variables and the user's file to the index and from there to its corpus. The surprise: the file of
//! the corpus that settings name may say where the index lies, so it is read for that alone where nothing else says it.

use std::path::{Path, PathBuf};

use super::file::{FileError, FileSettings, SETTINGS_FILE, read_settings_file};
use super::setting::{SETTINGS, Scope, Setting, Value};
use super::settings::{Access, GlobalFlags, Origin};
use super::variable;
use crate::engine::ArticleIndex;

/// The corpus's file of settings.
pub(super) struct CorpusFile {
    /// Where it is looked for.
    pub(super) path: PathBuf,
    /// What it holds; `None` when it is not there.
    pub(super) file: Option<FileSettings>,
    /// What the index says, where that is another corpus than settings name.
    pub(super) recorded: Option<Recorded>,
}

/// A corpus that an index knows of.
pub(super) struct Recorded {
    /// The folder.
    pub(super) corpus: PathBuf,
    /// The index.
    pub(super) index: PathBuf,
    /// Who says where the index lies, when that is a file.
    pub(super) index_origin: Option<Origin>,
}

impl CorpusFile {
    /// Finds it for a call that names this corpus, or none.
    pub(super) fn find(
        flags: &GlobalFlags,
        named: Option<&Path>,
        user: Option<&FileSettings>,
        access: Access,
    ) -> Result<CorpusFile, FileError> {
        let folder = corpus_folder(named, user);
        let path = folder.join(SETTINGS_FILE);
        let is_named = named.is_some() || access == Access::Write && from_environment(Setting::Corpus).is_some();
        if is_named {
            let file = read_settings_file(&path, Scope::Both)?;
            return Ok(CorpusFile { path, file, recorded: None });
        }
        // Where the index is named the file of another corpus, which may be broken, is nobody's business.
        let (index, index_origin, file) = match flags.index.clone().or_else(|| from_environment(Setting::Index)) {
            Some(index) => (index, None, None),
            None => {
                let file = read_settings_file(&path, Scope::Both)?;
                let said = file.iter().chain(user).find_map(|file| said_by(file, Setting::Index));
                let (index, origin) = said.unzip();
                (index.unwrap_or_else(|| default(Setting::Index)), origin, Some(file))
            }
        };
        if let Some(corpus) = recorded_elsewhere(&index, &folder) {
            let path = corpus.join(SETTINGS_FILE);
            let file = read_recorded(&path, access)?;
            return Ok(CorpusFile { path, file, recorded: Some(Recorded { corpus, index, index_origin }) });
        }
        let file = file.map_or_else(|| read_settings_file(&path, Scope::Both), Ok)?;
        Ok(CorpusFile { path, file, recorded: None })
    }
}

/// The corpus that an index was built from, when it is not this one. What is wrong with the index is told by whoever opens it.
fn recorded_elsewhere(index: &Path, corpus: &Path) -> Option<PathBuf> {
    let recorded = ArticleIndex::recorded_corpus(index).ok()??;
    let same = std::fs::canonicalize(corpus).is_ok_and(|corpus| corpus == recorded);
    (!same).then_some(recorded)
}

/// The file in a corpus that an index was built from. A disk that is not mounted, or that others alone may read, is no reason
/// not to search.
fn read_recorded(path: &Path, access: Access) -> Result<Option<FileSettings>, FileError> {
    if access == Access::Read && std::fs::File::open(path).is_err() {
        return Ok(None);
    }
    read_settings_file(path, Scope::Both)
}

/// The corpus folder that settings name: the call, the environment, the user's file.
fn corpus_folder(named: Option<&Path>, user: Option<&FileSettings>) -> PathBuf {
    let users = || user.and_then(|file| said_by(file, Setting::Corpus)).map(|(path, _)| path);
    let named = named.map(Path::to_owned).or_else(|| from_environment(Setting::Corpus));
    named.or_else(users).unwrap_or_else(|| default(Setting::Corpus))
}

fn from_environment(setting: Setting) -> Option<PathBuf> {
    variable(&SETTINGS[setting as usize].variable()).map(PathBuf::from)
}

fn default(setting: Setting) -> PathBuf {
    PathBuf::from(SETTINGS[setting as usize].default)
}

/// A path that a file sets, with its place there.
fn said_by(file: &FileSettings, setting: Setting) -> Option<(PathBuf, Origin)> {
    file.values.iter().find_map(|(one, value, line)| match value {
        Value::Path(path) if *one == setting => Some((path.clone(), Origin::File(file.path.clone(), *line))),
        _ => None,
    })
}
