//! A list to choose from, which what is typed narrows; and the line that dates are typed in.

use crate::tui::editor::Editor;
use crate::tui::key::Step;

/// What the choice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A query of this session.
    Past,
    /// A query that may have been meant.
    Choices,
    /// A person of the article.
    Persons,
    /// A filter to take away.
    Filters,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is chosen.
    pub value: String,
    /// What is said beside it.
    pub label: String,
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub struct Menu {
    /// What stands above it.
    pub title: &'static str,
    /// What the choice is for.
    pub purpose: Purpose,
    items: Vec<Item>,
    /// What is typed to narrow it.
    pub filter: Editor,
    /// The chosen item among those that are shown.
    pub selected: usize,
}

/// A page of items.
const PAGE: usize = 10;

impl Menu {
    /// A list with its first item chosen.
    pub fn new(title: &'static str, purpose: Purpose, items: Vec<Item>) -> Menu {
        Menu { title, purpose, items, filter: Editor::default(), selected: 0 }
    }

    /// The items that have everything that is typed, each with its place among all.
    pub fn shown(&self) -> Vec<(usize, &Item)> {
        let typed = self.filter.text().to_lowercase();
        let fits = |item: &Item| {
            let text = item.value.to_lowercase();
            typed.split_whitespace().all(|word| text.contains(word))
        };
        self.items.iter().enumerate().filter(|(_, item)| fits(item)).collect()
    }

    /// The chosen item with its place among all.
    pub fn chosen(&self) -> Option<(usize, &Item)> {
        self.shown().get(self.selected).copied()
    }

    /// Goes through it.
    pub fn step(&mut self, step: Step) {
        let last = self.shown().len().saturating_sub(1);
        let to = match step {
            Step::Down => self.selected + 1,
            Step::Up => self.selected.saturating_sub(1),
            Step::PageDown | Step::HalfDown => self.selected + PAGE,
            Step::PageUp | Step::HalfUp => self.selected.saturating_sub(PAGE),
            Step::First => 0,
            Step::Last => last,
        };
        self.selected = to.min(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_and_the_place_among_all_stays_known() {
        let names = ["Ann Other", "Ben Ohlsson", "Beate Anders"];
        let items = names.map(|name| Item { value: name.into(), label: String::new() }).to_vec();
        let mut menu = Menu::new("Persons", Purpose::Persons, items);
        menu.filter.insert("an be");
        assert_eq!(menu.shown().iter().map(|(at, _)| *at).collect::<Vec<_>>(), [2]);
        assert_eq!(menu.chosen().map(|(_, item)| item.value.as_str()), Some("Beate Anders"));
        menu.step(Step::Down);
        assert_eq!(menu.selected, 0);
        menu.filter = Editor::new("zz");
        assert_eq!(menu.chosen(), None);
    }
}
