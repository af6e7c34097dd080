//! Reading one article: how it is named, what is remembered of a search, and what is shown.

use std::path::Path;

use crate::support::{Run, dateline_with, folder, write};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/2024/a.txt", "date 2024-03-05 Jake Sullivan met Ron Dermer in Rafah. They spoke of an offensive."),
    ("corpus/2025/a.txt", "date 2025-03-05 Nothing happened in Rafah, it was said in the town on Monday."),
    (
        "corpus/c.jsonl",
        "{\"title\":\"Offensives\",\"date\":\"2024-05-06\",\"body\":\"The Rafah offensive began.\"}\n\
         {\"title\":\"Second\",\"date\":\"2024-05-07\",\"body\":\"The \\u202e[31m harvest was late.\"}\n",
    ),
];

fn run(home: &Path, arguments: &[&str]) -> Run {
    let state = home.join("state");
    dateline_with(home, arguments, &[("XDG_STATE_HOME", state.to_str().expect("a Unicode path"))])
}

#[test]
fn a_rank_names_what_the_last_search_showed() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    let none = run(home.path(), &["show", "1"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.starts_with("dateline: cannot show the article: there was no search yet"), "{}", none.stderr);
    run(home.path(), &["search", "offensive"]);
    let shown = run(home.path(), &["show", "2"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    assert_eq!(
        shown.stdout,
        "2024-03-05 · 12 words · 2024/a.txt · 7cd2b4b17e64a7f2\n\n\
         Jake Sullivan met Ron Dermer in Rafah. They spoke of an *offensive*.\n\n\
         Persons\n   1  Jake Sullivan\n   1  Ron Dermer\n\nPlaces\n  Rafah 1\n"
            .replace("7cd2b4b17e64a7f2", &id_of(&shown.stdout))
    );
    let beyond = run(home.path(), &["show", "3"]);
    assert_eq!(beyond.code, 2);
    assert!(beyond.stderr.contains("the last search, `offensive`, showed hits 1 to 2\n"), "{}", beyond.stderr);
    run(home.path(), &["search", "volcano"]);
    let none = run(home.path(), &["search", "rafah", "-n", "0"]);
    assert_eq!((none.code, none.stderr.as_str()), (0, "none shown of 3 articles\n"));
    assert_eq!(run(home.path(), &["show", "2"]).code, 0);
    run(home.path(), &["search", "rafah", "-n", "1", "--offset", "1"]);
    assert!(run(home.path(), &["show", "1"]).stderr.contains("`rafah`, showed hit 2 alone\n"));
}

fn id_of(page: &str) -> String {
    page.lines().next().and_then(|line| line.rsplit(' ').next()).unwrap_or_default().to_owned()
}

#[test]
fn a_rank_stays_with_its_article_when_the_index_changes() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    run(home.path(), &["search", "offensive", "--sort", "newest"]);
    write(&home.path().join("corpus/new.txt"), "date 2025-01-01 A newer offensive began.");
    run(home.path(), &["index", "-q"]);
    let shown = run(home.path(), &["show", "1"]);
    assert_eq!(shown.stderr, "note: the index has changed since the last search; 1 was c.jsonl!1\n");
    assert!(shown.stdout.starts_with("*Offensives*\n"), "{}", shown.stdout);
    std::fs::remove_file(home.path().join("corpus/c.jsonl")).expect("the file is there");
    run(home.path(), &["index", "-q"]);
    let gone = run(home.path(), &["show", "1"]);
    assert_eq!(gone.code, 2);
    assert!(gone.stderr.contains("and hit 1, c.jsonl!1, is gone\nhint: search again\n"), "{}", gone.stderr);
}

#[test]
fn an_article_is_found_by_path_by_its_end_and_by_id() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    let path = |typed: &str| {
        let shown = run(home.path(), &["show", typed, "--json"]);
        assert_eq!(shown.code, 0, "{typed}: {}", shown.stderr);
        let json: serde_json::Value = serde_json::from_str(&shown.stdout).expect("JSON");
        (json["path"].as_str().expect("a path").to_owned(), json["id"].as_str().expect("an id").to_owned())
    };
    let id = path("2024/a.txt").1;
    for typed in ["./2024/A.TXT", "corpus/2024/a.txt", &id] {
        assert_eq!(path(typed).0, "2024/a.txt", "{typed}");
    }
    assert_eq!(path("c.jsonl!2").0, "c.jsonl");
    let several = run(home.path(), &["show", "a.txt"]);
    assert_eq!(several.code, 2);
    assert!(several.stderr.contains("`a.txt` is several articles\nhint: name one: 20"), "{}", several.stderr);
    assert!(run(home.path(), &["show", "c.jsonl"]).stderr.contains("name one: c.jsonl!1, c.jsonl!2\n"));
    assert!(
        run(home.path(), &["show", "missing.txt"]).stderr.contains("no article `missing.txt` in the index\nhint: ")
    );
}

#[test]
fn the_source_and_other_highlights_can_be_had() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    let raw = run(home.path(), &["show", "2024/a.txt", "--raw"]);
    assert_eq!(raw.stdout, CORPUS[0].1);
    let line = run(home.path(), &["show", "c.jsonl!2", "--raw"]);
    assert_eq!(Some(line.stdout.as_str()), CORPUS[2].1.split_inclusive('\n').nth(1));
    let shown = run(home.path(), &["show", "c.jsonl!2", "--highlight", "harvests"]);
    assert!(shown.stdout.ends_with("\nThe    [31m *harvest* was late.\n"), "{}", shown.stdout);
    run(home.path(), &["search", "late"]);
    assert!(run(home.path(), &["show", "1"]).stdout.contains("was *late*."));
    assert!(run(home.path(), &["show", "1", "--highlight", ""]).stdout.contains("was late."));
    let wrong = run(home.path(), &["show", "1", "--highlight", "late AND"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("AND has nothing after it"), "{}", wrong.stderr);
    std::fs::remove_file(home.path().join("corpus/2024/a.txt")).expect("the file is there");
    let gone = run(home.path(), &["show", "2024/a.txt", "--raw"]);
    assert!(gone.code == 2 && gone.stderr.contains("the file is gone\nhint: "), "{}", gone.stderr);
}

#[test]
fn an_article_as_json_has_its_blocks_and_names() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    let shown = run(home.path(), &["show", "2024/a.txt", "--format", "json", "--highlight", "rafah"]);
    let json: serde_json::Value = serde_json::from_str(&shown.stdout).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["date_detail"]["precision"], "day");
    assert_eq!(json["blocks"][0]["zone"], "lede");
    assert_eq!(json["blocks"][0]["highlights"], serde_json::json!([[32, 37]]));
    assert_eq!(json["persons"][1], serde_json::json!({"name": "Ron Dermer", "roles": [], "mentions": 1}));
}

#[test]
fn nothing_is_remembered_where_there_is_no_place_for_it() {
    let home = folder(CORPUS);
    run(home.path(), &["index", "-q"]);
    let bare = |arguments: &[&str], variables: &[(&str, &str)]| dateline_with(home.path(), arguments, variables);
    assert_eq!(bare(&["search", "offensive", "-q"], &[]).code, 0);
    assert!(bare(&["show", "1"], &[]).stderr.contains("hint: set HOME or XDG_STATE_HOME"));
    let file = home.path().join("corpus/c.jsonl");
    let impossible = file.to_str().expect("a Unicode path");
    let run = bare(&["search", "offensive", "-q"], &[("DATELINE_STATE", impossible)]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let own = home.path().join("own");
    let own = own.to_str().expect("a Unicode path");
    bare(&["search", "offensive", "-q"], &[("DATELINE_STATE", own)]);
    assert_eq!(bare(&["show", "1"], &[("DATELINE_STATE", own)]).code, 0);
    bare(&["search", "offensive", "-q"], &[("DATELINE_STATE", "none"), ("HOME", own)]);
    assert!(!Path::new(own).join(".local").exists());
}
