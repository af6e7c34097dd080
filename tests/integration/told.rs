//! What is said beside results, and what is refused since it would mean something else.

use crate::support::{Run, dateline, folder};

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
    assert!(told("harbour zeppelin").ends_with("none shown: no article has all the words, 2 articles have some of them\n"));
    assert_eq!(told("harbour open"), "none shown: 1 article has all the words, 1 more some of them\n");
    assert_eq!(told("harbour"), "none shown of 2 articles\n");
}
