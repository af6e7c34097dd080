//! Whether a text is the download of a press database, and of which.
//!
//! Two steps: `hints` looks at the beginning of every text for a handful of marks and is cheap; `identify` wants several signs
//! together that no ordinary article has. The surprise: the strongest signs stand at the end of the first article.

use super::Database;
use super::factiva;
use super::label::{Style, is_copyright, is_word_count, named_line};
use super::nexis;
use super::proquest;
use super::split::{accession, is_counter, is_end, is_rule};

/// Lines at the top among which the count of words of a Factiva article stands.
const TOP_LINES: usize = 30;

/// Whether the beginning of a text has any of the marks; most texts end here.
///
/// One walk over the lines, and of most lines the first byte is enough.
pub(super) fn hints(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().enumerate().any(|(number, line)| {
        let line = line.trim_start();
        match line.as_bytes().first() {
            Some(b'0'..=b'9') => is_counter(line) || number < TOP_LINES && is_word_count(line),
            Some(b'D' | b'd') => is_counter(line),
            Some(b'B') => nexis::opens_body(line),
            Some(b'J') => line.starts_with("Job Number:"),
            Some(b'A') => line.starts_with("Auftragsnummer:"),
            Some(b'_') => is_rule(line),
            Some(b'F') => line.starts_with("Full text:"),
            Some(b'H') => {
                line.strip_prefix("HD").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
            }
            _ => false,
        }
    })
}

/// Whose download a text is; `complete` when `text` is all of it.
pub(super) fn identify(text: &str, complete: bool) -> Option<Database> {
    let lines: Vec<&str> = text.lines().collect();
    if is_proquest(&lines) {
        Some(Database::ProQuest)
    } else if is_factiva(&lines, complete) {
        Some(Database::Factiva)
    } else if is_classic_nexis(&lines) || is_nexis_uni(&lines, complete) {
        Some(Database::Nexis)
    } else {
        None
    }
}

/// Three of the labels that only this database has, or two of them and a row of underscores.
fn is_proquest(lines: &[&str]) -> bool {
    let telling = proquest::TELLING.iter().filter(|label| lines.iter().any(|line| starts_label(line, label))).count();
    telling >= 3 || telling >= 2 && lines.iter().any(|line| is_rule(line))
}

fn starts_label(line: &str, label: &str) -> bool {
    line.trim_start().strip_prefix(label).is_some_and(|rest| rest.starts_with(':'))
}

/// An accession number, and above it a count of words or the codes of the fields.
fn is_factiva(lines: &[&str], complete: bool) -> bool {
    let number = lines.iter().position(|line| accession(line).is_some());
    let first = &lines[..number.unwrap_or(lines.len())];
    let coded = factiva::is_labelled(first);
    match number {
        Some(_) => coded || first.iter().any(|line| is_word_count(line)),
        // The first article is longer than what is looked at.
        None => !complete && (coded || factiva::has_whole_head(first)),
    }
}

/// A counter of documents and two different labels in capitals below it.
fn is_classic_nexis(lines: &[&str]) -> bool {
    let Some(counter) = lines.iter().position(|line| is_counter(line)) else { return false };
    let mut seen = Vec::new();
    for line in &lines[counter..] {
        if let Some(found) = named_line(line, nexis::LABELS, Style::Capitals)
            && !seen.contains(&found.part)
        {
            seen.push(found.part);
        }
        if seen.len() == 2 {
            return true;
        }
    }
    false
}

/// The word that opens the text, labels above it, and below it what closes an article.
fn is_nexis_uni(lines: &[&str], complete: bool) -> bool {
    let Some(body) = lines.iter().position(|line| nexis::opens_body(line)) else {
        // The list of contents is longer than what is looked at.
        return !complete && nexis::has_cover(lines);
    };
    let (head, rest) = lines.split_at(body);
    let labelled = head.iter().filter(|line| named_line(line, nexis::LABELS, Style::Title).is_some()).count();
    let claimed = head.iter().any(|line| is_copyright(line));
    let closed = rest.iter().any(|line| is_end(line) || line.trim_start().starts_with("Load-Date:"));
    labelled + usize::from(claimed) >= 2 && (closed || !complete)
}
