//! Many rows of a column at once.
//!
//! Owns the reading of what some documents of a segment have in a column. The surprise: to ask a column for one document goes
//! through several pointers and finds the document's block anew, which for most columns takes longer than to read the value.

use tantivy::columnar::column_index::MultiValueIndex;
use tantivy::columnar::{Column, ColumnIndex};

/// Documents whose values are read together: so few that what is read of them stays next to the processor.
const TOGETHER: usize = 1024;

/// Calls back with the first value of each of some ascending documents that has one.
pub(crate) fn each_first<T: PartialOrd + Copy + Default + std::fmt::Debug + Send + Sync + 'static>(
    column: &Column<T>,
    documents: &[u32],
    mut call: impl FnMut(u32, T),
) {
    let (mut having, mut rows, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for documents in documents.chunks(TOGETHER) {
        having.clear();
        rows.clear();
        column.index.docids_to_rowids(documents, &mut having, &mut rows);
        values.resize(rows.len(), T::default());
        column.values.get_vals(&rows, &mut values);
        let mut last = None;
        for (&document, &value) in having.iter().zip(&values) {
            if last != Some(document) {
                last = Some(document);
                call(document, value);
            }
        }
    }
}

/// As [`each_first`], of two columns that the same documents have one value in: when an article is from, and how finely that is known.
pub(crate) fn each_of_both<A, B>(one: &Column<A>, other: &Column<B>, documents: &[u32], mut call: impl FnMut(u32, A, B))
where
    A: PartialOrd + Copy + Default + std::fmt::Debug + Send + Sync + 'static,
    B: PartialOrd + Copy + Default + std::fmt::Debug + Send + Sync + 'static,
{
    let (mut having, mut rows, mut of_one, mut of_other) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for documents in documents.chunks(TOGETHER) {
        having.clear();
        rows.clear();
        one.index.docids_to_rowids(documents, &mut having, &mut rows);
        of_one.resize(rows.len(), A::default());
        one.values.get_vals(&rows, &mut of_one);
        // Of an index that is damaged the other may have less.
        let end = rows.partition_point(|row| *row < other.values.num_vals());
        of_other.clear();
        of_other.resize(rows.len(), B::default());
        other.values.get_vals(&rows[..end], &mut of_other[..end]);
        for ((&document, &one), &other) in having.iter().zip(&of_one).zip(&of_other) {
            call(document, one, other);
        }
    }
}

/// What some documents have in a column, and room to read that of others.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Of each document where its values end.
    ends: Vec<u32>,
    /// Those of all documents, one behind the other, and then whatever was read before.
    values: Vec<u64>,
    numbers: Vec<u32>,
    having: Vec<u32>,
    ranks: Vec<u32>,
    starts: Vec<u32>,
    nexts: Vec<u32>,
}

impl Rows {
    /// Reads the values of some ascending documents, instead of what was read before.
    pub(crate) fn read(&mut self, column: &Column<u64>, documents: &[u32]) {
        self.ends.clear();
        self.numbers.clear();
        match &column.index {
            ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV2(index)) => {
                self.having.clear();
                self.ranks.clear();
                index.optional_index.rank_if_exists_batch(documents, &mut self.having, &mut self.ranks);
                for (places, by) in [(&mut self.starts, 0), (&mut self.nexts, 1)] {
                    self.ranks.iter_mut().for_each(|rank| *rank += by);
                    places.resize(self.ranks.len(), 0);
                    index.start_index_column.get_vals(&self.ranks, places);
                }
                let mut having = self.having.iter().zip(self.starts.iter().zip(&self.nexts)).peekable();
                for document in documents {
                    if let Some((_, (start, next))) = having.next_if(|(of, _)| *of == document) {
                        self.numbers.extend(*start..*next);
                    }
                    self.ends.push(self.numbers.len() as u32);
                }
            }
            index => {
                self.having.clear();
                index.docids_to_rowids(documents, &mut self.having, &mut self.numbers);
                let mut at = 0;
                for document in documents {
                    while self.having.get(at) == Some(document) {
                        at += 1;
                    }
                    self.ends.push(at as u32);
                }
            }
        }
        let count = self.numbers.len();
        if self.values.len() < count {
            self.values.resize(count, 0);
        }
        column.values.get_vals(&self.numbers, &mut self.values[..count]);
    }

    /// The values of each document.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.values[start as usize..end as usize])
    }
}
