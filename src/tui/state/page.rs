//! A page to read: an article or the page of a person, broken into lines, with the places of its matches.
//!
//! Owns the lines, how far they are scrolled, and which match is the current one. The surprise: lines are made for one
//! width, so that a page has to be told its room ([`Page::fit`]) before it can be drawn or scrolled.

use std::ops::Range;

use crate::article::{ArticleId, Zone};
use crate::engine::{ArticleName, IndexedArticle, Marked, NameClass};
use crate::render::text::{columns, wrap};
use crate::render::{article, clean};
use crate::tui::ask::{Reading, safe};
use crate::tui::key::{Step, Way};

/// Lines longer than this are hard to read, however wide the terminal is.
pub const READING_WIDTH: usize = 92;
/// Lines above a match that was jumped to.
const ABOVE: usize = 2;
/// Names listed of each kind.
const LISTED: usize = 40;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Of the headline.
    Headline,
    /// What is known of the article.
    Facts,
    /// The heading of a section.
    Heading,
    /// Text.
    Text,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// Its text, with what matched.
    pub text: Marked,
    /// What it is.
    pub look: Look,
}

/// What a page shows.
#[derive(Debug, Clone)]
enum Body {
    Article(Box<Reading>),
    Lines(Vec<PageLine>),
}

/// A page to read.
#[derive(Debug, Clone)]
pub struct Page {
    /// What stands above it.
    pub title: String,
    body: Body,
    /// Its lines at the width it was given.
    pub lines: Vec<PageLine>,
    /// Where its matches are, in reading order: the line, and bytes of it.
    pub matches: Vec<(usize, Range<usize>)>,
    /// The match that was jumped to.
    pub current: Option<usize>,
    /// The first line that is shown.
    pub top: usize,
    room: (usize, usize),
}

impl Page {
    /// The page of an article.
    pub fn of_article(reading: Box<Reading>) -> Page {
        let title = clean(&reading.article.article.headline.text).into_owned();
        Page::new(title, Body::Article(reading))
    }

    /// A page of lines that are broken already.
    pub fn of_text(title: impl Into<String>, text: &str) -> Page {
        let line = |text: &str| PageLine { text: plain(clean(text).into_owned()), look: Look::Text };
        Page::new(title.into(), Body::Lines(text.lines().map(line).collect()))
    }

    /// A page of such lines with looks of their own.
    pub fn of_lines(title: impl Into<String>, lines: Vec<PageLine>) -> Page {
        Page::new(title.into(), Body::Lines(lines))
    }

    fn new(title: String, body: Body) -> Page {
        Page { title, body, lines: Vec::new(), matches: Vec::new(), current: None, top: 0, room: (0, 0) }
    }

    /// The article that it shows.
    pub fn article(&self) -> Option<&IndexedArticle> {
        match &self.body {
            Body::Article(reading) => Some(&reading.article),
            Body::Lines(_) => None,
        }
    }

    /// The id of that article.
    pub fn id(&self) -> Option<ArticleId> {
        self.article().map(IndexedArticle::id)
    }

    /// Gives it so many columns and lines; lines are made anew when the width is another.
    pub fn fit(&mut self, width: usize, height: usize) {
        let new = self.room.0 == 0;
        if self.room.0 != width {
            let share = self.top as f64 / self.lines.len().max(1) as f64;
            self.lines = match &self.body {
                Body::Article(reading) => article_lines(reading, width.min(READING_WIDTH)),
                Body::Lines(lines) => lines.iter().flat_map(|line| fitting(line, width)).collect(),
            };
            let places = |(at, line): (usize, &PageLine)| {
                line.text.highlights.iter().map(move |range| (at, range.clone())).collect::<Vec<_>>()
            };
            self.matches = self.lines.iter().enumerate().flat_map(places).collect();
            // Where one was in it counts, not how many lines that is now.
            self.top = (share * self.lines.len() as f64).round() as usize;
        }
        self.room = (width, height);
        if new {
            self.top = 0;
        }
        self.top = self.top.min(self.last_top());
    }

    /// Scrolls so that the first match in the text can be seen.
    pub fn show_first_match(&mut self) {
        let in_text = |place: &(usize, Range<usize>)| self.lines[place.0].look != Look::Headline;
        if let Some((line, _)) =
            self.matches.iter().find(|place| in_text(place)).filter(|(line, _)| *line >= self.room.1)
        {
            self.top = line.saturating_sub(ABOVE).min(self.last_top());
        }
    }

    /// Scrolls.
    pub fn step(&mut self, step: Step) {
        let page = self.room.1.saturating_sub(1).max(1);
        let top = match step {
            Step::Down => self.top + 1,
            Step::Up => self.top.saturating_sub(1),
            Step::PageDown => self.top + page,
            Step::PageUp => self.top.saturating_sub(page),
            Step::HalfDown => self.top + page.div_ceil(2),
            Step::HalfUp => self.top.saturating_sub(page.div_ceil(2)),
            Step::First => 0,
            Step::Last => self.lines.len(),
        };
        self.top = top.min(self.last_top());
    }

    /// Goes to another match, in a circle; false where there is none. The first one is that on the screen, or the next.
    pub fn jump(&mut self, way: Way) -> bool {
        let count = self.matches.len();
        if count == 0 {
            return false;
        }
        let next = match (self.current, way) {
            (Some(at), Way::Next) => (at + 1) % count,
            (Some(at), Way::Previous) => (at + count - 1) % count,
            (None, Way::Next) => self.matches.iter().position(|(line, _)| *line >= self.top).unwrap_or(0),
            (None, Way::Previous) => {
                self.matches.iter().rposition(|(line, _)| *line < self.top + self.room.1).unwrap_or(count - 1)
            }
        };
        self.current = Some(next);
        let line = self.matches[next].0;
        if line < self.top || line >= self.top + self.room.1 {
            self.top = line.saturating_sub(ABOVE).min(self.last_top());
        }
        true
    }

    /// How far one has read: `all`, `top`, `end`, or percent.
    pub fn progress(&self) -> String {
        match (self.top, self.last_top()) {
            (_, 0) => "all".to_owned(),
            (0, _) => "top".to_owned(),
            (top, last) if top >= last => "end".to_owned(),
            (top, last) => format!("{}%", top * 100 / last),
        }
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.room.1.max(1))
    }
}

/// A line that was broken already, once more where it is too long.
fn fitting(line: &PageLine, width: usize) -> Vec<PageLine> {
    if columns(&line.text.text) <= width {
        return vec![line.clone()];
    }
    wrap(&line.text, width).into_iter().map(|text| PageLine { text, look: line.look }).collect()
}

fn plain(text: String) -> Marked {
    Marked { text, highlights: Vec::new() }
}

/// The lines of an article: headline, facts, text, whom it names.
fn article_lines(reading: &Reading, width: usize) -> Vec<PageLine> {
    let indexed = &reading.article;
    let mut lines = Vec::new();
    let mut add = |text: &Marked, look| {
        lines.extend(wrap(text, width).into_iter().map(|line| PageLine { text: safe(&line), look }));
    };
    let empty = || plain(String::new());
    let texts: Vec<_> = indexed.article.blocks().map(|block| block.zone).zip(&reading.blocks).collect();
    for (_, text) in texts.iter().filter(|(zone, _)| *zone == Zone::Headline) {
        // A derived headline is the first sentence of what follows.
        if !indexed.article.headline.derived {
            add(text, Look::Headline);
        }
    }
    add(&plain(article::facts(indexed).join(" · ")), Look::Facts);
    if let Some(url) = &indexed.article.url {
        add(&plain(url.clone()), Look::Facts);
    }
    if let Some(loss) = indexed.lost {
        add(&empty(), Look::Text);
        add(&plain(format!("The text cannot be shown: {loss}.")), Look::Text);
    }
    for (zone, text) in texts.iter().filter(|(zone, _)| *zone != Zone::Headline) {
        add(&empty(), Look::Text);
        add(text, if *zone == Zone::Heading { Look::Heading } else { Look::Text });
    }
    for (class, title) in
        [(NameClass::Person, "Persons"), (NameClass::Organisation, "Organisations"), (NameClass::Place, "Places")]
    {
        let here = names_of(indexed, class);
        if here.is_empty() {
            continue;
        }
        add(&empty(), Look::Text);
        add(&plain(title.to_owned()), Look::Heading);
        let more = here.len().saturating_sub(LISTED);
        if class == NameClass::Person {
            for (name, count) in here.iter().take(LISTED) {
                let roles =
                    if name.roles.is_empty() { String::new() } else { format!(" · {}", name.roles.join("; ")) };
                add(&plain(format!("{} {count}{roles}", name.name)), Look::Text);
            }
        } else {
            let list: Vec<String> =
                here.iter().take(LISTED).map(|(name, count)| format!("{} {count}", name.name)).collect();
            add(&plain(list.join(" · ")), Look::Text);
        }
        if more > 0 {
            add(&plain(format!("and {more} more")), Look::Facts);
        }
    }
    lines
}

/// The names of a class in an article with how often they stand there, the most frequent first.
pub fn names_of(article: &IndexedArticle, class: NameClass) -> Vec<(&ArticleName, usize)> {
    let counted = article.names.iter().map(|name| (name, article.mention_count(name)));
    let mut here: Vec<_> = counted.filter(|(name, _)| name.class == class).collect();
    here.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    here
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Headline, Section};

    fn page(paragraphs: &[&str], marks: &[(usize, Range<usize>)]) -> Page {
        let article = Article {
            path: "a.txt".into(),
            headline: Headline { text: "Talks on Rafah".into(), derived: false },
            lede: paragraphs[0].into(),
            sections: vec![Section {
                heading: None,
                paragraphs: paragraphs[1..].iter().map(|text| (*text).to_owned()).collect(),
            }],
            word_count: 9,
            ..Article::default()
        };
        let mut blocks: Vec<Marked> = article.blocks().map(|block| plain(block.text.to_owned())).collect();
        for (block, range) in marks {
            blocks[*block].highlights.push(range.clone());
        }
        let article = IndexedArticle { article, names: Vec::new(), lost: None };
        Page::of_article(Box::new(Reading { article, blocks }))
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.lines.iter().map(|line| line.text.text.as_str()).collect()
    }

    #[test]
    fn an_article_is_wrapped_and_knows_its_matches() {
        let mut page =
            page(&["They met in Rafah on Monday.", "Nothing came\u{1b}[2J of it."], &[(0, 9..14), (1, 12..17)]);
        page.fit(24, 4);
        assert_eq!(
            texts(&page),
            [
                "Talks on Rafah",
                "undated · 9 words ·",
                "a.txt · 2b9f5f4c67c0d9e6",
                "",
                "They met in Rafah on",
                "Monday.",
                "",
                "Nothing came [2J of it."
            ]
            .map(|line| line.replace("2b9f5f4c67c0d9e6", &page.id().map(|id| id.to_string()).unwrap_or_default()))
        );
        assert_eq!(page.matches, [(0, 9..14), (4, 12..17)]);
        assert_eq!(page.progress(), "top");
        assert!(page.jump(Way::Next));
        assert_eq!((page.current, page.top), (Some(0), 0));
        assert!(page.jump(Way::Next));
        assert_eq!((page.current, page.top), (Some(1), 2));
        assert!(page.jump(Way::Next));
        assert_eq!((page.current, page.top), (Some(0), 0));
        page.step(Step::Last);
        assert_eq!((page.top, page.progress().as_str()), (4, "end"));
    }

    #[test]
    fn the_place_is_kept_when_lines_become_shorter() {
        let text = "one two three four five six seven eight nine ten ".repeat(20);
        let mut page = page(&[&text], &[]);
        page.fit(80, 5);
        page.step(Step::PageDown);
        let before = page.top as f64 / page.lines.len() as f64;
        page.fit(30, 5);
        let after = page.top as f64 / page.lines.len() as f64;
        assert!((before - after).abs() < 0.05, "{before} {after}");
        assert!(!page.jump(Way::Next));
    }

    #[test]
    fn what_is_shown_first_is_the_first_match_of_the_text() {
        let mut page = page(&["a b.", "c.", "d.", "e Rafah."], &[(0, 9..14), (4, 2..7)]);
        page.fit(40, 4);
        page.show_first_match();
        assert_eq!(texts(&page)[page.top..], ["", "d.", "", "e Rafah."][..]);
    }
}
