//! The features of a word in its place, as hashes; the only home of the feature templates.
//!
//! Training and scanning call the same functions. A changed template means new weights. Its surprise: what a word form
//! says by itself, at each distance from the word that is judged, does not depend on the article. Scanning sums those
//! weights once per form ([`of_form`]) and only the rest ([`of_place`]) for every word.

use super::cue::{Cue, Letters, Shape};
use super::document::{Casing, Document, evidence_bit};
use super::hash::feature;
use super::vocabulary::Vocabulary;

/// Ways in which a form stands to the word that is judged: two before to two after, and as the first of a sentence.
pub const SLOTS: usize = 6;
/// More features than [`of_place`] ever hands out.
pub const MOST_OF_PLACE: usize = 32;
/// The slot of the word itself.
const SELF: usize = 2;
/// The slot of the first word of a sentence; those before it are the distances from the word, the lowest first.
pub(super) const FIRST: usize = 5;

/// Hands out the numbers of templates in the order of their use.
struct Sink<'p, P> {
    put: &'p mut P,
    template: usize,
}

impl<P: FnMut(u32)> Sink<'_, P> {
    #[inline(always)]
    fn put(&mut self, a: u64, b: u64) {
        self.template += 1;
        (self.put)(feature(self.template, a, b));
    }

    /// Skips a template that does not apply, so that the numbers of the others stay.
    #[inline(always)]
    fn when(&mut self, condition: bool, a: u64, b: u64) {
        if condition { self.put(a, b) } else { self.template += 1 }
    }
}

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

/// Calls `put` with all features of word `i`, which stands in sentence `sentence`.
pub fn features(document: &Document, vocabulary: &Vocabulary, sentence: usize, i: usize, put: &mut impl FnMut(u32)) {
    for (slot, form) in forms(document, sentence, i).into_iter().enumerate() {
        if let Some(cue) = form {
            of_form(cue, vocabulary.letters(cue), slot, put);
        }
    }
    of_place(document, sentence, i, put);
    of_shown(document.shown(i), put);
}

/// The forms that fill the slots of word `i`.
#[inline(always)]
pub fn forms(document: &Document, sentence: usize, i: usize) -> [Option<&Cue>; SLOTS] {
    let at = window(document, sentence, i);
    let me = at(0);
    [Some(at(-2)), Some(at(-1)), Some(me), Some(at(1)), Some(at(2)), me.first.then_some(me)]
}

/// The words beside word `i` of its sentence, by their distance.
#[inline]
pub(super) fn window<'d>(document: &'d Document, sentence: usize, i: usize) -> impl Fn(isize) -> &'d Cue {
    let (from, to) = (document.bounds[sentence] as usize, document.bounds[sentence + 1] as usize);
    move |offset: isize| {
        let index = i.wrapping_add_signed(offset);
        if index >= from && index < to { &document.cues[index] } else { &Cue::NOTHING }
    }
}

/// What a form says in a slot, wherever it stands.
pub fn of_form(cue: &Cue, letters: &Letters, slot: usize, put: &mut impl FnMut(u32)) {
    let sink = &mut Sink { put, template: 128 + 16 * slot };
    let (word, cluster) = (u64::from(cue.word), u64::from(cue.entry.cluster));
    if slot == FIRST {
        sink.put(word, 0);
        sink.put(cluster, cue.shape as u64);
        sink.put(names(cue), 0);
        sink.put(u64::from(letters.pattern), 0);
        return;
    }
    sink.put(word, 0);
    sink.put(cluster, 0);
    sink.put(u64::from(cue.entry.classes), cue.shape as u64);
    if slot == 0 || slot == 4 {
        return;
    }
    sink.put(names(cue), 0);
    sink.put(u64::from(letters.suffix3), 0);
    if slot != SELF {
        return;
    }
    sink.put(0, 0);
    sink.put(u64::from(letters.pattern), 0);
    sink.put(u64::from(letters.prefix), 0);
    sink.put(u64::from(letters.suffix2), 0);
    sink.put(u64::from(letters.suffix4), 0);
    sink.put(word, cue.shape as u64);
    sink.put(cluster, cue.shape as u64);
    sink.put(u64::from(cue.entry.names), cue.shape as u64);
    sink.put(u64::from(cue.entry.given()), u64::from(cue.entry.surname()) << 2 | u64::from(cue.entry.lower()) << 4);
}

/// What the words around it and the article say of word `i`.
#[inline]
pub fn of_place(document: &Document, sentence: usize, i: usize, put: &mut impl FnMut(u32)) {
    let (from, to) = (document.bounds[sentence] as usize, document.bounds[sentence + 1] as usize);
    let at = window(document, sentence, i);
    let casing = document.casing[sentence];
    let sink = &mut Sink { put, template: 0 };
    let me = at(0);
    words(sink, [at(-1), me, at(1)]);
    run(sink, document, i, from, to);
    if casing != Casing::Mixed {
        sink.put(casing as u64, u64::from(me.word));
        sink.put(casing as u64, profile(me));
        sink.put(casing as u64, u64::from(me.entry.cluster));
        sink.put(casing as u64, me.shape as u64);
    }
}

#[inline]
fn words(sink: &mut Sink<'_, impl FnMut(u32)>, [before, me, after]: [&Cue; 3]) {
    let [w0, w1, w2] = [before, me, after].map(|cue| u64::from(cue.word));
    let [c0, c1, c2] = [before, me, after].map(|cue| u64::from(cue.entry.cluster));
    let [s0, s1, s2] = [before, me, after].map(|cue| cue.shape as u64);
    sink.put(w0, w1);
    sink.put(w1, w2);
    sink.put(u64::from(before.entry.classes) << 16 | u64::from(after.entry.classes), s1);
    sink.put(c0, c2);
    sink.put(c0, c1);
    sink.put(c1, c2);
    sink.put(s0 | s1 << 4, s2);
}

/// The words around the whole run of capitalised words that this one is in.
#[inline]
fn run(sink: &mut Sink<'_, impl FnMut(u32)>, document: &Document, i: usize, from: usize, to: usize) {
    let (start, end) = (document.runs[i].0 as usize, document.runs[i].1 as usize);
    let get = |at: usize| if at >= from && at < to { &document.cues[at] } else { &Cue::NOTHING };
    let before = get(start.wrapping_sub(1));
    let after = get(end);
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
    sink.put(u64::from(tail.word), left.min(1) | 2);
    sink.put(u64::from(head.word), right.min(1) | 4);
    sink.put(names(head) << 16 | names(tail), place);
}

/// What the whole article shows about the form of a word, given as [`Document::shown`] does.
pub fn of_shown(shown: u32, put: &mut impl FnMut(u32)) {
    let sink = &mut Sink { put, template: 80 };
    for bit in 0..=evidence_bit::COUNT {
        sink.when(shown >> bit & 1 == 1, u64::from(shown & evidence_bit::BY_ITSELF != 0), u64::from(bit));
    }
}

const _: () = assert!(Shape::COUNT <= 16, "shapes share numbers with other values in four bits");
