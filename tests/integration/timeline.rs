//! When articles were published: periods, series, formats.

use crate::support::{dateline, folder};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-01-30 Jake Sullivan spoke of a ceasefire on Tuesday."),
    ("corpus/b.txt", "date 2024-01-31 Ron Dermer spoke of a ceasefire on Wednesday."),
    ("corpus/c.txt", "date 2024-03-01 Jake Sullivan and Ron Dermer met and spoke of a truce."),
    ("corpus/d.jsonl", "{\"title\":\"Month\",\"date\":\"2024-03\",\"body\":\"A ceasefire was near.\"}\n"),
];

#[test]
fn periods_follow_one_another_and_formats_agree() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = |arguments: &[&str]| dateline(home.path(), &[&["timeline"], arguments].concat());
    let months = run(&["ceasefire", "--by", "month"]);
    assert_eq!((months.code, months.stderr.as_str()), (0, ""));
    assert_eq!(
        months.stdout,
        "from,to,articles\n2024-01-01,2024-01-31,2\n2024-02-01,2024-02-29,0\n2024-03-01,2024-03-31,1\n"
    );
    let weeks = run(&["ceasefire", "--by", "week"]);
    assert_eq!(weeks.stdout, "from,to,articles\n2024-01-29,2024-02-04,2\n");
    assert_eq!(weeks.stderr, "note: of 1 article no more is known than a span longer than a week; not shown\n");
    assert_eq!(run(&["ceasefire", "--by", "year"]).stdout, "from,to,articles\n2024-01-01,2024-12-31,3\n");
    let days = run(&["--to", "2024-02", "--by", "day"]);
    assert!(
        days.stdout.starts_with(
            "from,to,articles\n2024-01-30,2024-01-30,1\n2024-01-31,2024-01-31,1\n2024-02-01,2024-02-01,0\n"
        )
    );
    assert!(
        days.stdout.ends_with("\n2024-02-29,2024-02-29,0\n") && days.stdout.lines().count() == 32,
        "{}",
        days.stdout
    );
    let text = run(&["ceasefire", "--by", "month", "--format", "text"]);
    assert!(text.stdout.contains("2024-02  0\n2024-03  ███"), "{}", text.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&run(&["ceasefire", "--by", "day", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["periods"][1], serde_json::json!({"from": "2024-01-31", "to": "2024-01-31"}));
    assert_eq!(
        json["series"][0],
        serde_json::json!({"name": "articles", "total": 3, "partial": 0, "undated": 0, "vague": 1, "of_file": 0, "counts": [1, 1]})
    );
    assert!(run(&["ceasefire", "--format", "svg"]).stdout.starts_with("<svg xmlns="));
    assert!(run(&[]).stdout.contains("2024-01-30"));
}

#[test]
fn persons_are_columns_and_nothing_is_exit_one() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let any = dateline(home.path(), &["timeline", "--any", "--person", "Jake Sullivan", "--by", "year"]);
    assert_eq!(any.stdout, "from,to,Jake Sullivan\n2024-01-01,2024-12-31,2\n");
    assert!(any.stderr.contains("what --any adds only `search` shows"), "{}", any.stderr);
    let run = |arguments: &[&str]| dateline(home.path(), &[&["timeline", "--by", "month"], arguments].concat());
    let both = run(&["--person", "Jake Sullivan", "--person", "Ron Dermer"]);
    assert_eq!(
        both.stdout,
        "from,to,Jake Sullivan,Ron Dermer\n2024-01-01,2024-01-31,1,1\n2024-02-01,2024-02-29,0,0\n2024-03-01,2024-03-31,1,1\n"
    );
    let narrowed = run(&["truce", "--person", "Jake Sullivan", "--person", "Ron Dermer", "--format", "text"]);
    assert!(narrowed.stdout.trim_start().starts_with("Jake Sullivan"), "{}", narrowed.stdout);
    assert_eq!(narrowed.stdout.lines().count(), 2);
    assert_eq!(run(&["--person", "Jake Sullivan"]).stdout.lines().next(), Some("from,to,Jake Sullivan"));
    let none = run(&["volcano"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, "from,to,articles\n"));
    let said = "note: nothing in the index matches `volcano`\nnothing found for `volcano`\n         0  volcano\n";
    assert_eq!(none.stderr, said);
    assert_eq!(run(&["truce", "--by", "hour"]).code, 2);
}

#[test]
fn who_has_only_the_time_of_the_file_is_told_of_and_found_as_of_unknown_date() {
    let home = folder(&[
        ("corpus/a.txt", "date 2024-01-30 Jake Sullivan spoke of a ceasefire on Tuesday."),
        ("corpus/b.txt", "Ron Dermer spoke of a ceasefire on Wednesday, and nobody knows of which year."),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let years = run(&["timeline", "ceasefire", "--by", "year"]);
    assert!(years.stdout.starts_with("from,to,articles\n2024-01-01,2024-12-31,1\n"), "{}", years.stdout);
    let note = "note: at the time of the file, for want of a date: 1 article; NOT date:unknown leaves them out\n";
    assert_eq!(years.stderr, note);
    assert_eq!(run(&["search", "ceasefire", "date:unknown", "--format", "paths"]).stdout, "corpus/b.txt\n");
    assert_eq!(run(&["search", "ceasefire", "-date:unknown", "--format", "paths"]).stdout, "corpus/a.txt\n");
}

#[test]
fn what_has_only_some_of_the_words_is_told_and_not_counted() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let drawn = run(&["timeline", "ceasefire", "zeppelin", "--by", "month"]);
    assert_eq!((drawn.code, drawn.stdout.as_str()), (1, "from,to,articles\n"));
    assert_eq!(
        drawn.stderr,
        "note: nothing in the index matches `zeppelin`\nno article has all the words; 3 articles have some of them\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&run(&["timeline", "ceasefire", "zeppelin", "--json"]).stdout).expect("JSON");
    assert_eq!((&json["series"][0]["total"], &json["series"][0]["partial"]), (&0.into(), &3.into()));
    let copies = run(&["dups", "truce", "zeppelin", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&copies.stdout).expect("JSON");
    assert_eq!((&json["articles"], &json["partial"]), (&0.into(), &1.into()));
    assert_eq!(
        (copies.code, copies.stderr.as_str()),
        (1, drawn.stderr.replace("3 articles have", "1 article has").as_str())
    );
    // With some that have all the words, those without one change nothing.
    let both = run(&["timeline", "ceasefire", "Sullivan", "--by", "month"]);
    assert_eq!((both.stdout.as_str(), both.stderr.as_str()), ("from,to,articles\n2024-01-01,2024-01-31,1\n", ""));
}
