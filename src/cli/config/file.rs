//! One `dateline.toml`: its text to values with their lines, or an error that names the line.
//!
//! Owns the grammar of the file; which file counts for more is decided above. The surprise: the file is walked by hand
//! rather than deserialised, because only so can an unknown key be answered with its line and the name that was meant.

use std::path::{Path, PathBuf};

use regex::Regex;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::setting::{Kind, Row, SETTINGS, Scope, Setting, Value};
use crate::source::{Field, HeaderPattern};

/// Name of the file, in the corpus folder and in the user's folder of settings.
pub const SETTINGS_FILE: &str = crate::source::walk::SETTINGS_FILE;

/// What is wrong with a file of settings.
#[derive(Debug, Error)]
#[error("{}{}: {message}", path.display(), line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What was meant.
    pub hint: Option<String>,
}

/// The contents of a file.
#[derive(Debug, Default)]
pub struct FileSettings {
    /// Where it lies.
    pub path: PathBuf,
    /// What it sets, with the lines.
    pub values: Vec<(Setting, Value, usize)>,
    /// `[formats.fields]`: name in the source, field, line; in the order of the file.
    pub fields: Vec<(String, Field, usize)>,
    /// `[[formats.headers]]`: pattern, line.
    pub headers: Vec<(HeaderPattern, usize)>,
}

/// Reads a file; `None` when there is none.
///
/// # Errors
/// When it cannot be read, is no TOML, or holds a key or value that there is not.
pub fn read_settings_file(path: &Path, scope: Scope) -> Result<Option<FileSettings>, FileError> {
    let failed = |message: String| FileError { path: path.to_owned(), line: None, message, hint: None };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error.to_string())),
    };
    parse_settings(path, &text, scope).map(Some)
}

/// Reads the text of a file that lies at `path`.
///
/// # Errors
/// As for [`read_settings_file`].
pub fn parse_settings(path: &Path, text: &str, scope: Scope) -> Result<FileSettings, FileError> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let reader = Reader { path, ends, scope };
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| reader.line(span.start));
        FileError { path: path.to_owned(), line, message: error.message().to_owned(), hint: None }
    })?;
    let mut settings = FileSettings { path: path.to_owned(), ..FileSettings::default() };
    for (key, value) in table.get_ref() {
        if key.get_ref() == "formats" {
            reader.read_formats(value, &mut settings)?;
            continue;
        }
        let Some(row) = SETTINGS.iter().find(|row| row.key == key.get_ref()) else {
            let known = SETTINGS.iter().filter(|row| reader.holds(row)).map(|row| row.key).chain(["formats"]);
            return Err(reader.unknown("key", key, known));
        };
        if !reader.holds(row) {
            let message = format!("`{}` can be set in your own {SETTINGS_FILE} only, not in that of a corpus", row.key);
            return Err(reader.wrong(key.span().start, message));
        }
        let value_read = reader.read_value(row, value)?;
        settings.values.push((row.setting, value_read, reader.line(key.span().start)));
    }
    Ok(settings)
}

struct Reader<'a> {
    path: &'a Path,
    /// Where lines end; a file may have thousands of names, each with its line.
    ends: Vec<usize>,
    scope: Scope,
}

impl Reader<'_> {
    fn holds(&self, row: &Row) -> bool {
        row.scope == Scope::Both || self.scope == Scope::User
    }

    fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at) + 1
    }

    fn wrong(&self, at: usize, message: String) -> FileError {
        FileError { path: self.path.to_owned(), line: Some(self.line(at)), message, hint: None }
    }

    fn unknown<'k>(
        &self,
        what: &str,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        known: impl Iterator<Item = &'k str>,
    ) -> FileError {
        let known: Vec<&str> = known.collect();
        let hint = match super::nearest(key.get_ref(), known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        let error = self.wrong(key.span().start, format!("there is no {what} `{}`", key.get_ref()));
        FileError { hint: Some(hint), ..error }
    }

    fn read_value(&self, row: &Row, value: &Spanned<DeValue<'_>>) -> Result<Value, FileError> {
        let expected = |what: &str| self.wrong(value.span().start, format!("`{}` must be {what}", row.key));
        let read = match (row.kind, value.get_ref()) {
            (Kind::Path, DeValue::String(text)) if !text.is_empty() => return Ok(Value::Path(self.resolve(text))),
            (Kind::Switch, DeValue::Boolean(switch)) => return Ok(Value::Switch(*switch)),
            (Kind::When | Kind::Text | Kind::Bytes, DeValue::String(text)) => row.kind.parse(text),
            (Kind::Count(_) | Kind::Few(_) | Kind::Bytes, DeValue::Integer(number)) => {
                let plain = u64::from_str_radix(number.as_str(), number.radix()).map(|number| number.to_string());
                plain.map_err(|_| row.kind.expected().to_owned()).and_then(|text| row.kind.parse(&text))
            }
            _ => Err(row.kind.expected().to_owned()),
        };
        read.map_err(|what| expected(&what))
    }

    /// A path in a file is relative to the folder that the file lies in; `~/` is the user's home.
    fn resolve(&self, text: &str) -> PathBuf {
        if let Some(rest) = text.strip_prefix("~/")
            && let Some(home) = super::home_folder()
        {
            return home.join(rest);
        }
        self.path.parent().unwrap_or(Path::new("")).join(text)
    }

    fn read_formats(&self, value: &Spanned<DeValue<'_>>, settings: &mut FileSettings) -> Result<(), FileError> {
        let table = self.table(value, "`formats` must be a table: [formats.fields]")?;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fields" => self.read_fields(value, settings)?,
                "headers" => self.read_headers(value, settings)?,
                _ => return Err(self.unknown("key in [formats]", key, ["fields", "headers"].into_iter())),
            }
        }
        // The tables come sorted by key, but of two names for one field the first in the file is to win.
        settings.fields.sort_by_key(|(_, _, line)| *line);
        Ok(())
    }

    fn table<'v, 'd>(&self, value: &'v Spanned<DeValue<'d>>, message: &str) -> Result<&'v DeTable<'d>, FileError> {
        value.get_ref().as_table().ok_or_else(|| self.wrong(value.span().start, message.to_owned()))
    }

    fn read_fields(&self, value: &Spanned<DeValue<'_>>, settings: &mut FileSettings) -> Result<(), FileError> {
        let message = "`fields` must be a table of names: kop = \"headline\"";
        for (name, value) in self.table(value, message)? {
            let field = self.read_field(value)?;
            settings.fields.push((name.get_ref().to_string(), field, self.line(name.span().start)));
        }
        Ok(())
    }

    fn read_field(&self, value: &Spanned<DeValue<'_>>) -> Result<Field, FileError> {
        let at = value.span().start;
        let Some(name) = value.get_ref().as_str() else {
            return Err(self.wrong(at, "a field is named in quotes: \"headline\"".to_owned()));
        };
        Field::from_name(name).ok_or_else(|| {
            let names = Field::NAMED.iter().map(|(name, _)| *name);
            let key = Spanned::new(value.span(), std::borrow::Cow::Borrowed(name));
            self.unknown("field", &key, names)
        })
    }

    fn read_headers(&self, value: &Spanned<DeValue<'_>>, settings: &mut FileSettings) -> Result<(), FileError> {
        let message = "`headers` must be a list of tables: [[formats.headers]]";
        let wrong = |at: usize, message: &str| self.wrong(at, message.to_owned());
        let list = value.get_ref().as_array().ok_or_else(|| wrong(value.span().start, message))?;
        for entry in list.iter() {
            let table = self.table(entry, message)?;
            let (mut pattern, mut field) = (None, None);
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "pattern" => pattern = Some(self.read_pattern(value)?),
                    "field" => field = Some(self.read_field(value)?),
                    _ => {
                        return Err(self.unknown("key in [[formats.headers]]", key, ["pattern", "field"].into_iter()));
                    }
                }
            }
            let (Some(pattern), Some(field)) = (pattern, field) else {
                return Err(wrong(entry.span().start, "a header needs both `pattern` and `field`"));
            };
            settings.headers.push((HeaderPattern { pattern, field }, self.line(entry.span().start)));
        }
        Ok(())
    }

    fn read_pattern(&self, value: &Spanned<DeValue<'_>>) -> Result<Regex, FileError> {
        let at = value.span().start;
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(at, "`pattern` must be in quotes".to_owned()))?;
        Regex::new(text).map_err(|error| {
            // The last line of the message says what is wrong; those before it draw the place.
            let shown = error.to_string();
            let cause = shown.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            self.wrong(at, format!("`{text}` is no regular expression: {cause}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<FileSettings, FileError> {
        parse_settings(Path::new("news/dateline.toml"), text, Scope::Both)
    }

    fn error(text: &str) -> (String, Option<String>) {
        let error = parse(text).expect_err("it is wrong");
        (error.to_string(), error.hint)
    }

    #[test]
    fn values_come_with_their_lines_and_paths_from_their_folder() {
        let read = parse("# mine\nthreads = 3\nindex = \"idx\"\nmax-file-size = \"2K\"\n").expect("it is right");
        assert_eq!(read.values.len(), 3);
        assert!(read.values.contains(&(Setting::Threads, Value::Number(3), 2)));
        assert!(read.values.contains(&(Setting::Index, Value::Path("news/idx".into()), 3)));
        assert!(read.values.contains(&(Setting::MaxFileSize, Value::Number(2048), 4)));
    }

    #[test]
    fn the_mapping_keeps_the_order_of_the_file() {
        let read = parse(
            "[formats.fields]\nzin = \"headline\"\nkop = \"headline\"\n\n[[formats.headers]]\npattern = '^Bron: (.*)'\nfield = \"publisher\"\n",
        )
        .expect("it is right");
        let expected = [("zin".to_owned(), Field::Headline, 2), ("kop".to_owned(), Field::Headline, 3)];
        assert_eq!(read.fields, expected);
        assert_eq!((read.headers.len(), read.headers[0].0.field, read.headers[0].1), (1, Field::Publisher, 5));
    }

    #[test]
    fn mistakes_are_told_with_line_and_suggestion() {
        let file = "news/dateline.toml";
        let cases = [
            ("quiet = true\ntreads = 3", "line 2: there is no key `treads`", Some("did you mean `threads`?")),
            ("threads = \"many\"", "line 1: `threads` must be a whole number", None),
            ("threads = 1025", "line 1: `threads` must be a whole number up to 1024", None),
            ("threads = 100000000", "line 1: `threads` must be a whole number up to 1024", None),
            ("threads = -1", "line 1: `threads` must be a whole number", None),
            ("max-ratio = 0", "line 1: `max-ratio` must be a whole number from 1 on", None),
            ("color = \"red\"", "line 1: `color` must be \"auto\", \"always\" or \"never\"", None),
            (
                "[formats.fields]\nkop = \"hedline\"",
                "line 2: there is no field `hedline`",
                Some("did you mean `headline`?"),
            ),
            ("[formats]\nfeilds = 1", "line 2: there is no key in [formats] `feilds`", Some("did you mean `fields`?")),
            (
                "\n[[formats.headers]]\npattern = '('\nfield = 'date'",
                "line 3: `(` is no regular expression: unclosed group",
                None,
            ),
            ("[[formats.headers]]\nfield = 'date'", "line 1: a header needs both `pattern` and `field`", None),
        ];
        for (text, message, hint) in cases {
            assert_eq!(error(text), (format!("{file}, {message}"), hint.map(str::to_owned)), "{text}");
        }
        assert!(error("corpus = \"x\"").0.contains("in your own dateline.toml only"));
        assert!(error("threads = ").0.starts_with("news/dateline.toml, line 1: "));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\[|\\]|=|\"|'|formats|fields|headers|pattern|threads|\\.|\n| |[a-z0-9]{0,4}){0,30}") {
            let _ = parse(&text);
        }
    }
}
