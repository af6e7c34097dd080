//! Query tree -> what the engine runs. The one translation of a query.
//!
//! Owns the meaning of every form of [`Query`] in terms of clauses, spans and tests, and refuses with a place in the query
//! what cannot be run. The surprise: plain words become a bag (`Plan::bag`), which ranks articles with some of the words
//! behind those with all; everything else becomes one strict [`Node`].

mod tree;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::query::{
    AtLeast, DateTest, Field, FilterTest, FilterValue, In, Name, NameKind, Phrase, PhrasePart, Query, SENTENCE_WORDS,
    Span, Word, WordMatch, WordRole, word_roles,
};

use super::EngineError;
use super::clause::{Clause, Matcher, SpanPlan};
use super::date::seconds;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::lexicon::{
    Area, BODY, BYLINE, CutTerm, CutWord, Form, Forms, HEADING, HEADLINE, LEDE, Lexicon, RUBRIC, SOURCE, TEXT, cut_word,
};
use super::names::{self, NameSpelling, NamedKey};
use super::node::{Node, Test};
use super::pattern::TermPattern;
use super::ranking::Ranking;
use super::span::SpanTree;
use super::suggest::Unknown;
use super::surname::{Alone, Standing, standing_for};
use super::unspaced::{is_katakana, telling_run};
use tree::rarity;

/// A word in a script without spaces that is longer than this, in characters, is looked for by its pairs of characters.
const LONGEST_UNSPACED_WORD: usize = 6;
/// Of the scripts whose pairs are less than a syllable, an article has a sentence with one in so many of its pairs.
const LEAST_SHARE: usize = 3;
/// Of others with so many, since a headline and its text often have no more in common.
const LEAST_PAIRS: usize = 2;

/// A query ready to run, with what it was made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// Plain words: any of them selects, all of them rank first.
    pub(crate) bag: Vec<Clause>,
    /// What every hit has to satisfy.
    pub(crate) strict: Option<Node>,
    /// Patterns and names that stand for more terms than are looked at.
    pub(crate) cut: Vec<String>,
    /// Who was found for each name that was asked for.
    pub(crate) names: Vec<AskedName>,
    /// What stands in no article.
    pub(crate) unknown: Vec<Unknown>,
    /// Pairs of characters that words were cut into, which nobody typed as words.
    pub(crate) pairs: Vec<String>,
    /// Where in the bag words lie that are looked for by their pairs.
    pub(crate) stretches: Vec<Stretch>,
    /// True when a plain word in a script without spaces is looked for as a phrase, which [`Unspaced::Pairs`] would loosen.
    pub(crate) loosenable: bool,
}

/// What a word without spaces became in [`Plan::bag`]: an article has it with so many of its parts. Fewer are fragments of other
/// words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its parts.
    pub(crate) clauses: Range<usize>,
    /// So many have to be there.
    pub(crate) least: usize,
}

/// A name that was asked for and what of the index answers to it.
#[derive(Debug, Clone)]
pub(crate) struct AskedName {
    /// As typed.
    pub(crate) asked: String,
    /// What kind of name.
    pub(crate) class: NameClass,
    /// The names found, the most frequent first.
    pub(crate) found: Vec<NamedKey>,
    /// Where the surname of a person stands alone who was asked for by a full name.
    pub(crate) standing: Option<Standing>,
}

/// How a plain word in a script without spaces is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unspaced {
    /// As a phrase of its pairs of characters, when it is short enough to be one word.
    Phrases,
    /// By its pairs, since it may have been several words.
    Pairs,
}

/// Makes a [`Plan`].
pub(crate) struct Planner<'l, 'i> {
    pub(crate) index: &'i ArticleIndex,
    pub(crate) lexicon: &'l mut Lexicon<'i>,
    articles: f64,
    unspaced: Unspaced,
    /// True among plain words that are all written in capitals, which then say nothing.
    shouted: bool,
    plan: Plan,
}

/// Where a part of a query is looked for and how much it counts.
#[derive(Clone, Copy)]
struct Scope<'a> {
    areas: &'a [Area],
    boost: f32,
}

impl<'l, 'i> Planner<'l, 'i> {
    pub(crate) fn new(index: &'i ArticleIndex, lexicon: &'l mut Lexicon<'i>, unspaced: Unspaced) -> Planner<'l, 'i> {
        let articles = index.searcher.num_docs() as f64;
        Planner { index, lexicon, articles, unspaced, shouted: false, plan: Plan::default() }
    }

    /// Translates a query. `areas`: where its words are looked for.
    pub(crate) fn plan(mut self, query: &Query, areas: &[Area]) -> Result<Plan, EngineError> {
        let scope = Scope { areas, boost: 1.0 };
        let mut strict = Vec::new();
        match query {
            Query::And(parts) => {
                for part in parts {
                    match part {
                        Query::Words(words) => self.plain_words(words, scope)?,
                        other => strict.push(self.node(other, scope)?),
                    }
                }
            }
            Query::Words(words) => self.plain_words(words, scope)?,
            Query::Term(word) if word.matching == WordMatch::Stem => self.bag(std::slice::from_ref(word), scope)?,
            other => strict.push(self.node(other, scope)?),
        }
        self.plan.strict = match strict.len() {
            0 => None,
            1 => strict.pop(),
            _ => Some(Node::And(strict)),
        };
        Ok(self.plan)
    }

    fn plain_words(&mut self, words: &[Word], scope: Scope<'_>) -> Result<(), EngineError> {
        self.shouted = is_shouted(words);
        let bag = self.bag(words, scope);
        self.shouted = false;
        bag
    }

    fn bag(&mut self, words: &[Word], scope: Scope<'_>) -> Result<(), EngineError> {
        let roles = word_roles(words);
        let cuts: Vec<CutWord> = words.iter().map(|word| cut_word(&word.text)).collect();
        // One that is too long for a word makes the whole a sentence, in which blanks stand where commas would.
        // A number and what it counts (`100人`, `3月7日`) is nothing in parts.
        let is_pair = |term: &CutTerm| term.pair && term.text.chars().nth(1).is_some();
        let has_pairs = |cut: &CutWord| cut.terms.len() >= 2 && cut.terms.iter().any(is_pair);
        let is_long = |cut: &CutWord| cut.terms.len() >= LONGEST_UNSPACED_WORD && has_pairs(cut) && !is_one_word(cut);
        let by_pairs = self.unspaced == Unspaced::Pairs || cuts.iter().any(is_long);
        let mut helping = Vec::new();
        for ((word, cut), role) in words.iter().zip(cuts).zip(roles) {
            let unspaced = has_pairs(&cut) && word.matching == WordMatch::Stem;
            self.plan.loosenable |= unspaced && !by_pairs;
            if unspaced && by_pairs {
                self.pairs(word, &cut, scope)?;
                continue;
            }
            if cut.terms.is_empty() && word.matching == WordMatch::Stem {
                // A dash or a sign between words means nothing; alone it is refused below.
                continue;
            }
            let written_apart = cut.terms.iter().all(|term| !term.pair);
            let hyphenated = cut.terms.len() > 1 && word.matching == WordMatch::Stem && written_apart;
            if role == WordRole::Sought && hyphenated && words.len() >= SENTENCE_WORDS {
                self.apart(word, &cut, scope)?;
                continue;
            }
            let unknown = self.plan.unknown.len();
            let clause = self.word(word, scope)?;
            if role != WordRole::Sought {
                // It may well stand nowhere.
                self.plan.unknown.truncate(unknown);
                helping.push((self.plan.bag.len(), role));
            }
            self.plan.bag.push(clause);
        }
        self.help(&helping, scope)?;
        if self.plan.bag.is_empty()
            && let Some(word) = words.first()
        {
            return Err(nothing_to_find(&word.text, word.span));
        }
        Ok(())
    }

    /// Gives words of the bag their parts beside the others, as long as one of these finds anything: articles of a time have
    /// the words that tell it, and nothing lacks what only joins.
    fn help(&mut self, helping: &[(usize, WordRole)], scope: Scope<'_>) -> Result<(), EngineError> {
        let is_helping = |at: usize| helping.iter().any(|(word, _)| *word == at);
        let mut sought = self.plan.bag.iter().enumerate().filter(|(at, _)| !is_helping(*at));
        if sought.all(|(_, clause)| clause.is_hopeless()) {
            return Ok(());
        }
        for &(at, role) in helping {
            let clause = &mut self.plan.bag[at];
            clause.role = role;
            if let WordRole::Timed(time) = role {
                let holding = match &clause.matcher {
                    Matcher::Terms(forms) => self.lexicon.article_count(forms)? as f64,
                    Matcher::Spans(_) => 0.0,
                };
                let either = holding + (self.articles - holding).max(0.0) * self.lexicon.timed_share(time)?;
                clause.weight = Ranking::idf(self.articles, either) * scope.boost;
            }
        }
        Ok(())
    }

    /// A stretch without blanks as its pairs of characters, and the numbers and foreign names among them.
    fn pairs(&mut self, word: &Word, cut: &CutWord, scope: Scope<'_>) -> Result<(), EngineError> {
        let start = self.plan.bag.len();
        let parts = cut.terms.len();
        self.plan.stretches.push(Stretch { clauses: start..start + parts, least: least_parts(cut).clamp(1, parts) });
        for term in &cut.terms {
            let clause = if term.pair {
                self.plan.pairs.push(term.text.clone());
                let forms = self.lexicon.pair(term, scope.areas)?;
                self.terms_clause(forms, scope, &term.text)?
            } else {
                self.word(&Word { text: term.text.clone(), ..word.clone() }, scope)?
            };
            self.plan.bag.push(clause);
        }
        Ok(())
    }

    /// The halves of `Webasto-Mitarbeiter` in a sentence as words of their own, each of which the two as one stand for too:
    /// an article may well have one of them alone. Closeness rewards those that stand side by side.
    fn apart(&mut self, word: &Word, cut: &CutWord, scope: Scope<'_>) -> Result<(), EngineError> {
        let joined = match &cut.joined {
            Some(joined) => self.lexicon.stem(joined, scope.areas)?.forms,
            None => Vec::new(),
        };
        for term in &cut.terms {
            let text = if term.acronym.is_some() { term.text.to_uppercase() } else { term.text.clone() };
            let half = Word { text, ..word.clone() };
            let mut clause = self.word(&half, scope)?;
            if let Matcher::Terms(forms) = &mut clause.matcher {
                let new = joined.iter().filter(|form| forms.forms.iter().all(|known| known.term != form.term));
                let new: Vec<_> = new.cloned().collect();
                forms.forms.extend(new);
            }
            self.plan.bag.push(clause);
        }
        Ok(())
    }

    fn node(&mut self, query: &Query, scope: Scope<'_>) -> Result<Node, EngineError> {
        let clause = |clause| Node::Clause(Box::new(clause));
        Ok(match query {
            Query::All => Node::All,
            Query::Words(words) => {
                let words: Result<Vec<Node>, _> = words.iter().map(|word| self.word(word, scope).map(clause)).collect();
                Node::And(words?)
            }
            Query::Term(word) => clause(self.word(word, scope)?),
            Query::Phrase(_) | Query::Near(_) => clause(self.spans(query, scope, 1)?),
            Query::Name(name) => clause(self.name(name, scope)?),
            Query::AtLeast(AtLeast { times, operand, .. }) => clause(self.spans(operand, scope, *times)?),
            Query::In(In { field, operand, .. }) => {
                let areas: &[Area] = match field {
                    Field::Headline => &[HEADLINE],
                    Field::Lede => &[LEDE],
                    Field::HeadlineOrLede => &[HEADLINE, LEDE],
                    Field::Byline => &[BYLINE],
                    Field::Body => &[HEADING, BODY],
                };
                self.node(operand, Scope { areas, ..scope })?
            }
            Query::Filter(filter) => self.filter(&filter.test, filter.span)?,
            Query::And(parts) => Node::And(self.nodes(parts, scope)?),
            Query::Or(parts) => Node::Or(self.nodes(parts, scope)?),
            Query::Not(inner) => Node::Not(Box::new(self.node(inner, scope)?)),
            Query::Boost(inner, factor) => self.node(inner, Scope { boost: scope.boost * factor, ..scope })?,
            Query::Prefer(prefer) => {
                Node::Prefer(Box::new(self.node(&prefer.required, scope)?), self.nodes(&prefer.preferred, scope)?)
            }
        })
    }

    fn nodes(&mut self, parts: &[Query], scope: Scope<'_>) -> Result<Vec<Node>, EngineError> {
        parts.iter().map(|part| self.node(part, scope)).collect()
    }

    /// A clause for one typed word.
    fn word(&mut self, word: &Word, scope: Scope<'_>) -> Result<Clause, EngineError> {
        let mut leaves = Vec::new();
        let tree = self.word_tree(word, scope.areas, &mut leaves)?;
        Ok(match tree {
            SpanTree::Leaf(leaf) => self.terms_clause(leaves.swap_remove(leaf), scope, &word.text)?,
            tree => self.spans_clause(SpanPlan { tree, leaves }, scope, 1, &word.text)?,
        })
    }

    fn terms_clause(&mut self, forms: Forms, scope: Scope<'_>, label: &str) -> Result<Clause, EngineError> {
        if forms.cut {
            self.plan.cut.push(label.to_owned());
        }
        let idf = Ranking::idf(self.articles, self.lexicon.article_count(&forms)? as f64);
        Ok(Clause {
            matcher: Matcher::Terms(forms),
            areas: scope.areas.to_vec(),
            at_least: 1,
            weight: idf * scope.boost,
            label: label.to_owned(),
            role: WordRole::Sought,
        })
    }

    fn spans_clause(
        &mut self,
        plan: SpanPlan,
        scope: Scope<'_>,
        at_least: u32,
        label: &str,
    ) -> Result<Clause, EngineError> {
        if plan.leaves.iter().any(|forms| forms.cut) {
            self.plan.cut.push(label.to_owned());
        }
        let mut rarities = Vec::with_capacity(plan.leaves.len());
        for forms in &plan.leaves {
            rarities.push(Ranking::idf(self.articles, self.lexicon.article_count(forms)? as f64));
        }
        let weight = rarity(&plan.tree, &rarities) * scope.boost;
        Ok(Clause {
            matcher: Matcher::Spans(plan),
            areas: scope.areas.to_vec(),
            at_least,
            weight,
            label: label.to_owned(),
            role: WordRole::Sought,
        })
    }

    fn spans(&mut self, query: &Query, scope: Scope<'_>, at_least: u32) -> Result<Clause, EngineError> {
        let mut leaves = Vec::new();
        let tree = self.tree(query, scope.areas, &mut leaves)?;
        let label = label(query);
        Ok(match tree {
            SpanTree::Leaf(leaf) => {
                let mut clause = self.terms_clause(leaves.swap_remove(leaf), scope, &label)?;
                clause.at_least = at_least;
                clause
            }
            tree => self.spans_clause(SpanPlan { tree, leaves }, scope, at_least, &label)?,
        })
    }

    fn name(&mut self, name: &Name, scope: Scope<'_>) -> Result<Clause, EngineError> {
        let mut leaves = Vec::new();
        let tree = self.name_tree(name, scope.areas, &mut leaves)?;
        let label = name.text.clone();
        Ok(match tree {
            // Only arrangements ask in which articles a term counts.
            SpanTree::Leaf(leaf) if leaves[leaf].forms.iter().all(|form| form.only.is_none()) => {
                self.terms_clause(leaves.swap_remove(leaf), scope, &label)?
            }
            tree => self.spans_clause(SpanPlan { tree, leaves }, scope, 1, &label)?,
        })
    }

    /// The marks of everybody who answers to the name, and the name as written where no mark was set.
    fn name_tree(&mut self, name: &Name, areas: &[Area], leaves: &mut Vec<Forms>) -> Result<SpanTree, EngineError> {
        let class = match name.kind {
            NameKind::Person => NameClass::Person,
            NameKind::Organisation => NameClass::Organisation,
            NameKind::Place => NameClass::Place,
        };
        super::terms::check_length(&name.text)?;
        let found = names::find(self.index, class, &name.text)?;
        let mut marks = Forms { apart: true, ..Forms::default() };
        for named in &found {
            let term = super::filing::name_mark_term(class, &named.key);
            marks.forms.extend(self.lexicon.term(&term, areas)?.forms);
        }
        if found.is_empty() {
            self.plan.unknown.push(Unknown::Name { typed: name.text.clone(), class, span: name.span });
        }
        let mut standing = None;
        if class == NameClass::Person {
            let meant = super::titled::in_full(&name.text, &found).to_owned();
            let own = standing_for(self.index, &meant, &found)?;
            let mut alone: Vec<Alone> = own.alone.clone();
            for other in self.index.names.aliases.same_as(names::kind(class), &name.text).iter().skip(1) {
                let answering = names::answering(other, &found);
                alone.extend(standing_for(self.index, other, &answering)?.alone);
            }
            let mut known: FxHashSet<String> = found.iter().map(|named| named.key.clone()).collect();
            for alone in alone.into_iter().filter(|alone| known.insert(alone.key.clone())) {
                let term = super::filing::name_mark_term(class, &alone.key);
                let only = alone.documents.map(Arc::new);
                let forms = self.lexicon.term(&term, areas)?.forms.into_iter();
                marks.forms.extend(forms.map(|form| Form { only: only.clone(), ..form }));
            }
            standing = Some(own).filter(|_| !super::titled::is_titled(&name.text));
        }
        let unknown = self.plan.unknown.len();
        leaves.push(marks);
        let mut ways = vec![SpanTree::Leaf(leaves.len() - 1)];
        // Where nobody was recognised, a language that bends its names may be why: `Özgür Özel'in`.
        let bends = found.is_empty() && self.index.names.spelling == NameSpelling::Variants;
        let matching = if bends { WordMatch::Stem } else { WordMatch::Exact };
        for words in names::written(self.index, class, &name.text, &found) {
            let part = |text: String| PhrasePart::Word(Word { text, matching: matching.clone(), span: name.span });
            let parts: Vec<PhrasePart> = words.into_iter().map(part).collect();
            ways.push(self.phrase_tree(&Phrase { parts, slop: 0, span: name.span }, areas, leaves)?);
        }
        // Its words were not typed as words.
        self.plan.unknown.truncate(unknown);
        self.plan.names.push(AskedName { asked: name.text.clone(), class, found, standing });
        Ok(if ways.len() == 1 { ways.swap_remove(0) } else { SpanTree::Any(ways) })
    }

    fn filter(&mut self, test: &FilterTest, span: Span) -> Result<Node, EngineError> {
        Ok(match test {
            FilterTest::Source(value) => self.value_clause(value, SOURCE, span)?,
            FilterTest::Section(value) => self.value_clause(value, RUBRIC, span)?,
            FilterTest::Language(code) => {
                let field = self.index.fields.language;
                let terms = super::terms::matching(self.index, field, &TermPattern::word(code))?;
                Node::Test(Test::Terms { field, terms })
            }
            FilterTest::Path(value) => {
                let field = self.index.fields.path;
                let terms = match value {
                    FilterValue::Whole(path) => {
                        let path = path.trim_start_matches("./").trim_end_matches('/').to_lowercase();
                        super::terms::path(self.index, field, &path)?
                    }
                    FilterValue::Pattern { pattern, .. } => {
                        super::terms::matching(self.index, field, &tree::term_pattern(pattern, span)?)?
                    }
                };
                Node::Test(Test::Terms { field, terms })
            }
            FilterTest::Site(site) => {
                let field = self.index.fields.site;
                let terms = super::terms::path(self.index, field, &super::terms::site_term(site))?;
                Node::Test(Test::Terms { field, terms })
            }
            FilterTest::Date(DateTest::Unknown) => Node::Test(Test::Undated),
            FilterTest::Date(DateTest::Within(range)) => Node::Test(Test::Date {
                from: range.from.map_or(i64::MIN, |day| seconds(day.at(0, 0, 0, 0))),
                to: range.to.map_or(i64::MAX, |day| seconds(day.at(23, 59, 59, 0))),
            }),
            FilterTest::WordCount(range) => Node::Test(Test::Words {
                min: range.min.map_or(0, u64::from),
                max: range.max.map_or(u64::MAX, u64::from),
            }),
        })
    }

    /// A publisher or rubric that holds these words in a row.
    fn value_clause(&mut self, value: &FilterValue, area: Area, span: Span) -> Result<Node, EngineError> {
        let word = |text: &str, matching| PhrasePart::Word(Word { text: text.to_owned(), matching, span });
        let parts: Vec<PhrasePart> = match value {
            FilterValue::Whole(text) => text.split_whitespace().map(|text| word(text, WordMatch::Exact)).collect(),
            FilterValue::Pattern { text, pattern } => vec![word(text, WordMatch::Wildcard(pattern.clone()))],
        };
        if let FilterValue::Whole(text) = value {
            super::terms::check_length(text)?;
        }
        let phrase = Phrase { parts, slop: 0, span };
        let mut leaves = Vec::new();
        let tree = self.phrase_tree(&phrase, &[area], &mut leaves)?;
        let scope = Scope { areas: &[area], boost: 0.0 };
        let clause = self.spans_clause(SpanPlan { tree, leaves }, scope, 1, "")?;
        Ok(Node::Clause(Box::new(Clause { weight: 0.0, ..clause })))
    }
}

/// True for a foreign word in katakana, however long.
fn is_one_word(cut: &CutWord) -> bool {
    cut.terms.iter().all(|term| term.text.chars().all(is_katakana))
}

/// With how many of its parts an article has a word that is looked for by them.
fn least_parts(cut: &CutWord) -> usize {
    let parts = cut.terms.len();
    match () {
        () if is_one_word(cut) => parts.div_ceil(3) * 2,
        () if cut.terms.iter().any(|term| telling_run(&term.text) > LEAST_PAIRS) => parts.div_ceil(LEAST_SHARE),
        () if parts >= LONGEST_UNSPACED_WORD => LEAST_PAIRS,
        () => 1,
    }
}

/// A part of a query as the user would name it.
fn label(query: &Query) -> String {
    match query {
        Query::Term(word) => word.text.clone(),
        Query::Name(name) => name.text.clone(),
        Query::Phrase(phrase) => {
            let words: Vec<&str> = phrase
                .parts
                .iter()
                .map(|part| match part {
                    PhrasePart::Word(word) => word.text.as_str(),
                    PhrasePart::AnyWord(_) => "*",
                })
                .collect();
            words.join(" ")
        }
        Query::Or(parts) => parts.iter().map(label).collect::<Vec<_>>().join(" or "),
        Query::Near(near) => format!("{} near {}", label(&near.left), label(&near.right)),
        Query::Boost(inner, _) => label(inner),
        _ => String::new(),
    }
}

fn nothing_to_find(text: &str, span: Span) -> EngineError {
    EngineError::Unsupported { message: format!("`{text}` holds no letter and no digit"), span: Some(span) }
}

/// The areas of the text, where words are looked for when nothing else is said.
pub(crate) fn default_areas() -> &'static [Area] {
    &TEXT
}

/// Whether words are all written in capitals, and not because all are acronyms.
fn is_shouted(words: &[Word]) -> bool {
    let long = |word: &Word| word.text.chars().count() > 4;
    words.len() > 1 && words.iter().any(long) && !words.iter().any(|word| word.text.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests;
