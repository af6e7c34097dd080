//! What can be wrong with a query, where, and what to write instead.
//!
//! Every error points at a stretch of the text as it was typed. The kinds are data: the command line prints message,
//! carets and hint, and nobody has to take a message apart.

use super::caret::{self, quotable};
use super::date::DateError;
use super::dialect::Dialect;
use super::field::{PREFIXES, Prefix};
use super::tree::{NameKind, Span};

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct QueryError {
    /// What is wrong.
    pub kind: Box<QueryErrorKind>,
    /// Where: a stretch of the text, in bytes. Empty at the very end of the text.
    pub span: Span,
}

/// The side of an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left of it.
    Before,
    /// Right of it.
    After,
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Side::Before => "before",
            Side::After => "after",
        })
    }
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryErrorKind {
    /// There is nothing to search for.
    #[error("the query is empty")]
    Empty,
    /// Too many characters.
    #[error("the query is {length} characters long; the limit is {limit}")]
    TooLong {
        /// How many there are.
        length: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Too many words, phrases and filters.
    #[error("the query has more than {limit} words")]
    TooManyWords {
        /// How many there may be.
        limit: usize,
    },
    /// A single word of absurd length.
    #[error("the word is longer than {limit} characters")]
    WordTooLong {
        /// How many characters it may have.
        limit: usize,
    },
    /// Parentheses, prefixes and proximity nested too deeply.
    #[error("the query is nested more than {limit} levels deep")]
    TooDeep {
        /// How many levels there may be.
        limit: usize,
    },
    /// A quote that is never closed.
    #[error("the quote is not closed")]
    UnclosedQuote,
    /// A parenthesis that is never closed.
    #[error("the parenthesis is not closed")]
    UnclosedGroup,
    /// A closing parenthesis without its opening one.
    #[error("the parenthesis was never opened")]
    UnopenedGroup,
    /// `()`.
    #[error("there is nothing in the parentheses")]
    EmptyGroup,
    /// `""`, or a phrase of punctuation.
    #[error("there are no words in the quotes")]
    EmptyPhrase,
    /// An operator with a side missing.
    #[error("{operator} has nothing {side} it")]
    MissingOperand {
        /// The operator as typed.
        operator: String,
        /// The side.
        side: Side,
    },
    /// A proximity operator without its distance.
    #[error("{operator} has no distance")]
    Undistanced {
        /// The operator as typed.
        operator: String,
    },
    /// A prefix or function without anything to look for.
    #[error("{prefix} has nothing after it")]
    MissingValue {
        /// The prefix as typed.
        prefix: String,
    },
    /// An unknown name before a colon.
    #[error("there is no field `{}`", quotable(.name))]
    UnknownField {
        /// The name.
        name: String,
        /// The name, the colon and what follows up to the next blank.
        text: String,
        /// Names that may have been meant, best first.
        nearest: Vec<&'static str>,
    },
    /// An unknown name before `<` or `>`.
    #[error("`{}` cannot be compared", quotable(.name))]
    UnknownComparison {
        /// The name.
        name: String,
    },
    /// A sign where a prefix's operand should be.
    #[error("`{sign}` cannot stand after the colon")]
    SignAfterPrefix {
        /// The sign.
        sign: char,
        /// The prefix with its colon.
        prefix: String,
    },
    /// A connector that looks like one of another search language.
    #[error("there is no operator `{written}`")]
    UnknownOperator {
        /// As typed.
        written: String,
        /// How it is written here.
        ours: Option<String>,
    },
    /// A date that cannot be read.
    #[error(transparent)]
    Date(#[from] DateError),
    /// No date behind `from:`, and perhaps who wrote a message.
    #[error("`{}` is not a date", quotable(.text))]
    Sender {
        /// As typed.
        text: String,
    },
    /// No date behind `to:`, and perhaps who got a message.
    #[error("`{}` is not a date", quotable(.text))]
    Recipient {
        /// As typed.
        text: String,
    },
    /// An unknown language.
    #[error("there is no language `{}`", quotable(.text))]
    UnknownLanguage {
        /// As typed.
        text: String,
        /// Names that may have been meant, best first.
        nearest: Vec<&'static str>,
    },
    /// Behind `site:` something that is no site.
    #[error("`{}` is not a site", quotable(.text))]
    Site {
        /// As typed.
        text: String,
    },
    /// A number of words that cannot be read.
    #[error("`{}` is not a number of words", quotable(.text))]
    WordCount {
        /// As typed.
        text: String,
    },
    /// A spelling distance other than 1 or 2.
    #[error("the number after `~` has to be 1 or 2")]
    FuzzyDistance,
    /// A phrase slop that is missing or out of bounds.
    #[error("the `~` of a phrase needs a number from 1 to {limit}")]
    PhraseSlop {
        /// The largest.
        limit: u32,
    },
    /// A weight that is missing, not a number, or out of bounds.
    #[error("the number after `^` has to lie between 0.01 and 100")]
    BoostWeight,
    /// A proximity distance that is out of bounds.
    #[error("the distance has to be a number from 1 to {limit}")]
    Distance {
        /// The largest.
        limit: u32,
    },
    /// `atleast` with a number that is missing or out of bounds.
    #[error("atleast needs a number from 1 to {limit}")]
    AtLeastTimes {
        /// The largest.
        limit: u32,
    },
    /// A wildcard without a single letter or digit.
    #[error("a wildcard needs at least one letter or digit")]
    BareWildcard,
    /// A wildcard with too many `*` and `?`.
    #[error("the wildcard has more than {limit} `*` and `?`")]
    WildcardTooComplex {
        /// The largest number.
        limit: usize,
    },
    /// Two of `=`, `~` and `*` at once.
    #[error("`{first}` and `{second}` cannot be used on one word")]
    MixedMarks {
        /// One.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A mark where it has no meaning.
    #[error("`{mark}` has no meaning here")]
    MisplacedMark {
        /// The mark.
        mark: char,
    },
    /// Text that no rule of the language fits.
    #[error("this cannot be read")]
    Unreadable,
    /// Punctuation where an operator or prefix needs a word.
    #[error("`{}` has neither letters nor digits", quotable(.text))]
    NotSearchable {
        /// As typed.
        text: String,
    },
    /// An operand that has no positions in a text.
    #[error("{what} cannot be an operand of proximity")]
    ProximityOperand {
        /// What it is.
        what: &'static str,
    },
    /// An operand that cannot be counted.
    #[error("{what} cannot be counted by atleast")]
    CountedOperand {
        /// What it is.
        what: &'static str,
    },
    /// A field within a field.
    #[error("{inner} cannot stand within {outer}")]
    Nested {
        /// The inner prefix.
        inner: String,
        /// The outer prefix.
        outer: String,
    },
    /// A name or a value given as something other than words or a quoted text.
    #[error("{what} cannot be the operand of {prefix}")]
    ValueOperand {
        /// What it is.
        what: &'static str,
        /// The prefix with its colon.
        prefix: String,
    },
    /// A wildcard or another mark on a name.
    #[error("`{mark}` has no meaning in the name of {}", kind.with_article())]
    MarkInName {
        /// The mark.
        mark: &'static str,
        /// What the name names.
        kind: NameKind,
    },
    /// Something of another search language that has no equal here.
    #[error("the {what} of {dialect} cannot be translated")]
    Unsupported {
        /// The language.
        dialect: Dialect,
        /// What it is.
        what: String,
        /// What to do instead.
        instead: &'static str,
    },
}

impl QueryError {
    /// An error at a place.
    pub(super) fn new(kind: QueryErrorKind, span: Span) -> QueryError {
        QueryError { kind: Box::new(kind), span }
    }

    /// What to write instead, without "hint:".
    pub fn hint(&self) -> Option<String> {
        self.kind.hint()
    }

    /// Query, carets, message and hint, each on a line of its own and at most `width` columns wide as far as the query
    /// goes. `text` is the query text that was parsed.
    pub fn render(&self, text: &str, width: usize) -> String {
        let mut lines = caret::point_at(text, self.span, width);
        lines.push_str(&self.to_string());
        lines.push('\n');
        if let Some(hint) = self.hint() {
            lines.push_str("hint: ");
            lines.push_str(&hint);
            lines.push('\n');
        }
        lines
    }
}

impl NameKind {
    fn with_article(self) -> &'static str {
        match self {
            NameKind::Person => "a person",
            NameKind::Organisation => "an organisation",
            NameKind::Place => "a place",
        }
    }
}

impl QueryErrorKind {
    /// What to write instead.
    pub fn hint(&self) -> Option<String> {
        use QueryErrorKind as Kind;
        let fixed = match self {
            Kind::Empty => "write a word, a \"phrase\", or * for every article",
            Kind::TooLong { .. } | Kind::TooManyWords { .. } => "ask in several queries, or use wildcards",
            Kind::WordTooLong { .. } => "put blanks between the words",
            Kind::TooDeep { .. } => "use fewer parentheses",
            Kind::UnclosedQuote => "add the closing quote, or write \\\" to search for the sign",
            Kind::UnclosedGroup => "add the closing parenthesis",
            Kind::UnopenedGroup => "remove it, or write \\) to search for the sign",
            Kind::EmptyGroup => "put words into the parentheses or remove them",
            Kind::EmptyPhrase => "put words into the quotes or remove them",
            Kind::MissingOperand { operator, side } => return Some(missing_operand_hint(operator, *side)),
            Kind::Undistanced { operator } => {
                let name = operator.trim_end_matches('/');
                return Some(format!("write a {name}/5 b, or \"{operator}\" to search for the text"));
            }
            Kind::MissingValue { prefix } if prefix.to_ascii_lowercase().starts_with("atleast") => {
                return Some(format!("write {prefix}(word)"));
            }
            Kind::MissingValue { prefix } => {
                let example = match Prefix::named(prefix.trim_end_matches([':', '<', '>', '='])) {
                    Some(Prefix::Date(_)) => Some(format!("{prefix}2024-04")),
                    Some(Prefix::WordCount) if !prefix.ends_with(':') => Some(format!("{prefix}500")),
                    Some(Prefix::WordCount) => Some("words>500".to_owned()),
                    _ => None,
                };
                if let Some(example) = example {
                    return Some(format!("write it without a blank or parentheses, such as {example}"));
                }
                return Some(format!("write it without a blank, such as {prefix}word or {prefix}\"two words\""));
            }
            Kind::UnknownField { text, nearest, .. } => return Some(unknown_field_hint(text, nearest)),
            Kind::UnknownComparison { .. } => "words>1000 and date>=2024-02-10 can be; quote it to search for the text",
            Kind::SignAfterPrefix { sign, prefix } => return Some(format!("write {sign}{prefix}word")),
            Kind::UnknownOperator { ours: Some(ours), .. } => return Some(format!("write {ours}")),
            Kind::UnknownOperator { .. } => {
                "w/5, pre/5, NEAR/5, ADJ/5, w/s and w/p are known; quote it to search for the text"
            }
            Kind::Date(error) => return Some(error.hint()),
            Kind::Sender { text } => {
                return Some(format!("write from:2024-04, or byline:{} for who wrote it", as_value(text)));
            }
            Kind::Recipient { text } => {
                let text = as_value(text);
                return Some(format!("write to:2024-04, or {text} alone: who got a message stands in its text"));
            }
            Kind::UnknownLanguage { nearest, .. } if nearest.is_empty() => {
                "write a code such as fr or a name such as French"
            }
            Kind::UnknownLanguage { nearest, .. } => return Some(format!("did you mean {}?", nearest.join(" or "))),
            Kind::Site { .. } => "write site:bbc.co.uk or site:gov.uk, without the path of a page",
            Kind::WordCount { .. } => "write words>1000, words:500..800 or words<=200",
            Kind::FuzzyDistance => "write word~1 or word~2",
            Kind::PhraseSlop { .. } => "write \"two words\"~5",
            Kind::BoostWeight => "write word^2",
            Kind::Distance { .. } => "write w/5, or w/s for one sentence and w/p for one paragraph",
            Kind::AtLeastTimes { .. } => "write atleast5(word)",
            Kind::BareWildcard => "write rafa*, *yahu or r?fah; * alone stands for every article",
            Kind::WildcardTooComplex { .. } => "search for the words themselves, joined by OR",
            Kind::MixedMarks { .. } => "use one of them",
            Kind::MisplacedMark { mark: '~' } => "it belongs to a word (word~1) or to a phrase (\"two words\"~5)",
            Kind::MisplacedMark { .. } => "leave it out, or write \\ before it to search for the sign",
            Kind::NotSearchable { .. } => "write a word",
            Kind::Unreadable => "put it in quotes to search for the text",
            Kind::ProximityOperand { what } => return Some(proximity_hint(what)),
            Kind::CountedOperand { .. } => "count a word, a phrase, a person, or any of several: atleast5(a OR b)",
            Kind::Nested { .. } => "put the two side by side, with AND between them",
            Kind::ValueOperand { .. } => "write a word, a \"quoted text\", or (a OR b)",
            Kind::MarkInName { .. } => {
                "names are found under all their spellings; `dateline people` lists those that begin alike"
            }
            Kind::Unsupported { instead, .. } => instead,
        };
        Some(fixed.to_owned())
    }
}

/// A value as it is typed, in quotes where it has several words.
fn as_value(text: &str) -> String {
    if text.contains(char::is_whitespace) { format!("\"{}\"", quotable(text)) } else { quotable(text) }
}

fn missing_operand_hint(operator: &str, side: Side) -> String {
    if operator.chars().all(|c| c.is_ascii_uppercase()) {
        format!("write something {side} it, or `{}` in lower case to search for the word", operator.to_lowercase())
    } else {
        format!("write something {side} it")
    }
}

fn unknown_field_hint(text: &str, nearest: &[&str]) -> String {
    let quote = format!("quote it to search for the text: \"{}\"", quotable(text));
    if nearest.is_empty() {
        let names: Vec<&str> = PREFIXES.iter().filter_map(|(_, names)| names.first().copied()).collect();
        format!("{quote}; the fields are {}", names.join(", "))
    } else {
        let near: Vec<String> = nearest.iter().map(|name| format!("{name}:")).collect();
        format!("did you mean {}? Or {quote}", near.join(" or "))
    }
}

fn proximity_hint(what: &str) -> String {
    match what {
        "AND" | "words side by side" => "write a \"phrase\", or a chain: a w/5 b w/5 c".to_owned(),
        "NOT" => "write NOT around the whole: a AND NOT (a w/5 b)".to_owned(),
        "a field" => "put the proximity into the field: headline:(a w/5 b)".to_owned(),
        _ => "words, phrases, persons, (a OR b*) and other proximity can be".to_owned(),
    }
}
