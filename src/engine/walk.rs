//! One segment while it is searched: window by window, what matches and what of it may be among the best.
//!
//! Owns which documents are scored at all. Where a query comes from and what becomes of its hits is not known here. The
//! surprise: most of what matches is never scored, since its words together, or its length alone, tell that it is too bad.

use tantivy::columnar::Column;
use tantivy::{DocAddress, TERMINATED};

use super::best::Best;
use super::clause::{Frame, Lengths, OpenClause};
use super::node::OpenNode;
use super::ranking::{Ranking, Recency};
use super::search::{Candidate, Found, Share};
use super::window::{DocBits, bits_of};

/// One segment while it is searched.
pub(super) struct SegmentWalk {
    pub(super) segment: u32,
    pub(super) bag: Vec<OpenClause>,
    pub(super) strict: Option<OpenNode>,
    /// What only scores.
    pub(super) extra: Vec<OpenClause>,
    /// The preference for later articles, and their dates.
    pub(super) recency: Option<(Recency, Column<i64>)>,
    pub(super) lengths: Lengths,
    pub(super) ranking: Ranking,
    pub(super) scores: Vec<f32>,
    /// See [`Lengths::dampenings`].
    pub(super) dampenings: Box<[f32; 256]>,
}

/// Of so many among 64 documents the scores are summed for all 64.
const MANY: u32 = 12;

impl SegmentWalk {
    pub(super) fn next_candidate(&mut self, from: u32) -> u32 {
        let strict = self.strict.as_mut().map_or(from, |node| node.next_candidate(from));
        if self.bag.is_empty() {
            return strict;
        }
        let bag = self.bag.iter_mut().map(|clause| clause.next_candidate(from)).min().unwrap_or(TERMINATED);
        strict.max(bag)
    }

    /// What matches in full, and what holds some of the words only; nothing is scored.
    pub(super) fn shares(&mut self, start: u32, mask: &DocBits) -> (DocBits, DocBits) {
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

    pub(super) fn window(&mut self, start: u32, mask: &DocBits, best: &mut Best, found: &mut Found) {
        let frame = Frame { start };
        let matched = match &mut self.strict {
            Some(node) => node.evaluate(frame, mask, Some(&mut self.scores)),
            None => mask.clone(),
        };
        let (mut full, mut any) = (matched.clone(), matched.clone());
        let marks: Vec<DocBits> = self.bag.iter_mut().map(|clause| clause.mark(frame, &matched)).collect();
        if !marks.is_empty() {
            any = DocBits::none();
            for hits in &marks {
                full.and(hits);
                any.or(hits);
            }
        }
        let (all, some) = (full.count(), any.count());
        found.full += u64::from(all);
        found.partial += u64::from(some - all);
        best.refresh();
        best.hear_of_full(all);
        let scored = self.contenders(best, &full, any, &marks);
        if self.extra.is_empty() {
            for number in 0..scored.words().len() {
                let promising = self.promising(start, number, scored.words()[number], full.words()[number], best);
                bits_of(promising, |bit| {
                    let offset = number as u32 * 64 + bit;
                    let share = if full.contains(offset) { Share::Full } else { Share::Partial };
                    let dampening = self.ranking.dampening(self.lengths.relative(start + offset));
                    self.consider(start + offset, self.score(offset, dampening), share, offset, &marks, best);
                });
            }
        } else {
            self.score_extra(frame, &scored);
            scored.for_each(|offset| {
                let share = if full.contains(offset) { Share::Full } else { Share::Partial };
                self.consider(start + offset, self.scores[offset as usize], share, offset, &marks, best);
            });
        }
        // An OR may have scored documents that an AND around it let fall; start afresh.
        if self.strict.is_some() || !self.extra.is_empty() {
            self.scores.fill(0.0);
        }
        self.bag.iter_mut().for_each(OpenClause::forget);
    }

    /// Of 64 documents of a window those among `scored` that may be among the best. Most are told not to be by the longest part
    /// of their text alone: their length is at least that, and no word is worth more in a longer one.
    fn promising(&self, start: u32, number: usize, scored: u64, full: u64, best: &Best) -> u64 {
        let (least_full, least_partial) = (best.least(Share::Full), best.least(Share::Partial));
        if scored == 0 || (least_full == f32::NEG_INFINITY && (least_partial == least_full || scored & !full == 0)) {
            return scored;
        }
        let first = number as u32 * 64;
        let least = |bit: u32| if full >> bit & 1 == 1 { least_full } else { least_partial };
        let mut promising = 0;
        if scored.count_ones() < MANY {
            bits_of(scored, |bit| {
                let dampening = self.dampenings[usize::from(self.lengths.longest(start + first + bit))];
                promising |= u64::from(self.score(first + bit, dampening) >= least(bit)) << bit;
            });
            return promising;
        }
        // All 64 at once, which the compiler makes vectors of.
        let mut dampening = [1.0; 64];
        bits_of(scored, |bit| {
            dampening[bit as usize] = self.dampenings[usize::from(self.lengths.longest(start + first + bit))];
        });
        let mut scores = [0.0; 64];
        scores.copy_from_slice(&self.scores[first as usize..first as usize + 64]);
        self.bag.iter().for_each(|clause| clause.add_worth(first, &dampening, &mut scores));
        for (bit, score) in (0..64).zip(scores) {
            promising |= u64::from(score >= least(bit)) << bit;
        }
        promising & scored
    }

    /// Takes a document in if its score is good enough.
    fn consider(&self, document: u32, words: f32, share: Share, offset: u32, marks: &[DocBits], best: &mut Best) {
        let factor = match &self.recency {
            Some((recency, dates)) => recency.factor(dates.first(document).unwrap_or(i64::MIN)),
            None => 1.0,
        };
        let score = words * factor;
        if best.may_enter(share, score) {
            best.push(self.candidate(document, score, factor, marks.iter().map(|hits| hits.contains(offset))));
        }
    }

    /// Of what matches, the documents that may be among the best: as soon as there are enough with all the words, the others
    /// are counted and not scored, and before that those are not whose words together cannot score enough. (The essential
    /// lists of Turtle and Flood, "Query evaluation: strategies and optimizations", 1995.)
    fn contenders(&self, best: &Best, full: &DocBits, any: DocBits, marks: &[DocBits]) -> DocBits {
        if best.wants_full_only() {
            return full.clone();
        }
        let Some(floor) = best.partial_floor().filter(|_| self.strict.is_none() && self.extra.is_empty()) else {
            return any;
        };
        let mut ceilings: Vec<(f32, &DocBits)> = self.bag.iter().map(OpenClause::ceiling).zip(marks).collect();
        ceilings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut together, mut contenders) = (0.0, full.clone());
        for (ceiling, hits) in ceilings {
            together += ceiling;
            if together >= floor {
                contenders.or(hits);
            }
        }
        contenders
    }

    /// What all words are worth in a document whose length takes so much from them, see [`Ranking::dampening`].
    fn score(&self, offset: u32, dampening: f32) -> f32 {
        let strict = self.scores[offset as usize];
        self.bag.iter().fold(strict, |score, clause| score + clause.worth(offset, dampening))
    }

    /// Adds to the scores of some documents what the bag is worth there, and what only scores.
    fn score_extra(&mut self, frame: Frame, scored: &DocBits) {
        for offset in scored.iter() {
            let dampening = self.ranking.dampening(self.lengths.relative(frame.start + offset));
            self.scores[offset as usize] = self.score(offset, dampening);
        }
        for clause in &mut self.extra {
            clause.evaluate(frame, scored, Some(&mut self.scores));
        }
    }

    fn candidate(&self, document: u32, score: f32, recency: f32, has: impl Iterator<Item = bool>) -> Candidate {
        let (mut missing, mut present) = (0, 0);
        for (word, has) in has.enumerate() {
            missing += u16::from(!has);
            present |= if has && word < 64 { 1 << word } else { 0 };
        }
        Candidate {
            address: DocAddress::new(self.segment, document),
            score,
            closeness: 0.0,
            about: 0.0,
            likeness: 0.0,
            recency,
            missing,
            present,
            told: None,
        }
    }
}
