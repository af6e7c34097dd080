//! Outlook's messages (`.msg`, `winmail.dat`) and stores of messages (`.pst`, `.ost`), written down as the mail that they were.
//!
//! What is written is read by [`super::mail`], so that a message is the same article whatever it was saved as.

mod letter;
mod message;
mod rich;
pub mod store;
pub mod wrapped;

use super::compound::Compound;
use crate::source::outcome::ReadError;

/// The message in `file` as mail, of no more than `limit` bytes.
///
/// # Errors
/// When it is larger, or broken.
pub(super) fn read(file: &mut Compound<'_>, limit: usize) -> Result<Vec<u8>, ReadError> {
    Ok(letter::write(&message::read(file, limit)?, limit))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wrapped_tests;
