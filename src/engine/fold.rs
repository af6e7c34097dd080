//! Letters without their accents, for comparing.
//!
//! Owns what counts as the same letter when a query is compared with the terms of the index. The surprise: not every mark
//! is an accent. The breve of `й` makes a letter of its own and stays.

/// What a character is compared as when accents do not matter: empty for a combining mark, two letters for `ß` and `æ`.
///
/// Folds Latin, Greek and Devanagari letters to their base; Cyrillic only `ё`, since `й` is a letter of its own.
pub fn fold_char(c: char) -> Folded {
    let one = |c: char| Folded { chars: [c, '\0'], len: 1 };
    let two = |a: char, b: char| Folded { chars: [a, b], len: 2 };
    match c {
        '\0'..='\x7f' => one(c.to_ascii_lowercase()),
        'ß' | 'ẞ' => two('s', 's'),
        'æ' | 'Æ' => two('a', 'e'),
        'œ' | 'Œ' => two('o', 'e'),
        'þ' | 'Þ' => two('t', 'h'),
        'ø' | 'Ø' => one('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => one('d'),
        'ł' | 'Ł' => one('l'),
        'ı' | 'İ' => one('i'),
        'ħ' => one('h'),
        'ё' | 'Ё' => one('е'),
        'ς' => one('σ'),
        '\u{300}'..='\u{36f}' => Folded { chars: ['\0'; 2], len: 0 },
        // In Devanagari the dot below is mostly left out (`फ़ैसला`), and a nasal vowel has one sign for two.
        '\u{93c}' => Folded { chars: ['\0'; 2], len: 0 },
        'ँ' => one('ं'),
        '\u{929}' => one('न'),
        '\u{931}' => one('र'),
        '\u{934}' => one('ळ'),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1fff}' | '\u{370}'..='\u{3ff}' => {
            let mut base = None;
            unicode_normalization::char::decompose_canonical(c, |part| {
                base.get_or_insert(part);
            });
            fold_further(c, base.unwrap_or(c))
        }
        _ => fold_further(c, c),
    }
}

/// Folds what `c` was reduced to in lower case, until nothing changes: `Ǽ` is `Æ` without its accent, and that is `ae`.
fn fold_further(c: char, base: char) -> Folded {
    let lower = base.to_lowercase().next().unwrap_or(base);
    if lower == c { Folded { chars: [c, '\0'], len: 1 } } else { fold_char(lower) }
}

/// At most two characters that stand for one.
#[derive(Debug, Clone, Copy)]
pub struct Folded {
    chars: [char; 2],
    len: u8,
}

impl Folded {
    /// The characters.
    pub fn as_slice(&self) -> &[char] {
        &self.chars[..self.len as usize]
    }

    pub(crate) fn starts_with(self, test: impl Fn(char) -> bool) -> bool {
        self.as_slice().first().is_some_and(|&c| test(c))
    }
}

/// A term with its accents taken off.
pub fn fold(term: &str) -> String {
    if term.is_ascii() {
        return term.to_owned();
    }
    let mut out = String::with_capacity(term.len());
    for c in term.chars() {
        out.extend(fold_char(c).as_slice());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_any_character_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?}");
        }
        assert_eq!(fold("Ǽ"), "ae");
        assert_eq!(fold("ǿ"), "o");
        assert_eq!(fold("\u{212b}"), "a");
    }
}
