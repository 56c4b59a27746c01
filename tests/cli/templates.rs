//! `holdpoint templates`, and a dossier with templates of its own.

use std::fs;

use crate::scratch::Scratch;
use crate::{AS_OF, run};

#[test]
fn a_template_that_was_written_out_and_changed_is_used() {
    let scratch = Scratch::new("templates");
    let ran = run(scratch.path(), &["templates", "--out", "d/holdpoint/templates"]);
    assert_eq!((ran.code, ran.complaint.as_str()), (Some(0), ""));
    assert!(ran.out.contains("release-notes.md"), "{}", ran.out);
    assert_eq!(run(scratch.path(), &["templates", "--out", "d/holdpoint/templates"]).code, Some(2));

    let path = scratch.path().join("d/holdpoint/templates/release-notes.md");
    let changed =
        fs::read_to_string(&path).expect("it was written").replacen("# Release notes:", "# What is new in", 1);
    fs::write(&path, changed).expect("it can be written");
    scratch.write("d/plan.md", "# Deployment Plan: Shop 1.2.0\n").write("d/holdpoint/templates/note.md", "x\n");
    let ran = run(scratch.path(), &["pack", "d", "--as-of", AS_OF, "--out", "out"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.complaint.lines().count(), 1, "{}", ran.complaint);
    assert!(ran.complaint.contains("d/holdpoint/templates/note.md: no document has a template"), "{}", ran.complaint);
    let notes = fs::read_to_string(scratch.path().join("out/release-notes.md")).expect("it is there");
    assert!(notes.starts_with("# What is new in"), "{notes}");
}
