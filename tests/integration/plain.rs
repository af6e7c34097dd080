//! Plain questions: words that only join, words that tell a time, words that stand together, words that are missing.

use dateline::engine::{ArticleIndex, Reasons, SearchPage, SearchRequest};
use dateline::query::{Dialect, ParseContext, explain, parse};

use crate::support::{count, indexed, search};

fn context() -> ParseContext {
    ParseContext { today: jiff::civil::date(2025, 11, 1), dialect: Dialect::Auto }
}

/// Paths without their ending, and what each article lacks.
fn hits(page: &SearchPage) -> Vec<(&str, String)> {
    let hits = page.hits.iter().map(|hit| (hit.article.article.path.trim_end_matches(".txt"), hit.missing.join(" ")));
    hits.collect()
}

fn found<'p>(page: &'p SearchPage, missing: &str) -> Vec<&'p str> {
    let mut paths: Vec<&str> = hits(page).into_iter().filter(|hit| hit.1 == missing).map(|hit| hit.0).collect();
    paths.sort_unstable();
    paths
}

fn dated() -> (tempfile::TempDir, ArticleIndex) {
    indexed(&[
        ("own.txt", "date 2025-06-13 The harbour strike began at dawn, and nobody went to work."),
        ("word.txt", "date 2024-08-01 The harbour strike of June is remembered by those who stood at the gates."),
        ("other.txt", "date 2025-02-02 A harbour strike ended after the night shift had been paid."),
        ("month.txt", "date 2025-06-20 A concert in the park."),
    ])
}

#[test]
fn an_article_of_a_time_has_the_word_that_tells_it() {
    let (_corpus, index) = dated();
    for (query, full, missing, lacking) in [
        ("harbour strike june", &["own", "word"][..], "june", &["other"][..]),
        ("harbour strike june 2025", &["own"][..], "june", &["other"][..]),
        ("harbour strike 2025", &["other", "own"][..], "2025", &["word"][..]),
        ("harbour strike in february", &["other"][..], "february", &["own", "word"][..]),
        ("harbour strike 2025-06", &["own"][..], "2025-06", &["other", "word"][..]),
        // What happened on a day is told on the next one too.
        ("harbour strike 12 june 2025", &["own"][..], "12 june", &["other"][..]),
        ("harbour strike 11 june 2025", &[][..], "11", &["own"][..]),
    ] {
        let page = search(&index, query);
        assert_eq!(found(&page, ""), full, "{query}: {:?}", hits(&page));
        assert_eq!(found(&page, missing), lacking, "{query}: {:?}", hits(&page));
        assert_eq!(page.full, full.len() as u64, "{query}");
        assert_eq!(count(&index, query), full.len() as u64, "{query}");
        assert!(page.hits.iter().all(|hit| hit.article.article.path != "month.txt"), "a time alone finds nothing");
    }
    assert_eq!(hits(&search(&index, "harbour strike june"))[0].0, "own");
}

#[test]
fn a_time_is_a_word_where_nothing_else_is_asked_for_or_the_query_is_strict() {
    let (_corpus, index) = dated();
    assert_eq!(found(&search(&index, "june 2025"), "2025"), ["word"]);
    assert_eq!(found(&search(&index, "harbour AND june"), ""), ["word"]);
    assert_eq!(found(&search(&index, "\"harbour strike\" june"), ""), ["word"]);
    // A word that is nowhere selects nothing, so the time has to.
    assert_eq!(found(&search(&index, "zeppelin june"), "zeppelin"), ["word"]);
}

#[test]
fn too_few_parts_of_a_stretch_are_nothing_even_in_an_article_of_the_time() {
    // The stretch is looked for by its pairs of characters, of which two are needed; `总理` has one of them.
    let (_corpus, index) = indexed(&[
        ("all.txt", "date 2025-06-10 以色列总理内塔尼亚胡星期二在耶路撒冷会见了来访的记者。"),
        ("some.txt", "date 2024-01-10 以色列的一支球队星期三晚上赢得了比赛。"),
        ("some-of-june.txt", "date 2025-06-11 以色列的一支球队星期三晚上赢得了比赛。"),
        ("fragment.txt", "date 2025-06-12 英国总理星期四回到了伦敦。"),
        ("june.txt", "date 2025-06-13 面包的价格上涨了。"),
    ]);
    let page = search(&index, "以色列总理内塔尼亚胡 june 2025");
    let paths: Vec<&str> = page.hits.iter().map(|hit| hit.article.article.path.as_str()).collect();
    assert_eq!(paths, ["all.txt", "some-of-june.txt", "some.txt"]);
    assert_eq!((page.full, page.partial), (1, 2));
    // The same where hits are only counted.
    let parsed = parse("以色列总理内塔尼亚胡 june 2025", &context()).expect("a query").query;
    assert_eq!(index.count(&parsed, None).expect("it can be counted"), (1, 2));
}

#[test]
fn the_reasons_tell_of_the_date() {
    let (_corpus, index) = dated();
    let context = context();
    let parsed = parse("harbour strike june 2025", &context).expect("a query");
    assert_eq!(
        parsed.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["articles of June 2025 count as having it; write date:2025-06 for these alone"]
    );
    assert!(explain(&parsed.query).ends_with(
        "  the word `june` in any form, or an article of June 2025\n  the word `2025` in any form, or an article of 2025\n"
    ));
    let reasons = Reasons::AsOf(context.today);
    let page = index.search(&SearchRequest { reasons, ..SearchRequest::new(parsed.query) }).expect("a page");
    let why = page.hits[0].why.as_ref().expect("asked for");
    let dated: Vec<(&str, bool, u32)> = why.parts.iter().map(|part| (&*part.query, part.date, part.lede)).collect();
    assert_eq!(dated, [("harbour", false, 1), ("strike", false, 1), ("june", true, 0), ("2025", true, 0)]);
    assert_eq!(why.together.map(|together| (together.parts, together.of)), Some((2, 2)));
    assert_eq!(dateline::render::why::describe(why).split(", ").nth(2), Some("its date (june 2025)"));
}

#[test]
fn words_that_join_are_neither_missed_nor_found() {
    let (_corpus, index) = indexed(&[
        ("answer.txt", "date 2025-02-24 Conservatives won a German election on Sunday."),
        (
            "chat.txt",
            "date 2025-02-24 Who is it, and who was there? The one who was in the garden, and the one by the gate.",
        ),
        ("other.txt", "date 2025-02-24 The man who lost the election was not there."),
    ]);
    let page = search(&index, "who won the german election");
    assert_eq!(hits(&page), [("answer", String::new()), ("other", "won german".to_owned())]);
    assert_eq!((page.full, page.partial), (1, 1));
    // Where nothing else is asked for they are words like others, and so they are as names and in quotes.
    assert_eq!(found(&search(&index, "who the"), ""), ["chat", "other"]);
    assert_eq!(found(&search(&index, "election WHO statement"), "WHO statement"), ["answer"]);
    assert_eq!(found(&search(&index, "election \"the man\""), ""), ["other"]);
    assert_eq!(found(&search(&index, "who AND election"), ""), ["other"]);
    assert!(
        page.hits[1].snippets.iter().flat_map(|snippet| &snippet.text.highlights).count() == 1,
        "no `who` or `the`"
    );
}

#[test]
fn words_in_one_passage_beat_words_far_apart() {
    let filler =
        "Nothing that matters here was said by anybody about the weather, the roads or the price of bread. ".repeat(4);
    let apart = format!(
        "date 2025-01-02 {filler}\n\nCalder Point has a new mayor, and Calder Point is glad.\n\n{filler}\n\nA fire broke out in a mill far to the north."
    );
    let together = format!(
        "date 2025-01-01 {filler}\n\n{filler}\n\n{filler}\n\nA fire in the old town of Calder Point left many without a roof."
    );
    let (_corpus, index) = indexed(&[("apart.txt", &apart), ("together.txt", &together)]);
    let page = search(&index, "calder point fire");
    assert_eq!(hits(&page), [("together", String::new()), ("apart", String::new())]);
}

#[test]
fn what_lacks_fewer_words_comes_first() {
    let filler =
        "Nothing that matters here was said by anybody about the weather, the roads or the price of bread. ".repeat(3);
    let fire = format!("date 2025-01-02 There was a fire in a mill. {filler}");
    let house = format!("date 2025-01-02 There were many flats in a house. {filler}");
    let (_corpus, index) = indexed(&[
        ("two.txt", &format!("date 2025-01-01 {filler} Quillhaven, lovely Quillhaven! {filler}")),
        ("one.txt", &format!("date 2025-01-01 {filler} In Quillhaven there was a fire. {filler}")),
        ("a.txt", &fire),
        ("b.txt", &fire),
        ("c.txt", &house),
        ("d.txt", &house),
    ]);
    let page = search(&index, "quillhaven flats fire");
    let lacking: Vec<(&str, String)> = hits(&page).into_iter().filter(|hit| hit.0.len() == 3).collect();
    assert_eq!(lacking, [("one", "flats".to_owned()), ("two", "flats fire".to_owned())]);
}

#[test]
fn no_second_passage_is_shown_for_a_word_that_is_everywhere() {
    let many: Vec<(String, String)> =
        (0..40).map(|n| (format!("m{n}.txt"), format!("date 2025-01-01 People of town {n} met."))).collect();
    let mut files: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push((
        "hit.txt",
        "date 2025-01-01 A quiet day.\n\nThe zeppelin landed on the common with forty on board.\n\nSome people sang until late in the night, as they had done before.",
    ));
    let (_corpus, index) = indexed(&files);
    let page = search(&index, "zeppelin people");
    let shown: Vec<&str> = page.hits[0].snippets.iter().map(|snippet| &*snippet.text.text).collect();
    assert_eq!(shown, ["The zeppelin landed on the common with forty on board."]);
}

#[test]
fn questions_on_the_sample_find_their_article_first() {
    let (_folder, index) = &*crate::support::SAMPLE;
    for (question, article) in [
        ("when did notre dame reopen", "2024-12/notre-dame-reopens.txt"),
        ("notre dame reopening december 2024", "2024-12/notre-dame-reopens.txt"),
        ("who won the taiwan election", "2024-01/taiwan-elects-lai-ching-te.txt"),
        ("taiwan election january 2024", "2024-01/taiwan-elects-lai-ching-te.txt"),
        ("what happened to the titan submersible", "2023-06/20230622_titan-search-ends.txt"),
        ("baltimore bridge collapse march", "2024-03/baltimore-key-bridge-collapse.txt"),
        ("prisoner swap august 2024", "2024-08/gershkovich-prisoner-swap.txt"),
        ("who is the first woman president of mexico", "2024-06/sheinbaum-first-woman-president-mexico.txt"),
        ("last hostages released october 2025", "2025-10/gaza-hostages-freed-sharm-summit.txt"),
        ("wagner mutiny june 2023", "2023-06/wagner-column-turns-back.txt"),
        ("best picture winner 2025", "2025-03/anora-wins-best-picture.txt"),
        ("earthquake turkey february 2023", "2023-02/turkey-syria-earthquake-rescue.txt"),
        ("nobel prize october 2024", "2024-10/nobel-prizes-2024.txt"),
    ] {
        assert_eq!(search(index, question).hits[0].article.article.path, article, "{question}");
    }
}

#[test]
fn a_word_that_stands_nowhere_is_told_as_the_name_that_it_is() {
    let (_corpus, index) = indexed(&[
        ("a.txt", "date 2025-01-01 The minister travelled to Kyiv on Monday and met officials in Kyiv."),
        ("b.txt", "date 2025-01-02 Trains from Warsaw to Kyiv were late, the Ukrainian railway said in Kyiv."),
    ]);
    let page = search(&index, "kiev trains");
    let hints: Vec<(&str, &str, u64)> =
        page.as_names.iter().map(|hint| (&*hint.typed, &*hint.query, hint.articles)).collect();
    assert_eq!(hints, [("kiev", "place:kiev", 2)]);
    assert!(search(&index, "kyiv trains").as_names.is_empty() && search(&index, "zzyzx trains").as_names.is_empty());
}
