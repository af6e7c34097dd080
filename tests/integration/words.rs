//! Words of many languages: which forms of a word are found, and which other words are not.

use std::collections::BTreeMap;

use dateline::engine::ArticleIndex;

use crate::support::{count, dateline, folder, index_folder, search};

/// By language: whether it is the same word, the word that is asked for, and the text that has it.
fn pairs() -> BTreeMap<&'static str, Vec<(bool, &'static str, &'static str)>> {
    let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let &[language, kind, asked, text] = &parts[..] else { panic!("four parts: {line}") };
        pairs.entry(language).or_default().push((kind == "same", asked, text));
    }
    pairs
}

#[test]
fn forms_of_a_word_are_found_and_other_words_are_not() {
    let mut wrong = Vec::new();
    for (language, pairs) in pairs() {
        let article = |(number, (_, _, text)): (usize, &(bool, &str, &str))| {
            let article = serde_json::json!({ "id": format!("n{number}"), "title": format!("n{number}"), "language": language, "text": text });
            format!("{article}\n")
        };
        let articles: String = pairs.iter().enumerate().map(article).collect();
        let corpus = folder(&[("a.jsonl", &articles)]);
        let index = tempfile::tempdir().expect("a folder");
        index_folder(corpus.path(), index.path());
        let index = ArticleIndex::open(index.path()).expect("an index");
        for (number, (same, asked, text)) in pairs.iter().enumerate() {
            let headline = format!("n{number}");
            let page = search(&index, asked);
            let found =
                page.hits.iter().any(|hit| hit.missing.is_empty() && hit.article.article.headline.text == headline);
            if found != *same {
                wrong.push(format!("{language}: {asked} {} {text}", if found { "found" } else { "missed" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_number_and_what_it_counts_are_found_whatever_follows() {
    let corpus = folder(&[("a.txt", "会議\n\n市は3月7日に会議を開き、100人が参加した。\n")]);
    let index = tempfile::tempdir().expect("a folder");
    index_folder(corpus.path(), index.path());
    let index = ArticleIndex::open(index.path()).expect("an index");
    for query in ["100人", "\"100人\"", "=100人", "3月7日", "\"3月7日に会議\"", "１００人"] {
        assert_eq!(count(&index, query), 1, "{query}");
    }
    for query in ["10人", "\"7日が\"", "=3月8日"] {
        assert_eq!(count(&index, query), 0, "{query}");
    }
}

#[test]
fn a_hint_tells_of_longer_words_in_languages_that_make_them() {
    let article = |language: &str, text: &str| {
        format!("{}\n", serde_json::json!({ "title": "Titel", "language": language, "text": text }))
    };
    let german = folder(&[("corpus/a.jsonl", &article("de", "Die Stadt plant mehr Hochwasserschutz am Fluss."))]);
    dateline(german.path(), &["index", "-q"]);
    let run = dateline(german.path(), &["search", "Hochwasser"]);
    assert!(run.stderr.contains("hint: 1 article has it, or a longer word with it: '*Hochwasser*'"), "{}", run.stderr);
    assert_eq!(run.code, 1);
    let hints = |query: &str| dateline(german.path(), &["search", query]).stderr.contains("longer word");
    // Nothing more is found, or the word is in too many others.
    assert!(!hints("Hochwasserschutz") && !hints("Flu") && !hints("\"Hochwasser\" Stadt"));
    let english = folder(&[("corpus/a.jsonl", &article("en", "The city plans more floodgates by the river."))]);
    dateline(english.path(), &["index", "-q"]);
    assert!(!dateline(english.path(), &["search", "flood"]).stderr.contains("longer word"));
}

#[test]
fn a_fragment_of_a_long_word_is_no_match_and_is_not_emphasised() {
    let corpus = folder(&[
        ("a.txt", "監視\n\nコンピューターで監視する計画が発表された。\n"),
        ("b.txt", "党首\n\n労働党のスターマー党首は政府の計画を批判した。\n"),
        ("c.txt", "ประชุม\n\nประชาชนประท้วง สภามีมติขึ้นค่าน้ำประปา\n"),
    ]);
    let index = tempfile::tempdir().expect("a folder");
    index_folder(corpus.path(), index.path());
    let index = ArticleIndex::open(index.path()).expect("an index");
    let page = search(&index, "コンピューター");
    assert_eq!((page.full, page.partial), (1, 0));
    assert_eq!(count(&index, "スターマー"), 1);
    let page = search(&index, "ขึ้นค่าน้ำประปา");
    assert_eq!(page.full, 1);
    let marked: Vec<&str> = page.hits[0]
        .snippets
        .iter()
        .flat_map(|snippet| snippet.text.highlights.iter().map(|range| &snippet.text.text[range.clone()]))
        .collect();
    assert_eq!(marked, ["ขึ้นค่าน้ำประปา"]);
}
