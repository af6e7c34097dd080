//! Titles and offices beside a name: `Israeli Prime Minister` before it, `the national security adviser` after it.
//!
//! Reads the text around a mention and nothing else. Its surprise: courtesy titles are recognised, so that they do not
//! stand in the way, and then left out: `Mr` is no role.

mod before;
mod credit;
mod description;
mod field;
mod preceding;
mod word;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon};
use super::title::is_short_title;
use before::{ends_title_small, title_before};
pub(super) use credit::is_credit;
use credit::is_credited;
use description::{apposition, description_after};
use field::is_of_several;
pub(super) use preceding::Preceding;
use word::{Word, mark};

/// What stands directly around a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Context {
    /// Titles before the name, and a description after it.
    pub roles: Vec<String>,
    /// How many of them stand before the name.
    pub before: usize,
    /// Whether a word of kinship stands beside it: `his wife`, `, the president's son,`.
    pub relative: bool,
    /// What the word before it says of its bearer: `Mrs`, `her husband`, `Lady`.
    pub sex: Option<Sex>,
    /// Whether it is called somebody's whose relative stands before it: `the son of`.
    pub kin: bool,
    /// Whether a capital stands behind it, and a run of blanks between: `PATRICK        LEAHY`.
    pub torn: bool,
    /// The title before the name, where it is said of several: `Senators`.
    pub several: Option<String>,
    /// Whether it is signed or credited: `By`, `Reporting by`.
    pub credited: bool,
}

/// What a title or a word of kinship says; nothing is concluded from given names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Female,
    Male,
}

/// Words that say it, women's and men's.
const SEXES: [(Sex, &str); 2] = [
    (
        Sex::Female,
        "mrs ms miss madam madame mme lady dame queen princess empress duchess countess baroness congresswoman chairwoman \
        spokeswoman councilwoman assemblywoman businesswoman actress wife daughter mother sister widow girlfriend grandmother \
        granddaughter niece aunt ex-wife sister-in-law mother-in-law daughter-in-law",
    ),
    (
        Sex::Male,
        "mr sir lord king prince emperor duke husband son father brother widower boyfriend grandfather grandson nephew uncle \
        ex-husband brother-in-law father-in-law son-in-law half-brother",
    ),
];

static BY_WORD: LazyLock<FxHashMap<&[u8], Sex>> = LazyLock::new(|| {
    SEXES.iter().flat_map(|(sex, words)| words.split_whitespace().map(|word| (word.as_bytes(), *sex))).collect()
});

pub(super) fn sex_of(word: &str, classes: u16) -> Option<Sex> {
    if classes & (class::TITLE | class::KIN | class::ROLE) == 0 {
        return None;
    }
    lowered(word, |low| BY_WORD.get(low).copied())
}

/// What anybody is called by, and says nothing of who it is.
const COURTESY: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "madam", "sir", "messrs", "mdm", "mme", "madame", "mlle", "monsieur", "herr",
    "frau", "señor", "señora", "senor", "senora", "signor", "signora", "smt", "shri", "encik", "puan", "bapak", "pak",
    "ibu", "daw", "khun", "cde", "comrade",
];
pub(super) const LONGEST: usize = 9;
/// How many bytes before and after a name are looked at.
pub(super) const WINDOW: usize = 240;

/// Looks around the name at `start..end` of a text; another name ends at `from`, and its words are not looked at.
pub(super) fn context(text: &str, from: usize, start: usize, end: usize) -> Context {
    // A line may be as long as the whole text, so only the neighbourhood is looked at.
    let near = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let after = &text[end..text.ceil_char_boundary(end.saturating_add(WINDOW).min(text.len()))];
    let mut context = Context { credited: is_credited(&text[near..start], after), ..Context::default() };
    context.torn = after.starts_with("  ") && after.trim_start_matches(' ').starts_with(char::is_uppercase);
    let before = text.get(from.max(near)..start).unwrap_or_default();
    let preceding = Preceding::of(before);
    let (words, owned) = (preceding.words(), preceding.owned);
    if let Some(last) = words.last() {
        let known = Word::of(last);
        context.relative = known.is_kin()
            || words.len() > 1 && Word::of(words[words.len() - 2]).is_kin()
            || known.classes & class::KIN != 0 && is_owned_kin(words, owned);
        context.kin = is_kin_of(words);
        context.sex = known.sex;
        // Before most names stands a word that is no title.
        if known.opens() || known.is(mark::CAPITAL) || ends_title_small(words) {
            context.roles.extend(title_before(words));
            context.several = context.roles.first().filter(|_| is_of_several(words)).cloned();
        }
    }
    if words.is_empty() {
        // "his wife, Jane Smith," and "the home secretary, Yvette Cooper,": what stands before the comma is said of her.
        if let Some(before) = before.trim_end().strip_suffix(',').filter(|_| closes_apposition(after)) {
            let preceding = Preceding::of(before);
            let (words, owned) = (preceding.words(), preceding.owned);
            context.relative = is_owned_kin(words, owned);
            context.sex = words.last().filter(|_| context.relative).and_then(|word| Word::of(word).sex);
            context.roles.extend(apposition(words, owned));
        }
    }
    context.before = context.roles.len();
    context.relative |= is_kin_after(after);
    context.roles.extend(description_after(after));
    context
}

const OWNERS: &[&str] = &["his", "her", "their", "its", "my", "our", "whose"];

fn is_owning(word: &str) -> bool {
    is_one_of(word, OWNERS)
}

/// Whether the words end in somebody's relative: `his brother`; `owned` when `'s` stands before the first of them.
fn is_owned_kin(words: &[&str], owned: bool) -> bool {
    let kin = words.last().is_some_and(|word| is_of(word, class::KIN));
    kin && (owned || words.iter().any(|word| is_owning(word)))
}

/// Whether a clause may end here.
pub(super) fn closes_apposition(after: &str) -> bool {
    after.is_empty() || after.starts_with([',', '.', ';', ')', '\n'])
}

/// Whether what stands after a name calls it a relative: `, the president's son,`, `, sister of`.
fn is_kin_after(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(',') else { return false };
    let stop = rest.find([',', '.', ';', '\n']).unwrap_or(rest.len());
    let mut words = rest[..stop].split_whitespace().take(LONGEST).peekable();
    let mut owned = false;
    while let Some(word) = words.next() {
        let end = words.peek().is_none_or(|next| *next == "of" || *next == "to");
        if end && (owned || words.peek() == Some(&"of")) && is_of(word, class::KIN) {
            return true;
        }
        owned |= word.ends_with("'s") || word.ends_with("’s") || OWNERS.contains(&word);
    }
    false
}

/// What a word gives in small letters and without full stops behind it; short ASCII words need no memory of their own for that.
fn lowered<T>(word: &str, read: impl FnOnce(&[u8]) -> T) -> T {
    let word = word.trim_end_matches('.');
    let mut room = [0; 32];
    match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            read(room)
        }
        None => read(word.to_lowercase().as_bytes()),
    }
}

/// Whether a word is one of some in small letters, whatever its capitals and full stops.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_end_matches('.');
    match word.is_ascii() {
        true => list.iter().any(|listed| listed.eq_ignore_ascii_case(word)),
        false => list.contains(&word.to_lowercase().as_str()),
    }
}

/// Whether a word is of any of some classes, whatever its capitals.
pub(super) fn is_of(word: &str, classes: u16) -> bool {
    classes_of(word) & classes != 0
}

/// The same for a word that stands beside names, of which a thread remembers what it is.
pub(super) fn is_often_of(word: &str, classes: u16) -> bool {
    Word::of(word).classes & classes != 0
}

/// The classes of a word, whatever its capitals.
fn classes_of(word: &str) -> u16 {
    entry_of(word).classes
}

fn entry_of(word: &str) -> Entry {
    lowered(word, |low| Lexicon::embedded().word(hash32(low)))
}

/// Words that a title may begin with.
const OPENING: u16 = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;

fn is_title(word: &str) -> bool {
    is_of(word, class::TITLE | class::ROLE) || is_unlisted_title(word)
}

/// Whether a word says that somebody was what the word behind its hyphen says: `ex-president`.
fn is_former(word: &str) -> bool {
    ["then", "ex", "former"].iter().any(|former| former.eq_ignore_ascii_case(word))
}

/// Whether a word is a title of which the lists of the model know nothing: `Sens.`, `Then-President`, `laureate`.
fn is_unlisted_title(word: &str) -> bool {
    let former = || {
        word.split_once('-')
            .is_some_and(|(before, title)| is_former(before) && is_of(title, class::TITLE | class::ROLE))
    };
    is_short_title(word) || MORE_ROLES.contains(&word) || is_sure_title(word) || RANKS.contains(&word) || former()
}

/// Whether a folded word is one of the titles that the lists of the model lack.
pub(super) fn is_added_title(word: &str) -> bool {
    MORE_ROLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// Ranks in letters, which are initials as well.
const RANKS: &[&str] = &["PC", "DS", "DI", "DCI"];

/// What the lists of the model lack.
const MORE_ROLES: &[&str] = &[
    "Rear",
    "Administrator",
    "administrator",
    "laureate",
    "dictator",
    "executive",
    "strongman",
    "ruler",
    "boss",
    "Consul",
    "consul",
    "Gunner",
    "Canon",
    "canon",
    "Sapper",
    "sapper",
    "Patrolman",
    "patrolman",
    "Tory",
];

/// Titles that were found to stick to names: those that are nothing else, and those that are names or initials as well.
const GLUED: [&[&str]; 2] = [
    &[
        "WPC",
        "Consul",
        "Canon",
        "Jockey",
        "Pte",
        "Pte.",
        "Sapper",
        "Cllr",
        "Cllr.",
        "Cllrs",
        "Cllrs.",
        "Taoiseach",
        "Tánaiste",
        "Archpriest",
        "Archimandrite",
        "Patrolman",
        "Patrolwoman",
        "Atty",
        "Atty.",
        "Abp.",
        "Fusilier",
        "Gdsm",
        "Bdr",
        "LCpl",
        "L/Cpl",
        "Sqn",
        "Ldr",
        "Flt",
        "D.C.I.",
        "DCI",
        "DSI",
        "DCS",
    ],
    &[
        "PC",
        "P.C.",
        "DC",
        "DS",
        "DI",
        "TD",
        "Gunner",
        "Lance",
        "Don",
        "Baron",
        "Earl",
        "Warden",
        "Chef",
        "Tory",
        "Padre",
        "Fray",
        "Dom",
        "Haj",
        "Hajj",
        "Sayyid",
        "Yogi",
        "Deacon",
        "Constable",
        "Trooper",
        "Marshal",
        "Lama",
    ],
];

/// Whether a word may be a title that sticks to a name.
pub(super) fn is_glued_title(word: &str) -> bool {
    let may_be =
        |first: &u8| GLUED_LENGTHS.get(usize::from(*first)).is_some_and(|lengths| lengths >> word.len() & 1 == 1);
    word.len() <= LONGEST_GLUED
        && word.as_bytes().first().is_some_and(may_be)
        && GLUED.iter().any(|titles| titles.contains(&word))
}

/// Whether a word is such a title and nothing else.
pub(super) fn is_sure_title(word: &str) -> bool {
    GLUED[0].contains(&word)
}

/// No such title has more bytes.
const LONGEST_GLUED: usize = 13;

/// By their first byte, the lengths of such titles as bits: hardly another word has both.
const GLUED_LENGTHS: [u16; 128] = {
    let mut lengths = [0; 128];
    let mut list = 0;
    while list < GLUED.len() {
        let mut at = 0;
        while at < GLUED[list].len() {
            let title = GLUED[list][at].as_bytes();
            assert!(title.len() <= LONGEST_GLUED);
            lengths[title[0] as usize] |= 1 << title.len();
            at += 1;
        }
        list += 1;
    }
    lengths
};

/// Whether a full stop behind a word belongs to it: `U.S.`, `J.`, `Gen.`, `Corp.`
pub(super) fn is_abbreviation(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["st", "mt", "ft", "corp", "inc", "co", "ltd", "jr", "no", "dept", "assn", "asst", "assoc", "natl", "messrs"];
    let bare = word.strip_suffix('.').unwrap_or(word).trim_start_matches(['(', '"', '“', '\'', '[']);
    let short = bare.starts_with(char::is_uppercase) && bare.len() <= 4;
    bare.chars().nth(1).is_none()
        || bare.contains('.')
        || short && (is_of(bare, class::TITLE) || is_short_title(bare))
        || is_one_of(bare, OTHERS)
}

/// Whether a relative of the one named is what the words before the name end with: `son of the late shah`.
fn is_kin_of(words: &[&str]) -> bool {
    let Some(of) = words.iter().rposition(|word| *word == "of").filter(|at| *at > 0) else { return false };
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;
    is_of(words[of - 1], class::KIN)
        && words[of + 1..].iter().all(|word| !word.starts_with(char::is_uppercase) || is_of(word, known))
}

fn is_courtesy(word: &str) -> bool {
    is_one_of(word, COURTESY)
}

/// Whether a title is that of several: `Sens.`, `Representatives`.
fn is_plural(word: &str) -> bool {
    word.trim_end_matches('.').ends_with('s') && is_short_title(word)
}

#[cfg(test)]
mod tests;
