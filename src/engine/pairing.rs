//! Two words near each other: how often, without a list of the places.
//!
//! Owns the shortest way to the number of places of `a w/5 b`, `a w/s b` and `"a b"~5` in one text. What a place is is decided in
//! [`super::span`], which finds the same number, one by one. The surprise: where both words stand at one position, or so often
//! that not every pair is looked at, this says so and counts nothing.

use super::span::{MOST_PAIRED, MOST_PAIRS, Positions, Reach, SpanTree};
use crate::query::Order;

/// So few pairs are looked at one by one.
const FEW: usize = 1024;
/// No two words of a text are so far apart.
const FARTHEST: u32 = 1 << 30;

/// Two words near each other, with the room to count them in many texts.
pub(crate) struct Pairing {
    /// The leaves of each; any of them will do.
    left: Vec<usize>,
    right: Vec<usize>,
    near: Nearness,
    room: [Vec<u32>; 3],
}

#[derive(Debug, Clone, Copy)]
enum Nearness {
    /// A pair is a place.
    Pairs(Reach, Order),
    /// A word is a place that has the other behind it with at most so many in between.
    Loose(u32),
}

impl Pairing {
    /// `None` for any other tree.
    pub(crate) fn of(tree: &SpanTree) -> Option<Pairing> {
        let (left, right, near) = match tree {
            SpanTree::Near { left, right, within, order } => {
                (leaves_of(left)?, leaves_of(right)?, Nearness::Pairs(*within, *order))
            }
            SpanTree::Loose(trees, slop) => {
                let [left, right] = &trees[..] else { return None };
                (leaves_of(left)?, leaves_of(right)?, Nearness::Loose(*slop))
            }
            _ => return None,
        };
        Some(Pairing { left, right, near, room: Default::default() })
    }

    /// As many as [`SpanTree::places`] finds; `None` where that has to be asked.
    pub(crate) fn count(&mut self, source: &mut dyn Positions) -> Option<usize> {
        let [left, right, units] = &mut self.room;
        if let ([one], [other]) = (&self.left[..], &self.right[..])
            && let (Some(left), Some(right)) = (source.at_hand(*one), source.at_hand(*other))
            && left.len() * right.len() <= FEW
            && let Some(count) = count_few(left, right, self.near)
        {
            return count;
        }
        gather(&self.left, source, left);
        gather(&self.right, source, right);
        if left.is_empty() || right.is_empty() {
            return Some(0);
        }
        if left.len() * right.len() <= FEW
            && let Some(count) = count_few(left, right, self.near)
        {
            return count;
        }
        if share_any(left, right) {
            return None;
        }
        match self.near {
            Nearness::Loose(slop) => {
                let reach = slop.saturating_add(1);
                Some(followed(left, right, reach) + followed(right, left, reach))
            }
            Nearness::Pairs(within, order) => {
                // So many seconds are paired with each.
                let paired = |firsts: &[u32], seconds: &[u32]| {
                    let most = (MOST_PAIRS / firsts.len()).clamp(1, MOST_PAIRED);
                    let wanted = match within {
                        Reach::Words(words) => seconds.len().min(words as usize),
                        Reach::Unit(_) => seconds.len(),
                    };
                    wanted <= most
                };
                let both = order == Order::Any;
                if !paired(left, right) || (both && !paired(right, left)) {
                    return None;
                }
                if let Reach::Unit(leaf) = within {
                    source.positions(leaf, units);
                }
                let one_way = |firsts: &[u32], seconds: &[u32]| match within {
                    Reach::Words(words) => pairs_within(firsts, seconds, |first| first.saturating_add(words)),
                    Reach::Unit(_) => {
                        let mut rest = units.iter().copied().peekable();
                        pairs_within(firsts, seconds, |first| {
                            while rest.next_if(|unit| *unit <= first).is_some() {}
                            // The next unit begins at this word, which no longer counts.
                            rest.peek().map_or(u32::MAX, |unit| unit - 1)
                        })
                    }
                };
                Some(one_way(left, right) + if both { one_way(right, left) } else { 0 })
            }
        }
    }
}

/// As [`Pairing::count`], by looking at every pair, without a branch; `None` where other positions matter.
fn count_few(left: &[u32], right: &[u32], near: Nearness) -> Option<Option<usize>> {
    // Numbers of the width of positions are added several at a time.
    let (mut same, mut count) = (0_u32, 0_u32);
    match near {
        Nearness::Pairs(Reach::Unit(_), _) => return None,
        Nearness::Pairs(Reach::Words(words), order) => {
            let words = words.min(FARTHEST);
            let back = if order == Order::Any { words } else { 0 };
            for &second in right {
                // From so far behind the second to so far before it; what stands at its place is told apart.
                let (last, span) = (second.wrapping_add(back), words + back);
                let within = |first: &u32| u32::from(last.wrapping_sub(*first) <= span);
                count += left.iter().map(within).sum::<u32>();
                same |= left.iter().map(|first| u32::from(*first == second)).sum::<u32>();
            }
        }
        Nearness::Loose(slop) => {
            let slop = slop.min(FARTHEST);
            let mut followed = |firsts: &[u32], seconds: &[u32]| {
                for &first in firsts {
                    let behind = |second: &u32| u32::from(second.wrapping_sub(first).wrapping_sub(1) <= slop);
                    count += u32::from(seconds.iter().map(behind).sum::<u32>() > 0);
                    same |= seconds.iter().map(|second| u32::from(*second == first)).sum::<u32>();
                }
            };
            followed(left, right);
            followed(right, left);
        }
    }
    Some((same == 0).then_some(count as usize))
}

/// The leaves of a tree of which each place is one word.
fn leaves_of(tree: &SpanTree) -> Option<Vec<usize>> {
    match tree {
        SpanTree::Leaf(leaf) => Some(vec![*leaf]),
        SpanTree::Any(trees) => {
            let leaf = |tree: &SpanTree| if let SpanTree::Leaf(leaf) = tree { Some(*leaf) } else { None };
            trees.iter().map(leaf).collect()
        }
        _ => None,
    }
}

/// The positions of any of some leaves, ascending and without repeats.
fn gather(leaves: &[usize], source: &mut dyn Positions, out: &mut Vec<u32>) {
    if let [leaf] = leaves {
        return source.positions(*leaf, out);
    }
    let mut one = Vec::new();
    out.clear();
    for leaf in leaves {
        match source.at_hand(*leaf) {
            Some(positions) => out.extend_from_slice(positions),
            None => {
                source.positions(*leaf, &mut one);
                out.extend_from_slice(&one);
            }
        }
    }
    if !out.is_sorted_by(|a, b| a < b) {
        out.sort_unstable();
        out.dedup();
    }
}

fn share_any(left: &[u32], right: &[u32]) -> bool {
    let mut rest = right.iter().peekable();
    left.iter().any(|at| {
        while rest.next_if(|other| *other < at).is_some() {}
        rest.peek() == Some(&at)
    })
}

/// How many of some positions have one of some others behind them within a reach.
fn followed(firsts: &[u32], seconds: &[u32], reach: u32) -> usize {
    let mut rest = seconds.iter().peekable();
    let followed = firsts.iter().filter(|first| {
        while rest.next_if(|second| second < first).is_some() {}
        rest.peek().is_some_and(|second| **second - **first <= reach)
    });
    followed.count()
}

/// How many pairs there are of a first and a second behind it, up to the last position that `last` tells of each first; it never
/// goes back.
fn pairs_within(firsts: &[u32], seconds: &[u32], mut last: impl FnMut(u32) -> u32) -> usize {
    let (mut behind, mut within, mut count) = (0, 0, 0);
    for &first in firsts {
        while seconds.get(behind).is_some_and(|second| *second < first) {
            behind += 1;
        }
        let last = last(first);
        within = within.max(behind);
        while seconds.get(within).is_some_and(|second| *second <= last) {
            within += 1;
        }
        count += within - behind;
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Positions by leaf.
    struct Listed(Vec<Vec<u32>>);

    impl Positions for Listed {
        fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
            out.clone_from(&self.0[leaf]);
        }
    }

    fn near(within: Reach, order: Order) -> SpanTree {
        let (left, right) = (Box::new(SpanTree::Leaf(0)), Box::new(SpanTree::Leaf(1)));
        SpanTree::Near { left, right, within, order }
    }

    #[test]
    fn pairs_and_loose_phrases_are_counted() {
        // a b . a . . b | a, with a sentence that begins at the last.
        let mut text = Listed(vec![vec![0, 3, 7], vec![1, 6], vec![7]]);
        let count = |tree: SpanTree, text: &mut Listed| Pairing::of(&tree).and_then(|mut pairing| pairing.count(text));
        // Behind: 0-1, 3-6; before: 1-3, 6-7.
        assert_eq!(count(near(Reach::Words(3), Order::Any), &mut text), Some(4));
        assert_eq!(count(near(Reach::Words(3), Order::AsWritten), &mut text), Some(2));
        // Within the sentence: 0-1, 0-6, 3-6, 1-3.
        assert_eq!(count(near(Reach::Unit(2), Order::Any), &mut text), Some(4));
        let loose = |slop| SpanTree::Loose(vec![SpanTree::Leaf(0), SpanTree::Leaf(1)], slop);
        // 0-1 and 6-7 stand side by side; 1-3 leaves one word out.
        assert_eq!((count(loose(0), &mut text), count(loose(1), &mut text)), (Some(2), Some(3)));
        text.0[1].push(7);
        assert_eq!(count(loose(0), &mut text), None, "both stand at one position");
        assert!(Pairing::of(&SpanTree::Leaf(0)).is_none());
    }

    fn positions() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::btree_set(0u32..60, 0..20).prop_map(|set| set.into_iter().collect())
    }

    proptest! {
        #[test]
        fn as_many_are_counted_as_are_found_one_by_one(
            lists in (positions(), positions(), positions(), positions()),
            reach in 1u32..9,
            kind in 0u8..5,
        ) {
            let (first, second, third, units) = lists;
            let mut text = Listed(vec![first, second, third, units]);
            let any = SpanTree::Any(vec![SpanTree::Leaf(1), SpanTree::Leaf(2)]);
            let sides = || (Box::new(SpanTree::Leaf(0)), Box::new(any.clone()));
            let tree = |within, order| {
                let (left, right) = sides();
                SpanTree::Near { left, right, within, order }
            };
            let tree = match kind {
                0 => tree(Reach::Words(reach), Order::Any),
                1 => tree(Reach::Words(reach), Order::AsWritten),
                2 => tree(Reach::Unit(3), Order::Any),
                3 => tree(Reach::Unit(3), Order::AsWritten),
                _ => SpanTree::Loose(vec![SpanTree::Leaf(0), any.clone()], reach - 1),
            };
            if let Some(count) = Pairing::of(&tree).expect("two words").count(&mut text) {
                prop_assert_eq!(count, tree.places(&mut text).len());
            }
        }
    }
}
