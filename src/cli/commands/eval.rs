//! `dateline eval`: how good the ranking is on a judged collection.

use super::{PageArgs, PageFormat};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::Context;
use crate::cli::config;
use crate::cli::error::{CliError, Outcome};
use crate::engine::{Advice, ArticleIndex, Expansion, NameReach, NameSpelling, SearchRequest, SnippetOptions, Totals};
use crate::eval::{EvalError, Measures, TopicQuery, measure, read_qrels, read_queries};
use crate::query::{Dialect, Name, NameKind, ParseContext, Query, Span, parse};
use crate::render::trec::{external_name, render_run};

/// Measure the ranking on a judged collection
///
/// Prints nDCG@10, MAP, MRR and recall@100, averaged over the queries that have a relevant article. The collection has to
/// be indexed first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline eval --queries queries.tsv --qrels qrels.txt --index cranfield-index
  dateline eval --queries persons.tsv --qrels qrels.txt --as person --run run.txt")]
pub struct EvalArgs {
    /// Queries, one a line: id, tab, text
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Judgments in the format of TREC
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,
    /// How a query is read
    #[arg(long = "as", value_enum, default_value_t, value_name = "KIND")]
    kind: QueryKind,
    /// Match names as written only, without other spellings and aliases
    #[arg(long)]
    no_variants: bool,
    /// Hits for each query
    #[arg(long, default_value_t = 1000, value_name = "N")]
    depth: usize,
    /// Add words of the best hits to each query
    #[arg(long)]
    expand: bool,
    /// Write the hits here, as a TREC run
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    #[command(flatten)]
    page: PageArgs,
}

impl EvalArgs {
    fn spelling(&self) -> NameSpelling {
        if self.no_variants { NameSpelling::AsWritten } else { NameSpelling::Variants }
    }
}

/// How a query of a collection is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum QueryKind {
    /// As plain words, whatever signs it holds.
    #[default]
    Words,
    /// In dateline's query language.
    Query,
    /// As the name of a person: articles that surely name the person, then those with some of the words, as with --any.
    Person,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be read or the index cannot be searched.
pub fn run(args: &EvalArgs, context: &Context) -> Result<Outcome, CliError> {
    let failed = |error: EvalError| CliError::new("evaluate", error);
    let queries = read_queries(&args.queries).map_err(failed)?;
    let judgments = read_qrels(&args.qrels).map_err(failed)?;
    let index = super::names::open(context, args.spelling())?;
    let mut out: Option<BufWriter<File>> = match &args.run {
        Some(path) => {
            let file = File::create(path)
                .map_err(|error| CliError::new("write the run", format!("{}: {error}", path.display())))?;
            Some(BufWriter::new(file))
        }
        None => None,
    };
    let mut rankings = BTreeMap::new();
    for (topic, answer) in queries.iter().zip(answer_all(&queries, |topic| answer(topic, args, &index, context))) {
        let answer = answer?;
        rankings.insert(topic.id.clone(), answer.names);
        if let Some(out) = &mut out {
            out.write_all(&answer.run).map_err(CliError::output)?;
        }
    }
    if let Some(mut out) = out {
        out.flush().map_err(|error| CliError::new("write the run", error))?;
    }
    let measures = measure(&rankings, &judgments)
        .ok_or_else(|| failed(EvalError::NothingJudged { queries: args.queries.clone(), qrels: args.qrels.clone() }))?;
    print(&measures, args.page.format())?;
    Ok(Outcome::Done)
}

/// What was found for a topic.
#[derive(Default)]
struct Answer {
    /// The names of its hits, the best first.
    names: Vec<String>,
    /// The hits as lines of a run, where that is wanted.
    run: Vec<u8>,
}

fn answer(topic: &TopicQuery, args: &EvalArgs, index: &ArticleIndex, context: &Context) -> Result<Answer, CliError> {
    let Some(query) = read_topic(topic, args.kind, context)? else { return Ok(Answer::default()) };
    let request = SearchRequest {
        limit: args.depth,
        snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
        advice: Advice::Skipped,
        totals: Totals::Skipped,
        expansion: if args.expand { Expansion::Feedback } else { Expansion::Off },
        reach: if args.kind == QueryKind::Person { NameReach::Possible } else { NameReach::Certain },
        ..SearchRequest::new(query)
    };
    let page = index.search(&request).map_err(|error| CliError::search(&topic.text, &error, context.screen.width))?;
    let mut answer = Answer { names: page.hits.iter().map(external_name).collect(), run: Vec::new() };
    if args.run.is_some() {
        render_run(&topic.id, &page, "dateline", &mut answer.run).map_err(CliError::output)?;
    }
    Ok(answer)
}

/// Answers topics on all processors, in their order.
fn answer_all(
    topics: &[TopicQuery],
    answer: impl Fn(&TopicQuery) -> Result<Answer, CliError> + Sync,
) -> Vec<Result<Answer, CliError>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(topics.len().max(1));
    let next = AtomicUsize::new(0);
    let mut answers: Vec<(usize, Result<Answer, CliError>)> = std::thread::scope(|scope| {
        let work = || {
            let mut answers = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(topic) = topics.get(place) else { return answers };
                answers.push((place, answer(topic)));
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no answer panics")).collect()
    });
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// `None` for a query without a word in it.
fn read_topic(topic: &TopicQuery, kind: QueryKind, context: &Context) -> Result<Option<Query>, CliError> {
    Ok(match kind {
        QueryKind::Words => {
            let words: Vec<_> = topic
                .text
                .split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .map(super::filter::plain_word)
                .collect();
            (!words.is_empty()).then_some(Query::Words(words))
        }
        QueryKind::Query => {
            let reading = ParseContext { today: config::today(), dialect: Dialect::Dateline };
            let parsed = parse(&topic.text, &reading)
                .map_err(|error| CliError::query(&topic.text, &error, context.screen.width))?;
            Some(parsed.query)
        }
        QueryKind::Person => {
            let text = topic.text.clone();
            Some(Query::Name(Name { kind: NameKind::Person, text, span: Span::default() }))
        }
    })
}

fn print(measures: &Measures, format: PageFormat) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match format {
        PageFormat::Json => {
            serde_json::to_writer_pretty(&mut out, measures).map_err(|error| CliError::output(error.into()))?;
            writeln!(out).map_err(CliError::output)
        }
        PageFormat::Text => writeln!(
            out,
            "queries     {}\nndcg@10     {:.4}\nmap         {:.4}\nmrr         {:.4}\nrecall@100  {:.4}",
            measures.queries, measures.ndcg_10, measures.map, measures.mrr, measures.recall_100
        )
        .map_err(CliError::output),
    }
}
