//! Sums of the weights of word forms, by the slot in which a form stands to the word that is judged.
//!
//! Each is worked out when a form stands in a slot for the first time. Its surprise: whether a sum is there is told by a lane
//! that no label has, so that the lane of the sum over all slots of a word says whether any is missing.

use rustc_hash::FxHashMap;

use super::cue::Cue;
use super::feature::{AFTER, BEFORE, FIRST, SELF, of_form, of_form_alone};
use super::vocabulary::Vocabulary;
use super::weights::{LANES, Sums, Weights, add_row};

type Row = [i8; LANES];

/// The lane that says whether a sum is there.
const STATE: usize = LANES - 1;
/// It is there.
const KNOWN: i8 = 1;
/// It is too large for a row, and kept elsewhere. More than a word has slots, so that no sum of states looks like all known.
const LARGE: i8 = 16;

/// What a form says of itself and of the words beside it, in two lines of memory side by side, which come together.
#[derive(Debug, Clone, Copy)]
#[repr(align(128))]
struct Near {
    /// Of itself in a run of several words, then by itself, each in two rows that are added, since the sums are large.
    own: [[Row; 2]; 2],
    /// As the word before and as the one behind, each of a word in a run of several words, then of one by itself. Small
    /// words are asked for here alone, and then in one line of memory.
    beside: [[Row; 2]; 2],
}

const UNKNOWN: Near = Near { own: [[[0; LANES]; 2]; 2], beside: [[[0; LANES]; 2]; 2] };

/// The words two before and two behind.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Far([Row; 2]);

/// The sums of all forms of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct FormSums {
    near: Vec<Near>,
    far: Vec<Far>,
    /// As the first of a sentence.
    firsts: Vec<Row>,
    /// Sums that are too large for a row, by form, slot and whether the word is a run by itself.
    large: FxHashMap<(u32, usize, bool), Sums>,
}

/// What the sums are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s> {
    pub weights: &'s Weights,
    pub vocabulary: &'s Vocabulary,
}

impl FormSums {
    /// Makes room for so many forms.
    pub(super) fn reserve(&mut self, forms: usize) {
        if forms > self.far.len() {
            self.near.resize(forms, UNKNOWN);
            self.far.resize(forms, Far([[0; LANES]; 2]));
            self.firsts.resize(forms, [0; LANES]);
        }
    }

    /// Forgets all but those of the first so many forms.
    pub(super) fn truncate(&mut self, forms: usize) {
        self.near.truncate(forms);
        self.far.truncate(forms);
        self.firsts.truncate(forms);
        self.large.retain(|(form, ..), _| (*form as usize) < forms);
    }

    /// The row of a slot, of the word itself the first.
    fn row_mut(&mut self, form: u32, slot: usize, alone: bool) -> &mut Row {
        let (form, alone) = (form as usize, usize::from(alone));
        match slot {
            SELF => &mut self.near[form].own[alone][0],
            BEFORE => &mut self.near[form].beside[0][alone],
            AFTER => &mut self.near[form].beside[1][alone],
            FIRST => &mut self.firsts[form],
            slot => &mut self.far[form].0[slot / 4],
        }
    }

    /// What the forms around a word say of it, of which it is the third; the lanes beyond the labels hold nothing of use.
    #[inline(always)]
    pub(super) fn sum<'d>(
        &mut self,
        beside: &[u32; FIRST],
        (first, alone): (bool, bool),
        source: Source<'_>,
        cue_at: impl Fn(isize) -> &'d Cue,
    ) -> Sums {
        let mut sums: Sums = [0; LANES];
        let [two_before, before, own, after, two_after] = beside.map(|form| form as usize);
        let by_itself = usize::from(alone);
        add_row(&self.far[two_before].0[0], &mut sums);
        add_row(&self.near[before].beside[0][by_itself], &mut sums);
        self.near[own].own[by_itself].iter().for_each(|half| add_row(half, &mut sums));
        add_row(&self.near[after].beside[1][by_itself], &mut sums);
        add_row(&self.far[two_after].0[1], &mut sums);
        if first {
            add_row(&self.firsts[own], &mut sums);
        }
        if sums[STATE] != FIRST as i16 + i16::from(first) {
            return self.sum_anew((first, alone), source, cue_at);
        }
        sums
    }

    /// The same where some of it is not there or too large for its place.
    #[cold]
    #[inline(never)]
    fn sum_anew<'d>(
        &mut self,
        (first, alone): (bool, bool),
        source: Source<'_>,
        cue_at: impl Fn(isize) -> &'d Cue,
    ) -> Sums {
        let mut sums: Sums = [0; LANES];
        for slot in 0..FIRST + usize::from(first) {
            let cue = cue_at(if slot == FIRST { 0 } else { slot as isize - SELF as isize });
            let alone = alone && matches!(slot, BEFORE | SELF | AFTER);
            let own = self.known(cue, slot, alone, source);
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum = sum.wrapping_add(own));
        }
        sums
    }

    /// The sum of a form in a slot, which is worked out if it is not there.
    fn known(&mut self, cue: &Cue, slot: usize, alone: bool, source: Source<'_>) -> Sums {
        let own = slot == SELF;
        let row = *self.row_mut(cue.form, slot, alone);
        match row[STATE] {
            0 => {}
            LARGE => return self.large.get(&(cue.form, slot, alone)).copied().unwrap_or([0; LANES]),
            _ if own => {
                let [rest, half] = self.near[cue.form as usize].own[usize::from(alone)];
                return std::array::from_fn(|lane| i16::from(rest[lane]) + i16::from(half[lane]));
            }
            _ => return row.map(i16::from),
        }
        let mut sums: Sums = [0; LANES];
        if alone {
            sums = self.known(cue, slot, false, source);
            of_form_alone(cue, slot, &mut |key| source.weights.add(key, &mut sums));
        } else {
            let letters = source.vocabulary.letters(cue);
            of_form(cue, letters, slot, &mut |key| source.weights.add(key, &mut sums));
        }
        sums[STATE] = i16::from(KNOWN);
        let half = if own { sums.map(|sum| sum / 2) } else { [0; LANES] };
        let rest: Sums = std::array::from_fn(|lane| sums[lane] - half[lane]);
        let row = self.row_mut(cue.form, slot, alone);
        if half.iter().chain(&rest).any(|sum| i8::try_from(*sum).is_err()) {
            row[STATE] = LARGE;
            self.large.insert((cue.form, slot, alone), sums);
            return sums;
        }
        *row = rest.map(|sum| sum as i8);
        if own {
            self.near[cue.form as usize].own[usize::from(alone)][1] = half.map(|sum| sum as i8);
        }
        sums
    }
}
