//! Collections in SGML: TREC's `<DOC>` and Reuters-21578's `<REUTERS>`, one article a record, any number in a file.
//!
//! SGML as these collections have it is no XML: ampersands are bare, end tags missing, the text is laid out with blanks. So
//! records are cut at their tags and read by a scanner of their own; what their wires write into the parts is read in [`part`]. The
//! surprise: a tag that is not known is transparent, what is in it belongs to the part around it.

mod part;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Draft, Piece, fill};
use crate::source::field::{Field, FieldMapping, beside_rank, lookup};
use crate::source::layout;
use crate::source::outcome::ReadError;
use crate::source::read::{Input, Line, read_line};
use crate::source::transcode::Utf8Stream;
use crate::source::xml::root_name;

/// TREC and Reuters collections.
pub static FORMAT: Format = Format { name: "sgml", extensions: &["sgml", "sgm", "trec"], detect, read };

/// Elements that are records.
const RECORDS: &[&str] = &["doc", "reuters"];

/// Elements around the records of a file.
const ROOTS: &[&str] = &["DOCSTREAM", "DOCS", "DOCUMENTS", "CORPUS"];

/// Tags that mark a few words of a line, where others begin a line of their own.
const INLINE: &[&str] = &["f", "a", "b", "i", "u", "em", "sub", "sup", "font", "span", "q", "enamex", "timex", "numex"];

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
        Some(root) if named && ROOTS.contains(&root) && upper.contains("<DOC ") => Detection::Certain,
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
    /// What stands in the part of that number, whose name no table has.
    Other(usize),
}

fn target_of(name: &str, within: Target, mapping: &FieldMapping) -> Option<Target> {
    let known = match name.to_ascii_uppercase().as_str() {
        "DOC" | "REUTERS" => Target::None,
        "TEXT" | "BODY" | "LP" | "LEADPARA" | "LEAD" | "GRAPHIC" | "CORRECTION" => Target::Field(Field::Body),
        "HL" | "HEADLINE" | "HEAD" | "TI" | "TITLE" | "H3" | "DOCTITLE" => Target::Field(Field::Headline),
        "AUTHOR" | "BYLINE" | "BY" => Target::Field(Field::Byline),
        "DATELINE" => Target::Field(Field::Dateline),
        "SLUG" => Target::Names("slug"),
        "ANNOTATION" => Target::Names("annotation"),
        "UNKNOWN" => Target::Field(Field::Ignore),
        // In a text a date, an agency or a summary is a part of it; what else the user has named is not.
        _ if within == Target::Field(Field::Body) => {
            let own = !mapping.fields.is_empty() && lookup(name, &FieldMapping::default()).is_none();
            return lookup(name, mapping).filter(|_| own).map(|(field, _)| Target::Field(field));
        }
        "DATE" | "DATE1" | "DATE_TIME" | "TIME" | "DD" | "PUBDATE" => Target::Field(Field::Date),
        "SO" | "SRC" | "SOURCE" | "PUB" => Target::Field(Field::Publisher),
        "PEOPLE" => Target::Names("person"),
        "PLACES" => Target::Names("place"),
        "ORGS" | "COMPANIES" => Target::Names("organisation"),
        "TOPICS" | "SUBJECT" | "IN" => Target::Names("subject"),
        "EXCHANGES" => Target::Names("exchange"),
        "XX" => Target::Field(Field::Ignore),
        _ => return lookup(name, mapping).map(|(field, _)| Target::Field(field)),
    };
    Some(known)
}

/// The article of one record.
fn read_record(text: &str, mapping: &FieldMapping) -> Draft {
    let mut draft = Draft::default();
    let mut stack: Vec<(String, Target)> = Vec::new();
    let mut parts: Vec<(Target, String)> = Vec::new();
    let mut others: Vec<String> = Vec::new();
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
        if is_record(tag.name) && !tag.closes {
            read_attributes(&tag, mapping, &mut draft);
        }
        let inline = INLINE.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if tag.closes {
            if let Some(open) = stack.iter().rposition(|(name, _)| name.eq_ignore_ascii_case(tag.name)) {
                stack.truncate(open);
            }
            if !inline {
                push_text(&mut parts, target, "\n");
            }
        } else if tag.name.eq_ignore_ascii_case("P") {
            push_text(&mut parts, target, "\n\n");
        } else if stack.len() < DEPTH {
            // Inside a field other than the whole text, a tag only marks a part of its value.
            let inner = match target {
                Target::None | Target::Other(_) if !inline => {
                    target_of(tag.name, target, mapping).unwrap_or_else(|| {
                        others.push(tag.name.to_ascii_lowercase());
                        Target::Other(others.len() - 1)
                    })
                }
                Target::Field(Field::Body) => target_of(tag.name, target, mapping).unwrap_or(target),
                other => other,
            };
            if inner != target || !inline {
                parts.push((inner, String::new()));
            }
            stack.push((tag.name.to_owned(), inner));
        }
        rest = &rest[tag.length..];
    }
    let mut beside = Vec::new();
    for (target, text) in parts {
        apply(target, &part::unescape(&text), &others, &mut draft, &mut beside);
    }
    finish(&mut draft, beside);
    draft
}

fn push_text(parts: &mut Vec<(Target, String)>, target: Target, text: &str) {
    match parts.last_mut() {
        Some((last, gathered)) if *last == target => gathered.push_str(text),
        _ => parts.push((target, text.to_owned())),
    }
}

/// What the tag of a record says: `<DOC id="AFP_ENG_20101206.0001" type="story">`, `<REUTERS NEWID="1">`.
fn read_attributes(tag: &Tag<'_>, mapping: &FieldMapping, draft: &mut Draft) {
    let reuters = tag.name.eq_ignore_ascii_case("REUTERS");
    for (name, value) in part::attributes(tag.attributes) {
        let value = part::unescape(value);
        let known = if reuters { None } else { lookup(name, mapping).map(|(field, _)| field) };
        match known {
            Some(Field::Id) => fill(&mut draft.external_id, value),
            Some(Field::Headline) => fill(&mut draft.headline, value),
            Some(Field::Url) => fill(&mut draft.url, value),
            Some(Field::Language) => fill(&mut draft.language, value),
            Some(Field::Date) => draft.date(value),
            _ => match name.to_ascii_uppercase().as_str() {
                "NEWID" => fill(&mut draft.external_id, value),
                "TOPICS" => {}
                _ => draft.note(name.to_ascii_lowercase(), value),
            },
        }
    }
    if reuters {
        fill(&mut draft.publisher, "Reuters");
    }
}

/// Puts a part where it belongs; what stands between the parts of a record and reads like text goes to `beside`.
fn apply(target: Target, text: &str, others: &[String], draft: &mut Draft, beside: &mut Vec<Piece>) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A row of stars above a headline is neither.
    if !line.contains(char::is_alphanumeric) {
        return;
    }
    let field = match target {
        Target::Field(field) => field,
        Target::Names(kind) => return draft.note(kind, line),
        // It belongs to the story when it is more than a word or two, and no line of codes.
        Target::Other(_) | Target::None if line.len() > 40 && !part::is_of_wire(target_name(target, others)) => {
            return beside.extend(part::pieces(text));
        }
        Target::Other(_) if beside_rank(target_name(target, others)).is_some() => {
            return beside.extend(part::pieces(text));
        }
        Target::Other(_) => return draft.note(target_name(target, others), line),
        Target::None => return,
    };
    match field {
        Field::Id => fill(&mut draft.external_id, line),
        Field::Headline => part::read_headline(text, draft),
        Field::Byline if draft.byline.is_some() => draft.note("byline", line),
        Field::Byline => fill(&mut draft.byline, line),
        Field::Publisher => fill(&mut draft.publisher, part::publisher(&line)),
        Field::Rubric => fill(&mut draft.rubric, line),
        Field::Language => fill(&mut draft.language, line),
        Field::Url => fill(&mut draft.url, line),
        Field::Dateline => fill(&mut draft.dateline, line),
        Field::Date => draft.date(line),
        Field::Body => part::read_body(text, draft),
        Field::Summary => beside.extend(part::pieces(text)),
        Field::Persons => draft.note("person", line),
        Field::Organisations => draft.note("organisation", line),
        Field::Places => draft.note("place", line),
        Field::Ignore => {}
    }
}

fn target_name(target: Target, others: &[String]) -> &str {
    match target {
        Target::Other(number) => others.get(number).map_or("", String::as_str),
        _ => "",
    }
}

/// What a record says outside of its own parts: the date in its number, place and agency in its dateline.
fn finish(draft: &mut Draft, beside: Vec<Piece>) {
    draft.body.extend(beside);
    part::read_number(draft);
    layout::read_dateline_field(draft);
    part::take_headline(draft);
    draft.drop_repeated_headline();
    if draft.dates.is_empty() {
        layout::strip_stamps(draft);
    }
    layout::complete_from_lede(draft);
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
        assert_eq!((first.byline.as_deref(), first.dateline.as_deref()), (Some("JANE DOE"), Some("CAIRO")));
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
    fn wires_say_in_numbers_and_headers_whose_they_are_and_when() {
        let text = "<DOC id=\"AFP_FRE_20101206.0001\" type=\"story\" >\n<HEADLINE>\nLes taxes du port\n</HEADLINE>\n<DATELINE>\nParis, 6 déc 2010 (AFP)\n</DATELINE>\n<TEXT>\n<P>\nLe conseil du port s'est\nréuni lundi.\n</P>\n</TEXT>\n</DOC>\n\
            <DOC>\n<DOCNO> NYT19980601.0002 </DOCNO>\n<DATE_TIME> 1998-06-01 00:05 </DATE_TIME>\n<HEADER>\nA4472 &Cx1f; taf-z\nu s &LR; BC-FEES-NYT 0578\n</HEADER>\n<BODY>\n<SLUG> BC-FEES-NYT </SLUG>\n<HEADLINE>\nFEES SETTLED\n</HEADLINE>\n(For use by clients)\n<TEXT>\n  By JANE DOE\n  c. 1998 N.Y. Times News Service\n<P>\n  CAIRO, Egypt _ The council met. &QL; \n</P>\n<P>\nAT&AMP;T left.\n</P>\n</TEXT>\n</BODY>\n<TRAILER>\nNYT-06-01-98 0005EDT\n</TRAILER>\n</DOC>\n";
        let found = articles("nyt_199806", text.as_bytes());
        assert_eq!(headlines(&found), [("1", "Les taxes du port"), ("2", "FEES SETTLED")]);
        let (first, second) = (&found[0], &found[1]);
        assert_eq!((first.publisher.as_deref(), first.language.as_deref()), (Some("AFP"), Some("fr")));
        assert_eq!(
            (first.external_id.as_deref(), first.dateline.as_deref()),
            (Some("AFP_FRE_20101206.0001"), Some("Paris"))
        );
        assert_eq!(first.date.as_ref().map(ToString::to_string).as_deref(), Some("2010-12-06"));
        assert_eq!(
            (second.publisher.as_deref(), second.byline.as_deref()),
            (Some("The New York Times"), Some("JANE DOE"))
        );
        assert_eq!(second.lede, "CAIRO, Egypt _ The council met.");
        assert_eq!(second.sections[0].paragraphs, ["AT&T left."]);
        for note in [
            ("slug", "BC-FEES-NYT"),
            ("notice", "(For use by clients)"),
            ("header", "A4472 taf-z u s BC-FEES-NYT 0578"),
        ] {
            assert!(second.metadata.contains(&(note.0.into(), note.1.into())), "{note:?}");
        }
    }

    #[test]
    fn parts_of_a_text_stay_in_it_and_rules_part_headlines_from_bylines() {
        let text = "<DOC>\n<DOCNO> FR940104-0-00002 </DOCNO>\n<TEXT>\n<USDEPT>HARBOUR OFFICE</USDEPT>\n<DOCTITLE>Fees for Berths</DOCTITLE>\n<SUMMARY>\nSUMMARY: The office&hyph;holder revises the fees.\n</SUMMARY>\n<DATE>\nEFFECTIVE DATE: February 3, 1994.\n</DATE>\n</TEXT>\n</DOC>\n\
            <DOC>\n<DOCNO> WSJ870324-0001 </DOCNO>\n<HL> Council\n@  Settles Fees\n@  ----\n@  By Jane Doe</HL>\n<SO> EXAMPLE JOURNAL (J), PAGE B4</SO>\n<TEXT>\nTerms weren't disclosed.\n</TEXT>\n</DOC>\n\
            <DOC>\n<DOCNO>FT911-3</DOCNO>\n<HEADLINE>\nFT  14 MAY 91 / Harbour plans\nproject\n</HEADLINE>\n<DATELINE>\nMonday, December 30, 1991\n00364022,SJ1  </DATELINE>\n<TEXT>\nHARBOUR plans.\n</TEXT>\n<PUB>The Example Times\n</PUB>\n</DOC>\n";
        let found = articles("mixed", text.as_bytes());
        assert_eq!(
            headlines(&found),
            [("1", "Fees for Berths"), ("2", "Council Settles Fees"), ("3", "Harbour plans project")]
        );
        let texts: Vec<&str> = found[0].blocks().skip(1).map(|block| block.text).collect();
        assert_eq!(
            texts,
            ["HARBOUR OFFICE", "SUMMARY: The office-holder revises the fees.", "EFFECTIVE DATE: February 3, 1994."]
        );
        assert_eq!(
            (found[1].byline.as_deref(), found[1].publisher.as_deref()),
            (Some("Jane Doe"), Some("EXAMPLE JOURNAL"))
        );
        assert_eq!((found[2].dateline.as_deref(), found[2].publisher.as_deref()), (None, Some("The Example Times")));
        assert_eq!(found[2].date.as_ref().map(ToString::to_string).as_deref(), Some("1991-12-30"));
    }

    #[test]
    fn briefs_have_a_headline_alone_and_what_was_not_processed_its_first_line() {
        let record = |kind: &str, text: &str| {
            format!(
                "<REUTERS TOPICS=\"NO\" NEWID=\"2\">\n<DATE>26-FEB-1987 15:02:20.00</DATE>\n<TEXT TYPE=\"{kind}\">&#2;\n{text}\n&#3;\n\n</TEXT>\n</REUTERS>\n"
            )
        };
        let brief = record("BRIEF", "******<TITLE>EXAMPLE BUYS CRANES</TITLE>\nBlah blah blah.");
        let table = record(
            "UNPROC",
            "EXAMPLE CORP &lt;EXM> 4TH QTR NET\n    Shr 34 cts vs 1.19 dlrs\n    Net 807,000 vs 2,858,000\n Reuter",
        );
        let found = articles("reut2-001.sgm", format!("{brief}{table}").as_bytes());
        assert_eq!(headlines(&found), [("1", "EXAMPLE BUYS CRANES"), ("2", "EXAMPLE CORP <EXM> 4TH QTR NET")]);
        assert_eq!((found[0].lede.as_str(), found[0].publisher.as_deref()), ("", Some("Reuters")));
        assert!(found[1].lede.ends_with("Net 807,000 vs 2,858,000"), "{}", found[1].lede);
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
