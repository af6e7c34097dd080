//! What sticks to a name where a text has lost its marks: `U S Senator Barack Obama`, `Barbara Mikulski D MD`, two names
//! of which the second begins where the first ends.
//!
//! Knows forms only; the model has found the names. Its surprise: a run of names is cut only where a word that is nearly
//! always a given name follows one that is nearly always a surname, so a name of four parts stays whole.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::known::known_word;
use super::model::class;
use super::name::is_suffix;
use super::title::is_nothing_but_title;

/// What may stand before a title inside what was taken for a name.
const OPENINGS: &[&str] =
    &["U", "S", "US", "D", "C", "DC", "UK", "Dear", "Hon", "Honorable", "Honourable", "The", "By"];

/// Titles of which the lists of the model know nothing.
const MORE_TITLES: &[&str] = &["Administrator", "ADMINISTRATOR"];

/// Postal and press abbreviations of American states, as they follow a party's letter.
const STATES: &str = " al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or \
    pa ri sc sd tn tx ut vt va wa wv wi wy ala ariz ark calif colo conn del fla ill ind kan mass mich minn miss mont neb nev okla ore \
    penn tenn tex wash wis wyo maine ohio iowa idaho utah texas alaska hawaii ";

/// The part of `name` that is the name; `after` is what stands behind it.
pub(super) fn bare(name: &str, after: &str) -> Range<usize> {
    if !name.contains(' ') {
        return 0..name.len();
    }
    let start = opening(name);
    start..start + without_party(&name[start..], after).len()
}

/// Whether [`bare`] leaves a name as it is, whatever stands behind it.
pub(super) fn is_bare(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    opening(name) == 0 && !is_party(last) && without_party(name, "").len() == name.len()
}

/// The length of what stands before the name: `U S Senator `.
fn opening(name: &str) -> usize {
    let mut at = 0;
    let mut cut = 0;
    let mut opened = false;
    for word in name.split_inclusive(' ') {
        let plain = word.trim_end();
        let more = MORE_TITLES.contains(&plain);
        if is_opening(plain) && cut == 0 {
            opened = true;
        } else if more || opened && is_nothing_but_title(plain) {
            cut = at + word.len();
        } else {
            break;
        }
        at += word.len();
    }
    if cut < name.len() { cut } else { 0 }
}

pub(super) fn is_opening(word: &str) -> bool {
    let mut room = [0; 10];
    let mut length = 0;
    for byte in word.bytes().filter(|byte| *byte != b'.') {
        let Some(place) = room.get_mut(length) else { return false };
        (*place, length) = (byte, length + 1);
    }
    OPENINGS.iter().any(|known| known.as_bytes() == &room[..length])
}

/// A name without the letter of a party and the state behind it: `Barbara Mikulski D MD`, or with the state in `after`.
fn without_party<'t>(name: &'t str, after: &str) -> &'t str {
    let Some((before, last)) = name.rsplit_once(' ') else { return name };
    if is_party(last) {
        let state = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        return if after.starts_with(' ') && is_state(state) && before.contains(' ') { before } else { name };
    }
    match before.rsplit_once(' ') {
        Some((bare, party)) if is_party(party) && is_state(last.trim_end_matches('.')) && !bare.is_empty() => bare,
        _ => name,
    }
}

pub(super) fn is_party(word: &str) -> bool {
    matches!(word, "D" | "R" | "I")
}

pub(super) fn is_state(word: &str) -> bool {
    let mut room = [0; LONGEST_STATE];
    let Some(low) = room.get_mut(..word.len()).filter(|_| word.starts_with(|c: char| c.is_ascii_uppercase())) else {
        return false;
    };
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    BY_STATE.contains(&*low)
}

/// No state here has more letters.
const LONGEST_STATE: usize = 6;

static BY_STATE: LazyLock<FxHashSet<&[u8]>> = LazyLock::new(|| STATES.split_whitespace().map(str::as_bytes).collect());

/// Where a run of names has to be cut: the places at which the second and later names begin.
pub(super) fn joints(name: &str) -> Vec<usize> {
    // Most names have fewer words.
    if memchr::memchr_iter(b' ', name.as_bytes()).nth(2).is_none() {
        return Vec::new();
    }
    let words: Vec<&str> = name.split(' ').collect();
    if words.iter().any(|word| !word.starts_with(char::is_uppercase)) {
        return Vec::new();
    }
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let mut joints = Vec::new();
    // Words spelled out since the last joint.
    let mut spelled = 0;
    let (mut at, mut begin) = (0, 0);
    for (number, word) in words.iter().enumerate() {
        let whole = |word: &&&str| !initial(word) && !is_suffix(word);
        // A run may be as long as the text.
        let two_follow = || words[number..].iter().filter(whole).nth(1).is_some();
        if spelled >= 2 && is_given_too(word) && two_follow() {
            let before = words[number - 1];
            let last = if is_suffix(before) { words[number - 2] } else { before };
            // The name that begins here ends what was read as one, and the one before began with a given name.
            let two = || {
                let end = words.iter().rev().find(|word| !is_suffix(word)).copied().unwrap_or_default();
                is_nothing_but_surname(last) && known_word(words[begin]).given() > 1 && is_surname_only(end)
            };
            if is_given_only(word) && is_surname_only(last) || two() {
                joints.push(at);
                (spelled, begin) = (0, number);
            }
        }
        spelled += usize::from(!initial(word) && !is_suffix(word));
        at += word.len() + 1;
    }
    joints
}

/// Whether a word ends a text's name as the place of a dateline: `Laena Fallon WASHINGTON`.
pub(super) fn without_dateline(name: &str) -> &str {
    let Some((before, last)) = name.rsplit_once(' ') else { return name };
    let capitals = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let place = capitals(last) && known_word(last).is(class::PLACE | class::COUNTRY);
    if place && before.contains(' ') && !before.split(' ').any(capitals) { before } else { name }
}

/// Whether words may be surnames side by side: none has a mark or a small letter at its head, and none is rather a given name.
pub(super) fn may_be_surnames(words: &str) -> bool {
    words.split(' ').all(|word| {
        let rather_given = || {
            let entry = known_word(word);
            entry.given() >= 2 && entry.given() >= entry.surname()
        };
        word.starts_with(char::is_uppercase) && word.len() > 2 && !word.ends_with('.') && !rather_given()
    })
}

fn is_given_only(word: &str) -> bool {
    let entry = known_word(word);
    entry.given() >= 2 && entry.given() > entry.surname()
}

/// Whether a word is as often a given name as a surname: `John` of `Susan Collins John Warner`.
fn is_given_too(word: &str) -> bool {
    let entry = known_word(word);
    entry.given() >= 2 && entry.given() >= entry.surname()
}

fn is_nothing_but_surname(word: &str) -> bool {
    let entry = known_word(word);
    entry.given() == 0 && entry.surname() > 1
}

fn is_surname_only(word: &str) -> bool {
    let entry = known_word(word);
    entry.given() == 0 || entry.surname() > entry.given()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_their_marks_and_parties_are_no_part_of_a_name() {
        for (name, after, bare_name) in [
            ("U S Senator Barack Obama", " said", "Barack Obama"),
            ("D.C. U.S. Senator Barbara Boxer", "", "Barbara Boxer"),
            ("Dear Dr von Eschenbach", "", "von Eschenbach"),
            ("Administrator Johnson", " said", "Johnson"),
            ("Dick Durbin D IL", "", "Dick Durbin"),
            ("Barbara A Mikulski D MD", "", "Barbara A Mikulski"),
            ("Barbara A Mikulski D", " MD voted", "Barbara A Mikulski"),
            ("Richard C Shelby R Ala", "", "Richard C Shelby"),
            ("Dick Durbin D", " voted", "Dick Durbin D"),
            ("Ann Lee MD", "", "Ann Lee MD"),
            ("Senator Obama", "", "Senator Obama"),
            ("Dear Abby", "", "Dear Abby"),
            ("U Thant", " IL", "U Thant"),
            ("Dr Dre", "", "Dr Dre"),
        ] {
            assert_eq!(&name[bare(name, after)], bare_name);
            assert!(!is_bare(name) || name == bare_name, "{name}");
        }
    }

    #[test]
    fn most_names_are_bare() {
        assert!(is_bare("Barack Obama") && is_bare("U Thant") && is_bare("Ann Lee MD"));
        assert!(!is_bare("Dick Durbin D") && !is_bare("Dick Durbin D IL") && !is_bare("U S Senator Obama"));
    }

    #[test]
    fn a_run_of_names_is_cut_where_one_ends() {
        let parts = |name: &str| -> Vec<String> {
            let mut parts = Vec::new();
            let mut from = 0;
            for at in joints(name).into_iter().chain([name.len() + 1]) {
                parts.push(name[from..at - 1].to_owned());
                from = at;
            }
            parts
        };
        assert_eq!(parts("OLYMPIA J. SNOWE RON WYDEN"), ["OLYMPIA J. SNOWE", "RON WYDEN"]);
        assert_eq!(parts("Laura Capps Melissa Wagoner"), ["Laura Capps", "Melissa Wagoner"]);
        assert_eq!(parts("Susan Collins John Warner"), ["Susan Collins", "John Warner"]);
        assert_eq!(parts("Maria Cantwell Tom Harkin"), ["Maria Cantwell", "Tom Harkin"]);
        assert_eq!(parts("Joe Biden Jr. Barbara A. Mikulski"), ["Joe Biden Jr.", "Barbara A. Mikulski"]);
        for whole in [
            "Sarah Michelle Gellar Prinze",
            "Luis Ernesto Derbez Bautista",
            "George Herbert Walker Bush",
            "Aung San Suu Kyi",
            "Jacqueline Bouvier Kennedy Onassis",
            "Ahmed Nasser Ali Hassan",
            "Mary Higgins Clark Smith",
            "Mary Anderson Lee",
            "Martin Luther King Jr.",
            "John Fitzgerald Kennedy Jr.",
            "Ursula von der Leyen",
            "José Luis Rodríguez Zapatero",
            "Sandra Day O Connor",
        ] {
            assert_eq!(parts(whole), [whole]);
        }
    }

    #[test]
    fn a_dateline_behind_a_name_is_cut() {
        assert_eq!(without_dateline("Laena Fallon WASHINGTON"), "Laena Fallon");
        assert_eq!(without_dateline("Denzel WASHINGTON"), "Denzel WASHINGTON");
        assert_eq!(without_dateline("GEORGE C. WASHINGTON"), "GEORGE C. WASHINGTON");
    }
}
