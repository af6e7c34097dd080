//! What bears the name of persons and is none: firms (`Charles Schwab`, `Ernst & Young`), parties, clubs, families.
//!
//! Owns the decision, from what stands directly beside the names of an article, that a name which the model took for a
//! person is none. The surprise: one place that shows it speaks for all others of that name in the article, unless another
//! shows a human being; then each place is what it shows itself.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::extract::keep_apart;
use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon};
use super::remember::Remembered;
use super::role::is_often_of;
use super::{EntityKind, Mention, TextBlock};
use evidence::Likeness;

/// So many bytes to either side of a name are looked at.
const REACH: usize = 64;

/// Words that tell what stands beside them, as bits.
mod among {
    /// Words for what is owned and sold, directly before a name or in a clause behind it.
    pub const FIRMS: u16 = 1;
    /// The same and other bodies, in a clause behind a name.
    pub const BODIES: u16 = 1 << 1;
    /// What is said to be of a firm or in it.
    pub const PARTS_OF_FIRMS: u16 = 1 << 2;
    /// Parts of firms that people have not: `shares in Kellner`.
    pub const SHARES: u16 = 1 << 11;
    /// Who works for a firm, before "at" and a name, or before "with".
    pub const STAFF: u16 = 1 << 3;
    /// What stands behind the name of a firm.
    pub const BEHIND_FIRMS: u16 = 1 << 4;
    /// What a firm has, behind its name with `'s`.
    pub const OWNED_BY_FIRMS: u16 = 1 << 5;
    /// Who belongs to a body, between its name and that of somebody: `Aston Villa striker Ollie Watkins`.
    pub const MEMBERS: u16 = 1 << 6;
    /// What makes a surname that of several.
    pub const FAMILIES: u16 = 1 << 7;
    /// What stands behind the name of a firm and belongs to it.
    pub const LEGAL: u16 = 1 << 8;
    /// What a firm posts or reports.
    pub const POSTED: u16 = 1 << 9;
    /// The same behind an article.
    pub const RESULT: u16 = 1 << 10;
    /// Of what a firm has, what people seldom have, behind its name with `'s`.
    pub const NOBODYS: u16 = 1 << 12;
    /// What a firm raises, cuts or sells.
    pub const BUSINESS: u16 = 1 << 13;
    /// Who belongs to a body or works for a person: `Emma Raducanu coach Nick Cavaday`.
    pub const SERVANTS: u16 = 1 << 14;
    /// What is traded, behind the name of a firm, and a verb too: `he shares`.
    pub const TRADED: u16 = 1 << 15;
}

/// The words of each list.
const LISTS: &[(u16, &str)] = &[
    (
        among::FIRMS,
        "bank brokerage broker-dealer lender insurer reinsurer retailer carmaker automaker drugmaker chipmaker \
        planemaker brewer airline company firm conglomerate manufacturer chain supermarket bookmaker \
        housebuilder consultancy auditor underwriter wholesaler startup start-up label brand distiller \
        jeweller jeweler",
    ),
    (
        among::BODIES,
        "club party team museum school college university charity foundation newspaper magazine union museum \
        group hospital theatre theater movement maker",
    ),
    (
        among::PARTS_OF_FIRMS,
        "shares share stake stock stocks bonds unit subsidiary arm branch branches employees customers clients \
        shareholders acquisition takeover takeovers purchase",
    ),
    (
        among::STAFF,
        "analyst analysts economist economists strategist strategists trader traders broker brokers banker \
        bankers",
    ),
    (
        among::BEHIND_FIRMS,
        "shares stock bonds branches stores outlets customers clients shareholders employees analyst analysts \
        economist economists strategist strategists",
    ),
    (
        among::OWNED_BY_FIRMS,
        "shares stock bonds branches stores outlets customers shareholders earnings profit profits revenue \
        revenues sales parent subsidiary",
    ),
    (
        among::MEMBERS,
        "leader chief president chairman chairwoman ceo coach manager captain striker midfielder goalkeeper \
        defender winger lawmaker legislator mp analyst economist strategist trader",
    ),
    (among::FAMILIES, "family families clan dynasty household brothers sisters siblings twins"),
    (among::LEGAL, "corp inc ltd plc llc llp corporation"),
    (among::SHARES, "shares stake stakes stock bonds subsidiary shareholders"),
    (among::NOBODYS, "branches outlets shareholders subsidiary"),
    (
        among::BUSINESS,
        "rating ratings guidance forecast forecasts outlook dividend stake estimate estimates earnings workforce \
        headquarters offices stores branches shares subsidiary profit revenue holding holdings",
    ),
    (among::SERVANTS, "leader chief president captain manager coach"),
    (among::TRADED, "shares stock bonds branches stores"),
    (among::POSTED, "net quarterly annual record earnings profit losses"),
    (among::RESULT, "loss profit net quarterly"),
];

static WORDS: LazyLock<FxHashMap<&[u8], u16>> = LazyLock::new(|| {
    let mut words: FxHashMap<&[u8], u16> = FxHashMap::default();
    for (bits, list) in LISTS {
        list.split_whitespace().for_each(|word| *words.entry(word.as_bytes()).or_default() |= bits);
    }
    words
});

/// No listed word has more letters.
const LONGEST: usize = 16;

/// What an article shows of a name.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    body: bool,
    human: bool,
    /// See [`Evidence::weak`].
    weak: u8,
}

/// What becomes of the surname of a family: `the Fenwick family`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Families {
    /// It is no person.
    Dropped,
    /// It counts as a person.
    Kept,
}

/// Makes organisations of the persons that are firms or other bodies, and drops families unless they are to be kept.
pub(super) fn settle<'t>(blocks: &[TextBlock<'t>], mentions: &mut Vec<Mention>, families: Families) {
    join_partners(blocks, mentions, &Lasts::default());
    let mut by_name: FxHashMap<&str, Shown> = FxHashMap::default();
    let mut own: Vec<Shown> = Vec::with_capacity(mentions.len());
    let mut bodies = false;
    for mention in mentions.iter_mut() {
        let text = blocks[mention.block].text;
        if mention.kind == EntityKind::Organisation && is_mistaken(text, mention) {
            mention.kind = EntityKind::Person;
        }
        let shown = match mention.kind {
            EntityKind::Person => shown(text, mention),
            EntityKind::Organisation => stem_of_firm(&text[mention.span.clone()]),
            EntityKind::Place => Shown::default(),
        };
        if shown.body || shown.human || shown.weak > 0 {
            let name = &text[mention.span.clone()];
            let name = if mention.kind == EntityKind::Organisation { stem(name) } else { name };
            let known = by_name.entry(name).or_default();
            known.body |= shown.body;
            known.human |= shown.human;
            known.weak |= shown.weak;
            // What people have and do as well, in two ways.
            known.body |= known.weak.count_ones() > 1;
            bodies |= known.body;
        }
        own.push(shown);
    }
    if bodies {
        name_bodies(blocks, mentions, &by_name, &own);
        // A name that was lengthened to that of a firm may have run into the next one.
        keep_apart(mentions);
    }
    if families == Families::Dropped {
        // What has become an organisation bears no surname.
        drop_families(blocks, mentions, &Lasts::default());
    }
}

/// The kind of the names that are shown to be bodies, and of their last words where these stand alone.
fn name_bodies(blocks: &[TextBlock<'_>], mentions: &mut [Mention], by_name: &FxHashMap<&str, Shown>, own: &[Shown]) {
    let mut lasts: FxHashMap<&str, bool> = FxHashMap::default();
    for (mention, own) in mentions.iter_mut().zip(own) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        let person = mention.kind == EntityKind::Person;
        let Some((_, last)) = name.rsplit_once(' ').filter(|_| person) else { continue };
        let shown = by_name.get(name).copied().unwrap_or_default();
        let body = shown.body && if shown.human { own.body && !own.human } else { true };
        if body {
            mention.kind = EntityKind::Organisation;
        }
        // Whoever bears it as a person has it alone too.
        let only_body = lasts.entry(last).or_insert(true);
        *only_body &= body;
    }
    for (mention, own) in mentions.iter_mut().zip(own).filter(|(mention, _)| mention.kind == EntityKind::Person) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        let shown = by_name.get(name).copied().unwrap_or_default();
        let human = own.human || shown.human;
        let body = match lasts.get(name) {
            // Where the article names a bearer in full, each place is what it shows itself.
            Some(only_body) => *only_body || own.body,
            None => shown.body,
        };
        if body && !human {
            mention.kind = EntityKind::Organisation;
        }
    }
}

/// The name in front of `Corp.`, `Inc.` and the like.
fn stem(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((stem, last)) if is_among(last.trim_end_matches('.'), among::LEGAL) => stem,
        _ => name,
    }
}

fn stem_of_firm(name: &str) -> Shown {
    Shown { body: stem(name).len() < name.len(), ..Shown::default() }
}

thread_local! {
    /// Which names of organisations are nearly always those of human beings.
    static HUMANS: RefCell<Remembered<bool>> = RefCell::default();
}

/// Whether a human being was taken for an organisation: `Harold Brindley cut fees`. What speaks for a firm is looked at later.
fn is_mistaken(text: &str, mention: &Mention) -> bool {
    let human = HUMANS.with_borrow_mut(|humans| humans.of(&text[mention.span.clone()], evidence::is_human));
    if !human || firms::around(text, &mention.span).is_some() {
        return false;
    }
    let (before, after) = around(text, &mention.span);
    let evidence = evidence::of(before, after);
    // "the pizzeria chain Pizza Hut"
    !evidence.strong && evidence.weak & evidence::FIRM == 0
}

/// What stands beside one mention of a person.
fn shown(text: &str, mention: &mut Mention) -> Shown {
    let known = firms::around(text, &mention.span);
    if let Some(whole) = &known {
        // "Booz Allen Hamilton" of which the model took the end.
        mention.span = whole.clone();
    }
    let name = &text[mention.span.clone()];
    let (before, after) = around(text, &mention.span);
    let human = is_human_before(before) || is_human_after(after);
    let evidence = match name.contains(' ') {
        true => evidence::of(before, after),
        false => evidence::of_single(before, after),
    };
    let mut shown = Shown { body: known.is_some() || evidence.strong, human, weak: evidence.weak };
    if evidence.weak > 0 {
        let likeness = evidence::likeness(name);
        shown.body |= match likeness {
            Likeness::None => evidence.weak != evidence::SAID_IT,
            Likeness::Parts => evidence.weak & evidence::ARTICLE != 0,
            Likeness::Given => false,
        };
        // "Ann Lee said it was late" is as often said of people.
        if likeness != Likeness::None {
            shown.weak &= !evidence::SAID_IT;
        }
    }
    shown
}

/// What stands before and behind a name.
fn around<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, &'t str) {
    let before = &text[text.floor_char_boundary(span.start.saturating_sub(REACH))..span.start];
    (before, &text[span.end..text.ceil_char_boundary((span.end + REACH).min(text.len()))])
}

/// Whether what stands beside a name shows a human being.
pub(super) fn is_shown_human(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = around(text, span);
    is_human_before(before) || is_human_after(after)
}

/// The words of a text from the last to the first.
fn words_before(text: &str) -> impl Iterator<Item = &str> {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\n');
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.as_bytes().iter().rposition(|byte| !blank(byte))? + 1;
        let begin = rest.as_bytes()[..end].iter().rposition(blank).map_or(0, |at| at + 1);
        let word = &rest[begin..end];
        rest = &rest[..begin];
        Some(word)
    })
}

/// The first word behind a blank.
fn first_word(after: &str) -> &str {
    let rest = after.strip_prefix(' ').unwrap_or_default();
    rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn is_human_before(before: &str) -> bool {
    if !before.ends_with(' ') {
        return false;
    }
    let word = last_word(before.trim_end());
    let titled = class::TITLE | class::KIN | class::ROLE;
    is_often_of(word, titled) && !is_among(word, among::FIRMS | among::BODIES)
}

/// The last word of a text, without an opening mark.
fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    const QUOTE: &[u8] = "“".as_bytes();
    let parts = |at: &usize| match bytes[*at] {
        b' ' | b'\n' | b'(' | b'"' => true,
        byte => byte == QUOTE[2] && bytes[..=*at].ends_with(QUOTE),
    };
    (0..bytes.len()).rev().find(parts).map_or(text, |at| &text[at + 1..])
}

fn is_human_after(after: &str) -> bool {
    if let Some(clause) = after.strip_prefix(", ") {
        let age = clause.trim_start_matches("aged ");
        let digits = age.len() - age.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        return (1..=3).contains(&digits) && age[digits..].starts_with([',', '.', ' '])
            || ["who ", "whose ", "himself", "herself", "his ", "her "].iter().any(|word| clause.starts_with(word))
            || clause_head(clause)
                .is_some_and(|head| is_often_of(head, class::TITLE | class::ROLE) && !is_among(head, among::FIRMS));
    }
    if !after.starts_with(' ') {
        return false;
    }
    let mut words = after.split_whitespace();
    let first = words.next().unwrap_or_default();
    matches!(first, "who" | "himself" | "herself")
        || first.starts_with(char::is_lowercase) && matches!(words.next(), Some("his" | "her" | "he" | "she"))
}

/// What the clause behind a name says that it is: `bank` of `the Swiss bank, said`.
fn clause_head(clause: &str) -> Option<&str> {
    let rest = ["the ", "a ", "an "].iter().find_map(|article| clause.strip_prefix(article))?;
    let stop = rest.find([',', '.', ';', '\n', '(']).unwrap_or(rest.len());
    let words = rest[..stop].split_whitespace().take(6);
    words.take_while(|word| !matches!(*word, "of" | "for" | "in" | "at" | "that" | "which" | "with" | "based")).last()
}

/// The last words of the full names of persons, gathered when they are first asked for.
#[derive(Default)]
struct Lasts<'t>(OnceCell<FxHashSet<&'t str>>);

impl<'t> Lasts<'t> {
    fn contains(&self, blocks: &[TextBlock<'t>], mentions: &[Mention], word: &str) -> bool {
        let gather = || {
            let persons = mentions.iter().filter(|mention| mention.kind == EntityKind::Person);
            let names = persons.map(|mention| &blocks[mention.block].text[mention.span.clone()]);
            names.filter_map(|name| Some(name.rsplit_once(' ')?.1)).collect()
        };
        self.0.get_or_init(gather).contains(word)
    }
}

/// Two surnames that `&` joins and of whom the article names nobody in full are one firm.
fn join_partners<'t>(blocks: &[TextBlock<'t>], mentions: &mut Vec<Mention>, lasts: &Lasts<'t>) {
    let mut joined = false;
    for at in 1..mentions.len() {
        let (first, second) = (&mentions[at - 1], &mentions[at]);
        let text = blocks[second.block].text;
        let person = |mention: &Mention| mention.kind == EntityKind::Person;
        let single = |mention: &Mention| !text[mention.span.clone()].contains(' ');
        let partners = first.block == second.block
            && text.get(first.span.end..second.span.start) == Some(" & ")
            && [first, second].iter().all(|mention| {
                person(mention) && single(mention) && !lasts.contains(blocks, mentions, &text[mention.span.clone()])
            });
        if partners {
            // The second is the whole now, and of the first nothing is left.
            mentions[at].span.start = mentions[at - 1].span.start;
            mentions[at].kind = EntityKind::Organisation;
            mentions[at - 1].span.end = mentions[at - 1].span.start;
            joined = true;
        }
    }
    if joined {
        mentions.retain(|mention| !mention.span.is_empty());
    }
}

/// Drops surnames that stand for a family: `the Fenwick family`, `the Murdochs`.
fn drop_families<'t>(blocks: &[TextBlock<'t>], mentions: &mut Vec<Mention>, lasts: &Lasts<'t>) {
    let of_family = |mention: &Mention| {
        let text = blocks[mention.block].text;
        if text[mention.span.clone()].contains(' ') {
            return false;
        }
        if mention.kind == EntityKind::Person {
            let rest = text[mention.span.end..].strip_prefix(' ').unwrap_or_default();
            let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if is_among(word, among::FAMILIES) {
                return word != "family" || !rest[word.len()..].starts_with(" of ");
            }
        }
        is_plural(blocks, mentions, mention, lasts)
    };
    let families: Vec<usize> = (0..mentions.len()).filter(|at| of_family(&mentions[*at])).collect();
    if !families.is_empty() {
        let mut at = 0;
        mentions.retain(|_| {
            at += 1;
            families.binary_search(&(at - 1)).is_err()
        });
    }
}

/// Whether a name is the plural of a surname: behind an article, with an ending, and with a bearer in the article or in the
/// lists where it is itself in none.
fn is_plural<'t>(blocks: &[TextBlock<'t>], mentions: &[Mention], mention: &Mention, lasts: &Lasts<'t>) -> bool {
    let text = blocks[mention.block].text;
    let before = &text[..mention.span.start];
    let name = &text[mention.span.clone()];
    let Some(single) = name.strip_suffix('s').filter(|single| single.len() > 2) else { return false };
    if !before.ends_with("the ") && !before.ends_with("The ") || !name.starts_with(char::is_uppercase) {
        return false;
    }
    let single = ["sh", "ch", "s", "x", "z"]
        .iter()
        .find_map(|ending| single.strip_suffix('e').filter(|stem| stem.ends_with(ending)))
        .unwrap_or(single);
    let listed = || {
        let (known, as_written) = (entry(single), entry(name));
        known.surname() >= 1 && as_written == Entry::default() && mention.confidence < SURE
    };
    let person = mention.kind == EntityKind::Person;
    !lasts.contains(blocks, mentions, name)
        && (lasts.contains(blocks, mentions, single)
            || listed()
            || person && entry(single).surname() > entry(name).surname())
}

/// From this on the model knows what it has found.
const SURE: f32 = 0.5;

fn entry(word: &str) -> Entry {
    Lexicon::embedded().word(hash32(word.to_lowercase().as_bytes()))
}

/// Whether a word is in one of some lists, whatever its capitals.
fn is_among(word: &str, lists: u16) -> bool {
    let mut room = [0; LONGEST];
    let Some(room) = room.get_mut(..word.len()) else { return false };
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    WORDS.get(&*room).is_some_and(|bits| bits & lists != 0)
}

mod evidence;
mod firms;
#[cfg(test)]
mod tests;
