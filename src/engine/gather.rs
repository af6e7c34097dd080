//! Many lists of documents read as one.
//!
//! Owns the sum of the postings of a pattern that stands for very many terms. An open list takes kilobytes, and thousands of
//! them, walked window by window, took longer than all else in a search for `s*`; here each is read once, through the same
//! buffer, and only the sum is kept.

use tantivy::TERMINATED;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::clause::Frame;
use super::lexicon::{Area, Forms, Lexicon};
use super::window::{DocBits, WINDOW};

/// With more lists than this in one area of a segment they are read as one.
pub(crate) const MANY: usize = 48;

/// Documents in ascending order with the occurrences of all terms together.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    documents: Vec<u32>,
    occurrences: Vec<u32>,
    /// The first document that has not been passed yet.
    at: usize,
}

impl Gathered {
    /// Reads the lists of some terms in one area of one segment.
    pub(crate) fn read(
        forms: &Forms,
        lexicon: &mut Lexicon<'_>,
        segment: usize,
        area: Area,
    ) -> Result<Gathered, EngineError> {
        let inverted = lexicon.reader(segment, area)?;
        let mut sums = vec![0u32; lexicon.documents(segment) as usize];
        let mut list: Option<BlockSegmentPostings> = None;
        for place in forms.places_in(segment, area) {
            let list = match &mut list {
                Some(list) => {
                    let again = inverted.reset_block_postings_from_terminfo(&place.info, list);
                    again.map_err(|error| lexicon.failed(error))?;
                    list
                }
                None => {
                    let opened = inverted.read_block_postings_from_terminfo(&place.info, IndexRecordOption::WithFreqs);
                    list.insert(opened.map_err(|error| lexicon.failed(error))?)
                }
            };
            while !list.docs().is_empty() {
                for (&document, &count) in list.docs().iter().zip(list.freqs()) {
                    sums[document as usize] += count;
                }
                list.advance();
            }
        }
        let mut gathered = Gathered::default();
        for (document, &sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
            gathered.documents.push(document as u32);
            gathered.occurrences.push(sum);
        }
        Ok(gathered)
    }

    /// The next document from `from` on; later calls ask for none before it.
    pub(crate) fn next_candidate(&mut self, from: u32) -> u32 {
        self.at += self.documents[self.at..].partition_point(|&document| document < from);
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Calls back for the documents of a window that are in `mask`.
    pub(crate) fn walk(&mut self, frame: Frame, mask: &DocBits, mut hit: impl FnMut(u32, u32)) {
        self.next_candidate(frame.start);
        let rest = self.documents[self.at..].iter().zip(&self.occurrences[self.at..]);
        for (document, &count) in rest {
            let offset = document - frame.start;
            if offset >= WINDOW {
                break;
            }
            if mask.contains(offset) {
                hit(offset, count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_gathered_is_walked_like_a_list() {
        let mut gathered = Gathered { documents: vec![3, 4099, 4100, 9000], occurrences: vec![1, 2, 3, 4], at: 0 };
        assert_eq!(gathered.next_candidate(0), 3);
        let mut seen = Vec::new();
        let mut mask = DocBits::first(WINDOW);
        mask.remove(1);
        gathered.walk(Frame { start: 4098 }, &mask, |offset, count| seen.push((offset, count)));
        assert_eq!(seen, [(2, 3)]);
        assert_eq!(gathered.next_candidate(4101), 9000);
        assert_eq!(gathered.next_candidate(9001), TERMINATED);
    }
}
