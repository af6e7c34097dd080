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
use super::company::Company;
use super::document::NameClass;
use super::facet::first_of_all;
use super::index::ArticleIndex;
use super::names::{self, NamedKey};
use super::people::{DocumentSets, NameEntry, full_form};
use super::rows::each_first;
use super::tally::FacetValue;
use super::united::count_shared;
use crate::article::ArticleId;

const DAY: i64 = 86_400;

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

/// The articles with the first or the last of some dates.
#[derive(Debug, Default)]
struct Edge {
    date: Option<i64>,
    articles: Vec<DocAddress>,
}

impl Edge {
    /// Takes an article in, which has that date or lies beyond it.
    fn offer(&mut self, date: i64, address: DocAddress, beyond: impl Fn(i64) -> bool) {
        if self.date.is_none_or(beyond) {
            self.date = Some(date);
            self.articles.clear();
        }
        if self.date == Some(date) {
            self.articles.push(address);
        }
    }
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
        let (mut days, mut undated): (FxHashMap<i64, u64>, _) = (FxHashMap::default(), 0);
        let (mut earliest, mut latest) = (Edge::default(), Edge::default());
        for (segment, (reader, documents)) in self.searcher.segment_readers().iter().zip(&documents).enumerate() {
            let dates = reader.fast_fields().i64("date_start").map_err(EngineError::at(&self.path))?;
            undated += documents.len() as u64;
            each_first(&dates, documents, |document, date| {
                let address = DocAddress::new(segment as u32, document);
                earliest.offer(date, address, |known| date < known);
                latest.offer(date, address, |known| date > known);
                *days.entry(date.div_euclid(DAY)).or_default() += 1;
                undated -= 1;
            });
        }
        let mut days: Vec<(i64, u64)> = days.into_iter().collect();
        days.sort_unstable();
        let (first, last) = (self.by_id(&earliest)?.next(), self.by_id(&latest)?.next_back());
        let note = |place: Option<DocAddress>| place.map(|address| self.note_of(address)).transpose();
        Ok(Profile {
            entry: entry.clone(),
            first: note(first)?,
            last: note(last)?,
            months: months(days.into_iter()),
            undated,
            companions: self.companions(entry, NameClass::Person, &documents, companions)?,
        })
    }

    /// Articles of one time in the order of their ids, which is the same however the index was built.
    fn by_id(&self, edge: &Edge) -> Result<impl DoubleEndedIterator<Item = DocAddress>, EngineError> {
        let mut articles: Vec<(u64, DocAddress)> = Vec::with_capacity(edge.articles.len());
        for articles_of in edge.articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let reader = self.searcher.segment_reader(articles_of[0].segment_ord);
            let ids = reader.fast_fields().u64("id").map_err(EngineError::at(&self.path))?;
            articles.extend(articles_of.iter().map(|place| (ids.first(place.doc_id).unwrap_or_default(), *place)));
        }
        articles.sort_unstable();
        Ok(articles.into_iter().map(|(_, address)| address))
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
        let io = |error| EngineError::io(&self.path, error);
        let own: FxHashSet<&str> = entry.keys.iter().map(String::as_str).collect();
        // A bare part of the own name is more likely the same person than a companion.
        let parts: FxHashSet<&str> = entry.keys.iter().flat_map(|key| key.split([' ', ','])).collect();
        let is_other = |key: &str| class != entry.class || !own.contains(key) && !parts.contains(key);
        let mut segments: Vec<Company> = Vec::new();
        for (segment, documents) in self.searcher.segment_readers().iter().zip(documents) {
            if !documents.is_empty() {
                segments.push(Company::of(self, segment, class, documents)?);
            }
        }
        let wanted = bearer::with_margin(limit);
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut companions: Vec<Companion> = Vec::new();
        let (mut looked_at, mut depth) = (0, wanted.saturating_add(own.len() + parts.len()));
        while companions.len() < wanted {
            let (counted, more) = first_of_all(&segments, depth).map_err(io)?;
            let rest = counted.iter().skip(looked_at).filter(|counted| is_other(&counted.value));
            for FacetValue { value: key, articles } in rest {
                if companions.len() >= wanted {
                    break;
                }
                if taken.contains(key) {
                    continue;
                }
                let mut spellings = bearer::spellings_of(self, class, key, *articles)?;
                spellings.retain(|named| !own.contains(named.key.as_str()) && taken.insert(named.key.clone()));
                let articles = match &spellings[..] {
                    [] | [_] => *articles,
                    several => self.shared(several, documents)?,
                };
                let name = shown_form(&segments, key).map_err(io)?;
                let mut keys: Vec<String> = spellings.into_iter().map(|named| named.key).collect();
                if taken.insert(key.clone()) {
                    // A name that its own parts do not lead to.
                    keys.push(key.clone());
                }
                companions.push(Companion { name, articles, keys });
            }
            if !more {
                break;
            }
            (looked_at, depth) = (counted.len(), depth.saturating_mul(4));
        }
        companions.sort_by_key(|companion| Reverse(companion.articles));
        companions.truncate(limit);
        Ok(companions)
    }

    /// How many of some documents have any of these names: an article may have `US` and `United States`.
    fn shared(&self, names: &[NamedKey], documents: &DocumentSets) -> Result<u64, EngineError> {
        let having = names::documents(self, names)?;
        let both = having.iter().zip(documents).map(|(having, documents)| count_shared(having, documents));
        Ok(both.sum())
    }
}

/// The form in which a key is shown: of its full forms, where it has any, the one that the articles have most often.
fn shown_form(segments: &[Company], key: &str) -> std::io::Result<String> {
    let mut forms: FxHashMap<String, u64> = FxHashMap::default();
    for segment in segments {
        segment.each_form(key, |form, mentions| *forms.entry(form).or_default() += mentions)?;
    }
    let best = forms.iter().max_by_key(|(form, count)| (full_form(key, form), **count, Reverse(form.as_str())));
    Ok(best.map_or_else(|| key.to_owned(), |(form, _)| form.clone()))
}

/// Counts by month, without a gap between the first and the last, from those by day: ascending days since 1970.
fn months(days: impl Iterator<Item = (i64, u64)>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (day, articles) in days {
        let Ok(moment) = jiff::Timestamp::from_second(day.saturating_mul(DAY)) else { continue };
        let day = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
        while let Some(last) = months.last().copied().filter(|last| (last.year, last.month) < (day.year(), day.month()))
        {
            let (year, month) = if last.month == 12 { (last.year + 1, 1) } else { (last.year, last.month + 1) };
            months.push(Month { year, month, articles: 0 });
        }
        match months.last_mut() {
            Some(last) => last.articles += articles,
            None => months.push(Month { year: day.year(), month: day.month(), articles }),
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
        let day = |year, month| seconds(jiff::civil::date(year, month, 3).at(0, 0, 0, 0)) / DAY;
        let counted: Vec<(i16, i8, u64)> = months([(day(2023, 11), 2), (day(2024, 2), 1)].into_iter())
            .into_iter()
            .map(|month| (month.year, month.month, month.articles))
            .collect();
        assert_eq!(counted, [(2023, 11, 2), (2023, 12, 0), (2024, 1, 0), (2024, 2, 1)]);
        assert!(months(std::iter::empty()).is_empty());
    }
}
