//! What a text in LaTeX shows: accents and letters as what they are, commands without their names, no braces.
//!
//! One pass, without recursion. The surprise: an accent stands before its letter, which may stand in braces and be a command itself.

use unicode_normalization::UnicodeNormalization;

/// Commands of accents, and the marks that follow the letter.
const ACCENTS: &[(char, char)] = &[
    ('\'', '\u{301}'),
    ('`', '\u{300}'),
    ('^', '\u{302}'),
    ('"', '\u{308}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('.', '\u{307}'),
    ('u', '\u{306}'),
    ('v', '\u{30c}'),
    ('H', '\u{30b}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
    ('r', '\u{30a}'),
    ('d', '\u{323}'),
    ('b', '\u{331}'),
];

/// Commands that are letters or signs.
const SIGNS: &[(&str, &str)] = &[
    ("ss", "ß"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("dh", "ð"),
    ("th", "þ"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("i", "i"),
    ("j", "j"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("dots", "…"),
    ("ldots", "…"),
    ("textellipsis", "…"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("pounds", "£"),
    ("textbackslash", "\\"),
];

/// The text that is shown.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut mark: Option<char> = None;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '{' | '}' => continue,
            '$' => continue,
            '~' => out.push(' '),
            '\\' => {
                let Some(next) = signs.next() else { break };
                let accent = ACCENTS.iter().find(|(known, _)| *known == next).map(|(_, mark)| *mark);
                if !next.is_ascii_alphabetic() {
                    match accent {
                        Some(accent) => mark = Some(accent),
                        // A break of the line, and signs that mean something without the stroke.
                        None => out.push(if next == '\\' || next.is_whitespace() { ' ' } else { next }),
                    }
                    continue;
                }
                let mut name = String::from(next);
                while let Some(letter) = signs.next_if(char::is_ascii_alphabetic) {
                    name.push(letter);
                }
                if name.len() == 1 && accent.is_some() {
                    mark = accent;
                    while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
                    continue;
                }
                let Some((_, letters)) = SIGNS.iter().find(|(known, _)| *known == name) else { continue };
                // The blank behind a command ends it.
                signs.next_if(|sign| *sign == ' ');
                out.push_str(letters);
                out.extend(mark.take());
            }
            '-' if signs.peek() == Some(&'-') => {
                signs.next();
                out.push(if signs.next_if_eq(&'-').is_some() { '—' } else { '–' });
            }
            '`' if signs.next_if_eq(&'`').is_some() => out.push('“'),
            '\'' if signs.next_if_eq(&'\'').is_some() => out.push('”'),
            letter => {
                out.push(letter);
                out.extend(mark.take());
            }
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_and_letters_are_what_they_show() {
        for (latex, shown) in [
            ("{K\\\"{o}ln} and M\\\"unchen", "Köln and München"),
            ("Garc{\\'\\i}a, Ni\\~no, {\\v{C}}apek, \\v Capek, Fran\\c{c}ois", "García, Niño, Čapek, Čapek, François"),
            ("{\\O}stergaard, \\L{}\\'od\\'z, Stra{\\ss}e, \\ae sir", "Østergaard, Łódź, Straße, æsir"),
            ("AT\\&T, 5\\%, ``so'' --- 1--2, \\emph{now}, $x^2$, a~b", "AT&T, 5%, “so” — 1–2, now, x^2, a b"),
            ("Jakarta's \\", "Jakarta's "),
        ] {
            assert_eq!(plain(latex), shown);
        }
    }
}
