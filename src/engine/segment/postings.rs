//! Postings of one field: collected in reading order, written in the order of the terms.
//!
//! Owns the list of a field's term occurrences and its inversion. Knows nothing of text. The surprise: while articles come
//! in nothing is kept by term. An occurrence is one number appended to a list, and only at the end are the occurrences
//! dealt out to their terms, part of the vocabulary by part, which touches memory in order where a list for each term would
//! jump about in it.

use std::io;

use tantivy::postings::FieldSerializer;

use super::vocabulary::{SHORT, Vocabulary};

/// Set on an occurrence at the position of the one before it.
const SAME: u32 = 1 << 31;
/// Set on an occurrence that leaves one position out.
const GAP: u32 = 1 << 30;
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

/// Memory that the fields of a segment use one after the other; each leaves it as it found it.
pub(super) struct Scratch {
    /// Occurrences of each term in the field, 0 between fields.
    counts: Vec<u32>,
    /// Where the next occurrence of a term goes in the part, `u32::MAX` for terms of other parts and between fields.
    slots: Vec<u32>,
    part: Vec<(u32, u32)>,
    deltas: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(vocabulary: &Vocabulary) -> Scratch {
        let terms = vocabulary.len();
        Scratch { counts: vec![0; terms], slots: vec![u32::MAX; terms], part: Vec::new(), deltas: Vec::new() }
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
        let mark = match step {
            Step::Same => SAME,
            Step::Next => 0,
            Step::Gap => GAP,
        };
        self.terms.push(term | mark);
        let end = self.terms.len() as u32;
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
        &self,
        vocabulary: &Vocabulary,
        order: &TermOrder,
        detail: Detail,
        scratch: &mut Scratch,
        field: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let Scratch { counts, slots, part, deltas } = scratch;
        for term in &self.terms {
            counts[(term & !(SAME | GAP)) as usize] += 1;
        }
        let own = self.own_terms(order, counts);
        let mut rest = &own[..];
        let mut room = [0; SHORT + 1];
        while !rest.is_empty() {
            let mut size = 0;
            let mut taken = 0;
            for &term in rest {
                let count = counts[term as usize] as usize;
                if size > 0 && size + count > PART {
                    break;
                }
                slots[term as usize] = size as u32;
                size += count;
                taken += 1;
            }
            let (now, later) = rest.split_at(taken);
            part.clear();
            part.resize(size, (0, 0));
            self.deal(slots, part);
            let mut start = 0;
            for &term in now {
                let count = counts[term as usize] as usize;
                slots[term as usize] = u32::MAX;
                counts[term as usize] = 0;
                write_term(vocabulary.bytes(term, &mut room), &part[start..start + count], detail, deltas, field)?;
                start += count;
            }
            rest = later;
        }
        Ok(())
    }

    /// The field's own terms in their order. Most fields have few of all terms.
    fn own_terms(&self, order: &TermOrder, counts: &[u32]) -> Vec<u32> {
        if self.terms.len() > counts.len() / 4 {
            return order.terms.iter().copied().filter(|&term| counts[term as usize] > 0).collect();
        }
        let mut ranks: Vec<u32> = self.terms.iter().map(|term| order.ranks[(term & !(SAME | GAP)) as usize]).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|rank| order.terms[rank as usize]).collect()
    }

    /// Puts document and position of every occurrence whose term has a slot into it.
    fn deal(&self, slots: &mut [u32], part: &mut [(u32, u32)]) {
        let mut start = 0;
        for &(document, end) in &self.documents {
            // The first step of a document leads to position 0.
            let mut position = u32::MAX;
            for &marked in &self.terms[start..end as usize] {
                position = match marked & (SAME | GAP) {
                    SAME => position,
                    GAP => position.wrapping_add(2),
                    _ => position.wrapping_add(1),
                };
                let slot = &mut slots[(marked & !(SAME | GAP)) as usize];
                if *slot != u32::MAX {
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
    let documents = occurrences.chunk_by(|left, right| left.0 == right.0);
    field.new_term(term, documents.clone().count() as u32, detail == Detail::Positions)?;
    for of_one in documents {
        deltas.clear();
        if detail == Detail::Positions {
            let mut last = 0;
            for &(_, position) in of_one {
                deltas.push(position - last);
                last = position;
            }
        }
        field.write_doc(of_one[0].0, deltas.len() as u32, deltas);
    }
    field.close_term()
}
