//! Places of a clause among the words of a text: which words they hold, and from where to where they go.
//!
//! Owns the counting of words from one paragraph of an article to the next, as the index counts them: the lede goes on in the
//! body, headings by themselves.

use std::ops::Range;

use super::{BlockPlaces, BlockPositions, Detail, HighlightClause};
use crate::engine::analyzer::next_paragraph;
use crate::engine::lexicon::{Area, BODY, LEDE};
use crate::engine::span::{Positions, Stretch};

/// A block of an article, cut into words.
pub(super) struct CutBlock {
    pub(super) area: Area,
    pub(super) positions: BlockPositions,
}

/// Where a leaf stands.
#[derive(Debug, Clone)]
pub(super) struct LeafPlace {
    /// Among the words of the blocks that are read as one text.
    pub(super) position: u32,
    pub(super) block: usize,
    /// Bytes in the block.
    pub(super) range: Range<usize>,
}

impl LeafPlace {
    fn key(&self) -> (u32, usize, usize) {
        (self.position, self.range.start, self.range.end)
    }
}

/// Of a long place so many words at either end say from where to where it goes.
const ENDS: usize = 32;

/// Adds to each block what some places of a clause hold of all that its leaves have there.
pub(super) fn add_held(
    clause: usize,
    places: &[Stretch],
    mut leaves: Vec<LeafPlace>,
    detail: Detail,
    found: &mut [BlockPlaces],
) {
    leaves.sort_by_key(LeafPlace::key);
    // Places ascend by their start.
    let (mut next, mut until) = (0, 0);
    for leaf in &leaves {
        while let Some(place) = places.get(next).filter(|place| place.start <= leaf.position) {
            until = until.max(place.end);
            next += 1;
        }
        if leaf.position < until && !leaf.range.is_empty() {
            found[leaf.block].hits.push((leaf.range.start, leaf.range.end, clause));
        }
    }
    if detail == Detail::Words {
        return;
    }
    for place in places {
        let from = leaves.partition_point(|leaf| leaf.position < place.start);
        let held = &leaves[from..];
        let held = &held[..held.partition_point(|leaf| leaf.position < place.end)];
        // It is told by its part in the block where it begins.
        let Some(block) = held.first().map(|leaf| leaf.block) else { continue };
        let here = &held[..held.partition_point(|leaf| leaf.block == block)];
        let last = &here[here.len().saturating_sub(ENDS)..];
        let ranges = here.iter().take(ENDS).chain(last).map(|leaf| leaf.range.clone());
        if let Some(range) = ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)) {
            found[block].places.push((range, clause));
        }
    }
}

/// Positions of the leaves of one clause in blocks that are read as one text.
struct RunPositions {
    by_leaf: Vec<Vec<LeafPlace>>,
}

impl Positions for RunPositions {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.by_leaf[leaf].iter().map(|place| place.position));
        out.dedup();
    }
}

/// Adds what matched of a clause whose places may span paragraphs to what is known of each block.
pub(super) fn add_places(
    (number, clause): (usize, &HighlightClause<'_>),
    leaves: &[usize],
    blocks: &[CutBlock],
    detail: Detail,
    found: &mut [BlockPlaces],
) {
    let goes_on = clause.areas.contains(&LEDE) && clause.areas.contains(&BODY);
    let run_of = |area: Area| if goes_on && area == LEDE { BODY } else { area };
    let mut runs: Vec<Area> = clause.areas.iter().map(|&area| run_of(area)).collect();
    runs.sort_unstable();
    runs.dedup();
    for run in runs {
        let mut positions = RunPositions { by_leaf: vec![Vec::new(); clause.leaf_count] };
        let mut begin = 0;
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| run_of(block.area) == run) {
            for (leaf, places) in positions.by_leaf.iter_mut().enumerate() {
                let here = &block.positions.by_leaf[clause.first_leaf + leaf];
                let place = |(position, range): &(u32, Range<usize>)| LeafPlace {
                    position: begin + position,
                    block: at,
                    range: range.clone(),
                };
                places.extend(here.iter().map(place));
            }
            begin = block.positions.last.map_or(begin, |last| next_paragraph(begin + last));
        }
        let places = clause.tree.places(&mut positions);
        let held = leaves.iter().flat_map(|&leaf| std::mem::take(&mut positions.by_leaf[leaf])).collect();
        add_held(number, &places, held, detail, found);
    }
}
