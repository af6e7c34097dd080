use super::*;
use crate::engine::fold::fold;
use proptest::prelude::*;

fn terms(text: &str) -> Vec<String> {
    let mut tokens = Tokens::new(text);
    let mut out = Vec::new();
    while tokens.advance() {
        out.push(tokens.term.clone());
    }
    out
}

fn positioned(text: &str) -> Vec<(String, u32)> {
    let mut tokens = Tokens::new(text);
    let mut out = Vec::new();
    while tokens.advance() {
        out.push((tokens.term.clone(), tokens.position));
    }
    out
}

#[test]
fn the_dot_of_an_abbreviation_ends_no_sentence() {
    let begins = |text: &str| {
        let mut tokens = Tokens::new(text);
        let mut words = Vec::new();
        while tokens.advance() {
            if tokens.boundary == Boundary::Sentence {
                words.push(tokens.term.clone());
            }
        }
        words
    };
    assert_eq!(begins("On that day U.S. President Ford left. Sens. Hatch and Wyden stayed."), ["sens"]);
    assert_eq!(
        begins("He went to the U.S. The visit was short. It rained in the U.K.! Nobody came."),
        ["the", "it", "nobody"]
    );
}

#[test]
fn names_and_abbreviations_are_one_word() {
    assert_eq!(terms("O'Brien’s U.S. visit, e.g. Rafah."), ["obrien", "us", "\u{5}us", "visit", "eg", "rafah"]);
    assert_eq!(terms("AT&T and al-Qaida"), ["at", "t", "and", "al", "qaida"]);
    assert_eq!(
        terms("said.The end of 3.5 in 2,000 or 1,2"),
        ["said", "the", "end", "of", "3.5", "in", "2000", "or", "1", "2"]
    );
}

#[test]
fn possessives_and_elisions_fall_away() {
    assert_eq!(terms("Netanyahu's l’accord d'Israël aujourd'hui"), ["netanyahu", "accord", "israël", "aujourdhui"]);
    assert_eq!(terms("Müller’s façade"), ["müller", "façade"]);
    let mut tokens = Tokens::new("l’État");
    assert!(tokens.advance());
    assert_eq!((tokens.term.as_str(), tokens.start, tokens.end), ("état", 4, 9));
    // A mark that the term leaves out stands before the apostrophe.
    let mut tokens = Tokens::new("l\u{640}’été");
    assert!(tokens.advance());
    assert_eq!((tokens.term.as_str(), tokens.start, tokens.end), ("été", 6, 11));
}

#[test]
fn a_hyphenated_word_is_also_one_term_at_its_second_position() {
    let expected =
        [("a", 0), ("cease", 1), ("fire", 2), ("ceasefire", 2), ("in", 3), ("israeli", 4), ("uk", 5), ("talks", 6)];
    assert_eq!(positioned("a cease-fire in Israeli-UK talks"), expected.map(|(t, p)| (t.to_owned(), p)));
}

#[test]
fn scripts_without_spaces_become_pairs() {
    assert_eq!(terms("内塔尼亚胡2024年访美"), ["内塔", "塔尼", "尼亚", "亚胡", "胡", "2024", "年访", "访美", "美"]);
    assert_eq!(terms("평화 회담"), ["평화", "화", "회담", "담"]);
}

#[test]
fn a_half_width_letter_and_its_voiced_mark_are_one_character() {
    assert_eq!(terms("ｶﾞｿﾘﾝ"), terms("ガソリン"));
    assert_eq!(terms("か\u{3099}す"), ["がす", "す"]);
    let mut tokens = Tokens::new("ｶﾞｿ");
    assert!(tokens.advance());
    assert_eq!((tokens.start, tokens.end, tokens.last_of_run), (0, 9, false));
}

#[test]
fn the_parts_of_a_persian_word_are_words_and_one_word() {
    let expected = [("هسته", 0), ("اي", 1), ("هستهاي", 1), ("نميشود", 2)];
    assert_eq!(positioned("هسته\u{200c}ای نمیشود"), expected.map(|(t, p)| (t.to_owned(), p)));
    assert_eq!(terms("کتاب\u{200c}خانه\u{200c}ها"), ["كتاب", "خانه", "ها", "كتابخانهها"]);
    // In other scripts it only tells how letters are drawn.
    assert_eq!(terms("क्\u{200c}ष"), ["क्ष"]);
}

#[test]
fn a_hebrew_acronym_is_one_word() {
    assert_eq!(terms("צה\"ל בארה\"ב"), ["צהל", "בארהב"]);
    assert_eq!(terms("צה״ל"), ["צהל"]);
    assert_eq!(terms("ה\"ידיעות\""), ["ה", "ידיעות"]);
}

#[test]
fn combining_marks_compose_and_fold() {
    assert_eq!(terms("cafe\u{301} ﬁn Ｒａｆａｈ"), ["café", "fin", "rafah"]);
    assert_eq!(terms("The Houſe laſt ſaid"), ["the", "house", "last", "said"]);
    assert_eq!(fold("ọjọ́"), "ojo");
    assert_eq!(fold("straße"), "strasse");
    assert_eq!(fold("erdoğan"), "erdogan");
    assert_eq!(fold("зелёный"), "зеленый");
    assert_eq!(fold("край"), "край");
    assert_eq!(fold("गाँव फ़ैसला"), "गांव फैसला");
    assert_eq!(terms("الأُمم المتّحدة ٢٠٢٤"), ["الامم", "المتحده", "2024"]);
}

#[test]
fn paragraphs_and_sentences_are_marked() {
    let text = "Mr. Smith of the U.S. spoke. He left\nOn Monday it rained. then";
    let mut tokens = Tokens::new(text);
    let mut seen = Vec::new();
    while tokens.advance() {
        if tokens.boundary != Boundary::None {
            seen.push((tokens.term.clone(), tokens.boundary, tokens.position));
        }
    }
    assert_eq!(
        seen,
        [
            ("mr".to_owned(), Boundary::Paragraph, 0),
            ("he".to_owned(), Boundary::Sentence, 6),
            ("on".to_owned(), Boundary::Paragraph, 9),
        ]
    );
}

proptest! {
    #[test]
    fn any_text_is_cut_within_its_bounds(text in "\\PC{0,80}|[a-c'’.\\-, \\n中国กًé]{0,40}") {
        let mut tokens = Tokens::new(&text);
        let mut last = 0;
        while tokens.advance() {
            prop_assert!(tokens.start < tokens.end && tokens.end <= text.len());
            prop_assert!(text.is_char_boundary(tokens.start) && text.is_char_boundary(tokens.end));
            prop_assert!(!tokens.term.is_empty());
            if tokens.kind == TermKind::Word {
                prop_assert!(tokens.position >= last);
                last = tokens.position;
            }
        }
    }

    #[test]
    fn folding_is_idempotent(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}

#[test]
fn acronyms_that_are_words_have_a_term_of_their_own() {
    let terms = |text: &str| {
        let mut tokens = Tokens::new(text);
        let mut found = Vec::new();
        while tokens.advance() {
            found.push((tokens.position, tokens.term.clone()));
        }
        found
    };
    let expected = |all: &[(u32, &str)]| all.iter().map(|&(at, term)| (at, term.to_owned())).collect::<Vec<_>>();
    assert_eq!(terms("The U.S. told us"), expected(&[(0, "the"), (1, "us"), (1, "\u{5}us"), (2, "told"), (3, "us")]));
    assert_eq!(
        terms("US-led, WHO's"),
        expected(&[(0, "us"), (0, "\u{5}us"), (1, "led"), (1, "usled"), (2, "who"), (2, "\u{5}who")])
    );
}
