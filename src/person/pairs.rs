//! Judges a table of name pairs, for measuring [`compare`](super::compare()).

use super::compare::{Comparison, compare};

/// What is wrong with a table of pairs.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PairsError {
    /// The first line names no such column.
    #[error("the first line has no column '{0}'")]
    MissingColumn(&'static str),
    /// A line has too few fields.
    #[error("line {0} has too few fields")]
    ShortLine(usize),
}

/// Compares the names of the columns `name1` and `name2` of a CSV text, record by record.
///
/// # Errors
/// When a column is missing or a record is too short for it.
pub fn compare_pairs(csv: &str) -> Result<Vec<Comparison>, PairsError> {
    let mut records = records(csv).into_iter().filter(|record| record.iter().any(|field| !field.is_empty()));
    let header = records.next().unwrap_or_default();
    let column = |name: &'static str| {
        let at = header.iter().position(|field| field.trim_start_matches('\u{feff}').trim() == name);
        at.ok_or(PairsError::MissingColumn(name))
    };
    let (first, second) = (column("name1")?, column("name2")?);
    records
        .enumerate()
        .map(|(index, record)| match (record.get(first), record.get(second)) {
            (Some(a), Some(b)) => Ok(compare(a, b)),
            _ => Err(PairsError::ShortLine(index + 2)),
        })
        .collect()
}

/// The records of a CSV text (RFC 4180): quoted fields may hold commas, line breaks and doubled quotes.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        let record = records.last_mut().expect("there is always a record under way");
        let field = record.last_mut().expect("a record has at least one field");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\n' if !quoted => records.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => field.push(c),
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_judged_line_by_line() {
        let csv = "id,name1,name2\n1,\"Rossi, Anna\",Anna Rossi\n2,Anna Rossi,Paolo Bianchi\n";
        let judged = compare_pairs(csv).unwrap();
        assert_eq!(judged.iter().map(|c| c.same).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(compare_pairs("name1,other\na,b\n"), Err(PairsError::MissingColumn("name2")));
        assert_eq!(compare_pairs("name1,name2\nonly\n"), Err(PairsError::ShortLine(2)));
    }
}
