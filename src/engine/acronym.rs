//! Acronyms that would be common words in small letters: `US`, `WHO`, `IT`.
//!
//! Owns which these are, and the term that stands beside the word where it is written as one. Everything else is looked for
//! whatever its case: `NATO` is `Nato` in half of the papers. The surprise: only who asks for the capitals gets the acronym
//! alone; `us` finds both, since most people type small letters.

/// First character of the term that stands for such an acronym.
const ACRONYM_MARK: char = '\u{5}';

/// In small letters. What they mean then: a word of English, or of a language that shares a corpus with it.
const ACRONYMS: &[&str] = &["ai", "eu", "ice", "id", "ira", "is", "it", "la", "pm", "un", "us", "who"];
/// These are small words with dots as well: `7 P.M.`.
const NEVER_DOTTED: &[&str] = &["pm", "id"];

/// The acronyms as [`AsciiWord`](super::ascii::AsciiWord) tells words.
const LOWERED: [u128; ACRONYMS.len()] = {
    let mut lowered = [0; ACRONYMS.len()];
    let mut at = 0;
    while at < ACRONYMS.len() {
        let bytes = ACRONYMS[at].as_bytes();
        let mut byte = bytes.len();
        while byte > 0 {
            byte -= 1;
            lowered[at] = lowered[at] << 8 | bytes[byte] as u128;
        }
        at += 1;
    }
    lowered
};

/// Whether a word in small letters may be one.
pub(super) fn may_be(lowered: u128) -> bool {
    LOWERED.contains(&lowered)
}

/// The term for a word that is written as an acronym: `U.S.` with the term `us`.
pub(super) fn term_of(written: &str, term: &str) -> Option<String> {
    let known = |list: &[&str]| list.contains(&term);
    if term.len() > 3 || !known(ACRONYMS) {
        return None;
    }
    // `US's`
    let letters = written.trim_end_matches("'s").trim_end_matches("’s");
    let dotted = letters.contains('.');
    let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    (capitals && !(dotted && known(NEVER_DOTTED))).then(|| format!("{ACRONYM_MARK}{term}"))
}

/// The letters of such a term; `None` for any other.
pub(super) fn letters(term: &str) -> Option<&str> {
    term.strip_prefix(ACRONYM_MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ascii::AsciiWord;

    #[test]
    fn an_acronym_is_told_by_its_capitals() {
        for (written, term, expected) in [
            ("US", "us", Some("\u{5}us")),
            ("U.S.", "us", Some("\u{5}us")),
            ("U.S", "us", Some("\u{5}us")),
            ("US's", "us", Some("\u{5}us")),
            ("WHO", "who", Some("\u{5}who")),
            ("PM", "pm", Some("\u{5}pm")),
            ("P.M.", "pm", None),
            ("us", "us", None),
            ("Us", "us", None),
            ("NATO", "nato", None),
        ] {
            assert_eq!(term_of(written, term).as_deref(), expected, "{written}");
        }
        for word in ["us", "who", "ice"] {
            assert!(AsciiWord::of(word).is_some_and(|word| may_be(word.lowered)), "{word}");
        }
        assert!(!AsciiWord::of("use").is_some_and(|word| may_be(word.lowered)));
    }
}
