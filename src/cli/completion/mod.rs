//! What can come next on a command line, for the shells: verbs, flags, fields, and values out of the index.
//!
//! The commands' own definitions say where what may stand; this adds whom and what the index knows. The surprise: a
//! completion has to begin with what was typed, or shells throw away what stands there, so whoever begins with the surname
//! is given the name surname first, `Netanyahu, Benjamin`, which a query understands as well.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use clap::{Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};

use super::config::{Access, GlobalFlags, Settings};
use super::memory::LastSearch;
use super::saved::SavedSearches;
use super::{Cli, manual};
use crate::engine::{ArticleIndex, DirectoryRequest, Facet, NameClass, fold};
use crate::query::{NameKind, PREFIXES, Prefix, Query};
use crate::render::clean;

/// Most values that are offered.
const OFFERED: usize = 30;
/// Most values of a property that are looked through.
const LOOKED_THROUGH: usize = 2000;

/// Something that can come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to insert.
    pub value: String,
    /// What it is.
    pub help: Option<String>,
}

/// What can stand in place of the last of these words; the first is the program.
pub fn candidates(words: &[OsString]) -> Vec<Candidate> {
    let words: Vec<OsString> = words.iter().map(|word| unquoted(word)).collect();
    let Some(at) = words.len().checked_sub(1) else { return Vec::new() };
    let known = Arc::new(Known {
        flag: path_after("--index", &words),
        searches: path_after("--searches", &words),
        index: OnceLock::new(),
    });
    let mut program = with_values(Cli::command(), &known);
    let folder = std::path::absolute(".").ok();
    let found = complete(&mut program, words, at, folder.as_deref()).unwrap_or_default();
    found.iter().filter(|candidate| !candidate.is_hide_set()).map(Candidate::from).collect()
}

impl From<&CompletionCandidate> for Candidate {
    fn from(candidate: &CompletionCandidate) -> Candidate {
        let first_line = |text: String| text.lines().next().map(|line| clean(line).into_owned());
        Candidate {
            value: clean(&candidate.get_value().to_string_lossy()).into_owned(),
            help: candidate.get_help().and_then(|help| first_line(help.to_string())),
        }
    }
}

/// The index that is asked, opened when something in it is wanted.
struct Known {
    flag: Option<PathBuf>,
    searches: Option<PathBuf>,
    index: OnceLock<Option<ArticleIndex>>,
}

impl Known {
    fn settings(&self) -> Option<Settings> {
        let flags = GlobalFlags {
            index: self.flag.clone(),
            searches: self.searches.clone(),
            quiet: true,
            ..GlobalFlags::default()
        };
        Settings::load(flags, None, Access::Read).ok()
    }

    fn folder(&self) -> Option<PathBuf> {
        self.settings().map(|settings| settings.index())
    }

    fn index(&self) -> Option<&ArticleIndex> {
        self.index.get_or_init(|| ArticleIndex::open(&self.folder()?).ok()).as_ref()
    }

    /// Names that begin so, the most frequent first.
    fn names(&self, class: NameClass, typed: &str) -> Vec<(String, String)> {
        let Some(index) = self.index() else { return Vec::new() };
        let prefix = typed.replace(',', " ").trim().to_owned();
        let request = DirectoryRequest { class, prefix, role: None, limit: OFFERED };
        let entries = index.directory(&request).map(|directory| directory.entries).unwrap_or_default();
        let named = entries.into_iter().filter_map(|entry| {
            let name = beginning_with(&entry.name, class, typed)?;
            Some((name, articles(entry.articles)))
        });
        named.collect()
    }

    /// Values of a property that begin so, the most frequent first.
    fn values(&self, facet: Facet, typed: &str) -> Vec<(String, String)> {
        let Some(index) = self.index() else { return Vec::new() };
        let counts = index.facet_counts(&Query::All, None, &[facet], LOOKED_THROUGH).unwrap_or_default();
        let values = counts.into_iter().flat_map(|counts| counts.values);
        let fitting = values.filter(|value| begins(&value.value, typed)).take(OFFERED);
        fitting.map(|value| (value.value, articles(value.articles))).collect()
    }

    /// Ranks of the last search, and paths that begin so.
    fn articles(&self, typed: &str) -> Vec<(String, String)> {
        let last = self.folder().and_then(|folder| LastSearch::load(&folder).ok());
        let Some((first, end)) = last.as_ref().and_then(LastSearch::ranks) else { return Vec::new() };
        let ranks = (first..=end).filter(|rank| rank.to_string().starts_with(typed));
        let shown = ranks.filter_map(|rank| Some((rank.to_string(), last.as_ref()?.hit(rank)?.path.clone())));
        shown.take(OFFERED).collect()
    }

    /// Names of saved searches that begin so, each with the sign that was typed before it.
    fn saved(&self, typed: &str) -> Vec<(String, String)> {
        let (sign, typed) = typed.strip_prefix('@').map_or(("", typed), |rest| ("@", rest));
        let searches = self.settings().and_then(|settings| SavedSearches::read(&settings.searches()).ok());
        let Some(searches) = searches else { return Vec::new() };
        let names = searches.names().into_iter().filter(|name| begins(name, typed));
        let described = |name: String| {
            let help = searches.get(&name).map(|search| search.described()).unwrap_or_default();
            (format!("{sign}{name}"), help)
        };
        names.map(described).collect()
    }

    /// A word of a query: a saved search, a field, or the value after one.
    fn query(&self, typed: &str) -> Vec<(String, String)> {
        if typed.starts_with('@') {
            return self.saved(typed);
        }
        let Some((name, value)) = typed.split_once(':') else {
            let fields = PREFIXES.iter().filter_map(|(prefix, _)| typed_prefix(*prefix, typed));
            return if typed.is_empty() { Vec::new() } else { fields.collect() };
        };
        let bare = value.trim_start_matches('"');
        let values = match Prefix::named(name) {
            Some(Prefix::Name(kind)) => self.names(class_of(kind), bare),
            Some(Prefix::Source) => self.values(Facet::Source, bare),
            Some(Prefix::Section) => self.values(Facet::Section, bare),
            Some(Prefix::Language) => self.values(Facet::Lang, bare),
            _ => Vec::new(),
        };
        let quoted = |value: String| {
            if value.contains(|c: char| !c.is_alphanumeric()) {
                format!("{name}:\"{value}\"")
            } else {
                format!("{name}:{value}")
            }
        };
        values.into_iter().map(|(value, help)| (quoted(value.replace('"', "")), help)).collect()
    }
}

fn typed_prefix(prefix: Prefix, typed: &str) -> Option<(String, String)> {
    let name = prefix.name();
    begins(name, typed).then(|| (format!("{name}:"), "field".to_owned()))
}

fn class_of(kind: NameKind) -> NameClass {
    match kind {
        NameKind::Person => NameClass::Person,
        NameKind::Organisation => NameClass::Organisation,
        NameKind::Place => NameClass::Place,
    }
}

/// The name as it begins with what was typed: as it is, or with its last part first.
fn beginning_with(name: &str, class: NameClass, typed: &str) -> Option<String> {
    if begins(name, typed) {
        return Some(name.to_owned());
    }
    let (given, surname) = name.rsplit_once(' ').filter(|_| class == NameClass::Person)?;
    let turned = format!("{surname}, {given}");
    begins(&turned, typed).then_some(turned)
}

fn begins(value: &str, typed: &str) -> bool {
    let folded = |text: &str| fold::fold(&text.to_lowercase());
    folded(value).starts_with(&folded(typed))
}

fn articles(count: u64) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

/// Pages of the manual that begin so.
fn pages(typed: &str) -> Vec<(String, String)> {
    let mut program = Cli::command();
    program.build();
    let named = manual::pages(&program).into_iter().filter_map(|(file, page)| Some((page?, file)));
    named.filter(|(page, _)| begins(page, typed)).collect()
}

/// The program's definitions with what the index knows.
fn with_values(program: Command, known: &Arc<Known>) -> Command {
    let verbs: Vec<String> = program.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs.into_iter().fold(program, |program, verb| program.mut_subcommand(verb, |verb| with_verb_values(verb, known)))
}

fn with_verb_values(verb: Command, known: &Arc<Known>) -> Command {
    let arguments: Vec<String> = verb.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    arguments.into_iter().fold(verb, |verb, argument| {
        let look_up: fn(&Known, &str) -> Vec<(String, String)> = match argument.as_str() {
            "person" => |known, typed| known.names(NameClass::Person, typed),
            "org" => |known, typed| known.names(NameClass::Organisation, typed),
            "place" => |known, typed| known.names(NameClass::Place, typed),
            "source" => |known, typed| known.values(Facet::Source, typed),
            "section" => |known, typed| known.values(Facet::Section, typed),
            "lang" => |known, typed| known.values(Facet::Lang, typed),
            "article" => Known::articles,
            "query" => Known::query,
            "saved" | "remove" => Known::saved,
            "page" => |_, typed| pages(typed),
            _ => return verb,
        };
        let known = Arc::clone(known);
        let completer = move |typed: &OsStr| {
            let found = look_up(&known, &typed.to_string_lossy());
            let candidate = |(value, help): (String, String)| CompletionCandidate::new(value).help(Some(help.into()));
            found.into_iter().map(candidate).collect::<Vec<_>>()
        };
        verb.mut_arg(argument, |argument| {
            // A switch of the same name takes no value.
            if argument.get_action().takes_values() {
                argument.add(ArgValueCompleter::new(completer))
            } else {
                argument
            }
        })
    })
}

/// The path after a flag, wherever it stands.
fn path_after(flag: &str, words: &[OsString]) -> Option<PathBuf> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let word = word.to_string_lossy();
        if word == flag {
            return words.next().map(PathBuf::from);
        }
        if let Some(folder) = word.strip_prefix(flag).and_then(|rest| rest.strip_prefix('=')) {
            return Some(PathBuf::from(folder));
        }
    }
    None
}

/// A word without the quotes that a shell has left around it; one that is still open has only the first.
fn unquoted(word: &OsStr) -> OsString {
    let text = word.to_string_lossy();
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].strip_suffix(quote).unwrap_or(&text[1..]).into(),
        _ if text.contains('\\') => text.replace('\\', "").into(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_completion_begins_with_what_was_typed() {
        let name = |typed| beginning_with("Benjamin Netanyahu", NameClass::Person, typed);
        assert_eq!(name("benj").as_deref(), Some("Benjamin Netanyahu"));
        assert_eq!(name("neta").as_deref(), Some("Netanyahu, Benjamin"));
        assert_eq!(name("min"), None);
        assert_eq!(beginning_with("United Nations", NameClass::Organisation, "nat"), None);
        assert_eq!(beginning_with("José Álvarez", NameClass::Person, "alv").as_deref(), Some("Álvarez, José"));
    }

    #[test]
    fn words_come_as_the_shell_has_them() {
        assert_eq!(unquoted(OsStr::new("\"Le Mo")), "Le Mo");
        assert_eq!(unquoted(OsStr::new("'Le Monde'")), "Le Monde");
        assert_eq!(unquoted(OsStr::new("Le\\ Monde")), "Le Monde");
        let words = ["dateline", "search", "--index=a b", "x"].map(OsString::from);
        assert_eq!(path_after("--index", &words), Some(PathBuf::from("a b")));
    }
}
