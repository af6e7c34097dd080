//! The README: what its console examples show is what the program prints for the sample corpus.

use std::fs;
use std::path::Path;

use crate::support::{SAMPLE, dateline};

#[test]
fn the_examples_show_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("there is a README");
    let examples: Vec<&str> =
        readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 2);
    for example in examples {
        let (command, expected) = example.split_once('\n').expect("a command and its output");
        let arguments = arguments(command.strip_prefix("$ dateline ").expect("a dateline command"));
        let index = SAMPLE.0.path().join("index");
        let index = index.to_str().expect("a Unicode path");
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--index", index]).collect();
        let run = dateline(root, &arguments);
        assert_eq!(run.stdout, expected, "{command}\n{}", run.stderr);
    }
}

/// Cuts a line as a shell does, as far as the README needs it.
fn arguments(line: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    for (index, piece) in line.split('"').enumerate() {
        match index % 2 {
            1 => arguments.push(piece.to_owned()),
            _ => arguments.extend(piece.split_whitespace().map(str::to_owned)),
        }
    }
    arguments
}
