//! The reasons for a rank in words: `headline, lede, 7 mentions, both words in one sentence, 3 days old`.

use super::{clean, counted};
use crate::engine::{Together, Unit, Why};

/// One line, without control characters.
pub fn describe(why: &Why) -> String {
    let mut reasons: Vec<String> = Vec::new();
    let any = |test: fn(&crate::engine::PartReason) -> bool| why.parts.iter().any(test);
    for (name, there) in [
        ("headline", any(|part| part.headline > 0)),
        ("lede", any(|part| part.lede > 0)),
        ("section heading", any(|part| part.heading > 0)),
        ("byline", any(|part| part.byline)),
    ] {
        if there {
            reasons.push(name.to_owned());
        }
    }
    if reasons.is_empty() && any(|part| part.body > 0) {
        reasons.push("text".to_owned());
    }
    let mentions: u32 = why.parts.iter().map(|part| part.headline + part.lede + part.heading + part.body).sum();
    if mentions > 0 {
        reasons.push(counted(u64::from(mentions), "mention"));
    }
    let dated: Vec<_> = why.parts.iter().filter(|part| part.date).map(|part| clean(&part.query)).collect();
    if !dated.is_empty() {
        reasons.push(format!("its date ({})", dated.join(" ")));
    }
    reasons.extend(why.together.map(together));
    for share in &why.names {
        let kind = match share.kind {
            crate::engine::NameClass::Person => "persons",
            crate::engine::NameClass::Organisation => "organisations",
            crate::engine::NameClass::Place => "places",
        };
        let doubt = if share.surname_only { " (surname only, uncertain)" } else { "" };
        reasons.push(format!("{} {} of {} mentions of {kind}{doubt}", clean(&share.name), share.mentions, share.of));
    }
    if why.score.likeness > why.score.words {
        reasons.push("much like the first hits".to_owned());
    }
    reasons.push(age(why.age_days));
    reasons.join(", ")
}

fn together(together: Together) -> String {
    let noun = if together.words { "words" } else { "parts" };
    let parts = match (together.parts, together.of) {
        (2, 2) => format!("both {noun}"),
        (parts, of) if parts == of => format!("all {of} {noun}"),
        (parts, of) => format!("{parts} of {of} {noun}"),
    };
    match together.within {
        Unit::Headline => format!("{parts} in the headline"),
        Unit::Sentence => format!("{parts} in one sentence"),
        Unit::Paragraph => format!("{parts} in one paragraph"),
        Unit::Article => format!("{parts}, apart"),
    }
}

fn age(days: Option<i64>) -> String {
    match days {
        None => "undated".to_owned(),
        Some(0) => "of today".to_owned(),
        Some(days) if days < 0 => format!("{} ahead", counted(days.unsigned_abs(), "day")),
        Some(days) if days < 60 => format!("{} old", counted(days.unsigned_abs(), "day")),
        Some(days) if days < 730 => format!("{} months old", months(days)),
        // As of people: whoever is two years and eleven months old is two.
        Some(days) => format!("{} years old", months(days) / 12),
    }
}

fn months(days: i64) -> i64 {
    (days * 12 + 182) / 365
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_as_people_tell_them() {
        let told: Vec<String> =
            [Some(0), Some(1), Some(-2), Some(59), Some(60), Some(365), Some(730), Some(978), Some(3653), None]
                .into_iter()
                .map(age)
                .collect();
        assert_eq!(
            told,
            [
                "of today",
                "1 day old",
                "2 days ahead",
                "59 days old",
                "2 months old",
                "12 months old",
                "2 years old",
                "2 years old",
                "10 years old",
                "undated"
            ]
        );
    }

    #[test]
    fn togetherness_counts_words_or_parts() {
        let told = |parts, of, words, within| together(Together { parts, of, words, within });
        assert_eq!(told(2, 2, true, Unit::Sentence), "both words in one sentence");
        assert_eq!(told(3, 3, false, Unit::Headline), "all 3 parts in the headline");
        assert_eq!(told(2, 3, true, Unit::Paragraph), "2 of 3 words in one paragraph");
        assert_eq!(told(2, 2, true, Unit::Article), "both words, apart");
    }
}
