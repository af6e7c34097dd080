//! Where the text of articles is kept: in the index, or only in the files that it was read from.
//!
//! An index without the text is about half as large. What is shown of an article is then read again from its source, by
//! whoever opened the index, since nothing here knows of files. The surprise: neither size nor time of a file is asked. A
//! hash of the text decides whether what was read is what was indexed, so a file that was merely copied still has its
//! text, and no passage is ever shown from a text that is another.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::Xxh3;

use super::EngineError;
use super::document::IndexedArticle;
use super::index::ArticleIndex;
use super::mention::PackedMentions;
use super::stored::StoredArticle;
use crate::article::{Article, Section};

/// Where the text of articles is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextStore {
    /// In the index.
    #[default]
    Stored,
    /// In the source files alone.
    Source,
}

impl TextStore {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            TextStore::Stored => "stored",
            TextStore::Source => "source",
        }
    }
}

/// Why the text of an article cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TextLoss {
    /// The file is not there any more.
    #[error("its file is gone")]
    Gone,
    /// The file, or the article's place in it, holds something else now.
    #[error("its file has changed since it was indexed")]
    Changed,
    /// The file cannot be read.
    #[error("its file cannot be read")]
    Unreadable,
    /// The index was opened by somebody who reads no files.
    #[error("its file was not read")]
    Unread,
}

/// Reads articles of one source file again: the corpus, the path in it, and the locators that are wanted, of which there is
/// at least one. What comes back is in their order.
pub type ReadAgain = dyn Fn(&Path, &str, &[Option<&str>]) -> Vec<Result<Article, TextLoss>> + Send + Sync;

/// What is stored of an article whose text is not, with its names.
pub(super) struct WithoutText {
    pub(super) article: IndexedArticle,
    /// Its [`text_hash`].
    pub(super) hash: TextHash,
    /// Where names stand that have no mentions yet.
    pub(super) mentions: Option<PackedMentions>,
}

impl WithoutText {
    /// The article with its names where they stand, as far as its text is there; `None` when the index is damaged.
    pub(super) fn placed(mut self) -> Option<IndexedArticle> {
        if let Some(packed) = &self.mentions {
            let names = std::mem::take(&mut self.article.names);
            StoredArticle::place(&mut self.article, names, packed)?;
        }
        Some(self.article)
    }
}

/// The lowest bytes of a hash of a text. That another text has the same is less likely than one in a million millions, and one
/// is only compared with what stands in its place later.
pub(super) type TextHash = [u8; 5];

/// Distinguishes texts: everything that can be shown or that a mention points into, block by block.
pub(super) fn text_hash(article: &Article) -> TextHash {
    let mut hasher = Xxh3::new();
    for block in article.blocks() {
        hasher.update(&(block.text.len() as u64).to_le_bytes());
        hasher.update(&[super::document::zone_index(block.zone) as u8]);
        hasher.update(block.text.as_bytes());
    }
    let [hash @ .., _, _, _] = hasher.digest().to_le_bytes();
    hash
}

impl ArticleIndex {
    /// Where the text of its articles is kept.
    pub fn text_store(&self) -> TextStore {
        self.note.text
    }

    /// Has the index read text that it does not hold in this way.
    pub fn with_sources(mut self, again: Arc<ReadAgain>) -> ArticleIndex {
        self.again = Some(again);
        self
    }

    /// Gives articles that are stored without their text the text of their sources, in one reading of each file.
    ///
    /// # Errors
    /// When what is stored of one is damaged.
    pub(super) fn fill(&self, stored: Vec<WithoutText>) -> Result<Vec<IndexedArticle>, EngineError> {
        let mut order: Vec<usize> = (0..stored.len()).collect();
        order.sort_by(|&left, &right| stored[left].article.article.path.cmp(&stored[right].article.article.path));
        let mut texts: Vec<Result<(String, Vec<Section>), TextLoss>> = vec![Err(TextLoss::Unread); stored.len()];
        if let (Some(again), Some(corpus)) = (&self.again, self.corpus()) {
            for of_file in
                order.chunk_by(|&left, &right| stored[left].article.article.path == stored[right].article.article.path)
            {
                let wanted: Vec<Option<&str>> =
                    of_file.iter().map(|&index| stored[index].article.article.locator.as_deref()).collect();
                let path = &stored[of_file[0]].article.article.path;
                for (&index, read) in of_file.iter().zip(again(corpus, path, &wanted)) {
                    texts[index] = read.and_then(|article| {
                        let same = text_hash(&article) == stored[index].hash;
                        if same { Ok((article.lede, article.sections)) } else { Err(TextLoss::Changed) }
                    });
                }
            }
        }
        let filled = stored.into_iter().zip(texts).map(|(mut without, text)| {
            let IndexedArticle { article, lost, .. } = &mut without.article;
            match text {
                Ok((lede, sections)) => (article.lede, article.sections) = (lede, sections),
                Err(loss) => *lost = Some(loss),
            }
            without.placed().ok_or(EngineError::StoredArticle)
        });
        filled.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_from_one_that_is_cut_elsewhere() {
        let article = |lede: &str, paragraphs: &[&str]| Article {
            lede: lede.into(),
            sections: vec![Section {
                heading: None,
                paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect(),
            }],
            ..Article::default()
        };
        let one = text_hash(&article("Alpha.", &["Beta.", "Gamma."]));
        assert_eq!(
            one,
            text_hash(&Article { path: "elsewhere.txt".into(), ..article("Alpha.", &["Beta.", "Gamma."]) })
        );
        for other in [article("Alpha.", &["Beta.Gamma."]), article("Alpha.", &["Gamma.", "Beta."]), article("", &[])] {
            assert_ne!(one, text_hash(&other));
        }
    }
}
