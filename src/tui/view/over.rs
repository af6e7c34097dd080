//! Draws what lies above the rest: lists to choose from, the line of dates, pages, errors.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};

use super::line::{Place, put, put_right, put_text};
use super::theme::Theme;
use crate::render::text::wrap;
use crate::tui::editor::Editor;
use crate::tui::state::menu::Menu;
use crate::tui::state::{Overlay, State};

/// Columns of a list to choose from.
const MENU: u16 = 64;

/// Draws the uppermost.
pub fn draw_overlay(state: &State, overlay: &Overlay, theme: Theme, frame: &mut Frame) {
    let over = state.panes.over;
    match overlay {
        Overlay::Menu(menu) => draw_menu(menu, theme, over, frame),
        Overlay::Dates(editor) => draw_dates(editor, theme, over, frame),
        Overlay::Person(_, page) => {
            let title = format!(" {} · {} ", page.title, page.progress());
            framed(frame.buffer_mut(), over, &title, theme);
            super::draw_lines(page, theme, over, frame.buffer_mut());
        }
        Overlay::Help(page) => {
            framed(frame.buffer_mut(), over, &format!(" Keys · {} ", page.progress()), theme);
            super::draw_lines(page, theme, over, frame.buffer_mut());
        }
    }
}

/// Clears a place with a border around it and a title in the border.
fn framed(buffer: &mut Buffer, inner: Rect, title: &str, theme: Theme) {
    // A blank column at both sides of the text.
    let area = Rect { x: inner.x - 2, y: inner.y - 1, width: inner.width + 4, height: inner.height + 2 };
    let area = area.intersection(*buffer.area());
    Clear.render(area, buffer);
    Block::bordered().border_style(theme.rule()).render(area, buffer);
    let place = Place { x: area.x + 2, y: area.y, width: area.width.saturating_sub(4) };
    put_text(buffer, place, title, theme.title(true));
}

fn draw_menu(menu: &Menu, theme: Theme, over: Rect, frame: &mut Frame) {
    let shown = menu.shown();
    let height = (shown.len() as u16 + 1).clamp(2, over.height);
    let inner = Rect { width: over.width.min(MENU), height, ..over };
    framed(frame.buffer_mut(), inner, &format!(" {} ", menu.title), theme);
    draw_typed(&menu.filter, theme, inner, frame);
    let buffer = frame.buffer_mut();
    let room = usize::from(height - 1);
    let top = (menu.selected + 1).saturating_sub(room);
    for (y, (index, (_, item))) in (inner.y + 1..).zip(shown.iter().enumerate().skip(top).take(room)) {
        let style = if index == menu.selected { theme.chosen() } else { Style::new() };
        let place = Place { x: inner.x, y, width: inner.width };
        let start = if item.label.is_empty() {
            place.x + place.width
        } else {
            put_right(buffer, place, &format!(" {}", item.label), theme.facts())
        };
        put_text(buffer, Place { width: start - place.x, ..place }, &item.value, style);
    }
    if shown.is_empty() {
        put_text(buffer, Place { x: inner.x, y: inner.y + 1, width: inner.width }, "nothing has that", theme.facts());
    }
}

fn draw_dates(editor: &Editor, theme: Theme, over: Rect, frame: &mut Frame) {
    let inner = Rect { width: over.width.min(MENU), height: 2, ..over };
    framed(frame.buffer_mut(), inner, " Dates ", theme);
    draw_typed(editor, theme, inner, frame);
    let help = "2024-03 · 2024-01..2024-03 · 2024-06.. · last week · empty: all";
    put_text(frame.buffer_mut(), Place { x: inner.x, y: inner.y + 1, width: inner.width }, help, theme.facts());
}

/// Draws a line that is typed, with the cursor in it.
fn draw_typed(editor: &Editor, theme: Theme, area: Rect, frame: &mut Frame) {
    let room = area.width.saturating_sub(2);
    let (text, cursor) = editor.window(usize::from(room));
    let place = Place { x: area.x, y: area.y, width: area.width };
    put(frame.buffer_mut(), place, &[("> ", theme.title(true)), (text, Style::new())]);
    frame.set_cursor_position((area.x + 2 + cursor as u16, area.y));
}

/// Draws what is wrong with the search below its line, above what was found before.
pub fn draw_problem(state: &State, theme: Theme, buffer: &mut Buffer) {
    let width = state.panes.width;
    let mut lines: Vec<String> = Vec::new();
    for line in &state.problem {
        // The query and the marks below it fit as they are and must stay below one another.
        if line.starts_with("  ") {
            lines.push(line.clone());
        } else {
            let marked = crate::engine::Marked { text: line.clone(), highlights: Vec::new() };
            lines.extend(wrap(&marked, usize::from(width)).into_iter().map(|line| line.text));
        }
    }
    let top = state.panes.input.bottom();
    let room = state.panes.footer.y.saturating_sub(top + 1);
    lines.truncate(usize::from(room));
    let area = Rect { x: 0, y: top, width, height: lines.len() as u16 + 1 };
    Clear.render(area, buffer);
    for (y, line) in (top..).zip(&lines) {
        let style = if line.starts_with("hint: ") { theme.note() } else { theme.problem() };
        put_text(buffer, Place { x: 0, y, width }, line, style);
    }
    super::draw_rule(buffer, Place { x: 0, y: area.bottom() - 1, width }, theme);
}
