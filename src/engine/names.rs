//! Finding the names of the index that answer to a name that was asked for.
//!
//! Owns the walk through the names, where the keys stand in order, through what leads to others
//! ([`super::lead`]) and to the lists of their marks in the text, and the corrections and switches that apply to it
//! ([`NameSettings`]). Whether two spellings agree is decided by [`crate::person`], and which of the names found are one person's in
//! [`super::bearer`]. The surprise: a correction of the user
//! changes nothing in the index: it is applied here, when a name is asked for.

mod article;
mod part;

use rustc_hash::{FxHashMap, FxHashSet};

use super::EngineError;
use super::bearer;
use super::document::NameClass;
use super::filing::{asked_parts, name_mark_term, name_words, surname_of};
use super::index::ArticleIndex;
use super::meant;
use super::register::Filed;
use super::roster::Roster;
use super::slip;
use super::titled::{is_called_by_letters, spelled_out};
use crate::person::{self, AliasList, EntityKind, Verdict};
pub(crate) use article::{article_count, documents, documents_in};
pub(crate) use part::{in_other_letters, with_parts};

/// A candidate has to answer to the name asked for at least this well.
pub(super) const AGREEMENT: f32 = 0.5;

/// So well do short syllables agree that are written with one character somewhere: Choi and Co, Li and Lai.
const SYLLABLE: f32 = 0.7;

/// Names in other letters that agree so much less than the best are only like the one asked for.
const NEARLY: f32 = 0.04;

/// How names are matched.
#[derive(Debug, Clone, Default)]
pub struct NameSettings {
    /// Whether other spellings count.
    pub spelling: NameSpelling,
    /// The user's corrections.
    pub aliases: AliasList,
}

/// Whether other spellings of a name count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameSpelling {
    /// Spellings, short forms, initials and the user's aliases.
    #[default]
    Variants,
    /// Only the words that were asked for, accents and case apart.
    AsWritten,
}

/// A name of the index as it is filed, and where its articles are listed.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedKey {
    /// Folded, surname first.
    pub(crate) key: String,
    /// Articles, deleted ones included.
    pub(crate) articles: u64,
    /// How well it answers to what was asked for, 0 to 1.
    pub(crate) agreement: f32,
    /// What stands for it in the text.
    pub(crate) mark: String,
    /// By segment, where that stands.
    pub(crate) places: Vec<(usize, Filed)>,
}

impl ArticleIndex {
    /// The same index with names matched in another way.
    pub fn with_names(mut self, settings: NameSettings) -> ArticleIndex {
        self.names = settings.into();
        self
    }
}

/// The kind that [`crate::person`] knows a class by.
pub(crate) fn kind(class: NameClass) -> EntityKind {
    match class {
        NameClass::Person => EntityKind::Person,
        NameClass::Organisation => EntityKind::Organisation,
        NameClass::Place => EntityKind::Place,
    }
}

/// The names that answer to `asked`, the most frequent first.
pub(crate) fn find(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let settings = &index.names;
    let mut found = find_uncorrected(index, class, asked)?;
    if settings.spelling == NameSpelling::Variants && !settings.aliases.is_empty() {
        correct(index, class, asked, &mut found)?;
    }
    found.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    Ok(found)
}

/// [`find`] without the user's corrections, in any order.
fn find_uncorrected(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    if class != NameClass::Person {
        return find_one(index, class, asked);
    }
    let variants = index.names.spelling == NameSpelling::Variants;
    let full = spelled_out(asked);
    let by_letters = *full != *asked && is_called_by_letters(index, asked)?;
    let asked = if by_letters { asked } else { &*full };
    let mut found = if variants { meant::find(index, asked)? } else { find_one(index, class, asked)? };
    if let Some(name) = unqualified(asked).filter(|_| found.is_empty()) {
        found = find_one(index, class, name)?;
    }
    if found.is_empty() && variants {
        found = called(index, asked)?;
    }
    if let Some(name) = without_possessive(asked).filter(|_| found.is_empty() && variants) {
        found = find_uncorrected(index, class, name)?;
    }
    Ok(found)
}

/// The words in which the bearer of a name may stand in a text without having been recognised there, each way in a row.
///
/// A name of one word is not looked for as a word, since `Hope` is more often hope, unless the user has called it the same
/// as the name asked for, or nobody has it and it is no word of the language.
pub(crate) fn written(index: &ArticleIndex, class: NameClass, asked: &str, found: &[NamedKey]) -> Vec<Vec<String>> {
    let mut names = match index.names.spelling {
        NameSpelling::Variants => index.names.aliases.same_as(kind(class), asked),
        NameSpelling::AsWritten => vec![asked.to_owned()],
    };
    let aliases = names.len();
    if class != NameClass::Person && index.names.spelling == NameSpelling::Variants {
        // `ISIS` stands as "Islamic State" too, of several words in full.
        let words = name_words(&super::fold::fold(&asked.to_lowercase()));
        names.extend(super::same::others(class, &words).into_iter().filter(|other| other.full).map(|other| other.name));
    }
    if found.is_empty() {
        names.extend(unqualified(asked).map(str::to_owned));
    }
    if class == NameClass::Person && index.names.spelling == NameSpelling::Variants {
        names.extend(meant::usual_form(asked, found));
        names.push(spelled_out(asked).into_owned());
        names.extend(meant::forms(asked, found));
    }
    let mut ways: Vec<Vec<String>> = Vec::new();
    for (position, name) in names.into_iter().enumerate() {
        let words = |text: &str| -> Vec<String> {
            let words = text.split([' ', ',']).filter(|word| word.chars().any(char::is_alphanumeric));
            words.map(str::to_owned).collect()
        };
        let mut add = |words: Vec<String>| {
            // The user called the one asked for by it as much as the others by theirs.
            let alias = aliases > 1
                && position < aliases
                && words.len() == 1
                && !found.iter().any(|named| named.key == person::fold_part(&words[0]));
            let only = position == 0 && found.is_empty() && is_looked_for_alone(class, &words.join(" "));
            if (words.len() > 1 || alias || only) && !ways.contains(&words) {
                ways.push(words);
            }
        };
        if class != NameClass::Person {
            if class == NameClass::Organisation && found.is_empty() && is_abbreviation(&name) {
                ways.push(vec![name]);
                continue;
            }
            // `the United States` stands as "United States government" too; `the UAE` is a row of words only with its article.
            let bare = words(super::same::without_article(&name));
            add(if bare.len() > 1 { bare } else { words(&name) });
            continue;
        }
        if let Some((surname, given)) = name.split_once(',') {
            add(words(&format!("{given} {surname}")));
        }
        add(words(&name));
    }
    ways
}

/// A name without the ending of the possessive: `Netanyahu's`.
fn without_possessive(asked: &str) -> Option<&str> {
    asked.strip_suffix("'s").or(asked.strip_suffix("\u{2019}s")).filter(|name| !name.is_empty())
}

/// Of some names those that answer to one by themselves.
pub(crate) fn answering(asked: &str, found: &[NamedKey]) -> Vec<NamedKey> {
    let sought = person::SoughtName::new(asked);
    found.iter().filter(|named| sought.agreement(&named.key) >= AGREEMENT).cloned().collect()
}

/// Whether a name of one word that nobody in the index has is looked for as a word.
pub(crate) fn is_looked_for_alone(class: NameClass, name: &str) -> bool {
    let least = if name.is_ascii() { 3 } else { 2 };
    class == NameClass::Person && name.chars().count() >= least && !person::is_word(&person::fold_part(name))
}

/// Whether a name is a few capitals, which are hardly a word where nobody is called so: `ELN`.
pub(crate) fn is_abbreviation(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The words of a name by which an article may be found that does not have the name in full.
pub(crate) fn possible_words(asked: &str) -> Vec<String> {
    let words = asked.split(|c: char| c.is_whitespace() || c == ',');
    words.filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// A name without what only says who its bearer is: `Albert II, Prince of Monaco`, `Shio III of Georgia`. An office and what it is of
/// is no name: nobody called Mayor is the mayor of London, and a single word behind which something is cut off may be anybody.
fn unqualified(asked: &str) -> Option<&str> {
    let before_comma = asked.split_once(',').filter(|(_, rest)| rest.contains(" of ")).map(|(name, _)| name);
    let before_of = asked.split_once(" of ").map(|(name, _)| name);
    let is_title = |name: &str| person::Office::new(name).is_none_or(|office| office.is_title());
    before_comma.or(before_of).map(str::trim).filter(|name| name.contains(' ') && !is_title(name))
}

/// Who is called by a word in an article that explains it ("Andrés Manuel López Obrador, known as AMLO"). Looked for when
/// nobody bears the word as a name, since it means reading the directory from end to end.
fn called(index: &ArticleIndex, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let mut keys: Vec<String> = Vec::new();
    for segment in index.searcher.segment_readers() {
        let roster = Roster::open(index, segment)?;
        let read = roster.keys_written(NameClass::Person, asked, &mut keys);
        read.map_err(|error| EngineError::io(&index.path, error))?;
    }
    keys.sort();
    keys.dedup();
    named(index, NameClass::Person, &keys)
}

/// Applies the user's corrections: names that are the same come in, names that are not go out.
fn correct(index: &ArticleIndex, class: NameClass, asked: &str, found: &mut Vec<NamedKey>) -> Result<(), EngineError> {
    let aliases = &index.names.aliases;
    let kind = kind(class);
    let mut names: Vec<String> = aliases.same_as(kind, asked);
    for named in found.iter() {
        names.extend(aliases.same_as(kind, &named.key).into_iter().skip(1));
    }
    let mut known: FxHashSet<String> = found.iter().map(|named| named.key.clone()).collect();
    for (position, name) in names.iter().enumerate().filter(|(_, name)| *name != asked) {
        let key = person::alias_key(kind, name);
        // What the user calls the same as the name asked for is looked up as if it had been asked for; the others are meant to the
        // letter.
        let direct = position < aliases.same_as(kind, asked).len();
        let answering = if direct { find_uncorrected(index, class, name)? } else { find_one(index, class, name)? };
        for mut named in answering {
            if (named.key == key || direct) && known.insert(named.key.clone()) {
                named.agreement = 1.0;
                found.push(named);
            }
        }
    }
    found.retain(|named| aliases.verdict(kind, asked, &named.key) != Some(Verdict::Different));
    Ok(())
}

pub(super) fn find_one(index: &ArticleIndex, class: NameClass, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    match class {
        NameClass::Person => find_person(index, asked),
        NameClass::Organisation | NameClass::Place => super::entity::find(index, class, asked),
    }
}

pub(super) fn find_person(index: &ArticleIndex, asked: &str) -> Result<Vec<NamedKey>, EngineError> {
    let settings = &index.names;
    let parsed = person::parse_name(asked);
    let sought = person::SoughtName::new(asked);
    let agreement = |key: &str| match settings.spelling {
        NameSpelling::Variants => sought.agreement(key),
        NameSpelling::AsWritten => f32::from(u8::from(holds_words(key, asked))),
    };
    // The surname leads to the fewest names; a name of one part is looked up by that.
    let mut surname = asked_parts(NameClass::Person, &parsed.surname);
    if settings.spelling == NameSpelling::Variants {
        surname.extend(person::with_or_without_article(&person::fold_part(&parsed.surname)));
        surname.extend(with_or_without_hyphen(&parsed));
    }
    let mut found = with_parts(index, NameClass::Person, &surname, &agreement)?;
    if found.is_empty() && !parsed.given.is_empty() {
        // Which part is the surname may have been misjudged.
        let given: Vec<String> = parsed.given.iter().flat_map(|part| person::spelling_keys(part)).collect();
        found = with_parts(index, NameClass::Person, &given, &agreement)?;
    }
    if settings.spelling == NameSpelling::Variants {
        slip::add_slips(index, &parsed, &sought, &mut found)?;
        keep_surnames(&parsed, &sought, &mut found);
        if parsed.given.len() > 1 {
            drop_shared(index, &surname, &sought, &mut found)?;
        }
    }
    if !parsed.given.is_empty() {
        keep_nearest(parsed.key().is_ascii(), &mut found);
    }
    // "Reza Pahlavi, son of Mohammad Reza Pahlavi"
    let key = parsed.key();
    if let Some(at) = found.iter().position(|named| named.key == key) {
        let exact = found[at].clone();
        found.retain(|named| !bearer::are_told_apart(index, &exact, named));
    }
    // A surname with its particle is nobody's given name: "bin Salman" is not Salman Rushdie.
    if key.contains(' ') && person::is_surname_alone(&key) {
        let surname = |named: &NamedKey| agreement(named.key.split(", ").next().unwrap_or_default()) >= AGREEMENT;
        found.retain(|named| named.key == key || surname(named));
    }
    if let Some(suffix) = parsed.suffix.as_deref().map(person::fold_part) {
        let suffix = format!(" {}", suffix.trim_end_matches('.'));
        if found.iter().any(|named| named.key.ends_with(&suffix)) {
            // Who is mostly written without it is asked for too, a father or son is not.
            let mut groups = bearer::group(index, NameClass::Person, found);
            groups.retain(|group| group.iter().any(|named| named.key.ends_with(&suffix)));
            found = groups.into_iter().flatten().collect();
        }
    }
    if let Some(surname) = surname_with_ben(asked).filter(|_| found.is_empty()) {
        return find_person(index, &format!("Ben-{surname}"));
    }
    Ok(found)
}

/// What stands behind the `Ben` of two words, which may be a part of a surname: `Ben Gvir`.
fn surname_with_ben(asked: &str) -> Option<&str> {
    let (ben, surname) = asked.trim().split_once(' ')?;
    (ben.eq_ignore_ascii_case("ben") && !surname.contains([' ', '-'])).then_some(surname)
}

/// Other ways to file a surname that has a hyphen or a particle that is read as a given name: `Ben-Gvir` and `Ben Gvir`.
fn with_or_without_hyphen(asked: &person::PersonName) -> Vec<String> {
    let surname = person::fold_part(&asked.surname);
    let before = asked.particles.last().or(asked.given.last().filter(|last| last.eq_ignore_ascii_case("ben")));
    match (surname.rsplit_once('-'), before) {
        (Some((first, last)), _) if last.len() > 2 => {
            vec![format!("{} {last}", first.replace('-', " ")), last.to_owned()]
        }
        (None, Some(before)) => vec![format!("{}-{surname}", person::fold_part(before))],
        _ => Vec::new(),
    }
}

/// Of the names that answer to a single word those that have it as it was written, or a spelling of it as their surname: `Davis`
/// is no spelling of the David in David Petraeus. All stay when that is none.
fn keep_surnames(asked: &person::PersonName, sought: &person::SoughtName, found: &mut Vec<NamedKey>) {
    if !asked.given.is_empty() || asked.surname.is_empty() || asked.surname.contains([' ', '-']) {
        return;
    }
    let word = person::fold_part(&asked.surname);
    let kept = |named: &NamedKey| {
        let (surname, given) = named.key.split_once(", ").unwrap_or((&named.key, ""));
        let other_letters = |part: &str| part.is_ascii() != word.is_ascii();
        sought.agreement(surname) > SYLLABLE && !person::is_another_name(&word, surname)
            || given.split([' ', '-']).any(|part| part == word || other_letters(part))
    };
    if found.iter().any(kept) {
        found.retain(kept);
    }
    drop_others_like(&word, sought, found);
    // In other letters, those of whom the lists know it are meant, not those who only sound like it.
    let in_other_letters = |named: &NamedKey| {
        let surname = surname_of(&named.key);
        if surname.is_ascii() == word.is_ascii() { 0.0 } else { sought.agreement(surname) }
    };
    if found.iter().any(|named| in_other_letters(named) >= bearer::SPELLING) {
        found.retain(|named| !(AGREEMENT..bearer::SPELLING).contains(&in_other_letters(named)));
    }
}

/// Of those who answer to a full name in other letters they who do best, with their other spellings: `بنيامين` is Benjamin, and Benzion
/// only sounds like it.
fn keep_nearest(ascii: bool, found: &mut Vec<NamedKey>) {
    let across = |named: &NamedKey| named.key.is_ascii() != ascii && named.key.contains(", ");
    let best = found.iter().filter(|named| across(named)).max_by(|a, b| a.agreement.total_cmp(&b.agreement));
    let Some(best) = best.cloned() else { return };
    let sought = person::SoughtName::new(&best.key);
    found.retain(|named| {
        !across(named)
            || named.agreement >= best.agreement - NEARLY
            || sought.compare(&person::SoughtName::new(&named.key)).same
    });
}

/// Drops those whose surname is only like the word asked for, where some have just that: Bolton is not Bolten. What is so rare beside
/// the other that it is rather a slip stays, unless its bearers have given names of their own: Martin Frost is no slip for Bill Frist.
fn drop_others_like(word: &str, sought: &person::SoughtName, found: &mut Vec<NamedKey>) {
    let mut articles: FxHashMap<String, u64> = FxHashMap::default();
    for named in found.iter() {
        *articles.entry(surname_of(&named.key).to_owned()).or_default() += named.articles;
    }
    let Some(&own) = articles.get(word) else { return };
    let mut full: FxHashMap<String, Vec<person::SoughtName>> = FxHashMap::default();
    for named in found.iter().filter(|named| named.key.contains(", ")) {
        full.entry(surname_of(&named.key).to_owned()).or_default().push(person::SoughtName::new(&named.key));
    }
    let bearers = |surname: &str| full.get(surname).map_or(&[][..], Vec::as_slice);
    let is_slip = |other: &str| {
        let count = articles.get(other).copied().unwrap_or_default();
        let (rare, frequent) = if count < own { (other, word) } else { (word, other) };
        slip::is_slip(count.min(own), count.max(own)) && slip::may_be_of(rare, bearers(rare), bearers(frequent))
    };
    // A frequent surname has many bearers; it is asked once.
    let mut kept: FxHashMap<String, bool> = FxHashMap::default();
    found.retain(|named| {
        let other = surname_of(&named.key);
        let is_kept = || {
            let is_like = (SYLLABLE..bearer::SPELLING).contains(&sought.agreement(other));
            other == word || !is_like || is_slip(other)
        };
        match kept.get(other) {
            Some(known) => *known,
            None => *kept.entry(other.to_owned()).or_insert(is_kept()),
        }
    });
}

/// Drops the short forms of a name that another with other initials shares, who is about as frequent or more: `George Bush` is not
/// George H. W. Bush where George W. is known.
fn drop_shared(
    index: &ArticleIndex,
    surname: &[String],
    asked: &person::SoughtName,
    found: &mut Vec<NamedKey>,
) -> Result<(), EngineError> {
    let short = |key: &str| person::SoughtName::new(key).is_short_of(asked);
    if !found.iter().any(|named| short(&named.key)) {
        return Ok(());
    }
    let differs = |key: &str| f32::from(u8::from(asked.differs_inside(&person::SoughtName::new(key))));
    let rivals = with_parts(index, NameClass::Person, surname, &differs)?;
    let rivals = bearer::group(index, NameClass::Person, rivals);
    let articles = |names: &[NamedKey]| names.iter().map(|named| named.articles).sum::<u64>();
    let rival = rivals.iter().map(|names| articles(names)).max().unwrap_or(0);
    let own: u64 = found.iter().filter(|named| !short(&named.key)).map(|named| named.articles).sum();
    if rival > 0 && own < bearer::PREVAILING * rival {
        found.retain(|named| !short(&named.key));
    }
    Ok(())
}

/// True when every word of a name stands in a key.
fn holds_words(key: &str, asked: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let key = person::parse_name(text).key();
        key.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let have = words(key);
    let asked = words(asked);
    !asked.is_empty() && asked.iter().all(|word| have.contains(word))
}

/// Names given by their keys, with the lists of their articles.
pub(crate) fn named(index: &ArticleIndex, class: NameClass, keys: &[String]) -> Result<Vec<NamedKey>, EngineError> {
    let mut named: Vec<NamedKey> =
        keys.iter().map(|key| NamedKey { key: key.clone(), agreement: 1.0, ..NamedKey::default() }).collect();
    place(index, class, &mut named)?;
    Ok(named)
}

/// Looks up how many articles have some names, and where they stand in them.
fn place(index: &ArticleIndex, class: NameClass, named: &mut [NamedKey]) -> Result<(), EngineError> {
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let roster = Roster::open(index, reader)?;
        for named in named.iter_mut() {
            let filed = roster.filed(class, &named.key);
            if let Some(filed) = filed.map_err(|error| EngineError::io(&index.path, error))? {
                named.articles += u64::from(filed.articles);
                named.places.push((segment, filed));
            }
        }
    }
    named.iter_mut().for_each(|named| named.mark = name_mark_term(class, &named.key));
    Ok(())
}
