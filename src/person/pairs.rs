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

/// Two names of a table, and whether they may be of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The names as the table has them.
    pub names: [String; 2],
    /// How well they agree.
    pub comparison: Comparison,
}

/// Compares the names of the columns `name1` and `name2` of a CSV text, record by record.
///
/// # Errors
/// When a column is missing or a record is too short for it.
pub fn compare_pairs(csv: &str) -> Result<Vec<Pair>, PairsError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
    let header = reader.headers().expect("a text in memory can be read").clone();
    let column = |name: &'static str| {
        header.iter().position(|field| field.trim() == name).ok_or(PairsError::MissingColumn(name))
    };
    let (first, second) = (column("name1")?, column("name2")?);
    let records = reader.records().map(|record| record.expect("a text in memory can be read"));
    records
        .filter(|record| record.iter().any(|field| !field.is_empty()))
        .enumerate()
        .map(|(index, record)| match (record.get(first), record.get(second)) {
            (Some(a), Some(b)) => Ok(Pair { names: [a.to_owned(), b.to_owned()], comparison: compare(a, b) }),
            _ => Err(PairsError::ShortLine(index + 2)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_judged_line_by_line() {
        let csv =
            "\u{feff}id, name1 ,name2\r\n1,\"Rossi, Anna\",Anna Rossi\r\n\r\n,,\r\n2,Anna Rossi,Paolo Bianchi\r\n";
        let judged = compare_pairs(csv).unwrap();
        assert_eq!(judged.iter().map(|pair| pair.comparison.same).collect::<Vec<_>>(), [true, false]);
        assert_eq!(judged[0].names, ["Rossi, Anna", "Anna Rossi"]);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(compare_pairs("name1,other\na,b\n"), Err(PairsError::MissingColumn("name2")));
        assert_eq!(compare_pairs("name1,name2\nonly\n"), Err(PairsError::ShortLine(2)));
        assert_eq!(PairsError::MissingColumn("name2").to_string(), "the first line has no column 'name2'");
        assert_eq!(PairsError::ShortLine(2).to_string(), "line 2 has too few fields");
    }
}
