//! Markdown, with front matter in YAML, TOML or JSON before it; front matter before HTML or plain text too.
//!
//! The front matter is a record and goes through the table of names. The surprise: aliases in YAML are not followed, because a
//! few lines of them unfold to gigabytes.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use saphyr_parser::{Event as YamlEvent, Parser as YamlParser};
use serde_json::Value;

use super::{Detection, Format, Halt, Probe, Sink};
use crate::source::draft::{Piece, fill};
use crate::source::encoding;
use crate::source::layout;
use crate::source::markup::{self, Keep};
use crate::source::read::Input;
use crate::source::record::{Record, add_spare, read_parts};

/// Markdown and front matter.
pub static FORMAT: Format =
    Format { name: "markdown", extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd"], detect, read };

/// Front matter is no longer than this.
const MATTER_BYTES: usize = 64 << 10;

/// Nesting of values in front matter that is followed.
const DEPTH: usize = 16;

fn detect(probe: &Probe<'_>) -> Detection {
    let text = probe.text.trim_start_matches('\u{feff}');
    let matter = split_matter(text).is_some_and(|(matter, _)| !read_matter(&matter).is_empty());
    match (matter, FORMAT.extensions.contains(&probe.extension().as_str())) {
        (true, _) => Detection::Certain,
        (false, true) if !text.is_empty() => Detection::Possible,
        _ => Detection::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let decoded = encoding::decode(&bytes, None);
    let text = decoded.text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (matter, body) = match split_matter(&text) {
        Some((matter, body)) => (read_matter(&matter), body),
        None => (Record::new(), text.as_str()),
    };
    let (mut draft, spare) = read_parts(&matter, &sink.options().mapping);
    let named_markdown = FORMAT.extensions.contains(&super::extension_of(input.name()).as_str());
    let pieces = if !named_markdown && markup::is_markup(body) && body.trim_start().starts_with('<') {
        markup::read_pieces(body, Keep::Main)
    } else {
        read_markdown(body)
    };
    if !pieces.is_empty() {
        draft.body = pieces;
    }
    if draft.headline.is_none()
        && let Some(Piece::Heading(title)) = draft.body.first()
    {
        fill(&mut draft.headline, title.clone());
    }
    if let Some(Piece::Heading(title)) = draft.body.first()
        && Some(title) == draft.headline.as_ref()
    {
        draft.body.remove(0);
    }
    layout::strip_stamps(&mut draft);
    layout::complete_from_lede(&mut draft);
    add_spare(&mut draft, spare);
    sink.article(draft)
}

/// Front matter as it was written.
enum Matter<'a> {
    Yaml(&'a str),
    Toml(&'a str),
    Json(&'a str),
}

/// The front matter of a text and what follows it.
fn split_matter(text: &str) -> Option<(Matter<'_>, &str)> {
    let fence = text.lines().next()?.trim_end();
    let kind: fn(&str) -> Matter<'_> = match fence {
        "---" | "---yaml" => |matter| Matter::Yaml(matter),
        "+++" | "---toml" => |matter| Matter::Toml(matter),
        ";;;" | "---json" => |matter| Matter::Json(matter),
        _ => return None,
    };
    let rest = &text[text.find('\n')? + 1..];
    let close = if fence.starts_with("---") { "---" } else { fence };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > MATTER_BYTES {
            return None;
        }
        if line.trim_end() == close || line.trim_end() == "..." {
            return Some((kind(&rest[..at]), &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The record of front matter; empty when it is none.
fn read_matter(matter: &Matter<'_>) -> Record {
    let value = match matter {
        Matter::Yaml(text) => read_yaml(text),
        Matter::Toml(text) => text.parse::<toml::Table>().ok().map(|table| value_of_toml(&toml::Value::Table(table))),
        Matter::Json(text) => serde_json::from_str(text).ok(),
    };
    match value {
        Some(Value::Object(record)) => record,
        _ => Record::new(),
    }
}

fn value_of_toml(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(truth) => Value::Bool(*truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(value_of_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), value_of_toml(value))).collect())
        }
    }
}

/// A container that is being filled, and the key that waits for its value.
enum Open {
    List(Vec<Value>),
    Map(Record, Option<String>),
}

/// Reads one YAML document; every scalar is a text, which is all that names and dates need.
fn read_yaml(text: &str) -> Option<Value> {
    let mut open: Vec<Open> = Vec::new();
    for event in YamlParser::new_from_str(text) {
        let (event, _) = event.ok()?;
        let value = match event {
            YamlEvent::Scalar(text, ..) => Value::String(text.into_owned()),
            YamlEvent::Alias(_) => Value::Null,
            YamlEvent::SequenceStart(..) if open.len() < DEPTH => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            YamlEvent::MappingStart(..) if open.len() < DEPTH => {
                open.push(Open::Map(Record::new(), None));
                continue;
            }
            YamlEvent::SequenceStart(..) | YamlEvent::MappingStart(..) => return None,
            YamlEvent::SequenceEnd | YamlEvent::MappingEnd => match open.pop()? {
                Open::List(items) => Value::Array(items),
                Open::Map(record, _) => Value::Object(record),
            },
            _ => continue,
        };
        match open.last_mut() {
            None => return Some(value),
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(record, key)) => match (key.take(), value) {
                (Some(key), value) => {
                    record.insert(key, value);
                }
                (None, Value::String(text)) => *key = Some(text),
                // A key that is no text has no name to be known by.
                (None, _) => *key = Some(String::new()),
            },
        }
    }
    None
}

/// Paragraphs and headings of Markdown; pictures and code are left out, links keep their text.
fn read_markdown(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let (mut pieces, mut line, mut hidden) = (Vec::new(), String::new(), 0_usize);
    let flush = |line: &mut String, pieces: &mut Vec<Piece>, heading: bool| {
        let text = line.trim().to_owned();
        line.clear();
        if !text.is_empty() {
            pieces.push(if heading { Piece::Heading(text) } else { Piece::Paragraph(text) });
        }
    };
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Event::Text(text) | Event::Code(text) => line.push_str(&text),
            Event::SoftBreak | Event::HardBreak => line.push(' '),
            Event::End(TagEnd::TableCell) => line.push(' '),
            Event::Html(html) => {
                flush(&mut line, &mut pieces, false);
                pieces.extend(markup::read_pieces(&html, Keep::All));
            }
            Event::End(TagEnd::Heading(_)) => flush(&mut line, &mut pieces, true),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::FootnoteDefinition,
            )
            | Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Heading { .. })
            | Event::Rule => flush(&mut line, &mut pieces, false),
            _ => {}
        }
    }
    flush(&mut line, &mut pieces, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    #[test]
    fn front_matter_is_read_in_three_languages() {
        let matters = [
            "---\ntitle: \"Talks: go on\"\ndate: 2024-04-01T10:20:30Z\nauthors:\n  - name: Jane Doe\n  - John Roe\ncategories: [World, Egypt]\n---\n",
            "+++\ntitle = 'Talks: go on'\ndate = 2024-04-01T10:20:30Z\nauthors = ['Jane Doe', 'John Roe']\ncategories = ['World', 'Egypt']\n+++\n",
            "---json\n{\"title\": \"Talks: go on\", \"date\": \"2024-04-01T10:20:30Z\", \"authors\": [\"Jane Doe\", \"John Roe\"], \"categories\": [\"World\", \"Egypt\"]}\n---\n",
        ];
        for matter in matters {
            let text = format!(
                "{matter}\nTalks [go on](https://example.com) in **Cairo**\nand no date is set.\n\n## Next\n\n- One\n- Two\n\n![A hall](x.jpg)\n"
            );
            let found = articles("a.md", text.as_bytes());
            let article = &found[0];
            assert_eq!(
                (article.format.as_str(), article.headline.text.as_str()),
                ("markdown", "Talks: go on"),
                "{matter}"
            );
            assert_eq!(
                (article.byline.as_deref(), article.rubric.as_deref()),
                (Some("Jane Doe, John Roe"), Some("World, Egypt"))
            );
            assert_eq!(
                article.date.as_ref().map(|date| date.start.to_string()).as_deref(),
                Some("2024-04-01T10:20:30")
            );
            assert_eq!(article.lede, "Talks go on in Cairo and no date is set.");
            assert_eq!(article.sections[0].heading.as_deref(), Some("Next"));
            assert_eq!(article.sections[0].paragraphs, ["One", "Two"]);
        }
    }

    #[test]
    fn a_first_heading_is_the_headline() {
        let found = articles("a.md", b"# Talks go on\n\nNo date is set.\n");
        assert_eq!(headlines(&found), [("-", "Talks go on")]);
        assert_eq!((found[0].lede.as_str(), found[0].sections.len()), ("No date is set.", 0));
    }

    #[test]
    fn lines_below_the_headline_are_no_text() {
        let text = "# Talks go on\n\n*By Jane Doe | 3 February 2020*\n\nNo date is set for the next round.\n\nIt may be spring.\n";
        let found = articles("a.md", text.as_bytes());
        assert_eq!(
            (found[0].byline.as_deref(), found[0].lede.as_str()),
            (Some("Jane Doe"), "No date is set for the next round.")
        );
        assert_eq!(found[0].date.as_ref().map(|date| date.start.date().to_string()).as_deref(), Some("2020-02-03"));
    }

    #[test]
    fn aliases_do_not_unfold() {
        let mut text = String::from("---\ntitle: A\na: &a [x, x, x, x, x, x, x, x, x]\n");
        for (one, two) in ["ab", "bc", "cd", "de", "ef", "fg", "gh"].iter().map(|pair| pair.split_at(1)) {
            text.push_str(&format!(
                "{two}: &{two} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n"
            ));
        }
        text.push_str("---\nText.\n");
        let found = articles("a.md", text.as_bytes());
        assert_eq!((headlines(&found), found[0].lede.as_str()), (vec![("-", "A")], "Text."));
    }

    proptest::proptest! {
        #[test]
        fn any_matter_is_read_or_is_text(matter in "([a-z]{1,4}: ?|- |\\[|\\{|\"|&a|\\*a|\\n|\\PC{0,6}){0,20}") {
            outcomes("a.md", format!("---\n{matter}\n---\ntext").as_bytes(), &ReadOptions::default());
        }
    }
}
