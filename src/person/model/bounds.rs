//! Where persons' names begin and end, put right by rule: titles and weekdays are no part of them, and neither is what
//! follows a comma, `and` or `of`.
//!
//! The annotated texts disagree on titles, so the model alone cannot know. Its surprise: words that are names as well are
//! left to the model.

use std::sync::LazyLock;

use super::class;
use super::cue::{Cue, Shape, word_key};
use super::document::Document;
use super::tagger::Found;

/// Corrects the bounds of persons among names in the order of the text.
pub(super) fn correct(document: &Document, found: &mut Vec<Found>) {
    part(document, found);
    trim(document, found);
    take_suffixes(document, found);
    found.retain(|name| !is_adjective(document, name));
}

/// Numbers of the same name: only persons have them.
static GENERATIONS: LazyLock<[u32; 4]> = LazyLock::new(|| ["jr", "sr", "iii", "iv"].map(word_key));

/// Numbers of kings and popes, but for those of one letter.
static REIGNS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii"
        .split(' ')
        .map(word_key)
        .collect()
});

/// A full name with `Jr.` is a person's, and the suffix belongs to it, as the number does to the name of a king.
fn take_suffixes(document: &Document, found: &mut [Found]) {
    let generation = |at: usize| GENERATIONS.contains(&document.cues[at].word);
    for i in 0..found.len() {
        let end = found[i].words.end;
        let free = end < document.cues.len()
            && !document.cues[end].first
            && found.get(i + 1).is_none_or(|next| next.words.start > end);
        let name = &mut found[i];
        if name.words.len() > 2 && generation(end - 1) {
            name.kind = 0;
        } else if name.kind == 0 && free {
            let number = document.cues[end].shape == Shape::Upper && REIGNS.contains(&document.cues[end].word);
            name.words.end += usize::from(number || name.words.len() > 1 && generation(end));
        }
    }
}

/// Adjectives and peoples that name parties, movements and places as well.
static GROUPS_TOO: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let words = [
        "houthi",
        "labour",
        "conservative",
        "democrat",
        "democratic",
        "republican",
        "communist",
        "socialist",
        "liberal",
        "roma",
    ];
    words.map(word_key).to_vec()
});

/// Whether an organisation or place is nothing but an adjective of belonging: `Israeli`.
fn is_adjective(document: &Document, name: &Found) -> bool {
    let adjective = |cue: &Cue| {
        cue.entry.is(class::NATIONALITY)
            && !cue.entry.is(class::PLACE | class::COUNTRY | class::ORGANISATION | class::BRAND | class::GEOGRAPHY)
            && !GROUPS_TOO.contains(&cue.word)
    };
    name.kind != 0 && name.words.len() == 1 && adjective(&document.cues[name.words.start])
}

/// Titles that begin names as well: Sheikh Hasina.
static NAMES_TOO: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let words = [
        "sheikh", "shaikh", "imam", "lama", "shah", "sri", "don", "abu", "st", "saint", "maulana", "haji", "syed",
        "datuk",
    ];
    words.map(word_key).to_vec()
});

/// Titles that are hardly ever given names, although some bear them as such.
static NEVER_FIRST: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let words = [
        "king",
        "queen",
        "emperor",
        "empress",
        "pope",
        "princess",
        "president",
        "general",
        "colonel",
        "major",
        "captain",
        "sergeant",
        "judge",
        "justice",
        "senator",
        "bishop",
        "archbishop",
        "cardinal",
        "father",
        "minister",
        "chief",
        "lord",
        "lady",
        "mayor",
        "rabbi",
        "doctor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
    ];
    words.map(word_key).to_vec()
});

/// What men are called by in Burma.
static U: LazyLock<u32> = LazyLock::new(|| word_key("u"));

static PRINCE: LazyLock<u32> = LazyLock::new(|| word_key("prince"));

/// Takes titles before and weekdays after a person's name out of it, unless they are names as well.
fn trim(document: &Document, found: &mut [Found]) {
    for name in found.iter_mut().filter(|name| name.kind == 0) {
        let entry = |at: usize| document.cues[at].entry;
        let no_name = |at: usize| {
            entry(at).given() == 0 && entry(at).surname() < 2 && !NAMES_TOO.contains(&document.cues[at].word)
        };
        let never = |at: usize| NEVER_FIRST.contains(&document.cues[at].word);
        // Prince Fielder has a surname, Prince Andrew has not.
        let prince = |at: usize| {
            let next = entry(at + 1);
            document.cues[at].word == *PRINCE && name.words.end == at + 2 && (next.surname() < 2 || next.given() >= 2)
        };
        // U Win Myint is called Win Myint; U Thant has no other name, and U. R. Ananthamurthy has initials.
        let address = |at: usize| document.cues[at].word == *U && document.cues[at + 1].shape == Shape::Capital;
        if name.words.len() > 2 && address(name.words.start) {
            name.words.start += 1;
        }
        while name.words.len() > 1
            && entry(name.words.start).is(class::TITLE)
            && (no_name(name.words.start) || never(name.words.start) || prince(name.words.start))
        {
            name.words.start += 1;
        }
        let weekday = |at: usize| WEEKDAYS.contains(&document.cues[at].word) && name.words.len() > 2;
        let last = name.words.end - 1;
        if name.words.len() > 1 && entry(last).is(class::CALENDAR) && (no_name(last) || weekday(last)) {
            name.words.end -= 1;
        }
    }
}

/// Parts persons that were read as one at a comma or another mark or `and`, and takes off what follows on `of` behind a full name.
fn part(document: &Document, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for name in found.iter_mut().filter(|name| name.kind == 0 && name.words.len() > 2) {
        let joint = |&at: &usize| {
            let cue = &document.cues[at];
            let stops = || cue.word == MARKS[0] && document.cues[at - 1].shape == Shape::Capital;
            MARKS[1..].contains(&cue.word) || stops() || cue.shape == Shape::Lower && JOINTS.contains(&cue.word)
        };
        let inner = name.words.start + 1..name.words.end - 1;
        let Some(at) = inner.clone().find(joint) else { continue };
        let suffix = document.cues[at + 1].entry.is(class::SUFFIX);
        if suffix || (document.cues[at].word == JOINTS[0] && at == name.words.start + 1) {
            continue;
        }
        if document.cues[at].word != JOINTS[0] && !(at + 1..name.words.end).any(|at| joint(&at)) {
            more.push(Found { words: at + 1..name.words.end, ..name.clone() });
        }
        name.words.end = at;
    }
    found.extend(more);
    found.sort_by_key(|name| name.words.start);
}

/// A full name that ends with one of these has run on: "Funmi Adebisi Monday told reporters".
static WEEKDAYS: LazyLock<[u32; 7]> =
    LazyLock::new(|| ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(word_key));

/// A full stop, which initials may have inside a name, and marks that no name has.
static MARKS: LazyLock<[u32; 5]> = LazyLock::new(|| [".", ",", ";", ":", "/"].map(word_key));
static JOINTS: LazyLock<[u32; 2]> = LazyLock::new(|| ["of", "and"].map(word_key));

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::vocabulary::Vocabulary;
    use super::*;

    /// What is left of a person that the model found in all of these words.
    fn corrected(words: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let words: Vec<&str> = words.split(' ').collect();
        let mut document = Document::default();
        document.cues = words.iter().map(|word| vocabulary.cue(word, 0, word.len())).collect();
        document.finish();
        let mut found = vec![Found { kind: 0, words: 0..words.len(), confidence: 0.9 }];
        correct(&document, &mut found);
        found.into_iter().map(|name| words[name.words].join(" ")).collect()
    }

    #[test]
    fn titles_and_weekdays_are_no_part_of_a_name() {
        assert_eq!(corrected("King Abdullah"), ["Abdullah"]);
        assert_eq!(corrected("Brigadier Funmi Adebisi Monday"), ["Funmi Adebisi"]);
        assert_eq!(corrected("Sheikh Hasina"), ["Sheikh Hasina"]);
        assert_eq!(corrected("Prince Andrew"), ["Andrew"]);
        assert_eq!(corrected("Prince Norodom"), ["Norodom"]);
        assert_eq!(corrected("Prince Fielder"), ["Prince Fielder"]);
    }

    #[test]
    fn a_generation_belongs_to_the_name_of_a_person() {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let mut document = Document::default();
        let words = ["Al", "Gore", "Sr.", "met", "John", "Smith", "Jr.", "in", "Ward", "III", "and", "Pius", "IX"];
        document.cues = words.iter().map(|word| vocabulary.cue(word, 0, word.len())).collect();
        document.finish();
        let name = |kind: usize, words: std::ops::Range<usize>| Found { kind, words, confidence: 0.9 };
        let mut found = vec![name(1, 0..3), name(0, 4..6), name(2, 8..9), name(0, 11..12)];
        correct(&document, &mut found);
        assert_eq!(found, [name(0, 0..3), name(0, 4..7), name(2, 8..9), name(0, 11..13)]);
    }

    #[test]
    fn two_persons_are_not_one() {
        assert_eq!(corrected("Anna Berg and Lucy Marsh"), ["Anna Berg", "Lucy Marsh"]);
        assert_eq!(corrected("Paul Denner , Lucy Marsh"), ["Paul Denner", "Lucy Marsh"]);
        assert_eq!(corrected("Anna Berg . Lucy Marsh"), ["Anna Berg", "Lucy Marsh"]);
        assert_eq!(corrected("Bjoern Daehlie / Lucy Marsh"), ["Bjoern Daehlie", "Lucy Marsh"]);
        assert_eq!(corrected("J . P . Morgan"), ["J . P . Morgan"]);
        assert_eq!(corrected("Nathan Law of Demosisto"), ["Nathan Law"]);
        assert_eq!(corrected("Martin King , Jr."), ["Martin King , Jr."]);
        assert_eq!(corrected("Catherine of Aragon"), ["Catherine of Aragon"]);
    }
}
