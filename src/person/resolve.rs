//! From mentions to persons: which mentions of one article name the same human being.

use super::{EntityKind, Identity, Mention, Part, ResolvedPerson, TextBlock};

/// Puts the mentions of persons in one article together into persons, in the order of their first full mention.
///
/// `blocks` and `mentions` are those of [`extract_blocks`](super::extract_blocks). Mentions of organisations and places
/// are left out.
pub fn resolve(blocks: &[TextBlock<'_>], mentions: &[Mention]) -> Vec<ResolvedPerson> {
    let mut persons: Vec<ResolvedPerson> = Vec::new();
    let surface = |m: &Mention| &blocks[m.block].text[m.span.clone()];
    let of_person = || mentions.iter().enumerate().filter(|(_, m)| m.kind == EntityKind::Person);
    for full in [true, false] {
        for (index, mention) in of_person().filter(|(_, m)| surface(m).contains(' ') == full) {
            let name = surface(mention);
            let found = persons.iter_mut().find(|p| p.name == name || p.name.ends_with(&format!(" {name}")));
            match found {
                Some(person) => person.mentions.push(index),
                None => persons.push(ResolvedPerson {
                    name: name.to_owned(),
                    roles: Vec::new(),
                    mentions: vec![index],
                    identity: if full { Identity::Full } else { Identity::Partial },
                    part: Part::Subject,
                }),
            }
        }
    }
    persons.iter_mut().for_each(|person| person.mentions.sort_unstable());
    persons
}
