//! Running a query: from a [`SearchRequest`] to a page of hits.
//!
//! Owns the walk over segments and windows, the choice of the best hits and their order. The surprise: ranking has two
//! steps. All matches are scored by their words; the best [`RERANKED`] are then scored again with the closeness of the
//! words, whatever page was asked for, so that pages never overlap.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, SegmentReader, TERMINATED, Term};

use super::EngineError;
use super::clause::{Clause, Frame, Lengths, OpenClause, for_each_in};
use super::document::IndexedArticle;
use super::index::ArticleIndex;
use super::lexicon::{Area, Lexicon, TEXT};
use super::node::OpenNode;
use super::plan::{Plan, Planner, Unspaced};
use super::proximity::Closeness;
use super::ranking::{self, Ranking, Recency};
use super::schema::Kind;
use super::tally::{SegmentTally, Uncounted};
use super::window::{DocBits, WINDOW};
use crate::query::Query;

/// So many of the best hits are ordered by closeness too.
const RERANKED: usize = 200;

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first; undated articles last.
    Newest,
    /// The earliest first; undated articles last.
    Oldest,
}

/// A hit before its article is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) address: DocAddress,
    /// Everything: `(words + closeness + about) * recency`.
    pub(crate) score: f32,
    /// The reward for closeness; only the best hits have it.
    pub(crate) closeness: f32,
    /// The reward for being about the names asked for; only the best hits have it.
    pub(crate) about: f32,
    /// Factor for its date.
    pub(crate) recency: f32,
    /// Number of the bag's words that the article lacks.
    pub(crate) missing: u16,
    /// Which of the bag's first 64 words the article has, one bit each.
    present: u64,
    date: i64,
    pub(crate) id: u64,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// The page.
    pub(crate) hits: Vec<Candidate>,
    /// Articles that match in full.
    pub(crate) full: u64,
    /// Articles that hold some of the words only.
    pub(crate) partial: u64,
}

/// Which hits are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) offset: usize,
    pub(crate) limit: usize,
    pub(crate) order: SortOrder,
}

/// Which of the articles that a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    /// Those that match in full.
    Full,
    /// Those that hold some of the plain words only.
    Partial,
}

/// What was counted, segment by segment.
#[derive(Debug)]
pub(crate) struct Tallied<T> {
    pub(crate) segments: Vec<T>,
    /// Articles that match in full.
    pub(crate) full: u64,
    /// Articles that hold some of the words only.
    pub(crate) partial: u64,
}

/// A query and its plan over an index at one commit.
pub(crate) struct Run<'i> {
    pub(crate) index: &'i ArticleIndex,
    pub(crate) lexicon: Lexicon<'i>,
    pub(crate) plan: Plan,
    /// What adds to the score of hits and selects none, see [`super::expand`].
    pub(crate) extra: Vec<Clause>,
    /// Whether later articles are preferred.
    pub(crate) recency: Option<Recency>,
    ranking: Ranking,
}

impl<'i> Run<'i> {
    pub(crate) fn new(index: &'i ArticleIndex, query: &Query, areas: &[Area]) -> Result<Run<'i>, EngineError> {
        let mut lexicon = Lexicon::new(index);
        let plan = Planner::new(index, &mut lexicon, Unspaced::Phrases).plan(query, areas)?;
        Ok(Run { index, lexicon, plan, extra: Vec::new(), recency: None, ranking: ranking::DEFAULT })
    }

    /// Every scored part of the query that selects.
    pub(crate) fn clauses(&self) -> Vec<&Clause> {
        let mut clauses: Vec<&Clause> = self.plan.bag.iter().collect();
        if let Some(strict) = &self.plan.strict {
            strict.clauses(&mut clauses);
        }
        clauses
    }

    /// Finds the hits that are wanted. What is written without spaces and stands nowhere as it was typed may have been
    /// several words: then articles with some of its pairs of characters are found.
    pub(crate) fn find_somehow(&mut self, query: &Query, areas: &[Area], wanted: Wanted) -> Result<Found, EngineError> {
        let found = self.find(wanted)?;
        if found.full + found.partial == 0 && self.loosen(query, areas)? { self.find(wanted) } else { Ok(found) }
    }

    /// Plans the query anew with its unspaced words as pairs of characters; false when it has none.
    fn loosen(&mut self, query: &Query, areas: &[Area]) -> Result<bool, EngineError> {
        if !self.plan.loosenable {
            return Ok(false);
        }
        self.plan = Planner::new(self.index, &mut self.lexicon, Unspaced::Pairs).plan(query, areas)?;
        Ok(true)
    }

    /// Finds the hits that are wanted.
    pub(crate) fn find(&mut self, wanted: Wanted) -> Result<Found, EngineError> {
        let depth = wanted.offset.saturating_add(wanted.limit).max(RERANKED);
        let mut best = Best { order: wanted.order, depth, heap: BinaryHeap::new() };
        let mut found = Found::default();
        let readers = self.index.searcher.segment_readers();
        let average = self.average_length()?;
        for (segment, reader) in readers.iter().enumerate() {
            self.search_segment(segment, reader, average, &mut best, &mut found)?;
        }
        let mut hits = best.heap.into_vec();
        hits.sort();
        let mut candidates: Vec<Candidate> = hits.into_iter().map(|ranked| ranked.candidate).collect();
        if wanted.order == SortOrder::Relevance {
            let reranked = candidates.len().min(RERANKED);
            self.rerank(&mut candidates[..reranked])?;
            self.reward_names(&mut candidates[..reranked])?;
            candidates[..reranked].sort_by(by_relevance);
        }
        found.hits = candidates;
        found.hits = found.hits.into_iter().skip(wanted.offset).take(wanted.limit).collect();
        Ok(found)
    }

    fn search_segment(
        &mut self,
        segment: usize,
        reader: &SegmentReader,
        average: f32,
        best: &mut Best,
        found: &mut Found,
    ) -> Result<(), EngineError> {
        let mut walk = self.walk(segment, reader, average)?;
        self.for_each_window(reader, &mut walk, &mut |walk, start, mask| {
            walk.window(start, mask, best, found);
        })
    }

    /// Counts the articles that match in full, and those that hold some of the words only, as [`Run::find_somehow`] finds
    /// them.
    pub(crate) fn count_somehow(&mut self, query: &Query, areas: &[Area]) -> Result<(u64, u64), EngineError> {
        let counted = self.count()?;
        if counted == (0, 0) && self.loosen(query, areas)? { self.count() } else { Ok(counted) }
    }

    fn count(&mut self) -> Result<(u64, u64), EngineError> {
        let tallied = self.tally_share(&|_, _| Ok(Uncounted), Share::Full)?;
        Ok((tallied.full, tallied.partial))
    }

    /// As [`Run::tally`], over what [`Run::find_somehow`] finds.
    pub(crate) fn tally_somehow<T: SegmentTally>(
        &mut self,
        query: &Query,
        areas: &[Area],
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
    ) -> Result<Tallied<T>, EngineError> {
        let tallied = self.tally(open)?;
        if tallied.full + tallied.partial == 0 && self.loosen(query, areas)? { self.tally(open) } else { Ok(tallied) }
    }

    /// Counts what matches: `open` makes a tally for each segment, which is handed what matches in full, or, when nothing
    /// does, what holds some of the words.
    pub(crate) fn tally<T: SegmentTally>(
        &mut self,
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
    ) -> Result<Tallied<T>, EngineError> {
        let tallied = self.tally_share(open, Share::Full)?;
        if tallied.full == 0 && tallied.partial > 0 { self.tally_share(open, Share::Partial) } else { Ok(tallied) }
    }

    fn tally_share<T: SegmentTally>(
        &mut self,
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
        share: Share,
    ) -> Result<Tallied<T>, EngineError> {
        let mut tallied = Tallied { segments: Vec::new(), full: 0, partial: 0 };
        let average = self.average_length()?;
        for (segment, reader) in self.index.searcher.segment_readers().iter().enumerate() {
            let mut tally = open(self.index, reader)?;
            let mut walk = self.walk(segment, reader, average)?;
            self.for_each_window(reader, &mut walk, &mut |walk, start, mask| {
                let (full, partial) = walk.shares(start, mask);
                tallied.full += u64::from(full.count());
                tallied.partial += u64::from(partial.count());
                let counted = if share == Share::Full { full } else { partial };
                if !counted.is_empty() {
                    tally.count(start, &counted);
                }
            })?;
            tallied.segments.push(tally);
        }
        Ok(tallied)
    }

    fn walk(&mut self, segment: usize, reader: &SegmentReader, average: f32) -> Result<SegmentWalk, EngineError> {
        let lengths = self.lengths(reader, average)?;
        let mut bag = Vec::new();
        for clause in &self.plan.bag {
            bag.push(clause.open(&mut self.lexicon, segment, &self.ranking, &lengths)?);
        }
        let mut extra = Vec::new();
        for clause in &self.extra {
            extra.push(clause.open(&mut self.lexicon, segment, &self.ranking, &lengths)?);
        }
        let strict = match &self.plan.strict {
            Some(node) => Some(node.open(&mut self.lexicon, (segment, reader), &self.ranking, &lengths)?),
            None => None,
        };
        let columns = reader.fast_fields();
        let engine = |error| self.lexicon.failed_engine(error);
        Ok(SegmentWalk {
            segment: segment as u32,
            bag,
            strict,
            extra,
            recency: self.recency,
            dates: columns.i64("date_start").map_err(engine)?,
            ids: columns.u64("id").map_err(engine)?,
            scores: vec![0.0; WINDOW as usize],
            present: vec![(0, 0); WINDOW as usize],
        })
    }

    /// Visits the windows of a segment in which something may match, each with the articles that are in it.
    fn for_each_window(
        &self,
        reader: &SegmentReader,
        walk: &mut SegmentWalk,
        visit: &mut dyn FnMut(&mut SegmentWalk, u32, &DocBits),
    ) -> Result<(), EngineError> {
        let engine = |error| self.lexicon.failed_engine(error);
        let kind = Term::from_field_u64(self.index.fields.kind, Kind::File.code());
        let inverted = reader.inverted_index(self.index.fields.kind).map_err(engine)?;
        let mut records =
            inverted.read_postings(&kind, IndexRecordOption::Basic).map_err(|e| self.lexicon.failed(e))?;
        let mut start = 0;
        while start < reader.max_doc() {
            start = walk.next_candidate(start);
            if start >= reader.max_doc() || start == TERMINATED {
                break;
            }
            let mut mask = DocBits::first((reader.max_doc() - start).min(WINDOW));
            if let Some(alive) = reader.alive_bitset() {
                for offset in 0..(reader.max_doc() - start).min(WINDOW) {
                    if !alive.is_alive(start + offset) {
                        mask.remove(offset);
                    }
                }
            }
            if let Some(records) = &mut records {
                for_each_in(records, Frame { start }, |offset, _| mask.remove(offset));
            }
            visit(walk, start, &mask);
            start = start.saturating_add(WINDOW);
        }
        Ok(())
    }

    fn lengths(&self, reader: &SegmentReader, average: f32) -> Result<Lengths, EngineError> {
        let mut areas = Vec::new();
        for &area in &TEXT {
            let field = self.lexicon.field(area);
            let norms = reader.get_fieldnorms_reader(field).map_err(|error| self.lexicon.failed_engine(error))?;
            areas.push((norms, self.ranking.weight(area)));
        }
        Ok(Lengths::new(areas, average))
    }

    /// Weighted length of an article on average.
    fn average_length(&mut self) -> Result<f32, EngineError> {
        let segments = self.index.searcher.segment_readers();
        let mut total = 0.0;
        let mut documents = 0;
        for (segment, reader) in segments.iter().enumerate() {
            for &area in &TEXT {
                let tokens = self.lexicon.reader(segment, area)?.total_num_tokens();
                total += tokens as f64 * f64::from(self.ranking.weight(area));
            }
            documents += u64::from(reader.max_doc());
        }
        Ok((total / documents.max(1) as f64) as f32)
    }

    /// Adds what articles gain by being about the names that were asked for.
    fn reward_names(&self, candidates: &mut [Candidate]) -> Result<(), EngineError> {
        let places: Vec<DocAddress> = candidates.iter().map(|candidate| candidate.address).collect();
        let rewards = super::about::rewards(self.index, &self.plan.names, &places)?;
        for (candidate, reward) in candidates.iter_mut().zip(rewards) {
            candidate.about = reward;
            candidate.score += reward * candidate.recency;
        }
        Ok(())
    }

    fn rerank(&mut self, candidates: &mut [Candidate]) -> Result<(), EngineError> {
        if self.ranking.proximity <= 0.0 {
            return Ok(());
        }
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by_key(|&index| candidates[index].address);
        let mut open: Option<(u32, Option<Closeness>)> = None;
        for index in order {
            let DocAddress { segment_ord, doc_id } = candidates[index].address;
            if open.as_ref().is_none_or(|(segment, _)| *segment != segment_ord) {
                let mut clauses: Vec<&Clause> = self.plan.bag.iter().collect();
                if let Some(strict) = &self.plan.strict {
                    strict.clauses(&mut clauses);
                }
                open = Some((segment_ord, Closeness::open(&clauses, &mut self.lexicon, segment_ord as usize)?));
            }
            if let Some((_, Some(closeness))) = &mut open {
                let candidate = &mut candidates[index];
                candidate.closeness = closeness.reward(doc_id, &self.ranking);
                candidate.score += candidate.closeness * candidate.recency;
            }
        }
        Ok(())
    }

    /// The labels of the bag's words that an article lacks, of the first 64.
    pub(crate) fn missing(&self, candidate: &Candidate) -> Vec<String> {
        let words = self.plan.bag.iter().take(64).enumerate();
        words
            .filter(|(index, _)| candidate.present & (1 << index) == 0)
            .map(|(_, clause)| clause.label.clone())
            .collect()
    }

    /// Reads the articles of some hits. They are read in the order in which they are stored, so that no block of the
    /// store is unpacked twice, and returned in the order of the hits.
    pub(crate) fn articles(&self, hits: &[Candidate]) -> Result<Vec<IndexedArticle>, EngineError> {
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_by_key(|&index| hits[index].address);
        let mut articles: Vec<Option<IndexedArticle>> = vec![None; hits.len()];
        for index in order {
            articles[index] = Some(self.index.article_at(hits[index].address)?);
        }
        Ok(articles.into_iter().flatten().collect())
    }
}

/// One segment while it is searched.
struct SegmentWalk {
    segment: u32,
    bag: Vec<OpenClause>,
    strict: Option<OpenNode>,
    /// What only scores.
    extra: Vec<OpenClause>,
    recency: Option<Recency>,
    dates: Column<i64>,
    ids: Column<u64>,
    scores: Vec<f32>,
    /// How many of the bag's words a document holds, and which of the first 64.
    present: Vec<(u16, u64)>,
}

impl SegmentWalk {
    fn next_candidate(&mut self, from: u32) -> u32 {
        let strict = self.strict.as_mut().map_or(from, |node| node.next_candidate(from));
        if self.bag.is_empty() {
            return strict;
        }
        let bag = self.bag.iter_mut().map(|clause| clause.next_candidate(from)).min().unwrap_or(TERMINATED);
        strict.max(bag)
    }

    /// What matches in full, and what holds some of the words only; nothing is scored.
    fn shares(&mut self, start: u32, mask: &DocBits) -> (DocBits, DocBits) {
        let frame = Frame { start };
        let matched = match &mut self.strict {
            Some(node) => node.evaluate(frame, mask, None),
            None => mask.clone(),
        };
        if self.bag.is_empty() {
            return (matched, DocBits::none());
        }
        let mut all = matched.clone();
        let mut any = DocBits::none();
        for clause in &mut self.bag {
            let hits = clause.evaluate(frame, &matched, None);
            all.and(&hits);
            any.or(&hits);
        }
        any.subtract(&all);
        (all, any)
    }

    fn window(&mut self, start: u32, mask: &DocBits, best: &mut Best, found: &mut Found) {
        let frame = Frame { start };
        let mut matched = match &mut self.strict {
            Some(node) => node.evaluate(frame, mask, Some(&mut self.scores)),
            None => mask.clone(),
        };
        // Documents that a condition lets through may have a score already, whether the bag wants them or not.
        let touched = matched.clone();
        if !self.bag.is_empty() {
            let mut any = DocBits::none();
            for (index, clause) in self.bag.iter_mut().enumerate() {
                let hits = clause.evaluate(frame, &matched, Some(&mut self.scores));
                let bit = if index < 64 { 1 << index } else { 0 };
                for offset in hits.iter() {
                    let (count, which) = &mut self.present[offset as usize];
                    *count += 1;
                    *which |= bit;
                }
                any.or(&hits);
            }
            matched = any;
        }
        for clause in &mut self.extra {
            clause.evaluate(frame, &matched, Some(&mut self.scores));
        }
        let words = self.bag.len() as u16;
        for offset in matched.iter() {
            let document = start + offset;
            let (count, present) = std::mem::take(&mut self.present[offset as usize]);
            let missing = words - count;
            if missing == 0 {
                found.full += 1;
            } else {
                found.partial += 1;
            }
            let mut score = self.scores[offset as usize];
            let mut factor = 1.0;
            if let Some(recency) = &self.recency {
                factor = recency.factor(self.dates.first(document).unwrap_or(i64::MIN));
                score *= factor;
            }
            if best.may_enter(missing, score) {
                best.push(Candidate {
                    address: DocAddress::new(self.segment, document),
                    score,
                    closeness: 0.0,
                    about: 0.0,
                    recency: factor,
                    missing,
                    present,
                    date: self.dates.first(document).unwrap_or(i64::MIN),
                    id: self.ids.first(document).unwrap_or_default(),
                });
            }
        }
        // An OR may have scored documents that an AND around it let fall; start afresh.
        if self.strict.is_some() {
            self.scores.fill(0.0);
        } else {
            touched.iter().for_each(|offset| self.scores[offset as usize] = 0.0);
        }
    }
}

/// The best hits so far; the worst of them on top.
struct Best {
    order: SortOrder,
    depth: usize,
    heap: BinaryHeap<Ranked>,
}

/// A candidate with the order it is ranked in. Greater is worse.
struct Ranked {
    order: SortOrder,
    candidate: Candidate,
}

impl Best {
    /// False when nothing with this score can be among the best.
    fn may_enter(&self, missing: u16, score: f32) -> bool {
        if self.order != SortOrder::Relevance || self.heap.len() < self.depth {
            return true;
        }
        self.heap.peek().is_none_or(|worst| {
            let worst = &worst.candidate;
            (missing > 0).cmp(&(worst.missing > 0)).then(worst.score.total_cmp(&score)) != Ordering::Greater
        })
    }

    fn push(&mut self, candidate: Candidate) {
        self.heap.push(Ranked { order: self.order, candidate });
        if self.heap.len() > self.depth {
            self.heap.pop();
        }
    }
}

/// Articles with all the words first, then by score; of equals the later one first, then by id.
fn by_relevance(a: &Candidate, b: &Candidate) -> Ordering {
    (a.missing > 0)
        .cmp(&(b.missing > 0))
        .then(b.score.total_cmp(&a.score))
        .then(b.date.cmp(&a.date))
        .then(a.id.cmp(&b.id))
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        let (a, b) = (&self.candidate, &other.candidate);
        let partial = (a.missing > 0).cmp(&(b.missing > 0));
        let undated = (a.date == i64::MIN).cmp(&(b.date == i64::MIN));
        match self.order {
            SortOrder::Relevance => by_relevance(a, b),
            SortOrder::Newest => partial.then(undated).then(b.date.cmp(&a.date)).then(by_relevance(a, b)),
            SortOrder::Oldest => partial.then(undated).then(a.date.cmp(&b.date)).then(by_relevance(a, b)),
        }
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}
