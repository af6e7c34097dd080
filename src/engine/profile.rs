//! One person of the index: when the articles name them, beside whom, and in what part of which articles.
//!
//! Owns what is counted over the articles of one name. It must not decide who is meant: it is given the keys. The surprise:
//! months and companions come from columns alone; articles are read only for paragraphs and sentences, see
//! [`super::together`].

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tantivy::DocAddress;

use super::EngineError;
use super::bearer;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::names::{self, NamedKey};
use super::people::{DocumentSets, NameEntry, full_form};
use super::roster::{Roster, RosterName, RosterRow};
use crate::article::ArticleId;

/// What the articles say of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Name, counts, spellings, roles.
    #[serde(flatten)]
    pub entry: NameEntry,
    /// The earliest article of which the date is known.
    pub first: Option<ArticleNote>,
    /// The latest.
    pub last: Option<ArticleNote>,
    /// Articles by month, from the first to the last, empty months included.
    pub months: Vec<Month>,
    /// Articles without a date.
    pub undated: u64,
    /// Who is named in the same articles, the most frequent first.
    pub companions: Vec<Companion>,
}

/// A month and how many articles it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// Articles.
    pub articles: u64,
}

/// Enough of an article to name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleNote {
    /// Its id.
    #[serde(serialize_with = "as_text")]
    pub id: ArticleId,
    /// As much of its date as is known.
    pub date: Option<String>,
    /// Path of the source file.
    pub path: String,
    /// Place in the file.
    pub locator: Option<String>,
    /// The headline.
    pub headline: String,
}

/// Somebody who is named in the same articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Companion {
    /// The name to show.
    pub name: String,
    /// Articles that name both.
    pub articles: u64,
    /// Under which keys it is filed.
    pub keys: Vec<String>,
}

fn as_text<S: serde::Serializer>(id: &ArticleId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

impl ArticleIndex {
    /// What the articles say of the bearer of these keys, with so many companions.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, entry: &NameEntry, companions: usize) -> Result<Profile, EngineError> {
        let keys = names::named(self, entry.class, &entry.keys)?;
        let documents = names::documents(self, &keys)?;
        // Articles of one day in the order of their ids, which is the same however the index was built.
        let mut dated: Vec<(i64, u64, DocAddress)> = Vec::new();
        let mut undated = 0;
        for (segment, (reader, documents)) in self.searcher.segment_readers().iter().zip(&documents).enumerate() {
            let dates = reader.fast_fields().i64("date_start").map_err(EngineError::at(&self.path))?;
            let ids = reader.fast_fields().u64("id").map_err(EngineError::at(&self.path))?;
            for &document in documents {
                match dates.first(document) {
                    Some(date) => {
                        let id = ids.first(document).unwrap_or_default();
                        dated.push((date, id, DocAddress::new(segment as u32, document)));
                    }
                    None => undated += 1,
                }
            }
        }
        dated.sort();
        let note =
            |place: Option<&(i64, u64, DocAddress)>| place.map(|(_, _, address)| self.note_of(*address)).transpose();
        Ok(Profile {
            entry: entry.clone(),
            first: note(dated.first())?,
            last: note(dated.last())?,
            months: months(dated.iter().map(|(date, _, _)| *date)),
            undated,
            companions: self.companions(entry, NameClass::Person, &documents, companions)?,
        })
    }

    pub(crate) fn note_of(&self, address: DocAddress) -> Result<ArticleNote, EngineError> {
        let article = self.bare_at(address)?;
        Ok(ArticleNote {
            id: article.id(),
            date: article.article.date.as_ref().map(ToString::to_string),
            path: article.article.path,
            locator: article.article.locator,
            headline: article.article.headline.text,
        })
    }

    /// Who else is named in some documents, spellings of one person together.
    pub(crate) fn companions(
        &self,
        entry: &NameEntry,
        class: NameClass,
        documents: &DocumentSets,
        limit: usize,
    ) -> Result<Vec<Companion>, EngineError> {
        let own: FxHashSet<&str> = entry.keys.iter().map(String::as_str).collect();
        let mut keys = self.keys_in(class, documents)?;
        // A bare part of the own name is more likely the same person than a companion.
        let parts: FxHashSet<&str> = entry.keys.iter().flat_map(|key| key.split([' ', ','])).collect();
        keys.retain(|key, _| class != entry.class || !own.contains(key.as_str()) && !parts.contains(key.as_str()));
        let mut counted: Vec<(String, KeyCount)> = keys.into_iter().collect();
        counted.sort_by(|a, b| b.1.articles.cmp(&a.1.articles).then_with(|| a.0.cmp(&b.0)));
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut companions: Vec<Companion> = Vec::new();
        for (key, count) in counted {
            if companions.len() >= bearer::with_margin(limit) {
                break;
            }
            if taken.contains(&key) {
                continue;
            }
            let mut spellings = bearer::spellings_of(self, class, &key, count.articles)?;
            spellings.retain(|named| !own.contains(named.key.as_str()) && taken.insert(named.key.clone()));
            let articles = match &spellings[..] {
                [] | [_] => count.articles,
                several => self.shared(several, documents)?,
            };
            let name = count.shown(&key);
            let mut keys: Vec<String> = spellings.into_iter().map(|named| named.key).collect();
            if taken.insert(key.clone()) {
                // A name that its own parts do not lead to.
                keys.push(key);
            }
            companions.push(Companion { name, articles, keys });
        }
        companions.sort_by_key(|companion| Reverse(companion.articles));
        companions.truncate(limit);
        Ok(companions)
    }

    /// How many of some documents have any of these names: an article may have `US` and `United States`.
    fn shared(&self, names: &[NamedKey], documents: &DocumentSets) -> Result<u64, EngineError> {
        let having = names::documents(self, names)?;
        let both = having.iter().zip(documents).map(|(having, documents)| {
            having.iter().filter(|document| documents.binary_search(document).is_ok()).count() as u64
        });
        Ok(both.sum())
    }

    /// The keys of a class in some documents, with the number of documents that have them.
    fn keys_in(&self, class: NameClass, documents: &DocumentSets) -> Result<FxHashMap<String, KeyCount>, EngineError> {
        let io = |error| EngineError::io(&self.path, error);
        let mut keys: FxHashMap<String, KeyCount> = FxHashMap::default();
        for (segment, documents) in self.searcher.segment_readers().iter().zip(documents) {
            if documents.is_empty() {
                continue;
            }
            let roster = Roster::open(self, segment)?;
            let range = roster.beginning(class, "").map_err(io)?;
            let mut met: FxHashMap<u64, Vec<(u32, u64)>> = FxHashMap::default();
            let mut row = RosterRow::default();
            for &document in documents {
                roster.read_names(document, &mut row);
                for (ordinal, count) in row.iter().filter(|(ordinal, _)| range.contains(ordinal)) {
                    met.entry(ordinal).or_default().push((document, count));
                }
            }
            let mut ordinals: Vec<u64> = met.keys().copied().collect();
            ordinals.sort_unstable();
            let mut last: Option<String> = None;
            let mut seen: FxHashSet<u32> = FxHashSet::default();
            let add = |ordinal, name: RosterName| {
                if last.as_deref() != Some(name.key.as_str()) {
                    seen.clear();
                    last = Some(name.key.clone());
                }
                let places = &met[&ordinal];
                let new = places.iter().filter(|(document, _)| seen.insert(*document)).count() as u64;
                let known = keys.entry(name.key).or_default();
                known.articles += new;
                *known.forms.entry(name.form).or_default() += places.iter().map(|(_, count)| count).sum::<u64>();
            };
            roster.each_name(&ordinals, add).map_err(io)?;
        }
        Ok(keys)
    }
}

/// How often a key was met, and in which forms.
#[derive(Debug, Clone, Default)]
struct KeyCount {
    articles: u64,
    forms: FxHashMap<String, u64>,
}

impl KeyCount {
    fn shown(&self, key: &str) -> String {
        let best =
            self.forms.iter().max_by_key(|(form, count)| (full_form(key, form), **count, Reverse(form.as_str())));
        best.map_or_else(|| key.to_owned(), |(form, _)| form.clone())
    }
}

/// Counts by month, without a gap between the first and the last. `dates` ascend, in seconds.
fn months(dates: impl Iterator<Item = i64>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for date in dates {
        let Ok(moment) = jiff::Timestamp::from_second(date) else { continue };
        let day = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
        while let Some(last) = months.last().copied().filter(|last| (last.year, last.month) < (day.year(), day.month()))
        {
            let (year, month) = if last.month == 12 { (last.year + 1, 1) } else { (last.year, last.month + 1) };
            months.push(Month { year, month, articles: 0 });
        }
        match months.last_mut() {
            Some(last) => last.articles += 1,
            None => months.push(Month { year: day.year(), month: day.month(), articles: 1 }),
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::date::seconds;

    #[test]
    fn months_have_no_gap() {
        let day = |year, month| seconds(jiff::civil::date(year, month, 3).at(0, 0, 0, 0));
        let counted: Vec<(i16, i8, u64)> = months([day(2023, 11), day(2023, 11), day(2024, 2)].into_iter())
            .into_iter()
            .map(|month| (month.year, month.month, month.articles))
            .collect();
        assert_eq!(counted, [(2023, 11, 2), (2023, 12, 0), (2024, 1, 0), (2024, 2, 1)]);
        assert!(months(std::iter::empty()).is_empty());
    }
}
