//! How soon one known article is found by its headline, language by language.
//!
//!     cargo bench --bench known_item -- benches/known-item/*.jsonl FOLDER
//!
//! Each file or folder is a collection. Headlines are taken off its articles and asked for; the answer is the article
//! without it. Prints the mean reciprocal rank of dateline as it is and of one field of plain tantivy with the stemmer of
//! the collection's language, and the headlines that each finds on the first place.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::article::Zone;
use dateline::engine::{ArticleIndex, SearchRequest, SnippetOptions};
use dateline::ingest::{IngestOptions, ingest};
use dateline::query::{Query, Span, Word, WordMatch};
use frostem::{Algorithm, Stemmer};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TantivyDocument, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{LowerCaser, PreTokenizedString, SimpleTokenizer, TextAnalyzer, Token};
use tantivy::{Index, Term};

/// Hits that are looked through.
const DEPTH: usize = 1000;

/// An article without its headline, and the headline.
struct Known {
    headline: String,
    body: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("| collection | queries | plain tantivy | dateline | first, plain | first, dateline |");
    println!("|---|---|---|---|---|---|");
    for place in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let (known, language) = read(Path::new(&place))?;
        let plain = plain_ranks(&known, &language)?;
        let ours = our_ranks(&known)?;
        let mean = |ranks: &[Option<usize>]| {
            ranks.iter().flatten().map(|rank| 1.0 / *rank as f64).sum::<f64>() / ranks.len().max(1) as f64
        };
        let first = |ranks: &[Option<usize>]| ranks.iter().filter(|rank| **rank == Some(1)).count();
        println!(
            "| {place} ({language}) | {} | {:.3} | {:.3} | {} | {} |",
            known.len(),
            mean(&plain),
            mean(&ours),
            first(&plain),
            first(&ours)
        );
        for ((known, plain), ours) in known.iter().zip(&plain).zip(&ours) {
            if std::env::var_os("RANKS").is_some() && plain != ours {
                eprintln!("{:>5} {:>5}  {}", shown(*plain), shown(*ours), known.headline);
            }
        }
    }
    Ok(())
}

fn shown(rank: Option<usize>) -> String {
    rank.map_or("-".to_owned(), |rank| rank.to_string())
}

/// The articles of a file or folder that have a headline of their own, and the language of most of them.
fn read(place: &Path) -> Result<(Vec<Known>, String), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let corpus = if place.is_dir() {
        place.to_owned()
    } else {
        let corpus = home.path().join("corpus");
        fs::create_dir(&corpus)?;
        fs::copy(place, corpus.join(place.file_name().unwrap_or_default()))?;
        corpus
    };
    let index = indexed(&corpus, &home.path().join("index"))?;
    let all = SearchRequest { limit: 1_000_000, ..SearchRequest::new(Query::All) };
    let mut languages: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = Vec::new();
    for hit in index.search(&all)?.hits {
        let article = &hit.article.article;
        let body: Vec<&str> =
            article.blocks().filter(|block| block.zone != Zone::Headline).map(|block| block.text).collect();
        if article.headline.derived || article.headline.text.is_empty() || body.is_empty() {
            continue;
        }
        *languages.entry(article.language.clone().unwrap_or_default()).or_default() += 1;
        known.push(Known { headline: article.headline.text.clone(), body: body.join("\n\n") });
    }
    let language = languages.into_iter().max_by_key(|(_, count)| *count).map(|(language, _)| language);
    Ok((known, language.unwrap_or_default()))
}

fn indexed(corpus: &Path, index: &Path) -> Result<ArticleIndex, Box<dyn Error>> {
    let options = IngestOptions { threads: 1, ..IngestOptions::default() };
    ingest(corpus, index, &options, &AtomicBool::new(false), &mut |_| {})?;
    Ok(ArticleIndex::open(index)?)
}

/// The rank of each article when dateline is asked for its headline.
fn our_ranks(known: &[Known]) -> Result<Vec<Option<usize>>, Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let corpus = home.path().join("corpus");
    fs::create_dir(&corpus)?;
    let mut file = fs::File::create(corpus.join("articles.jsonl"))?;
    for (number, known) in known.iter().enumerate() {
        writeln!(file, "{}", serde_json::json!({"id": number.to_string(), "title": "", "body": known.body}))?;
    }
    let index = indexed(&corpus, &home.path().join("index"))?;
    let mut ranks = Vec::new();
    for (number, known) in known.iter().enumerate() {
        // As `dateline eval` reads queries: plain words, whatever signs they hold.
        let word = |word: &str| Word { text: word.to_owned(), matching: WordMatch::Stem, span: Span::default() };
        let words = known.headline.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let request = SearchRequest {
            limit: DEPTH,
            snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
            ..SearchRequest::new(Query::Words(words.map(word).collect()))
        };
        let id = number.to_string();
        let hits = index.search(&request)?.hits;
        ranks.push(
            hits.iter()
                .position(|hit| hit.article.article.external_id.as_deref() == Some(id.as_str()))
                .map(|at| at + 1),
        );
    }
    Ok(ranks)
}

/// The rank of each article when one field of plain tantivy is asked for any word of its headline.
fn plain_ranks(known: &[Known], language: &str) -> Result<Vec<Option<usize>>, Box<dyn Error>> {
    let stemmer = match language {
        "ar" => Some(Algorithm::Arabic),
        "de" => Some(Algorithm::German),
        "en" => Some(Algorithm::English),
        "es" => Some(Algorithm::Spanish),
        "fr" => Some(Algorithm::French),
        "it" => Some(Algorithm::Italian),
        "pt" => Some(Algorithm::Portuguese),
        "ru" => Some(Algorithm::Russian),
        _ => None,
    }
    .map(Stemmer::new);
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = builder.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let number = builder.add_u64_field("number", STORED);
    let index = Index::create_in_ram(builder.build());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 100_000_000)?;
    for (at, known) in known.iter().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_u64(number, at as u64);
        document.add_pre_tokenized_text(text, stemmed(&known.body, stemmer.as_ref()));
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let mut ranks = Vec::new();
    for (at, known) in known.iter().enumerate() {
        let terms: BTreeSet<String> =
            stemmed(&known.headline, stemmer.as_ref()).tokens.into_iter().map(|token| token.text).collect();
        let parts = terms.iter().map(|term| {
            let query = TermQuery::new(Term::from_field_text(text, term), IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(query) as Box<dyn tantivy::query::Query>)
        });
        let hits =
            searcher.search(&BooleanQuery::new(parts.collect()), &TopDocs::with_limit(DEPTH).order_by_score())?;
        let mut rank = None;
        for (place, (_, address)) in hits.iter().enumerate() {
            let document: TantivyDocument = searcher.doc(*address)?;
            if document.get_first(number).and_then(|value| value.as_u64()) == Some(at as u64) {
                rank = Some(place + 1);
            }
        }
        ranks.push(rank);
    }
    Ok(ranks)
}

/// Words as tantivy cuts them, stemmed.
fn stemmed(text: &str, stemmer: Option<&Stemmer>) -> PreTokenizedString {
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    let mut tokens = Vec::new();
    let mut stream = analyzer.token_stream(text);
    while let Some(token) = stream.next() {
        let stem = stemmer.map_or(token.text.clone(), |stemmer| stemmer.stem(&token.text).into_owned());
        tokens.push(Token { text: stem, ..token.clone() });
    }
    PreTokenizedString { text: text.to_owned(), tokens }
}
