//! One article to read: wrapped text with its headings, what is known of it, and whom it names.

use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;

use super::json::{self, FactsOut, MarkedOut, marked};
use super::text::{FACTS, HEADLINE, SECTION, TextOptions, columns, date, wrap};
use super::{clean, place};
use crate::article::{ArticleDate, Zone};
use crate::engine::{ArticleName, IndexedArticle, Marked, NameClass, TextLoss};

/// Lines longer than this are hard to read, however wide the terminal is.
const READING_WIDTH: usize = 92;
/// Persons and others listed of each kind.
const LISTED: usize = 40;

/// Writes an article as a page. `blocks` are its blocks with what is to be emphasised in them.
///
/// # Errors
/// When the writer refuses.
pub fn render_article(
    article: &IndexedArticle,
    blocks: &[Marked],
    options: &TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = options.width.min(READING_WIDTH);
    let texts: Vec<_> = article.article.blocks().map(|block| block.zone).zip(blocks).collect();
    for (zone, text) in &texts {
        // A derived headline is the first sentence of what follows.
        if *zone == Zone::Headline && !article.article.headline.derived {
            write_block(text, HEADLINE, width, options, out)?;
        }
    }
    for line in options.facts(&facts(article), &article.article, width) {
        writeln!(out, "{line}")?;
    }
    if let Some(url) = &article.article.url {
        writeln!(out, "{}", options.style(FACTS, &clean(url)))?;
    }
    if let Some(loss) = article.lost {
        writeln!(out, "\nThe text cannot be shown: {loss}.")?;
    }
    for (zone, text) in &texts {
        let base = match zone {
            Zone::Headline => continue,
            Zone::Heading => SECTION.bold(),
            Zone::Lede | Zone::Body => Style::new(),
        };
        writeln!(out)?;
        write_block(text, base, width, options, out)?;
    }
    render_names(article, width, options, out)
}

fn write_block(text: &Marked, base: Style, width: usize, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(text, width) {
        writeln!(out, "{}", options.emphasise(&line, base))?;
    }
    Ok(())
}

/// What is known of an article: date, publisher, author, section, language, length, path, id.
pub fn facts(article: &IndexedArticle) -> Vec<String> {
    let id = article.id();
    let article = &article.article;
    let text = |value: &Option<String>| value.as_deref().map(|text| clean(text).into_owned());
    let mut facts = vec![date(article)];
    facts.extend(text(&article.publisher));
    facts.extend(text(&article.byline).map(|byline| format!("by {byline}")));
    facts.extend(text(&article.rubric));
    facts.extend(text(&article.language));
    facts.push(if article.word_count == 1 { "1 word".to_owned() } else { format!("{} words", article.word_count) });
    facts.push(clean(&place(article)).into_owned());
    facts.push(id.to_string());
    facts
}

/// Lists whom and what the article names: how often, the name, and for persons the roles.
fn render_names(article: &IndexedArticle, width: usize, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let kinds =
        [(NameClass::Person, "Persons"), (NameClass::Organisation, "Organisations"), (NameClass::Place, "Places")];
    for (class, title) in kinds {
        let counted = article.names.iter().map(|name| (name, article.mention_count(name)));
        let mut here: Vec<(&ArticleName, usize)> = counted.filter(|(name, _)| name.class == class).collect();
        if here.is_empty() {
            continue;
        }
        here.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        writeln!(out, "\n{}", options.style(SECTION.bold(), title))?;
        if class == NameClass::Person {
            render_persons(&here, width, options, out)?;
            continue;
        }
        let list: Vec<String> =
            here.iter().take(LISTED).map(|(name, count)| format!("{} {count}", clean(&name.name))).collect();
        let mut list = list.join(" · ");
        if here.len() > LISTED {
            list.push_str(&format!(" · and {} more", here.len() - LISTED));
        }
        let list = Marked { text: list, highlights: Vec::new() };
        for line in wrap(&list, width.saturating_sub(2)) {
            writeln!(out, "  {}", line.text)?;
        }
    }
    Ok(())
}

fn render_persons(
    persons: &[(&ArticleName, usize)],
    width: usize,
    options: &TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = &persons[..persons.len().min(LISTED)];
    let longest = shown.iter().map(|(person, _)| columns(&clean(&person.name))).max().unwrap_or(0).min(width / 2);
    for (person, count) in shown {
        let name = clean(&person.name);
        let lead = format!("{count:>4}  {name}");
        let roles = clean(&person.roles.join("; ")).into_owned();
        if roles.is_empty() {
            writeln!(out, "{lead}")?;
            continue;
        }
        let pad = " ".repeat(longest.saturating_sub(columns(&name)));
        let room = width.saturating_sub(6 + longest + 2);
        let mut lines = wrap(&Marked { text: roles, highlights: Vec::new() }, room).into_iter();
        let first = lines.next().map(|line| line.text).unwrap_or_default();
        writeln!(out, "{lead}{pad}  {}", options.style(FACTS, &first))?;
        for line in lines {
            writeln!(out, "{}{}", " ".repeat(6 + longest + 2), options.style(FACTS, &line.text))?;
        }
    }
    if persons.len() > shown.len() {
        writeln!(out, "      and {} more", persons.len() - shown.len())?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    version: u32,
    id: String,
    external_id: &'a Option<String>,
    path: &'a str,
    locator: &'a Option<String>,
    format: &'a str,
    headline: MarkedOut<'a>,
    headline_derived: bool,
    date: Option<String>,
    date_detail: &'a Option<ArticleDate>,
    #[serde(flatten)]
    facts: FactsOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_lost: Option<TextLoss>,
    blocks: Vec<BlockOut<'a>>,
    persons: Vec<NameOut<'a>>,
    organisations: Vec<NameOut<'a>>,
    places: Vec<NameOut<'a>>,
    metadata: Vec<[&'a str; 2]>,
}

#[derive(Serialize)]
struct BlockOut<'a> {
    zone: Zone,
    #[serde(flatten)]
    text: MarkedOut<'a>,
}

#[derive(Serialize)]
struct NameOut<'a> {
    name: &'a str,
    roles: &'a [String],
    mentions: usize,
}

/// Writes an article as one JSON document.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(indexed: &IndexedArticle, blocks: &[Marked], out: &mut dyn Write) -> io::Result<()> {
    let article = &indexed.article;
    let texts: Vec<_> = article.blocks().map(|block| block.zone).zip(blocks).collect();
    let empty = Marked::default();
    let headline = texts.iter().find(|(zone, _)| *zone == Zone::Headline).map_or(&empty, |(_, text)| *text);
    let names = |class| {
        let here = indexed.names.iter().filter(move |name| name.class == class);
        here.map(|name| NameOut { name: &name.name, roles: &name.roles, mentions: indexed.mention_count(name) })
            .collect()
    };
    let document = ArticleOut {
        version: super::json::VERSION,
        id: indexed.id().to_string(),
        external_id: &article.external_id,
        path: &article.path,
        locator: &article.locator,
        format: &article.format,
        headline: marked(headline),
        headline_derived: article.headline.derived,
        date: article.date.as_ref().map(ToString::to_string),
        date_detail: &article.date,
        facts: json::facts(article),
        text_lost: indexed.lost,
        blocks: texts
            .iter()
            .filter(|(zone, _)| *zone != Zone::Headline)
            .map(|(zone, text)| BlockOut { zone: *zone, text: marked(text) })
            .collect(),
        persons: names(NameClass::Person),
        organisations: names(NameClass::Organisation),
        places: names(NameClass::Place),
        metadata: article.metadata.iter().map(|(name, value)| [name.as_str(), value.as_str()]).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
