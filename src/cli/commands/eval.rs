//! `dateline eval`: how good the ranking is on a judged collection.

use super::PageFormat;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::cli::Context;
use crate::cli::config;
use crate::cli::error::{CliError, Outcome};
use crate::engine::{Advice, Expansion, NameReach, NameSpelling, SearchRequest, SnippetOptions};
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
    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: PageFormat,
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
    for topic in &queries {
        let Some(query) = read_topic(topic, args.kind, context)? else {
            rankings.insert(topic.id.clone(), Vec::new());
            continue;
        };
        let request = SearchRequest {
            limit: args.depth,
            snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
            advice: Advice::Skipped,
            expansion: if args.expand { Expansion::Feedback } else { Expansion::Off },
            reach: if args.kind == QueryKind::Person { NameReach::Possible } else { NameReach::Certain },
            ..SearchRequest::new(query)
        };
        let page =
            index.search(&request).map_err(|error| CliError::search(&topic.text, &error, context.screen.width))?;
        rankings.insert(topic.id.clone(), page.hits.iter().map(external_name).collect());
        if let Some(out) = &mut out {
            render_run(&topic.id, &page, "dateline", out).map_err(CliError::output)?;
        }
    }
    if let Some(mut out) = out {
        out.flush().map_err(|error| CliError::new("write the run", error))?;
    }
    let measures = measure(&rankings, &judgments)
        .ok_or_else(|| failed(EvalError::NothingJudged { queries: args.queries.clone(), qrels: args.qrels.clone() }))?;
    print(&measures, args.format)?;
    Ok(Outcome::Done)
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
