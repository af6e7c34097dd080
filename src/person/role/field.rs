//! What belongs to a title before it: `home secretary`, `human rights lawyer`, `DP World CEO`, `Rhode Island Senator`.
//!
//! Owns the words that are no titles themselves and say of what one is. Its surprise: what may stand before the title of a
//! legislator is told from the other side, since everything but a state, a country or a party belongs to the line before it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::description::is_belonging;
use super::word::{Word, mark};
use super::{entry_of, is_one_of, is_title, lowered};
use crate::person::model::class;
use crate::person::title::is_short_title;

/// Fields of work and places of it, in small letters.
const FIELDS: &str = "home interior economy economic information health medical education energy environment environmental climate \
    agriculture farming trade transport transportation infrastructure culture cultural labor labour employment sports sport tourism \
    industry industrial planning communications telecommunications immigration migration housing police security water oil gas \
    petroleum mining mines minerals power electricity justice fed treasury budget tax revenue customs finance financial banking bank \
    fund monetary central investment commerce commercial development reconstruction human civil animal \
    rights military army navy naval marine force coast intelligence fire rescue aviation rail railway shipping maritime \
    fisheries forestry technology science research innovation digital media press public works welfare social affairs family \
    women children youth veterans pensions emergency disaster relief aid humanitarian peace conflict nuclear arms weapons \
    counter-terrorism counterterrorism anti-terrorism anti-corruption anti-graft anti-apartheid anti-war anti-nuclear anti-abortion \
    pro-democracy drug drugs narcotics crime criminal cartel gang mafia rebel guerrilla militia party union church football soccer \
    rugby cricket tennis basketball baseball hockey athletics ski boxing cycling racing swimming golf team club presidential \
    vice-presidential parliamentary congressional gubernatorial mayoral senatorial legislative judicial electoral election elections \
    campaign cabinet constitutional district appeals court high provincial municipal city town village county council school \
    university college museum company hotel factory laboratory lab hospital prison film movie music pop rock jazz folk opera theatre \
    theater stage television tv radio newspaper magazine book fashion art fiction policy foreign-policy political legal \
    diplomatic religious spiritual tribal clan community indigenous gay lgbt consumer property estate real hedge insurance airline \
    anti-poverty anti-racism abortion disability language space flight test fighter bus taxi truck train speed figure long \
    middle distance marathon chess poker homeland special agricultural car";

static BY_FIELD: LazyLock<FxHashSet<&[u8]>> = LazyLock::new(|| FIELDS.split_whitespace().map(str::as_bytes).collect());

/// Whether a word says in what field a title behind it is.
pub(super) fn is_field(word: &str) -> bool {
    lowered(word, |low| BY_FIELD.contains(low))
}

/// Titles that have a field before them where both begin with a capital: `Home Secretary`, not `Court Judge`.
const HOLDERS: &[&str] = &[
    "minister",
    "secretary",
    "undersecretary",
    "under-secretary",
    "commissioner",
    "chair",
    "chairman",
    "chairwoman",
    "governor",
    "chief",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "commandant",
];

/// Whether a word says in what field the title behind it is, both in small letters or both with capitals.
pub(super) fn is_field_of(word: Word, next: &str, titled: Word) -> bool {
    let further = titled.is(mark::FIELD);
    word.is(mark::FIELD)
        // "social justice"
        && next != "justice"
        && word.is(mark::CAPITAL) == titled.is(mark::CAPITAL)
        && match word.is(mark::CAPITAL) {
            true => further || is_one_of(next, HOLDERS),
            false => further || titled.is_title() && !titled.is(mark::COURTESY),
        }
}

/// Titles behind the name of a firm or another body, whatever its words: `DP World CEO`, `Wafflix founder`.
pub(super) fn heads_firms(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "founder",
        "co-founder",
        "chief",
        "boss",
        "chairman",
        "chairwoman",
        "chair",
        "owner",
        "spokesman",
        "spokeswoman",
    ];
    matches!(word, "CEO" | "CFO" | "COO" | "CTO") || SMALL.contains(&word)
}

/// Whether a word is the title of a legislator that has nothing before it but where he was elected and by whom.
pub(super) fn is_of_legislator(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "sen",
        "sens",
        "senator",
        "senators",
        "rep",
        "reps",
        "congressman",
        "congresswoman",
        "congressmen",
        "congresswomen",
    ];
    is_one_of(word, TITLES)
}

/// How many words of a title, the last of which is a legislator's, belong to the line before it: `Pentagon Senator`,
/// `Secretary of Agriculture Senator`.
pub(super) fn before_legislator(title: &[&str]) -> usize {
    let Some((_, before)) = title.split_last() else { return 0 };
    // "Senate Majority Leader Sen."
    if before.last().is_some_and(|last| is_one_of(last, LEADERS)) {
        let office = before.iter().any(|word| Word::of(word).is(mark::OF));
        return if office { before.len() } else { 0 };
    }
    let belongs = |at: usize| {
        let known = Word::of(before[at]);
        if known.classes & class::GEOGRAPHY != 0 {
            return is_one_of(before[at], COMPASS);
        }
        let place = class::PLACE | class::COUNTRY | class::NATIONALITY | class::MODIFIER;
        known.classes & place != 0
            && !["the", "a", "an"].contains(&before[at])
            && (!is_one_of(before[at], &["states"]) || at > 0 && is_one_of(before[at - 1], &["united"]))
            || is_one_of(before[at], &["u.s", "us", "philippine", "fellow", "ranking", "freshman", "independent"])
    };
    let from = (0..before.len()).rev().find(|at| !belongs(*at)).map_or(0, |at| at + 1);
    from + before[from..].iter().take_while(|word| Word::of(word).is(mark::JOINT)).count()
}

/// Titles within a parliament.
const LEADERS: &[&str] =
    &["leader", "chairman", "chairwoman", "chair", "whip", "president", "speaker", "member", "candidate", "nominee"];
const COMPASS: &[&str] =
    &["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "state", "island"];

/// A title as one person's: `Senator` for `Senators`, `Attorney General` for `Attorneys General`; none when it is that already.
pub(super) fn singular(word: &str) -> Option<String> {
    let (bare, stop) = word.strip_suffix('.').map_or((word, ""), |bare| (bare, "."));
    let low = bare.to_ascii_lowercase();
    if low.ends_with("ss") || !bare.is_ascii() {
        return None;
    }
    let upper = bare.len() > 1 && !bare.contains(|c: char| c.is_ascii_lowercase());
    let (cut, ending) = if low.ends_with("men") {
        (2, "an")
    } else if low.ends_with("ies") {
        (3, "y")
    } else if ["ches", "shes", "sses"].iter().any(|ending| low.ends_with(ending)) {
        (2, "")
    } else if low.ends_with('s') {
        (1, "")
    } else {
        return None;
    };
    let ending = if upper { ending.to_ascii_uppercase() } else { ending.to_owned() };
    let one = format!("{}{ending}{stop}", &bare[..bare.len() - cut]);
    is_title(&one).then_some(one)
}

/// The words of a title that is said of one person; joined: `Attorneys General` are each Attorney General.
///
/// What it is of stays as it is: `President of the Council of Ministers`.
pub(super) fn of_one(words: &[&str]) -> String {
    // "journalist held by militants"
    let behind_head = |word: &&str| is_belonging(word) || ["by", "among", "against"].contains(word);
    let head = words.iter().position(behind_head).unwrap_or(words.len());
    // "Joint Chiefs of Staff chairman"
    let whole = head < words.len() && words.last().is_some_and(|last| is_title(last));
    let general = head > 1 && is_one_of(words[head - 1], &["general"]);
    let head = head.saturating_sub(1 + usize::from(general));
    // "SEN. LIMA WRITES": the capitals are those of the line.
    let capitals = words.iter().all(|word| !word.contains(|c: char| c.is_lowercase()));
    let mut joined = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
    for (at, word) in words.iter().enumerate() {
        joined.push_str(if joined.is_empty() { "" } else { " " });
        let one = if at == head && !whole { singular(word) } else { None };
        let word = one.as_deref().unwrap_or(word);
        if !capitals {
            joined.push_str(word);
        } else if Word::of(word).is(mark::JOINT) {
            joined.push_str(&word.to_lowercase());
        } else if keeps_capitals(word) {
            joined.push_str(word);
        } else {
            for mut part in word.split_inclusive('-').map(str::chars) {
                joined.extend(part.next());
                joined.extend(part.flat_map(char::to_lowercase));
            }
        }
    }
    joined
}

/// Whether a title that ends in these words is said of several: `Senators`, `Attorneys General`, `Secretaries of State`.
pub(super) fn is_of_several(title: &[&str]) -> bool {
    let head = match title {
        [.., head, "General" | "general"] => head,
        [.., head, "of", _] => head,
        [.., head] => head,
        [] => return false,
    };
    head.trim_end_matches('.').ends_with(['s', 'S', 'n', 'N']) && singular(head).is_some()
}

/// Whether a word in a line of capitals is written with capitals elsewhere too, as far as can be told: `CEO`, `HHS`, `U.S.`.
fn keeps_capitals(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "king", "pope", "lord", "lady", "dame", "duke", "earl", "shah", "emir", "dean", "star", "aide", "chef", "poet",
        "imam", "guru", "spy",
    ];
    let entry = entry_of(word);
    let ordinary = entry.lower() >= 2 || entry.is(class::PLACE | class::COUNTRY | class::NATIONALITY | class::MODIFIER);
    word.trim_end_matches('.').contains('.')
        || ["CEO", "MP", "PM", "UN", "US", "UK", "EU"].contains(&word)
        || word.len() <= 4
            && !word.ends_with('.')
            && !is_short_title(word)
            && !is_one_of(word, WORDS)
            && (is_title(word) || !ordinary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_several_is_told_as_that_of_one() {
        for (several, one) in [
            ("Senators", "Senator"),
            ("Sens.", "Sen."),
            ("SENS.", "SEN."),
            ("Congressmen", "Congressman"),
            ("spokeswomen", "spokeswoman"),
            ("secretaries", "secretary"),
            ("MPs", "MP"),
            ("leaders", "leader"),
            ("Coaches", "Coach"),
        ] {
            assert_eq!(singular(several).as_deref(), Some(one));
        }
        for one in ["Princess", "actress", "Marquis", "Senator", "Corps", "women", "Sports", "Economics"] {
            assert_eq!(singular(one), None, "{one}");
        }
    }
}
