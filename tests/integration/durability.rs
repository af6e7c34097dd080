//! What happens around a run must not cost anything: other writers, a folder that is deleted, files that change while
//! they are read, clocks that go wrong, permissions that are lost. Full and read-only disks need mounts: `tests/mounts.sh`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use dateline::engine::{ArticleIndex, ArticleWriter, EngineError, ExistingIndex, WriterOptions};
use dateline::ingest::{IngestError, IngestEvent, IngestOptions, IngestSummary, ingest};

use crate::support::{Run, dateline, folder, index_folder, matches, write};

/// Indexes `corpus` and does `between` when the folder has been looked at and no file has been read yet.
fn index_while(corpus: &Path, index: &Path, between: impl Fn()) -> Result<IngestSummary, IngestError> {
    let options = IngestOptions { threads: 2, ..IngestOptions::default() };
    ingest(corpus, index, &options, &AtomicBool::new(false), &mut |event| {
        if matches!(event, IngestEvent::Walked { .. }) {
            between();
        }
    })
}

fn found(index: &Path, query: &str) -> Vec<String> {
    matches(&ArticleIndex::open(index).expect("the index is there"), query)
}

const UPDATE: WriterOptions = WriterOptions { threads: 1, existing: ExistingIndex::Update };

#[test]
fn a_second_writer_says_who_is_in_its_way() {
    let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
    let first = ArticleWriter::open(&home.path().join("index"), &UPDATE).expect("nobody else writes");
    let second = dateline(home.path(), &["index"]);
    let expected = format!(
        "dateline: cannot index corpus: the index in index is locked: another dateline (process {}) is writing to it\nhint: wait until the other one is done, or use --index DIR for another index\n",
        std::process::id()
    );
    assert_eq!((second.code, second.stderr), (2, expected));
    drop(first);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    assert_eq!(dateline(home.path(), &["count", "alpha"]).stdout, "1\n");
}

#[test]
fn writers_that_start_together_write_everything_once() {
    let files: Vec<(String, String)> =
        (0..300).map(|n| (format!("corpus/{n:03}.txt"), format!("date 2024-01-01 Alpha number{n}."))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = folder(&files);
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["index", "--threads", "1"]).current_dir(home.path()).env_clear();
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let runs: Vec<_> = (0..3).map(|_| start()).collect();
    let runs: Vec<Run> =
        runs.into_iter().map(|run| Run::from(run.wait_with_output().expect("it ends by itself"))).collect();
    assert!(runs.iter().any(|run| run.code == 0), "{runs:?}");
    assert!(runs.iter().all(|run| run.code == 0 || run.stderr.contains("is locked: another dateline")), "{runs:?}");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(dateline(home.path(), &["count", "alpha"]).stdout, "300\n");
}

#[test]
fn who_waited_for_the_lock_knows_what_was_committed_meanwhile() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha.")]);
    let home = folder(&[]);
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    let writer = ArticleWriter::open(&index, &UPDATE).expect("nobody else writes");
    let waiting = std::thread::spawn({
        let index = index.clone();
        move || loop {
            match ArticleWriter::open(&index, &UPDATE) {
                // On a busy machine the other takes longer than anybody waits.
                Err(EngineError::Locked { .. }) => {}
                other => return other.map(|writer| writer.known_files().map(|known| known.len())),
            }
        }
    });
    std::thread::sleep(Duration::from_millis(100));
    let record = dateline::engine::FileRecord { path: "b.txt".into(), format: None, articles: 0, problems: Vec::new() };
    let stamp = dateline::engine::FileStamp { size: 1, modified: 1, hash: 1 };
    let mut sink = writer.sink();
    sink.add_records(&[(record, stamp)]).and_then(|()| sink.finish()).expect("room for it");
    writer.commit(corpus.path()).expect("nothing is in the way");
    let known = waiting.join().expect("no panic").expect("the lock is free again").expect("the index can be read");
    assert_eq!(known, 2, "the writer that waited saw the index as it was before");
}

#[test]
fn a_search_outlives_its_index() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha stands here. Nothing else does.")]);
    let home = folder(&[]);
    let path = home.path().join("index");
    index_folder(corpus.path(), &path);
    let index = ArticleIndex::open(&path).expect("just built");
    fs::remove_dir_all(&path).expect("files in use can be removed");
    let page = crate::support::search(&index, "alpha");
    assert_eq!(page.hits[0].snippets[0].text.text, "Alpha stands here. Nothing else does.");
    assert!(matches!(ArticleIndex::open(&path), Err(EngineError::Missing { .. })));
}

#[test]
fn an_index_that_is_deleted_while_it_is_written_is_said_to_be_and_built_anew() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha."), ("b.txt", "date 2024-01-01 Alpha again.")]);
    let home = folder(&[]);
    let index = home.path().join("index");
    let remove = || fs::remove_dir_all(&index).expect("files in use can be removed");
    let first = index_while(corpus.path(), &index, remove).expect_err("there is no index to commit to");
    assert!(matches!(first, IngestError::Engine(EngineError::Vanished { .. })), "{first}");
    assert!(first.to_string().ends_with("was deleted while it was written to"), "{first}");
    assert_eq!(index_folder(corpus.path(), &index).added, 2);
    write(&corpus.path().join("a.txt"), "date 2024-01-01 Beta.");
    // Deleted, and another has been built in its place before the first is done.
    let replace = || {
        remove();
        index_folder(corpus.path(), &index);
    };
    let second = index_while(corpus.path(), &index, replace).expect_err("the other's index is not touched");
    assert!(matches!(second, IngestError::Engine(EngineError::Vanished { .. })), "{second}");
    assert_eq!((found(&index, "alpha"), found(&index, "beta")), (vec!["b".to_owned()], vec!["a".to_owned()]));
}

#[test]
fn files_that_change_while_they_are_read_are_right_after_the_next_run() {
    let corpus = folder(&[
        ("grows.txt", "date 2024-01-01 Alpha grows."),
        ("shrinks.txt", "date 2024-01-01 Alpha shrinks in the end."),
        ("turns.txt", "date 2024-01-01 Alpha turns into a folder."),
        ("vanishes.txt", "date 2024-01-01 Alpha vanishes."),
        ("lines.jsonl", "{\"body\":\"Alpha is the first line.\"}\n"),
    ]);
    let home = folder(&[]);
    let index = home.path().join("index");
    let at = |name: &str| corpus.path().join(name);
    let change = || {
        write(&at("grows.txt"), "date 2024-01-01 Alpha grows. Omega is added.");
        write(&at("shrinks.txt"), "date 2024-01-01 Omega.");
        fs::remove_file(at("turns.txt")).expect("a removal");
        write(&at("turns.txt/inside.txt"), "date 2024-01-01 Omega stands inside.");
        fs::remove_file(at("vanishes.txt")).expect("a removal");
        write(&at("lines.jsonl"), "{\"body\":\"Alpha is the first line.\"}\n{\"body\":\"Omega is half a li");
    };
    let first = index_while(corpus.path(), &index, change).expect("the rest can be read");
    let causes: Vec<(&str, &str)> =
        first.problems.iter().map(|problem| (problem.path.as_str(), problem.cause.as_str())).collect();
    assert_eq!(first.failed, 3, "{causes:?}");
    assert!(causes.contains(&("vanishes.txt", "it vanished while the folder was read")), "{causes:?}");
    assert!(causes.iter().any(|(path, cause)| *path == "turns.txt" && cause.contains("directory")), "{causes:?}");
    write(&at("lines.jsonl"), "{\"body\":\"Alpha is the first line.\"}\n{\"body\":\"Omega is a whole line.\"}\n");
    let second = index_folder(corpus.path(), &index);
    assert_eq!((second.failed, second.problems), (0, Vec::new()));
    assert_eq!(found(&index, "alpha"), ["grows", "lines.jsonl"]);
    assert_eq!(found(&index, "omega"), ["grows", "lines.jsonl", "shrinks", "turns.txt/inside"]);
    let third = index_folder(corpus.path(), &index);
    assert_eq!((third.unchanged, third.written), (4, false));
}

#[test]
fn a_file_that_vanishes_before_it_is_read_again_stays_findable_until_the_next_run() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha."), ("b.txt", "date 2024-01-01 Alpha too.")]);
    let home = folder(&[]);
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    write(&corpus.path().join("a.txt"), "date 2024-01-01 Alpha has changed.");
    let remove = || fs::remove_file(corpus.path().join("a.txt")).expect("a removal");
    let run = index_while(corpus.path(), &index, remove).expect("the rest can be read");
    assert_eq!((run.failed, run.removed), (1, 0));
    assert_eq!(found(&index, "alpha"), ["a", "b"]);
    assert_eq!(index_folder(corpus.path(), &index).removed, 1);
    assert_eq!(found(&index, "alpha"), ["b"]);
}

#[test]
fn a_clock_that_goes_wrong_hides_no_change() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha one.")]);
    let home = folder(&[]);
    let index = home.path().join("index");
    let file = corpus.path().join("a.txt");
    let years = |count: u64| Duration::from_secs(count * 31_557_600);
    let epoch = SystemTime::UNIX_EPOCH;
    // Tomorrow and later, then back, then before the time that clocks count from; always the same number of bytes.
    let times = [epoch + years(80), epoch + years(70), epoch, epoch - years(1), epoch - years(2), epoch + years(400)];
    for (time, word) in times.into_iter().zip(["one", "two", "six", "ten", "red", "sky"]) {
        write(&file, &format!("date 2024-01-01 Alpha {word}."));
        fs::File::options()
            .append(true)
            .open(&file)
            .and_then(|file| file.set_modified(time))
            .expect("times can be set");
        assert_eq!(index_folder(corpus.path(), &index).articles, 1, "{word}");
        assert_eq!(found(&index, word), ["a"]);
        assert!(!index_folder(corpus.path(), &index).written, "{word}: nothing has changed since");
    }
}

#[cfg(unix)]
mod permission {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    use super::*;

    /// The user whom every system has for those who may do nothing.
    const NOBODY: u32 = 65534;

    /// The program, run by somebody for whom permissions count: not by root, even when the tests are.
    fn as_user(home: &Path, arguments: &[&str]) -> Run {
        let root = fs::metadata(home).expect("the folder is there").uid() == 0;
        let program = home.join("program");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        if root || program.exists() {
            // The folder of the build may be closed to others.
            if !program.exists() {
                fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).expect("room for the program");
                give_away(home);
            }
            command = Command::new(&program);
            command.uid(NOBODY).gid(NOBODY);
        }
        command.args(arguments).current_dir(home).env_clear().env("DATELINE_STATE", "none");
        loop {
            match command.output() {
                // Another test was started while the copy was written, and holds it open for a moment.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                other => return Run::from(other.expect("the program starts")),
            }
        }
    }

    fn give_away(path: &Path) {
        chown(path, Some(NOBODY), Some(NOBODY)).expect("root may give files away");
        if path.is_dir() {
            fs::read_dir(path).expect("a folder").for_each(|entry| give_away(&entry.expect("an entry").path()));
        }
    }

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions can be set");
    }

    #[test]
    fn an_index_that_may_not_be_written_can_be_searched() {
        let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
        assert_eq!(as_user(home.path(), &["index"]).code, 0);
        let index = home.path().join("index");
        allow(&index, 0o555);
        let run = as_user(home.path(), &["search", "alpha", "--format", "paths"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, "corpus/a.txt\n"), "{}", run.stderr);
        write(&home.path().join("corpus/b.txt"), "date 2024-01-01 Alpha.");
        for arguments in [&["index"][..], &["index", "--full"]] {
            let run = as_user(home.path(), arguments);
            assert_eq!(
                (run.code, run.stderr.as_str()),
                (
                    2,
                    "dateline: cannot index corpus: index: Permission denied (os error 13)\nhint: may you read and write that folder?\n"
                )
            );
        }
        allow(&index, 0o755);
        assert_eq!(as_user(home.path(), &["index", "-q"]).code, 0);
        assert_eq!(as_user(home.path(), &["count", "alpha"]).stdout, "2\n");
        allow(&index, 0);
        let run = as_user(home.path(), &["search", "alpha"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("cannot open the index: index: Permission denied"), "{}", run.stderr);
        allow(&index, 0o755);
    }

    #[test]
    fn an_index_can_be_searched_by_others_than_its_writer() {
        let home = folder(&[("corpus/a.txt", "date 2024-01-01 Alpha.")]);
        assert_eq!(dateline(home.path(), &["index"]).code, 0);
        let mode = |name: &str| {
            let path = home.path().join("index").join(name);
            fs::metadata(path).expect("the file is there").permissions().mode() & 0o777
        };
        let open = fs::metadata(home.path().join("corpus/a.txt")).expect("just written").permissions().mode() & 0o777;
        assert_eq!((mode("meta.json"), mode(".managed.json")), (open, open));
    }

    #[test]
    fn what_may_not_be_read_any_more_stays_in_the_index() {
        let home = folder(&[
            ("corpus/a.txt", "date 2024-01-01 Alpha."),
            ("corpus/closed/b.txt", "date 2024-01-01 Alpha."),
            ("corpus/c.txt", "date 2024-01-01 Alpha."),
        ]);
        assert_eq!(as_user(home.path(), &["index", "-q"]).code, 0);
        write(&home.path().join("corpus/a.txt"), "date 2024-01-01 Alpha and omega.");
        allow(&home.path().join("corpus/a.txt"), 0);
        allow(&home.path().join("corpus/closed"), 0);
        let run = as_user(home.path(), &["index"]);
        assert_eq!(run.code, 2);
        for line in ["failed   a.txt: Permission denied", "failed   closed: Permission denied"] {
            assert!(run.stderr.contains(line), "{}", run.stderr);
        }
        assert_eq!(as_user(home.path(), &["count", "alpha"]).stdout, "3\n");
        allow(&home.path().join("corpus/a.txt"), 0o644);
        allow(&home.path().join("corpus/closed"), 0o755);
        assert_eq!(as_user(home.path(), &["index", "-q"]).code, 0);
        assert_eq!(as_user(home.path(), &["count", "omega"]).stdout, "1\n");
        assert_eq!(as_user(home.path(), &["count", "alpha"]).stdout, "3\n");
    }
}
