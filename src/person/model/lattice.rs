//! Inference in a chain of labels: the best sequence, and the probability of each label and of each name.
//!
//! Scores go in, probabilities come out; where scores come from is not known here. Before and after a chain stands
//! [`Label::OUTSIDE`].

use super::label::{LABELS, Label};

/// Scores of the labels of one word.
pub type Scores = [f32; LABELS];

/// Which labels a word may have, as bits.
pub type Allowed = u16;

/// All labels.
pub const ANY: Allowed = (1 << LABELS) - 1;

/// Scores of label pairs; what may not follow has negative infinity.
#[derive(Debug, Clone)]
pub struct Transitions {
    /// `scores[a][b]`: `b` after `a`.
    pub scores: [Scores; LABELS],
    /// `exp[a][b]`: how much `b` after `a` multiplies.
    exp: [Row; LABELS],
    /// The same by the label behind: `before[b][a]`.
    before: [Row; LABELS],
}

/// One number for each label, and room up to what the machine does at once; the room holds zeros.
type Row = [f32; 16];

impl Transitions {
    /// Takes scores and forbids what may not follow.
    pub fn new(mut scores: [Scores; LABELS]) -> Self {
        let (mut exp, mut before) = ([[0.0; 16]; LABELS], [[0.0; 16]; LABELS]);
        for (a, row) in scores.iter_mut().enumerate() {
            for (b, score) in row.iter_mut().enumerate() {
                if !Label(a as u8).may_precede(Label(b as u8)) {
                    *score = f32::NEG_INFINITY;
                }
                exp[a][b] = exp_of(*score);
                before[b][a] = exp[a][b];
            }
        }
        Self { scores, exp, before }
    }
}

/// Labels after which a name may begin or nothing stand: outside, and last and single of each kind.
const CLOSED: [usize; 7] = [0, 3, 4, 7, 8, 11, 12];
/// Labels that may follow those: outside, and begin and single of each kind.
const OPENING: [usize; 7] = [0, 1, 4, 5, 8, 9, 12];

/// The exponential function of a score, to six digits; 0 far below zero. Written out so that all labels of a word are done
/// at once.
#[inline(always)]
fn exp_of(score: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0;
    let steps = (score * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let shifted = steps + SHIFT;
    let rest = (steps - (shifted - SHIFT)) * std::f32::consts::LN_2;
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    let power = f32::from_bits(shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127) << 23);
    if score < -87.0 { 0.0 } else { series * power }
}

/// The best sequence of labels (Viterbi), with its workspace.
#[derive(Debug, Default)]
pub struct Best {
    back: Vec<[u8; LABELS]>,
}

impl Best {
    /// Writes the best label of each word to `labels`, which is as long as `words`.
    pub fn run(&mut self, words: &[Scores], transitions: &Transitions, labels: &mut [Label]) {
        let Some(first) = words.first() else { return };
        let mut current = [f32::NEG_INFINITY; LABELS];
        for b in OPENING {
            current[b] = transitions.scores[0][b] + first[b];
        }
        self.back.clear();
        for word in &words[1..] {
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut from = [0; LABELS];
            for b in OPENING {
                for a in CLOSED {
                    let score = current[a] + transitions.scores[a][b];
                    if score > next[b] {
                        (next[b], from[b]) = (score, a as u8);
                    }
                }
            }
            for begin in [1, 5, 9] {
                let inside = begin + 1;
                for b in [inside, begin + 2] {
                    for a in [begin, inside] {
                        let score = current[a] + transitions.scores[a][b];
                        if score > next[b] {
                            (next[b], from[b]) = (score, a as u8);
                        }
                    }
                }
            }
            next.iter_mut().zip(word).for_each(|(score, own)| *score += own);
            self.back.push(from);
            current = next;
        }
        let end = |label: usize| current[label] + transitions.scores[label][0];
        let mut label = CLOSED.into_iter().fold(0, |best, label| if end(label) > end(best) { label } else { best });
        for (slot, from) in labels[1..].iter_mut().zip(&self.back).rev() {
            *slot = Label(label as u8);
            label = from[label] as usize;
        }
        labels[0] = Label(label as u8);
    }
}

/// The sum of rows, each multiplied by one of the factors.
#[inline]
fn combined(factors: &Row, rows: &[Row; LABELS]) -> Row {
    let mut sums = [0.0; 16];
    for (row, factor) in rows.iter().zip(factors) {
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += factor * value);
    }
    sums
}

/// Sums over all sequences of a chain.
#[derive(Debug, Default)]
pub struct Chain {
    own: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    norms: Vec<f32>,
    tops: Vec<f32>,
    end: f32,
}

impl Chain {
    /// Runs forwards and backwards; `allowed` gives the labels that each word may have.
    pub fn run(&mut self, words: &[Scores], transitions: &Transitions, allowed: impl Fn(usize) -> Allowed) {
        let n = words.len();
        self.own.clear();
        self.tops.clear();
        for (t, word) in words.iter().enumerate() {
            let bits = allowed(t);
            let top = word.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            self.tops.push(top);
            let mut own: Row = [0.0; 16];
            own.iter_mut().zip(word).for_each(|(value, score)| *value = exp_of(score - top));
            if bits != ANY {
                own.iter_mut()
                    .enumerate()
                    .filter(|(label, _)| bits >> label & 1 == 0)
                    .for_each(|(_, value)| *value = 0.0);
            }
            self.own.push(own);
        }
        self.forward.resize(n, [0.0; 16]);
        self.backward.resize(n, [0.0; 16]);
        self.norms.resize(n, 0.0);
        let mut reached = transitions.exp[0];
        for t in 0..n {
            if t > 0 {
                reached = combined(&self.forward[t - 1], &transitions.exp);
            }
            let mut sum = 0.0;
            for (value, own) in reached.iter_mut().zip(&self.own[t]) {
                *value *= own;
                sum += *value;
            }
            let sum = sum.max(f32::MIN_POSITIVE);
            reached.iter_mut().for_each(|value| *value /= sum);
            self.norms[t] = sum;
            self.forward[t] = reached;
        }
        let end: f32 = (0..LABELS).map(|label| self.forward[n - 1][label] * transitions.exp[label][0]).sum();
        let end = end.max(f32::MIN_POSITIVE);
        self.end = end;
        for label in 0..LABELS {
            self.backward[n - 1][label] = transitions.exp[label][0] / end;
        }
        self.backward[n - 1][LABELS..].fill(0.0);
        for t in (0..n - 1).rev() {
            let mut ahead = self.backward[t + 1];
            let norm = self.norms[t + 1];
            ahead.iter_mut().zip(&self.own[t + 1]).for_each(|(value, own)| *value *= own / norm);
            self.backward[t] = combined(&ahead, &transitions.before);
        }
    }

    /// Logarithm of the sum of all sequences.
    pub fn log_sum(&self) -> f64 {
        let norms = self.norms.iter().chain([&self.end]).map(|norm| f64::from(*norm).ln());
        norms.sum::<f64>() + self.tops.iter().map(|top| f64::from(*top)).sum::<f64>()
    }

    /// Probability of each label at word `t`.
    pub fn at(&self, t: usize) -> Scores {
        let mut result = [0.0; LABELS];
        (0..LABELS).for_each(|label| result[label] = self.forward[t][label] * self.backward[t][label]);
        result
    }

    /// Adds the probability of each pair of labels at words `t - 1` and `t` to `sums`; before the first word stands
    /// outside.
    pub fn add_pairs(&self, t: usize, transitions: &Transitions, factor: f32, sums: &mut [Scores; LABELS]) {
        if t == 0 {
            self.at(0).iter().zip(&mut sums[0]).for_each(|(value, sum)| *sum += factor * value);
            return;
        }
        for (a, row) in sums.iter_mut().enumerate() {
            for (b, sum) in row.iter_mut().enumerate() {
                let value = self.forward[t - 1][a] * transitions.exp[a][b] * self.own[t][b] / self.norms[t];
                *sum += factor * value * self.backward[t][b];
            }
        }
    }

    /// Probability that words `from..to` are exactly one name with these labels.
    pub fn of_name(&self, from: usize, labels: &[Label], transitions: &Transitions) -> f32 {
        let first = labels[0].0 as usize;
        let mut value = self.forward[from][first];
        for (offset, pair) in labels.windows(2).enumerate() {
            let (a, b) = (pair[0].0 as usize, pair[1].0 as usize);
            let t = from + offset + 1;
            value *= transitions.exp[a][b] * self.own[t][b] / self.norms[t];
        }
        let last = labels[labels.len() - 1].0 as usize;
        (value * self.backward[from + labels.len() - 1][last]).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_of_a_chain_add_up_and_the_best_sequence_is_legal() {
        let transitions = Transitions::new([[0.1; LABELS]; LABELS]);
        let mut words = vec![[0.0; LABELS]; 3];
        words[0][Label::of(0, 0, 2).0 as usize] = 3.0;
        words[1][Label::of(0, 1, 2).0 as usize] = 3.0;
        let mut labels = [Label::OUTSIDE; 3];
        Best::default().run(&words, &transitions, &mut labels);
        assert_eq!(labels[..2], [Label::of(0, 0, 2), Label::of(0, 1, 2)]);
        let mut chain = Chain::default();
        chain.run(&words, &transitions, |_| ANY);
        for t in 0..3 {
            assert!((chain.at(t).iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        let name = chain.of_name(0, &labels[..2], &transitions);
        assert!(name > 0.5 && name < 1.0, "two words that both point at a person: {name}");
        let mut sums = [[0.0; LABELS]; LABELS];
        chain.add_pairs(1, &transitions, 1.0, &mut sums);
        assert!((sums.iter().flatten().sum::<f32>() - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_exponential_is_exact_enough() {
        for n in -800..=400 {
            let score = n as f32 / 10.0;
            let (value, expected) = (f64::from(exp_of(score)), f64::from(score).exp());
            assert!((value / expected - 1.0).abs() < 1e-4, "{score}: {value} for {expected}");
        }
        assert_eq!((exp_of(f32::NEG_INFINITY), exp_of(-100.0)), (0.0, 0.0));
    }

    #[test]
    fn a_restricted_chain_keeps_to_what_is_allowed() {
        let transitions = Transitions::new([[0.0; LABELS]; LABELS]);
        let words = vec![[0.0; LABELS]; 2];
        let mut chain = Chain::default();
        chain.run(&words, &transitions, |t| if t == 0 { 1 << Label::of(2, 0, 1).0 } else { 1 });
        assert!((chain.at(0)[Label::of(2, 0, 1).0 as usize] - 1.0).abs() < 1e-5);
    }
}
