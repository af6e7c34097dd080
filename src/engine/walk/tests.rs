//! What is found when not everything is looked into is what is found when it is.

use tempfile::TempDir;

use crate::article::{Article, ArticleDate, DatePrecision, DateProvenance, Section};
use crate::engine::document::IndexedArticle;
use crate::engine::index::ArticleIndex;
use crate::engine::page::{SearchPage, SearchRequest};
use crate::engine::search::{SortOrder, Totals};
use crate::engine::writer::{ArticleWriter, ExistingIndex, WriterOptions};
use crate::query::{Dialect, ParseContext, parse};

/// Articles of a few words in which the same come again and again, in an order that looks like chance.
fn index() -> (TempDir, ArticleIndex) {
    let words = ["talks", "bridge", "will", "that", "harbour", "vote", "rain", "that will", "quiet"];
    let mut state = 12_345u32;
    let mut chance = |limit: usize| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (state >> 16) as usize % limit
    };
    let mut text = |length: usize| (0..length).map(|_| words[chance(words.len())]).collect::<Vec<_>>().join(" ");
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("index");
    let options = WriterOptions { threads: 1, existing: ExistingIndex::Update };
    let writer = ArticleWriter::open(&path, &options).expect("an empty folder");
    let mut sink = writer.sink();
    let articles = (0..9000u32).map(|number| {
        let day = jiff::civil::date(2020, 1 + (number % 12) as i8, 1 + (number / 7 % 28) as i8);
        let dated = ArticleDate {
            start: day.at(0, 0, 0, 0),
            precision: DatePrecision::Day,
            utc_offset: None,
            provenance: DateProvenance::Metadata,
            certain: true,
        };
        let article = Article {
            path: format!("{number}.txt"),
            word_count: number % 40,
            date: (number % 5 > 0).then_some(dated),
            lede: text(1 + number as usize % 9),
            sections: vec![Section { heading: None, paragraphs: vec![text(3 + number as usize % 31)] }],
            ..Article::default()
        };
        (IndexedArticle { article, names: Vec::new(), lost: None }, None)
    });
    sink.add(articles).expect("room for it");
    sink.finish().expect("room for it");
    writer.commit(home.path()).expect("room for it");
    let index = ArticleIndex::open(&path).expect("just built");
    (home, index)
}

fn search(index: &ArticleIndex, query: &str, order: SortOrder, totals: Totals) -> SearchPage {
    let context = ParseContext { today: jiff::civil::date(2025, 11, 1), dialect: Dialect::Auto };
    let query = parse(query, &context).unwrap_or_else(|error| panic!("{query}: {error}")).query;
    index.search(&SearchRequest { order, totals, ..SearchRequest::new(query) }).expect("it can be searched")
}

#[test]
fn what_is_shown_does_not_depend_on_what_is_counted() {
    let (_home, index) = index();
    let queries = [
        "\"that will\"",
        "\"that will vote\"",
        "\"talks vote\"~3",
        "talks w/3 bridge",
        "rain pre/5 quiet",
        "talks w/s bridge",
        "talks w/p (rain OR vote)",
        "\"that will\" w/4 vote",
        "lede:\"that will\"",
        "words>5",
        "harbour",
        "t*",
        "harbour OR rain OR talks OR quiet",
        "harbour^0.2 OR rain^3 OR \"that will\"^2 OR bridge OR vote^0.1",
        "harbour^0.01 OR rain^0.01",
    ];
    let mut bounded = 0;
    for query in queries {
        for order in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
            let all = search(&index, query, order, Totals::Exact);
            assert_eq!((all.hits.len(), all.more), (10, false), "{query}");
            for totals in [Totals::Bounded, Totals::Skipped] {
                let page = search(&index, query, order, totals);
                let told = |page: &SearchPage| -> Vec<(String, f32)> {
                    page.hits.iter().map(|hit| (hit.article.article.path.clone(), hit.score)).collect()
                };
                assert_eq!(told(&page), told(&all), "{query} {order:?} {totals:?}");
                match page.more {
                    true => assert!(totals == Totals::Bounded && (10..=all.full).contains(&page.full), "{query}"),
                    false => assert!(totals == Totals::Skipped || page.full == all.full, "{query}"),
                }
                bounded += usize::from(page.more && page.full < all.full);
            }
        }
    }
    assert!(bounded > 8, "{bounded}");
}
