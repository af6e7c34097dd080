//! Matches in columns: each on a line of its own, all beginning at the same column, with what stands before and after.
//!
//! Owns the layout. The surprise: columns are counted in terminal columns, so that Chinese and accents made of several
//! characters are aligned too; text that runs from right to left is turned by the terminal, not here.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::text::{FACTS, HEADLINE, TextOptions};
use super::{clean, full_path};
use crate::engine::{KwicLine, Marked, SearchPage};

/// Writes the lines of each hit under its number, date, place and headline.
///
/// # Errors
/// When the writer refuses.
pub fn render_kwic(page: &SearchPage, options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    for (index, hit) in page.hits.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let article = &hit.article.article;
        let facts = format!("{}  {} · {}", hit.rank, super::text::date(article), clean(&full_path(hit)));
        writeln!(out, "{}", options.style(FACTS, &facts))?;
        let headline = clean(&article.headline.text);
        writeln!(out, "{}", options.style(HEADLINE, front(&headline, options.width)))?;
        for line in &hit.lines {
            writeln!(out, "{}", aligned(line, options))?;
        }
    }
    Ok(())
}

/// Writes a line for each match: rank, path, left, match, right, with tabs between them.
///
/// # Errors
/// When the writer refuses.
pub fn render_kwic_lines(page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
    for hit in &page.hits {
        for line in &hit.lines {
            let [left, matched, right] = [&line.left, &line.matched, &line.right].map(|text| clean(text));
            writeln!(out, "{}\t{}\t{left}\t{matched}\t{right}", hit.rank, clean(&full_path(hit)))?;
        }
    }
    Ok(())
}

/// A line whose match begins in the middle of the page.
fn aligned(line: &KwicLine, options: &TextOptions) -> String {
    let [left, matched, right] = [&line.left, &line.matched, &line.right].map(|text| clean(text));
    let before = options.width * 2 / 5;
    let left = back(&left, before);
    let matched = front(&matched, options.width - before);
    let right = front(&right, options.width - before - matched.width());
    let pad = before - left.width();
    let text = format!("{}{left}{matched}{right}", " ".repeat(pad));
    let start = pad + left.len();
    options.emphasise(
        &Marked { highlights: std::iter::once(start..start + matched.len()).collect(), text },
        anstyle::Style::new(),
    )
}

/// As much of the beginning as fits into so many columns; never half a letter.
fn front(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.graphemes(true).take_while(|letter| {
        used += letter.width();
        used <= columns
    });
    &text[..fits.map(str::len).sum()]
}

/// As much of the end as fits into so many columns.
fn back(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.graphemes(true).rev().take_while(|letter| {
        used += letter.width();
        used <= columns
    });
    &text[text.len() - fits.map(str::len).sum::<usize>()..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Zone;
    use crate::render::text::Emphasis;

    fn line(left: &str, matched: &str, right: &str) -> String {
        let line = KwicLine { left: left.into(), matched: matched.into(), right: right.into(), zone: Zone::Body };
        aligned(&line, &TextOptions { width: 40, emphasis: Emphasis::Plain, links: None })
    }

    #[test]
    fn matches_begin_at_one_column_whatever_the_script() {
        assert_eq!(line("tanks took ", "Rafah", " on Tuesday"), "     tanks took *Rafah* on Tuesday");
        assert_eq!(
            line("a long way before the tanks took ", "Rafah", " and went on to the next town of all"),
            " the tanks took *Rafah* and went on to the"
        );
        // Eight columns of Chinese; the base letter and its mark stay together.
        assert_eq!(line("国际法院", "内塔尼亚胡", "的逮捕令"), "        国际法院*内塔尼亚胡*的逮捕令");
        assert_eq!(back("xe\u{301}e\u{301}", 2), "e\u{301}e\u{301}");
    }
}
