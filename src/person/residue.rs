//! What was taken for a person where a text has lost its marks, and is none: `D IL` behind a senator, `S. Res`, `Ive` for "I've",
//! `U S Sen`, `PATRICK` before a run of blanks and `LEAHY`.
//!
//! And adjectives of nations that were taken for organisations. Looks at single mentions and at the names of the article in
//! full. Its surprise: the town in `D Dearborn` is told by the name that ends right before it, by a legislator's title, and by
//! the letters of parties elsewhere.

use std::cell::RefCell;

use rustc_hash::FxHashSet;

use super::known::known_word;
use super::model::class;
use super::remember::Remembered;
use super::title::{is_nothing_but_title, title_head};
use super::trim::{is_opening, is_party, is_state};
use super::{EntityKind, Mention, TextBlock};

/// How the titles of bills begin and end: `S. Res. 12`, `H.J. Res`.
const CHAMBERS: &[&str] = &["S", "H", "SJ", "HJ", "SCon", "HCon", "HR"];
const MEASURES: &[&str] = &["Res", "Con", "Amdt", "Rept", "Doc"];

/// What becomes of a name that was taken for that of an organisation or a place.
#[derive(Debug, Clone, Copy)]
enum Verdict {
    Stays,
    Goes,
    /// Behind the mark of a party stands a place, which stays.
    Place,
}

thread_local! {
    static VERDICTS: RefCell<Remembered<Verdict>> = RefCell::default();
}

/// Drops what is no organisation and no place but says of what nation or faith something is: `Israeli forces`, `the Russian`. What
/// parties are called by stays.
pub(super) fn drop_adjectives(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    VERDICTS.with_borrow_mut(|verdicts| {
        mentions.retain_mut(|mention| {
            if mention.kind == EntityKind::Person {
                return true;
            }
            let verdict = verdicts.of(&blocks[mention.block].text[mention.span.clone()], verdict);
            if let Verdict::Place = verdict {
                mention.span.start += 2;
                mention.kind = EntityKind::Place;
            }
            !matches!(verdict, Verdict::Goes)
        });
    });
}

fn verdict(name: &str) -> Verdict {
    const PARTIES: &[&str] = &[
        "democrat",
        "democrats",
        "democratic",
        "republican",
        "republicans",
        "conservative",
        "labour",
        "communist",
        "communists",
        "socialist",
        "socialists",
        "liberal",
        "houthi",
    ];
    // "(D-Ky.)", and of "(R-Utah)" what is behind the mark is a place.
    if let Some((_, place)) = name.split_once('-').filter(|(party, _)| is_party(party)) {
        let place = place.strip_prefix("W.").unwrap_or(place);
        let letters: String = place.chars().filter(|c| c.is_alphanumeric()).collect();
        if STATES.contains(&place) || SHORT_STATES.contains(&place) {
            return Verdict::Place;
        }
        if is_state(place.trim_end_matches('.')) || is_state(&letters) {
            return Verdict::Goes;
        }
    }
    let half = HALVES.iter().find_map(|half| name.strip_prefix(half));
    let word = half.unwrap_or(name);
    if word.contains(' ') {
        return Verdict::Stays;
    }
    let entry = known_word(word);
    // "russian" by itself is a part of the name of a country too.
    let other = half.is_none() && entry.is(class::COUNTRY | class::BRAND | class::ORGANISATION);
    let adjective = entry.is(class::NATIONALITY) && !other || MORE_NATIONS.contains(&word);
    let party = || PARTIES.iter().any(|party| party.eq_ignore_ascii_case(word));
    if adjective && !party() { Verdict::Goes } else { Verdict::Stays }
}

/// What the list of nations lacks, which the model was trained with.
const MORE_NATIONS: &[&str] = &["Emirati", "Korean", "Kosovar", "Philippine", "Timorese"];

/// What stands before the nation in `South Korean`.
const HALVES: &[&str] = &["North ", "South ", "East ", "West "];

/// What speaks for a mention that is rather none.
#[derive(PartialEq)]
enum Doubt<'t> {
    None,
    /// It may be one of a row of players: `R Ashwin  R Jadeja`.
    Town,
    /// Somebody of the article may have this name.
    Contraction(&'t str),
    /// It may be another than the one whose name is torn so.
    Torn((&'t str, &'t str)),
}

/// Drops such mentions; all are in reading order.
pub(super) fn drop_residue(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let doubtful = doubtful(blocks, mentions);
    if doubtful.is_empty() {
        return;
    }
    // What full names of the article begin or end with, and the full names.
    let mut outer: FxHashSet<&str> = FxHashSet::default();
    let mut full: FxHashSet<String> = FxHashSet::default();
    if doubtful.iter().any(|(_, doubt)| *doubt != Doubt::None) {
        for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            let name = name_of(blocks, mention);
            let Some((first, last)) = name.rsplit_once(' ') else { continue };
            let first = first.split(' ').next().unwrap_or_default();
            // "Im Chaem" has the surname first.
            outer.extend([first, last]);
            full.insert(format!("{first} {last}").to_lowercase());
        }
    }
    let of_party = |at: usize| party_and_place(name_of(blocks, &mentions[at])).is_some();
    let parties = doubtful.iter().any(|(at, doubt)| *doubt == Doubt::None && of_party(*at));
    let dropped = |doubt: &Doubt<'_>| match doubt {
        Doubt::None => true,
        Doubt::Town => parties,
        Doubt::Contraction(name) => !outer.contains(name),
        Doubt::Torn((first, last)) => full.contains(&format!("{first} {last}").to_lowercase()),
    };
    let drops: FxHashSet<usize> = doubtful.iter().filter(|(_, doubt)| dropped(doubt)).map(|(at, _)| *at).collect();
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        !drops.contains(&(at - 1))
    });
}

/// The first word of what is left of something has at most so many bytes, and a single word so many.
const MOST_OF_FIRST: usize = 4;
const MOST_OF_SINGLE: usize = 8;

/// The mentions that may be none, by their place among all.
fn doubtful<'t>(blocks: &[TextBlock<'t>], mentions: &[Mention]) -> Vec<(usize, Doubt<'t>)> {
    let mut doubtful = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person) {
        let name = name_of(blocks, mention);
        let text = blocks[mention.block].text;
        let (start, end) = (mention.span.start, mention.span.end);
        if PLAIN.with_borrow_mut(|plain| plain.of(name, is_plain)) {
            let torn = torn(name, behind_blanks(blocks, mention.block, &text[end..]));
            doubtful.extend(torn.map(|parts| (at, Doubt::Torn(parts))));
            continue;
        }
        let before = at.checked_sub(1).map(|at| &mentions[at]).filter(|before| before.block == mention.block);
        let behind = before.filter(|before| {
            let gap = text.get(before.span.end..start).unwrap_or(",");
            before.kind == EntityKind::Person && gap.bytes().all(|byte| byte == b' ')
        });
        let ends = || behind.is_some() && is_postal(name) || ends_residue(name, &text[..start]);
        let short = is_short(name);
        let place = party_and_place(name).filter(|_| short);
        let residue =
            || place.is_some_and(is_state_or_its_name) || is_measure(name) || is_opening_alone(name) || ends();
        if short && residue() {
            doubtful.push((at, Doubt::None));
        } else if let Some(before) = behind.filter(|_| place.is_some_and(|place| !place.contains(' '))) {
            let titled = is_titled(name_of(blocks, before), &text[..before.span.start]);
            doubtful.push((at, if titled { Doubt::None } else { Doubt::Town }));
        } else if short && CONTRACTIONS.contains(&name) {
            doubtful.push((at, Doubt::Contraction(name)));
        } else if let Some(parts) = torn(name, behind_blanks(blocks, mention.block, &text[end..])) {
            doubtful.push((at, Doubt::Torn(parts)));
        }
    }
    doubtful
}

thread_local! {
    static PLAIN: RefCell<Remembered<bool>> = RefCell::default();
}

/// Whether nothing but what stands behind a name can make it doubtful, as of most.
fn is_plain(name: &str) -> bool {
    !is_short(name)
        || party_and_place(name).is_none()
            && !is_measure(name)
            && !is_opening_alone(name)
            && !is_state(name)
            && !MEASURES.contains(&name)
            && !CONTRACTIONS.contains(&name)
}

/// Whether a name begins as the shortest ones; most begin with a longer word.
fn is_short(name: &str) -> bool {
    match name.split_once(' ') {
        Some((first, _)) => first.len() <= MOST_OF_FIRST,
        None => name.len() <= MOST_OF_SINGLE,
    }
}

fn name_of<'t>(blocks: &[TextBlock<'t>], mention: &Mention) -> &'t str {
    &blocks[mention.block].text[mention.span.clone()]
}

/// Words that have lost their apostrophe; some are names as well.
const CONTRACTIONS: &[&str] = &[
    "Ive", "Im", "Id", "Weve", "Were", "Youve", "Youre", "Theyve", "Theyre", "Hes", "Shes", "Its", "Thats", "Theres",
    "Whats", "Lets", "Dont", "Doesnt", "Didnt", "Cant", "Wont", "Isnt", "Wasnt", "Arent", "Werent", "Havent", "Hasnt",
    "Shouldnt", "Couldnt", "Wouldnt",
];

/// What stands behind the letter of a party: `IL` in `D IL`, `Va` in `R W Va`, `Dearborn` in `D Dearborn`.
fn party_and_place(name: &str) -> Option<&str> {
    let (party, place) = name.split_once(' ')?;
    is_party(party).then(|| place.trim_start_matches("W ").trim_start_matches("West "))
}

fn is_state_or_its_name(place: &str) -> bool {
    is_state(place) || STATES.contains(&place)
}

/// Whether a name has the title of a legislator in it or before it.
fn is_titled(name: &str, before: &str) -> bool {
    let is_title = |word: &str| matches!(title_head(word).as_str(), "senator" | "representative");
    name.split(' ').next().is_some_and(is_title) || before.split_whitespace().next_back().is_some_and(is_title)
}

/// States whose names are as short as what stands for others.
const SHORT_STATES: &[&str] = &["Utah", "Ohio", "Iowa", "Texas", "Maine", "Hawaii", "Alaska", "Idaho"];

/// States in full; those of one word that stand behind a party's letter mostly are no names.
const STATES: &[&str] = &[
    "Alabama",
    "Arizona",
    "Arkansas",
    "California",
    "Colorado",
    "Connecticut",
    "Delaware",
    "Florida",
    "Georgia",
    "Illinois",
    "Indiana",
    "Kansas",
    "Kentucky",
    "Louisiana",
    "Maryland",
    "Massachusetts",
    "Michigan",
    "Minnesota",
    "Mississippi",
    "Missouri",
    "Montana",
    "Nebraska",
    "Nevada",
    "New Hampshire",
    "New Jersey",
    "New Mexico",
    "New York",
    "North Carolina",
    "North Dakota",
    "Oklahoma",
    "Oregon",
    "Pennsylvania",
    "Rhode Island",
    "South Carolina",
    "South Dakota",
    "Tennessee",
    "Vermont",
    "Virginia",
    "Washington",
    "Wisconsin",
    "Wyoming",
    "N H",
    "N J",
    "N M",
    "N Y",
    "N C",
    "N D",
    "R I",
    "S C",
    "S D",
];

fn is_measure(name: &str) -> bool {
    let Some((chamber, measure)) = name.rsplit_once(' ') else { return false };
    if chamber.len() > 6 || !MEASURES.contains(&measure.trim_end_matches('.')) {
        return false;
    }
    let chamber: String = chamber.chars().filter(|c| c.is_alphanumeric()).collect();
    CHAMBERS.contains(&chamber.as_str())
}

/// Whether a name is only what may stand before one: `U S Sen`, `U S Senators`.
fn is_opening_alone(name: &str) -> bool {
    name.contains(' ')
        && is_opening(name.split(' ').next().unwrap_or_default())
        && name.split(' ').all(|word| is_opening(word) || is_nothing_but_title(word))
}

/// What stands behind a name and a run of blanks or, where it ends its block, in the next block; nothing behind other names.
fn behind_blanks<'t>(blocks: &[TextBlock<'t>], block: usize, after: &'t str) -> &'t str {
    match after.strip_prefix("  ") {
        Some(rest) => rest.trim_start_matches(' '),
        None if after.is_empty() => blocks.get(block + 1).map_or("", |next| next.text),
        None => "",
    }
}

/// A single name, without its title, and the capitalised word that a text begins with.
fn torn<'t>(name: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let last =
        after.split(|c: char| !c.is_alphanumeric()).next().filter(|word| word.starts_with(char::is_uppercase))?;
    let (title, single) = name.rsplit_once(' ').unwrap_or(("", name));
    let titled = title.is_empty() || title.split(' ').all(|word| is_opening(word) || is_nothing_but_title(word));
    titled.then_some((single, last))
}

/// Whether a name is a state's two letters.
fn is_postal(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase()) && is_state(name)
}

/// Whether the name of a state, or the word for a measure, stands alone behind the rest: `IL` in `D IL`, `Res` in `S. Res`.
fn ends_residue(name: &str, before: &str) -> bool {
    if !(is_state(name) || MEASURES.contains(&name)) {
        return false;
    }
    let word = before.strip_suffix([' ', '-']).and_then(|before| before.rsplit([' ', '(']).next()).unwrap_or_default();
    let bare = word.trim_end_matches('.');
    match MEASURES.contains(&name) {
        true => CHAMBERS.contains(&bare),
        false => is_party(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{BlockKind, extract};

    fn kept(text: &str, names: &[&str]) -> Vec<String> {
        let blocks = [TextBlock { text, kind: BlockKind::Prose }, TextBlock { text: "LEAHY", kind: BlockKind::Prose }];
        let mut from = 0;
        let mut mentions: Vec<Mention> = names
            .iter()
            .map(|name| {
                let start = from + text[from..].find(name).unwrap();
                from = start + name.len();
                Mention { kind: EntityKind::Person, block: 0, span: start..from, confidence: 1.0 }
            })
            .collect();
        drop_residue(&blocks, &mut mentions);
        mentions.iter().map(|mention| text[mention.span.clone()].to_owned()).collect()
    }

    #[test]
    fn a_party_and_its_state_are_no_person() {
        assert_eq!(kept("Senator Dick Durbin D IL said", &["Dick Durbin", "D IL"]), ["Dick Durbin"]);
        assert_eq!(kept("Robert Byrd D W Va said", &["Robert Byrd", "D W Va"]), ["Robert Byrd"]);
        assert_eq!(kept("Rep John Dingell D Dearborn said", &["John Dingell", "D Dearborn"]), ["John Dingell"]);
        assert_eq!(kept("Richard Durbin  IL  and", &["Richard Durbin", "IL"]), ["Richard Durbin"]);
        assert_eq!(kept("A song by D Dearborn played", &["D Dearborn"]), ["D Dearborn"]);
        assert_eq!(kept("said R James Nicholson of it", &["R James Nicholson"]), ["R James Nicholson"]);
        let text = "Representatives Adam Putnam  R Bartow   Tom Feeney  R Oviedo";
        assert_eq!(kept(text, &["Adam Putnam", "R Bartow", "Tom Feeney", "R Oviedo"]), ["Adam Putnam", "Tom Feeney"]);
        let players = ["Virat Kohli", "R Ashwin", "R Jadeja"];
        assert_eq!(kept("For India: Virat Kohli  R Ashwin  R Jadeja", &players), players);
    }

    #[test]
    fn bills_titles_and_contractions_are_no_persons() {
        assert_eq!(kept("voted for S. Res. 12", &["S. Res"]), [""; 0]);
        assert_eq!(kept("the U S Senators spoke", &["U S Senators"]), [""; 0]);
        assert_eq!(kept("Dick Durbin D IL of S Res 12", &["Dick Durbin", "IL", "Res"]), ["Dick Durbin"]);
        assert_eq!(kept("what Ive said", &["Ive"]), [""; 0]);
        assert_eq!(kept("Jony Ive left. Ive said", &["Jony Ive", "Ive"]), ["Jony Ive", "Ive"]);
        assert_eq!(kept("They tried Im Chaem. Im said", &["Im Chaem", "Im"]), ["Im Chaem", "Im"]);
    }

    #[test]
    fn a_given_name_torn_from_its_surname_is_dropped_where_the_article_has_both() {
        let text = "Senator Patrick Leahy wrote. PATRICK        LEAHY";
        assert_eq!(kept(text, &["Patrick Leahy", "PATRICK", "LEAHY"]), ["Patrick Leahy", "LEAHY"]);
        let text = "Senator Patrick Leahy wrote. U S SENATOR PATRICK        LEAHY";
        assert_eq!(kept(text, &["Patrick Leahy", "SENATOR PATRICK"]), ["Patrick Leahy"]);
        assert_eq!(kept("Patrick Leahy wrote. PATRICK", &["Patrick Leahy", "PATRICK"]), ["Patrick Leahy"]);
        assert_eq!(kept("PATRICK        LEAHY", &["PATRICK", "LEAHY"]), ["PATRICK", "LEAHY"]);
    }

    #[test]
    fn what_is_read_has_none() {
        let text = "Senators Dick Durbin D IL and Patrick Leahy D Vt introduced S. Res. 12 on Monday.";
        let found = extract(text, Some("en"));
        let persons = found.iter().filter(|mention| mention.kind == EntityKind::Person);
        let names: Vec<&str> = persons.map(|mention| &text[mention.span.clone()]).collect();
        assert_eq!(names, ["Dick Durbin", "Patrick Leahy"]);
    }

    #[test]
    fn the_mark_of_a_party_is_no_organisation_and_the_state_behind_it_a_place() {
        let text = "Jim Matheson, D-Utah, Mitch McConnell (R-Ky.) and Robert Byrd (D-W.Va.) met the I-Team in Utah.";
        let mention = |name: &str| {
            let start = text.find(name).unwrap();
            Mention { kind: EntityKind::Organisation, block: 0, span: start..start + name.len(), confidence: 0.9 }
        };
        let mut mentions = ["D-Utah", "R-Ky.", "D-W.Va.", "I-Team"].map(mention).to_vec();
        drop_adjectives(&[TextBlock { text, kind: BlockKind::Prose }], &mut mentions);
        let left: Vec<_> = mentions.into_iter().map(|mention| (&text[mention.span], mention.kind)).collect();
        assert_eq!(left, [("Utah", EntityKind::Place), ("I-Team", EntityKind::Organisation)]);
    }

    #[test]
    fn what_is_of_a_nation_is_no_organisation() {
        let text = "Israeli forces and Democrats met the Russian in Gaza, a South Korean of South Korea and a Philippine crew.";
        let mention = |name: &str| {
            let start = text.find(&format!("{name} ")).or_else(|| text.find(name)).unwrap();
            Mention { kind: EntityKind::Organisation, block: 0, span: start..start + name.len(), confidence: 0.9 }
        };
        let mut mentions = ["Israeli", "Democrats", "Russian", "Gaza", "South Korean", "South Korea", "Philippine"]
            .map(mention)
            .to_vec();
        drop_adjectives(&[TextBlock { text, kind: BlockKind::Prose }], &mut mentions);
        let left: Vec<&str> = mentions.into_iter().map(|mention| &text[mention.span]).collect();
        assert_eq!(left, ["Democrats", "Gaza", "South Korea"]);
    }
}
