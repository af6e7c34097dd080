use std::ops::ControlFlow;
use std::path::PathBuf;

use super::*;

fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = files.iter().map(|(name, bytes)| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("writable");
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

/// Headlines of the articles in a file, and the summary.
fn read(path: &Path, relative: &str) -> (Vec<String>, SourceSummary) {
    let mut headlines = Vec::new();
    let summary = read_source(path, relative, None, &ReadOptions::default(), &mut |outcome| {
        if let Outcome::Article(article) = outcome {
            headlines.push(article.headline.text);
        }
        ControlFlow::Continue(())
    });
    (headlines, summary.expect("readable"))
}

const LINES: &[u8] =
    b"{\"title\": \"A\", \"body\": \"x\"}\nnot json\n{\"title\": \"B\", \"body\": \"y\"}\n{\"colour\": 1}\n";

#[test]
fn a_summary_counts_and_carries_the_hash_of_the_file() {
    let (_folder, paths) = folder(&[("a.jsonl", LINES)]);
    let (headlines, summary) = read(&paths[0], "a.jsonl");
    assert_eq!(headlines, ["A", "B"]);
    let hash = hash_file(&paths[0]).expect("readable");
    let expected = SourceSummary {
        format: Some("json-lines"),
        hash: Some(hash),
        bytes: LINES.len() as u64,
        articles: 2,
        failures: 1,
        skips: 1,
    };
    assert_eq!(summary, expected);
}

#[test]
fn a_file_that_a_parser_leaves_early_is_hashed_whole() {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.resize(300_000, 7);
    let (_folder, paths) = folder(&[("a.png", &picture), ("b.png", &[&picture[..], b"!"].concat())]);
    let (first, second) = (read(&paths[0], "a.png").1, read(&paths[1], "b.png").1);
    assert_eq!((first.bytes, first.format, first.skips), (300_000, None, 1));
    assert_eq!(first.hash, hash_file(&paths[0]).ok());
    assert_ne!(first.hash, second.hash);
}

#[test]
fn whoever_takes_the_articles_may_stop() {
    let (_folder, paths) = folder(&[("a.jsonl", LINES)]);
    let mut seen = 0;
    let summary = read_source(&paths[0], "a.jsonl", None, &ReadOptions::default(), &mut |_| {
        seen += 1;
        ControlFlow::Break(())
    });
    let summary = summary.expect("readable");
    assert_eq!((seen, summary.articles, summary.hash), (1, 1, None));
}

#[test]
fn a_file_that_is_not_there_is_a_failure_with_its_path() {
    let missing = Path::new("no-such-folder/no-such-file.txt");
    let failure = read_source(missing, "x/y.txt", None, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()));
    let failure = failure.expect_err("it is not there");
    assert_eq!(failure.path, "x/y.txt");
    assert!(failure.to_string().starts_with("cannot read x/y.txt: "), "{failure}");
}

#[test]
fn many_threads_read_at_once() {
    let text = b"date 2024-04-01 Talks go on.\n\nNo date is set.";
    let (_folder, paths) = folder(&[("a.jsonl", LINES), ("b.txt", text)]);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                assert_eq!(read(&paths[0], "a.jsonl").0, ["A", "B"]);
                assert_eq!(read(&paths[1], "b.txt").0, ["Talks go on."]);
            });
        }
    });
}
