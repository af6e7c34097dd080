//! Who is named in which article, and how often: what directories, co-occurrence and facets are counted from.
//!
//! Owns how it is read from what a segment keeps ([`super::register`]): for every name of an article and every form it is
//! written in there, the name's class, key and that form, as [`super::written`] shortens it, with how often; and what persons
//! are called beside their names. Forms of one name follow one another. It must not decide which keys are one
//! person. The surprise: the values are ordinals of a sorted list, so all forms of one key, and all keys that begin
//! alike, are one range of numbers, and counting never reads a string.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::EngineError;
use super::census::Census;
use super::document::{ArticleName, NameClass, NameMention};
use super::index::ArticleIndex;
use super::register::{self, Filed, Register};
use super::sorted::SortedList;
use super::written;
use crate::article::{Block, Zone};
use crate::person;

/// Stands behind a key.
pub(crate) const SEPARATOR: char = '\0';

/// True when the rows of an article tell its names: class, key, written form and roles of each, in their order.
pub(crate) fn rows_tell(names: &[ArticleName]) -> bool {
    let plain = |text: &str| !text.contains(SEPARATOR);
    let mut known = FxHashSet::default();
    let mut keys = FxHashSet::default();
    names.iter().all(|name| {
        let alone = keys.insert(name.key.as_str()) || name.roles.is_empty();
        let plain = plain(&name.name) && plain(&name.key) && name.roles.iter().all(|role| plain(role));
        known.insert((name.class, name.key.as_str())) && alone && plain
    })
}

/// Forms of a name in an article, with how often it has each.
pub(crate) type Forms<'a> = Vec<(Cow<'a, str>, u64)>;

/// The forms in which an article has a name, in place of those of another; the one to show comes first, even where it stands
/// nowhere.
///
/// A headline that was derived from the text says again what stands there, and is counted only for who stands nowhere else.
pub(crate) fn forms_of<'a>(name: &'a ArticleName, blocks: &[Block<'a>], derived_headline: bool, forms: &mut Forms<'a>) {
    forms.clear();
    forms.push((name.name.as_str().into(), 0));
    let repeated = |mention: &NameMention| {
        derived_headline && blocks.get(mention.block as usize).is_some_and(|block| block.zone == Zone::Headline)
    };
    let skip = !name.mentions.iter().all(repeated);
    for mention in name.mentions.iter().filter(|mention| !(skip && repeated(mention))) {
        let text = blocks.get(mention.block as usize).and_then(|block| {
            let range = mention.start as usize..mention.end as usize;
            block.text.get(range)
        });
        let Some(text) = text.map(person::plain_name) else { continue };
        let mut blank = false;
        let plain = text.bytes().all(|byte| {
            let again = std::mem::replace(&mut blank, byte == b' ') && blank;
            !again && !matches!(byte, b'\n' | b'\t')
        });
        let text = if plain { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ").into() };
        match forms.iter_mut().find(|(form, _)| *form == text) {
            Some((_, count)) => *count += 1,
            None => forms.push((text, 1)),
        }
    }
}

/// With more deleted documents in a segment than this, names are counted from the rows of articles.
const MOST_DELETED: u32 = 1000;

/// The names of one segment.
pub(crate) struct Roster {
    register: Register,
    /// Whether what all names come to is known, and few documents are to be taken off.
    counted: bool,
    /// Deleted documents, ascending, where `counted`.
    deleted: Vec<u32>,
}

/// The names of all segments of an index at one commit, each opened once.
#[derive(Default)]
pub(crate) struct Rosters(Vec<(SegmentId, OnceLock<Arc<Roster>>)>);

impl Rosters {
    pub(crate) fn new(searcher: &Searcher) -> Rosters {
        Rosters(searcher.segment_readers().iter().map(|segment| (segment.segment_id(), OnceLock::new())).collect())
    }

    /// The number of a segment, and its slot.
    fn slot(&self, segment: SegmentId) -> Option<(usize, &OnceLock<Arc<Roster>>)> {
        let (number, (_, slot)) = self.0.iter().enumerate().find(|(_, (known, _))| *known == segment)?;
        Some((number, slot))
    }
}

/// The names of a document, as ordinals, each with how often the article has it in that form.
#[derive(Debug, Default)]
pub(crate) struct RosterRow(Vec<(u32, u32)>);

impl RosterRow {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.0.iter().map(|&(ordinal, count)| (u64::from(ordinal), u64::from(count)))
    }
}

/// A written form of a name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RosterName {
    /// What it names.
    pub(crate) class: NameClass,
    /// The form that names are compared by.
    pub(crate) key: String,
    /// As it is written.
    pub(crate) form: String,
}

impl Roster {
    /// The names of a segment, opened once.
    pub(crate) fn open(index: &ArticleIndex, segment: &SegmentReader) -> Result<Arc<Roster>, EngineError> {
        let (number, slot) = index.rosters.slot(segment.segment_id()).ok_or(EngineError::StoredArticle)?;
        if let Some(roster) = slot.get() {
            return Ok(roster.clone());
        }
        let register = index.register(number)?;
        let counted = register.census.is_some() && segment.num_deleted_docs() <= MOST_DELETED;
        let deleted = match segment.alive_bitset().filter(|_| counted) {
            Some(alive) => (0..segment.max_doc()).filter(|document| alive.is_deleted(*document)).collect(),
            None => Vec::new(),
        };
        Ok(slot.get_or_init(|| Arc::new(Roster { register, counted, deleted })).clone())
    }

    /// What all names and titles come to, with those of [`Roster::deleted`]; `None` where that is to be counted from the rows.
    pub(crate) fn census(&self) -> Option<&Census> {
        self.register.census.as_ref().filter(|_| self.counted)
    }

    /// How many documents the segment has, deleted ones included.
    pub(crate) fn documents(&self) -> u32 {
        self.register.name_rows.len() as u32
    }

    /// The deleted documents that the census counts, ascending.
    pub(crate) fn deleted(&self) -> &[u32] {
        &self.deleted
    }

    /// The names of a document, into a buffer.
    pub(crate) fn read_names(&self, document: u32, into: &mut RosterRow) {
        into.0.clear();
        self.register.name_rows.each(document, |ordinal, count| into.0.push((ordinal, count)));
    }

    /// The names of a document in their order, with roles and without mentions, where [`rows_tell`] them.
    pub(crate) fn article_names(&self, document: u32) -> std::io::Result<Vec<ArticleName>> {
        let (mut ordinals, mut forms) = (Vec::new(), FxHashMap::default());
        self.read_ordinals(document, &mut ordinals);
        self.each_name(&sorted(&ordinals), |ordinal, name| {
            forms.insert(ordinal, name);
        })?;
        let mut names: Vec<ArticleName> = Vec::new();
        // Of the forms of a name, which follow one another, the first is the one to show.
        for RosterName { class, key, form } in ordinals.iter().filter_map(|ordinal| forms.remove(ordinal)) {
            if names.last().is_none_or(|last| last.class != class || last.key != key) {
                names.push(ArticleName { class, name: form, key, roles: Vec::new(), mentions: Vec::new() });
            }
        }
        let mut roles = FxHashMap::default();
        self.read_roles(document, &mut ordinals);
        self.each_role(&sorted(&ordinals), |ordinal, key, role| {
            roles.insert(ordinal, (key.to_owned(), role.to_owned()));
        })?;
        for (key, role) in ordinals.iter().filter_map(|ordinal| roles.get(ordinal)) {
            if let Some(name) = names.iter_mut().find(|name| name.key == *key) {
                name.roles.push(role.clone());
            }
        }
        Ok(names)
    }

    /// Calls back with each name of a document as an ordinal, and how often the article has it in that form.
    #[inline]
    pub(crate) fn each_in(&self, document: u32, mut call: impl FnMut(u64, u64)) {
        self.register.name_rows.each(document, |ordinal, count| call(u64::from(ordinal), u64::from(count)));
    }

    /// The roles of a document as ordinals, into a buffer.
    pub(crate) fn read_roles(&self, document: u32, into: &mut Vec<u64>) {
        into.clear();
        self.register.title_rows.each(document, |ordinal, _| into.push(u64::from(ordinal)));
    }

    /// The names of a document as ordinals, into a buffer.
    pub(crate) fn read_ordinals(&self, document: u32, into: &mut Vec<u64>) {
        into.clear();
        self.register.name_rows.each(document, |ordinal, _| into.push(u64::from(ordinal)));
    }

    /// Calls back with each ordinal of a range and whether it begins a key.
    pub(crate) fn each_key(&self, range: Range<u64>, call: impl FnMut(u64, bool)) -> io::Result<()> {
        each_key_of(&self.register.names, range, call)
    }

    /// Calls back with whether each of some ascending ordinals is of another key than the one before it.
    pub(crate) fn each_key_among(&self, ordinals: &[u64], mut call: impl FnMut(bool)) -> io::Result<()> {
        let mut last: Vec<u8> = Vec::new();
        let mut called = 0;
        each_of(&self.register.names, ordinals, |_, value| {
            // With the separator behind it.
            let key = key_end(value).map_or(value, |end| &value[..=end]);
            let begins = called == 0 || last != key;
            if begins {
                last.clear();
                last.extend_from_slice(key);
            }
            called += 1;
            call(begins);
        })?;
        // Each is told of, also where the list is damaged.
        (called..ordinals.len()).for_each(|_| call(true));
        Ok(())
    }

    /// Calls back with each key of a class that begins so, unless `wanted` can tell from its bytes that it is of no use.
    pub(crate) fn keys_beginning(
        &self,
        class: NameClass,
        beginning: &str,
        mut wanted: impl FnMut(&[u8]) -> bool,
        mut call: impl FnMut(&str),
    ) -> io::Result<()> {
        let from = format!("{}{beginning}", class.code());
        let mut cursor = self.register.names.seek(from.as_bytes())?;
        while cursor.advance()? && cursor.string().starts_with(from.as_bytes()) {
            let Some(end) = key_end(cursor.string()) else { continue };
            let key = cursor.string().get(1..end).filter(|key| wanted(key));
            if let Some(key) = key.and_then(|key| std::str::from_utf8(key).ok()) {
                call(key);
            }
            cursor.pass_over(end + 1)?;
        }
        Ok(())
    }

    /// Calls back with the key of each of some ascending ordinals.
    pub(crate) fn each_name_key(&self, ordinals: &[u64], mut call: impl FnMut(u64, &str)) -> io::Result<()> {
        each_of(&self.register.names, ordinals, |ordinal, value| {
            let key = key_end(value).and_then(|end| std::str::from_utf8(value.get(1..end)?).ok());
            if let Some(key) = key {
                call(ordinal, key);
            }
        })
    }

    /// The ordinals of every name of a class whose key begins so.
    pub(crate) fn beginning(&self, class: NameClass, key: &str) -> io::Result<Range<u64>> {
        let range = self.register.names.beginning(format!("{}{key}", class.code()).as_bytes())?;
        Ok(range.start as u64..range.end as u64)
    }

    /// The ordinals of a key's forms.
    pub(crate) fn forms(&self, class: NameClass, key: &str) -> io::Result<Range<u64>> {
        few(&self.register.names, format!("{}{key}{SEPARATOR}", class.code()).as_bytes())
    }

    /// What is told of a name by its key; `None` when the segment has no such.
    pub(crate) fn filed(&self, class: NameClass, key: &str) -> io::Result<Option<Filed>> {
        let value = format!("{}{key}{SEPARATOR}", class.code());
        let mut cursor = self.register.names.seek(value.as_bytes())?;
        let first = cursor.next_number();
        let found = cursor.advance()? && cursor.string().starts_with(value.as_bytes());
        if !found {
            return Ok(None);
        }
        self.register.filed.get(first).map(Some).ok_or_else(register::damaged)
    }

    /// How many articles have the key whose first form has this ordinal, deleted ones included.
    pub(crate) fn articles(&self, first: u64) -> io::Result<u32> {
        let filed = usize::try_from(first).ok().and_then(|first| self.register.filed.get(first));
        filed.map(|filed| filed.articles).ok_or_else(register::damaged)
    }

    /// The ordinals of a person's roles.
    pub(crate) fn roles_of(&self, key: &str) -> io::Result<Range<u64>> {
        few(&self.register.titles, format!("{key}{SEPARATOR}").as_bytes())
    }

    /// The ordinals of all roles.
    pub(crate) fn all_roles(&self) -> Vec<u64> {
        (0..self.register.titles.len() as u64).collect()
    }

    /// The ordinals of the roles of everybody whose key begins so.
    pub(crate) fn roles_beginning(&self, key: &str) -> io::Result<Range<u64>> {
        few(&self.register.titles, key.as_bytes())
    }

    /// Calls back with each of some ascending ordinals and its name.
    pub(crate) fn each_name(&self, ordinals: &[u64], mut call: impl FnMut(u64, RosterName)) -> io::Result<()> {
        each_of(&self.register.names, ordinals, |ordinal, value| {
            if let Some(name) = parse_name_value(value) {
                call(ordinal, name);
            }
        })
    }

    /// Adds the keys of the names of a class that some article writes so, whatever the case.
    pub(crate) fn keys_written(&self, class: NameClass, form: &str, keys: &mut Vec<String>) -> io::Result<()> {
        let wanted = form.to_lowercase();
        // What is put together from a key stands in it word by word.
        let longest = wanted.split([' ', '.']).max_by_key(|piece| piece.len()).unwrap_or_default();
        let finder = memchr::memmem::Finder::new(longest);
        let range = self.beginning(class, "")?;
        let mut cursor = self.register.names.before(range.start as usize)?;
        for _ in range {
            if !cursor.advance()? {
                break;
            }
            let value = cursor.string();
            let Some(end) = key_end(value) else { continue };
            let (key, form) = (&value[..end], &value[end + 1..]);
            let likely = match written::literal(form) {
                // Letters of other cases may differ in length, but hardly.
                Some(written) => written.len().abs_diff(wanted.len()) <= 2,
                None => finder.find(key).is_some(),
            };
            if likely && let Some(name) = parse_name_value(value).filter(|name| name.form.to_lowercase() == wanted) {
                keys.push(name.key);
            }
        }
        Ok(())
    }

    /// Calls back with each of some ascending ordinals, the key of the person and the role.
    pub(crate) fn each_role(&self, ordinals: &[u64], mut call: impl FnMut(u64, &str, &str)) -> io::Result<()> {
        each_of(&self.register.titles, ordinals, |ordinal, value| {
            let value = std::str::from_utf8(value).ok().and_then(|text| text.split_once(SEPARATOR));
            if let Some((key, role)) = value {
                call(ordinal, key, role);
            }
        })
    }
}

/// As [`Roster::each_key`], of a list of names.
pub(crate) fn each_key_of(names: &SortedList, range: Range<u64>, mut call: impl FnMut(u64, bool)) -> io::Result<()> {
    let mut cursor = names.before(range.start as usize)?;
    // Bytes of the last key and the separator behind it.
    let mut key = 0;
    for ordinal in range {
        if !cursor.advance()? {
            break;
        }
        let begins = key == 0 || cursor.shared() < key;
        if begins {
            key = key_end(cursor.string()).map_or(cursor.string().len(), |end| end + 1);
        }
        call(ordinal, begins);
    }
    Ok(())
}

/// Where the separator stands in a value.
fn key_end(value: &[u8]) -> Option<usize> {
    memchr::memchr(SEPARATOR as u8, value)
}

/// Calls back with each of some ascending ordinals and its string; those that are not there are left out.
fn each_of(list: &SortedList, ordinals: &[u64], mut call: impl FnMut(u64, &[u8])) -> io::Result<()> {
    let mut cursor = list.start();
    for &ordinal in ordinals {
        cursor.move_before(ordinal as usize)?;
        if cursor.advance()? {
            call(ordinal, cursor.string());
        }
    }
    Ok(())
}

/// The numbers of the strings that begin so, of which there are not many.
fn few(list: &SortedList, prefix: &[u8]) -> io::Result<Range<u64>> {
    let mut cursor = list.seek(prefix)?;
    let start = cursor.next_number();
    let mut end = start;
    while cursor.advance()? && cursor.string().starts_with(prefix) {
        end += 1;
    }
    Ok(start as u64..end as u64)
}

fn sorted(ordinals: &[u64]) -> Vec<u64> {
    let mut sorted = ordinals.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// Class and key of a value.
pub(crate) fn key_of_value(value: &[u8]) -> Option<(NameClass, &str)> {
    let text = std::str::from_utf8(value).ok()?;
    let class = NameClass::from_code(text.chars().next()?)?;
    Some((class, text.get(1..)?.split_once(SEPARATOR)?.0))
}

fn parse_name_value(bytes: &[u8]) -> Option<RosterName> {
    let text = std::str::from_utf8(bytes).ok()?;
    let class = NameClass::from_code(text.chars().next()?)?;
    let (key, form) = text[1..].split_once(SEPARATOR)?;
    Some(RosterName { class, form: written::restore(class, key, form)?, key: key.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_apart() {
        let name = parse_name_value(b"pnetanyahu, benjamin\0a").expect("a value");
        assert_eq!(
            (name.class, name.key.as_str(), name.form.as_str()),
            (NameClass::Person, "netanyahu, benjamin", "Benjamin Netanyahu")
        );
        for damaged in [&b"p"[..], b"", b"plima", b"xlima\0b", b"plima\0", b"plima\0z"] {
            assert_eq!(parse_name_value(damaged), None);
        }
    }

    #[test]
    fn forms_are_counted_and_the_one_to_show_leads() {
        let block = |zone, text| Block { zone, section: None, text };
        let blocks = [block(Zone::Headline, "Ana Lima left"), block(Zone::Lede, "Ana  Lima, then Lima and Lima")];
        let mention = |start, end| NameMention { block: 1, start, end };
        let name = ArticleName {
            class: NameClass::Person,
            name: "Ana Lima".into(),
            key: "lima, ana".into(),
            roles: Vec::new(),
            mentions: vec![
                NameMention { block: 0, start: 0, end: 8 },
                mention(0, 9),
                mention(16, 20),
                mention(25, 29),
                mention(90, 99),
            ],
        };
        let forms = |derived| -> Vec<(String, u64)> {
            let mut forms = vec![("Ben Okri".into(), 9)];
            forms_of(&name, &blocks, derived, &mut forms);
            forms.into_iter().map(|(form, count)| (form.into_owned(), count)).collect()
        };
        assert_eq!(forms(true), [("Ana Lima".to_owned(), 1), ("Lima".to_owned(), 2)]);
        assert_eq!(forms(false), [("Ana Lima".to_owned(), 2), ("Lima".to_owned(), 2)]);
    }

    #[test]
    fn a_form_has_ordinary_blanks() {
        let text = "Ana\u{a0}Lima and Ana\u{a0} Lima";
        let mentions = vec![NameMention { block: 0, start: 0, end: 9 }, NameMention { block: 0, start: 14, end: 24 }];
        let name = ArticleName {
            class: NameClass::Person,
            name: "Ana Lima".into(),
            key: "lima, ana".into(),
            roles: Vec::new(),
            mentions,
        };
        let mut forms = Vec::new();
        forms_of(&name, &[Block { zone: Zone::Lede, section: None, text }], false, &mut forms);
        assert_eq!(forms, [("Ana Lima".into(), 2)]);
    }
}
