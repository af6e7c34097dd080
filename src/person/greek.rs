//! Greek names in the nominative, as far as the lists tell it.
//!
//! A man's name loses its last letter behind a verb or preposition (`τον Κυριάκο Μητσοτάκη`). Its surprise: a woman's surname has the form
//! of a man's in the genitive, so only what the given name shows to be a man's is changed.

use super::model::lexicon::spread_of;
use super::name::fold;

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// A name with every part in the nominative.
pub(super) fn in_nominative(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let mut parts: Vec<String> = words.iter().map(|word| nominative(word)).collect();
    let last = words.len() - 1;
    let man = last > 0 && parts[0] != words[0];
    if man && parts[last] == words[last] && words[last].ends_with(['η', 'ή', 'α', 'ά', 'ο', 'ό']) {
        parts[last].push('ς');
    }
    parts.join(" ")
}

/// A word with the ending that the lists know better than its own.
fn nominative(word: &str) -> String {
    let spread = |word: &str| spread_of(&fold(word));
    let known = spread(word);
    let mut candidates = Vec::new();
    if word.ends_with(['η', 'ή', 'α', 'ά', 'ο', 'ό', 'έ', 'ε', 'ω', 'ώ']) {
        candidates.push(format!("{word}ς"));
    }
    if let Some(stem) = word.strip_suffix("ου").or(word.strip_suffix("ού")) {
        candidates.push(format!("{stem}ος"));
    }
    let better = candidates.into_iter().find(|candidate| spread(candidate) > known);
    better.unwrap_or_else(|| word.to_owned())
}

/// A folded word without the ending of its case; two words that differ in it alone have one stem.
pub(super) fn stem(folded: &str) -> &str {
    let endings = ["ος", "ου", "ας", "ης", "ες", "ους", "ο", "α", "η", "ς"];
    let stem = endings.iter().find_map(|ending| folded.strip_suffix(ending));
    stem.filter(|stem| stem.chars().count() > 3).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mans_name_gets_its_ending_back() {
        assert_eq!(in_nominative("Κυριάκο Μητσοτάκη"), "Κυριάκος Μητσοτάκης");
        assert_eq!(in_nominative("Κυριάκος Μητσοτάκης"), "Κυριάκος Μητσοτάκης");
        assert_eq!(in_nominative("Ντόναλντ Τραμπ"), "Ντόναλντ Τραμπ");
        assert_eq!((stem("μητσοτακη"), stem("μητσοτακης")), ("μητσοτακ", "μητσοτακ"));
    }
}
