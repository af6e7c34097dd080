//! Searches over more articles than are looked at at once: frequent words, rare ones beside them, and pages of equal hits.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use dateline::engine::{ArticleIndex, NameSearch, SearchPage, SearchRequest, SortOrder};
use dateline::ingest::{IngestOptions, ingest};
use dateline::query::{Dialect, ParseContext, parse};
use jiff::civil::date;
use tempfile::TempDir;

use crate::support::write;

const ARTICLES: usize = 9000;
const RARE: usize = 8765;

/// Articles by their numbers: each says `that`; every second one `that will`, every fifth one twice more; every third one `will`
/// behind another word; one is about a zebra; all but every seventh have one of sixty words that begin alike.
static MANY: LazyLock<(TempDir, ArticleIndex)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let mut text = "We know that nobody can.".to_owned();
        let every = |step: usize| number.is_multiple_of(step);
        for (said, sentence) in [
            (every(3), " He will go."),
            (every(2), " They say that will help."),
            (every(5), " Is it that will? It is that will."),
            (number == RARE, " A zebra that will sleeps."),
        ] {
            text.push_str(if said { sentence } else { "" });
        }
        if !every(7) {
            write!(text, " And qq{}.", number % 60).expect("text grows");
        }
        writeln!(lines, r#"{{"title": "Number {number}", "date": "2024-05-06", "body": "{text}"}}"#)
            .expect("text grows");
    }
    write(&folder.path().join("corpus/many.jsonl"), &lines);
    let options = IngestOptions { threads: 1, names: Some(NameSearch::Skipped), ..IngestOptions::default() };
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    ingest(&corpus, &index, &options, &AtomicBool::new(false), &mut |_| {}).expect("the corpus can be indexed");
    let index = ArticleIndex::open(&index).expect("just built");
    (folder, index)
});

fn ask(query: &str, set: impl Fn(&mut SearchRequest)) -> SearchPage {
    let context = ParseContext { today: date(2025, 11, 1), dialect: Dialect::Dateline };
    let mut request = SearchRequest::new(parse(query, &context).expect("a query").query);
    set(&mut request);
    MANY.1.search(&request).expect("the index can be searched")
}

#[test]
fn everything_that_matches_is_counted() {
    for (query, count) in [
        ("that", 9000),
        // 4500 even numbers, 1800 multiples of five, 900 of ten; the rare one is such a multiple.
        ("\"that will\"", 5400),
        ("\"will that\"", 0),
        // Multiples of ten have three, and the rare one.
        ("atleast3(\"that will\")", 901),
        ("\"zebra that will\"", 1),
        ("zebra w/2 will", 1),
        ("\"know that\" w/s nobody", 9000),
        // Multiples of three; of the others those with `that will`.
        ("will", 6600),
        ("\"he will\" AND NOT \"that will\"", 1200),
        // 1286 multiples of seven.
        ("qq*", 7714),
        ("qq7*", 128),
        ("NOT that", 0),
        ("*", 9000),
    ] {
        let page = ask(query, |_| {});
        assert_eq!(page.full, count, "{query}");
    }
}

#[test]
fn pages_continue_one_another() {
    for query in ["that", "\"that will\"", "that will", "qq*", "that will nobody help say they", "zebra OR that"] {
        for order in [SortOrder::Relevance, SortOrder::Newest] {
            let page = |offset, limit| {
                let page =
                    ask(query, |request| (request.offset, request.limit, request.order) = (offset, limit, order));
                page.hits.iter().map(|hit| hit.article.article.headline.text.clone()).collect::<Vec<_>>()
            };
            let all = page(0, 260);
            assert_eq!(all.len(), 260, "{query}");
            for (offset, limit) in [(0, 1), (0, 10), (7, 5), (195, 10), (240, 20)] {
                assert_eq!(page(offset, limit), all[offset..offset + limit], "{query} from {offset} on");
            }
        }
    }
}

#[test]
fn the_rare_word_ranks_its_article_first() {
    for query in ["zebra that", "that OR zebra", "\"that will\" AND zebra", "nobody zebra"] {
        assert_eq!(ask(query, |_| {}).hits[0].article.article.headline.text, format!("Number {RARE}"), "{query}");
    }
}
