//! Running heads: lines at the ends of pages that repeat on most of them.
//!
//! The surprise: numbers may differ only as numbers of pages do, so that rows of a table, which are numbers alone, stay.

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

    /// Whether both are one running head, `apart` pages from each other.
    fn runs_on(&self, other: &Key, apart: i64) -> bool {
        let same = |(one, other): (&i64, &i64)| one == other || other.checked_sub(*one) == Some(apart);
        self.signs == other.signs && self.numbers.iter().zip(&other.numbers).all(same)
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
    let repetition = |at: usize| {
        let Some(own) = &keys[at] else { return Repetition::None };
        let others = keys.iter().enumerate().filter_map(|(other, key)| Some((other, key.as_ref()?)));
        let alike = others.filter(|(other, key)| own.runs_on(key, *other as i64 - at as i64));
        let (mut count, mut counting) = (0, Repetition::Same);
        for (_, key) in alike {
            count += 1;
            if key.numbers != own.numbers {
                counting = Repetition::Counting;
            }
        }
        if count * 2 > filled { counting } else { Repetition::None }
    };
    (0..pages.len()).map(repetition).collect()
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
}
