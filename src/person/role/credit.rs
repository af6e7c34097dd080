//! Whether a name is signed or credited: `By`, `Reporting by`, `(Editing by`.
//!
//! Looks at the line before the name alone. Its surprise: a report by somebody inside a sentence is no credit.

use super::preceding::last_line;

/// Whether what stands before a name credits it with the text.
pub(in crate::person) fn is_credit(before: &str) -> bool {
    let line = last_line(before).trim_start_matches(['(', '[', '*', ' ']);
    let line = line.trim_end();
    if !may_end_credit(line) || !may_credit(line.as_bytes()) {
        return false;
    }
    if line.eq_ignore_ascii_case("by") {
        return true;
    }
    let begins = |segment: &str, credit: &str| {
        let start = segment.get(..credit.len()).filter(|start| start.eq_ignore_ascii_case(credit));
        start.is_some_and(|_| is_name_row(&segment[credit.len()..]))
    };
    // A report by somebody, a novel written by somebody: a credit is no clause of a sentence.
    let sentences =
        line.rmatch_indices(['(', '[', '.', '—', '–']).take(8).map(|(at, mark)| (&line[at + mark.len()..], mark));
    let mut inside = sentences.map(|(segment, mark)| (segment.trim_start(), matches!(mark, "(" | "[")));
    CREDITS.iter().any(|credit| begins(line, credit))
        || inside.any(|(segment, bracket)| {
            let credits = if bracket { CREDITS } else { &CREDITS[..AGENCY_CREDITS] };
            credits.iter().any(|credit| begins(segment, credit))
        })
}

/// Whether the last word of a line may be the last of a credit, or of the names and joints behind it; before most names stands
/// another.
fn may_end_credit(line: &str) -> bool {
    let last = memchr::memrchr(b' ', line.as_bytes()).map_or(line, |at| &line[at + 1..]);
    !last.starts_with(|c: char| c.is_ascii_lowercase())
        || !last.is_ascii()
        || last.contains(|c: char| c.is_ascii_whitespace() || c == '\u{b}')
        || last.starts_with("by")
        || last.starts_with("reporting")
        || is_name_row(last)
}

/// Whether "by" or "reporting" stands in a line.
pub(super) fn may_credit(line: &[u8]) -> bool {
    memchr::memchr2_iter(b'y', b'Y', line).any(|at| at > 0 && line[at - 1].eq_ignore_ascii_case(&b'b'))
        || memchr::memchr2_iter(b'g', b'G', line)
            .any(|at| line[..=at].ends_with(b"eporting") || line[..=at].ends_with(b"EPORTING"))
}

/// What a line, or what stands in brackets, begins with when it names who made the text.
const CREDITS: &[&str] = &[
    "reporting by",
    "editing by",
    "writing by",
    "additional reporting",
    "compiled by",
    "edited by",
    "written by",
    "photo by",
    "photograph by",
    "story by",
    "report by",
    "translated by",
];
/// The first of these are put behind the last sentence of a text too.
const AGENCY_CREDITS: usize = 4;

/// Whether there are only names and what joins them.
fn is_name_row(row: &str) -> bool {
    const JOINTS: &[&str] =
        &["and", "in", "by", "with", "for", "from", "editing", "reporting", "writing", "additional", "compiled", "at"];
    row.split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase) || JOINTS.contains(&word.trim_end_matches([',', ';'])))
}
