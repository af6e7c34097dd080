//! Queries for readers: [`canonical`] writes one in dateline's own syntax, [`explain`](explain()) in words.
//!
//! What is written here is the query as understood, not as typed: it is what `--explain` shows and what a translation
//! from another search language looks like.

mod canonical;
mod explain;
mod spelling;

pub use explain::explain;
