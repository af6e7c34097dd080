//! Whether names were looked for in the articles of an index, which every commit says.

use serde::{Deserialize, Serialize};

use super::index::ArticleIndex;

/// Whether persons, organisations and places were looked for. An index from before this was noted says neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameSearch {
    /// In every article.
    #[default]
    Done,
    /// In none.
    Skipped,
}

impl ArticleIndex {
    /// Whether names were looked for in its articles, where that is known.
    pub fn name_search(&self) -> Option<NameSearch> {
        self.note.names
    }
}
