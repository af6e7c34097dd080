//! The article and its parts: plain data, no reading, no writing, no engine.
//!
//! Every door of the program speaks of the same [`Article`]: the formats under `source/` build it, `person/` finds the
//! names in it, `engine/` stores it and gives it back whole. Its one surprise: an article whose text begins with running
//! prose has no headline of its own, so one is derived from its first sentence and [`Headline::derived`] says so.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// Identifies an article within an index: a 64-bit hash of its path and of its locator inside the file.
///
/// Written as 16 hexadecimal digits. Stable as long as the file keeps its place in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// One news article, however it lay in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// Path of the source file relative to the corpus folder, with `/` between its parts.
    pub path: String,
    /// Where in the source file the article stands, when that holds several: `3` for the third line of a JSON Lines
    /// file, `inner/page.html` for a member of an archive. Parts of nested containers are joined with `!`.
    pub locator: Option<String>,
    /// The identifier that the source itself gives the article (a JSON `id`, a `DOCNO`, a message id).
    pub external_id: Option<String>,
    /// When it was published, as far as the source says.
    pub date: Option<ArticleDate>,
    /// The headline, its own or derived.
    pub headline: Headline,
    /// The place named before the lede, without the agency and the dash: `WASHINGTON`.
    pub dateline: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// The first paragraph.
    pub lede: String,
    /// The rest of the text. The paragraphs before the first heading form a section without one.
    pub sections: Vec<Section>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The rubric it appeared in: "World", "Sport".
    pub rubric: Option<String>,
    /// ISO 639-1 code of its language; `None` when it is not known.
    pub language: Option<String>,
    /// Address of the original, where the source names one.
    pub url: Option<String>,
    /// Name of the format it was read from: `text`, `json-lines`, `html`.
    pub format: String,
    /// Number of words of headline, lede, headings and paragraphs by Unicode word boundaries.
    pub word_count: u32,
    /// What else the source says of it, as name and value: slug, urgency, subject codes, tagged persons.
    pub metadata: Vec<(String, String)>,
}

/// A headline and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Headline {
    /// The text, on one line.
    pub text: String,
    /// True when the source has no headline and this is the first sentence of the lede.
    pub derived: bool,
}

/// A run of paragraphs under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Section {
    /// The heading; `None` for text before the first one.
    pub heading: Option<String>,
    /// The paragraphs, each without line breaks at its ends.
    pub paragraphs: Vec<String>,
}

/// A date of publication: a moment, how finely it is known, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDate {
    /// The first moment of the span that the source names, in the source's own time zone.
    pub start: civil::DateTime,
    /// How much of [`ArticleDate::start`] the source gives.
    pub precision: DatePrecision,
    /// Offset from UTC in seconds, when the source names a zone.
    pub utc_offset: Option<i32>,
    /// Where the date was found.
    pub provenance: DateProvenance,
    /// False for a date that may well be another: an ambiguous order of day and month, or the time of a file.
    pub certain: bool,
}

/// How finely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The time of day too.
    Time,
}

/// What a date was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateProvenance {
    /// A field of a structured format: a JSON key, a meta tag, a mail header.
    Metadata,
    /// A line of the text itself.
    TextLine,
    /// The name of the file or of its folders.
    FileName,
    /// The time at which the file was last changed.
    FileTime,
}

impl ArticleDate {
    /// The last second of the span that the source names: for `2024-03` the end of 31 March.
    pub fn end(&self) -> civil::DateTime {
        let day = self.start.date();
        let last = match self.precision {
            DatePrecision::Time => return self.start,
            DatePrecision::Day => day,
            DatePrecision::Month => day.last_of_month(),
            DatePrecision::Year => day.last_of_year(),
        };
        last.at(23, 59, 59, 0)
    }
}

impl fmt::Display for ArticleDate {
    /// Writes as much as is known: `2024`, `2024-03`, `2024-03-01`; never the time of day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.start.date();
        match self.precision {
            DatePrecision::Year => write!(f, "{:04}", day.year()),
            DatePrecision::Month => write!(f, "{:04}-{:02}", day.year(), day.month()),
            DatePrecision::Day | DatePrecision::Time => write!(f, "{day}"),
        }
    }
}

/// Which part of an article a piece of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lede,
    /// The heading of a section.
    Heading,
    /// Any other paragraph.
    Body,
}

/// One contiguous piece of an article's text in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// What the piece is.
    pub zone: Zone,
    /// Index into [`Article::sections`] for headings and body paragraphs.
    pub section: Option<usize>,
    /// The text.
    pub text: &'a str,
}

impl Article {
    /// Its text piece by piece, in reading order: headline, lede, then each section's heading and paragraphs.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let head = [(Zone::Headline, self.headline.text.as_str()), (Zone::Lede, self.lede.as_str())]
            .into_iter()
            .map(|(zone, text)| Block { zone, section: None, text });
        let rest = self.sections.iter().enumerate().flat_map(|(index, section)| {
            let heading = section.heading.iter().map(|text| (Zone::Heading, text.as_str()));
            let body = section.paragraphs.iter().map(|text| (Zone::Body, text.as_str()));
            heading.chain(body).map(move |(zone, text)| Block { zone, section: Some(index), text })
        });
        head.chain(rest).filter(|block| !block.text.is_empty())
    }

    /// The host of its address on the web, as it stands there: `www.bbc.co.uk`.
    ///
    /// ```
    /// use dateline::article::Article;
    ///
    /// let at = |url: &str| Article { url: Some(url.into()), ..Article::default() }.host().map(str::to_owned);
    /// assert_eq!(at("https://www.bbc.co.uk:443/news/1?a=b").as_deref(), Some("www.bbc.co.uk"));
    /// assert_eq!(at("mid:20240308@example.org"), None);
    /// ```
    pub fn host(&self) -> Option<&str> {
        let url = self.url.as_deref()?.trim();
        let (scheme, _) = url.split_once("://")?;
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        Some(host_of(url)).filter(|host| web && !host.is_empty())
    }

    /// True when there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.blocks().all(|block| block.text.trim().is_empty())
    }
}

/// The host of an address as it stands there, without port and name of a user; empty when there is none.
pub(crate) fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(precision: DatePrecision) -> ArticleDate {
        ArticleDate {
            start: civil::date(2024, 2, 1).at(0, 0, 0, 0),
            precision,
            utc_offset: None,
            provenance: DateProvenance::TextLine,
            certain: true,
        }
    }

    #[test]
    fn a_date_ends_with_its_span_and_shows_what_is_known() {
        let month = dated(DatePrecision::Month);
        assert_eq!(month.end(), civil::date(2024, 2, 29).at(23, 59, 59, 0));
        assert_eq!(month.to_string(), "2024-02");
        assert_eq!(dated(DatePrecision::Year).end(), civil::date(2024, 12, 31).at(23, 59, 59, 0));
        assert_eq!(dated(DatePrecision::Year).to_string(), "2024");
        assert_eq!(dated(DatePrecision::Day).to_string(), "2024-02-01");
    }

    #[test]
    fn blocks_come_in_reading_order_without_the_empty_ones() {
        let article = Article {
            headline: Headline { text: "H".into(), derived: false },
            sections: vec![
                Section { heading: None, paragraphs: vec!["a".into()] },
                Section { heading: Some("S".into()), paragraphs: vec!["b".into(), String::new()] },
            ],
            ..Article::default()
        };
        let seen: Vec<_> = article.blocks().map(|b| (b.zone, b.section, b.text)).collect();
        assert_eq!(
            seen,
            [
                (Zone::Headline, None, "H"),
                (Zone::Body, Some(0), "a"),
                (Zone::Heading, Some(1), "S"),
                (Zone::Body, Some(1), "b"),
            ]
        );
    }
}
