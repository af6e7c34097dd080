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

/// What is read of an object that is larger than a record of this size.
fn large(text: &str, limit: usize) -> (Vec<Article>, Vec<String>) {
    assert!(text.len() > limit, "the test is of larger objects");
    outcomes("dump.json", text.as_bytes(), &ReadOptions { max_record_bytes: limit, ..ReadOptions::default() })
}

#[test]
fn of_an_object_that_is_too_large_the_lists_are_read_item_by_item() {
    let item = |title: &str| format!("{{\"title\": \"{title}\", \"body\": \"{}\"}}", "No date is set. ".repeat(20));
    let items = ["A", "B", "C"].map(item).join(", ");
    for (text, places) in [
        (format!("{{\"status\": \"ok\", \"articles\": [{items}]}}"), ["1", "2", "3"]),
        (format!("\n {{\"response\": {{\"n\": 3, \"docs\": [{items}]}}}}"), ["1", "2", "3"]),
        (format!("{{\"payload\": {{\"found\": {{\"pieces\": [{items}]}}}}}}"), ["1", "2", "3"]),
        (format!("{{\"x1\": {}, \"x2\": {}, \"x3\": {}}}", item("A"), item("B"), item("C")), ["x1", "x2", "x3"]),
    ] {
        let (articles, others) = large(&text, 700);
        assert_eq!(headlines(&articles), [(places[0], "A"), (places[1], "B"), (places[2], "C")], "{text}");
        assert!(others.is_empty(), "{others:?}");
        assert_eq!(articles[0].format, "json");
    }
    let two = format!("{{\"articles\": [{items}], \"opinion\": [{items}], \"comments\": [{}]}}", item("D"));
    let (articles, _) = large(&two, 900);
    let places: Vec<&str> = articles.iter().filter_map(|article| article.locator.as_deref()).collect();
    assert_eq!(places, ["1", "2", "3", "opinion/1", "opinion/2", "opinion/3"]);
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"Daily Example\", \"items\": [{items}]}}"
    );
    let (articles, _) = large(&feed, 700);
    assert_eq!((articles[2].format.as_str(), articles[2].publisher.as_deref()), ("json-feed", Some("Daily Example")));
}

#[test]
fn what_is_too_large_and_no_list_fails_and_what_stands_before_a_break_is_kept() {
    let item = format!("{{\"title\": \"A\", \"body\": \"{}\"}}", "No date is set. ".repeat(20));
    let (articles, others) = large(&format!("{{\"title\": \"A\", \"body\": \"{}\"}}", "x ".repeat(20_000)), 700);
    assert_eq!(
        (articles.len(), others),
        (0, vec!["cannot read dump.json: one record is larger than 700 bytes".to_owned()])
    );
    let (articles, others) = large(&format!("{{\"articles\": [{item}, {item}, {{\"title\": \"B"), 700);
    assert_eq!(headlines(&articles), [("1", "A"), ("2", "A")]);
    assert!(others[0].starts_with("cannot read dump.json: broken JSON: "), "{others:?}");
    let long = format!("{{\"articles\": [{item}, {{\"title\": \"B\", \"body\": \"{}\"}}]}}", "x ".repeat(20_000));
    let (articles, others) = large(&long, 700);
    assert_eq!(
        (headlines(&articles), others),
        (vec![("1", "A")], vec!["cannot read dump.json: one record is larger than 700 bytes".to_owned()])
    );
    let (articles, others) = large(&format!("{{\"data\": [{}1]}}", "{\"x\": 1}, ".repeat(5000)), 700);
    assert_eq!(
        (articles.len(), others),
        (0, vec![": no article in it: an object without headline and text".to_owned()])
    );
    // What follows an object that goes on behind the beginning of the file is told of.
    let items = vec![item.as_str(); 300].join(", ");
    let (articles, others) = large(&format!("{{\"articles\": [{items}]}}\n{{\"title\": \"B\"}}"), 700);
    assert_eq!(articles.len(), 300);
    assert!(others[0].starts_with("cannot read dump.json: broken JSON: trailing characters"), "{others:?}");
    let (articles, others) = large(&format!("{}1{}", "{\"a\": ".repeat(5000), "}".repeat(5000)), 700);
    assert_eq!((articles.len(), others.len()), (0, 1), "{others:?}");
}
