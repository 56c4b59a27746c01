//! Durations as people write them: `30s`, `< 5 s to ready`, `5 min`, `1 h 30 min`, `90 seconds`, `PT5M`.

use super::concepts::{Meaning, Unit};
use super::find;
use super::number::narrow;

/// Seconds of the first duration in a text. Of a range the longer end counts: that is what a plan must fit.
pub fn seconds(text: &str) -> Option<f64> {
    let text = narrow(text);
    let mut at = 0;
    while let Some(skip) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
        at += skip;
        if let Some((value, end)) = whole(&text, at) {
            return Some(upper(&text, value, end));
        }
        at += number(&text[at..]).map_or(1, |(_, length)| length);
    }
    None
}

/// Minutes of the first duration in a text.
pub fn minutes(text: &str) -> Option<f64> {
    seconds(text).map(|seconds| seconds / 60.0)
}

/// The duration that begins at a byte, in seconds, and where it ends: `1 h 30 min`, `1h30`; only a smaller unit goes on.
fn whole(text: &str, from: usize) -> Option<(f64, usize)> {
    let (mut total, mut last, mut end) = part(text, from)?;
    loop {
        let gap = joint(&text[end..]);
        let next = end + gap;
        if let Some((value, unit, behind)) = part(text, next).filter(|(_, unit, _)| *unit < last) {
            (total, last, end) = (total + value, unit, behind);
            continue;
        }
        // `1h30` says its minutes without their unit.
        let bare = number(&text[next..]).filter(|(value, length)| gap == 0 && *length == 2 && *value < 60.0);
        return match bare.filter(|_| (last - 3600.0).abs() < 1.0) {
            Some((value, length)) if !text[next + length..].starts_with(|letter: char| letter.is_alphanumeric()) => {
                Some((total + value * 60.0, next + length))
            }
            _ => Some((total, end)),
        };
    }
}

/// Words between the parts of a duration.
const JOINTS: [&str; 5] = ["and ", "et ", "und ", "y ", "e "];

/// The length of what stands between the parts of a duration: a space, the full stop of `Std.`, an "and".
fn joint(text: &str) -> usize {
    let rest = text.strip_prefix('.').unwrap_or(text).trim_start_matches([' ', '\u{a0}']);
    let joined = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)).unwrap_or(rest);
    text.len() - joined.len()
}

/// The longer end of a range whose first part was read: `10 min – 15 min`.
fn upper(text: &str, value: f64, end: usize) -> f64 {
    range(&text[end..]).and_then(|length| whole(text, end + length)).map_or(value, |(other, _)| value.max(other))
}

/// A number and its unit: seconds, the unit's seconds, and where it ends. Of `10–15 min` the 15.
fn part(text: &str, from: usize) -> Option<(f64, f64, usize)> {
    let (mut value, mut length) = number(text.get(from..)?)?;
    let clock = text[..from].ends_with(':');
    if let Some((upper, behind)) = range(&text[from + length..])
        .filter(|_| !clock)
        .and_then(|gap| number(&text[from + length + gap..]).map(|(upper, digits)| (upper, length + gap + digits)))
        && unit(&text[from + behind..]).is_some()
    {
        (value, length) = (value.max(upper), behind);
    }
    let behind = from + length;
    let (unit, letters) = unit(&text[behind..])?;
    Some((value * unit, unit, behind + letters))
}

/// A number at the begin of a text, and its length: `30`, `2.5`, `0,5`, `1,200`.
fn number(text: &str) -> Option<(f64, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let behind = text[first..].strip_prefix(['.', ',']).map_or(0, digits);
    let length = if behind == 0 { first } else { first + 1 + behind };
    let thousands = behind == 3 && text[first..].starts_with(',') && !text.starts_with('0');
    let written = text[..length].replace(',', if thousands { "" } else { "." });
    written.parse().ok().map(|value| (value, length))
}

/// Marks and words between the ends of a range.
const RANGE: [&str; 13] = ["–", "—", "~", "～", "〜", "-", "から", "至", "到", " bis ", " to ", " à ", " a "];

/// The length of what stands between the ends of a range, if that is what the text begins with.
fn range(text: &str) -> Option<usize> {
    let lead = text.len() - text.trim_start_matches(' ').len();
    let found = RANGE.iter().find_map(|mark| {
        let from = if mark.starts_with(' ') { lead.checked_sub(1)? } else { lead };
        text.get(from..)?.strip_prefix(mark).map(|rest| text.len() - rest.len())
    })?;
    let rest = &text[found..];
    Some(found + rest.len() - rest.trim_start_matches(' ').len())
}

/// Letters looked at for a unit: none is longer.
const LONGEST: usize = 16;

/// The unit that a text begins with, in seconds, and its length; a space or a hyphen may stand before it.
fn unit(text: &str) -> Option<(f64, usize)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let rest = rest.strip_prefix(['-', '‑']).unwrap_or(rest);
    let lead = text.len() - rest.len();
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let near = rest.get(..end)?;
    // `30m5s` and `1h30`: the unit ends where the next number begins.
    let near = near.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or(near);
    let found = find(near);
    let (hit, unit) = found
        .of(near)
        .hits()
        .iter()
        .filter(|hit| hit.start == 0)
        .filter_map(|hit| Some((hit, Unit::of(hit.concept)?)))
        .max_by_key(|(hit, _)| hit.end)?;
    // 三分の一 and `3分の1` are no minutes.
    let behind = &rest[hit.end as usize..];
    let share = behind.strip_prefix('の').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    (!share).then_some((unit.seconds(), lead + hit.end as usize))
}

impl Unit {
    /// Its length in seconds.
    fn seconds(self) -> f64 {
        match self {
            Self::Millisecond => 0.001,
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3600.0,
            Self::Day => 86_400.0,
            Self::Week => 604_800.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_many_forms() {
        for (text, wanted) in [
            ("30s", Some(30.0)),
            ("< 5s to ready", Some(5.0)),
            ("60s (max job duration)", Some(60.0)),
            ("5 min", Some(300.0)),
            ("1 h 30 min", Some(5400.0)),
            ("1h30m", Some(5400.0)),
            ("within 15-minute steps", Some(900.0)),
            ("2.5 seconds", Some(2.5)),
            ("850 ms", Some(0.85)),
            ("PT5M", Some(300.0)),
            ("1h30", Some(5400.0)),
            ("0,5 h", Some(1800.0)),
            ("30 Minuten", Some(1800.0)),
            ("2 Std. 15 Min.", Some(8100.0)),
            ("1 hour and 30 minutes", Some(5400.0)),
            ("1 heure et 30 minutes", Some(5400.0)),
            ("約15分", Some(900.0)),
            ("1時間30分", Some(5400.0)),
            ("３０分以内", Some(1800.0)),
            ("30秒間", Some(30.0)),
            ("15 分钟", Some(900.0)),
            ("2小时", Some(7200.0)),
            ("45 mn", Some(2700.0)),
            ("environ 2 heures", Some(7200.0)),
            ("20 segundos", Some(20.0)),
            ("2 días", Some(172_800.0)),
            ("1 semana", Some(604_800.0)),
            ("10–15 min", Some(900.0)),
            ("10 to 15 minutes", Some(900.0)),
            ("10 bis 15 Minuten", Some(900.0)),
            ("10～15分", Some(900.0)),
            ("10分～15分", Some(900.0)),
            ("5 min - 10 min", Some(600.0)),
            ("30 s ± 2 s", Some(30.0)),
            ("3分の1", None),
            ("1,200 ms", Some(1.2)),
            ("at 02:00", None),
            ("3 replicas", None),
            ("not measured", None),
        ] {
            assert_eq!(seconds(text), wanted, "{text}");
        }
    }
}
