//! `dateline index`: bring the index up to date with a folder, once or, with `--watch`, for as long as it runs.

mod watch;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::PageArgs;
use crate::cli::config::setting::{Setting, Value, parse_bytes};
use crate::cli::config::{MOST_THREADS, Origin, Settings};
use crate::cli::error::{CliError, Outcome};
use crate::cli::{Context, Messages, allocator};
use crate::engine::{ArticleIndex, NameSearch, TextStore};
use crate::ingest::{IngestError, IngestEvent, IngestOptions, IngestSummary, Problem, ingest, plan_ingest};
use crate::source::ReadOptions;

/// Read a folder of articles and bring the index up to date
///
/// Only new, changed, moved and vanished files are looked into. Searches see the old state until everything is done. The
/// summary is said in words on standard error, or with --json printed on standard output.
#[derive(Debug, clap::Args)]
#[command(
    visible_alias = "ingest",
    after_help = "\
Examples:
  dateline index                        the folder ./corpus into ./index, or again what ./index was built from
  dateline index ~/news --index ~/news-index
  dateline index --index ~/news-index   the same folder again
  dateline index --dry-run              what would be done
  dateline index --text source          a small index, which needs the files to show passages
  dateline index --full                 forget the index and read everything again
  dateline index ~/wires --watch        now, and again whenever a file comes, changes, moves or goes
  dateline index /mnt/desk --watch --poll=60   a network folder: look every minute

--watch waits until nothing has been written for half a second, five seconds at most, and says a line for each run that found
something new. It writes only while it runs: searches, alerts and another `dateline index` go on beside it. Ctrl-C ends it.

Exit status: 0 done, 2 some files could not be read (they are listed), 130 interrupted."
)]
pub struct IndexArgs {
    /// Folder of the articles [default: DATELINE_CORPUS, the one that the index was built from, or corpus]
    pub(crate) corpus: Option<PathBuf>,
    /// Read everything again, whatever the index holds; of another folder only when that is named
    #[arg(long)]
    full: bool,
    /// Say what would be done and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Read again the files that could not be read before
    #[arg(long)]
    retry_failed: bool,
    /// Go on until Ctrl-C: whenever files below the folder change, bring the index up to date again
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// With --watch, look every so often instead of being told by the system: for network folders [default: 30]
    #[arg(long, value_name = "SECONDS", requires = "watch", num_args = 0..=1, require_equals = true,
        default_missing_value = "30", value_parser = parse_seconds)]
    poll: Option<Duration>,
    /// Do not look for persons, organisations and places; an index that was built so stays so until --full
    #[arg(long)]
    no_names: bool,
    /// Where the text of articles is kept: in the index, or in their files alone, which halves the index [default: stored]
    #[arg(long, value_name = "WHERE")]
    text: Option<TextStoreArg>,
    /// Leave aside files larger than this, unless they are read piece by piece: 1048576, 64M
    #[arg(long, value_name = "BYTES", value_parser = parse_size)]
    max_file_size: Option<u64>,
    /// Threads to read and write with [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_threads)]
    threads: Option<usize>,
    #[command(flatten)]
    page: PageArgs,
}

/// Where the text of articles is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TextStoreArg {
    /// In the index.
    Stored,
    /// In the source files: passages are read from there, and missing when a file has changed or is gone.
    Source,
}

impl TextStoreArg {
    fn store(self) -> TextStore {
        match self {
            TextStoreArg::Stored => TextStore::Stored,
            TextStoreArg::Source => TextStore::Source,
        }
    }
}

fn parse_size(text: &str) -> Result<u64, String> {
    parse_bytes(text).ok_or_else(|| "not a number of bytes; write 1048576 or 64M".to_owned())
}

fn parse_threads(text: &str) -> Result<usize, String> {
    let threads = text.parse::<usize>().map_err(|_| "not a whole number".to_owned())?;
    if threads as u64 > MOST_THREADS { Err(format!("more than {MOST_THREADS}")) } else { Ok(threads) }
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<u32>() {
        Ok(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds.into())),
        _ => Err("not a number of seconds, of which there must be one at least".to_owned()),
    }
}

/// Runs the command.
///
/// # Errors
/// When the corpus cannot be read or the index cannot be written.
pub fn run(args: &IndexArgs, context: &Context) -> Result<Outcome, CliError> {
    let corpus = context.settings.corpus();
    say_corpus(args, &corpus, context);
    let mut options = ingest_options(&context.settings);
    (options.full, options.retry_failed) = (args.full, args.retry_failed);
    if args.no_names {
        options.names = Some(NameSearch::Skipped);
    }
    if let Some(text) = args.text {
        options.text = Some(text.store());
    }
    if let Some(bytes) = args.max_file_size {
        options.walk.max_file_bytes = bytes;
    }
    if let Some(threads) = args.threads {
        options.threads = threads.max(1);
    }
    if args.dry_run {
        return dry_run(args, &corpus, &options, context);
    }
    if args.watch {
        return watch::run(args, &corpus, options, context);
    }
    let summary = build(&corpus, &options, context)?;
    if args.page.is_json() {
        print_json(&summary)?;
    } else {
        print_problems(&summary.problems, context);
        context.say(&summary_line(&summary));
    }
    Ok(outcome(&summary))
}

/// Says which folder it is when nobody names it, and when an index is to become that of another one.
fn say_corpus(args: &IndexArgs, corpus: &Path, context: &Context) {
    let shown = |path: &Path| crate::render::clean(&path.to_string_lossy()).into_owned();
    if matches!(context.settings.get(Setting::Corpus).1, Origin::Index(_)) {
        let done = if args.full { "building the index of {} anew" } else { "bringing the index of {} up to date" };
        context.say(&done.replace("{}", &shown(corpus)));
        return;
    }
    // What is wrong with the index is told by whoever writes it.
    let recorded = ArticleIndex::recorded_corpus(&context.index).ok().flatten();
    if let Some(of) = recorded.filter(|_| args.full)
        && std::fs::canonicalize(corpus).is_ok_and(|corpus| corpus != of)
    {
        context.say(&format!("the index of {} becomes one of {}", shown(&of), shown(corpus)));
    }
}

/// What the settings say of a run.
pub fn ingest_options(settings: &Settings) -> IngestOptions {
    // An index that is there keeps to its own way until somebody says otherwise.
    let names = match settings.get(Setting::Names) {
        (_, Origin::Default) => None,
        (Value::Switch(false), _) => Some(NameSearch::Skipped),
        _ => Some(NameSearch::Done),
    };
    let mut options = IngestOptions { names, ..IngestOptions::default() };
    options.text = match settings.get(Setting::Text) {
        (_, Origin::Default) => None,
        (Value::Word(word), _) if word == TextStore::Source.name() => Some(TextStore::Source),
        _ => Some(TextStore::Stored),
    };
    options.walk.max_file_bytes = settings.number(Setting::MaxFileSize);
    options.read = read_options(settings);
    if settings.count(Setting::Threads) > 0 {
        options.threads = settings.count(Setting::Threads);
    }
    options
}

/// What the settings say of reading files.
pub fn read_options(settings: &Settings) -> ReadOptions {
    ReadOptions {
        max_record_bytes: settings.count(Setting::MaxRecordSize),
        max_depth: u8::try_from(settings.number(Setting::MaxDepth)).unwrap_or(u8::MAX),
        max_ratio: settings.number(Setting::MaxRatio),
        max_unpacked_bytes: settings.number(Setting::MaxUnpackedSize),
        mapping: settings.mapping(),
        ..ReadOptions::default()
    }
}

/// Indexes with progress on standard error.
///
/// # Errors
/// As for [`run`].
pub fn build(corpus: &Path, options: &IngestOptions, context: &Context) -> Result<IngestSummary, CliError> {
    build_until(&stop_on_interrupt(), Duration::ZERO, corpus, options, context)
        .map_err(|error| CliError::ingest(corpus, &error))
}

/// As [`build`], until `stop` is set, and with progress only of what takes longer than `silent`.
fn build_until(
    stop: &AtomicBool,
    silent: Duration,
    corpus: &Path,
    options: &IngestOptions,
    context: &Context,
) -> Result<IngestSummary, IngestError> {
    context.detail(|| {
        format!("reading {} into {} with {} threads", corpus.display(), context.index.display(), options.threads)
    });
    allocator::keep_little_memory();
    let mut progress = Progress::new(silent, context);
    let summary = ingest(corpus, &context.index, options, stop, &mut |event| progress.show(event));
    progress.finish();
    summary
}

/// What a summary means for the exit code.
pub fn outcome(summary: &IngestSummary) -> Outcome {
    if summary.interrupted {
        Outcome::Interrupted
    } else if summary.failed > 0 {
        Outcome::Incomplete
    } else {
        Outcome::Done
    }
}

/// One line for a person.
pub fn summary_line(summary: &IngestSummary) -> String {
    let counts: Vec<String> = [
        (summary.added, "added"),
        (summary.updated, "updated"),
        (summary.moved, "moved"),
        (summary.removed, "removed"),
        (summary.unchanged, "unchanged"),
        (summary.skipped, "skipped"),
        (summary.failed, "failed"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, name)| format!("{} {name}", HumanCount(*count)))
    .collect();
    let files = if counts.is_empty() { "nothing to do".to_owned() } else { format!("files: {}", counts.join(", ")) };
    let end = if summary.interrupted { "; interrupted, the rest is read next time" } else { "" };
    let articles = if summary.articles == 1 { "article" } else { "articles" };
    format!("{files}; {} {articles} written in {:.2} s{end}", HumanCount(summary.articles), summary.seconds)
}

/// Lists what was left aside and what failed, the first few of each.
fn print_problems<'a>(problems: impl IntoIterator<Item = &'a Problem>, context: &Context) {
    const SHOWN: usize = 20;
    let (failed, skipped): (Vec<_>, Vec<_>) = problems.into_iter().partition(|problem| problem.failed);
    for problem in failed.iter().take(SHOWN) {
        context.say(&format!("failed   {}", describe(problem)));
    }
    for problem in skipped.iter().take(SHOWN) {
        context.say(&format!("skipped  {}", describe(problem)));
    }
    if failed.len() > SHOWN || skipped.len() > SHOWN {
        context.say("the others are listed by: dateline status --failures");
    }
}

fn describe(problem: &Problem) -> String {
    let place = match &problem.locator {
        Some(locator) => format!("{}!{locator}", problem.path),
        None => problem.path.clone(),
    };
    crate::render::clean(&format!("{place}: {}", problem.cause)).into_owned()
}

fn print_json(summary: &IngestSummary) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, summary).map_err(|error| CliError::output(error.into()))?;
    writeln!(out).map_err(CliError::output)
}

fn dry_run(args: &IndexArgs, corpus: &Path, options: &IngestOptions, context: &Context) -> Result<Outcome, CliError> {
    let plan = plan_ingest(corpus, &context.index, options).map_err(|error| CliError::ingest(corpus, &error))?;
    let mut out = std::io::stdout().lock();
    if args.page.is_json() {
        serde_json::to_writer_pretty(&mut out, &plan).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
        return Ok(Outcome::Done);
    }
    for (label, paths) in [("new", &plan.new), ("changed", &plan.changed), ("gone", &plan.gone)] {
        for path in paths {
            writeln!(out, "{label}\t{}", crate::render::clean(path)).map_err(CliError::output)?;
        }
    }
    for moved in &plan.moved {
        let (from, to) = (crate::render::clean(&moved.from), crate::render::clean(&moved.to));
        writeln!(out, "moved\t{from}\t{to}").map_err(CliError::output)?;
    }
    context.say(&format!(
        "{} new, {} changed, {} moved, {} gone, {} unchanged; nothing was written",
        plan.new.len(),
        plan.changed.len(),
        plan.moved.len(),
        plan.gone.len(),
        plan.unchanged
    ));
    Ok(Outcome::Done)
}

/// The first interrupt asks the run to end in good order; the second ends the program at once.
pub(crate) fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Without a handler an interrupt ends the program, which loses the run and nothing else.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, stop.clone());
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
    stop
}

/// A bar on a terminal, a line every few seconds elsewhere, nothing when quiet.
struct Progress {
    bar: Option<ProgressBar>,
    lines: bool,
    /// Nothing is shown before.
    from: Instant,
    last: Instant,
    files: u64,
}

impl Progress {
    fn new(silent: Duration, context: &Context) -> Progress {
        let shown = context.messages == Messages::Shown;
        let bar = (shown && context.screen.terminal_error).then(|| {
            let style =
                ProgressStyle::with_template("{bar:30} {pos}/{len} files  {msg}  {elapsed} elapsed, {eta} left")
                    .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            bar.set_style(style);
            bar
        });
        let now = Instant::now();
        Progress { lines: shown && bar.is_none(), bar, from: now + silent, last: now, files: 0 }
    }

    fn show(&mut self, event: IngestEvent) {
        if let IngestEvent::Walked { files, .. } = event {
            self.files = files;
        }
        if Instant::now() < self.from {
            return;
        }
        if let Some(bar) = self.bar.as_ref().filter(|bar| bar.length() != Some(self.files)) {
            bar.set_length(self.files);
        }
        match event {
            IngestEvent::Walked { .. } => {}
            IngestEvent::Progress { files, bytes, articles } => {
                let line = format!("{}, {} articles", HumanBytes(bytes), HumanCount(articles));
                if let Some(bar) = &self.bar {
                    bar.set_position(files);
                    bar.set_message(line);
                } else if self.lines && self.last.elapsed() > Duration::from_secs(3) {
                    self.last = Instant::now();
                    let _ = writeln!(std::io::stderr(), "{files} of {} files, {line}", self.files);
                }
            }
            IngestEvent::Committing => {
                if let Some(bar) = &self.bar {
                    bar.set_message("writing the index");
                }
            }
            IngestEvent::Merging => allocator::give_back_free_memory(),
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
