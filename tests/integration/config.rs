//! Settings: flags, environment, the corpus's file, the user's file, defaults; the user's own names of fields.

use std::fs;
use std::path::Path;

use crate::support::{Run, dateline, dateline_with, folder, write};

/// The value and origin of a setting, as `config show` prints them.
fn shown(run: &Run, name: &str) -> (String, String) {
    assert_eq!(run.code, 0, "{}", run.stderr);
    let line = run.stdout.lines().find(|line| line.split('\t').next() == Some(name));
    let mut columns = line.unwrap_or_else(|| panic!("no {name} in {}", run.stdout)).split('\t').skip(1);
    (columns.next().unwrap_or_default().to_owned(), columns.next().unwrap_or_default().to_owned())
}

fn pair(value: &str, origin: &str) -> (String, String) {
    (value.to_owned(), origin.to_owned())
}

#[test]
fn what_is_nearer_counts_for_more() {
    let home =
        folder(&[("settings/dateline/dateline.toml", "limit = 3\nsnippets = 3\nthreads = 3\ncolor = \"never\"\n")]);
    let config = home.path().join("settings");
    let variables = [("XDG_CONFIG_HOME", config.to_str().expect("Unicode"))];
    let show = |variables: &[(&str, &str)], flags: &[&str]| {
        let arguments: Vec<&str> = ["config", "show"].iter().chain(flags).copied().collect();
        dateline_with(home.path(), &arguments, variables)
    };
    let user_file = |line: usize| format!("{}, line {line}", config.join("dateline/dateline.toml").display());
    let bare = show(&[], &[]);
    assert_eq!(shown(&bare, "limit"), pair("10", "default"));
    let user = show(&variables, &[]);
    assert_eq!(shown(&user, "limit"), pair("3", &user_file(1)));
    write(&home.path().join("corpus/dateline.toml"), "\nlimit = 4\nsnippets = 4\nindex = \"idx\"\n");
    let both = show(&variables, &[]);
    assert_eq!(shown(&both, "limit"), pair("4", "corpus/dateline.toml, line 2"));
    assert_eq!(shown(&both, "index"), pair("\"corpus/idx\"", "corpus/dateline.toml, line 4"));
    assert_eq!(shown(&both, "threads"), pair("3", &user_file(3)));
    let env = show(&[variables[0], ("DATELINE_LIMIT", "5"), ("DATELINE_INDEX", "elsewhere")], &[]);
    assert_eq!(shown(&env, "limit"), pair("5", "environment DATELINE_LIMIT"));
    assert_eq!(shown(&env, "snippets"), pair("4", "corpus/dateline.toml, line 3"));
    let flag = show(&[variables[0], ("DATELINE_INDEX", "elsewhere")], &["--index", "here", "--color", "always"]);
    assert_eq!(shown(&flag, "index"), pair("\"here\"", "command line"));
    assert_eq!(shown(&flag, "color"), pair("\"always\"", "command line"));
}

#[test]
fn each_setting_changes_what_the_program_does() {
    let line = |n: usize| {
        format!("{{\"title\":\"Talks {n}\",\"body\":\"Talks in Rafah. Rafah is calm. Nobody left Rafah.\"}}\n")
    };
    let lines: String = (0..5).map(line).collect();
    let home = folder(&[("corpus/a.jsonl", &lines), ("corpus/dateline.toml", "limit = 2\nindex = \"../idx\"\n")]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert!(home.path().join("idx/meta.json").exists());
    let hits = |variables: &[(&str, &str)], flags: &[&str]| {
        let arguments: Vec<&str> = ["search", "rafah"].iter().chain(flags).copied().collect();
        dateline_with(home.path(), &arguments, variables).stdout.lines().count()
    };
    assert_eq!(hits(&[], &[]), 2);
    assert_eq!(hits(&[("DATELINE_LIMIT", "3")], &[]), 3);
    assert_eq!(hits(&[("DATELINE_LIMIT", "3")], &["-n", "4"]), 4);
    let snippets = |count: &str| {
        let run = dateline_with(home.path(), &["search", "rafah", "--format", "json"], &[("DATELINE_SNIPPETS", count)]);
        run.stdout.matches("\"zone\"").count()
    };
    assert!(snippets("1") == 2 && snippets("0") == 0, "{} {}", snippets("1"), snippets("0"));
    let quiet = dateline_with(home.path(), &["search", "rafah"], &[("DATELINE_QUIET", "true")]);
    assert_eq!(quiet.stderr, "");
    let coloured =
        dateline_with(home.path(), &["search", "rafah", "--format", "text"], &[("DATELINE_COLOR", "always")]);
    assert!(coloured.stdout.contains('\u{1b}'));
    let small = |name: &str, value: &str| {
        write(&home.path().join("corpus/b.txt"), &format!("date 2024-01-01 {}", "Rafah is calm. ".repeat(10)));
        let run = dateline_with(home.path(), &["index", "--full"], &[(name, value)]);
        format!("{}\n{}", run.code, run.stderr)
    };
    assert!(small("DATELINE_MAX_FILE_SIZE", "100").contains("b.txt: larger than 100 bytes"));
    assert!(small("DATELINE_MAX_RECORD_SIZE", "20").contains("one record is larger than 20 bytes"));
    let nameless = dateline_with(home.path(), &["index", "--full", "-q"], &[("DATELINE_NAMES", "no")]);
    assert_eq!(nameless.code, 0, "{}", nameless.stderr);
    let found = dateline(home.path(), &["search", "--place", "Rafah"]);
    assert_eq!(found.code, 1, "{}", found.stdout);
}

#[test]
fn an_index_is_asked_with_the_settings_of_the_corpus_it_was_built_from() {
    let story =
        |n: usize| (format!("news/{n}.txt"), format!("date 2024-01-0{n} Talks in Rafah went on for {n} hours."));
    let stories: Vec<(String, String)> = (1..=3).map(story).collect();
    let stories: Vec<(&str, &str)> = stories.iter().map(|(path, text)| (&path[..], &text[..])).collect();
    let home = folder(&stories);
    write(&home.path().join("news/dateline.toml"), "limit = 2\nindex = \"elsewhere\"\n");
    assert_eq!(dateline(home.path(), &["index", "news", "--index", "idx", "-q"]).code, 0);
    // One who stands beside another corpus, whose file is broken, asks for nothing of it.
    write(&home.path().join("corpus/dateline.toml"), "limits = 1\n");
    let hits = |arguments: &[&str], variables: &[(&str, &str)]| {
        let run = dateline_with(home.path(), &[&["search", "rafah", "--index", "idx"], arguments].concat(), variables);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout.lines().count()
    };
    assert_eq!(hits(&[], &[]), 2);
    assert_eq!(hits(&[], &[("DATELINE_LIMIT", "1")]), 1);
    assert_eq!(hits(&["-n", "3"], &[("DATELINE_LIMIT", "1")]), 3);
    assert_eq!(hits(&[], &[("DATELINE_CORPUS", "corpus")]), 2);
    let show = dateline(home.path(), &["config", "show", "--index", "idx"]);
    let news = fs::canonicalize(home.path().join("news")).expect("it is there");
    assert_eq!(shown(&show, "limit"), pair("2", &format!("{}, line 1", news.join("dateline.toml").display())));
    assert_eq!(shown(&show, "corpus"), pair(&format!("\"{}\"", news.display()), "index idx"));
    assert_eq!(shown(&show, "index"), pair("\"idx\"", "command line"));
    // Where the index lies is said by who names no other: here the file of the folder beside it.
    write(&home.path().join("corpus/dateline.toml"), "index = \"../idx\"\nlimit = 1\n");
    let show = dateline(home.path(), &["config", "show"]);
    assert_eq!(shown(&show, "index"), pair("\"corpus/../idx\"", "corpus/dateline.toml, line 1"));
    assert_eq!(dateline(home.path(), &["search", "rafah"]).stdout.lines().count(), 2);
    // A corpus that is not mounted stops nobody.
    fs::rename(home.path().join("news"), home.path().join("away")).expect("it can be renamed");
    assert_eq!(hits(&[], &[]), 3);
}

#[test]
fn mistakes_are_told_with_their_line_and_what_was_meant() {
    let home = folder(&[("corpus/a.txt", "Talks go on."), ("corpus/dateline.toml", "# mine\nlimits = 3\n")]);
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "dateline: cannot read the settings: corpus/dateline.toml, line 2: there is no key `limits`\nhint: did you mean `limit`?\n"
    );
    let show = dateline(home.path(), &["config", "show"]);
    assert!(show.code == 2 && show.stdout.contains("limit\t10\tdefault\n"), "{}", show.stdout);
    assert!(show.stderr.contains("line 2: there is no key `limits`\nhint: did you mean `limit`?\n"), "{}", show.stderr);
    // What may stand there is told all the same.
    let schema = dateline(home.path(), &["config", "schema"]);
    assert!(schema.code == 0 && schema.stdout.contains("#limit = 10"));
    fs::write(home.path().join("corpus/dateline.toml"), schema.stdout).expect("files can be written");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let variable = dateline_with(home.path(), &["count"], &[("DATELINE_THREADS", "many")]);
    assert_eq!(
        (variable.code, variable.stderr.lines().next()),
        (2, Some("dateline: cannot read the settings: DATELINE_THREADS must be a whole number"))
    );
    // Who looks for what is wrong is shown what is right.
    let wrong = [("DATELINE_THREADS", "many"), ("DATELINE_SNIPPETS", "3")];
    let show = dateline_with(home.path(), &["config", "show"], &wrong);
    assert_eq!(show.code, 2);
    assert!(
        show.stdout.contains("threads\t0\tdefault\n")
            && show.stdout.contains("snippets\t3\tenvironment DATELINE_SNIPPETS\n")
    );
    assert!(show.stderr.contains("DATELINE_THREADS must be a whole number"), "{}", show.stderr);
    let unknown = dateline_with(home.path(), &["config", "show"], &[("DATELINE_TREADS", "3")]);
    assert!(
        unknown.stderr.contains("DATELINE_TREADS is no setting; did you mean DATELINE_THREADS?"),
        "{}",
        unknown.stderr
    );
    let json = dateline(home.path(), &["config", "show", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    assert_eq!((&json["version"], &json["files"][0]["found"]), (&1.into(), &true.into()));
    let schema = dateline(home.path(), &["config", "schema", "--format", "json"]);
    let schema: serde_json::Value = serde_json::from_str(&schema.stdout).expect("it is JSON");
    assert_eq!(schema["properties"]["limit"]["type"], "integer");
}

const MAPPING: &str = "\
[formats.fields]
kop = \"headline\"
ooggetuige = \"byline\"

[[formats.headers]]
pattern = '^Bron > (.*)$'
field = \"publisher\"
";

#[test]
fn own_names_are_read_and_a_change_of_them_reads_the_affected_files_again() {
    let home = folder(&[
        (
            "corpus/a.json",
            "{\"kop\": \"Overleg gaat door\", \"ooggetuige\": \"Jan Jansen\", \"text\": \"Er is geen datum.\"}",
        ),
        ("corpus/b.txt", "Bron > Het Dagblad\n\nEr is nog geen datum bekend voor het overleg in Caïro.\n"),
        (
            "corpus/c.html",
            "<html><head><title>Een pagina</title></head><body><p>Hier staat een bericht.</p></body></html>",
        ),
        ("corpus/d.csv", "kop;text\nTweede kop;Een bericht over het weer.\n"),
    ]);
    let count = |query: &str| dateline(home.path(), &["search", query, "--count"]).stdout.trim().to_owned();
    let counts = || ["headline:gaat", "byline:jansen", "source:dagblad", "headline:tweede"].map(count);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(counts(), ["0", "0", "0", "0"]);
    write(&home.path().join("corpus/dateline.toml"), MAPPING);
    let plan = dateline(home.path(), &["index", "--dry-run"]);
    assert_eq!(plan.stdout, "changed\ta.json\nchanged\tb.txt\nchanged\td.csv\n", "{}", plan.stderr);
    // A search that brings the index up to date reads the same settings.
    let refreshed = dateline(home.path(), &["search", "headline:gaat", "--refresh", "--count"]);
    assert_eq!(refreshed.stdout, "1\n", "{}", refreshed.stderr);
    assert_eq!(counts(), ["1", "1", "1", "1"]);
    let again = dateline(home.path(), &["index"]);
    assert!(again.stderr.contains("4 unchanged; 0 articles written"), "{}", again.stderr);
    let scanned = dateline(home.path(), &["scan", "--as-article", "corpus/a.json"]);
    assert!(scanned.stdout.contains("\"byline\": \"Jan Jansen\""), "{}", scanned.stdout);
    fs::remove_file(home.path().join("corpus/dateline.toml")).expect("it is there");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(counts(), ["0", "0", "0", "0"]);
}

#[test]
fn a_container_whose_names_are_mapped_anew_keeps_the_articles_that_stay_the_same() {
    let home = folder(&[(
        "corpus/a.jsonl",
        "{\"title\": \"One\", \"body\": \"Alpha is here.\"}\n{\"kop\": \"Two\", \"body\": \"Beta is here.\"}\n",
    )]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    write(&home.path().join("corpus/dateline.toml"), MAPPING);
    let run = dateline(home.path(), &["index"]);
    assert!(run.stderr.contains("1 article written"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["search", "headline:two", "--count"]).stdout, "1\n");
    assert_eq!(dateline(home.path(), &["search", "headline:one", "--count"]).stdout, "1\n");
    assert!(Path::new(&home.path().join("index/meta.json")).exists());
}
