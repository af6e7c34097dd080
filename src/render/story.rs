//! Groups of near copies: as a page, as lines and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::text::{HEADLINE, TextOptions, date, wrap};
use super::{clean, place};
use crate::article::Article;
use crate::engine::{IndexedArticle, Marked, Stories, Telling};

/// Writes a page: of each group the headlines of the earliest article, then a line for each.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(stories: &Stories, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let indent = stories.largest.len().to_string().len() + 2;
    let blank = " ".repeat(indent);
    let room = options.width.saturating_sub(indent);
    for (index, story) in stories.largest.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let Some(first) = story.articles.first() else { continue };
        let headline = format!("{} ({} articles)", first.article.article.headline.text, story.articles.len());
        let number = format!("{:>width$}  ", index + 1, width = indent - 2);
        for (line, text) in wrap(&Marked { text: headline, highlights: Vec::new() }, room).iter().enumerate() {
            let lead = if line == 0 { &number } else { &blank };
            writeln!(out, "{lead}{}", options.emphasise(text, HEADLINE))?;
        }
        for telling in &story.articles {
            for line in options.facts(&facts(telling), &telling.article.article, room) {
                writeln!(out, "{blank}{line}")?;
            }
        }
    }
    Ok(())
}

fn facts(telling: &Telling) -> Vec<String> {
    let article = &telling.article.article;
    let mut facts = vec![date(article)];
    facts.extend(article.publisher.as_deref().map(|text| clean(text).into_owned()));
    facts.push(clean(&place(article)).into_owned());
    facts.push(format!("{} words", article.word_count));
    if telling.overlap < 1.0 {
        facts.push(format!("{:.0}% the same", telling.overlap * 100.0));
    }
    facts
}

/// Writes a line for each article: number of its group, share, date, publisher, path, headline.
///
/// # Errors
/// When the writer refuses.
pub fn render_lines(stories: &Stories, out: &mut dyn Write) -> io::Result<()> {
    for (index, story) in stories.largest.iter().enumerate() {
        for telling in &story.articles {
            let article = &telling.article.article;
            let columns = [
                (index + 1).to_string(),
                format!("{:.2}", telling.overlap),
                article.date.as_ref().map(ToString::to_string).unwrap_or_default(),
                article.publisher.as_deref().map(clean).unwrap_or_default().into_owned(),
                clean(&place(article)).into_owned(),
                clean(&article.headline.text).into_owned(),
            ];
            writeln!(out, "{}", columns.join("\t"))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    version: u32,
    query: &'a str,
    /// Articles that were looked at.
    articles: u64,
    /// Articles that hold some of the plain words only, which are not.
    partial: u64,
    /// How many groups there are, shown or not.
    groups: u64,
    /// How many articles are in one.
    grouped: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    shortened_patterns: &'a [String],
    stories: Vec<StoryOut<'a>>,
}

#[derive(Serialize)]
struct StoryOut<'a> {
    articles: Vec<CopyOut<'a>>,
}

/// A copy as it is written wherever one is.
#[derive(Serialize)]
pub(super) struct CopyOut<'a> {
    id: String,
    path: &'a str,
    locator: &'a Option<String>,
    headline: &'a str,
    date: Option<String>,
    publisher: &'a Option<String>,
    words: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    overlap: Option<f32>,
}

pub(super) fn copy(article: &IndexedArticle, overlap: Option<f32>) -> CopyOut<'_> {
    let id = article.id().to_string();
    let article: &Article = &article.article;
    CopyOut {
        id,
        path: &article.path,
        locator: &article.locator,
        headline: &article.headline.text,
        date: article.date.as_ref().map(ToString::to_string),
        publisher: &article.publisher,
        words: article.word_count,
        overlap,
    }
}

/// Writes one JSON document.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(query: &str, stories: &Stories, out: &mut dyn Write) -> io::Result<()> {
    let document = DocumentOut {
        version: super::json::VERSION,
        query,
        articles: stories.articles,
        partial: stories.partial,
        groups: stories.groups,
        grouped: stories.grouped,
        shortened_patterns: &stories.cut,
        stories: stories
            .largest
            .iter()
            .map(|story| StoryOut {
                articles: story.articles.iter().map(|one| copy(&one.article, Some(one.overlap))).collect(),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
