//! How a table writes what would end its cells: by quotes, by backslashes, or not at all.
//!
//! Told from the beginning of the file, since no table says it. The surprise: in many tables with tabs a quote is a sign like any other,
//! and one that opens a cell would swallow the rows behind it.

/// What quotes and backslashes mean in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Cells may stand in quotes.
    pub(super) quoting: bool,
    /// A backslash stands before a quote that ends no cell.
    pub(super) escapes: bool,
}

/// Tells the dialect of a table from its beginning.
pub(super) fn tell(head: &str, separator: u8) -> Dialect {
    let separator = char::from(separator);
    let plain = separator == '\t' && head.contains('"') && are_signs(head);
    Dialect { quoting: !plain, escapes: !plain && has_escapes(head, separator) }
}

/// Whether quotes are signs: every line has as many tabs, and one stands where a program that quotes would not have put it.
fn are_signs(head: &str) -> bool {
    // The last line may be cut.
    let whole = head.rfind('\n').map_or(head, |end| &head[..end]);
    let tabs = |line: &str| line.matches('\t').count();
    let mut lines = whole.lines().filter(|line| !line.trim().is_empty()).map(tabs);
    let first = lines.next();
    lines.all(|line| Some(line) == first) && is_misquoted(whole)
}

/// Whether a quote stands within a cell that does not begin with one, or behind the end of one that does.
fn is_misquoted(text: &str) -> bool {
    let mut signs = text.chars().peekable();
    let (mut begins, mut quoted) = (true, false);
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted => {
                // Doubled it is a sign in the cell.
                quoted = signs.next_if_eq(&'"').is_some();
                if !quoted && signs.peek().is_some_and(|next| !matches!(next, '\t' | '\n' | '\r')) {
                    return true;
                }
            }
            '"' if begins => quoted = true,
            '"' => return true,
            _ => {}
        }
        begins = !quoted && matches!(sign, '\t' | '\n' | '\r');
    }
    // A cell that is still open may have been cut.
    false
}

/// Whether quotes within cells have a backslash before them and are not doubled.
fn has_escapes(head: &str, separator: char) -> bool {
    let ends = |next: Option<char>| next.is_none_or(|next| next == separator || matches!(next, '\n' | '\r'));
    let after = |at: usize| head[at..].chars().next();
    let escaped = head.match_indices("\\\"").any(|(at, found)| !ends(after(at + found.len())));
    let doubled = || {
        head.match_indices("\"\"").any(|(at, found)| {
            let before = head[..at].chars().next_back();
            !ends(before) && !ends(after(at + found.len())) && before != Some('\\')
        })
    };
    escaped && !doubled()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_told_from_signs() {
        let quoted = Dialect { quoting: true, escapes: false };
        let plain = Dialect { quoting: false, escapes: false };
        let escaped = Dialect { quoting: true, escapes: true };
        for (head, separator, dialect) in [
            ("a\tb\n1\tThe \"best\" of all\n", b'\t', plain),
            ("a\tb\n1\t\"Harbour\" fees settled\n", b'\t', plain),
            ("a\tb\n1\t\"He said \"\"no\"\"\"\n", b'\t', quoted),
            ("a\tb\n1\t\"two\nlines\"\n", b'\t', quoted),
            ("a\tb\n1\tx\n", b'\t', quoted),
            ("a,b\n1,The \"best\" of all\n", b',', quoted),
            ("\"1\",\"he said \\\"no more\\\", and left\"\n", b',', escaped),
            ("\"1\",\"he said \"\"no\"\" in C:\\\"\n", b',', quoted),
        ] {
            assert_eq!(tell(head, separator), dialect, "{head}");
        }
    }
}
