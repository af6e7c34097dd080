//! The terms of the names of a segment under construction.
//!
//! Owns what is worked out once for each name: its mark, and what leads to it. Its surprise: a name is known again by how
//! it is written, before its key is looked at, and a surname by itself, since the same come again and again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::vocabulary::Vocabulary;
use crate::engine::document::{ArticleName, NameClass};
use crate::engine::filing::{PersonParts, further_words, leading_term, leading_terms, name_mark_term, spelling_terms};

/// The names that were met.
#[derive(Default)]
pub(super) struct KnownNames {
    /// The number of the mark of each, which stands in the text at its mentions and in the directory of names; by class and
    /// written form.
    marks: [FxHashMap<Box<str>, u32>; 3],
    /// What leads to them; some more than once.
    leads: Vec<Box<[u8]>>,
    /// Words of surnames whose spellings lead to them already.
    spelled: FxHashSet<Box<str>>,
    bytes: usize,
}

impl KnownNames {
    /// The number of a name's mark in `vocabulary`.
    pub(super) fn mark(&mut self, name: &ArticleName, vocabulary: &mut Vocabulary) -> u32 {
        let class = name.class as usize;
        if let Some(&known) = self.marks[class].get(name.name.as_str()) {
            return known;
        }
        match name.class {
            NameClass::Person => self.add_person(name),
            NameClass::Organisation | NameClass::Place => {
                let words = further_words(&name.key);
                self.add_leads(words.iter().map(|word| leading_term(name.class, word, &name.key)));
            }
        }
        let mark = vocabulary.number(name_mark_term(name.class, &name.key).as_bytes());
        // The name and its place in the table, which is half empty.
        self.bytes += name.name.len() + 2 * size_of::<(Box<str>, u32)>() + 16;
        self.marks[class].insert(name.name.as_str().into(), mark);
        mark
    }

    fn add_person(&mut self, name: &ArticleName) {
        let parts = PersonParts::of(&name.name, &name.key);
        self.add_leads(leading_terms(&parts, &name.key));
        for word in parts.surname {
            if !self.spelled.contains(word.as_str()) {
                self.add_leads(spelling_terms(&word));
                self.bytes += word.len() + 2 * size_of::<Box<str>>() + 16;
                self.spelled.insert(word.into());
            }
        }
    }

    fn add_leads(&mut self, terms: impl IntoIterator<Item = String>) {
        for term in terms {
            self.bytes += term.len() + size_of::<Box<[u8]>>() + 16;
            self.leads.push(term.into_bytes().into());
        }
    }

    /// What leads to the names, in no order.
    pub(super) fn into_leads(self) -> Vec<Box<[u8]>> {
        self.leads
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        self.bytes
    }
}
