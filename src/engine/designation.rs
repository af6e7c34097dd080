//! Names of letters and a number: `F-16`, `MH17`, `COVID-19`, `G20`.
//!
//! Owns how such a name is told and in which other ways it is written: with a hyphen, with a blank, as one word, in the plural.

/// Most letters before the number.
const LETTERS: usize = 6;
/// Most digits of it.
const DIGITS: usize = 4;

/// A term that may be such a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Designation<'t> {
    pub(crate) letters: &'t str,
    pub(crate) digits: &'t str,
    /// Whether an `s` follows.
    pub(crate) plural: bool,
}

impl<'t> Designation<'t> {
    /// Takes a term apart; `None` for any other.
    pub(crate) fn of(term: &'t str) -> Option<Designation<'t>> {
        let letters = term.bytes().take_while(u8::is_ascii_lowercase).count();
        let (letters, rest) = term.split_at(letters);
        let digits = number(rest)?;
        begins(letters).then(|| Designation { letters, digits: &rest[..digits], plural: rest.len() > digits })
    }

    /// The other number: `f16s` of `f16`, `f16` of `f16s`.
    pub(crate) fn other_number(self) -> String {
        let ending = if self.plural { "" } else { "s" };
        format!("{}{}{ending}", self.letters, self.digits)
    }

    /// Whether it is likely to be written with a blank too. `a 4` is something else than `A4`.
    pub(crate) fn may_be_parted(self) -> bool {
        self.letters.len() > 1
    }
}

/// Whether a term may stand before the number.
pub(crate) fn begins(term: &str) -> bool {
    (1..=LETTERS).contains(&term.len()) && term.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Number of digits of a text that is no more than such a number, in the plural perhaps.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = matches!(&text[digits..], "" | "s");
    ((1..=DIGITS).contains(&digits) && whole).then_some(digits)
}

/// Whether a term may be the number behind a hyphen.
pub(crate) fn ends(term: &str) -> bool {
    number(term).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_a_number_are_told_from_other_terms() {
        let found = |term| Designation::of(term).map(|it| (it.letters, it.digits, it.plural));
        assert_eq!(found("f16"), Some(("f", "16", false)));
        assert_eq!(found("f16s"), Some(("f", "16", true)));
        assert_eq!(found("covid19"), Some(("covid", "19", false)));
        for term in ["1990s", "16", "f", "f16b", "december2024", "a12345", "", "s", "é16", "16s"] {
            assert_eq!(found(term), None, "{term}");
        }
        assert_eq!(Designation::of("a380s").map(Designation::other_number).as_deref(), Some("a380"));
        assert_eq!(Designation::of("a380").map(Designation::other_number).as_deref(), Some("a380s"));
    }
}
