//! Words that change at their beginning, whose forms do not lie together in a dictionary: Hebrew and Indonesian.
//!
//! Owns which of the forms that a word might have are taken for its own. What forms there are is told by [`super::stem`]. The
//! surprise: the index is the lexicon. A Hebrew word that stands somewhere with the article is a word with all its
//! letters, because the article comes last of what is written before a noun: where `המכתב` is known, `מכתב` is never
//! `from a reporter`.

use super::EngineError;
use super::lexicon::{Area, Forms, Lexicon, MAX_EXPANSION, bounded};
use super::pattern::TermPattern;
use super::scan::Scan;
use super::stem::{hebrew, indonesian};

/// A word is its own when of so many occurrences one at least is with the article.
const ARTICLE_SHARE: u64 = 50;

impl Lexicon<'_> {
    /// The forms of a Hebrew word.
    pub(super) fn hebrew(&mut self, word: &str, areas: &[Area]) -> Result<Forms, EngineError> {
        let mut bases = vec![word.to_owned()];
        for (_, rest) in hebrew::readings(word) {
            let known = self.count(rest, areas)? + self.count(&format!("{}{rest}", hebrew::ARTICLE), areas)?;
            if known > 0 && !self.is_whole(word, areas)? {
                bases.push(rest.to_owned());
            }
        }
        let mut forms = Forms::default();
        for base in bases {
            for inflected in hebrew::inflections(&base) {
                forms.add(self.term(&inflected, areas)?);
                let short = inflected.chars().count() < 3;
                for prefix in hebrew::PREFIXES.into_iter().filter(|prefix| !short || prefix.ends_with(hebrew::ARTICLE))
                {
                    let prefixed = format!("{prefix}{inflected}");
                    let found = self.term(&prefixed, areas)?;
                    if !found.is_empty() && (prefixed == word || !self.is_whole(&prefixed, areas)?) {
                        forms.add(found);
                    }
                }
            }
        }
        Ok(forms)
    }

    /// Whether a Hebrew word is known with the article before all its letters.
    fn is_whole(&mut self, word: &str, areas: &[Area]) -> Result<bool, EngineError> {
        let (mut bare, mut with_article) = (0, 0);
        for form in hebrew::inflections(word) {
            bare += self.count(&form, areas)?;
            with_article += self.count(&format!("{}{form}", hebrew::ARTICLE), areas)?;
        }
        Ok(with_article > 0 && with_article * ARTICLE_SHARE >= bare)
    }

    fn count(&mut self, term: &str, areas: &[Area]) -> Result<u64, EngineError> {
        Ok(self.term(term, areas)?.forms.iter().map(|form| form.document_count()).sum())
    }

    /// Words that have a root in common with an Indonesian one.
    pub(super) fn indonesian(&mut self, word: &str, areas: &[Area]) -> Result<Forms, EngineError> {
        let stemmer = indonesian::stemmer();
        let roots = indonesian::roots(&stemmer, word);
        let mut forms = Forms::default();
        // The stemmer may have taken the beginning of a root for a prefix.
        let whole = Some(word).filter(|word| roots.iter().all(|root| root != word));
        for beginning in roots.iter().map(String::as_str).chain(whole).flat_map(indonesian::beginnings) {
            let akin = |term: &str| indonesian::roots(&stemmer, term).iter().any(|root| roots.contains(root));
            let latin = |term: &str| term.bytes().all(|byte| byte.is_ascii_lowercase());
            let scan = Scan::new(self, &TermPattern::prefix(&beginning), areas, |term| latin(term) && akin(term))?;
            forms.add(bounded(&scan, (0..scan.len()).collect(), MAX_EXPANSION));
        }
        Ok(forms)
    }
}
