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
    /// The same for the best sequence.
    best: Steps,
    /// How much each pair multiplies: `exp[a][b]`.
    exp: [Scores; LABELS],
    /// The same for sums.
    sums: Steps,
}

/// Numbers of the labels that a name may begin with or follow: outside, then begin and single of each kind.
const OPENING: [usize; 7] = [0, 1, 4, 5, 8, 9, 12];
/// Labels after which a name may begin or nothing stand: outside, and last and single of each kind.
const CLOSED: [usize; 7] = [0, 3, 4, 7, 8, 11, 12];

/// One number for each label, in four groups that the machine takes at once: begin of the kinds; outside and single of
/// the kinds; last of the kinds; inside of the kinds. So the labels that may follow closed ones are the first half, and the
/// closed ones the middle. What belongs to no label holds nothing of use.
type Row = [f32; 16];
type Quad = [f32; 4];
type Half = [f32; 8];

/// Where each label stands in a row.
const PLACES: [usize; LABELS] = {
    let mut places = [4; LABELS];
    let mut kind = 0;
    while kind < 3 {
        places[1 + kind * 4] = kind;
        places[2 + kind * 4] = 12 + kind;
        places[3 + kind * 4] = 8 + kind;
        places[4 + kind * 4] = 5 + kind;
        kind += 1;
    }
    places
};

#[inline(always)]
fn grouped(scores: &Scores, room: f32) -> Row {
    let s = scores;
    [s[1], s[5], s[9], room, s[0], s[4], s[8], s[12], s[3], s[7], s[11], room, s[2], s[6], s[10], room]
}

/// The groups of a row.
#[inline(always)]
fn quads(row: &Row) -> [Quad; 4] {
    let at = |i: usize| [row[i], row[i + 1], row[i + 2], row[i + 3]];
    [at(0), at(4), at(8), at(12)]
}

#[inline(always)]
fn row(first: Half, second: [Quad; 2]) -> Row {
    let mut row = [0.0; 16];
    row[..8].copy_from_slice(&first);
    row[8..12].copy_from_slice(&second[0]);
    row[12..].copy_from_slice(&second[1]);
    row
}

#[inline(always)]
fn each<const N: usize>(a: [f32; N], b: [f32; N], join: impl Fn(f32, f32) -> f32) -> [f32; N] {
    let mut joined = a;
    joined.iter_mut().zip(b).for_each(|(a, b)| *a = join(*a, b));
    joined
}

/// What the legal pairs of labels have, by groups.
#[derive(Debug, Clone)]
struct Steps {
    /// For each of [`CLOSED`], the labels that may follow: begin, outside and single.
    opening: [Half; 7],
    /// For each of [`OPENING`], the labels that it may follow: outside and single, last.
    closed: [Half; 7],
    /// For each kind, `[a][b]`: from begin and inside to last and inside.
    within: [[Quad; 2]; 2],
}

impl Steps {
    fn new(none: f32, pair: impl Fn(usize, usize) -> f32) -> Self {
        let mut steps = Self { opening: [[none; 8]; 7], closed: [[none; 8]; 7], within: [[[none; 4]; 2]; 2] };
        for (from, a) in CLOSED.into_iter().enumerate() {
            for (to, b) in OPENING.into_iter().enumerate() {
                steps.opening[from][PLACES[b]] = pair(a, b);
                steps.closed[to][PLACES[a] - 4] = pair(a, b);
            }
        }
        for kind in 0..3 {
            let [begin, inside, last] = [1, 2, 3].map(|position| position + kind * 4);
            for (from, a) in [begin, inside].into_iter().enumerate() {
                for (to, b) in [last, inside].into_iter().enumerate() {
                    steps.within[from][to][kind] = pair(a, b);
                }
            }
        }
        steps
    }

    /// What the labels of a word bring to those of the next: the steps joined with `along`, what meets with `meet`.
    #[inline(always)]
    fn forwards(&self, from: &Row, none: f32, along: impl Fn(f32, f32) -> f32, meet: impl Fn(f32, f32) -> f32) -> Row {
        let mut opening = [none; 8];
        for (a, steps) in CLOSED.into_iter().zip(&self.opening) {
            let before = from[PLACES[a]];
            opening.iter_mut().zip(steps).for_each(|(sum, step)| *sum = meet(*sum, along(before, *step)));
        }
        let [begin, _, _, inside] = quads(from);
        let [begun, going] = &self.within;
        let to = |to: usize| each(each(begin, begun[to], &along), each(inside, going[to], &along), &meet);
        row(opening, [to(0), to(1)])
    }

    /// The same for sums from the last word to the first.
    #[inline(always)]
    fn backwards(&self, from: &Row) -> Row {
        let mut closed = [0.0; 8];
        for (b, steps) in OPENING.into_iter().zip(&self.closed) {
            let after = from[PLACES[b]];
            closed.iter_mut().zip(steps).for_each(|(sum, step)| *sum += after * step);
        }
        let [_, _, last, inside] = quads(from);
        let [begun, going] = self.within.map(|[to_last, to_inside]| {
            each(each(inside, to_inside, |a, b| a * b), each(last, to_last, |a, b| a * b), |a, b| a + b)
        });
        let mut row = [0.0; 16];
        row[..4].copy_from_slice(&begun);
        row[4..12].copy_from_slice(&closed);
        row[12..].copy_from_slice(&going);
        row
    }
}

impl Transitions {
    /// Takes scores and forbids what may not follow.
    pub fn new(mut scores: [Scores; LABELS]) -> Self {
        for (a, row) in scores.iter_mut().enumerate() {
            for (b, score) in row.iter_mut().enumerate() {
                if !Label(a as u8).may_precede(Label(b as u8)) {
                    *score = f32::NEG_INFINITY;
                }
            }
        }
        let best = Steps::new(f32::NEG_INFINITY, |a, b| scores[a][b]);
        let exp = scores.map(|row| row.map(exp_of));
        let sums = Steps::new(0.0, |a, b| exp[a][b]);
        Self { scores, best, exp, sums }
    }
}

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
    /// Of each word, the score of the best sequence up to it that ends with each label.
    reached: Vec<Row>,
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The highest score of a word.
#[inline(always)]
fn highest(word: &Scores) -> f32 {
    let four = |from: usize| [word[from], word[from + 1], word[from + 2], word[from + 3]];
    let [a, b, c, d] = each(each(four(1), four(5), larger), four(9), larger);
    larger(word[0], larger(larger(a, b), larger(c, d)))
}

impl Best {
    /// Writes the best label of each word to `labels`, which is as long as `words`.
    pub fn run(&mut self, words: &[Scores], transitions: &Transitions, labels: &mut [Label]) {
        let Some((first, rest)) = words.split_first() else { return };
        let steps = &transitions.best;
        let none = f32::NEG_INFINITY;
        let mut current = each(row(steps.opening[0], [[none; 4]; 2]), grouped(first, 0.0), |a, b| a + b);
        self.reached.clear();
        for word in rest {
            self.reached.push(current);
            let next = steps.forwards(&current, none, |a, b| a + b, larger);
            current = each(next, grouped(word, 0.0), |a, b| a + b);
        }
        let scores = &transitions.scores;
        let best = |reached: &Row, before: &[usize], next: usize| {
            let scored = |label: usize| (reached[PLACES[label]] + scores[label][next], label);
            let best = before[1..].iter().fold(scored(before[0]), |best, label| {
                let other = scored(*label);
                // Both are chosen without a branch, which would be guessed wrong half of the time.
                let better = other.0 > best.0;
                (if better { other.0 } else { best.0 }, if better { other.1 } else { best.1 })
            });
            best.1
        };
        let mut label = best(&current, &CLOSED, 0);
        for (slot, reached) in labels[1..].iter_mut().zip(&self.reached).rev() {
            *slot = Label(label as u8);
            label = match PLACES[label] {
                0..8 => best(reached, &CLOSED, label),
                place => best(reached, &[1 + place % 4 * 4, 2 + place % 4 * 4], label),
            };
        }
        labels[0] = Label(label as u8);
    }
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
        let steps = &transitions.sums;
        self.own.clear();
        self.tops.clear();
        self.forward.clear();
        self.norms.clear();
        let mut reached = row(steps.opening[0], [[0.0; 4]; 2]);
        for (t, word) in words.iter().enumerate() {
            let bits = allowed(t);
            let top = highest(word);
            let mut own = grouped(word, f32::NEG_INFINITY);
            own.iter_mut().for_each(|value| *value = exp_of(*value - top));
            if bits != ANY {
                let barred = (0..LABELS).filter(|label| bits >> label & 1 == 0);
                barred.for_each(|label| own[PLACES[label]] = 0.0);
            }
            if let Some(before) = self.forward.last() {
                reached = steps.forwards(before, 0.0, |a, b| a * b, |a, b| a + b);
            }
            let mut forward = each(reached, own, |a, b| a * b);
            let sum = PLACES.iter().fold(0.0, |sum, place| sum + forward[*place]).max(f32::MIN_POSITIVE);
            forward.iter_mut().for_each(|value| *value /= sum);
            self.tops.push(top);
            self.own.push(own);
            self.norms.push(sum);
            self.forward.push(forward);
        }
        // Behind the last word only the step outside is of use.
        let end = self.forward.last().map_or(reached[PLACES[0]], |last| {
            let ends = CLOSED.iter().zip(&steps.opening).map(|(a, steps)| last[PLACES[*a]] * steps[PLACES[0]]);
            ends.fold(0.0, |sum, step| sum + step)
        });
        self.end = end.max(f32::MIN_POSITIVE);
        self.backward.resize(words.len(), [0.0; 16]);
        let mut reached = [0.0; 16];
        reached[4..12].copy_from_slice(&steps.closed[0].map(|value| value / self.end));
        let mut ahead = None;
        for ((backward, own), norm) in self.backward.iter_mut().zip(&self.own).zip(&self.norms).rev() {
            if let Some(ahead) = ahead {
                reached = steps.backwards(&ahead);
            }
            *backward = reached;
            ahead = Some(each(reached, *own, |value, own| value * (own / norm)));
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
        let (forward, backward) = (&self.forward[t], &self.backward[t]);
        (0..LABELS).for_each(|label| result[label] = forward[PLACES[label]] * backward[PLACES[label]]);
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
                let before = self.forward[t - 1][PLACES[a]] * transitions.exp[a][b];
                let value = before * self.own[t][PLACES[b]] / self.norms[t];
                *sum += factor * value * self.backward[t][PLACES[b]];
            }
        }
    }

    /// Probability that words `from..to` are exactly one name with these labels.
    pub fn of_name(&self, from: usize, labels: &[Label], transitions: &Transitions) -> f32 {
        let first = labels[0].0 as usize;
        let mut value = self.forward[from][PLACES[first]];
        for (offset, pair) in labels.windows(2).enumerate() {
            let (a, b) = (pair[0].0 as usize, pair[1].0 as usize);
            let t = from + offset + 1;
            value *= transitions.exp[a][b] * self.own[t][PLACES[b]] / self.norms[t];
        }
        let last = labels[labels.len() - 1].0 as usize;
        (value * self.backward[from + labels.len() - 1][PLACES[last]]).clamp(0.0, 1.0)
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
    fn the_best_sequence_and_the_sums_are_those_of_going_through_all() {
        let number = |n: usize| (n * 37 % 101) as f32 / 20.0 - 2.5;
        let mut scores = [[0.0; LABELS]; LABELS];
        scores.iter_mut().flatten().enumerate().for_each(|(n, score)| *score = number(n));
        let transitions = Transitions::new(scores);
        for seed in 0..20 {
            let word = |t: usize| std::array::from_fn(|label| number(seed * 53 + t * 17 + label * 3));
            let words: Vec<Scores> = (0..4).map(word).collect();
            // Nothing for labels that may not follow each other.
            let score_of = |labels: &[usize]| -> Option<f32> {
                let all: Vec<usize> = [0].into_iter().chain(labels.iter().copied()).chain([0]).collect();
                let legal = |pair: &[usize]| Label(pair[0] as u8).may_precede(Label(pair[1] as u8));
                let steps = all.windows(2).map(|pair| scores[pair[0]][pair[1]]).sum::<f32>();
                let own = labels.iter().zip(&words).map(|(label, own)| own[*label]).sum::<f32>();
                all.windows(2).all(legal).then_some(steps + own)
            };
            let (mut best, mut total, mut outside_first) = (f32::NEG_INFINITY, 0.0, 0.0);
            for code in 0..LABELS.pow(4) {
                let labels: Vec<usize> = (0..4_u32).map(|t| code / LABELS.pow(t) % LABELS).collect();
                let Some(score) = score_of(&labels) else { continue };
                let likely = f64::from(score).exp();
                total += likely;
                outside_first += if labels[0] == 0 { likely } else { 0.0 };
                best = best.max(score);
            }
            let mut labels = [Label::OUTSIDE; 4];
            Best::default().run(&words, &transitions, &mut labels);
            // Several sequences may be equally good.
            let found = score_of(&labels.map(|label| label.0 as usize)).unwrap();
            assert!((found - best).abs() < 1e-4, "seed {seed}: {found} for {best}");
            let mut chain = Chain::default();
            chain.run(&words, &transitions, |_| ANY);
            assert!((chain.log_sum() - total.ln()).abs() < 1e-3, "seed {seed}");
            assert!((f64::from(chain.at(0)[0]) - outside_first / total).abs() < 1e-4, "seed {seed}");
        }
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
