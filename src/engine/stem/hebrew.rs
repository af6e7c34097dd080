//! Forms of Hebrew words: what is written in one with them, and their plurals.
//!
//! Owns which prefixes and endings a word may have. Hebrew writes `and`, `the`, `in`, `to`, `from`, `that` in one with the
//! word behind them, and its letters do not tell them from the first letters of another word: `מכתב` is a letter, and might be
//! `from a reporter`. The surprise: so nothing is decided here. What is made of a word is looked for in the index, which
//! knows the words that there are; see [`crate::engine::prefixed`].

/// What may be written before a word: conjunctions, prepositions and the article, in the order in which they stand.
pub const PREFIXES: [&str; 34] = [
    "ו", "ה", "ב", "כ", "ל", "מ", "ש", "וה", "וב", "וכ", "ול", "ומ", "וש", "שה", "שב", "של", "שמ", "שכ", "כש", "כשה",
    "כשב", "מה", "ומה", "ושה", "ושב", "ושל", "ושמ", "מש", "משה", "לכש", "לכשה", "וכש", "וכשה", "בה",
];

/// The article.
pub const ARTICLE: &str = "ה";

/// True for a word in Hebrew letters.
pub fn is_hebrew(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c))
}

/// The word without each of the prefixes that it may have, with those prefixes.
pub fn readings(word: &str) -> impl Iterator<Item = (&'static str, &str)> {
    PREFIXES.into_iter().filter_map(move |prefix| {
        let rest = word.strip_prefix(prefix)?;
        // Words of two letters are many, and the article alone says that one is meant.
        let least = if prefix.ends_with(ARTICLE) { 2 } else { 3 };
        (rest.chars().count() >= least).then_some((prefix, rest))
    })
}

/// Frequent words whose plural is of another stem, each with its forms.
const IRREGULAR: [&[&str]; 5] = [
    &["בית", "בתים", "בתי"],
    &["עיר", "ערים", "ערי"],
    &["יום", "ימים", "ימי"],
    &["איש", "אנשים", "אנשי"],
    &["אישה", "נשים", "נשות"],
];

/// The word, its plural or its singular, and the forms that they have before another noun. Not all are words.
pub fn inflections(word: &str) -> Vec<String> {
    if let Some(forms) = IRREGULAR.iter().find(|forms| forms.contains(&word)) {
        return forms.iter().map(|form| (*form).to_owned()).collect();
    }
    let mut forms = vec![word.to_owned()];
    let letters = word.chars().count();
    let mut add = |stem: &str, endings: &[&str]| {
        for ending in endings {
            let form = if ending.is_empty() { closed(stem) } else { format!("{}{ending}", opened(stem)) };
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    };
    // A word with an ending, of which something is left.
    let without = |ending: &str, least: usize| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= least);
    if letters < 3 {
        add(word, &["ים"]);
        return forms;
    }
    if let Some(stem) = without("ויות", 2) {
        add(stem, &["ות"]);
    } else if let Some(stem) = without("יות", 2) {
        add(stem, &["ית", "יה", "יים", "י"]);
    } else if let Some(stem) = without("אות", 3) {
        add(stem, &["ה"]);
        add(&format!("{stem}א"), &["ה", ""]);
    } else if let Some(stem) = without("ות", 2) {
        add(stem, &["ה", "", "ת", "ויות"]);
    } else if let Some(stem) = without("יים", 2) {
        add(stem, &["י", "ים", "ית", "יות", "יה"]);
    } else if let Some(stem) = without("ים", 2) {
        add(stem, &["", "ה", "י", "ות", "ת"]);
    } else if let Some(stem) = without("ה", 2) {
        add(stem, &["ות", "ים", "ת", "אות"]);
    } else if let Some(stem) = without("ית", 2) {
        add(stem, &["יות", "י", "יים"]);
    } else if let Some(stem) = without("ת", 3) {
        add(stem, &["ה", "ות", "תים"]);
        add(word, &["ות", "ים"]);
    } else if let Some(stem) = without("י", 3) {
        add(stem, &["ים", "ית", "יים", "יות", ""]);
    } else {
        add(word, &["ים", "ות", "י"]);
    }
    forms
}

/// Letters that have another form at the end of a word.
const FINAL: [(char, char); 5] = [('כ', 'ך'), ('מ', 'ם'), ('נ', 'ן'), ('פ', 'ף'), ('צ', 'ץ')];

fn with_last(word: &str, change: impl Fn(char) -> Option<char>) -> String {
    match word.chars().next_back().and_then(|last| Some((last, change(last)?))) {
        Some((last, other)) => format!("{}{other}", &word[..word.len() - last.len_utf8()]),
        None => word.to_owned(),
    }
}

fn closed(stem: &str) -> String {
    with_last(stem, |last| FINAL.iter().find(|(inner, _)| *inner == last).map(|(_, end)| *end))
}

fn opened(stem: &str) -> String {
    with_last(stem, |last| FINAL.iter().find(|(_, end)| *end == last).map(|(inner, _)| *inner))
}
