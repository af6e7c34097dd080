//! The counts beside a search as a list of lines that can be chosen: values, each a filter, below the names of their
//! properties.
//!
//! The surprise: dates are years as long as they lie in several, then months; to choose one narrows the search to it.

use std::collections::BTreeMap;

use crate::engine::{DateCount, Facet};
use crate::render::{clean, facet};
use crate::tui::ask::{FacetAnswer, Filter};
use crate::tui::key::{Step, Way};

/// What is counted, in the order of the screen; dates stand behind the first two.
const COUNTED: [Facet; 6] = [Facet::Person, Facet::Source, Facet::Lang, Facet::Place, Facet::Org, Facet::Section];
/// Values of each to begin with.
const FEW: usize = 8;
/// Most values of one.
const MOST: usize = 400;
const SECONDS_OF_DAY: i64 = 86_400;

/// A line among the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetLine {
    /// The name of a property.
    Title(&'static str),
    /// A value of it, with its articles.
    Value(Filter, u64),
    /// There are more values.
    More(Facet),
}

/// The counts beside the list.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Whether they are shown.
    pub open: bool,
    /// Whether they are of another search than the list.
    pub stale: bool,
    /// The lines.
    pub lines: Vec<FacetLine>,
    /// The chosen line.
    pub selected: usize,
    /// The first line that is shown.
    pub top: usize,
    limits: BTreeMap<Facet, usize>,
    room: usize,
}

impl Facets {
    /// What is to be counted, and how many values of each.
    pub fn limits(&self) -> Vec<(Facet, usize)> {
        COUNTED.iter().map(|facet| (*facet, self.limits.get(facet).copied().unwrap_or(FEW))).collect()
    }

    /// Shows other counts; the chosen value stays chosen where it is still there.
    pub fn replace(&mut self, answer: &FacetAnswer) {
        let chosen = self.lines.get(self.selected).cloned();
        self.lines = lines(answer);
        self.stale = false;
        let is_same = |line: &FacetLine| match (line, &chosen) {
            (FacetLine::Value(filter, _), Some(FacetLine::Value(chosen, _))) => filter == chosen,
            (FacetLine::More(facet), Some(FacetLine::More(chosen))) => facet == chosen,
            _ => false,
        };
        let same = self.lines.iter().position(is_same);
        self.select(same.unwrap_or(self.selected).min(self.lines.len().saturating_sub(1)), Way::Next);
    }

    /// The chosen line.
    pub fn chosen(&self) -> Option<&FacetLine> {
        self.lines.get(self.selected)
    }

    /// Wants more values of a property.
    pub fn widen(&mut self, facet: Facet) {
        let limit = self.limits.entry(facet).or_insert(FEW);
        *limit = (*limit * 5).min(MOST);
        self.stale = true;
    }

    /// Goes through the values.
    pub fn step(&mut self, step: Step) {
        let page = self.room.max(1);
        let (to, way) = match step {
            Step::Down => (self.selected + 1, Way::Next),
            Step::Up => (self.selected.saturating_sub(1), Way::Previous),
            Step::PageDown => (self.selected + page, Way::Next),
            Step::PageUp => (self.selected.saturating_sub(page), Way::Previous),
            Step::HalfDown => (self.selected + page.div_ceil(2), Way::Next),
            Step::HalfUp => (self.selected.saturating_sub(page.div_ceil(2)), Way::Previous),
            Step::First => (0, Way::Next),
            Step::Last => (usize::MAX, Way::Next),
        };
        self.select(to.min(self.lines.len().saturating_sub(1)), way);
    }

    /// Goes to the first value of another property.
    pub fn section(&mut self, way: Way) {
        let titles =
            || self.lines.iter().enumerate().filter(|(_, line)| matches!(line, FacetLine::Title(_))).map(|(at, _)| at);
        let current = titles().rfind(|at| *at < self.selected);
        let title = match way {
            Way::Next => titles().find(|at| *at > self.selected),
            Way::Previous => titles().rfind(|at| Some(*at) < current),
        };
        if let Some(title) = title {
            self.select(title, Way::Next);
        }
    }

    /// Gives it so many lines.
    pub fn fit(&mut self, lines: usize) {
        self.room = lines;
        self.scroll();
    }

    /// Chooses the line, or the next one that is a value.
    fn select(&mut self, line: usize, way: Way) {
        let is_value = |at: usize| !matches!(self.lines.get(at), None | Some(FacetLine::Title(_)));
        let after = (line..self.lines.len()).find(|at| is_value(*at));
        let before = (0..=line).rev().find(|at| is_value(*at));
        self.selected = match way {
            Way::Next => after.or(before),
            Way::Previous => before.or(after),
        }
        .unwrap_or(0);
        self.scroll();
    }

    fn scroll(&mut self) {
        let room = self.room.max(1);
        // The name above the first value is to be seen too.
        let first = if self.selected == 1 { 0 } else { self.selected };
        self.top = self
            .top
            .clamp((self.selected + 1).saturating_sub(room), first.max((self.selected + 1).saturating_sub(room)));
        self.top = self.top.min(self.lines.len().saturating_sub(room));
    }
}

fn lines(answer: &FacetAnswer) -> Vec<FacetLine> {
    let mut lines = Vec::new();
    for (number, facet) in COUNTED.iter().enumerate() {
        if let Some(counts) = answer.counts.iter().find(|counts| counts.facet == *facet && !counts.values.is_empty()) {
            lines.push(FacetLine::Title(facet::title(*facet)));
            let value = |value: &crate::engine::FacetValue| {
                FacetLine::Value(Filter::new(flag(*facet), value.value.clone()), value.articles)
            };
            lines.extend(counts.values.iter().map(value));
            if counts.more && counts.values.len() < MOST {
                lines.push(FacetLine::More(*facet));
            }
        }
        if number == 1 {
            lines.extend(date_lines(&answer.dates));
        }
    }
    lines
}

/// The flag that narrows a search to a value.
fn flag(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "person",
        Facet::Org => "org",
        Facet::Place => "place",
        Facet::Source => "source",
        Facet::Section => "section",
        Facet::Lang => "lang",
        Facet::Month => "on",
    }
}

/// Years with their articles, or months where all lie in one year, the latest first.
fn date_lines(dates: &[DateCount]) -> Vec<FacetLine> {
    let mut years: BTreeMap<i16, u64> = BTreeMap::new();
    let mut months: BTreeMap<(i16, i8), u64> = BTreeMap::new();
    for count in dates {
        let (first, last) = (day(count.first), day(count.last));
        *years.entry(first.year()).or_default() += count.articles;
        if (first.year(), first.month()) == (last.year(), last.month()) {
            *months.entry((first.year(), first.month())).or_default() += count.articles;
        }
    }
    let line = |value: String, articles: u64| FacetLine::Value(Filter::new("on", value), articles);
    let (title, values): (_, Vec<FacetLine>) = if years.len() > 1 {
        ("Years", years.iter().rev().map(|(year, articles)| line(format!("{year:04}"), *articles)).collect())
    } else {
        let shown = |((year, month), articles): (&(i16, i8), &u64)| line(format!("{year:04}-{month:02}"), *articles);
        ("Months", months.iter().rev().map(shown).collect())
    };
    if values.is_empty() { values } else { std::iter::once(FacetLine::Title(title)).chain(values).collect() }
}

fn day(days: i64) -> jiff::civil::Date {
    let second = days.saturating_mul(SECONDS_OF_DAY);
    jiff::Timestamp::from_second(second)
        .map_or(jiff::civil::Date::ZERO, |moment| moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// A value as it is shown.
pub fn value_shown(filter: &Filter) -> String {
    clean(filter.value.as_deref().unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{FacetCounts, FacetValue};

    fn counts(facet: Facet, values: &[(&str, u64)], more: bool) -> FacetCounts {
        let values = values.iter().map(|(value, articles)| FacetValue { value: (*value).into(), articles: *articles });
        FacetCounts { facet, values: values.collect(), more, without: 0 }
    }

    /// 2023-12-31, all of 2024, all of March 2024.
    fn dates() -> Vec<DateCount> {
        let span = |first, last, articles| DateCount { first, last, articles };
        vec![span(19_722, 19_722, 2), span(19_723, 20_088, 3), span(19_783, 19_813, 4)]
    }

    fn facets() -> Facets {
        let answer = FacetAnswer {
            counts: vec![
                counts(Facet::Person, &[("Ann Other", 5), ("Ben Ohlsson", 3)], true),
                counts(Facet::Source, &[], false),
                counts(Facet::Lang, &[("en", 9)], false),
            ],
            dates: dates(),
        };
        let mut facets = Facets::default();
        facets.fit(5);
        facets.replace(&answer);
        facets
    }

    #[test]
    fn every_value_is_a_filter() {
        let on = |year: &str, articles| FacetLine::Value(Filter::new("on", year), articles);
        assert_eq!(
            facets().lines,
            [
                FacetLine::Title("Persons"),
                FacetLine::Value(Filter::new("person", "Ann Other"), 5),
                FacetLine::Value(Filter::new("person", "Ben Ohlsson"), 3),
                FacetLine::More(Facet::Person),
                FacetLine::Title("Years"),
                on("2024", 7),
                on("2023", 2),
                FacetLine::Title("Languages"),
                FacetLine::Value(Filter::new("lang", "en"), 9),
            ]
        );
        assert_eq!(date_lines(&dates()[1..]), [FacetLine::Title("Months"), on("2024-03", 4)]);
    }

    #[test]
    fn names_of_properties_are_passed_over() {
        let mut facets = facets();
        assert_eq!(facets.selected, 1);
        for _ in 0..3 {
            facets.step(Step::Down);
        }
        assert_eq!((facets.selected, facets.top), (5, 1));
        facets.step(Step::Up);
        assert_eq!(facets.selected, 3);
        facets.section(Way::Next);
        assert_eq!(facets.selected, 5);
        facets.section(Way::Next);
        assert_eq!((facets.selected, facets.top), (8, 4));
        facets.section(Way::Next);
        assert_eq!(facets.selected, 8);
        facets.section(Way::Previous);
        assert_eq!(facets.selected, 5);
        facets.section(Way::Previous);
        facets.step(Step::Up);
        assert_eq!((facets.selected, facets.top), (1, 0));
    }

    #[test]
    fn more_values_are_asked_for_by_steps() {
        let mut facets = facets();
        facets.widen(Facet::Person);
        assert!(facets.stale);
        assert_eq!(facets.limits()[..2], [(Facet::Person, 40), (Facet::Source, 8)]);
    }
}
