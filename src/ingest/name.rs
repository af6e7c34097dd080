//! The names of an article as the index wants them.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::article::{Article, Zone};
use crate::engine::fold::fold;
use crate::engine::{ArticleName, NameClass, NameMention};
use crate::person::{self, BlockKind, EntityKind, Mention, Part, TextBlock};

/// Finds the persons, organisations and places of an article.
pub fn names_of(article: &Article) -> Vec<ArticleName> {
    let texts = texts_of(article);
    put_together(article, &texts, &mentions_in(article, &texts))
}

/// As [`names_of`], of many: first all mentions and then what they come to, since each step looks up its own tables.
pub(super) fn names_of_all<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> Vec<Vec<ArticleName>> {
    let found: Vec<(Vec<TextBlock<'a>>, Vec<Mention>)> = articles
        .clone()
        .map(|article| {
            let texts = texts_of(article);
            let mentions = mentions_in(article, &texts);
            (texts, mentions)
        })
        .collect();
    articles.zip(&found).map(|(article, (texts, mentions))| put_together(article, texts, mentions)).collect()
}

fn texts_of(article: &Article) -> Vec<TextBlock<'_>> {
    article
        .blocks()
        .map(|block| TextBlock {
            kind: match block.zone {
                Zone::Headline | Zone::Heading => BlockKind::Heading,
                Zone::Lede | Zone::Body => BlockKind::Prose,
            },
            text: block.text,
        })
        .collect()
}

fn mentions_in(article: &Article, texts: &[TextBlock<'_>]) -> Vec<Mention> {
    person::extract_blocks(texts, article.language.as_deref())
}

fn put_together(article: &Article, texts: &[TextBlock<'_>], mentions: &[Mention]) -> Vec<ArticleName> {
    let persons = person::resolve(texts, mentions, article.language.as_deref());
    let others = mentions.iter().filter(|mention| mention.kind != EntityKind::Person).count();
    let mut names: Vec<ArticleName> = Vec::with_capacity(persons.len() + others);
    // Who writes an article is no person of it.
    for resolved in persons.into_iter().filter(|person| person.part == Part::Subject) {
        let wife = resolved.name.starts_with(WIFE);
        let place = |index: usize| {
            let mention = &mentions[index];
            let titled = wife && texts[mention.block].text[..mention.span.start].ends_with(WIFE);
            let start = mention.span.start - if titled { WIFE.len() } else { 0 };
            NameMention { start: start as u32, ..place(mention) }
        };
        names.push(ArticleName {
            class: NameClass::Person,
            key: resolved.key,
            name: resolved.name,
            roles: resolved.roles,
            mentions: resolved.mentions.iter().map(|&index| place(index)).collect(),
        });
    }
    OTHERS.with_borrow_mut(|room| {
        room.add(texts, mentions, others, &mut names);
        if others > MOST_KEPT {
            *room = Others::default();
        }
    });
    names
}

/// What belongs to the name of a wife who is called by her husband's.
const WIFE: &str = "Mrs. ";

fn place(mention: &Mention) -> NameMention {
    NameMention { block: mention.block as u32, start: mention.span.start as u32, end: mention.span.end as u32 }
}

thread_local! {
    static OTHERS: RefCell<Others> = RefCell::default();
}

/// Where names other than persons' are put together by what they are filed under; kept by a thread for the next article.
#[derive(Default)]
struct Others {
    /// Numbers of names, each plus one, at the place that its key's hash gives or the next free one behind.
    slots: Vec<u32>,
    /// What one mention is filed under.
    key: String,
    /// The name of each mention, and how many mentions there are of each name.
    numbers: Vec<u32>,
    counts: Vec<u32>,
}

/// The room of an article with more mentions is given back.
const MOST_KEPT: usize = 4_096;

impl Others {
    /// Adds the organisations and places, of which there are so many mentions, to the names of an article.
    fn add(&mut self, texts: &[TextBlock<'_>], mentions: &[Mention], many: usize, names: &mut Vec<ArticleName>) {
        let persons = names.len();
        self.slots.clear();
        self.slots.resize((2 * many).next_power_of_two(), 0);
        self.numbers.clear();
        self.counts.clear();
        for mention in mentions {
            let class = match mention.kind {
                EntityKind::Person => continue,
                EntityKind::Organisation => NameClass::Organisation,
                EntityKind::Place => NameClass::Place,
            };
            let name = person::plain_name(&texts[mention.block].text[mention.span.clone()]);
            self.key.clear();
            match name.is_ascii() {
                true => {
                    self.key.push_str(&name);
                    self.key.make_ascii_lowercase();
                }
                false => self.key.push_str(&fold(&name.to_lowercase())),
            }
            let slot = self.slot(class, &names[persons..]);
            if self.slots[slot] == 0 {
                names.push(ArticleName {
                    class,
                    name: name.into_owned(),
                    key: self.key.clone(),
                    roles: Vec::new(),
                    mentions: Vec::new(),
                });
                self.counts.push(0);
                self.slots[slot] = self.counts.len() as u32;
            }
            let number = self.slots[slot] - 1;
            self.numbers.push(number);
            self.counts[number as usize] += 1;
        }
        for (name, count) in names[persons..].iter_mut().zip(&self.counts) {
            name.mentions.reserve_exact(*count as usize);
        }
        let others = mentions.iter().filter(|mention| mention.kind != EntityKind::Person);
        for (mention, number) in others.zip(&self.numbers) {
            names[persons + *number as usize].mentions.push(place(mention));
        }
    }

    /// Where the name with the key of this mention is or belongs.
    fn slot(&self, class: NameClass, names: &[ArticleName]) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(self.key.as_bytes());
        let last = self.slots.len() - 1;
        let mut at = hasher.finish() as usize & last;
        while let Some(number) = self.slots[at].checked_sub(1) {
            let name = &names[number as usize];
            if name.class == class && name.key == self.key {
                break;
            }
            at = (at + 1) & last;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_and_places_are_put_together_by_key_and_class() {
        let text = "Acme of Rome, ACME, Örebro, Rome, Ana, örebro, Acme";
        let texts = [TextBlock { kind: BlockKind::Prose, text }];
        let (organisation, place, person) = (EntityKind::Organisation, EntityKind::Place, EntityKind::Person);
        let kinds = [organisation, place, organisation, place, place, person, place, place];
        let mut at = 0;
        let mut mentions: Vec<Mention> = Vec::new();
        for (kind, name) in kinds.into_iter().zip(["Acme", "Rome", "ACME", "Örebro", "Rome", "Ana", "örebro", "Acme"])
        {
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            mentions.push(Mention { kind, block: 0, span: start..at, confidence: 1.0 });
        }
        // What was there before for another article changes nothing.
        let mut room = Others::default();
        room.add(&texts, &mentions[3..4], 1, &mut Vec::new());
        let mut names = Vec::new();
        room.add(&texts, &mentions, 7, &mut names);
        let found: Vec<(NameClass, &str, &str, Vec<u32>)> = names
            .iter()
            .map(|name| {
                let starts = name.mentions.iter().map(|mention| mention.start).collect();
                (name.class, name.name.as_str(), name.key.as_str(), starts)
            })
            .collect();
        let expected = [
            (NameClass::Organisation, "Acme", "acme", vec![0, 14]),
            (NameClass::Place, "Rome", "rome", vec![8, 29]),
            (NameClass::Place, "Örebro", "orebro", vec![20, 40]),
            (NameClass::Place, "Acme", "acme", vec![49]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_place_is_filed_with_ordinary_blanks() {
        let text = "New York, New\u{a0}York";
        let texts = [TextBlock { kind: BlockKind::Prose, text }];
        let place = |span| Mention { kind: EntityKind::Place, block: 0, span, confidence: 1.0 };
        let mut names = Vec::new();
        Others::default().add(&texts, &[place(0..8), place(10..19)], 2, &mut names);
        assert_eq!(names.len(), 1);
        assert_eq!((&*names[0].name, &*names[0].key, names[0].mentions[1].end), ("New York", "new york", 19));
    }
}
