//! New, changed, moved and vanished files, and containers whose lines change.

use std::fs;
use std::path::Path;

use dateline::engine::{ArticleIndex, ArticleWriter, EngineError, ExistingIndex, NameSearch, WriterOptions};
use dateline::ingest::IngestError;

use crate::support::{count, dateline, folder, index_folder, index_in_order, matches, try_index, write};

fn open(index: &Path) -> ArticleIndex {
    ArticleIndex::open(index).expect("the index is there")
}

#[test]
fn an_unchanged_folder_is_not_written_again() {
    let corpus =
        folder(&[("a.txt", "date 2024-01-01 Alpha came first."), ("b.jsonl", "{\"body\":\"Beta is here.\"}\n")]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    let first = index_folder(corpus.path(), &index);
    assert_eq!((first.added, first.articles, first.written), (2, 2, true));
    let before = fs::read(index.join("meta.json")).expect("the index is there");
    let second = index_folder(corpus.path(), &index);
    assert_eq!((second.added, second.unchanged, second.articles, second.written), (0, 2, 0, false));
    assert_eq!(fs::read(index.join("meta.json")).expect("the index is there"), before);
}

#[test]
fn of_a_changed_download_of_a_press_database_only_the_changed_article_is_written() {
    let download = |words: &[&str]| -> String {
        let count = words.len();
        let records = words.iter().enumerate().map(|(at, word)| {
            format!(
                "     {} of {count} DOCUMENTS\n\n\n   The Example Times\n\n   March 12, 2009 Thursday\n\nSECTION: Metro; Pg. {at}\n\nLENGTH: 6 words\n\nHEADLINE: Number {at}\n\nBODY:\n\n   The story has {word} in it.\n\nLOAD-DATE: March 13, 2009\n\n\n",
                at + 1
            )
        });
        records.collect()
    };
    let corpus = folder(&[("nexis.txt", &download(&["alpha", "beta", "gamma"]))]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    let first = index_folder(corpus.path(), &index);
    assert_eq!((first.added, first.articles), (1, 3));
    let second = index_folder(corpus.path(), &index);
    assert_eq!((second.unchanged, second.articles, second.written), (1, 0, false));
    write(&corpus.path().join("nexis.txt"), &download(&["alpha", "delta", "gamma"]));
    let third = index_folder(corpus.path(), &index);
    assert_eq!((third.updated, third.articles), (1, 1));
    let index = open(&index);
    assert_eq!(matches(&index, "delta").len(), 1);
    assert_eq!(matches(&index, "beta"), Vec::<String>::new());
    assert_eq!(matches(&index, "alpha OR gamma").len(), 2);
}

#[test]
fn changes_moves_and_losses_are_followed() {
    let corpus = folder(&[
        ("same.txt", "date 2024-01-01 Alpha stays."),
        ("change.txt", "date 2024-01-01 Beta will change."),
        ("old/move.txt", "date 2024-01-01 Gamma will move."),
        ("gone.txt", "date 2024-01-01 Delta will vanish."),
    ]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    write(&corpus.path().join("change.txt"), "date 2024-01-01 Epsilon replaced what was here.");
    fs::create_dir(corpus.path().join("new")).expect("a folder");
    fs::rename(corpus.path().join("old/move.txt"), corpus.path().join("new/move.txt")).expect("a move");
    fs::remove_file(corpus.path().join("gone.txt")).expect("a removal");
    write(&corpus.path().join("new.txt"), "date 2024-01-01 Zeta is new.");

    let summary = index_folder(corpus.path(), &index);
    assert_eq!((summary.added, summary.updated, summary.moved, summary.removed, summary.unchanged), (1, 1, 1, 1, 1));
    let index = open(&index);
    assert_eq!(matches(&index, "alpha"), ["same"]);
    assert_eq!(matches(&index, "beta"), Vec::<String>::new());
    assert_eq!(matches(&index, "epsilon"), ["change"]);
    assert_eq!(matches(&index, "gamma"), ["new/move"]);
    assert_eq!(matches(&index, "delta"), Vec::<String>::new());
    assert_eq!(matches(&index, "zeta"), ["new"]);
}

#[test]
fn what_a_run_left_that_was_killed_before_its_commit_does_not_stop_the_next() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map(|name| format!("{name}.txt"));
    let corpus = folder(&names.each_ref().map(|name| (name.as_str(), "date 2024-01-01 Alpha.")));
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    // In a segment of its own the old article would be gone with it, and nothing marked as deleted.
    index_in_order(corpus.path(), &index);
    let committed = fs::read(index.join("meta.json")).expect("the index is there");
    write(&corpus.path().join("a.txt"), "date 2024-01-01 Beta.");
    index_folder(corpus.path(), &index);
    let deletions = |folder: &Path| {
        let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "del")).count()
    };
    assert_eq!(deletions(&index), 1, "the second run marks the old article as deleted");
    // All files of the second run, and the list of the first: what is left when it is killed at the last moment.
    fs::write(index.join("meta.json"), committed).expect("the index can be written");
    assert_eq!(matches(&open(&index), "alpha").len(), 12);
    assert_eq!(index_folder(corpus.path(), &index).updated, 1);
    assert_eq!((matches(&open(&index), "alpha").len(), matches(&open(&index), "beta").len()), (11, 1));
}

#[test]
fn a_touched_file_counts_as_unchanged() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha.")]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    let file = fs::File::options().append(true).open(corpus.path().join("a.txt")).expect("the file is there");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("times can be set");
    let summary = index_folder(corpus.path(), &index);
    assert_eq!((summary.updated, summary.unchanged), (0, 1));
    assert_eq!(index_folder(corpus.path(), &index).articles, 0);
}

#[test]
fn only_the_changed_lines_of_a_container_are_rewritten() {
    let line = |n: usize, word: &str| {
        format!("{{\"id\":\"{n}\",\"title\":\"Number {n}\",\"body\":\"The word is {word}.\"}}\n")
    };
    let text: String = (0..50).map(|n| line(n, "alpha")).collect();
    let corpus = folder(&[("dump.jsonl", &text)]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    assert_eq!(index_folder(corpus.path(), &index).articles, 50);
    let changed: String = (0..49).map(|n| line(n, if n == 7 { "omega" } else { "alpha" })).collect();
    write(&corpus.path().join("dump.jsonl"), &changed);
    let summary = index_folder(corpus.path(), &index);
    assert_eq!((summary.updated, summary.articles), (1, 1));
    let index = open(&index);
    assert_eq!(matches(&index, "omega").len(), 1);
    assert_eq!(matches(&index, "alpha").len(), 48);
    assert_eq!(index.article_count().expect("the index can be read"), 49);
}

#[test]
fn a_second_writer_is_told_that_the_index_is_locked() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha.")]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    let options = WriterOptions { threads: 1, existing: ExistingIndex::Update };
    let _first = ArticleWriter::open(&index, &options).expect("nobody else writes");
    let second = try_index(corpus.path(), &index);
    assert!(matches!(second, Err(IngestError::Engine(EngineError::Locked { .. }))), "{second:?}");
}

#[test]
fn a_run_that_was_stopped_is_finished_by_the_next() {
    use dateline::ingest::{IngestOptions, ingest};
    use std::sync::atomic::{AtomicBool, Ordering};
    let files: Vec<(String, String)> =
        (0..200).map(|n| (format!("{n:03}.txt"), format!("date 2024-01-01 Alpha number{n}."))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let corpus = folder(&files);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    let stop = AtomicBool::new(true);
    let options = IngestOptions { threads: 2, ..IngestOptions::default() };
    let summary = ingest(corpus.path(), &index, &options, &stop, &mut |_| {}).expect("a stop is no error");
    assert!(summary.interrupted && summary.articles < 200);
    stop.store(false, Ordering::Relaxed);
    let summary = ingest(corpus.path(), &index, &options, &stop, &mut |_| {}).expect("the rest");
    assert!(!summary.interrupted);
    assert_eq!(open(&index).article_count().expect("the index can be read"), 200);
}

#[test]
fn a_run_that_is_stopped_midway_neither_doubles_nor_loses_articles() {
    use dateline::ingest::{IngestEvent, IngestOptions, ingest};
    use std::sync::atomic::{AtomicBool, Ordering};
    const FILES: u64 = 1_500;
    let corpus = tempfile::tempdir().expect("a temporary folder");
    let fill = |word: &str| {
        for n in 0..FILES {
            let path = corpus.path().join(format!("{n:04}.txt"));
            write(&path, &format!("date 2024-01-01 {word} number{n}. {}", "Nothing else is said here. ".repeat(10)));
        }
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    let options = IngestOptions { threads: 3, names: Some(NameSearch::Skipped), ..IngestOptions::default() };
    let run = |stop: bool| {
        let stopped = AtomicBool::new(false);
        let mut report = |event| {
            if stop && matches!(event, IngestEvent::Progress { files: 1.., .. }) {
                stopped.store(true, Ordering::Relaxed);
            }
        };
        ingest(corpus.path(), &index, &options, &stopped, &mut report).expect("a stop is no error")
    };
    let found = |word: &str| count(&open(&index), word);
    fill("alpha");
    run(false);
    fill("betaword");
    let summary = run(true);
    assert!(summary.interrupted && summary.updated > 0, "{summary:?}");
    assert_eq!((found("betaword"), found("alpha")), (summary.updated, FILES - summary.updated));
    assert_eq!(open(&index).article_count().expect("the index can be read"), FILES);
    assert_eq!(run(false).updated, FILES - summary.updated);
    assert_eq!((found("betaword"), found("alpha")), (FILES, 0));
}

#[test]
fn one_large_file_is_written_by_all_threads_and_no_article_twice() {
    use dateline::ingest::{IngestOptions, ingest};
    use std::sync::atomic::AtomicBool;
    let lines: String = (0..1_500)
        .map(|n| {
            let said = format!("number{n} is what Maria Okafor said of it. ").repeat(8);
            format!("{{\"id\": \"{n}\", \"title\": \"Report {n}\", \"body\": \"{said}\"}}\n")
        })
        .collect();
    let corpus = folder(&[("dump.jsonl", &lines)]);
    let home = tempfile::tempdir().expect("a temporary folder");
    for threads in [1, 4] {
        let index = home.path().join(threads.to_string());
        let options = IngestOptions { threads, ..IngestOptions::default() };
        let summary = ingest(corpus.path(), &index, &options, &AtomicBool::new(false), &mut |_| {}).expect("a run");
        assert_eq!((summary.added, summary.articles, summary.failed), (1, 1_500, 0));
        let index = open(&index);
        assert_eq!(index.article_count().expect("the index can be read"), 1_500);
        for n in [0, 127, 128, 700, 1_499] {
            assert_eq!(count(&index, &format!("number{n}")), 1);
        }
        assert_eq!(count(&index, "person:\"Maria Okafor\""), 1_500);
    }
}

#[test]
fn an_emptied_corpus_does_not_empty_the_index() {
    let corpus = folder(&[("a.txt", "date 2024-01-01 Alpha.")]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    index_folder(corpus.path(), &index);
    fs::remove_file(corpus.path().join("a.txt")).expect("a removal");
    assert!(matches!(try_index(corpus.path(), &index), Err(IngestError::Emptied { files: 1, .. })));
    assert_eq!(matches(&open(&index), "alpha"), ["a"]);
}

#[test]
fn the_index_of_another_corpus_is_not_overwritten() {
    let (one, other) = (folder(&[("a.txt", "Alpha.")]), folder(&[("b.txt", "Beta.")]));
    let home = tempfile::tempdir().expect("a temporary folder");
    let index = home.path().join("index");
    index_folder(one.path(), &index);
    assert!(matches!(try_index(other.path(), &index), Err(IngestError::OtherCorpus { .. })));
}

#[test]
fn names_are_found_by_what_they_do_not_begin_with_also_after_a_merge() {
    let corpus = folder(&[
        (
            "leyen.txt",
            "date 2024-01-01\n\nThe president of the Commission, Ursula von der Leyen, spoke in Paris. Ms. von der Leyen left.",
        ),
        ("king.txt", "date 2024-01-02\n\nThe Rev. Martin Luther King spoke in Memphis. Mr. King left."),
        ("state.txt", "date 2024-01-03\n\nOfficials of the Environmental Protection Agency met in Ohio on Monday."),
    ]);
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("index");
    index_in_order(corpus.path(), &path);
    let expect = |cases: &[(&str, &[&str])]| {
        let index = open(&path);
        for (query, articles) in cases {
            assert_eq!(&matches(&index, query), articles, "{query}");
        }
    };
    let all: &[(&str, &[&str])] = &[
        ("person:Ursula", &["leyen"]),
        ("person:Leyen", &["leyen"]),
        ("person:\"Martin King\"", &["king"]),
        ("org:protection", &["state"]),
    ];
    expect(all);
    // What is deleted is more than a tenth, so that all segments become one.
    fs::remove_file(corpus.path().join("leyen.txt")).expect("a removal");
    write(
        &corpus.path().join("new.txt"),
        "date 2024-01-04\n\nSenator Hillary Rodham Clinton spoke in Albany on Monday.",
    );
    index_in_order(corpus.path(), &path);
    assert_eq!(open(&path).size().segments, 1);
    expect(&[
        ("person:Ursula", &[]),
        ("person:Leyen", &[]),
        ("person:\"Martin King\"", &["king"]),
        ("person:\"Rodham Clinton\"", &["new"]),
        ("org:protection", &["state"]),
    ]);
}

#[test]
fn an_index_knows_the_folder_it_is_to_be_brought_up_to_date_with() {
    let home = folder(&[("news/a.jsonl", "{\"kop\":\"Alpha\",\"body\":\"Alpha stands alone.\"}\n")]);
    write(&home.path().join("news/dateline.toml"), "[formats.fields]\nkop = \"headline\"\n");
    assert_eq!(dateline(home.path(), &["index", "news", "--index", "idx", "-q"]).code, 0);
    write(&home.path().join("news/b.txt"), "date 2024-01-02 Gamma came later.");
    let run = dateline(home.path(), &["index", "--index", "idx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.starts_with("bringing the index of ") && run.stderr.contains("news up to date\n"),
        "{}",
        run.stderr
    );
    // The settings are those of that folder, so nothing else is read again.
    assert!(run.stderr.contains("files: 1 added, 1 unchanged"), "{}", run.stderr);
    assert_eq!(
        dateline(home.path(), &["search", "headline:alpha", "--index", "idx", "--fields", "path"]).stdout,
        "a.jsonl!1\n"
    );
    // A folder that is named counts, and no other one does: not even where everything is to be read again.
    write(&home.path().join("corpus/c.txt"), "date 2024-01-03 Beta.");
    let counts = || ["beta", "gamma"].map(|word| dateline(home.path(), &["count", word, "--index", "idx"]).stdout);
    let named = dateline(home.path(), &["index", "corpus", "--index", "idx"]);
    assert!(named.code == 2 && named.stderr.contains("was built from"), "{}", named.stderr);
    let full = dateline(home.path(), &["index", "--index", "idx", "--full"]);
    assert!(full.stderr.contains("news anew\nfiles: 2 added"), "{}", full.stderr);
    assert_eq!(counts(), ["0\n", "1\n"]);
    // Whose folder is not there is not rebuilt from another one.
    fs::rename(home.path().join("news"), home.path().join("away")).expect("it can be renamed");
    let gone = dateline(home.path(), &["index", "--index", "idx", "--full"]);
    assert!(gone.code == 2 && gone.stderr.contains("hint: name the folder of your articles"), "{}", gone.stderr);
    assert_eq!(counts(), ["0\n", "1\n"]);
    let full = dateline(home.path(), &["index", "corpus", "--index", "idx", "--full"]);
    assert!(full.stderr.contains("news becomes one of corpus\n"), "{}", full.stderr);
    assert_eq!(counts(), ["1\n", "0\n"]);
}
