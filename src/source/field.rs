//! Names that sources give to the parts of an article, in one table for all formats.
//!
//! Knows names only; [`super::format`]'s parsers bring the values. The surprise: names are compared without case, blanks,
//! `_`, `-` and `.`, so that `datePublished`, `date_published` and `Date published` are one name.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

/// A part of an article that a source may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The source's own identifier.
    Id,
    /// The headline.
    Headline,
    /// The text.
    Body,
    /// A summary, used as the text when there is no other.
    Summary,
    /// The date of publication.
    Date,
    /// Who wrote it.
    Byline,
    /// Who published it.
    Publisher,
    /// The rubric it appeared in.
    Rubric,
    /// Its language.
    Language,
    /// Address of the original.
    Url,
    /// The place named before the lede.
    Dateline,
    /// Tagged persons.
    Persons,
    /// Tagged organisations.
    Organisations,
    /// Tagged places.
    Places,
    /// Nothing: a field that the user wants left out.
    Ignore,
}

impl Field {
    /// Every field with its name in the settings.
    pub const NAMED: &[(&str, Field)] = &[
        ("headline", Field::Headline),
        ("body", Field::Body),
        ("summary", Field::Summary),
        ("date", Field::Date),
        ("byline", Field::Byline),
        ("publisher", Field::Publisher),
        ("section", Field::Rubric),
        ("language", Field::Language),
        ("url", Field::Url),
        ("dateline", Field::Dateline),
        ("id", Field::Id),
        ("persons", Field::Persons),
        ("organisations", Field::Organisations),
        ("places", Field::Places),
        ("ignore", Field::Ignore),
    ];

    /// The field of this name in the settings.
    pub fn from_name(name: &str) -> Option<Field> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// The user's own names for fields, from the `[formats]` table of the settings.
#[derive(Debug, Clone, Default)]
pub struct FieldMapping {
    /// Name of a field in JSON, CSV, front matter or header lines, and what it is. They come before the built-in names,
    /// in this order.
    pub fields: Vec<(String, Field)>,
    /// Header lines of plain text files.
    pub headers: Vec<HeaderPattern>,
}

impl FieldMapping {
    /// A number that is another for every other mapping, and 0 for none: an index remembers by it how its files were read.
    pub fn fingerprint(&self) -> u64 {
        if self.fields.is_empty() && self.headers.is_empty() {
            return 0;
        }
        let mut text = String::new();
        for (name, field) in &self.fields {
            text.push_str(&format!("{name}\0{}\0", field.name()));
        }
        for header in &self.headers {
            text.push_str(&format!("\0{}\0{}\0", header.pattern.as_str(), header.field.name()));
        }
        xxhash_rust::xxh3::xxh3_64(text.as_bytes())
    }
}

/// A header line of plain text that is recognised by a regular expression.
#[derive(Debug, Clone)]
pub struct HeaderPattern {
    /// Matched against one line; its first group is the value, or the whole match when it has no group.
    pub pattern: Regex,
    /// What the value is.
    pub field: Field,
}

/// Field and names, the most telling name first; names are written as [`fold`] leaves them.
const NAMES: &[(Field, &str)] = &[
    (Field::Id, "id docno docid guid uri uuid articleid externalid identifier newsid messageid"),
    (Field::Headline, "headline title head heading webtitle articletitle titel titre titulo subject hl ti"),
    (
        Field::Body,
        "body bodytext text ocreng ocrtext content contenttext maintext articlebody fulltext articletext bodyxhtml \
     bodyhtml contenthtml html contentencoded article story paragraphs texte texto testo plaintext \
     articlecontent newscontent textcontent cleanedtext storytext storybody contenido contenu inhalt",
    ),
    (
        Field::Summary,
        "leadparagraph lead lede summary description abstract standfirst teaser trailtext excerpt snippet \
     subtitle deck dek",
    ),
    (
        Field::Date,
        "datepublished datepublish publishedat publisheddate published pubdate publicationdate publishdate \
     publishedtime publishtime articlepublishedtime webpublicationdate firstpublished dategmt date \
     dcdate issued dateissued versioncreated firstcreated contentcreated datetime timestamp time datum \
     fecha data datetimepub seendate datecreated createdat createdutc created datemodified modified updatedat updated year timeadded dateadded",
    ),
    (Field::Byline, "byline author authors creator dccreator by writer reporter journalist autor auteur autore"),
    (
        Field::Publisher,
        "publisher sitename outlet newspaper publication medianame source provider site sourcename agency src domain \
     sourcedomain hostname quelle fuente publicationtitle journaltitle containertitle \
     websitetitle newspapertitle",
    ),
    (
        Field::Rubric,
        "section sectionname articlesection category rubric categories desk newsdesk cat topic ressort \
     rubrique channel",
    ),
    (Field::Language, "language lang inlanguage languagecode locale sprache langue"),
    (
        Field::Url,
        "url canonical canonicalurl link permalink weburl href sourceurl webpage originalurl articleurl newsurl storyurl pageurl",
    ),
    (Field::Dateline, "dateline location"),
    (Field::Persons, "persons people person"),
    (Field::Organisations, "organisations organizations orgs organisation organization"),
    (Field::Places, "places locations place"),
];

/// Names of texts of a record beside headline, summary and body, in the order in which they are read.
const BESIDE: &[&str] = &[
    "abstractnote",
    "selection",
    "highlight",
    "kicker",
    "overline",
    "subheadline",
    "subhead",
    "subheading",
    "secondaryheadline",
    "strapline",
    "shortdescription",
    "descriptiontext",
    "chapo",
    "soustitre",
    "surtitre",
    "untertitel",
    "unterzeile",
    "dachzeile",
    "vorspann",
    "entradilla",
    "bajada",
    "antetitulo",
    "subtitulo",
    "sumario",
    "resumen",
    "resumo",
    "sommario",
    "occhiello",
    "sottotitolo",
    "intro",
    "introduction",
    "caption",
    "captions",
    "imagecaption",
    "photocaption",
    "mediacaption",
    "legend",
    "bildunterschrift",
];

/// What longer names of such texts end in: `custom_excerpt`, `lead_image_caption`.
const BESIDE_ENDINGS: &[&str] =
    &["standfirst", "subtitle", "excerpt", "teaser", "summary", "abstract", "caption", "captions", "description"];

/// The place of a name among those of texts beside headline, summary and body.
///
/// Only records ask for it: in lines of a text such a name begins a sentence as often as a field.
pub fn beside_rank(name: &str) -> Option<usize> {
    let folded = fold(name);
    let known = BESIDE.iter().position(|known| *known == folded);
    known.or_else(|| {
        let place = BESIDE_ENDINGS.iter().position(|ending| folded.ends_with(ending))?;
        Some(BESIDE.len() + place)
    })
}

/// Whether a date of this name is that of the record, as of a note or a row, where the article's may be an earlier one.
pub fn is_of_record(name: &str) -> bool {
    const NAMES: &[&str] =
        &["datecreated", "createdat", "createdutc", "created", "datemodified", "modified", "updatedat", "updated"];
    NAMES.contains(&fold(name).as_str())
}

/// A name as names are compared.
pub fn fold(name: &str) -> String {
    let name = name.trim().trim_start_matches(['@', '$', '_']);
    name.chars().filter(|c| !matches!(c, '_' | '-' | '.' | ':' | ' ')).flat_map(char::to_lowercase).collect()
}

/// What a name means and how telling it is among the names of its field, 0 first.
pub fn lookup(name: &str, mapping: &FieldMapping) -> Option<(Field, usize)> {
    let folded = fold(name);
    let own = mapping.fields.iter().position(|(key, _)| *key == name || fold(key) == folded);
    if let Some(index) = own {
        return Some((mapping.fields[index].1, index));
    }
    let (field, rank) = FIELD_OF_NAME.get(folded.as_str())?;
    Some((*field, mapping.fields.len() + rank))
}

/// [`NAMES`] by name: the field and the place among its names.
static FIELD_OF_NAME: LazyLock<FxHashMap<&str, (Field, usize)>> = LazyLock::new(|| {
    let named = |(field, names): &'static (Field, &str)| {
        names.split(' ').enumerate().map(|(rank, name)| (name, (*field, rank)))
    };
    NAMES.iter().flat_map(named).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_are_one_name() {
        let mapping = FieldMapping::default();
        for name in ["datePublished", "date_published", "Date-Published", "date published:"] {
            assert_eq!(lookup(name, &mapping), Some((Field::Date, 0)), "{name}");
        }
        assert_eq!(lookup("colour", &mapping), None);
    }

    #[test]
    fn another_mapping_has_another_fingerprint() {
        let fields = |names: &[(&str, Field)]| FieldMapping {
            fields: names.iter().map(|(name, field)| ((*name).to_owned(), *field)).collect(),
            headers: vec![],
        };
        let header = FieldMapping {
            fields: vec![],
            headers: vec![HeaderPattern { pattern: Regex::new("kop").expect("a pattern"), field: Field::Headline }],
        };
        let mappings = [
            FieldMapping::default(),
            fields(&[("kop", Field::Headline)]),
            fields(&[("kop", Field::Byline)]),
            fields(&[("kop", Field::Headline), ("zin", Field::Headline)]),
            fields(&[("zin", Field::Headline), ("kop", Field::Headline)]),
            header,
        ];
        let seen: std::collections::HashSet<u64> = mappings.iter().map(FieldMapping::fingerprint).collect();
        assert_eq!(seen.len(), mappings.len());
        assert_eq!(FieldMapping::default().fingerprint(), 0);
    }

    #[test]
    fn every_field_has_a_name_of_its_own() {
        for (name, field) in Field::NAMED {
            assert_eq!((Field::from_name(name), field.name()), (Some(*field), *name));
        }
    }

    #[test]
    fn names_are_listed_as_they_are_compared_and_once() {
        let mut seen = std::collections::HashSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| names.split(' ')).chain(BESIDE.iter().copied()) {
            assert_eq!(fold(name), name);
            assert!(seen.insert(name), "{name} is listed twice");
        }
    }

    #[test]
    fn the_users_names_come_first() {
        let mapping = FieldMapping {
            fields: vec![("kop".into(), Field::Headline), ("title".into(), Field::Ignore)],
            headers: vec![],
        };
        assert_eq!(lookup("Kop", &mapping), Some((Field::Headline, 0)));
        assert_eq!(lookup("title", &mapping), Some((Field::Ignore, 1)));
        assert_eq!(lookup("headline", &mapping), Some((Field::Headline, 2)));
    }
}
