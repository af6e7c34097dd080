//! A phrase, or words near each other, in one area of one segment.
//!
//! Owns the way from the lists of the words to how often the arrangement stands in a document; what it means to stand in a
//! row or near each other is decided in [`super::span`]. The surprise: the documents that hold all the words are found first,
//! as bits, from lists without positions; positions are looked at in those only.

use std::sync::Arc;

use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::bound::{Most, most_places};
use super::clause::{FEW, Frame, SpanPlan};
use super::lexicon::{Area, Forms, Lexicon, Place};
use super::list::{Counts, List};
use super::lockstep::Lockstep;
use super::pairing::Pairing;
use super::people::DocumentSets;
use super::place::{DenseList, PlaceList, Places};
use super::span::{LeafRows, Positions, SpanTree};
use super::window::{DocBits, WINDOW};

/// A list that has at most so many times the documents that may match is read from end to end.
const DENSE: u64 = 64;

/// An arrangement opened for one area of one segment.
pub(crate) struct Arrangement {
    tree: SpanTree,
    /// The tree, when it is no more than rows of words.
    rows: Option<LeafRows>,
    /// Of these a leaf that is counted without positions.
    counted: Option<Counted>,
    /// The leaves, when all have to be there and each is there once; those with the fewest documents first.
    all: Option<Vec<usize>>,
    /// Which documents hold the leaf.
    documents: Vec<Vec<List>>,
    /// Where the leaves stand in the documents that may match.
    positions: LeafPlaces,
    /// The tree, when it is one row of words.
    lockstep: Option<Lockstep>,
    /// The tree, when it is two words near each other.
    pairing: Option<Pairing>,
    /// Whether so many documents may match that a bound may be asked for.
    many: bool,
    /// What bounds are made of, by leaf.
    counts: Vec<Counts>,
    /// The documents of the present window that hold the words, once a bound was asked for.
    known: Option<DocBits>,
    /// Documents whose positions were read, each as many times as it takes of those of a phrase.
    looked: u64,
}

/// Where more documents than this have to be read to count all that match, a bound may be asked for.
const MANY: u64 = if cfg!(test) { 16 } else { 1 << 14 };
/// To read a document of a phrase takes so many times less than of any other arrangement.
const DEARER: u64 = 3;

/// A leaf of which it is known how often it stands in a document without its positions: the terms of others may stand where its
/// own do, but no way of finding one is that of another, and no two of its terms share a place. So it is with the marks of a
/// name beside the name as written, and most that a name is found by are marks.
struct Counted {
    leaf: usize,
    /// The other rows.
    rest: SpanTree,
    lists: Vec<(List, Option<Arc<DocumentSets>>)>,
    segment: usize,
    /// What it has in the window.
    counts: Counts,
}

/// Where the leaves stand in the document that was read last.
struct LeafPlaces {
    leaves: Vec<Places>,
}

impl Arrangement {
    /// In some areas of a segment. Of several, positions go on from one into the next.
    pub(crate) fn open(
        plan: &SpanPlan,
        lexicon: &mut Lexicon<'_>,
        segment: usize,
        areas: &[Area],
    ) -> Result<Arrangement, EngineError> {
        let places_in = |forms: &Forms, is_wanted: &dyn Fn(Area) -> bool| {
            let places = forms.forms.iter().flat_map(|form| &form.places);
            let here = places.filter(|place| place.segment == segment && is_wanted(place.area));
            here.map(|place| u64::from(place.info.doc_freq)).sum()
        };
        let count = |is_wanted: &dyn Fn(Area) -> bool| -> Vec<u64> {
            plan.leaves.iter().map(|forms| places_in(forms, is_wanted)).collect()
        };
        let counts = count(&|area| areas.contains(&area));
        let most = most_matching(&plan.tree, &counts);
        // All areas of a clause are bounded, or none.
        let many = most_matching(&plan.tree, &count(&|_| true)) > MANY;
        let (mut documents, mut leaves) = (Vec::new(), Vec::new());
        let mut rows = LeafRows::of(&plan.tree);
        let counted = rows.as_mut().and_then(|rows| rows.take_single(|leaf| plan.leaves[leaf].apart));
        let mut counted = counted.map(|leaf| Counted::new(leaf, segment, &plan.tree));
        for (leaf, forms) in plan.leaves.iter().enumerate() {
            let (mut holding, mut lists) = (Vec::new(), Vec::new());
            let places = forms.forms.iter().flat_map(|form| form.places.iter().map(|place| (place, &form.only)));
            let here = |place: &Place| most > 0 && place.segment == segment && areas.contains(&place.area);
            for (place, only) in places.filter(|(place, _)| here(place)) {
                let reader = lexicon.reader(segment, place.area)?;
                if let Some(counted) = counted.as_mut().filter(|counted| counted.leaf == leaf) {
                    let list = List::open(&reader, &place.info).map_err(|error| lexicon.failed(error))?;
                    counted.lists.push((list, only.clone()));
                    continue;
                }
                let list = match many {
                    true => List::open(&reader, &place.info),
                    false => List::documents(&reader, &place.info),
                };
                holding.push(list.map_err(|error| lexicon.failed(error))?);
                let list = if u64::from(place.info.doc_freq) <= most * DENSE {
                    let positions = lexicon.positions(segment, place.area)?;
                    let list = DenseList::open(&reader, &positions, &place.info);
                    PlaceList::Dense(Box::new(list.map_err(|error| lexicon.failed(error))?))
                } else {
                    let option = IndexRecordOption::WithFreqsAndPositions;
                    let list = reader.read_postings_from_terminfo(&place.info, option);
                    PlaceList::Sparse(Box::new(list.map_err(|error| lexicon.failed(error))?))
                };
                lists.push((place.area, list, only.clone()));
            }
            documents.push(holding);
            leaves.push(Places::new(segment, lists));
        }
        let only = rows.as_ref().and_then(LeafRows::only);
        Ok(Arrangement {
            lockstep: only.map(|(first, rest)| Lockstep::new(first, rest, &counts)),
            rows,
            all: distinct_leaves(counted.as_ref().map_or(&plan.tree, |counted| &counted.rest), &counts),
            pairing: Pairing::of(&plan.tree),
            tree: plan.tree.clone(),
            many: many && counted.is_none(),
            counts: Vec::new(),
            known: None,
            looked: 0,
            counted,
            documents,
            positions: LeafPlaces { leaves },
        })
    }

    /// A document before which nothing from `from` on can match.
    pub(crate) fn next_candidate(&mut self, from: u32) -> u32 {
        match &mut self.counted {
            Some(counted) => counted.seek(from).min(candidate(&counted.rest, &mut self.documents, from)),
            None => candidate(&self.tree, &mut self.documents, from),
        }
    }

    /// Calls back with the documents of a window among those of `mask` in which it stands, and how often.
    pub(crate) fn walk(&mut self, frame: Frame, mask: &DocBits, hit: &mut impl FnMut(u32, u32)) {
        let (tree, counts) = match &mut self.counted {
            Some(counted) => {
                counted.read(frame, mask);
                (&counted.rest, Some(&mut counted.counts))
            }
            None => (&self.tree, None),
        };
        let possible = match (self.known.take(), &self.all) {
            (Some(mut known), _) => {
                known.and(mask);
                known
            }
            (None, Some(leaves)) => holding_all(leaves, frame, mask, &mut self.documents),
            (None, None) => {
                let mut by_leaf: Vec<Option<DocBits>> = vec![None; self.documents.len()];
                possible(tree, frame, mask, &mut self.documents, &mut by_leaf)
            }
        };
        self.looked += u64::from(possible.count()) * if self.lockstep.is_some() { 1 } else { DEARER };
        let (rows, positions, lockstep) = (&mut self.rows, &mut self.positions, &mut self.lockstep);
        let pairing = &mut self.pairing;
        let mut places_in = |offset: u32| {
            let document = frame.start + offset;
            if let Some(row) = lockstep {
                return row.count(&mut positions.leaves, document) as u32;
            }
            positions.leaves.iter_mut().for_each(|leaf| leaf.read(document));
            match rows {
                Some(rows) => rows.count(positions) as u32,
                None => count_places(tree, pairing.as_mut(), positions) as u32,
            }
        };
        let Some(counts) = counts else {
            possible.for_each(|offset| {
                let places = places_in(offset);
                if places > 0 {
                    hit(offset, places);
                }
            });
            return;
        };
        let mut all = counts.found.clone();
        all.or(&possible);
        all.for_each(|offset| {
            let marked = counts.of[offset as usize];
            let places = if possible.contains(offset) { marked + places_in(offset) } else { marked };
            if places > 0 {
                hit(offset, places);
            }
        });
        counts.clear();
    }

    /// Whether [`Arrangement::bound`] may be asked.
    pub(crate) fn has_bound(&self) -> bool {
        self.many
    }

    /// Documents whose positions were read since this was asked last, in those of a phrase.
    pub(crate) fn take_looked(&mut self) -> u64 {
        std::mem::take(&mut self.looked)
    }

    /// Finds out which documents of a window among those of `mask` may match, for the next [`Arrangement::walk`], which is to be
    /// in the same. Tells which, and of each at most how often it does.
    pub(crate) fn bound(&mut self, frame: Frame, mask: &DocBits) -> (DocBits, Most) {
        self.counts.resize_with(self.documents.len(), Counts::new);
        let mut leaves = Vec::new();
        match &self.all {
            // The two rarest words of a phrase tell nearly as much as all.
            Some(all) => leaves.extend(all.iter().take(2)),
            None => self.tree.leaves(&mut leaves),
        }
        leaves.sort_unstable();
        leaves.dedup();
        for &leaf in &leaves {
            let counts = &mut self.counts[leaf];
            counts.clear();
            self.documents[leaf].iter_mut().for_each(|list| list.count(frame, mask, counts));
        }
        if self.all.is_some() {
            let mut known = mask.clone();
            leaves.iter().for_each(|leaf| known.and(&self.counts[*leaf].found));
            self.known = Some(known.clone());
            let row = SpanTree::Row(leaves.iter().map(|leaf| (SpanTree::Leaf(*leaf), 0)).collect());
            return (known, most_places(&row, &self.counts));
        }
        let mut by_leaf: Vec<Option<DocBits>> = self.counts.iter().map(|counts| Some(counts.found.clone())).collect();
        let known = possible(&self.tree, frame, mask, &mut self.documents, &mut by_leaf);
        self.known = Some(known.clone());
        (known, most_places(&self.tree, &self.counts))
    }
}

/// As many places as a tree has in a text.
fn count_places(tree: &SpanTree, pairing: Option<&mut Pairing>, source: &mut dyn Positions) -> usize {
    let counted = pairing.and_then(|pairing| pairing.count(source));
    counted.unwrap_or_else(|| tree.places(source).len())
}

impl Counted {
    fn new(leaf: usize, segment: usize, tree: &SpanTree) -> Counted {
        let mut rest: Vec<SpanTree> = match tree {
            SpanTree::Any(trees) => trees.iter().filter(|tree| **tree != SpanTree::Leaf(leaf)).cloned().collect(),
            _ => Vec::new(),
        };
        let rest = if rest.len() == 1 { rest.swap_remove(0) } else { SpanTree::Any(rest) };
        Counted { leaf, rest, lists: Vec::new(), segment, counts: Counts::new() }
    }

    fn seek(&mut self, from: u32) -> u32 {
        self.lists.iter_mut().map(|(list, _)| list.seek(from)).min().unwrap_or(TERMINATED)
    }

    /// Counts what it has in the documents of a window that are in `mask`.
    fn read(&mut self, frame: Frame, mask: &DocBits) {
        let mut allowed = DocBits::none();
        for (list, only) in &mut self.lists {
            let only = only.as_ref().map(|only| {
                let documents = only[self.segment].as_slice();
                let from = documents.partition_point(|document| *document < frame.start);
                let within = documents[from..].iter().map(|document| document - frame.start);
                allowed = DocBits::none();
                within.take_while(|offset| *offset < WINDOW).for_each(|offset| allowed.insert(offset));
                allowed.and(mask);
                &allowed
            });
            list.count(frame, only.unwrap_or(mask), &mut self.counts);
        }
    }
}

impl Positions for LeafPlaces {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend_from_slice(self.leaves[leaf].positions());
    }

    fn at_hand(&self, leaf: usize) -> Option<&[u32]> {
        Some(self.leaves[leaf].positions())
    }
}

/// How many documents can match at most, by how many hold each leaf.
fn most_matching(tree: &SpanTree, counts: &[u64]) -> u64 {
    match tree {
        SpanTree::Leaf(leaf) => counts[*leaf],
        SpanTree::Any(trees) => trees.iter().map(|tree| most_matching(tree, counts)).sum(),
        SpanTree::Row(parts) => parts.iter().map(|(tree, _)| most_matching(tree, counts)).min().unwrap_or(0),
        SpanTree::Loose(trees, _) => trees.iter().map(|tree| most_matching(tree, counts)).min().unwrap_or(0),
        SpanTree::Near { left, right, .. } => most_matching(left, counts).min(most_matching(right, counts)),
    }
}

/// The leaves of a row of words that are all different, the rarest first; `None` for any other tree.
fn distinct_leaves(tree: &SpanTree, counts: &[u64]) -> Option<Vec<usize>> {
    let SpanTree::Row(parts) = tree else { return None };
    let leaf = |(tree, _): &(SpanTree, u32)| match tree {
        SpanTree::Leaf(leaf) => Some(*leaf),
        _ => None,
    };
    let mut leaves: Vec<usize> = parts.iter().map(leaf).collect::<Option<_>>()?;
    leaves.sort_unstable();
    let all = leaves.len();
    leaves.dedup();
    leaves.sort_by_key(|leaf| counts[*leaf]);
    (leaves.len() == all).then_some(leaves)
}

/// The documents of a window among those of `mask` that hold all of some leaves.
fn holding_all(leaves: &[usize], frame: Frame, mask: &DocBits, documents: &mut [Vec<List>]) -> DocBits {
    let mut bits = mask.clone();
    for &leaf in leaves {
        let lists = &mut documents[leaf];
        let mut holding = DocBits::none();
        if bits.holds_more_than(FEW) {
            lists.iter_mut().for_each(|list| list.mark(frame, &mut holding));
            bits.and(&holding);
        } else {
            bits.for_each(|offset| {
                if lists.iter_mut().any(|list| list.move_to(frame.start + offset)) {
                    holding.insert(offset);
                }
            });
            bits = holding;
        }
        if bits.is_empty() {
            break;
        }
    }
    bits
}

/// A document before which nothing from `from` on can match.
fn candidate(tree: &SpanTree, documents: &mut [Vec<List>], from: u32) -> u32 {
    let mut all = |trees: &mut dyn Iterator<Item = &SpanTree>| {
        trees.map(|tree| candidate(tree, documents, from)).max().unwrap_or(TERMINATED)
    };
    match tree {
        SpanTree::Leaf(leaf) => documents[*leaf].iter_mut().map(|list| list.seek(from)).min().unwrap_or(TERMINATED),
        SpanTree::Any(trees) => trees.iter().map(|tree| candidate(tree, documents, from)).min().unwrap_or(TERMINATED),
        SpanTree::Row(parts) => all(&mut parts.iter().map(|(tree, _)| tree)),
        SpanTree::Loose(trees, _) => all(&mut trees.iter()),
        SpanTree::Near { left, right, .. } => all(&mut [left.as_ref(), right.as_ref()].into_iter()),
    }
}

/// The documents of a window that hold all the leaves they must hold.
fn possible(
    tree: &SpanTree,
    frame: Frame,
    mask: &DocBits,
    documents: &mut [Vec<List>],
    by_leaf: &mut [Option<DocBits>],
) -> DocBits {
    let mut all = |trees: &mut dyn Iterator<Item = &SpanTree>| {
        let mut bits = mask.clone();
        for tree in trees {
            let part = possible(tree, frame, &bits, documents, by_leaf);
            bits.and(&part);
            if bits.is_empty() {
                break;
            }
        }
        bits
    };
    match tree {
        SpanTree::Leaf(leaf) => {
            let bits = by_leaf[*leaf].get_or_insert_with(|| {
                let mut bits = DocBits::none();
                documents[*leaf].iter_mut().for_each(|list| list.mark(frame, &mut bits));
                bits
            });
            let mut bits = bits.clone();
            bits.and(mask);
            bits
        }
        SpanTree::Any(trees) => {
            let mut bits = DocBits::none();
            for tree in trees {
                bits.or(&possible(tree, frame, mask, documents, by_leaf));
            }
            bits
        }
        SpanTree::Row(parts) => all(&mut parts.iter().map(|(tree, _)| tree)),
        SpanTree::Loose(trees, _) => all(&mut trees.iter()),
        SpanTree::Near { left, right, .. } => all(&mut [left.as_ref(), right.as_ref()].into_iter()),
    }
}
