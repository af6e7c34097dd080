//! Where the first sentence ends, for headlines made from running text.
//!
//! Not a sentence splitter for searching; a wrong guess here makes a headline too short or too long, no more.

use unicode_segmentation::UnicodeSegmentation;

/// Words whose full stop does not end a sentence, in lower case without it.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "gen", "lt", "col", "sgt", "capt", "maj",
    "cmdr", "adm", "rev", "hon", "st", "jr", "sr", "pres", "supt", "insp", "dept", "univ", "inc", "corp", "ltd",
    "bros", "vs", "jan", "feb", "apr", "aug", "sept", "oct", "nov", "dec", "ala", "ariz", "calif", "colo", "conn",
    "fla", "mich", "minn", "mont", "okla", "tenn", "tex", "wis", "wyo", "d.c", "ph.d", "e.g", "i.e", "a.m", "p.m",
    "approx", "mme", "mlle", "cf", "hr", "fr", "bzw", "z.b", "d.h", "u.a", "ca", "dipl", "sra", "srta", "dra", "ud",
    "uds", "ee.uu", "dott", "avv", "dhr", "mevr", "drs", "г", "гг", "им", "ул", "тыс", "млн", "млрд", "руб", "т.е",
    "т.д", "κ",
];

/// Words whose full stop ends no sentence when a number follows.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "nr", "art", "sec", "fig", "vol", "p", "pp", "abs", "núm", "par"];

/// Longest headline that is made of a sentence, in characters.
const LONGEST: usize = 200;

/// The first sentence of a paragraph, cut at a word when it is very long; a cut is marked with an ellipsis.
pub fn first_sentence(text: &str) -> String {
    let text = text.trim();
    let sentence = text[..first_end(text)].trim_end();
    let Some((limit, _)) = sentence.char_indices().nth(LONGEST) else { return sentence.to_owned() };
    let cut = sentence.unicode_word_indices().take_while(|(start, _)| *start < limit).last();
    // A text without word boundaries, as Chinese may look, is cut at the limit.
    let end = cut.map_or(limit, |(start, _)| if start == 0 { limit } else { start });
    format!("{}…", sentence[..end].trim_end())
}

/// Byte offset behind the first sentence.
fn first_end(text: &str) -> usize {
    for (index, character) in text.char_indices() {
        let after = index + character.len_utf8();
        match character {
            '。' | '！' | '？' | '।' | '۔' | '؟' | '॥' => return closing(text, after),
            '\n' if text[after..].starts_with('\n') => return index,
            '!' | '?' | '…' | '.' | ';' if ends_here(text, index, after, character) => return closing(text, after),
            _ => {}
        }
    }
    text.len()
}

fn ends_here(text: &str, index: usize, after: usize, character: char) -> bool {
    // The Greek question mark is a semicolon; elsewhere a semicolon ends nothing.
    if character == ';' && !text[..index].chars().next_back().is_some_and(|c| ('\u{370}'..='\u{3ff}').contains(&c)) {
        return false;
    }
    let rest = text[after..].trim_start_matches(['"', '”', '’', '\'', '»', ')', ']', '“']);
    let mut following = rest.chars();
    match following.next() {
        None => return true,
        Some(next) if !next.is_whitespace() => return false,
        Some(_) => {}
    }
    let next = rest.trim_start().trim_start_matches(['"', '“', '‘', '\'', '«', '(', '[', '„', '-', '–', '—']);
    if next.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    character != '.' || !is_abbreviation(&text[..index], next)
}

/// Whether the full stop behind `before` belongs to an abbreviation; `next` is what follows.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—' | '–')).next();
    let word = word.unwrap_or_default();
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(&lower.as_str()) {
        return true;
    }
    if BEFORE_NUMBERS.contains(&lower.as_str()) && next.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let initials = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if word.contains('.') && word.split('.').all(initials) {
        // "U.S." may end a sentence; a short function word after it says that it does.
        let follower = next.split_whitespace().next().unwrap_or_default();
        return !matches!(follower, "The" | "A" | "An" | "In" | "He" | "She" | "It" | "They" | "But" | "And" | "On");
    }
    // "J. Smith", and "1. April" or "am 3. Mai".
    initials(word) && word.chars().all(char::is_uppercase)
        || !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the quotes and brackets that close the sentence with it.
fn closing(text: &str, after: usize) -> usize {
    let rest = &text[after..];
    let closed = rest.trim_start_matches(['.', '!', '?', '"', '”', '’', '»', ')', ']', '」', '』']);
    text.len() - closed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_inside_a_sentence_do_not_end_it() {
        let cases = [
            ("Mr. Dermer met Sen. Graham in Washington. No one spoke.", "Mr. Dermer met Sen. Graham in Washington."),
            ("The U.S. Senate voted. It passed.", "The U.S. Senate voted."),
            ("He left the U.S. The trip was long.", "He left the U.S."),
            ("J. K. Rowling wrote. She did.", "J. K. Rowling wrote."),
            ("Prices rose 3.5 percent. Wages fell.", "Prices rose 3.5 percent."),
            ("Am 3. Mai kam er. Sie ging.", "Am 3. Mai kam er."),
            ("“It is over.” The hall was silent.", "“It is over.”"),
            ("\"Is it over?\" he asked. Yes.", "\"Is it over?\" he asked."),
            ("No end at all", "No end at all"),
        ];
        for (text, sentence) in cases {
            assert_eq!(first_sentence(text), sentence);
        }
    }

    #[test]
    fn other_scripts_end_their_sentences_their_way() {
        assert_eq!(first_sentence("政府发表声明。会谈继续。"), "政府发表声明。");
        assert_eq!(first_sentence("هل انتهت المحادثات؟ لا أحد يعرف."), "هل انتهت المحادثات؟");
        assert_eq!(first_sentence("Τελείωσε; Κανείς δεν ξέρει."), "Τελείωσε;");
        assert_eq!(first_sentence("М. Горький жил на ул. Ленина. Потом уехал."), "М. Горький жил на ул. Ленина.");
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        let text = "word ".repeat(100);
        let headline = first_sentence(&text);
        assert!(headline.ends_with("word…"), "{headline}");
        assert!(headline.chars().count() <= 201);
    }

    proptest::proptest! {
        #[test]
        fn the_sentence_is_a_beginning_of_the_text(text: String) {
            let sentence = first_sentence(&text);
            proptest::prop_assert!(text.trim().starts_with(sentence.trim_end_matches('…')));
        }
    }
}
