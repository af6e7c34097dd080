//! Who is named in which article, and how often: the columns that directories, co-occurrence and facets are counted from.
//!
//! Owns three columns. `name` holds, for every name of an article and every form it is written in there, the name's class,
//! key and that form, as [`super::written`] shortens it; `name_mentions` holds, value by value, how often; `name_role` holds
//! what persons are called beside their names. Values of one name follow one another. It must not decide which keys are one
//! person. The surprise: the values are ordinals of a sorted dictionary, so all forms of one key, and all keys that begin
//! alike, are one range of numbers, and counting never reads a string.

use std::ops::{Bound, Range};
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::EngineError;
use super::census::Census;
use super::document::{ArticleName, NameClass, NameMention};
use super::index::ArticleIndex;
use super::rows::Rows;
use super::written;
use crate::article::{Block, Zone};

const SEPARATOR: char = '\0';
/// With more deleted documents in a segment than this, names are counted from the columns.
const MOST_DELETED: u32 = 1000;

/// A value of the `name` column.
pub(crate) fn name_value(class: NameClass, key: &str, form: &str) -> String {
    let (key, form) = (without_separator(key), without_separator(form));
    let mut value = String::with_capacity(key.len() + form.len() + 3);
    value.push(class.code());
    value.push_str(&key);
    value.push(SEPARATOR);
    written::shorten(class, &key, &form, &mut value);
    value
}

/// A value of the `name_role` column.
pub(crate) fn role_value(key: &str, role: &str) -> String {
    format!("{}{SEPARATOR}{}", without_separator(key), without_separator(role))
}

/// True when the columns of an article tell its names: class, key, written form and roles of each, in their order.
pub(crate) fn columns_tell(names: &[ArticleName]) -> bool {
    let plain = |text: &str| !text.contains(SEPARATOR);
    let mut known = FxHashSet::default();
    let mut keys = FxHashSet::default();
    names.iter().all(|name| {
        let alone = keys.insert(name.key.as_str()) || name.roles.is_empty();
        let plain = plain(&name.name) && plain(&name.key) && name.roles.iter().all(|role| plain(role));
        known.insert((name.class, name.key.as_str())) && alone && plain
    })
}

fn without_separator(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(SEPARATOR) { text.replace(SEPARATOR, " ").into() } else { text.into() }
}

/// The forms in which an article has a name, with how often; the one to show comes first, even where it stands nowhere.
///
/// A headline that was derived from the text says again what stands there, and is counted only for who stands nowhere else.
pub(crate) fn forms_of<'a>(
    name: &'a ArticleName,
    blocks: &[Block<'a>],
    derived_headline: bool,
) -> Vec<(std::borrow::Cow<'a, str>, u64)> {
    let mut forms: Vec<(std::borrow::Cow<'a, str>, u64)> = vec![(name.name.as_str().into(), 0)];
    let repeated = |mention: &NameMention| {
        derived_headline && blocks.get(mention.block as usize).is_some_and(|block| block.zone == Zone::Headline)
    };
    let skip = !name.mentions.iter().all(repeated);
    for mention in name.mentions.iter().filter(|mention| !(skip && repeated(mention))) {
        let text = blocks.get(mention.block as usize).and_then(|block| {
            let range = mention.start as usize..mention.end as usize;
            block.text.get(range)
        });
        let Some(text) = text else { continue };
        let plain = text.bytes().all(|byte| byte != b'\n' && byte != b'\t') && !text.contains("  ");
        let text = if plain { text.into() } else { text.split_whitespace().collect::<Vec<_>>().join(" ").into() };
        match forms.iter_mut().find(|(form, _)| *form == text) {
            Some((_, count)) => *count += 1,
            None => forms.push((text, 1)),
        }
    }
    forms
}

/// The columns of one segment.
pub(crate) struct Roster {
    names: Option<StrColumn>,
    mentions: Column<u64>,
    roles: Option<StrColumn>,
    /// Whether names and mentions have as many values, so that those of a name have the same number in both.
    paired: bool,
    /// What all values come to, where that is known.
    census: Option<Census>,
    /// Deleted documents, ascending, where `census` counts them.
    deleted: Vec<u32>,
}

/// The columns of all segments of an index at one commit, each opened once: to open one unpacks a list of its blocks, which
/// costs more than counting a bearer of a name does.
#[derive(Default)]
pub(crate) struct Rosters(Vec<(SegmentId, OnceLock<Arc<Roster>>)>);

impl Rosters {
    pub(crate) fn new(searcher: &Searcher) -> Rosters {
        Rosters(searcher.segment_readers().iter().map(|segment| (segment.segment_id(), OnceLock::new())).collect())
    }

    fn slot(&self, segment: SegmentId) -> Option<&OnceLock<Arc<Roster>>> {
        self.0.iter().find(|(known, _)| *known == segment).map(|(_, slot)| slot)
    }
}

/// The names of a document, as ordinals, and how often it has each.
#[derive(Debug, Default)]
pub(crate) struct RosterRow {
    ordinals: Vec<u64>,
    counts: Vec<u64>,
}

impl RosterRow {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.ordinals.iter().copied().zip(self.counts.iter().copied())
    }
}

/// A value of the `name` column taken apart.
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
    /// The columns of a segment, opened once.
    pub(crate) fn open(index: &ArticleIndex, segment: &SegmentReader) -> Result<Arc<Roster>, EngineError> {
        let slot = index.rosters.slot(segment.segment_id());
        if let Some(roster) = slot.and_then(OnceLock::get) {
            return Ok(roster.clone());
        }
        let roster = Arc::new(Roster::read(index, segment)?);
        Ok(slot.map_or(roster.clone(), |slot| slot.get_or_init(|| roster).clone()))
    }

    fn read(index: &ArticleIndex, segment: &SegmentReader) -> Result<Roster, EngineError> {
        let columns = segment.fast_fields();
        let at = |error| EngineError::at(&index.path)(error);
        let names = columns.str("name").map_err(at)?;
        let mentions = columns.u64("name_mentions").map_err(at)?;
        let values = names.as_ref().map_or(0, |names| names.ords().values.num_vals());
        let paired = values == mentions.values.num_vals();
        let roles = columns.str("name_role").map_err(at)?;
        let terms = |column: &Option<StrColumn>| column.as_ref().map_or(0, |column| column.num_terms());
        let few = segment.num_deleted_docs() <= MOST_DELETED;
        let census = if few { index.census(segment)? } else { None };
        let census = census.filter(|census| census.suits(terms(&names), terms(&roles)));
        let deleted = match (&census, segment.alive_bitset()) {
            (Some(_), Some(alive)) => (0..segment.max_doc()).filter(|document| alive.is_deleted(*document)).collect(),
            _ => Vec::new(),
        };
        Ok(Roster { names, mentions, roles, paired, census, deleted })
    }

    /// What all values of the columns come to, with those of [`Roster::deleted`]; `None` where that is to be counted from the
    /// columns.
    pub(crate) fn census(&self) -> Option<&Census> {
        self.census.as_ref()
    }

    /// The deleted documents that the census counts, ascending.
    pub(crate) fn deleted(&self) -> &[u32] {
        &self.deleted
    }

    /// As [`Roster::names`] into a buffer, which takes a third of the time.
    pub(crate) fn read_names(&self, document: u32, into: &mut RosterRow) {
        match &self.names {
            Some(names) => {
                read_row(names.ords(), document, &mut into.ordinals);
                read_row(&self.mentions, document, &mut into.counts);
            }
            None => into.ordinals.clear(),
        }
    }

    /// The names of a document in their order, with roles and without mentions, where [`columns_tell`] them.
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

    /// The roles of a document as ordinals, into a buffer.
    pub(crate) fn read_roles(&self, document: u32, into: &mut Vec<u64>) {
        match &self.roles {
            Some(roles) => {
                read_row(roles.ords(), document, into);
            }
            None => into.clear(),
        }
    }

    /// The names of a document as ordinals, each with how often the article has it in that form.
    pub(crate) fn names(&self, document: u32) -> impl Iterator<Item = (u64, u64)> + '_ {
        let names = self.names.as_ref().map(|column| column.term_ords(document));
        names.into_iter().flatten().zip(self.mentions.values_for_doc(document))
    }

    /// The names of a document as ordinals, into a buffer. Returns the number of the first among those of all documents.
    pub(crate) fn read_ordinals(&self, document: u32, into: &mut Vec<u64>) -> u32 {
        match &self.names {
            Some(names) => read_row(names.ords(), document, into),
            None => {
                into.clear();
                0
            }
        }
    }

    /// The names of some ascending documents, as ordinals.
    pub(crate) fn read_rows(&self, documents: &[u32], into: &mut Rows) {
        match &self.names {
            Some(names) => into.read(names.ords(), documents),
            None => into.read_nothing(documents),
        }
    }

    /// How often a document has its name `at`; `first` is what [`Roster::read_ordinals`] returned for the document.
    pub(crate) fn count_of(&self, document: u32, first: u32, at: usize) -> u64 {
        if self.paired {
            return self.mentions.values.get_val(first + at as u32);
        }
        self.mentions.values_for_doc(document).nth(at).unwrap_or(0)
    }

    /// Calls back with each ordinal of a range and whether it begins a key.
    pub(crate) fn each_key(&self, range: Range<u64>, mut call: impl FnMut(u64, bool)) -> std::io::Result<()> {
        let Some(names) = &self.names else { return Ok(()) };
        let ordinals: Vec<u64> = range.collect();
        let mut rest = ordinals.iter();
        let mut last: Vec<u8> = Vec::new();
        names.dictionary().sorted_ords_to_term_cb(&ordinals, |bytes| {
            let Some(&ordinal) = rest.next() else { return };
            // The last key and the separator behind it.
            let begins = last.is_empty() || !bytes.starts_with(&last);
            if begins {
                last.clear();
                let end = memchr::memchr(SEPARATOR as u8, bytes).map_or(bytes.len(), |at| at + 1);
                last.extend_from_slice(&bytes[..end]);
            }
            call(ordinal, begins);
        })?;
        Ok(())
    }

    /// Calls back with each key of a class that begins so, unless `wanted` can tell from its bytes that it is of no use.
    pub(crate) fn keys_beginning(
        &self,
        class: NameClass,
        beginning: &str,
        mut wanted: impl FnMut(&[u8]) -> bool,
        mut call: impl FnMut(&str),
    ) -> std::io::Result<()> {
        let Some(names) = &self.names else { return Ok(()) };
        let from = format!("{}{beginning}", class.code());
        let mut stream = names.dictionary().range().ge(&from).lt(after(from.as_bytes())).into_stream()?;
        let mut last: Vec<u8> = Vec::new();
        while stream.advance() {
            each_new_key(stream.key(), &mut last, &mut wanted, &mut call);
        }
        Ok(())
    }

    /// Calls back with the key of each of some ascending ordinals.
    pub(crate) fn each_name_key(&self, ordinals: &[u64], mut call: impl FnMut(u64, &str)) -> std::io::Result<()> {
        let Some(names) = &self.names else { return Ok(()) };
        let mut rest = ordinals.iter();
        names.dictionary().sorted_ords_to_term_cb(ordinals, |value| {
            let end = memchr::memchr(SEPARATOR as u8, value).unwrap_or(value.len());
            let key = value.get(1..end).and_then(|key| std::str::from_utf8(key).ok());
            if let (Some(ordinal), Some(key)) = (rest.next(), key) {
                call(*ordinal, key);
            }
        })?;
        Ok(())
    }

    /// The ordinals of every name of a class whose key begins so.
    pub(crate) fn beginning(&self, class: NameClass, key: &str) -> std::io::Result<Range<u64>> {
        let from = format!("{}{key}", class.code());
        range(self.names.as_ref(), from.as_bytes(), &after(from.as_bytes()))
    }

    /// The ordinals of a key's forms.
    pub(crate) fn forms(&self, class: NameClass, key: &str) -> std::io::Result<Range<u64>> {
        let from = format!("{}{key}{SEPARATOR}", class.code());
        range(self.names.as_ref(), from.as_bytes(), &after(from.as_bytes()))
    }

    /// The ordinals of a person's roles.
    pub(crate) fn roles_of(&self, key: &str) -> std::io::Result<Range<u64>> {
        let from = format!("{key}{SEPARATOR}");
        range(self.roles.as_ref(), from.as_bytes(), &after(from.as_bytes()))
    }

    /// The ordinals of the roles of everybody whose key begins so.
    pub(crate) fn roles_beginning(&self, key: &str) -> std::io::Result<Range<u64>> {
        range(self.roles.as_ref(), key.as_bytes(), &after(key.as_bytes()))
    }

    /// Calls back with each of some ascending ordinals and its name.
    pub(crate) fn each_name(&self, ordinals: &[u64], mut call: impl FnMut(u64, RosterName)) -> std::io::Result<()> {
        let Some(names) = &self.names else { return Ok(()) };
        let mut rest = ordinals.iter();
        names.dictionary().sorted_ords_to_term_cb(ordinals, |bytes| {
            if let (Some(ordinal), Some(name)) = (rest.next(), parse_name_value(bytes)) {
                call(*ordinal, name);
            }
        })?;
        Ok(())
    }

    /// Adds the keys of the names of a class that some article writes so, whatever the case.
    pub(crate) fn keys_written(&self, class: NameClass, form: &str, keys: &mut Vec<String>) -> std::io::Result<()> {
        let Some(names) = &self.names else { return Ok(()) };
        let ordinals: Vec<u64> = self.beginning(class, "")?.collect();
        let wanted = form.to_lowercase();
        // What is put together from a key stands in it word by word.
        let longest = wanted.split([' ', '.']).max_by_key(|piece| piece.len()).unwrap_or_default();
        let finder = memchr::memmem::Finder::new(longest);
        names.dictionary().sorted_ords_to_term_cb(&ordinals, |bytes| {
            let Some(end) = memchr::memchr(SEPARATOR as u8, bytes) else { return };
            let (key, form) = (&bytes[..end], &bytes[end + 1..]);
            let likely = match written::literal(form) {
                // Letters of other cases may differ in length, but hardly.
                Some(written) => written.len().abs_diff(wanted.len()) <= 2,
                None => finder.find(key).is_some(),
            };
            if likely && let Some(name) = parse_name_value(bytes).filter(|name| name.form.to_lowercase() == wanted) {
                keys.push(name.key);
            }
        })?;
        Ok(())
    }

    /// Calls back with each of some ascending ordinals, the key of the person and the role.
    pub(crate) fn each_role(&self, ordinals: &[u64], mut call: impl FnMut(u64, &str, &str)) -> std::io::Result<()> {
        let Some(roles) = &self.roles else { return Ok(()) };
        let mut rest = ordinals.iter();
        roles.dictionary().sorted_ords_to_term_cb(ordinals, |bytes| {
            let value = std::str::from_utf8(bytes).ok().and_then(|text| text.split_once(SEPARATOR));
            if let (Some(ordinal), Some((key, role))) = (rest.next(), value) {
                call(*ordinal, key, role);
            }
        })?;
        Ok(())
    }
}

/// Calls back with the key of a value when it is wanted, unless the value before it had the same. `last` holds what that began
/// with.
fn each_new_key(value: &[u8], last: &mut Vec<u8>, wanted: &mut impl FnMut(&[u8]) -> bool, call: &mut impl FnMut(&str)) {
    if !last.is_empty() && value.starts_with(last) {
        return;
    }
    last.clear();
    let Some(end) = memchr::memchr(SEPARATOR as u8, value) else { return };
    last.extend_from_slice(&value[..=end]);
    let Some(key) = value.get(1..end).filter(|key| wanted(key)) else { return };
    if let Ok(key) = std::str::from_utf8(key) {
        call(key);
    }
}

fn sorted(ordinals: &[u64]) -> Vec<u64> {
    let mut sorted = ordinals.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// All values of a document at once; asking for them one by one goes through a pointer each time. Returns the number of the
/// first among those of all documents.
fn read_row(column: &Column<u64>, document: u32, into: &mut Vec<u64>) -> u32 {
    let rows = column.index.value_row_ids(document);
    into.clear();
    into.resize(rows.len(), 0);
    column.values.get_range(u64::from(rows.start), into);
    rows.start
}

/// Class and key of a value of the `name` column.
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

fn range(column: Option<&StrColumn>, from: &[u8], to: &[u8]) -> std::io::Result<Range<u64>> {
    let Some(column) = column else { return Ok(0..0) };
    let bounds = column.dictionary().term_bounds_to_ord(Bound::Included(from), Bound::Excluded(to))?;
    let end = column.num_terms() as u64;
    let from = match bounds.0 {
        Bound::Included(ordinal) => ordinal,
        Bound::Excluded(ordinal) => ordinal + 1,
        Bound::Unbounded => 0,
    };
    let to = match bounds.1 {
        Bound::Included(ordinal) => ordinal + 1,
        Bound::Excluded(ordinal) => ordinal,
        Bound::Unbounded => end,
    };
    Ok(from.min(end)..to.clamp(from.min(end), end))
}

/// The least sequence of bytes that is greater than all that begin so.
fn after(prefix: &[u8]) -> Vec<u8> {
    let mut next = prefix.to_vec();
    while let Some(last) = next.pop() {
        if last < u8::MAX {
            next.push(last + 1);
            return next;
        }
    }
    // A prefix begins with the letter of its class, so this is never reached.
    vec![u8::MAX]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_apart_as_they_were_put_together() {
        let value = name_value(NameClass::Person, "netanyahu, benjamin", "Benjamin\0Netanyahu");
        let name = parse_name_value(value.as_bytes()).expect("a value");
        assert_eq!(
            (name.class, name.key.as_str(), name.form.as_str()),
            (NameClass::Person, "netanyahu, benjamin", "Benjamin Netanyahu")
        );
        assert_eq!(role_value("lima, ana", "mayor"), "lima, ana\0mayor");
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
            forms_of(&name, &blocks, derived).into_iter().map(|(form, count)| (form.into_owned(), count)).collect()
        };
        assert_eq!(forms(true), [("Ana Lima".to_owned(), 1), ("Lima".to_owned(), 2)]);
        assert_eq!(forms(false), [("Ana Lima".to_owned(), 2), ("Lima".to_owned(), 2)]);
    }

    #[test]
    fn a_prefix_ends_before_its_successor() {
        assert_eq!(after(b"pa"), b"pb");
        assert_eq!(after(&[b'p', u8::MAX]), b"q");
    }
}
