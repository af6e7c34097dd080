//! What a `dateline.toml` may hold, for reading: a commented file, or a JSON Schema for editors.
//!
//! Both are read off the table of settings, so that neither can name a setting that there is not.

use serde_json::{Value as Json, json};

use super::setting::{Kind, Row, SETTINGS, Scope};
use crate::source::Field;

/// A file with every setting at its default, commented out.
pub fn commented_file() -> String {
    let mut text = String::from(
        "# Settings of dateline. This file is looked for in the corpus folder and, for all corpora, in your folder of\n\
         # settings (~/.config/dateline/dateline.toml). Flags count for more than the environment, the environment for more\n\
         # than the corpus's file, that for more than yours.\n",
    );
    for row in SETTINGS {
        let only = if row.scope == Scope::User { "; in your own file only" } else { "" };
        text.push_str(&format!("\n# {}{only} [{}]\n", row.help, row.variable()));
        text.push_str(&format!("#{} = {}\n", row.key, row.kind.quoted(row.default)));
    }
    let fields: Vec<&str> = Field::NAMED.iter().map(|(name, _)| *name).collect();
    text.push_str(&format!(
        "\n# Your own names for the fields of JSON, tables and front matter. Fields: {}.\n\
         #[formats.fields]\n\
         #kop = \"headline\"\n\
         #internal_note = \"ignore\"\n\
         \n\
         # Header lines above the text of plain files: the first group is the value.\n\
         #[[formats.headers]]\n\
         #pattern = '^Verschenen: (.*)$'\n\
         #field = \"date\"\n",
        fields.join(", ")
    ));
    text
}

/// A JSON Schema (2020-12) of the file.
pub fn json_schema() -> Json {
    let mut properties = serde_json::Map::new();
    for row in SETTINGS {
        properties.insert(row.key.to_owned(), schema_of(row));
    }
    let fields: Vec<&str> = Field::NAMED.iter().map(|(name, _)| *name).collect();
    let field = json!({ "enum": fields });
    properties.insert(
        "formats".to_owned(),
        json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "fields": {
                    "description": "Names of fields in the sources, and what they are",
                    "type": "object",
                    "additionalProperties": field,
                },
                "headers": {
                    "description": "Header lines of plain text; the first group of the pattern is the value",
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["pattern", "field"],
                        "properties": { "pattern": { "type": "string", "format": "regex" }, "field": field },
                    },
                },
            },
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dateline.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn schema_of(row: &Row) -> Json {
    let mut schema = match row.kind {
        Kind::Path => json!({ "type": "string" }),
        Kind::When => json!({ "enum": ["auto", "always", "never"] }),
        Kind::Text => json!({ "enum": ["stored", "source"] }),
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Few(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Kind::Count(least) => json!({ "type": "integer", "minimum": least }),
        Kind::Bytes => json!({ "type": ["integer", "string"] }),
    };
    schema["description"] = Json::from(row.help);
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::file::parse_settings;
    use std::path::Path;

    #[test]
    fn the_commented_file_is_a_file_of_settings_once_the_marks_are_gone() {
        let text = commented_file();
        let bare: String = text
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(|line| !line.starts_with(' '))
            .map(|line| format!("{line}\n"))
            .collect();
        let read = parse_settings(Path::new("dateline.toml"), &bare, Scope::User).expect("it is right");
        assert_eq!(read.values.len(), SETTINGS.len());
        assert_eq!((read.fields.len(), read.headers.len()), (2, 1));
        for (setting, value, _) in read.values {
            assert_eq!(value, SETTINGS[setting as usize].default_value());
        }
    }

    #[test]
    fn the_schema_names_every_setting() {
        let schema = json_schema();
        assert_eq!(schema["properties"]["max-ratio"]["minimum"], 1);
        assert_eq!(schema["properties"]["formats"]["properties"]["headers"]["items"]["required"][0], "pattern");
        assert_eq!(schema["additionalProperties"], false);
    }
}
