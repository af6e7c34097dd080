//! Texts of a record that are not its body: standfirsts, captions, second bodies, fields that no table names.
//!
//! Metadata is not searched, so a text must end up in the body. The surprise: most such texts say what the body says
//! already, cut short or laid out otherwise, so only what the body lacks is added, at its end, where it cannot pass for
//! the lede.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::draft::{Draft, Piece};
use super::markup::{self, Keep};
use super::record::pieces_of;
use super::structure;

/// Words from which on a text of an unknown name is taken for one that is meant to be read.
const WORDS: usize = 8;

/// Characters that say as much in a script without blanks.
const UNSPACED: usize = 20;

/// Words that are compared at once, and how many such groups of a text are.
const GROUP: usize = 5;
const GROUPS: usize = 24;

/// Paragraphs of a body up to which each text is looked for in each as it is, which tells of most.
const FEW: usize = 200;

/// Bytes of a body up to which its words are searched through for each text.
const LONG: usize = 1 << 16;

/// Words of a run by which texts are looked up in a longer body.
const RUN: usize = 3;

/// Words in names of what is no text of the article: other articles, readers, makers, rights. Those with a star begin words.
const FOREIGN: &[&str] = &[
    "related",
    "recommend*",
    "comment",
    "comments",
    "reply",
    "replies",
    "mostread",
    "popular",
    "trending",
    "readmore",
    "link",
    "links",
    "navigation",
    "nav",
    "menu",
    "config",
    "configuration",
    "schema",
    "rawhtml",
    "htmlsource",
    "pagesource",
    "copyright",
    "rights",
    "licen*",
    "disclaimer",
    "cookie",
    "cookies",
    "useragent",
    "traceback",
    "debug",
    "keyword",
    "keywords",
    "tags",
    "concepts",
    "categories",
    "subscribe",
    "subscription",
    "embedding",
    "embeddings",
    "prompt",
];

/// Words that say so where they are the whole name, or behind a word that says whose.
const FOREIGN_ALONE: &[&str] = &[
    "policy",
    "terms",
    "header",
    "headers",
    "error",
    "errors",
    "path",
    "script",
    "scripts",
    "style",
    "styles",
    "token",
    "tokens",
    "newsletter",
    "paywall",
    "category",
];
const WHOSE: &[&str] = &[
    "privacy", "cookie", "java", "inline", "css", "http", "response", "request", "file", "access", "usage", "service",
];

/// What such a name begins with: what is said of the source, not of the article; alone or before a word for what is said.
const MAKERS: &[&str] =
    &["site", "feed", "channel", "publisher", "author", "authors", "source", "user", "account", "bio", "about"];
const SAID: &[&str] = &[
    "description",
    "desc",
    "bio",
    "biography",
    "info",
    "information",
    "about",
    "profile",
    "tagline",
    "summary",
    "name",
    "title",
];

/// A text of a record outside of its body.
#[derive(Debug)]
pub struct Spare {
    /// The name it has in the record.
    pub name: String,
    /// Its paragraphs.
    pub pieces: Vec<Piece>,
}

/// Texts under a name that no table has: everything that reads as sentences, however deep it lies, and what names below say is text.
pub fn find_texts(name: &str, value: &Value, out: &mut Vec<Spare>) {
    if is_foreign(name) {
        return;
    }
    let pieces = match value {
        Value::String(text) if is_telling(name, text) => pieces_of(value),
        Value::Array(_) | Value::Object(_) => structure::unknown_pieces(name, value),
        _ => return,
    };
    if !pieces.is_empty() {
        out.push(Spare { name: name.to_owned(), pieces });
    }
}

/// Whether the strings of a list are paragraphs: some read as sentences, and they are no single words.
pub(super) fn are_telling<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let words: usize = texts.clone().map(|text| text.split_whitespace().count()).sum();
    texts.clone().any(is_running) && words >= texts.count() * WORDS / 2
}

/// Whether a text is meant to be read, as its name says or as it reads itself.
pub(super) fn is_telling(name: &str, text: &str) -> bool {
    let named = || super::field::beside_rank(name).is_some() && !text.starts_with("http") && text.contains(' ');
    text.len() >= UNSPACED && !is_page(text) && is_running(text) || named() && !is_page(text)
}

/// Whether a name says that a text is none of the article.
pub fn is_foreign(name: &str) -> bool {
    let words = words_of(name);
    let has = |list: &[&str], word: &String| list.contains(&word.as_str());
    let foreign = |word: &String| {
        FOREIGN.iter().any(|foreign| match foreign.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => foreign == word,
        })
    };
    let maker = match &words[..] {
        [only] => has(MAKERS, only) || has(FOREIGN_ALONE, only),
        [first, .., last] => has(MAKERS, first) && has(SAID, last) || has(WHOSE, first) && has(FOREIGN_ALONE, last),
        [] => false,
    };
    maker || words.iter().any(foreign) || foreign(&words.concat())
}

/// The words of a name, in small letters: `photo_description`, `photoDescription`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && small {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if c.is_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The source of a whole page has menus in it.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    begins("<!doctype") || begins("<html") || begins("<?xml")
}

/// Whether a text reads as sentences, and not as a list of names, an address or data.
pub fn is_running(text: &str) -> bool {
    if markup::is_markup(text) {
        let shown: Vec<String> =
            markup::read_pieces(text, Keep::All).iter().map(|piece| piece.text().to_owned()).collect();
        return reads_as_sentences(&shown.join(" "));
    }
    reads_as_sentences(text)
}

fn reads_as_sentences(text: &str) -> bool {
    let (mut letters, mut unspaced, mut shown, mut commas) = (0, 0, 0, 0);
    for character in text.chars().filter(|c| !c.is_whitespace()).take(2000) {
        shown += 1;
        letters += usize::from(character.is_alphabetic());
        unspaced += usize::from(
            matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'),
        );
        commas += usize::from(matches!(character, ',' | ';' | '|' | '،'));
    }
    if letters * 10 < shown * 7 {
        return false;
    }
    let ends = text.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '»', '。', '！', '？', '؟', '।', '۔']);
    if unspaced * 2 > letters {
        return unspaced >= UNSPACED && (ends || text.contains(['。', '，', '、']));
    }
    let words: Vec<&str> = text.split_whitespace().take(300).collect();
    let inner = words.windows(2).any(|pair| pair[0].len() > 3 && pair[0].ends_with(['.', '!', '?', '؟', '۔']));
    let spoken = words.iter().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let cased = text.chars().any(char::is_lowercase);
    words.len() >= WORDS
        && words.iter().all(|word| word.len() < 200)
        && commas * 3 < words.len()
        && (!cased || spoken * 3 > words.len())
        && (ends || inner || words.len() >= WORDS * 2)
}

/// Adds to the body what it lacks of the texts, in their order. Of what it has, short texts are kept as metadata.
pub fn add_missing(draft: &mut Draft, texts: Vec<Spare>, note: &mut dyn FnMut(&mut Draft, Spare)) {
    if texts.is_empty() {
        return;
    }
    let mut known: Option<Known> = None;
    for text in texts {
        let (mut there, mut missing) = (Vec::new(), Vec::new());
        for piece in text.pieces {
            // Most stand in the body letter by letter, but for their end.
            let start = piece.text().trim_end_matches(['…', '.', ' ']);
            let stands = draft.body.len() <= FEW && draft.body.iter().any(|other| stands_in(start, other.text()))
                || known.get_or_insert_with(|| Known::of(draft)).has(piece.text());
            if stands { &mut there } else { &mut missing }.push(piece);
        }
        for piece in missing {
            if let Some(known) = &mut known {
                known.add(piece.text());
            }
            draft.body.push(piece);
        }
        if !there.is_empty() {
            note(draft, Spare { name: text.name, pieces: there });
        }
    }
}

/// Whether a text of some length stands in another as it is; of a short one it matters where words begin and end.
fn stands_in(text: &str, other: &str) -> bool {
    text.len() >= 3 * UNSPACED && memchr::memmem::find(other.as_bytes(), text.as_bytes()).is_some()
}

/// The words of a text, one blank before each, without case and signs.
#[derive(Debug, Default)]
struct Known {
    words: String,
    /// Where runs of them begin; empty in a short text.
    runs: Runs,
}

impl Known {
    fn of(draft: &Draft) -> Known {
        let mut known = Known::default();
        known.add(draft.headline.as_deref().unwrap_or_default());
        draft.body.iter().for_each(|piece| known.add(piece.text()));
        known
    }

    fn add(&mut self, text: &str) {
        push_words(text, &mut self.words);
        if self.words.len() > LONG {
            self.runs.extend(&self.words);
        }
    }

    /// Whether words, each with a blank before it, stand here in a row; the last may go on.
    fn hold(&self, words: &str) -> bool {
        match first_run(words) {
            Some(run) if self.words.len() > LONG => self.runs.places(run).any(|at| self.words[at..].starts_with(words)),
            _ => memchr::memmem::find(self.words.as_bytes(), words.as_bytes()).is_some(),
        }
    }

    /// Whether nearly all of a text stands here already, in the same words.
    fn has(&self, text: &str) -> bool {
        let mut words = String::with_capacity(text.len() + 1);
        push_words(text, &mut words);
        if words.is_empty() || self.words.ends_with(&words) {
            return true;
        }
        // The end may have been cut inside a word, unless there are few.
        let length = words.len();
        if words.len() < UNSPACED {
            words.push(' ');
        }
        if self.hold(&words) {
            return true;
        }
        words.truncate(length);
        let starts: Vec<usize> = memchr::memchr_iter(b' ', words.as_bytes()).collect();
        let groups = starts.len() / GROUP;
        if groups < 3 {
            return false;
        }
        let step = groups.div_ceil(GROUPS);
        let group = |number: usize| {
            let end = starts.get((number + 1) * GROUP).copied().unwrap_or(words.len());
            &words[starts[number * GROUP]..end]
        };
        let looked = (0..groups).step_by(step);
        let found = looked.clone().filter(|number| self.hold(group(*number)));
        found.count() * 10 >= looked.count() * 8
    }
}

/// The first words of a text, up to the blank behind them; `None` when it has no more words.
fn first_run(words: &str) -> Option<&str> {
    memchr::memchr_iter(b' ', words.as_bytes()).nth(RUN).map(|end| &words[..end])
}

/// Where runs of words begin in a text, each with another word behind it.
#[derive(Debug, Default)]
struct Runs {
    /// By the hash of a run the number of its last place, plus one.
    last: FxHashMap<u64, u32>,
    /// Places, and the number of the place before with the same hash, plus one.
    places: Vec<(u32, u32)>,
    /// Where the next run begins.
    next: usize,
}

impl Runs {
    /// Takes in what the text has become longer by.
    fn extend(&mut self, words: &str) {
        let blanks: Vec<usize> =
            memchr::memchr_iter(b' ', &words.as_bytes()[self.next..]).map(|at| self.next + at).collect();
        for run in blanks.windows(RUN + 1) {
            self.next = run[1];
            let Ok(place) = u32::try_from(run[0]) else { continue };
            let number = self.places.len() as u32 + 1;
            let before = match self.last.entry(xxh3_64(&words.as_bytes()[run[0]..run[RUN]])) {
                Entry::Occupied(mut last) => last.insert(number),
                Entry::Vacant(last) => {
                    last.insert(number);
                    0
                }
            };
            self.places.push((place, before));
        }
    }

    /// The places of a run, and of whatever has its hash.
    fn places(&self, run: &str) -> impl Iterator<Item = usize> {
        let number = |number: u32| number.checked_sub(1).and_then(|at| self.places.get(at as usize));
        let last = self.last.get(&xxh3_64(run.as_bytes())).copied().unwrap_or_default();
        std::iter::successors(number(last), move |(_, before)| number(*before)).map(|(place, _)| *place as usize)
    }
}

fn push_words(text: &str, out: &mut String) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push(' ');
        if word.is_ascii() {
            out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            out.push_str(&word.to_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_lists_addresses_and_data() {
        for text in [
            "The talks in Cairo went on for a third day.",
            "<p>The talks in Cairo went <b>on</b> for a third day.</p>",
            "Les pourparlers du Caire ont repris lundi, sans résultat.",
            "Переговоры в Каире продолжались и на третий день без итога.",
            "개최된 회담은 사흘째 계속되었지만 아무런 날짜도 정해지지 않았다고 관리들이 말했다.",
            "开罗的谈判已经进入第三天，仍未确定任何日期，官员们说。",
            "استمرت المحادثات في القاهرة لليوم الثالث دون تحديد أي موعد.",
        ] {
            assert!(is_running(text), "{text}");
        }
        for text in [
            "Cairo, Egypt, Israel, Hamas, Qatar, Doha, United States, Ceasefire, Talks",
            "https://example.com/2024/03/05/a-very-long-address-of-an-article-with-many-words.html",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 1.2.3 4.5.6 7.8",
            "World News Middle East Politics Diplomacy Analysis Opinion Culture Sport Travel Weather",
            "a1b2c3d4e5f6 0f9e8d7c6b5a 1122334455 99aabbccdd 12 13 14 15 16 17 18.",
            "Photo: Jane Doe",
        ] {
            assert!(!is_running(text), "{text}");
        }
    }

    #[test]
    fn a_long_body_is_known_by_runs_of_words_as_a_short_one_is_by_all() {
        let paragraph =
            |n: usize| format!("Clerk {n} wrote letter {n} to the council of town {n}, and nobody replied to it.");
        let mut known = Known::default();
        (0..1_000).for_each(|n| known.add(&paragraph(n)));
        assert!(known.words.len() > LONG && !known.runs.places.is_empty());
        // What is added later is found too, across the border as well.
        known.add("The mayor came back from a long journey.");
        for text in [
            &paragraph(0),
            &paragraph(999),
            "LETTER 17 to the council of town 17; and nobody replied to it",
            "Clerk 998 wrote letter 998 to the cou",
            "nobody replied to it. The mayor came back from",
            "a long journey.",
        ] {
            assert!(known.has(text), "{text}");
        }
        for text in [
            "Clerk 1000 wrote letter 1000 to the council of town 1000, and nobody replied to it.",
            "Clerk 17 wrote letter 18 to the mayor of town 19, who came back from a short journey.",
            "a short journey.",
        ] {
            assert!(!known.has(text), "{text}");
        }
        // Four of five groups are enough.
        assert!(known.has(&format!("{} {} Nobody else has ever said so.", paragraph(3), paragraph(4))));
    }

    #[test]
    fn what_the_body_lacks_is_added_and_what_it_has_is_noted_however_long_it_is() {
        let paragraph =
            |n: usize| format!("Clerk {n} wrote letter {n} to the council of town {n}, and nobody replied to it.");
        for paragraphs in [3, FEW + 1, 1_000] {
            let body = (0..paragraphs).map(|n| Piece::Paragraph(paragraph(n))).collect();
            let mut draft = Draft { body, ..Draft::default() };
            let new = "Nobody knows when the mayor of the old harbour will come back from the sea.";
            let spare = |name: &str, text: &str| Spare {
                name: name.to_owned(),
                pieces: vec![Piece::Paragraph(text.to_owned())],
            };
            let texts = vec![spare("teaser", &paragraph(2)), spare("box", new), spare("copy", new)];
            let mut noted = Vec::new();
            add_missing(&mut draft, texts, &mut |_, text| noted.push(text.name));
            assert_eq!(noted, ["teaser", "copy"], "{paragraphs}");
            assert_eq!(draft.body.len(), paragraphs + 1);
            assert_eq!(draft.body.last().map(Piece::text), Some(new));
        }
    }
}
