//! Names that were read as one: those on both sides of a title (`Durbin Senator Feingold`), and rows of surnames (`Leahy Grassley`).
//!
//! Looks at all persons of an article. Its surprise: a row of surnames looks like a given name and a surname, so it is one only where the
//! article says of its parts that they are legislators' and the like, each by itself: `Senators Leahy and Grassley`.

use rustc_hash::FxHashSet;

use super::super::known::known_word;
use super::super::model::class;
use super::super::title::{is_nothing_but_title, is_short_title};
use super::super::trim::is_party;
use super::super::{EntityKind, Mention, TextBlock};

/// Titles that stand before surnames alone, and before several; heads of states are called by other names too: `President Saddam`.
const ONE: &[&str] = &[
    "Senator",
    "Sen",
    "SENATOR",
    "SEN",
    "Representative",
    "Rep",
    "REP",
    "Congressman",
    "Congresswoman",
    "Governor",
    "Gov",
    "Secretary",
    "Delegate",
    "Assemblyman",
    "Assemblywoman",
    "Councilman",
    "Councilwoman",
    "Councillor",
    "Commissioner",
];
const SEVERAL: &[&str] = &[
    "Senators",
    "Sens",
    "SENATORS",
    "SENS",
    "Representatives",
    "Reps",
    "Congressmen",
    "Congresswomen",
    "Governors",
    "Govs",
    "Secretaries",
    "Delegates",
    "Councillors",
    "Commissioners",
];

/// Where the name behind the titles inside a name begins, and where what is before them ends: `Durbin Senator Feingold`.
pub(super) fn around_title(name: &str) -> Option<(usize, usize)> {
    let (mut at, mut before, mut behind) = (0, None, None);
    let last = name.rfind(' ')? + 1;
    for word in name.split(' ') {
        if at > 0 && at < last && is_title(word) {
            before.get_or_insert(at - 1);
            behind = Some(at + word.len() + 1);
        }
        at += word.len() + 1;
    }
    before.zip(behind)
}

/// Whether a word inside a name is a title and no name: `Senator`, `Gov.`, but not the `Sen` of `Amartya Sen Gupta`.
fn is_title(word: &str) -> bool {
    if !is_nothing_but_title(word) {
        return false;
    }
    let entry = || known_word(word);
    word.ends_with('.') && is_short_title(word)
        || word.len() > 4 && entry().is(class::TITLE) && entry().given() == 0 && entry().surname() == 0
}

/// Where the words for a law end a name, as in headlines: `Clinton Bill to Rename`.
pub(super) fn before_law(name: &str) -> Option<usize> {
    let end = name.rfind(' ')?;
    matches!(&name[end + 1..], "Bill" | "BILL" | "Bills" | "Act" | "ACT").then_some(end)
}

/// Whether a name may be a row of surnames.
pub(super) fn may_be_row(name: &str) -> bool {
    let word = |word: &str| word.len() > 2 && word.starts_with(char::is_uppercase) && !word.ends_with('.');
    let Some((first, others)) = name.split_once(' ') else { return false };
    let entry = known_word(first);
    word(first) && others.split(' ').all(word) && (entry.given() == 0 || entry.surname() > 1)
}

/// Takes names apart that were read as one. `titled` and `rows` are the places among the mentions of those that have a title inside or
/// a law behind them, and of those that may be a row; what is new goes to `more`.
pub(super) fn part(
    blocks: &[TextBlock<'_>],
    mentions: &mut [Mention],
    titled: &[usize],
    rows: &[usize],
    more: &mut Vec<Mention>,
) {
    if titled.is_empty() && rows.is_empty() {
        return;
    }
    let alone = titled_alone(blocks, mentions);
    // Hardly an article has such surnames at the head of a longer name.
    let begins = |at: &&usize| alone.contains(name_of(blocks, &mentions[**at]).split(' ').next().unwrap_or_default());
    let rows: Vec<usize> = rows.iter().filter(begins).copied().collect();
    if titled.is_empty() && rows.is_empty() {
        return;
    }
    let known = Known::of(blocks, mentions, alone);
    for at in titled {
        let mention = &mut mentions[*at];
        let name = name_of(blocks, mention);
        if let Some(end) = before_law(name).filter(|end| known.has_surname(&name[..*end])) {
            mention.span.end = mention.span.start + end;
        }
    }
    for at in rows {
        let whole = mentions[at].clone();
        if known.is_row(blocks, &whole) {
            let mut start = whole.span.start;
            for (number, word) in name_of(blocks, &whole).split(' ').enumerate() {
                let span = start..start + word.len();
                start = span.end + 1;
                match number {
                    0 => mentions[at].span = span,
                    _ => more.push(Mention { span, ..whole.clone() }),
                }
            }
        }
    }
    for at in titled {
        let mention = &mut mentions[*at];
        let name = &blocks[mention.block].text[mention.span.clone()];
        let Some((end, begin)) = around_title(name) else { continue };
        // What is before it may be a place or a heading: "Indiana Senator Lugar".
        let before = &name[..end];
        if known.full.contains(before) || known.lasts.contains(before) {
            more.push(Mention { span: mention.span.start..mention.span.start + end, ..mention.clone() });
        }
        mention.span.start += begin;
    }
}

/// Names have hardly more words before the surname.
const MOST_GIVEN: usize = 4;

/// What an article shows of the names that it has.
#[derive(Default)]
struct Known<'t> {
    /// Names of several words, and those behind a given name with which such a name ends.
    full: FxHashSet<&'t str>,
    lasts: FxHashSet<&'t str>,
    /// What such names of three and more words have behind the first words.
    tails: FxHashSet<&'t str>,
    /// Surnames alone that have such a title before them.
    titled: FxHashSet<&'t str>,
}

/// The surnames alone that have such a title before them.
fn titled_alone<'t>(blocks: &[TextBlock<'t>], mentions: &[Mention]) -> FxHashSet<&'t str> {
    let mut titled = FxHashSet::default();
    // Where a row behind a title for several has come to.
    let mut row = None;
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
        let (text, name) = (blocks[mention.block].text, name_of(blocks, mention));
        if memchr::memchr(b' ', name.as_bytes()).is_some() {
            continue;
        }
        let title = word_before(text, mention.span.start);
        let joins =
            |end: usize| matches!(text.get(end..mention.span.start), Some(" and " | ", and " | ", " | " & " | "/"));
        let goes_on = row.is_some_and(|(block, end)| block == mention.block && joins(end));
        let several = goes_on || is_one_of(title, SEVERAL);
        row = several.then_some((mention.block, mention.span.end));
        if several || is_one_of(title, ONE) {
            titled.insert(name);
        }
    }
    titled
}

fn is_one_of(word: &str, titles: &[&str]) -> bool {
    // Before most surnames stands a small letter.
    word.starts_with(|c: char| c.is_ascii_uppercase()) && titles.contains(&word.trim_end_matches('.'))
}

impl<'t> Known<'t> {
    fn of(blocks: &[TextBlock<'t>], mentions: &[Mention], titled: FxHashSet<&'t str>) -> Self {
        let mut known = Self { titled, ..Self::default() };
        for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            let name = name_of(blocks, mention);
            if let Some((first, others)) = name.split_once(' ') {
                known.full.insert(name);
                let person = known_word(first).given() > 0 || first.ends_with('.');
                if person && before_law(name).is_none() {
                    known.lasts.insert(others.rsplit(' ').next().unwrap_or(others));
                }
                if others.contains(' ') {
                    known.tails.insert(others);
                    known.tails.extend(others.match_indices(' ').take(MOST_GIVEN).map(|(at, _)| &others[at + 1..]));
                }
            }
        }
        known
    }

    /// Whether a name ends in the surname of somebody whom the article calls by a title or in full.
    fn has_surname(&self, name: &str) -> bool {
        let last = name.rsplit(' ').next().unwrap_or(name);
        self.titled.contains(last) || self.lasts.contains(last)
    }

    /// Whether a name is a row of surnames. What may be a given name begins one only where the article has every part by itself behind
    /// a title: `Lincoln Chafee` is one man.
    fn is_row(&self, blocks: &[TextBlock<'_>], mention: &Mention) -> bool {
        let (text, name) = (blocks[mention.block].text, name_of(blocks, mention));
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default();
        let given = known_word(first).given() > 0;
        self.titled.contains(first)
            && words.all(|word| word != first && (self.titled.contains(word) || !given && self.lasts.contains(word)))
            && !is_one_of(word_before(text, mention.span.start), ONE)
            && !is_of_party(&text[mention.span.end..])
            // "Vargas Llosa" beside "Mario Vargas Llosa".
            && !self.tails.contains(name)
    }
}

fn name_of<'t>(blocks: &[TextBlock<'t>], mention: &Mention) -> &'t str {
    &blocks[mention.block].text[mention.span.clone()]
}

/// The word before a place of a text, when a blank parts the two.
fn word_before(text: &str, start: usize) -> &str {
    // A text may have no other blank.
    let near = &text[text.ceil_char_boundary(start.saturating_sub(LONGEST_TITLE))..start];
    near.strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n', '(', '"']).next()).unwrap_or_default()
}

/// No title here is as long, with what stands before and behind it.
const LONGEST_TITLE: usize = 24;

/// Whether a party stands behind a name, which then is one legislator's: `(R-RI)`, ` D MA`.
fn is_of_party(after: &str) -> bool {
    let after = after.trim_start_matches([' ', ',', '(']);
    after.split(|c: char| !c.is_alphabetic()).next().is_some_and(is_party)
}

#[cfg(test)]
mod tests {
    use super::super::ends::part_names;
    use super::super::tests::changed;

    fn parted(text: &str, names: &[&str]) -> Vec<String> {
        changed(text, names, part_names)
    }

    #[test]
    fn a_title_inside_a_name_parts_two() {
        let text = "Richard Durbin spoke. Durbin Senator Feingold, Indiana Senator Lugar and Brown Gov. Ann Lee left.";
        let names = ["Richard Durbin", "Durbin Senator Feingold", "Indiana Senator Lugar", "Brown Gov. Ann Lee"];
        assert_eq!(parted(text, &names), ["Richard Durbin", "Durbin", "Feingold", "Lugar", "Ann Lee"]);
        for whole in ["Amartya Sen Gupta", "Jaime Mayor Oreja", "Ann Judge Smith", "Martin Luther King"] {
            assert_eq!(parted(&format!("met {whole} there"), &[whole]), [whole]);
        }
    }

    #[test]
    fn a_row_of_surnames_is_parted_where_each_is_called_by_a_title() {
        let text = "the Leahy Grassley bill. Senators Leahy and Grassley wrote it.";
        assert_eq!(parted(text, &["Leahy Grassley", "Leahy", "Grassley"]), ["Leahy", "Grassley", "Leahy", "Grassley"]);
        let text = "the Leahy Grassley bill. Sen. Leahy met Charles Grassley.";
        let names = ["Leahy Grassley", "Leahy", "Charles Grassley"];
        assert_eq!(parted(text, &names), ["Leahy", "Grassley", "Leahy", "Charles Grassley"]);
        let text = "Clinton Schumer Announce. Sens. Clinton, Kerry and Schumer came.";
        assert_eq!(parted(text, &["Clinton Schumer", "Clinton", "Kerry", "Schumer"])[..2], ["Clinton", "Schumer"]);
    }

    #[test]
    fn a_law_behind_a_surname_is_no_part_of_a_name() {
        let text = "Clinton Bill to Rename a Post Office. Hillary Clinton and Bill Clinton came.";
        let names = ["Clinton Bill", "Hillary Clinton", "Bill Clinton"];
        assert_eq!(parted(text, &names), ["Clinton", "Hillary Clinton", "Bill Clinton"]);
        assert_eq!(parted("Max Bill painted. Ann Lee came.", &["Max Bill", "Ann Lee"]), ["Max Bill", "Ann Lee"]);
    }

    #[test]
    fn a_name_that_looks_like_a_row_stays() {
        for (text, names) in [
            ("the Lincoln Chafee bill. Sen. Lincoln met John Chafee.", ["Lincoln Chafee", "Lincoln", "John Chafee"]),
            ("Sen. Conrad Burns came. Sens. Conrad and Burns left.", ["Conrad Burns", "Conrad", "Burns"]),
            ("Conrad Burns (R-MT) came. Sens. Conrad and Burns left.", ["Conrad Burns", "Conrad", "Burns"]),
            ("Saddam Hussein ruled. President Saddam met Uday Hussein.", ["Saddam Hussein", "Saddam", "Uday Hussein"]),
        ] {
            assert_eq!(parted(text, &names), names, "{text}");
        }
        let text = "Mario Vargas Llosa. Vargas Llosa read. Senators Vargas and Llosa left.";
        let names = ["Mario Vargas Llosa", "Vargas Llosa", "Vargas", "Llosa"];
        assert_eq!(parted(text, &names), names);
    }
}
