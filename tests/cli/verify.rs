//! `holdpoint verify`: whether files are those of a report.

use std::fs;

use crate::scratch::Scratch;
use crate::{AS_OF, run};

fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("d/plan.md", "# Deployment Plan\n").write("d/notes.md", "# Notes\n");
    let packed = run(scratch.path(), &["pack", "d", "--out", "out", "--as-of", AS_OF]);
    assert_eq!(packed.code, Some(0), "{}", packed.complaint);
    scratch
}

#[test]
fn the_same_files_match_every_report_of_the_pack() {
    let scratch = scratch("verify-same");
    for report in ["out/review.json", "out/readiness-report.md", "out/acceptance-checklist.md"] {
        let ran = run(scratch.path(), &["verify", "d", "--report", report]);
        assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""), "{report}: {}", ran.out);
        assert!(ran.out.starts_with("✓ The files are those of the report "), "{}", ran.out);
        assert!(ran.out.contains("  2 files are the same."), "{}", ran.out);
    }
    // The report may lie among them.
    let ran = run(scratch.path(), &["verify", "d", "out/review.json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.complaint);
}

#[test]
fn what_differs_is_listed() {
    let scratch = scratch("verify-other");
    scratch.write("e/d/plan.md", "# Deployment Plan B\n").write("e/d/more.md", "# More\n");
    let ran = run(scratch.path(), &["verify", "e", "--report", "out/review.json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    assert!(ran.out.starts_with("✕ The files are not those of the report out/review.json, NO-GO as of"), "{}", ran.out);
    for line in ["changed       e/d/plan.md", "was d/plan.md", "missing       d/notes.md", "new           e/d/more.md"]
    {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    let ran = run(scratch.path(), &["verify", "e", "--report", "out/review.json", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&answer["matches"], &answer["files"][2]["state"]), (&false.into(), &"changed".into()), "{}", ran.out);
}

#[test]
fn without_a_report_nothing_is_said() {
    let scratch = scratch("verify-none");
    for arguments in
        [&["verify", "d"][..], &["verify", "d", "--report", "d/plan.md"], &["verify", "d", "--report", "no"]]
    {
        let ran = run(scratch.path(), arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
    fs::write(scratch.path().join("d/review.json"), "{\"schema_version\": \"1\", \"verdict\": 3}").expect("written");
    assert_eq!(run(scratch.path(), &["verify", "d"]).code, Some(2));
}
