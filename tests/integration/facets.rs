//! Facets beside the hits, and articles like one article.

use crate::support::{dateline, folder};

const CORPUS: &[(&str, &str)] = &[(
    "corpus/a.jsonl",
    "{\"title\":\"One\",\"date\":\"2024-05-06\",\"source\":\"The Times\",\"section\":\"World\",\"lang\":\"en\",\"body\":\"The harvest began.\"}\n\
     {\"title\":\"Two\",\"date\":\"2024-05-09\",\"source\":\"The Times\",\"section\":\"Trade\",\"lang\":\"en\",\"body\":\"The harvest went on.\"}\n\
     {\"title\":\"Trois\",\"date\":\"2024-07-09\",\"source\":\"Le Matin\",\"lang\":\"fr\",\"body\":\"La harvest est finie.\"}\n\
     {\"title\":\"Four\",\"source\":\"Le Matin\",\"lang\":\"fr\",\"body\":\"Nothing of the kind.\"}\n",
)];

#[test]
fn values_are_counted_over_everything_that_is_found() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = |arguments: &[&str]| dateline(home.path(), &[&["search", "-q", "harvest"], arguments].concat());
    let json = run(&["--facets", "source,section,lang,month", "--format", "json", "-n", "1"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["hits"].as_array().map(Vec::len), Some(1));
    let value = |value: &str, articles: u64| serde_json::json!({"value": value, "articles": articles});
    assert_eq!(
        json["facets"],
        serde_json::json!([
            {"facet": "source", "values": [value("The Times", 2), value("Le Matin", 1)], "more": false, "without": 0},
            {"facet": "section", "values": [value("Trade", 1), value("World", 1)], "more": false, "without": 1},
            {"facet": "lang", "values": [value("en", 2), value("fr", 1)], "more": false, "without": 0},
            {"facet": "month", "values": [value("2024-05", 2), value("2024-07", 1)], "more": false, "without": 0},
        ])
    );
    let text = run(&["--facets", "source", "--facet-limit", "1", "--format", "text"]).stdout;
    assert!(text.ends_with("\n\nSources\n  The Times 2   …\n"), "{text}");
    let refused = run(&["--facets", "source", "--format", "paths"]);
    assert!(refused.code == 2 && refused.stderr.contains("--facets needs --format text or json"), "{}", refused.stderr);
    assert_eq!(run(&["--facets", "colour"]).code, 2);
    assert_eq!(run(&["--facet-limit", "3"]).code, 2);
}

#[test]
fn an_article_of_which_the_year_is_known_is_of_no_month_and_may_be_of_any() {
    let home = folder(&[
        ("corpus/a.md", "---\ntitle: A\ndate: 2024\n---\nThe barley was sold at the fair.\n"),
        ("corpus/b.md", "---\ntitle: B\ndate: 2024-07\n---\nThe barley was bought at the fair.\n"),
        ("corpus/c.md", "---\ntitle: C\ndate: 2024-07-09\n---\nThe barley was stored after the fair.\n"),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let facets = run(&["search", "barley", "-q", "--facets", "month", "--json"]);
    let facets: serde_json::Value = serde_json::from_str(&facets.stdout).expect("JSON");
    let month = serde_json::json!({"value": "2024-07", "articles": 2});
    assert_eq!(
        (&facets["facets"][0]["values"], &facets["facets"][0]["without"]),
        (&serde_json::json!([month]), &1.into())
    );
    let outside = "may lie outside of the days asked for: no more than the month or the year is known\n";
    let july = run(&["count", "barley", "--on", "2024-07"]);
    assert_eq!((july.stdout.as_str(), july.stderr), ("3\n", format!("note: 1 article {outside}")));
    let day = run(&["search", "barley", "date:2024-07-09", "--fields", "path"]);
    assert_eq!(day.stdout.lines().count(), 3);
    assert!(day.stderr.ends_with(&format!("note: 2 hits shown {outside}")), "{}", day.stderr);
    let year = run(&["count", "barley", "--on", "2024"]);
    assert_eq!((year.stdout.as_str(), year.stderr.as_str()), ("3\n", ""));
}

#[test]
fn what_holds_some_of_the_words_is_counted_when_nothing_holds_all() {
    let home = folder(CORPUS);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "-q", "finie", "began", "--facets", "lang", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["total"], 0);
    assert_eq!(json["facets"][0]["values"].as_array().map(Vec::len), Some(2));
}

#[test]
fn similar_articles_share_words_and_names_and_copies_are_marked() {
    let text = "Jake Sullivan said that the harvest of barley in the northern valley had been ruined by weeks of rain.";
    let home = folder(&[
        ("corpus/a.txt", &format!("date 2024-05-06 {text}")),
        ("corpus/copy.txt", &format!("date 2024-05-07 {text} More is to come.")),
        ("corpus/like.txt", "date 2024-05-08 The barley harvest is late, said Jake Sullivan in a speech to growers."),
        ("corpus/other.txt", "date 2024-05-09 Parliament votes on a new law about bridges and tunnels."),
        ("corpus/more.txt", "date 2024-05-10 A bridge over the valley was opened to traffic by the mayor."),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let json = dateline(home.path(), &["similar", "a.txt", "-n", "2", "--format", "json"]);
    assert_eq!(json.code, 0, "{}", json.stderr);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(json["article"], "a.txt");
    let similar = json["similar"].as_array().expect("a list");
    assert_eq!((&similar[0]["path"], &similar[0]["near_copy"]), (&"copy.txt".into(), &true.into()));
    assert_eq!((&similar[1]["path"], &similar[1]["near_copy"]), (&"like.txt".into(), &false.into()));
    assert_eq!(similar[1]["shared_names"], serde_json::json!(["Jake Sullivan"]));
    let words: Vec<_> = similar[1]["shared_words"].as_array().expect("a list").iter().collect();
    assert!(words.contains(&&"barley".into()) && words.contains(&&"harvest".into()), "{words:?}");
    let paths = dateline(home.path(), &["similar", "a.txt", "--no-copies", "-n", "1", "--format", "paths"]);
    assert_eq!(paths.stdout, "corpus/like.txt\n");
    let page = dateline(home.path(), &["similar", "a.txt", "-n", "1", "--format", "text"]).stdout;
    assert!(page.contains(" · near copy: 100% the same\n"), "{page}");
    let lines = dateline(home.path(), &["similar", "a.txt", "-n", "1"]).stdout;
    assert!(lines.starts_with("1\t2024-05-07\t\tcopy.txt\t"), "{lines}");
    assert_eq!(dateline(home.path(), &["similar", "nowhere.txt"]).code, 2);
}

#[test]
fn spellings_of_one_name_are_one_value_whose_articles_are_counted_once() {
    let home = folder(&[
        (
            "corpus/a.txt",
            "date 2024-05-06 The United States sent Senator Hillary Rodham Clinton to Paris on a harvest tour.",
        ),
        (
            "corpus/b.txt",
            "date 2024-05-07 The U.S. called Hillary Clinton home from the harvest, Hillary Rodham Clinton said.",
        ),
        ("corpus/c.txt", "date 2024-05-08 The harvest was poor, Senator Hillary Rodham Clinton told the U.S. envoy."),
        (
            "corpus/d.txt",
            "date 2024-05-09 Nothing of the kind was said by Hillary Rodham Clinton in the United States.",
        ),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["search", "-q", "harvest", "--facets", "person,place", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let values = |facet: usize| json["facets"][facet]["values"].as_array().cloned().expect("a list");
    assert_eq!(values(0), [serde_json::json!({"value": "Hillary Rodham Clinton", "articles": 3})]);
    let places = values(1);
    assert_eq!(places[0]["articles"], 3, "{places:?}");
    assert_eq!(places.iter().filter(|place| place["value"] != "Paris").count(), 1, "{places:?}");
}
