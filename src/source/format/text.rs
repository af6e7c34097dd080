//! Plain text: one article a file, in any of the layouts that [`crate::source::layout`] reads.
//!
//! Also what no other format claims, as long as it is text; the surprise is that its detection never says `Certain`.

pub(super) mod marked;

use super::{Detection, Format, Halt, Probe, Sink, part};
use crate::source::encoding;
use crate::source::layout;
use crate::source::read::Input;

/// Plain text.
pub static FORMAT: Format = Format { name: "text", extensions: &["txt", "text", "rst", "asc", "log"], detect, read };

fn detect(probe: &Probe<'_>) -> Detection {
    if probe.text.is_empty() { Detection::No } else { Detection::Possible }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let bytes = input.read_all(sink.options().max_record_bytes)?;
    let decoded = encoding::decode(&bytes, None);
    let mut parts = part::parts_of(&decoded.text);
    let (first, mapping) = (parts.next().unwrap_or_default(), &sink.options().mapping);
    let mut draft = marked::read(first, mapping).unwrap_or_else(|| layout::parse_text(first, mapping));
    if decoded.replaced {
        draft.note("encoding-errors", decoded.charset.name());
    }
    sink.article_in_parts(draft, parts.map(layout::parse_body))
}
