//! Clubs, makers and horses in the tables of results, where they stand as persons do elsewhere.
//!
//! Looks at whole lines and their marks. Its surprise: a line tells what a name is by the numbers behind it, so text that is no
//! table is passed over at once.

use rustc_hash::FxHashSet;

use super::{EntityKind, Mention, TextBlock};

/// Makes organisations of clubs and makers that were taken for persons, and drops horses.
pub(super) fn settle<'t>(blocks: &[TextBlock<'t>], mentions: &mut Vec<Mention>) {
    let mut horses: Vec<usize> = Vec::new();
    for at in 0..mentions.len() {
        if mentions[at].kind != EntityKind::Person {
            continue;
        }
        let text = blocks[mentions[at].block].text;
        let (before, after) = (&text[..mentions[at].span.start], &text[mentions[at].span.end..]);
        if is_maker(text, mentions, at) || is_standing(before, after) || is_opponent(text, mentions, at) {
            mentions[at].kind = EntityKind::Organisation;
        } else if is_ridden(text, mentions, at) {
            horses.push(at);
        }
    }
    if horses.len() >= FEWEST && blocks.iter().any(|block| RACING.iter().any(|word| block.text.contains(word))) {
        drop_horses(blocks, mentions, &horses);
    }
}

/// The mention so many places before or behind, in the same line.
fn neighbour(mentions: &[Mention], at: usize, offset: isize) -> Option<&Mention> {
    let other = mentions.get(at.checked_add_signed(offset)?)?;
    (other.block == mentions[at].block).then_some(other)
}

/// The makers and teams behind the country of somebody: `3. Jackie Ickx (Belgium) Jordan 1:28.4`.
fn is_maker(text: &str, mentions: &[Mention], at: usize) -> bool {
    let maker = &mentions[at].span;
    if !text[..maker.start].ends_with(") ") || text[maker.clone()].contains(' ') {
        return false;
    }
    let (Some(person), Some(place)) = (neighbour(mentions, at, -2), neighbour(mentions, at, -1)) else { return false };
    let behind = text[maker.end..].strip_prefix(' ').unwrap_or_default();
    person.kind == EntityKind::Person
        && place.kind == EntityKind::Place
        && text.get(person.span.end..place.span.start) == Some(" (")
        && text.get(place.span.end..maker.start) == Some(") ")
        && (maker.end == text.len() || behind.starts_with(|c: char| c.is_ascii_digit()))
}

/// A table of golf has up to five numbers behind a name, a league table more.
const FEWEST_NUMBERS: usize = 6;

/// The club at the head of a line of a league table: `Sturm Graz 16 9 4 3 28 14 31`.
fn is_standing(before: &str, after: &str) -> bool {
    if !before.is_empty() && !before.ends_with('\n') || !after.starts_with(' ') {
        return false;
    }
    let mut words = after.lines().next().unwrap_or_default().split_whitespace();
    let numbers = words.by_ref().take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    numbers >= FEWEST_NUMBERS && words.next().is_none()
}

/// One of two clubs with their goals, of which the other is known for one: `Celtic 4 Motherwell 0`, `UTAH AT DENVER`.
fn is_opponent(text: &str, mentions: &[Mention], at: usize) -> bool {
    let own = &mentions[at].span;
    let club = |other: &&Mention| other.kind != EntityKind::Person;
    let begins = |start: usize| start == 0 || text[..start].ends_with('\n');
    let goals = |between: &str| {
        between.strip_prefix(' ').and_then(|rest| rest.strip_suffix(' ')).is_some_and(|number| {
            matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit()) || number == "AT"
        })
    };
    let ends = |end: usize| {
        let rest = text[end..].lines().next().unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        rest.is_empty() || rest.starts_with(['(', '.'])
    };
    let single = || !text[own.clone()].contains(' ');
    let first = neighbour(mentions, at, 1).filter(club).is_some_and(|other| {
        begins(own.start) && text.get(own.end..other.span.start).is_some_and(goals) && ends(other.span.end)
    });
    let second = neighbour(mentions, at, -1).filter(club).is_some_and(|other| {
        begins(other.span.start) && text.get(other.span.end..own.start).is_some_and(goals) && ends(own.end)
    });
    (first || second) && single()
}

/// So many names have somebody in brackets behind them before they may be horses.
const FEWEST: usize = 2;
/// Words of which an article about horses has one.
const RACING: &[&str] =
    &["jockey", "Jockey", "HORSE RACING", "Horse racing", "horse race", "thoroughbred", "racehorse"];

/// Whether a person in brackets follows, as jockeys do.
fn is_ridden(text: &str, mentions: &[Mention], at: usize) -> bool {
    let own = &mentions[at].span;
    text[own.end..].starts_with(" (")
        && neighbour(mentions, at, 1).is_some_and(|rider| {
            rider.kind == EntityKind::Person
                && rider.span.start == own.end + 2
                && text[rider.span.end..].starts_with([')', ','])
        })
}

/// Drops the horses, wherever they stand.
fn drop_horses(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>, horses: &[usize]) {
    let name = |mention: &Mention| &blocks[mention.block].text[mention.span.clone()];
    let names: FxHashSet<&str> = horses.iter().map(|at| name(&mentions[*at])).collect();
    mentions.retain(|mention| mention.kind != EntityKind::Person || !names.contains(name(mention)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::BlockKind;

    /// What becomes of the names of a text: persons in brackets, places in angle brackets, organisations in braces.
    fn settled(marked: &str) -> String {
        let marks =
            [(EntityKind::Person, '[', ']'), (EntityKind::Organisation, '{', '}'), (EntityKind::Place, '<', '>')];
        let (mut text, mut start, mut mentions) = (String::new(), 0, Vec::new());
        for c in marked.chars() {
            if marks.iter().any(|mark| mark.1 == c) {
                start = text.len();
            } else if let Some((kind, ..)) = marks.iter().find(|mark| mark.2 == c) {
                mentions.push(Mention { kind: *kind, block: 0, span: start..text.len(), confidence: 1.0 });
            } else {
                text.push(c);
            }
        }
        settle(&[TextBlock { kind: BlockKind::Prose, text: &text }], &mut mentions);
        let mut again = text.clone();
        for mention in mentions.iter().rev() {
            let (_, open, close) = marks.iter().find(|mark| mark.0 == mention.kind).unwrap();
            again.insert(mention.span.end, *close);
            again.insert(mention.span.start, *open);
        }
        again
    }

    #[test]
    fn makers_stand_behind_countries() {
        assert_eq!(
            settled("8. [Damon Hill] (<Britain>) [Jordan] 1:27.4"),
            "8. [Damon Hill] (<Britain>) {Jordan} 1:27.4"
        );
        let cast = "with [Anne Roy] (<France>) [Juliette] said";
        assert_eq!(settled(cast), cast);
    }

    #[test]
    fn clubs_head_league_tables_and_golfers_do_not() {
        assert_eq!(settled("[Sturm Graz] 16 9 4 3 28 14 31"), "{Sturm Graz} 16 9 4 3 28 14 31");
        assert_eq!(settled("[Ernie Els] 69 66 68 71 274"), "[Ernie Els] 69 66 68 71 274");
    }

    #[test]
    fn clubs_play_clubs() {
        assert_eq!(settled("{Celtic} 4 [Motherwell] 0"), "{Celtic} 4 {Motherwell} 0");
        assert_eq!(settled("[Nancy] 2 <Lyon> 1 (halftime 1-0)"), "{Nancy} 2 <Lyon> 1 (halftime 1-0)");
        assert_eq!(settled("[SACRAMENTO] AT {LA CLIPPERS}"), "{SACRAMENTO} AT {LA CLIPPERS}");
        assert_eq!(settled("[Hendry] 9 [White] 4"), "[Hendry] 9 [White] 4");
        assert_eq!(settled("{Lakers} 99 [Bryant] scored"), "{Lakers} 99 [Bryant] scored");
    }

    #[test]
    fn horses_have_jockeys() {
        let results = "HORSE RACING - 1. [Swain] ([L. Dettori]) 2. [Oscar Ray] ([Pat Eddery]), a nose. [Swain] flew.";
        let expected = "HORSE RACING - 1. Swain ([L. Dettori]) 2. Oscar Ray ([Pat Eddery]), a nose. Swain flew.";
        assert_eq!(settled(results), expected);
        let aliases = "[Sting] ([Gordon Sumner]) and [Bono] ([Paul Hewson]) sang.";
        assert_eq!(settled(aliases), aliases);
    }
}
