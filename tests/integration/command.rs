//! The commands end to end: formats, exit codes, what goes to which stream.

use crate::support::{dateline, folder};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-03-05 Alpha met Beta in Rafah. They spoke of an offensive."),
    ("corpus/b.txt", "Quiet Day\n\ndate 2024-04-01\n\nNothing happened in Rafah, it was said in the town on Monday."),
    (
        "corpus/c.jsonl",
        "{\"id\":\"x1\",\"title\":\"Offensives\",\"date\":\"2024-05-06\",\"source\":\"The Times\",\"body\":\"The Rafah offensive began.\",\"lang\":\"en\"}\n",
    ),
];

#[test]
fn a_first_search_builds_the_index_and_says_so() {
    let home = folder(CORPUS);
    let run = dateline(home.path(), &["search", "rafah offensive", "--format", "paths"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("no index in index yet: indexing corpus\n"), "{}", run.stderr);
    assert!(run.stderr.contains("files: 3 added; 3 articles written in "), "{}", run.stderr);
    assert_eq!(run.stdout, "corpus/c.jsonl\ncorpus/a.txt\ncorpus/b.txt\n");
}

#[test]
fn nothing_found_is_exit_one() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "volcano"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("nothing found for `volcano`"), "{}", run.stderr);
    let run = dateline(home.path(), &["search", "-q", "volcano"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[test]
fn every_format_has_its_form() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let out = |arguments: &[&str]| {
        let run = dateline(home.path(), &[&["search", "-q", "offensive"], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run.stdout
    };
    assert_eq!(
        out(&["--format", "csv", "--fields", "rank,date,publisher,path,locator,headline"]),
        "rank,date,publisher,path,locator,headline\n\
         1,2024-05-06,The Times,c.jsonl,1,Offensives\n\
         2,2024-03-05,,a.txt,,Alpha met Beta in Rafah.\n"
    );
    assert_eq!(out(&["--format", "tsv", "--fields", "rank,id", "-n", "1"]).lines().next(), Some("rank\tid"));
    assert_eq!(out(&["--format", "paths", "-0"]), "corpus/c.jsonl\0corpus/a.txt\0");
    assert_eq!(out(&["--format", "trec"]), "1 Q0 x1 1 2 dateline\n1 Q0 a.txt 2 1 dateline\n");
    assert_eq!(
        out(&["--fields", "rank,path,snippet"]),
        "1\tc.jsonl!1\tThe Rafah offensive began.\n2\ta.txt\tAlpha met Beta in Rafah. They spoke of an offensive.\n"
    );
    let text = out(&["--format", "text"]);
    assert!(
        text.starts_with(
            "1  *Offensives*\n   2024-05-06 · The Times · c.jsonl!1\n     The Rafah *offensive* began.\n\n2  "
        ),
        "{text}"
    );
    let json: serde_json::Value = serde_json::from_str(&out(&["--format", "json"])).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["total"], 2);
    assert_eq!(json["hits"][0]["external_id"], "x1");
    assert_eq!(json["hits"][0]["snippets"][0]["highlights"], serde_json::json!([[10, 19]]));
    let lines = out(&["--format", "jsonl"]);
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
}

#[test]
fn flags_narrow_and_order() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let paths = |arguments: &[&str]| {
        dateline(home.path(), &[&["search", "-q", "--format", "paths"], arguments].concat()).stdout
    };
    assert_eq!(paths(&["rafah", "--from", "2024-04"]), "corpus/c.jsonl\ncorpus/b.txt\n");
    assert_eq!(paths(&["rafah", "--to", "2024-03"]), "corpus/a.txt\n");
    assert_eq!(paths(&["rafah", "--on", "2024-05-06"]), "corpus/c.jsonl\n");
    assert_eq!(paths(&["--source", "times"]), "corpus/c.jsonl\n");
    assert_eq!(paths(&["rafah", "--sort", "oldest"]), "corpus/a.txt\ncorpus/b.txt\ncorpus/c.jsonl\n");
    assert_eq!(paths(&["rafah", "--sort", "newest", "-n", "1", "--offset", "1"]), "corpus/b.txt\n");
    assert_eq!(paths(&["offensive", "--in", "headline"]), "corpus/c.jsonl\n");
    assert_eq!(paths(&["nothing", "offensive", "--all"]), "");
    assert_eq!(paths(&["happened", "offensive", "--any"]).lines().count(), 3);
    assert_eq!(paths(&["rafah", "--source", "times", "--source", "nobody"]), "corpus/c.jsonl\n");
    assert_eq!(paths(&["rafah", "--lang", "English", "--lang", "Deutsch"]).lines().count(), 2);
    assert_eq!(paths(&["rafah", "--on", "2024-04.."]), "corpus/c.jsonl\ncorpus/b.txt\n");
    assert_eq!(dateline(home.path(), &["search", "rafah", "--count"]).stdout, "3\n");
    for flags in [&["--why"][..], &["--group-dups"], &["--offset", "1"], &["--format", "csv"], &["--facets", "lang"]] {
        let run = dateline(home.path(), &[&["search", "rafah", "--count"], flags].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{flags:?}");
    }
    let part = dateline(home.path(), &["count", "rafah", "volcano"]);
    let said = "note: nothing in the index matches `volcano`\n3 articles have some of the words\n";
    assert_eq!((part.code, part.stdout.as_str(), part.stderr.as_str()), (0, "0\n", said));
    assert_eq!(dateline(home.path(), &["search", "rafah", "volcano", "-n", "0"]).code, 0);
    assert_eq!(dateline(home.path(), &["count", "rafah", "--from", "2024-04"]).stdout, "2\n");
}

#[test]
fn refresh_sees_what_is_new() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    crate::support::write(&home.path().join("corpus/d.txt"), "date 2024-06-01 Omega arrived.");
    assert_eq!(dateline(home.path(), &["search", "-q", "omega"]).code, 1);
    let run = dateline(home.path(), &["search", "omega", "--refresh", "--format", "paths"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "corpus/d.txt\n"));
}

#[test]
fn the_summary_can_be_had_as_json_and_a_dry_run_writes_nothing() {
    let home = folder(CORPUS);
    let run = dateline(home.path(), &["index", "--dry-run"]);
    assert_eq!(run.stdout, "new\ta.txt\nnew\tb.txt\nnew\tc.jsonl\n");
    assert!(!home.path().join("index").exists());
    let run = dateline(home.path(), &["index", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        (json["added"].as_u64(), json["articles"].as_u64(), json["failed"].as_u64()),
        (Some(3), Some(3), Some(0))
    );
}

#[test]
fn eval_prints_the_measures_and_writes_a_run() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    crate::support::write(&home.path().join("q.tsv"), "1\toffensive\n2\tnothing\n");
    crate::support::write(&home.path().join("qrels.txt"), "1 0 a.txt 1\n2 0 b.txt 1\n");
    let arguments = ["eval", "--queries", "q.tsv", "--qrels", "qrels.txt", "--format", "json", "--run", "run.txt"];
    let run = dateline(home.path(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    // The relevant article is second for one query and first for the other.
    assert_eq!(json["mrr"], 0.75);
    assert_eq!(json["queries"], 2);
    assert_eq!(json["recall@100"], 1.0);
    let written = std::fs::read_to_string(home.path().join("run.txt")).expect("the run is written");
    assert_eq!(written, "1 Q0 x1 1 2 dateline\n1 Q0 a.txt 2 1 dateline\n2 Q0 b.txt 1 1 dateline\n");
}

#[test]
fn eval_without_a_judged_query_says_so() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    crate::support::write(&home.path().join("q.tsv"), "1\toffensive\n");
    crate::support::write(&home.path().join("qrels.txt"), "1 0 a.txt 0\n2 0 b.txt 1\n");
    let run = dateline(home.path(), &["eval", "--queries", "q.tsv", "--qrels", "qrels.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains(": no query of q.tsv has a relevant article in qrels.txt\n"), "{}", run.stderr);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = crate::support::dateline_unread(home.path(), &["search", "rafah", "--format", "json"]);
    assert_eq!((run.stderr.matches("panicked").count(), run.code), (0, 0), "{}", run.stderr);
}

#[test]
fn scan_shows_names_articles_and_tags() {
    let home = folder(&[
        ("a.txt", "date 2024-04-01 Jake Sullivan met Ron Dermer in Washington on Monday.\n"),
        ("words.txt", "# doc = 1\nMr.\nSullivan\nleft\n.\n"),
    ]);
    let run = dateline(home.path(), &["scan", "a.txt", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found = json.as_array().expect("a list");
    let sullivan = found.iter().find(|name| name["text"] == "Jake Sullivan").expect("he is named");
    assert_eq!(
        (sullivan["kind"].as_str(), sullivan["start"].as_u64(), sullivan["end"].as_u64()),
        (Some("person"), Some(16), Some(29))
    );
    assert_eq!(dateline(home.path(), &["scan", "a.txt", "--format", "json"]).stdout, run.stdout);
    let run = dateline(home.path(), &["scan", "--as-article", "a.txt"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["format"], "text");
    assert_eq!(json["date"]["provenance"], "text-line");
    let run = dateline(home.path(), &["scan", "--tokens", "words.txt"]);
    assert_eq!(run.stdout, "# doc = 1\nMr.\tO\nSullivan\tB-PER\nleft\tO\n.\tO\n");
    assert_eq!(dateline(home.path(), &["scan", "missing.txt"]).code, 2);
}

#[test]
fn alias_compares_pairs_of_names() {
    let home = folder(&[(
        "pairs.csv",
        "name1,name2\nBenjamin Netanyahu,\"Netanyahu, Benjamin\"\nBoris Johnson,Mike Johnson\n",
    )]);
    let run = dateline(home.path(), &["alias", "--compare", "pairs.csv"]);
    let verdicts: Vec<&str> = run.stdout.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(verdicts, ["yes", "no"]);
    let run = dateline(home.path(), &["alias", "--compare", "pairs.csv", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let pair = &json["pairs"][1];
    assert_eq!((&pair["name1"], &pair["name2"]), (&"Boris Johnson".into(), &"Mike Johnson".into()));
    assert_eq!((&json["pairs"][0]["same"], &pair["same"]), (&true.into(), &false.into()));
}

#[test]
fn what_begins_with_a_hyphen_and_is_no_flag_is_left_out_of_the_hits() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let count = |arguments: &[&str]| dateline(home.path(), &[&["count"], arguments].concat()).stdout;
    assert_eq!(count(&["-offensive", "rafah"]), "1\n");
    assert_eq!(count(&["rafah", "-offensive", "--from", "2024"]), "1\n");
    assert_eq!(count(&["-lang:en"]), count(&["NOT lang:en"]));
    assert_eq!(count(&["rafah", "--", "-offensive"]), "1\n");
    let search = |arguments: &[&str]| {
        dateline(home.path(), &[&["search", "-q", "--format", "paths"], arguments].concat()).stdout
    };
    // A flag that the command lacks, or one with a hyphen too few, is no word to leave out.
    for (arguments, hint) in [
        (&["count", "rafah", "-n", "5"][..], "dateline: cannot read -n: count has no such flag\n"),
        (
            &["search", "rafah", "-from", "2007"],
            "hint: write --from 2007; to leave out articles with the word write NOT from\n",
        ),
    ] {
        let refused = dateline(home.path(), arguments);
        assert!(
            (refused.code, refused.stdout.as_str()) == (2, "") && refused.stderr.contains(hint),
            "{}",
            refused.stderr
        );
    }
    assert_eq!(dateline(home.path(), &["count", "rafah -from"]).code, 0);
    // `-n` has a number after it, or it is no flag.
    assert_eq!(search(&["rafah", "-nothing"]), "corpus/a.txt\ncorpus/c.jsonl\n");
    assert_eq!(search(&["rafah", "-n1", "-nothing"]), "corpus/a.txt\n");
    let mistyped = dateline(home.path(), &["search", "rafah", "--formt", "json"]);
    assert!(mistyped.code == 2 && mistyped.stderr.contains("--format"), "{}", mistyped.stderr);
}
