//! What the tests share: the sample corpus indexed once, folders of their own, the program run in a bare environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use dateline::engine::{ArticleIndex, SearchPage, SearchRequest};
use dateline::ingest::{IngestOptions, IngestSummary, ingest};
use dateline::query::{Dialect, ParseContext, Query, parse};
use tempfile::TempDir;

/// The sample corpus of the repository.
pub fn sample_corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The sample corpus, indexed once for all tests.
pub static SAMPLE: LazyLock<(TempDir, ArticleIndex)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    index_folder(&sample_corpus(), &folder.path().join("index"));
    let index = ArticleIndex::open(&folder.path().join("index")).expect("just built");
    (folder, index)
});

/// A folder of files and the index of it, which lies there too.
pub fn indexed(files: &[(&str, &str)]) -> (TempDir, ArticleIndex) {
    let home = folder(files);
    let index = home.path().join("index");
    index_folder(home.path(), &index);
    let index = ArticleIndex::open(&index).expect("just built");
    (home, index)
}

/// Indexes a folder with two threads.
pub fn index_folder(corpus: &Path, index: &Path) -> IngestSummary {
    try_index(corpus, index).expect("the corpus can be indexed")
}

/// Indexes a folder with one thread, so that a few articles come into one segment.
pub fn index_in_order(corpus: &Path, index: &Path) -> IngestSummary {
    let options = IngestOptions { threads: 1, ..IngestOptions::default() };
    ingest(corpus, index, &options, &AtomicBool::new(false), &mut |_| {}).expect("the corpus can be indexed")
}

/// Indexes a folder with two threads; what goes wrong comes back.
pub fn try_index(corpus: &Path, index: &Path) -> Result<IngestSummary, dateline::ingest::IngestError> {
    let options = IngestOptions { threads: 2, ..IngestOptions::default() };
    ingest(corpus, index, &options, &AtomicBool::new(false), &mut |_| {})
}

/// Searches with a typed query; all hits.
pub fn search(index: &ArticleIndex, query: &str) -> SearchPage {
    index.search(&SearchRequest { limit: 100, ..SearchRequest::new(typed(query)) }).expect("the index can be searched")
}

/// Articles that match a typed query in full.
pub fn count(index: &ArticleIndex, query: &str) -> u64 {
    index.count(&typed(query), None).expect("the index can be searched").0
}

fn typed(query: &str) -> Query {
    let context = ParseContext { today: jiff::civil::date(2025, 11, 1), dialect: Dialect::Auto };
    parse(query, &context).unwrap_or_else(|error| panic!("{query}: {error}")).query
}

/// Short names (without folder of the month and `.txt`) of the articles that match a query in full, in order of their names.
pub fn matches(index: &ArticleIndex, query: &str) -> Vec<String> {
    let page = search(index, query);
    let full = page.hits.iter().filter(|hit| hit.missing.is_empty());
    let mut names: Vec<String> = full.map(|hit| hit.article.article.path.trim_end_matches(".txt").to_owned()).collect();
    names.sort();
    names
}

/// A folder of files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    folder
}

/// Writes a file, with the folders above it.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
    fs::write(path, text).expect("files can be written");
}

/// The program as a user runs it, in a folder and with nothing but a path in its environment.
pub fn dateline(folder: &Path, arguments: &[&str]) -> Run {
    dateline_with(folder, arguments, &[])
}

/// As [`dateline`], with variables in the environment.
pub fn dateline_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = program(folder, arguments);
    command.envs(variables.iter().copied());
    Run::from(command.output().expect("the program starts"))
}

/// As [`dateline`], where whoever reads the output goes away before any comes.
pub fn dateline_unread(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = program(folder, arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    Run::from(child.wait_with_output().expect("the program ends"))
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder).env_clear().env("DATELINE_TODAY", "2025-11-01");
    command
}

/// What a run of the program printed and how it ended.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
            code: output.status.code().expect("the program ends by itself"),
        }
    }
}
