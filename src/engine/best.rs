//! The best hits of a search while it goes on, and their order.
//!
//! Owns what is kept and what a hit must have to be kept. The surprise: as soon as there are enough hits with all the words,
//! whatever lacks one need not even be scored.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::search::{Candidate, Share, SortOrder};

/// The best hits so far; the worst of them on top.
pub(crate) struct Best {
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
    /// Keeps `depth` hits.
    pub(crate) fn new(order: SortOrder, depth: usize) -> Best {
        Best { order, depth, heap: BinaryHeap::new() }
    }

    /// The hits in their order.
    pub(crate) fn into_hits(self) -> Vec<Candidate> {
        self.heap.into_sorted_vec().into_iter().map(|ranked| ranked.candidate).collect()
    }

    /// True when nothing that lacks a word can be among the best any more.
    pub(crate) fn wants_full_only(&self) -> bool {
        self.heap.len() >= self.depth && self.heap.peek().is_some_and(|worst| worst.candidate.missing == 0)
    }

    /// False when nothing with this score can be among the best.
    pub(crate) fn may_enter(&self, share: Share, score: f32) -> bool {
        if self.order != SortOrder::Relevance || self.heap.len() < self.depth {
            return true;
        }
        self.heap.peek().is_none_or(|worst| {
            let worst = &worst.candidate;
            (share == Share::Partial).cmp(&(worst.missing > 0)).then(worst.score.total_cmp(&score)) != Ordering::Greater
        })
    }

    /// Keeps a hit, if it is among the best.
    pub(crate) fn push(&mut self, candidate: Candidate) {
        self.heap.push(Ranked { order: self.order, candidate });
        if self.heap.len() > self.depth {
            self.heap.pop();
        }
    }
}

/// Articles with all the words first, then by score; of equals the later one first, then by id.
pub(crate) fn by_relevance(a: &Candidate, b: &Candidate) -> Ordering {
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
