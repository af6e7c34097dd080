//! What the places of a word decide together: a single word is what the same word is elsewhere in the article, unless its
//! own place speaks against it.
//!
//! It looks for no names of its own; it weighs what the readings said of every place of a word. Its surprise: it takes names
//! away as well, where a word is nothing, or something else, everywhere else.

use super::document::{Document, NO_SLOT};
use super::label::{LABELS, Label};
use super::lattice::{ANY, Chain, Scores};
use super::tagger::{Found, Model, Scratch};

/// How likely a word is nothing, a person, an organisation, a place.
type Share = [f32; 4];

/// How much the other places of a word count against its own.
const STRENGTH: f32 = 3.5;
/// Added to the shares of the other places, so that few of them do not decide alone.
const DOUBT: f32 = 0.5;
/// More places than these count no more than so many: where a word is nothing beyond doubt, no crowd makes it a name.
const MOST: f32 = 4.0;
/// A word is rather nothing than a name.
const NOTHING: f32 = 1.5;
/// Share of names in other places from which a place without any is looked at again.
const NAMED: f32 = 0.5;
/// Confidence of a person's full name whose last word is looked for everywhere.
const SURE: f32 = 0.6;

/// What the readings said of one place of a word.
#[derive(Debug, Clone, Copy)]
struct Place {
    word: u32,
    slot: u32,
    /// As a part of any name.
    within: Share,
    /// As a name by itself.
    alone: Share,
}

/// The places of all name-like words that stand more than once.
#[derive(Debug, Default)]
pub(super) struct Places {
    places: Vec<Place>,
    /// Sum over the places of each form.
    sums: Vec<Share>,
    /// How often each form stands, up to two.
    times: Vec<u8>,
    /// Whether the form ends a sure full name of a person.
    lasts: Vec<bool>,
}

impl Places {
    /// Empties it for the next article.
    pub(super) fn begin(&mut self, document: &Document) {
        self.places.clear();
        self.sums.clear();
        self.sums.resize(document.evidence.len(), [0.0; 4]);
        self.times.clear();
        self.times.resize(document.evidence.len(), 0);
        for i in &document.namelike {
            let times = &mut self.times[document.slots[*i as usize] as usize];
            *times = (*times + 1).min(2);
        }
    }

    /// Keeps what a chain that begins at word `start` says of its words.
    pub(super) fn keep(&mut self, document: &Document, start: usize, length: usize, chain: &Chain) {
        for (t, slot) in document.slots[start..start + length].iter().enumerate() {
            if *slot == NO_SLOT || self.times[*slot as usize] < 2 {
                continue;
            }
            let labels = chain.at(t);
            let place = Place { word: (start + t) as u32, slot: *slot, within: within(&labels), alone: alone(&labels) };
            self.sums[*slot as usize].iter_mut().zip(place.within).for_each(|(sum, own)| *sum += own);
            self.places.push(place);
        }
    }

    fn note_lasts(&mut self, document: &Document, found: &[Found]) {
        self.lasts.clear();
        self.lasts.resize(document.evidence.len(), false);
        for name in found.iter().filter(|name| name.kind == 0 && name.words.len() > 1 && name.confidence >= SURE) {
            if let Some(last) = self.lasts.get_mut(document.slots[name.words.end - 1] as usize) {
                *last = true;
            }
        }
    }

    /// What the word of a place is at its other places. That a surname is missed at some of them says nothing.
    fn others(&self, place: &Place) -> Share {
        let mut others = self.sums[place.slot as usize];
        others.iter_mut().zip(place.within).for_each(|(sum, own)| *sum = (*sum - own).max(0.0));
        if self.lasts[place.slot as usize] {
            others[0] = 0.0;
        }
        others
    }

    fn is_named(&self, slot: u32) -> bool {
        self.sums.get(slot as usize).is_some_and(|[_, names @ ..]| names.iter().sum::<f32>() > NAMED)
    }
}

const _: () = assert!(LABELS == 13, "nothing, and four labels for each of three kinds");

fn within(labels: &Scores) -> Share {
    let kind = |kind: usize| labels[1 + kind * 4..5 + kind * 4].iter().sum();
    [labels[0], kind(0), kind(1), kind(2)]
}

fn alone(labels: &Scores) -> Share {
    let single = |kind: usize| labels[Label::of(kind, 0, 1).0 as usize];
    [labels[0], single(0), single(1), single(2)]
}

/// What a word is that is taken for `now` (0 nothing, then the kinds), with the likelihood of that; `None` if it stays so.
fn settle(now: usize, own: Share, others: Share) -> Option<(usize, f32)> {
    let total: f32 = others.iter().sum();
    let leads = |share: &Share| share.iter().all(|value| *value <= share[now]);
    if total < NAMED || leads(&own) && leads(&others) {
        return None;
    }
    let squeeze = (MOST / total).min(1.0);
    let mut chances = [0.0; 4];
    for (chance, (own, others)) in chances.iter_mut().zip(own.iter().zip(others)) {
        *chance = own * ((others * squeeze + DOUBT) / (total * squeeze + 4.0 * DOUBT)).powf(STRENGTH);
    }
    chances[0] *= NOTHING;
    let best = (0..4).fold(now, |best, kind| if chances[kind] > chances[best] { kind } else { best });
    (best != now).then(|| (best, chances[best] / chances.iter().sum::<f32>()))
}

/// The name that word `i` is in.
fn name_at(found: &[Found], i: usize) -> Option<usize> {
    let index = found.partition_point(|name| name.words.end <= i);
    found.get(index).is_some_and(|name| name.words.contains(&i)).then_some(index)
}

impl Model {
    /// Settles the single words of an article; `found` is in the order of the text and remains so.
    pub(super) fn agree(&self, document: &Document, scratch: &mut Scratch, found: &mut Vec<Found>) {
        self.keep_unnamed(document, scratch);
        scratch.places.note_lasts(document, found);
        let known = found.len();
        let mut gone = Vec::new();
        for place in &scratch.places.places {
            let i = place.word as usize;
            let at = name_at(&found[..known], i);
            if at.is_some_and(|at| found[at].words.len() > 1) {
                continue;
            }
            let others = scratch.places.others(place);
            let own = if at.is_some() { place.within } else { place.alone };
            let now = at.map_or(0, |at| found[at].kind + 1);
            let Some((kind, likely)) = settle(now, own, others) else { continue };
            let confidence = likely.clamp(0.5, 1.0);
            match (at, kind) {
                (Some(at), 0) => gone.push(at),
                (Some(at), kind) => found[at] = Found { kind: kind - 1, words: i..i + 1, confidence },
                (None, kind) => found.push(Found { kind: kind - 1, words: i..i + 1, confidence }),
            }
        }
        gone.sort_unstable();
        for at in gone.into_iter().rev() {
            found.remove(at);
        }
        found.sort_by_key(|name| name.words.start);
    }

    /// Keeps the places in chains without names of words that are names elsewhere.
    fn keep_unnamed(&self, document: &Document, scratch: &mut Scratch) {
        let mut rest = &scratch.scores[..];
        for ((_, chain), changed) in scratch.chains.iter().zip(&scratch.changed) {
            let (start, end) = (chain.start as usize, chain.end as usize);
            let (scores, others) = rest.split_at(end - start);
            rest = others;
            if scratch.labels[start..end].iter().all(|label| *label == Label::OUTSIDE)
                && document.slots[start..end].iter().any(|slot| scratch.places.is_named(*slot))
            {
                scratch.sums.run(scores, self.transitions(*changed), |_| ANY);
                scratch.places.keep(document, start, end - start, &scratch.sums);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: usize = 0;
    const PERSON: usize = 1;
    const PLACE: usize = 3;

    #[test]
    fn a_word_follows_its_other_places_unless_its_own_is_sure() {
        let persons = [0.1, 2.9, 0.0, 0.0];
        let settled = settle(NOTHING, [0.8, 0.1, 0.05, 0.05], persons);
        assert_eq!(settled.map(|(kind, _)| kind), Some(PERSON), "three persons elsewhere, and no strong objection");
        let settled = settle(PLACE, [0.1, 0.2, 0.0, 0.7], persons);
        assert_eq!(
            settled.map(|(kind, _)| kind),
            Some(PERSON),
            "more likely a place here, but three persons elsewhere"
        );
        assert_eq!(
            settle(PLACE, [0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 0.0]),
            None,
            "one person does not outweigh certainty"
        );
    }

    #[test]
    fn no_crowd_makes_a_name_of_what_is_nothing_beyond_doubt() {
        assert_eq!(settle(NOTHING, [0.9999, 0.0001, 0.0, 0.0], [0.0, 60.0, 0.0, 0.0]), None);
    }

    #[test]
    fn a_name_goes_when_the_word_is_nothing_elsewhere() {
        let settled = settle(PERSON, [0.4, 0.6, 0.0, 0.0], [3.9, 0.1, 0.0, 0.0]);
        assert_eq!(settled.map(|(kind, _)| kind), Some(NOTHING));
    }

    #[test]
    fn a_word_without_other_places_stays_what_it_is() {
        assert_eq!(settle(NOTHING, [0.5, 0.5, 0.0, 0.0], [0.0; 4]), None);
        assert_eq!(settle(PERSON, [0.3, 0.7, 0.0, 0.0], [0.2, 0.8, 0.0, 0.0]), None, "both say person");
    }
}
