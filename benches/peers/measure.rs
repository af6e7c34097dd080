//! Running a command and what it cost. Wall time is measured here, the rest by `/usr/bin/time`.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::Failure;

/// What a command cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Seconds of all processors, user and system.
    pub cpu: f64,
    /// Seconds from start to end.
    pub wall: f64,
    /// Largest resident memory, kilobytes.
    pub peak: u64,
}

impl Cost {
    /// The least of each figure.
    pub fn least(self, other: Cost) -> Cost {
        Cost { cpu: self.cpu.min(other.cpu), wall: self.wall.min(other.wall), peak: self.peak.min(other.peak) }
    }
}

/// An engine to compare with.
#[derive(Debug, Clone)]
pub struct Tool {
    pub name: String,
    index: Vec<String>,
    search: Vec<String>,
}

impl Tool {
    /// `{src}`, `{out}` and `{q}` in the commands stand for the corpus, the index and the query.
    pub fn new(name: &str, index: &str, search: &str) -> Tool {
        let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
        Tool { name: name.to_owned(), index: words(index), search: words(search) }
    }

    /// Reads `NAME=INDEX COMMAND|SEARCH COMMAND`.
    pub fn parse(text: &str) -> Result<Tool, Failure> {
        let parts = text.split_once('=').and_then(|(name, rest)| Some((name, rest.split_once('|')?)));
        let (name, (index, search)) = parts.ok_or("a peer is NAME=INDEX COMMAND|SEARCH COMMAND")?;
        Ok(Tool::new(name, index, search))
    }

    pub fn run_index(&self, source: &Path, index: &Path) -> Result<Cost, Failure> {
        run(&fill(&self.index, source, index, ""))
    }

    pub fn run_search(&self, index: &Path, query: &str) -> Result<Cost, Failure> {
        run(&fill(&self.search, Path::new(""), index, query))
    }
}

fn fill(command: &[String], source: &Path, index: &Path, query: &str) -> Vec<String> {
    let fill = |word: &String| {
        let word = word.replace("{src}", &source.display().to_string());
        word.replace("{out}", &index.display().to_string()).replace("{q}", query)
    };
    command.iter().map(fill).collect()
}

/// Runs a command and throws its output away.
pub fn run(command: &[String]) -> Result<Cost, Failure> {
    let figures = tempfile::NamedTempFile::new()?;
    let started = Instant::now();
    let status = Command::new("/usr/bin/time")
        .arg("-o")
        .arg(figures.path())
        .args(["-f", "%U %S %M"])
        .args(command)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("/usr/bin/time: {error} (Debian package time)"))?;
    let wall = started.elapsed().as_secs_f64();
    // A search without hits ends with 1.
    if status.code().is_none_or(|code| code > 1) {
        return Err(format!("{} ended with {status}", command.join(" ")).into());
    }
    let text = std::fs::read_to_string(figures.path())?;
    let line = text.lines().last().ok_or("no figures from /usr/bin/time")?;
    let mut numbers = line.split(' ');
    let mut next = || numbers.next().ok_or("figures missing from /usr/bin/time");
    let (user, system, peak) = (next()?.parse::<f64>()?, next()?.parse::<f64>()?, next()?.parse()?);
    Ok(Cost { cpu: user + system, wall, peak })
}

/// Bytes of all files below a folder.
pub fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}

/// Removes a folder if it is there.
pub fn remove(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
