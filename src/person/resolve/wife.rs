//! Wives who are called by the names of their husbands: `Mrs. Woodrow Wilson`, `Mrs. J. H. Loomis`.
//!
//! Owns how they are told. Its surprise: in old papers nearly every married woman is, so the given name of a man or initials alone
//! behind `Mrs.` are enough, as in [`parse_name`], which keeps the title of such a name.

use super::Form;
use crate::person::name::parse_name;

/// Whether a name behind this text is that of a husband.
pub(super) fn is_wife(before: &str, form: &Form) -> bool {
    (before.ends_with("Mrs. ") || before.ends_with("Mrs "))
        && form.parts.len() > 1
        && !form.surname_first
        && parse_name(&called(&form.shown)).honorific.is_none()
}

/// What she is shown as, by her husband's name.
pub(super) fn called(name: &str) -> String {
    format!("Mrs. {name}")
}
