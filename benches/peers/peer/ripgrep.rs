//! ripgrep: no index, every file is read for every question.

use std::path::Path;

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::{Kind, Question};

pub struct Ripgrep(String);

pub fn find() -> Result<Ripgrep, String> {
    Ok(Ripgrep(text(&program("rg")?)))
}

impl Engine for Ripgrep {
    fn name(&self) -> String {
        "ripgrep".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&[&self.0, "--version"]),
            index: "none",
            resources: "a thread for each core",
            search: "names of all files that match, unranked, no passages; words as written in any case",
        }
    }

    fn build(&self, _corpus: &Corpus, _index: &Path) -> Result<Option<Call>, Failure> {
        Ok(None)
    }

    fn update(&self, _corpus: &Corpus, _index: &Path) -> Option<Call> {
        None
    }

    fn search(&self, corpus: &Corpus, _index: &Path, question: &Question) -> Option<Call> {
        // The words of a question are letters only, so they are their own pattern.
        let pattern = match question.kind {
            Kind::Word | Kind::Words => format!(r"\b({})\b", question.words.join("|")),
            Kind::Phrase | Kind::Person => format!(r"\b{}\b", question.words.join(r"\s+")),
            Kind::Prefix => format!(r"\b{}", question.words.join(" ")),
        };
        Some(call([&self.0, "-i", "-l", "-e", &pattern, &text(&corpus.folder)]))
    }
}
