//! Archives and what lies in them.

use holdpoint::Dossier;
use holdpoint::policy::Limits;
use tar::EntryType;

use crate::builders::{dossier, gzip, paths, reason, tar, tar_member, text, zip};

fn reason_of(dossier: &Dossier, path: &str) -> String {
    dossier
        .unread()
        .find(|unread| unread.path == path)
        .unwrap_or_else(|| panic!("{:?}", dossier.unread().collect::<Vec<_>>()))
        .reason
        .clone()
}

#[test]
fn tar_archives_are_opened_packed_or_not() {
    let archive = tar(&[("docs/plan.md", b"# Plan\n"), ("notes.md", b"# Notes\n")]);
    for (path, bytes) in [
        ("in/a.tar", archive.clone()),
        ("in/a.tar.gz", gzip(&archive)),
        ("in/a.TGZ", gzip(&archive)),
        ("in/a", gzip(&archive)),
    ] {
        assert_eq!(paths(&dossier(path, &bytes)), ["in/docs/plan.md", "in/notes.md"], "{path}");
    }
}

#[test]
fn one_packed_file_loses_its_ending() {
    let dossier = dossier("logs/deploy.md.gz", &gzip(b"# Log\n"));
    assert_eq!(paths(&dossier), ["logs/deploy.md"]);
}

#[test]
fn long_names_are_read_whole() {
    let name = format!("{}/plan.md", "long-folder-name".repeat(10));
    assert_eq!(paths(&dossier("a.tar", &tar(&[(&name, b"# Plan\n")]))), [name]);
}

#[test]
fn archives_in_archives_are_opened_as_deep_as_the_limit() {
    let mut archive = zip(&[("plan.md", b"# Plan\n")]);
    let limit = Limits::default().archive_depth;
    for depth in 2..=limit {
        archive = if depth % 2 == 0 { gzip(&tar(&[("inner.zip", &archive)])) } else { zip(&[("inner.tgz", &archive)]) };
    }
    assert_eq!(paths(&dossier("a.bin", &archive)), ["plan.md"]);
    let deeper = dossier("a.zip", &zip(&[("deeper", &archive)]));
    assert!(paths(&deeper).is_empty());
    assert!(deeper.unread().next().expect("it is named").reason.contains("3 deep"), "{deeper:?}");
}

#[test]
fn members_that_are_no_files_are_named() {
    let mut archive = tar_member("link.md", EntryType::Symlink, b"");
    archive.extend(tar_member("hard.md", EntryType::Link, b""));
    archive.extend(tar_member("tty", EntryType::Char, b""));
    archive.extend(tar_member("pipe", EntryType::Fifo, b""));
    archive.extend(tar_member("../../etc/plan.md", EntryType::Regular, b"# Out\n"));
    archive.extend(tar_member("/etc/plan.md", EntryType::Regular, b"# Out\n"));
    archive.extend(tar_member("folder/", EntryType::Directory, b""));
    archive.extend(tar_member("plan.md", EntryType::Regular, b"# Plan\n"));
    archive.extend([0; 1024]);
    let dossier = dossier("a.tar", &archive);
    assert_eq!(paths(&dossier), ["plan.md"]);
    for (path, word) in [
        ("a.tar!link.md", "link"),
        ("a.tar!hard.md", "link"),
        ("a.tar!tty", "device"),
        ("a.tar!pipe", "device"),
        ("a.tar!../../etc/plan.md", "leads out"),
        ("a.tar!/etc/plan.md", "leads out"),
    ] {
        assert!(reason_of(&dossier, path).contains(word), "{path}");
    }
}

#[test]
fn what_is_cut_off_is_named_and_what_came_before_is_read() {
    let archive = tar(&[("plan.md", b"# Plan\n"), ("long.md", &[b'x'; 5_000])]);
    let cut = dossier("a.tar", &archive[..2_000]);
    assert_eq!(paths(&cut), ["plan.md"]);
    assert!(cut.unread().any(|unread| unread.reason.contains("cut off")), "{cut:?}");
    let packed = gzip(&archive);
    assert!(dossier("a.tgz", &packed[..packed.len() / 2]).unread().next().is_some());
    assert!(reason("a.tar", &[0xab; 2_000]).contains("damaged"));
    assert!(reason("a.md.gz", b"\x1f\x8b\x08nothing").contains("damaged"));
}

#[test]
fn programs_and_unknown_archives_are_refused_with_advice() {
    assert!(reason("app.jar", &zip(&[("a.md", b"# A\n")])).contains("program"));
    assert!(reason("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04").contains("7-Zip"));
    assert!(reason("a.pdf", b"%PDF-1.7\n").contains("PDF"));
    assert!(reason("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0").contains(".docx"));
}

#[test]
fn an_unmarked_file_is_text_whatever_its_name() {
    assert_eq!(text("a.tar", b"# Plan\n"), "# Plan\n");
    assert_eq!(text("Dockerfile", b"FROM scratch\n"), "FROM scratch\n");
}

#[test]
fn names_in_the_encoding_of_a_japanese_machine_are_read() {
    let (name, _, _) = encoding_rs::SHIFT_JIS.encode("リリース計画.md");
    let mut archive = tar_member("x.md", EntryType::Regular, b"# Plan\n");
    archive[..name.len()].copy_from_slice(&name);
    archive[148..156].fill(b' ');
    let sum: u32 = archive[..512].iter().map(|byte| u32::from(*byte)).sum();
    archive[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(paths(&dossier("a.tar", &archive)), ["リリース計画.md"]);
}

#[test]
fn an_archive_that_was_opened_is_known_by_its_digest() {
    let archive = gzip(&tar(&[("a.md", b"# A\n")]));
    let dossier = dossier("dist/app.tar.gz", &archive);
    let known: Vec<(&str, usize)> = dossier.archives().map(|(path, sha256)| (path, sha256.len())).collect();
    assert!(known.contains(&("dist/app.tar.gz", 64)), "{known:?}");
}
