//! What is said of a page of hits beside it: how much was found, what stands nowhere, what may have been meant.
//!
//! Owns the messages on standard error after a search; the page itself is laid out elsewhere.

use crate::cli::Context;
use crate::cli::commands::filter::{Asked, OUTSIDE};
use crate::cli::commands::{compound, names, people};
use crate::engine::{ArticleIndex, Bearers, EngineError, NameClass, NameMatch, SearchPage, SearchRequest};
use crate::render::{self, articles_have, counted, shown_of, totals};

/// How many hits may lie outside of the days that are asked for, since no more is known than their month or year.
pub(super) fn vague_note(page: &SearchPage, asked: &Asked) -> Option<String> {
    let days = asked.days();
    let dates = page.hits.iter().filter_map(|hit| hit.article.article.date.as_ref());
    let vague = dates.filter(|date| !days.hold(date.start.date(), date.end().date())).count();
    (vague > 0).then(|| format!("{} shown {OUTSIDE}", counted(vague as u64, "hit")))
}

/// Says what [`vague_note`] tells.
pub(super) fn say_vague(page: &SearchPage, asked: &Asked, context: &Context) {
    if let Some(note) = vague_note(page, asked) {
        context.say(&format!("note: {note}"));
    }
}

/// Says of a query that nothing matches in full how many articles hold some of its words.
pub(super) fn say_partial(partial: u64, context: &Context) {
    if partial > 0 {
        context.say(&format!("no article has all the words; {} some of them", articles_have(partial)));
    }
}

/// What is to be said of patterns that stand for more words than are looked at.
pub(super) fn cut_notes(cut: &[String]) -> Vec<String> {
    let note = |pattern: &String| {
        format!("`{}` stands for too many words; only the most frequent were looked for", render::clean(pattern))
    };
    cut.iter().map(note).collect()
}

/// Says which patterns stand for more words than are looked at.
pub(super) fn say_cut(cut: &[String], context: &Context) {
    cut_notes(cut).iter().for_each(|note| context.say(&format!("note: {note}")));
}

/// Says how many hits are without passages because their text could not be read again.
pub(super) fn say_lost(page: &SearchPage, context: &Context) {
    let lost = page.hits.iter().filter(|hit| hit.article.lost.is_some()).count();
    if lost > 0 {
        let hits = if lost == 1 { "1 hit is".to_owned() } else { format!("{lost} hits are") };
        context.say(&format!(
            "{hits} shown without passages: the file is gone, has changed or cannot be read; dateline index brings the index up to date"
        ));
    }
}

/// So many words that stand nowhere are looked for among bylines.
const MOST_AUTHORS: usize = 4;

/// Says on standard error how much was found and what the reader should know of it.
pub(super) fn say_totals(
    index: &ArticleIndex,
    page: &SearchPage,
    asked: &Asked,
    offset: usize,
    context: &Context,
) -> Result<(), EngineError> {
    say_notes(index, page, asked, context)?;
    let shown = page.hits.len();
    if shown == 0 && page.full + page.partial > 0 {
        let all = if page.partial > 0 { totals(page.full, page.partial) } else { shown_of(page.full, 0, page.more) };
        context.say(&format!("none shown{} {all}", if page.partial > 0 { ":" } else { "" }));
        return Ok(());
    }
    if shown == 0 {
        say_nothing(page, asked, context);
        return Ok(());
    }
    let all = shown_of(page.full, page.partial, page.more);
    let copies: usize = page.hits.iter().map(|hit| hit.copies.len()).sum();
    let copies = if copies > 0 { format!(", with near copies {}", shown + copies) } else { String::new() };
    context.say(&format!("{}-{}{copies} {all}", offset + 1, offset + shown));
    Ok(())
}

/// Says why nothing matches in full, where no search was made that would tell: what stands nowhere, what may have been meant, which
/// part emptied the whole.
pub(super) fn say_why_none(index: &ArticleIndex, asked: &Asked, context: &Context) -> Result<(), EngineError> {
    if !context.says() {
        return Ok(());
    }
    let request = SearchRequest {
        field: asked.field,
        limit: 0,
        reach: asked.reach,
        bearers: Bearers::Named,
        ..SearchRequest::new(asked.query.clone())
    };
    let page = index.search(&request)?;
    // Patterns that were cut are told of by whoever counted.
    let page = SearchPage { cut: Vec::new(), ..page };
    say_notes(index, &page, asked, context)?;
    if page.full + page.partial == 0 {
        say_nothing(&page, asked, context);
    }
    Ok(())
}

/// Says that nothing was found, and which part emptied it.
fn say_nothing(page: &SearchPage, asked: &Asked, context: &Context) {
    context.say(&format!("nothing found for {}", shown_query(asked)));
    for part in &page.parts {
        context.say(&format!("  {:>8}  {}", part.articles, render::clean(&part.query)));
    }
    say_values(page, asked, context);
}

/// Says what is to be known of the words and names of a query.
fn say_notes(index: &ArticleIndex, page: &SearchPage, asked: &Asked, context: &Context) -> Result<(), EngineError> {
    for word in &page.absent {
        context.say(&format!("note: nothing in the index matches `{}`", render::clean(word)));
    }
    say_absent_author(index, page, context)?;
    for hint in &page.as_names {
        let found = counted(hint.articles, "article");
        let query = render::clean(&hint.query);
        context.say(&format!("hint: `{}` as a name finds {found}: {query}", render::clean(&hint.typed)));
    }
    say_suggestions(page, asked, context);
    compound::say_compounds(index, page, asked, context)?;
    if !page.expansion.is_empty() {
        let words: Vec<_> = page.expansion.iter().map(|word| render::clean(&word.text)).collect();
        context.say(&format!("expanded by: {}", words.join(", ")));
    }
    say_cut(&page.cut, context);
    for name in &page.names {
        people::say_bearers(name, context);
        say_author(index, name, context)?;
    }
    if let Some(nameless) = names::nameless(index).filter(|_| page.names.iter().any(|name| name.found.is_empty())) {
        context.say(&format!("hint: {nameless}"));
    }
    Ok(())
}

/// Where a name that nobody answers to stands: who writes an article is no person of it.
fn say_author(index: &ArticleIndex, name: &NameMatch, context: &Context) -> Result<(), EngineError> {
    if !name.found.is_empty() || name.class != NameClass::Person {
        return Ok(());
    }
    say_byline(index, &name.asked, context)?;
    Ok(())
}

/// Says that words which stand in no text are the name of who wrote something: bylines are no text.
fn say_absent_author(index: &ArticleIndex, page: &SearchPage, context: &Context) -> Result<(), EngineError> {
    let together = page.absent.join(" ");
    if page.absent.len() > 1 && say_byline(index, &together, context)? {
        return Ok(());
    }
    for word in page.absent.iter().take(MOST_AUTHORS) {
        say_byline(index, word, context)?;
    }
    Ok(())
}

/// Says how many articles have a name in their byline; false when none has.
fn say_byline(index: &ArticleIndex, name: &str, context: &Context) -> Result<bool, EngineError> {
    let written = index.written_by(name)?;
    if written > 0 {
        let count = counted(written, "article");
        context.say(&format!("hint: the byline of {count} has it: byline:\"{}\"", render::clean(name)));
    }
    Ok(written > 0)
}

/// Where a publisher or a section may have emptied the answer: how to see which there are.
fn say_values(page: &SearchPage, asked: &Asked, context: &Context) {
    let empties = |part: &str| part.contains("path:") && !part.contains('*');
    let is_alone = page.parts.is_empty() && empties(&asked.query.to_string());
    if is_alone || page.parts.iter().any(|part| part.articles == 0 && empties(&part.query)) {
        context.say("hint: path: takes a folder or file as a whole; path:2024* takes every path that begins so");
    }
    for (facet, what) in [("source", "publishers"), ("section", "sections")] {
        let prefix = format!("{facet}:");
        let alone = page.parts.is_empty() && asked.query.to_string().contains(&prefix);
        if alone || page.parts.iter().any(|part| part.articles == 0 && part.query.contains(&prefix)) {
            context.say(&format!("hint: which {what} there are: dateline search '*' -n 0 --facets {facet}"));
        }
    }
}

/// Spellings for what stands in no article, and the query with the likeliest of them.
fn say_suggestions(page: &SearchPage, asked: &Asked, context: &Context) {
    for suggestion in &page.suggestions {
        let instead: Vec<String> = suggestion
            .instead
            .iter()
            .map(|spelling| format!("{} ({})", render::clean(&spelling.text), spelling.articles))
            .collect();
        context.say(&format!("did you mean, for `{}`: {}", render::clean(&suggestion.typed), instead.join(", ")));
    }
    if let Some(query) = page.corrected(&asked.text).filter(|_| page.hits.is_empty()) {
        context.say(&format!("try: {}", render::clean(&query)));
    }
}

fn shown_query(asked: &Asked) -> String {
    let part = asked.field.map(|field| format!(" in {}", field.in_words())).unwrap_or_default();
    match asked.text.trim() {
        "" => "these flags".to_owned(),
        _ => format!("`{}`{part}", render::clean(&asked.text)),
    }
}
