//! Given names shortened with a full stop: `Wm. Tuttle`, `Chas. E. Hughes`, `Hans Chr. Andersen`.
//!
//! Reads the text around one mention. Its surprise: what is a name by itself as well (`Alex.`) may end a sentence, so behind it a
//! name goes on only with a title before it or an initial behind it.

use std::ops::Range;

use super::super::known::known_word;
use super::super::model::class;
use super::super::nickname::{is_shortened, is_shortened_too};
use super::super::role::is_often_of;

/// The whole of the name of which a mention is a part that ends or begins at such a form; `next` is the mention behind it.
pub(super) fn around(text: &str, mention: &Range<usize>, next: Option<Range<usize>>) -> Option<Range<usize>> {
    let (bytes, mut whole) = (text.as_bytes(), mention.clone());
    // "Wm" by itself, or "Wm." of which the full stop was taken too.
    let name = text[mention.clone()].trim_end_matches('.');
    let bare = mention.start + name.len();
    if bytes.get(bare..bare + 2) == Some(b". ") && is_short(text, name.rsplit(' ').next()?, bare) {
        let from = bare + 2;
        whole.end = match next.filter(|next| next.start == from) {
            Some(next) => next.end,
            None => from + surname(&text[from..])?,
        };
    }
    // "Wm." may not have been found at all.
    if let Some(before) = text[..mention.start].strip_suffix(". ") {
        let begin = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if is_short(text, &before[begin..], before.len()) {
            whole.start = begin;
        }
    }
    (whole != *mention).then_some(whole)
}

/// Whether a word that ends here is shortened, with more of the name behind its full stop.
fn is_short(text: &str, word: &str, end: usize) -> bool {
    if is_shortened(word) {
        return true;
    }
    if !is_shortened_too(word) {
        return false;
    }
    let before = text[..end - word.len()].strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n']).next());
    let initial = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
    };
    initial(&text[end + 2..]) || before.is_some_and(|title| is_often_of(title, class::TITLE))
}

/// How much of a text is initials and a surname: `E. Hughes`.
fn surname(text: &str) -> Option<usize> {
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ').trim_end_matches(|c: char| !c.is_alphabetic());
        let mut letters = bare.chars();
        if !letters.next().is_some_and(char::is_uppercase) {
            return None;
        }
        if letters.next().is_some() {
            let plain = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
            let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
            // A sentence may end behind it all the same: "Geo. The next".
            let known = known_word(bare);
            let name = plain && (known.lower() < 3 || known.surname() > 1);
            return name.then_some(at + bare.len());
        }
        at += word.len();
        if word.len() != bare.len() + 2 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, name: &str) -> String {
        let start = text.find(name).unwrap();
        let mention = start..start + name.len();
        text[around(text, &mention, None).unwrap_or(mention)].to_owned()
    }

    #[test]
    fn a_shortened_given_name_and_what_is_behind_are_one_name() {
        assert_eq!(whole("the barn of Mr. Wm. Tuttle burned", "Wm"), "Wm. Tuttle");
        assert_eq!(whole("the barn of Mr. Wm. Tuttle burned", "Tuttle"), "Wm. Tuttle");
        assert_eq!(whole("Gov. Chas. E. Hughes's speech", "Chas"), "Chas. E. Hughes");
        assert_eq!(whole("Jos. Cannon", "Jos."), "Jos. Cannon");
        assert_eq!(whole("Guðni Th. Jóhannesson", "Guðni Th"), "Guðni Th. Jóhannesson");
        assert_eq!(whole("Mr. Alex. Berkman spoke", "Alex"), "Alex. Berkman");
    }

    #[test]
    fn a_sentence_ends_behind_a_name() {
        assert_eq!(whole("They met Alex. Berkman left.", "Alex"), "Alex");
        assert_eq!(whole("They met Alex. Berkman left.", "Berkman"), "Berkman");
        assert_eq!(whole("They met Ann Lee. Berkman left.", "Ann Lee"), "Ann Lee");
        assert_eq!(whole("signed, Geo. the next day", "Geo"), "Geo");
    }
}
