//! A row of words: the common phrase.
//!
//! Owns the shortest way to how often it stands in a document. [`super::span`] asks for the places of each part, whatever the
//! arrangement; here the lists of all words move on together, and nothing is kept of a document but where the row may begin. The
//! surprise: the rarest word of several comes first, and none is looked at any more where those before it leave no place.

use super::place::Places;
use super::span::{keep_followed, pairs};

/// A row of words with the room to count it in many documents.
pub(crate) struct Lockstep {
    /// The words with their places in the row, the rarest first.
    words: Vec<(usize, u32)>,
    /// Where the row may begin in the document.
    starts: Vec<u32>,
}

impl Lockstep {
    /// A row of leaves: the first, and the others with their distances from it. `counts` tells in how many documents each is.
    pub(crate) fn new(first: usize, rest: &[(usize, u32)], counts: &[u64]) -> Lockstep {
        let mut words: Vec<(usize, u32)> = std::iter::once((first, 0)).chain(rest.iter().copied()).collect();
        if words.len() > 2 {
            words.sort_by_key(|(leaf, _)| counts[*leaf]);
        }
        Lockstep { words, starts: Vec::new() }
    }

    /// How often it stands in a document; they come in ascending order.
    pub(crate) fn count(&mut self, leaves: &mut [Places], document: u32) -> usize {
        if let [(first, _), (second, distance)] = self.words[..] {
            leaves[first].read(document);
            leaves[second].read(document);
            return pairs(leaves[first].positions(), leaves[second].positions(), distance);
        }
        let Some(((rarest, place), rest)) = self.words.split_first() else { return 0 };
        leaves[*rarest].read(document);
        self.starts.clear();
        let starts = leaves[*rarest].positions().iter();
        self.starts.extend(starts.filter_map(|position| position.checked_sub(*place)));
        for (leaf, distance) in rest {
            if self.starts.is_empty() {
                break;
            }
            leaves[*leaf].read(document);
            keep_followed(&mut self.starts, leaves[*leaf].positions(), *distance);
        }
        self.starts.len()
    }
}
