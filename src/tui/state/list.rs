//! The list of articles: rows, which one is chosen, which are marked, and how far it is scrolled.
//!
//! Owns moving through rows that have the same number of lines each. The surprise: marks are of articles and not of
//! rows, so that they stay through other searches.

use crate::article::ArticleId;
use crate::tui::ask::{Found, Row, Total};
use crate::tui::key::Step;

/// Whose articles the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Listed {
    /// The hits of the search.
    #[default]
    Search,
    /// Articles like one, of this headline.
    Similar(ArticleId, String),
}

/// The list of articles.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// How many there are.
    pub total: Total,
    /// Whose articles they are.
    pub listed: Listed,
    /// Articles that are marked, in the order of the marks.
    pub marked: Vec<ArticleId>,
    /// Whether all rows are there.
    pub complete: bool,
    /// Rows that fit.
    room: usize,
}

impl List {
    /// Shows other articles. `limit` is how many were asked for.
    pub fn replace(&mut self, found: Found, listed: Listed, limit: usize) {
        self.complete = found.rows.len() < limit || listed != Listed::Search;
        self.rows = found.rows;
        self.total = found.total;
        self.listed = listed;
        self.selected = 0;
        self.top = 0;
    }

    /// Takes further rows in.
    pub fn extend(&mut self, rows: Vec<Row>, limit: usize) {
        self.complete = rows.len() < limit;
        self.rows.extend(rows);
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Chooses a row, or the last one.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.scroll();
    }

    /// Chooses the row of an article, where it is there.
    pub fn select_article(&mut self, id: ArticleId) -> bool {
        let row = self.rows.iter().position(|row| row.id == id);
        row.inspect(|row| self.select(*row)).is_some()
    }

    /// Goes through the rows.
    pub fn step(&mut self, step: Step) {
        let page = self.room.max(1);
        let half = page.div_ceil(2);
        self.select(match step {
            Step::Down => self.selected + 1,
            Step::Up => self.selected.saturating_sub(1),
            Step::PageDown => self.selected + page,
            Step::PageUp => self.selected.saturating_sub(page),
            Step::HalfDown => self.selected + half,
            Step::HalfUp => self.selected.saturating_sub(half),
            Step::First => 0,
            Step::Last => usize::MAX,
        });
    }

    /// Marks an article, or takes its mark away.
    pub fn mark(&mut self, id: ArticleId) {
        match self.marked.iter().position(|marked| *marked == id) {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(id),
        }
    }

    /// Those marked, or the chosen one.
    pub fn taken(&self) -> Vec<ArticleId> {
        if self.marked.is_empty() { self.chosen().map(|row| row.id).into_iter().collect() } else { self.marked.clone() }
    }

    /// Gives it room for so many rows.
    pub fn fit(&mut self, rows: usize) {
        self.room = rows;
        self.scroll();
    }

    /// Whether the end of what is there has come near, and there is more.
    pub fn runs_out(&self) -> bool {
        !self.complete && self.selected + 2 * self.room.max(5) >= self.rows.len()
    }

    fn scroll(&mut self) {
        let room = self.room.max(1);
        self.top = self.top.clamp((self.selected + 1).saturating_sub(room), self.selected);
        self.top = self.top.min(self.rows.len().saturating_sub(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ranks: std::ops::Range<usize>) -> Vec<Row> {
        ranks.map(|rank| Row { rank, id: ArticleId(rank as u64), ..Row::default() }).collect()
    }

    fn list(count: usize) -> List {
        let mut list = List::default();
        list.replace(Found { rows: rows(1..count + 1), ..Found::default() }, Listed::Search, 20);
        list.fit(4);
        list
    }

    #[test]
    fn the_chosen_row_is_always_shown() {
        let mut list = list(10);
        list.step(Step::PageDown);
        assert_eq!((list.selected, list.top), (4, 1));
        list.step(Step::Last);
        assert_eq!((list.selected, list.top), (9, 6));
        list.step(Step::Down);
        assert_eq!(list.selected, 9);
        list.step(Step::HalfUp);
        assert_eq!((list.selected, list.top), (7, 6));
        list.fit(2);
        assert_eq!((list.selected, list.top), (7, 6));
        list.step(Step::First);
        assert_eq!((list.selected, list.top), (0, 0));
    }

    #[test]
    fn more_is_wanted_before_the_end_and_never_after_it() {
        let mut list = list(20);
        assert!(!list.runs_out());
        list.select(12);
        assert!(list.runs_out());
        list.extend(rows(21..26), 20);
        list.select(24);
        assert!(!list.runs_out());
        assert!(list.complete);
    }

    #[test]
    fn marks_stay_through_other_searches() {
        let mut list = list(3);
        assert_eq!(list.taken(), [ArticleId(1)]);
        list.mark(ArticleId(2));
        list.mark(ArticleId(1));
        list.replace(Found::default(), Listed::Search, 20);
        assert_eq!(list.taken(), [ArticleId(2), ArticleId(1)]);
        list.mark(ArticleId(2));
        assert_eq!(list.taken(), [ArticleId(1)]);
        list.mark(ArticleId(1));
        assert!(list.taken().is_empty());
        list.step(Step::Down);
        assert_eq!(list.selected, 0);
    }
}
