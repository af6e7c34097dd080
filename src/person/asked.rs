//! What a name that somebody asks for tells by itself: a title before it, a surname alone, a common name.
//!
//! Looks at one name, or at two words without their bearers; who bears it is the index's. Its surprise: titles that are names too
//! are told here, all others when a name is taken apart.

use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Lexicon, is_class};
use super::name::{key_part, parse_name};
use super::role::{self, Sex};
use super::sex::of_given_name;

/// Particles that a surname begins with.
const SURNAME_PARTICLES: &[&str] = &[
    "bin", "ibn", "bint", "al", "el", "ul", "de", "del", "della", "da", "di", "dos", "das", "la", "von", "van", "der",
    "den", "du", "ter", "zu", "zur", "ad", "ar", "as", "az",
];

/// Whether a filed name has nothing but a surname, perhaps with a particle that is read as a given name: `laden, bin`.
pub fn is_surname_alone(key: &str) -> bool {
    let Some((_, given)) = key.split_once(',') else { return true };
    // "Van" may be either, and "Abu Khalid" is no surname.
    let particle = |part: &str| SURNAME_PARTICLES.contains(&part) && !is_given_name(part);
    given.split_whitespace().all(particle)
}

/// A title at the beginning of a name that may be a name as well, folded, and what stands behind it: `General Milley`.
/// Titles that are nothing else belong to no name anyway.
pub fn leading_title(name: &str) -> Option<(String, &str)> {
    let mut rest = name.trim_start();
    let mut title = None;
    while let Some((word, behind)) = rest.split_once(char::is_whitespace) {
        let folded = key_part(word);
        if behind.trim().is_empty() || !is_class(&folded, class::TITLE) {
            break;
        }
        title = Some(folded);
        rest = behind.trim_start();
    }
    // "King, Martin Luther" is filed by surname.
    let certain = name.contains(',') || parse_name(name).honorific.is_some();
    title.filter(|_| !certain).map(|title| (title, rest))
}

/// Whether a courtesy is not for the bearer of a filed name, going by the given name: `Mrs.` for `clinton, bill`.
pub fn is_for_the_other_sex(courtesy: &str, key: &str) -> bool {
    let said = role::sex_of(&key_part(courtesy), class::TITLE);
    let given = key.split_once(", ").and_then(|(_, given)| given.split(' ').next());
    let other = |said| if said == Sex::Female { Sex::Male } else { Sex::Female };
    given.and_then(of_given_name).zip(said).is_some_and(|(sex, said)| sex == other(said))
}

/// Whether a title is a given name too: `Dean`.
pub fn is_given_name(title: &str) -> bool {
    Lexicon::embedded().word(hash32(title.as_bytes())).given() >= 1
}

/// Titles that a misread word may be, of so many letters that hardly a name is like them.
const LONG_TITLES: &[&str] = &[
    "president",
    "secretary",
    "governor",
    "general",
    "senator",
    "congressman",
    "commissioner",
    "ambassador",
    "attorney",
    "chairman",
    "minister",
    "lieutenant",
    "sergeant",
    "professor",
    "reverend",
    "inspector",
    "representative",
];

/// Whether the folded given names of a filed name are rather a title in bad type, or with letters left out, than a name: `picsident`,
/// `presi-dent`, `sec'y`.
pub fn is_misread_title(given: &str) -> bool {
    let given_name = |part: &str| is_given_name(part) || is_spelled_elsewhere(part);
    let misread = |part: &str| {
        let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
        let shortened = part.chars().skip(1).any(|c| matches!(c, '\'' | '’'));
        let short_of = |title: &str| {
            shortened
                && letters.len() > 2
                && title[..2] == letters[..2]
                && title.ends_with(&letters[letters.len() - 1..])
        };
        let near = |title: &str| {
            let edits = if title.len() > 7 { 2 } else { 1 };
            letters.len().abs_diff(title.len()) <= edits && strsim::osa_distance(&letters, title) <= edits
        };
        letters.is_ascii() && !given_name(part) && LONG_TITLES.iter().any(|title| near(title) || short_of(title))
    };
    given.split(' ').any(misread)
}

/// Whether the lists have other spellings of a folded part of a name.
fn is_spelled_elsewhere(part: &str) -> bool {
    Lexicon::embedded().groups(part).any(|group| group != 0)
}

/// Whether a folded word is mostly written in small letters: `ice`.
pub fn is_word(folded: &str) -> bool {
    Lexicon::embedded().word(hash32(folded.as_bytes())).lower() >= 2
}

/// Whether a folded part of a name is rather a surname than a given name, as far as the lists tell: `Paz` and what none of them has,
/// but not `Luther`.
pub fn is_rather_surname(part: &str) -> bool {
    let entry = Lexicon::embedded().word(hash32(part.as_bytes()));
    part.chars().nth(2).is_some() && (entry.given() == 0 || entry.surname() > entry.given())
}

/// Whether the lists have a folded surname at all.
pub fn is_listed_surname(surname: &str) -> bool {
    Lexicon::embedded().word(hash32(surname.as_bytes())).surname() >= 1
}

/// Whether a folded surname is one of the common ones of the lists.
pub fn is_common_surname(surname: &str) -> bool {
    Lexicon::embedded().word(hash32(surname.as_bytes())).surname() >= 2
}

/// Whether a folded word is rather a name of its own than a spelling of a common one: Robert beside Roberts, Han beside Khan, Davis
/// beside David.
pub fn is_another_name(name: &str, spelling: &str) -> bool {
    let entry = |word: &str| Lexicon::embedded().word(hash32(word.as_bytes()));
    let (mine, other) = (entry(name), entry(spelling));
    let given = other.given() >= 2 && other.given() > mine.given();
    let begins = || name.as_bytes().first() != spelling.as_bytes().first();
    let surname = mine.given() == 3 && mine.given() > other.given() && other.surname() == 3;
    let listed = mine.surname() >= 2 && (given || begins() && other.surname() >= 1);
    name != spelling && name.is_ascii() && spelling.is_ascii() && (listed || surname)
}

/// Whether a folded surname is neither in the lists of surnames and given names nor a word of the language.
pub fn is_rare_surname(surname: &str) -> bool {
    let entry = Lexicon::embedded().word(hash32(surname.as_bytes()));
    surname.len() > 4
        && surname.is_ascii()
        && entry.surname() == 0
        && entry.given() == 0
        && entry.lower() < 2
        && entry.classes == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_bad_type_is_told_from_a_given_name() {
        for given in
            ["i'resident", "picsident", "presi-dent", "d c presi-dent", "pres't", "sec'y", "hecretary", "ceneral"]
        {
            assert!(is_misread_title(given), "{given}");
        }
        for given in ["gerald", "d'angelo", "o'neil", "woodrow", "genaro", "justine", "senan", "preston", "ana", ""] {
            assert!(!is_misread_title(given), "{given}");
        }
    }

    #[test]
    fn a_courtesy_tells_husband_from_wife() {
        assert!(is_for_the_other_sex("Mrs.", "clinton, bill") && is_for_the_other_sex("Mr", "clinton, hillary rodham"));
        for (courtesy, key) in
            [("Mrs.", "clinton, hillary"), ("Mr.", "clinton"), ("Dr.", "clinton, bill"), ("Ms", "oh, kim")]
        {
            assert!(!is_for_the_other_sex(courtesy, key), "{courtesy} {key}");
        }
    }

    #[test]
    fn a_surname_is_told_from_a_second_given_name() {
        for part in ["paz", "wong", "sheinbaum", "petro"] {
            assert!(is_rather_surname(part), "{part}");
        }
        assert!(!is_rather_surname("luther") && !is_rather_surname("li"));
        assert!(is_listed_surname("pereira") && !is_listed_surname("sheinbaum"));
    }

    #[test]
    fn a_surname_with_its_particle_is_no_full_name() {
        assert!(is_surname_alone("laden, bin") && is_surname_alone("croo, de") && is_surname_alone("von der leyen"));
        assert!(!is_surname_alone("affleck, ben") && !is_surname_alone("bin laden, osama"));
        assert!(!is_surname_alone("khalid, abu"), "a name of its own");
    }

    #[test]
    fn a_title_that_may_be_a_name_is_told() {
        assert_eq!(leading_title("General Milley"), Some(("general".to_owned(), "Milley")));
        assert_eq!(leading_title("Pope John Paul II"), Some(("pope".to_owned(), "John Paul II")));
        assert_eq!(leading_title("Gen. Milley"), None, "it belongs to no name anyway");
        assert_eq!((leading_title("King"), leading_title("Mark Milley")), (None, None));
        assert_eq!(leading_title("King, Martin Luther"), None);
    }

    #[test]
    fn a_common_surname_is_told_from_names_like_it() {
        for (surname, other) in
            [("davis", "david"), ("roberts", "robert"), ("khan", "han"), ("li", "lee"), ("david", "davis")]
        {
            assert!(is_another_name(surname, other), "{surname} {other}");
        }
        for (surname, other) in
            [("gonzales", "gonzalez"), ("specter", "spector"), ("qaddafi", "gaddafi"), ("smith", "smith")]
        {
            assert!(!is_another_name(surname, other), "{surname} {other}");
        }
    }

    #[test]
    fn a_surname_that_no_list_has_is_rare_unless_it_is_short_or_a_word() {
        assert!(is_rare_surname("zorkovich") && is_rare_surname("quillfeather"));
        for surname in ["smith", "maria", "strike", "zork", "зорькович"] {
            assert!(!is_rare_surname(surname), "{surname}");
        }
    }
}
