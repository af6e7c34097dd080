//! The features of a word in its place, as hashes; the only home of the feature templates.
//!
//! Training and scanning call the same function. A changed template means new weights.

use super::cue::{Cue, Shape};
use super::document::{Casing, Document, evidence_bit};
use super::hash::mix;
use super::votes::Votes;

/// Collects the features of one word.
struct Sink<'o> {
    out: &'o mut Vec<u32>,
    template: u64,
}

impl Sink<'_> {
    #[inline]
    fn put(&mut self, a: u64, b: u64) {
        self.template += 1;
        self.out.push((mix(mix(self.template, a), b) >> 32) as u32);
    }

    /// Skips a template that does not apply, so that the numbers of the others stay.
    #[inline]
    fn when(&mut self, condition: bool, a: u64, b: u64) {
        if condition { self.put(a, b) } else { self.template += 1 }
    }
}

static NOTHING: Cue = Cue {
    word: 1,
    pattern: 1,
    prefix: 0,
    suffix2: 0,
    suffix3: 0,
    suffix4: 0,
    entry: super::lexicon::Entry { cluster: 0, classes: 0, names: 0 },
    shape: Shape::Mark,
    spread: 0,
    first: false,
};

/// Everything about a word but its form, in one number.
#[inline]
fn profile(cue: &Cue) -> u64 {
    u64::from(cue.entry.classes) << 16 | u64::from(cue.entry.names) << 8 | u64::from(cue.spread) << 4 | cue.shape as u64
}

/// How name-like a word is by the lists, without its classes.
#[inline]
fn names(cue: &Cue) -> u64 {
    u64::from(cue.entry.names) << 8 | u64::from(cue.spread) << 4 | cue.shape as u64
}

/// Writes the features of word `i`, which stands in sentence `sentence`, to `out`.
pub fn features(document: &Document, sentence: usize, i: usize, votes: Option<&Votes>, out: &mut Vec<u32>) {
    out.clear();
    let (from, to) = (document.bounds[sentence] as usize, document.bounds[sentence + 1] as usize);
    let at = |offset: isize| -> &Cue {
        let index = i as isize + offset;
        if index >= from as isize && index < to as isize { &document.cues[index as usize] } else { &NOTHING }
    };
    let casing = document.casing[sentence];
    let sink = &mut Sink { out, template: 0 };
    let me = at(0);
    sink.put(0, 0);
    sink.put(u64::from(casing as u8), me.shape as u64);
    words(sink, &at);
    lists(sink, &at);
    run(sink, document, i, from, to);
    if casing != Casing::Mixed {
        sink.put(casing as u64, u64::from(me.word));
        sink.put(casing as u64, profile(me));
        sink.put(casing as u64, u64::from(me.entry.cluster));
    }
    sink.template = 100;
    shown(sink, document, i);
    sink.template = 160;
    if let Some(votes) = votes {
        votes.features(document, i, &mut |a, b| sink.put(a, b));
    }
}

fn words<'d>(sink: &mut Sink<'_>, at: &impl Fn(isize) -> &'d Cue) {
    let w = |offset: isize| u64::from(at(offset).word);
    let me = at(0);
    let c = |offset: isize| u64::from(at(offset).entry.cluster);
    for offset in -2..=2 {
        sink.put(w(offset), 0);
        sink.put(c(offset), 0);
    }
    sink.put(w(-1), w(0));
    sink.put(w(0), w(1));
    sink.put(w(-1), w(1));
    sink.put(w(-2), w(-1));
    sink.put(w(1), w(2));
    sink.put(c(-1), c(1));
    sink.put(c(-1), c(0));
    sink.put(c(0), c(1));
    sink.put(c(-2), c(-1));
    sink.put(c(1), c(2));
    sink.put(u64::from(me.pattern), me.first as u64);
    sink.put(u64::from(me.prefix), 0);
    sink.put(u64::from(me.suffix2), 0);
    sink.put(u64::from(me.suffix3), 0);
    sink.put(u64::from(me.suffix4), 0);
    sink.put(u64::from(at(1).suffix3), 1);
    sink.put(u64::from(at(-1).suffix3), 2);
    sink.put(at(-1).shape as u64, at(1).shape as u64);
    sink.put(at(-1).shape as u64 | (me.shape as u64) << 4, at(1).shape as u64);
}

fn lists<'d>(sink: &mut Sink<'_>, at: &impl Fn(isize) -> &'d Cue) {
    let me = at(0);
    for offset in -2..=2 {
        let cue = at(offset);
        sink.put(u64::from(cue.entry.classes), cue.shape as u64);
    }
    for offset in -1..=1 {
        sink.put(names(at(offset)), 0);
    }
    sink.put(names(me), names(at(1)));
    sink.put(names(at(-1)), names(me));
    sink.put(u64::from(at(-1).entry.classes), names(me));
    sink.put(u64::from(at(1).entry.classes), names(me));
    sink.put(u64::from(at(-1).entry.classes) << 16 | u64::from(at(1).entry.classes), me.shape as u64);
    sink.put(u64::from(me.entry.given()), u64::from(at(1).entry.surname()) << 2 | u64::from(at(1).spread) << 4);
    sink.put(u64::from(at(-1).entry.given()), u64::from(me.entry.surname()) << 2 | u64::from(me.spread) << 4);
}

/// The words around the whole run of capitalised words that this one is in.
fn run(sink: &mut Sink<'_>, document: &Document, i: usize, from: usize, to: usize) {
    let (start, end) = (document.runs[i].0 as usize, document.runs[i].1 as usize);
    let get = |at: Option<usize>| at.filter(|at| (from..to).contains(at)).map_or(&NOTHING, |at| &document.cues[at]);
    let before = get(start.checked_sub(1));
    let after = get(Some(end));
    let (left, right) = ((i - start).min(3) as u64, (end - 1 - i).min(3) as u64);
    let place = left << 2 | right;
    sink.put(place, 0);
    sink.put(u64::from(before.word), place);
    sink.put(u64::from(after.word), place);
    sink.put(u64::from(before.entry.classes) << 8 | u64::from(before.entry.cluster), place);
    sink.put(u64::from(after.entry.classes) << 8 | u64::from(after.entry.cluster), place);
    sink.put(u64::from(before.entry.cluster) << 8 | u64::from(after.entry.cluster), (end - start).min(4) as u64);
    let head = &document.cues[start];
    let tail = &document.cues[end - 1];
    sink.put(profile(head), place);
    sink.put(profile(tail), place);
    sink.put(u64::from(tail.word), left.min(1) | 2);
    sink.put(u64::from(head.word), right.min(1) | 4);
    sink.put(names(head) << 16 | names(tail), place);
    let any = (start..end).fold(0, |bits, at| bits | document.cues[at].entry.classes);
    sink.put(u64::from(any), place);
}

/// What the whole article shows about the word and its neighbours.
fn shown(sink: &mut Sink<'_>, document: &Document, i: usize) {
    let cue = &document.cues[i];
    if !cue.is_namelike() {
        return;
    }
    let (start, end) = document.runs[i];
    let alone = u64::from(end - start == 1);
    let bits = document.shown(cue.word);
    for bit in 0..evidence_bit::COUNT {
        sink.when(bits >> bit & 1 == 1, alone, u64::from(bit));
    }
    use evidence_bit as bit;
    let person = bits & (bit::AFTER_TITLE | bit::AFTER_GIVEN | bit::SAYS | bit::AGED | bit::AFTER_INITIAL);
    let thing = bits & (bit::IN_PLACE | bit::AFTER_THE | bit::BESIDE_ORG | bit::BESIDE_GEO);
    sink.put(u64::from(person), alone);
    sink.put(u64::from(person | thing), alone);
    sink.put(u64::from(bits & (bit::ALONE | bit::ENDS_RUN | bit::BEGINS_RUN | bit::LOWER | bit::MIDDLE)), alone);
}
