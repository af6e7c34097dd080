//! Every place of a match with what stands left and right of it, for reading in columns.
//!
//! Owns the cutting of context; text only, no layout. The surprise: context never leaves its paragraph, so a line may be
//! short on either side.

use serde::Serialize;

use super::document::IndexedArticle;
use super::highlight::{BlockMatches, Highlighter};
use crate::article::Zone;

/// Most characters of context on each side.
const CONTEXT: usize = 160;

/// A match with its context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KwicLine {
    /// What stands before it.
    pub left: String,
    /// The match as it is written; of a phrase all the words, of proximity everything between its ends.
    #[serde(rename = "match")]
    pub matched: String,
    /// What stands after it.
    pub right: String,
    /// Which part of the article it stands in.
    pub zone: Zone,
}

impl Highlighter<'_> {
    /// The first `limit` matches of an article in reading order. `matches` have to hold places.
    pub(crate) fn lines(&self, article: &IndexedArticle, matches: &[BlockMatches], limit: usize) -> Vec<KwicLine> {
        let mut lines = Vec::new();
        for (block, found) in article.article.blocks().zip(matches) {
            if block.zone == Zone::Headline && article.article.headline.derived {
                continue;
            }
            let mut end = 0;
            for (range, _) in &found.places {
                if lines.len() == limit {
                    return lines;
                }
                // Matches of two parts at one place are one line.
                if range.start < end || range.is_empty() {
                    continue;
                }
                end = range.end;
                let text = block.text;
                lines.push(KwicLine {
                    left: flat(&text[before(text, range.start)..range.start]),
                    matched: flat(&text[range.clone()]),
                    right: flat(&text[range.end..after(text, range.end)]),
                    zone: block.zone,
                });
            }
        }
        lines
    }
}

/// Where [`CONTEXT`] characters before a place begin.
fn before(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().take(CONTEXT).last().map_or(at, |(index, _)| index)
}

/// Where [`CONTEXT`] characters after a place end.
fn after(text: &str, at: usize) -> usize {
    text[at..].char_indices().nth(CONTEXT).map_or(text.len(), |(index, _)| at + index)
}

/// On one line.
fn flat(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
