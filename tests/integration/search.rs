//! Ranking, paging and snippets on small corpora whose right answers can be seen at a glance.

use std::sync::LazyLock;

use dateline::engine::{ArticleIndex, SearchRequest, SortOrder, Totals};
use dateline::query::{Dialect, ParseContext, parse};
use proptest::prelude::*;

use crate::support::{folder, index_folder, indexed, matches, search};

fn paths(page: &dateline::engine::SearchPage) -> Vec<&str> {
    page.hits.iter().map(|hit| hit.article.article.path.as_str()).collect()
}

#[test]
fn articles_with_all_the_words_come_before_better_ones_with_some() {
    let (_corpus, index) = indexed(&[
        ("all.txt", "date 2024-01-01 Long text about many things and also rafah, and much later an offensive."),
        ("some.txt", "date 2024-01-01 Rafah, rafah and again rafah is all that is said here of rafah."),
    ]);
    let page = search(&index, "rafah offensive");
    assert_eq!(paths(&page), ["all.txt", "some.txt"]);
    assert_eq!((page.full, page.partial), (1, 1));
    assert_eq!(page.hits[1].missing, ["offensive"]);
}

#[test]
fn words_that_stand_together_rank_higher() {
    let filler = "one two three four five six seven eight nine ten eleven twelve";
    let (_corpus, index) = indexed(&[
        ("apart.txt", &format!("date 2024-01-01 The prisoner {filler} about a swap {filler} in the end.")),
        ("close.txt", &format!("date 2024-01-01 The {filler} prisoner swap about a {filler} in the end.")),
    ]);
    assert_eq!(paths(&search(&index, "prisoner swap")), ["close.txt", "apart.txt"]);
}

#[test]
fn a_headline_counts_more_than_the_body() {
    let body = "Some words on a day in the capital that nobody will remember for long.";
    let (_corpus, index) = indexed(&[
        ("body.txt", &format!("A Quiet Day in Town\n\ndate\n\n{body}\n\nThen a flood was mentioned in passing.")),
        ("head.txt", &format!("A Flood Hits Town\n\ndate\n\n{body}\n\nThen something was mentioned in passing.")),
    ]);
    assert_eq!(paths(&search(&index, "flood")), ["head.txt", "body.txt"]);
}

#[test]
fn pages_join_without_overlap_and_ties_have_one_order() {
    let files: Vec<(String, String)> = (0..30)
        .map(|n| (format!("a{n:02}.txt"), format!("date 2024-01-{:02} The same sentence on rafah.", n % 28 + 1)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_corpus, index) = indexed(&files);
    let context = ParseContext { today: jiff::civil::date(2024, 1, 1), dialect: Dialect::Dateline };
    let query = parse("rafah", &context).expect("a word").query;
    let page = |offset, limit, order| {
        let request = SearchRequest { offset, limit, order, ..SearchRequest::new(query.clone()) };
        let page = index.search(&request).expect("the index can be searched");
        page.hits.iter().map(|hit| hit.article.article.path.clone()).collect::<Vec<_>>()
    };
    for order in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
        let whole = page(0, 30, order);
        let parts: Vec<String> = [page(0, 7, order), page(7, 7, order), page(14, 16, order)].concat();
        assert_eq!(whole, parts);
        assert_eq!(whole.len(), 30);
    }
    assert_eq!(page(0, 1, SortOrder::Newest), ["a27.txt"]);
    assert_eq!(page(0, 3, SortOrder::Oldest)[2], "a01.txt");
}

#[test]
fn stems_phrases_and_prefixes_are_emphasised_as_they_stand() {
    let (_corpus, index) = indexed(&[(
        "a.txt",
        "date 2024-01-01 Negotiators met. The cease-fire negotiations in Rafah failed; the talks on a ceasefire go on.",
    )]);
    let emphasised = |query: &str| {
        let page = search(&index, query);
        let hit = page.hits.first().unwrap_or_else(|| panic!("{query} finds the article"));
        let snippet = &hit.snippets[0].text;
        snippet.highlights.iter().map(|range| snippet.text[range.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(emphasised("negotiation"), ["Negotiators", "negotiations"]);
    assert_eq!(emphasised("=negotiations"), ["negotiations"]);
    assert_eq!(emphasised("negotiat*"), ["Negotiators", "negotiations"]);
    assert_eq!(emphasised("ceasefire"), ["cease-fire", "ceasefire"]);
    assert_eq!(emphasised("\"talks on a ceasefire\""), ["talks", "on", "a", "ceasefire"]);
    assert_eq!(emphasised("raffah~1"), ["Rafah"]);
    assert_eq!(emphasised("=talks w/3 failed"), ["failed", "talks"]);
}

#[test]
fn proximity_is_exact_in_both_directions() {
    let (_corpus, index) = indexed(&[("a.txt", "date 2024-01-01 alpha one two beta. gamma")]);
    for (query, found) in [
        ("alpha w/3 beta", true),
        ("alpha w/2 beta", false),
        ("beta w/3 alpha", true),
        ("beta pre/3 alpha", false),
        ("alpha pre/3 beta", true),
        ("alpha w/s beta", true),
        ("beta w/s gamma", true),
        ("\"alpha beta\"~2", true),
        ("\"alpha beta\"~1", false),
        ("(alpha OR omega) w/3 bet*", true),
    ] {
        assert_eq!(!matches(&index, query).is_empty(), found, "{query}");
    }
}

#[test]
fn words_are_counted_on_from_the_lede_into_the_body() {
    let text = "date 2024-01-01 Alpha spoke of the mediators.\n\nHamas said one two omega.\n\nNobody left.";
    let (_corpus, index) = indexed(&[("a.txt", text), ("b.txt", "date 2024-01-01 Alpha.\n\nOmega.")]);
    // One word more is counted between paragraphs.
    for (query, found) in [
        ("mediators w/2 hamas", &["a"][..]),
        ("mediators w/1 hamas", &[]),
        ("hamas w/2 mediators", &["a"]),
        ("mediators pre/2 hamas", &["a"]),
        ("hamas pre/2 mediators", &[]),
        ("alpha w/10 omega", &["a", "b"]),
        ("alpha w/9 omega", &["b"]),
        ("omega w/2 nobody", &["a"]),
        ("\"mediators hamas\"~1", &["a"]),
        ("\"mediators hamas\"", &[]),
        ("mediators w/p hamas", &[]),
        ("(alpha w/9 mediators) w/p hamas", &[]),
        ("lede(mediators w/5 hamas)", &[]),
        ("NOT (alpha w/5 omega)", &["a"]),
    ] {
        assert_eq!(matches(&index, query), found, "{query}");
    }
    let emphasised = |query: &str| -> Vec<String> {
        let page = search(&index, query);
        let marked = page.hits[0].snippets.iter().map(|snippet| &snippet.text);
        marked.flat_map(|text| text.highlights.iter().map(|range| text.text[range.clone()].to_owned())).collect()
    };
    assert_eq!(emphasised("mediators w/5 hamas"), ["mediators", "Hamas"]);
    // Where paragraphs and sentences begin is no word to emphasise.
    assert_eq!(emphasised("mediators w/5 (hamas w/p said)"), ["Hamas", "said", "mediators"]);
    assert_eq!(emphasised("mediators w/5 (hamas w/s one)"), ["Hamas", "one", "mediators"]);
}

#[test]
fn a_word_longer_than_a_pattern_is_found_as_it_is_written() {
    let hash = "0123456789abcdef".repeat(5);
    let (_corpus, index) = indexed(&[
        ("a.txt", &format!("date 2024-01-01 The file had the checksum {hash} when it was sent.")),
        ("b.txt", &format!("date 2024-01-01 The file had the checksum {}0 when it was sent.", &hash[..64])),
    ]);
    assert_eq!(matches(&index, &format!("={hash}")), ["a"]);
    assert_eq!(matches(&index, &hash), ["a"]);
}

#[test]
fn a_word_that_stands_in_another_part_of_the_text_is_not_absent() {
    let (_corpus, index) = indexed(&[("a.txt", "Barley Is Sold\n\ndate 2024-01-01\n\nTraders met in town today.\n")]);
    for (query, absent) in [
        ("headline:traders", &[][..]),
        ("byline:traders", &[]),
        ("headline:\"traders met\"", &[]),
        ("body:barl*", &[]),
        ("headline:oats", &["oats"]),
        ("headline:barley oats", &["oats"]),
    ] {
        assert_eq!(search(&index, query).absent, absent, "{query}");
    }
}

#[test]
fn a_headline_taken_from_the_text_is_counted_once_and_in_itself() {
    let (_corpus, index) =
        indexed(&[("a.txt", "date 2024-01-01 Barley is sold by barley traders.\n\nNobody buys it.")]);
    for (query, found) in [
        ("atleast2(barley)", true),
        ("atleast3(barley)", false),
        ("headline(atleast2(barley))", true),
        ("headline(atleast3(barley))", false),
        ("hlead(atleast3(barley))", false),
    ] {
        assert_eq!(!matches(&index, query).is_empty(), found, "{query}");
    }
}

#[test]
fn letters_and_a_number_are_found_with_and_without_a_hyphen() {
    let (_corpus, index) = indexed(&[
        ("hyphen.txt", "date 2024-01-01 Denmark sent F-16 jets; MH-17 fell, and COVID-19 came back."),
        ("joined.txt", "date 2024-01-01 Denmark sent F16 jets; MH17 fell, and COVID19 came back."),
        (
            "parted.txt",
            "date 2024-01-01 Denmark sent an F, 16 others; MH 17 fell, and Covid 19 came back; Su 25s flew.",
        ),
        ("plural.txt", "date 2024-01-01 Denmark sent F-16s and other jets, MiG-29s too."),
        ("german.txt", "date 2024-01-01 Dänemark schickt F-16-Kampfjets; die Covid-19-Pandemie ist vorbei."),
    ]);
    for (query, expected) in [
        // Two words side by side are taken for one with a hyphen, one with a hyphen is not taken for the word as one.
        ("F-16", &["german", "hyphen", "joined", "parted", "plural"][..]),
        ("f16", &["german", "hyphen", "joined", "plural"]),
        ("F-16s", &["german", "hyphen", "joined", "plural"]),
        ("mig29", &["plural"]),
        ("su25", &["parted"]),
        ("Su25s", &["parted"]),
        ("MH17", &["hyphen", "joined", "parted"]),
        ("MH-17", &["hyphen", "joined", "parted"]),
        ("covid-19", &["german", "hyphen", "joined", "parted"]),
        ("covid19", &["german", "hyphen", "joined", "parted"]),
        ("\"F16 jets\"", &["hyphen", "joined"]),
        ("sent w/3 f16", &["hyphen", "joined", "plural"]),
    ] {
        let mut found = matches(&index, query);
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn an_acronym_typed_in_capitals_is_no_pronoun() {
    let (_corpus, index) = indexed(&[
        ("capitals.txt", "date 2024-01-01 The US sent help, and the WHO thanked ICE."),
        ("dots.txt", "date 2024-01-01 The U.S. sent help, and US-led forces slid on ice."),
        ("pronoun.txt", "date 2024-01-01 It told us about ice, and about those who fell."),
        ("small.txt", "date 2024-01-01 The nato chief and the Nato army met NATO."),
    ]);
    for (query, expected) in [
        ("US", &["capitals", "dots"][..]),
        ("U.S.", &["capitals", "dots"]),
        ("=U.S.", &["capitals", "dots"]),
        ("\"the US\"", &["capitals", "dots"]),
        ("us", &["capitals", "dots", "pronoun"]),
        ("WHO", &["capitals"]),
        ("ICE", &["capitals"]),
        ("ice", &["capitals", "dots", "pronoun"]),
        ("ICE w/3 WHO", &["capitals"]),
        // Of what stands nowhere in capitals the word is looked for.
        ("IT", &["pronoun"]),
        ("NATO", &["small"]),
        // In capitals throughout they say nothing.
        ("TOLD US ABOUT ICE", &["pronoun"]),
    ] {
        let page = search(&index, query);
        let mut found = paths(&page)[..page.full as usize].to_vec();
        found.sort_unstable();
        let expected: Vec<String> = expected.iter().map(|name| format!("{name}.txt")).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_site_is_found_by_the_address_with_all_below_it() {
    let corpus = folder(&[(
        "a.jsonl",
        concat!(
            r#"{"id": "1", "title": "One", "text": "Rain.", "url": "https://www.bbc.co.uk/news/1", "source": "BBC News"}"#,
            "\n",
            r#"{"id": "2", "title": "Two", "text": "Rain.", "url": "HTTPS://News.BBC.co.uk:443/2"}"#,
            "\n",
            r#"{"id": "3", "title": "Three", "text": "Rain.", "url": "https://notbbc.co.uk/3"}"#,
            "\n",
            r#"{"id": "4", "title": "Four", "text": "Rain at www.bbc.co.uk today.", "url": "http://state.gov?page=https://bbc.co.uk/"}"#,
            "\n",
            r#"{"id": "5", "title": "Five", "text": "Rain."}"#,
            "\n"
        ),
    )]);
    let index = corpus.path().join("index");
    index_folder(corpus.path(), &index);
    let index = ArticleIndex::open(&index).expect("just built");
    let titles = |query: &str| {
        let page = search(&index, query);
        let mut titles: Vec<String> = page.hits.iter().map(|hit| hit.article.article.headline.text.clone()).collect();
        titles.sort();
        titles
    };
    for (query, expected) in [
        ("site:bbc.co.uk", &["One", "Two"][..]),
        ("site:https://www.bbc.co.uk/", &["One", "Two"]),
        ("site:news.bbc.co.uk", &["Two"]),
        ("site:*.gov rain", &["Four"]),
        ("site:co.uk -site:bbc.co.uk", &["Three"]),
        ("site:uk", &["One", "Three", "Two"]),
        ("site:bbc.co", &[]),
        ("site:(bbc.co.uk OR gov)", &["Four", "One", "Two"]),
    ] {
        assert_eq!(titles(query), expected, "{query}");
    }
}

#[test]
fn a_sentence_ends_where_the_next_begins() {
    let (_corpus, index) =
        indexed(&[("a.txt", "date 2024-01-01 Alpha spoke to Mr. Beta. Gamma left.\n\nDelta stayed.")]);
    assert_eq!(matches(&index, "alpha w/s beta").len(), 1);
    assert_eq!(matches(&index, "beta w/s gamma").len(), 0);
    assert_eq!(matches(&index, "beta w/p gamma").len(), 1);
    assert_eq!(matches(&index, "gamma w/p delta").len(), 0);
}

#[test]
fn one_query_searches_every_language() {
    let (_corpus, index) = indexed(&[
        (
            "en.txt",
            "date 2024-01-01 The ministers of the coalition were meeting in the capital about the election and its consequences.",
        ),
        (
            "es.txt",
            "date 2024-01-01 Las negociaciones entre los ministros de la coalición siguen abiertas en la capital del país esta semana.",
        ),
        (
            "es2.txt",
            "date 2024-01-01 La negociación entre los ministros de la coalición sigue abierta en la capital del país esta semana.",
        ),
    ]);
    assert_eq!(matches(&index, "minister"), ["en"]);
    assert_eq!(matches(&index, "negociación"), ["es", "es2"]);
    assert_eq!(matches(&index, "negociacion"), ["es", "es2"]);
    assert_eq!(matches(&index, "coalicion"), ["es", "es2"]);
}

/// Seven hundred articles of the letters `a` to `h` as words, each letter half as frequent as the one before it.
static LETTERS: LazyLock<(tempfile::TempDir, ArticleIndex)> = LazyLock::new(|| {
    let mut state = 20_240_101_u64;
    let mut lines = String::new();
    for number in 0..700 {
        let mut body = String::new();
        for _ in 0..5 + number % 40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let letter = (state >> 40 | 1 << 7).trailing_zeros();
            body.push_str(["aa ", "bb ", "cc ", "dd ", "ee ", "ff ", "gg ", "hh "][letter as usize]);
        }
        lines.push_str(&format!("{{\"id\":\"{number}\",\"headline\":\"{number}\",\"body\":\"{body}\"}}\n"));
    }
    let corpus = folder(&[("letters.jsonl", &lines)]);
    let index = corpus.path().join("index");
    index_folder(corpus.path(), &index);
    let index = ArticleIndex::open(&index).expect("just built");
    (corpus, index)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is passed over because it cannot be among the best would not have been: ten hits are the first ten of all.
    #[test]
    fn ten_hits_are_the_first_of_all(
        words in proptest::collection::vec("(aa|bb|cc|dd|ee|ff|gg|hh)", 1..5),
        strict in "(| words>20| NOT hh)",
        newest in any::<bool>(),
    ) {
        let index = &LETTERS.1;
        let context = ParseContext { today: jiff::civil::date(2025, 11, 1), dialect: Dialect::Dateline };
        let query = parse(&format!("{}{strict}", words.join(" ")), &context).expect("plain words").query;
        let order = if newest { SortOrder::Newest } else { SortOrder::Relevance };
        let page = |limit, totals| {
            let request = SearchRequest { limit, order, totals, ..SearchRequest::new(query.clone()) };
            index.search(&request).expect("the index can be searched")
        };
        let (few, all) = (page(10, Totals::Exact), page(10_000, Totals::Exact));
        prop_assert_eq!((few.full, few.partial), (all.full, all.partial));
        prop_assert_eq!(all.hits.len() as u64, all.full + all.partial);
        let shown = |hits: &[dateline::engine::Hit]| -> Vec<_> {
            hits.iter().map(|hit| (hit.id, hit.score, hit.missing.clone())).collect()
        };
        prop_assert_eq!(shown(&few.hits), shown(&all.hits[..few.hits.len()]));
        let (full, skipped) = (page(10, Totals::Full), page(10, Totals::Skipped));
        prop_assert_eq!((full.full, full.full + full.partial > 0), (all.full, all.full + all.partial > 0));
        prop_assert_eq!(skipped.full + skipped.partial > 0, all.full + all.partial > 0);
        prop_assert!(skipped.full <= all.full && skipped.partial <= all.partial);
        prop_assert_eq!(shown(&full.hits), shown(&few.hits));
        prop_assert_eq!(shown(&skipped.hits), shown(&few.hits));
        let none = page(0, Totals::Skipped);
        prop_assert_eq!((none.full, none.partial), (all.full, all.partial), "nothing but totals is asked for");
    }
}
