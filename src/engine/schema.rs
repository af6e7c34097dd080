//! The fields of the index: their only home, with the version of the format they make up.
//!
//! Owns field names, what each field holds and [`FORMAT_VERSION`]; nothing else in the program names a field of the engine.
//! The surprise: a document of the index is not always an article. A file that holds many articles, or none that could be
//! read, has a record of its own ([`Kind::File`]), so that the next run knows it.

use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// Version of everything that is written: fields, terms, stored bytes. An index of another version is refused.
pub const FORMAT_VERSION: u32 = 11;

/// What a document of the index stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An article with a headline of its own.
    Article,
    /// An article whose headline is the first sentence of its text, which must not be counted twice.
    Headless,
    /// A source file that is not itself one article.
    File,
}

impl Kind {
    pub(crate) fn code(self) -> u64 {
        match self {
            Kind::Article => 0,
            Kind::File => 1,
            Kind::Headless => 2,
        }
    }
}

/// Number of searchable parts of an article's text.
pub(crate) const ZONES: usize = 4;

/// The fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// The text by zone: headline, lede, headings, body. With positions.
    pub(crate) zones: [Field; ZONES],
    /// Who wrote it, with positions.
    pub(crate) byline: Field,
    /// Publisher, as words.
    pub(crate) source: Field,
    /// Rubric, as words.
    pub(crate) rubric: Field,
    /// Publisher as one value, for facets and sorting.
    pub(crate) source_value: Field,
    /// Rubric as one value.
    pub(crate) rubric_value: Field,
    /// ISO 639-1 code, `und` when not known.
    pub(crate) language: Field,
    /// Path in lower case, whole.
    pub(crate) path: Field,
    /// The site of its address on the web: see [`super::terms::site_term`].
    pub(crate) site: Field,
    /// The marks of names of an article that have none in the text: see [`super::filing`]. No positions.
    pub(crate) unmarked: Field,
    /// [`Kind`].
    pub(crate) kind: Field,
    /// [`crate::article::ArticleId`].
    pub(crate) id: Field,
    /// Hash of the source file's path, where that is not the id as well.
    pub(crate) file: Field,
    /// Leads to both: see [`super::identity`].
    pub(crate) bucket: Field,
    /// Hash of everything stored of an article that is one of several in its file.
    pub(crate) content: Field,
    /// Size of the source file in bytes. This and the next two: only on the document that stands for the file.
    pub(crate) size: Field,
    /// Time of the source file's last change, nanoseconds since 1970.
    pub(crate) modified: Field,
    /// Hash of the source file's bytes.
    pub(crate) hash: Field,
    /// First second of the date of publication, seconds since 1970 as if its clock were UTC's.
    pub(crate) date_start: Field,
    /// How finely it is known, as [`super::date::last_second`] takes it.
    pub(crate) date_precision: Field,
    /// Words of the article.
    pub(crate) word_count: Field,
}

impl Fields {
    pub(crate) fn new() -> Fields {
        let mut builder = Schema::builder();
        // No tokenizer of the engine is used, see [`super::segment`]; it wants one named.
        let text = |option, lengths| {
            let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(lengths))
        };
        let positions = || text(IndexRecordOption::WithFreqsAndPositions, false);
        let whole = || text(IndexRecordOption::Basic, false);
        let number = || NumericOptions::default().set_indexed().set_fast();
        let value = || TextOptions::default().set_fast("raw");
        let zones = ["headline", "lede", "heading", "body"]
            .map(|name| builder.add_text_field(name, text(IndexRecordOption::WithFreqsAndPositions, true)));
        Fields {
            zones,
            byline: builder.add_text_field("byline", positions()),
            source: builder.add_text_field("source", positions()),
            rubric: builder.add_text_field("rubric", positions()),
            source_value: builder.add_text_field("source_value", value()),
            rubric_value: builder.add_text_field("rubric_value", value()),
            language: builder.add_text_field("language", whole().set_fast("raw")),
            path: builder.add_text_field("path", whole()),
            site: builder.add_text_field("site", whole()),
            unmarked: builder.add_text_field("unmarked", whole()),
            kind: builder.add_u64_field("kind", number()),
            id: builder.add_u64_field("id", FAST),
            file: builder.add_u64_field("file", FAST),
            bucket: builder.add_bytes_field("bucket", BytesOptions::default().set_indexed()),
            content: builder.add_u64_field("content", FAST),
            size: builder.add_u64_field("size", FAST),
            modified: builder.add_i64_field("modified", FAST),
            hash: builder.add_u64_field("hash", FAST),
            date_start: builder.add_i64_field("date_start", FAST),
            date_precision: builder.add_u64_field("date_precision", FAST),
            word_count: builder.add_u64_field("word_count", FAST),
            schema: builder.build(),
        }
    }
}
