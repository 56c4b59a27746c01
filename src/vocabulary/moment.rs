//! Dates, times of day and time zones as people write them.

use jiff::civil::{Date, Time};

/// A date, or a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// `2026-12-08`, `8 December 2026`, `08.12.2026`.
    Date(Date),
    /// `02:00`, `2:00 AM`, `10pm`.
    Time(Time),
}

impl Moment {
    /// The time of day, if it is one.
    pub fn time(self) -> Option<Time> {
        match self {
            Self::Time(time) => Some(time),
            Self::Date(_) => None,
        }
    }

    /// The date, if it is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Time(_) => None,
        }
    }
}

/// The first date of a text.
pub fn date(text: &str) -> Option<Date> {
    moments(text).into_iter().find_map(Moment::date)
}

/// Dates and times in the order of the text.
pub fn moments(text: &str) -> Vec<Moment> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // `+02:00` is an offset, no time of day.
        let behind_date = at > 0 && bytes[at - 1] == b'T';
        let fresh = at == 0 || behind_date || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'+');
        if fresh && let Some((moment, length)) = moment(&text[at..]) {
            found.push(moment);
            at += length;
            if behind_date {
                at += offset(&text[at..]);
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn moment(text: &str) -> Option<(Moment, usize)> {
    if let Some(date) = text.get(..10).and_then(iso_date) {
        return Some((Moment::Date(date), 10));
    }
    let date = numeric_date(text).or_else(|| written_date(text)).map(|(date, length)| (Moment::Date(date), length));
    date.or_else(|| clock(text).map(|(time, length)| (Moment::Time(time), length)))
}

fn iso_date(text: &str) -> Option<Date> {
    let separator = text.as_bytes().get(4).copied().filter(|byte| matches!(byte, b'-' | b'/'))?;
    let mut parts = text.split(separator as char);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

/// `08.12.2026`, `8/12/2026`: the day first, unless only the other reading is a date.
fn numeric_date(text: &str) -> Option<(Date, usize)> {
    let length = text
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | '/')))
        .unwrap_or(text.len());
    let body = text[..length].trim_end_matches('.');
    let parts: Vec<&str> = body.split(['.', '/']).collect();
    let [first, second, year] = parts[..] else { return None };
    if year.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let date = Date::new(year, second, first).or_else(|_| Date::new(year, first, second)).ok()?;
    Some((date, body.len()))
}

/// `8 December 2026`, `December 8, 2026`.
fn written_date(text: &str) -> Option<(Date, usize)> {
    let head: String = text.chars().take(24).collect();
    let mut words = Vec::new();
    let mut at = 0;
    for part in head.split_inclusive([' ', ',']) {
        let word = part.trim_end_matches([' ', ',']);
        if !word.is_empty() {
            words.push((word, at + word.len()));
        }
        at += part.len();
        if words.len() == 3 {
            break;
        }
    }
    let [(first, _), (second, _), (third, end)] = words[..] else { return None };
    let (day, month) = if let Some(month) = month(second) { (first, month) } else { (second, month(first)?) };
    let year: i16 =
        third.trim_end_matches(|last: char| !last.is_ascii_digit()).parse().ok().filter(|year| *year > 1990)?;
    Date::new(year, month, day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']).parse().ok()?)
        .ok()
        .map(|date| (date, end))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    let short = word.get(..3)?;
    MONTHS.iter().position(|month| *month == short).map(|index| index as i8 + 1)
}

/// `02:00`, `2:00 AM`, `10pm`: a colon and two digits, or the half of the day.
fn clock(text: &str) -> Option<(Time, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let behind = text.get(hours..)?;
    let minutes = behind.strip_prefix(':').filter(|rest| digits(rest) == 2).and_then(|rest| rest.get(..2));
    let written = if minutes.is_some() { hours + 3 } else { hours };
    let half = half_of_day(&text[written..]);
    if !(1..=2).contains(&hours) || (minutes.is_none() && half.is_none()) {
        return None;
    }
    let hour: i8 = text[..hours].parse().ok()?;
    let hour = match half {
        Some((noon, _)) if (1..=12).contains(&hour) => hour % 12 + if noon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let time = Time::new(hour, minutes.map_or(Some(0), |minutes| minutes.parse().ok())?, 0, 0).ok()?;
    Some((time, written + half.map_or(0, |(_, length)| length)))
}

/// `am`, ` PM`, ` p.m.`: whether it is the second half, and its length.
fn half_of_day(text: &str) -> Option<(bool, usize)> {
    let lead = text.len() - text.strip_prefix(' ').unwrap_or(text).len();
    let lower: String = text[lead..].chars().take(5).collect::<String>().to_ascii_lowercase();
    let (length, noon) = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)]
        .into_iter()
        .find_map(|(word, noon)| lower.starts_with(word).then_some((word.len(), noon)))?;
    let ends = lower[length..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    ends.then_some((noon, lead + length))
}

/// The length of seconds and offset behind the time of an ISO timestamp: `:00-05:00`.
fn offset(text: &str) -> usize {
    let taken =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let seconds = if text.starts_with(':') { taken(text) } else { 0 };
    let rest = &text[seconds..];
    let minus = rest.strip_prefix('-').map(taken).filter(|length| *length >= 4);
    seconds + minus.map_or(0, |length| length + 1)
}

/// Abbreviations of zones.
const ZONES: [&str; 34] = [
    "UTC", "GMT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "MSK", "IST", "JST", "KST", "SGT", "HKT", "AEST",
    "AEDT", "AWST", "NZST", "NZDT", "BRT", "SAST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT",
    "MT", "PT",
];

/// The time zone as written: `UTC`, `Europe/Berlin`, `UTC+1`, `+02:00`; `Z` is UTC.
pub fn zone(text: &str) -> Option<String> {
    let words = text.split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | ',' | ';'));
    words
        .map(|word| word.trim_end_matches('.'))
        .find(|word| is_zone(word))
        .map(str::to_owned)
        .or_else(|| attached_zone(text))
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
    fn dates_are_read_in_many_forms() {
        let day = Date::constant(2026, 12, 8);
        for text in [
            "2026-12-08",
            "2026/12/08",
            "8 December 2026",
            "Dec 8, 2026",
            "on 8th Dec. 2026",
            "08.12.2026",
            "12/08/2026x",
        ] {
            let wanted = if text.starts_with("12/") { Date::constant(2026, 8, 12) } else { day };
            assert_eq!(date(text), Some(wanted), "{text}");
        }
        for text in ["next week", "version 3.12.2026.1", "12 pods of 2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_told_from_numbers_and_offsets() {
        let times = |text: &str| -> Vec<String> {
            moments(text).into_iter().filter_map(Moment::time).map(|time| time.strftime("%H:%M").to_string()).collect()
        };
        assert_eq!(times("02:00–05:00 UTC"), ["02:00", "05:00"]);
        assert_eq!(times("2:00 AM to 10pm, 12 a.m."), ["02:00", "22:00", "00:00"]);
        assert_eq!(times("2026-12-08T20:00:00-05:00/2026-12-08T23:00-05:00"), ["20:00", "23:00"]);
        assert_eq!(times("at 5 machines, 30 amps, 1:2, image:8080"), [""; 0]);
    }

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
            ("02:00-05:00", None),
        ] {
            assert_eq!(zone(text).as_deref(), wanted, "{text}");
        }
    }
}
