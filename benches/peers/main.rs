//! How fast is dateline beside other engines, and how do its costs grow with the folder?
//!
//! `cargo bench --bench peers -- --help` tells the options. For each size a corpus is made (recombined from the text files of
//! `--source`, or invented), then every engine that is there indexes it and answers the same questions in turn, a new process
//! each time. Figures, ratios and conditions go to the terminal and to `benches/results/`.

mod contest;
mod corpus;
mod growth;
mod machine;
mod measure;
mod peer;
mod plain;
mod question;
mod table;

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use contest::{Outcome, Rules};
use corpus::{Corpus, Material};
use peer::{Custom, Dateline, Engine, Found, Names, PlainTantivy};

type Failure = Box<dyn std::error::Error>;

/// Compares dateline with other engines, or with itself as a folder grows
#[derive(Debug, Parser)]
#[command(name = "peers")]
struct Options {
    /// Show what grows with the folder, for dateline and plain Tantivy only
    #[arg(long)]
    growth: bool,

    /// Sizes of the corpora that are made
    #[arg(long, value_delimiter = ',', default_value = "10000,100000", value_name = "N,N")]
    articles: Vec<usize>,

    /// Make them of the paragraphs of the text files below this folder [default: of invented words]
    #[arg(long, value_name = "FOLDER")]
    source: Option<PathBuf>,

    /// Take a copy of this folder as the only corpus instead
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["articles", "source"])]
    corpus: Option<PathBuf>,

    /// Rounds of everything; medians count
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    rounds: u16,

    /// Do not repeat a build that takes longer, nor a search that takes a hundredth of this
    #[arg(long, default_value_t = 15.0, value_name = "SECONDS")]
    patience: f64,

    /// Leave out an engine at a size where its build would take longer than this, going by the size before
    #[arg(long, default_value_t = 300.0, value_name = "SECONDS")]
    longest: f64,

    /// Leave out these engines, by their names in the tables
    #[arg(long, value_delimiter = ',', value_name = "NAME,NAME")]
    without: Vec<String>,

    /// One more engine; {src}, {out} and {q} stand for corpus, index and query
    #[arg(long, value_parser = Custom::parse, value_name = "NAME=INDEX COMMAND|SEARCH COMMAND")]
    peer: Vec<Custom>,

    /// Where engines may be installed, and where corpora and indexes are made [default: BENCH_HOME or a temporary folder]
    #[arg(long, value_name = "FOLDER")]
    home: Option<PathBuf>,

    /// Where to write the tables [default: benches/results/DAY-peers.md or DAY-growth.md]
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,

    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["measure", ..] => measure::measure(&arguments[1..]),
        ["plain-index", source, out] => plain::index(Path::new(source), Path::new(out)),
        ["plain-update", source, out] => plain::update(Path::new(source), Path::new(out)),
        ["plain-search", index, query] => plain::search(Path::new(index), std::iter::once(query)),
        ["plain-batch", index, file] => fs::read_to_string(file)
            .map_err(Failure::from)
            .and_then(|queries| plain::search(Path::new(index), queries.lines())),
        _ => compare(&Options::parse()),
    };
    if let Err(error) = done {
        eprintln!("peers: {error}");
        std::process::exit(2);
    }
}

fn compare(options: &Options) -> Result<(), Failure> {
    let told = options.home.clone().or_else(|| std::env::var_os("BENCH_HOME").map(PathBuf::from));
    let home = told.unwrap_or_else(|| std::env::temp_dir().join("dateline-bench"));
    fs::create_dir_all(&home)?;
    let home = home.canonicalize()?;
    let rules = Rules { home: home.join("work"), rounds: options.rounds.into(), patience: options.patience };
    let mut found = if options.growth { growing(&home)? } else { peer::find(&home)? };
    found.engines.extend(options.peer.iter().map(|custom| Box::new(custom.clone()) as Box<dyn Engine>));
    found.engines.retain(|engine| !options.without.contains(&engine.name()));
    let load = machine::load();
    let day = jiff::Zoned::now().date();
    let mut report = format!("# {day}\n\n{}.\n", machine::describe());
    if !options.growth {
        report.push_str(&conditions(&found));
    }
    let mut rows = String::new();
    let mut paces = Paces::default();
    for corpus in Corpora::of(options, &home)?.iter() {
        let corpus = corpus?;
        eprintln!("{} articles, {:.1} MB", corpus.articles, corpus.bytes as f64 / 1e6);
        let all = found.engines.iter().map(|engine| engine.as_ref());
        if options.growth {
            rows.push_str(&growth::rows(&all.collect::<Vec<_>>(), &corpus, &rules)?);
            continue;
        }
        let (engines, left): (Vec<_>, Vec<_>) =
            all.partition(|engine| paces.forecast(*engine, &corpus).is_none_or(|seconds| seconds <= options.longest));
        let questions = question::questions(&corpus.folder)?;
        let outcome = contest::run(&engines, &corpus, &questions, &rules)?;
        report.push_str(&section(&engines, &corpus, &outcome));
        for engine in left {
            let seconds = paces.forecast(engine, &corpus).unwrap_or_default();
            let _ = writeln!(
                report,
                "\nLeft out at this size: {}, whose build would take about {seconds:.0} s.",
                engine.name()
            );
        }
        paces.learn(&corpus, &outcome);
    }
    if options.growth {
        let _ = write!(report, "\n{}{rows}", growth::HEAD);
    }
    let _ = writeln!(report, "\nLoad of the machine: {load} at the start, {} at the end.", machine::load());
    print!("{report}");
    let kind = if options.growth { "growth" } else { "peers" };
    let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/results");
    let file = options.result.clone().unwrap_or_else(|| results.join(format!("{day}-{kind}.md")));
    fs::write(file, report)?;
    Ok(())
}

/// The engines whose growth is looked at.
fn growing(home: &Path) -> Result<Found, Failure> {
    let engines: Vec<Box<dyn Engine>> = vec![
        Box::new(PlainTantivy::new(home)?),
        Box::new(Dateline::new(Names::Left, home)?),
        Box::new(Dateline::new(Names::Found, home)?),
    ];
    Ok(Found { engines, absent: Vec::new() })
}

/// Seconds that a build took for a byte of text, by the name of the engine.
#[derive(Default)]
struct Paces(HashMap<String, f64>);

impl Paces {
    /// What a build would take; unknown of an engine that has not built yet.
    fn forecast(&self, engine: &dyn Engine, corpus: &Corpus) -> Option<f64> {
        Some(self.0.get(&engine.name())? * corpus.bytes as f64)
    }

    fn learn(&mut self, corpus: &Corpus, outcome: &Outcome) {
        // dateline itself is never left out.
        for figures in outcome.figures.iter().filter(|figures| !figures.name.starts_with("dateline")) {
            if let Some(build) = figures.build {
                self.0.insert(figures.name.clone(), build.wall / corpus.bytes as f64);
            }
        }
    }
}

/// Where the corpora of a run come from.
enum Corpora<'o> {
    Made { sizes: &'o [usize], material: Material, home: PathBuf },
    Copied { source: &'o Path, home: PathBuf },
}

impl<'o> Corpora<'o> {
    fn of(options: &'o Options, home: &Path) -> Result<Corpora<'o>, Failure> {
        let home = home.to_owned();
        Ok(match &options.corpus {
            Some(source) => Corpora::Copied { source, home },
            None => {
                Corpora::Made { sizes: &options.articles, material: Material::read(options.source.as_deref())?, home }
            }
        })
    }

    /// Each is made when its turn comes.
    fn iter(&self) -> Box<dyn Iterator<Item = Result<Corpus, Failure>> + '_> {
        match self {
            Corpora::Made { sizes, material, home } => Box::new(
                sizes.iter().map(move |size| corpus::make(&home.join(format!("corpus-{size}")), *size, material)),
            ),
            Corpora::Copied { source, home } => {
                Box::new(std::iter::once_with(|| corpus::copy(source, &home.join("corpus-copy"))))
            }
        }
    }
}

fn conditions(found: &Found) -> String {
    let mut text =
        "\n| engine | version | index | while indexing | a search prints |\n|---|---|---|---|---|\n".to_owned();
    for engine in &found.engines {
        let told = engine.conditions();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            engine.name(),
            told.version.replace('|', "/"),
            told.index,
            told.resources,
            told.search
        );
    }
    for (name, why) in &found.absent {
        let _ = writeln!(text, "\nAbsent: {name} ({why}).");
    }
    text
}

fn section(engines: &[&dyn Engine], corpus: &Corpus, outcome: &Outcome) -> String {
    let mut text = format!("\n## {} articles, {:.1} MB of text\n", corpus.articles, corpus.bytes as f64 / 1e6);
    text.push_str(&table::figures(&outcome.figures));
    for name in &outcome.failures {
        let _ = writeln!(text, "\n{name} failed and took no part after that.");
    }
    if let Some(walk) = outcome.walk {
        let _ = writeln!(text, "\nA walk with `find -size +0`: {:.3} s of CPU time, {:.3} s.", walk.cpu, walk.wall);
    }
    for own in outcome.figures.iter().filter(|figures| figures.name.starts_with("dateline")) {
        text.push_str(&table::ratios(own, &outcome.figures));
    }
    let names: Vec<String> = engines.iter().map(|engine| engine.name()).collect();
    let _ =
        write!(text, "\n| files named in the answer | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(names.len()));
    for contest::Counted { question, named } in &outcome.counts {
        let counts: Vec<String> =
            named.iter().map(|count| count.map_or("–".to_owned(), |count| count.to_string())).collect();
        let _ = writeln!(text, "| {}: `{}` | {} |", question.kind.name(), question.common(), counts.join(" | "));
    }
    text
}
