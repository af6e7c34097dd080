use super::*;
use crate::article::{ArticleDate, DatePrecision, DateProvenance, Headline};

fn article() -> IndexedArticle {
    let lede = "Benjamin Netanyahu spoke. Mr. Netanyahu and Harry M. Reid met in Rafah.";
    let mention = |written: &str, skip: usize| {
        let start = lede.match_indices(written).nth(skip).expect("it is there").0 as u32;
        NameMention { block: 1, start, end: start + written.len() as u32 }
    };
    let name = |class, name: &str, key: &str, mentions| ArticleName {
        class,
        name: name.into(),
        key: key.into(),
        roles: vec!["Prime Minister".into()],
        mentions,
    };
    IndexedArticle {
        article: Article {
            path: "2024/05/talks.txt".into(),
            locator: Some("3".into()),
            date: Some(ArticleDate {
                start: jiff::civil::date(1923, 2, 28).at(23, 59, 58, 7),
                precision: DatePrecision::Time,
                utc_offset: Some(-18_000),
                provenance: DateProvenance::TextLine,
                certain: true,
            }),
            headline: Headline { text: "Benjamin Netanyahu spoke.".into(), derived: true },
            lede: lede.into(),
            sections: vec![
                Section { heading: None, paragraphs: vec!["Second.".into(), String::new()] },
                Section { heading: Some("Then".into()), paragraphs: Vec::new() },
            ],
            language: Some("en".into()),
            format: "text".into(),
            word_count: 14,
            metadata: vec![("slug".into(), "talks\0rafah".into())],
            ..Article::default()
        },
        names: vec![
            name(
                NameClass::Person,
                "Benjamin Netanyahu",
                "netanyahu, benjamin",
                vec![mention("Benjamin Netanyahu", 0), mention("Netanyahu", 1)],
            ),
            name(NameClass::Person, "Harry M. Reid", "reid, harry m", vec![mention("Harry M. Reid", 0)]),
            name(NameClass::Person, "Ann Lee", "another key", Vec::new()),
            name(NameClass::Place, "Rafah", "rafah", vec![mention("Rafah", 0), mention("Benjamin Netanyahu", 0)]),
        ],
        lost: None,
    }
}

#[test]
fn an_article_comes_back() {
    let indexed = article();
    let (record, places) = record_of_article(&indexed);
    let stored = StoredArticle { indexed: indexed.clone(), hash: None, mentions: None };
    assert_eq!(article_of(&record), Some(stored));
    let blocks: Vec<(Zone, &str)> =
        places.blocks.iter().map(|(zone, range)| (*zone, &record.text()[range.clone()])).collect();
    let expected: Vec<(Zone, &str)> = indexed.article.blocks().map(|block| (block.zone, block.text)).collect();
    assert_eq!(blocks, expected);
    let texts: Vec<&str> = record.texts().collect();
    assert!(!texts.contains(&"Benjamin Netanyahu spoke."), "the headline begins the lede: {texts:?}");
    assert!(!texts.contains(&"Benjamin Netanyahu") && !texts.contains(&"reid, harry m"), "{texts:?}");
    assert!(texts.contains(&"Ann Lee") && texts.contains(&"another key"), "{texts:?}");
}

#[test]
fn what_does_not_follow_from_the_rest_is_kept() {
    let mut indexed = article();
    indexed.article.headline.text = "Another sentence.".into();
    indexed.article.date = None;
    indexed.names[0].mentions[0] = NameMention { block: 9, start: 5, end: 2 };
    indexed.names[1].name = "Jos\u{e9} Reid".into();
    indexed.names[2].roles.clear();
    (indexed.article.byline, indexed.article.rubric) = (Some("Ann Lee".into()), Some("World".into()));
    let (record, places) = record_of_article(&indexed);
    let text = |range: Option<Range<usize>>| range.map(|range| &record.text()[range]);
    let kept = [places.byline.clone(), places.publisher.clone(), places.rubric.clone()].map(text);
    assert_eq!(kept, [Some("Ann Lee"), None, Some("World")]);
    assert_eq!(text(places.blocks.first().map(|(_, range)| range.clone())), Some("Another sentence."));
    assert_eq!(article_of(&record).map(|stored| stored.indexed), Some(indexed));
    let empty = IndexedArticle { article: Article::default(), names: Vec::new(), lost: None };
    assert_eq!(article_of(&record_of_article(&empty).0).map(|stored| stored.indexed), Some(empty));
}

#[test]
fn a_record_of_a_file_comes_back() {
    let file = FileRecord {
        path: "a.jsonl".into(),
        format: Some("json-lines".into()),
        articles: 3,
        problems: vec![
            FileProblem { locator: Some("2".into()), cause: "no text".into(), failed: true },
            FileProblem { locator: None, cause: "cut short".into(), failed: false },
        ],
    };
    assert_eq!(file_of(&file_record(&file)), Some(file));
}

#[test]
fn anything_else_is_no_article() {
    let (record, _) = record_of_article(&article());
    assert_eq!(article_of(&Record::default()), None);
    for end in 0..record.other.len() {
        let mut cut = record.clone();
        cut.other.truncate(end);
        assert_eq!(article_of(&cut), None);
    }
}

fn record_of_article(indexed: &IndexedArticle) -> (Record, TextPlaces) {
    article_record(indexed, &mention::in_order(&indexed.names))
}

#[test]
fn a_key_that_follows_from_the_name_is_told() {
    for (name, key, expected) in [
        ("Rafah", "rafah", StoredKey::Same),
        ("U.S. Senate", "u.s. senate", StoredKey::Same),
        ("", "", StoredKey::Same),
        ("Ana Lima", "lima, ana", StoredKey::Turned),
        ("Ana M. Lima Jr.", "jr, ana m lima", StoredKey::Turned),
        ("Ana M. Lima", "lima, ana m.", StoredKey::Text),
        ("Ana Lima", "lima, ana m", StoredKey::Text),
        ("Ana Lima", "lima, an", StoredKey::Text),
        ("Ana", "lima, ana", StoredKey::Text),
        ("\u{c9}mile", "\u{e9}mile", StoredKey::Text),
        ("Ana", "an", StoredKey::Text),
    ] {
        assert_eq!(StoredKey::of(name, key), expected, "{name}");
        assert_eq!(expected.read(name).is_some_and(|read| read == key), expected != StoredKey::Text, "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn what_a_key_is_kept_as_is_what_reading_gives(name in "[A-Za-z. ]{0,12}", other in "[a-z., ]{0,14}") {
        for kept in [StoredKey::Same, StoredKey::Turned] {
            let read = kept.read(&name);
            for key in [Some(other.clone()), read.clone()].into_iter().flatten() {
                proptest::prop_assert_eq!(kept.gives(&name, &key), read.as_ref() == Some(&key));
            }
        }
    }
}
