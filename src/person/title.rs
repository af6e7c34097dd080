//! The forms in which one title is written: `Sen.`, `Sens.`, `Senator`; `Rep.`, `Congresswoman`, `Representative`.
//!
//! Owns which titles are the same, and which two cannot be one person's in one article. Its surprise: what a title is
//! counts, not of what: `Governor of Utah` and `Gov.` are the same, `Secretary of State` and `Secretary of Defense` too.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gloss::english_title;
use super::model::class;
use super::model::lexicon::is_class;
use super::name::fold;
use super::role::is_added_title;

/// A title in full, folded, and its other forms.
const FORMS: &[(&str, &str)] = &[
    ("senator", "sen sens senators"),
    ("representative", "rep reps representatives congressman congresswoman congressmen congresswomen congressmember"),
    ("governor", "gov govs governors"),
    ("president", "pres presidents"),
    ("minister", "ministers"),
    ("premier", "pm premiers"),
    ("secretary", "secy secretaries"),
    ("ambassador", "amb ambs ambassadors"),
    ("delegate", "delegates"),
    ("attorney", "atty attys attorneys"),
    ("chairman", "chairwoman chairperson chair chairmen"),
    ("spokesman", "spokeswoman spokesperson"),
    ("councillor", "cllr cllrs councilor councillors councilors councilman councilwoman councilmember"),
    ("assemblyman", "assemblywoman assemblymember"),
    ("commissioner", "comr commissioners"),
    ("judge", "judges"),
    ("justice", "justices"),
    ("mayor", "mayors"),
    ("general", "gen gens generals"),
    ("admiral", "adm adms admirals"),
    ("colonel", "col cols colonels"),
    ("major", "maj majs"),
    ("captain", "capt capts cpt captains"),
    ("lieutenant", "lt lts lieutenants"),
    ("sergeant", "sgt sgts sergeants"),
    ("corporal", "cpl corporals"),
    ("specialist", "spc"),
    ("private", "pvt pte privates"),
    ("commander", "cmdr cmdrs cdr commanders"),
    ("brigadier", "brig brigadiers"),
    ("detective", "det dets detectives"),
    ("inspector", "insp inspectors"),
    ("superintendent", "supt superintendents"),
    ("officer", "officers"),
    ("doctor", "dr drs doctors"),
    ("professor", "prof profs professors"),
    ("reverend", "rev revs"),
    ("archbishop", "abp archbishops"),
    ("honourable", "hon honorable"),
    ("mister", "mr messrs"),
    ("mrs", "mesdames"),
    ("prince", "princes"),
    ("mp", "mps"),
];

/// Words that make another title of the one behind them: a prime minister is no minister.
const QUALIFIERS: &[&str] =
    &["prime", "vice", "first", "attorney", "solicitor", "surgeon", "senate", "council", "trade", "special"];

/// Words behind which a title says of what it is.
const BELONGING: &[&str] = &["of", "for", "to", "at", "in", "from", "under", "on"];

/// The full form of each form, of itself too.
static FULL_FORMS: LazyLock<FxHashMap<&[u8], &str>> = LazyLock::new(|| {
    let forms = FORMS.iter().flat_map(|(full, forms)| forms.split(' ').chain([*full]).map(|form| (form, *full)));
    forms.map(|(form, full)| (form.as_bytes(), full)).collect()
});

/// The word for a title of which this folded word is a form.
fn full_form(word: &str) -> &str {
    FULL_FORMS.get(word.as_bytes()).copied().unwrap_or(word)
}

/// What a title is, folded and in its full form, without whose or of what it is: `senator` for `U.S. Sen.`, `prime
/// minister` for `Israeli Prime Minister`, `secretary` for `Secretary of State`.
///
/// Titles of the same office are equal here, however they are abbreviated.
pub fn title_head(role: &str) -> String {
    let mut words = role.split_whitespace().map(plain).take_while(|word| !BELONGING.contains(&word.as_str()));
    let Some(mut last) = words.next() else { return plain(role) };
    let mut before = None;
    for word in words {
        before = Some(std::mem::replace(&mut last, word));
    }
    if let Some(english) = foreign_head(role, &last, before.as_deref()) {
        return english;
    }
    let head = full_form(&last);
    match before.as_deref().map(full_form) {
        Some("prime") if head == "minister" => "premier".to_owned(),
        Some(qualifier) if QUALIFIERS.contains(&qualifier) => format!("{qualifier} {head}"),
        _ => head.to_owned(),
    }
}

/// What a title of another language is in English, see [`title_head`]; none for English titles.
pub fn foreign_title_head(role: &str) -> Option<String> {
    let mut words = role.rsplit(|c: char| c.is_whitespace() || c == '-').map(plain);
    let last = words.next()?;
    foreign_head(role, &last, words.next().as_deref())
}

/// The same with the last words of what the title is.
fn foreign_head(role: &str, last: &str, before: Option<&str>) -> Option<String> {
    // "secretario general"
    let of_office = last == "general" && before.is_some_and(|before| !is_title_word(before));
    let foreign = of_office || !is_title_word(last);
    foreign.then(|| english_title(role)).flatten().map(|english| full_form(&english).to_owned())
}

/// Whether a folded word is an English title.
pub(super) fn is_title_word(word: &str) -> bool {
    FULL_FORMS.contains_key(word.as_bytes()) || is_class(word, class::TITLE | class::ROLE) || is_added_title(word)
}

/// A title with each word folded and in its full form: equal for `U.S. Sen.` and `US senator`.
pub fn title_key(role: &str) -> String {
    role.split_whitespace().map(|word| full_form(&plain(word)).to_owned()).collect::<Vec<_>>().join(" ")
}

/// Whether a word with a capital is another form of a title than the one in full: `Sen.`, `Gens`, `Congresswoman`.
pub(super) fn is_short_title(word: &str) -> bool {
    form_of(word, |form, full| form != full.as_bytes())
}

/// Whether a word is a title and is no name.
pub(super) fn is_nothing_but_title(word: &str) -> bool {
    form_of(word, |form, _| !matches!(form, b"major" | b"general" | b"prince" | b"judge" | b"justice"))
}

fn form_of(word: &str, test: impl Fn(&[u8], &str) -> bool) -> bool {
    let bare = word.trim_end_matches('.');
    // "8 pm", "the rep", "in private".
    if !bare.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let mut room = [0; LONGEST_FORM];
    let Some(room) = room.get_mut(..bare.len()).filter(|_| bare.is_ascii()) else { return false };
    room.copy_from_slice(bare.as_bytes());
    room.make_ascii_lowercase();
    FULL_FORMS.get(&*room).is_some_and(|full| test(room, full))
}

/// No form of a title has more letters.
const LONGEST_FORM: usize = 16;

/// An office of which a person holds no other in the same article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Head(HeadOfState),
    /// One of a parliament: who is called senator in one place is called representative in another, by slip or career.
    Lawmaker,
    Governor,
    Mayor,
    Judge,
    Soldier,
    Police,
}

/// Who stands at the head of a state, or beside its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadOfState {
    President,
    Premier,
    Monarch,
    FirstLady,
}

/// The office that the head of a title names, see [`title_head`]; none for titles that go with any other, such as
/// `chairman`, `secretary`, `doctor`.
fn office(head: &str) -> Option<Office> {
    Some(match head {
        "president" => Office::Head(HeadOfState::President),
        "premier" => Office::Head(HeadOfState::Premier),
        "king" | "queen" | "emperor" | "empress" | "prince" | "princess" | "sultan" => {
            Office::Head(HeadOfState::Monarch)
        }
        "first lady" => Office::Head(HeadOfState::FirstLady),
        "senator" | "representative" => Office::Lawmaker,
        "governor" => Office::Governor,
        "mayor" => Office::Mayor,
        "judge" | "justice" | "magistrate" => Office::Judge,
        "general" | "admiral" | "colonel" | "major" | "brigadier" | "corporal" | "private" => Office::Soldier,
        "detective" | "inspector" | "superintendent" | "constable" | "trooper" | "sheriff" => Office::Police,
        _ => return None,
    })
}

/// Titles that are said with given names.
const WITH_GIVEN_NAMES: &[&str] = &[
    "king",
    "queen",
    "emperor",
    "empress",
    "prince",
    "princess",
    "sultan",
    "emir",
    "pope",
    "prophet",
    "mullah",
    "saint",
    "st",
    "sir",
    "dame",
    "lady",
    "lord",
    "brother",
    "sister",
    "father",
    "mother",
    "uncle",
    "aunt",
    "sheikh",
    "imam",
    "duke",
    "duchess",
    "tsar",
    "czar",
    "bishop",
    "archbishop",
    "cardinal",
    "patriarch",
    "baba",
    "swami",
    "shah",
];

/// Whether a title, as it was written, is said with given names: `King`, `Pope`.
pub fn goes_with_given_names(title: &str) -> bool {
    WITH_GIVEN_NAMES.contains(&title_head(title).as_str())
}

/// A title as far as it tells its bearer from others.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// See [`title_head`].
    pub head: String,
    office: Option<Office>,
    former: bool,
    /// Whether it is said with given names: `Queen Mary`, `Sister Ana`, `Sir Keir`.
    pub goes_with_given_names: bool,
}

/// Titles after which a thread forgets them and begins anew.
const MOST_TITLES: usize = 4_096;

thread_local! {
    static TITLES: RefCell<FxHashMap<String, Rc<Title>>> = RefCell::default();
}

impl Title {
    /// What a title says, or what is remembered of it: the same few stand in all articles.
    pub fn of(role: &str) -> Rc<Self> {
        TITLES.with_borrow_mut(|titles| {
            if let Some(title) = titles.get(role) {
                return Rc::clone(title);
            }
            if titles.len() >= MOST_TITLES {
                titles.clear();
            }
            let title = Rc::new(Self::new(role));
            titles.insert(role.to_owned(), Rc::clone(&title));
            title
        })
    }

    /// Whether all that is asked of titles is the same of another.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.head == other.head && self.former == other.former
    }

    fn new(role: &str) -> Self {
        let head = title_head(role);
        let former = |word: &str| {
            let word = plain(word);
            ["former", "then", "ex", "late", "retired"].contains(&word.split('-').next().unwrap_or_default())
        };
        Self {
            office: office(&head),
            former: role.split_whitespace().any(former),
            goes_with_given_names: WITH_GIVEN_NAMES.contains(&head.as_str()),
            head,
        }
    }

    /// Whether nobody has both titles in one article.
    pub fn excludes(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.office, other.office) else { return false };
        match (mine, theirs) {
            _ if mine == theirs => false,
            // Soldiers seize power, sit in courts and lead the police.
            (Office::Soldier, Office::Head(_) | Office::Judge | Office::Police)
            | (Office::Head(_) | Office::Judge | Office::Police, Office::Soldier) => false,
            // Nobody who has been at the head of a state is called by a lower office again.
            (Office::Head(_), _) | (_, Office::Head(_)) => true,
            _ => !self.former && !other.former,
        }
    }

    /// Whether it is an office that tells its bearer from others.
    pub fn is_office(&self) -> bool {
        self.office.is_some()
    }

    /// Whether its bearer stands at the head of a state, or beside its head.
    pub fn is_of_head_of_state(&self) -> bool {
        matches!(self.office, Some(Office::Head(_)))
    }
}

fn plain(word: &str) -> String {
    fold(word).replace('.', "").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_same_however_it_is_written() {
        for (form, head) in [
            ("Sen.", "senator"),
            ("U.S. Senators", "senator"),
            ("Rep.", "representative"),
            ("Congresswoman", "representative"),
            ("Gov.", "governor"),
            ("Governor of Utah", "governor"),
            ("Lt. Gen.", "general"),
            ("Secretary of State", "secretary"),
            ("Minister for Strategic Affairs", "minister"),
            ("Israeli Prime Minister", "premier"),
            ("Chinese Premier", "premier"),
            ("Vice President", "vice president"),
            ("Attorney General", "attorney general"),
        ] {
            assert_eq!(title_head(form), head, "{form}");
        }
        assert_eq!(title_key("U.S. Sen."), title_key("US senator"));
        assert_ne!(title_key("Sen."), title_key("State Senator"));
    }

    #[test]
    fn some_offices_are_never_one_persons() {
        let excludes = |a: &str, b: &str| Title::of(a).excludes(&Title::of(b));
        for (a, b) in [
            ("First Lady", "President"),
            ("Florida Gov.", "President"),
            ("Detective", "British Prime Minister"),
            ("Sen.", "Gen."),
            ("former President", "Senator"),
        ] {
            assert!(excludes(a, b) && excludes(b, a), "{a} and {b}");
        }
        for (a, b) in [
            ("Sen.", "Senator"),
            ("Sen.", "Congressman"),
            ("Republican leader", "Senator"),
            ("Chairman", "Senator"),
            ("former Governor", "Senator"),
            ("General", "President"),
            ("Judge", "Justice"),
            ("Dr.", "President"),
            ("Senate President", "Senator"),
            ("Vice President", "Senator"),
        ] {
            assert!(!excludes(a, b) && !excludes(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn short_forms_are_told_from_names() {
        assert!(is_short_title("Sen.") && is_short_title("GEN.") && is_short_title("Messrs."));
        assert!(FULL_FORMS.keys().all(|form| form.len() <= LONGEST_FORM));
        assert!(!is_short_title("Senator") && !is_short_title("Smith"));
    }
}
