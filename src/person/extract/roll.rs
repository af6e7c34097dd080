//! Names of lists, surname first: `Kowalczyk, Piotr, 27, Beverley Road`, `KOWALCZYK, Piotr;`.
//!
//! Knows forms only. Its surprise: in running text a surname and a given name side by side are two people (`Smith, Jordan, 23, and`),
//! so the surname stands at the head of a line, sentence or entry, or in capitals.

use std::ops::Range;

use super::super::known::known_word;
use super::super::model::class;
use super::super::model::lexicon::spread_of;
use super::super::name::{fold, is_particle};
use super::super::trim::is_state;

/// The whole of the name of which a mention of one word is the surname or the given name.
pub(super) fn around(text: &str, mention: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let name = &text[mention.clone()];
    // "VAN DEN BERG, Pieter"
    if bytes.get(mention.end) == Some(&b',')
        && (!name.contains(' ') || !name.contains(char::is_lowercase))
        && let Some(whole) = filed(text, mention.clone())
    {
        return Some(whole);
    }
    // The surname may not have been found.
    let before = text[..mention.start].strip_suffix(", ")?;
    let apart = |c: char| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’');
    let begin = before.rfind(apart).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    filed(text, begin..before.len()).filter(|whole| whole.end >= mention.end)
}

/// The name of which this is the surname, before its comma.
fn filed(text: &str, surname: Range<usize>) -> Option<Range<usize>> {
    let word = &text[surname.clone()];
    if !word.starts_with(char::is_uppercase) || word.len() < 2 {
        return None;
    }
    let rest = text[surname.end..].strip_prefix(", ")?;
    let length = given(rest)?;
    let (names, behind) = rest.split_at(length);
    let capitals = |word: &str| word.chars().count() > 2 && !word.contains(char::is_lowercase);
    let set_off = capitals(word) && names.contains(char::is_lowercase);
    let listed = known_word(word);
    let end = surname.end + 2 + length;
    if set_off {
        // "LONDON, Jordan" is a dateline.
        let ends = behind.is_empty() || behind.starts_with([',', ';', '.', ':', '\n']) || behind.starts_with(" (");
        // Nor is "CPA, Harold Lee" one name.
        let name = listed.surname() > 0 || word.len() > LONGEST_ACRONYM;
        return (ends
            && name
            && !goes_on_before(&text[..surname.start], word)
            && !listed.is(class::PLACE | class::COUNTRY))
        .then_some(surname.start..end);
    }
    let heads = is_head(&text[..surname.start]);
    let place = class::PLACE | class::COUNTRY | class::GEOGRAPHY | class::CALENDAR;
    let rather_surname = listed.surname() >= listed.given() && !listed.is(place);
    // "Thanks, Susan." is no entry, and "Brown, Susan, 41" may be one.
    let word_too = match listed.lower() {
        3 => listed.surname() < 3,
        2 => listed.surname() < 2 || !behind.starts_with([';', ',']) && !behind.starts_with(" ("),
        _ => false,
    };
    (heads && rather_surname && !word_too && ends_entry(behind)).then_some(surname.start..end)
}

/// Whether more than a surname with particles stands before a comma: `ANDREW LEE, Pres`, `M. F. LEE, Ann`, but not `VAN DEN BERG, Pieter`.
fn goes_on_before(before: &str, surname: &str) -> bool {
    let last = before.strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n']).next()).unwrap_or_default();
    let part = last.starts_with(char::is_uppercase)
        && (last.ends_with(char::is_alphanumeric) || is_initial(last))
        && !is_inner_particle(last);
    let (others, _) = surname.rsplit_once(' ').unwrap_or_default();
    part || others.split(' ').any(|word| !word.is_empty() && !is_inner_particle(word))
}

/// Whether a word may stand inside a surname, in capitals too.
fn is_inner_particle(word: &str) -> bool {
    is_particle(&word.to_lowercase())
}

/// No acronym has more letters than this.
const LONGEST_ACRONYM: usize = 4;

/// Whether a line, a sentence or an entry of a list begins behind a text.
fn is_head(before: &str) -> bool {
    // "D. Gross, K. Miller"
    if before
        .strip_suffix(". ")
        .is_some_and(|before| before.rsplit([' ', '\n', ',']).next().is_some_and(|word| word.len() < 2))
    {
        return false;
    }
    let marks = ["; ", ". ", ": ", "• ", "* ", "- ", "– ", "— ", "\t"];
    before.is_empty() || before.ends_with('\n') || marks.iter().any(|mark| before.ends_with(mark))
}

/// Whether an entry of a list goes on with an age, or ends.
fn ends_entry(behind: &str) -> bool {
    let aged = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits)
            && !text[digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'))
    };
    let over = |text: &str| text.is_empty() || text.starts_with('\n');
    behind.strip_prefix(", ").is_some_and(|rest| aged(rest) || rest.starts_with("aged "))
        || behind.strip_prefix(" (").is_some_and(aged)
        || behind.starts_with(';')
        || over(behind)
        || behind.strip_prefix('.').is_some_and(over)
}

/// How much of a text is given names and initials, at most three.
fn given(text: &str) -> Option<usize> {
    const MOST: usize = 3;
    // Behind most commas stands a small letter.
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let stop = text.find([',', ';', '\n', '(', ':']).unwrap_or(text.len());
    let names = text[..stop].trim_end();
    let words = names.split(' ').count();
    let last_dot = names.ends_with('.') && !is_initial(names.rsplit(' ').next().unwrap_or_default());
    let names = if last_dot { &names[..names.len() - 1] } else { names };
    let letters: String = names.chars().filter(|c| c.is_alphabetic()).collect();
    // "Madison, N.J.;"
    let abbreviated = || names.contains('.') || words == 1 && names.len() < 5 && !is_frequent_given(names);
    if words > MOST || names.is_empty() || is_state(&letters) && abbreviated() {
        return None;
    }
    let mut all = names.split(' ');
    let first = all.next().unwrap_or_default();
    let plain = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (is_initial(word) || word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')))
    };
    (is_given(first) && plain(first) && all.all(|word| plain(word) && is_given(word))).then_some(names.len())
}

/// Whether a word is one or more letters with full stops.
fn is_initial(word: &str) -> bool {
    word.len() > 1 && word.split_inclusive('.').all(|part| part.chars().count() == 2 && part.ends_with('.'))
}

/// Whether a word is a given name that many bear: `Ali`, not `Tex`.
fn is_frequent_given(word: &str) -> bool {
    known_word(word).given() > 2
}

/// Whether a word is rather a given name than a surname.
fn is_given(word: &str) -> bool {
    let known = known_word(word);
    let place = class::PLACE | class::COUNTRY | class::GEOGRAPHY | class::CALENDAR | class::TITLE | class::ROLE;
    is_initial(word)
        || known.given() > 0 && known.given() >= known.surname() && (known.given() > 2 || !known.is(place))
        || known.names & 15 == 0 && !known.is(place) && known.lower() < 2 && spread_of(&fold(word)) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, name: &str) -> String {
        let start = text.find(name).unwrap();
        let mention = start..start + name.len();
        text[around(text, &mention).unwrap_or(mention)].to_owned()
    }

    #[test]
    fn an_entry_of_a_list_is_one_name() {
        let text = "Kowalczyk, Piotr, 27, Beverley Road: fined. Brindley, Harold (41), drunk.";
        assert_eq!(whole(text, "Kowalczyk"), "Kowalczyk, Piotr");
        assert_eq!(whole(text, "Piotr"), "Kowalczyk, Piotr");
        assert_eq!(whole(text, "Brindley"), "Brindley, Harold");
        let text = "Kowalczyk, Piotr; Brindley, H. J.; Keller, Susan.";
        assert_eq!(whole(text, "Kowalczyk"), "Kowalczyk, Piotr");
        assert_eq!(whole(text, "Brindley"), "Brindley, H. J.");
        assert_eq!(whole(text, "Keller"), "Keller, Susan");
        assert_eq!(whole("Fined: VAN DEN BERG, Pieter, of Hull", "VAN DEN BERG"), "VAN DEN BERG, Pieter");
        assert_eq!(whole("Fined: O'BRIEN, Susan Ann, of Hull", "Susan Ann"), "O'BRIEN, Susan Ann");
        assert_eq!(whole("Lost: KOWALCZYK, Piotr, private, of Hull", "KOWALCZYK"), "KOWALCZYK, Piotr");
    }

    #[test]
    fn people_side_by_side_stay_apart() {
        for text in [
            "Keller, Jones, Brown and Harold came.",
            "Keller, Harold, Susan and Ann came.",
            "They saw Keller, Harold, 23, and Ann.",
            "Keller, Brindley; Jones, Brown.",
            "Keller, Tex.; Springfield, Mo.",
            "Keller, N.J.; Newark, N.J.",
            "D. Keller, H. Brindley; 1999.",
            "Keller, H. Brindley.",
            "Thanks, Keller, Ann.",
        ] {
            assert_eq!(whole(text, "Keller"), "Keller", "{text}");
        }
        assert_eq!(whole("LONDON, Jordan said", "Jordan"), "Jordan");
        assert_eq!(whole("M. F. LEE, Susan, said", "Susan"), "Susan");
        assert_eq!(whole("ANN LEE, Susan, said", "ANN LEE"), "ANN LEE");
        assert_eq!(whole("EL KELLER, Tex., May 3", "Tex"), "Tex");
        assert_eq!(whole("Thanks, Susan.", "Susan"), "Susan");
        assert_eq!(whole("our CPA, Harold, will", "Harold"), "Harold");
    }
}
