//! A row of words: the common phrase.
//!
//! Owns the shortest way to how often it stands in a document. [`super::span`] asks for the places of each part, whatever the
//! arrangement; here the lists of all words move on together, and nothing is kept of a document but where the row may begin. The
//! surprise: a word is not looked at any more where none before it leaves a place.

use super::place::Places;
use super::span::{keep_followed, pairs};

/// A row of words with the room to count it in many documents.
pub(crate) struct Lockstep {
    first: usize,
    /// The others with their distances from the first.
    rest: Vec<(usize, u32)>,
    /// Where the row may begin in the document.
    starts: Vec<u32>,
}

impl Lockstep {
    /// A row of leaves: the first, and the others with their distances from it.
    pub(crate) fn new(first: usize, rest: &[(usize, u32)]) -> Lockstep {
        Lockstep { first, rest: rest.to_vec(), starts: Vec::new() }
    }

    /// How often it stands in a document; they come in ascending order.
    pub(crate) fn count(&mut self, leaves: &mut [Places], document: u32) -> usize {
        leaves[self.first].read(document);
        if let [(second, distance)] = self.rest[..] {
            leaves[second].read(document);
            return pairs(leaves[self.first].positions(), leaves[second].positions(), distance);
        }
        self.starts.clear();
        self.starts.extend_from_slice(leaves[self.first].positions());
        for (leaf, distance) in &self.rest {
            if self.starts.is_empty() {
                break;
            }
            leaves[*leaf].read(document);
            keep_followed(&mut self.starts, leaves[*leaf].positions(), *distance);
        }
        self.starts.len()
    }
}
