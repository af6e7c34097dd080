//! Records of named values to drafts: JSON objects, rows of a table, front matter.
//!
//! Uses the one table of names in [`super::field`]; the parsers only bring the record. The surprise: of several names for
//! one field the most telling that has a value wins, and the others are kept as metadata instead of being dropped; what is a
//! text among them goes into the body, since metadata is not searched.

use serde_json::{Map, Value};

use super::address::{Address, is_site, is_web_address};
use super::draft::{DateClue, Draft, Piece, fill};
use super::field::{Field, FieldMapping, beside_rank, is_of_record, lookup};
use super::layout;
use super::markup::{self, Keep};
use super::spare::{self, Spare};
use super::structure;
use crate::article::{DatePrecision, DateProvenance};

/// A record, as JSON has them.
pub type Record = Map<String, Value>;

/// Keys under which exports wrap the record proper.
const WRAPPERS: &[&str] = &["_source", "fields", "article", "attributes", "doc", "item", "story", "thread", "row"];

/// Depth to which nested values are followed.
const DEPTH: usize = 8;

/// Depth to which a record is looked for that lies in others.
const INNER_DEPTH: usize = 4;

/// Longest value that is kept as metadata, in bytes.
const NOTE_BYTES: usize = 2000;

/// What an interface of news writes in place of the parts of an article that was taken back.
const REMOVED: &str = "[Removed]";

/// How far names stand apart whose values are less of an address.
const WHOLE: usize = 100_000;

/// Makes a draft of a record.
pub fn read_record(record: &Record, mapping: &FieldMapping) -> Draft {
    let (mut draft, spare) = read_parts(record, mapping);
    complete(&mut draft, spare);
    draft
}

/// Completes a draft with its other texts. One that stands in for the body may bear its dateline.
pub fn complete(draft: &mut Draft, spare: Vec<Spare>) {
    read_head(draft);
    let bodiless = draft.body.is_empty();
    if !bodiless {
        layout::complete_from_lede(draft);
    }
    add_spare(draft, spare);
    if bodiless {
        layout::complete_from_lede(draft);
    }
}

/// Bytes that a line between headline and text has at most.
const STAMP_BYTES: usize = 100;

/// Takes out of the text what stands above it: the headline, where the record has none or has it too, and the day, where it has no other.
fn read_head(draft: &mut Draft) {
    if let Some(Piece::Paragraph(text)) = draft.body.first()
        && layout::has_page_head(text)
    {
        let text = text.clone();
        let rest = layout::read_page_head(&text, draft);
        draft.body[0] = Piece::Paragraph(rest.to_owned());
        draft.body.retain(|piece| !piece.text().trim().is_empty());
    }
    if draft.headline.is_none()
        && let [first, second, ..] = &draft.body[..]
        && (matches!(first, Piece::Heading(_)) || is_title(first.text(), second.text()))
    {
        draft.headline = Some(first.text().to_owned());
        draft.body.remove(0);
    }
    draft.drop_repeated_headline();
    let dated = |piece: &Piece| {
        piece.text().len() <= STAMP_BYTES && piece.text().bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80)
    };
    if draft.dates.is_empty() && draft.body.first().is_some_and(dated) {
        layout::strip_stamps(draft);
    }
}

/// Whether a first line is that above a text: short, a line, and no sentence.
fn is_title(line: &str, next: &str) -> bool {
    let begins =
        line.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase() || "\"'“‘«„¿¡".contains(c));
    let words = line.split_whitespace().count();
    begins
        && line.len() <= 200
        && line.len() < next.len()
        && (words >= 3 || !line.is_ascii() && line.chars().count() >= 6)
        && !line.contains('\n')
        && !line
            .trim_end()
            .ends_with(['.', '!', ':', ';', ',', '…', '"', '”', '»', '。', '！', '؟', '।', '۔', '-', '–', '—'])
}

/// The parts that a record names, and its other texts, the most telling first.
pub fn read_parts(record: &Record, mapping: &FieldMapping) -> (Draft, Vec<Spare>) {
    let mut found = Found::default();
    let mut draft = Draft::default();
    match find_inner(record, mapping, 0) {
        // The record proper first: what lies around it only fills gaps.
        Some((name, inner)) => {
            collect(inner, mapping, &mut found, &mut draft, 0);
            let around: Vec<_> = record.iter().filter(|(other, _)| *other != name).collect();
            around.into_iter().for_each(|(name, value)| collect_one(name, value, mapping, &mut found, &mut draft, 1));
        }
        None => collect(record, mapping, &mut found, &mut draft, 0),
    }
    found.fields.iter_mut().for_each(place_addresses);
    found.fields.sort_by_key(|(field, rank, ..)| (*field, *rank));
    let mut spare = Vec::new();
    let mut of_article = None;
    for (field, _, name, value) in &found.fields {
        if *field == Field::Date && of_article.is_none() && is_of_record(name) {
            of_article = Some(draft.dates.len());
        }
        apply(*field, name, value, &mut draft, &mut spare);
    }
    // When a note was made of a page is not when the page was published.
    if let Some((at, address)) = of_article.zip(draft.url.as_deref().and_then(Address::read))
        && let Some(found) = address.date().filter(|found| found.certain && found.date.precision == DatePrecision::Day)
    {
        let clue = DateClue { text: found.date.start.date().to_string(), provenance: DateProvenance::Metadata };
        draft.dates.insert(at, clue);
    }
    // `site: https://www.bbc.co.uk/`.
    if let Some(site) = draft.publisher.as_deref().and_then(Address::read).and_then(|site| site.publisher()) {
        draft.publisher = Some(site);
    }
    // A host by itself: `www.example.com`.
    if let Some(host) = draft.publisher.as_deref().and_then(|name| name.strip_prefix("www."))
        && host.contains('.')
        && !host.contains(char::is_whitespace)
    {
        draft.publisher = Some(host.to_owned());
    }
    draft.trim_headline();
    // Sentences make no article of a file of settings or of the words of a program.
    let telling = draft.headline.is_some()
        || !draft.body.is_empty()
        || !draft.dates.is_empty()
        || draft.url.is_some()
        || !spare.is_empty();
    found.beside.sort_by_key(|(rank, ..)| *rank);
    for (_, name, value) in found.beside {
        if telling { spare.push(spare_of(name, value)) } else { note(&mut draft, name, value) }
    }
    for (name, value) in found.unknown {
        let before = spare.len();
        if telling {
            spare::find_texts(name, value, &mut spare);
        }
        if spare.len() == before {
            note(&mut draft, name, value);
        }
    }
    (draft, spare)
}

/// Puts into the body what it lacks of the other texts of a record.
pub fn add_spare(draft: &mut Draft, spare: Vec<Spare>) {
    spare::add_missing(draft, spare, &mut |draft, Spare { name, pieces }| {
        let texts: Vec<&str> = pieces.iter().map(Piece::text).collect();
        let text = texts.join(" ");
        if text.len() <= NOTE_BYTES {
            draft.note(name, text);
        }
    });
}

/// Takes the address of a page for that of the article where the publisher is named: a clipped page says as its source
/// where it was. What is no whole address comes after what is.
fn place_addresses((field, rank, _, value): &mut (Field, usize, &str, &Value)) {
    let Value::String(text) = value else { return };
    match field {
        Field::Publisher if is_web_address(text) && !is_site(text) => (*field, *rank) = (Field::Url, *rank + WHOLE),
        Field::Url if !is_web_address(text) => *rank += 2 * WHOLE,
        _ => {}
    }
}

/// Not a number, and not an address.
fn is_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.starts_with("http"),
        Value::Array(_) | Value::Object(_) => true,
        _ => false,
    }
}

fn spare_of(name: &str, value: &Value) -> Spare {
    Spare { name: name.to_owned(), pieces: pieces_of(value) }
}

/// The values of a record by what their names say.
#[derive(Default)]
struct Found<'a> {
    fields: Vec<(Field, usize, &'a str, &'a Value)>,
    beside: Vec<(usize, &'a str, &'a Value)>,
    unknown: Vec<(&'a str, &'a Value)>,
}

fn collect<'a>(record: &'a Record, mapping: &FieldMapping, found: &mut Found<'a>, draft: &mut Draft, depth: usize) {
    for (name, value) in record {
        if value.as_str() != Some(REMOVED) {
            collect_one(name, value, mapping, found, draft, depth);
        }
    }
}

fn collect_one<'a>(
    name: &'a str,
    value: &'a Value,
    mapping: &FieldMapping,
    found: &mut Found<'a>,
    draft: &mut Draft,
    depth: usize,
) {
    if let Value::Object(inner) = value
        && depth < DEPTH
        && WRAPPERS.contains(&name)
        && inner.len() > 1
    {
        collect(inner, mapping, found, draft, depth + 1);
    } else if let Some((field, rank)) = lookup(name, mapping) {
        // What is wrapped comes after what is not.
        found.fields.push((field, rank + depth * 1000, name, value));
    } else if let (Value::Object(inner), true) = (value, name == "entities") {
        collect(inner, mapping, found, draft, depth + 1);
    } else if let (Value::Array(words), "keywords") = (value, name) {
        words.iter().for_each(|word| note_keyword(draft, name, word));
    } else if let Some(rank) = beside_rank(name).filter(|_| is_text(value) && !spare::is_foreign(name)) {
        found.beside.push((rank + depth * 1000, name, value));
    } else {
        found.unknown.push((name, value));
    }
}

/// The record proper, where it lies below other names than [`WRAPPERS`] and nothing around it is headline or text; with the name of
/// the entry it lies in.
fn find_inner<'a>(record: &'a Record, mapping: &FieldMapping, depth: usize) -> Option<(&'a str, &'a Record)> {
    if depth >= INNER_DEPTH || !record.values().any(Value::is_object) {
        return None;
    }
    let has = |record: &Record, wanted: Field| {
        let is = |name: &str| lookup(name, mapping).is_some_and(|(field, _)| field == wanted);
        record.iter().any(|(name, value)| !value.is_null() && is(name))
    };
    // `story` and the like may hold the record itself.
    let named = |(name, value): (&String, &Value)| {
        let known = lookup(name, mapping).map(|(field, _)| field);
        matches!(value, Value::String(_) | Value::Array(_)) && matches!(known, Some(Field::Headline | Field::Body))
    };
    if record.iter().any(named) {
        return None;
    }
    let mut inner = record.iter().filter(|(name, _)| !spare::is_foreign(name)).filter_map(|(name, value)| {
        let value = value.as_object()?;
        let whole = has(value, Field::Headline) && has(value, Field::Body);
        let found = if whole { Some(value) } else { find_inner(value, mapping, depth + 1).map(|(_, inner)| inner) };
        found.map(|found| (name.as_str(), found))
    });
    let only = inner.next();
    if inner.next().is_none() { only } else { None }
}

fn apply(field: Field, name: &str, value: &Value, draft: &mut Draft, spare: &mut Vec<Spare>) {
    let place = match field {
        Field::Id => &mut draft.external_id,
        Field::Headline => &mut draft.headline,
        Field::Byline => &mut draft.byline,
        Field::Publisher => &mut draft.publisher,
        Field::Rubric => &mut draft.rubric,
        Field::Language => &mut draft.language,
        Field::Url => &mut draft.url,
        Field::Dateline => &mut draft.dateline,
        Field::Date => {
            if let Some(text) = text_of(value, ", ") {
                draft.date(text);
            }
            return;
        }
        Field::Body => {
            let pieces = pieces_of(value);
            if draft.body.is_empty() {
                draft.body = pieces;
            } else if continues(&draft.body, &pieces) {
                spare.push(Spare { name: name.to_owned(), pieces: std::mem::replace(&mut draft.body, pieces) });
            } else {
                spare.push(Spare { name: name.to_owned(), pieces });
            }
            return;
        }
        Field::Persons => return note_each(draft, "person", value),
        Field::Organisations => return note_each(draft, "organisation", value),
        Field::Places => return note_each(draft, "place", value),
        Field::Summary if is_text(value) => return spare.push(spare_of(name, value)),
        Field::Summary => return note(draft, name, value),
        Field::Ignore => return,
    };
    let Some(text) = text_of(value, ", ") else { return };
    let text = if field == Field::Headline && markup::is_markup(&text) { markup::read_line(&text) } else { text };
    if place.is_some() {
        if place.as_deref() != Some(text.as_str()) {
            note(draft, name, value);
        }
    } else {
        fill(place, text);
    }
}

/// Whether a body is only the beginning of another text, as interfaces give it to those who do not pay.
fn continues(body: &[Piece], other: &[Piece]) -> bool {
    let size = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text().len()).sum::<usize>();
    let (Some(first), Some(other_first)) = (body.first(), other.first()) else { return false };
    let start = first.text().trim_end_matches(['…', '.', ' ']);
    size(other) > size(body) && other_first.text().starts_with(start)
}

/// A keyword; some are marked as the name of a person, an organisation or a place.
fn note_keyword(draft: &mut Draft, name: &str, keyword: &Value) {
    let kind = keyword.get("name").and_then(Value::as_str);
    match (kind, keyword.get("value")) {
        (Some(kind), Some(value)) => {
            let name = match kind {
                "persons" => "person",
                "organizations" => "organisation",
                "glocations" => "place",
                _ => name,
            };
            note(draft, name, value);
        }
        _ => note(draft, name, keyword),
    }
}

/// Keeps a short value as metadata; long ones are data, since texts are kept elsewhere.
fn note(draft: &mut Draft, name: &str, value: &Value) {
    if let Some(text) = text_of(value, ", ")
        && text.len() <= NOTE_BYTES
    {
        draft.note(name, text);
    }
}

fn note_each(draft: &mut Draft, name: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| note(draft, name, item)),
        _ => note(draft, name, value),
    }
}

/// A value as one text: strings, numbers, arrays joined, and of objects the part that names them.
pub fn text_of(value: &Value, joint: &str) -> Option<String> {
    text_within(value, joint, 0)
}

fn text_within(value: &Value, joint: &str, depth: usize) -> Option<String> {
    if depth > DEPTH {
        return None;
    }
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Null => return None,
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().filter_map(|item| text_within(item, joint, depth + 1)).collect();
            texts.join(joint)
        }
        Value::Object(object) => {
            let keys = [
                "name",
                "main",
                "rendered",
                "value",
                "text",
                "original",
                "literal",
                "title",
                "#text",
                "@value",
                "$date",
                "$oid",
                "$t",
                "_",
                "$numberLong",
                "url",
                "href",
                "id",
                "@id",
            ];
            return keys.iter().find_map(|key| text_within(object.get(*key)?, joint, depth + 1));
        }
    };
    (!text.is_empty()).then_some(text)
}

/// The body's value as paragraphs: a text, or any structure with texts in it.
pub fn pieces_of(value: &Value) -> Vec<Piece> {
    if value.is_array() || value.is_object() {
        let pieces = structure::body_pieces(value);
        if !pieces.is_empty() {
            return pieces;
        }
    }
    text_of(value, "\n\n").map(|text| pieces_of_text(&text)).unwrap_or_default()
}

/// The pieces of a text that may be plain or HTML.
pub fn pieces_of_text(text: &str) -> Vec<Piece> {
    let text = without_count(text);
    if markup::is_markup(text) { markup::read_pieces(text, Keep::All) } else { layout::parse_field(text) }
}

/// A text without what says how much of it was cut off: `… [+2345 chars]`.
fn without_count(text: &str) -> &str {
    let cut = || {
        let (kept, count) = text.trim_end().strip_suffix(" chars]")?.rsplit_once("[+")?;
        count.bytes().all(|byte| byte.is_ascii_digit()).then_some(kept.trim_end())
    };
    cut().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(value: Value) -> Draft {
        read_record(value.as_object().expect("the test writes objects"), &FieldMapping::default())
    }

    #[test]
    fn values_may_be_texts_arrays_and_objects() {
        let draft = draft(json!({
            "_id": {"$oid": "5f"}, "title": {"rendered": "Talks go on"},
            "authors": [{"name": "Jane Doe"}, "John Roe"], "source": {"id": null, "name": "Daily Example"},
            "published_at": 1711966830, "content": ["One.", {"type": "paragraph", "text": "Two."}],
            "entities": {"persons": ["Jake Sullivan", "Ron Dermer"]}, "stars": 5, "empty": ""
        }));
        assert_eq!(draft.external_id.as_deref(), Some("5f"));
        assert_eq!(draft.headline.as_deref(), Some("Talks go on"));
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe, John Roe"));
        assert_eq!(draft.publisher.as_deref(), Some("Daily Example"));
        assert_eq!(draft.dates[0].text, "1711966830");
        assert_eq!(draft.dates[0].provenance, DateProvenance::Metadata);
        assert_eq!(draft.body, [Piece::Paragraph("One.".into()), Piece::Paragraph("Two.".into())]);
        let notes = [("person", "Jake Sullivan"), ("person", "Ron Dermer"), ("stars", "5")];
        for (name, value) in notes {
            assert!(draft.metadata.contains(&(name.into(), value.into())), "{name} {value}");
        }
        assert_eq!(draft.metadata.len(), 3);
    }

    #[test]
    fn the_more_telling_name_wins_and_a_summary_is_the_last_resort() {
        let full = draft(json!({"description": "Short.", "body": "Long text.", "title": "B", "headline": "A"}));
        assert_eq!(full.headline.as_deref(), Some("A"));
        assert_eq!(full.body, [Piece::Paragraph("Long text.".into()), Piece::Paragraph("Short.".into())]);
        let known = draft(json!({"description": "Long…", "body": "Long text.", "title": "B", "kicker": "Egypt"}));
        assert_eq!(known.body, [Piece::Paragraph("Long text.".into()), Piece::Paragraph("Egypt".into())]);
        assert_eq!(known.metadata, [("description".to_owned(), "Long…".to_owned())]);
        let kicker = draft(json!({"body": "Iranian talks, and party talks.", "kicker": "Iran", "overline": "Art"}));
        assert_eq!(kicker.body.len(), 3);
        let bare = draft(json!({"description": "Short.", "title": "B"}));
        assert_eq!(bare.body, [Piece::Paragraph("Short.".into())]);
        assert!(bare.metadata.is_empty());
    }

    #[test]
    fn texts_under_unknown_names_are_read_and_those_of_others_are_not() {
        let text = "Mediators said that the talks would go on for another week.";
        for (name, value) in [
            ("brødtekst_2", json!(text)),
            ("gallery", json!([{"caption": text, "credit": "Jane Doe"}])),
            ("blocks", json!({"body": [{"bodyHtml": format!("<p>{text}</p>")}]})),
            ("factbox", json!([text, "So they said."])),
            ("custom_excerpt", json!(text)),
            ("transcript", json!(text)),
            ("photoDescription", json!(text)),
            ("policy_analysis", json!(text)),
            ("user_story", json!(text)),
        ] {
            let found = draft(json!({"title": "Talks go on", "body": "No date is set.", name: value}));
            assert_eq!(found.body.get(1), Some(&Piece::Paragraph(text.into())), "{name}");
        }
        for name in ["related_articles", "comments", "author_bio", "copyright_notice", "site_description", "raw_html"] {
            let found = draft(json!({"title": "Talks go on", "body": "No date is set.", name: [{"text": text}]}));
            assert_eq!(found.body.len(), 1, "{name}");
        }
        let short = draft(json!({"title": "Talks go on", "body": "No date is set.", "image_caption": "Cairo at night",
            "gallery": [{"caption": "The Nile in March"}], "summary": 7, "image_description": "https://example.com/a"}));
        let expected = ["No date is set.", "Cairo at night", "The Nile in March"];
        assert_eq!(short.body.iter().map(Piece::text).collect::<Vec<_>>(), expected);
        let settings = draft(json!({"welcome": text, "app_description": text}));
        assert_eq!((settings.body.len(), settings.metadata.len()), (0, 2));
    }

    #[test]
    fn a_second_body_is_added_once_and_a_longer_one_takes_the_place_of_its_beginning() {
        let long = "The talks went on for a third day in Cairo. Mediators said that no date had been set for the next round. Both sides left the hotel at night, and neither of them spoke to the press.";
        let html = "<p>The talks went on for a third day in Cairo.</p><p>Mediators said that no date had been set for the next round. Both sides left the hotel at night, and neither of them spoke to the press.</p>";
        let twice = draft(json!({"title": "A", "body_text": long, "content_html": html}));
        assert_eq!(twice.body, [Piece::Paragraph(long.into())]);
        let cut = draft(json!({"title": "A", "content": "The talks went on for a… [+140 chars]", "full_text": long}));
        assert_eq!(cut.body, [Piece::Paragraph(long.into())]);
        let bare = draft(json!({"title": "A", "content": "The talks went on for a… [+140 chars]"}));
        assert_eq!(bare.body, [Piece::Paragraph("The talks went on for a…".into())]);
    }

    #[test]
    fn an_address_where_the_publisher_is_named_is_that_of_the_article() {
        let clipped =
            draft(json!({"title": "A", "source": "https://example.com/2024/03/07/a", "permalink": "/clips/a/"}));
        assert_eq!(
            (clipped.url.as_deref(), clipped.publisher.as_deref()),
            (Some("https://example.com/2024/03/07/a"), None)
        );
        assert_eq!(clipped.metadata, [("permalink".to_owned(), "/clips/a/".to_owned())]);
        let both =
            draft(json!({"title": "A", "source": "https://example.com/b", "canonical_url": "https://example.com/a"}));
        assert_eq!(both.url.as_deref(), Some("https://example.com/a"));
        assert_eq!(both.metadata, [("source".to_owned(), "https://example.com/b".to_owned())]);
        let named = draft(json!({"title": "A", "source": "https://example.com/b", "publisher": "Daily Example"}));
        assert_eq!(
            (named.url.as_deref(), named.publisher.as_deref()),
            (Some("https://example.com/b"), Some("Daily Example"))
        );
        let site = draft(json!({"title": "A", "site": "https://www.example.co.uk/", "link": "/a"}));
        assert_eq!((site.url.as_deref(), site.publisher.as_deref()), (Some("/a"), Some("example.co.uk")));
    }

    #[test]
    fn the_day_in_an_address_comes_before_that_of_a_note() {
        let dates = |record: Value| draft(record).dates.into_iter().map(|clue| clue.text).collect::<Vec<_>>();
        let source = "https://example.com/2024/03/07/a";
        let noted = dates(json!({"title": "A", "source": source, "created": "2024-05-01"}));
        assert_eq!(noted, ["2024-03-07", "2024-05-01"]);
        let told = dates(json!({"title": "A", "source": source, "created": "2024-05-01", "published": "2024-03-06"}));
        assert_eq!(told, ["2024-03-06", "2024-03-07", "2024-05-01"]);
        assert_eq!(dates(json!({"title": "A", "url": source, "date": "2024-05-01"})), ["2024-05-01"]);
        assert_eq!(
            dates(json!({"title": "A", "url": "https://example.com/a", "created": "2024-05-01"})),
            ["2024-05-01"]
        );
    }

    #[test]
    fn wrapped_records_are_unwrapped() {
        let wrapped = draft(json!({"_index": "news", "_source": {"headline": "A", "body": "Text."}}));
        assert_eq!((wrapped.headline.as_deref(), wrapped.body.len()), (Some("A"), 1));
    }

    #[test]
    fn a_text_is_found_however_deep_it_lies() {
        let texts = |value| draft(value).body.iter().map(|piece| piece.text().to_owned()).collect::<Vec<_>>();
        let sections =
            json!({"title": "A", "sections": [{"heading": "Day three", "paragraphs": ["No date is set.", "More"]}]});
        assert_eq!(texts(sections), ["Day three", "No date is set.", "More"]);
        assert_eq!(
            texts(json!({"title": "A", "article": {"body": {"html": "<p>No date is set.</p>"}}})),
            ["No date is set."]
        );
        let inner = draft(
            json!({"url": "https://example.com/1", "status": "ok", "props": {"pageProps": {"id": 7, "article": null,
            "story": {"headline": "Talks go on", "content": [{"text": "Text."}], "published": "2024-03-05"}}}}),
        );
        assert_eq!(
            (inner.headline.as_deref(), inner.url.as_deref()),
            (Some("Talks go on"), Some("https://example.com/1"))
        );
        assert_eq!((inner.body.len(), inner.dates.len()), (1, 1));
        let two = json!({"first": {"title": "A", "text": "B"}, "second": {"title": "C", "text": "D"}});
        assert_eq!(draft(two).headline, None);
    }
}
