//! Languages in which every noun has a capital: which capitalised words may be parts of names.
//!
//! All others are given to the model in small letters. Its surprise: a surname that no list has is told by the given name
//! that stands before it somewhere in the article.

use rustc_hash::FxHashSet;

use super::{Gloss, is_capitalised, next_pair};
use crate::person::known::{known_word, listed_as_name};
use crate::person::model::class;
use crate::person::model::lexicon::is_class;
use crate::person::model::token::Token;

impl Gloss {
    /// Notes the capitalised words that stand behind given names and titles.
    pub(super) fn note_surnames<'t>(&self, text: &'t str, tokens: &[Token], inside: &mut FxHashSet<&'t str>) {
        for at in 1..tokens.len() {
            let word = tokens[at].of(text);
            if is_capitalised(word) && self.get(word).is_none() && self.follows_given_name(text, tokens, at) {
                inside.insert(word);
                inside.extend(word.strip_suffix('s').filter(|stem| stem.len() > 3));
            }
        }
    }

    /// Whether a part of a name stands before a word, and both are capitalised.
    fn follows_given_name(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let mut before = at;
        // "Ursula von der Leyen".
        while let Some(at) = before.checked_sub(1)
            && ["von", "van", "zu", "der", "den", "de", "du", "di", "bin", "al", "el"].contains(&tokens[at].of(text))
        {
            before = at;
        }
        let Some(before) = before.checked_sub(1) else { return false };
        let given = tokens[before].of(text);
        is_capitalised(given) && self.get(given).is_none() && is_given(given) && !ends_like_noun(tokens[at].of(text))
    }

    /// Whether a listed name stands here and another capitalised word behind it.
    fn begins_name(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let word = tokens[at].of(text);
        next_pair(text, tokens, at).is_some_and(|pair| self.get(&pair[word.len() + 1..]).is_none()) && is_given(word)
    }

    /// Whether a capitalised word of a language in which nouns have one may be part of a name.
    pub(super) fn may_be_name(&self, text: &str, tokens: &[Token], at: usize, inside: &FxHashSet<&str>) -> bool {
        let word = tokens[at].of(text);
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 3);
        let person = |other: &str| {
            let classes = self.get(other).filter(|(english, _)| is_class(english, class::TITLE | class::ROLE));
            classes.is_some() && is_capitalised(other)
        };
        known_word(word).given() > 1
            || self.begins_name(text, tokens, at)
            || inside.contains(word)
            || stem.is_some_and(|stem| inside.contains(stem))
            || at > 0 && person(tokens[at - 1].of(text))
            || self.follows_given_name(text, tokens, at)
    }
}

/// Whether the lists have a word, or each part of it, as a given name.
fn is_given(word: &str) -> bool {
    word.split('-').all(|part| part.len() > 1 && listed_as_name(part) > 0) && !ends_like_noun(word)
}

/// Whether a word ends as German nouns do that are no names.
fn ends_like_noun(word: &str) -> bool {
    let endings = [
        "ung",
        "ungen",
        "heit",
        "keit",
        "schaft",
        "tion",
        "ionen",
        "tät",
        "ismus",
        "nis",
        "tum",
        "ament",
        "gesetz",
        "minister",
        "ministerin",
        "präsident",
        "präsidentin",
        "chef",
        "chefin",
        "partei",
        "platz",
        "straße",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}
