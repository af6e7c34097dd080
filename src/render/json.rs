//! JSON: one document for a page, or one line for each hit. A documented contract, see `docs/json.md`.
//!
//! Offsets in the output count characters (Unicode scalar values), not bytes, since that is what the languages that read
//! JSON can slice by.

use std::io::{self, Write};

use serde::Serialize;

use crate::article::Article;
use crate::engine::{
    ArticleName, Counted, ExpandedWord, FacetCounts, Hit, IndexedArticle, KwicLine, Marked, NameClass, NameHint,
    NameMatch, PartCount, SearchPage, Snippet, Suggestion, SurnameAlone, TextLoss, Why,
};

/// Version of the output; raised when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct PageOut<'a> {
    version: u32,
    query: &'a str,
    /// Articles that match in full.
    total: u64,
    /// Articles that hold only some of the plain words.
    partial: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    absent_words: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    shortened_patterns: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<NameOut<'a>>,
    #[serde(skip_serializing_if = "<[ExpandedWord]>::is_empty")]
    expansion: &'a [ExpandedWord],
    #[serde(skip_serializing_if = "<[NameHint]>::is_empty")]
    as_names: &'a [NameHint],
    #[serde(skip_serializing_if = "<[Suggestion]>::is_empty")]
    suggestions: &'a [Suggestion],
    /// The query with the likeliest spellings in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    did_you_mean: Option<String>,
    #[serde(skip_serializing_if = "<[PartCount]>::is_empty")]
    parts: &'a [PartCount],
    hits: Vec<HitOut<'a>>,
    #[serde(skip_serializing_if = "<[FacetCounts]>::is_empty")]
    facets: &'a [FacetCounts],
}

#[derive(Serialize)]
struct NameOut<'a> {
    asked: &'a str,
    kind: NameClass,
    found: Vec<FoundOut<'a>>,
    more: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    surname_alone: Option<&'a SurnameAlone>,
}

#[derive(Serialize)]
struct FoundOut<'a> {
    name: &'a str,
    articles: u64,
    mentions: u64,
    roles: Vec<&'a str>,
    keys: &'a [String],
}

#[derive(Serialize)]
pub(super) struct HitOut<'a> {
    rank: usize,
    score: f32,
    id: String,
    external_id: &'a Option<String>,
    path: &'a str,
    locator: &'a Option<String>,
    headline: MarkedOut<'a>,
    headline_derived: bool,
    date: Option<String>,
    date_certain: Option<bool>,
    #[serde(flatten)]
    facts: FactsOut<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    missing_words: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    text_lost: Option<TextLoss>,
    persons: Vec<PersonOut<'a>>,
    snippets: Vec<SnippetOut<'a>>,
    #[serde(skip_serializing_if = "<[KwicLine]>::is_empty")]
    lines: &'a [KwicLine],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<WhyOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<super::story::CopyOut<'a>>,
}

/// What is known of an article, in one order wherever an article is written.
#[derive(Serialize)]
pub(super) struct FactsOut<'a> {
    publisher: &'a Option<String>,
    byline: &'a Option<String>,
    dateline: &'a Option<String>,
    section: &'a Option<String>,
    language: &'a Option<String>,
    url: &'a Option<String>,
    words: u32,
}

pub(super) fn facts(article: &Article) -> FactsOut<'_> {
    FactsOut {
        publisher: &article.publisher,
        byline: &article.byline,
        dateline: &article.dateline,
        section: &article.rubric,
        language: &article.language,
        url: &article.url,
        words: article.word_count,
    }
}

#[derive(Serialize)]
struct WhyOut<'a> {
    /// In words.
    text: String,
    #[serde(flatten)]
    reasons: &'a Why,
}

#[derive(Serialize)]
struct PersonOut<'a> {
    name: &'a str,
    roles: &'a [String],
    mentions: usize,
}

#[derive(Serialize)]
struct SnippetOut<'a> {
    #[serde(flatten)]
    text: MarkedOut<'a>,
    heading: &'a Option<String>,
    zone: crate::article::Zone,
}

#[derive(Serialize)]
pub(super) struct MarkedOut<'a> {
    text: &'a str,
    /// Pairs of first and last-but-one character.
    highlights: Vec<[usize; 2]>,
}

/// Writes a page as one document.
///
/// # Errors
/// When the writer refuses.
pub fn render_page(query: &str, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &page_out(query, page))?;
    writeln!(out)
}

fn page_out<'a>(query: &'a str, page: &'a SearchPage) -> PageOut<'a> {
    PageOut {
        version: VERSION,
        query,
        total: page.full,
        partial: page.partial,
        absent_words: &page.absent,
        shortened_patterns: &page.cut,
        names: page.names.iter().map(name).collect(),
        expansion: &page.expansion,
        suggestions: &page.suggestions,
        as_names: &page.as_names,
        did_you_mean: page.corrected(query),
        parts: &page.parts,
        hits: page.hits.iter().map(hit).collect(),
        facets: &page.facets,
    }
}

#[derive(Serialize)]
struct NumberedPage<'a> {
    number: usize,
    #[serde(flatten)]
    page: PageOut<'a>,
}

#[derive(Serialize)]
struct NumberedHit<'a> {
    query_number: usize,
    #[serde(flatten)]
    hit: HitOut<'a>,
}

#[derive(Serialize)]
struct CountOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    query: &'a str,
    total: u64,
    partial: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    shortened_patterns: &'a [String],
}

impl CountOut<'_> {
    fn new<'a>(query: &'a str, counted: &'a Counted) -> CountOut<'a> {
        let Counted { full, partial, cut } = counted;
        let (version, number) = (None, None);
        CountOut { version, number, query, total: *full, partial: *partial, shortened_patterns: cut }
    }
}

/// Writes how many articles match in full, and how many hold some of the plain words, as one document.
///
/// # Errors
/// When the writer refuses.
pub fn render_count(query: &str, counted: &Counted, out: &mut dyn Write) -> io::Result<()> {
    let document = CountOut { version: Some(VERSION), ..CountOut::new(query, counted) };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

/// Writes the same on one line, with the number of the query in the place of the version.
///
/// # Errors
/// When the writer refuses.
pub fn render_numbered_count(number: usize, query: &str, counted: &Counted, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &CountOut { number: Some(number), ..CountOut::new(query, counted) })?;
    Ok(())
}

/// Writes a page as one document on one line, with the number of its query.
///
/// # Errors
/// When the writer refuses.
pub fn render_numbered_page(number: usize, query: &str, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &NumberedPage { number, page: page_out(query, page) })?;
    Ok(())
}

/// Writes a line for each hit, with the number of the query.
///
/// # Errors
/// When the writer refuses.
pub fn render_numbered_lines(number: usize, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
    for one in &page.hits {
        serde_json::to_writer(&mut *out, &NumberedHit { query_number: number, hit: hit(one) })?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes a line for each hit.
///
/// # Errors
/// When the writer refuses.
pub fn render_lines(page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
    for one in &page.hits {
        serde_json::to_writer(&mut *out, &hit(one))?;
        writeln!(out)?;
    }
    Ok(())
}

fn name(asked: &NameMatch) -> NameOut<'_> {
    let found = asked.found.iter().map(|entry| FoundOut {
        name: &entry.name,
        articles: entry.articles,
        mentions: entry.mentions,
        roles: entry.roles.iter().take(3).map(|role| role.role.as_str()).collect(),
        keys: &entry.keys,
    });
    NameOut {
        asked: &asked.asked,
        kind: asked.class,
        found: found.collect(),
        more: asked.more,
        surname_alone: asked.left.as_ref(),
    }
}

pub(super) fn hit(hit: &Hit) -> HitOut<'_> {
    let article = &hit.article.article;
    HitOut {
        rank: hit.rank,
        score: hit.score,
        id: hit.id.to_string(),
        external_id: &article.external_id,
        path: &article.path,
        locator: &article.locator,
        headline: marked(&hit.headline),
        headline_derived: article.headline.derived,
        date: article.date.as_ref().map(ToString::to_string),
        date_certain: article.date.as_ref().map(|date| date.certain),
        facts: facts(article),
        missing_words: &hit.missing,
        text_lost: hit.article.lost,
        persons: hit
            .article
            .names
            .iter()
            .filter(|name| name.class == NameClass::Person)
            .map(|name| person(name, &hit.article))
            .collect(),
        snippets: hit.snippets.iter().map(snippet).collect(),
        lines: &hit.lines,
        why: hit.why.as_ref().map(|reasons| WhyOut { text: super::why::describe(reasons), reasons }),
        copies: hit.copies.iter().map(|copy| super::story::copy(copy, None)).collect(),
    }
}

fn person<'a>(name: &'a ArticleName, article: &IndexedArticle) -> PersonOut<'a> {
    PersonOut { name: &name.name, roles: &name.roles, mentions: article.mention_count(name) }
}

fn snippet(snippet: &Snippet) -> SnippetOut<'_> {
    SnippetOut { text: marked(&snippet.text), heading: &snippet.heading, zone: snippet.zone }
}

pub(super) fn marked(marked: &Marked) -> MarkedOut<'_> {
    let mut highlights = Vec::with_capacity(marked.highlights.len());
    let (mut bytes, mut characters) = (0, 0);
    let mut count = |to: usize| {
        characters += marked.text[bytes..to].chars().count();
        bytes = to;
        characters
    };
    for range in &marked.highlights {
        highlights.push([count(range.start), count(range.end)]);
    }
    MarkedOut { text: &marked.text, highlights }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let text = "é Rafah 内塔";
        let source = Marked { text: text.into(), highlights: vec![3..8, 9..15] };
        assert_eq!(marked(&source).highlights, [[2, 7], [8, 10]]);
    }
}
