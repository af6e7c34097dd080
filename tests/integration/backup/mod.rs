//! Backups: an index comes back as it was, and nothing that calls itself a backup does harm.

mod hostile;
mod place;
mod round;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::{Run, dateline, folder};

/// Three articles with names.
const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-03-05 Jake Sullivan met Ron Dermer in Rafah. An offensive was feared there."),
    ("corpus/b.txt", "date 2024-04-01 Quiet Day in Rafah, it was said in the town on Monday."),
    ("corpus/c.jsonl", "{\"headline\": \"Barley\", \"text\": \"The harvest of barley began.\"}\n"),
];

/// A folder with a corpus and its index.
fn home() -> TempDir {
    let home = folder(CORPUS);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    home
}

/// As [`home`], with aliases, a saved search that alerts have shown, and a backup of all.
fn backed_up() -> TempDir {
    let home = home();
    for arguments in [
        &["alias", "add", "Jake Sullivan", "Jacob Sullivan", "-q"][..],
        &["save", "rafah", "rafah", "-q"],
        &["alerts", "-q"],
        &["backup", "news.tar.zst", "-q"],
    ] {
        let run = dateline(home.path(), arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
    home
}

/// Every file and folder below one, with the contents of files, but for the locks that come with every use of an index.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = entries.into_iter().map(|entry| entry.expect("it can be listed"));
    let entries = entries.filter(|entry| !entry.file_name().to_string_lossy().ends_with(".lock"));
    entries
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("it lies below").to_string_lossy().into_owned();
            (path, if entry.file_type().is_file() { fs::read(entry.path()).expect("a file") } else { Vec::new() })
        })
        .collect()
}

/// That a run ended with an error that says this.
#[track_caller]
fn refused(run: &Run, message: &str) {
    assert!(run.code == 2 && run.stderr.contains(message) && run.stdout.is_empty(), "{message}\n{run:?}");
}

/// The program, ready to be started, in a bare environment.
fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(home).env_clear();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
