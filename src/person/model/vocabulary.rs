//! The word forms that were met, each looked at once.
//!
//! Most words of an article were met before. Its surprise: a form is known again by its hash alone.

use super::cue::{Cue, Letters};
use super::lexicon::Lexicon;
use super::token::Token;

/// So many words are looked for at once.
const AT_ONCE: usize = 64;

/// Forms and what they show by themselves. Form 0 is [`Cue::NOTHING`].
#[derive(Debug)]
pub struct Vocabulary {
    lexicon: Lexicon,
    letters: Vec<Letters>,
    /// The hash of each form.
    hashes: Vec<u64>,
    /// What each form shows, by a part of its hash; form 0 is an empty place.
    places: Vec<Place>,
}

/// A form beside the rest of its hash, so that a look-up waits for one line of memory.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Place {
    known: u32,
    cue: Cue,
}

const _: () = assert!(size_of::<Place>() == 32, "two places of forms are a line of memory");

const EMPTY: Place = Place { known: 0, cue: Cue::NOTHING };

impl Vocabulary {
    /// A vocabulary without words.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, letters: vec![Letters::NOTHING], hashes: vec![0], places: vec![EMPTY; 1 << 12] }
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether no word was met.
    pub fn is_empty(&self) -> bool {
        self.hashes.len() < 2
    }

    /// What the letters of a form show.
    pub fn letters(&self, cue: &Cue) -> &Letters {
        &self.letters[cue.form as usize]
    }

    /// What the word at `text[start..end]` shows.
    #[inline]
    pub fn cue(&mut self, text: &str, start: usize, end: usize) -> Cue {
        let hash = form_hash(text.as_bytes(), start, end);
        let place = self.place_of(&text[start..end], hash);
        self.places[place].cue
    }

    /// Calls `put` with what each word of a text shows; a token without letters stands for `mark`.
    ///
    /// The words lie all over the memory. They are looked for many at a time, so that many look-ups are under way at once.
    pub fn cues(&mut self, text: &str, tokens: &[Token], mark: &str, mut put: impl FnMut(Cue)) {
        let bytes = text.as_bytes();
        let mark_hash = form_hash(mark.as_bytes(), 0, mark.len());
        let (mut hashes, mut found) = ([0; AT_ONCE], [false; AT_ONCE]);
        for tokens in tokens.chunks(AT_ONCE) {
            for (hash, token) in hashes.iter_mut().zip(tokens) {
                let (start, end) = (token.start as usize, token.end as usize);
                *hash = if start < end { form_hash(bytes, start, end) } else { mark_hash };
            }
            let mask = self.places.len() - 1;
            for (found, hash) in found.iter_mut().zip(&hashes[..tokens.len()]) {
                let place = &self.places[(hash >> 32) as usize & mask];
                *found = place.known == *hash as u32 && place.cue.form != 0;
            }
            for ((found, hash), token) in found.iter().zip(&hashes).zip(tokens) {
                let mut place = (hash >> 32) as usize & (self.places.len() - 1);
                // Those that were added meanwhile may have moved the others.
                if !found || self.places[place].known != *hash as u32 {
                    place = self.place_of(if token.start < token.end { token.of(text) } else { mark }, *hash);
                }
                put(Cue { first: token.first, ..self.places[place].cue });
            }
        }
    }

    /// The place of a form, which is new or not.
    fn place_of(&mut self, word: &str, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = (hash >> 32) as usize & mask;
        loop {
            let Place { known, cue } = &self.places[place];
            if cue.form == 0 {
                return self.add(word, hash, place);
            }
            if *known == hash as u32 {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    fn add(&mut self, word: &str, hash: u64, place: usize) -> usize {
        let (cue, letters) = Cue::of(word, &self.lexicon);
        let cue = Cue { form: self.hashes.len() as u32, ..cue };
        self.letters.push(letters);
        self.hashes.push(hash);
        self.places[place] = Place { known: hash as u32, cue };
        if self.hashes.len() * 4 <= self.places.len() * 3 {
            return place;
        }
        self.grow();
        self.place_of(word, hash)
    }

    /// Forgets all forms but the first so many, which come most often.
    pub fn truncate(&mut self, forms: usize) {
        self.letters.truncate(forms);
        self.hashes.truncate(forms);
        self.rebuild(self.places.len());
    }

    fn grow(&mut self) {
        self.rebuild(self.places.len() * 2);
    }

    /// Makes a table of so many places for the forms that there are hashes of.
    fn rebuild(&mut self, length: usize) {
        let mut before = std::mem::replace(&mut self.places, vec![EMPTY; length]);
        before.retain(|place| (1..self.hashes.len()).contains(&(place.cue.form as usize)));
        // Forms that were met early come often, and should stand where they are looked for first.
        before.sort_unstable_by_key(|place| place.cue.form);
        for known in before {
            let mut place = (self.hashes[known.cue.form as usize] >> 32) as usize & (length - 1);
            while self.places[place].cue.form != 0 {
                place = (place + 1) & (length - 1);
            }
            self.places[place] = known;
        }
    }
}

/// Hash of the bytes `start..end`, which are not empty.
#[inline]
fn form_hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let eight = |at: usize| -> u64 {
        match bytes.get(at..at + 8) {
            Some(eight) => {
                u64::from_le_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]])
            }
            None => (at..bytes.len()).rev().fold(0, |value, i| value << 8 | u64::from(bytes[i])),
        }
    };
    if length <= 8 {
        return fold(eight(start) << (8 * (8 - length)), length as u64);
    }
    let mut state = length as u64;
    let mut at = start;
    while at + 8 < end {
        state = fold(state ^ eight(at), 0x9fb2_1c65_1e98_df25);
        at += 8;
    }
    fold(state ^ eight(end - 8), 0xa076_1d64_78bd_642f)
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_again_wherever_it_stands() {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let text = "Netanyahu Netanyahus netanyahu Netanyahu a b";
        let mut form = |word: &str, at: usize| vocabulary.cue(text, at, at + word.len()).form;
        let first = form("Netanyahu", 0);
        assert_eq!(form("Netanyahu", 31), first);
        assert_ne!(form("netanyahu", 21), first);
        assert_ne!(form("Netanyahus", 10), first);
        assert_ne!(form("a", 41), form("b", 43));
    }

    #[test]
    fn many_forms_stay_apart() {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let words: Vec<String> = (0..20_000).map(|n| format!("W{n}")).collect();
        let forms: Vec<u32> = words.iter().map(|word| vocabulary.cue(word, 0, word.len()).form).collect();
        assert_eq!(forms, (1..=20_000).collect::<Vec<u32>>());
        let again: Vec<u32> = words.iter().map(|word| vocabulary.cue(word, 0, word.len()).form).collect();
        assert_eq!(again, forms);
    }

    #[test]
    fn the_first_forms_keep_their_numbers_when_the_others_are_forgotten() {
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let words: Vec<String> = (0..5_000).map(|n| format!("W{n}")).collect();
        let form = |vocabulary: &mut Vocabulary, n: usize| vocabulary.cue(&words[n], 0, words[n].len()).form;
        (0..5_000).for_each(|n| assert_eq!(form(&mut vocabulary, n), n as u32 + 1));
        vocabulary.truncate(1_001);
        assert_eq!(vocabulary.len(), 1_001);
        assert_eq!([4_000, 999, 0, 3_000, 4_000].map(|n| form(&mut vocabulary, n)), [1_001, 1_000, 1, 1_002, 1_001]);
    }

    #[test]
    fn many_words_at_once_show_what_each_shows_by_itself() {
        let words: Vec<String> = (0..9_000).map(|n| format!("W{}", n % 7_000)).collect();
        let text = words.join(" ");
        let mut tokens = Vec::new();
        let mut at = 0;
        for word in &words {
            let end = at + word.len();
            tokens.push(Token { start: at as u32, end: end as u32, first: at == 0 });
            at = end + 1;
        }
        tokens.push(Token { start: 7, end: 7, first: false });
        let mut vocabulary = Vocabulary::new(*Lexicon::embedded());
        let mut cues = Vec::new();
        vocabulary.cues(&text, &tokens, ",", |cue| cues.push(cue));
        let forms: Vec<u32> = cues.iter().map(|cue| cue.form).collect();
        let expected: Vec<u32> = (1..=7_000).chain(1..=2_000).chain([7_001]).collect();
        assert_eq!(forms, expected);
        assert!(cues[0].first && !cues[1].first);
        assert_eq!(cues[9_000].word, super::super::cue::word_key(","));
    }
}
