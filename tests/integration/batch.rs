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
    assert_eq!(paths.stdout, "1\tcorpus/a.txt\n1\tcorpus/b.txt\n5\tcorpus/a.txt\n");
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
    assert_eq!(out(&["--format", "paths", "-0", "--from", "2024-04"]), "2\tcorpus/b.txt\0");
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

#[test]
fn counts_come_as_json_and_say_how_queries_were_read() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let json = |arguments: &[&str]| {
        let run = dateline(home.path(), arguments);
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
    };
    let one = serde_json::json!({"version": 1, "query": "rafah", "total": 2, "partial": 0});
    assert_eq!(json(&["count", "rafah", "--format", "json"]), one);
    assert_eq!(json(&["search", "rafah", "--count", "--format", "json"]), one);
    let batch = json(&["count", "--batch", "good.txt", "--format", "json"]);
    let queries = serde_json::json!([
        {"number": 1, "query": "alpha", "total": 1, "partial": 0},
        {"number": 2, "query": "rafah", "total": 2, "partial": 0},
    ]);
    assert_eq!(batch, serde_json::json!({"version": 1, "queries": queries}));
    crate::support::write(&home.path().join("nexis.txt"), "rafah\nalph! w/5 met\n");
    for verb in ["search", "count"] {
        let told = dateline(home.path(), &[verb, "--batch", "nexis.txt"]).stderr;
        assert!(told.starts_with("note on query 2: read as Nexis, because of "), "{told}");
        assert_eq!(dateline(home.path(), &[verb, "--batch", "nexis.txt", "-q"]).stderr, "");
    }
}

#[test]
fn a_batch_knows_the_corrections_of_names() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    dateline(home.path(), &["alias", "add", "Jim Alpha", "Alpha", "-q"]);
    crate::support::write(&home.path().join("names.txt"), "person:\"Jim Alpha\"\n");
    for arguments in [&["search", "--format", "paths"][..], &["count"]] {
        let out = |more: &[&str]| dateline(home.path(), &[arguments, &["--batch", "names.txt"], more].concat()).stdout;
        let one = dateline(home.path(), &["count", "person:\"Jim Alpha\""]).stdout;
        let with = if arguments[0] == "count" { out(&[]) } else { format!("1\t{}\n", out(&[]).lines().count()) };
        assert_eq!(with, format!("1\t{one}"));
        assert_ne!(out(&[]), out(&["--no-variants"]));
    }
}

#[test]
fn a_reader_of_a_batch_that_goes_away_is_no_error() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    crate::support::write(&home.path().join("many.txt"), &"alpha\nrafah\n".repeat(400));
    for format in ["jsonl", "text"] {
        let run = crate::support::dateline_unread(home.path(), &["search", "--batch", "many.txt", "--format", format]);
        assert_eq!((run.stderr.as_str(), run.code), ("", 0), "{format}");
    }
}

#[test]
fn count_and_search_agree_on_every_query_of_the_table() {
    let queries: Vec<&str> = include_str!("queries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(query, _)| query)
        // Each is found by its pairs of characters only.
        .chain(["泽连斯基普京", "习近平逮捕令"])
        .collect();
    let home = folder(&[("queries.txt", &queries.join("\n"))]);
    let index = crate::support::SAMPLE.0.path().join("index");
    let totals = |verb: &str| -> Vec<(u64, u64)> {
        let index = index.to_str().expect("a Unicode path");
        let run = dateline(home.path(), &[verb, "--batch", "queries.txt", "--format", "json", "--index", index, "-q"]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let records = json["queries"].as_array().expect("a list").clone();
        let number = |record: &serde_json::Value, field: &str| record[field].as_u64().expect("a number");
        records.iter().map(|record| (number(record, "total"), number(record, "partial"))).collect()
    };
    let (counted, found) = (totals("count"), totals("search"));
    assert_eq!(counted.len(), queries.len());
    for ((query, counted), found) in queries.iter().zip(counted).zip(found) {
        assert_eq!(counted, found, "{query}");
    }
}

#[test]
fn many_answers_come_in_the_order_of_their_queries() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let queries: Vec<&str> = ["alpha", "rafah", "alpha AND", "volcano"].into_iter().cycle().take(403).collect();
    std::fs::write(home.path().join("many.txt"), queries.join("\n")).expect("writing");
    let counts = dateline(home.path(), &["count", "--batch", "many.txt"]);
    let expected: String = (1..=403)
        .filter_map(|number| {
            let found = [Some(0), Some(1), Some(2), None][number % 4]?;
            Some(format!("{number}\t{found}\n"))
        })
        .collect();
    assert_eq!((counts.stdout, counts.code), (expected, 2));
    assert_eq!(counts.stderr.matches("cannot answer query").count(), 101);
}
