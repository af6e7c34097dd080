//! What the persons of an article are called in the end, and which titles are theirs.

use std::collections::BTreeMap;

use super::group::Groups;
use super::{Form, Identity, Named, Part, ResolvedPerson, fold, is_short_title, wife};
use crate::person::name::parse_name;

/// The persons that the groups are, then the bare names that may be several persons'.
pub(super) fn finish(
    named: &mut [Named],
    groups: &Groups,
    order: &mut Vec<usize>,
    members: &mut Vec<usize>,
    ambiguous: Vec<(usize, Vec<usize>)>,
) -> Vec<ResolvedPerson> {
    order.clear();
    order.extend(0..groups.len());
    order.sort_unstable_by_key(|g| groups[*g].earliest);
    let mut open: BTreeMap<(String, Vec<usize>), Vec<usize>> = BTreeMap::new();
    if !ambiguous.is_empty() {
        let mut rank = vec![0; groups.len()];
        order.iter().enumerate().for_each(|(position, g)| rank[*g] = position);
        for (n, several) in ambiguous {
            let mut several: Vec<usize> = several.into_iter().map(|g| rank[g]).collect();
            several.sort_unstable();
            open.entry((fold(&named[n].parts[0]), several)).or_default().push(n);
        }
    }
    let mut result: Vec<ResolvedPerson> = Vec::with_capacity(order.len() + open.len());
    for g in order.iter().copied() {
        let identity = if groups[g].full { Identity::Full } else { Identity::Partial };
        members.clear();
        members.extend(groups.members(g));
        result.push(person(named, members, identity, groups[g].part));
    }
    for ((_, several), mut members) in open {
        let part = named[members[0]].part;
        result.push(person(named, &mut members, Identity::Ambiguous(several), part));
    }
    result
}

/// The person of these members, who give it their roles.
fn person(named: &mut [Named], members: &mut [usize], identity: Identity, part: Part) -> ResolvedPerson {
    members.sort_unstable();
    let mut roles: Vec<String> = Vec::new();
    for m in members.iter() {
        for role in std::mem::take(&mut named[*m].context.roles) {
            if !roles.iter().any(|known| fold_alike(known, &role)) {
                roles.push(role);
            }
        }
    }
    let form = display(named, members);
    let (name, key) = match members.iter().any(|m| named[*m].wife) {
        true => {
            let name = wife::called(&form.shown);
            let key = parse_name(&name).key();
            (name, key)
        }
        false => (form.shown.clone(), form.filed().to_owned()),
    };
    ResolvedPerson { name, key, roles, mentions: members.iter().map(|m| named[*m].index).collect(), identity, part }
}

/// Whether two texts are the same when they are folded.
pub(super) fn fold_alike(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { fold(a) == fold(b) }
}

/// The form to show: of the forms with most parts spelled out, the most frequent; a surname of two parts is none of them.
fn display<'n>(named: &'n [Named], members: &[usize]) -> &'n Form {
    let first: &Form = &named[members[0]].form;
    if members.iter().all(|m| named[*m].shown == first.shown) {
        return first;
    }
    let mut forms: BTreeMap<&str, (usize, usize, usize, &Form)> = BTreeMap::new();
    let mut longest = 0;
    for m in members {
        let this = &named[*m];
        let shown = this.form.shown.as_str();
        let capitals = this.has_small && !this.heading;
        let spelled = if this.byname { 0 } else { this.spelled.min(2) };
        longest = longest.max(this.parts.len());
        let entry = forms.entry(shown).or_insert((spelled, 0, usize::from(capitals), &this.form));
        entry.1 += 1;
        entry.2 = entry.2.max(usize::from(capitals));
    }
    if longest > 2 && forms.len() > 1 {
        // Each form once, since the same name may stand there a thousand times.
        let mut written: Vec<&Named> = members.iter().map(|m| &named[*m]).filter(|n| n.parts.len() > 1).collect();
        written.sort_unstable_by_key(|n| n.surface_number);
        written.dedup_by_key(|n| n.surface_number);
        let fuller: Vec<&Named> = written.iter().copied().filter(|n| n.parts.len() > 2).collect();
        for this in written {
            if fuller.iter().any(|full| is_double_surname(this, full)) {
                forms.entry(this.form.shown.as_str()).and_modify(|(spelled, ..)| *spelled = (*spelled).min(1));
            }
        }
    }
    let best = forms.into_iter().max_by_key(|(form, (spelled, count, lower, _))| {
        (*spelled, *lower, *count, form.split_whitespace().count(), std::cmp::Reverse(*form))
    });
    best.map_or(first, |(_, (.., form))| form)
}

/// Whether a name is the surname at the end of a fuller one: `Vargas Llosa` of `Mario Vargas Llosa`, but not `Mary Smith` of
/// `Anna Mary Smith`, nor `Olympia Snowe` of `Sens. Olympia Snowe`.
pub(super) fn is_double_surname(short: &Form, full: &Form) -> bool {
    if short.keys.len() >= full.keys.len() || !full.key_numbers.ends_with(&short.key_numbers) {
        return false;
    }
    let (first, given) = (short.entry, full.entry);
    let surname = first.surname() > first.given() || first.names & 15 == 0 && given.given() > 0;
    // What stands before it has to look like a given name, not like a title or a word of the sentence.
    let word_like = |part: &str| !is_short_title(part) && part.chars().skip(1).any(char::is_lowercase);
    surname && given.lower() < 3 && (given.given() > 0 || given.classes == 0 && word_like(&full.parts[0]))
}
