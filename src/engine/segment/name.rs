//! The terms of the names of a segment under construction.
//!
//! Owns what is worked out once for each name: under which terms it is filed. Its surprise: a name is known again by how
//! it is written, before its key is looked at, and a surname by itself, since the same come again and again.

use rustc_hash::FxHashMap;

use super::vocabulary::Vocabulary;
use crate::engine::document::{ArticleName, NameClass};
use crate::engine::filing::{PersonParts, further_words, leading_terms, name_mark_term, part_term, spelling_terms};

/// The numbers of a name's terms.
#[derive(Debug)]
pub(super) struct NameTerms {
    /// Stands in the text at its mentions, and in the directory of names for the name.
    pub(super) mark: u32,
    /// Lead to it in the directory of names.
    pub(super) parts: Box<[u32]>,
}

/// The names that were met.
#[derive(Default)]
pub(super) struct KnownNames {
    /// By class and written form, places in `terms`.
    by_name: [FxHashMap<Box<str>, usize>; 3],
    terms: Vec<NameTerms>,
    /// The spellings that lead to a word of a surname.
    spellings: FxHashMap<Box<str>, Box<[u32]>>,
    bytes: usize,
}

impl KnownNames {
    /// The terms of a name, numbered in `vocabulary`.
    pub(super) fn terms(&mut self, name: &ArticleName, vocabulary: &mut Vocabulary) -> &NameTerms {
        let class = match name.class {
            NameClass::Person => 0,
            NameClass::Organisation => 1,
            NameClass::Place => 2,
        };
        if let Some(&known) = self.by_name[class].get(name.name.as_str()) {
            return &self.terms[known];
        }
        let parts = match name.class {
            NameClass::Person => self.person(name, vocabulary),
            NameClass::Organisation | NameClass::Place => {
                let words = further_words(&name.key).into_iter();
                words.map(|word| vocabulary.number(part_term(name.class, &word).as_bytes())).collect()
            }
        };
        let mark = vocabulary.number(name_mark_term(name.class, &name.key).as_bytes());
        // The name, its place in the table, which is half empty, and its terms.
        self.bytes +=
            name.name.len() + 2 * size_of::<(Box<str>, usize)>() + size_of::<NameTerms>() + 4 * parts.len() + 32;
        let place = self.terms.len();
        self.by_name[class].insert(name.name.as_str().into(), place);
        self.terms.push(NameTerms { mark, parts });
        &self.terms[place]
    }

    fn person(&mut self, name: &ArticleName, vocabulary: &mut Vocabulary) -> Box<[u32]> {
        let parts = PersonParts::of(&name.name, &name.key);
        let leading = leading_terms(&parts, &name.key);
        let mut numbers: Vec<u32> = leading.iter().map(|term| vocabulary.number(term.as_bytes())).collect();
        for word in &parts.surname {
            if !self.spellings.contains_key(word.as_str()) {
                let terms = spelling_terms(word);
                let terms: Box<[u32]> = terms.iter().map(|term| vocabulary.number(term.as_bytes())).collect();
                self.bytes += word.len() + 2 * size_of::<(Box<str>, Box<[u32]>)>() + 4 * terms.len() + 32;
                self.spellings.insert(word.as_str().into(), terms);
            }
            numbers.extend(&self.spellings[word.as_str()]);
        }
        numbers.into()
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        self.bytes
    }
}
