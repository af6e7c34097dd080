//! What a single word shows by itself: its shape, its ends, and what the lexicon knows of it.

use std::sync::LazyLock;

use super::document::{evidence_of, traits_of};
use super::hash::{hash32, mix};
use super::lexicon::{Entry, Lexicon};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Shape {
    /// No letters and no digits.
    #[default]
    Mark,
    /// All letters small.
    Lower,
    /// A capital, then small letters.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Capitals inside: `McCain`, `al-Assad`.
    Mixed,
    /// One capital letter, with or without a dot.
    Initial,
    /// Begins with a digit.
    Number,
    /// Letters of a script without capitals.
    Caseless,
}

impl Shape {
    /// Number of shapes.
    pub const COUNT: usize = 8;
}

/// What the letters of a word show: needed once for each form, so kept apart from what is looked at in every place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letters {
    /// Hash of its pattern of capitals, small letters, digits and marks.
    pub pattern: u32,
    /// Hashes of its first three and its last two, three and four characters; 0 for words that are no part of names.
    pub prefix: u32,
    /// See [`Letters::prefix`].
    pub suffix2: u32,
    /// See [`Letters::prefix`].
    pub suffix3: u32,
    /// See [`Letters::prefix`].
    pub suffix4: u32,
}

impl Letters {
    /// The letters of [`Cue::NOTHING`].
    pub const NOTHING: Letters = Letters { pattern: 1, prefix: 0, suffix2: 0, suffix3: 0, suffix4: 0 };
}

/// A word as the model sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cue {
    /// Number of its form in the [`Vocabulary`](super::vocabulary::Vocabulary) that it comes from.
    pub form: u32,
    /// Hash of the word in lower case, digits as zeros.
    pub word: u32,
    /// What the lexicon says.
    pub entry: Entry,
    /// How it is written.
    pub shape: Shape,
    /// Size of its groups of spellings, 0 to 3.
    pub spread: u8,
    /// Whether a sentence begins with it.
    pub first: bool,
    /// Its first letter in lower case when that is a letter of ASCII, otherwise 0.
    pub initial: u8,
    /// What matters of it for sentences, runs and numbers.
    pub(super) traits: u8,
    /// What it shows of the name-like words beside it.
    pub(super) beside: u32,
}

impl Cue {
    /// What stands before the first and after the last word of a sentence.
    pub const NOTHING: Cue = Cue {
        form: 0,
        word: 1,
        entry: Entry { cluster: 0, classes: 0, names: 0 },
        shape: Shape::Mark,
        spread: 0,
        first: false,
        initial: 0,
        traits: 0,
        beside: 0,
    };

    /// Looks at a word.
    pub fn of(word: &str, lexicon: &Lexicon) -> (Self, Letters) {
        let mut buffer = [0_u8; 64];
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let (shape, pattern) = if small { (Shape::Lower, *SMALL) } else { (shape_of(word), pattern_of(word)) };
        let owned;
        let lower = match lower_ascii(word, &mut buffer) {
            Some(lower) => lower,
            None => {
                owned = lower_unicode(word);
                &owned
            }
        };
        let lower = without_dots(lower);
        let key = hash32(lower.as_bytes());
        let mut cue = Self { word: key, shape, entry: lexicon.word(key), ..Self::default() };
        let mut letters = Letters { pattern, ..Letters::default() };
        cue.initial = lower.bytes().next().filter(u8::is_ascii_lowercase).unwrap_or(0);
        if !matches!(shape, Shape::Lower | Shape::Mark | Shape::Number) {
            let at = |n: usize| lower.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
            let head = lower.char_indices().nth(3).map_or(lower.len(), |(i, _)| i);
            letters.prefix = hash32(&lower.as_bytes()[..head]);
            letters.suffix2 = hash32(&lower.as_bytes()[at(2)..]);
            letters.suffix3 = hash32(&lower.as_bytes()[at(3)..]);
            letters.suffix4 = hash32(&lower.as_bytes()[at(4)..]);
            cue.spread = lexicon.spread(key);
        }
        cue.traits = traits_of(&cue);
        cue.beside = evidence_of(&cue);
        (cue, letters)
    }

    /// Whether it has a capital letter, as the words of names do.
    #[inline]
    pub fn is_namelike(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
    }
}

/// The pattern of words in small letters.
static SMALL: LazyLock<u32> = LazyLock::new(|| pattern_of("x"));

fn shape_of(word: &str) -> Shape {
    let mut letters = 0_u32;
    let mut upper = 0_u32;
    let mut caseless = 0_u32;
    let mut begins_upper = false;
    for (index, c) in word.chars().enumerate() {
        if c.is_ascii_digit() && index == 0 {
            return Shape::Number;
        }
        if c.is_uppercase() {
            upper += 1;
            begins_upper |= letters == 0;
            letters += 1;
        } else if c.is_lowercase() {
            letters += 1;
        } else if c.is_alphabetic() {
            caseless += 1;
        }
    }
    match (letters, upper, caseless) {
        (0, _, 0) => Shape::Mark,
        (0, _, _) => Shape::Caseless,
        (_, 0, _) => Shape::Lower,
        (1, 1, _) => Shape::Initial,
        (l, u, _) if l == u => Shape::Upper,
        (_, 1, _) if begins_upper => Shape::Capital,
        // Hyphenated names: a capital at each part.
        (_, u, _) if begins_upper && word.split(['-', '\'', '’']).count() as u32 >= u => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// Hash of the collapsed pattern: `Xx`, `x-Xx`, `X.X.`.
fn pattern_of(word: &str) -> u32 {
    let mut state = 0;
    let mut last = '\0';
    for c in word.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        if kind != last {
            state = mix(state, u64::from(u32::from(kind)));
            last = kind;
        }
    }
    (state >> 32) as u32
}

fn lower_ascii<'b>(word: &str, buffer: &'b mut [u8; 64]) -> Option<&'b str> {
    if !word.is_ascii() || word.len() > buffer.len() {
        return None;
    }
    let out = &mut buffer[..word.len()];
    out.copy_from_slice(word.as_bytes());
    for byte in out.iter_mut() {
        *byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
    }
    std::str::from_utf8(out).ok()
}

fn lower_unicode(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | 'ʼ' | '‘' => '\'',
            '‐' | '‑' => '-',
            c if c.is_ascii_digit() => '0',
            c => c,
        })
        .collect()
}

/// The hash of a word as [`Cue::word`] holds it.
pub fn word_key(word: &str) -> u32 {
    hash32(without_dots(&lower_unicode(word)).as_bytes())
}

fn without_dots(lower: &str) -> &str {
    if lower.len() > 1 { lower.trim_end_matches('.') } else { lower }
}
