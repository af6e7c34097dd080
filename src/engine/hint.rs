//! Names that the index knows where a plain word finds little: `kiev` stands in no article, and the place does.
//!
//! Owns the look from a word to names. It must not change a query. The surprise: it looks for words of few articles alone,
//! since a name that nobody has to be told of is found by its word.

use serde::Serialize;

use super::EngineError;
use super::clause::{Clause, Matcher};
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names;
use super::search::Run;
use crate::query::{Name, NameKind, Query, Span, WordRole};

/// A word that more articles have is no other spelling.
const FEW: u64 = 20;
/// A name has to find so many times more.
const FAR_MORE: u64 = 3;
/// Most words of a query that are looked for among names.
const MOST_WORDS: usize = 4;
/// Shorter words are too many names.
const SHORTEST: usize = 3;

/// What a word may name.
const CLASSES: [(NameClass, NameKind); 3] = [
    (NameClass::Place, NameKind::Place),
    (NameClass::Organisation, NameKind::Organisation),
    (NameClass::Person, NameKind::Person),
];
/// What an abbreviation may name.
const ABBREVIATED: [(NameClass, NameKind); 2] =
    [(NameClass::Place, NameKind::Place), (NameClass::Organisation, NameKind::Organisation)];

/// A word that finds little, and the name that finds more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameHint {
    /// The word as typed.
    pub typed: String,
    /// What it names.
    pub kind: NameClass,
    /// How it is asked for.
    pub query: String,
    /// Number of articles that it finds so.
    pub articles: u64,
}

impl ArticleIndex {
    /// The plain words of a query that find far less than as names. To look among names takes longer than a search, so that it is
    /// done for a word that stands nowhere, for one of few articles where these do not fill a page, and for capitals.
    pub(super) fn name_hints(&self, run: &mut Run<'_>, fills_page: bool) -> Result<Vec<NameHint>, EngineError> {
        let mut hints = Vec::new();
        let words = run.plan.bag.iter().filter(|clause| is_word(clause)).take(MOST_WORDS);
        for clause in words {
            let Matcher::Terms(forms) = &clause.matcher else { continue };
            let capitals = clause.label.chars().all(char::is_uppercase);
            let holding = run.lexicon.article_count(forms)?;
            if holding == 0 || (holding < FEW && (capitals || !fills_page)) {
                hints.extend(self.name_hint(&clause.label, holding, if capitals { &ABBREVIATED } else { &CLASSES })?);
            }
        }
        Ok(hints)
    }

    /// The name that finds most for a word which so many articles have.
    fn name_hint(
        &self,
        word: &str,
        holding: u64,
        classes: &[(NameClass, NameKind)],
    ) -> Result<Option<NameHint>, EngineError> {
        let least = (FAR_MORE * holding).max(1);
        let mut best: Option<NameHint> = None;
        for &(class, kind) in classes {
            let found = names::find(self, class, word)?;
            let known: u64 = found.iter().map(|named| named.articles).sum();
            if known < least {
                continue;
            }
            let name = Query::Name(Name { kind, text: word.to_owned(), span: Span::default() });
            let articles = self.count(&name, None)?.0;
            let more = best.as_ref().map_or(least, |best| best.articles + 1);
            if articles >= more {
                best = Some(NameHint { typed: word.to_owned(), kind: class, query: name.to_string(), articles });
            }
        }
        Ok(best)
    }
}

fn is_word(clause: &Clause) -> bool {
    clause.role == WordRole::Sought && clause.label.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
}
