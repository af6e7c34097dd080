//! What the terminal asks for and what it is answered: plain data between the thread that draws and the one that searches.
//!
//! Owns no searching: whoever opens the terminal answers. The surprise: what comes from articles is made safe to show when
//! a row is made of a hit, so that nothing further on has to think of it.

use crate::article::ArticleId;
use crate::engine::{Copies, DateCount, Facet, FacetCounts, Hit, IndexedArticle, Marked, SortOrder};
use crate::render::{clean, place, text};

/// A search as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// What is typed.
    pub words: String,
    /// What narrows it.
    pub filters: Vec<Filter>,
    /// The order of hits.
    pub order: SortOrder,
    /// What becomes of near copies.
    pub copies: Copies,
}

impl Search {
    /// True when nothing is asked for, and everything is shown.
    pub fn is_everything(&self) -> bool {
        self.words.trim().is_empty() && self.filters.is_empty()
    }
}

/// A flag that narrows a search, as it is typed on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its name, without dashes: `person`.
    pub flag: String,
    /// Its value; none for a switch.
    pub value: Option<String>,
}

impl Filter {
    /// A flag with a value.
    pub fn new(flag: &str, value: impl Into<String>) -> Filter {
        Filter { flag: flag.to_owned(), value: Some(value.into()) }
    }

    /// As it is shown: `person: Netanyahu`.
    pub fn shown(&self) -> String {
        match &self.value {
            Some(value) => format!("{}: {}", self.flag, clean(value)),
            None => self.flag.clone(),
        }
    }
}

/// Something that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The first hits.
    Search {
        /// Of which search.
        search: Search,
        /// Most hits.
        limit: usize,
        /// Columns for a message that points into the query.
        width: usize,
    },
    /// Further hits of the search before.
    More {
        /// Hits that are there already.
        offset: usize,
        /// Most hits.
        limit: usize,
    },
    /// Articles like one.
    Similar {
        /// Like this one.
        id: ArticleId,
    },
    /// A whole article, with what a search matches in it.
    Article {
        /// Which.
        id: ArticleId,
        /// What is emphasised.
        search: Search,
    },
    /// Counts beside a search.
    Facets {
        /// Over which search.
        search: Search,
        /// Most values of each.
        limits: Vec<(Facet, usize)>,
    },
    /// The page of a person.
    Person {
        /// The name.
        name: String,
        /// Columns of the page.
        width: usize,
    },
    /// Whether the index has been written to.
    Watch,
}

/// The answer to an [`Ask`].
#[derive(Debug, Clone)]
pub enum Answer {
    /// The first hits of a search, or the articles like one.
    Found(Found),
    /// Further hits.
    More(Vec<Row>),
    /// An article.
    Article(Box<Reading>),
    /// Counts.
    Facets(FacetAnswer),
    /// A page of lines.
    Page(String),
    /// The index has been written to since it was opened.
    Changed,
    /// Nothing to tell.
    Nothing,
    /// It could not be done: the lines of the message, as the command line prints them.
    Failed(Vec<String>),
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its first hits.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: Total,
    /// What the reader should know.
    pub notes: Vec<String>,
    /// Queries that may have been meant.
    pub choices: Vec<Choice>,
}

/// How many articles a search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Those that match in full.
    pub full: u64,
    /// Those with some of the words.
    pub partial: u64,
    /// Whether there may be more than that.
    pub more: bool,
}

/// A query that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The words to search for.
    pub query: String,
    /// Why: how often it is.
    pub label: String,
}

/// What is counted beside a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetAnswer {
    /// Values of the properties.
    pub counts: Vec<FacetCounts>,
    /// Articles by date.
    pub dates: Vec<DateCount>,
}

/// A hit as the list shows it, safe to print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// 1 for the first.
    pub rank: usize,
    /// The article.
    pub id: ArticleId,
    /// When it was published, with a question mark when that may be wrong; `undated`.
    pub date: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The headline.
    pub headline: Marked,
    /// The best passage.
    pub passage: Option<Marked>,
    /// Path, with the place in the file.
    pub place: String,
    /// What else is to be said: words that it lacks, near copies.
    pub remarks: Vec<String>,
}

impl Row {
    /// The row of a hit.
    pub fn of(hit: &Hit) -> Row {
        let article = &hit.article.article;
        let mut remarks = Vec::new();
        if !hit.missing.is_empty() {
            remarks.push(format!("without {}", clean(&hit.missing.join(", "))));
        }
        match hit.copies.len() {
            0 => {}
            1 => remarks.push("1 near copy".to_owned()),
            more => remarks.push(format!("{more} near copies")),
        }
        remarks.extend(hit.article.lost.map(|loss| format!("no text: {loss}")));
        Row {
            rank: hit.rank,
            id: hit.id,
            date: text::date(article),
            publisher: article.publisher.as_deref().map(|text| clean(text).into_owned()),
            headline: safe(&text::shortened(hit)),
            passage: hit.snippets.first().map(|snippet| safe(&text::with_dots(snippet))),
            place: clean(&place(article)).into_owned(),
            remarks,
        }
    }
}

/// A marked text that is safe to show; its ranges stay right.
pub fn safe(marked: &Marked) -> Marked {
    Marked { text: clean(&marked.text).into_owned(), highlights: marked.highlights.clone() }
}

/// An article to read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: IndexedArticle,
    /// Its blocks with what the search matches in them.
    pub blocks: Vec<Marked>,
}

/// Something that a program beside this one does with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The source file in the editor.
    Editor,
    /// The article in the pager.
    Pager,
    /// The source file in the program that the desktop has for it.
    Desktop,
}
