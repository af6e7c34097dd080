//! Flags that nothing else tests: each changes what happens.

use crate::support::{dateline, dateline_with, folder};

const LONG: &str = "date 2024-03-05 Jake Sullivan spoke of barley. The valley was quiet for a long time and nobody came. \
                    Then the barley was cut. Trucks took the barley away on the next day.\n\n\
                    A second paragraph says that barley is dear. It ends here.\n";
const CORPUS: &[(&str, &str)] = &[("corpus/a.txt", LONG), ("corpus/b.txt", "date 2024-03-06 Ron Dermer was silent.\n")];

#[test]
fn large_files_are_left_aside_and_names_can_be() {
    let home = folder(CORPUS);
    let run = dateline(home.path(), &["index", "--max-file-size", "100", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((json["articles"].as_u64(), json["skipped"].as_u64()), (Some(1), Some(1)), "{}", run.stdout);
    let people = |index: &str| dateline(home.path(), &["people", "dermer", "--index", index]).code;
    assert_eq!(people("index"), 0);
    assert_eq!(dateline(home.path(), &["index", "--no-names", "--index", "other", "-q"]).code, 0);
    assert_eq!(people("other"), 1);
    // Where no names were looked for, the word stands for whoever bears it.
    assert_eq!(dateline(home.path(), &["count", "--person", "Dermer", "--index", "other"]).stdout, "1\n");
}

#[test]
fn threads_and_more_talk_are_said() {
    let home = folder(CORPUS);
    let run = dateline(home.path(), &["index", "--threads", "3", "-v"]);
    assert!(run.stderr.starts_with("reading corpus into index with 3 threads\n"), "{}", run.stderr);
    let run = dateline(home.path(), &["search", "barley", "-v"]);
    assert!(run.stderr.starts_with("index index, generation 1; searched in "), "{}", run.stderr);
    assert!(!dateline(home.path(), &["search", "barley"]).stderr.contains("searched in"));
    assert_eq!(dateline(home.path(), &["search", "barley", "-q"]).stderr, "");
    assert_eq!(dateline(home.path(), &["search", "barley", "-q", "-v"]).code, 2);
}

#[test]
fn passages_are_as_many_and_as_long_as_asked_for() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let passages = |arguments: &[&str]| {
        let run = dateline(home.path(), &[&["search", "-q", "barley", "--format", "json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let snippets = json["hits"][0]["snippets"].as_array().expect("a list").clone();
        snippets.iter().map(|snippet| snippet["text"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(passages(&["--snippets", "1"]).len(), 1);
    assert_eq!(passages(&["--snippets", "0"]).len(), 0);
    let whole = passages(&["--context", "paragraph"]);
    assert!(whole.contains(&"A second paragraph says that barley is dear. It ends here.".to_owned()), "{whole:?}");
}

#[test]
fn queries_are_explained_and_read_in_other_languages() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "-q", "barley NOT silent", "--explain"]);
    assert!(run.stderr.contains("the word `barley` in any form"), "{}", run.stderr);
    let nexis = dateline(home.path(), &["count", "hlead(barley) and quiet w/20 nobody", "--syntax", "nexis"]);
    assert_eq!((nexis.code, nexis.stdout.as_str()), (0, "1\n"), "{}", nexis.stderr);
    assert_eq!(dateline(home.path(), &["count", "barley", "--syntax", "klingon"]).code, 2);
}

#[test]
fn the_environment_names_the_index() {
    let home = folder(CORPUS);
    let elsewhere = [("DATELINE_INDEX", "elsewhere")];
    assert_eq!(dateline_with(home.path(), &["index", "-q"], &elsewhere).code, 0);
    assert!(home.path().join("elsewhere/meta.json").exists() && !home.path().join("index").exists());
    assert_eq!(dateline_with(home.path(), &["count", "barley"], &elsewhere).stdout, "1\n");
    let flag = dateline_with(home.path(), &["count", "barley", "--index", "missing"], &elsewhere);
    assert!(flag.code == 2 && flag.stderr.contains("no index in missing"), "{}", flag.stderr);
}

#[test]
fn persons_are_a_facet_by_their_fullest_form() {
    let home = folder(&[
        ("corpus/a.txt", "date 2024-03-05 Jake Sullivan met Ron Dermer. Sullivan left, and Sullivan was silent."),
        ("corpus/b.txt", "date 2024-03-06 Jake Sullivan spoke to reporters in Washington."),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "-q", "sullivan", "--facets", "person", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        json["facets"][0]["values"],
        serde_json::json!([{"value": "Jake Sullivan", "articles": 2}, {"value": "Ron Dermer", "articles": 1}])
    );
}

/// What the program shows on a terminal of 40 columns; `None` where no terminal can be made.
fn on_a_terminal(home: &std::path::Path, arguments: &str) -> Option<String> {
    let version = std::process::Command::new("script").arg("--version").output().ok()?;
    // Other systems have a program of this name that is used otherwise.
    if !String::from_utf8_lossy(&version.stdout).contains("util-linux") {
        return None;
    }
    let program = env!("CARGO_BIN_EXE_dateline");
    let output = std::process::Command::new("script")
        .args(["-qec", &format!("stty cols 40 rows 9; '{program}' {arguments}"), "/dev/null"])
        .current_dir(home)
        .env_clear()
        .env("PATH", std::env::var_os("PATH")?)
        .env("TERM", "xterm")
        .env("PAGER", "sed s/^/paged:/")
        .stdin(std::process::Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).replace('\r', ""))
}

#[test]
fn on_a_terminal_pages_go_through_the_pager_and_fit() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let Some(page) = on_a_terminal(home.path(), "search barley") else { return };
    assert!(page.starts_with("paged:1  \u{1b}[1m"), "{page:?}");
    let styled = on_a_terminal(home.path(), "search barley --no-pager").expect("as before");
    let mut pieces = styled.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    let plain = pieces.fold(first, |text, piece| text + piece.split_once('m').map_or(piece, |(_, rest)| rest));
    assert!(plain.starts_with("1  Jake Sullivan spoke of barley.\n"), "{plain:?}");
    assert!(plain.lines().all(|line| line.chars().count() <= 40), "{plain}");
    for verb in ["person jake sullivan", "people", "dups --to 2020"] {
        let page = on_a_terminal(home.path(), verb).expect("as before");
        // What is said besides stands on the same terminal.
        let said = page.lines().filter(|line| !line.starts_with("paged:")).count();
        assert!(page.contains("paged:") != verb.starts_with("dups") && said <= 1, "{verb}: {page:?}");
    }
    assert!(!on_a_terminal(home.path(), "people --format csv").expect("as before").contains("paged:"));
    let table = on_a_terminal(home.path(), "search barley --format paths").expect("as before");
    assert!(table.starts_with("corpus/a.txt\n"), "{table:?}");
}

#[test]
fn a_section_and_a_corpus_are_those_asked_for() {
    let home = folder(&[
        ("news/a.txt", "Title: Barley is dear\nSection: Economy\n\nThe barley was sold.\n"),
        ("news/b.txt", "Title: Barley is late\nSection: Weather\n\nThe barley was not sown.\n"),
    ]);
    assert_eq!(dateline(home.path(), &["search", "barley", "--format", "paths"]).code, 2);
    let search = ["search", "barley", "--corpus", "news", "--format", "paths", "--sort", "oldest", "-q"];
    let all = dateline(home.path(), &search);
    assert_eq!((all.code, all.stdout.lines().count()), (0, 2), "{}", all.stderr);
    let one = dateline(home.path(), &["search", "barley", "--section", "weather", "--format", "paths", "-q"]);
    assert_eq!((one.code, one.stdout.as_str()), (0, "news/b.txt\n"), "{}", one.stderr);
}

#[test]
fn a_judged_run_is_as_deep_as_asked_for() {
    let home = folder(&[
        ("corpus/a.txt", "Barley, barley and barley again.\n"),
        ("corpus/b.txt", "Barley and much besides.\n"),
    ]);
    dateline(home.path(), &["index", "-q"]);
    crate::support::write(&home.path().join("q.tsv"), "1\tbarley\n");
    crate::support::write(&home.path().join("qrels.txt"), "1 0 a.txt 1\n");
    for (depth, lines) in [("1", 1), ("2", 2)] {
        let run = dateline(
            home.path(),
            &["eval", "--queries", "q.tsv", "--qrels", "qrels.txt", "--depth", depth, "--run", "run.txt"],
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
        let written = std::fs::read_to_string(home.path().join("run.txt")).expect("the run is written");
        assert_eq!(written.lines().count(), lines, "{written}");
    }
}

#[test]
fn what_a_flag_cannot_do_is_said() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let said = |arguments: &[&str]| dateline(home.path(), &[&["search"], arguments].concat()).stderr;
    let any = "note: --any is for plain words; the operators of this query stay as they are\n";
    assert!(said(&["barley AND silent", "--any"]).starts_with(any));
    assert!(!said(&["barley silent", "--any"]).contains("note: --any"));
    assert!(!said(&["person:dermer AND silent", "--any"]).contains("note: --any"));
    assert!(said(&["barley OR silent", "--all"]).contains("note: --all is for plain words"));
    let why = dateline(home.path(), &["search", "-q", "barley", "--why", "--format", "csv"]).stdout;
    assert!(why.starts_with("rank,date,publisher,path,headline,snippet,missing,why\n"), "{why}");
    assert_eq!(dateline(home.path(), &["search", "barley", "--why", "--format", "paths"]).code, 2);
    assert_eq!(dateline(home.path(), &["search", "barley", "--why", "--fields", "rank", "--format", "csv"]).code, 2);
    let path = said(&["path:a"]);
    assert!(path.contains("hint: path: takes a folder or file as a whole"), "{path}");
    assert!(!said(&["path:a*"]).contains("hint: path:"));
    let spelling = said(&["burlet~1"]);
    assert!(spelling.contains("did you mean, for `burlet`: barley (1)\ntry: barley~1\n"), "{spelling}");
}
