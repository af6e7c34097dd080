//! Xapian: `omindex` of Omega and `quest`.

use std::path::Path;

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::Question;

pub struct Omindex {
    index: String,
    query: String,
}

pub fn find() -> Result<Omindex, String> {
    Ok(Omindex { index: text(&program("omindex")?), query: text(&program("quest")?) })
}

impl Engine for Omindex {
    fn name(&self) -> String {
        "Xapian omindex".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&[&self.index, "--version"]),
            index: "words as written and English stems, positions, the first 512 bytes of a text stored",
            resources: "1 thread, its own limits",
            search: "10 articles with the beginning of each, no passages (quest)",
        }
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(self.update(corpus, index))
    }

    fn update(&self, corpus: &Corpus, index: &Path) -> Option<Call> {
        Some(call([&self.index, "--db", &text(index), "--url", "/", "-s", "english", &text(&corpus.folder)]))
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        let (index, query) = (text(index), question.common());
        Some(call([&self.query, "-d", &index, "-s", "english", "-f", "default,wildcard", "-m", "10", &query]))
    }
}
