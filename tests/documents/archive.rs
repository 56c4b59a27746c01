//! The pack as one archive.

use std::io::{Cursor, Read};

use holdpoint::deliverables;
use zip::{DateTime, ZipArchive};

use crate::{example, pack};

#[test]
fn the_archive_holds_the_pack_in_its_order() {
    let pack = pack(&example("orderflow"));
    let mut archive = ZipArchive::new(Cursor::new(deliverables::zip(&pack))).expect("an archive");
    assert_eq!(archive.len(), pack.len());
    for (at, document) in pack.iter().enumerate() {
        let mut member = archive.by_index(at).expect("a member");
        assert_eq!(member.name().expect("a name"), document.name);
        assert_eq!(member.last_modified(), Some(DateTime::DEFAULT));
        let mut text = String::new();
        member.read_to_string(&mut text).expect("text");
        assert_eq!(text, document.text);
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let bytes = || deliverables::zip(&pack(&example("orderflow-broken")));
    assert!(bytes() == bytes());
}

#[test]
fn the_review_is_the_last_of_the_pack() {
    let pack = pack(&example("orderflow"));
    let names: Vec<&str> = pack.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names.last(), Some(&"review.json"));
    for name in ["release-notes.md", "communication-summary.md", "acceptance-checklist.md", "readiness-report.md"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
}
