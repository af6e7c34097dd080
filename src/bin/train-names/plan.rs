//! Which data is used for what, and the order of the steps.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dateline::person::model::{
    LISTS, class,
    label::LABELS,
    lexicon::Lexicon,
    tagger::{Model, Scratch},
    vocabulary::Vocabulary,
    votes::Votes,
};

use crate::chains;
use crate::corpus::{self, Annotated, Prepared, Sentence};
use crate::evaluate::{Report, evaluate};
use crate::harvest::harvest;
use crate::invent::{Inventor, Stock, words};
use crate::learn::{self, Examples, Settings, Weights};
use crate::tables::{self, Sources};
use crate::trial;

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

/// Training sets of other registers: tweets and reports. They are too unlike news to learn the use of words from, but they
/// hold names in places where news has none.
const REGISTERS: &[(&str, f32)] = &[("wnut17/train", 0.3), ("btc/train", 0.3), ("multiner_sl_cc0/train", 0.3)];

/// A set of one document for many texts is cut into so many sentences each.
const CUT: usize = 8;

/// Sets whose scores decide between settings; with `select=yes` nothing of them is in training.
const DEVELOPMENT: &[(&str, [bool; 3])] = &[
    ("currentevents/dev", ALL),
    ("gum_news/train", PERSONS),
    ("gum_news/dev", PERSONS),
    ("gum_free_other/dev", PERSONS),
    ("uner_ewt/dev", ALL),
    ("wikigold/train", ALL),
    ("crossner_politics/dev", ALL),
    ("crossner_literature/dev", ALL),
    ("gmb/dev", ALL),
];

/// Of sets that have no development part of their own, every so many-eth sentence serves as one.
const HELD_BACK: usize = 4;

/// Towns of so many inhabitants stand in invented sentences.
const TOWN: u64 = 15_000;

/// Sets whose scores are reported.
const TESTS: &[(&str, [bool; 3])] = &[
    ("currentevents/test", ALL),
    ("gum_news/test", PERSONS),
    ("gum_free_other/test", PERSONS),
    ("uner_ewt/test", ALL),
    ("wikigold/test", ALL),
    ("crossner_politics/test", ALL),
    ("crossner_literature/test", ALL),
    ("crossner_science/test", ALL),
    ("crossner_music/test", ALL),
    ("crossner_ai/test", ALL),
    ("re3d/test", ALL),
    ("gmb/test", ALL),
];

/// F1 of persons of a linear-chain conditional random field with the same lists, trained on the same sets but for the
/// tweets and reports; on the first set with surnames spread through each document.
const REFERENCE: &[(&str, f64)] = &[
    ("currentevents/test", 92.9),
    ("uner_ewt/test", 71.9),
    ("wikigold/test", 71.7),
    ("crossner_politics/test", 87.8),
    ("gmb/test", 80.8),
];

/// Whether only a part of the set is for development, and that part is no documents but sentences.
fn is_shared(name: &str) -> bool {
    matches!(name, "uner_ewt/dev" | "wikigold/train")
}

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
    if is_running_text(name) {
        documents = joined(documents, options.number("joined", 1));
    }
    Ok(documents)
}

/// Whether the set has no document lines although its sentences follow each other as in their articles.
fn is_running_text(name: &str) -> bool {
    name.starts_with("wikigold") || name.starts_with("gmb")
}

/// Puts every `count` texts together into one.
fn joined(documents: Vec<Annotated>, count: usize) -> Vec<Annotated> {
    let mut all: Vec<Annotated> = Vec::new();
    for (i, document) in documents.into_iter().enumerate() {
        match all.last_mut() {
            Some(last) if i % count != 0 => last.sentences.extend(document.sentences),
            _ => all.push(document),
        }
    }
    all
}

/// Whether a word is of a class, by the lists themselves: the tables of the program may be older ones.
fn is_listed(word: &str, bits: u16) -> bool {
    static CLASSES: LazyLock<BTreeMap<&str, u16>> = LazyLock::new(|| {
        let mut classes = BTreeMap::new();
        for (bit, list) in LISTS {
            list.split_whitespace().for_each(|word| *classes.entry(word).or_default() |= bit);
        }
        classes
    });
    let lower = word.to_lowercase();
    CLASSES.get(lower.trim_end_matches('.')).is_some_and(|classes| classes & bits != 0)
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
            let common = range.clone().all(|at| is_listed(&tokens[at], class::TITLE | class::NATIONALITY));
            if after || before || common {
                *kind = corpus::UNSURE;
            }
        }
    }
}

/// Takes titles and weekdays out of the persons of a set that left some of them in.
fn without_titles(document: &mut Annotated) {
    for sentence in &mut document.sentences {
        for (kind, range) in &mut sentence.names {
            while *kind == 0 && range.len() > 1 && is_listed(&sentence.tokens[range.start], class::TITLE) {
                range.start += 1;
            }
            while *kind == 0 && range.len() > 1 && is_listed(&sentence.tokens[range.end - 1], class::CALENDAR) {
                range.end -= 1;
            }
        }
    }
}

/// Every sentence as a document.
fn parted(document: &Annotated) -> Vec<Annotated> {
    let part = |sentence: &Sentence| Annotated { sentences: vec![sentence.clone()], ..document.clone() };
    document.sentences.iter().map(part).collect()
}

fn training_set(options: &Options) -> Result<Vec<Annotated>, Failure> {
    let mut all = Vec::new();
    for (name, kinds, weight) in TRAINING {
        if options.0.get("without").is_some_and(|list| list.split(',').any(|set| name.starts_with(set))) {
            continue;
        }
        let held_back = options.is("select") && DEVELOPMENT.iter().any(|(other, _)| other == name);
        if held_back && !is_shared(name) {
            continue;
        }
        let mut documents = read_set(options, name, *kinds, *weight)?;
        if held_back {
            every(&mut documents, |i| i % HELD_BACK != 0);
        }
        if is_running_text(name) {
            documents = documents.iter().flat_map(parted).collect();
        }
        if name.starts_with("gum_") {
            documents.iter_mut().for_each(doubt_parts);
        }
        all.extend(documents);
    }
    for (name, weight) in REGISTERS {
        for document in read_set(options, name, ALL, *weight)? {
            let pieces = document.sentences.chunks(CUT);
            all.extend(pieces.map(|sentences| Annotated { sentences: sentences.to_vec(), ..document.clone() }));
        }
    }
    if options.is("gmb") {
        all.extend(read_set(options, "gmb/train", ALL, 0.5)?);
    }
    Ok(all)
}

fn every(documents: &mut Vec<Annotated>, keep: impl Fn(usize) -> bool) {
    let mut i = 0;
    documents.retain(|_| {
        i += 1;
        keep(i - 1)
    });
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// The raw text.
fn read_raw(data: &Path) -> Result<Vec<String>, Failure> {
    let mut text = Vec::new();
    for folder in ["senate", "currentevents"] {
        read_folder(&data.join("text").join(folder), &mut text)?;
    }
    Ok(text)
}

/// Writes `words.bin` and `groups.bin`.
pub fn build_tables(options: &Options) -> Result<(), Failure> {
    let (rigour, census, towns) = (options.path("rigour")?, options.path("census")?, options.path("towns")?);
    let out = options.path("out")?;
    let data = options.path("data")?;
    let mut text = read_raw(&data)?;
    // The running text of the annotated sets, tags left aside.
    for (name, kinds, weight) in TRAINING {
        for document in read_set(options, name, *kinds, *weight)? {
            let lines = document.sentences.iter().map(|s| s.tokens.join(" "));
            text.push(lines.collect::<Vec<_>>().join("\n\n"));
        }
    }
    let mut arabic = Vec::new();
    read_folder(&data.join("text/ant-arabic"), &mut arabic)?;
    let tables = tables::build(&Sources { rigour: &rigour, census: &census, towns: &towns }, &text, &arabic)?;
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
        epochs: options.number("epochs", 10),
        averaged: options.number("averaged", 6),
        seed: 7,
        rate: options.number("rate", 0.15),
        l1: options.number("l1", 2.5),
        l2: options.number("l2", 0.5),
        min_count: options.number("min", 3),
        faint: options.number("faint", 0.15),
        given: [[0.0; LABELS]; LABELS],
    }
}

fn fit<'a>(
    parts: impl Iterator<Item = (&'a Annotated, &'a Prepared)>,
    vocabulary: &Vocabulary,
    settings: &Settings,
) -> Weights {
    let mut examples = Examples::default();
    for (annotated, prepared) in parts {
        examples.add_first(annotated, prepared, vocabulary);
    }
    learn::train(&mut examples, settings)
}

/// Adds invented articles and changed copies to the training text.
fn extend(options: &Options, lexicon: &Lexicon, draw: usize, documents: &mut Vec<Annotated>) -> Result<(), Failure> {
    let parts = match options.path("rigour") {
        Ok(rigour) => tables::latin_parts(&rigour)?,
        Err(_) => Vec::new(),
    };
    let harvested = harvest(&read_raw(&options.path("data")?)?, lexicon);
    eprintln!("{} names harvested", harvested.len());
    let towns = tables::read_towns(&options.path("towns")?)?;
    let towns = towns.iter().filter(|town| town.population >= TOWN).map(|town| words(&town.name)).collect();
    let stock = Stock { towns, ..Stock::gather(documents, parts, harvested) };
    let mut inventor = Inventor::new(&stock, 3 + draw as u64);
    let originals = documents.len();
    documents.iter_mut().enumerate().for_each(|(family, document)| document.family = family);
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
        let copies = inventor.recased(&documents[i], options.number("recased", 8));
        documents.extend(copies);
    }
    for _ in 0..options.number("invented", 5000) {
        let article = inventor.article(options.number("invent-weight", 0.5));
        documents.push(Annotated { family: documents.len(), ..article });
    }
    for _ in 0..options.number("dispatches", 4500) {
        let article = inventor.dispatch(options.number("dispatch-weight", 0.4));
        documents.push(Annotated { family: documents.len(), ..article });
    }
    for _ in 0..options.number("results", 1000) {
        let article = inventor.results(options.number("dispatch-weight", 0.4));
        documents.push(Annotated { family: documents.len(), ..article });
    }
    for _ in 0..options.number("namesakes", 1500) {
        let article = inventor.namesake(options.number("dispatch-weight", 0.4));
        documents.push(Annotated { family: documents.len(), ..article });
    }
    Ok(())
}

/// Writes `first.bin` and `second.bin`.
pub fn train(options: &Options) -> Result<(), Failure> {
    let out = options.path("out")?;
    let lexicon = open_lexicon(&out)?;
    let settings = settings(options);
    let real = training_set(options)?;
    let mut documents = real.clone();
    extend(options, &lexicon, 0, &mut documents)?;
    let mut vocabulary = Vocabulary::new(lexicon);
    let prepared: Vec<Prepared> = documents.iter().map(|d| corpus::prepare(d, &mut vocabulary)).collect();
    if !options.is("second-only") {
        let mut all = vec![fit(documents.iter().zip(&prepared), &vocabulary, &settings)];
        for draw in 1..options.number("draws", 2) {
            let mut documents = real.clone();
            extend(options, &lexicon, draw, &mut documents)?;
            let prepared: Vec<Prepared> = documents.iter().map(|d| corpus::prepare(d, &mut vocabulary)).collect();
            let settings = Settings { seed: settings.seed + draw as u64, ..settings.clone() };
            all.push(fit(documents.iter().zip(&prepared), &vocabulary, &settings));
        }
        let first = learn::pack(&learn::mean(&all), settings.faint);
        eprintln!("first: {} bytes", first.len());
        fs::write(out.join("first.bin"), &first)?;
    }
    if !options.is("first-only") {
        let first = Model::open_first(&fs::read(out.join("first.bin"))?).ok_or("the weights are damaged")?;
        // What may not follow stays forbidden; infinities cannot be added to.
        let given =
            first.transitions(false).scores.map(|row| row.map(|score| if score.is_finite() { score } else { 0.0 }));
        let second = train_second(options, &documents, &prepared, &vocabulary, &Settings { given, ..settings })?;
        eprintln!("second: {} bytes", second.len());
        fs::write(out.join("second.bin"), &second)?;
    }
    evaluate_all(options)
}

/// The second reading learns from first readings by models that did not see the document.
fn train_second(
    options: &Options,
    documents: &[Annotated],
    prepared: &[Prepared],
    vocabulary: &Vocabulary,
    settings: &Settings,
) -> Result<Vec<u8>, Failure> {
    const FOLDS: usize = 4;
    let mut examples = Examples::default();
    let given = [[0.0; LABELS]; LABELS];
    let quick = Settings {
        epochs: options.number("fold-epochs", 4),
        averaged: options.number("fold-averaged", 2),
        given,
        ..settings.clone()
    };
    let mut votes = Votes::default();
    for fold in 0..FOLDS {
        let others = documents.iter().zip(prepared).filter(|(d, _)| d.family % FOLDS != fold);
        let bytes = learn::pack(&fit(others, vocabulary, &quick), settings.faint);
        let model = Model::open_first(&bytes).ok_or("the weights of a fold are damaged")?;
        let mut scratch = Scratch::default();
        for i in (0..documents.len()).filter(|i| documents[*i].family % FOLDS == fold) {
            model.read_first(&prepared[i].document, vocabulary, &mut scratch);
            votes.count(&prepared[i].document, scratch.labels());
            examples.add_second(&documents[i], &prepared[i], &votes, scratch.scores());
        }
    }
    let settings = Settings {
        epochs: options.number("second-epochs", 6),
        averaged: options.number("second-averaged", 3),
        l1: options.number("second-l1", 1.0),
        rate: options.number("second-rate", 0.1),
        min_count: 1,
        ..settings.clone()
    };
    Ok(learn::pack_second(&learn::train(&mut examples, &settings)))
}

fn open_model(options: &Options) -> Result<Model, Failure> {
    let out = options.path("out")?;
    let first = fs::read(out.join("first.bin"))?;
    let model = match options.is("first-only") {
        true => Model::open_first(&first),
        false => Model::open(&first, &fs::read(out.join("second.bin"))?),
    };
    Ok(model.ok_or("the weights are damaged")?)
}

fn report(options: &Options) -> Report {
    if options.is("errors") { Report::Errors } else { Report::Scores }
}

/// Prints how names from different parts of the world are found.
pub fn try_origins(options: &Options) -> Result<(), Failure> {
    let lexicon = open_lexicon(&options.path("out")?)?;
    trial::run(&lexicon, &open_model(options)?, report(options));
    Ok(())
}

/// Prints how bare names find their bearers.
pub fn try_chains(options: &Options) -> Result<(), Failure> {
    for set in ["gum_news", "gum_free_other"] {
        let mut documents = Vec::new();
        for part in ["train", "dev", "test"] {
            documents.extend(read_set(options, &format!("{set}/{part}"), PERSONS, 1.0)?);
        }
        let path = options.path("data")?.join("names").join(set).join("person_chains.json");
        let links = chains::measure(&path, &documents)?;
        let all = links.right + links.wrong + links.open;
        let share = |count: usize| 100.0 * count as f64 / all.max(1) as f64;
        let [right, wrong, open] = [links.right, links.wrong, links.open].map(share);
        println!("{set:16} {all:4} bare names: right {right:.1} wrong {wrong:.1} open {open:.1}");
    }
    Ok(())
}

/// Prints scores on every test set.
pub fn evaluate_all(options: &Options) -> Result<(), Failure> {
    let lexicon = open_lexicon(&options.path("out")?)?;
    let model = open_model(options)?;
    let report = report(options);
    let only = options.0.get("set").map(String::as_str);
    let select = options.is("select");
    let (mut sums, mut counts) = ([0.0; 3], [0; 3]);
    let sets = if select { DEVELOPMENT } else { TESTS };
    // A set that is in no list is read as one that annotates persons.
    let listed = only.and_then(|set| sets.iter().find(|(name, _)| *name == set).copied());
    let single = only.map(|set| [listed.unwrap_or((set, PERSONS))]);
    for (name, kinds) in single.as_ref().map_or(sets, |single| single) {
        let mut documents = read_set(options, name, *kinds, 1.0)?;
        if is_shared(name) {
            every(&mut documents, |i| i % HELD_BACK == 0);
        }
        let scores = evaluate(&documents, &lexicon, &model, report);
        let columns: Vec<String> = ["PER", "ORG", "LOC"]
            .iter()
            .zip(&scores)
            .zip(kinds)
            .map(|((kind, score), there)| if *there { format!("{kind} {score}") } else { String::new() })
            .collect();
        let reference = REFERENCE.iter().find(|(set, _)| set == name);
        let reference = reference.map_or(String::new(), |(_, f1)| format!("   reference PER {f1:.1}"));
        println!("{name:26} {}{reference}", columns.join("   ").trim_end());
        for kind in (0..3).filter(|kind| kinds[*kind]) {
            sums[kind] += scores[kind].f1();
            counts[kind] += 1;
        }
    }
    let mean = |kind: usize| sums[kind] / f64::from(counts[kind].max(1));
    println!("mean F1: persons {:.2}, organisations {:.2}, places {:.2}", mean(0), mean(1), mean(2));
    Ok(())
}
