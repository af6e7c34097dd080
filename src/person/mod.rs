//! Who is in an article: names found in its text, mentions put together into persons, spellings compared.
//!
//! Text goes in, values come out: nothing here reads a file, opens an index or fetches anything. The weights and name
//! tables are part of the program and are first touched when a text is scanned. Its one surprise: a bare surname is a
//! mention too, and which person it belongs to is decided for the whole article ([`resolve`]), never for a sentence.

mod alias;
mod asked;
mod byname;
mod compare;
mod cyrillic;
mod extract;
mod form;
pub(crate) mod gazetteer;
mod gloss;
mod greek;
mod han;
mod hangul;
mod kanji;
mod known;
mod listed;
pub mod model;
mod name;
mod namesake;
mod nickname;
mod office;
mod pairs;
mod patronymic;
mod placed;
#[cfg(test)]
mod regions;
mod remember;
mod residue;
mod resolve;
mod role;
mod script;
mod sex;
mod spelling;
mod tables;
mod tag;
mod thing;
mod title;
mod trim;
mod view;

pub use alias::{AliasError, AliasList, AliasRule, Verdict, alias_key};
pub use asked::{
    is_another_name, is_common_surname, is_for_the_other_sex, is_given_name, is_listed_surname, is_misread_title,
    is_rare_surname, is_rather_surname, is_surname_alone, is_word, leading_title,
};
pub use compare::{Comparison, SoughtName, agrees_with, compare};
pub use extract::{extract, extract_blocks};
pub use name::{PersonName, parse_name};
pub use office::{Office, is_deputy, nation_of};
pub use pairs::{Pair, PairsError, compare_pairs};
pub use resolve::resolve;
pub use spelling::{asked_latin_parts, latin_parts, spelling_keys, with_or_without_article, without_article};
pub use tag::tag_tokens;
pub use title::{foreign_title_head, goes_with_given_names, title_head, title_key};
pub use view::plain_name;

use std::ops::Range;

/// What kind of thing a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, party, agency, team, army.
    Organisation,
    /// A country, town, river, building.
    Place,
}

/// What a block of an article is, as far as names are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum BlockKind {
    /// A headline or the heading of a section: capitals mean less here, and short forms come before the full name.
    Heading,
    /// Running text.
    #[default]
    Prose,
    /// Who wrote the article. Persons named here are its authors.
    Byline,
}

/// One piece of an article's text, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextBlock<'a> {
    /// What the piece is.
    pub kind: BlockKind,
    /// The text.
    pub text: &'a str,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: EntityKind,
    /// Index of the block that it stands in; 0 for a single text.
    pub block: usize,
    /// Bytes of the block's text, on character boundaries, without title and possessive ending.
    pub span: Range<usize>,
    /// How sure the model is, between 0 and 1.
    pub confidence: f32,
}

/// How well the mentions of a person say who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// A full name stands in the article.
    Full,
    /// Only one name part stands in the article: a bare surname, or a person of one name.
    Partial,
    /// A bare name that may belong to any of these persons (indexes into the list that [`resolve`] returned).
    Ambiguous(Vec<usize>),
}

/// What a person does in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Is written about.
    Subject,
    /// Wrote or edited it.
    Author,
}

/// A person of one article and where it is mentioned.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedPerson {
    /// The name to show: the fullest form of the article, as written most often, without titles, but with the `Mrs.` before that of a
    /// husband.
    pub name: String,
    /// The form that it is filed under, surname first; [`PersonName::key`] of the name.
    pub key: String,
    /// Titles and offices that stand with the name, in the order of the text: `Israeli Prime Minister`, `Judge`.
    pub roles: Vec<String>,
    /// Indexes into the mentions given, ascending.
    pub mentions: Vec<usize>,
    /// Whether it is clear who is meant.
    pub identity: Identity,
    /// Subject or author.
    pub part: Part,
}

/// One part of a name without accents and case, as the tables of spellings hold it.
pub fn fold_part(part: &str) -> String {
    name::fold(part)
}
