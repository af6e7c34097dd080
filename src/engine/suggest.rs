//! What may have been meant by a word or a name that stands in no article, and which part of a query emptied it.
//!
//! Owns suggestions of spelling: an automaton is run over the term dictionary, and what it lets through is weighed by how
//! often it is written. It must not change a query. The surprise: a frequent word two edits away beats a word one edit
//! away that stands once, since that is mostly a misprint of the same kind.

mod initials;

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy_fst::Automaton;

use super::EngineError;
use super::document::NameClass;
use super::filing::{asked_parts, is_spelling};
use super::fold::fold;
use super::index::ArticleIndex;
use super::lexicon::{Area, Forms, Lexicon};
use super::names::with_parts;
use super::pattern::FuzzyTerms;
use super::people::{DirectoryRequest, NameEntry};
use super::roster::Roster;
use crate::person::{self, Office};
use crate::query::{Query, Span};

/// Most spellings that are suggested for a word.
const MAX_SUGGESTIONS: usize = 3;
/// What an edit costs, in natural logarithms of articles.
const EDIT_COST: f32 = 3.0;
/// What another first letter costs: few misspell the first one.
const FIRST_LETTER_COST: f32 = 1.5;
/// A name has to be at least this similar to the one asked for, from 0 to 1.
const NAME_SIMILARITY: f64 = 0.65;
/// Of the names like a full one those are told that are hardly less like it than the first.
const FAR_BEHIND: f64 = 0.15;
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
        let articles = index.count(&part, field)?.0;
        let shown = field.map_or_else(|| part.to_string(), |field| part.clone().within(field).to_string());
        counts.push(PartCount { query: shown, articles });
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
    // Another number is no other spelling of a number.
    let Some(edits) = edits_for(term).filter(|_| !term.bytes().all(|byte| byte.is_ascii_digit())) else {
        return Ok(Vec::new());
    };
    let fuzzy = FuzzyTerms::new(term, edits);
    let digits = term.chars().any(|c| c.is_ascii_digit());
    let mut ranked: Vec<(f32, Forms)> = Vec::new();
    for form in lexicon.fuzzy(term, edits, areas)?.forms {
        let Some(distance) = fuzzy.distance(&form.term) else { continue };
        if !digits && form.term.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let worth = worth(term, &form.term, distance, form.document_count());
        ranked.push((worth, Forms { forms: vec![form], ..Forms::default() }));
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

/// Most parts of names, each nearly like a part of the one asked for, that are followed to the names.
const MOST_PARTS: usize = 200;

/// Most letters by which a person is called.
const MOST_INITIALS: usize = 5;

/// Bytes of the longest character.
const LONGEST_CHARACTER: usize = 4;

/// Who is called so, where what is asked for is an office, else names of which a part is spelled nearly like one of the name asked for.
pub(crate) fn names(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<Spelling>, EngineError> {
    // Roles are read from end to end for it.
    if class == NameClass::Person && Office::new(asked).is_some_and(|office| office.is_title()) {
        let request =
            DirectoryRequest { class, prefix: String::new(), role: Some(asked.to_owned()), limit: MAX_SUGGESTIONS };
        let holders = index.directory(&request)?.entries;
        // No name is like an office and what it is of.
        if !holders.is_empty() || asked.contains(" of ") {
            let spelling = |entry: NameEntry| Spelling { text: entry.name, articles: entry.articles };
            return Ok(holders.into_iter().map(spelling).collect());
        }
    }
    if class == NameClass::Person
        && let Some(letters) = initials_asked(asked)
    {
        let mut called = initials::bearers(index, &letters)?;
        called.truncate(MAX_SUGGESTIONS);
        if !called.is_empty() {
            return with_names(index, class, called);
        }
    }
    let folded = fold(&asked.to_lowercase());
    let mut near: BTreeSet<String> = BTreeSet::new();
    // Other spellings of a surname lead to nothing new.
    for part in asked_parts(class, asked).into_iter().filter(|part| !is_spelling(part)) {
        let Some(edits) = edits_for(&part) else { continue };
        near_parts(index, class, &part, edits, &mut near)?;
    }
    let mut found: FxHashMap<String, u64> = FxHashMap::default();
    for part in near.iter().take(MOST_PARTS) {
        let similar = |key: &str| f32::from(u8::from(similarity(&folded, key) >= NAME_SIMILARITY));
        for named in with_parts(index, class, std::slice::from_ref(part), &similar)? {
            found.insert(named.key, named.articles);
        }
    }
    with_names(index, class, best_names(asked, found))
}

/// Suggested keys as the names that are mostly written.
fn with_names(
    index: &ArticleIndex,
    class: NameClass,
    mut suggested: Vec<Spelling>,
) -> Result<Vec<Spelling>, EngineError> {
    for spelling in &mut suggested {
        let written = index.entry_of(class, std::slice::from_ref(&spelling.text))?.name;
        spelling.text = if written.is_empty() { as_spoken(&spelling.text) } else { written };
    }
    Ok(suggested)
}

/// Adds the parts of names that are spelled nearly like a part.
fn near_parts(
    index: &ArticleIndex,
    class: NameClass,
    part: &str,
    edits: u8,
    near: &mut BTreeSet<String>,
) -> Result<(), EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let fuzzy = FuzzyTerms::new(part, edits);
    let filed = Part { lead: class.code().to_string().into_bytes(), fuzzy: FuzzyTerms::new(part, edits) };
    for (number, segment) in index.searcher.segment_readers().iter().enumerate() {
        // What a key begins with stands in the list of names, all other parts among the leads.
        let roster = Roster::open(index, segment)?;
        let mut last: Vec<u8> = Vec::new();
        let first_word = |key: &[u8]| key.iter().position(|byte| matches!(byte, b',' | b' ')).unwrap_or(key.len());
        let likely = |key: &[u8]| {
            let word = &key[..first_word(key)];
            let bytes = if word.is_ascii() && part.is_ascii() { 1 } else { LONGEST_CHARACTER };
            let new = word != last && word.len().abs_diff(part.len()) <= bytes * usize::from(edits);
            if new {
                last.clear();
                last.extend_from_slice(word);
            }
            new
        };
        let add = |key: &str| {
            let word = &key[..first_word(key.as_bytes())];
            if fuzzy.distance(word).is_some() {
                near.insert(word.to_owned());
            }
        };
        roster.keys_beginning(class, "", likely, add).map_err(io)?;
        let read = index.leads(number, class)?.each_part(&filed, |word| {
            near.insert(word.to_owned());
        });
        read.map_err(io)?;
    }
    Ok(())
}

/// The keys of the names most like the one asked for, of equals the most frequent.
fn best_names(asked: &str, found: FxHashMap<String, u64>) -> Vec<Spelling> {
    let asked = fold(&asked.to_lowercase());
    let mut ranked: Vec<(f64, Spelling)> = found
        .into_iter()
        .filter_map(|(key, articles)| {
            let similarity = similarity(&asked, &key);
            (similarity >= NAME_SIMILARITY).then_some((similarity, Spelling { text: key, articles }))
        })
        .collect();
    ranked.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a).then(other.articles.cmp(&one.articles)).then_with(|| one.text.cmp(&other.text))
    });
    // Another given name is no likelier than a nearly right one.
    let least = ranked.first().map_or(0.0, |(best, _)| best - FAR_BEHIND);
    ranked.retain(|(similarity, _)| !asked.contains(' ') || *similarity >= least);
    ranked.into_iter().take(MAX_SUGGESTIONS).map(|(_, spelling)| spelling).collect()
}

/// How like a filed name is to the one asked for, which is folded. A surname alone is compared with surnames; of a full name the
/// surname counts as much as the whole, so that `Michael Schiavo` is rather another Schiavo than another Michael.
fn similarity(asked: &str, key: &str) -> f64 {
    let surname = key.split(", ").next().unwrap_or(key);
    let alike = |of: &str| strsim::normalized_damerau_levenshtein(of, surname);
    let words: Vec<&str> = asked.split(' ').collect();
    if words.len() < 2 {
        return alike(asked);
    }
    let last = words.len().saturating_sub(surname.split(' ').count());
    let whole = strsim::normalized_damerau_levenshtein(asked, &as_spoken(key));
    (whole + alike(&words[last..].join(" "))) / 2.0
}

fn as_spoken(key: &str) -> String {
    match key.split_once(", ") {
        Some((surname, given)) => format!("{given} {surname}"),
        None => key.to_owned(),
    }
}

/// Terms that begin with certain bytes and go on with something spelled nearly like a word, then a zero byte and anything.
struct Part {
    lead: Vec<u8>,
    fuzzy: FuzzyTerms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartState {
    /// So many bytes of the lead were read.
    Lead(usize),
    Word(u32),
    Past,
    Dead,
}

impl Automaton for Part {
    type State = PartState;

    fn start(&self) -> PartState {
        PartState::Lead(0)
    }

    fn is_match(&self, state: &PartState) -> bool {
        match state {
            PartState::Past => true,
            PartState::Lead(_) | PartState::Word(_) | PartState::Dead => false,
        }
    }

    fn can_match(&self, state: &PartState) -> bool {
        match state {
            PartState::Word(word) => self.fuzzy.can_match(word),
            PartState::Lead(_) | PartState::Past => true,
            PartState::Dead => false,
        }
    }

    fn accept(&self, state: &PartState, byte: u8) -> PartState {
        match state {
            PartState::Lead(read) if self.lead.get(*read) == Some(&byte) => {
                if read + 1 == self.lead.len() {
                    PartState::Word(self.fuzzy.start())
                } else {
                    PartState::Lead(read + 1)
                }
            }
            PartState::Word(word) if byte == 0 && self.fuzzy.is_match(word) => PartState::Past,
            PartState::Word(word) => PartState::Word(self.fuzzy.accept(word, byte)),
            PartState::Past => PartState::Past,
            PartState::Lead(_) | PartState::Dead => PartState::Dead,
        }
    }
}

/// The letters of a name that is asked for by its initials: `MBS`, `J.F.K.`, `RFK Jr`.
fn initials_asked(asked: &str) -> Option<String> {
    let first = asked.split_whitespace().next()?;
    let letters: String = first.chars().filter(|c| *c != '.').collect();
    let suffix =
        asked.split_once(' ').is_none_or(|(_, rest)| person::parse_name(&format!("A B {rest}")).suffix.is_some());
    let short = (2..=MOST_INITIALS).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    (short && suffix).then(|| letters.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &Part, term: &str) -> bool {
        let mut state = automaton.start();
        for byte in term.bytes() {
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn a_lead_is_exact_and_the_word_behind_it_is_not() {
        let part = Part { lead: b"p".to_vec(), fuzzy: FuzzyTerms::new("dermer", 1) };
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
    fn initials_are_a_few_capitals_and_perhaps_whose_son() {
        for (asked, letters) in
            [("MBS", "mbs"), ("J.F.K.", "jfk"), ("RFK Jr", "rfk"), ("RFK Jr.", "rfk"), ("AMLO", "amlo")]
        {
            assert_eq!(initials_asked(asked).as_deref(), Some(letters), "{asked}");
        }
        for asked in ["Mbs", "JD Vance", "A", "KERRYS", "", "MBS of Arabia"] {
            assert_eq!(initials_asked(asked), None, "{asked}");
        }
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
        assert_eq!(texts("Benjamin Netanjahu"), ["netanyahu, benjamin"]);
        assert_eq!(texts("netanjahu"), ["netanyahu, benjamin", "netanyahu, sara"]);
        // Another given name is likelier than another surname.
        let found = FxHashMap::from_iter([("schiavo, terri".to_owned(), 3), ("crapo, michael".to_owned(), 90)]);
        let texts: Vec<String> = best_names("Michael Schiavo", found).into_iter().map(|it| it.text).collect();
        assert_eq!(texts, ["schiavo, terri"]);
    }
}
