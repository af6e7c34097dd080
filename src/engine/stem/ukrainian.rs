//! A light stemmer for Ukrainian, which Snowball has none for.
//!
//! Owns the endings of nouns and adjectives. Verbs are left alone: news are looked for by who and what. The surprise: a vowel
//! that changes when an ending follows (`Київ`, `Києва`; `вибір`, `вибори`) is one sign in the stem, [`CHANGING`].

/// Stands for a vowel that changes before an ending.
const CHANGING: char = '*';
/// Letters that are left at least.
const LEAST: usize = 3;
/// Letters of a stem in which a vowel changes; shorter ones would be too many words at once.
const CHANGING_LEAST: usize = 4;

/// Endings of cases, the longest first.
const ENDINGS: [&str; 44] = [
    "іями", "іям", "іях", "ями", "ами", "ими", "іми", "ого", "ому", "ові", "еві", "єві", "ією", "ія", "ію", "ії", "ій",
    "ей", "єю", "ею", "ою", "ах", "ях", "ам", "ям", "ом", "ем", "єм", "их", "іх", "им", "ім", "ої", "ий", "а", "я",
    "о", "е", "є", "и", "і", "ї", "у", "ю",
];

/// What remains of a surname or a place, and the genitive of the plural.
const POSSESSIVES: [&str; 5] = ["ов", "ев", "єв", "ів", "їв"];

/// The stem of a word.
pub(super) fn stem(word: &str) -> String {
    let word = word.replace('ґ', "г");
    let mut stem = shorter(&word, &ENDINGS).unwrap_or(&word);
    let bare = stem.len() == word.len();
    stem = shorter(stem, &["ь", "й"]).unwrap_or(stem);
    stem = shorter(stem, &POSSESSIVES).unwrap_or(stem);
    let mut letters: Vec<char> = stem.chars().collect();
    let vowel = |c: char| "аеєиіїоуюя".contains(c);
    if let &[.., consonant, before, last] = &letters[..]
        && letters.len() > LEAST + 1
        && bare
        && !vowel(consonant)
        && matches!((before, last), ('о', 'к') | ('е', 'ц'))
    {
        // The vowel goes when an ending follows: `будинок`, `будинку`.
        letters.remove(letters.len() - 2);
    }
    if let [.., before, last] = &mut letters[..]
        && !vowel(*last)
        && matches!(before, 'і' | 'о' | 'е' | 'ї' | 'є')
        && stem.chars().count() >= CHANGING_LEAST
    {
        *before = CHANGING;
    }
    letters.into_iter().collect()
}

/// The word without the first of some endings that leaves enough of it.
fn shorter<'w>(word: &'w str, endings: &[&str]) -> Option<&'w str> {
    endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEAST))
}
