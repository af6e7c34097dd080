//! dateline itself, with and without names.

use std::path::Path;

use super::{Call, Conditions, Engine, call, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::{Kind, Question};

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

/// Whether persons, organisations and places are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Found,
    Left,
}

/// dateline, built with this program and copied.
pub struct Dateline {
    names: Names,
    program: String,
}

impl Dateline {
    pub fn new(names: Names, home: &Path) -> Result<Dateline, Failure> {
        Ok(Dateline { names, program: super::installed(Path::new(PROGRAM), home)? })
    }

    fn asking(&self, index: &Path) -> Call {
        call([&self.program, "search", "--index", &text(index), "--format", "text", "--color", "never"])
    }
}

impl Engine for Dateline {
    fn name(&self) -> String {
        match self.names {
            Names::Found => "dateline".to_owned(),
            Names::Left => "dateline --no-names".to_owned(),
        }
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&[&self.program, "--version"]),
            index: match self.names {
                Names::Found => {
                    "words as written (stems compared when asked), positions, text stored, languages, names marked"
                }
                Names::Left => "words as written (stems compared when asked), positions, text stored, languages",
            },
            resources: "a thread for each core, own limits",
            search: "10 articles with passages",
        }
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(self.update(corpus, index))
    }

    fn update(&self, corpus: &Corpus, index: &Path) -> Option<Call> {
        let mut words = call([&self.program, "index", &text(&corpus.folder), "--index", &text(index), "-q"]);
        if self.names == Names::Left {
            words.push("--no-names".to_owned());
        }
        Some(words)
    }

    /// 2 is also: done, but some files could not be read.
    fn worst_status(&self) -> u8 {
        2
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        let mut words = self.asking(index);
        match question.kind {
            Kind::Person if self.names == Names::Found => {
                words.extend(["--person".to_owned(), question.words.join(" ")])
            }
            Kind::Words => words.extend(question.words.iter().cloned()),
            Kind::Word | Kind::Phrase | Kind::Person | Kind::Prefix => words.push(question.common()),
        }
        Some(words)
    }

    fn batch(&self, index: &Path, file: &Path) -> Option<Call> {
        let mut words = self.asking(index);
        words.extend(["--batch".to_owned(), text(file)]);
        Some(words)
    }
}
