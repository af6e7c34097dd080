//! Postings of one field: collected in reading order, written in the order of the terms.
//!
//! Owns the list of a field's term occurrences and its inversion. Knows nothing of text. The surprise: while articles come
//! in nothing is kept by term. An occurrence is one number appended to a list, and only at the end are the occurrences
//! dealt out to their terms, part of the vocabulary by part, which touches memory in order where a list for each term would
//! jump about in it.

use std::io;
use std::ops::Range;

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
/// Occurrences dealt out at a time.
const PART: usize = 4 << 20;

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
    part: Vec<(u32, u32)>,
    deltas: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(vocabulary: &Vocabulary) -> Scratch {
        let terms = vocabulary.len();
        Scratch { counts: vec![0; terms], slots: vec![0; terms], part: Vec::new(), deltas: Vec::new() }
    }
}

/// Occurrences of terms in one field, document by document.
#[derive(Default)]
pub(super) struct Occurrences {
    terms: Vec<u32>,
    /// Documents that have any, each with the end of its occurrences in `terms`.
    documents: Vec<(u32, u32)>,
}

impl Occurrences {
    /// Adds an occurrence to a document; documents come in order.
    pub(super) fn push(&mut self, document: u32, term: u32, step: Step) {
        self.append(term, step);
        self.close(document);
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

    /// Ends what was appended for a document, or for a part of it; documents come in order.
    pub(super) fn close(&mut self, document: u32) {
        let end = self.terms.len() as u32;
        if self.documents.last().map_or(0, |(_, until)| *until) == end {
            return;
        }
        match self.documents.last_mut() {
            Some((last, until)) if *last == document => *until = end,
            _ => self.documents.push((document, end)),
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
        let Scratch { counts, slots, part, deltas } = scratch;
        // From here on a term goes by its place in the order, so that those of a part are known by two comparisons.
        for term in &mut self.terms {
            let rank = order.ranks[(*term & !MARKS) as usize];
            counts[rank as usize] += 1;
            *term = *term & MARKS | rank;
        }
        let own = self.own_ranks(counts);
        let mut rest = &own[..];
        let mut room = [0; SHORT + 1];
        while let Some(&first) = rest.first() {
            let mut size = 0;
            let mut taken = 0;
            for &rank in rest {
                let count = counts[rank as usize] as usize;
                if size > 0 && size + count > PART {
                    break;
                }
                slots[rank as usize] = size as u32;
                size += count;
                taken += 1;
            }
            let (now, later) = rest.split_at(taken);
            part.clear();
            part.resize(size, (0, 0));
            self.deal(first..now[taken - 1] + 1, slots, part);
            let mut start = 0;
            for &rank in now {
                let count = std::mem::take(&mut counts[rank as usize]) as usize;
                let term = vocabulary.bytes(order.terms[rank as usize], &mut room);
                write_term(term, &part[start..start + count], detail, deltas, field)?;
                start += count;
            }
            rest = later;
        }
        Ok(())
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

    /// Puts document and position of every occurrence of these terms where its slot says.
    fn deal(&self, ranks: Range<u32>, slots: &mut [u32], part: &mut [(u32, u32)]) {
        let mut start = 0;
        for &(document, end) in &self.documents {
            // The first step of a document leads to position 0.
            let mut position = u32::MAX;
            for &marked in &self.terms[start..end as usize] {
                position = match marked & MARKS {
                    SAME => position,
                    GAP => position.wrapping_add(2),
                    _ => position.wrapping_add(1),
                };
                let rank = marked & !MARKS;
                if ranks.contains(&rank) {
                    let slot = &mut slots[rank as usize];
                    part[*slot as usize] = (document, position);
                    *slot += 1;
                }
            }
            start = end as usize;
        }
    }
}

/// Writes one term; `occurrences` are documents and positions in order.
fn write_term(
    term: &[u8],
    occurrences: &[(u32, u32)],
    detail: Detail,
    deltas: &mut Vec<u32>,
    field: &mut FieldSerializer<'_>,
) -> io::Result<()> {
    let Some((_, behind)) = occurrences.split_first() else { return Ok(()) };
    let documents = 1 + occurrences.iter().zip(behind).filter(|(left, right)| left.0 != right.0).count();
    field.new_term(term, documents as u32, detail == Detail::Positions)?;
    let mut rest = occurrences;
    while let Some(&(document, _)) = rest.first() {
        deltas.clear();
        let (mut count, mut last) = (0, 0);
        for &(_, position) in rest.iter().take_while(|(other, _)| *other == document) {
            if detail == Detail::Positions {
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
