//! The Query tree: what a typed query means, before any engine has seen it.
//!
//! Owns the types only; how they are read is `parse`, how they are written is `describe`. Nothing here cuts words:
//! [`Word::text`] is what was typed (`O'Brien`, `U.S.`, a whole Chinese sentence) and the engine's analyzer makes terms
//! of it. The one surprise: [`Query::Words`] is lenient and everything else is strict. The parser makes it only where
//! the whole query is plain words (and quoted phrases beside them), so it is the root or a direct part of a root `And`.

use std::fmt;
use std::ops::Range;

use jiff::civil;

/// A stretch of the query text, in bytes, for pointing at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The shortest stretch that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range, for slicing the text.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

/// So many plain words are a sentence or a headline that was pasted, of which a word or two may be missing in the very
/// article that is looked for.
pub const SENTENCE_WORDS: usize = 6;

/// A query.
///
/// Negation is the complement: `Not(x)` selects every article that `x` does not, wherever it stands. So an `And` of
/// nothing but `Not`s selects from all articles, and so does a lone `Not`.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Every article.
    All,
    /// Plain words side by side: articles with all of them first, then those with most; of [`SENTENCE_WORDS`] and more
    /// those that fit best, all or most. Two or more.
    Words(Vec<Word>),
    /// One word.
    Term(Word),
    /// Words in a row, at least two parts, of which the first and the last are words.
    Phrase(Phrase),
    /// Two things near each other.
    Near(Near),
    /// Something that occurs several times.
    AtLeast(AtLeast),
    /// Something within one field.
    In(In),
    /// A person, an organisation or a place, under all its spellings.
    Name(Name),
    /// A condition on what is known about the article rather than on its text.
    Filter(Filter),
    /// All of these. Two or more.
    And(Vec<Query>),
    /// Any of these. Two or more.
    Or(Vec<Query>),
    /// `+a b c`: the first is required, the others only raise the rank.
    Prefer(Prefer),
    /// Every article except these.
    Not(Box<Query>),
    /// The same articles, with the score multiplied.
    Boost(Box<Query>, f32),
}

/// A word as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word without its marks (`=`, `~2`) and with escapes resolved; a wildcard keeps its `*`, `?` and escapes.
    pub text: String,
    /// How it is compared with the words of an article.
    pub matching: WordMatch,
    /// Where it stands, marks included.
    pub span: Span,
}

/// How a word is compared with the words of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordMatch {
    /// By stem, whatever its ending.
    Stem,
    /// As written, `=netanyahus`: case and accents do not matter, the ending does.
    Exact,
    /// By pattern, `rafa*`: over the words as written. Holds at least one literal part.
    Wildcard(Pattern),
    /// By spelling, `netanyahoo~2`: within this many edits, 1 or 2.
    Fuzzy(u8),
}

/// A wildcard pattern, cut into its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    /// In order; no two literals and no two `AnyRun`s in a row.
    pub parts: Vec<PatternPart>,
}

/// A part of a wildcard pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternPart {
    /// These characters, as typed.
    Literal(String),
    /// `*`: any characters, also none.
    AnyRun,
    /// `?`: exactly one character.
    AnyOne,
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub parts: Vec<PhrasePart>,
    /// With 0 the words follow one another as written; with more they lie, in any order, within a stretch that holds at
    /// most this many other words (`"a b"~5`).
    pub slop: u32,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhrasePart {
    /// A word; in `="..."` each is [`WordMatch::Exact`].
    Word(Word),
    /// `*` alone: any one word.
    AnyWord(Span),
}

/// Two things near each other. The operands are terms, phrases, names, other `Near`s, and `Or`s of these.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// What was written first.
    pub left: Box<Query>,
    /// What was written second.
    pub right: Box<Query>,
    /// How near.
    pub within: Within,
    /// In which order.
    pub order: Order,
    /// Where the operator stands.
    pub span: Span,
}

/// How near two things are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The distance in words, 1 for neighbours: the end of one to the beginning of the other.
    Words(u32),
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
}

/// Whether the order in which two things were written counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Either may come first.
    Any,
    /// The left one comes first.
    AsWritten,
}

/// Something that occurs several times in one article. The operand is a term, a phrase, a name or an `Or` of these.
#[derive(Debug, Clone, PartialEq)]
pub struct AtLeast {
    /// How often at least; 1 or more. The occurrences of the branches of an `Or` count together.
    pub times: u32,
    /// What is to occur.
    pub operand: Box<Query>,
    /// Where it stands, from its name to the closing parenthesis.
    pub span: Span,
}

/// Something within one field. The operand holds no `In` and no `Filter`.
#[derive(Debug, Clone, PartialEq)]
pub struct In {
    /// Where to look.
    pub field: Field,
    /// What to look for.
    pub operand: Box<Query>,
    /// Where it stands, from the field's name to the end of the operand.
    pub span: Span,
}

/// A part of an article that can be searched alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lede,
    /// The headline or the first paragraph.
    HeadlineOrLede,
    /// Who wrote it.
    Byline,
    /// What follows the lede, headings included.
    Body,
}

/// A person, an organisation or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it is.
    pub kind: NameKind,
    /// The name as typed, without quotes, blanks reduced to one space.
    pub text: String,
    /// Where it stands, prefix and quotes included.
    pub span: Span,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

/// A condition on what is known about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The condition.
    pub test: FilterTest,
    /// Where it stands, prefix included.
    pub span: Span,
}

/// What a filter tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterTest {
    /// Who published it.
    Source(FilterValue),
    /// The rubric it appeared in.
    Section(FilterValue),
    /// Its language, an ISO 639-1 code.
    Language(String),
    /// Its path in the corpus.
    Path(FilterValue),
    /// The site of its address on the web, with all below it: `bbc.co.uk`, `gov.uk`, `gov`. In lower case, without `www.`.
    Site(String),
    /// When it was published.
    Date(DateTest),
    /// How many words it has.
    WordCount(CountRange),
}

/// What a field of an article is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterValue {
    /// The whole value, case apart. For a path: the path itself or a folder that it lies in.
    Whole(String),
    /// A pattern that the whole value has to match, case apart.
    Pattern {
        /// As typed.
        text: String,
        /// Cut into its parts.
        pattern: Pattern,
    },
}

/// A condition on the date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateTest {
    /// Within these days.
    Within(DateRange),
    /// The article has no date.
    Unknown,
}

/// Days from one to another, both included; an end that is `None` is open. Never empty and never open on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub from: Option<civil::Date>,
    /// The last day.
    pub to: Option<civil::Date>,
}

/// Numbers from one to another, both included; an end that is `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountRange {
    /// The least.
    pub min: Option<u32>,
    /// The most.
    pub max: Option<u32>,
}

/// Something required and what only raises the rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Prefer {
    /// Every hit matches this.
    pub required: Box<Query>,
    /// A hit that matches these ranks higher. One or more.
    pub preferred: Vec<Query>,
}

impl Query {
    /// The stretch of text that the query was read from; `None` for [`Query::All`].
    pub fn span(&self) -> Option<Span> {
        let joined = |parts: &[Query]| parts.iter().filter_map(Query::span).reduce(Span::to);
        match self {
            Query::All => None,
            Query::Words(words) => words.iter().map(|word| word.span).reduce(Span::to),
            Query::Term(word) => Some(word.span),
            Query::Phrase(phrase) => Some(phrase.span),
            Query::Near(near) => [near.left.span(), near.right.span()].into_iter().flatten().reduce(Span::to),
            Query::AtLeast(at_least) => Some(at_least.span),
            Query::In(inside) => Some(inside.span),
            Query::Name(name) => Some(name.span),
            Query::Filter(filter) => Some(filter.span),
            Query::And(parts) | Query::Or(parts) => joined(parts),
            Query::Prefer(prefer) => {
                prefer.required.span().into_iter().chain(joined(&prefer.preferred)).reduce(Span::to)
            }
            Query::Not(inner) | Query::Boost(inner, _) => inner.span(),
        }
    }
}

impl Field {
    /// Every field, in the order in which they are listed to a reader.
    pub const ALL: [Field; 5] = [Field::Headline, Field::Lede, Field::HeadlineOrLede, Field::Byline, Field::Body];

    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Field::Headline => "headline",
            Field::Lede => "lede",
            Field::HeadlineOrLede => "hlead",
            Field::Byline => "byline",
            Field::Body => "body",
        }
    }

    /// What it is called in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Field::Headline => "the headline",
            Field::Lede => "the lede",
            Field::HeadlineOrLede => "the headline or the lede",
            Field::Byline => "the byline",
            Field::Body => "the body",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl NameKind {
    /// Its prefix in a query.
    pub fn prefix(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "org",
            NameKind::Place => "place",
        }
    }
}

impl fmt::Display for NameKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        })
    }
}

impl fmt::Display for Pattern {
    /// Writes the pattern as it is typed, with a backslash before each literal `*`, `?` and `\`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                PatternPart::Literal(text) => {
                    for c in text.chars() {
                        if matches!(c, '*' | '?' | '\\') {
                            f.write_str("\\")?;
                        }
                        write!(f, "{c}")?;
                    }
                }
                PatternPart::AnyRun => f.write_str("*")?,
                PatternPart::AnyOne => f.write_str("?")?,
            }
        }
        Ok(())
    }
}
