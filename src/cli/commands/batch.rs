//! Many queries at once, for `search --batch` and `count --batch`: one opened index, every processor at work.
//!
//! Owns the order of the output, which is that of the queries however they are shared out. The surprise: a query that
//! cannot be read is no reason to leave the others unanswered; it is reported with its number, and the exit status says so.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::cli::Context;
use crate::cli::bounded;
use crate::cli::commands::found::{cut_notes, vague_note};
use crate::cli::commands::names;
use crate::cli::commands::search::{Format, SearchArgs, request};
use crate::cli::error::{CliError, Outcome};
use crate::cli::pager::{PageOut, Paging};
use crate::engine::{Advice, ArticleIndex, Bearers, SearchPage, SearchRequest, Totals};
use crate::render;
use crate::render::csv::Separator;
use crate::render::lines::{FilePaths, RecordEnd};
use crate::render::{Column, clean};

/// A query of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchQuery {
    /// Number of its line, from 1.
    pub number: usize,
    /// The query.
    pub text: String,
}

/// Reads queries, one a line; blank lines are passed over, but counted.
///
/// # Errors
/// When the file cannot be read.
pub fn read_queries(file: &Path) -> Result<Vec<BatchQuery>, CliError> {
    let read = if file == Path::new("-") {
        bounded::read_to_end(io::stdin().lock(), bounded::LIST)
    } else {
        std::fs::File::open(file).and_then(|file| bounded::read_to_end(file, bounded::LIST))
    };
    let bytes = read.map_err(|error| CliError::new(format!("read the queries in {}", file.display()), error))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines =
        text.lines().enumerate().map(|(index, line)| BatchQuery { number: index + 1, text: line.trim().to_owned() });
    Ok(lines.filter(|query| !query.text.is_empty()).collect())
}

/// The answer to one query, as it is to be written.
pub struct Answer {
    /// For standard output.
    pub output: Vec<u8>,
    /// Whether anything was found.
    pub found: bool,
    /// What is to be said of how the query was read.
    pub notes: Vec<String>,
}

/// Most answers that are handed over at a time, since whoever writes them has to be woken each time.
const LOT: usize = 16;

/// Answers queries on all processors and writes the answers in the order of the queries, with `between` two of them.
///
/// # Errors
/// When standard output refuses.
pub fn run(
    queries: &[BatchQuery],
    answer: impl Fn(&BatchQuery) -> Result<Answer, CliError> + Sync,
    between: &[u8],
    out: &mut dyn Write,
) -> Result<Outcome, CliError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(queries.len().max(1));
    // Of few queries nobody should wait for those of another.
    let lot = (queries.len() / (threads * 4)).clamp(1, LOT);
    let (next, closed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (mut found, mut failed, mut written) = (false, false, 0);
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<(usize, Vec<Result<Answer, CliError>>)>(threads * 4);
        for _ in 0..threads {
            let (send, next, closed, answer) = (send.clone(), &next, &closed, &answer);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(lot, Ordering::Relaxed);
                    // Nobody listens any more when the output is closed.
                    let open = |_: &&BatchQuery| !closed.load(Ordering::Relaxed);
                    let asked = queries.iter().skip(place).take(lot).take_while(open);
                    let answers: Vec<_> = asked.map(answer).collect();
                    if answers.is_empty() || send.send((place, answers)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting: BTreeMap<usize, Vec<Result<Answer, CliError>>> = BTreeMap::new();
        let mut place = 0;
        for (first, answers) in receive {
            waiting.insert(first, answers);
            while let Some(answers) = waiting.remove(&place) {
                let asked = &queries[place..place + answers.len()];
                place += answers.len();
                for (query, answer) in asked.iter().zip(answers) {
                    let answer = match answer {
                        Ok(answer) => answer,
                        Err(error) => {
                            failed = true;
                            error.in_batch(query.number).print(&mut io::stderr());
                            continue;
                        }
                    };
                    found |= answer.found;
                    for note in &answer.notes {
                        // A message that nobody can read is no reason to stop.
                        let _ = writeln!(io::stderr(), "note on query {}: {}", query.number, clean(note));
                    }
                    let separator = if written > 0 && !answer.output.is_empty() { between } else { &[] };
                    written += usize::from(!answer.output.is_empty());
                    let written = out.write_all(separator).and_then(|()| out.write_all(&answer.output));
                    closed.store(written.is_err(), Ordering::Relaxed);
                    written.map_err(CliError::output)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(match (failed, found) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::NothingFound,
    })
}

/// Searches for each query.
///
/// # Errors
/// When standard output refuses.
pub fn search(
    args: &SearchArgs,
    queries: &[BatchQuery],
    format: Format,
    index: &ArticleIndex,
    context: &Context,
) -> Result<Outcome, CliError> {
    let columns = if args.fields.is_empty() { &Column::DEFAULT[..] } else { &args.fields };
    let shows_passages = match format {
        Format::Text | Format::Json | Format::Jsonl => true,
        Format::Lines | Format::Csv | Format::Tsv => columns.contains(&Column::Snippet),
        Format::Paths | Format::Trec => false,
    };
    let corrected = names::Corrected::new(index, context);
    let answer = |query: &BatchQuery| -> Result<Answer, CliError> {
        let asked = args.filter.resolve(std::slice::from_ref(&query.text), context)?;
        let bearers = if format == Format::Json { Bearers::Described } else { Bearers::Skipped };
        let usual = request(args, &asked, &context.settings);
        let totals = match format {
            Format::Json => Totals::Exact,
            Format::Text => Totals::Full,
            Format::Lines | Format::Jsonl | Format::Csv | Format::Tsv | Format::Paths | Format::Trec => Totals::Skipped,
        };
        let mut request = SearchRequest { advice: Advice::Skipped, bearers, totals, ..usual };
        if !shows_passages {
            request.snippets.count = 0;
        }
        let index = corrected.get(asked.spelling)?;
        let page =
            index.search(&request).map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
        let mut output = Vec::new();
        render(args, format, columns, query, &page, index, context, &mut output).map_err(CliError::output)?;
        let vague = vague_note(&page, &asked);
        let notes = asked.notes.into_iter().chain(cut_notes(&page.cut)).chain(vague).collect();
        Ok(Answer { output, found: !page.hits.is_empty(), notes: context.wanted_notes(notes) })
    };
    let paging = if format == Format::Text { Paging::Allowed } else { Paging::Off };
    let mut out = PageOut::open(context, paging);
    match format {
        Format::Json => writeln!(out, "{{\"version\":{},\"queries\":[", render::json::VERSION),
        Format::Csv => render::batch::render_csv_header(columns, Separator::Comma, &mut out),
        Format::Tsv => render::batch::render_csv_header(columns, Separator::Tab, &mut out),
        _ => Ok(()),
    }
    .map_err(CliError::output)?;
    let between: &[u8] = match format {
        Format::Json => b",\n",
        Format::Text => b"\n",
        _ => b"",
    };
    let outcome = run(queries, answer, between, &mut out)?;
    if format == Format::Json {
        out.write_all(b"\n]}\n").map_err(CliError::output)?;
    }
    out.close().map_err(CliError::output)?;
    Ok(outcome)
}

#[expect(clippy::too_many_arguments, reason = "each is a part of what one record is made of")]
fn render(
    args: &SearchArgs,
    format: Format,
    columns: &[Column],
    query: &BatchQuery,
    page: &SearchPage,
    index: &ArticleIndex,
    context: &Context,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let number = query.number;
    match format {
        Format::Text => {
            let count = match page.full {
                1 => "1 article".to_owned(),
                full => format!("{full} articles"),
            };
            writeln!(out, "== {number}: {} ({count})\n", clean(&query.text))?;
            render::text::render_text(page, &context.text_options(index), out)
        }
        Format::Lines => render::batch::render_columns(number, page, columns, out),
        Format::Json => render::json::render_numbered_page(number, &query.text, page, out),
        Format::Jsonl => render::json::render_numbered_lines(number, page, out),
        Format::Csv => render::batch::render_csv(number, page, columns, Separator::Comma, out),
        Format::Tsv => render::batch::render_csv(number, page, columns, Separator::Tab, out),
        Format::Paths => {
            let end = if args.zero { RecordEnd::Zero } else { RecordEnd::Newline };
            FilePaths::new(context.corpus_from_here(index), end).write_hits(&format!("{number}\t"), &page.hits, out)
        }
        Format::Trec => render::trec::render_run(&number.to_string(), page, "dateline", out),
    }
}
