//! One person as a page to read and as JSON: name, roles, spellings, a strip of months, companions, articles.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::clean;
use super::people::described;
use crate::engine::{ArticleNote, Month, NameMatch, Profile, TogetherWith};

const VERSION: u32 = 1;
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const DIGITS: [char; 8] = ['1', '2', '3', '4', '5', '6', '7', '8'];

/// How a page of a person is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileOptions {
    /// Columns of the page.
    pub width: usize,
    /// What months are drawn with.
    pub strip: Strip,
}

/// What a strip of months is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strip {
    /// Block characters of eight heights.
    Blocks,
    /// Digits from 1 to 8, for terminals without block characters.
    Digits,
}

/// The articles that a search for a person ranks first, and how many it finds.
#[derive(Debug, Clone, Default)]
pub struct TopArticles {
    /// Those it ranks first.
    pub notes: Vec<ArticleNote>,
    /// How many it finds: more than name the person where a surname alone is the person's, or the name is not recognised.
    pub found: u64,
}

/// Writes the page.
///
/// # Errors
/// When the writer refuses.
pub fn render_text(
    profile: &Profile,
    top: &TopArticles,
    options: ProfileOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entry = &profile.entry;
    writeln!(out, "{}", clean(&entry.name))?;
    if !entry.roles.is_empty() {
        let roles: Vec<String> =
            entry.roles.iter().take(6).map(|role| format!("{} ({})", clean(&role.role), role.articles)).collect();
        row("roles", &roles.join(", "), options.width, out)?;
    }
    let counts = format!("{}, {}", count(entry.articles, "article"), count(entry.mentions, "mention"));
    let undated = if profile.undated > 0 { format!(", {} undated", profile.undated) } else { String::new() };
    row("named in", &format!("{counts}{undated}"), options.width, out)?;
    let more = top.found.saturating_sub(entry.articles);
    if more > 0 {
        let has = if more == 1 { "has" } else { "have" };
        let by = format!("{has} the surname alone, or the name where it was not recognised");
        row("a search", &format!("finds {}: {more} more {by}", count(top.found, "article")), options.width, out)?;
    }
    let forms: Vec<String> =
        entry.spellings.iter().take(12).map(|form| format!("{} ({})", clean(&form.form), form.mentions)).collect();
    row("written", &forms.join(", "), options.width, out)?;
    for (label, note) in [("first", &profile.first), ("last", &profile.last)] {
        if let Some(note) = note {
            row(label, &described_note(note), options.width, out)?;
        }
    }
    if let (Some(first), Some(last)) = (profile.months.first(), profile.months.last()) {
        let (strip, months) = strip(&profile.months, options.width.saturating_sub(30), options.strip);
        let each = if months == 1 { String::new() } else { format!(", {months} months each") };
        let most = profile.months.chunks(months).map(total).max().unwrap_or(0);
        let span = format!("{} {strip} {}  (highest: {most}{each})", shown(first), shown(last));
        writeln!(out, "{:10}{span}", "by month")?;
    }
    if !profile.companions.is_empty() {
        let names: Vec<String> =
            profile.companions.iter().map(|other| format!("{} ({})", clean(&other.name), other.articles)).collect();
        row("with", &names.join(", "), options.width, out)?;
    }
    if !top.notes.is_empty() {
        writeln!(out)?;
        for (number, note) in top.notes.iter().enumerate() {
            writeln!(out, "{:>2}  {}", number + 1, described_note(note))?;
        }
    }
    Ok(())
}

fn count(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Date, headline and path on one line.
fn described_note(note: &ArticleNote) -> String {
    let date = note.date.as_deref().unwrap_or("undated");
    let headline = clean(&note.headline);
    let mut shown: String = headline.chars().take(90).collect();
    if shown.len() < headline.len() {
        shown.push('…');
    }
    format!("{date}  {shown}  [{}]", clean(&note_path(note)))
}

/// The path of an article with its place in the file.
fn note_path(note: &ArticleNote) -> String {
    match &note.locator {
        Some(locator) => format!("{}!{locator}", note.path),
        None => note.path.clone(),
    }
}

/// A label and what belongs to it, in as many lines as it takes.
fn row(label: &str, text: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let options = textwrap::Options::new(width.saturating_sub(10).max(20));
    for (number, line) in textwrap::wrap(text, options).iter().enumerate() {
        writeln!(out, "{:10}{line}", if number == 0 { label } else { "" })?;
    }
    Ok(())
}

fn shown(month: &Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

fn total(months: &[Month]) -> u64 {
    months.iter().map(|month| month.articles).sum()
}

/// A character for each month, or for as many months as have to share one to fit; how many that are.
fn strip(months: &[Month], width: usize, strip: Strip) -> (String, usize) {
    let shares = [1, 3, 6, 12, 24, 60, 120];
    let width = width.max(10);
    let share = shares.into_iter().find(|share| months.len().div_ceil(*share) <= width).unwrap_or(240);
    let highest = months.chunks(share).map(total).max().unwrap_or(1).max(1);
    let characters = match strip {
        Strip::Blocks => BLOCKS,
        Strip::Digits => DIGITS,
    };
    let drawn = months.chunks(share).map(|months| match total(months) {
        0 => '·',
        articles => characters[((articles * 8).div_ceil(highest) - 1).min(7) as usize],
    });
    (drawn.collect(), share)
}

#[derive(Serialize)]
struct ProfileOut<'a> {
    version: u32,
    #[serde(flatten)]
    profile: &'a Profile,
    found: u64,
    top: &'a [ArticleNote],
}

/// Writes one person as JSON.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(profile: &Profile, top: &TopArticles, out: &mut dyn Write) -> io::Result<()> {
    let written = ProfileOut { version: VERSION, profile, found: top.found, top: &top.notes };
    serde_json::to_writer_pretty(&mut *out, &written)?;
    writeln!(out)
}

/// Writes those who may be meant by a name, numbered.
///
/// # Errors
/// When the writer refuses.
pub fn render_candidates(name: &NameMatch, out: &mut dyn Write) -> io::Result<()> {
    for (number, entry) in name.found.iter().enumerate() {
        writeln!(out, "{:>2}  {}", number + 1, described(entry))?;
    }
    if name.more > 0 {
        writeln!(out, "    and {} more", name.more)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct CandidatesOut<'a> {
    version: u32,
    asked: &'a str,
    candidates: &'a [crate::engine::NameEntry],
    more: usize,
}

/// Writes those who may be meant by a name as JSON.
///
/// # Errors
/// When the writer refuses.
pub fn render_candidates_json(name: &NameMatch, out: &mut dyn Write) -> io::Result<()> {
    let document = CandidatesOut { version: VERSION, asked: &name.asked, candidates: &name.found, more: name.more };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes those who share articles with a person: articles, paragraphs, name, and the sentence that shows both best.
///
/// # Errors
/// When the writer refuses.
pub fn render_together(others: &[TogetherWith], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let longest = others.iter().map(|other| clean(&other.companion.name).width()).max().unwrap_or(0);
    if others.is_empty() {
        return Ok(());
    }
    writeln!(out, "articles  paragraphs  {:longest$}", "name")?;
    for other in others {
        let name = clean(&other.companion.name);
        writeln!(out, "{:>8}  {:>10}  {name}", other.companion.articles, other.paragraphs)?;
        let Some(sentence) = &other.sentence else { continue };
        let text = clean(&sentence.text.text);
        let indent = " ".repeat(22);
        let options = textwrap::Options::new(width.max(50)).initial_indent(&indent).subsequent_indent(&indent);
        for line in textwrap::wrap(&text, options) {
            writeln!(out, "{line}")?;
        }
        let date = sentence.article.date.as_deref().unwrap_or("undated");
        writeln!(out, "{indent}{date} · {}", clean(&note_path(&sentence.article)))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct TogetherOut<'a> {
    name: &'a str,
    articles: u64,
    paragraphs: u64,
    keys: &'a [String],
    sentence: Option<SentenceOut<'a>>,
}

#[derive(Serialize)]
struct SentenceOut<'a> {
    #[serde(flatten)]
    text: super::json::MarkedOut<'a>,
    article: &'a ArticleNote,
}

#[derive(Serialize)]
struct TogetherPage<'a> {
    version: u32,
    with: &'a str,
    names: Vec<TogetherOut<'a>>,
}

/// Writes those who share articles with a person as JSON.
///
/// # Errors
/// When the writer refuses.
pub fn render_together_json(with: &str, others: &[TogetherWith], out: &mut dyn Write) -> io::Result<()> {
    let names = others.iter().map(|other| TogetherOut {
        name: &other.companion.name,
        articles: other.companion.articles,
        paragraphs: other.paragraphs,
        keys: &other.companion.keys,
        sentence: other
            .sentence
            .as_ref()
            .map(|sentence| SentenceOut { text: super::json::marked(&sentence.text), article: &sentence.article }),
    });
    let page = TogetherPage { version: VERSION, with, names: names.collect() };
    serde_json::to_writer_pretty(&mut *out, &page)?;
    writeln!(out)
}

/// Writes those who share articles with a person as comma-separated values with a header.
///
/// # Errors
/// When the writer refuses.
pub fn render_together_csv(others: &[TogetherWith], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["name", "articles", "paragraphs", "sentence", "date", "path"])?;
    for other in others {
        let sentence = other.sentence.as_ref();
        writer.write_record([
            clean(&other.companion.name).as_ref(),
            &other.companion.articles.to_string(),
            &other.paragraphs.to_string(),
            sentence.map_or("".into(), |sentence| clean(&sentence.text.text)).as_ref(),
            sentence.and_then(|sentence| sentence.article.date.as_deref()).unwrap_or_default(),
            &sentence.map_or(String::new(), |sentence| clean(&note_path(&sentence.article)).into_owned()),
        ])?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_share_a_character_when_there_are_many() {
        let month = |n: i16, articles| Month { year: 2000 + n / 12, month: (n % 12) as i8 + 1, articles };
        let few = [month(0, 8), month(1, 0), month(2, 1), month(3, 4)];
        assert_eq!(strip(&few, 40, Strip::Blocks), ("█·▁▄".to_owned(), 1));
        assert_eq!(strip(&few, 40, Strip::Digits), ("8·14".to_owned(), 1));
        let many: Vec<Month> = (0..36).map(|n| month(n, u64::from(n < 12))).collect();
        assert_eq!(strip(&many, 12, Strip::Digits), ("8888········".to_owned(), 3));
    }
}
