//! Persons from outside: one person, the directory, who stands beside whom, corrections, spellings.

use crate::support::{Run, dateline, folder, write};

const CORPUS: &[(&str, &str)] = &[
    (
        "corpus/a.txt",
        "Talks in Jerusalem\n\ndate 2024-01-05\n\n\
         Prime Minister Benjamin Netanyahu met Jake Sullivan in Jerusalem on Friday.\n\n\
         Later Jake Sullivan thanked Benjamin Netanyahu on the way to Rafah.\n",
    ),
    ("corpus/b.txt", "date 2024-03-07 Binyamin Netanyahu, the prime minister of Israel, spoke in Haifa on Thursday.\n"),
    ("corpus/c.txt", "date 2024-03-09 Boris Johnson, the former prime minister, wrote a column in London.\n"),
    ("corpus/d.txt", "date 2024-04-02 Mike Johnson, the Speaker, opened the session in Washington. Johnson smiled.\n"),
    ("corpus/e.txt", "date 2024-05-11 Mike Johnson, the Speaker, left for Ohio with Jake Sullivan on Saturday.\n"),
    ("corpus/f.txt", "date 2024-06-01 The United Nations (UN) said on Saturday that Hamas had answered.\n"),
    ("corpus/g.txt", "date 2024-06-02 The UN said on Sunday that aid had arrived, and Hamas agreed.\n"),
];

fn home() -> tempfile::TempDir {
    let home = folder(CORPUS);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    home
}

pub(crate) fn paths(home: &tempfile::TempDir, arguments: &[&str]) -> String {
    let run = dateline(home.path(), &[&["search", "-q", "--format", "paths", "--sort", "oldest"], arguments].concat());
    let below = |line: &'_ str| line.strip_prefix("corpus/").expect("a file of the corpus").to_owned();
    run.stdout.lines().map(below).collect::<Vec<_>>().join(" ")
}

pub(crate) fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", run.stdout, run.stderr))
}

#[test]
fn a_person_has_spellings_roles_months_companions_and_articles() {
    let home = home();
    let run = dateline(home.path(), &["person", "Benjamin", "Netanyahu"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = run.stdout;
    assert!(text.starts_with("Benjamin Netanyahu\n"), "{text}");
    assert!(text.contains("2 articles, 3 mentions"), "{text}");
    assert!(text.contains("2024-01 ") && text.contains(" 2024-03  (highest: 1)"), "{text}");
    assert!(text.contains("█·█"), "{text}");
    assert!(text.contains("Jake Sullivan (1)"), "{text}");
    let value = json(&dateline(home.path(), &["person", "netanyahu", "--format", "json"]));
    assert_eq!((value["articles"].as_u64(), value["version"].as_u64()), (Some(2), Some(1)));
    assert_eq!(value["first"]["path"], "a.txt");
    assert_eq!(value["last"]["path"], "b.txt");
    assert_eq!(value["months"].as_array().map(Vec::len), Some(3));
    let forms: Vec<&str> =
        value["spellings"].as_array().expect("a list").iter().filter_map(|form| form["form"].as_str()).collect();
    assert!(forms.contains(&"Binyamin Netanyahu") && forms.contains(&"Benjamin Netanyahu"), "{forms:?}");
    let exact = json(&dateline(home.path(), &["person", "Benjamin Netanyahu", "--no-variants", "--format", "json"]));
    assert_eq!(exact["articles"], 1);
    assert_eq!(dateline(home.path(), &["person", "Nobody Atall"]).code, 1);
}

#[test]
fn bearers_of_one_surname_are_listed_and_can_be_chosen() {
    let home = home();
    let run = dateline(home.path(), &["person", "johnson"]);
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].starts_with(" 1  Mike Johnson (2 articles, Speaker"), "{lines:?}");
    assert!(lines[1].starts_with(" 2  Boris Johnson (1 article, "), "{lines:?}");
    assert!(run.stderr.contains("write the name in full"), "{}", run.stderr);
    let chosen = dateline(home.path(), &["person", "johnson", "--choose", "2"]);
    assert!(chosen.stdout.starts_with("Boris Johnson\n"), "{}", chosen.stdout);
    assert_eq!(dateline(home.path(), &["person", "johnson", "--choose", "9"]).code, 2);
    let search = dateline(home.path(), &["search", "--person", "johnson"]);
    assert!(search.stderr.contains("Mike Johnson (2 articles, Speaker"), "{}", search.stderr);
    assert!(search.stderr.contains("person:\"Mike Johnson\""), "{}", search.stderr);
}

#[test]
fn a_byname_is_not_whoever_has_its_last_word_for_a_surname() {
    let home = folder(&[
        ("corpus/a.txt", "date 2024-01-05 President Daniel Chapo met farmers in Maputo on Friday."),
        ("corpus/b.txt", "date 2024-01-06 Mohamed El Baradei spoke in Vienna on Saturday."),
    ]);
    dateline(home.path(), &["index", "-q"]);
    let run = dateline(home.path(), &["person", "El Chapo"]);
    assert_eq!(run.stdout, " 1  Daniel Chapo (1 article, President)\n");
    assert_eq!(run.stderr, "note: nobody is called `El Chapo`; --choose 1 shows Daniel Chapo\n");
    let chosen = dateline(home.path(), &["person", "El Chapo", "--choose", "1"]);
    assert!(chosen.stdout.starts_with("Daniel Chapo\n"), "{}", chosen.stdout);
    let found = dateline(home.path(), &["search", "--person", "El Chapo"]);
    assert!(found.stderr.contains("note: nobody is called `El Chapo`; found is Daniel Chapo"), "{}", found.stderr);
    // Who is written with the article may be meant.
    let run = dateline(home.path(), &["person", "El Baradei"]);
    assert!(run.stdout.starts_with("Mohamed El Baradei\n"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_directory_counts_spellings_together() {
    let home = home();
    let value = json(&dateline(home.path(), &["people", "--format", "json"]));
    let mut names: Vec<(&str, u64)> = value["names"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|entry| Some((entry["name"].as_str()?, entry["articles"].as_u64()?)))
        .collect();
    names.truncate(3);
    names.sort_unstable();
    assert_eq!(names, [("Benjamin Netanyahu", 2), ("Jake Sullivan", 2), ("Mike Johnson", 2)]);
    let csv = dateline(home.path(), &["people", "joh", "--format", "csv", "-n", "1"]).stdout;
    assert!(csv.starts_with("name,articles,mentions,role,spellings\nMike Johnson,2,3,"), "{csv}");
    assert_eq!(csv.lines().count(), 2);
    let places = dateline(home.path(), &["people", "--place"]).stdout;
    assert!(places.contains("Washington") && !places.contains("Sullivan"), "{places}");
    assert_eq!(dateline(home.path(), &["people", "zzz"]).code, 1);
}

/// What somebody is called finds who is called so, in whatever words the country stands.
#[test]
fn who_holds_an_office_is_listed_and_told_where_it_is_asked_for_as_a_name() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "Talks\n\nIsraeli Prime Minister Benjamin Netanyahu met Pope Francis on Monday. Foreign Minister Israel Katz was there.\n",
        ),
        (
            "corpus/b.txt",
            "Visit\n\nThe Israeli prime minister, Benjamin Netanyahu, spoke with British Prime Minister Keir Starmer on Friday.\n",
        ),
        (
            "corpus/c.txt",
            "Vote\n\nDeputy Prime Minister Angela Rayner left London for Leeds with Prime Minister Keir Starmer on Sunday.\n",
        ),
    ]);
    let called = |role: &str| -> Vec<String> {
        let run = dateline(home.path(), &["people", "--role", role, "--format", "csv"]);
        run.stdout.lines().skip(1).map(|line| line.split(",").take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(called("prime minister"), ["Benjamin Netanyahu 2", "Keir Starmer 2"]);
    for asked in ["Israeli PM", "prime minister of Israel", "the Israeli Prime Minister"] {
        assert_eq!(called(asked), ["Benjamin Netanyahu 2"], "{asked}");
    }
    assert_eq!(called("deputy prime minister"), ["Angela Rayner 1"]);
    assert_eq!(dateline(home.path(), &["people", "--role", "astronaut"]).code, 1);
    let run = dateline(home.path(), &["search", "--person", "Prime Minister of Britain"]);
    assert!(run.stderr.contains("did you mean, for `Prime Minister of Britain`: Keir Starmer (2)"), "{}", run.stderr);
    let run = dateline(home.path(), &["person", "the", "Pope"]);
    assert!(run.code == 1 && run.stderr.contains("did you mean: Francis (1)"), "{}", run.stderr);
    let run = dateline(home.path(), &["people", "sta", "--role", "prime minister", "--format", "csv"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
}

#[test]
fn who_shares_articles_comes_with_the_best_joint_sentence() {
    let home = home();
    let value = json(&dateline(home.path(), &["people", "--with", "Jake Sullivan", "--format", "json"]));
    assert_eq!(value["with"], "Jake Sullivan");
    let first = &value["names"][0];
    let all = value["names"].as_array().expect("a list");
    assert_eq!(all.len(), 2, "{value}");
    assert_eq!((first["articles"].as_u64(), first["paragraphs"].as_u64()), (Some(1), Some(1)));
    let netanyahu = all.iter().find(|other| other["name"] == "Benjamin Netanyahu").expect("they met");
    assert_eq!(netanyahu["paragraphs"], 2);
    assert_eq!(
        netanyahu["sentence"]["text"],
        "Prime Minister Benjamin Netanyahu met Jake Sullivan in Jerusalem on Friday."
    );
    assert_eq!(netanyahu["sentence"]["highlights"], serde_json::json!([[15, 33], [38, 51]]));
    assert_eq!(dateline(home.path(), &["people", "--with", "johnson"]).code, 2);
}

#[test]
fn the_network_is_well_formed_and_weighted() {
    let home = home();
    let run = dateline(home.path(), &["people", "--format", "graphml"]);
    let mut reader = quick_xml::Reader::from_str(&run.stdout);
    let (mut nodes, mut edges) = (0, 0);
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(element) => match element.name().as_ref() {
                "node" => nodes += 1,
                "edge" => edges += 1,
                _ => {}
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(nodes >= 4, "{}", run.stdout);
    assert_eq!(edges, 2, "{}", run.stdout);
    let ego = dateline(home.path(), &["people", "--with", "Jake Sullivan", "--format", "graphml"]).stdout;
    assert_eq!(ego.matches("<node ").count(), 3, "{ego}");
}

#[test]
fn aliases_join_and_part_names_and_can_be_taken_back() {
    let home = home();
    assert_eq!(paths(&home, &["--person", "Bibi Haifa"]), "");
    let alias = |arguments: &[&str]| dateline(home.path(), &[&["alias"], arguments].concat());
    assert_eq!(alias(&["add", "Bibi Haifa", "Benjamin Netanyahu"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Bibi Haifa"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["person:\"Bibi Haifa\""]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--person", "Bibi Haifa", "--no-variants"]), "");
    assert_eq!(dateline(home.path(), &["count", "--person", "Bibi Haifa"]).stdout, "2\n");
    assert_eq!(alias(&["add", "--not-same", "Benjamin Netanyahu", "Binyamin Netanyahu"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Benjamin Netanyahu"]), "a.txt");
    let listed = alias(&["list"]).stdout;
    assert_eq!(listed, "2\tBibi Haifa = Benjamin Netanyahu\n3\tBenjamin Netanyahu != Binyamin Netanyahu\n");
    assert_eq!(alias(&["remove", "Binyamin Netanyahu"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Benjamin Netanyahu"]), "a.txt b.txt");
    assert_eq!(alias(&["remove", "Bibi Haifa"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Bibi Haifa"]), "");
    assert_eq!(alias(&["remove", "Bibi Haifa"]).code, 1);
}

#[test]
fn a_broken_alias_file_is_told_with_its_line_and_other_files_can_be_named() {
    let home = home();
    write(&home.path().join("dateline-aliases.txt"), "# mine\nJohnson Netanyahu\n");
    let run = dateline(home.path(), &["search", "--person", "johnson"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("line 2: no `=` or `!=` between names: Johnson Netanyahu"), "{}", run.stderr);
    write(&home.path().join("mine.txt"), "Bibi Haifa = Benjamin Netanyahu\n");
    assert_eq!(paths(&home, &["--person", "Bibi Haifa", "--aliases", "mine.txt"]), "a.txt b.txt");
    write(
        &home.path().join("table.csv"),
        "name1,name2,same\nBB,Benjamin Netanyahu,yes\nMike Johnson,Boris Johnson,no\n",
    );
    let run = dateline(home.path(), &["alias", "import", "table.csv", "--aliases", "mine.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(paths(&home, &["--person", "BB", "--aliases", "mine.txt"]), "a.txt b.txt");
    write(&home.path().join("bad.csv"), "name1,name2,same\nBB,Mike Johnson,perhaps\n");
    let run = dateline(home.path(), &["alias", "import", "bad.csv", "--aliases", "mine.txt"]);
    assert!(run.stderr.contains("line 2: `perhaps` is neither yes nor no"), "{}", run.stderr);
}

#[test]
fn organisations_are_found_by_a_word_of_theirs_and_by_what_an_article_calls_them_for_short() {
    let home = home();
    assert_eq!(paths(&home, &["--org", "Nations"]), "f.txt");
    assert_eq!(paths(&home, &["--org", "UN"]), "f.txt g.txt");
    assert_eq!(paths(&home, &["--org", "Nations", "--no-variants"]), "");
    assert_eq!(paths(&home, &["--org", "United Nations"]), "f.txt g.txt");
    assert_eq!(paths(&home, &["--org", "Hamas movement"]), "f.txt g.txt");
}

#[test]
fn an_abbreviation_finds_the_full_name_where_one_article_has_both() {
    let home = folder(&[
        ("corpus/a.txt", "date 2024-06-01 The Environmental Protection Agency (EPA) ruled on Saturday.\n"),
        ("corpus/b.txt", "date 2024-06-02 Officials of the Environmental Protection Agency declined to comment.\n"),
        ("corpus/c.txt", "date 2024-06-03 The Energy Planning Association met in Oslo on Monday.\n"),
    ]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(paths(&home, &["--org", "EPA"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--org", "Protection"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--org", "Energy Planning"]), "c.txt");
}

#[test]
fn a_name_is_found_by_any_of_its_parts_and_nobody_elses() {
    let home = folder(&[
        (
            "corpus/a.txt",
            "date 2024-06-01 Ursula von der Leyen met Gabriel Lima in Oslo on Saturday, officials said.\n",
        ),
        ("corpus/b.txt", "date 2024-06-02 Ursula Burns met Martin Gabriel in Oslo on Sunday, officials said.\n"),
        (
            "corpus/c.txt",
            "date 2024-06-03 John Smith Carver met Carver's brother Alan in Oslo on Monday, officials said.\n",
        ),
    ]);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Leyen"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "Ursula"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--person", "Gabriel"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--person", "Smith"]), "c.txt");
    assert_eq!(paths(&home, &["--person", "der"]), "");
    // One file changes: what led to its names goes with them, what others share stays.
    write(&home.path().join("corpus/b.txt"), "date 2024-06-02 Nobody met anybody on Sunday, officials said again.\n");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Ursula"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "Burns"]), "");
}

#[test]
fn a_name_is_strict_unless_any_of_its_words_will_do() {
    let home = home();
    assert_eq!(paths(&home, &["--person", "Benjamin Sullivan"]), "");
    let loose = dateline(home.path(), &["search", "--person", "Benjamin Sullivan", "--any", "--format", "json"]);
    let value = json(&loose);
    assert_eq!((value["total"].as_u64(), value["hits"].as_array().map(Vec::len)), (Some(0), Some(2)));
    assert_eq!(value["hits"][0]["missing_words"], serde_json::json!(["Benjamin Sullivan"]));
    let value = json(&dateline(home.path(), &["search", "--person", "Mike Johnson", "--format", "json"]));
    assert_eq!(value["hits"][0]["path"], "d.txt");
}

#[test]
fn a_surname_alone_is_its_only_bearers_and_said_to_be_uncertain() {
    let corpus = [
        ("corpus/a.txt", "date 2024-01-05 Senator Trent Lott said on Friday that the vote would wait. Lott smiled.\n"),
        ("corpus/b.txt", "date 2024-01-06 Senator Trent Lott told reporters in Jackson that he would run again.\n"),
        ("corpus/c.txt", "date 2024-01-07 Senator Trent Lott met farmers in Biloxi on Sunday and praised them.\n"),
        ("corpus/d.txt", "date 2024-01-08 Senator Lott told reporters on Monday that he had read the bill.\n"),
    ];
    let home = folder(&corpus);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Trent Lott"]), "a.txt b.txt c.txt d.txt");
    assert_eq!(paths(&home, &["--person", "Trent Lott", "--no-variants"]), "a.txt b.txt c.txt");
    let run = dateline(home.path(), &["search", "--person", "Trent Lott", "--why", "--format", "json"]);
    let hits = json(&run)["hits"].as_array().expect("hits").clone();
    let doubted: Vec<&str> = hits
        .iter()
        .filter(|hit| hit["why"]["names"][0]["surname_only"] == true)
        .filter_map(|hit| hit["path"].as_str())
        .collect();
    assert_eq!(doubted, ["d.txt"], "{}", run.stdout);
    assert_eq!(hits.last().expect("a hit")["path"], "d.txt", "what is uncertain comes last");
    let other = "date 2024-01-09 Judge Carol Lott opened the trial in Mobile on Tuesday and heard witnesses.\n";
    write(&home.path().join("corpus/e.txt"), other);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let judge = "date 2024-01-10 Judge Lott told reporters on Wednesday that the trial would go on for a week.\n";
    write(&home.path().join("corpus/f.txt"), judge);
    let silent = "date 2024-01-11 Lott told reporters on Thursday that nobody had asked, and Lott left the room.\n";
    write(&home.path().join("corpus/g.txt"), silent);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    let found = paths(&home, &["--person", "Trent Lott"]);
    assert_eq!(found, "a.txt b.txt c.txt d.txt", "another bears the name, and only the senator's title tells");
}

/// An index of some articles, and what `people` lists for a beginning: names with their number of articles.
pub(crate) fn indexed(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let home = folder(articles);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    home
}

pub(crate) fn people(home: &tempfile::TempDir, beginning: &str) -> Vec<(String, u64)> {
    let value = json(&dateline(home.path(), &["people", beginning, "--format", "json"]));
    let entry = |entry: &serde_json::Value| Some((entry["name"].as_str()?.to_owned(), entry["articles"].as_u64()?));
    let mut names: Vec<_> = value["names"].as_array().expect("a list").iter().filter_map(entry).collect();
    names.sort();
    names
}

#[test]
fn an_initial_makes_nobody_another_person() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 John W. Smith, the mayor of Leeds, opened a museum on Friday.\n"),
        ("corpus/b.txt", "date 2024-01-06 Will Smith, the actor, came to Leeds on Saturday with his film.\n"),
    ]);
    assert_eq!(people(&home, "smith"), [("John W. Smith".to_owned(), 1), ("Will Smith".to_owned(), 1)]);
    assert_eq!(paths(&home, &["--person", "Will Smith"]), "b.txt");
}

#[test]
fn a_short_form_is_not_shared_by_two() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 George W. Bush, the former president, spoke in Dallas on Friday.\n"),
        ("corpus/b.txt", "date 2024-01-06 George H. W. Bush, the former president, spoke in Houston on Saturday.\n"),
        ("corpus/c.txt", "date 2024-01-07 George Bush, the former president, spoke in Austin on Sunday.\n"),
        ("corpus/d.txt", "date 2024-01-08 George Bush, the former president, spoke in Waco on Monday.\n"),
    ]);
    let names: Vec<String> = people(&home, "bush").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["George Bush", "George H. W. Bush", "George W. Bush"]);
}

#[test]
fn a_suffix_makes_a_son_only_where_something_tells() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-05 Senator Joseph Biden Jr. spoke in Dover on Friday.\n\nSenator Joseph Biden then left for Rome.\n",
        ),
        ("corpus/b.txt", "date 2024-01-06 Senator Joseph Biden spoke in Newark on Saturday about trains.\n"),
        (
            "corpus/c.txt",
            "date 2024-01-07 Senator Robert Kerry spoke in Omaha.\n\nHis son, Senator Robert Kerry Jr., was in Lincoln.\n",
        ),
        (
            "corpus/d.txt",
            "date 2024-01-08 The coach Cal Ripken and his son Cal Ripken Jr. spoke in Baltimore on Monday about the game.\n",
        ),
    ]);
    assert_eq!(people(&home, "biden").len(), 1, "{:?}", people(&home, "biden"));
    assert_eq!(people(&home, "kerry").len(), 2, "{:?}", people(&home, "kerry"));
    assert_eq!(people(&home, "ripken").len(), 2, "{:?}", people(&home, "ripken"));
    // Asked for with the suffix, who is mostly written without it is found, and a father is not.
    assert_eq!(paths(&home, &["--person", "Joseph Biden Jr."]), "a.txt b.txt");
    let son = json(&dateline(home.path(), &["person", "Robert Kerry Jr.", "--format", "json"]));
    assert_eq!(son["name"], "Robert Kerry Jr.");
}

#[test]
fn the_only_bearer_of_a_rare_surname_is_meant_by_it_whatever_the_title() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 President Anatol Zbrodnicki spoke in Radom on Friday about the harvest.\n"),
        (
            "corpus/b.txt",
            "date 2024-01-06 General Zbrodnicki told reporters on Saturday that he would not run again.\n",
        ),
        ("corpus/c.txt", "date 2024-01-07 President Anna Brown spoke in Radom on Sunday about the harvest and rain.\n"),
        ("corpus/d.txt", "date 2024-01-08 General Brown told reporters on Monday that he would not run again here.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "Anatol Zbrodnicki"]), "a.txt b.txt");
    assert_eq!(paths(&home, &["--person", "Anna Brown"]), "c.txt");
    let run = dateline(home.path(), &["person", "zbrodnicki"]);
    assert!(run.stdout.contains("a search  finds 2 articles: 1 more has the surname alone"), "{}", run.stdout);
    let value = json(&dateline(home.path(), &["person", "Anatol Zbrodnicki", "--format", "json"]));
    assert_eq!((value["articles"].as_u64(), value["found"].as_u64()), (Some(1), Some(2)));
}

#[test]
fn a_surname_with_its_particle_asks_for_all_its_bearers() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-05 The police said that Osama bin Laden had been seen in Tora Bora on Friday.\n",
        ),
        (
            "corpus/b.txt",
            "date 2024-01-06 The businessman Omar bin Laden spoke in Paris on Saturday about his father.\n",
        ),
    ]);
    write(
        &home.path().join("corpus/c.txt"),
        "date 2024-01-07 Laden Smith, a baker, opened a shop in Leeds on Sunday, and Laden Smith was happy.\n",
    );
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    for asked in ["bin Laden", "Bin Laden"] {
        assert_eq!(paths(&home, &["--person", asked]), "a.txt b.txt", "{asked}");
    }
    let note = dateline(home.path(), &["search", "--person", "bin Laden"]).stderr;
    assert!(note.contains("person:\"Omar bin Laden\"") || note.contains("person:\"Osama bin Laden\""), "{note}");
}

#[test]
fn an_arabic_article_may_be_left_out_or_set_apart() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 Prime Minister Nouri al-Maliki spoke in Baghdad on Friday about oil.\n"),
        ("corpus/b.txt", "date 2024-01-06 Prime Minister Nouri al Maliki spoke in Basra on Saturday about oil.\n"),
        ("corpus/c.txt", "date 2024-01-07 Prime Minister Nouri Maliki spoke in Mosul on Sunday about oil.\n"),
    ]);
    for asked in ["Maliki", "al-Maliki", "al Maliki", "Nouri al-Maliki", "Nouri al Maliki", "Nouri Maliki"] {
        assert_eq!(paths(&home, &["--person", asked]), "a.txt b.txt c.txt", "{asked}");
    }
}

#[test]
fn a_title_that_may_be_a_name_and_a_short_name_that_an_article_explains_lead_to_the_person() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 Gen. Mark Milley told senators on Friday that the war would be long.\n"),
        (
            "corpus/b.txt",
            "date 2024-01-06 President Andrés Manuel López Obrador, known as AMLO, spoke in Mexico City. AMLO then left.\n",
        ),
    ]);
    assert_eq!(paths(&home, &["--person", "General Milley"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "Pope Milley"]), "", "nobody is called so");
    assert_eq!(paths(&home, &["--person", "AMLO"]), "b.txt");
}

#[test]
fn who_is_not_found_is_told_of_in_words_that_are_true() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "Talks go on in Cairo\nBy Anna Kowalska\nJanuary 5, 2024\n\nJohn Kerry met officials in Cairo on Friday. They talked.\n",
        ),
        ("corpus/b.txt", "date 2024-01-06 The price of kerry gold rose on Saturday in Dublin, traders said.\n"),
    ]);
    let run = dateline(home.path(), &["search", "--person", "Anna Kowalska"]);
    assert!(
        run.stderr.contains("byline:\"Anna Kowalska\"") && !run.stderr.contains("nothing in the index"),
        "{}",
        run.stderr
    );
    let run = dateline(home.path(), &["person", "Jon", "Kery"]);
    assert!(run.code == 1 && run.stderr.contains("did you mean: John Kerry (1)"), "{}", run.stderr);
    let run = dateline(home.path(), &["people", "zzz"]);
    assert!(run.code == 1 && run.stderr.contains("begins with `zzz`"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["count", "--person", "John Kerry"]).stdout, "1\n");
    // What has some of the words only is counted apart, by every command.
    let any = dateline(home.path(), &["count", "--person", "John Kerry", "--any"]);
    assert_eq!((any.stdout.as_str(), any.stderr.as_str()), ("1\n", "1 article has some of the words\n"));
    crate::support::write(&home.path().join("queries.txt"), "person:\"John Kerry\"\n");
    for arguments in [
        &["count", "--person", "John Kerry", "--any", "--json"][..],
        &["search", "--person", "John Kerry", "--any", "--json"],
        &["search", "--person", "John Kerry", "--any", "--json", "-n", "1"],
        &["search", "--person", "John Kerry", "--any", "--json", "--count"],
        &["search", "--batch", "queries.txt", "--any", "--json"],
        &["count", "--batch", "queries.txt", "--any", "--json"],
    ] {
        let value = json(&dateline(home.path(), arguments));
        let value = if value["queries"].is_null() { &value } else { &value["queries"][0] };
        assert_eq!((&value["total"], &value["partial"]), (&1.into(), &1.into()), "{arguments:?}");
    }
    let timeline = json(&dateline(home.path(), &["timeline", "--person", "John Kerry", "--any", "--json"]));
    assert_eq!(timeline["series"][0]["total"], 1);
}

/// Chinese names have no blank before the given name, and foreign ones a dot.
#[test]
fn a_person_is_one_in_latin_and_in_chinese_characters() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "Talks in Paris\n\nChinese President Xi Jinping met Emmanuel Macron, and Wang Yi was there. Xi smiled.\n",
        ),
        (
            "corpus/b.txt",
            "习近平会见法国总统马克龙\n\n国家主席习近平在巴黎会见法国总统埃马纽埃尔·马克龙。习近平说，中法关系很重要。\
             马克龙表示同意。外交部长王毅参加了会见。\n",
        ),
        ("corpus/c.txt", "莫迪访问巴黎\n\n印度总理纳伦德拉·莫迪在巴黎会见马克龙。莫迪说，两国关系很好。\n"),
    ]);
    for name in ["Xi Jinping", "习近平", "Wang Yi", "王毅"] {
        assert_eq!(paths(&home, &["--person", name]), "a.txt b.txt", "{name}");
    }
    assert_eq!(paths(&home, &["--person", "Emmanuel Macron"]), "a.txt b.txt c.txt");
    assert_eq!(paths(&home, &["--person", "Narendra Modi"]), "c.txt");
}

#[test]
fn what_a_person_comes_to_is_right_after_articles_have_gone_and_changed() {
    let home = folder(&[
        ("corpus/a.txt", "date 2024-01-05 Senator Harriet Fenwick spoke on Friday. Harriet Fenwick left early.\n"),
        ("corpus/b.txt", "date 2024-01-06 Senator Harriet Fenwick spoke again on Saturday in Ohio.\n"),
        ("corpus/c.txt", "date 2024-01-07 Senator Harriet Fenwick and Jake Sullivan met in Ohio.\n"),
        ("corpus/d.txt", "date 2024-01-08 Congresswoman Harriet Fenwick voted against the bill in Washington.\n"),
        ("corpus/e.txt", "date 2024-01-09 The bill was read in Washington, and Jake Sullivan was there.\n"),
    ]);
    let counts = || {
        let value = json(&dateline(home.path(), &["person", "Harriet Fenwick", "--format", "json"]));
        let roles = value["roles"].as_array().expect("a list");
        let role = |name: &str| roles.iter().find(|role| role["role"] == name).map(|role| role["articles"].clone());
        let number = |role: Option<serde_json::Value>| role.and_then(|role| role.as_u64()).unwrap_or(0);
        let count = |name: &str| value[name].as_u64().expect("a number");
        (count("articles"), count("mentions"), number(role("Senator")), number(role("Congresswoman")))
    };
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(counts(), (4, 5, 3, 1));
    // One goes, and one is about somebody else; the segment that has them stays.
    std::fs::remove_file(home.path().join("corpus/d.txt")).expect("it is there");
    write(&home.path().join("corpus/a.txt"), "date 2024-01-05 Jake Sullivan spoke on Friday in Washington instead.\n");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(counts(), (2, 2, 2, 0));
    assert_eq!(paths(&home, &["--person", "Harriet Fenwick"]), "b.txt c.txt");
    let facets = json(&dateline(home.path(), &["search", "*", "-n", "0", "--facets", "person", "--format", "json"]));
    let sullivan = &facets["facets"][0]["values"][0];
    assert_eq!((sullivan["value"].as_str(), sullivan["articles"].as_u64()), (Some("Jake Sullivan"), Some(3)));
}

/// In other alphabets the surname of a foreigner mostly stands alone.
#[test]
fn a_surname_alone_in_another_alphabet_is_its_only_bearers() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-05 President Joe Biden spoke in Washington on Friday.\n"),
        ("corpus/b.txt", "date 2024-01-06 President Joe Biden left Washington for Ohio on Saturday.\n"),
        ("corpus/c.txt", "date 2024-01-07 President Joe Biden met the governors of Ohio and Texas.\n"),
        ("corpus/d.txt", "date 2024-01-08\n拜登发表讲话\n\n美国总统拜登星期一发表讲话。拜登说，美国将继续支持盟友。\n"),
        (
            "corpus/e.txt",
            "date 2024-01-09\nБайден выступил с речью\n\nПрезидент США Байден выступил с речью. Байден сказал, что поддержит союзников.\n",
        ),
    ]);
    assert_eq!(paths(&home, &["--person", "Joe Biden"]), "a.txt b.txt c.txt d.txt e.txt");
    assert_eq!(paths(&home, &["--person", "Joe Biden", "--no-variants"]), "a.txt b.txt c.txt");
}

/// Titles are kept in the order of names, and the surname of one bearer begins with that of another here.
#[test]
fn surnames_that_begin_with_one_another_are_told_apart_by_their_titles() {
    let mut articles: Vec<(String, String)> = (1..=5)
        .map(|day| {
            let text =
                format!("date 2024-01-0{day} Senator Pat Robert spoke on Friday in Ohio. Senator Robert left.\n");
            (format!("corpus/a{day}.txt"), text)
        })
        .collect();
    for (name, text) in [
        ("b", "date 2024-01-07 Senator Robert spoke again on Sunday.\n"),
        ("c", "date 2024-01-08 Congressman Jim Robert and Senator Pat Roberts met Judge Tom Robertson.\n"),
        ("d", "date 2024-01-09 Governor Al Robert and Mayor Sue Roberts-Lee met Judge Tom Roberts.\n"),
    ] {
        articles.push((format!("corpus/{name}.txt"), text.to_owned()));
    }
    let articles: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = indexed(&articles);
    assert_eq!(paths(&home, &["--person", "Pat Robert"]), "a1.txt a2.txt a3.txt a4.txt a5.txt b.txt c.txt");
}
