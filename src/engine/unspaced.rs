//! Scripts that are written without spaces, which are cut into pairs of characters.
//!
//! Owns which scripts these are, what counts as one character of them, and which characters are the same. The surprise: a
//! character may be several of Unicode's: the voiced mark of half-width katakana stands behind its letter, and so does the
//! mark of a text whose letters were taken apart, as some systems do with file names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Part of a script that is written without spaces, or with particles attached, and so is cut into pairs.
pub(crate) fn is_paired(c: char) -> bool {
    matches!(c,
        '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1100}'..='\u{11ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
        && c != '\u{30fb}'
        && (c.is_alphanumeric() || is_combining_mark(c) || c == '\u{3005}' || c == '\u{30fc}')
}

fn is_paired_mark(c: char) -> bool {
    matches!(c, '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3099}'..='\u{309a}')
}

/// What belongs to the character before it: voiced marks, and the vowel and the last consonant of a Korean syllable.
fn completes(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}' | '\u{1160}'..='\u{11ff}')
}

/// The bytes at the beginning of a text that are cut into pairs; 0 when another script stands there.
pub(super) fn run_length(text: &str) -> usize {
    if !text.starts_with(is_paired) {
        return 0;
    }
    let inside = |c: &char| is_paired(*c) || (is_combining_mark(*c) && is_paired_mark(*c));
    text.chars().take_while(inside).map(char::len_utf8).sum()
}

/// The first character of a run, with the marks that complete it.
pub(super) fn first_character(run: &str) -> &str {
    let mut chars = run.char_indices();
    chars.next();
    let end = chars.find(|(_, c)| !completes(*c)).map_or(run.len(), |(at, _)| at);
    &run[..end]
}

/// Appends a character in its compatibility form, variants as the most usual one.
pub(super) fn push_character(character: &str, out: &mut String) {
    out.extend(character.nfkc().map(usual_form));
}

/// Of characters that one and the same writer may use for each other, the most usual. Simplified and traditional characters
/// stay different, since which is whose takes a dictionary, and so do those of which each is the usual one somewhere.
fn usual_form(c: char) -> char {
    match c {
        '臺' | '檯' | '颱' => '台',
        '羣' => '群',
        '峯' => '峰',
        '爲' => '為',
        '綫' => '線',
        '牀' => '床',
        '汙' => '污',
        '麪' => '麵',
        '髙' => '高',
        '﨑' => '崎',
        _ => c,
    }
}

/// How many pairs in a row have to match to mean anything where a sentence is looked for by its pairs. A Chinese word is
/// mostly one; one of kana is a fragment, and of the scripts of South-East Asia it is less than a syllable.
pub(super) fn telling_run(pair: &str) -> usize {
    match pair.chars().next() {
        Some('\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}') => 3,
        Some('\u{3041}'..='\u{30ff}') => 2,
        _ => 1,
    }
}

/// True for a run in which no word can end before its last character: foreign words in katakana.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_its_marks() {
        let characters = |text: &str| {
            let (mut rest, mut all) = (text, Vec::new());
            while !rest.is_empty() {
                let first = first_character(rest);
                let mut out = String::new();
                push_character(first, &mut out);
                all.push(out);
                rest = &rest[first.len()..];
            }
            all
        };
        assert_eq!(characters("ｶﾞｿﾘﾝ"), ["ガ", "ソ", "リ", "ン"]);
        assert_eq!(characters("か\u{3099}す"), ["が", "す"]);
        assert_eq!(characters("\u{1112}\u{1161}\u{11ab}국"), ["한", "국"]);
        assert_eq!(characters("臺灣"), ["台", "灣"]);
    }
}
