//! Passages of an article that show why it matched.
//!
//! Owns the choice of passages and the ranges to emphasise in them; text and ranges only, no markup. Everything that
//! matched is shown as it matched: a stem as the word that has it, a phrase as a unit, a bare surname as the person it
//! was resolved to. The surprise: the article's text is cut into words again, with the index's own [`Tokens`], rather than
//! positions being read from the index; ten articles are cut faster than their positions are found.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::analyzer::{self, Boundary, NAME_MARK, PARAGRAPH_MARK, SENTENCE_MARK, STEM_MARK, TermKind, Tokens};
use super::clause::{Clause, Matcher};
use super::document::{IndexedArticle, name_mark_term};
use super::span::{Positions, SpanTree};
use super::stem;
use crate::article::Zone;

/// Text with ranges to emphasise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Byte ranges of it, ascending, apart from one another, on character boundaries.
    pub highlights: Vec<Range<usize>>,
}

/// A passage of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The passage.
    #[serde(flatten)]
    pub text: Marked,
    /// Heading of the section that it stands in.
    pub heading: Option<String>,
    /// What it was taken from.
    pub zone: Zone,
    /// True when it begins within a sentence.
    pub cut_before: bool,
    /// True when it ends within a sentence.
    pub cut_after: bool,
}

/// How much is shown around a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SnippetContext {
    /// The sentence, and its neighbours as far as they fit.
    #[default]
    Sentence,
    /// The whole paragraph.
    Paragraph,
}

/// Settings of snippets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnippetOptions {
    /// Most passages of one article; 0 for none.
    pub count: usize,
    /// Most characters of a passage; a longer sentence is cut.
    pub length: usize,
    /// How much is shown around a match.
    pub context: SnippetContext,
}

impl Default for SnippetOptions {
    fn default() -> SnippetOptions {
        SnippetOptions { count: 2, length: 280, context: SnippetContext::Sentence }
    }
}

/// Finds what to emphasise. Made once for a query.
pub(crate) struct Highlighter<'q> {
    clauses: Vec<HighlightClause<'q>>,
    /// Term to leaf, leaves of all clauses numbered through.
    leaves: FxHashMap<&'q str, Vec<usize>>,
    leaf_count: usize,
    stems: bool,
    names: bool,
    units: bool,
}

struct HighlightClause<'q> {
    tree: std::borrow::Cow<'q, SpanTree>,
    first_leaf: usize,
    weight: f32,
}

/// Bytes of a mention, and the leaves that look for the person.
type NamePlace<'a> = (Range<usize>, &'a [usize]);

/// What matched in one block of an article.
#[derive(Debug, Clone, Default)]
struct BlockMatches {
    /// Matched places: bytes, and the clauses they belong to.
    matches: Vec<(Range<usize>, Vec<usize>)>,
    /// Where sentences begin.
    sentences: Vec<usize>,
}

/// Positions of every leaf in one block.
struct BlockPositions {
    by_leaf: Vec<Vec<(u32, Range<usize>)>>,
    base: usize,
}

impl Positions for BlockPositions {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.by_leaf[self.base + leaf].iter().map(|(position, _)| *position));
        out.dedup();
    }
}

impl<'q> Highlighter<'q> {
    pub(crate) fn new(clauses: &[&'q Clause]) -> Highlighter<'q> {
        let mut made = Vec::new();
        let mut leaves: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut count = 0;
        for clause in clauses.iter().filter(|clause| clause.weight > 0.0) {
            let (tree, forms) = match &clause.matcher {
                Matcher::Terms(forms) => (std::borrow::Cow::Owned(SpanTree::Leaf(0)), std::slice::from_ref(forms)),
                Matcher::Spans(plan) => (std::borrow::Cow::Borrowed(&plan.tree), plan.leaves.as_slice()),
            };
            made.push(HighlightClause { tree, first_leaf: count, weight: clause.weight });
            for forms in forms {
                for form in &forms.forms {
                    leaves.entry(form.term.as_str()).or_default().push(count);
                }
                count += 1;
            }
        }
        let begins = |mark: char| leaves.keys().any(|term| term.starts_with(mark));
        Highlighter {
            stems: begins(STEM_MARK),
            names: begins(NAME_MARK),
            units: leaves.contains_key(SENTENCE_MARK) || leaves.contains_key(PARAGRAPH_MARK),
            clauses: made,
            leaves,
            leaf_count: count,
        }
    }

    /// What matched in each block of an article.
    fn matches(&self, article: &IndexedArticle) -> Vec<BlockMatches> {
        let mut marks: BTreeMap<u32, Vec<NamePlace<'_>>> = BTreeMap::new();
        if self.names {
            for name in &article.names {
                let term = name_mark_term(name.class, &name.key);
                let Some(leaves) = self.leaves.get(term.as_str()) else { continue };
                for mention in &name.mentions {
                    let range = mention.start as usize..mention.end as usize;
                    marks.entry(mention.block).or_default().push((range, leaves));
                }
            }
        }
        let arabic = self.stems && article.article.language.as_deref() == Some("ar");
        let stemmer = arabic.then(stem::arabic_stemmer);
        article
            .article
            .blocks()
            .enumerate()
            .map(|(index, block)| {
                let mut here = marks.remove(&(index as u32)).unwrap_or_default();
                here.sort_by_key(|(range, _)| range.start);
                self.block_matches(block.text, &here, stemmer.as_ref())
            })
            .collect()
    }

    fn block_matches(&self, text: &str, marks: &[NamePlace<'_>], stemmer: Option<&frostem::Stemmer>) -> BlockMatches {
        let mut found = BlockMatches::default();
        let mut positions = BlockPositions { by_leaf: vec![Vec::new(); self.leaf_count], base: 0 };
        let mut marks = marks.iter().peekable();
        let mut tokens = Tokens::new(text);
        while tokens.advance() {
            let place = (tokens.position, tokens.start..tokens.end);
            let mut add = |leaves: &[usize], place: &(u32, Range<usize>)| {
                leaves.iter().for_each(|&leaf| positions.by_leaf[leaf].push(place.clone()));
            };
            if tokens.kind == TermKind::Word {
                if tokens.boundary >= Boundary::Sentence {
                    found.sentences.push(sentence_start(text, tokens.start));
                    if self.units {
                        let empty = (tokens.position, tokens.start..tokens.start);
                        add(self.leaves.get(SENTENCE_MARK).map_or(&[], Vec::as_slice), &empty);
                    }
                }
                if self.units && tokens.boundary == Boundary::Paragraph {
                    let empty = (tokens.position, tokens.start..tokens.start);
                    add(self.leaves.get(PARAGRAPH_MARK).map_or(&[], Vec::as_slice), &empty);
                }
                while let Some((range, leaves)) = marks.next_if(|(range, _)| range.start < tokens.end) {
                    add(leaves, &(tokens.position, range.clone()));
                }
                if let Some(stemmer) = stemmer
                    && stem::is_arabic(&tokens.term)
                {
                    let stemmed = stem::arabic_stem_term(stemmer, &tokens.term);
                    add(self.leaves.get(stemmed.as_str()).map_or(&[], Vec::as_slice), &place);
                }
            }
            if let Some(leaves) = self.leaves.get(tokens.term.as_str()) {
                add(leaves, &place);
            }
        }
        self.collect_places(positions, &mut found);
        found
    }

    /// Turns positions of leaves into places of clauses.
    fn collect_places(&self, mut positions: BlockPositions, found: &mut BlockMatches) {
        let mut by_range: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (index, clause) in self.clauses.iter().enumerate() {
            positions.base = clause.first_leaf;
            let places = clause.tree.places(&mut positions);
            let mut leaves = Vec::new();
            clause.tree.leaves(&mut leaves);
            for leaf in leaves {
                for (position, range) in &positions.by_leaf[clause.first_leaf + leaf] {
                    // Places ascend by their start, but a long one may begin well before the position.
                    let inside = places.iter().any(|place| (place.start..place.end).contains(position));
                    if inside && !range.is_empty() {
                        let clauses = by_range.entry((range.start, range.end)).or_default();
                        if !clauses.contains(&index) {
                            clauses.push(index);
                        }
                    }
                }
            }
        }
        found.matches = by_range.into_iter().map(|((start, end), clauses)| (start..end, clauses)).collect();
    }

    /// The byte ranges to emphasise in each block of an article.
    pub(crate) fn highlights(&self, article: &IndexedArticle) -> Vec<Vec<Range<usize>>> {
        let matches = self.matches(article);
        matches.into_iter().map(|found| merged(found.matches.into_iter().map(|(range, _)| range))).collect()
    }

    /// The headline with what matched in it, and the best passages.
    pub(crate) fn snippets(&self, article: &IndexedArticle, options: &SnippetOptions) -> (Marked, Vec<Snippet>) {
        let mut headline = Marked { text: article.article.headline.text.clone(), highlights: Vec::new() };
        if options.count == 0 {
            return (headline, Vec::new());
        }
        let blocks: Vec<_> = article.article.blocks().collect();
        let matches = self.matches(article);
        let mut passages = Vec::new();
        for (index, (block, found)) in blocks.iter().zip(&matches).enumerate() {
            match block.zone {
                Zone::Headline => headline.highlights = merged(found.matches.iter().map(|(range, _)| range.clone())),
                Zone::Heading => {}
                Zone::Lede | Zone::Body => self.passages(index, block.text, found, options, &mut passages),
            }
        }
        let chosen = self.choose(passages, options.count);
        let mut snippets: Vec<Snippet> = chosen
            .into_iter()
            .map(|passage| {
                let block = &blocks[passage.block];
                let heading = block.section.and_then(|section| article.article.sections[section].heading.clone());
                snippet(block.text, block.zone, heading, passage)
            })
            .collect();
        if snippets.is_empty() {
            snippets.extend(opening(&blocks, &matches, options));
        }
        (headline, snippets)
    }

    /// The passages of a block that hold a match.
    fn passages(
        &self,
        block: usize,
        text: &str,
        found: &BlockMatches,
        options: &SnippetOptions,
        out: &mut Vec<Passage>,
    ) {
        if found.matches.is_empty() {
            return;
        }
        let sentences = sentence_ranges(text, &found.sentences);
        let mut next = 0;
        while next < sentences.len() {
            let first = next;
            let mut last = next;
            if options.context == SnippetContext::Paragraph {
                last = sentences.len() - 1;
            } else {
                // A short sentence takes the next ones along, as long as the passage fits.
                while last + 1 < sentences.len()
                    && text[sentences[first].start..sentences[last + 1].end].chars().count() <= options.length
                {
                    last += 1;
                }
            }
            let range = sentences[first].start..sentences[last].end;
            let inside: Vec<(Range<usize>, Vec<usize>)> = found
                .matches
                .iter()
                .filter(|(place, _)| range.start <= place.start && place.end <= range.end)
                .cloned()
                .collect();
            next = last + 1;
            if inside.is_empty() {
                continue;
            }
            let limit = if options.context == SnippetContext::Paragraph { usize::MAX } else { options.length };
            let range = self.fit(text, range, &inside, limit);
            let inside: Vec<_> =
                inside.into_iter().filter(|(place, _)| range.start <= place.start && place.end <= range.end).collect();
            let sentence_starts = sentences.iter().any(|sentence| sentence.start == range.start);
            let sentence_ends = sentences.iter().any(|sentence| sentence.end == range.end);
            out.push(Passage {
                block,
                range,
                matches: inside,
                cut_before: !sentence_starts,
                cut_after: !sentence_ends,
            });
        }
    }

    /// Cuts a passage that is too long down to the words around its best matches.
    fn fit(
        &self,
        text: &str,
        range: Range<usize>,
        matches: &[(Range<usize>, Vec<usize>)],
        limit: usize,
    ) -> Range<usize> {
        if text[range.clone()].chars().count() <= limit {
            return range;
        }
        let mut best: Option<(f32, usize, usize)> = None;
        for first in 0..matches.len() {
            let mut worth = Worth::default();
            for last in first..matches.len() {
                if text[matches[first].0.start..matches[last].0.end].chars().count() > limit {
                    break;
                }
                worth.add(&self.clauses, &matches[last].1);
                if best.is_none_or(|(other, ..)| worth.value > other) {
                    best = Some((worth.value, first, last));
                }
            }
        }
        let Some((_, first, last)) = best else { return range.start..range.start };
        let (start, end) = (matches[first].0.start, matches[last].0.end);
        let room = limit.saturating_sub(text[start..end].chars().count());
        let start = back(text, range.start, start, room / 3);
        let room = limit.saturating_sub(text[start..end].chars().count());
        start..forward(text, range.end, end, room)
    }

    /// The best passages, each counted for what the ones before it do not show.
    fn choose(&self, mut passages: Vec<Passage>, count: usize) -> Vec<Passage> {
        let mut shown = vec![false; self.clauses.len()];
        let mut chosen = Vec::new();
        while chosen.len() < count && !passages.is_empty() {
            let value = |passage: &Passage| {
                let mut worth = Worth { seen: shown.clone(), value: 0.0 };
                passage.matches.iter().for_each(|(_, clauses)| worth.add(&self.clauses, clauses));
                worth.value + closeness(&passage.matches)
            };
            let mut best = 0;
            let mut best_value = f32::MIN;
            for (index, passage) in passages.iter().enumerate() {
                let value = value(passage);
                if value > best_value {
                    (best, best_value) = (index, value);
                }
            }
            let passage = passages.remove(best);
            passage.matches.iter().flat_map(|(_, clauses)| clauses).for_each(|&clause| shown[clause] = true);
            chosen.push(passage);
        }
        chosen
    }
}

#[derive(Debug, Clone)]
struct Passage {
    block: usize,
    range: Range<usize>,
    matches: Vec<(Range<usize>, Vec<usize>)>,
    cut_before: bool,
    cut_after: bool,
}

/// What matches are worth: the first of a clause its weight, further ones a tenth of it.
#[derive(Default)]
struct Worth {
    seen: Vec<bool>,
    value: f32,
}

impl Worth {
    fn add(&mut self, all: &[HighlightClause<'_>], clauses: &[usize]) {
        self.seen.resize(all.len(), false);
        for &clause in clauses {
            let weight = all[clause].weight;
            self.value += if std::mem::replace(&mut self.seen[clause], true) { weight * 0.1 } else { weight };
        }
    }
}

/// A small reward for matches of different clauses that stand close together.
fn closeness(matches: &[(Range<usize>, Vec<usize>)]) -> f32 {
    matches
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1)
        .map(|pair| 4.0 / (4.0 + (pair[1].0.start.saturating_sub(pair[0].0.end)) as f32))
        .fold(0.0, f32::max)
}

/// Where a sentence begins: at its first word, or at the quotation mark or bracket before it.
fn sentence_start(text: &str, word: usize) -> usize {
    text[..word]
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '「' | '『' | '¿' | '¡' | '$' | '#' | '@')
        })
        .last()
        .map_or(word, |(at, _)| at)
}

fn sentence_ranges(text: &str, starts: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let start = if index == 0 { 0 } else { start };
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let end = start + text[start..end.max(start)].trim_end().len();
        ranges.push(start..end);
    }
    ranges
}

/// Moves back from `at` by at most `room` characters, to the beginning of a word.
fn back(text: &str, floor: usize, at: usize, room: usize) -> usize {
    let mut best = at;
    for (count, (index, c)) in text[floor..at].char_indices().rev().enumerate() {
        if count >= room {
            return best;
        }
        let index = floor + index;
        if c.is_whitespace() || analyzer::is_paired(c) {
            best = if c.is_whitespace() { index + c.len_utf8() } else { index };
        }
    }
    if text[floor..at].chars().count() <= room { floor } else { best }
}

/// Moves on from `at` by at most `room` characters, to the end of a word.
fn forward(text: &str, ceiling: usize, at: usize, room: usize) -> usize {
    let mut best = at;
    for (count, (index, c)) in text[at..ceiling].char_indices().enumerate() {
        if count >= room {
            return best;
        }
        if c.is_whitespace() {
            best = at + index;
        } else if analyzer::is_paired(c) {
            best = at + index + c.len_utf8();
        }
    }
    ceiling
}

/// Ascending ranges of which none touch.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

fn snippet(text: &str, zone: Zone, heading: Option<String>, passage: Passage) -> Snippet {
    let raw = &text[passage.range.clone()];
    let lead = raw.len() - raw.trim_start().len();
    let start = passage.range.start + lead;
    let shown = raw.trim();
    let highlights = merged(passage.matches.into_iter().map(|(place, _)| place))
        .into_iter()
        .filter(|place| place.start >= start)
        .map(|place| place.start - start..(place.end - start).min(shown.len()))
        .collect();
    Snippet {
        // A line break within a paragraph takes as many bytes as the blank that replaces it.
        text: Marked { text: shown.replace(['\n', '\r', '\t'], " "), highlights },
        heading,
        zone,
        cut_before: passage.cut_before,
        cut_after: passage.cut_after,
    }
}

/// The beginning of the article, for a hit whose text shows no match.
fn opening(
    blocks: &[crate::article::Block<'_>],
    matches: &[BlockMatches],
    options: &SnippetOptions,
) -> Option<Snippet> {
    let (block, found) = blocks.iter().zip(matches).find(|(block, _)| matches!(block.zone, Zone::Lede | Zone::Body))?;
    let sentences = sentence_ranges(block.text, &found.sentences);
    let mut end = sentences.first().map_or(block.text.len(), |sentence| sentence.end);
    for sentence in sentences.iter().skip(1) {
        if block.text[..sentence.end].chars().count() > options.length {
            break;
        }
        end = sentence.end;
    }
    let whole = block.text[..end].chars().count() <= options.length;
    let end = if whole { end } else { forward(block.text, end, 0, options.length) };
    let passage = Passage { block: 0, range: 0..end, matches: Vec::new(), cut_before: false, cut_after: !whole };
    Some(snippet(block.text, block.zone, None, passage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Headline, Section};
    use crate::engine::lexicon::{Form, Forms};

    fn clause(terms: &[&str], weight: f32) -> Clause {
        let forms = terms.iter().map(|term| Form { term: (*term).to_owned(), places: Vec::new() }).collect();
        Clause {
            matcher: Matcher::Terms(Forms { forms, cut: false }),
            areas: vec![0, 1, 2, 3],
            at_least: 1,
            weight,
            label: String::new(),
        }
    }

    fn article(lede: &str, paragraph: &str) -> IndexedArticle {
        IndexedArticle {
            article: Article {
                headline: Headline { text: "Talks on Rafah".into(), derived: false },
                lede: lede.into(),
                sections: vec![Section { heading: Some("The Plan".into()), paragraphs: vec![paragraph.into()] }],
                ..Article::default()
            },
            names: Vec::new(),
        }
    }

    fn emphasised(marked: &Marked) -> Vec<&str> {
        marked.highlights.iter().map(|range| &marked.text[range.clone()]).collect()
    }

    #[test]
    fn the_best_sentence_comes_first_with_its_heading() {
        let (rafah, offensive) = (clause(&["rafah"], 2.0), clause(&["offensive", "offensives"], 2.0));
        let clauses = [&rafah, &offensive];
        let article = article("Rafah is a city.", "Nothing here. The offensives in Rafah began.");
        let options = SnippetOptions { length: 30, ..SnippetOptions::default() };
        let (headline, snippets) = Highlighter::new(&clauses).snippets(&article, &options);
        assert_eq!(emphasised(&headline), ["Rafah"]);
        assert_eq!(snippets[0].text.text, "The offensives in Rafah began.");
        assert_eq!(emphasised(&snippets[0].text), ["offensives", "Rafah"]);
        assert_eq!(snippets[0].heading.as_deref(), Some("The Plan"));
        assert_eq!(snippets[1].text.text, "Rafah is a city.");
        assert!(!snippets[0].cut_before && !snippets[0].cut_after);
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_matches() {
        let far = clause(&["needle"], 1.0);
        let lede = format!("{}the needle here{} end.", "word ".repeat(40), " word".repeat(40));
        let article = article(&lede, "x");
        let options = SnippetOptions { length: 40, ..SnippetOptions::default() };
        let (_, snippets) = Highlighter::new(&[&far]).snippets(&article, &options);
        assert!(snippets[0].text.text.chars().count() <= 40, "{}", snippets[0].text.text);
        assert_eq!(emphasised(&snippets[0].text), ["needle"]);
        assert!(snippets[0].cut_before && snippets[0].cut_after);
    }

    #[test]
    fn without_a_match_the_opening_is_shown() {
        let none = clause(&["absent"], 1.0);
        let article = article("First sentence. Second one.", "x");
        let (_, snippets) = Highlighter::new(&[&none]).snippets(&article, &SnippetOptions::default());
        assert_eq!(snippets[0].text.text, "First sentence. Second one.");
        assert!(snippets[0].text.highlights.is_empty());
    }
}
