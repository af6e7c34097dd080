//! From mentions to persons: which mentions of one article name the same human being.
//!
//! Full names are put together first, in any spelling; then every bare part looks for the person it belongs to. Its
//! surprise: a surname that two persons of the article bear is given to neither unless a title or the paragraph decides,
//! because a wrong link is worse than an open one.

mod ending;
mod near;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use near::{CROWD, Index};

use super::form::Form;
use super::model::hash::hash32;
use super::model::lexicon::Lexicon;
use super::name::fold;
use super::nickname::{are_nicknames, nickname_partners};
use super::role::{Context, Sex, context};
use super::title::{Title, is_short_title};
use super::{BlockKind, EntityKind, Identity, Mention, Part, ResolvedPerson, TextBlock, byname, sex};

/// A mention of a person with what is known of it.
struct Named {
    /// Index into the mentions given.
    index: usize,
    block: usize,
    /// Where it begins in its block.
    start: usize,
    heading: bool,
    form: Rc<Form>,
    context: Context,
    part: Part,
    /// Whether the article explains it as another name of somebody; such a name is never the one to show.
    byname: bool,
    titles: OnceCell<Vec<Title>>,
}

impl Named {
    /// Whether it says who is meant, by a full name or a title.
    fn is_introduced(&self) -> bool {
        self.parts.len() > 1 || !self.context.roles.is_empty()
    }

    fn titles(&self) -> &[Title] {
        self.titles.get_or_init(|| self.context.roles.iter().map(|role| Title::of(role)).collect())
    }
}

impl Deref for Named {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.form
    }
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
    let mut named: Vec<Named> = mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.kind == EntityKind::Person && mention.block < blocks.len())
        .filter_map(|(index, mention)| {
            let before = index.checked_sub(1).map(|at| &mentions[at]).filter(|other| other.block == mention.block);
            let from = before.filter(|other| other.kind == EntityKind::Person).map_or(0, |other| other.span.end);
            describe(blocks, index, mention, from)
        })
        .collect();
    shorten_surnames(&mut named);
    ending::without_endings(&mut named);
    lengthen_given_names(blocks, mentions, &mut named);
    let mut groups: Vec<Group> = Vec::new();
    let mut index = Index::default();
    // Longer forms first: "George W. Bush" has to stand before "George Bush" asks whom it belongs to.
    let mut order: Vec<usize> = (0..named.len()).filter(|n| named[*n].parts.len() > 1).collect();
    let bynames = explained(blocks, mentions, &named);
    for other in named.iter_mut().filter(|_| !bynames.is_empty()) {
        other.byname = bynames.contains_key(&other.form.surface);
    }
    let mut ambiguous: Vec<(usize, Vec<usize>)> = Vec::new();
    // Full names that are explained as somebody's other name come last, when that one has a group.
    order.sort_by_key(|n| (named[*n].byname, std::cmp::Reverse(strength(&named[*n]))));
    for n in order {
        match known_by(&groups, &bynames, &named[n]) {
            Some(group) => groups[group].members.push(n),
            None => ambiguous.extend(place_full(&named, &mut groups, &mut index, n).map(|several| (n, several))),
        }
    }
    let mut bare: FxHashMap<(Part, &str), usize> = FxHashMap::default();
    for n in (0..named.len()).filter(|n| named[*n].parts.len() == 1) {
        if let Some(group) = known_by(&groups, &bynames, &named[n]) {
            groups[group].members.push(n);
            continue;
        }
        let alone = bare.get(&(named[n].part, named[n].keys[0].as_str())).copied();
        match owner(&named, &groups, &index, n, alone) {
            Owner::One(group) => groups[group].members.push(n),
            Owner::Several(several) => ambiguous.push((n, several)),
            Owner::Nobody => place_bare(&named, &mut groups, &mut bare, n),
        }
    }
    finish(&named, groups, ambiguous)
}

/// Takes names that begin with a particle for surnames when a full name of the article ends in them: `Ben Ali`, `Del Toro`.
fn shorten_surnames(named: &mut [Named]) {
    if !named.iter().any(|n| n.may_be_surname) {
        return;
    }
    let mut ends: FxHashSet<String> = FxHashSet::default();
    let surfaces: FxHashSet<&str> = named.iter().map(|n| n.surface.as_str()).collect();
    for surface in surfaces {
        let lower = surface.to_lowercase();
        ends.extend(lower.match_indices(' ').map(|(at, _)| lower[at + 1..].to_owned()));
    }
    for n in named.iter_mut().filter(|n| n.may_be_surname) {
        if ends.contains(&n.surface.to_lowercase()) {
            n.form = Rc::new(n.form.as_surname());
        }
    }
}

/// Gives the first of `Bob and Mike Bryan` the surname of the second, unless the article names the first in full.
fn lengthen_given_names(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &mut [Named]) {
    for n in 1..named.len() {
        let (first, second) = (&named[n - 1], &named[n]);
        if first.parts.len() != 1 || second.parts.len() != 2 || first.block != second.block || second.surname_first {
            continue;
        }
        let between = mentions[first.index].span.end..mentions[second.index].span.start;
        let joined = matches!(blocks[first.block].text.get(between), Some(" and " | " & "));
        if !joined || !first.context.roles.is_empty() || !second.context.roles.is_empty() {
            continue;
        }
        let word = Lexicon::embedded().word(hash32(first.keys[0].as_bytes()));
        let known = || named.iter().any(|other| other.parts.len() > 1 && other.keys.contains(&first.keys[0]));
        if word.given() > word.surname() && !known() {
            let full = format!("{} {}", first.parts[0], second.parts[1]);
            named[n - 1].form = Form::of(&full);
        }
    }
}

/// The short names that the article explains, each with the full name that it stands for; none that stands for several.
fn explained(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &[Named]) -> FxHashMap<String, usize> {
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for byname in byname::bynames(blocks, mentions) {
        let of = named.iter().position(|n| n.index == byname.of && n.parts.len() > 1);
        let text = blocks[byname.block].text.get(byname.span).unwrap_or_default();
        if let Some(of) = of.filter(|of| named[*of].surface != text) {
            let other = known.insert(text.to_owned(), of);
            if other.is_some_and(|other| named[other].surface != named[of].surface) {
                known.remove(text);
            }
        }
    }
    known
}

/// The group of the person whose short name this is.
fn known_by(groups: &[Group], bynames: &FxHashMap<String, usize>, this: &Named) -> Option<usize> {
    let of = bynames.get(&this.surface)?;
    groups.iter().position(|group| group.part == this.part && group.members.contains(of))
}

fn strength(named: &Named) -> (usize, usize) {
    let initials = named.parts.iter().filter(|part| is_initial(part)).count();
    (named.parts.len() - initials, named.parts.len())
}

fn is_initial(part: &str) -> bool {
    part.trim_end_matches('.').chars().count() <= 1
}

fn describe(blocks: &[TextBlock<'_>], index: usize, mention: &Mention, from: usize) -> Option<Named> {
    let block = &blocks[mention.block];
    let form = Form::of(block.text.get(mention.span.clone())?);
    let mut context = context(block.text, from, mention.span.start, mention.span.end);
    if let Some(title) = &form.title {
        context.roles.insert(0, title.clone());
        context.before += 1;
    }
    let author = block.kind == BlockKind::Byline || context.credited;
    (!form.parts.is_empty()).then(|| Named {
        index,
        block: mention.block,
        start: mention.span.start,
        heading: block.kind == BlockKind::Heading,
        form,
        context,
        part: if author { Part::Author } else { Part::Subject },
        byname: false,
        titles: OnceCell::new(),
    })
}

/// Puts a full name with the person it names; the persons whose double surname it is when there are several.
fn place_full<'n>(named: &'n [Named], groups: &mut Vec<Group>, index: &mut Index<'n>, n: usize) -> Option<Vec<usize>> {
    let this = &named[n];
    let fits = |group: &Group| {
        group.part == this.part
            && distinct(named, group).all(|m| same_person(&named[m], this))
            && !group.members.iter().any(|m| are_kin(named, *m, n))
    };
    let fitting: Vec<usize> = index.near(this).into_iter().filter(|g| fits(&groups[*g])).collect();
    let named_by_surname = |g: &usize| groups[*g].members.iter().any(|m| is_double_surname(this, &named[*m]));
    if fitting.len() > 1 && fitting.iter().all(named_by_surname) {
        return Some(fitting);
    }
    let group = match fitting[..] {
        [only] => Some(only),
        // Two persons that a short form fits equally well: the one named exactly so, else none of them.
        _ => fitting.into_iter().find(|g| groups[*g].members.iter().any(|m| named[*m].surface == this.surface)),
    };
    let group = group.unwrap_or_else(|| {
        groups.push(Group { members: Vec::new(), full: true, relative: false, part: this.part });
        groups.len() - 1
    });
    index.add(this, group);
    groups[group].relative |= this.context.relative;
    groups[group].members.push(n);
    None
}

/// Two mentions of one sentence begin within so many bytes.
const NEAR: usize = 120;

/// Whether the text calls one of two neighbouring mentions a relative of the other: `Reza Pahlavi, son of Mohammad Reza
/// Pahlavi`.
fn are_kin(named: &[Named], a: usize, b: usize) -> bool {
    let (first, second) = (a.min(b), a.max(b));
    second - first == 1
        && named[second].context.kin
        && named[second].start.saturating_sub(named[first].start) < NEAR
        && named[first].block == named[second].block
        && named[first].surface != named[second].surface
}

/// The members of a group, one for each written form.
fn distinct<'a>(named: &'a [Named], group: &'a Group) -> impl Iterator<Item = usize> + 'a {
    let seen = |at: usize| group.members[..at].iter().any(|m| named[*m].surface == named[group.members[at]].surface);
    (0..group.members.len().min(50)).filter(move |at| !seen(*at)).map(|at| group.members[at])
}

/// Whether two full names of one article are of one person.
fn same_person(a: &Named, b: &Named) -> bool {
    if a.surface == b.surface {
        return true;
    }
    if !suffixes_agree(a, b) || !share_letters(a, b) {
        return false;
    }
    let same_last = a.keys.last() == b.keys.last();
    let surname = same_last || a.keys[0] == b.keys[0];
    if !surname {
        // Surname and given name exchanged, or another spelling of one of them; without a common part it is another.
        let shared = a.keys.iter().any(|key| b.keys.contains(key));
        return shared && a.form.compare(&b.form).score >= 0.93;
    }
    let (x, y) = (fold(&a.parts[0]), fold(&b.parts[0]));
    let initials = |n: &Named| -> Vec<char> {
        n.parts[1..].iter().filter(|p| is_initial(p)).filter_map(|p| fold(p).chars().next()).collect()
    };
    let (i, j) = (initials(a), initials(b));
    if !i.is_empty() && !j.is_empty() && i != j {
        return false;
    }
    let initial = |x: &str, y: &str| is_initial(x) && y.starts_with(x.trim_end_matches('.'));
    let given = x == y || initial(&x, &y) || initial(&y, &x) || are_nicknames(&x, &y);
    if given && same_last {
        return true;
    }
    a.form.compare(&b.form).score >= 0.9
}

/// Whether `Jr.` and the like do not speak against one person: a formal name may have it and the short one not, `Joseph R.
/// Biden Jr.` and `Joe Biden`; it tells two persons apart when the name without it is as full.
fn suffixes_agree(a: &Named, b: &Named) -> bool {
    match (&a.suffix, &b.suffix) {
        (Some(suffix), None) => suffix != "sr" && a.parts.len() > b.parts.len(),
        (None, Some(suffix)) => suffix != "sr" && b.parts.len() > a.parts.len(),
        (one, other) => one == other,
    }
}

/// Whether all but one of the parts of the shorter name may have a counterpart in the longer.
fn share_letters(a: &Named, b: &Named) -> bool {
    let (short, long) = if a.letters.len() <= b.letters.len() { (a, b) } else { (b, a) };
    let mut rest = long.letters.iter().peekable();
    let mut shared = 0;
    for letter in &short.letters {
        while rest.next_if(|other| *other < letter).is_some() {}
        shared += usize::from(rest.next_if(|other| *other == letter).is_some());
    }
    shared > 0 && shared + 1 >= short.letters.len()
}

/// Whose a bare name part is.
enum Owner {
    One(usize),
    Several(Vec<usize>),
    Nobody,
}

/// `alone` is the person, if any, of whom nothing but this name is known because it is called what no full name is.
fn owner(named: &[Named], groups: &[Group], index: &Index<'_>, n: usize, alone: Option<usize>) -> Owner {
    let this = &named[n];
    let bare = &this.keys[0];
    let near = index.by_part.get(bare.as_str()).map_or(&[][..], |list| &list[..list.len().min(CROWD)]);
    let with = |test: &dyn Fn(&Named) -> bool| -> Vec<usize> {
        // Full names, which all tests ask for, stand before the bare ones.
        let fulls = |g: &usize| groups[*g].members.iter().map(|m| &named[*m]).take_while(|other| other.parts.len() > 1);
        let fits = |g: &usize| groups[*g].part == this.part && fulls(g).any(test);
        near.iter().copied().filter(fits).collect()
    };
    let full = |other: &Named| other.parts.len() > 1;
    let by_last = with(&|other| full(other) && other.keys.last() == Some(bare));
    let by_surname = is_called_by_surname(this);
    let is_given = |other: &Named| other.keys.first() == Some(bare) && !other.surname_first;
    let by_first =
        || with(&|other| full(other) && other.keys.first() == Some(bare) && !(by_surname && is_given(other)));
    let by_middle = || with(&|other| full(other) && !(by_surname && is_given(other)));
    let by_nickname = || -> Vec<usize> {
        let fits = |g: &usize, partner: &str| {
            let group = &groups[*g];
            let first = group.members.first().and_then(|m| named[*m].keys.first());
            group.full && group.part == this.part && first.is_some_and(|first| first == partner)
        };
        let mut found: Vec<usize> = Vec::new();
        for partner in nickname_partners(bare).iter().filter(|_| !by_surname) {
            let bearers = index.by_part.get(*partner).map_or(&[][..], |list| &list[..list.len().min(CROWD)]);
            found.extend(bearers.iter().filter(|g| fits(g, partner)));
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    let mut candidates = by_last;
    for more in [&by_first as &dyn Fn() -> Vec<usize>, &by_middle, &by_nickname] {
        if candidates.is_empty() {
            candidates = more();
        }
    }
    candidates.retain(|g| may_be_called(named, &groups[*g], this));
    candidates.extend(alone.filter(|g| may_be_called(named, &groups[*g], this)));
    match candidates[..] {
        [] => Owner::Nobody,
        [only] => Owner::One(only),
        _ => decide(named, groups, n, candidates),
    }
}

fn titles_of<'a>(named: &'a [Named], group: &'a Group) -> impl Iterator<Item = &'a Title> {
    group.members.iter().flat_map(|m| named[*m].titles())
}

/// Whether a bare name with its titles may be this person's: `President Bush` is not Laura Bush, the first lady.
fn may_be_called(named: &[Named], group: &Group, this: &Named) -> bool {
    if let Some(sex) = this.context.sex {
        // A lady may be the wife of the only one of the name.
        let wife = this.context.roles.last().is_some_and(|role| fold(role) == "lady");
        let theirs = sexes(named, group);
        let fits = theirs.contains(&sex) || theirs.is_empty() && !wife;
        if !fits {
            return false;
        }
    }
    let mine = this.titles();
    if mine.is_empty() {
        return true;
    }
    let (mut same, mut other) = (false, false);
    for title in titles_of(named, group) {
        same |= mine.iter().any(|this| this.head == title.head);
        // A description may tell what somebody was: "Alexander, the governor in those years".
        other |= mine[..this.context.before].iter().any(|this| this.excludes(title));
    }
    if same || other {
        return same;
    }
    let head = mine.iter().any(Title::is_of_head_of_state);
    !head || !is_beside_power(named, group)
}

/// What the article says of the sex of a person, or else the given name.
fn sexes(named: &[Named], group: &Group) -> Vec<Sex> {
    let told: Vec<Sex> = group.members.iter().filter_map(|m| named[*m].context.sex).collect();
    if !told.is_empty() || !group.full {
        return told;
    }
    let given = |m: &usize| {
        let name = &named[*m];
        let given = name.keys.first().filter(|given| name.parts.len() > 1 && !name.surname_first && given.len() > 1);
        given.and_then(|given| sex::of_given_name(given))
    };
    group.members.iter().take(CROWD).find_map(given).into_iter().collect()
}

/// Whether a person is rather of the family of a head of state with the same surname than that one: without any title in the
/// article, and a woman by her name or a man whose father has it too. Who is the head is mostly called so beside the full name.
fn is_beside_power(named: &[Named], group: &Group) -> bool {
    group.full
        && titles_of(named, group).next().is_none()
        && (group.members.iter().any(|m| named[*m].suffix.as_deref().is_some_and(|suffix| suffix.starts_with("jr")))
            || sexes(named, group) == [Sex::Female])
}

/// Whether a bare name stands behind a title that surnames follow and is known as one: `Senator Conrad` is not Conrad
/// Burns, `President Saddam` may be Saddam Hussein.
fn is_called_by_surname(this: &Named) -> bool {
    let titles = this.titles();
    // What stands behind a run of blanks may be the surname.
    !titles.is_empty()
        && !this.context.torn
        && !titles.iter().any(Title::goes_with_given_names)
        && Lexicon::embedded().word(hash32(this.keys[0].as_bytes())).surname() >= 2
}

/// Chooses among several bearers of a name by title, by kinship, by paragraph.
fn decide(named: &[Named], groups: &[Group], n: usize, candidates: Vec<usize>) -> Owner {
    let this = &named[n];
    let mine = this.titles();
    if !mine.is_empty() {
        let titled =
            |g: &&usize| titles_of(named, &groups[**g]).any(|title| mine.iter().any(|other| other.head == title.head));
        let by_title: Vec<usize> = candidates.iter().filter(titled).copied().collect();
        if let [only] = by_title[..] {
            return Owner::One(only);
        }
    }
    if let Some(sex) = this.context.sex {
        let alike = |g: &&usize| sexes(named, &groups[**g]).contains(&sex);
        let by_sex: Vec<usize> = candidates.iter().filter(alike).copied().collect();
        if let [only] = by_sex[..] {
            return Owner::One(only);
        }
    }
    let leading: Vec<usize> = candidates.iter().filter(|g| !groups[**g].relative).copied().collect();
    let last_in_block = |g: usize| {
        let before =
            |m: &&usize| named[**m].block == this.block && named[**m].index < this.index && named[**m].is_introduced();
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
fn place_bare<'a>(
    named: &'a [Named],
    groups: &mut Vec<Group>,
    known: &mut FxHashMap<(Part, &'a str), usize>,
    n: usize,
) {
    let this = &named[n];
    let group = *known.entry((this.part, this.keys[0].as_str())).or_insert_with(|| {
        groups.push(Group { members: Vec::new(), full: false, relative: false, part: this.part });
        groups.len() - 1
    });
    groups[group].members.push(n);
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

/// The form to show: of the forms with most parts spelled out, the most frequent; a surname of two parts is none of them.
fn display(named: &[Named], members: &[usize]) -> String {
    let mut forms: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut longest = 0;
    for m in members {
        let this = &named[*m];
        let shown = this.form.shown.as_str();
        let spelled = this.parts.iter().filter(|part| !is_initial(part)).count().min(2);
        let capitals = shown.chars().any(char::is_lowercase) && !this.heading;
        let spelled = if this.byname { 0 } else { spelled };
        longest = longest.max(this.parts.len());
        let entry = forms.entry(shown).or_insert((spelled, 0, usize::from(capitals)));
        entry.1 += 1;
        entry.2 = entry.2.max(usize::from(capitals));
    }
    if longest > 2 && forms.len() > 1 {
        let fuller: Vec<&Named> = members.iter().map(|m| &named[*m]).filter(|n| n.parts.len() > 2).collect();
        for m in members.iter().filter(|m| named[**m].parts.len() > 1) {
            let this = &named[*m];
            if fuller.iter().any(|full| is_double_surname(this, full)) {
                forms.entry(this.form.shown.as_str()).and_modify(|(spelled, ..)| *spelled = (*spelled).min(1));
            }
        }
    }
    let best = forms.into_iter().max_by_key(|(form, (spelled, count, lower))| {
        (*spelled, *lower, *count, form.split_whitespace().count(), std::cmp::Reverse(*form))
    });
    best.map(|(form, _)| form.to_owned()).unwrap_or_default()
}

/// Whether a name is the surname at the end of a fuller one: `Vargas Llosa` of `Mario Vargas Llosa`, but not `Mary Smith` of
/// `Anna Mary Smith`, nor `Olympia Snowe` of `Sens. Olympia Snowe`.
fn is_double_surname(short: &Form, full: &Form) -> bool {
    if short.keys.len() >= full.keys.len() || !full.keys.ends_with(&short.keys) {
        return false;
    }
    let word = |key: &str| Lexicon::embedded().word(hash32(key.as_bytes()));
    let (first, given) = (word(&short.keys[0]), word(&full.keys[0]));
    let surname = first.surname() > first.given() || first.names & 15 == 0 && given.given() > 0;
    // What stands before it has to look like a given name, not like a title or a word of the sentence.
    let word_like = |part: &str| !is_short_title(part) && part.chars().skip(1).any(char::is_lowercase);
    surname && given.lower() < 3 && (given.given() > 0 || given.classes == 0 && word_like(&full.parts[0]))
}

#[cfg(test)]
mod tests;
