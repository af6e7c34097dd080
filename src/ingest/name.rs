//! The names of an article as the index wants them.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::article::{Article, Zone};
use crate::engine::fold::fold;
use crate::engine::{ArticleName, NameClass, NameMention};
use crate::person::{self, BlockKind, EntityKind, TextBlock};

/// Names after which a thread forgets how they are filed.
const MOST_NAMES: usize = 20_000;

thread_local! {
    static KEYS: RefCell<FxHashMap<String, String>> = RefCell::new(FxHashMap::default());
}

/// The key that a person's name is filed under. The same persons are in many articles, so it is worked out once for each
/// thread.
fn key_of(name: &str) -> String {
    KEYS.with_borrow_mut(|known| {
        if let Some(key) = known.get(name) {
            return key.clone();
        }
        if known.len() >= MOST_NAMES {
            known.clear();
        }
        let key = person::parse_name(name).key();
        known.insert(name.to_owned(), key.clone());
        key
    })
}

/// Finds the persons, organisations and places of an article.
pub fn names_of(article: &Article) -> Vec<ArticleName> {
    let blocks: Vec<_> = article.blocks().collect();
    let texts: Vec<TextBlock<'_>> = blocks
        .iter()
        .map(|block| TextBlock {
            kind: match block.zone {
                Zone::Headline | Zone::Heading => BlockKind::Heading,
                Zone::Lede | Zone::Body => BlockKind::Prose,
            },
            text: block.text,
        })
        .collect();
    let mentions = person::extract_blocks(&texts, article.language.as_deref());
    let place = |index: usize| {
        let mention = &mentions[index];
        NameMention { block: mention.block as u32, start: mention.span.start as u32, end: mention.span.end as u32 }
    };
    let mut names: Vec<ArticleName> = Vec::new();
    for resolved in person::resolve(&texts, &mentions) {
        names.push(ArticleName {
            class: NameClass::Person,
            key: key_of(&resolved.name),
            name: resolved.name,
            roles: resolved.roles,
            mentions: resolved.mentions.iter().map(|&index| place(index)).collect(),
        });
    }
    let mut others: FxHashMap<(NameClass, String), usize> = FxHashMap::default();
    // By what is written, so that a key is worked out once for what an article repeats.
    let mut written: FxHashMap<(NameClass, &str), usize> = FxHashMap::default();
    for (index, mention) in mentions.iter().enumerate() {
        let class = match mention.kind {
            EntityKind::Person => continue,
            EntityKind::Organisation => NameClass::Organisation,
            EntityKind::Place => NameClass::Place,
        };
        let name = &texts[mention.block].text[mention.span.clone()];
        let known = *written.entry((class, name)).or_insert_with(|| {
            let key = if name.is_ascii() { name.to_ascii_lowercase() } else { fold(&name.to_lowercase()) };
            *others.entry((class, key.clone())).or_insert_with(|| {
                names.push(ArticleName { class, name: name.to_owned(), key, roles: Vec::new(), mentions: Vec::new() });
                names.len() - 1
            })
        });
        names[known].mentions.push(place(index));
    }
    names
}
