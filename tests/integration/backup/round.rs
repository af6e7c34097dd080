//! There and back.

use std::fs;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use dateline::backup::{BackupError, BackupOptions, Step, Unpacked, UserFile, Watcher, verify, write_backup};
use dateline::engine::{ArticleIndex, IndexSnapshot, IndexTarget, Occupant};
use serde_json::{Value, json};

use super::{backed_up, command, everything, home, refused};
use crate::support::{Run, count, dateline, folder, index_folder, search, write};

#[test]
fn what_was_backed_up_comes_back() {
    let home = backed_up();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let questions: &[&[&str]] = &[
        &["search", "rafah", "--format", "json"],
        &["search", "@rafah", "--format", "paths"],
        &["person", "Jacob Sullivan", "--format", "json"],
        &["alias", "list"],
        &["save", "--list"],
        &["alerts", "--peek", "--format", "json"],
    ];
    let answers = || questions.iter().map(|question| (run(question).code, run(question).stdout)).collect::<Vec<_>>();
    let before = answers();
    assert_eq!((before[0].0, before[2].0, before[5].0), (0, 0, 1), "{before:?}");
    for gone in ["dateline-aliases.txt", "dateline-searches.toml", "dateline-searches.seen.json"] {
        fs::remove_file(home.path().join(gone)).expect("it is there");
    }
    fs::remove_dir_all(home.path().join("index")).expect("it is there");
    let restored = run(&["restore", "news.tar.zst"]);
    assert_eq!((restored.code, restored.stdout.as_str()), (0, ""), "{}", restored.stderr);
    assert!(
        restored.stderr.starts_with("restored 3 articles, aliases, saved searches, alerts ("),
        "{}",
        restored.stderr
    );
    assert!(restored.stderr.trim_end().ends_with(", into index"), "{}", restored.stderr);
    assert_eq!(answers(), before);
    let checked = run(&["check"]);
    assert!(checked.code == 0 && checked.stdout.starts_with("7 files, "), "{checked:?}");
    let again = run(&["index"]);
    assert!(again.stderr.starts_with("files: 3 unchanged; 0 articles written"), "{}", again.stderr);
    // What is indexed from here on is merged and cleared away as ever.
    write(&home.path().join("corpus/d.txt"), "date 2024-06-01 Rafah again.");
    assert_eq!(run(&["index", "--full", "-q"]).code, 0);
    assert_eq!(run(&["count", "rafah"]).stdout, "3\n");
    let segments = |name: &str| name.len() > 32 && !name.starts_with('.');
    let files = fs::read_dir(home.path().join("index")).expect("a folder");
    let files = files.filter(|entry| segments(&entry.as_ref().expect("an entry").file_name().to_string_lossy()));
    assert_eq!(files.count(), 7, "files of the restored index are left");
}

#[test]
fn a_backup_is_of_the_commit_at_which_it_began() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha stands here.")]);
    let home = folder(&[]);
    let (index, other) = (home.path().join("index"), home.path().join("other"));
    index_folder(corpus.path(), &index);
    let snapshot = IndexSnapshot::take(&index).expect("just built");
    // Between the look at the index and the end of the copy others commit, and clear away what they replace.
    let mut commits = 0;
    let mut commit = || {
        commits += 1;
        write(&corpus.path().join("a.txt"), &format!("date 2024-01-01 Beta {commits}."));
        index_folder(corpus.path(), &index);
    };
    let file = home.path().join("news.tar.zst");
    let stop = AtomicBool::new(false);
    let mut steps = Vec::new();
    let mut report = |progress: dateline::backup::Progress| {
        if !steps.contains(&progress.step) {
            steps.push(progress.step);
            commit();
        }
    };
    let options = BackupOptions { created: jiff::Timestamp::UNIX_EPOCH, user_files: Vec::new() };
    let mut watcher = Watcher { stop: &stop, report: &mut report };
    let open = || Ok(Box::new(fs::File::create(&file).expect("room for it")) as Box<dyn Write>);
    let manifest = write_backup(&snapshot, &options, &file, open, &mut watcher).expect("nothing is in the way");
    assert_eq!((manifest.generation, manifest.articles), (1, 1));
    assert_eq!(steps, [Step::Checking, Step::Packing]);
    assert!(snapshot.files().any(|file| !index.join(file.name).exists()), "no file has been cleared away");

    let target = IndexTarget::open(&other, Occupant::Stays).expect("nothing is there");
    let mut watcher = Watcher { stop: &stop, report: &mut |_| {} };
    let unpacked = Unpacked::read(&file, fs::File::open(&file).expect("a file"), target, &mut watcher);
    unpacked.and_then(Unpacked::put).expect("it is whole");
    let (old, new) = (ArticleIndex::open(&other).expect("restored"), ArticleIndex::open(&index).expect("it is there"));
    assert_eq!((count(&old, "alpha"), count(&old, "beta")), (1, 0));
    assert_eq!((count(&new, "alpha"), count(&new, "beta")), (0, 1));
    assert_eq!(search(&old, "alpha").hits[0].snippets[0].text.text, "Alpha stands here.");
}

#[test]
fn an_interrupt_leaves_nothing() {
    let home = backed_up();
    let index = home.path().join("index");
    let before = everything(home.path());
    let snapshot = IndexSnapshot::take(&index).expect("it is there");
    for step in [Step::Checking, Step::Packing] {
        let stop = AtomicBool::new(false);
        let mut report = |progress: dateline::backup::Progress| stop.store(progress.step == step, Ordering::Relaxed);
        let options = BackupOptions {
            created: jiff::Timestamp::UNIX_EPOCH,
            user_files: vec![(UserFile::Aliases, b"x".to_vec())],
        };
        let mut watcher = Watcher { stop: &stop, report: &mut report };
        let open = || Ok(Box::new(std::io::sink()) as Box<dyn Write>);
        let done = write_backup(&snapshot, &options, home.path(), open, &mut watcher);
        assert!(matches!(done, Err(BackupError::Interrupted)), "{step:?}");
    }
    let file = home.path().join("news.tar.zst");
    let open = || fs::File::open(&file).expect("it is there");
    for (place, occupant) in [("index", Occupant::Goes), ("a/b/other", Occupant::Stays)] {
        let stop = AtomicBool::new(false);
        let mut report = |progress: dateline::backup::Progress| stop.store(progress.done > 10_000, Ordering::Relaxed);
        let target = IndexTarget::open(&home.path().join(place), occupant).expect("it may be put there");
        let done = Unpacked::read(&file, open(), target, &mut Watcher { stop: &stop, report: &mut report });
        assert!(matches!(done, Err(BackupError::Interrupted)), "{place}");
    }
    let stopped = AtomicBool::new(true);
    let done = verify(&file, open(), &mut Watcher { stop: &stopped, report: &mut |_| {} });
    assert!(matches!(done, Err(BackupError::Interrupted)));
    assert_eq!(everything(home.path()), before);
}

#[cfg(unix)]
#[test]
fn an_interrupted_restore_ends_with_130_and_leaves_nothing() {
    use nix::sys::signal::{Signal, kill};
    let home = backed_up();
    fs::remove_dir_all(home.path().join("index")).expect("it is there");
    let before = everything(home.path());
    let backup = fs::read(home.path().join("news.tar.zst")).expect("it is there");
    let mut child = command(home.path(), &["restore", "-"]).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(&backup[..backup.len() / 2]).expect("it reads");
    // Its folder is made after it has begun to listen to signals.
    let is_begun = || everything(home.path()).iter().any(|(path, _)| path.starts_with(".dateline-restore-"));
    while !is_begun() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    kill(nix::unistd::Pid::from_raw(child.id().try_into().expect("a number")), Signal::SIGINT).expect("it runs");
    drop(input);
    let run = Run::from(child.wait_with_output().expect("it ends by itself"));
    assert_eq!((run.code, run.stderr.as_str()), (130, "interrupted; nothing was restored\n"));
    assert_eq!(everything(home.path()), before);
}

#[test]
fn a_backup_goes_through_a_pipe() {
    let home = home();
    let written = command(home.path(), &["backup", "-"]).output().expect("the program runs");
    assert_eq!(written.status.code(), Some(0));
    assert_eq!(written.stdout[..4], [0x28, 0xb5, 0x2f, 0xfd]);
    let said = String::from_utf8_lossy(&written.stderr);
    assert!(said.starts_with("backed up 3 articles (8 files of the index, "), "{said}");
    for (arguments, said) in [
        (&["restore", "-", "--index", "other"][..], "restored 3 articles ("),
        (&["backup", "--verify", "-"], "3 articles (8 files of the index, "),
    ] {
        let mut child = command(home.path(), arguments).spawn().expect("the program starts");
        child.stdin.take().expect("it is piped").write_all(&written.stdout).expect("it reads");
        let run = Run::from(child.wait_with_output().expect("it ends by itself"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(format!("{}{}", run.stdout, run.stderr).starts_with(said), "{run:?}");
    }
    assert_eq!(dateline(home.path(), &["count", "rafah", "--index", "other"]).stdout, "2\n");
    refused(&dateline(home.path(), &["backup", "-", "--json"]), "--json prints its summary there");
    // Nobody should believe in a backup that did not arrive.
    let lost = crate::support::dateline_unread(home.path(), &["backup", "-"]);
    refused(&lost, "cannot back up the index: standard output: Broken pipe");
}

#[test]
fn summaries_are_told_in_json() {
    let home = backed_up();
    let corpus = fs::canonicalize(home.path().join("corpus")).expect("it is there").display().to_string();
    let parsed = |run: &Run| {
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let mut summary: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let fields = summary.as_object_mut().expect("an object");
        assert!(
            fields.remove("created").is_some_and(|created| created.as_str().is_some_and(|text| text.ends_with('Z')))
        );
        for sizes in ["bytes", "packed_bytes"] {
            if let Some(bytes) = fields.remove(sizes) {
                assert!(bytes.as_u64().is_some_and(|bytes| bytes > 1000), "{sizes}");
            }
        }
        summary
    };
    let of_backup = |file: &str| {
        json!({
            "version": 1, "file": file, "dateline": "0.1.0", "index_format": 11, "generation": 1, "corpus": corpus,
            "text": "stored", "articles": 3, "files": 8, "aliases": true, "searches": true, "alerts": true
        })
    };
    assert_eq!(parsed(&dateline(home.path(), &["backup", "b.zst", "--json"])), of_backup("b.zst"));
    assert_eq!(parsed(&dateline(home.path(), &["backup", "--verify", "b.zst", "--json"])), of_backup("b.zst"));
    assert_eq!(
        parsed(&dateline(home.path(), &["restore", "b.zst", "--index", "x/index", "--json"])),
        json!({
            "version": 1, "file": "b.zst", "index": "x/index", "generation": 1, "corpus": corpus, "articles": 3, "files": 8,
            "replaced": false, "aliases": "x/dateline-aliases.txt", "searches": "x/dateline-searches.toml",
            "alerts": "x/dateline-searches.seen.json"
        })
    );
    let again = parsed(&dateline(home.path(), &["restore", "b.zst", "--index", "x/index", "--json", "--force"]));
    assert_eq!(again["replaced"], true);
}

#[test]
fn articles_that_lie_elsewhere_now_are_told_of() {
    let home = home();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    assert_eq!(run(&["index", "corpus", "--index", "thin/index", "--text", "source", "-q"]).code, 0);
    assert_eq!(run(&["backup", "thin.zst", "--index", "thin/index", "-q"]).code, 0);
    let corpus = fs::canonicalize(home.path().join("corpus")).expect("it is there").display().to_string();
    fs::rename(home.path().join("corpus"), home.path().join("moved")).expect("a folder");
    let stale = run(&["restore", "thin.zst", "--index", "stale"]);
    let note = format!(
        "note: the articles were read from {corpus}, which is not here; passages are read from there and missing until then. \
         When they lie elsewhere now, restore with --corpus FOLDER\n"
    );
    assert!(stale.code == 0 && stale.stderr.ends_with(&note), "{}", stale.stderr);
    refused(&run(&["index", "moved", "--index", "stale"]), &format!("the index was built from {corpus}, not from "));
    refused(
        &run(&["restore", "thin.zst", "--index", "x", "--corpus", "corpus"]),
        "cannot take corpus for the folder of the articles",
    );
    let found = run(&["restore", "thin.zst", "--index", "found", "--corpus", "moved"]);
    assert!(found.code == 0 && !found.stderr.contains("note:"), "{}", found.stderr);
    let line = run(&["search", "offensive", "--fields", "path,snippet", "--index", "found"]).stdout;
    assert_eq!(line, "a.txt\tJake Sullivan met Ron Dermer in Rafah. An offensive was feared there.\n");
    let again = run(&["index", "--index", "found"]);
    assert!(again.stderr.contains("files: 3 unchanged; 0 articles written"), "{}", again.stderr);
    assert_eq!(run(&["check", "--index", "found"]).code, 0);
}
