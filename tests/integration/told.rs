//! What is said beside results, and what is refused since it would mean something else.

use crate::support::{Run, dateline, dateline_with, folder, write};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/a.txt", "date 2024-01-30 The harbour was closed.\n\nShips waited outside, and barley was dear."),
    ("corpus/b.txt", "date 2024-03-31 The harbour was open.\n\nShips came in with barley."),
    ("corpus/c.txt", "date 2024-04-01 A mill was sold.\n\nNobody spoke of the price."),
];

fn indexed() -> tempfile::TempDir {
    let home = folder(CORPUS);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    home
}

#[test]
fn what_has_all_the_words_and_what_has_some_is_counted_apart_where_no_hits_are_wanted() {
    let home = indexed();
    let told = |words: &str| dateline(home.path(), &["search", words, "-n", "0"]).stderr;
    assert!(
        told("harbour zeppelin").ends_with("none shown: no article has all the words, 2 articles have some of them\n")
    );
    assert_eq!(told("harbour open"), "none shown: 1 article has all the words, 1 more some of them\n");
    assert_eq!(told("harbour"), "none shown of 2 articles\n");
}

#[test]
fn a_range_is_refused_where_one_end_is_asked_for() {
    let home = indexed();
    for (flag, range, hint) in [
        ("--from", "2024-01..2024-03", "write --on 2024-01..2024-03"),
        ("--to", "2024-01..2024-03", "write --on 2024-01..2024-03"),
        ("--to", "2023-2024", "write --on 2023-2024"),
        ("--from", "1 Jan 2024 .. 31 Mar 2024", "write --on \"1 Jan 2024 .. 31 Mar 2024\""),
    ] {
        let run = dateline(home.path(), &["count", flag, range]);
        let message = format!("dateline: cannot read {flag}: `{range}` is a range with two ends\nhint: {hint}\n");
        assert_eq!((run.code, run.stdout.as_str(), run.stderr), (2, "", message));
    }
    let typed = dateline(home.path(), &["count", "from:2024-01..2024-03"]);
    assert!(typed.code == 2 && typed.stderr.contains("hint: write date:2024-01..2024-03\n"), "{}", typed.stderr);
    assert_eq!(dateline(home.path(), &["count", "--on", "2024-01..2024-03"]).stdout, "2\n");
    assert_eq!(dateline(home.path(), &["count", "--from", "2024-02.."]).stdout, "2\n");
}

#[test]
fn the_part_that_words_are_looked_for_in_is_told() {
    let home = indexed();
    let run = dateline(home.path(), &["search", "barley", "--in", "headline", "--to", "2024-03", "--explain"]);
    assert_eq!(run.code, 1);
    let explained = "all of:\n  in the headline:\n    first the articles with all of these words";
    assert!(run.stderr.contains(explained), "{}", run.stderr);
    assert!(run.stderr.contains("  published on 2024-03-31 or earlier\n"), "{}", run.stderr);
    let parts =
        "nothing found for `barley` in the headline\n         0  headline:barley\n         2  date:..2024-03-31\n";
    assert!(run.stderr.contains(parts), "{}", run.stderr);
    let json = dateline(home.path(), &["search", "barley", "--in", "headline", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["parts"], serde_json::json!([{"query": "headline:barley", "articles": 0}]));
    assert_eq!(dateline(home.path(), &["save", "ships", "ships came", "--in", "body"]).code, 0);
    let alerts = dateline(home.path(), &["alerts", "--json"]).stdout;
    let alerts: serde_json::Value = serde_json::from_str(&alerts).expect("JSON");
    assert_eq!(alerts["searches"][0]["query"], "body:(ships came)");
}

#[test]
fn what_lacks_a_word_is_marked_in_every_table() {
    let home = indexed();
    let run = |arguments: &[&str]| dateline(home.path(), &[&["search", "-q", "harbour", "open"], arguments].concat());
    let last = |run: &Run| -> Vec<String> {
        let columns = run.stdout.lines().map(|line| line.rsplit(['\t', ',']).next().unwrap_or_default().to_owned());
        columns.collect()
    };
    assert_eq!(last(&run(&[])), ["", "open"]);
    assert_eq!(last(&run(&["--format", "csv"])), ["missing", "", "open"]);
    assert_eq!(run(&["--fields", "path,missing"]).stdout, "b.txt\t\na.txt\topen\n");
    assert_eq!(run(&["--all", "--fields", "path,missing"]).stdout, "b.txt\t\n");
    // The help names every column there is.
    let help = dateline(home.path(), &["search", "--help"]).stdout;
    for (name, _) in dateline::render::Column::ALL {
        assert!(help.contains(&format!(",{name}")) || name == "rank", "{name}");
    }
}

#[test]
fn an_index_without_names_says_so() {
    let home = folder(&[("corpus/a.txt", "date 2024-03-05 Jake Sullivan spoke of barley on Tuesday.")]);
    assert_eq!(dateline(home.path(), &["index", "--no-names", "-q"]).code, 0);
    let nameless = "names were not looked for when this index was built; dateline index --full looks for them\n";
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    assert_eq!(run(&["people"]).stderr, nameless);
    for asked in [&["person", "Sullivan"][..], &["people", "--with", "Sullivan"], &["search", "--person", "Sullivan"]] {
        let told = run(asked).stderr;
        assert!(told.contains(&format!("hint: {nameless}")), "{asked:?}: {told}");
    }
    assert!(run(&["status"]).stdout.contains("names      not looked for (dateline index --full looks for them)\n"));
    // It stays so, whether that is said again or not; what is said otherwise is an error.
    write(&home.path().join("corpus/b.txt"), "date 2024-03-06 Jake Sullivan spoke of rye on Wednesday.");
    assert!(run(&["index"]).stderr.contains("1 added"));
    assert_eq!(run(&["people"]).stderr, nameless);
    let other = dateline_with(home.path(), &["index"], &[("DATELINE_NAMES", "true")]);
    assert_eq!(other.code, 2);
    assert!(
        other.stderr.contains("names were not looked for in the articles of the index\nhint: rebuild it with --full")
    );
    // Built anew it has them, and keeps them.
    assert_eq!(run(&["index", "--full", "-q"]).code, 0);
    assert_eq!(run(&["count", "--person", "Jake Sullivan"]).stdout, "2\n");
    let without = run(&["index", "--no-names"]);
    assert!(
        without.code == 2 && without.stderr.contains("names were looked for in the articles"),
        "{}",
        without.stderr
    );
    assert!(!run(&["status"]).stdout.contains("not looked for"));
}

#[test]
fn an_index_from_before_it_was_noted_says_nothing_of_names() {
    let home = indexed();
    let meta = home.path().join("index/meta.json");
    let text = std::fs::read_to_string(&meta).expect("it is there");
    let noted = ",\\\"names\\\":\\\"done\\\"";
    assert!(text.contains(noted), "{text}");
    std::fs::write(&meta, text.replace(noted, "")).expect("it can be written");
    let status = dateline(home.path(), &["status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).expect("JSON");
    assert_eq!(status["names"], serde_json::Value::Null);
    write(&home.path().join("corpus/d.txt"), "date 2024-03-06 Jake Sullivan spoke of rye on Wednesday.");
    let run = dateline(home.path(), &["index", "--no-names"]);
    assert!(run.code == 0 && run.stderr.contains("1 added"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["people"]).stderr, "no article names any\n");
}

#[test]
fn what_may_have_been_meant_is_told_wherever_nothing_is_found() {
    let home = indexed();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    for verb in ["count", "timeline", "dups", "search"] {
        let told = run(&[verb, "harbuor"]).stderr;
        assert!(told.contains("did you mean, for `harbuor`: harbour (2)\ntry: harbour\n"), "{verb}: {told}");
        let told = run(&[verb, "--source", "The Mill"]).stderr;
        let which = "nothing found for these flags\nhint: which publishers there are: dateline search '*' -n 0 --facets source\n";
        assert!(told.contains(which), "{verb}: {told}");
        assert_eq!(run(&[verb, "harbuor", "-q"]).stderr, "", "{verb}");
    }
    let count = run(&["count", "--person", "Nobody Known"]);
    assert_eq!(count.stdout, "0\n");
    assert!(count.stderr.contains("note: no name in the index answers to `Nobody Known`"), "{}", count.stderr);
}

#[test]
fn what_only_ranks_is_refused_where_nothing_is_ranked() {
    let home = indexed();
    for flag in ["--expand", "--recent"] {
        let run = dateline(home.path(), &["search", "barley", "--sort", "newest", flag]);
        assert_eq!((run.code, run.stderr), (2, format!("dateline: cannot search: {flag} needs --sort relevance\n")));
    }
}

#[test]
fn no_articles_like_one_cannot_be_asked_for() {
    let home = indexed();
    let run = dateline(home.path(), &["similar", "a.txt", "-n", "0"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("not a number of articles, of which there must be one at least"), "{}", run.stderr);
}

#[test]
fn what_is_found_is_found_whichever_page_is_shown() {
    let home = indexed();
    for arguments in [&["-n", "0"][..], &["--offset", "1000"], &["--offset", "1000", "-q"], &["-n", "0", "-q"]] {
        let run = dateline(home.path(), &[&["search", "barley"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{arguments:?}");
    }
    assert_eq!(dateline_with(home.path(), &["search", "barley"], &[("DATELINE_LIMIT", "0")]).code, 0);
    assert_eq!(dateline(home.path(), &["search", "zeppelin", "-n", "0"]).code, 1);
}

#[test]
fn flags_of_every_command_may_stand_before_the_verb_of_alias() {
    let home = indexed();
    for arguments in [
        &["alias", "--aliases", "mine.txt", "add", "Ana Lima", "Lima"][..],
        &["alias", "-q", "--index", "index", "--aliases", "mine.txt", "list"],
        &["--aliases", "mine.txt", "alias", "list"],
        &["alias", "list", "--aliases", "mine.txt"],
    ] {
        let run = dateline(home.path(), arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    }
    let listed = dateline(home.path(), &["alias", "--aliases", "mine.txt", "--json", "list"]).stdout;
    assert!(listed.starts_with('{') && listed.contains("Ana Lima"), "{listed}");
    let both = dateline(home.path(), &["alias", "--compare", "pairs.csv", "list"]);
    assert!(both.code == 2 && both.stderr.contains("--compare stands alone"), "{}", both.stderr);
    assert_eq!(dateline(home.path(), &["alias", "--json"]).code, 2);
}

#[test]
fn what_may_lie_outside_of_the_days_is_told_of_each_query_of_a_batch() {
    let home = indexed();
    write(
        &home.path().join("corpus/d.jsonl"),
        "{\"title\":\"Barley\",\"date\":\"2024\",\"body\":\"Barley was cut.\"}\n",
    );
    write(&home.path().join("queries.txt"), "barley date:2024-01\nbarley\n");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let outside = "may lie outside of the days asked for: no more than the month or the year is known\n";
    let search = dateline(home.path(), &["search", "--batch", "queries.txt"]);
    assert_eq!(search.stderr, format!("note on query 1: 1 hit shown {outside}"));
    let count = dateline(home.path(), &["count", "--batch", "queries.txt"]);
    assert_eq!(
        (count.stdout.as_str(), count.stderr),
        ("1\t2\n2\t3\n", format!("note on query 1: 1 article {outside}"))
    );
}

#[test]
fn articles_without_a_date_are_asked_for_by_flag_as_by_prefix() {
    let home = indexed();
    for query in [&["--on", "unknown"][..], &["date:unknown"]] {
        assert_eq!(dateline(home.path(), &[&["count"], query].concat()).stdout, "0\n", "{query:?}");
    }
}

#[test]
fn a_byline_that_is_asked_for_is_shown() {
    let story = "{\"title\":\"Barley\",\"date\":\"2024-01-02\",\"byline\":\"Ana Lima\",\"body\":\"Barley was cut.\"}\n";
    let home = folder(&[("corpus/a.jsonl", story)]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let page = |query: &[&str]| dateline(home.path(), &[&["search", "--format", "text"], query].concat()).stdout;
    assert!(page(&["byline:lima"]).contains("2024-01-02 · Ana Lima · a.jsonl!1\n"), "{}", page(&["byline:lima"]));
    assert!(page(&["lima", "--in", "byline"]).contains("Ana Lima"));
    assert!(!page(&["barley"]).contains("Lima"));
}
