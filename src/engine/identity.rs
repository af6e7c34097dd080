//! Finding documents by number: the id of an article, the key of its source file.
//!
//! Owns how the two numbers are kept and looked up. They are columns; what leads to them is a list of documents for each
//! beginning of a number, since a dictionary of whole numbers takes a dozen bytes for every article. The surprise: an article
//! that is a whole file has one number for both, and has it once.

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Bits of a number that its list goes by: a list has one document in four thousand, which are told apart in no time.
const BITS: u32 = 12;

/// The term that leads to the documents whose numbers begin like this one.
pub(crate) fn bucket_term(number: u64) -> [u8; 2] {
    ((number >> (u64::BITS - BITS) << (u16::BITS - BITS)) as u16).to_be_bytes()
}

/// A number of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// [`crate::article::ArticleId`].
    Article(u64),
    /// [`super::document::file_key`].
    File(u64),
}

/// The numbers of a segment's documents.
pub(crate) struct Identities {
    ids: Column<u64>,
    /// Of documents that are no article, or one of several in a file.
    files: Column<u64>,
}

impl Identities {
    /// The columns of a segment.
    pub(crate) fn open(segment: &SegmentReader) -> Result<Identities, TantivyError> {
        let columns = segment.fast_fields();
        Ok(Identities { ids: columns.u64("id")?, files: columns.u64("file")? })
    }

    /// The id of the article that a document is.
    pub(crate) fn id(&self, document: u32) -> Option<u64> {
        self.ids.first(document)
    }

    /// The key of the source file of a document.
    pub(crate) fn file(&self, document: u32) -> Option<u64> {
        self.files.first(document).or_else(|| self.id(document))
    }

    fn has(&self, document: u32, number: Number) -> bool {
        match number {
            Number::Article(id) => self.id(document) == Some(id),
            Number::File(key) => self.file(document) == Some(key),
        }
    }
}

/// The documents of a segment that have a number, in order, deleted ones among them.
pub(crate) fn documents(segment: &SegmentReader, buckets: Field, number: Number) -> Result<Vec<u32>, TantivyError> {
    let (Number::Article(whole) | Number::File(whole)) = number;
    let term = Term::from_field_bytes(buckets, &bucket_term(whole));
    let inverted = segment.inverted_index(buckets)?;
    let mut found = Vec::new();
    let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { return Ok(found) };
    let identities = Identities::open(segment)?;
    let mut document = postings.doc();
    while document != TERMINATED {
        if identities.has(document, number) {
            found.push(document);
        }
        document = postings.advance();
    }
    Ok(found)
}

/// [`documents`] as the engine wants to be told what to delete.
#[derive(Debug, Clone)]
pub(crate) struct NumberQuery {
    pub(crate) buckets: Field,
    pub(crate) number: Number,
}

impl Query for NumberQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for NumberQuery {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Found { documents: documents(segment, self.buckets, self.number)?, at: 0 }))
    }

    fn explain(&self, _: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("document {document} has no score")))
    }
}

/// Documents in order.
struct Found {
    documents: Vec<u32>,
    at: usize,
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents.len() as u32
    }
}

impl Scorer for Found {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_by_the_first_bits() {
        assert_eq!(bucket_term(0xabcd_ef01_2345_6789), [0xab, 0xc0]);
        assert_eq!(bucket_term(0xabcf_ffff_ffff_ffff), [0xab, 0xc0]);
        assert_eq!(bucket_term(0xabd0_0000_0000_0000), [0xab, 0xd0]);
        assert_eq!(bucket_term(0), [0, 0]);
    }
}
