//! The best hits of a search while it goes on, and their order.
//!
//! Owns what is kept and what a hit must have to be kept. Twice as many as are wanted are taken in before the worse half is
//! dropped, which takes a fraction of the time of a heap. The surprise: dates and ids only part equals, and are read from
//! their columns only for those that are equal where the best end, and for what is left when all is done.

use std::cmp::Ordering;

use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::search::{Candidate, Share, SortOrder};

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
    kept: Vec<Kept>,
    /// The worst of the best, when they were last sorted out.
    floor: Option<Candidate>,
    /// By segment.
    columns: Vec<Columns>,
}

/// What parts candidates of one segment that are equally good.
pub(crate) struct Columns {
    pub(crate) dates: Column<i64>,
    pub(crate) ids: Column<u64>,
}

struct Kept {
    candidate: Candidate,
    /// Whether its date and id have been read.
    read: bool,
}

impl Best {
    /// Keeps `depth` hits, at least one, of which the first `shown` are looked at.
    pub(crate) fn new(order: SortOrder, precedence: Precedence, depth: usize, shown: usize) -> Best {
        let (kept, columns) = (Vec::new(), Vec::new());
        Best { order, precedence, depth: depth.max(1), shown, full: 0, kept, floor: None, columns }
    }

    /// So many more have all the words; they need not have been pushed yet.
    pub(crate) fn hear_of_full(&mut self, count: u32) {
        self.full = self.full.saturating_add(count as usize);
    }

    /// What follows is of the next segment.
    pub(crate) fn next_segment(&mut self, columns: Columns) {
        self.columns.push(columns);
    }

    /// The hits in their order.
    pub(crate) fn into_hits(mut self) -> Vec<Candidate> {
        self.settle();
        let columns = &self.columns;
        self.kept.iter_mut().for_each(|kept| kept.read(columns));
        let (order, precedence) = (self.order, self.precedence);
        let mut hits: Vec<Candidate> = self.kept.into_iter().map(|kept| kept.candidate).collect();
        hits.sort_unstable_by(|a, b| compare(order, precedence, a, b));
        hits
    }

    /// True when nothing that lacks a word can be among those that are shown any more.
    pub(crate) fn wants_full_only(&self) -> bool {
        let goes_by_score = self.order == SortOrder::Relevance && self.precedence == Precedence::Score;
        !goes_by_score && self.full >= self.shown
    }

    /// What an article that lacks a word has to score at least to be among the best, when they are ordered by that.
    pub(crate) fn partial_floor(&self) -> Option<f32> {
        let decides = |worst: &Candidate| worst.missing > 0 || self.precedence == Precedence::Score;
        self.floor.filter(|worst| self.order == SortOrder::Relevance && decides(worst)).map(|worst| worst.score)
    }

    /// False when nothing with this score can be among the best.
    pub(crate) fn may_enter(&self, share: Share, score: f32) -> bool {
        if self.order != SortOrder::Relevance {
            return true;
        }
        self.floor.is_none_or(|worst| {
            let by_share = match self.precedence {
                Precedence::AllWords => (share == Share::Partial).cmp(&(worst.missing > 0)),
                Precedence::Score => Ordering::Equal,
            };
            by_share.then(worst.score.total_cmp(&score)) != Ordering::Greater
        })
    }

    /// Takes a hit in, which [`Best::settle`] drops again if it is not among the best. Its date and id need not be known.
    pub(crate) fn push(&mut self, candidate: Candidate) {
        let mut kept = Kept { candidate, read: false };
        if self.order != SortOrder::Relevance {
            kept.read(&self.columns);
        }
        self.kept.push(kept);
        if self.kept.len() >= self.depth.saturating_mul(2) {
            self.settle();
        }
    }

    /// Drops what is not among the best, so that it is known what is needed to be.
    pub(crate) fn settle(&mut self) {
        let unchanged = self.floor.is_some() && self.kept.len() == self.depth;
        if self.kept.len() < self.depth || unchanged {
            return;
        }
        let last = self.depth - 1;
        let precedence = self.precedence;
        if self.order == SortOrder::Relevance {
            self.kept.select_nth_unstable_by(last, |a, b| by_words(precedence, &a.candidate, &b.candidate));
            let worst = self.kept[last].candidate;
            let ties = |kept: &Kept| by_words(precedence, &kept.candidate, &worst) == Ordering::Equal;
            if self.kept[self.depth..].iter().any(ties) {
                let columns = &self.columns;
                self.kept.iter_mut().filter(|kept| ties(kept)).for_each(|kept| kept.read(columns));
                self.kept.select_nth_unstable_by(last, |a, b| by_relevance(precedence, &a.candidate, &b.candidate));
            }
        } else {
            let order = self.order;
            self.kept.select_nth_unstable_by(last, |a, b| compare(order, precedence, &a.candidate, &b.candidate));
        }
        self.kept.truncate(self.depth);
        self.floor = Some(self.kept[last].candidate);
    }
}

impl Kept {
    fn read(&mut self, columns: &[Columns]) {
        if std::mem::replace(&mut self.read, true) {
            return;
        }
        let DocAddress { segment_ord, doc_id } = self.candidate.address;
        if let Some(columns) = columns.get(segment_ord as usize) {
            self.candidate.date = columns.dates.first(doc_id).unwrap_or(i64::MIN);
            self.candidate.id = columns.ids.first(doc_id).unwrap_or_default();
        }
    }
}

/// Articles with all the words first where that takes precedence, then by score.
fn by_words(precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    let by_share = match precedence {
        Precedence::AllWords => (a.missing > 0).cmp(&(b.missing > 0)),
        Precedence::Score => Ordering::Equal,
    };
    by_share.then(b.score.total_cmp(&a.score))
}

/// As they rank; of equals the later one first, then by id.
pub(crate) fn by_relevance(precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    by_words(precedence, a, b).then(b.date.cmp(&a.date)).then(a.id.cmp(&b.id))
}

/// The better one is less.
fn compare(order: SortOrder, precedence: Precedence, a: &Candidate, b: &Candidate) -> Ordering {
    let by_relevance = || by_relevance(precedence, a, b);
    let partial = (a.missing > 0).cmp(&(b.missing > 0));
    let undated = (a.date == i64::MIN).cmp(&(b.date == i64::MIN));
    match order {
        SortOrder::Relevance => by_relevance(),
        SortOrder::Newest => partial.then(undated).then(b.date.cmp(&a.date)).then_with(by_relevance),
        SortOrder::Oldest => partial.then(undated).then(a.date.cmp(&b.date)).then_with(by_relevance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Columns {
        Columns { dates: Column::build_empty_column(100), ids: Column::build_empty_column(100) }
    }

    fn candidate(document: u32, score: f32, missing: u16) -> Candidate {
        Candidate {
            address: DocAddress::new(0, document),
            score,
            closeness: 0.0,
            about: 0.0,
            likeness: 0.0,
            recency: 1.0,
            missing,
            present: 0,
            date: i64::MIN,
            id: 0,
        }
    }

    #[test]
    fn the_best_are_kept_whatever_their_order() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 3, 10);
        best.next_segment(columns());
        let scores = [1.0, 5.0, 2.0, 5.0, 9.0, 3.0, 8.0, 4.0, 0.5];
        for (document, score) in (0u32..).zip(scores) {
            // Odd ones lack a word.
            best.push(candidate(document, score, (document % 2) as u16));
        }
        let kept: Vec<(u32, f32)> = best.into_hits().iter().map(|hit| (hit.address.doc_id, hit.score)).collect();
        assert_eq!(kept, [(4, 9.0), (6, 8.0), (2, 2.0)]);
    }

    #[test]
    fn what_is_needed_rises_and_a_full_page_ends_partial_hits() {
        let mut best = Best::new(SortOrder::Relevance, Precedence::AllWords, 2, 2);
        best.next_segment(columns());
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
}
