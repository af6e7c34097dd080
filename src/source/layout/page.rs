//! The head of a page that was taken for text: `By`, a name, `PUBLISHED:`, a time and a day, each on a line of its own or with ` . `
//! between, as collections of summaries keep them.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::DateProvenance;
use crate::source::draft::{DateClue, Draft, fill};

/// Bytes among which the mark of such a head stands.
const NEAR: usize = 300;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xs)^\s*(?:By[\s.]+(?P<by>[^|]{2,200}?)[\s.]+)?
        PUBLISHED:[\s.]+[0-9]{1,2}:[0-9]{2}\s[A-Z]{2,4},\s(?P<day>[0-9]{1,2}\s\p{L}{3,12}\s[0-9]{4})
        (?:[\s.|]+UPDATED:[\s.]+[0-9]{1,2}:[0-9]{2}\s[A-Z]{2,4},\s[0-9]{1,2}\s\p{L}{3,12}\s[0-9]{4})?[\s.|]*",
    )
    .expect("the pattern is part of the program")
});

/// Whether a text may begin so.
pub fn has_page_head(text: &str) -> bool {
    if !text.starts_with("By") && !text.starts_with("PUBLISHED:") {
        return false;
    }
    memchr::memmem::find(&text.as_bytes()[..text.len().min(NEAR)], b"PUBLISHED:").is_some()
}

/// Takes byline and day out of such a head, and gives what follows; the whole text where it has none.
pub fn read_page_head<'t>(text: &'t str, draft: &mut Draft) -> &'t str {
    let Some(found) = Some(text).filter(|text| has_page_head(text)).and_then(|text| HEAD.captures(text)) else {
        return text;
    };
    if let Some(by) = found.name("by") {
        let names: Vec<&str> = by.as_str().split_whitespace().filter(|word| *word != ".").collect();
        fill(&mut draft.byline, names.join(" "));
    }
    draft.dates.push(DateClue { text: found["day"].to_owned(), provenance: DateProvenance::TextLine });
    &text[found.get(0).map_or(0, |head| head.end())..]
}
