//! Organisations and places that answer to a name that was asked for.
//!
//! Owns how such names are matched: every word asked for has to stand in the name, in the same order, so that `Nations`
//! finds `United Nations`; a word that says only what kind of thing it is (`movement`, `party`) may be missing; and an
//! abbreviation stands for a full name where an article of the index puts one beside the other: `United Nations (UN)`; and
//! other names of the same body or place come with it, as [`super::same`] knows them. The surprise: what letters mean that stand
//! for several bodies is in no list; the corpus itself says what `ANC` means in it.

use std::collections::BTreeSet;

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::EngineError;
use super::document::NameClass;
use super::filing::{beginnings, count_with_row, may_have_word, name_words};
use super::index::ArticleIndex;
use super::names::{self, NameSpelling, NamedKey, with_parts};
use super::roster::Roster;
use super::same;
use crate::person;

/// What organisations and places are called by without being part of the name.
const GENERIC: &[&str] = &[
    "movement",
    "party",
    "group",
    "organization",
    "organisation",
    "company",
    "corporation",
    "corp",
    "inc",
    "ltd",
    "llc",
    "plc",
    "co",
    "agency",
    "association",
    "militia",
    "network",
    "newspaper",
    "airline",
    "airlines",
    "club",
    "team",
    "city",
    "town",
    "village",
    "country",
    "province",
    "region",
    "state",
    "county",
    "district",
    "republic",
    "kingdom",
    "island",
    "islands",
    "river",
    "mr",
];
/// An abbreviation has at most so many letters.
const LONGEST_ABBREVIATION: usize = 6;
/// Most full names that an abbreviation is compared with.
const MOST_EXPANSIONS: usize = 400;
/// So many articles of a segment with all of them, in each part of the text, are looked at for a full name beside its abbreviation; where
/// that is not in any of these the letters are rather a word: `us` beside `United States`.
const MOST_BESIDE: usize = 1_000;

/// The names of a class that answer to `asked`.
pub(crate) fn find(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let folded = super::fold::fold(&asked.to_lowercase());
    let words = name_words(&folded);
    let mut found = holding(index, class, &words)?;
    if class == NameClass::Organisation && index.names.spelling == NameSpelling::Variants {
        keep_bodies(asked, &words, &mut found);
        add(of_the_states(index, &words)?, &mut found);
    }
    if index.names.spelling == NameSpelling::AsWritten {
        found.retain(|named| name_words(&named.key) == words);
        return Ok(found);
    }
    // A place of the lists is looked for by its other names: without `kingdom` the United Kingdom is as well the United States.
    let listed = same::line(class, &words).is_some();
    if found.is_empty() && !(listed && class == NameClass::Place) {
        let telling: Vec<String> = words.iter().filter(|word| !GENERIC.contains(&word.as_str())).cloned().collect();
        if telling.len() < words.len() {
            found = holding(index, class, &telling)?;
            let is_it = |named: &NamedKey| name_words(&named.key) == telling;
            // `Hamas movement` is Hamas, not the Hamas Ministry of Health; and `national` alone, of the National Party, is any body.
            let says_little = matches!(&telling[..], [word] if person::is_word(word));
            if listed || says_little || found.iter().any(is_it) {
                found.retain(is_it);
            }
        }
    }
    if class == NameClass::Organisation {
        abbreviated(index, &words, &mut found)?;
    }
    for other in same::others(class, &words) {
        let words = name_words(&other.name);
        // Single letters (`U S`) lead to no names; they are looked for as they stand.
        let mut named = match words.iter().all(|word| word.chars().count() == 1) {
            true => names::named(index, class, &[other.name])?,
            false => holding(index, class, &words)?,
        };
        // The full name is looked for as if it had been asked for. Of the others `Kiev, Ukraine` is Kyiv, `UK Border Force` is not
        // the United Kingdom.
        let is_it = |named: &NamedKey| name_words(named.key.split(", ").next().unwrap_or_default()) == words;
        // A body with more words is another: the New York State Department of Labor.
        let full = other.full && class == NameClass::Place;
        named.retain(|named| named.articles > 0 && (full || is_it(named)));
        add(named, &mut found);
    }
    if class == NameClass::Place {
        drop_others(&words, &mut found);
    }
    Ok(found)
}

/// Drops bodies of which the one asked for is a part by chance: of letters that are a word too (`ICE`, and no ice hockey), and of a
/// listed body those that have words on both sides of it (`New York State Department of Labor`).
fn keep_bodies(asked: &str, words: &[String], found: &mut Vec<NamedKey>) {
    let exact = |named: &NamedKey| name_words(&named.key) == words;
    if !found.iter().any(exact) {
        return;
    }
    if let [word] = words
        && names::is_abbreviation(asked)
        && person::is_word(word)
    {
        found.retain(exact);
    } else if same::line(NameClass::Organisation, words).is_some() && words.len() > 1 {
        found.retain(|named| {
            let have = name_words(&named.key);
            have.starts_with(words) || have.ends_with(words)
        });
    }
}

/// A name without what says that it is of the United States, `None` when it does not say so.
fn without_states(words: &[String]) -> Option<&[String]> {
    let starts = |start: &[&str]| words.iter().zip(start).filter(|(word, start)| word == *start).count() == start.len();
    let count = [&["united", "states"][..], &["u", "s"], &["us"]].into_iter().find(|start| starts(start))?.len();
    Some(&words[count..]).filter(|rest| !rest.is_empty())
}

/// The words by which names are the same: `U S`, `U.S.` and `United States` before a name are one.
pub(super) fn same_words(words: Vec<String>) -> Vec<String> {
    match without_states(&words) {
        Some(rest) => std::iter::once("us".to_owned()).chain(rest.iter().cloned()).collect(),
        None => words,
    }
}

/// The same body of the United States under the country's other names.
fn of_the_states(index: &ArticleIndex, words: &[String]) -> Result<Vec<NamedKey>, EngineError> {
    let Some(rest) = without_states(words) else { return Ok(Vec::new()) };
    let mut named = holding(index, NameClass::Organisation, rest)?;
    named.retain(|named| without_states(&name_words(&named.key)) == Some(rest));
    Ok(named)
}

/// Places that have the name of another in theirs, by their telling words.
const OTHERS: &[&str] = &[
    "new mexico",
    "new england",
    "new jersey",
    "new york",
    "new hampshire",
    "new south wales",
    "new zealand",
    "new orleans",
    "west virginia",
    "south sudan",
    "equatorial guinea",
    "papua new guinea",
    "western new guinea",
    "new ireland",
    "northern ireland",
    "niger state",
    "niger delta",
    "niger river",
    "guinea bissau",
    "northern mariana islands",
];

/// Drops places of which the name asked for is only a half, when there are others: New Mexico is not Mexico.
fn drop_others(words: &[String], found: &mut Vec<NamedKey>) {
    let asked = words.join(" ");
    let halves: Vec<&&str> =
        OTHERS.iter().filter(|other| other.split(' ').any(|word| word == asked) && **other != asked).collect();
    let is_other = |named: &NamedKey| {
        let key = name_words(&named.key).join(" ");
        halves.iter().any(|other| {
            key == ***other || key.starts_with(&format!("{other} ")) || key.ends_with(&format!(" {other}"))
        })
    };
    if !halves.is_empty() && found.iter().any(|named| !is_other(named)) {
        found.retain(|named| !is_other(named));
    }
}

/// Adds names that are not there yet.
fn add(more: Vec<NamedKey>, found: &mut Vec<NamedKey>) {
    for named in more {
        if !found.iter().any(|known| known.key == named.key) {
            found.push(named);
        }
    }
}

/// Names that hold these words in this order.
fn holding(index: &ArticleIndex, class: NameClass, words: &[String]) -> Result<Vec<NamedKey>, EngineError> {
    // The longest word leads to the fewest names.
    let Some(longest) = words.iter().filter(|word| word.chars().count() > 1).max_by_key(|word| word.len()) else {
        return Ok(Vec::new());
    };
    let agreement = |key: &str| {
        // The keys behind a word's first word are many, and most of them have other words.
        if !words.iter().all(|word| may_have_word(key, word)) {
            return 0.0;
        }
        let share = |count: usize| words.len() as f32 / count.max(1) as f32 * 0.5 + 0.5;
        count_with_row(key, words).map_or(0.0, share)
    };
    let mut found = with_parts(index, class, std::slice::from_ref(longest), &agreement)?;
    // The Liberal Democratic Party is not the Liberal Party where there is one.
    let side_by_side = |named: &NamedKey| name_words(&named.key).windows(words.len()).any(|row| row == words);
    if words.len() > 1 && found.iter().any(side_by_side) {
        found.retain(side_by_side);
    }
    Ok(found)
}

/// Adds the full names of an abbreviation, and the abbreviations of a full name, that articles put side by side.
fn abbreviated(index: &ArticleIndex, words: &[String], found: &mut Vec<NamedKey>) -> Result<(), EngineError> {
    let class = NameClass::Organisation;
    if let [short] = words
        && (2..=LONGEST_ABBREVIATION).contains(&short.chars().count())
    {
        add(expansions(index, short)?, found);
        return Ok(());
    }
    if words.len() < 2 {
        return Ok(());
    }
    if let Some(initials) = initials(words) {
        let mut short = holding(index, class, std::slice::from_ref(&initials))?;
        short.retain(|named| name_words(&named.key) == [initials.as_str()]);
        if !short.is_empty() && stand_together(index, words, &initials)? {
            add(short, found);
        }
    }
    Ok(())
}

/// The first letters of telling words.
fn initials(words: &[String]) -> Option<String> {
    let letters: String = words.iter().filter_map(|word| word.chars().next()).collect();
    (2..=LONGEST_ABBREVIATION).contains(&letters.chars().count()).then_some(letters)
}

/// Full names whose words begin with the letters of an abbreviation, where an article has both side by side.
fn expansions(index: &ArticleIndex, short: &str) -> Result<Vec<NamedKey>, EngineError> {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for reader in index.searcher.segment_readers() {
        let roster = Roster::open(index, reader)?;
        for beginning in beginnings(&short[..short.chars().next().map_or(0, char::len_utf8)]) {
            let read = roster.keys_beginning(
                NameClass::Organisation,
                &beginning,
                |_| true,
                |key| {
                    let words = name_words(key);
                    if words.len() > 1 && initials(&words).as_deref() == Some(short) {
                        keys.insert(key.to_owned());
                    }
                },
            );
            read.map_err(|error| EngineError::io(&index.path, error))?;
        }
    }
    let mut found = names::named(index, NameClass::Organisation, &Vec::from_iter(keys))?;
    found.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    found.truncate(MOST_EXPANSIONS);
    let mut beside = Vec::new();
    for named in found {
        if stand_together(index, &name_words(&named.key), short)? {
            beside.push(named);
        }
    }
    Ok(beside)
}

/// Whether an article has a full name and its abbreviation side by side, in either order.
fn stand_together(index: &ArticleIndex, words: &[String], short: &str) -> Result<bool, EngineError> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Ok(false) };
    let length = words.len() as u32;
    for reader in index.searcher.segment_readers() {
        for field in index.fields.zones {
            let inverted = reader.inverted_index(field).map_err(EngineError::at(&index.path))?;
            let open = |term: &str| -> Result<Option<_>, EngineError> {
                let io = |error| EngineError::io(&index.path, error);
                let Some(info) = inverted.terms().get(term.as_bytes()).map_err(io)? else { return Ok(None) };
                let option = IndexRecordOption::WithFreqsAndPositions;
                inverted.read_postings_from_terminfo(&info, option).map(Some).map_err(io)
            };
            let (Some(mut short), Some(mut first), Some(mut last)) = (open(short)?, open(first)?, open(last)?) else {
                continue;
            };
            let (mut here, mut begins, mut ends) = (Vec::new(), Vec::new(), Vec::new());
            let mut document = short.doc();
            let mut looked_at = 0;
            while document != TERMINATED && looked_at < MOST_BESIDE {
                let both = super::clause::move_to(&mut first, document) & super::clause::move_to(&mut last, document);
                if both {
                    looked_at += 1;
                    short.positions(&mut here);
                    first.positions(&mut begins);
                    last.positions(&mut ends);
                    // Small words may stand between the others: `Bank of England (BoE)`.
                    let near = |at: u32| {
                        let before = ends.contains(&at.wrapping_sub(1))
                            && begins.iter().any(|begin| *begin < at && at - begin <= length + 3);
                        let after =
                            begins.contains(&(at + 1)) && ends.iter().any(|end| *end > at && end - at <= length + 3);
                        before || after
                    };
                    if here.iter().any(|at| near(*at)) {
                        return Ok(true);
                    }
                }
                document = short.advance();
            }
        }
    }
    Ok(false)
}
