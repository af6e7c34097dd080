//! One corpus, all engines: first builds, searches, later runs. The engines take turns, so that what else the machine does
//! meets all of them.

use std::fs;
use std::path::PathBuf;

use super::Failure;
use super::corpus::{Corpus, some_files};
use super::measure::{self, Cost, Stopwatch};
use super::peer::Engine;
use super::question::{Kind, Question};
use super::table::Figures;

/// How a contest is run.
pub struct Rules {
    /// Where indexes are built.
    pub home: PathBuf,
    /// Rounds of everything; medians count.
    pub rounds: usize,
    /// Seconds: a build that takes longer is not repeated, nor a search that takes a hundredth of it.
    pub patience: f64,
}

/// What a contest brought to light.
pub struct Outcome {
    pub figures: Vec<Figures>,
    /// A walk over the corpus that looks at each file's size (`find -size +0`).
    pub walk: Option<Cost>,
    pub counts: Vec<Counted>,
    /// Engines that failed and how; they take no part after that.
    pub failures: Vec<String>,
}

/// A question, and how many files each engine named, in the order of the engines.
pub struct Counted {
    pub question: Question,
    pub named: Vec<Option<usize>>,
}

/// The costs of one engine and one thing to do.
#[derive(Default, Clone)]
struct Costs(Vec<Cost>);

impl Costs {
    fn is_worth_another(&self, patience: f64) -> bool {
        self.0.last().is_none_or(|cost| cost.wall <= patience)
    }

    fn median(&self) -> Option<Cost> {
        Cost::median(&self.0)
    }
}

/// Runs everything on one corpus.
pub fn run(
    engines: &[&dyn Engine],
    corpus: &Corpus,
    questions: &[Question],
    rules: &Rules,
) -> Result<Outcome, Failure> {
    let watch = Stopwatch::new(&rules.home)?;
    let failed = vec![None; engines.len()];
    let mut contest = Contest { engines, corpus, rules, watch, failed };
    let builds = contest.builds()?;
    let sizes: Vec<f64> = (0..engines.len()).map(|place| measure::size(&contest.index(place)) as f64).collect();
    let mut answers = vec![Vec::new(); engines.len()];
    let mut counts = Vec::new();
    for question in questions {
        let (costs, counted) = contest.ask(question)?;
        for (answers, costs) in answers.iter_mut().zip(costs) {
            answers.extend(costs.map(|cost| (question.kind, cost)));
        }
        counts.push(counted);
    }
    let (unchanged, changed) = contest.later_runs()?;
    let walk: Vec<String> = ["find", &corpus.folder.display().to_string(), "-size", "+0"].map(str::to_owned).to_vec();
    let walks: Vec<Cost> = (0..rules.rounds).filter_map(|_| contest.watch.run(&walk, 0).ok()).collect();
    let mut figures = Vec::new();
    for (place, engine) in engines.iter().enumerate() {
        let build = builds[place].median();
        figures.push(Figures {
            name: engine.name(),
            build,
            size: build.map(|_| sizes[place]),
            unchanged: unchanged[place].median(),
            changed: changed[place].median(),
            answers: medians(&answers[place]),
        });
    }
    let failures = contest.failed.into_iter().flatten().collect();
    Ok(Outcome { figures, walk: Cost::median(&walks), counts, failures })
}

/// The median of each kind of question that was answered.
fn medians(answers: &[(Kind, Cost)]) -> Vec<(Kind, Cost)> {
    let of = |kind: Kind| {
        let costs: Vec<Cost> = answers.iter().filter(|answer| answer.0 == kind).map(|answer| answer.1).collect();
        Some((kind, Cost::median(&costs)?))
    };
    Kind::ALL.into_iter().filter_map(of).collect()
}

struct Contest<'c> {
    engines: &'c [&'c dyn Engine],
    corpus: &'c Corpus,
    rules: &'c Rules,
    watch: Stopwatch,
    /// Why an engine takes no part any more.
    failed: Vec<Option<String>>,
}

impl Contest<'_> {
    fn index(&self, place: usize) -> PathBuf {
        index_of(self.engines[place], self.rules)
    }

    /// Runs a command of an engine that still takes part.
    fn run(&mut self, place: usize, call: &[String], worst: u8) -> Option<Cost> {
        if self.failed[place].is_some() {
            return None;
        }
        match self.watch.run(call, worst) {
            Ok(cost) => Some(cost),
            Err(error) => {
                let name = self.engines[place].name();
                eprintln!("  {name} failed: {error}");
                // The command would tell the paths of the machine.
                self.failed[place] = Some(name);
                None
            }
        }
    }

    fn builds(&mut self) -> Result<Vec<Costs>, Failure> {
        let mut all = vec![Costs::default(); self.engines.len()];
        for _ in 0..self.rules.rounds {
            for (place, costs) in all.iter_mut().enumerate() {
                if !costs.is_worth_another(self.rules.patience) {
                    continue;
                }
                let (engine, index) = (self.engines[place], self.index(place));
                measure::remove(&index)?;
                engine.prepare(self.corpus, &index)?;
                let Some(call) = engine.build(self.corpus, &index)? else { continue };
                if let Some(cost) = self.run(place, &call, engine.worst_status()) {
                    eprintln!("  {}: built in {:.2} s", engine.name(), cost.wall);
                    costs.0.push(cost);
                }
            }
        }
        Ok(all)
    }

    /// Asks every engine in turn; the median cost of each, and how many files it named.
    fn ask(&mut self, question: &Question) -> Result<(Vec<Option<Cost>>, Counted), Failure> {
        let mut named = vec![None; self.engines.len()];
        let mut all = vec![Costs::default(); self.engines.len()];
        // The first round fills the system's cache of files and does not count.
        for round in 0..=self.rules.rounds {
            for (place, costs) in all.iter_mut().enumerate() {
                let Some(call) = self.engines[place].search(self.corpus, &self.index(place), question) else {
                    continue;
                };
                if !costs.is_worth_another(self.rules.patience / 100.0) {
                    continue;
                }
                let Some(cost) = self.run(place, &call, 1) else { continue };
                if round == 0 {
                    named[place] = Some(self.corpus.named_in(&self.watch.printed()?));
                } else {
                    costs.0.push(cost);
                }
            }
        }
        // An answer without articles is no answer, however quick.
        let found = named.iter().map(|count: &Option<usize>| count.is_some_and(|count| count > 0));
        let costs = all.iter().zip(found).map(|(costs, found)| costs.median().filter(|_| found)).collect();
        Ok((costs, Counted { question: question.clone(), named }))
    }

    /// Runs over the unchanged corpus, and over one in which ten files have changed since.
    fn later_runs(&mut self) -> Result<(Vec<Costs>, Vec<Costs>), Failure> {
        let mut unchanged = vec![Costs::default(); self.engines.len()];
        let mut changed = unchanged.clone();
        for round in 0..=self.rules.rounds {
            self.later_run(&mut unchanged, round);
            for file in some_files(&self.corpus.folder, 10, round * 3 + 1)? {
                let mut text = fs::read(&file)?;
                text.extend_from_slice(format!("\nOne more line for round {round}.\n").as_bytes());
                fs::write(file, text)?;
            }
            self.later_run(&mut changed, round);
        }
        Ok((unchanged, changed))
    }

    /// The round with number 0 does not count: after it everybody knows the files as they are.
    fn later_run(&mut self, all: &mut [Costs], round: usize) {
        for (place, costs) in all.iter_mut().enumerate() {
            let engine = self.engines[place];
            let Some(call) = engine.update(self.corpus, &self.index(place)) else { continue };
            let cost = self.run(place, &call, engine.worst_status());
            costs.0.extend(cost.filter(|_| round > 0));
        }
    }
}

/// Where an engine has its index.
pub fn index_of(engine: &dyn Engine, rules: &Rules) -> PathBuf {
    rules.home.join(format!("index-{}", engine.name().replace(' ', "-")))
}
