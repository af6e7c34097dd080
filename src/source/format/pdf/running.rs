//! Running heads: lines at the ends of pages that repeat on most of them.
//!
//! The surprise: numbers may differ only as numbers of pages do, so that rows of a table, which are numbers alone, stay.

use rustc_hash::FxHashMap;

use super::page::{TextLine, usual_pitch};
use crate::source::format::press;

/// Pages from which repeated first and last lines are taken for running heads.
const REPEATED: usize = 3;

/// Lines at either end of a page that may be running heads.
const DEEP: usize = 2;

/// So many times the usual distance between lines is a space.
const SPACE: f64 = 1.25;

/// By this part of its size a line differs that is no line of the text.
const RESIZED: f64 = 0.1;

/// An end of a page.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

impl End {
    /// The line of a page that has this many further out.
    fn line(self, page: &[TextLine], depth: usize) -> Option<usize> {
        match self {
            // Text is left beside it.
            _ if page.len() < depth + 3 => None,
            End::First => Some(depth),
            End::Last => Some(page.len() - 1 - depth),
        }
    }
}

/// What is compared of a line: its signs without blanks, `#` for each number, and the numbers.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    signs: String,
    numbers: Vec<i64>,
}

impl Key {
    fn new(text: &str) -> Key {
        let (mut signs, mut numbers) = (String::new(), Vec::new());
        let mut inside = false;
        for c in text.chars() {
            match c.to_digit(10) {
                Some(digit) => {
                    if !inside {
                        signs.push('#');
                        numbers.push(0_i64);
                    }
                    if let Some(number) = numbers.last_mut() {
                        *number = number.saturating_mul(10).saturating_add(i64::from(digit));
                    }
                }
                None if c.is_whitespace() => {}
                None => signs.push(c),
            }
            inside = c.is_ascii_digit();
        }
        Key { signs, numbers }
    }

    fn has_words(&self) -> bool {
        self.signs.chars().any(char::is_alphabetic)
    }
}

/// Takes out first and last lines that repeat on most pages, whatever the number of the page in them, and gives each once,
/// but for mere numbers.
pub(super) fn take_running_heads(pages: &mut [Vec<TextLine>]) -> Vec<String> {
    let mut taken: Vec<(Key, String)> = Vec::new();
    if pages.iter().filter(|page| page.len() > 2).count() < REPEATED {
        return Vec::new();
    }
    for end in [End::First, End::Last] {
        let repeated: Vec<Vec<Repetition>> = (0..DEEP).map(|depth| repeated_lines(pages, end, depth)).collect();
        for (at, page) in pages.iter_mut().enumerate() {
            let mut depth = repeated.iter().take_while(|lines| lines[at] != Repetition::None).count();
            let counts = |depth: usize| repeated[depth][at] == Repetition::Counting;
            while depth > 0 && !counts(depth - 1) && !stands_apart(page, end, depth - 1) {
                depth -= 1;
            }
            for _ in 0..depth {
                let Some(index) = end.line(page, 0) else { continue };
                let text = page.remove(index).text;
                let key = Key::new(&text);
                if key.has_words() && !taken.iter().any(|(known, _)| known.signs == key.signs) {
                    taken.push((key, text.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
            }
        }
    }
    taken.into_iter().map(|(_, text)| text).collect()
}

/// How a line at the end of a page is like those of other pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repetition {
    /// It is not, or not on most.
    None,
    /// It is the same.
    Same,
    /// It counts the pages.
    Counting,
}

/// For each page what the line at an end is to most pages.
fn repeated_lines(pages: &[Vec<TextLine>], end: End, depth: usize) -> Vec<Repetition> {
    let key = |page: &Vec<TextLine>| {
        let text = &page[end.line(page, depth)?].text;
        // What stands between the articles of a press database repeats too.
        (!press::stands_between_articles(text)).then(|| Key::new(text))
    };
    let filled = pages.iter().filter(|page| page.len() > 2).count();
    let keys: Vec<Option<Key>> = pages.iter().map(key).collect();
    let mut repetitions = vec![Repetition::None; pages.len()];
    let mut shapes: FxHashMap<(&str, usize), Vec<usize>> = FxHashMap::default();
    for (at, key) in keys.iter().enumerate() {
        if let Some(Key { signs, numbers }) = key {
            shapes.entry((signs, numbers.len())).or_default().push(at);
        }
    }
    for pages in shapes.into_values().filter(|pages| pages.len() * 2 > filled) {
        let numbers = |at: usize| keys[at].as_ref().map_or(&[][..], |key| &key.numbers);
        for (at, Alike { others, counting }) in alike_lines(pages, numbers) {
            if (others + 1) * 2 > filled {
                repetitions[at] = if counting { Repetition::Counting } else { Repetition::Same };
            }
        }
    }
    repetitions
}

/// What a line is to those of other pages that have the same signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Alike {
    /// On so many other pages each of its numbers is the same, or as much more as the page is further on.
    others: usize,
    /// One of them is not the same.
    counting: bool,
}

/// Counts for each of some pages, ascending, the others with a line like its own; the lines have the same signs and as many
/// numbers.
///
/// Pages are parted by one number after the other, each time once by what it is and once by what it would be on the first page. No two
/// pages agree in both, so that they meet in one part at the most, and no two lines need to be compared.
fn alike_lines<'k>(pages: Vec<usize>, numbers: impl Fn(usize) -> &'k [i64]) -> FxHashMap<usize, Alike> {
    let mut alike: FxHashMap<usize, Alike> = pages.iter().map(|page| (*page, Alike::default())).collect();
    let mut parts = vec![(pages, 0, false)];
    while let Some((pages, index, counting)) = parts.pop() {
        if index == pages.first().map_or(0, |page| numbers(*page).len()) {
            for page in &pages {
                let alike = alike.entry(*page).or_default();
                alike.others += pages.len() - 1;
                alike.counting |= counting;
            }
            continue;
        }
        for by_page in [false, true] {
            let mut equal: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
            for page in &pages {
                let number = numbers(*page)[index];
                equal.entry(if by_page { number - *page as i64 } else { number }).or_default().push(*page);
            }
            let met = equal.into_values().filter(|pages| pages.len() > 1);
            parts.extend(met.map(|pages| (pages, index + 1, counting || by_page)));
        }
    }
    alike
}

/// Whether a line at an end is set off from the text by space or size, as lines of the text are not, or is a mere number.
fn stands_apart(page: &[TextLine], end: End, depth: usize) -> bool {
    let Some(index) = end.line(page, depth) else { return false };
    let (line, next) = match end {
        End::First => (&page[index], &page[index + 1]),
        End::Last => (&page[index], &page[index - 1]),
    };
    !Key::new(&line.text).has_words()
        || (line.y - next.y).abs() > usual_pitch(page) * SPACE
        || (line.size - next.size).abs() > next.size * RESIZED
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy;

    use super::*;

    /// Pages of lines, each so far below the one before.
    fn pages(texts: &[&[(&str, f64)]]) -> Vec<Vec<TextLine>> {
        let page = |lines: &&[(&str, f64)]| {
            let mut y = 800.0;
            let line = |(text, down): &(&str, f64)| {
                y -= down;
                TextLine { text: (*text).to_owned(), y, size: 11.0, ..TextLine::default() }
            };
            lines.iter().map(line).collect()
        };
        texts.iter().map(page).collect()
    }

    fn left(pages: &[Vec<TextLine>]) -> Vec<Vec<&str>> {
        pages.iter().map(|page| page.iter().map(|line| line.text.as_str()).collect()).collect()
    }

    #[test]
    fn heads_of_two_lines_and_numbers_of_pages_go_and_are_told_of_once() {
        let mut found = pages(&[
            &[("The Daily Example", 0.0), ("March 7, 2024 Page 1", 12.0), ("One.", 30.0), ("Two.", 14.0), ("1", 14.0)],
            &[
                ("The Daily Example", 0.0),
                ("March 7, 2024 Page 2", 12.0),
                ("Three.", 30.0),
                ("Four.", 14.0),
                ("2", 14.0),
            ],
            &[("The Daily Example", 0.0), ("March 7, 2024 Page 3", 12.0), ("Five.", 30.0), ("Six.", 14.0), ("3", 14.0)],
        ]);
        assert_eq!(take_running_heads(&mut found), ["The Daily Example", "March 7, 2024 Page 1"]);
        assert_eq!(left(&found), [["One.", "Two."], ["Three.", "Four."], ["Five.", "Six."]]);
    }

    #[test]
    fn rows_of_numbers_and_lines_of_the_text_are_no_heads() {
        for texts in [
            [
                &[("12 40 17", 0.0), ("Some text.", 30.0), ("More text.", 14.0), ("1,204", 14.0)],
                &[("14 11 90", 0.0), ("Some other text.", 30.0), ("Even more text.", 14.0), ("1,377", 14.0)],
                &[("80 15 22", 0.0), ("No more text.", 30.0), ("The end.", 14.0), ("2,001", 14.0)],
            ],
            [
                &[("And so it went on,", 0.0), ("from day", 14.0), ("to day,", 14.0), ("he said.", 14.0)],
                &[("And so it went on,", 0.0), ("from week", 14.0), ("to week,", 14.0), ("she said.", 14.0)],
                &[("And so it went on,", 0.0), ("from year", 14.0), ("to year,", 14.0), ("they said.", 14.0)],
            ],
        ] {
            let texts: Vec<&[(&str, f64)]> = texts.iter().map(|page| &page[..]).collect();
            let mut found = pages(&texts);
            assert!(take_running_heads(&mut found).is_empty());
            let whole: Vec<Vec<&str>> = texts.iter().map(|page| page.iter().map(|(text, _)| *text).collect()).collect();
            assert_eq!(left(&found), whole);
        }
    }

    #[test]
    fn two_pages_are_too_few() {
        let mut found = pages(&[
            &[("The Daily Example", 0.0), ("One.", 30.0), ("Two.", 14.0)],
            &[("The Daily Example", 0.0), ("Three.", 30.0), ("Four.", 14.0)],
        ]);
        assert!(take_running_heads(&mut found).is_empty());
        assert_eq!(left(&found)[1], ["The Daily Example", "Three.", "Four."]);
    }

    /// The same by comparing each page with each.
    fn alike_one_by_one(lines: &[Vec<i64>]) -> Vec<Alike> {
        let is_alike = |at: usize, other: usize| {
            let apart = other as i64 - at as i64;
            lines[at].iter().zip(&lines[other]).all(|(one, two)| one == two || two - one == apart)
        };
        let alike = |at: usize| {
            let others: Vec<usize> = (0..lines.len()).filter(|&other| other != at && is_alike(at, other)).collect();
            Alike { others: others.len(), counting: others.iter().any(|&other| lines[other] != lines[at]) }
        };
        (0..lines.len()).map(alike).collect()
    }

    #[test]
    fn some_numbers_count_the_pages_and_others_stay() {
        // "7 March, page 1 of 3": 7 and 3 stay. On the last page nothing counts on.
        let lines = [vec![7, 1, 3], vec![7, 2, 3], vec![7, 3, 3], vec![7, 9, 3]];
        let found = alike_lines((0..4).collect(), |at| &lines[at]);
        let counts = Alike { others: 2, counting: true };
        assert_eq!([0, 1, 2, 3].map(|at| found[&at]), [counts, counts, counts, Alike::default()]);
        let same = alike_lines(vec![2, 5], |_| &[]);
        assert_eq!(same[&5], Alike { others: 1, counting: false });
    }

    proptest::proptest! {
        #[test]
        fn no_two_lines_need_to_be_compared(lines in (0_usize..4).prop_flat_map(|numbers| {
            proptest::collection::vec(proptest::collection::vec(0_i64..6, numbers), 1..12)
        })) {
            let found = alike_lines((0..lines.len()).collect(), |at| &lines[at]);
            let found: Vec<Alike> = (0..lines.len()).map(|at| found[&at]).collect();
            proptest::prop_assert_eq!(found, alike_one_by_one(&lines));
        }
    }
}
