//! The model that finds names: words, features, weights, inference.
//!
//! Owns the embedded tables and everything they depend on. Public for the training program, which calls the same code;
//! nothing else uses it directly. Knows nothing of blocks, persons or spans in bytes beyond its tokens.

mod agree;
mod around_sums;
mod bounds;
pub mod cue;
pub mod document;
pub mod feature;
mod form_sums;
pub mod hash;
pub mod label;
pub mod lattice;
pub mod lexicon;
mod notice;
pub mod reader;
pub mod table;
pub mod tagger;
pub mod token;
pub mod vocabulary;
pub mod votes;
pub mod weights;
mod words;

pub use words::{LISTS, class};
