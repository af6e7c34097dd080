//! `dateline index --watch` as a user runs it: started, given files, asked by searches beside it, and interrupted.
//!
//! What must come is waited for, for as long as a busy machine may need; nothing is asserted of how long it takes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::{dateline, folder, write};

const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it runs, with what it has printed so far.
struct Watching {
    child: Child,
    stdout: Lines,
    stderr: Lines,
}

/// Lines that a thread reads as they come.
struct Lines {
    lines: Arc<Mutex<Vec<String>>>,
    reader: Option<std::thread::JoinHandle<()>>,
}

impl Lines {
    fn of(stream: impl std::io::Read + Send + 'static) -> Lines {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let read = Arc::clone(&lines);
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(stream).lines() {
                read.lock().expect("nobody panics").push(line.expect("output is UTF-8"));
            }
        });
        Lines { lines, reader: Some(reader) }
    }

    fn now(&self) -> Vec<String> {
        self.lines.lock().expect("nobody panics").clone()
    }

    fn all(&mut self) -> Vec<String> {
        self.reader.take().expect("asked once").join().expect("no panic");
        self.now()
    }
}

impl Watching {
    fn start(home: &Path, arguments: &[&str]) -> Watching {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["index", "--watch", "--threads", "2"]).args(arguments).current_dir(home).env_clear();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let stdout = Lines::of(child.stdout.take().expect("it is piped"));
        let stderr = Lines::of(child.stderr.take().expect("it is piped"));
        Watching { child, stdout, stderr }
    }

    /// Waits until the first run is done.
    fn begun(home: &Path, arguments: &[&str]) -> Watching {
        let mut watching = Watching::start(home, arguments);
        watching.wait_for("the first run", |stderr| stderr.iter().any(|line| line.ends_with("; Ctrl-C ends it")));
        watching
    }

    fn wait_for(&mut self, what: &str, is_so: impl Fn(&[String]) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_so(&self.stderr.now()) {
            let ended = self.child.try_wait().expect("it can be asked");
            assert!(ended.is_none() && Instant::now() < until, "{what}: {ended:?} {:?}", self.stderr.now());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Interrupts it, once, and gives its exit code and what it printed.
    fn interrupt(mut self) -> (Option<i32>, Vec<String>, Vec<String>) {
        let process = Pid::from_raw(i32::try_from(self.child.id()).expect("a process number"));
        kill(process, Signal::SIGINT).expect("it runs");
        let until = Instant::now() + PATIENCE;
        let ended = loop {
            match self.child.try_wait().expect("it can be asked") {
                Some(ended) => break ended,
                None if Instant::now() > until => panic!("one interrupt did not end it: {:?}", self.stderr.now()),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        (ended.code(), self.stdout.all(), self.stderr.all())
    }
}

/// A test that fails leaves no process behind.
impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn count(home: &Path, query: &str) -> String {
    dateline(home, &["count", "-q", query]).stdout.trim().to_owned()
}

/// Waits until so many articles match.
fn wait_for_count(home: &Path, query: &str, expected: &str) {
    let until = Instant::now() + PATIENCE;
    loop {
        let found = count(home, query);
        if found == expected {
            return;
        }
        assert!(Instant::now() < until, "{query}: {found}, not {expected}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The part of a line of a run that does not tell when it was and how long it took.
fn counts(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("  files: ")?;
    rest.split_once(" written in ").map(|(counts, _)| counts)
}

#[test]
fn what_happens_below_the_folder_is_found_until_it_is_interrupted() {
    let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
    let at = |path: &str| home.path().join("corpus").join(path);
    let watching = Watching::begun(home.path(), &[]);
    assert_eq!(count(home.path(), "alpha"), "1");
    write(&at("new/folder/b.txt"), "date 2024-01-02 Beta and alpha.");
    wait_for_count(home.path(), "alpha", "2");
    fs::rename(at("new/folder"), at("moved")).expect("a move");
    wait_for_count(home.path(), "path:moved beta", "1");
    write(&at("moved/c.txt"), "date 2024-01-03 Gamma and alpha.");
    wait_for_count(home.path(), "alpha", "3");
    write(&at("a.txt"), "date 2024-01-01 Delta.");
    wait_for_count(home.path(), "alpha", "2");
    fs::remove_file(at("moved/b.txt")).expect("a removal");
    wait_for_count(home.path(), "alpha", "1");
    write(&at("broken.json"), "{\"body\": ");
    wait_for_count(home.path(), "delta", "1");
    let mut watching = watching;
    watching
        .wait_for("what cannot be read", |stderr| stderr.iter().any(|line| line.starts_with("failed   broken.json: ")));
    let (code, stdout, stderr) = watching.interrupt();
    assert_eq!((code, stdout), (Some(130), Vec::new()), "{stderr:?}");
    assert!(stderr[0].starts_with("files: 1 added; 1 article written in "), "{stderr:?}");
    assert_eq!(stderr[1], "watching corpus, folders: 1; Ctrl-C ends it");
    let runs: Vec<&str> = stderr.iter().filter_map(|line| counts(line)).collect();
    for run in ["1 moved; 1 article", "1 updated; 1 article", "1 removed; 0 articles"] {
        assert!(runs.contains(&run), "{run}: {stderr:?}");
    }
    assert_eq!(dateline(home.path(), &["index", "--dry-run", "-q"]).stdout, "", "it left something undone");
}

#[test]
fn what_it_writes_itself_does_not_wake_it() {
    // The index lies in the folder that is watched.
    let home = folder(&[("a.txt", "date 2024-01-01 Alpha."), (".datelineignore", "*.log\n")]);
    let mut watching = Watching::begun(home.path(), &[".", "-v"]);
    write(&home.path().join("b.txt"), "date 2024-01-01 Alpha.");
    wait_for_count(home.path(), "alpha", "2");
    let looked = |stderr: &[String]| stderr.iter().filter(|line| line.starts_with("reading . into index")).count();
    watching.wait_for("the second run", |stderr| stderr.iter().filter_map(|line| counts(line)).count() == 1);
    let before = looked(&watching.stderr.now());
    // Longer than it waits for writers to be done; searches beside it read and write nothing that counts either.
    for _ in 0..3 {
        std::thread::sleep(Duration::from_millis(700));
        assert_eq!(count(home.path(), "alpha"), "2");
        write(&home.path().join("some.log"), "date 2024-01-01 Alpha.");
        write(&home.path().join(".b.txt.swp"), "date 2024-01-01 Alpha.");
    }
    let (code, _, stderr) = watching.interrupt();
    assert_eq!((code, looked(&stderr)), (Some(130), before), "{stderr:?}");
}

#[test]
fn others_may_write_and_ask_beside_it() {
    let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
    let mut watching = Watching::begun(home.path(), &[]);
    assert_eq!(dateline(home.path(), &["save", "greek", "alpha OR beta"]).code, 0);
    assert_eq!(dateline(home.path(), &["alerts", "--format", "paths"]).stdout, "greek\tcorpus/a.txt\n");
    // Between runs the lock is free: what another one has brought up to date is left as it is.
    let other = dateline(home.path(), &["index"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    write(&home.path().join("corpus/b.txt"), "date 2024-01-01 Beta.");
    wait_for_count(home.path(), "beta", "1");
    assert_eq!(dateline(home.path(), &["alerts", "--format", "paths"]).stdout, "greek\tcorpus/b.txt\n");
    assert_eq!(dateline(home.path(), &["alerts", "-q"]).code, 1);
    // While another one writes, it waits for it.
    let options = dateline::engine::WriterOptions { threads: 1, existing: dateline::engine::ExistingIndex::Update };
    let writer = loop {
        match dateline::engine::ArticleWriter::open(&home.path().join("index"), &options) {
            Ok(writer) => break writer,
            // Its last run is not quite over.
            Err(dateline::engine::EngineError::Locked { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    };
    write(&home.path().join("corpus/c.txt"), "date 2024-01-01 Gamma.");
    let locked = format!("locked: another dateline (process {}) is writing to it", std::process::id());
    watching.wait_for("the other writer", |stderr| stderr.iter().any(|line| line.ends_with(&locked)));
    drop(writer);
    wait_for_count(home.path(), "gamma", "1");
    let (code, _, stderr) = watching.interrupt();
    assert_eq!(code, Some(130), "{stderr:?}");
    assert_eq!(stderr.iter().filter(|line| line.ends_with(&locked)).count(), 1, "{stderr:?}");
}

#[test]
fn a_folder_that_is_away_empties_nothing() {
    let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha."), ("corpus/b.txt", "date 2024-01-01 Alpha.")]);
    let (corpus, away) = (home.path().join("corpus"), home.path().join("away"));
    let mut watching = Watching::begun(home.path(), &[]);
    fs::rename(&corpus, &away).expect("a move");
    let gone = "dateline: cannot index corpus: there is no folder corpus";
    watching.wait_for("it is gone", |stderr| stderr.iter().any(|line| line == gone));
    assert_eq!(count(home.path(), "alpha"), "2");
    write(&away.join("c.txt"), "date 2024-01-01 Alpha.");
    fs::rename(&away, &corpus).expect("a move");
    wait_for_count(home.path(), "alpha", "3");
    for file in ["a.txt", "b.txt", "c.txt"] {
        fs::remove_file(corpus.join(file)).expect("a removal");
    }
    watching.wait_for("it is empty", |stderr| {
        stderr.iter().any(|line| line.contains("corpus is empty now, but the index holds "))
    });
    assert_ne!(count(home.path(), "alpha"), "0");
    write(&corpus.join("d.txt"), "date 2024-01-01 Delta.");
    wait_for_count(home.path(), "alpha", "0");
    wait_for_count(home.path(), "delta", "1");
    let (code, _, stderr) = watching.interrupt();
    assert_eq!(code, Some(130), "{stderr:?}");
    assert_eq!(stderr.iter().filter(|line| *line == gone).count(), 1, "{stderr:?}");
}

#[test]
fn each_run_is_a_line_of_json_and_polling_finds_the_same() {
    let home = folder(&[]);
    fs::create_dir(home.path().join("corpus")).expect("a folder");
    let mut watching = Watching::start(home.path(), &["--json", "--poll=1"]);
    watching.wait_for("it waits for files", |stderr| stderr == ["no file to index in corpus yet"]);
    write(&home.path().join("corpus/a.txt"), "date 2024-01-01 Alpha.");
    wait_for_count(home.path(), "alpha", "1");
    write(&home.path().join("corpus/b.txt"), "date 2024-01-01 Alpha.");
    wait_for_count(home.path(), "alpha", "2");
    let until = Instant::now() + PATIENCE;
    while watching.stdout.now().len() < 2 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let (code, stdout, stderr) = watching.interrupt();
    assert_eq!(code, Some(130), "{stderr:?}");
    assert_eq!(stderr, ["no file to index in corpus yet", "looking at corpus every 1 s; Ctrl-C ends it"]);
    let runs: Vec<serde_json::Value> =
        stdout.iter().map(|line| serde_json::from_str(line).expect("a line is a record")).collect();
    assert_eq!(runs.len(), 2, "{stdout:?}");
    for run in &runs {
        assert_eq!((&run["added"], &run["articles"]), (&1.into(), &1.into()), "{run}");
        let time = run["time"].as_str().expect("a time");
        assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time}");
    }
    let quiet = Watching::start(home.path(), &["-q"]);
    write(&home.path().join("corpus/c.txt"), "date 2024-01-01 Alpha.");
    wait_for_count(home.path(), "alpha", "3");
    let (code, stdout, stderr) = quiet.interrupt();
    assert_eq!((code, stdout, stderr), (Some(130), Vec::new(), Vec::new()));
}

#[test]
fn an_interrupt_during_a_run_ends_it_and_loses_nothing() {
    let files: Vec<(String, String)> = (0..3000)
        .map(|n| (format!("corpus/{n:04}.txt"), format!("date 2024-01-01 Alpha number{n} met others in the town.")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = folder(&files);
    let mut watching = Watching::start(home.path(), &["-v"]);
    watching.wait_for("the run", |stderr| stderr.iter().any(|line| line.starts_with("reading corpus into index")));
    let (code, _, stderr) = watching.interrupt();
    assert_eq!(code, Some(130), "{stderr:?}");
    // However far it came, the rest is done by the next run.
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(count(home.path(), "alpha"), "3000");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
    for (arguments, message) in [
        (&["index", "--watch", "--dry-run"][..], "'--watch' cannot be used with '--dry-run'"),
        (&["index", "--poll"], "--watch"),
        (&["index", "--watch", "--poll=0"], "not a number of seconds"),
        (&["index", "--watch", "nowhere"], "cannot index nowhere: there is no folder nowhere"),
        (&["index", "--watch", "corpus/a.txt"], "corpus/a.txt is not a folder"),
    ] {
        let run = dateline(home.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
}
