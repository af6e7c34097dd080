//! What a first reading of the article said about each word form, and what that adds to the second reading.
//!
//! A bare surname that the first reading missed is found by the second because its full form stands elsewhere. Its
//! surprise: what the first reading said of a word at its own place is not left out, so training has to see first
//! readings by a model that did not know the article.

use super::class;
use super::document::{Casing, Document, NO_SLOT, evidence_bit};
use super::label::Label;

/// Counts of how a form was read.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    /// Last word of a person's name of several words.
    last: u8,
    /// Any other word of a person's name of several words.
    earlier: u8,
    /// A person by itself, an organisation, a place (part or whole), none of these with a capital.
    single: u8,
    organisation: u8,
    place: u8,
    nothing: u8,
    /// The most frequent of these if there are several, the first of equals: nothing, organisation, place, single, last, earlier.
    most: u8,
    /// Whether there are several.
    repeated: bool,
}

/// The number of the largest, the first of equals.
fn largest(counts: &[u8]) -> usize {
    (1..counts.len()).fold(0, |best, k| if counts[k] > counts[best] { k } else { best })
}

impl Reading {
    fn times(self) -> u8 {
        let named = self.last.saturating_add(self.earlier).saturating_add(self.single);
        named.saturating_add(self.organisation).saturating_add(self.place).saturating_add(self.nothing)
    }

    fn most(self) -> usize {
        largest(&[self.nothing, self.organisation, self.place, self.single, self.last, self.earlier])
    }
}

/// How two words that stand side by side were read together: not as one, or as a person, organisation, place.
type Together = [u8; 4];

/// The readings of a whole article.
#[derive(Debug, Default, Clone)]
pub struct Votes {
    words: Vec<Reading>,
    pairs: Vec<(u64, Together)>,
    mask: usize,
}

/// How many values each template has, in the order of [`Votes::features`].
const SIZES: [usize; 16] = [32, 32, 32, 32, 32, 32, 48, 3072, 32, 20, 20, 1024, 384, 192, 384, 512];

const STARTS: [usize; 17] = {
    let mut starts = [0; 17];
    let mut i = 0;
    while i < 16 {
        starts[i + 1] = starts[i] + SIZES[i];
        i += 1;
    }
    starts
};

/// Number of features of the second reading.
pub const COUNT: usize = STARTS[16];

impl Votes {
    /// Counts the labels of a first reading, one for each word of the document.
    pub fn count(&mut self, document: &Document, labels: &[Label]) {
        self.words.clear();
        self.words.resize(document.evidence.len(), Reading::default());
        self.pairs.clear();
        self.pairs.resize((document.evidence.len() * 4).next_power_of_two(), (0, [0; 4]));
        self.mask = self.pairs.len() - 1;
        let mut room = self.pairs.len() / 2;
        for i in document.namelike.iter().map(|i| *i as usize) {
            let (slot, label) = (&document.slots[i], &labels[i]);
            let reading = &mut self.words[*slot as usize];
            let count = match (label.kind(), label.is_single(), label.is_last()) {
                (None, ..) => &mut reading.nothing,
                (Some(0), true, _) => &mut reading.single,
                (Some(0), false, true) => &mut reading.last,
                (Some(0), false, false) => &mut reading.earlier,
                (Some(1), ..) => &mut reading.organisation,
                (Some(_), ..) => &mut reading.place,
            };
            *count = count.saturating_add(1);
            let Some(next) = document.slots.get(i + 1).filter(|next| **next != NO_SLOT) else { continue };
            let at = self.place(*slot, *next);
            if self.pairs[at].0 == 0 {
                // Pairs beyond the room are not counted: every look-up has to end at an empty place.
                if room == 0 {
                    continue;
                }
                room -= 1;
                self.pairs[at].0 = pair(*slot, *next);
            }
            let both = label.kind() == labels[i + 1].kind();
            let kind = if both { label.kind().map_or(0, |kind| kind + 1) } else { 0 };
            let count = &mut self.pairs[at].1[kind];
            *count = count.saturating_add(1);
        }
        for reading in &mut self.words {
            reading.repeated = reading.times() > 1;
            if reading.repeated {
                reading.most = reading.most() as u8;
            }
        }
    }

    fn place(&self, a: u32, b: u32) -> usize {
        let key = pair(a, b);
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & self.mask;
        while self.pairs[at].0 != 0 && self.pairs[at].0 != key {
            at = (at + 1) & self.mask;
        }
        at
    }

    /// Whether the form of word `i` is name-like and stands more than once in the article. Of other words the first reading
    /// said what there is to say.
    #[inline]
    pub fn is_repeated(&self, document: &Document, i: usize) -> bool {
        self.words.get(document.slots[i] as usize).is_some_and(|reading| reading.repeated)
    }

    /// Calls `put` with the features of word `i`, which stands in a sentence of this casing.
    #[inline]
    pub fn features(&self, document: &Document, casing: Casing, i: usize, put: &mut impl FnMut(usize)) {
        if !self.is_repeated(document, i) {
            return;
        }
        let mut template = 0;
        let mut put = |value: usize| {
            debug_assert!(value < SIZES[template], "template {template} has no value {value}");
            put(STARTS[template] + value);
            template += 1;
        };
        let (start, end) = (document.runs[i].0 as usize, document.runs[i].1 as usize);
        let alone = usize::from(end - start == 1);
        let place = usize::from(i == start) | usize::from(i + 1 == end) << 1 | alone << 2;
        let r = self.words[document.slots[i] as usize];
        let step = |n: u8| match n {
            0 => 0,
            1 => 1,
            2..=3 => 2,
            _ => 3_usize,
        };
        for count in [r.last, r.earlier, r.single, r.organisation, r.place, r.nothing] {
            put(step(count) << 3 | place);
        }
        let most = usize::from(r.most);
        put(most << 3 | place);
        let seen = usize::from(r.last > 0)
            | usize::from(r.earlier > 0) << 1
            | usize::from(r.single > 0) << 2
            | usize::from(r.organisation > 0) << 3
            | usize::from(r.place > 0) << 4
            | usize::from(r.nothing > 0) << 5;
        put((most << 6 | seen) << 3 | place);
        let person = r.last.saturating_add(r.earlier);
        let against = r.organisation.saturating_add(r.place);
        put((usize::from(person > against) << 1 | usize::from(r.nothing > person)) << 3 | place);
        for (a, b) in [(i.wrapping_sub(1), i), (i, i + 1)] {
            let get = |at: usize| document.slots.get(at).copied().filter(|slot| *slot != NO_SLOT);
            let (Some(a), Some(b)) = (get(a), get(b)) else {
                put(19);
                continue;
            };
            let together = self.pairs[self.place(a, b)].1;
            let most = largest(&together);
            put(most << 2 | together.iter().map(|n| usize::from(*n)).sum::<usize>().min(3));
        }
        let cue = &document.cues[i];
        let known = usize::from(cue.entry.given())
            | usize::from(cue.entry.surname()) << 2
            | usize::from(cue.entry.lower()) << 4;
        put(known << 4 | most << 1 | alone);
        put((most << 3 | cue.shape as usize) << 3 | place);
        put((most << 2 | casing as usize) << 3 | place);
        let bits = document.shown(i);
        let has = |bit: u32| usize::from(bits & bit != 0);
        let shown = has(evidence_bit::AFTER_TITLE | evidence_bit::AFTER_INITIAL)
            | has(evidence_bit::SAYS) << 1
            | has(evidence_bit::AGED) << 2
            | has(evidence_bit::IN_PLACE) << 3
            | has(evidence_bit::AFTER_THE) << 4
            | has(evidence_bit::LOWER) << 5;
        put(most << 6 | shown);
        let is = |bits: u16| usize::from(cue.entry.is(bits));
        let kinds =
            is(class::PLACE) | is(class::ORGANISATION | class::BRAND) << 1 | is(class::TITLE | class::ROLE) << 2;
        put((step(person) << 2 | step(against)) << 5 | kinds << 2 | alone << 1 | usize::from(cue.first));
    }
}

/// Never 0.
fn pair(a: u32, b: u32) -> u64 {
    (u64::from(a) << 32 | u64::from(b)) + 1
}
