//! tantivy-cli, which reads JSON Lines only: they are made before its clock starts, so its reading is cheaper than the others'.

use std::path::Path;

use serde_json::json;

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::{Kind, Question};

pub struct TantivyCli(String);

/// In `bin` below the home of the benchmarks or on the path.
pub fn find(home: &Path) -> Result<TantivyCli, String> {
    let own = home.join("bin/tantivy");
    Ok(TantivyCli(text(&if own.is_file() { own } else { program("tantivy")? })))
}

impl Engine for TantivyCli {
    fn name(&self) -> String {
        "tantivy-cli".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&[&self.0, "--version"]),
            index: "English stemmer, positions, text stored (lz4)",
            resources: "2 threads, 200 MB; one file of JSON Lines made beforehand",
            search: "10 articles whole, as JSON, no passages; no prefix, no later runs",
        }
    }

    /// An empty index with the schema; the program's own `new` asks for it at the keyboard.
    fn prepare(&self, _corpus: &Corpus, index: &Path) -> Result<(), Failure> {
        let field = |name: &str, tokenizer: &str, record: &str| {
            let indexing = json!({"record": record, "fieldnorms": record == "position", "tokenizer": tokenizer});
            json!({"name": name, "type": "text", "options": {"indexing": indexing, "stored": true, "fast": false}})
        };
        let schema = [
            field("path", "raw", "basic"),
            field("headline", "en_stem", "position"),
            field("body", "en_stem", "position"),
        ];
        let settings = json!({"docstore_compression": "lz4", "docstore_blocksize": 16384});
        std::fs::create_dir_all(index)?;
        let meta = json!({"index_settings": settings, "segments": [], "schema": schema, "opstamp": 0});
        Ok(std::fs::write(index.join("meta.json"), meta.to_string())?)
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        let lines = text(&corpus.json_lines()?);
        Ok(Some(call([&self.0, "index", "-i", &text(index), "-f", &lines, "-t", "2", "-m", "200000000"])))
    }

    fn update(&self, _corpus: &Corpus, _index: &Path) -> Option<Call> {
        None
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        let query = question.common();
        (question.kind != Kind::Prefix).then(|| call([&self.0, "search", "-i", &text(index), "-q", &query]))
    }
}
