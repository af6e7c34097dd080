use std::fs;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::ingest::{IngestOptions, ingest};

#[test]
fn a_boost_of_a_group_counts_for_its_times_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir(&corpus).expect("it is new");
    for (name, text) in [
        ("strike.txt", "date 2025-06-01 The harbour strike went on for another day."),
        ("bread.txt", "date 2024-03-01 Bread is dear in the old town, and so is milk."),
    ] {
        fs::write(corpus.join(name), text).expect("files can be written");
    }
    ingest(&corpus, &index, &IngestOptions::default(), &AtomicBool::new(false), &mut |_| {})
        .expect("it can be indexed");
    let index = ArticleIndex::open(&index).expect("just built");
    let mut at = 0..;
    let words = ["harbour", "june", "2025"].map(|text| {
        let at = at.next().unwrap_or_default();
        Word { text: text.to_owned(), matching: WordMatch::Stem, span: Span { start: at, end: at + 1 } }
    });
    let weights = |boost| {
        let mut lexicon = Lexicon::new(&index);
        let mut planner = Planner::new(&index, &mut lexicon, Unspaced::Phrases);
        planner.bag(&words, Scope { areas: default_areas(), boost }).expect("words can be planned");
        planner.plan.bag.iter().map(|clause| (clause.role, clause.weight)).collect::<Vec<_>>()
    };
    let (plain, boosted) = (weights(1.0), weights(3.0));
    assert!(matches!(plain[..], [(WordRole::Sought, _), (WordRole::Timed(_), _), (WordRole::Timed(_), _)]));
    for ((_, plain), (_, boosted)) in plain.iter().zip(&boosted) {
        assert!(*plain > 0.0 && (boosted / plain - 3.0).abs() < 1e-5, "{plain}, {boosted}");
    }
}
