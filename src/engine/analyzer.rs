//! Text into terms: the one place that decides what a word is.
//!
//! Owns word boundaries, case, compatibility forms and what is indexed beside the words themselves. Index, query and
//! snippet use the same [`Tokens`], so that what matched can always be shown. Its one surprise: terms are words as
//! written, only in lower case. Accents are folded and stems compared when a query is expanded over the term dictionary
//! (see [`super::lexicon`]), which is why one field serves every language and `=exact`, `rafa*` and `netanyahoo~` cost
//! nothing extra in the index.
//!
//! Word boundaries follow Unicode Standard Annex 29 with these departures: a possessive `'s` and an elided article (`l'`,
//! `d'`) are not part of a word, other apostrophes vanish (`O'Brien` is `obrien`), so do the dots of `U.S.`; a dot between
//! longer words separates them; scripts written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) are
//! cut into overlapping pairs of characters, a run's last character standing alone ([`super::unspaced`]).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod joined;

use self::joined::{NON_JOINER, NON_JOINER_TEXT};
use super::acronym;
use super::ascii::{self, AsciiWord, Capitals};
use super::fold::fold_char;
use super::unspaced;
pub(crate) use super::unspaced::is_paired;

/// Longest term in bytes; the rest of a longer word is not indexed, and not looked for either.
pub const MAX_TERM_BYTES: usize = 200;

/// First character of a term that is the Arabic stem of a word.
pub const STEM_MARK: char = '\u{2}';
/// Term at the first word of every sentence.
pub const SENTENCE_MARK: &str = "\u{3}s";
/// Term at the first word of every paragraph.
pub const PARAGRAPH_MARK: &str = "\u{3}p";
/// First character of a term that stands for a name resolved in the article.
pub const NAME_MARK: char = '\u{4}';

/// What separates two words beside blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// Nothing: the same sentence.
    None,
    /// The word begins a sentence.
    Sentence,
    /// The word begins a paragraph.
    Paragraph,
}

/// How a term relates to the word in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// The word itself.
    Word,
    /// Another term at the position of the word before it: both halves of `cease-fire` as one.
    Joined,
}

/// A cursor over the terms of a text. Call [`Tokens::advance`], then read the fields.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    next: usize,
    /// The current term.
    pub term: String,
    /// The current term when it is a plain word; `term` then has it only behind [`Tokens::advance`].
    plain: Option<AsciiWord>,
    /// Byte offset of its first character in the text.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// Its position in words, from 0; see [`next_paragraph`].
    pub position: u32,
    /// What lies before it.
    pub boundary: Boundary,
    /// Whether it is a word of its own.
    pub kind: TermKind,
    started: bool,
    /// The word before a hyphen, waiting for the one after it.
    hyphen: Option<Hyphen>,
    joined: Option<Hyphen>,
    /// End of the run of characters that are being cut into pairs.
    pairs_until: usize,
    /// The current term is the last character of such a run, which stands alone.
    pub(crate) last_of_run: bool,
    /// The last word may end with an abbreviation's dot: one letter, or a known title.
    short_before: bool,
    /// The last word has dots inside, so that a dot behind it may be its own: `U.S.`
    dotted_before: bool,
}

#[derive(Debug)]
struct Hyphen {
    term: String,
    start: usize,
}

const SEPARATOR: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const OTHER: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [SEPARATOR; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        if c.is_ascii_alphabetic() {
            table[byte] = LETTER;
        } else if c.is_ascii_digit() {
            table[byte] = DIGIT;
        } else if c >= 0x80 {
            table[byte] = OTHER;
        }
        byte += 1;
    }
    table
};

/// Abbreviations after which a dot does not end a sentence.
const ABBREVIATIONS: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "maj", "capt", "sgt", "sen", "rep", "gov", "pres",
    "rev", "hon", "jr", "sr", "vs", "no", "inc", "co", "corp", "ltd", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    "bzw", "sens", "reps", "govs", "drs",
];

/// Words with which a sentence begins behind `U.S.`; any other capital is that of a name: `the U.S. Senate`.
const SENTENCE_OPENERS: &str = "The A An In On At He She It They We But And This That As I You His Her Its Their Our These Those There When \
    While After Before If Since For From With By Under To Of Or So Yet Now Then What Who Why How Many Some Most \
    More All No However Meanwhile According Officials Police Last";

/// Articles and pronouns that French, Italian and Catalan attach to the next word with an apostrophe.
const ELISIONS: [&str; 21] = [
    "l", "d", "qu", "j", "s", "n", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "nell", "all", "dall",
    "sull", "un", "quest", "gl",
];

impl<'t> Tokens<'t> {
    /// Starts before the first term of `text`.
    pub fn new(text: &'t str) -> Tokens<'t> {
        Tokens::with_room(text, String::with_capacity(32))
    }

    /// As [`Tokens::new`]; terms stand in a string that has been claimed before.
    pub(crate) fn with_room(text: &'t str, term: String) -> Tokens<'t> {
        Tokens {
            text,
            next: 0,
            term,
            plain: None,
            start: 0,
            end: 0,
            position: 0,
            boundary: Boundary::Paragraph,
            kind: TermKind::Word,
            started: false,
            hyphen: None,
            joined: None,
            pairs_until: 0,
            last_of_run: false,
            short_before: false,
            dotted_before: false,
        }
    }

    /// Moves to the next term; false when there is none.
    pub fn advance(&mut self) -> bool {
        let found = self.advance_plain();
        if self.plain.is_some() {
            self.term.clear();
            self.term.push_str(&self.text[self.start..self.end]);
            self.term.make_ascii_lowercase();
        }
        found
    }

    /// The current term when it is a word of ASCII letters and digits and stands in the text as it is but for its capitals.
    pub(crate) fn plain(&self) -> Option<AsciiWord> {
        self.plain
    }

    /// As [`Tokens::advance`], except that [`Tokens::term`] may be another term's where there is a [`Tokens::plain`] one, which
    /// saves putting most words into a buffer.
    pub(crate) fn advance_plain(&mut self) -> bool {
        self.plain = None;
        if let Some(joined) = self.joined.take() {
            self.term = joined.term;
            self.start = joined.start;
            self.boundary = Boundary::None;
            self.kind = TermKind::Joined;
            return true;
        }
        self.kind = TermKind::Word;
        if self.next < self.pairs_until {
            self.step(Boundary::None);
            self.take_pair();
            return true;
        }
        loop {
            let Some(boundary) = self.skip_to_word() else { return false };
            let begin = self.next;
            if self.take_plain() {
                self.step(boundary);
                return true;
            }
            let class = CLASS[self.text.as_bytes()[begin] as usize];
            if class == OTHER && self.begin_pairs() {
                self.step(boundary);
                self.take_pair();
                self.short_before = false;
                self.dotted_before = false;
                return true;
            }
            let found = if self.take_ascii() { true } else { self.take_unicode(begin) };
            if !found {
                continue;
            }
            self.step(boundary);
            // Only a dot is ambiguous, and an abbreviation is short.
            self.short_before = self.term.len() <= 4
                && self.text.as_bytes().get(self.end) == Some(&b'.')
                && (self.term.chars().nth(1).is_none() || ABBREVIATIONS.contains(&self.term.as_str()));
            let written = &self.text[self.start..self.end];
            // `U.S.`, not `p.m.`
            self.dotted_before = written.contains('.')
                && !self.term.contains('.')
                && written.chars().all(|c| c == '.' || c.is_uppercase());
            let acronym = acronym::term_of(written, &self.term);
            self.join_hyphen();
            if let Some(term) = acronym {
                self.joined.get_or_insert(Hyphen { term, start: self.start });
            }
            return true;
        }
    }

    fn step(&mut self, boundary: Boundary) {
        if self.started {
            let paragraph = boundary == Boundary::Paragraph;
            self.position = if paragraph { next_paragraph(self.position) } else { self.position + 1 };
        }
        self.started = true;
        self.boundary = boundary;
        self.kind = TermKind::Word;
    }

    /// Skips what separates words and says what it amounts to; `None` at the end of the text.
    fn skip_to_word(&mut self) -> Option<Boundary> {
        let bytes = self.text.as_bytes();
        let mut at = self.next;
        // Most words have a blank between them.
        if self.started
            && let Some([b' ', behind]) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && matches!(CLASS[*behind as usize], LETTER | DIGIT)
        {
            self.next = at + 1;
            return Some(Boundary::None);
        }
        let mut boundary = if self.started { Boundary::None } else { Boundary::Paragraph };
        let mut stop = false;
        while at < bytes.len() {
            match bytes[at] {
                b'\n' => {
                    boundary = Boundary::Paragraph;
                    at += 1;
                }
                b'!' | b'?' => {
                    stop = true;
                    at += 1;
                }
                b'.' => {
                    stop |= !self.short_before || at > self.next;
                    at += 1;
                }
                byte if CLASS[byte as usize] == SEPARATOR => at += 1,
                byte if CLASS[byte as usize] != OTHER => break,
                _ => {
                    let c = self.text[at..].chars().next().expect("a character begins here");
                    if is_word_char(c) {
                        break;
                    }
                    stop |= matches!(c, '…' | '۔' | '؟' | '।' | '॥');
                    if matches!(c, '。' | '！' | '？' | '．') {
                        boundary = boundary.max(Boundary::Sentence);
                    }
                    at += c.len_utf8();
                }
            }
        }
        if at >= bytes.len() {
            self.next = at;
            return None;
        }
        if (at > self.next + 1 && self.text[self.next..at] != *NON_JOINER_TEXT) || !self.started {
            self.hyphen = None;
        }
        if stop && at > self.next && boundary == Boundary::None && self.begins_sentence(at) {
            boundary = Boundary::Sentence;
        }
        self.next = at;
        Some(boundary)
    }

    /// After a full stop a sentence begins where there is a blank and the next letter is not a small one.
    fn begins_sentence(&self, at: usize) -> bool {
        let blank = self.text[self.next..at].contains(char::is_whitespace);
        let c = self.text[at..].chars().next().expect("a word begins here");
        blank && !c.is_lowercase() && !(self.dotted_before && self.is_own_dot(at))
    }

    /// True when nothing but the dot of `U.S.` and a blank stands before the word at a place, and that word begins no sentence.
    fn is_own_dot(&self, at: usize) -> bool {
        let end = self.text[at..].find(|c: char| !c.is_alphanumeric()).map_or(self.text.len(), |length| at + length);
        self.text[self.next..at].trim_end() == "."
            && !SENTENCE_OPENERS.split(' ').any(|opener| opener == &self.text[at..end])
    }

    /// Takes the word at `self.next` in one go where nothing joins it with what stands around it. False, with nothing moved,
    /// for any other.
    #[inline]
    fn take_plain(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let begin = self.next;
        let Some(word) = ascii::word_at(bytes, begin) else { return false };
        let end = begin + usize::from(word.length);
        let behind = bytes.get(end).copied().unwrap_or(b' ');
        let joined = match behind {
            b'-' => true,
            b'\'' | b'.' | b',' => bytes.get(end + 1).is_some_and(|byte| CLASS[*byte as usize] != SEPARATOR),
            _ => false,
        };
        let acronym = word.capitals == Capitals::All && acronym::may_be(word.lowered);
        if joined || acronym || begin > 0 && bytes[begin - 1] == b'-' {
            return false;
        }
        self.plain = Some(word);
        (self.start, self.end, self.next) = (begin, end, end);
        self.hyphen = None;
        self.dotted_before = false;
        self.short_before = behind == b'.' && is_abbreviation(&self.text[begin..end]);
        true
    }

    /// Reads a word of ASCII letters and digits at `self.next`. False, with nothing moved, when a character outside ASCII
    /// is part of it.
    fn take_ascii(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let begin = self.next;
        let mut at = begin;
        self.term.clear();
        // Since the last joiner: where the part of the word began, in the term.
        let mut part = 0;
        loop {
            let run = at;
            while at < bytes.len() && (CLASS[bytes[at] as usize] == LETTER || CLASS[bytes[at] as usize] == DIGIT) {
                at += 1;
            }
            self.term.push_str(&self.text[run..at]);
            if at >= bytes.len() {
                break;
            }
            let byte = bytes[at];
            if byte >= 0x80 {
                let c = self.text[at..].chars().next().expect("a character begins here");
                if is_word_char(c) && !is_paired(c) || c == '’' {
                    return false;
                }
                break;
            }
            let before = bytes[at - 1];
            let after = bytes.get(at + 1).copied().unwrap_or(b' ');
            match byte {
                b'\'' if before.is_ascii_alphabetic() && after >= 0x80 => return false,
                b'\'' if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => {
                    self.term.push('\'');
                    part = self.term.len();
                    at += 1;
                }
                b'.' if before.is_ascii_digit() && after.is_ascii_digit() => {
                    self.term.push('.');
                    part = self.term.len();
                    at += 1;
                }
                b',' if is_grouped(bytes, at) => at += 1,
                // `U.S.`: single letters with dots between them.
                b'.' if self.term.len() - part == 1
                    && before.is_ascii_alphabetic()
                    && is_lone_letter(bytes, at + 1) =>
                {
                    part = self.term.len();
                    at += 1;
                }
                _ => break,
            }
        }
        self.start = begin;
        self.next = at;
        self.end = at;
        self.term.make_ascii_lowercase();
        if self.term.contains('\'') {
            self.strip_apostrophes();
        }
        self.limit();
        !self.term.is_empty()
    }

    /// Reads a word with characters outside ASCII at `begin`.
    fn take_unicode(&mut self, begin: usize) -> bool {
        let mut end = begin;
        let mut compose = false;
        let mut chars = self.text[begin..].char_indices().peekable();
        let mut before = ' ';
        while let Some((offset, c)) = chars.next() {
            let inside = is_word_char(c) && !is_paired(c);
            let joins = matches!(c, '\'' | '’' | 'ʼ' | '·' | '״' | '׳' | '\u{200c}' | '\u{200d}')
                && (before.is_alphanumeric() || is_combining_mark(before))
                && chars.peek().is_some_and(|(_, after)| is_word_char(*after) && !is_paired(*after))
                && !(c == NON_JOINER && is_arabic_letter(before));
            let acronym = c == '"' && is_hebrew(before) && ends_acronym(&self.text[begin + offset + 1..]);
            if !inside && !joins && !acronym {
                break;
            }
            compose |= is_combining_mark(c) || ('\u{fb00}'..='\u{ffef}').contains(&c);
            end = begin + offset + c.len_utf8();
            before = c;
        }
        if end == begin {
            // A mark or joiner that no word holds.
            self.next = begin + self.text[begin..].chars().next().map_or(1, char::len_utf8);
            return false;
        }
        self.start = begin;
        self.end = end;
        self.next = end;
        let word = &self.text[begin..end];
        self.term.clear();
        if compose {
            let composed: String = word.nfkc().collect();
            push_lowered(&composed, &mut self.term);
        } else {
            push_lowered(word, &mut self.term);
        }
        self.strip_apostrophes();
        self.limit();
        !self.term.is_empty()
    }

    /// Takes off a possessive and an elided article, and the apostrophes that remain.
    fn strip_apostrophes(&mut self) {
        if let Some(stem) = self.term.strip_suffix("'s") {
            self.term.truncate(stem.len());
        }
        if let Some(at) = self.term.find('\'')
            && ELISIONS.contains(&&self.term[..at])
            && self.term[at + 1..].chars().next().is_some_and(|c| fold_char(c).starts_with(is_vowel_or_h))
            && self.term.len() > at + 2
        {
            // Case and vowel points make the term of another length than the text.
            let apostrophe =
                self.text[self.start..self.end].char_indices().find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ'));
            self.start += apostrophe.map_or(0, |(offset, c)| offset + c.len_utf8());
            self.term.drain(..=at);
        }
        self.term.retain(|c| c != '\'');
    }

    fn limit(&mut self) {
        if self.term.len() > MAX_TERM_BYTES {
            let cut = (0..=MAX_TERM_BYTES).rev().find(|&at| self.term.is_char_boundary(at)).unwrap_or(0);
            self.term.truncate(cut);
        }
    }

    /// True when the text at `self.next` is a script that is cut into pairs; notes how far the run goes.
    fn begin_pairs(&mut self) -> bool {
        let run = unspaced::run_length(&self.text[self.next..]);
        if run > 0 {
            self.pairs_until = self.next + run;
        }
        run > 0
    }

    /// Makes a term of the character at `self.next` and the one after it in the run, and moves on by one.
    fn take_pair(&mut self) {
        let rest = &self.text[self.next..self.pairs_until];
        let first = unspaced::first_character(rest);
        let second = unspaced::first_character(&rest[first.len()..]);
        self.term.clear();
        unspaced::push_character(first, &mut self.term);
        unspaced::push_character(second, &mut self.term);
        self.last_of_run = second.is_empty();
        self.start = self.next;
        self.next += first.len();
        self.end = self.next + second.len();
    }
}

/// Position of the first word of the next paragraph: one is left out, so that no phrase spans two.
pub(crate) fn next_paragraph(last: u32) -> u32 {
    last + 2
}

fn is_arabic_letter(c: char) -> bool {
    ('\u{620}'..='\u{6d3}').contains(&c)
}

fn is_hebrew(c: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&c)
}

/// True when the last letter of a word begins a text: before it stands the mark of an acronym, which is typed as a quotation mark.
fn ends_acronym(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_hebrew) && !chars.next().is_some_and(|c| is_word_char(c) || c == '"')
}

/// Whether a word of ASCII is written with a dot: a single letter, or a known title.
fn is_abbreviation(word: &str) -> bool {
    word.len() == 1 || word.len() <= 4 && ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// True at a comma that groups the thousands of a number: `2,000`.
fn is_grouped(bytes: &[u8], comma: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    bytes[comma - 1].is_ascii_digit() && (1..=3).all(|n| digit(comma + n)) && !digit(comma + 4)
}

/// True when one letter stands at `at` with no other letter or digit after it.
fn is_lone_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
        && bytes.get(at + 1).is_none_or(|b| CLASS[*b as usize] == SEPARATOR)
}

fn is_vowel_or_h(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h')
}

/// Part of a word in any script.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Appends the word in lower case, with one form for each apostrophe, Arabic letter and digit.
pub(crate) fn push_lowered(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            // It stands in an acronym only: `צה"ל`.
            '"' => {}
            '\0'..='\x7f' => out.push(c),
            '’' | 'ʼ' => out.push('\''),
            '·' | '״' | '׳' | '\u{200c}' | '\u{200d}' | '\u{640}' => {}
            // Vowel points of Arabic and Hebrew: written or not as the writer likes.
            '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' | 'ی' => out.push('ي'),
            'ة' => out.push('ه'),
            'ک' => out.push('ك'),
            '٠'..='٩' => out.push(char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
            '۰'..='۹' => out.push(char::from(b'0' + (c as u32 - '۰' as u32) as u8)),
            'İ' => out.push('i'),
            // The long s of old prints and of Fraktur.
            'ſ' => out.push('s'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests;
