//! Titles and offices beside a name: `Israeli Prime Minister` before it, `the national security adviser` after it.
//!
//! Reads the text around a mention and nothing else. Its surprise: courtesy titles are recognised, so that they do not
//! stand in the way, and then left out: `Mr` is no role.

mod credit;
mod preceding;
mod word;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon};
use super::name::is_post_nominal;
use super::title::is_short_title;
pub(super) use credit::is_credit;
pub(super) use preceding::Preceding;
use word::{Word, mark};

/// What stands directly around a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Context {
    /// Titles before the name, and a description after it.
    pub roles: Vec<String>,
    /// How many of them stand before the name.
    pub before: usize,
    /// Whether a word of kinship stands beside it: `his wife`, `, the president's son,`.
    pub relative: bool,
    /// What the word before it says of its bearer: `Mrs`, `her husband`, `Lady`.
    pub sex: Option<Sex>,
    /// Whether it is called somebody's whose relative stands before it: `the son of`.
    pub kin: bool,
    /// Whether a capital stands behind it, and a run of blanks between: `PATRICK        LEAHY`.
    pub torn: bool,
    /// Whether it is signed or credited: `By`, `Reporting by`.
    pub credited: bool,
}

/// What a title or a word of kinship says; nothing is concluded from given names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Female,
    Male,
}

/// Words that say it, women's and men's.
const SEXES: [(Sex, &str); 2] = [
    (
        Sex::Female,
        "mrs ms miss madam madame mme lady dame queen princess empress duchess countess baroness congresswoman chairwoman \
        spokeswoman councilwoman assemblywoman businesswoman actress wife daughter mother sister widow girlfriend grandmother \
        granddaughter niece aunt ex-wife sister-in-law mother-in-law daughter-in-law",
    ),
    (
        Sex::Male,
        "mr sir lord king prince emperor duke husband son father brother widower boyfriend grandfather grandson nephew uncle \
        ex-husband brother-in-law father-in-law son-in-law half-brother",
    ),
];

static BY_WORD: LazyLock<FxHashMap<&[u8], Sex>> = LazyLock::new(|| {
    SEXES.iter().flat_map(|(sex, words)| words.split_whitespace().map(|word| (word.as_bytes(), *sex))).collect()
});

pub(super) fn sex_of(word: &str, classes: u16) -> Option<Sex> {
    if classes & (class::TITLE | class::KIN | class::ROLE) == 0 {
        return None;
    }
    lowered(word, |low| BY_WORD.get(low).copied())
}

/// What anybody is called by, and says nothing of who it is.
const COURTESY: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "madam", "sir", "messrs", "mdm", "mme", "madame", "mlle", "monsieur", "herr",
    "frau", "señor", "señora", "senor", "senora", "signor", "signora", "smt", "shri", "encik", "puan", "bapak", "pak",
    "ibu", "daw", "khun", "cde", "comrade",
];
pub(super) const LONGEST: usize = 9;
/// How many bytes before and after a name are looked at.
pub(super) const WINDOW: usize = 240;

/// Looks around the name at `start..end` of a text; another name ends at `from`, and its words are not looked at.
pub(super) fn context(text: &str, from: usize, start: usize, end: usize) -> Context {
    // A line may be as long as the whole text, so only the neighbourhood is looked at.
    let near = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let after = &text[end..text.ceil_char_boundary(end.saturating_add(WINDOW).min(text.len()))];
    let mut context = Context { credited: is_credit(&text[near..start]), ..Context::default() };
    context.torn = after.starts_with("  ") && after.trim_start_matches(' ').starts_with(char::is_uppercase);
    let before = text.get(from.max(near)..start).unwrap_or_default();
    let preceding = Preceding::of(before);
    let (words, owned) = (preceding.words(), preceding.owned);
    if let Some(last) = words.last() {
        let known = Word::of(last);
        context.relative = known.is_kin()
            || words.len() > 1 && Word::of(words[words.len() - 2]).is_kin()
            || known.classes & class::KIN != 0 && is_owned_kin(words, owned);
        context.kin = is_kin_of(words);
        context.sex = known.sex;
        // Before most names stands a word that is no title.
        if known.opens() || known.is(mark::CAPITAL) {
            context.roles.extend(title_before(words));
        }
    }
    if words.is_empty() {
        // "his wife, Jane Smith," and "the home secretary, Yvette Cooper,": what stands before the comma is said of her.
        if let Some(before) = before.trim_end().strip_suffix(',').filter(|_| closes_apposition(after)) {
            let preceding = Preceding::of(before);
            let (words, owned) = (preceding.words(), preceding.owned);
            context.relative = is_owned_kin(words, owned);
            context.sex = words.last().filter(|_| context.relative).and_then(|word| Word::of(word).sex);
            context.roles.extend(apposition(words, owned));
        }
    }
    context.before = context.roles.len();
    context.relative |= is_kin_after(after);
    context.roles.extend(description_after(after));
    context
}

const OWNERS: &[&str] = &["his", "her", "their", "its", "my", "our", "whose"];

fn is_owning(word: &str) -> bool {
    is_one_of(word, OWNERS)
}

/// Whether the words end in somebody's relative: `his brother`; `owned` when `'s` stands before the first of them.
fn is_owned_kin(words: &[&str], owned: bool) -> bool {
    let kin = words.last().is_some_and(|word| is_of(word, class::KIN));
    kin && (owned || words.iter().any(|word| is_owning(word)))
}

/// Whether a clause may end here.
pub(super) fn closes_apposition(after: &str) -> bool {
    after.is_empty() || after.starts_with([',', '.', ';', ')', '\n'])
}

/// Whether what stands after a name calls it a relative: `, the president's son,`, `, sister of`.
fn is_kin_after(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(',') else { return false };
    let stop = rest.find([',', '.', ';', '\n']).unwrap_or(rest.len());
    let mut words = rest[..stop].split_whitespace().take(LONGEST).peekable();
    let mut owned = false;
    while let Some(word) = words.next() {
        let end = words.peek().is_none_or(|next| *next == "of" || *next == "to");
        if end && (owned || words.peek() == Some(&"of")) && is_of(word, class::KIN) {
            return true;
        }
        owned |= word.ends_with("'s") || word.ends_with("’s") || OWNERS.contains(&word);
    }
    false
}

/// A description before a comma and the name: `The prime minister, Keir Starmer,`.
fn apposition(words: &[&str], owned: bool) -> Option<String> {
    let determiner =
        |word: &&str| ["the", "a", "an"].iter().any(|article| article.eq_ignore_ascii_case(word)) || is_owning(word);
    let start = words.iter().rposition(determiner).map(|at| at + 1).or(owned.then_some(0))?;
    // "the spokesman for the ministry": the article inside belongs to what the title is of.
    let outer = words[..start.saturating_sub(1)].iter().rposition(determiner).map(|at| at + 1).or(owned.then_some(0));
    let start = match outer {
        Some(outer)
            if start > 2 && is_belonging(words[start - 2]) && outer < start - 2 && is_title(words[start - 3]) =>
        {
            outer
        }
        _ => start,
    };
    let words = &words[start..];
    let head = words.iter().position(|word| is_belonging(word)).unwrap_or(words.len());
    description(words, true).filter(|_| head > 0 && is_title(words[head - 1]))
}

fn is_belonging(word: &str) -> bool {
    ["of", "for", "to", "at", "in", "from", "on", "with"].contains(&word)
}

/// What a word gives in small letters and without full stops behind it; short ASCII words need no memory of their own for that.
fn lowered<T>(word: &str, read: impl FnOnce(&[u8]) -> T) -> T {
    let word = word.trim_end_matches('.');
    let mut room = [0; 32];
    match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            read(room)
        }
        None => read(word.to_lowercase().as_bytes()),
    }
}

/// Whether a word is one of some in small letters, whatever its capitals and full stops.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_end_matches('.');
    match word.is_ascii() {
        true => list.iter().any(|listed| listed.eq_ignore_ascii_case(word)),
        false => list.contains(&word.to_lowercase().as_str()),
    }
}

/// Whether a word is of any of some classes, whatever its capitals.
pub(super) fn is_of(word: &str, classes: u16) -> bool {
    classes_of(word) & classes != 0
}

/// The same for a word that stands beside names, of which a thread remembers what it is.
pub(super) fn is_often_of(word: &str, classes: u16) -> bool {
    Word::of(word).classes & classes != 0
}

/// The classes of a word, whatever its capitals.
fn classes_of(word: &str) -> u16 {
    entry_of(word).classes
}

fn entry_of(word: &str) -> Entry {
    lowered(word, |low| Lexicon::embedded().word(hash32(low)))
}

/// Words that a title may begin with.
const OPENING: u16 = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;

fn is_title(word: &str) -> bool {
    is_of(word, class::TITLE | class::ROLE) || is_unlisted_title(word)
}

/// Whether a word is a title of which the lists of the model know nothing: `Sens.`, `Then-President`, `laureate`.
fn is_unlisted_title(word: &str) -> bool {
    let former = || {
        word.split_once('-').is_some_and(|(before, title)| {
            ["then", "ex", "former"].iter().any(|former| former.eq_ignore_ascii_case(before))
                && is_of(title, class::TITLE | class::ROLE)
        })
    };
    is_short_title(word) || MORE_ROLES.contains(&word) || former()
}

/// Whether a folded word is one of the titles that the lists of the model lack.
pub(super) fn is_added_title(word: &str) -> bool {
    MORE_ROLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// What the lists of the model lack.
const MORE_ROLES: &[&str] =
    &["Rear", "Administrator", "administrator", "laureate", "dictator", "executive", "strongman", "ruler"];

/// Whether a full stop behind a word belongs to it: `U.S.`, `J.`, `Gen.`, `Corp.`
pub(super) fn is_abbreviation(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["st", "mt", "ft", "corp", "inc", "co", "ltd", "jr", "no", "dept", "assn", "asst", "assoc", "natl", "messrs"];
    let bare = word.strip_suffix('.').unwrap_or(word).trim_start_matches(['(', '"', '“', '\'', '[']);
    let short = bare.starts_with(char::is_uppercase) && bare.len() <= 4;
    bare.chars().nth(1).is_none()
        || bare.contains('.')
        || short && (is_of(bare, class::TITLE) || is_short_title(bare))
        || is_one_of(bare, OTHERS)
}

/// Whether a relative of the one named is what the words before the name end with: `son of the late shah`.
fn is_kin_of(words: &[&str]) -> bool {
    let Some(of) = words.iter().rposition(|word| *word == "of").filter(|at| *at > 0) else { return false };
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;
    is_of(words[of - 1], class::KIN)
        && words[of + 1..].iter().all(|word| !word.starts_with(char::is_uppercase) || is_of(word, known))
}

/// What opens a sentence with a capital, and is no name.
const OPENERS: &[&str] = &[
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
const PLACED: &[&str] = &["in", "at", "near", "outside", "inside", "around"];

/// The title that ends right before the name.
fn title_before(words: &[&str]) -> Option<String> {
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

fn is_courtesy(word: &str) -> bool {
    is_one_of(word, COURTESY)
}

/// Whether a title is that of several: `Sens.`, `Representatives`.
fn is_plural(word: &str) -> bool {
    word.trim_end_matches('.').ends_with('s') && is_short_title(word)
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

/// A description between commas after the name: `, the prime minister of Israel,`.
fn description_after(after: &str) -> Option<String> {
    if let Some(inner) = after.strip_prefix(" (") {
        // "Maria Zakharova (spokeswoman)"
        let words: Vec<&str> = inner.split_once(')')?.0.split_whitespace().collect();
        return description(&words, false).filter(|_| !words.iter().any(|word| word.ends_with([',', ';'])));
    }
    let mut rest = after.strip_prefix(',')?.trim_start();
    // "Keir Starmer, 62, the prime minister,"
    if let Some((_, behind)) = rest.split_once(',').filter(|(age, _)| is_age(age)) {
        rest = behind.trim_start();
    }
    // "Keir Starmer, who is prime minister,"
    let clause = rest.strip_prefix("who is ");
    rest = clause.unwrap_or(rest);
    if is_no_description(rest) {
        return None;
    }
    let mut stop = rest.find([',', ';', '\n', '(', ')', '"', ':']).unwrap_or(rest.len());
    for (at, _) in rest[..stop].match_indices('.') {
        let word = rest[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let inside = rest[at + 1..].starts_with(char::is_alphanumeric);
        if !inside && !is_abbreviation(&rest[at - word.len()..=at]) {
            stop = at;
            break;
        }
    }
    let mut words: Vec<&str> = rest[..stop].split_whitespace().collect();
    if let Some(last) = words.last_mut() {
        // "of Acme Corp.", but "to the U.S."
        *last = last.strip_suffix('.').filter(|bare| !bare.contains('.')).unwrap_or(last);
    }
    let article = words.first().is_some_and(|word| ["the", "a", "an"].contains(word));
    let words = &words[usize::from(article)..];
    // "who is calling on the minister"
    if clause.is_some() && !article && !words.first().is_some_and(|word| is_of(word, OPENING)) {
        return None;
    }
    description(words, article)
}

/// Whether the first word of a clause already says that it is no description: most begin with "who", "and", "said".
fn is_no_description(clause: &str) -> bool {
    let letters = clause.bytes().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, behind) = clause.split_at(letters);
    let whole = behind.is_empty() || behind.starts_with([' ', ',']);
    whole && letters > 0 && !["the", "a", "an"].contains(&word) && !opens(word)
}

fn is_age(text: &str) -> bool {
    let number = text.trim_start_matches("aged ").trim();
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words when they say what somebody is.
fn description(words: &[&str], article: bool) -> Option<String> {
    let aged = words.first().is_some_and(|word| word.ends_with("-year-old"));
    let words = &words[usize::from(aged)..];
    let end = words.iter().rposition(|word| word.contains(char::is_alphabetic))? + 1;
    let words = &words[..end];
    let first = words.first().filter(|_| words.len() <= LONGEST)?;
    // "Jane Roe, PhD," is no office.
    if words.iter().all(|word| is_post_nominal(word)) {
        return None;
    }
    let titled = || words.iter().take(5).any(|word| is_title(word) && !is_courtesy(word));
    let clause = || words.iter().any(|word| is_one_of(word, &["who", "is", "was"]) || is_saying(word));
    ((article || opens(first)) && titled() && !clause() && !is_name_list(words)).then(|| words.join(" "))
}

/// Whether a description without an article may begin with a word.
fn opens(word: &str) -> bool {
    let owner = word.ends_with("'s") || word.ends_with("’s");
    owner || is_title(word) || is_of(word, class::MODIFIER | class::NATIONALITY)
}

fn is_saying(word: &str) -> bool {
    let classes = classes_of(word);
    classes & class::SAYING != 0 && classes & (class::TITLE | class::ROLE) == 0
}

/// Whether the words are a further title with another person's name: `A, President B`.
fn is_name_list(words: &[&str]) -> bool {
    let last = words.last().copied().unwrap_or_default();
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY | class::ORGANISATION | class::PLACE;
    let name = last.starts_with(char::is_uppercase)
        && !is_of(last, known | class::GEOGRAPHY | class::BRAND)
        && !is_title(last);
    let among = words.iter().any(|word| matches!(*word, "and" | "or")) && is_title(words[0]) && words.len() > 2;
    among || name && !words.iter().any(|word| is_belonging(word))
}

#[cfg(test)]
mod tests;
