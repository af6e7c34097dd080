//! What an article shows about its words in places of a fixed form: the line that says where it was written, and names
//! with their abbreviation behind them.

use std::sync::LazyLock;

use super::cue::{Cue, Shape, word_key};
use super::document::{Casing, Document, evidence_bit};
use super::hash::hash32;

/// A dateline stands among the first sentences.
const DATELINE_WITHIN: usize = 8;
/// Most words from the beginning of a dateline to its dash.
const LONGEST_DATELINE: usize = 14;
/// Most words of a name that is abbreviated.
const LONGEST_NAME: usize = 10;

static DASHES: LazyLock<[u32; 3]> = LazyLock::new(|| ["-", "–", "—"].map(word_key));
static OPENING: LazyLock<u32> = LazyLock::new(|| word_key("("));
static CLOSING: LazyLock<u32> = LazyLock::new(|| word_key(")"));

/// What names of their own are given to, other than persons, groups and places.
static THINGS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let words = [
        "hurricane",
        "hurricanes",
        "typhoon",
        "typhoons",
        "cyclone",
        "cyclones",
        "storm",
        "storms",
        "uss",
        "hms",
        "hmas",
        "hmcs",
        "usns",
        "ss",
        "mv",
        "ferry",
        "trawler",
        "frigate",
        "destroyer",
        "tanker",
        "opération",
        "operation",
    ];
    let mut keys: Vec<u32> = words.into_iter().map(word_key).collect();
    keys.sort_unstable();
    keys
});

/// Whether the word says that a storm, a ship or the like is named behind it.
#[inline]
pub(super) fn is_thing(cue: &Cue) -> bool {
    THINGS.binary_search(&cue.word).is_ok()
}

/// Notes the words of places in datelines.
pub(super) fn datelines(document: &mut Document) {
    for sentence in 0..(document.bounds.len() - 1).min(DATELINE_WITHIN) {
        let (from, to) = (document.bounds[sentence] as usize, document.bounds[sentence + 1] as usize);
        if from == to || document.casing[sentence] != Casing::Mixed && to - from > LONGEST_DATELINE {
            continue;
        }
        if let Some(end) = dateline(&document.cues[from..to]) {
            document.note(from..from + end, evidence_bit::DATELINE);
        }
    }
}

/// Of a sentence that begins with a dateline, how many of its first words name the place.
fn dateline(cues: &[Cue]) -> Option<usize> {
    let place = cues.iter().take_while(|cue| cue.is_namelike()).count();
    let capitals = (1..=5).contains(&place) && cues[..place].iter().all(|cue| cue.shape == Shape::Upper);
    if !(1..=5).contains(&place) {
        return None;
    }
    let rest = cues.iter().enumerate().skip(place).take(LONGEST_DATELINE);
    let mut dated = false;
    for (i, cue) in rest {
        let agency = i > place && cues[i - 1].word == *CLOSING;
        if DASHES.contains(&cue.word) {
            return (capitals || agency).then_some(place);
        }
        if cue.shape == Shape::Lower {
            return None;
        }
        dated |= cue.shape == Shape::Number;
    }
    (capitals && dated && cues.len() <= LONGEST_DATELINE).then_some(place)
}

/// Notes the words of names that are followed by an abbreviation of their initials in brackets, and the abbreviation.
pub(super) fn abbreviations(document: &mut Document) {
    for number in 0..document.namelike.len() {
        let at = document.namelike[number] as usize;
        let cues = &document.cues;
        if at < 3
            || cues[at].shape != Shape::Upper
            || cues[at - 1].word != *OPENING
            || cues.get(at + 1).is_none_or(|cue| cue.word != *CLOSING)
        {
            continue;
        }
        if let Some(start) = abbreviated(&cues[..at - 1], cues[at].word) {
            document.note((start..at - 1).chain([at]), evidence_bit::ABBREVIATED);
        }
    }
}

/// Where the name begins that ends these words and has these initials in capitals, or with its small words too.
fn abbreviated(cues: &[Cue], abbreviation: u32) -> Option<usize> {
    // Written from the right.
    let (mut names, mut all) = ([0_u8; LONGEST_NAME], [0_u8; LONGEST_NAME]);
    let (mut name_start, mut all_start) = (LONGEST_NAME, LONGEST_NAME);
    for start in (cues.len().saturating_sub(LONGEST_NAME)..cues.len()).rev() {
        let cue = &cues[start];
        let namelike = cue.is_namelike();
        if cue.initial == 0 || !(namelike || cue.shape == Shape::Lower) {
            return None;
        }
        all_start -= 1;
        all[all_start] = cue.initial;
        if namelike {
            name_start -= 1;
            names[name_start] = cue.initial;
            let fits = |letters: &[u8]| letters.len() > 1 && hash32(letters) == abbreviation;
            if fits(&names[name_start..]) || fits(&all[all_start..]) {
                return Some(start);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::vocabulary::Vocabulary;
    use super::*;

    /// The words, of those that have a capital, that carry the bit in a text of one sentence.
    fn noted(text: &str, bit: u32) -> Vec<&str> {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let words: Vec<&str> = text.split(' ').collect();
        let mut document = Document::default();
        document.cues = words.iter().map(|word| vocabulary.cue(word, 0, word.len())).collect();
        document.finish();
        words.iter().enumerate().filter(|(i, _)| document.shown(*i) & bit != 0).map(|(_, word)| *word).collect()
    }

    #[test]
    fn places_of_datelines_are_known() {
        let at = |text| noted(text, evidence_bit::DATELINE);
        assert_eq!(at("GENEVA ( Reuters ) - Talks began in Geneva ."), ["GENEVA", "Geneva"]);
        assert_eq!(at("Kochi , India ( AP ) — Rain fell ."), ["Kochi"]);
        assert_eq!(at("NEW YORK , Jan. 5 - Stocks fell ."), ["NEW", "YORK"]);
        assert_eq!(at("WARREN 1996-08-30"), ["WARREN"]);
        assert!(at("NATO said on Monday - and again on Friday - that it would wait .").is_empty());
        assert!(at("Hudson , 54 - a lawyer from Leeds - won .").is_empty());
    }

    #[test]
    fn names_with_their_abbreviation_are_known() {
        let at = |text| noted(text, evidence_bit::ABBREVIATED);
        assert_eq!(
            at("The Barisan Nasional ( BN ) won ; Barisan and BN rule ."),
            ["Barisan", "Nasional", "BN", "Barisan", "BN"]
        );
        assert_eq!(at("He left the Department of Defense ( DOD ) ."), ["Department", "Defense", "DOD"]);
        assert!(at("Carl Lewis ( USA ) won .").is_empty());
    }
}
