//! Shortened names of American states that were taken for persons: `Hartford, Conn.`, `D-Tenn.`
//!
//! Its surprise: some are given names as well (`Tex`, `Cal`), so a full stop behind and a place or a party before are asked for.

use super::super::{EntityKind, Mention, TextBlock};

/// The forms of newspapers that are no words by themselves.
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Cal", "Calif", "Colo", "Conn", "Dak", "Del", "Fla", "Ga", "Ida", "Ill", "Ind", "Kan",
    "Kans", "Kas", "Ky", "La", "Mass", "Md", "Me", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nebr", "Nev", "Okla",
    "Ont", "Ore", "Oreg", "Pa", "Penn", "Que", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wisc", "Wyo",
];

/// Makes places of them.
pub(super) fn settle(blocks: &[TextBlock<'_>], mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| mention.kind == EntityKind::Person) {
        let text = blocks[mention.block].text;
        let name = text[mention.span.clone()].trim_end_matches('.');
        if name.len() <= LONGEST && is_state(text, name, mention.span.start) {
            mention.kind = EntityKind::Place;
        }
    }
}

/// No form here has more letters.
const LONGEST: usize = 5;

fn is_state(text: &str, name: &str, start: usize) -> bool {
    if !text[start + name.len()..].starts_with('.') || !STATES.contains(&name) {
        return false;
    }
    let before = &text[..start];
    let party = ["D-", "R-", "I-"].iter().any(|party| before.ends_with(party));
    let town = before.strip_suffix([' ', '\n']).and_then(|before| before.strip_suffix(',')).is_some_and(|before| {
        let word = before.rsplit([' ', '\n', '(']).next().unwrap_or_default();
        word.starts_with(char::is_uppercase)
    });
    party || town
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::extract;

    #[test]
    fn a_state_behind_a_town_is_a_place() {
        let at = |text: &str, name: &str| is_state(text, name, text.rfind(name).unwrap());
        assert!(at("in Hartford, Conn., on Monday", "Conn") && at("SPRINGFIELD, Mo., Jan. 3", "Mo"));
        assert!(at("Ann Lee, D-Tenn., and", "Tenn"));
        assert!(
            !at("He met Cal.", "Cal") && !at("said Tex Ritter, Tex said", "Tex") && !at("they came, Tex. too", "Tex")
        );
    }

    #[test]
    fn what_is_read_has_no_state_for_a_person() {
        let text = "The train from Louisville, Ky., to Hartford, Conn., was late.";
        let persons = extract(text, None).into_iter().filter(|mention| mention.kind == EntityKind::Person);
        assert_eq!(persons.map(|mention| &text[mention.span]).collect::<Vec<_>>(), [""; 0]);
    }
}
