//! Time zones as people write them.

use super::number::narrow;

/// Abbreviations of zones.
const ZONES: [&str; 36] = [
    "UTC", "GMT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "MSK", "IST", "JST", "KST", "SGT", "HKT", "AEST",
    "AEDT", "AWST", "NZST", "NZDT", "BRT", "SAST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT",
    "MT", "PT", "MEZ", "MESZ",
];

/// Zones that are named after a place.
const PLACES: [(&str, &str); 16] = [
    ("日本時間", "JST"),
    ("日本標準時", "JST"),
    ("北京时间", "Asia/Shanghai"),
    ("北京時間", "Asia/Shanghai"),
    ("台北時間", "Asia/Taipei"),
    ("香港時間", "Asia/Hong_Kong"),
    ("heure de paris", "Europe/Paris"),
    ("horário de brasília", "America/Sao_Paulo"),
    ("hora de brasília", "America/Sao_Paulo"),
    ("hora de lisboa", "Europe/Lisbon"),
    ("hora peninsular", "Europe/Madrid"),
    ("hora de madrid", "Europe/Madrid"),
    ("hora de la ciudad de méxico", "America/Mexico_City"),
    ("hora de bogotá", "America/Bogota"),
    ("hora de argentina", "America/Argentina/Buenos_Aires"),
    ("berliner zeit", "Europe/Berlin"),
];

/// The time zone as written: `UTC`, `Europe/Berlin`, `UTC+1`, `+02:00`; `Z` is UTC.
pub fn zone(text: &str) -> Option<String> {
    let text: &str = &narrow(text);
    let words = text.split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | ',' | ';'));
    words
        .map(|word| word.trim_matches(|letter: char| !letter.is_ascii()).trim_end_matches('.'))
        .map(unglued)
        .find(|word| is_zone(word))
        .map(str::to_owned)
        .or_else(|| attached_zone(text))
        .or_else(|| place(text))
}

/// `02:00JST` is `JST`.
fn unglued(word: &str) -> &str {
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
    if letters.len() >= 3 && ZONES.contains(&letters) { letters } else { word }
}

/// The zone of a place whose time is meant.
fn place(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    PLACES.iter().find(|(name, _)| lower.contains(name)).map(|(_, zone)| (*zone).to_owned())
}

fn is_zone(word: &str) -> bool {
    let region = || {
        word.contains('/')
            && word.starts_with(char::is_uppercase)
            && word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_'))
    };
    let shifted = || {
        let shift = word.strip_prefix("UTC").or_else(|| word.strip_prefix("GMT")).unwrap_or_default();
        shift.strip_prefix(['+', '-', '−']).is_some_and(|hours| hours.starts_with(|first: char| first.is_ascii_digit()))
    };
    ZONES.contains(&word) || region() || shifted()
}

/// `02:00Z`, `02:00+02:00`, `02:00 +0200`.
fn attached_zone(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| at > 0 && bytes[at - 1].is_ascii_digit();
    (0..bytes.len()).find_map(|at| match bytes[at] {
        b'Z' if digit(at) => Some("UTC".to_owned()),
        b'+' if digit(at) || (at > 0 && bytes[at - 1] == b' ') => shift(text, at),
        b'-' if digit(at) && is_iso_time(&text[..at]) => shift(text, at),
        _ => None,
    })
}

/// Whether a text ends with the time of an ISO timestamp: only there a hyphen begins an offset, not a range.
fn is_iso_time(text: &str) -> bool {
    text.rsplit('T').next().is_some_and(|time| {
        time.len() < text.len()
            && (5..=12).contains(&time.len())
            && time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
    })
}

/// `+02:00`, `+0200`.
fn shift(text: &str, at: usize) -> Option<String> {
    let hours = |length: usize| {
        let shift = text.get(at..at + length)?;
        shift[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b':').then(|| shift.to_owned())
    };
    hours(6).filter(|shift| shift.as_bytes()[3] == b':').or_else(|| hours(5).filter(|shift| !shift.contains(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_where_they_stand() {
        for (text, wanted) in [
            ("02:00 UTC", Some("UTC")),
            ("02:00 (UTC+1)", Some("UTC+1")),
            ("02:00 Europe/Berlin", Some("Europe/Berlin")),
            ("2026-12-08T02:00Z", Some("UTC")),
            ("02:00+02:00", Some("+02:00")),
            ("02:00 +0100", Some("+0100")),
            ("2:00 AM ET", Some("ET")),
            ("02:00（JST）", Some("JST")),
            ("2時から5時まで（日本時間）", Some("JST")),
            ("02:00 Uhr MEZ", Some("MEZ")),
            ("22h à 2h (heure de Paris)", Some("Europe/Paris")),
            ("北京时间 02:00", Some("Asia/Shanghai")),
            ("02:00-05:00", None),
        ] {
            assert_eq!(zone(text).as_deref(), wanted, "{text}");
        }
    }
}
