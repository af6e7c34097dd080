//! The tagger: a first reading of a document, a second that knows what the first found, and the names they spell out.
//!
//! Its surprise: the second reading has few weights of its own. It adds them to the scores of the first, so that the words
//! are looked at only once.

use std::ops::Range;
use std::sync::LazyLock;

use super::agree::Places;
use super::around_sums::AroundSums;
use super::bounds;
use super::document::Document;
use super::feature::{Around, FIRST, MOST_OF_REST, of_rest, of_shown, window};
use super::form_sums::{FormSums, Source};
use super::label::{LABELS, Label};
use super::lattice::{ANY, Best, Chain, Scores, Transitions};
use super::vocabulary::Vocabulary;
use super::votes::{self, Votes};
use super::weights::{LANES, Sums, Weights, add_row, add_sums, open_head};

static FIRST_BYTES: &[u8] = include_bytes!("first.bin");
static SECOND_BYTES: &[u8] = include_bytes!("second.bin");

static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::open(FIRST_BYTES, SECOND_BYTES).expect("the embedded weights are those that the training program wrote")
});

/// The weights of both readings.
#[derive(Debug)]
pub struct Model {
    first: Weights,
    second: Option<Second>,
}

/// The weights of the second reading: transitions, and a row for every feature of [`Votes`].
#[derive(Debug)]
struct Second {
    scale: f32,
    transitions: Transitions,
    rows: Box<[[i8; LANES]]>,
}

/// How much of its weights the second reading adds. It learns from articles whose names the first reading knew less well
/// than it knows those of the training text, and says too much.
const TRUST: f32 = 0.5;

/// A name: its kind (0 person, 1 organisation, 2 place), its words, and how sure the model is.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// See [`Label::kind`].
    pub kind: usize,
    /// Indexes of its words.
    pub words: Range<usize>,
    /// Probability of exactly this name.
    pub confidence: f32,
}

/// What reading needs besides the document: sums of weights by word form, and room that is used again.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Sums of weights of each form.
    forms: FormSums,
    /// Sums of weights of what is around words.
    around_sums: AroundSums,
    /// The forms of the two words before a chain, of its words, and of the two behind it.
    beside: Vec<u32>,
    /// Of each word of all chains.
    around: Vec<Around>,
    /// Sums of weights of what articles showed, at a place that follows from it.
    shown: Vec<(u32, Sums)>,
    pub(super) chains: Vec<(u32, Range<u32>)>,
    /// For each chain whether the second reading added something.
    pub(super) changed: Vec<bool>,
    /// Scores of all words of all chains, one after the other.
    pub(super) scores: Vec<Scores>,
    pub(super) labels: Vec<Label>,
    /// Of each of these words, the features of its place that may have weights.
    keys: Vec<u32>,
    /// The rows of their weights.
    rows: Vec<u32>,
    /// The end of each word's part of these.
    ends: Vec<u32>,
    sums_of_words: Vec<Sums>,
    votes: Votes,
    best: Best,
    pub(super) sums: Chain,
    pub(super) places: Places,
}

impl Scratch {
    /// Forgets the word forms but the first so many.
    pub fn truncate(&mut self, forms: usize) {
        self.forms.truncate(forms);
    }
}

impl Model {
    /// The embedded weights.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Opens weights; `None` when the bytes are not weights.
    pub fn open(first: &[u8], second: &[u8]) -> Option<Self> {
        let (scale, transitions, rest) = open_head(second)?;
        if rest.len() != votes::COUNT * LABELS {
            return None;
        }
        let rows = rest.chunks_exact(LABELS).map(|bytes| {
            let mut row = [0; LANES];
            row.iter_mut().zip(bytes).for_each(|(weight, byte)| *weight = *byte as i8);
            row
        });
        let second = Second { scale: scale * TRUST, transitions, rows: rows.collect() };
        Some(Self { second: Some(second), ..Self::open_first(first)? })
    }

    /// Opens weights of the first reading alone.
    pub fn open_first(first: &[u8]) -> Option<Self> {
        let first = Weights::open(first)?;
        Some(Self { first, second: None })
    }

    /// The names of a document, whose words are of `vocabulary`.
    pub fn read(&self, document: &Document, vocabulary: &Vocabulary, scratch: &mut Scratch) -> Vec<Found> {
        self.read_first(document, vocabulary, scratch);
        if let Some(second) = &self.second {
            second.add(document, scratch);
        }
        let mut found = self.find(document, scratch);
        bounds::correct(document, &mut found);
        self.agree(document, scratch, &mut found);
        found
    }

    /// The first reading: leaves the scores of all chains and the best labels in `scratch`.
    pub fn read_first(&self, document: &Document, vocabulary: &Vocabulary, scratch: &mut Scratch) {
        scratch.chains.clear();
        scratch
            .chains
            .extend(chains(document).map(|(sentence, chain)| (sentence as u32, chain.start as u32..chain.end as u32)));
        scratch.changed.clear();
        scratch.changed.resize(scratch.chains.len(), false);
        scratch.labels.clear();
        scratch.labels.resize(document.cues.len(), Label::OUTSIDE);
        // The weights lie all over the memory. Going through the words once for each table, and not once for all, keeps
        // many look-ups under way at a time.
        self.hash_places(document, scratch);
        self.sum_forms(document, vocabulary, scratch);
        self.sum_places(scratch);
        let mut from = 0;
        for (_, chain) in &scratch.chains {
            let chain = chain.start as usize..chain.end as usize;
            let scores = &scratch.scores[from..from + chain.len()];
            from += chain.len();
            scratch.best.run(scores, &self.first.transitions, &mut scratch.labels[chain]);
        }
    }

    /// Notes what is around each word, and the features of its place that may have weights.
    fn hash_places(&self, document: &Document, scratch: &mut Scratch) {
        let Scratch { chains, around, keys, ends, .. } = scratch;
        around.clear();
        ends.clear();
        let mut count = 0;
        for (sentence, chain) in chains.iter() {
            for i in chain.start as usize..chain.end as usize {
                if keys.len() < count + MOST_OF_REST {
                    keys.resize(2 * (count + MOST_OF_REST), 0);
                }
                // Written in any case and kept or not, since a branch would be guessed wrong often.
                let room = &mut keys[count..count + MOST_OF_REST];
                let mut kept = 0;
                of_rest(document, *sentence as usize, i, &mut |key| {
                    room[kept % MOST_OF_REST] = key;
                    kept += usize::from(self.first.may_have(key));
                });
                count += kept;
                ends.push(count as u32);
                around.push(Around::of(document, *sentence as usize, i));
            }
        }
        keys.truncate(count);
    }

    /// Begins the sums with what the forms around each word, what is around it otherwise, and the article say.
    fn sum_forms(&self, document: &Document, vocabulary: &Vocabulary, scratch: &mut Scratch) {
        let Scratch { chains, beside, around, around_sums, forms, shown, sums_of_words, .. } = scratch;
        let source = Source { weights: &self.first, vocabulary };
        forms.reserve(vocabulary.len());
        around_sums.begin(&self.first);
        sums_of_words.clear();
        let mut around = around.iter();
        for (sentence, chain) in chains.iter() {
            let (start, end) = (chain.start as usize, chain.end as usize);
            let at = window(document, *sentence as usize, start);
            beside.clear();
            beside.extend((-2..(end - start) as isize + 2).map(|offset| at(offset).form));
            for ((beside, around), t) in beside.array_windows::<FIRST>().zip(&mut around).zip(0..) {
                let i = start + t as usize;
                let standing = (document.cues[i].first, around.is_alone());
                let mut sums = forms.sum(beside, standing, source, |offset| at(t + offset));
                around_sums.add(*around, &self.first, &mut sums);
                self.add_shown(document.shown(i), &mut sums, shown);
                sums_of_words.push(sums);
            }
        }
    }

    /// Adds what the places say, and makes scores of the sums.
    fn sum_places(&self, scratch: &mut Scratch) {
        scratch.scores.clear();
        scratch.rows.clear();
        scratch.rows.extend(scratch.keys.iter().map(|key| self.first.row_of(*key)));
        let mut from = 0;
        for (sums, end) in scratch.sums_of_words.iter_mut().zip(&scratch.ends) {
            let end = *end as usize;
            self.first.add_rows(&scratch.rows[from..end], sums);
            from = end;
            let mut own = [0.0; LABELS];
            own.iter_mut().zip(sums).for_each(|(score, sum)| *score = f32::from(*sum) * self.first.scale);
            scratch.scores.push(own);
        }
    }

    #[inline]
    fn add_shown(&self, shown: u32, sums: &mut Sums, known: &mut Vec<(u32, Sums)>) {
        const PLACES: usize = 512;
        if shown == 0 {
            return;
        }
        if known.is_empty() {
            known.resize(PLACES, (0, [0; LANES]));
        }
        let (key, row) = &mut known[(shown.wrapping_mul(0x9e37_79b1) >> 20) as usize % PLACES];
        if *key != shown {
            (*key, *row) = (shown, [0; LANES]);
            of_shown(shown, &mut |feature| self.first.add(feature, row));
        }
        add_sums(row, sums);
    }
}

impl Scratch {
    /// The labels that the last first reading gave to the words of its document.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The scores that the last first reading gave to the words of all chains, one after the other.
    pub fn scores(&self) -> &[Scores] {
        &self.scores
    }
}

impl Second {
    /// Adds what the first reading says of each word to the scores.
    fn add(&self, document: &Document, scratch: &mut Scratch) {
        scratch.votes.count(document, &scratch.labels);
        let mut scores = &mut scratch.scores[..];
        scratch.changed.clear();
        for (sentence, chain) in &scratch.chains {
            let words = chain.start as usize..chain.end as usize;
            let (own, others) = std::mem::take(&mut scores).split_at_mut(words.len());
            scores = others;
            let changed = words.clone().any(|i| scratch.votes.is_repeated(document, i));
            scratch.changed.push(changed);
            if !changed {
                continue;
            }
            let casing = document.casing[*sentence as usize];
            for (i, own) in words.zip(own) {
                let mut sums: Sums = [0; LANES];
                scratch.votes.features(document, casing, i, &mut |feature| add_row(&self.rows[feature], &mut sums));
                own.iter_mut().zip(sums).for_each(|(score, sum)| *score += f32::from(sum) * self.scale);
            }
        }
    }
}

impl Model {
    /// The transitions of the first reading, or of the second where it added something to a chain.
    pub fn transitions(&self, changed: bool) -> &Transitions {
        match &self.second {
            Some(second) if changed => &second.transitions,
            _ => &self.first.transitions,
        }
    }

    /// The names that the scores in `scratch` speak for.
    fn find(&self, document: &Document, scratch: &mut Scratch) -> Vec<Found> {
        // A chain has less than one name as a rule.
        let mut found = Vec::with_capacity(scratch.chains.len());
        scratch.places.begin(document);
        let mut rest = &scratch.scores[..];
        for ((_, chain), changed) in scratch.chains.iter().zip(&scratch.changed) {
            let (start, end) = (chain.start as usize, chain.end as usize);
            let (scores, others) = rest.split_at(end - start);
            rest = others;
            let transitions = self.transitions(*changed);
            let labels = &mut scratch.labels[start..end];
            if *changed {
                scratch.best.run(scores, transitions, labels);
            }
            if labels.iter().all(|label| *label == Label::OUTSIDE) {
                continue;
            }
            scratch.sums.run(scores, transitions, |_| ANY);
            scratch.places.keep(document, start, end - start, &scratch.sums);
            for (kind, words) in names(labels) {
                let confidence = scratch.sums.of_name(words.start, &labels[words.clone()], transitions);
                found.push(Found { kind, words: start + words.start..start + words.end, confidence });
            }
        }
        found
    }
}

/// The stretches of words that may hold names, each with its sentence; what lies between is outside.
pub fn chains(document: &Document) -> impl Iterator<Item = (usize, Range<usize>)> {
    document.bounds.windows(2).enumerate().flat_map(move |(sentence, bounds)| {
        let (from, to) = (bounds[0] as usize, bounds[1] as usize);
        let mut at = from;
        std::iter::from_fn(move || {
            let start = at + document.open[at..to].iter().position(|open| *open)?;
            let length = document.open[start..to].iter().position(|open| !open).unwrap_or(to - start);
            at = start + length;
            Some((sentence, start..at))
        })
    })
}

/// The names that labels spell out.
pub fn names(labels: &[Label]) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let mut start = 0;
    labels.iter().enumerate().filter_map(move |(i, label)| {
        if label.is_first() {
            start = i;
        }
        label.kind().filter(|_| label.is_last()).map(|kind| (kind, start..i + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;

    /// The first reading of one word, each of whose features by itself has this weight for the first label of a name.
    fn score(weight: i8) -> f32 {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let mut document = Document::default();
        document.cues.push(vocabulary.cue("Okonjo", 0, 6));
        document.finish();
        let mut keys = Vec::new();
        super::super::feature::of_form(&document.cues[0], vocabulary.letters(&document.cues[0]), 2, &mut |key| {
            keys.push(key)
        });
        assert_eq!(keys.len(), 14);
        let mut bytes = 0.5_f32.to_le_bytes().to_vec();
        bytes.resize(4 * (1 + LABELS * LABELS), 0);
        bytes.extend((keys.len() as u32).to_le_bytes());
        keys.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
        keys.iter().for_each(|_| bytes.extend([0, weight as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        let model = Model::open_first(&bytes).unwrap();
        let mut scratch = Scratch::default();
        model.read_first(&document, &vocabulary, &mut scratch);
        // The sums are kept now, and have to be the same.
        let first = scratch.scores()[0];
        model.read_first(&document, &vocabulary, &mut scratch);
        assert_eq!(scratch.scores()[0], first);
        assert!(first.iter().enumerate().all(|(label, score)| label == 1 || *score == 0.0));
        first[1]
    }

    #[test]
    fn what_a_form_says_is_summed_however_much_it_is() {
        assert_eq!(score(3), 21.0);
        assert_eq!(score(-9), -63.0);
        assert_eq!(score(100), 700.0);
        assert_eq!(score(-100), -700.0);
    }
}
