//! What a search for a person finds of the articles that name them, beside plain searches for the words of the name:
//!
//!     cargo bench --bench persons -- --rules benches/persons/senate.toml --source FOLDER
//!
//! The rules say in which plain-text files of the folder each person is named; they were written by hand after reading, and
//! know nothing of the program. Prints precision and recall for each person and their means. With `DIFFER=1` in the
//! environment each article is told that `--person` with the full name finds wrongly or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use dateline::engine::{ArticleIndex, NameSettings, NameSpelling, SearchRequest, SnippetOptions};
use dateline::ingest::{IngestOptions, ingest};
use dateline::query::{Dialect, ParseContext, Query, parse};
use jiff::civil::date;

mod rules;

use rules::{Naming, Rules};

/// The searches that are compared.
const SEARCHES: [&str; 5] = [
    "`--person \"Full Name\"`",
    "the same with `--no-variants`",
    "`\"full name\"` as a phrase",
    "`--person Surname`",
    "the surname as a word",
];

/// How well the answers of one search agree with what is expected.
#[derive(Debug, Clone, Copy, Default)]
struct Agreement {
    precision: f64,
    recall: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [flag, rules, option, source] = &arguments[..] else {
        eprintln!("persons: asks for --rules FILE --source FOLDER");
        return Ok(());
    };
    if flag != "--rules" || option != "--source" {
        return Err(format!("persons: unknown {flag} or {option}; asks for --rules FILE --source FOLDER").into());
    }
    let rules = Rules::parse(&fs::read_to_string(rules)?)?;
    let home = tempfile::tempdir()?;
    ingest(Path::new(source), home.path(), &IngestOptions::default(), &AtomicBool::new(false), &mut |_| {})?;
    let years = years(&ArticleIndex::open(home.path())?)?;
    let expected = expected(&rules, Path::new(source), &years)?;
    let variants = ArticleIndex::open(home.path())?;
    let settings = NameSettings { spelling: NameSpelling::AsWritten, ..NameSettings::default() };
    let as_written = ArticleIndex::open(home.path())?.with_names(settings);

    let mut sums = [Agreement::default(); SEARCHES.len()];
    println!("| person | expected | precision | recall | phrase | | surname | |");
    println!("|---|---|---|---|---|---|---|---|");
    for (person, Expected { articles: expected, either }) in rules.person.iter().zip(&expected) {
        if expected.is_empty() {
            return Err(format!("no article is expected for {}", person.name).into());
        }
        let (name, surname) = (&person.name, person.surname());
        let found = [
            answer(&variants, &format!("person:\"{name}\""))?,
            answer(&as_written, &format!("person:\"{name}\""))?,
            answer(&variants, &format!("\"{name}\""))?,
            answer(&variants, &format!("person:\"{surname}\""))?,
            answer(&variants, &format!("\"{surname}\""))?,
        ]
        .map(|found| found.difference(either).cloned().collect::<BTreeSet<String>>());
        let agreed = found.each_ref().map(|found| agreement(found, expected));
        for (sum, agreed) in sums.iter_mut().zip(agreed) {
            sum.precision += agreed.precision;
            sum.recall += agreed.recall;
        }
        let shown = |of: usize| format!("{:.3} | {:.3}", agreed[of].precision, agreed[of].recall);
        println!("| {name} | {} | {} | {} | {} |", expected.len(), shown(0), shown(2), shown(4));
        if std::env::var_os("DIFFER").is_some() {
            found[0].difference(expected).for_each(|path| eprintln!("{name}: wrong {path}"));
            expected.difference(&found[0]).for_each(|path| eprintln!("{name}: missed {path}"));
        }
    }
    let all: usize = expected.iter().map(|of_person| of_person.articles.len()).sum();
    println!("\n{} persons, {all} articles expected; means over persons:\n", rules.person.len());
    println!("| search | precision | recall |\n|---|---|---|");
    for (search, sum) in SEARCHES.iter().zip(sums) {
        let mean = |of: f64| of / rules.person.len() as f64;
        println!("| {search} | {:.3} | {:.3} |", mean(sum.precision), mean(sum.recall));
    }
    Ok(())
}

fn agreement(found: &BTreeSet<String>, expected: &BTreeSet<String>) -> Agreement {
    let right = found.intersection(expected).count() as f64;
    // Who finds nothing says nothing wrong.
    let precision = if found.is_empty() { 1.0 } else { right / found.len() as f64 };
    Agreement { precision, recall: right / expected.len() as f64 }
}

/// The files of the articles that answer to a query.
fn answer(index: &ArticleIndex, text: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let context = ParseContext { today: date(2026, 1, 1), dialect: Dialect::Dateline };
    let query = parse(text, &context).map_err(|error| format!("cannot read the query {text}: {error:?}"))?.query;
    let page = index.search(&everything(query))?;
    Ok(page.hits.into_iter().map(|hit| hit.article.article.path).collect())
}

fn everything(query: Query) -> SearchRequest {
    SearchRequest {
        limit: 1_000_000,
        snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
        ..SearchRequest::new(query)
    }
}

/// The year of each article that has a date.
fn years(index: &ArticleIndex) -> Result<BTreeMap<String, i16>, Box<dyn Error>> {
    let hits = index.search(&everything(Query::All))?.hits;
    let dated = hits.into_iter().filter_map(|hit| {
        let article = hit.article.article;
        Some((article.path, article.date?.start.year()))
    });
    Ok(dated.collect())
}

/// The files in which the rules find a person, and those that count neither way.
#[derive(Debug, Clone, Default)]
struct Expected {
    articles: BTreeSet<String>,
    either: BTreeSet<String>,
}

/// What is expected of each person.
fn expected(rules: &Rules, source: &Path, years: &BTreeMap<String, i16>) -> Result<Vec<Expected>, Box<dyn Error>> {
    let mut files = Vec::new();
    gather(source, &mut files)?;
    let mut expected = vec![Expected::default(); rules.person.len()];
    for file in files {
        let path = file.strip_prefix(source)?.to_string_lossy().replace('\\', "/");
        let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
        let words = rules::words(&text);
        for (person, of_person) in rules.person.iter().zip(&mut expected) {
            match person.naming(&path, years.get(&path).copied(), &text, &words) {
                Naming::Named => of_person.articles.insert(path.clone()),
                Naming::Either => of_person.either.insert(path.clone()),
                Naming::Absent => false,
            };
        }
    }
    for (person, of_person) in rules.person.iter().zip(&expected) {
        let strange = person.also.iter().find(|path| !of_person.articles.contains(*path));
        if let Some(path) = strange {
            return Err(format!("{} is said to be in {path}, which is not in the folder", person.name).into());
        }
    }
    Ok(expected)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut inside = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    inside.sort();
    for path in inside {
        match path.is_dir() {
            true => gather(&path, files)?,
            false if path.extension().is_some_and(|ending| ending == "txt") => files.push(path),
            false => {}
        }
    }
    Ok(())
}
