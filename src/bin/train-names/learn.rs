//! Learning the weights: a conditional random field, trained document by document with FTRL-Proximal steps (McMahan et
//! al. 2013), whose L1 part leaves most weights at zero.
//!
//! One thread, a fixed order drawn from a fixed seed, sums in a fixed order: the same data gives the same bytes.

use std::collections::{BTreeMap, HashMap};

use dateline::person::model::{
    feature::features,
    label::{LABELS, Label},
    lattice::{ANY, Allowed, Chain, Scores, Transitions},
    tagger::chains,
    vocabulary::Vocabulary,
    votes::{self, Votes},
};

use crate::corpus::{Annotated, Prepared, UNSURE};
use crate::random::Random;

/// Settings of a training run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub epochs: usize,
    /// The weights are the mean of those after each of so many last epochs.
    pub averaged: usize,
    /// Decides the order of the chains.
    pub seed: u64,
    pub rate: f32,
    pub l1: f32,
    pub l2: f32,
    pub min_count: u32,
    /// See [`pack`].
    pub faint: f32,
    /// Transitions that are there without those that are learned.
    pub given: [Scores; LABELS],
}

/// A chain of words with their features and the labels each may have.
struct Example {
    /// First word in the arrays of [`Examples`].
    start: u32,
    length: u32,
    weight: f32,
}

/// All chains of the training text.
#[derive(Default)]
pub struct Examples {
    chains: Vec<Example>,
    allowed: Vec<Allowed>,
    /// Features of word `i` are `features[ends[i - 1]..ends[i]]`.
    ends: Vec<u32>,
    features: Vec<u32>,
    raw: Vec<u32>,
    /// Scores that each word has without the weights that are learned; empty when all have none.
    given: Vec<Scores>,
}

impl Examples {
    /// Adds the chains of a document with the features of the first reading.
    pub fn add_first(&mut self, annotated: &Annotated, prepared: &Prepared, vocabulary: &Vocabulary) {
        self.add(annotated, prepared, |sentence, i, raw| {
            features(&prepared.document, vocabulary, sentence, i, &mut |key| raw.push(key))
        });
    }

    /// Adds the chains of a document with the features of the second reading and the scores of the first.
    pub fn add_second(&mut self, annotated: &Annotated, prepared: &Prepared, votes: &Votes, scores: &[Scores]) {
        self.given.extend(scores);
        let document = &prepared.document;
        self.add(annotated, prepared, |sentence, i, raw| {
            votes.features(document, document.casing[sentence], i, &mut |feature| raw.push(feature as u32));
        });
    }

    fn add(&mut self, annotated: &Annotated, prepared: &Prepared, put: impl Fn(usize, usize, &mut Vec<u32>)) {
        let document = &prepared.document;
        let allowed = allowed_labels(annotated, prepared);
        for (sentence, chain) in chains(document) {
            self.chains.push(Example {
                start: self.allowed.len() as u32,
                length: chain.len() as u32,
                weight: annotated.weight,
            });
            for i in chain {
                put(sentence, i, &mut self.raw);
                self.ends.push(self.raw.len() as u32);
                self.allowed.push(allowed[i]);
            }
        }
    }
}

/// The labels that the annotation leaves open for each word.
fn allowed_labels(annotated: &Annotated, prepared: &Prepared) -> Vec<Allowed> {
    let document = &prepared.document;
    let mut outside: Allowed = 1;
    for kind in (0..3).filter(|kind| !annotated.kinds[*kind]) {
        outside |= 0b1111 << (1 + kind * 4);
    }
    let mut allowed = vec![outside; document.cues.len()];
    for (kind, words) in &prepared.names {
        // A name that runs over words which cannot be part of one is cut to the part that can.
        let open = |i: &usize| document.open[*i];
        let (Some(from), Some(last)) = (words.clone().find(open), words.clone().rev().find(open)) else { continue };
        if *kind == UNSURE || !(from..=last).all(|i| document.open[i]) || last + 2 < words.end || from > words.start {
            (from..=last).for_each(|i| allowed[i] = ANY);
            continue;
        }
        for (offset, bits) in allowed[from..=last].iter_mut().enumerate() {
            *bits = 1 << Label::of(*kind, offset, last + 1 - from).0;
        }
    }
    allowed
}

/// State of one feature: FTRL's `z` and `n` for every label, and the weights that follow from them.
#[derive(Clone, Copy, Default)]
struct State {
    z: Scores,
    n: Scores,
    weights: Scores,
}

/// Learned weights.
pub struct Weights {
    pub transitions: [Scores; LABELS],
    pub rows: Vec<(u32, Scores)>,
}

/// Trains on all examples.
pub fn train(examples: &mut Examples, settings: &Settings) -> Weights {
    let keys = number_features(examples, settings.min_count);
    let mut states = vec![State::default(); keys.len()];
    let mut pair_states = vec![State::default(); LABELS];
    let mut order: Vec<u32> = (0..examples.chains.len() as u32).collect();
    let mut random = Random::new(settings.seed);
    let mut sums = vec![[0.0; LABELS]; keys.len()];
    let mut pair_sums = [[0.0; LABELS]; LABELS];
    let mut scratch = Scratch::default();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for index in &order {
            loss += step(examples, *index as usize, settings, &mut states, &mut pair_states, &mut scratch);
        }
        if epoch + 1 == settings.epochs {
            eprintln!("  epoch {} loss {loss:.0}", epoch + 1);
        }
        if epoch + settings.averaged >= settings.epochs {
            let mut transitions = [[0.0; LABELS]; LABELS];
            pairs_of(&pair_states, settings, &mut transitions);
            let share = 1.0 / settings.averaged as f32;
            pair_sums.iter_mut().zip(&transitions).for_each(|(sum, row)| add(sum, row, share));
            sums.iter_mut().zip(&states).for_each(|(sum, state)| add(sum, &state.weights, share));
        }
    }
    let rows = keys.into_iter().zip(sums).filter(|(_, row)| row.iter().any(|w| w.abs() > 0.0));
    Weights { transitions: pair_sums, rows: rows.collect() }
}

fn add(sum: &mut Scores, row: &Scores, share: f32) {
    sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * share);
}

/// The mean of several trainings; a feature that one does not have weighs nothing there.
pub fn mean(all: &[Weights]) -> Weights {
    let share = 1.0 / all.len() as f32;
    let mut transitions = [[0.0; LABELS]; LABELS];
    let mut rows: BTreeMap<u32, Scores> = BTreeMap::new();
    for weights in all {
        transitions.iter_mut().zip(&weights.transitions).for_each(|(sum, row)| add(sum, row, share));
        weights.rows.iter().for_each(|(key, row)| add(rows.entry(*key).or_default(), row, share));
    }
    Weights { transitions, rows: rows.into_iter().collect() }
}

/// The transitions as they are now.
fn pairs_of(states: &[State], settings: &Settings, pairs: &mut [Scores; LABELS]) {
    for ((row, state), given) in pairs.iter_mut().zip(states).zip(&settings.given) {
        row.iter_mut().zip(&state.weights).zip(given).for_each(|((score, own), given)| *score = own + given);
    }
}

/// Replaces raw feature keys by running numbers and drops the rare ones; returns the key of each number.
fn number_features(examples: &mut Examples, min_count: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for key in &examples.raw {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, count)| **count >= min_count).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().enumerate().map(|(number, key)| (*key, number as u32)).collect();
    let mut from = 0;
    examples.features.clear();
    for end in &mut examples.ends {
        let to = *end as usize;
        examples.features.extend(examples.raw[from..to].iter().filter_map(|key| numbers.get(key)));
        from = to;
        *end = examples.features.len() as u32;
    }
    examples.raw = Vec::new();
    keys
}

#[derive(Default)]
struct Scratch {
    scores: Vec<Scores>,
    full: Chain,
    gold: Chain,
}

fn step(
    examples: &Examples,
    index: usize,
    settings: &Settings,
    states: &mut [State],
    pair_states: &mut [State],
    scratch: &mut Scratch,
) -> f64 {
    let example = &examples.chains[index];
    let (start, length) = (example.start as usize, example.length as usize);
    let features_of = |t: usize| {
        let i = start + t;
        let from = if i == 0 { 0 } else { examples.ends[i - 1] as usize };
        &examples.features[from..examples.ends[i] as usize]
    };
    scratch.scores.clear();
    for t in 0..length {
        let mut own = examples.given.get(start + t).copied().unwrap_or_default();
        for feature in features_of(t) {
            let row = &states[*feature as usize].weights;
            own.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        scratch.scores.push(own);
    }
    let mut pairs = [[0.0; LABELS]; LABELS];
    pairs_of(pair_states, settings, &mut pairs);
    let transitions = Transitions::new(pairs);
    scratch.full.run(&scratch.scores, &transitions, |_| ANY);
    scratch.gold.run(&scratch.scores, &transitions, |t| examples.allowed[start + t]);
    let mut change = [[0.0; LABELS]; LABELS];
    for t in 0..length {
        scratch.full.add_pairs(t, &transitions, example.weight, &mut change);
        scratch.gold.add_pairs(t, &transitions, -example.weight, &mut change);
        let (full, gold) = (scratch.full.at(t), scratch.gold.at(t));
        let mut gradient = [0.0; LABELS];
        for label in 0..LABELS {
            gradient[label] = (full[label] - gold[label]) * example.weight;
        }
        if gradient.iter().all(|g| g.abs() < 1e-4) {
            continue;
        }
        for feature in features_of(t) {
            update(&mut states[*feature as usize], &gradient, settings, settings.l1);
        }
    }
    let last = (scratch.full.at(length - 1), scratch.gold.at(length - 1));
    for (row, (full, gold)) in change.iter_mut().zip(last.0.iter().zip(&last.1)) {
        row[0] += (full - gold) * example.weight;
    }
    for (state, gradient) in pair_states.iter_mut().zip(&change) {
        update(state, gradient, settings, 0.0);
    }
    scratch.full.log_sum() - scratch.gold.log_sum()
}

#[inline]
fn update(state: &mut State, gradient: &Scores, settings: &Settings, l1: f32) {
    for (label, g) in gradient.iter().enumerate() {
        let n = state.n[label] + g * g;
        let root = n.sqrt();
        let sigma = (root - state.n[label].sqrt()) / settings.rate;
        let z = state.z[label] + g - sigma * state.weights[label];
        let excess = (z.abs() - l1).max(0.0);
        state.weights[label] = -excess.copysign(z) / ((1.0 + root) / settings.rate + settings.l2);
        state.z[label] = z;
        state.n[label] = n;
    }
}

/// The bytes that [`Weights`](dateline::person::model::weights::Weights) opens.
/// `faint` is the size below which a feature is left out when none of its weights reaches it.
pub fn pack(weights: &Weights, faint: f32) -> Vec<u8> {
    let kept = || weights.rows.iter().filter(|(_, row)| row.iter().any(|w| w.abs() >= faint));
    let (mut bytes, scale) = pack_head(weights);
    bytes.extend((kept().count() as u32).to_le_bytes());
    bytes.extend(kept().flat_map(|(key, _)| key.to_le_bytes()));
    bytes.extend(kept().flat_map(|(_, row)| pack_row(row, scale)));
    bytes
}

/// The bytes of the second reading: a row for every feature.
pub fn pack_second(weights: &Weights) -> Vec<u8> {
    let (mut bytes, scale) = pack_head(weights);
    let mut rows = vec![[0.0; LABELS]; votes::COUNT];
    weights.rows.iter().for_each(|(key, row)| rows[*key as usize] = *row);
    bytes.extend(rows.iter().flat_map(|row| pack_row(row, scale)));
    bytes
}

fn pack_head(weights: &Weights) -> (Vec<u8>, f32) {
    let top = weights.rows.iter().flat_map(|(_, row)| row).fold(0.0_f32, |top, w| top.max(w.abs()));
    let scale = (top / 127.0).max(1e-6);
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(weights.transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
    (bytes, scale)
}

fn pack_row(row: &Scores, scale: f32) -> [u8; LABELS] {
    row.map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8) as u8)
}
