//! Full names that raw text has behind titles: `Secretary Kofi Annan`.
//!
//! Invented names are new to the tables of words, so a model that sees no others learns that a name is a word of which
//! nothing is known, and passes over the people of the very text that the tables were made from. Nothing of this is
//! annotation: a title and two words that are never written small are taken for a name, which is right often enough.

use std::collections::BTreeSet;

use dateline::person::model::{class, cue::Cue, cue::Shape, lexicon::Lexicon, token};

/// What a part of a name is not.
const OTHER: u16 = class::TITLE
    | class::ROLE
    | class::KIN
    | class::CALENDAR
    | class::NATIONALITY
    | class::ORGANISATION
    | class::GEOGRAPHY
    | class::COUNTRY
    | class::MODIFIER
    | class::BRAND
    | class::SUFFIX;

/// Given name and surname of everyone who is named behind a title, in alphabetical order.
pub fn harvest(text: &[String], lexicon: &Lexicon) -> Vec<(String, String)> {
    let mut found = BTreeSet::new();
    let mut tokens = Vec::new();
    for document in text {
        token::tokenize(document, &mut tokens);
        for four in tokens.windows(4).filter(|four| four[1..].iter().all(|token| !token.first)) {
            let words = four.iter().map(|token| token.of(document)).collect::<Vec<_>>();
            let cues: Vec<Cue> = words.iter().map(|word| Cue::of(word, lexicon).0).collect();
            let title = cues[0].is_namelike() && cues[0].entry.is(class::TITLE);
            if title && is_part(&cues[1]) && is_part(&cues[2]) && !cues[3].is_namelike() {
                found.insert((words[1].to_owned(), words[2].to_owned()));
            }
        }
    }
    found.into_iter().collect()
}

fn is_part(cue: &Cue) -> bool {
    cue.shape == Shape::Capital && cue.entry.lower() == 1 && !cue.entry.is(OTHER)
}
