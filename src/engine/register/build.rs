//! The names of a segment under construction.
//!
//! Owns the numbers that names, titles and parts of names have until the segment is full, and what is worked out once for each:
//! its mark, and what leads to it. Its surprise: nothing is put in order before the end, when numbers in order take the place of
//! those by first occurrence.

use rustc_hash::FxHashSet;

use super::filed::{self, Filed};
use super::given::{GivenName, GivenNames};
use super::numbers::{Numbers, Sought};
use super::row::RowWriter;
use super::{HEAD, seal};
use crate::engine::census::CensusBuilder;
use crate::engine::document::NameClass;
use crate::engine::filing::{
    PersonParts, further_words, is_spelling, leading_parts, name_mark_term, part_term, spelling_terms,
};
use crate::engine::lead::LeadWriter;
use crate::engine::roster::SEPARATOR;
use crate::engine::written;

/// A written form of a name.
#[derive(Debug)]
struct Form {
    key: u32,
    /// Whether what leads to the key from this form as the one to show is known already.
    led: bool,
}

/// A name.
#[derive(Debug)]
struct Key {
    /// The number of its mark, which stands in the text at its mentions.
    mark: u32,
    filed: Filed,
    /// Documents up to the last one that has it.
    until: u32,
}

/// Gathers the names of the articles of a segment.
#[derive(Debug, Default)]
pub(crate) struct RegisterBuilder {
    /// Class, key and form.
    forms: Numbers,
    form: Vec<Form>,
    /// Class and key.
    keys: Numbers,
    key: Vec<Key>,
    titles: Numbers,
    /// The names of all documents, with how often each stands, and behind those of each document where they end.
    row: Vec<(u32, u32)>,
    row_ends: Vec<u32>,
    title_row: Vec<u32>,
    title_ends: Vec<u32>,
    /// Parts of names with their class, and which key each leads to; some more than once.
    parts: Numbers,
    leads: Vec<(u32, u32)>,
    /// What leads from spellings to words of surnames, and of which words that is known.
    spellings: Vec<Box<[u8]>>,
    spelled: FxHashSet<Box<str>>,
    bytes: usize,
    /// What was found of the forms and titles of the present document.
    found: Found,
}

/// What was found of the names of a document.
#[derive(Debug, Default)]
struct Found {
    forms: Vec<Sought>,
    titles: Vec<Sought>,
}

impl RegisterBuilder {
    /// Adds the names of the next document, and gives in their order of each its number and that of its mark, as `number`
    /// gives that.
    pub(crate) fn add(&mut self, names: &GivenNames, mut number: impl FnMut(&[u8]) -> u32) -> Vec<(u32, u32)> {
        let until = self.row_ends.len() as u32 + 1;
        let mut found = std::mem::take(&mut self.found);
        self.forms.find_all(names.forms(), &mut found.forms);
        self.titles.find_all(names.titles(), &mut found.titles);
        let mut rest = (&found.forms[..], &found.titles[..]);
        let mut marks = Vec::with_capacity(names.len());
        for name in names.iter() {
            let (forms, later_forms) = rest.0.split_at(name.form_count());
            let (titles, later_titles) = rest.1.split_at(name.title_count());
            rest = (later_forms, later_titles);
            marks.push((self.add_name(&name, forms, titles, &mut number), 0));
        }
        self.found = found;
        // Many places of memory are waited for at once here.
        for (number, mark) in &mut marks {
            let key = &mut self.key[*number as usize];
            *mark = key.mark;
            if key.until != until {
                key.until = until;
                key.filed.articles += 1;
            }
        }
        marks
    }

    /// Takes note that the mark of a name stands in a zone, see [`super::Standing`].
    pub(crate) fn stands_in(&mut self, name: u32, zone: usize) {
        self.key[name as usize].filed.standing.add(zone);
    }

    /// Ends a document.
    pub(crate) fn end_document(&mut self) {
        self.row_ends.push(self.row.len() as u32);
        self.title_ends.push(self.title_row.len() as u32);
    }

    /// Adds a name to the document, and gives the number of its key. Its forms and titles have been looked up.
    fn add_name(
        &mut self,
        name: &GivenName<'_>,
        forms: &[Sought],
        titles: &[Sought],
        number: &mut impl FnMut(&[u8]) -> u32,
    ) -> u32 {
        let mut shown = None;
        for ((form, count), sought) in name.forms().zip(forms) {
            let (at, is_new) = self.forms.number_sought(form, *sought);
            if is_new {
                self.add_form(name.class, form, number);
            }
            self.row.push((at, count));
            // The first is the one to show, which the key was made of.
            shown.get_or_insert((at, form));
        }
        for (title, sought) in name.titles().zip(titles) {
            let (title, _) = self.titles.number_sought(title, *sought);
            self.title_row.push(title);
        }
        let Some((at, form)) = shown else { return 0 };
        let Form { key, led } = &mut self.form[at as usize];
        let key = *key;
        if !std::mem::replace(led, true) {
            self.add_leads(name.class, form, key);
        }
        key
    }

    /// Adds what is kept of a form that has just got its number.
    fn add_form(&mut self, class: NameClass, form: &str, number: &mut impl FnMut(&[u8]) -> u32) {
        let end = memchr::memchr(SEPARATOR as u8, form.as_bytes()).unwrap_or(form.len());
        let class_and_key = &form[..end];
        let known = self.keys.len() as u32;
        let key = self.keys.number(class_and_key);
        if key == known {
            let mark = number(name_mark_term(class, &class_and_key[1..]).as_bytes());
            self.key.push(Key { mark, filed: Filed::default(), until: 0 });
        }
        self.form.push(Form { key, led: false });
    }

    /// Adds what leads to a key, `form` with class and key before it.
    fn add_leads(&mut self, class: NameClass, form: &str, number: u32) {
        let Some((key, written)) = key_and_written(form) else { return };
        let mut add = |part: &str| {
            let part = self.parts.number(&part_term(class, part));
            self.leads.push((part, number));
        };
        if class != NameClass::Person {
            further_words(key).iter().for_each(|word| add(word));
            return;
        }
        let parts = PersonParts::of(written, key);
        leading_parts(&parts, key).iter().filter(|part| !is_spelling(part)).for_each(|part| add(part));
        for word in parts.surname {
            if !self.spelled.contains(word.as_str()) {
                for term in spelling_terms(&word) {
                    self.bytes += term.len() + size_of::<Box<[u8]>>() + 16;
                    self.spellings.push(term.into_bytes().into());
                }
                self.bytes += word.len() + 2 * size_of::<Box<str>>() + 16;
                self.spelled.insert(word.into());
            }
        }
    }

    /// Bytes of memory, roughly.
    pub(crate) fn memory(&self) -> usize {
        let tables = [&self.forms, &self.keys, &self.titles, &self.parts];
        tables.iter().map(|table| table.memory()).sum::<usize>()
            + self.bytes
            + self.form.len() * size_of::<Form>()
            + self.key.len() * size_of::<Key>()
            + (self.row.len() + self.leads.len()) * size_of::<(u32, u32)>()
            + (self.row_ends.len() + self.title_row.len() + self.title_ends.len()) * size_of::<u32>()
    }

    /// False when no further document may be added.
    pub(crate) fn has_room(&self) -> bool {
        let tables = [&self.forms, &self.keys, &self.titles, &self.parts];
        self.row.len().max(self.title_row.len()) < 1 << 31 && tables.iter().all(|table| table.has_room())
    }

    /// What is kept of it all.
    pub(crate) fn finish(self) -> Vec<u8> {
        let (names, order) = self.forms.ordered(|form, text| {
            let class = form.chars().next().and_then(NameClass::from_code);
            let (Some(class), Some((key, written))) = (class, key_and_written(form)) else { return };
            text.push(class.code());
            text.push_str(key);
            text.push(SEPARATOR);
            written::shorten(class, key, written, text);
        });
        // Of the forms of a key the first stands for it.
        let mut first = vec![u32::MAX; self.keys.len()];
        for (Form { key, .. }, &place) in self.form.iter().zip(&order) {
            let first = &mut first[*key as usize];
            *first = place.min(*first);
        }
        let mut filed = vec![Filed::default(); order.len()];
        for (key, &first) in self.key.iter().zip(&first) {
            filed[first as usize] = key.filed;
        }
        let (titles, title_order) = self.titles.ordered(|title, text| text.push_str(title));
        let [mut persons, mut others] = [LeadWriter::new(order.len()), LeadWriter::new(order.len())];
        let parts = self.parts.sorted();
        let mut places = vec![0; parts.len()];
        for (place, number) in (0..).zip(&parts) {
            places[*number as usize] = place;
        }
        let leads = self.leads.iter().map(|&(part, key)| (places[part as usize], first[key as usize]));
        let mut leads: Vec<(u32, u32)> = leads.collect();
        leads.sort_unstable();
        leads.dedup();
        let mut spellings = self.spellings;
        spellings.sort_unstable();
        let mut spellings = spellings.into_iter().peekable();
        let mut term = Vec::new();
        for (place, key) in leads {
            let part = self.parts.get(parts[place as usize]);
            while let Some(spelling) = spellings.next_if(|spelling| **spelling < *part.as_bytes()) {
                persons.push_term(&spelling);
            }
            let is_person = part.starts_with(NameClass::Person.code());
            let list = if is_person { &mut persons } else { &mut others };
            list.spell(part.as_bytes(), key, &mut term);
            list.push_term(&term);
        }
        spellings.for_each(|spelling| persons.push_term(&spelling));
        let mut bytes = Vec::new();
        let sections = [
            names,
            titles,
            rows(&self.row, &self.row_ends, &order, |&(name, count)| (name, count)),
            rows(&self.title_row, &self.title_ends, &title_order, |&title| (title, 1)),
            filed::written(&filed),
            persons.finish(),
            others.finish(),
            census(&self.row, (&self.title_row, &self.title_ends), (&order, &title_order)),
        ];
        bytes.reserve_exact(sections.iter().map(|section| section.len() + HEAD).sum());
        // Each is given back once it is copied.
        for section in sections {
            let copied = seal(section, &mut |bytes_of_it| {
                bytes.extend_from_slice(bytes_of_it);
                Ok(())
            });
            copied.expect("memory is always written");
        }
        bytes
    }
}

/// The key and the written form behind a class.
fn key_and_written(form: &str) -> Option<(&str, &str)> {
    let separator = memchr::memchr(SEPARATOR as u8, form.as_bytes())?;
    Some((form.get(1..separator)?, &form[separator + 1..]))
}

/// What the names and titles of all documents come to, with numbers in order.
fn census(names: &[(u32, u32)], (titles, ends): (&[u32], &[u32]), (order, title_order): (&[u32], &[u32])) -> Vec<u8> {
    let mut census = CensusBuilder::new(order.len(), title_order.len());
    names.iter().for_each(|&(name, mentions)| census.add_name(order[name as usize], mentions));
    let mut start = 0;
    for (document, &end) in (0..).zip(ends) {
        titles[start..end as usize].iter().for_each(|title| census.add_title(title_order[*title as usize], document));
        start = end as usize;
    }
    census.finish(ends.len() as u32)
}

/// The rows of all documents, with numbers in order.
fn rows<T>(all: &[T], ends: &[u32], order: &[u32], number: impl Fn(&T) -> (u32, u32)) -> Vec<u8> {
    let mut occurrences = vec![0; order.len()];
    all.iter().for_each(|value| occurrences[order[number(value).0 as usize] as usize] += 1);
    let mut writer = RowWriter::new(&occurrences);
    let mut start = 0;
    for &end in ends {
        let row = &all[start..end as usize];
        start = end as usize;
        writer.push(row.iter().map(|value| {
            let (first, count) = number(value);
            (order[first as usize], count)
        }));
    }
    writer.finish()
}
