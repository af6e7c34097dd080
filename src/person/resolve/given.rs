//! Bare words that agree with nothing but a given name of the article, and are rather something else: a country, a law, an organisation.
//!
//! Its surprise: a word that is left out belongs to nobody, since it names no person.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Named;
use crate::person::{EntityKind, Mention, TextBlock};

/// Leaves out words without a title that are the given name of somebody in the article, where they are the name of a place or an
/// organisation elsewhere in it (`Israel` beside `Israel Katz`), or common words in a heading or behind an article (`JOBS Bill`
/// beside `Bill Frist`). What is the surname of somebody stays.
pub(super) fn drop_words(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &mut Vec<Named>) {
    let bare = |this: &Named| this.parts.len() == 1 && this.context.roles.is_empty() && this.generation.is_none();
    if !named.iter().any(bare) {
        return;
    }
    // Of the parts of full names, whether one ends so.
    let mut known: FxHashMap<u32, bool> = FxHashMap::default();
    for full in named.iter().filter(|this| this.parts.len() > 1) {
        let last = full.key_numbers.len() - 1;
        for (at, number) in full.key_numbers.iter().enumerate() {
            *known.entry(*number).or_default() |= at == last || full.surname_first && at == 0;
        }
    }
    let given = |this: &Named| {
        let is_given = |number: &u32| known.get(number) == Some(&false);
        match known.get(&this.key_numbers[0]) {
            Some(surname) => !surname,
            None => this.partners.iter().any(is_given),
        }
    };
    let mut others: Option<FxHashSet<&str>> = None;
    named.retain(|this| {
        if !bare(this) || !given(this) {
            return true;
        }
        let text = blocks[this.block].text;
        let common = this.entry.lower() >= 2 && (this.heading || is_behind_article(&text[..this.start]));
        let others = others.get_or_insert_with(|| {
            let others = mentions.iter().filter(|mention| mention.kind != EntityKind::Person);
            others.filter_map(|mention| blocks.get(mention.block)?.text.get(mention.span.clone())).collect()
        });
        !common && !others.contains(&*this.surface)
    });
}

/// The numbers of names of one part that stand behind a title somewhere.
pub(super) fn titled(named: &[Named]) -> FxHashSet<u32> {
    let titled = named.iter().filter(|this| this.parts.len() == 1 && !this.context.roles.is_empty());
    titled.map(|this| this.key_numbers[0]).collect()
}

/// Whether the last part of a full name is rather that of the father or of a saint: `King Salman` is not Mohammed bin Salman, nor
/// `Pope Francis` St Francis.
pub(super) fn is_of_father(this: &Named, full: &Named) -> bool {
    let fathers = |surface: &str| [" bin ", " ibn ", " bint "].iter().any(|son| surface.contains(son));
    !this.surface.contains(' ')
        && (fathers(&full.surface) || matches!(full.first.trim_end_matches('.'), "st" | "saint" | "san" | "santa"))
}

/// Whether an article or the like stands before a word, which then is no name: `the Bill`.
fn is_behind_article(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(6))..];
    let word = near.strip_suffix(' ').and_then(|near| near.rsplit([' ', '\n', '"', '(']).next());
    matches!(word, Some("the" | "The" | "THE" | "this" | "This" | "a" | "A"))
}
