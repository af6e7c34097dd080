//! All of an article that is not text, as bytes.
//!
//! Owns the order of these bytes. Must not know which texts there are beside. The surprise: two bytes at the beginning say what
//! there is, and what nearly every article has comes first. Bytes are packed by their place, and one that is nearly always the
//! same still takes a bit.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::StoredName;
use crate::article::{ArticleDate, DatePrecision, DateProvenance};
use crate::engine::text_store::TextHash;

/// Midnight of this day is the first moment of a day that is stored as a number.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// All of an article that is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Skeleton {
    /// A bit for each text that may be missing.
    pub(super) present: u8,
    /// Whether the headline is derived.
    pub(super) derived: bool,
    /// Hash of a text that is not stored.
    pub(super) hash: Option<TextHash>,
    pub(super) date: Option<ArticleDate>,
    pub(super) word_count: u32,
    /// Of a headline that begins a block: the block, from 1, and its bytes.
    pub(super) headline: Option<(u8, u32)>,
    /// Whether it has a heading, and the number of paragraphs.
    pub(super) sections: Vec<(bool, u32)>,
    pub(super) metadata: u32,
    pub(super) names: StoredNames,
}

/// How the names of an article are kept. Their mentions are the record's groups, if not said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StoredNames {
    /// As the text has them at their mentions, see [`super::Kind`]; with what the groups do not tell, and how many roles those
    /// names have that have any.
    InText(OddPlaces, Vec<u32>),
    /// In the rows of names; with what the groups do not tell.
    InColumn(OddPlaces),
    /// One by one, each with its mentions.
    Listed(Vec<StoredName>),
}

/// What groups do not tell of mentions: begin and end of some.
type OddPlaces = Vec<(u32, u32)>;

// What the second byte says.
const DERIVED: u8 = 1;
const HASH: u8 = 1 << 1;
const DATE: u8 = 1 << 2;
const HEADLINE: u8 = 1 << 3;
const SECTIONS: u8 = 1 << 4;
const METADATA: u8 = 1 << 5;
/// The number of the kind of [`StoredNames`] in the two highest bits.
const NAMES: u32 = 6;

// What the first byte of a date says: precision and provenance in two bits each, and these.
const PRECISIONS: [DatePrecision; 4] =
    [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day, DatePrecision::Time];
const PROVENANCES: [DateProvenance; 4] =
    [DateProvenance::Metadata, DateProvenance::TextLine, DateProvenance::FileName, DateProvenance::FileTime];
const CERTAIN: u8 = 1 << 4;
const TIME: u8 = 1 << 5;
const OFFSET: u8 = 1 << 6;

/// More bytes than most articles take.
const ROOM: usize = 32;

impl Skeleton {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let flag = |is_there: bool, flag: u8| if is_there { flag } else { 0 };
        let names = match self.names {
            StoredNames::InText(..) => 0,
            StoredNames::InColumn(_) => 1,
            StoredNames::Listed(_) => 2,
        };
        let there = flag(self.derived, DERIVED)
            | flag(self.hash.is_some(), HASH)
            | flag(self.date.is_some(), DATE)
            | flag(self.headline.is_some(), HEADLINE)
            | flag(!self.sections.is_empty(), SECTIONS)
            | flag(self.metadata > 0, METADATA)
            | names << NAMES;
        let mut bytes = Vec::with_capacity(ROOM);
        bytes.extend([self.present, there]);
        self.hash.iter().for_each(|hash| bytes.extend(hash));
        self.date.iter().for_each(|date| push_date(date, &mut bytes));
        push(&self.word_count, &mut bytes);
        self.headline.iter().for_each(|headline| push(headline, &mut bytes));
        if !self.sections.is_empty() {
            let section = |&(heading, paragraphs): &(bool, u32)| u64::from(paragraphs) << 1 | u64::from(heading);
            push(&self.sections.iter().map(section).collect::<Vec<u64>>(), &mut bytes);
        }
        if self.metadata > 0 {
            push(&self.metadata, &mut bytes);
        }
        match &self.names {
            StoredNames::InText(odd, roles) => push(&(odd, roles), &mut bytes),
            StoredNames::InColumn(odd) => push(odd, &mut bytes),
            StoredNames::Listed(names) => push(names, &mut bytes),
        }
        bytes
    }

    /// Reads what [`Skeleton::to_bytes`] gave; `None` for something else.
    pub(super) fn read(bytes: &[u8]) -> Option<Skeleton> {
        let (&[present, there], mut rest) = bytes.split_first_chunk()?;
        let rest = &mut rest;
        let has = |flag: u8| there & flag != 0;
        let skeleton = Skeleton {
            present,
            derived: has(DERIVED),
            hash: if has(HASH) { Some(take(rest)?) } else { None },
            date: if has(DATE) { Some(take_date(rest)?) } else { None },
            word_count: take(rest)?,
            headline: if has(HEADLINE) { Some(take(rest)?) } else { None },
            sections: if has(SECTIONS) {
                let section = |section: u64| Some((section & 1 == 1, u32::try_from(section >> 1).ok()?));
                take::<Vec<u64>>(rest)?.into_iter().map(section).collect::<Option<_>>()?
            } else {
                Vec::new()
            },
            metadata: if has(METADATA) { take(rest)? } else { 0 },
            names: match there >> NAMES {
                0 => {
                    let (odd, roles) = take(rest)?;
                    StoredNames::InText(odd, roles)
                }
                1 => StoredNames::InColumn(take(rest)?),
                2 => StoredNames::Listed(take(rest)?),
                _ => return None,
            },
        };
        rest.is_empty().then_some(skeleton)
    }
}

fn push(value: &impl Serialize, bytes: &mut Vec<u8>) {
    *bytes = postcard::to_extend(value, std::mem::take(bytes)).expect("plain data is always written");
}

fn take<'b, T: Deserialize<'b>>(rest: &mut &'b [u8]) -> Option<T> {
    let (value, behind) = postcard::take_from_bytes(rest).ok()?;
    *rest = behind;
    Some(value)
}

/// Days since 1970, nanoseconds of the day and seconds east of Greenwich, where there are any.
fn push_date(date: &ArticleDate, bytes: &mut Vec<u8>) {
    let midnight = date.start.date().at(0, 0, 0, 0);
    let time = i64::try_from(date.start.duration_since(midnight).as_nanos()).unwrap_or_default();
    let flag = |is_there: bool, flag: u8| if is_there { flag } else { 0 };
    let flags = flag(date.certain, CERTAIN) | flag(time != 0, TIME) | flag(date.utc_offset.is_some(), OFFSET);
    bytes.push(date.precision as u8 | (date.provenance as u8) << 2 | flags);
    let day = date.start.date().duration_since(EPOCH).as_hours().div_euclid(24) as i32;
    push(&day, bytes);
    if time != 0 {
        push(&time, bytes);
    }
    date.utc_offset.iter().for_each(|offset| push(offset, bytes));
}

fn take_date(rest: &mut &[u8]) -> Option<ArticleDate> {
    let manner: u8 = take(rest)?;
    let has = |flag: u8| manner & flag != 0;
    let day: i32 = take(rest)?;
    let time: i64 = if has(TIME) { take(rest)? } else { 0 };
    let day = EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()?;
    let time = Time::midnight().checked_add(jiff::SignedDuration::from_nanos(time)).ok()?;
    Some(ArticleDate {
        start: DateTime::from_parts(day, time),
        precision: PRECISIONS[usize::from(manner & 3)],
        utc_offset: if has(OFFSET) { Some(take(rest)?) } else { None },
        provenance: PROVENANCES[usize::from(manner >> 2 & 3)],
        certain: has(CERTAIN),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bare() -> Skeleton {
        Skeleton {
            present: 64,
            derived: false,
            hash: None,
            date: None,
            word_count: 200,
            headline: None,
            sections: Vec::new(),
            metadata: 0,
            names: StoredNames::InColumn(Vec::new()),
        }
    }

    #[test]
    fn what_there_is_comes_back() {
        let date = ArticleDate {
            start: jiff::civil::date(1970, 4, 11).at(0, 0, 0, 0),
            precision: DatePrecision::Day,
            utc_offset: None,
            provenance: DateProvenance::TextLine,
            certain: true,
        };
        let timed = ArticleDate {
            start: jiff::civil::date(1969, 12, 31).at(0, 0, 0, 5),
            precision: DatePrecision::Time,
            utc_offset: Some(-1),
            provenance: DateProvenance::FileTime,
            certain: false,
        };
        for (skeleton, expected) in [
            (bare(), vec![64, 0b0100_0000, 200, 1, 0]),
            // A hundred days, twice as much because it is ahead.
            (
                Skeleton { hash: Some([9, 8, 7, 6, 5]), date: Some(date), ..bare() },
                vec![64, 0b0100_0110, 9, 8, 7, 6, 5, 0b0001_0110, 200, 1, 200, 1, 0],
            ),
            (
                Skeleton { derived: true, headline: Some((2, 30)), date: Some(timed), ..bare() },
                vec![64, 0b0100_1101, 0b0110_1111, 1, 10, 1, 200, 1, 2, 30, 0],
            ),
            (
                Skeleton {
                    sections: vec![(false, 2), (true, 0)],
                    metadata: 3,
                    names: StoredNames::InText(vec![(4, 5)], vec![6]),
                    ..bare()
                },
                vec![64, 0b0011_0000, 200, 1, 2, 4, 1, 3, 1, 4, 5, 1, 6],
            ),
            (Skeleton { names: StoredNames::Listed(Vec::new()), ..bare() }, vec![64, 0b1000_0000, 200, 1, 0]),
        ] {
            assert_eq!(skeleton.to_bytes(), expected);
            assert_eq!(Skeleton::read(&expected), Some(skeleton));
            assert_eq!(Skeleton::read(&expected[..expected.len() - 1]), None, "the end is missing");
            assert_eq!(Skeleton::read(&[&expected[..], &[0]].concat()), None, "there is more");
        }
    }

    #[test]
    fn dates_come_back_from_one_end_of_the_calendar_to_the_other() {
        for start in [DateTime::MIN, DateTime::MAX, jiff::civil::date(1969, 12, 31).at(0, 0, 0, 0)] {
            for (precision, provenance) in PRECISIONS.into_iter().zip(PROVENANCES) {
                let date = ArticleDate { start, precision, utc_offset: None, provenance, certain: false };
                let skeleton = Skeleton { date: Some(date), ..bare() };
                assert_eq!(Skeleton::read(&skeleton.to_bytes()), Some(skeleton));
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            Skeleton::read(&bytes);
        }
    }
}
