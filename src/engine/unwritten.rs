//! The engine's writer, which here is given no documents.
//!
//! Owns the type that says so. The surprise: it is felt. The engine's writer holds a queue with room for ten thousand documents of
//! its type from the moment it is opened, and makes another at each commit; of a type that has no values a place is a few bytes.

use tantivy::schema::document::Document;
use tantivy::schema::{Field, OwnedValue};

/// Writes segments that are made elsewhere, deletes, merges and commits.
pub(super) type IndexWriter = tantivy::IndexWriter<NoDocument>;

/// A document that there never is.
#[derive(Debug, Clone, Copy)]
pub(super) enum NoDocument {}

impl Document for NoDocument {
    type Value<'a> = &'a OwnedValue;
    type FieldsValuesIter<'a> = std::iter::Empty<(Field, &'a OwnedValue)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        match *self {}
    }
}
