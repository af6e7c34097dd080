//! What words before or behind a title say by what they are, without a look at a list of a language.
//!
//! Its surprise: a word that may be a verb is told by what it is not, a preposition or a noun.

use super::{Kind, Word};
use crate::person::gloss::{is_capitalised, is_capitalised_everywhere};

/// German words before the article of a title that no verb is, beside those that mean "of" and "for".
const PREPOSITIONS: &[&str] =
    &["mit", "gegen", "durch", "bei", "nach", "über", "seit", "laut", "wegen", "trotz", "ohne", "neben"];

/// What names of places begin with, and particles of names.
const BEGINNINGS: &[&str] = &[
    "são", "sao", "san", "santa", "santo", "sant", "saint", "sainte", "sankt", "de", "del", "della", "delle", "dello",
    "dei", "degli", "di", "do", "da", "dos", "das", "du", "des", "la", "las", "los", "le", "el", "il",
];

/// Endings of adjectives that verbs of these languages hardly have.
const ADJECTIVES: &[&str] = &[
    "al", "ale", "aux", "ienne", "ien", "ois", "oise", "ais", "aise", "ique", "aire", "elle", "ense", "ivo", "ico",
    "és", "ês", "esa", "ese", "ano", "ana", "ino", "eno", "eño", "eña", "í", "eiro", "eira", "if",
];

/// How far a description behind a title has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Behind the title and its adjectives.
    Head,
    /// Behind a word that asks for more.
    Open,
    /// Behind `et`: another title has to follow.
    Joined,
    /// Behind a noun of what the title is of.
    Noun,
}

/// Whether a word of a Romance language ends as adjectives do, in one number or the other.
pub(super) fn has_ending_of_adjective(low: &str) -> bool {
    let one = low.strip_suffix('s').unwrap_or(low);
    ADJECTIVES.iter().any(|ending| low.ends_with(ending) || one.ends_with(ending))
}

/// Whether an "and" is followed by another title: `maire de Prades et Premier ministre`.
pub(super) fn begins_another(words: &[Word<'_>]) -> bool {
    let Some((Word { kind: Kind::And, .. }, behind)) = words.split_first() else { return false };
    let before = |word: &&Word<'_>| matches!(word.kind, Kind::Article | Kind::Joint | Kind::Qualifier);
    behind.iter().find(|word| !before(word)).is_some_and(|word| matches!(word.kind, Kind::Title(..)))
}

/// What stands behind the last "and" that another title follows.
pub(super) fn behind_and<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    let and = (0..words.len()).rev().find(|at| begins_another(&words[*at..]));
    &words[and.map_or(0, |and| and + 1)..]
}

/// Whether a word begins the name of a place or is a particle of names, so that what ends in it or is cut behind it is torn.
pub(in crate::person::gloss) fn begins_place(word: &str) -> bool {
    BEGINNINGS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_preposition(word: &Word<'_>) -> bool {
    word.kind == Kind::Joint || PREPOSITIONS.contains(&word.text.to_lowercase().as_str())
}

/// Whether these words end in a German article before which a verb may stand.
pub(super) fn is_behind_verb(words: &[Word<'_>]) -> bool {
    let Some((article, before)) = words.split_last() else { return false };
    let is_article = article.kind == Kind::Article || article.text.starts_with("ein");
    let Some(last) = before.last() else { return false };
    // "Rede des Kanzlers"
    let owned = article.text == "des" && is_capitalised(last.text);
    is_article && !article.text.starts_with(char::is_uppercase) && !owned && !is_preposition(last)
}

/// Whether words behind a title say of what it is, and end where a name may follow.
pub(super) fn may_follow_title(words: &[Word<'_>], nouns: bool) -> bool {
    let mut state = State::Head;
    for word in words {
        state = match (word.kind, state) {
            (Kind::Article, State::Head) if nouns => State::Open,
            (Kind::Article | Kind::Qualifier | Kind::Adjective | Kind::Joint, State::Open) => State::Open,
            (Kind::Joint, State::Head | State::Noun) => State::Open,
            (Kind::Article, State::Noun) if nouns => State::Open,
            (Kind::Adjective | Kind::Qualifier | Kind::Ending, State::Head | State::Noun) => state,
            (Kind::Title(..), State::Head | State::Joined) => State::Head,
            (Kind::Title(..) | Kind::Capital | Kind::Small | Kind::Ending, State::Open)
            | (Kind::Capital, State::Noun) => State::Noun,
            // "le député LR"
            (Kind::Capital, State::Head) if is_capitalised_everywhere(word.text) => State::Noun,
            (Kind::And, State::Noun) => State::Open,
            (Kind::And, State::Head) => State::Joined,
            _ => return false,
        };
    }
    matches!(state, State::Head | State::Noun)
}
