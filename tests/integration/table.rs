//! The query language row by row: queries over the sample corpus and the articles that they have to find.

use crate::support::{SAMPLE, matches};

/// Queries and articles; see its first lines.
const TABLE: &str = include_str!("queries.tsv");

#[test]
fn every_query_finds_the_articles_that_hold_it() {
    let mut wrong = Vec::new();
    let mut queries = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (query, expected) = line.split_once('\t').expect("a query, a tab and articles");
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let found = matches(&SAMPLE.1, query);
        if found != expected {
            wrong.push(format!("{query}\n  expected {expected:?}\n  found    {found:?}"));
        }
        queries += 1;
    }
    assert!(queries >= 120, "{queries} queries are left");
    assert!(wrong.is_empty(), "{} of {queries}:\n{}", wrong.len(), wrong.join("\n"));
}
