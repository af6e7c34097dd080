//! An index that leaves the text of articles to their files: what is shown of them, and what when a file has changed, is
//! gone or cannot be read.

use std::fs;
use std::io::Write;
use std::path::Path;

use dateline::engine::ArticleIndex;

use crate::support::{Run, dateline, folder, sample_corpus, search, write};

fn indexed(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = folder(files);
    let run = dateline(home.path(), &["index", "--text", "source"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    home
}

fn hit(home: &Path, arguments: &[&str]) -> serde_json::Value {
    let run = dateline(home, &[&["search", "--format", "jsonl"], arguments].concat());
    let line = run.stdout.lines().next().unwrap_or_else(|| panic!("no hit: {}", run.stderr));
    serde_json::from_str(line).expect("JSON")
}

fn passage(home: &Path, arguments: &[&str]) -> String {
    hit(home, arguments)["snippets"][0]["text"].as_str().unwrap_or_default().to_owned()
}

const TALKS: &str = "Talks Go On\n\ndate 2024-04-01\n\nCAIRO - Nothing is said in the lede.\n\nThe delegations of Egypt and Qatar met Benjamin Netanyahu. The zyzzyva was seen.\n";

#[test]
fn what_is_shown_is_the_same_wherever_the_text_is() {
    let home = folder(&[]);
    let corpus = sample_corpus();
    let corpus = corpus.to_str().expect("a path of letters");
    for (index, store) in [("stored", "stored"), ("source", "source")] {
        let run = dateline(home.path(), &["index", corpus, "--index", index, "--text", store, "-q"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    for arguments in [
        &["search", "rafah", "offensive", "--format", "json"][..],
        &["search", "\"ceasefire talks\"", "--format", "text", "--context", "paragraph", "--snippets", "3"],
        &["search", "--person", "Benjamin Netanyahu", "--format", "json", "--why"],
        &["search", "gaza", "--kwic", "--format", "lines"],
        &["search", "gaza", "--expand", "--format", "text"],
        &["search", "停火", "--format", "json"],
        &["similar", "wire/2024-05-07-rafah-crossing-seized.txt", "--format", "json"],
        &["show", "wire/2024-05-07-rafah-crossing-seized.txt", "--json", "--highlight", "rafah w/5 crossing"],
        &["people", "--with", "Benjamin Netanyahu", "--format", "json"],
        &["person", "Jake Sullivan", "--format", "json"],
    ] {
        let of = |index: &str| dateline(home.path(), &[arguments, &["--index", index]].concat());
        let (stored, source) = (of("stored"), of("source"));
        assert_eq!((source.code, source.stdout), (0, stored.stdout), "{arguments:?}");
    }
    let stores = |index: &str| -> u64 {
        let files = fs::read_dir(home.path().join(index)).expect("a folder").map(|entry| entry.expect("an entry"));
        let stores = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "text"));
        stores.map(|file| file.metadata().expect("it is there").len()).sum()
    };
    // What is kept of names stands behind both.
    assert!(stores("source") * 5 < stores("stored") * 3, "{} {}", stores("source"), stores("stored"));
}

#[test]
fn a_changed_file_shows_no_passage_until_it_is_indexed_again() {
    let home = indexed(&[("corpus/talks.txt", TALKS)]);
    assert!(passage(home.path(), &["zyzzyva"]).contains("The zyzzyva was seen."));
    // As long as before, with another text where the passage was.
    write(&home.path().join("corpus/talks.txt"), &TALKS.replace("zyzzyva was", "aardvark is"));
    let changed = hit(home.path(), &["zyzzyva"]);
    assert_eq!((&changed["text_lost"], &changed["snippets"]), (&"changed".into(), &serde_json::json!([])));
    assert_eq!(changed["headline"]["text"], "Talks Go On");
    assert_eq!(changed["persons"][0]["name"], "Benjamin Netanyahu");
    let run = dateline(home.path(), &["search", "zyzzyva", "--format", "text"]);
    assert_eq!(
        run.stdout,
        "1  Talks Go On\n   2024-04-01 · talks.txt · no text: its file has changed since it was indexed\n"
    );
    assert!(run.stderr.contains("1 hit is shown without passages: "), "{}", run.stderr);
    let kwic = dateline(home.path(), &["search", "zyzzyva", "--kwic", "--format", "lines"]);
    assert!(!kwic.stdout.contains("aardvark") && kwic.stderr.contains("1 hit is shown without"), "{kwic:?}");
    let shown = dateline(home.path(), &["show", "talks.txt"]);
    assert_eq!(shown.code, 0);
    assert!(shown.stdout.contains("The text cannot be shown: its file has changed since it was indexed."), "{shown:?}");
    assert!(shown.stdout.contains("Talks Go On") && shown.stdout.contains("Benjamin Netanyahu"), "{shown:?}");
    assert!(!shown.stdout.contains("delegations") && !shown.stdout.contains("aardvark"), "{shown:?}");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert!(passage(home.path(), &["aardvark"]).contains("The aardvark is seen."));
    let status = dateline(home.path(), &["status"]);
    assert!(status.stdout.contains("text       in the source files alone\n"), "{}", status.stdout);
}

#[test]
fn a_file_that_was_only_touched_or_whose_end_changed_is_told_by_its_text() {
    let home = indexed(&[("corpus/talks.txt", TALKS)]);
    let file = fs::File::options().append(true).open(home.path().join("corpus/talks.txt")).expect("the file is there");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("times can be set");
    assert!(passage(home.path(), &["zyzzyva"]).contains("The zyzzyva was seen."));
}

#[test]
fn a_file_that_is_gone_or_became_a_folder_shows_no_passage() {
    let home = indexed(&[("corpus/talks.txt", TALKS), ("corpus/turned.txt", TALKS)]);
    fs::remove_file(home.path().join("corpus/talks.txt")).expect("a removal");
    fs::remove_file(home.path().join("corpus/turned.txt")).expect("a removal");
    fs::create_dir(home.path().join("corpus/turned.txt")).expect("a folder");
    let run = dateline(home.path(), &["search", "zyzzyva", "--format", "text"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stdout.matches("no text: its file is gone").count(), 2, "{}", run.stdout);
    assert!(run.stderr.contains("2 hits are shown without passages: "), "{}", run.stderr);
    assert!(
        dateline(home.path(), &["show", "talks.txt"]).stdout.contains("The text cannot be shown: its file is gone.")
    );
    let json = dateline(home.path(), &["show", "talks.txt", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!((&json["text_lost"], &json["blocks"]), (&"gone".into(), &serde_json::json!([])));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_says_so() {
    let home = indexed(&[("corpus/talks.txt", TALKS)]);
    let path = home.path().join("corpus/talks.txt");
    fs::remove_file(&path).expect("a removal");
    // A link to itself is there, and whoever asks cannot open it.
    std::os::unix::fs::symlink("talks.txt", &path).expect("a link");
    assert_eq!(hit(home.path(), &["zyzzyva"])["text_lost"], "unreadable");
    let shown = dateline(home.path(), &["show", "talks.txt"]);
    assert!(shown.stdout.contains("The text cannot be shown: its file cannot be read."), "{shown:?}");
}

#[test]
fn who_opens_the_index_without_a_way_to_read_files_is_told() {
    let home = indexed(&[("corpus/talks.txt", TALKS)]);
    let index = ArticleIndex::open(&home.path().join("index")).expect("just built");
    let page = search(&index, "zyzzyva");
    let lost: Vec<Option<String>> = page.hits.iter().map(|hit| hit.article.lost.map(|loss| loss.to_string())).collect();
    assert_eq!(lost, [Some("its file was not read".to_owned())]);
}

fn line(n: usize, word: &str) -> String {
    format!("{{\"id\":\"{n}\",\"title\":\"Number {n}\",\"body\":\"The word is {word}.\"}}\n")
}

#[test]
fn an_article_of_many_is_found_again_by_its_place() {
    let lines: String = (1..=40).map(|n| line(n, &format!("omega{n}"))).collect();
    let home = folder(&[("corpus/dump.jsonl", &lines)]);
    let packed = fs::File::create(home.path().join("corpus/more.zip")).expect("a file");
    let mut packed = zip::ZipWriter::new(packed);
    for (name, text) in [("a/one.txt", TALKS), ("a/two.jsonl", lines.as_str())] {
        packed.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        packed.write_all(text.replace("omega", "inner").as_bytes()).expect("room for it");
    }
    packed.finish().expect("a whole archive");
    assert_eq!(dateline(home.path(), &["index", "--text", "source", "-q"]).code, 0);
    assert_eq!(passage(home.path(), &["omega37"]), "The word is omega37.");
    assert_eq!(passage(home.path(), &["inner4"]), "The word is inner4.");
    assert!(passage(home.path(), &["zyzzyva"]).contains("The zyzzyva was seen."));
    // A line is put in before the one that is looked for: the place holds another article now.
    write(&home.path().join("corpus/dump.jsonl"), &format!("{}{lines}", line(0, "new")));
    assert_eq!(hit(home.path(), &["omega37"])["text_lost"], "changed");
    // A line behind it changes: this one is still what it was.
    write(&home.path().join("corpus/dump.jsonl"), &lines.replace("omega40", "other"));
    assert_eq!(passage(home.path(), &["omega37"]), "The word is omega37.");
    // The file ends before it.
    write(&home.path().join("corpus/dump.jsonl"), &line(1, "omega1"));
    assert_eq!(hit(home.path(), &["omega37"])["text_lost"], "changed");
}

#[test]
fn an_index_keeps_to_its_way_until_it_is_built_anew() {
    let home = indexed(&[("corpus/talks.txt", TALKS)]);
    let refused = dateline(home.path(), &["index", "--text", "stored"]);
    assert_eq!(
        (refused.code, refused.stderr.as_str()),
        (
            2,
            "dateline: cannot index corpus: the index leaves the text of articles to their files\nhint: rebuild it with --full, or give the corpus another index with --index DIR\n"
        )
    );
    write(&home.path().join("corpus/more.txt"), &TALKS.replace("zyzzyva", "aardvark"));
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    fs::remove_file(home.path().join("corpus/more.txt")).expect("a removal");
    assert_eq!(hit(home.path(), &["aardvark"])["text_lost"], "gone", "what came later is not stored either");
    let run: Run = dateline(home.path(), &["index", "--full", "--text", "stored", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    fs::remove_file(home.path().join("corpus/talks.txt")).expect("a removal");
    assert!(passage(home.path(), &["zyzzyva"]).contains("The zyzzyva was seen."));
    write(&home.path().join("corpus/dateline.toml"), "text = \"source\"\n");
    write(&home.path().join("corpus/talks.txt"), TALKS);
    assert_eq!(dateline(home.path(), &["index"]).code, 2, "the setting asks for what the index does not do");
    assert_eq!(dateline(home.path(), &["index", "--full", "-q"]).code, 0);
    assert!(dateline(home.path(), &["status", "--json"]).stdout.contains("\"text\": \"source\""));
}
