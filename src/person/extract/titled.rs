//! Titles that were taken for a part of the name behind them: `Taoiseach Micheál Martin`, `PC Brindley`.
//!
//! Its surprise: many of these are given names or initials as well (`Earl Warren`, `DS Senanayake`), so what is cut depends on what
//! follows, and before a surname alone on whether the article has the title before the full name too.

use rustc_hash::FxHashSet;

use super::super::known::known_word;
use super::super::model::lexicon::spread_of;
use super::super::name::{fold, is_suffix};
use super::super::role::{is_glued_title, is_sure_title};
use super::super::title::{is_nothing_but_title, is_title_word};
use super::super::{EntityKind, Mention, TextBlock};

/// Cuts them off.
pub(super) fn cut(blocks: &[TextBlock<'_>], mentions: &mut [Mention]) {
    // Places of "PC Brindley" among the mentions, and those of bodies that may be "General Lee".
    let mut short: Vec<usize> = Vec::new();
    let mut bodies: Vec<(usize, usize)> = Vec::new();
    for (at, mention) in mentions.iter_mut().enumerate() {
        let text = blocks[mention.block].text;
        if mention.kind != EntityKind::Person {
            if let Some(begin) = behind_titles(&text[mention.span.clone()]) {
                bodies.push((at, begin));
                continue;
            }
            // "DCI Lee" looks like letters of a body.
            let name = first_word(&text[mention.span.clone()]);
            let Some((title, rest)) = name.filter(|(title, rest)| is_glued_title(title) && !rest.contains(' ')) else {
                continue;
            };
            if is_sure_title(title) && known_word(rest).surname() > 0 {
                mention.kind = EntityKind::Person;
                mention.span.start += title.len() + 1;
            } else {
                short.push(at);
            }
            continue;
        }
        let mut cut = false;
        while let Some((title, rest)) = first_word(&text[mention.span.clone()]) {
            let former = is_former(title);
            let misread = rest.starts_with(char::is_uppercase) && is_misread(title);
            if !(former || misread || is_glued_title(title) || cut && is_nothing_but_title(title)) {
                break;
            }
            let full = rest.contains(' ');
            // "Lance Cpl Lee"
            let more = full && is_nothing_but_title(rest.split(' ').next().unwrap_or_default());
            // "Lance Edward Lee" has three given names.
            let named = || full && known_word(title).given() < 2 && is_full_name(rest);
            cut = former || misread || more || is_sure_title(title) || is_nothing_but_title(title) || named();
            if !cut {
                if !full {
                    short.push(at);
                }
                break;
            }
            mention.span.start += title.len() + 1;
        }
    }
    if !bodies.is_empty() {
        let persons = mentions.iter().filter(|mention| mention.kind == EntityKind::Person);
        let lasts: FxHashSet<&str> = persons
            .filter_map(|mention| {
                let (first, others) = blocks[mention.block].text[mention.span.clone()].split_once(' ')?;
                (known_word(first).given() > 0).then(|| others.rsplit(' ').next().unwrap_or(others))
            })
            .collect();
        for (at, begin) in bodies {
            let mention = &mut mentions[at];
            let start = mention.span.start + begin;
            // "General Mills" is none.
            if lasts.contains(&blocks[mention.block].text[start..mention.span.end]) {
                (mention.kind, mention.span.start) = (EntityKind::Person, start);
            }
        }
    }
    if short.is_empty() {
        return;
    }
    let full = mentions.iter().filter(|mention| mention.kind == EntityKind::Person);
    let titled: FxHashSet<(&str, &str)> = full
        .filter_map(|mention| {
            let text = blocks[mention.block].text;
            let (_, last) = text[mention.span.clone()].rsplit_once(' ')?;
            let title = text[..mention.span.start].strip_suffix(' ')?.rsplit([' ', '\n', '"', '(']).next()?;
            Some((title, last))
        })
        .collect();
    for at in short {
        let name = &blocks[mentions[at].block].text[mentions[at].span.clone()];
        if let Some((title, _)) = name.split_once(' ').filter(|pair| titled.contains(pair)) {
            mentions[at].span.start += title.len() + 1;
            mentions[at].kind = EntityKind::Person;
        }
    }
}

/// Where the last word of a name begins that has nothing but titles before it: `General Lee`, `Attorney General Lee`.
fn behind_titles(name: &str) -> Option<usize> {
    let begin = memchr::memrchr(b' ', name.as_bytes())? + 1;
    let title = |word: &str| is_nothing_but_title(word) || matches!(word, "General" | "Major" | "Judge" | "Justice");
    (name[begin..].starts_with(char::is_uppercase) && name[..begin - 1].split(' ').all(title)).then_some(begin)
}

/// Titles as they are misread.
const READ: &[&str] = &[
    "president",
    "secretary",
    "general",
    "senator",
    "governor",
    "representative",
    "congressman",
    "minister",
    "ambassador",
    "lieutenant",
    "captain",
    "sergeant",
    "colonel",
    "admiral",
    "professor",
    "chairman",
    "commissioner",
    "superintendent",
    "reverend",
    "archbishop",
];

/// Titles without the letters in their middle.
const DRAWN_TOGETHER: &[&str] = &["Pres't", "Sec'y", "Gov'r", "Gen'l", "Att'y", "Capt'n", "Treas'r", "Sup't", "Com'r"];

/// Whether a word is a title with a letter or two misread, `Picsident`, or drawn together, `Sec'y`.
fn is_misread(word: &str) -> bool {
    // Shorter ones are too near to names.
    const SHORTEST: usize = 7;
    /// Of so many letters two may be wrong.
    const LONG: usize = 9;
    if word.len() < SHORTEST {
        let word = Some(word).filter(|word| word.contains(['\'', '’'])).map(|word| word.replace('’', "'"));
        return word.is_some_and(|word| DRAWN_TOGETHER.iter().any(|title| title.eq_ignore_ascii_case(&word)));
    }
    let entry = known_word(word);
    if entry.given() > 0 || entry.surname() > 0 || entry.lower() > 0 || entry.classes != 0 || spread_of(&fold(word)) > 0
    {
        return false;
    }
    let low = word.trim_end_matches('.').to_lowercase();
    READ.iter().any(|title| {
        let most = if title.len() < LONG { 1 } else { 2 };
        title.len().abs_diff(low.len()) <= most && strsim::osa_distance(&low, title) <= most
    })
}

/// The first word of a name of several, and the others.
fn first_word(name: &str) -> Option<(&str, &str)> {
    memchr::memchr(b' ', name.as_bytes()).map(|at| (&name[..at], &name[at + 1..]))
}

/// Whether a word is a title with `ex-` or `then-`: `Ex-Mayor`.
fn is_former(word: &str) -> bool {
    if !matches!(word.as_bytes().first(), Some(b'e' | b'E' | b't' | b'T' | b'f' | b'F')) {
        return false;
    }
    let Some((before, title)) = word.split_once('-') else { return false };
    ["ex", "then", "former"].iter().any(|former| former.eq_ignore_ascii_case(before))
        && is_title_word(&title.to_lowercase())
}

/// Whether the words behind a title are a name by themselves: the first is a given name, and the last no number.
fn is_full_name(rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    let last = rest.rsplit(' ').next().unwrap_or_default();
    known_word(first).given() > 0 && first.len() > 2 && !is_suffix(last) && !rest.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::tests::changed;
    use super::*;

    fn names(text: &str, names: &[&str]) -> Vec<String> {
        changed(text, names, |blocks, mentions| cut(blocks, mentions))
    }

    #[test]
    fn titles_are_cut() {
        assert_eq!(names("Taoiseach Ann Lee said", &["Taoiseach Ann Lee"]), ["Ann Lee"]);
        assert_eq!(names("Lance Cpl Lee fell", &["Lance Cpl Lee"]), ["Lee"]);
        assert_eq!(names("Pte Lee fell", &["Pte Lee"]), ["Lee"]);
        assert_eq!(names("Ex-Mayor Harold Lee left", &["Ex-Mayor Harold Lee"]), ["Harold Lee"]);
        assert_eq!(names("Canon Harold Lee prayed", &["Canon Harold Lee"]), ["Harold Lee"]);
        let text = "PC Harold Lee ran. Later PC Lee fell.";
        assert_eq!(names(text, &["Harold Lee", "PC Lee"]), ["Harold Lee", "Lee"]);
        assert_eq!(names("Baron Ann Lee came. Baron Lee left.", &["Ann Lee", "Baron Lee"]), ["Ann Lee", "Lee"]);
    }

    #[test]
    fn misread_titles_are_cut() {
        for title in ["I'resident", "Picsident", "Hecretary", "Ceneral", "Secre-tary", "Pres't", "SEC'Y", "ISENATOR"] {
            let name = format!("{title} Wilson");
            assert_eq!(names(&format!("{name} spoke"), &[&name]), ["Wilson"]);
        }
        for name in ["Generoso Pope", "Gerald Wilson", "Colonna Walewski", "Admir Mehmedi", "Severin Wilson"] {
            assert_eq!(names(&format!("{name} spoke"), &[name]), [name]);
        }
    }

    #[test]
    fn a_general_is_no_body_where_the_article_has_him_in_full() {
        let found = |text: &'static str, body: &str| {
            let blocks = [TextBlock { kind: crate::person::BlockKind::Prose, text }];
            let mention = |kind, name: &str| {
                let start = text.find(name).unwrap();
                Mention { kind, block: 0, span: start..start + name.len(), confidence: 1.0 }
            };
            let mut mentions = [mention(EntityKind::Person, "David Lee"), mention(EntityKind::Organisation, body)];
            cut(&blocks, &mut mentions);
            (mentions[1].kind, &text[mentions[1].span.clone()])
        };
        assert_eq!(found("David Lee met General Lee", "General Lee"), (EntityKind::Person, "Lee"));
        let text = "David Lee met Attorney General Lee";
        assert_eq!(found(text, "Attorney General Lee"), (EntityKind::Person, "Lee"));
        assert_eq!(found("David Lee ate General Mills", "General Mills"), (EntityKind::Organisation, "General Mills"));
    }

    #[test]
    fn names_that_are_titles_too_stay() {
        for text in [
            "Earl Warren spoke",
            "DS Senanayake spoke",
            "Don DeLillo spoke",
            "Tory Burch spoke",
            "Dom Pedro II spoke",
            "Lance Edward Lee spoke",
        ] {
            let name = text.strip_suffix(" spoke").unwrap();
            assert_eq!(names(text, &[name]), [name]);
        }
        assert_eq!(names("Ann Warren met Earl Warren.", &["Ann Warren", "Earl Warren"])[1], "Earl Warren");
    }
}
