//! What a part of a query is made of: words, in rows or near each other, as a tree with terms for leaves.
//!
//! Owns how a typed word becomes terms, in all the ways in which it may stand in a text, and how words become phrases. What such
//! a tree is used for is not known here.

use crate::query::{Near, Pattern, PatternPart, Phrase, PhrasePart, Query, Span, Within, Word, WordMatch};

use super::{Planner, nothing_to_find};
use crate::engine::EngineError;
use crate::engine::analyzer::{PARAGRAPH_MARK, SENTENCE_MARK, is_paired};
use crate::engine::designation::Designation;
use crate::engine::lexicon::{Area, CutTerm, CutWord, Forms, cut_word};
use crate::engine::pattern::{MAX_PATTERN, TermPattern};
use crate::engine::span::{Reach, SpanTree};
use crate::engine::suggest::Unknown;

/// Most ways in which a phrase with hyphenated words is tried.
const MAX_PHRASE_WAYS: usize = 8;

impl Planner<'_, '_> {
    pub(super) fn tree(
        &mut self,
        query: &Query,
        areas: &[Area],
        leaves: &mut Vec<Forms>,
    ) -> Result<SpanTree, EngineError> {
        match query {
            Query::Term(word) => self.word_tree(word, areas, leaves),
            Query::Phrase(phrase) => self.phrase_tree(phrase, areas, leaves),
            Query::Or(parts) => {
                let trees: Result<_, _> = parts.iter().map(|part| self.tree(part, areas, leaves)).collect();
                Ok(SpanTree::Any(trees?))
            }
            Query::Near(Near { left, right, within, order, .. }) => {
                let left = Box::new(self.tree(left, areas, leaves)?);
                let right = Box::new(self.tree(right, areas, leaves)?);
                let mut unit = |mark| -> Result<Reach, EngineError> {
                    leaves.push(self.lexicon.term(mark, areas)?);
                    Ok(Reach::Unit(leaves.len() - 1))
                };
                let within = match within {
                    Within::Words(words) => Reach::Words(*words),
                    Within::Sentence => unit(SENTENCE_MARK)?,
                    Within::Paragraph => unit(PARAGRAPH_MARK)?,
                };
                Ok(SpanTree::Near { left, right, within, order: *order })
            }
            Query::Name(name) => self.name_tree(name, areas, leaves),
            Query::Boost(inner, _) => self.tree(inner, areas, leaves),
            other => Err(EngineError::Unsupported {
                message: "only words, phrases and names, or several of them with OR, can stand near something".into(),
                span: other.span(),
            }),
        }
    }

    pub(super) fn word_tree(
        &mut self,
        word: &Word,
        areas: &[Area],
        leaves: &mut Vec<Forms>,
    ) -> Result<SpanTree, EngineError> {
        let mut ways = self.word_ways(word, areas, leaves)?;
        if ways.len() > 1 {
            return Ok(SpanTree::Any(ways.into_iter().map(row).collect()));
        }
        Ok(ways.pop().map(row).unwrap_or(SpanTree::Any(Vec::new())))
    }

    /// The ways in which a typed word can stand in a text, each as terms at distances from the first.
    fn word_ways(
        &mut self,
        word: &Word,
        areas: &[Area],
        leaves: &mut Vec<Forms>,
    ) -> Result<Vec<Vec<(SpanTree, u32)>>, EngineError> {
        let mut leaf = |forms| {
            leaves.push(forms);
            SpanTree::Leaf(leaves.len() - 1)
        };
        if let WordMatch::Wildcard(pattern) = &word.matching {
            let mut parts = Vec::new();
            for (offset, pattern) in split_pattern(pattern).into_iter().enumerate() {
                let pattern = term_pattern(&pattern, word.span)?;
                parts.push((leaf(self.lexicon.pattern(&pattern, areas)?), offset as u32));
            }
            return if parts.is_empty() { Err(nothing_to_find(&word.text, word.span)) } else { Ok(vec![parts]) };
        }
        let CutWord { terms, joined } = cut_word(&word.text);
        if terms.is_empty() {
            return Err(nothing_to_find(&word.text, word.span));
        }
        let mut parts = Vec::new();
        let mut missing = Vec::new();
        for term in &terms {
            let forms = self.term_forms(term, &word.matching, areas)?;
            if forms.is_empty() && is_plain(&word.matching) && !term.pair {
                missing.push(term.text.clone());
            }
            parts.push((leaf(forms), term.offset));
        }
        let mut ways = vec![parts];
        if let Some(joined) = joined {
            let forms = self.expand(&joined, &word.matching, areas)?;
            if !forms.is_empty() {
                missing.clear();
            }
            ways.push(vec![(leaf(forms), 0)]);
        }
        if let [only] = &terms[..]
            && matches!(word.matching, WordMatch::Stem)
            && let Some((letters, digits)) = self.parted(&only.text, areas)?
        {
            missing.clear();
            ways.push(vec![(leaf(letters), 0), (leaf(digits), 1)]);
        }
        for term in missing {
            let unknown = Unknown::Word { typed: word.text.clone(), term, areas: areas.to_vec(), span: word.span };
            if !self.plan.unknown.contains(&unknown) {
                self.plan.unknown.push(unknown);
            }
        }
        Ok(ways)
    }

    /// What one term of a typed word stands for: an acronym in capitals for itself alone, where the index has it.
    fn term_forms(&mut self, term: &CutTerm, matching: &WordMatch, areas: &[Area]) -> Result<Forms, EngineError> {
        if let Some(acronym) = term.acronym.as_deref().filter(|_| is_plain(matching) && !self.shouted) {
            let written = self.lexicon.term(acronym, areas)?;
            if !written.is_empty() {
                return Ok(written);
            }
        }
        if term.pair { self.lexicon.pair(term, areas) } else { self.expand(&term.text, matching, areas) }
    }

    /// Letters and number of a designation that stand somewhere each for itself: `MH17` is written `MH 17` too. What it is with a
    /// hyphen is a term beside.
    fn parted(&mut self, term: &str, areas: &[Area]) -> Result<Option<(Forms, Forms)>, EngineError> {
        let Some(parted) = Designation::of(term).filter(|parted| parted.may_be_parted()) else { return Ok(None) };
        let letters = self.lexicon.exact(parted.letters, areas)?;
        let mut digits = self.lexicon.exact(parted.digits, areas)?;
        digits.add(self.lexicon.exact(&format!("{}s", parted.digits), areas)?);
        Ok(Some((letters, digits)).filter(|(letters, digits)| !letters.is_empty() && !digits.is_empty()))
    }

    fn expand(&mut self, term: &str, matching: &WordMatch, areas: &[Area]) -> Result<Forms, EngineError> {
        match matching {
            WordMatch::Fuzzy(edits) => self.lexicon.fuzzy(term, *edits, areas),
            WordMatch::Exact => self.lexicon.exact(term, areas),
            WordMatch::Stem | WordMatch::Wildcard(_) => self.lexicon.stem(term, areas),
        }
    }

    pub(super) fn phrase_tree(
        &mut self,
        phrase: &Phrase,
        areas: &[Area],
        leaves: &mut Vec<Forms>,
    ) -> Result<SpanTree, EngineError> {
        if phrase.slop > 0 {
            let mut parts = Vec::new();
            for part in &phrase.parts {
                if let PhrasePart::Word(word) = part {
                    parts.push(self.word_tree(word, areas, leaves)?);
                }
            }
            return Ok(SpanTree::Loose(parts, phrase.slop));
        }
        // Each way of writing the phrase so far, with the distance at which its next word stands.
        let mut ways: Vec<(Vec<(SpanTree, u32)>, u32)> = vec![(Vec::new(), 0)];
        for part in &phrase.parts {
            let PhrasePart::Word(word) = part else {
                ways.iter_mut().for_each(|(_, next)| *next += 1);
                continue;
            };
            let word_ways = match self.word_ways(word, areas, leaves) {
                // A dash inside quotes stands for nothing.
                Err(EngineError::Unsupported { .. }) if cut_word(&word.text).terms.is_empty() => continue,
                other => other?,
            };
            let room = MAX_PHRASE_WAYS / ways.len();
            ways = ways
                .into_iter()
                .flat_map(|(parts, next)| {
                    word_ways.iter().take(room.max(1)).map(move |way| {
                        let mut parts = parts.clone();
                        parts.extend(way.iter().map(|(tree, offset)| (tree.clone(), next + offset)));
                        let last = way.last().map_or(0, |(_, offset)| *offset);
                        (parts, next + last + 1)
                    })
                })
                .collect();
        }
        if ways.iter().all(|(parts, _)| parts.is_empty()) {
            return Err(nothing_to_find("the phrase", phrase.span));
        }
        let mut trees: Vec<SpanTree> = ways.into_iter().map(|(parts, _)| row(parts)).collect();
        Ok(if trees.len() == 1 { trees.swap_remove(0) } else { SpanTree::Any(trees) })
    }
}

/// Whether a word is compared as it stands, by its stem or within one edit: what stands nowhere may then be misspelled.
fn is_plain(matching: &WordMatch) -> bool {
    matches!(matching, WordMatch::Stem | WordMatch::Exact | WordMatch::Fuzzy(1))
}

/// A typed pattern as terms are compared with it.
pub(super) fn term_pattern(pattern: &Pattern, span: Span) -> Result<TermPattern, EngineError> {
    let pattern = TermPattern::from_query(pattern);
    if pattern.is_too_long() {
        let message = format!("a pattern can have {MAX_PATTERN} letters at most");
        return Err(EngineError::Unsupported { message, span: Some(span) });
    }
    Ok(pattern)
}

/// Rarity of an arrangement: the sum over what must stand there, the least over what may.
pub(super) fn rarity(tree: &SpanTree, leaves: &[f32]) -> f32 {
    match tree {
        SpanTree::Leaf(leaf) => leaves[*leaf],
        SpanTree::Any(trees) => trees.iter().map(|tree| rarity(tree, leaves)).reduce(f32::min).unwrap_or(0.0),
        SpanTree::Row(parts) => parts.iter().map(|(tree, _)| rarity(tree, leaves)).sum(),
        SpanTree::Loose(trees, _) => trees.iter().map(|tree| rarity(tree, leaves)).sum(),
        SpanTree::Near { left, right, .. } => rarity(left, leaves) + rarity(right, leaves),
    }
}

fn row(mut parts: Vec<(SpanTree, u32)>) -> SpanTree {
    if parts.len() == 1 && parts[0].1 == 0 {
        return parts.swap_remove(0).0;
    }
    SpanTree::Row(parts)
}

/// Cuts a pattern where the analyzer would cut a word: `al-Q*` is `al` and, after it, `q*`.
fn split_pattern(pattern: &Pattern) -> Vec<Pattern> {
    let mut parts = vec![Pattern::default()];
    for part in &pattern.parts {
        let PatternPart::Literal(text) = part else {
            parts.last_mut().expect("never empty").parts.push(part.clone());
            continue;
        };
        let text: String = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
        for (index, piece) in text.split(|c: char| !c.is_alphanumeric() && !is_paired(c)).enumerate() {
            if index > 0 {
                parts.push(Pattern::default());
            }
            if !piece.is_empty() {
                parts.last_mut().expect("never empty").parts.push(PatternPart::Literal(piece.to_owned()));
            }
        }
    }
    parts.retain(|pattern| !pattern.parts.is_empty());
    parts
}
