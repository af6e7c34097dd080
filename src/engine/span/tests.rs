use super::*;

/// A text whose leaves are letters; `.` begins a sentence at the next letter.
struct Letters(&'static str);

impl Positions for Letters {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        let mut at = 0;
        let mut begins = true;
        for c in self.0.chars() {
            if c == '.' {
                begins = true;
                continue;
            }
            if (leaf == 26 && begins) || (leaf < 26 && c as usize == 'a' as usize + leaf) {
                out.push(at);
            }
            begins = false;
            at += 1;
        }
    }
}

fn leaf(c: char) -> SpanTree {
    SpanTree::Leaf(c as usize - 'a' as usize)
}

fn places(tree: &SpanTree, text: &'static str) -> Vec<(u32, u32)> {
    tree.places(&mut Letters(text)).into_iter().map(|place| (place.start, place.end)).collect()
}

fn within(words: u32, order: Order) -> SpanTree {
    SpanTree::Near { left: leaf('a').into(), right: leaf('b').into(), within: Reach::Words(words), order }
}

#[test]
fn rows_are_counted_as_they_are_found() {
    let row = SpanTree::Row(vec![(leaf('a'), 0), (leaf('b'), 1)]);
    let either = SpanTree::Any(vec![leaf('a'), row.clone(), SpanTree::Row(vec![(leaf('x'), 2), (leaf('x'), 3)])]);
    for (tree, text, count) in [(&row, "abxab", 2), (&row, "baxb", 0), (&either, "abxxa", 4), (&either, "bb", 0)] {
        let mut rows = LeafRows::of(tree).expect("rows of leaves");
        assert_eq!(rows.count(&mut Letters(text)), count, "{text}");
        assert_eq!(places(tree, text).len(), count, "{text}");
    }
    assert!(LeafRows::of(&within(1, Order::Any)).is_none());
}

#[test]
fn a_leaf_is_taken_out_where_nothing_else_can_stand_where_it_does() {
    let row = SpanTree::Row(vec![(leaf('a'), 0), (leaf('b'), 1)]);
    let number = |c: char| c as usize - 'a' as usize;
    let mut rows = LeafRows::of(&SpanTree::Any(vec![leaf('x'), row.clone()])).expect("rows of leaves");
    assert_eq!(rows.take_single(|leaf| leaf == number('y')), None);
    assert_eq!(rows.count(&mut Letters("abxab")), 3);
    assert_eq!(rows.take_single(|leaf| leaf == number('x')), Some(number('x')));
    assert_eq!(rows.count(&mut Letters("abxab")), 2);
    // Another word alone, and one that is part of the row as well.
    for tree in [SpanTree::Any(vec![leaf('x'), leaf('y')]), SpanTree::Any(vec![leaf('a'), row])] {
        assert_eq!(LeafRows::of(&tree).and_then(|mut rows| rows.take_single(|_| true)), None);
    }
}

#[test]
fn a_start_is_kept_where_the_next_word_stands() {
    for (others, distance, expected) in [
        (&[2, 3, 5, 11][..], 1, &[1, 4][..]),
        (&[2, 3, 5, 11], 2, &[1, 9]),
        (&[2, 3, 5, 11], 5, &[]),
        (&[], 1, &[]),
        (&[0, 1], 0, &[1]),
    ] {
        let mut starts = vec![1, 4, 9];
        keep_followed(&mut starts, others, distance);
        assert_eq!(starts, expected, "{others:?} {distance}");
    }
}

#[test]
fn pairs_are_counted_once_for_each_first() {
    assert_eq!(pairs(&[1, 4, 9], &[2, 3, 5, 11], 1), 2);
    assert_eq!(pairs(&[1, 4, 9], &[2, 3, 5, 11], 2), 2);
    assert_eq!(pairs(&[], &[1], 1) + pairs(&[1], &[], 1), 0);
}

#[test]
fn a_row_is_in_order_and_without_gaps() {
    let row = SpanTree::Row(vec![(leaf('a'), 0), (leaf('b'), 1)]);
    assert_eq!(places(&row, "abxab"), [(0, 2), (3, 5)]);
    assert_eq!(places(&row, "baxb"), []);
    let gap = SpanTree::Row(vec![(leaf('a'), 0), (leaf('b'), 2)]);
    assert_eq!(places(&gap, "axbab"), [(0, 3)]);
}

#[test]
fn a_loose_row_allows_other_words_and_any_order() {
    let loose = |slop| SpanTree::Loose(vec![leaf('a'), leaf('b'), leaf('c')], slop);
    assert_eq!(places(&loose(0), "cab"), [(0, 3)]);
    assert_eq!(places(&loose(1), "cxab"), [(0, 4)]);
    assert_eq!(places(&loose(0), "cxab"), []);
    let twice = SpanTree::Loose(vec![leaf('a'), leaf('a')], 1);
    assert_eq!(places(&twice, "axa"), [(0, 3)]);
    assert_eq!(places(&twice, "xax"), []);
}

#[test]
fn near_counts_words_the_same_both_ways() {
    assert_eq!(places(&within(1, Order::Any), "ab"), [(0, 2)]);
    assert_eq!(places(&within(1, Order::Any), "ba"), [(0, 2)]);
    assert_eq!(places(&within(2, Order::Any), "axxb"), []);
    assert_eq!(places(&within(3, Order::Any), "bxxa"), [(0, 4)]);
    assert_eq!(places(&within(3, Order::AsWritten), "bxxa"), []);
    assert_eq!(places(&within(3, Order::AsWritten), "axxb"), [(0, 4)]);
}

#[test]
fn what_is_near_two_words_may_stand_between_them() {
    let near = |left: SpanTree, right: SpanTree, words: u32, order: Order| SpanTree::Near {
        left: left.into(),
        right: right.into(),
        within: Reach::Words(words),
        order,
    };
    let chain = |order| near(near(leaf('a'), leaf('b'), 5, order), leaf('c'), 2, order);
    for (text, found) in [
        ("abxc", &[(0, 4)][..]),
        ("acb", &[(0, 3)]),
        ("caxb", &[(0, 4)]),
        // Two words from the second.
        ("axxcxb", &[(0, 6)]),
        ("abxxc", &[]),
    ] {
        assert_eq!(places(&chain(Order::Any), text), found, "{text}");
    }
    assert_eq!(places(&chain(Order::AsWritten), "acb"), []);
    // From both it is further away than that.
    let wide = near(near(leaf('a'), leaf('b'), 9, Order::Any), leaf('c'), 2, Order::Any);
    assert_eq!(places(&wide, "axxcxxb"), []);
    let other_way = near(leaf('c'), near(leaf('a'), leaf('b'), 5, Order::Any), 2, Order::Any);
    assert_eq!(places(&other_way, "acb"), [(0, 3)]);
    // A word of a phrase is not near the phrase.
    let row = SpanTree::Row(vec![(leaf('a'), 0), (leaf('c'), 1), (leaf('b'), 2)]);
    assert_eq!(places(&near(row, leaf('c'), 5, Order::Any), "acb"), []);
    let unit = |left: SpanTree, right: SpanTree| SpanTree::Near {
        left: left.into(),
        right: right.into(),
        within: Reach::Unit(26),
        order: Order::Any,
    };
    assert_eq!(places(&unit(within(5, Order::Any), leaf('c')), "acb"), [(0, 3)]);
    assert_eq!(places(&unit(within(5, Order::Any), leaf('c')), "ac.b"), []);
}

/// A text of two words in turn.
struct InTurn(u32);

impl Positions for InTurn {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend((leaf as u32..self.0).step_by(2));
    }
}

#[test]
fn words_that_fill_a_text_have_a_bounded_number_of_pairs() {
    let near = |left: SpanTree, right: SpanTree| SpanTree::Near {
        left: left.into(),
        right: right.into(),
        within: Reach::Words(1000),
        order: Order::Any,
    };
    let pair = near(leaf('a'), leaf('b'));
    let deep = near(near(pair.clone(), leaf('a')), pair.clone());
    // All of 50 by 50.
    assert_eq!(pair.places(&mut InTurn(100)).len(), 2500);
    let places = deep.places(&mut InTurn(200_000));
    assert!(places.len() <= 4 * 200_000, "{}", places.len());
    // None of the words is without one.
    assert!(places.iter().any(|place| place.start < 10) && places.iter().any(|place| place.end > 199_990));
}

#[test]
fn near_in_a_sentence_ends_with_the_sentence() {
    let same =
        SpanTree::Near { left: leaf('a').into(), right: leaf('b').into(), within: Reach::Unit(26), order: Order::Any };
    assert_eq!(places(&same, "xaxxb.xx"), [(1, 5)]);
    assert_eq!(places(&same, "xa.xb"), []);
    assert_eq!(places(&same, "b.xa.b"), []);
    assert_eq!(places(&same, "b.bxa.b"), [(1, 4)]);
}
