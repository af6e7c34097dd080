//! What a user is told of how files were read: surveys, encodings, conflicts of dates.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::{dateline, folder, write};

#[test]
fn a_survey_counts_what_a_folder_holds() {
    let home = folder(&[
        ("news/a.jsonl", "{\"title\":\"A\",\"date\":\"2024-04-01\",\"body\":\"Text.\"}\n{\"title\":\n"),
        ("news/b.txt", "Talks go on in Cairo.\n"),
        ("news/c.txt", " \n"),
    ]);
    let run = dateline(home.path(), &["scan", "--survey", "news"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = run.stdout.lines().map(words).collect();
    assert_eq!(lines[0], "format files size articles failed skipped headline date byline body");
    assert_eq!(lines[1], "json-lines 1 59 B 1 1 0 100% 100% 0% 100%");
    assert_eq!(lines[2], "text 2 24 B 1 0 1 0% 0% 0% 100%");
    assert_eq!(lines[3], "all 3 83 B 2 1 1 50% 50% 0% 100%");
    assert!(lines[5].starts_with("1 failed json-lines: broken JSON: "), "{}", lines[5]);
    assert_eq!(lines[6], "1 skipped text: empty; first c.txt");
    let json = dateline(home.path(), &["scan", "--survey", "--json", "news"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    assert_eq!((&json["version"], &json["formats"]["text"]["articles"]), (&1.into(), &1.into()));
    let missing = dateline(home.path(), &["scan", "--survey", "nowhere"]);
    assert_eq!(
        (missing.code, missing.stderr.as_str()),
        (2, "dateline: cannot survey nowhere: there is no folder nowhere\n")
    );
}

#[test]
fn the_encoding_of_a_file_is_told() {
    let home = folder(&[("a.txt", "Größe und Fußgänger"), ("c.png", "\u{89}PNG")]);
    fs::write(home.path().join("b.txt"), b"\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0? \xd5\xee\xf0\xee\xf8\xee \xf1\xef\xe0\xf1\xe8\xe1\xee")
        .expect("files can be written");
    assert_eq!(dateline(home.path(), &["scan", "--encoding", "a.txt"]).stdout, "UTF-8\n");
    assert_eq!(dateline(home.path(), &["scan", "--encoding", "b.txt"]).stdout, "windows-1251\n");
}

#[test]
fn conflicts_of_dates_are_listed() {
    let home = folder(&[
        ("corpus/2024-03-01-talks.txt", "date 2024-04-01 Talks go on in Cairo.\n"),
        ("corpus/old.txt", "date 2024-04-01 The strike goes on.\n"),
        ("corpus/plain.txt", "date 2024-04-01 Nothing is wrong here.\n"),
    ]);
    let old = fs::File::options().append(true).open(home.path().join("corpus/old.txt")).expect("it is there");
    // 1 February 2024.
    old.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(19_754 * 86_400)).expect("times can be set");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let run = dateline(home.path(), &["status", "--dates"]);
    assert_eq!(
        run.stdout,
        "2024-03-01-talks.txt\t2024-04-01 (text)\t2024-03-01 (file name)\n\
         old.txt\t2024-04-01 (text)\t2024-02-01 (file time)\n\n\
         conflicts  2 articles\nambiguous  0 articles\nsources    text 3\n"
    );
    let json = dateline(home.path(), &["status", "--dates", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    assert_eq!(json["conflicts"][1]["others"][0]["source"], "file time");
    assert_eq!((&json["conflicts"][0]["date"], &json["sources"]["text"]), (&"2024-04-01".into(), &3.into()));
}

/// Not every system has names that are no Unicode.
#[cfg(target_os = "linux")]
#[test]
fn a_corpus_folder_may_have_a_name_that_is_no_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let home = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    write(&home.path().join(name).join("talks.txt"), "Talks go on\n\nThe delegations met in Rafah.");
    let index = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("index").args(arguments).env_clear().current_dir(home.path());
        command
    };
    let first = index(&[]).arg(name).output().expect("the program starts");
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    // The next run finds the folder that the index was built from.
    let next = index(&["--json"]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&next.stdout);
    assert!(said.contains("\"unchanged\": 1"), "{said}");
    let found = dateline(home.path(), &["search", "rafah", "--fields", "path"]);
    assert_eq!((found.code, found.stdout.as_str()), (0, "talks.txt\n"));
    let shown = dateline(home.path(), &["show", "talks.txt"]);
    assert!(shown.stdout.contains("The delegations met in Rafah."), "{}", shown.stderr);
    let status = dateline(home.path(), &["status", "--json"]);
    assert_eq!(status.code, 0, "{}", status.stderr);
    assert_eq!(dateline(home.path(), &["backup", "news.tar.zst"]).code, 0);
    assert_eq!(dateline(home.path(), &["restore", "news.tar.zst", "--index", "other"]).code, 0);
    let there = ["restore", "news.tar.zst", "--index", "third", "--corpus"];
    let mut restore = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    let third =
        restore.args(there).arg(name).env_clear().current_dir(home.path()).output().expect("the program starts");
    assert!(third.status.success() && !String::from_utf8_lossy(&third.stderr).contains("not here"), "{third:?}");
    let again = index(&["--index", "other", "--json"]).output().expect("the program starts");
    assert!(String::from_utf8_lossy(&again.stdout).contains("\"unchanged\": 1"), "{again:?}");
}
