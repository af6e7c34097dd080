//! An article as the model sees it: its words in order, its sentences, which words may be part of a name, and what the
//! whole article shows about each word.
//!
//! Its surprise: evidence is gathered per word form over the whole document before any name is looked for. A word that
//! stands after a title once, or beside a given name, carries that into every other place where it stands.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::cue::{Cue, Shape};
use super::{class, lexicon::PERSONAL};

/// How the letters of a sentence are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Casing {
    /// Capitals where English has them.
    #[default]
    Mixed,
    /// All capitals.
    Upper,
    /// Nearly every word with a capital, as in headlines.
    Title,
    /// No capitals at all in the whole document.
    Lower,
}

/// Runs are cut here: features look at the whole run of each word.
const LONGEST_RUN: usize = 400;

/// Words of one article.
#[derive(Debug, Default)]
pub struct Document {
    /// The words.
    pub cues: Vec<Cue>,
    /// Index of the first word of each sentence, and the number of words at the end.
    pub bounds: Vec<u32>,
    /// How each sentence is written.
    pub casing: Vec<Casing>,
    /// Per word: may it be part of a name?
    pub open: Vec<bool>,
    /// Per word: first and one past the last word of the run of name-like words around it.
    pub runs: Vec<(u32, u32)>,
    /// What the article shows about each word form.
    pub evidence: Evidence,
}

/// Bits of [`evidence`](evidence_bit) by word.
pub type Evidence = HashMap<u32, u32, BuildHasherDefault<KeyHasher>>;

/// Word keys are hashes already.
#[derive(Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// What an article can show about a word form.
pub mod evidence_bit {
    /// Stands in lower case somewhere.
    pub const LOWER: u32 = 1;
    /// Follows a title or an occupation.
    pub const AFTER_TITLE: u32 = 1 << 1;
    /// Follows a common given name inside a run of capitalised words.
    pub const AFTER_GIVEN: u32 = 1 << 2;
    /// Is followed by a verb of saying, or follows one.
    pub const SAYS: u32 = 1 << 3;
    /// Follows a preposition of place.
    pub const IN_PLACE: u32 = 1 << 4;
    /// Has an article before it.
    pub const AFTER_THE: u32 = 1 << 5;
    /// Stands alone: no capitalised word beside it.
    pub const ALONE: u32 = 1 << 6;
    /// Begins a run of two or more.
    pub const BEGINS_RUN: u32 = 1 << 7;
    /// Ends a run of two or more.
    pub const ENDS_RUN: u32 = 1 << 8;
    /// Stands beside the name of a kind of organisation.
    pub const BESIDE_ORG: u32 = 1 << 9;
    /// Stands beside the name of a kind of place, or after a comma after it.
    pub const BESIDE_GEO: u32 = 1 << 10;
    /// Has an age or a relative clause after it: `, 43,` or `, who`.
    pub const AGED: u32 = 1 << 11;
    /// Is followed by a possessive ending.
    pub const POSSESSIVE: u32 = 1 << 12;
    /// Stands three times or more.
    pub const OFTEN: u32 = 1 << 13;
    /// Follows an initial.
    pub const AFTER_INITIAL: u32 = 1 << 14;
    /// Stands in the middle of a sentence with a capital.
    pub const MIDDLE: u32 = 1 << 15;
    /// Number of bits.
    pub const COUNT: u32 = 16;
}

impl Document {
    /// Empties it for the next article.
    pub fn clear(&mut self) {
        self.cues.clear();
        self.bounds.clear();
        self.casing.clear();
        self.open.clear();
        self.runs.clear();
        self.evidence.clear();
    }

    /// Works out sentences, runs and evidence once all words are there; a word with [`Cue::first`] begins a sentence.
    pub fn finish(&mut self) {
        if let Some(cue) = self.cues.first_mut() {
            cue.first = true;
        }
        self.bounds = (0..self.cues.len() as u32).filter(|i| self.cues[*i as usize].first).collect();
        self.bounds.push(self.cues.len() as u32);
        let uncapitalised = self.cues.len() >= 12 && !self.cues.iter().any(Cue::is_namelike);
        self.open = vec![false; self.cues.len()];
        self.runs = vec![(0, 0); self.cues.len()];
        for index in 0..self.bounds.len() - 1 {
            let (from, to) = (self.bounds[index] as usize, self.bounds[index + 1] as usize);
            let casing = if uncapitalised { Casing::Lower } else { casing_of(&self.cues[from..to]) };
            self.casing.push(casing);
            self.open_words(from, to, casing);
            self.mark_runs(from, to);
        }
        for index in 0..self.bounds.len() - 1 {
            self.gather(self.bounds[index] as usize, self.bounds[index + 1] as usize, self.casing[index]);
        }
    }

    fn open_words(&mut self, from: usize, to: usize, casing: Casing) {
        for i in from..to {
            let cue = &self.cues[i];
            let ahead = |n: usize| self.cues[i + 1..to].iter().take(n).any(Cue::is_namelike);
            let behind = |n: usize| self.cues[from..i].iter().rev().take(n).any(Cue::is_namelike);
            self.open[i] = match cue.shape {
                Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial => true,
                Shape::Caseless => false,
                Shape::Lower if casing == Casing::Lower => true,
                Shape::Lower if cue.entry.is(class::PARTICLE) => ahead(2),
                Shape::Lower if cue.entry.is(class::CONNECTOR) => ahead(2) && behind(2),
                Shape::Lower => false,
                Shape::Number => behind(1),
                Shape::Mark => ahead(1) && behind(1),
            };
        }
    }

    fn mark_runs(&mut self, from: usize, to: usize) {
        let mut i = from;
        while i < to {
            if !self.cues[i].is_namelike() {
                self.runs[i] = (i as u32, i as u32 + 1);
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < to && end - i < LONGEST_RUN {
                let particle = self.cues[end].shape == Shape::Lower && self.cues[end].entry.is(class::PARTICLE);
                let joins = particle && self.cues[end + 1..to].iter().take(2).any(Cue::is_namelike);
                if !self.cues[end].is_namelike() && !joins {
                    break;
                }
                end += 1;
            }
            self.runs[i..end].fill((i as u32, end as u32));
            i = end;
        }
    }

    fn gather(&mut self, from: usize, to: usize, casing: Casing) {
        use evidence_bit as bit;
        for i in from..to {
            let cue = self.cues[i];
            if cue.shape == Shape::Lower {
                // Looked up later only for words that also stand with a capital somewhere.
                if cue.entry.lower() < 3 || casing == Casing::Lower {
                    *self.evidence.entry(cue.word).or_default() |= bit::LOWER;
                }
                continue;
            }
            if !cue.is_namelike() || casing != Casing::Mixed {
                continue;
            }
            let (start, end) = (self.runs[i].0 as usize, self.runs[i].1 as usize);
            let word = |at: usize| (at >= from && at < to).then(|| &self.cues[at]);
            let before = i.checked_sub(1).and_then(word);
            let after = word(i + 1);
            let mut bits = 0;
            let mut note = |condition: bool, which: u32| bits |= if condition { which } else { 0 };
            note(i > from, bit::MIDDLE);
            note(end - start == 1, bit::ALONE);
            note(end - start > 1 && i == start, bit::BEGINS_RUN);
            note(end - start > 1 && i + 1 == end, bit::ENDS_RUN);
            if let Some(cue) = before {
                note(cue.entry.is(PERSONAL), bit::AFTER_TITLE);
                note(cue.is_namelike() && cue.entry.given() >= 2, bit::AFTER_GIVEN);
                note(cue.shape == Shape::Initial, bit::AFTER_INITIAL);
                note(cue.shape == Shape::Lower && cue.entry.is(class::LOCATIVE), bit::IN_PLACE);
                note(cue.entry.is(class::CONNECTOR) && cue.word == *THE, bit::AFTER_THE);
                note(cue.is_namelike() && cue.entry.is(class::ORGANISATION), bit::BESIDE_ORG);
                note(cue.is_namelike() && cue.entry.is(class::GEOGRAPHY), bit::BESIDE_GEO);
                note(cue.entry.is(class::SAYING), bit::SAYS);
            }
            if let Some(cue) = after {
                note(cue.entry.is(class::SAYING), bit::SAYS);
                note(cue.is_namelike() && cue.entry.is(class::ORGANISATION), bit::BESIDE_ORG);
                note(cue.is_namelike() && cue.entry.is(class::GEOGRAPHY), bit::BESIDE_GEO);
                note(cue.word == *POSSESSIVE, bit::POSSESSIVE);
                let next = word(i + 2);
                note(cue.word == *COMMA && next.is_some_and(|c| c.shape == Shape::Number || c.word == *WHO), bit::AGED);
            }
            let seen = self.evidence.entry(cue.word).or_default();
            // The count grows in the top bits until it reaches three.
            let count = (*seen >> 28) + 1;
            *seen = (*seen | bits) & 0x0fff_ffff | count.min(3) << 28;
            if count >= 3 {
                *seen |= bit::OFTEN;
            }
        }
    }

    /// The evidence for a word form.
    pub fn shown(&self, word: u32) -> u32 {
        self.evidence.get(&word).map_or(0, |bits| bits & 0x0fff_ffff)
    }
}

use std::sync::LazyLock;

use super::cue::word_key;

static THE: LazyLock<u32> = LazyLock::new(|| word_key("the"));
static POSSESSIVE: LazyLock<u32> = LazyLock::new(|| word_key("'s"));
static COMMA: LazyLock<u32> = LazyLock::new(|| word_key(","));
static WHO: LazyLock<u32> = LazyLock::new(|| word_key("who"));

fn casing_of(cues: &[Cue]) -> Casing {
    let words = || cues.iter().filter(|c| !matches!(c.shape, Shape::Mark | Shape::Number | Shape::Caseless));
    let total = words().count();
    let upper = words().filter(|c| matches!(c.shape, Shape::Upper)).count();
    let namelike = words().filter(|c| c.is_namelike()).count();
    if total >= 3 && upper * 10 >= total * 7 {
        return Casing::Upper;
    }
    // Words that are mostly written small tell a headline from a list of names.
    let common = words().filter(|c| c.is_namelike() && c.entry.lower() == 3).count();
    if total >= 4 && namelike * 10 >= total * 7 && common >= 2 { Casing::Title } else { Casing::Mixed }
}
