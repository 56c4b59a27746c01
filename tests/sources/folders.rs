//! What the name of a folder says about the files in it.

use holdpoint::Dossier;
use holdpoint::dossier::Standing;
use holdpoint::policy::Limits;

use crate::builders::{paths, zip};

#[test]
fn build_output_is_left_out_and_documents_beside_it_are_read() {
    let mut dossier = Dossier::new(Limits::default());
    for path in [
        "app/target/debug/deps/a.md",
        "app/node_modules/a/readme.md",
        "app/build/plan.md",
        "dist/notes.md",
        "a/.DS_Store",
    ] {
        dossier.add(path, b"# A\n");
    }
    assert_eq!(paths(&dossier), ["app/build/plan.md", "dist/notes.md"]);
    assert_eq!(dossier.notices().len(), 3, "{:?}", dossier.notices());
}

#[test]
fn old_and_unfinished_files_are_marked() {
    let mut dossier = Dossier::new(Limits::default());
    for path in [".aiwg/archive/plan.md", ".aiwg/working/plan.md", "docs/plan.md", ".aiwg/archive/1/notes.md"] {
        dossier.add(path, b"# Plan\n");
    }
    let aside: Vec<_> = dossier.sources().filter(|source| source.standing == Standing::SetAside).collect();
    assert_eq!(aside.len(), 3);
    let notices = dossier.notices();
    assert!(notices.len() == 2 && notices[0].contains("`.aiwg/archive` were read as set aside"), "{notices:?}");
}

#[test]
fn what_comes_later_replaces_what_came_before_in_an_archive_too() {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add("drop/plan.md", b"# One\n");
    dossier.add("drop/all.zip", &zip(&[("plan.md", b"# Two\n")]));
    assert_eq!(paths(&dossier), ["drop/plan.md"]);
    assert_eq!(dossier.sources().next().expect("one").text, "# Two\n");
    assert!(dossier.notices().iter().any(|notice| notice.contains("replaces")), "{:?}", dossier.notices());
}
