//! What was understood otherwise than it may have been meant: no error, but worth a line to the user.

use std::fmt;

use super::caret::quotable;
use super::dialect::Dialect;
use super::role::WordTime;
use super::tree::{NameKind, Span};

/// One remark on how a query was read. Its text form is one line in lower case, as for [`super::QueryError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Lower-case `and`, `or`, `not` were taken for operators, because nothing else makes sense of the query.
    LowerCaseOperators,
    /// A lower-case `and`, `or`, `not` was searched for as a word, although the query has operators.
    OperatorAsWord {
        /// The word.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// Words in capitals among nothing but capitals were taken for operators.
    CapitalOperators,
    /// A shell argument that holds a blank was taken as a phrase, or as the quoted operand of its prefix.
    ShellPhrase {
        /// The argument as it is now written in the query.
        written: String,
    },
    /// Something without letters or digits cannot be searched for and was left out.
    LeftOut {
        /// What.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `?` at the end of a word was taken for a question mark rather than for a wildcard.
    QuestionMark {
        /// The word with it.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// A name without quotes took one word only, and the next looks like the rest of it.
    BareName {
        /// What it names.
        kind: NameKind,
        /// The two words together.
        full: String,
        /// Where they stand.
        span: Span,
    },
    /// Words side by side in the parentheses of a name or value were taken together.
    JoinedValue {
        /// The words together.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// A field's name is followed by a colon and a blank, and was searched for as a word.
    PrefixAsWord {
        /// The name with its colon.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// Single quotes do not make a phrase.
    SingleQuotes {
        /// Where they stand.
        span: Span,
    },
    /// An operator without a number got its usual one.
    UsualDistance {
        /// The operator.
        operator: String,
        /// In words.
        words: u32,
    },
    /// An operator written as a sign was taken for the one in words.
    SignOperator {
        /// The sign.
        sign: String,
        /// The operator.
        operator: &'static str,
    },
    /// Plain words that tell a time are had by an article of that time too.
    TimeAmongWords {
        /// The time.
        time: WordTime,
        /// How articles of that time alone are asked for.
        filter: String,
    },
    /// A word looks like a date of publication.
    DateAsWord {
        /// The word.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// A word in capitals is an operator in other systems.
    NoOperator {
        /// The word.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// `[2006 TO 2007]`, a range in another system, was searched for as words.
    RangeAsWords {
        /// The range as typed.
        text: String,
        /// How it is written here, when it is one of dates.
        ours: Option<String>,
        /// Where it stands.
        span: Span,
    },
    /// `/ir.q/`, a regular expression in another system, was searched for as a word.
    ExpressionAsWord {
        /// The word.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// `w/` among plain words, which is an operator with a distance and an abbreviation without, was left out.
    Undistanced {
        /// The operator as typed.
        operator: String,
        /// Where it stands.
        span: Span,
    },
    /// `atleast` without a number or a parenthesis was searched for as a word.
    AtLeastAsWord {
        /// The word.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// A dash before a word may have been a minus before a word processor changed it.
    DashBeforeWord {
        /// The word with it.
        word: String,
        /// The word.
        rest: String,
        /// Where it stands.
        span: Span,
    },
    /// Two words with a slash between them are looked for side by side.
    WordsWithSlash {
        /// The words.
        word: String,
        /// How either of them would be asked for.
        either: String,
        /// Where they stand.
        span: Span,
    },
    /// `!` ends a word, which truncates elsewhere and does nothing here.
    ExclamationMark {
        /// The word with it.
        word: String,
        /// Where it stands.
        span: Span,
    },
    /// Something of another search language has no exact equal here.
    Approximated {
        /// What was written.
        what: String,
        /// What it was taken for.
        taken: String,
    },
    /// The query was read as another search language.
    Translated {
        /// Which.
        dialect: Dialect,
        /// Whether that was asked for or recognised.
        recognised: Recognised,
        /// The query in our language.
        translation: String,
    },
}

/// How it came that a query was read as another search language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// It was asked for.
    Asked,
    /// By this mark in the query.
    ByMark(String),
}

/// Most remarks on one query; whoever has so many does not read more.
const MAX_NOTES: usize = 30;

impl Note {
    /// Adds the remark, unless it has been made already or there are too many.
    pub(super) fn add_to(self, notes: &mut Vec<Note>) {
        if notes.len() < MAX_NOTES && !notes.contains(&self) {
            notes.push(self);
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::LowerCaseOperators => {
                write!(f, "lower-case and, or, not were read as operators; put them in quotes to search for the words")
            }
            Note::OperatorAsWord { word, .. } => {
                write!(f, "`{word}` was read as a word; write {} for the operator", word.to_uppercase())
            }
            Note::CapitalOperators => {
                write!(f, "AND, OR, NOT, NEAR and ADJ in capitals were read as operators; in lower case they are words")
            }
            Note::ShellPhrase { written } => {
                write!(f, "an argument with a blank in it was read as {}", quotable(written))
            }
            Note::LeftOut { text, .. } => {
                write!(f, "`{}` has neither letters nor digits and was left out", quotable(text))
            }
            Note::QuestionMark { word, .. } => {
                write!(
                    f,
                    "the `?` of `{word}` was read as a question mark; write `*` for a wildcard at the end of a word"
                )
            }
            Note::BareName { kind, full, .. } => {
                write!(f, "{0}: takes one word; write {0}:\"{full}\" for the full name", kind.prefix())
            }
            Note::JoinedValue { text, .. } => {
                write!(f, "`{text}` was read as one name; write OR between names to search for any of them")
            }
            Note::PrefixAsWord { word, .. } => {
                write!(f, "`{word}` before a blank was read as a word; leave the blank out to search that field")
            }
            Note::SingleQuotes { .. } => write!(f, "single quotes do not make a phrase; write \"...\""),
            Note::UsualDistance { operator, words } => {
                write!(f, "{operator} without a number was read as {operator}/{words}")
            }
            Note::SignOperator { sign, operator } => write!(f, "`{sign}` was read as {operator}"),
            Note::TimeAmongWords { time, filter } => {
                write!(f, "articles of {time} count as having it; write {filter} for these alone")
            }
            Note::DateAsWord { word, .. } => {
                write!(f, "`{word}` was looked for in the text; write date:{word} for the day of publication")
            }
            Note::NoOperator { word, .. } => {
                write!(
                    f,
                    "`{word}` is no operator here and was read as a word; write a w/5 b or a pre/5 b for words near each other"
                )
            }
            Note::RangeAsWords { text, ours: Some(ours), .. } => {
                write!(f, "`{}` was read as words; write {ours}", quotable(text))
            }
            Note::RangeAsWords { text, ours: None, .. } => write!(
                f,
                "`{}` was read as words; ranges are of dates and lengths: date:2024-01..2024-03, words:100..300",
                quotable(text)
            ),
            Note::ExpressionAsWord { word, .. } => write!(
                f,
                "`{}` was read as a word; there are no regular expressions, ? and * are wildcards",
                quotable(word)
            ),
            Note::Undistanced { operator, .. } => {
                write!(f, "`{operator}` was left out; write a w/5 b for words within 5 of each other")
            }
            Note::AtLeastAsWord { word, .. } => {
                write!(f, "`{word}` was read as a word; write atleast5(word) for articles that hold it five times")
            }
            Note::DashBeforeWord { word, rest, .. } => {
                write!(f, "the dash of `{word}` was not read as a minus; write -{rest} to leave the word out")
            }
            Note::WordsWithSlash { word, either, .. } => {
                write!(f, "`{word}` was read as these words side by side; write {either} for either")
            }
            Note::ExclamationMark { word, .. } => {
                write!(f, "the `!` of `{word}` was not read as a wildcard; write `*`")
            }
            Note::Approximated { what, taken } => write!(f, "`{what}` was read as {taken}"),
            Note::Translated { dialect, recognised: Recognised::Asked, translation } => {
                write!(f, "read as {dialect}: {translation}")
            }
            Note::Translated { dialect, recognised: Recognised::ByMark(mark), translation } => {
                write!(f, "read as {dialect}, because of `{mark}`: {translation}")
            }
        }
    }
}
