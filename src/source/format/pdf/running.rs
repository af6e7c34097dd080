//! Running heads: lines at the ends of pages that repeat on most of them.
//!
//! The surprise: numbers may differ only as numbers of pages do, so that rows of a table, which are numbers alone, stay.

use super::page::TextLine;
use crate::source::format::press;

/// Pages from which repeated first and last lines are taken for running heads.
const REPEATED: usize = 3;

/// Lines at either end of a page that may be running heads.
const DEEP: usize = 2;

/// An end of a page.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

impl End {
    /// The outermost line of a page that has text beside it.
    fn of(self, page: &[TextLine]) -> Option<usize> {
        match self {
            _ if page.len() <= 2 => None,
            End::First => Some(0),
            End::Last => Some(page.len() - 1),
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
    let filled = pages.iter().filter(|page| page.len() > 2).count();
    if filled < REPEATED {
        return Vec::new();
    }
    for end in [End::First, End::Last] {
        for _ in 0..DEEP {
            let keys: Vec<Option<Key>> =
                pages.iter().map(|page| end.of(page).map(|index| Key::new(&page[index].text))).collect();
            let repeats = |at: usize| {
                let Some(own) = &keys[at] else { return false };
                let others = keys.iter().enumerate().filter_map(|(other, key)| Some((other, key.as_ref()?)));
                others.filter(|(other, key)| own.runs_on(key, *other as i64 - at as i64)).count() * 2 > filled
            };
            let repeated: Vec<bool> = (0..pages.len()).map(repeats).collect();
            let mut any = false;
            for (page, _) in pages.iter_mut().zip(repeated).filter(|(_, repeated)| *repeated) {
                // What stands between the articles of a press database repeats too.
                let Some(index) = end.of(page).filter(|index| !press::stands_between_articles(&page[*index].text))
                else {
                    continue;
                };
                let text = page.remove(index).text;
                any = true;
                let key = Key::new(&text);
                if key.signs.chars().any(char::is_alphabetic)
                    && !taken.iter().any(|(known, _)| known.signs == key.signs)
                {
                    taken.push((key, text.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
            }
            if !any {
                break;
            }
        }
    }
    taken.into_iter().map(|(_, text)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(texts: &[&[&str]]) -> Vec<Vec<TextLine>> {
        let line = |text: &&str| TextLine { text: (*text).to_owned(), ..TextLine::default() };
        texts.iter().map(|page| page.iter().map(line).collect()).collect()
    }

    fn left(pages: &[Vec<TextLine>]) -> Vec<Vec<&str>> {
        pages.iter().map(|page| page.iter().map(|line| line.text.as_str()).collect()).collect()
    }

    #[test]
    fn heads_of_two_lines_and_numbers_of_pages_go_and_are_told_of_once() {
        let mut found = pages(&[
            &["The Daily Example", "March 7, 2024 Page 1", "One.", "Two.", "1"],
            &["The Daily Example", "March 7, 2024 Page 2", "Three.", "Four.", "2"],
            &["The Daily Example", "March 7, 2024 Page 3", "Five.", "Six.", "3"],
        ]);
        assert_eq!(take_running_heads(&mut found), ["The Daily Example", "March 7, 2024 Page 1"]);
        assert_eq!(left(&found), [["One.", "Two."], ["Three.", "Four."], ["Five.", "Six."]]);
    }

    #[test]
    fn rows_of_numbers_are_no_heads() {
        let texts: &[&[&str]] = &[
            &["12 40 17", "Some text.", "More text.", "1,204"],
            &["14 11 90", "Some other text.", "Even more text.", "1,377"],
            &["80 15 22", "No more text.", "The end.", "2,001"],
        ];
        let mut found = pages(texts);
        assert!(take_running_heads(&mut found).is_empty());
        assert_eq!(left(&found), texts);
    }

    #[test]
    fn two_pages_are_too_few() {
        let texts: &[&[&str]] = &[&["The Daily Example", "One.", "Two."], &["The Daily Example", "Three.", "Four."]];
        let mut found = pages(texts);
        assert!(take_running_heads(&mut found).is_empty());
        assert_eq!(left(&found), texts);
    }
}
