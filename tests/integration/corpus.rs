//! The sample corpus: what its articles are read as, and which of them a query finds. Expected files were found by reading.

use dateline::article::{DatePrecision, DateProvenance};
use dateline::engine::ArticleIndex;

use crate::support::{SAMPLE, matches, search};

fn index() -> &'static ArticleIndex {
    &SAMPLE.1
}

#[test]
fn every_article_is_there_in_its_language() {
    assert_eq!(index().article_count().expect("the index can be read"), 74);
    let mut counts = index().language_counts().expect("the index can be read");
    counts.sort();
    let expected = [("ar", 5), ("de", 4), ("en", 49), ("es", 4), ("fr", 5), ("pt", 1), ("ru", 1), ("zh", 5)];
    assert_eq!(counts, expected.map(|(code, count)| (code.to_owned(), count)));
}

#[test]
fn words_and_phrases_find_the_articles_that_hold_them() {
    for (query, expected) in [
        (
            "rafah offensive",
            vec![
                "2024-03/un-council-ramadan-ceasefire",
                "2024-04/netanyahu-us-video-conference-rafah",
                "saltmarsh-herald/un-vote-gaza-in-brief",
                "wire/2024-03-25-security-council-gaza-vote",
                "wire/2024-05-07-rafah-crossing-seized",
            ],
        ),
        ("\"rafah offensive\"", vec!["wire/2024-05-07-rafah-crossing-seized"]),
        (
            "\"ceasefire talks\"",
            vec![
                "2023-11/gaza-truce-begins",
                "2024-03/un-council-ramadan-ceasefire",
                "2024-04/netanyahu-us-video-conference-rafah",
                "2024-10/sinwar-killed-in-rafah",
                "2025-10/gaza-hostages-freed-sharm-summit",
                "wire/2024-05-07-rafah-crossing-seized",
            ],
        ),
        ("AT&T", vec!["2024-07/2024-07-12-att-call-records"]),
        ("al-Qaida", vec!["2024-12/assad-falls-in-damascus", "2025-05/trump-mbs-riyadh-visit"]),
        ("O'Brien", vec!["2024-11/trump-wins-second-term", "2025-03/anora-wins-best-picture"]),
        ("O’Brien", vec!["2024-11/trump-wins-second-term", "2025-03/anora-wins-best-picture"]),
        ("byline:O'Brien", vec!["2024-12/notre-dame-reopens", "2025-03/anora-wins-best-picture"]),
        (
            "helicopter",
            vec![
                "2024-05/raisi-helicopter-crash",
                "2024-08/2024-08-06-hasina-flees-bangladesh",
                "wire/2024-12-04-south-korea-martial-law",
            ],
        ),
        ("earthquake", vec!["2023-02/turkey-syria-earthquake-rescue"]),
        ("\"Lockheed Martin\"", vec!["2024-04/ukraine-aid-two-johnsons", "2025-05/trump-mbs-riyadh-visit"]),
        ("volcano", vec![]),
        ("rafah AND sinwar NOT \"ceasefire talks\"", vec![]),
        (
            "rafah AND (sinwar OR tanks)",
            vec!["2024-10/sinwar-killed-in-rafah", "wire/2024-05-07-rafah-crossing-seized"],
        ),
    ] {
        assert_eq!(matches(index(), query), expected, "{query}");
    }
}

#[test]
fn accents_and_hyphens_do_not_hide_an_article() {
    let facade = matches(index(), "facade");
    assert!(facade.contains(&"2024-12/notre-dame-reopens".to_owned()), "{facade:?}");
    assert_eq!(matches(index(), "façade"), facade);
    assert!(matches(index(), "ceasefire").contains(&"2024-11/lebanon-cease-fire-takes-effect".to_owned()));
    assert!(matches(index(), "cease-fire").contains(&"2024-11/lebanon-cease-fire-takes-effect".to_owned()));
}

#[test]
fn other_scripts_are_cut_so_that_words_are_found() {
    assert_eq!(matches(index(), "习近平"), ["2023-03/xi-jinping-fangwen-mosike"]);
    assert_eq!(
        matches(index(), "内塔尼亚胡"),
        ["2024-07/baideng-tuichu-xuanju", "2024-11/guoji-xingshi-fayuan-daibuling"]
    );
    assert_eq!(
        matches(index(), "نتنياهو"),
        ["2024-09/hizbullah-yuakkid-maqtal-nasrallah", "2024-12/suqut-nizam-al-assad", "2025-01/hudna-ghazza-doha",]
    );
    assert!(matches(index(), "زلزال").contains(&"2023-02/zilzal-turkiya-suriya".to_owned()));
}

#[test]
fn prefixes_match_whole_beginnings() {
    assert_eq!(matches(index(), "rafa*"), matches(index(), "rafah"));
    assert_eq!(matches(index(), "rafah").len(), 7);
    assert_eq!(matches(index(), "atleast5(rafah)"), ["wire/2024-05-07-rafah-crossing-seized"]);
}

#[test]
fn dates_languages_and_paths_narrow() {
    assert_eq!(
        matches(index(), "date:2024-04"),
        ["2024-04/netanyahu-us-video-conference-rafah", "2024-04/ukraine-aid-two-johnsons"]
    );
    assert_eq!(matches(index(), "date:2024-03").len(), 4);
    assert_eq!(matches(index(), "date:2023").len(), 17);
    assert_eq!(matches(index(), "date:2024").len(), 44);
    assert_eq!(matches(index(), "from:2025").len(), 13);
    assert_eq!(matches(index(), "lang:fr").len(), 5);
    assert_eq!(matches(index(), "path:wire").len(), 4);
    assert_eq!(matches(index(), "date:2022"), Vec::<String>::new());
}

#[test]
fn a_pasted_sentence_finds_its_article() {
    let page = search(index(), "The agreement in principle ends five days of turmoil");
    let best: Vec<&str> = page.hits[..2].iter().map(|hit| hit.article.article.path.as_str()).collect();
    assert!(best.contains(&"wire/2023-11-22-altman-returns-openai.txt"), "{best:?}");
    assert!(best.contains(&"saltmarsh-herald/altman-back-at-openai.txt"), "{best:?}");
}

#[test]
fn the_seed_is_read_as_it_is_written() {
    let page = search(index(), "path:2024-04/netanyahu-us-video-conference-rafah.txt");
    let article = &page.hits[0].article.article;
    let date = article.date.as_ref().expect("it begins with a date");
    assert_eq!(date.to_string(), "2024-04-01");
    assert_eq!((date.precision, date.provenance, date.certain), (DatePrecision::Day, DateProvenance::TextLine, true));
    assert!(article.headline.derived);
    assert!(article.headline.text.starts_with("Israeli Prime Minister Benjamin Netanyahu and senior US officials"));
    assert!(article.headline.text.ends_with("through a secure video conference."));
    let headings: Vec<_> = article.sections.iter().filter_map(|section| section.heading.as_deref()).collect();
    assert_eq!(
        headings,
        [
            "Diplomatic Dynamics and Defense Discussions",
            "The Humanitarian Crisis and Military Strategy",
            "Looking Ahead: Implications for Israeli-US Relations",
        ]
    );
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn encodings_and_layouts_do_not_matter() {
    for (path, headline_part, date) in [
        ("elbufer-zeitung/thomas-mueller-nationalmannschaft.txt", "Müller", "2024-07-15"),
        ("2023-03/xi-jinping-fangwen-mosike.txt", "习近平", "2023-03-22"),
        ("2024-06/sheinbaum-primera-presidenta-mexico.txt", "Sheinbaum", "2024-06-03"),
        ("2024-07/entebbe-raid-netanyahu-brothers.txt", "Entebbe", "2024-07-04"),
        ("2023-06/20230622_titan-search-ends.txt", "", "2023-06-22"),
    ] {
        let page = search(index(), &format!("path:{path}"));
        let article = &page.hits.first().unwrap_or_else(|| panic!("{path} is indexed")).article.article;
        assert!(article.headline.text.contains(headline_part), "{path}: {}", article.headline.text);
        assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some(date), "{path}");
    }
}

#[test]
fn a_person_is_found_by_surname_and_a_namesake_is_kept_apart() {
    let sullivan = matches(index(), "person:\"Jake Sullivan\"");
    for expected in ["2024-04/netanyahu-us-video-conference-rafah", "2024-03/un-council-ramadan-ceasefire"] {
        assert!(sullivan.contains(&expected.to_owned()), "{sullivan:?}");
    }
    assert!(!sullivan.contains(&"saltmarsh-herald/un-vote-gaza-in-brief".to_owned()), "{sullivan:?}");
    let netanyahu = matches(index(), "person:netanyahu");
    assert!(netanyahu.contains(&"2024-09/nasrallah-killed-in-beirut".to_owned()), "{netanyahu:?}");
}
