//! Why a hit ranks where it does.
//!
//! Owns the reasons as data: where each part of the query stands and how often, how close the parts come, which share of
//! the persons it is about, how old it is, what its score is made of. It must not score. The surprise: reasons are read off
//! the text of the hits that are shown, and nothing is kept for them while searching.

use jiff::civil::Date;
use serde::Serialize;

use super::document::{IndexedArticle, NameClass};
use super::highlight::{BlockMatches, ClauseKind, HighlightClause, Highlighter, sentence_ranges};
use super::lexicon::BYLINE;
use super::search::Candidate;
use super::timed;
use crate::article::Zone;
use crate::query::WordRole;

/// Whether the reasons for each rank are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reasons {
    /// No.
    #[default]
    Skipped,
    /// Yes, with the age of each article on this day.
    AsOf(Date),
}

/// The reasons for a rank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// Each part of the query that the article has.
    pub parts: Vec<PartReason>,
    /// How close the parts come, when there are several.
    pub together: Option<Together>,
    /// The names asked for, with their share of all mentions.
    pub names: Vec<NameShare>,
    /// Days since publication; negative for a date to come. `None` without a date.
    pub age_days: Option<i64>,
    /// What the score is made of.
    pub score: ScoreParts,
}

/// Where a part of the query stands, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartReason {
    /// What was typed for it.
    pub query: String,
    /// Times in the headline, a derived one apart.
    pub headline: u32,
    /// Times in the first paragraph.
    pub lede: u32,
    /// Times in headings of sections.
    pub heading: u32,
    /// Times in the rest of the text.
    pub body: u32,
    /// True when it is looked for in the byline alone.
    pub byline: bool,
    /// True when it tells a time and the article is of that time.
    pub date: bool,
}

/// How close the parts of a query come in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Together {
    /// So many different parts stand together.
    pub parts: usize,
    /// So many parts the query has.
    pub of: usize,
    /// True when every part is a single word.
    pub words: bool,
    /// In what they stand.
    pub within: Unit,
}

/// A stretch of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A headline.
    Headline,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// The whole article.
    Article,
}

/// How much of an article is about a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameShare {
    /// The name as the article has it.
    pub name: String,
    /// What it names.
    pub kind: NameClass,
    /// Its mentions.
    pub mentions: usize,
    /// Mentions of all names of its kind.
    pub of: usize,
    /// True when the article has nothing but the surname of the person asked for, so that it may be another's.
    pub surname_only: bool,
}

/// What a score is made of: `(words + closeness + about + likeness) * recency`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ScoreParts {
    /// For the words by themselves.
    pub words: f32,
    /// For their closeness; only the best hits have it.
    pub closeness: f32,
    /// For being about the names that were asked for: headline, first paragraph, share of mentions.
    pub about: f32,
    /// For being like the first hits; only the best hits of a sentence have it.
    pub likeness: f32,
    /// Factor for its date; 1 unless `--recent` is asked for.
    pub recency: f32,
}

/// The reasons for a hit. `matches` have to hold places.
pub(crate) fn reasons(
    highlighter: &Highlighter<'_>,
    article: &IndexedArticle,
    matches: &[BlockMatches],
    candidate: &Candidate,
    today: Date,
) -> Why {
    let count = highlighter.clauses.len();
    let mut parts: Vec<PartReason> = highlighter
        .clauses
        .iter()
        .map(|clause| PartReason {
            query: clause.label.to_owned(),
            headline: 0,
            lede: 0,
            heading: 0,
            body: 0,
            byline: *clause.areas == [BYLINE],
            date: is_dated(clause, article),
        })
        .collect();
    let mut together: Option<(usize, Unit)> = None;
    let mut anywhere = vec![false; count];
    // When an article is from stands nowhere near anything.
    let near = |clause: usize| !matches!(highlighter.clauses[clause].role, WordRole::Timed(_));
    for (block, found) in article.article.blocks().zip(matches) {
        // A derived headline is the lede's first sentence again.
        if block.zone == Zone::Headline && article.article.headline.derived {
            continue;
        }
        let mut ends = vec![0; count];
        for (range, clause) in &found.places {
            // A name as written and its mark stand at the same place.
            if range.start >= ends[*clause] {
                let part = &mut parts[*clause];
                *match block.zone {
                    Zone::Headline => &mut part.headline,
                    Zone::Lede => &mut part.lede,
                    Zone::Heading => &mut part.heading,
                    Zone::Body => &mut part.body,
                } += 1;
                ends[*clause] = range.end.max(range.start + 1);
            }
            anywhere[*clause] |= near(*clause);
        }
        let closest = closest(block.zone, block.text, found, count, &near);
        together = better(together, closest);
    }
    let all = anywhere.iter().filter(|here| **here).count();
    together = better(together, (all, Unit::Article));
    let words = highlighter.clauses.iter().all(|clause| clause.kind == ClauseKind::Word);
    parts.retain(|part| part.byline || part.date || part.headline + part.lede + part.heading + part.body > 0);
    Why {
        parts,
        together: together.filter(|(parts, _)| *parts > 1).map(|(parts, within)| Together {
            parts,
            of: (0..count).filter(|clause| near(*clause)).count(),
            words,
            within,
        }),
        names: shares(highlighter, article),
        age_days: article.article.date.as_ref().map(|date| i64::from((today - date.start.date()).get_days())),
        score: ScoreParts {
            words: candidate.score / candidate.recency - candidate.closeness - candidate.about - candidate.likeness,
            closeness: candidate.closeness,
            likeness: candidate.likeness,
            about: candidate.about,
            recency: candidate.recency,
        },
    }
}

/// Whether a part of the query tells a time that the article is of.
fn is_dated(clause: &HighlightClause<'_>, article: &IndexedArticle) -> bool {
    match clause.role {
        WordRole::Timed(time) => article.article.date.as_ref().is_some_and(|date| timed::is_of(date, time)),
        WordRole::Sought | WordRole::Joining => false,
    }
}

/// The most parts that stand in one sentence of a block, or in the block when that has more.
fn closest(zone: Zone, text: &str, found: &BlockMatches, count: usize, near: &dyn Fn(usize) -> bool) -> (usize, Unit) {
    let within = |from: usize, to: usize| {
        let mut seen = vec![false; count];
        found
            .places
            .iter()
            .filter(|(range, clause)| from <= range.start && range.start < to && near(*clause))
            .for_each(|(_, clause)| seen[*clause] = true);
        seen.into_iter().filter(|seen| *seen).count()
    };
    let block = within(0, text.len() + 1);
    if zone == Zone::Headline {
        return (block, Unit::Headline);
    }
    let sentences = sentence_ranges(text, &found.sentences);
    let sentence = sentences.iter().map(|range| within(range.start, range.end.max(range.start + 1))).max().unwrap_or(0);
    if sentence >= block { (block, Unit::Sentence) } else { (block, Unit::Paragraph) }
}

/// More parts are better; of as many the smaller stretch, and a sentence rather than the headline.
fn better(known: Option<(usize, Unit)>, other: (usize, Unit)) -> Option<(usize, Unit)> {
    let rank = |unit: Unit| match unit {
        Unit::Headline => 4,
        Unit::Sentence => 3,
        Unit::Paragraph => 2,
        Unit::Article => 1,
    };
    match known {
        Some((parts, unit)) if (parts, rank(unit)) >= (other.0, rank(other.1)) => Some((parts, unit)),
        _ => Some(other),
    }
}

/// Whether a filed name is the surname of a full name that was asked for.
fn is_part_of_asked(highlighter: &Highlighter<'_>, key: &str) -> bool {
    highlighter.clauses.iter().any(|clause| super::surname::is_surname_of(key, clause.label))
}

fn shares(highlighter: &Highlighter<'_>, article: &IndexedArticle) -> Vec<NameShare> {
    highlighter
        .asked_names(article)
        .map(|index| {
            let name = &article.names[index];
            let kin = article.names.iter().filter(|other| other.class == name.class);
            NameShare {
                name: name.name.clone(),
                kind: name.class,
                mentions: name.mentions.len(),
                of: kin.map(|other| other.mentions.len()).sum(),
                surname_only: name.class == NameClass::Person && is_part_of_asked(highlighter, &name.key),
            }
        })
        .collect()
}
