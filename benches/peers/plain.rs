//! Plain Tantivy with the fields that dateline has: what a program of an afternoon costs.
//!
//! Files are a headline, a date and paragraphs with blank lines between them, as [`super::corpus`] writes them; every other
//! text file is a headline and a body. English stemmer, positions, everything stored, as Tantivy's own examples do it.

use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, Field, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::Failure;

struct Fields {
    schema: Schema,
    path: Field,
    date: Field,
    words: Field,
    headline: Field,
    lede: Field,
    body: Field,
}

fn fields() -> Fields {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing).set_stored();
    Fields {
        path: schema.add_text_field("path", STRING | STORED),
        date: schema.add_text_field("date", STRING | STORED | FAST),
        words: schema.add_u64_field("words", FAST),
        headline: schema.add_text_field("headline", text.clone()),
        lede: schema.add_text_field("lede", text.clone()),
        body: schema.add_text_field("body", text),
        schema: schema.build(),
    }
}

/// Tantivy's `en_stem`, put together here because dateline builds tantivy without its stemmers.
fn register(index: &Index) {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(40));
    index.tokenizers().register("en_stem", words.filter(LowerCaser).filter(Stem).build());
}

#[derive(Clone)]
struct Stem;

impl TokenFilter for Stem {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemming<T> {
        Stemming { inner }
    }
}

#[derive(Clone)]
struct Stemming<T> {
    inner: T,
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = Stemmed<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stemmed { tail: self.inner.token_stream(text), stemmer: frostem::Stemmer::new(frostem::Algorithm::English) }
    }
}

struct Stemmed<T> {
    tail: T,
    stemmer: frostem::Stemmer,
}

impl<T: TokenStream> TokenStream for Stemmed<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let stem = self.stemmer.stem(&self.tail.token().text).into_owned();
        self.tail.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

pub fn index(source: &Path, out: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(out)?;
    let fields = fields();
    let index = Index::create_in_dir(out, fields.schema.clone())?;
    register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 200_000_000)?;
    for entry in walkdir::WalkDir::new(source).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = std::fs::read(entry.path())?;
        let text = String::from_utf8_lossy(&bytes);
        let mut paragraphs = text.split("\n\n");
        let mut document = TantivyDocument::new();
        document.add_text(fields.path, entry.path().to_string_lossy());
        document.add_u64(fields.words, text.split_whitespace().count() as u64);
        let (headline, date) = paragraphs.next().unwrap_or_default().split_once('\n').unwrap_or_default();
        document.add_text(fields.headline, headline);
        document.add_text(fields.date, date);
        document.add_text(fields.lede, paragraphs.next().unwrap_or_default());
        document.add_text(fields.body, paragraphs.collect::<Vec<_>>().join("\n\n"));
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

pub fn search(folder: &Path, query: &str) -> Result<(), Failure> {
    let index = Index::open_in_dir(folder)?;
    register(&index);
    let fields = fields();
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![fields.headline, fields.lede, fields.body]);
    let query = parser.parse_query(query)?;
    let hits = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
    let snippets = SnippetGenerator::create(&searcher, &*query, fields.body)?;
    for (score, address) in hits {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        println!(
            "{score:.2} {} {}\n  {}",
            text(fields.date),
            text(fields.headline),
            snippets.snippet_from_doc(&document).to_html()
        );
    }
    Ok(())
}
