//! What shells are offered, and the manual.

use crate::support::{dateline, dateline_with, folder};

const CORPUS: &[(&str, &str)] = &[
    (
        "corpus/a.txt",
        "date 2024-03-05 Jake Sullivan met Ron Dermer in Washington. Sullivan said that talks would go on.",
    ),
    ("corpus/b.txt", "date 2024-03-06 Jake Sullivan spoke to reporters in Washington on Wednesday."),
    ("corpus/c.jsonl", "{\"title\":\"T\",\"source\":\"The Saltmarsh Herald\",\"body\":\"The harvest began.\"}\n"),
];

#[test]
fn names_and_fields_complete_from_the_index() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let offered = |words: &[&str]| {
        let run = dateline(home.path(), &[&["complete", "--", "dateline"], words].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    assert_eq!(offered(&["search", "--person", "jak"]), "Jake Sullivan\t2 articles\n");
    assert_eq!(offered(&["timeline", "--person", "derm"]), "Dermer, Ron\t1 article\n");
    assert_eq!(offered(&["search", "person:jak"]), "person:\"Jake Sullivan\"\t2 articles\n");
    assert_eq!(offered(&["count", "talks", "--source=the"]), "--source=The Saltmarsh Herald\t1 article\n");
    assert_eq!(offered(&["search", "source:the"]), "source:\"The Saltmarsh Herald\"\t1 article\n");
    assert_eq!(offered(&["search", "headl"]), "headline:\tfield\n");
    assert_eq!(offered(&["search", "--index", "nowhere", "--person", "jak"]), "");
    assert_eq!(offered(&["man", "tim"]), "timeline\tdateline-timeline.1\n");
    assert!(offered(&["sear"]).starts_with("search\t"));
    assert!(offered(&["search", "--sort", "new"]).starts_with("newest\t"));
    assert!(!offered(&[""]).contains("complete\t"));
    let state = home.path().join("state");
    let variables = [("DATELINE_STATE", state.to_str().expect("a Unicode path"))];
    dateline_with(home.path(), &["search", "-q", "harvest"], &variables);
    let ranks = dateline_with(home.path(), &["complete", "--", "dateline", "show", ""], &variables);
    assert!(ranks.stdout.starts_with("1\tc.jsonl!1\n"), "{}", ranks.stdout);
}

#[test]
fn each_shell_has_a_script_that_asks_the_program() {
    let home = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let run = dateline(home.path(), &["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains(" complete -- "), "{shell}: {}", run.stdout);
    }
    assert_eq!(dateline(home.path(), &["completions", "csh"]).code, 2);
}

#[test]
fn bash_puts_together_what_it_cut_and_quotes_what_has_blanks() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let script = dateline(home.path(), &["completions", "bash"]).stdout;
    let program = env!("CARGO_BIN_EXE_dateline");
    let replies = |line: &str, words: &str, at: usize, current: &str| {
        let test = format!(
            "{script}\nCOMP_LINE={line}; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({words}); COMP_CWORD={at}\n\
             _dateline {program} {current} x\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let mut bash = std::process::Command::new("bash");
        bash.args(["--norc", "-c", &test]).current_dir(home.path());
        // Where there is no bash there is nothing to be tested.
        bash.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let line = format!("'{program} search --person jak'");
    if let Some(reply) = replies(&line, &format!("{program} search --person jak"), 3, "jak") {
        assert_eq!(reply, "Jake\\ Sullivan\n");
    }
    let line = format!("'{program} search person:jak'");
    if let Some(reply) = replies(&line, &format!("{program} search person : jak"), 4, "jak") {
        assert_eq!(reply, "\\\"Jake\\ Sullivan\\\"\n");
    }
    let line = format!("'{program} search \"person:jak'");
    if let Some(reply) = replies(&line, &format!("{program} search '\"person:jak'"), 2, "person:jak") {
        assert_eq!(reply, "person:\\\"Jake Sullivan\\\"\n");
    }
}

#[test]
fn every_verb_has_a_page_and_the_query_language_too() {
    let home = folder(&[]);
    let run = dateline(home.path(), &["man", "--out", "man"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for page in ["man1/dateline.1", "man1/dateline-search.1", "man1/dateline-show.1", "man7/dateline-query.7"] {
        let text = std::fs::read_to_string(home.path().join("man").join(page)).expect(page);
        assert!(text.contains(".TH dateline"), "{page}: {text}");
    }
    assert!(!home.path().join("man/man1/dateline-complete.1").exists());
    let search = dateline(home.path(), &["man", "search"]).stdout;
    assert!(search.contains(".SH EXAMPLES") && search.contains("dateline search rafah offensive"), "{search}");
    assert!(search.contains(".SH SYNOPSIS\n\\fBdateline search\\fR"), "{search}");
    assert!(dateline(home.path(), &["man", "query"]).stdout.contains(".SH PROXIMITY"));
    let none = dateline(home.path(), &["man", "fly"]);
    assert!(
        none.code == 2 && none.stderr.contains("there is no page `fly`\nhint: there are: query, "),
        "{}",
        none.stderr
    );
}
