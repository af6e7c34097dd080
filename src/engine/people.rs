//! The directory of names: who and what the articles of an index name, with counts, spellings and roles.
//!
//! Owns counting over the rows of [`super::roster`] and putting keys together that are spellings of one person. Which
//! two keys are one person is decided by [`super::names`]. The surprise: nothing is stored for this; an entry is counted
//! from the rows when it is asked for, so that a correction of the user shows at once and can be taken back.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::EngineError;
use super::bearer;
use super::counts::{count_forms, count_roles};
use super::document::NameClass;
use super::filing::name_words;
use super::index::ArticleIndex;
use super::names::{self, NamedKey};
use super::office::times_called;
use super::roster::Roster;
use super::same;
use super::terms;
use crate::person::{self, Office};

/// A person, organisation or place of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameEntry {
    /// What it is.
    #[serde(rename = "kind")]
    pub class: NameClass,
    /// The name to show: its most frequent full form.
    pub name: String,
    /// Articles that name it.
    pub articles: u64,
    /// How often they do.
    pub mentions: u64,
    /// The forms that stand in the text, the most frequent first.
    pub spellings: Vec<NameForm>,
    /// What the person is called beside the name, the most frequent first.
    pub roles: Vec<Role>,
    /// Under which it is filed, the most frequent first: folded, surname first.
    pub keys: Vec<String>,
}

/// A written form of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameForm {
    /// As it is written.
    pub form: String,
    /// How often it is.
    pub mentions: u64,
}

/// A title, office or description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Role {
    /// As it is written.
    pub role: String,
    /// In how many articles.
    pub articles: u64,
}

/// A name that was asked for and whom the index knows by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// As typed.
    pub asked: String,
    /// What kind of name.
    pub class: NameClass,
    /// Who it may be, the most frequent first.
    pub found: Vec<NameEntry>,
    /// How many more there are.
    pub more: usize,
    /// What may be the person's and is not found.
    pub left: Option<SurnameAlone>,
}

/// A surname that stands alone where nothing says whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurnameAlone {
    /// As it was asked for; [`NameMatch::asked`] it finds them.
    pub surname: String,
    /// How many articles have nothing else of the person.
    pub articles: u64,
}

impl NameMatch {
    /// Whether the name is looked for in the text where nobody answers to it: its words side by side, its capitals or a
    /// rare word as a word.
    pub fn is_looked_for_as_written(&self) -> bool {
        self.asked.contains(' ')
            || self.class == NameClass::Organisation && names::is_abbreviation(&self.asked)
            || names::is_looked_for_alone(self.class, &self.asked)
    }
}

/// What a search tells of those who bear the names asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bearers {
    /// Nothing.
    Skipped,
    /// All that is known, but no roles of a single one who is called as was asked.
    Named,
    /// All that is known.
    #[default]
    Described,
}

/// Whether roles are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Roles {
    Counted,
    Left,
}

/// Most bearers of a name that are told apart.
const MOST_BEARERS: usize = 10;
/// Most filed names that are put together for that.
const MOST_COMPARED: usize = 100;

/// What is asked of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryRequest {
    /// Persons, organisations or places.
    pub class: NameClass,
    /// Words, each of which begins a part of the name; everybody when empty.
    pub prefix: String,
    /// What the persons are called: `senator`, `prime minister of Israel`. The most often called so come first.
    pub role: Option<String>,
    /// Most entries; 0 for all.
    pub limit: usize,
}

/// A part of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    /// The entries, the most frequent first.
    pub entries: Vec<NameEntry>,
    /// How many names are filed that agree with what was asked; spellings of one person count each, unless all are listed.
    pub total: usize,
}

/// Documents of an index by segment, ascending.
pub(crate) type DocumentSets = Vec<Vec<u32>>;

impl ArticleIndex {
    /// The names of a class, the most frequent first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn directory(&self, request: &DirectoryRequest) -> Result<Directory, EngineError> {
        request.role.as_deref().map_or(Ok(()), terms::check_length)?;
        let office = request.role.as_deref().map(Office::new);
        let counts = match &office {
            None => self.key_counts(request)?,
            Some(Some(office)) => {
                let words = prefix_words(request);
                let agrees = |key: &str| words.iter().all(|word| begins_a_part(key, word));
                self.keys_called(office)?.into_iter().filter(|(key, _)| agrees(key)).collect()
            }
            Some(None) => Vec::new(),
        };
        let office = office.flatten();
        let worth = |entry: &NameEntry| match &office {
            None => entry.articles,
            Some(office) => times_called(entry, office).min(entry.articles),
        };
        let mut total = counts.len();
        let limit = if request.limit == 0 { total } else { request.limit };
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut entries = Vec::new();
        for (key, articles) in counts {
            let last = entries.get(limit.wrapping_sub(1)).map_or(0, worth);
            if entries.len() >= bearer::with_margin(limit) || (entries.len() >= limit && articles * 2 < last) {
                break;
            }
            if taken.contains(&key) {
                continue;
            }
            let keys = bearer::spellings_of(self, request.class, &key, articles)?;
            let keys: Vec<NamedKey> = keys.into_iter().filter(|named| taken.insert(named.key.clone())).collect();
            if !keys.is_empty() {
                entries.push(self.entry(request.class, &keys)?);
            }
        }
        entries.retain(|entry| worth(entry) > 0);
        let order = |a: &NameEntry, b: &NameEntry| (worth(b), b.mentions).cmp(&(worth(a), a.mentions));
        entries.sort_by(|a, b| order(a, b).then_with(|| a.name.cmp(&b.name)));
        entries.truncate(limit);
        if let Some(office) = &office {
            // What was asked for is shown first.
            entries.iter_mut().for_each(|entry| entry.roles.sort_by_key(|role| !office.is(&role.role)));
        }
        if request.limit == 0 {
            total = entries.len();
        }
        Ok(Directory { entries, total })
    }

    /// Who may be meant by a name.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn bearers(&self, class: NameClass, asked: &str) -> Result<NameMatch, EngineError> {
        terms::check_length(asked)?;
        let found = names::find(self, class, asked)?;
        self.name_match(asked, class, found, Bearers::Described)
    }

    /// Tells the bearers of a name apart.
    pub(crate) fn name_match(
        &self,
        asked: &str,
        class: NameClass,
        mut found: Vec<NamedKey>,
        bearers: Bearers,
    ) -> Result<NameMatch, EngineError> {
        let rest = found.len().saturating_sub(MOST_COMPARED);
        found.truncate(MOST_COMPARED);
        let groups = bearer::group(self, class, found);
        let more = rest + groups.len().saturating_sub(MOST_BEARERS);
        let mut entries = Vec::new();
        if let ([keys], 0, Bearers::Named) = (&groups[..], more, bearers) {
            let mut entry = self.entry_with(class, keys, Roles::Left)?;
            let folded = |name: &str| super::fold::fold(&name.to_lowercase());
            if class == NameClass::Person && folded(&entry.name) != folded(asked) {
                entry.roles = self.roles(keys)?;
            }
            entries.push(entry);
        } else {
            for keys in groups.iter().take(MOST_BEARERS) {
                entries.push(self.entry(class, keys)?);
            }
        }
        entries.retain(|entry| entry.articles > 0);
        entries.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        Ok(NameMatch { asked: asked.to_owned(), class, found: entries, more, left: None })
    }

    /// Keys that agree with a request, with the number of articles, the most frequent first.
    fn key_counts(&self, request: &DirectoryRequest) -> Result<Vec<(String, u64)>, EngineError> {
        let io = |error| EngineError::io(&self.path, error);
        let words = prefix_words(request);
        let variants = self.names.spelling == names::NameSpelling::Variants;
        let others = same::others(request.class, &name_words(&person::fold_part(&request.prefix))).into_iter();
        // `people --place kiev` lists Kyiv too.
        let others: Vec<Vec<String>> = others.filter(|_| variants).map(|other| name_words(&other.name)).collect();
        let is_other = |key: &str| !others.is_empty() && others.contains(&name_words(key));
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let roster = Roster::open(self, segment)?;
            let range = roster.beginning(request.class, "").map_err(io)?;
            let ordinals: Vec<u64> = range.clone().collect();
            // For each ordinal the key it belongs to; keys follow one another.
            let mut keys: Vec<String> = Vec::new();
            let mut key_of: Vec<u32> = Vec::with_capacity(ordinals.len());
            let mut wanted: Vec<bool> = Vec::new();
            let collect = |_, key: &str| {
                if keys.last().is_none_or(|last| last != key) {
                    wanted.push(words.iter().all(|word| begins_a_part(key, word)) || is_other(key));
                    keys.push(key.to_owned());
                }
                key_of.push(keys.len() as u32 - 1);
            };
            roster.each_name_key(&ordinals, collect).map_err(io)?;
            // How many articles have a key is told at the first of its forms, with those that are deleted.
            let mut articles = vec![0u64; keys.len()];
            let firsts = (0..key_of.len()).filter(|place| *place == 0 || key_of[*place] != key_of[place - 1]);
            for (key, place) in firsts.enumerate().filter(|(key, _)| wanted[*key]) {
                articles[key] = u64::from(roster.articles(ordinals[place]).map_err(io)?);
            }
            let mut last = vec![u32::MAX; keys.len()];
            let alive = segment.alive_bitset();
            let deleted =
                (0..segment.max_doc()).filter(|document| alive.is_some_and(|alive| alive.is_deleted(*document)));
            for document in deleted {
                roster.each_in(document, |ordinal, _| {
                    let place = ordinal.wrapping_sub(range.start);
                    let Some(&key) = key_of.get(place as usize) else { return };
                    let key = key as usize;
                    if wanted[key] && last[key] != document {
                        last[key] = document;
                        articles[key] = articles[key].saturating_sub(1);
                    }
                });
            }
            for (key, count) in keys.into_iter().zip(articles).filter(|(_, count)| *count > 0) {
                *counts.entry(key).or_default() += count;
            }
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts)
    }

    /// The entry of the bearer of these keys.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entry_of(&self, class: NameClass, keys: &[String]) -> Result<NameEntry, EngineError> {
        self.entry(class, &names::named(self, class, keys)?)
    }

    /// The entry that some keys make together.
    pub(crate) fn entry(&self, class: NameClass, keys: &[NamedKey]) -> Result<NameEntry, EngineError> {
        self.entry_with(class, keys, Roles::Counted)
    }

    /// What the bearer of some keys is called beside the name: [`NameEntry::roles`] without the rest.
    pub(crate) fn roles(&self, keys: &[NamedKey]) -> Result<Vec<Role>, EngineError> {
        let mut roles: FxHashMap<String, u64> = FxHashMap::default();
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            if stands_in(keys, segment) {
                let roster = Roster::open(self, reader)?;
                count_roles(self, &roster, keys, segment, &mut roles)?;
            }
        }
        Ok(merged_roles(roles))
    }

    /// Whether some article calls the person of a key by a folded title, in whatever form: `Gen.`
    pub(crate) fn is_called(&self, key: &str, title: &str) -> Result<bool, EngineError> {
        let mut called = false;
        let full = person::title_head(title);
        for segment in self.searcher.segment_readers() {
            let roster = Roster::open(self, segment)?;
            let read = roster.roles_of(key).and_then(|ordinals| {
                let ordinals: Vec<u64> = ordinals.collect();
                roster.each_role(&ordinals, |_, _, role| {
                    called |= super::surname::head(role) == full;
                })
            });
            read.map_err(|error| EngineError::io(&self.path, error))?;
        }
        Ok(called)
    }

    fn entry_with(&self, class: NameClass, keys: &[NamedKey], called: Roles) -> Result<NameEntry, EngineError> {
        let mut forms: FxHashMap<(usize, String), (u64, u64)> = FxHashMap::default();
        let mut roles: FxHashMap<String, u64> = FxHashMap::default();
        let (mut articles, mut mentions) = (0, 0);
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            if !stands_in(keys, segment) {
                continue;
            }
            let roster = Roster::open(self, reader)?;
            articles += names::article_count(self, keys, segment)?;
            mentions += count_forms(self, &roster, class, keys, segment, &mut forms)?;
            if class == NameClass::Person && called == Roles::Counted {
                count_roles(self, &roster, keys, segment, &mut roles)?;
            }
        }
        Ok(NameEntry {
            class,
            name: shown_name(class, keys, &forms),
            articles,
            mentions,
            spellings: spellings(forms),
            roles: merged_roles(roles),
            keys: keys.iter().map(|named| named.key.clone()).collect(),
        })
    }
}

/// Whether any of some names has articles in a segment.
fn stands_in(keys: &[NamedKey], segment: usize) -> bool {
    keys.iter().flat_map(|named| &named.places).any(|(place, _)| *place == segment)
}

fn prefix_words(request: &DirectoryRequest) -> Vec<String> {
    person::fold_part(&request.prefix).split_whitespace().map(str::to_owned).collect()
}

/// True when a word begins one of the parts of a key.
fn begins_a_part(key: &str, word: &str) -> bool {
    key.split([' ', ',', '-']).any(|part| part.starts_with(word)) || key.starts_with(word)
}

/// The most frequent form that is filed as the most frequent key is; short forms are filed elsewhere.
fn shown_name(class: NameClass, keys: &[NamedKey], forms: &FxHashMap<(usize, String), (u64, u64)>) -> String {
    let full = |index: usize, form: &str| class != NameClass::Person || full_form(&keys[index].key, form);
    let capitals = |form: &str| !form.chars().any(char::is_lowercase);
    let best = forms.iter().max_by_key(|((index, form), (times, articles))| {
        (
            full(*index, form),
            !capitals(form) || class != NameClass::Person,
            times + articles,
            std::cmp::Reverse(form.as_str()),
        )
    });
    best.map_or_else(|| keys.first().map_or(String::new(), |named| named.key.clone()), |((_, form), _)| form.clone())
}

/// Whether a written form has all the parts of the name that is filed under a key.
pub(crate) fn full_form(key: &str, form: &str) -> bool {
    !form.contains(',') && person::parse_name(form).key() == key
}

fn spellings(forms: FxHashMap<(usize, String), (u64, u64)>) -> Vec<NameForm> {
    let mut by_form: FxHashMap<String, u64> = FxHashMap::default();
    for ((_, form), (times, _)) in forms.into_iter().filter(|(_, (times, _))| *times > 0) {
        *by_form.entry(form).or_default() += times;
    }
    let mut spellings: Vec<NameForm> =
        by_form.into_iter().map(|(form, mentions)| NameForm { form, mentions }).collect();
    spellings.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.form.cmp(&b.form)));
    spellings
}

/// Roles that differ in case and abbreviation only count together, shown as they are written most often.
fn merged_roles(roles: FxHashMap<String, u64>) -> Vec<Role> {
    let mut sorted: Vec<(String, u64)> = roles.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut merged: Vec<Role> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (role, articles) in sorted {
        let slot = *known.entry(person::title_key(&role)).or_insert(merged.len());
        match merged.get_mut(slot) {
            Some(other) => other.articles += articles,
            None => merged.push(Role { role, articles }),
        }
    }
    merged.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.role.cmp(&b.role)));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_any_part_of_a_name() {
        assert!(begins_a_part("von der leyen, ursula", "ley") && begins_a_part("von der leyen, ursula", "urs"));
        assert!(!begins_a_part("von der leyen, ursula", "eyen"));
    }

    #[test]
    fn roles_count_whatever_their_case() {
        let roles = [("Prime Minister", 3), ("prime minister", 2), ("Likud leader", 4)];
        let roles = roles.into_iter().map(|(role, count)| (role.to_owned(), count)).collect();
        let shown: Vec<(String, u64)> =
            merged_roles(roles).into_iter().map(|role| (role.role, role.articles)).collect();
        assert_eq!(shown, [("Prime Minister".to_owned(), 5), ("Likud leader".to_owned(), 4)]);
    }

    #[test]
    fn the_name_shown_is_the_most_frequent_full_form() {
        let key = |key: &str| NamedKey { key: key.into(), ..NamedKey::default() };
        let keys = [key("netanyahu, benjamin"), key("netanyahu, bibi")];
        let forms = [
            ((0, "Netanyahu"), (90, 12)),
            ((0, "Benjamin Netanyahu"), (14, 12)),
            ((0, "BENJAMIN NETANYAHU"), (20, 12)),
            ((1, "Bibi Netanyahu"), (2, 2)),
        ];
        let forms = forms.into_iter().map(|((index, form), counts)| ((index, form.to_owned()), counts)).collect();
        assert_eq!(shown_name(NameClass::Person, &keys, &forms), "Benjamin Netanyahu");
    }
}
