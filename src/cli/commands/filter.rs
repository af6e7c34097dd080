//! The flags that narrow a search, shared by the commands that search.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::cli::Context;
use crate::cli::config;
use crate::cli::error::CliError;
use crate::cli::saved::{SavedSearches, mentions};
use crate::cli::typed_date::{read_from, read_range, read_to};
use crate::engine::{NameReach, NameSpelling};
use crate::query::{
    DateError, DateRange, DateTest, Dialect, Field, Filter, FilterTest, FilterValue, Name, NameKind, ParseContext,
    Query, Span, Word, WordMatch, is_unknown_date, join_arguments, language_code, parse,
};

/// What these flags stand under in the help.
const NARROWING: &str = "Which articles";

/// Flags that narrow a search. Written down they have the names that they have on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FilterArgs {
    /// Articles about this person; may be given several times
    #[arg(help_heading = NARROWING, long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    person: Vec<String>,
    /// Articles that name this organisation
    #[arg(help_heading = NARROWING, long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    org: Vec<String>,
    /// Articles that name this place
    #[arg(help_heading = NARROWING, long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    place: Vec<String>,
    /// Match names as written only, without other spellings and aliases
    #[arg(help_heading = NARROWING, long)]
    #[serde(skip_serializing_if = "is_off")]
    no_variants: bool,
    /// Articles of this publisher; of any of them when given several times
    #[arg(help_heading = NARROWING, long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source: Vec<String>,
    /// Articles of this section of the paper; of any of them when given several times
    #[arg(help_heading = NARROWING, long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    section: Vec<String>,
    /// Articles in this language: fr, French, français; in any of them when given several times; und for not known
    #[arg(help_heading = NARROWING, long, value_name = "LANGUAGE")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lang: Vec<String>,
    /// Published on this day or later: 2024-03-01, 2024-03, yesterday, "3 weeks ago"
    #[arg(help_heading = NARROWING, long, value_name = "DATE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Published on this day or earlier
    #[arg(help_heading = NARROWING, long, value_name = "DATE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Published within this day, month, year or range: 2024-03, 2024-01..2024-03, 2024-01..; unknown for those without a date
    #[arg(help_heading = NARROWING, long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    /// Look for the words in this part of the article only
    #[arg(help_heading = NARROWING, long = "in", value_name = "PART", value_enum)]
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    part: Option<Part>,
    /// Every word is required
    #[arg(help_heading = NARROWING, long, conflicts_with = "any")]
    #[serde(skip_serializing_if = "is_off")]
    all: bool,
    /// Any of the words will do; a name alone also finds, at the end and counted apart, articles with some of its words
    #[arg(help_heading = NARROWING, long)]
    #[serde(skip_serializing_if = "is_off")]
    any: bool,
    /// Search language of the query: auto, dateline, nexis, factiva, lucene, google
    #[arg(help_heading = NARROWING, long, value_name = "LANGUAGE", default_value = "auto", value_parser = parse_dialect)]
    #[serde(with = "syntax", skip_serializing_if = "is_automatic")]
    syntax: Dialect,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lede,
    /// Headline or first paragraph.
    Hlead,
    /// What follows the lede.
    Body,
    /// Who wrote it.
    Byline,
}

impl Part {
    fn field(self) -> Field {
        match self {
            Part::Headline => Field::Headline,
            Part::Lede => Field::Lede,
            Part::Hlead => Field::HeadlineOrLede,
            Part::Body => Field::Body,
            Part::Byline => Field::Byline,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_off(switch: &bool) -> bool {
    !switch
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_automatic(dialect: &Dialect) -> bool {
    *dialect == Dialect::Auto
}

/// A search language as it is written down: by the name that chooses it.
mod syntax {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Dialect, parse_dialect};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
    pub(super) fn serialize<S: Serializer>(dialect: &Dialect, serializer: S) -> Result<S::Ok, S::Error> {
        let name = Dialect::ALL.iter().find(|(known, _)| known == dialect).map_or("auto", |(_, name)| name);
        serializer.serialize_str(name)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Dialect, D::Error> {
        parse_dialect(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn parse_dialect(text: &str) -> Result<Dialect, String> {
    Dialect::ALL
        .into_iter()
        .find(|(_, name)| *name == text)
        .map(|(dialect, _)| dialect)
        .ok_or_else(|| "not one of auto, dateline, nexis, factiva, lucene, google".to_owned())
}

/// A query with its flags, as it will be run.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The query.
    pub query: Query,
    /// The text that it was read from, which errors point into.
    pub text: String,
    /// What was understood otherwise than it may have been meant.
    pub notes: Vec<String>,
    /// The part of the article that words are looked for in.
    pub field: Option<Field>,
    /// Whether other spellings of names count.
    pub spelling: NameSpelling,
    /// How far a search for a name alone goes.
    pub reach: NameReach,
}

/// What is said of articles that [`AskedDays::hold`] does not.
pub const OUTSIDE: &str = "may lie outside of the days asked for: no more than the month or the year is known";

/// The first and the last day that every hit of a query lies between, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskedDays {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl AskedDays {
    /// The days of a query.
    pub fn of(query: &Query) -> AskedDays {
        let mut days = AskedDays::default();
        let parts = if let Query::And(parts) = query { &parts[..] } else { std::slice::from_ref(query) };
        for part in parts {
            if let Query::Filter(Filter { test: FilterTest::Date(DateTest::Within(range)), .. }) = part {
                days.from = days.from.max(range.from);
                days.to = [days.to, range.to].into_iter().flatten().min();
            }
        }
        days
    }

    /// True when a stretch of days lies within them as a whole.
    pub fn hold(self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= first) && self.to.is_none_or(|to| last <= to)
    }

    /// False when any day is asked for.
    pub fn narrow(self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

impl Asked {
    /// The days that are asked for.
    pub fn days(&self) -> AskedDays {
        AskedDays::of(&self.query)
    }

    /// The query as it would be written without `--in`.
    pub fn understood(&self) -> Query {
        match self.field {
            Some(field) => self.query.clone().within(field),
            None => self.query.clone(),
        }
    }
}

impl FilterArgs {
    /// Reads query and flags. Without either there is nothing to search for, which is an error. `@NAME` stands for a saved
    /// search.
    ///
    /// # Errors
    /// A query, date or language that cannot be read, a saved search that is none.
    pub fn resolve(&self, arguments: &[String], context: &Context) -> Result<Asked, CliError> {
        self.resolve_within(arguments, context, &mut Vec::new())
    }

    /// As [`FilterArgs::resolve`], within the saved searches that have been opened on the way here.
    fn resolve_within(
        &self,
        arguments: &[String],
        context: &Context,
        opened: &mut Vec<String>,
    ) -> Result<Asked, CliError> {
        let today = config::today();
        let mut parts = self.filters(today)?;
        let mut asked = Asked {
            query: Query::All,
            text: arguments.join(" "),
            notes: Vec::new(),
            field: self.part.map(Part::field),
            spelling: self.spelling(),
            reach: self.reach(),
        };
        let typed = arguments.iter().any(|argument| !argument.trim().is_empty());
        if !typed && parts.is_empty() {
            return Err(CliError::new("search", "there is nothing to search for")
                .hint("type some words, or a flag such as --person NAME or --from DATE; `*` stands for everything"));
        }
        if let Some(name) = lone_mention(&asked.text) {
            let saved = open_saved(name, context, opened)?;
            asked.notes = vec![format!("@{name} is {}", saved.query)];
            asked.notes.extend(saved.notes);
            asked.text = saved.text;
            asked.field = asked.field.or(saved.field);
            asked.spelling = if saved.spelling == NameSpelling::AsWritten { saved.spelling } else { asked.spelling };
            asked.reach = if saved.reach == NameReach::Possible { saved.reach } else { asked.reach };
            parts.insert(0, self.quantified(saved.query));
        } else if typed {
            let (arguments, dialect) = self.with_saved(arguments, context, opened, &mut asked.notes)?;
            let joined = join_arguments(&arguments, dialect);
            let parsed = parse(&joined.text, &ParseContext { today, dialect })
                .map_err(|error| CliError::query(&joined.text, &error, context.screen.width))?;
            asked.notes.extend(joined.notes.iter().chain(&parsed.notes).map(ToString::to_string));
            asked.text = parsed.text;
            asked.notes.extend(self.needless_quantifier(&parsed.query));
            parts.insert(0, self.quantified(parsed.query));
        }
        asked.query = match parts.len() {
            1 => parts.swap_remove(0),
            _ => Query::And(flattened(parts)),
        };
        Ok(asked)
    }

    /// The arguments with the saved searches that they name written out, and the language that they are in then.
    fn with_saved(
        &self,
        arguments: &[String],
        context: &Context,
        opened: &mut Vec<String>,
        notes: &mut Vec<String>,
    ) -> Result<(Vec<String>, Dialect), CliError> {
        if !arguments.iter().any(|argument| argument.contains('@')) {
            return Ok((arguments.to_vec(), self.syntax));
        }
        let known = SavedSearches::read(&context.searches)?.names();
        let mut dialect = self.syntax;
        let mut written = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let mut text = argument.clone();
            for (place, name) in mentions(argument).into_iter().rev() {
                // Inside of a pasted sentence it is somebody's handle.
                if place.start > 0 && !known.iter().any(|one| one == name) {
                    notes.push(format!("no search is saved as `{name}`; `@{name}` was looked for as a word"));
                    continue;
                }
                if !matches!(self.syntax, Dialect::Auto | Dialect::Dateline) {
                    return Err(CliError::new(
                        "search",
                        format!("@{name} cannot stand among words of another language"),
                    )
                    .hint("leave out --syntax and write the query in dateline's own, see: dateline man query"));
                }
                let saved = open_saved(name, context, opened)?;
                if saved.field.is_some() || saved.spelling == NameSpelling::AsWritten {
                    return Err(CliError::new(
                        "search",
                        format!("@{name} was saved with --in or --no-variants, which hold for a whole query"),
                    )
                    .hint(format!("search for @{name} alone, or save it with headline:(...) in the place of --in")));
                }
                notes.push(format!("@{name} is {}", saved.query));
                text.replace_range(place, &format!("({})", saved.query));
                dialect = Dialect::Dateline;
            }
            written.push(text);
        }
        Ok((written, dialect))
    }

    /// The language that the query is written in.
    pub fn syntax(&self) -> Dialect {
        self.syntax
    }

    /// The flags as they are typed.
    pub fn typed(&self) -> String {
        let mut typed = Vec::new();
        let written = serde_json::to_value(self).unwrap_or_default();
        for (flag, value) in written.as_object().into_iter().flatten() {
            match value {
                serde_json::Value::Bool(true) => typed.push(format!("--{flag}")),
                serde_json::Value::String(text) => typed.push(format!("--{flag} {}", quoted(text))),
                serde_json::Value::Array(texts) => typed.extend(
                    texts.iter().filter_map(|text| text.as_str()).map(|text| format!("--{flag} {}", quoted(text))),
                ),
                _ => {}
            }
        }
        typed.join(" ")
    }

    /// The persons, and the other flags without them.
    pub fn split_persons(&self) -> (Vec<String>, FilterArgs) {
        (self.person.clone(), FilterArgs { person: Vec::new(), ..self.clone() })
    }

    /// How far a search for a name alone goes.
    pub fn reach(&self) -> NameReach {
        if self.any { NameReach::Possible } else { NameReach::Certain }
    }

    /// Whether other spellings of names count.
    pub fn spelling(&self) -> NameSpelling {
        if self.no_variants { NameSpelling::AsWritten } else { NameSpelling::Variants }
    }

    /// True when no flag narrows anything.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.person, &self.org, &self.place, &self.source, &self.section, &self.lang];
        lists.iter().all(|list| list.is_empty()) && [&self.from, &self.to, &self.on].iter().all(|value| value.is_none())
    }

    /// What to say of `--all` or `--any` beside a query whose operators say it already.
    fn needless_quantifier(&self, query: &Query) -> Option<String> {
        let flag = match query {
            _ if query.is_lenient() => return None,
            Query::Or(_) if self.all => "--all",
            // To names `--any` means something else.
            Query::And(parts) if self.any && !parts.iter().any(|part| matches!(part, Query::Name(_))) => "--any",
            _ => return None,
        };
        Some(format!("{flag} is for plain words; the operators of this query stay as they are"))
    }

    /// Plain words as `--all` or `--any` want them.
    fn quantified(&self, query: Query) -> Query {
        match query {
            query if self.all => query.requiring_all(),
            query if self.any => query.accepting_any(),
            // One plain word beside flags is looked for as it would be alone.
            Query::Term(word) if word.matching == WordMatch::Stem => Query::Words(vec![word]),
            other => other,
        }
    }

    /// The flags as parts of a query.
    ///
    /// # Errors
    /// A date or language that cannot be read, a name that is empty.
    pub(super) fn filters(&self, today: Date) -> Result<Vec<Query>, CliError> {
        let mut parts = Vec::new();
        let names =
            [(NameKind::Person, &self.person), (NameKind::Organisation, &self.org), (NameKind::Place, &self.place)];
        for (kind, names) in names {
            for text in names {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.is_empty() {
                    return Err(CliError::new("search", format!("--{} needs a name", kind.prefix())));
                }
                parts.push(Query::Name(Name { kind, text, span: Span::default() }));
            }
        }
        let filter = |test| Query::Filter(Filter { test, span: Span::default() });
        let whole = |text: &String| FilterValue::Whole(text.clone());
        // An article has one publisher, section and language, so that several can only be meant as any of them.
        parts.extend(any_of(self.source.iter().map(|text| filter(FilterTest::Source(whole(text)))).collect()));
        parts.extend(any_of(self.section.iter().map(|text| filter(FilterTest::Section(whole(text)))).collect()));
        let language = |language: &String| match language_code(language) {
            Some(code) => Ok(filter(FilterTest::Language(code.to_owned()))),
            None => Err(CliError::new("read --lang", format!("`{language}` is no language that is known")).hint(
                "write a two-letter code or a name: fr, French, français; und for articles of which it is not known",
            )),
        };
        parts.extend(any_of(self.lang.iter().map(language).collect::<Result<_, _>>()?));
        let mut test = |test| parts.push(filter(test));
        let read = |flag: &str, result: Result<Date, DateError>| result.map_err(|error| date_error(flag, &error));
        let from = self.from.as_deref().map(|text| read("--from", read_from(text, today))).transpose()?;
        let to = self.to.as_deref().map(|text| read("--to", read_to(text, today))).transpose()?;
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            return Err(CliError::new("read the dates", format!("--from {first} is later than --to {last}"))
                .hint("exchange the two dates"));
        }
        if from.is_some() || to.is_some() {
            test(FilterTest::Date(DateTest::Within(DateRange { from, to })));
        }
        if let Some(text) = &self.on
            && is_unknown_date(text)
        {
            test(FilterTest::Date(DateTest::Unknown));
        } else if let Some(text) = &self.on {
            let range = read_range(text, today).map_err(|error| date_error("--on", &error))?;
            test(FilterTest::Date(DateTest::Within(range)));
        }
        Ok(parts)
    }
}

/// One of these conditions on the same property, none when there are none.
fn any_of(mut filters: Vec<Query>) -> Option<Query> {
    match filters.len() {
        0 | 1 => filters.pop(),
        _ => Some(Query::Or(filters)),
    }
}

/// The saved search that is the whole of a query.
fn lone_mention(text: &str) -> Option<&str> {
    let text = text.trim();
    let name = text.strip_prefix('@')?;
    mentions(text).first().is_some_and(|(_, first)| *first == name).then_some(name)
}

/// Reads a saved search as it would be read if it were typed.
fn open_saved(name: &str, context: &Context, opened: &mut Vec<String>) -> Result<Asked, CliError> {
    let searches = SavedSearches::read(&context.searches)?;
    let saved = searches.get(name)?;
    if opened.iter().any(|one| one == name) {
        return Err(CliError::new(format!("run the saved search `{name}`"), "it leads back to itself")
            .hint(format!("write it anew: dateline save {name} QUERY --replace")));
    }
    opened.push(name.to_owned());
    let asked = saved.filter.resolve_within(&saved.arguments(), context, opened);
    opened.pop();
    asked.map_err(|error| error.in_saved(name))
}

fn date_error(flag: &str, error: &DateError) -> CliError {
    let hint = match error {
        DateError::Range { text } => format!("write --on {}", quoted(text)),
        other => other.hint(),
    };
    CliError::new(format!("read {flag}"), error).hint(hint)
}

/// A value as it is typed.
fn quoted(text: &str) -> String {
    if text.contains(char::is_whitespace) { format!("\"{text}\"") } else { text.to_owned() }
}

/// Plain words have to stay a direct part, or they would become strict.
fn flattened(parts: Vec<Query>) -> Vec<Query> {
    parts
        .into_iter()
        .flat_map(|part| match part {
            Query::And(inner) => inner,
            other => vec![other],
        })
        .collect()
}

/// A word as [`Query`] holds it, for commands that make queries of their own.
pub fn plain_word(text: &str) -> Word {
    Word { text: text.to_owned(), matching: WordMatch::Stem, span: Span::default() }
}
