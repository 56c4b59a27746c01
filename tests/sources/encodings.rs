//! One text in many encodings is one text.

use encoding_rs::{EUC_JP, SHIFT_JIS, WINDOWS_1252};
use holdpoint::Dossier;
use holdpoint::dossier::Encoding;
use holdpoint::policy::Limits;

use crate::builders::{dossier, reason, text};

const PLAN: &str = "# リリース計画 2.0.0\r\n\r\n| 手順 | 担当 |\r\n|---|---|\r\n| 停止する | 伊藤 |\r\n";
const GERMAN: &str = "# Plan für die Größe\n\nRückbau: „läuft“ – geprüft am 8. Dezember, 50 € je Stück\n";

fn encoding(bytes: &[u8]) -> Encoding {
    dossier("plan.md", bytes).sources().next().expect("it was read").encoding
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn japanese_text_is_read_in_every_encoding() {
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    for (bytes, wanted) in [
        (PLAN.as_bytes().to_vec(), Encoding::Utf8),
        (marked(b"\xef\xbb\xbf", PLAN.as_bytes().to_vec()), Encoding::Utf8),
        (SHIFT_JIS.encode(PLAN).0.into_owned(), Encoding::ShiftJis),
        (EUC_JP.encode(PLAN).0.into_owned(), Encoding::EucJp),
        (utf16(PLAN, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(PLAN, u16::to_be_bytes), Encoding::Utf16Be),
        (marked(b"\xff\xfe", utf16(PLAN, u16::to_le_bytes)), Encoding::Utf16Le),
        (marked(b"\xfe\xff", utf16(PLAN, u16::to_be_bytes)), Encoding::Utf16Be),
    ] {
        assert_eq!(text("plan.md", &bytes), PLAN, "{wanted:?}");
        assert_eq!(encoding(&bytes), wanted);
    }
}

#[test]
fn western_text_is_read_and_the_notice_says_how() {
    let (bytes, _, lossy) = WINDOWS_1252.encode(GERMAN);
    assert!(!lossy);
    assert_eq!(text("plan.md", &bytes), GERMAN);
    let dossier = dossier("plan.md", &bytes);
    assert!(dossier.notices()[0].contains("`plan.md` is written in Windows-1252"), "{:?}", dossier.notices());
}

#[test]
fn without_tables_the_reason_names_the_encoding() {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add("plan.md", &SHIFT_JIS.encode(PLAN).0);
    let reason = &dossier.unread().next().expect("it cannot be read").reason;
    assert!(reason.contains("line 1") && reason.contains("Shift_JIS") && reason.contains("UTF-8"), "{reason}");
}

#[test]
fn what_is_no_text_is_not_taken_for_some() {
    for bytes in [
        &b"\x7fELF\x02\x01\x01\0\0\0\0\0"[..],
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
        b"a\0b",
        b"\x00\x61\x73\x6d\x01\0\0\0",
    ] {
        assert!(reason("x.bin", bytes).contains("binary"), "{bytes:?}");
    }
    let noise: Vec<u8> = (0..4_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).collect();
    assert!(!reason("x.bin", &noise).is_empty());
    let russian = encoding_rs::WINDOWS_1251.encode("# План развёртывания\n\nОткат невозможен.\n").0.into_owned();
    assert!(reason("x.md", &russian).contains("no other encoding is certain"));
}

#[test]
fn every_line_end_is_one() {
    for (bytes, lines) in [(&b"# A\rb\rc"[..], 3), (b"# A\r\nb\r\nc", 3), (b"# A\nb\rc", 2)] {
        let dossier = dossier("plan.md", bytes);
        assert_eq!(dossier.sources().next().expect("it was read").lines(), lines, "{bytes:?}");
    }
}
