//! What the command line lends to the engine.

use holdpoint::Dossier;
use holdpoint::dossier::{Encoding, Platform};
use holdpoint::policy::Limits;

use crate::platform::Native;

#[test]
fn time_zones_have_their_offsets() {
    let seconds = |text: &str| text.parse::<jiff::Timestamp>().expect("it is a time").as_second();
    for (zone, at, wanted) in [
        ("Europe/Berlin", "2026-01-15T12:00:00Z", Some(3_600)),
        ("Europe/Berlin", "2026-07-15T12:00:00Z", Some(7_200)),
        ("America/New_York", "2026-01-15T12:00:00Z", Some(-18_000)),
        ("America/New_York", "2026-07-15T12:00:00Z", Some(-14_400)),
        ("Asia/Tokyo", "2026-07-15T12:00:00Z", Some(32_400)),
        ("Mars/Olympus", "2026-07-15T12:00:00Z", None),
        ("", "2026-07-15T12:00:00Z", None),
    ] {
        assert_eq!(Native.utc_offset_seconds(zone, seconds(at)), wanted, "{zone} {at}");
    }
    assert_eq!(Native.utc_offset_seconds("Europe/Berlin", i64::MAX), None);
}

#[test]
fn a_dossier_without_tables_knows_no_zone_and_no_old_encoding() {
    let dossier = Dossier::new(Limits::default());
    assert_eq!(dossier.platform().utc_offset_seconds("Europe/Berlin", 0), None);
    assert_eq!(dossier.platform().decode(Encoding::ShiftJis, b"\x83\x8a"), None);
}

#[test]
fn invalid_bytes_have_no_text() {
    assert_eq!(Native.decode(Encoding::ShiftJis, b"\x83\x8a").as_deref(), Some("リ"));
    assert_eq!(Native.decode(Encoding::ShiftJis, b"\x83"), None);
    assert_eq!(Native.decode(Encoding::Windows1252, b"\x80").as_deref(), Some("€"));
}
