//! What matched in an article: which words, for which part of the query.
//!
//! Owns the way from an article's text to byte ranges. Everything that matched is found as it matched: a stem as the word
//! that has it, a phrase as a unit, a bare surname as the person it was resolved to. The surprise: the text is cut into
//! words again, with the index's own [`Tokens`], rather than positions being read from the index; ten articles are cut
//! faster than their positions are found.

mod across;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use self::across::{CutBlock, LeafPlace};
use super::analyzer::{Boundary, NAME_MARK, PARAGRAPH_MARK, SENTENCE_MARK, STEM_MARK, TermKind, Tokens};
use super::ascii::AsciiWord;
use super::clause::{Clause, Matcher};
use super::document::{ArticleName, IndexedArticle, zone_index};
use super::filing::name_mark_term;
use super::lexicon::Area;
use super::sieve::Sieve;
use super::span::{Positions, SpanTree};
use super::stem::arabic;
use super::unspaced::telling_run;
use crate::query::WordRole;

/// In a sentence, words that count less than this share of its rarest word are not emphasised: nobody looks for `in` and `the`.
pub(crate) const FAINT: f32 = 0.1;

/// What a page of hits emphasises: of a sentence the telling words, in an article that has none of them all that it has.
pub(crate) struct Emphasis<'q> {
    telling: Option<Highlighter<'q>>,
    all: Highlighter<'q>,
    /// See [`Plan::pairs`](super::plan::Plan).
    pairs: &'q [String],
}

impl<'q> Emphasis<'q> {
    /// For the clauses of a query, which may be a sentence, and the pairs of characters among them.
    pub(crate) fn new(clauses: &[&'q Clause], sentence: bool, pairs: &'q [String]) -> Emphasis<'q> {
        let telling = (sentence || !pairs.is_empty()).then(|| Highlighter::telling(clauses));
        Emphasis { telling, all: Highlighter::new(clauses), pairs }
    }

    /// Knows all clauses.
    pub(crate) fn all(&self) -> &Highlighter<'q> {
        &self.all
    }

    /// What matched in each block of an article, and who knows the clauses of these matches. Where places are wanted all
    /// words count.
    pub(crate) fn matches(&self, article: &IndexedArticle, detail: Detail) -> (&Highlighter<'q>, Vec<BlockMatches>) {
        if let Some(telling) = self.telling.as_ref().filter(|_| detail == Detail::Words) {
            let mut matches = telling.matches(article, detail);
            if !self.pairs.is_empty() {
                matches.iter_mut().for_each(|block| telling.drop_fragments(block, self.pairs));
            }
            if matches.iter().any(|block| !block.matches.is_empty()) {
                return (telling, matches);
            }
        }
        (&self.all, self.all.matches(article, detail))
    }
}

/// Finds what to emphasise. Made once for a query.
pub(crate) struct Highlighter<'q> {
    pub(crate) clauses: Vec<HighlightClause<'q>>,
    /// Term to leaf, leaves of all clauses numbered through.
    leaves: FxHashMap<&'q str, Vec<usize>>,
    /// The same of words as [`AsciiWord`] tells them.
    words: FxHashMap<u128, Vec<usize>>,
    leaf_count: usize,
    /// Which blocks need not be cut into words.
    sieve: Sieve,
    stems: bool,
    names: bool,
    units: bool,
}

pub(crate) struct HighlightClause<'q> {
    tree: Cow<'q, SpanTree>,
    /// Where it is looked for.
    pub(crate) areas: &'q [Area],
    first_leaf: usize,
    /// Its leaves, with those that only say where sentences and paragraphs begin.
    leaf_count: usize,
    pub(crate) weight: f32,
    /// What the user typed for it.
    pub(crate) label: &'q str,
    /// What kind of clause it is.
    pub(crate) kind: ClauseKind,
    /// What it is there for among plain words.
    pub(crate) role: WordRole,
    /// Whether a place of it may span paragraphs.
    across: bool,
}

/// How a clause is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClauseKind {
    /// A word.
    Word,
    /// A phrase, proximity, a group.
    Part,
}

/// Whether the places of whole clauses are wanted beside the words to emphasise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Only what to emphasise.
    Words,
    /// Places too.
    Places,
}

/// Bytes of a mention, and the leaves that look for the person.
type NamePlace<'a> = (Range<usize>, &'a [usize]);

/// What matched in one block of an article.
#[derive(Debug, Clone, Default)]
pub(crate) struct BlockMatches {
    /// Words to emphasise: bytes, and the clauses they belong to.
    pub(crate) matches: Vec<(Range<usize>, Vec<usize>)>,
    /// Where sentences begin; empty for a block without a match.
    pub(crate) sentences: Vec<usize>,
    /// Where each clause stands, as a whole: bytes and the clause. Only with [`Detail::Places`].
    pub(crate) places: Vec<(Range<usize>, usize)>,
}

/// Positions of every leaf in one block.
struct BlockPositions {
    by_leaf: Vec<Vec<(u32, Range<usize>)>>,
    base: usize,
    /// Position of the last word, where there is one.
    last: Option<u32>,
}

/// What matched in one block, before it is put in order.
#[derive(Default)]
struct BlockPlaces {
    /// Words to emphasise: where they begin and end, and the clause.
    hits: Vec<(usize, usize, usize)>,
    /// Whole clauses.
    places: Vec<(Range<usize>, usize)>,
}

impl Positions for BlockPositions {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.by_leaf[self.base + leaf].iter().map(|(position, _)| *position));
        out.dedup();
    }
}

impl<'q> Highlighter<'q> {
    /// Emphasises whatever counts.
    pub(crate) fn new(clauses: &[&'q Clause]) -> Highlighter<'q> {
        Highlighter::above(0.0, clauses)
    }

    /// Emphasises the telling words of a sentence.
    fn telling(clauses: &[&'q Clause]) -> Highlighter<'q> {
        let rarest = clauses.iter().map(|clause| clause.weight).fold(0.0, f32::max);
        Highlighter::above(FAINT * rarest, clauses)
    }

    fn above(faintest: f32, clauses: &[&'q Clause]) -> Highlighter<'q> {
        let mut made = Vec::new();
        let mut leaves: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut count = 0;
        // What only joins the others shows nothing.
        let shown = clauses.iter().filter(|clause| clause.role != WordRole::Joining);
        for clause in shown.filter(|clause| clause.weight > faintest) {
            let (tree, forms) = match &clause.matcher {
                Matcher::Terms(forms) => (Cow::Owned(SpanTree::Leaf(0)), std::slice::from_ref(forms)),
                Matcher::Spans(plan) => (Cow::Borrowed(&plan.tree), plan.leaves.as_slice()),
            };
            let kind = if matches!(clause.matcher, Matcher::Terms(_)) { ClauseKind::Word } else { ClauseKind::Part };
            made.push(HighlightClause {
                tree,
                areas: &clause.areas,
                first_leaf: count,
                leaf_count: forms.len(),
                // An article has a time mostly by its date, and where it stands in the text says little.
                weight: if matches!(clause.role, WordRole::Timed(_)) {
                    FAINT / 2.0 * clause.weight
                } else {
                    clause.weight
                },
                label: &clause.label,
                kind,
                role: clause.role,
                across: match &clause.matcher {
                    Matcher::Terms(_) => false,
                    Matcher::Spans(plan) => plan.tree.spans_paragraphs(),
                },
            });
            for forms in forms {
                for form in &forms.forms {
                    leaves.entry(form.term.as_str()).or_default().push(count);
                }
                count += 1;
            }
        }
        let begins = |mark: char| leaves.keys().any(|term| term.starts_with(mark));
        let word =
            |(term, leaves): (&&str, &Vec<usize>)| AsciiWord::of(term).map(|word| (word.lowered, leaves.clone()));
        Highlighter {
            words: leaves.iter().filter_map(word).collect(),
            stems: begins(STEM_MARK),
            names: begins(NAME_MARK),
            units: leaves.contains_key(SENTENCE_MARK) || leaves.contains_key(PARAGRAPH_MARK),
            sieve: Sieve::new(leaves.keys().copied()),
            clauses: made,
            leaves,
            leaf_count: count,
        }
    }

    /// What matched in each block of an article.
    pub(crate) fn matches(&self, article: &IndexedArticle, detail: Detail) -> Vec<BlockMatches> {
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
        let stemmed = self.stems && article.article.language.as_deref() == Some("ar");
        // Where words are counted from one paragraph to the next, those of all have to be known.
        let across = self.clauses.iter().any(|clause| clause.across);
        let mut blocks = Vec::new();
        let mut sentences = Vec::new();
        let mut found: Vec<BlockPlaces> = Vec::new();
        for (index, block) in article.article.blocks().enumerate() {
            let mut here = marks.remove(&(index as u32)).unwrap_or_default();
            if !across && here.is_empty() && !self.sieve.lets_through(block.text) {
                found.push(BlockPlaces::default());
                sentences.push(Vec::new());
                continue;
            }
            here.sort_by_key(|(range, _)| range.start);
            let (mut positions, starts) = self.cut(block.text, &here, stemmed);
            let area = zone_index(block.zone);
            found.push(self.collect_places(&mut positions, area, detail));
            sentences.push(starts);
            if across {
                blocks.push(CutBlock { area, positions });
            }
        }
        let mut leaves = Vec::new();
        for (number, clause) in self.clauses.iter().enumerate().filter(|(_, clause)| clause.across) {
            leaves.clear();
            clause.tree.leaves(&mut leaves);
            across::add_places((number, clause), &leaves, &blocks, detail, &mut found);
        }
        found.into_iter().zip(sentences).map(|(found, sentences)| found.in_order(sentences)).collect()
    }

    /// Leaves out what matched of a word that was looked for by its pairs of characters where too few of them follow one another.
    fn drop_fragments(&self, block: &mut BlockMatches, pairs: &[String]) {
        let of_pairs = |(_, clauses): &(Range<usize>, Vec<usize>)| {
            let label = self.clauses[*clauses.first()?].label;
            pairs.iter().any(|pair| pair == label).then(|| telling_run(label))
        };
        let matches = std::mem::take(&mut block.matches);
        let together = matches.chunk_by(|(one, _), (next, _)| next.start < one.end);
        let telling = together.filter(|run| run.iter().any(|hit| of_pairs(hit).is_none_or(|least| run.len() >= least)));
        block.matches = telling.flatten().cloned().collect();
    }

    /// Cuts a block into words and notes where each leaf stands and where sentences begin.
    fn cut(&self, text: &str, marks: &[NamePlace<'_>], stemmed: bool) -> (BlockPositions, Vec<usize>) {
        let mut sentences = Vec::new();
        let mut positions = BlockPositions { by_leaf: vec![Vec::new(); self.leaf_count], base: 0, last: None };
        let mut marks = marks.iter().peekable();
        let mut tokens = Tokens::new(text);
        while tokens.advance_plain() {
            positions.last = Some(tokens.position);
            let place = (tokens.position, tokens.start..tokens.end);
            let mut add = |leaves: &[usize], place: &(u32, Range<usize>)| {
                leaves.iter().for_each(|&leaf| positions.by_leaf[leaf].push(place.clone()));
            };
            if tokens.kind == TermKind::Word {
                if tokens.boundary >= Boundary::Sentence {
                    sentences.push(sentence_start(text, tokens.start));
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
                if stemmed && tokens.plain().is_none() && arabic::is_arabic(&tokens.term) {
                    let stem = arabic::stem_term(&tokens.term);
                    add(self.leaves.get(stem.as_str()).map_or(&[], Vec::as_slice), &place);
                }
            }
            let leaves = match tokens.plain() {
                // Most words are none that is looked for, and need not be made a term to be seen as such.
                Some(word) => self.words.get(&word.lowered),
                None => self.leaves.get(tokens.term.as_str()),
            };
            if let Some(leaves) = leaves {
                add(leaves, &place);
            }
        }
        (positions, sentences)
    }

    /// Turns positions of leaves into places of clauses, but of those whose places may span paragraphs.
    fn collect_places(&self, positions: &mut BlockPositions, area: Area, detail: Detail) -> BlockPlaces {
        let mut found = BlockPlaces::default();
        let mut leaves = Vec::new();
        let within = |clause: &HighlightClause<'_>| !clause.across && clause.areas.contains(&area);
        for (index, clause) in self.clauses.iter().enumerate().filter(|(_, clause)| within(clause)) {
            positions.base = clause.first_leaf;
            leaves.clear();
            clause.tree.leaves(&mut leaves);
            if leaves.iter().all(|leaf| positions.by_leaf[clause.first_leaf + leaf].is_empty()) {
                continue;
            }
            if let SpanTree::Leaf(leaf) = *clause.tree {
                // A word stands wherever it stands; its places need not be looked up among one another.
                let at = &positions.by_leaf[clause.first_leaf + leaf];
                found.hits.extend(
                    at.iter().filter(|(_, range)| !range.is_empty()).map(|(_, range)| (range.start, range.end, index)),
                );
                if detail == Detail::Places {
                    let same = at.chunk_by(|(one, _), (other, _)| one == other);
                    found.places.extend(same.filter_map(|ranges| union(ranges).map(|range| (range, index))));
                }
                continue;
            }
            let places = clause.tree.places(positions);
            let held = leaves.iter().flat_map(|leaf| &positions.by_leaf[clause.first_leaf + leaf]);
            let held = held.map(|(position, range)| LeafPlace { position: *position, block: 0, range: range.clone() });
            across::add_held(index, &places, held.collect(), detail, std::slice::from_mut(&mut found));
        }
        found
    }

    /// The byte ranges to emphasise in each block of an article.
    pub(crate) fn highlights(&self, article: &IndexedArticle) -> Vec<Vec<Range<usize>>> {
        let matches = self.matches(article, Detail::Words);
        matches.into_iter().map(|found| merged(found.matches.into_iter().map(|(range, _)| range))).collect()
    }

    /// Which of an article's names the query asks for, by their index.
    pub(crate) fn asked_names<'a>(&'a self, article: &'a IndexedArticle) -> impl Iterator<Item = usize> + 'a {
        let named = |name: &ArticleName| self.leaves.contains_key(name_mark_term(name.class, &name.key).as_str());
        let names = if self.names { article.names.as_slice() } else { &[] };
        names.iter().enumerate().filter(move |(_, name)| named(name)).map(|(index, _)| index)
    }
}

impl BlockPlaces {
    fn in_order(self, sentences: Vec<usize>) -> BlockMatches {
        let BlockPlaces { mut hits, mut places } = self;
        hits.sort_unstable();
        hits.dedup();
        let same = hits.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        let matches = same.map(|hits| (hits[0].0..hits[0].1, hits.iter().map(|hit| hit.2).collect())).collect();
        places.sort_by_key(|(range, clause)| (range.start, range.end, *clause));
        BlockMatches { matches, sentences, places }
    }
}

/// The bytes from the first of some ranges to the last.
fn union(ranges: &[(u32, Range<usize>)]) -> Option<Range<usize>> {
    let ranges = ranges.iter().map(|(_, range)| range.clone());
    ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
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

/// Where the sentences of a text begin.
pub(crate) fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut tokens = Tokens::new(text);
    while tokens.advance() {
        if tokens.kind == TermKind::Word && tokens.boundary >= Boundary::Sentence {
            starts.push(sentence_start(text, tokens.start));
        }
    }
    starts
}

/// The sentences of a text by where they begin, without the blanks after them.
pub(crate) fn sentence_ranges(text: &str, starts: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let start = if index == 0 { 0 } else { start };
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let end = start + text[start..end.max(start)].trim_end().len();
        ranges.push(start..end);
    }
    ranges
}

/// Ascending ranges of which none touch.
pub(crate) fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}
