//! `holdpoint pack`: the documents as files.

use std::fs;

use crate::scratch::Scratch;
use crate::{AS_OF, Ran, examples, inputs, run};

/// Whether the documents that every pack has are there.
fn assert_whole(scratch: &Scratch, folder: &str) {
    let files = listing(scratch, folder);
    for name in ["acceptance-checklist.md", "communication-summary.md", "release-notes.md", "review.json"] {
        assert!(files.iter().any(|file| file == name), "{name} is not in {files:?}");
    }
}

fn pack(scratch: &Scratch, more: &[&str]) -> Ran {
    run(scratch.path(), &[&["pack", "--as-of", AS_OF], more].concat())
}

fn listing(scratch: &Scratch, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(scratch.path().join(folder)).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn the_documents_are_written_whatever_the_verdict() {
    let scratch = Scratch::new("pack");
    scratch.copy(&examples().join("orderflow-broken"), "orderflow");
    let ran = pack(&scratch, &["orderflow", "--out", "made/here"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("✕ NO-GO") && ran.out.contains("review.json to made/here"), "{}", ran.out);
    assert_whole(&scratch, "made/here");
    let json = run(scratch.path(), &["check", "orderflow", "--as-of", AS_OF, "--format", "json"]).out;
    assert_eq!(fs::read_to_string(scratch.path().join("made/here/review.json")).expect("it is there"), json);
}

#[test]
fn what_stands_there_is_replaced_only_when_asked() {
    let scratch = Scratch::new("pack-again");
    scratch.write("d/plan.md", "# Deployment Plan\n").write("out/release-notes.md", "by hand\n");
    let ran = pack(&scratch, &["d", "--out", "out"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("out/release-notes.md stands there already"), "{}", ran.complaint);
    assert_eq!(listing(&scratch, "out"), ["release-notes.md"], "nothing is half written");
    assert_eq!(pack(&scratch, &["d", "--out", "out", "--force"]).code, Some(0));
    assert_whole(&scratch, "out");
}

#[test]
fn its_own_documents_are_not_read_back() {
    let scratch = Scratch::new("pack-inside");
    scratch.write("d/plan.md", "# Deployment Plan\n");
    for _ in 0..2 {
        assert_eq!(pack(&scratch, &["d", "--out", "d/release", "--force"]).code, Some(0));
        let json = fs::read_to_string(scratch.path().join("d/release/review.json")).expect("it is there");
        assert_eq!(inputs(&json), ["d/plan.md"]);
    }
}

#[test]
fn a_folder_with_files_of_the_dossier_is_refused() {
    let scratch = Scratch::new("pack-mixed");
    scratch.write("d/docs/plan.md", "# Deployment Plan\n");
    for (out, reason) in [("d", "is the dossier itself"), ("d/docs", "holds `plan.md`")] {
        let ran = pack(&scratch, &["d", "--out", out, "--force"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{out}");
        assert!(ran.complaint.contains(reason), "{}", ran.complaint);
    }
    assert_eq!(listing(&scratch, "d/docs"), ["plan.md"]);
}

#[test]
fn a_folder_that_cannot_be_made_ends_with_2() {
    let scratch = Scratch::new("pack-nowhere");
    scratch.write("d/plan.md", "# Deployment Plan\n").write("file", "x");
    let ran = pack(&scratch, &["d", "--out", "file/below"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("file/below cannot be written"), "{}", ran.complaint);
}
