//! Whom a person's name means: titles before it, longer and shorter forms, initials, and what is left out.

use crate::persons::{json, paths};
use crate::support::{dateline, folder, write};

fn indexed(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = folder(files);
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    home
}

#[test]
fn a_surname_alone_that_may_be_the_persons_is_told_of() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 1940-05-14 Mr. Winston Churchill spoke in the House on Monday. Mr. Churchill sat down.\n",
        ),
        (
            "corpus/b.txt",
            "date 1940-05-15 Mr. Churchill met the King in London on Tuesday. Mr. Churchill left at noon.\n",
        ),
        (
            "corpus/c.txt",
            "date 1940-05-16 Mr. Churchill flew to Paris on Wednesday. Mr. Churchill saw the ministers.\n",
        ),
    ]);
    let run = dateline(home.path(), &["search", "--person", "Winston Churchill"]);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    let hint = "hint: 2 more articles have only `Churchill`, and nothing says whose it is: --person Churchill";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
    let value = json(&dateline(home.path(), &["search", "--person", "Winston Churchill", "--format", "json"]));
    let left = &value["names"][0]["surname_alone"];
    assert_eq!((left["surname"].as_str(), left["articles"].as_u64()), (Some("Churchill"), Some(2)));
    // Nobody of the index is called so in full.
    let run = dateline(home.path(), &["search", "--person", "Randolph Churchill"]);
    assert!(run.stderr.contains("hint: 2 more articles have only `Churchill`"), "{}", run.stderr);
    let run = dateline(home.path(), &["search", "--person", "Churchill"]);
    assert!(run.stdout.lines().count() == 3 && !run.stderr.contains("hint:"), "{}", run.stderr);
}

#[test]
fn a_title_may_be_shortened_or_stand_behind_whose_it_is() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2006-05-14 FBI Director Robert Mueller spoke in Boston on Monday. Mueller left at noon.\n",
        ),
        (
            "corpus/b.txt",
            "date 2006-05-15 Secretary of State Condoleezza Rice spoke in Rome on Monday. Rice left at noon.\n",
        ),
        (
            "corpus/c.txt",
            "date 2006-05-16 The farmer Jerry Rice spoke in Ohio on Monday about the harvest. Rice left at noon.\n",
        ),
        ("corpus/d.txt", "date 2006-05-17 Vice President Dick Cheney spoke in Reno on Monday. Cheney left at noon.\n"),
        (
            "corpus/e.txt",
            "date 2006-05-18 V. P. Singh, the former prime minister, spoke in Delhi on Monday at length.\n",
        ),
        ("corpus/f.txt", "date 2006-05-19 Manmohan Singh, the prime minister, spoke in Mumbai on Monday at length.\n"),
    ]);
    for (asked, found) in [
        ("FBI Director Mueller", "a.txt"),
        ("Sec. Rice", "b.txt"),
        ("US Secretary Rice", "b.txt"),
        ("VP Cheney", "d.txt"),
        ("V.P. Cheney", "d.txt"),
        ("VP Singh", "e.txt"),
        ("Mueller's", "a.txt"),
    ] {
        assert_eq!(paths(&home, &["--person", asked]), found, "{asked}");
    }
    let run = dateline(home.path(), &["search", "--person", "Mueller's"]);
    assert!(!run.stderr.contains("no name in the index"), "{}", run.stderr);
}

#[test]
fn a_person_is_found_the_same_by_the_longer_and_the_shorter_name() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2020-01-14 The activist Joshua Wong Chi-fung spoke in Hong Kong on Monday at length.\n"),
        ("corpus/b.txt", "date 2020-01-15 The activist Joshua Wong was freed in Hong Kong on Tuesday by a judge.\n"),
        ("corpus/c.txt", "date 2020-01-16 President Rodrigo Paz Pereira spoke in La Paz on Wednesday at length.\n"),
        ("corpus/d.txt", "date 2020-01-17 President Rodrigo Paz signed the law on Thursday without a word.\n"),
        ("corpus/e.txt", "date 2020-01-18 Martin Luther King spoke in Selma on Friday at length.\n"),
        ("corpus/f.txt", "date 2020-01-19 Martin Luther was a monk in Erfurt before he wrote on Saturday.\n"),
    ]);
    for (asked, found) in [
        ("Joshua Wong", "a.txt b.txt"),
        ("Joshua Wong Chi-fung", "a.txt b.txt"),
        ("Rodrigo Paz", "c.txt d.txt"),
        ("Rodrigo Paz Pereira", "c.txt d.txt"),
        ("Martin Luther King", "e.txt"),
    ] {
        assert_eq!(paths(&home, &["--person", asked]), found, "{asked}");
    }
}

#[test]
fn an_initial_that_fits_two_is_neither() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "A painter\n\ndate 2020-01-14\n\nLEEDS - The painter M. Davis opened a show on Monday. Davis smiled.\n",
        ),
        (
            "corpus/b.txt",
            "A lawyer\n\ndate 2020-01-15\n\nLEEDS - The lawyer Mary Davis lost a case on Monday. Davis smiled.\n",
        ),
        (
            "corpus/c.txt",
            "A coach\n\ndate 2020-01-16\n\nLEEDS - The coach Michael Davis won a match on Monday. Davis smiled.\n",
        ),
    ]);
    for (asked, found) in
        [("Mary Davis", "b.txt"), ("Michael Davis", "c.txt"), ("M. Davis", "a.txt b.txt c.txt"), ("Martha Davis", "")]
    {
        assert_eq!(paths(&home, &["--person", asked]), found, "{asked}");
    }
    // Without the coach it is the lawyer.
    std::fs::remove_file(home.path().join("corpus/c.txt")).expect("it was written");
    assert_eq!(dateline(home.path(), &["index", "-q"]).code, 0);
    assert_eq!(paths(&home, &["--person", "Mary Davis"]), "a.txt b.txt");
}

#[test]
fn names_that_the_user_calls_the_same_find_the_same() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2010-01-14 Pope Benedict XVI spoke in Rome on Monday to the bishops of Africa.\n"),
        ("corpus/b.txt", "date 2010-01-15 Joseph Ratzinger was born in Bavaria and studied in Munich.\n"),
        ("corpus/c.txt", "date 2010-01-16 Cardinal J. Ratzinger wrote the letter in Rome before he was elected.\n"),
    ]);
    let aliases = home.path().join("aliases.txt");
    write(&aliases, "Pope Benedict XVI = Joseph Ratzinger\n");
    let aliases = aliases.to_str().expect("a plain path");
    for asked in ["Pope Benedict XVI", "Benedict XVI", "Joseph Ratzinger"] {
        assert_eq!(paths(&home, &["--aliases", aliases, "--person", asked]), "a.txt b.txt c.txt", "{asked}");
    }
}

#[test]
fn persons_without_a_role_have_an_empty_list_of_roles() {
    let home = indexed(&[("corpus/a.txt", "date 2010-01-14 Mary Robinson and Hamas spoke in Rome on Monday.\n")]);
    let value = json(&dateline(home.path(), &["search", "Rome", "--format", "json"]));
    let hit = &value["hits"][0];
    assert_eq!(hit["persons"][0]["roles"], serde_json::json!([]));
    let id = hit["id"].as_str().expect("an id");
    let shown = json(&dateline(home.path(), &["show", id, "--json"]));
    assert_eq!(shown["persons"][0]["roles"], serde_json::json!([]), "{shown}");
}

#[test]
fn a_surname_in_other_letters_finds_nobody_who_has_its_consonants_alone() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 President Vladimir Putin spoke in Sochi on Monday about the harvest.\n"),
        ("corpus/b.txt", "date 2024-01-02 President Joe Biden spoke in Ohio on Tuesday about the bridges.\n"),
        ("corpus/c.txt", "date 2024-01-03 Prime Minister Mark Rutte spoke in Delft on Friday about the dykes.\n"),
        ("corpus/d.txt", "date 2024-01-04 Президент России Владимир Путин выступил в Сочи в понедельник.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "Байден"]), "b.txt");
    assert_eq!(paths(&home, &["--person", "Biden"]), "b.txt");
    assert_eq!(paths(&home, &["--person", "بوتين"]), "a.txt d.txt");
    assert_eq!(paths(&home, &["--person", "Путин"]), "a.txt d.txt");
    assert_eq!(paths(&home, &["--person", "Putin"]), "a.txt d.txt");
    assert_eq!(paths(&home, &["--person", "Рютте"]), "c.txt");
    assert_eq!(paths(&home, &["--person", "Мадуро"]), "");
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 Prime Minister Benjamin Netanyahu spoke in Haifa on Monday at noon.\n"),
        ("corpus/b.txt", "date 2024-01-02 The historian Benzion Netanyahu taught in Denver for many years.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "بنيامين نتنياهو"]), "a.txt");
}

#[test]
fn an_office_is_nobody_whose_name_is_a_word_of_it() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2006-01-01 The farmer Winona Mayor spoke in Ohio on Monday about the harvest.\n"),
        ("corpus/b.txt", "date 2006-01-02 The teacher Brian Head spoke in Utah on Monday about the schools.\n"),
        ("corpus/c.txt", "date 2006-01-03 The prime minister of Fenland spoke on Monday about the dykes.\n"),
        ("corpus/d.txt", "date 2006-01-04 Prince Albert II opened the harbour of Monaco on Monday at noon.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "mayor of London"]), "");
    assert_eq!(paths(&home, &["--person", "head of NATO"]), "");
    assert_eq!(paths(&home, &["--person", "prime minister of Ruritania"]), "");
    assert_eq!(paths(&home, &["--person", "prime minister of Fenland"]), "c.txt");
    assert_eq!(paths(&home, &["--person", "Albert II of Monaco"]), "d.txt");
}

#[test]
fn a_place_of_the_lists_is_never_looked_for_by_half_of_its_name() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 The envoy Ann Lee flew to the United States on Monday for a week.\n"),
        ("corpus/b.txt", "date 2024-01-02 The envoy Ann Lee flew to Britain on Monday for a week of talks.\n"),
        ("corpus/c.txt", "date 2024-01-03 The National Assembly met in Lagos on Monday to vote on the budget.\n"),
    ]);
    for name in ["United Kingdom", "UK", "Britain", "Great Britain"] {
        assert_eq!(paths(&home, &["--place", name]), "b.txt", "{name}");
    }
    write(&home.path().join("aliases.txt"), "place: United Kingdom = Britain\n");
    assert_eq!(paths(&home, &["--place", "Britain", "--aliases", "aliases.txt"]), "b.txt");
    assert_eq!(paths(&home, &["--org", "National Party"]), "");
}

#[test]
fn a_rare_surname_whose_bearers_have_names_of_their_own_is_no_slip() {
    let mut files = vec![
        ("corpus/a.txt".to_owned(), "date 2004-01-01 Congressman Martin Frost spoke in Texas on Monday.\n".to_owned()),
        ("corpus/b.txt".to_owned(), "date 2004-01-02 The aide Joshua Boltan spoke in Texas on Monday.\n".to_owned()),
    ];
    for day in 3..9 {
        files
            .push((format!("corpus/f{day}.txt"), format!("date 2004-01-0{day} Senator Bill Frist spoke on Monday.\n")));
        let text = format!("date 2004-02-0{day} The aide Joshua Bolten spoke on Monday at noon.\n");
        files.push((format!("corpus/g{day}.txt"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = indexed(&files);
    assert_eq!(paths(&home, &["--person", "Frost"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "Frist"]).split(' ').count(), 6);
    // The same given name: a slip.
    assert_eq!(paths(&home, &["--person", "Boltan"]).split(' ').count(), 7);
}

#[test]
fn an_office_of_the_same_nation_is_the_only_bearers() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2005-01-01 Palestinian Authority leader Mahmoud Abbas spoke in Ramallah on Monday. Abbas left at noon.\n",
        ),
        ("corpus/b.txt", "date 2005-01-02 Palestinian President Abbas met the envoys on Tuesday in Amman.\n"),
        ("corpus/c.txt", "date 2005-01-03 Iraqi Prime Minister Abbas met the envoys on Tuesday in Amman.\n"),
        ("corpus/g.txt", "date 2005-01-03 Palestinian President Abbas flew home on Wednesday from Amman.\n"),
        ("corpus/d.txt", "date 2005-01-04 British Prime Minister David Cameron spoke in Leeds on Monday.\n"),
        ("corpus/e.txt", "date 2005-01-05 British Prime Minister Cameron spoke in York on Monday at length.\n"),
        ("corpus/f.txt", "date 2005-01-06 Sergeant Cameron spoke in York on Monday at length.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "Mahmoud Abbas"]), "a.txt b.txt g.txt");
    assert_eq!(paths(&home, &["--person", "David Cameron"]), "d.txt e.txt");
    let why = dateline(home.path(), &["search", "--person", "Mahmoud Abbas", "--why"]);
    assert!(why.stdout.contains("uncertain"), "{}", why.stdout);
}

#[test]
fn one_person_is_found_alike_by_each_name() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2005-01-01 Senator Hillary Rodham Clinton spoke in Albany on Monday at noon.\n"),
        ("corpus/b.txt", "date 2005-01-02 Senator Hillary Rodham Clinton spoke in Ithaca on Monday at noon.\n"),
        ("corpus/c.txt", "date 2005-01-03 Senator Hillary Clinton spoke in Utica on Monday at noon.\n"),
        (
            "corpus/d.txt",
            "date 2005-01-04 The Hillary Rodham Clinton Institute opened in Little Rock on Friday at noon.\n",
        ),
        (
            "corpus/e.txt",
            "date 2005-01-05 The Hillary Clinton Foundation gave the town of Utica a new bridge on Friday.\n",
        ),
    ]);
    for name in ["Hillary Clinton", "Hillary Rodham Clinton", "Clinton, Hillary", "Senator Clinton"] {
        assert_eq!(paths(&home, &["--person", name]), "a.txt b.txt c.txt d.txt e.txt", "{name}");
    }
}

#[test]
fn initials_that_nobody_answers_to_are_told_whose_they_may_be() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2019-01-01 Crown Prince Mohammed bin Salman spoke in Riyadh on Monday at noon.\n"),
        ("corpus/b.txt", "date 2019-01-02 President John F. Kennedy spoke in Berlin on Monday at noon.\n"),
    ]);
    for (letters, name) in [("MBS", "Mohammed bin Salman"), ("JFK", "John F. Kennedy")] {
        let run = dateline(home.path(), &["search", "--person", letters]);
        assert!(run.stdout.is_empty() && run.stderr.contains(name), "{letters}: {}", run.stderr);
    }
}

#[test]
fn a_name_that_the_user_calls_the_same_is_looked_for_when_it_is_asked_for() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2019-01-01 Crown Prince Mohammed bin Salman spoke in Riyadh on Monday at noon.\n"),
        ("corpus/b.txt", "date 2019-01-02 the talks about oil went on for days before MBS gave in.\n"),
    ]);
    write(&home.path().join("aliases.txt"), "Mohammed bin Salman = MBS\n");
    for name in ["Mohammed bin Salman", "MBS"] {
        assert_eq!(paths(&home, &["--person", name, "--aliases", "aliases.txt"]), "a.txt b.txt", "{name}");
    }
}

#[test]
fn father_and_son_are_told_apart_by_what_they_are_called_in_different_articles() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2025-01-01 Health Secretary Robert F. Kennedy Jr. spoke in Boston on Monday.\n"),
        ("corpus/b.txt", "date 2025-01-02 Health Secretary Robert F. Kennedy Jr. spoke in Denver on Monday.\n"),
        ("corpus/c.txt", "date 2025-01-03 Senator Robert F. Kennedy was shot in Los Angeles in 1968.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "Robert F. Kennedy Jr."]), "a.txt b.txt");
    // Who is asked for without a number may be either.
    assert_eq!(paths(&home, &["--person", "Robert F. Kennedy"]), "a.txt b.txt c.txt");
}

#[test]
fn a_title_in_bad_type_is_no_other_bearer() {
    let home = indexed(&[
        ("corpus/a.txt", "date 1916-03-01 President Woodrow Wilson spoke in Columbus on Monday about the harvest.\n"),
        ("corpus/b.txt", "date 1916-03-02 President Woodrow Wilson wired for horses on Tuesday from Columbus.\n"),
        (
            "corpus/c.txt",
            "date 1916-03-03 Picsident Wilson said that the column had marched south. Picsident Wilson is well.\n",
        ),
        ("corpus/d.txt", "date 1916-03-04 President Wilson sent a column to the north on Thursday at noon.\n"),
    ]);
    assert_eq!(paths(&home, &["--person", "Woodrow Wilson"]), "a.txt b.txt d.txt");
}
