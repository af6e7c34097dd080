//! Whether two written names can belong to one person.
//!
//! Every part of the shorter name has to find its counterpart in the longer one: the same spelling, a spelling variant,
//! a slip of the pen, a nickname or an initial. Its surprise: what is left over on one side is forgiven as a middle name,
//! what is left over on both sides means two persons.

mod across;
mod part;

use super::model::hash::hash32;
use super::model::lexicon::Lexicon;
use super::nickname::are_nicknames;
pub(super) use part::{Part, parts, plain_part};

/// The outcome of comparing two names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Whether the two names may well belong to one person.
    pub same: bool,
    /// How well they agree, between 0 and 1.
    pub score: f32,
}

/// From this score on two names are taken to be of one person.
const THRESHOLD: f32 = 0.80;

/// Similarity of a part to its initial.
const INITIAL: f32 = 0.86;
const NICKNAME: f32 = 0.92;
const SAME_GROUP: f32 = 0.97;
const SAME_SOUND: f32 = 0.94;

/// Compares two full names, in any order of their parts. A shared surname alone never makes them the same.
pub fn compare(a: &str, b: &str) -> Comparison {
    compare_parts(&parts(a), &parts(b), a.contains(',') != b.contains(','))
}

/// [`compare`] of names that are taken apart; `filed` when one of them has its surname first, before a comma.
pub(super) fn compare_parts(left: &[Part], right: &[Part], filed: bool) -> Comparison {
    let score = score(left, right, filed);
    Comparison { same: score >= THRESHOLD, score }
}

fn score(left: &[Part], right: &[Part], filed: bool) -> f32 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let joined = joined_score(left, right).max(across::korean(left, right));
    if left.len() == 1 && right.len() == 1 {
        return similarity_alone(&left[0], &right[0]).max(joined);
    }
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    aligned_score(short, long, filed).max(joined)
}

/// Names whose letters are the same but for the blanks: `JanDaniel Bothma`, `PolPot`.
fn joined_score(left: &[Part], right: &[Part]) -> f32 {
    let join = |parts: &[Part]| parts.iter().map(|part| part.latin.as_str()).collect::<String>();
    let length = |parts: &[Part]| parts.iter().map(|part| part.length).sum::<usize>();
    let (a, b) = (join(left), join(right));
    if a == b && a.len() > 3 || left.len() != right.len() && are_turned(left, right) {
        return 0.98;
    }
    let spelled_out = left.iter().chain(right).all(|part| part.latin.len() > 1);
    let (a_length, b_length) = (length(left), length(right));
    let near = || (a_length.abs_diff(b_length) <= 1 || a_length.max(b_length) > MOST) && distance(&a, &b) <= 1;
    if spelled_out && left.len() != right.len() && a.len() > 7 && near() { 0.88 } else { 0.0 }
}

/// Whether one name has the letters of the other with its last part first: `Kim Jongun` and `Jong-un Kim`.
fn are_turned(a: &[Part], b: &[Part]) -> bool {
    let length = |parts: &[Part]| parts.iter().map(|part| part.latin.len()).sum::<usize>();
    if a.len().min(b.len()) < 2 || length(a) != length(b) || length(a) < 8 {
        return false;
    }
    let join = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|part| part.latin.as_str()).collect::<String>();
    let turned = |parts: &[Part]| join(&mut parts.iter().cycle().skip(parts.len() - 1).take(parts.len()));
    join(&mut a.iter()) == turned(b) || turned(a) == join(&mut b.iter())
}

fn aligned_score(short: &[Part], long: &[Part], filed: bool) -> f32 {
    let Some(pairs) = align(short, long) else { return 0.0 };
    let extra = long.len() - short.len();
    // A bare name says too little: it may be anybody's.
    if short.len() == 1 || extra > short.len() {
        return 0.5;
    }
    let weight = |part: &Part| (part.latin.len().min(8) as f32).max(2.0);
    let total: f32 = short.iter().map(weight).sum();
    let agreed: f32 = pairs.iter().zip(short).map(|((_, similarity), part)| similarity * weight(part)).sum();
    let weakest = pairs.iter().map(|(_, s)| *s).fold(1.0, f32::min);
    // A little less than an initial is an initial further on in a name that begins with the surname.
    let slips = pairs.iter().filter(|(_, s)| *s < INITIAL - 0.005).count();
    let initials = short.iter().zip(&pairs).filter(|(part, _)| part.latin.len() == 1).count();
    let mut score = agreed / total - 0.03 * extra as f32;
    if slips > 1 {
        score -= 0.08 * (slips - 1) as f32;
    }
    if initials == short.len() {
        score = score.min(0.4);
    }
    let letters = |parts: &[Part]| -> Vec<String> {
        parts.iter().filter(|part| part.latin.len() == 1).map(|part| part.latin.clone()).collect()
    };
    let (mine, theirs) = (letters(short), letters(long));
    // George W. is not George H. W.
    if !mine.is_empty() && !theirs.is_empty() && mine != theirs {
        score = score.min(0.7);
    }
    if weakest < 0.6 {
        score = score.min(0.7);
    }
    let order: Vec<usize> = pairs.iter().map(|(at, _)| *at).collect();
    let kept = in_order(&order);
    if !kept && (father_and_son(short, long) || !filed && swapped_meaning(short, long, &order)) {
        score -= 0.4;
    } else if !kept && !filed {
        score -= 0.02;
    }
    if other_number(short, long) {
        score = score.min(0.7);
    }
    if slips_into_middle(extra, &pairs) || surname_is_elsewhere(short, long, &pairs) {
        score = score.min(0.7);
    }
    // An extra part between a father's name and what it belongs to is another person's.
    if extra > 0 && kept && short.len() == 2 && slips > 0 {
        score -= 0.06;
    }
    score
}

/// Whether the first part of a name that has `extra` parts less agrees with no more than the look of one further on in the
/// other: "Marine" is no slip for the second half of "Jean-Marie".
fn slips_into_middle(extra: usize, pairs: &[(usize, f32)]) -> bool {
    extra > 0 && pairs.first().is_some_and(|(at, similarity)| *at > 0 && *similarity < INITIAL - 0.005)
}

/// Whether the surname of the shorter name agrees with no more than an initial of the other, or the look of one of its given names,
/// and the other has a surname of its own: `Mike Johnson` and `Michael J. Fox`.
fn surname_is_elsewhere(short: &[Part], long: &[Part], pairs: &[(usize, f32)]) -> bool {
    let (last, end) = (last_name(short), last_name(long));
    let (surname, (at, similarity)) = (&short[last], pairs[last]);
    short.len() > 1
        && !surname.is_initial()
        && pairs.iter().all(|(at, _)| *at != end)
        && (long[at].is_initial() || similarity < SAME_SOUND - 0.005 || pairs.windows(2).any(|two| two[0].0 > two[1].0))
}

/// Where the last name stands: a number behind it says which of several bears it (`John D. Rockefeller IV`).
fn last_name(parts: &[Part]) -> usize {
    let end = parts.len() - 1;
    end - usize::from(end > 1 && !parts[end].is_initial() && roman(&parts[end].latin).is_some())
}

fn in_order(order: &[usize]) -> bool {
    order.windows(2).all(|pair| pair[0] < pair[1])
}

/// Whether both names say who the father is, so that another order of the same parts is no other way to write them:
/// `Mohammed bin Salman` and `Salman bin Mohammed`.
fn father_and_son(short: &[Part], long: &[Part]) -> bool {
    [short, long].iter().all(|parts| parts.iter().any(|part| part.patronymic))
}

/// Whether two names end in different numbers: Benedict XV and Benedict XVI.
fn other_number(a: &[Part], b: &[Part]) -> bool {
    let number = |parts: &[Part]| match parts {
        [_, .., last] => roman(&last.latin),
        _ => None,
    };
    matches!((number(a), number(b)), (Some(one), Some(other)) if one != other)
}

/// The value of a Roman number below forty, as it stands behind the names of kings and popes.
fn roman(word: &str) -> Option<u32> {
    let tens = word.bytes().take_while(|byte| *byte == b'x').count().min(3);
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    // "xix" ends in a ten that belongs to the ones.
    let at = (0..=tens).rev().find_map(|tens| Some((tens, ones.iter().position(|one| *one == &word[tens..])?)));
    at.map(|(tens, ones)| (tens * 10 + ones) as u32).filter(|number| *number > 0)
}

/// Whether another order of the same parts names another person: two given names, or father and son.
fn swapped_meaning(short: &[Part], long: &[Part], order: &[usize]) -> bool {
    let patronymics = short.iter().zip(order).any(|(part, at)| part.patronymic != long[*at].patronymic);
    let lexicon = Lexicon::embedded();
    let given = |part: &Part| {
        let entry = lexicon.word(hash32(part.latin.as_bytes()));
        entry.given() >= 1 && entry.surname() <= 2
    };
    patronymics && short.len() > 2 || (short.len() == 2 && long.len() == 2 && short.iter().all(given))
}

/// The best counterpart in `long` for every part of `short`, each used once; `None` when one has none.
fn align(short: &[Part], long: &[Part]) -> Option<Vec<(usize, f32)>> {
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    let mut places: Option<GivenPlaces> = None;
    for (i, a) in short.iter().enumerate() {
        for (j, b) in long.iter().enumerate() {
            let similarity = if short.len() == 1 { similarity_alone(a, b) } else { similarity(a, b) };
            let by_initial = a.is_initial() || b.is_initial();
            if by_initial
                && similarity > 0.0
                && !places.get_or_insert_with(|| GivenPlaces::of(short, long)).same(short, long, i, j)
            {
                continue;
            }
            if similarity > 0.0 {
                // Parts in the same place win over equal ones elsewhere.
                candidates.push((similarity - 0.001 * i.abs_diff(j) as f32, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut of_short = vec![None; short.len()];
    let mut used = vec![false; long.len()];
    for (similarity, i, j) in candidates {
        if of_short[i].is_none() && !used[j] {
            of_short[i] = Some((j, similarity));
            used[j] = true;
        }
    }
    of_short.into_iter().collect()
}

/// Which parts of two names stand in the same place among the given names.
///
/// An initial stands for the given name in its own place: `Edward M. Kennedy` is no Mark, and `L. Johnson` no Stephen L.
struct GivenPlaces {
    /// The parts that are the surnames, where the ends of the names have one in common.
    surnames: Option<(usize, usize)>,
    /// Some part spelled out stands in the same place in both.
    anchored: bool,
    /// Nothing but initials stands before the surname, and the same ones end the other name's: `H. W. Bush`.
    cut: Option<usize>,
}

impl GivenPlaces {
    fn of(short: &[Part], long: &[Part]) -> GivenPlaces {
        let (last, end) = (last_name(short), last_name(long));
        let spelled = |i: usize, j: usize| {
            !short[i].is_initial() && !long[j].is_initial() && similarity(&short[i], &long[j]) > 0.0
        };
        // The other order is another name when something is left over: James Baker and Baker J. Smith.
        let turned = last == end;
        let mut ends = [(last, end), (last, 0), (0, end)].into_iter().take(if turned { 3 } else { 1 });
        let surnames = ends.find(|(i, j)| spelled(*i, *j));
        let given = &short[..last];
        let ahead = end.saturating_sub(last);
        let cut = given.len() > 1
            && ahead > 0
            && surnames == Some((last, end))
            && given.iter().zip(&long[ahead..]).all(|(a, b)| a.is_initial() && a.latin == b.latin);
        let anchored = (0..short.len()).any(|place| spelled(place, place));
        GivenPlaces { surnames, anchored, cut: cut.then_some(ahead) }
    }

    fn same(&self, short: &[Part], long: &[Part], i: usize, j: usize) -> bool {
        if let Some(ahead) = self.cut {
            return i + ahead == j;
        }
        let place = match self.surnames {
            Some((of_short, of_long)) => i - usize::from(i > of_short) == j - usize::from(j > of_long),
            None => i == j && self.anchored,
        };
        // Whatever stands in front, it is the same place beside the same given name.
        let beside = |i: usize, j: usize| {
            self.surnames != Some((i, j))
                && short
                    .get(i)
                    .zip(long.get(j))
                    .is_some_and(|(a, b)| !a.is_initial() && !b.is_initial() && similarity(a, b) >= NICKNAME)
        };
        place || i > 0 && j > 0 && beside(i - 1, j - 1) || beside(i + 1, j + 1)
    }
}

/// How alike two parts are; 0 when they cannot be the same.
fn similarity(a: &Part, b: &Part) -> f32 {
    let similarity = similarity_of_letters(a, b);
    if similarity == 0.0 && a.script != b.script { across::likeness(a, b) } else { similarity }
}

/// [`similarity`] of parts beside which nothing else agrees: consonants in two scripts say too little then.
fn similarity_alone(a: &Part, b: &Part) -> f32 {
    let similarity = similarity(a, b);
    let told = a.script == b.script || similarity_of_letters(a, b) > 0.0 || across::may_be_read(a, b);
    if told { similarity } else { 0.0 }
}

fn similarity_of_letters(a: &Part, b: &Part) -> f32 {
    if a.folded == b.folded || a.latin == b.latin {
        return 1.0;
    }
    let (short, long) = if a.latin.len() <= b.latin.len() { (a, b) } else { (b, a) };
    if short.latin.len() == 1 && long.latin.starts_with(&short.latin) {
        return INITIAL;
    }
    // Two letters may be two initials: "JC" for Jean-Claude is left to the joined form.
    if a.groups.iter().any(|group| b.groups.contains(group)) {
        // Short Chinese and Korean syllables share characters without being one name: Kim and Jin.
        let same_start = a.latin.as_bytes().first() == b.latin.as_bytes().first();
        let short = a.latin.len().min(b.latin.len()) <= if same_start { 3 } else { 4 };
        return if short && a.folded.is_ascii() && b.folded.is_ascii() { 0.7 } else { SAME_GROUP };
    }
    if are_nicknames(&a.latin, &b.latin) {
        return NICKNAME;
    }
    let shortest = a.latin.len().min(b.latin.len());
    if shortest >= 2 && a.sound() == b.sound() && a.sound().len() >= 2 {
        return SAME_SOUND;
    }
    let longest = a.length.max(b.length);
    let allowed = match longest {
        0..=2 => 0,
        3..=8 => 1,
        _ => 2,
    };
    // Names of very different length cannot be slips of each other.
    if longest - a.length.min(b.length) > allowed + 1 {
        return 0.0;
    }
    // Each letter that only one of them has takes an edit.
    let foreign = (a.letters & !b.letters).count_ones().max((b.letters & !a.letters).count_ones());
    if longest <= MOST && foreign as usize > allowed + 1 {
        return 0.0;
    }
    let edits = distance(&a.latin, &b.latin);
    if edits > allowed + 1 {
        return 0.0;
    }
    let sounds = distance(a.sound(), b.sound());
    if edits <= allowed || (edits <= allowed + 1 && sounds <= 1 && longest >= 5) {
        let same_start = a.latin.as_bytes().first() == b.latin.as_bytes().first();
        let penalty = if same_start { 0.0 } else { 0.06 };
        return (1.0 - 0.9 * edits.min(sounds + 1) as f32 / longest as f32 - penalty).clamp(0.5, 0.85);
    }
    0.0
}

/// Most letters of a word that [`distance`] looks at.
const MOST: usize = 64;

/// Number of letters to insert, drop, replace or exchange with their neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let mut other = ['\0'; MOST];
    let mut width = 0;
    for (place, letter) in other.iter_mut().zip(b.chars()) {
        (*place, width) = (letter, width + 1);
    }
    // The row under way and the two above it.
    let mut rows = [[0_u8; MOST + 1]; 3];
    for (cell, j) in rows[2].iter_mut().zip(0..) {
        *cell = j;
    }
    let mut last = '\0';
    let mut height = 0_u8;
    for letter in a.chars().take(MOST) {
        rows.rotate_left(1);
        let [above_both, above, row] = &mut rows;
        // After turning, the row under way holds what is no longer needed.
        height += 1;
        row[0] = height;
        for j in 1..=width {
            let same = u8::from(letter != other[j - 1]);
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + same);
            if height > 1 && j > 1 && letter == other[j - 2] && last == other[j - 1] {
                best = best.min(above_both[j - 2] + 1);
            }
            row[j] = best;
        }
        last = letter;
    }
    usize::from(rows[2][width])
}

/// How well a name of an index answers to a name that was asked for, between 0 and 1.
///
/// The one asked for may be shorter, a bare surname or given name too: every part of it has to be found in the other. A
/// score of 0 means that it is somebody else.
pub fn agrees_with(query: &str, candidate: &str) -> f32 {
    SoughtName::new(query).agreement(candidate)
}

/// A name that is compared with many others.
#[derive(Debug, Clone)]
pub struct SoughtName {
    parts: Vec<Part>,
    filed: bool,
}

impl SoughtName {
    /// Takes the name apart once.
    pub fn new(name: &str) -> SoughtName {
        SoughtName { parts: parts(name), filed: name.contains(',') }
    }

    /// Whether it has the ends of a longer name, so that it may stand for several that differ inside.
    pub fn is_short_of(&self, other: &SoughtName) -> bool {
        self.parts.len() < other.parts.len() && self.has_ends_of(other) && !self.has_letters_of(other)
    }

    /// Whether the two have the same letters, however they are parted: `K. P. Oli` and `K.P. Oli`.
    fn has_letters_of(&self, other: &SoughtName) -> bool {
        let letters = |name: &SoughtName| name.parts.iter().map(|part| part.latin.as_str()).collect::<String>();
        letters(self) == letters(other)
    }

    fn has_ends_of(&self, other: &SoughtName) -> bool {
        let ([first, .., last], [other_first, .., other_last]) = (&self.parts[..], &other.parts[..]) else {
            return false;
        };
        similarity(last, other_last) >= SAME_SOUND && similarity(first, other_first) >= INITIAL
    }

    /// Whether two names agree at both ends and have other initials in between: George W. and George H. W. Bush.
    pub fn differs_inside(&self, other: &SoughtName) -> bool {
        let ([_, inner @ .., _], [_, other_inner @ .., _]) = (&self.parts[..], &other.parts[..]) else { return false };
        let letters = |parts: &[Part]| parts.iter().filter_map(|part| part.latin.chars().next()).collect::<Vec<_>>();
        let (mine, theirs) = (letters(inner), letters(other_inner));
        // The beginning of the other's initials says less, not something else.
        !mine.starts_with(&theirs)
            && !theirs.starts_with(&mine)
            && self.has_ends_of(other)
            && !self.has_letters_of(other)
    }

    /// [`compare`] with another name that has been taken apart.
    pub fn compare(&self, other: &SoughtName) -> Comparison {
        compare_parts(&self.parts, &other.parts, self.filed != other.filed)
    }

    /// How well a name answers to this one, see [`agrees_with`].
    pub fn agreement(&self, candidate: &str) -> f32 {
        let (asked, found) = (&self.parts, parts(candidate));
        if asked.is_empty() || found.is_empty() {
            return 0.0;
        }
        if asked.len() > found.len() {
            let score = score(asked, &found, self.filed != candidate.contains(','));
            // A stored name that is only a surname cannot contradict the given name asked for.
            return if score >= THRESHOLD { score } else { 0.0 };
        }
        let joined = joined_score(asked, &found).max(across::korean(asked, &found));
        let Some(pairs) = align(asked, &found) else { return joined };
        let mean = pairs.iter().map(|(_, similarity)| similarity).sum::<f32>() / pairs.len() as f32;
        let weakest = pairs.iter().map(|(_, s)| *s).fold(1.0, f32::min);
        if weakest < 0.7 && pairs.len() > 1 {
            return joined;
        }
        let order: Vec<usize> = pairs.iter().map(|(at, _)| *at).collect();
        if pairs.len() > 1 && slips_into_middle(found.len() - asked.len(), &pairs)
            || surname_is_elsewhere(asked, &found, &pairs)
        {
            return joined;
        }
        if other_number(asked, &found) || !in_order(&order) && father_and_son(asked, &found) {
            return 0.0;
        }
        (mean - 0.02 * (found.len() - asked.len()) as f32).max(joined).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests;
