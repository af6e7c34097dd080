//! What the terminal shows and how it changes: an event goes in, effects come out, and nothing is drawn or searched here.
//!
//! Owns every transition. It must not touch the terminal, the index or the clock, so that all of it can be tried in tests.
//! The surprise: an error of a query that is still being typed is held back for a moment, since half a query mostly is one.

mod act;
pub mod facets;
pub mod list;
pub mod menu;
pub mod page;
pub mod panes;
pub mod visited;

#[cfg(test)]
mod tests;

use ratatui::crossterm::event::{KeyEvent, KeyEventKind};

use self::facets::Facets;
use self::list::{List, Listed};
use self::menu::Menu;
use self::page::Page;
use self::panes::Panes;
use self::visited::{Visit, Visited};
use super::ask::{Answer, Ask, Choice, Filter, Found, Outside, Search, Total};
use super::editor::Editor;
use super::key::{self, Copied, Mode};
use super::worker::{Kind, Question, Reply};
use crate::article::ArticleId;
use crate::engine::{Copies, SortOrder};
use crate::render::shown_of;

/// Hits that are asked for at a time.
pub const BATCH: usize = 40;
/// Ticks without a key after which an error of a query is shown.
const PATIENCE: u32 = 6;
/// Ticks without a key after which counts are asked for.
const REST: u32 = 2;
/// Ticks after which it is said that a search goes on.
const LONG: u32 = 4;

/// The part of the screen that keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The line of the query.
    #[default]
    Input,
    /// The list of articles.
    List,
    /// The article.
    Reader,
    /// The counts.
    Facets,
}

/// What lies above the rest of the screen.
#[derive(Debug)]
pub enum Overlay {
    /// A list to choose from.
    Menu(Menu),
    /// The line of dates.
    Dates(Editor),
    /// The page of a person.
    Person(String, Page),
    /// The keys.
    Help(Page),
}

/// What leaving is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Leaving {
    /// To be done.
    #[default]
    Done,
    /// To hand over paths: standard output is not the terminal.
    Handing,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Left,
    /// The user took these articles.
    Took(Vec<ArticleId>),
    /// The user, or the system, wanted it to end at once.
    Interrupted,
}

/// Something that happens.
#[derive(Debug)]
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// Text comes in at once.
    Paste(String),
    /// The terminal has so many columns and lines.
    Resize(u16, u16),
    /// An answer.
    Reply(Reply),
    /// A tenth of a second has passed.
    Tick,
    /// Something was done outside: what to say of it.
    Told(String),
}

/// Something to do outside of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask.
    Ask(Question),
    /// Open an article elsewhere.
    Outside(Outside, ArticleId),
    /// Copy something of articles.
    Copy(Copied, Vec<ArticleId>),
    /// Stop until the shell goes on with it.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    End(Ended),
}

/// Numbers of the questions that are waited for, by kind; 0 for none.
#[derive(Debug, Default)]
struct Awaited {
    last: u64,
    numbers: [u64; 4],
    list: Listed,
    limit: usize,
    select: Option<ArticleId>,
    row: usize,
}

/// Everything that is shown.
#[derive(Debug, Default)]
pub struct State {
    /// The line of the query.
    pub input: Editor,
    /// The search as it stands: the line, and what narrows it.
    pub search: Search,
    /// The part of the screen that keys go to.
    pub focus: Focus,
    /// The list of articles.
    pub list: List,
    /// The article beside it.
    pub page: Option<Page>,
    /// Whether the article has the whole screen.
    pub full: bool,
    /// Whether the article is hidden beside the list.
    pub hidden: bool,
    /// The counts.
    pub facets: Facets,
    /// What lies above the rest, the last one uppermost.
    pub overlays: Vec<Overlay>,
    /// What is to be known of the search.
    pub notes: Vec<String>,
    /// Queries that may have been meant.
    pub choices: Vec<Choice>,
    /// What is wrong with the search.
    pub problem: Vec<String>,
    /// What is to be told of the last key.
    pub message: Option<String>,
    /// Whether the index has been written to since it was opened.
    pub changed: bool,
    /// What leaving is for.
    pub leaving: Leaving,
    /// Where everything is.
    pub panes: Panes,
    visited: Visited,
    awaited: Awaited,
    waited: u32,
    quiet: u32,
    /// Whose page was asked for.
    person: String,
    /// Enter was typed before the articles were there.
    taking: bool,
    effects: Vec<Effect>,
}

impl State {
    /// Begins with a search.
    pub fn new(search: Search, leaving: Leaving, (width, height): (u16, u16)) -> (State, Vec<Effect>) {
        let focus = if search.is_everything() || leaving == Leaving::Handing { Focus::Input } else { Focus::List };
        let input = Editor::new(search.words.clone());
        let panes = Panes::of_size(width, height);
        let mut state = State { input, search, focus, leaving, panes, ..State::default() };
        state.refresh();
        let effects = std::mem::take(&mut state.effects);
        (state, effects)
    }

    /// What happens when something happens.
    pub fn apply(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => self.on_key(key),
            Event::Paste(text) => self.on_paste(&text),
            Event::Resize(width, height) => self.panes = Panes::of_size(width, height),
            Event::Reply(reply) => self.on_reply(reply),
            Event::Tick => self.on_tick(),
            Event::Told(text) => self.message = Some(text),
        }
        std::mem::take(&mut self.effects)
    }

    /// Where keys go.
    pub fn mode(&self) -> Mode {
        match (self.overlays.last(), self.focus) {
            (Some(Overlay::Menu(_)), _) => Mode::Menu,
            (Some(Overlay::Dates(_)), _) => Mode::Prompt,
            (Some(Overlay::Person(..) | Overlay::Help(_)), _) => Mode::Page,
            (None, Focus::Input) => Mode::Input,
            (None, Focus::List) => Mode::List,
            (None, Focus::Reader) => Mode::Reader,
            (None, Focus::Facets) => Mode::Facets,
        }
    }

    /// Whether an error of the query is to be shown.
    pub fn shows_problem(&self) -> bool {
        !self.problem.is_empty() && (self.focus != Focus::Input || self.quiet >= PATIENCE)
    }

    /// What narrows and orders the search, as it is shown.
    pub fn chips(&self) -> Vec<String> {
        let mut chips: Vec<String> = self.search.filters.iter().map(Filter::shown).collect();
        match self.search.order {
            SortOrder::Relevance => {}
            SortOrder::Newest => chips.push("newest first".to_owned()),
            SortOrder::Oldest => chips.push("oldest first".to_owned()),
        }
        if self.search.copies == Copies::Grouped {
            chips.push("copies grouped".to_owned());
        }
        chips
    }

    /// Whether an answer is waited for.
    pub fn waits(&self) -> bool {
        self.awaited.numbers.iter().any(|number| *number > 0)
    }

    /// Whether one has waited so long that it should be said.
    pub fn waits_long(&self) -> bool {
        self.waits() && self.waited >= LONG
    }

    /// Whether a tick may change what is shown.
    pub fn heeds_ticks(&self) -> bool {
        self.waits() || self.facets.open && self.facets.stale || !self.problem.is_empty() && self.quiet <= PATIENCE
    }

    fn on_key(&mut self, key: KeyEvent) {
        self.quiet = 0;
        self.message = None;
        let mode = self.mode();
        match (key::action(mode, key), key::typed(key)) {
            (Some(action), _) => self.act(action),
            (None, Some(letter)) if matches!(mode, Mode::Input | Mode::Prompt | Mode::Menu) => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
    }

    fn on_paste(&mut self, text: &str) {
        self.quiet = 0;
        if matches!(self.mode(), Mode::Input | Mode::Prompt | Mode::Menu) {
            self.insert(text);
        } else if self.overlays.is_empty() {
            // Elsewhere a pasted text would be a row of commands.
            self.focus_input();
            self.insert(text);
        }
    }

    fn insert(&mut self, typed: &str) {
        match self.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => {
                menu.filter.insert(typed);
                menu.selected = 0;
            }
            Some(Overlay::Dates(editor)) => drop(editor.insert(typed)),
            Some(_) => {}
            None if self.input.insert(typed) => self.refresh(),
            None => {}
        }
    }

    fn on_tick(&mut self) {
        self.quiet = self.quiet.saturating_add(1);
        self.waited = if self.waits() { self.waited.saturating_add(1) } else { 0 };
        let rests = self.quiet >= REST || self.focus != Focus::Input;
        if self.facets.open && self.facets.stale && rests && !self.is_awaited(Kind::Facets) && self.problem.is_empty() {
            let limits = self.facets.limits();
            // Asked for once, whether or not an answer comes.
            self.facets.stale = false;
            self.ask(Ask::Facets { search: self.search.clone(), limits });
        }
    }

    fn on_reply(&mut self, reply: Reply) {
        if let Answer::Changed = reply.answer {
            self.changed = true;
        }
        let Some(kind) = [Kind::List, Kind::More, Kind::Page, Kind::Facets]
            .into_iter()
            .find(|kind| reply.number > 0 && self.awaited.numbers[*kind as usize] == reply.number)
        else {
            return;
        };
        self.awaited.numbers[kind as usize] = 0;
        self.waited = 0;
        match reply.answer {
            Answer::Found(found) => self.on_found(found),
            Answer::More(rows) => {
                self.list.extend(rows, self.awaited.limit);
                if self.awaited.row > 0 {
                    self.list.select(self.awaited.row);
                    self.awaited.row = 0;
                }
                self.after_move();
            }
            Answer::Article(reading) => self.show_article(Page::of_article(reading)),
            Answer::Page(text) => self.show_person(&text),
            Answer::Facets(answer) => self.facets.replace(&answer),
            Answer::Failed(lines) if kind == Kind::List => {
                self.taking = false;
                self.problem = lines;
            }
            Answer::Failed(lines) => self.message = lines.into_iter().next(),
            Answer::Changed | Answer::Nothing => {}
        }
    }

    fn on_found(&mut self, found: Found) {
        self.problem.clear();
        self.notes = found.notes.clone();
        let Total { full, partial, more } = found.total;
        if partial > 0 {
            let note = shown_of(full, partial, more).replacen("shown: ", "", 1);
            // What may have been meant is more urgent.
            self.notes.insert(self.notes.len().min(1), note);
        }
        self.choices = found.choices.clone();
        self.list.replace(found, std::mem::take(&mut self.awaited.list), self.awaited.limit);
        self.changed = false;
        match self.awaited.select.take() {
            Some(id) => drop(self.list.select_article(id)),
            None => self.list.select(std::mem::take(&mut self.awaited.row)),
        }
        if self.list.rows.is_empty() {
            self.page = None;
            self.full = false;
            if self.focus == Focus::Reader {
                self.focus = Focus::List;
            }
        }
        self.panes_changed();
        self.after_move();
        if std::mem::take(&mut self.taking) {
            self.take();
        }
    }

    /// Searches for what stands in the line.
    fn refresh(&mut self) {
        self.search.words = self.input.text().to_owned();
        self.ask_search(BATCH);
    }

    fn ask_search(&mut self, limit: usize) {
        let width = usize::from(self.panes.width);
        self.ask_list(Ask::Search { search: self.search.clone(), limit, width }, Listed::Search, limit);
    }

    fn ask_list(&mut self, ask: Ask, listed: Listed, limit: usize) {
        self.awaited.list = listed;
        self.awaited.limit = limit;
        self.awaited.select = None;
        self.awaited.row = 0;
        self.awaited.numbers[Kind::More as usize] = 0;
        self.facets.stale = true;
        self.ask(ask);
    }

    fn ask(&mut self, ask: Ask) {
        self.awaited.last += 1;
        let number = self.awaited.last;
        self.awaited.numbers[Kind::of(&ask) as usize] = number;
        self.effects.push(Effect::Ask(Question { number, ask }));
    }

    fn is_awaited(&self, kind: Kind) -> bool {
        self.awaited.numbers[kind as usize] > 0
    }

    /// What follows when another row is chosen: its article, and more rows where they run out.
    fn after_move(&mut self) {
        if self.list.runs_out() && !self.is_awaited(Kind::More) && !self.is_awaited(Kind::List) {
            self.ask_more(BATCH);
        }
        let Some(id) = self.list.chosen().map(|row| row.id) else { return };
        if self.shows_article() {
            self.ask(Ask::Article { id, search: self.search.clone() });
        }
    }

    fn ask_more(&mut self, limit: usize) {
        self.awaited.limit = limit;
        self.ask(Ask::More { offset: self.list.rows.len(), limit });
    }

    /// Whether an article is shown beside the list or above it.
    fn shows_article(&self) -> bool {
        self.full || self.panes.page.is_some()
    }

    fn show_article(&mut self, mut page: Page) {
        if let Some(area) = self.panes.page {
            page.fit(usize::from(area.width), usize::from(area.height));
            if !self.full {
                page.show_first_match();
            }
        }
        // The same article again, as after a search that was refreshed, stays where it is.
        if let Some(old) = self.page.as_ref().filter(|old| old.id() == page.id() && old.matches == page.matches) {
            page.top = old.top;
            page.current = old.current;
        }
        self.page = Some(page);
        self.panes_changed();
    }

    fn visit(&self) -> Visit {
        Visit { search: self.search.clone(), listed: self.list.listed.clone(), selected: self.list.selected }
    }

    /// Takes down that somebody stays with this search.
    fn settle(&mut self) {
        if !self.is_awaited(Kind::List) && self.problem.is_empty() {
            self.visited.settle(self.visit());
        }
    }

    /// Tells every part of the screen how much room it has.
    fn panes_changed(&mut self) {
        let (width, height) = (self.panes.width, self.panes.height);
        self.panes = Panes::of(width, height, self);
        let panes = self.panes;
        if let Some(area) = panes.list {
            self.list.fit(usize::from(area.height / panes.row_height.max(1)));
        }
        if let (Some(area), Some(page)) = (panes.page, &mut self.page) {
            page.fit(usize::from(area.width), usize::from(area.height));
        }
        if let Some(area) = panes.facets {
            self.facets.fit(usize::from(area.height));
        }
        if let Some(Overlay::Person(_, page) | Overlay::Help(page)) = self.overlays.last_mut() {
            page.fit(usize::from(panes.over.width), usize::from(panes.over.height));
        }
    }

    /// Puts everything in its place, before it is drawn.
    pub fn arrange(&mut self) -> Vec<Effect> {
        let showed = self.panes.page.is_some();
        self.panes_changed();
        let lacks = self.page.as_ref().and_then(Page::id) != self.list.chosen().map(|row| row.id);
        if !showed && self.panes.page.is_some() && lacks && !self.is_awaited(Kind::Page) {
            self.after_move();
        }
        std::mem::take(&mut self.effects)
    }
}
