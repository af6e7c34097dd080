//! Saved searches and alerts: what was saved is run as it was typed, and what is new is told once.

use std::fs;

use crate::support::{Run, dateline, dateline_with, folder, write};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-03-05 Jake Sullivan met Ron Dermer in Rafah. An offensive was feared."),
    ("corpus/b.txt", "date 2024-04-01 Quiet Day in Rafah, it was said in the town on Monday."),
    ("corpus/c.txt", "date 2024-05-01 The harvest of barley began."),
];

fn home() -> tempfile::TempDir {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    home
}

fn failed(run: &Run, message: &str) {
    assert!(run.code == 2 && run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn a_saved_search_is_run_by_its_name() {
    let home = home();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let saved = run(&["save", "rafah", "rafah AND (offensive OR tanks)"]);
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    assert_eq!(saved.stderr, "saved in dateline-searches.toml; 1 article matches\n");
    assert_eq!(run(&["save", "late", "--from", "2024-04", "-q"]).stderr, "");
    let text = fs::read_to_string(home.path().join("dateline-searches.toml")).expect("the file is there");
    assert!(text.starts_with("# Saved searches of dateline"), "{text}");
    assert!(
        text.ends_with("\n\n[rafah]\nquery = \"rafah AND (offensive OR tanks)\"\n\n[late]\nfrom = \"2024-04\"\n"),
        "{text}"
    );
    let found = run(&["search", "@rafah", "--format", "paths"]);
    assert_eq!((found.code, found.stdout.as_str()), (0, "corpus/a.txt\n"), "{}", found.stderr);
    assert_eq!(run(&["count", "@late"]).stdout, "2\n");
    assert_eq!(run(&["count", "@late", "--to", "2024-04"]).stdout, "1\n");
    assert_eq!(run(&["count", "@late", "rafah"]).stdout, "1\n");
    assert_eq!(run(&["count", "rafah AND NOT @late"]).stdout, "1\n");
    assert_eq!(run(&["count", "-@late"]).stdout, "1\n");
    assert!(
        run(&["timeline", "@rafah", "--by", "month", "--format", "csv"]).stdout.contains("2024-03-01,2024-03-31,1")
    );
    write(&home.path().join("batch.txt"), "@rafah\nbarley\n@none\n");
    let batch = run(&["count", "--batch", "batch.txt"]);
    assert_eq!((batch.code, batch.stdout.as_str()), (2, "1\t1\n2\t1\n"));
}

#[test]
fn names_are_listed_removed_and_replaced() {
    let home = home();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    assert_eq!(run(&["save", "--list"]).code, 1);
    run(&["save", "a", "rafah"]);
    failed(&run(&["save", "a", "barley"]), "the name is taken: rafah\nhint: add --replace");
    assert_eq!(run(&["save", "@a", "barley", "--replace"]).code, 0);
    run(&["save", "b", "west", "bank", "town hall", "--person", "Jake Sullivan", "--in", "headline"]);
    let list = run(&["save", "--list"]);
    assert_eq!(list.stdout, "@a\tbarley\n@b\twest bank \"town hall\" --person \"Jake Sullivan\" --in headline\n");
    let json: serde_json::Value =
        serde_json::from_str(&run(&["save", "--list", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["searches"][1]["flags"], serde_json::json!({"person": ["Jake Sullivan"], "in": "headline"}));
    assert_eq!(run(&["save", "--remove", "b"]).code, 0);
    assert_eq!(run(&["save", "--list"]).stdout, "@a\tbarley\n");
    failed(&run(&["save", "--remove", "b"]), "no search is saved as `b`\nhint: there are @a;");
    failed(&run(&["save", "x y", "z"]), "that is no name for a search");
    failed(&run(&["save", "c", "rafah AND"]), "AND has nothing after it");
    failed(&run(&["save", "c"]), "nothing to search for");
    failed(&run(&["save", "c", "@c"]), "no search is saved as `c`");
    failed(&run(&["save", "a", "@a OR rafah", "--replace"]), "it would lead back to itself by @a");
}

#[test]
fn a_name_that_nobody_saved_is_an_error_and_a_handle_in_a_sentence_is_a_word() {
    let home = home();
    failed(
        &dateline(home.path(), &["search", "@rafah"]),
        "no search is saved as `rafah`\nhint: save one with: dateline save rafah QUERY; to look for the text put it in double quotes: '\"@rafah\"'\n",
    );
    assert_eq!(dateline(home.path(), &["count", "\"@rafah\""]).stdout, "2\n");
    let handle = dateline(home.path(), &["count", "barley via @harvest"]);
    assert!(
        handle.stderr.contains("no search is saved as `harvest`; `@harvest` was looked for as a word"),
        "{}",
        handle.stderr
    );
    dateline(home.path(), &["save", "part", "rafah", "--in", "headline"]);
    failed(&dateline(home.path(), &["count", "@part barley"]), "which hold for a whole query");
    failed(&dateline(home.path(), &["count", "@part barley", "--syntax", "nexis"]), "among words of another language");
    write(&home.path().join("dateline-searches.toml"), "[part]\nquery = \"x\"\nfrm = \"2024\"\n");
    failed(&dateline(home.path(), &["count", "@part"]), "cannot read the saved search `part`");
    write(&home.path().join("dateline-searches.toml"), "[part\n");
    failed(&dateline(home.path(), &["alerts"]), "cannot read the saved searches in dateline-searches.toml");
}

#[test]
fn what_is_new_is_told_once() {
    let home = home();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    failed(
        &run(&["alerts"]),
        "no search is saved in dateline-searches.toml\nhint: save one with: dateline save NAME QUERY",
    );
    run(&["save", "rafah", "rafah"]);
    run(&["save", "volcano", "volcano"]);
    let peek = run(&["alerts", "--peek", "--format", "paths"]);
    assert_eq!((peek.code, peek.stdout.as_str()), (0, "rafah\tcorpus/b.txt\nrafah\tcorpus/a.txt\n"), "{}", peek.stderr);
    assert_eq!(peek.stderr, "@rafah: 2 new, 2 in all\n@volcano: nothing new, 0 in all\n");
    let first = run(&["alerts", "-n", "1", "--format", "paths"]);
    assert_eq!(first.stdout, "rafah\tcorpus/b.txt\n");
    assert!(first.stderr.contains("note: 1 of 2 shown; the others too: dateline search @rafah --sort newest -n 2\n"));
    let second = run(&["alerts"]);
    assert_eq!((second.code, second.stdout.as_str()), (1, ""));
    assert!(second.stderr.starts_with("@rafah: nothing new since 2025-11-01, 2 in all\n"), "{}", second.stderr);

    write(&home.path().join("corpus/d.txt"), "date 2020-01-01 Rafah again, from the archive.");
    dateline(home.path(), &["index", "-q"]);
    let json: serde_json::Value =
        serde_json::from_str(&run(&["alerts", "rafah", "--format", "json", "-q"]).stdout).expect("JSON");
    assert_eq!((json["new"].as_u64(), json["searches"][0]["total"].as_u64()), (Some(1), Some(3)));
    assert_eq!(json["searches"][0]["since"], "2025-11-01");
    assert_eq!(json["searches"][0]["hits"][0]["path"], "d.txt");
    assert_eq!(run(&["alerts", "@rafah"]).code, 1);

    // An article that changes is not new again; a search that is removed is forgotten.
    write(&home.path().join("corpus/d.txt"), "date 2020-01-01 Rafah again, from the archive, corrected.");
    dateline(home.path(), &["index", "-q"]);
    assert_eq!(run(&["alerts", "rafah"]).code, 1);
    run(&["save", "--remove", "rafah"]);
    run(&["save", "rafah", "rafah"]);
    assert_eq!(run(&["alerts", "rafah", "--format", "paths"]).stdout.lines().count(), 3);
}

#[test]
fn a_file_that_only_moved_is_not_new() {
    let lines = "{\"headline\": \"Rafah one\", \"text\": \"Of the crossing.\"}\n\
                 {\"headline\": \"Rafah two\", \"text\": \"Of the border.\"}\n";
    let home = folder(&[
        ("corpus/old/a.txt", "date 2024-03-05 Alpha met Beta in Rafah."),
        ("corpus/old/dump.jsonl", lines),
        ("corpus/b.txt", "date 2024-04-05 The harvest is late."),
    ]);
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    run(&["index", "-q"]);
    run(&["save", "rafah", "rafah", "-q"]);
    assert!(run(&["alerts"]).stderr.starts_with("@rafah: 3 new, 3 in all\n"));
    fs::rename(home.path().join("corpus/old"), home.path().join("corpus/new")).expect("it can be renamed");
    let plan = run(&["index", "--dry-run"]);
    assert_eq!(plan.stdout, "moved\told/a.txt\tnew/a.txt\nmoved\told/dump.jsonl\tnew/dump.jsonl\n");
    assert!(run(&["index"]).stderr.starts_with("files: 2 moved, 1 unchanged"));
    let moved = run(&["alerts", "--json"]);
    assert_eq!(moved.code, 1, "{}{}", moved.stdout, moved.stderr);
    write(&home.path().join("corpus/new/c.txt"), "date 2024-05-05 Rafah again, and news this time.");
    run(&["index", "-q"]);
    assert_eq!(run(&["alerts", "--format", "paths"]).stdout, "rafah\tcorpus/new/c.txt\n");
}

#[test]
fn one_search_that_cannot_be_run_does_not_silence_the_others() {
    let home = home();
    write(
        &home.path().join("mine.toml"),
        "[broken]\nquery = \"rafah AND\"\n\n[good]\nquery = \"barley\"\n\n[ring]\nquery = \"@ring2\"\n\n[ring2]\nquery = \"x @ring\"\n",
    );
    let run = dateline(home.path(), &["alerts", "--searches", "mine.toml", "--format", "paths"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, "good\tcorpus/c.txt\n"), "{}", run.stderr);
    assert!(run.stderr.contains("cannot run the saved search `broken`: AND has nothing after it"), "{}", run.stderr);
    assert!(run.stderr.contains("it leads back to itself"), "{}", run.stderr);
    assert!(home.path().join("mine.seen.json").exists());
    let variables = [("DATELINE_SEARCHES", "mine.toml")];
    assert_eq!(dateline_with(home.path(), &["count", "@good"], &variables).stdout, "1\n");
}

#[test]
fn dates_count_from_the_day_of_the_run() {
    let home = home();
    dateline_with(home.path(), &["save", "week", "--from", "last week"], &[("DATELINE_TODAY", "2030-01-01")]);
    assert_eq!(dateline_with(home.path(), &["count", "@week"], &[("DATELINE_TODAY", "2024-05-03")]).stdout, "1\n");
    assert_eq!(dateline(home.path(), &["count", "@week"]).stdout, "0\n");
}

#[test]
fn help_says_which_flags_are_whose() {
    let home = folder(&[]);
    let help = dateline(home.path(), &["save", "--help"]).stdout;
    let place = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text}: {help}"));
    assert!(place("Which articles:") < place("--person <NAME>"), "{help}");
    assert!(place("Options of every command:") < place("--searches <FILE>"), "{help}");
    assert!(
        place("--remove <NAME>") < place("Which articles:") && place("Which articles:") < place("Examples:"),
        "{help}"
    );
}

#[test]
fn names_complete() {
    let home = home();
    dateline(home.path(), &["save", "rafah", "rafah", "--lang", "en"]);
    let offered = |words: &[&str]| dateline(home.path(), &[&["complete", "--", "dateline"], words].concat()).stdout;
    assert_eq!(offered(&["search", "@ra"]), "@rafah\trafah --lang en\n");
    assert_eq!(offered(&["alerts", "r"]), "rafah\trafah --lang en\n");
    assert_eq!(offered(&["save", "--remove", "r"]), "rafah\trafah --lang en\n");
    assert_eq!(offered(&["search", "--searches=other.toml", "@ra"]), "");
}
