//! Recall by origin of names, the same thirty frames with names from nine parts of the world; and what is found in
//! languages without a model.

use super::{EntityKind, extract};

/// Names right, names found and names there are in sentences with brackets around the persons.
fn count(section: &str, language: &str) -> (usize, usize, usize) {
    let (mut right, mut found, mut all) = (0, 0, 0);
    for line in section.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut plain = String::new();
        let mut spans = Vec::new();
        let mut start = 0;
        for c in line.chars() {
            match c {
                '[' => start = plain.len(),
                ']' => spans.push(start..plain.len()),
                c => plain.push(c),
            }
        }
        let mentions = extract(&plain, Some(language));
        let persons: Vec<_> = mentions.iter().filter(|m| m.kind == EntityKind::Person).map(|m| &m.span).collect();
        all += spans.len();
        found += persons.len();
        right += spans.iter().filter(|span| persons.contains(span)).count();
        if spans.len() != persons.len() || spans.iter().any(|span| !persons.contains(&span)) {
            println!("{line}: {:?}", persons.iter().map(|span| &plain[(*span).clone()]).collect::<Vec<_>>());
        }
    }
    (right, found, all)
}

#[test]
fn other_languages_yield_persons_and_little_else() {
    for section in include_str!("languages.txt").split("\n# ").skip(1) {
        let mut heading = section.lines().next().unwrap_or_default().split(' ');
        let language = heading.next().unwrap();
        let mut least = || heading.next().unwrap().parse::<usize>().unwrap();
        let (recall, precision) = (least(), least());
        let (right, found, all) = count(section, language);
        println!("{language}: {right} right of {found} found, {all} there");
        assert!(right * 100 >= recall * all, "{language}: {right} of {all} found");
        assert!(right * 100 >= precision * found, "{language}: {right} right of {found} found");
    }
}

#[test]
fn names_from_everywhere_are_found_as_well_as_western_ones() {
    let text = include_str!("regions.txt");
    let sections: Vec<(&str, usize)> = text
        .split("\n# ")
        .skip(1)
        .map(|section| {
            let (found, _, all) = count(section, "en");
            assert!(all >= 30, "each origin has its thirty names");
            (section.lines().next().unwrap_or_default(), found * 1000 / all)
        })
        .collect();
    println!("{sections:?}");
    let west = sections[0].1;
    for (origin, share) in &sections {
        assert!(*share + 50 >= west.min(950), "{origin}: {share} of 1000 found, western names {west}");
    }
}
