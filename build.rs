//! How the program is linked.
//!
//! A program that can be loaded anywhere has to have its 70,000 addresses set right each time it is started, which took
//! longer than the search itself; see docs/performance.md.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bin=dateline=-no-pie");
    }
}
