//! How the C library keeps memory that was given back.
//!
//! Owns what is asked of glibc for runs that index. Left to itself glibc takes ever larger buffers from the heap once some have been
//! given back, and keeps up to 64 MB of what is free in the heap of each thread: a third of the memory of a large run. What is
//! free between pieces that are not it keeps in any case, until it is asked. The surprise: there is no safe way to ask for it but
//! from the environment, before the program starts.

/// Buffers from this size on are asked of the system, and given back to it at once.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 4 << 20;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "glibc has no other door; both take numbers and refuse what they do not know")]
unsafe extern "C" {
    safe fn mallopt(parameter: i32, value: i32) -> i32;
    safe fn malloc_trim(kept: usize) -> i32;
}

/// Has large buffers given back to the system, and what is free at the end of a heap.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep_little_memory() {
    /// `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of `malloc.h`.
    const PARAMETERS: [i32; 2] = [-1, -3];
    for parameter in PARAMETERS {
        // What it refuses stays as it was.
        mallopt(parameter, LARGE);
    }
}

/// Gives back to the system all pages that are free at the moment. Takes a millisecond or two for each 10 MB of them.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back_free_memory() {
    malloc_trim(0);
}

/// Other C libraries have no such settings.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_little_memory() {}

/// Other C libraries give it back by themselves, or not at all.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back_free_memory() {}
