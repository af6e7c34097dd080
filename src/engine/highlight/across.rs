//! Places of a clause that begin in one paragraph and end in another.
//!
//! Owns the counting of words from one paragraph of an article to the next, as the index counts them: the lede goes on in the
//! body, headings by themselves.

use std::ops::Range;

use super::{BlockPlaces, BlockPositions, Detail, HighlightClause};
use crate::engine::analyzer::next_paragraph;
use crate::engine::lexicon::{Area, BODY, LEDE};
use crate::engine::span::Positions;

/// A block of an article, cut into words.
pub(super) struct CutBlock {
    pub(super) area: Area,
    pub(super) positions: BlockPositions,
}

/// Where a leaf stands: position among the words of all blocks, block, bytes there.
type LeafPlace = (u32, usize, Range<usize>);

/// Positions of the leaves of one clause in blocks that are read as one text.
struct RunPositions {
    by_leaf: Vec<Vec<LeafPlace>>,
}

impl Positions for RunPositions {
    fn positions(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.by_leaf[leaf].iter().map(|(position, ..)| *position));
        out.dedup();
    }
}

/// Adds what matched of such a clause to what is known of each block.
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
        let mut positions = RunPositions { by_leaf: vec![Vec::new(); leaves.iter().max().map_or(0, |leaf| leaf + 1)] };
        let mut begin = 0;
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| run_of(block.area) == run) {
            for (leaf, places) in positions.by_leaf.iter_mut().enumerate() {
                let here = &block.positions.by_leaf[clause.first_leaf + leaf];
                places.extend(here.iter().map(|(position, range)| (begin + position, at, range.clone())));
            }
            begin = block.positions.last.map_or(begin, |last| next_paragraph(begin + last));
        }
        let places = clause.tree.places(&mut positions);
        // Bytes of each place in the block where it begins.
        let mut bytes: Vec<Option<(usize, Range<usize>)>> = vec![None; places.len()];
        for &leaf in leaves {
            for (position, block, range) in &positions.by_leaf[leaf] {
                let mut inside = false;
                for (place, bytes) in places.iter().zip(&mut bytes) {
                    if !(place.start..place.end).contains(position) {
                        continue;
                    }
                    inside = true;
                    if detail == Detail::Words {
                        break;
                    }
                    *bytes = Some(match bytes.take() {
                        Some((known, bytes)) if known < *block => (known, bytes),
                        Some((known, bytes)) if known == *block => {
                            (known, bytes.start.min(range.start)..bytes.end.max(range.end))
                        }
                        _ => (*block, range.clone()),
                    });
                }
                if inside && !range.is_empty() {
                    found[*block].hits.push((range.start, range.end, number));
                }
            }
        }
        for (block, range) in bytes.into_iter().flatten() {
            found[block].places.push((range, number));
        }
    }
}
