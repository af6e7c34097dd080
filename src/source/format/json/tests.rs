use super::super::testing::{headlines, outcomes};
use crate::article::Article;
use crate::source::read::ReadOptions;

fn read(name: &str, text: &str) -> (Vec<Article>, Vec<String>) {
    outcomes(name, text.as_bytes(), &ReadOptions::default())
}

#[test]
fn lines_are_numbered_from_one_and_a_broken_one_does_not_end_the_file() {
    let text =
        "{\"title\": \"A\", \"body\": \"x\"}\n\n{\"title\": \"B\", \"body\"\n{\"title\": \"C\", \"body\": \"z\"}";
    let (articles, others) = read("a.jsonl", text);
    assert_eq!(headlines(&articles), [("1", "A"), ("4", "C")]);
    assert_eq!(articles[0].format, "json-lines");
    assert_eq!(others.len(), 1);
    assert!(others[0].starts_with("cannot read a.jsonl!3: broken JSON: "), "{}", others[0]);
}

#[test]
fn every_shape_of_json_is_recognised_by_its_bytes() {
    let cases = [
        ("{\"title\": \"A\", \"body\": \"x\"}", vec![("-", "A")]),
        (
            "[{\"title\": \"A\", \"body\": \"x\"}, {\"title\": \"B\", \"body\": \"]}\\\"\"}]",
            vec![("1", "A"), ("2", "B")],
        ),
        ("{\n\"title\": \"A\", \"body\": \"x\"}\n{\"title\": \"B\", \"body\": \"y\"}", vec![("1", "A"), ("2", "B")]),
        ("{\"articles\": [{\"title\": \"A\", \"body\": \"x\"}]}", vec![("1", "A")]),
        ("{\"response\": {\"docs\": [{\"title\": \"A\", \"body\": \"x\"}]}}", vec![("1", "A")]),
    ];
    for (text, expected) in cases {
        let (articles, others) = read("unnamed", text);
        assert_eq!(headlines(&articles), expected, "{text}");
        assert!(others.is_empty(), "{others:?}");
    }
}

#[test]
fn a_feed_in_json_lends_its_items_what_they_lack() {
    let text = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Daily Example\", \"language\": \"en\",
        \"items\": [{\"id\": \"7\", \"title\": \"A\", \"content_text\": \"x\", \"date_published\": \"2024-04-01T10:00:00Z\"}]}";
    let (articles, _) = read("feed.json", text);
    let article = &articles[0];
    assert_eq!((article.format.as_str(), article.publisher.as_deref()), ("json-feed", Some("Daily Example")));
    assert_eq!((article.language.as_deref(), article.external_id.as_deref()), (Some("en"), Some("7")));
}

#[test]
fn a_record_larger_than_the_limit_fails_alone() {
    let options = ReadOptions { max_record_bytes: 60, ..ReadOptions::default() };
    let long = "y".repeat(100);
    for (open, joint, close, name) in [("", "\n", "", "a.jsonl"), ("[", ",", "]", "a.json")] {
        let record = |title: &str, body: &str| format!("{{\"title\": \"{title}\", \"body\": \"{body}\"}}");
        let records = [record("A", "x"), record("B", &long), record("C", "z")];
        let text = format!("{open}{}{close}", records.join(joint));
        let (articles, others) = outcomes(name, text.as_bytes(), &options);
        assert_eq!(headlines(&articles), [("1", "A"), ("3", "C")]);
        assert_eq!(others, [format!("cannot read {name}!2: one record is larger than 60 bytes")]);
    }
}

#[test]
fn other_encodings_are_read_too() {
    let text = "{\"title\": \"Gespräche\", \"body\": \"Über Öl.\"}\n{\"title\": \"B\", \"body\": \"y\"}\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = vec![0xff, 0xfe];
    marked.extend(&wide);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let mut eight = vec![0xef, 0xbb, 0xbf];
    eight.extend(text.as_bytes());
    for bytes in [&marked, &latin.into_owned(), &eight] {
        let (articles, others) = outcomes("a.jsonl", bytes, &ReadOptions::default());
        assert_eq!(headlines(&articles), [("1", "Gespräche"), ("2", "B")], "{others:?}");
    }
}

#[test]
fn what_is_no_article_is_said() {
    let (articles, others) = read("a.json", "{\"colour\": \"red\", \"size\": 5}");
    assert!(articles.is_empty());
    assert_eq!(others, [": no article in it: an object without headline and text"]);
}

#[test]
fn stray_brackets_end() {
    let (articles, others) =
        read("a.json", "{\"title\": \"A\", \"body\": \"x\"}}} ] {\"title\": \"B\", \"body\": \"y\"}");
    assert_eq!(headlines(&articles), [("1", "A"), ("4", "B")]);
    assert_eq!(others.len(), 2, "{others:?}");
}

proptest::proptest! {
    #[test]
    fn any_text_after_a_brace_is_read_or_refused(text in "[\\[{]\\PC{0,80}") {
        let _ = std::panic::catch_unwind(|| read("a.json", &text)).expect("no panic");
    }
}
