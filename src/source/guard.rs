//! A fence around libraries that may panic on malformed input: the panic becomes a value and nothing is printed.
//!
//! The default hook of the standard library prints every panic to standard error, even one that is caught. The hook that is
//! installed here, once, asks a flag of its thread first; panics of all other code are reported as ever. The surprise: it
//! calls the hook that was there before it, so a program's own hook keeps working when it was set earlier.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// True while this thread runs code whose panics are expected.
    static FENCED: Cell<bool> = const { Cell::new(false) };
    /// What the last of them said, and where.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What is left of a panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panicked;

/// Runs `work`; a panic in it is caught and leaves no trace on standard error.
///
/// Whatever `work` was changing is in an unknown state after a panic: the caller drops it or can live with any state.
///
/// # Errors
/// [`Panicked`] when it panics.
pub fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| match FENCED.get() {
            true => SAID.set(panic.to_string()),
            false => before(panic),
        }));
    });
    let outer = FENCED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    FENCED.set(outer);
    done.map_err(|_| Panicked)
}

/// As [`fenced`], with what the panic said and where it was.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    fenced(work).map_err(|_| SAID.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_value_and_the_fence_is_gone_behind_it() {
        assert_eq!(fenced(|| 7), Ok(7));
        let nothing: [u8; 0] = [];
        let index = nothing.len() + 3;
        assert_eq!(fenced(|| nothing[index]), Err(Panicked));
        assert!(!FENCED.get());
        let said = caught(|| nothing[index]).expect_err("a panic");
        assert!(said.contains("index out of bounds") && said.contains("guard.rs"), "{said}");
        assert_eq!(fenced(|| fenced(|| nothing[index]).is_err() && FENCED.get()), Ok(true));
    }
}
