//! Asks the linker for packed addresses where they are understood.
//!
//! A program that can be loaded anywhere has its addresses set when it starts, 70,000 of them here, and the list of them is
//! 1.6 MB of which every page is read for it. Packed (`DT_RELR`) it takes 25 KB, and the program starts a tenth faster. Both
//! the linker and the loader have to know that form, so a program of one line is linked with it and run; where that fails,
//! or for another machine than this one, nothing is asked for.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PACKED: &str = "-Wl,-z,pack-relative-relocs";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    if linux && env::var("HOST") == env::var("TARGET") && packed_program_runs() == Some(true) {
        println!("cargo:rustc-link-arg-bins={PACKED}");
    }
}

/// Whether a program that was linked so starts; `None` when it could not be made.
fn packed_program_runs() -> Option<bool> {
    let folder = PathBuf::from(env::var_os("OUT_DIR")?);
    let (source, program) = (folder.join("packed.rs"), folder.join("packed"));
    std::fs::write(&source, "fn main() {}\n").ok()?;
    let mut link = Command::new(env::var_os("RUSTC")?);
    link.arg(&source).arg("-o").arg(&program).arg(format!("-Clink-arg={PACKED}"));
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        link.arg(format!("-Clinker={linker}"));
    }
    if let Ok(flags) = env::var("CARGO_ENCODED_RUSTFLAGS") {
        link.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    }
    let linked = link.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    // A loader that does not know the form says so, which is no message for whoever builds.
    Some(linked.success() && Command::new(&program).stderr(Stdio::null()).status().ok()?.success())
}
