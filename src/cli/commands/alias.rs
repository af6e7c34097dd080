//! `dateline alias`: which written names belong to one person, and corrections of what the program makes of them.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::PageArgs;
use crate::cli::Context;
use crate::cli::commands::names::read_aliases;
use crate::cli::error::{CliError, Outcome};
use crate::person::{AliasError, AliasList, AliasRule, Comparison, EntityKind, Pair, Verdict, compare_pairs};
use crate::render::clean;

/// Correct which written names are one person, or judge pairs of names
///
/// Corrections are lines of a text file that can be edited by hand as well: `NAME = OTHER NAME` for names of one person,
/// `NAME != OTHER NAME` for names of two, `org:` or `place:` before the names of those, `#` before a comment. They apply
/// whenever a name is asked for and change nothing in the index. --compare prints yes or no and a score for each pair.
#[derive(Debug, clap::Args)]
#[command(
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    after_help = "\
Examples:
  dateline alias add \"Mohammed bin Salman\" MBS
  dateline alias add --not-same \"Boris Johnson\" \"B. Johnson\"
  dateline alias remove MBS
  dateline alias list
  dateline alias import names.csv            a table with the columns name1, name2 and, if wanted, same (yes or no)
  dateline alias --compare pairs.csv         a table with the columns name1 and name2"
)]
pub struct AliasArgs {
    /// CSV file with the columns name1 and name2
    #[arg(long, value_name = "FILE", required = true)]
    compare: Option<PathBuf>,
    #[command(flatten)]
    page: PageArgs,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say that names are of one person, or with --not-same that they are not
    Add {
        /// Two names or more
        #[arg(required = true, num_args = 2..)]
        names: Vec<String>,
        /// The first is not the same person as the others
        #[arg(long)]
        not_same: bool,
        #[command(flatten)]
        kind: KindArgs,
    },
    /// Take a name out of all corrections, or take back what is said of two names
    Remove {
        /// The name
        name: String,
        /// The other name
        other: Option<String>,
        #[command(flatten)]
        kind: KindArgs,
    },
    /// List the corrections
    List {
        #[command(flatten)]
        page: PageArgs,
    },
    /// Add the corrections of another alias file, or of a table with the columns name1, name2 and same
    Import {
        /// The file
        file: PathBuf,
    },
}

/// What the names name.
#[derive(Debug, Clone, Copy, clap::Args)]
struct KindArgs {
    /// The names are of an organisation
    #[arg(long, conflicts_with = "place")]
    org: bool,
    /// The names are of a place
    #[arg(long)]
    place: bool,
}

impl KindArgs {
    fn kind(self) -> EntityKind {
        match (self.org, self.place) {
            (true, _) => EntityKind::Organisation,
            (_, true) => EntityKind::Place,
            _ => EntityKind::Person,
        }
    }
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be read or written, or a correction contradicts another.
pub fn run(args: &AliasArgs, context: &Context) -> Result<Outcome, CliError> {
    // Flags of every command may stand before the verb, so that clap cannot tell these two apart.
    if args.action.is_some() && args.compare.is_some() {
        return Err(CliError::new("correct names", "--compare stands alone, without add, remove, list or import"));
    }
    match (&args.action, &args.compare) {
        (Some(Action::Add { names, not_same, kind }), _) => {
            let verdict = if *not_same { Verdict::Different } else { Verdict::Same };
            add(AliasRule { kind: kind.kind(), verdict, names: names.clone() }, context)
        }
        (Some(Action::Remove { name, other, kind }), _) => remove(name, other.as_deref(), kind.kind(), context),
        (Some(Action::List { page }), _) => list(if args.page.is_json() { args.page } else { *page }, context),
        (Some(Action::Import { file }), _) => import(file, context),
        (None, Some(file)) => compare(file, args.page),
        (None, None) => Err(CliError::new("correct names", "say what to do: add, remove, list or import")),
    }
}

fn compare(file: &Path, page: PageArgs) -> Result<Outcome, CliError> {
    let action = || format!("compare the names in {}", file.display());
    let text = crate::cli::bounded::read_text(file).map_err(|error| CliError::new(action(), error))?;
    let pairs = compare_pairs(&text).map_err(|error| CliError::new(action(), error))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if page.is_json() {
        let pairs: Vec<serde_json::Value> = pairs
            .iter()
            .map(|pair| {
                let Comparison { same, score } = pair.comparison;
                // The digits of the number itself: as a wider one it would have more than it knows.
                let score = (f64::from(score) * 1000.0).round() / 1000.0;
                serde_json::json!({ "name1": pair.names[0], "name2": pair.names[1], "same": same, "score": score })
            })
            .collect();
        let document = serde_json::json!({ "version": 1, "pairs": pairs });
        serde_json::to_writer_pretty(&mut out, &document).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else {
        for Pair { comparison, .. } in &pairs {
            let verdict = if comparison.same { "yes" } else { "no" };
            writeln!(out, "{verdict}\t{:.3}", comparison.score).map_err(CliError::output)?;
        }
    }
    out.flush().map_err(CliError::output)?;
    Ok(Outcome::Done)
}

fn add(rule: AliasRule, context: &Context) -> Result<Outcome, CliError> {
    let mut list = read_aliases(&context.aliases)?;
    let shown = rule.to_string();
    let names: Vec<String> =
        rule.names.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    if names.iter().any(|name| name.contains(['=', '#', '\n'])) {
        return Err(CliError::new(format!("add `{shown}`"), "a name cannot hold `=` or `#`"));
    }
    let added = list.add(AliasRule { names, ..rule }).map_err(|error| {
        CliError::new(format!("add `{shown}`"), error).hint("dateline alias list shows what is there")
    })?;
    if !added {
        context.say("that is there already");
        return Ok(Outcome::Done);
    }
    write(&list, context)?;
    context.say(&format!("added to {}", context.aliases.display()));
    Ok(Outcome::Done)
}

fn remove(name: &str, other: Option<&str>, kind: EntityKind, context: &Context) -> Result<Outcome, CliError> {
    let mut list = read_aliases(&context.aliases)?;
    let changed = list.remove(kind, name, other);
    if changed == 0 {
        context.say(&format!("nothing in {} says that", context.aliases.display()));
        return Ok(Outcome::NothingFound);
    }
    write(&list, context)?;
    let lines = if changed == 1 { "1 line".to_owned() } else { format!("{changed} lines") };
    context.say(&format!("changed {lines} of {}", context.aliases.display()));
    Ok(Outcome::Done)
}

fn list(page: PageArgs, context: &Context) -> Result<Outcome, CliError> {
    let list = read_aliases(&context.aliases)?;
    let mut out = std::io::stdout().lock();
    if page.is_json() {
        let rules: Vec<serde_json::Value> = list.rules().map(|(line, rule)| described(line, rule)).collect();
        let document =
            serde_json::json!({ "version": 1, "file": context.aliases.display().to_string(), "rules": rules });
        serde_json::to_writer_pretty(&mut out, &document).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else {
        for (line, rule) in list.rules() {
            writeln!(out, "{line}\t{}", clean(&rule.to_string())).map_err(CliError::output)?;
        }
    }
    if list.is_empty() {
        context.say(&format!("no corrections in {}", context.aliases.display()));
        return Ok(Outcome::NothingFound);
    }
    Ok(Outcome::Done)
}

fn described(line: usize, rule: &AliasRule) -> serde_json::Value {
    let kind = match rule.kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    };
    serde_json::json!({ "line": line, "kind": kind, "same": rule.verdict == Verdict::Same, "names": rule.names })
}

fn import(file: &Path, context: &Context) -> Result<Outcome, CliError> {
    let action = || format!("import {}", file.display());
    let text = crate::cli::bounded::read_text(file).map_err(|error| CliError::new(action(), error))?;
    let rules = read_rules(&text).map_err(|cause| CliError::new(action(), cause))?;
    let mut list = read_aliases(&context.aliases)?;
    let mut added = 0;
    for (line, rule) in rules {
        let shown = rule.to_string();
        let new = list.add(rule).map_err(|error| {
            CliError::new(action(), format!("line {line}: `{shown}`: {}", without_line(&error)))
                .hint("nothing was imported")
        })?;
        added += usize::from(new);
    }
    if added > 0 {
        write(&list, context)?;
    }
    context.say(&format!("{added} corrections added to {}", context.aliases.display()));
    Ok(Outcome::Done)
}

/// An error's words without the line that the correction would have had.
fn without_line(error: &AliasError) -> String {
    let text = error.to_string();
    text.split_once(": ").map_or(text.clone(), |(_, rest)| rest.to_owned())
}

/// The corrections of a file with their lines: a table when its first line names columns, else lines of an alias file.
fn read_rules(text: &str) -> Result<Vec<(usize, AliasRule)>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default().to_lowercase();
    if !(header.contains("name1") && header.contains("name2")) {
        let list = AliasList::parse(text).map_err(|error| error.to_string())?;
        return Ok(list.rules().map(|(line, rule)| (line, rule.clone())).collect());
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let (Some(first), Some(second)) = (column("name1"), column("name2")) else {
        return Err("the columns name1 and name2 are needed".into());
    };
    let same = column("same");
    let mut rules = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        let verdict = match same.and_then(|at| record.get(at)).unwrap_or("yes").to_lowercase().as_str() {
            "" | "yes" | "true" | "1" | "y" => Verdict::Same,
            "no" | "false" | "0" | "n" => Verdict::Different,
            other => return Err(format!("line {line}: `{other}` is neither yes nor no")),
        };
        let names: Vec<String> = [first, second].iter().filter_map(|at| record.get(*at)).map(str::to_owned).collect();
        if names.len() < 2 || names.iter().any(|name| name.is_empty() || name.contains(['=', '#'])) {
            return Err(format!("line {line}: two names without `=` and `#` are needed"));
        }
        rules.push((line, AliasRule { kind: EntityKind::Person, verdict, names }));
    }
    Ok(rules)
}

/// Writes the file whole or not at all.
fn write(list: &AliasList, context: &Context) -> Result<(), CliError> {
    let path = &context.aliases;
    let failed = |error: std::io::Error| CliError::new(format!("write {}", path.display()), error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let text = if path.exists() { list.to_string() } else { format!("{INTRODUCTION}{list}") };
    let aside = path.with_extension("new");
    std::fs::write(&aside, text).map_err(failed)?;
    std::fs::rename(&aside, path).map_err(failed)
}

/// What a new file begins with.
const INTRODUCTION: &str = "\
# Corrections of names for dateline: NAME = OTHER NAME, or NAME != OTHER NAME; org: or place: before other names.
";
