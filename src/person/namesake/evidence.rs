//! What stands beside the name of a firm or another body, and how much it says.
//!
//! Knows words and their order only. Its surprise: most of it stands beside human beings too (`employees of Ann Lee`, `Ann Lee lost
//! its match`), so beside a name that looks like theirs only some of it is enough, and of the rest two different signs are.

use super::super::known::known_word;
use super::super::model::class;
use super::super::model::lexicon::{Entry, spread_of};
use super::super::name::fold;
use super::{among, clause_head, first_word, is_among, words_before};

/// What speaks for a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Of nobody else it is said.
    pub strong: bool,
    /// Of human beings it is said too: bits of [`sign`].
    pub weak: u8,
}

/// Signs that are weak by themselves, by what they are made of.
mod sign {
    /// `employees of`, `the takeover of`.
    pub const PART: u8 = 1;
    /// `the`, with nothing behind that belongs to the name.
    pub const ARTICLE: u8 = 1 << 1;
    /// `the firm`, before what may be a clause: `the firm Ann Lee founded`.
    pub const FIRM: u8 = 1 << 2;
    /// `, which`.
    pub const WHICH: u8 = 1 << 3;
    /// `'s earnings`, ` customers`.
    pub const OWNED: u8 = 1 << 4;
    /// Somebody in the service of it.
    pub const SERVANT: u8 = 1 << 5;
    /// `lost its`, `reported a loss`.
    pub const DEED: u8 = 1 << 6;
    /// `said it`.
    pub const SAID_IT: u8 = 1 << 7;
}

pub(super) use sign::{ARTICLE, FIRM, SAID_IT};

const STRONG: Evidence = Evidence { strong: true, weak: 0 };

fn weak(sign: u8) -> Evidence {
    Evidence { strong: false, weak: sign }
}

fn strong_if(strong: bool, otherwise: u8) -> Evidence {
    if strong { STRONG } else { weak(otherwise) }
}

/// What stands beside a name of several words.
pub(super) fn of(before: &str, after: &str) -> Evidence {
    let (one, other) = (before_name(before, after), behind_name(before, after));
    Evidence { strong: one.strong || other.strong, weak: one.weak | other.weak }
}

/// The same of a single name, which mostly is a surname.
pub(super) fn of_single(before: &str, after: &str) -> Evidence {
    let owned = (before.ends_with(" of ") || before.ends_with(" in "))
        && !is_owner(after)
        && is_among(words_before(before).nth(1).unwrap_or_default(), among::SHARES);
    let strong = owned || (is_among(first_word(after), among::BEHIND_FIRMS) && behind_name(before, after).strong);
    Evidence { strong, weak: 0 }
}

/// How much a name looks like that of a human being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Not at all.
    None,
    /// Its parts are names and no words.
    Parts,
    /// It begins with a given name.
    Given,
}

/// See [`Likeness`].
pub(super) fn likeness(name: &str) -> Likeness {
    let first = name.split(' ').next().unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let (given, surname) = (known_word(first), known_word(last));
    if given.given() >= 2 {
        return Likeness::Given;
    }
    let body = class::ORGANISATION | class::GEOGRAPHY;
    let other = body | class::PLACE | class::COUNTRY | class::BRAND;
    let listed = |word: &str, known: Entry| known.surname() > 0 || spread_of(&fold(word)) > 0;
    let parts = !given.is(other)
        && !surname.is(body)
        && (given.given() == 1 || spread_of(&fold(first)) > 0 && listed(last, surname));
    if parts { Likeness::Parts } else { Likeness::None }
}

/// Whether a name is nearly always that of a human being: a given name and a surname, and neither is a word or anything else.
pub(super) fn is_human(name: &str) -> bool {
    let mut words = name.split(' ');
    let (Some(first), Some(last), None) = (words.next(), words.next(), words.next()) else { return false };
    let plain = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    if !plain(first) || !plain(last) || first.len() < 3 || last.len() < 3 {
        return false;
    }
    let (given, surname) = (known_word(first), known_word(last));
    let other = class::ORGANISATION
        | class::PLACE
        | class::COUNTRY
        | class::BRAND
        | class::GEOGRAPHY
        | class::NATIONALITY
        | class::CALENDAR
        | class::TITLE
        | class::ROLE;
    given.given() >= 2
        && given.given() > given.surname()
        && given.lower() < 2
        && surname.surname() >= 1
        && surname.surname() > surname.given()
        && surname.lower() < 2
        && !given.is(other)
        && !surname.is(other)
}

/// Whether something is the name's with `'s`: then what stands before it is of that, as in `shares of Ann Lee's firm`.
fn is_owner(after: &str) -> bool {
    after.starts_with("'s ") || after.starts_with("’s ")
}

fn before_name(before: &str, after: &str) -> Evidence {
    if !before.ends_with(' ') {
        return Evidence::default();
    }
    let mut words = words_before(before);
    let last = words.next().unwrap_or_default();
    match last {
        "of" | "in" if !is_owner(after) => {
            let part = words.next().unwrap_or_default();
            match is_among(part, among::SHARES | among::PARTS_OF_FIRMS) {
                true => strong_if(is_among(part, among::SHARES), sign::PART),
                false => Evidence::default(),
            }
        }
        "at" | "with" if !is_owner(after) && is_among(words.next().unwrap_or_default(), among::STAFF) => STRONG,
        // Nobody is "the Jane Smith" without more behind it.
        "the" | "The" => {
            let word = after.strip_prefix(' ').and_then(|rest| rest.split([' ', ',']).next()).unwrap_or_default();
            let alone = after.starts_with([',', '.'])
                || matches!(
                    word,
                    "said" | "says" | "won" | "has" | "had" | "is" | "was" | "will" | "and" | "lost" | "led"
                );
            if alone { weak(sign::ARTICLE) } else { Evidence::default() }
        }
        _ if last.starts_with(char::is_lowercase) && is_among(last, among::FIRMS) && !is_owner(after) => {
            strong_if(!begins_clause(first_word(after)), sign::FIRM)
        }
        _ => Evidence::default(),
    }
}

fn behind_name(before: &str, after: &str) -> Evidence {
    if let Some(clause) = after.strip_prefix(", ") {
        let head = clause_head(clause);
        if let Some(head) = head.filter(|head| is_among(head, among::FIRMS | among::BODIES)) {
            // Films and mischief have makers too.
            return strong_if(head != "maker", sign::WHICH);
        }
        // Behind the last of a list it may be about all that was said.
        return match clause.strip_prefix("which ") {
            Some(rest) if !before.ends_with(" and ") && !before.ends_with(" or ") => {
                strong_if(!before.ends_with(" by ") && !before.ends_with(" from ") && is_of_firms(rest), sign::WHICH)
            }
            _ => Evidence::default(),
        };
    }
    if let Some(rest) = after.strip_prefix("'s ").or(after.strip_prefix("’s ")) {
        let owned = rest.split([' ', ',', '.']).next().unwrap_or_default();
        return match is_among(owned, among::OWNED_BY_FIRMS) {
            true => strong_if(is_among(owned, among::NOBODYS), sign::OWNED),
            false => Evidence::default(),
        };
    }
    let Some(rest) = after.strip_prefix(' ') else { return Evidence::default() };
    let mut words = rest.split([' ', '\n']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let mut next = || words.next().unwrap_or_default();
    if !first.starts_with(char::is_lowercase) {
        return match matches!(first, "MP" | "MPs" | "CEO") && next().starts_with(char::is_uppercase) {
            true => strong_if(first == "CEO", sign::SERVANT),
            false => Evidence::default(),
        };
    }
    let bare = first.trim_end_matches([',', '.']);
    let (second, third, fourth) = (next(), next(), next());
    let of_business = |word: &str| is_among(word.trim_end_matches([',', '.', ';']), among::BUSINESS);
    if is_among(bare, among::TRADED) {
        return if bare.len() < first.len() || moves(second) { STRONG } else { Evidence::default() };
    }
    if is_among(bare, among::STAFF) && is_among(bare, among::BEHIND_FIRMS) {
        return STRONG;
    }
    if is_among(bare, among::BEHIND_FIRMS) {
        return weak(sign::OWNED);
    }
    if is_among(first, among::MEMBERS) && second.starts_with(char::is_uppercase) {
        return strong_if(!is_among(first, among::SERVANTS), sign::SERVANT);
    }
    if second == "its" && is_deed(first) {
        return strong_if(of_business(third) || of_business(fourth), sign::DEED);
    }
    if matches!((first, second), ("said", "it") | ("says", "it")) {
        return weak(sign::SAID_IT);
    }
    let third = third.trim_end_matches([',', '.', ';']);
    let result = is_among(second, among::POSTED) || matches!(second, "a" | "an") && is_among(third, among::RESULT);
    match first {
        // Runners post records, and a politician may report a loss to the tax office.
        "posted" if result => strong_if(!matches!(second, "record" | "annual"), sign::DEED),
        "reported" if result => strong_if(matches!(second, "net" | "quarterly" | "earnings"), sign::DEED),
        _ => Evidence::default(),
    }
}

/// Whether a clause behind `which` says what only firms and other bodies have or do.
fn is_of_firms(rest: &str) -> bool {
    let mut words = rest.split(' ');
    let (verb, next) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match verb {
        "owns" | "employs" | "operates" | "manages" | "makes" | "sells" | "runs" | "produces" | "provides"
        | "premiered" | "aired" | "sailed" | "owned" | "employed" | "operated" => true,
        "has" | "had" => {
            next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(next, "a" | "an" | "its" | "about" | "nearly" | "over" | "some")
        }
        _ => false,
    }
}

/// Whether a word may say what somebody did with the firm before the name: `the firm Ann Lee founded`.
fn begins_clause(word: &str) -> bool {
    const DEEDS: &[&str] = &[
        "founded",
        "co-founded",
        "cofounded",
        "started",
        "built",
        "created",
        "set",
        "launched",
        "runs",
        "ran",
        "owns",
        "owned",
        "leads",
        "led",
        "heads",
        "headed",
        "chairs",
        "chaired",
        "manages",
        "managed",
        "bought",
        "sold",
        "uses",
        "used",
        "works",
        "worked",
        "left",
        "joined",
        "keeps",
        "kept",
        "calls",
        "called",
        "has",
        "had",
        "once",
        "also",
        "and",
        "hopes",
        "wants",
        "wanted",
        "said",
        "says",
        "helped",
        "inherited",
        "controls",
        "controlled",
        "is",
        "was",
    ];
    DEEDS.contains(&word)
}

/// Whether a word says what the price of shares does.
fn moves(word: &str) -> bool {
    const MOVES: &[&str] = &[
        "fell", "rose", "were", "are", "have", "slid", "slumped", "dropped", "jumped", "gained", "lost", "surged",
        "closed", "ended", "opened", "traded", "climbed", "sank", "plunged", "tumbled", "soared", "dipped", "rallied",
        "at", "and", "as",
    ];
    MOVES.contains(&word.trim_end_matches([',', '.']))
}

/// Whether a word may be the verb of a firm that does something with what is its own: `raised its`, `cuts its`, not `with its`.
fn is_deed(word: &str) -> bool {
    let ending = word.ends_with("ed") || word.ends_with('s') && !matches!(word, "as" | "plus" | "versus" | "despite");
    ending
        || matches!(
            word,
            "cut" | "sold" | "lost" | "put" | "set" | "made" | "saw" | "took" | "gave" | "began" | "won" | "spun"
        )
}
