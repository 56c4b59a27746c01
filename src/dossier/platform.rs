//! What the engine asks of the platform that it runs on, because every platform has it already and it is large: the tables
//! of old encodings and of time zones. The answers do not depend on the machine, so the engine stays pure.

use std::fmt::Debug;

use super::encoding::Encoding;

/// Tables that a shell lends to the engine. Every implementation gives the same answers: those of the WHATWG Encoding
/// Standard and of the IANA time zone database.
pub trait Platform: Debug + Sync {
    /// The text, or `None` if the bytes are not valid in this encoding or the platform does not know it.
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String>;

    /// Seconds that local time in the IANA zone (`Europe/Berlin`) is ahead of UTC at a moment, which is given in seconds since
    /// 1970-01-01T00:00:00Z; `None` for a zone that is not known.
    fn utc_offset_seconds(&self, zone: &str, utc_seconds: i64) -> Option<i32>;
}

/// No tables: what needs one stays unread, with the reason.
#[derive(Debug)]
pub(super) struct NoPlatform;

impl Platform for NoPlatform {
    fn decode(&self, _: Encoding, _: &[u8]) -> Option<String> {
        None
    }

    fn utc_offset_seconds(&self, _: &str, _: i64) -> Option<i32> {
        None
    }
}
