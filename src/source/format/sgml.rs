//! Collections in SGML: TREC's `<DOC>` and Reuters-21578's `<REUTERS>`, one article a record, any number in a file.
//!
//! SGML as these collections have it is no XML: ampersands are bare, end tags missing, the text is laid out with blanks. So
//! records are cut at their tags and read by a scanner of their own. The surprise: a tag that is not known is transparent,
//! what is in it belongs to the part around it.

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::date;
use crate::source::draft::{Draft, fill};
use crate::source::field::{Field, FieldMapping, lookup};
use crate::source::layout;
use crate::source::outcome::ReadError;
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;
use crate::source::xml::{root_name, unescape};

/// TREC and Reuters collections.
pub static FORMAT: Format = Format { name: "sgml", extensions: &["sgml", "sgm", "trec"], detect, read };

/// Elements that are records.
const RECORDS: &[&str] = &["doc", "reuters"];

/// Longest tag that is taken for one, in bytes.
const TAG_BYTES: usize = 600;

/// Nesting of parts that is followed.
const DEPTH: usize = 32;

fn detect(probe: &Probe<'_>) -> Detection {
    // Before the text is copied for the names of its tags.
    if root_name(probe.text).is_none() {
        return Detection::No;
    }
    let upper = probe.text.to_ascii_uppercase();
    let named = ["<DOCNO", "<TEXT", "<DOCID", "<BODY"].iter().any(|tag| upper.contains(tag));
    match root_name(&upper) {
        Some("DOC") if named => Detection::Certain,
        Some("REUTERS") => Detection::Certain,
        Some("DOC") => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let mut stream = Utf8Stream::new(input, usize::MAX)?;
    let (mut record, mut line) = (String::new(), Vec::new());
    let (mut number, mut held, mut too_large) = (0_u64, None::<Draft>, false);
    loop {
        let kind = read_line(&mut stream, &mut line, limit)?;
        let text = String::from_utf8_lossy(&line);
        let starts = tag_at(text.trim_start()).is_some_and(|tag| !tag.closes && is_record(tag.name));
        if starts && !record.trim().is_empty() || kind == Line::End {
            let only = number == 0 && kind == Line::End;
            finish_record(&mut record, &mut number, &mut held, std::mem::take(&mut too_large), sink)?;
            if kind == Line::End {
                return match held {
                    Some(draft) if only || number == 1 => sink.article(Draft { locator: None, ..draft }),
                    Some(draft) => sink.article(draft),
                    None => Ok(()),
                };
            }
        }
        if record.len() + text.len() > limit {
            too_large = true;
            record.truncate(1);
        } else {
            record.push_str(&text);
            record.push('\n');
        }
    }
}

/// Reads the record that has been gathered; the one before it is handed over.
fn finish_record(
    record: &mut String,
    number: &mut u64,
    held: &mut Option<Draft>,
    too_large: bool,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let text = std::mem::take(record);
    // Declarations before the first record are no record.
    if !too_large && !holds_record(&text) {
        return Ok(());
    }
    *number += 1;
    if let Some(earlier) = held.take() {
        sink.article(earlier)?;
    }
    if too_large {
        let limit = sink.options().max_record_bytes;
        return sink.fail_at(Some(&number.to_string()), ReadError::RecordTooLarge { limit });
    }
    let draft = read_record(&text, &sink.options().mapping);
    *held = Some(Draft { locator: Some(number.to_string()), ..draft });
    Ok(())
}

fn is_record(name: &str) -> bool {
    RECORDS.iter().any(|record| record.eq_ignore_ascii_case(name))
}

fn holds_record(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        match tag_at(rest) {
            Some(tag) if is_record(tag.name) => return true,
            _ => rest = &rest[1..],
        }
    }
    false
}

/// A tag at the beginning of a text.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    attributes: &'a str,
    /// Its length in bytes.
    length: usize,
}

fn tag_at(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = memchr::memchr2(b'>', b'\n', inner.as_bytes()).filter(|end| *end < TAG_BYTES)?;
    if inner.as_bytes()[end] != b'>' {
        return None;
    }
    let content = &inner[..end];
    let (name, attributes) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'));
    plain.then(|| Tag {
        name: name.trim_end_matches('/'),
        closes,
        attributes,
        length: text.len() - inner.len() + end + 1,
    })
}

/// What the text in an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Nothing: between the parts of a record.
    None,
    Field(Field),
    /// A list of tagged names.
    Names(&'static str),
}

fn target_of(name: &str, mapping: &FieldMapping) -> Option<Target> {
    let known = match name.to_ascii_uppercase().as_str() {
        "DOC" | "REUTERS" => Target::None,
        "TEXT" | "BODY" | "LP" | "LEADPARA" | "LEAD" | "GRAPHIC" | "CORRECTION" => Target::Field(Field::Body),
        "HL" | "HEADLINE" | "HEAD" | "TI" | "TITLE" | "H3" | "HEADER" => Target::Field(Field::Headline),
        "DATE" | "DATE1" | "DATE_TIME" | "TIME" | "DD" | "PUBDATE" => Target::Field(Field::Date),
        "SO" | "SRC" | "SOURCE" => Target::Field(Field::Publisher),
        "PEOPLE" => Target::Names("person"),
        "PLACES" => Target::Names("place"),
        "ORGS" | "COMPANIES" => Target::Names("organisation"),
        "TOPICS" | "SUBJECT" | "IN" => Target::Names("subject"),
        "EXCHANGES" => Target::Names("exchange"),
        "UNKNOWN" => Target::Field(Field::Ignore),
        "AUTHOR" | "BYLINE" | "BY" => Target::Field(Field::Byline),
        _ => return lookup(name, mapping).map(|(field, _)| Target::Field(field)),
    };
    Some(known)
}

/// The article of one record.
fn read_record(text: &str, mapping: &FieldMapping) -> Draft {
    let mut draft = Draft::default();
    let mut stack: Vec<(String, Target)> = Vec::new();
    let mut parts: Vec<(Target, String)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let target = stack.last().map_or(Target::None, |(_, target)| *target);
        let at = rest.find('<').unwrap_or(rest.len());
        push_text(&mut parts, target, &rest[..at]);
        rest = &rest[at..];
        let Some(tag) = tag_at(rest) else {
            // A lone sign is text; a comment or declaration is not.
            let skipped = if rest.starts_with("<!--") {
                rest.find("-->").map_or(rest.len(), |end| end + 3)
            } else {
                1.min(rest.len())
            };
            if skipped == 1 {
                push_text(&mut parts, target, &rest[..1]);
            }
            rest = &rest[skipped..];
            continue;
        };
        if tag.name.eq_ignore_ascii_case("REUTERS") && !tag.closes {
            read_attributes(tag.attributes, &mut draft);
        }
        if tag.closes {
            if let Some(open) = stack.iter().rposition(|(name, _)| name.eq_ignore_ascii_case(tag.name)) {
                stack.truncate(open);
            }
            push_text(&mut parts, target, "\n");
        } else if tag.name.eq_ignore_ascii_case("P") {
            push_text(&mut parts, target, "\n\n");
        } else if stack.len() < DEPTH {
            // Inside a field other than the whole text, a tag only marks a part of its value.
            let inner = match target {
                Target::None | Target::Field(Field::Body) => target_of(tag.name, mapping).unwrap_or(target),
                other => other,
            };
            parts.push((inner, String::new()));
            stack.push((tag.name.to_owned(), inner));
        }
        rest = &rest[tag.length..];
    }
    for (target, text) in parts {
        apply(target, &unescape(&text), &mut draft);
    }
    finish(&mut draft);
    draft
}

fn push_text(parts: &mut Vec<(Target, String)>, target: Target, text: &str) {
    match parts.last_mut() {
        Some((last, gathered)) if *last == target => gathered.push_str(text),
        _ => parts.push((target, text.to_owned())),
    }
}

fn read_attributes(attributes: &str, draft: &mut Draft) {
    for part in attributes.split_whitespace() {
        if let Some((name, value)) = part.split_once('=') {
            let value = value.trim_matches('"');
            match name.to_ascii_uppercase().as_str() {
                "NEWID" => fill(&mut draft.external_id, value),
                "TOPICS" => {}
                _ => draft.note(name.to_ascii_lowercase(), value),
            }
        }
    }
}

fn apply(target: Target, text: &str, draft: &mut Draft) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return;
    }
    let field = match target {
        Target::Field(field) => field,
        Target::Names(kind) => return draft.note(kind, line),
        // Text between the parts belongs to the story when it is more than a word or two.
        Target::None if line.len() > 40 => Field::Body,
        Target::None => return,
    };
    match field {
        Field::Id => fill(&mut draft.external_id, line),
        Field::Headline => fill(&mut draft.headline, line),
        Field::Byline => fill(&mut draft.byline, line),
        Field::Publisher => fill(&mut draft.publisher, line),
        Field::Rubric => fill(&mut draft.rubric, line),
        Field::Language => fill(&mut draft.language, line),
        Field::Url => fill(&mut draft.url, line),
        Field::Dateline => fill(&mut draft.dateline, line),
        Field::Date => draft.date(line),
        Field::Body => draft.body.extend(layout::parse_body(without_signature(text))),
        Field::Summary => draft.note("abstract", line),
        Field::Persons => draft.note("person", line),
        Field::Organisations => draft.note("organisation", line),
        Field::Places => draft.note("place", line),
        Field::Ignore => {}
    }
}

/// What a record says outside of its own parts: the date in its number, the place in its dateline.
fn finish(draft: &mut Draft) {
    if let Some(day) = draft.external_id.as_deref().and_then(date_in_number) {
        draft.date(day);
    }
    // "WASHINGTON, March 3 -": the place is what stands before the comma.
    if let Some(dateline) = &mut draft.dateline {
        let place = dateline.split(',').next().unwrap_or_default().trim().trim_end_matches('-').trim();
        *dateline = place.to_owned();
    }
    layout::complete_from_lede(draft);
}

/// A text without the wire's own name on its last line.
fn without_signature(text: &str) -> &str {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || c.is_control());
    let signed = ["Reuter", "REUTER"].iter().find_map(|name| end.strip_suffix(name));
    signed.filter(|rest| rest.trim_end_matches([' ', '\t']).ends_with('\n')).unwrap_or(text)
}

/// The day in `AP880212-0001`, `WSJ870324-0001`, `JA-politic-110-20170204`.
fn date_in_number(number: &str) -> Option<String> {
    if let Some(found) = date::find_in_name(number) {
        return Some(found.into_article_date(crate::article::DateProvenance::Metadata).to_string());
    }
    let digits = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = digits.get(..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let next = number.trim_start_matches(|c: char| c.is_ascii_alphabetic()).as_bytes().get(6);
    (next == Some(&b'-')).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn trec_records_are_read_by_the_names_of_their_parts() {
        let text = "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<HEAD>Talks Go On</HEAD>\n<BYLINE>By JANE DOE</BYLINE>\n<DATELINE>CAIRO (AP) </DATELINE>\n<TEXT>\n   Talks go on in Cairo & no date is set for the\nnext round.\n   A < B, said one.\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>AP880213-0002</DOCNO>\n<TEXT>\n<P>One.</P>\n<P>Two.</P>\n</TEXT>\n</DOC>\n";
        let found = articles("ap.trec", text.as_bytes());
        assert_eq!(headlines(&found), [("1", "Talks Go On"), ("2", "One.")]);
        let first = &found[0];
        assert_eq!((first.format.as_str(), first.external_id.as_deref()), ("sgml", Some("AP880212-0001")));
        assert_eq!((first.byline.as_deref(), first.dateline.as_deref()), (Some("JANE DOE"), Some("CAIRO (AP)")));
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("1988-02-12"));
        assert_eq!(first.lede, "Talks go on in Cairo & no date is set for the next round.");
        assert_eq!(first.sections[0].paragraphs, ["A < B, said one."]);
        assert_eq!(found[1].sections[0].paragraphs, ["Two."]);
    }

    #[test]
    fn reuters_records_have_tagged_names() {
        let text = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5544\" NEWID=\"1\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n<PLACES><D>el-salvador</D><D>usa</D></PLACES>\n<PEOPLE></PEOPLE>\n<UNKNOWN>\n&#5;&#5;C T\n</UNKNOWN>\n<TEXT>&#2;\n<TITLE>TALKS GO ON</TITLE>\n<DATELINE>    SALVADOR, Feb 26 - </DATELINE><BODY>Talks went on &lt;here> today,\nsaid all.\n    No date is set.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";
        let found = articles("reut2-000.sgm", text.as_bytes());
        assert_eq!(headlines(&found), [("-", "TALKS GO ON")]);
        let article = &found[0];
        assert_eq!((article.external_id.as_deref(), article.dateline.as_deref()), (Some("1"), Some("SALVADOR")));
        assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("1987-02-26"));
        assert_eq!(article.lede, "Talks went on <here> today, said all.");
        assert_eq!(article.sections[0].paragraphs, ["No date is set."]);
        for note in [("place", "el-salvador"), ("place", "usa"), ("subject", "cocoa")] {
            assert!(article.metadata.contains(&(note.0.into(), note.1.into())), "{note:?}");
        }
    }

    #[test]
    fn a_record_larger_than_the_limit_fails_alone() {
        let record = |head: &str, body: &str| {
            format!("<DOC>\n<DOCNO>{head}</DOCNO>\n<HEAD>{head}</HEAD>\n<TEXT>\n{body}\n</TEXT>\n</DOC>\n")
        };
        let text =
            [record("One", "x y z."), record("Two", &"long line\n".repeat(100)), record("Three", "x y z.")].concat();
        let (found, others) =
            outcomes("a.sgml", text.as_bytes(), &ReadOptions { max_record_bytes: 300, ..ReadOptions::default() });
        assert_eq!(headlines(&found), [("1", "One"), ("3", "Three")]);
        assert_eq!(others, ["cannot read a.sgml!2: one record is larger than 300 bytes"]);
    }

    proptest::proptest! {
        #[test]
        fn any_record_is_read(body in "(</?(DOC|TEXT|P|HEAD|D|PLACES)>|<|>|&|\\n|\\PC{0,8}){0,40}") {
            outcomes("a.sgml", format!("<DOC><DOCNO>1</DOCNO>{body}").as_bytes(), &ReadOptions::default());
        }
    }
}
