//! More words for a query, taken from its best hits.
//!
//! Owns pseudo-relevance feedback after the relevance model of Lavrenko and Croft (2001) in the form RM3 (Abdul-Jaleel and
//! others, 2004): the words of the best articles, weighed by how much of each article they make up and how well it ranks,
//! join the words of the query. The surprise: they score and never select, so that an article without any of the words that
//! were typed is no hit; and since broad topics gain what searches for one known article lose, nobody gets it unasked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::EngineError;
use super::analyzer::{TermKind, Tokens, is_paired};
use super::clause::{Clause, Matcher};
use super::document::IndexedArticle;
use super::fold::fold;
use super::lexicon::Area;
use super::ranking::Ranking;
use super::search::{Run, SortOrder, TextUse, Wanted};
use super::stem::{StemLanguage, WordStemmer};
use crate::article::Zone;
use crate::query::WordRole;

/// So many of the best articles lend their words.
const ARTICLES: usize = 10;
/// So many words are taken.
const WORDS: usize = 20;
/// So many of the likeliest words are weighed by their rarity before the best are taken.
const CONSIDERED: usize = 80;
/// Share of the score that stays with the words that were typed.
const TYPED: f32 = 0.5;
/// A word that more than this share of all articles has says nothing.
const TOO_FREQUENT: f64 = 0.25;

/// Whether a query is expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expansion {
    /// No.
    #[default]
    Off,
    /// By words of its best hits.
    Feedback,
}

/// A word that joined a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExpandedWord {
    /// The word; it counts in every form.
    pub text: String,
    /// Its weight, where each typed word has 1.
    pub weight: f32,
}

/// What is known of a stem in the best articles.
#[derive(Debug, Default)]
struct Candidate {
    likelihood: f32,
    /// How often it was written in each way.
    forms: BTreeMap<String, u32>,
}

impl Run<'_> {
    /// Adds words of the best hits to what is scored.
    pub(crate) fn expand(&mut self, areas: &[Area]) -> Result<Vec<ExpandedWord>, EngineError> {
        let typed = self.clauses().iter().filter(|clause| clause.weight > 0.0).count();
        if typed == 0 {
            return Ok(Vec::new());
        }
        let mut found = self.find(Wanted { offset: 0, limit: ARTICLES, order: SortOrder::Relevance })?;
        // Of few hits the worst are no example.
        let lenders = ((found.full + found.partial) / 2).clamp(1, ARTICLES as u64) as usize;
        found.hits.truncate(lenders);
        let total: f32 = found.hits.iter().map(|hit| hit.score).sum();
        if total <= 0.0 {
            return Ok(Vec::new());
        }
        let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
        for (hit, article) in found.hits.iter().zip(self.articles(&found.hits, TextUse::Read)?) {
            count_words(&article, hit.score / total, &mut candidates);
        }
        let mut likely: Vec<Candidate> = candidates.into_values().collect();
        likely.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
        let all = self.index.searcher.num_docs() as f64;
        let mut weighed = Vec::new();
        for candidate in likely.into_iter().take(CONSIDERED) {
            let Some((word, _)) = candidate.forms.iter().max_by_key(|(_, count)| **count) else { continue };
            let forms = self.lexicon.stem(word, areas)?;
            let holding = self.lexicon.article_count(&forms)? as f64;
            if holding == 0.0 || holding > all * TOO_FREQUENT {
                continue;
            }
            let rarity = (all / holding).ln() as f32;
            weighed.push((candidate.likelihood * rarity, candidate.likelihood, word.clone(), forms, holding));
        }
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
        weighed.truncate(WORDS);
        let sum: f32 = weighed.iter().map(|(_, likelihood, ..)| likelihood).sum();
        let mut words = Vec::new();
        for (_, likelihood, word, forms, holding) in weighed {
            let weight = (1.0 - TYPED) / TYPED * typed as f32 * likelihood / sum;
            self.extra.push(Clause {
                matcher: Matcher::Terms(forms),
                areas: areas.to_vec(),
                at_least: 1,
                weight: weight * Ranking::idf(all, holding),
                label: word.clone(),
                role: WordRole::Sought,
            });
            words.push(ExpandedWord { text: word, weight });
        }
        Ok(words)
    }
}

/// Adds the words of an article, each with its share of the article times the article's weight.
fn count_words(article: &IndexedArticle, weight: f32, candidates: &mut BTreeMap<String, Candidate>) {
    let language = article.article.language.as_deref().unwrap_or("en");
    let language = StemLanguage::from_code(language);
    let stemmer: Option<WordStemmer> = language.map(|language| language.stemmer());
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    let mut length = 0;
    for block in article.article.blocks() {
        if block.zone == Zone::Headline && article.article.headline.derived {
            continue;
        }
        let mut tokens = Tokens::new(block.text);
        while tokens.advance() {
            if tokens.kind != TermKind::Word {
                continue;
            }
            length += 1;
            let characters = tokens.term.chars().count();
            let paired = tokens.term.starts_with(is_paired);
            let fits = if paired { characters == 2 } else { (3..=24).contains(&characters) };
            if !fits || !tokens.term.chars().all(char::is_alphabetic) {
                continue;
            }
            let stem = match (&stemmer, &language) {
                (Some(stemmer), Some(language)) if language.writes(&tokens.term) => fold(&stemmer.stem(&tokens.term)),
                _ => fold(&tokens.term),
            };
            *counts.entry(stem).or_default().entry(tokens.term.clone()).or_default() += 1;
        }
    }
    for (stem, forms) in counts {
        let candidate = candidates.entry(stem).or_default();
        let count: u32 = forms.values().sum();
        candidate.likelihood += weight * count as f32 / length as f32;
        for (form, count) in forms {
            *candidate.forms.entry(form).or_default() += count;
        }
    }
}
