//! Articles written by hand; the mentions are marked with brackets, so that finding them is not tested here.

use proptest::prelude::*;

use super::*;

/// Takes `[Name]` marks out of a text and returns the text with the marked mentions.
fn marked(text: &str) -> (String, Vec<Mention>) {
    let (mut plain, mut mentions) = (String::new(), Vec::new());
    let mut start = 0;
    for c in text.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => {
                mentions.push(Mention { kind: EntityKind::Person, block: 0, span: start..plain.len(), confidence: 1.0 })
            }
            c => plain.push(c),
        }
    }
    (plain, mentions)
}

fn persons(text: &str) -> Vec<ResolvedPerson> {
    persons_in(text, None)
}

fn persons_in(text: &str, language: Option<&str>) -> Vec<ResolvedPerson> {
    let (plain, mentions) = marked(text);
    resolve(&[TextBlock { kind: BlockKind::Prose, text: &plain }], &mentions, language)
}

fn summary(text: &str) -> Vec<(String, usize)> {
    persons(text).into_iter().map(|p| (p.name, p.mentions.len())).collect()
}

fn expect(text: &str, expected: &[(&str, usize)]) {
    let expected: Vec<(String, usize)> = expected.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
    assert_eq!(summary(text), expected, "{text}");
}

#[test]
fn surnames_initials_and_orders_go_to_the_full_name() {
    expect(
        "Prime Minister [Benjamin Netanyahu] spoke. [Netanyahu] left. Later [B. Netanyahu] and [Netanyahu, Benjamin] were \
         printed. [Bibi], as he is called, smiled.",
        &[("Benjamin Netanyahu", 5)],
    );
}

#[test]
fn names_that_the_article_explains_go_to_the_full_name() {
    expect(
        "Crown Prince [Mohammed bin Salman], known as [MBS], met [Ana Lima]. [MBS] smiled. [Lima] did not.",
        &[("Mohammed bin Salman", 3), ("Ana Lima", 2)],
    );
    expect(
        "[El Chapo] fled. [Joaquin Guzman], nicknamed \"[El Chapo]\", was caught. [El Chapo] and [Guzman] are one.",
        &[("Joaquin Guzman", 5)],
    );
}

#[test]
fn relatives_are_not_merged_and_the_surname_stays_with_the_first() {
    expect(
        "Prime Minister [Benjamin Netanyahu] arrived with his wife [Sara Netanyahu]. Prime Minister [Netanyahu] spoke.",
        &[("Benjamin Netanyahu", 2), ("Sara Netanyahu", 1)],
    );
}

#[test]
fn two_bearers_of_a_surname_are_told_by_title_or_left_open() {
    let found = persons("[Boris Johnson] met Speaker [Mike Johnson]. Speaker [Johnson] smiled. [Johnson] did not.");
    assert_eq!(found.len(), 3);
    assert_eq!((found[1].name.as_str(), found[1].mentions.len()), ("Mike Johnson", 2));
    assert_eq!(found[2].identity, Identity::Ambiguous(vec![0, 1]));
    assert_eq!(found[2].mentions, [3]);
}

#[test]
fn a_surname_with_its_particle_goes_to_the_full_name() {
    for (given, surname) in [
        ("Alexander", "De Croo"),
        ("Chris", "Van Hollen"),
        ("Tamim", "Al Thani"),
        ("Benicio", "Del Toro"),
        ("Marine", "Le Pen"),
        ("Zine", "Ben Ali"),
        ("Osama", "bin Laden"),
        ("Ursula", "von der Leyen"),
    ] {
        let capital = surname[..1].to_uppercase() + &surname[1..];
        let text = format!("[{given} {surname}] came. [{capital}] spoke. Then [{surname}] left.");
        expect(&text, &[(&format!("{given} {surname}"), 3)]);
    }
    expect("[Ursula von der Leyen] came. Later [Leyen] left.", &[("Ursula von der Leyen", 2)]);
    expect(
        "[Al Gore] met [Ben Nelson] and [Bob Nelson]. [Gore] spoke.",
        &[("Al Gore", 2), ("Ben Nelson", 1), ("Bob Nelson", 1)],
    );
}

#[test]
fn a_surname_of_two_parts_is_not_the_name_to_show() {
    for (given, surname) in [
        ("Mario", "Vargas Llosa"),
        ("Iain", "Duncan Smith"),
        ("Andrew", "Lloyd Webber"),
        ("Ruth", "Bader Ginsburg"),
        ("Andrés Manuel", "López Obrador"),
    ] {
        let text = format!("[{given} {surname}] came. [{surname}] spoke. Then [{surname}] left.");
        expect(&text, &[(&format!("{given} {surname}"), 3)]);
    }
    // What the model took for a part of the name does not win by its length.
    expect("[Sincerely Barack Obama]. [Barack Obama] spoke. [Barack Obama] left.", &[("Barack Obama", 3)]);
    expect("Sincerely [Snowe Olympia Snowe]. [Olympia Snowe] spoke. [Olympia Snowe] left.", &[("Olympia Snowe", 3)]);
    let found = persons("[Mario Vargas Llosa] and [Álvaro Vargas Llosa] came. [Vargas Llosa] spoke.");
    assert_eq!(found.len(), 3);
    assert_eq!(found[2].identity, Identity::Ambiguous(vec![0, 1]));
}

#[test]
fn a_son_with_a_part_of_the_name_of_his_father_stays_apart() {
    expect(
        "[Reza Pahlavi], son of the late shah [Mohammad Reza Pahlavi], spoke. [Reza Pahlavi] left.",
        &[("Reza Pahlavi", 2), ("Mohammad Reza Pahlavi", 1)],
    );
    let far =
        "One sentence stands between the two, and it is a long one about the hearing of the committee on Monday. ";
    expect(&format!("[John G. Roberts] spoke. {far}{far}A friend of [John Roberts] left."), &[("John G. Roberts", 2)]);
}

#[test]
fn a_surname_with_the_title_of_somebody_else_stays_apart() {
    expect(
        "First Lady [Laura Bush] came. President [Bush] did not. President [Bush] will. \"[Bush] is busy.\"",
        &[("Laura Bush", 1), ("Bush", 2), ("Bush", 1)],
    );
    expect("Detective [Ann Brown] met Prime Minister [Brown].", &[("Ann Brown", 1), ("Brown", 1)]);
    // Titles that go together, and bearers of whom no title is known.
    expect("Republican leader [Bob Dole] spoke. Senator [Dole] left.", &[("Bob Dole", 2)]);
    expect("[Hillary Clinton] spoke. Senator [Clinton] left.", &[("Hillary Clinton", 2)]);
    expect("Former Governor [Mark Warner] spoke. Senator [Warner] left.", &[("Mark Warner", 2)]);
}

#[test]
fn a_surname_goes_to_the_bearer_whose_sex_the_article_tells() {
    expect(
        "[Bill Clinton] came with his wife [Hillary Clinton]. Mrs. [Clinton] spoke. Mr. [Clinton] did not.",
        &[("Bill Clinton", 2), ("Hillary Clinton", 2)],
    );
    expect("[Keir Starmer] came. Lady [Starmer] did not.", &[("Keir Starmer", 1), ("Starmer", 1)]);
    expect("Dame [Brenda Hale] came. Lady [Hale] spoke.", &[("Brenda Hale", 2)]);
    expect("[Ana Lima] came. Mrs. [Lima] spoke. Mr. [Lima] left.", &[("Ana Lima", 2), ("Lima", 1)]);
}

#[test]
fn a_title_that_surnames_follow_is_not_read_with_a_given_name() {
    expect("[Clinton Portis] ran. President [Clinton] cheered.", &[("Clinton Portis", 1), ("Clinton", 1)]);
    expect("Senator [Conrad Burns] met Senator [Conrad].", &[("Conrad Burns", 1), ("Conrad", 1)]);
    expect("SENATOR [PATRICK]      LEAHY. Senator [Patrick Leahy] left.", &[("Patrick Leahy", 2)]);
    expect("[Saddam Hussein] fell. President [Saddam] hid.", &[("Saddam Hussein", 2)]);
    expect("[Kim Jong Un] came. President [Kim] left.", &[("Kim Jong Un", 2)]);
    expect("Queen [Elizabeth Windsor] came. Queen [Elizabeth] left.", &[("Elizabeth Windsor", 2)]);
}

#[test]
fn a_title_in_short_is_the_title() {
    expect(
        "Senator [Tim Johnson] met Speaker [Mike Johnson]. Sen. [Johnson] smiled.",
        &[("Tim Johnson", 2), ("Mike Johnson", 1)],
    );
    expect(
        "Congressman [Mark Kennedy] met Sen. [Edward M. Kennedy]. Rep. [Kennedy] and Senator [Kennedy] smiled.",
        &[("Mark Kennedy", 2), ("Edward M. Kennedy", 2)],
    );
    expect(
        "Governor [Kate Brown] met General [Charles Brown]. Gov. [Brown] left. Gen. [Brown] stayed.",
        &[("Kate Brown", 2), ("Charles Brown", 2)],
    );
}

#[test]
fn korean_siblings_stay_apart() {
    let found = persons("[Kim Jong Un] and his sister [Kim Yo Jong] came. [Kim Jong-un] waved.");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].mentions, [0, 2]);
    assert_eq!(found[1].name, "Kim Yo Jong");
}

#[test]
fn father_and_son_of_one_name_stay_apart() {
    expect("[Donald Trump] and [Donald Trump Jr.] came.", &[("Donald Trump", 1), ("Donald Trump Jr.", 1)]);
    expect("[George W. Bush] and [George H. W. Bush] came.", &[("George W. Bush", 1), ("George H. W. Bush", 1)]);
}

#[test]
fn a_formal_name_may_have_the_suffix_that_the_short_one_lacks() {
    expect("[Joseph R. Biden Jr.] won. [Joe Biden] smiled. [Biden] left.", &[("Joseph R. Biden Jr.", 3)]);
    expect("[Donald J. Trump] and [Donald Trump Jr.] came.", &[("Donald J. Trump", 1), ("Donald Trump Jr.", 1)]);
}

#[test]
fn a_surname_that_two_given_names_share_is_that_of_both() {
    expect("[Bob] and [Mike Bryan] won. [Bob] smiled.", &[("Bob Bryan", 2), ("Mike Bryan", 1)]);
    expect("[Obama] and [Hillary Clinton] spoke.", &[("Obama", 1), ("Hillary Clinton", 1)]);
    expect("[Bob Smith] came. [Bob] and [Mike Bryan] won.", &[("Bob Smith", 2), ("Mike Bryan", 1)]);
}

#[test]
fn roles_are_kept_and_titles_leave_the_name() {
    let found = persons("Judge [Ana Lima], the head of the court, ruled. [Lima] is new.");
    assert_eq!(found[0].name, "Ana Lima");
    assert_eq!(found[0].roles, ["Judge", "head of the court"]);
}

#[test]
fn a_title_of_several_is_that_of_each_in_its_row() {
    let roles = |text: &str| persons(text).into_iter().map(|person| person.roles).collect::<Vec<_>>();
    for text in [
        "Senators [Ana Lima], [Rui Costa] and [Eva Sousa] met [Jon Roe].",
        "Sens. [Ana Lima] (D-ME), [Rui Costa] (R-VT), and [Eva Sousa] (R-ME) met [Jon Roe].",
        "Senators [Ana Lima] D ME [Rui Costa] R VT and [Eva Sousa] R ME met [Jon Roe].",
    ] {
        let title = if text.starts_with("Sens.") { "Sen." } else { "Senator" };
        assert_eq!(roles(text), [vec![title], vec![title], vec![title], vec![]], "{text}");
    }
    let text = "Presidents [Ana Lima] and [Rui Costa], [Jon Roe] said, left.";
    assert_eq!(roles(text), [vec!["President"], vec!["President"], vec![]]);
    let text = "To senators [Ana Lima], [Jon Roe] said no.";
    assert_eq!(roles(text), [vec!["senator"], vec![]]);
    let text = "Senators [Ana Lima] and Rep. [Jon Roe] left.";
    assert_eq!(roles(text), [["Senator"], ["Rep."]]);
}

#[test]
fn a_surname_with_a_case_ending_is_that_of_the_full_name() {
    expect("[Борис Ельцин] ушёл. О решении [Ельцина] знали, с [Ельциным] говорили.", &[("Борис Ельцин", 3)]);
    expect("[Мария Шарапова] выиграла. Тренер [Шараповой] рад.", &[("Мария Шарапова", 2)]);
    expect("[Дмитрия Пескова] спросили. [Песков] ответил.", &[("Дмитрий Песков", 2)]);
    expect("[Angela Merkel] sprach. [Merkels] Rede war kurz.", &[("Angela Merkel", 2)]);
    expect("[Ann Robert] met [Roberts].", &[("Ann Robert", 1), ("Roberts", 1)]);
}

#[test]
fn a_bare_name_is_a_partial_person() {
    let found = persons("[Adele] sang. Then [Adele] left.");
    assert_eq!((found.len(), &found[0].identity, found[0].mentions.len()), (1, &Identity::Partial, 2));
}

#[test]
fn authors_are_kept_apart_from_the_story() {
    let (text, mentions) = marked("[Ana Lima] won. [Lima] smiled.");
    let blocks =
        [TextBlock { kind: BlockKind::Prose, text: &text }, TextBlock { kind: BlockKind::Byline, text: "Rosa Lima" }];
    let mut all = mentions;
    all.push(Mention { kind: EntityKind::Person, block: 1, span: 0..9, confidence: 1.0 });
    let found = resolve(&blocks, &all, None);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].part, found[0].mentions.len()), (Part::Subject, 2));
    assert_eq!((found[1].part, found[1].name.as_str()), (Part::Author, "Rosa Lima"));
}

proptest! {
    #[test]
    fn every_mention_belongs_to_exactly_one_person(names in proptest::collection::vec("[A-Z][a-z]{0,5}( [A-Z][a-z.]{0,4}){0,2}", 0..12)) {
        let text = names.iter().map(|name| format!("[{name}] went. ")).collect::<String>();
        let (plain, mentions) = marked(&text);
        let found = resolve(&[TextBlock { kind: BlockKind::Prose, text: &plain }], &mentions, None);
        let mut all: Vec<usize> = found.iter().flat_map(|p| p.mentions.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..names.len()).collect::<Vec<_>>());
        for person in &found {
            prop_assert!(!person.mentions.is_empty() && !person.name.is_empty());
            if let Identity::Ambiguous(several) = &person.identity {
                prop_assert!(several.len() > 1 && several.iter().all(|p| *p < found.len()));
            }
        }
    }

    #[test]
    fn any_text_around_a_name_is_read_without_panic(before in "\\PC{0,60}", name in "\\PC{1,20}", after in "\\PC{0,60}") {
        let text = format!("{before}{name}{after}");
        let mention = Mention { kind: EntityKind::Person, block: 0, span: before.len()..before.len() + name.len(), confidence: 1.0 };
        resolve(&[TextBlock { kind: BlockKind::Prose, text: &text }], &[mention], None);
    }
}

#[test]
fn the_wife_of_a_head_of_state_is_not_called_by_his_office() {
    expect("[Melania Trump] opened a museum. President [Trump] was in Europe.", &[("Melania Trump", 1), ("Trump", 1)]);
    expect("[Donald Trump Jr.] came. President [Trump] did not.", &[("Donald Trump Jr.", 1), ("Trump", 1)]);
    // Who has a title is the one who is called by one, and so is he whose name tells nothing.
    expect("President [Michelle Bachelet] spoke. President [Bachelet] left.", &[("Michelle Bachelet", 2)]);
    expect("[Joe Biden] came. President [Biden] left.", &[("Joe Biden", 2)]);
    expect("[Funmi Adebisi] came. President [Adebisi] left.", &[("Funmi Adebisi", 2)]);
}

#[test]
fn given_names_decide_where_courtesy_titles_do() {
    expect(
        "[Bill Clinton] and [Hillary Clinton] toured Ohio. Mr. [Clinton] spoke. Mrs. [Clinton] followed.",
        &[("Bill Clinton", 2), ("Hillary Clinton", 2)],
    );
    expect("[Michelle Obama] spoke. Mr. [Obama] will speak.", &[("Michelle Obama", 1), ("Obama", 1)]);
    // What the article says counts for more than the name.
    expect("Mr. [Hilary Benn] spoke. Mr. [Benn] left.", &[("Hilary Benn", 2)]);
    expect("[Leslie Moonves] spoke. Ms. [Moonves] left.", &[("Leslie Moonves", 2)]);
}

#[test]
fn german_full_names_lose_the_ending_of_the_possessive() {
    let names = |text: &str| -> Vec<(String, usize)> {
        persons_in(text, Some("de")).into_iter().map(|p| (p.name, p.mentions.len())).collect()
    };
    for (text, name, mentions) in [
        ("[Angela Merkels] Regierung fiel. [Angela Merkel] schwieg.", "Angela Merkel", 2),
        ("[Herbert Kickls] Partei gewann. [Kickl] lachte.", "Herbert Kickl", 2),
        ("[Thomas Müllers] Tor zählte.", "Thomas Müllers", 1),
        ("Am Montag wird [Johannes Brahms] Bürgermeister.", "Johannes Brahms", 1),
        ("[Heiko Maas] ging.", "Heiko Maas", 1),
        ("[Jürgen Habermas] Schriften erschienen.", "Jürgen Habermas", 1),
        ("[Mats Hummels] köpfte. [Hummels] lachte.", "Mats Hummels", 2),
        ("[Andreas Peters] Film läuft.", "Andreas Peters", 1),
        ("[Karl Thomas] kam.", "Karl Thomas", 1),
    ] {
        assert_eq!(names(text), [(name.to_owned(), mentions)], "{text}");
    }
    // In English "s" without an apostrophe is no ending of a full name.
    expect("[Ann Williams] came. [Ann William] left.", &[("Ann Williams", 1), ("Ann William", 1)]);
}

#[test]
fn a_pope_is_not_called_by_somebodys_middle_name() {
    expect(
        "[Robert Francis Prevost] was elected after Pope [Francis] died. [Ana Maria Lima] left, and [Maria] wept.",
        &[("Robert Francis Prevost", 1), ("Francis", 1), ("Ana Maria Lima", 2)],
    );
}

#[test]
fn a_surname_may_have_lost_the_apostrophe_of_its_possessive() {
    expect("[Tim Zorkov] spoke. [Zorkovs] speech was long.", &[("Tim Zorkov", 2)]);
    expect("[Zorkov] spoke. [Zorkovs] speech was long.", &[("Zorkov", 2)]);
    expect("President [Bushs] speech was long.", &[("Bush", 1)]);
    expect("[Boxerâs] letter was long. [Boxer] said so.", &[("Boxer", 2)]);
    expect("[Williams] came. [William] left.", &[("Williams", 1), ("William", 1)]);
    // No surnames, and names all the same.
    expect("[Andreas] came. [Andrea] left.", &[("Andreas", 1), ("Andrea", 1)]);
    expect("[Nicholas] came. [Nichola] left.", &[("Nicholas", 1), ("Nichola", 1)]);
    expect("President [Zorkovs] came.", &[("Zorkovs", 1)]);
}

#[test]
fn a_title_may_begin_with_a_place_or_a_body_behind_another_person() {
    let text = "Texas Governor Greg Abbott and Houston Mayor John Whitmire met.";
    let blocks = [TextBlock { text, kind: BlockKind::Prose }];
    let mention = |kind, name: &str| {
        let start = text.find(name).unwrap();
        Mention { kind, block: 0, span: start..start + name.len(), confidence: 1.0 }
    };
    let mentions = [
        mention(EntityKind::Person, "Greg Abbott"),
        mention(EntityKind::Place, "Houston"),
        mention(EntityKind::Person, "John Whitmire"),
    ];
    let roles: Vec<_> = resolve(&blocks, &mentions, None).into_iter().map(|person| person.roles).collect();
    assert_eq!(roles, [["Texas Governor"], ["Houston Mayor"]]);
}

#[test]
fn roles_are_told_in_the_language_of_the_article() {
    let roles = |text: &str, language: &str| persons_in(text, Some(language)).remove(0).roles;
    assert_eq!(roles("Bundeskanzler [Olaf Scholz] sprach. [Scholz] ging.", "de"), ["Bundeskanzler"]);
    assert_eq!(roles("Le président [Emmanuel Macron] a parlé.", "fr"), ["président"]);
    assert_eq!(roles("Doña [Ana Lima] habló.", "es"), [""; 0]);
    assert_eq!(
        roles("[Yolanda Díaz], ministra, y [Pedro Sánchez], presidente del Gobierno, hablaron.", "es"),
        ["ministra"]
    );
    let found = persons_in("El presidente [Mauricio Macri] habló. El señor [Macri] volvió.", Some("es"));
    assert_eq!((found.len(), found[0].mentions.len()), (1, 2));
}

#[test]
fn the_next_person_is_looked_for_nearby_in_the_same_block() {
    let mention = |kind, block, start| Mention { kind, block, span: start..start + 3, confidence: 1.0 };
    let person = |block, start| mention(EntityKind::Person, block, start);
    let place = |start| mention(EntityKind::Place, 0, start);
    assert_eq!(next_person(&[person(0, 0), place(10), person(0, 20)], 0), Some(20));
    assert_eq!(next_person(&[person(0, 0), person(1, 20)], 0), None);
    assert_eq!(next_person(&[person(0, 0), place(900), person(0, 910)], 0), None);
}

#[test]
fn a_wife_by_her_husbands_name_is_another_person() {
    expect(
        "Mrs. [Woodrow Wilson] came with President [Woodrow Wilson]. Mrs. [Wilson] smiled. [Wilson] spoke.",
        &[("Mrs. Woodrow Wilson", 2), ("Woodrow Wilson", 2)],
    );
    expect("Mrs. [J. H. Loomis] gave a tea. Dr. [Loomis] was away.", &[("Mrs. J. H. Loomis", 1), ("Loomis", 1)]);
    expect("Mrs. [Theresa May] spoke. [Theresa May] left. [May] smiled.", &[("Theresa May", 3)]);
    assert_eq!(persons("Mrs. [Woodrow Wilson] came.")[0].key, "wilson, mrs woodrow");
}

#[test]
fn suffixes_and_the_elder_tell_father_and_son() {
    expect(
        "[Marlon Smith Sr.] and his son [Marlon Smith Jr.] came. [Smith Jr.] spoke. The elder [Smith] wept. The younger [Smith] did not.",
        &[("Marlon Smith Sr.", 2), ("Marlon Smith Jr.", 3)],
    );
    expect(
        "[Ferdinand Marcos] ruled and [Ferdinand Marcos Jr.] rules. [Marcos Jr.] spoke. The elder [Marcos] died.",
        &[("Ferdinand Marcos", 2), ("Ferdinand Marcos Jr.", 2)],
    );
}

#[test]
fn initials_tell_father_and_son_however_they_are_written() {
    expect("[George H.W. Bush] and his son [George W. Bush] came.", &[("George H.W. Bush", 1), ("George W. Bush", 1)]);
    expect(
        "[George HW Bush] met [George W Bush] and [George H. W. Bush].",
        &[("George H. W. Bush", 2), ("George W Bush", 1)],
    );
    expect("[J.D. Vance] spoke. [J. D. Vance] and [JD Vance] are one.", &[("J.D. Vance", 3)]);
}

#[test]
fn the_spanish_article_makes_no_surname_of_a_byname() {
    expect(
        "[El Chapo] was moved. [Daniel Chapo], the president, spoke. [Chapo] left.",
        &[("El Chapo", 1), ("Daniel Chapo", 2)],
    );
    expect("[Mohamed El Baradei] spoke. [El Baradei] left. [Baradei] smiled.", &[("Mohamed El Baradei", 3)]);
}

#[test]
fn the_french_courtesy_title_is_no_initial() {
    expect("The French president, [Emmanuel Macron], spoke. [M. Macron] left.", &[("Emmanuel Macron", 2)]);
    expect("The batsmen [Imran Khan] and [M. Khan] left.", &[("Imran Khan", 1), ("M. Khan", 1)]);
    expect("The French players [Marie Petit] and [M. Petit] left.", &[("Marie Petit", 2)]);
}

#[test]
fn shortened_given_names_are_the_full_ones() {
    expect(
        "[Wm. Tuttle] came. Mr. [Tuttle] and [William Tuttle] are one, [Chas. Tuttle] is not.",
        &[("William Tuttle", 3), ("Chas. Tuttle", 1)],
    );
}

#[test]
fn a_country_or_a_law_is_no_given_name() {
    let text = "Senator Bill Frist and Defence Minister Israel Katz left Israel. Israel waited for the Bill.";
    let mention =
        |kind, name: &str, start: usize| Mention { kind, block: 0, span: start..start + name.len(), confidence: 1.0 };
    let at = |name: &str| text.rfind(name).unwrap();
    let (person, place) = (EntityKind::Person, EntityKind::Place);
    let mut mentions = vec![
        mention(person, "Bill Frist", at("Bill Frist")),
        mention(person, "Israel Katz", at("Israel Katz")),
        mention(person, "Israel", at("Israel waited")),
        mention(person, "Bill", at("Bill.")),
    ];
    let blocks = [TextBlock { kind: BlockKind::Prose, text }];
    let found = |mentions: &[Mention]| -> Vec<(String, usize)> {
        resolve(&blocks, mentions, None).into_iter().map(|p| (p.name, p.mentions.len())).collect()
    };
    let expected = |frist, katz| vec![("Bill Frist".to_owned(), frist), ("Israel Katz".to_owned(), katz)];
    assert_eq!(found(&mentions), expected(1, 2));
    // Where the article has it as a place too.
    mentions.insert(2, mention(place, "Israel", at("Israel. ")));
    assert_eq!(found(&mentions), expected(1, 1));
}

#[test]
fn a_title_tells_a_king_from_a_son_and_a_senator_from_his_wife() {
    expect(
        "Crown Prince [Mohammed bin Salman] met King [Salman]. The prince, [bin Salman], left.",
        &[("Mohammed bin Salman", 2), ("Salman", 1)],
    );
    expect("the order of [St. Francis]. Pope [Francis] spoke.", &[("St. Francis", 1), ("Francis", 1)]);
    expect(
        "They ask the Prophet [Muhammad]. [Abu Muhammad Adnani] was killed.",
        &[("Muhammad", 1), ("Abu Muhammad Adnani", 1)],
    );
    expect(
        "His wife, [Julianne Chambliss], waved. Sen. [Chambliss] spoke. [Julianne] left.",
        &[("Julianne Chambliss", 2), ("Chambliss", 1)],
    );
    expect("a plan by my colleague [Bob Bennett]. I commend Senator [Bennett].", &[("Bob Bennett", 2)]);
}

#[test]
fn a_given_name_before_and_has_the_surname_of_the_second() {
    expect(
        "the son of [John] and [Mary Walsh] met [Jon Kyl].",
        &[("John Walsh", 1), ("Mary Walsh", 1), ("Jon Kyl", 1)],
    );
    expect("Justice [Thomas] came. [Thomas] and [Ann Lee] left.", &[("Thomas", 2), ("Ann Lee", 1)]);
}
