//! `dateline index --watch`: one run after the other, each when something has changed.
//!
//! Owns what is said of each run and which errors end the program. The surprise: an error that may pass (a disk that is full
//! or away, another writer) ends the first run, as without `--watch`, and none of the later ones.

use std::io::Write;
use std::mem::{Discriminant, discriminant};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{IndexArgs, build_until, print_problems, stop_on_interrupt, summary_line};
use crate::cli::error::{CliError, Outcome};
use crate::cli::{Context, allocator, config};
use crate::engine::EngineError;
use crate::ingest::{IngestError, IngestOptions, IngestSummary, Problem, exclude_index};
use crate::source::watch::{Coverage, Gap, Wake, Waker, Watch, WatchOptions};

/// When another program writes to the index, it is tried again after this time.
const SOON: Duration = Duration::from_secs(2);
/// When the disk is full or the folder away.
const LATER: Duration = Duration::from_secs(30);

/// A later run that is done in this time shows no progress: one file a minute is no reason for a bar.
const BRIEF: Duration = Duration::from_secs(2);

/// Runs until somebody interrupts it.
///
/// # Errors
/// When the first run fails, or a later one in a way that does not pass by itself.
pub(super) fn run(
    args: &IndexArgs,
    corpus: &Path,
    mut options: IngestOptions,
    context: &Context,
) -> Result<Outcome, CliError> {
    let watch_options = WatchOptions { poll: args.poll, ..WatchOptions::default() };
    let interval = args.poll.unwrap_or(watch_options.interval);
    let mut watch = Watch::new(corpus, exclude_index(&options.walk, &context.index), watch_options);
    let mut report = Report::new(args.page.is_json(), corpus, interval, context);
    let stop = stop_on_interrupt();
    wake_on_interrupt(&stop, watch.waker());
    loop {
        let began = Instant::now();
        let coverage = watch.renew().clone();
        let silent = if report.begun { BRIEF } else { Duration::ZERO };
        let again = match build_until(&stop, silent, corpus, &options, context) {
            Ok(summary) => {
                report.ran(&summary, &coverage)?;
                // What was asked of the first run is done.
                (options.full, options.retry_failed) = (false, false);
                None
            }
            Err(error) => Some(report.failed(&error)?),
        };
        allocator::give_back_free_memory();
        let took = began.elapsed();
        if stop.load(Ordering::Relaxed) {
            return Ok(Outcome::Interrupted);
        }
        if watch.wait(took, again.map(|pause| Instant::now() + pause), &stop) == Wake::Stopped {
            return Ok(Outcome::Interrupted);
        }
        if watch.settings_changed() {
            context.say("note: dateline.toml has changed; what it says counts when --watch is started again");
        }
    }
}

/// Ends the waiting when the user interrupts it. What the interrupt does besides is [`stop_on_interrupt`]'s.
fn wake_on_interrupt(stop: &Arc<AtomicBool>, waker: Waker) {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let _ = stop;
        // Without it the program ends at the second interrupt.
        if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
            std::thread::spawn(move || signals.forever().for_each(|_| waker.wake()));
        }
    }
    #[cfg(not(unix))]
    {
        let stop = Arc::clone(stop);
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(250));
            }
            waker.wake();
        });
    }
}

/// What is said of the runs.
struct Report<'a> {
    json: bool,
    corpus: &'a Path,
    interval: Duration,
    context: &'a Context,
    /// Whether a run has been done to its end.
    begun: bool,
    /// What the last run failed of.
    error: Option<String>,
    /// What the last run could not read. What cannot be opened is tried, and told, every time.
    problems: FxHashSet<Problem>,
    gaps: Vec<Discriminant<Gap>>,
}

/// A run as JSON.
#[derive(Serialize)]
struct TimedSummary<'a> {
    time: String,
    #[serde(flatten)]
    summary: &'a IngestSummary,
}

impl<'a> Report<'a> {
    fn new(json: bool, corpus: &'a Path, interval: Duration, context: &'a Context) -> Report<'a> {
        let (problems, gaps) = (FxHashSet::default(), Vec::new());
        Report { json, corpus, interval, context, begun: false, error: None, problems, gaps }
    }

    /// Says what a run did: all of the first one, of a later one what is new.
    fn ran(&mut self, summary: &IngestSummary, coverage: &Coverage) -> Result<(), CliError> {
        let recovered = self.error.take().is_some();
        let news: Vec<&Problem> = summary.problems.iter().filter(|problem| !self.problems.contains(problem)).collect();
        let changed = summary.added + summary.updated + summary.moved + summary.removed + summary.articles;
        if !self.begun {
            if self.json {
                print_line(summary)?;
            } else {
                print_problems(news, self.context);
                self.context.say(&summary_line(summary));
            }
        } else if changed == 0 && news.is_empty() && !summary.interrupted {
            let seconds = summary.seconds;
            match recovered {
                true => self.context.say(&format!("{}  up to date again", clock())),
                false => self.context.detail(|| format!("{}  nothing has changed; {seconds:.2} s", clock())),
            }
        } else if self.json {
            print_line(summary)?;
        } else {
            let files = |failed| {
                let paths = news.iter().filter(|problem| problem.failed == failed).map(|problem| &problem.path);
                paths.collect::<FxHashSet<_>>().len() as u64
            };
            let counts = IngestSummary {
                unchanged: 0,
                failed: files(true),
                skipped: files(false),
                problems: Vec::new(),
                ..summary.clone()
            };
            print_problems(news, self.context);
            self.context.say(&format!("{}  {}", clock(), summary_line(&counts)));
        }
        if !self.begun && !summary.interrupted {
            self.begun = true;
            self.say_begun(coverage);
        }
        self.problems = summary.problems.iter().cloned().collect();
        self.say_gaps(coverage);
        Ok(())
    }

    /// Says why a run failed, once, and gives the time after which it is worth another try.
    ///
    /// # Errors
    /// Those that do not pass by themselves.
    fn failed(&mut self, error: &IngestError) -> Result<Duration, CliError> {
        let made = CliError::ingest(self.corpus, error);
        let (pause, hint) = match error {
            // Into a folder that is empty still, files are to come.
            IngestError::Empty(folder) if !self.begun => {
                if self.error.replace(error.to_string()).is_none() {
                    let folder = folder.to_string_lossy();
                    self.context.say(&format!("no file to index in {} yet", crate::render::clean(&folder)));
                }
                return Ok(LATER);
            }
            _ if !self.begun => return Err(made),
            IngestError::Corpus(_) | IngestError::Empty(_) | IngestError::Emptied { .. } => {
                (LATER, "the index stays as it is; --watch goes on when the files are back")
            }
            IngestError::Engine(EngineError::Locked { .. }) => (SOON, "--watch tries again in a moment"),
            IngestError::Engine(EngineError::Vanished { .. }) => (SOON, "--watch builds it anew"),
            IngestError::Engine(EngineError::Io { .. } | EngineError::DiskFull { .. }) => {
                (LATER, "--watch tries again every 30 s")
            }
            _ => return Err(made),
        };
        let text = error.to_string();
        if self.error.as_ref() != Some(&text) {
            made.hint(hint).print(&mut std::io::stderr());
            self.error = Some(text);
        }
        Ok(pause)
    }

    fn say_begun(&self, coverage: &Coverage) {
        let corpus = crate::render::clean(&self.corpus.to_string_lossy()).into_owned();
        let every = self.interval.as_secs();
        self.context.say(&match coverage.folders == 0 {
            true => format!("looking at {corpus} every {every} s; Ctrl-C ends it"),
            false => format!("watching {corpus}, folders: {}; Ctrl-C ends it", coverage.folders),
        });
    }

    /// Says what the system does not tell of, each kind once.
    fn say_gaps(&mut self, coverage: &Coverage) {
        for gap in &coverage.gaps {
            if self.gaps.contains(&discriminant(gap)) {
                continue;
            }
            self.gaps.push(discriminant(gap));
            let why = match gap {
                Gap::Asked => continue,
                Gap::Limit { folders } => format!(
                    "the system watches no more folders for you, {folders} of {} are left (raise fs.inotify.max_user_watches)",
                    coverage.folders
                ),
                Gap::Remote { folder, system } => {
                    format!("what others change in {} ({system}) is not told to this machine", folder.display())
                }
                Gap::Refused { folder, cause } => format!("{} cannot be watched: {cause}", folder.display()),
            };
            let why = crate::render::clean(&why).into_owned();
            self.context
                .say(&format!("note: {why}; everything is looked at every {} s as well", self.interval.as_secs()));
        }
    }
}

fn clock() -> String {
    config::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn print_line(summary: &IngestSummary) -> Result<(), CliError> {
    let time = config::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let mut line =
        serde_json::to_vec(&TimedSummary { time, summary }).map_err(|error| CliError::output(error.into()))?;
    line.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&line).and_then(|()| out.flush()).map_err(CliError::output)
}
