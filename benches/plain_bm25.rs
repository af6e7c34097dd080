//! What one field of plain tantivy makes of a judged collection: title and body together, `en_stem`, BM25, any word.
//!
//! The row "plain tantivy" of `docs/ranking.md` comes from here:
//!
//!     cargo bench --bench plain_bm25 -- docs.jsonl queries.tsv > run.txt
//!
//! The run is in the format of TREC and is scored like those of `dateline eval --run`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

use frostem::{Algorithm, Stemmer};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{LowerCaser, PreTokenizedString, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token};
use tantivy::{Index, Term};

/// Hits for each query, as `dateline eval` asks for.
const DEPTH: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [articles, queries] = files.as_slice() else {
        eprintln!("give two files: docs.jsonl queries.tsv");
        return Ok(());
    };
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = builder.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let id = builder.add_text_field("id", STRING | STORED);
    let index = Index::create_in_ram(builder.build());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 100_000_000)?;
    for line in fs::read_to_string(articles)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let value = |name: &str| article[name].as_str().unwrap_or_default();
        let mut document = TantivyDocument::new();
        document.add_text(id, value("id"));
        document.add_pre_tokenized_text(text, stemmed(&format!("{}\n{}", value("title"), value("body"))));
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    for line in fs::read_to_string(queries)?.lines() {
        let Some((query, words)) = line.split_once('\t') else { continue };
        let terms: BTreeSet<String> = stemmed(words).tokens.into_iter().map(|token| token.text).collect();
        let parts: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .map(|term| {
                let term = Term::from_field_text(text, term);
                (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
            })
            .collect();
        let hits = searcher.search(&BooleanQuery::new(parts), &TopDocs::with_limit(DEPTH).order_by_score())?;
        for (rank, (_, address)) in hits.iter().enumerate() {
            let document: TantivyDocument = searcher.doc(*address)?;
            let name = document.get_first(id).and_then(|value| value.as_str()).unwrap_or_default();
            println!("{query} Q0 {name} {} {} plain", rank + 1, hits.len() - rank);
        }
    }
    Ok(())
}

/// Words as tantivy's `en_stem` cuts and stems them. Done here, since dateline builds tantivy without its stemmers.
fn stemmed(text: &str) -> PreTokenizedString {
    let filter = RemoveLongFilter::limit(40);
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default()).filter(filter).filter(LowerCaser).build();
    let stemmer = Stemmer::new(Algorithm::English);
    let mut tokens = Vec::new();
    let mut stream = analyzer.token_stream(text);
    while let Some(token) = stream.next() {
        tokens.push(Token { text: stemmer.stem(&token.text).into_owned(), ..token.clone() });
    }
    PreTokenizedString { text: text.to_owned(), tokens }
}
