//! The query language: typed text becomes a [`Query`] tree, which an engine can answer.
//!
//! Owns what a query looks like, what it means, and every message about it: errors with a place and a hint
//! ([`QueryError`]), remarks on what was not taken literally ([`Note`]), the query as understood in our own syntax (its
//! `Display`) and in words ([`explain`]). It knows no engine, reads no clock and no file: "today" is handed in. The one
//! surprise: plain words are lenient ([`Query::Words`]: all of them first, then most) until the first operator, prefix
//! or filter makes the whole query strict.
//!
//! ```
//! use dateline::query::{Dialect, ParseContext, explain, parse};
//! use jiff::civil::date;
//!
//! let context = ParseContext { today: date(2026, 11, 22), dialect: Dialect::Auto };
//! let parsed = parse("person:\"Jake Sullivan\" w/10 rafah date:2024-03", &context)?;
//! assert_eq!(
//!     explain(&parsed.query),
//!     "all of:\n  within 10 words, in any order:\n    the person `Jake Sullivan`, under all spellings\n    \
//!      the word `rafah` in any form\n  published from 2024-03-01 to 2024-03-31\n"
//! );
//!
//! let error = parse("rafah AND", &context).unwrap_err();
//! assert_eq!(
//!     error.render("rafah AND", 80),
//!     "  rafah AND\n        ^^^\nAND has nothing after it\n\
//!      hint: write something after it, or `and` in lower case to search for the word\n"
//! );
//! # Ok::<(), dateline::query::QueryError>(())
//! ```
//!
//! # The language
//!
//! Loosest first: `OR`; `AND` and things side by side; `NOT`; proximity; `-` and `+` before an operand, `^2` behind it.
//!
//! - `ceasefire talks`: articles with all words first, then those with most; of [`SENTENCE_WORDS`] words and more, a
//!   sentence that was pasted, those that fit best first, whether a word is missing or not. Quoted phrases beside plain words are
//!   required. What only joins the words (`who`, `the`) may be missing; what tells a time (`june`, `may 2025`) is had by articles of
//!   that time too ([`WordRole`]). With an operator, prefix or filter anywhere in the query every word is required.
//! - `a AND b`, `a OR b`, `NOT a`, `-a`, `( )`. In lower case only where every operand is followed by exactly one
//!   operator and one of `and`, `or` stands beside a phrase, a group or a prefix; a [`Note`] says so.
//! - `+a b c`: `a` is required, words and phrases beside it only raise the rank; all else beside it is required too.
//! - `"a b"`, with `*` for any one word, `rafa*` and `r?fah` as outside of quotes; a `?` that ends a word in quotes, or
//!   among several plain words, is a question mark. `"a b"~5`: with at most five other words between, in any order.
//! - `a w/5 b`, `a NEAR/5 b` (`NEAR` alone: 10) in any order; `a pre/5 b`, `a ADJ/5 b` (`ADJ` alone: 1) in this order;
//!   `a w/s b`, `a w/p b` in one sentence, one paragraph. Several in a row bind from left to right. Operands are words,
//!   phrases, names, other proximity, and `(a OR b*)` of these.
//! - `atleast5(a)`.
//! - `a | b` is `a OR b` where nothing but single operands stands between the bars or the query is strict anyway; `−a` is
//!   `-a`.
//! - `headline:a`, `headline(a OR b)`; every field can be written as a function; likewise `lede`, `hlead` (headline or lede), `byline`, `body`. Also known:
//!   `title`, `lead`, `author`.
//! - `person:netanyahu`, `person:"Benjamin Netanyahu"`, `person:(a OR b)`; likewise `org`, `place`.
//! - `source:`, `section:`, `path:` with a value, quoted or bare, in which `*` and `?` are wildcards; `lang:fr`,
//!   `lang:French`; `words>1000`, `words:500..800`; `date:`, `on:`, `from:`, `to:`, `before:`, `after:` with a date as
//!   people write them, `date:>=2024-02-10`, `date:unknown`.
//! - `rafa*`, `*yahu`, `r?fah`; `netanyahoo~`, `netanyahoo~2`; `=netanyahus`, `="as written"`; `x^2`; `*`; `\` takes
//!   the meaning from the next character.
//!
//! Whatever cannot be syntax is text: `O'Brien`, `AT&T`, `C++`, `12:30`, `Re: talks`, `https://example.org`, a dash
//! between blanks.

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
mod role;
mod tree;

#[cfg(test)]
mod example;
#[cfg(test)]
mod property;

pub use argument::{Arguments, join_arguments, phrase_of};
pub use caret::point_at;
pub use date::{
    DateError, DateSpan, is_unknown as is_unknown_date, parse_date_range, parse_date_span, parse_from, parse_to,
};
pub use describe::explain;
pub use dialect::Dialect;
pub use error::{QueryError, QueryErrorKind, Side};
pub use field::{DateBound, PREFIXES, Prefix};
pub use language::language_code;
pub use note::{Note, Recognised};
pub use parse::{MAX_LENGTH, MAX_NESTING, MAX_WORDS, ParseContext, Parsed, parse};
pub use role::{WordRole, WordTime, word_roles};
pub use tree::{
    AtLeast, CountRange, DateRange, DateTest, Field, Filter, FilterTest, FilterValue, In, Name, NameKind, Near, Order,
    Pattern, PatternPart, Phrase, PhrasePart, Prefer, Query, SENTENCE_WORDS, Span, Within, Word, WordMatch,
};
