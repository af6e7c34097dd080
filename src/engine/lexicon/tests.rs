use super::*;

fn cut(text: &str) -> (Vec<(String, u32)>, Option<String>) {
    let cut = cut_word(text);
    (cut.terms.into_iter().map(|term| (term.text, term.offset)).collect(), cut.joined)
}

#[test]
fn typed_words_are_cut_like_text() {
    assert_eq!(cut("O'Brien"), (vec![("obrien".into(), 0)], None));
    assert_eq!(cut("AT&T"), (vec![("at".into(), 0), ("t".into(), 1)], None));
    assert_eq!(cut("cease-fire"), (vec![("cease".into(), 0), ("fire".into(), 1)], Some("ceasefire".into())));
    assert_eq!(cut("内塔尼"), (vec![("内塔".into(), 0), ("塔尼".into(), 1)], None));
    assert_eq!(cut("胡"), (vec![("胡".into(), 0)], None));
    let open = |text| cut_word(text).terms.iter().map(|term| term.open).collect::<Vec<_>>();
    assert_eq!(
        (open("100人"), open("3月7日"), open("内塔尼")),
        (vec![false, true], vec![false, false, false, true], vec![false, false])
    );
    assert_eq!(cut("هسته\u{200c}ای").1, Some("هستهاي".into()));
    assert_eq!(cut("--"), (vec![], None));
}
