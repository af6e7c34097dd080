//! From mentions to persons: which mentions of one article name the same human being.
//!
//! Full names are put together first, in any spelling; then every bare part looks for the person it belongs to. Its
//! surprise: a surname that two persons of the article bear is given to neither unless a title or the paragraph decides,
//! because a wrong link is worse than an open one.

use std::collections::BTreeMap;

use super::compare::{compare, same_part};
use super::model::class;
use super::model::lexicon::is_class;
use super::name::{fold, is_particle, parse_name};
use super::nickname::are_nicknames;
use super::role::{Context, context};
use super::{BlockKind, EntityKind, Identity, Mention, Part, ResolvedPerson, TextBlock};

/// A mention of a person with what is known of it.
struct Named {
    /// Index into the mentions given.
    index: usize,
    block: usize,
    heading: bool,
    surface: String,
    /// Its parts without titles, suffixes and particles.
    parts: Vec<String>,
    suffix: Option<String>,
    context: Context,
    part: Part,
}

/// A person under construction.
struct Group {
    /// Indexes into the list of [`Named`].
    members: Vec<usize>,
    full: bool,
    relative: bool,
    part: Part,
}

/// Puts the mentions of persons in one article together into persons, in the order of their first mention.
///
/// `blocks` and `mentions` are those of [`extract_blocks`](super::extract_blocks). Mentions of organisations and places
/// are left out. Authors and persons of the story are kept apart even when they bear one name.
pub fn resolve(blocks: &[TextBlock<'_>], mentions: &[Mention]) -> Vec<ResolvedPerson> {
    let named: Vec<Named> = mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.kind == EntityKind::Person && mention.block < blocks.len())
        .filter_map(|(index, mention)| describe(blocks, index, mention))
        .collect();
    let mut groups: Vec<Group> = Vec::new();
    // Longer forms first: "George W. Bush" has to stand before "George Bush" asks whom it belongs to.
    let mut order: Vec<usize> = (0..named.len()).filter(|n| named[*n].parts.len() > 1).collect();
    order.sort_by_key(|n| std::cmp::Reverse(strength(&named[*n])));
    for n in order {
        place_full(&named, &mut groups, n);
    }
    let mut ambiguous: Vec<(usize, Vec<usize>)> = Vec::new();
    let persons = groups.len();
    for n in (0..named.len()).filter(|n| named[*n].parts.len() == 1) {
        match owner(&named, &groups, persons, n) {
            Owner::One(group) => groups[group].members.push(n),
            Owner::Several(several) => ambiguous.push((n, several)),
            Owner::Nobody => place_bare(&named, &mut groups, persons, n),
        }
    }
    finish(&named, groups, ambiguous)
}

fn strength(named: &Named) -> (usize, usize) {
    let initials = named.parts.iter().filter(|part| is_initial(part)).count();
    (named.parts.len() - initials, named.parts.len())
}

fn is_initial(part: &str) -> bool {
    part.trim_end_matches('.').chars().count() <= 1
}

fn describe(blocks: &[TextBlock<'_>], index: usize, mention: &Mention) -> Option<Named> {
    let block = &blocks[mention.block];
    let surface = block.text.get(mention.span.clone())?;
    let name = parse_name(surface);
    let mut parts: Vec<String> = surface
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
        .filter(|part| !part.is_empty() && !(is_particle(part) && part.chars().all(char::is_lowercase)))
        .map(str::to_owned)
        .collect();
    if name.suffix.is_some() && parts.len() > 1 {
        parts.pop();
    }
    let skip = name.honorific.as_deref().map_or(0, |title| title.split_whitespace().count());
    parts.drain(..skip.min(parts.len().saturating_sub(1)));
    let mut context = context(block.text, mention.span.start, mention.span.end);
    if let Some(title) = name.honorific.filter(|title| !matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss")) {
        context.roles.insert(0, title);
    }
    let author = block.kind == BlockKind::Byline || context.credited;
    (!parts.is_empty()).then(|| Named {
        index,
        block: mention.block,
        heading: block.kind == BlockKind::Heading,
        surface: surface.split_whitespace().collect::<Vec<_>>().join(" "),
        parts,
        suffix: name.suffix.map(|suffix| fold(&suffix)),
        context,
        part: if author { Part::Author } else { Part::Subject },
    })
}

fn place_full(named: &[Named], groups: &mut Vec<Group>, n: usize) {
    let this = &named[n];
    let fits = |group: &Group| group.part == this.part && group.members.iter().all(|m| same_person(&named[*m], this));
    let fitting: Vec<usize> = (0..groups.len()).filter(|g| fits(&groups[*g])).collect();
    match fitting[..] {
        [only] => {
            groups[only].members.push(n);
            groups[only].relative |= this.context.relative;
        }
        // Two persons that a short form fits equally well: the one named exactly so, else none of them.
        _ => {
            let exact = fitting.iter().find(|g| groups[**g].members.iter().any(|m| named[*m].surface == this.surface));
            match exact {
                Some(group) => groups[*group].members.push(n),
                None => groups.push(Group { members: vec![n], full: true, relative: this.context.relative, part: this.part }),
            }
        }
    }
}

/// Whether two full names of one article are of one person.
fn same_person(a: &Named, b: &Named) -> bool {
    if a.surface == b.surface {
        return true;
    }
    if a.suffix != b.suffix {
        return false;
    }
    let (first, last) = (|n: &Named| fold(&n.parts[0]), |n: &Named| n.parts[n.parts.len() - 1].clone());
    let surname = same_part(&last(a), &last(b)) || same_part(&a.parts[0], &b.parts[0]);
    if !surname {
        // Another spelling of the whole name, or surname and given name exchanged.
        return compare(&a.surface, &b.surface).score >= 0.93;
    }
    let (x, y) = (first(a), first(b));
    let initials = |n: &Named| -> Vec<char> {
        n.parts[1..].iter().filter(|p| is_initial(p)).filter_map(|p| fold(p).chars().next()).collect()
    };
    let (i, j) = (initials(a), initials(b));
    if !i.is_empty() && !j.is_empty() && i != j {
        return false;
    }
    let initial = |x: &str, y: &str| is_initial(x) && y.starts_with(x.trim_end_matches('.'));
    let given = x == y || initial(&x, &y) || initial(&y, &x) || are_nicknames(&x, &y);
    if given && same_part(&last(a), &last(b)) {
        return true;
    }
    compare(&a.surface, &b.surface).score >= 0.9
}

/// Whose a bare name part is.
enum Owner {
    One(usize),
    Several(Vec<usize>),
    Nobody,
}

fn owner(named: &[Named], groups: &[Group], persons: usize, n: usize) -> Owner {
    let this = &named[n];
    let bare = &this.parts[0];
    let with = |test: &dyn Fn(&Named) -> bool| -> Vec<usize> {
        let fits = |g: &usize| groups[*g].part == this.part && groups[*g].members.iter().any(|m| test(&named[*m]));
        (0..persons).filter(fits).collect()
    };
    let full = |other: &Named| other.parts.len() > 1;
    let by_last = with(&|other| full(other) && other.parts.last().is_some_and(|last| same_part(last, bare)));
    let by_first = || with(&|other| full(other) && other.parts.first().is_some_and(|first| same_part(first, bare)));
    let by_middle = || with(&|other| full(other) && other.parts.iter().any(|part| same_part(part, bare)));
    let by_nickname = || {
        let folded = fold(bare);
        with(&|other| full(other) && other.parts.first().is_some_and(|first| are_nicknames(&fold(first), &folded)))
    };
    let mut candidates = by_last;
    for more in [&by_first as &dyn Fn() -> Vec<usize>, &by_middle, &by_nickname] {
        if candidates.is_empty() {
            candidates = more();
        }
    }
    match candidates[..] {
        [] => Owner::Nobody,
        [only] => Owner::One(only),
        _ => decide(named, groups, n, candidates),
    }
}

/// Chooses among several bearers of a name by title, by kinship, by paragraph.
fn decide(named: &[Named], groups: &[Group], n: usize, candidates: Vec<usize>) -> Owner {
    let this = &named[n];
    let heads = |roles: &[String]| -> Vec<String> {
        roles.iter().filter_map(|role| role.split_whitespace().last()).map(fold).collect()
    };
    let mine = heads(&this.context.roles);
    if !mine.is_empty() {
        let titled = |g: &&usize| {
            groups[**g].members.iter().any(|m| heads(&named[*m].context.roles).iter().any(|role| mine.contains(role)))
        };
        let by_title: Vec<usize> = candidates.iter().filter(titled).copied().collect();
        if let [only] = by_title[..] {
            return Owner::One(only);
        }
    }
    let leading: Vec<usize> = candidates.iter().filter(|g| !groups[**g].relative).copied().collect();
    let last_in_block = |g: usize| {
        let before = |m: &&usize| named[**m].block == this.block && named[**m].index < this.index && named[**m].parts.len() > 1;
        groups[g].members.iter().filter(before).map(|m| named[*m].index).max()
    };
    let here: Vec<usize> = candidates.iter().filter(|g| last_in_block(**g).is_some()).copied().collect();
    match (&leading[..], &here[..]) {
        (_, [only]) => Owner::One(*only),
        ([only], []) => Owner::One(*only),
        _ => Owner::Several(candidates),
    }
}

/// A bare name that no full name contains: one person with all other mentions of the same word.
fn place_bare(named: &[Named], groups: &mut Vec<Group>, persons: usize, n: usize) {
    let this = &named[n];
    let same = |group: &Group| group.part == this.part && same_part(&named[group.members[0]].parts[0], &this.parts[0]);
    match groups[persons..].iter_mut().find(|group| same(group)) {
        Some(group) => group.members.push(n),
        None => groups.push(Group { members: vec![n], full: false, relative: false, part: this.part }),
    }
}

fn finish(named: &[Named], groups: Vec<Group>, ambiguous: Vec<(usize, Vec<usize>)>) -> Vec<ResolvedPerson> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let first = |g: usize| groups[g].members.iter().map(|m| named[*m].index).min();
    order.sort_by_key(|g| first(*g));
    let mut rank = vec![0; groups.len()];
    order.iter().enumerate().for_each(|(position, g)| rank[*g] = position);
    let mut result: Vec<ResolvedPerson> = order
        .iter()
        .map(|g| {
            let group = &groups[*g];
            let identity = if group.full { Identity::Full } else { Identity::Partial };
            person(named, &group.members, identity, group.part)
        })
        .collect();
    let mut open: BTreeMap<(String, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for (n, several) in ambiguous {
        let mut several: Vec<usize> = several.into_iter().map(|g| rank[g]).collect();
        several.sort_unstable();
        open.entry((fold(&named[n].parts[0]), several)).or_default().push(n);
    }
    for ((_, several), members) in open {
        let part = named[members[0]].part;
        result.push(person(named, &members, Identity::Ambiguous(several), part));
    }
    result
}

fn person(named: &[Named], members: &[usize], identity: Identity, part: Part) -> ResolvedPerson {
    let mut members: Vec<usize> = members.to_vec();
    members.sort_unstable();
    let mut roles: Vec<String> = Vec::new();
    for role in members.iter().flat_map(|m| &named[*m].context.roles) {
        if !roles.iter().any(|known| fold(known) == fold(role)) {
            roles.push(role.clone());
        }
    }
    ResolvedPerson {
        name: display(named, &members),
        roles,
        mentions: members.iter().map(|m| named[*m].index).collect(),
        identity,
        part,
    }
}

/// The form to show: of the forms with most parts spelled out, the most frequent.
fn display(named: &[Named], members: &[usize]) -> String {
    let mut forms: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for m in members {
        let this = &named[*m];
        let shown = without_title(&this.surface);
        let spelled = this.parts.iter().filter(|part| !is_initial(part)).count().min(2);
        let capitals = shown.chars().any(char::is_lowercase) && !this.heading;
        let entry = forms.entry(shown).or_insert((spelled, 0, usize::from(capitals)));
        entry.1 += 1;
        entry.2 = entry.2.max(usize::from(capitals));
    }
    let best = forms.into_iter().max_by_key(|(form, (spelled, count, lower))| {
        (*spelled, *lower, *count, form.split_whitespace().count(), std::cmp::Reverse(form.clone()))
    });
    best.map(|(form, _)| form).unwrap_or_default()
}

fn without_title(surface: &str) -> String {
    let name = parse_name(surface);
    let skip = name.honorific.map_or(0, |title| title.split_whitespace().count());
    let rest: Vec<&str> = surface.split_whitespace().skip(skip).collect();
    // "Netanyahu, Benjamin" is shown the way it is spoken.
    match rest.iter().position(|word| word.ends_with(',')) {
        Some(comma) if comma + 1 < rest.len() && !is_class(&fold(rest[comma + 1]), class::SUFFIX) => {
            let (surname, given) = rest.split_at(comma + 1);
            format!("{} {}", given.join(" "), surname.join(" ").trim_end_matches(','))
        }
        _ => rest.join(" "),
    }
}

#[cfg(test)]
mod tests;
