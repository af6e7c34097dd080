//! What an old Office file says of itself: title, author and dates, in a set of numbered values. Source: [MS-OLEPS].

use super::header::long;
use crate::source::draft::{Draft, fill};
use crate::source::format::bytes::{self, short};
use crate::source::format::compound::moment;

/// The stream they stand in.
pub(super) const STREAM: &str = "\u{5}SummaryInformation";

/// Numbers of values.
const CODE_PAGE: usize = 1;
const TITLE: usize = 2;
const AUTHOR: usize = 4;
const CREATED: usize = 12;
const SAVED: usize = 13;
/// Those that are kept beside the text.
const NOTES: [(usize, &str); 3] = [(3, "subject"), (5, "keywords"), (6, "description")];

/// Kinds of values.
const SHORT: usize = 2;
const NARROW: usize = 0x1e;
const WIDE: usize = 0x1f;
const MOMENT: usize = 0x40;

/// Values that are looked at; there are eighteen.
const VALUES: usize = 64;

/// The code page of text in UTF-16.
const UTF_16: u16 = 1200;

/// Fills a draft with what the stream says; what cannot be read is passed over.
pub(super) fn read(stream: &[u8], draft: &mut Draft) {
    let Some(set) = Set::read(stream) else { return };
    if let Some(title) = set.text(TITLE) {
        fill(&mut draft.headline, title);
    }
    if let Some(author) = set.text(AUTHOR).filter(|author| author.contains(' ')) {
        fill(&mut draft.byline, author);
    }
    for (number, name) in NOTES {
        draft.note(name, set.text(number).unwrap_or_default());
    }
    draft.weak_dates.extend([CREATED, SAVED].into_iter().filter_map(|number| set.moment(number)));
}

/// The first set of a stream.
struct Set<'s> {
    bytes: &'s [u8],
    /// Numbers, and where their values stand.
    places: Vec<(usize, usize)>,
    code_page: u16,
}

impl<'s> Set<'s> {
    fn read(stream: &'s [u8]) -> Option<Set<'s>> {
        let bytes = stream.get(long(stream, 44)?..)?;
        let count = long(bytes, 4)?.min(VALUES);
        let places = (0..count).map_while(|at| Some((long(bytes, 8 + at * 8)?, long(bytes, 12 + at * 8)?)));
        let mut set = Set { bytes, places: places.collect(), code_page: 1252 };
        let code_page = set.value(CODE_PAGE).filter(|(kind, _)| *kind == SHORT).and_then(|(_, value)| short(value, 0));
        set.code_page = code_page.unwrap_or(set.code_page);
        Some(set)
    }

    /// Kind and bytes of a value.
    fn value(&self, number: usize) -> Option<(usize, &'s [u8])> {
        let at = self.places.iter().find(|(known, _)| *known == number)?.1;
        Some((long(self.bytes, at)?, self.bytes.get(at + 4..)?))
    }

    fn text(&self, number: usize) -> Option<String> {
        let (kind, value) = self.value(number)?;
        let (size, bytes) = (long(value, 0)?, value.get(4..)?);
        let (bytes, encoding) = match kind {
            WIDE => (bytes.get(..size.checked_mul(2)?)?, encoding_rs::UTF_16LE),
            NARROW if self.code_page == UTF_16 => (bytes.get(..size)?, encoding_rs::UTF_16LE),
            NARROW => (bytes.get(..size)?, codepage::to_encoding(self.code_page).unwrap_or(encoding_rs::WINDOWS_1252)),
            _ => return None,
        };
        let text = encoding.decode_without_bom_handling(bytes).0;
        Some(text.split('\0').next().unwrap_or_default().trim().to_owned())
    }

    fn moment(&self, number: usize) -> Option<String> {
        let (_, value) = self.value(number).filter(|(kind, _)| *kind == MOMENT)?;
        Some(moment(bytes::number(value, 0, 8)?)?.to_string())
    }
}
