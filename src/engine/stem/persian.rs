//! A light stemmer for Persian.
//!
//! Owns the endings of nouns and adjectives, in the letters that terms have. Snowball's stemmer takes what is a part of the word off
//! some words and not off those made of them (`ایرانی` becomes `ایر`, `ایران` stays). The endings are those of Lucene's Persian
//! stemmer and the plurals in `-gān` and `-yān`; they are taken off until none is left, so that a word and one made of it end
//! alike. The surprise: what is left is long, since short words that end so are words of their own.

/// Endings, with the letters that have to be left.
const ENDINGS: [(&str, usize); 10] = [
    ("هايي", 3),
    ("هاي", 3),
    ("ها", 3),
    ("ترين", 4),
    ("تر", 4),
    ("گان", 4),
    ("ات", 4),
    // `ایران` and `تهران` keep it.
    ("ان", 4),
    ("ي", 4),
    ("ه", 4),
];

/// The stem of a term.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    let without = |stem: &str, ending: &str, left: usize| {
        stem.strip_suffix(ending).filter(|rest| rest.chars().count() >= left).map(str::len)
    };
    // A vowel has `ي` before the ending: `دانشجویان`.
    let after_vowel = |stem: &str| without(stem, "يان", 3).filter(|end| stem[..*end].ends_with(['و', 'ا']));
    let shorter = |stem: &str| {
        after_vowel(stem).or_else(|| ENDINGS.iter().find_map(|(ending, left)| without(stem, ending, *left)))
    };
    while let Some(end) = shorter(stem) {
        stem = &stem[..end];
    }
    stem
}
