//! What sticks to persons' names and what is no name: names that run into each other, degrees and titles.
//!
//! Works on the mentions of an article in reading order. Its surprise: what depends on a written name alone is asked of it once,
//! since most names have nothing to cut.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::name::without_post_nominals;
use super::super::remember::Remembered;
use super::super::title::is_nothing_but_title;
use super::super::{EntityKind, Mention, TextBlock, trim};
use super::row;

/// What the name of a person is by itself.
#[derive(Debug, Clone, Copy)]
struct Alone {
    /// Whether nothing sticks to it, whatever stands behind it, and it is one name.
    whole: bool,
    /// How long it is without what follows a name.
    bare: u32,
    only_titles: bool,
    /// Whether a title stands inside it or a law ends it, and whether it may be a row of surnames.
    titled: bool,
    row: bool,
}

impl Alone {
    fn of(name: &str) -> Self {
        let whole = !name.contains(' ')
            || trim::is_bare(name) && trim::without_dateline(name) == name && trim::joints(name).is_empty();
        let titled = row::around_title(name).is_some() || row::before_law(name).is_some();
        let row = row::may_be_row(name);
        Self { whole, bare: without_post_nominals(name).len() as u32, only_titles: is_only_titles(name), titled, row }
    }
}

thread_local! {
    static ALONE: RefCell<Remembered<Alone>> = RefCell::default();
}

/// Cuts what sticks to names where the text has lost its marks, and names that run into each other.
pub(super) fn part_names(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut more = Vec::new();
    let (mut titled, mut rows) = (Vec::new(), Vec::new());
    for (number, mention) in mentions.iter_mut().enumerate() {
        if mention.kind != EntityKind::Person {
            continue;
        }
        let text = blocks[mention.block].text;
        let name = &text[mention.span.clone()];
        let alone = ALONE.with_borrow_mut(|known| known.of(name, Alone::of));
        if alone.row {
            rows.push(number);
        }
        if alone.whole && !alone.titled {
            continue;
        }
        let bare = trim::bare(name, &text[mention.span.end..]);
        mention.span = mention.span.start + bare.start..mention.span.start + bare.end;
        if alone.titled {
            titled.push(number);
            continue;
        }
        let name = trim::without_dateline(&text[mention.span.clone()]);
        mention.span.end = mention.span.start + name.len();
        let (start, end) = (mention.span.start, mention.span.end);
        let joints = trim::joints(name);
        let ends = joints.iter().skip(1).map(|next| start + next - 1).chain([end]);
        more.extend(joints.iter().zip(ends).map(|(at, end)| Mention { span: start + at..end, ..mention.clone() }));
        if let Some(first) = joints.first() {
            mention.span.end = start + first - 1;
        }
    }
    row::part(blocks, mentions, &titled, &rows, &mut more);
    part_surnames(blocks, mentions, &mut more);
    if !more.is_empty() {
        mentions.extend(more);
        mentions.sort_by_key(|mention| (mention.block, mention.span.start));
    }
}

/// Takes rows of surnames apart whose bearers the article names in full: `Schumer Clinton Announce Funding`.
fn part_surnames(blocks: &[TextBlock<'_>], mentions: &mut [Mention], more: &mut Vec<Mention>) {
    let name_of = |mention: &Mention| &blocks[mention.block].text[mention.span.clone()];
    // By last word, a name that ends so and whether another does.
    let mut lasts: FxHashMap<&str, (&str, bool)> = FxHashMap::default();
    let mut rows: Vec<(usize, &str)> = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person) {
        let name = name_of(mention);
        let Some((first, last)) = name.rsplit_once(' ') else { continue };
        let (known, several) = lasts.entry(last).or_insert((name, false));
        *several |= *known != name;
        rows.push((at, first));
    }
    rows.retain(|(at, first)| {
        first.split(' ').all(|word| lasts.contains_key(word))
            && lasts.get(&name_of(&mentions[*at])[first.len() + 1..]).is_some_and(|(_, several)| *several)
            && trim::may_be_surnames(first)
            && is_in_headline(blocks[mentions[*at].block].text, &mentions[*at].span)
    });
    for (at, _) in rows {
        let (whole, start) = (mentions[at].clone(), mentions[at].span.start);
        let mut from = 0;
        for (number, word) in name_of(&whole).split(' ').enumerate() {
            let span = start + from..start + from + word.len();
            match number {
                0 => mentions[at].span = span,
                _ => more.push(Mention { span, ..whole.clone() }),
            }
            from += word.len() + 1;
        }
    }
}

/// Whether a word with a capital stands before or behind a name, as in headlines; elsewhere rows of names have commas.
fn is_in_headline(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n']).next());
    before.is_some_and(|word| word.starts_with(char::is_uppercase))
        || text[span.end..].strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_uppercase))
}

/// Cuts what follows a name without belonging to it (`KC`, `PhD`), adds `Jr.` behind a comma, and drops what is no person:
/// titles by themselves (`SEN.`), suffixes by themselves.
pub(super) fn mend_ends(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut titles = false;
    for at in 0..mentions.len() {
        if mentions[at].kind != EntityKind::Person {
            continue;
        }
        let mention = &mentions[at];
        let text = blocks[mention.block].text;
        let name = &text[mention.span.clone()];
        let alone = ALONE.with_borrow_mut(|known| known.of(name, Alone::of));
        let end = mention.span.start + alone.bare as usize;
        titles |= alone.only_titles;
        let rest = &text[end..];
        let suffix = rest.strip_prefix(", ").filter(|_| name.contains(' ')).and_then(suffix_length);
        let end = suffix.map_or(end, |length| end + 2 + length);
        let next = mentions.get(at + 1).filter(|next| next.block == mention.block && next.span.start < end);
        // What was found of the suffix alone is part of this name now.
        let inside = next.is_some_and(|next| next.span.end <= end);
        if next.is_none() || inside {
            mentions[at].span.end = end;
        }
        if inside {
            mentions[at + 1].span = end..end;
        }
    }
    mentions.retain(|mention| {
        let person = mention.kind == EntityKind::Person;
        let text = blocks[mention.block].text;
        !(mention.span.is_empty() || person && is_suffix_alone(&text[mention.span.clone()]))
    });
    if titles {
        drop_titles(blocks, mentions);
    }
}

/// The length of the `Jr.` that a text begins with.
fn suffix_length(rest: &str) -> Option<usize> {
    let word = ["Jr", "Sr", "III", "II", "IV"].into_iter().find(|suffix| rest.starts_with(suffix))?;
    let length = word.len() + usize::from(word.ends_with('r') && rest[word.len()..].starts_with('.'));
    (!rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == '.')).then_some(length)
}

fn is_suffix_alone(name: &str) -> bool {
    name.len() <= 3 && suffix_length(name) == Some(name.len())
}

/// Whether a name is nothing but titles: `Sen.`, `MR.`; words that are names too are none here.
fn is_only_titles(name: &str) -> bool {
    is_nothing_but_title(name.split(' ').next().unwrap_or_default())
        && name.split_whitespace().all(is_nothing_but_title)
}

/// Drops mentions of titles alone, except where they end a full name of the article: `Amartya Sen`.
fn drop_titles(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut lasts: FxHashSet<&str> = FxHashSet::default();
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        if let Some((_, last)) = name.rsplit_once(' ').filter(|_| !is_only_titles(name)) {
            lasts.insert(last);
        }
    }
    mentions.retain(|mention| {
        let name = &blocks[mention.block].text[mention.span.clone()];
        mention.kind != EntityKind::Person || !is_only_titles(name) || lasts.contains(name)
    });
}
