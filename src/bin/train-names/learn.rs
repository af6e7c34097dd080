//! Learning the weights: a conditional random field, trained document by document with FTRL-Proximal steps (McMahan et
//! al. 2013), whose L1 part leaves most weights at zero.
//!
//! One thread, a fixed order drawn from a fixed seed, sums in a fixed order: the same data gives the same bytes.

use std::collections::HashMap;

use dateline::person::model::{
    feature::features,
    label::{LABELS, Label},
    lattice::{ANY, Allowed, Chain, Scores, Transitions},
    table,
    tagger::{ROW, chains},
    votes::Votes,
};

use crate::corpus::{Annotated, Prepared, UNSURE};
use crate::random::Random;

/// Settings of a training run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    pub l1: f32,
    pub l2: f32,
    pub min_count: u32,
    /// See [`pack`].
    pub faint: f32,
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
}

impl Examples {
    /// Adds the chains of a document.
    pub fn add(&mut self, annotated: &Annotated, prepared: &Prepared, votes: Option<&Votes>) {
        let document = &prepared.document;
        let allowed = allowed_labels(annotated, prepared);
        let mut keys = Vec::new();
        for (sentence, chain) in chains(document) {
            self.chains.push(Example {
                start: self.allowed.len() as u32,
                length: chain.len() as u32,
                weight: annotated.weight,
            });
            for i in chain {
                features(document, sentence, i, votes, &mut keys);
                self.raw.extend(&keys);
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

/// State of one feature: FTRL's `z` and `n` for every label.
#[derive(Clone, Copy)]
struct State {
    z: Scores,
    n: Scores,
}

/// Learned weights.
pub struct Weights {
    pub transitions: [Scores; LABELS],
    pub rows: Vec<(u32, Scores)>,
}

/// Trains on all examples.
pub fn train(examples: &mut Examples, settings: &Settings) -> Weights {
    let keys = number_features(examples, settings.min_count);
    let zero = State { z: [0.0; LABELS], n: [0.0; LABELS] };
    let mut states = vec![zero; keys.len()];
    let mut pair_states = vec![zero; LABELS];
    let mut order: Vec<u32> = (0..examples.chains.len() as u32).collect();
    let mut random = Random::new(7);
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
    }
    let mut transitions = [[0.0; LABELS]; LABELS];
    for (row, state) in transitions.iter_mut().zip(&pair_states) {
        weights_of(state, settings, 0.0, row);
    }
    let mut rows = Vec::new();
    for (key, state) in keys.iter().zip(&states) {
        let mut row = [0.0; LABELS];
        weights_of(state, settings, settings.l1, &mut row);
        if row.iter().any(|w| w.abs() > 0.0) {
            rows.push((*key, row));
        }
    }
    Weights { transitions, rows }
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

#[inline]
fn weights_of(state: &State, settings: &Settings, l1: f32, row: &mut Scores) {
    for ((weight, z), n) in row.iter_mut().zip(&state.z).zip(&state.n) {
        let excess = (z.abs() - l1).max(0.0);
        *weight = -excess.copysign(*z) / ((1.0 + n.sqrt()) / settings.rate + settings.l2);
    }
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
    let mut row = [0.0; LABELS];
    for t in 0..length {
        let mut own = [0.0; LABELS];
        for feature in features_of(t) {
            weights_of(&states[*feature as usize], settings, settings.l1, &mut row);
            own.iter_mut().zip(&row).for_each(|(sum, weight)| *sum += weight);
        }
        scratch.scores.push(own);
    }
    let mut pairs = [[0.0; LABELS]; LABELS];
    for (scores, state) in pairs.iter_mut().zip(pair_states.iter()) {
        weights_of(state, settings, 0.0, scores);
    }
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
    scratch.full.log_sum - scratch.gold.log_sum
}

#[inline]
fn update(state: &mut State, gradient: &Scores, settings: &Settings, l1: f32) {
    let mut row = [0.0; LABELS];
    weights_of(state, settings, l1, &mut row);
    for label in 0..LABELS {
        let g = gradient[label];
        let n = state.n[label] + g * g;
        let sigma = (n.sqrt() - state.n[label].sqrt()) / settings.rate;
        state.z[label] += g - sigma * row[label];
        state.n[label] = n;
    }
}

/// The bytes that [`Tagger`](dateline::person::model::tagger::Tagger) opens.
/// `faint` is the size below which a feature is left out when none of its weights reaches it.
pub fn pack(weights: &Weights, faint: f32) -> Vec<u8> {
    let top = weights.rows.iter().flat_map(|(_, row)| row).fold(0.0_f32, |top, w| top.max(w.abs()));
    let scale = (top / 127.0).max(1e-6);
    let mut entries = Vec::new();
    for (key, row) in &weights.rows {
        let value: Vec<u8> = row.iter().map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8) as u8).collect();
        if row.iter().any(|w| w.abs() >= faint) {
            entries.push((*key, value));
        }
    }
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(weights.transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
    bytes.extend(table::build(15, ROW as u8, entries));
    bytes
}
