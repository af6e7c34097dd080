//! A scored part of a query: a word with all its forms, a phrase, a name.
//!
//! Owns the walk over postings. A clause is made once for a query ([`Clause`]) and opened for each segment
//! ([`OpenClause`]), where it marks and scores the documents of one window after another. Its one surprise: forms and
//! areas are summed before the formula is applied, as if stems had been indexed and the article were one text.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::{DocSet, TERMINATED};

use super::EngineError;
use super::arrangement::Arrangement;
use super::gather::{Gathered, MANY};
use super::lexicon::{Area, BODY, Forms, HEADLINE, LEDE, Lexicon};
use super::list::{List, Sums};
use super::ranking::{self, Ranking};
use super::schema::Kind;
use super::span::SpanTree;
use super::timed::TimedArticles;
use super::window::{DocBits, WINDOW};
use crate::query::WordRole;

/// So few documents of a window are looked up in a list one by one.
pub(crate) const FEW: u32 = 32;
/// To look up a document in a list takes as long as to add so many of it, roughly.
const LOOK_UP: u64 = 8;
/// A list that has one in so many documents of a segment is added without finding each: to look for them afterwards takes less.
const DENSE: u64 = 4;

/// A scored part of a query.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// What it looks for.
    pub(crate) matcher: Matcher,
    /// Where, all different.
    pub(crate) areas: Vec<Area>,
    /// An article matches with at least this many occurrences, in all areas together.
    pub(crate) at_least: u32,
    /// Factor of its score: rarity times boost.
    pub(crate) weight: f32,
    /// What the user typed for it.
    pub(crate) label: String,
    /// What it is there for among plain words; what only joins or tells a time selects nothing by itself.
    pub(crate) role: WordRole,
}

/// What a clause looks for.
#[derive(Debug, Clone)]
pub(crate) enum Matcher {
    /// Terms, whichever.
    Terms(Forms),
    /// Terms in a certain arrangement.
    Spans(SpanPlan),
}

/// An arrangement and the terms of its leaves.
#[derive(Debug, Clone)]
pub(crate) struct SpanPlan {
    pub(crate) tree: SpanTree,
    pub(crate) leaves: Vec<Forms>,
}

/// Where a window lies in its segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The first document.
    pub(crate) start: u32,
}

impl Frame {
    fn end(self) -> u32 {
        self.start.saturating_add(WINDOW)
    }
}

/// Lengths of articles relative to the average, by document.
#[derive(Clone)]
pub(crate) struct Lengths {
    areas: Arc<[AreaLengths]>,
    average: f32,
}

struct AreaLengths {
    norms: FieldNormReader,
    /// Weighted length by what is stored for it.
    weighted: [f32; 256],
}

impl Lengths {
    /// `areas` with their weights; `average` of the weighted length over all articles.
    pub(crate) fn new(areas: Vec<(FieldNormReader, f32)>, average: f32) -> Lengths {
        let weighted = |weight| std::array::from_fn(|id| FieldNormReader::id_to_fieldnorm(id as u8) as f32 * weight);
        let areas =
            areas.into_iter().map(|(norms, weight)| AreaLengths { norms, weighted: weighted(weight) }).collect();
        Lengths { areas, average: average.max(1.0) }
    }

    /// Length of one article.
    pub(crate) fn relative(&self, document: u32) -> f32 {
        self.areas.iter().map(|area| area.length(document)).sum::<f32>() / self.average
    }

    /// What is stored of the length of one part of an article, the last and mostly the longest.
    pub(crate) fn longest(&self, document: u32) -> u8 {
        self.areas.last().map_or(0, |area| area.norms.fieldnorm_id(document))
    }

    /// For each value of [`Lengths::longest`] the least that such an article's length can take from its words.
    pub(crate) fn dampenings(&self, ranking: &Ranking) -> Box<[f32; 256]> {
        let longest = self.areas.last().map_or(&[0.0; 256], |area| &area.weighted);
        Box::new(longest.map(|length| ranking.dampening(length / self.average)))
    }
}

impl AreaLengths {
    fn length(&self, document: u32) -> f32 {
        self.weighted[usize::from(self.norms.fieldnorm_id(document))]
    }
}

/// A clause opened for one segment.
pub(crate) struct OpenClause {
    parts: Vec<Part>,
    at_least: u32,
    weight: f32,
    ranking: Ranking,
    lengths: Lengths,
    /// What the last window held.
    sums: Sums,
    occurrences: Vec<u32>,
    /// What tells a derived headline; only where occurrences are counted, in the text that it is derived from as well.
    kinds: Option<Column<u64>>,
    role: WordRole,
    /// Which articles have it by their date.
    times: Option<TimedArticles>,
}

/// The documents of a window that are asked about.
struct Asked<'m> {
    mask: &'m DocBits,
    count: u64,
    /// By their distance from its beginning, once they were needed.
    documents: Vec<u32>,
}

impl Asked<'_> {
    fn documents(&mut self) -> &[u32] {
        if self.documents.is_empty() {
            self.documents.reserve_exact(self.count as usize);
            self.mask.for_each(|offset| self.documents.push(offset));
        }
        &self.documents
    }
}

struct Part {
    area: Area,
    weight: f32,
    walk: Walk,
    /// Documents of the segment.
    documents: u64,
}

enum Walk {
    Terms(Vec<List>),
    /// So many terms that their lists were read as one.
    Gathered(Gathered),
    Spans(Box<Arrangement>),
}

impl Clause {
    /// True when nothing in the index can match it.
    pub(crate) fn is_hopeless(&self) -> bool {
        match &self.matcher {
            Matcher::Terms(forms) => forms.is_empty(),
            Matcher::Spans(plan) => !may_match(&plan.tree, &plan.leaves),
        }
    }

    /// Opens it for a segment.
    pub(crate) fn open(
        &self,
        lexicon: &mut Lexicon<'_>,
        segment: usize,
        ranking: &Ranking,
        lengths: &Lengths,
    ) -> Result<OpenClause, EngineError> {
        let mut parts = Vec::new();
        // What may begin in the lede and end in the body is looked for in both as one text.
        let both = match &self.matcher {
            Matcher::Spans(plan) => {
                plan.tree.spans_paragraphs() && [LEDE, BODY].iter().all(|area| self.areas.contains(area))
            }
            Matcher::Terms(_) => false,
        };
        for &area in self.areas.iter().filter(|area| !both || **area != LEDE) {
            let walk = match &self.matcher {
                Matcher::Terms(forms) if forms.places_in(segment, area).nth(MANY).is_some() => {
                    Walk::Gathered(Gathered::read(forms, lexicon, segment, area)?)
                }
                Matcher::Terms(forms) => Walk::Terms(open_lists(forms, lexicon, segment, area)?),
                Matcher::Spans(plan) => {
                    let areas: &[Area] = if both && area == BODY { &[LEDE, BODY] } else { &[area] };
                    Walk::Spans(Box::new(Arrangement::open(plan, lexicon, segment, areas)?))
                }
            };
            let empty = matches!(&walk, Walk::Terms(lists) if lists.is_empty());
            if !empty {
                let documents = u64::from(lexicon.documents(segment).max(1));
                parts.push(Part { area, weight: ranking.weight(area), walk, documents });
            }
        }
        Ok(OpenClause {
            parts,
            at_least: self.at_least,
            kinds: if self.at_least > 1 && self.areas.contains(&LEDE) { Some(lexicon.kinds(segment)?) } else { None },
            weight: self.weight,
            ranking: ranking.clone(),
            lengths: lengths.clone(),
            sums: Sums::new(),
            occurrences: if self.at_least > 1 { vec![0; WINDOW as usize] } else { Vec::new() },
            role: self.role,
            times: match self.role {
                WordRole::Timed(time) => Some(lexicon.timed_articles(segment, time)?),
                WordRole::Sought | WordRole::Joining => None,
            },
        })
    }
}

impl OpenClause {
    /// A document before which nothing from `from` on matches.
    pub(crate) fn next_candidate(&mut self, from: u32) -> u32 {
        if !self.selects() {
            return from;
        }
        self.parts.iter_mut().map(|part| part.next_candidate(from)).min().unwrap_or(TERMINATED)
    }

    /// Marks what matches among the documents of `mask` and adds to their scores.
    pub(crate) fn evaluate(&mut self, frame: Frame, mask: &DocBits, scores: Option<&mut [f32]>) -> DocBits {
        let matched = self.mark(frame, mask);
        if let Some(scores) = scores {
            self.score(frame, &matched, scores);
        }
        self.forget();
        matched
    }

    /// Marks what matches among the documents of `mask`, and keeps how often it does until [`OpenClause::forget`].
    pub(crate) fn mark(&mut self, frame: Frame, mask: &DocBits) -> DocBits {
        if self.at_least > 1 {
            return self.mark_counted(frame, mask);
        }
        let mut asked = Asked { mask, count: u64::from(mask.count()), documents: Vec::new() };
        for part in &mut self.parts {
            part.add_to(frame, &mut asked, &mut self.sums);
        }
        self.sums.find();
        if let Some(times) = &self.times {
            let sums = &mut self.sums;
            mask.for_each(|offset| {
                if times.have(frame.start + offset) {
                    sums.add(offset, ranking::TIMED);
                }
            });
        }
        let mut matched = self.sums.found.clone();
        matched.and(mask);
        matched
    }

    /// Whether [`OpenClause::bound`] may be asked: for a phrase, or words near each other, that very many articles may have.
    pub(crate) fn has_bound(&self) -> bool {
        let bounded = |part: &Part| matches!(&part.walk, Walk::Spans(walk) if walk.has_bound());
        self.at_least <= 1 && self.times.is_none() && self.parts.iter().all(bounded)
    }

    /// Documents whose positions were read since this was asked last, in those of a phrase.
    pub(crate) fn take_looked(&mut self) -> u64 {
        let looked = |part: &mut Part| if let Walk::Spans(walk) = &mut part.walk { walk.take_looked() } else { 0 };
        self.parts.iter_mut().map(looked).sum()
    }

    /// Which documents of a window among those of `mask` may match. Until [`OpenClause::forget`], [`OpenClause::worth`] is the
    /// most that it may be. The next [`OpenClause::mark`] is to be of the same window.
    pub(crate) fn bound(&mut self, frame: Frame, mask: &DocBits) -> DocBits {
        let mut possible = DocBits::none();
        for part in &mut self.parts {
            let Walk::Spans(walk) = &mut part.walk else { continue };
            let (known, most) = walk.bound(frame, mask);
            self.sums.add_most(part.weight, &known, &most);
            possible.or(&known);
        }
        possible
    }

    /// What it is there for.
    pub(crate) fn role(&self) -> WordRole {
        self.role
    }

    /// Whether an article that has nothing but it is found.
    pub(crate) fn selects(&self) -> bool {
        self.role == WordRole::Sought
    }

    /// As [`OpenClause::mark`], where one occurrence is not enough.
    fn mark_counted(&mut self, frame: Frame, mask: &DocBits) -> DocBits {
        for part in &mut self.parts {
            let (weight, sums, occurrences) = (part.weight, &mut self.sums, &mut self.occurrences);
            let headline = self.kinds.as_ref().filter(|_| part.area == HEADLINE);
            let mut hit = |offset: u32, count: u32| {
                sums.add(offset, weight * count as f32);
                // A derived headline says the beginning of the text again.
                let again = headline.and_then(|kinds| kinds.first(frame.start + offset)) == Some(Kind::Headless.code());
                if !again {
                    occurrences[offset as usize] += count;
                }
            };
            part.walk(frame, mask, &mut hit);
        }
        let mut matched = self.sums.found.clone();
        for offset in self.sums.found.iter() {
            if self.occurrences[offset as usize] < self.at_least {
                matched.remove(offset);
            }
        }
        matched
    }

    /// Adds to the scores of some of the documents that were marked.
    pub(crate) fn score(&self, frame: Frame, matched: &DocBits, scores: &mut [f32]) {
        matched.for_each(|offset| {
            let dampening = self.ranking.dampening(self.lengths.relative(frame.start + offset));
            scores[offset as usize] += self.worth(offset, dampening);
        });
    }

    /// What it is worth in a document of the window, see [`Ranking::dampening`]; nothing where it does not stand.
    pub(crate) fn worth(&self, offset: u32, dampening: f32) -> f32 {
        let frequency = self.sums.frequency[offset as usize];
        if frequency > 0.0 { self.weight * self.ranking.saturate(frequency, dampening) } else { 0.0 }
    }

    /// How often it stands in a document of the window, weighted by area.
    pub(crate) fn frequency(&self, offset: u32) -> f32 {
        self.sums.frequency[offset as usize]
    }

    /// Adds to the scores of 64 documents of the window, from `first` on, what [`OpenClause::worth`] tells.
    pub(crate) fn add_worth(&self, first: u32, dampening: &[f32; 64], scores: &mut [f32; 64]) {
        let frequency = &self.sums.frequency[first as usize..first as usize + 64];
        for ((score, &frequency), &dampening) in scores.iter_mut().zip(frequency).zip(dampening) {
            // Nothing where it does not stand: 0 divided by what an article's length takes.
            *score += self.weight * self.ranking.saturate(frequency, dampening);
        }
    }

    /// How long it takes to look it up in a window, beside other clauses.
    pub(crate) fn cost(&self) -> u64 {
        let parts: u64 = self.parts.iter().map(Part::cost).sum();
        if self.selects() { parts } else { u64::MAX }
    }

    /// What it is never worth more than.
    pub(crate) fn ceiling(&self) -> f32 {
        self.weight.max(0.0) * self.ranking.most()
    }

    /// Rarity times boost.
    pub(crate) fn weight(&self) -> f32 {
        self.weight
    }

    /// Makes ready for the next window.
    pub(crate) fn forget(&mut self) {
        if !self.occurrences.is_empty() {
            let occurrences = &mut self.occurrences;
            self.sums.found.for_each(|offset| occurrences[offset as usize] = 0);
        }
        self.sums.clear();
    }
}

impl Part {
    fn cost(&self) -> u64 {
        match &self.walk {
            Walk::Terms(lists) => lists.iter().map(List::len).sum(),
            Walk::Gathered(_) => u64::from(u32::MAX),
            Walk::Spans(_) => u64::from(u32::MAX) << 8,
        }
    }

    fn next_candidate(&mut self, from: u32) -> u32 {
        match &mut self.walk {
            Walk::Terms(lists) => lists.iter_mut().map(|list| list.seek(from)).min().unwrap_or(TERMINATED),
            Walk::Gathered(gathered) => gathered.next_candidate(from),
            Walk::Spans(walk) => walk.next_candidate(from),
        }
    }

    /// Adds what it has in a window, all of it unless far fewer documents are asked about: to look one up takes longer than to
    /// add several that nobody looks at.
    fn add_to(&mut self, frame: Frame, asked: &mut Asked<'_>, sums: &mut Sums) {
        let (weight, mask) = (self.weight, asked.mask);
        match &mut self.walk {
            Walk::Terms(lists) => {
                for list in lists {
                    if asked.count * LOOK_UP * self.documents < list.len() * u64::from(WINDOW) {
                        list.for_each_of(frame, asked.documents(), |offset, count| {
                            sums.add(offset, weight * count as f32)
                        });
                    } else if list.len() * DENSE > self.documents && weight > 0.0 {
                        list.add_dense(frame, weight, sums);
                    } else {
                        list.add_to(frame, weight, sums);
                    }
                }
            }
            Walk::Gathered(gathered) if mask.holds_more_than(FEW) => gathered.add_to(frame, weight, sums),
            _ => self.walk(frame, mask, &mut |offset, count| sums.add(offset, weight * count as f32)),
        }
    }

    fn walk(&mut self, frame: Frame, mask: &DocBits, hit: &mut impl FnMut(u32, u32)) {
        match &mut self.walk {
            Walk::Terms(lists) => {
                let many = mask.holds_more_than(FEW);
                for list in lists {
                    if !many {
                        for offset in mask.iter() {
                            if list.move_to(frame.start + offset) {
                                hit(offset, list.term_freq());
                            }
                        }
                    } else {
                        list.for_each_in(frame, |offset, count| {
                            if mask.contains(offset) {
                                hit(offset, count);
                            }
                        });
                    }
                }
            }
            Walk::Gathered(gathered) => gathered.walk(frame, mask, hit),
            Walk::Spans(walk) => walk.walk(frame, mask, hit),
        }
    }
}

fn open_lists(forms: &Forms, lexicon: &mut Lexicon<'_>, segment: usize, area: Area) -> Result<Vec<List>, EngineError> {
    // A list is kilobytes, and to make room for more copies those that are there.
    let mut lists = Vec::with_capacity(forms.places_in(segment, area).count());
    for place in forms.places_in(segment, area) {
        let reader = lexicon.reader(segment, area)?;
        lists.push(List::open(&reader, &place.info).map_err(|error| lexicon.failed(error))?);
    }
    Ok(lists)
}

/// Moves a list forward to a document; true when it holds it.
pub(crate) fn move_to(list: &mut SegmentPostings, document: u32) -> bool {
    let at = list.doc();
    at == document || (at < document && list.seek(document) == document)
}

/// Calls back for every document of a list within a window.
pub(crate) fn for_each_in(list: &mut SegmentPostings, frame: Frame, mut call: impl FnMut(u32, &SegmentPostings)) {
    let mut document = list.doc();
    if document < frame.start {
        document = list.seek(frame.start);
    }
    while document < frame.end() && document != TERMINATED {
        call(document - frame.start, list);
        document = list.advance();
    }
}

/// The next document from `from` on that any of the lists holds.
pub(crate) fn next_of_any(lists: &mut [SegmentPostings], from: u32) -> u32 {
    let next = |list: &mut SegmentPostings| if list.doc() < from { list.seek(from) } else { list.doc() };
    lists.iter_mut().map(next).min().unwrap_or(TERMINATED)
}

fn may_match(tree: &SpanTree, leaves: &[Forms]) -> bool {
    match tree {
        SpanTree::Leaf(leaf) => !leaves[*leaf].is_empty(),
        SpanTree::Any(trees) => trees.iter().any(|tree| may_match(tree, leaves)),
        SpanTree::Row(parts) => parts.iter().all(|(tree, _)| may_match(tree, leaves)),
        SpanTree::Loose(trees, _) => trees.iter().all(|tree| may_match(tree, leaves)),
        SpanTree::Near { left, right, .. } => may_match(left, leaves) && may_match(right, leaves),
    }
}
