//! Articles like one article: by its telling words, by whom it names, and by how much of its text they repeat.
//!
//! Owns the choice of what is looked for; the search itself is an ordinary one. Words are chosen by frequency in the
//! article and rarity in the index (tf-idf). The surprise: whether a hit is a near copy does not come from its score but
//! from the runs of words that both articles have, see [`super::copy`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::EngineError;
use super::copy::{COPY, Runs, for_each_word};
use super::document::{ArticleName, IndexedArticle, NameClass};
use super::index::ArticleIndex;
use super::lexicon::{Lexicon, TEXT};
use super::page::{Hit, SearchRequest};
use super::people::Bearers;
use super::ranking::Ranking;
use super::search::Totals;
use super::snippet::SnippetOptions;
use super::suggest::Advice;
use super::text_store::TextStore;
use crate::article::Zone;
use crate::query::{Name, NameKind, Query, Span, Word, WordMatch};

/// Words that are looked for.
const WORDS: usize = 24;
/// Names that are looked for.
const NAMES: usize = 8;
/// Distinct words of an article whose rarity is looked up, the most frequent first.
const CONSIDERED: usize = 600;
/// A word of the headline or the lede counts so many times.
const HEAD_WEIGHT: f32 = 2.0;

/// An article like another one.
#[derive(Debug, Clone)]
pub struct Similar {
    /// The article as a hit, without snippets.
    pub hit: Hit,
    /// Telling words that both have, the most telling first.
    pub words: Vec<String>,
    /// Persons and organisations that both name, by the names the first one has for them.
    pub names: Vec<String>,
    /// Share of the shorter text that stands word for word in the longer one, 0 to 1.
    pub overlap: f32,
}

impl Similar {
    /// True when one is a near copy of the other.
    pub fn is_copy(&self) -> bool {
        self.overlap >= COPY
    }
}

/// The articles like one article.
#[derive(Debug, Clone, Default)]
pub struct SimilarPage {
    /// The words that were looked for, the most telling first.
    pub words: Vec<String>,
    /// The names that were looked for.
    pub names: Vec<String>,
    /// The articles, the most similar first.
    pub articles: Vec<Similar>,
}

impl ArticleIndex {
    /// The `limit` articles that are most like this one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn similar(&self, article: &IndexedArticle, limit: usize) -> Result<SimilarPage, EngineError> {
        let words = self.telling_words(article)?;
        let names = telling_names(article);
        let mut parts: Vec<Query> = words.iter().map(|(word, weight)| boosted(word_query(word), *weight)).collect();
        parts.extend(names.iter().map(|name| boosted(name_query(name), 1.0 + (name.mentions.len() as f32).ln())));
        let mut page = SimilarPage {
            words: words.iter().map(|(word, _)| word.clone()).collect(),
            names: names.iter().map(|name| name.name.clone()).collect(),
            articles: Vec::new(),
        };
        let query = match parts.len() {
            0 => return Ok(page),
            1 => parts.swap_remove(0),
            _ => Query::Or(parts),
        };
        let request = SearchRequest {
            limit: limit.saturating_add(1),
            snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
            advice: Advice::Skipped,
            bearers: Bearers::Skipped,
            totals: Totals::Skipped,
            ..SearchRequest::new(query)
        };
        let own = article.id();
        let runs = Runs::of(article);
        let keys: FxHashMap<&str, &str> = names.iter().map(|name| (name.key.as_str(), name.name.as_str())).collect();
        for mut hit in self.search(&request)?.hits {
            // Without snippets no text has been read.
            if self.text_store() == TextStore::Source {
                hit.article = self.article(hit.id)?.unwrap_or(hit.article);
            }
            if hit.id == own || page.articles.len() == limit {
                continue;
            }
            hit.rank = page.articles.len() + 1;
            let terms = terms(&hit.article);
            page.articles.push(Similar {
                words: words
                    .iter()
                    .filter(|(word, _)| terms.contains_key(word))
                    .map(|(word, _)| word.clone())
                    .collect(),
                names: shared_names(&keys, &hit.article, &names),
                overlap: runs.containment(&Runs::of(&hit.article)),
                hit,
            });
        }
        Ok(page)
    }

    /// The words of an article that are frequent in it and rare elsewhere, with what each counts.
    fn telling_words(&self, article: &IndexedArticle) -> Result<Vec<(String, f32)>, EngineError> {
        let mut frequent: Vec<(String, f32)> = terms(article).into_iter().collect();
        frequent.retain(|(term, _)| is_telling(term));
        frequent.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        frequent.truncate(CONSIDERED);
        let mut lexicon = Lexicon::new(self);
        let articles = self.searcher.num_docs() as f64;
        let mut weighed = Vec::new();
        for (term, frequency) in frequent {
            let forms = lexicon.term(&term, &TEXT)?;
            let holding = lexicon.article_count(&forms)? as f64;
            // What stands in this article alone leads nowhere.
            if holding < 2.0 {
                continue;
            }
            let rarity = Ranking::idf(articles, holding);
            weighed.push((term, 1.0 + frequency.ln(), (1.0 + frequency.ln()) * rarity));
        }
        weighed.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        Ok(weighed.into_iter().take(WORDS).map(|(term, weight, _)| (term, weight)).collect())
    }
}

/// The persons and organisations that an article names most often.
fn telling_names(article: &IndexedArticle) -> Vec<&ArticleName> {
    let mut names: Vec<&ArticleName> = article.names.iter().filter(|name| name.class != NameClass::Place).collect();
    names.sort_by_key(|name| std::cmp::Reverse(article.mention_count(name)));
    names.truncate(NAMES);
    names
}

fn shared_names(keys: &FxHashMap<&str, &str>, other: &IndexedArticle, names: &[&ArticleName]) -> Vec<String> {
    let there: FxHashSet<(NameClass, &str)> = other.names.iter().map(|name| (name.class, name.key.as_str())).collect();
    let shared = names.iter().filter(|name| there.contains(&(name.class, name.key.as_str())));
    shared.filter_map(|name| keys.get(name.key.as_str())).map(|name| (*name).to_owned()).collect()
}

/// The terms of an article with how much they weigh in it. A derived headline, which is the lede again, is left out.
fn terms(article: &IndexedArticle) -> FxHashMap<String, f32> {
    let mut terms: FxHashMap<String, f32> = FxHashMap::default();
    for_each_word(article, |zone, term| {
        let weight = if matches!(zone, Zone::Headline | Zone::Lede) { HEAD_WEIGHT } else { 1.0 };
        match terms.get_mut(term) {
            Some(count) => *count += weight,
            None => {
                terms.insert(term.to_owned(), weight);
            }
        }
    });
    terms
}

/// Letters, at least two.
fn is_telling(term: &str) -> bool {
    term.chars().filter(|c| c.is_alphabetic()).count() > 1 && !term.chars().any(|c| c.is_ascii_digit())
}

fn word_query(term: &str) -> Query {
    Query::Term(Word { text: term.to_owned(), matching: WordMatch::Exact, span: Span::default() })
}

fn name_query(name: &ArticleName) -> Query {
    let kind = match name.class {
        NameClass::Person => NameKind::Person,
        NameClass::Organisation => NameKind::Organisation,
        NameClass::Place => NameKind::Place,
    };
    Query::Name(Name { kind, text: name.name.clone(), span: Span::default() })
}

fn boosted(query: Query, weight: f32) -> Query {
    Query::Boost(Box::new(query), weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_single_letters_tell_nothing() {
        assert!(is_telling("rafah") && is_telling("内塔"));
        assert!(!is_telling("2024") && !is_telling("a") && !is_telling("4th"));
    }
}
