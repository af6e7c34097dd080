//! How bare names find their bearers, on the annotated mentions of collections that say which of them are one person.
//!
//! Its surprise: the names are those of the annotation, so only the resolving is measured and not what the model finds.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::person::{BlockKind, EntityKind, Identity, Mention, TextBlock, resolve};

use crate::corpus::Annotated;

/// By document, the mentions of each person: sentence, first token, form.
type Chains = Vec<(String, BTreeMap<String, Vec<(usize, usize, String)>>)>;

/// Bare names whose full form stands before them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Links {
    pub right: usize,
    pub wrong: usize,
    pub open: usize,
}

/// Counts the bare names of the documents that `path` has chains of.
pub fn measure(path: &Path, documents: &[Annotated]) -> Result<Links, Box<dyn Error>> {
    let chains: Chains = serde_json::from_slice(&std::fs::read(path)?)?;
    let mut links = Links::default();
    for (id, persons) in &chains {
        if let Some(document) = documents.iter().find(|document| document.id == *id) {
            count(document, persons.values(), &mut links);
        }
    }
    Ok(links)
}

fn count<'c>(document: &Annotated, persons: impl Iterator<Item = &'c Vec<(usize, usize, String)>>, links: &mut Links) {
    let texts: Vec<String> = document.sentences.iter().map(|sentence| sentence.tokens.join(" ")).collect();
    // The place of each mention in the text, its form and its person.
    let mut all: Vec<(Mention, &str, usize)> = Vec::new();
    for (person, mentions) in persons.enumerate() {
        for (block, token, form) in mentions {
            let Some(sentence) = document.sentences.get(*block) else { continue };
            let start: usize = sentence.tokens.iter().take(*token).map(|token| token.len() + 1).sum();
            let span = start..start + form.len();
            if texts[*block].get(span.clone()) == Some(form.as_str()) {
                let mention = Mention { kind: EntityKind::Person, block: *block, span, confidence: 1.0 };
                all.push((mention, form, person));
            }
        }
    }
    all.sort_by_key(|(mention, ..)| (mention.block, mention.span.start, std::cmp::Reverse(mention.span.end)));
    all.dedup_by(|next, before| next.0.block == before.0.block && next.0.span.start < before.0.span.end);
    let blocks: Vec<TextBlock<'_>> = texts.iter().map(|text| TextBlock { kind: BlockKind::Prose, text }).collect();
    let mentions: Vec<Mention> = all.iter().map(|(mention, ..)| mention.clone()).collect();
    let resolved = resolve(&blocks, &mentions, None);
    for (at, (_, form, person)) in all.iter().enumerate().filter(|(_, (_, form, _))| !form.contains(' ')) {
        let full = |form: &str, of: usize| of == *person && form.contains(' ');
        if !all[..at].iter().any(|(_, other, of)| full(other, *of) && other.split(' ').any(|word| word == *form)) {
            continue;
        }
        let group = resolved.iter().find(|group| group.mentions.contains(&at));
        let named = |group: &&dateline::person::ResolvedPerson| group.identity == Identity::Full;
        match group.filter(named) {
            None => links.open += 1,
            Some(group) if group.mentions.iter().any(|other| full(all[*other].1, all[*other].2)) => links.right += 1,
            Some(_) => links.wrong += 1,
        }
    }
}
