//! Corpora of any size, the same each time.
//!
//! Recombined from the paragraphs of a folder of text files, or, without one, made of invented words whose frequencies fall
//! as those of a language do and whose number grows with the text.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;

/// A corpus and what to ask of it.
pub struct Made {
    pub bytes: u64,
    /// Kind and text of each query.
    pub queries: Vec<(&'static str, String)>,
}

/// Paragraphs of an article, beside headline and lede.
const PARAGRAPHS: std::ops::Range<usize> = 3..14;
/// Files in a folder.
const FOLDER: usize = 1000;

/// A generator of numbers that are the same each time (SplitMix64, Steele and others 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A number of words' ranks: the probability falls as one by the rank.
    fn rank(&mut self, words: usize) -> usize {
        let uniform = self.next() as f64 / u64::MAX as f64;
        ((words as f64).powf(uniform) - 1.0) as usize
    }
}

/// Where paragraphs come from.
enum Material {
    Found(Vec<String>),
    Invented,
}

impl Material {
    fn paragraph(&self, random: &mut Random, article: usize) -> String {
        match self {
            Material::Found(paragraphs) => paragraphs[random.below(paragraphs.len())].clone(),
            Material::Invented => invented(random, 30 + article / 4),
        }
    }
}

/// Some sentences of invented words; `names` is how many persons there are by now.
fn invented(random: &mut Random, names: usize) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(4) {
        let length = 8 + random.below(20);
        for position in 0..length {
            let word = match random.below(25) {
                0 => {
                    let name = random.rank(names);
                    format!("{} {}", capital(&word(name * 7 + 3)), capital(&word(name * 13 + 5)))
                }
                _ => word(random.rank(40_000 + names)),
            };
            text.push_str(&if position == 0 { capital(&word) } else { word });
            text.push(if position + 1 == length { '.' } else { ' ' });
        }
        text.push(' ');
    }
    text.trim_end().to_owned()
}

/// The word of a rank: frequent ones are short.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "an", "re", "to", "mi", "sel", "ka", "dor", "ven", "li", "ost", "per", "ga", "un", "ter", "bo", "sha", "min",
        "ef", "ru", "lon", "dis", "pa", "che", "wer",
    ];
    let mut rest = rank + 1;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// Makes a corpus of `articles` files below `folder`, unless it is there from an earlier run.
pub fn make(folder: &Path, articles: usize, source: Option<&Path>) -> Result<Made, Failure> {
    let material = match source {
        Some(source) => Material::Found(paragraphs(source)?),
        None => Material::Invented,
    };
    let mut random = Random(1);
    // Files changed by an earlier run are written again.
    let mut bytes = 0;
    for article in 0..articles {
        let below = folder.join(format!("{:04}", article / FOLDER));
        if article % FOLDER == 0 {
            fs::create_dir_all(&below)?;
        }
        let mut text = String::new();
        let headline: Vec<String> =
            material.paragraph(&mut random, article).split(' ').take(9).map(str::to_owned).collect();
        let (month, day) = (1 + random.below(12), 1 + random.below(28));
        let year = 2000 + random.below(25);
        text.push_str(&format!("{}\n{year}-{month:02}-{day:02}\n", headline.join(" ").trim_end_matches('.')));
        for _ in 0..PARAGRAPHS.start + random.below(PARAGRAPHS.len()) {
            text.push('\n');
            text.push_str(&material.paragraph(&mut random, article));
            text.push('\n');
        }
        bytes += text.len() as u64;
        let path = below.join(format!("{article:07}.txt"));
        if fs::metadata(&path).is_ok_and(|metadata| metadata.len() == text.len() as u64) {
            continue;
        }
        fs::write(path, text)?;
    }
    Ok(Made { bytes, queries: queries(folder)? })
}

/// The paragraphs of all text files below a folder.
fn paragraphs(source: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(source).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(entry.path())?).into_owned();
        let joined = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        found.extend(joined.filter(|part| (80..2000).contains(&part.len())));
    }
    if found.is_empty() { Err(format!("{} has no paragraphs", source.display()).into()) } else { Ok(found) }
}

/// `count` files, evenly spread.
pub fn some_files(folder: &Path, count: usize) -> Result<Vec<PathBuf>, Failure> {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let step = (files.len() / count).max(1);
    Ok(files.into_iter().step_by(step).take(count).collect())
}

/// A query of each kind from the words of the corpus itself.
fn queries(folder: &Path) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut pair = String::new();
    for file in some_files(folder, 200)? {
        let text = fs::read_to_string(file)?.to_lowercase();
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphabetic()).filter(|word| word.is_ascii() && word.len() > 4).collect();
        for word in &words {
            *counts.entry((*word).to_owned()).or_default() += 1;
        }
        if let (true, Some(found)) = (pair.is_empty(), text.split('\n').rfind(|line| line.len() > 80)) {
            let mut words = found.split(' ').filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
            pair = words.by_ref().take(2).collect::<Vec<_>>().join(" ");
        }
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let word = |rank: usize| ranked[rank.min(ranked.len() - 1)].0.clone();
    Ok(vec![
        ("frequent word", word(5)),
        ("rare word", word(ranked.len() / 2)),
        ("three words", format!("{} {} {}", word(20), word(60), word(200))),
        ("phrase", format!("\"{pair}\"")),
    ])
}
