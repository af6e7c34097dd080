//! Titles and offices beside a name: `Israeli Prime Minister` before it, `the national security adviser` after it.
//!
//! Reads the text around a mention and nothing else. Its surprise: courtesy titles are recognised, so that they do not
//! stand in the way, and then left out: `Mr` is no role.

mod credit;
mod preceding;

use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Lexicon, is_class};
use super::name::is_post_nominal;
use super::title::is_short_title;
use credit::is_credit;
use preceding::Preceding;

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

fn sex_of(word: &str, classes: u16) -> Option<Sex> {
    const FEMALE: &[&str] = &[
        "mrs",
        "ms",
        "miss",
        "madam",
        "madame",
        "mme",
        "lady",
        "dame",
        "queen",
        "princess",
        "empress",
        "duchess",
        "countess",
        "baroness",
        "congresswoman",
        "chairwoman",
        "spokeswoman",
        "councilwoman",
        "assemblywoman",
        "businesswoman",
        "actress",
        "wife",
        "daughter",
        "mother",
        "sister",
        "widow",
        "girlfriend",
        "grandmother",
        "granddaughter",
        "niece",
        "aunt",
        "ex-wife",
        "sister-in-law",
        "mother-in-law",
        "daughter-in-law",
    ];
    const MALE: &[&str] = &[
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "emperor",
        "duke",
        "husband",
        "son",
        "father",
        "brother",
        "widower",
        "boyfriend",
        "grandfather",
        "grandson",
        "nephew",
        "uncle",
        "ex-husband",
        "brother-in-law",
        "father-in-law",
        "son-in-law",
        "half-brother",
    ];
    if classes & (class::TITLE | class::KIN | class::ROLE) == 0 {
        return None;
    }
    let low = lower(word);
    let low = low.as_str();
    match (FEMALE.contains(&low), MALE.contains(&low)) {
        (true, _) => Some(Sex::Female),
        (_, true) => Some(Sex::Male),
        _ => None,
    }
}

const COURTESY: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "madam", "sir", "messrs"];
const LONGEST: usize = 9;
/// How many bytes before and after a name are looked at.
const WINDOW: usize = 240;

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
        let classes = classes_of(last);
        let kin = |word: &str, classes: u16| classes & class::KIN != 0 && !is_title(word);
        context.relative = kin(last, classes)
            || words.len() > 1 && kin(words[words.len() - 2], classes_of(words[words.len() - 2]))
            || classes & class::KIN != 0 && is_owned_kin(words, owned);
        context.kin = is_kin_of(words);
        context.sex = sex_of(last, classes);
        // Before most names stands a word that is no title.
        if classes & OPENING != 0 || last.starts_with(char::is_uppercase) || is_unlisted_title(last) {
            context.roles.extend(title_before(words));
        }
    }
    if words.is_empty() {
        // "his wife, Jane Smith," and "the home secretary, Yvette Cooper,": what stands before the comma is said of her.
        if let Some(before) = before.trim_end().strip_suffix(',').filter(|_| closes_apposition(after)) {
            let preceding = Preceding::of(before);
            let (words, owned) = (preceding.words(), preceding.owned);
            context.relative = is_owned_kin(words, owned);
            context.sex = words.last().filter(|_| context.relative).and_then(|word| sex_of(word, classes_of(word)));
            context.roles.extend(apposition(words, owned));
        }
    }
    context.before = context.roles.len();
    context.relative |= is_kin_after(after);
    context.roles.extend(description_after(after));
    context
}

const OWNERS: &[&str] = &["his", "her", "their", "its", "my", "our", "whose"];

/// Whether the words end in somebody's relative: `his brother`; `owned` when `'s` stands before the first of them.
fn is_owned_kin(words: &[&str], owned: bool) -> bool {
    let kin = words.last().is_some_and(|word| is_of(word, class::KIN));
    kin && (owned || words.iter().any(|word| OWNERS.contains(&lower(word).as_str())))
}

/// Whether a clause may end here.
fn closes_apposition(after: &str) -> bool {
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
    let determiner = |word: &&str| {
        ["the", "a", "an"].iter().any(|article| article.eq_ignore_ascii_case(word))
            || OWNERS.contains(&lower(word).as_str())
    };
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

fn lower(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// Whether a word is of any of some classes, whatever its capitals.
pub(super) fn is_of(word: &str, classes: u16) -> bool {
    classes_of(word) & classes != 0
}

/// The classes of a word, whatever its capitals.
fn classes_of(word: &str) -> u16 {
    let word = word.trim_end_matches('.');
    let mut room = [0; 32];
    let lower = match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            std::str::from_utf8(room).unwrap_or_default()
        }
        None => &lower(word),
    };
    Lexicon::embedded().word(hash32(lower.as_bytes())).classes
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

/// What the lists of the model lack.
const MORE_ROLES: &[&str] =
    &["Rear", "Administrator", "administrator", "laureate", "dictator", "executive", "strongman", "ruler"];

/// Whether a full stop behind a word belongs to it: `U.S.`, `J.`, `Gen.`, `Corp.`
fn is_abbreviation(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["st", "mt", "ft", "corp", "inc", "co", "ltd", "jr", "no", "dept", "assn", "asst", "assoc", "natl", "messrs"];
    let bare = word.strip_suffix('.').unwrap_or(word).trim_start_matches(['(', '"', '“', '\'', '[']);
    let short = bare.starts_with(char::is_uppercase) && bare.len() <= 4;
    bare.chars().nth(1).is_none()
        || bare.contains('.')
        || short && (is_of(bare, class::TITLE) || is_short_title(bare))
        || OTHERS.contains(&bare.to_lowercase().as_str())
}

/// Whether a relative of the one named is what the words before the name end with: `son of the late shah`.
fn is_kin_of(words: &[&str]) -> bool {
    let Some(of) = words.iter().rposition(|word| *word == "of").filter(|at| *at > 0) else { return false };
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;
    is_of(words[of - 1], class::KIN)
        && words[of + 1..].iter().all(|word| !word.starts_with(char::is_uppercase) || is_of(word, known))
}

/// The title that ends right before the name.
fn title_before(words: &[&str]) -> Option<String> {
    // What opens a sentence with a capital, and is no name.
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
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    const PLACED: &[&str] = &["in", "at", "near", "outside", "inside", "around"];
    let mut start = None;
    // The same without whose title it is.
    let mut opened = None;
    let mut titled = false;
    for (index, word) in words.iter().enumerate().rev() {
        let low = lower(word);
        let classes = classes_of(word);
        let unlisted = is_unlisted_title(word);
        let opens = classes & OPENING != 0 || unlisted;
        let joint = matches!(low.as_str(), "of" | "for" | "and" | "the" | "&") && index > 0 && index + 1 < words.len();
        // `President A and Prime Minister B`: the title before the joint is another person's.
        let other = titled
            && matches!(low.as_str(), "and" | "&")
            && index > 0
            && (is_plural(words[index - 1])
                || !is_of(words[index - 1], OPENING) && !is_unlisted_title(words[index - 1]));
        // `spokesman for Mayor B`, `vice president under President B`: so is what stands before this joint.
        let served = start == Some(index + 1)
            && match low.as_str() {
                "of" | "for" => ends_in_office(&words[index + 1..]),
                "under" => lower(words[index + 1]) != "secretary",
                _ => false,
            };
        let begins = titled && capital(word) && OPENERS.contains(&low.as_str());
        if other || served || begins || !(opens || capital(word) || joint) {
            break;
        }
        // "the House of Representatives" is no title, and "Senators A, B and" is no part of one.
        let body =
            index > 0 && words[index - 1] == "of" && low.ends_with('s') || index + 1 < words.len() && is_plural(word);
        titled |=
            (unlisted || classes & (class::TITLE | class::ROLE) != 0) && !body && !COURTESY.contains(&low.as_str());
        // A title may begin with a title or what qualifies one, or whose it is, not with a joint or the name of a person.
        let follows = start == Some(index + 1);
        if titled && (opens || follows && capital(word) && is_owner(words, index)) {
            start = Some(index);
            opened = if opens { start } else { opened };
        }
    }
    // Not "York Senator" in "in New York Senator B", nor "Affairs Chairman" in "Foreign and Home Affairs Chairman B".
    let mut start = start?;
    let is_placed = |word: &str| PLACED.contains(&lower(word).as_str());
    let chain = words[..start].iter().rposition(|word| !capital(word) || is_placed(word));
    let placed = chain.is_some_and(|at| is_placed(words[at]));
    // More of it stands before what is known to belong to it.
    let cut = start > 0
        && (matches!(words[start - 1], "and" | "&")
            || capital(words[start - 1])
                && !is_of_dateline(words[start - 1])
                && !OPENERS.contains(&lower(words[start - 1]).as_str()));
    if placed || cut {
        start = opened.unwrap_or(start);
    }
    let title: Vec<&str> =
        words[start..].iter().copied().filter(|word| !COURTESY.contains(&lower(word).as_str())).collect();
    // "his brother" is no office.
    let kin = title.iter().all(|word| !capital(word) && is_of(word, class::KIN | class::MODIFIER));
    Some(title.join(" ")).filter(|title| !title.is_empty() && !kin)
}

/// Whether a title is that of several: `Sens.`, `Representatives`.
fn is_plural(word: &str) -> bool {
    word.trim_end_matches('.').ends_with('s') && is_short_title(word)
}

/// Whether a title ends in somebody's office, not in what an office is for: `Mayor`, not `Justice` or `Coast Guard`.
fn ends_in_office(words: &[&str]) -> bool {
    words.last().is_some_and(|last| is_title(last) && !is_of(last, class::ORGANISATION) && lower(last) != "justice")
}

/// Whether a capitalised word before a title says whose title it is: `FIFA President`, `South African President`, `World
/// Health Organization chief`.
fn is_owner(words: &[&str], index: usize) -> bool {
    let word = words[index];
    let low = lower(word);
    if is_of_dateline(word) {
        return false;
    }
    let next = words.get(index + 1).copied().unwrap_or_default();
    let entry = Lexicon::embedded().word(hash32(low.as_bytes()));
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
}

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
    let owner = first.ends_with("'s") || first.ends_with("’s");
    let opens = article || owner || is_title(first) || is_of(first, class::MODIFIER | class::NATIONALITY);
    let titled = words.iter().take(5).any(|word| is_title(word) && !COURTESY.contains(&lower(word).as_str()));
    let clause = words.iter().any(|word| ["who", "is", "was"].contains(&lower(word).as_str()) || is_saying(word));
    (opens && titled && !clause && !is_name_list(words)).then(|| words.join(" "))
}

fn is_saying(word: &str) -> bool {
    let low = lower(word);
    is_class(&low, class::SAYING) && !is_class(&low, class::TITLE | class::ROLE)
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
