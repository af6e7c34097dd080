//! Facets beside the hits: for each property its most frequent values with their articles.

use std::io::{self, Write};

use super::clean;
use super::text::{FACTS, SECTION, TextOptions, columns};
use crate::engine::{Facet, FacetCounts};

/// What a facet is called above its values.
pub fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "Persons",
        Facet::Org => "Organisations",
        Facet::Place => "Places",
        Facet::Source => "Sources",
        Facet::Section => "Sections",
        Facet::Lang => "Languages",
        Facet::Month => "Months",
    }
}

/// Writes each facet as a paragraph: its values with their counts, as many on a line as fit.
///
/// # Errors
/// When the writer refuses.
pub fn render_facets(facets: &[FacetCounts], options: &TextOptions, out: &mut dyn Write) -> io::Result<()> {
    for facet in facets {
        writeln!(out, "\n{}", options.style(SECTION.bold(), title(facet.facet)))?;
        let mut values: Vec<(String, String)> =
            facet.values.iter().map(|value| (clean(&value.value).into_owned(), value.articles.to_string())).collect();
        if facet.without > 0 {
            values.push(("not known".to_owned(), facet.without.to_string()));
        }
        if facet.more {
            values.push(("…".to_owned(), String::new()));
        }
        let mut used = 0;
        for (value, count) in values {
            let width = columns(&value) + if count.is_empty() { 0 } else { columns(&count) + 1 };
            let gap = if used == 0 { "  " } else { "   " };
            if used > 0 && used + gap.len() + width > options.width {
                writeln!(out)?;
                used = 0;
            }
            let gap = if used == 0 { "  " } else { gap };
            write!(out, "{gap}{value}")?;
            if !count.is_empty() {
                write!(out, " {}", options.style(FACTS, &count))?;
            }
            used += gap.len() + width;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::FacetValue;
    use crate::render::text::Emphasis;

    #[test]
    fn values_fill_lines_and_what_is_left_out_is_said() {
        let value = |value: &str, articles| FacetValue { value: value.into(), articles };
        let counts = FacetCounts {
            facet: Facet::Source,
            values: vec![value("Le Monde", 12), value("新华社", 3), value("CWS", 1)],
            more: true,
            without: 2,
        };
        let options = TextOptions { width: 25, emphasis: Emphasis::Plain, links: None };
        let mut out = Vec::new();
        render_facets(&[counts], &options, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text, "\nSources\n  Le Monde 12   新华社 3\n  CWS 1   not known 2   …\n");
    }
}
