//! Ships, storms, races and streets that bear the names of persons.
//!
//! Looks at the words before a name only. Its surprise: what is once called a storm is none of the article's persons
//! anywhere, unless somebody bears the name in full.

use rustc_hash::FxHashSet;

use super::namesake::is_shown_human;
use super::{EntityKind, Mention, TextBlock};

/// What stands before the names of ships, with up to [`MOST_BEFORE`] words between.
const SHIPS: &[&str] = &["USS", "USNS", "USCGC", "HMS", "HMAS", "HMCS", "HMNZS", "RMS"];
/// Kinds of ships that are hardly anything else, directly before a name in full.
const KINDS: &[&str] = &[
    "destroyer",
    "frigate",
    "submarine",
    "yacht",
    "superyacht",
    "ferry",
    "tanker",
    "freighter",
    "trawler",
    "warship",
    "cruiser",
    "battleship",
    "steamer",
    "steamship",
    "schooner",
    "minesweeper",
    "corvette",
    "tugboat",
    "supertanker",
    "icebreaker",
    "dreadnought",
    "paddle-steamer",
    "supercarrier",
];
/// A name has at most so many words before the part that was found.
const MOST_BEFORE: usize = 4;
/// Storms, directly before a name.
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Storm", "HURRICANE", "TYPHOON", "CYCLONE"];
/// The same before several names.
const SEVERAL_STORMS: &[&str] = &["Hurricanes", "Typhoons", "Cyclones", "hurricanes", "typhoons", "cyclones", "storms"];
/// Races, stadiums and streets, directly before a name.
const PLACES: &[&str] = &["Prix", "Stade", "Estadio", "Rue", "Calle", "Avenida", "Piazza"];

/// Drops the mentions of persons that are such things.
pub(super) fn drop_things<'t>(blocks: &[TextBlock<'t>], mentions: &mut Vec<Mention>) {
    let mut storms: FxHashSet<&'t str> = FxHashSet::default();
    let mut ships: FxHashSet<&'t str> = FxHashSet::default();
    mentions.retain(|mention| {
        let text = blocks[mention.block].text;
        let start = mention.span.start;
        if mention.kind != EntityKind::Person || !may_name_a_thing(text.as_bytes(), start) {
            return true;
        }
        let storm = is_storm(text, start);
        if storm {
            storms.insert(&text[mention.span.clone()]);
        }
        let name = &text[mention.span.clone()];
        let ship = name.contains(' ') && is_kind_of_ship(text, start);
        let named = !storm && !ship && is_ship_or_place(text, start);
        if ship || named && name.contains(' ') {
            ships.insert(name);
        }
        !storm && !ship && !named
    });
    if !ships.is_empty() {
        drop_ships(blocks, mentions, &ships);
    }
    if storms.is_empty() {
        return;
    }
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        if name.contains(' ') {
            name.split(' ').for_each(|part| {
                storms.remove(part);
            });
        }
    }
    mentions.retain(|mention| {
        mention.kind != EntityKind::Person || !storms.contains(&blocks[mention.block].text[mention.span.clone()])
    });
}

/// Drops the other mentions of ships of which the article has the kind or the letters before the name somewhere: those behind an
/// article, and all where no place shows a human being.
fn drop_ships(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>, ships: &FxHashSet<&str>) {
    let ship = |mention: &Mention| {
        let name = &blocks[mention.block].text[mention.span.clone()];
        (mention.kind == EntityKind::Person && ships.contains(name)).then_some(name)
    };
    let mut humans: FxHashSet<&str> = FxHashSet::default();
    for mention in mentions.iter() {
        let text = blocks[mention.block].text;
        // "named after", "built for": of whom it has the name.
        let honoured = || matches!(words_before(text, mention.span.start).next(), Some("after" | "for" | "by"));
        if let Some(name) = ship(mention).filter(|_| honoured() || is_shown_human(text, &mention.span)) {
            humans.insert(name);
        }
    }
    mentions.retain(|mention| {
        let Some(name) = ship(mention) else { return true };
        let text = blocks[mention.block].text;
        let article = matches!(words_before(text, mention.span.start).next(), Some("the" | "The"));
        !article && humans.contains(name)
    });
}

/// Whether the word before a name is a kind of ship, and what is before that does not make it somebody's calling.
fn is_kind_of_ship(text: &str, start: usize) -> bool {
    let mut words = words_before(text, start);
    match words.next() {
        Some("carrier") => words.next() == Some("aircraft"),
        Some(word) => KINDS.contains(&word),
        None => false,
    }
}

/// Whether the word before a name has a capital, is "and", or ends as several storms or a kind of ship do; before most names stands
/// another.
fn may_name_a_thing(text: &[u8], start: usize) -> bool {
    let Some((b' ', before)) = text[..start].split_last() else { return false };
    let begin = before.iter().rposition(|byte| *byte == b' ').map_or(0, |at| at + 1);
    let word = &before[begin..];
    word.first().is_some_and(|byte| !byte.is_ascii_lowercase())
        || word == b"and"
        || word.ends_with(b"s")
        || word.len() > 4 && matches!(word[word.len() - 1], b'r' | b'e' | b'y' | b't' | b'p')
}

/// The words before a place of a text that ends with a blank, the nearest first.
fn words_before(text: &str, start: usize) -> impl Iterator<Item = &str> {
    let mut rest = &text[text.floor_char_boundary(start.saturating_sub(60))..start];
    std::iter::from_fn(move || {
        let end = rest.bytes().rposition(|byte| byte != b' ')? + 1;
        let begin = rest.as_bytes()[..end].iter().rposition(|byte| *byte == b' ').map_or(0, |at| at + 1);
        let word = &rest[begin..end];
        rest = &rest[..begin];
        Some(word)
    })
}

/// Whether the name that begins here is that of a storm: `Hurricane Rita`, `Hurricanes Katrina and Rita`.
fn is_storm(text: &str, start: usize) -> bool {
    let mut joined = false;
    for (at, word) in words_before(text, start).enumerate() {
        if at == 0 && STORMS.contains(&word) {
            return true;
        }
        if SEVERAL_STORMS.contains(&word) {
            return at == 0 || joined;
        }
        joined |= word == "and" || word.ends_with(',');
        // Between the names stand commas and "and".
        let name = word.starts_with(char::is_uppercase) && (at > 0 || word.ends_with(','));
        if !name && word != "and" || word.ends_with(['.', ';', ':']) {
            return false;
        }
    }
    false
}

/// Whether the name that begins here belongs to a ship, a race or a street.
fn is_ship_or_place(text: &str, start: usize) -> bool {
    for (at, word) in words_before(text, start).take(MOST_BEFORE).enumerate() {
        // Ships have nothing but capitals before their names.
        let ship = || word.ends_with('S') || word.ends_with('C');
        if at == 0 && PLACES.contains(&word) || ship() && SHIPS.contains(&word.trim_start_matches(['(', '"', '“'])) {
            return true;
        }
        if !word.starts_with(char::is_uppercase) || word.ends_with([',', ';', ':']) || word.contains('\n') {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::extract::tests::changed;

    /// What is left of these persons of a text, given in reading order.
    fn left(text: &str, names: &[&str]) -> Vec<String> {
        changed(text, names, drop_things)
    }

    const NONE: [String; 0] = [];

    #[test]
    fn ships_and_places_are_no_persons() {
        assert_eq!(left("the USS George H. W. Bush left", &["H. W. Bush"]), NONE);
        assert_eq!(left("the USS Cole, Ana Lima said", &["Ana Lima"]), ["Ana Lima"]);
        assert_eq!(left("In the Prix Marcel Boussac", &["Marcel Boussac"]), NONE);
    }

    #[test]
    fn ships_are_told_by_their_kind_and_elsewhere_by_the_same_name() {
        assert_eq!(left("the destroyer Michael Murphy sailed", &["Michael Murphy"]), NONE);
        assert_eq!(left("the aircraft carrier Ann Lee sailed", &["Ann Lee"]), NONE);
        assert_eq!(left("the mail carrier Ann Lee fell", &["Ann Lee"]), ["Ann Lee"]);
        assert_eq!(left("the USS Ann Lee sank. The Ann Lee burned. Ann Lee is old.", &["Ann Lee"; 3]), NONE);
        let text = "the USS Ann Lee sank. President Ann Lee wept. The Ann Lee burned. Ann Lee is old.";
        assert_eq!(left(text, &["Ann Lee"; 4]), ["Ann Lee"; 2]);
        assert_eq!(left("the USS Ann Lee sank, named after Ann Lee.", &["Ann Lee"; 2]), ["Ann Lee"]);
    }

    #[test]
    fn storms_are_no_persons_anywhere_unless_somebody_bears_the_name() {
        assert_eq!(left("Hurricane Rita turned north. In May Rita brought rain.", &["Rita", "Rita"]), NONE);
        assert_eq!(left("after hurricanes Katrina, Rita and Wilma", &["Katrina", "Rita", "Wilma"]), NONE);
        assert_eq!(
            left("Hurricane Rita came. Rita Lee ran. Rita fell.", &["Rita", "Rita Lee", "Rita"]),
            ["Rita Lee", "Rita"]
        );
        assert_eq!(left("Two hurricanes hit, Ana said, and Rita wept.", &["Ana", "Rita"]), ["Ana", "Rita"]);
    }
}
