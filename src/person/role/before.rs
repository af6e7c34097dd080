//! The title that ends right before a name.
//!
//! Owns where a title begins: `South African President`, `FIFA President`, not `Paris President` in "in Paris President". Its
//! surprise: it is read from the name backwards, so that a title in front of another person's name is met last.

use super::description::is_head;
use super::field::{before_legislator, heads_firms, is_field_of, is_of_legislator, of_one};
use super::word::{Word, mark};
use super::{entry_of, is_of, is_one_of, is_owning, is_title};
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

/// The words before a name as they are read backwards.
struct Reading {
    /// The first word of the title.
    start: usize,
    /// The same without whose title it is.
    opened: Option<usize>,
    /// The last word that is a title.
    last_title: usize,
}

impl Reading {
    fn of(words: &[&str]) -> Option<Self> {
        let mut start = None;
        let mut opened = None;
        let mut last_title = None;
        for (index, word) in words.iter().enumerate().rev() {
            let known = Word::of(word);
            let titled = last_title.is_some();
            let (opens, capital) = (known.opens() || is_head(words, index), known.is(mark::CAPITAL));
            let joint = index > 0 && index + 1 < words.len() && known.is(mark::JOINT);
            // `President A and Prime Minister B`: the title before the joint is another person's.
            let other = titled && index > 0 && known.is(mark::AND) && {
                let before = Word::of(words[index - 1]);
                // "fellow Democrats and Senator B"
                let people = before.is(mark::ENDS_IN_S) && before.classes & class::NATIONALITY != 0;
                before.is(mark::PLURAL) || !before.opens() || people
            };
            // "Institute of Technology professor"
            let through = start == Some(index + 2)
                && words[index + 1] == "of"
                && capital
                && known.classes & class::ORGANISATION != 0;
            let follows = start == Some(index + 1) || through;
            // `spokesman for Mayor B`, `vice president under President B`: so is what stands before this joint.
            let served = follows
                && (known.is(mark::OF) && ends_in_office(&words[index + 1..]) && !is_inside_body(words, index)
                    || known.is(mark::UNDER) && !is_one_of(words[index + 1], &["secretary"]));
            let begins = titled && capital && known.is(mark::OPENER);
            let ends = index + 1 == words.len() && ends_title_small(words);
            if other || served || begins || !(opens || capital || joint || ends || follows && known.is(mark::FIELD)) {
                break;
            }
            if titled && names_another(words, index) {
                start = opened;
                break;
            }
            // "the House of Representatives" is no title, and "Senators A, B and" is no part of one.
            let body = index > 0 && words[index - 1] == "of" && known.is(mark::ENDS_IN_S)
                || index + 1 < words.len() && known.is(mark::PLURAL) && words[index + 1] != "of";
            if (known.is_title() && !known.is(mark::COURTESY) || is_head(words, index)) && !body {
                last_title = last_title.or(Some(index));
            }
            let titled = last_title.is_some();
            // A title may begin with a title or what qualifies one, or whose it is, not with a joint or the name of a person.
            let field = || !capital && is_field_of(known, words[index + 1], Word::of(words[index + 1]));
            if titled && (opens || follows && (capital && is_owner(words, index) || field())) {
                start = Some(index);
                opened = if opens { start } else { opened };
            }
        }
        Some(Self { start: start?, opened, last_title: last_title? })
    }
}

/// The title that ends right before the name.
pub(super) fn title_before(words: &[&str]) -> Option<String> {
    // "President U Win Myint" is President: what men are called by in Burma is no part of the name, nor of the title.
    let words = if let [others @ .., "U"] = words { others } else { words };
    let Reading { mut start, opened, last_title } = Reading::of(words)?;
    // "Commerce Justice Science Shelby": what ends before the name is no title, nor of what one is.
    if !may_end_title(words[last_title], &words[last_title + 1..]) && !is_of_something(&words[start..last_title]) {
        return None;
    }
    // Not "York Senator" in "in New York Senator B", nor "Affairs Chairman" in "Foreign and Home Affairs Chairman B".
    let mut before = words[..start].iter().rev().map(|word| Word::of(word));
    let placed = before
        .find(|known| !known.is(mark::CAPITAL) || known.is(mark::PLACED))
        .is_some_and(|known| known.is(mark::PLACED));
    // More of it stands before what is known to belong to it.
    let cut = start > 0 && {
        let known = Word::of(words[start - 1]);
        // "Foreign and Home Affairs Chairman", but "A, and South African president B".
        start > 1 && matches!(words[start - 1], "and" | "&")
            || known.is(mark::CAPITAL)
                && !is_of_dateline(words[start - 1])
                && !known.is(mark::OPENER)
                && known.classes & class::CALENDAR == 0
    };
    if placed || cut {
        start = opened.unwrap_or(start);
    }
    if is_of_legislator(words[words.len() - 1]) {
        start += before_legislator(&words[start..]);
    }
    let title = words[start..].iter().filter(|word| !Word::of(word).is(mark::COURTESY));
    // "his brother" is no office.
    let qualified = class::KIN | class::MODIFIER;
    let small = |known: Word| !known.is(mark::CAPITAL) && known.classes & qualified != 0;
    let kin = title.clone().all(|word| small(Word::of(word)));
    (!kin).then(|| of_one(&title.copied().collect::<Vec<_>>()))
}

/// Whether the words from `index` on begin with another person's name, who has a title of his own before it or behind it:
/// `Chairman Edward Kennedy HELP Committee Ranking Member`, `Leader Reid Commerce Committee Chairman`.
fn names_another(words: &[&str], index: usize) -> bool {
    let known = Word::of(words[index]);
    if !known.is(mark::GIVEN | mark::SURNAME) {
        return false;
    }
    let next = words.get(index + 1).map(|next| Word::of(next));
    let body = words.get(index + 2).is_some_and(|word| is_of(word, class::ORGANISATION));
    let full = known.is(mark::GIVEN) && !body && next.is_some_and(|next| next.is(mark::SURNAME));
    // Not "President Clinton": a title that ends right before this.
    let titled = || {
        index > 0 && {
            let before = Word::of(words[index - 1]);
            before.classes & class::TITLE != 0 && before.is(mark::CAPITAL) && before.classes & class::ORGANISATION == 0
        }
    };
    full || known.is(mark::SURNAME) && titled() && !is_of(words[index + 1], class::ORGANISATION)
}

/// Whether the last of some words ends a title in small letters without being one: `chief of staff`, `professor emeritus`.
pub(super) fn ends_title_small(words: &[&str]) -> bool {
    match words {
        [.., "of", "staff"] => true,
        [.., title, "emeritus" | "emerita" | "designate" | "elect"] => is_title(title),
        _ => false,
    }
}

/// Whether a title may end with these words behind its last word for an office: with what it is of, `emeritus`, or what is no
/// role.
fn may_end_title(title: &str, words: &[&str]) -> bool {
    const BEHIND: &[&str] = &[
        "emeritus",
        "emerita",
        "designate",
        "designee",
        "nominee",
        "elect",
        "executive",
        "extraordinary",
        "mentor",
        "ex",
        "officio",
        "pro",
        "tem",
        "tempore",
        "first",
        "second",
        "third",
        "class",
    ];
    let in_field = |word: &&str| Word::of(word).is(mark::FIELD) && Word::of(word).is(mark::CAPITAL);
    words.first().is_none_or(|first| Word::of(first).is(mark::JOINT))
        // "Minister Finance", but not "Justice Science".
        || !Word::of(title).is(mark::FIELD) && words.iter().all(in_field)
        || words.iter().all(|word| Word::of(word).is(mark::COURTESY) || is_one_of(word, BEHIND))
        || words.iter().all(|word| is_of(word, class::KIN))
}

/// Whether the `of` at `index` stands in the name of a body: `Institute of Technology`.
fn is_inside_body(words: &[&str], index: usize) -> bool {
    let body = index.checked_sub(1).map(|at| Word::of(words[at]));
    let next = Word::of(words[index + 1]);
    // Not "the Government of Prime Minister B".
    body.is_some_and(|body| body.is(mark::CAPITAL) && body.classes & class::ORGANISATION != 0)
        && next.is(mark::CAPITAL)
        && !words[index + 1..].iter().all(|word| Word::of(word).opens())
}

/// Whether a title stands in them that says of what it is: `Chief of the` in `Chief of the General Staff`.
fn is_of_something(words: &[&str]) -> bool {
    words.windows(2).any(|pair| is_title(pair[0]) && Word::of(pair[1]).is(mark::OF))
}

/// Whether a title ends in somebody's office, not in what an office is for: `Mayor`, not `Justice` or `Coast Guard`.
fn ends_in_office(words: &[&str]) -> bool {
    words
        .last()
        .is_some_and(|last| is_title(last) && !is_of(last, class::ORGANISATION) && !is_one_of(last, &["justice"]))
}

/// Whether a word is three to six capitals: `UPP`.
fn is_acronym(word: &str) -> bool {
    (3..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word belongs to the name of the firm before a title: `DP World CEO`.
fn is_of_firm(words: &[&str], index: usize) -> bool {
    let Some((_, before)) = words.split_last().filter(|(last, _)| heads_firms(last)) else { return false };
    let ends_dateline =
        |at: usize| is_of_dateline(words[at]) && (words[at].len() > 2 || at > 0 && is_of(words[at - 1], class::PLACE));
    let part = |at: usize| {
        let known = Word::of(words[at]);
        known.is(mark::CAPITAL)
            && !known.is(mark::OPENER)
            && known.classes & (class::CALENDAR | class::SAYING) == 0
            && !is_owning(words[at])
            && !is_one_of(words[at], &["another", "one", "some"])
            && !ends_dateline(at)
    };
    let inside = index == 0 || !Word::of(words[index - 1]).is(mark::JOINT);
    inside && (index..before.len()).all(part)
}

/// Whether a word may be the name of a place before the word for what it is: `Kharkiv`, `Kiambu`, not `In`.
fn is_part_of_place(word: &str) -> bool {
    let known = Word::of(word);
    known.is(mark::CAPITAL) && !known.is(mark::OPENER | mark::PLACED) && !known.is_title() && !is_of_dateline(word)
}

/// Whether a capitalised word before a title says whose title it is: `FIFA President`, `South African President`, `World
/// Health Organization chief`.
fn is_owner(words: &[&str], index: usize) -> bool {
    let word = words[index];
    if is_of_firm(words, index) {
        return true;
    }
    if is_of_dateline(word) {
        return false;
    }
    let next = words.get(index + 1).copied().unwrap_or_default();
    let entry = entry_of(word);
    let proper = class::PLACE | class::COUNTRY | class::ORGANISATION | class::BRAND | class::NATIONALITY;
    if entry.is(class::GEOGRAPHY) {
        let next_of_name =
            next.starts_with(char::is_uppercase) && (!is_title(next) || is_of(next, class::ORGANISATION));
        // "Kharkiv Oblast governor"
        let ends_name = || index > 0 && is_part_of_place(words[index - 1]);
        return next_of_name || entry.is(class::ORGANISATION) || ends_name();
    }
    // Before the word for an organisation stands the rest of its name.
    let inside = words[index + 1..].iter().take(2).any(|word| is_of(word, class::ORGANISATION));
    let inside = inside && !entry.is(class::CALENDAR);
    entry.is(proper)
        || inside
        || word.contains('.') && word.chars().all(|c| c.is_alphanumeric() || c == '.')
        || is_acronym(word) && next.contains(char::is_lowercase)
        || entry.names & 15 == 0 && entry.lower() < 2 && !entry.is(class::CALENDAR | class::SAYING)
        || is_field_of(Word::of(word), next, Word::of(next))
}

/// Whether a word is rather the end of a dateline or of somebody's party and state: `WASHINGTON`, `DC`, `D-MI`.
fn is_of_dateline(word: &str) -> bool {
    let capitals = !word.contains(|c: char| c.is_lowercase() || c == '.');
    let place = is_of(word, class::PLACE | class::COUNTRY) && word.len() > 4;
    capitals && (place || word.len() < 3 && !matches!(word, "US" | "UN" | "EU" | "UK"))
        || word.ends_with(['-', '–', '—'])
}
