//! An article as the model sees it: its words in order, its sentences, which words may be part of a name, and what the
//! whole article shows about each word.
//!
//! Its surprise: evidence is gathered per word form over the whole document before any name is looked for. A word that
//! stands after a title once, or beside a given name, carries that into every other place where it stands.

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
    /// Per name-like word the number of its form in lower case within the article, [`NO_SLOT`] for the others.
    pub slots: Vec<u32>,
    /// What the article shows about each form in lower case, by its number.
    pub evidence: Vec<u32>,
    /// Key and number of each form in lower case, by key; a number of 0 is an empty place, others are one too high.
    places: Vec<(u32, u32)>,
}

/// Stands for the number of a word that is not name-like.
pub const NO_SLOT: u32 = u32::MAX;

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
        self.slots.clear();
        self.evidence.clear();
    }

    /// Works out sentences, runs and evidence once all words are there; a word with [`Cue::first`] begins a sentence.
    pub fn finish(&mut self) {
        let count = self.cues.len();
        if let Some(cue) = self.cues.first_mut() {
            cue.first = true;
        }
        self.bounds.extend((0..count as u32).filter(|i| self.cues[*i as usize].first));
        self.bounds.push(count as u32);
        self.open.resize(count, false);
        self.runs.resize(count, (0, 0));
        let namelike = self.number_forms();
        let uncapitalised = count >= 12 && namelike == 0;
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

    /// Numbers the forms of name-like words, and notes which of them stand in lower case too. Returns the number of
    /// name-like words.
    fn number_forms(&mut self) -> usize {
        let namelike = self.cues.iter().filter(|cue| cue.is_namelike()).count();
        self.places.clear();
        self.places.resize((namelike * 2).next_power_of_two(), (0, 0));
        self.slots.resize(self.cues.len(), NO_SLOT);
        for (cue, slot) in self.cues.iter().zip(&mut self.slots).filter(|(cue, _)| cue.is_namelike()) {
            let place = place_of(&self.places, cue.word);
            if self.places[place].1 == 0 {
                self.evidence.push(0);
                self.places[place] = (cue.word, self.evidence.len() as u32);
            }
            *slot = self.places[place].1 - 1;
        }
        for cue in self.cues.iter().filter(|cue| cue.shape == Shape::Lower && cue.entry.lower() < 3) {
            if let (_, number @ 1..) = self.places[place_of(&self.places, cue.word)] {
                self.evidence[number as usize - 1] |= evidence_bit::LOWER;
            }
        }
        namelike
    }

    fn open_words(&mut self, from: usize, to: usize, casing: Casing) {
        let cues = &self.cues[from..to];
        for (i, cue) in cues.iter().enumerate() {
            let ahead = |n: usize| cues[i + 1..].iter().take(n).any(Cue::is_namelike);
            let behind = |n: usize| cues[..i].iter().rev().take(n).any(Cue::is_namelike);
            self.open[from + i] = match cue.shape {
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
        if casing != Casing::Mixed {
            return;
        }
        for i in from..to {
            let cue = &self.cues[i];
            if !cue.is_namelike() {
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
            let seen = &mut self.evidence[self.slots[i] as usize];
            // The count grows in the top bits until it reaches three.
            let count = (*seen >> 28) + 1;
            *seen = (*seen | bits) & 0x0fff_ffff | count.min(3) << 28;
            if count >= 3 {
                *seen |= bit::OFTEN;
            }
        }
    }

    /// What the article shows about the form of word `i`.
    pub fn shown(&self, i: usize) -> u32 {
        self.evidence.get(self.slots[i] as usize).map_or(0, |bits| bits & 0x0fff_ffff)
    }
}

/// Where a form is filed, or the empty place where it would be.
#[inline]
fn place_of(places: &[(u32, u32)], word: u32) -> usize {
    let mask = places.len() - 1;
    let mut place = (word.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
    while places[place].1 != 0 && places[place].0 != word {
        place = (place + 1) & mask;
    }
    place
}

use std::sync::LazyLock;

use super::cue::word_key;

static THE: LazyLock<u32> = LazyLock::new(|| word_key("the"));
static POSSESSIVE: LazyLock<u32> = LazyLock::new(|| word_key("'s"));
static COMMA: LazyLock<u32> = LazyLock::new(|| word_key(","));
static WHO: LazyLock<u32> = LazyLock::new(|| word_key("who"));

fn casing_of(cues: &[Cue]) -> Casing {
    let (mut total, mut upper, mut namelike, mut common) = (0, 0, 0, 0);
    for cue in cues.iter().filter(|c| !matches!(c.shape, Shape::Mark | Shape::Number | Shape::Caseless)) {
        total += 1;
        if cue.is_namelike() {
            namelike += 1;
            upper += usize::from(cue.shape == Shape::Upper);
            // Words that are mostly written small tell a headline from a list of names.
            common += usize::from(cue.entry.lower() == 3);
        }
    }
    if total >= 3 && upper * 10 >= total * 7 {
        Casing::Upper
    } else if total >= 4 && namelike * 10 >= total * 7 && common >= 2 {
        Casing::Title
    } else {
        Casing::Mixed
    }
}
