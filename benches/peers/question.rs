//! What is asked of every engine: questions made from the words of the corpus itself, so that each of them has answers.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use super::Failure;
use super::corpus::some_files;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// Any of three words; those with more of them first.
    Words,
    Phrase,
    /// First name and surname: as a person where an engine knows persons, else as a phrase.
    Person,
    /// Words that begin so.
    Prefix,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Word, Kind::Words, Kind::Phrase, Kind::Person, Kind::Prefix];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Word => "one word",
            Kind::Words => "three words",
            Kind::Phrase => "phrase",
            Kind::Person => "person's full name",
            Kind::Prefix => "prefix",
        }
    }
}

/// A question; each engine writes it in its own language.
#[derive(Debug, Clone)]
pub struct Question {
    pub kind: Kind,
    pub words: Vec<String>,
}

impl Question {
    /// As most engines read it: words, `"a phrase"`, `begin*`.
    pub fn common(&self) -> String {
        let words = self.words.join(" ");
        match self.kind {
            Kind::Word | Kind::Words => words,
            Kind::Phrase | Kind::Person => format!("\"{words}\""),
            Kind::Prefix => format!("{words}*"),
        }
    }
}

/// Words that stand before the name of a person.
const TITLES: [&str; 7] = ["President", "Senator", "Sen", "Minister", "Secretary", "Congressman", "Governor"];
/// Files that are read for their words.
const SAMPLE: usize = 400;

/// What the sampled files hold.
#[derive(Default)]
struct Sample {
    words: BTreeMap<String, usize>,
    pairs: BTreeMap<(String, String), usize>,
    persons: BTreeMap<(String, String), usize>,
}

impl Sample {
    fn read(folder: &Path) -> Result<Sample, Failure> {
        let mut sample = Sample::default();
        for file in some_files(folder, SAMPLE, 0)? {
            let bytes = fs::read(file)?;
            for line in String::from_utf8_lossy(&bytes).lines() {
                sample.take(line);
            }
        }
        if sample.words.is_empty() {
            return Err(format!("{} has no words of English letters to ask for", folder.display()).into());
        }
        Ok(sample)
    }

    fn take(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for (place, word) in words.iter().enumerate() {
            let Some(plain) = plain(word) else { continue };
            *self.words.entry(plain.to_lowercase()).or_default() += 1;
            // Punctuation between two words would part them in some engines and not in others.
            let next = words.get(place + 1).copied().filter(|_| plain.len() == word.len()).and_then(self::plain);
            let Some(next) = next else { continue };
            if is_capital(plain) && is_capital(next) {
                if place > 0 && TITLES.contains(&words[place - 1].trim_matches('.')) {
                    *self.persons.entry((plain.to_owned(), next.to_owned())).or_default() += 1;
                }
            } else if !is_capital(plain) && !is_capital(next) {
                *self.pairs.entry((plain.to_owned(), next.to_owned())).or_default() += 1;
            }
        }
    }
}

/// The word without punctuation after it, if it is of English letters and not a short one.
fn plain(word: &str) -> Option<&str> {
    let word = word.trim_end_matches([',', '.', ';', ':']);
    (word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(word)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// The most frequent first; equals in the order of the alphabet.
fn ranked<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Vec<K> {
    let mut ranked: Vec<(&K, usize)> = counts.iter().map(|(key, count)| (key, *count)).collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    ranked.into_iter().map(|(key, _)| key.clone()).collect()
}

/// Three questions of each kind: of frequent, of less frequent and of seldom words. A kind that the corpus has no words for
/// is missing.
pub fn questions(folder: &Path) -> Result<Vec<Question>, Failure> {
    let sample = Sample::read(folder)?;
    let (words, pairs, persons) = (ranked(&sample.words), ranked(&sample.pairs), ranked(&sample.persons));
    let word = |rank: usize| words[rank.min(words.len() - 1)].clone();
    let mut asked = Vec::new();
    let mut ask = |kind, words: Vec<String>| asked.push(Question { kind, words });
    for rank in [5, 100, 1000] {
        ask(Kind::Word, vec![word(rank)]);
        ask(Kind::Words, vec![word(rank + 15), word(rank * 2 + 40), word(rank * 3 + 180)]);
        ask(Kind::Prefix, vec![word(rank * 2 + 20).chars().take(5).collect()]);
    }
    for (pair, kind) in [(&pairs, Kind::Phrase), (&persons, Kind::Person)] {
        let mut taken = HashSet::new();
        for rank in [0, 2, 10] {
            let Some((first, second)) = pair.get(rank.min(pair.len().saturating_sub(1))) else { continue };
            if taken.insert((first, second)) {
                ask(kind, vec![first.clone(), second.clone()]);
            }
        }
    }
    Ok(asked)
}

/// `count` questions for a batch: words, pairs of words and phrases in turn.
pub fn batch(folder: &Path, count: usize) -> Result<Vec<Question>, Failure> {
    let sample = Sample::read(folder)?;
    let (words, pairs) = (ranked(&sample.words), ranked(&sample.pairs));
    let word = |place: usize| words[place % words.len().min(5000)].clone();
    let question = |place: usize| match place % 3 {
        0 => Question { kind: Kind::Word, words: vec![word(place * 7)] },
        1 => Question { kind: Kind::Words, words: vec![word(place * 5), word(place * 11 + 3)] },
        _ => match pairs.get(place % pairs.len().clamp(1, 1000)) {
            Some((first, second)) => Question { kind: Kind::Phrase, words: vec![first.clone(), second.clone()] },
            None => Question { kind: Kind::Word, words: vec![word(place)] },
        },
    };
    Ok((0..count).map(question).collect())
}
