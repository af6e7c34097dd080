//! Recoll: `recollindex` and `recollq`.

use std::path::Path;

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::{Kind, Question};

pub struct Recoll {
    index: String,
    query: String,
}

pub fn find() -> Result<Recoll, String> {
    Ok(Recoll { index: text(&program("recollindex")?), query: text(&program("recollq")?) })
}

impl Engine for Recoll {
    fn name(&self) -> String {
        "Recoll".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&["recollindex", "-v"]),
            index: "words as written with a table of English stems, positions, text stored; no spelling table",
            resources: "its own choice of threads; its default flush of 50 MB of text",
            search: "10 articles with titles, no passages (-A and -p print none with 1.34)",
        }
    }

    /// The index folder is the folder of the configuration, too.
    fn prepare(&self, corpus: &Corpus, index: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(index)?;
        let settings = format!(
            "topdirs = {}\nnoaspell = 1\nindexstemminglanguages = english\nloglevel = 1\nidxniceprio = 0\nmonioniceclass = 2\n",
            corpus.folder.display()
        );
        Ok(std::fs::write(index.join("recoll.conf"), settings)?)
    }

    fn build(&self, _corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(Some(call([&self.index, "-c", &text(index), "-z"])))
    }

    fn update(&self, _corpus: &Corpus, index: &Path) -> Option<Call> {
        Some(call([&self.index, "-c", &text(index)]))
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        let query = match question.kind {
            Kind::Words => question.words.join(" OR "),
            Kind::Word | Kind::Phrase | Kind::Person | Kind::Prefix => question.common(),
        };
        Some(call([&self.query, "-c", &text(index), "-n", "10", &query]))
    }
}
