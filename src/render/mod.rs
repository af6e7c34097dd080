//! A page of hits into a given writer, in each of the output formats.
//!
//! Owns layout and escaping; decides nothing about what is shown in which order. The surprise: everything that comes from
//! an article or a file name is hostile until [`clean`] has seen it; a headline must not be able to move the cursor.

pub mod alert;
pub mod article;
pub mod batch;
pub mod csv;
pub mod facet;
pub mod json;
pub mod kwic;
pub mod lines;
pub mod link;
pub mod network;
pub mod people;
pub mod profile;
pub mod similar;
pub mod story;
pub mod text;
pub mod timeline;
pub mod timeline_svg;
pub mod trec;
pub mod why;

use std::borrow::Cow;

use crate::article::Article;
use crate::engine::{Hit, Marked};

/// Text that is safe to print on one line: control characters and what changes the direction of writing become blanks.
///
/// Every character that is replaced becomes as many blanks as it has bytes, so that byte offsets stay right.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Longest piece of what was typed that a message repeats, in characters.
const MOST_REPEATED: usize = 200;

/// What was typed, as a message repeats it: safe to print, and cut off where it is long.
pub fn repeated(typed: &str) -> String {
    let mut shown: String = clean(typed).chars().take(MOST_REPEATED).collect();
    if typed.chars().nth(MOST_REPEATED).is_some() {
        shown.push('…');
    }
    shown
}

/// A number with what it counts: `1 article`, `2 articles`.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How many articles there are of which some are shown: those that match in full and those with some of the words;
/// `more` where the first number may be too low.
pub fn shown_of(full: u64, partial: u64, more: bool) -> String {
    match partial {
        0 => format!("of {}{}", if more { "at least " } else { "" }, counted(full, "article")),
        partial => format!("shown: {}", totals(full, partial)),
    }
}

/// How many articles have all the words, and how many some of them.
pub fn totals(full: u64, partial: u64) -> String {
    match full {
        0 => format!("no article has all the words, {} some of them", articles_have(partial)),
        full => format!("{} all the words, {partial} more some of them", articles_have(full)),
    }
}

/// The beginning of a sentence about so many articles.
pub fn articles_have(count: u64) -> String {
    if count == 1 { "1 article has".to_owned() } else { format!("{count} articles have") }
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// Splits a marked text into pieces, each with whether it is emphasised.
pub fn pieces(marked: &Marked) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in &marked.highlights {
        if at < range.start {
            pieces.push((&marked.text[at..range.start], false));
        }
        pieces.push((&marked.text[range.clone()], true));
        at = range.end;
    }
    if at < marked.text.len() {
        pieces.push((&marked.text[at..], false));
    }
    pieces
}

/// A column of the tabular formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Place in the list.
    Rank,
    /// Score.
    Score,
    /// Article id.
    Id,
    /// Date of publication.
    Date,
    /// Whether that date is the only one it can be: `true`, `false`, or nothing without a date.
    DateCertain,
    /// Headline.
    Headline,
    /// Publisher.
    Publisher,
    /// Path of the source file, with the place in it unless that is asked for too.
    Path,
    /// Place in the source file.
    Locator,
    /// Who wrote it.
    Byline,
    /// Rubric.
    Section,
    /// Language code.
    Language,
    /// Number of words.
    Words,
    /// Address of the original.
    Url,
    /// The best passage.
    Snippet,
    /// The plain words of the query that it lacks; nothing where it matches in full.
    Missing,
    /// The reasons for the rank, where they were asked for.
    Why,
    /// Paths of its near copies, where they were to be grouped.
    Copies,
}

impl Column {
    /// Every column with its name.
    pub const ALL: [(&'static str, Column); 18] = [
        ("rank", Column::Rank),
        ("score", Column::Score),
        ("id", Column::Id),
        ("date", Column::Date),
        ("date_certain", Column::DateCertain),
        ("headline", Column::Headline),
        ("publisher", Column::Publisher),
        ("path", Column::Path),
        ("locator", Column::Locator),
        ("byline", Column::Byline),
        ("section", Column::Section),
        ("language", Column::Language),
        ("words", Column::Words),
        ("url", Column::Url),
        ("snippet", Column::Snippet),
        ("missing", Column::Missing),
        ("why", Column::Why),
        ("copies", Column::Copies),
    ];

    /// The columns of a list in which everything matches in full.
    pub const FULL: [Column; 6] =
        [Column::Rank, Column::Date, Column::Publisher, Column::Path, Column::Headline, Column::Snippet];

    /// The columns of a search when none are asked for.
    pub const DEFAULT: [Column; 7] = [
        Column::Rank,
        Column::Date,
        Column::Publisher,
        Column::Path,
        Column::Headline,
        Column::Snippet,
        Column::Missing,
    ];

    /// The column of this name.
    pub fn from_name(name: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|(other, _)| *other == name).map(|(_, column)| column)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Column::ALL.into_iter().find(|(_, column)| *column == self).map_or("", |(name, _)| name)
    }

    /// The values of a hit, each on one line. Where the place in the file has no column of its own, the path has it: what
    /// stands in the column can be given to `dateline show`.
    pub fn values(columns: &[Column], hit: &Hit) -> Vec<String> {
        let located = columns.contains(&Column::Locator);
        let value = |column: &Column| match column {
            Column::Path if !located => clean(&full_path(hit)).into_owned(),
            _ => column.value(hit),
        };
        columns.iter().map(value).collect()
    }

    fn value(self, hit: &Hit) -> String {
        let article = &hit.article.article;
        let optional =
            |value: &Option<String>| value.as_deref().map(|text| clean(text).into_owned()).unwrap_or_default();
        match self {
            Column::Rank => hit.rank.to_string(),
            Column::Score => format!("{:.4}", hit.score),
            Column::Id => hit.id.to_string(),
            Column::Date => article.date.as_ref().map(ToString::to_string).unwrap_or_default(),
            Column::DateCertain => article.date.as_ref().map(|date| date.certain.to_string()).unwrap_or_default(),
            Column::Headline => clean(&article.headline.text).into_owned(),
            Column::Publisher => optional(&article.publisher),
            Column::Path => clean(&article.path).into_owned(),
            Column::Locator => optional(&article.locator),
            Column::Byline => optional(&article.byline),
            Column::Section => optional(&article.rubric),
            Column::Language => optional(&article.language),
            Column::Words => article.word_count.to_string(),
            Column::Url => optional(&article.url),
            Column::Copies => {
                let paths: Vec<String> = hit.copies.iter().map(|copy| place(&copy.article)).collect();
                clean(&paths.join(", ")).into_owned()
            }
            Column::Missing => clean(&hit.missing.join(", ")).into_owned(),
            Column::Why => hit.why.as_ref().map(why::describe).unwrap_or_default(),
            Column::Snippet => {
                hit.snippets.first().map(|snippet| clean(&snippet.text.text).into_owned()).unwrap_or_default()
            }
        }
    }
}

/// The path of a hit with its place in the file: `dump.jsonl!17`.
pub fn full_path(hit: &Hit) -> String {
    place(&hit.article.article)
}

/// The path of an article with its place in the file.
pub fn place(article: &Article) -> String {
    match &article.locator {
        Some(locator) => format!("{}!{locator}", article.path),
        None => article.path.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_a_cursor_survives() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}c"), "a [31mb c");
        assert_eq!(clean("left\u{202e}right"), "left   right");
        assert_eq!(clean("\u{9b}2J"), "  2J");
        assert!(matches!(clean("façade 内塔尼亚胡"), Cow::Borrowed(_)));
    }
}
