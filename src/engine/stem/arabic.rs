//! Arabic stems, which are indexed beside the words.
//!
//! Owns what is taken off an Arabic word: the article with what is written in one with it, and the endings of number, gender
//! and adjective. This is light stemming (Larkey, Ballesteros and Connell, "Light stemming for Arabic information
//! retrieval", 2007), with two changes. Endings are taken off until none is left, so that a word and one made of it end
//! alike; and what is left has three letters at least. The surprise: a hamza has one form for all its seats, since
//! writers differ.

use crate::engine::analyzer::STEM_MARK;

/// Endings, with the letters that have to be left.
const ENDINGS: [(&str, usize); 11] = [
    ("هما", 4),
    ("ها", 3),
    ("هم", 4),
    // Countries have it as a part of their names.
    ("ان", 4),
    ("ات", 3),
    // What is left of shorter words is another word: `البحرين`, Bahrain, is no `بحر`.
    ("ون", 4),
    ("ين", 4),
    ("يه", 3),
    ("ه", 3),
    ("ي", 3),
    ("ا", 3),
];

/// True for a word in Arabic letters.
pub fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('\u{620}'..='\u{64a}').contains(&c))
}

/// The term for the stem of a word in Arabic letters: [`STEM_MARK`] and the stem.
pub fn stem_term(word: &str) -> String {
    let mut stem = without_article(word);
    let ending = |stem: &str| {
        ENDINGS.iter().find_map(|(ending, left)| {
            stem.strip_suffix(ending).filter(|rest| rest.chars().count() >= *left).map(str::len)
        })
    };
    while let Some(end) = ending(stem) {
        stem = &stem[..end];
    }
    let mut term = String::with_capacity(stem.len() + 1);
    term.push(STEM_MARK);
    term.extend(stem.chars().map(|c| if matches!(c, 'ئ' | 'ؤ') { 'ء' } else { c }));
    term
}

/// An Arabic word without the article, and without what is written in one with it: `and the`, `in the`, `for the`.
fn without_article(word: &str) -> &str {
    /// With the letters that have to be left, so that what is a part of the word mostly stays.
    const ARTICLES: [(&str, usize); 8] =
        [("وبال", 4), ("ولل", 4), ("وال", 4), ("بال", 4), ("كال", 4), ("فال", 4), ("ال", 3), ("لل", 3)];
    let rest =
        |&(article, left): &(&str, usize)| word.strip_prefix(article).filter(|rest| rest.chars().count() >= left);
    ARTICLES.iter().find_map(rest).unwrap_or(word)
}
