//! `dateline search`: ranked hits with snippets.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::Context;
use crate::cli::commands::filter::{Asked, FilterArgs};
use crate::cli::commands::found::{say_lost, say_totals, say_vague};
use crate::cli::commands::{PageFormat, batch, count, index, names};
use crate::cli::config::{self, Setting, Settings};
use crate::cli::error::{CliError, Outcome};
use crate::cli::memory::LastSearch;
use crate::cli::pager::{PageOut, Paging};
use crate::engine::{
    ArticleIndex, Bearers, Copies, EngineError, Expansion, Facet, Reasons, Recency, SearchPage, SearchRequest,
    SnippetContext, SnippetOptions, SortOrder, Totals,
};
use crate::query::{explain, phrase_of};
use crate::render::lines::{FilePaths, RecordEnd};
use crate::render::{self, Column};

/// Find articles and show the passages that match
///
/// Articles with all the words come first; when they are few, articles with some of the words follow, marked as such (in
/// tables by the column missing, in lists of paths not at all); --all leaves them out. Of six words and more, a sentence that was
/// pasted, those that fit best come first, all words or most.
/// What is written with operators, prefixes or quotes is strict.
#[derive(Debug, clap::Args)]
#[command(
    visible_alias = "query",
    after_help = "\
Query:
  rafah offensive             both words, in any order
  \"ceasefire talks\"           a phrase (quote it for the shell: '\"ceasefire talks\"')
  gaza AND (truce OR cease-fire) NOT hostage
  headline:rafah  lede:rafah  byline:smith  person:netanyahu  source:\"Le Monde\"  lang:fr
  rafa*  netanyahoo~  =talks  \"=ceasefire talks\"  date:2024-03  from:2024-03  words>500
  a w/5 b  a pre/3 b  a w/s b  atleast3(rafah)
  all of it, explained: dateline man query

Examples:
  dateline search rafah offensive
  dateline search --person \"Benjamin Netanyahu\" --from 2024-03
  dateline search ceasefire --sort newest --format json
  dateline search hostages --format paths -0 | xargs -0 wc -w     the files, as they are opened from here
  dateline search 'ceasefire w/s talks' --kwic
  dateline search ceasefire --recent=2w --why
  dateline search ceasefire --group-dups     one hit for all papers that print the same report
  dateline search @rafah -n 3                a search that was saved, see: dateline save --help

Exit status: 0 something was found, 1 nothing was found, 2 an error."
)]
pub struct SearchArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    sort: Sort,
    /// Most hits to show; 0 for how many there are alone [default: 10, or DATELINE_LIMIT]
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Hits to pass over
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
    /// Passages to show of each article [default: 2, or DATELINE_SNIPPETS]; with --kwic, most lines of one [default: all]
    #[arg(long, value_name = "N")]
    snippets: Option<usize>,
    /// How much to show around a match
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    context: Around,
    /// Show every match on a line of its own, with its context, in columns
    #[arg(long, conflicts_with = "context")]
    kwic: bool,
    /// Show near copies, such as one agency's report in several papers, as one hit
    #[arg(long)]
    group_dups: bool,
    /// Say why each hit ranks where it does
    #[arg(long)]
    why: bool,
    /// Prefer later articles: one as old as this (7d, 2w, 3m, 1y) counts three quarters [default when given: 30d]
    #[arg(
        long,
        value_name = "HALF-LIFE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "30d",
        value_parser = parse_half_life
    )]
    recent: Option<f64>,
    /// Rank by words of the best hits too: better for a broad topic, worse for finding one known article; finds nothing else
    #[arg(long)]
    expand: bool,
    /// Output format [default: text on a terminal, one line a hit otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Columns of csv, tsv and lines: rank,score,id,date,date_certain,headline,publisher,path,locator,byline,section,language,words,url,snippet,missing,why,copies
    /// [default: rank,date,publisher,path,headline,snippet,missing]
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS", value_parser = parse_column)]
    pub(super) fields: Vec<Column>,
    /// End each path with a zero byte (with --format paths), and leave in it what would move a terminal's cursor
    #[arg(short = '0', long = "null")]
    pub(super) zero: bool,
    /// Print only how many articles match
    #[arg(
        long,
        conflicts_with_all = [
            "facets", "kwic", "why", "fields", "snippets", "context", "offset", "group_dups", "zero", "recent", "expand"
        ]
    )]
    count: bool,
    /// Count the values of these over everything that is found, beside the hits
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LIST")]
    facets: Vec<FacetName>,
    /// Most values of each facet
    #[arg(long, default_value_t = 10, value_name = "N", requires = "facets")]
    facet_limit: usize,
    /// Read queries from this file, one a line; - for standard input. Results carry the number of the line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "count", "explain", "facets", "kwic"])]
    batch: Option<PathBuf>,
    /// Say how the query was understood
    #[arg(long)]
    explain: bool,
    /// Bring the index up to date first
    #[arg(long)]
    refresh: bool,
    /// Folder that the index is built from when there is none [default: corpus, or DATELINE_CORPUS]
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
}

/// Order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first.
    Newest,
    /// The earliest first.
    Oldest,
}

impl Sort {
    /// The order in the engine's words.
    pub(super) fn order(self) -> SortOrder {
        match self {
            Sort::Relevance => SortOrder::Relevance,
            Sort::Newest => SortOrder::Newest,
            Sort::Oldest => SortOrder::Oldest,
        }
    }
}

/// What can be counted over everything that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FacetName {
    /// Person.
    Person,
    /// Organisation.
    Org,
    /// Place.
    Place,
    /// Publisher.
    Source,
    /// Section of the paper.
    Section,
    /// Language.
    Lang,
    /// Month of publication.
    Month,
}

impl FacetName {
    fn facet(self) -> Facet {
        match self {
            FacetName::Person => Facet::Person,
            FacetName::Org => Facet::Org,
            FacetName::Place => Facet::Place,
            FacetName::Source => Facet::Source,
            FacetName::Section => Facet::Section,
            FacetName::Lang => Facet::Lang,
            FacetName::Month => Facet::Month,
        }
    }
}

/// How much is shown around a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Around {
    /// The sentence.
    #[default]
    Sentence,
    /// The whole paragraph.
    Paragraph,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A page to read.
    Text,
    /// One line a hit, columns separated by tabs, without a header.
    Lines,
    /// One JSON document.
    Json,
    /// A JSON document a line.
    Jsonl,
    /// Comma-separated, with a header.
    Csv,
    /// Tab-separated, with a header.
    Tsv,
    /// Paths of the files alone, each once, as they are opened from here.
    Paths,
    /// A TREC run.
    Trec,
}

/// Days of a half-life: `30d`, `2w`, `3m`, `1y`.
fn parse_half_life(text: &str) -> Result<f64, String> {
    let wrong = || "write a number of days, weeks, months or years: 7d, 2w, 3m, 1y".to_owned();
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let days = match unit {
        'd' => 1.0,
        'w' => 7.0,
        'm' => 30.4375,
        'y' => 365.25,
        _ => return Err(wrong()),
    };
    let count: f64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| wrong())?;
    if count.is_finite() && count > 0.0 { Ok(count * days) } else { Err(wrong()) }
}

fn parse_column(name: &str) -> Result<Column, String> {
    Column::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Column::ALL.iter().map(|(name, _)| *name).collect();
        format!("no such column; there are {}", names.join(", "))
    })
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read or the index cannot be searched.
pub fn run(args: &SearchArgs, context: &Context) -> Result<Outcome, CliError> {
    // Facets have no place among lines.
    let is_page = context.screen.terminal || !args.facets.is_empty();
    let asked_format = if args.json { Some(Format::Json) } else { args.format };
    let format = asked_format.unwrap_or(if is_page { Format::Text } else { Format::Lines });
    check_flags(args, format)?;
    if let Some(file) = &args.batch {
        let queries = batch::read_queries(file)?;
        let (index, state) = open_index(args, context)?;
        return batch::search(args, &queries, format, &index, context).map(|outcome| outcome.after(state));
    }
    let asked = args.filter.resolve(&args.query, context)?;
    let (index, state) = open_index(args, context)?;
    let index = names::with_aliases(index, context, asked.spelling)?;
    for note in &asked.notes {
        context.say(&format!("note: {note}"));
    }
    say_half_life(args, context);
    if args.explain {
        if let [argument] = &args.query[..]
            && asked.query.is_lenient()
            && let Some(phrase) = phrase_of(argument)
        {
            context.say(&format!(
                "note: one argument is the query as typed; for the phrase write '{}'",
                render::clean(&phrase)
            ));
        }
        // Asked for, so not to be silenced with the other messages.
        let _ = writeln!(std::io::stderr(), "{}", explain(&asked.understood()));
    }
    let failed = |error: EngineError| CliError::search(&asked.text, &error, context.screen.width);
    if args.count {
        let format = if format == Format::Json { PageFormat::Json } else { PageFormat::Text };
        return count::answer(&index, &asked, format, context).map(|outcome| outcome.after(state));
    }
    let begun = Instant::now();
    // What is neither printed nor said need not be counted.
    let (bearers, totals) = match format {
        Format::Json => (Bearers::Described, Totals::Exact),
        _ if context.says() => (Bearers::Named, Totals::Bounded),
        _ => (Bearers::Skipped, Totals::Skipped),
    };
    let request = SearchRequest { bearers, totals, ..request(args, &asked, &context.settings) };
    let page = index.search(&request).map_err(failed)?;
    context.detail(|| {
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let (place, state) = (index.path().display(), index.generation());
        format!("index {place}, generation {state}; searched in {milliseconds:.1} ms for {}", asked.understood())
    });
    // A search that found nothing, a misspelled one say, does not take the place of what can still be read.
    if !page.hits.is_empty() {
        LastSearch::of(&index, &asked.text, &asked.query, asked.field, &page).store(&context.index);
    }
    render_page(args, format, &asked, &index, &page, context).map_err(CliError::output)?;
    say_totals(&index, &page, &asked, args.offset, context).map_err(failed)?;
    say_lost(&page, context);
    say_vague(&page, &asked, context);
    // What was found is found whichever page of it is shown.
    let found = page.full + page.partial > 0 || !page.hits.is_empty();
    // The program is about to end, and the system takes all files and memory back faster at once than one by one.
    std::mem::forget((index, page));
    Ok(found_or(state, found))
}

/// Says that what looks like the half-life of `--recent` is looked for: `--recent 2w`.
fn say_half_life(args: &SearchArgs, context: &Context) {
    let word = args.query.iter().find(|word| args.recent.is_some() && parse_half_life(word).is_ok());
    if let Some(word) = word {
        context.say(&format!("hint: `{word}` is looked for as a word; the half-life is written --recent={word}"));
    }
}

fn found_or(state: Outcome, found: bool) -> Outcome {
    let outcome = if found { Outcome::Done } else { Outcome::NothingFound };
    outcome.after(state)
}

fn check_flags(args: &SearchArgs, format: Format) -> Result<(), CliError> {
    if args.kwic && !matches!(format, Format::Text | Format::Lines | Format::Json | Format::Jsonl) {
        return Err(CliError::new("search", "--kwic needs --format text, lines, json or jsonl"));
    }
    if args.kwic && !args.fields.is_empty() {
        return Err(CliError::new("search", "--kwic has columns of its own: rank, path, left, match, right"));
    }
    if args.why && (args.kwic || matches!(format, Format::Paths | Format::Trec)) {
        return Err(CliError::new(
            "search",
            "--why needs --format text, lines, json, jsonl, csv or tsv, without --kwic",
        ));
    }
    if args.why && !args.fields.is_empty() && !args.fields.contains(&Column::Why) {
        return Err(CliError::new("search", "--why among columns is the column why: --fields rank,path,why"));
    }
    if args.recent.is_some() && args.sort != Sort::Relevance {
        return Err(CliError::new("search", "--recent needs --sort relevance"));
    }
    if args.expand && args.sort != Sort::Relevance {
        return Err(CliError::new("search", "--expand needs --sort relevance"));
    }
    if args.count && !matches!(format, Format::Text | Format::Lines | Format::Json) {
        return Err(CliError::new("search", "--count needs --format text or json"));
    }
    let tabular = matches!(format, Format::Lines | Format::Csv | Format::Tsv);
    if !args.fields.is_empty() && !tabular {
        return Err(CliError::new("search", "--fields needs --format csv, tsv or lines"));
    }
    if !args.facets.is_empty() && !matches!(format, Format::Text | Format::Json) {
        return Err(CliError::new("search", "--facets needs --format text or json")
            .hint("a facet alone, over time: dateline timeline QUERY"));
    }
    if args.fields.contains(&Column::Copies) && !args.group_dups {
        return Err(CliError::new("search", "the column copies needs --group-dups"));
    }
    if args.zero && format != Format::Paths {
        return Err(CliError::new("search", "-0 needs --format paths"));
    }
    Ok(())
}

pub(super) fn request(args: &SearchArgs, asked: &Asked, settings: &Settings) -> SearchRequest {
    SearchRequest {
        facets: args.facets.iter().map(|facet| facet.facet()).collect(),
        facet_values: args.facet_limit,
        field: asked.field,
        copies: if args.group_dups { Copies::Grouped } else { Copies::Apart },
        reach: asked.reach,
        order: args.sort.order(),
        offset: args.offset,
        limit: args.limit.unwrap_or_else(|| settings.count(Setting::Limit)),
        snippets: SnippetOptions {
            count: args.snippets.unwrap_or_else(|| settings.count(Setting::Snippets)),
            lines: if args.kwic { args.snippets.unwrap_or(usize::MAX) } else { 0 },
            context: match args.context {
                Around::Sentence => SnippetContext::Sentence,
                Around::Paragraph => SnippetContext::Paragraph,
            },
            ..SnippetOptions::default()
        },
        expansion: if args.expand { Expansion::Feedback } else { Expansion::Off },
        recency: args.recent.map(|half_life| Recency { half_life, today: config::today() }),
        reasons: if args.why || args.fields.contains(&Column::Why) {
            Reasons::AsOf(config::today())
        } else {
            Reasons::Skipped
        },
        ..SearchRequest::new(asked.query.clone())
    }
}

/// Opens the index, building or refreshing it first where that is wanted.
fn open_index(args: &SearchArgs, context: &Context) -> Result<(ArticleIndex, Outcome), CliError> {
    match open_or_build("search", context)? {
        (index, None) if args.refresh => {
            let recorded = || index.corpus().map(PathBuf::from);
            let corpus = args.corpus.clone().or_else(recorded).unwrap_or_default();
            drop(index);
            build(&corpus, context)
        }
        (index, built) => Ok((index, built.unwrap_or(Outcome::Done))),
    }
}

/// Opens the index. Where there is none it is built from the corpus first, and how that ended is told too.
///
/// # Errors
/// When there is neither an index nor a corpus, or the index cannot be built or opened.
pub(super) fn open_or_build(verb: &str, context: &Context) -> Result<(ArticleIndex, Option<Outcome>), CliError> {
    match context.open_index() {
        Ok(index) => Ok((index, None)),
        Err(EngineError::Missing { .. }) => {
            let folder = context.settings.corpus();
            if !folder.is_dir() {
                return Err(CliError::new(
                    verb,
                    format!("there is no index in {} and no folder {}", context.index.display(), folder.display()),
                )
                .hint("build an index with: dateline index FOLDER"));
            }
            context.say(&format!("no index in {} yet: indexing {}", context.index.display(), folder.display()));
            build(&folder, context).map(|(index, state)| (index, Some(state)))
        }
        Err(error) => Err(CliError::engine("open the index", &error)),
    }
}

/// Brings the index up to date and opens it.
fn build(corpus: &Path, context: &Context) -> Result<(ArticleIndex, Outcome), CliError> {
    let options = index::ingest_options(&context.settings.of_corpus(corpus)?);
    let summary = index::build(corpus, &options, context)?;
    context.say(&index::summary_line(&summary));
    let index = context.open_index().map_err(|error| CliError::engine("open the index", &error))?;
    Ok((index, index::outcome(&summary)))
}

fn render_page(
    args: &SearchArgs,
    format: Format,
    asked: &Asked,
    index: &ArticleIndex,
    page: &SearchPage,
    context: &Context,
) -> std::io::Result<()> {
    let paging = if format == Format::Text { Paging::Allowed } else { Paging::Off };
    let mut out = PageOut::open(context, paging);
    let columns = columns(args);
    match format {
        Format::Lines if args.kwic => render::kwic::render_kwic_lines(page, &mut out)?,
        Format::Text => {
            let options = context.text_options(index);
            if args.kwic {
                render::kwic::render_kwic(page, &options, &mut out)?;
            } else {
                render::text::render_text(page, &options, &mut out)?;
            }
            render::facet::render_facets(&page.facets, &options, &mut out)?;
        }
        Format::Lines => render::lines::render_columns(page, &columns, &mut out)?,
        Format::Json => render::json::render_page(&asked.text, page, &mut out)?,
        Format::Jsonl => render::json::render_lines(page, &mut out)?,
        Format::Csv => render::csv::render_csv(page, &columns, render::csv::Separator::Comma, &mut out)?,
        Format::Tsv => render::csv::render_csv(page, &columns, render::csv::Separator::Tab, &mut out)?,
        Format::Paths => {
            let end = if args.zero { RecordEnd::Zero } else { RecordEnd::Newline };
            FilePaths::new(context.corpus_from_here(index), end).write_hits("", &page.hits, &mut out)?;
        }
        Format::Trec => render::trec::render_run("1", page, "dateline", &mut out)?,
    }
    out.close()
}

/// The columns of a table: those asked for, or the usual ones, with the reasons where they are asked for.
fn columns(args: &SearchArgs) -> Vec<Column> {
    if !args.fields.is_empty() {
        return args.fields.clone();
    }
    let mut columns = Column::DEFAULT.to_vec();
    if args.why {
        columns.push(Column::Why);
    }
    columns
}
