//! How a name is written, said by what its key leaves open.
//!
//! A key holds nearly every letter of the name it was made of: `lima, ana` of `Ana Lima`. Owns the short form in which a
//! column keeps the written name beside its key: how the key's words are arranged, and which of their letters are capitals.
//! Must not decide how keys are made. The surprise: nothing is lost by it. What cannot be put together from the key again,
//! letter by letter, is kept as it is written.

use super::document::NameClass;

/// How the words of a key are put in order for a written name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As in the key; of a person the surname alone: `Lima`.
    Key,
    /// Given names, surname, suffix: `Ana M. Lima Jr.`
    Full,
    /// The same without dots.
    Dotless,
    /// The first given name and the surname.
    First,
    /// Given names alone.
    Given,
    /// The first given name alone.
    FirstAlone,
    /// The surname, then given names.
    Turned,
}

const ORDERS: [(Order, char); 7] = [
    (Order::Full, 'a'),
    (Order::Key, 'b'),
    (Order::Given, 'c'),
    (Order::First, 'd'),
    (Order::FirstAlone, 'e'),
    (Order::Dotless, 'f'),
    (Order::Turned, 'g'),
];

/// Stands before a name that is kept as it is written.
const LITERAL: char = '=';
/// Stands for capitals throughout.
const CAPITALS: char = 'U';
/// Words that are small inside a name.
const SMALL: [&str; 16] =
    ["of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "la", "du", "von", "van", "bin", "al"];
/// Letters of the longest of [`SMALL`].
const LONGEST_SMALL: usize = 3;
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// The short form of a written name that is filed under `key`.
pub(crate) fn shorten(class: NameClass, key: &str, written: &str, into: &mut String) {
    let parts = KeyParts::of(class, key);
    let mut arranged = String::new();
    for (order, code) in ORDERS {
        if parts.may_be(order, written)
            && parts.arrange(order, &mut arranged).is_some()
            && arranged.eq_ignore_ascii_case(written)
        {
            let start = into.len();
            into.push(code);
            if shorten_capitals(&arranged, written, into).is_some() {
                return;
            }
            into.truncate(start);
        }
    }
    into.push(LITERAL);
    into.push_str(written);
}

/// The written name of what [`shorten`] made; `None` for anything else.
pub(crate) fn restore(class: NameClass, key: &str, short: &str) -> Option<String> {
    let mut rest = short.chars();
    let code = rest.next()?;
    let rest = rest.as_str();
    if code == LITERAL {
        return Some(rest.to_owned());
    }
    let (order, _) = ORDERS.into_iter().find(|(_, known)| *known == code)?;
    let mut arranged = String::with_capacity(key.len() + 8);
    KeyParts::of(class, key).arrange(order, &mut arranged)?;
    if rest == "U" {
        arranged.make_ascii_uppercase();
        return Some(arranged);
    }
    let mut written = String::with_capacity(arranged.len());
    let mut letters = rest.chars();
    for (number, word) in arranged.split(' ').enumerate() {
        if number > 0 {
            written.push(' ');
        }
        let case = if rest.is_empty() { usual(word, number) } else { Case::of_letter(letters.next()?)? };
        case.write(word, &mut written);
    }
    letters.next().is_none().then_some(written)
}

/// The written name in a short form that keeps it as it is; `None` for one that is put together from the key.
pub(crate) fn literal(short: &[u8]) -> Option<&[u8]> {
    short.strip_prefix(&[LITERAL as u8])
}

/// A key taken apart.
struct KeyParts<'k> {
    /// The surname, or the whole key where that has no other part.
    surname: &'k str,
    /// Given names and what goes with them; `None` for a name that is not a person's, or that has one part only.
    given: Option<&'k str>,
    /// `jr`, or nothing.
    suffix: &'k str,
}

impl<'k> KeyParts<'k> {
    fn of(class: NameClass, key: &'k str) -> KeyParts<'k> {
        let comma = if class == NameClass::Person { memchr::memchr(b',', key.as_bytes()) } else { None };
        let parts = comma.and_then(|comma| Some((&key[..comma], key[comma + 1..].strip_prefix(' ')?)));
        let Some((surname, rest)) = parts else { return KeyParts { surname: key, given: None, suffix: "" } };
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let suffix = if SUFFIXES.contains(&last) { last } else { "" };
        KeyParts { surname, given: Some(rest[..rest.len() - suffix.len()].trim_end()), suffix }
    }

    /// False when an order cannot give a written name. Costs next to nothing.
    fn may_be(&self, order: Order, written: &str) -> bool {
        let begins = |part: &str| {
            part.bytes().next().map(|byte| byte.to_ascii_lowercase())
                == written.bytes().next().map(|byte| byte.to_ascii_lowercase())
        };
        match (order, self.given) {
            (Order::Key, _) => self.surname.len() == written.len(),
            (_, None) => false,
            (Order::Turned, Some(_)) => begins(self.surname),
            (_, Some("")) => true,
            (_, Some(given)) => begins(given),
        }
    }

    /// Puts the words in order; `None` when the key has not all that takes, or another order gives the same.
    fn arrange(&self, order: Order, into: &mut String) -> Option<()> {
        into.clear();
        if order == Order::Key {
            into.push_str(self.surname);
            return Some(());
        }
        let given = self.given?;
        let first = || given.split(' ').next().filter(|first| first.len() < given.len());
        match order {
            Order::Key => {}
            Order::Full => {
                push_dotted(given, into);
                push_word(self.surname, into);
                push_dotted(self.suffix, into);
            }
            Order::Dotless => {
                into.push_str(given);
                push_word(self.surname, into);
                push_word(self.suffix, into);
            }
            Order::First => {
                push_dotted(first()?, into);
                push_word(self.surname, into);
            }
            Order::Given => push_dotted(given, into),
            Order::FirstAlone => push_dotted(first()?, into),
            Order::Turned => {
                into.push_str(self.surname);
                push_dotted(given, into);
            }
        }
        Some(())
    }
}

/// Adds something behind a blank, where there are words already.
fn push_word(word: &str, into: &mut String) {
    if !word.is_empty() && !into.is_empty() {
        into.push(' ');
    }
    into.push_str(word);
}

/// Adds words, with the dots that initials and suffixes mostly have.
fn push_dotted(words: &str, into: &mut String) {
    for word in words.split(' ') {
        push_word(word, into);
        if word.len() == 1 || word == "jr" || word == "sr" {
            into.push('.');
        }
    }
}

/// Writes nothing for the usual capitals, one letter for capitals throughout, otherwise a letter for each word; `None` when a
/// word is written in another way.
fn shorten_capitals(arranged: &str, written: &str, into: &mut String) -> Option<()> {
    let pairs = || arranged.split(' ').zip(written.split(' ')).enumerate();
    if pairs().all(|(number, (word, written))| usual(word, number).fits(word, written)) {
        return Some(());
    }
    if pairs().all(|(_, (word, written))| Case::Upper.fits(word, written)) {
        into.push(CAPITALS);
        return Some(());
    }
    for (_, (word, written)) in pairs() {
        let case = [Case::Title, Case::Upper, Case::Lower].into_iter().find(|case| case.fits(word, written))?;
        into.push(case.letter());
    }
    Some(())
}

/// How a word of a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Title,
    Upper,
    Lower,
}

/// How the word in this place of a name mostly is.
fn usual(word: &str, number: usize) -> Case {
    if number > 0 && word.len() <= LONGEST_SMALL && SMALL.contains(&word) { Case::Lower } else { Case::Title }
}

impl Case {
    fn letter(self) -> char {
        match self {
            Case::Title => 't',
            Case::Upper => 'u',
            Case::Lower => 'l',
        }
    }

    fn of_letter(letter: char) -> Option<Case> {
        [Case::Title, Case::Upper, Case::Lower].into_iter().find(|case| case.letter() == letter)
    }

    /// The bytes of a small word in this case.
    fn bytes(self, word: &str) -> impl Iterator<Item = u8> + '_ {
        // `McCain`
        let scottish = word.len() > 3 && word.starts_with("mc");
        let (mut letters, mut begins) = (0, true);
        word.bytes().enumerate().map(move |(at, byte)| {
            let plain = byte.is_ascii_alphanumeric() || !byte.is_ascii();
            let capital = begins || scottish && at == 2;
            if plain {
                letters += 1;
                begins = false;
            } else if byte == b'\'' {
                // `O'Brien`, but `women's`
                begins = letters == 1;
            } else {
                (letters, begins) = (0, true);
            }
            match self {
                Case::Title if !capital => byte,
                Case::Lower => byte,
                Case::Title | Case::Upper => byte.to_ascii_uppercase(),
            }
        })
    }

    fn fits(self, word: &str, written: &str) -> bool {
        word.len() == written.len() && self.bytes(word).eq(written.bytes())
    }

    fn write(self, word: &str, into: &mut String) {
        // Only letters of ASCII change, so what was text stays text.
        let bytes: Vec<u8> = self.bytes(word).collect();
        into.push_str(&String::from_utf8_lossy(&bytes));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn short_of(class: NameClass, key: &str, written: &str) -> String {
        let mut short = String::new();
        shorten(class, key, written, &mut short);
        assert_eq!(restore(class, key, &short).as_deref(), Some(written), "{key}: {short}");
        short
    }

    fn short(key: &str, written: &str) -> String {
        short_of(NameClass::Person, key, written)
    }

    #[test]
    fn only_persons_have_a_surname_before_the_comma() {
        assert_eq!(short_of(NameClass::Place, "springfield, illinois", "Springfield, Illinois"), "b");
        assert_eq!(short_of(NameClass::Organisation, "lima, ana", "Ana Lima"), "=Ana Lima");
    }

    #[test]
    fn what_the_key_says_is_not_said_again() {
        for (key, written, expected) in [
            ("lima, ana", "Ana Lima", "a"),
            ("lima, ana", "Lima", "b"),
            ("lima, ana", "ANA LIMA", "aU"),
            ("lima, ana m", "Ana M. Lima", "a"),
            ("lima, ana m", "Ana M Lima", "f"),
            ("lima, ana m", "Ana Lima", "d"),
            ("lima, ana m", "Ana", "e"),
            ("lima, ana", "Ana", "c"),
            ("kim, jong un", "Kim Jong Un", "g"),
            ("king, martin luther jr", "Martin Luther King Jr.", "a"),
            ("mccain, john", "John McCain", "a"),
            ("o'brien, pat", "Pat O'Brien", "a"),
            ("von der leyen, ursula", "Ursula von der Leyen", "atllt"),
            ("u.s. senate", "U.S. Senate", "b"),
            ("committee on foreign relations", "Committee on Foreign Relations", "b"),
            ("usa patriot act", "USA PATRIOT Act", "buut"),
            ("nato", "NATO", "bU"),
            ("hannibal", "Hannibal", "b"),
        ] {
            assert_eq!(short(key, written), expected, "{written}");
            assert_eq!(literal(expected.as_bytes()), None);
        }
    }

    #[test]
    fn what_the_key_does_not_say_is_kept() {
        for (key, written) in [
            ("gurria, jose angel", "José Ángel Gurría"),
            ("lima, ana", "Annie Lima"),
            ("epscor", "EPSCoR"),
            ("lima, ana", ""),
            ("", "Lima"),
            ("a", "=a"),
            ("lima, jr", "Lima, Jr."),
        ] {
            let kept = short(key, written);
            assert_eq!(kept, format!("={written}"));
            assert_eq!(literal(kept.as_bytes()), Some(written.as_bytes()));
        }
    }

    #[test]
    fn what_was_never_made_is_refused() {
        for (key, short) in
            [("lima, ana", ""), ("lima, ana", "z"), ("lima, ana", "at"), ("lima, ana", "attt"), ("lima", "a")]
        {
            assert_eq!(restore(NameClass::Person, key, short), None, "{short}");
        }
    }

    proptest! {
        #[test]
        fn every_written_name_comes_back(key in "[a-zé',. -]{0,20}", written in "\\PC{0,24}") {
            short(&key, &written);
        }

        #[test]
        fn every_writing_of_a_key_comes_back(
            surname in "[a-z'-]{1,8}( [a-z]{1,4})?", given in "[a-z]{1,6}( [a-z]{1,3}){0,2}", mask in any::<u32>(), turned in any::<bool>()
        ) {
            let key = format!("{surname}, {given}");
            let plain = if turned { format!("{surname} {given}") } else { format!("{given} {surname}") };
            let letters = plain.chars().enumerate();
            let written = letters.map(|(at, c)| if mask >> (at % 32) & 1 == 1 { c.to_ascii_uppercase() } else { c });
            short(&key, &written.collect::<String>());
        }

        #[test]
        fn no_input_is_too_odd(key in "\\PC{0,12}", short in "[a-gU=tul]{0,6}") {
            restore(NameClass::Person, &key, &short);
            restore(NameClass::Place, &key, &short);
        }
    }
}
