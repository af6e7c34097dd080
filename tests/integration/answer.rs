//! What a search tells besides its hits: spellings for what is not there, reasons, lines of context.

use dateline::engine::SearchPage;

use crate::support::{SAMPLE, dateline, folder, search};

fn spellings(page: &SearchPage) -> Vec<&str> {
    page.suggestions.iter().flat_map(|suggestion| &suggestion.instead).map(|spelling| spelling.text.as_str()).collect()
}

#[test]
fn words_and_names_that_are_nowhere_get_the_likeliest_spelling() {
    for (query, expected, corrected) in [
        ("netanyahoo rafah", "netanyahu", Some("netanyahu rafah")),
        ("ceasfire", "ceasefire", Some("ceasefire")),
        ("\"rafah ofensive\"", "offensive", Some("\"rafah offensive\"")),
        ("rafah w/5 ofensive", "offensive", Some("rafah w/5 offensive")),
        ("headline:rafha", "rafah", Some("headline:rafah")),
        ("person:\"Jack Sullivan\"", "jake sullivan", Some("person:\"jake sullivan\"")),
        ("org:\"Trump Organizaton\"", "trump organization", Some("org:\"trump organization\"")),
        ("al-Qaidda", "qaida", Some("al-qaida")),
    ] {
        let page = search(&SAMPLE.1, query);
        assert!(spellings(&page).iter().any(|text| text.ends_with(expected)), "{query}: {:?}", page.suggestions);
        assert_eq!(page.corrected(query).as_deref(), corrected, "{query}");
    }
    for query in ["rafah", "volcano", "xq", "netanyahoo~", "rafax*", "\"offensive rafah\""] {
        assert_eq!(spellings(&search(&SAMPLE.1, query)), Vec::<&str>::new(), "{query}");
    }
}

#[test]
fn a_query_that_finds_nothing_shows_which_part_emptied_it() {
    let page = search(&SAMPLE.1, "rafah AND volcano AND date:2023");
    let parts: Vec<(&str, u64)> = page.parts.iter().map(|part| (part.query.as_str(), part.articles)).collect();
    assert_eq!(parts, [("rafah", 7), ("volcano", 0), ("date:2023", 17)]);
    assert!(search(&SAMPLE.1, "rafah").parts.is_empty());
}

#[test]
fn suggestions_are_printed_and_part_of_the_json() {
    let home = folder(&[("corpus/a.txt", "date 2024-03-05 Alpha met Beta in Rafah. They spoke of an offensive.")]);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "raffah AND beta"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr,
        "note: nothing in the index matches `raffah`\n\
         did you mean, for `raffah`: rafah (1)\n\
         try: rafah AND beta\n\
         nothing found for `raffah AND beta`\n         0  raffah\n         1  beta\n"
    );
    let run = dateline(home.path(), &["search", "-q", "raffah AND beta", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["did_you_mean"], "rafah AND beta");
    assert_eq!(json["suggestions"][0]["instead"][0]["text"], "rafah");
    assert_eq!(json["parts"][1], serde_json::json!({"query": "beta", "articles": 1}));
}
