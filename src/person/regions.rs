//! Recall by origin of names: the same thirty frames with names from nine parts of the world.

use super::{EntityKind, extract};

/// How many names of an origin were found exactly, and how many there are.
fn recall(section: &str) -> (usize, usize) {
    let (mut found, mut all) = (0, 0);
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
        let mentions = extract(&plain, Some("en"));
        let persons: Vec<_> = mentions.iter().filter(|m| m.kind == EntityKind::Person).map(|m| &m.span).collect();
        all += spans.len();
        found += spans.iter().filter(|span| persons.contains(span)).count();
        if std::env::var_os("SHOW_MISSES").is_some() && spans.iter().any(|span| !persons.contains(&span)) {
            println!("{line}: {:?}", persons.iter().map(|span| &plain[(*span).clone()]).collect::<Vec<_>>());
        }
    }
    (found, all)
}

#[test]
fn names_from_everywhere_are_found_as_well_as_western_ones() {
    let text = include_str!("regions.txt");
    let sections: Vec<(&str, usize)> = text
        .split("\n# ")
        .skip(1)
        .map(|section| {
            let (found, all) = recall(section);
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
