//! The word forms that were met, each looked at once.
//!
//! Most words of an article were met before. Its surprise: a form is known again by its hash alone.

use super::cue::{Cue, Letters};
use super::lexicon::Lexicon;

/// Forms and what they show by themselves. Form 0 is [`Cue::NOTHING`].
#[derive(Debug)]
pub struct Vocabulary {
    lexicon: Lexicon,
    cues: Vec<Cue>,
    letters: Vec<Letters>,
    /// The hash of each form.
    hashes: Vec<u64>,
    /// A part of the hash and the number of each form, by the rest of the hash; number 0 is an empty place.
    places: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// A vocabulary without words.
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            cues: vec![Cue::NOTHING],
            letters: vec![Letters::NOTHING],
            hashes: vec![0],
            places: vec![(0, 0); 1 << 12],
        }
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.cues.len()
    }

    /// Whether no word was met.
    pub fn is_empty(&self) -> bool {
        self.cues.len() < 2
    }

    /// What the letters of a form show.
    pub fn letters(&self, cue: &Cue) -> &Letters {
        &self.letters[cue.form as usize]
    }

    /// What the word at `text[start..end]` shows.
    #[inline]
    pub fn cue(&mut self, text: &str, start: usize, end: usize) -> Cue {
        let hash = form_hash(text.as_bytes(), start, end);
        let mask = self.places.len() - 1;
        let mut place = (hash >> 32) as usize & mask;
        loop {
            let (known, form) = self.places[place];
            if form == 0 {
                return self.add(&text[start..end], hash, place);
            }
            if known == hash as u32 {
                return self.cues[form as usize];
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    fn add(&mut self, word: &str, hash: u64, place: usize) -> Cue {
        let (cue, letters) = Cue::of(word, &self.lexicon);
        let cue = Cue { form: self.cues.len() as u32, ..cue };
        self.letters.push(letters);
        self.places[place] = (hash as u32, cue.form);
        self.cues.push(cue);
        self.hashes.push(hash);
        if self.cues.len() * 2 > self.places.len() {
            self.grow();
        }
        cue
    }

    fn grow(&mut self) {
        let length = self.places.len() * 2;
        self.places = vec![(0, 0); length];
        for (hash, form) in self.hashes.iter().zip(0..).skip(1) {
            let mut place = (hash >> 32) as usize & (length - 1);
            while self.places[place].1 != 0 {
                place = (place + 1) & (length - 1);
            }
            self.places[place] = (*hash as u32, form);
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
}
