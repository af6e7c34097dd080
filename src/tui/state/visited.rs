//! The searches of a session: back and forward among them, and the queries that were typed.
//!
//! The surprise: a search is taken down when somebody stays with it (reads, narrows, goes to the list), not with every
//! letter; going back to one and on to another forgets what came after it, as in a browser.

use super::list::Listed;
use crate::tui::ask::Search;

/// A search, and where one was in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The search.
    pub search: Search,
    /// What the list showed.
    pub listed: Listed,
    /// The chosen row.
    pub selected: usize,
}

impl Visit {
    fn is_of_same(&self, other: &Visit) -> bool {
        self.search == other.search && self.listed == other.listed
    }
}

/// The searches of a session, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct Visited {
    visits: Vec<Visit>,
    at: usize,
    typed: Vec<String>,
    recalled: Option<usize>,
    /// What stood in the line before older queries were called back.
    draft: String,
}

impl Visited {
    /// Takes a search down, or where one is in the list of the one before.
    pub fn settle(&mut self, visit: Visit) {
        self.recalled = None;
        let words = visit.search.words.trim();
        if !words.is_empty() && self.typed.last().is_none_or(|last| last != words) {
            self.typed.retain(|typed| typed != words);
            self.typed.push(words.to_owned());
        }
        match self.visits.get_mut(self.at) {
            Some(current) if current.is_of_same(&visit) => current.selected = visit.selected,
            current => {
                let kept = if current.is_some() { self.at + 1 } else { 0 };
                self.visits.truncate(kept);
                self.visits.push(visit);
                self.at = self.visits.len() - 1;
            }
        }
    }

    /// The search before, if there is one.
    pub fn back(&mut self) -> Option<Visit> {
        self.at = self.at.checked_sub(1)?;
        self.visits.get(self.at).cloned()
    }

    /// The search after, if one went back.
    pub fn forward(&mut self) -> Option<Visit> {
        let next = self.visits.get(self.at + 1)?;
        self.at += 1;
        Some(next.clone())
    }

    /// An older query than the one in the line, which is kept as a draft.
    pub fn older(&mut self, line: &str) -> Option<String> {
        let at = match self.recalled {
            Some(at) => at.checked_sub(1)?,
            None => self.typed.len().checked_sub(1)?,
        };
        if self.recalled.is_none() {
            self.draft = line.to_owned();
        }
        self.recalled = Some(at);
        let older = self.typed[at].clone();
        // The query that is in the line already is no older one.
        if older == line { self.older(line) } else { Some(older) }
    }

    /// A newer query, at last the draft; none where nothing older was called back.
    pub fn newer(&mut self) -> Option<String> {
        let at = self.recalled? + 1;
        self.recalled = (at < self.typed.len()).then_some(at);
        Some(self.typed.get(at).unwrap_or(&self.draft).clone())
    }

    /// The queries, the newest first.
    pub fn queries(&self) -> impl Iterator<Item = &str> {
        self.typed.iter().rev().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(words: &str, selected: usize) -> Visit {
        Visit { search: Search { words: words.into(), ..Search::default() }, listed: Listed::Search, selected }
    }

    #[test]
    fn back_and_forward_are_those_of_a_browser() {
        let mut visited = Visited::default();
        assert_eq!(visited.back(), None);
        visited.settle(visit("a", 0));
        visited.settle(visit("b", 0));
        visited.settle(visit("b", 7));
        visited.settle(visit("c", 0));
        assert_eq!(visited.forward(), None);
        assert_eq!(visited.back(), Some(visit("b", 7)));
        assert_eq!(visited.back(), Some(visit("a", 0)));
        assert_eq!(visited.back(), None);
        assert_eq!(visited.forward(), Some(visit("b", 7)));
        visited.settle(visit("d", 0));
        assert_eq!(visited.forward(), None);
        assert_eq!(visited.back(), Some(visit("b", 7)));
    }

    #[test]
    fn older_queries_come_back_and_the_draft_is_not_lost() {
        let mut visited = Visited::default();
        assert_eq!((visited.older("x"), visited.newer()), (None, None));
        for words in ["a", "b", "a", " "] {
            visited.settle(visit(words, 0));
        }
        assert_eq!(visited.queries().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(visited.older("draft").as_deref(), Some("a"));
        assert_eq!(visited.older("a").as_deref(), Some("b"));
        assert_eq!(visited.older("b"), None);
        assert_eq!(visited.newer().as_deref(), Some("a"));
        assert_eq!(visited.newer().as_deref(), Some("draft"));
        assert_eq!(visited.newer(), None);
        assert_eq!(visited.older("a").as_deref(), Some("b"));
    }
}
