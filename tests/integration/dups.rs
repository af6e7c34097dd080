//! Near copies: in groups of their own, and below a hit of a search.

use crate::support::{SAMPLE, dateline, folder, sample_corpus};

const REPORT: &str = "Officials said on Monday that the dam above the town would be opened for three days, since the rain of \
                      the last week had filled the lake to its brim, and asked people near the river to stay at home.";

fn corpus() -> tempfile::TempDir {
    let longer =
        format!("{REPORT} A spokesman added that schools would be closed until the water had gone down again.");
    let home = folder(&[
        ("corpus/one.txt", &format!("date 2024-03-05\n\n{REPORT}\n")),
        ("corpus/two.txt", &format!("date 2024-03-04\n\n{longer}\n")),
        (
            "corpus/other.txt",
            "date 2024-03-06\n\nThe dam was closed, and the rain had ended when people returned home.\n",
        ),
        ("corpus/en.jsonl", &format!("{{\"id\":\"1\",\"date\":\"2024-03-07\",\"body\":\"{REPORT}\"}}\n")),
    ]);
    dateline(home.path(), &["index", "-q"]);
    home
}

#[test]
fn copies_are_grouped_the_earliest_first() {
    let home = corpus();
    let lines = dateline(home.path(), &["dups"]);
    assert_eq!(lines.code, 0, "{}", lines.stderr);
    let columns: Vec<Vec<&str>> = lines.stdout.lines().map(|line| line.split('\t').collect()).collect();
    let seen: Vec<_> = columns.iter().map(|row| (row[0], row[1], row[2], row[4])).collect();
    assert_eq!(
        seen,
        [
            ("1", "1.00", "2024-03-04", "two.txt"),
            ("1", "1.00", "2024-03-05", "one.txt"),
            ("1", "1.00", "2024-03-07", "en.jsonl!1")
        ]
    );
    assert!(lines.stderr.ends_with("3 of 4 articles are in 1 group\n"), "{}", lines.stderr);
    let narrowed = dateline(home.path(), &["dups", "--to", "2024-03-04"]);
    assert_eq!((narrowed.code, narrowed.stdout.as_str()), (1, ""));
    assert_eq!(narrowed.stderr, "no copies among 1 article\n");
    assert_eq!(dateline(home.path(), &["dups", "spokesman"]).code, 1);
    let json: serde_json::Value = serde_json::from_str(
        &dateline(home.path(), &["dups", "dam", "--from", "2024-03-04", "--format", "json"]).stdout,
    )
    .expect("JSON");
    assert_eq!(
        (json["articles"].as_u64(), json["groups"].as_u64(), json["grouped"].as_u64()),
        (Some(4), Some(1), Some(3))
    );
    assert_eq!(json["stories"][0]["articles"][1]["path"], "one.txt");
    let text = dateline(home.path(), &["dups", "--format", "text"]).stdout;
    assert!(text.contains("(3 articles)\n") && text.contains("   2024-03-05 · one.txt · "), "{text}");
}

#[test]
fn the_sample_corpus_has_two_stories_that_were_printed_again() {
    let index = SAMPLE.0.path().join("index");
    let run = |arguments: &[&str]| {
        dateline(&sample_corpus(), &[arguments, &["--index", index.to_str().expect("a Unicode path")]].concat())
    };
    let paths = |output: &str| -> Vec<String> {
        output.lines().filter_map(|line| line.split('\t').nth(4)).map(str::to_owned).collect()
    };
    assert_eq!(
        paths(&run(&["dups"]).stdout),
        [
            "2024-03/un-council-ramadan-ceasefire.txt",
            "saltmarsh-herald/un-vote-gaza-in-brief.txt",
            "wire/2024-03-25-security-council-gaza-vote.txt",
            "saltmarsh-herald/altman-back-at-openai.txt",
            "wire/2023-11-22-altman-returns-openai.txt",
        ]
    );
    assert_eq!(paths(&run(&["dups", "-n", "1"]).stdout).len(), 3);
    assert_eq!(
        run(&["dups", "-n", "1", "--format", "paths"]).stdout,
        "2024-03/un-council-ramadan-ceasefire.txt\nsaltmarsh-herald/un-vote-gaza-in-brief.txt\n\
         wire/2024-03-25-security-council-gaza-vote.txt\n"
    );
    assert_eq!(paths(&run(&["dups", "-n", "0"]).stdout).len(), 5);
}

#[test]
fn a_hit_has_its_copies_below_it_and_pages_do_not_overlap() {
    let home = corpus();
    let search = |arguments: &[&str]| {
        let run = dateline(home.path(), &[&["search", "dam", "-q", "--format", "json"], arguments].concat());
        serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON")
    };
    let grouped = search(&["--group-dups"]);
    assert_eq!(search(&[])["hits"].as_array().map(Vec::len), Some(4));
    let hits = grouped["hits"].as_array().expect("hits");
    assert_eq!(hits.len(), 2);
    let copies: usize = hits.iter().filter_map(|hit| hit["copies"].as_array()).map(Vec::len).sum();
    assert_eq!((copies, grouped["total"].as_u64()), (2, Some(4)));
    let second = search(&["--group-dups", "-n", "1", "--offset", "1"]);
    assert_eq!(second["hits"][0]["rank"], 2);
    assert_eq!(second["hits"][0]["path"], hits[1]["path"]);
    let text = dateline(home.path(), &["search", "dam", "--group-dups", "--format", "text", "-q"]).stdout;
    assert!(text.contains("2 near copies: "), "{text}");
    let table =
        dateline(home.path(), &["search", "dam", "--group-dups", "--format", "csv", "--fields", "copies"]).stdout;
    assert!(table.starts_with("copies\n\"") || table.contains(".txt, "), "{table}");
    assert_eq!(dateline(home.path(), &["search", "dam", "--fields", "copies"]).code, 2);
}
