//! What is known of the words of an index from one query to the next.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::super::EngineError;
use super::super::index::ArticleIndex;
use super::super::scan::Scan;
use super::super::stem::{StemLanguage, WordStemmer};
use super::{Area, Forms};

/// What is known of an index's words from one query to the next. Words come again, and what they stand for costs more than
/// all else in a query of a batch.
#[derive(Default)]
pub(crate) struct KnownWords {
    languages: OnceLock<Languages>,
    stems: Mutex<FxHashMap<WordIn, Forms>>,
    /// The walks over all terms that begin with a few letters, of an index that many words are asked of.
    scans: Mutex<FxHashMap<WordIn, Arc<Scan>>>,
    /// So many words had to be looked for.
    pub(super) asked: AtomicUsize,
}

/// The languages of a corpus.
pub(super) struct Languages {
    pub(super) stemmed: Vec<(StemLanguage, WordStemmer)>,
    /// Whether Indonesian or Malay is one of them.
    pub(super) indonesian: bool,
}

/// A word or its first letters, and where it is looked for.
pub(super) type WordIn = (String, Vec<Area>);

/// A language takes part in expansion when at least this many articles in a thousand are in it.
const LANGUAGE_SHARE: u64 = 2;
/// Most words whose forms are kept.
const KNOWN_WORDS: usize = 20_000;
/// After so many words the dictionaries are walked over by their first letters, once for all words that begin so.
pub(super) const MANY_WORDS: usize = 24;
/// So many letters.
pub(super) const FIRST_LETTERS: usize = 3;
/// Most terms of such walks that are kept, some 50 MB.
const KNOWN_TERMS: usize = 500_000;

impl KnownWords {
    /// The languages that the corpus holds, read once.
    pub(super) fn languages(&self, index: &ArticleIndex) -> Result<&Languages, EngineError> {
        if let Some(languages) = self.languages.get() {
            return Ok(languages);
        }
        let counts = index.language_counts()?;
        let total: u64 = counts.iter().map(|(_, count)| count).sum();
        let frequent = counts.iter().filter(|(_, count)| count * 1000 >= total * LANGUAGE_SHARE);
        let codes: Vec<&str> = frequent.map(|(code, _)| code.as_str()).collect();
        let languages = StemLanguage::of_corpus(codes.iter().copied());
        let stemmed = languages.into_iter().map(|language| (language, language.stemmer())).collect();
        let indonesian = codes.iter().any(|code| matches!(*code, "id" | "ms"));
        Ok(self.languages.get_or_init(|| Languages { stemmed, indonesian }))
    }

    pub(super) fn get(&self, key: &WordIn) -> Option<Forms> {
        self.stems.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(super) fn keep(&self, key: WordIn, forms: &Forms) {
        let mut stems = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        if stems.len() >= KNOWN_WORDS {
            stems.clear();
        }
        stems.insert(key, forms.clone());
    }

    pub(super) fn scan(&self, key: &WordIn) -> Option<Arc<Scan>> {
        self.scans.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(super) fn keep_scan(&self, key: WordIn, scan: &Arc<Scan>) {
        let mut scans = self.scans.lock().unwrap_or_else(PoisonError::into_inner);
        let known: usize = scans.values().map(|scan| scan.size()).sum();
        if known + scan.size() > KNOWN_TERMS {
            scans.clear();
        }
        scans.insert(key, scan.clone());
    }
}
