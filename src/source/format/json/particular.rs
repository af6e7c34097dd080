//! Records whose names mean something else than everywhere: articles of Trove, texts of Impresso, claims of fact-checkers.
//!
//! The surprise: a claim and what was found of it are text, since nothing else of such a record is searched.

use serde_json::Value;

use crate::source::draft::{Draft, Piece, fill};
use crate::source::field::FieldMapping;
use crate::source::record::{Record, read_record, text_of};

/// Names of newspapers that were made as short as could be, and what they say.
const SHORT: &[(&str, &str)] =
    &[("ft", "text"), ("t", "title"), ("d", "date"), ("lg", "language"), ("tp", "type"), ("pp", "page")];

/// Words of a claim that is a text by itself.
const CLAIM_WORDS: usize = 4;

/// The draft of a record.
pub(super) fn read(record: &Record, mapping: &FieldMapping) -> Draft {
    let mut draft = match spelt_out(record) {
        Some(record) => read_record(&record, mapping),
        None => read_record(record, mapping),
    };
    complete_of_trove(record, &mut draft);
    complete_of_claim(record, &mut draft);
    draft
}

/// A record of Impresso with the names that others use.
fn spelt_out(record: &Record) -> Option<Record> {
    if !record.get("ft").is_some_and(Value::is_string) || !(record.contains_key("lg") || record.contains_key("pp")) {
        return None;
    }
    // The rest is where lines and words stand.
    let named = SHORT.iter().filter_map(|(short, name)| Some(((*name).to_owned(), record.get(*short)?.clone())));
    let mut named: Record = named.filter(|(_, value)| !value.is_null()).collect();
    if let Some(id) = record.get("id").and_then(Value::as_str) {
        // `GDL-1998-01-02-a-i0001`: the paper, the issue and the number in it.
        let paper: String = id.chars().take_while(char::is_ascii_alphanumeric).collect();
        named.insert("newspaper".to_owned(), Value::String(paper));
        named.insert("id".to_owned(), Value::String(id.to_owned()));
    }
    Some(named)
}

/// Trove calls the newspaper the title and the headline the heading, and has an address of its own.
fn complete_of_trove(item: &Record, draft: &mut Draft) {
    let text = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let Some(heading) = item.get("heading").and_then(text) else { return };
    let Some(title) = item.get("title").and_then(|title| text(title.get("value").or_else(|| title.get("title"))?))
    else {
        return;
    };
    draft.headline = Some(heading);
    draft.publisher = Some(title);
    draft.url = item.get("troveUrl").and_then(text).or(draft.url.take());
}

/// `ClaimReview` of schema.org, answers of Google's Fact Check Tools, and bare claims of data sets.
fn complete_of_claim(record: &Record, draft: &mut Draft) {
    if let Some(lines) = claim_lines(record, record.contains_key("claimReviewed")) {
        let claim = record.get("claimReviewed").and_then(|claim| text_of(claim, " "));
        fill(&mut draft.headline, claim.unwrap_or_default());
        draft.body.extend(lines.into_iter().map(Piece::Paragraph));
        // Who checked is the publisher.
        let checker = record.get("author").or_else(|| record.get("publisher")).and_then(|author| text_of(author, ", "));
        fill(&mut draft.publisher, checker.unwrap_or_default());
        return;
    }
    if let Some(Value::Array(reviews)) = record.get("claimReview") {
        return complete_of_reviews(record, reviews, draft);
    }
    let claim = record.get("claim").or_else(|| record.get("statement")).and_then(Value::as_str);
    if let Some(claim) = claim.filter(|claim| claim.split_whitespace().count() >= CLAIM_WORDS)
        && draft.body.is_empty()
        && draft.headline.is_none()
    {
        draft.paragraph(claim);
        draft.metadata.retain(|(name, _)| !matches!(name.as_str(), "claim" | "statement"));
        for name in ["label", "verdict", "rating"] {
            let verdict = record.get(name).and_then(Value::as_str).unwrap_or_default();
            if !verdict.is_empty() {
                draft.paragraph(format!("{name}: {verdict}"));
            }
        }
    }
}

/// The answers of Fact Check Tools: a claim, and each review of it.
fn complete_of_reviews(record: &Record, reviews: &[Value], draft: &mut Draft) {
    let text = |value: &Value, name: &str| value.get(name).and_then(|value| text_of(value, ", "));
    if draft.body.is_empty() {
        draft.paragraph(text_of(record.get("text").unwrap_or(&Value::Null), " ").unwrap_or_default());
    }
    if let Some(claimant) = record.get("claimant").and_then(Value::as_str).filter(|name| !name.trim().is_empty()) {
        draft.paragraph(format!("Claim by: {claimant}"));
    }
    for review in reviews {
        let publisher = review.get("publisher").and_then(|publisher| text_of(publisher, ", "));
        let (title, rating) = (text(review, "title"), text(review, "textualRating"));
        if let Some(date) = text(review, "reviewDate") {
            draft.date(date);
        }
        if let Some(url) = text(review, "url") {
            draft.address(&url);
        }
        fill(&mut draft.language, text(review, "languageCode").unwrap_or_default());
        fill(&mut draft.publisher, publisher.clone().unwrap_or_default());
        match &draft.headline {
            None => fill(&mut draft.headline, title.unwrap_or_default()),
            Some(headline) if Some(headline) != title.as_ref() => draft.paragraph(title.unwrap_or_default()),
            Some(_) => {}
        }
        if let Some(rating) = rating {
            draft.paragraph(format!("{}: {rating}", publisher.as_deref().unwrap_or("Rating")));
        }
    }
    record.get("claimDate").and_then(Value::as_str).into_iter().for_each(|date| draft.date(date));
}

/// What a `ClaimReview` says, in lines that are searched: the claim, whose it is, and what was found. `named` when its names say so
/// whatever type it has.
pub(in crate::source::format) fn claim_lines(record: &Record, named: bool) -> Option<Vec<String>> {
    let typed = || match record.get("@type") {
        Some(Value::String(kind)) => kind.ends_with("ClaimReview"),
        Some(Value::Array(kinds)) => {
            kinds.iter().any(|kind| kind.as_str().is_some_and(|kind| kind.ends_with("ClaimReview")))
        }
        _ => false,
    };
    if !named && !typed() {
        return None;
    }
    let at = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        let one = |value: &'_ Value| match value {
            Value::Array(items) => items.first().cloned(),
            other => Some(other.clone()),
        };
        let found = rest.iter().try_fold(one(record.get(*first)?)?, |value, name| one(value.get(*name)?));
        found.and_then(|found| text_of(&found, ", "))
    };
    let claimant = at(&["itemReviewed", "author", "name"]).or_else(|| at(&["itemReviewed", "author"]));
    let verdict = at(&["reviewRating", "alternateName"]).or_else(|| at(&["reviewRating", "ratingExplanation"]));
    let score = at(&["reviewRating", "ratingValue"]).map(|score| match at(&["reviewRating", "bestRating"]) {
        Some(best) => format!("{score} of {best}"),
        None => score,
    });
    let rating = verdict.or(score);
    let lines = [
        at(&["claimReviewed"]).map(|claim| format!("Claim: {claim}")),
        claimant.map(|name| format!("Claim by: {name}")),
        rating.map(|rating| format!("Rating: {rating}")),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then_some(lines)
}
