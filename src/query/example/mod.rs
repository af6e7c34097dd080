//! What queries mean, by example: the text as typed and the query as understood, written out by hand.

mod field;
mod meaning;
mod operator;
mod refusal;
mod word;

use jiff::civil;

use super::{Dialect, Note, ParseContext, Parsed, QueryError, parse};

pub(super) fn read_as(text: &str, dialect: Dialect) -> Result<Parsed, QueryError> {
    parse(text, &ParseContext { today: civil::date(2026, 11, 22), dialect })
}

fn read(text: &str) -> Parsed {
    read_as(text, Dialect::Dateline).unwrap_or_else(|error| panic!("{}", error.render(text, 80)))
}

pub(super) fn assert_understood(dialect: Dialect, examples: &[(&str, &str)]) {
    for (text, expected) in examples {
        match read_as(text, dialect) {
            Ok(parsed) => assert_eq!(parsed.query.to_string(), *expected, "{text}"),
            Err(error) => panic!("{}", error.render(text, 80)),
        }
    }
}

/// Each example: the text, the line of carets under it, the message.
pub(super) fn assert_refused(dialect: Dialect, examples: &[(&str, &str, &str)]) {
    for (text, carets, message) in examples {
        let error = match read_as(text, dialect) {
            Ok(parsed) => panic!("{text} was understood as {}", parsed.query),
            Err(error) => error,
        };
        let rendered = error.render(text, 80);
        let lines: Vec<&str> = rendered.lines().collect();
        assert_eq!(lines[0].strip_prefix("  "), Some(*text));
        assert_eq!((lines[1].strip_prefix("  "), lines[2]), (Some(*carets), *message), "{text}");
        assert!(lines[3].starts_with("hint: ") && lines[3].len() > 10, "{text}");
    }
}

fn notes(text: &str) -> Vec<String> {
    read(text).notes.iter().map(Note::to_string).collect()
}
