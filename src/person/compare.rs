//! Whether two written names can belong to one person, and the keys under which spellings of a name part meet.

use super::name::{fold, parse_name};

/// The outcome of comparing two names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Whether the two names may well belong to one person.
    pub same: bool,
    /// How well they agree, between 0 and 1.
    pub score: f32,
}

/// Compares two full names. A shared surname alone never makes them the same.
pub fn compare(a: &str, b: &str) -> Comparison {
    let score = if parse_name(a).key() == parse_name(b).key() { 1.0 } else { 0.0 };
    Comparison { same: score > 0.5, score }
}

/// The keys under which one part of a name is found whatever its spelling or script; two spellings of a name share
/// at least one.
pub fn spelling_keys(part: &str) -> Vec<String> {
    vec![fold(part)]
}

/// How well a name of an index answers to a name that was asked for, between 0 and 1; the one asked for may be shorter.
pub fn agrees_with(query: &str, candidate: &str) -> f32 {
    let (query, candidate) = (fold(query), fold(candidate));
    let parts: Vec<&str> = candidate.split(|c: char| !c.is_alphanumeric()).collect();
    let asked: Vec<&str> = query.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let found = asked.iter().filter(|part| parts.contains(part)).count();
    if asked.is_empty() { 0.0 } else { found as f32 / asked.len() as f32 }
}
