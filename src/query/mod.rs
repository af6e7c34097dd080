//! The query language: typed text to a [`Query`] tree, without an engine and without reading or writing anything.

mod argument;
mod caret;
mod date;
mod describe;
mod dialect;
mod error;
mod field;
mod language;
mod note;
mod parse;
mod reshape;
mod tree;

#[cfg(test)]
mod property;

pub use argument::{Arguments, join_arguments};
pub use caret::point_at;
pub use date::{DateError, DateSpan, parse_date_range, parse_date_span, parse_from, parse_to};
pub use describe::explain;
pub use dialect::Dialect;
pub use error::{QueryError, QueryErrorKind, Side};
pub use field::{DateBound, PREFIXES, Prefix};
pub use language::language_code;
pub use note::{Note, Recognised};
pub use parse::{MAX_LENGTH, MAX_NESTING, MAX_WORDS, ParseContext, Parsed, parse};
pub use tree::{
    AtLeast, CountRange, DateRange, DateTest, Field, Filter, FilterTest, FilterValue, In, Name, NameKind, Near, Order,
    Pattern, PatternPart, Phrase, PhrasePart, Prefer, Query, Span, Within, Word, WordMatch,
};
