//! The lines between a headline and the text as pages print them: `By Jane Doe | 3 Feb 2020 18.59 GMT`, `Published 3 February
//! 2020 · Updated 4 February · 5 min read`, `Posted on March 4, 2020 by Jane Doe`.
//!
//! Looks at one line. The surprise: a line is taken only when every part of it is known for a date, a byline, a length of reading or
//! the like, so that no sentence is; and what was updated later counts only where nothing says when it was published.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil;

use super::byline::read_byline;
use super::{is_at_most, place};
use crate::article::{DatePrecision, DateProvenance};
use crate::source::draft::{DateClue, Draft, fill};
use crate::source::{byline, date};

/// No such line has more characters.
const LINE_CHARS: usize = 200;

/// What a line says of its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stamp<'t> {
    /// Who wrote it.
    pub(super) byline: Option<&'t str>,
    /// When it was published.
    pub(super) published: Option<&'t str>,
    /// When it was changed.
    pub(super) updated: Option<&'t str>,
    /// Who published it, behind a date and a time.
    pub(super) publisher: Option<&'t str>,
    /// Where it was written, when the line is a place and a day.
    pub(super) place: Option<&'t str>,
}

impl Stamp<'_> {
    /// Whether it names nobody else than a draft does: then nothing is lost when the line goes.
    pub(super) fn agrees_with(&self, draft: &Draft) -> bool {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
            words.map(str::to_lowercase).collect()
        };
        let shared = |byline: &str, known: &str| {
            let known = words(known);
            words(byline).iter().any(|word| known.contains(word))
        };
        let known = draft.byline.as_deref();
        self.byline.is_none_or(|byline| known.is_none_or(|known| shared(byline, known)))
    }

    /// Adds what it says to a draft that lacks it; `dated` when the draft lacks a date.
    pub(super) fn fill(&self, draft: &mut Draft, dated: bool) {
        if let Some(byline) = self.byline {
            fill(&mut draft.byline, byline);
        }
        if let Some(publisher) = self.publisher {
            fill(&mut draft.publisher, publisher);
        }
        if let Some(place) = self.place {
            fill(&mut draft.dateline, place);
        }
        // What was changed later was published before.
        let known = |day: &&str| draft.dates.iter().any(|clue| clue.text == *day);
        if let Some(day) = self.published.or(self.updated).filter(|day| dated && !known(day)) {
            draft.dates.push(DateClue { text: day.to_owned(), provenance: DateProvenance::TextLine });
        }
    }
}

/// What says that a date is one of a change.
const UPDATED: &[&str] = &[
    "updated",
    "last updated",
    "last modified",
    "modified",
    "last update",
    "update",
    "aktualisiert",
    "zuletzt aktualisiert",
    "mis a jour",
    "modifie",
    "actualise",
    "actualizado",
    "ultima actualizacion",
    "actualizada",
    "aggiornato",
    "ultimo aggiornamento",
    "atualizado",
    "ultima atualizacao",
    "bijgewerkt",
    "laatste update",
    "uppdaterad",
    "oppdatert",
    "opdateret",
    "paivitetty",
    "aktualizacja",
    "обновлено",
    "更新",
    "更新时间",
    "更新時間",
    "更新日",
    "最終更新",
    "수정",
    "최종수정",
    "guncelleme",
    "guncelleme tarihi",
    "son guncelleme",
    "guncellenme",
    "guncellendi",
    "обновлена",
    "оновлено",
    "ενημερωση",
    "ενημερωθηκε",
    "τελευταια ενημερωση",
    "עודכן",
    "آخر تحديث",
    "اخر تحديث",
    "به روز رساني",
    "अपडेट",
    "अपडेटेड",
    "diperbarui",
    "update terakhir",
];

/// The same, folded.
static FOLDED_UPDATED: LazyLock<HashSet<String>> =
    LazyLock::new(|| UPDATED.iter().map(|label| date::fold_word(label)).collect());

/// Lines that readers are offered and that say nothing, folded.
const OFFERS: &[&str] = &[
    "share this",
    "share this article",
    "share this story",
    "share article",
    "save article",
    "print this article",
    "copy link",
    "copy url",
    "link copied",
    "leave a comment",
    "no comments",
    "listen to article",
    "listen to this article",
    "listen to story",
    "read more",
    "follow us",
    "sign up",
    "advertisement",
    "advertising",
    "anzeige",
    "publicite",
    "publicidad",
    "pubblicita",
    "add as preferred source",
    "gift article",
    "give this article",
];

/// What a line says, when it says nothing else.
pub(super) fn read_stamp(line: &str) -> Option<Stamp<'_>> {
    let line = line.trim().trim_matches(['*', '_', '|', '·', '•']).trim();
    if line.is_empty() || !is_at_most(line, LINE_CHARS) || !may_be_stamp(line) {
        return None;
    }
    if let Some(names) = read_byline(line) {
        return Some(Stamp { byline: Some(names), ..Stamp::default() });
    }
    read_parts(line).or_else(|| {
        let found = place::read_line(line)?;
        Some(Stamp { published: Some(found.day), publisher: found.agency, place: found.place, ..Stamp::default() })
    })
}

/// What the parts of a line say, when all of them are known.
fn read_parts(line: &str) -> Option<Stamp<'_>> {
    let mut stamp = Stamp::default();
    let mut clock = false;
    for part in parts(line) {
        // A life from one day to another is no day of publication.
        if stamp.published.is_some() && behind(part, is_update).is_none() && is_day(part) {
            return None;
        }
        let known = is_length(part) || (clock && is_clock(part)) || read_part(part, &mut stamp);
        if !known {
            // "March 4, 2020 / 10:32 AM / CBS News"
            let is_name = stamp.publisher.is_none() && clock && stamp.published.is_some() && is_publisher(part);
            if !is_name {
                return None;
            }
            stamp.publisher = Some(part);
        }
        clock |= stamp.published.is_some();
    }
    (stamp.byline.is_some() || stamp.published.is_some() || stamp.updated.is_some()).then_some(stamp)
}

/// Whether a line has a digit or begins like a byline: few lines of a text do.
fn may_be_stamp(line: &str) -> bool {
    let digit = |byte: &u8| byte.is_ascii_digit();
    if line.bytes().any(|byte| digit(&byte)) || !line.is_ascii() && line.chars().any(char::is_numeric) {
        return true;
    }
    let first = line.split([' ', ':', '\u{a0}']).next().unwrap_or_default();
    if !first.is_ascii() {
        // A byline of a script without blanks is one word.
        return first.len() <= 36;
    }
    first.len() <= 12 && (byline::may_open_part(first) || first.len() < line.len() && read_byline(line).is_some())
}

/// Whether a line is an offer to the reader or the length of reading, and no part of the text.
pub(super) fn is_offer(line: &str) -> bool {
    let line = line.trim();
    is_at_most(line, 40) && (OFFERS.contains(&folded(line).as_str()) || is_length(line))
}

/// The parts of a line: between bars, dots, slashes and dashes with blanks around them, and before words of a change.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = joint(text);
        let change = changes_at(text).filter(|at| cut.is_none_or(|(cut, _)| *at < cut));
        let (part, after) = match (change, cut) {
            (Some(at), _) => (&text[..at], Some(&text[at..])),
            (None, Some((at, length))) => (&text[..at], Some(&text[at + length..])),
            (None, None) => (text, None),
        };
        rest = after;
        Some(part)
    })
    .map(|part| part.trim().trim_end_matches([',', ';']).trim())
    .filter(|part| !part.is_empty())
}

/// Where the next joint of a line begins, and its bytes: a bar, a dot, slash or dash between blanks, a tab, two blanks.
fn joint(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| match bytes[at] {
        b'|' | b'\t' => Some((at, 1)),
        b' ' if bytes.get(at + 1) == Some(&b' ') => Some((at, 2)),
        b' ' => {
            let sign =
                text[at + 1..].chars().next().filter(|c| matches!(c, '·' | '•' | '∙' | '/' | '—' | '–' | '-'))?;
            let end = at + 1 + sign.len_utf8();
            (bytes.get(end) == Some(&b' ')).then_some((at, end + 1 - at))
        }
        _ => None,
    })
}

/// Where words of a line begin, but for the first.
fn later_words(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b' ', text.as_bytes()).map(|at| at + 1)
}

/// Where a word of a change stands behind something else: `Published 3 Feb 2020 Updated 4 Feb 2020`.
fn changes_at(text: &str) -> Option<usize> {
    const WORDS: &[&str] = &[
        "Updated",
        "UPDATED",
        "Last updated",
        "Last Updated",
        "LAST UPDATED",
        "(Updated",
        "(updated",
        "Aktualisiert",
        "Mis à jour",
        "mis à jour",
        "Actualizado",
        "Aggiornato",
        "Atualizado",
        "Son Güncelleme",
        "Son güncelleme",
        "Güncelleme",
        "Оновлено",
        "Обновлено",
        "Ενημέρωση",
        "עודכן",
        "آخر تحديث",
        "更新",
        "수정",
        "Diperbarui",
    ];
    let may_begin = |at: &usize| {
        let first = text.as_bytes().get(*at);
        first.is_some_and(|byte| {
            !byte.is_ascii() || matches!(byte, b'U' | b'L' | b'(' | b'A' | b'M' | b'm' | b'S' | b'G' | b'D')
        })
    };
    // "Son Güncelleme" has a second one inside.
    let own = WORDS.iter().filter(|word| text.starts_with(**word)).map(|word| word.len()).max().unwrap_or(0);
    later_words(text)
        .filter(|at| *at >= own && may_begin(at))
        .find(|at| WORDS.iter().any(|word| text[*at..].starts_with(word)))
        .filter(|at| !text[..*at].trim().is_empty())
}

/// Reads a part that is a byline, a date, or a date with a byline.
fn read_part<'t>(part: &'t str, stamp: &mut Stamp<'t>) -> bool {
    let bare = part.trim_matches(['(', ')', '[', ']']).trim();
    if let Some(change) = behind(bare, is_update) {
        if is_day(change) {
            stamp.updated.get_or_insert(change);
        }
        return is_day(change) || is_clock(change);
    }
    if is_day(bare) {
        stamp.published.get_or_insert(bare);
        return true;
    }
    // "Posted on March 4, 2020 by Jane Doe"
    for at in later_words(bare) {
        if let Some((by, name)) = bare[at..].split_once(' ')
            && byline::stands_behind_day(by)
            && is_day(&bare[..at])
            && is_names(name)
        {
            stamp.published.get_or_insert(bare[..at].trim());
            stamp.byline.get_or_insert(name.trim());
            return true;
        }
    }
    let Some(names) = behind(bare, byline::opens_part).filter(|_| stamp.byline.is_none()) else {
        return false;
    };
    let (names, day) = split_day(names);
    if !is_names(names) {
        return false;
    }
    stamp.byline = Some(names);
    if let Some(day) = day {
        stamp.published.get_or_insert(day);
    }
    true
}

/// What is behind one of some words that a text begins with; a colon may stand between.
fn behind(text: &str, is_label: impl Fn(&str) -> bool) -> Option<&str> {
    let ends =
        text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ':' | '：')).map(|(at, _)| at).take(4);
    let end = ends.filter(|end| is_label(&folded(&text[..*end]))).last()?;
    Some(text[end..].trim_start_matches([':', '：', ' ', '\u{a0}']).trim())
}

fn is_update(label: &str) -> bool {
    FOLDED_UPDATED.contains(label)
}

/// The names of a byline and the day behind them: `Jane Doe, March 4, 2020 at 9:12 a.m. EST`.
fn split_day(text: &str) -> (&str, Option<&str>) {
    let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    for at in blanks {
        if is_day(&text[at..]) {
            return (text[..at].trim().trim_end_matches([',', '(', '-', '–']).trim(), Some(text[at..].trim()));
        }
    }
    (text.trim(), None)
}

/// The day of a text that is a date and nothing else.
pub(super) fn day_of(text: &str) -> Option<civil::Date> {
    let text = text.trim().trim_end_matches(['.', ')']);
    let date = date::parse(text, None).filter(|date| date.precision >= DatePrecision::Day)?;
    // Fewer characters are rather a number.
    (text.chars().count() >= 6).then(|| date.start.date())
}

pub(super) fn is_day(text: &str) -> bool {
    day_of(text).is_some()
}

/// A time of day by itself: `10:32 AM`, `18.59 GMT`.
fn is_clock(text: &str) -> bool {
    let text = text.trim();
    // A clock by itself is no date; on a day it is one.
    text.chars().count() <= 24
        && text.chars().any(|c| c.is_ascii_digit())
        && date::parse(&format!("2020-02-03 {text}"), None).is_some_and(|date| date.precision == DatePrecision::Time)
}

/// What says that a length is one of reading, and what else stands there, folded.
const READING: &str = "read reading lesezeit lesedauer lecture lettura lectura leitura leestijd lastid";
const LENGTH: &str =
    "min mins minute minutes minuten minuti minutos minuter minuto time tempo tiempo temps words estimated de di";

/// `5 min read`, `Lesezeit: 3 Minuten`, `3 minutes de lecture`.
fn is_length(text: &str) -> bool {
    if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let folded = folded(text);
    let words = || folded.split_whitespace();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    words().any(|word| is_in(READING, word))
        && words().all(|word| number(word) || is_in(READING, word) || is_in(LENGTH, word))
}

/// Whether a word stands in a list.
fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Words in small letters that stand inside names and between them.
const NAME_JOINTS: &[&str] = &[
    "and", "und", "et", "y", "e", "og", "och", "en", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la",
    "las", "los", "le", "van", "von", "der", "den", "zu", "zur", "ter", "ten", "bin", "bint", "ibn", "ben", "al", "el",
];

/// What bearers of a byline are, or where, which may stand behind their names.
const OFFICES: &str = "writer writers reporter reporters correspondent correspondents editor editors staff contributor contributing \
    special for in and at bureau chief columnist analyst agencies agency service news of the political foreign \
    diplomatic from";

/// Capitalised words behind "By" that begin no name.
const NO_NAMES: &str = "the a an popular bus train car air sea land foot numbers law design default any all end now then early late next \
    way far election elections this that these what when some most many more no fin favor favour request order \
    reason means night day dawn noon midnight today tomorrow yesterday christmas easter heart hand mail phone email \
    contrast comparison invitation appointment accident chance exemple favore qué que nuestra nuestro notre meinem \
    der den dem";

/// Whether a text is one name or several, with what their bearers are: words with capitals, two to four for each.
pub(super) fn is_names(text: &str) -> bool {
    let text = without_outlet(text.trim());
    let signs = |c: char| c.is_ascii_digit() || matches!(c, '!' | '?' | ':' | '"' | '“' | ';');
    // A sign is nobody.
    if !text.starts_with(char::is_alphabetic)
        || text.contains(signs)
        || super::block::ends_sentence(text) && !super::head::ends_with_initial(text)
    {
        return false;
    }
    let mut people =
        text.split([',', '&', '/']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" AND "));
    people.all(|person| is_one_name(person.trim()))
}

/// Names without the outlet behind them, which alone may have digits: `Ana Silva, g1 RS`.
fn without_outlet(text: &str) -> &str {
    let outlet = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        let digit = first.ends_with(|c: char| c.is_ascii_digit()) && first.starts_with(char::is_alphabetic);
        digit && first.len() <= 5 && text.len() <= 16
    };
    match text.rsplit_once(", ") {
        Some((names, last)) if outlet(last.trim()) => names,
        _ => text,
    }
}

/// Whether a text is one name, perhaps with what its bearer is: `Jane Doe`, `JANE DOE in Cairo`, `Staff Writer`, `Reuters`.
fn is_one_name(text: &str) -> bool {
    let shouted = !text.contains(char::is_lowercase);
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let Some(first) = lower.first() else { return true };
    let name =
        lower.iter().position(|word| matches!(word.as_str(), "in" | "for" | "at" | "from")).unwrap_or(words.len());
    let capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let known = |at: usize| {
        let (word, low) = (&words[at], lower[at].as_str());
        let office = is_in(OFFICES, low) && (!shouted || !matches!(low, "for" | "in" | "at" | "the" | "of" | "from"));
        NAME_JOINTS.contains(&low) || office || capital(word)
    };
    capital(&words[0])
        && words.len() <= if shouted { 4 } else { 7 }
        && (1..=4).contains(&name)
        && (0..words.len()).all(known)
        && !is_in(NO_NAMES, first)
        && !date::is_weekday(first)
}

/// Whether a text is the name of a publisher, as it stands behind a date and a time.
fn is_publisher(text: &str) -> bool {
    const PAPERS: &str = "News TV Radio Times Post Herald Tribune Guardian Press Reuters AP AFP BBC CNN NPR Bloomberg Agency Magazine \
        Journal Gazette Observer Chronicle Zeitung Nachrichten Tageblatt Anzeiger Presse dpa APA EFE ANSA Lusa AA DHA PTI TASS ТАСС РИА \
        Новости Интерфакс Известия УНІАН Укрінформ Правда ΑΠΕ-ΜΠΕ Kompas Antara";
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || is_in(PAPERS, word))
        && words.iter().any(|word| is_in(PAPERS, word))
}

/// In small letters, without accents and the signs at the ends; blanks for signs between words.
fn folded(text: &str) -> String {
    let bare = text.trim().trim_matches([':', '.', '(', ')', '[', ']', '|', ',']);
    let spaced = |c: char| if c.is_whitespace() || matches!(c, '-' | ':' | ',') { ' ' } else { c };
    date::fold_word(bare).chars().map(spaced).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests;
