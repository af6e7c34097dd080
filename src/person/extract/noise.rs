//! Short words and letters that were taken for persons: what is left of a misread word (`Tho`, `Hie`), a state (`VA`), a number (`I. Ii`).
//!
//! Asks the lists and what the article shows. Its surprise: letters by which everybody knows somebody are persons: `FDR`.

use rustc_hash::FxHashSet;

use super::super::model::cue::{Cue, Shape};
use super::super::model::document::{Document, evidence_bit};
use super::super::model::tagger::Found;
use super::super::name::{is_suffix, may_lead};
use super::super::trim::is_state;
use super::super::{EntityKind, Mention, TextBlock};

/// Whom everybody knows by initials.
const KNOWN_BY_LETTERS: &[&str] =
    &["FDR", "JFK", "RFK", "LBJ", "MLK", "MBS", "MbS", "MBZ", "AMLO", "AOC", "DSK", "RBG"];

/// The longest word that is looked at, and the longest in capitals.
const SHORT: usize = 3;
const SHORT_IN_CAPITALS: usize = 5;

/// What a short word that was taken for a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Name,
    /// None in an article that has more of such words, as misread ones have; a few bear the name.
    Doubtful,
    Noise,
}

/// What was found, as far as it is short or a number. `written` gives the word at a place.
pub(super) fn verdict<'t>(document: &Document, found: &Found, written: impl Fn(usize) -> &'t str) -> Verdict {
    if found.words.len() > 1 {
        return if is_number(document, found, written) { Verdict::Noise } else { Verdict::Name };
    }
    let (at, cue) = (found.words.start, &document.cues[found.words.start]);
    let word = written(at);
    let capitals = cue.shape == Shape::Upper && word.len() > 1;
    if word.len() > if capitals { SHORT_IN_CAPITALS } else { SHORT } || !word.is_ascii() {
        return Verdict::Name;
    }
    if is_name(document, at, cue, word, capitals) || KNOWN_BY_LETTERS.contains(&word) {
        return Verdict::Name;
    }
    let rare = !capitals && cue.entry.surname() > 0 && cue.entry.lower() < 2;
    if rare { Verdict::Doubtful } else { Verdict::Noise }
}

/// Drops what is no person. `found` are those that may be none, by where they begin, in reading order; who has such a word in a full
/// name or in a nickname of the article is called so.
pub(super) fn drop_noise(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>, found: &[(usize, usize, Verdict)]) {
    if found.is_empty() {
        return;
    }
    let name_of = |mention: &Mention| &blocks[mention.block].text[mention.span.clone()];
    let mut parts: FxHashSet<String> = FxHashSet::default();
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
        let name = name_of(mention);
        if name.contains(' ') && !is_all_numbers(name) {
            parts.extend(name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase));
        }
    }
    let verdict = |mention: &Mention| {
        let place = (mention.block, mention.span.start);
        let at = found.binary_search_by_key(&place, |(block, start, _)| (*block, *start)).ok()?;
        let name = name_of(mention);
        // It may have become a part of another.
        let same = name.len() <= SHORT_IN_CAPITALS || is_all_numbers(name);
        (mention.kind == EntityKind::Person && same && !parts.contains(&name.to_lowercase())).then_some(found[at].2)
    };
    let mut noise = false;
    let mut doubtful: Option<&str> = None;
    for (mention, verdict) in mentions.iter().filter_map(|mention| Some((mention, verdict(mention)?))) {
        // Two different ones, or one beside what is none for sure.
        noise |= verdict == Verdict::Noise || doubtful.is_some_and(|other| other != name_of(mention));
        doubtful = doubtful.or(Some(name_of(mention)));
    }
    mentions.retain(|mention| !verdict(mention).is_some_and(|verdict| noise || verdict == Verdict::Noise));
}

/// Whether a name is initials and numbers alone.
fn is_all_numbers(name: &str) -> bool {
    name.split(' ').all(|word| word.trim_end_matches('.').len() < 2 || is_suffix(word))
}

/// Whether a short word may be a name by the lists or by what the article shows.
fn is_name(document: &Document, at: usize, cue: &Cue, word: &str, capitals: bool) -> bool {
    let entry = cue.entry;
    let shown = document.shown(at);
    let called =
        evidence_bit::AFTER_TITLE | evidence_bit::AFTER_GIVEN | evidence_bit::AFTER_INITIAL | evidence_bit::AGED;
    if shown & called != 0 {
        return true;
    }
    if capitals && (word.len() > SHORT || !document.is_mixed_at(at)) {
        // "BIDEN:" in an article that has him in small letters too, or in a heading; "GATT" is in no list.
        return entry.given() > 0
            || entry.surname() > 0
            || entry.lower() > 0
            || word.len() > SHORT && shown & evidence_bit::SAYS != 0;
    }
    if capitals {
        return entry.given() > 1 && !is_state(word);
    }
    // "Kyl" and "Jeb" are in no list of names, but stand in other texts with a capital.
    let known = entry.lower() == 1 && entry.given() == 0 && entry.surname() == 0 && entry.classes == 0;
    entry.given() > 1
        || known && !is_state(word)
        || (entry.given() > 0 || entry.surname() > 1) && entry.lower() < 2
        || entry.lower() < 3 && may_lead(word)
}

/// Whether all of several words are initials and numbers: `I. Ii`.
fn is_number<'t>(document: &Document, found: &Found, written: impl Fn(usize) -> &'t str) -> bool {
    let letter = |at: usize| matches!(document.cues[at].shape, Shape::Initial | Shape::Mark | Shape::Number);
    found.words.len() < 4
        && letter(found.words.start)
        && found.words.clone().all(|at| letter(at) || is_suffix(written(at)))
}

#[cfg(test)]
mod tests {
    use crate::person::extract::tests::persons;

    #[test]
    fn what_is_left_of_words_is_no_person() {
        for (text, left) in [
            ("Mr. Brindley, who met Tho yesterday, said Hie was late.", vec!["Brindley"]),
            ("On Monday Kim met Lee in Seoul. Lee said so.", vec!["Kim", "Lee", "Lee"]),
            ("Ana Lio, 43, spoke. Lio said so. \"Yes,\" said Lio.", vec!["Ana Lio", "Lio", "Lio"]),
            (
                "Voices are Ana Lima, Judd Apatow, Sia, John Legend, and others.",
                vec!["Ana Lima", "Judd Apatow", "Sia", "John Legend"],
            ),
        ] {
            assert_eq!(persons(text), left, "{text}");
        }
    }
}
