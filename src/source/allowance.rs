//! How many bytes of large files are held in memory at once, over all threads. Members of containers are not reckoned.
//!
//! A file that is read as a whole takes many times its size while it is taken apart. Two threads with a large one each take
//! twice as much, so the second waits. The surprise: whoever waits for others to listen gives up what it has claimed
//! ([`release`]), or two threads could wait for each other.

use std::cell::Cell;
use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes of large files in all; one that is larger is alone.
const TOTAL: usize = 32 << 20;

/// Files up to this size need no leave.
const SMALL: usize = 2 << 20;

static TAKEN: Mutex<usize> = Mutex::new(0);
static RELEASED: Condvar = Condvar::new();

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Waits until there is room for so many bytes. A thread that has room already, for a container, does not wait again.
pub(super) fn claim(bytes: usize) {
    if bytes <= SMALL || HELD.get() > 0 {
        return;
    }
    let bytes = bytes.min(TOTAL);
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    while *taken + bytes > TOTAL {
        taken = RELEASED.wait(taken).unwrap_or_else(PoisonError::into_inner);
    }
    *taken += bytes;
    HELD.set(bytes);
}

/// Gives back what this thread has claimed, if anything.
pub fn release() {
    let held = HELD.take();
    if held > 0 {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= held;
        RELEASED.notify_all();
    }
}

/// Gives back what the thread has claimed when it goes out of scope.
pub(super) struct Releasing;

impl Drop for Releasing {
    fn drop(&mut self) {
        release();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn large_files_are_held_one_at_a_time_and_small_ones_freely() {
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _releasing = Releasing;
                        claim(TOTAL + 1);
                        claim(TOTAL + 1);
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        claim(SMALL);
        assert_eq!(HELD.get(), 0);
    }
}
