//! Titles and offices beside a name: `Israeli Prime Minister` before it, `the national security adviser` after it.
//!
//! Reads the text around a mention and nothing else. Its surprise: courtesy titles are recognised, so that they do not
//! stand in the way, and then left out: `Mr` is no role.

use super::model::class;
use super::model::lexicon::is_class;
use super::title::is_short_title;

/// What stands directly around a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Context {
    /// Titles before the name, and a description after it.
    pub roles: Vec<String>,
    /// Whether a word of kinship stands before it: `his wife`.
    pub relative: bool,
    /// Whether it is called somebody's whose relative stands before it: `the son of`.
    pub kin: bool,
    /// Whether it is signed or credited: `By`, `Reporting by`.
    pub credited: bool,
}

const COURTESY: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "madam", "sir", "messrs"];
const LONGEST: usize = 9;
/// How many bytes before and after a name are looked at.
const WINDOW: usize = 240;

/// Looks around the name at `start..end` of a text; another name ends at `from`, and its words are not looked at.
pub(super) fn context(text: &str, from: usize, start: usize, end: usize) -> Context {
    // A line may be as long as the whole text, so only the neighbourhood is looked at.
    let near = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let after = &text[end..text.ceil_char_boundary(end.saturating_add(WINDOW).min(text.len()))];
    let mut context = Context { credited: is_credit(&text[near..start]), ..Context::default() };
    let words = words_before(text.get(from.max(near)..start).unwrap_or_default());
    context.relative = words.iter().rev().take(2).any(|word| is_of(word, class::KIN) && !is_title(word));
    context.kin = is_kin_of(&words);
    context.roles.extend(title_before(&words));
    context.roles.extend(description_after(after));
    context
}

fn lower(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// Whether a word is of any of some classes, whatever its capitals.
fn is_of(word: &str, classes: u16) -> bool {
    let word = word.trim_end_matches('.');
    let mut room = [0; 32];
    let lower = match room.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(room) => {
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            std::str::from_utf8(room).unwrap_or_default()
        }
        None => &lower(word),
    };
    is_class(lower, classes)
}

fn is_title(word: &str) -> bool {
    is_of(word, class::TITLE | class::ROLE) || is_short_title(word)
}

/// The words before a name back to the last mark that ends a phrase, at most [`LONGEST`].
fn words_before(before: &str) -> Vec<&str> {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let tail_start = line.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    let mut words: Vec<&str> = Vec::new();
    for word in line[tail_start..].split_whitespace().rev() {
        let closes = word.ends_with([',', ';', ':', '!', '?', ')', '"', '”', '—'])
            || word.ends_with("'s")
            || word.ends_with("’s");
        let full_stop = word.ends_with('.') && word.len() > 5;
        if closes || full_stop || words.len() == LONGEST {
            break;
        }
        words.push(word.trim_start_matches(['(', '"', '“', '\'', '[']));
        if word.starts_with(['(', '"', '“', '[']) {
            break;
        }
    }
    words.reverse();
    words
}

/// Whether a relative of the one named is what the words before the name end with: `son of the late shah`.
fn is_kin_of(words: &[&str]) -> bool {
    let Some(of) = words.iter().rposition(|word| *word == "of").filter(|at| *at > 0) else { return false };
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;
    is_of(words[of - 1], class::KIN)
        && words[of + 1..].iter().all(|word| !word.starts_with(char::is_uppercase) || is_of(word, known))
}

/// The title that ends right before the name.
fn title_before(words: &[&str]) -> Option<String> {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let opening = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY;
    let mut start = None;
    let mut titled = false;
    for (index, word) in words.iter().enumerate().rev() {
        let low = lower(word);
        let joint = matches!(low.as_str(), "of" | "for" | "and" | "the" | "&") && index > 0 && index + 1 < words.len();
        // `President A and Prime Minister B`: the title before the joint is another person's.
        let other = titled && matches!(low.as_str(), "and" | "&") && index > 0 && !is_of(words[index - 1], opening);
        let opens = is_class(&low, opening) || is_short_title(word);
        if other || !(opens || capital(word) || joint) {
            break;
        }
        titled |= is_title(word) && !COURTESY.contains(&low.as_str());
        // A title may begin with a title or what qualifies one, not with a joint or a bare proper noun.
        if titled && opens {
            start = Some(index);
        }
    }
    let title = words[start?..].iter().filter(|word| !COURTESY.contains(&lower(word).as_str()));
    Some(title.copied().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

/// A description between commas after the name: `, the prime minister of Israel,`.
fn description_after(after: &str) -> Option<String> {
    let rest = after.strip_prefix(',')?.trim_start();
    let stop = rest.find([',', '.', ';', '\n', '(', '"', ':']).unwrap_or(rest.len());
    let words: Vec<&str> = rest[..stop].split_whitespace().collect();
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let articles = ["the", "a", "an", "who", "is", "was"];
    let skip = usize::from(["the", "a", "an"].contains(&words[0]));
    let words = &words[skip..];
    let first = words.first()?;
    let opens = skip == 1 || is_title(first) || is_of(first, class::MODIFIER | class::NATIONALITY);
    let titled = words.iter().take(5).any(|word| is_title(word) && !COURTESY.contains(&lower(word).as_str()));
    let clause = words.iter().any(|word| articles[3..].contains(&lower(word).as_str()) || is_saying(word));
    (opens && titled && !clause && !is_name_list(words)).then(|| words.join(" "))
}

fn is_saying(word: &str) -> bool {
    let low = lower(word);
    is_class(&low, class::SAYING) && !is_class(&low, class::TITLE | class::ROLE)
}

/// Whether the words are a further title with another person's name: `A, President B`.
fn is_name_list(words: &[&str]) -> bool {
    let last = words.last().copied().unwrap_or_default();
    let known = class::TITLE | class::ROLE | class::MODIFIER | class::NATIONALITY | class::ORGANISATION | class::PLACE;
    let name = last.starts_with(char::is_uppercase) && !is_of(last, known | class::GEOGRAPHY | class::BRAND);
    let among = words.iter().any(|word| matches!(*word, "and" | "or")) && is_title(words[0]) && words.len() > 2;
    among || name && !words.iter().any(|word| matches!(*word, "of" | "at" | "for" | "in" | "from"))
}

/// Whether what stands before a name credits it with the text.
fn is_credit(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches(['(', '[', '*', ' ']);
    let by = |pair: &[u8]| pair.eq_ignore_ascii_case(b"by");
    if !line.as_bytes().windows(2).any(by) && !line.contains("eporting") && !line.contains("EPORTING") {
        return false;
    }
    let line = line.trim_end();
    if line.eq_ignore_ascii_case("by") {
        return true;
    }
    let begins = |segment: &str, credit: &str| {
        let start = segment.get(..credit.len()).filter(|start| start.eq_ignore_ascii_case(credit));
        start.is_some_and(|_| is_name_row(&segment[credit.len()..]))
    };
    // A report by somebody, a novel written by somebody: a credit is no clause of a sentence.
    let sentences =
        line.rmatch_indices(['(', '[', '.', '—', '–']).take(8).map(|(at, mark)| (&line[at + mark.len()..], mark));
    let mut inside = sentences.map(|(segment, mark)| (segment.trim_start(), matches!(mark, "(" | "[")));
    CREDITS.iter().any(|credit| begins(line, credit))
        || inside.any(|(segment, bracket)| {
            let credits = if bracket { CREDITS } else { &CREDITS[..AGENCY_CREDITS] };
            credits.iter().any(|credit| begins(segment, credit))
        })
}

/// What a line, or what stands in brackets, begins with when it names who made the text.
const CREDITS: &[&str] = &[
    "reporting by",
    "editing by",
    "writing by",
    "additional reporting",
    "compiled by",
    "edited by",
    "written by",
    "photo by",
    "photograph by",
    "story by",
    "report by",
    "translated by",
];
/// The first of these are put behind the last sentence of a text too.
const AGENCY_CREDITS: usize = 4;

/// Whether there are only names and what joins them.
fn is_name_row(row: &str) -> bool {
    const JOINTS: &[&str] =
        &["and", "in", "by", "with", "for", "from", "editing", "reporting", "writing", "additional", "compiled", "at"];
    row.split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase) || JOINTS.contains(&word.trim_end_matches([',', ';'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, name: &str) -> Context {
        let start = text.find(name).unwrap();
        context(text, 0, start, start + name.len())
    }

    #[test]
    fn titles_before_a_name_are_found_whole() {
        let roles = |text: &str, name: &str| around(text, name).roles;
        assert_eq!(roles("Israeli Prime Minister Benjamin Netanyahu spoke", "Benjamin"), ["Israeli Prime Minister"]);
        assert_eq!(
            roles("confidant, Minister for Strategic Affairs Ron Dermer, and", "Ron Dermer"),
            ["Minister for Strategic Affairs"]
        );
        assert_eq!(
            roles("Israel's National Security Adviser Tzachi Hanegbi said", "Tzachi Hanegbi"),
            ["National Security Adviser"]
        );
        assert_eq!(roles("On Monday Gov. Ed Moss left", "Ed Moss"), ["Gov."]);
        assert_eq!(roles("Its former spokesman Ed Moss left", "Ed Moss"), ["former spokesman"]);
        assert_eq!(roles("He met Mr. Moss in Paris", "Moss"), Vec::<String>::new());
        assert_eq!(roles("The town of Moss", "Moss"), Vec::<String>::new());
    }

    #[test]
    fn the_title_of_another_person_is_not_taken_over() {
        let text = "Councilor Ana Lima and Magistrate Rui Costa agreed";
        let start = text.find("Rui").unwrap();
        assert_eq!(context(text, "Councilor Ana Lima".len(), start, start + 9).roles, ["Magistrate"]);
        // Also where the other person was not found.
        assert_eq!(around(text, "Rui Costa").roles, ["Magistrate"]);
        let text = "Minister for Trade and Industry Ana Lima agreed";
        assert_eq!(around(text, "Ana Lima").roles, ["Minister for Trade and Industry"]);
    }

    #[test]
    fn a_description_after_a_name_is_a_role_and_a_clause_is_not() {
        let roles = |text: &str| around(text, "Ana Lima").roles;
        assert_eq!(roles("Ana Lima, the mayor of Porto, said"), ["mayor of Porto"]);
        assert_eq!(roles("Ana Lima, who was mayor, said"), Vec::<String>::new());
        assert_eq!(roles("Ana Lima, President Rui Costa and others"), Vec::<String>::new());
    }

    #[test]
    fn relatives_and_authors_are_told_by_what_stands_before() {
        assert!(around("with his wife Sara Cohen", "Sara").relative);
        assert!(around("By Ana Lima", "Ana Lima").credited);
        assert!(around("(Reporting by Rui Costa; editing by Ana Lima)", "Ana Lima").credited);
        assert!(around("he said. Reporting by Rui Costa in Porto; Editing by Ana Lima", "Ana Lima").credited);
        assert!(around("Written by Ana Lima", "Ana Lima").credited);
        assert!(!around("He was hit by Ana Lima", "Ana Lima").credited);
        let text = "A report by the United Nations says that forces of President Ana Lima fled.";
        assert!(!around(text, "Ana Lima").credited);
        assert!(!around("The novel, written by Ana Lima, sold well", "Ana Lima").credited);
        assert!(!around("Photo by the river. Written by Ana Lima, it sold well", "Ana Lima").credited);
    }
}
