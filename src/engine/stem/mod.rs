//! Languages and their stemmers.
//!
//! Owns which languages have one and which words are written in a language's script. The stemmers are Snowball's; where
//! they keep apart what is one word, [`habit`] helps them out. The surprise: three languages are not in the list, since
//! their words change at the beginning as well. Arabic is stemmed when it is indexed ([`arabic`]); of Hebrew and Indonesian
//! words the forms are made when a query is asked ([`hebrew`], [`indonesian`]).

pub mod arabic;
pub mod english;
mod habit;
pub mod hebrew;
pub mod indonesian;
mod persian;
mod ukrainian;

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// A language with a stemmer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StemLanguage {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Snowball's; Persian and Ukrainian have light ones of their own.
    algorithm: Option<Algorithm>,
    script: Script,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Tamil,
    Devanagari,
    Arabic,
}

impl StemLanguage {
    const fn new(code: &'static str, algorithm: Algorithm, script: Script) -> StemLanguage {
        StemLanguage { code, algorithm: Some(algorithm), script }
    }
}

/// The languages whose words are compared by stem when a query is asked.
pub const STEM_LANGUAGES: [StemLanguage; 26] = [
    StemLanguage::new("ca", Algorithm::Catalan, Script::Latin),
    StemLanguage::new("cs", Algorithm::Czech, Script::Latin),
    StemLanguage::new("da", Algorithm::Danish, Script::Latin),
    StemLanguage::new("de", Algorithm::German, Script::Latin),
    StemLanguage::new("el", Algorithm::Greek, Script::Greek),
    StemLanguage::new("en", Algorithm::English, Script::Latin),
    StemLanguage::new("es", Algorithm::Spanish, Script::Latin),
    StemLanguage::new("et", Algorithm::Estonian, Script::Latin),
    StemLanguage { code: "fa", algorithm: None, script: Script::Arabic },
    StemLanguage::new("fi", Algorithm::Finnish, Script::Latin),
    StemLanguage::new("fr", Algorithm::French, Script::Latin),
    StemLanguage::new("hi", Algorithm::Hindi, Script::Devanagari),
    StemLanguage::new("hu", Algorithm::Hungarian, Script::Latin),
    StemLanguage::new("it", Algorithm::Italian, Script::Latin),
    StemLanguage::new("lt", Algorithm::Lithuanian, Script::Latin),
    StemLanguage::new("ne", Algorithm::Nepali, Script::Devanagari),
    StemLanguage::new("nl", Algorithm::Dutch, Script::Latin),
    StemLanguage::new("no", Algorithm::Norwegian, Script::Latin),
    StemLanguage::new("pl", Algorithm::Polish, Script::Latin),
    StemLanguage::new("pt", Algorithm::Portuguese, Script::Latin),
    StemLanguage::new("ro", Algorithm::Romanian, Script::Latin),
    StemLanguage::new("ru", Algorithm::Russian, Script::Cyrillic),
    StemLanguage::new("sv", Algorithm::Swedish, Script::Latin),
    StemLanguage::new("ta", Algorithm::Tamil, Script::Tamil),
    StemLanguage::new("tr", Algorithm::Turkish, Script::Latin),
    StemLanguage { code: "uk", algorithm: None, script: Script::Cyrillic },
];

/// The language that a word in a script is likeliest to be of where no article is known to be in one of the script: a quotation,
/// or texts too short to be told.
const LIKELIEST: [&str; 5] = ["en", "ru", "el", "hi", "ta"];

impl StemLanguage {
    /// The language with this code, when it has a stemmer.
    pub fn from_code(code: &str) -> Option<StemLanguage> {
        STEM_LANGUAGES.into_iter().find(|language| language.code == code)
    }

    /// The languages with a stemmer among those of a corpus, with the likeliest of each script that none of them is written in.
    pub fn of_corpus<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<StemLanguage> {
        let mut languages: Vec<StemLanguage> = codes.filter_map(StemLanguage::from_code).collect();
        for likeliest in LIKELIEST.into_iter().filter_map(StemLanguage::from_code) {
            if languages.iter().all(|language| language.script != likeliest.script) {
                languages.push(likeliest);
            }
        }
        languages
    }

    /// True when the word is written in the language's script.
    pub fn writes(&self, word: &str) -> bool {
        let inside = |c: char| match self.script {
            Script::Latin => c.is_ascii_lowercase() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
            Script::Cyrillic => matches!(c, '\u{400}'..='\u{52f}'),
            Script::Greek => matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'),
            Script::Tamil => matches!(c, '\u{b80}'..='\u{bff}'),
            Script::Devanagari => matches!(c, '\u{900}'..='\u{97f}'),
            Script::Arabic => matches!(c, '\u{620}'..='\u{6d3}'),
        };
        !word.is_empty() && word.chars().all(inside)
    }

    /// A stemmer for it.
    pub fn stemmer(&self) -> WordStemmer {
        WordStemmer { code: self.code, snowball: self.algorithm.map(Stemmer::new) }
    }
}

/// The stemmer of a language, as its words are compared.
pub struct WordStemmer {
    code: &'static str,
    snowball: Option<Stemmer>,
}

impl WordStemmer {
    /// The stem of a term.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.snowball {
            Some(snowball) => habit::stem(self.code, snowball, word),
            None if self.code == "fa" => Cow::Borrowed(persian::stem(word)),
            None => Cow::Owned(ukrainian::stem(word)),
        }
    }
}

#[cfg(test)]
mod tests;
