//! Persons in Hebrew, Persian, Hindi and Urdu, where no letter marks a name and the lists have most words as well.
//!
//! A name is found between what frames it: a title or an office before it, and behind it a postposition, a small word, a verb or a mark.
//! Without a title every part has to be listed and both ends framed. Its surprise: in Hebrew a verb follows the name directly, so
//! there a name without a particle has two parts and no more.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::{HALF, LISTED};
use crate::person::model::lexicon::spread_of;
use crate::person::name::fold;
use crate::person::{EntityKind, Mention, TextBlock};

/// What ends a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// Any other word: two parts make a name, and letters are attached to it.
    Pair,
    /// A small word, a verb of the list or a mark.
    Small,
}

/// What frames names in a language.
pub(super) struct Rules {
    frame: Frame,
    /// Whether somebody is called by the given name alone later on.
    given_alone: bool,
    /// Directly before a name.
    title: HashSet<String>,
    /// Before a name, perhaps with what it is of in between.
    office: HashSet<String>,
    of: HashSet<String>,
    /// Words that are no part of a name.
    small: HashSet<String>,
    /// Inside names.
    joint: HashSet<String>,
    /// Before and behind what is named after somebody.
    named: HashSet<String>,
    behind: HashSet<String>,
    /// Names of letters, as initials are written.
    letters: HashSet<String>,
    /// Directly behind who did something.
    agent: HashSet<String>,
}

static RULES: LazyLock<[(&str, Rules); 4]> = LazyLock::new(|| {
    [
        ("he", Rules::new(Frame::Pair, false, include_str!("framed/he.txt"))),
        ("fa", Rules::new(Frame::Small, false, include_str!("framed/fa.txt"))),
        ("hi", Rules::new(Frame::Small, true, include_str!("framed/hi.txt"))),
        ("ur", Rules::new(Frame::Small, true, include_str!("framed/ur.txt"))),
    ]
});

/// The words that a name has at most.
const LONGEST: usize = 5;
/// So many words may stand between an office and the name of who holds it.
const MOST_BETWEEN: usize = 5;
/// One-letter words that are written together with the next word in Hebrew.
const ATTACHED: [char; 7] = ['ו', 'ל', 'ב', 'מ', 'ש', 'כ', 'ה'];

impl Rules {
    /// Those of a language, given as an ISO 639-1 code or what begins with one.
    pub(super) fn of(language: &str) -> Option<&'static Rules> {
        let code = language.get(..2)?.to_ascii_lowercase();
        RULES.iter().find(|(language, _)| *language == code).map(|(_, rules)| rules)
    }

    fn new(frame: Frame, given_alone: bool, list: &'static str) -> Rules {
        let words = |name: &str| -> HashSet<String> {
            let line = list.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.unwrap_or_default().split_whitespace().map(fold).collect()
        };
        Rules {
            frame,
            given_alone,
            title: words("title"),
            office: words("office"),
            of: words("of"),
            small: words("small"),
            joint: words("joint"),
            named: words("named"),
            behind: words("behind"),
            letters: words("letters"),
            agent: words("agent"),
        }
    }

    /// Whether a folded word is one of a list, as it stands or, in Hebrew, without what is attached to it.
    fn is(&self, list: &HashSet<String>, folded: &str) -> bool {
        list.contains(folded)
            || self.frame == Frame::Pair
                && folded.strip_prefix(ATTACHED).is_some_and(|rest| {
                    // "לשר" is "ל" and "השר".
                    list.contains(rest)
                        || list.contains(&format!("ה{rest}"))
                        || rest.strip_prefix(ATTACHED).is_some_and(|rest| list.contains(rest))
                })
    }

    fn is_title(&self, word: &Word<'_>) -> bool {
        self.is(&self.title, &word.folded)
    }

    /// Whether a word frames a name or is otherwise none of it.
    fn is_other(&self, word: &Word<'_>) -> bool {
        let lists = [&self.small, &self.of, &self.office, &self.named, &self.behind];
        word.folded.chars().count() < 2
            || !word.text.starts_with(char::is_alphabetic)
            || word.text.is_ascii()
            || word.text.contains(char::is_numeric)
            || self.is_title(word)
            || lists.iter().any(|list| list.contains(&word.folded))
    }

    fn is_joint(&self, word: &Word<'_>) -> bool {
        self.joint.contains(&word.folded)
    }
}

/// A word between blanks, without the marks around it.
struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Range<usize>,
    /// Whether a mark stands before it and behind it.
    opens: bool,
    closes: bool,
}

impl Word<'_> {
    /// How many spellings the lists have for it, 0 to 3; of a compound for the part that has fewest.
    fn spread(&self) -> u8 {
        let parts = || self.folded.split(['-', '־', '\u{200c}']).filter(|part| part.chars().count() > 1);
        spread_of(&self.folded).max(parts().map(spread_of).min().unwrap_or(0))
    }
}

fn words_of<'t>(text: &'t str, rules: &Rules) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += piece.len();
        let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let Some(first) = piece.find(letter) else {
            if let Some(before) = words.last_mut().filter(|_| !piece.trim().is_empty()) {
                before.closes = true;
            }
            continue;
        };
        let last = piece.char_indices().rev().find(|(_, c)| letter(*c)).map_or(first, |(at, c)| at + c.len_utf8());
        // "סמוטריץ'" ends in a letter with a mark.
        let geresh = |c: char| rules.frame == Frame::Pair && first == 0 && matches!(c, '\'' | '׳');
        let last = piece[last..].chars().next().filter(|c| geresh(*c)).map_or(last, |c| last + c.len_utf8());
        let behind = piece[last..].trim();
        let word = &piece[first..last];
        let folded = fold(word);
        let dotted = behind == "." && rules.is(&rules.title, &folded);
        let opens = first > 0 || words.last().is_none_or(|before| before.closes);
        let closes = !behind.is_empty() && !dotted;
        let span = start + first..start + last;
        words.push(match without_attached(word, &folded, rules) {
            Some(rest) => {
                Word { text: rest, folded: fold(rest), span: span.end - rest.len()..span.end, opens: true, closes }
            }
            None => Word { text: word, folded, span, opens, closes },
        });
    }
    if let Some(last) = words.last_mut() {
        last.closes = true;
    }
    words
}

/// A listed name without the letter that is attached to it: `ודור`.
fn without_attached<'t>(word: &'t str, folded: &str, rules: &Rules) -> Option<&'t str> {
    let first =
        word.chars().next().filter(|c| rules.frame == Frame::Pair && matches!(c, 'ו' | 'ל' | 'ב' | 'מ' | 'ש'))?;
    let rest = &word[first.len_utf8()..];
    let name = rest.chars().count() > 2 && spread_of(folded) == 0 && spread_of(&fold(rest)) >= 2;
    (name && !rules.small.contains(folded) && !rules.is(&rules.title, folded) && !rules.is(&rules.office, folded))
        .then_some(rest)
}

/// What stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Title,
    /// With what it is of in between.
    Office,
    Nothing,
}

fn before(words: &[Word<'_>], at: usize, rules: &Rules) -> Before {
    if at == 0 || words[at - 1].closes || words[at].opens {
        return Before::Nothing;
    }
    if rules.is_title(&words[at - 1]) {
        return Before::Title;
    }
    for (between, word) in words[..at].iter().rev().take(1 + MOST_BETWEEN).enumerate() {
        if between > 0 && word.closes {
            break;
        }
        if rules.is(&rules.office, &word.folded) || between > 0 && rules.is_title(word) {
            return Before::Office;
        }
        if !rules.is(&rules.of, &word.folded) {
            break;
        }
    }
    Before::Nothing
}

/// Number of words of the name that begins at a word, and how sure.
fn name(words: &[Word<'_>], at: usize, rules: &Rules) -> Option<(usize, f32)> {
    let before = before(words, at, rules);
    let initial = |word: &Word<'_>| before != Before::Nothing && rules.letters.contains(&word.folded);
    if rules.is_other(&words[at]) && !initial(&words[at]) {
        return None;
    }
    let mut end = at;
    let (mut parts, mut letters, mut listed, mut best) = (0, 0, 0, 0);
    while end < words.len() && end < at + LONGEST && (end == at || !words[end - 1].closes && !words[end].opens) {
        let word = &words[end];
        if rules.behind.contains(&word.folded) {
            return None;
        }
        let article = word.folded.starts_with("אל-") || word.folded.starts_with("א-");
        let joined = end > at && (article || rules.is_joint(&words[end - 1]));
        if end > at && rules.is_joint(word) {
            end += 1;
            continue;
        }
        if parts == letters && initial(word) {
            (end, parts, letters) = (end + 1, parts + 1, letters + 1);
            continue;
        }
        if rules.is_other(word) {
            break;
        }
        let spread = if article { 1 } else { word.spread() };
        let full = parts - letters >= 2 && !joined;
        // A third word that no list has is a part where it is followed by what frames the name.
        let framed = || {
            before != Before::Nothing
                && !rules.agent.is_empty()
                && parts - letters == 2
                && (word.closes || words.get(end + 1).is_some_and(|next| next.opens || rules.is_other(next)))
        };
        if full && (rules.frame == Frame::Pair || spread == 0 && !framed()) {
            break;
        }
        (end, parts, listed, best) = (end + 1, parts + 1, listed + usize::from(spread > 0), best.max(spread));
    }
    while end > at && rules.is_joint(&words[end - 1]) {
        end -= 1;
    }
    if end == at {
        return None;
    }
    let next = words.get(end).filter(|_| !words[end - 1].closes);
    let closed = next.is_none_or(|next| next.opens || rules.is_other(next));
    let open = at == 0 || words[at].opens || rules.is_other(&words[at - 1]);
    let length = end - at;
    let pair = rules.frame == Frame::Pair;
    let agent = next.is_some_and(|next| !next.opens && rules.agent.contains(&next.folded));
    // "احمد" and a word that a verb follows: the title and the given name are enough.
    let begun = parts == 2 && words[at].spread() >= 2;
    let confidence = if listed >= 2 { LISTED } else { HALF };
    match (before, parts) {
        (_, 0) => None,
        (Before::Title, 1) => (listed == 1 && closed || agent).then_some((length, HALF)),
        (_, 1) => None,
        (Before::Nothing, _) => {
            let last = &words[end - 1];
            // "טובה יותר", "אמון הציבור": a word with something attached to it.
            let attached = pair && last.spread() < 2 && last.folded.starts_with(ATTACHED);
            let sure = listed == parts && best >= 2 && closed || agent && listed > 0 && parts <= 3;
            (open && sure && !attached).then_some((length, HALF))
        }
        _ => (listed > 0 && (closed || pair || begun) || agent).then_some((length, confidence)),
    }
}

/// Parts of the names of an article that stand for somebody by themselves.
#[derive(Default)]
struct Parts {
    /// Whole names as they are written, with a blank between their words.
    whole: HashSet<String>,
    /// Their first words, each with the words of the longest name.
    first: HashMap<String, usize>,
    last: HashSet<String>,
    /// Given names, each with the surnames that it stands before.
    given: HashMap<String, HashSet<String>>,
}

impl Parts {
    fn add(&mut self, name: &[Word<'_>], rules: &Rules) {
        let texts: Vec<String> = name.iter().map(|word| word.text.to_owned()).collect();
        let [first, .., last] = &texts[..] else { return };
        let joint = name.len() > 2 && rules.is_joint(&name[name.len() - 2]);
        self.last.insert(if joint { texts[name.len() - 2..].join(" ") } else { last.clone() });
        if rules.given_alone {
            self.given.entry(first.clone()).or_default().insert(last.clone());
        }
        let longest = self.first.entry(first.clone()).or_default();
        *longest = texts.len().max(*longest);
        self.whole.insert(texts.join(" "));
    }

    /// Number of words of the longest whole name that begins with a word which these are behind.
    fn whole(&self, first: &str, behind: &[Word<'_>], longest: usize) -> Option<usize> {
        let mut name = first.to_owned();
        let mut found = None;
        for (number, word) in behind.iter().take(longest - 1).enumerate() {
            name.push(' ');
            name.push_str(word.text);
            if self.whole.contains(&name) {
                found = Some(number + 2);
            }
        }
        found
    }

    /// The place of the longest of them that begins at a word.
    fn found(&self, words: &[Word<'_>], at: usize, rules: &Rules) -> Option<(usize, usize)> {
        let word = &words[at];
        let bare = word.text.chars().next().filter(|c| rules.frame == Frame::Pair && ATTACHED.contains(c));
        let starts = [Some(0), bare.map(char::len_utf8)];
        starts.into_iter().flatten().find_map(|cut| {
            let first = &word.text[cut..];
            if let Some(length) =
                self.first.get(first).and_then(|longest| self.whole(first, &words[at + 1..], *longest))
            {
                return Some((cut, length));
            }
            let two = words.get(at + 1).map(|next| format!("{first} {}", next.text));
            if two.is_some_and(|two| self.last.contains(&two)) && !word.closes {
                return Some((cut, 2));
            }
            let only = || self.given.get(first).is_some_and(|last| last.len() == 1) && !self.last.contains(first);
            let alone =
                first.chars().filter(|c| c.is_alphabetic()).count() > 2 && (self.last.contains(first) || only());
            alone.then_some((cut, 1))
        })
    }
}

/// Persons in the blocks of an article, in reading order.
pub(super) fn extract_blocks(blocks: &[TextBlock<'_>], rules: &Rules) -> Vec<Mention> {
    let mut parts = Parts::default();
    let texts: Vec<Vec<Word<'_>>> = blocks.iter().map(|block| words_of(block.text, rules)).collect();
    let mut sure: Vec<HashMap<usize, (usize, f32)>> = Vec::with_capacity(texts.len());
    for words in &texts {
        let (mut found, mut at) = (HashMap::new(), 0);
        while at < words.len() {
            let named = is_named_after(words, at, rules);
            match name(words, at, rules) {
                Some((length, confidence)) => {
                    if !named {
                        parts.add(&words[at..at + length], rules);
                        found.insert(at, (length, confidence));
                    }
                    at += length;
                }
                None => at += 1,
            }
        }
        sure.push(found);
    }
    let mut mentions = Vec::new();
    for (block, (words, found)) in texts.iter().zip(&sure).enumerate() {
        let mut at = 0;
        while at < words.len() {
            let known =
                || parts.found(words, at, rules).filter(|(_, length)| may_stand_alone(words, at, *length, rules));
            let place = found.get(&at).map(|(length, confidence)| (0, *length, *confidence));
            let Some((cut, length, confidence)) = place.or_else(|| known().map(|(cut, length)| (cut, length, HALF)))
            else {
                at += 1;
                continue;
            };
            let span = words[at].span.start + cut..words[at + length - 1].span.end;
            mentions.push(Mention { kind: EntityKind::Person, block, span, confidence });
            at += length;
        }
    }
    mentions
}

/// Whether something is named after whom a name would mean.
fn is_named_after(words: &[Word<'_>], at: usize, rules: &Rules) -> bool {
    let named = |word: &Word<'_>| rules.is(&rules.named, &word.folded) && !word.closes;
    match &words[..at] {
        [.., before, title] if rules.is_title(title) => named(before) || named(title),
        [.., before] => named(before),
        [] => false,
    }
}

/// Whether a part of a name that the article has in full elsewhere means that person here too.
fn may_stand_alone(words: &[Word<'_>], at: usize, length: usize, rules: &Rules) -> bool {
    let (first, last) = (&words[at], &words[at + length - 1]);
    let behind = words.get(at + length).is_some_and(|next| !last.closes && rules.behind.contains(&next.folded));
    let inside = words[at..at + length - 1].iter().any(|word| word.closes);
    let other = length == 1 && (rules.small.contains(&first.folded) || rules.of.contains(&first.folded));
    !behind && !inside && !other && !is_named_after(words, at, rules)
}

#[cfg(test)]
mod tests {
    use crate::person::extract;

    fn persons(text: &str, language: &str) -> Vec<String> {
        extract(text, Some(language)).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn a_hebrew_name_takes_no_verb_along() {
        assert_eq!(
            persons(
                "נתניהו אמר לא. ראש הממשלה בנימין נתניהו נפגש עם השר לביטחון לאומי איתמר בן גביר. לדברי בן גביר, נתניהו טעה.",
                "he"
            ),
            ["נתניהו", "בנימין נתניהו", "איתמר בן גביר", "בן גביר", "נתניהו"]
        );
        assert_eq!(persons("היום צפוי גשם מקומי בצפון הארץ. החשוד נעצר ברחוב הרצל.", "he"), [""; 0]);
    }

    #[test]
    fn titles_and_postpositions_frame_hindi_and_urdu_names() {
        assert_eq!(
            persons("प्रधानमंत्री नरेंद्र मोदी ने कहा कि विकास जारी रहेगा। मोदी ने राहुल गांधी को जवाब दिया।", "hi"),
            ["नरेंद्र मोदी", "मोदी", "राहुल गांधी"]
        );
        assert_eq!(persons("दिल्ली और आसपास के इलाकों में आज बारिश हुई।", "hi"), [""; 0]);
        assert_eq!(persons("लखनऊ में महात्मा गांधी मार्ग पर बस पलटी।", "hi"), [""; 0]);
        assert_eq!(persons("وزیراعظم شہباز شریف نے خطاب کیا۔ کراچی میں بارش ہوئی۔", "ur"), ["شہباز شریف"]);
    }

    #[test]
    fn persian_is_not_read_as_arabic() {
        assert_eq!(
            persons(
                "رئیس‌جمهور مسعود پزشکیان گفت مذاکره ادامه دارد. نرخ ارز بالا رفت. به گفته پزشکیان، ایران تسلیم نمی‌شود.",
                "fa"
            ),
            ["مسعود پزشکیان", "پزشکیان"]
        );
        // Pashto and Kurdish have no rule.
        assert_eq!(persons("د افغانستان ولسمشر محمد اشرف غني په کابل کې وویل.", "ps"), [""; 0]);
    }
}
