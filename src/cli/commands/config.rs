//! `dateline config`: what is set, by whom, and what can be set.

use super::{PageArgs, PageFormat};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::Context;
use crate::cli::config::setting::{SETTINGS, Value};
use crate::cli::config::{Settings, template, unknown_variables};
use crate::cli::error::{CliError, Outcome};
use crate::render::clean;

/// Show every setting and where it comes from, or what can be set
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline config show                            each setting with its value and where that comes from
  dateline config show --index ~/news-index       as for that index, with the dateline.toml of its corpus
  dateline config show ~/news                     as for that corpus
  dateline config schema > ~/news/dateline.toml   a commented file to begin with
  dateline config schema --format json            a JSON Schema, for editors

A flag counts for more than the environment (DATELINE_INDEX, DATELINE_THREADS, ...), that for more than dateline.toml in
the corpus folder, that for more than your own (~/.config/dateline/dateline.toml), that for more than the default. The corpus is
the one that the index was built from, where there is an index.")]
pub struct ConfigArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Show every setting with its value and where that comes from
    Show {
        /// Folder of the articles [default: the one that the index was built from, DATELINE_CORPUS, or corpus]
        corpus: Option<PathBuf>,
        #[command(flatten)]
        page: PageArgs,
    },
    /// Print what can be set
    Schema {
        /// Output format
        #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
        format: SchemaFormat,
        /// The same as --format json
        #[arg(long, conflicts_with = "format")]
        json: bool,
    },
}

/// Output format of `config schema`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum SchemaFormat {
    /// A `dateline.toml` with everything commented out.
    #[default]
    Toml,
    /// A JSON Schema.
    Json,
}

impl ConfigArgs {
    /// The corpus folder that was named.
    pub(crate) fn corpus(&self) -> Option<PathBuf> {
        match &self.action {
            Action::Show { corpus, .. } => corpus.clone(),
            Action::Schema { .. } => None,
        }
    }

    /// Runs what needs no settings.
    pub(crate) fn run_without_settings(&self) -> Option<Result<Outcome, CliError>> {
        let Action::Schema { format, json } = &self.action else { return None };
        let text = match if *json { SchemaFormat::Json } else { *format } {
            SchemaFormat::Toml => template::commented_file(),
            SchemaFormat::Json => format!("{:#}\n", template::json_schema()),
        };
        let written = std::io::stdout().lock().write_all(text.as_bytes());
        Some(written.map(|()| Outcome::Done).map_err(CliError::output))
    }
}

#[derive(Serialize)]
struct Shown {
    version: u32,
    files: Vec<ShownFile>,
    settings: Vec<ShownSetting>,
}

#[derive(Serialize)]
struct ShownFile {
    path: String,
    found: bool,
}

#[derive(Serialize)]
struct ShownSetting {
    name: String,
    value: serde_json::Value,
    origin: String,
}

/// Runs the command.
///
/// # Errors
/// When the result cannot be written.
pub fn run(args: &ConfigArgs, context: &Context) -> Result<Outcome, CliError> {
    let Action::Show { page, .. } = &args.action else { return Ok(Outcome::Done) };
    let shown = shown(&context.settings);
    let mut out = BufWriter::new(std::io::stdout().lock());
    match page.format() {
        PageFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &shown).map_err(|error| CliError::output(error.into()))?;
            writeln!(out).map_err(CliError::output)?;
        }
        PageFormat::Text => print(&shown, &mut out).map_err(CliError::output)?,
    }
    out.flush().map_err(CliError::output)?;
    for file in &shown.files {
        let state = if file.found { "read" } else { "not there" };
        context.say(&format!("{state}: {}", clean(&file.path)));
    }
    for (variable, meant) in unknown_variables() {
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
        context.say(&format!("note: {} is no setting{meant}", clean(&variable)));
    }
    Ok(Outcome::Done)
}

fn shown(settings: &Settings) -> Shown {
    let plain = SETTINGS.iter().map(|row| {
        let (value, origin) = settings.get(row.setting);
        let value = match value {
            Value::Path(path) => path.display().to_string().into(),
            Value::Word(word) => word.clone().into(),
            Value::Switch(switch) => (*switch).into(),
            Value::Number(number) => (*number).into(),
        };
        ShownSetting { name: row.key.to_owned(), value, origin: origin.to_string() }
    });
    let fields = settings.fields.iter().map(|(name, field, origin)| ShownSetting {
        name: format!("formats.fields.{name}"),
        value: field.name().into(),
        origin: origin.to_string(),
    });
    let headers = settings.headers.iter().map(|(header, origin)| ShownSetting {
        name: "formats.headers".to_owned(),
        value: serde_json::json!({ "pattern": header.pattern.as_str(), "field": header.field.name() }),
        origin: origin.to_string(),
    });
    let files =
        settings.files.iter().map(|(path, found)| ShownFile { path: path.display().to_string(), found: *found });
    Shown { version: 1, files: files.collect(), settings: plain.chain(fields).chain(headers).collect() }
}

/// Three columns with tabs between them.
fn print(shown: &Shown, out: &mut dyn Write) -> std::io::Result<()> {
    for setting in &shown.settings {
        let value = setting.value.to_string();
        writeln!(out, "{}\t{}\t{}", clean(&setting.name), clean(&value), clean(&setting.origin))?;
    }
    Ok(())
}
