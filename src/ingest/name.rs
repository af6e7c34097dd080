//! The names of an article as the index wants them.

use rustc_hash::FxHashMap;

use crate::article::{Article, Zone};
use crate::engine::{ArticleName, NameClass, NameMention, lookup_parts};
use crate::person::{self, BlockKind, EntityKind, TextBlock};

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
        let key = person::parse_name(&resolved.name).key();
        names.push(ArticleName {
            class: NameClass::Person,
            parts: lookup_parts(NameClass::Person, &resolved.name),
            key,
            name: resolved.name,
            roles: resolved.roles,
            mentions: resolved.mentions.iter().map(|&index| place(index)).collect(),
        });
    }
    let mut others: FxHashMap<(NameClass, String), usize> = FxHashMap::default();
    for (index, mention) in mentions.iter().enumerate() {
        let class = match mention.kind {
            EntityKind::Person => continue,
            EntityKind::Organisation => NameClass::Organisation,
            EntityKind::Place => NameClass::Place,
        };
        let name = &texts[mention.block].text[mention.span.clone()];
        let key = crate::engine::fold::fold(&name.to_lowercase());
        let known = *others.entry((class, key.clone())).or_insert_with(|| {
            let parts = lookup_parts(class, name);
            names.push(ArticleName {
                class,
                name: name.to_owned(),
                key,
                parts,
                roles: Vec::new(),
                mentions: Vec::new(),
            });
            names.len() - 1
        });
        names[known].mentions.push(place(index));
    }
    names
}
