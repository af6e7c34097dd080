//! Tables without a text: payments, registers, lists of members. A hundred rows are an article, each row a line with the names of its columns.
//!
//! The first rows are looked at before anything is handed over: a table of numbers, codes and addresses for machines is left aside. The
//! surprise: a row is not an article of its own, since a table of a hundred thousand rows would bury the news it lies beside.

use super::{Halt, Sink};
use crate::source::draft::{Draft, fill};
use crate::source::outcome::SkipReason;

/// Rows of an article, and its text in bytes from which on there are fewer.
const ROWS: usize = 100;
const BYTES: usize = 64 << 10;

/// Rows by which a table is judged, and their size in bytes from which on fewer are enough.
const SAMPLE: usize = 200;
const SAMPLE_BYTES: usize = 1 << 20;

/// Rows that are read of one table.
const MOST: u64 = 1_000_000;

/// Columns from which on a table without names for them is for machines.
const WIDE: usize = 16;

/// Names that only tables of GDELT have.
const GDELT: &[&str] = &["gkgrecordid", "globaleventid", "v2themes", "mentionidentifier"];

/// Whether further rows are of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    Yes,
    No,
}

/// A table that is read row by row.
#[derive(Debug)]
pub(super) struct Ledger {
    title: String,
    /// The sheet, where a file has several.
    sheet: Option<String>,
    /// Empty where the first line is a row like the others.
    names: Vec<String>,
    /// Rows that wait for the judgement; `None` once it was made.
    sample: Option<Vec<(u64, Vec<String>)>>,
    /// The lines of the next article.
    lines: Vec<String>,
    bytes: usize,
    /// Numbers of the first and the last of these lines.
    span: (u64, u64),
    /// Rows so far.
    rows: u64,
    /// An article has been handed over.
    given: bool,
}

impl Ledger {
    /// A table with number and cells of its first line, in the file of that path and, where that has several, the sheet of that name.
    pub(super) fn new(path: &str, sheet: Option<&str>, number: u64, first: Vec<String>) -> Self {
        let file = path.rsplit('/').next().unwrap_or(path);
        let title = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let title = sheet.map_or_else(|| title.to_owned(), |sheet| format!("{title}, {sheet}"));
        let (names, sample) =
            if is_heading(&first) { (first, Vec::new()) } else { (Vec::new(), vec![(number, first)]) };
        Self {
            title,
            sheet: sheet.map(str::to_owned),
            names,
            rows: sample.len() as u64,
            sample: Some(sample),
            lines: Vec::new(),
            bytes: 0,
            span: (0, 0),
            given: false,
        }
    }

    /// Whether the first line was that of the names.
    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// The place of rows in the file.
    fn place(&self, rows: &str) -> String {
        self.sheet.as_ref().map_or_else(|| rows.to_owned(), |sheet| format!("{sheet}/{rows}"))
    }

    /// Takes the next row.
    pub(super) fn add<'a>(
        &mut self,
        number: u64,
        cells: impl Iterator<Item = &'a str>,
        sink: &mut Sink<'_>,
    ) -> Result<More, Halt> {
        if self.rows >= MOST {
            self.give(false, sink)?;
            let place = self.place(&format!("{number}-"));
            sink.skip(Some(&place), SkipReason::NotAnArticle("rows beyond the first million of a table"))?;
            return Ok(More::No);
        }
        self.rows += 1;
        let row: Vec<String> = cells.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let Some(sample) = &mut self.sample else {
            return self.push(number, &row, sink).map(|()| More::Yes);
        };
        self.bytes += row.iter().map(String::len).sum::<usize>();
        sample.push((number, row));
        if sample.len() < SAMPLE && self.bytes < SAMPLE_BYTES { Ok(More::Yes) } else { self.judge(sink) }
    }

    /// Hands over what is left.
    pub(super) fn finish(&mut self, sink: &mut Sink<'_>) -> Result<(), Halt> {
        if self.sample.is_some() && self.judge(sink)? == More::No {
            return Ok(());
        }
        self.give(!self.given, sink)
    }

    /// Decides by the first rows whether the table is read.
    fn judge(&mut self, sink: &mut Sink<'_>) -> Result<More, Halt> {
        let sample = self.sample.take().unwrap_or_default();
        self.bytes = 0;
        if let Some(cause) = unfit(&self.names, &sample) {
            sink.skip(self.sheet.as_deref(), SkipReason::NotAnArticle(cause))?;
            return Ok(More::No);
        }
        for (number, row) in &sample {
            self.push(*number, row, sink)?;
        }
        Ok(More::Yes)
    }

    /// Adds a row to the article; the article before it is handed over when it is full.
    fn push(&mut self, number: u64, row: &[String], sink: &mut Sink<'_>) -> Result<(), Halt> {
        if self.lines.len() >= ROWS || self.bytes >= BYTES {
            self.give(false, sink)?;
        }
        self.span = (if self.lines.is_empty() { number } else { self.span.0 }, number);
        // A single cell is a title or a remark between the rows.
        let single = row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let named =
            cells.map(|(at, cell)| match self.names.get(at).filter(|name| !single && !name.trim().is_empty()) {
                Some(name) => format!("{}: {cell}", name.trim()),
                None => cell.clone(),
            });
        let line = named.collect::<Vec<_>>().join(" | ");
        self.bytes += line.len();
        self.lines.push(line);
        Ok(())
    }

    /// Hands over the lines so far, which may be the whole table.
    fn give(&mut self, whole: bool, sink: &mut Sink<'_>) -> Result<(), Halt> {
        let lines = std::mem::take(&mut self.lines);
        self.bytes = 0;
        self.given = true;
        if lines.iter().all(String::is_empty) {
            return Ok(());
        }
        let rows = format!("{}-{}", self.span.0, self.span.1);
        let mut draft = Draft::default();
        fill(&mut draft.headline, if whole { self.title.clone() } else { format!("{}, {rows}", self.title) });
        draft.locator = if whole { self.sheet.clone() } else { Some(self.place(&rows)) };
        draft.note("columns", self.names.join(", "));
        lines.into_iter().for_each(|line| draft.paragraph(line));
        sink.article(draft)
    }
}

/// Whether a line holds names of columns: words and years, and no dates, numbers and addresses.
pub(super) fn is_heading(cells: &[String]) -> bool {
    let named = |cell: &str| {
        let short = cell.chars().count() <= 60 && !cell.contains("://") && !cell.contains('@');
        short && cell.chars().any(char::is_alphabetic)
    };
    let year = |cell: &str| cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let names = filled.iter().filter(|cell| named(cell)).count();
    names > 0 && names * 3 >= filled.len() && filled.iter().all(|cell| named(cell) || year(cell))
}

/// Why a table is left aside; `None` when it is read.
fn unfit(names: &[String], rows: &[(u64, Vec<String>)]) -> Option<&'static str> {
    let gdelt = |name: &String| GDELT.contains(&name.trim().to_ascii_lowercase().as_str());
    if names.iter().any(gdelt) {
        return Some("a table of GDELT, which has codes and addresses and no text");
    }
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or_default();
    if names.is_empty() && width >= WIDE {
        return Some("a table without names of its columns");
    }
    if (0..width).any(|at| is_worded(rows.iter().filter_map(|(_, row)| row.get(at)).map(String::as_str))) {
        None
    } else {
        Some("a table of numbers and codes")
    }
}

/// Whether a column holds words for readers: several in a cell, or names that differ from row to row.
fn is_worded<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let (mut filled, mut several, mut names) = (0, 0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        filled += 1;
        if cell.contains("://") {
            continue;
        }
        let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        let unspaced = cell.chars().filter(|c| *c >= '\u{e00}' && c.is_alphabetic()).count();
        several += usize::from(cell.split_whitespace().filter(word).count() >= 2 || unspaced >= 3);
        let mut letters = cell.chars();
        let name = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        if name && !seen.contains(&cell) {
            seen.push(cell);
        }
        names += usize::from(name);
    }
    filled > 0 && (several * 10 >= filled * 3 || names * 2 >= filled && seen.len() > 1 && seen.len() * 2 >= names)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn a_table_of_payments_is_an_article_with_a_line_a_row() {
        let table = "date,payee,amount,purpose\n2024-01-02,Example AS,45000,consultancy for the\n2024-01-03,,12,\"two\nlines\"\n";
        let found = articles("leak/payments.csv", table.as_bytes());
        assert_eq!(headlines(&found), [("-", "payments")]);
        assert_eq!(
            found[0].lede,
            "date: 2024-01-02 | payee: Example AS | amount: 45000 | purpose: consultancy for the"
        );
        assert_eq!(found[0].sections[0].paragraphs, ["date: 2024-01-03 | amount: 12 | purpose: two lines"]);
        assert_eq!(
            (found[0].format.as_str(), found[0].metadata[0].1.as_str()),
            ("table", "date, payee, amount, purpose")
        );
        let members = "Vorname;Nachname;Nr\nJane;Doe;1\nJohn;Roe;2\n";
        assert_eq!(articles("members.csv", members.as_bytes())[0].lede, "Vorname: Jane | Nachname: Doe | Nr: 1");
        let bare = "2024-01-02\tExample AS\t45000\n2024-01-03\tOther Ltd\t7\n";
        let found = articles("bare.tsv", bare.as_bytes());
        assert_eq!(found[0].lede, "2024-01-02 | Example AS | 45000");
        assert_eq!(found[0].sections[0].paragraphs, ["2024-01-03 | Other Ltd | 7"]);
    }

    #[test]
    fn a_long_table_is_several_articles_with_their_rows_in_their_places() {
        let rows: String = (1..=250).map(|row| format!("{row},Payment number {row} of the month\n")).collect();
        let found = articles("payments.csv", format!("nr,purpose\n{rows}").as_bytes());
        assert_eq!(
            headlines(&found),
            [("1-100", "payments, 1-100"), ("101-200", "payments, 101-200"), ("201-250", "payments, 201-250")]
        );
        assert_eq!(found[1].lede, "nr: 101 | purpose: Payment number 101 of the month");
        assert_eq!(found[2].blocks().count(), 51);
    }

    #[test]
    fn tables_for_machines_are_left_aside() {
        for (table, cause) in [
            ("item,price\nbread,3\nmilk,2\n", "a table of numbers and codes"),
            (
                "id,code,address\n1,USA,https://example.com/a b c\n2,GBR,https://example.com/d\n",
                "a table of numbers and codes",
            ),
            (
                "GKGRECORDID\tDATE\tPersons\n2024-1\t20240306\tjohn roe\n",
                "a table of GDELT, which has codes and addresses and no text",
            ),
            (
                "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,Example AS\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,Other Ltd\n",
                "a table without names of its columns",
            ),
        ] {
            let name = if table.contains('\t') { "a.tsv" } else { "a.csv" };
            let (found, others) = outcomes(name, table.as_bytes(), &ReadOptions::default());
            assert_eq!((found.len(), others), (0, vec![format!(": no article in it: {cause}")]), "{table}");
        }
    }

    #[test]
    fn a_table_that_breaks_off_gives_the_rows_before() {
        let table = format!("nr,purpose\n1,Payment of the month\n2,\"{}", "y\n".repeat(200_000));
        let (found, others) =
            outcomes("a.csv", table.as_bytes(), &ReadOptions { max_record_bytes: 100_000, ..ReadOptions::default() });
        assert_eq!(found[0].lede, "nr: 1 | purpose: Payment of the month");
        assert_eq!(others, ["cannot read a.csv: one record is larger than 100000 bytes"]);
    }
}
