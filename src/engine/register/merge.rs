//! Merging what segments keep of names.
//!
//! Owns which names and titles are left when articles are deleted, and the numbers that they have then. The surprise: since the
//! order of names stays, rows and leads are taken over number by number, and no name is taken apart again.

use std::io;

use rustc_hash::FxHashSet;
use tantivy::directory::OwnedBytes;
use tantivy::{PluginMergeContext, SegmentReader, TantivyError};

use super::filed::{self, Filed};
use super::row::{RowWriter, Rows};
use super::{Check, Register, Write, damaged, seal};
use crate::engine::census::CensusBuilder;
use crate::engine::document::NameClass;
use crate::engine::filing::PersonParts;
use crate::engine::lead::{LISTS, Lead, LeadCursor, LeadWriter, Leads};
use crate::engine::roster;
use crate::engine::sorted::{Cursor, SortedList, SortedWriter};

/// Stands for a number that nothing has any more.
const GONE: u32 = u32::MAX;

/// Writes what is kept of some segments for the one that they are merged into.
///
/// Names that are all new take a hundred bytes each until they are written, so that nothing is kept longer than it is asked for.
pub(crate) fn write_merged(
    context: &PluginMergeContext<'_>,
    appendices: Vec<OwnedBytes>,
    write: &mut Write<'_>,
) -> Result<(), TantivyError> {
    let registers = appendices.iter().map(|bytes| Register::open(bytes, Check::Hash));
    let registers = registers.collect::<io::Result<Vec<Register>>>()?;
    let sources: Vec<(&Register, &SegmentReader)> = registers.iter().zip(context.readers).collect();
    let mut names = Part::merge(&sources, |register| (&register.names, &register.name_rows))?;
    let titles = Part::merge(&sources, |register| (&register.titles, &register.title_rows))?;
    let merged = SortedList::open(names.list.clone()).ok_or_else(damaged)?;
    let firsts_here = firsts(&merged)?;
    let all_are_left = !names.numbers.iter().flatten().any(|number| *number == GONE);
    // Of the first form of each key that of the same key here, in the place of the numbers.
    let mut targets = std::mem::take(&mut names.numbers);
    for (register, targets) in registers.iter().zip(&mut targets) {
        for (name, first) in firsts(&register.names)?.into_iter().enumerate() {
            // No form comes before the first of its key, so that what is overwritten has been read.
            let number = std::mem::replace(&mut targets[name], GONE);
            if number != GONE {
                targets[first as usize] = firsts_here[number as usize];
            }
        }
    }
    let surnames = if all_are_left { None } else { Some(surnames(&merged)?) };
    drop(merged);
    seal(std::mem::replace(&mut names.list, OwnedBytes::empty()), write)?;
    seal(titles.list.clone(), write)?;
    let filed = merged_filed(&registers, &targets, &names, &firsts_here)?;
    drop(firsts_here);
    let census = census(&names, &titles)?;
    let count = names.count;
    seal(names.rows, write)?;
    seal(titles.rows, write)?;
    seal(filed, write)?;
    for list in 0..LISTS {
        let own = appendices.iter().map(|bytes| Leads::read(bytes.clone(), list).ok_or_else(damaged));
        let own = own.collect::<io::Result<Vec<Leads>>>()?;
        seal(merged_leads(&own, &targets, count, surnames.as_ref())?, write)?;
    }
    Ok(seal(census, write)?)
}

/// What the names and titles that are left come to.
fn census(names: &Part, titles: &Part) -> io::Result<Vec<u8>> {
    let mut census = CensusBuilder::new(names.count, titles.count);
    let rows = |part: &Part| Rows::open(part.rows.clone()).ok_or_else(damaged);
    let (names, titles) = (rows(names)?, rows(titles)?);
    for document in 0..names.len() as u32 {
        names.try_each(document, |name, mentions| census.add_name(name, mentions))?;
        titles.try_each(document, |title, _| census.add_title(title, document))?;
    }
    Ok(census.finish(names.len() as u32))
}

/// A merged list with its rows.
struct Part {
    list: OwnedBytes,
    count: usize,
    rows: OwnedBytes,
    /// For each source the number here of each of its strings.
    numbers: Vec<Vec<u32>>,
}

impl Part {
    fn merge(
        sources: &[(&Register, &SegmentReader)],
        part: impl Fn(&Register) -> (&SortedList, &Rows),
    ) -> io::Result<Part> {
        let mut numbers = Vec::with_capacity(sources.len());
        for (register, reader) in sources {
            let (list, rows) = part(register);
            if rows.len() != reader.max_doc() as usize {
                return Err(damaged());
            }
            let mut own = vec![0u32; list.len()];
            for document in reader.doc_ids_alive() {
                let mut whole = true;
                rows.try_each(document, |number, _| match own.get_mut(number as usize) {
                    Some(own) => *own += 1,
                    None => whole = false,
                })?;
                if !whole {
                    return Err(damaged());
                }
            }
            numbers.push(own);
        }
        let lists: Vec<&SortedList> = sources.iter().map(|(register, _)| part(register).0).collect();
        let (list, occurrences) = merged_list(&lists, &mut numbers)?;
        let count = occurrences.len();
        let mut writer = RowWriter::new(&occurrences);
        drop(occurrences);
        let mut row = Vec::new();
        for ((register, reader), numbers) in sources.iter().zip(&numbers) {
            let rows = part(register).1;
            for document in reader.doc_ids_alive() {
                row.clear();
                rows.try_each(document, |number, count| row.push((numbers[number as usize], count)))?;
                writer.push(row.iter().copied());
            }
        }
        Ok(Part { list: OwnedBytes::new(list), count, rows: OwnedBytes::new(writer.finish()), numbers })
    }
}

/// One list of the strings that occur, and how often each does. `numbers` has how often each string of each list occurs, and
/// afterwards its number in the one.
fn merged_list(lists: &[&SortedList], numbers: &mut [Vec<u32>]) -> io::Result<(Vec<u8>, Vec<u32>)> {
    let mut cursors: Vec<(Cursor<'_>, usize, usize)> = Vec::new();
    for (source, list) in lists.iter().enumerate() {
        let mut cursor = list.start();
        if cursor.advance()? {
            cursors.push((cursor, source, 0));
        }
    }
    let mut writer = SortedWriter::default();
    let mut occurrences: Vec<u32> = Vec::new();
    let mut string: Vec<u8> = Vec::new();
    while let Some(least) = cursors.iter().map(|(cursor, ..)| cursor.string()).min() {
        string.clear();
        string.extend_from_slice(least);
        let mut together = 0;
        let mut at = 0;
        while let Some((cursor, source, number)) = cursors.get_mut(at) {
            if cursor.string() != string {
                at += 1;
                continue;
            }
            let own = &mut numbers[*source][*number];
            together += *own;
            *own = if *own > 0 { occurrences.len() as u32 } else { GONE };
            *number += 1;
            if !cursor.advance()? {
                cursors.swap_remove(at);
            }
        }
        if together > 0 {
            writer.push_new(&string);
            occurrences.push(together);
        }
    }
    Ok((writer.finish(), occurrences))
}

/// What is told of the names: where they stand in any of the segments, and how many articles are left that have them.
fn merged_filed(
    registers: &[Register],
    targets: &[Vec<u32>],
    names: &Part,
    firsts_here: &[u32],
) -> io::Result<Vec<u8>> {
    let mut all = vec![Filed::default(); names.count];
    for (register, targets) in registers.iter().zip(targets) {
        for (name, target) in targets.iter().enumerate().filter(|(_, target)| **target != GONE) {
            all[*target as usize].standing.add_all(register.filed.get(name).ok_or_else(damaged)?.standing);
        }
    }
    let rows = Rows::open(names.rows.clone()).ok_or_else(damaged)?;
    let mut until = vec![0; names.count];
    for document in 0..rows.len() as u32 {
        rows.try_each(document, |name, _| {
            let first = firsts_here[name as usize] as usize;
            if until[first] != document + 1 {
                until[first] = document + 1;
                all[first].articles += 1;
            }
        })?;
    }
    Ok(filed::written(&all))
}

/// One list of what leads to names, without what leads to names that are gone. `targets` has the number of each first form of
/// a key in the merged list, `surnames` all that are left.
fn merged_leads(
    leads: &[Leads],
    targets: &[Vec<u32>],
    names: usize,
    surnames: Option<&FxHashSet<String>>,
) -> io::Result<Vec<u8>> {
    let mut writer = LeadWriter::new(names);
    let mut sources = Vec::with_capacity(leads.len());
    for (leads, targets) in leads.iter().zip(targets) {
        let mut source = Source { leads: leads.start(), targets, term: Vec::new() };
        if source.advance(&writer, surnames)? {
            sources.push(source);
        }
    }
    let mut term: Vec<u8> = Vec::new();
    while let Some(least) = sources.iter().map(|source| &source.term).min() {
        term.clone_from(least);
        writer.push_term(&term);
        let mut at = 0;
        while let Some(source) = sources.get_mut(at) {
            if source.term != term {
                at += 1;
            } else if !source.advance(&writer, surnames)? {
                sources.swap_remove(at);
            }
        }
    }
    Ok(writer.finish())
}

/// The leads of a segment with the numbers that names have in another.
struct Source<'l> {
    leads: LeadCursor<'l>,
    targets: &'l [u32],
    /// The present one.
    term: Vec<u8>,
}

impl Source<'_> {
    /// Moves on to the next lead to something that is left; false when there is none.
    fn advance(&mut self, writer: &LeadWriter, surnames: Option<&FxHashSet<String>>) -> io::Result<bool> {
        while let Some(lead) = self.leads.next()? {
            match lead {
                Lead::Spelling { term, word } => {
                    if surnames
                        .is_none_or(|surnames| std::str::from_utf8(word).is_ok_and(|word| surnames.contains(word)))
                    {
                        self.term.clear();
                        self.term.extend_from_slice(term);
                        return Ok(true);
                    }
                }
                Lead::Part { part, name } => {
                    let target = usize::try_from(name).ok().and_then(|name| self.targets.get(name));
                    let target = *target.ok_or_else(damaged)?;
                    if target != GONE {
                        writer.spell(part, target, &mut self.term);
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }
}

/// For each value the number of the first with the same key.
fn firsts(names: &SortedList) -> io::Result<Vec<u32>> {
    let mut firsts = Vec::with_capacity(names.len());
    roster::each_key_of(names, 0..names.len() as u64, |number, begins| {
        let first = if begins { number as u32 } else { firsts.last().copied().unwrap_or(number as u32) };
        firsts.push(first);
    })?;
    Ok(firsts)
}

/// The words of all surnames.
fn surnames(names: &SortedList) -> io::Result<FxHashSet<String>> {
    let mut surnames = FxHashSet::default();
    let mut cursor = names.start();
    while cursor.advance()? {
        let Some((class, key)) = roster::key_of_value(cursor.string()) else { continue };
        if class == NameClass::Person {
            surnames.extend(PersonParts::of(key, key).surname);
        }
        let bytes = class.code().len_utf8() + key.len() + 1;
        cursor.pass_over(bytes)?;
    }
    Ok(surnames)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(strings: &[&str]) -> SortedList {
        let mut writer = SortedWriter::default();
        strings.iter().for_each(|string| writer.push(string.as_bytes()));
        SortedList::open(OwnedBytes::new(writer.finish())).expect("it can be opened")
    }

    fn strings(list: &SortedList) -> Vec<String> {
        let mut strings = Vec::new();
        let mut cursor = list.start();
        while cursor.advance().expect("it is whole") {
            strings.push(String::from_utf8(cursor.string().to_vec()).expect("it is text"));
        }
        strings
    }

    #[test]
    fn what_is_gone_has_no_number() {
        let (one, other) = (list(&["a", "b", "d"]), list(&["b", "c", "e"]));
        let mut numbers = [vec![5, 0, 2], vec![0, 1, 7]];
        let (bytes, occurrences) = merged_list(&[&one, &other], &mut numbers).expect("they are whole");
        let merged = SortedList::open(OwnedBytes::new(bytes)).expect("it can be opened");
        assert_eq!(strings(&merged), ["a", "c", "d", "e"]);
        assert_eq!(occurrences, [5, 1, 2, 7]);
        assert_eq!(numbers, [vec![0, GONE, 2], vec![GONE, 1, 3]]);
    }

    #[test]
    fn a_string_of_several_lists_has_one_number() {
        let (one, other) = (list(&["b", "c"]), list(&["a", "b", "c"]));
        let mut numbers = [vec![3, 0], vec![1, 4, 0]];
        let (bytes, occurrences) = merged_list(&[&one, &other], &mut numbers).expect("they are whole");
        let merged = SortedList::open(OwnedBytes::new(bytes)).expect("it can be opened");
        assert_eq!(strings(&merged), ["a", "b"]);
        assert_eq!(occurrences, [1, 7]);
        assert_eq!(numbers, [vec![1, GONE], vec![0, 1, GONE]]);
    }

    #[test]
    fn the_first_form_stands_for_a_key() {
        let names = list(&["oana\0b", "pana\0a", "pana\0b", "pben\0b"]);
        assert_eq!(firsts(&names).expect("they are whole"), [0, 1, 1, 3]);
    }
}
