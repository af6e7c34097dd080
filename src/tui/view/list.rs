//! Draws the list of articles and the counts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::line::{Place, around_match, columns, fitting, put, put_right, put_text, spans};
use super::theme::Theme;
use crate::tui::ask::Row;
use crate::tui::state::facets::{FacetLine, value_shown};
use crate::tui::state::{Focus, State};

/// Columns of a date.
const DATE: usize = 11;
/// Most columns of a publisher beside the headline.
const PUBLISHER: usize = 18;
/// On narrower lists it stands elsewhere.
const NARROW: u16 = 60;

/// Draws the rows that fit.
pub fn draw_list(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let height = state.panes.row_height.max(1);
    let last = state.list.rows.last().map_or(1, |row| row.rank);
    let digits = last.to_string().len().max(2);
    let shown = state.list.rows.iter().enumerate().skip(state.list.top).take(usize::from(area.height / height));
    let names = shown.clone().filter_map(|(_, row)| row.publisher.as_deref());
    let longest = names.map(columns).max().unwrap_or(0).min(PUBLISHER);
    let publishers = if area.width < NARROW { 0 } else { longest };
    for (line, (index, row)) in (0..).zip(shown) {
        let area = Rect { y: area.y + line * height, height, ..area };
        let chosen = index == state.list.selected;
        RowView { state, theme, row, chosen, digits, publishers }.draw(area, buffer);
    }
}

struct RowView<'s> {
    state: &'s State,
    theme: Theme,
    row: &'s Row,
    chosen: bool,
    digits: usize,
    /// Columns of publishers.
    publishers: usize,
}

impl RowView<'_> {
    fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let theme = self.theme;
        let lit = self.chosen && matches!(self.state.focus, Focus::List | Focus::Input);
        if self.chosen {
            let style = if lit { theme.title(true) } else { theme.facts() };
            for y in area.y..area.bottom() {
                put_text(buffer, Place { x: area.x, y, width: 1 }, "▌", style);
            }
        }
        let marked = self.state.list.marked.contains(&self.row.id);
        let mark = if marked { "*" } else { " " };
        let first = Place { x: area.x + 1, y: area.y, width: area.width.saturating_sub(1) };
        let number = format!("{:>width$}  ", self.row.rank, width = self.digits);
        let mut line = vec![(mark, theme.mark()), (number.as_str(), theme.facts())];
        let short = self.state.panes.row_height == 2;
        let (date, publisher) = (format!("{:<DATE$} ", self.row.date), self.publisher());
        if short {
            line.push((&date, Style::new()));
            line.push((&publisher, theme.facts()));
        }
        let base = if lit { theme.headline().patch(theme.chosen()) } else { theme.headline() };
        line.extend(spans(&self.row.headline, base, theme.matched()));
        put(buffer, first, &line);
        let indent = 1 + self.digits as u16 + 2;
        let below = |y| Place { x: first.x + indent, y, width: first.width.saturating_sub(indent) };
        if short {
            self.put_passage(below(area.y + 1), buffer);
        } else {
            put_text(buffer, below(area.y + 1), &self.facts(), theme.facts());
            self.put_passage(below(area.y + 2), buffer);
        }
    }

    /// The publisher, filled up to a column of its own; nothing where there is none.
    fn publisher(&self) -> String {
        if self.publishers == 0 {
            return String::new();
        }
        let name = self.row.publisher.as_deref().unwrap_or_default();
        let shown = fitting(name, self.publishers);
        let cut = if shown.len() < name.len() { "…" } else { " " };
        format!("{shown}{cut}{} ", " ".repeat(self.publishers - columns(shown)))
    }

    fn facts(&self) -> String {
        let mut facts = vec![self.row.date.as_str()];
        facts.extend(self.row.publisher.as_deref());
        facts.extend(self.row.remarks.iter().map(String::as_str));
        facts.push(&self.row.place);
        facts.join(" · ")
    }

    fn put_passage(&self, place: Place, buffer: &mut Buffer) {
        let remarks = match (self.state.panes.row_height, &self.row.remarks[..]) {
            (2, [_, ..]) => format!("{} · ", self.row.remarks.join(" · ")),
            _ => String::new(),
        };
        let mut line = vec![(remarks.as_str(), self.theme.note())];
        let room = usize::from(place.width).saturating_sub(columns(&remarks));
        let passage = self.row.passage.as_ref().map(|passage| around_match(passage, room));
        if let Some(passage) = &passage {
            line.extend(spans(passage, Style::new(), self.theme.matched()));
        }
        put(buffer, place, &line);
    }
}

/// Draws the counts.
pub fn draw_facets(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let facets = &state.facets;
    let lines = facets.lines.iter().enumerate().skip(facets.top).take(usize::from(area.height));
    if facets.lines.is_empty() {
        let place = Place { x: area.x + 1, y: area.y, width: area.width.saturating_sub(1) };
        put_text(buffer, place, if state.waits() { "counting …" } else { "nothing to count" }, theme.facts());
    }
    for (y, (index, line)) in (area.y..).zip(lines) {
        let lit = index == facets.selected && state.focus == Focus::Facets;
        let style = if lit { theme.chosen() } else { Style::new() };
        let place = Place { x: area.x, y, width: area.width };
        match line {
            FacetLine::Title(title) => {
                put_text(buffer, place, title, theme.title(true));
            }
            FacetLine::More(_) => {
                put_text(buffer, Place { x: place.x + 2, width: area.width - 2, ..place }, "…", style);
            }
            FacetLine::Value(filter, articles) => {
                let start = put_right(buffer, place, &format!(" {articles}"), theme.facts().patch(style));
                let (mark, base) = match state.search.filters.contains(filter) {
                    true => ("✓ ", theme.headline()),
                    false => ("  ", Style::new()),
                };
                let value = value_shown(filter);
                let room = Place { width: start - place.x, ..place };
                put(buffer, room, &[(mark, theme.mark()), (&value, base.patch(style))]);
            }
        }
    }
}
