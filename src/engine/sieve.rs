//! Whether a stretch of text can hold a word of the query, told from how its words begin.
//!
//! Owns a set of beginnings of three letters. Most paragraphs of a hit hold nothing that was asked for, and cutting them into
//! words to find that out was the larger part of making a snippet. A sieve never lets a paragraph through unseen that has
//! a match: what it cannot judge, letters outside ASCII above all, it takes for a match. The surprise: words begin after
//! every apostrophe as well as before it, and points, commas, hyphens and apostrophes within a word are passed over, since
//! [`Tokens`](super::analyzer::Tokens) may do either.

use super::acronym;

/// Letters, digits, and nothing.
const SYMBOLS: usize = 37;
const NOTHING: u8 = 0;
/// No letter or digit.
const BREAK: u8 = 255;
const OUTSIDE: u8 = 254;
const JOINER: u8 = 253;

const SYMBOL: [u8; 256] = {
    let mut table = [BREAK; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        table[byte] = match c {
            b'a'..=b'z' => c - b'a' + 1,
            b'A'..=b'Z' => c - b'A' + 1,
            b'0'..=b'9' => c - b'0' + 27,
            b'\'' | b'.' | b',' | b'-' => JOINER,
            0x80.. => OUTSIDE,
            _ => BREAK,
        };
        byte += 1;
    }
    table
};

/// The beginnings of some terms.
pub(crate) struct Sieve {
    /// One bit for each beginning of three symbols.
    begins: Vec<u64>,
}

impl Sieve {
    /// `terms`: words as the index has them; marks, which begin with a control character, stand in no text.
    pub(crate) fn new<'t>(terms: impl Iterator<Item = &'t str>) -> Sieve {
        let mut begins = vec![0; (SYMBOLS * SYMBOLS * SYMBOLS).div_ceil(64)];
        let mut add = |symbols: [u8; 3]| {
            let place = place(symbols);
            begins[place / 64] |= 1u64 << (place % 64);
        };
        let terms = terms.map(|term| acronym::letters(term).unwrap_or(term));
        for term in terms.filter(|term| term.is_ascii() && !term.starts_with(|c: char| c.is_ascii_control())) {
            let mut symbols = [NOTHING; 3];
            let known =
                term.bytes().map(|byte| SYMBOL[usize::from(byte)]).filter(|symbol| usize::from(*symbol) < SYMBOLS);
            let mut count = 0;
            for (slot, symbol) in symbols.iter_mut().zip(known) {
                *slot = symbol;
                count += 1;
            }
            // What follows a short word may be read as a part of it.
            let any = |slot: usize| if slot < count { symbols[slot]..symbols[slot] + 1 } else { 0..SYMBOLS as u8 };
            for second in any(1) {
                for third in any(2) {
                    add([symbols[0], second, third]);
                }
            }
        }
        Sieve { begins }
    }

    /// False when none of the terms stands in the text.
    pub(crate) fn lets_through(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        // A possessive ending inside a compound may be left out: "a's-b".
        let apostrophes = memchr::memchr2(b'\'', 0xe2, bytes).is_some();
        let ways: &[bool] = if apostrophes { &[false, true] } else { &[false] };
        let mut at = 0;
        while at < bytes.len() {
            let symbol = SYMBOL[usize::from(bytes[at])];
            if usize::from(symbol) >= SYMBOLS {
                if symbol == OUTSIDE {
                    match bytes[at..] {
                        // Quotation marks and dashes, which are no part of a word.
                        [0xe2, 0x80, 0x93..=0x9f, ..] => at += 2,
                        _ => return true,
                    }
                }
                at += 1;
                continue;
            }
            for bare in ways {
                let place = place(beginning(bytes, at, *bare));
                if self.begins[place / 64] & 1 << (place % 64) != 0 {
                    return true;
                }
            }
            while at < bytes.len() && usize::from(SYMBOL[usize::from(bytes[at])]) < SYMBOLS {
                at += 1;
            }
        }
        false
    }
}

/// The first three letters and digits from `at` on, what may stand within a word passed over, and possessive endings when
/// `bare`.
fn beginning(bytes: &[u8], at: usize, bare: bool) -> [u8; 3] {
    let mut symbols = [NOTHING; 3];
    let mut next = at;
    for slot in &mut symbols {
        next += if bare { possessive(&bytes[next..]) } else { 0 };
        let mut symbol = bytes.get(next).map_or(BREAK, |byte| SYMBOL[usize::from(*byte)]);
        if symbol == JOINER {
            next += 1;
            symbol = bytes.get(next).map_or(BREAK, |byte| SYMBOL[usize::from(*byte)]);
        } else if let Some([0xe2, 0x80, 0x98 | 0x99]) = bytes.get(next..next + 3) {
            next += 3;
            symbol = bytes.get(next).map_or(BREAK, |byte| SYMBOL[usize::from(*byte)]);
        }
        if usize::from(symbol) >= SYMBOLS {
            break;
        }
        *slot = symbol;
        next += 1;
    }
    symbols
}

/// The length of the possessive ending that bytes begin with, 0 for none.
fn possessive(bytes: &[u8]) -> usize {
    let (length, rest) = match bytes {
        [b'\'', b's' | b'S', rest @ ..] => (2, rest),
        [0xe2, 0x80, 0x98 | 0x99, b's' | b'S', rest @ ..] => (4, rest),
        _ => return 0,
    };
    if rest.first().is_some_and(|byte| usize::from(SYMBOL[usize::from(*byte)]) < SYMBOLS) { 0 } else { length }
}

fn place([first, second, third]: [u8; 3]) -> usize {
    (usize::from(first) * SYMBOLS + usize::from(second)) * SYMBOLS + usize::from(third)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::analyzer::Tokens;

    #[test]
    fn only_text_with_such_beginnings_goes_through() {
        let sieve = Sieve::new(["offensive", "un", "obrien", "\u{4}pabc", "façade"].into_iter());
        for text in [
            "An OFFENSIVE began",
            "the U.N. met",
            "said O’Brien",
            "O'Brien",
            "un",
            "it was off",
            "cafés",
            "-un-",
            "u's-n",
        ] {
            assert!(sieve.lets_through(text), "{text}");
        }
        for text in ["Nothing here; it began in “Rafah” – today.", "", "...", "pabc", "2,500 of 3.5"] {
            assert!(!sieve.lets_through(text), "{text}");
        }
    }

    proptest! {
        /// Whatever the analyzer makes of a text, the sieve of any one of its terms lets the text through.
        #[test]
        fn no_term_of_a_text_is_missed(
            text in "([a-dA-D0-9]{1,4}|['’.,-]|[ ]|[é“”—]|(l|d|qu|O)['’]|U[.]S[.]|'s|[0-9]{1,3}[.,][0-9]{3}){0,20}"
        ) {
            let mut tokens = Tokens::new(&text);
            while tokens.advance() {
                let sieve = Sieve::new(std::iter::once(tokens.term.as_str()));
                prop_assert!(sieve.lets_through(&text), "{} in {text}", tokens.term);
            }
        }
    }
}
