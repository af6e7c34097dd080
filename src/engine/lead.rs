//! What leads to the names of a segment that do not begin with what is asked for.
//!
//! Owns the lists of leads of a segment, terms as [`super::filing`] spells them, as automata in an appendix of its stored
//! records; who looks for what is not known here. The surprise: no lead has a list of articles. It leads to a key, and which
//! articles have that is told by its mark; so when segments are merged, leads to keys that are gone are left out.

use std::io;

use rustc_hash::FxHashSet;
use tantivy::columnar::{ColumnarReader, DynamicColumn};
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentComponent;
use tantivy::{PluginMergeContext, TantivyError};
use tantivy_fst::{Automaton, IntoStreamer, Map, MapBuilder, Streamer};
use xxhash_rust::xxh3::xxh3_64;

use super::document::NameClass;
use super::filing::{PersonParts, is_spelling, part_term, target};
use super::roster;

/// The leads to persons of a segment, or to its other names.
pub(crate) struct Leads(Map<OwnedBytes>);

/// Lists of a segment.
pub(crate) const LISTS: usize = 2;

/// The number of the list that leads to names of a class.
pub(crate) fn list_of(class: NameClass) -> usize {
    usize::from(class != NameClass::Person)
}

/// Both lists as they are kept. `terms` may come in any order, and more than once.
pub(crate) fn build(mut terms: Vec<Box<[u8]>>) -> io::Result<Vec<u8>> {
    terms.sort_unstable();
    terms.dedup();
    let mut builders = [MapBuilder::memory(), MapBuilder::memory()];
    for term in &terms {
        let class = split(term).map_or(NameClass::Person, |(class, ..)| class);
        builders[list_of(class)].insert(term, 0).map_err(io::Error::other)?;
    }
    sealed(builders)
}

/// The bytes of the lists, each behind its length and its hash: an automaton that is not whole must not be walked through.
fn sealed(builders: [MapBuilder<Vec<u8>>; LISTS]) -> io::Result<Vec<u8>> {
    let mut sealed = Vec::new();
    for builder in builders {
        let bytes = builder.into_inner().map_err(io::Error::other)?;
        sealed.extend((bytes.len() as u64).to_le_bytes());
        sealed.extend(xxh3_64(&bytes).to_le_bytes());
        sealed.extend(bytes);
    }
    Ok(sealed)
}

impl Leads {
    /// Reads a list of what [`build`] gave; `None` when it is something else.
    pub(crate) fn read(mut bytes: OwnedBytes, list: usize) -> Option<Leads> {
        let (mut hash, mut own) = ([0; 8], OwnedBytes::empty());
        for _ in 0..=list {
            let length = usize::try_from(u64::from_le_bytes(*bytes.first_chunk()?)).ok()?;
            hash = *bytes.get(8..)?.first_chunk()?;
            bytes.advance(16);
            bytes.get(..length)?;
            (own, bytes) = bytes.split(length);
        }
        if xxh3_64(&own).to_le_bytes() != hash {
            return None;
        }
        Some(Leads(Map::from(tantivy_fst::raw::Fst::new(own).ok()?)))
    }

    /// Calls back with what a part of a name leads to: keys, or behind a spelling a part as written.
    pub(crate) fn each_target(&self, class: NameClass, part: &str, mut call: impl FnMut(&str)) {
        let from = part_term(class, part);
        let mut to = from.clone();
        to.pop();
        to.push('\u{1}');
        let mut stream = self.0.range().ge(&from).lt(&to).into_stream();
        while let Some((term, _)) = stream.next() {
            if let Some(rest) = term.get(from.len()..).and_then(|rest| std::str::from_utf8(rest).ok()) {
                call(&target(part, rest));
            }
        }
    }

    /// Calls back with the parts, of names of any class, that an automaton lets through with the class before them.
    pub(crate) fn each_part(&self, automaton: impl Automaton, mut call: impl FnMut(&str)) {
        let mut stream = self.0.search(automaton).into_stream();
        while let Some((term, _)) = stream.next() {
            if let Some((_, part, _)) = split(term) {
                call(part);
            }
        }
    }
}

/// A lead taken apart: class, part, and what it leads to, as it is written there.
fn split(term: &[u8]) -> Option<(NameClass, &str, &str)> {
    let text = std::str::from_utf8(term).ok()?;
    let class = NameClass::from_code(text.chars().next()?)?;
    let (part, rest) = text.get(1..)?.split_once('\0')?;
    Some((class, part, rest))
}

/// The leads of some segments for the one that they are merged into, whose columns are written already.
pub(crate) fn merged(context: &PluginMergeContext<'_>, appendices: Vec<OwnedBytes>) -> Result<Vec<u8>, TantivyError> {
    let kept = Kept::read(ColumnarReader::open(context.target_segment.open_read(SegmentComponent::FastFields)?)?)?;
    let mut builders = [MapBuilder::memory(), MapBuilder::memory()];
    for (list, builder) in builders.iter_mut().enumerate() {
        let leads = appendices.iter().map(|bytes| Leads::read(bytes.clone(), list).ok_or_else(damaged));
        let leads = leads.collect::<io::Result<Vec<Leads>>>()?;
        let mut all = tantivy_fst::map::OpBuilder::new();
        leads.iter().for_each(|leads| all.push(&leads.0));
        let mut union = all.union();
        while let Some((term, _)) = union.next() {
            if split(term).is_some_and(|(class, part, rest)| kept.has(class, part, &target(part, rest))) {
                builder.insert(term, 0).map_err(io::Error::other)?;
            }
        }
    }
    Ok(sealed(builders)?)
}

pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the list of names of a segment is damaged")
}

/// What there is to lead to in a segment, by hashes.
#[derive(Default)]
struct Kept {
    keys: FxHashSet<u64>,
    surnames: FxHashSet<u64>,
}

impl Kept {
    fn read(columns: ColumnarReader) -> io::Result<Kept> {
        let mut kept = Kept::default();
        for column in columns.read_columns("name")? {
            let DynamicColumn::Str(names) = column.open()? else { continue };
            let mut values = names.dictionary().stream()?;
            while values.advance() {
                if let Some((class, key)) = roster::key_of_value(values.key()) {
                    kept.add(class, key);
                }
            }
        }
        Ok(kept)
    }

    fn add(&mut self, class: NameClass, key: &str) {
        let is_new = self.keys.insert(hash_of(class, key));
        if is_new && class == NameClass::Person {
            self.surnames.extend(PersonParts::of(key, key).surname.iter().map(|word| hash_of(class, word)));
        }
    }

    fn has(&self, class: NameClass, part: &str, target: &str) -> bool {
        let known = if class == NameClass::Person && is_spelling(part) { &self.surnames } else { &self.keys };
        known.contains(&hash_of(class, target))
    }
}

fn hash_of(class: NameClass, text: &str) -> u64 {
    xxh3_64(text.as_bytes()).wrapping_add(class as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(terms: &[&str], class: NameClass, part: &str) -> Vec<String> {
        let bytes = build(terms.iter().map(|term| term.as_bytes().into()).collect()).expect("they can be built");
        let leads = Leads::read(OwnedBytes::new(bytes), list_of(class)).expect("they can be read");
        let mut targets = Vec::new();
        leads.each_target(class, part, |target| targets.push(target.to_owned()));
        targets
    }

    #[test]
    fn a_part_leads_to_its_names_alone() {
        let leads = [
            "pann\0hopper, \u{2} b",
            "pann\0lima, \u{2}",
            "panna\0lima, \u{2}",
            "oann\0society of \u{2}",
            "p#N\0netanyahu",
            "pann\0lima, \u{2}",
        ];
        assert_eq!(targets(&leads, NameClass::Person, "ann"), ["hopper, ann b", "lima, ann"]);
        assert_eq!(targets(&leads, NameClass::Organisation, "ann"), ["society of ann"]);
        assert_eq!(targets(&leads, NameClass::Person, "#N"), ["netanyahu"]);
        assert_eq!(targets(&leads, NameClass::Place, "ann"), [""; 0]);
        assert_eq!(targets(&[], NameClass::Place, "ann"), [""; 0]);
    }

    #[test]
    fn what_is_gone_is_led_to_no_more() {
        let mut kept = Kept::default();
        kept.add(NameClass::Person, "von der leyen, ursula");
        kept.add(NameClass::Organisation, "society of friends");
        for (class, part, target, expected) in [
            (NameClass::Person, "ursula", "von der leyen, ursula", true),
            (NameClass::Person, "ann", "lima, ann", false),
            (NameClass::Person, "#L", "leyen", true),
            (NameClass::Person, "#L", "lima", false),
            (NameClass::Organisation, "friends", "society of friends", true),
            (NameClass::Place, "friends", "society of friends", false),
        ] {
            assert_eq!(kept.has(class, part, target), expected, "{part} {target}");
        }
    }

    #[test]
    fn damage_is_told() {
        let terms = ["pann\0lima, \u{2}", "ofriends\0society of \u{2}"];
        let bytes = build(terms.iter().map(|term| term.as_bytes().into()).collect()).expect("they can be built");
        let read =
            |bytes: Vec<u8>| (0..LISTS).filter_map(|list| Leads::read(OwnedBytes::new(bytes.clone()), list)).count();
        assert_eq!(read(bytes.clone()), LISTS);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            assert!(read(damaged) < LISTS, "{at}");
            assert!(read(bytes[..at].to_vec()) < LISTS, "{at}");
        }
    }
}
