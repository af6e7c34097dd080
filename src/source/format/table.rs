//! Tables with a line of column names: CSV, TSV, and their relatives with semicolons or bars. One article a row.
//!
//! Here lines are taken apart; what their rows become is decided in [`super::row`], as for sheets. The surprise: a row that cannot be
//! told from the next ends the file, since nothing after it can be trusted, but what stands before it is kept.

use super::ledger::More;
use super::row::{Rows, known_fields};
use super::{Detection, Format, Halt, Probe, Sink, dialect};
use crate::source::field::{Field, FieldMapping};
use crate::source::outcome::ReadError;
use crate::source::read::Input;
use crate::source::transcode::{Utf8Stream, is_over_budget};

/// CSV and TSV.
pub static FORMAT: Format = Format { name: "table", extensions: &["csv", "tsv", "tab", "psv"], detect, read };

/// Signs that separate columns, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Columns of a table; spreadsheets have up to 16,384.
const COLUMNS: usize = 20_000;

/// Column names are no longer than this.
const NAME_CHARS: usize = 40;

/// The first line that is not blank.
fn first_line(text: &str) -> Option<&str> {
    let mut start = 0;
    let mut ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    ends.find_map(|end| {
        let line = &text[start..end];
        start = end + 1;
        (!line.trim().is_empty()).then_some(line)
    })
}

fn detect(probe: &Probe<'_>) -> Detection {
    let Some(line) = first_line(probe.text) else { return Detection::No };
    if FORMAT.extensions.contains(&probe.extension().as_str()) {
        return Detection::Possible;
    }
    let names = columns(line, separator_of(line));
    // Nearly every line of prose ends here, at its first long piece.
    if !names.clone().all(|name| !name.is_empty() && name.chars().count() <= NAME_CHARS) {
        return Detection::No;
    }
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.len() < 3 {
        return Detection::No;
    }
    let known = known_fields(&names, &FieldMapping::default());
    let telling = known.contains(&Field::Headline) || known.contains(&Field::Body);
    if known.len() >= 3 && telling && known.len() * 2 >= names.len() { Detection::Certain } else { Detection::No }
}

/// The separator that occurs most in the line of names.
fn separator_of(line: &str) -> u8 {
    let count = |sign: u8| memchr::memchr_iter(sign, line.as_bytes()).count();
    // Of equal counts the likelier, which max_by_key would not choose by itself.
    SEPARATORS.into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn columns(line: &str, separator: u8) -> impl Iterator<Item = &str> + Clone {
    line.split(char::from(separator)).map(|name| name.trim().trim_matches(['"', '\u{feff}']).trim())
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    input.fill_head()?;
    let input_name = input.name().to_owned();
    let head = crate::source::encoding::decode(input.head(), None).text.into_owned();
    let first = first_line(&head).unwrap_or_default();
    let stream = Utf8Stream::new(input, limit)?;
    let separator = separator_of(first);
    let dialect = dialect::tell(&head, separator);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .quoting(dialect.quoting)
        .escape(dialect.escapes.then_some(b'\\'))
        .flexible(true)
        .from_reader(stream);
    let names: Vec<String> =
        reader.headers().map_err(|error| broken(error, limit))?.iter().map(str::to_owned).collect();
    if names.len() > COLUMNS {
        let message = format!("it has more than {COLUMNS} columns");
        return Err(ReadError::Malformed { format: "table", message }.into());
    }
    let mut rows = Rows::new(&input_name, None, (1, names), sink);
    // The first row behind the names is the first; without names the line that was taken for them is.
    let mut number = u64::from(!rows.is_named());
    let mut row = csv::StringRecord::new();
    loop {
        reader.get_mut().renew_budget();
        match reader.read_record(&mut row) {
            Ok(false) => return rows.finish(sink),
            Ok(true) => number += 1,
            Err(error) => {
                rows.finish(sink)?;
                return Err(Halt::Failed(broken(error, limit)));
            }
        }
        if rows.add(number, row.iter(), None, sink)? == More::No {
            return Ok(());
        }
    }
}

fn broken(error: csv::Error, limit: usize) -> ReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if is_over_budget(&error) => ReadError::RecordTooLarge { limit },
        csv::ErrorKind::Io(error) => ReadError::Io(error),
        other => ReadError::Malformed { format: "table", message: csv_message(&other) },
    }
}

fn csv_message(kind: &csv::ErrorKind) -> String {
    match kind {
        csv::ErrorKind::Utf8 { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths { .. } => "rows of unequal length".to_owned(),
        _ => "rows cannot be told apart".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn rows_are_articles_whatever_the_separator() {
        for (name, separator) in [("a.csv", ","), ("a.tsv", "\t"), ("a.csv", ";"), ("unnamed", "|")] {
            let lines = [
                ["id", "Title", "date published", "author", "text"],
                ["7", "Talks go on", "2024-04-01", "Jane Doe", "\"CAIRO (EX) - One.\n\nTwo, \"\"three\"\".\""],
                ["8", "B", "", "", "<p>One.</p><p>Two.</p>"],
            ];
            let text = lines.map(|line| line.join(separator)).join("\n");
            let found = articles(name, text.as_bytes());
            assert_eq!(headlines(&found), [("1", "Talks go on"), ("2", "B")], "{separator}");
            assert_eq!(found[0].sections[0].paragraphs, ["Two, \"three\"."]);
            assert_eq!((found[0].external_id.as_deref(), found[0].byline.as_deref()), (Some("7"), Some("Jane Doe")));
            assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-04-01"));
            assert_eq!((found[0].format.as_str(), found[1].lede.as_str()), ("table", "One."));
        }
    }

    #[test]
    fn rows_end_as_on_old_systems_and_blanks_in_a_cell_are_blanks() {
        let table = "title;date;text\rTalks go on in Cairo | Example;2024-04-01;The Council   met on Monday.\rB;2024-04-02;Two.\r";
        let found = articles("a.csv", table.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on in Cairo | Example"), ("2", "B")]);
        assert_eq!((found[0].lede.as_str(), found[0].sections.len()), ("The Council   met on Monday.", 0));
    }

    #[test]
    fn other_tables_and_prose_with_commas_are_no_articles() {
        let (found, others) = outcomes("prices.csv", b"item,price\nbread,3\n", &ReadOptions::default());
        assert!(found.is_empty());
        assert_eq!(others, [": no article in it: a table of numbers and codes"]);
        assert_eq!(articles("a.txt", b"The title, the date, and the text\n\nwere lost.")[0].format, "text");
    }

    #[test]
    fn libraries_and_reading_lists_are_read_by_their_columns() {
        let zotero = "\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\"Url\",\"Abstract Note\",\"Date\",\"Date Added\"\n\"A\",\"newspaperArticle\",\"2023\",\"Doe, Jane\",\"Talks go on\",\"Daily Example\",\"https://example.com/1\",\"No date is set.\",\"2023-07-12\",\"2024-01-01 10:00:00\"\n";
        let found = articles("zotero.csv", zotero.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks go on")]);
        assert_eq!((found[0].publisher.as_deref(), found[0].lede.as_str()), (Some("Daily Example"), "No date is set."));
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2023-07-12"));
        let pocket = "title,url,time_added,tags,status\nTalks go on,https://example.com/1,1709800000,talks,unread\n";
        let found = articles("pocket.csv", pocket.as_bytes());
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2024-03-07"));
        let instapaper = "URL,Title,Selection,Folder,Timestamp\nhttps://example.com/1,Talks go on,No date is set,Unread,1709800000\n";
        assert_eq!(articles("instapaper.csv", instapaper.as_bytes())[0].lede, "No date is set");
    }

    #[test]
    fn tables_without_names_are_articles_where_a_column_is_a_text() {
        let text = |subject: &str| {
            format!("{subject} was settled on Monday, officials of the council said in the old customs house.")
        };
        let rows =
            [("3", "Price of berths settled"), ("1", "No boat will pay more"), ("4", "A second meeting is planned")];
        let table: String =
            rows.iter().map(|(class, title)| format!("\"{class}\",\"{title}\",\"{}\"\n", text(title))).collect();
        let found = articles("train.csv", table.as_bytes());
        assert_eq!(headlines(&found), [("1", rows[0].1), ("2", rows[1].1), ("3", rows[2].1)]);
        assert_eq!(found[0].lede, text(rows[0].1));
        let line = |id: &str, title: &str| {
            format!("{id}\tnews\t{title}\t{}\thttps://example.com/{id}.html\t[]\n", text("The price"))
        };
        let table = [
            line("N1", "\"Harbour\" fees settled"),
            line("N2", "The \"best\" of all boats"),
            line("N3", "\"No boat will pay more"),
        ]
        .concat();
        let found = articles("news.tsv", table.as_bytes());
        assert_eq!(
            headlines(&found),
            [("1", "\"Harbour\" fees settled"), ("2", "The \"best\" of all boats"), ("3", "\"No boat will pay more")]
        );
        assert_eq!(found[0].sections[0].paragraphs, ["news"]);
        assert_eq!(
            (found[1].external_id.as_deref(), found[1].url.as_deref()),
            (Some("N2"), Some("https://example.com/N2.html"))
        );
    }

    #[test]
    fn cables_and_messages_in_cells_are_articles() {
        let cable = |id: &str, text: &str| {
            format!(
                "\"{id}\",\"12/28/1966 18:48\",\"66CAIRO{id}\",\"Embassy Cairo\",\"P R 281848Z\nFM CAIRO\n\",\"{text}\n\"\n"
            )
        };
        let table = [
            cable(
                "1",
                "1. The council said \\\"no more, and no less\\\", and settled the fees of the berths in the harbour.",
            ),
            cable("2", "1. No date is set for the meeting of the council, and nobody knows when it will be."),
        ];
        let found = articles("cables.csv", table.concat().as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].lede,
            "1. The council said \"no more, and no less\", and settled the fees of the berths in the harbour."
        );
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("1966-12-28"));
        let mail = |subject: &str| {
            format!(
                "\"doe-j/1.\",\"Message-ID: <1.{subject}@example.com>\nDate: Mon, 14 May 2001 16:39:00 -0700\nFrom: jane.doe@example.com\nSubject: {subject}\n\nHere is our forecast.\n\"\n"
            )
        };
        let table = format!("\"file\",\"message\"\n{}{}", mail("Fees"), mail("Berths"));
        let found = articles("emails.csv", table.as_bytes());
        assert_eq!(headlines(&found), [("1", "Fees"), ("2", "Berths")]);
        assert_eq!((found[0].format.as_str(), found[0].byline.as_deref()), ("mail", Some("jane.doe@example.com")));
    }

    #[test]
    fn columns_of_long_names_are_read_by_their_endings() {
        let long = "The council of the harbour has settled the price of its berths, and nobody pays more than in the year before. ".repeat(3);
        let table = format!(
            "Id,MetadataSubject,MetadataFrom,MetadataDateSent,ExtractedBodyText,RawText\n1,FEES,Jane Doe,2012-09-12T04:00:00+00:00,{long:?},\"UNCLASSIFIED {long}\"\n2,BERTHS,,2012-09-13T04:00:00+00:00,{long:?},\n"
        );
        let found = articles("Emails.csv", table.as_bytes());
        assert_eq!(headlines(&found), [("1", "FEES"), ("2", "BERTHS")]);
        assert_eq!((found[0].byline.as_deref(), found[0].lede.as_str()), (Some("Jane Doe"), long.trim()));
        assert_eq!(found[0].date.as_ref().map(ToString::to_string).as_deref(), Some("2012-09-12"));
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_the_file_with_a_failure() {
        let text = format!("title,body\nA,x\nB,\"{}", "y\n".repeat(200_000));
        let (found, others) =
            outcomes("a.csv", text.as_bytes(), &ReadOptions { max_record_bytes: 100_000, ..ReadOptions::default() });
        assert_eq!(headlines(&found), [("1", "A")]);
        assert_eq!(others, ["cannot read a.csv: one record is larger than 100000 bytes"]);
    }
}
