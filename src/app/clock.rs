//! The clock of the browser, which the engine never sees, and the as-of time as a person writes it. All in UTC.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const MINUTE_MS: i64 = 60_000;

/// The present minute.
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^53")]
    let now = js_sys::Date::now() as i64;
    Timestamp::from_millisecond(now - now.rem_euclid(MINUTE_MS)).unwrap_or_default()
}

/// For an input of type `datetime-local`, such as `2026-12-01T12:00`.
pub(crate) fn to_input(time: Timestamp) -> String {
    let time = TimeZone::UTC.to_datetime(time);
    let (date, hour, minute) = (time.date(), time.hour(), time.minute());
    format!("{date}T{hour:02}:{minute:02}")
}

/// From such an input; `None` while it is incomplete.
pub(crate) fn from_input(text: &str) -> Option<Timestamp> {
    let time: DateTime = text.parse().ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

/// For people, such as `2026-12-01 12:00 UTC`.
pub(crate) fn to_words(time: Timestamp) -> String {
    format!("{} UTC", to_input(time).replace('T', " "))
}
