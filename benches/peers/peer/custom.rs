//! An engine of the user's: two commands.

use std::path::Path;

use super::{Call, Conditions, Engine, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::Question;

/// `{src}`, `{out}` and `{q}` in the commands stand for the corpus, the index and the query.
#[derive(Debug, Clone)]
pub struct Custom {
    name: String,
    index: Vec<String>,
    search: Vec<String>,
}

impl Custom {
    /// Reads `NAME=INDEX COMMAND|SEARCH COMMAND`.
    pub fn parse(text: &str) -> Result<Custom, String> {
        let parts = text.split_once('=').and_then(|(name, rest)| Some((name, rest.split_once('|')?)));
        let (name, (index, search)) = parts.ok_or("a peer is NAME=INDEX COMMAND|SEARCH COMMAND")?;
        let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
        Ok(Custom { name: name.to_owned(), index: words(index), search: words(search) })
    }
}

fn fill(command: &[String], corpus: &Corpus, index: &Path, query: &str) -> Call {
    let fill = |word: &String| {
        word.replace("{src}", &text(&corpus.folder)).replace("{out}", &text(index)).replace("{q}", query)
    };
    command.iter().map(fill).collect()
}

impl Engine for Custom {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn conditions(&self) -> Conditions {
        Conditions { version: String::new(), index: "as given", resources: "as given", search: "as given" }
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(Some(fill(&self.index, corpus, index, "")))
    }

    fn update(&self, _corpus: &Corpus, _index: &Path) -> Option<Call> {
        None
    }

    fn search(&self, corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        Some(fill(&self.search, corpus, index, &question.common()))
    }
}
