//! Change windows and freeze periods: `2026-12-08 02:00–05:00 UTC`, `2026-12-08T02:00Z/2026-12-08T05:00Z`.

use jiff::civil::{Date, DateTime, Time};

use super::document::Doc;
use super::{Facts, Kind, Phrase};
use crate::facts::Window;
use crate::outline::Text;
use crate::vocabulary;

const WINDOW_KEYS: [&str; 12] = [
    "change window", "deployment window", "maintenance window", "release window", "window", "approved window", "planned window",
    "scheduled window", "implementation window", "cutover window", "production window", "rollout window",
];

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    if !doc.is(&[Kind::DeploymentPlan, Kind::ChangeRequest, Kind::Approvals]) {
        return;
    }
    for statement in statements(doc) {
        let words = vocabulary::heading(&statement.0.plain).join(" ");
        if WINDOW_KEYS.contains(&words.as_str()) {
            facts.windows.extend(window(&doc.phrase(&statement.1)));
        } else if words.contains("freeze") {
            facts.freezes.extend(window(&doc.phrase(&statement.1)));
        }
    }
}

/// Everything of the form "name, value": fields, and rows whose first cell is a name.
fn statements<'a>(doc: &Doc<'a>) -> Vec<(&'a Text, Text)> {
    let fields = doc.outline.fields().map(|field| (&field.key, field.value.clone()));
    let rows = doc.outline.tables().flat_map(|(_, table)| &table.rows).filter_map(|row| {
        let (first, rest) = row.cells.split_first()?;
        let plain: Vec<&str> = rest.iter().map(|cell| cell.plain.as_str()).collect();
        Some((first, Text { plain: plain.join(" "), span: row.span }))
    });
    fields.chain(rows).collect()
}

/// A window, complete or not; `None` if nothing is written.
fn window(text: &Phrase) -> Option<Window> {
    if text.value.is_empty() {
        return None;
    }
    let points = points(&text.value);
    let mut date = None;
    let mut moments = Vec::new();
    for point in &points {
        match point {
            Point::Date(day) => date = Some(*day),
            Point::Time(time) => moments.push(date.map(|day: Date| day.to_datetime(*time))),
        }
    }
    // `02:00–05:00 on 8 December 2026`: the date comes last.
    let at = |index: usize| {
        let known: Option<DateTime> = moments.get(index).copied().flatten();
        known.or_else(|| match (points.iter().filter_map(Point::time).nth(index), date) {
            (Some(time), Some(day)) => Some(day.to_datetime(time)),
            _ => None,
        })
    };
    let start = at(0);
    let mut end = at(1).or_else(|| {
        let span = vocabulary::seconds(&text.value)?;
        start?.checked_add(jiff::Span::new().try_seconds(span as i64).ok()?).ok()
    });
    if let (Some(from), Some(to)) = (start, end)
        && to < from
    {
        // 22:00–02:00 ends on the next day.
        end = to.checked_add(jiff::Span::new().days(1)).ok();
    }
    Some(Window { text: text.clone(), start, end, zone: zone(&text.value) })
}

enum Point {
    Date(Date),
    Time(Time),
}

impl Point {
    fn time(&self) -> Option<Time> {
        match self {
            Self::Time(time) => Some(*time),
            Self::Date(_) => None,
        }
    }
}

/// Dates and times in the order of the text.
fn points(text: &str) -> Vec<Point> {
    let mut points = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // `+02:00` is an offset, no time of day.
        let fresh = at == 0 || bytes[at - 1] == b'T' || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'+');
        if fresh && let Some((point, length)) = point(&text[at..]) {
            points.push(point);
            at += length;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    points
}

fn point(text: &str) -> Option<(Point, usize)> {
    if let Some(date) = text.get(..10).and_then(iso_date) {
        return Some((Point::Date(date), 10));
    }
    if let Some((date, length)) = written_date(text) {
        return Some((Point::Date(date), length));
    }
    clock(text.get(..5)?).map(|time| (Point::Time(time), 5))
}

fn iso_date(text: &str) -> Option<Date> {
    let separator = text.as_bytes().get(4).copied().filter(|byte| matches!(byte, b'-' | b'/'))?;
    let mut parts = text.split(separator as char);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
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
    let year: i16 = third.trim_end_matches(|last: char| !last.is_ascii_digit()).parse().ok().filter(|year| *year > 1990)?;
    Date::new(year, month, day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok()?).ok().map(|date| (date, end))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    let short = word.get(..3)?;
    MONTHS.iter().position(|month| *month == short).map(|index| index as i8 + 1)
}

fn clock(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = hours.len() == 2 && minutes.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    if !digits {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

/// The time zone as written.
fn zone(text: &str) -> Option<String> {
    const NAMES: [&str; 22] = [
        "UTC", "GMT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "MSK", "IST", "JST", "KST", "SGT", "AEST", "AEDT",
        "EST", "EDT", "CST", "CDT", "PST", "PDT",
    ];
    for word in text.split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | ',' | ';')) {
        let word = word.trim_end_matches('.');
        if NAMES.contains(&word) || (word.contains('/') && word.starts_with(char::is_uppercase) && word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_'))) {
            return Some(word.to_owned());
        }
    }
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let behind_time = at >= 2 && bytes[at - 1].is_ascii_digit() || at > 0 && bytes[at - 1] == b' ' || bytes[..at].ends_with(b"UTC");
        match bytes[at] {
            b'Z' if at > 0 && bytes[at - 1].is_ascii_digit() => Some("UTC".to_owned()),
            b'+' if behind_time => text.get(at..at + 6).filter(|offset| clock(&offset[1..]).is_some()).map(str::to_owned),
            b'-' if at >= 5 && behind_time => text
                .get(at..at + 6)
                .filter(|offset| clock(&offset[1..]).is_some() && text.get(at - 3..at).is_some_and(|before| before.starts_with(':')))
                .map(str::to_owned),
            _ => None,
        }
    })
}

/// The first ISO date of a text.
pub(super) fn date_in(text: &str) -> Option<String> {
    (0..text.len()).filter(|at| text.is_char_boundary(*at)).find_map(|at| {
        let candidate = text.get(at..at + 10)?;
        iso_date(candidate).map(|_| candidate.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Place, Said};

    fn read(text: &str) -> String {
        let window = window(&Said { value: text.to_owned(), at: Place::default() }).unwrap();
        let show = |moment: Option<DateTime>| moment.map_or("-".to_owned(), |moment| moment.strftime("%Y-%m-%d %H:%M").to_string());
        format!("{} / {} / {}", show(window.start), show(window.end), window.zone.unwrap_or("-".to_owned()))
    }

    #[test]
    fn windows_are_read_in_many_forms() {
        let full = "2026-12-08 02:00 / 2026-12-08 05:00 / UTC";
        for text in [
            "2026-12-08 02:00–05:00 UTC",
            "2026-12-08T02:00:00Z/2026-12-08T05:00:00Z",
            "2026-12-08T02:00Z to 2026-12-08T05:00Z",
            "8 December 2026, 02:00-05:00 UTC",
            "02:00–05:00 UTC on December 8, 2026",
            "2026-12-08 02:00 UTC for 3 hours",
        ] {
            assert_eq!(read(text), full, "{text}");
        }
        assert_eq!(read("2026-12-08 22:00–02:00 CET"), "2026-12-08 22:00 / 2026-12-09 02:00 / CET");
        assert_eq!(read("2026-12-08T02:00+02:00/2026-12-08T05:00+02:00"), "2026-12-08 02:00 / 2026-12-08 05:00 / +02:00");
        assert_eq!(read("2026-12-08 02:00–05:00 Europe/Berlin"), "2026-12-08 02:00 / 2026-12-08 05:00 / Europe/Berlin");
        assert_eq!(read("Tuesday night"), "- / - / -");
        assert_eq!(read("2026-12-08 02:00–05:00"), "2026-12-08 02:00 / 2026-12-08 05:00 / -");
    }
}
