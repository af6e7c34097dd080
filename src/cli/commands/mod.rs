//! One file for each command.

pub mod count;
pub mod eval;
pub mod filter;
pub mod index;
pub mod search;
pub mod status;
