use super::*;
use crate::person::BlockKind;

/// What becomes of names that the model took for persons.
fn settled(text: &str, names: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut at = 0;
    let mut mentions: Vec<Mention> = Vec::new();
    for name in names {
        let start = at + text[at..].find(name).expect("the text has the name");
        at = start + name.len();
        mentions.push(Mention { kind: EntityKind::Person, block: 0, span: start..at, confidence: 0.9 });
    }
    settle(&[TextBlock { kind: BlockKind::Prose, text }], &mut mentions, Families::Dropped);
    let of = |kind: EntityKind| -> Vec<String> {
        mentions
            .iter()
            .filter(|mention| mention.kind == kind)
            .map(|mention| text[mention.span.clone()].to_owned())
            .collect()
    };
    (of(EntityKind::Person), of(EntityKind::Organisation))
}

fn persons(text: &str, names: &[&str]) -> Vec<String> {
    settled(text, names).0
}

const NONE: [String; 0] = [];

#[test]
fn a_firm_shows_by_what_is_said_of_firms() {
    for text in [
        "Shares of Edward Jones fell.",
        "Analysts at Edward Jones said no.",
        "Edward Jones raised its rating of steel.",
        "Edward Jones, the American brokerage, grew.",
        "Edward Jones, which has 15,000 branches, grew.",
        "Shares in Edward Jones, which has 15,000 branches, grew.",
        "Edward Jones shares fell 4 percent.",
        "Edward Jones posted a loss.",
        "He paid the brokerage Edward Jones.",
        "The chain Edward Jones enters administration.",
        "A film, the Swiss production Edward Jones, which premiered in June, failed.",
        "Edward Jones's subsidiary grew.",
        "Edward Jones analyst Ann Lee disagreed.",
    ] {
        assert_eq!(persons(text, &["Edward Jones"]), NONE, "{text}");
    }
}

#[test]
fn a_human_being_of_the_same_name_stays_one() {
    for text in [
        "Edward Jones, 54, fell.",
        "Edward Jones said no.",
        "Judge Edward Jones of the county court said no.",
        "Edward Jones, who keeps the shares of others, fell.",
        "Edward Jones raised his rating.",
        "They were founded by Edward Jones with its basis in Leeds.",
        "Ann Lee and Edward Jones, which nobody expected, won.",
        "Edward Jones, the bank's spokesman, said no.",
        "Charles Schwab, 86, will leave.",
        "The banker Charles Schwab will leave.",
        "Edward Jones said it was a tragedy.",
        "Edward Jones said it was late. Neighbours say that Edward Jones lost its key, the cat's.",
        "Shares of Edward Jones's group rose.",
        "Shares in Edward Jones’s firm rose.",
        "Edward Jones's earnings as a boxer fell.",
        "Edward Jones lost its match.",
        "Employees of Edward Jones wept.",
        "She took the arm of Edward Jones.",
        "The acquisition of Edward Jones from Leeds was announced.",
        "The unit of Edward Jones came under fire.",
        "The result pleased Edward Jones, which was no surprise.",
        "A novel by Edward Jones, which has a map, sold well.",
        "Edward Jones shares his view.",
        "Edward Jones coach Ann Lee disagreed.",
        "It was the firm Edward Jones founded.",
        "Edward Jones posted record times.",
        "They waited for the Edward Jones, the elder.",
    ] {
        let name = if text.contains("Schwab") { "Charles Schwab" } else { "Edward Jones" };
        assert_eq!(persons(text, &[name]), [name], "{text}");
    }
}

#[test]
fn of_what_people_have_too_two_signs_are_needed() {
    let text = "Edward Jones's profit doubled. Employees of Edward Jones cheered.";
    assert_eq!(persons(text, &["Edward Jones"; 2]), NONE);
    let text = "Employees of Edward Jones wept. Customers of Edward Jones did not.";
    assert_eq!(persons(text, &["Edward Jones"; 2]), ["Edward Jones"; 2]);
}

#[test]
fn people_whom_the_model_took_for_bodies_are_people() {
    let kind = |text: &str, name: &str| {
        let start = text.find(name).unwrap();
        let mention =
            Mention { kind: EntityKind::Organisation, block: 0, span: start..start + name.len(), confidence: 0.9 };
        let mut mentions = vec![mention];
        settle(&[TextBlock { kind: BlockKind::Prose, text }], &mut mentions, Families::Dropped);
        mentions[0].kind
    };
    assert_eq!(kind("Harold Jones cut fees.", "Harold Jones"), EntityKind::Person);
    for (text, name) in [
        ("Shares of Harold Jones fell.", "Harold Jones"),
        ("The chain Harold Jones grew.", "Harold Jones"),
        ("Charles Schwab cut fees.", "Charles Schwab"),
        ("Jones Harold cut fees.", "Jones Harold"),
        ("Harold Bank cut fees.", "Harold Bank"),
    ] {
        assert_eq!(kind(text, name), EntityKind::Organisation, "{text}");
    }
}

#[test]
fn what_is_no_name_of_people_needs_less() {
    assert_eq!(persons("Asom Parishad lost its leader.", &["Asom Parishad"]), NONE);
    assert_eq!(persons("Asom Parishad said it was late.", &["Asom Parishad"]), ["Asom Parishad"]);
    assert_eq!(persons("Employees of Tata Chemicals wept.", &["Tata Chemicals"]), NONE);
}

#[test]
fn one_place_speaks_for_the_others() {
    let text = "Edward Jones grew. Shares of Edward Jones rose. Jones opened a branch.";
    assert_eq!(persons(text, &["Edward Jones", "Edward Jones", "Jones"]), NONE);
    let text = "Edward Jones, 54, left. Shares of Edward Jones rose. Mr. Jones smiled.";
    assert_eq!(persons(text, &["Edward Jones", "Edward Jones", "Jones"]), ["Edward Jones", "Jones"]);
    let text = "Edward Jones grew. Shares of Edward Jones rose. Ann Jones paid. Jones smiled.";
    assert_eq!(persons(text, &["Edward Jones", "Edward Jones", "Ann Jones", "Jones"]), ["Ann Jones", "Jones"]);
}

#[test]
fn partners_whom_nobody_names_in_full_are_a_firm() {
    let (persons, firms) = settled("Ernst & Young advised.", &["Ernst", "Young"]);
    assert_eq!((persons, firms), (vec![], vec!["Ernst & Young".to_owned()]));
    let text = "Lee & Shaw won. Ann Lee and Bob Shaw beat others.";
    assert_eq!(settled(text, &["Lee", "Shaw", "Ann Lee", "Bob Shaw"]).1, NONE);
}

#[test]
fn what_the_model_took_of_a_known_name_becomes_the_whole() {
    let (persons, firms) = settled("Booz Allen Hamilton advised.", &["Allen Hamilton"]);
    assert_eq!((persons, firms), (vec![], vec!["Booz Allen Hamilton".to_owned()]));
}

#[test]
fn a_known_name_is_found_from_any_of_its_parts() {
    let (persons, firms) = settled("A spokeswoman for Ernst and Young declined.", &["Ernst", "Young"]);
    assert_eq!((persons, firms), (vec![], vec!["Ernst and Young".to_owned()]));
    let (persons, firms) = settled("Archer Daniels Midland fell.", &["Daniels Midland"]);
    assert_eq!((persons, firms), (vec![], vec!["Archer Daniels Midland".to_owned()]));
    let others = ["Ernst Younger", "Young Ernst"];
    assert_eq!(settled("Ernst Younger and Young Ernst left.", &others).0, others);
}

#[test]
fn single_names_are_firms_where_shares_of_them_are_traded() {
    let text = "Shares in Kellner fell. Dwight Kellner left. Kellner will be replaced.";
    let (human, firms) = settled(text, &["Kellner", "Dwight Kellner", "Kellner"]);
    assert_eq!((human, firms), (vec!["Dwight Kellner".to_owned(), "Kellner".to_owned()], vec!["Kellner".to_owned()]));
    assert_eq!(persons("Shares in Kellner fell. Traders said Kellner was cheap.", &["Kellner", "Kellner"]), NONE);
}

#[test]
fn parties_and_clubs_are_told_by_their_members_and_their_article() {
    assert_eq!(persons("A raid on al Qaeda failed.", &["al Qaeda"]), NONE);
    assert_eq!(persons("Telugu Desam won the state.", &["Telugu Desam"]), NONE);
    assert_eq!(persons("Asom Parishad leader Anil Desai spoke.", &["Asom Parishad", "Anil Desai"]), ["Anil Desai"]);
    assert_eq!(persons("They joined the Asom Parishad, and lost.", &["Asom Parishad"]), NONE);
    assert_eq!(persons("The late Asom Parishad, a farmer, lost.", &["Asom Parishad"]), ["Asom Parishad"]);
}

#[test]
fn a_family_is_no_person() {
    assert_eq!(persons("The Fenwick family sued. Ann Fenwick paid.", &["Fenwick", "Ann Fenwick"]), ["Ann Fenwick"]);
    assert_eq!(persons("The Murdochs left. James Murdoch stayed.", &["Murdochs", "James Murdoch"]), ["James Murdoch"]);
    assert_eq!(persons("The Foxes left. Ann Fox stayed.", &["Foxes", "Ann Fox"]), ["Ann Fox"]);
    assert_eq!(
        persons("Ann Roberts left. The Roberts said no.", &["Ann Roberts", "Roberts"]),
        ["Ann Roberts", "Roberts"]
    );
    let text = "The Fenwick family sued.";
    let mut kept = vec![Mention { kind: EntityKind::Person, block: 0, span: 4..11, confidence: 0.9 }];
    settle(&[TextBlock { kind: BlockKind::Prose, text }], &mut kept, Families::Kept);
    assert_eq!(kept.len(), 1);
    // Whose family it is stands in full.
    assert_eq!(persons("The Ann Lee family sued.", &["Ann Lee"]), ["Ann Lee"]);
}

#[test]
fn no_listed_word_is_too_long_to_be_found() {
    for (_, list) in LISTS {
        assert!(
            list.split_whitespace().all(|word| word.len() <= LONGEST && is_among(&word.to_uppercase(), u16::MAX)),
            "{list}"
        );
    }
}
