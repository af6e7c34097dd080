//! What the lists know of a word as it stands in a text, whatever its capitals and accents.

use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon, spread_of};
use super::name::fold;

/// What the lists know of a word, whatever its capitals.
pub(super) fn known_word(word: &str) -> Entry {
    let mut room = [0; 32];
    // Lower case is all that folding does to ASCII.
    match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            Lexicon::embedded().word(hash32(room))
        }
        None => Lexicon::embedded().word(hash32(fold(word).as_bytes())),
    }
}

/// How well the lists know a word as a part of names, 0 not at all.
pub(super) fn listed_as_name(word: &str) -> u8 {
    let entry = known_word(word);
    entry.given().max(entry.surname()).max(spread_of(&fold(word)))
}
