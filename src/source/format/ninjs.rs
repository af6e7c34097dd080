//! ninjs 1 to 3, the news agencies' JSON: items with a headline, bodies in several forms, tagged persons and places.
//!
//! Read through [`super::json`]; this file knows the names. The surprise: version 1 puts the role of a text into the name
//! of its key (`body_text`), versions 2 and 3 into a `role` beside its value.

use serde_json::Value;

use crate::source::draft::{Draft, fill};
use crate::source::layout;
use crate::source::record::{Record, pieces_of_text, text_of};

/// Name of the format in articles.
pub const NAME: &str = "ninjs";

/// Keys that no other JSON has beside a `uri`.
const MARKS: &[&str] = &[
    "versioncreated",
    "versionCreated",
    "headlines",
    "bodies",
    "pubstatus",
    "pubStatus",
    "representationtype",
    "representationType",
    "renditions",
    "infosources",
    "infoSources",
    "associations",
    "altids",
    "altIds",
    "usageterms",
    "usageTerms",
    "slugline",
    "eventDetails",
];

/// Whether a record is a ninjs item.
pub fn is_ninjs(record: &Record) -> bool {
    let standard = ["standard", "$standard"].iter().filter_map(|key| record.get(*key)?.get("name")?.as_str());
    let named = standard.into_iter().any(|name| name.eq_ignore_ascii_case("ninjs"));
    named || record.contains_key("uri") && MARKS.iter().any(|mark| record.contains_key(*mark))
}

/// The article of an item; `None` for pictures and others without a text.
pub fn read_item(record: &Record) -> Option<Draft> {
    let mut draft = Draft { format: Some(NAME), ..Draft::default() };
    let first = |keys: &[&str]| keys.iter().find_map(|key| text_of(record.get(*key)?, ", ")).unwrap_or_default();
    fill(&mut draft.external_id, first(&["uri"]));
    fill(
        &mut draft.headline,
        text_in_role(record, "headline", "headlines").unwrap_or_else(|| first(&["title", "name"])),
    );
    fill(&mut draft.byline, first(&["byline", "by"]));
    fill(&mut draft.language, first(&["language"]));
    fill(&mut draft.dateline, first(&["located"]));
    for key in ["firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"]
    {
        if let Some(date) = record.get(key).and_then(Value::as_str) {
            draft.date(date);
        }
    }
    fill(&mut draft.publisher, publisher(record).unwrap_or_default());
    if let Some(body) =
        text_in_role(record, "body", "bodies").or_else(|| text_in_role(record, "description", "descriptions"))
    {
        draft.body = pieces_of_text(&body);
    }
    tag(record, &mut draft);
    layout::complete_from_lede(&mut draft);
    let picture = matches!(first(&["type"]).as_str(), "picture" | "photo" | "graphic" | "audio" | "video");
    let bare = draft.body.is_empty() && (picture || draft.headline.is_none());
    (!bare).then_some(draft)
}

/// The best text of a kind: plain before markup, "main" before others.
fn text_in_role(record: &Record, single: &str, plural: &str) -> Option<String> {
    let mut texts: Vec<(String, &Value)> = Vec::new();
    for (key, value) in record {
        if let Some(role) = key.strip_prefix(single)
            && (role.is_empty() || role.starts_with('_'))
        {
            texts.push((role.trim_start_matches('_').to_owned(), value));
        }
    }
    if let Some(Value::Array(items)) = record.get(plural) {
        for item in items {
            let role = item.get("role").and_then(Value::as_str).unwrap_or_default();
            texts.extend(item.get("value").map(|value| (role.to_owned(), value)));
        }
    }
    let preference = |role: &str| match role.to_ascii_lowercase().as_str() {
        "main" | "text" | "" => 0,
        "lead" | "plain" => 1,
        "xhtml" | "html" => 3,
        "nitf" => 4,
        _ => 2,
    };
    texts.sort_by_key(|(role, _)| preference(role));
    texts.into_iter().find_map(|(_, value)| text_of(value, "\n\n"))
}

fn publisher(record: &Record) -> Option<String> {
    let sources = ["infosources", "infoSources", "infosource", "infoSource"];
    let named = sources.iter().find_map(|key| text_of(record.get(*key)?, ", "));
    named.or_else(|| ["copyrightholder", "copyrightHolder"].iter().find_map(|key| text_of(record.get(*key)?, ", ")))
}

fn tag(record: &Record, draft: &mut Draft) {
    let kinds = [
        ("person", "person"),
        ("people", "person"),
        ("organisation", "organisation"),
        ("organisations", "organisation"),
        ("place", "place"),
        ("places", "place"),
        ("subject", "subject"),
        ("subjects", "subject"),
        ("slugline", "slug"),
        ("urgency", "urgency"),
        ("pubstatus", "status"),
        ("pubStatus", "status"),
        ("ednote", "editorial-note"),
        ("edNote", "editorial-note"),
        ("embargoed", "embargoed"),
    ];
    for (key, name) in kinds {
        match record.get(key) {
            Some(Value::Array(items)) => {
                items.iter().filter_map(|item| text_of(item, ", ")).for_each(|text| draft.note(name, text));
            }
            Some(value) => draft.note(name, text_of(value, ", ").unwrap_or_default()),
            None => {}
        }
    }
    let subject = ["subjects", "subject"].iter().find_map(|key| text_of(record.get(*key)?.get(0)?, ", "));
    fill(&mut draft.rubric, subject.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(value: &Value) -> &Record {
        value.as_object().expect("the test writes objects")
    }

    #[test]
    fn both_ways_of_naming_roles_are_read() {
        let first = json!({
            "uri": "http://example.com/1", "type": "text", "versioncreated": "2024-04-01T10:20:30Z",
            "byline": "Jane Doe", "headline": "Talks go on", "body_text": "CAIRO (EX) -- No date is set.",
            "person": [{"name": "Ron Dermer"}], "urgency": 3
        });
        let third = json!({
            "uri": "http://example.com/1", "versionCreated": "2024-04-01T10:20:30Z", "by": "Jane Doe",
            "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks go on"}],
            "bodies": [{"role": "xhtml", "value": "<p>x</p>"}, {"role": "text", "value": "CAIRO (EX) -- No date is set."}],
            "people": [{"name": "Ron Dermer"}], "urgency": 3
        });
        for value in [first, third] {
            assert!(is_ninjs(record(&value)));
            let draft = read_item(record(&value)).expect("it has a text");
            assert_eq!(draft.headline.as_deref(), Some("Talks go on"));
            assert_eq!(draft.byline.as_deref(), Some("Jane Doe"));
            assert_eq!(draft.dateline.as_deref(), Some("CAIRO"));
            assert_eq!(draft.publisher.as_deref(), Some("EX"));
            assert_eq!(draft.dates[0].text, "2024-04-01T10:20:30Z");
            assert_eq!(draft.metadata, [("person".into(), "Ron Dermer".into()), ("urgency".into(), "3".into())]);
        }
    }

    #[test]
    fn a_picture_is_no_article_and_other_json_is_no_ninjs() {
        let picture = json!({"uri": "http://example.com/2", "type": "picture", "renditions": {}, "headline": "A view"});
        assert_eq!(read_item(record(&picture)), None);
        assert!(!is_ninjs(record(&json!({"uri": "x", "title": "y", "body": "z"}))));
    }
}
