//! The tables that the engine asks for: encodings from `encoding_rs`, time zones from the database that `jiff` brings along.
//! Neither looks at the machine.

use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use holdpoint::dossier::{Encoding, Platform};
use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

/// The command line's own tables.
#[derive(Debug)]
pub(crate) struct Native;

impl Platform for Native {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let table = match encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::ShiftJis => SHIFT_JIS,
            Encoding::EucJp => EUC_JP,
            Encoding::Windows1252 => WINDOWS_1252,
        };
        table.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    }

    fn utc_offset_seconds(&self, zone: &str, utc_seconds: i64) -> Option<i32> {
        let zone = TimeZoneDatabase::bundled().get(zone).ok()?;
        Some(zone.to_offset(Timestamp::from_second(utc_seconds).ok()?).seconds())
    }
}
