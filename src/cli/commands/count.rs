//! `dateline count`: how many articles match.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use super::{PageArgs, PageFormat};
use crate::cli::Context;
use crate::cli::commands::batch::{self, Answer, BatchQuery};
use crate::cli::commands::filter::{Asked, FilterArgs, OUTSIDE};
use crate::cli::commands::found::{cut_notes, say_cut, say_why_none};
use crate::cli::commands::names;
use crate::cli::error::{CliError, Outcome};
use crate::engine::{ArticleIndex, Counted, EngineError, NameReach, date_of};
use crate::query::Query;
use crate::render::{counted, json};

/// Print how many articles match; all of them without a query
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline count
  dateline count ceasefire --lang fr
  dateline count --person Netanyahu --on 2024
  dateline count --batch queries.txt        a line for each query: number, tab, count
  dateline count @rafah --format json       a saved search

Exit status: 0 some match, if only with some of the words, 1 none does, 2 an error.")]
pub struct CountArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Read queries from this file, one a line; - for standard input. Prints the line's number, a tab and the count
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    batch: Option<PathBuf>,
    #[command(flatten)]
    page: PageArgs,
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read or the index cannot be searched.
pub fn run(args: &CountArgs, context: &Context) -> Result<Outcome, CliError> {
    if let Some(file) = &args.batch {
        return count_batch(args, &batch::read_queries(file)?, context);
    }
    let asked = if args.query.is_empty() && args.filter.is_empty() {
        None
    } else {
        Some(args.filter.resolve(&args.query, context)?)
    };
    let spelling = asked.as_ref().map_or(args.filter.spelling(), |asked| asked.spelling);
    let index = names::open(context, spelling)?;
    let Some(asked) = &asked else {
        let counts = index.count_reaching(&Query::All, None, NameReach::Certain);
        let counts = counts.map_err(|error| CliError::engine("count", &error))?;
        print("", &counts, args.page.format())?;
        return Ok(outcome(&counts));
    };
    for note in &asked.notes {
        context.say(&format!("note: {note}"));
    }
    answer(&index, asked, args.page.format(), context)
}

/// Prints how many articles match in full, and says how many hold some of the words only where that is asked for or none does.
pub(super) fn answer(
    index: &ArticleIndex,
    asked: &Asked,
    format: PageFormat,
    context: &Context,
) -> Result<Outcome, CliError> {
    let failed = |error| CliError::search(&asked.text, &error, context.screen.width);
    let counts = index.count_reaching(&asked.query, asked.field, asked.reach).map_err(failed)?;
    print(&asked.text, &counts, format)?;
    if counts.full == 0 {
        say_why_none(index, asked, context).map_err(failed)?;
    }
    if counts.partial > 0 && (counts.full == 0 || asked.reach == NameReach::Possible) {
        let have = if counts.partial == 1 { "has" } else { "have" };
        context.say(&format!("{} {have} some of the words", counted(counts.partial, "article")));
    }
    say_cut(&counts.cut, context);
    if let Some(note) = vague_note(index, asked, context).map_err(failed)? {
        context.say(&format!("note: {note}"));
    }
    Ok(outcome(&counts))
}

/// How many articles may lie outside of the days that are asked for, where anybody wants to know.
fn vague_note(index: &ArticleIndex, asked: &Asked, context: &Context) -> Result<Option<String>, EngineError> {
    let days = asked.days();
    if !context.says() || !days.narrow() {
        return Ok(None);
    }
    let dates = index.date_counts(&asked.query, asked.field)?;
    let vague = dates.spans.iter().filter(|span| !days.hold(date_of(span.first), date_of(span.last)));
    let vague: u64 = vague.map(|span| span.articles).sum();
    Ok((vague > 0).then(|| format!("{} {OUTSIDE}", counted(vague, "article"))))
}

fn print(query: &str, counts: &Counted, format: PageFormat) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match format {
        PageFormat::Text => writeln!(out, "{}", counts.full),
        PageFormat::Json => json::render_count(query, counts, &mut out),
    }
    .map_err(CliError::output)
}

/// As for a search, which shows articles with some of the words too.
fn outcome(counts: &Counted) -> Outcome {
    if counts.full + counts.partial > 0 { Outcome::Done } else { Outcome::NothingFound }
}

fn count_batch(args: &CountArgs, queries: &[BatchQuery], context: &Context) -> Result<Outcome, CliError> {
    let index = names::open(context, args.filter.spelling())?;
    let corrected = names::Corrected::new(&index, context);
    let answer = |query: &BatchQuery| -> Result<Answer, CliError> {
        let asked = args.filter.resolve(std::slice::from_ref(&query.text), context)?;
        let index = corrected.get(asked.spelling)?;
        let failed = |error| CliError::search(&asked.text, &error, context.screen.width);
        let counts = index.count_reaching(&asked.query, asked.field, asked.reach).map_err(failed)?;
        let vague = vague_note(index, &asked, context).map_err(failed)?;
        let mut output = Vec::new();
        match args.page.format() {
            PageFormat::Text => writeln!(output, "{}\t{}", query.number, counts.full),
            PageFormat::Json => json::render_numbered_count(query.number, &query.text, &counts, &mut output),
        }
        .map_err(CliError::output)?;
        let notes = asked.notes.into_iter().chain(cut_notes(&counts.cut)).chain(vague).collect();
        Ok(Answer { output, found: counts.full + counts.partial > 0, notes: context.wanted_notes(notes) })
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.page.format() == PageFormat::Text {
        let outcome = batch::run(queries, answer, b"", &mut out)?;
        out.flush().map_err(CliError::output)?;
        return Ok(outcome);
    }
    writeln!(out, "{{\"version\":{},\"queries\":[", json::VERSION).map_err(CliError::output)?;
    let outcome = batch::run(queries, answer, b",\n", &mut out)?;
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(CliError::output)?;
    Ok(outcome)
}
