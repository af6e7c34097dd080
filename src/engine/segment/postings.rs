//! Postings of one field: collected in reading order, written in the order of the terms.
//!
//! Owns the list of a field's term occurrences and its inversion. Knows nothing of text. The surprise: while articles come
//! in nothing is kept by term. An occurrence is one number appended to a list, and only at the end are the occurrences
//! dealt out to their terms, part of the vocabulary by part, which touches memory in order where a list for each term would
//! jump about in it.

use std::io;

use crossbeam_channel::{bounded, unbounded};
use tantivy::postings::FieldSerializer;

use super::vocabulary::{SHORT, Vocabulary};

/// Set on an occurrence at the position of the one before it.
const SAME: u32 = 1 << 31;
/// Set on an occurrence that leaves one position out.
const GAP: u32 = 1 << 30;
/// All that is set on occurrences.
const MARKS: u32 = SAME | GAP;
/// Terms that one segment can have.
pub(super) const MAX_TERMS: usize = GAP as usize;
/// Bytes of occurrences that are dealt out at a time.
const PART: usize = 32 << 20;

/// Where an occurrence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// At the position of the occurrence before it.
    Same,
    /// At the next position; the first of a document.
    Next,
    /// One position is left out.
    Gap,
}

/// What is written of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Only that the document has the term.
    Document,
    /// How often and at which positions.
    Positions,
}

/// Document and position of an occurrence in one number, the position in its lowest bits.
trait Place: Copy + Default + Send {
    fn new(document: u32, position: u32, bits: u32) -> Self;
    fn document(self, bits: u32) -> u32;
    fn position(self, bits: u32) -> u32;
}

impl Place for u32 {
    #[inline]
    fn new(document: u32, position: u32, bits: u32) -> u32 {
        document << bits | position
    }
    #[inline]
    fn document(self, bits: u32) -> u32 {
        self >> bits
    }
    #[inline]
    fn position(self, bits: u32) -> u32 {
        self & ((1 << bits) - 1)
    }
}

impl Place for u64 {
    #[inline]
    fn new(document: u32, position: u32, bits: u32) -> u64 {
        u64::from(document) << bits | u64::from(position)
    }
    #[inline]
    fn document(self, bits: u32) -> u32 {
        (self >> bits) as u32
    }
    #[inline]
    fn position(self, bits: u32) -> u32 {
        (self & ((1 << bits) - 1)) as u32
    }
}

/// Bits of a number.
fn width(number: u32) -> u32 {
    u32::BITS - number.leading_zeros()
}

/// The terms of a vocabulary by bytes.
pub(super) struct TermOrder {
    terms: Vec<u32>,
    /// The place of each term in `terms`.
    ranks: Vec<u32>,
}

impl TermOrder {
    pub(super) fn new(vocabulary: &Vocabulary) -> TermOrder {
        let terms = vocabulary.sorted();
        let mut ranks = vec![0; terms.len()];
        for (rank, &term) in terms.iter().enumerate() {
            ranks[term as usize] = rank as u32;
        }
        TermOrder { terms, ranks }
    }
}

/// Memory that the fields of a segment use one after the other.
pub(super) struct Scratch {
    /// Occurrences of each term in the field, by the term's place in the order; 0 between fields.
    counts: Vec<u32>,
    /// Where the next occurrence of a term of the part goes in it, by the term's place in the order.
    slots: Vec<u32>,
    deltas: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(vocabulary: &Vocabulary) -> Scratch {
        let terms = vocabulary.len();
        Scratch { counts: vec![0; terms], slots: vec![0; terms], deltas: Vec::new() }
    }
}

impl Holder {
    /// The position from which the first step leads to its first word.
    fn before_first(self) -> u32 {
        self.begin.wrapping_sub(1)
    }
}

/// Occurrences of terms in one field, document by document.
#[derive(Default)]
pub(super) struct Occurrences {
    terms: Vec<u32>,
    /// Documents that have any.
    documents: Vec<Holder>,
}

/// A document that has words in a field.
#[derive(Debug, Clone, Copy)]
struct Holder {
    document: u32,
    /// Where its occurrences end in the list of all.
    end: u32,
    /// Position of its first word.
    begin: u32,
}

impl Occurrences {
    /// Adds an occurrence to a document; documents come in order.
    pub(super) fn push(&mut self, document: u32, term: u32, step: Step) {
        self.append(term, step);
        self.close(document, 0);
    }

    /// Adds an occurrence to the document that is closed next.
    #[inline]
    pub(super) fn append(&mut self, term: u32, step: Step) {
        let mark = match step {
            Step::Same => SAME,
            Step::Next => 0,
            Step::Gap => GAP,
        };
        self.terms.push(term | mark);
    }

    /// Adds an occurrence whose term is not known yet, and gives its place for [`Occurrences::set`].
    #[inline]
    pub(super) fn append_unknown(&mut self, step: Step) -> usize {
        self.append(0, step);
        self.terms.len() - 1
    }

    /// Gives an occurrence without a term its term.
    #[inline]
    pub(super) fn set(&mut self, place: usize, term: u32) {
        self.terms[place] |= term;
    }

    /// Ends what was appended for a document, or for a part of it; documents come in order. The first word stands at position
    /// `begin`, which is not 0 where positions go on from another field.
    pub(super) fn close(&mut self, document: u32, begin: u32) {
        let end = self.terms.len() as u32;
        if self.documents.last().map_or(0, |last| last.end) == end {
            return;
        }
        match self.documents.last_mut() {
            Some(last) if last.document == document => last.end = end,
            _ => self.documents.push(Holder { document, end, begin }),
        }
    }

    /// Number of occurrences.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Writes all postings of the field.
    pub(super) fn write(
        mut self,
        vocabulary: &Vocabulary,
        order: &TermOrder,
        detail: Detail,
        scratch: &mut Scratch,
        field: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let last = self.rank(order, &mut scratch.counts);
        let own = self.own_ranks(&scratch.counts);
        let written = Written { vocabulary, order, detail, own: &own, bits: width(last) };
        let documents = self.documents.last().map_or(1, |last| width(last.document).max(1));
        // Nearly always: of as many articles as there is memory for none has more words than the rest of the bits can count.
        match documents + written.bits <= u32::BITS {
            true => self.write_as::<u32>(&written, scratch, field),
            false => self.write_as::<u64>(&written, scratch, field),
        }?;
        own.iter().for_each(|&rank| scratch.counts[rank as usize] = 0);
        Ok(())
    }

    /// From here on a term goes by its place in the order, so that those of a part are known by two comparisons. Counts the
    /// occurrences of each, and gives the highest position.
    fn rank(&mut self, order: &TermOrder, counts: &mut [u32]) -> u32 {
        let mut last = 0;
        let mut start = 0;
        for holder in &self.documents {
            let mut position = holder.before_first();
            for term in &mut self.terms[start..holder.end as usize] {
                let rank = order.ranks[(*term & !MARKS) as usize];
                counts[rank as usize] += 1;
                *term = *term & MARKS | rank;
                position = after(position, *term);
            }
            last = last.max(position);
            start = holder.end as usize;
        }
        last
    }

    fn write_as<P: Place>(
        &self,
        written: &Written<'_>,
        scratch: &mut Scratch,
        field: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let Scratch { counts, slots, deltas } = scratch;
        let parts = parts_of(written.own, counts, PART / size_of::<P>());
        let mut room = [0; SHORT + 1];
        let mut write = |ranks: &[u32], part: &[P]| {
            let mut rest = part;
            for &rank in ranks {
                let (places, behind) = rest.split_at(counts[rank as usize] as usize);
                let term = written.vocabulary.bytes(written.order.terms[rank as usize], &mut room);
                written.write_term(term, places, deltas, field)?;
                rest = behind;
            }
            Ok(())
        };
        match &parts[..] {
            [] => Ok(()),
            [only] => {
                let mut part = Vec::new();
                self.deal(only, counts, slots, written.bits, &mut part);
                write(only, &part)
            }
            _ => self.deal_beside(&parts, counts, slots, written.bits, &mut write),
        }
    }

    /// Deals out parts in a thread of its own, each while the one before it is written.
    fn deal_beside<P: Place>(
        &self,
        parts: &[&[u32]],
        counts: &[u32],
        slots: &mut [u32],
        bits: u32,
        write: &mut impl FnMut(&[u32], &[P]) -> io::Result<()>,
    ) -> io::Result<()> {
        let (full, dealt) = bounded::<Vec<P>>(0);
        let (empty, written) = unbounded();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for ranks in parts {
                    let mut part = written.try_recv().unwrap_or_default();
                    self.deal(ranks, counts, slots, bits, &mut part);
                    if full.send(part).is_err() {
                        break;
                    }
                }
            });
            for (ranks, part) in parts.iter().zip(dealt) {
                write(ranks, &part)?;
                // After the last part nobody wants its room.
                let _ = empty.send(part);
            }
            Ok(())
        })
    }

    /// The places in the order of the field's own terms. Most fields have few of all terms.
    fn own_ranks(&self, counts: &[u32]) -> Vec<u32> {
        if self.terms.len() > counts.len() / 4 {
            return (0..counts.len() as u32).filter(|&rank| counts[rank as usize] > 0).collect();
        }
        let mut ranks: Vec<u32> = self.terms.iter().map(|term| term & !MARKS).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// Puts document and position of every occurrence of these terms into a part, term after term.
    fn deal<P: Place>(&self, ranks: &[u32], counts: &[u32], slots: &mut [u32], bits: u32, part: &mut Vec<P>) {
        let mut size = 0;
        for &rank in ranks {
            slots[rank as usize] = size;
            size += counts[rank as usize];
        }
        part.clear();
        part.resize(size as usize, P::default());
        let (Some(first), Some(last)) = (ranks.first(), ranks.last()) else { return };
        let ranks = *first..last + 1;
        let mut start = 0;
        for holder in &self.documents {
            let mut position = holder.before_first();
            for &marked in &self.terms[start..holder.end as usize] {
                position = after(position, marked);
                let rank = marked & !MARKS;
                if ranks.contains(&rank) {
                    let slot = &mut slots[rank as usize];
                    part[*slot as usize] = P::new(holder.document, position, bits);
                    *slot += 1;
                }
            }
            start = holder.end as usize;
        }
    }
}

/// The position of an occurrence after that of the one before it.
#[inline]
fn after(position: u32, marked: u32) -> u32 {
    match marked & MARKS {
        SAME => position,
        GAP => position.wrapping_add(2),
        _ => position.wrapping_add(1),
    }
}

/// Terms of a field that are dealt out at a time, so that they have no more than so many occurrences where they are several.
fn parts_of<'r>(own: &'r [u32], counts: &[u32], most: usize) -> Vec<&'r [u32]> {
    let mut parts = Vec::new();
    let (mut begin, mut size) = (0, 0);
    for (at, &rank) in own.iter().enumerate() {
        let count = counts[rank as usize] as usize;
        if size > 0 && size + count > most {
            parts.push(&own[begin..at]);
            (begin, size) = (at, 0);
        }
        size += count;
    }
    if begin < own.len() {
        parts.push(&own[begin..]);
    }
    parts
}

/// What a field is written from, beside its occurrences.
struct Written<'w> {
    vocabulary: &'w Vocabulary,
    order: &'w TermOrder,
    detail: Detail,
    /// The places in the order of the field's terms.
    own: &'w [u32],
    /// Bits of a position.
    bits: u32,
}

impl Written<'_> {
    /// Writes one term; its places are in order.
    fn write_term<P: Place>(
        &self,
        term: &[u8],
        places: &[P],
        deltas: &mut Vec<u32>,
        field: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let document_of = |place: &P| place.document(self.bits);
        let Some((_, behind)) = places.split_first() else { return Ok(()) };
        let changes = places.iter().zip(behind).filter(|(left, right)| document_of(left) != document_of(right));
        field.new_term(term, 1 + changes.count() as u32, self.detail == Detail::Positions)?;
        let mut rest = places;
        while let Some(document) = rest.first().map(document_of) {
            deltas.clear();
            let (mut count, mut last) = (0, 0);
            for place in rest.iter().take_while(|other| document_of(other) == document) {
                if self.detail == Detail::Positions {
                    let position = place.position(self.bits);
                    deltas.push(position - last);
                    last = position;
                }
                count += 1;
            }
            field.write_doc(document, deltas.len() as u32, deltas);
            rest = &rest[count..];
        }
        field.close_term()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Places of each term, as parts are dealt out that have no more than `most` where they can.
    fn dealt<P: Place>(
        occurrences: &Occurrences,
        counts: &[u32],
        bits: u32,
        most: usize,
    ) -> Vec<(u32, Vec<(u32, u32)>)> {
        let own = occurrences.own_ranks(counts);
        let parts = parts_of(&own, counts, most);
        let mut slots = vec![0; counts.len()];
        let mut found = Vec::new();
        let mut collect = |ranks: &[u32], part: &[P]| {
            let mut rest = part;
            for &rank in ranks {
                let (places, behind) = rest.split_at(counts[rank as usize] as usize);
                found.push((rank, places.iter().map(|place| (place.document(bits), place.position(bits))).collect()));
                rest = behind;
            }
            assert!(rest.is_empty());
            Ok(())
        };
        occurrences.deal_beside::<P>(&parts, counts, &mut slots, bits, &mut collect).expect("nothing is written");
        found
    }

    proptest! {
        #[test]
        fn occurrences_are_dealt_out_as_they_stand(
            documents in prop::collection::vec((0u32..9, prop::collection::vec((0u32..12, 0u8..3), 0..30)), 1..20),
            most in 1usize..50,
        ) {
            let mut occurrences = Occurrences::default();
            let mut expected: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
            let (mut counts, mut last) = (vec![0; 12], 0);
            for (document, (begin, terms)) in (0..).zip(&documents) {
                let mut next = *begin;
                for (place, &(term, step)) in terms.iter().enumerate() {
                    let (step, skipped) = match (place, step) {
                        (0, _) | (_, 1) => (Step::Next, 0),
                        (_, 0) => (Step::Same, 0),
                        _ => (Step::Gap, 1),
                    };
                    let position = if step == Step::Same { next - 1 } else { next + skipped };
                    next = position + 1;
                    last = last.max(position);
                    counts[term as usize] += 1;
                    expected.entry(term).or_default().push((document, position));
                    occurrences.append(term, step);
                }
                occurrences.close(document, *begin);
            }
            let expected: Vec<_> = expected.into_iter().collect();
            let bits = width(last).max(1);
            prop_assert_eq!(&dealt::<u32>(&occurrences, &counts, bits, most), &expected);
            prop_assert_eq!(&dealt::<u64>(&occurrences, &counts, 32, most), &expected);
        }
    }
}
