//! What the embedded tables know of a word: its cluster, its classes, how common it is as a name and in lower case, how large a town of that name is, and
//! which groups of spellings it belongs to.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::table::Table;
use super::{class, hash::hash32};

static WORD_BYTES: &[u8] = include_bytes!("words.bin");
static GROUP_BYTES: &[u8] = include_bytes!("groups.bin");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::open(WORD_BYTES, GROUP_BYTES).expect("the embedded name tables are those that the training program wrote")
});

/// The tables, open.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon {
    words: Table<'static>,
    groups: Table<'static>,
}

/// What is known of one word in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// Cluster of words used alike, 0 for a word that was not clustered.
    pub cluster: u8,
    /// Bits of [`class`].
    pub classes: u16,
    /// How common it is as a given name and as a surname, how large a town of that name is (0 none, 1 small or part of the
    /// name of one, 2 larger, 3 a city), and how often it is written in lower case: two bits each, from the lowest.
    pub names: u8,
}

impl Entry {
    /// 0 no given name, 1 rare, 2 common, 3 very common.
    pub fn given(self) -> u8 {
        self.names & 3
    }

    /// 0 no surname, 1 rare, 2 common, 3 very common.
    pub fn surname(self) -> u8 {
        self.names >> 2 & 3
    }

    /// 0 not seen in running text, 1 mostly with a capital, 2 either way, 3 mostly in lower case.
    pub fn lower(self) -> u8 {
        self.names >> 6 & 3
    }

    /// Whether any of these classes applies.
    #[inline]
    pub fn is(self, classes: u16) -> bool {
        self.classes & classes != 0
    }
}

impl Lexicon {
    /// The embedded tables.
    pub fn embedded() -> &'static Self {
        &LEXICON
    }

    /// Opens tables that the training program wrote; `None` when they are damaged.
    pub fn open(words: &'static [u8], groups: &'static [u8]) -> Option<Self> {
        Some(Self { words: Table::open(words)?, groups: Table::open(groups)? })
    }

    /// Looks a word up by the hash of its lower-case form.
    #[inline]
    pub fn word(&self, key: u32) -> Entry {
        match self.words.get(key) {
            Some(&[cluster, low, high, names]) => Entry { cluster, classes: u16::from_le_bytes([low, high]), names },
            _ => Entry::default(),
        }
    }

    /// The groups of spellings that a folded name part belongs to, as numbers; none for a name in no list.
    pub fn groups(&self, folded: &str) -> impl Iterator<Item = u32> + use<> {
        self.groups_of(list_hash(folded))
    }

    /// The same by hash.
    #[inline]
    pub fn groups_of(&self, key: u32) -> impl Iterator<Item = u32> + use<> {
        self.groups.get_all(key).map(|value| u32::from_le_bytes([value[0], value[1], value[2], 0]) & GROUP_MASK)
    }

    /// Number of spellings in the groups of a folded name part, in steps: 0 none to 3 many.
    #[inline]
    pub fn spread(&self, key: u32) -> u8 {
        self.groups.get_all(key).map(|value| (value[2] >> 6) & 3).max().unwrap_or(0)
    }
}

/// Group numbers take the lower 22 bits of a value; the two above say how large the group is.
pub const GROUP_MASK: u32 = (1 << 22) - 1;

/// Whether a lower-case word is of a class, by the embedded lists.
pub fn is_class(lower: &str, classes: u16) -> bool {
    Lexicon::embedded().word(hash32(lower.trim_end_matches('.').as_bytes())).is(classes)
}

/// How many spellings the embedded lists have of a folded name part: [`Lexicon::spread`].
pub fn spread_of(folded: &str) -> u8 {
    Lexicon::embedded().spread(list_hash(folded))
}

/// The hash of a folded name part as the lists have it: without the signs of vowels, and Korean syllables in their letters.
fn list_hash(folded: &str) -> u32 {
    // Letters of these scripts take three bytes.
    let may_differ = folded.bytes().any(|byte| byte >= 0xe0);
    if may_differ
        && folded.contains(|c| matches!(c, '\u{900}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}'))
    {
        return hash32(folded.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().as_bytes());
    }
    hash32(folded.as_bytes())
}

/// All classes after which a capitalised word is mostly a person.
pub const PERSONAL: u16 = class::TITLE | class::ROLE | class::KIN;
