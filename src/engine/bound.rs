//! How often an arrangement of words stands in documents at most, going by how often they have the words.
//!
//! Owns that bound, by which documents are told that cannot be among the best before any position is read. It is never less than
//! what [`super::span`] finds. The surprise: two words near each other may be as many places as there are pairs of them.

use super::list::Counts;
use super::span::{Reach, SpanTree};
use super::window::WINDOW;
use crate::query::Order;

/// Of each document of a window the most.
pub(crate) type Most = Box<[u32; WINDOW as usize]>;

/// How often a tree stands in each document of a window at most; `leaves` tells how often these have its words.
pub(crate) fn most_places(tree: &SpanTree, leaves: &[Counts]) -> Most {
    match tree {
        SpanTree::Leaf(leaf) => leaves[*leaf].of.clone(),
        SpanTree::Any(trees) => united(trees.iter().map(|tree| most_places(tree, leaves)), u32::saturating_add),
        SpanTree::Row(parts) => united(parts.iter().map(|(tree, _)| most_places(tree, leaves)), u32::min),
        // A place begins at each word at most once.
        SpanTree::Loose(trees, _) => {
            let all = |a: u32, b: u32| if a == 0 || b == 0 { 0 } else { a.saturating_add(b) };
            united(trees.iter().map(|tree| most_places(tree, leaves)), all)
        }
        SpanTree::Near { left, right, within, order } => {
            let words = [left, right].iter().all(|side| is_word(side));
            // Each word has so many places around it, or on one side.
            let sides = if *order == Order::Any { 2 } else { 1 };
            let around = match within {
                Reach::Words(words_within) if words => words_within.saturating_mul(sides),
                _ => u32::MAX,
            };
            let pairs = |a: u32, b: u32| a.saturating_mul(b).min(a.min(b).saturating_mul(around));
            united([left, right].into_iter().map(|side| most_places(side, leaves)), pairs)
        }
    }
}

/// Whether each place of a tree is one word.
fn is_word(tree: &SpanTree) -> bool {
    match tree {
        SpanTree::Leaf(_) => true,
        SpanTree::Any(trees) => trees.iter().all(is_word),
        _ => false,
    }
}

fn united(parts: impl Iterator<Item = Most>, with: impl Fn(u32, u32) -> u32) -> Most {
    let joined = parts.reduce(|mut most, part| {
        most.iter_mut().zip(part.iter()).for_each(|(most, part)| *most = with(*most, *part));
        most
    });
    joined.unwrap_or_else(|| Counts::new().of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_goes_by_the_rarer_word_or_by_pairs() {
        let leaf = |count| {
            let mut counts = Counts::new();
            counts.found.insert(5);
            counts.of[5] = count;
            counts
        };
        let leaves = [leaf(3), leaf(4), leaf(0)];
        let most = |tree: &SpanTree| most_places(tree, &leaves)[5];
        let row = |last| SpanTree::Row(vec![(SpanTree::Leaf(0), 0), (SpanTree::Leaf(last), 1)]);
        assert_eq!((most(&row(1)), most(&row(2))), (3, 0));
        assert_eq!(most(&SpanTree::Any(vec![row(1), SpanTree::Leaf(1)])), 7);
        let loose = |last| SpanTree::Loose(vec![SpanTree::Leaf(0), SpanTree::Leaf(last)], 2);
        assert_eq!((most(&loose(1)), most(&loose(2))), (7, 0));
        let ordered = |left, within, order| {
            let (left, right) = (Box::new(left), Box::new(SpanTree::Leaf(1)));
            SpanTree::Near { left, right, within, order }
        };
        let near = |left, within| ordered(left, within, Order::Any);
        assert_eq!(most(&near(SpanTree::Leaf(0), Reach::Words(1))), 6);
        assert_eq!(most(&near(SpanTree::Leaf(0), Reach::Words(9))), 12);
        assert_eq!(most(&ordered(SpanTree::Leaf(0), Reach::Words(1), Order::AsWritten)), 3);
        assert_eq!(most(&near(row(1), Reach::Words(1))), 12);
        assert_eq!(most(&near(SpanTree::Leaf(0), Reach::Unit(2))), 12);
    }
}
