//! Descriptions between commas: `, the prime minister of Israel,` behind a name, `The prime minister,` before one.
//!
//! Owns what is a description and what a clause, a list of further names or an academic degree. Its surprise: a description without
//! an article has to begin with a title or what qualifies one.

use super::field::of_one;
use super::word::{Word, mark};
use super::{LONGEST, OPENING, classes_of, is_abbreviation, is_courtesy, is_of, is_one_of, is_owning, is_title};
use crate::person::known::listed_as_name;
use crate::person::model::class;
use crate::person::name::is_post_nominal;

/// A description before a comma and the name: `The prime minister, Keir Starmer,`.
pub(super) fn apposition(words: &[&str], owned: bool) -> Option<String> {
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
    description(words, true).filter(|_| head > 0 && (is_title(words[head - 1]) || is_head(words, head - 1)))
}

pub(super) fn is_belonging(word: &str) -> bool {
    ["of", "for", "to", "at", "in", "from", "on", "with"].contains(&word)
}

/// A description between commas after the name: `, the prime minister of Israel,`.
pub(super) fn description_after(after: &str) -> Option<String> {
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
    whole && letters > 0 && !["the", "a", "an", "head"].contains(&word) && !opens(word)
}

fn is_age(text: &str) -> bool {
    let number = text.trim_start_matches("aged ").trim();
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words when they say what somebody is.
fn description(words: &[&str], article: bool) -> Option<String> {
    let aged = words.first().is_some_and(|word| word.ends_with("-year-old"));
    let words = &words[usize::from(aged)..];
    // Not "head of the church since" where a year follows.
    let dangling = ["since", "until", "from", "in", "for", "of", "at", "during", "and"];
    let meant = |word: &&str| word.contains(char::is_alphabetic) && !dangling.contains(word);
    let end = words.iter().rposition(meant)? + 1;
    let words = &words[..end];
    let first = words.first().filter(|_| words.len() <= LONGEST)?;
    // "Jane Roe, PhD," is no office.
    if words.iter().all(|word| is_post_nominal(word)) {
        return None;
    }
    // Not "Future Leaders Exchange", where the title is a part of a name.
    let inside = |at: usize| {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        words.get(at + 1).is_some_and(|next| {
            capital(words[at]) && capital(next) && is_of(next, class::ORGANISATION) && !is_title(next)
        })
    };
    let titled = |at: usize| is_title(words[at]) && !is_courtesy(words[at]) && !inside(at) || is_head(words, at);
    let titled = || (0..words.len().min(5)).any(titled);
    let clause = || words.iter().any(|word| is_one_of(word, &["who", "is", "was"]) || is_saying(word));
    ((article || opens(first) || is_head(words, 0)) && titled() && !clause() && !is_name_list(words))
        .then(|| of_one(words))
}

/// Whether a word is the head of something: `head of the mission`.
pub(super) fn is_head(words: &[&str], at: usize) -> bool {
    is_one_of(words[at], &["head", "co-head"]) && words.get(at + 1).is_some_and(|next| *next == "of")
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

/// Whether a name stands in them whose title it is: `former health adviser Nur Jahan Begum`, `commissioner for the market
/// Thierry Breton`, but not `son of former leader Muammar Gaddafi` or `mayor of San Juan Capistrano`.
fn names_somebody(words: &[&str]) -> bool {
    let named = |word: &str| Word::of(word).may_be_name() && listed_as_name(word) > 0;
    let of = words.iter().position(|word| is_belonging(word)).unwrap_or(words.len());
    let before = words[..of].windows(3).any(|three| {
        let next = Word::of(three[1]);
        is_title(three[0]) && next.may_be_name() && Word::of(three[2]).is(mark::CAPITAL)
    });
    // "President Fox of Mexico"
    let first = || words.len() > 1 && is_title(words[0]) && named(words[1]) && !is_of(words[0], class::ORGANISATION);
    // "aide of", "brother of"
    let serves = || of > 0 && (is_of(words[of - 1], class::KIN) || is_one_of(words[of - 1], SERVANTS));
    let behind = || {
        let [.., third, second, last] = words[of..] else { return false };
        named(second)
            && named(last)
            && !is_title(third)
            && !is_belonging(third)
            && !is_one_of(third, &["the", "a", "&", "and"])
            && !serves()
            && !is_one_name(words)
    };
    before || first() || behind()
}

/// Those whose title says in full whom they serve.
const SERVANTS: &[&str] = &[
    "lawyer",
    "attorney",
    "solicitor",
    "barrister",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "aide",
    "adviser",
    "advisor",
    "agent",
    "biographer",
    "bodyguard",
];

/// Whether what is behind the last word of belonging is a single name: `of San Juan Capistrano`, `by Robert F. Kennedy`.
fn is_one_name(words: &[&str]) -> bool {
    let part = |word: &&str| {
        let initial = word.len() <= 2 && word.ends_with('.');
        initial || matches!(*word, "San" | "Santa") || Word::of(word).may_be_name() && listed_as_name(word) > 0
    };
    words.rsplit(|word| is_belonging(word)).next().is_some_and(|name| name.iter().all(part))
}

/// Whether the words are a further title with another person's name: `A, President B`.
fn is_name_list(words: &[&str]) -> bool {
    let last = words.last().copied().unwrap_or_default();
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY | class::ORGANISATION | class::PLACE;
    let name = last.starts_with(char::is_uppercase)
        && !is_of(last, known | class::GEOGRAPHY | class::BRAND)
        && !is_title(last);
    let among = words.iter().any(|word| matches!(*word, "and" | "or")) && is_title(words[0]) && words.len() > 2;
    among || name && !words.iter().any(|word| is_belonging(word)) || names_somebody(words)
}
