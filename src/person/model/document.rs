//! An article as the model sees it: its words in order, its sentences, which words may be part of a name, and what the
//! whole article shows about each word.
//!
//! Its surprise: evidence is gathered per word form over the whole document before any name is looked for. A word that
//! stands after a title once, or beside a given name, carries that into every other place where it stands.

use std::ops::Range;

use super::cue::{Cue, Shape};
use super::notice;
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
    /// Indexes of the name-like words.
    pub namelike: Vec<u32>,
    /// What matters of each word for sentences, runs and numbers: bits of [`trait_bit`].
    traits: Vec<u8>,
    /// The forms of words in small letters that are not mostly written so.
    small: Vec<u32>,
    /// Key and number of each form in lower case, by key; a number of 0 is an empty place, others are one too high.
    places: Vec<(u32, u32)>,
}

/// Traits of a word.
mod trait_bit {
    pub const NAMELIKE: u8 = 1;
    /// Letters of a script with capitals.
    pub const LETTERS: u8 = 1 << 1;
    pub const UPPER: u8 = 1 << 2;
    /// Mostly written small.
    pub const COMMON: u8 = 1 << 3;
    pub const LOWER: u8 = 1 << 4;
    pub const PARTICLE: u8 = 1 << 5;
    pub const CONNECTOR: u8 = 1 << 6;
}

/// The [`trait_bit`]s of a word.
pub(super) fn traits_of(cue: &Cue) -> u8 {
    use trait_bit as bit;
    let when = |condition: bool, bit: u8| if condition { bit } else { 0 };
    let letters = !matches!(cue.shape, Shape::Mark | Shape::Number | Shape::Caseless);
    when(cue.is_namelike(), bit::NAMELIKE)
        | when(letters, bit::LETTERS)
        | when(cue.shape == Shape::Upper, bit::UPPER)
        | when(cue.entry.lower() == 3, bit::COMMON)
        | when(cue.shape == Shape::Lower, bit::LOWER)
        | when(cue.entry.is(class::PARTICLE), bit::PARTICLE)
        | when(cue.entry.is(class::CONNECTOR), bit::CONNECTOR)
}

/// What a word shows of name-like words directly behind it, as [`evidence_bit`]s, and of those directly before it as far as
/// [`BEFORE_IT`] goes. [`evidence_bit::AGED`] stands for a comma, behind which an age may stand.
pub(super) fn evidence_of(cue: &Cue) -> u32 {
    use evidence_bit as bit;
    let when = |condition: bool, bit: u32| if condition { bit } else { 0 };
    let namelike = cue.is_namelike();
    when(cue.entry.is(PERSONAL), bit::AFTER_TITLE)
        | when(namelike && cue.entry.given() >= 2, bit::AFTER_GIVEN)
        | when(cue.shape == Shape::Initial, bit::AFTER_INITIAL)
        | when(cue.shape == Shape::Lower && cue.entry.is(class::LOCATIVE), bit::IN_PLACE)
        | when(cue.entry.is(class::CONNECTOR) && cue.word == *THE, bit::AFTER_THE)
        | when(namelike && cue.entry.is(class::ORGANISATION), bit::BESIDE_ORG)
        | when(namelike && cue.entry.is(class::GEOGRAPHY), bit::BESIDE_GEO)
        | when(cue.entry.is(class::SAYING), bit::SAYS)
        | when(namelike && notice::is_thing(cue), bit::AFTER_THING)
        | when(cue.word == *POSSESSIVE, bit::POSSESSIVE)
        | when(cue.word == *COMMA, bit::AGED)
}

/// What words show of the name-like word before them.
const BEFORE_IT: u32 =
    evidence_bit::SAYS | evidence_bit::BESIDE_ORG | evidence_bit::BESIDE_GEO | evidence_bit::POSSESSIVE;
/// What they do not show of the one behind them.
const NOT_BEHIND_IT: u32 = evidence_bit::POSSESSIVE | evidence_bit::AGED;

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
    /// Belongs to a name that an abbreviation of its initials follows, `Barisan Nasional (BN)`, or is the abbreviation.
    pub const ABBREVIATED: u32 = 1 << 16;
    /// Stands in a line that says where and when the article was written: `GENEVA (Agency) -`.
    pub const DATELINE: u32 = 1 << 17;
    /// Follows what storms, ships and the like are called: `Typhoon`, `USS`.
    pub const AFTER_THING: u32 = 1 << 18;
    /// Number of bits.
    pub const COUNT: u32 = 19;
    /// All bits.
    pub const ALL: u32 = (1 << COUNT) - 1;
    /// Not about the form but about the place of the word: no capitalised word stands beside it.
    pub const BY_ITSELF: u32 = 1 << COUNT;
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
        self.namelike.clear();
        self.traits.clear();
        self.small.clear();
    }

    /// Works out sentences, runs and evidence once all words are there; a word with [`Cue::first`] begins a sentence.
    pub fn finish(&mut self) {
        let count = self.cues.len();
        if let Some(cue) = self.cues.first_mut() {
            cue.first = true;
        }
        self.list_words();
        let uncapitalised = count >= 12 && self.namelike.is_empty();
        let open = if uncapitalised { trait_bit::LOWER } else { trait_bit::NAMELIKE };
        self.open.extend(self.traits.iter().map(|traits| traits & open != 0));
        self.runs.extend((0..count as u32).map(|i| (i, i + 1)));
        self.number_forms();
        let mut named = 0;
        for index in 0..self.bounds.len() - 1 {
            let (from, to) = (self.bounds[index] as usize, self.bounds[index + 1] as usize);
            let casing = if uncapitalised { Casing::Lower } else { casing_of(&self.traits[from..to]) };
            self.casing.push(casing);
            let first = named;
            while self.namelike.get(named).is_some_and(|i| (*i as usize) < to) {
                named += 1;
            }
            if named > first {
                self.open_words(first..named, from, to);
                self.mark_runs(first..named, to);
            }
            if casing == Casing::Mixed {
                self.gather(first..named, from, to);
            }
        }
        notice::datelines(self);
        notice::abbreviations(self);
    }

    /// Lists traits, sentences, name-like words and small ones.
    fn list_words(&mut self) {
        use trait_bit as bit;
        let count = self.cues.len();
        self.traits.extend(self.cues.iter().map(|cue| cue.traits));
        self.namelike.resize(count, 0);
        self.small.resize(count, 0);
        let (namelike, small_ones) = (&mut self.namelike[..], &mut self.small[..]);
        let (mut named, mut small) = (0, 0);
        for (i, cue) in self.cues.iter().enumerate() {
            if cue.first {
                self.bounds.push(i as u32);
            }
            // Written in any case and kept or not, since a branch would be guessed wrong often.
            namelike[named] = i as u32;
            named += usize::from(cue.traits & bit::NAMELIKE != 0);
            small_ones[small] = cue.word;
            small += usize::from(cue.traits & (bit::LOWER | bit::COMMON) == bit::LOWER);
        }
        self.bounds.push(count as u32);
        self.namelike.truncate(named);
        self.small.truncate(small);
    }

    /// Notes what the article shows about the forms of these words.
    pub(super) fn note(&mut self, words: impl IntoIterator<Item = usize>, bit: u32) {
        for slot in words.into_iter().map(|i| self.slots[i]).filter(|slot| *slot != NO_SLOT) {
            self.evidence[slot as usize] |= bit;
        }
    }

    /// Numbers the forms of name-like words, and notes which of them stand in lower case too.
    fn number_forms(&mut self) {
        self.places.clear();
        self.places.resize((self.namelike.len() * 2).next_power_of_two(), (0, 0));
        self.slots.resize(self.cues.len(), NO_SLOT);
        for i in &self.namelike {
            let i = *i as usize;
            let word = self.cues[i].word;
            let place = place_of(&self.places, word);
            if self.places[place].1 == 0 {
                self.evidence.push(0);
                self.places[place] = (word, self.evidence.len() as u32);
            }
            self.slots[i] = self.places[place].1 - 1;
        }
        for word in &self.small {
            if let (_, number @ 1..) = self.places[place_of(&self.places, *word)] {
                self.evidence[number as usize - 1] |= evidence_bit::LOWER;
            }
        }
    }

    /// Opens the words of a sentence between and beside name-like ones that may be part of a name with them; `named` are its
    /// places in the list of name-like words.
    fn open_words(&mut self, named: Range<usize>, from: usize, to: usize) {
        use trait_bit as bit;
        let Self { namelike, traits, cues, open, .. } = self;
        let is = |i: usize, shape: Shape| cues[i].shape == shape;
        let mut previous = None;
        for next in namelike[named].iter().map(|i| *i as usize) {
            let begin = previous.map_or(from, |previous| previous + 1);
            if begin < next {
                open[begin] |= previous.is_some() && is(begin, Shape::Number);
                for i in begin.max(next.saturating_sub(2))..next {
                    let behind = |most: usize| previous.is_some_and(|previous| i - previous <= most);
                    let joins = match traits[i] & bit::LOWER != 0 {
                        true => traits[i] & bit::PARTICLE != 0 || traits[i] & bit::CONNECTOR != 0 && behind(2),
                        false => i + 1 == next && behind(1) && is(i, Shape::Mark),
                    };
                    open[i] |= joins;
                }
            }
            previous = Some(next);
        }
        if let Some(last) = previous.map(|previous| previous + 1).filter(|last| *last < to) {
            open[last] |= is(last, Shape::Number);
        }
    }

    /// Marks the runs of a sentence that ends before `to`; `named` are its places in the list of name-like words.
    fn mark_runs(&mut self, named: Range<usize>, to: usize) {
        use trait_bit as bit;
        let mut end = 0;
        for i in self.namelike[named].iter().map(|i| *i as usize) {
            if i < end {
                continue;
            }
            end = i + 1;
            while end < to && end - i < LONGEST_RUN {
                let own = self.traits[end];
                let particle = own & (bit::LOWER | bit::PARTICLE) == bit::LOWER | bit::PARTICLE;
                let joins = particle && self.traits[end + 1..to].iter().take(2).any(|t| t & bit::NAMELIKE != 0);
                if own & bit::NAMELIKE == 0 && !joins {
                    break;
                }
                end += 1;
            }
            if end > i + 1 {
                self.runs[i..end].fill((i as u32, end as u32));
            }
        }
    }

    fn gather(&mut self, named: Range<usize>, from: usize, to: usize) {
        use evidence_bit as bit;
        for i in self.namelike[named].iter().map(|i| *i as usize) {
            let (start, end) = (self.runs[i].0 as usize, self.runs[i].1 as usize);
            let when = |condition: bool, bit: u32| if condition { bit } else { 0 };
            let mut bits = when(i > from, bit::MIDDLE)
                | when(end - start == 1, bit::ALONE)
                | when(end - start > 1 && i == start, bit::BEGINS_RUN)
                | when(end - start > 1 && i + 1 == end, bit::ENDS_RUN);
            if i > from {
                bits |= self.cues[i - 1].beside & !NOT_BEHIND_IT;
            }
            if let Some(after) = self.cues[..to].get(i + 1) {
                bits |= after.beside & BEFORE_IT;
                if after.beside & bit::AGED != 0 {
                    let next = self.cues[..to].get(i + 2);
                    bits |= when(next.is_some_and(|cue| cue.shape == Shape::Number || cue.word == *WHO), bit::AGED);
                }
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

    /// Whether the sentence of word `i` has capitals where English has them.
    pub fn is_mixed_at(&self, i: usize) -> bool {
        let sentence = self.bounds.partition_point(|first| *first as usize <= i);
        sentence.checked_sub(1).and_then(|at| self.casing.get(at)) == Some(&Casing::Mixed)
    }

    /// What the article shows about the form of word `i`, and whether this one stands by itself; 0 for a word that is
    /// not name-like.
    #[inline]
    pub fn shown(&self, i: usize) -> u32 {
        let Some(bits) = self.evidence.get(self.slots[i] as usize) else { return 0 };
        let (start, end) = self.runs[i];
        (bits & evidence_bit::ALL) | if end - start == 1 { evidence_bit::BY_ITSELF } else { 0 }
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

/// What a word with these traits counts for in [`casing_of`], sixteen bits each from the lowest: words with letters, in
/// capitals, name-like ones, and of these those that are mostly written small, which tell a headline from a list of names.
const COUNTS: [u64; 256] = {
    use trait_bit as bit;
    const COUNTED: [u8; 4] = [bit::LETTERS, bit::UPPER, bit::NAMELIKE, bit::NAMELIKE | bit::COMMON];
    let mut counts = [0; 256];
    let mut traits = 0;
    while traits < 256 {
        let mut place = 0;
        while place < COUNTED.len() {
            if traits as u8 & COUNTED[place] == COUNTED[place] {
                counts[traits] |= 1 << (16 * place);
            }
            place += 1;
        }
        traits += 1;
    }
    counts
};

fn casing_of(traits: &[u8]) -> Casing {
    let mut counts = [0; 4];
    // No count overflows.
    for traits in traits.chunks(usize::from(u16::MAX)) {
        let counted: u64 = traits.iter().map(|traits| COUNTS[usize::from(*traits)]).sum();
        counts.iter_mut().zip(0..).for_each(|(count, place)| *count += u32::from((counted >> (16 * place)) as u16));
    }
    let [total, upper, namelike, common] = counts;
    if total >= 3 && upper * 10 >= total * 7 {
        Casing::Upper
    } else if total >= 4 && namelike * 10 >= total * 7 && common >= 2 {
        Casing::Title
    } else {
        Casing::Mixed
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::vocabulary::Vocabulary;
    use super::*;

    fn document(words: &str) -> Document {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let cues = words.split(' ').map(|word| vocabulary.cue(word, 0, word.len())).collect();
        let mut document = Document { cues, ..Document::default() };
        document.finish();
        document
    }

    #[test]
    fn small_words_marks_and_numbers_are_open_beside_names_only() {
        let words = "He met Ana de la Cruz of the Bank of Spain , and in 2004 James 7 , at 9 in Rome & Bari";
        let document = document(words);
        let open = words.split(' ').zip(&document.open).filter_map(|(word, open)| open.then_some(word));
        let expected =
            ["He", "Ana", "de", "la", "Cruz", "of", "the", "Bank", "of", "Spain", "James", "7", "Rome", "&", "Bari"];
        assert_eq!(open.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn runs_go_on_over_particles_and_end_at_other_words() {
        let document = document("Today Ana de la Cruz spoke of Lee Marsh");
        let runs = [(0, 5), (0, 5), (0, 5), (0, 5), (0, 5), (5, 6), (6, 7), (7, 9), (7, 9)];
        assert_eq!(document.runs, runs);
        assert_eq!(document.namelike, [0, 1, 4, 7, 8]);
        assert_eq!(document.slots, [0, 1, NO_SLOT, NO_SLOT, 2, NO_SLOT, NO_SLOT, 3, 4]);
    }

    #[test]
    fn what_the_article_shows_of_a_word_is_there_wherever_it_stands() {
        let document = document("Mayor Ana Berg said that berg and Berg , 43 , left");
        let (first, second) = (document.shown(2), document.shown(7));
        for bit in [evidence_bit::LOWER, evidence_bit::SAYS, evidence_bit::AGED, evidence_bit::ENDS_RUN] {
            assert!(first & bit != 0 && second & bit != 0, "bit {bit:b}");
        }
        assert_eq!((first & evidence_bit::BY_ITSELF, second & evidence_bit::BY_ITSELF), (0, evidence_bit::BY_ITSELF));
    }
}
