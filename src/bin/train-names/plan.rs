//! Which data is used for what, and the order of the steps.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::person::model::{
    class,
    lexicon::{Lexicon, is_class},
    tagger::Tagger,
    votes::Votes,
};

use crate::corpus::{self, Annotated, Prepared};
use crate::evaluate::{Report, evaluate};
use crate::invent::{Inventor, Stock};
use crate::learn::{self, Examples, Settings};
use crate::random::Random;
use crate::tables::{self, Sources};

type Failure = Box<dyn Error>;

/// `name=value` arguments.
pub struct Options(BTreeMap<String, String>);

impl Options {
    pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let pair = |a: String| {
            a.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())).ok_or(format!("'{a}' is not name=value"))
        };
        Ok(Self(arguments.map(pair).collect::<Result<_, _>>()?))
    }

    fn path(&self, name: &str) -> Result<PathBuf, Failure> {
        Ok(self.0.get(name).ok_or(format!("{name}=FOLDER is missing"))?.into())
    }

    fn number<T: std::str::FromStr>(&self, name: &str, default: T) -> T {
        self.0.get(name).and_then(|value| value.parse().ok()).unwrap_or(default)
    }

    fn is(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| value != "no")
    }
}

const ALL: [bool; 3] = [true; 3];
const PERSONS: [bool; 3] = [true, false, false];

/// Training sets: file, annotated kinds, weight.
const TRAINING: &[(&str, [bool; 3], f32)] = &[
    ("currentevents/train", ALL, 1.0),
    ("gum_news/train", PERSONS, 1.0),
    ("gum_free_other/train", PERSONS, 1.0),
    ("re3d/train", ALL, 0.7),
    ("uner_ewt/dev", ALL, 1.0),
    ("wikigold/train", ALL, 1.0),
    ("crossner_politics/train", ALL, 1.0),
    ("crossner_politics/dev", ALL, 1.0),
    ("crossner_literature/train", ALL, 1.0),
    ("crossner_literature/dev", ALL, 1.0),
    ("crossner_science/train", ALL, 1.0),
    ("crossner_science/dev", ALL, 1.0),
    ("crossner_music/train", ALL, 0.5),
    ("crossner_music/dev", ALL, 0.5),
    ("crossner_ai/train", ALL, 0.5),
    ("crossner_ai/dev", ALL, 0.5),
];

/// Sets that scores are printed for.
const TESTS: &[(&str, [bool; 3])] = &[
    ("currentevents/dev", ALL),
    ("currentevents/test", ALL),
    ("gum_news/train", PERSONS),
    ("gum_news/dev", PERSONS),
    ("gum_news/test", PERSONS),
    ("gum_free_other/test", PERSONS),
    ("uner_ewt/test", ALL),
    ("wikigold/test", ALL),
    ("crossner_politics/test", ALL),
    ("crossner_literature/test", ALL),
    ("re3d/test", ALL),
    ("gmb/dev", ALL),
    ("gmb/test", ALL),
];

fn read_set(options: &Options, name: &str, kinds: [bool; 3], weight: f32) -> Result<Vec<Annotated>, Failure> {
    let path = options.path("data")?.join("names").join(format!("{name}.bio"));
    let mut documents =
        corpus::read(&path, kinds, weight).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    if name.starts_with("gum_") {
        // The speech and textbook parts have no stated licence.
        documents.retain(|d| !["speech", "textbook"].iter().any(|genre| d.id.contains(genre)));
    }
    if name.starts_with("gmb") {
        documents.iter_mut().for_each(without_titles);
    }
    Ok(documents)
}

/// Sets derived from syntax hold persons' names that are part of a longer name, and groups of people: those are doubted.
fn doubt_parts(document: &mut Annotated) {
    for sentence in &mut document.sentences {
        let tokens = &sentence.tokens;
        for (kind, range) in &mut sentence.names {
            let after = tokens.get(range.end).is_some_and(|t| t.starts_with(char::is_uppercase) || t == "-");
            let before = range
                .start
                .checked_sub(1)
                .is_some_and(|at| tokens[at].eq_ignore_ascii_case("the") || tokens[at] == "-");
            let common =
                range.clone().all(|at| is_class(&tokens[at].to_lowercase(), class::TITLE | class::NATIONALITY));
            if after || before || common {
                *kind = corpus::UNSURE;
            }
        }
    }
}

/// Takes titles and weekdays out of the persons of a set that left some of them in.
fn without_titles(document: &mut Annotated) {
    let is = |token: &str, bits: u16| is_class(&token.to_lowercase(), bits);
    for sentence in &mut document.sentences {
        for (kind, range) in &mut sentence.names {
            while *kind == 0 && range.len() > 1 && is(&sentence.tokens[range.start], class::TITLE) {
                range.start += 1;
            }
            while *kind == 0 && range.len() > 1 && is(&sentence.tokens[range.end - 1], class::CALENDAR) {
                range.end -= 1;
            }
        }
    }
}

fn training_set(options: &Options) -> Result<Vec<Annotated>, Failure> {
    let mut all = Vec::new();
    for (name, kinds, weight) in TRAINING {
        if *name == "gum_news/train" && options.is("standin") {
            continue;
        }
        let mut documents = read_set(options, name, *kinds, *weight)?;
        if name.starts_with("gum_") {
            documents.iter_mut().for_each(doubt_parts);
        }
        all.extend(documents);
    }
    if options.is("gmb") {
        all.extend(read_set(options, "gmb/train", ALL, 0.5)?);
    }
    Ok(all)
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// Writes `words.bin` and `groups.bin`.
pub fn build_tables(options: &Options) -> Result<(), Failure> {
    let (rigour, census) = (options.path("rigour")?, options.path("census")?);
    let out = options.path("out")?;
    let data = options.path("data")?;
    let mut text = Vec::new();
    for folder in ["senate", "currentevents"] {
        read_folder(&data.join("text").join(folder), &mut text)?;
    }
    // The running text of the annotated sets, tags left aside.
    for (name, kinds, weight) in TRAINING {
        for document in read_set(options, name, *kinds, *weight)? {
            let lines = document.sentences.iter().map(|s| s.tokens.join(" "));
            text.push(lines.collect::<Vec<_>>().join("\n\n"));
        }
    }
    let tables = tables::build(&Sources { rigour: &rigour, census: &census }, &text)?;
    eprintln!("words {} bytes, groups {} bytes", tables.words.len(), tables.groups.len());
    fs::write(out.join("words.bin"), tables.words)?;
    fs::write(out.join("groups.bin"), tables.groups)?;
    Ok(())
}

/// Reads every file of a folder, in the order of names. Days that serve as tests are left out.
fn read_folder(folder: &Path, text: &mut Vec<String>) -> Result<(), Failure> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, text)?;
        } else if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("2026-0")) {
            text.push(String::from_utf8_lossy(&fs::read(&path)?).into_owned());
        }
    }
    Ok(())
}

fn open_lexicon(out: &Path) -> Result<Lexicon, Failure> {
    let (words, groups) = (fs::read(out.join("words.bin"))?, fs::read(out.join("groups.bin"))?);
    Ok(Lexicon::open(leak(words), leak(groups)).ok_or("the tables of words are damaged")?)
}

fn settings(options: &Options) -> Settings {
    Settings {
        epochs: options.number("epochs", 6),
        rate: options.number("rate", 0.15),
        l1: options.number("l1", 2.5),
        l2: options.number("l2", 0.5),
        min_count: options.number("min", 3),
        faint: options.number("faint", 0.1),
    }
}

fn fit<'a>(
    parts: impl Iterator<Item = (&'a Annotated, &'a Prepared, Option<&'a Votes>)>,
    settings: &Settings,
) -> Vec<u8> {
    let mut examples = Examples::default();
    for (annotated, prepared, votes) in parts {
        examples.add(annotated, prepared, votes);
    }
    learn::pack(&learn::train(&mut examples, settings), settings.faint)
}

/// Adds invented articles and changed copies to the training text.
fn extend(options: &Options, documents: &mut Vec<Annotated>) -> Result<(), Failure> {
    let parts = match options.path("rigour") {
        Ok(rigour) => tables::latin_parts(&rigour)?,
        Err(_) => Vec::new(),
    };
    let stock = Stock::gather(documents, parts);
    let mut inventor = Inventor { random: Random::new(3), stock: &stock };
    let originals = documents.len();
    for _ in 0..options.number("renamed", 1) {
        for i in 0..originals {
            if documents[i].sentences.iter().any(|s| s.names.iter().any(|n| n.0 == 0)) {
                let mut copy = inventor.renamed(&documents[i]);
                copy.weight *= options.number("rename-weight", 0.2);
                documents.push(copy);
            }
        }
    }
    for i in 0..originals {
        let copies = inventor.recased(&documents[i], options.number("recased", 5));
        documents.extend(copies);
    }
    for _ in 0..options.number("invented", 5000) {
        let article = inventor.article(options.number("invent-weight", 0.5));
        documents.push(article);
    }
    Ok(())
}

/// Writes `first.bin` and `second.bin`.
pub fn train(options: &Options) -> Result<(), Failure> {
    let out = options.path("out")?;
    let lexicon = open_lexicon(&out)?;
    let settings = settings(options);
    let mut documents = training_set(options)?;
    extend(options, &mut documents)?;
    let prepared: Vec<Prepared> = documents.iter().map(|d| corpus::prepare(d, &lexicon)).collect();
    let first = fit(documents.iter().zip(&prepared).map(|(d, p)| (d, p, None)), &settings);
    eprintln!("first: {} bytes", first.len());
    fs::write(out.join("first.bin"), &first)?;
    if !options.is("first-only") {
        let second = train_second(&documents, &prepared, &settings)?;
        eprintln!("second: {} bytes", second.len());
        fs::write(out.join("second.bin"), &second)?;
    }
    evaluate_all(options)
}

/// The second reading learns from first readings by models that did not see the document.
fn train_second(documents: &[Annotated], prepared: &[Prepared], settings: &Settings) -> Result<Vec<u8>, Failure> {
    const FOLDS: usize = 4;
    let mut votes: Vec<Votes> = Vec::new();
    votes.resize_with(documents.len(), Votes::default);
    let quick = Settings { epochs: settings.epochs.div_ceil(2), ..settings.clone() };
    for fold in 0..FOLDS {
        let others = documents.iter().zip(prepared).enumerate().filter(|(i, _)| i % FOLDS != fold);
        let bytes = fit(others.map(|(_, (d, p))| (d, p, None)), &quick);
        let tagger = Tagger::open(leak(bytes)).ok_or("the weights of a fold are damaged")?;
        for i in (fold..documents.len()).step_by(FOLDS) {
            votes[i] = Votes::count(&prepared[i].document, &tagger.label(&prepared[i].document, None));
        }
    }
    Ok(fit(documents.iter().zip(prepared).zip(&votes).map(|((d, p), v)| (d, p, Some(v))), settings))
}

/// Prints scores on every test set.
pub fn evaluate_all(options: &Options) -> Result<(), Failure> {
    let out = options.path("out")?;
    let lexicon = open_lexicon(&out)?;
    let open = |name: &str| -> Result<Tagger, Failure> {
        Ok(Tagger::open(leak(fs::read(out.join(name))?)).ok_or("the weights are damaged")?)
    };
    let first = open("first.bin")?;
    let second = if options.is("first-only") { None } else { Some(open("second.bin")?) };
    let report = if options.is("errors") { Report::Errors } else { Report::Scores };
    let only = options.0.get("set");
    let (mut sum, mut sets) = (0.0, 0);
    for (name, kinds) in TESTS.iter().filter(|(name, _)| only.is_none_or(|set| set == name)) {
        let documents = read_set(options, name, *kinds, 1.0)?;
        let [person, organisation, place] = evaluate(&documents, &lexicon, &first, second.as_ref(), report);
        println!("{name:26} PER {person}   ORG {organisation}   LOC {place}");
        sum += person.f1();
        sets += 1;
    }
    println!("mean F1 of persons over {sets} sets: {:.2}", sum / f64::from(sets.max(1)));
    Ok(())
}
