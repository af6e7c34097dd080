//! Many queries at once: every record says which query it answers.

use crate::support::{Run, dateline, folder};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-03-05 Alpha met Beta in Rafah."),
    ("corpus/b.txt", "date 2024-04-01 Nothing happened in Rafah, it was said in the town."),
    ("queries.txt", "rafah\n\nvolcano\nalpha AND\n  alpha \n"),
    ("good.txt", "alpha\nrafah\n"),
];

#[test]
fn every_format_carries_the_number_of_the_line() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = |file: &str, arguments: &[&str]| -> Run {
        dateline(home.path(), &[&["search", "--batch", file, "-q"], arguments].concat())
    };
    let paths = run("queries.txt", &["--format", "paths"]);
    assert_eq!(paths.stdout, "1\ta.txt\n1\tb.txt\n5\ta.txt\n");
    assert_eq!(paths.code, 2);
    assert_eq!(
        paths.stderr,
        "dateline: cannot answer query 4: AND has nothing after it\n  alpha AND\n        ^^^\nhint: write something after it, or `and` in lower case to search for the word\n"
    );
    let out = |arguments: &[&str]| {
        let run = run("good.txt", arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
        run.stdout
    };
    assert_eq!(out(&["--fields", "rank,path"]), "1\t1\ta.txt\n2\t1\ta.txt\n2\t2\tb.txt\n");
    assert_eq!(out(&["--format", "csv", "--fields", "path", "-n", "1"]), "query,path\n1,a.txt\n2,a.txt\n");
    assert_eq!(
        out(&["--format", "tsv", "--fields", "path,date", "-n", "1"]).lines().nth(2),
        Some("2\ta.txt\t2024-03-05")
    );
    assert_eq!(out(&["--format", "trec", "-n", "1"]), "1 Q0 a.txt 1 1 dateline\n2 Q0 a.txt 1 1 dateline\n");
    assert_eq!(out(&["--format", "paths", "-0", "--from", "2024-04"]), "2\tb.txt\0");
    let json: serde_json::Value = serde_json::from_str(&out(&["--format", "json"])).expect("JSON");
    assert_eq!(json["queries"][1]["number"], 2);
    assert_eq!(json["queries"][1]["query"], "rafah");
    assert_eq!(json["queries"][1]["total"], 2);
    assert_eq!(json["queries"][1]["hits"][1]["path"], "b.txt");
    let lines = out(&["--format", "jsonl"]);
    let numbers: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["query_number"].clone())
        .collect();
    assert_eq!(numbers, [1, 2, 2]);
    let text = out(&["--format", "text", "-n", "1"]);
    assert!(text.starts_with("== 1: alpha (1 article)\n\n1  ") && text.contains("\n\n== 2: rafah (2 articles)\n\n1  "));
}

#[test]
fn counts_come_a_line_each_and_what_cannot_be_read_is_an_error() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let counts = dateline(home.path(), &["count", "--batch", "good.txt"]);
    assert_eq!((counts.stdout.as_str(), counts.code), ("1\t1\n2\t2\n", 0));
    assert_eq!(dateline(home.path(), &["count", "--batch", "queries.txt"]).stdout, "1\t2\n3\t0\n5\t1\n");
    let missing = dateline(home.path(), &["search", "--batch", "none.txt"]);
    assert!(
        missing.code == 2 && missing.stderr.contains("cannot read the queries in none.txt: "),
        "{}",
        missing.stderr
    );
    for refused in ["word", "--kwic", "--count", "--explain", "--facets=lang"] {
        assert_eq!(dateline(home.path(), &["search", "--batch", "good.txt", refused]).code, 2, "{refused}");
    }
}
