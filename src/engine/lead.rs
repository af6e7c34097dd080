//! What leads to the names of a segment that do not begin with what is asked for.
//!
//! Owns the lists of leads of a segment ([`super::register`]); who looks for what is not known here. From a part of a name a lead
//! goes to the number of the first form of a key, from a spelling to words of surnames as written. The surprise: a lead has
//! neither articles nor the letters of the key; numbers follow the order of names, so that the leads of a part are neighbours
//! and share all but their last bytes, and stay in order when segments are merged.

use std::io;

use tantivy::directory::OwnedBytes;
use tantivy_fst::Automaton;

use super::document::NameClass;
use super::filing::part_term;
use super::register::{Check, Section, damaged, section};
use super::sorted::{Cursor, SortedList, SortedWriter, width_of};

/// Writes a list of leads.
#[derive(Debug)]
pub(crate) struct LeadWriter {
    list: SortedWriter,
    /// Bytes of the number of a name.
    width: usize,
}

impl LeadWriter {
    /// Begins a list of leads to so many names.
    pub(crate) fn new(names: usize) -> LeadWriter {
        LeadWriter { list: SortedWriter::default(), width: width_of(names as u64) }
    }

    /// A lead to a name as it is kept; `part` as [`part_term`] spells it.
    pub(crate) fn spell(&self, part: &[u8], name: u32, into: &mut Vec<u8>) {
        into.clear();
        into.extend_from_slice(part);
        into.extend_from_slice(&u64::from(name).to_be_bytes()[8 - self.width..]);
    }

    /// Adds a lead as [`LeadWriter::spell`] gives it, or one from a spelling: that as [`part_term`] spells it with the word
    /// behind. Leads come in order.
    pub(crate) fn push_term(&mut self, term: &[u8]) {
        self.list.push_new(term);
    }

    /// The list.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = self.list.finish();
        bytes.push(self.width as u8);
        bytes
    }
}

/// The leads to persons of a segment, or to its other names.
#[derive(Debug)]
pub(crate) struct Leads {
    list: SortedList,
    width: usize,
}

/// Lists of a segment.
pub(crate) const LISTS: usize = 2;

/// The number of the list that leads to names of a class.
pub(crate) fn list_of(class: NameClass) -> usize {
    usize::from(class != NameClass::Person)
}

impl Leads {
    /// Reads a list of what a segment keeps of names; `None` when it is damaged.
    pub(crate) fn read(bytes: OwnedBytes, list: usize) -> Option<Leads> {
        let number = [Section::PersonLeads, Section::OtherLeads][list];
        let bytes = section(bytes, number, Check::Hash)?;
        let width = usize::from(*bytes.last()?);
        let end = bytes.len() - 1;
        (1..=8).contains(&width).then_some(())?;
        Some(Leads { list: SortedList::open(bytes.slice(0..end))?, width })
    }

    /// The names that a part leads to, ascending: of each key the number of the first form.
    pub(crate) fn names(&self, class: NameClass, part: &str) -> io::Result<Vec<u64>> {
        let mut names = Vec::new();
        self.each(class, part, |rest| names.extend(number(rest, self.width)))?;
        Ok(names)
    }

    /// Calls back with the words of surnames, as written, that a spelling leads to.
    pub(crate) fn each_word(&self, spelling: &str, mut call: impl FnMut(&str)) -> io::Result<()> {
        self.each(NameClass::Person, spelling, |word| {
            if let Ok(word) = std::str::from_utf8(word) {
                call(word);
            }
        })
    }

    fn each(&self, class: NameClass, part: &str, mut call: impl FnMut(&[u8])) -> io::Result<()> {
        let from = part_term(class, part);
        let mut cursor = self.list.seek(from.as_bytes())?;
        while cursor.advance()? {
            let Some(rest) = cursor.string().strip_prefix(from.as_bytes()) else { break };
            call(rest);
        }
        Ok(())
    }

    /// Calls back with the parts, of names of any class, that an automaton lets through with the class before them.
    pub(crate) fn each_part(&self, automaton: &impl Automaton, mut call: impl FnMut(&str)) -> io::Result<()> {
        self.list.search(automaton, |term| {
            let part = split(term).and_then(|(part, _)| std::str::from_utf8(part.get(1..part.len() - 1)?).ok());
            if let Some(part) = part {
                call(part);
            }
        })
    }

    /// Before the first lead.
    pub(crate) fn start(&self) -> LeadCursor<'_> {
        LeadCursor { cursor: self.list.start(), width: self.width }
    }
}

/// A place in a list of leads.
#[derive(Debug)]
pub(crate) struct LeadCursor<'l> {
    cursor: Cursor<'l>,
    width: usize,
}

impl LeadCursor<'_> {
    /// The next lead.
    pub(crate) fn next(&mut self) -> io::Result<Option<Lead<'_>>> {
        if !self.cursor.advance()? {
            return Ok(None);
        }
        let term = self.cursor.string();
        let (part, rest) = split(term).ok_or_else(damaged)?;
        if is_spelling_term(part) {
            return Ok(Some(Lead::Spelling { term, word: rest }));
        }
        Ok(Some(Lead::Part { part, name: number(rest, self.width).ok_or_else(damaged)? }))
    }
}

/// What leads to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead<'l> {
    /// From a spelling to a word; both together as [`LeadWriter::push_term`] takes them.
    Spelling { term: &'l [u8], word: &'l [u8] },
    /// From a part, as [`part_term`] spells it, to a name.
    Part { part: &'l [u8], name: u64 },
}

/// Class and part with the zero behind it, and the rest.
fn split(term: &[u8]) -> Option<(&[u8], &[u8])> {
    Some(term.split_at(memchr::memchr(0, term)? + 1))
}

/// True for what begins a lead from a spelling.
fn is_spelling_term(part: &[u8]) -> bool {
    let part = part.get(1..).and_then(|part| std::str::from_utf8(part).ok());
    part.is_some_and(super::filing::is_spelling)
}

fn number(bytes: &[u8], width: usize) -> Option<u64> {
    let mut number = [0; 8];
    number[8 - width..].copy_from_slice(bytes.get(..width).filter(|_| bytes.len() == width)?);
    Some(u64::from_be_bytes(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of leads from parts to names, and from spellings to words.
    fn list(leads: &[(&str, u32)], spellings: &[&str]) -> Leads {
        let mut writer = LeadWriter::new(300);
        let mut terms: Vec<Vec<u8>> = spellings.iter().map(|term| term.as_bytes().to_vec()).collect();
        for (part, name) in leads {
            let mut term = Vec::new();
            writer.spell(part.as_bytes(), *name, &mut term);
            terms.push(term);
        }
        terms.sort();
        terms.iter().for_each(|term| writer.push_term(term));
        let mut bytes = writer.finish();
        assert_eq!(bytes.pop(), Some(2), "three hundred take two bytes");
        Leads { list: SortedList::open(OwnedBytes::new(bytes)).expect("it can be opened"), width: 2 }
    }

    #[test]
    fn a_part_leads_to_its_names_alone() {
        let leads = [("pann\0", 256), ("pann\0", 2), ("panna\0", 7), ("oann\0", 1), ("pann\0", 2)];
        let leads = list(&leads, &["p#N\0netanyahu", "p#N\0noor"]);
        let names = |class, part: &str| leads.names(class, part).expect("it is whole");
        assert_eq!(names(NameClass::Person, "ann"), [2, 256]);
        assert_eq!(names(NameClass::Organisation, "ann"), [1]);
        assert_eq!(names(NameClass::Place, "ann"), [0_u64; 0]);
        let mut words = Vec::new();
        leads.each_word("#N", |word| words.push(word.to_owned())).expect("it is whole");
        assert_eq!(words, ["netanyahu", "noor"]);
    }

    #[test]
    fn leads_come_apart_as_they_were_put_together() {
        let leads = list(&[("pann\0", 256)], &["p#N\0noor"]);
        let mut cursor = leads.start();
        let spelling = Lead::Spelling { term: b"p#N\0noor", word: b"noor" };
        assert_eq!(cursor.next().expect("it is whole"), Some(spelling));
        assert_eq!(cursor.next().expect("it is whole"), Some(Lead::Part { part: b"pann\0", name: 256 }));
        assert_eq!(cursor.next().expect("it is whole"), None);
    }
}
