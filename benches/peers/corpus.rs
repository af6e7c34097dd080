//! Corpora of any size, the same each time.
//!
//! Recombined from the paragraphs of a folder of text files, or, without one, made of invented words whose frequencies fall
//! as those of a language do and whose number grows with the text; or a folder as it is, copied, since files are changed
//! between runs. The surprise: a corpus of an earlier run is used again, and what that run changed is put right.

use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::measure::remove;

/// A corpus on disk.
pub struct Corpus {
    pub folder: PathBuf,
    pub articles: usize,
    pub bytes: u64,
    /// Names of its files without folders.
    pub names: HashSet<String>,
}

/// Paragraphs of an article.
const PARAGRAPHS: std::ops::Range<usize> = 3..9;
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
pub enum Material {
    Found(Vec<String>),
    Invented,
}

impl Material {
    /// The paragraphs of all text files below a folder; without a folder, invented ones.
    pub fn read(source: Option<&Path>) -> Result<Material, Failure> {
        let Some(source) = source else { return Ok(Material::Invented) };
        let mut found = Vec::new();
        for file in files(source).filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
            let bytes = fs::read(file)?;
            let text = String::from_utf8_lossy(&bytes);
            // Wide gaps part paragraphs in texts that were pages once.
            let parts = text.split("\n\n").flat_map(|part| part.split("     "));
            let joined = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
            // Null bytes would make a text no text to some engines, and markup something else than text.
            found.extend(joined.filter(|part| (80..2000).contains(&part.len()) && !part.contains(['\0', '<'])));
        }
        if found.is_empty() {
            return Err(format!("{} has no text files with paragraphs", source.display()).into());
        }
        Ok(Material::Found(found))
    }

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
                    let title = if random.below(4) == 0 { "President " } else { "" };
                    format!("{title}{} {}", capital(&word(name * 7 + 1003)), capital(&word(name * 13 + 1005)))
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

/// The text of an article: headline, date, paragraphs.
fn article(material: &Material, random: &mut Random, number: usize) -> String {
    let first = material.paragraph(random, number);
    let headline: Vec<&str> = first.split(' ').take(9).collect();
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    let year = 2000 + random.below(25);
    let mut text = format!("{}\n{year}-{month:02}-{day:02}\n", headline.join(" ").trim_end_matches('.'));
    for _ in 0..PARAGRAPHS.start + random.below(PARAGRAPHS.len()) {
        text.push('\n');
        text.push_str(&material.paragraph(random, number));
        text.push('\n');
    }
    text
}

/// Makes a corpus of `articles` files below `folder`.
pub fn make(folder: &Path, articles: usize, material: &Material) -> Result<Corpus, Failure> {
    let mut random = Random(1);
    for number in 0..articles {
        let below = folder.join(format!("{:04}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&below)?;
        }
        write_unless_there(&below.join(format!("{number:07}.txt")), article(material, &mut random, number).as_bytes())?;
    }
    describe(folder)
}

/// Copies the files below `source` to `folder`.
pub fn copy(source: &Path, folder: &Path) -> Result<Corpus, Failure> {
    remove(folder)?;
    for file in files(source) {
        let target = folder.join(file.strip_prefix(source)?);
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        write_unless_there(&target, &fs::read(&file)?)?;
    }
    describe(folder)
}

fn write_unless_there(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let is_there = fs::metadata(path).is_ok_and(|metadata| metadata.len() == content.len() as u64);
    if !is_there {
        fs::write(path, content)?;
    }
    Ok(())
}

fn json_lines(folder: &Path) -> PathBuf {
    folder.with_extension("jsonl")
}

fn describe(folder: &Path) -> Result<Corpus, Failure> {
    let stale = json_lines(folder);
    if stale.exists() {
        fs::remove_file(stale)?;
    }
    let (mut articles, mut bytes, mut names) = (0, 0, HashSet::new());
    for file in files(folder) {
        articles += 1;
        bytes += fs::metadata(&file)?.len();
        names.extend(file.file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    if articles == 0 {
        return Err(format!("{} has no files", folder.display()).into());
    }
    Ok(Corpus { folder: folder.to_owned(), articles, bytes, names })
}

impl Corpus {
    /// How many files of the corpus an output names.
    pub fn named_in(&self, output: &str) -> usize {
        let words = output.split(|letter: char| letter.is_whitespace() || "/\"[](){},:=<>|'!".contains(letter));
        // Recoll ends a name with a bracket, Lucene's program with a blank, dateline with `!1` in a file of several articles.
        words.filter(|word| self.names.contains(*word)).collect::<HashSet<_>>().len()
    }

    /// The corpus as one file of JSON Lines, for an engine that reads nothing else. Written by the first call only.
    pub fn json_lines(&self) -> Result<PathBuf, Failure> {
        let path = json_lines(&self.folder);
        if path.exists() {
            return Ok(path);
        }
        let mut out = BufWriter::new(fs::File::create(&path)?);
        for file in files(&self.folder) {
            let bytes = fs::read(&file)?;
            let text = String::from_utf8_lossy(&bytes);
            let (headline, body) = text.split_once('\n').unwrap_or((&text, ""));
            let name = file.strip_prefix(&self.folder)?.to_string_lossy().into_owned();
            serde_json::to_writer(&mut out, &serde_json::json!({"path": name, "headline": headline, "body": body}))?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(path)
    }
}

/// All files below a folder, by name.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

/// `count` files, evenly spread, the first of them at `from`.
pub fn some_files(folder: &Path, count: usize, from: usize) -> Result<Vec<PathBuf>, Failure> {
    let files: Vec<PathBuf> = files(folder).collect();
    let step = (files.len() / count).max(1);
    Ok(files.into_iter().skip(from).step_by(step).take(count).collect())
}
