//! From mentions to persons: which mentions of one article name the same human being.
//!
//! Full names are put together first, in any spelling; then every bare part looks for the person it belongs to. Its
//! surprise: a surname that two persons of the article bear is given to neither unless a title or the paragraph decides,
//! because a wrong link is worse than an open one.

mod ending;
mod generation;
mod given;
mod group;
mod near;
mod row;
mod shown;
mod surname;
mod told;
mod wife;

use std::cell::{OnceCell, RefCell};
use std::ops::{Deref, Range};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use generation::Generation;
use group::Groups;
use near::{CROWD, Index, Lists};
use shown::{finish, fold_alike, is_double_surname};
use told::{Sexes, Told};

use super::form::{Form, begin_article, is_initial};
use super::gloss::Gloss;
use super::name::fold;
use super::nickname::are_nicknames;
use super::role::{Context, Sex, WINDOW, context};
use super::title::{Title, is_short_title};
use super::view::View;
use super::{BlockKind, EntityKind, Identity, Mention, Part, ResolvedPerson, TextBlock, byname};

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
    /// Whether it is called by her husband's name: `Mrs. Woodrow Wilson`.
    wife: bool,
    /// What tells it from a relative of the same name: `the elder`.
    generation: Option<Generation>,
    titles: OnceCell<Vec<Rc<Title>>>,
}

impl Named {
    /// Whether it says who is meant, by a full name or a title.
    fn is_introduced(&self) -> bool {
        self.parts.len() > 1 || !self.context.roles.is_empty()
    }

    fn titles(&self) -> &[Rc<Title>] {
        self.titles.get_or_init(|| self.context.roles.iter().map(|role| Title::of(role)).collect())
    }
}

impl Deref for Named {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.form
    }
}

/// What is filled for each article, and kept by a thread for the next.
#[derive(Default)]
struct Room {
    named: Vec<Named>,
    groups: Groups,
    told: Told,
    index: Index,
    order: Vec<usize>,
    /// Persons that have no full name, by the number of the one that they have: those of the story, then authors.
    bare: [Lists; 2],
    near: Vec<usize>,
    members: Vec<usize>,
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
}

/// Puts the mentions of persons in one article together into persons, in the order of their first mention.
///
/// `blocks` and `mentions` are those of [`extract_blocks`](super::extract_blocks). Mentions of organisations and places
/// are left out. Authors and persons of the story are kept apart even when they bear one name. `language` is an ISO 639-1 code;
/// `None` is taken as English.
pub fn resolve(blocks: &[TextBlock<'_>], mentions: &[Mention], language: Option<&str>) -> Vec<ResolvedPerson> {
    match View::of(blocks) {
        None => resolve_plain(blocks, mentions, language),
        Some(view) => resolve_plain(&view.plain_blocks(), &view.taken_over(mentions), language),
    }
}

/// The same in blocks that have ordinary blanks.
fn resolve_plain(blocks: &[TextBlock<'_>], mentions: &[Mention], language: Option<&str>) -> Vec<ResolvedPerson> {
    let mut room = ROOM.take();
    let gloss = language.and_then(Gloss::of).filter(|gloss| gloss.has_roles());
    let persons = resolve_in(&mut room, blocks, mentions, gloss, language);
    if room.named.len() <= MOST_KEPT {
        room.named.clear();
        ROOM.set(room);
    }
    persons
}

/// The room of an article with more mentions is not kept.
const MOST_KEPT: usize = 4_096;

fn resolve_in(
    room: &mut Room,
    blocks: &[TextBlock<'_>],
    mentions: &[Mention],
    gloss: Option<&Gloss>,
    language: Option<&str>,
) -> Vec<ResolvedPerson> {
    begin_article();
    let Room { named, groups, told, index, order, bare, near, members } = room;
    named.extend(
        mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| mention.kind == EntityKind::Person && mention.block < blocks.len())
            .filter_map(|(index, mention)| {
                let from = last_person(mentions, index).unwrap_or(0);
                let around = |name: Range<usize>| match gloss {
                    None => context(blocks[mention.block].text, from, name.start, name.end),
                    Some(gloss) => {
                        let next = next_person(mentions, index).unwrap_or(usize::MAX);
                        gloss.context(blocks[mention.block].text, from, name, next)
                    }
                };
                describe(blocks, index, mention, around, gloss.is_some())
            }),
    );
    if named.is_empty() {
        return Vec::new();
    }
    row::pass_titles_on(blocks, mentions, named);
    surname::shorten(named);
    surname::keep_articles(named);
    if surname::may_be_courtesy(named) && blocks.iter().any(|block| surname::is_of_france(block.text)) {
        surname::without_courtesy(named);
    }
    if gloss.is_some_and(Gloss::has_capital_nouns) {
        ending::without_possessives(named);
    }
    ending::without_endings(named);
    match language.and_then(|code| code.get(..2)) {
        Some("pl") => ending::without_polish_cases(named),
        Some("el") => ending::with_greek_endings(named),
        _ => {}
    }
    lengthen_given_names(blocks, mentions, named);
    given::drop_words(blocks, mentions, named);
    if named.is_empty() {
        return Vec::new();
    }
    let bynames = explained(blocks, mentions, named);
    for other in named.iter_mut().filter(|_| !bynames.is_empty()) {
        other.byname = bynames.contains_key(&other.form.surface);
    }
    groups.begin(named.len());
    told.clear();
    index.clear();
    bare.iter_mut().for_each(Lists::clear);
    let mut ambiguous: Vec<(usize, Vec<usize>)> = Vec::new();
    // Longer forms first: "George W. Bush" has to stand before "George Bush" asks whom it belongs to. Full names that are
    // explained as somebody's other name come last, when that one has a group.
    order.clear();
    order.extend((0..named.len()).filter(|n| named[*n].parts.len() > 1));
    order.sort_by_key(|n| (named[*n].byname, std::cmp::Reverse(strength(&named[*n]))));
    for n in order.iter().copied() {
        match known_by(groups, &bynames, &named[n]) {
            Some(group) => groups.add(group, n, named),
            None => ambiguous.extend(place_full(named, groups, index, near, n).map(|several| (n, several))),
        }
    }
    for n in (0..named.len()).filter(|n| named[*n].parts.len() == 1) {
        if let Some(group) = known_by(groups, &bynames, &named[n]) {
            groups.add(group, n, named);
            continue;
        }
        let this = &named[n];
        let known = &mut bare[usize::from(this.part == Part::Author)];
        let alone = known.of(this.key_numbers[0]).next();
        match owner(named, groups, told, index, near, n, alone) {
            Owner::One(group) => groups.add(group, n, named),
            Owner::Several(several) => ambiguous.push((n, several)),
            // One person with all other mentions of the same word.
            Owner::Nobody => match alone {
                Some(group) => groups.add(group, n, named),
                None => known.add(this.key_numbers[0], groups.found(n, false, this.part), 1),
            },
        }
    }
    finish(named, groups, order, members, ambiguous)
}

/// Gives the first of `Bob and Mike Bryan` the surname of the second, unless the article names the first in full.
fn lengthen_given_names(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &mut [Named]) {
    // Parts of full names.
    let mut known: Option<FxHashSet<u32>> = None;
    let mut titled: Option<FxHashSet<u32>> = None;
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
        let (word, number) = (first.entry, first.key_numbers[0]);
        // "John and Mary Walsh", unless the article calls a John by a title.
        let either = word.given() > 2 && word.given() == word.surname();
        let mut is_called = || titled.get_or_insert_with(|| given::titled(named)).contains(&number);
        if word.given() > word.surname() || either && !is_called() {
            let full = format!("{} {}", first.parts[0], second.parts[1]);
            let known = known.get_or_insert_with(|| {
                named.iter().filter(|n| n.parts.len() > 1).flat_map(|n| n.key_numbers.iter().copied()).collect()
            });
            if !known.contains(&number) {
                named[n - 1].form = Form::of(&full);
                known.extend(named[n - 1].key_numbers.iter().filter(|_| named[n - 1].parts.len() > 1));
            }
        }
    }
}

/// The short names that the article explains, each with the full name that it stands for; none that stands for several.
fn explained(blocks: &[TextBlock<'_>], mentions: &[Mention], named: &[Named]) -> FxHashMap<String, usize> {
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for byname in byname::bynames(blocks, mentions) {
        let of = named.binary_search_by_key(&byname.of, |n| n.index).ok().filter(|of| named[*of].parts.len() > 1);
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
fn known_by(groups: &Groups, bynames: &FxHashMap<String, usize>, this: &Named) -> Option<usize> {
    if bynames.is_empty() {
        return None;
    }
    let of = *bynames.get(&this.surface)?;
    groups.of(of).filter(|g| groups[*g].part == this.part)
}

fn strength(named: &Named) -> (usize, usize) {
    (named.spelled, named.parts.len())
}

/// Where the person of the block before this ends, unless that is too far off to matter.
fn last_person(mentions: &[Mention], index: usize) -> Option<usize> {
    let this = &mentions[index];
    let near = |other: &&Mention| other.block == this.block && other.span.end + WINDOW >= this.span.start;
    let mut preceding = mentions[..index].iter().rev().take_while(near);
    preceding.find(|other| other.kind == EntityKind::Person).map(|other| other.span.end)
}

/// Where the next person of the block begins, unless that is too far off to matter.
fn next_person(mentions: &[Mention], index: usize) -> Option<usize> {
    let this = &mentions[index];
    let near = |other: &&Mention| other.block == this.block && other.span.start <= this.span.end + WINDOW;
    let mut following = mentions[index + 1..].iter().take_while(near);
    following.find(|other| other.kind == EntityKind::Person).map(|other| other.span.start)
}

/// Words before a name that are no role of its bearer in languages other than English, beside those of English.
const COURTESY: &[&str] = &["Don", "don", "Doña", "doña", "Dona", "dona", "Dom"];

/// `foreign` when the article is in one of the languages that have a [`Gloss`].
fn describe(
    blocks: &[TextBlock<'_>],
    index: usize,
    mention: &Mention,
    around: impl FnOnce(Range<usize>) -> Context,
    foreign: bool,
) -> Option<Named> {
    let block = &blocks[mention.block];
    let form = Form::of(block.text.get(mention.span.clone())?);
    let mut context = around(mention.span.clone());
    let is_role = |title: &&String| !foreign || !COURTESY.contains(&title.trim_end_matches('.'));
    if let Some(title) = form.title.as_ref().filter(is_role) {
        context.roles.insert(0, title.clone());
        context.before += 1;
    }
    let author = block.kind == BlockKind::Byline || context.credited;
    let before = &block.text[..mention.span.start];
    let generation = if form.parts.len() == 1 { Generation::before(before) } else { None };
    if generation.is_some() {
        // No office.
        context.roles.retain(|role| !matches!(role.as_str(), "elder" | "younger"));
        context.before = context.before.min(context.roles.len());
    }
    (!form.parts.is_empty()).then(|| Named {
        index,
        block: mention.block,
        start: mention.span.start,
        heading: block.kind == BlockKind::Heading,
        wife: wife::is_wife(before, &form),
        generation,
        form,
        context,
        part: if author { Part::Author } else { Part::Subject },
        byname: false,
        titles: OnceCell::new(),
    })
}

/// Puts a full name with the person it names; the persons whose double surname it is when there are several.
fn place_full(
    named: &[Named],
    groups: &mut Groups,
    index: &mut Index,
    near: &mut Vec<usize>,
    n: usize,
) -> Option<Vec<usize>> {
    let this = &named[n];
    let beside = [n.wrapping_sub(1), n + 1];
    let fits = |g: &usize| {
        groups[*g].part == this.part
            && named[groups[*g].first].wife == this.wife
            && distinct(named, groups, *g).all(|m| same_person(&named[m], this))
            && !beside.iter().any(|m| groups.of(*m) == Some(*g) && are_kin(named, *m, n))
    };
    index.near(this, near);
    near.retain(fits);
    let named_by_surname = |g: &usize| groups.forms(*g).any(|m| is_double_surname(this, &named[m]));
    if near.len() > 1 && near.iter().all(named_by_surname) {
        return Some(near.clone());
    }
    let named_so = |g: &usize| groups.forms(*g).any(|m| named[m].surface_number == this.surface_number);
    let group = match near[..] {
        [only] => Some(only),
        // Two persons that a short form fits equally well: the one named exactly so, else none of them.
        _ => near.iter().copied().find(named_so),
    };
    let group = match group {
        Some(group) => {
            groups.add(group, n, named);
            group
        }
        None => groups.found(n, true, this.part),
    };
    index.add(this, group);
    if this.context.relative {
        groups.set_relative(group);
    }
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
        && named[first].surface_number != named[second].surface_number
}

/// The members of a group, one for each written form.
fn distinct<'a>(named: &'a [Named], groups: &'a Groups, group: usize) -> impl Iterator<Item = usize> + 'a {
    let written = |m: usize| named[m].surface_number;
    let seen = move |at: usize, m: usize| groups.members(group).take(at).any(|other| written(other) == written(m));
    groups.members(group).take(50).enumerate().filter(move |(at, m)| !seen(*at, *m)).map(|(_, m)| m)
}

/// Whether two full names of one article are of one person.
fn same_person(a: &Named, b: &Named) -> bool {
    if a.surface_number == b.surface_number {
        return true;
    }
    if !suffixes_agree(a, b) || !share_letters(a, b) {
        return false;
    }
    let same_last = a.key_numbers.last() == b.key_numbers.last();
    let surname = same_last || a.key_numbers[0] == b.key_numbers[0];
    if !surname {
        // Surname and given name exchanged, or another spelling of one of them; without a common part it is another.
        let shared = a.key_numbers.iter().any(|number| b.key_numbers.contains(number));
        return shared && a.form.score(&b.form) >= 0.93;
    }
    let (i, j) = (&a.initials, &b.initials);
    if !i.is_empty() && !j.is_empty() && i != j {
        return false;
    }
    let (x, y) = (a.first.as_str(), b.first.as_str());
    let initial = |x: &str, y: &str| is_initial(x) && y.starts_with(x.trim_end_matches('.'));
    let given = x == y || initial(x, y) || initial(y, x) || are_nicknames(x, y);
    if given && same_last {
        return true;
    }
    a.form.score(&b.form) >= 0.9
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
fn owner(
    named: &[Named],
    groups: &Groups,
    told: &Told,
    index: &Index,
    candidates: &mut Vec<usize>,
    n: usize,
    alone: Option<usize>,
) -> Owner {
    let this = &named[n];
    let bare = this.key_numbers[0];
    let mut gather = |test: &dyn Fn(&Named) -> bool| -> bool {
        let fulls = |g: usize| groups.forms(g).map(|m| &named[m]).filter(|other| other.parts.len() > 1);
        let fits = |g: &usize| {
            groups[*g].part == this.part
                && (!named[groups[*g].first].wife || this.context.sex == Some(Sex::Female))
                && fulls(*g).any(test)
        };
        candidates.clear();
        candidates.extend(index.with_part(bare).filter(fits));
        !candidates.is_empty()
    };
    let by_surname = is_called_by_surname(this);
    let by_given = this.titles().iter().any(|title| title.goes_with_given_names);
    let is_first = |other: &Named| other.key_numbers.first() == Some(&bare);
    let is_given = |other: &Named| is_first(other) && !other.surname_first;
    let found = gather(&|other| other.key_numbers.last() == Some(&bare) && !(by_given && given::is_of_father(this, other)))
        || gather(&|other| is_first(other) && !(by_surname && is_given(other)))
        // "Pope Francis" is not Robert Francis Prevost.
        || gather(&|other| !(by_given || by_surname && is_given(other)));
    if !found && !by_surname {
        for partner in &this.partners {
            let begins = |g: &usize| named[groups[*g].first].key_numbers.first() == Some(partner);
            let fits = |g: &usize| groups[*g].full && groups[*g].part == this.part && begins(g);
            candidates.extend(index.with_part(*partner).filter(fits));
        }
        candidates.sort_unstable();
        candidates.dedup();
    }
    candidates.retain(|g| may_be_called(named, groups, told, *g, this));
    generation::keep(named, groups, candidates, this);
    candidates.extend(alone.filter(|g| may_be_called(named, groups, told, *g, this)));
    match candidates[..] {
        [] => Owner::Nobody,
        [only] => Owner::One(only),
        _ => decide(named, groups, told, n, candidates),
    }
}

/// Whether a bare name with its titles may be this person's: `President Bush` is not Laura Bush, the first lady.
fn may_be_called(named: &[Named], groups: &Groups, told: &Told, group: usize, this: &Named) -> bool {
    if let Some(sex) = this.context.sex {
        // A lady may be the wife of the only one of the name.
        let wife = this.context.roles.last().is_some_and(|role| fold_alike(role, "lady"));
        let theirs = sexes(named, groups, told, group);
        let fits = theirs.contains(sex) || theirs.is_none() && !wife;
        if !fits {
            return false;
        }
    }
    let mine = this.titles();
    if mine.is_empty() {
        return true;
    }
    // "Senator Kerry" is not his wife, Teresa Kerry.
    let official = || mine[..this.context.before].iter().any(|title| title.is_office());
    // Colleagues are told by no sex.
    let relative = groups[group].relative && !told.sexes(named, groups, group).is_none();
    if relative && official() && !told.has_title(named, groups, group, |_| true) {
        return false;
    }
    let (mut same, mut other) = (false, false);
    told.has_title(named, groups, group, |title| {
        same |= mine.iter().any(|this| this.head == title.head);
        // A description may tell what somebody was: "Alexander, the governor in those years".
        other |= mine[..this.context.before].iter().any(|this| this.excludes(title));
        false
    });
    if same || other {
        return same;
    }
    let head = mine.iter().any(|title| title.is_of_head_of_state());
    !head || !is_beside_power(named, groups, told, group)
}

/// What the article says of the sex of a person, or else the given name.
fn sexes(named: &[Named], groups: &Groups, told: &Told, group: usize) -> Sexes {
    let told = told.sexes(named, groups, group);
    if !told.is_none() || !groups[group].full {
        return told;
    }
    groups.members(group).take(CROWD).find_map(|m| named[m].form.sex).map_or(told, Sexes::one)
}

/// Whether a person is rather of the family of a head of state with the same surname than that one: without any title in the
/// article, and a woman by her name or a man whose father has it too. Who is the head is mostly called so beside the full name.
fn is_beside_power(named: &[Named], groups: &Groups, told: &Told, group: usize) -> bool {
    let junior = |m: usize| named[m].suffix.as_deref().is_some_and(|suffix| suffix.starts_with("jr"));
    groups[group].full
        && !told.has_title(named, groups, group, |_| true)
        && (groups.forms(group).any(junior) || sexes(named, groups, told, group) == Sexes::one(Sex::Female))
}

/// Whether a bare name stands behind a title that surnames follow and is known as one: `Senator Conrad` is not Conrad
/// Burns, `President Saddam` may be Saddam Hussein.
fn is_called_by_surname(this: &Named) -> bool {
    let titles = this.titles();
    // What stands behind a run of blanks may be the surname.
    !titles.is_empty()
        && !this.context.torn
        && !titles.iter().any(|title| title.goes_with_given_names)
        && this.entry.surname() >= 2
}

/// Chooses among several bearers of a name by title, by kinship, by paragraph.
fn decide(named: &[Named], groups: &Groups, told: &Told, n: usize, candidates: &[usize]) -> Owner {
    let this = &named[n];
    let mine = this.titles();
    if !mine.is_empty() {
        let same = |title: &Rc<Title>| mine.iter().any(|other| other.head == title.head);
        let titled = |g: &&usize| told.has_title(named, groups, **g, same);
        let by_title: Vec<usize> = candidates.iter().filter(titled).copied().collect();
        if let [only] = by_title[..] {
            return Owner::One(only);
        }
    }
    if let Some(sex) = this.context.sex {
        let alike = |g: &&usize| sexes(named, groups, told, **g).contains(sex);
        let by_sex: Vec<usize> = candidates.iter().filter(alike).copied().collect();
        if let [only] = by_sex[..] {
            return Owner::One(only);
        }
    }
    let leading: Vec<usize> = candidates.iter().filter(|g| !groups[**g].relative).copied().collect();
    let here: Vec<usize> =
        candidates.iter().filter(|g| told.introduced_before(named, groups, **g, n).is_some()).copied().collect();
    match (&leading[..], &here[..]) {
        (_, [only]) => Owner::One(*only),
        ([only], []) => Owner::One(*only),
        _ => Owner::Several(candidates.to_vec()),
    }
}

#[cfg(test)]
mod tests;
