//! Where one record ends and the next begins, by single lines.
//!
//! Knows the lines that the databases put between articles, in their languages. The surprise: LexisNexis opens an article
//! with a line where Nexis Uni closes it, and a text may hold both.

use super::Database;

/// What a line is to the records around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Boundary {
    /// A line of a record.
    Inside,
    /// The first line of a record.
    Before,
    /// The last line of a record.
    After,
}

/// Underscores in a row that stand between articles; ProQuest writes sixty.
const RULE: usize = 40;

/// How Nexis Uni closes an article.
const ENDS: &[&str] = &["end of document", "ende des dokuments", "fin du document", "einde van document"];

/// Words between the number of a document and the number of all.
const OF: &[&str] = &["of", "von", "de", "di", "van", "sur", "af", "av"];

/// What `line` is in a text of the database.
pub(super) fn boundary(database: Database, line: &str) -> Boundary {
    match database {
        Database::Nexis if is_counter(line) => Boundary::Before,
        Database::Nexis if is_end(line) => Boundary::After,
        Database::Factiva if accession(line).is_some() => Boundary::After,
        Database::ProQuest if is_rule(line) => Boundary::Before,
        _ => Boundary::Inside,
    }
}

/// `2 of 100 DOCUMENTS`, `Dokument 2 von 100`, `Document 2 de 100`.
pub(super) fn is_counter(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 48 {
        return false;
    }
    let mut words = line.split_whitespace();
    let (Some(first), Some(second), Some(third), Some(fourth), None) =
        (words.next(), words.next(), words.next(), words.next(), words.next())
    else {
        return false;
    };
    let number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    };
    let document = |word: &str| {
        let lower = word.to_lowercase();
        lower.starts_with("document") || lower.starts_with("dokument")
    };
    let of = |word: &str| OF.contains(&word.to_lowercase().as_str());
    number(first) && of(second) && number(third) && document(fourth)
        || document(first) && number(second) && of(third) && number(fourth)
}

/// `End of Document`.
pub(super) fn is_end(line: &str) -> bool {
    let line = line.trim();
    (15..=20).contains(&line.len()) && ENDS.contains(&line.to_lowercase().as_str())
}

/// A row of underscores.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= RULE && line.bytes().all(|byte| byte == b'_')
}

/// The accession number of `Document NYTF000020200303eg3300012`, in whatever language the line is.
///
/// Eight characters of the source, a day, and a mark of the article: nothing else looks like it.
pub(super) fn accession(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > 70 || line.len() < 24 {
        return None;
    }
    let mut words = line.split_whitespace();
    let last = words.next_back()?;
    let before = words.next_back()?;
    let announced =
        before.chars().all(|c| c.is_alphabetic() || c == ':') && words.next_back().is_none_or(|code| code == "AN");
    (announced && words.next_back().is_none() && is_accession(last)).then_some(last)
}

fn is_accession(word: &str) -> bool {
    let bytes = word.as_bytes();
    (22..=28).contains(&bytes.len())
        && (6..=10).any(|source| {
            let (code, rest) = bytes.split_at(source);
            let (day, mark) = rest.split_at(8);
            code.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
                && day.iter().all(u8::is_ascii_digit)
                && matches!(&day[..2], b"19" | b"20")
                && (b"01".as_slice()..=b"12".as_slice()).contains(&&day[4..6])
                && (b"01".as_slice()..=b"31".as_slice()).contains(&&day[6..])
                && mark.len() >= 7
                && mark.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_whole_lines_of_their_shape() {
        for line in [
            "  2 of 100 DOCUMENTS ",
            "1 of 1 DOCUMENT",
            "Dokument 3 von 12",
            "Document 1 de 10",
            "\u{c}1,000 of 1,200 DOCUMENTS",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in ["2 of 100 documents were lost", "Document of 2 pages", "one of 100 DOCUMENTS", "Document 2 and 3"]
        {
            assert!(!is_counter(line), "{line}");
        }
    }

    #[test]
    fn accession_numbers_hold_a_day() {
        let number = "NYTF000020200303eg3300012";
        for line in [
            "Document NYTF000020200303eg3300012",
            "AN\tDocument NYTF000020200303eg3300012",
            " Документ NYTF000020200303eg3300012 ",
        ] {
            assert_eq!(accession(line), Some(number), "{line}");
        }
        for line in [
            "Document NYTF000020201303eg3300012",
            "Document 12345678901234567890123",
            "the Document NYTF000020200303eg3300012",
            number,
        ] {
            assert_eq!(accession(line), None, "{line}");
        }
    }
}
