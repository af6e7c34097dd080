//! The engines that are compared: how each is found, asked to index and asked to search.
//!
//! An engine is a set of commands; what it needs before its clock starts, it does in [`Engine::prepare`]. What an engine
//! cannot do has no command, and its cell in the tables stays empty.

mod custom;
mod dateline;
mod lucene;
mod omindex;
mod plain_tantivy;
mod recoll;
mod ripgrep;
mod sqlite;
mod tantivy_cli;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Failure;
use super::corpus::Corpus;
use super::question::Question;
pub use custom::Custom;
pub use dateline::{Dateline, Names};
pub use plain_tantivy::PlainTantivy;

/// A program and its arguments.
pub type Call = Vec<String>;

/// What has to be known of an engine to read its figures.
pub struct Conditions {
    pub version: String,
    /// Stemming, what is stored, whether there are positions.
    pub index: &'static str,
    /// Threads and memory while indexing.
    pub resources: &'static str,
    /// What a search prints.
    pub search: &'static str,
}

/// An engine to compare.
pub trait Engine {
    fn name(&self) -> String;

    fn conditions(&self) -> Conditions;

    /// What has to be there before a first build, other than an empty place; its cost does not count.
    fn prepare(&self, _corpus: &Corpus, _index: &Path) -> Result<(), Failure> {
        Ok(())
    }

    /// A first build, from files to a searchable index.
    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure>;

    /// A later run, which finds out by itself what has changed.
    fn update(&self, corpus: &Corpus, index: &Path) -> Option<Call>;

    /// The worst status with which indexing may end and still be done.
    fn worst_status(&self) -> u8 {
        0
    }

    /// One question in a new process: the ten best articles, with passages where the engine has them.
    fn search(&self, corpus: &Corpus, index: &Path, question: &Question) -> Option<Call>;

    /// All questions of a file, one a line, in one process.
    fn batch(&self, _index: &Path, _file: &Path) -> Option<Call> {
        None
    }

    /// The question as a line of such a file.
    fn line(&self, question: &Question) -> String {
        question.common()
    }
}

/// Engines that are there, and why the others are not.
pub struct Found {
    pub engines: Vec<Box<dyn Engine>>,
    pub absent: Vec<(&'static str, String)>,
}

/// Looks for every engine on the path and in `home`.
pub fn find(home: &Path) -> Result<Found, Failure> {
    let mut found = Found { engines: Vec::new(), absent: Vec::new() };
    found.engines.push(Box::new(PlainTantivy::new(home)?));
    found.take("tantivy-cli", tantivy_cli::find(home));
    found.take("Lucene", lucene::find(home));
    found.take("Recoll", recoll::find());
    found.take("Xapian omindex", omindex::find());
    found.take("SQLite FTS5", sqlite::find(home));
    found.take("ripgrep", ripgrep::find());
    found.engines.push(Box::new(Dateline::new(Names::Left, home)?));
    found.engines.push(Box::new(Dateline::new(Names::Found, home)?));
    Ok(found)
}

impl Found {
    fn take<E: Engine + 'static>(&mut self, name: &'static str, found: Result<E, String>) {
        match found {
            Ok(engine) => self.engines.push(Box::new(engine)),
            Err(why) => self.absent.push((name, why)),
        }
    }
}

/// A copy of a program, as one that is installed is a copy: what a linker has written lies in the memory of the system in small
/// pieces, and such a program starts by a millisecond later.
fn installed(program: &Path, home: &Path) -> Result<String, Failure> {
    let folder = home.join("programs");
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join(program.file_name().unwrap_or_default());
    // One that runs cannot be written to.
    if copy.exists() {
        std::fs::remove_file(&copy)?;
    }
    std::fs::copy(program, &copy)?;
    Ok(text(&copy))
}

/// The place of a program on the path.
fn program(name: &str) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.into_iter().find(|place| place.is_file()).ok_or_else(|| format!("no {name} on the path"))
}

/// The line in which a program tells its version: one that says so, else the first.
fn version(command: &[&str]) -> String {
    let Some((program, arguments)) = command.split_first() else { return String::new() };
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut lines = text.lines();
    let first = lines.clone().next().unwrap_or_default();
    lines.find(|line| line.contains("version")).unwrap_or(first).trim().to_owned()
}

/// A command from its words.
fn call<const N: usize>(words: [&str; N]) -> Call {
    words.map(str::to_owned).to_vec()
}

/// A path as an argument; the paths of a run are made by this program and are plain.
fn text(path: &Path) -> String {
    path.display().to_string()
}
