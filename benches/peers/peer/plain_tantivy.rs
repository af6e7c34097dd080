//! The program of [`crate::plain`] as an engine.

use std::path::Path;

use super::{Call, Conditions, Engine, call, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::Question;

/// A copy of this program, called as `plain-...`.
pub struct PlainTantivy(String);

impl PlainTantivy {
    pub fn new(home: &Path) -> Result<PlainTantivy, Failure> {
        Ok(PlainTantivy(super::installed(&std::env::current_exe()?, home)?))
    }
}

impl Engine for PlainTantivy {
    fn name(&self) -> String {
        "plain tantivy".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: tantivy::version_string().to_owned(),
            index: "English stemmer, positions, text stored (zstd)",
            resources: "2 threads, 200 MB",
            search: "10 articles with passages, any of the words",
        }
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(Some(call([&self.0, "plain-index", &text(&corpus.folder), &text(index)])))
    }

    fn update(&self, corpus: &Corpus, index: &Path) -> Option<Call> {
        Some(call([&self.0, "plain-update", &text(&corpus.folder), &text(index)]))
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        Some(call([&self.0, "plain-search", &text(index), &question.common()]))
    }

    fn batch(&self, index: &Path, file: &Path) -> Option<Call> {
        Some(call([&self.0, "plain-batch", &text(index), &text(file)]))
    }
}
