//! What may have been meant by a word or a name that stands in no article, and which part of a query emptied it.
//!
//! Owns suggestions of spelling: an automaton is run over the term dictionary, and what it lets through is weighed by how
//! often it is written. It must not change a query. The surprise: a frequent word two edits away beats a word one edit
//! away that stands once, since that is mostly a misprint of the same kind.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::EngineError;
use super::document::NameClass;
use super::filing::{self, LookupPart, lookup_parts, may_have_word};
use super::fold::fold;
use super::index::ArticleIndex;
use super::lexicon::{Area, Forms, Lexicon};
use super::names::with_parts;
use super::pattern::FuzzyTerms;
use crate::query::{Query, Span};

/// Most spellings that are suggested for a word.
const MAX_SUGGESTIONS: usize = 3;
/// What an edit costs, in natural logarithms of articles.
const EDIT_COST: f32 = 3.0;
/// What another first letter costs: few misspell the first one.
const FIRST_LETTER_COST: f32 = 1.5;
/// A name has to be at least this similar to the one asked for, from 0 to 1.
const NAME_SIMILARITY: f64 = 0.65;
/// Most words of a query that are looked into.
const MAX_UNKNOWN: usize = 8;

/// Whether spellings are suggested for what is not found, and the parts of an empty query are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Advice {
    /// Yes.
    #[default]
    Given,
    /// No: nobody would read it.
    Skipped,
}

/// Something in a query that stands in no article, and what is spelled nearly like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// As typed.
    pub typed: String,
    /// What to write instead, the likeliest first.
    pub instead: Vec<Spelling>,
    /// Where it stands in the query; empty when it was not typed there.
    #[serde(skip)]
    pub span: Span,
}

/// A spelling that the index knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spelling {
    /// What to write.
    pub text: String,
    /// Number of articles that have it.
    pub articles: u64,
}

/// A part of a query with the number of articles that it finds alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartCount {
    /// The part, in the query language.
    pub query: String,
    /// Number of articles.
    pub articles: u64,
}

/// What a plan could not find in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// A term of a typed word.
    Word { typed: String, term: String, areas: Vec<Area>, span: Span },
    /// A name that nobody answers to.
    Name { typed: String, class: NameClass, span: Span },
}

/// Suggestions for everything that was not found.
pub(crate) fn suggest(
    index: &ArticleIndex,
    lexicon: &mut Lexicon<'_>,
    unknown: &[Unknown],
) -> Result<Vec<Suggestion>, EngineError> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for unknown in unknown.iter().take(MAX_UNKNOWN) {
        let made = match unknown {
            // An address or a path is no misspelled word.
            Unknown::Word { typed, .. } if typed.contains(['/', '@']) => continue,
            Unknown::Word { typed, term, areas, span } => {
                let instead = words(lexicon, term, areas)?
                    .into_iter()
                    .map(|word| Spelling { text: replaced(typed, term, &word.text), ..word })
                    .collect();
                Suggestion { typed: typed.clone(), instead, span: *span }
            }
            Unknown::Name { typed, class, span } => {
                let instead = names(index, *class, typed)?;
                Suggestion { typed: typed.clone(), instead, span: *span }
            }
        };
        if !made.instead.is_empty() && !suggestions.contains(&made) {
            suggestions.push(made);
        }
    }
    Ok(suggestions)
}

/// The number of articles that each part of a query finds alone.
pub(crate) fn count_parts(
    index: &ArticleIndex,
    query: &Query,
    field: Option<crate::query::Field>,
) -> Result<Vec<PartCount>, EngineError> {
    let mut counts = Vec::new();
    for part in query.parts() {
        counts.push(PartCount { query: part.to_string(), articles: index.count(&part, field)?.0 });
    }
    Ok(counts)
}

/// How many edits a word of so many letters may be away: a short one is soon another word.
fn edits_for(word: &str) -> Option<u8> {
    match word.chars().count() {
        0..=2 => None,
        3..=5 => Some(1),
        6..=60 => Some(2),
        _ => None,
    }
}

fn words(lexicon: &mut Lexicon<'_>, term: &str, areas: &[Area]) -> Result<Vec<Spelling>, EngineError> {
    let Some(edits) = edits_for(term) else { return Ok(Vec::new()) };
    let fuzzy = FuzzyTerms::new(term, edits);
    let digits = term.chars().any(|c| c.is_ascii_digit());
    let mut ranked: Vec<(f32, Forms)> = Vec::new();
    for form in lexicon.fuzzy(term, edits, areas)?.forms {
        let Some(distance) = fuzzy.distance(&form.term) else { continue };
        if !digits && form.term.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let worth = worth(term, &form.term, distance, form.document_count());
        ranked.push((worth, Forms { forms: vec![form], cut: false, articles: None }));
    }
    ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.forms[0].term.cmp(&other.forms[0].term)));
    ranked.truncate(MAX_SUGGESTIONS);
    let mut spellings = Vec::new();
    for (_, forms) in ranked {
        spellings.push(Spelling { text: forms.forms[0].term.clone(), articles: lexicon.article_count(&forms)? });
    }
    Ok(spellings)
}

/// How likely `written` was meant by `typed`: frequent and near.
fn worth(typed: &str, written: &str, edits: u8, articles: u64) -> f32 {
    let first = if typed.chars().next() == written.chars().next() { 0.0 } else { FIRST_LETTER_COST };
    (articles as f32 + 1.0).ln() - EDIT_COST * f32::from(edits) - first
}

/// The typed word with one of its terms replaced: `al-Qaedda` becomes `al-qaeda`.
fn replaced(typed: &str, term: &str, by: &str) -> String {
    let lower = typed.to_lowercase();
    match lower.find(term) {
        Some(at) => format!("{}{by}{}", &lower[..at], &lower[at + term.len()..]),
        None => by.to_owned(),
    }
}

/// Further words of names that are followed to the names.
const MOST_FURTHER: usize = 50;

/// Names of which a part is spelled nearly like one of the name asked for.
pub(crate) fn names(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<Spelling>, EngineError> {
    let mut found: FxHashMap<String, u64> = FxHashMap::default();
    // Words that lead to the first word of a name; other spellings of a surname lead to nothing new.
    let further: RefCell<BTreeSet<String>> = RefCell::default();
    for part in lookup_parts(class, asked) {
        if class == NameClass::Person && !matches!(part, LookupPart::Written(_)) {
            continue;
        }
        let Some(edits) = edits_for(part.text()) else { continue };
        let near = Behind { lead: class.code().to_string().into_bytes(), fuzzy: FuzzyTerms::new(part.text(), edits) };
        let whole = |term: &str| {
            let (part, rest) = term.split_once('\0')?;
            let part = part.get(1..)?;
            match filing::behind(part, rest) {
                filing::Behind::Key(key) => Some(key),
                filing::Behind::Part(_) => {
                    further.borrow_mut().insert(part.to_owned());
                    None
                }
            }
        };
        collect(index, index.fields.name_part, &near, whole, &mut found)?;
    }
    if class != NameClass::Person {
        for word in further.take().iter().take(MOST_FURTHER) {
            let has_word = |key: &str| f32::from(u8::from(may_have_word(key, word)));
            for named in with_parts(index, class, std::slice::from_ref(word), &has_word)? {
                found.insert(named.key, named.articles);
            }
        }
    }
    Ok(best_names(asked, found))
}

/// Adds the names that an automaton lets through in a field, with the number of articles. A name that is there already
/// keeps the larger number, since its parts and areas share their articles.
fn collect(
    index: &ArticleIndex,
    field: Field,
    near: &Behind,
    name_of: impl Fn(&str) -> Option<String>,
    found: &mut FxHashMap<String, u64>,
) -> Result<(), EngineError> {
    let mut here: FxHashMap<String, u64> = FxHashMap::default();
    for segment in index.searcher.segment_readers() {
        let inverted = segment.inverted_index(field).map_err(EngineError::at(&index.path))?;
        let stream = inverted.terms().search(near).into_stream();
        let mut stream = stream.map_err(|error| EngineError::io(&index.path, error))?;
        while stream.advance() {
            if let Some(name) = std::str::from_utf8(stream.key()).ok().and_then(&name_of) {
                *here.entry(name).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    for (name, articles) in here {
        let known = found.entry(name).or_default();
        *known = (*known).max(articles);
    }
    Ok(())
}

/// The names most like the one asked for, of equals the most frequent.
fn best_names(asked: &str, found: FxHashMap<String, u64>) -> Vec<Spelling> {
    let asked = fold(&asked.to_lowercase());
    let whole = asked.contains(' ');
    let mut ranked: Vec<(f64, Spelling)> = found
        .into_iter()
        .filter_map(|(key, articles)| {
            let text = match key.split_once(", ") {
                Some((surname, given)) => format!("{given} {surname}"),
                None => key.clone(),
            };
            // A surname alone is compared with surnames.
            let compared = if whole { text.as_str() } else { key.split(", ").next().unwrap_or(&key) };
            let similarity = strsim::normalized_damerau_levenshtein(&asked, compared);
            (similarity >= NAME_SIMILARITY).then_some((similarity, Spelling { text, articles }))
        })
        .collect();
    ranked.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a).then(other.articles.cmp(&one.articles)).then_with(|| one.text.cmp(&other.text))
    });
    ranked.into_iter().take(MAX_SUGGESTIONS).map(|(_, spelling)| spelling).collect()
}

/// Terms that begin with certain bytes and go on with something spelled nearly like a word, then a zero byte and anything.
struct Behind {
    lead: Vec<u8>,
    fuzzy: FuzzyTerms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BehindState {
    /// So many bytes of the lead were read.
    Lead(usize),
    Word(u32),
    Past,
    Dead,
}

impl Automaton for &Behind {
    type State = BehindState;

    fn start(&self) -> BehindState {
        BehindState::Lead(0)
    }

    fn is_match(&self, state: &BehindState) -> bool {
        match state {
            BehindState::Past => true,
            BehindState::Lead(_) | BehindState::Word(_) | BehindState::Dead => false,
        }
    }

    fn can_match(&self, state: &BehindState) -> bool {
        match state {
            BehindState::Word(word) => self.fuzzy.can_match(word),
            BehindState::Lead(_) | BehindState::Past => true,
            BehindState::Dead => false,
        }
    }

    fn accept(&self, state: &BehindState, byte: u8) -> BehindState {
        match state {
            BehindState::Lead(read) if self.lead.get(*read) == Some(&byte) => {
                if read + 1 == self.lead.len() {
                    BehindState::Word(self.fuzzy.start())
                } else {
                    BehindState::Lead(read + 1)
                }
            }
            BehindState::Word(word) if byte == 0 && self.fuzzy.is_match(word) => BehindState::Past,
            BehindState::Word(word) => BehindState::Word(self.fuzzy.accept(word, byte)),
            BehindState::Past => BehindState::Past,
            BehindState::Lead(_) | BehindState::Dead => BehindState::Dead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &Behind, term: &str) -> bool {
        let automaton = &automaton;
        let mut state = automaton.start();
        for byte in term.bytes() {
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn a_lead_is_exact_and_the_word_behind_it_is_not() {
        let part = Behind { lead: b"p".to_vec(), fuzzy: FuzzyTerms::new("dermer", 1) };
        assert!(accepts(&part, "pdermer\0dermer, ron") && accepts(&part, "pdermar\0dermar"));
        assert!(!accepts(&part, "odermer\0dermer, ron") && !accepts(&part, "pdermer") && !accepts(&part, "pdxrmxr\0x"));
    }

    #[test]
    fn frequent_and_near_is_likelier_than_rare() {
        assert!(worth("netanyaho", "netanyahu", 1, 100) > worth("netanyaho", "netanyah", 1, 1));
        assert!(worth("ceasfire", "ceasefire", 1, 5) > worth("ceasfire", "teasfire", 1, 5));
        assert!(worth("govrment", "government", 2, 3000) > worth("govrment", "govrmint", 1, 1));
    }

    #[test]
    fn a_term_is_replaced_within_its_word() {
        assert_eq!(replaced("al-Qaedda", "qaedda", "qaeda"), "al-qaeda");
        assert_eq!(replaced("Netanyahoo", "netanyahoo", "netanyahu"), "netanyahu");
        assert_eq!(replaced("O'Brein", "obrein", "obrien"), "obrien");
    }

    #[test]
    fn names_are_compared_whole_or_by_surname() {
        let found = FxHashMap::from_iter([
            ("netanyahu, benjamin".to_owned(), 9),
            ("netanyahu, sara".to_owned(), 2),
            ("obama, barack".to_owned(), 50),
        ]);
        let texts = |asked: &str| {
            best_names(asked, found.clone()).into_iter().map(|spelling| spelling.text).collect::<Vec<_>>()
        };
        assert_eq!(texts("Benjamin Netanjahu"), ["benjamin netanyahu"]);
        assert_eq!(texts("netanjahu"), ["benjamin netanyahu", "sara netanyahu"]);
    }
}
