//! The tagger: weights in a table, labels for the words of a document.
//!
//! Layout of the weights, little endian: the scale as `f32`, the transitions as 13 x 13 `f32`, then a table of
//! features whose values are thirteen signed bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::class;
use super::cue::word_key;
use super::document::Document;
use super::feature::features;
use super::label::{LABELS, Label};
use super::lattice::{ANY, Chain, Scores, Transitions, best};
use super::table::Table;
use super::votes::Votes;

/// Width of the value of a feature.
pub const ROW: usize = LABELS;

static FIRST_BYTES: &[u8] = include_bytes!("first.bin");
static SECOND_BYTES: &[u8] = include_bytes!("second.bin");

static EMBEDDED: LazyLock<(Tagger, Tagger)> = LazyLock::new(|| {
    let open = |bytes| Tagger::open(bytes).expect("the embedded weights are those that the training program wrote");
    (open(FIRST_BYTES), open(SECOND_BYTES))
});

/// One set of weights.
#[derive(Debug)]
pub struct Tagger {
    scale: f32,
    transitions: Transitions,
    rows: Table<'static>,
}

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

impl Tagger {
    /// Opens weights; `None` when the bytes are not weights.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let mut floats = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let scale = floats.next()?;
        let mut scores = [[0.0; LABELS]; LABELS];
        for score in scores.iter_mut().flatten() {
            *score = floats.next()?;
        }
        let rows = Table::open(bytes.get(4 * (1 + LABELS * LABELS)..)?)?;
        Some(Self { scale, transitions: Transitions::new(scores), rows })
    }

    /// Labels every word.
    pub fn label(&self, document: &Document, votes: Option<&Votes>) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; document.cues.len()];
        let mut scores = Vec::new();
        for (sentence, chain) in chains(document) {
            self.score(document, sentence, chain.clone(), votes, &mut scores);
            labels[chain].copy_from_slice(&best(&scores, &self.transitions));
        }
        labels
    }

    /// Finds the names.
    pub fn find(&self, document: &Document, votes: Option<&Votes>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut scores = Vec::new();
        let mut sums = Chain::default();
        for (sentence, chain) in chains(document) {
            self.score(document, sentence, chain.clone(), votes, &mut scores);
            let labels = best(&scores, &self.transitions);
            if labels.iter().all(|label| *label == Label::OUTSIDE) {
                continue;
            }
            sums.run(&scores, &self.transitions, |_| ANY);
            for (kind, words) in names(&labels) {
                let confidence = sums.of_name(words.start, &labels[words.clone()], &self.transitions);
                found.push(Found { kind, words: chain.start + words.start..chain.start + words.end, confidence });
            }
        }
        found
    }

    fn score(
        &self,
        document: &Document,
        sentence: usize,
        chain: Range<usize>,
        votes: Option<&Votes>,
        scores: &mut Vec<Scores>,
    ) {
        scores.clear();
        let mut keys = Vec::with_capacity(96);
        for i in chain {
            features(document, sentence, i, votes, &mut keys);
            let mut sums = [0_i32; LABELS];
            for key in &keys {
                if let Some(row) = self.rows.get(*key) {
                    for (sum, byte) in sums.iter_mut().zip(row) {
                        *sum += i32::from(*byte as i8);
                    }
                }
            }
            let mut own = [0.0; LABELS];
            own.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum as f32 * self.scale);
            scores.push(own);
        }
    }
}

/// Names in a first reading and a second that knows what the first found.
pub fn read(document: &Document) -> Vec<Found> {
    let (first, second) = &*EMBEDDED;
    read_with(first, second, document)
}

/// [`read`] with given weights.
pub fn read_with(first: &Tagger, second: &Tagger, document: &Document) -> Vec<Found> {
    let votes = Votes::count(document, &first.label(document, None));
    let mut found = second.find(document, Some(&votes));
    trim(document, &mut found);
    spread(document, &votes, second, &mut found);
    found
}

/// Titles that begin names as well: Sheikh Hasina.
static NAMES_TOO: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let words = [
        "sheikh", "shaikh", "imam", "lama", "shah", "sri", "don", "abu", "st", "saint", "maulana", "haji", "syed",
        "datuk",
    ];
    words.map(word_key).to_vec()
});

/// Takes titles before and weekdays after a person's name out of it, unless they are names as well.
fn trim(document: &Document, found: &mut [Found]) {
    for name in found.iter_mut().filter(|name| name.kind == 0) {
        let entry = |at: usize| document.cues[at].entry;
        let no_name = |at: usize| {
            entry(at).given() == 0 && entry(at).surname() < 2 && !NAMES_TOO.contains(&document.cues[at].word)
        };
        while name.words.len() > 1 && entry(name.words.start).is(class::TITLE) && no_name(name.words.start) {
            name.words.start += 1;
        }
        while name.words.len() > 1 && entry(name.words.end - 1).is(class::CALENDAR) && no_name(name.words.end - 1) {
            name.words.end -= 1;
        }
    }
}

/// Confidence of a full name from which its last part is taken to be a person everywhere.
const SURE: f32 = 0.6;
/// How likely a word must be a person by itself to be taken for one because a full name ends with it.
const LIKELY: f32 = 0.06;

/// Adds single words that both readings missed although they end a full name elsewhere in the document, unless their
/// own places speak against it.
fn spread(document: &Document, votes: &Votes, tagger: &Tagger, found: &mut Vec<Found>) {
    let mut lasts: HashMap<u32, f32> = HashMap::new();
    for name in found.iter().filter(|name| name.kind == 0 && name.words.len() > 1 && name.confidence >= SURE) {
        let best = lasts.entry(document.cues[name.words.end - 1].word).or_default();
        *best = best.max(name.confidence);
    }
    if lasts.is_empty() {
        return;
    }
    let mut at = vec![None; document.cues.len()];
    for (index, name) in found.iter().enumerate() {
        at[name.words.clone()].fill(Some(index));
    }
    let single = Label::of(0, 0, 1).0 as usize;
    let (mut scores, mut sums) = (Vec::new(), Chain::default());
    for (sentence, chain) in chains(document) {
        let candidate = |i: &usize| {
            let cue = &document.cues[*i];
            let free = at[*i].is_none_or(|index: usize| found[index].kind != 0 && found[index].words.len() == 1);
            free && document.runs[*i].1 - document.runs[*i].0 == 1 && cue.is_namelike() && lasts.contains_key(&cue.word)
        };
        let candidates: Vec<usize> = chain.clone().filter(candidate).collect();
        if candidates.is_empty() {
            continue;
        }
        tagger.score(document, sentence, chain.clone(), Some(votes), &mut scores);
        sums.run(&scores, &tagger.transitions, |_| ANY);
        for i in candidates {
            let likely = sums.at(i - chain.start)[single];
            let name = Found { kind: 0, words: i..i + 1, confidence: likely.max(0.5) };
            match at[i] {
                Some(index) if likely >= 4.0 * LIKELY => found[index] = name,
                None if likely >= LIKELY => found.push(name),
                _ => {}
            }
        }
    }
    found.sort_by_key(|name| name.words.start);
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
