//! The command line as a pipeline meets it: exit codes, output, files.
#![expect(clippy::disallowed_methods, reason = "the tests put dossiers on the disk and run the program over them")]

mod check;
mod facts;
mod intake;
mod pack;
mod rules;
mod scratch;
mod templates;
mod verify;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A time at which the example is judged, so that no test depends on the day.
const AS_OF: &str = "2026-12-07T12:00:00Z";

/// The program, to be run in a folder.
fn holdpoint(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

/// What a run left behind.
struct Ran {
    code: Option<i32>,
    out: String,
    complaint: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = holdpoint(folder, arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { code: status.code(), out: text(stdout), complaint: text(stderr) }
}

/// The folder of the examples.
fn examples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
}

/// Paths of the inputs in a review as JSON.
fn inputs(json: &str) -> Vec<String> {
    let review: serde_json::Value = serde_json::from_str(json).expect("the review is JSON");
    let inputs = review["inputs"].as_array().expect("inputs are a list");
    inputs.iter().map(|input| input["path"].as_str().expect("a path is text").to_owned()).collect()
}
