//! Phrases and proximity, exactly.
//!
//! Owns what it means for words to stand in a row, near each other, in one sentence. Works on lists of positions and does
//! not care where they come from: the index, while searching; the text, while a snippet is marked. The surprise: nothing
//! of the engine's own phrase matching is used, since that knows neither stems nor groups nor exact distances.

use crate::query::Order;

/// Words `start..end` of a text, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Something that has places in a text. Leaves are numbered; their positions come from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpanTree {
    /// The terms of a leaf, each one word long.
    Leaf(usize),
    /// Any of these.
    Any(Vec<SpanTree>),
    /// These at fixed distances from the first: a phrase.
    Row(Vec<(SpanTree, u32)>),
    /// All of these, in any order and without overlap, in a stretch with at most so many other words.
    Loose(Vec<SpanTree>, u32),
    /// Two of them near each other.
    Near { left: Box<SpanTree>, right: Box<SpanTree>, within: Reach, order: Order },
}

/// How near two stretches are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The distance in words, 1 for neighbours.
    Words(u32),
    /// No position of this leaf (where sentences or paragraphs begin) lies between them.
    Unit(usize),
}

/// Gives the ascending positions of a leaf in the text that is looked at.
pub(crate) trait Positions {
    /// Fills `out`, whatever it held before.
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>);

    /// The same without a copy, where they are at hand.
    fn at_hand(&self, _leaf: usize) -> Option<&[u32]> {
        None
    }
}

impl SpanTree {
    /// Every place of it, ascending and without repeats.
    pub(crate) fn places(&self, source: &mut dyn Positions) -> Vec<Stretch> {
        let mut places = match self {
            SpanTree::Leaf(leaf) => {
                let mut positions = Vec::new();
                source.positions(*leaf, &mut positions);
                positions.into_iter().map(|at| Stretch { start: at, end: at + 1 }).collect()
            }
            SpanTree::Any(trees) => trees.iter().flat_map(|tree| tree.places(source)).collect(),
            SpanTree::Row(parts) => match LeafRow::of(self) {
                Some(mut leaves) => {
                    let length = leaves.length;
                    leaves.starts(source).iter().map(|&start| Stretch { start, end: start + length }).collect()
                }
                None => row(parts, source),
            },
            SpanTree::Loose(trees, slop) => {
                let lists: Vec<_> = trees.iter().map(|tree| tree.places(source)).collect();
                loose(&lists, *slop)
            }
            SpanTree::Near { left, right, within, order } => {
                let (lefts, rights) = (left.places(source), right.places(source));
                let mut units = Vec::new();
                if let Reach::Unit(leaf) = within
                    && !lefts.is_empty()
                    && !rights.is_empty()
                {
                    source.positions(*leaf, &mut units);
                }
                let mut found = near(&lefts, &rights, *within, *order, &units);
                if *order == Order::Any {
                    for (outer, outers, inners) in [(left, &lefts, &rights), (right, &rights, &lefts)] {
                        if outer.has_room() {
                            found.extend(around(outers, inners, *within, &units));
                        }
                    }
                }
                found
            }
        };
        // Most are in order already.
        if !places.is_sorted_by(|a, b| a < b) {
            places.sort_unstable();
            places.dedup();
        }
        places
    }

    /// Whether other words may stand within a place of it: between two that are near each other, not in a row.
    fn has_room(&self) -> bool {
        match self {
            SpanTree::Near { .. } => true,
            SpanTree::Any(trees) => trees.iter().any(SpanTree::has_room),
            SpanTree::Leaf(_) | SpanTree::Row(_) | SpanTree::Loose(..) => false,
        }
    }

    /// Whether a place of it may begin in one paragraph and end in another.
    pub(crate) fn spans_paragraphs(&self) -> bool {
        match self {
            SpanTree::Leaf(_) => false,
            SpanTree::Any(trees) => trees.iter().any(SpanTree::spans_paragraphs),
            SpanTree::Row(parts) => parts.iter().any(|(tree, _)| tree.spans_paragraphs()),
            SpanTree::Loose(..) | SpanTree::Near { within: Reach::Words(_), .. } => true,
            SpanTree::Near { left, right, within: Reach::Unit(_), .. } => {
                left.spans_paragraphs() || right.spans_paragraphs()
            }
        }
    }

    /// Every leaf, in order.
    pub(crate) fn leaves(&self, out: &mut Vec<usize>) {
        match self {
            SpanTree::Leaf(leaf) => out.push(*leaf),
            SpanTree::Any(trees) | SpanTree::Loose(trees, _) => trees.iter().for_each(|tree| tree.leaves(out)),
            SpanTree::Row(parts) => parts.iter().for_each(|(tree, _)| tree.leaves(out)),
            SpanTree::Near { left, right, .. } => {
                left.leaves(out);
                right.leaves(out);
            }
        }
    }
}

/// A row of words, the common phrase, of which no more is found out than where it begins.
struct LeafRow {
    first: usize,
    /// The others with their distances from the first.
    rest: Vec<(usize, u32)>,
    /// In words.
    length: u32,
    starts: Vec<u32>,
    next: Vec<u32>,
}

impl LeafRow {
    /// `None` for any other tree.
    fn of(tree: &SpanTree) -> Option<LeafRow> {
        let parts = match tree {
            SpanTree::Leaf(_) => &[(tree.clone(), 0)][..],
            SpanTree::Row(parts) => parts,
            _ => return None,
        };
        let leaf = |(tree, offset): &(SpanTree, u32)| match tree {
            SpanTree::Leaf(leaf) => Some((*leaf, *offset)),
            _ => None,
        };
        let leaves: Vec<(usize, u32)> = parts.iter().map(leaf).collect::<Option<_>>()?;
        let ((first, base), rest) = leaves.split_first()?;
        let rest: Vec<(usize, u32)> = rest.iter().map(|(leaf, offset)| (*leaf, offset - base)).collect();
        let length = rest.iter().map(|(_, distance)| distance + 1).max().unwrap_or(1);
        Some(LeafRow { first: *first, rest, length, starts: Vec::new(), next: Vec::new() })
    }

    /// How often it stands there.
    fn count(&mut self, source: &mut dyn Positions) -> usize {
        match self.rest[..] {
            [] => {
                if let Some(places) = source.at_hand(self.first) {
                    return places.len();
                }
            }
            [(second, distance)] => {
                if let (Some(first), Some(second)) = (source.at_hand(self.first), source.at_hand(second)) {
                    return pairs(first, second, distance);
                }
            }
            _ => {}
        }
        self.starts(source).len()
    }

    /// Every position at which it begins, ascending and without repeats.
    fn starts(&mut self, source: &mut dyn Positions) -> &[u32] {
        source.positions(self.first, &mut self.starts);
        for &(leaf, distance) in &self.rest {
            if self.starts.is_empty() {
                break;
            }
            if source.at_hand(leaf).is_none() {
                source.positions(leaf, &mut self.next);
            }
            keep_followed(&mut self.starts, source.at_hand(leaf).unwrap_or(&self.next), distance);
        }
        self.starts.dedup();
        &self.starts
    }
}

/// Rows of words of which any will do, a name and its marks for example, with room to count their places in many texts.
pub(crate) struct LeafRows {
    /// Those of one length side by side.
    rows: Vec<LeafRow>,
    places: Vec<u32>,
}

impl LeafRows {
    /// `None` for any other tree.
    pub(crate) fn of(tree: &SpanTree) -> Option<LeafRows> {
        let mut rows = match tree {
            SpanTree::Any(trees) => trees.iter().map(LeafRow::of).collect::<Option<Vec<_>>>()?,
            tree => vec![LeafRow::of(tree)?],
        };
        rows.sort_by_key(|row| row.length);
        Some(LeafRows { rows, places: Vec::new() })
    }

    /// Takes out the row that is a single leaf of a certain kind, when no other row is one word long: then nothing stands where
    /// it does.
    pub(crate) fn take_single(&mut self, is_kind: impl Fn(usize) -> bool) -> Option<usize> {
        let mut short = self.rows.iter().enumerate().filter(|(_, row)| row.length == 1);
        let (at, first) = short.next().filter(|(_, row)| row.rest.is_empty() && is_kind(row.first))?;
        let leaf = first.first;
        let elsewhere = self.rows.iter().any(|row| row.rest.iter().any(|(other, _)| *other == leaf));
        if short.next().is_some() || elsewhere || self.rows.iter().filter(|row| row.first == leaf).count() > 1 {
            return None;
        }
        self.rows.remove(at);
        Some(leaf)
    }

    /// The first leaf of the only row and the others with their distances from it.
    pub(crate) fn only(&self) -> Option<(usize, &[(usize, u32)])> {
        match &self.rows[..] {
            [row] => Some((row.first, &row.rest)),
            _ => None,
        }
    }

    /// As many as [`SpanTree::places`] finds.
    pub(crate) fn count(&mut self, source: &mut dyn Positions) -> usize {
        let mut count = 0;
        // Only rows of one length can be the same place.
        for alike in self.rows.chunk_by_mut(|a, b| a.length == b.length) {
            if let [row] = alike {
                count += row.count(source);
                continue;
            }
            self.places.clear();
            alike.iter_mut().for_each(|row| self.places.extend(row.starts(source)));
            self.places.sort_unstable();
            self.places.dedup();
            count += self.places.len();
        }
        count
    }
}

/// So many pairs of positions are few.
const FEW: usize = 1024;

/// How many of some ascending positions have one of some others at a distance behind them.
pub(crate) fn pairs(first: &[u32], second: &[u32], distance: u32) -> usize {
    // Of few it takes less to compare all than to decide which comes next.
    if first.len() * second.len() <= FEW {
        let of = |start: &u32| {
            let wanted = start.wrapping_add(distance);
            second.iter().map(|position| u32::from(*position == wanted)).sum::<u32>()
        };
        return first.iter().map(of).sum::<u32>() as usize;
    }
    let (mut count, mut rest) = (0, second.iter());
    let mut next = rest.next();
    for start in first {
        let wanted = start.wrapping_add(distance);
        while next.is_some_and(|position| *position < wanted) {
            next = rest.next();
        }
        match next {
            Some(position) => count += usize::from(*position == wanted),
            None => break,
        }
    }
    count
}

/// Keeps of some ascending positions those that have one of some others at a distance behind them.
pub(crate) fn keep_followed(starts: &mut Vec<u32>, others: &[u32], distance: u32) {
    let (mut kept, mut next) = (0, 0);
    for at in 0..starts.len() {
        let wanted = starts[at].wrapping_add(distance);
        while others.get(next).is_some_and(|other| *other < wanted) {
            next += 1;
        }
        match others.get(next) {
            None => break,
            Some(other) if *other == wanted => {
                starts[kept] = starts[at];
                kept += 1;
            }
            Some(_) => {}
        }
    }
    starts.truncate(kept);
}

fn row(parts: &[(SpanTree, u32)], source: &mut dyn Positions) -> Vec<Stretch> {
    let Some(((first, base), rest)) = parts.split_first() else { return Vec::new() };
    let mut places = first.places(source);
    for (tree, offset) in rest {
        if places.is_empty() {
            break;
        }
        let next = tree.places(source);
        // A part that is longer than one word (a joined word, a name) moves what follows; only its start is fixed.
        let mut kept = Vec::new();
        for place in &places {
            let wanted = place.start + (offset - base);
            let from = next.partition_point(|candidate| candidate.start < wanted);
            kept.extend(
                next[from..]
                    .iter()
                    .take_while(|candidate| candidate.start == wanted)
                    .map(|candidate| Stretch { start: place.start, end: candidate.end.max(place.end) }),
            );
        }
        places = kept;
    }
    places
}

/// All combinations would be too many: for each place of each list as the leftmost, the nearest of the others is taken.
fn loose(lists: &[Vec<Stretch>], slop: u32) -> Vec<Stretch> {
    let mut found = Vec::new();
    if lists.iter().any(Vec::is_empty) {
        return found;
    }
    let mut starts: Vec<Stretch> = lists.iter().flatten().copied().collect();
    starts.sort_unstable();
    starts.dedup();
    for first in starts {
        let mut taken: Vec<Stretch> = Vec::with_capacity(lists.len());
        let fits = place_loose(lists, first.start, slop, &mut taken);
        if fits && let Some(end) = taken.iter().map(|place| place.end).max() {
            found.push(Stretch { start: first.start, end });
        }
    }
    found
}

/// Puts one place of each list, none overlapping, into a stretch that begins at `start` and leaves at most `slop` words out.
fn place_loose(lists: &[Vec<Stretch>], start: u32, slop: u32, taken: &mut Vec<Stretch>) -> bool {
    let Some(list) = lists.get(taken.len()) else {
        let begin = taken.iter().map(|place| place.start).min().unwrap_or(start);
        let end = taken.iter().map(|place| place.end).max().unwrap_or(start);
        let words: u32 = taken.iter().map(|place| place.end - place.start).sum();
        return begin == start && (end - begin) - words.min(end - begin) <= slop;
    };
    let longest: u32 = 64 + slop;
    let from = list.partition_point(|place| place.start < start);
    for place in list[from..].iter().take_while(|place| place.start <= start + longest) {
        if taken.iter().any(|other| place.start < other.end && other.start < place.end) {
            continue;
        }
        taken.push(*place);
        if place_loose(lists, start, slop, taken) {
            return true;
        }
        taken.pop();
    }
    false
}

/// In one text a stretch is paired with so many others on either side, the nearest; that is every one within 256 words.
pub(crate) const MOST_PAIRED: usize = 256;
/// And with fewer where there would be more pairs than this in all: words that fill a text have no end of pairs.
pub(crate) const MOST_PAIRS: usize = 1 << 16;

/// Every pair that is near enough, as the stretch from the beginning of one to the end of the other.
fn near(left: &[Stretch], right: &[Stretch], within: Reach, order: Order, units: &[u32]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let reach = match within {
        Reach::Words(words) => words,
        Reach::Unit(_) => u32::MAX,
    };
    let mut pair = |first: Stretch, second: Stretch| {
        let apart = match within {
            Reach::Words(words) => second.start + 1 - first.end <= words,
            // The unit in which the first begins has to hold the second's last word.
            Reach::Unit(_) => {
                units.partition_point(|&unit| unit <= first.start) == units.partition_point(|&unit| unit < second.end)
            }
        };
        if apart {
            found.push(Stretch { start: first.start, end: second.end });
        }
        apart
    };
    let mut one_way = |firsts: &[Stretch], seconds: &[Stretch]| {
        let most = (MOST_PAIRS / firsts.len().max(1)).clamp(1, MOST_PAIRED);
        for &first in firsts {
            let from = seconds.partition_point(|second| second.start < first.end);
            for &second in seconds[from..].iter().take(most) {
                if second.start - first.end >= reach || !pair(first, second) {
                    break;
                }
            }
        }
    };
    one_way(left, right);
    if order == Order::Any {
        one_way(right, left);
    }
    found
}

/// Every stretch that has one of others between its ends, and near enough to one of these: of `a w/5 b w/5 c` the last may stand
/// between the first two.
fn around(outers: &[Stretch], inners: &[Stretch], within: Reach, units: &[u32]) -> Vec<Stretch> {
    let unit = |position: u32| units.partition_point(|&unit| unit <= position);
    let holds = |outer: &&Stretch| {
        let from = inners.partition_point(|inner| inner.start <= outer.start);
        let between = inners[from..].iter().take_while(|inner| inner.start < outer.end);
        let mut between = between.filter(|inner| inner.end < outer.end);
        match within {
            Reach::Words(words) => {
                between.any(|inner| inner.start - outer.start <= words || outer.end - inner.end <= words)
            }
            Reach::Unit(_) => unit(outer.start) == unit(outer.end - 1) && between.next().is_some(),
        }
    };
    outers.iter().filter(holds).copied().collect()
}

#[cfg(test)]
mod tests;
