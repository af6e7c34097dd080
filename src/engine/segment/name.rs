//! The terms of the names of a segment under construction.
//!
//! Owns what is worked out once for each name: under which terms it is filed. Its surprise: a name is known again by how it
//! is written, before its key is looked at, since the same names come again and again.

use rustc_hash::FxHashMap;

use super::vocabulary::Vocabulary;
use crate::engine::document::{ArticleName, NameClass};
use crate::engine::filing::{lookup_parts, name_mark_term, part_term};

/// The numbers of a name's terms.
#[derive(Debug)]
pub(super) struct NameTerms {
    /// Stands in the text at its mentions.
    pub(super) mark: u32,
    /// Lead to it in the directory of names.
    pub(super) parts: Box<[u32]>,
}

/// The names that were met.
#[derive(Default)]
pub(super) struct KnownNames {
    by_name: [FxHashMap<Box<str>, NameTerms>; 3],
    bytes: usize,
}

impl KnownNames {
    /// The terms of a name, numbered in `vocabulary`.
    pub(super) fn terms(&mut self, name: &ArticleName, vocabulary: &mut Vocabulary) -> &NameTerms {
        let known = &mut self.by_name[match name.class {
            NameClass::Person => 0,
            NameClass::Organisation => 1,
            NameClass::Place => 2,
        }];
        if !known.contains_key(name.name.as_str()) {
            let parts = lookup_parts(name.class, &name.name);
            let number = |part| vocabulary.number(part_term(name.class, part, &name.key).as_bytes());
            let parts: Box<[u32]> = parts.iter().map(number).collect();
            let mark = vocabulary.number(name_mark_term(name.class, &name.key).as_bytes());
            // The name, its place in the table, which is half empty, and its terms.
            self.bytes += name.name.len() + 2 * size_of::<(Box<str>, NameTerms)>() + 4 * parts.len() + 32;
            known.insert(name.name.as_str().into(), NameTerms { mark, parts });
        }
        &known[name.name.as_str()]
    }

    /// Bytes of memory, roughly.
    pub(super) fn memory(&self) -> usize {
        self.bytes
    }
}
