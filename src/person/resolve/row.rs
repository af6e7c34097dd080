//! Titles that are said of several: `Senators Boxer, Kennedy and Kohl`.
//!
//! Owns how far such a title reaches. Its surprise: a row that commas alone hold together ends nowhere for sure, so without an
//! `and` in it, or the letter of a party behind each name, only the first has the title.

use super::Named;
use crate::person::trim::{is_party, is_state};
use crate::person::{Mention, TextBlock};

/// What stands between two persons of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Comma,
    /// `D MA`, where the marks are lost.
    Party,
    /// The row ends behind the next.
    And,
    /// No row.
    Other,
}

/// Gives the persons of a row the title that stands before the first of them in the plural.
pub(super) fn pass_titles_on(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &mut [Named]) {
    for first in 0..named.len() {
        let Some(title) = named[first].context.several.take() else { continue };
        let mut sure = first;
        for at in first + 1..named.len() {
            let (before, this) = (&named[at - 1], &named[at]);
            // Who has a title of his own begins another row.
            if before.block != this.block || this.context.before > 0 {
                break;
            }
            let end = mentions[before.index].span.end;
            match blocks[this.block].text.get(end..this.start).map_or(Gap::Other, gap) {
                Gap::Comma => {}
                Gap::Party => sure = at,
                Gap::And => {
                    sure = at;
                    break;
                }
                Gap::Other => break,
            }
        }
        for other in &mut named[first + 1..=sure] {
            other.context.roles.insert(0, title.clone());
            other.context.before += 1;
        }
    }
}

/// Reads what stands between two names, leaving out what is in brackets: `(R-ME) and`.
fn gap(text: &str) -> Gap {
    let text = text.trim_start();
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.split_once(')').map_or("(", |(_, behind)| behind.trim_start()),
        None => text,
    };
    let (comma, rest) = text.strip_prefix(',').map_or((false, text), |rest| (true, rest));
    let mut words = rest.split_whitespace().peekable();
    let mut party = false;
    if !comma && words.next_if(|word| is_party(word)).is_some() {
        party = true;
        while words.next_if(|word| is_state(word) || word.len() == 1 && word.chars().all(char::is_uppercase)).is_some()
        {
        }
    }
    match (words.next(), words.next()) {
        (Some("and" | "&"), None) => Gap::And,
        (None, _) if comma => Gap::Comma,
        (None, _) if party => Gap::Party,
        _ => Gap::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_joins_a_row_is_told_from_other_words() {
        for and in [" and ", ", and ", " (R-ME) and ", " & ", " R ME and ", " D R I and "] {
            assert!(gap(and) == Gap::And, "{and}");
        }
        assert!(gap(", ") == Gap::Comma && gap(" (D), ") == Gap::Comma && gap(" D MA ") == Gap::Party);
        for other in [" ", " said ", " and Rep. ", " with ", "; ", " (D", ", who met "] {
            assert!(gap(other) == Gap::Other, "{other}");
        }
    }
}
