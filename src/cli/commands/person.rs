//! `dateline person`: one person of the corpus.

use super::{PageArgs, PageFormat};
use std::io::Write;

use crate::cli::Context;
use crate::cli::commands::names;
use crate::cli::error::{CliError, Outcome};
use crate::cli::pager::{PageOut, Paging};
use crate::engine::{
    Advice, ArticleIndex, ArticleNote, Bearers, EngineError, NameClass, NameEntry, NameMatch, NameSpelling,
    SearchRequest, SnippetOptions,
};
use crate::person::{EntityKind, alias_key, is_surname_alone};
use crate::query::{Name, NameKind, Query, Span};
use crate::render::profile::{self, ProfileOptions, Strip, TopArticles};

/// Show one person: spellings, roles, when and beside whom the articles name them
///
/// A name that several persons bear lists them; write the name in full, or choose one by its number. Articles that have
/// nothing but a surname are counted for nobody, unless an alias says whose it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline person Benjamin Netanyahu
  dateline person johnson                    who bears that name, with counts and roles
  dateline person johnson --choose 2
  dateline person \"Jake Sullivan\" --format json

Exit status: 0 a person was found, 1 nobody was, 2 an error.")]
pub struct PersonArgs {
    /// The name
    #[arg(required = true)]
    name: Vec<String>,
    /// Of several bearers of the name the one with this number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    choose: Option<u16>,
    /// Match the name as written only, without other spellings and aliases
    #[arg(long)]
    no_variants: bool,
    /// Articles and companions to show
    #[arg(long, short = 'n', default_value_t = 10, value_name = "N")]
    limit: usize,
    #[command(flatten)]
    page: PageArgs,
}

/// Runs the command.
///
/// # Errors
/// When the index cannot be read, or there is no bearer with the number asked for.
pub fn run(args: &PersonArgs, context: &Context) -> Result<Outcome, CliError> {
    let spelling = if args.no_variants { NameSpelling::AsWritten } else { NameSpelling::Variants };
    let index = names::open(context, spelling)?;
    let asked = args.name.join(" ");
    let bearers =
        index.bearers(NameClass::Person, &asked).map_err(|error| CliError::engine("look the name up", &error))?;
    if bearers.found.is_empty() {
        context.say(&format!("no person in the index answers to `{}`", crate::render::repeated(&asked)));
        let like = index.names_like(NameClass::Person, &asked);
        let like = like.map_err(|error| CliError::engine("look the name up", &error))?;
        if !like.is_empty() {
            let like: Vec<String> =
                like.iter().map(|name| format!("{} ({})", crate::render::clean(&name.text), name.articles)).collect();
            context.say(&format!("did you mean: {}", like.join(", ")));
        }
        let hint = "dateline people BEGINNING lists names that begin so; dateline search looks for the words";
        context.say(&format!("hint: {}", names::nameless(&index).unwrap_or(hint)));
        return Ok(Outcome::NothingFound);
    }
    let chosen = choose(&bearers, args.choose)?;
    let paging = if args.page.format() == PageFormat::Text { Paging::Allowed } else { Paging::Off };
    let mut out = PageOut::open(context, paging);
    let Some(entry) = chosen else {
        match args.page.format() {
            PageFormat::Text => profile::render_candidates(&bearers, &mut out),
            PageFormat::Json => profile::render_candidates_json(&bearers, &mut out),
        }
        .and_then(|()| out.close())
        .map_err(CliError::output)?;
        context.say(&match &bearers.found[..] {
            [one] => format!(
                "note: nobody is called `{}`; --choose 1 shows {}",
                crate::render::clean(&asked),
                crate::render::clean(&one.name)
            ),
            _ => "note: several may be meant; write the name in full, or add --choose with a number".to_owned(),
        });
        return Ok(Outcome::Done);
    };
    show(&index, entry, args, context, &mut out)?;
    out.close().map_err(CliError::output)?;
    if let Some(bare) = bearers.found.iter().find(|other| !std::ptr::eq(*other, entry) && is_bare(other)) {
        let (name, bare_name) = (crate::render::clean(&entry.name), crate::render::clean(&bare.name));
        let articles = |count: u64| match count {
            1 => "1 article".to_owned(),
            count => format!("{count} articles"),
        };
        context.say(&format!(
            "note: {} more have only `{bare_name}` and are not counted; if that is the same person: \
             dateline alias add \"{name}\" \"{bare_name}\"",
            articles(bare.articles),
        ));
    }
    Ok(Outcome::Done)
}

fn show(
    index: &ArticleIndex,
    entry: &NameEntry,
    args: &PersonArgs,
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let failed = |error: EngineError| CliError::engine("show the person", &error);
    let profile = index.profile(entry, args.limit).map_err(failed)?;
    let top = top_articles(index, entry, args.limit).map_err(failed)?;
    let strip = if context.screen.blocks { Strip::Blocks } else { Strip::Digits };
    let options = ProfileOptions { width: context.screen.width, strip };
    match args.page.format() {
        PageFormat::Text => profile::render_text(&profile, &top, options, out),
        PageFormat::Json => profile::render_json(&profile, &top, out),
    }
    .map_err(CliError::output)
}

/// Which of the bearers is meant; `None` when that is not clear.
pub(super) fn choose(bearers: &NameMatch, number: Option<u16>) -> Result<Option<&NameEntry>, CliError> {
    if let Some(number) = number {
        return bearers.found.get(usize::from(number) - 1).map(Some).ok_or_else(|| {
            CliError::new("choose the person", format!("there are {} bearers of that name", bearers.found.len()))
                .hint("without --choose they are listed with their numbers")
        });
    }
    if let [only] = &bearers.found[..] {
        return Ok(Some(only).filter(|only| !is_of_another_name(only, &bearers.asked)));
    }
    let key = alias_key(EntityKind::Person, &bearers.asked);
    let exact = bearers.found.iter().find(|entry| key.contains(',') && entry.keys.contains(&key));
    let mut full = bearers.found.iter().filter(|entry| !is_bare(entry));
    let first = full.next();
    let only =
        first.filter(|first| full.next().is_none() && bearers.more == 0 && !is_of_another_name(first, &bearers.asked));
    Ok(exact.or(only))
}

/// True for a name without a given name, or without a surname.
pub(super) fn is_bare(entry: &NameEntry) -> bool {
    entry.keys.iter().all(|key| is_surname_alone(key))
}

/// Whether somebody answers to a by-name only since it ends in the surname: Daniel Chapo to `El Chapo`. Whoever is written with an
/// article anywhere may be meant, `Abdel Fattah el-Sisi` by `El Sisi`.
pub(super) fn is_of_another_name(entry: &NameEntry, asked: &str) -> bool {
    const ARTICLES: [&str; 4] = [" el ", " al ", " el-", " al-"];
    let byname = asked.strip_prefix("El ").is_some_and(|name| !name.trim().contains(' '));
    let with_article = |written: &str| {
        let written = format!(" {}", written.to_lowercase());
        ARTICLES.iter().any(|article| written.contains(article))
    };
    byname && !entry.spellings.iter().any(|spelling| with_article(&spelling.form)) && !with_article(&entry.name)
}

/// The articles that are most about a person.
pub(super) fn top_articles(index: &ArticleIndex, entry: &NameEntry, limit: usize) -> Result<TopArticles, EngineError> {
    let text = entry.keys.first().cloned().unwrap_or_default();
    let request = SearchRequest {
        limit,
        snippets: SnippetOptions { count: 0, ..SnippetOptions::default() },
        advice: Advice::Skipped,
        bearers: Bearers::Skipped,
        ..SearchRequest::new(Query::Name(Name { kind: NameKind::Person, text, span: Span::default() }))
    };
    let page = index.search(&request)?;
    // A name of one part finds all who bear it.
    let found = if is_bare(entry) { entry.articles } else { page.full };
    let notes = page.hits.into_iter().filter(|hit| hit.missing.is_empty()).map(|hit| ArticleNote {
        id: hit.id,
        date: hit.article.article.date.as_ref().map(ToString::to_string),
        path: hit.article.article.path,
        locator: hit.article.article.locator,
        headline: hit.article.article.headline.text,
    });
    Ok(TopArticles { notes: notes.collect(), found })
}

/// The one person whom a name of a flag means.
///
/// # Errors
/// When nobody answers to it, or several do.
pub fn only_bearer(index: &ArticleIndex, asked: &str) -> Result<NameEntry, CliError> {
    let action = || format!("tell who `{}` is", crate::render::repeated(asked));
    let bearers =
        index.bearers(NameClass::Person, asked).map_err(|error| CliError::engine("look the name up", &error))?;
    if bearers.found.is_empty() {
        return Err(CliError::new(action(), "no person in the index answers to that name")
            .hint(names::nameless(index).unwrap_or("dateline people BEGINNING lists names that begin so")));
    }
    choose(&bearers, None)?.cloned().ok_or_else(|| {
        let some: Vec<String> = bearers.found.iter().take(5).map(crate::render::people::described).collect();
        CliError::new(action(), format!("it may be {}", some.join("; "))).hint("write the name in full")
    })
}
