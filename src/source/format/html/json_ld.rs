//! JSON-LD as pages have it, which is often not quite JSON, and who is meant by its references.
//!
//! The surprise: it is read strictly first, and mended only when that fails, so that what is mended cannot spoil what is
//! right.

use std::collections::HashMap;

use serde_json::Value;

use crate::source::record::text_of;

/// Values that are looked at in one page, however they are nested.
const VALUES: usize = 2000;

/// Depth to which references are followed and values are searched.
const DEPTH: usize = 12;

/// The blocks of a page, and what its references stand for.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) values: Vec<Value>,
    names: HashMap<String, String>,
}

impl Blocks {
    /// Reads the text of a block and adds it; one that cannot be mended is left out.
    pub(super) fn add(&mut self, text: &str) {
        let Some(value) = parse(text) else { return };
        let mut seen = 0;
        collect_names(&value, 0, &mut seen, &mut self.names);
        self.values.push(value);
    }

    /// The names of persons or organisations. A reference is the name it leads to, or nothing when it leads nowhere.
    pub(super) fn names_of(&self, value: &Value) -> Option<String> {
        match value {
            Value::Array(items) => {
                let names: Vec<String> = items.iter().filter_map(|item| self.names_of(item)).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            Value::Object(object) => ["name", "alternateName", "legalName", "@value"]
                .iter()
                .find_map(|key| text_of(object.get(*key)?, ", "))
                .or_else(|| self.names.get(object.get("@id")?.as_str()?).cloned())
                .or_else(|| named_by_parts(value))
                .or_else(|| object.get("url").and_then(|url| text_of(url, ", "))),
            _ => {
                let text = text_of(value, ", ")?;
                // Some write the reference without an object around it.
                Some(self.names.get(&text).cloned().unwrap_or(text)).filter(|text| !text.starts_with(['#', '_']))
            }
        }
    }
}

/// `{"givenName": "Jane", "familyName": "Doe"}`.
fn named_by_parts(value: &Value) -> Option<String> {
    let parts = ["givenName", "familyName"].iter().filter_map(|key| text_of(value.get(*key)?, " "));
    let name = parts.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn collect_names(value: &Value, depth: usize, seen: &mut usize, names: &mut HashMap<String, String>) {
    *seen += 1;
    if depth > DEPTH || *seen > VALUES {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, depth + 1, seen, names)),
        Value::Object(object) => {
            if let Some(id) = object.get("@id").and_then(Value::as_str)
                && let Some(name) =
                    object.get("name").and_then(|name| text_of(name, ", ")).or_else(|| named_by_parts(value))
            {
                names.entry(id.to_owned()).or_insert(name);
            }
            let inner = object.values().filter(|inner| inner.is_object() || inner.is_array());
            inner.for_each(|inner| collect_names(inner, depth + 1, seen, names));
        }
        _ => {}
    }
}

/// Reads a block as JSON, or as what was meant to be.
fn parse(text: &str) -> Option<Value> {
    let inner = unwrapped(text);
    serde_json::from_str(inner).ok().or_else(|| parse_mended(inner)).or_else(|| parse_mended(text))
}

fn parse_mended(text: &str) -> Option<Value> {
    // Templates escape what they should not.
    let escaped = !text.contains('"') && text.contains("&quot;");
    let mended = if escaped { mend(&text.replace("&quot;", "\"").replace("&amp;", "&")) } else { mend(text) };
    // What follows the value may be the rest of a wrapper.
    let mut values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>().map_while(Result::ok);
    let first = values.next()?;
    let rest: Vec<Value> = values.collect();
    Some(if rest.is_empty() { first } else { Value::Array(std::iter::once(first).chain(rest).collect()) })
}

/// The text without the comments and sections that hide it from old browsers.
fn unwrapped(text: &str) -> &str {
    const BEFORE: &[&str] = &["<!--", "-->", "<![CDATA[", "//", "/*", "*/", ">", "\u{feff}"];
    const BEHIND: &[&str] = &["-->", "]]>", "//", "/*", "*/", ";", "<!--", "<!"];
    let mut text = text.trim();
    while let Some(rest) = BEFORE.iter().find_map(|mark| text.strip_prefix(mark)) {
        text = rest.trim_start();
    }
    while let Some(rest) = BEHIND.iter().find_map(|mark| text.strip_suffix(mark)) {
        text = rest.trim_end();
    }
    text
}

/// JSON without comments, without commas before a closing bracket, and without control characters in its strings.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let (mut in_string, mut escaped) = (false, false);
    while let Some(character) = rest.next() {
        if in_string {
            in_string = escaped || character != '"';
            // Before a line break or an odd sign a backslash stands for nothing.
            if escaped && !matches!(character, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                out.pop();
            }
            escaped = !escaped && character == '\\';
            out.push(if character.is_control() { ' ' } else { character });
            continue;
        }
        match (character, rest.peek()) {
            ('"', _) => {
                in_string = true;
                out.push('"');
            }
            ('/', Some('/')) => while rest.next_if(|c| *c != '\n' && *c != '\r').is_some() {},
            ('/', Some('*')) => {
                rest.next();
                let mut before = ' ';
                for character in rest.by_ref() {
                    if before == '*' && character == '/' {
                        break;
                    }
                    before = character;
                }
            }
            ('}' | ']', _) => {
                out.truncate(out.trim_end().trim_end_matches(',').len());
                out.push(character);
            }
            (',', _) if out.trim_end().ends_with([',', '{', '[']) => {}
            (c, _) if c.is_control() || c == '\u{feff}' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_quite_json_is_read_as_it_was_meant() {
        let meant = json!({"headline": "Talks, }", "author": ["Jane Doe"]});
        for text in [
            r#"{"headline": "Talks, }", "author": ["Jane Doe"]}"#,
            r#"{"headline": "Talks, }", "author": ["Jane Doe",],}"#,
            r#"{"headline": "Talks, }",, "author": ["Jane Doe"]};"#,
            "//<![CDATA[\n{\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]}\n//]]>",
            "<![CDATA[{\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]}]]>",
            "/*<![CDATA[*/{\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]}/*]]>*/",
            "<!--//--><![CDATA[//><!--\n{\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]}\n//--><!]]>",
            "<!-- {\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]} -->",
            "// of the page\n{\"headline\": \"Talks, }\", \"author\": [\"Jane Doe\"]}",
            "{ // of the page\n\"headline\": \"Talks, }\", /* one, */ \"author\": [\"Jane Doe\"]}",
            "{\"headline\": \"Talks,\u{1}}\", \"author\": [\"Jane\nDoe\"]}",
            "{&quot;headline&quot;: &quot;Talks, }&quot;, &quot;author&quot;: [&quot;Jane Doe&quot;]}",
        ] {
            assert_eq!(parse(text), Some(meant.clone()), "{text}");
        }
        assert_eq!(parse(r#"{"url": "https://example.com//a"}"#), Some(json!({"url": "https://example.com//a"})));
        assert_eq!(parse(r#"{"a": "Jane\'s //talks",}"#), Some(json!({"a": "Jane's //talks"})));
        for text in ["", "var a = 1;", "{\"headline\": \"Talks"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn references_are_names_or_nothing() {
        let mut blocks = Blocks::default();
        blocks.add(
            r##"{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#jane"}}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}"##,
        );
        blocks.add(r##"{"@type": "Organization", "@id": "https://example.com/#org", "name": "Daily Example"}"##);
        for (value, name) in [
            (json!({"@id": "#jane"}), Some("Jane Doe")),
            (json!("#jane"), Some("Jane Doe")),
            (json!([{"@id": "#jane"}, {"@id": "#gone"}, "John Roe"]), Some("Jane Doe, John Roe")),
            (json!({"@id": "https://example.com/#org", "@type": "Organization"}), Some("Daily Example")),
            (json!({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}), Some("Jane Doe")),
            (json!({"@id": "#gone"}), None),
            (json!("#gone"), None),
        ] {
            assert_eq!(blocks.names_of(&value).as_deref(), name, "{value}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_block_is_read_or_left_out(text in "[\\PC\"{}\\[\\],:/*\\\\<!>-]{0,60}") {
            parse(&text);
        }
    }
}
