//! Plain Tantivy with the fields that dateline has: what a program of an afternoon costs.
//!
//! Files are a headline, a date and paragraphs with blank lines between them, as [`super::corpus`] writes them; every other
//! text file is a headline and a body. English stemmer, positions, everything stored, as Tantivy's own examples do it. Times
//! and sizes of the files are kept in a list beside the index, so that a later run can tell what has changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, QueryParser};
use tantivy::schema::{FAST, Field, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

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

/// Path below the corpus -> time and size.
type Seen = BTreeMap<String, String>;

/// The list of the files, beside what Tantivy keeps.
const LIST: &str = "files.tsv";

fn seen(source: &Path) -> Result<Seen, Failure> {
    let mut seen = Seen::new();
    for entry in walkdir::WalkDir::new(source) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let metadata = entry.metadata()?;
            let time = metadata.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
            let path = entry.path().strip_prefix(source)?.to_string_lossy().into_owned();
            seen.insert(path, format!("{time} {}", metadata.len()));
        }
    }
    Ok(seen)
}

fn keep(out: &Path, seen: &Seen) -> Result<(), Failure> {
    let mut lines = String::new();
    for (path, state) in seen {
        writeln!(lines, "{path}\t{state}")?;
    }
    Ok(std::fs::write(out.join(LIST), lines)?)
}

/// The document of one file.
fn article(fields: &Fields, source: &Path, path: &str) -> Result<TantivyDocument, Failure> {
    let bytes = std::fs::read(source.join(path))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut paragraphs = text.split("\n\n");
    let mut document = TantivyDocument::new();
    document.add_text(fields.path, path);
    document.add_u64(fields.words, text.split_whitespace().count() as u64);
    let (headline, date) = paragraphs.next().unwrap_or_default().split_once('\n').unwrap_or_default();
    document.add_text(fields.headline, headline);
    document.add_text(fields.date, date);
    document.add_text(fields.lede, paragraphs.next().unwrap_or_default());
    document.add_text(fields.body, paragraphs.collect::<Vec<_>>().join("\n\n"));
    Ok(document)
}

/// A first build.
pub fn index(source: &Path, out: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(out)?;
    let fields = fields();
    let index = Index::create_in_dir(out, fields.schema.clone())?;
    register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 200_000_000)?;
    let seen = seen(source)?;
    for path in seen.keys() {
        writer.add_document(article(&fields, source, path)?)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    keep(out, &seen)
}

/// A later run: what is new, changed or gone by time and size.
pub fn update(source: &Path, out: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(out.join(LIST))?;
    let mut known: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let seen = seen(source)?;
    let is_new = |path: &str, state: &str, known: &mut BTreeMap<&str, &str>| known.remove(path) != Some(state);
    let changed: Vec<&String> =
        seen.iter().filter(|(path, state)| is_new(path, state, &mut known)).map(|(path, _)| path).collect();
    if changed.is_empty() && known.is_empty() {
        return Ok(());
    }
    let fields = fields();
    let index = Index::open_in_dir(out)?;
    register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000)?;
    for path in changed {
        writer.delete_term(Term::from_field_text(fields.path, path));
        writer.add_document(article(&fields, source, path)?)?;
    }
    for path in known.keys() {
        writer.delete_term(Term::from_field_text(fields.path, path));
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    keep(out, &seen)
}

/// Answers queries in one process, each with its ten best articles.
pub fn search<'q>(folder: &Path, queries: impl Iterator<Item = &'q str>) -> Result<(), Failure> {
    let index = Index::open_in_dir(folder)?;
    register(&index);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for query in queries {
        answer(&index, &reader, query, &mut out)?;
    }
    Ok(out.flush()?)
}

fn answer(index: &Index, reader: &IndexReader, query: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let fields = fields();
    let texts = vec![fields.headline, fields.lede, fields.body];
    let searcher = reader.searcher();
    let query: Box<dyn Query> = match query.strip_suffix('*') {
        // The parser has prefixes in phrases only.
        Some(beginning) => {
            let begins = |field| FuzzyTermQuery::new_prefix(Term::from_field_text(field, beginning), 0, true);
            let clauses = texts.into_iter().map(|field| (Occur::Should, Box::new(begins(field)) as Box<dyn Query>));
            Box::new(BooleanQuery::new(clauses.collect()))
        }
        None => QueryParser::for_index(index, texts).parse_query(query)?,
    };
    let hits = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
    let snippets = SnippetGenerator::create(&searcher, &*query, fields.body)?;
    for (score, address) in hits {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let snippet = snippets.snippet_from_doc(&document).to_html();
        writeln!(out, "{score:.2} {} {} {}", text(fields.path), text(fields.date), text(fields.headline))?;
        writeln!(out, "  {snippet}")?;
    }
    Ok(())
}
