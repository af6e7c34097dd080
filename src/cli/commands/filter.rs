//! The flags that narrow a search, shared by the commands that search.

use jiff::civil::Date;

use crate::cli::config;
use crate::cli::error::CliError;
use crate::engine::{NameReach, NameSpelling};
use crate::query::{
    DateRange, DateTest, Dialect, Field, Filter, FilterTest, FilterValue, Name, NameKind, ParseContext, Query, Span,
    Word, WordMatch, join_arguments, language_code, parse, parse_date_span, parse_from, parse_to,
};

/// Flags that narrow a search.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct FilterArgs {
    /// Articles about this person; may be given several times
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Articles that name this organisation
    #[arg(long, value_name = "NAME")]
    org: Vec<String>,
    /// Articles that name this place
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Match names as written only, without other spellings and aliases
    #[arg(long)]
    no_variants: bool,
    /// Articles of this publisher
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Articles of this section of the paper
    #[arg(long, value_name = "NAME")]
    section: Vec<String>,
    /// Articles in this language: fr, French
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<String>,
    /// Published on this day or later: 2024-03-01, 2024-03, yesterday, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Published within this day, month, year or range: 2024-03, 2024-01..2024-03
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    on: Option<String>,
    /// Look for the words in this part of the article only
    #[arg(long = "in", value_name = "PART", value_enum)]
    part: Option<Part>,
    /// Every word is required
    #[arg(long, conflicts_with = "any")]
    all: bool,
    /// Any of the words will do; a name alone also finds, at the end, articles with some of its words
    #[arg(long)]
    any: bool,
    /// Search language of the query: auto, dateline, nexis, factiva, lucene, google
    #[arg(long, value_name = "LANGUAGE", default_value = "auto", value_parser = parse_dialect)]
    syntax: Dialect,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
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
}

impl FilterArgs {
    /// Reads query and flags. Without either there is nothing to search for, which is an error.
    ///
    /// # Errors
    /// A query, date or language that cannot be read.
    pub fn resolve(&self, arguments: &[String], width: usize) -> Result<Asked, CliError> {
        let context = ParseContext { today: config::today(), dialect: self.syntax };
        let mut parts = self.filters(context.today)?;
        let text = arguments.join(" ");
        let mut asked = Asked { query: Query::All, text, notes: Vec::new(), field: self.part.map(Part::field) };
        let typed = arguments.iter().any(|argument| !argument.trim().is_empty());
        if !typed && parts.is_empty() {
            return Err(CliError::new("search", "there is nothing to search for")
                .hint("type some words, or a flag such as --person NAME or --from DATE; `*` stands for everything"));
        }
        if typed {
            let joined = join_arguments(arguments, self.syntax);
            let parsed = parse(&joined.text, &context).map_err(|error| CliError::query(&joined.text, &error, width))?;
            asked.notes = joined.notes.iter().chain(&parsed.notes).map(ToString::to_string).collect();
            asked.text = parsed.text;
            parts.insert(0, self.quantified(parsed.query));
        }
        asked.query = match parts.len() {
            1 => parts.swap_remove(0),
            _ => Query::And(flattened(parts)),
        };
        Ok(asked)
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

    fn filters(&self, today: Date) -> Result<Vec<Query>, CliError> {
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
        let mut test = |test| parts.push(Query::Filter(Filter { test, span: Span::default() }));
        for source in &self.source {
            test(FilterTest::Source(FilterValue::Whole(source.clone())));
        }
        for section in &self.section {
            test(FilterTest::Section(FilterValue::Whole(section.clone())));
        }
        for language in &self.lang {
            let code = language_code(language).ok_or_else(|| {
                CliError::new("read --lang", format!("`{language}` is no language that is known"))
                    .hint("write a two-letter code or an English name: fr, French")
            })?;
            test(FilterTest::Language(code.to_owned()));
        }
        let read = |flag: &str, result: Result<Date, crate::query::DateError>| {
            result.map_err(|error| date_error(flag, &error))
        };
        let from = self.from.as_deref().map(|text| read("--from", parse_from(text, today))).transpose()?;
        let to = self.to.as_deref().map(|text| read("--to", parse_to(text, today))).transpose()?;
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            return Err(CliError::new("read the dates", format!("--from {first} is later than --to {last}")));
        }
        if from.is_some() || to.is_some() {
            test(FilterTest::Date(DateTest::Within(DateRange { from, to })));
        }
        if let Some(text) = &self.on {
            let span = parse_date_span(text, today).map_err(|error| date_error("--on", &error))?;
            test(FilterTest::Date(DateTest::Within(DateRange { from: Some(span.from), to: Some(span.to) })));
        }
        Ok(parts)
    }
}

fn date_error(flag: &str, error: &crate::query::DateError) -> CliError {
    CliError::new(format!("read {flag}"), error).hint(error.hint())
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
