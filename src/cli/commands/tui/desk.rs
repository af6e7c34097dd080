//! Who answers the questions of the terminal: the same searches as those of the other commands.
//!
//! Owns the open index, which is opened anew when a search finds that it has been written to; further hits of a search come
//! from the index that the first came from. The surprise: an empty line is no error here; it shows every article.

use std::sync::{Arc, Mutex, PoisonError};

use super::flags_of;
use crate::article::ArticleId;
use crate::cli::Context;
use crate::cli::commands::filter::Asked;
use crate::cli::commands::{names, person};
use crate::cli::error::CliError;
use crate::cli::memory::LastSearch;
use crate::engine::{
    ArticleIndex, Bearers, EngineError, Facet, FacetCounts, NameClass, NameMatch, NameSpelling, SearchPage,
    SearchRequest, SnippetOptions, SortOrder, Totals,
};
use crate::render::profile::{self, ProfileOptions, Strip};
use crate::render::{self, clean, counted};
use crate::source::guard;
use crate::tui::ask::{Answer, Ask, Choice, FacetAnswer, Found, Reading, Row, Search, Total};

/// Articles like one that are shown.
const SIMILAR: usize = 40;
/// Articles and companions on the page of a person.
const PROFILE: usize = 10;
/// Bearers of a name that are told.
const BEARERS: usize = 4;
/// Facets of which an article has one value, so that several chosen ones are alternatives.
const ALTERNATIVES: [(Facet, &str); 3] =
    [(Facet::Source, "source"), (Facet::Section, "section"), (Facet::Lang, "lang")];

/// A search that was understood.
struct Understood {
    search: Search,
    asked: Asked,
    index: ArticleIndex,
}

/// Answers.
pub(super) struct Desk<'c> {
    context: &'c Context,
    open: Arc<Mutex<ArticleIndex>>,
    current: Option<Understood>,
    /// The hits that are listed.
    shown: SearchPage,
    told: bool,
}

impl<'c> Desk<'c> {
    pub(super) fn new(context: &'c Context, open: Arc<Mutex<ArticleIndex>>) -> Desk<'c> {
        Desk { context, open, current: None, shown: SearchPage::default(), told: false }
    }

    /// Answers a question. A fault in the middle of it is an answer too, since the terminal must be given back in order.
    pub(super) fn answer(&mut self, ask: &Ask) -> Answer {
        match guard::caught(|| self.try_answer(ask)) {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => Answer::Failed(lines_of(&error)),
            Err(panic) => Answer::Failed(vec![format!("a fault of dateline: {}", clean(&panic))]),
        }
    }

    /// Remembers what was listed last, for `dateline show 3`.
    pub(super) fn remember(&self) {
        if let Some(Understood { asked, index, .. }) = &self.current
            && !self.shown.hits.is_empty()
        {
            LastSearch::of(index, &asked.text, &asked.query, asked.field, &self.shown).store(&self.context.index);
        }
    }

    fn try_answer(&mut self, ask: &Ask) -> Result<Answer, CliError> {
        match ask {
            Ask::Search { search, limit, width } => self.search(search, *limit, *width),
            Ask::More { offset, limit } => self.more(*offset, *limit),
            Ask::Similar { id } => self.similar(*id),
            Ask::Article { id, search } => self.article(*id, search),
            Ask::Facets { search, limits } => self.facets(search, limits),
            Ask::Person { name, width } => self.person(name, *width),
            Ask::Watch => Ok(self.watch()),
        }
    }

    fn index(&self) -> ArticleIndex {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells once that the index has been written to.
    fn watch(&mut self) -> Answer {
        if self.told || !self.index().is_outdated() {
            return Answer::Nothing;
        }
        self.told = true;
        Answer::Changed
    }

    fn reopen(&mut self) -> Result<(), CliError> {
        let index = self.context.open_index().map_err(|error| CliError::engine("open the index", &error))?;
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = index;
        self.current = None;
        self.told = false;
        Ok(())
    }

    fn search(&mut self, search: &Search, limit: usize, width: usize) -> Result<Answer, CliError> {
        if self.index().is_outdated() {
            self.reopen()?;
        }
        let asked = resolve(search, self.context)?;
        let failed = |error: EngineError| CliError::search(&asked.text, &error, width);
        let index = names::with_aliases(self.index(), self.context, asked.spelling)?;
        let (index, page) = match index.search(&request(search, &asked, 0, limit)) {
            // A file of it went while it was opened anew elsewhere.
            Err(EngineError::Vanished { .. }) => {
                self.reopen()?;
                let index = names::with_aliases(self.index(), self.context, asked.spelling)?;
                let page = index.search(&request(search, &asked, 0, limit)).map_err(failed)?;
                (index, page)
            }
            done => (index, done.map_err(failed)?),
        };
        let found = Found {
            rows: page.hits.iter().map(Row::of).collect(),
            total: Total { full: page.full, partial: page.partial, more: page.more },
            notes: notes(&page, &asked),
            choices: choices(&page, &asked.text),
        };
        self.current = Some(Understood { search: search.clone(), asked, index });
        self.shown = page;
        Ok(Answer::Found(found))
    }

    fn more(&mut self, offset: usize, limit: usize) -> Result<Answer, CliError> {
        let Some(Understood { search, asked, index }) = &self.current else { return Ok(Answer::More(Vec::new())) };
        let request = SearchRequest {
            totals: Totals::Skipped,
            bearers: Bearers::Skipped,
            ..request(search, asked, offset, limit)
        };
        let page = index.search(&request).map_err(|error| CliError::engine("search", &error))?;
        let rows = page.hits.iter().map(Row::of).collect();
        self.shown.hits.extend(page.hits);
        Ok(Answer::More(rows))
    }

    fn similar(&mut self, id: ArticleId) -> Result<Answer, CliError> {
        let action = "find similar articles";
        let index = self.index();
        let failed = |error| CliError::engine(action, &error);
        let article = index.article(id).map_err(failed)?.ok_or_else(|| gone(action))?;
        let page = index.similar(&article, SIMILAR).map_err(failed)?;
        let row = |similar: &crate::engine::Similar| {
            let mut row = Row::of(&similar.hit);
            if similar.is_copy() {
                row.remarks.push(format!("near copy: {:.0}% the same", similar.overlap * 100.0));
            }
            let text = clean(&render::similar::shared(similar)).into_owned();
            row.passage = Some(crate::engine::Marked { text, highlights: Vec::new() });
            row
        };
        let rows: Vec<Row> = page.articles.iter().map(row).collect();
        let looked: Vec<&str> = page.names.iter().chain(&page.words).map(String::as_str).collect();
        let notes = vec![format!("looked for: {}", clean(&looked.join(", ")))];
        let total = Total { full: rows.len() as u64, ..Total::default() };
        Ok(Answer::Found(Found { rows, total, notes, choices: Vec::new() }))
    }

    fn article(&mut self, id: ArticleId, search: &Search) -> Result<Answer, CliError> {
        let action = "read the article";
        let failed = |error| CliError::engine(action, &error);
        let plain = self.index();
        let article = plain.article(id).map_err(failed)?.ok_or_else(|| gone(action))?;
        let current = self.current.as_ref().filter(|current| current.search == *search);
        let marked =
            current.map(|Understood { asked, index, .. }| index.emphasised(&article, &asked.query, asked.field));
        // What cannot be emphasised any more can be read all the same.
        let unmarked = |text: &str| crate::engine::Marked { text: text.to_owned(), highlights: Vec::new() };
        let blocks = match marked {
            Some(Ok(blocks)) => blocks,
            _ => article.article.blocks().map(|block| unmarked(block.text)).collect(),
        };
        Ok(Answer::Article(Box::new(Reading { article, blocks })))
    }

    fn facets(&mut self, search: &Search, limits: &[(Facet, usize)]) -> Result<Answer, CliError> {
        let failed = |error| CliError::engine("count", &error);
        let asked = resolve(search, self.context)?;
        let index = names::with_aliases(self.index(), self.context, asked.spelling)?;
        let flag_of = |facet: Facet| ALTERNATIVES.iter().find(|(other, _)| *other == facet).map(|(_, flag)| *flag);
        let is_open =
            |facet: Facet| flag_of(facet).filter(|flag| search.filters.iter().any(|filter| filter.flag == **flag));
        let mut counts = Vec::new();
        let together: Vec<Facet> =
            limits.iter().map(|(facet, _)| *facet).filter(|facet| is_open(*facet).is_none()).collect();
        let most = limits.iter().map(|(_, limit)| *limit).max().unwrap_or(0);
        counts.extend(index.facet_counts(&asked.query, asked.field, &together, most).map_err(failed)?);
        for (facet, flag) in limits.iter().filter_map(|(facet, _)| is_open(*facet).map(|flag| (*facet, flag))) {
            // Beside the chosen publisher the others are counted as if it were not chosen.
            let mut wider = search.clone();
            wider.filters.retain(|filter| filter.flag != flag);
            let asked = resolve(&wider, self.context)?;
            counts.extend(index.facet_counts(&asked.query, asked.field, &[facet], most).map_err(failed)?);
        }
        for FacetCounts { facet, values, more, .. } in &mut counts {
            let limit = limits.iter().find(|(other, _)| other == facet).map_or(0, |(_, limit)| *limit);
            *more |= values.len() > limit;
            values.truncate(limit);
        }
        let dates = index.date_counts(&asked.query, asked.field).map_err(failed)?.spans;
        Ok(Answer::Facets(FacetAnswer { counts, dates }))
    }

    fn person(&mut self, name: &str, width: usize) -> Result<Answer, CliError> {
        let failed = |error| CliError::engine("show the person", &error);
        let index = names::with_aliases(self.index(), self.context, NameSpelling::Variants)?;
        let bearers = index.bearers(NameClass::Person, name).map_err(failed)?;
        let mut page = Vec::new();
        match person::choose(&bearers, None)? {
            Some(entry) => {
                let profile = index.profile(entry, PROFILE).map_err(failed)?;
                let top = person::top_articles(&index, entry, PROFILE).map_err(failed)?;
                let strip = if self.context.screen.blocks { Strip::Blocks } else { Strip::Digits };
                profile::render_text(&profile, &top, ProfileOptions { width, strip }, &mut page)
            }
            None => profile::render_candidates(&bearers, &mut page),
        }
        .map_err(CliError::output)?;
        if page.is_empty() {
            page = b"nobody in the index answers to that name".to_vec();
        }
        Ok(Answer::Page(String::from_utf8_lossy(&page).into_owned()))
    }
}

fn gone(action: &str) -> CliError {
    CliError::new(action, "it has gone from the index").hint("search again")
}

/// The lines of a message as the command line prints them.
fn lines_of(error: &CliError) -> Vec<String> {
    let mut printed = Vec::new();
    error.print(&mut printed);
    let lines = String::from_utf8_lossy(&printed);
    lines.lines().map(|line| clean(line.strip_prefix("dateline: ").unwrap_or(line)).into_owned()).collect()
}

/// Reads a search as the command line reads it; an empty one is for everything.
fn resolve(search: &Search, context: &Context) -> Result<Asked, CliError> {
    let words = if search.is_everything() { "*" } else { &search.words };
    let flags = flags_of(&search.filters)?;
    // A line that is only begun is no search of its own.
    let words = if words.trim().is_empty() && flags.is_empty() { "*" } else { words };
    flags.resolve(&[words.to_owned()], context)
}

fn request(search: &Search, asked: &Asked, offset: usize, limit: usize) -> SearchRequest {
    let words = search.words.trim();
    // Where there is nothing to be relevant to, news are.
    let order = match search.order {
        SortOrder::Relevance if words.is_empty() || words == "*" => SortOrder::Newest,
        order => order,
    };
    SearchRequest {
        field: asked.field,
        order,
        offset,
        limit,
        snippets: SnippetOptions { count: 1, ..SnippetOptions::default() },
        reach: asked.reach,
        bearers: Bearers::Named,
        copies: search.copies,
        totals: Totals::Bounded,
        ..SearchRequest::new(asked.query.clone())
    }
}

/// What is to be known of a search, the most useful first.
fn notes(page: &SearchPage, asked: &Asked) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for suggestion in &page.suggestions {
        let instead: Vec<String> = suggestion
            .instead
            .iter()
            .map(|spelling| format!("{} ({})", clean(&spelling.text), spelling.articles))
            .collect();
        notes.push(format!("did you mean, for `{}`: {}", clean(&suggestion.typed), instead.join(", ")));
    }
    for hint in &page.as_names {
        let found = counted(hint.articles, "article");
        notes.push(format!("`{}` as a name finds {found}: {}", clean(&hint.typed), clean(&hint.query)));
    }
    notes.extend(page.names.iter().filter_map(bearers_note));
    let absent: Vec<String> = page.absent.iter().map(|word| format!("`{}`", clean(word))).collect();
    if !absent.is_empty() {
        notes.push(format!("nothing in the index matches {}", absent.join(", ")));
    }
    if page.hits.is_empty() && page.parts.len() > 1 {
        let parts: Vec<String> =
            page.parts.iter().map(|part| format!("{} {}", clean(&part.query), part.articles)).collect();
        notes.push(format!("each part alone finds: {}", parts.join(" · ")));
    }
    for pattern in &page.cut {
        notes.push(format!("`{}` stands for too many words; only the most frequent were looked for", clean(pattern)));
    }
    notes.extend(asked.notes.iter().map(|note| clean(note).into_owned()));
    notes
}

/// Who bears a name that was asked for, where that is not plain.
fn bearers_note(name: &NameMatch) -> Option<String> {
    let asked = clean(&name.asked);
    let is_as_asked = |found: &str| render::people::folded(found) == render::people::folded(&name.asked);
    match &name.found[..] {
        [] if name.is_looked_for_as_written() => {
            Some(format!("no name in the index answers to `{asked}`; it was looked for as written"))
        }
        [] => Some(format!("no name in the index answers to `{asked}`")),
        [one] if is_as_asked(&one.name) => None,
        [one] if name.more == 0 => Some(format!("`{asked}` is {}", render::people::described(one))),
        several if several.iter().any(|one| is_as_asked(&one.name)) => None,
        several => {
            let some: Vec<String> =
                several.iter().take(BEARERS).map(|one| format!("{} ({})", clean(&one.name), one.articles)).collect();
            let more = several.len().saturating_sub(BEARERS) + name.more;
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Some(format!("`{asked}` may be any of {}{more}", some.join(", ")))
        }
    }
}

/// The queries that may have been meant: all corrections at once, then one other at a time.
fn choices(page: &SearchPage, typed: &str) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut add = |query: String, label: String| {
        let query = clean(&query).into_owned();
        if query != typed && choices.iter().all(|choice| choice.query != query) {
            choices.push(Choice { query, label });
        }
    };
    if let Some(query) = page.corrected(typed) {
        let first = page.suggestions.iter().filter_map(|suggestion| suggestion.instead.first());
        let label: Vec<String> = first.map(|spelling| spelling.articles.to_string()).collect();
        add(query, label.join(", "));
    }
    for suggestion in &page.suggestions {
        for spelling in suggestion.instead.iter().skip(1) {
            let mut other = suggestion.clone();
            other.instead = vec![spelling.clone()];
            let alone = SearchPage { suggestions: vec![other], ..SearchPage::default() };
            if let Some(query) = alone.corrected(typed) {
                add(query, spelling.articles.to_string());
            }
        }
    }
    for hint in page.as_names.iter().filter(|hint| typed.contains(&hint.typed)) {
        add(typed.replacen(&hint.typed, &hint.query, 1), hint.articles.to_string());
    }
    choices
}
