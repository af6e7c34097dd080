//! What each action does.

use super::facets::FacetLine;
use super::list::Listed;
use super::menu::{Item, Menu, Purpose};
use super::page::{Look, Page, PageLine, names_of};
use super::{BATCH, Effect, Ended, Focus, Leaving, Overlay, PATIENCE, State, Visit};
use crate::engine::{Copies, Marked, NameClass, SortOrder};
use crate::render::{clean, counted};
use crate::tui::ask::{Ask, Filter};
use crate::tui::editor::{Edit, Editor};
use crate::tui::key::{Action, Mode, SECTIONS, Step, Way};
use crate::tui::worker::Kind;

/// So many more articles are asked for at the end of the list.
const FAR: usize = 1000;
/// Flags that are dates.
const DATES: [&str; 3] = ["on", "from", "to"];
/// Lines that the page beside the list is scrolled by at a time.
const SCROLLED: usize = 3;

impl State {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Edit(edit) => self.edit(edit),
            Action::Accept => self.accept(),
            Action::Recall(way) => self.recall(way),
            Action::Move(step) => self.step(step),
            Action::Close => self.close(),
            Action::Leave => self.leave(),
            Action::Open => self.open(),
            Action::Past => self.choose_past(),
            Action::Choices => self.choose_meant(),
            Action::Persons => self.choose_person(),
            Action::Unfilter => self.choose_filter(),
            Action::Unfiltered => self.narrow(Vec::clear),
            Action::Dates => self.overlays.push(Overlay::Dates(Editor::new(self.dates()))),
            Action::Scroll(step) => (0..SCROLLED).for_each(|_| self.page.iter_mut().for_each(|page| page.step(step))),
            Action::Match(way) => self.jump(way),
            Action::Article(way) => self.read_other(way),
            Action::Section(way) => self.facets.section(way),
            Action::Pane(way) => self.go_to_pane(way),
            Action::Input => self.focus_input(),
            Action::Facets => self.toggle_facets(),
            Action::Preview => self.hidden = !self.hidden && !self.full,
            Action::Order => self.turn_order(),
            Action::Copies => {
                self.settle();
                let grouped = self.search.copies == Copies::Grouped;
                self.search.copies = if grouped { Copies::Apart } else { Copies::Grouped };
                self.refresh();
            }
            Action::Visit(way) => self.revisit(way),
            Action::Refresh => self.search_again(),
            Action::Mark => self.mark(),
            Action::Similar => self.find_similar(),
            Action::Outside(outside) => self.with_chosen(|id| Effect::Outside(outside, id)),
            Action::Copy(copied) => {
                let taken = self.list.taken();
                if !taken.is_empty() {
                    self.effects.push(Effect::Copy(copied, taken));
                }
            }
            Action::Pick => self.take(),
            Action::Help => {
                let lines = help_lines(self.mode());
                self.overlays.push(Overlay::Help(Page::of_lines("Keys", lines)));
            }
            Action::Interrupt => self.effects.push(Effect::End(Ended::Interrupted)),
            // Whoever waits for the paths would wait on, with nobody to go on with it.
            Action::Suspend if self.leaving == Leaving::Handing => {
                self.message = Some("not while paths are waited for".to_owned());
            }
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Redraw => self.effects.push(Effect::Redraw),
        }
    }

    fn edit(&mut self, edit: Edit) {
        match self.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => {
                let changed = menu.filter.edit(edit);
                menu.selected = if changed { 0 } else { menu.selected };
            }
            Some(Overlay::Dates(editor)) => drop(editor.edit(edit)),
            Some(_) => {}
            None if self.input.edit(edit) => self.refresh(),
            // In an empty line there is nothing else left to delete.
            None if edit == Edit::Backspace && self.input.text().is_empty() && !self.search.filters.is_empty() => {
                self.search.filters.pop();
                self.refresh();
            }
            None => {}
        }
    }

    fn accept(&mut self) {
        match self.overlays.pop() {
            Some(Overlay::Menu(menu)) => return self.chosen(&menu),
            Some(Overlay::Dates(editor)) => return self.set_dates(editor.text()),
            Some(Overlay::Person(name, _)) => return self.search_person(name),
            Some(Overlay::Help(_)) => return,
            None => {}
        }
        match self.focus {
            Focus::Input if !self.problem.is_empty() && !self.is_awaited(Kind::List) => self.quiet = PATIENCE,
            Focus::Input | Focus::List if self.leaving == Leaving::Handing => self.take(),
            Focus::Input => self.focus_list(),
            Focus::List | Focus::Reader => self.open(),
            Focus::Facets => self.toggle_value(),
        }
    }

    fn recall(&mut self, way: Way) {
        let line = match way {
            Way::Previous => self.visited.older(self.input.text()),
            Way::Next => self.visited.newer(),
        };
        match line {
            Some(line) => self.search_words(line),
            None if way == Way::Next => self.focus_list(),
            None => {}
        }
    }

    fn search_words(&mut self, words: String) {
        self.input = Editor::new(words);
        self.refresh();
    }

    fn step(&mut self, step: Step) {
        match self.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => return menu.step(step),
            Some(Overlay::Person(_, page) | Overlay::Help(page)) => return page.step(step),
            Some(Overlay::Dates(_)) => return,
            None => {}
        }
        match self.focus {
            Focus::Input | Focus::List => self.step_list(step),
            Focus::Reader => self.page.iter_mut().for_each(|page| page.step(step)),
            Focus::Facets => self.facets.step(step),
        }
    }

    fn step_list(&mut self, step: Step) {
        let before = self.list.selected;
        self.list.step(step);
        if step == Step::Last && !self.list.complete && !self.is_awaited(Kind::List) {
            self.awaited.row = usize::MAX;
            self.ask_more(FAR);
        }
        if self.list.selected != before {
            self.settle();
            self.after_move();
        }
    }

    fn close(&mut self) {
        if self.overlays.pop().is_some() {
            return;
        }
        match self.focus {
            Focus::Input => self.focus_list(),
            Focus::Reader => {
                self.full = false;
                self.focus = Focus::List;
            }
            Focus::Facets => {
                self.facets.open = false;
                self.focus = Focus::List;
            }
            Focus::List if self.list.listed != Listed::Search => self.revisit(Way::Previous),
            Focus::List => self.message = Some("q leaves".to_owned()),
        }
    }

    fn leave(&mut self) {
        match self.focus {
            Focus::List | Focus::Input => self.effects.push(Effect::End(Ended::Left)),
            Focus::Reader | Focus::Facets => self.close(),
        }
    }

    fn open(&mut self) {
        let Some(id) = self.list.chosen().map(|row| row.id) else { return };
        self.settle();
        self.full = true;
        self.focus = Focus::Reader;
        if self.page.as_ref().and_then(Page::id) == Some(id) {
            self.page.iter_mut().for_each(|page| page.step(Step::First));
        } else {
            self.page = None;
            self.after_move();
        }
    }

    /// The article before or after, in its own right.
    fn read_other(&mut self, way: Way) {
        let before = self.list.selected;
        self.list.step(if way == Way::Next { Step::Down } else { Step::Up });
        if self.list.selected == before {
            self.message = Some(if way == Way::Next { "the last article" } else { "the first article" }.to_owned());
            return;
        }
        self.after_move();
    }

    fn jump(&mut self, way: Way) {
        let found = self.page.as_mut().is_some_and(|page| page.jump(way));
        if !found {
            self.message = Some("no match in the text".to_owned());
        }
    }

    fn mark(&mut self) {
        let Some(id) = self.list.chosen().map(|row| row.id) else { return };
        self.list.mark(id);
        if self.focus == Focus::List {
            self.step_list(Step::Down);
        }
        self.message = Some(match self.list.marked.len() {
            0 => "none marked".to_owned(),
            count => format!("{} marked", counted(count as u64, "article")),
        });
    }

    fn find_similar(&mut self) {
        let Some(row) = self.list.chosen() else { return };
        let (id, headline) = (row.id, row.headline.text.clone());
        self.settle();
        self.full = false;
        self.focus = Focus::List;
        self.ask_list(Ask::Similar { id }, Listed::Similar(id, headline), 0);
    }

    fn with_chosen(&mut self, effect: impl FnOnce(crate::article::ArticleId) -> Effect) {
        if let Some(row) = self.list.chosen() {
            let effect = effect(row.id);
            self.settle();
            self.effects.push(effect);
        }
    }

    /// Leaves with what is marked or chosen; waits for a search that is not answered yet.
    pub(super) fn take(&mut self) {
        if self.is_awaited(Kind::List) {
            self.taking = true;
            return;
        }
        let taken = self.list.taken();
        if taken.is_empty() {
            self.message = Some("there is no article to take".to_owned());
            return;
        }
        self.settle();
        self.effects.push(Effect::End(Ended::Took(taken)));
    }

    pub(super) fn focus_input(&mut self) {
        self.full = false;
        self.focus = Focus::Input;
    }

    fn focus_list(&mut self) {
        self.settle();
        self.focus = Focus::List;
    }

    fn go_to_pane(&mut self, way: Way) {
        if self.full {
            return;
        }
        self.settle();
        let mut order = vec![Focus::Input];
        if self.facets.open {
            order.push(Focus::Facets);
        }
        order.push(Focus::List);
        if self.panes.page.is_some() && self.page.is_some() {
            order.push(Focus::Reader);
        }
        let at = order.iter().position(|focus| *focus == self.focus).unwrap_or(0);
        let next = if way == Way::Next { at + 1 } else { at + order.len() - 1 };
        self.focus = order[next % order.len()];
    }

    fn toggle_facets(&mut self) {
        self.full = false;
        self.facets.stale |= !self.facets.open;
        self.facets.open = true;
        self.focus = Focus::Facets;
    }

    fn toggle_value(&mut self) {
        match self.facets.chosen().cloned() {
            Some(FacetLine::Value(filter, _)) => {
                let chosen = self.search.filters.iter().position(|other| *other == filter);
                self.narrow(|filters| match chosen {
                    Some(at) => drop(filters.remove(at)),
                    None => {
                        // Of two spans the narrower one was meant to follow the wider.
                        filters.retain(|other| !(filter.flag == "on" && other.flag == "on"));
                        filters.push(filter);
                    }
                });
            }
            Some(FacetLine::More(facet)) => self.facets.widen(facet),
            Some(FacetLine::Title(_)) | None => {}
        }
    }

    /// Changes the filters and searches.
    fn narrow(&mut self, change: impl FnOnce(&mut Vec<Filter>)) {
        let before = self.search.filters.clone();
        change(&mut self.search.filters);
        if self.search.filters != before {
            self.full = false;
            if self.focus == Focus::Reader {
                self.focus = Focus::List;
            }
            // What is left stays known, so that one can go back to it.
            let narrowed = std::mem::replace(&mut self.search.filters, before);
            self.settle();
            self.search.filters = narrowed;
            self.refresh();
        }
    }

    fn dates(&self) -> String {
        let value = |flag: &str| {
            let filter = self.search.filters.iter().find(|filter| filter.flag == flag);
            filter.and_then(|filter| filter.value.clone())
        };
        match (value("on"), value("from"), value("to")) {
            (Some(on), ..) => on,
            (None, None, None) => String::new(),
            (None, from, to) => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
        }
    }

    fn set_dates(&mut self, typed: &str) {
        let typed = typed.trim().to_owned();
        self.narrow(|filters| {
            filters.retain(|filter| !DATES.contains(&filter.flag.as_str()));
            if !typed.is_empty() {
                filters.push(Filter::new("on", typed));
            }
        });
    }

    fn turn_order(&mut self) {
        self.settle();
        self.search.order = match self.search.order {
            SortOrder::Relevance => SortOrder::Newest,
            SortOrder::Newest => SortOrder::Oldest,
            SortOrder::Oldest => SortOrder::Relevance,
        };
        self.refresh();
    }

    fn revisit(&mut self, way: Way) {
        self.settle();
        let visit = if way == Way::Next { self.visited.forward() } else { self.visited.back() };
        let Some(visit) = visit else {
            self.message = Some(if way == Way::Next { "no later search" } else { "no earlier search" }.to_owned());
            return;
        };
        self.go_back_to(visit);
    }

    fn go_back_to(&mut self, visit: Visit) {
        self.input = Editor::new(visit.search.words.clone());
        self.search = visit.search;
        self.full = false;
        if self.focus == Focus::Reader {
            self.focus = Focus::List;
        }
        match visit.listed {
            Listed::Similar(id, headline) => {
                self.ask_list(Ask::Similar { id }, Listed::Similar(id, headline), 0);
            }
            Listed::Search => self.ask_search(BATCH.max(visit.selected + 1)),
        }
        self.awaited.row = visit.selected;
    }

    /// Searches again and stays with the article.
    fn search_again(&mut self) {
        let chosen = self.list.chosen().map(|row| row.id);
        let limit = self.list.rows.len().max(BATCH);
        match self.list.listed.clone() {
            Listed::Similar(id, headline) => self.ask_list(Ask::Similar { id }, Listed::Similar(id, headline), 0),
            Listed::Search => self.ask_search(limit),
        }
        self.awaited.select = chosen;
    }

    fn menu(&mut self, title: &'static str, purpose: Purpose, items: Vec<Item>, none: &str) {
        if items.is_empty() {
            self.message = Some(none.to_owned());
        } else {
            self.overlays.push(Overlay::Menu(Menu::new(title, purpose, items)));
        }
    }

    fn choose_past(&mut self) {
        let item = |query: &str| Item { value: clean(query).into_owned(), label: String::new() };
        let items = self.visited.queries().map(item).collect();
        self.menu("Queries of this session", Purpose::Past, items, "no query was searched for yet");
    }

    fn choose_meant(&mut self) {
        if let [only] = &self.choices[..] {
            return self.search_words(only.query.clone());
        }
        let items = self.choices.iter();
        let items = items.map(|choice| Item { value: choice.query.clone(), label: choice.label.clone() }).collect();
        self.menu("Did you mean", Purpose::Choices, items, "there is nothing to suggest");
    }

    fn choose_person(&mut self) {
        let chosen = self.list.chosen().map(|row| row.id);
        let Some(article) = self.page.as_ref().filter(|page| page.id() == chosen).and_then(Page::article) else {
            self.message = Some("the article is not shown".to_owned());
            return;
        };
        let item = |(name, count): (&crate::engine::ArticleName, usize)| Item {
            value: clean(&name.name).into_owned(),
            label: count.to_string(),
        };
        let items = names_of(article, NameClass::Person).into_iter().map(item).collect();
        self.menu("Persons of the article", Purpose::Persons, items, "the article names no person");
    }

    fn choose_filter(&mut self) {
        if self.search.filters.len() == 1 {
            return self.narrow(Vec::clear);
        }
        let items = self.search.filters.iter();
        let items = items.map(|filter| Item { value: filter.shown(), label: String::new() }).collect();
        self.menu("Take away", Purpose::Filters, items, "the search has no filter");
        // The last one is mostly the one that is too much.
        if let Some(Overlay::Menu(menu)) = self.overlays.last_mut() {
            menu.step(Step::Last);
        }
    }

    fn chosen(&mut self, menu: &Menu) {
        let Some((at, item)) = menu.chosen() else { return };
        match menu.purpose {
            Purpose::Past | Purpose::Choices => {
                self.settle();
                self.search_words(item.value.clone());
            }
            Purpose::Filters => self.narrow(|filters| drop(filters.remove(at))),
            Purpose::Persons => {
                let width = usize::from(self.panes.over.width).max(20);
                self.ask(Ask::Person { name: item.value.clone(), width });
                self.person = item.value.clone();
            }
        }
    }

    pub(super) fn show_person(&mut self, text: &str) {
        let name = std::mem::take(&mut self.person);
        let page = Page::of_text(name.clone(), text);
        self.overlays.push(Overlay::Person(name, page));
    }

    fn search_person(&mut self, name: String) {
        self.settle();
        self.input = Editor::default();
        self.search.filters.retain(|filter| filter.flag != "person");
        self.search.filters.push(Filter::new("person", name));
        self.full = false;
        self.focus = Focus::List;
        self.refresh();
    }
}

/// The table of keys as lines, those that count here first.
fn help_lines(mode: Mode) -> Vec<PageLine> {
    let line = |text: String, look| PageLine { text: Marked { text, highlights: Vec::new() }, look };
    let mut lines = Vec::new();
    let here = SECTIONS.iter().filter(|section| section.is_of(mode));
    let elsewhere = SECTIONS.iter().filter(|section| !section.is_of(mode));
    for section in here.chain(elsewhere) {
        if !lines.is_empty() {
            lines.push(line(String::new(), Look::Text));
        }
        lines.push(line(section.title.to_owned(), Look::Heading));
        for binding in section.bindings {
            lines.push(line(format!("  {:<20} {}", binding.keys(), binding.help()), Look::Text));
        }
    }
    lines
}
