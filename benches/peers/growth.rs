//! What grows with the folder: time, memory, index and answers of dateline and of plain Tantivy at several sizes.

use std::fmt::Write;
use std::fs;

use super::Failure;
use super::contest::{self, Rules};
use super::corpus::Corpus;
use super::measure::{Cost, Stopwatch};
use super::peer::Engine;
use super::question::{self, Kind};
use super::table::number;

/// Queries of a batch.
const BATCH: usize = 1000;

/// The head of the table.
pub const HEAD: &str = "| engine | articles | text MB | build CPU s | wall s | µs of CPU an article | peak MB | index / text | \
                        nothing changed s | ten changed s | one word ms | three words ms | phrase ms | warm ms of CPU | \
                        warm queries/s |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

/// One size, a line for each engine.
pub fn rows(engines: &[&dyn Engine], corpus: &Corpus, rules: &Rules) -> Result<String, Failure> {
    let questions = question::questions(&corpus.folder)?;
    let outcome = contest::run(engines, corpus, &questions, rules)?;
    let mut lines = String::new();
    for (engine, figures) in engines.iter().zip(&outcome.figures) {
        let (Some(build), Some(size)) = (figures.build, figures.size) else { continue };
        let warm = warm(*engine, corpus, rules)?;
        let seconds = |cost: Option<Cost>| cost.map_or("–".to_owned(), |cost| number(cost.wall));
        let cold = |kind: Kind| {
            let found = figures.answers.iter().find(|answer| answer.0 == kind);
            found.map_or("–".to_owned(), |answer| number(answer.1.wall * 1e3))
        };
        let _ = writeln!(
            lines,
            "| {} | {} | {} | {} | {} | {} | {} | {:.2} | {} | {} | {} | {} | {} | {} |",
            figures.name,
            corpus.articles,
            number(corpus.bytes as f64 / 1e6),
            number(build.cpu),
            number(build.wall),
            number(build.cpu * 1e6 / corpus.articles as f64),
            number(build.peak / 1e6),
            size / corpus.bytes as f64,
            seconds(figures.unchanged),
            seconds(figures.changed),
            cold(Kind::Word),
            cold(Kind::Words),
            cold(Kind::Phrase),
            warm.map_or("– | –".to_owned(), |warm| format!(
                "{} | {}",
                number(warm.cpu * 1e3),
                number(1.0 / warm.wall)
            )),
        );
    }
    Ok(lines)
}

/// What a query of a batch costs once the index is open: a batch of one taken off a batch of many.
fn warm(engine: &dyn Engine, corpus: &Corpus, rules: &Rules) -> Result<Option<Cost>, Failure> {
    let index = contest::index_of(engine, rules);
    let watch = Stopwatch::new(&rules.home)?;
    let (many, one) = (rules.home.join("queries.txt"), rules.home.join("query.txt"));
    let lines: Vec<String> =
        question::batch(&corpus.folder, BATCH)?.iter().map(|question| engine.line(question)).collect();
    fs::write(&many, lines.join("\n"))?;
    fs::write(&one, &lines[0])?;
    let (Some(many), Some(one)) = (engine.batch(&index, &many), engine.batch(&index, &one)) else { return Ok(None) };
    let mut costs = Vec::new();
    for _ in 0..rules.rounds {
        let (single, all) = (watch.run(&one, 1)?, watch.run(&many, 1)?);
        let each = |all: f64, single: f64| (all - single).max(0.0) / (BATCH - 1) as f64;
        costs.push(Cost { cpu: each(all.cpu, single.cpu), wall: each(all.wall, single.wall), peak: all.peak });
    }
    Ok(Cost::median(&costs))
}
