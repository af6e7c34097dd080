//! Pages printed from a browser: day of printing, title, address and number of the page around every page.
//!
//! Chrome, Edge and Safari write `4/20/24, 10:14 AM  Title` above and `https://example.com/a  1/4` below, Firefox title and
//! address above and `1 of 4  4/20/24, 10:14 AM` below, Internet Explorer `Title  Page 1 of 4` and the address with the day. The
//! surprise: only the outermost row at either end of a page is ever taken away, and only when the two hold a day, an address
//! and a number that fits the pages around it, and beside these nothing but a title in one of them.

use std::sync::LazyLock;

use regex::Regex;

use super::page::TextLine;

/// What the rows around the pages say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Printed {
    /// The address as it stands there; browsers shorten long ones.
    pub address: String,
    /// When it was printed, as written.
    pub day: String,
    /// The title of the page; empty when there is none.
    pub title: String,
}

impl Printed {
    /// The address, unless it was shortened or leads to a file.
    pub fn url(&self) -> Option<&str> {
        let whole = !self.address.contains('…') && !self.address.ends_with("..");
        Some(self.address.as_str()).filter(|address| whole && address.starts_with("http"))
    }
}

/// A day in numbers, in the ways of a browser's languages.
const DAY: &str = r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?";

/// A time of day behind it: `, 10:14 AM`, ` 上午10:14`, ` à 10:14`.
const TIME: &str = r",?\s+(?:\D{1,6}\s?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?";

/// `1/4`, `1 of 4`, `Seite 1 von 4`, `第 1 页，共 4 页`.
const COUNT: &str = r"(?:(?:\p{L}+\s)?(?<page>\d{1,4})\s?(?:/|\p{L}{1,6})\s?(?<pages>\d{1,4})|第\s?(?<page_cn>\d{1,4})\s?[页頁][，,]?\s?共\s?(?<pages_cn>\d{1,4})\s?[页頁])";

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)((?:https?|file)://\S+|about:\S+)"));
static COUNT_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{COUNT}(?:\s|$)")));
static COUNT_LAST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:^|\s){COUNT}$")));
static MOMENT_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({DAY}{TIME})(?:\s|$)")));
static MOMENT_LAST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?:^|\s)({DAY}{TIME})$")));
static DAY_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^({DAY})$")));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is part of the program")
}

/// The rows around one page.
struct Margins {
    printed: Printed,
    page: u32,
    pages: u32,
    /// The lines that they consist of.
    lines: Vec<usize>,
}

/// Takes away what a browser printed around the pages, and says what it says.
///
/// Of a file put together of several printouts the first is told of, without its address, since the text is that of all.
pub(super) fn take_printed(pages: &mut [Vec<TextLine>]) -> Option<Printed> {
    let mut known: Option<Printed> = None;
    let mut last: Option<Margins> = None;
    for page in pages.iter_mut() {
        let Some(margins) =
            read_margins(page).filter(|margins| last.as_ref().is_none_or(|last| follows(last, margins)))
        else {
            continue;
        };
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !margins.lines.contains(&(index - 1))
        });
        let first = known.get_or_insert_with(|| margins.printed.clone());
        if first.address != margins.printed.address {
            first.address.clear();
        }
        last = Some(margins);
    }
    known
}

/// Whether one page may follow the other: the next of a printout, or the first of another.
fn follows(last: &Margins, next: &Margins) -> bool {
    let one = last.printed == next.printed && last.pages == next.pages && last.page < next.page;
    one || next.page == 1
}

fn read_margins(page: &[TextLine]) -> Option<Margins> {
    // Nearly all files have no address there.
    if !page.iter().any(|line| line.text.contains("://") || line.text.contains("about:")) {
        return None;
    }
    let heights = || page.iter().map(|line| line.y);
    let (top, bottom) = (heights().fold(f64::MIN, f64::max), heights().fold(f64::MAX, f64::min));
    if top - bottom < 20.0 {
        return None;
    }
    let (mut margins, mut count) = (Margins { printed: Printed::default(), page: 0, pages: 0, lines: vec![] }, 0);
    for height in [top, bottom] {
        let mut row: Vec<usize> = (0..page.len()).filter(|index| (page[*index].y - height).abs() < 3.0).collect();
        row.sort_by(|one, other| page[*one].x.total_cmp(&page[*other].x));
        let text = row.iter().map(|index| page[*index].text.trim()).collect::<Vec<_>>().join(" ");
        let found = read_row(&text, &mut margins)?;
        count += found;
        margins.lines.extend(row);
    }
    (count == 3 && (1..=margins.pages).contains(&margins.page)).then_some(margins)
}

/// Reads one row; how many of address, number and day it has, [`None`] when it is none that a browser writes.
fn read_row(text: &str, margins: &mut Margins) -> Option<usize> {
    let mut rest = text.to_owned();
    let mut found = 0;
    let mut cut = |rest: &mut String, range: std::ops::Range<usize>| {
        rest.replace_range(range, " ");
        *rest = rest.trim().to_owned();
        found += 1;
    };
    if let Some(parts) = ADDRESS.captures(&rest) {
        margins.printed.address = parts[1].to_owned();
        let range = range_of(&parts);
        cut(&mut rest, range);
    }
    if let Some(parts) = COUNT_LAST.captures(&rest).or_else(|| COUNT_FIRST.captures(&rest)) {
        let number = |names: [&str; 2]| names.iter().find_map(|name| parts.name(name)?.as_str().parse().ok());
        margins.page = number(["page", "page_cn"])?;
        margins.pages = number(["pages", "pages_cn"])?;
        let range = range_of(&parts);
        cut(&mut rest, range);
    }
    let day = MOMENT_FIRST.captures(&rest).or_else(|| MOMENT_LAST.captures(&rest));
    if let Some(parts) = day.or_else(|| DAY_ALONE.captures(&rest)) {
        margins.printed.day = parts[1].to_owned();
        let range = range_of(&parts);
        cut(&mut rest, range);
    }
    if !rest.is_empty() {
        if !margins.printed.title.is_empty() {
            return None;
        }
        margins.printed.title = rest;
    }
    (found > 0).then_some(found)
}

fn range_of(parts: &regex::Captures<'_>) -> std::ops::Range<usize> {
    parts.get(0).map(|whole| whole.range()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages whose lines stand one below the other.
    fn pages(texts: &[&[&str]]) -> Vec<Vec<TextLine>> {
        let line = |(index, text): (usize, &&str)| TextLine {
            text: (*text).to_owned(),
            y: 800.0 - 40.0 * index as f64,
            ..TextLine::default()
        };
        texts.iter().map(|page| page.iter().enumerate().map(line).collect()).collect()
    }

    fn left(pages: &[Vec<TextLine>]) -> Vec<Vec<&str>> {
        pages.iter().map(|page| page.iter().map(|line| line.text.as_str()).collect()).collect()
    }

    #[test]
    fn what_browsers_print_around_pages_goes() {
        let text = ["Talks go on", "No date is set."];
        for (above, below, day, title) in [
            (
                "4/20/24, 10:14\u{202f}AM Talks go on - Daily Example",
                "https://example.com/talks 1/1",
                "4/20/24, 10:14\u{202f}AM",
                "Talks go on - Daily Example",
            ),
            (
                "20.04.24, 10:14 Gespräche gehen weiter",
                "https://example.com/talks 1/1",
                "20.04.24, 10:14",
                "Gespräche gehen weiter",
            ),
            ("2024/4/20 上午10:14 会谈继续", "https://example.com/talks 1/1", "2024/4/20 上午10:14", "会谈继续"),
            (
                "Talks go on https://example.com/talks",
                "1 of 1 4/20/2024, 10:14 AM",
                "4/20/2024, 10:14 AM",
                "Talks go on",
            ),
            ("Gespräche https://example.com/talks", "1 von 1 20.04.2024, 10:14", "20.04.2024, 10:14", "Gespräche"),
            ("会谈继续 https://example.com/talks", "第 1 页，共 1 页 2024/4/20 10:14", "2024/4/20 10:14", "会谈继续"),
            (
                "Talks go on 20/04/2024 10:14",
                "https://example.com/talks Page 1 of 1",
                "20/04/2024 10:14",
                "Talks go on",
            ),
            ("Talks go on Page 1 of 1", "https://example.com/talks 4/20/2004", "4/20/2004", "Talks go on"),
            ("20/04/2024, 10:14", "https://example.com/talks 1/1", "20/04/2024, 10:14", ""),
        ] {
            let mut page = pages(&[&[above, text[0], text[1], below]]);
            let printed = take_printed(&mut page).expect(above);
            assert_eq!((printed.url(), printed.day.as_str()), (Some("https://example.com/talks"), day));
            assert_eq!(printed.title, title);
            assert_eq!(left(&page), [text]);
        }
    }

    #[test]
    fn every_page_of_a_printout_loses_its_margins_and_printouts_may_follow_each_other() {
        let above = "4/20/24, 10:14 AM Talks go on";
        let mut one = pages(&[
            &[above, "One.", "https://example.com/talks 1/3"],
            &[],
            &[above, "Three.", "Four.", "https://example.com/talks 3/3"],
        ]);
        assert_eq!(
            take_printed(&mut one).and_then(|printed| printed.url().map(str::to_owned)).as_deref(),
            Some("https://example.com/talks")
        );
        assert_eq!(left(&one), [vec!["One."], vec![], vec!["Three.", "Four."]]);
        let mut two = pages(&[
            &[above, "One.", "https://example.com/talks 1/1"],
            &["4/21/24, 9:00 AM More", "Two.", "https://example.com/more 1/1"],
        ]);
        assert_eq!(take_printed(&mut two).map(|printed| printed.url().map(str::to_owned)), Some(None));
        assert_eq!(left(&two), [["One."], ["Two."]]);
    }

    #[test]
    fn a_shortened_address_is_none() {
        let mut page = pages(&[&["Talks https://example.com/a-long...", "One.", "1 of 1 4/20/2024, 10:14 AM"]]);
        let printed = take_printed(&mut page).expect("it was printed");
        assert_eq!((printed.url(), printed.address.as_str()), (None, "https://example.com/a-long..."));
    }

    #[test]
    fn text_of_a_story_stays() {
        let cases: &[&[&[&str]]] = &[
            // No number of the page.
            &[&["Talks go on", "4/20/24, 10:14 AM", "See https://example.com/talks"]],
            // A sentence below.
            &[&["4/20/24, 10:14 AM Talks go on", "One.", "More is at https://example.com/talks 1/1"]],
            // No day.
            &[&["Talks go on", "One.", "https://example.com/talks 1/1"]],
            // A number that is no page's.
            &[&["4/20/24, 10:14 AM Talks go on", "One.", "https://example.com/talks 5/4"]],
            // The second page is none of the same printout.
            &[
                &["4/20/24, 10:14 AM Talks", "One.", "https://example.com/talks 2/3"],
                &["4/20/24, 10:14 AM Other", "Two.", "https://example.com/talks 3/3"],
            ],
        ];
        for texts in cases {
            let mut page = pages(texts);
            take_printed(&mut page);
            let kept = left(&page);
            assert_eq!(kept.last().map(Vec::as_slice), texts.last().copied());
        }
        let mut alone = pages(&[&["https://example.com/talks 1/1 4/20/24, 10:14 AM"]]);
        assert_eq!(take_printed(&mut alone), None);
    }
}
