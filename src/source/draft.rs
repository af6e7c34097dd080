//! What a parser found, before the common rules are applied: text as the source had it, dates as they were written.
//!
//! Plain data between `format/` and `finish`. Its one surprise: fields may hold line breaks, blanks and control
//! characters, because cleaning is done once, in [`super::finish`].

use super::suffix;
use crate::article::DateProvenance;

/// An article as a source presents it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where in the input it stands; see [`crate::article::Article::locator`].
    pub locator: Option<String>,
    /// The format, where a parser reads several; otherwise the one that was detected.
    pub format: Option<&'static str>,
    /// The source's own identifier.
    pub external_id: Option<String>,
    /// The headline, when the source has one.
    pub headline: Option<String>,
    /// The place before the lede.
    pub dateline: Option<String>,
    /// Authors, with or without "By".
    pub byline: Option<String>,
    /// Address of who wrote it, where that is a part of it: the sender's of a message. It stands behind the byline.
    pub byline_address: Option<String>,
    /// Publisher or agency.
    pub publisher: Option<String>,
    /// The rubric.
    pub rubric: Option<String>,
    /// A language in whatever way the source names it: `en-GB`, `deu`, `French`.
    pub language: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// What may be the date of publication, the most trustworthy first.
    pub dates: Vec<DateClue>,
    /// Dates of the file that say little of when its text was published, such as when a PDF was made; the most trustworthy first.
    pub weak_dates: Vec<String>,
    /// The text in reading order.
    pub body: Vec<Piece>,
    /// Lines that name who and what belongs to the text and are no prose: recipients, names of attachments. They come behind it, and
    /// neither its language nor its headline is told from them.
    pub beside: Vec<String>,
    /// Anything else, as name and value.
    pub metadata: Vec<(String, String)>,
}

/// A date as it was written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateClue {
    /// As written: `Mon, 1 Apr 2024 10:00:00 GMT`, `1711929600`, `1. April 2024`.
    pub text: String,
    /// Where it was found.
    pub provenance: DateProvenance,
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The heading of what follows.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
}

impl Piece {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Paragraph(text) => text,
        }
    }
}

impl Draft {
    /// Adds a paragraph, unless it is blank.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.body.push(Piece::Paragraph(text));
        }
    }

    /// Adds a heading, unless it is blank.
    pub fn heading(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.body.push(Piece::Heading(text));
        }
    }

    /// Adds a date from a field of a structured format.
    pub fn date(&mut self, text: impl Into<String>) {
        self.dates.push(DateClue { text: text.into(), provenance: DateProvenance::Metadata });
    }

    /// Adds an address of the article; the first is its own, and further ones are kept beside it.
    pub fn address(&mut self, url: &str) {
        match &self.url {
            Some(known) if known != url => self.note("url", url),
            _ => fill(&mut self.url, url),
        }
    }

    /// Takes the name of the publisher off the end of the headline, where both are known and one.
    pub fn trim_headline(&mut self) {
        if let Some(headline) = &mut self.headline {
            let kept = suffix::without_publisher(headline, self.publisher.as_deref(), self.url.as_deref()).len();
            headline.truncate(kept);
        }
    }

    /// Takes the headline out of the beginning of the text, where it is repeated letter by letter and more text follows.
    pub fn drop_repeated_headline(&mut self) {
        let Some(headline) = &self.headline else { return };
        let repeats = |piece: &Piece| headline.split_whitespace().eq(piece.text().split_whitespace());
        // Some repeat it as the title of the page and as a heading.
        let repeated = self.body.iter().take(2).take_while(|piece| repeats(piece)).count();
        if repeated > 0 && repeated < self.body.len() {
            self.body.drain(..repeated);
        }
    }

    /// Adds a name and a value, unless the value is blank.
    pub fn note(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.metadata.push((name.into(), value));
        }
    }
}

/// Puts `value` where there is nothing yet, unless it is blank.
pub fn fill(place: &mut Option<String>, value: impl Into<String>) {
    if place.is_none() {
        let value = value.into();
        if !value.trim().is_empty() {
            *place = Some(value);
        }
    }
}
