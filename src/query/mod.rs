//! The query language: typed text to a [`Query`] tree, without an engine and without reading or writing anything.

mod tree;

pub use tree::{
    AtLeast, CountRange, DateRange, DateTest, Field, Filter, FilterTest, FilterValue, In, Name, NameKind, Near, Order,
    Pattern, PatternPart, Phrase, PhrasePart, Prefer, Query, Span, Within, Word, WordMatch,
};
