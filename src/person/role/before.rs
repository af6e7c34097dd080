//! The title that ends right before a name.
//!
//! Owns where a title begins: `South African President`, `FIFA President`, not `Paris President` in "in Paris President". Its
//! surprise: it is read from the name backwards, so that a title in front of another person's name is met last.

use super::word::{Word, mark};
use super::{entry_of, is_of, is_one_of, is_title};
use crate::person::model::class;

/// What opens a sentence with a capital, and is no name.
pub(super) const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "when",
    "while",
    "as",
    "but",
    "and",
    "if",
    "after",
    "before",
    "since",
    "because",
    "although",
    "though",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "then",
    "today",
    "meanwhile",
    "however",
    "also",
    "both",
    "like",
    "unlike",
    "under",
    "only",
    "that",
    "this",
    "so",
    "now",
    "yesterday",
    "earlier",
    "later",
    "last",
    "until",
    "dear",
    "whereas",
    "sincerely",
    "respectfully",
    "thank",
    "thanks",
    "why",
    "how",
    "what",
    "where",
    "will",
    "did",
    "not",
    "no",
    "yes",
];
/// What stands before a place.
pub(super) const PLACED: &[&str] = &["in", "at", "near", "outside", "inside", "around"];

/// The title that ends right before the name.
pub(super) fn title_before(words: &[&str]) -> Option<String> {
    // "President U Win Myint" is President: what men are called by in Burma is no part of the name, nor of the title.
    let words = if let [others @ .., "U"] = words { others } else { words };
    let mut start = None;
    // The same without whose title it is.
    let mut opened = None;
    let mut titled = false;
    for (index, word) in words.iter().enumerate().rev() {
        let known = Word::of(word);
        let (opens, capital) = (known.opens(), known.is(mark::CAPITAL));
        let joint = index > 0 && index + 1 < words.len() && known.is(mark::JOINT);
        // `President A and Prime Minister B`: the title before the joint is another person's.
        let other = titled && index > 0 && known.is(mark::AND) && {
            let before = Word::of(words[index - 1]);
            before.is(mark::PLURAL) || !before.opens()
        };
        let follows = start == Some(index + 1);
        // `spokesman for Mayor B`, `vice president under President B`: so is what stands before this joint.
        let served = follows
            && (known.is(mark::OF) && ends_in_office(&words[index + 1..])
                || known.is(mark::UNDER) && !is_one_of(words[index + 1], &["secretary"]));
        let begins = titled && capital && known.is(mark::OPENER);
        if other || served || begins || !(opens || capital || joint) {
            break;
        }
        // "the House of Representatives" is no title, and "Senators A, B and" is no part of one.
        let body = index > 0 && words[index - 1] == "of" && known.is(mark::ENDS_IN_S)
            || index + 1 < words.len() && known.is(mark::PLURAL);
        titled |= known.is_title() && !body && !known.is(mark::COURTESY);
        // A title may begin with a title or what qualifies one, or whose it is, not with a joint or the name of a person.
        if titled && (opens || follows && capital && is_owner(words, index)) {
            start = Some(index);
            opened = if opens { start } else { opened };
        }
    }
    // Not "York Senator" in "in New York Senator B", nor "Affairs Chairman" in "Foreign and Home Affairs Chairman B".
    let mut start = start?;
    let mut before = words[..start].iter().rev().map(|word| Word::of(word));
    let placed = before
        .find(|known| !known.is(mark::CAPITAL) || known.is(mark::PLACED))
        .is_some_and(|known| known.is(mark::PLACED));
    // More of it stands before what is known to belong to it.
    let cut = start > 0 && {
        let known = Word::of(words[start - 1]);
        matches!(words[start - 1], "and" | "&")
            || known.is(mark::CAPITAL)
                && !is_of_dateline(words[start - 1])
                && !known.is(mark::OPENER)
                && known.classes & class::CALENDAR == 0
    };
    if placed || cut {
        start = opened.unwrap_or(start);
    }
    let title = words[start..].iter().filter(|word| !Word::of(word).is(mark::COURTESY));
    // "his brother" is no office.
    let qualified = class::KIN | class::MODIFIER;
    let small = |known: Word| !known.is(mark::CAPITAL) && known.classes & qualified != 0;
    let kin = title.clone().all(|word| small(Word::of(word)));
    (!kin).then(|| {
        let mut joined = String::with_capacity(words[start..].iter().map(|word| word.len() + 1).sum());
        for word in title {
            joined.push_str(if joined.is_empty() { "" } else { " " });
            joined.push_str(word);
        }
        joined
    })
}

/// Whether a title ends in somebody's office, not in what an office is for: `Mayor`, not `Justice` or `Coast Guard`.
fn ends_in_office(words: &[&str]) -> bool {
    words
        .last()
        .is_some_and(|last| is_title(last) && !is_of(last, class::ORGANISATION) && !is_one_of(last, &["justice"]))
}

/// Whether a capitalised word before a title says whose title it is: `FIFA President`, `South African President`, `World
/// Health Organization chief`.
fn is_owner(words: &[&str], index: usize) -> bool {
    let word = words[index];
    if is_of_dateline(word) {
        return false;
    }
    let next = words.get(index + 1).copied().unwrap_or_default();
    let entry = entry_of(word);
    let proper = class::PLACE | class::COUNTRY | class::ORGANISATION | class::BRAND | class::NATIONALITY;
    if entry.is(class::GEOGRAPHY) {
        return next.starts_with(char::is_uppercase) && !is_title(next) || entry.is(class::ORGANISATION);
    }
    // Before the word for an organisation stands the rest of its name.
    let inside = words[index + 1..].iter().take(2).any(|word| is_of(word, class::ORGANISATION));
    let inside = inside && !entry.is(class::CALENDAR);
    entry.is(proper)
        || inside
        || word.contains('.') && word.chars().all(|c| c.is_alphanumeric() || c == '.')
        || entry.names & 15 == 0 && entry.lower() < 2 && !entry.is(class::CALENDAR | class::SAYING)
        || is_one_of(word, PORTFOLIOS) && is_one_of(next, PORTFOLIO_HOLDERS)
}

/// What ministers are of, and other words that are no names and belong to the title behind them.
const PORTFOLIOS: &[&str] = &[
    "home",
    "interior",
    "economy",
    "information",
    "health",
    "education",
    "energy",
    "environment",
    "agriculture",
    "trade",
    "transport",
    "culture",
    "labor",
    "labour",
    "sports",
    "sport",
    "tourism",
    "industry",
    "planning",
    "communications",
    "immigration",
    "housing",
    "police",
    "security",
    "water",
    "oil",
    "justice",
    "fed",
];
const PORTFOLIO_HOLDERS: &[&str] =
    &["minister", "secretary", "commissioner", "chair", "chairman", "chairwoman", "governor"];

/// Whether a word is rather the end of a dateline or of somebody's party and state: `WASHINGTON`, `DC`, `D-MI`.
fn is_of_dateline(word: &str) -> bool {
    let capitals = !word.contains(|c: char| c.is_lowercase() || c == '.');
    let place = is_of(word, class::PLACE | class::COUNTRY) && word.len() > 4;
    capitals && (place || word.len() < 3 && !matches!(word, "US" | "UN" | "EU" | "UK"))
        || word.ends_with(['-', '–', '—'])
}
