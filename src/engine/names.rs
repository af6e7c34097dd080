//! Finding the names of the index that answer to a name that was asked for.
//!
//! Owns the walk through the directory of names (`name_part`), where each part of a name leads to the whole. Whether two
//! names agree is decided by [`crate::person`]. The surprise: the directory is a term dictionary like any other, so it is
//! always in step with the articles.

use rustc_hash::FxHashMap;

use super::EngineError;
use super::document::NameClass;
use super::index::ArticleIndex;
use crate::person;

/// A candidate has to answer to the name asked for at least this well.
const AGREEMENT: f32 = 0.5;

/// The keys of the names that answer to `asked`, with the number of articles, most frequent first.
pub(crate) fn find(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<(String, u64)>, EngineError> {
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    if class != NameClass::Person {
        return beginning(index, class, asked);
    }
    let parsed = person::parse_name(asked);
    // The surname leads to the fewest names; a name of one part is looked up by that.
    for part in super::document::lookup_parts(class, &parsed.surname) {
        for (key, count) in with_part(index, class, &part)? {
            if person::agrees_with(asked, &key) >= AGREEMENT {
                let known = counts.entry(key).or_default();
                *known = (*known).max(count);
            }
        }
    }
    Ok(sorted(counts))
}

/// The keys of organisations or places that begin with the words asked for, with the number of articles that have them in
/// one of their parts.
fn beginning(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<(String, u64)>, EngineError> {
    let words: Vec<&str> = asked.split_whitespace().collect();
    let key = super::fold::fold(&words.join(" ").to_lowercase());
    let mark = super::document::name_mark_term(class, "");
    let from = format!("{mark}{key}");
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    for reader in index.searcher.segment_readers() {
        for field in index.fields.zones {
            let inverted = reader.inverted_index(field).map_err(EngineError::at(&index.path))?;
            let stream = inverted.terms().range().ge(&from).into_stream();
            let mut stream = stream.map_err(|error| EngineError::io(&index.path, error))?;
            while stream.advance() {
                let Some(rest) = stream.key().strip_prefix(from.as_bytes()) else { break };
                // `iran` begins `iran air`, not `iranian`.
                if rest.first().is_none_or(|byte| *byte == b' ')
                    && let Ok(term) = std::str::from_utf8(stream.key())
                {
                    let known = counts.entry(term[mark.len()..].to_owned()).or_default();
                    *known = (*known).max(u64::from(stream.value().doc_freq));
                }
            }
        }
    }
    Ok(sorted(counts))
}

fn sorted(counts: FxHashMap<String, u64>) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// The keys of the names that have a part, with the number of articles.
fn with_part(index: &ArticleIndex, class: NameClass, part: &str) -> Result<Vec<(String, u64)>, EngineError> {
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    let from = format!("{}{part}\0", class.code());
    let to = format!("{}{part}\u{1}", class.code());
    for reader in index.searcher.segment_readers() {
        let inverted = reader.inverted_index(index.fields.name_part).map_err(EngineError::at(&index.path))?;
        let dictionary = inverted.terms();
        let stream = dictionary.range().ge(&from).lt(&to).into_stream();
        let mut stream = stream.map_err(|error| EngineError::io(&index.path, error))?;
        while stream.advance() {
            if let Some(key) = stream.key().get(from.len()..).and_then(|key| std::str::from_utf8(key).ok()) {
                *counts.entry(key.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    Ok(counts.into_iter().collect())
}
