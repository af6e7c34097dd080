//! Many lists of documents read as one.
//!
//! Owns the sum of the postings of a pattern that stands for very many terms. An open list takes kilobytes, and thousands of
//! them, walked window by window, took longer than all else in a search for `s*`; here each is read once, through the same
//! buffer, and only the sum is kept. The surprise: a sum is a byte, since those of a million articles then stay near the processor;
//! the few that are greater stand in a table beside.

use rustc_hash::FxHashMap;
use tantivy::TERMINATED;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::clause::Frame;
use super::lexicon::{Area, Forms, Lexicon};
use super::list::Sums;
use super::window::{DocBits, WINDOW};

/// With more lists than this in one area of a segment they are read as one.
pub(crate) const MANY: usize = 48;

/// The occurrences of all terms together.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// By document; [`LARGE`] for what is that or more.
    sums: Vec<u8>,
    large: FxHashMap<u32, u32>,
}

const LARGE: u8 = u8::MAX;

impl Gathered {
    /// Reads the lists of some terms in one area of one segment.
    pub(crate) fn read(
        forms: &Forms,
        lexicon: &mut Lexicon<'_>,
        segment: usize,
        area: Area,
    ) -> Result<Gathered, EngineError> {
        let inverted = lexicon.reader(segment, area)?;
        let mut gathered = Gathered { sums: vec![0; lexicon.documents(segment) as usize], large: FxHashMap::default() };
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
                    gathered.add(document, count);
                }
                list.advance();
            }
        }
        Ok(gathered)
    }

    #[inline]
    fn add(&mut self, document: u32, count: u32) {
        let sum = &mut self.sums[document as usize];
        // What is large stays so.
        match u32::from(*sum).saturating_add(count) {
            total if total < u32::from(LARGE) => *sum = total as u8,
            total => {
                self.large.entry(document).and_modify(|sum| *sum = sum.saturating_add(count)).or_insert(total);
                *sum = LARGE;
            }
        }
    }

    fn sum(&self, document: u32, stored: u8) -> u32 {
        if stored < LARGE { u32::from(stored) } else { self.large.get(&document).copied().unwrap_or(0) }
    }

    /// The next document from `from` on.
    pub(crate) fn next_candidate(&self, from: u32) -> u32 {
        let rest = self.sums.get(from as usize..).unwrap_or_default();
        rest.iter().position(|sum| *sum > 0).map_or(TERMINATED, |at| from + at as u32)
    }

    /// Adds the documents of a window, and how often each has the terms times `weight`.
    pub(crate) fn add_to(&self, frame: Frame, weight: f32, sums: &mut Sums) {
        for (number, (occurrences, frequencies)) in
            self.window(frame).chunks(64).zip(sums.frequency.chunks_mut(64)).enumerate()
        {
            let mut bits = 0;
            let mut most = 0;
            for (bit, (&count, frequency)) in occurrences.iter().zip(frequencies.iter_mut()).enumerate() {
                *frequency += weight * f32::from(count);
                bits |= u64::from(count > 0) << bit;
                most = most.max(count);
            }
            sums.found.insert_word(number, bits);
            if most < LARGE {
                continue;
            }
            for (place, (&count, frequency)) in (0..).zip(occurrences.iter().zip(frequencies)) {
                let sum = self.sum(frame.start + number as u32 * 64 + place, count);
                let beyond = sum.saturating_sub(u32::from(count));
                *frequency += weight * beyond as f32;
            }
        }
    }

    /// Calls back for the documents of a window that are in `mask`.
    pub(crate) fn walk(&self, frame: Frame, mask: &DocBits, mut hit: impl FnMut(u32, u32)) {
        let window = self.window(frame);
        mask.for_each(|offset| match window.get(offset as usize) {
            Some(0) | None => {}
            Some(count) => hit(offset, self.sum(frame.start + offset, *count)),
        });
    }

    /// Windows begin at any document, so the last one may be short.
    fn window(&self, frame: Frame) -> &[u8] {
        let rest = self.sums.get(frame.start as usize..).unwrap_or_default();
        &rest[..rest.len().min(WINDOW as usize)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_gathered_is_walked_like_a_list() {
        let mut gathered = Gathered { sums: vec![0; 9001], large: FxHashMap::default() };
        for (document, count) in [(3, 1), (4099, 2), (4100, 3), (9000, 4)] {
            gathered.add(document, count);
        }
        assert_eq!(gathered.next_candidate(0), 3);
        let mut seen = Vec::new();
        let mut mask = DocBits::first(WINDOW);
        mask.remove(1);
        gathered.walk(Frame { start: 4098 }, &mask, |offset, count| seen.push((offset, count)));
        assert_eq!(seen, [(2, 3)]);
        let mut sums = Sums::new();
        gathered.add_to(Frame { start: 4098 }, 0.5, &mut sums);
        assert_eq!(sums.found.iter().collect::<Vec<_>>(), [1, 2]);
        assert_eq!((sums.frequency[0], sums.frequency[1], sums.frequency[2]), (0.0, 1.0, 1.5));
        assert_eq!(gathered.next_candidate(4101), 9000);
        gathered.add_to(Frame { start: 9000 }, 0.5, &mut sums);
        assert_eq!(sums.frequency[0], 2.0, "the last window ends with the segment");
        assert_eq!(gathered.next_candidate(9001), TERMINATED);
    }
    #[test]
    fn sums_may_be_larger_than_a_byte() {
        let mut gathered = Gathered { sums: vec![0; 100], large: FxHashMap::default() };
        for (document, count) in [(7, 254), (70, 254), (70, 1), (70, 1000), (71, 70_000), (72, 3)] {
            gathered.add(document, count);
        }
        let mut seen = Vec::new();
        gathered.walk(Frame { start: 5 }, &DocBits::first(WINDOW), |offset, count| seen.push((offset, count)));
        assert_eq!(seen, [(2, 254), (65, 1255), (66, 70_000), (67, 3)]);
        let mut sums = Sums::new();
        gathered.add_to(Frame { start: 5 }, 2.0, &mut sums);
        assert_eq!(sums.frequency[65..68], [2510.0, 140_000.0, 6.0]);
        assert_eq!((sums.frequency[2], sums.frequency[3]), (508.0, 0.0));
    }
}
