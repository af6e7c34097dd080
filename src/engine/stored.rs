//! Articles and records of files as they are stored, and back.
//!
//! Owns which parts of an article are kept as text and what is left out because it follows from the rest: a headline that is the
//! beginning of a paragraph, a name that is written like this at its first mention, a key that is the name turned round. Must
//! not know how a [`Record`] is packed. The surprise: nothing is left out on trust. Each time it is tried whether what would be
//! read is what is there.

mod skeleton;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::document::{ArticleName, FileProblem, FileRecord, IndexedArticle, NameClass, NameMention};
use super::mention::{self, Mentioned, PackedMentions};
use super::packed::Record;
use super::roster;
use super::text_store::TextHash;
use crate::article::{Article, Section, Zone};
use skeleton::{Skeleton, StoredNames};

/// Blocks that are looked into for a derived headline.
const HEADLINE_BLOCKS: usize = 8;
/// Bytes and texts that an article mostly has no more of beside its blocks.
const OTHER_BYTES: usize = 64;
const OTHER_TEXTS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoredName {
    class: NameClass,
    /// The first mention that is written like the name, from 1; 0 when the name is kept as text.
    written_at: u32,
    key: StoredKey,
    roles: u32,
    mentions: Vec<StoredMention>,
}

/// How the key of a name is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum StoredKey {
    /// The name in small letters.
    Same,
    /// The last word in small letters, a comma, and the words before it.
    Turned,
    /// As text.
    Text,
}

/// An article as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredArticle {
    /// The article, without text and places in it that are not stored.
    pub(super) indexed: IndexedArticle,
    /// Hash of a text that is not stored.
    pub(super) hash: Option<TextHash>,
    /// The mentions of names that stand in the rows of names, and are not among its names here.
    pub(super) mentions: Option<PackedMentions>,
}

impl StoredArticle {
    /// Gives the article names that stand in the rows, and those their places in the text, if it is there; `None` when they
    /// are not the article's.
    pub(super) fn place(indexed: &mut IndexedArticle, names: Vec<ArticleName>, packed: &PackedMentions) -> Option<()> {
        let blocks: Vec<&str> = indexed.article.blocks().map(|block| block.text).collect();
        let mentioned = mention::unpack(packed, &blocks)?;
        drop(blocks);
        if names.len() != mentioned.len() {
            return None;
        }
        let placed = names.into_iter().zip(mentioned).map(|(name, mentioned)| {
            (name.class == mentioned.class).then_some(ArticleName { mentions: mentioned.mentions, ..name })
        });
        indexed.names = placed.collect::<Option<_>>()?;
        Some(())
    }
}

/// Blocks since the mention before, the first byte (from the end of the one before in the same block), and the number of bytes.
type StoredMention = (u32, u32, u32);

impl StoredKey {
    fn of(name: &str, key: &str) -> StoredKey {
        [StoredKey::Same, StoredKey::Turned].into_iter().find(|kept| kept.gives(name, key)).unwrap_or(StoredKey::Text)
    }

    /// Whether [`StoredKey::read`] gives this key.
    fn gives(self, name: &str, key: &str) -> bool {
        /// What stands in a key behind a part of the name in small letters.
        fn behind<'k>(mut key: &'k [u8], part: &[u8]) -> Option<&'k [u8]> {
            for byte in part.iter().filter(|byte| **byte != b'.') {
                key = key.strip_prefix(&[byte.to_ascii_lowercase()])?;
            }
            Some(key)
        }
        let (name, key) = (name.as_bytes(), key.as_bytes());
        let turned = || {
            let blank = memchr::memrchr(b' ', name)?;
            let key = behind(key, &name[blank + 1..])?.strip_prefix(b", ")?;
            behind(key, &name[..blank])
        };
        match self {
            _ if !name.is_ascii() => false,
            StoredKey::Same => {
                let pairs = || name.iter().zip(key);
                name.len() == key.len() && pairs().all(|(byte, small)| byte.to_ascii_lowercase() == *small)
            }
            StoredKey::Turned => turned().is_some_and(<[u8]>::is_empty),
            StoredKey::Text => false,
        }
    }

    /// The key that a name has.
    fn read(self, name: &str) -> Option<String> {
        fn small(part: &str) -> impl Iterator<Item = char> {
            part.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase())
        }
        match self {
            _ if !name.is_ascii() => None,
            StoredKey::Same => Some(name.to_ascii_lowercase()),
            StoredKey::Turned => {
                let (before, last) = name.rsplit_once(' ')?;
                Some(small(last).chain(", ".chars()).chain(small(before)).collect())
            }
            StoredKey::Text => None,
        }
    }
}

/// Parts of an article that may be missing.
fn optional(article: &Article) -> [&Option<String>; 8] {
    let Article { locator, external_id, dateline, byline, publisher, rubric, language, url, .. } = article;
    [locator, external_id, dateline, byline, publisher, rubric, language, url]
}

fn optional_mut(article: &mut Article) -> [&mut Option<String>; 8] {
    let Article { locator, external_id, dateline, byline, publisher, rubric, language, url, .. } = article;
    [locator, external_id, dateline, byline, publisher, rubric, language, url]
}

/// Where the texts of an article lie in [`Record::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TextPlaces {
    /// The blocks that are not empty, in reading order. A derived headline may lie in another block.
    pub(crate) blocks: Vec<(Zone, Range<usize>)>,
    pub(crate) byline: Option<Range<usize>>,
    pub(crate) publisher: Option<Range<usize>>,
    pub(crate) rubric: Option<Range<usize>>,
}

impl TextPlaces {
    /// Those of an article that is stored with its text. `headline` as in [`Skeleton`].
    fn of(article: &Article, record: &Record, headline: Option<(u8, u32)>) -> TextPlaces {
        // Behind path and format.
        let mut number = 2;
        let mut next = || {
            number += 1;
            record.range(number - 1)
        };
        let [.., byline, publisher, rubric, _, _] = optional(article).map(|text| text.as_ref().map(|_| next()));
        let own_headline = headline.is_none().then(&mut next).map(|range| (Zone::Headline, range));
        let lede = (Zone::Lede, next());
        let zones = article.sections.iter().flat_map(|section| {
            let heading = section.heading.iter().map(|_| Zone::Heading);
            heading.chain(section.paragraphs.iter().map(|_| Zone::Body))
        });
        let rest = zones.map(|zone| (zone, next()));
        let blocks = own_headline.into_iter().chain([lede]).chain(rest).filter(|(_, range)| !range.is_empty());
        let mut blocks: Vec<(Zone, Range<usize>)> = blocks.collect();
        if let Some((place, length)) = headline
            // Without a headline the first block has the number that it was given with one less.
            && let Some((_, block)) = usize::from(place).checked_sub(1).and_then(|place| blocks.get(place))
        {
            let range = block.start..block.start + length as usize;
            blocks.insert(0, (Zone::Headline, range));
        }
        TextPlaces { blocks, byline, publisher, rubric }
    }
}

/// An article as it is stored, and where its texts lie. `mentions` are those of its names, see [`mention::in_order`].
pub(super) fn article_record(indexed: &IndexedArticle, mentions: &[(NameMention, u32)]) -> (Record, TextPlaces) {
    let blocks: Vec<&str> = indexed.article.blocks().map(|block| block.text).collect();
    record_of(&indexed.article, &blocks, |record| names_in_text(&indexed.names, mentions, &blocks, record), None)
}

/// An article as it is stored when its text is not; `hash` tells that from others.
pub(super) fn article_record_without_text(
    indexed: &IndexedArticle,
    mentions: &[(NameMention, u32)],
    hash: TextHash,
) -> Record {
    let blocks: Vec<&str> = indexed.article.blocks().map(|block| block.text).collect();
    let bare = Article { lede: String::new(), sections: Vec::new(), ..indexed.article.clone() };
    let bare_blocks: Vec<&str> = bare.blocks().map(|block| block.text).collect();
    let names = |record: &mut Record| {
        let told = roster::rows_tell(&indexed.names);
        match told.then(|| mention::pack(&indexed.names, mentions, &blocks, |_| 0)).flatten() {
            Some(packed) => {
                record.groups = packed.groups;
                StoredNames::InColumn(packed.odd)
            }
            None => listed(&indexed.names, &bare_blocks, record),
        }
    };
    record_of(&bare, &bare_blocks, names, Some(hash)).0
}

fn record_of(
    article: &Article,
    blocks: &[&str],
    names: impl FnOnce(&mut Record) -> StoredNames,
    hash: Option<TextHash>,
) -> (Record, TextPlaces) {
    let bytes: usize = blocks.iter().map(|text| text.len()).sum();
    let mut record = Record::with_room(article.path.len() + bytes + OTHER_BYTES, blocks.len() + OTHER_TEXTS);
    record.push_text(&article.path);
    record.push_text(&article.format);
    let mut present = 0;
    for (bit, text) in optional(article).into_iter().enumerate() {
        if let Some(text) = text {
            present |= 1 << bit;
            record.push_text(text);
        }
    }
    let headline = headline_place(article, blocks);
    if headline.is_none() {
        record.push_text(&article.headline.text);
    }
    record.push_text(&article.lede);
    for section in &article.sections {
        section.heading.iter().chain(&section.paragraphs).for_each(|text| record.push_text(text));
    }
    article.metadata.iter().flat_map(|(name, value)| [name, value]).for_each(|text| record.push_text(text));
    let names = names(&mut record);
    let skeleton = Skeleton {
        present,
        derived: article.headline.derived,
        hash,
        date: article.date.clone(),
        word_count: article.word_count,
        headline,
        sections: article.sections.iter().map(|part| (part.heading.is_some(), part.paragraphs.len() as u32)).collect(),
        metadata: article.metadata.len() as u32,
        names,
    };
    record.other = skeleton.to_bytes();
    let places = TextPlaces::of(article, &record, headline);
    (record, places)
}

/// The block that begins with a derived headline.
fn headline_place(article: &Article, blocks: &[&str]) -> Option<(u8, u32)> {
    let headline = &article.headline;
    if !headline.derived || headline.text.is_empty() {
        return None;
    }
    let place = blocks.iter().take(HEADLINE_BLOCKS).skip(1).position(|block| block.starts_with(&headline.text))?;
    Some((place as u8 + 1, u32::try_from(headline.text.len()).ok()?))
}

/// Names as the text has them; the others as texts.
fn names_in_text(
    names: &[ArticleName],
    mentions: &[(NameMention, u32)],
    blocks: &[&str],
    record: &mut Record,
) -> StoredNames {
    let kinds: Vec<Kind> = names.iter().map(|name| Kind::of(name, blocks)).collect();
    let Some(packed) = mention::pack(names, mentions, blocks, |number| kinds[number].code()) else {
        return listed(names, blocks, record);
    };
    let mut roles = Vec::new();
    for (name, kind) in names.iter().zip(&kinds) {
        if kind.written_at.is_none() {
            record.push_text(&name.name);
        }
        if kind.key == StoredKey::Text {
            record.push_text(&name.key);
        }
        if kind.has_roles {
            roles.push(name.roles.len() as u32);
        }
        name.roles.iter().for_each(|role| record.push_text(role));
    }
    record.groups = packed.groups;
    StoredNames::InText(packed.odd, roles)
}

/// What a name needs to be told beside its mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    /// Which of the first mentions is written like the name; `None` when the name is kept as text.
    written_at: Option<u8>,
    key: StoredKey,
    has_roles: bool,
}

impl Kind {
    /// Mentions that are looked at for one that is written like the name.
    const FIRST: u8 = 3;
    const KEYS: [StoredKey; 3] = [StoredKey::Same, StoredKey::Turned, StoredKey::Text];

    fn of(name: &ArticleName, blocks: &[&str]) -> Kind {
        let mut first = (0..Kind::FIRST).zip(&name.mentions);
        let written = first.find(|(_, mention)| text_of(mention, blocks) == Some(&name.name));
        Kind {
            written_at: written.map(|(place, _)| place),
            key: StoredKey::of(&name.name, &name.key),
            has_roles: !name.roles.is_empty(),
        }
    }

    /// A number below twenty-four.
    fn code(self) -> u8 {
        let key = Kind::KEYS.iter().position(|key| *key == self.key).unwrap_or_default() as u8;
        let written = self.written_at.unwrap_or(Kind::FIRST);
        (u8::from(self.has_roles) * 3 + key) * (Kind::FIRST + 1) + written
    }

    fn from_code(code: u8) -> Option<Kind> {
        let written = code % (Kind::FIRST + 1);
        let rest = code / (Kind::FIRST + 1);
        Some(Kind {
            written_at: (written < Kind::FIRST).then_some(written),
            key: Kind::KEYS[usize::from(rest % 3)],
            has_roles: match rest / 3 {
                0 => false,
                1 => true,
                _ => return None,
            },
        })
    }
}

fn text_of<'t>(mention: &NameMention, blocks: &[&'t str]) -> Option<&'t str> {
    blocks.get(mention.block as usize)?.get(mention.start as usize..mention.end as usize)
}

fn listed(names: &[ArticleName], blocks: &[&str], record: &mut Record) -> StoredNames {
    StoredNames::Listed(names.iter().map(|name| name_record(name, blocks, record)).collect())
}

fn name_record(name: &ArticleName, blocks: &[&str], record: &mut Record) -> StoredName {
    let written = name.mentions.iter().position(|mention| text_of(mention, blocks) == Some(&name.name));
    if written.is_none() {
        record.push_text(&name.name);
    }
    let key = StoredKey::of(&name.name, &name.key);
    if key == StoredKey::Text {
        record.push_text(&name.key);
    }
    name.roles.iter().for_each(|role| record.push_text(role));
    let (mut block, mut end) = (0, 0);
    let mentions = name.mentions.iter().map(|mention| {
        let from = if mention.block == block { end } else { 0 };
        let stored = (
            mention.block.wrapping_sub(block),
            mention.start.wrapping_sub(from),
            mention.end.wrapping_sub(mention.start),
        );
        (block, end) = (mention.block, mention.end);
        stored
    });
    StoredName {
        class: name.class,
        written_at: written.map_or(0, |place| place as u32 + 1),
        key,
        mentions: mentions.collect(),
        roles: name.roles.len() as u32,
    }
}

/// Reads what [`article_record`] or [`article_record_without_text`] wrote; `None` when it is something else.
pub(super) fn article_of(record: &Record) -> Option<StoredArticle> {
    let skeleton = Skeleton::read(&record.other)?;
    let mut texts = record.texts();
    let mut next = || texts.next().map(str::to_owned);
    let mut article = Article { path: next()?, format: next()?, ..Article::default() };
    for (bit, text) in optional_mut(&mut article).into_iter().enumerate() {
        if skeleton.present & 1 << bit != 0 {
            *text = Some(next()?);
        }
    }
    article.headline.derived = skeleton.derived;
    if skeleton.headline.is_none() {
        article.headline.text = next()?;
    }
    article.lede = next()?;
    for (heading, paragraphs) in skeleton.sections {
        let heading = if heading { Some(next()?) } else { None };
        let paragraphs = (0..paragraphs).map(|_| next()).collect::<Option<_>>()?;
        article.sections.push(Section { heading, paragraphs });
    }
    for _ in 0..skeleton.metadata {
        article.metadata.push((next()?, next()?));
    }
    if let Some((place, length)) = skeleton.headline {
        // Without a headline the first block has the number that it was given with one less.
        let block = article.blocks().nth(usize::from(place).checked_sub(1)?)?;
        article.headline.text = block.text.get(..length as usize)?.to_owned();
    }
    article.date = skeleton.date;
    article.word_count = skeleton.word_count;
    let blocks: Vec<&str> = article.blocks().map(|block| block.text).collect();
    let packed = |odd| PackedMentions { groups: record.groups.clone(), odd };
    let (names, mentions) = match skeleton.names {
        StoredNames::InText(odd, roles) => (names_of(&packed(odd), &roles, &blocks, &mut next)?, None),
        StoredNames::InColumn(odd) => (Vec::new(), Some(packed(odd))),
        StoredNames::Listed(listed) => {
            let names = listed.into_iter().map(|name| name_of(name, &blocks, &mut next));
            (names.collect::<Option<_>>()?, None)
        }
    };
    drop(blocks);
    Some(StoredArticle { indexed: IndexedArticle { article, names, lost: None }, hash: skeleton.hash, mentions })
}

fn names_of(
    packed: &PackedMentions,
    roles: &[u32],
    blocks: &[&str],
    next: &mut dyn FnMut() -> Option<String>,
) -> Option<Vec<ArticleName>> {
    let mut roles = roles.iter();
    let names = mention::unpack(packed, blocks)?.into_iter().map(|Mentioned { class, kind, mentions }| {
        let kind = Kind::from_code(kind)?;
        let name = match kind.written_at {
            Some(place) => text_of(mentions.get(usize::from(place))?, blocks)?.to_owned(),
            None => next()?,
        };
        let key = match kind.key {
            StoredKey::Text => next()?,
            kept => kept.read(&name)?,
        };
        let count = if kind.has_roles { *roles.next()? } else { 0 };
        let roles = (0..count).map(|_| next()).collect::<Option<_>>()?;
        Some(ArticleName { class, name, key, roles, mentions })
    });
    names.collect()
}

fn name_of(stored: StoredName, blocks: &[&str], next: &mut dyn FnMut() -> Option<String>) -> Option<ArticleName> {
    let mut mentions = Vec::with_capacity(stored.mentions.len());
    let (mut block, mut end) = (0u32, 0u32);
    for (blocks, start, length) in stored.mentions {
        let from = if blocks == 0 { end } else { 0 };
        block = block.wrapping_add(blocks);
        let start = start.wrapping_add(from);
        end = start.wrapping_add(length);
        mentions.push(NameMention { block, start, end });
    }
    let name = match (stored.written_at as usize).checked_sub(1) {
        Some(place) => text_of(mentions.get(place)?, blocks)?.to_owned(),
        None => next()?,
    };
    let key = match stored.key {
        StoredKey::Text => next()?,
        kept => kept.read(&name)?,
    };
    let roles = (0..stored.roles).map(|_| next()).collect::<Option<_>>()?;
    Some(ArticleName { class: stored.class, name, key, roles, mentions })
}

/// All of a file's record that is not text: whether its format is known, its articles, and of each problem whether it has a
/// place and whether it is a failure.
type FileSkeleton = (bool, u64, Vec<(bool, bool)>);

/// What is known of a file, as it is stored.
pub(super) fn file_record(file: &FileRecord) -> Record {
    let mut record = Record::default();
    record.push_text(&file.path);
    file.format.iter().for_each(|format| record.push_text(format));
    for problem in &file.problems {
        problem.locator.iter().for_each(|locator| record.push_text(locator));
        record.push_text(&problem.cause);
    }
    let problems = file.problems.iter().map(|problem| (problem.locator.is_some(), problem.failed)).collect();
    let skeleton: FileSkeleton = (file.format.is_some(), file.articles, problems);
    record.other = postcard::to_stdvec(&skeleton).expect("plain data is always written");
    record
}

/// Reads what [`file_record`] wrote; `None` when it is something else.
pub(super) fn file_of(record: &Record) -> Option<FileRecord> {
    let (format, articles, problems): FileSkeleton = postcard::from_bytes(&record.other).ok()?;
    let mut texts = record.texts();
    let mut next = || texts.next().map(str::to_owned);
    let path = next()?;
    let format = if format { Some(next()?) } else { None };
    let problems = problems.into_iter().map(|(located, failed)| {
        let locator = if located { Some(next()?) } else { None };
        Some(FileProblem { locator, cause: next()?, failed })
    });
    Some(FileRecord { path, format, articles, problems: problems.collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests;
