//! What a first reading of the article said about each word form, as features of the second reading.
//!
//! A bare surname that the first reading missed is found by the second because its full form stands elsewhere. Its
//! surprise: what the first reading said of a word at its own place is not left out, so training has to see first
//! readings by a model that did not know the article.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::document::{Document, KeyHasher};
use super::hash::mix;
use super::label::Label;

/// Counts of how a word was read.
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
}

/// The readings of a whole article.
#[derive(Debug, Default)]
pub struct Votes {
    words: HashMap<u32, Reading, BuildHasherDefault<KeyHasher>>,
    pairs: HashMap<u32, [u8; 4], BuildHasherDefault<KeyHasher>>,
}

impl Votes {
    /// Counts the labels of a first reading, one for each word of the document.
    pub fn count(document: &Document, labels: &[Label]) -> Self {
        let mut votes = Self::default();
        for (i, (cue, label)) in document.cues.iter().zip(labels).enumerate() {
            if !cue.is_namelike() {
                continue;
            }
            let reading = votes.words.entry(cue.word).or_default();
            let slot = match (label.kind(), label.is_single(), label.is_last()) {
                (None, ..) => &mut reading.nothing,
                (Some(0), true, _) => &mut reading.single,
                (Some(0), false, true) => &mut reading.last,
                (Some(0), false, false) => &mut reading.earlier,
                (Some(1), ..) => &mut reading.organisation,
                (Some(_), ..) => &mut reading.place,
            };
            *slot = slot.saturating_add(1);
            if let Some(next) = document.cues.get(i + 1).filter(|next| next.is_namelike()) {
                let slots = votes.pairs.entry(pair(cue.word, next.word)).or_default();
                let both = label.kind() == labels[i + 1].kind();
                let slot = if both { label.kind().map_or(0, |kind| kind + 1) } else { 0 };
                slots[slot] = slots[slot].saturating_add(1);
            }
        }
        votes
    }

    /// Calls `put` with the features of word `i`.
    pub fn features(&self, document: &Document, i: usize, put: &mut impl FnMut(u64, u64)) {
        let cue = &document.cues[i];
        if !cue.is_namelike() {
            return;
        }
        let (start, end) = document.runs[i];
        let alone = u64::from(end - start == 1);
        let place = (u64::from(i as u32 == start)) | u64::from(i as u32 + 1 == end) << 1 | alone << 2;
        let r = self.words.get(&cue.word).copied().unwrap_or_default();
        let person = r.last.saturating_add(r.earlier);
        let step = |n: u8| {
            u64::from(match n {
                0 => 0_u8,
                1 => 1,
                2..=3 => 2,
                _ => 3,
            })
        };
        put(step(r.last), place);
        put(step(r.earlier), place);
        put(step(r.single), place);
        put(step(r.organisation), place);
        put(step(r.place), place);
        put(step(r.nothing), place);
        let total = [r.nothing, r.organisation, r.place, r.single, r.last, r.earlier];
        let most = (0..6).max_by_key(|k| (total[*k], 6 - k)).unwrap_or(0) as u64;
        put(most, place);
        put(
            most << 8
                | u64::from(r.last > 0)
                | u64::from(r.earlier > 0) << 1
                | u64::from(r.single > 0) << 2
                | u64::from(r.organisation > 0) << 3
                | u64::from(r.place > 0) << 4
                | u64::from(r.nothing > 0) << 5,
            place,
        );
        put(u64::from(person > r.organisation.saturating_add(r.place)), u64::from(r.nothing > person) << 3 | place);
        for (side, (a, b)) in [(0, (i.checked_sub(1), Some(i))), (1, (Some(i), Some(i + 1)))] {
            let get = |at: Option<usize>| at.and_then(|at| document.cues.get(at)).filter(|c| c.is_namelike());
            let (Some(a), Some(b)) = (get(a), get(b)) else {
                put(99, side);
                continue;
            };
            let slots = self.pairs.get(&pair(a.word, b.word)).copied().unwrap_or_default();
            let most = (0..4).max_by_key(|k| (slots[*k], 4 - k)).unwrap_or(0) as u64;
            put(most << 8 | u64::from(slots.iter().map(|n| u32::from(*n)).sum::<u32>().min(3)), side);
        }
    }
}

fn pair(a: u32, b: u32) -> u32 {
    (mix(u64::from(a), u64::from(b)) >> 32) as u32
}
