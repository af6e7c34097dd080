//! Tables for a spreadsheet: comma or tab separated, with a header.

use std::io::{self, Write};

use super::Column;
use crate::engine::SearchPage;

/// What stands between columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// A tab.
    Tab,
}

impl Separator {
    pub(super) fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Tab => b'\t',
        }
    }
}

/// Writes a header and a row for each hit.
///
/// A value that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an apostrophe before it,
/// since article text must not be able to run anything.
///
/// # Errors
/// When the writer refuses.
pub fn render_csv(page: &SearchPage, columns: &[Column], separator: Separator, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(separator.byte()).from_writer(out);
    table.write_record(columns.iter().map(|column| column.name()))?;
    for hit in &page.hits {
        table.write_record(Column::values(columns, hit).into_iter().map(harmless))?;
    }
    table.flush()
}

pub(super) fn harmless(value: String) -> String {
    if value.starts_with(['=', '+', '-', '@']) && value.parse::<f64>().is_err() { format!("'{value}") } else { value }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_formula_is_defused_and_a_number_is_not() {
        assert_eq!(harmless("=HYPERLINK(1)".into()), "'=HYPERLINK(1)");
        assert_eq!(harmless("-1.5".into()), "-1.5");
        assert_eq!(harmless("Talks".into()), "Talks");
    }
}
