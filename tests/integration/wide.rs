//! Patterns that stand for more words than are looked at.

use crate::support::{Run, dateline, folder};

/// `first` followed by three letters, so many words.
fn words(first: char, count: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
    let word =
        |number: usize| [first, letter(number / 676), letter(number / 26), letter(number)].iter().collect::<String>();
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn patterns_that_are_cut_are_told_of_by_every_verb_and_counting_looks_at_more() {
    let home = folder(&[
        ("corpus/many.txt", &format!("date 2024-01-01 {} {}.", words('y', 10_000), words('z', 17_000))),
        (
            "corpus/last.txt",
            "date 2024-01-02 A mill was sold.\n\nNobody spoke.\n\nThen yzzz and zzzz stood behind all others.",
        ),
        ("queries.txt", "z*\n"),
    ]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let note = "`z*` stands for too many words; only the most frequent were looked for";
    let told = |run: &Run| run.stderr.matches(note).count();
    assert_eq!(told(&run(&["search", "z*"])), 1);
    let count = run(&["count", "z*"]);
    assert_eq!((count.stdout.as_str(), told(&count)), ("1\n", 1));
    let json: serde_json::Value = serde_json::from_str(&run(&["count", "z*", "--json"]).stdout).expect("JSON");
    assert_eq!(json["shortened_patterns"], serde_json::json!(["z*"]));
    assert_eq!(told(&run(&["timeline", "z*"])), 1);
    assert_eq!(told(&run(&["dups", "z*"])), 1);
    let batch = format!("note on query 1: {note}\n");
    assert_eq!(run(&["count", "--batch", "queries.txt"]).stderr, batch);
    assert_eq!(run(&["search", "--batch", "queries.txt"]).stderr, batch);
    assert_eq!(run(&["count", "z*", "-q"]).stderr, "");
    // More words than a search scores, and few enough to be counted.
    assert_eq!(run(&["search", "y*", "--fields", "path"]).stdout, "many.txt\n");
    let count = run(&["count", "y*"]);
    assert_eq!((count.stdout.as_str(), count.stderr.as_str()), ("2\n", ""));
}
