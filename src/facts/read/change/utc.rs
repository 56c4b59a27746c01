//! From the clock of a window to UTC.

use jiff::civil::{Date, DateTime};

use crate::facts::Window;
use crate::vocabulary;

/// How far the local time of a named zone is ahead of UTC at a moment, in seconds: asked of the platform.
pub(crate) type Offsets<'p> = &'p dyn Fn(&str, i64) -> Option<i32>;

/// Abbreviations that stand for one offset only, in hours. Those that several countries use (`CST`, `IST`, `BST`) are left out.
const FIXED: [(&str, i32); 28] = [
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 1),
    ("CET", 1),
    ("MEZ", 1),
    ("CEST", 2),
    ("MESZ", 2),
    ("EET", 2),
    ("EEST", 3),
    ("MSK", 3),
    ("SAST", 2),
    ("JST", 9),
    ("KST", 9),
    ("SGT", 8),
    ("HKT", 8),
    ("AWST", 8),
    ("AEST", 10),
    ("AEDT", 11),
    ("NZST", 12),
    ("NZDT", 13),
    ("BRT", -3),
    ("EST", -5),
    ("EDT", -4),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// Names that people give to zones, and the zones.
const NAMED: [(&str, &str); 14] = [
    ("日本時間", "JST"),
    ("日本标准时间", "JST"),
    ("北京时间", "Asia/Shanghai"),
    ("北京時間", "Asia/Shanghai"),
    ("MEZ", "MEZ"),
    ("MESZ", "MESZ"),
    ("heure de Paris", "Europe/Paris"),
    ("hora de Madrid", "Europe/Madrid"),
    ("hora peninsular", "Europe/Madrid"),
    ("hora de México", "America/Mexico_City"),
    ("horário de Brasília", "America/Sao_Paulo"),
    ("hora de Lisboa", "Europe/Lisbon"),
    ("hora de Argentina", "America/Argentina/Buenos_Aires"),
    ("hora de Colombia", "America/Bogota"),
];

/// The time zone as written, or that of a name such as `日本時間`.
pub(super) fn zone(text: &str) -> Option<String> {
    vocabulary::zone(text)
        .or_else(|| NAMED.iter().find(|(name, _)| text.contains(name)).map(|(_, zone)| (*zone).to_owned()))
}

/// Begin and end of a window in seconds since 1970-01-01T00:00:00Z. Each is converted by itself, so that a change to or from
/// daylight saving time in between is kept.
pub(in crate::facts::read) fn utc(window: &Window, offsets: Offsets<'_>) -> Option<(i64, i64)> {
    let zone = window.zone.as_deref()?;
    Some((seconds(window.start?, zone, offsets)?, seconds(window.end?, zone, offsets)?))
}

fn seconds(local: DateTime, zone: &str, offsets: Offsets<'_>) -> Option<i64> {
    let clock = local.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    let first = clock - i64::from(ahead(zone, clock, offsets)?);
    // The offset is that of the moment itself, not of the same number of seconds in UTC.
    Some(clock - i64::from(ahead(zone, first, offsets)?))
}

/// Seconds that the clock of a zone, as people write it, is ahead of UTC at a moment.
pub(crate) fn ahead(zone: &str, utc: i64, offsets: Offsets<'_>) -> Option<i32> {
    fixed(zone).or_else(|| offsets(region(zone), utc))
}

/// The moment that a text names first, in seconds since 1970-01-01T00:00:00Z: `2026-12-04 15:00 UTC`. A time without a date is
/// that of the given day. Nothing without a time, or without a zone that is known.
pub(crate) fn instant(text: &str, day: Option<Date>, offsets: Offsets<'_>) -> Option<i64> {
    let found = vocabulary::moments(text);
    let time = found.iter().find_map(|moment| moment.time())?;
    let date = found.iter().find_map(|moment| moment.date()).or(day)?;
    seconds(date.to_datetime(time), &zone(text)?, offsets)
}

/// `ET` is the clock of New York, summer and winter.
fn region(zone: &str) -> &str {
    match zone {
        "ET" => "America/New_York",
        "CT" => "America/Chicago",
        "MT" => "America/Denver",
        "PT" => "America/Los_Angeles",
        _ => zone,
    }
}

/// Seconds of an offset that does not change: `CET`, `UTC+1`, `+02:00`, `+0530`.
fn fixed(zone: &str) -> Option<i32> {
    if let Some((_, hours)) = FIXED.iter().find(|(name, _)| *name == zone) {
        return Some(hours * 3600);
    }
    let shift = zone.strip_prefix("UTC").or_else(|| zone.strip_prefix("GMT")).unwrap_or(zone);
    let sign = match shift.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = shift.trim_start_matches(['+', '-', '−']);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Place, Said};

    fn window(start: &str, end: &str, zone: &str) -> Window {
        let text = Said { value: String::new(), at: Place::default() };
        Window { text, start: start.parse().ok(), end: end.parse().ok(), zone: Some(zone.to_owned()), utc: None }
    }

    #[test]
    fn fixed_zones_need_no_table() {
        for (zone, hours) in [("UTC", 0), ("JST", 9), ("CET", 1), ("UTC+1", 1), ("+0530", 5), ("-03:00", -3)] {
            let half = if zone == "+0530" { 1800 } else { 0 };
            let read = utc(&window("2026-12-08T12:00", "2026-12-08T13:00", zone), &|_, _| None);
            let start = 1_796_731_200 - hours * 3600 - half;
            assert_eq!(read, Some((start, start + 3600)), "{zone}");
        }
        for zone in ["CST", "IST", "BST", "Europe/Berlin"] {
            assert_eq!(utc(&window("2026-12-08T12:00", "2026-12-08T13:00", zone), &|_, _| None), None, "{zone}");
        }
    }

    /// Clocks in Berlin went back on 2026-10-25 at 01:00 UTC.
    #[test]
    fn a_window_over_a_change_of_clocks_keeps_its_length() {
        let berlin =
            |zone: &str, at: i64| (zone == "Europe/Berlin").then_some(if at < 1_792_890_000 { 7200 } else { 3600 });
        let read = utc(&window("2026-10-25T00:00", "2026-10-25T06:00", "Europe/Berlin"), &berlin);
        let (start, end) = read.unwrap();
        assert_eq!(end - start, 7 * 3600);
    }
}
