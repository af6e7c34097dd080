use super::credit::{is_credit, may_credit};
use super::preceding::{last_characters, words_backwards};
use super::*;

fn around(text: &str, name: &str) -> Context {
    let start = text.find(name).unwrap();
    context(text, 0, start, start + name.len())
}

#[test]
fn titles_before_a_name_are_found_whole() {
    let roles = |text: &str, name: &str| around(text, name).roles;
    assert_eq!(roles("Israeli Prime Minister Benjamin Netanyahu spoke", "Benjamin"), ["Israeli Prime Minister"]);
    assert_eq!(
        roles("confidant, Minister for Strategic Affairs Ron Dermer, and", "Ron Dermer"),
        ["Minister for Strategic Affairs"]
    );
    assert_eq!(
        roles("Israel's National Security Adviser Tzachi Hanegbi said", "Tzachi Hanegbi"),
        ["National Security Adviser"]
    );
    assert_eq!(roles("On Monday Gov. Ed Moss left", "Ed Moss"), ["Gov."]);
    assert_eq!(roles("Its former spokesman Ed Moss left", "Ed Moss"), ["former spokesman"]);
    assert_eq!(roles("He met Mr. Moss in Paris", "Moss"), Vec::<String>::new());
    assert_eq!(roles("The town of Moss", "Moss"), Vec::<String>::new());
}

#[test]
fn the_title_of_another_person_is_not_taken_over() {
    let text = "Councilor Ana Lima and Magistrate Rui Costa agreed";
    let start = text.find("Rui").unwrap();
    assert_eq!(context(text, "Councilor Ana Lima".len(), start, start + 9).roles, ["Magistrate"]);
    // Also where the other person was not found.
    assert_eq!(around(text, "Rui Costa").roles, ["Magistrate"]);
    let text = "Minister for Trade and Industry Ana Lima agreed";
    assert_eq!(around(text, "Ana Lima").roles, ["Minister for Trade and Industry"]);
}

#[test]
fn a_description_after_a_name_is_a_role_and_a_clause_is_not() {
    let roles = |text: &str| around(text, "Ana Lima").roles;
    assert_eq!(roles("Ana Lima, the mayor of Porto, said"), ["mayor of Porto"]);
    assert_eq!(roles("Ana Lima, who was mayor, said"), Vec::<String>::new());
    // Without an article only what may belong to a title opens it.
    assert_eq!(roles("Ana Lima, former mayor of Porto, said"), ["former mayor of Porto"]);
    assert_eq!(roles("Ana Lima, hardly mayor of Porto, said"), Vec::<String>::new());
    assert_eq!(roles("Ana Lima, President Rui Costa and others"), Vec::<String>::new());
}

#[test]
fn a_title_begins_with_whose_it_is() {
    for (text, role) in [
        ("South African President Ana Lima said", "South African President"),
        ("North Korean leader Ana Lima said", "North Korean leader"),
        ("Philippine President Ana Lima said", "Philippine President"),
        ("FIFA President Ana Lima said", "FIFA President"),
        ("Former President U Ana Lima said", "Former President"),
        ("Lawyer Daw Ana Lima said", "Lawyer"),
        ("New Zealand Prime Minister Ana Lima said", "New Zealand Prime Minister"),
        ("World Health Organization chief Ana Lima said", "World Health Organization chief"),
        ("Acme Corp. CEO Ana Lima said", "Acme Corp. CEO"),
        ("U.S. Senate Majority Leader Ana Lima said", "U.S. Senate Majority Leader"),
        ("WASHINGTON DC Senator Ana Lima said", "Senator"),
        ("His Middle East envoy Ana Lima said", "envoy"),
        ("In Paris President Ana Lima said", "President"),
        ("In New York Senator Ana Lima said", "Senator"),
        ("Homeland Security and Governmental Affairs Chairman Ana Lima said", "Chairman"),
        ("Kent (D-Mo.). Senator Ana Lima said", "Senator"),
        ("On Monday President Ana Lima said", "President"),
        ("When President Ana Lima said", "President"),
        ("Senators Rui Costa and California Sen. Ana Lima said", "Sen."),
        ("Senators and Rep. Ana Lima said", "Rep."),
        ("Whereas President Ana Lima said", "President"),
        ("Then-President Ana Lima said", "Then-President"),
        ("Home Secretary Ana Lima said", "Home Secretary"),
        ("On Monday Information Minister Ana Lima said", "Information Minister"),
        ("Fed Chair Ana Lima said", "Fed Chair"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
}

#[test]
fn a_title_of_several_is_told_as_that_of_one() {
    for (text, role) in [
        ("Presidents Ana Lima and Rui Costa met", "President"),
        ("Democratic Senators Ana Lima and Rui Costa met", "Democratic Senator"),
        ("Sens. Ana Lima and Rui Costa met", "Sen."),
        ("Attorneys General Ana Lima and Rui Costa met", "Attorney General"),
        ("the prime ministers Ana Lima and Rui Costa met", "prime minister"),
        ("with Rui Costa and Ana Lima, former Irish ministers, in", "former Irish minister"),
        ("with Ana Lima, leaders of the alliance, in", "leader of the alliance"),
        ("Princess Ana Lima left", "Princess"),
        ("SEN. Ana Lima WRITES", "Sen."),
        ("FORMER PRESIDENT Ana Lima WRITES", "Former President"),
        ("CEO Ana Lima LEAVES", "CEO"),
        ("DIG Ana Lima LEAVES", "DIG"),
        ("U.S. KING Ana Lima LEAVES", "U.S. King"),
        ("TV STAR Ana Lima LEAVES", "Star"),
        ("VICE-PRESIDENT Ana Lima LEAVES", "Vice-President"),
        ("ST. LOUIS MAYOR Ana Lima LEAVES", "St. Louis Mayor"),
        ("HHS SECRETARY Ana Lima LEAVES", "HHS Secretary"),
        ("CHAIRMAN OF WHITE HOUSE COUNCIL Ana Lima LEAVES", "Chairman of White House Council"),
        ("REID URGES PRESIDENT Ana Lima", "President"),
        ("the President of the Council of Ministers Ana Lima left", "President of the Council of Ministers"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
}

#[test]
fn a_title_has_what_it_is_of_before_it() {
    for (text, role) in [
        ("The home minister Ana Lima said", "home minister"),
        ("said human rights lawyer Ana Lima in court", "human rights lawyer"),
        ("the U.S. treasury secretary Ana Lima said", "U.S. treasury secretary"),
        ("the presidential candidate Ana Lima said", "presidential candidate"),
        ("Fire Chief Ana Lima said", "Fire Chief"),
        ("a letter to Coast Guard Commandant Admiral Ana Lima", "Coast Guard Commandant Admiral"),
        ("Kharkiv Oblast governor Ana Lima says", "Kharkiv Oblast governor"),
        ("UAE-based DP World CEO Ana Lima resigns", "UAE-based DP World CEO"),
        ("and South African president Ana Lima met", "South African president"),
        ("He sued the High Court Judge Ana Lima", "High Court Judge"),
        ("In court Judge Ana Lima said", "Judge"),
        ("British Chief of the General Staff Ana Lima said", "British Chief of the General Staff"),
        ("Private First Class Ana Lima said", "Private First Class"),
        ("Its spokesman Ana Lima said", "spokesman"),
        ("the head of Hezbollah Ana Lima said", "head of Hezbollah"),
        ("White House chief of staff Ana Lima said", "White House chief of staff"),
        ("the professor emeritus Ana Lima said", "professor emeritus"),
        ("the ex-prime minister Ana Lima said", "ex-prime minister"),
        ("U.S. secretary of state Ana Lima said", "U.S. secretary of state"),
        ("Secretaries of State Ana Lima and Rui Costa said", "Secretary of State"),
        (
            "Head of the Office of the President of Ukraine Ana Lima left",
            "Head of the Office of the President of Ukraine",
        ),
        ("while UPP leader Ana Lima lost", "UPP leader"),
        (
            "of Massachusetts Institute of Technology professor Ana Lima",
            "Massachusetts Institute of Technology professor",
        ),
        ("Bank of England governor Ana Lima said", "Bank of England governor"),
        ("the Government of Prime Minister Ana Lima fell", "Prime Minister"),
        ("Apple Chief Executive Ana Lima said", "Apple Chief Executive"),
        ("Ambassador Extraordinary Ana Lima said", "Ambassador Extraordinary"),
        ("Minister Finance Ana Lima said", "Minister Finance"),
        ("Liverpool boss Ana Lima said", "Liverpool boss"),
        ("homeland security secretary Ana Lima said", "homeland security secretary"),
        ("by fellow Democrats and former presidential candidate Ana Lima", "former presidential candidate"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
}

#[test]
fn lines_run_together_lend_no_titles() {
    for (text, role) in [
        ("the Senate ICBM Coalition Senator Ana Lima said", "Senator"),
        ("Secretary of Agriculture Senator Ana Lima said", "Senator"),
        ("New Hampshire Senator Ana Lima said", "New Hampshire Senator"),
        ("Lenoir City Senator Ana Lima said", "Senator"),
        ("for the Senator Ana Lima said", "Senator"),
        ("Former Philippine senator Ana Lima said", "Former Philippine senator"),
        ("the Senate Majority Leader Sen. Ana Lima wrote", "Senate Majority Leader Sen."),
        ("Chairman Edward Kennedy HELP Committee Vice Chairman Ana Lima Energy", "Vice Chairman"),
        ("Democratic Leader Reid Commerce Committee Chairman Ana Lima", "Chairman"),
        ("United States Senators Ana Lima and Rui Costa", "United States Senator"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
    for text in [
        "Chairman of the Subcommittee on Commerce Justice Science Ana Lima announces",
        "against Ana Lima, former health adviser Nur Jahan Begum, and two",
        "with Ana Lima, President Rocha of Mexico, and",
        "with Ana Lima, a 2007 Future Leaders Exchange (FLEX) student",
        "and Ana Lima, former European Commissioner for Internal Market Thierry Breton, said",
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [""; 0], "{text}");
    }
    for role in [
        "aide of former leader Muammar Gaddafi",
        "lawyer for Jean Claude Duvalier",
        "spokeswoman for Robert F. Kennedy Jr",
        "lawyer for detainee Jose Padilla",
        "brother of terrorist Salman Abedi",
        "mayor of San Juan Capistrano",
        "journalist held by the militants",
    ] {
        assert_eq!(around(&format!("on Ana Lima, the {role}, in"), "Ana Lima").roles, [role]);
    }
}

#[test]
fn whom_somebody_serves_is_not_called_what_the_servant_is() {
    for (text, role) in [
        ("The lawyer of former president Ana Lima said", "former president"),
        ("A spokesman for Mayor Ana Lima said", "Mayor"),
        ("Rosa, sister of North Korean leader Ana Lima, said", "North Korean leader"),
        ("the vice president under President Ana Lima said", "President"),
        ("He met Minister of Justice Ana Lima", "Minister of Justice"),
        ("former Joint Chiefs of Staff chairman Ana Lima", "former Joint Chiefs of Staff chairman"),
        ("the detention of an opposition leader, Ana Lima, began", "opposition leader"),
        ("He was an aide. Queen Ana Lima left", "Queen"),
        ("It left the Senate and the House of Representatives. Senator Ana Lima said", "Senator"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
    assert_eq!(around("He met his brother Ana Lima", "Ana Lima").roles, Vec::<String>::new());
}

#[test]
fn descriptions_stand_before_and_after_a_comma() {
    for (text, role) in [
        ("The prime minister, Ana Lima, said no", "prime minister"),
        ("His lawyer, Ana Lima, said no", "lawyer"),
        ("The party's leader in Wales, Ana Lima, said no", "leader in Wales"),
        ("A spokesman for the ministry, Ana Lima, said no", "spokesman for the ministry"),
        ("Ana Lima, 62, the prime minister, said no", "prime minister"),
        ("Ana Lima, the U.S. ambassador to Chad, said no", "U.S. ambassador to Chad"),
        ("Ana Lima, Acme's chief executive, said no", "Acme's chief executive"),
        ("Ana Lima, chief executive of Acme Corp., said no", "chief executive of Acme Corp"),
        ("Ana Lima, a 43-year-old teacher from Leeds, said no", "teacher from Leeds"),
        ("Ana Lima, the mayor. Then he left.", "mayor"),
        ("Ana Lima, head of the U.N. mission, said no", "head of the U.N. mission"),
        ("Ana Lima, head of the church since 1977, said no", "head of the church"),
        ("The head of Hezbollah, Ana Lima, said no", "head of Hezbollah"),
    ] {
        assert_eq!(around(text, "Ana Lima").roles, [role], "{text}");
    }
    for text in
        ["Lt. Gen. Ana Lima, Maj. Gen. Rui Costa and others", "When he met the prime minister, Ana Lima said no"]
    {
        let roles = around(text, "Ana Lima").roles;
        assert!(roles.iter().all(|role| role == "Lt. Gen."), "{roles:?} in {text}");
    }
}

#[test]
fn relatives_are_told_at_a_comma_too() {
    for text in [
        "He came with his wife, Ana Lima.",
        "His wife, Ana Lima, left",
        "The minister's brother, Ana Lima, left",
        "Ana Lima, the president's son, left",
        "Ana Lima, sister of the king, left",
        "He met his brother Ana Lima",
    ] {
        assert!(around(text, "Ana Lima").relative, "{text}");
    }
    for text in ["He lost his wife, Ana Lima said", "Ana Lima, the president's lawyer, left", "Ana Lima, the son left"]
    {
        assert!(!around(text, "Ana Lima").relative, "{text}");
    }
}

#[test]
fn relatives_and_authors_are_told_by_what_stands_before() {
    assert!(around("with his wife Sara Cohen", "Sara").relative);
    assert!(around("By Ana Lima", "Ana Lima").credited);
    assert!(around("(Reporting by Rui Costa; editing by Ana Lima)", "Ana Lima").credited);
    assert!(around("he said. Reporting by Rui Costa in Porto; Editing by Ana Lima", "Ana Lima").credited);
    assert!(around("Written by Ana Lima", "Ana Lima").credited);
    assert!(!around("He was hit by Ana Lima", "Ana Lima").credited);
    for text in [
        "AP writers Rui Costa in Porto and Ana Lima in Faro contributed to this report.",
        "Associated Press writer Ana Lima contributed.",
        "(Rui Costa reported from Porto. Ana Lima contributed from Faro.)",
        "(Ana Lima reported from Porto.)",
        "Photo: Ana Lima/Globe Staff",
        "(Picture: Ana Lima)",
        "Contact Ana Lima at ana@example.org",
        "Follow Ana Lima on Twitter: @ana",
        "— Ana Lima, Staff Writer",
        "-- Ana Lima, AP",
        "With files from Ana Lima",
        "Graphics by Ana Lima",
        "(c) 2024, Ana Lima",
        "By Ana Lima, Staff Writer",
        "By Ana Lima in Porto",
        "By RUI COSTA and Ana Lima",
        "Contributing: Rui Costa, Ana Lima.",
    ] {
        assert!(around(text, "Ana Lima").credited, "{text}");
    }
    for text in [
        "By Ana Lima's account, the war is over and nothing more will come of it.",
        "By Ana Lima and her brother the house was sold to a man from the city, who left.",
        "Ana Lima contributed to this campaign.",
        "Ana Lima contributed $500 to the party.",
        "Ana Lima reported from Porto that the war was over.",
        "Picture: Ana Lima smiles at the crowd",
        "— Ana Lima, the poet",
        "Follow Ana Lima into the woods",
        "He wrote about Ana Lima, who contributed to this report.",
        "Police found that Ana Lima contributed to this report.",
    ] {
        assert!(!around(text, "Ana Lima").credited, "{text}");
    }
    let text = "A report by the United Nations says that forces of President Ana Lima fled.";
    assert!(!around(text, "Ana Lima").credited);
    assert!(!around("The novel, written by Ana Lima, sold well", "Ana Lima").credited);
    assert!(!around("Photo by the river. Written by Ana Lima, it sold well", "Ana Lima").credited);
}

#[test]
fn what_stands_in_brackets_or_behind_who_is_told_and_degrees_are_not() {
    let roles = |text: &str| around(text, "Ana Lima").roles;
    assert_eq!(roles("Ana Lima (spokeswoman) smiled"), ["spokeswoman"]);
    assert_eq!(roles("Ana Lima (former army chief) smiled"), ["former army chief"]);
    assert_eq!(roles("Ana Lima, who is prime minister, spoke"), ["prime minister"]);
    assert_eq!(roles("Ana Lima, who is the first mayor of Porto, spoke"), ["first mayor of Porto"]);
    assert_eq!(roles("Rear Adm. Ana Lima spoke"), ["Rear Adm."]);
    assert_eq!(roles("(with Ana Lima, drummer of the band)"), ["drummer of the band"]);
    for text in [
        "Ana Lima (D-FL) spoke",
        "Ana Lima (born 1950) spoke",
        "Ana Lima, PhD, spoke",
        "Ana Lima, MD, PhD",
        "Ana Lima, who is calling on the minister, spoke",
        "Ana Lima (Governor, Senator) spoke",
    ] {
        assert_eq!(roles(text), [""; 0], "{text}");
    }
}

#[test]
fn words_are_read_backwards_whatever_parts_them() {
    let read = |text: &'static str| words_backwards(text).collect::<Vec<_>>();
    assert_eq!(read("  the\tprime  minister\u{b} "), ["minister", "prime", "the"]);
    assert_eq!(read("le\u{a0}président\u{2003}élu"), ["élu", "président", "le"]);
    assert_eq!(read(" "), Vec::<&str>::new());
    assert_eq!(last_characters("abcdef", 3), "def");
    assert_eq!(last_characters("aéïöü", 3), "ïöü");
    assert_eq!(last_characters("éa", 5), "éa");
}

#[test]
fn a_line_may_be_a_credit_where_it_says_by_or_reporting() {
    assert!(may_credit(b"By Ana Lima") && may_credit(b"EDITED BY") && may_credit(b"Additional reporting"));
    assert!(may_credit(b"REPORTING from") && !may_credit(b"A yard of sand") && !may_credit(b"Going on"));
}

#[test]
fn a_credit_ends_in_names_or_what_joins_them() {
    for credit in
        ["By ", "Edited by ", "Reporting by Rui Costa and ", "Additional reporting\tby ", "Photo by Rui Costa; "]
    {
        assert!(is_credit(credit), "{credit}");
    }
    for other in ["Reporting by somebody called ", "By the way, ", "He went by train with ", "By noon "] {
        assert!(!is_credit(other), "{other}");
    }
}

#[test]
fn what_is_known_of_a_word_is_remembered_as_it_was_found() {
    for _ in 0..2 {
        let (senators, mrs, under) = (Word::of("Sens."), Word::of("Mrs."), Word::of("under"));
        assert!(senators.is(mark::PLURAL) && senators.is(mark::UNLISTED) && senators.opens() && senators.is_title());
        assert!(mrs.is(mark::COURTESY) && mrs.sex == Some(Sex::Female) && !mrs.is(mark::PLURAL));
        assert!(under.is(mark::UNDER) && under.is(mark::OPENER) && !under.is(mark::CAPITAL) && under.sex.is_none());
        assert!(Word::of("wife").is_kin() && !Word::of("Sister").is(mark::JOINT) && Word::of("of").is(mark::OF));
    }
}
