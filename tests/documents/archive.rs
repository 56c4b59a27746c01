//! The pack as one archive.

use std::io::{Cursor, Read};

use holdpoint::deliverables;
use zip::{DateTime, ZipArchive};

use crate::{example, pack};

#[test]
fn the_archive_holds_the_pack_in_its_order() {
    let pack = pack(&example("orderflow"));
    let files = deliverables::files(&pack);
    let mut archive = ZipArchive::new(Cursor::new(deliverables::zip(&files))).expect("an archive");
    assert_eq!(archive.len(), files.len());
    for (at, file) in files.iter().enumerate() {
        let mut member = archive.by_index(at).expect("a member");
        assert_eq!(member.name().expect("a name"), file.name);
        assert_eq!(member.last_modified(), Some(DateTime::DEFAULT));
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).expect("its content");
        assert!(bytes == file.bytes, "{}", file.name);
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let bytes = || deliverables::zip(&deliverables::files(&pack(&example("orderflow-broken"))));
    assert!(bytes() == bytes());
}

#[test]
fn the_review_is_the_last_of_the_pack() {
    let pack = pack(&example("orderflow"));
    assert_eq!(pack.last().map(|document| document.name.as_str()), Some("review.json"));
}
