//! What a search tells besides its hits: spellings for what is not there, reasons, lines of context.

use dateline::engine::{ArticleIndex, Expansion, Reasons, Recency, SearchPage, SearchRequest, SnippetOptions};
use dateline::query::{Dialect, ParseContext, parse};
use dateline::render::why::describe;
use jiff::civil::date;

use crate::support::{SAMPLE, dateline, folder, index_folder, search};

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
        ("person:\"Jack Sullivan\"", "Jake Sullivan", Some("person:\"Jake Sullivan\"")),
        ("org:\"Trump Organizaton\"", "Trump Organization", Some("org:\"Trump Organization\"")),
        ("al-Qaidda", "qaida", Some("al-qaida")),
        ("netanyahoo~1", "netanyahu", Some("netanyahu~1")),
    ] {
        let page = search(&SAMPLE.1, query);
        assert!(spellings(&page).iter().any(|text| text.ends_with(expected)), "{query}: {:?}", page.suggestions);
        assert_eq!(page.corrected(query).as_deref(), corrected, "{query}");
    }
    for query in ["rafah", "volcano", "xq", "netanyahoo~2", "rafax*", "\"offensive rafah\""] {
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

/// A search with settings of its own.
fn ask(index: &ArticleIndex, query: &str, set: impl Fn(&mut SearchRequest)) -> SearchPage {
    let context = ParseContext { today: date(2025, 11, 1), dialect: Dialect::Dateline };
    let mut request = SearchRequest::new(parse(query, &context).expect("a query").query);
    set(&mut request);
    index.search(&request).expect("the index can be searched")
}

#[test]
fn a_rank_is_explained_by_what_stands_in_the_article() {
    let reason = |query: &str, path: &str| {
        let page = ask(&SAMPLE.1, query, |request| {
            request.reasons = Reasons::AsOf(date(2024, 5, 10));
            request.limit = 100;
        });
        let hit = page.hits.iter().find(|hit| hit.article.article.path.starts_with(path));
        let hit = hit.unwrap_or_else(|| panic!("{query} finds {path}"));
        let why = hit.why.as_ref().expect("reasons were asked for");
        assert!(
            (why.score.words + why.score.closeness + why.score.about + why.score.likeness - hit.score).abs() < 1e-4
                && why.score.recency == 1.0
        );
        describe(why)
    };
    let crossing = "wire/2024-05-07-rafah-crossing-seized";
    // Six times Rafah, once in the headline; its heading and one sentence say "Rafah offensive".
    assert_eq!(
        reason("rafah offensive", crossing),
        "headline, lede, section heading, 8 mentions, both words in one sentence, 3 days old"
    );
    assert_eq!(reason("atleast5(rafah)", crossing), "headline, lede, section heading, 6 mentions, 3 days old");
    assert_eq!(
        reason("offensive rafah", "saltmarsh-herald/un-vote"),
        "text, 2 mentions, both words in one sentence, 46 days old"
    );
    assert_eq!(
        reason("headline:rafah AND \"ceasefire talks\"", crossing),
        "headline, lede, 3 mentions, both parts in the headline, 3 days old"
    );
    // The only person named in it more often than he is Netanyahu.
    let sullivan = reason("person:\"Jake Sullivan\"", "2024-04/netanyahu");
    assert!(sullivan.starts_with("text, 1 mention, Jake Sullivan 1 of "), "{sullivan}");
    assert!(sullivan.ends_with(" mentions of persons, 39 days old"), "{sullivan}");
    assert!(search(&SAMPLE.1, "rafah").hits.iter().all(|hit| hit.why.is_none()));
}

#[test]
fn reasons_are_shown_in_text_columns_and_json() {
    let home =
        folder(&[("corpus/a.txt", "Alpha in Rafah\n\ndate 2025-10-30\n\nBeta came to Rafah on Monday, it was said.")]);
    dateline(home.path(), &["index", "-q"]);
    let out =
        |arguments: &[&str]| dateline(home.path(), &[&["search", "-q", "rafah", "beta"], arguments].concat()).stdout;
    let reason = "headline, lede, 3 mentions, both words in one sentence, 2 days old";
    assert_eq!(out(&["--fields", "why"]), format!("{reason}\n"));
    assert!(out(&["--why", "--format", "text"]).contains(&format!("\n   why: {reason}\n")));
    assert!(!out(&["--format", "text"]).contains("why:"));
    let json: serde_json::Value = serde_json::from_str(&out(&["--why", "--format", "json"])).expect("JSON");
    let why = &json["hits"][0]["why"];
    assert_eq!((why["text"].as_str(), why["age_days"].as_i64()), (Some(reason), Some(2)));
    assert_eq!(
        why["parts"][0],
        serde_json::json!({"query": "rafah", "headline": 1, "lede": 1, "heading": 0, "body": 0, "byline": false, "date": false})
    );
    assert_eq!(why["together"]["within"], "sentence");
}

#[test]
fn recency_lifts_the_later_of_equals_and_not_what_matches_far_better() {
    let corpus = folder(&[
        ("old.txt", "date 2024-01-01 Rafah was mentioned here, and one more time: Rafah."),
        ("new.txt", "date 2025-10-25 Rafah was mentioned here, and that was all there was to it."),
        ("other.txt", "date 2025-10-25 Nothing else of note was heard in the town on that day."),
        ("best.txt", "date 2020-01-01 The swap of prisoners in Rafah and the Rafah swap were on every page."),
    ]);
    let place = corpus.path().join("index");
    index_folder(corpus.path(), &place);
    let index = ArticleIndex::open(&place).expect("just built");
    let recent = |request: &mut SearchRequest| {
        request.recency = Some(Recency { half_life: 30.0, today: date(2025, 11, 1) });
        request.reasons = Reasons::AsOf(date(2025, 11, 1));
    };
    let first = |page: &SearchPage| page.hits[0].article.article.path.clone();
    assert_ne!(first(&search(&index, "rafah")), "new.txt");
    assert_eq!(first(&ask(&index, "rafah", recent)), "new.txt");
    assert_eq!(first(&ask(&index, "rafah swap", recent)), "best.txt");
    let page = ask(&index, "rafah", recent);
    for hit in &page.hits {
        let score = hit.why.as_ref().expect("reasons were asked for").score;
        assert!(
            ((score.words + score.closeness + score.about + score.likeness) * score.recency - hit.score).abs() < 1e-4
        );
    }
    // Seven days of a half-life of thirty: (1 + 2^(-7/30)) / 2.
    let factor = page.hits[0].why.as_ref().expect("reasons were asked for").score.recency;
    assert!((factor - 0.925_342).abs() < 1e-4, "{factor}");
}

#[test]
fn half_lives_are_read_and_refused() {
    let home = folder(&[
        ("corpus/old.txt", "date 2024-01-01 Rafah was mentioned here, and one more time: Rafah."),
        ("corpus/new.txt", "date 2025-10-31 Rafah was mentioned here, and that was all there was to it."),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let first = |flag: &str| {
        let run = dateline(home.path(), &["search", "-q", "rafah", "-n", "1", "--format", "paths", flag]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    assert_eq!(first("--sort=relevance"), "corpus/old.txt\n");
    for flag in ["--recent", "--recent=7d", "--recent=2w", "--recent=1.5m"] {
        assert_eq!(first(flag), "corpus/new.txt\n", "{flag}");
    }
    assert_eq!(first("--recent=100y"), "corpus/old.txt\n");
    for flag in ["--recent=0d", "--recent=7", "--recent=d", "--recent=-3d"] {
        assert_eq!(dateline(home.path(), &["search", "rafah", flag]).code, 2, "{flag}");
    }
    assert_eq!(dateline(home.path(), &["search", "rafah", "--recent", "--sort", "newest"]).code, 2);
}

#[test]
fn expansion_ranks_by_words_of_the_best_hits_and_finds_nothing_else() {
    let corpus = folder(&[
        ("a.txt", "date 2024-01-01 The quake struck at night. Rescuers dug in the rubble for survivors of the quake."),
        ("b.txt", "date 2024-01-01 After the quake rescuers dug in the rubble; survivors were few."),
        (
            "c.txt",
            "date 2024-01-01 It was a long day in town, as it was said. One quake struck. Rescuers in the rubble found survivors on the third day of work.",
        ),
        (
            "d.txt",
            "date 2024-01-01 It was a long day in town, as it was said. One quake struck. The minister spoke of taxes and tariffs on the third day.",
        ),
        ("e.txt", "date 2024-01-01 Rescuers in the rubble of a house that fell down in a storm found survivors."),
    ]);
    for number in 0..20 {
        let text =
            format!("date 2024-01-01 The harvest was good in year {number} in the valley, and all were content.");
        crate::support::write(&corpus.path().join(format!("filler{number}.txt")), &text);
    }
    let place = corpus.path().join("index");
    index_folder(corpus.path(), &place);
    let index = ArticleIndex::open(&place).expect("just built");
    let page = ask(&index, "quake", |request| request.expansion = Expansion::Feedback);
    let paths: Vec<&str> = page.hits.iter().map(|hit| hit.article.article.path.as_str()).collect();
    assert_eq!(paths.last(), Some(&"d.txt"), "{paths:?}");
    assert_eq!(page.full, 4);
    let words: Vec<&str> = page.expansion.iter().map(|word| word.text.as_str()).collect();
    assert!(words.contains(&"rubble") && words.contains(&"survivors") && !words.contains(&"the"), "{words:?}");
    assert!(search(&index, "quake").expansion.is_empty());
    let run = dateline(SAMPLE.0.path(), &["search", "ceasefire", "--expand"]);
    assert!(run.stderr.contains("expanded by: "), "{}", run.stderr);
}

#[test]
fn matches_are_shown_in_columns() {
    let home = folder(&[(
        "corpus/a.txt",
        "Alpha in Rafah\n\ndate 2025-10-30\n\nBeta came to Rafah on Monday. The talks on a ceasefire in Rafah went on.",
    )]);
    dateline(home.path(), &["index", "-q"]);
    let out = |arguments: &[&str]| dateline(home.path(), &[&["search", "-q", "--kwic"], arguments].concat());
    assert_eq!(
        out(&["rafah", "--format", "text"]).stdout,
        "1  2025-10-30 · a.txt\nAlpha in Rafah\n\
         \u{20}                              Alpha in *Rafah*\n\
         \u{20}                          Beta came to *Rafah* on Monday. The talks on a ceasefire in Rafah went on.\n\
         \u{20}on Monday. The talks on a ceasefire in *Rafah* went on.\n"
    );
    assert_eq!(
        out(&["\"talks on a ceasefire\""]).stdout,
        "1\ta.txt\tBeta came to Rafah on Monday. The \ttalks on a ceasefire\t in Rafah went on.\n"
    );
    assert_eq!(out(&["rafah", "--snippets", "2"]).stdout.lines().count(), 2);
    let json: serde_json::Value = serde_json::from_str(&out(&["rafah", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(
        json["hits"][0]["lines"][1],
        serde_json::json!({
            "left": "Beta came to ", "match": "Rafah",
            "right": " on Monday. The talks on a ceasefire in Rafah went on.", "zone": "lede"
        })
    );
    assert_eq!(out(&["rafah", "--format", "csv"]).code, 2);
    assert_eq!(out(&["rafah", "--fields", "path"]).code, 2);
}

#[test]
fn every_kind_of_match_is_emphasised_in_every_script() {
    let shown = |query: &str, path: &str| {
        let page = ask(&SAMPLE.1, query, |request| {
            request.limit = 100;
            request.snippets = SnippetOptions { count: 20, ..SnippetOptions::default() };
        });
        let hit = page.hits.into_iter().find(|hit| hit.article.article.path.starts_with(path));
        let hit = hit.unwrap_or_else(|| panic!("{query} finds {path}"));
        let mut found = Vec::new();
        for snippet in hit.snippets {
            let text = snippet.text;
            found.extend(text.highlights.iter().map(|range| text.text[range.clone()].to_owned()));
        }
        found.sort();
        found.dedup();
        found
    };
    let seed = "2024-04/netanyahu";
    for (query, path, expected) in [
        ("discuss", seed, vec!["discussion", "discussions"]),
        ("\"ceasefire talks\"", seed, vec!["ceasefire", "talks"]),
        ("humanitar*", seed, vec!["humanitarian"]),
        ("netanyahoo~2", seed, vec!["Netanyahu", "Netanyahu's"]),
        ("person:netanyahu", "2024-09/nasrallah", vec!["Benjamin Netanyahu", "Netanyahu"]),
        ("offensive w/3 rafah", seed, vec!["Rafah", "offensive"]),
        ("内塔尼亚胡", "2024-11/guoji", vec!["内塔尼亚胡"]),
        ("نتنياهو", "2024-12/suqut", vec!["نتنياهو"]),
        ("façade", "2024-12/notre-dame", vec!["façade"]),
    ] {
        assert_eq!(shown(query, path), expected, "{query}");
    }
}

#[test]
fn hindi_is_cut_between_words_and_marked_with_its_vowel_signs() {
    let text = "date 2024-01-01 प्रधानमंत्री ने संसद में बजट पर भाषण दिया। विपक्ष ने बजट की आलोचना की।";
    let home = folder(&[("corpus/a.txt", text)]);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "-q", "संसद में बजट", "--format", "text"]);
    assert!(run.stdout.contains("ने *संसद* *में* *बजट* पर"), "{}", run.stdout);
    let run = dateline(home.path(), &["search", "-q", "विपक्ष", "--kwic"]);
    assert_eq!(run.stdout.split('\t').nth(3), Some("विपक्ष"));
}

#[test]
fn passages_are_as_many_and_as_long_as_asked() {
    let count = |snippets: &str, context: &str| {
        let run = crate::support::dateline(
            SAMPLE.0.path(),
            &[
                "search",
                "-q",
                "(israel OR gaza OR rafah)",
                "path:2024-04/netanyahu-us-video-conference-rafah.txt",
                "--format",
                "json",
                "--snippets",
                snippets,
                "--context",
                context,
            ],
        );
        let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let snippets = json["hits"][0]["snippets"].as_array().expect("a list").clone();
        let longest = snippets.iter().filter_map(|one| one["text"].as_str()).map(|text| text.chars().count()).max();
        (snippets.len(), longest.unwrap_or(0))
    };
    assert_eq!(count("0", "sentence").0, 0);
    assert_eq!(count("1", "sentence").0, 1);
    assert_eq!(count("3", "sentence").0, 3);
    assert!(count("3", "sentence").1 <= 280);
    assert!(count("3", "paragraph").1 > count("3", "sentence").1);
}

#[test]
fn chinese_words_typed_without_spaces_are_found_apart_when_they_are_nowhere_together() {
    let together = search(&SAMPLE.1, "内塔尼亚胡");
    assert_eq!((together.full, together.partial), (2, 0));
    // The two words stand in both articles, never side by side.
    let apart = search(&SAMPLE.1, "逮捕胡内塔");
    let paths: Vec<&str> = apart.hits.iter().map(|hit| hit.article.article.path.as_str()).collect();
    assert!(paths.contains(&"2024-11/guoji-xingshi-fayuan-daibuling.txt"), "{paths:?}");
    assert!(apart.hits.iter().all(|hit| !hit.missing.is_empty()));
}

/// Reports of two floods, and a long piece that has every word of the query somewhere.
const FLOODS: &[(&str, &str)] = &[
    (
        "a.txt",
        "date 2024-03-05 Dam burst near Harlow drowned a whole village in the night, the reeve Odalys Quill said. The Winmere sluice had cracked.",
    ),
    (
        "b.txt",
        "date 2024-03-06 Reeve Odalys Quill blamed the Winmere sluice. The dam had cracked before the village was lost.",
    ),
    ("c.txt", "date 2024-03-06 A dam in the north held. The village was dry, and its people slept through the night."),
    (
        "d.txt",
        "date 2024-03-07 Prices of barley near Harlow burst all bounds. Long ago a dam stood here, and by night a village, whole and white. A cat drowned. Nobody asked for more, and of all that was told there is nothing else to tell, and more of it, and more of that, and so on until the evening came and all went home to rest.",
    ),
];

#[test]
fn a_sentence_is_answered_by_likeness_and_a_few_words_by_all_of_them() {
    let corpus = folder(FLOODS);
    let home = tempfile::tempdir().expect("a temporary folder");
    crate::support::index_folder(corpus.path(), home.path());
    let index = ArticleIndex::open(home.path()).expect("just built");
    let order = |query: &str| -> Vec<String> {
        let page = ask(&index, query, |request| request.limit = 10);
        page.hits.iter().map(|hit| hit.article.article.path.trim_end_matches(".txt").to_owned()).collect()
    };
    // The second report has two of the words, as the article on another dam has; reeve and sluice are in both reports.
    assert_eq!(order("harlow dam burst drowned whole village")[..2], ["a", "b"]);
    let page = ask(&index, "harlow dam burst drowned whole village", |request| {
        request.reasons = Reasons::AsOf(date(2024, 5, 10));
    });
    let likeness: Vec<f32> =
        page.hits.iter().map(|hit| hit.why.as_ref().map_or(0.0, |why| why.score.likeness)).collect();
    assert!(likeness[0] > likeness[1] && likeness[1] > likeness[2], "{likeness:?}");
    // In a sentence half of a hyphenated word is enough, and as one word it is both.
    let sentence = ask(&index, "harlow-dam burst drowned whole village night", |_| {});
    assert!(sentence.hits[0].missing.is_empty() && sentence.full > 1, "{:?}", sentence.hits[0].missing);
    assert_eq!(ask(&index, "harlow-dam burst drowned", |_| {}).full, 0);
    let few = ask(&index, "harlow dam burst drowned whole", |request| {
        request.reasons = Reasons::AsOf(date(2024, 5, 10));
    });
    assert!(few.hits.iter().all(|hit| hit.why.as_ref().is_some_and(|why| why.score.likeness == 0.0)));
    let missing: Vec<bool> = few.hits.iter().map(|hit| !hit.missing.is_empty()).collect();
    assert_eq!(missing, [false, false, true, true], "all words first: {:?}", order("harlow dam burst drowned whole"));
}

#[test]
fn a_chinese_headline_is_found_by_its_pairs_whatever_numbers_it_holds() {
    let corpus = folder(&[
        ("a.txt", "date 2024-03-05 北京代表队的陈立在百米决赛中跑出9秒83，创造新的亚洲纪录。"),
        ("b.txt", "date 2024-03-06 上海的天气晴朗，游人如织。"),
    ]);
    let home = tempfile::tempdir().expect("a temporary folder");
    crate::support::index_folder(corpus.path(), home.path());
    let index = ArticleIndex::open(home.path()).expect("just built");
    for query in ["陈立9秒83创亚洲百米新纪录", "陈立 跑出亚洲百米最新纪录"] {
        let page = ask(&index, query, |_| {});
        assert!(page.hits.first().is_some_and(|hit| hit.article.article.path == "a.txt"), "{query}");
        assert!(page.absent.is_empty(), "pairs are no words: {:?}", page.absent);
    }
}
