//! Persons, organisations and places as lines and tables: the directory, and who may be meant by a name.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::clean;
use crate::engine::{Directory, NameEntry};

/// Version of the JSON output.
const VERSION: u32 = 1;
/// Columns of the longest name that others are aligned with.
const NAME_WIDTH: usize = 36;

/// A name for comparing what was typed with what is shown.
pub fn folded(name: &str) -> String {
    crate::engine::fold::fold(&name.to_lowercase())
}

/// Name, counts and most frequent role on one line: `Boris Johnson (12 articles, Prime Minister)`.
pub fn described(entry: &NameEntry) -> String {
    let articles = if entry.articles == 1 { "1 article".to_owned() } else { format!("{} articles", entry.articles) };
    let role = entry.roles.first().map_or(String::new(), |role| format!(", {}", clean(&role.role)));
    format!("{} ({articles}{role})", clean(&entry.name))
}

/// Writes a line for each entry: articles, mentions, name, role, other spellings.
///
/// # Errors
/// When the writer refuses.
pub fn render_table(entries: &[NameEntry], out: &mut dyn Write) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let width = entries.iter().map(|entry| clean(&entry.name).width()).max().unwrap_or(0).clamp(4, NAME_WIDTH);
    let digits = |value: u64, title: &str| value.to_string().len().max(title.len());
    let articles = digits(entries.iter().map(|entry| entry.articles).max().unwrap_or(0), "articles");
    let mentions = digits(entries.iter().map(|entry| entry.mentions).max().unwrap_or(0), "mentions");
    writeln!(out, "{:>articles$}  {:>mentions$}  {:width$}  also known as", "articles", "mentions", "name")?;
    for entry in entries {
        let name = clean(&entry.name);
        let padding = " ".repeat(width.saturating_sub(name.width()));
        let mut facts: Vec<String> = entry.roles.iter().take(2).map(|role| clean(&role.role).into_owned()).collect();
        facts.extend(other_spellings(entry).take(3).map(|form| format!("\"{form}\"")));
        let line = format!(
            "{:>articles$}  {:>mentions$}  {name}{padding}  {}",
            entry.articles,
            entry.mentions,
            facts.join(", ")
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Full forms other than the one shown and bare parts of it.
fn other_spellings(entry: &NameEntry) -> impl Iterator<Item = String> + '_ {
    let shown = folded(&entry.name);
    entry.spellings.iter().map(|spelling| clean(&spelling.form).into_owned()).filter(move |form| {
        let form = folded(form);
        form != shown && !shown.split(' ').any(|part| part == form)
    })
}

#[derive(Serialize)]
struct DirectoryOut<'a> {
    version: u32,
    total: usize,
    total_exact: bool,
    names: &'a [NameEntry],
}

/// Writes the directory as one JSON document.
///
/// # Errors
/// When the writer refuses.
pub fn render_json(directory: &Directory, out: &mut dyn Write) -> io::Result<()> {
    let total_exact = directory.entries.len() == directory.total;
    let document = DirectoryOut { version: VERSION, total: directory.total, total_exact, names: &directory.entries };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes the directory as comma-separated values with a header.
///
/// # Errors
/// When the writer refuses.
pub fn render_csv(entries: &[NameEntry], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["name", "articles", "mentions", "role", "spellings"])?;
    for entry in entries {
        let spellings: Vec<String> =
            entry.spellings.iter().map(|spelling| clean(&spelling.form).into_owned()).collect();
        writer.write_record([
            clean(&entry.name).as_ref(),
            &entry.articles.to_string(),
            &entry.mentions.to_string(),
            entry.roles.first().map_or("".into(), |role| clean(&role.role)).as_ref(),
            &spellings.join("; "),
        ])?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{NameClass, NameForm, Role};

    fn entry() -> NameEntry {
        let spelling = |form: &str, mentions| NameForm { form: form.into(), mentions };
        NameEntry {
            class: NameClass::Person,
            name: "Ana Lima".into(),
            articles: 3,
            mentions: 9,
            spellings: vec![spelling("Lima", 6), spelling("Ana Lima", 2), spelling("Anita\u{1b}Lima", 1)],
            roles: vec![Role { role: "mayor of Porto".into(), articles: 2 }],
            keys: vec!["lima, ana".into()],
        }
    }

    #[test]
    fn a_table_has_aligned_columns_and_nothing_that_moves_the_cursor() {
        let mut out = Vec::new();
        render_table(&[entry()], &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(
            text,
            "articles  mentions  name      also known as\n       3         9  Ana Lima  mayor of Porto, \"Anita Lima\"\n"
        );
        assert_eq!(described(&entry()), "Ana Lima (3 articles, mayor of Porto)");
    }

    #[test]
    fn a_row_of_the_table_can_be_taken_apart() {
        let mut out = Vec::new();
        render_csv(&[entry()], &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(
            text,
            "name,articles,mentions,role,spellings\nAna Lima,3,9,mayor of Porto,Lima; Ana Lima; Anita Lima\n"
        );
    }
}
