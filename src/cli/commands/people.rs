//! `dateline people`: the directory of the persons, organisations and places that the articles name.

use crate::cli::Context;
use crate::cli::commands::{names, person};
use crate::cli::error::{CliError, Outcome};
use crate::cli::pager::{PageOut, Paging};
use crate::engine::{ArticleIndex, DirectoryRequest, EngineError, NameClass, NameEntry, NameMatch};
use crate::render::{self, clean, repeated};

/// List the persons that the articles name, the most frequent first
///
/// PREFIX narrows the list to names of which a part begins so. Spellings of one person are counted together; a surname
/// without a given name is listed by itself, since it may be anybody's.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline people                            the twenty persons in most articles
  dateline people neta                       whose name has a part that begins so
  dateline people --role \"prime minister\"    who is called so, the most often first
  dateline people --org -n 50 --format csv
  dateline people --with \"Jake Sullivan\"   who is named beside him, with the sentence that shows both best
  dateline people -n 200 --format graphml > network.graphml

Exit status: 0 somebody was found, 1 nobody was, 2 an error.")]
pub struct PeopleArgs {
    /// Beginning of a part of the name
    prefix: Vec<String>,
    /// List who is named in the same articles as this person
    #[arg(long, value_name = "NAME", conflicts_with = "prefix")]
    with: Option<String>,
    /// List persons who are called so: senator, "prime minister of Israel"
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["with", "org", "place"])]
    role: Option<String>,
    /// List organisations
    #[arg(long, conflicts_with = "place")]
    org: bool,
    /// List places
    #[arg(long)]
    place: bool,
    /// Most names to list; 0 for all
    #[arg(long, short = 'n', default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl PeopleArgs {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// A table.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// Comma-separated, with a header.
    Csv,
    /// The network of those listed: who shares articles with whom, for programs that draw networks.
    Graphml,
}

/// Runs the command.
///
/// # Errors
/// When the index cannot be read.
pub fn run(args: &PeopleArgs, context: &Context) -> Result<Outcome, CliError> {
    let index = names::open(context, crate::engine::NameSpelling::Variants)?;
    let class = match (args.org, args.place) {
        (true, _) => NameClass::Organisation,
        (_, true) => NameClass::Place,
        _ => NameClass::Person,
    };
    let found = match &args.with {
        Some(name) => together(&index, name, class, args, context)?,
        None => directory(&index, class, args, context)?,
    };
    Ok(if found { Outcome::Done } else { Outcome::NothingFound })
}

/// A page to read may be long, the other formats are for programs.
fn paging(args: &PeopleArgs) -> Paging {
    if args.format() == Format::Text { Paging::Allowed } else { Paging::Off }
}

/// Prints the directory; whether anybody is in it.
fn directory(index: &ArticleIndex, class: NameClass, args: &PeopleArgs, context: &Context) -> Result<bool, CliError> {
    let failed = |error: EngineError| CliError::engine("list the names", &error);
    let request = DirectoryRequest { class, prefix: args.prefix.join(" "), role: args.role.clone(), limit: args.limit };
    let directory = index.directory(&request).map_err(failed)?;
    let (shown, total) = (directory.entries.len(), directory.total);
    let mut out = PageOut::open(context, paging(args));
    match args.format() {
        Format::Text => render::people::render_table(&directory.entries, &mut out),
        Format::Json => render::people::render_json(&directory, &mut out),
        Format::Csv => render::people::render_csv(&directory.entries, &mut out),
        Format::Graphml => {
            let network = index.network(class, directory.entries).map_err(failed)?;
            render::network::render_graphml(&network, &mut out)
        }
    }
    .and_then(|()| out.close())
    .map_err(CliError::output)?;
    if let Some(nameless) = names::nameless(index).filter(|_| shown == 0) {
        context.say(nameless);
    } else if shown == 0 {
        context.say(&match (request.role.as_deref(), request.prefix.as_str()) {
            (Some(role), "") => format!("no article calls anybody `{}`", repeated(role)),
            (Some(role), prefix) => {
                format!(
                    "no article calls anybody `{}` whose name has a part that begins with `{}`",
                    repeated(role),
                    repeated(prefix)
                )
            }
            (None, "") => "no article names any".to_owned(),
            (None, prefix) => format!("no name in the index has a part that begins with `{}`", repeated(prefix)),
        });
    }
    if args.limit > 0 && shown >= args.limit && shown < total {
        context.say(&format!("the first {shown} of about {total}; -n 0 lists all"));
    }
    Ok(shown > 0)
}

/// Prints who shares articles with a person; whether anybody does.
fn together(
    index: &ArticleIndex,
    name: &str,
    class: NameClass,
    args: &PeopleArgs,
    context: &Context,
) -> Result<bool, CliError> {
    let failed = |error: EngineError| CliError::engine("list the names", &error);
    let entry = person::only_bearer(index, name)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let others = index.together(&entry, class, limit).map_err(failed)?;
    if args.format() == Format::Text {
        context.say(&format!("with {}", render::people::described(&entry)));
    }
    let mut out = PageOut::open(context, paging(args));
    match args.format() {
        Format::Text => render::profile::render_together(&others, context.screen.width, &mut out),
        Format::Json => render::profile::render_together_json(&entry.name, &others, &mut out),
        Format::Csv => render::profile::render_together_csv(&others, &mut out),
        Format::Graphml => {
            if class != NameClass::Person {
                return Err(CliError::new(
                    "draw the network",
                    "--format graphml with --with needs persons, not --org or --place",
                ));
            }
            let mut nodes = vec![entry];
            for other in &others {
                nodes.push(index.entry_of(class, &other.companion.keys).map_err(failed)?);
            }
            let network = index.network(class, nodes).map_err(failed)?;
            render::network::render_graphml(&network, &mut out)
        }
    }
    .and_then(|()| out.close())
    .map_err(CliError::output)?;
    Ok(!others.is_empty())
}

/// Whether the bearer of a name is called just as it was asked for; a body or place by any of its names.
fn is_as_asked(entry: &NameEntry, name: &NameMatch) -> bool {
    let plain = |name: &str| render::people::folded(name).replace('.', "");
    let asked = plain(&name.asked);
    if name.class != NameClass::Person && entry.keys.iter().any(|key| plain(key) == asked) {
        return true;
    }
    plain(&entry.name) == asked && (name.class != NameClass::Person || !person::is_bare(entry))
}

fn say_list<'e>(entries: impl Iterator<Item = &'e NameEntry>, more: usize, context: &Context) {
    for entry in entries {
        context.say(&format!("        {}", render::people::described(entry)));
    }
    if more > 0 {
        context.say(&format!("        and {more} more"));
    }
}

/// Says whom a name finds beside the one who is called just so, and how to leave them out.
fn say_further(found: &[NameEntry], name: &NameMatch, context: &Context) {
    let asked = clean(&name.asked);
    if let Some(own) = found.iter().find(|entry| is_as_asked(entry, name)) {
        context.say(&format!("note: `{asked}` is {}; found with it", render::people::described(own)));
    }
    say_list(found.iter().filter(|entry| !is_as_asked(entry, name)), name.more, context);
    let kind = match name.class {
        NameClass::Person => "",
        NameClass::Organisation => " --org",
        NameClass::Place => " --place",
    };
    if let Some(other) = found.iter().find(|entry| !is_as_asked(entry, name)) {
        let other = clean(&other.name);
        context.say(&format!("      to leave one out: dateline alias add --not-same{kind} \"{asked}\" \"{other}\""));
    }
}

/// Says on standard error who may be meant by a name, when that is not one person, and what may be missing.
pub fn say_bearers(name: &NameMatch, context: &Context) {
    say_who(name, context);
    if let Some(left) = &name.left {
        let surname = clean(&left.surname);
        let (more, have) = if left.articles == 1 { ("article", "has") } else { ("articles", "have") };
        let quoted = if surname.contains(' ') { format!("\"{surname}\"") } else { surname.to_string() };
        context.say(&format!(
            "hint: {} more {more} {have} only `{surname}`, and nothing says whose it is: --person {quoted}",
            left.articles
        ));
    }
}

fn say_who(name: &NameMatch, context: &Context) {
    let asked = clean(&name.asked);
    let prefix = match name.class {
        NameClass::Person => "person",
        NameClass::Organisation => "org",
        NameClass::Place => "place",
    };
    match &name.found[..] {
        [] if name.is_looked_for_as_written() => {
            context.say(&format!("note: no name in the index answers to `{asked}`; it was looked for as written"));
        }
        [] => context.say(&format!(
            "note: no name in the index answers to `{asked}`; `dateline search {asked}` looks for it as a word"
        )),
        [one] if render::people::folded(&one.name) == render::people::folded(&name.asked) => {}
        [one] if name.class == NameClass::Person && person::is_of_another_name(one, &name.asked) => {
            context.say(&format!(
                "note: nobody is called `{asked}`; found is {}, who is never written so",
                render::people::described(one)
            ))
        }
        [one] if name.more == 0 => context.say(&format!("note: `{asked}` is {}", render::people::described(one))),
        several if several.iter().any(|entry| is_as_asked(entry, name)) => say_further(several, name, context),
        several => {
            context.say(&format!("note: `{asked}` may be any of"));
            say_list(several.iter(), name.more, context);
            // A surname with its particle is no full name.
            let full = |entry: &&NameEntry| {
                entry.name.contains(' ') && (name.class != NameClass::Person || !person::is_bare(entry))
            };
            if let Some(example) = several.iter().find(full) {
                context.say(&format!(
                    "      for one of them write the name in full: {prefix}:\"{}\"",
                    clean(&example.name)
                ));
            }
        }
    }
}
