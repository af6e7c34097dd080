//! Asks the linker for what lets the program start sooner, where it is understood.
//!
//! A program that can be loaded anywhere has its addresses set when it starts, 70,000 of them here, in 314 pages that are
//! copied for it: a seventh of the time of a search. So it is linked for one place (`-no-pie`), as its libraries, heap and
//! stack are not: those still lie somewhere else each time. `DATELINE_PIE=1` has it loaded anywhere, for who wants the program
//! itself to lie somewhere else as well; the list of addresses, 1.6 MB of which every page is read, takes 25 KB then, packed
//! (`DT_RELR`).
//!
//! What unwinds after a panic is a library of the C compiler's. As a file of its own it is looked for, loaded and bound each
//! time, and asks the processor what it can do, which leaves a virtual machine: a tenth of a millisecond together.
//!
//! The linker, the loader and the compiler's files have to be as expected, so a small program is linked in the same way and
//! run; where that fails, or for another machine than this one, nothing is asked for.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FIXED: &str = "-no-pie";
const PACKED: &str = "-Wl,-z,pack-relative-relocs";
const UNWINDER: &str = "libgcc_eh.a";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=DATELINE_PIE");
    let linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    if !linux || env::var("HOST") != env::var("TARGET") {
        return;
    }
    let anywhere = env::var("DATELINE_PIE").is_ok_and(|wish| !matches!(wish.as_str(), "" | "0"));
    let wishes: &[(&str, &str)] =
        if anywhere { &[("packed", PACKED)] } else { &[("fixed", FIXED), ("packed", PACKED)] };
    let runs_with = |(name, wish): &&(&str, &str)| runs(name, "fn main() {}\n", &[format!("-Clink-arg={wish}")]);
    if let Some((_, wish)) = wishes.iter().find(|wish| runs_with(wish) == Some(true)) {
        println!("cargo:rustc-link-arg-bins={wish}");
    }
    if let Some(folder) = unwinder() {
        let caught = "fn main() { assert!(std::panic::catch_unwind(|| panic!()).is_err()) }\n";
        let search = format!("native={}", folder.display());
        let library = "static:-bundle=gcc_eh";
        if runs("caught", caught, &["-L".into(), search.clone(), "-l".into(), library.into()]) == Some(true) {
            println!("cargo:rustc-link-search={search}");
            println!("cargo:rustc-link-lib={library}");
        }
    }
}

/// The folder of the compiler's own unwinder as a static library.
fn unwinder() -> Option<PathBuf> {
    let gnu = env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|libraries| libraries == "gnu");
    let compiler = env::var("RUSTC_LINKER").unwrap_or_else(|_| "cc".to_owned());
    let told = Command::new(compiler).arg(format!("-print-file-name={UNWINDER}")).stderr(Stdio::null()).output();
    let file = PathBuf::from(String::from_utf8(told.ok()?.stdout).ok()?.trim_end());
    // Without one the name alone comes back.
    file.parent().map(Path::to_owned).filter(|folder| gnu && folder.is_absolute() && file.is_file())
}

/// Whether a program that was made with these arguments runs; `None` when it could not be made.
fn runs(name: &str, text: &str, arguments: &[String]) -> Option<bool> {
    let folder = PathBuf::from(env::var_os("OUT_DIR")?);
    let (source, program) = (folder.join(format!("{name}.rs")), folder.join(name));
    std::fs::write(&source, text).ok()?;
    let mut link = Command::new(env::var_os("RUSTC")?);
    link.arg(&source).arg("-o").arg(&program).args(arguments);
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
