//! What was stored of each document, as bytes.
//!
//! Owns the readers of the compressed stores, one for each segment, opened when the first of its documents is wanted. Tantivy's
//! own way to a document copies a value byte by byte and was a tenth of the time of a search; here the bytes stay in the
//! unpacked block. The surprise: the record around the value is read here, so a record of any other shape is left to
//! Tantivy.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::directory::{FileSlice, ManagedDirectory};
use tantivy::schema::{Field, OwnedValue, Value};
use tantivy::store::StoreReader;
use tantivy::{Directory, DocAddress, Index, Searcher, SegmentReader, TantivyDocument};

use super::unpacked::UnpackedStore;

/// Most unpacked blocks that are kept of each segment while an index is open: 32 MiB, which only somebody who asks for many
/// articles ever fills.
const KEPT_BLOCKS: usize = 2048;
/// What Tantivy writes before a value of bytes.
const BYTES: u8 = 4;

/// The stores of an index at one commit.
pub(crate) struct Store {
    directory: ManagedDirectory,
    segments: Vec<OnceLock<StoreReader>>,
}

impl Store {
    pub(crate) fn new(index: &Index, searcher: &Searcher) -> Store {
        let segments = searcher.segment_readers().iter().map(|_| OnceLock::new()).collect();
        Store { directory: index.directory().clone(), segments }
    }

    /// Hands the stored value of a document to `read`; `None` when it has none.
    pub(crate) fn read<T>(
        &self,
        searcher: &Searcher,
        field: Field,
        address: DocAddress,
        read: impl FnOnce(&[u8]) -> T,
    ) -> tantivy::Result<Option<T>> {
        let record = self.segment(searcher, address.segment_ord)?.get_document_bytes(address.doc_id)?;
        if let Some(range) = only_value(&record, field) {
            return Ok(Some(read(&record[range])));
        }
        let document: TantivyDocument = searcher.doc(address)?;
        let value = document.get_first(field).map(OwnedValue::from);
        Ok(value.as_ref().and_then(|value| value.as_value().as_bytes()).map(read))
    }

    fn segment(&self, searcher: &Searcher, segment: u32) -> tantivy::Result<&StoreReader> {
        let slot = &self.segments[segment as usize];
        if let Some(reader) = slot.get() {
            return Ok(reader);
        }
        let reader = self.open(searcher.segment_reader(segment))?;
        Ok(slot.get_or_init(|| reader))
    }

    fn open(&self, segment: &SegmentReader) -> tantivy::Result<StoreReader> {
        let file = format!("{}.store", segment.segment_id().uuid_string());
        Ok(match UnpackedStore::new(self.directory.open_read(Path::new(&file))?)? {
            Some(unpacked) => StoreReader::open(FileSlice::new(Arc::new(unpacked)), KEPT_BLOCKS)?,
            None => segment.get_store_reader(KEPT_BLOCKS)?,
        })
    }
}

/// Where the value stands in a record that holds this one value of this field: the number of values, the field, the kind of
/// the value, its length, the value. Numbers have seven bits in a byte, the last byte the eighth too.
fn only_value(record: &[u8], field: Field) -> Option<Range<usize>> {
    let (&[0x81, a, b, c, d, BYTES], rest) = record.split_first_chunk::<6>()? else { return None };
    if u32::from_le_bytes([a, b, c, d]) != field.field_id() {
        return None;
    }
    let digits = rest.iter().position(|byte| byte & 0x80 != 0)? + 1;
    if digits > 5 {
        return None;
    }
    let length = rest[..digits].iter().rev().fold(0, |length: usize, byte| length << 7 | usize::from(byte & 0x7f));
    let start = 6 + digits;
    (start + length == record.len()).then_some(start..record.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_one_value_is_read_and_any_other_left_alone() {
        let field = Field::from_field_id(3);
        assert_eq!(only_value(&[0x81, 3, 0, 0, 0, 4, 0x82, 7, 8], field), Some(7..9));
        let mut long = vec![0x81, 3, 0, 0, 0, 4, 0x2c, 0x82];
        long.extend([1; 300]);
        // 300 = 2 * 128 + 44
        assert_eq!(only_value(&long, field), Some(8..308));
        long.pop();
        assert_eq!(only_value(&long, field), None);
        assert_eq!(only_value(&[0x81, 2, 0, 0, 0, 4, 0x82, 7, 8], field), None, "another field");
        assert_eq!(only_value(&[0x82, 3, 0, 0, 0, 4, 0x82, 7, 8], field), None, "two values");
        assert_eq!(only_value(&[0x81, 3, 0, 0, 0, 0, 0x82, 7, 8], field), None, "a text");
        assert_eq!(only_value(&[0x81, 3, 0, 0, 0, 4], field), None);
        assert_eq!(only_value(&[], field), None);
    }
}
