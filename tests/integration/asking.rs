//! Whom a name asks for: titles before it, names like it, initials, relatives.

use crate::persons::{indexed, json, paths, people};
use crate::support::dateline;

#[test]
fn titles_of_several_words_say_who_is_meant() {
    let home = indexed(&[
        ("corpus/a.txt", "Vice President Dick Cheney met Prime Minister Benjamin Netanyahu on Friday in Haifa."),
        ("corpus/b.txt", "Lynne Cheney read a poem to children in Wyoming on Friday, and Liz Cheney sang."),
        ("corpus/c.txt", "The foreign ministry said that Secretary of State Marco Rubio had left Haifa on Friday."),
        ("corpus/d.txt", "A report on Attorney General Alberto Gonzales was read in the Senate on Friday."),
        ("corpus/e.txt", "Pope Francis spoke in Rome on Friday, and pilgrims sang for Pope Francis."),
        ("corpus/f.txt", "Cardinal Robert Francis Prevost was elected in Rome on Friday, after Pope Francis had died."),
    ]);
    for (name, found) in [
        ("Vice President Cheney", "a.txt"),
        ("Prime Minister Netanyahu", "a.txt"),
        ("Israeli Prime Minister Netanyahu", "a.txt"),
        ("Secretary of State Rubio", "c.txt"),
        ("Attorney General Gonzales", "d.txt"),
        ("Pope Francis", "e.txt f.txt"),
        ("Robert Francis Prevost", "f.txt"),
    ] {
        assert_eq!(paths(&home, &["--person", name]), found, "{name}");
    }
}

#[test]
fn a_surname_is_no_spelling_of_a_given_name() {
    let home = indexed(&[
        ("corpus/a.txt", "Susan Davis spoke in the House on Friday about ships, and the House listened."),
        ("corpus/b.txt", "General David Petraeus spoke in the Senate on Friday about ships and men."),
        ("corpus/c.txt", "General Li Shangfu was dismissed in Beijing on Friday, the ministry said."),
        ("corpus/d.txt", "The president Lee Jae-myung flew home to Seoul on Friday, the ministry said."),
    ]);
    assert_eq!(paths(&home, &["--person", "Davis"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "David"]), "b.txt");
    assert_eq!(paths(&home, &["--person", "Li"]), "c.txt");
}

#[test]
fn initials_do_not_share_a_short_form_that_is_rather_anothers() {
    let home = indexed(&[
        ("corpus/a.txt", "Former President George H. W. Bush spoke in Houston on Friday about his years."),
        ("corpus/b.txt", "President George W. Bush spoke in Washington on Friday about the war there."),
        ("corpus/c.txt", "President George W. Bush signed the bill in Washington on Monday at noon."),
        ("corpus/d.txt", "A spokesman said that George Bush had signed the bill about ships on Tuesday."),
    ]);
    assert_eq!(paths(&home, &["--person", "George H. W. Bush"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "George H. W. Bush", "--person", "George W. Bush"]), "");
}

#[test]
fn a_father_with_another_name_first_is_not_his_son() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "Exiled crown prince Reza Pahlavi, son of the late shah Mohammad Reza Pahlavi, spoke in Paris.",
        ),
        (
            "corpus/b.txt",
            "date 2024-01-02 Reza Pahlavi told reporters in Paris on Friday that he would wait for a while.",
        ),
        (
            "corpus/c.txt",
            "date 2024-01-03 That winter Mohammad Reza Pahlavi left Tehran for Cairo, and crowds filled the streets.",
        ),
        (
            "corpus/d.txt",
            "date 2024-01-04 The poet Juan Carlos Lima read in Porto on Friday, and the hall was full of people.",
        ),
        (
            "corpus/e.txt",
            "date 2024-01-05 The poet Carlos Lima read in Lisbon on Monday, and the hall was full of people too.",
        ),
    ]);
    // The words of the son's name stand in his father's as well.
    let son = json(&dateline(home.path(), &["person", "Reza Pahlavi", "--format", "json"]));
    assert_eq!((son["name"].as_str(), son["articles"].as_u64()), (Some("Reza Pahlavi"), Some(2)));
    let father = json(&dateline(home.path(), &["person", "Mohammad Reza Pahlavi", "--format", "json"]));
    assert_eq!(father["articles"], 2);
    assert_eq!(people(&home, "pahlavi").len(), 2, "{:?}", people(&home, "pahlavi"));
    assert_eq!(paths(&home, &["--person", "Juan Carlos Lima"]), "d.txt e.txt");
}

#[test]
fn who_is_found_with_the_one_called_just_so_is_told_with_how_to_leave_him_out() {
    let home = indexed(&[
        ("corpus/a.txt", "President Donald Trump spoke in Washington on Friday about ships and steel."),
        ("corpus/b.txt", "President Donald Trump flew to Ohio on Monday, and his aides came with him."),
        (
            "corpus/c.txt",
            "His son Donald Trump Jr. spoke in Dallas, and Donald Trump sat beside Donald Trump Jr. there.",
        ),
    ]);
    let run = dateline(home.path(), &["search", "--person", "Donald Trump"]);
    let told = "to leave one out: dateline alias add --not-same \"Donald Trump\" \"Donald Trump Jr.\"";
    assert!(
        run.stderr.contains("`Donald Trump` is Donald Trump (3 articles, President); found with it"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains(told) && !run.stderr.contains("in full"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["alias", "add", "--not-same", "Donald Trump", "Donald Trump Jr."]).code, 0);
    let run = dateline(home.path(), &["search", "--person", "Donald Trump"]);
    assert!(!run.stderr.contains("Jr."), "{}", run.stderr);
}

#[test]
fn a_king_is_found_by_his_name_alone_and_by_his_fathers() {
    let home = indexed(&[
        ("corpus/a.txt", "King Abdullah spoke in Riyadh on Friday about the pilgrims, and left for Jeddah."),
        ("corpus/b.txt", "King Abdullah bin Abdulaziz spoke in Riyadh on Monday about the price of oil."),
        ("corpus/c.txt", "The minister Abdullah Gul spoke in Ankara on Monday about the price of bread."),
    ]);
    let run = dateline(home.path(), &["count", "--person", "King Abdullah"]);
    assert_eq!(run.stdout, "2\n", "{}", run.stderr);
}

#[test]
fn who_is_known_by_a_surname_alone_has_no_articles_of_others_counted() {
    let home = indexed(&[
        ("corpus/a.txt", "Senator Ana Lima spoke in Porto on Friday about the pilgrims, and left for Lisbon."),
        ("corpus/b.txt", "Judge Rui Lima spoke in Porto on Monday about the price of oil and of bread."),
        ("corpus/c.txt", "Reporters said that Lima had left, and that nobody had seen the boat on Monday."),
    ]);
    let listed = dateline(home.path(), &["person", "Lima"]).stdout;
    let number = listed.lines().position(|line| line.trim_start_matches([' ', '1', '2', '3']).starts_with("Lima ("));
    let number = (number.expect("a bearer without a given name") + 1).to_string();
    let bare = json(&dateline(home.path(), &["person", "Lima", "--choose", &number, "--format", "json"]));
    assert_eq!((bare["articles"].as_u64(), bare["found"].as_u64()), (Some(1), Some(1)), "{listed}");
}

#[test]
fn a_country_or_a_body_is_found_by_its_other_names() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-01 Ministers of the United Kingdom met in Paris on Friday to talk about fishing.",
        ),
        (
            "corpus/b.txt",
            "date 2024-01-02 Britain said on Friday that talks about fishing would go on in Brussels for a week.",
        ),
        (
            "corpus/c.txt",
            "date 2024-01-03 The UK sent a ship from Plymouth on Friday, and its crew waved to people in the harbour.",
        ),
        (
            "corpus/d.txt",
            "date 2024-01-04 Rockets fell on Kiev on Friday, and people in Ukraine slept in the stations below the streets.",
        ),
        (
            "corpus/e.txt",
            "date 2024-01-05 Trains left Kyiv on Friday for the first time in a week, officials in Ukraine said.",
        ),
        (
            "corpus/f.txt",
            "date 2024-01-06 The United Nations sent a ship with grain from Odesa on Friday to people in Somalia.",
        ),
        (
            "corpus/g.txt",
            "date 2024-01-07 Doctors of the UN came to Somalia on Friday with medicine for the people of the coast.",
        ),
    ]);
    for (flag, name, found) in [
        ("--place", "UK", "a.txt b.txt c.txt"),
        ("--place", "the United Kingdom", "a.txt b.txt c.txt"),
        ("--place", "Great Britain", "a.txt b.txt c.txt"),
        ("--place", "Kyiv", "d.txt e.txt"),
        ("--place", "Kiev", "d.txt e.txt"),
        ("--place", "Odessa", "f.txt"),
        ("--org", "UN", "f.txt g.txt"),
        ("--org", "the United Nations", "f.txt g.txt"),
    ] {
        assert_eq!(paths(&home, &[flag, name]), found, "{name}");
    }
    assert_eq!(paths(&home, &["--place", "Kiev", "--no-variants"]), "d.txt");
    assert_eq!(dateline(home.path(), &["alias", "add", "--not-same", "--place", "Kiev", "Kyiv"]).code, 0);
    assert_eq!(paths(&home, &["--place", "Kiev"]), "d.txt");
}

#[test]
fn offices_in_letters_misspelt_surnames_and_titles_that_nobody_has_lead_to_the_person() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-01 Prime Minister Narendra Modi spoke in Delhi on Friday about the roads of the north.",
        ),
        (
            "corpus/b.txt",
            "date 2024-01-02 Vice President Dick Cheney went fishing in Wyoming on Friday with two friends.",
        ),
        ("corpus/c.txt", "date 2024-01-03 A lawyer said on Friday that Cheney had caught nothing at all in Wyoming."),
        (
            "corpus/e.txt",
            "date 2024-01-05 Vice President Dick Cheney left Wyoming on Sunday, and the boat stayed there.",
        ),
        (
            "corpus/f.txt",
            "date 2024-01-06 Vice President Dick Cheney spoke in Casper on Monday about the price of oil.",
        ),
        (
            "corpus/d.txt",
            "date 2024-01-04 The army chief Abdel Fattah al-Burhan spoke in Khartoum on Friday about the war.",
        ),
    ]);
    assert_eq!(paths(&home, &["--person", "PM Modi"]), "a.txt");
    for name in ["Dick Cheney", "Dick Chaney"] {
        assert_eq!(paths(&home, &["--person", name]), "b.txt c.txt e.txt f.txt", "{name}");
    }
    assert_eq!(paths(&home, &["--person", "General Burhan"]), "d.txt");
}

#[test]
fn a_place_with_another_name_in_its_own_is_another_and_companions_are_counted_once() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-01 Farmers in New Mexico met Senator Pete Domenici on Friday to talk about water.",
        ),
        (
            "corpus/b.txt",
            "date 2024-01-02 Trains to Mexico stood still on Friday, and people in Mexico walked to work.",
        ),
        (
            "corpus/c.txt",
            "date 2024-01-03 The U.S. sent Jake Sullivan to Paris on Friday; the United States had been asked.",
        ),
    ]);
    assert_eq!(paths(&home, &["--place", "Mexico"]), "b.txt");
    assert_eq!(paths(&home, &["--place", "New Mexico"]), "a.txt");
    let run = dateline(home.path(), &["people", "--place", "--with", "Jake Sullivan", "--format", "json"]);
    let value = json(&run);
    let places = value["names"].as_array().expect("a list").iter();
    let mut counted: Vec<_> = places.map(|place| (place["name"].as_str(), place["articles"].as_u64())).collect();
    counted.sort_unstable();
    assert_eq!(counted, [(Some("Paris"), Some(1)), (Some("U.S."), Some(1))], "{}", run.stdout);
}

#[test]
fn a_slip_in_a_surname_hides_nobody_and_common_surnames_stay_two() {
    let corpus = |day: u32, text: &str| format!("date 2024-01-{day:02} {text}");
    let mut articles = Vec::new();
    for day in 1..6 {
        let text = "Senator Lincoln Chafee spoke in Providence on Friday about the harbour and the price of fish.";
        articles.push((format!("corpus/chafee{day}.txt"), corpus(day, text)));
        let text = "The teacher Tim Johnson read to children in Pierre on Friday, and Tim Johnson sang as well.";
        articles.push((format!("corpus/johnson{day}.txt"), corpus(day, text)));
        let text = "Senator Kay Bailey Hutchison spoke in Dallas on Friday about trains and the price of land.";
        articles.push((format!("corpus/hutchison{day}.txt"), corpus(day, text)));
    }
    articles
        .push(("corpus/slip1.txt".into(), corpus(7, "A friend of Senator Lincoln Chaffee went fishing on Friday.")));
    articles.push(("corpus/slip2.txt".into(), corpus(8, "Kay Bailey Hutchinson visited a school in Waco.")));
    articles.push(("corpus/other.txt".into(), corpus(9, "Tim Johnston played for Leeds on Friday and scored.")));
    let articles: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = indexed(&articles);
    let chafee = "chafee1.txt chafee2.txt chafee3.txt chafee4.txt chafee5.txt slip1.txt";
    for name in ["Lincoln Chafee", "Lincoln Chaffee"] {
        assert_eq!(paths(&home, &["--person", name]), chafee, "{name}");
    }
    let hutchison = "hutchison1.txt hutchison2.txt hutchison3.txt hutchison4.txt hutchison5.txt slip2.txt";
    for name in ["Kay Bailey Hutchison", "Kay Bailey Hutchinson"] {
        assert_eq!(paths(&home, &["--person", name]), hutchison, "{name}");
    }
    assert_eq!(paths(&home, &["--person", "Tim Johnston"]), "other.txt");
    let run = dateline(home.path(), &["search", "--person", "Lincoln Chaffee"]);
    assert!(run.stderr.contains("`Lincoln Chaffee` is Lincoln Chafee"), "{}", run.stderr);
    assert_eq!(paths(&home, &["--person", "Lincoln Chaffee", "--no-variants"]), "slip1.txt");
}

#[test]
fn a_bare_surname_is_found_in_the_spelling_of_the_article() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 President Volodymyr Zelensky spoke in Kyiv on Friday about the winter."),
        ("corpus/b.txt", "date 2024-01-02 President Volodymyr Zelensky flew to Oslo on Friday to ask for help."),
        ("corpus/c.txt", "date 2024-01-03 President Volodymyr Zelenskyy met miners in Pavlohrad on Friday."),
        ("corpus/d.txt", "date 2024-01-04 President Volodymyr Zelenskyy thanked nurses in Lviv on Friday."),
        ("corpus/e.txt", "date 2024-01-05 President Volodymyr Zelenskyy visited a school in Odesa on Friday."),
        ("corpus/f.txt", "date 2024-01-06 A minister said on Friday that Zelenskyy would come to Paris soon."),
    ]);
    assert_eq!(paths(&home, &["--person", "Volodymyr Zelensky"]), "a.txt b.txt c.txt d.txt e.txt f.txt");
}

#[test]
fn a_body_with_a_word_within_its_name_is_another_where_there_is_one_without() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-01 The Liberal Party won the vote in Canada on Friday, and the Liberal Party sang.",
        ),
        ("corpus/b.txt", "date 2024-01-02 The Liberal Democratic Party of Japan lost the vote in Tokyo on Friday."),
    ]);
    assert_eq!(paths(&home, &["--org", "Liberal Party"]), "a.txt");
    assert_eq!(paths(&home, &["--org", "Liberal Democratic Party"]), "b.txt");
}

#[test]
fn hyphens_dots_and_courtesies_neither_hide_nor_mix_up() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 Minister Itamar Ben-Gvir came on Friday, and Ben-Gvir said he would return."),
        (
            "corpus/b.txt",
            "date 2024-01-02 Itamar Ben Gvir, the minister, was not there. Ben Gvir said he would return.",
        ),
        ("corpus/c.txt", "date 2024-01-03 K. P. Sharma Oli was sworn in as prime minister of Nepal on Monday."),
        ("corpus/d.txt", "date 2024-01-04 K.P. Sharma Oli resigned as prime minister of Nepal on Tuesday."),
        ("corpus/e.txt", "date 2024-01-05 Senator Hillary Clinton spoke in Albany on Friday about the schools there."),
        (
            "corpus/f.txt",
            "date 2024-01-06 President Bill Clinton spoke in Little Rock on Friday about the schools there.",
        ),
        ("corpus/g.txt", "date 2024-01-07 The army and the guerrillas of the ELN talked in Havana on Friday."),
    ]);
    for (name, found) in [
        ("Ben-Gvir", "a.txt b.txt"),
        ("Ben Gvir", "a.txt b.txt"),
        ("K. P. Sharma Oli", "c.txt d.txt"),
        ("K.P. Sharma Oli", "c.txt d.txt"),
        ("Mrs. Clinton", "e.txt"),
        ("Mr. Clinton", "f.txt"),
        ("Clinton", "e.txt f.txt"),
    ] {
        assert_eq!(paths(&home, &["--person", name]), found, "{name}");
    }
    assert_eq!(paths(&home, &["--org", "ELN"]), "g.txt");
    let listed = people(&home, "");
    let once = |part: &str| listed.iter().filter(|(name, _)| name.contains(part)).count() == 1;
    assert!(once("Gvir") && once("Oli"), "{listed:?}");
}

#[test]
fn companions_are_counted_alike_however_many_are_listed_and_places_are_listed_by_their_other_names() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 Jake Sullivan flew from the United States to Kyiv on Friday for talks."),
        ("corpus/b.txt", "date 2024-01-02 Jake Sullivan said in Paris on Friday that the U.S. would send ships."),
        ("corpus/c.txt", "date 2024-01-03 Jake Sullivan flew home from Paris to the United States on Friday."),
    ]);
    let first = |limit: &str| {
        let run =
            dateline(home.path(), &["people", "--place", "--with", "Jake Sullivan", "-n", limit, "--format", "json"]);
        let value = json(&run);
        (value["names"][0]["name"].clone(), value["names"][0]["articles"].clone())
    };
    assert_eq!(first("1"), first("9"));
    assert_eq!(first("1").1, 3);
    let run = dateline(home.path(), &["people", "--place", "Kiev", "--format", "json"]);
    assert_eq!(json(&run)["names"][0]["name"], "Kyiv", "{}", run.stdout);
}

#[test]
fn words_that_stand_only_in_bylines_are_told_of() {
    let home = indexed(&[(
        "corpus/a.json",
        "{\"title\":\"Harvest\",\"author\":\"Kofi Mensah\",\"date\":\"2024-05-06\",\"body\":\"The harvest began on Friday.\"}",
    )]);
    let hint = |words: &[&str]| dateline(home.path(), &[&["search"], words].concat()).stderr;
    for words in [&["Kofi Mensah"][..], &["Kofi", "Mensah", "harvest"]] {
        let said = hint(words);
        assert!(said.contains("hint: the byline of 1 article has it: byline:\"Kofi Mensah\""), "{said}");
    }
    assert!(!hint(&["Jane Doe"]).contains("byline"));
}

#[test]
fn a_surname_that_some_have_just_so_is_nobodys_that_is_only_like_it() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 The aide Joshua Bolten spoke in Austin on Friday about the budget."),
        ("corpus/b.txt", "date 2024-01-02 The envoy John Bolton spoke in Geneva on Friday about the treaty."),
        ("corpus/c.txt", "date 2024-01-03 The envoy John Bolton flew to Vienna on Friday about the treaty."),
        ("corpus/d.txt", "date 2024-01-04 The actor Michael J. Fox spoke in Chicago on Friday about his illness."),
        ("corpus/e.txt", "date 2024-01-05 Agents of ICE searched a farm in Georgia on Friday, and ICE said nothing."),
        ("corpus/f.txt", "date 2024-01-06 The International Ice Hockey Federation met in Zurich on Friday at noon."),
        ("corpus/g.txt", "date 2024-01-07 A judge sued the U.S. Forest Service on Friday over a road in Ohio."),
        ("corpus/h.txt", "date 2024-01-08 The United States Forest Service sent hoses to Ohio on Friday at noon."),
    ]);
    assert_eq!(paths(&home, &["--person", "Bolten"]), "a.txt");
    assert_eq!(paths(&home, &["--person", "Bolton"]), "b.txt c.txt");
    assert_eq!(paths(&home, &["--person", "Mike Johnson"]), "");
    assert_eq!(paths(&home, &["--person", "Michael Fox"]), "d.txt");
    assert_eq!(paths(&home, &["--org", "ICE"]), "e.txt");
    for name in ["U.S. Forest Service", "United States Forest Service"] {
        assert_eq!(paths(&home, &["--org", name]), "g.txt h.txt", "{name}");
    }
}

#[test]
fn whoever_is_asked_for_by_a_short_name_is_found_by_all_of_his() {
    let home = indexed(&[
        (
            "corpus/a.txt",
            "date 2024-01-01 Prime Minister Benjamin Netanyahu spoke in Haifa on Friday about the harbour.",
        ),
        ("corpus/b.txt", "date 2024-01-02 Prime Minister Benjamin Netanyahu flew to Rome on Friday for two days."),
        ("corpus/c.txt", "date 2024-01-03 Le Premier ministre Benyamin Nétanyahou a parlé à Haïfa vendredi du port."),
    ]);
    for name in ["Bibi Netanyahu", "Benjamin Netanyahu", "Benyamin Nétanyahou"] {
        assert_eq!(paths(&home, &["--person", name]), "a.txt b.txt c.txt", "{name}");
    }
}

#[test]
fn wives_are_no_presidents_and_bodies_no_others_that_hold_their_name() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 Laura Bush read to children in Crawford on Friday, and Laura Bush sang too."),
        ("corpus/b.txt", "date 2024-01-02 President George W. Bush spoke in Washington on Friday about the war there."),
        ("corpus/c.txt", "date 2024-01-03 President George W. Bush signed the bill in Washington on Monday at noon."),
        (
            "corpus/d.txt",
            "date 2024-01-04 A spokesman said on Friday in Crawford that Bush would sign it, and Bush did.",
        ),
        (
            "corpus/e.txt",
            "date 2024-01-05 Fighters of ISIS were seen in Mosul on Friday, and ISIS took a bridge there.",
        ),
        ("corpus/f.txt", "date 2024-01-06 Fighters of the Islamic State took a town near Mosul on Friday at noon."),
        ("corpus/g.txt", "date 2024-01-07 The court met in Niger on Friday at noon, and Niger sent a minister there."),
        (
            "corpus/h.txt",
            "date 2024-01-08 Farmers in Niger State met in Minna on Friday to talk about the price of rice.",
        ),
    ]);
    assert_eq!(paths(&home, &["--person", "Mrs. Bush"]), "a.txt");
    assert!(paths(&home, &["--person", "Bush"]).contains("d.txt"));
    assert_eq!(paths(&home, &["--org", "ISIS"]), "e.txt f.txt");
    assert_eq!(paths(&home, &["--place", "Niger"]), "g.txt");
}

#[test]
fn bare_surnames_that_sound_alike_are_two_in_the_directory() {
    let home = indexed(&[
        ("corpus/a.txt", "date 2024-01-01 Senator Clark spoke in Albany on Friday, and Senator Clark sat down again."),
        (
            "corpus/b.txt",
            "date 2024-01-02 Senator Clarke spoke in Boston on Friday, and Senator Clarke sat down again.",
        ),
    ]);
    assert_eq!(people(&home, "clark"), [("Clark".to_owned(), 1), ("Clarke".to_owned(), 1)]);
}

/// Nobody is recognised in Thai, and in Turkish names have endings: what was written is found all the same.
#[test]
fn a_name_that_nobody_was_recognised_by_is_looked_for_as_it_is_written() {
    let home = indexed(&[
        (
            "corpus/tr.txt",
            "Ankara\n\nBelediye başkanı Zübeyde Karaküçük'ün açıklaması dün yayımlandı. Karaküçük'e göre karar yanlış.\n",
        ),
        (
            "corpus/en.txt",
            "Hope\n\nThe workers of the mill said on Monday that there is hope again for the whole town.\n",
        ),
    ]);
    assert_eq!(paths(&home, &["--person", "Karaküçük"]), "tr.txt");
    assert_eq!(paths(&home, &["--person", "Zübeyde Karaküçük"]), "tr.txt");
    let run = dateline(home.path(), &["search", "--person", "Hope"]);
    assert!(run.code == 1 && run.stderr.contains("looks for it as a word"), "{}", run.stderr);
}

#[test]
fn what_is_too_long_for_a_name_is_refused() {
    let home = indexed(&[("corpus/a.txt", "Jake Sullivan met Ron Dermer in Rafah on Friday.")]);
    let long = "Jake ".repeat(100);
    for arguments in [&["person", &long][..], &["search", "--person", &long], &["people", "--role", &long]] {
        let run = dateline(home.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains("a name can have 400 letters at most"), "{}", run.stderr);
    }
}
