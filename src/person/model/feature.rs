//! The features of a word in its place, as hashes; the only home of the feature templates.
//!
//! Training and scanning call the same functions. A changed template means new weights. Its surprise: what a word form
//! says by itself, at each distance from the word that is judged, does not depend on the article. Scanning sums those
//! weights once per form ([`of_form`], and [`of_form_alone`] for words that no run goes beyond), has what [`Around`] says in
//! tables, and looks up only the rest ([`of_rest`]) for every word.

use super::cue::{Cue, Letters, Shape};
use super::document::{Casing, Document, evidence_bit};
use super::hash::feature;
use super::vocabulary::Vocabulary;

/// Ways in which a form stands to the word that is judged: two before to two after, and as the first of a sentence.
pub const SLOTS: usize = 6;
/// More features than [`of_rest`] ever hands out.
pub const MOST_OF_REST: usize = 32;
/// The slots of the word before, of the word itself, and of the word behind.
pub(super) const BEFORE: usize = 1;
pub(super) const SELF: usize = 2;
pub(super) const AFTER: usize = 3;
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

    /// Hands out a template that does not apply, or is asked for, only sometimes; the numbers of the others stay.
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

/// Numbers of templates of [`of_place`] that scanning does not look up for every word.
mod template {
    pub const CLUSTERS_BESIDE: usize = 4;
    pub const CLUSTER_BEFORE: usize = 5;
    pub const CLUSTER_AFTER: usize = 6;
    pub const SHAPES: usize = 7;
    pub const PLACE: usize = 8;
    pub const WORD_BEFORE: usize = 9;
    pub const WORD_AFTER: usize = 10;
    pub const KIND_BEFORE: usize = 11;
    pub const KIND_AFTER: usize = 12;
    pub const CLUSTERS_OF_RUN: usize = 13;
    pub const TAIL: usize = 14;
    pub const HEAD: usize = 15;
    pub const ENDS: usize = 16;
}

/// Which features of a place are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    All,
    /// Those that stand neither in the tables of [`Around`] nor in the sums of forms.
    Rest,
}

/// What the words around it and the article say of word `i`.
fn of_place(document: &Document, sentence: usize, i: usize, put: &mut impl FnMut(u32)) {
    place_features(document, sentence, i, Asked::All, put);
}

/// What [`features`] hands out beyond [`of_form`], [`of_form_alone`], [`Around`] and [`of_shown`].
#[inline(always)]
pub fn of_rest(document: &Document, sentence: usize, i: usize, put: &mut impl FnMut(u32)) {
    place_features(document, sentence, i, Asked::Rest, put);
}

#[inline(always)]
fn place_features(document: &Document, sentence: usize, i: usize, asked: Asked, put: &mut impl FnMut(u32)) {
    let (from, to) = (document.bounds[sentence] as usize, document.bounds[sentence + 1] as usize);
    let at = window(document, sentence, i);
    let casing = document.casing[sentence];
    let sink = &mut Sink { put, template: 0 };
    let me = at(0);
    words(sink, [at(-1), me, at(1)], asked);
    run(sink, document, i, from, to, asked);
    if casing != Casing::Mixed {
        sink.put(casing as u64, u64::from(me.word));
        sink.put(casing as u64, profile(me));
        sink.put(casing as u64, u64::from(me.entry.cluster));
        sink.put(casing as u64, me.shape as u64);
    }
}

#[inline(always)]
fn words(sink: &mut Sink<'_, impl FnMut(u32)>, [before, me, after]: [&Cue; 3], asked: Asked) {
    let [w0, w1, w2] = [before, me, after].map(|cue| u64::from(cue.word));
    let [c0, c1, c2] = [before, me, after].map(|cue| u64::from(cue.entry.cluster));
    let [s0, s1, s2] = [before, me, after].map(|cue| cue.shape as u64);
    sink.put(w0, w1);
    sink.put(w1, w2);
    sink.put(u64::from(before.entry.classes) << 16 | u64::from(after.entry.classes), s1);
    sink.when(asked == Asked::All, c0, c2);
    sink.when(asked == Asked::All, c0, c1);
    sink.when(asked == Asked::All, c1, c2);
    sink.when(asked == Asked::All, s0 | s1 << 4, s2);
}

/// The words around the whole run of capitalised words that this one is in.
#[inline(always)]
fn run(sink: &mut Sink<'_, impl FnMut(u32)>, document: &Document, i: usize, from: usize, to: usize, asked: Asked) {
    let (start, end) = (document.runs[i].0 as usize, document.runs[i].1 as usize);
    let get = |at: usize| if at >= from && at < to { &document.cues[at] } else { &Cue::NOTHING };
    let before = get(start.wrapping_sub(1));
    let after = get(end);
    let length = (end - start).min(4) as u64;
    if asked == Asked::Rest && length == 1 {
        sink.template = template::ENDS;
        return;
    }
    let (left, right) = ((i - start).min(3) as u64, (end - 1 - i).min(3) as u64);
    let place = left << 2 | right;
    sink.when(asked == Asked::All, place, 0);
    sink.put(u64::from(before.word), place);
    sink.put(u64::from(after.word), place);
    sink.put(kind(before), place);
    sink.put(kind(after), place);
    sink.put(clusters(before.entry.cluster, after.entry.cluster), length);
    let head = &document.cues[start];
    let tail = &document.cues[end - 1];
    sink.put(u64::from(tail.word), left.min(1) | 2);
    sink.put(u64::from(head.word), right.min(1) | 4);
    sink.put(names(head) << 16 | names(tail), place);
}

/// What a word beside a run is like.
#[inline(always)]
fn kind(cue: &Cue) -> u64 {
    u64::from(cue.entry.classes) << 8 | u64::from(cue.entry.cluster)
}

#[inline(always)]
fn clusters(before: u8, after: u8) -> u64 {
    u64::from(before) << 8 | u64::from(after)
}

/// What a form says in a slot of a word that is a run by itself, beyond [`of_form`]: then the words beside it are those
/// beside its run, and its ends are the word itself.
pub fn of_form_alone(cue: &Cue, slot: usize, put: &mut impl FnMut(u32)) {
    let word = u64::from(cue.word);
    match slot {
        BEFORE => {
            put(feature(template::WORD_BEFORE, word, 0));
            put(feature(template::KIND_BEFORE, kind(cue), 0));
        }
        SELF => {
            put(feature(template::TAIL, word, 2));
            put(feature(template::HEAD, word, 4));
            put(feature(template::ENDS, names(cue) << 16 | names(cue), 0));
        }
        AFTER => {
            put(feature(template::WORD_AFTER, word, 0));
            put(feature(template::KIND_AFTER, kind(cue), 0));
        }
        _ => {}
    }
}

/// What is around a word as far as it has few values, of which there are tables.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// The shapes of the word and of those beside it, and its place in the run.
    shapes_and_place: u16,
    /// The clusters of the word and of those beside it.
    clusters: [u8; 3],
}

/// Which two clusters are told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// Of the word before and the word.
    Before,
    /// Of the word and the word behind.
    After,
    /// Of the words beside a word in a run of several.
    Beside,
    /// Of the words beside a word that is a run by itself.
    BesideAlone,
}

impl Around {
    /// Number of values of [`Around::shapes`].
    pub const SHAPES: usize = Shape::COUNT.pow(3);
    /// Number of values of [`Around::place`].
    pub const PLACES: usize = 16;

    /// What is around word `i`.
    #[inline(always)]
    pub fn of(document: &Document, sentence: usize, i: usize) -> Self {
        let at = window(document, sentence, i);
        let (start, end) = document.runs[i];
        let (left, right) = ((i as u32 - start).min(3), (end - 1 - i as u32).min(3));
        let three = [at(-1), at(0), at(1)];
        let shapes = three.iter().fold(0, |shapes, cue| shapes << 3 | cue.shape as u16);
        Self {
            shapes_and_place: shapes << 4 | (left << 2 | right) as u16,
            clusters: three.map(|cue| cue.entry.cluster),
        }
    }

    /// The shapes of the word and of those beside it, as one number.
    #[inline(always)]
    pub fn shapes(self) -> usize {
        usize::from(self.shapes_and_place >> 4)
    }

    /// The place of the word in its run, as one number.
    #[inline(always)]
    pub fn place(self) -> usize {
        usize::from(self.shapes_and_place & 15)
    }

    /// Whether the word is a run by itself.
    #[inline(always)]
    pub fn is_alone(self) -> bool {
        self.place() == 0
    }

    /// The pairs of clusters.
    #[inline(always)]
    pub fn pairs(self) -> [(Pair, u8, u8); 3] {
        let [before, own, after] = self.clusters;
        let beside = if self.is_alone() { Pair::BesideAlone } else { Pair::Beside };
        [(Pair::Before, before, own), (Pair::After, own, after), (beside, before, after)]
    }

    /// The feature of shapes by their number.
    pub fn of_shapes(shapes: usize) -> u32 {
        let [before, own, after] = [shapes >> 6, shapes >> 3 & 7, shapes & 7].map(|shape| shape as u64);
        feature(template::SHAPES, before | own << 4, after)
    }

    /// The feature of a place by its number.
    pub fn of_place(place: usize) -> u32 {
        feature(template::PLACE, place as u64, 0)
    }

    /// The features of a pair of clusters.
    pub fn of_pair((pair, a, b): (Pair, u8, u8), put: &mut impl FnMut(u32)) {
        let number = match pair {
            Pair::Before => template::CLUSTER_BEFORE,
            Pair::After => template::CLUSTER_AFTER,
            Pair::Beside | Pair::BesideAlone => template::CLUSTERS_BESIDE,
        };
        put(feature(number, u64::from(a), u64::from(b)));
        if pair == Pair::BesideAlone {
            put(feature(template::CLUSTERS_OF_RUN, clusters(a, b), 1));
        }
    }
}

/// What the whole article shows about the form of a word, given as [`Document::shown`] does.
pub fn of_shown(shown: u32, put: &mut impl FnMut(u32)) {
    let sink = &mut Sink { put, template: 80 };
    for bit in 0..=evidence_bit::COUNT {
        sink.when(shown >> bit & 1 == 1, u64::from(shown & evidence_bit::BY_ITSELF != 0), u64::from(bit));
    }
}

const _: () = assert!(Shape::COUNT <= 8, "three shapes and a place are sixteen bits at most");

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;

    #[test]
    fn what_is_summed_ahead_and_the_rest_are_all_features() {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let texts = [
            "Mayor Ana de la Cruz of Leeds met Lee , a man of the Bank of Spain , in 2004 with J. Marsh",
            "STORM HITS COAST OF SPAIN",
            "Storm Ana Hits The Coast Of Spain",
            "the storm hit the coast of spain and left nothing in its way",
        ];
        for text in texts {
            let mut document = Document::default();
            document.cues = text.split(' ').map(|word| vocabulary.cue(word, 0, word.len())).collect();
            document.finish();
            for i in 0..document.cues.len() {
                let (mut all, mut parts) = (Vec::new(), Vec::new());
                features(&document, &vocabulary, 0, i, &mut |key| all.push(key));
                let around = Around::of(&document, 0, i);
                for (slot, form) in forms(&document, 0, i).into_iter().enumerate() {
                    let Some(cue) = form else { continue };
                    of_form(cue, vocabulary.letters(cue), slot, &mut |key| parts.push(key));
                    if around.is_alone() {
                        of_form_alone(cue, slot, &mut |key| parts.push(key));
                    }
                }
                parts.extend([Around::of_shapes(around.shapes()), Around::of_place(around.place())]);
                around.pairs().into_iter().for_each(|pair| Around::of_pair(pair, &mut |key| parts.push(key)));
                of_rest(&document, 0, i, &mut |key| parts.push(key));
                of_shown(document.shown(i), &mut |key| parts.push(key));
                all.sort_unstable();
                parts.sort_unstable();
                assert_eq!(parts, all, "word {i} of {text}");
            }
        }
    }
}
