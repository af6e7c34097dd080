//! What bears the name of persons and is none: firms (`Charles Schwab`, `Ernst & Young`), parties, clubs, families.
//!
//! Owns the decision, from what stands directly beside the names of an article, that a name which the model took for a
//! person is none. The surprise: one place that shows it speaks for all others of that name in the article, unless another
//! shows a human being; then each place is what it shows itself.

use rustc_hash::FxHashMap;

use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon};
use super::role::is_of;
use super::{EntityKind, Mention, TextBlock};

/// So many bytes to either side of a name are looked at.
const REACH: usize = 64;

/// Firms, institutions and parties that have or seem to have the names of persons; none where the article shows a human being.
const KNOWN: &[&str] = &[
    "Johns Hopkins",
    "Goldman Sachs",
    "Morgan Stanley",
    "Merrill Lynch",
    "JP Morgan",
    "Eli Lilly",
    "Rolls Royce",
    "Aston Martin",
    "Wells Fargo",
    "Charles Schwab",
    "Louis Vuitton",
    "Calvin Klein",
    "Harley Davidson",
    "Arthur Andersen",
    "Lockheed Martin",
    "Booz Allen",
    "Booz Allen Hamilton",
    "Kinder Morgan",
    "Berkshire Hathaway",
    "Philip Morris",
    "Hugo Boss",
    "Ralph Lauren",
    "Jack Daniel",
    "Telugu Desam",
    "Shiv Sena",
    "Sinn Fein",
    "Fine Gael",
    "Fianna Fail",
    "Plaid Cymru",
    "Nidaa Tounes",
];

/// Words for what is owned and sold, directly before a name or in a clause behind it.
const FIRMS: &str = " bank brokerage broker-dealer lender insurer reinsurer retailer carmaker automaker drugmaker chipmaker \
    planemaker brewer airline company firm conglomerate manufacturer chain supermarket bookmaker housebuilder consultancy \
    auditor underwriter wholesaler startup start-up label brand distiller jeweller jeweler ";

/// The same and other bodies, in a clause behind a name.
const BODIES: &str = " club party team museum school college university charity foundation newspaper magazine union museum \
    group hospital theatre theater movement maker ";

/// What is said to be of a firm or in it.
const PARTS_OF_FIRMS: &str = " shares share stake stock stocks bonds unit subsidiary arm branch branches employees customers \
    clients shareholders acquisition takeover takeovers purchase ";

/// Who works for a firm, before "at" and a name, or before "with".
const STAFF: &str = " analyst analysts economist economists strategist strategists trader traders broker brokers banker bankers \
    ";

/// What stands behind the name of a firm.
const BEHIND_FIRMS: &str = " shares stock bonds branches stores outlets customers clients shareholders employees analyst \
    analysts economist economists strategist strategists ";

/// What a firm has, behind its name with `'s`.
const OWNED_BY_FIRMS: &str = " shares stock bonds branches stores outlets customers shareholders earnings profit profits revenue \
    revenues sales parent subsidiary ";

/// Who belongs to a body, between its name and that of somebody: `Aston Villa striker Ollie Watkins`.
const MEMBERS: &str = " leader chief president chairman chairwoman ceo coach manager captain striker midfielder goalkeeper \
    defender winger lawmaker legislator mp analyst economist strategist trader ";

/// What makes a surname that of several.
const FAMILIES: &str = " family families clan dynasty household brothers sisters siblings twins ";

/// What an article shows of a name.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    body: bool,
    human: bool,
}

/// Makes organisations of the persons that are firms or other bodies, and drops families.
pub(super) fn settle(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    join_partners(blocks, mentions);
    let mut by_name: FxHashMap<&str, Shown> = FxHashMap::default();
    let mut own: Vec<Shown> = Vec::with_capacity(mentions.len());
    let mut bodies = false;
    for mention in mentions.iter_mut() {
        let text = blocks[mention.block].text;
        let shown = match mention.kind {
            EntityKind::Person => shown(text, mention),
            EntityKind::Organisation => stem_of_firm(&text[mention.span.clone()]),
            EntityKind::Place => Shown::default(),
        };
        if shown.body || shown.human {
            let name = &text[mention.span.clone()];
            let name = if mention.kind == EntityKind::Organisation { stem(name) } else { name };
            let known = by_name.entry(name).or_default();
            known.body |= shown.body;
            known.human |= shown.human;
            bodies |= shown.body;
        }
        own.push(shown);
    }
    if bodies {
        name_bodies(blocks, mentions, &by_name, &own);
    }
    drop_families(blocks, mentions);
}

/// The kind of the names that are shown to be bodies, and of their last words where these stand alone.
fn name_bodies(blocks: &[TextBlock<'_>], mentions: &mut [Mention], by_name: &FxHashMap<&str, Shown>, own: &[Shown]) {
    let mut lasts: FxHashMap<&str, bool> = FxHashMap::default();
    for (mention, own) in mentions.iter_mut().zip(own) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        let Some((_, last)) = name.rsplit_once(' ').filter(|_| mention.kind == EntityKind::Person) else { continue };
        let shown = by_name.get(name).copied().unwrap_or_default();
        let body = shown.body && if shown.human { own.body && !own.human } else { true };
        if body {
            mention.kind = EntityKind::Organisation;
        }
        // Whoever bears it as a person has it alone too.
        let only_body = lasts.entry(last).or_insert(true);
        *only_body &= body;
    }
    for (mention, own) in mentions.iter_mut().zip(own).filter(|(mention, _)| mention.kind == EntityKind::Person) {
        let name = &blocks[mention.block].text[mention.span.clone()];
        let human = own.human || by_name.get(name).is_some_and(|shown| shown.human);
        if lasts.get(name).is_some_and(|only_body| *only_body) && !human {
            mention.kind = EntityKind::Organisation;
        }
    }
}

/// The name in front of `Corp.`, `Inc.` and the like.
fn stem(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((stem, last)) if is_among(last.trim_end_matches('.'), " corp inc ltd plc llc llp corporation ") => stem,
        _ => name,
    }
}

fn stem_of_firm(name: &str) -> Shown {
    Shown { body: stem(name).len() < name.len(), human: false }
}

/// What stands beside one mention of a person.
fn shown(text: &str, mention: &mut Mention) -> Shown {
    let (start, end) = (mention.span.start, mention.span.end);
    let known = KNOWN.iter().filter(|known| text[..end].ends_with(*known)).map(|known| known.len()).max();
    if let Some(length) = known.filter(|length| *length > end - start) {
        // "Booz Allen Hamilton" of which the model took the end.
        mention.span.start = end - length;
    }
    let name = &text[mention.span.clone()];
    let before = &text[text.floor_char_boundary(start.saturating_sub(REACH))..start];
    let after = &text[end..text.ceil_char_boundary((end + REACH).min(text.len()))];
    let human = is_human_before(before) || is_human_after(after);
    let body = name.contains(' ') && (known.is_some() || is_body_before(before, after) || is_body_after(after));
    Shown { body, human }
}

fn is_human_before(before: &str) -> bool {
    if !before.ends_with(' ') {
        return false;
    }
    let word = before.trim_end().rsplit([' ', '\n', '(', '"', '“']).next().unwrap_or_default();
    let titled = class::TITLE | class::KIN | class::ROLE;
    is_of(word, titled) && !is_among(word, FIRMS) && !is_among(word, BODIES)
}

fn is_human_after(after: &str) -> bool {
    if let Some(clause) = after.strip_prefix(", ") {
        let age = clause.trim_start_matches("aged ");
        let digits = age.len() - age.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        return (1..=3).contains(&digits) && age[digits..].starts_with([',', '.', ' '])
            || ["who ", "whose ", "himself", "herself", "his ", "her "].iter().any(|word| clause.starts_with(word))
            || clause_head(clause)
                .is_some_and(|head| is_of(head, class::TITLE | class::ROLE) && !is_among(head, FIRMS));
    }
    let mut words = after.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    after.starts_with(' ')
        && (matches!(first, "who" | "himself" | "herself")
            || first.starts_with(char::is_lowercase) && matches!(second, "his" | "her" | "he" | "she"))
}

/// What the clause behind a name says that it is: `bank` of `the Swiss bank, said`.
fn clause_head(clause: &str) -> Option<&str> {
    let rest = ["the ", "a ", "an "].iter().find_map(|article| clause.strip_prefix(article))?;
    let stop = rest.find([',', '.', ';', '\n', '(']).unwrap_or(rest.len());
    let words = rest[..stop].split_whitespace().take(6);
    words.take_while(|word| !matches!(*word, "of" | "for" | "in" | "at" | "that" | "which" | "with" | "based")).last()
}

fn is_body_before(before: &str, after: &str) -> bool {
    if !before.ends_with(' ') {
        return false;
    }
    let mut words = before.split([' ', '\n']).rev().filter(|word| !word.is_empty());
    let (last, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match last {
        "of" | "in" => is_among(second, PARTS_OF_FIRMS),
        "at" | "with" => is_among(second, STAFF),
        // Nobody is "the Jane Smith" without more behind it.
        "the" | "The" => {
            let word = after.strip_prefix(' ').and_then(|rest| rest.split([' ', ',']).next()).unwrap_or_default();
            after.starts_with([',', '.'])
                || matches!(
                    word,
                    "said" | "says" | "won" | "has" | "had" | "is" | "was" | "will" | "and" | "lost" | "led"
                )
        }
        _ => is_among(last, FIRMS) && last.starts_with(char::is_lowercase),
    }
}

fn is_body_after(after: &str) -> bool {
    if let Some(clause) = after.strip_prefix(", ") {
        let head = clause_head(clause);
        return clause.starts_with("which ")
            || head.is_some_and(|head| is_among(head, FIRMS) || is_among(head, BODIES));
    }
    if let Some(rest) = after.strip_prefix("'s ").or(after.strip_prefix("’s ")) {
        return is_among(rest.split([' ', ',', '.']).next().unwrap_or_default(), OWNED_BY_FIRMS);
    }
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let mut words = rest.split([' ', '\n']).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let third = words.next().unwrap_or_default().trim_end_matches([',', '.', ';']);
    if !first.starts_with(char::is_lowercase) {
        return matches!(first, "MP" | "MPs" | "CEO") && second.starts_with(char::is_uppercase);
    }
    is_among(first.trim_end_matches([',', '.']), BEHIND_FIRMS)
        || is_among(first, MEMBERS) && second.starts_with(char::is_uppercase)
        || second == "its"
        || matches!((first, second), ("said", "it") | ("says", "it"))
        || matches!(first, "posted" | "reported")
            && (is_among(second, " net quarterly annual record earnings profit losses ")
                || matches!(second, "a" | "an") && is_among(third, " loss profit net quarterly "))
}

/// Two surnames that `&` joins and of whom the article names nobody in full are one firm.
fn join_partners(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut at = 1;
    while at < mentions.len() {
        let (first, second) = (&mentions[at - 1], &mentions[at]);
        let text = blocks[second.block].text;
        let person = |mention: &Mention| mention.kind == EntityKind::Person;
        let joined = first.block == second.block
            && person(first)
            && person(second)
            && text.get(first.span.end..second.span.start) == Some(" & ");
        let single = |mention: &Mention| !text[mention.span.clone()].contains(' ');
        if joined && single(first) && single(second) {
            let in_full = |part: &str| {
                mentions.iter().filter(|mention| person(mention)).any(|mention| {
                    let name = &blocks[mention.block].text[mention.span.clone()];
                    name.rsplit_once(' ').is_some_and(|(_, last)| last == part)
                })
            };
            if !in_full(&text[first.span.clone()]) && !in_full(&text[second.span.clone()]) {
                let end = second.span.end;
                mentions.remove(at);
                let firm = &mut mentions[at - 1];
                (firm.kind, firm.span.end) = (EntityKind::Organisation, end);
            }
        }
        at += 1;
    }
}

/// Drops surnames that stand for a family: `the Fenwick family`, `the Murdochs`.
fn drop_families(blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
    let mut family = vec![false; mentions.len()];
    for (mention, family) in mentions.iter().zip(&mut family) {
        let text = blocks[mention.block].text;
        let name = &text[mention.span.clone()];
        if name.contains(' ') {
            continue;
        }
        let rest = text[mention.span.end..].strip_prefix(' ').unwrap_or_default();
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        *family = if mention.kind == EntityKind::Person && is_among(word, FAMILIES) {
            word != "family" || !rest["family".len()..].starts_with(" of ")
        } else {
            is_plural(blocks, mentions, mention)
        };
    }
    let mut family = family.into_iter();
    mentions.retain(|_| !family.next().unwrap_or_default());
}

/// Whether a name is the plural of a surname: behind an article, with an ending, and with a bearer in the article or in the
/// lists where it is itself in none.
fn is_plural(blocks: &[TextBlock<'_>], mentions: &[Mention], mention: &Mention) -> bool {
    let text = blocks[mention.block].text;
    let before = &text[..mention.span.start];
    let name = &text[mention.span.clone()];
    let Some(single) = name.strip_suffix('s').filter(|single| single.len() > 2) else { return false };
    if !before.ends_with("the ") && !before.ends_with("The ") || !name.starts_with(char::is_uppercase) {
        return false;
    }
    let single = ["sh", "ch", "s", "x", "z"]
        .iter()
        .find_map(|ending| single.strip_suffix('e').filter(|stem| stem.ends_with(ending)))
        .unwrap_or(single);
    let (mut plain, mut plural) = (false, false);
    for other in mentions.iter().filter(|other| other.kind == EntityKind::Person) {
        let other = &blocks[other.block].text[other.span.clone()];
        if let Some((_, last)) = other.rsplit_once(' ') {
            plain |= last == single;
            plural |= last == name;
        }
    }
    let listed = || {
        let (known, as_written) = (entry(single), entry(name));
        known.surname() >= 1 && as_written == Entry::default() && mention.confidence < SURE
    };
    let person = mention.kind == EntityKind::Person;
    !plural && (plain || listed() || person && entry(single).surname() > entry(name).surname())
}

/// From this on the model knows what it has found.
const SURE: f32 = 0.5;

fn entry(word: &str) -> Entry {
    Lexicon::embedded().word(hash32(word.to_lowercase().as_bytes()))
}

/// Whether a word is in a list of words between blanks, whatever its capitals.
fn is_among(word: &str, list: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    !lower.is_empty() && list.split(' ').any(|listed| listed == lower)
}

#[cfg(test)]
mod tests;
