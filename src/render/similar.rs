//! Articles like one article: as a page, as lines and as JSON, each with what it shares.

use std::io::{self, Write};

use serde::Serialize;

use super::text::{FACTS, HEADLINE, TextOptions, hit_facts, shortened, wrap};
use super::{clean, full_path, place};
use crate::engine::{IndexedArticle, Marked, Similar, SimilarPage};

/// Words shown of those shared.
const SHOWN: usize = 12;

/// Writes a page.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(page: &SimilarPage, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let indent = page.articles.len().to_string().len() + 2;
    let blank = " ".repeat(indent);
    let room = options.width.saturating_sub(indent);
    for (index, similar) in page.articles.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let number = format!("{:>width$}  ", similar.hit.rank, width = indent - 2);
        for (line, text) in wrap(&shortened(&similar.hit), room).iter().enumerate() {
            let lead = if line == 0 { &number } else { &blank };
            writeln!(out, "{lead}{}", options.emphasise(text, HEADLINE))?;
        }
        let mut facts = hit_facts(&similar.hit);
        if similar.is_copy() {
            facts.push(format!("near copy: {:.0}% the same", similar.overlap * 100.0));
        } else if similar.overlap >= 0.1 {
            facts.push(format!("{:.0}% the same", similar.overlap * 100.0));
        }
        for line in options.facts(&facts, &similar.hit.article.article, room) {
            writeln!(out, "{blank}{line}")?;
        }
        let shared = Marked { text: shared(similar), highlights: Vec::new() };
        for line in wrap(&shared, room.saturating_sub(2)).iter().filter(|line| !line.text.is_empty()) {
            writeln!(out, "{blank}  {}", options.style(FACTS, &line.text))?;
        }
    }
    Ok(())
}

/// Names and words that both have.
pub fn shared(similar: &Similar) -> String {
    let words: Vec<&str> = similar.words.iter().take(SHOWN).map(String::as_str).collect();
    let names = similar.names.join(", ");
    match (names.is_empty(), words.is_empty()) {
        (true, _) => words.join(" "),
        (false, true) => names,
        (false, false) => format!("{names} · {}", words.join(" ")),
    }
}

/// Writes a line for each article: rank, date, publisher, path, headline, share that is the same, names, words.
///
/// # Errors
/// When the writer refuses.
pub fn render_lines(page: &SimilarPage, out: &mut dyn Write) -> io::Result<()> {
    for similar in &page.articles {
        let article = &similar.hit.article.article;
        let columns = [
            similar.hit.rank.to_string(),
            article.date.as_ref().map(ToString::to_string).unwrap_or_default(),
            article.publisher.as_deref().map(clean).unwrap_or_default().into_owned(),
            clean(&full_path(&similar.hit)).into_owned(),
            clean(&article.headline.text).into_owned(),
            format!("{:.2}", similar.overlap),
            clean(&similar.names.join(", ")).into_owned(),
            clean(&similar.words.join(" ")).into_owned(),
        ];
        writeln!(out, "{}", columns.join("\t"))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct PageOut<'a> {
    version: u32,
    article: String,
    words: &'a [String],
    names: &'a [String],
    similar: Vec<SimilarOut<'a>>,
}

#[derive(Serialize)]
struct SimilarOut<'a> {
    #[serde(flatten)]
    hit: super::json::HitOut<'a>,
    shared_words: &'a [String],
    shared_names: &'a [String],
    overlap: f32,
    near_copy: bool,
}

/// Writes one JSON document.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(article: &IndexedArticle, page: &SimilarPage, out: &mut dyn Write) -> io::Result<()> {
    let document = PageOut {
        version: super::json::VERSION,
        article: place(&article.article),
        words: &page.words,
        names: &page.names,
        similar: page
            .articles
            .iter()
            .map(|similar| SimilarOut {
                hit: super::json::hit(&similar.hit),
                shared_words: &similar.words,
                shared_names: &similar.names,
                overlap: similar.overlap,
                near_copy: similar.is_copy(),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
