//! How the C library keeps memory that was given back.
//!
//! Owns one setting of glibc, for runs that index. Left to itself glibc takes ever larger buffers from the heap once some have been
//! given back, and keeps up to 64 MB of what is free in the heap of each thread: a third of the memory of a large run.
//! The surprise: there is no safe way to ask for it but from the environment, before the program starts.

/// Buffers from this size on are asked of the system, and given back to it at once.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 4 << 20;

/// Has large buffers given back to the system, and what is free at the end of a heap.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back_memory() {
    /// `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of `malloc.h`.
    const PARAMETERS: [i32; 2] = [-1, -3];
    #[expect(unsafe_code, reason = "glibc has no other door; it takes two numbers and refuses what it does not know")]
    unsafe extern "C" {
        safe fn mallopt(parameter: i32, value: i32) -> i32;
    }
    for parameter in PARAMETERS {
        // What it refuses stays as it was.
        mallopt(parameter, LARGE);
    }
}

/// Other C libraries have no such settings.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back_memory() {}
