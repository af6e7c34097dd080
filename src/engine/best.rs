//! The best hits of a search while it goes on, and their order.
//!
//! Owns what is kept and what a hit must have to be kept. Twice as many as are wanted are taken in before the worse half is
//! dropped; what a hit must have is known at once, from a heap of nothing but scores. The surprise: dates and ids only part equals, and most searches
//! never open their columns: they are read only for those that are equal where the best end or where the page lies.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use tantivy::columnar::Column;
use tantivy::fastfield::FastFieldReaders;
use tantivy::{DocAddress, TantivyError};

use super::rows::each_first;
use super::search::{Candidate, Share, SortOrder};
use super::window::DocBits;

/// What ranks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precedence {
    /// Articles with all the words, whatever their score.
    AllWords,
    /// The score.
    Score,
}

/// The best hits so far.
pub(crate) struct Best {
    order: SortOrder,
    precedence: Precedence,
    depth: usize,
    /// As soon as so many have all the words, nothing that lacks one is shown.
    shown: usize,
    /// So many have them.
    full: usize,
    kept: Vec<Candidate>,
    /// What the best have, `depth` of them at most, the worst on top; empty when they are ordered by their dates.
    worths: BinaryHeap<Reverse<Worth>>,
    /// The last of the best when they were put in order last, once there were enough of them.
    worst: Option<Candidate>,
    ties: Ties,
}

/// What decides between two hits that are not equal; the better one is greater.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Worth {
    /// False where that does not matter.
    full: bool,
    score: f32,
}

impl Eq for Worth {}

impl Ord for Worth {
    fn cmp(&self, other: &Worth) -> Ordering {
        self.full.cmp(&other.full).then(self.score.total_cmp(&other.score))
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Worth) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What parts candidates that are equally good: the dates and ids of all segments that were searched.
#[derive(Default)]
pub(crate) struct Ties {
    /// By segment.
    segments: Vec<Columns>,
    failed: Option<TantivyError>,
}

/// The columns of one segment, opened when the first of its candidates is looked at.
struct Columns {
    fields: FastFieldReaders,
    dates: OnceCell<Column<i64>>,
    ids: OnceCell<Column<u64>>,
}

impl Best {
    /// Keeps `depth` hits, at least one, of which the first `shown` are looked at.
    pub(crate) fn new(order: SortOrder, precedence: Precedence, depth: usize, shown: usize) -> Best {
        let (kept, worths, ties) = (Vec::new(), BinaryHeap::new(), Ties::default());
        Best { order, precedence, depth: depth.max(1), shown, full: 0, kept, worths, worst: None, ties }
    }

    /// So many more have all the words; they need not have been pushed yet.
    pub(crate) fn hear_of_full(&mut self, count: u32) {
        self.full = self.full.saturating_add(count as usize);
    }

    /// What follows is of the next segment.
    pub(crate) fn next_segment(&mut self, columns: &FastFieldReaders) {
        self.ties.add_segment(columns);
    }

    /// The hits, of which those of the page are in their order and between those before and behind it, and what parts equals.
    pub(crate) fn into_hits(mut self, page: Range<usize>) -> (Vec<Candidate>, Ties) {
        self.settle();
        let (mut hits, mut ties) = (self.kept, self.ties);
        match self.order {
            SortOrder::Relevance => ties.order(self.precedence, &mut hits, page),
            order => hits.sort_unstable_by(|a, b| compare(order, self.precedence, a, b)),
        }
        (hits, ties)
    }

    /// True when nothing that lacks a word can be among those that are shown any more.
    pub(crate) fn wants_full_only(&self) -> bool {
        let goes_by_score = self.order == SortOrder::Relevance && self.precedence == Precedence::Score;
        !goes_by_score && self.full >= self.shown
    }

    /// The worst of the best, once there are enough of them.
    fn floor(&self) -> Option<Worth> {
        self.worths.peek().filter(|_| self.worths.len() == self.depth).map(|worst| worst.0)
    }

    fn worth(&self, share: Share, score: f32) -> Worth {
        Worth { full: self.precedence == Precedence::AllWords && share == Share::Full, score }
    }

    /// What an article that lacks a word has to score at least to be among the best, when they are ordered by that.
    pub(crate) fn partial_floor(&self) -> Option<f32> {
        self.floor().filter(|worst| !worst.full).map(|worst| worst.score)
    }

    /// False when nothing with this score can be among the best.
    pub(crate) fn may_enter(&self, share: Share, score: f32) -> bool {
        self.floor().is_none_or(|worst| self.worth(share, score) >= worst)
    }

    /// The least score with which an article can be among the best, as far as its score decides that.
    pub(crate) fn least(&self, share: Share) -> f32 {
        let Some(worst) = self.floor() else { return f32::NEG_INFINITY };
        match self.worth(share, 0.0).full.cmp(&worst.full) {
            Ordering::Greater => f32::NEG_INFINITY,
            Ordering::Less => f32::INFINITY,
            Ordering::Equal => worst.score,
        }
    }

    /// Of some documents of a window in the present segment those that may be among the best by their dates, where these decide;
    /// `full` are those that lack no word.
    pub(crate) fn timely(&mut self, start: u32, documents: &DocBits, full: &DocBits) -> DocBits {
        let worst = self.worst.filter(|_| self.order != SortOrder::Relevance && !documents.is_empty());
        let Some(worst) = worst else { return documents.clone() };
        let mut timely = documents.clone();
        match worst.missing > 0 {
            // What lacks no word precedes it.
            true => timely.subtract(full),
            false => timely.and(full),
        }
        let date = told(&worst).0;
        let mut kept = match self.order {
            _ if date == i64::MIN => timely,
            SortOrder::Oldest => self.ties.dated(start, &timely, |other| other <= date),
            _ => self.ties.dated(start, &timely, |other| other >= date),
        };
        if worst.missing > 0 {
            let mut before = documents.clone();
            before.and(full);
            kept.or(&before);
        }
        kept
    }

    /// Of documents of a window in the present segment that are worth what the worst of the best is those that may come before
    /// it by their dates.
    pub(crate) fn timely_equals(&mut self, start: u32, documents: &DocBits) -> DocBits {
        let date = match (&self.worst, self.floor()) {
            (Some(Candidate { score, told: Some((date, _)), .. }), Some(floor)) if *score == floor.score => *date,
            _ => return documents.clone(),
        };
        if date == i64::MIN { documents.clone() } else { self.ties.dated(start, documents, |other| other >= date) }
    }

    /// Takes a hit in, which [`Best::settle`] drops again if it is not among the best.
    pub(crate) fn push(&mut self, mut candidate: Candidate) {
        if self.order == SortOrder::Relevance {
            let share = if candidate.missing > 0 { Share::Partial } else { Share::Full };
            let worth = self.worth(share, candidate.score);
            if self.worths.len() < self.depth {
                self.worths.push(Reverse(worth));
            } else if let Some(mut worst) = self.worths.peek_mut().filter(|worst| worth > worst.0) {
                *worst = Reverse(worth);
            }
        } else {
            self.ties.read(&mut candidate);
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.depth.saturating_mul(2) {
            self.settle();
        }
    }

    /// Drops what is not among the best.
    fn settle(&mut self) {
        if self.kept.len() <= self.depth {
            return;
        }
        let last = self.depth - 1;
        let precedence = self.precedence;
        if self.order == SortOrder::Relevance {
            // Which are too bad is known; to choose is left only where the last are equal.
            if let Some(floor) = self.floor() {
                let full = |missing| precedence == Precedence::AllWords && missing == 0;
                self.kept.retain(|kept| Worth { full: full(kept.missing), score: kept.score } >= floor);
            }
            if self.kept.len() <= self.depth {
                return;
            }
            self.kept.select_nth_unstable_by(last, |a, b| by_words(precedence, a, b));
            let worst = self.kept[last];
            let ties = |candidate: &Candidate| by_words(precedence, candidate, &worst) == Ordering::Equal;
            if self.kept[self.depth..].iter().any(ties) {
                let told = &mut self.ties;
                self.kept.iter_mut().filter(|candidate| ties(candidate)).for_each(|candidate| told.read(candidate));
                self.kept.select_nth_unstable_by(last, |a, b| by_relevance(precedence, a, b));
            }
        } else {
            let order = self.order;
            self.kept.select_nth_unstable_by(last, |a, b| compare(order, precedence, a, b));
        }
        self.kept.truncate(self.depth);
        self.worst = self.kept.last().copied();
    }
}

impl Ties {
    fn add_segment(&mut self, columns: &FastFieldReaders) {
        self.segments.push(Columns { fields: columns.clone(), dates: OnceCell::new(), ids: OnceCell::new() });
    }

    /// Reads date and id of a candidate, unless that has been done.
    fn read(&mut self, candidate: &mut Candidate) {
        let DocAddress { segment_ord, doc_id } = candidate.address;
        if candidate.told.is_none()
            && let Some(columns) = self.segments.get(segment_ord as usize)
        {
            match columns.read(doc_id) {
                Ok(told) => candidate.told = Some(told),
                Err(error) => self.failed = Some(error),
            }
        }
    }

    /// Of documents of a window in the segment that was added last those with such a date.
    fn dated(&mut self, start: u32, documents: &DocBits, is_wanted: impl Fn(i64) -> bool) -> DocBits {
        let Some(columns) = self.segments.last() else { return documents.clone() };
        let dates = match columns.dates() {
            Ok(dates) => dates,
            Err(error) => {
                self.failed = Some(error);
                return documents.clone();
            }
        };
        let numbers: Vec<u32> = documents.iter().map(|offset| start + offset).collect();
        let mut dated = DocBits::none();
        each_first(dates, &numbers, |document, date| {
            if is_wanted(date) {
                dated.insert(document - start);
            }
        });
        dated
    }

    /// Puts hits in order of relevance, the equal ones as far as they are on the page.
    pub(crate) fn order(&mut self, precedence: Precedence, hits: &mut [Candidate], page: Range<usize>) {
        hits.sort_unstable_by(|a, b| by_words(precedence, a, b));
        let mut start = 0;
        for equal in hits.chunk_by_mut(|a, b| by_words(precedence, a, b) == Ordering::Equal) {
            let end = start + equal.len();
            if equal.len() > 1 && start < page.end && page.start < end {
                equal.iter_mut().for_each(|candidate| self.read(candidate));
                equal.sort_unstable_by(|a, b| by_relevance(precedence, a, b));
            }
            start = end;
        }
    }

    /// Fails when a column could not be read.
    pub(crate) fn checked(&mut self) -> Result<(), TantivyError> {
        self.failed.take().map_or(Ok(()), Err)
    }
}

impl Columns {
    fn dates(&self) -> Result<&Column<i64>, TantivyError> {
        if let Some(dates) = self.dates.get() {
            return Ok(dates);
        }
        let dates = self.fields.i64("date_start")?;
        Ok(self.dates.get_or_init(|| dates))
    }

    /// Date, [`i64::MIN`] without one, and id.
    fn read(&self, document: u32) -> Result<(i64, u64), TantivyError> {
        if self.ids.get().is_none() {
            let _ = self.ids.set(self.fields.u64("id")?);
        }
        let date = self.dates()?.first(document).unwrap_or(i64::MIN);
        Ok((date, self.ids.get().and_then(|ids| ids.first(document)).unwrap_or_default()))
    }
}

/// Articles with all the words first where that takes precedence, then by score.
pub(crate) fn by_words(precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    let by_share = match precedence {
        Precedence::AllWords => (a.missing > 0).cmp(&(b.missing > 0)),
        Precedence::Score => Ordering::Equal,
    };
    by_share.then(b.score.total_cmp(&a.score))
}

/// As they rank; of equals whose dates and ids are known the later one first, then by id.
fn by_relevance(precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    let ((a_date, a_id), (b_date, b_id)) = (told(a), told(b));
    by_words(precedence, a, b).then(b_date.cmp(&a_date)).then(a_id.cmp(&b_id))
}

/// The better one is less.
fn compare(order: SortOrder, precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    let ((a_date, _), (b_date, _)) = (told(a), told(b));
    let by_relevance = || by_relevance(precedence, a, b);
    let partial = (a.missing > 0).cmp(&(b.missing > 0));
    let undated = (a_date == i64::MIN).cmp(&(b_date == i64::MIN));
    match order {
        SortOrder::Relevance => by_relevance(),
        SortOrder::Newest => partial.then(undated).then(b_date.cmp(&a_date)).then_with(by_relevance),
        SortOrder::Oldest => partial.then(undated).then(a_date.cmp(&b_date)).then_with(by_relevance),
    }
}

fn told(candidate: &Candidate) -> (i64, u64) {
    candidate.told.unwrap_or((i64::MIN, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::proximity::WORDS;

    fn candidate(document: u32, score: f32, missing: u16) -> Candidate {
        Candidate {
            address: DocAddress::new(0, document),
            score,
            frequencies: [0.0; WORDS],
            closeness: 0.0,
            about: 0.0,
            likeness: 0.0,
            recency: 1.0,
            missing,
            present: 0,
            told: None,
        }
    }

    #[test]
    fn the_best_are_kept_whatever_their_order() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 3, 10);
        let scores = [1.0, 5.0, 2.0, 5.0, 9.0, 3.0, 8.0, 4.0, 0.5];
        for (document, score) in (0u32..).zip(scores) {
            // Odd ones lack a word.
            best.push(candidate(document, score, (document % 2) as u16));
        }
        let kept: Vec<(u32, f32)> = best.into_hits(0..3).0.iter().map(|hit| (hit.address.doc_id, hit.score)).collect();
        assert_eq!(kept, [(4, 9.0), (6, 8.0), (2, 2.0)]);
    }

    #[test]
    fn what_is_needed_rises_and_a_full_page_ends_partial_hits() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 2, 2);
        assert!(best.may_enter(Share::Partial, 0.0) && best.partial_floor().is_none());
        best.push(candidate(0, 3.0, 1));
        best.push(candidate(1, 4.0, 1));
        best.settle();
        assert_eq!(best.partial_floor(), Some(3.0));
        assert!(best.may_enter(Share::Partial, 3.0), "an equal one may be later");
        assert!(!best.may_enter(Share::Partial, 2.9) && best.may_enter(Share::Full, 0.1));
        best.hear_of_full(1);
        assert!(!best.wants_full_only());
        best.hear_of_full(1);
        assert!(best.wants_full_only());
    }

    #[test]
    fn what_is_needed_is_known_before_the_rest_is_dropped() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 3, 3);
        for (document, (score, missing)) in (0..).zip([(1.0, 0), (7.0, 1), (2.0, 1), (3.0, 1)]) {
            best.push(candidate(document, score, missing));
        }
        // 1 with all words, 7 and 3.
        assert_eq!((best.kept.len(), best.partial_floor()), (4, Some(3.0)));
        best.push(candidate(4, 0.5, 0));
        assert_eq!(best.partial_floor(), Some(7.0));
        let mut dated = Best::new(SortOrder::Newest, Precedence::AllWords, 1, 1);
        dated.push(Candidate { told: Some((1, 1)), ..candidate(0, 5.0, 0) });
        assert!(dated.may_enter(Share::Partial, 0.0) && dated.least(Share::Full) == f32::NEG_INFINITY);
    }

    #[test]
    fn equals_are_parted_where_the_best_end_and_on_the_page() {
        let dated = |document, score, date, id| Candidate { told: Some((date, id)), ..candidate(document, score, 0) };
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 3, 3);
        // Of the three that are equal the later two stay; of those of one day the one with the smaller id comes first.
        for hit in
            [dated(0, 1.0, 5, 1), dated(1, 1.0, 9, 8), dated(2, 7.0, 1, 1), dated(3, 1.0, 9, 4), dated(4, 0.5, 9, 1)]
        {
            best.push(hit);
        }
        let (hits, mut ties) = best.into_hits(0..3);
        assert_eq!(hits.iter().map(|hit| hit.address.doc_id).collect::<Vec<_>>(), [2, 3, 1]);
        assert!(ties.checked().is_ok());
        let mut hits = [dated(0, 2.0, 1, 1), dated(1, 3.0, 1, 1), dated(2, 3.0, 2, 1), dated(3, 2.0, 2, 1)];
        ties.order(Precedence::AllWords, &mut hits, 0..1);
        assert_eq!(hits[..2].iter().map(|hit| hit.address.doc_id).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn the_least_score_goes_by_what_the_worst_lacks() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 1, 1);
        assert_eq!(best.least(Share::Full), f32::NEG_INFINITY);
        best.push(candidate(0, 4.0, 1));
        best.settle();
        assert_eq!((best.least(Share::Full), best.least(Share::Partial)), (f32::NEG_INFINITY, 4.0));
        best.push(candidate(1, 2.0, 0));
        best.settle();
        assert_eq!((best.least(Share::Full), best.least(Share::Partial)), (2.0, f32::INFINITY));
    }
}
