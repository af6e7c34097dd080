//! A mail whose text or attachments Outlook wrapped (`winmail.dat`), as it would be without.
//!
//! The parts that are wrapped are put in the place of the wrapping, as they would have been sent to anybody else. So their
//! text is one more form of the text of the mail, and their files are its attachments.

use mail_parser::{Message, PartType};

use super::super::outlook::wrapped::{is_wrapped, unwrap_part};

/// The message without wrappings; `None` when it has none that can be read.
pub(super) fn unwrap(message: &Message<'_>, limit: usize) -> Option<Vec<u8>> {
    let wrapped = message.parts.iter().enumerate().filter(|(_, part)| {
        matches!(part.body, PartType::Binary(_) | PartType::InlineBinary(_)) && is_wrapped(part.contents())
    });
    let parts: Vec<_> =
        wrapped.filter_map(|(id, part)| Some((id, part, unwrap_part(part.contents(), limit).ok()?))).collect();
    let whole = message.parts.first().filter(|_| !parts.is_empty())?;
    let raw = message.raw_message();
    let (mut at, end) = (whole.raw_header_offset() as usize, whole.raw_end_offset() as usize);
    let mut out = Vec::new();
    for (id, part, unwrapped) in parts {
        if id == 0 {
            // The whole mail is wrapped but for its header lines.
            out.extend(without_kind(raw.get(at..part.raw_body_offset() as usize)?));
        } else {
            out.extend_from_slice(raw.get(at..part.raw_header_offset() as usize)?);
        }
        out.extend(unwrapped);
        at = part.raw_end_offset() as usize;
    }
    out.extend_from_slice(raw.get(at..end)?);
    Some(out)
}

/// Header lines but for those that say what the text is.
fn without_kind(head: &[u8]) -> Vec<u8> {
    let mut kept = true;
    let lines = head.split_inclusive(|byte| *byte == b'\n').filter(|line| {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let begins =
                |name: &str| line.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
            kept = !begins("content-") && !begins("mime-version:") && !line.trim_ascii().is_empty();
        }
        kept
    });
    lines.flatten().copied().collect()
}
