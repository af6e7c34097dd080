//! Where everything is on the screen, as a function of its size and of what is open.

use ratatui::layout::Rect;

use super::{Focus, State};

/// Fewer columns or lines cannot be used.
pub const LEAST: (u16, u16) = (32, 8);
/// From so many columns on the article stands beside the list; on narrower screens below it.
const WIDE: u16 = 110;
/// Columns of the counts.
const FACETS: u16 = 30;
/// From so many columns on there is room for them beside the others.
const ROOMY: u16 = 64;
/// From so many lines on there is room for an article below the list.
const TALL: u16 = 16;
/// Most lines of notes.
const NOTES: usize = 3;

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// Columns of the screen.
    pub width: u16,
    /// Lines of the screen.
    pub height: u16,
    /// The line of the query.
    pub input: Rect,
    /// Filters and notes.
    pub notes: Rect,
    /// The counts.
    pub facets: Option<Rect>,
    /// The list.
    pub list: Option<Rect>,
    /// The line above or beside the article.
    pub rule: Option<Rect>,
    /// The article.
    pub page: Option<Rect>,
    /// What lies above the others, within its border.
    pub over: Rect,
    /// The last line.
    pub footer: Rect,
    /// Lines of a row of the list.
    pub row_height: u16,
}

impl Panes {
    /// A screen of which only the size is known.
    pub fn of_size(width: u16, height: u16) -> Panes {
        Panes { width, height, ..Panes::default() }
    }

    /// Whether the screen is too small.
    pub fn is_too_small(&self) -> bool {
        self.width < LEAST.0 || self.height < LEAST.1
    }

    /// The places of everything that a state has open.
    pub fn of(width: u16, height: u16, state: &State) -> Panes {
        let mut panes = Panes::of_size(width, height);
        if panes.is_too_small() {
            return panes;
        }
        panes.input = Rect::new(0, 0, width, 1);
        panes.footer = Rect::new(0, height - 1, width, 1);
        let chips = usize::from(!state.chips().is_empty());
        let notes = (chips + state.notes.len().min(NOTES)) as u16;
        panes.notes = Rect::new(0, 1, width, notes.min(height - 5));
        let top = 1 + panes.notes.height;
        let mut main = Rect::new(0, top, width, height - 1 - top);
        panes.over = over(Rect::new(0, 1, width, height - 2));
        if state.full {
            panes.rule = Some(Rect { height: 1, ..main });
            panes.page = Some(inset(Rect { y: main.y + 1, height: main.height - 1, ..main }));
            return panes;
        }
        if state.facets.open {
            if width < ROOMY {
                if state.focus == Focus::Facets {
                    panes.facets = Some(main);
                    return panes;
                }
            } else {
                panes.facets = Some(Rect { width: FACETS, ..main });
                main = Rect { x: FACETS + 1, width: main.width - FACETS - 1, ..main };
            }
        }
        panes.split(main, state.hidden);
        panes
    }

    /// Divides what is left between the list and the article.
    fn split(&mut self, main: Rect, hidden: bool) {
        self.row_height = 3;
        self.list = Some(main);
        if hidden {
            return;
        }
        if main.width >= WIDE {
            let list = main.width * 9 / 20;
            self.list = Some(Rect { width: list, ..main });
            self.rule = Some(Rect { x: main.x + list, width: 1, ..main });
            self.page = Some(inset(Rect { x: main.x + list + 1, width: main.width - list - 1, ..main }));
        } else if main.height >= TALL - 4 {
            self.row_height = 2;
            let list = main.height / 2 / self.row_height * self.row_height;
            self.list = Some(Rect { height: list, ..main });
            self.rule = Some(Rect { y: main.y + list, height: 1, ..main });
            self.page = Some(inset(Rect { y: main.y + list + 1, height: main.height - list - 1, ..main }));
        } else {
            self.row_height = 2;
        }
    }

    /// Whether the article stands beside the list.
    pub fn is_beside(&self) -> bool {
        self.rule.is_some_and(|rule| rule.width == 1)
    }
}

/// A column free at both sides.
fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// The room within a border for what lies above the others.
fn over(below: Rect) -> Rect {
    let width = below.width.saturating_sub(4).min(100);
    let height = below.height.saturating_sub(2);
    Rect { x: below.x + (below.width - width) / 2, y: below.y + 1, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State::default()
    }

    #[test]
    fn an_article_is_below_the_list_beside_it_or_not_there() {
        let small = Panes::of(80, 24, &state());
        assert_eq!(small.list, Some(Rect::new(0, 1, 80, 10)));
        assert_eq!(small.rule, Some(Rect::new(0, 11, 80, 1)));
        assert_eq!(small.page, Some(Rect::new(1, 12, 78, 11)));
        assert_eq!(small.footer, Rect::new(0, 23, 80, 1));
        let wide = Panes::of(120, 24, &state());
        assert_eq!((wide.list, wide.row_height), (Some(Rect::new(0, 1, 54, 22)), 3));
        assert_eq!(wide.page, Some(Rect::new(56, 1, 63, 22)));
        assert!(wide.is_beside());
        let low = Panes::of(40, 12, &state());
        assert_eq!((low.list, low.page), (Some(Rect::new(0, 1, 40, 10)), None));
        assert!(Panes::of(31, 24, &state()).is_too_small());
        assert!(Panes::of(80, 7, &state()).is_too_small());
    }

    #[test]
    fn counts_have_a_column_or_on_a_narrow_screen_all_of_it() {
        let mut state = state();
        state.facets.open = true;
        let beside = Panes::of(80, 24, &state);
        assert_eq!(beside.facets, Some(Rect::new(0, 1, 30, 22)));
        assert_eq!(beside.list.map(|area| (area.x, area.width)), Some((31, 49)));
        let narrow = Panes::of(40, 24, &state);
        assert_eq!((narrow.facets, narrow.list.is_some()), (None, true));
        state.focus = Focus::Facets;
        let narrow = Panes::of(40, 24, &state);
        assert_eq!((narrow.facets, narrow.list), (Some(Rect::new(0, 1, 40, 22)), None));
    }
}
