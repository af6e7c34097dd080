//! The names that everybody knows: countries that were taken for organisations since they do something (`The UK sent a ship`), and
//! countries and well-known organisations that were passed over.
//!
//! Knows them by lists ([`PLACES`] and [`ORGANISATIONS`] also say which names are of one place or body). Its surprise: a national team
//! is its country's name as well, and is a place like it; names that are persons', places' or words as often (`Jordan`, `VA`) are
//! taken where the model says so and nowhere else.

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::known_word;
use super::model::class;
use super::model::token::Token;
use super::remember::Remembered;
use super::{EntityKind, Mention, TextBlock};

/// Names of one organisation on each line that does not begin with `#`, parted by `=`.
pub(crate) static ORGANISATIONS: &str = include_str!("gazetteer/organisations.txt");

/// Names of one place on each line that does not begin with `#`, parted by `=`.
pub(crate) static PLACES: &str = include_str!("gazetteer/places.txt");

/// A country on each line.
static COUNTRIES: &str = include_str!("gazetteer/countries.txt");

/// In small letters, but for those that are letters of words: `US`, which is a word in small ones.
static KNOWN: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let key = |name: &str| match name.contains(|c: char| c.is_lowercase()) {
        true => name.to_lowercase(),
        false => name.to_owned(),
    };
    lines(COUNTRIES).map(key).collect()
});

/// The longest name in the list: `Democratic Republic of the Congo`.
const LONGEST: usize = 32;

/// What somebody is whom a country has, and no body of it.
const OFFICES: &[&str] = &[
    "Senator",
    "Senators",
    "Sen",
    "Sen.",
    "Sens.",
    "Secretary",
    "President",
    "Ambassador",
    "Congressman",
    "Congresswoman",
    "Representative",
    "Rep",
    "Rep.",
    "Reps.",
    "Vice",
];

/// The bytes of the country before somebody's office: `U.S.` in `U.S. Secretary of State`.
fn before_office(name: &str) -> Option<usize> {
    let blanks = name.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at);
    let mut offices = blanks.filter(|at| {
        let word = name[at + 1..].split(' ').next().unwrap_or_default();
        OFFICES.contains(&word)
    });
    offices.next().filter(|at| is_known(&name[..*at]))
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(name) || KNOWN.contains(&name.to_lowercase())
}

/// Organisations whose names are no place's: `Islamic State`.
static BODIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let places: FxHashSet<&str> = lines(PLACES).flat_map(|line| line.split(" = ")).chain(lines(COUNTRIES)).collect();
    let names = lines(ORGANISATIONS).flat_map(|line| line.split(" = "));
    names.filter(|name| !DOUBTFUL.contains(name) && !places.contains(name)).collect()
});

/// What the lists make of a name that was taken for that of an organisation or a place.
#[derive(Debug, Clone, Copy)]
enum Listed {
    /// Nothing else.
    Neither,
    /// A country before somebody's office, and so many bytes of it.
    Officer(u32),
    /// An organisation, where it was taken for a place.
    Body,
    /// A country behind so many bytes, where it was taken for an organisation.
    Country(u32),
}

thread_local! {
    /// Of organisations and of places.
    static LISTED: RefCell<[Remembered<Listed>; 2]> = RefCell::default();
}

/// Makes places of countries that were taken for organisations, by themselves or with somebody's office behind them, and
/// organisations of such as were taken for places.
pub(super) fn settle(blocks: &[TextBlock<'_>], mentions: &mut [Mention]) {
    LISTED.with_borrow_mut(|[of_organisations, of_places]| {
        for mention in mentions.iter_mut().filter(|mention| mention.kind != EntityKind::Person) {
            let name = &blocks[mention.block].text[mention.span.clone()];
            let listed = match mention.kind {
                EntityKind::Place => of_places.of(name, listed_place),
                _ => of_organisations.of(name, listed_organisation),
            };
            match listed {
                Listed::Neither => continue,
                Listed::Officer(end) => mention.span.end = mention.span.start + end as usize,
                Listed::Body => {}
                Listed::Country(bare) => mention.span.start += bare as usize,
            }
            mention.kind = if matches!(listed, Listed::Body) { EntityKind::Organisation } else { EntityKind::Place };
        }
    });
}

fn listed_place(name: &str) -> Listed {
    match before_office(name) {
        Some(end) => Listed::Officer(end as u32),
        None if BODIES.contains(name) => Listed::Body,
        None => Listed::Neither,
    }
}

fn listed_organisation(name: &str) -> Listed {
    if let Some(end) = before_office(name) {
        return Listed::Officer(end as u32);
    }
    if name.len() > LONGEST + ARTICLE.len() {
        return Listed::Neither;
    }
    let article = name.get(..ARTICLE.len()).filter(|start| start.eq_ignore_ascii_case(ARTICLE));
    let bare = article.map_or(0, str::len);
    if is_known(&name[bare..]) { Listed::Country(bare as u32) } else { Listed::Neither }
}

/// What may stand before a country's name and is no part of it.
const ARTICLE: &str = "the ";

/// Names that mean somebody or something else as often, the governments of a city, what is a part of other names, and agencies
/// that stand at the head of their reports.
const DOUBTFUL: &[&str] = &[
    "Jordan",
    "Georgia",
    "Chad",
    "Turkey",
    "Guinea",
    "Dominica",
    "Samoa",
    "Wales",
    "DC",
    "D.C.",
    "Washington DC",
    "Washington D.C.",
    "Washington D C",
    "Washington, D.C.",
    "U S",
    "U K",
    "U S A",
    "WHO",
    "AP",
    "AFP",
    "VA",
    "GE",
    "HP",
    "MIT",
    "Fed",
    "Veterans Affairs",
    "Health and Human Services",
    "Housing and Urban Development",
    "Houthi",
    "X Corp",
];

/// How sure it is that a country is meant where the model saw none; what is found again in an article is as sure.
const CONFIDENCE: f32 = 0.5;

/// The names by their first word, the longest first.
static BY_FIRST: LazyLock<FxHashMap<&str, Vec<(&str, EntityKind)>>> = LazyLock::new(|| {
    let countries = lines(COUNTRIES).map(|name| (name, EntityKind::Place));
    let organisations = lines(ORGANISATIONS).flat_map(|line| line.split(" = "));
    let mut names: Vec<(&str, EntityKind)> =
        countries.chain(organisations.map(|name| (name, EntityKind::Organisation))).collect();
    names.retain(|(name, _)| !DOUBTFUL.contains(name) && name.starts_with(|c: char| c.is_ascii_uppercase()));
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut by_first: FxHashMap<&str, Vec<(&str, EntityKind)>> = FxHashMap::default();
    for (name, kind) in names {
        // Where the first token ends: `Agence` of `Agence France-Presse`.
        by_first.entry(first_word(name)).or_default().push((name, kind));
    }
    by_first
});

/// A list without what is said of it.
pub(crate) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first token of a name.
fn first_word(name: &str) -> &str {
    super::model::token::Tokens::of(name).next().map_or(name, |token| token.of(name))
}

/// Whether a listed name may begin with this word, or is a part of it.
pub(super) fn may_begin(word: &str) -> bool {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase()) || word.starts_with("al-");
    capital && (BY_FIRST.contains_key(word) || in_compound(word).is_some())
}

/// Adds countries and well-known organisations that no mention covers, where no other word with a capital stands beside them but
/// a title or a name that was found. `mentions` in reading order; `tokens` of all blocks, those of each from one of `starts` on;
/// `candidates` are those of which [`may_begin`] says so.
pub(super) fn add(
    blocks: &[TextBlock<'_>],
    tokens: &[Token],
    starts: &[usize],
    candidates: impl Iterator<Item = usize>,
    mentions: &mut Vec<Mention>,
) {
    let mut more: Vec<Mention> = Vec::new();
    let by_first = &*BY_FIRST;
    let (mut next, mut block, mut covered) = (0, 0, 0);
    for at in candidates {
        while starts.get(block + 1).is_some_and(|start| *start <= at) {
            (block, covered) = (block + 1, 0);
        }
        let (text, token) = (blocks[block].text, &tokens[at]);
        let (start, end) = (token.start as usize, token.end as usize);
        if start < covered {
            continue;
        }
        while mentions.get(next).is_some_and(|known| (known.block, known.span.end) <= (block, start)) {
            next += 1;
        }
        let known = mentions.get(next).filter(|known| known.block == block);
        let room = known.map_or(text.len(), |known| known.span.start);
        if start >= room {
            let whole =
                if start == room { whole_body(text, token, by_first, &mut mentions[next..], block) } else { None };
            covered = whole.or(mentions.get(next).map(|known| known.span.end)).unwrap_or(covered);
            continue;
        }
        let word = &text[start..end];
        if let Some(name) = in_compound(word) {
            covered = start + name.len();
            let kind = EntityKind::Organisation;
            more.push(Mention { kind, block, span: start..covered, confidence: CONFIDENCE });
            continue;
        }
        let Some(names) = by_first.get(word) else { continue };
        let stands = |(name, _): &&(&str, EntityKind)| text[start..room].starts_with(name);
        let found = names.iter().find(stands).filter(|(name, _)| is_alone(text, start, name, room));
        let Some((name, kind)) = found else { continue };
        covered = start + name.len();
        more.push(Mention { kind: *kind, block, span: start..covered, confidence: CONFIDENCE });
    }
    mentions.retain(|mention| !mention.span.is_empty());
    if !more.is_empty() {
        mentions.append(&mut more);
        mentions.sort_by_key(|mention| (mention.block, mention.span.start));
    }
}

/// Where a listed body ends of which the first of some mentions is only the beginning: `Securities` of `Securities and Exchange
/// Commission`. The mention becomes the whole, and those that it holds are left empty.
fn whole_body(
    text: &str,
    token: &Token,
    by_first: &FxHashMap<&str, Vec<(&str, EntityKind)>>,
    mentions: &mut [Mention],
    block: usize,
) -> Option<usize> {
    let (first, rest) = mentions.split_first_mut().filter(|(first, _)| first.kind == EntityKind::Organisation)?;
    let start = first.span.start;
    let names = by_first.get(&text[start..token.end as usize])?;
    let is_whole = |name: &str| {
        name.len() > first.span.len()
            && text[start..].strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let body = |(name, kind): &&(&str, EntityKind)| *kind == EntityKind::Organisation && is_whole(name);
    let end = start + names.iter().find(body)?.0.len();
    let inner = rest.iter().take_while(|other| (other.block, other.span.start) < (block, end)).count();
    let bodies = rest[..inner].iter().all(|other| other.kind == EntityKind::Organisation && other.span.end <= end);
    if !bodies {
        return None;
    }
    first.span.end = end;
    rest[..inner].iter_mut().for_each(|other| other.span = end..end);
    Some(end)
}

/// The body at the head of a word that says what it has done: `Hamas` of `Hamas-run`, `Al-Qaeda` of `Al-Qaeda-linked`.
fn in_compound(word: &str) -> Option<&str> {
    let (name, done) = word.rsplit_once('-')?;
    let is_done = done.len() > 2 && done.bytes().all(|byte| byte.is_ascii_lowercase());
    // Those of the Houthis may be Houthi too.
    let known = || BODIES.contains(name) || name == "Houthi" || BODIES.contains(&*name.replace('-', " "));
    (is_done && COMPOUNDED.contains(done) && known()).then_some(name)
}

/// What stands behind the name of a body that did it.
static COMPOUNDED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "run linked led controlled backed affiliated aligned held allied funded owned inspired dominated appointed \
     sponsored ruled occupied trained supported friendly approved imposed brokered mandated organised organized"
        .split_whitespace()
        .collect()
});

/// Whether nothing beside a name makes it a part of another: `Bank of Iran` and `US-led` do, `U.S. Senator` does not. What was found
/// begins at `room`.
fn is_alone(text: &str, start: usize, name: &str, room: usize) -> bool {
    let (before, after) = (&text[..start], &text[start + name.len()..]);
    if before.ends_with(['-', '/', '&'])
        || after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '&' | '$'))
    {
        return false;
    }
    let mut words = before.strip_suffix(' ').unwrap_or_default().rsplit([' ', '\n']);
    let mut word = words.next().unwrap_or_default();
    let of = word == "of";
    if of {
        word = words.next().unwrap_or_default();
    }
    let opens = words.next().is_none_or(|word| word.is_empty() || word.ends_with(['.', '!', '?', ':', '"', '”', '“']));
    // "the 2010 United Kingdom general election"
    if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // "In Iran" begins a sentence, "Bank of Iran" may.
    let ordinary = || {
        let entry = known_word(word);
        opens && !of && entry.lower() >= 2 && !entry.is(class::MODIFIER | class::ORGANISATION | class::GEOGRAPHY)
    };
    if is_capital(word) && word.ends_with(char::is_alphanumeric) && !is_title(word) && !ordinary() {
        return false;
    }
    let Some(rest) = after.strip_prefix(' ') else { return true };
    let word = rest.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    // "the European Parliament election"; and a line of capitals says nothing of letters.
    if after.split_whitespace().take(2).any(|word| word.starts_with("election"))
        || is_letters(name) && is_shouted(before, after)
    {
        return false;
    }
    !(is_capital(word) || word.starts_with('$')) || start + name.len() + 1 == room || is_title(word)
}

/// Whether a name is capitals alone, as words are in a headline in capitals.
fn is_letters(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the words beside a name are capitals alone, and there are some.
fn is_shouted(before: &str, after: &str) -> bool {
    let letters = |word: &&str| word.bytes().filter(u8::is_ascii_alphabetic).count() > 1;
    let beside = [before.split_whitespace().rev().find(letters), after.split_whitespace().find(letters)];
    let mut words = beside.into_iter().flatten().peekable();
    words.peek().is_some() && words.all(|word| !word.contains(|c: char| c.is_lowercase()))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_title(word: &str) -> bool {
    let entry = known_word(word.trim_end_matches('.'));
    entry.is(class::TITLE) && !entry.is(class::ORGANISATION | class::GEOGRAPHY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`add`] of one text.
    fn add_to(text: &str, mentions: &mut Vec<Mention>) {
        let blocks = [TextBlock { kind: crate::person::BlockKind::Prose, text }];
        let tokens: Vec<Token> = crate::person::model::token::Tokens::of(text).collect();
        let candidates = (0..tokens.len()).filter(|at| may_begin(tokens[*at].of(text)));
        add(&blocks, &tokens, &[0], candidates, mentions);
    }

    #[test]
    fn countries_are_places_whatever_they_do() {
        let text = "The UK and FRANCE sued Us Weekly, NATO and Jordan Ltd over the United Arab Emirates; U.S. Secretary of State.";
        let blocks = [TextBlock { kind: crate::person::BlockKind::Prose, text }];
        for (name, kind) in [
            ("UK", EntityKind::Place),
            ("FRANCE", EntityKind::Place),
            ("United Arab Emirates", EntityKind::Place),
            ("U.S. Secretary of State", EntityKind::Place),
            ("Us", EntityKind::Organisation),
            ("NATO", EntityKind::Organisation),
            ("Jordan Ltd", EntityKind::Organisation),
        ] {
            let start = text.find(name).expect("it is there");
            let span = start..start + name.len();
            let mut mentions = [Mention { kind: EntityKind::Organisation, block: 0, span, confidence: 0.9 }];
            settle(&blocks, &mut mentions);
            assert_eq!(mentions[0].kind, kind, "{name}");
            let whole = if name.starts_with("U.S.") { "U.S." } else { name };
            assert_eq!(&text[mentions[0].span.clone()], whole);
        }
    }

    #[test]
    fn a_body_is_no_place() {
        for (text, kind) in [("Islamic State", EntityKind::Organisation), ("Mosul", EntityKind::Place)] {
            let blocks = [TextBlock { kind: crate::person::BlockKind::Prose, text }];
            let mut mentions = [Mention { kind: EntityKind::Place, block: 0, span: 0..text.len(), confidence: 0.9 }];
            settle(&blocks, &mut mentions);
            assert_eq!(mentions[0].kind, kind, "{text}");
        }
    }

    #[test]
    fn a_listed_body_is_one_where_its_halves_were_found() {
        let text = "The Securities and Exchange Commission sued, the Securities Exchange Act says.";
        let span = |name: &str| text.find(name).map(|start| start..start + name.len()).expect("it is there");
        let mention =
            |name: &str| Mention { kind: EntityKind::Organisation, block: 0, span: span(name), confidence: 0.9 };
        let mut mentions = ["Securities", "Exchange Commission", "Securities Exchange Act"].map(mention).to_vec();
        add_to(text, &mut mentions);
        let names: Vec<&str> = mentions.iter().map(|mention| &text[mention.span.clone()]).collect();
        assert_eq!(names, ["Securities and Exchange Commission", "Securities Exchange Act"]);
    }

    #[test]
    fn a_body_is_found_in_a_word_that_says_what_it_did() {
        for (word, name) in [
            ("Hamas-run", Some("Hamas")),
            ("Al-Qaeda-linked", Some("Al-Qaeda")),
            ("al-Qaeda-linked", Some("al-Qaeda")),
            ("Houthi-controlled", Some("Houthi")),
            ("Hamas-Fatah", None),
            ("US-led", None),
            ("Hamas-style", None),
        ] {
            assert_eq!(in_compound(word), name, "{word}");
        }
        let text = "The Hamas-run ministry spoke of an al-Qaeda-linked group.";
        let found = crate::person::extract(text, Some("en"));
        let bodies = found.iter().filter(|mention| mention.kind == EntityKind::Organisation);
        let names: Vec<&str> = bodies.map(|mention| &text[mention.span.clone()]).collect();
        assert_eq!(names, ["Hamas", "al-Qaeda"]);
    }

    #[test]
    fn a_country_that_was_passed_over_is_a_place_unless_it_is_a_part_of_a_name() {
        let cases = [
            ("Officials from the U.S. met in Rome.", Some("U.S.")),
            ("In Iran, people slept.", Some("Iran")),
            ("The president of Iran slept.", Some("Iran")),
            ("President of Iran slept.", Some("Iran")),
            ("U.S. Senator Smith slept.", Some("U.S.")),
            ("The Bank of Iran slept.", None),
            ("Iran Air flew.", None),
            ("New Iran slept.", None),
            ("US-led troops slept.", None),
            ("It cost US$ 12 and US $12.", None),
            ("The 2010 United Kingdom election came.", None),
            ("Jordan slept.", None),
            ("South Sudan slept, and Iranians.", Some("South Sudan")),
            ("Doctors of the UN came.", Some("UN")),
            ("LET THE UN SLEEP.", None),
            ("The UN Command slept.", None),
            ("The European Parliament election came.", None),
            ("The European Parliament slept.", Some("European Parliament")),
            ("The Agence France-Presse slept.", Some("Agence France-Presse")),
        ];
        for (text, found) in cases {
            let mut mentions = Vec::new();
            add_to(text, &mut mentions);
            let names: Vec<&str> = mentions.iter().map(|mention| &text[mention.span.clone()]).collect();
            assert_eq!(names, Vec::from_iter(found), "{text}");
        }
        let text = "Iran Smith slept in Iran.";
        let mut mentions = vec![Mention { kind: EntityKind::Person, block: 0, span: 0..10, confidence: 1.0 }];
        add_to(text, &mut mentions);
        let spans: Vec<_> = mentions.iter().map(|mention| (mention.kind, mention.span.clone())).collect();
        assert_eq!(spans, [(EntityKind::Person, 0..10), (EntityKind::Place, 20..24)]);
    }

    #[test]
    fn the_list_has_no_name_twice_and_none_too_long() {
        let names: Vec<&str> = lines(COUNTRIES).collect();
        assert_eq!(names.len(), KNOWN.len());
        assert!(names.iter().all(|name| name.len() <= LONGEST && name.trim() == *name), "{names:?}");
    }
}
