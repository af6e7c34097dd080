//! The page that a person reads: numbered hits, a line of facts, passages under their headings.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::link::link;
use super::{clean, full_path, pieces, place};
use crate::article::Article;
use crate::engine::{Hit, Marked, SearchPage, Snippet};

/// Settings of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns of the page.
    pub width: usize,
    /// How matches and headlines are set off.
    pub emphasis: Emphasis,
    /// The corpus folder, where paths are to be links into it.
    pub links: Option<PathBuf>,
}

/// How a word is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// With the terminal's styles.
    Styled,
    /// With asterisks, where there are no styles.
    Plain,
}

pub(super) const HEADLINE: Style = Style::new().bold();
const MATCH: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
pub(super) const FACTS: Style = Style::new().dimmed();
pub(super) const BAR: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
pub(super) const SECTION: Style = Style::new().italic();

/// Longest derived headline, in characters: it is a whole sentence, and the lede says it again.
const DERIVED_LENGTH: usize = 110;

/// Writes the hits of a page.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(page: &SearchPage, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let last = page.hits.last().map_or(1, |hit| hit.rank);
    let indent = last.to_string().len() + 2;
    // Of a sentence, articles that lack a word may come before those with all; then each says for itself what it lacks.
    let full = page.hits.iter().rposition(|hit| hit.missing.is_empty()).map_or(0, |last| last + 1);
    let mut partial = false;
    for (index, hit) in page.hits.iter().enumerate() {
        if index == full {
            partial = true;
            if index > 0 {
                writeln!(out)?;
            }
            let line = "Articles with some of the words:";
            writeln!(out, "{}", options.style(FACTS, line))?;
        }
        if index > 0 || partial {
            writeln!(out)?;
        }
        render_hit(hit, indent, options, out)?;
    }
    Ok(())
}

fn render_hit(hit: &Hit, indent: usize, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let blank = " ".repeat(indent);
    let headline = shortened(hit);
    let number = format!("{:>width$}  ", hit.rank, width = indent - 2);
    let lines = wrap(&headline, options.width.saturating_sub(indent));
    for (index, line) in lines.iter().enumerate() {
        let lead = if index == 0 { &number } else { &blank };
        writeln!(out, "{lead}{}", options.emphasise(line, HEADLINE))?;
    }
    for line in options.facts(&hit_facts(hit), &hit.article.article, options.width.saturating_sub(indent)) {
        writeln!(out, "{blank}{line}")?;
    }
    if let Some(why) = &hit.why {
        let reasons = Marked { text: format!("why: {}", super::why::describe(why)), highlights: Vec::new() };
        for line in wrap(&reasons, options.width.saturating_sub(indent)) {
            writeln!(out, "{blank}{}", options.style(FACTS, &line.text))?;
        }
    }
    let mut heading: Option<&str> = None;
    for snippet in &hit.snippets {
        if snippet.heading.as_deref() != heading {
            heading = snippet.heading.as_deref();
            if let Some(heading) = heading {
                let heading = Marked { text: heading.to_owned(), highlights: Vec::new() };
                for line in wrap(&heading, options.width.saturating_sub(indent)) {
                    writeln!(out, "{blank}{}", options.style(SECTION, &line.text))?;
                }
            }
        }
        for line in wrap(&with_dots(snippet), options.width.saturating_sub(indent + 2)) {
            writeln!(out, "{blank}  {}", options.emphasise(&line, Style::new()))?;
        }
    }
    render_copies(hit, &blank, options, out)
}

/// Where the same stands once more.
fn render_copies(hit: &Hit, blank: &str, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    if hit.copies.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = hit.copies.iter().map(|copy| clean(&place(&copy.article)).into_owned()).collect();
    let number = if places.len() == 1 { "1 near copy".to_owned() } else { format!("{} near copies", places.len()) };
    let line = Marked { text: format!("{number}: {}", places.join(", ")), highlights: Vec::new() };
    let lines = wrap(&line, options.width.saturating_sub(blank.len()));
    lines.iter().try_for_each(|line| writeln!(out, "{blank}{}", options.style(FACTS, &line.text)))
}

/// The headline; a derived one cut to a length that does not fill the page.
pub fn shortened(hit: &Hit) -> Marked {
    let headline = &hit.headline;
    if !hit.article.article.headline.derived || headline.text.chars().count() <= DERIVED_LENGTH {
        return headline.clone();
    }
    let cut = headline.text.char_indices().nth(DERIVED_LENGTH).map_or(headline.text.len(), |(at, _)| at);
    let cut = headline.text[..cut].rfind(' ').unwrap_or(cut);
    let highlights = headline.highlights.iter().filter(|range| range.end <= cut).cloned().collect();
    Marked { text: format!("{} …", &headline.text[..cut]), highlights }
}

/// Date, publisher, byline where it is asked for, path, and what is missing.
pub(super) fn hit_facts(hit: &Hit) -> Vec<String> {
    let article = &hit.article.article;
    let mut facts = vec![date(article)];
    facts.extend(article.publisher.as_deref().map(|text| clean(text).into_owned()));
    facts.extend(article.byline.as_deref().filter(|_| hit.byline_asked).map(|text| clean(text).into_owned()));
    facts.push(clean(&full_path(hit)).into_owned());
    facts.extend(hit.article.lost.map(|loss| format!("no text: {loss}")));
    if !hit.missing.is_empty() {
        facts.push(format!("without {}", clean(&hit.missing.join(", "))));
    }
    facts
}

/// The date as it is shown, with a question mark when it may be another.
pub fn date(article: &Article) -> String {
    match &article.date {
        Some(date) if date.certain => date.to_string(),
        Some(date) => format!("{date}?"),
        None => "undated".to_owned(),
    }
}

/// The text of a passage, with dots where it was cut out of a sentence.
pub fn with_dots(snippet: &Snippet) -> Marked {
    let before = if snippet.cut_before { "… " } else { "" };
    let after = if snippet.cut_after { " …" } else { "" };
    Marked {
        text: format!("{before}{}{after}", snippet.text.text),
        highlights: snippet
            .text
            .highlights
            .iter()
            .map(|range| range.start + before.len()..range.end + before.len())
            .collect(),
    }
}

/// Breaks a marked text into lines of at most `width` columns, between words where it can.
pub fn wrap(marked: &Marked, width: usize) -> Vec<Marked> {
    let text = clean(&marked.text);
    let options = textwrap::Options::new(width.max(20))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in textwrap::wrap(&text, options) {
        // Lines are pieces of the text in order; what lies between them is blanks.
        let start = match &line {
            Cow::Borrowed(line) => line.as_ptr() as usize - text.as_ptr() as usize,
            Cow::Owned(line) => text[at..].find(line.as_str()).map_or(at, |found| at + found),
        };
        let end = start + line.len();
        let highlights = marked
            .highlights
            .iter()
            .filter(|range| range.start < end && range.end > start)
            .map(|range| range.start.max(start) - start..range.end.min(end) - start)
            .collect();
        lines.push(Marked { text: line.into_owned(), highlights });
        at = end.min(text.len());
    }
    lines
}

impl TextOptions {
    /// Facts in as few lines as they need, the article's path as a link where there are links.
    ///
    /// A fact is broken only when it is longer than a line.
    pub(super) fn facts(&self, facts: &[String], article: &Article, width: usize) -> Vec<String> {
        let path = clean(&place(article)).into_owned();
        let mut lines: Vec<String> = Vec::new();
        let mut used = 0;
        for fact in facts {
            let shown = match &self.links {
                Some(corpus) if *fact == path => link(&corpus.join(&article.path), fact),
                _ => fact.clone(),
            };
            let shown = self.style(FACTS, &shown);
            match lines.last_mut() {
                Some(line) if used + 3 + columns(fact) <= width => {
                    line.push_str(&self.style(FACTS, " · "));
                    line.push_str(&shown);
                    used += 3 + columns(fact);
                }
                _ => {
                    lines.push(shown);
                    used = columns(fact);
                }
            }
        }
        lines
    }

    pub(super) fn style(&self, style: Style, text: &str) -> String {
        match self.emphasis {
            Emphasis::Styled if !text.is_empty() => format!("{style}{text}{style:#}"),
            _ => text.to_owned(),
        }
    }

    pub(super) fn emphasise(&self, line: &Marked, base: Style) -> String {
        let mut out = String::new();
        for (text, matched) in pieces(line) {
            match (self.emphasis, matched) {
                (Emphasis::Styled, true) => out.push_str(&format!("{MATCH}{text}{MATCH:#}")),
                (Emphasis::Styled, false) => out.push_str(&format!("{base}{text}{base:#}")),
                (Emphasis::Plain, true) => out.push_str(&format!("*{text}*")),
                (Emphasis::Plain, false) => out.push_str(text),
            }
        }
        out
    }
}

/// Columns that a text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_highlights() {
        let marked = Marked { text: "the offensive in Rafah goes on and on".into(), highlights: vec![4..13, 17..22] };
        let lines = wrap(&marked, 20);
        let options = TextOptions { width: 80, emphasis: Emphasis::Plain, links: None };
        let shown: Vec<String> = lines.iter().map(|line| options.emphasise(line, Style::new())).collect();
        assert_eq!(shown, ["the *offensive* in", "*Rafah* goes on and on"]);
    }
}
