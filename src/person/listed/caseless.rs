//! Persons in Arabic and Hebrew letters, where nothing marks a name.
//!
//! A name needs two parts: listed given names, what follows `بن` or `عبد`, or a last part with the article as surnames
//! have it. Its surprise: one-letter words are written together with the name that follows them and do not belong to it; a
//! surname alone counts where the article has it in a full name, or behind a personal title.

mod lists;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use lists::LISTS;

use super::{HALF, LISTED};
use crate::person::model::class;
use crate::person::model::hash::hash32;
use crate::person::model::lexicon::{Lexicon, is_class, spread_of};
use crate::person::model::token::Token;
use crate::person::name::fold;

/// A word in Arabic or Hebrew letters; anything else has no letters.
struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Range<usize>,
    /// Whether the article writes the preposition in another way, so that this is `علي` the name.
    is_ali: bool,
}

/// The faith, in names such as `صلاح الدين`.
const DIN: &str = "دين";
/// What [`frequency`] is of common words.
const COMMON_FROM: u8 = 2;
/// One-letter words that are written together with the next word.
const ATTACHED: [char; 5] = ['و', 'ل', 'ب', 'ف', 'ك'];
/// A name has at most so many words.
const LONGEST: usize = 6;

impl Word<'_> {
    fn is_joint(&self) -> bool {
        LISTS.joints.contains(&self.folded)
    }

    fn is_common(&self) -> bool {
        let lists = &*LISTS;
        let title = lists.personal.contains(&self.folded) || lists.before.contains(&self.folded);
        // "للنشر": what is for something.
        !self.is_ali && (title || lists.common.contains(&self.folded) || self.text.starts_with("لل"))
    }

    fn is_given(&self) -> bool {
        self.spread() >= 2 && self.stem().is_none() && !self.is_common()
    }

    /// Whether an unlisted word behind a title and a listed name may be the surname of a foreigner, and looks like no verb.
    fn may_be_foreign(&self) -> bool {
        let verb = self.text.starts_with(['ي', 'ت', 'س']) || self.text.ends_with(['ت', 'ة', 'ا', 'ه']);
        // "الملكة رانيا وشارع": and another word.
        let joined = || self.folded.strip_prefix('و').is_some_and(|rest| frequency(rest) > 0 || LISTS.is_any(rest));
        self.text.chars().count() > 3 && !verb && self.stem().is_none() && !self.is_common() && !joined()
    }

    /// The word without its article.
    fn stem(&self) -> Option<&str> {
        self.folded.strip_prefix("ال").filter(|stem| stem.chars().count() > 2)
    }

    /// How many spellings the lists have for it, 0 to 3, with its article or without.
    fn spread(&self) -> u8 {
        spread_of(&self.folded).max(self.stem().map_or(0, spread_of))
    }

    /// Whether an unlisted word behind a given name may be a surname: papers hardly ever have it, with a letter attached to it
    /// or without.
    fn is_unknown(&self) -> bool {
        let rest = self.text.chars().next().filter(|c| ATTACHED.contains(c)).map(|c| &self.text[c.len_utf8()..]);
        // "يتنحى" and "دفنه" are verbs, or have a possessive ending; "وقصي" is the next name.
        let inflected =
            self.text.starts_with(['ي', 'ت', 'و']) || self.text.ends_with(['ه', 'ة']) || self.text.ends_with("ها");
        self.text.chars().count() > 2
            && !inflected
            && self.stem().is_none()
            && !self.is_common()
            && is_rare(&self.folded)
            && rest.is_none_or(|rest| is_rare(&fold(rest)))
    }

    /// Whether it may be the last part of a name, with its article: `البرادعي`, `السيسي`.
    fn is_surname(&self, titled: bool) -> bool {
        let classes = class::ORGANISATION | class::NATIONALITY | class::COUNTRY | class::CALENDAR | class::BRAND;
        self.stem().is_some_and(|stem| {
            let known = spread_of(stem) > 1 || spread_of(stem) == 1 && frequency(&self.folded) < COMMON_FROM;
            titled || stem.ends_with('ي') || known || stem == DIN
        }) && !self.is_common()
            && !is_class(&self.folded, classes)
    }
}

/// How common a word is in running text, 0 to 3.
fn frequency(folded: &str) -> u8 {
    Lexicon::embedded().word(hash32(folded.as_bytes())).lower()
}

/// Whether running text hardly has a word, with the article or without.
fn is_rare(folded: &str) -> bool {
    frequency(folded) == 0 && frequency(&format!("ال{folded}")) == 0
}

/// Words of a block; a letter that is attached to a listed name is cut off.
fn words_of<'t>(text: &'t str, tokens: &[Token], told_apart: bool) -> Vec<Word<'t>> {
    let mut words = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.of(text);
        let (start, end) = (token.start as usize, token.end as usize);
        if !word.starts_with(|c: char| ('\u{590}'..='\u{6ff}').contains(&c)) {
            words.push(Word { text: "", folded: String::new(), span: start..end, is_ali: false });
            continue;
        }
        let of = |text: &'t str, span| Word { text, folded: fold(text), span, is_ali: told_apart && text == ALI };
        let whole = of(word, start..end);
        let attached = word.chars().next().filter(|c| ATTACHED.contains(c));
        let rest = attached.map(|c| &word[c.len_utf8()..]).filter(|rest| rest.chars().count() > 2);
        let rest = rest.filter(|_| whole.spread() < 2 || whole.is_common());
        // "بيان" has no letter attached to a name: the word is more common than the name.
        let rest = rest.filter(|rest| frequency(&whole.folded) <= frequency(&fold(rest)));
        let rest = rest.map(|rest| of(rest, end - rest.len()..end));
        // "ووصل" is a verb, "ومحمد" a name.
        let eastern = |word: &Word<'_>| LISTS.eastern_surnames.contains(&word.folded);
        let name = |word: &Word<'_>| word.is_joint() || (word.spread() >= 2 || eastern(word)) && !word.is_common();
        words.push(rest.filter(name).unwrap_or(whole));
    }
    words
}

/// A name, and how some papers write the preposition `على` as well.
const ALI: &str = "علي";

/// Parts of the names of an article.
#[derive(Default)]
pub(super) struct Parts {
    /// Whether the article tells `على` from `علي`.
    told_apart: bool,
    /// Last parts, without article.
    last: HashSet<String>,
    /// First parts, each with the last ones that it stands before.
    first: HashMap<String, HashSet<String>>,
}

impl Parts {
    /// No parts yet of an article with these texts.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        const PREPOSITION: &str = "على";
        if !texts.clone().any(|text| text.contains(PREPOSITION)) {
            return Self::default();
        }
        let words = |word: &'static str| texts.clone().flat_map(|text| text.split(' ')).filter(|w| *w == word).count();
        let preposition = words(PREPOSITION);
        Self { told_apart: preposition > 0 && preposition >= words(ALI), ..Self::default() }
    }

    fn add(&mut self, first: &Word<'_>, last: &Word<'_>) {
        self.last.insert(last.stem().unwrap_or(&last.folded).to_owned());
        if first.span != last.span && first.is_given() && frequency(&first.folded) < COMMON_FROM {
            self.first.entry(first.folded.clone()).or_default().insert(last.folded.clone());
        }
    }

    /// What stands for somebody by itself: surnames, and given names that one person alone has in the article (`صدام`).
    pub(super) fn alone(self) -> HashSet<String> {
        let only = self.first.into_iter().filter(|(_, last)| last.len() == 1).map(|(first, _)| first);
        self.last.into_iter().chain(only).collect()
    }
}

/// Names of a block; their parts are noted.
pub(super) fn names(text: &str, tokens: &[Token], parts: &mut Parts) -> Vec<(Range<usize>, f32)> {
    let words = words_of(text, tokens, parts.told_apart);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, confidence)) = name(&words, at) else {
            at += 1;
            continue;
        };
        let (first, last) = (&words[at], &words[at + length - 1]);
        let span = first.span.start..last.span.end;
        if !is_named_after(&words, at) {
            if eastern_length(&words, at) == Some(length) {
                parts.last.insert(first.folded.clone());
            } else {
                parts.add(first, last);
            }
            found.push((span, confidence));
        }
        at += length;
    }
    found
}

/// Surnames of the article that stand alone in a block, beside what `taken` holds.
pub(super) fn surnames(
    text: &str,
    tokens: &[Token],
    known: &HashSet<String>,
    taken: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = 0;
    for token in tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        while taken.get(next).is_some_and(|span| span.end <= start) {
            next += 1;
        }
        if taken.get(next).is_some_and(|span| span.start < end) {
            continue;
        }
        let word = token.of(text);
        let is_known = |word: &str| {
            let folded = fold(word);
            word.chars().count() > 2
                && (known.contains(&folded) || folded.strip_prefix("ال").is_some_and(|stem| known.contains(stem)))
        };
        if is_known(word) {
            found.push(start..end);
        } else if let Some(c) = word.chars().next().filter(|c| ATTACHED.contains(c))
            && is_known(&word[c.len_utf8()..])
        {
            found.push(start + c.len_utf8()..end);
        }
    }
    found
}

/// A word, and what it is without a letter that is attached to it: `والرئيس`, `للرئيس`.
fn with_bare(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let bare = match folded.strip_prefix("لل") {
        Some(rest) => Some(Cow::Owned(format!("ال{rest}"))),
        None => folded.strip_prefix(ATTACHED).map(Cow::Borrowed),
    };
    std::iter::once(Cow::Borrowed(folded)).chain(bare.filter(|bare| bare.chars().count() > 2))
}

fn is_in(list: &HashSet<String>, folded: &str) -> bool {
    with_bare(folded).any(|word| list.contains(word.as_ref()))
}

/// What stands before a name.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// A title that surnames follow as well.
    personal: bool,
    /// Any title.
    titled: bool,
    /// `زوجته`.
    relative: bool,
}

impl Standing {
    /// Between the title and the name may stand what nation or time it is of: `وزير الدفاع الأميركي السابق`.
    fn of(words: &[Word<'_>], at: usize) -> Self {
        let lists = &*LISTS;
        let mut standing = Self::default();
        for (back, word) in words[..at].iter().rev().take(1 + MOST_QUALIFIERS).enumerate() {
            let folded = word.folded.as_str();
            standing.personal = is_in(&lists.personal, folded);
            standing.titled = standing.personal || is_in(&lists.before, folded);
            standing.relative = back == 0 && is_in(&lists.relatives, folded);
            let nationality = folded.starts_with("ال") && (folded.ends_with('ي') || folded.ends_with("ية"));
            if standing.titled || standing.relative || !(nationality || lists.qualifiers.contains(folded)) {
                break;
            }
        }
        standing
    }
}

/// So many words may stand between a title and a name.
const MOST_QUALIFIERS: usize = 3;

/// Whether something is named after whom the name means: `شارع`, `مستشفى الأمير`.
fn is_named_after(words: &[Word<'_>], at: usize) -> bool {
    let named_after = |word: &Word<'_>| is_in(&LISTS.named_after, &word.folded);
    match &words[..at] {
        [.., before, title] if is_in(&LISTS.personal, &title.folded) => named_after(before),
        [.., before] => named_after(before),
        [] => false,
    }
}

/// The words of a Korean, Chinese or Vietnamese name that begins at a word: a surname and its syllables.
fn eastern_length(words: &[Word<'_>], at: usize) -> Option<usize> {
    let lists = &*LISTS;
    if !lists.eastern_surnames.contains(&words[at].folded) {
        return None;
    }
    let near = |end: usize| words[end].span.start == words[end - 1].span.end + 1;
    let syllables = (at + 1..words.len().min(at + 3))
        .take_while(|end| near(*end) && lists.syllables.contains(&words[*end].folded))
        .count();
    // Not "لي أن", which are words as well.
    let sure = syllables > 0 && !lists.ambiguous_syllables.contains(&words[at + 1].folded);
    sure.then_some(1 + syllables)
}

/// The name that begins at a word: its number of words, and how sure.
fn name(words: &[Word<'_>], at: usize) -> Option<(usize, f32)> {
    let first = &words[at];
    if first.text.is_empty() {
        return None;
    }
    let lists = &*LISTS;
    let Standing { personal, titled, relative } = Standing::of(words, at);
    if let Some(length) = eastern_length(words, at).filter(|length| titled || *length > 2) {
        return Some((length, HALF));
    }
    let near = |end: usize| words[end].span.start == words[end - 1].span.end + 1;
    let spread = first.spread();
    let listed_first = spread >= 2 || spread == 1 && (titled || frequency(&first.folded) == 0);
    // علي is a name, and in some papers also how على is written.
    let ali = first.text == "علي" && words.get(at + 1).is_some_and(|next| next.is_joint() || next.is_given());
    let common = first.is_common() && !ali;
    let ambiguous = lists.ambiguous.contains(&first.folded) && !titled;
    let next = words.get(at + 1).filter(|_| at + 1 < words.len() && near(at + 1));
    // "الطيب عبد الرحيم", not the end of "صلاح الدين بن يوسف".
    let article = first.stem().is_some_and(|stem| stem == DIN || !titled && next.is_none_or(|next| !next.is_joint()));
    // "نور الدين"
    let ambiguous = ambiguous && next.is_none_or(|next| next.stem() != Some(DIN));
    if !first.is_joint() && (!listed_first || common || ambiguous || article) {
        return foreign_pair(words, at).filter(|_| titled);
    }
    let mut end = at + 1;
    let mut parts = usize::from(!first.is_joint());
    let mut listed = parts;
    while end < words.len() && end < at + LONGEST && near(end) && !words[end].text.is_empty() {
        let word = &words[end];
        let joined = words[end - 1].is_joint();
        let listed_word = word.spread() >= if parts > 1 || titled { 1 } else { 2 } && !word.is_common();
        if word.is_joint() {
            end += 1;
            continue;
        }
        if joined || listed_word && word.stem().is_none() {
            listed += 1;
        } else if parts >= 3 && is_nationality(word) {
            // "محمد دياب إبراهيم المصري"
            return Some((end + 1 - at, LISTED));
        } else if titled && parts == 1 && LISTS.ordinals.contains(&word.folded) {
            // "محمد السادس".
            return Some((end + 1 - at, LISTED));
        } else if !(parts > 0
            && (word.is_surname(titled && parts == 1)
                || titled && parts == 1 && word.may_be_foreign()
                || parts == 1 && word.is_unknown()))
        {
            break;
        }
        parts += 1;
        end += 1;
        // Behind a surname with the article no name goes on.
        if !joined && word.stem().is_some() {
            break;
        }
    }
    while end > at + 1 && words[end - 1].is_joint() {
        end -= 1;
    }
    if parts >= 2 && end - at >= 2 {
        return Some((end - at, if titled && listed >= 2 { LISTED } else { HALF }));
    }
    // "أبو عمار": the father of somebody.
    if parts == 1 && end == at + 2 && lists.kunya.contains(&first.folded) && words[at + 1].spread() >= 2 {
        return Some((2, HALF));
    }
    let alone = (personal || relative) && spread >= 2 && !first.is_joint() && at + 1 == end;
    alone.then_some((1, HALF))
}

fn is_nationality(word: &Word<'_>) -> bool {
    word.stem().is_some_and(|stem| stem.ends_with('ي'))
}

/// Two words that running text hardly has, as the name of a foreigner behind a title.
fn foreign_pair(words: &[Word<'_>], at: usize) -> Option<(usize, f32)> {
    let next = words.get(at + 1)?;
    let foreign = |word: &Word<'_>| word.is_unknown() && word.may_be_foreign();
    // "رئيس كوري شمالي"
    let nation = words[at].folded.ends_with('ي');
    (!nation && next.span.start == words[at].span.end + 1 && foreign(&words[at]) && foreign(next)).then_some((2, HALF))
}
