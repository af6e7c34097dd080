//! Draws the state. Owns no decision about what is shown: it reads the state and changes nothing.
//!
//! The surprise: text comes here safe to print, and nothing is drawn that did not pass [`mod@line`], which cuts by columns.

pub mod line;
pub mod list;
pub mod over;
pub mod theme;

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::line::{Place, columns, put, put_right, put_text, spans};
use self::theme::Theme;
use super::ask::Total;
use super::key::Mode;
use super::state::list::Listed;
use super::state::page::Page;
use super::state::panes::LEAST;
use super::state::{Focus, Leaving, Overlay, State};
use crate::render::{counted, shown_of};

/// On narrower screens numbers stand without words.
const ROOMY: u16 = 60;

/// Draws everything.
pub fn draw(state: &State, theme: Theme, frame: &mut Frame) {
    let panes = &state.panes;
    // It may have changed its size since everything was put in its place; then the next drawing is right.
    if (frame.area().width, frame.area().height) != (panes.width, panes.height) {
        return;
    }
    if panes.is_too_small() {
        return draw_too_small(frame);
    }
    draw_input(state, theme, frame);
    let buffer = frame.buffer_mut();
    draw_notes(state, theme, buffer);
    if let Some(area) = panes.facets {
        list::draw_facets(state, theme, area, buffer);
        if panes.list.is_some() {
            draw_bar(buffer, area.right(), area, theme);
        }
    }
    if let Some(area) = panes.list {
        draw_articles(state, theme, area, buffer);
    }
    if let Some(area) = panes.rule {
        if panes.is_beside() {
            draw_bar(buffer, area.x, area, theme);
        } else {
            draw_title(state, theme, area, buffer);
        }
    }
    if let Some(area) = panes.page {
        match &state.page {
            Some(page) => draw_lines(page, theme, area, buffer),
            None if state.waits() => drop(put_text(buffer, at(area), "…", theme.facts())),
            None => {}
        }
    }
    if state.shows_problem() {
        over::draw_problem(state, theme, buffer);
    }
    draw_footer(state, theme, buffer);
    if let Some(overlay) = state.overlays.last() {
        over::draw_overlay(state, overlay, theme, frame);
    }
}

fn at(area: Rect) -> Place {
    Place { x: area.x, y: area.y, width: area.width }
}

fn draw_too_small(frame: &mut Frame) {
    let area = frame.area();
    let text = format!("dateline needs {} columns and {} lines", LEAST.0, LEAST.1);
    let text = crate::engine::Marked { text, highlights: Vec::new() };
    let lines = crate::render::text::wrap(&text, usize::from(area.width));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put_text(frame.buffer_mut(), Place { x: area.x, y, width: area.width }, &line.text, Style::new());
    }
}

fn draw_input(state: &State, theme: Theme, frame: &mut Frame) {
    let area = state.panes.input;
    let typing = state.focus == Focus::Input;
    let lead = if area.width >= 60 { "Search: " } else { "> " };
    let used = put_text(frame.buffer_mut(), at(area), lead, theme.title(typing));
    let end = put_right(frame.buffer_mut(), at(area), &total(state), theme.facts());
    let place = Place { x: area.x + used, width: end.saturating_sub(area.x + used + 1), ..at(area) };
    let (text, cursor) = state.input.window(usize::from(place.width));
    if state.input.text().is_empty() {
        let hint = if state.search.filters.is_empty() { "all articles; type to search" } else { "all of these" };
        put_text(
            frame.buffer_mut(),
            Place { x: place.x + 1, width: place.width.saturating_sub(1), ..place },
            hint,
            theme.facts(),
        );
    }
    put_text(frame.buffer_mut(), place, text, Style::new());
    if typing && state.overlays.is_empty() {
        frame.set_cursor_position((place.x + cursor as u16, area.y));
    }
}

/// Filters and notes.
fn draw_notes(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = state.panes.notes;
    let chips = state.chips();
    let mut places = (area.y..area.bottom()).map(|y| Place { y, ..at(area) });
    if !chips.is_empty()
        && let Some(place) = places.next()
    {
        let labels: Vec<String> = chips.iter().map(|chip| format!(" {chip} ")).collect();
        let gap = (" ", Style::new());
        let line: Vec<_> = labels.iter().flat_map(|label| [(label.as_str(), theme.chip()), gap]).collect();
        put(buffer, place, &line);
    }
    for (place, note) in places.zip(&state.notes) {
        put_text(buffer, place, note, theme.note());
    }
}

/// Where one is among how many articles.
fn total(state: &State) -> String {
    let list = &state.list;
    let of = match list.chosen() {
        _ if state.waits_long() => "searching …".to_owned(),
        Some(row) => position(row.rank, list.total, state.panes.width),
        None if state.waits() => String::new(),
        None => "nothing found".to_owned(),
    };
    match &list.listed {
        Listed::Similar(..) => format!("{of} like it"),
        Listed::Search => of,
    }
}

/// The place of an article among all, in words where there is room for them.
fn position(rank: usize, total: Total, width: u16) -> String {
    let Total { full, partial, more } = total;
    let all = full + partial;
    if width < ROOMY {
        format!("{rank}/{all}{}", if more { "+" } else { "" })
    } else {
        format!("{rank} {}", shown_of(all, 0, more))
    }
}

fn draw_articles(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    list::draw_list(state, theme, area, buffer);
    if state.list.rows.is_empty() && !state.waits() && state.problem.is_empty() {
        let place = Place { x: area.x + 1, width: area.width.saturating_sub(1), ..at(area) };
        put_text(buffer, place, "No article has what is searched for.", theme.facts());
    }
}

/// The line above an article: its path, and how far one has read.
fn draw_title(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    draw_rule(buffer, at(area), theme);
    let lit = state.focus == Focus::Reader;
    let progress = state.page.as_ref().map(|page| format!(" {} ", page.progress())).unwrap_or_default();
    let start = put_right(buffer, Place { width: area.width - 2, ..at(area) }, &progress, theme.title(lit));
    if let Some(row) = state.list.chosen() {
        let marked = if state.list.marked.contains(&row.id) { "* " } else { "" };
        let title = if state.full {
            format!(" {marked}{} · {} ", row.rank, row.headline.text)
        } else {
            format!(" {marked}{} ", row.place)
        };
        let width = start.saturating_sub(area.x + 4);
        put_text(buffer, Place { x: area.x + 2, y: area.y, width }, &title, theme.title(lit));
    }
}

/// A line across.
fn draw_rule(buffer: &mut Buffer, place: Place, theme: Theme) {
    put_text(buffer, place, &"─".repeat(usize::from(place.width)), theme.rule());
}

/// A line downwards.
fn draw_bar(buffer: &mut Buffer, x: u16, area: Rect, theme: Theme) {
    for y in area.y..area.bottom() {
        put_text(buffer, Place { x, y, width: 1 }, "│", theme.rule());
    }
}

/// The lines of a page that fit.
fn draw_lines(page: &Page, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let current = page.current.and_then(|current| page.matches.get(current));
    let lines = page.lines.iter().enumerate().skip(page.top).take(usize::from(area.height));
    for (y, (index, line)) in (area.y..).zip(lines) {
        let mut spans = spans(&line.text, theme.look(line.look), theme.matched());
        if let Some((_, range)) = current.filter(|(line, _)| *line == index) {
            let start = line.text.text.as_ptr() as usize + range.start;
            spans.iter_mut().filter(|(text, _)| text.as_ptr() as usize == start).for_each(|(_, style)| {
                *style = style.patch(theme.current());
            });
        }
        put(buffer, Place { x: area.x, y, width: area.width }, &spans);
    }
}

fn draw_footer(state: &State, theme: Theme, buffer: &mut Buffer) {
    let place = at(state.panes.footer);
    let mut state_of = Vec::new();
    if state.changed {
        state_of.push("index has changed: r".to_owned());
    }
    if !state.list.marked.is_empty() {
        state_of.push(format!("{} marked", counted(state.list.marked.len() as u64, "article")));
    }
    let state_of = state_of.join(" · ");
    let start = put_right(buffer, place, &state_of, theme.note());
    let place = Place { width: (start - place.x).saturating_sub(u16::from(!state_of.is_empty())), ..place };
    match &state.message {
        Some(message) => put_text(buffer, place, message, theme.note()),
        None => {
            let hints = hints(state);
            let mut line = Vec::new();
            let mut room = usize::from(place.width);
            for (keys, what) in &hints {
                let width = columns(keys) + 1 + columns(what) + 2;
                // A hint is shown as a whole or not at all.
                if width > room + 2 {
                    break;
                }
                room = room.saturating_sub(width);
                line.extend([
                    (*keys, theme.headline()),
                    (" ", Style::new()),
                    (*what, theme.facts()),
                    ("  ", Style::new()),
                ]);
            }
            line.pop();
            put(buffer, place, &line)
        }
    };
}

/// The keys that are wanted most.
fn hints(state: &State) -> Vec<(&'static str, &'static str)> {
    let handing = state.leaving == Leaving::Handing;
    match state.mode() {
        Mode::Input if !state.choices.is_empty() => {
            vec![("Ctrl-T", "did you mean"), ("⏎", "list"), ("↑", "before"), ("F1", "keys"), ("Ctrl-C", "leave")]
        }
        Mode::Input => vec![
            ("⏎", if handing { "take" } else { "list" }),
            ("PgDn", "down"),
            ("↑", "before"),
            ("Ctrl-R", "queries"),
            ("F1", "keys"),
            ("Ctrl-C", "leave"),
        ],
        Mode::List if handing => vec![
            ("⏎", "take"),
            ("Space", "mark"),
            ("l", "read"),
            ("/", "query"),
            ("f", "facets"),
            ("?", "keys"),
            ("q", "leave"),
        ],
        Mode::List => vec![
            ("⏎", "read"),
            ("/", "query"),
            ("f", "facets"),
            ("?", "keys"),
            ("q", "leave"),
            ("Space", "mark"),
            ("s", "similar"),
            ("p", "persons"),
            ("S", "order"),
            ("d", "dates"),
        ],
        Mode::Reader => vec![
            ("n", "match"),
            ("J/K", "article"),
            ("q", "list"),
            ("?", "keys"),
            ("p", "persons"),
            ("s", "similar"),
            ("o", "open"),
            ("e", "edit"),
            ("y", "copy path"),
        ],
        Mode::Facets => {
            vec![("⏎", "narrow"), ("}", "next"), ("q", "close"), ("l", "list"), ("x", "take away"), ("?", "keys")]
        }
        Mode::Menu => vec![("⏎", "take"), ("Esc", "leave"), ("↓", "next"), ("letters", "narrow")],
        Mode::Prompt => vec![("⏎", "take"), ("Esc", "leave")],
        Mode::Page if matches!(state.overlays.last(), Some(Overlay::Person(..))) => {
            vec![("⏎", "search for the person"), ("q", "close"), ("Space", "further"), ("b", "back")]
        }
        Mode::Page => vec![("q", "close"), ("Space", "further"), ("b", "back")],
    }
}
