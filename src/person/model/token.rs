//! Words of a text, with their places, and where sentences end. Training and scanning share it.
//!
//! A token is a word with its inner hyphens, apostrophes and abbreviation dots (`al-Assad`, `O'Brien`, `U.S.`, `J.`) or
//! a single other character; the possessive ending is a token of its own. Its surprise: whether a dot ends a sentence or
//! belongs to an abbreviation is decided here by a short list, so the two never disagree.

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether a sentence begins with it.
    pub first: bool,
}

impl Token {
    /// The text of the token.
    #[inline]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Abbreviations that are followed by more of the sentence, without their dot.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cpt", "sgt", "cpl", "pvt", "adm",
    "cmdr", "gov", "sen", "rep", "reps", "sens", "rev", "fr", "hon", "st", "ste", "messrs", "mme", "mlle", "sr", "sra",
    "pres", "supt", "det", "insp", "amb", "sec", "brig", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "no", "vol", "pp", "ed", "eds", "cf", "etc", "eg", "ie", "approx", "dept", "fig",
    "atty", "asst", "univ", "ave", "blvd", "mt", "ft", "u.s", "u.k", "u.n", "e.g", "i.e", "d.c", "ph.d", "ret",
];

/// Abbreviations that may well end a sentence: they keep their dot, and a capital after them begins a new one only when
/// it is not part of a name.
const FINAL_ABBREVIATIONS: &[&str] = &["inc", "corp", "co", "ltd", "jr", "bros", "a.m", "p.m"];

/// Splits a text into tokens.
///
/// Texts of 4 GiB and more are cut at the last token that fits.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    append_tokens(text, tokens);
}

/// Adds the tokens of a text to others, as [`tokenize`] finds them.
pub fn append_tokens(text: &str, tokens: &mut Vec<Token>) {
    tokens.extend(Tokens::of(text));
}

/// The tokens of a text one after the other, as [`tokenize`] finds them.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Whether a sentence begins with the next token.
    boundary: bool,
    /// The possessive ending of the word before.
    ending: Option<Token>,
}

impl<'t> Tokens<'t> {
    /// Those of this text.
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0, boundary: true, ending: None }
    }

    /// The next token where it is no plain word behind a blank.
    fn any(&mut self) -> Option<Token> {
        if self.ending.is_some() {
            return self.ending.take();
        }
        let (text, bytes) = (self.text, self.text.as_bytes());
        let (from, c) = next_visible(text, self.at)?;
        self.boundary |= from > self.at + 1 && bytes[self.at..from].iter().filter(|b| **b == b'\n').count() > 1;
        let word = c.is_alphanumeric();
        let end = if word { word_end(text, from) } else { mark_end(text, from, c) };
        if end > u32::MAX as usize {
            return None;
        }
        self.at = end;
        let boundary = self.boundary;
        let token = Token { start: from as u32, end: end as u32, first: boundary };
        if let Some(middle) = possessive_start(bytes, from, end).filter(|middle| *middle > from) {
            self.boundary = false;
            self.ending = Some(Token { start: middle as u32, first: false, ..token });
            return Some(Token { end: middle as u32, ..token });
        }
        if word {
            self.boundary = false;
            return Some(token);
        }
        let closes = matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»')
            && text[..from].chars().next_back().is_some_and(|c| !c.is_whitespace());
        self.boundary = ends_sentence(text, c, end) || (boundary && closes);
        Some(Token { first: boundary && !closes, ..token })
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let from = self.at + usize::from(bytes.get(self.at) == Some(&b' '));
        let plain = self.ending.is_none() && bytes.get(from).is_some_and(|byte| PLAIN[usize::from(*byte)]);
        match plain.then(|| plain_word_end(bytes, from)).flatten().filter(|end| *end <= u32::MAX as usize) {
            None => self.any(),
            Some(end) => {
                self.at = end;
                let first = std::mem::replace(&mut self.boundary, false);
                Some(Token { start: from as u32, end: end as u32, first })
            }
        }
    }
}

/// What a token of an annotated collection stands for: brackets and quotation marks have names there.
pub fn plain(token: &str) -> &str {
    match token {
        "-LRB-" | "-LSB-" | "-LCB-" => "(",
        "-RRB-" | "-RSB-" | "-RCB-" => ")",
        "``" | "''" => "\"",
        _ => token,
    }
}

/// End of the mark that begins at `from`; a possessive ending that stands apart is one token, as it is behind a word.
#[inline]
fn mark_end(text: &str, from: usize, c: char) -> usize {
    let after = from + c.len_utf8();
    let apart = || from == 0 || text.as_bytes()[from - 1].is_ascii_whitespace();
    let ends = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii_whitespace);
    if matches!(c, '\'' | '’') && text[after..].starts_with(['s', 'S']) && ends(after + 1) && apart() {
        after + 1
    } else {
        after
    }
}

#[inline]
fn next_visible(text: &str, at: usize) -> Option<(usize, char)> {
    let mut from = at;
    for byte in &text.as_bytes()[at..] {
        match byte {
            b'!'..=b'~' => return Some((from, char::from(*byte))),
            0..=0x7f => from += 1,
            _ => break,
        }
    }
    text[from..].char_indices().find(|(_, c)| !c.is_whitespace() && !c.is_control()).map(|(i, c)| (from + i, c))
}

/// Whether the token that ends at `end` and began with `c` closes a sentence.
fn ends_sentence(text: &str, c: char, end: usize) -> bool {
    match c {
        '!' | '?' | '。' | '！' | '？' | '؟' | '…' => true,
        '.' => {
            let mut rest = text[end..].chars();
            match rest.next() {
                None => true,
                Some(c) if c.is_whitespace() => {
                    let next = rest.find(|c| !c.is_whitespace());
                    next.is_none_or(|c| !c.is_lowercase())
                }
                Some(c) => matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»'),
            }
        }
        _ => false,
    }
}

/// Whether a byte is an ASCII letter or digit.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// How many ASCII letters and digits these bytes begin with, the first byte lowest.
#[inline(always)]
fn plain_count(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let seven = bytes & !HIGH;
    let small = seven | (0x20 * EACH);
    // The highest bit of each byte that is at least `low` and less than `end`.
    let among = |value: u64, low: u64, end: u64| (value + (0x80 - low) * EACH) & !(value + (0x80 - end) * EACH);
    let letters = among(small, 0x61, 0x7b);
    let digits = among(seven, 0x30, 0x3a);
    let other = !(letters | digits) & HIGH | bytes & HIGH;
    other.trailing_zeros() as usize / 8
}

/// End of the ASCII letters and digits from `from` when they are a word to which nothing joins more; `None` when that takes a
/// closer look.
#[inline(always)]
fn plain_word_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut end = from;
    while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let count = plain_count(u64::from_le_bytes(*eight));
        end += count;
        if count < 8 {
            return ends_plainly(bytes, from, end).then_some(end);
        }
    }
    while bytes.get(end).is_some_and(|byte| PLAIN[usize::from(*byte)]) {
        end += 1;
    }
    ends_plainly(bytes, from, end).then_some(end)
}

/// Whether nothing joins the letters and digits before `end` to what follows.
#[inline(always)]
fn ends_plainly(bytes: &[u8], from: usize, end: usize) -> bool {
    match bytes.get(end) {
        Some(b' ' | b'\n' | b'\r' | b'\t' | b';' | b':' | b'!' | b'?' | b')' | b'"') | None => true,
        // Small words take no dot.
        Some(b'.') => bytes[from].is_ascii_lowercase() && bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace),
        Some(b',') => bytes[from].is_ascii_alphabetic() && bytes.get(end + 1).is_some_and(u8::is_ascii_whitespace),
        _ => false,
    }
}

/// End of the word that begins at `from`.
fn word_end(text: &str, from: usize) -> usize {
    let plain = text.as_bytes()[from].is_ascii().then(|| plain_word_end(text.as_bytes(), from)).flatten();
    plain.unwrap_or_else(|| any_word_end(text, from))
}

/// [`word_end`] of words with marks inside or letters beyond ASCII.
fn any_word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    loop {
        end += text[end..].find(|c: char| !is_word_char(c)).unwrap_or(text.len() - end);
        let Some(joint) = text[end..].chars().next() else { return end };
        let after = end + joint.len_utf8();
        let next = text[after..].chars().next();
        let joins = match joint {
            '-' if parts_at_hyphen(&text[from..end], &text[after..]) => false,
            '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' => next.is_some_and(char::is_alphanumeric),
            '.' => {
                let word = &text[from..end];
                if next.is_some_and(|c| c.is_alphanumeric()) && bytes[end - 1].is_ascii_alphanumeric() {
                    // Dots inside U.S. and 3.5 join; a missing space after a full stop does not.
                    word.len() <= 2 || word.contains('.') || bytes[after].is_ascii_digit()
                } else {
                    return if takes_dot(word) { after } else { end };
                }
            }
            ',' => bytes[end - 1].is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        if !joins {
            return end;
        }
        end = after;
    }
}

/// What agencies put before a headline with a hyphen: `TENNIS-SELES OUT`.
const SLUGS: &[&str] = &[
    "TENNIS",
    "SOCCER",
    "FOOTBALL",
    "CRICKET",
    "ATHLETICS",
    "GOLF",
    "CYCLING",
    "RUGBY",
    "BASKETBALL",
    "BASEBALL",
    "HOCKEY",
    "BOXING",
    "CHESS",
    "SWIMMING",
    "SAILING",
    "SKIING",
    "SKATING",
    "BADMINTON",
    "VOLLEYBALL",
    "SQUASH",
    "ROWING",
    "OLYMPICS",
    "RACING",
    "FEATURE",
    "INTERVIEW",
    "ANALYSIS",
    "UPDATE",
    "FACTBOX",
    "TIMELINE",
    "OBITUARY",
    "NEWSMAKER",
    "EXCLUSIVE",
    "PROFILE",
    "PREVIEW",
    "ROUNDUP",
    "CORRECTED",
    "REFILE",
    "WRAPUP",
    "REPEAT",
    "FOCUS",
    "SURVEY",
    "CHRONOLOGY",
];

/// Whether a hyphen parts what stands before it from a name: `1-Jana Novotna`, `TENNIS-SELES OUT`.
fn parts_at_hyphen(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    let number = || before.len() <= 2 && before.bytes().all(|byte| byte.is_ascii_digit());
    capital && (number() && next.next().is_some_and(char::is_lowercase) || SLUGS.contains(&before))
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a dot after this word is part of it.
fn takes_dot(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    if chars.next().is_none() {
        return first.is_some_and(char::is_uppercase);
    }
    if word.contains('.') {
        return true;
    }
    // "no." and "may." end more sentences than they abbreviate unless they begin with a capital.
    let listed = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    word.len() <= 6 && first.is_some_and(char::is_uppercase) && (listed(ABBREVIATIONS) || listed(FINAL_ABBREVIATIONS))
}

/// Where the possessive ending of the word at `from..end` begins.
#[inline]
fn possessive_start(bytes: &[u8], from: usize, end: usize) -> Option<usize> {
    if !matches!(bytes[end - 1], b's' | b'S') {
        return None;
    }
    let before = &bytes[from..end - 1];
    match before.last()? {
        b'\'' => Some(end - 2),
        // ’ and, before a small s, ʼ.
        0x99 if before.ends_with("’".as_bytes()) => Some(end - 4),
        0xbc if bytes[end - 1] == b's' && before.ends_with("ʼ".as_bytes()) => Some(end - 3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| format!("{}{}", if t.first { "^" } else { "" }, t.of(text))).collect()
    }

    #[test]
    fn words_keep_hyphens_apostrophes_and_abbreviation_dots() {
        assert_eq!(
            words("Mr. O'Brien met al-Assad's aide in the U.S. on Jan. 3."),
            ["^Mr.", "O'Brien", "met", "al-Assad", "'s", "aide", "in", "the", "U.S.", "on", "Jan.", "3", "."]
        );
    }

    #[test]
    fn seeds_and_the_subjects_of_agencies_are_no_part_of_a_name() {
        assert_eq!(words("beat 5-Anke Huber (9-7)"), ["^beat", "5", "-", "Anke", "Huber", "(", "9-7", ")"]);
        assert_eq!(words("TENNIS-SELES OUT"), ["^TENNIS", "-", "SELES", "OUT"]);
        assert_eq!(words("JEAN-MARIE and a 3-D film"), ["^JEAN-MARIE", "and", "a", "3-D", "film"]);
    }

    #[test]
    fn letters_and_digits_are_counted_from_the_first_byte() {
        let count = |bytes: &[u8; 8]| plain_count(u64::from_le_bytes(*bytes));
        assert_eq!([b"Azaz09Zz", b"abc def ", b" abcdefg", b"a@bcdefg"].map(count), [8, 3, 0, 1]);
        assert_eq!([b"ab[cdefg", b"ab`cdefg", b"ab{cdefg", b"ab/cdefg", b"ab:cdefg"].map(count), [2; 5]);
        assert_eq!([b"abc_defg", b"abc\xc3\xa9fgh", b"abc\0\0\0\0\0", b"abc\xb0efgh"].map(count), [3; 4]);
    }

    #[test]
    fn words_end_with_the_text_and_at_its_marks() {
        assert_eq!(words("Parliamentarians"), ["^Parliamentarians"]);
        assert_eq!(
            words("a Netanyahu2024; (b) \"c\" d."),
            ["^a", "Netanyahu2024", ";", "(", "b", ")", "\"", "c", "\"", "d", "."]
        );
        assert_eq!(words("end, 1,000 x,y"), ["^end", ",", "1,000", "x", ",", "y"]);
    }

    #[test]
    fn a_possessive_ending_apart_is_one_token() {
        assert_eq!(words("Lee 's son and 's"), ["^Lee", "'s", "son", "and", "'s"]);
        assert_eq!(words("'so 'sixties"), ["^'", "so", "'", "sixties"]);
    }

    #[test]
    fn possessive_endings_are_known_by_every_apostrophe() {
        assert_eq!(words("Lee’s LEE'S Leeʼs Wales ’s"), ["^Lee", "’s", "LEE", "'S", "Lee", "ʼs", "Wales", "’s"]);
    }

    #[test]
    fn the_tokens_of_several_texts_stand_one_after_the_other() {
        let mut tokens = Vec::new();
        append_tokens("Ana left.", &mut tokens);
        append_tokens("He", &mut tokens);
        let places: Vec<_> = tokens.iter().map(|token| (token.start, token.end, token.first)).collect();
        assert_eq!(places, [(0, 3, true), (4, 8, false), (8, 9, false), (0, 2, true)]);
    }

    #[test]
    fn names_of_brackets_stand_for_brackets() {
        assert_eq!(["-LRB-", "-RRB-", "``", "''", "-"].map(plain), ["(", ")", "\"", "\"", "-"]);
    }

    #[test]
    fn a_full_stop_ends_a_sentence_and_an_initial_does_not() {
        assert_eq!(words("He left. Then J. Smith came."), ["^He", "left", ".", "^Then", "J.", "Smith", "came", "."]);
        assert_eq!(words("\"Go.\" She went"), ["^\"", "Go", ".", "\"", "^She", "went"]);
        assert_eq!(words("One\n\nTwo\nthree"), ["^One", "^Two", "three"]);
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_on_character_boundaries(text in "\\PC{0,80}") {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            let mut last = 0;
            for token in tokens {
                prop_assert!(token.start >= last && token.end > token.start);
                prop_assert!(!token.of(&text).is_empty());
                last = token.end;
            }
        }
    }
}
