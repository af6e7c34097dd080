//! How fast is dateline beside other engines, and how do its costs grow with the folder?
//!
//! `cargo bench --bench peers -- [--articles 10000,100000] [--source FOLDER] [--runs N] [--home FOLDER] [--peer NAME=INDEX|SEARCH]`
//!
//! For each size a corpus is made (recombined from the text files of `--source`, or invented), then dateline and every peer
//! index it and answer the same questions in turn, a new process each time. One peer is built in: plain Tantivy with the
//! same fields ([`plain`]). Others are given as two commands with `{src}`, `{out}` and `{q}`. Figures come from
//! `/usr/bin/time`; ratios are to plain Tantivy. The tables go to the terminal and to `benches/results/`.

mod corpus;
mod measure;
mod plain;

use std::fs;
use std::path::{Path, PathBuf};

use measure::{Cost, Tool};

/// What to compare, as asked for on the command line.
struct Options {
    articles: Vec<usize>,
    source: Option<PathBuf>,
    runs: usize,
    home: PathBuf,
    peers: Vec<Tool>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let told = match arguments.first().map(String::as_str) {
        Some("plain-index") => plain::index(Path::new(&arguments[1]), Path::new(&arguments[2])),
        Some("plain-search") => plain::search(Path::new(&arguments[1]), &arguments[2]),
        _ => parse(arguments).and_then(|options| compare(&options)),
    };
    if let Err(error) = told {
        eprintln!("peers: {error}");
        std::process::exit(2);
    }
}

type Failure = Box<dyn std::error::Error>;

fn parse(arguments: Vec<String>) -> Result<Options, Failure> {
    let home = std::env::temp_dir().join("dateline-bench");
    let mut options = Options { articles: vec![10_000], source: None, runs: 3, home, peers: Vec::new() };
    let mut arguments = arguments.into_iter();
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--articles" => options.articles = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--source" => options.source = Some(value.into()),
            "--runs" => options.runs = value.parse()?,
            "--home" => options.home = value.into(),
            "--peer" => options.peers.push(Tool::parse(&value)?),
            _ => return Err(format!("unknown option {name}").into()),
        }
    }
    Ok(options)
}

fn compare(options: &Options) -> Result<(), Failure> {
    let own = std::env::current_exe()?;
    let own = own.display();
    let dateline = env!("CARGO_BIN_EXE_dateline");
    let mut tools = vec![
        Tool::new(
            "plain tantivy",
            &format!("{own} plain-index {{src}} {{out}}"),
            &format!("{own} plain-search {{out}} {{q}}"),
        ),
        Tool::new(
            "dateline without names",
            &format!("{dateline} index {{src}} --index {{out}} --no-names -q"),
            &format!("{dateline} search --index {{out}} --format text --color never {{q}}"),
        ),
        Tool::new(
            "dateline",
            &format!("{dateline} index {{src}} --index {{out}} -q"),
            &format!("{dateline} search --index {{out}} --format text --color never {{q}}"),
        ),
    ];
    tools.extend(options.peers.iter().cloned());
    let mut report = String::new();
    for &articles in &options.articles {
        let folder = options.home.join(format!("corpus-{articles}"));
        let made = corpus::make(&folder, articles, options.source.as_deref())?;
        let mut section = format!("\n## {articles} articles, {:.1} MB of text\n\n", made.bytes as f64 / 1e6);
        section.push_str(&indexing(&tools, &folder, made.bytes, options)?);
        section.push_str(&updating(&tools, &folder, options)?);
        section.push_str(&searching(&tools, &made.queries, options)?);
        print!("{section}");
        report.push_str(&section);
    }
    let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/results");
    fs::create_dir_all(&results)?;
    let day = jiff::Zoned::now().date();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    fs::write(results.join(format!("{day}-peers.md")), format!("# {day}, {cores} cores\n{report}"))?;
    Ok(())
}

fn index_of(tool: &Tool, options: &Options) -> PathBuf {
    options.home.join(format!("index-{}", tool.name.replace(' ', "-")))
}

/// First builds, the tools in turn; the least of the runs counts, since everything else in the machine only adds.
fn indexing(tools: &[Tool], folder: &Path, bytes: u64, options: &Options) -> Result<String, Failure> {
    let mut best: Vec<Option<Cost>> = vec![None; tools.len()];
    for _ in 0..options.runs {
        for (tool, best) in tools.iter().zip(&mut best) {
            let index = index_of(tool, options);
            measure::remove(&index)?;
            let cost = tool.run_index(folder, &index)?;
            *best = Some(best.map_or(cost, |known| known.least(cost)));
        }
    }
    let mut table = String::from(
        "| first build | CPU s | wall s | MB/s | peak MB | index / text | CPU ratio | wall ratio |\n|---|---|---|---|---|---|---|---|\n",
    );
    let reference = best[0].expect("every tool ran");
    for (tool, cost) in tools.iter().zip(best) {
        let cost = cost.expect("every tool ran");
        let size = measure::size(&index_of(tool, options));
        table.push_str(&format!(
            "| {} | {:.2} | {:.2} | {:.1} | {:.0} | {:.2} | {:.2} | {:.2} |\n",
            tool.name,
            cost.cpu,
            cost.wall,
            bytes as f64 / 1e6 / cost.wall,
            cost.peak as f64 / 1e3,
            size as f64 / bytes as f64,
            cost.cpu / reference.cpu,
            cost.wall / reference.wall,
        ));
    }
    Ok(table)
}

/// Runs over an unchanged folder and over one with ten changed files, for dateline; beside a bare walk with `find`.
fn updating(tools: &[Tool], folder: &Path, options: &Options) -> Result<String, Failure> {
    let mut table = String::from("\n| later run | CPU s | wall s |\n|---|---|---|\n");
    let walk = measure::run(&["find", &folder.display().to_string(), "-type", "f", "-size", "+0"].map(String::from))?;
    table.push_str(&format!("| `find -size +0` | {:.2} | {:.2} |\n", walk.cpu, walk.wall));
    let files = corpus::some_files(folder, 10)?;
    for tool in tools.iter().filter(|tool| tool.name.starts_with("dateline")) {
        let index = index_of(tool, options);
        let mut row = |what: &str, cost: Cost| {
            table.push_str(&format!("| {}, {what} | {:.2} | {:.2} |\n", tool.name, cost.cpu, cost.wall));
        };
        row("nothing changed", tool.run_index(folder, &index)?);
        for file in &files {
            let text = fs::read_to_string(file)?;
            fs::write(file, format!("{text}\n\nOne more line.\n"))?;
        }
        row("ten files changed", tool.run_index(folder, &index)?);
    }
    Ok(table)
}

fn searching(tools: &[Tool], queries: &[(&'static str, String)], options: &Options) -> Result<String, Failure> {
    let mut table = String::from("\n| cold search |");
    for tool in tools {
        table.push_str(&format!(" {} ms (CPU) |", tool.name));
    }
    table.push_str(&format!("\n|---|{}\n", "---|".repeat(tools.len())));
    for (kind, query) in queries {
        table.push_str(&format!("| {kind}: `{query}` |"));
        let mut best: Vec<Option<Cost>> = vec![None; tools.len()];
        for _ in 0..options.runs * 4 {
            for (tool, best) in tools.iter().zip(&mut best) {
                let cost = tool.run_search(&index_of(tool, options), query)?;
                *best = Some(best.map_or(cost, |known| known.least(cost)));
            }
        }
        for cost in best.into_iter().flatten() {
            table.push_str(&format!(" {:.1} ({:.1}) |", cost.wall * 1e3, cost.cpu * 1e3));
        }
        table.push('\n');
    }
    Ok(table)
}
