//! Rich text as Outlook packs it. Source: [MS-OXRTFCP].

/// Unpacks rich text, as [MS-OXRTFCP] says: runs of letters and of what stood before, which begins with words that are frequent.
pub(super) fn unpack_rich(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    const FREQUENT: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
    let (head, data) = packed.split_at_checked(16)?;
    match &head[8..12] {
        b"MELA" => return Some(data.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; 4096];
    window[..FREQUENT.len()].copy_from_slice(FREQUENT);
    let mut at = FREQUENT.len();
    let mut out = Vec::new();
    let mut bytes = data.iter().copied();
    while out.len() < limit {
        let Some(control) = bytes.next() else { break };
        for bit in 0..8 {
            let Some(first) = bytes.next() else { return Some(out) };
            let (from, count) = if control >> bit & 1 == 0 {
                window[at] = first;
                (at, 1)
            } else {
                let Some(second) = bytes.next() else { return Some(out) };
                let from = usize::from(first) << 4 | usize::from(second >> 4);
                if from == at {
                    return Some(out);
                }
                (from, usize::from(second & 15) + 2)
            };
            for step in 0..count {
                let byte = window[(from + step) % 4096];
                out.push(byte);
                window[at] = byte;
                at = (at + 1) % 4096;
            }
        }
    }
    Some(out)
}
