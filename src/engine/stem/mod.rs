//! Languages and their stemmers.
//!
//! Owns which languages have one and which words are written in a language's script. The surprise: Arabic is not in the
//! list, since its words are stemmed when they are indexed; see [`arabic_stem_term`].

use frostem::{Algorithm, Stemmer};

use super::analyzer::{STEM_MARK, push_lowered};

/// A language with a stemmer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StemLanguage {
    /// ISO 639-1 code.
    pub code: &'static str,
    algorithm: Algorithm,
    script: Script,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Tamil,
}

/// The languages whose words are compared by stem; Arabic apart, which is stemmed when it is indexed.
pub const STEM_LANGUAGES: [StemLanguage; 17] = [
    StemLanguage { code: "da", algorithm: Algorithm::Danish, script: Script::Latin },
    StemLanguage { code: "de", algorithm: Algorithm::German, script: Script::Latin },
    StemLanguage { code: "el", algorithm: Algorithm::Greek, script: Script::Greek },
    StemLanguage { code: "en", algorithm: Algorithm::English, script: Script::Latin },
    StemLanguage { code: "es", algorithm: Algorithm::Spanish, script: Script::Latin },
    StemLanguage { code: "fi", algorithm: Algorithm::Finnish, script: Script::Latin },
    StemLanguage { code: "fr", algorithm: Algorithm::French, script: Script::Latin },
    StemLanguage { code: "hu", algorithm: Algorithm::Hungarian, script: Script::Latin },
    StemLanguage { code: "it", algorithm: Algorithm::Italian, script: Script::Latin },
    StemLanguage { code: "nl", algorithm: Algorithm::Dutch, script: Script::Latin },
    StemLanguage { code: "no", algorithm: Algorithm::Norwegian, script: Script::Latin },
    StemLanguage { code: "pt", algorithm: Algorithm::Portuguese, script: Script::Latin },
    StemLanguage { code: "ro", algorithm: Algorithm::Romanian, script: Script::Latin },
    StemLanguage { code: "ru", algorithm: Algorithm::Russian, script: Script::Cyrillic },
    StemLanguage { code: "sv", algorithm: Algorithm::Swedish, script: Script::Latin },
    StemLanguage { code: "ta", algorithm: Algorithm::Tamil, script: Script::Tamil },
    StemLanguage { code: "tr", algorithm: Algorithm::Turkish, script: Script::Latin },
];

impl StemLanguage {
    /// The language with this code, when it has a stemmer.
    pub fn from_code(code: &str) -> Option<StemLanguage> {
        STEM_LANGUAGES.into_iter().find(|language| language.code == code)
    }

    /// True when the word is written in the language's script.
    pub fn writes(&self, word: &str) -> bool {
        let inside = |c: char| match self.script {
            Script::Latin => c.is_ascii_lowercase() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
            Script::Cyrillic => matches!(c, '\u{400}'..='\u{52f}'),
            Script::Greek => matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'),
            Script::Tamil => matches!(c, '\u{b80}'..='\u{bff}'),
        };
        !word.is_empty() && word.chars().all(inside)
    }

    /// A stemmer for it.
    pub fn stemmer(&self) -> Stemmer {
        Stemmer::new(self.algorithm)
    }
}

/// True for a word in Arabic letters.
pub fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('\u{620}'..='\u{64a}').contains(&c))
}

/// The term for the stem of a word in Arabic letters: [`STEM_MARK`] and the stem.
///
/// The stemmer takes other endings off a word with the article than off the same word without it, so the article goes first.
pub fn arabic_stem_term(stemmer: &Stemmer, word: &str) -> String {
    let stem = stemmer.stem(without_article(word));
    let mut term = String::with_capacity(stem.len() + 1);
    term.push(STEM_MARK);
    // The stemmer leaves a hamza on its seat in places; one form for all.
    push_lowered(&stem, &mut term);
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

/// The Arabic stemmer.
pub fn arabic_stemmer() -> Stemmer {
    Stemmer::new(Algorithm::Arabic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_word_has_one_stem_with_and_without_the_article() {
        let stem = |word: &str| arabic_stem_term(&arabic_stemmer(), word);
        for written in ["الانتخابات", "والانتخابات", "بالانتخابات", "للانتخابات", "وبالانتخابات"]
        {
            assert_eq!(stem(written), stem("انتخابات"), "{written}");
        }
        assert_ne!(stem("والد"), stem("د"));
        assert_ne!(stem("الله"), stem("له"));
    }
}
