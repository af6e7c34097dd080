use super::*;
use crate::engine::times::YEAR;

#[test]
fn the_next_place_is_found_however_far_it_is() {
    let documents: Vec<u32> = (0..100).map(|number| number * 3).collect();
    for (from, document, expected) in
        [(0, 0, 0), (0, 1, 1), (0, 3, 1), (0, 4, 2), (0, 296, 99), (5, 14, 5), (98, 297, 99), (99, 298, 100)]
    {
        assert_eq!(advance(&documents, from, document), expected, "{from} {document}");
    }
    assert_eq!((advance(&documents, 100, 9000), advance(&[], 0, 1)), (100, 0));
}

fn times(years: &[i64]) -> Times {
    Times::of(years.iter().map(|years| years * YEAR))
}

fn record(heads: &mut Heads, named: &[i64], titled: &[(&str, &[i64])]) -> Record {
    let titled = titled.iter().map(|(head, dates)| (heads.number((*head).to_owned()), times(dates))).collect();
    Record { named: times(named), titled, nations: FxHashSet::default() }
}

/// Years in which the surname stands alone, with its titles, and whether another bearer stands beside it.
type Alone<'a> = (i64, &'a [&'a str], bool);
/// Years in which somebody is named, and called what.
type Bearer<'a> = (&'a [i64], &'a [(&'a str, &'a [i64])]);

fn decided(rivals: Rivals, own: Bearer<'_>, others: Bearer<'_>, alone: &[Alone<'_>]) -> Vec<u32> {
    let mut heads = Heads::new();
    let own = record(&mut heads, own.0, own.1);
    let others = record(&mut heads, others.0, others.1);
    let mut articles = LoneArticles::default();
    for (year, called, other) in alone {
        let called: Vec<u32> = called.iter().map(|head| heads.number((*head).to_owned())).collect();
        let called = called.into_iter().fold(NO_HEADS, |set, head| heads.with(set, head));
        articles.documents.push(*year as u32);
        articles.dates.push(year * YEAR);
        articles.called.push(called);
        articles.other.push(*other);
    }
    Evidence { rivals, own, others, alone: vec![vec![articles]], heads }.decide(0).own.swap_remove(0)
}

#[test]
fn the_title_of_the_article_decides_first() {
    let own = (&[30, 30, 30, 31][..], &[("secretary", &[30, 30, 30, 31][..])][..]);
    let others = (&[30, 30, 31, 31, 31, 31][..], &[("judge", &[30, 30, 31][..])][..]);
    let alone: &[Alone<'_>] =
        &[(30, &["secretary"], false), (31, &["judge"], false), (32, &[], false), (33, &["pastor"], false)];
    assert_eq!(decided(Rivals::Others, own, others, alone), [30]);
}

#[test]
fn a_title_that_two_bear_decides_nothing() {
    let senator: Bearer<'_> = (&[30; 12], &[("senator", &[30; 12])]);
    let alone: &[Alone<'_>] = &[(30, &["senator"], false)];
    assert_eq!(decided(Rivals::Others, (&[30; 40], &[("senator", &[30; 40])]), senator, alone), [0_u32; 0]);
    // Then the articles do: here forty-eight are four times twelve.
    assert_eq!(decided(Rivals::Others, (&[30; 48], &[("senator", &[30; 40])]), senator, alone), [30]);
    // A title that is rather another's makes it that one's.
    let rather: Bearer<'_> = (&[30; 41], &[("senator", &[30; 41])]);
    assert_eq!(decided(Rivals::Others, (&[30; 400], &[("senator", &[30; 40])]), rather, alone), [0_u32; 0]);
}

#[test]
fn a_deputy_of_the_office_that_the_person_has_may_be_either() {
    let own: Bearer<'_> = (&[30; 40], &[("chairman", &[30; 40])]);
    let alone: &[Alone<'_>] = &[(30, &["vice chairman"], false)];
    assert_eq!(decided(Rivals::Others, own, (&[], &[]), alone), [30]);
    assert_eq!(decided(Rivals::Others, own, (&[30; 2], &[("vice chairman", &[30; 2])]), alone), [0_u32; 0]);
}

#[test]
fn bearers_of_another_time_take_nothing_away() {
    let own: Bearer<'_> = (&[104; 30], &[("president", &[104; 30])]);
    let alone: &[Alone<'_>] =
        &[(104, &[], false), (16, &[], false), (17, &["president"], false), (106, &["president"], false)];
    assert_eq!(decided(Rivals::Others, own, (&[16; 20], &[("mr", &[16; 20])]), alone), [104, 106]);
    // In their own time they do.
    assert_eq!(decided(Rivals::Others, own, (&[104; 20], &[]), alone), [106]);
}

#[test]
fn a_surname_that_nobody_else_has_needs_no_title() {
    let own: Bearer<'_> = (&[30, 30], &[("president", &[30, 30])]);
    let alone: &[Alone<'_>] = &[(30, &[], false), (31, &["secretary"], false)];
    assert_eq!(decided(Rivals::Unheard, own, (&[], &[]), alone), [30, 31]);
    assert_eq!(decided(Rivals::Others, own, (&[], &[]), alone), [0_u32; 0]);
}

#[test]
fn a_surname_that_nobody_else_bears_goes_by_one_title() {
    let own: Bearer<'_> = (&[30, 30], &[("justice", &[30, 30])]);
    let alone: &[Alone<'_>] =
        &[(30, &["justice"], false), (31, &["justice"], false), (32, &["mayor"], false), (33, &[], false)];
    assert_eq!(decided(Rivals::Nobody, own, (&[], &[]), alone), [30, 31, 33]);
    // Nothing says that it is the person's where it is called nothing anywhere.
    assert_eq!(decided(Rivals::Nobody, own, (&[], &[]), &[(30, &[], false)]), [0_u32; 0]);
}

#[test]
fn what_says_nothing_stays_open() {
    let mut heads = Heads::new();
    let own = record(&mut heads, &[30, 30], &[("judge", &[30, 30])]);
    let judge = heads.number("judge".to_owned());
    let mayor = heads.number("mayor".to_owned());
    let called = [NO_HEADS, heads.with(NO_HEADS, judge), heads.with(NO_HEADS, mayor), NO_HEADS];
    let articles = LoneArticles {
        documents: vec![1, 2, 3, 4],
        dates: Vec::new(),
        called: called.to_vec(),
        other: vec![false, false, false, true],
    };
    let others = Record::default();
    let evidence = Evidence { rivals: Rivals::Others, own, others, alone: vec![vec![articles]], heads };
    assert_eq!(evidence.decide(0).open, [[1, 2, 3]], "two judges are too few, and a mayor may be one too");
}

#[test]
fn another_bearer_in_the_article_keeps_a_silent_surname() {
    let alone: &[Alone<'_>] = &[(30, &[], false), (31, &[], true)];
    assert_eq!(decided(Rivals::Others, (&[30; 90], &[]), (&[30], &[]), alone), [30]);
}
